import type { AlertContext } from './alert-parts.ts';
import type { MessageVerdict } from './read-verdict.ts';
import type { Alert } from './run.ts';
import { readVerdictWords } from './verdict-words.ts';

/** Monitoring, figures of a week, and posts about issues and requests: they say `failed` and mean something else. */
const otherMatters: readonly RegExp[] = [
  // [FIRING:1] KubeJobFailed, [Alerting] latency
  /^\[?(?:firing|resolved|alerting|no data|triggered|acknowledged|monitor)\b[^\]\n]{0,20}[\]:]/i,
  // CI digest, Weekly build summary, Daily report
  /\b(?:digest|weekly|monthly|daily (?:summary|report|build report)|last (?:7|30) days|past week|this week|last week|leaderboard)\b/i,
  // Issue opened by jane, New comment by jane on pull request
  /\b(?:issue|pull request|merge request|comment|discussion|review|milestone|wiki page)\b[^\n]{0,60}\b(?:opened|closed|reopened|merged|created|updated|commented|submitted|requested|edited|deleted)\b/i,
  // ana opened merge request !7
  /\b(?:opened|closed|reopened|merged|created|updated|approved)\b[^\n]{0,20}\b(?:issue|pull request|merge request|incident|ticket|bug|task)\b/i,
  // New comment on, commented on, Issue created
  /\b(?:new comment|commented|new issue|opened (?:an? )?(?:issue|pull request)|pushed (?:to|\d{1,5} commits?))\b/i,
  // Incident opened
  /\b(?:incident|outage|on-call|pagerduty|alertmanager)\b/i,
];

const monitoringHosts =
  // https://acme.sentry.io/issues/1
  /(?:^|\.)(?:sentry\.io|datadoghq\.(?:com|eu)|pagerduty\.com|opsgenie\.com|grafana\.net|newrelic\.com|statuspage\.io|rollbar\.com|bugsnag\.com)$/;

/** The thing that failed, in the sentence that says so. */
const subjects =
  // Build failed
  /\b(?:builds?|pipelines?|workflows?|deploy(?:ment|s|ed|ing)?|release|ci|cd|ci\/cd|github actions?|lane|test suite|unit tests|e2e tests|integration tests)\b/i;

/**
 * True when the message speaks of a run of a CI service.
 *
 * A link to one proves it. Without a link the sentence has to name a build, or the values beside it do
 * (repository, branch, commit, workflow, job, author: two of them).
 */
export function isAboutRun(context: AlertContext, alert: Alert, verdict: MessageVerdict | null): boolean {
  if (
    context.facts.lines.some(
      (line) => isOpening(line.slot) && otherMatters.some((one) => one.test(line.text)),
    )
  )
    return false;
  // A red bar beside an application's page may be its health; a run's page has an id, or is a commit's checks.
  const isRun = alert.link !== null && (alert.link.runId !== null || alert.provider === 'github-actions');
  const isSaid = verdict?.from === 'status' || verdict?.from === 'words';
  if (isRun || (alert.link !== null && isSaid)) return true;
  if (context.message.pieces.some((piece) => piece.links.some((link) => isMonitoring(link.url))))
    return false;
  if (!verdict || !isSaid || (verdict.from === 'words' && !isHeadline(verdict.sentence))) return false;
  const known = [alert.repo, alert.branch, alert.commit, alert.workflow, alert.job, alert.author].filter(
    (part) => part !== null,
  );
  return subjects.test(verdict.sentence) || known.length >= 2;
}

/** Prose about failures is longer, asks, or says `error` in passing. */
function isHeadline(sentence: string): boolean {
  return sentence.length <= 160 && !sentence.includes('?') && readVerdictWords(sentence)?.strength === 2;
}

function isOpening(slot: string): boolean {
  return ['header', 'title', 'pretext', 'text', 'fallback'].includes(slot);
}

function isMonitoring(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname, href } = new URL(url);
  return monitoringHosts.test(hostname) || /\/(?:#\/)?(?:alerts?|alerting|incidents?)(?:[/?#]|$)/.test(href);
}
