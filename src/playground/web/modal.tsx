import { useEffect, useRef, useState } from 'react';
import { jsonOf, textOf } from '../workspace/json-values.ts';
import type { Block, Json, View } from '../workspace/model.ts';
import { BlockList } from './block-list.tsx';
import { act } from './client.ts';
import { Icon } from './icons.tsx';
import { InputBlock } from './input-block.tsx';
import { useTown } from './town.ts';

type Values = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The modal on top of the stack. The native dialog keeps the focus inside and closes on Escape. */
export function Modal({ view }: { readonly view: View }) {
  const { complain } = useTown();
  const dialog = useRef<HTMLDialogElement>(null);
  const [values, setValues] = useState<Values>({});
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [isBusy, setIsBusy] = useState(false);
  useEffect(() => dialog.current?.showModal(), []);
  const set = (blockId: string, actionId: string, value: unknown) =>
    setValues((old) => ({ ...old, [blockId]: { ...old[blockId], [actionId]: value } }));
  const submit = async () => {
    setIsBusy(true);
    const answer = await act('view/submit', { values });
    setIsBusy(false);
    setErrors(answer.errors ?? {});
    if (!answer.ok) complain(`We had some trouble connecting: ${answer.error}`);
  };
  const close = () => void act('view/close', {});
  return (
    <dialog
      ref={dialog}
      className="dialog"
      data-testid="modal"
      aria-label={words(view.title, 'Modal')}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <header className="dialog-head">
          <h2>{words(view.title, '')}</h2>
          <button type="button" className="icon-button" aria-label="Close" onClick={close}>
            <Icon name="close" />
          </button>
        </header>
        <div className="dialog-body">
          <ModalBlocks view={view} values={values} errors={errors} onChange={set} />
        </div>
        <ModalFoot view={view} isBusy={isBusy} onClose={close} />
      </form>
    </dialog>
  );
}

interface ModalFootProps {
  readonly view: View;
  readonly isBusy: boolean;
  readonly onClose: () => void;
}

function ModalFoot({ view, isBusy, onClose }: ModalFootProps) {
  return (
    <footer className="dialog-foot">
      <button type="button" className="button" onClick={onClose}>
        {words(view.close, 'Close')}
      </button>
      {view.submit != null && (
        <button type="submit" className="button button-primary" data-testid="modal-submit" disabled={isBusy}>
          {words(view.submit, 'Submit')}
        </button>
      )}
    </footer>
  );
}

function words(text: unknown, otherwise: string): string {
  return textOf(jsonOf(text)['text']) || otherwise;
}

interface ModalBlocksProps {
  readonly view: View;
  readonly values: Values;
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (blockId: string, actionId: string, value: unknown) => void;
}

function ModalBlocks({ view, values, errors, onChange }: ModalBlocksProps) {
  const { complain } = useTown();
  const press = async (body: Json) => {
    const answer = await act('actions', { ...body, view_id: view.id });
    if (!answer.ok) complain(`The button did nothing: ${answer.error}`);
  };
  const paint = (block: Block) => {
    const id = block.block_id ?? '';
    if (block.type !== 'input') {
      return (
        <BlockList
          key={id}
          blocks={[block]}
          onPress={({ actionId, blockId, value }) => {
            if (value !== null) onChange(blockId, actionId, value); // a menu's choice goes with the form
            void press({ action_id: actionId, block_id: blockId, value });
          }}
        />
      );
    }
    const actionId = textOf(jsonOf(block['element'])['action_id']);
    return (
      <InputBlock
        key={id}
        block={block}
        value={values[id]?.[actionId]}
        error={errors[id] ?? null}
        onChange={(value) => onChange(id, actionId, value)}
      />
    );
  };
  return view.blocks.map(paint);
}
