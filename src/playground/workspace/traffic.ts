import type { Exchange } from './model.ts';

const KEPT = 200;

/** The inspector's memory: the last 200 requests in both directions, newest last. */
export interface Traffic {
  add(exchange: Omit<Exchange, 'id' | 'at'>): void;
  list(): readonly Exchange[];
  clear(): void;
}

export function createTraffic(onChange: () => void): Traffic {
  let kept: Exchange[] = [];
  let lastId = 0;
  return {
    add(exchange) {
      lastId += 1;
      kept = [...kept, { ...exchange, id: lastId, at: Date.now() }].slice(-KEPT);
      onChange();
    },
    list: () => kept,
    clear() {
      kept = [];
    },
  };
}
