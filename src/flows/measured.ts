import type { DoWork, Intake } from './intake.ts';
import type { Metrics } from './metrics.ts';
import type { Chat, Clock, Logger, Store } from './ports.ts';

/** An intake that counts what it took in. */
export function measuredIntake(intake: Intake, metrics: Metrics): Intake {
  return {
    async acceptMessage(message, delivery) {
      await intake.acceptMessage(message, delivery);
      metrics.countAccepted('message');
    },
    async acceptPaste(paste, delivery) {
      await intake.acceptPaste(paste, delivery);
      metrics.countAccepted('paste');
    },
    async acceptRunNews(news) {
      await intake.acceptRunNews(news);
      metrics.countAccepted('run-news');
    },
  };
}

/** A chat that counts its cards, and how long each was waited for since its work was taken in. */
export function measuredChat(chat: Chat, metrics: Metrics, clock: Clock): Chat {
  return {
    ...chat,
    async postCard(place, card, once) {
      const posted = await chat.postCard(place, card, once);
      metrics.observeCard(once === undefined ? null : Math.max(0, clock() - once.since));
      return posted;
    },
  };
}

/** A store that counts the diagnoses that it is told to remember. */
export function measuredStore(store: Store, metrics: Metrics): Store {
  return {
    ...store,
    async recordCard(card) {
      await store.recordCard(card);
      const verdict = card.subject?.analysis?.verdict;
      if (verdict !== undefined) metrics.countDiagnosis(verdict, card.playbook);
    },
  };
}

/** Work whose end and length are counted. */
export function measuredWork(doWork: DoWork, metrics: Metrics, clock: Clock): DoWork {
  return async (body, delivery) => {
    const began = clock();
    try {
      await doWork(body, delivery);
      metrics.observeWork('done', clock() - began);
    } catch (error) {
      metrics.observeWork('failed', clock() - began);
      throw error;
    }
  };
}

/** A logger whose warnings and errors are counted by their constant words. */
export function measuredLogger(logger: Logger, metrics: Metrics): Logger {
  return {
    info: (data, message) => logger.info(data, message),
    warn(data, message) {
      metrics.countProblem('warn', message);
      logger.warn(data, message);
    },
    error(data, message) {
      metrics.countProblem('error', message);
      logger.error(data, message);
    },
  };
}
