import { z } from 'zod';

/** Events with which a workspace takes its permission back. */
export const LEAVING_EVENTS = ['app_uninstalled', 'tokens_revoked'] as const;

const Leaving = z.object({
  team_id: z.string().min(1),
  event: z.discriminatedUnion('type', [
    z.object({ type: z.literal('app_uninstalled') }),
    z.object({
      type: z.literal('tokens_revoked'),
      tokens: z.object({ bot: z.array(z.string()).nullish().catch(null) }),
    }),
  ]),
});

/** The workspace that leaves us with this delivery, or null. A person's own token going is no leaving. */
export function leavingWorkspace(body: unknown): string | null {
  const parsed = Leaving.safeParse(body);
  if (!parsed.success) return null;
  const { team_id, event } = parsed.data;
  return event.type === 'app_uninstalled' || (event.tokens.bot?.length ?? 0) > 0 ? team_id : null;
}
