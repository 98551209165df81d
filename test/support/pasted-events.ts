import { deriveRichText } from '../../src/playground/workspace/derive-rich-text.ts';
import { normalizeTyped } from '../../src/playground/workspace/message-text.ts';

/** A Slack message event that holds a log, as Slack would deliver it. */
export type PastedEvent = Readonly<Record<string, unknown>>;

type Shape = (log: string) => PastedEvent;

const lines = (log: string, change: (line: string) => string) => log.split('\n').map(change).join('\n');

/** What a person typed: Slack escapes it, makes links of addresses, and adds the editor's own tree. */
function typed(text: string): PastedEvent {
  const sent = normalizeTyped(text, []);
  return { text: sent, blocks: [deriveRichText(sent)] };
}

function bent(text: string): string {
  return text.replaceAll('" ', '” ').replaceAll(' "', ' “').replaceAll("'", '’');
}

/** Every shape in which a log reaches a channel as a message. */
export const PASTE_SHAPES: Readonly<Record<string, Shape>> = {
  plain: typed,
  'code block': (log) => typed(`\`\`\`\n${log}\n\`\`\``),
  'code block with words around': (log) =>
    typed(`main is red since lunch, any idea?\n\`\`\`\n${log}\n\`\`\`\nthanks!`),
  'code block on the fence line': (log) => typed(`\`\`\`${log}\`\`\``),
  'between single backticks': (log) => ({ text: normalizeTyped(`\`${log.replaceAll('`', "'")}\``, []) }),
  quote: (log) => typed(lines(log, (line) => `> ${line}`)),
  'quote, as the old client sends it': (log) => ({
    text: normalizeTyped(
      lines(log, (line) => `> ${line}`),
      [],
    ),
  }),
  'code block of the editor': (log) => ({
    text: '',
    blocks: [
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: log }] }],
      },
    ],
  }),
  'without indentation': (log) => typed(lines(log, (line) => line.trim())),
  'with bent quotes': (log) =>
    typed(lines(log, (line) => (/(?:^|\s)-{1,2}[A-Za-z]|[={[(,]/.test(line) ? bent(line) : line))),
  'cut by Slack': (log) => typed(`…\n${log}`),
  forwarded: (log) => ({
    text: '',
    attachments: [
      { is_share: true, is_msg_unfurl: true, text: normalizeTyped(`\`\`\`\n${log}\n\`\`\``, []) },
    ],
  }),
};

/** One log in one shape, from a person in a channel. */
export function pasteEvent(log: string, shape: string, index: number): PastedEvent {
  return {
    type: 'message',
    channel: 'C0BUILDS01',
    channel_type: 'channel',
    user: 'U0MARA0001',
    ts: `${1_790_000_000 + index}.000100`,
    ...PASTE_SHAPES[shape]?.(log),
  };
}
