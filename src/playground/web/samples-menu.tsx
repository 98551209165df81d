import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Json, Samples } from '../workspace/model.ts';
import { act, readSamples } from './client.ts';
import { Icon } from './icons.tsx';

interface SamplesMenuProps {
  readonly channelId: string;
  readonly isThread: boolean;
  readonly onFill: (words: string, asCode: boolean) => void;
  readonly onPosted: (ts: string) => void;
}

/** Logs to paste and CI alerts to post, for a reader who has none at hand. */
export function SamplesMenu({ channelId, isThread, onFill, onPosted }: SamplesMenuProps) {
  const [samples, setSamples] = useState<Samples>({ logs: [], alerts: [] });
  const [isOpen, setIsOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    readSamples()
      .then(setSamples)
      .catch(() => undefined);
  }, []);
  useDismiss(box, isOpen, () => setIsOpen(false));
  const paste = (text: string, asCode: boolean) => {
    setIsOpen(false);
    onFill(text, asCode);
  };
  const postAlert = async (message: Json) => {
    setIsOpen(false);
    const answer = await act('app-messages', { channel: channelId, message });
    if (answer.ts !== undefined) onPosted(answer.ts);
  };
  return (
    <div ref={box} className="samples">
      <button
        type="button"
        className="tool"
        data-testid={isThread ? 'thread-samples' : 'samples'}
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        <Icon name="list" size={16} /> <span>Samples</span>
      </button>
      {isOpen && (
        <div className="popover samples-menu" data-testid="samples-menu">
          <LogList samples={samples} onPaste={paste} />
          {!isThread && <AlertList samples={samples} onPost={(message) => void postAlert(message)} />}
        </div>
      )}
    </div>
  );
}

interface LogListProps {
  readonly samples: Samples;
  readonly onPaste: (text: string, asCode: boolean) => void;
}

function LogList({ samples, onPaste }: LogListProps) {
  return (
    <>
      <h3>Paste a sample log</h3>
      <ul>
        {samples.logs.map(({ name, text }) => (
          <li key={name} data-testid="sample-log" data-name={name}>
            <span>{name}</span>
            <button type="button" className="small" onClick={() => onPaste(text, false)}>
              Plain
            </button>
            <button type="button" className="small" onClick={() => onPaste(text, true)}>
              Code block
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function AlertList({
  samples,
  onPost,
}: {
  readonly samples: Samples;
  readonly onPost: (message: Json) => void;
}) {
  return (
    <>
      <h3>Post a sample CI alert</h3>
      <ul>
        {samples.alerts.map(({ name, message }) => (
          <li key={name} data-testid="sample-alert" data-name={name}>
            <span>{name}</span>
            <button type="button" className="small" onClick={() => onPost(message)}>
              Post
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** A click elsewhere, or Escape, closes. */
function useDismiss(box: RefObject<HTMLElement | null>, isOpen: boolean, close: () => void) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: close is new at each painting and always the same
  useEffect(() => {
    if (!isOpen) return;
    const onEvent = (event: Event) => {
      const isInside = event.target instanceof Node && box.current?.contains(event.target);
      if (!isInside || (event instanceof KeyboardEvent && event.key === 'Escape')) close();
    };
    document.addEventListener('pointerdown', onEvent);
    document.addEventListener('keydown', onEvent);
    return () => {
      document.removeEventListener('pointerdown', onEvent);
      document.removeEventListener('keydown', onEvent);
    };
  }, [isOpen]);
}
