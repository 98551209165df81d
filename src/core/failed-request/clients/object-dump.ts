import { cleanUrl } from '../clean-url.ts';
import type { Sighting } from '../client-reader.ts';
import type { RequestLines } from '../request-lines.ts';

/** Node prints an error's fields below its stack; an axios error takes some hundred lines. */
const reach = 160;

// status: 403,
// "statusCode": 403
const status = /^\s*['"]?(?:status|statusCode|code|StatusCode)['"]?: ?['"]?(?<status>[45]\d\d)['"]?,?\s*$/;
// method: 'POST',
const method =
  /^\s*['"]?method['"]?: ?['"](?<method>get|head|post|put|patch|delete|GET|HEAD|POST|PUT|PATCH|DELETE)['"]/;
// url: 'https://api.example.com/repos/acme/ui/issues',
const address = /^\s*['"]?(?:url|requestUrl|responseUrl|uri|href)['"]?: ?(?:URL\()?['"](?<url>[^'"\s]+)['"]/;
// baseURL: 'https://api.example.com/v1',
const base = /^\s*['"]?baseURL['"]?: ?['"](?<url>[^'"\s]+)['"]/;
// path: '/v1/jobs',
const path = /^\s*['"]?path['"]?: ?['"](?<path>\/[^'"\s]*)['"]/;
// hostname: 'api.example.com',
const host = /^\s*['"]?(?:hostname|host)['"]?: ?['"](?<host>[\w.:-]+)['"]/;
// authorization: 'token [hidden:github-token]'
const authorization = /^\s*['"]?(?<name>authorization|x-api-key)['"]?: ?['"]/i;

/** Fills a sighting from the fields that Node printed below an error object. */
export function completeFromObject(lines: RequestLines, sighting: Sighting): Sighting {
  const within = objectEnd(lines, sighting.line) - sighting.line;
  if (within <= 0) return sighting;
  const find = (form: RegExp, group: string): string | null =>
    lines.after(sighting.line, form, within)?.groups[group] ?? null;
  const found = find(address, 'url');
  const url =
    sighting.url ??
    absolute(found, find(base, 'url')) ??
    absolute(find(path, 'path'), hostBase(find(host, 'host')));
  const code = sighting.status ?? Number(find(status, 'status') ?? 0);
  const header = find(authorization, 'name');
  return {
    ...sighting,
    method: sighting.method ?? find(method, 'method')?.toUpperCase() ?? null,
    url: url ? cleanUrl(url) : null,
    status: code === 0 ? null : code,
    credential: sighting.credential ?? (header ? `${header} header` : null),
    to: sighting.line + within,
  };
}

/** The fields end with the first line at the margin that closes the object, or where the indented lines stop. */
function objectEnd(lines: RequestLines, from: number): number {
  const margin = indentOf(lines.text(from));
  let opened = lines.text(from).endsWith('{');
  let index = from + 1;
  for (; index < lines.count && index - from < reach; index += 1) {
    const text = lines.text(index);
    if (text.endsWith('{')) opened = true;
    if (opened && text.length > 0 && indentOf(text) <= margin && /^\s*[}\]]/.test(text)) return index;
    if (!opened && text.length > 0 && indentOf(text) <= margin && index - from > 6) return index - 1;
  }
  return Math.min(index, lines.count) - 1;
}

function indentOf(text: string): number {
  return text.length - text.trimStart().length;
}

function absolute(url: string | null, root: string | null): string | null {
  if (!url) return null;
  if (url.includes('://')) return url;
  return root ? `${root.replace(/\/$/, '')}/${url.replace(/^\//, '')}` : url.startsWith('/') ? url : null;
}

function hostBase(name: string | null): string | null {
  return name ? `https://${name}` : null;
}
