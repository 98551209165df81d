/** Where Slack keeps files; GovSlack has hosts of its own. */
const HOSTS = ['files.slack.com', 'slack-files.com', 'files.slack-gov.com', 'slack-files-gov.com'];

/**
 * True for an address that the bot's token may travel to: one of Slack's file hosts over https, or the origin of
 * a configured `slackApiUrl`.
 */
export function isSlackFileHost(url: URL, slackApiUrl: string | null): boolean {
  if (url.username !== '' || url.password !== '') return false;
  if (slackApiUrl !== null && url.origin === new URL(slackApiUrl).origin) return true;
  return url.protocol === 'https:' && url.port === '' && HOSTS.includes(url.hostname);
}
