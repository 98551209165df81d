/** Who we are in a workspace. Null where it is not known: a replay of an export may know only the bot's id. */
export interface SlackIdentity {
  readonly userId: string | null;
  readonly botId: string | null;
  readonly appId: string | null;
  readonly teamId: string | null;
}
