import { z } from 'zod';

/** Lenient on purpose: a field of a wrong type reads as missing, a bad item of a list is dropped. */
const words = z.string().catch('');
const maybe = z.string().min(1).nullable().catch(null);
const flag = z.boolean().catch(false);

function listOf<T>(item: z.ZodType<T>) {
  return z
    .array(z.unknown())
    .catch([])
    .transform((items) =>
      items.flatMap((each): T[] => {
        const parsed = item.safeParse(each);
        return parsed.success ? [parsed.data] : [];
      }),
    );
}

/** A text object, or the bare string that older parts of Slack put in its place. */
const TextObject = z.union([
  z.string().transform((text) => ({ text, isMarkup: true })),
  z.object({ type: words, text: z.string() }).transform(({ type, text }) => ({
    text,
    isMarkup: type !== 'plain_text',
  })),
]);
export type TextObject = z.infer<typeof TextObject>;
const maybeText = TextObject.nullable().catch(null);

const Control = z.object({ type: words, text: maybeText, url: maybe });
export type Control = z.infer<typeof Control>;

/** A block of any kind; what it does not have is empty. */
export const Block = z.object({
  type: words,
  text: maybeText,
  title: maybeText,
  fields: listOf(TextObject),
  accessory: Control.nullable().catch(null),
  elements: z.array(z.unknown()).catch([]),
});
export type Block = z.infer<typeof Block>;

export const ContextElement = z.union([
  z.object({ type: z.literal('image') }).transform(() => null),
  TextObject,
]);

export { Control };

/** A node of a rich text tree: a part of the block, a list item or a leaf. */
export const RichNode = z.object({
  type: words,
  text: maybe,
  url: maybe,
  name: maybe,
  user_id: maybe,
  usergroup_id: maybe,
  channel_id: maybe,
  range: maybe,
  fallback: maybe,
  value: maybe,
  /** A list's kind (`ordered`) or a leaf's format. */
  style: z
    .union([z.string(), z.object({ bold: flag, code: flag })])
    .nullable()
    .catch(null),
  offset: z.number().catch(0),
  elements: z.array(z.unknown()).catch([]),
});
export type RichNode = z.infer<typeof RichNode>;

export function parseRichNodes(nodes: readonly unknown[]): readonly RichNode[] {
  return nodes.flatMap((node) => {
    const parsed = RichNode.safeParse(node);
    return parsed.success ? [parsed.data] : [];
  });
}

export const Attachment = z.object({
  color: maybe,
  pretext: words,
  author_name: words,
  author_link: maybe,
  title: words,
  title_link: maybe,
  text: words,
  fields: listOf(z.object({ title: words, value: words })),
  footer: words,
  fallback: words,
  actions: listOf(Control),
  blocks: listOf(Block),
  from_url: maybe,
  original_url: maybe,
  message_blocks: listOf(z.object({ message: z.object({ blocks: listOf(Block) }) })),
  files: listOf(z.unknown()),
  is_app_unfurl: flag,
  is_msg_unfurl: flag,
  is_share: flag,
});
export type Attachment = z.infer<typeof Attachment>;

/** A file as a message names it; shared from elsewhere (`check_file_info`) it is an id and little more. */
export const File = z.object({
  id: z.string().min(1),
  name: words,
  size: z.number().catch(0),
  filetype: words,
  mode: words,
  url_private: words,
  url_private_download: words,
  /** Its page for people. */
  permalink: words,
  /** Only of an email. */
  subject: words,
  plain_text: words,
  preview_plain_text: words,
});
export type File = z.infer<typeof File>;

const BotProfile = z.object({ id: maybe, name: maybe, app_id: maybe });

/** The fields of a message that we use, wherever it stands: in an event, or inside an edit's event. */
export const MessageBody = z.object({
  type: words,
  subtype: maybe,
  ts: z.string().min(1),
  thread_ts: maybe,
  user: maybe,
  bot_id: maybe,
  app_id: maybe,
  username: maybe,
  bot_profile: BotProfile.nullable().catch(null),
  team: maybe,
  text: words,
  blocks: listOf(Block),
  attachments: listOf(Attachment),
  files: listOf(File),
});
export type MessageBody = z.infer<typeof MessageBody>;

/** What stands around a message in an event. */
export const MessageEvent = MessageBody.extend({
  channel: maybe,
  channel_type: maybe,
  deleted_ts: maybe,
  message: MessageBody.nullable().catch(null),
});
export type MessageEvent = z.infer<typeof MessageEvent>;
