import { type MouseEvent, type ReactNode, useState } from 'react';
import { elementsOf } from '../workspace/find-element.ts';
import { isJson, jsonOf, textOf } from '../workspace/json-values.ts';
import type { Block, Json } from '../workspace/model.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { isSafeUrl } from './safe-link.tsx';

export interface Pressed {
  readonly actionId: string;
  readonly blockId: string;
  readonly value: string | null;
}

interface Target {
  readonly pressed: Pressed;
  readonly element: Json;
}

/**
 * Clicks on what the library painted. It calls nobody back, but writes `block_id` and `action_id` as DOM ids,
 * so one handler above the blocks finds the element again. It listens in the capture phase and stops the
 * click: the library would open any address, and confirm in a dialog of which we hear nothing.
 */
export function usePress(blocks: readonly Block[], onPress: (pressed: Pressed) => void) {
  const [asking, setAsking] = useState<Target | null>(null);
  const go = ({ element, pressed }: Target) => {
    const url = textOf(element['url']);
    if (isSafeUrl(url)) window.open(url, '_blank', 'noopener,noreferrer');
    onPress(pressed);
  };
  const onClickCapture = (event: MouseEvent<HTMLElement>) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    const target = button === null ? null : findTarget(blocks, button, event.currentTarget);
    if (target === null) return;
    event.stopPropagation();
    if (isJson(target.element['confirm'])) setAsking(target);
    else go(target);
  };
  const dialog: ReactNode = asking !== null && (
    <ConfirmDialog
      confirm={jsonOf(asking.element['confirm'])}
      onAnswer={(isYes) => {
        setAsking(null);
        if (isYes) go(asking);
      }}
    />
  );
  return { onClickCapture, dialog };
}

function findTarget(blocks: readonly Block[], button: Element, root: Element): Target | null {
  const ids: string[] = [];
  for (let at: Element | null = button; at !== null && at !== root; at = at.parentElement) {
    if (at.id !== '') ids.push(at.id);
  }
  const inThisBlock = blocks.filter((block) => ids.includes(block.block_id ?? ''));
  // Some kinds of block are painted without their id; then the action_id alone must do.
  for (const block of inThisBlock.length > 0 ? inThisBlock : blocks) {
    const element = elementsOf(block).find((one) => ids.includes(textOf(one['action_id'])));
    if (element === undefined) continue;
    const blockId = block.block_id ?? '';
    return {
      element,
      pressed: { actionId: textOf(element['action_id']), blockId, value: sideOf(element, button) },
    };
  }
  return null;
}

/** Of feedback buttons the first is the good one. */
function sideOf(element: Json, button: Element): string | null {
  if (element['type'] !== 'feedback_buttons') return null;
  const isFirst = button.parentElement?.querySelector('button') === button;
  const side = jsonOf(element[isFirst ? 'positive_button' : 'negative_button']);
  return textOf(side['value']);
}
