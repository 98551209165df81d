import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { loadConfig } from '../../../src/config.ts';
import { logProviders, providerVariables } from '../../../src/flows/ci-settings.ts';

describe('the settings of the CI services', () => {
  it.each(logProviders)('reads those of %s', (provider) => {
    const { token, url, user } = providerVariables[provider];
    const env: Record<string, string> = { [token]: ' a-token ' };
    if (url) env[url] = 'https://ci.example.com/below';
    if (user) env[user] = 'ana';
    expect(loadConfig(env).ci[provider]).toEqual({
      token: 'a-token',
      url: url ? 'https://ci.example.com/below' : null,
      user: user ? 'ana' : null,
      app: null,
    });
  });

  it('has nothing without variables', () => {
    for (const settings of Object.values(loadConfig({}).ci)) {
      expect(settings).toEqual({ token: null, url: null, user: null, app: null });
    }
  });

  it('reads a GitHub App whose key stands in one line', () => {
    const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = pair.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString().trim();
    const GITHUB_APP_PRIVATE_KEY = pem.replaceAll('\n', '\\n');
    const { ci } = loadConfig({ GITHUB_APP_ID: '17', GITHUB_APP_PRIVATE_KEY });
    expect(ci['github-actions']?.app).toEqual({ id: '17', privateKey: pem });
  });

  it.each([
    [{ GITHUB_APP_ID: '17' }, 'GITHUB_APP_PRIVATE_KEY: is missing'],
    [{ GITHUB_APP_PRIVATE_KEY: 'key.pem' }, 'GITHUB_APP_ID: is missing'],
    [{ GITHUB_APP_ID: '17', GITHUB_APP_PRIVATE_KEY: 'key.pem' }, 'is no RSA private key in PEM form'],
    [{ JENKINS_TOKEN: 'x' }, 'JENKINS_URL: is missing, and JENKINS_TOKEN is set'],
    [{ TEAMCITY_URL: 'teamcity' }, 'TEAMCITY_URL: is no http'],
  ])('says what is wrong with %j', (env, words) => {
    expect(() => loadConfig(env)).toThrow(words);
  });
});
