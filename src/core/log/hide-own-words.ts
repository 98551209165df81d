import type { LogLine, NormalizedLog } from './log-line.ts';

/** Words that stand in our own answers, whatever they were rendered for. */
interface OwnMark {
  readonly shape: RegExp;
  /** Hardly anybody else writes it; a weak mark counts beside a strong one alone. */
  readonly strong: boolean;
}

/** Tried on a line without the marks of headings, quotes and emphasis around it. */
const MARKS: readonly OwnMark[] = [
  // npm · npm-registry-auth · certain (right 41 of 43 times here)   ·   · likely
  { strong: true, shape: /(?:^|· )`?(?:certain|likely|possible)\b`?(?: ·| \(right|$)/ },
  // http-auth-failure · auth · severity high
  { strong: true, shape: /· severity (?:low|medium|high|critical)$/ },
  // No playbook fits this failure.
  { strong: true, shape: /^No playbook fits this failure\.?$/ },
  // Why not something else (2 others considered)
  { strong: true, shape: /^▸? ?Why not something else \(\d{1,3} / },
  // faultline explain npm-registry-auth   ·   Full playbook: `faultline explain x   ·   faultline analyze build.log
  {
    strong: true,
    shape: /^(?:(?:Full playbook: `?)?faultline explain [\w-]{1,80}|faultline analyze build\.log)$/,
  },
  // Faultline looks for one or more of these log fragments:   ·   How Faultline detects it
  { strong: true, shape: /^(?:Faultline looks for one or more of|How Faultline detects it)/ },
  // Generated from playbooks/bundled/log/auth/jwt-expired.yaml. Do not edit directly.
  { strong: true, shape: /^Generated from \S{1,300}\. Do not edit directly\.?$/ },
  // 1. jwt-expired: fits best, score 3.15, confidence 0.9   ·   2. waf-block: is vetoed, score 1
  {
    strong: true,
    shape: /^\d{1,2}\. [\w-]{1,80}: (?:fits|is vetoed|does not fit)\b.{0,2000}, score -?\d/,
  },
  // The runner-up is dns-resolution-failure, 0.71 behind.
  { strong: true, shape: /^The runner-up is [\w-]{1,80}, / },
  // "schema": "faultline.analysis/v1",
  { strong: true, shape: /^"?schema"?: "faultline\.analysis\/v\d/ },
  // "totalMs": 3.1
  { strong: false, shape: /^"?totalMs"?: \d/ },
  // Do this   ·   Then check   ·   Read these lines first   ·   Try it locally
  {
    strong: false,
    shape:
      /^▸? ?(?:Do this|Then check|Read these lines first|Try it locally|Matched signals|Fix steps|What this failure means|Why it matters|Prevention)$/,
  },
  // Line 214 of build.log · 1 secret hidden
  { strong: false, shape: /^Line \d{1,9} of / },
  // DNS ✓  connect ✓  entrance ✗ stopped here
  { strong: false, shape: /^DNS [✓✗?·-]/u },
  // Why   ·   Why, although the verdict is unknown   ·   This tells whether it is npm-otp-required: npm whoami
  {
    strong: false,
    shape: /^(?:Why(?:, although the verdict is \w{1,20})?|This tells whether it is .{1,400})$/,
  },
];

/** Longer logs are no card that somebody pasted. */
const MOST_LINES = 2000;
/** So few words before the first mark or behind the last one are the card's title or links, and no log. */
const FEW_LINES = 5;
/** A longer paragraph is somebody's log. */
const TITLE_LINES = 2;

/**
 * The log with our own answers in it (a card, a page, an explanation) blanked, so that they are not diagnosed
 * once more. What stands before and behind them stays; so do the line numbers.
 * Cost: a dozen anchored expressions a line, for logs up to 2,000 lines; longer ones are returned as they are.
 */
export function hideOwnWords(log: NormalizedLog): NormalizedLog {
  if (log.lines.length > MOST_LINES) return log;
  const marked = log.lines.flatMap((line, index) => {
    const mark = markOf(line);
    return mark ? [{ index, mark }] : [];
  });
  const kinds = new Set(marked.map(({ mark }) => mark));
  const [first] = marked;
  const last = marked.at(-1);
  if (!first || !last || kinds.size < 2 || !marked.some(({ mark }) => mark.strong)) return log;
  const from = startOf(log.lines, first.index);
  const to = endOf(log.lines, last.index);
  const lines = log.lines.map((line, index) =>
    index < from || index > to ? line : { ...line, text: '', start: 0, mark: null },
  );
  return { ...log, lines };
}

const MAX_LINE_CHARS = 2200;

function markOf({ text }: LogLine): OwnMark | null {
  if (text === '' || text.length > MAX_LINE_CHARS) return null;
  const words = text.replace(/^[\s>#*_`|"-]+/, '').replace(/[\s*_`:|]+$/, '');
  return MARKS.find(({ shape }) => shape.test(words)) ?? null;
}

/** Where nearly nothing stands before the first mark, all of it is the card's; else its title is one paragraph. */
function startOf(lines: readonly LogLine[], mark: number): number {
  const before = lines.slice(0, mark).filter((line) => !isBlank(line));
  if (before.length <= FEW_LINES) return 0;
  const paragraph = startOfParagraph(lines, mark);
  let above = paragraph - 1;
  while (above > 0 && isBlank(lines[above])) above--;
  const title = startOfParagraph(lines, above);
  return above - title < TITLE_LINES ? title : paragraph;
}

function startOfParagraph(lines: readonly LogLine[], at: number): number {
  let index = at;
  while (index > 0 && !isBlank(lines[index - 1])) index--;
  return at - index > FEW_LINES ? at : index;
}

function isBlank(line: LogLine | undefined): boolean {
  return line === undefined || line.text.trim() === '';
}

/** Where nearly nothing stands behind the last mark, all of it is the card's; else the mark's paragraph is. */
function endOf(lines: readonly LogLine[], mark: number): number {
  const behind = lines.slice(mark + 1).filter((line) => !isBlank(line));
  if (behind.length <= FEW_LINES) return lines.length - 1;
  let index = mark;
  while (index + 1 < lines.length && !isBlank(lines[index + 1])) index++;
  return index;
}
