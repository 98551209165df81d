import { keepEnds } from '../../../core/log/keep-ends.ts';
import { isSlackFileHost } from './is-slack-file-host.ts';

export interface Download {
  readonly url: string;
  readonly token: string;
  /** Another Slack, or null for slack.com. */
  readonly slackApiUrl: string | null;
  /** A longer file loses its middle. */
  readonly maxBytes: number;
  /** After so many bytes we stop reading; what lies behind is not seen. */
  readonly maxReadBytes: number;
  readonly timeoutMs: number;
}

export type DownloadOutcome =
  | {
      readonly kind: 'bytes';
      readonly bytes: Uint8Array;
      readonly totalBytes: number;
      readonly truncated: boolean;
    }
  /** Slack shows its sign-in page, or says no: the token lacks `files:read`, or the file is not shared with us. */
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'unreachable' };

const MOST_REDIRECTS = 3;
const REDIRECTS = [301, 302, 303, 307, 308];

/**
 * The bytes behind a file's private address. The token goes to the first address alone, and no address but Slack's
 * is ever asked. Never throws.
 */
export async function downloadFile(download: Download): Promise<DownloadOutcome> {
  const signal = AbortSignal.timeout(download.timeoutMs);
  let url = URL.canParse(download.url) ? new URL(download.url) : null;
  let headers: Record<string, string> = { authorization: `Bearer ${download.token}` };
  try {
    for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
      if (url === null || !isSlackFileHost(url, download.slackApiUrl))
        // Slack sends a stranger to the workspace's sign-in page.
        return { kind: hop === 0 ? 'unreachable' : 'forbidden' };
      const response = await fetch(url, { headers, redirect: 'manual', signal });
      if (!REDIRECTS.includes(response.status)) return await readAnswer(response, download);
      await response.body?.cancel();
      url = nextAddress(response, url);
      headers = {};
    }
    return { kind: 'unreachable' };
  } catch {
    return { kind: 'unreachable' };
  }
}

function nextAddress(response: Response, from: URL): URL | null {
  const location = response.headers.get('location') ?? '';
  return URL.canParse(location, from.href) ? new URL(location, from) : null;
}

async function readAnswer(response: Response, download: Download): Promise<DownloadOutcome> {
  const { status, headers, body } = response;
  if (!response.ok || isSignInPage(headers)) {
    await body?.cancel();
    if (status === 404 || status === 410) return { kind: 'gone' };
    return { kind: response.ok || status === 401 || status === 403 ? 'forbidden' : 'unreachable' };
  }
  const keeper = keepEnds(download.maxBytes);
  let isCutShort = false;
  for await (const chunk of body ?? []) {
    keeper.add(chunk);
    isCutShort = keeper.seen > download.maxReadBytes;
    if (isCutShort) break;
  }
  const { bytes, truncated } = keeper.finish();
  const declared = Number(headers.get('content-length') ?? 0);
  return {
    kind: 'bytes',
    bytes,
    totalBytes: Math.max(keeper.seen, Number.isFinite(declared) ? declared : 0),
    truncated: truncated || isCutShort,
  };
}

/** A web page that is not the file: Slack serves a file, HTML too, as an attachment. */
function isSignInPage(headers: Headers): boolean {
  const isPage = (headers.get('content-type') ?? '').startsWith('text/html');
  return isPage && !(headers.get('content-disposition') ?? '').startsWith('attachment');
}
