import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { sendText } from './http-body.ts';

const FILES: Readonly<Record<string, { name: string; type: string }>> = {
  '/': { name: 'index.html', type: 'text/html; charset=utf-8' },
  '/app.js': { name: 'app.js', type: 'text/javascript; charset=utf-8' },
  '/app.css': { name: 'app.css', type: 'text/css; charset=utf-8' },
};

/**
 * The page shows text from strangers, so nothing but its own script may run and no other host is contacted.
 * Inline styles are allowed, because the Block Kit painter positions lists with them.
 */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
};

export function isPagePath(path: string): boolean {
  return Object.hasOwn(FILES, path);
}

export async function servePage(
  webRoot: string | null,
  path: string,
  response: ServerResponse,
): Promise<void> {
  const file = FILES[path];
  if (webRoot === null || file === undefined) return sendText(response, 404, 'not found');
  try {
    const content = await readFile(join(webRoot, file.name));
    response.writeHead(200, { ...HEADERS, 'content-type': file.type });
    response.end(content);
  } catch {
    sendText(response, 404, `The page is not built: ${file.name} is missing. Run npm run build.`);
  }
}
