import { cleanUrl, hostOf } from './clean-url.ts';
import type { ClientReader, RequestPattern, Sighting } from './client-reader.ts';
import { clients } from './clients/clients.ts';
import type { RequestLines } from './request-lines.ts';
import { transportStage } from './transport-stage.ts';

// Retrying after 4s: registry.example.com/acme/ui:1.0
// WARN GET https://npm.example.com/ui error (ETIMEDOUT). Will retry in 10 seconds.
// HTTP 403, will retry
const retry = /^.{0,200}\b(?:retrying (?:after|in)|will retry\b|trying again in)\b/i;

/** Any trigger of any reader: the one cheap question asked of every line. */
const anyTrigger = triggerGate(clients.flatMap((reader) => reader.triggers));

/** The request that a line tells of, or null. The first reader of the list that understands the line wins. */
export function readSighting(lines: RequestLines, index: number): Sighting | null {
  const text = lines.text(index);
  if (!anyTrigger.test(text) || retry.test(text)) return null;
  const lower = text.toLowerCase();
  for (const reader of clients) {
    if (!reader.triggers.some((trigger) => lower.includes(trigger))) continue;
    const sighting = readWith(reader, lines, index);
    if (sighting) return sighting;
  }
  return null;
}

function readWith(reader: ClientReader, lines: RequestLines, index: number): Sighting | null {
  const text = lines.text(index);
  for (const pattern of reader.patterns) {
    const groups = pattern.form.exec(text)?.groups;
    if (!groups && !pattern.form.test(text)) continue;
    const sighting = buildSighting(reader, pattern, { groups: groups ?? {}, text, index });
    const completed = reader.complete ? reader.complete(lines, sighting) : sighting;
    if (completed) return finish(lines, completed);
  }
  return null;
}

interface MatchedLine {
  readonly groups: Readonly<Record<string, string | undefined>>;
  readonly text: string;
  readonly index: number;
}

function buildSighting(reader: ClientReader, pattern: RequestPattern, line: MatchedLine): Sighting {
  const { groups, text, index } = line;
  const gives = pattern.gives ?? {};
  const status = groups['status'] ? Number(groups['status']) : (gives.status ?? null);
  const address =
    groups['url'] ?? (groups['host'] ? `${groups['host']}${groups['path'] ?? ''}` : groups['path']);
  return {
    client: groups['client']?.toLowerCase() ?? gives.client ?? reader.client,
    method: groups['method']?.toUpperCase() ?? gives.method ?? null,
    url: address ? cleanUrl(address) : null,
    status,
    service: groups['service'] ?? gives.service ?? null,
    credential: groups['credential'] ?? gives.credential ?? null,
    stage: gives.stage ?? (status === null ? transportStage(text) : null),
    weight: pattern.weight ?? 'fatal',
    byProgram: reader.byProgram ?? false,
    line: index,
    from: index,
    to: index,
  };
}

/** Neighbouring lines may have given a URL as it was sent, so it is cleaned here and nowhere later. */
function finish(lines: RequestLines, sighting: Sighting): Sighting {
  const url = sighting.url ? cleanUrl(sighting.url) : null;
  const host = url ? hostOf(url) : null;
  const retried = lines.after(sighting.to, retry, 2) !== null;
  return {
    ...sighting,
    url,
    service: host ?? sighting.service,
    weight: retried && sighting.weight === 'fatal' ? 'warning' : sighting.weight,
  };
}

/** Triggers are our own literals; a regular expression finds any of them in one pass over the line. */
function triggerGate(triggers: readonly string[]): RegExp {
  const literals = [...new Set(triggers)].map((trigger) => trigger.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(literals.join('|'), 'i');
}
