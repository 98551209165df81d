/** A secret is null where its door is closed; one at least is open. */
export interface HookConfig {
  readonly githubSecret: string | null;
  readonly gitlabSecret: string | null;
  /** Id of the channel that failures are posted to. */
  readonly channel: string;
}

type Read = (name: string) => string | null;
type Report = (where: string, message: string, hint: string) => void;

const SHORTEST_SECRET = 16;

/** The settings of the webhook doors, or null when no secret is set. Half of them is a problem. */
export function readHooks(value: Read, report: Report): HookConfig | null {
  const names = ['GITHUB_WEBHOOK_SECRET', 'GITLAB_WEBHOOK_SECRET'] as const;
  const [githubSecret, gitlabSecret] = [value(names[0]), value(names[1])];
  const channel = value('FAULTLINE_ALERT_CHANNEL');
  for (const name of names) {
    const length = value(name)?.length ?? SHORTEST_SECRET;
    if (length < SHORTEST_SECRET)
      report(name, `is shorter than ${SHORTEST_SECRET} characters`, 'openssl rand -hex 32');
  }
  // C0123456789
  if (channel !== null && !/^[CG][A-Z0-9]{5,20}$/.test(channel))
    report(
      'FAULTLINE_ALERT_CHANNEL',
      'is no channel id',
      'C0123456789: in the channel’s details, at the bottom',
    );
  if (githubSecret === null && gitlabSecret === null) {
    if (channel !== null)
      report(
        'GITHUB_WEBHOOK_SECRET',
        'is missing, and so is GITLAB_WEBHOOK_SECRET',
        'the secret of the webhook',
      );
    return null;
  }
  if (channel === null)
    report(
      'FAULTLINE_ALERT_CHANNEL',
      'is missing, and a webhook secret is set',
      'the id of a channel: C0123456789',
    );
  return { githubSecret, gitlabSecret, channel: channel ?? '' };
}
