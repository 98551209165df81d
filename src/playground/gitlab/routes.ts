import type { FakeGitlabJob, FakePipeline } from './pipelines.ts';

/** What a path leads to; the server turns it into HTTP. */
export type GitlabAnswer =
  | { readonly kind: 'json'; readonly body: unknown }
  | { readonly kind: 'trace'; readonly text: string }
  | { readonly kind: 'refused'; readonly status: number; readonly message: string };

export interface GitlabQuestion {
  /** As it came: a project's path is one segment, its slashes encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly isSignedIn: boolean;
  readonly pipelines: readonly FakePipeline[];
  readonly webUrl: string;
}

// matches: /api/v4/projects/acme%2Fcore%2Fapi/pipelines/4711/jobs
const PROJECT_PATH = /^\/api\/v4\/projects\/([^/]+)\/(.+)$/;
// matches: pipelines/4711   pipelines/4711/jobs   pipelines/4711/bridges
const PIPELINE_PATH = /^pipelines\/(\d+)(?:\/(jobs|bridges))?$/;
// matches: jobs/991   jobs/991/trace
const JOB_PATH = /^jobs\/(\d+)(\/trace)?$/;

const SOME_TIME = '2026-01-05T09:00:00.000Z';

export function answerGitlab(question: GitlabQuestion): GitlabAnswer {
  if (question.path === '/api/v4/personal_access_tokens/self') {
    if (!question.isSignedIn) return { kind: 'refused', status: 401, message: '401 Unauthorized' };
    return json({ id: 1, name: 'reader', active: true, scopes: ['read_api'] });
  }
  const [, project, rest] = PROJECT_PATH.exec(question.path) ?? [];
  if (project === undefined || rest === undefined) return notFound('404 Not Found');
  // acme%2Fcore%2Fapi
  const path = project.replaceAll(/%2f/gi, '/');
  // A private project is a 404, not a 403, to whoever may not see it.
  const pipelines = question.pipelines.filter(
    (one) => one.project === path && (question.isSignedIn || !one.isPrivate),
  );
  if (pipelines.length === 0) return notFound('404 Project Not Found');
  const asked = { ...question, pipelines };
  if (rest === 'pipelines') return listPipelines(asked);
  const pipeline = PIPELINE_PATH.exec(rest);
  if (pipeline !== null) return answerPipeline(asked, Number(pipeline[1]), pipeline[2]);
  const job = JOB_PATH.exec(rest);
  return job === null ? notFound('404 Not Found') : answerJob(asked, Number(job[1]), job[2] !== undefined);
}

function listPipelines({ pipelines, query, webUrl }: GitlabQuestion): GitlabAnswer {
  const isWanted = (one: FakePipeline) =>
    (query.get('ref') ?? one.ref) === one.ref && (query.get('sha') ?? one.sha) === one.sha;
  return json(pipelines.filter(isWanted).map((one) => renderPipeline(one, webUrl)));
}

function answerPipeline(
  { pipelines, query, webUrl }: GitlabQuestion,
  id: number,
  part: string | undefined,
): GitlabAnswer {
  const pipeline = pipelines.find((one) => one.id === id);
  if (pipeline === undefined) return notFound('404 Not found');
  if (part === undefined) return json(renderPipeline(pipeline, webUrl));
  if (part === 'bridges') return json([]);
  const scopes = [...query.getAll('scope'), ...query.getAll('scope[]')];
  const jobs = pipeline.jobs.filter(({ status }) => scopes.length === 0 || scopes.includes(status));
  return json(jobs.map((job) => renderJob(pipeline, job, webUrl)));
}

function answerJob({ pipelines, webUrl }: GitlabQuestion, id: number, wantsTrace: boolean): GitlabAnswer {
  for (const pipeline of pipelines) {
    const job = pipeline.jobs.find((one) => one.id === id);
    if (job === undefined) continue;
    if (!wantsTrace) return json(renderJob(pipeline, job, webUrl));
    return job.trace === 'missing' ? notFound('404 Not found') : { kind: 'trace', text: job.trace };
  }
  return notFound('404 Not found');
}

function renderPipeline(pipeline: FakePipeline, webUrl: string): Readonly<Record<string, unknown>> {
  return {
    id: pipeline.id,
    iid: pipeline.id,
    status: pipeline.status,
    source: 'push',
    ref: pipeline.ref,
    sha: pipeline.sha,
    name: null,
    yaml_errors: pipeline.yamlErrors ?? null,
    user: { username: pipeline.author ?? 'mara' },
    created_at: SOME_TIME,
    updated_at: SOME_TIME,
    web_url: `${webUrl}/${pipeline.project}/-/pipelines/${pipeline.id}`,
  };
}

function renderJob(
  pipeline: FakePipeline,
  job: FakeGitlabJob,
  webUrl: string,
): Readonly<Record<string, unknown>> {
  return {
    id: job.id,
    name: job.name,
    stage: job.stage,
    status: job.status,
    ref: pipeline.ref,
    allow_failure: job.allowFailure ?? false,
    failure_reason: job.status === 'failed' ? 'script_failure' : undefined,
    created_at: SOME_TIME,
    finished_at: job.finishedAt ?? SOME_TIME,
    web_url: `${webUrl}/${pipeline.project}/-/jobs/${job.id}`,
    commit: { id: pipeline.sha, title: pipeline.commitTitle ?? 'A commit' },
    user: { username: pipeline.author ?? 'mara' },
    pipeline: { id: pipeline.id, ref: pipeline.ref, sha: pipeline.sha, status: pipeline.status },
  };
}

function json(body: unknown): GitlabAnswer {
  return { kind: 'json', body };
}

function notFound(message: string): GitlabAnswer {
  return { kind: 'refused', status: 404, message };
}
