import { checkElement } from './element-limits.ts';
import { checkText, createFaults, type Faults } from './faults.ts';
import { isJson, listOf, textOf } from './json-values.ts';
import type { Json } from './model.ts';

const SURFACE = {
  message: {
    max: 50,
    types:
      'actions context context_actions divider file header image markdown rich_text section table video alert card carousel container plan task_card data_visualization input',
  },
  modal: {
    max: 100,
    types: 'actions context divider file header image input markdown rich_text section table video alert',
  },
  home: { max: 100, types: 'actions context divider header image input rich_text section table video' },
} as const;

const RICH_TEXT_PARTS = ['rich_text_section', 'rich_text_list', 'rich_text_preformatted', 'rich_text_quote'];

/**
 * The faults Slack would answer `invalid_blocks` with; empty when it would accept.
 *
 * More forgiving than Slack: the newest blocks (cards, plans, charts) are accepted unread, and unknown
 * extra fields are kept instead of refused.
 */
export function findBlockFaults(blocks: unknown, surface: keyof typeof SURFACE): readonly string[] {
  const faults = createFaults();
  if (!Array.isArray(blocks)) return ['must be an array [json-pointer:/blocks]'];
  const { max, types } = SURFACE[surface];
  if (blocks.length > max) faults.add(`no more than ${max} items allowed`, '/blocks');
  const allowed = types.split(' ');
  const seen = new Set<string>();
  blocks.forEach((block: unknown, index) => {
    checkBlock(block, `/blocks/${index}`, { allowed, seen, faults });
  });
  const tables = blocks.filter((block) => isJson(block) && block['type'] === 'table');
  if (tables.length > 1) faults.add('only one table is allowed', '/blocks');
  return faults.list;
}

interface Memory {
  readonly allowed: readonly string[];
  readonly seen: Set<string>;
  readonly faults: Faults;
}

function checkBlock(block: unknown, at: string, memory: Memory): void {
  const { faults, allowed } = memory;
  if (!isJson(block)) {
    faults.add('must be an object', at);
    return;
  }
  const type = textOf(block['type']);
  if (!allowed.includes(type)) {
    faults.add(`unsupported type: ${type}`, `${at}/type`);
    return;
  }
  checkBlockId(block, at, memory);
  BLOCK_CHECKS[type]?.(block, at, faults);
}

function checkBlockId(block: Json, at: string, memory: Memory): void {
  const id = textOf(block['block_id']);
  if (id === '') return;
  if (id.length > 255) memory.faults.add('must be less than 256 characters', `${at}/block_id`);
  if (memory.seen.has(id)) memory.faults.add(`block_id ${id} already exists`, `${at}/block_id`);
  memory.seen.add(id);
}

type Check = (block: Json, at: string, faults: Faults) => void;

const BLOCK_CHECKS: Readonly<Record<string, Check>> = {
  header: (block, at, faults) =>
    checkText(block['text'], { max: 150, plainOnly: true }, { at: `${at}/text`, faults }),
  section: checkSection,
  context: checkContext,
  actions: (block, at, faults) => checkElements(block, at, { max: 25, faults }),
  context_actions: (block, at, faults) => checkElements(block, at, { max: 5, faults }),
  image: checkImage,
  input: checkInput,
  rich_text: checkRichText,
  markdown: (block, at, faults) => {
    if (textOf(block['text']).length > 12_000) faults.add('must be less than 12001 characters', `${at}/text`);
  },
  table: (block, at, faults) => {
    const rows: readonly unknown[] = Array.isArray(block['rows']) ? block['rows'] : [];
    if (rows.length < 1 || rows.length > 100) faults.add('between 1 and 100 rows allowed', `${at}/rows`);
    if (rows.some((row) => Array.isArray(row) && row.length > 20))
      faults.add('no more than 20 columns allowed', `${at}/rows`);
  },
};

function checkSection(block: Json, at: string, faults: Faults): void {
  const fields = Array.isArray(block['fields']) ? block['fields'] : null;
  if (block['text'] !== undefined || fields === null) {
    checkText(block['text'], { max: 3_000 }, { at: `${at}/text`, faults });
  }
  if (fields !== null && (fields.length < 1 || fields.length > 10))
    faults.add('between 1 and 10 items allowed', `${at}/fields`);
  fields?.forEach((field: unknown, index) => {
    checkText(field, { max: 2_000 }, { at: `${at}/fields/${index}`, faults });
  });
  if (isJson(block['accessory'])) checkElement(block['accessory'], `${at}/accessory`, faults);
}

function checkContext(block: Json, at: string, faults: Faults): void {
  const elements = listOf(block['elements']);
  if (elements.length < 1 || elements.length > 10)
    faults.add('between 1 and 10 items allowed', `${at}/elements`);
  elements.forEach((element, index) => {
    const place = { at: `${at}/elements/${index}`, faults };
    if (element['type'] === 'image') checkImage(element, place.at, faults);
    else checkText(element, { max: 3_000 }, place);
  });
}

function checkElements(block: Json, at: string, rule: { max: number; faults: Faults }): void {
  const elements = listOf(block['elements']);
  if (elements.length < 1 || elements.length > rule.max)
    rule.faults.add(`between 1 and ${rule.max} items allowed`, `${at}/elements`);
  const seen = new Set<string>();
  elements.forEach((element, index) => {
    const place = `${at}/elements/${index}`;
    const id = textOf(element['action_id']);
    if (id !== '' && seen.has(id)) rule.faults.add(`action_id ${id} already exists`, `${place}/action_id`);
    seen.add(id);
    checkElement(element, place, rule.faults);
  });
}

function checkImage(block: Json, at: string, faults: Faults): void {
  if (textOf(block['alt_text']) === '') faults.add('missing required field: alt_text', at);
  if (textOf(block['alt_text']).length > 2_000)
    faults.add('must be less than 2001 characters', `${at}/alt_text`);
  if (textOf(block['image_url']).length > 3_000)
    faults.add('must be less than 3001 characters', `${at}/image_url`);
}

function checkInput(block: Json, at: string, faults: Faults): void {
  checkText(block['label'], { max: 2_000, plainOnly: true }, { at: `${at}/label`, faults });
  if (isJson(block['hint']))
    checkText(block['hint'], { max: 2_000, plainOnly: true }, { at: `${at}/hint`, faults });
  if (!isJson(block['element'])) faults.add('missing required field: element', at);
  else checkElement(block['element'], `${at}/element`, faults);
}

function checkRichText(block: Json, at: string, faults: Faults): void {
  const parts = listOf(block['elements']);
  if (!Array.isArray(block['elements'])) faults.add('missing required field: elements', at);
  parts.forEach((part, index) => {
    checkRichTextPart(part, `${at}/elements/${index}`, faults);
  });
}

function checkRichTextPart(part: Json, at: string, faults: Faults): void {
  const type = textOf(part['type']);
  if (!RICH_TEXT_PARTS.includes(type)) faults.add(`unsupported type: ${type}`, `${at}/type`);
  if (!Array.isArray(part['elements'])) faults.add('missing required field: elements', at);
  const isList = type === 'rich_text_list';
  listOf(part['elements']).forEach((child, index) => {
    const place = `${at}/elements/${index}`;
    if (isList !== (child['type'] === 'rich_text_section'))
      faults.add(`unsupported type: ${textOf(child['type'])}`, `${place}/type`);
    if (isList) checkRichTextPart(child, place, faults);
    if (child['type'] === 'text' && textOf(child['text']) === '')
      faults.add('must be more than 0 characters', `${place}/text`);
  });
}
