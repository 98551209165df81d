import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { OutsideError } from '../../core/errors.ts';

/** Codes after which the same call may succeed a little later. */
const PASSING = ['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout', 'ratelimited'];

// matches: not_in_channel
const CODE = /^[a-z][a-z0-9_]{0,79}$/;

/** Slack's own word for what went wrong (`not_in_channel`), also behind our wrapping; else null. */
export function slackErrorCode(error: unknown): string | null {
  if (error instanceof WebAPIPlatformError) return codeOf(error);
  if (error instanceof WebAPIRateLimitedError) return 'ratelimited';
  return error instanceof OutsideError ? slackErrorCode(error.cause) : null;
}

/** The scope that Slack says is missing, or null. */
export function neededScope(error: unknown): string | null {
  if (error instanceof OutsideError) return neededScope(error.cause);
  if (!(error instanceof WebAPIPlatformError)) return null;
  const { needed } = error.data as { needed?: unknown };
  // matches: channels:history,groups:history
  return typeof needed === 'string' && /^[a-z.:,_-]{1,200}$/.test(needed) ? needed : null;
}

/** The library takes whatever is no JSON for a code: a gateway's page, half an answer. */
function codeOf({ data }: WebAPIPlatformError): string | null {
  const code: unknown = data.error;
  return typeof code === 'string' && CODE.test(code) ? code : null;
}

/** Wraps a failed call once, with Slack's code in the operation: `chat.postMessage: not_in_channel`. */
export function wrapSlackError(method: string, error: unknown): OutsideError {
  const code = slackErrorCode(error);
  const isUnreachable = error instanceof WebAPIRequestError || error instanceof WebAPIRateLimitedError;
  const isNonsense = error instanceof WebAPIPlatformError && code === null;
  const status = error instanceof WebAPIHTTPError ? error.statusCode : null;
  return new OutsideError(
    {
      provider: 'slack',
      operation: code === null ? method : `${method}: ${code}`,
      status,
      retryable: isUnreachable || isNonsense || (status ?? 0) >= 500 || PASSING.includes(code ?? ''),
    },
    error,
  );
}
