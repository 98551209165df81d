import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import type { Card, Inline } from '../../../../src/core/card/card.ts';
import { renderCardMarkdown } from '../../../../src/core/card/render-card-markdown.ts';
import { renderCardText } from '../../../../src/core/card/render-card-text.ts';

function cardOf(blocks: Card['blocks']): Card {
  return { title: 'Title', fallback: 'Title', blocks };
}

function nodesOf(node: Nodes): readonly Nodes[] {
  return 'children' in node ? [node, ...node.children.flatMap((child) => nodesOf(child))] : [node];
}

const EVIL = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(
      fc.constantFrom(
        '```',
        '`',
        '\n',
        '# ',
        '- ',
        '1. ',
        '1',
        '.',
        ' ',
        '<b>',
        '</details>',
        '[a](https://b.example.com)',
        '@ana',
        '***',
        '_',
        '~~~',
        '&lt;',
        '    ',
        '|',
        '===',
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join('')),
);
const STYLED = fc
  .tuple(fc.constantFrom('text', 'bold', 'italic', 'code'), EVIL)
  .map(([kind, text]): Inline => ({ kind, text }) as Inline);

describe('renderCardMarkdown', () => {
  it('leaves nothing of a log to be read as markup', () => {
    fc.assert(
      fc.property(fc.array(STYLED, { maxLength: 5 }), EVIL, (content, text) => {
        const lines = [{ number: 1, text }];
        const item = {
          blocks: [
            { kind: 'paragraph' as const, content },
            { kind: 'code' as const, text },
          ],
        };
        const card = cardOf([
          { kind: 'context', content },
          { kind: 'evidence', lines },
          { kind: 'steps', items: [item] },
          { kind: 'heading', text: 'End' },
        ]);
        const nodes = nodesOf(fromMarkdown(renderCardMarkdown(card)));
        const types = new Set<string>(nodes.map(({ type }) => type));
        for (const type of [
          'html',
          'link',
          'image',
          'linkReference',
          'definition',
          'blockquote',
          'thematicBreak',
        ])
          expect(types).not.toContain(type);
        expect(nodes.filter(({ type }) => type === 'heading')).toHaveLength(2);
        expect(nodes.filter(({ type }) => type === 'code')).toHaveLength(2);
        expect(nodes.filter(({ type }) => type === 'list').length).toBe(1);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps log lines verbatim inside a fence longer than theirs', () => {
    const markdown = renderCardMarkdown(
      cardOf([{ kind: 'evidence', lines: [{ number: 7, text: 'a ```` b' }] }]),
    );
    expect(markdown).toContain('`````\n7  a ```` b\n`````');
  });

  it.each(['@ana', '#12', 'https://evil.example.com', 'www.evil.example.com', 'a@b.example.com'])(
    'does not let %s become a mention or a link',
    (text) => {
      const markdown = renderCardMarkdown(cardOf([{ kind: 'paragraph', content: [{ kind: 'text', text }] }]));
      expect(markdown).not.toContain(text);
      expect(markdown.replace(/[\u2060\\]/g, '')).toContain(text);
    },
  );

  it('writes a link of ours, and none from another scheme', () => {
    const link = (url: string) =>
      renderCardMarkdown(cardOf([{ kind: 'paragraph', content: [{ kind: 'link', url, text: 'the run' }] }]));
    expect(link('https://ci.example.com/1')).toContain('[the run](<https://ci.example.com/1>)');
    expect(link('javascript:alert(1)')).not.toContain('](');
    expect(link('https://a.example.com/>)<b>')).not.toContain('](');
  });
});

describe('renderCardText', () => {
  it('wraps prose at the width and leaves log lines whole', () => {
    const words = 'word '.repeat(60);
    const long = 'x'.repeat(200);
    const text = renderCardText(
      cardOf([
        { kind: 'paragraph', content: [{ kind: 'text', text: words }] },
        { kind: 'evidence', lines: [{ number: 3, text: long }] },
      ]),
      { color: false, width: 40 },
    );
    expect(text).toContain(long);
    for (const line of text.split('\n'))
      if (!line.includes(long)) expect(line.length).toBeLessThanOrEqual(40);
  });

  it('lets no escape sequence of a log reach the terminal', () => {
    const text = '\u001b[2Jgone\u202e';
    const card = cardOf([
      { kind: 'paragraph', content: [{ kind: 'code', text }] },
      { kind: 'evidence', lines: [{ number: 1, text }] },
      { kind: 'code', text },
    ]);
    const rendered = renderCardText({ ...card, title: text }, { color: false, width: 80 });
    expect(rendered).not.toMatch(/[\u001b\u202e]/);
  });

  it('colours only when asked, and says in words where the request stopped', () => {
    const card = cardOf([
      {
        kind: 'progress',
        stages: [
          { name: 'DNS', state: 'passed' },
          { name: 'TLS', state: 'failed' },
        ],
      },
    ]);
    expect(renderCardText(card, { color: false, width: 80 })).toBe('Title\n\nDNS ✓  TLS ✗ stopped here');
    expect(renderCardText(card, { color: true, width: 80 })).toContain(
      '\u001b[31mTLS ✗ stopped here\u001b[39m',
    );
  });
});
