import type { FakeAnnotation, FakeJob, FakeRun } from './runs.ts';

export type Json = Record<string, unknown>;

const SOME_TIME = '2026-01-05T09:00:00Z';

/** A run, job, commit or annotation in the shape of GitHub's REST API, reduced to the fields a log reader uses. */
export function renderRun(run: FakeRun, htmlUrl: string): Json {
  const attempt = run.attempt ?? 1;
  return {
    id: run.id,
    name: run.name,
    display_title: run.commitMessage ?? run.name,
    head_branch: run.headBranch,
    head_sha: run.headSha,
    run_number: run.runNumber ?? 1,
    run_attempt: attempt,
    event: run.event ?? 'push',
    status: run.status ?? 'completed',
    conclusion: run.conclusion,
    html_url: `${htmlUrl}/${run.owner}/${run.repo}/actions/runs/${run.id}`,
    created_at: SOME_TIME,
    updated_at: SOME_TIME,
    run_started_at: SOME_TIME,
    actor: { login: run.author ?? 'mara' },
    triggering_actor: { login: run.author ?? 'mara' },
    head_commit: { id: run.headSha, message: run.commitMessage ?? run.name },
    repository: { name: run.repo, full_name: `${run.owner}/${run.repo}`, private: run.isPrivate ?? false },
  };
}

export function renderJob(run: FakeRun, job: FakeJob, htmlUrl: string): Json {
  return {
    id: job.id,
    run_id: run.id,
    run_attempt: job.attempt ?? 1,
    workflow_name: run.name,
    head_branch: run.headBranch,
    head_sha: run.headSha,
    name: job.name,
    status: job.status ?? 'completed',
    conclusion: job.conclusion,
    started_at: job.startedAt ?? SOME_TIME,
    completed_at: job.completedAt ?? SOME_TIME,
    html_url: `${htmlUrl}/${run.owner}/${run.repo}/actions/runs/${run.id}/job/${job.id}`,
    labels: ['ubuntu-latest'],
    steps: (job.steps ?? []).map((step) => ({
      name: step.name,
      number: step.number,
      status: 'completed',
      conclusion: step.conclusion,
      started_at: step.startedAt ?? SOME_TIME,
      completed_at: step.completedAt ?? SOME_TIME,
    })),
  };
}

export function renderCommit(run: FakeRun, htmlUrl: string): Json {
  const author = run.author ?? 'mara';
  const person = { name: author, email: `${author}@example.com`, date: SOME_TIME };
  return {
    sha: run.headSha,
    html_url: `${htmlUrl}/${run.owner}/${run.repo}/commit/${run.headSha}`,
    commit: { message: run.commitMessage ?? run.name, author: person, committer: person },
    author: { login: author },
    parents: [],
  };
}

export function renderAnnotation(annotation: FakeAnnotation): Json {
  return {
    path: annotation.path,
    start_line: annotation.startLine,
    end_line: annotation.endLine ?? annotation.startLine,
    annotation_level: annotation.level,
    title: annotation.title ?? '',
    message: annotation.message,
    raw_details: null,
  };
}
