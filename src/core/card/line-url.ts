import { isWebAddress } from './is-web-address.ts';

// https://gitlab.example.com/acme/api/-/jobs/1523400911
const GITLAB_JOB = /\/-\/jobs\/\d{1,20}(?:\/raw)?$/;

/** Address of a line in a job's log where the CI service has such, the job's page where it has not; null for no page. */
export function lineUrl(jobUrl: string, line: number): string | null {
  if (!isWebAddress(jobUrl)) return null;
  return GITLAB_JOB.test(jobUrl) ? `${jobUrl}#L${line}` : jobUrl;
}
