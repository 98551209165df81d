import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { load } from 'js-yaml';
import { startStormyGithub } from '../support/stormy-services.ts';

/** The composite action's own steps, run as a runner would: with its files and variables, on the built dist. */

interface Action {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly runs: {
    readonly using: string;
    readonly steps: readonly { readonly if: string; readonly shell: string; readonly run: string }[];
  };
}

const REFUSED = [
  'npm error code E403',
  'npm error 403 403 Forbidden - PUT https://npm.example.com/@acme%2fui - You do not have permission',
].join('\n');

const action = load(readFileSync('action.yml', 'utf8')) as Action;
let folder: string;
let summary: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'faultline-action-'));
  summary = join(folder, 'summary.md');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the step whose condition begins so. */
async function runStep(condition: string, env: Readonly<Record<string, string>>) {
  const step = action.runs.steps.find((one) => one.if === condition);
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step?.run ?? 'exit 99'], {
    cwd: folder,
    env: {
      PATH: process.env['PATH'] ?? '',
      RUNNER_TEMP: folder,
      GITHUB_STEP_SUMMARY: summary,
      FAULTLINE_HOME: resolve('.'),
      FAULTLINE_PLAYBOOKS: '',
      ...env,
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  const [code] = await once(child, 'close');
  return { code, output, summary: existsSync(summary) ? readFileSync(summary, 'utf8') : '' };
}

const aroundCommand = (command: string) => runStep("inputs.run != ''", { FAULTLINE_RUN: command });

describe('around one command', () => {
  it('keeps output and exit code, marks the job and writes the card into its summary', async () => {
    const ran = await aroundCommand(`echo building\ncat <<'LOG'\n${REFUSED}\nLOG\nexit 7\necho never`);
    expect(ran.code).toBe(7);
    expect(ran.output).toContain('building\nnpm error code E403');
    expect(ran.output).not.toContain('never');
    expect(ran.output).toMatch(/^::error title=403 from npm\.example\.com/m);
    expect(ran.summary).toContain('403 from npm.example.com: known, but not allowed');
    expect(ran.summary).toContain('PUT https://npm.example.com/@acme%2fui');
  });

  it('stops at the first failure, as a step does', async () => {
    const ran = await aroundCommand('false | cat\necho never');
    expect(ran.code).toBe(1);
    expect(ran.output).not.toContain('never');
  });

  it('says nothing about a command that succeeds', async () => {
    const ran = await aroundCommand(`cat <<'LOG'\n${REFUSED}\nLOG\n`);
    expect(ran).toEqual({ code: 0, output: `${REFUSED}\n`, summary: '' });
  });

  it('shows no secret in the summary', async () => {
    const token = `ghp_${'a1B2'.repeat(9)}`;
    const ran = await aroundCommand(
      `echo "Authorization: Bearer ${token}"\ncat <<'LOG'\n${REFUSED}\nLOG\nexit 1`,
    );
    expect(ran.summary).not.toContain(token);
    expect(ran.output.slice(ran.output.indexOf('::error'))).not.toContain(token);
  });

  it('keeps the exit code where Faultline cannot be installed', async () => {
    const home = join(folder, 'home');
    cpSync('action', join(home, 'action'), { recursive: true });
    // A package without a lock file: npm refuses it at once.
    writeFileSync(join(home, 'package.json'), '{}');
    const ran = await runStep("inputs.run != ''", { FAULTLINE_RUN: 'exit 3', FAULTLINE_HOME: home });
    expect(ran.code).toBe(3);
    expect(ran.output).toMatch(/^::warning title=Faultline::it could not be installed/m);
  });
});

describe('in a later job', () => {
  async function later(more: Readonly<Record<string, string>> = {}, log = REFUSED) {
    const github = await startStormyGithub(0, log);
    try {
      return await runStep("inputs.run == ''", {
        GITHUB_SERVER_URL: github.origin,
        GITHUB_API_URL: `${github.origin}/api/v3`,
        GITHUB_REPOSITORY: 'northwind/ledger',
        GITHUB_RUN_ID: '41',
        GITHUB_RUN_ATTEMPT: '1',
        GITHUB_TOKEN: 'job-token',
        ...more,
      });
    } finally {
      await github.stop();
    }
  }

  it("reads the failed job's log with the job's token, and stays green", async () => {
    const ran = await later({}, `${REFUSED}\n##[error]Process completed with exit code 1.`);
    expect(ran.code).toBe(0);
    expect(ran.output).toMatch(/^::error title=403 from npm\.example\.com/m);
    expect(ran.summary).toContain('in job *test*');
  });

  it('says what is missing when it may not read the run', async () => {
    const ran = await later({ GITHUB_TOKEN: '' });
    expect(ran.code).toBe(0);
    expect(ran.output).toMatch(/No token for/);
    expect(ran.output).toMatch(/^::warning title=Faultline::/m);
  });
});

it('the action names nothing that its steps do not use', () => {
  const steps = readFileSync('action.yml', 'utf8').split('\nruns:')[1] ?? '';
  expect(action.runs.using).toBe('composite');
  for (const name of Object.keys(action.inputs)) expect(steps).toContain(`inputs.${name}`);
  // What a person writes reaches the shell as a variable, never as a part of the script.
  for (const { run } of action.runs.steps) expect(run).not.toContain('${{');
});
