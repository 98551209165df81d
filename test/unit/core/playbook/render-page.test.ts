import { describe, expect, it } from '@jest/globals';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { renderIndex } from '../../../../src/core/playbook/render-index.ts';
import { isGeneratedPage, renderPage } from '../../../../src/core/playbook/render-page.ts';
import { makeEntry } from './make-entry.ts';

const WHOLE = makeEntry({
  path: 'playbooks/bundled/log/silent_failure/forklift-broken.yaml',
  title: 'The forklift `{number}` is broken',
  match: {
    any: [
      'forklift: out of oil',
      { expression: 'forklift (?P<number>\\d+) broke', literal: 'forklift', example: 'forklift 7 broke' },
    ],
  },
  why_it_matters: 'Nothing moves without it.',
  prevention: '- Check the oil every morning.',
  workflow: { local_repro: ['forklift --check "$YARD"'] },
});

function headings(page: string): readonly string[] {
  return page.split('\n').filter((line) => /^#{1,2} /.test(line));
}

describe('renderPage', () => {
  it('has the sections in their order and ends with the line that says where it came from', () => {
    const page = renderPage(WHOLE);
    expect(headings(page)).toEqual([
      '## Matched signals',
      '# The forklift \\`&lt;number&gt;\\` is broken',
      '## What this failure means',
      '## Symptoms',
      '## Diagnosis',
      '## Fix steps',
      '## Validation',
      '## Why it matters',
      '## Prevention',
      '## Try it locally',
      '## How Faultline detects it',
    ]);
    expect(
      page.endsWith(
        '\n\nGenerated from playbooks/bundled/log/silent_failure/forklift-broken.yaml. Do not edit directly.\n',
      ),
    ).toBe(true);
    expect(isGeneratedPage(page)).toBe(true);
    expect(isGeneratedPage('# Written by hand\n')).toBe(false);
  });

  it('shows signals, fragments and commands verbatim', () => {
    const page = renderPage(WHOLE);
    expect(page).toContain('- `forklift: out of oil`\n- `forklift (?P<number>\\d+) broke` (an expression');
    expect(page).toContain('```\nforklift: out of oil\nforklift 7 broke\n```');
    expect(page).toContain('```\nforklift --check "$YARD"\n```');
    expect(page).toContain('```\nfaultline analyze build.log\nfaultline explain forklift-broken\n```');
  });

  it('leaves out sections that the playbook does not have', () => {
    expect(headings(renderPage(makeEntry())).join()).not.toMatch(/matters|Prevention|locally/);
  });

  it.each([
    ['HTML', '<img src=x onerror=alert(1)>\n\n<script>alert(1)</script> and more words'],
    ['HTML behind an entity', '&lt;b> <b>bold</b> and more words'],
    ['a foreign link', '[click](javascript:alert(1)) and ![pixel](https://example.com/pixel.png)'],
    ['a reference', '[click][evil] here\n\n[evil]: javascript:alert(1)'],
    ['a mention and an autolink', 'ask <javascript:alert(1)> or @everyone'],
    ['a signal', 'plain'],
  ])('lets nothing of a pack become active: %s', (_, words) => {
    const hostile = { title: words, summary: words, diagnosis: words, fix: `1. ${words}`, validation: words };
    const page = renderPage(makeEntry({ ...hostile, match: { any: [`\`\`\` <b>${words}`] } }));
    const kinds = JSON.stringify(fromMarkdown(page), (key, value) =>
      key === 'position' ? undefined : value,
    );
    expect(kinds).not.toMatch(/"type":"(?:html|image|imageReference|definition|linkReference)"/);
    expect(kinds).not.toMatch(/"url":"javascript/);
  });

  it('keeps an open code fence inside of its section', () => {
    const page = renderPage(makeEntry({ diagnosis: 'Run this:\n\n```sh\nforklift --check' }));
    const titles = fromMarkdown(page).children.filter((node) => node.type === 'heading');
    expect(titles.length).toBe(headings(renderPage(makeEntry())).length);
  });
});

describe('renderIndex', () => {
  it('leads to every page, by category', () => {
    const index = renderIndex([
      makeEntry({ id: 'b-two', category: 'auth', title: 'Two <b>' }),
      makeEntry({ id: 'a-one', category: 'build' }),
    ]);
    expect(index).toMatch(
      /## auth\n\n- \[Two &lt;b&gt;\]\(b-two\.md\) \(low\): .+\n\n## build\n\n- \[The forklift/,
    );
  });
});
