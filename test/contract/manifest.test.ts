import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import type { App } from '@slack/bolt';
import { load } from 'js-yaml';
import { registerListeners } from '../../src/adapters/slack/listeners/register-listeners.ts';
import {
  buildManifest,
  listScopes,
  METHODS,
  renderManifestYaml,
  SUBSCRIPTIONS,
} from '../../src/adapters/slack/manifest.ts';
import { findSchemaProblems } from '../support/slack-schema.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SCHEMA = `${ROOT}../shared/facts/slack-manifest.schema.json`;
const SOCKET = buildManifest({ mode: 'socket' });
const HTTP = buildManifest({ mode: 'http', url: 'https://bot.example.com' });

/** What the real registration asks Bolt for. */
function registered(): { events: string[]; commands: string[]; shortcuts: string[] } {
  const shortcuts: string[] = [];
  const events: string[] = [];
  const commands: string[] = [];
  registerListeners(
    {
      event: (name: string | RegExp) => void events.push(String(name)),
      command: (name: string | RegExp) => void commands.push(String(name)),
      action: () => undefined,
      shortcut: ((matched: { callback_id: string }) =>
        void shortcuts.push(matched.callback_id)) as App['shortcut'],
      view: () => undefined,
      error: () => undefined,
    },
    () => Promise.reject(new Error('not asked')),
    () => Promise.reject(new Error('not asked')),
  );
  return { events, commands, shortcuts };
}

/** Every `client.chat.postMessage(` in the adapter's source. */
function calledMethods(): string[] {
  const folder = `${ROOT}src/adapters/slack`;
  const methods = new Set<string>();
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts')) continue;
    for (const found of readFileSync(`${folder}/${file}`, 'utf8').matchAll(
      /client\s*\.(filesUploadV2|\w+\s*\.\w+)\(/g,
    ))
      methods.add((found[1] ?? '').replace(/\s/g, ''));
  }
  return [...methods].sort();
}

describe('the manifest', () => {
  it('is what manifest.yml holds', () => {
    const file = readFileSync(`${ROOT}manifest.yml`, 'utf8');
    expect(file).toBe(renderManifestYaml(SOCKET));
    expect(load(file)).toEqual(SOCKET);
  });

  it('subscribes to the events that the listeners take, and to no others', () => {
    const listened = new Set(registered().events);
    expect(new Set(SUBSCRIPTIONS.map(({ listener }) => listener))).toEqual(listened);
    expect(SOCKET.settings.event_subscriptions.bot_events).toEqual(SUBSCRIPTIONS.map(({ event }) => event));
  });

  it('has the commands that the listeners take', () => {
    expect(SOCKET.features.slash_commands.map(({ command }) => command)).toEqual(registered().commands);
  });

  it('has the shortcuts that the listeners take', () => {
    expect(SOCKET.features.shortcuts.map(({ callback_id }) => callback_id)).toEqual(registered().shortcuts);
  });

  it('asks for the scopes of the methods that are called, and for no others', () => {
    expect(METHODS.map(({ method }) => method).sort()).toEqual(calledMethods());
    expect(listScopes()).toEqual([
      'app_mentions:read',
      'assistant:write',
      'channels:history',
      'channels:read',
      'chat:write',
      'commands',
      'files:read',
      'files:write',
      'groups:history',
      'groups:read',
      'im:history',
      'im:write',
      'mpim:history',
      'reactions:write',
      'users:read',
    ]);
    expect(SOCKET.oauth_config.scopes.bot).toEqual(listScopes());
  });

  it('tells Slack one address in its HTTP form and none in the other', () => {
    const url = 'https://bot.example.com/slack/events';
    expect(HTTP.settings).toMatchObject({
      socket_mode_enabled: false,
      event_subscriptions: { request_url: url },
      interactivity: { request_url: url },
    });
    expect(HTTP.features.slash_commands[0]).toMatchObject({ url });
    expect(buildManifest({ mode: 'http', url: `${url}/` })).toEqual(HTTP);
    expect(SOCKET.settings.socket_mode_enabled).toBe(true);
    expect(JSON.stringify(SOCKET)).not.toContain('://');
  });

  // The schema is Slack's and is not part of the repository.
  const ifSchema = existsSync(SCHEMA) ? it : it.skip;
  ifSchema.each([
    ['Socket Mode', SOCKET],
    ['HTTP', HTTP],
  ])("fits Slack's schema: %s", (_name, manifest) => {
    const schema = JSON.parse(readFileSync(SCHEMA, 'utf8'));
    expect(findSchemaProblems(manifest, schema)).toEqual([]);
  });

  ifSchema('is held against a schema that does refuse', () => {
    const schema = JSON.parse(readFileSync(SCHEMA, 'utf8'));
    const wrong = {
      display_information: { name: 'x'.repeat(40) },
      settings: { socket: true },
      features: { slash_commands: [{ command: 'no-slash' }] },
    };
    expect(findSchemaProblems(wrong, schema)).toEqual([
      '$.display_information.name: longer than 35',
      '$.settings: unknown key socket',
      '$.features.slash_commands[0]: lacks description',
      '$.features.slash_commands[0].command: does not fit ^\\/',
    ]);
  });
});
