import { type LogLine, messageOf } from './log-line.ts';

/** What is known, reading backwards, of what came after in the same job. */
interface Later {
  /** The job's log reaches its end. */
  ended: boolean;
  /** A step of the job's own work ran. */
  worked: boolean;
  /** The step at hand ended with an allowed failure. */
  inAllowedStep: boolean;
}

/**
 * Lines (1-based) of failures in GitHub Actions that the job was told to live with (`continue-on-error`).
 *
 * GitHub writes them like any other failure. They are told by what comes after them in the same job: the job's
 * own work went on (install, build, publish; not only uploads and reports, which often run always). A log cut
 * off before the job's end allows none.
 * Cost: one pass, backwards.
 */
export function findAllowedFailures(
  lines: readonly LogLine[],
  isFailure: (message: string) => boolean,
): ReadonlySet<number> {
  const allowed = new Set<number>();
  let later = nothing(false);
  for (let index = lines.length - 1; index >= 0; index--) {
    const line = lines[index];
    const message = line ? messageOf(line) : '';
    if (!line || !MAY_TELL.test(message)) continue;
    if (message.startsWith('Cleaning up orphan processes')) later = nothing(true);
    else if (message.startsWith('Current runner version:')) later = nothing(false);
    else if (message.startsWith('##[error]')) judge(line.number, isFailure(message), { later, allowed });
    else note(message, later);
  }
  return allowed;
}

// ##[error]x   ·   ##[group]Run x   ·   Post job cleanup.   ·   Cleaning up orphan processes   ·   Current runner version:
const MAY_TELL = /^(?:##\[(?:error|group)\]|Post job|Cleaning up|Current runner)/;

function nothing(ended: boolean): Later {
  return { ended, worked: false, inAllowedStep: false };
}

interface Judgement {
  readonly later: Later;
  readonly allowed: Set<number>;
}

function judge(number: number, ends: boolean, { later, allowed }: Judgement): void {
  if (ends && later.ended && later.worked) later.inAllowedStep = true;
  if (later.inAllowedStep) allowed.add(number);
}

// npm run build   ·   make deploy   ·   docker push x   ·   ./gradlew assemble     (what no one runs after a failure)
const WORK =
  /^(?:npm (?:ci|install|publish|run (?:build|deploy|release))|yarn (?:install|build|publish)|pnpm (?:install|build|publish)|make (?:build|deploy|install|release)|docker (?:build|push)|\.\/gradlew (?:assemble|build|publish)|mvn .{0,60}(?:package|deploy)|go build|cargo (?:build|publish)|twine upload|terraform apply|helm upgrade|kubectl apply|actions\/deploy-pages@)/;

function note(message: string, later: Later): void {
  if (message.startsWith('##[group]') && !message.startsWith('##[group]Run ')) return;
  if (WORK.test(message.slice('##[group]Run '.length))) later.worked = true;
  later.inAllowedStep = false;
}
