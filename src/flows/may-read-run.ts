import { isListedRepository } from '../core/alert/is-listed-repository.ts';
import type { RunLink } from '../core/alert/run.ts';
import type { RepositoryAccess } from './repository-access.ts';
import type { ChannelPlace, Settings } from './settings.ts';

/** In place of a channel: what was chosen for the whole workspace. */
export const WHOLE_WORKSPACE = '*';

/**
 * Whether a run may be read for a channel: every list that was made, of the environment, the workspace and the
 * channel, must name its repository. A link that anybody can paste opens nothing by itself.
 */
export async function mayReadRun(
  { store, repositories }: { readonly store: Settings; readonly repositories: RepositoryAccess },
  place: ChannelPlace,
  link: RunLink,
): Promise<boolean> {
  const whole = await store.findSettings({ workspace: place.workspace, channel: WHOLE_WORKSPACE });
  const own = await store.findSettings(place);
  const ofWorkspace = whole?.repositories ?? null;
  if (repositories.mustBeListed && ofWorkspace === null) return false;
  const lists = [repositories.listed.length > 0 ? repositories.listed : null, ofWorkspace, own?.repositories];
  return lists.every((list) => !list || isListedRepository(list, link));
}
