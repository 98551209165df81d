/**
 * 128 bits of the bytes, as 32 hex digits: MurmurHash3_x86_128 (Austin Appleby, public domain).
 * Not for secrets: fast and well spread, no protection against someone who wants two equal keys.
 * Cost: one pass.
 */
export function murmurHash128(bytes: Uint8Array, seed = 0): string {
  const state: State = [seed, seed, seed, seed];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const blocks = Math.floor(bytes.length / 16);
  for (let block = 0; block < blocks; block++) mixBlock(state, view, block * 16);
  mixTail(state, bytes.subarray(blocks * 16));
  finish(state, bytes.length);
  return state.map((lane) => (lane >>> 0).toString(16).padStart(8, '0')).join('');
}

type State = [number, number, number, number];

const C1 = 0x239b961b;
const C2 = 0xab0e9789;
const C3 = 0x38b34ae5;
const C4 = 0xa1e38b93;

function rotate(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}

function mixBlock(state: State, view: DataView, at: number): void {
  let [h1, h2, h3, h4] = state;
  h1 ^= Math.imul(rotate(Math.imul(view.getUint32(at, true), C1), 15), C2);
  h1 = (Math.imul((rotate(h1, 19) + h2) | 0, 5) + 0x561ccd1b) | 0;
  h2 ^= Math.imul(rotate(Math.imul(view.getUint32(at + 4, true), C2), 16), C3);
  h2 = (Math.imul((rotate(h2, 17) + h3) | 0, 5) + 0x0bcaa747) | 0;
  h3 ^= Math.imul(rotate(Math.imul(view.getUint32(at + 8, true), C3), 17), C4);
  h3 = (Math.imul((rotate(h3, 15) + h4) | 0, 5) + 0x96cd1c35) | 0;
  h4 ^= Math.imul(rotate(Math.imul(view.getUint32(at + 12, true), C4), 18), C1);
  h4 = (Math.imul((rotate(h4, 13) + h1) | 0, 5) + 0x32ac3b17) | 0;
  state[0] = h1;
  state[1] = h2;
  state[2] = h3;
  state[3] = h4;
}

/** The last 0 to 15 bytes; a lane without bytes stays as it is. */
function mixTail(state: State, tail: Uint8Array): void {
  const padded = new Uint8Array(16);
  padded.set(tail);
  const view = new DataView(padded.buffer);
  state[3] ^= Math.imul(rotate(Math.imul(view.getUint32(12, true), C4), 18), C1);
  state[2] ^= Math.imul(rotate(Math.imul(view.getUint32(8, true), C3), 17), C4);
  state[1] ^= Math.imul(rotate(Math.imul(view.getUint32(4, true), C2), 16), C3);
  state[0] ^= Math.imul(rotate(Math.imul(view.getUint32(0, true), C1), 15), C2);
}

function finish(state: State, length: number): void {
  for (let lane = 0; lane < 4; lane++) state[lane] = (state[lane] ?? 0) ^ length;
  crossAdd(state);
  for (let lane = 0; lane < 4; lane++) state[lane] = avalanche(state[lane] ?? 0);
  crossAdd(state);
}

function crossAdd(state: State): void {
  state[0] = (state[0] + state[1] + state[2] + state[3]) | 0;
  state[1] = (state[1] + state[0]) | 0;
  state[2] = (state[2] + state[0]) | 0;
  state[3] = (state[3] + state[0]) | 0;
}

function avalanche(lane: number): number {
  let h = lane ^ (lane >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}
