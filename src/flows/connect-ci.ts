import {
  buildChooseServiceForm,
  buildConnectServiceForm,
  buildDisconnectForm,
  buildRepositoriesForm,
  readRepositories,
} from '../core/card/build-connection-forms.ts';
import {
  buildCheckingCard,
  buildConnectedCard,
  buildDisconnectedCard,
  buildListedCard,
  buildNotConnectedCard,
  type ConnectionsState,
} from '../core/card/build-connections-card.ts';
import { buildNote } from '../core/card/build-follow-up-cards.ts';
import type { Card } from '../core/card/card.ts';
import type { FormEntries } from '../core/card/form.ts';
import { ciServiceOf } from '../core/settings/ci-service.ts';
import type { Submitter } from './card-click.ts';
import type { ActionAnswer, FormAnswer } from './chat-flows.ts';
import type { ChatFlowsContext } from './chat-flows-context.ts';
import { WHOLE_WORKSPACE } from './may-read-run.ts';
import { type EnteredConnection, readEnteredConnection } from './read-entered-connection.ts';
import { settingsOf } from './settings-of.ts';

type Context = Pick<ChatFlowsContext, 'store' | 'people' | 'ci' | 'repositories' | 'clock'>;
type Service = NonNullable<ReturnType<typeof ciServiceOf>>;

const ADMINS_ONLY = 'Only admins of this workspace connect CI services and list repositories.';
const NO_KEY =
  'No token can be kept: whoever runs me must set FAULTLINE_ENCRYPTION_KEY first (openssl rand -base64 32).';

/** What an admin sees of the workspace's CI services; null for anybody else. */
export async function connectionsFor(
  { store, people, repositories }: Context,
  { workspace, user }: Submitter,
): Promise<ConnectionsState | null> {
  if (!(await people.isAdmin(workspace, user))) return null;
  const connections = await store.connections.list(workspace);
  return {
    connections: connections.map(({ provider, ...facts }) => ({ ...facts, service: provider })),
    repositories: (await wholeOf(store, workspace)).repositories,
    mustBeListed: repositories.mustBeListed,
    canKeep: store.connections.canKeep,
  };
}

/** A button of that part: opens the form behind it, for an admin. `service` skips the choice. */
export async function openConnectForm(
  context: Context,
  action: {
    readonly type: 'connect-ci' | 'disconnect-ci' | 'list-repositories';
    readonly service?: string | undefined;
  },
  who: Submitter,
): Promise<ActionAnswer> {
  const state = await connectionsFor(context, who);
  if (state === null) return { kind: 'tell', card: buildNote(ADMINS_ONLY) };
  if (action.type === 'list-repositories')
    return { kind: 'form', form: buildRepositoriesForm(state.repositories) };
  if (!state.canKeep) return { kind: 'tell', card: buildNote(NO_KEY) };
  const service = ciServiceOf(action.service ?? '');
  if (action.type === 'connect-ci')
    return {
      kind: 'form',
      form: service ? buildConnectServiceForm(service, state.repositories) : buildChooseServiceForm(),
    };
  const connected = state.connections.find((one) => one.service === service?.id);
  if (!service || !connected) return { kind: 'tell', card: buildNote('It is not connected any more.') };
  return { kind: 'form', form: buildDisconnectForm(service, connected.host) };
}

/** The service was chosen: asks for what it needs. */
export async function chooseService(context: Context, given: Submitter & FormEntries): Promise<FormAnswer> {
  const state = await connectionsFor(context, given);
  if (state === null) return { kind: 'errors', errors: { service: ADMINS_ONLY } };
  if (!state.canKeep) return { kind: 'errors', errors: { service: NO_KEY } };
  const service = ciServiceOf(given.values['service'] ?? '');
  if (!service) return { kind: 'errors', errors: { service: 'Choose a service.' } };
  return { kind: 'form', form: buildConnectServiceForm(service, state.repositories) };
}

/** The form with the token was sent. Whoever sent it must be an admin now, whoever opened it. */
export async function connectService(
  context: Context,
  id: string,
  given: Submitter & FormEntries,
): Promise<FormAnswer> {
  const service = ciServiceOf(id);
  if (!service || !(await context.people.isAdmin(given.workspace, given.user)))
    return { kind: 'errors', errors: { token: ADMINS_ONLY } };
  if (!context.store.connections.canKeep) return { kind: 'errors', errors: { token: NO_KEY } };
  const entered = readEnteredConnection(service, given.values, context.ci);
  if ('errors' in entered) return { kind: 'errors', errors: entered.errors };
  return {
    kind: 'working',
    card: buildCheckingCard(service.name, entered.host),
    finish: () => checkAndKeep(context, { service, entered, given }),
  };
}

interface Connecting {
  readonly service: Service;
  readonly entered: EnteredConnection;
  readonly given: Submitter;
}

/** A token that its service does not know is not kept. */
async function checkAndKeep(context: Context, { service, entered, given }: Connecting): Promise<Card> {
  const { store, ci, clock, repositories } = context;
  const { workspace, user } = given;
  const checks = await ci.check(service.id, entered.settings);
  const wrong = checks.find(({ state }) => state === 'wrong');
  if (wrong) return buildNotConnectedCard(service, wrong.detail, service.tokenHint);
  await store.connections.save({
    workspace,
    provider: service.id,
    host: entered.host,
    settings: entered.settings,
    connectedBy: user,
    connectedAt: clock(),
  });
  await saveWhole(context, workspace, entered.repositories);
  ci.forget(workspace);
  return buildConnectedCard({
    name: service.name,
    host: entered.host,
    said: checks.find(({ state }) => state === 'ok')?.detail ?? null,
    repositories: entered.repositories,
    mustBeListed: repositories.mustBeListed,
  });
}

export async function disconnectService(
  context: Context,
  id: string,
  given: Submitter & FormEntries,
): Promise<FormAnswer> {
  const service = ciServiceOf(id);
  if (!service || !(await context.people.isAdmin(given.workspace, given.user))) return refused();
  await context.store.connections.remove(given.workspace, service.id);
  context.ci.forget(given.workspace);
  return { kind: 'show', card: buildDisconnectedCard(service.name) };
}

export async function listRepositories(
  context: Context,
  given: Submitter & FormEntries,
): Promise<FormAnswer> {
  if (!(await context.people.isAdmin(given.workspace, given.user))) return refused();
  const read = readRepositories(given.values['repositories']);
  if ('problem' in read) return { kind: 'errors', errors: { repositories: read.problem } };
  await saveWhole(context, given.workspace, read.list);
  const { mustBeListed } = context.repositories;
  return { kind: 'show', card: buildListedCard({ repositories: read.list, mustBeListed }) };
}

function refused(): FormAnswer {
  return { kind: 'show', card: buildNote(ADMINS_ONLY) };
}

function wholeOf(store: Context['store'], workspace: string) {
  return settingsOf(store, { workspace, channel: WHOLE_WORKSPACE });
}

async function saveWhole(
  { store }: Context,
  workspace: string,
  repositories: string[] | null,
): Promise<void> {
  const before = await wholeOf(store, workspace);
  await store.saveSettings({ workspace, channel: WHOLE_WORKSPACE }, { ...before, repositories });
}
