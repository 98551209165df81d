import type { ChatMessage } from '../core/submission/chat-message.ts';
import { redactLog, redactMessage } from '../core/submission/redact-message.ts';
import type { ChatFlows, Paste } from './chat-flows.ts';
import type { LaterRun } from './later-run.ts';
import type { Delivery } from './once-chat.ts';
import type { Clock } from './ports.ts';
import type { RunNews } from './run-news.ts';
import type { NewWork, Work } from './work.ts';

/**
 * The door of the work: what comes in is written down, redacted, before anybody is told that we have it.
 * Every method throws OutsideError when the database can't be reached.
 */
export interface Intake {
  /**
   * Written down when this resolves, unless nothing would come of it. `delivery` names what was delivered: an
   * edit or a deletion of a message is work of its own.
   */
  acceptMessage(message: ChatMessage, delivery: string): Promise<void>;
  /** Written down when this resolves. `delivery` names the form that was sent. */
  acceptPaste(paste: Paste, delivery: string): Promise<void>;
  /** Written down when this resolves; the same news again is nothing new. */
  acceptRunNews(news: RunNews): Promise<void>;
}

/** What an item of work holds, as JSON. */
export type WorkBody =
  | { readonly kind: 'message'; readonly message: ChatMessage }
  | { readonly kind: 'paste'; readonly paste: Paste }
  | { readonly kind: 'run-news'; readonly news: RunNews }
  | { readonly kind: 'run-later'; readonly later: LaterRun };

export function createIntake(to: {
  readonly work: Work;
  readonly flows: Pick<ChatFlows, 'mayAnswer'>;
  readonly clock: Clock;
}): Intake {
  async function accept(item: Omit<NewWork, 'body'>, body: WorkBody): Promise<void> {
    await to.work.accept({ ...item, body: JSON.stringify(body) });
  }
  return {
    async acceptMessage(message, delivery) {
      const { workspace, channel, id, change } = message;
      if (workspace === null || !(await to.flows.mayAnswer(message))) return;
      // Of a deleted file it is not always told where it stood.
      if (channel === null && change !== 'deleted') return;
      const where = channel ?? '-';
      // Asking about a message is work of its own.
      const isFirst = change === 'new' && message.askedBy === null;
      const key = `${workspace}:${where}:${isFirst ? `message:${id}` : `${change}:${delivery}`}`;
      const body = { kind: 'message', message: redactMessage(message) } as const;
      await accept({ key, workspace, channel: where, position: id, at: to.clock() }, body);
    },
    async acceptPaste(paste, delivery) {
      const { workspace, channel } = paste;
      const at = to.clock();
      const key = `${workspace}:${channel}:paste:${delivery}`;
      const body = { kind: 'paste', paste: { ...paste, ...redactLog(paste.text) } } as const;
      await accept({ key, workspace, channel, position: (at / 1000).toFixed(6), at }, body);
    },
    async acceptRunNews(news) {
      const { workspace, channel, run, verdict } = news;
      const at = to.clock();
      const key = `${workspace}:${channel}:run:${run.link.runUrl}:${run.attempt ?? 1}:${verdict}`;
      const body = { kind: 'run-news', news } as const;
      await accept({ key, workspace, channel, position: (at / 1000).toFixed(6), at }, body);
    },
  };
}

/** Does one item of work. */
export type DoWork = (body: string, delivery: Delivery) => Promise<void>;

/** The other end: answers what `createIntake` wrote down. */
export function createDoWork(
  flows: Pick<ChatFlows, 'answerMessage' | 'answerPaste' | 'answerRunNews' | 'answerLaterRun'>,
): DoWork {
  return async (text, delivery) => {
    const body = readWorkBody(text);
    switch (body.kind) {
      case 'message':
        return flows.answerMessage(body.message, delivery);
      case 'paste':
        return flows.answerPaste(body.paste, delivery);
      case 'run-news':
        return flows.answerRunNews(body.news, delivery);
      case 'run-later':
        return flows.answerLaterRun(body.later, delivery);
    }
  };
}

/** Rows are written by `createIntake` and `putOff` alone. */
export function readWorkBody(text: string): WorkBody {
  return JSON.parse(text) as WorkBody;
}
