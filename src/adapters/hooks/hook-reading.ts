import type { Alert } from '../../core/alert/run.ts';

/** What a webhook's body says. */
export type HookReading =
  | {
      readonly kind: 'run';
      readonly verdict: 'failed' | 'passed';
      /** Page of the run. */
      readonly url: string;
      readonly facts: Omit<Alert, 'provider' | 'runUrl' | 'runId' | 'link'>;
    }
  | { readonly kind: 'ignored'; readonly reason: string }
  /** Not in the shape of its event. */
  | { readonly kind: 'unreadable' };
