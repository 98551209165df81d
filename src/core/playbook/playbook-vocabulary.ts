/** What a playbook is about. */
export const CATEGORIES = [
  'auth',
  'build',
  'ci',
  'container',
  'database',
  'dependency',
  'deploy',
  'git',
  'network',
  'quality',
  'runtime',
  'silent_failure',
  'test',
] as const;
export const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;
export type Category = (typeof CATEGORIES)[number];
export type Severity = (typeof SEVERITIES)[number];

/** What a line may be demanded to be; a passing test's line is never read. */
export const SIGNAL_LINES = ['echo', 'output', 'annotation', 'assertion'] as const;

export type SignalLine = (typeof SIGNAL_LINES)[number];

/** How far back `after` looks when `within` is not given. */
export const USUAL_WITHIN = 10;
