import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import { configuredHosts } from '../../src/adapters/ci/create-run-logs.ts';
import { readSlackMessage } from '../../src/adapters/slack/read-message.ts';
import { readRunLink } from '../../src/core/alert/read-run-link.ts';
import { recognizeAlert } from '../../src/core/alert/recognize-alert.ts';
import type { Alert } from '../../src/core/alert/run.ts';
import {
  type CiFixture,
  playExchange,
  readableOutcome,
  readCiCases,
  runLogsOf,
  settingsOfFixture,
} from '../support/ci-exchanges.ts';

/** From Slack's own event of a bot's red message to the failed job's log, for every provider and every kind of link. */

const us = { userId: 'U0FAULTLNE', botId: 'B0FAULTLNE', appId: 'A0FAULTLNE', teamId: 'T0NORTH' };
const cases = readCiCases().filter(({ provider }) => provider !== 'unsupported');

const shapes: Readonly<Record<string, (url: string) => object>> = {
  'a line of text': (url) => ({ text: `:x: Build failed: <${url.replaceAll('&', '&amp;')}|open the run>` }),
  'a red attachment': (url) => ({
    text: '',
    attachments: [{ color: 'danger', fallback: 'Build failed', title: 'Build failed', title_link: url }],
  }),
  'blocks with a button': (url) => ({
    text: 'Build failed',
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text: ':red_circle: *Build failed*' } },
      {
        type: 'actions',
        elements: [
          { type: 'button', action_id: 'x', text: { type: 'plain_text', text: 'Open the run' }, url },
        ],
      },
    ],
  }),
};

function alertOf(provider: string, fixture: CiFixture, message: object): Alert | null {
  const event = { type: 'message', subtype: 'bot_message', channel: 'C0BUILDS', ts: '1790000000.000100' };
  const read = readSlackMessage({ ...event, bot_id: 'B0CI', ...message }, us);
  return read && recognizeAlert(read, configuredHosts(settingsOfFixture(provider, fixture)));
}

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => {
  nock.enableNetConnect();
  nock.restore();
});

describe.each(Object.entries(shapes))('an alert that is %s', (_, shape) => {
  it.each(cases)('leads to the run of $name', ({ provider, fixture }) => {
    const hosts = configuredHosts(settingsOfFixture(provider, fixture));
    const link = alertOf(provider, fixture, shape(fixture.link))?.link;
    expect(link).toEqual(readRunLink(fixture.link, hosts));
    expect(link?.provider).toBe(provider);
  });

  const happyPaths = cases.filter(({ name }) => name.endsWith('/happy-path'));
  it.each(happyPaths)('leads to the log of $name', async ({ provider, fixture }) => {
    for (const exchange of fixture.exchanges) playExchange(exchange);
    const alert = alertOf(provider, fixture, shape(fixture.link));
    if (!alert?.link) throw new Error('the message is no alert with a run link');

    const { outcomes } = await runLogsOf(provider, fixture).runLogs.fetchFailedJobLogs(alert.link, 1);

    expect(readableOutcome(outcomes[0])).toMatchObject(fixture.expected);
    expect(nock.pendingMocks()).toEqual([]);
  });
});
