import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openStore } from '../../src/adapters/store/open-store.ts';
import { loadConfig } from '../../src/config.ts';
import { createFaultline, type Faultline } from '../../src/faultline.ts';
import type { Installation } from '../../src/flows/installations.ts';
import type { Store } from '../../src/flows/ports.ts';
import { type InstallableSlack, startInstallableSlack } from '../support/installable-slack.ts';
import { eventEnvelope, postSigned } from '../support/slack-request.ts';

const SECRET = 'a-signing-secret';
const MINUTE_MS = 60_000;

/** A database for the replicas. */
export interface RenewalPlace {
  /** As `DATABASE_URL` has it. */
  readonly url: string;
  remove(): Promise<void>;
}

/** Replicas on one database, in a workspace whose token must be exchanged. */
export function describeTokenRenewal(
  { database, replicas: count }: { database: string; replicas: number },
  create: () => Promise<RenewalPlace>,
): void {
  describe(`a token that ends, with ${database} and processes: ${count}`, () => {
    let place: RenewalPlace;
    let slack: InstallableSlack;
    let store: Store;
    let config: ReturnType<typeof loadConfig>;
    let replicas: Faultline[];
    let urls: string[];

    beforeEach(async () => {
      place = await create();
      slack = await startInstallableSlack();
      const key = randomBytes(32).toString('base64');
      config = loadConfig({
        DATABASE_URL: place.url,
        FAULTLINE_ENCRYPTION_KEY: key,
        LOG_LEVEL: 'silent',
      });
      store = await openStore(config.database, config.encryptionKeys);
      replicas = [];
      urls = [];
    });
    afterEach(async () => {
      for (const replica of replicas) await replica.close();
      await store.close();
      await slack.stop();
      await place.remove();
    });

    async function install(botToken: string, endsInMs: number): Promise<Installation> {
      const installation: Installation = {
        workspace: 'T1',
        enterprise: null,
        botToken,
        refreshToken: 'refresh-of-T1',
        expiresAt: Date.now() + endsInMs,
        botUserId: 'UBOTT1',
        botId: 'BT1',
        appId: 'A1',
        installedBy: 'U1',
        installedAt: Date.now() - MINUTE_MS,
      };
      await store.installations.save(installation);
      return installation;
    }

    async function startReplicas(): Promise<void> {
      for (let started = 0; started < count; started += 1) {
        const replica = await createFaultline(config, {
          botToken: '',
          install: { clientId: '1.2', clientSecret: 'client-secret', stateSecret: 'state-secret' },
          slackApiUrl: slack.apiUrl,
          transport: { kind: 'http', signingSecret: SECRET, port: 0, host: '127.0.0.1' },
        });
        replicas.push(replica);
        urls.push(`http://127.0.0.1:${(await replica.start()).port}`);
      }
    }

    /** Each failure is another: a log that was answered before gets a pointer. */
    async function deliver(replica: number, ts: string): Promise<number> {
      const text = `\`\`\`\nnpm error code E403\nnpm error 403 403 Forbidden - PUT https://npm.example.com/at-${ts} - not allowed\n\`\`\``;
      const event = {
        type: 'message',
        channel: `C${ts.replace('.', '')}`,
        channel_type: 'channel',
        user: 'U1',
        ts,
        text,
      };
      const body = { ...eventEnvelope(event), team_id: 'T1', event_id: `Ev${ts}` };
      const authorizations = [{ enterprise_id: null, team_id: 'T1', user_id: 'UBOTT1', is_bot: true }];
      const answer = await postSigned({
        url: `${urls[replica % count]}/slack/events`,
        secret: SECRET,
        body: JSON.stringify({ ...body, authorizations }),
        contentType: 'application/json',
      });
      return answer.status;
    }

    const exchanges = () => slack.calls.filter(({ fields }) => fields['grant_type'] === 'refresh_token');
    const posts = () => slack.calls.filter(({ method }) => method === 'chat.postMessage');

    async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
      for (let waited = 0; !(await isTrue()); waited += 25) {
        if (waited > 10_000) throw new Error('waited too long');
        await sleep(25);
      }
    }

    /** Several events at all replicas at once. */
    const deliverToAll = () =>
      Promise.all(['5.0', '6.0', '7.0', '8.0', '9.0', '10.0'].map((ts, index) => deliver(index, ts)));

    it.each([
      ['lives on for a while', 'xoxb-of-T1', MINUTE_MS],
      ['is dead already', 'xoxb-dead-of-T1', -MINUTE_MS],
    ])('is exchanged once when it %s, and every log is answered', async (_what, token, endsInMs) => {
      slack.exchange.delayMs = 300;
      await install(token, endsInMs);
      await startReplicas();
      expect(await deliverToAll()).toEqual([200, 200, 200, 200, 200, 200]);
      await until(() => posts().length === 6);
      await until(async () => (await store.installations.find('T1'))?.refreshToken === 'refresh-2-of-T1');
      expect(exchanges()).toHaveLength(1);
      expect(await store.installations.find('T1')).toMatchObject({ botToken: 'xoxb-2-of-T1' });
      expect(posts().filter(({ token: used }) => used.startsWith('xoxb-dead'))).toEqual([]);
    });
  });
}
