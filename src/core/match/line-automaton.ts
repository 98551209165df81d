import { type CharClass, classHas } from './char-class.ts';
import { foldCode } from './fold.ts';
import { type ExpressionNode, parseExpression } from './parse-expression.ts';

/**
 * Tells in one quick pass whether an expression can match a text from `start` on. Case is ignored.
 *
 * It never says no to a text that the expression matches; a yes is for the full engine to confirm (word
 * boundaries, ends of line and characters outside of ASCII are taken loosely).
 */
export type LineAutomaton = (text: string, start: number) => boolean;

/**
 * The expression as a deterministic automaton whose states are made when a text first needs them.
 * Cost: a table look-up a character; a state that is new costs the expression's length once.
 * `anywhere`: `^` holds behind any character, for texts that stand behind a mark.
 */
export function createLineAutomaton(
  expression: string,
  { anywhere = false }: { readonly anywhere?: boolean } = {},
): LineAutomaton {
  let machine: Machine | null = null;
  return (text, start) => {
    if (machine === null || machine.states.length > MOST_STATES) {
      machine = createMachine(compileProgram(parseExpression(expression), anywhere));
    }
    return run(machine, text, start);
  };
}

/** Beyond this many states the table is begun anew: a hostile text costs time, not memory. */
const MOST_STATES = 2000;

type Instruction =
  | { readonly kind: 'char'; readonly code: number; readonly next: number }
  | { readonly kind: 'class'; readonly class: CharClass; readonly next: number }
  | { readonly kind: 'split'; readonly next: number; readonly other: number }
  | { readonly kind: 'start'; readonly next: number }
  | { readonly kind: 'match' };

interface Program {
  readonly code: readonly Instruction[];
  readonly begin: number;
  readonly anywhere: boolean;
}

/** Built from its end: each piece is told where to go on. */
function compileProgram(branches: readonly (readonly ExpressionNode[])[], anywhere: boolean): Program {
  const code: Instruction[] = [{ kind: 'match' }];
  return { code, begin: compileBranches(branches, 0, code), anywhere };
}

function compileBranches(
  branches: readonly (readonly ExpressionNode[])[],
  next: number,
  code: Instruction[],
): number {
  const begins = branches.map((nodes) =>
    nodes.reduceRight((after, node) => compileNode(node, after, code), next),
  );
  return begins.reduceRight((other, begin) => code.push({ kind: 'split', next: begin, other }) - 1);
}

/** Longer repeats are taken as endless. */
const MOST_COPIES = 8;

function compileNode({ what, least, most }: ExpressionNode, next: number, code: Instruction[]): number {
  let at = next;
  if (most > MOST_COPIES) {
    const loop = code.push({ kind: 'match' }) - 1; // its place; what it does is known below
    code[loop] = { kind: 'split', next: compileAtom(what, loop, code), other: at };
    at = loop;
  } else {
    for (let copy = least; copy < most; copy++) {
      at = code.push({ kind: 'split', next: compileAtom(what, at, code), other: next }) - 1;
    }
  }
  for (let copy = 0; copy < Math.min(least, MOST_COPIES); copy++) at = compileAtom(what, at, code);
  return at;
}

function compileAtom(what: ExpressionNode['what'], next: number, code: Instruction[]): number {
  switch (what.kind) {
    case 'char': {
      const unit = foldCode(what.char.charCodeAt(0));
      return isLowSurrogate(unit) ? next : code.push({ kind: 'char', code: unit, next }) - 1;
    }
    case 'class':
      return code.push({ kind: 'class', class: what.class, next }) - 1;
    case 'start':
      return code.push({ kind: 'start', next }) - 1;
    case 'group':
      return compileBranches(what.branches, next, code);
  }
}

/** The second half of a sign outside of the basic plane is passed over: the first half stands for both. */
function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}

/** The instructions that wait for the next character; `next` holds a state for each character class, or -1. */
interface State {
  readonly waiting: readonly number[];
  readonly matched: boolean;
  readonly next: Int32Array;
}

interface Machine {
  readonly program: Program;
  readonly states: State[];
  readonly byKey: Map<string, number>;
  /** Which characters the expression does not tell apart. */
  readonly alphabet: Alphabet;
  /** Where the expression may begin anywhere but at the start. */
  readonly floating: readonly number[];
}

interface Alphabet {
  readonly classOfAscii: Uint8Array;
  readonly others: ReadonlyMap<number, number>;
  /** A character of each class, to try instructions with; the last stands for all other signs. */
  readonly samples: readonly number[];
}

function createMachine(program: Program): Machine {
  const floating = new Set<number>();
  follow(program, program.begin, { into: floating, atStart: program.anywhere });
  const machine: Machine = {
    program,
    states: [],
    byKey: new Map(),
    alphabet: readAlphabet(program),
    floating: [...floating],
  };
  const first = new Set<number>();
  follow(program, program.begin, { into: first, atStart: true });
  stateOf(machine, first);
  return machine;
}

/** A sign that no expression names. */
const OTHER_SIGN = 0xffff;

function readAlphabet({ code }: Program): Alphabet {
  const samples: number[] = [];
  const bySignature = new Map<string, number>();
  const classOfAscii = new Uint8Array(0x80);
  const signatureOf = (unit: number): string => code.map((one) => (accepts(one, unit) ? '1' : '0')).join('');
  const classFor = (unit: number): number => {
    const signature = signatureOf(unit);
    const known = bySignature.get(signature);
    if (known !== undefined) return known;
    bySignature.set(signature, samples.length);
    return samples.push(unit) - 1;
  };
  for (let unit = 0; unit < 0x80; unit++) classOfAscii[unit] = classFor(foldCode(unit));
  const signs = code.flatMap((one) => (one.kind === 'char' && one.code > 0x7f ? [one.code] : []));
  const others = new Map([...signs, OTHER_SIGN].map((unit) => [unit, classFor(unit)]));
  return { classOfAscii, others, samples };
}

function accepts(instruction: Instruction, unit: number): boolean {
  if (instruction.kind === 'char') return instruction.code === unit;
  return instruction.kind === 'class' && classHas(instruction.class, unit);
}

interface Closure {
  readonly into: Set<number>;
  readonly atStart: boolean;
}

/** All instructions that an instruction leads to without reading a character. */
function follow({ code }: Program, from: number, { into, atStart }: Closure): void {
  const seen = new Set<number>();
  const open = [from];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const instruction = code[at];
    if (!instruction || seen.has(at)) continue;
    seen.add(at);
    if (instruction.kind === 'split') open.push(instruction.next, instruction.other);
    else if (instruction.kind !== 'start') into.add(at);
    else if (atStart) open.push(instruction.next);
  }
}

function stateOf(machine: Machine, waiting: ReadonlySet<number>): number {
  const { states, byKey, program, alphabet } = machine;
  const sorted = [...waiting].sort((a, b) => a - b);
  const key = sorted.join(' ');
  const known = byKey.get(key);
  if (known !== undefined) return known;
  const matched = sorted.some((at) => program.code[at]?.kind === 'match');
  byKey.set(key, states.length);
  return (
    states.push({ waiting: sorted, matched, next: new Int32Array(alphabet.samples.length).fill(-1) }) - 1
  );
}

function step(machine: Machine, state: State, symbol: number): number {
  const { program, alphabet, floating } = machine;
  const unit = alphabet.samples[symbol] ?? OTHER_SIGN;
  const waiting = new Set(floating);
  for (const at of state.waiting) {
    const instruction = program.code[at];
    if (!instruction || !('next' in instruction) || !accepts(instruction, unit)) continue;
    follow(program, instruction.next, { into: waiting, atStart: program.anywhere });
  }
  const next = stateOf(machine, waiting);
  state.next[symbol] = next;
  return next;
}

function run(machine: Machine, text: string, start: number): boolean {
  const { states, alphabet } = machine;
  const { classOfAscii, others } = alphabet;
  const other = others.get(OTHER_SIGN) ?? 0;
  let state = states[0];
  for (let at = start; at < text.length && state; at++) {
    if (state.matched) return true;
    if (state.waiting.length === 0) return false;
    const unit = text.charCodeAt(at);
    if (isLowSurrogate(unit)) continue;
    const folded = unit < 0x80 ? unit : foldCode(unit);
    const symbol = folded < 0x80 ? (classOfAscii[folded] ?? 0) : (others.get(folded) ?? other);
    const next = state.next[symbol] ?? -1;
    state = states[next === -1 ? step(machine, state, symbol) : next];
  }
  return state?.matched ?? false;
}
