/** Where the bot is connected. */
export type SlackConfig =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'socket';
      readonly botToken: string;
      readonly appToken: string;
      readonly apiUrl: string | null;
    }
  | {
      readonly kind: 'http';
      readonly botToken: string;
      readonly signingSecret: string;
      readonly apiUrl: string | null;
    }
  /** Many workspaces install the app, at /slack/install. */
  | {
      readonly kind: 'install';
      readonly clientId: string;
      readonly clientSecret: string;
      readonly signingSecret: string;
      readonly stateSecret: string;
      readonly apiUrl: string | null;
    };

type Read = (name: string) => string | null;
type Report = (where: string, message: string, hint: string) => void;

const SLACK_NAMES = [
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'SLACK_SIGNING_SECRET',
  'SLACK_CLIENT_ID',
  'SLACK_CLIENT_SECRET',
  'SLACK_STATE_SECRET',
];

/** Where the bot is connected, by the `SLACK_*` variables. An incomplete set is reported. */
export function readSlack(value: Read, url: Read, report: Report): SlackConfig {
  if (SLACK_NAMES.every((name) => value(name) === null)) {
    if (value('NODE_ENV') === 'production') {
      report(
        'SLACK_BOT_TOKEN',
        'is missing, and NODE_ENV is production',
        'the bot token of your Slack app: OAuth & Permissions',
      );
    }
    return { kind: 'none' };
  }
  if (value('SLACK_CLIENT_ID') !== null || value('SLACK_CLIENT_SECRET') !== null)
    return readInstall(value, url, report);
  const [botToken, appToken, signingSecret] = [
    value('SLACK_BOT_TOKEN'),
    value('SLACK_APP_TOKEN'),
    value('SLACK_SIGNING_SECRET'),
  ];
  const apiUrl = url('SLACK_API_URL');
  if (botToken === null)
    report('SLACK_BOT_TOKEN', 'is missing', 'the token that begins with xoxb-: OAuth & Permissions');
  if (appToken === null && signingSecret === null) {
    report(
      'SLACK_APP_TOKEN',
      'is missing, and so is SLACK_SIGNING_SECRET',
      'Socket Mode: an app-level token (xapp-) with connections:write. HTTP: the signing secret. Both: Basic Information',
    );
  }
  if (appToken !== null) return { kind: 'socket', botToken: botToken ?? '', appToken, apiUrl };
  return { kind: 'http', botToken: botToken ?? '', signingSecret: signingSecret ?? '', apiUrl };
}

const INSTALL_HINTS = {
  SLACK_CLIENT_ID: 'Basic Information of your Slack app',
  SLACK_CLIENT_SECRET: 'Basic Information of your Slack app',
  SLACK_SIGNING_SECRET: 'Basic Information of your Slack app',
  SLACK_STATE_SECRET: 'any long random text: openssl rand -base64 32',
  FAULTLINE_ENCRYPTION_KEY: 'tokens are stored encrypted: openssl rand -base64 32',
} as const;

/** Many workspaces: each installs the app and gets a token of its own, which is stored encrypted. */
function readInstall(value: Read, url: Read, report: Report): SlackConfig {
  const need = (name: keyof typeof INSTALL_HINTS): string => {
    const text = value(name);
    if (text === null) report(name, 'is missing: many workspaces need it', INSTALL_HINTS[name]);
    return text ?? '';
  };
  need('FAULTLINE_ENCRYPTION_KEY');
  for (const name of ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN'])
    if (value(name) !== null)
      report(name, 'is of one workspace, and SLACK_CLIENT_ID is for many', 'unset one of the two');
  for (const name of ['GITHUB_WEBHOOK_SECRET', 'GITLAB_WEBHOOK_SECRET'])
    if (value(name) !== null)
      report(name, 'opens a door for one workspace, and SLACK_CLIENT_ID is for many', 'unset one of the two');
  return {
    kind: 'install',
    clientId: need('SLACK_CLIENT_ID'),
    clientSecret: need('SLACK_CLIENT_SECRET'),
    signingSecret: need('SLACK_SIGNING_SECRET'),
    stateSecret: need('SLACK_STATE_SECRET'),
    apiUrl: url('SLACK_API_URL'),
  };
}
