import { createContext, useContext } from 'react';
import type { Snapshot } from '../workspace/model.ts';
import type { Theme } from './use-theme.ts';

/** What every painted message needs to know. */
export interface Town {
  readonly snapshot: Snapshot;
  readonly theme: Theme;
  /** Shows a passing line of trouble. */
  complain(words: string): void;
  openThread(ts: string): void;
}

export const TownContext = createContext<Town | null>(null);

export function useTown(): Town {
  const town = useContext(TownContext);
  if (town === null) throw new Error('no town around this component');
  return town;
}
