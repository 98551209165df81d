import type { Dice } from './dice.ts';
import { hostileText } from './hostile-text.ts';
import { makeLog } from './make-log.ts';
import { mutateJson } from './mutate-text.ts';

/** What Slack may deliver, with the secrets in its words. */
export interface Delivered {
  readonly body: unknown;
  readonly secrets: readonly string[];
}

const escapeAsSlack = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** An event about a message: a log, an alert, chat; its shape now and then broken. */
export function makeDelivery(dice: Dice, examples: readonly [string, ...string[]]): Delivered {
  const log = makeLog(dice, examples);
  const words = dice.pick<() => string>([
    () => escapeAsSlack(log.text),
    () => `\`\`\`\n${escapeAsSlack(log.text)}\n\`\`\``,
    () => `<@U0BOT00001> what is this?\n\`\`\`${escapeAsSlack(log.text)}\`\`\``,
  ])();
  const event = dice.pick<() => object>([
    () => ({ text: words }),
    () => ({ text: words, subtype: 'bot_message', bot_id: 'B0OTHER001', username: hostileText(dice) }),
    () => ({ text: '', blocks: [richText(log.text)] }),
    () => alert(dice, words),
    () => ({ text: words, files: [file(dice)], subtype: 'file_share' }),
    () => ({ subtype: 'message_changed', message: { type: 'message', user: 'U1', ts: '1.0', text: words } }),
  ])();
  const body = {
    type: 'event_callback',
    team_id: 'T0TEAM0001',
    api_app_id: 'A0APP00001',
    event_id: `Ev${dice.int(0, 1e9)}`,
    event: {
      type: dice.pick(['message', 'message', 'app_mention']),
      channel: 'C0BUILDS01',
      channel_type: dice.pick(['channel', 'im', 'group']),
      user: 'U0PERSON01',
      ts: `${dice.int(1, 2_000_000_000)}.${String(dice.int(0, 999_999)).padStart(6, '0')}`,
      ...event,
    },
  };
  return { body: dice.chance(0.5) ? mutateJson(dice, body, 0.05) : body, secrets: log.secrets };
}

function richText(text: string): object {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }],
  };
}

function file(dice: Dice): object {
  return {
    id: 'F1',
    name: hostileText(dice),
    mimetype: 'text/plain',
    filetype: dice.pick(['text', 'zip', 'gzip', hostileText(dice)]),
    size: dice.int(-1, 1e10),
    url_private: dice.pick(['https://files.slack.com/files-pri/T1-F1/build.log', hostileText(dice)]),
  };
}

function alert(dice: Dice, words: string): object {
  const repo = dice.pick(['acme/api', hostileText(dice)]);
  const branch = dice.pick(['main', hostileText(dice)]);
  const url = dice.pick([
    `https://github.com/${repo}/actions/runs/${dice.int(1, 1e10)}`,
    `https://gitlab.com/${repo}/-/pipelines/${dice.int(1, 1e10)}`,
    `https://evil.example.com/${hostileText(dice)}`,
  ]);
  return {
    subtype: 'bot_message',
    bot_id: 'B0GITHUB01',
    text: `Workflow failed: <${url}|${escapeAsSlack(repo)}>`,
    attachments: [
      {
        color: dice.pick(['danger', 'a30200', hostileText(dice)]),
        fallback: words,
        title: `build failed on ${escapeAsSlack(branch)}`,
        title_link: url,
        text: words,
        fields: [{ title: 'Branch', value: escapeAsSlack(branch), short: true }],
        footer: hostileText(dice),
      },
    ],
  };
}
