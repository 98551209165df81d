import type { RunLink } from '../run.ts';
import {
  decodeSegment,
  isNumber,
  isUuid,
  makeRunLink,
  type RunLinkPlace,
  type RunLinkShape,
  urlUpTo,
} from './run-link-shape.ts';

const hosts = new Set(['circleci.com', 'app.circleci.com']);
const namedSources = new Set(['gh', 'github', 'bb', 'bitbucket']);

/** CircleCI: the old job page, the app's pipeline pages, the short workflow and pipeline links. */
export const circleciLinks: RunLinkShape = {
  providers: ['circleci'],
  onlyConfigured: false,
  read(place) {
    if (!hosts.has(place.host) && place.configured !== 'circleci') return null;
    return readJob(place) ?? readPipeline(place) ?? readShort(place);
  },
};

function readJob(place: RunLinkPlace): RunLink | null {
  const [source, owner, name, id] = place.path;
  if (!source || !namedSources.has(source) || !owner || !name || !isNumber(id)) return null;
  const repo = repoOf(source, owner, name);
  return makeRunLink(place, { provider: 'circleci', repo, runId: id, jobId: id, runUrl: urlUpTo(place, 4) });
}

function readPipeline(place: RunLinkPlace): RunLink | null {
  const [pipelines, source, owner, name, number, , workflow, , job] = place.path;
  if (pipelines !== 'pipelines' || !source || !owner || !name || !isNumber(number)) return null;
  return makeRunLink(place, {
    provider: 'circleci',
    repo: repoOf(source, owner, name),
    runId: isUuid(workflow) ? workflow : number,
    jobId: isNumber(job) ? job : null,
    runUrl: urlUpTo(place, isUuid(workflow) ? 7 : 5),
  });
}

function readShort(place: RunLinkPlace): RunLink | null {
  const [kind, id, , job] = place.path;
  if (!['workflow-run', 'workflow', 'pipeline'].includes(kind ?? '') || !isUuid(id)) return null;
  return makeRunLink(place, {
    provider: 'circleci',
    runId: id,
    jobId: isUuid(job) ? job : null,
    runUrl: urlUpTo(place, 2),
  });
}

/** Projects of the GitHub App have opaque ids in place of owner and name. */
function repoOf(source: string, owner: string, name: string): string | null {
  return namedSources.has(source) ? `${decodeSegment(owner)}/${decodeSegment(name)}` : null;
}
