export type SlackCallArguments = Readonly<Record<string, unknown>>;

/** Bolt 5 posts arguments form-encoded, with `blocks` and `view` as JSON inside; both are decoded here. */
export function decodeSlackForm(body: string, contentType: string): SlackCallArguments {
  if (contentType.includes('json')) return JSON.parse(body) as SlackCallArguments;
  const out: Record<string, unknown> = {};
  for (const [key, value] of new URLSearchParams(body)) {
    const isJson = ['blocks', 'view', 'attachments', 'metadata'].includes(key);
    out[key] = isJson ? JSON.parse(value) : value;
  }
  return out;
}
