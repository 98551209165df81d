import { type Json, renderAnnotation, renderCommit, renderJob, renderRun } from './render-run.ts';
import type { FakeJob, FakeRun } from './runs.ts';

/** What a path leads to; the server turns it into HTTP. */
export type Answer =
  | { readonly kind: 'json'; readonly body: unknown }
  | { readonly kind: 'log'; readonly text: string }
  | { readonly kind: 'refused'; readonly status: number; readonly message: string };

export interface Question {
  /** Without the `/api/v3` prefix. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly isSignedIn: boolean;
  readonly runs: readonly FakeRun[];
  readonly htmlUrl: string;
}

const NOT_FOUND: Answer = { kind: 'refused', status: 404, message: 'Not Found' };

// matches: /repos/acme/api/actions/runs/900/attempts/2/jobs
const REPO_PATH = /^\/repos\/([^/]+)\/([^/]+)\/(.+)$/;
// matches: actions/runs/900   actions/runs/900/jobs   actions/runs/900/attempts/2/jobs
const RUN_PATH = /^actions\/runs\/(\d+)(?:\/attempts\/(\d+))?(\/jobs)?$/;
// matches: actions/jobs/501/logs   actions/jobs/501
const JOB_PATH = /^actions\/jobs\/(\d+)(\/logs)?$/;
// matches: commits/1f2e3d4
const COMMIT_PATH = /^commits\/([^/]+)$/;
// matches: check-runs/501/annotations
const ANNOTATIONS_PATH = /^check-runs\/(\d+)\/annotations$/;

export function answerQuestion(question: Question): Answer {
  if (question.path === '/rate_limit') return json({ resources: {}, rate: { limit: 5_000 } });
  const [, owner, repo, rest] = REPO_PATH.exec(question.path) ?? [];
  if (rest === undefined) return NOT_FOUND;
  const isWanted = (run: FakeRun) => run.owner === owner && run.repo === repo;
  // A private repository is a 404, not a 403, to whoever may not see it.
  const runs = question.runs.filter((run) => isWanted(run) && (question.isSignedIn || !run.isPrivate));
  if (runs.length === 0) return NOT_FOUND;
  const asked = { ...question, runs };
  if (rest === 'actions/runs') return listRuns(asked);
  const run = RUN_PATH.exec(rest);
  if (run !== null) return answerRun(asked, run);
  const job = JOB_PATH.exec(rest);
  if (job !== null) return answerJob(asked, { id: Number(job[1]), wantsLog: job[2] !== undefined });
  const commit = COMMIT_PATH.exec(rest);
  if (commit !== null) return answerCommit(asked, commit[1] ?? '');
  const annotations = ANNOTATIONS_PATH.exec(rest);
  return annotations === null ? NOT_FOUND : answerAnnotations(asked, Number(annotations[1]));
}

/** A short sha finds nothing and an empty one filters nothing, as on GitHub. */
function listRuns({ runs, query, htmlUrl }: Question): Answer {
  const sha = query.get('head_sha') ?? '';
  const found = sha === '' ? runs : runs.filter((run) => run.headSha === sha);
  return json({
    total_count: found.length,
    workflow_runs: found.map((run) => renderRun(run, htmlUrl)),
  });
}

function answerRun({ runs, query, htmlUrl }: Question, match: RegExpExecArray): Answer {
  const run = runs.find((one) => one.id === Number(match[1]));
  if (run === undefined) return NOT_FOUND;
  const latest = run.attempt ?? 1;
  const attempt = match[2] === undefined ? latest : Number(match[2]);
  if (attempt < 1 || attempt > latest) return NOT_FOUND;
  if (match[3] === undefined) return json({ ...renderRun(run, htmlUrl), run_attempt: attempt });
  const everyAttempt = match[2] === undefined && query.get('filter') === 'all';
  const jobs = run.jobs.filter((job) => everyAttempt || (job.attempt ?? 1) === attempt);
  return json(jobPage(run, jobs, { query, htmlUrl }));
}

function jobPage(
  run: FakeRun,
  jobs: readonly FakeJob[],
  how: { query: URLSearchParams; htmlUrl: string },
): Json {
  const size = Math.min(Number(how.query.get('per_page') ?? 30) || 30, 100);
  const page = Math.max(Number(how.query.get('page') ?? 1) || 1, 1);
  const shown = jobs.slice((page - 1) * size, page * size);
  return { total_count: jobs.length, jobs: shown.map((job) => renderJob(run, job, how.htmlUrl)) };
}

function findJob(runs: readonly FakeRun[], id: number): { run: FakeRun; job: FakeJob } | null {
  for (const run of runs) {
    const job = run.jobs.find((one) => one.id === id);
    if (job !== undefined) return { run, job };
  }
  return null;
}

function answerJob(question: Question, wanted: { id: number; wantsLog: boolean }): Answer {
  const found = findJob(question.runs, wanted.id);
  if (found === null) return NOT_FOUND;
  if (!wanted.wantsLog) return json(renderJob(found.run, found.job, question.htmlUrl));
  // Logs of public repositories ask for a login too.
  if (!question.isSignedIn) return refused(403, 'Must have admin rights to Repository.');
  const { log } = found.job;
  if (typeof log === 'string') return { kind: 'log', text: log };
  return log.gone === 'expired' ? refused(410, 'Server Error') : NOT_FOUND;
}

function answerCommit({ runs, htmlUrl }: Question, sha: string): Answer {
  const run = sha.length < 4 ? undefined : runs.find((one) => one.headSha.startsWith(sha));
  return run === undefined
    ? refused(422, `No commit found for SHA: ${sha}`)
    : json(renderCommit(run, htmlUrl));
}

function answerAnnotations({ runs }: Question, id: number): Answer {
  const found = findJob(runs, id);
  return found === null ? NOT_FOUND : json((found.job.annotations ?? []).map(renderAnnotation));
}

function json(body: unknown): Answer {
  return { kind: 'json', body };
}

function refused(status: number, message: string): Answer {
  return { kind: 'refused', status, message };
}
