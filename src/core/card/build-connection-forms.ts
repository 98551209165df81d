import { CI_SERVICES, type CiService } from '../settings/ci-service.ts';
import { cutText } from './display-text.ts';
import type { Form, FormField, TextField } from './form.ts';
import { parseInline } from './parse-inline.ts';

/** Which CI service? The form behind it asks for what that one needs. */
export function buildChooseServiceForm(): Form {
  return {
    key: { v: 1, form: 'connect-ci' },
    title: 'Connect a CI service',
    submit: 'Next',
    intro: [
      {
        kind: 'paragraph',
        content: parseInline(
          'I read the log of a failed job with a token of yours. It is stored encrypted, sent to its own service alone, and never shown again.',
        ),
      },
    ],
    destination: null,
    fields: [
      {
        kind: 'choice',
        id: 'service',
        label: 'Service',
        hint: null,
        options: CI_SERVICES.map(({ id, name }) => ({ id, label: name, description: null })),
        initial: null,
      },
    ],
  };
}

/** What one service is reached with. Nothing that was entered before is shown. */
export function buildConnectServiceForm(service: CiService, repositories: readonly string[] | null): Form {
  const { id, name, address, addressHint, tokenHint, userHint, hasApp } = service;
  const token = secret('token', 'Token', tokenHint, hasApp || id === 'jenkins' || id === 'appveyor');
  const fields: FormField[] = [
    ...(address === 'none' ? [] : [line('address', 'Address', addressHint, address === 'possible')]),
    ...(userHint === null ? [] : [line('user', 'User', userHint, true)]),
    token,
    ...(hasApp
      ? [
          line('app', 'Or a GitHub App: its id', 'The number on the App’s page', true),
          { ...secret('key', 'The App’s private key', 'The text of its .pem file', true), multiline: true },
        ]
      : []),
    repositoriesField(repositories),
  ];
  return {
    key: { v: 1, form: 'connect-ci-service', service: id },
    title: cutText(`Connect ${name}`, 24),
    submit: 'Connect',
    intro: [],
    destination: null,
    fields,
  };
}

/** Whose runs may be read for the whole workspace, whatever link somebody pastes. */
export function buildRepositoriesForm(repositories: readonly string[] | null): Form {
  return {
    key: { v: 1, form: 'workspace-repositories' },
    title: 'Repositories',
    submit: 'Save',
    intro: [],
    destination: null,
    fields: [repositoriesField(repositories)],
  };
}

/** The list of a workspace or a channel as a field; `readRepositories` reads it. */
export function repositoriesField(
  repositories: readonly string[] | null,
  where = 'this workspace',
): TextField {
  return {
    kind: 'text',
    id: 'repositories',
    label: 'Repositories',
    hint: `Whose runs may be read for ${where}: acme/shop or acme/*, one a line. Letter case does not count.`,
    initial: (repositories ?? []).join('\n'),
    multiline: true,
    optional: true,
  };
}

const MOST_PATTERNS = 200;
const LONGEST_PATTERN = 200;

/** The patterns of a list; null for an empty one (nobody made a list), a sentence for what is none. */
export function readRepositories(
  text: string | undefined,
): { readonly list: string[] | null } | { readonly problem: string } {
  const list = [...new Set((text ?? '').split(/[\s,]+/).filter((one) => one !== ''))];
  if (list.length > MOST_PATTERNS)
    return { problem: `At most ${MOST_PATTERNS} patterns; a * stands for any characters.` };
  // matches: acme/shop, acme/*, git.example.com:8443/acme/tools
  const bad = list.find((one) => one.length > LONGEST_PATTERN || !/^[\w.*/:@%+~-]{1,200}$/.test(one));
  if (bad !== undefined)
    return { problem: `${cutText(bad, 60)} is no repository: write acme/shop or acme/*.` };
  return { list: list.length === 0 ? null : list };
}

/** The form that asks once more. */
export function buildDisconnectForm(service: Pick<CiService, 'id' | 'name'>, host: string): Form {
  return {
    key: { v: 1, form: 'disconnect-ci', service: service.id },
    title: 'Disconnect?',
    submit: 'Disconnect',
    intro: [
      {
        kind: 'paragraph',
        content: parseInline(
          `The token of **${service.name}** on \`${host.replaceAll('`', "'")}\` is erased here. Revoke it there too if nobody else uses it.`,
        ),
      },
    ],
    destination: null,
    fields: [],
  };
}

function line(id: string, label: string, hint: string, optional: boolean): TextField {
  return { kind: 'text', id, label, hint, initial: '', multiline: false, optional };
}

function secret(id: string, label: string, hint: string, optional: boolean): TextField {
  return line(id, label, hint, optional);
}
