import { textOf } from '../json-values.ts';
import type { Json } from '../model.ts';
import { SlackError } from '../slack-error.ts';

const JSON_FIELDS = ['files', 'blocks', 'attachments', 'view', 'metadata', 'unfurls', 'user_auth_blocks'];

/** The client sends forms whose structured fields are JSON in a string; a JSON body has them as they are. */
export function readArguments(fields: Json): Json {
  const args: Json = { ...fields };
  for (const name of JSON_FIELDS) {
    const value = args[name];
    if (typeof value !== 'string') continue;
    if (value === '') delete args[name];
    else args[name] = parseField(name, value);
  }
  return args;
}

function parseField(name: string, value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    throw new SlackError(name === 'blocks' ? 'invalid_blocks_format' : 'invalid_arguments');
  }
}

export function required(args: Json, name: string): string {
  const value = textOf(args[name]);
  if (value === '')
    throw new SlackError('invalid_arguments', {
      response_metadata: { messages: [`[ERROR] missing required field: ${name}`] },
    });
  return value;
}

export function isTrue(value: unknown): boolean {
  return value === true || value === 'true' || value === '1';
}

export function numberOf(value: unknown, otherwise: number): number {
  const number = Number(value);
  return value === undefined || value === '' || !Number.isFinite(number) ? otherwise : number;
}
