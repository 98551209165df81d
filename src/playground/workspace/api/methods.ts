import type { Emulator } from '../emulator.ts';
import type { Json } from '../model.ts';

/** A Web API method: arguments in, the fields beside `ok` out; a refusal is a thrown `SlackError`. */
export type Method = (emulator: Emulator, args: Json) => Json;

export type Methods = Readonly<Record<string, Method>>;
