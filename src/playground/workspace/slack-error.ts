import type { Json } from './model.ts';

/** A refusal in Slack's manner: HTTP 200 with `ok: false` and a code. */
export class SlackError extends Error {
  readonly code: string;
  readonly extra: Json;

  constructor(code: string, extra: Json = {}) {
    super(code);
    this.name = 'SlackError';
    this.code = code;
    this.extra = extra;
  }
}

/** `invalid_blocks` and its kin name each fault with a JSON pointer, in `response_metadata.messages`. */
export function invalid(code: string, faults: readonly string[]): SlackError {
  return new SlackError(code, {
    errors: faults,
    response_metadata: { messages: faults.map((fault) => `[ERROR] ${fault}`) },
  });
}
