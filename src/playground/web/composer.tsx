import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import type { SlashCommand } from '../workspace/model.ts';
import { AttachButton } from './attach-button.tsx';
import { type Answer, act, postFiles } from './client.ts';
import { CommandMenu, matchingCommands } from './command-menu.tsx';
import { Icon } from './icons.tsx';
import { SamplesMenu } from './samples-menu.tsx';
import { useTown } from './town.ts';
import { useFileDrop } from './use-file-drop.ts';

interface ComposerProps {
  readonly channelId: string;
  readonly placeholder: string;
  readonly threadTs?: string;
  /** Told the ts of what was posted. */
  readonly onPosted: (ts: string) => void;
}

const TALLEST = 260;

export function Composer({ channelId, placeholder, threadTs, onPosted }: ComposerProps) {
  const { snapshot, complain } = useTown();
  const [text, setText] = useState('');
  const [isCode, setIsCode] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const isThread = threadTs !== undefined;
  const commands = isCode || isThread ? [] : matchingCommands(snapshot.commands, text);
  useGrowing(area, `${isCode}${text}`);

  const fill = (words: string, asCode: boolean) => {
    setText(words);
    setIsCode(asCode);
    area.current?.focus();
  };
  const complete = (command: SlashCommand) => fill(`${command.command} `, false);
  const send = async () => {
    if (text.trim() === '') return;
    const words = text;
    setText('');
    setIsCode(false);
    const answer = await sendWords({ words, isCode, channelId, threadTs, commands: snapshot.commands });
    if (!answer.ok) {
      complain(troubleWith(answer, words));
      setText(words);
    } else if (answer.ts !== undefined) onPosted(answer.ts);
  };
  const attach = async (files: readonly File[]) => {
    if (files.length === 0) return;
    const answer = await postFiles(files, { channelId, threadTs, text });
    if (!answer.ok) return complain(`Not sent: ${answer.error}`);
    setText('');
    if (answer.ts !== undefined) onPosted(answer.ts);
  };
  const drop = useFileDrop((files) => void attach(files));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const [first] = commands;
    if (event.key === 'Tab' && first !== undefined && !text.includes(' ')) {
      event.preventDefault();
      complete(first);
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void send();
    }
  };

  return (
    <div className={drop.isOver ? 'composer-wrap drop-target' : 'composer-wrap'} {...drop.handlers}>
      <CommandMenu commands={commands} onPick={complete} />
      <div className={isCode ? 'composer composer-code' : 'composer'}>
        <textarea
          ref={area}
          data-testid={isThread ? 'thread-composer' : 'composer'}
          value={text}
          rows={1}
          placeholder={isCode ? 'Paste a log; it is sent as a code block' : placeholder}
          aria-label={placeholder}
          spellCheck={!isCode}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <ComposerBar
          channelId={channelId}
          isThread={isThread}
          isCode={isCode}
          isEmpty={text.trim() === ''}
          onCode={() => setIsCode(!isCode)}
          onFill={fill}
          onPosted={onPosted}
          onSend={() => void send()}
          onFiles={(files) => void attach(files)}
        />
      </div>
    </div>
  );
}

/** The field is as tall as its words, up to a limit. */
function useGrowing(area: RefObject<HTMLTextAreaElement | null>, words: string) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the words
  useLayoutEffect(() => {
    const box = area.current;
    if (box === null) return;
    box.style.height = 'auto';
    box.style.height = `${Math.min(box.scrollHeight, TALLEST)}px`;
  }, [words]);
}

interface ComposerBarProps {
  readonly channelId: string;
  readonly isThread: boolean;
  readonly isCode: boolean;
  readonly isEmpty: boolean;
  readonly onCode: () => void;
  readonly onFill: (words: string, asCode: boolean) => void;
  readonly onPosted: (ts: string) => void;
  readonly onSend: () => void;
  readonly onFiles: (files: readonly File[]) => void;
}

function ComposerBar(props: ComposerBarProps) {
  const { channelId, isThread, isCode, isEmpty, onCode, onFill, onPosted, onSend, onFiles } = props;
  return (
    <div className="composer-bar">
      <button
        type="button"
        className="tool"
        data-testid={isThread ? 'thread-code' : 'code-block'}
        aria-pressed={isCode}
        onClick={onCode}
      >
        <Icon name="code" size={16} /> <span>Code block</span>
      </button>
      <AttachButton isThread={isThread} onFiles={onFiles} />
      <SamplesMenu channelId={channelId} isThread={isThread} onFill={onFill} onPosted={onPosted} />
      <span className="hint">
        <kbd>Enter</kbd> sends, <kbd>Shift</kbd> <kbd>Enter</kbd> a new line
      </span>
      <button
        type="button"
        className="send"
        data-testid={isThread ? 'thread-send' : 'send'}
        aria-label="Send now"
        disabled={isEmpty}
        onClick={onSend}
      >
        <Icon name="send" size={17} />
      </button>
    </div>
  );
}

interface Sending {
  readonly words: string;
  readonly isCode: boolean;
  readonly channelId: string;
  readonly threadTs: string | undefined;
  readonly commands: readonly SlashCommand[];
}

/** One line that starts with a slash is a command; a pasted log that does so is a message. */
function sendWords({ words, isCode, channelId, threadTs, commands }: Sending): Promise<Answer> {
  const [first = ''] = words.split(' ');
  const isKnown = commands.some((one) => one.command === first.trim());
  const looksLikeCommand = first.startsWith('/') && !first.slice(1).includes('/') && !words.includes('\n');
  if (!isCode && (isKnown || looksLikeCommand)) return act('commands', { channel: channelId, text: words });
  const text = isCode ? `\`\`\`\n${words}\n\`\`\`` : words;
  return act('messages', {
    channel: channelId,
    text,
    ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
  });
}

function troubleWith(answer: Answer, words: string): string {
  if (answer.error === 'unknown_command') return `${words.split(' ')[0]} is not a valid command`;
  if (answer.error === 'app_not_connected') return 'No bot is connected to this workspace yet';
  return `Not sent: ${answer.error}`;
}
