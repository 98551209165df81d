import { AuthorError } from '../../core/errors.ts';
import type { Call, Command } from '../command.ts';

export const manifestCommand: Command = {
  name: 'manifest',
  usage: '[--url URL]',
  summary: 'the app manifest for Slack: Socket Mode, or HTTP at a public address',
  minArgs: 0,
  maxArgs: 0,
  formats: ['text', 'json'],
  options: [{ name: 'url', value: 'URL', summary: 'https address that Slack reaches the bot at' }],
  run: runManifest,
};

async function runManifest({ options, format, terminal }: Call): Promise<number> {
  const { buildManifest, renderManifestYaml } = await import('../../adapters/slack/manifest.ts');
  const url = options.valueOf('url');
  if (url !== null && !isHttps(url)) {
    const message = `"${url}" is no https address`;
    const hint = 'for example https://faultline.example.com';
    throw new AuthorError([{ code: 'usage', where: '--url', message, hint }]);
  }
  const manifest = buildManifest(url === null ? { mode: 'socket' } : { mode: 'http', url });
  terminal.stdout.write(
    format === 'json' ? `${JSON.stringify(manifest, null, 2)}\n` : renderManifestYaml(manifest),
  );
  return 0;
}

function isHttps(url: string): boolean {
  return URL.canParse(url) && new URL(url).protocol === 'https:';
}
