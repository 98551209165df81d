import type { RedactionFact } from '../log/redacted-log.ts';
import type { Sighting } from './client-reader.ts';
import type { RequestStage } from './failed-request.ts';
import { findOverride } from './find-override.ts';

/** Everything the log says about one refused request. */
export interface StageQuestion {
  readonly sighting: Sighting;
  /** The step printed the credential's variable, and nothing was in it. */
  readonly credentialIsEmpty: boolean;
  /** Lowercase text of the request's own lines and those around them. */
  readonly words: string;
  readonly facts: readonly RedactionFact[];
  /** Seconds since 1970 when the line was written; null when the log has no times. */
  readonly time: number | null;
}

/** How far a request got, and one plain sentence why. Both null when nothing tells. */
export interface StageDecision {
  readonly stage: RequestStage | null;
  readonly reason: string | null;
}

/**
 * Decides how far a request got: the client's own words about the road first, then what the log knows of the credential,
 * then the table of answers whose number lies, and the number last.
 */
export function decideStage(question: StageQuestion): StageDecision {
  const { sighting, words } = question;
  return (
    decideByRoad(sighting) ??
    decideByCredential(question) ??
    findOverride(sighting, words) ??
    decideByClient(sighting) ??
    decideByStatus(question) ?? { stage: null, reason: null }
  );
}

/** No answer of the service at all, or the proxy's. */
function decideByRoad({ stage, status, service }: Sighting): StageDecision | null {
  const whom = service ?? 'the service';
  if (stage === 'proxy' || status === 407) {
    return {
      stage: 'proxy',
      reason: `A proxy between this machine and ${whom} refused to pass the request on.`,
    };
  }
  if (stage === 'dns')
    return { stage, reason: `The name ${whom} has no address: it is misspelt, or DNS fails.` };
  if (stage === 'connect')
    return { stage, reason: `No connection to ${whom}: nothing answers there, or a firewall is between.` };
  if (stage === 'tls')
    return {
      stage,
      reason: `The connection to ${whom} is not trusted: its certificate or key was not accepted.`,
    };
  return null;
}

function decideByCredential(question: StageQuestion): StageDecision | null {
  const { sighting, credentialIsEmpty, facts, time } = question;
  const refused = sighting.status === null || [401, 403, 404].includes(sighting.status);
  if (!refused) return null;
  if (credentialIsEmpty && sighting.credential) {
    return {
      stage: 'authentication',
      reason: `\`${sighting.credential}\` is empty in this step, so no credential was sent.`,
    };
  }
  const jwt = facts.find(
    (fact) => fact.jwt?.exp && fact.line > sighting.from && fact.line <= sighting.to + 1,
  )?.jwt;
  if (!jwt?.exp || time === null || jwt.exp >= time || sighting.status === 403) return null;
  return {
    stage: 'authentication',
    reason: `The token expired ${spanOf(time - jwt.exp)} before the request was sent.`,
  };
}

function spanOf(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172_800) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86_400)} days`;
}

/** The client's wording names the side, whether or not it prints a number. */
function decideByClient({ stage, service, status }: Sighting): StageDecision | null {
  const whom = service ?? 'the service';
  if (stage === 'authentication' && status !== 403) {
    return {
      stage,
      reason: `${capital(whom)} does not know the caller: the credential is missing, wrong or expired.`,
    };
  }
  if (stage === 'authorization') {
    return {
      stage,
      reason: `${capital(whom)} knows the caller and refuses this action: the right is missing.`,
    };
  }
  if (stage === 'rate-limit')
    return { stage, reason: `${capital(whom)} had too many requests; waiting helps.` };
  return null;
}

function decideByStatus({ sighting, words }: StageQuestion): StageDecision | null {
  const whom = capital(sighting.service ?? 'the service');
  const { status, credential } = sighting;
  if (status === 401) return { stage: 'authentication', reason: reasonOf401(whom, credential, words) };
  if (status === 403) {
    const who = credential ? `accepted \`${credential}\`` : 'let the caller in (a stranger would get a 401)';
    return { stage: 'authorization', reason: `${whom} ${who} and refuses this action.` };
  }
  if (status === 429) return { stage: 'rate-limit', reason: `${whom} had too many requests; waiting helps.` };
  if (status === 404 || status === 410)
    return { stage: 'not-found', reason: `${whom} has nothing at this address.` };
  if (status !== null && status >= 500) {
    return { stage: 'server', reason: `${whom} failed to answer: the fault is on its side or behind it.` };
  }
  return null;
}

function reasonOf401(whom: string, credential: string | null, words: string): string {
  if (credential)
    return `${whom} does not accept \`${credential}\`: it is wrong, expired or meant for another place.`;
  // A verbose client shows what it sent; no header there means that none was sent.
  if (words.includes('\n> host:') && !words.includes('> authorization:'))
    return 'No Authorization header was sent.';
  if (words.includes('www-authenticate'))
    return `${whom} asks who is calling: no credential that it accepts was sent.`;
  return `${whom} does not know the caller: the credential is missing, wrong or expired.`;
}

function capital(text: string): string {
  return text.startsWith('the ') ? `T${text.slice(1)}` : text;
}
