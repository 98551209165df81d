/**
 * Measures summaries over labelled logs with several requests: `npm run eval:summarizer [PATH]`.
 *
 * PATH holds folders with `log.txt` and `expected.json` (`failedRequest`); default: our own labelled logs. Asks the
 * server of OPENAI_API_KEY, OPENAI_BASE_URL and FAULTLINE_MODEL; without them (or with `--stand-in`) a scripted one
 * that tells the truth first and then lies in every way. `--tokens` compares our estimate with a real tokenizer.
 * Exits 1 when the stand-in's lies are shown or its truths are not.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readPlaybooks } from '../dist/adapters/files/read-playbooks.js';
import { buildCall } from '../dist/adapters/llm/build-call.js';
import { createOpenaiSummarizer } from '../dist/adapters/llm/create-openai-summarizer.js';
import { readEnvironment } from '../dist/config/read-environment.js';
import { loadConfig } from '../dist/config.js';
import { compileCatalog } from '../dist/core/match/compile-catalog.js';
import { createCatalog } from '../dist/core/playbook/create-catalog.js';
import { buildSummaryRequest } from '../dist/core/summary/build-summary-request.js';
import { checkSummary } from '../dist/core/summary/check-summary.js';
import { estimateTokens } from '../dist/core/summary/estimate-tokens.js';
import { diagnoseLog } from '../dist/flows/diagnose-log.js';
import { createSummaryMeter } from '../dist/flows/summary-meter.js';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { 'stand-in': { type: 'boolean', default: false }, tokens: { type: 'boolean', default: false } },
});
const FOLDER = 'test/fixtures/summarizer';
const catalog = compileCatalog(createCatalog(await readPlaybooks()));
const cases = readCases(positionals[0]).filter(({ request }) => request.candidates.length > 0);
process.stdout.write(`${cases.length} labelled logs with a failed request\n`);

if (values.tokens) await compareTokens();
const config = values['stand-in'] ? null : loadConfig(readEnvironment()).summarizer;
if (config) await evaluate(config);
else await rehearse();

function readCases(path) {
  if (path) {
    return readdirSync(path)
      .filter((name) => existsSync(join(path, name, 'expected.json')))
      .map((name) => ({
        name,
        wanted: JSON.parse(readFileSync(join(path, name, 'expected.json'), 'utf8')).failedRequest,
      }))
      .filter(({ wanted }) => wanted)
      .map(({ name, wanted }) => ({
        ...prepare(name, readFileSync(join(path, name, 'log.txt'), 'utf8')),
        wanted,
        truths: [],
      }));
  }
  return readSections('truths.md').map(({ title, lines }) => {
    const [name, line] = title.split(' ');
    return {
      ...prepare(name, readFileSync(`${FOLDER}/logs/${name}.log`, 'utf8')),
      wanted: { line: Number(line) },
      truths: lines,
    };
  });
}

function prepare(name, text) {
  const { analysis, log } = diagnoseLog(catalog, text);
  return { name, request: buildSummaryRequest(analysis, log) };
}

function readSections(file) {
  return readFileSync(join(FOLDER, file), 'utf8')
    .split(/^# /m)
    .slice(1)
    .map((section) => {
      const [title, ...lines] = section.trim().split('\n');
      return { title, lines: lines.filter(Boolean) };
    });
}

/** Whether the chosen candidate is the labelled request (or stands in its block). */
function isRight(wanted, chosen) {
  if (!chosen) return false;
  if (wanted.line !== undefined) return Math.abs(chosen.line - wanted.line) <= 1;
  const { request } = chosen;
  if (!request) return false;
  const same = (a, b) => a === null || a === undefined || String(a).toLowerCase() === String(b).toLowerCase();
  return same(wanted.status, request.status) && same(wanted.method, request.method);
}

async function evaluate(settings) {
  const summarizer = createOpenaiSummarizer({ ...settings, timeoutMs: 60_000 });
  const meter = createSummaryMeter(settings.prices);
  const tally = { shown: 0, right: 0, failed: 0, discarded: {} };
  const times = [];
  for (const { name, request, wanted } of cases) {
    const startedAt = performance.now();
    try {
      const { answer, usage } = await summarizer.summarize(request);
      if (usage) meter.countTokens(usage);
      const checked = checkSummary(answer, request);
      if (
        isRight(
          wanted,
          request.candidates.find(({ id }) => id === answer.candidate),
        )
      )
        tally.right += 1;
      if (checked.ok) tally.shown += 1;
      else tally.discarded[checked.reason] = (tally.discarded[checked.reason] ?? 0) + 1;
      process.stdout.write(
        `${name.padEnd(28)} ${checked.ok ? checked.summary.sentence : `discarded: ${checked.reason}`}\n`,
      );
    } catch (error) {
      tally.failed += 1;
      process.stdout.write(`${name.padEnd(28)} failed: ${error.message} ${error.status ?? ''}\n`);
    }
    times.push(performance.now() - startedAt);
  }
  print(summarizer, tally, { meter, times });
}

function print({ model, server }, tally, { meter, times }) {
  const { tokens, cost } = meter.totals();
  const sorted = times.sort((a, b) => a - b);
  const at = (share) =>
    Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  const discarded =
    Object.entries(tally.discarded)
      .map(([why, count]) => `${why} ${count}`)
      .join(', ') || 'none';
  process.stdout.write(
    [
      '',
      `model                   ${model} at ${server}`,
      `right request picked    ${tally.right} of ${cases.length}`,
      `shown                   ${tally.shown}`,
      `discarded by the checks ${discarded}`,
      `no answer               ${tally.failed}`,
      `tokens in / out         ${tokens.input} / ${tokens.output}`,
      `cost                    ${cost === null ? 'unknown: set FAULTLINE_MODEL_PRICES' : `${cost.toFixed(4)} US dollars`}`,
      `latency p50 / p95       ${at(0.5)} / ${at(0.95)} ms`,
      '',
    ].join('\n'),
  );
}

/** A server that answers from a script: one truth for each log, then every lie of lies.md about it. */
async function rehearse() {
  let next = {};
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      const message = { content: JSON.stringify(next) };
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify({ choices: [{ message }], usage: { prompt_tokens: 700, completion_tokens: 40 } }),
      );
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${server.address().port}/v1`;
  const summarizer = createOpenaiSummarizer({
    apiKey: 'stand-in',
    baseUrl,
    model: 'stand-in',
    timeoutMs: 5000,
  });
  const shown = { truths: 0, lies: 0 };
  const told = { truths: 0, lies: 0 };
  for (const { request, wanted, truths, name } of cases) {
    const chosen =
      request.candidates.find((one) => one.kind === 'request' && isRight(wanted, one)) ??
      request.candidates[0];
    const honest = { candidate: chosen.id, lines: [chosen.line], sentence: truths[0] ?? '', nextSteps: [] };
    for (const [kind, answer] of [
      ...truths.map((sentence) => ['truths', { ...honest, sentence }]),
      ...liesAbout(honest, chosen),
    ]) {
      next = answer;
      told[kind] += 1;
      const { answer: heard } = await summarizer.summarize(request);
      if (!checkSummary(heard, request).ok) continue;
      shown[kind] += 1;
      if (kind === 'lies') process.stdout.write(`SHOWN ${name}: ${answer.sentence}\n`);
    }
  }
  server.closeAllConnections();
  server.close();
  process.stdout.write(
    `stand-in: ${shown.truths} of ${told.truths} truths shown, ${shown.lies} of ${told.lies} lies shown\n`,
  );
  if (shown.lies > 0 || shown.truths < told.truths * 0.95) process.exitCode = 1;
}

function liesAbout(honest, chosen) {
  const kin =
    { proxy: ['authentication', 'authorization'], tls: ['authentication'] }[chosen.request?.stage] ?? [];
  const base = honest.sentence.replace(/\.$/, '');
  const lies = [];
  for (const { title, lines } of readSections('lies.md')) {
    if (title === chosen.request?.stage || kin.includes(title)) continue;
    for (const words of lines) {
      if (title === 'unsafe') lies.push({ ...honest, nextSteps: [words] });
      else
        lies.push({ ...honest, sentence: `${base}, ${title === 'success' ? 'but' : 'because'} ${words}.` });
    }
  }
  lies.push(
    { ...honest, candidate: 'r99' },
    { ...honest, lines: [99_999] },
    { ...honest, sentence: `${base}, see https://evil.example.` },
  );
  return lies.map((answer) => ['lies', answer]);
}

async function compareTokens() {
  const { encode } = await import('gpt-tokenizer/encoding/o200k_base');
  let [real, estimated, short] = [0, 0, 0];
  for (const { request } of cases) {
    const text = buildCall('MODEL', request, 'schema')
      .messages.map(({ content }) => content)
      .join('\n');
    const counted = encode(text, { allowedSpecial: 'all' }).length;
    real += counted;
    estimated += estimateTokens(text);
    if (estimateTokens(text) < counted) short += 1;
  }
  process.stdout.write(
    `tokens: ${real} counted, ${estimated} estimated (${(estimated / real).toFixed(2)} times); estimate too low in ${short} of ${cases.length}\n`,
  );
}
