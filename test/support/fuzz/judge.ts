import { fromMarkdown } from 'mdast-util-from-markdown';

/** What is wrong with an output; nothing is empty. */
export type Faults = readonly string[];

/** The secrets that stand in an output, by their first letters. */
export function findLeaks(where: string, output: string, secrets: readonly string[]): Faults {
  return secrets
    .filter((secret) => secret.length >= 8 && output.includes(secret))
    .map((secret) => `${where} shows a secret (${secret.slice(0, 4)}..., ${secret.length} letters)`);
}

/** Slack markup in which something is alive that no card asked for. */
export function findLive(where: string, markup: string): Faults {
  const faults: string[] = [];
  for (const live of markup.match(/<[^>]*>?/g) ?? []) {
    // "<https://docs.example.com/page|page>" is a link that a card asked for
    if (!/^<https?:\/\/[^<>|\s]+\|[^<>|\n]+>$/.test(live)) faults.push(`${where}: live ${live.slice(0, 60)}`);
  }
  if (/@(?:channel|here|everyone)\b/i.test(markup)) faults.push(`${where}: calls a channel`);
  if (/[\u202a-\u202e\u2066-\u2069\u200b-\u200f\u001b]/.test(markup)) faults.push(`${where}: hidden letters`);
  return faults;
}

/** Every string that Slack reads as markup. */
export function markupOf(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(markupOf);
  if (typeof node !== 'object' || node === null) return [];
  const object = node as Readonly<Record<string, unknown>>;
  if (object['type'] === 'mrkdwn') return [String(object['text'])];
  return Object.values(object).flatMap(markupOf);
}

/** What a Markdown page would run or load: HTML, pictures, links to anything but the web. */
export function findActive(where: string, page: string): Faults {
  // Neither stands there without one of these.
  if (!/<|!\[|\]\(|\]:/.test(page)) return [];
  const faults: string[] = [];
  const open: unknown[] = [fromMarkdown(page)];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const { type, url, children } = node as { type: string; url?: string; children?: readonly unknown[] };
    if (type === 'html' || type === 'image') faults.push(`${where}: ${type}`);
    // a page links to its neighbours, too: "http-auth-failure.md"
    if (url !== undefined && !/^(?:https?:|[\w.-]+\.md$)/.test(url))
      faults.push(`${where}: a link to ${url.slice(0, 40)}`);
    open.push(...(children ?? []));
  }
  return faults;
}
