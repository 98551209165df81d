import { findBlockFaults } from './block-limits.ts';
import { deriveRichText } from './derive-rich-text.ts';
import { listOf, textOf } from './json-values.ts';
import { autolink } from './message-text.ts';
import type { Attachment, Block, Json } from './model.ts';
import { normalizeAttachments, normalizeBlocks } from './normalize-posted.ts';
import type { Settings } from './options.ts';
import { invalid, SlackError } from './slack-error.ts';

const LONGEST_TEXT = 40_000;
const MOST_ATTACHMENTS = 100;

export interface PostRule {
  /** Slack cuts a posted text at 40,000 characters, but refuses to update to more than 4,000. */
  readonly maxText?: number;
}

export interface PostBody {
  readonly text: string;
  readonly blocks?: Block[];
  readonly attachments?: Attachment[];
}

/**
 * Text, blocks and attachments of an app's post, checked and normalised as Slack stores them.
 *
 * Stricter than Slack in one point: a text over the limit is refused (`msg_too_long`) instead of cut,
 * so that a bot's mistake is seen.
 */
export function readPostBody(args: Json, rule: PostRule = {}): PostBody {
  const given = textOf(args['text']);
  const rawBlocks = args['blocks'];
  const attachments = listOf(args['attachments']);
  if (given.length > (rule.maxText ?? LONGEST_TEXT)) throw new SlackError('msg_too_long');
  if (attachments.length > MOST_ATTACHMENTS) throw new SlackError('too_many_attachments');
  const faults = rawBlocks === undefined ? [] : [...findBlockFaults(rawBlocks, 'message')];
  for (const attachment of attachments) {
    if (attachment['blocks'] !== undefined) faults.push(...findBlockFaults(attachment['blocks'], 'message'));
  }
  if (faults.length > 0) throw invalid('invalid_blocks', faults);
  const blocks = normalizeBlocks(listOf(rawBlocks));
  if (given.trim() === '' && blocks.length === 0 && attachments.length === 0) throw new SlackError('no_text');
  const text = given === '' && blocks.length > 0 ? "This content can't be displayed." : autolink(given);
  if (blocks.length > 0) return withAttachments({ text, blocks }, attachments);
  if (given === '') return withAttachments({ text }, attachments);
  // A text-only post gets the same words once more as rich text.
  return withAttachments({ text, blocks: [deriveRichText(text)] }, attachments);
}

function withAttachments(body: PostBody, attachments: readonly Json[]): PostBody {
  return attachments.length === 0 ? body : { ...body, attachments: normalizeAttachments(attachments) };
}

export interface Identity {
  readonly bot_id: string;
  readonly app_id: string;
  readonly user?: string;
  readonly team?: string;
  readonly bot_profile?: Json;
  readonly username?: string;
  readonly subtype?: string;
}

/** Who posted, when our bot posts under its own name. */
export function botIdentity(settings: Settings): Identity {
  const { botUser, botId, appId, teamId } = settings;
  return {
    user: botUser.id,
    bot_id: botId,
    app_id: appId,
    team: teamId,
    bot_profile: { id: botId, app_id: appId, name: botUser.name, team_id: teamId, deleted: false, icons: {} },
  };
}
