import type { Card } from '../../src/core/card/card.ts';
import type { CardAction } from '../../src/core/card/card-action.ts';
import type { FormEntries, FormKey } from '../../src/core/card/form.ts';
import type { ChatMessage } from '../../src/core/submission/chat-message.ts';
import type { CardClick, Submitter } from '../../src/flows/card-click.ts';
import type {
  ActionAnswer,
  AskedCommand,
  ChatFlows,
  CommandAnswer,
  FormAnswer,
  Paste,
} from '../../src/flows/chat-flows.ts';
import type { Logger } from '../../src/flows/ports.ts';

/** Flows that remember what they were asked; each may be told to fail or what to answer. */
export interface RecordingFlows extends ChatFlows {
  readonly messages: ChatMessage[];
  readonly words: string[];
  readonly commands: AskedCommand[];
  readonly pastes: Paste[];
  readonly clicks: ({ action: CardAction } & CardClick)[];
  readonly forms: ({ key: FormKey } & Submitter & FormEntries)[];
  readonly homes: Submitter[];
  readonly introductions: { workspace: string; channel: string }[];
  failure: Error | null;
  commandAnswer: CommandAnswer;
  actionAnswer: ActionAnswer;
  formAnswer: FormAnswer;
}

export const HELP_CARD: Card = {
  title: 'Help',
  fallback: 'What Faultline does',
  blocks: [{ kind: 'paragraph', content: [{ kind: 'text', text: 'Paste a log.' }] }],
};

export function createRecordingFlows(): RecordingFlows {
  const failIfTold = () => {
    if (flows.failure !== null) throw flows.failure;
  };
  const flows: RecordingFlows = {
    messages: [],
    words: [],
    commands: [],
    pastes: [],
    clicks: [],
    forms: [],
    homes: [],
    introductions: [],
    failure: null,
    commandAnswer: { kind: 'card', card: HELP_CARD },
    actionAnswer: { kind: 'done' },
    mayAnswer: async () => true,
    formAnswer: { kind: 'accepted', work: async () => undefined },
    async answerMessage(message) {
      flows.messages.push(message);
      failIfTold();
    },
    async answerCommand(command) {
      flows.words.push(command.words);
      flows.commands.push(command);
      failIfTold();
      return flows.commandAnswer;
    },
    async answerPaste(paste) {
      flows.pastes.push(paste);
      failIfTold();
    },
    async answerRunNews() {
      failIfTold();
    },
    async answerLaterRun() {
      failIfTold();
    },
    async applyAction(action, click) {
      flows.clicks.push({ action, ...click });
      failIfTold();
      return flows.actionAnswer;
    },
    async submitForm(key, given) {
      flows.forms.push({ key, ...given });
      return flows.formAnswer;
    },
    async introduce(place) {
      flows.introductions.push(place);
    },
    async showHome(who) {
      flows.homes.push(who);
      failIfTold();
    },
  };
  return flows;
}

export interface RecordingLogger extends Logger {
  readonly lines: { level: string; data: Readonly<Record<string, unknown>>; message: string }[];
}

export function createRecordingLogger(): RecordingLogger {
  const lines: RecordingLogger['lines'] = [];
  const at = (level: string) => (data: Readonly<Record<string, unknown>>, message: string) => {
    lines.push({ level, data, message });
  };
  return { lines, info: at('info'), warn: at('warn'), error: at('error') };
}
