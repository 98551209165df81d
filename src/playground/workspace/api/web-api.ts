import type { Emulator } from '../emulator.ts';
import { textOf } from '../json-values.ts';
import type { Json } from '../model.ts';
import { SlackError } from '../slack-error.ts';
import { readArguments } from './arguments.ts';
import { chatMethods } from './chat.ts';
import { conversationMethods } from './conversations.ts';
import { fileMethods } from './files.ts';
import { identityMethods } from './identity.ts';
import type { Methods } from './methods.ts';
import { viewMethods } from './views.ts';

const METHODS: Methods = {
  ...identityMethods,
  ...chatMethods,
  ...conversationMethods,
  ...fileMethods,
  ...viewMethods,
};

export interface ApiCall {
  readonly method: string;
  /** The bearer token of the header; the field `token` serves too. */
  readonly token: string;
  readonly fields: Json;
}

/**
 * Answers one Web API call; Slack answers refusals with HTTP 200 as well.
 *
 * More forgiving than Slack: no scopes and no rate limits, so `missing_scope` and `ratelimited` never occur.
 */
export function answerApiCall(emulator: Emulator, call: ApiCall): Json {
  try {
    const { token: tokenField, ...rest } = call.fields;
    // api.test is the one method that asks for no token.
    if (call.method !== 'api.test') checkToken(emulator, call.token || textOf(tokenField));
    const method = Object.hasOwn(METHODS, call.method) ? METHODS[call.method] : undefined;
    if (method === undefined) throw new SlackError('unknown_method', { req_method: call.method });
    return { ok: true, ...method(emulator, readArguments(rest)) };
  } catch (error) {
    if (error instanceof SlackError) return { ok: false, error: error.code, ...error.extra };
    throw error;
  }
}

function checkToken(emulator: Emulator, token: string): void {
  if (token === '') throw new SlackError('not_authed');
  if (token !== emulator.settings.botToken) throw new SlackError('invalid_auth');
}
