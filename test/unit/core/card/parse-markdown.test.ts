import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseInline, plainText } from '../../../../src/core/card/parse-inline.ts';
import { parseMarkdown } from '../../../../src/core/card/parse-markdown.ts';

describe('parseMarkdown', () => {
  it('reads paragraphs, styles, code and https links', () => {
    expect(parseMarkdown('Use **one** *new* `npm ci`,\nsee [docs](https://docs.example.com/a).')).toEqual([
      {
        kind: 'paragraph',
        content: [
          { kind: 'text', text: 'Use ' },
          { kind: 'bold', text: 'one' },
          { kind: 'text', text: ' ' },
          { kind: 'italic', text: 'new' },
          { kind: 'text', text: ' ' },
          { kind: 'code', text: 'npm ci' },
          { kind: 'text', text: ', see ' },
          { kind: 'link', url: 'https://docs.example.com/a', text: 'docs' },
          { kind: 'text', text: '.' },
        ],
      },
    ]);
  });

  it('keeps commands and nested bullets inside their step', () => {
    const [steps] = parseMarkdown('1. Look:\n   ```sh\n   npm whoami\n   ```\n2. Then\n   - a\n   - b');
    expect(steps).toMatchObject({
      kind: 'steps',
      items: [
        { blocks: [{ kind: 'paragraph' }, { kind: 'code', text: 'npm whoami' }] },
        { blocks: [{ kind: 'paragraph' }, { kind: 'bullets', items: [{}, {}] }] },
      ],
    });
  });

  it('goes on counting where a code block interrupted the list', () => {
    const blocks = parseMarkdown('1. Look:\n\n```sh\nnpm whoami\n```\n\n2. Then renew.');
    expect(blocks).toHaveLength(1);
    expect(blocks[0]).toMatchObject({
      kind: 'steps',
      items: [{ blocks: [{ kind: 'paragraph' }, { kind: 'code' }] }, { blocks: [{ kind: 'paragraph' }] }],
    });
  });

  it('starts a new list when the numbers start again', () => {
    const kinds = parseMarkdown('1. a\n\nbetween\n\n1. b').map(({ kind }) => kind);
    expect(kinds).toEqual(['steps', 'paragraph', 'steps']);
  });

  it.each([
    ['HTML', 'a <b>bold</b> claim'],
    ['an image', 'see ![a picture](https://img.example.com/x.png)'],
    ['a link that is not https', 'see [it](http://a.example.com) and [that](javascript:alert)'],
    ['a reference', 'see [it][1]'],
    ['a block of HTML', '<script>alert(1)</script>'],
    ['a definition', '[1]: https://a.example.com'],
  ])('shows %s as it was written', (_name, markdown) => {
    expect(parseMarkdown(markdown)).toEqual([
      { kind: 'paragraph', content: [{ kind: 'text', text: markdown }] },
    ]);
  });

  it('loses no word, whatever the order of the marks', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/);
    const mark = fc.constantFrom(
      '- ',
      '1. ',
      '> ',
      '# ',
      '**',
      '`',
      '<b>',
      '[',
      '](https://a.example.com)',
      '\n',
      '\n\n',
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(mark, word), { maxLength: 12 }), (parts) => {
        const shown = JSON.stringify(
          parseMarkdown(parts.map(([before, text]) => `${before}${text} `).join('')),
        );
        for (const [, text] of parts) expect(shown).toContain(text);
      }),
    );
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => Array.isArray(parseMarkdown(text))));
  });
});

describe('parseInline', () => {
  it('keeps a stranger’s link as plain text when links are not allowed', () => {
    expect(parseInline('see [me](https://evil.example.com)', { links: false })).toEqual([
      { kind: 'text', text: 'see [me](https://evil.example.com)' },
    ]);
  });

  it('keeps words that only look like a block', () => {
    expect(plainText(parseInline('# 403 from npm.example.com'))).toBe('# 403 from npm.example.com');
  });
});
