/** Something an author got wrong: a playbook, a setting, a flag. Loaders collect all of them before throwing. */
export interface AuthorProblem {
  /** Kebab-case, stable: `unknown-key`. */
  readonly code: string;
  /** `file:line:column`, the name of a variable, or a flag. */
  readonly where: string;
  readonly message: string;
  /** What to do about it. */
  readonly hint: string | null;
}

export class AuthorError extends Error {
  readonly problems: readonly AuthorProblem[];

  constructor(problems: readonly AuthorProblem[]) {
    super(problems.map(renderProblem).join('\n'));
    this.name = 'AuthorError';
    this.problems = problems;
  }
}

export function renderProblem(problem: AuthorProblem): string {
  return `${problem.where}: ${problem.message}${problem.hint ? ` (${problem.hint})` : ''}`;
}

/** The outside world failed. An adapter wraps once; nothing above it sees a status code. */
export class OutsideError extends Error {
  readonly provider: string;
  readonly operation: string;
  readonly status: number | null;
  readonly retryable: boolean;

  constructor(
    what: { provider: string; operation: string; status?: number | null; retryable?: boolean },
    cause: unknown,
  ) {
    super(`${what.provider} failed: ${what.operation}`, { cause });
    this.name = 'OutsideError';
    this.provider = what.provider;
    this.operation = what.operation;
    this.status = what.status ?? null;
    this.retryable = what.retryable ?? false;
  }
}
