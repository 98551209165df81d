/** What the fake GitLab knows: pipelines as data, each with its jobs and their traces. */
export interface FakePipeline {
  /** `acme/core/api`: groups may nest. */
  readonly project: string;
  readonly id: number;
  readonly ref: string;
  /** 40 hex digits. */
  readonly sha: string;
  readonly status: GitlabStatus;
  readonly author?: string;
  readonly commitTitle?: string;
  /** Why no job was made of `.gitlab-ci.yml`. */
  readonly yamlErrors?: string;
  /** A private project is a 404 to whoever has no token. */
  readonly isPrivate?: boolean;
  readonly jobs: readonly FakeGitlabJob[];
}

export interface FakeGitlabJob {
  readonly id: number;
  readonly name: string;
  readonly stage: string;
  readonly status: GitlabStatus;
  readonly allowFailure?: boolean;
  readonly finishedAt?: string;
  /** The text as GitLab serves it; `missing` is a job that never printed. */
  readonly trace: string | 'missing';
}

export type GitlabStatus = 'running' | 'success' | 'failed' | 'canceled' | 'skipped';
