/** In place of bytes: what came before was no part of the failure. */
export const startOver = Symbol('start over');

export type LogPiece = Uint8Array | typeof startOver;

/** Turns a service's own wrapping of a log into the log's text, as a stream. Throws ForeignBodyError for another body. */
export type LogDecoder = (body: AsyncIterable<Uint8Array>) => AsyncIterable<LogPiece>;
