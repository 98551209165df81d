import { describe, expect, it } from '@jest/globals';
import { readPlaybooks } from '../../../../src/adapters/files/read-playbooks.ts';
import { renderMessage } from '../../../../src/adapters/slack/render/render-blocks.ts';
import { renderCardModal } from '../../../../src/adapters/slack/render/render-modal.ts';
import { buildPlaybookCard } from '../../../../src/core/card/build-playbook-card.ts';
import type { CardBlock } from '../../../../src/core/card/card.ts';
import { foldPlaybookCard } from '../../../../src/core/card/fold-playbook-card.ts';

const DOCS = { docsUrl: 'https://docs.example.com/playbooks' };
/** Slack's limit for a message is some 13,200 bytes; a long playbook must not stand at its edge. */
const ROOM = 10_800;

describe('an explained playbook', () => {
  it('leaves room in a message, cuts nothing, and offers the rest in a window, for every bundled playbook', async () => {
    const tooLong: string[] = [];
    for (const { playbook } of await readPlaybooks()) {
      const whole = buildPlaybookCard(playbook, DOCS);
      const folded = foldPlaybookCard(whole, playbook.id);
      for (const isPlain of [false, true]) {
        const { blocks } = renderMessage(folded, { isPlain });
        const json = JSON.stringify(blocks);
        if (Buffer.byteLength(json) > ROOM || json.includes('of this answer not shown'))
          tooLong.push(playbook.id);
        expect(json).toContain('Full playbook');
      }
      expect(JSON.stringify(renderCardModal(whole))).not.toContain('of this answer not shown');
    }
    expect(tooLong).toEqual([]);
  });

  it('folds what is read second and keeps what to do in sight', async () => {
    const [entry] = (await readPlaybooks()).filter(({ playbook }) => playbook.id === 'http-auth-failure');
    if (!entry) throw new Error('no such playbook');
    const whole = buildPlaybookCard(entry.playbook, DOCS);
    const { blocks } = foldPlaybookCard(whole, entry.playbook.id);
    const titles = (kind: 'heading' | 'details') =>
      blocks.flatMap((block: CardBlock) =>
        block.kind === 'heading' && kind === 'heading'
          ? [block.text]
          : block.kind === 'details' && kind === 'details'
            ? [block.title]
            : [],
      );
    expect(titles('heading')).toEqual([
      'What this failure means',
      'Diagnosis',
      'Fix steps',
      'Validation',
      'Links',
    ]);
    expect(titles('details')).toEqual(['Matched signals', 'Why it matters', 'Prevention', 'Try it locally']);
  });
});
