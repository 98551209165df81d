import { describe, expect, it } from '@jest/globals';
import { renderBlocks, renderMessage } from '../../../../../src/adapters/slack/render/render-blocks.ts';
import { renderCardModal, renderPasteModal } from '../../../../../src/adapters/slack/render/render-modal.ts';
import type { Card, CardBlock } from '../../../../../src/core/card/card.ts';
import { findFaults } from '../../../../support/slack-block-faults.ts';

const ACTIONS: CardBlock = {
  kind: 'actions',
  buttons: [
    { label: 'Full playbook', style: 'primary', action: { v: 1, type: 'full-playbook', playbook: 'p' } },
    { label: 'Wrong', style: 'default', action: { v: 1, type: 'wrong', playbook: 'p' } },
  ],
};

function card(...blocks: readonly CardBlock[]): Card {
  return { title: 'A title', fallback: 'The answer in a line', blocks };
}

function textBlock(text: string): CardBlock {
  return { kind: 'paragraph', content: [{ kind: 'text', text }] };
}

describe('a card in blocks', () => {
  it('shows a small card whole', () => {
    const rendered = renderBlocks(
      card(
        {
          kind: 'context',
          content: [
            { kind: 'code', text: 'npm publish' },
            { kind: 'text', text: ' in step Publish' },
          ],
        },
        {
          kind: 'progress',
          stages: [
            { name: 'TLS', state: 'passed' },
            { name: 'permission', state: 'failed' },
          ],
        },
        {
          kind: 'evidence',
          lines: [
            { number: 9, text: 'npm notice Publishing' },
            { number: 214, text: 'npm error 403 <!channel>' },
          ],
        },
        textBlock('The token may not publish.'),
        ACTIONS,
      ),
      'message',
    );
    expect(rendered.map((block) => block.type)).toEqual([
      'header',
      'context',
      'rich_text',
      'rich_text',
      'rich_text',
      'actions',
    ]);
    expect(rendered[1]).toMatchObject({
      elements: [{ type: 'mrkdwn', text: '`npm publish` in step Publish', verbatim: true }],
    });
    expect(rendered[2]).toMatchObject({
      elements: [
        { elements: [{ text: 'TLS ✓' }, {}, { text: 'permission ✗ stopped here', style: { bold: true } }] },
      ],
    });
    expect(rendered[3]).toMatchObject({
      elements: [
        {
          type: 'rich_text_preformatted',
          elements: [{ text: '  9  npm notice Publishing\n214  npm error 403 <!channel>' }],
        },
      ],
    });
    expect(rendered[5]).toMatchObject({
      elements: [
        {
          action_id: 'card-action:0',
          style: 'primary',
          value: '{"v":1,"type":"full-playbook","playbook":"p"}',
        },
        { action_id: 'card-action:1' },
      ],
    });
    expect(findFaults(rendered, 'message')).toEqual([]);
  });

  it('numbers steps, keeps short commands inside and goes on counting after long ones', () => {
    const command = (text: string): CardBlock & { kind: 'code' } => ({ kind: 'code', text });
    const words = (text: string) => ({
      kind: 'paragraph' as const,
      content: [{ kind: 'text' as const, text }],
    });
    const rendered = renderBlocks(
      card({
        kind: 'steps',
        items: [
          { blocks: [words('See who you are:'), command('npm whoami')] },
          { blocks: [words('Write this:'), command('a: 1\nb: 2\nc: 3')] },
          { blocks: [words('Done')] },
        ],
      }),
      'message',
    );
    expect(rendered[1]).toMatchObject({
      elements: [
        {
          type: 'rich_text_list',
          style: 'ordered',
          elements: [
            {
              elements: [
                { text: 'See who you are:' },
                { text: '\n' },
                { text: 'npm whoami', style: { code: true } },
              ],
            },
            { elements: [{ text: 'Write this:' }] },
          ],
        },
        { type: 'rich_text_preformatted', elements: [{ text: 'a: 1\nb: 2\nc: 3' }] },
        { type: 'rich_text_list', offset: 2, elements: [{ elements: [{ text: 'Done' }] }] },
      ],
    });
  });

  it('says how many lines it left out', () => {
    const lines = Array.from({ length: 200 }, (_each, index) => ({
      number: index + 1,
      text: 'x'.repeat(30),
    }));
    const json = JSON.stringify(renderBlocks(card({ kind: 'evidence', lines }), 'message'));
    expect(json).toContain('lines not shown');
    expect(json).toContain('  1  xxx');
  });

  it('keeps headline and buttons and says what is missing when the card is too large', () => {
    const huge = Array.from({ length: 120 }, () => textBlock('word '.repeat(900)));
    const rendered = renderBlocks(card(...huge, ACTIONS), 'message');
    expect(rendered[0]?.type).toBe('header');
    expect(rendered.some((block) => block.type === 'actions')).toBe(true);
    expect(JSON.stringify(rendered.at(-1))).toMatch(/… \d+ parts of this answer not shown/);
    expect(findFaults(rendered, 'message')).toEqual([]);
  });

  it('folds details in a message and opens them in a window', () => {
    const details: CardBlock = {
      kind: 'details',
      title: 'Prevention',
      blocks: [textBlock('Use short-lived tokens.')],
    };
    expect(renderBlocks(card(details), 'message')[1]).toMatchObject({
      type: 'container',
      title: { text: 'Prevention' },
      default_collapsed: true,
      child_blocks: [{ type: 'section', text: { text: 'Use short-lived tokens.', verbatim: true } }],
    });
    expect(renderBlocks(card(details), 'message', { isPlain: true })[1]).toMatchObject({
      type: 'section',
      text: { type: 'mrkdwn', text: '*Prevention*\nUse short-lived tokens.', verbatim: true },
    });
    expect(renderCardModal(card(details)).blocks.map((block) => block.type)).toEqual([
      'header',
      'rich_text',
      'rich_text',
    ]);
  });

  it('folds neighbours under one lid, and leaves them to the window of the playbook where nothing folds', () => {
    const [check, prevention] = ['Then check', 'Prevention'].map(
      (title): CardBlock => ({ kind: 'details', title, blocks: [textBlock(`${title} it.`)] }),
    ) as [CardBlock, CardBlock];
    const full: CardBlock = {
      kind: 'actions',
      buttons: [
        { label: 'Full playbook', style: 'default', action: { v: 1, type: 'full-playbook', playbook: 'x' } },
      ],
    };
    const rendered = renderBlocks(card(check, prevention, full), 'message');
    expect(rendered.map(({ type }) => type)).toEqual(['header', 'container', 'actions']);
    expect(rendered[1]).toMatchObject({ title: { text: 'Then check · Prevention' } });
    expect(JSON.stringify(rendered[1])).toContain('*Then check*\\nThen check it.\\n*Prevention*');
    const plain = renderBlocks(card(check, prevention, full), 'message', { isPlain: true });
    expect(plain.map(({ type }) => type)).toEqual(['header', 'actions']);
  });

  it('asks whether it helped with feedback buttons, or with two plain ones', () => {
    const feedback: CardBlock = {
      kind: 'feedback',
      helped: { v: 1, type: 'helped', playbook: 'x' },
      wrong: { v: 1, type: 'wrong', playbook: 'x' },
    };
    const [, newer] = renderBlocks(card(feedback), 'message');
    expect(newer).toMatchObject({ type: 'context_actions', elements: [{ type: 'feedback_buttons' }] });
    const [, older] = renderBlocks(card(feedback), 'message', { isPlain: true });
    expect(older).toMatchObject({
      type: 'actions',
      elements: [{ text: { text: 'Helped' } }, { text: { text: 'Wrong' } }],
    });
  });

  it('warns in an alert, or in small print', () => {
    const notice: CardBlock = {
      kind: 'notice',
      level: 'warning',
      content: [{ kind: 'bold', text: '1 secret hidden' }],
    };
    const [, newer] = renderBlocks(card(notice), 'message');
    expect(newer).toMatchObject({ type: 'alert', level: 'warning', text: { text: '*1 secret hidden*' } });
    const [, older] = renderBlocks(card(notice), 'message', { isPlain: true });
    expect(older).toMatchObject({ type: 'context' });
  });

  it('names a person only by a true id', () => {
    const named = (id: string) =>
      JSON.stringify(renderBlocks(card({ kind: 'context', content: [{ kind: 'user', id }] }), 'message'));
    expect(named('U024BE7LH')).toContain('<@U024BE7LH>');
    expect(named('U1> <!channel')).not.toContain('<');
  });

  it('makes the line for notifications harmless', () => {
    const { text } = renderMessage({
      title: 't',
      fallback: 'a <!here> @channel\n& <https://x.example.com|y> :tada:',
      blocks: [],
    });
    expect(text).toBe('a &lt;!here&gt; ＠channel &amp; &lt;https://x.example.com|y&gt; :tada:');
  });

  it('limits the paste form and says so', () => {
    const view = renderPasteModal({ channel: 'C1', prefill: 'x'.repeat(9_000) });
    const [input] = view.blocks;
    expect(input).toMatchObject({ element: { max_length: 3_000 } });
    expect(JSON.stringify(input)).toContain('at most 3,000 characters');
    expect(JSON.stringify(input).length).toBeLessThan(4_000);
  });
});
