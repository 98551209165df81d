import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';

const page = await readFile('docs/playbooks/http-auth-failure.md', 'utf8');

/** The text of a section, up to the next one. */
function section(heading: string): string {
  const from = page.indexOf(`\n## ${heading}\n`) + 1 || page.indexOf(`## ${heading}\n`);
  expect([heading, from >= 0]).toEqual([heading, true]);
  const next = page.slice(from + 3).search(/^#{1,2} /m);
  return next === -1 ? page.slice(from) : page.slice(from, from + 3 + next);
}

const SIGNALS = ['403 Forbidden', '401 Unauthorized', 'HTTP 403', 'HTTP 401', 'http error 403'].concat(
  'http error 401',
  'status 403',
  'status 401',
);

/** What each section of the page that this product began with says, and ours must say too. */
const IDEAS: readonly [string, readonly RegExp[]][] = [
  ['What this failure means', [/401/, /403/]],
  [
    'Diagnosis',
    [
      /401/,
      /403/,
      /missing|no credential|not sent|never (?:sent|reached)/i,
      /expired/i,
      /scope/i,
      /allow-?list/i,
      /role|RBAC|IAM/,
      /staging|environment/i,
    ],
  ],
  ['Fix steps', [/```/, /401/, /403/, /role|permission/i, /scope/i, /address|endpoint|host/i]],
  ['Validation', [/2xx|200/]],
  ['Why it matters', [/\w/]],
  ['Prevention', [/expir/i, /OIDC|short-lived/i, /least|minimum|only/i]],
  ['Try it locally', [/curl .*Authorization: Bearer/, /%\{http_code\}/]],
  ['How Faultline detects it', [/faultline analyze build\.log/, /faultline explain http-auth-failure/]],
];

describe('the page of http-auth-failure', () => {
  it('has the sections in the order of the first page', () => {
    const headings = [...page.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    expect(headings).toEqual([
      'Matched signals',
      IDEAS[0]?.[0],
      'Symptoms',
      ...IDEAS.slice(1).map(([name]) => name),
    ]);
    expect(page).toMatch(/^Generated from playbooks\/.+http-auth-failure\.yaml\. Do not edit directly\.$/m);
  });

  it.each(SIGNALS)('lists %s as a signal and as a symptom', (signal) => {
    expect(section('Matched signals')).toContain(`\`${signal}\``);
    expect(section('Symptoms')).toContain(`\n${signal}\n`);
  });

  it.each(IDEAS)('%s says all that it must', (heading, ideas) => {
    const text = section(heading);
    for (const idea of ideas) expect(text).toMatch(idea);
  });

  it('never advises a new token for a 403, nor prints a secret', () => {
    expect(section('Fix steps')).not.toMatch(/403[^\n]*rotat/i);
    expect(page).not.toMatch(/printenv|cut -c|echo "?\$TOKEN/);
    expect(page).not.toMatch(/'Authorization: Bearer \$/);
  });
});
