import { decodeMarkup } from '../../src/adapters/slack/read/decode-markup.ts';
import { createRandom } from './random-numbers.ts';
import { surround } from './surroundings.ts';

/** A way in which the same failure may reach us. */
export interface Disguise {
  readonly name: string;
  /** True when part of the log is gone: then `unknown` and `clean` are right answers too. */
  readonly cuts: boolean;
  /** The same log and seed give the same text. */
  readonly apply: (log: string, seed: number) => string;
}

/** True when the disguise changed what we say. Answers are ids of playbooks, or verdicts. */
export function isChanged(disguise: Disguise, before: string, after: string): boolean {
  if (after === before) return false;
  return !(disguise.cuts && (after === 'unknown' || after === 'clean'));
}

/** The seed of a pair: the same whatever else is run beside it (FNV-1a). */
export function seedOf(...names: readonly string[]): number {
  let hash = 0x811c9dc5;
  for (const char of names.join('\n')) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}

const LINES = 2000;

const AROUND: readonly Disguise[] = [
  {
    name: '2,000 lines before',
    cuts: false,
    apply: (log, seed) => surround(log, { before: LINES, after: 0, seed }),
  },
  {
    name: '2,000 lines after',
    cuts: false,
    apply: (log, seed) => surround(log, { before: 0, after: LINES, seed }),
  },
  {
    name: '2,000 lines before and after',
    cuts: false,
    apply: (log, seed) => surround(log, { before: LINES, after: LINES, seed }),
  },
];

const stampsOf = (time: Date): Readonly<Record<string, string>> => {
  const iso = time.toISOString();
  const day = iso.slice(0, 10);
  const clock = iso.slice(11, 19);
  const ms = iso.slice(20, 23);
  return {
    'GitHub Actions': `${day}T${clock}.${ms}4821Z `,
    'ISO, milliseconds': `${iso} `,
    'ISO with offset': `${day}T${clock}+02:00 `,
    'ISO in brackets': `[${iso}] `,
    'Python logging': `${day} ${clock},${ms} `,
    'Go log': `${day.replaceAll('-', '/')} ${clock} `,
    'clock in brackets': `[${clock}] `,
    clock: `${clock}.${ms} `,
    syslog: `Mar ${String(time.getUTCDate()).padStart(2)} ${clock} `,
    'GitLab runner': `${day}T${clock}.${ms}482Z 01O `,
    'gh run view': `verify\tVerify\t${day}T${clock}.${ms}4821Z `,
    Buildkite: `\u001b_bk;t=${time.getTime()}\u0007`,
  };
};

const FIRST_TIME = Date.UTC(2026, 2, 4, 9, 12, 31);

const STAMPED: readonly Disguise[] = Object.keys(stampsOf(new Date(FIRST_TIME))).map((style) => ({
  name: `timestamps: ${style}`,
  cuts: false,
  apply: (log, seed) => {
    const random = createRandom(seed);
    let time = FIRST_TIME;
    return mapLines(unstamp(log), (line) => {
      time += Math.floor(random() * 900);
      return `${stampsOf(new Date(time))[style] ?? ''}${line}`;
    });
  },
}));

// 2026-03-04T09:12:31.7429207Z text
const GITHUB_STAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z ?/gm;

/** A log of the Actions runner gets another service's time in place of its own. */
function unstamp(log: string): string {
  return log.replace(GITHUB_STAMP, '');
}

const PAINTED: Disguise = {
  name: 'ANSI colours',
  cuts: false,
  apply: (log, seed) => {
    const random = createRandom(seed);
    const color = (text: string): string => `\u001b[1;${31 + Math.floor(random() * 6)}m${text}\u001b[0m`;
    return mapLines(log, (line) => {
      const dice = random();
      if (dice < 0.4 || line.trim() === '' || line.includes('\u001b')) return line;
      return dice < 0.7 ? color(line) : line.replace(/\w+/g, (word) => (random() < 0.3 ? color(word) : word));
    });
  },
};

const CRLF: Disguise = { name: 'CRLF', cuts: false, apply: (log) => log.replace(/\r?\n/g, '\r\n') };

const SLACK: Disguise = {
  name: 'Slack’s escaping, undone',
  cuts: false,
  apply: (log) => {
    const escaped = log.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    return decodeMarkup(escaped.replace(/https?:\/\/[^\s'"`,;&<>()\\]+[\w/]/g, (url) => `<${url}>`));
  },
};

const SMART_QUOTES: Disguise = {
  name: 'smart quotes',
  cuts: false,
  apply: (log) =>
    log
      .replace(/(^|[\s(=:[{,])"/gm, '$1“')
      .replaceAll('"', '”')
      .replace(/(^|[\s(=:[{,])'/gm, '$1‘')
      .replaceAll("'", '’'),
};

const CUT_LENGTHS = [3000, 4000, 40_000] as const;

const CUT: readonly Disguise[] = CUT_LENGTHS.flatMap((length) => [
  {
    name: `cut at ${length.toLocaleString('en')} characters, the head is kept`,
    cuts: true,
    apply: (log, seed) => cutAround(log, seed, (text) => text.slice(0, length)),
  },
  {
    name: `cut at ${length.toLocaleString('en')} characters, the tail is kept`,
    cuts: true,
    apply: (log, seed) => cutAround(log, seed, (text) => text.slice(-length)),
  },
]);

/** Lines around a log that put the cut now before it, now behind it, now into its middle. */
function cutAround(log: string, seed: number, cut: (text: string) => string): string {
  const random = createRandom(seed);
  const most = cut(' '.repeat(100_000)).length / 60;
  const before = Math.floor(random() * most);
  const after = Math.floor(random() * most);
  return cut(surround(log, { before, after, seed }));
}

function mapLines(log: string, change: (line: string) => string): string {
  return `${log.replace(/\n$/, '').split('\n').map(change).join('\n')}\n`;
}

/** All of them; `npm run immunity` applies each to each positive example of the catalog. */
export const DISGUISES: readonly Disguise[] = [
  ...AROUND,
  ...STAMPED,
  PAINTED,
  CRLF,
  SLACK,
  SMART_QUOTES,
  ...CUT,
];
