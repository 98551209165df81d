import { isWebAddress } from './is-web-address.ts';

// https://gitlab.example.com/acme/api/-/jobs/1523400911
const GITLAB_JOB = /\/-\/jobs\/\d{1,20}(?:\/raw)?$/;
// https://app.travis-ci.com/github/acme/api/jobs/612345678
const TRAVIS_JOB = /^https:\/\/[^/]{0,200}travis[^/]{0,200}\/[^?#]{1,300}\/jobs\/\d{1,20}$/;
// https://ci.appveyor.com/project/acme/api/builds/48123456/job/a1b2c3d4e5f6g7h8
const APPVEYOR_JOB = /\/project\/[^?#]{1,300}\/job\/[0-9a-z]{8,40}$/;
// https://dev.azure.com/acme/api/_build/results?buildId=4711&view=logs&j=0f2c&t=4e6a   (one task, one log)
const AZURE_TASK = /\/_build\/results\?[^#]{1,300}&view=logs&j=[\w-]{1,60}&t=[\w-]{1,60}$/;

/** Address of a line in a job's log where the CI service has such, the job's page where it has not; null for no page. */
export function lineUrl(jobUrl: string, line: number): string | null {
  if (!isWebAddress(jobUrl)) return null;
  if (AZURE_TASK.test(jobUrl)) return `${jobUrl}&l=${line}`;
  const hasLines = [GITLAB_JOB, TRAVIS_JOB, APPVEYOR_JOB].some((form) => form.test(jobUrl));
  return hasLines ? `${jobUrl}#L${line}` : jobUrl;
}
