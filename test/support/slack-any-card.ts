import fc from 'fast-check';
import type { Card, CardBlock } from '../../src/core/card/card.ts';

/** Text made of what could do harm. */
export const nastyText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '<!channel>',
        '<@U024BE7LH>',
        '<https://evil.example.com|click>',
        '@here',
        '`',
        '```',
        '*',
        '_',
        '~',
        ':tada:',
        '&lt;!here&gt;',
        '\u202e',
        '\u200b',
        '\u001b[31m',
        '\ud800',
        '\n',
        '"',
        '\\',
        '🚀',
        '漢字',
      ),
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.string({ maxLength: 20 }).map((text) => text.repeat(400)),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));
const inline = fc.oneof(
  fc.record({
    kind: fc.constantFrom('text' as const, 'bold' as const, 'italic' as const, 'code' as const),
    text: nastyText,
  }),
  fc.record({ kind: fc.constant('link' as const), url: fc.oneof(fc.webUrl(), nastyText), text: nastyText }),
);
const content = fc.array(inline, { maxLength: 5 });
const paragraph = fc.record({ kind: fc.constant('paragraph' as const), content });
const code = fc.record({ kind: fc.constant('code' as const), text: nastyText });
const item = fc.record({ blocks: fc.array(fc.oneof(paragraph, code), { maxLength: 4 }) });
const action = fc.record({
  v: fc.constant(1 as const),
  type: fc.constantFrom('helped' as const, 'wrong' as const),
  playbook: nastyText,
});
const button = fc.record({
  label: nastyText,
  style: fc.constantFrom('default' as const, 'primary' as const, 'danger' as const),
  action,
});
const flat: fc.Arbitrary<CardBlock> = fc.oneof(
  paragraph,
  code,
  fc.record({ kind: fc.constant('bullets' as const), items: fc.array(item, { maxLength: 50 }) }),
  fc.record({ kind: fc.constant('steps' as const), items: fc.array(item, { maxLength: 50 }) }),
  fc.record({ kind: fc.constant('heading' as const), text: nastyText }),
  fc.record({ kind: fc.constant('context' as const), content }),
  fc.record({
    kind: fc.constant('evidence' as const),
    lines: fc.array(fc.record({ number: fc.option(fc.nat()), text: nastyText }), { maxLength: 80 }),
  }),
  fc.record({
    kind: fc.constant('progress' as const),
    stages: fc.array(
      fc.record({
        name: nastyText,
        state: fc.constantFrom('passed' as const, 'failed' as const, 'unknown' as const),
      }),
      { maxLength: 5 },
    ),
  }),
  fc.record({
    kind: fc.constant('actions' as const),
    buttons: fc.array(button, { maxLength: 40 }),
    menu: fc.array(button, { maxLength: 8 }),
  }),
  fc.record({ kind: fc.constant('feedback' as const), helped: action, wrong: action }),
  fc.record({
    kind: fc.constant('notice' as const),
    level: fc.constantFrom('info' as const, 'warning' as const),
    content,
  }),
  fc.record({ kind: fc.constant('row' as const), content, button: fc.option(button) }),
  fc.record({ kind: fc.constant('divider' as const) }),
);
const block = fc.oneof(
  { weight: 8, arbitrary: flat },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('details' as const),
      title: nastyText,
      blocks: fc.array(flat, { maxLength: 6 }),
    }),
  },
);
/** Any card whatsoever, also larger than any message. */
export const anyCard: fc.Arbitrary<Card> = fc.record({
  title: nastyText.map((text) => `T${text}`),
  fallback: nastyText,
  blocks: fc.array(block, { maxLength: 70 }),
});
