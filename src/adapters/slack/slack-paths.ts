/** Where Slack delivers everything: events, commands, clicks. */
export const EVENTS_PATH = '/slack/events';
