import { normalizeLog } from '../../src/core/log/normalize-log.ts';
import { redact } from '../../src/core/log/redact.ts';
import type { RedactedLog } from '../../src/core/log/redacted-log.ts';

/** A log as the parts behind redaction see it. */
export function redactedLogOf(text: string): RedactedLog {
  return redact(normalizeLog(text));
}
