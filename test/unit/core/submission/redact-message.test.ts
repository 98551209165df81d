import { describe, expect, it } from '@jest/globals';
import { readPlaybooks } from '../../../../src/adapters/files/read-playbooks.ts';
import { readSlackMessage } from '../../../../src/adapters/slack/read-message.ts';
import { compileCatalog } from '../../../../src/core/match/compile-catalog.ts';
import { createCatalog } from '../../../../src/core/playbook/create-catalog.ts';
import type { ChatMessage } from '../../../../src/core/submission/chat-message.ts';
import { redactMessage } from '../../../../src/core/submission/redact-message.ts';
import { decideMessage } from '../../../../src/flows/decide-message.ts';

const US = { userId: 'UBOT', botId: 'BBOT', appId: 'A1', teamId: 'T1' };
// Put together here, so that no scanner takes the source for a leak.
const TOKEN = ['ghp', 'x7Kd02LmQp94Zr8sTv1WyBn6Jc3Hf5Ga0eUi'].join('_');
const LOG = [
  'npm http fetch PUT 403 https://npm.example.com/@acme%2fui 88ms',
  `npm notice //npm.example.com/:_authToken=${TOKEN}`,
  `\u001b[31mAuthorization: Bearer ${TOKEN}\u001b[0m`,
  'npm error code E403',
  'npm error 403 403 Forbidden - PUT https://npm.example.com/@acme%2fui',
  'Error: Process completed with exit code 1.',
].join('\n');

function messageOf(event: object): ChatMessage {
  const message = readSlackMessage({ type: 'message', channel: 'C1', user: 'U1', ts: '1.0', ...event }, US);
  if (message === null) throw new Error('no message');
  return message;
}

describe('redactMessage', () => {
  const message = messageOf({
    text: `look:\n\`\`\`${LOG}\`\`\``,
    attachments: [
      {
        text: `token ${TOKEN}`,
        fallback: TOKEN,
        title: TOKEN,
        title_link: `https://x.example.com/?t=${TOKEN}`,
      },
    ],
    files: [
      {
        id: 'F1',
        name: `${TOKEN}.log`,
        size: 1,
        filetype: 'text',
        url_private: `https://files.slack.com/${TOKEN}`,
      },
    ],
    username: TOKEN,
  });

  it('leaves no secret in any part of what is written down', () => {
    expect(JSON.stringify(message)).toContain(TOKEN);
    const stored = JSON.stringify(redactMessage(message));
    expect(stored).not.toContain(TOKEN);
    expect(stored).not.toContain('\\u001b');
    expect(stored).toContain('[hidden:');
  });

  it('changes nothing the second time, and learns nothing new', () => {
    const once = redactMessage(message);
    expect(redactMessage(once)).toEqual(once);
  });

  it('leads to the same answer, what was learnt about the secrets included', async () => {
    const catalog = compileCatalog(createCatalog(await readPlaybooks()));
    const pasted = messageOf({ text: `look:\n\`\`\`${LOG}\`\`\`` });
    const direct = decideMessage(catalog, pasted, new Map());
    const stored = JSON.parse(JSON.stringify(redactMessage(pasted))) as ChatMessage;
    const later = decideMessage(catalog, stored, new Map());
    if (direct.decision !== 'diagnose' || later.decision !== 'diagnose') throw new Error('not diagnosed');
    expect(direct.diagnosis.analysis.redactions.total).toBeGreaterThanOrEqual(2);
    expect(withoutTime(later.diagnosis.analysis)).toEqual(withoutTime(direct.diagnosis.analysis));
  });
});

/** Sizes differ by the masks. */
function withoutTime(analysis: object): object {
  const { log, ...rest } = analysis as { log: { bytes: number } };
  return { ...rest, log: { ...log, bytes: 0 } };
}
