import type { Dice } from './dice.ts';
import { hostileText } from './hostile-text.ts';
import { mutateJson } from './mutate-text.ts';

/** A webhook's event and body, signed or not: that was looked at before. */
export interface Webhook {
  readonly service: 'github' | 'gitlab';
  readonly event: string;
  readonly body: unknown;
}

/** The end of a run, as the two services tell it, its shape now and then broken. */
export function makeWebhook(dice: Dice): Webhook {
  const words = () => dice.pick(['main', hostileText(dice)]);
  const repo = dice.pick(['acme/api', hostileText(dice)]);
  const hook = dice.pick<() => Webhook>([
    () => ({
      service: 'github',
      event: dice.pick(['workflow_run', 'workflow_run', 'ping', hostileText(dice)]),
      body: {
        action: 'completed',
        workflow_run: {
          html_url: dice.pick([
            `https://github.com/${repo}/actions/runs/${dice.int(1, 1e9)}`,
            hostileText(dice),
          ]),
          conclusion: dice.pick(['failure', 'success', 'cancelled', hostileText(dice)]),
          name: words(),
          head_branch: words(),
          head_sha: dice.word('0123456789abcdef', 40),
          run_attempt: dice.int(-1, 5),
          actor: { login: words() },
        },
        repository: { full_name: repo },
      },
    }),
    () => ({
      service: 'gitlab',
      event: dice.pick(['Pipeline Hook', 'Pipeline Hook', 'Push Hook', hostileText(dice)]),
      body: {
        object_kind: 'pipeline',
        object_attributes: {
          id: dice.int(-1, 1e9),
          url: dice.pick([`https://gitlab.com/${repo}/-/pipelines/${dice.int(1, 1e9)}`, hostileText(dice)]),
          ref: words(),
          sha: dice.word('0123456789abcdef', 40),
          status: dice.pick(['failed', 'success', 'running', hostileText(dice)]),
          name: words(),
        },
        project: { path_with_namespace: repo, web_url: `https://gitlab.com/${repo}` },
        user: { username: words() },
        builds: [{ name: words(), status: 'failed', stage: words() }],
      },
    }),
  ])();
  return dice.chance(0.5) ? { ...hook, body: mutateJson(dice, hook.body, 0.08) } : hook;
}
