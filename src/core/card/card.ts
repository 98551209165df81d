import type { CardAction } from './card-action.ts';

/** A run of text inside a paragraph. `code` is shown in a fixed-width font, verbatim. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'bold'; readonly text: string }
  | { readonly kind: 'italic'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'link'; readonly url: string; readonly text: string }
  /** A person, by the chat tool's id; it shows their name. Never made from a log's words. */
  | { readonly kind: 'user'; readonly id: string };

export type StageState = 'passed' | 'failed' | 'unknown';

/** A numbered step or a bullet: paragraphs, commands and nested bullets. */
export interface CardListItem {
  readonly blocks: readonly (ParagraphBlock | CodeBlock | BulletsBlock)[];
}

export interface ParagraphBlock {
  readonly kind: 'paragraph';
  readonly content: readonly Inline[];
  readonly amendment?: Amendment;
}
export interface CodeBlock {
  readonly kind: 'code';
  readonly text: string;
}
export interface BulletsBlock {
  readonly kind: 'bullets';
  readonly items: readonly CardListItem[];
  readonly amendment?: Amendment;
}

/** What may be added to a card after it was posted. */
export type Amendment = 'summary' | 'feedback' | 'owner' | 'green' | 'history';

/** Small print. An `amendment` was added after the card was posted; a later one of its sort replaces it. */
export interface ContextBlock {
  readonly kind: 'context';
  readonly content: readonly Inline[];
  readonly amendment?: Amendment;
}

/** What a card is made of. No Slack type: the terminal, the golden files and Slack show the same thing. */
export type CardBlock =
  | ParagraphBlock
  | CodeBlock
  | BulletsBlock
  | { readonly kind: 'heading'; readonly text: string }
  | ContextBlock
  | {
      readonly kind: 'progress';
      readonly stages: readonly { readonly name: string; readonly state: StageState }[];
    }
  | { readonly kind: 'evidence'; readonly lines: readonly EvidenceLine[] }
  | { readonly kind: 'steps'; readonly items: readonly CardListItem[] }
  | { readonly kind: 'details'; readonly title: string; readonly blocks: readonly CardBlock[] }
  /** A row of buttons, and a menu behind it for what is asked for less often. */
  | {
      readonly kind: 'actions';
      readonly buttons: readonly CardButton[];
      readonly menu?: readonly CardButton[];
      readonly amendment?: Amendment;
    }
  /** Did it help? */
  | { readonly kind: 'feedback'; readonly helped: CardAction; readonly wrong: CardAction }
  /** Something that a person should not overlook. */
  | { readonly kind: 'notice'; readonly level: 'info' | 'warning'; readonly content: readonly Inline[] }
  /** A line with one button beside it. */
  | { readonly kind: 'row'; readonly content: readonly Inline[]; readonly button: CardButton | null }
  | { readonly kind: 'divider' };

export interface EvidenceLine {
  /** 1-based line of the input, or null for a mark such as "12 lines not shown". */
  readonly number: number | null;
  readonly text: string;
}

export interface CardButton {
  readonly label: string;
  readonly style: 'default' | 'primary' | 'danger';
  readonly action: CardAction;
}

export interface Card {
  /** The headline, plain text. */
  readonly title: string;
  /** The whole answer in one line: notifications and screen readers. */
  readonly fallback: string;
  readonly blocks: readonly CardBlock[];
}
