/** What the fake GitHub knows: workflow runs as data, each with its jobs and their logs. */
export interface FakeRun {
  readonly owner: string;
  readonly repo: string;
  readonly id: number;
  readonly name: string;
  readonly headBranch: string;
  /** 40 hex digits. */
  readonly headSha: string;
  readonly status?: 'completed' | 'in_progress' | 'queued';
  readonly conclusion: string | null;
  /** The latest attempt; 1 unless the run was started again. */
  readonly attempt?: number;
  readonly runNumber?: number;
  readonly event?: string;
  readonly author?: string;
  readonly commitMessage?: string;
  /** A private run is a 404 to whoever has no token. */
  readonly isPrivate?: boolean;
  readonly jobs: readonly FakeJob[];
}

export interface FakeJob {
  readonly id: number;
  readonly name: string;
  readonly status?: 'completed' | 'in_progress' | 'queued';
  readonly conclusion: string | null;
  /** The attempt that ran it; 1 by default. */
  readonly attempt?: number;
  readonly startedAt?: string;
  readonly completedAt?: string;
  readonly steps?: readonly FakeStep[];
  /** The text as GitHub serves it; `expired` answers 410, `missing` 404 as a running job does. */
  readonly log: string | { readonly gone: 'expired' | 'missing' };
  readonly annotations?: readonly FakeAnnotation[];
}

export interface FakeStep {
  readonly name: string;
  readonly number: number;
  readonly conclusion: string | null;
  readonly startedAt?: string;
  readonly completedAt?: string;
}

export interface FakeAnnotation {
  readonly path: string;
  readonly startLine: number;
  readonly endLine?: number;
  readonly level: 'notice' | 'warning' | 'failure';
  readonly message: string;
  readonly title?: string;
}
