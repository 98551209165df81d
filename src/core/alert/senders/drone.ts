import type { AlertContext, Sender } from '../alert-parts.ts';
import { readRunLink } from '../read-run-link.ts';
import type { Provider, RunLink } from '../run.ts';

/**
 * Drone's plugin: `failure acme/relay#1f2e3d4c (main) by jane`, in the text or only in the fallback.
 * Its links look like many others, so they count as Drone's when they lead to the very repository of the sentence.
 */
export const droneSender: Sender = {
  name: 'drone',
  read(context) {
    for (const { text } of context.facts.lines) {
      const found =
        // failure acme/relay#1f2e3d4c (main) by jane
        /^\*?(?:success|failure|error|killed|running|pending)\*? ([\w.-]{1,100}\/[\w.-]{1,100})#([0-9a-f]{8}) \(([^()\s]{1,200})\) by (\S{1,80})$/.exec(
          text,
        );
      if (!found) continue;
      const [, repo = null, commit = null, branch = null, author = null] = found;
      // Woodpecker took the plugin over; its links are its own.
      const elsewhere = context.runLinks.some((known) => known.provider !== 'drone');
      if (elsewhere) return { repo, commit, branch, author };
      const link = repo === null ? null : linkInto(repo, context);
      const run = { link, runUrl: link?.runUrl ?? null, runId: link?.runId ?? null };
      return { provider: 'drone', repo, commit, branch, author, ...run };
    }
    return null;
  },
};

function linkInto(repo: string, { message }: AlertContext): RunLink | null {
  for (const { url } of message.pieces.flatMap((piece) => piece.links)) {
    if (!URL.canParse(url)) continue;
    const here: ReadonlyMap<string, Provider> = new Map([[new URL(url).host, 'drone']]);
    const link = readRunLink(url, here);
    if (link?.repo === repo) return link;
  }
  return null;
}
