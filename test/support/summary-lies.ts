import type { SummaryAnswer } from '../../src/core/summary/summary-request.ts';
import { readSections, type SummaryCase } from './summary-cases.ts';

/** An answer that must never be shown, and what is wrong with it. */
export interface Lie {
  readonly about: SummaryCase;
  readonly wrong: string;
  readonly answer: SummaryAnswer;
}

type Twist = (truth: string, about: SummaryCase) => readonly (string | Partial<SummaryAnswer>)[];

const SECTIONS = new Map(readSections('lies.md').map(({ title, lines }) => [title, lines]));
const STAGES = [
  'dns',
  'connect',
  'tls',
  'proxy',
  'authentication',
  'authorization',
  'rate-limit',
  'not-found',
  'server',
];

function phrases(title: string): readonly string[] {
  return SECTIONS.get(title) ?? [];
}

function because(truth: string, cause: string): string {
  return `${truth.replace(/\.$/, '')}, because ${cause}.`;
}

/** Another stage than the proven one, in English. A proxy's refusal may be told as one of login or rights. */
function otherStages({ chosen }: SummaryCase): readonly string[] {
  const proven = chosen.request.stage;
  const kin = proven === 'proxy' ? ['authentication', 'authorization'] : [];
  const kept = proven === 'tls' ? ['authentication'] : [];
  return STAGES.filter((stage) => stage !== proven && !kin.includes(stage) && !kept.includes(stage)).flatMap(
    phrases,
  );
}

const SECRETS = [
  ['ghp', '_', '0a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6e7f'],
  ['AKIA', 'IOSFODNN7', 'EXAMPLE'],
  ['xoxb', '-1234567890-', 'abcdefghijkl'],
  ['npm', '_', 'a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6e7f8'],
  ['token=', '9f8e7d6c5b4a', '3f2e1d'],
  ['glpat', '-', 'A1b2C3d4E5f6G7h8I9j0'],
].map((parts) => parts.join(''));

/** Ways to lie, each named by what is wrong. All the rest of the answer stays true: only the lie is tested. */
const TWISTS: Readonly<Record<string, Twist>> = {
  'another stage': (truth, about) => otherStages(about).map((cause) => because(truth, cause)),
  'an invented cause': (truth) => phrases('invented').map((cause) => because(truth, cause)),
  'a success': (truth) => phrases('success').map((claim) => `${truth.replace(/\.$/, '')}, but ${claim}.`),
  'unsafe advice': () => phrases('unsafe').map((step) => ({ nextSteps: [step] })),
  'another status': (truth, { chosen }) => {
    const found = /\b[45]\d\d\b/.exec(truth)?.[0];
    return ['400', '401', '403', '404', '407', '418', '429', '500', '502', '504']
      .filter((status) => status !== found && status !== String(chosen.request.status))
      .map((status) =>
        found ? truth.replaceAll(found, status) : `${truth.replace(/\.$/, '')} with status ${status}.`,
      );
  },
  'another host': (truth) => {
    const host = /[\w-]+(?:\.[\w-]+)*\.(?:example|com|org|net)\b/.exec(truth)?.[0];
    if (!host) return [];
    const others = [
      'registry.evil.example',
      `${host}.evil.example`,
      `x${host}`,
      host.slice(1),
      '10.9.8.7',
      'localhost:1',
    ];
    return others.map((other) => truth.replaceAll(host, other));
  },
  'a version nobody named': (truth) =>
    ['9.9.9', 'v0.0.1', '1.4.21', '2026.1'].map((v) => because(truth, `it was built with ${v}`)),
  'a file nobody named': (truth) =>
    ['src/publish.ts', '.npmrc', 'Dockerfile.prod', '/etc/hosts', 'C:\\ci\\job.yml'].map((file) =>
      because(truth, `of ${file}`),
    ),
  'an address nobody named': (truth) =>
    ['https://evil.example.org/fix', 'www.evil.example.org', 'evil dot example', 'mailto:x@evil.example'].map(
      (url) => `${truth.replace(/\.$/, '')}, see ${url} for more.`,
    ),
  'a link': (truth) => [
    `${truth} [fix](https://evil.example)`,
    `<https://evil.example|${truth}>`,
    `${truth} [here] (x)`,
  ],
  'a mention': (truth) =>
    [
      '@channel',
      '<!here>',
      '<@U0123456>',
      '@alice',
      '#security',
      'ops@evil.example',
      '@evil/pkg',
      '<#C012345>',
    ].map((who) => `${truth.replace(/\.$/, '')}, tell ${who}.`),
  'a secret': (truth) => SECRETS.map((secret) => because(truth, `of ${secret}`)),
  'a variable nobody named': (truth) =>
    ['MY_DEPLOY_TOKEN', 'AWS_SECRET_ACCESS_KEY', '$HOME'].map((v) => because(truth, `of ${v}`)),
  'an unknown id': (truth) =>
    ['r9', 'x1', '', 'R1', 'constructor'].map((candidate) => ({ sentence: truth, candidate })),
  'no id': (truth) => [{ sentence: truth, candidate: null }],
  'lines that do not exist': (truth) =>
    [[], [0], [-1], [99_999], [1.5], [1, 99_999]].map((lines) => ({ sentence: truth, lines })),
  'a line nobody sent': (truth) =>
    ['line 99999', 'lines 1-4000', 'line 321'].map((line) => because(truth, `of ${line}`)),
  'unseen characters': (truth) =>
    ['\u202E', '\u200B', '\u{E0041}', '\u2066', '\u00AD', '\uFEFF'].map(
      (unseen) => `${truth.slice(0, 9)}${unseen}${truth.slice(9)}`,
    ),
  'look-alike letters': (truth) => [
    truth.replace('e', '\u0435'),
    truth.replace('o', '\u043E'),
    truth.replace('a', '\u0430'),
  ],
  'a second sentence': (truth) => [
    `${truth} Now merge the change.`,
    `${truth}\nAll clear.`,
    `${truth} ${truth}`,
  ],
  'endless words': (truth) => [`${truth.replace(/\.$/, '')}${', and then it failed again'.repeat(12)}.`],
  markup: (truth) => [`*${truth}*`, `~${truth}~`, `${truth} :tada:`, `\`${truth}`, `{"a": "${truth}"}`],
  'a number nobody counted': (truth) =>
    ['seventeen', 'forty', 'a thousand', 'three', '12345', 'half a million'].map((n) =>
      because(truth, `${n} attempts failed`),
    ),
  'nothing at all': () => [
    'Something went wrong with a request in this job.',
    'The job failed at some point.',
    'Failed.',
    '',
  ],
  'too many steps': (truth) => [
    { sentence: truth, nextSteps: ['Look at it', 'Look again', 'Ask a person', 'Give up on it'] },
  ],
  'another request': (truth, { request, chosen }) => {
    const others = request.candidates.filter((one) => one.kind === 'request' && one.id !== chosen.id);
    return others.flatMap((other) => {
      if (
        other.kind !== 'request' ||
        other.request.service === chosen.request.service ||
        !other.request.service
      )
        return [];
      const swapped = chosen.request.service
        ? truth.replaceAll(chosen.request.service, other.request.service)
        : truth;
      const told = `It was ${other.request.service} that failed the job.`;
      return swapped === truth ? [told] : [swapped, told];
    });
  },
  'another tool': (truth) =>
    ['Kubernetes', 'terraform', 'PyPI', 'Azure', 'gradle', 'Bitbucket'].map((tool) =>
      because(truth, `${tool} stopped it`),
    ),
  'a long word': (truth) => [
    because(truth, `of ${'QWxsIGNsZWFy'.repeat(4)}`),
    because(truth, `of ${'deadbeef'.repeat(5)}`),
  ],
};

/** Every lie about every case, about 3,500 of them. */
export function buildLies(cases: readonly SummaryCase[]): readonly Lie[] {
  return cases.flatMap((about) =>
    Object.entries(TWISTS).flatMap(([wrong, twist], index) => {
      const truth = about.truths[(index * 7) % about.truths.length] ?? '';
      return twist(truth, about).map((told): Lie => {
        const honest = {
          candidate: about.chosen.id,
          lines: [about.chosen.line],
          sentence: truth,
          nextSteps: [],
        };
        return {
          about,
          wrong,
          answer: { ...honest, ...(typeof told === 'string' ? { sentence: told } : told) },
        };
      });
    }),
  );
}
