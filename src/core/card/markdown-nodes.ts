import type { fromMarkdown } from 'mdast-util-from-markdown';

// Taken from the parser itself: the package `mdast` is types only, and the arrow rule's tool cannot resolve it.

/** A block of a Markdown document. */
export type MarkdownBlock = ReturnType<typeof fromMarkdown>['children'][number];
/** A piece of a paragraph. */
export type MarkdownInline = Extract<MarkdownBlock, { type: 'paragraph' }>['children'][number];
export type MarkdownList = Extract<MarkdownBlock, { type: 'list' }>;
export type MarkdownItem = MarkdownList['children'][number];
