/** Where Slack delivers everything: events, commands, clicks. */
export const EVENTS_PATH = '/slack/events';
/** Where a workspace begins to install the app, where many do. */
export const INSTALL_PATH = '/slack/install';
/** Where Slack sends the person back to. */
export const REDIRECT_PATH = '/slack/oauth_redirect';
