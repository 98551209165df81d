import { describe, expect, it } from '@jest/globals';
import { loadConfig } from '../../../src/config.ts';

const MANY = {
  SLACK_CLIENT_ID: '1.2',
  SLACK_CLIENT_SECRET: 'client',
  SLACK_SIGNING_SECRET: 'signing',
  SLACK_STATE_SECRET: 'state',
  FAULTLINE_ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
};

describe('the SLACK_ variables', () => {
  it('of many workspaces', () => {
    expect(loadConfig(MANY).slack).toEqual({
      kind: 'install',
      clientId: '1.2',
      clientSecret: 'client',
      signingSecret: 'signing',
      stateSecret: 'state',
      apiUrl: null,
    });
  });

  it.each(Object.keys(MANY).filter((name) => name !== 'SLACK_CLIENT_ID'))('name a missing %s', (name) => {
    expect(() => loadConfig({ ...MANY, [name]: '' })).toThrow(new RegExp(`${name}.*is missing`));
  });

  it.each(['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'GITHUB_WEBHOOK_SECRET'])(
    'refuse %s beside many workspaces',
    (name) => {
      expect(() => loadConfig({ ...MANY, FAULTLINE_ALERT_CHANNEL: 'C1', [name]: 'x' })).toThrow(
        /unset one of the two/,
      );
    },
  );

  it('of one workspace, in both ways', () => {
    expect(loadConfig({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }).slack.kind).toBe('socket');
    expect(loadConfig({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's' }).slack.kind).toBe('http');
    expect(() => loadConfig({ SLACK_BOT_TOKEN: 'xoxb-1' })).toThrow(/SLACK_APP_TOKEN/);
  });
});
