import { newId } from './ids.ts';
import { SlackError } from './slack-error.ts';

export interface Triggers {
  issue(): string;
  /** A trigger opens one view, within its short life. */
  spend(id: string): void;
}

export function createTriggers(lifeMs: number): Triggers {
  const issued = new Map<string, { at: number; spent: boolean }>();
  return {
    issue() {
      const id = `${newId('', 11)}.${newId('', 10)}.${newId('', 16).toLowerCase()}`;
      issued.set(id, { at: Date.now(), spent: false });
      return id;
    },
    spend(id) {
      const trigger = issued.get(id);
      if (trigger === undefined) throw new SlackError('invalid_trigger_id');
      if (trigger.spent) throw new SlackError('exchanged_trigger_id');
      if (Date.now() - trigger.at > lifeMs) throw new SlackError('expired_trigger_id');
      trigger.spent = true;
    },
  };
}
