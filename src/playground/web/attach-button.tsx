import { useRef } from 'react';
import { Icon } from './icons.tsx';

interface AttachButtonProps {
  readonly isThread: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}

/** Chooses files as dropping them does. */
export function AttachButton({ isThread, onFiles }: AttachButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        className="tool"
        aria-label="Attach files"
        title="Attach files, or drop them here"
        onClick={() => input.current?.click()}
      >
        <Icon name="clip" size={16} /> <span>Attach</span>
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        data-testid={isThread ? 'thread-files' : 'files'}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </>
  );
}
