/** Query keys whose value opens something, whatever the value looks like. */
const secretKeys =
  /^(?:.*token|.*secret|.*password|.*signature|sig|key|api[-_]?key|code|auth|x-amz-credential|x-goog-credential)$/i;

/**
 * The URL as it may be shown: no credentials, no query values that are secrets, no punctuation of the sentence around it.
 *
 * Null when nothing of a URL is left.
 */
export function cleanUrl(found: string): string | null {
  const url = withoutCredentials(withoutTrail(found));
  const question = url.indexOf('?');
  const cleaned = question < 0 ? url : url.slice(0, question) + cleanQuery(url.slice(question + 1));
  // https:// with nothing behind it
  return /^[a-z]{2,5}:\/*$/.test(cleaned) || cleaned === '' ? null : cleaned;
}

/** The host of a URL with its port, or null when the text has none. */
export function hostOf(url: string): string | null {
  // https://npm.example.com/@acme%2fui
  const match = /^[a-z][a-z0-9+.-]{1,10}:\/\/([^/?#\s]+)/i.exec(url);
  return match?.[1] ?? null;
}

/** The path of a URL, starting with a slash and without the query; '/' when there is none. */
export function pathOf(url: string): string {
  const host = hostOf(url);
  const rest = host ? url.slice(url.indexOf(host) + host.length) : url;
  return rest.split(/[?#]/, 1)[0] || '/';
}

function withoutTrail(found: string): string {
  let url = found.trim();
  for (;;) {
    const last = url.at(-1) ?? '';
    if (last === ']' && /\[hidden:[\w-]+\]$/.test(url)) return url;
    if (last === ')' && url.includes('(')) return url;
    if (last === '}' && url.includes('{')) return url;
    if (last === '' || !'.,;:!?)]}>"\'`|\\'.includes(last)) return url;
    url = url.slice(0, -1);
  }
}

function withoutCredentials(url: string): string {
  const start = url.indexOf('://') + 3;
  if (start < 3) return url;
  const end = url.slice(start).search(/[/?#]/);
  const authority = end < 0 ? url.slice(start) : url.slice(start, start + end);
  const at = authority.lastIndexOf('@');
  return at < 0 ? url : url.slice(0, start) + url.slice(start + at + 1);
}

function cleanQuery(query: string): string {
  const kept = query.split('&').filter((pair) => {
    const key = pair.split('=', 1)[0] ?? '';
    return !pair.includes('[hidden:') && !pair.includes('***') && !secretKeys.test(key);
  });
  return kept.length === 0 ? '' : `?${kept.join('&')}`;
}
