import { z } from 'zod';

/** Events with which a workspace takes its permission back. */
export const LEAVING_EVENTS = ['app_uninstalled', 'tokens_revoked'] as const;

/** A workspace that took its permission back. */
export interface Leaving {
  readonly workspace: string;
  /** When, in milliseconds since 1970; null when it is not told. Slack's later tries tell the same time. */
  readonly at: number | null;
}

const Body = z.object({
  team_id: z.string().min(1),
  event_time: z.number().positive().nullish().catch(null),
  event: z.discriminatedUnion('type', [
    z.object({ type: z.literal('app_uninstalled') }),
    z.object({
      type: z.literal('tokens_revoked'),
      tokens: z.object({ bot: z.array(z.string()).nullish().catch(null) }),
    }),
  ]),
});

/** The workspace that leaves us with this delivery, or null. A person's own token going is no leaving. */
export function leavingWorkspace(body: unknown): Leaving | null {
  const parsed = Body.safeParse(body);
  if (!parsed.success) return null;
  const { team_id: workspace, event, event_time: seconds } = parsed.data;
  const leaves = event.type === 'app_uninstalled' || (event.tokens.bot?.length ?? 0) > 0;
  return leaves ? { workspace, at: seconds ? seconds * 1000 : null } : null;
}
