/**
 * What the engine says about each log of a labelled corpus, and whether that is right.
 *
 * PATH holds `logs/<case>/log.txt` and `expected.json` (label, acceptable, evidenceLines, failedRequest).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPlaybooks } from '../dist/adapters/files/read-playbooks.js';
import { decodeLog } from '../dist/core/log/decode-log.js';
import { compileCatalog } from '../dist/core/match/compile-catalog.js';
import { createCatalog } from '../dist/core/playbook/create-catalog.js';
import { diagnoseLog } from '../dist/flows/diagnose-log.js';

/** One judged case a log, by name. */
export async function judgeCorpus(corpus) {
  const catalog = compileCatalog(createCatalog(await readPlaybooks()));
  const names = readdirSync(join(corpus, 'logs')).sort();
  return names.map((name) => judge(join(corpus, 'logs', name), name, catalog));
}

function judge(folder, name, catalog) {
  const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'));
  const text = decodeLog(readFileSync(join(folder, 'log.txt')));
  const started = performance.now();
  const { analysis } = diagnoseLog(catalog, text);
  const ms = performance.now() - started;
  const { diagnosis, findings, excerpt } = analysis;
  const names = diagnosis ? namesOf(diagnosis.id, catalog) : ['none'];
  const wanted = [expected.label, ...(expected.acceptable ?? [])];
  const shown = (diagnosis ? findings[0].evidence : excerpt).slice(0, 3).map(({ line }) => line);
  const failed = expected.label !== 'none';
  return {
    name,
    ms,
    bytes: text.length,
    failed,
    label: expected.label,
    verdict: analysis.verdict,
    answer: diagnosis?.id ?? null,
    confidence: diagnosis?.confidence ?? 0,
    tier: diagnosis?.tier ?? null,
    right: failed ? names.some((id) => wanted.includes(id)) : diagnosis === null,
    evidence: failed ? shown.some((line) => (expected.evidenceLines ?? []).includes(line)) : null,
    request: expected.failedRequest ? judgeRequest(expected.failedRequest, analysis.failedRequests[0]) : null,
  };
}

function namesOf(id, catalog) {
  const playbook = catalog.catalog.find(id)?.playbook;
  return [id, ...(playbook?.aliases ?? []), ...(playbook?.kind ? [playbook.kind] : [])];
}

function judgeRequest(wanted, found) {
  if (!found) return false;
  const same = (a, b) => a === null || a === undefined || String(a).toLowerCase() === String(b).toLowerCase();
  const trim = (url) => (url ?? '').replace(/\/+$/, '');
  return (
    same(wanted.method, found.method) &&
    same(wanted.status, found.status) &&
    (!wanted.url || trim(found.url) === trim(wanted.url))
  );
}
