/**
 * How many messages a second the bot answers, and how long each waits for its card: `npm run load`.
 *
 * Messages with failed logs are said in many channels of a local Slack, at a fixed rate, whether or not the bot
 * keeps up; the time runs from the moment a person sends one to the moment its card stands in the thread. One
 * process on SQLite, then two on one PostgreSQL behind a balancer. The rates grow until fewer than 99 in 100 cards
 * come within three seconds. Slack, the sender and the database share the machine with the bot. Prints a table.
 * `--seconds N` for each rate (default 15), `--rates 5,10,20`, `--database sqlite|postgres`.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { loadTypescript } from '../bench/load-typescript.js';
import { startBalancer } from './chaos/balancer.js';
import { beginBot, prepareBot } from './chaos/bot-process.js';
import { startCrowd } from './load/crowd.js';

const IN_TIME_MS = 3_000;
const IN_TIME = 0.99;
/** The busiest hour of ten thousand workspaces, as docs/scaling.md derives it: cards a second. */
const PLAN = { hour: 28, burst: 280 };

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '15' },
    rates: { type: 'string', default: '5,10,20,40,60,80,120,160' },
    database: { type: 'string' },
  },
});
const rates = values.rates.split(',').map(Number);
const parts = [
  { database: 'sqlite', processes: 1 },
  { database: 'postgres', processes: 2 },
].filter(({ database }) => values.database === undefined || values.database === database);

print(`Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model.trim()}\n\n`);
print(
  '| processes | sent a second | sent | answered | p50 | p95 | p99 | processor a message | memory a process |\n',
);
print('|---|---|---|---|---|---|---|---|---|\n');
let isSustained = parts.length > 0;
for (const part of parts) isSustained = (await measure(part)) && isSustained;
process.exitCode = isSustained ? 0 : 1;

/** True when at least the lowest rate was kept. */
async function measure({ database, processes }) {
  const folder = mkdtempSync(join(tmpdir(), 'faultline-load-'));
  const server = database === 'postgres' ? await startServer() : null;
  const databaseUrl = server ? await server.createPlace() : `sqlite:${join(folder, 'faultline.db')}`;
  const crowd = await startCrowd();
  const balancer = await startBalancer(processes, { twice: 0 });
  crowd.connect(balancer.url);
  const bots = [];
  try {
    for (const port of balancer.ports) {
      const place = { port, town: crowd, databaseUrl };
      bots.push(await beginBot(prepareBot(place), place));
    }
    await sleep(3_000);
    const name = `${processes} on ${database === 'sqlite' ? 'SQLite' : 'PostgreSQL'}`;
    print(`| ${name} | idle | | | | | | | ${megabytes(bots)} MB |\n`);
    await crowd.say({ rate: 2, seconds: 3 }); // compiles what is compiled when first needed
    let best = 0;
    for (const rate of rates) {
      const before = processorMs(bots);
      const result = await crowd.say({ rate, seconds: Number(values.seconds) });
      const each = (processorMs(bots) - before) / result.sent;
      const times = [0.5, 0.95, 0.99].map((share) => `${Math.round(result.percentile(share))} ms`);
      print(
        `| ${name} | ${rate} | ${result.sent} | ${result.answered} | ${times.join(' | ')} | ${each.toFixed(1)} ms | ${megabytes(bots)} MB |\n`,
      );
      if (result.answered < result.sent || result.percentile(IN_TIME) > IN_TIME_MS) break;
      best = rate;
    }
    print(`| ${name} | **${best} sustained** | | | | | | | |\n`);
    const needed = (rate) => Math.ceil(rate / (best / processes / 2));
    print(
      `\nbeside the plan: ${best} a second by ${processes} process(es); the busiest hour of 10,000 workspaces brings ` +
        `${PLAN.hour} (${needed(PLAN.hour)} such processes at half load), a burst ${PLAN.burst} (worked off by six in ` +
        `${Math.round((PLAN.burst * 60) / ((best / processes) * 6))} s for each minute of it)\n\n`,
    );
    return best > 0;
  } finally {
    for (const bot of bots) await bot.stop();
    await balancer.stop();
    await crowd.stop();
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function startServer() {
  const { startPostgres } = await loadTypescript('test/support/postgres-server.ts');
  return startPostgres();
}

/** Resident memory of the largest process. */
function megabytes(bots) {
  const sizes = bots.map(({ pid }) => {
    // "VmRSS:	  104532 kB"
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes) / 1024;
  });
  return Math.round(Math.max(...sizes));
}

/** User and system time of all processes, in ticks of 10 ms. */
function processorMs(bots) {
  return bots.reduce((sum, { pid }) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
    return sum + (Number(fields[11]) + Number(fields[12])) * 10;
  }, 0);
}

function print(text) {
  process.stdout.write(text);
}
