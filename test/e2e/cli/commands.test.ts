import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { COMMANDS } from '../../../src/cli/commands.ts';
import { runCli } from './run-cli.ts';

const SOUND = 'test/fixtures/playbooks/sound';
const BROKEN = 'test/fixtures/playbooks/broken';
const NEAR_MISS = 'test/fixtures/playbooks/near-miss';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faultline-cli-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('faultline', () => {
  it('prints help that names every command, and help for each', async () => {
    const help = await runCli(['--help']);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    for (const { name, summary, options } of COMMANDS) {
      expect(help.stdout).toContain(`  ${name}`);
      expect(help.stdout).toContain(summary);
      const own = await runCli([name, '--help']);
      expect(own.code).toBe(0);
      expect(own.stdout).toContain(`Usage: faultline ${name}`);
      for (const option of options) expect(own.stdout).toContain(`--${option.name}`);
    }
  });

  it('prints its version', async () => {
    const { version } = JSON.parse(await readFile('package.json', 'utf8'));
    expect(await runCli(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  it.each([
    [[], 'Usage: faultline'],
    [['analyse'], 'did you mean analyze?'],
    [['list', '--serch', 'x'], '--serch: unknown option (did you mean --search?)'],
    [['list', '--format', 'xml'], 'does not print "xml"'],
    [['list', '--format'], '--format'],
    [['list', 'extra'], 'too many arguments'],
    [['explain'], 'an argument is missing'],
    [['list', '--category', 'plumbing'], 'there is no category "plumbing"'],
    [['manifest', '--url', 'http://example.com'], 'no https address'],
    [['list', '--playbooks', 'no/such/folder'], 'no/such/folder: cannot be read'],
  ])('%j is a usage error', async (argv, words) => {
    const run = await runCli(argv);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain(words);
    expect(run.stderr).not.toContain('    at ');
  });

  it('takes common options before and after the command', async () => {
    for (const argv of [
      ['--playbooks', SOUND, 'explain', 'cache-refused', '--format=json'],
      ['explain', 'cache-refused', '--format', 'json', '--playbooks', SOUND],
    ]) {
      const { code, stdout } = await runCli(argv);
      expect({ code, id: JSON.parse(stdout).id }).toEqual({ code: 0, id: 'warehouse-cache-refused' });
    }
  });

  it('adds the folders of FAULTLINE_PLAYBOOKS', async () => {
    const env = { FAULTLINE_PLAYBOOKS: `${SOUND}:${NEAR_MISS}` };
    const { stdout } = await runCli(['list'], { env });
    expect(stdout).toMatch(/warehouse-cache-refused[\s\S]*wrong-example/);
  });

  it('names everything that is wrong with the playbooks it was given', async () => {
    const { code, stdout, stderr } = await runCli(['list', '--playbooks', BROKEN]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('alias.yaml:5:10: aliases are not allowed');
    expect(stderr).toContain('typo.yaml:8:1: unknown key "sumary" (did you mean "summary"?)');
  });
});

describe('faultline explain', () => {
  it.each(['text', 'markdown', 'github'])('prints the whole playbook as %s', async (format) => {
    const { code, stdout } = await runCli(['explain', 'http-auth-failure', '--format', format]);
    expect(code).toBe(0);
    for (const words of ['Fix steps', 'Validation', 'Prevention', '403 Forbidden'])
      expect(stdout).toContain(words);
  });

  it('names the nearest ids when there is none', async () => {
    const run = await runCli(['explain', 'http-auth-faliure']);
    expect(run).toMatchObject({ code: 1, stdout: '' });
    expect(run.stderr).toContain('http-auth-failure');
  });
});

describe('faultline list', () => {
  it('filters by category and words', async () => {
    const { stdout } = await runCli([
      'list',
      '--category',
      'auth',
      '--search',
      'npm registry',
      '--format',
      'json',
    ]);
    const rows: { id: string; category: string }[] = JSON.parse(stdout);
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(rows.map((row) => row.category))).toEqual(new Set(['auth']));
    expect(await runCli(['list', '--search', 'gronkification'])).toMatchObject({ code: 0, stdout: '' });
  });

  it('prints a table as Markdown', async () => {
    const { stdout } = await runCli(['list', '--format', 'markdown']);
    expect(stdout).toMatch(/^\| id \| title \|[\s\S]+\| http-auth-failure \| /);
  });
});

describe('faultline lint', () => {
  it('has nothing to say about sound playbooks', async () => {
    expect(await runCli(['lint', SOUND])).toMatchObject({ code: 0, stdout: '' });
  });

  it('prints file:line:column: message, and exits 1', async () => {
    const { code, stdout } = await runCli(['lint', BROKEN]);
    expect(code).toBe(1);
    expect(stdout.split('\n')[0]).toBe(
      `${BROKEN}/alias.yaml:5:10: aliases are not allowed; write the value out`,
    );
  });

  it('marks the lines on GitHub', async () => {
    const { stdout } = await runCli(['lint', BROKEN, '--format', 'github']);
    expect(stdout).toContain(
      `::error file=${BROKEN}/typo.yaml,line=8,col=1,title=unknown-key::unknown key "sumary"`,
    );
  });

  it('compares a folder with the bundled catalog', async () => {
    const copy = (await readFile(`${SOUND}/cache/warehouse-cache-refused.yaml`, 'utf8')).replace(
      'expect: clean',
      'expect: http-auth-failure',
    );
    await writeFile(join(folder, 'a.yaml'), copy);
    expect(await runCli(['lint', folder])).toMatchObject({ code: 0 });
    await writeFile(join(folder, 'a.yaml'), copy.replace('expect: http-auth-failure', 'expect: no-such-id'));
    const { stdout } = await runCli(['lint', folder]);
    expect(stdout).toContain('no playbook has the id "no-such-id"');
  });
});

describe('faultline test', () => {
  it('runs the examples of a folder against the whole catalog', async () => {
    const { code, stderr } = await runCli(['test', SOUND]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '1 playbooks: 2 examples passed, 0 failed\n' });
  });

  it('names the example that does not hold, and exits 1', async () => {
    const { code, stdout } = await runCli(['test', NEAR_MISS]);
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /wrong-example\.yaml:15:\d+: positive example "another machine" of wrong-example: /,
    );
  });
});

describe('faultline docs', () => {
  it('writes a page a playbook, checks them, and removes what is stale', async () => {
    const out = join(folder, 'pages');
    const docs = (...more: string[]) => runCli(['docs', '--out', out, '--playbooks', SOUND, ...more]);
    expect(await docs('--check')).toMatchObject({ code: 1 });
    await expect(readdir(out)).rejects.toThrow();
    expect(await docs()).toMatchObject({ code: 0 });
    expect(await docs('--check')).toMatchObject({ code: 0, stdout: '' });
    expect(await readdir(out)).toEqual(expect.arrayContaining(['README.md', 'http-auth-failure.md']));

    const gone = join(out, 'gone.md');
    await writeFile(gone, '# x\n\nGenerated from playbooks/gone.yaml. Do not edit directly.\n');
    await writeFile(join(out, 'notes.md'), '# By hand\n');
    await writeFile(join(out, 'http-auth-failure.md'), 'edited');
    const check = await docs('--check');
    expect(check.stdout.trim().split('\n')).toEqual([gone, join(out, 'http-auth-failure.md')]);
    expect(check.code).toBe(1);
    await docs();
    expect(await docs('--check')).toMatchObject({ code: 0 });
    const names = await readdir(out);
    expect(names).toContain('notes.md');
    expect(names).not.toContain('gone.md');
  }, 120_000);
});

describe('faultline manifest', () => {
  it('prints the Socket Mode app, or the HTTP app at an address', async () => {
    const socket = await runCli(['manifest', '--format', 'json']);
    expect(JSON.parse(socket.stdout)).toMatchObject({ settings: { socket_mode_enabled: true } });
    const http = await runCli(['manifest', '--url', 'https://bot.example.com']);
    expect(http.stdout).toContain('request_url: https://bot.example.com/slack/events');
    expect(http.stdout).toContain('socket_mode_enabled: false');
  });
});
