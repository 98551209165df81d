/** Where Slack delivers everything: events, commands, clicks. */
export const EVENTS_PATH = '/slack/events';
/** Answers while the process lives. */
export const HEALTH_PATH = '/healthz';
