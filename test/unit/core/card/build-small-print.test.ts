import { expect, it } from '@jest/globals';
import { buildSmallPrint } from '../../../../src/core/card/build-small-print.ts';
import { compileCatalog } from '../../../../src/core/match/compile-catalog.ts';
import { createCatalog } from '../../../../src/core/playbook/create-catalog.ts';
import { diagnoseLog } from '../../../../src/flows/diagnose-log.ts';
import { makeEntry } from '../playbook/make-entry.ts';

const RUN = 'https://git.example.com/acme/api/-/pipelines/4711';
const JOB = 'https://git.example.com/acme/api/-/jobs/991';
const { analysis } = diagnoseLog(
  compileCatalog(createCatalog([makeEntry()])),
  'a\nerror: forklift: out of oil\n##[error]Process completed with exit code 1.',
);

function linksOf(url: string | null, runUrl: string | null, lineUrl?: string): readonly string[] {
  const lineUrls = lineUrl === undefined ? {} : { 2: lineUrl };
  const block = buildSmallPrint(analysis, { job: 'test', step: null, url, name: 'test', runUrl, lineUrls });
  const content = block?.kind === 'context' ? block.content : [];
  return content.flatMap((one) => (one.kind === 'link' ? [one.url] : []));
}

it.each([
  ['the line, the job and the run', JOB, RUN, `${JOB}#L2`, [`${JOB}#L2`, JOB, RUN]],
  ['the job where the line has no address', JOB, RUN, undefined, [JOB, RUN]],
  ['the run once where it stands for the job', RUN, RUN, undefined, [RUN]],
  ['no page that is none of the web', JOB, 'javascript:alert(1)', 'javascript:alert(2)', [JOB]],
])('links %s', (_what, url, runUrl, lineUrl, links) => {
  expect(linksOf(url, runUrl, lineUrl)).toEqual(links);
});
