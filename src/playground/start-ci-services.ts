import { randomBytes } from 'node:crypto';
import { type CiSettings, noProviderSettings } from '../flows/ci-settings.ts';
import { createFakeGitHub } from './github/fake-github.ts';
import { createFakeGitLab } from './gitlab/fake-gitlab.ts';
import { samplePipeline } from './sample-pipeline.ts';
import { type SampleLog, sampleRun } from './samples.ts';

/** A GitHub and a GitLab on this machine, with the settings by which the bot reaches them. */
export interface CiServices {
  readonly urls: { readonly github: string; readonly gitlab: string };
  readonly settings: CiSettings;
  stop(): Promise<void>;
}

/** Starts both: GitHub has a release whose publish was refused, GitLab a pipeline whose tests fail. */
export async function startCiServices(logs: readonly SampleLog[]): Promise<CiServices> {
  const tokens = { github: token(), gitlab: token() };
  const tests = logs.find(({ name }) => name.startsWith('Jest')) ?? logs[0];
  const github = createFakeGitHub({ port: 0, token: tokens.github, runs: [sampleRun(logs[0]?.text ?? '')] });
  const gitlab = createFakeGitLab({
    port: 0,
    token: tokens.gitlab,
    pipelines: [samplePipeline(tests?.text ?? '')],
  });
  const urls = { github: (await github.start()).url, gitlab: (await gitlab.start()).url };
  return {
    urls,
    settings: {
      'github-actions': { ...noProviderSettings, token: tokens.github, url: `${urls.github}/api/v3` },
      gitlab: { ...noProviderSettings, token: tokens.gitlab, url: urls.gitlab },
    },
    async stop() {
      await github.stop();
      await gitlab.stop();
    },
  };
}

function token(): string {
  return randomBytes(16).toString('hex');
}
