/**
 * Does a kill lose or double a card? `npm run chaos`.
 *
 * A stream of pasted logs and CI alerts runs into the real bot over a local Slack that counts posts itself and
 * delays its answer by 0-300 ms after it took a post. Meanwhile processes are killed with SIGKILL at random moments
 * and started again: one process on SQLite, then two on one PostgreSQL behind a load balancer that also delivers
 * some events twice. Prints what was accepted, posted, lost and doubled; exits 1 when
 * anything was. Cards beyond the accepted stand under messages whose acknowledgement was lost with its process.
 * `--kills N` (default 300 on each database), `--seconds N` ends each part then, `--database sqlite|postgres`.
 */
import { parseArgs } from 'node:util';
import { runPart } from './chaos/run-part.js';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '300' },
    seconds: { type: 'string', default: 'Infinity' },
    database: { type: 'string' },
  },
});

const parts = [
  { database: 'sqlite', processes: 1 },
  { database: 'postgres', processes: 2 },
].filter(({ database }) => values.database === undefined || values.database === database);

let isWhole = parts.length > 0;
for (const part of parts) {
  const result = await runPart({ ...part, kills: Number(values.kills), seconds: Number(values.seconds) });
  const { accepted, answered, posts, lost, doubled, kills, inFlight, looks, waiting, setAside, seconds } =
    result;
  process.stdout.write(
    `${part.database}, ${part.processes} process(es): ${kills} kills in ${seconds} s (${inFlight} while a post was on ` +
      `its way), said ${result.said}, accepted ${accepted}, ` +
      `answered ${answered} with ${posts} cards, lost ${lost}, doubled ${doubled}, left over ${waiting}, ` +
      `set aside ${setAside}, ` +
      `looked before posting ${looks} times\n`,
  );
  for (const reason of result.reasons) process.stdout.write(`  set aside: ${reason}\n`);
  if (lost > 0 || doubled > 0 || waiting > 0 || setAside > 0 || kills === 0 || accepted === 0)
    isWhole = false;
}
process.exitCode = isWhole ? 0 : 1;
