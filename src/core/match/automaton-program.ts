import { type CharClass, classHas } from './char-class.ts';
import { foldCode } from './fold.ts';
import { type ExpressionNode, parseExpression } from './parse-expression.ts';

/** One step of an expression that is read as an automaton which may be in many places at once. */
export type Instruction =
  | { readonly kind: 'char'; readonly code: number; readonly next: number }
  | { readonly kind: 'class'; readonly class: CharClass; readonly next: number }
  | { readonly kind: 'split'; readonly next: number; readonly other: number }
  | { readonly kind: 'start'; readonly next: number }
  | { readonly kind: 'match' };

/** An expression as instructions that refer to each other by number. */
export interface Program {
  readonly code: readonly Instruction[];
  readonly begin: number;
  readonly anywhere: boolean;
}

/**
 * Built from its end: each piece is told where to go on. Letters are folded; places other than `^` are left out.
 * `anywhere`: `^` holds behind any character.
 */
export function compileProgram(expression: string, anywhere: boolean): Program {
  const code: Instruction[] = [{ kind: 'match' }];
  return { code, begin: compileBranches(parseExpression(expression), 0, code), anywhere };
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
export function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}

/** Whether a character lets the instruction go on. */
export function accepts(instruction: Instruction, unit: number): boolean {
  if (instruction.kind === 'char') return instruction.code === unit;
  return instruction.kind === 'class' && classHas(instruction.class, unit);
}

interface Closure {
  readonly into: Set<number>;
  readonly atStart: boolean;
}

/** All instructions that an instruction leads to without reading a character. */
export function follow({ code }: Program, from: number, { into, atStart }: Closure): void {
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
