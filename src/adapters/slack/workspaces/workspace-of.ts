import { z } from 'zod';

const id = z.string().min(1).nullish().catch(null);
const Body = z.object({
  authorizations: z
    .array(z.object({ team_id: id }))
    .nullish()
    .catch(null),
  view: z.object({ app_installed_team_id: id }).nullish().catch(null),
  team: z.object({ id }).nullish().catch(null),
  team_id: id,
});

/**
 * The workspace whose installation a delivery is for, or null when it names none. In channels that organisations
 * share, the writer's own workspace is another.
 */
export function workspaceOf(body: unknown): string | null {
  const parsed = Body.safeParse(body);
  if (!parsed.success) return null;
  const { authorizations, view, team, team_id } = parsed.data;
  return authorizations?.[0]?.team_id ?? view?.app_installed_team_id ?? team?.id ?? team_id ?? null;
}
