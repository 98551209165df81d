/**
 * The bot as `npm start` composes it, but for its manners: every log is answered, however often and fast it comes.
 * It says `ready` when all is loaded, and neither listens nor works before it is told to on stdin.
 */
import { once } from 'node:events';
import { loadConfig } from '../../dist/config.js';
import { createFaultline } from '../../dist/faultline.js';
import { PLAYGROUND_MANNERS } from '../../dist/flows/manners.js';
import { untilStopped } from '../../dist/until-stopped.js';

const UNLIMITED = { most: Number.POSITIVE_INFINITY, withinMs: 1 };
const config = loadConfig(process.env);
const { botToken, apiUrl, signingSecret } = config.slack;
const faultline = await createFaultline(
  config,
  {
    botToken,
    slackApiUrl: apiUrl,
    transport: { kind: 'http', signingSecret, port: config.port, host: '127.0.0.1' },
  },
  { ...PLAYGROUND_MANNERS, rates: { person: UNLIMITED, channel: UNLIMITED, workspace: UNLIMITED } },
);
process.stdout.write('ready\n');
await once(process.stdin, 'data');
process.stdin.destroy();
await faultline.start();
process.stdout.write('listens\n');
await untilStopped();
await faultline.close();
