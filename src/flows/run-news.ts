import type { LinkedAlert } from './run-stream.ts';

/** How a run ended, told by its CI service itself and not by a message in the chat. */
export interface RunNews {
  readonly verdict: 'failed' | 'passed';
  readonly run: LinkedAlert;
  /** Where the failure is posted; a pass is told to all of the workspace. */
  readonly workspace: string;
  readonly channel: string;
}
