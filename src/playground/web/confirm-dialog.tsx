import { useEffect, useRef } from 'react';
import { jsonOf, textOf } from '../workspace/json-values.ts';
import type { Json } from '../workspace/model.ts';

interface ConfirmDialogProps {
  readonly confirm: Json;
  readonly onAnswer: (isYes: boolean) => void;
}

export function ConfirmDialog({ confirm, onAnswer }: ConfirmDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const words = (field: string) => textOf(jsonOf(confirm[field])['text']);
  return (
    <dialog
      ref={dialog}
      className="dialog dialog-small"
      aria-label={words('title')}
      onClose={() => onAnswer(false)}
    >
      <header className="dialog-head">
        <h2>{words('title')}</h2>
      </header>
      <div className="dialog-body">{words('text')}</div>
      <footer className="dialog-foot">
        <button type="button" className="button" onClick={() => onAnswer(false)}>
          {words('deny')}
        </button>
        <button
          type="button"
          className={confirm['style'] === 'danger' ? 'button button-danger' : 'button button-primary'}
          onClick={() => onAnswer(true)}
        >
          {words('confirm')}
        </button>
      </footer>
    </dialog>
  );
}
