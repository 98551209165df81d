/** How Slack reaches us: a socket that we open, or signed requests to a port of ours. */
export type SlackTransport =
  | { readonly kind: 'socket'; readonly appToken: string }
  | {
      readonly kind: 'http';
      readonly signingSecret: string;
      /** 0 takes a free one; `start()` tells which. */
      readonly port: number;
      /** Address to listen on; null for all of them. */
      readonly host: string | null;
    };

/** What Slack's installer asks for, where many workspaces install the app. */
export interface SlackInstall {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Signs the state that comes back from Slack. */
  readonly stateSecret: string;
}

export interface SlackSettings {
  /** Empty where each workspace has its own. */
  readonly botToken: string;
  /** Null: one workspace, that of the token. */
  readonly install?: SlackInstall | null;
  readonly transport: SlackTransport;
  /** Another Slack (GovSlack, a test server), with its trailing slash; null for slack.com. */
  readonly slackApiUrl: string | null;
}
