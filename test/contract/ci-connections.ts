import { expect, it } from '@jest/globals';
import type { CiConnectionSecrets } from '../../src/flows/ci-connections.ts';
import { noProviderSettings } from '../../src/flows/ci-settings.ts';
import type { Store } from '../../src/flows/ports.ts';

function connection(workspace: string, more: Partial<CiConnectionSecrets> = {}): CiConnectionSecrets {
  return {
    workspace,
    provider: 'gitlab',
    host: 'git.example.com',
    settings: { ...noProviderSettings, token: `token-of-${workspace}`, url: 'https://git.example.com' },
    connectedBy: 'U1',
    connectedAt: 1_893_456_000_123,
    ...more,
  };
}

/** What every store keeps to about CI services that admins connected. */
export function describeCiConnections(current: () => Store): void {
  it('keeps a connection for each service and workspace, the later of two', async () => {
    const { connections } = current();
    expect(connections.canKeep).toBe(true);
    await connections.save(connection('T1'));
    await connections.save(connection('T2'));
    await connections.save(connection('T1', { provider: 'circleci', host: 'circleci.com' }));
    const later = connection('T1', {
      host: 'lab.example.com',
      settings: { ...noProviderSettings, token: 'a later one', app: { id: '7', privateKey: 'pem' } },
    });
    await connections.save(later);
    const [first, second, ...more] = await connections.open('T1');
    expect(more).toEqual([]);
    expect(first).toMatchObject({ provider: 'circleci', settings: { token: 'token-of-T1' } });
    expect(second).toEqual(later);
    expect(await connections.open('T2')).toEqual([connection('T2')]);
    expect(await connections.open('T3')).toEqual([]);
  });

  it('lists connections without anything secret', async () => {
    const { connections } = current();
    await connections.save(connection('T1'));
    const { settings: _secret, ...facts } = connection('T1');
    expect(await connections.list('T1')).toEqual([facts]);
  });

  it('removes one, and leaves the others', async () => {
    const { connections } = current();
    for (const workspace of ['T1', 'T2']) await connections.save(connection(workspace));
    await connections.save(connection('T1', { provider: 'circleci' }));
    await connections.remove('T1', 'gitlab');
    expect((await connections.list('T1')).map(({ provider }) => provider)).toEqual(['circleci']);
    expect(await connections.list('T2')).toHaveLength(1);
  });

  it('forgets the connections of a workspace with it, and keeps them over a purge', async () => {
    const { connections, retention } = current();
    for (const workspace of ['T1', 'T2']) await connections.save(connection(workspace));
    expect(await retention.purge(Date.parse('2100-01-01'))).toEqual({});
    const scope = { workspace: 'T1', channel: null, message: null };
    expect(await retention.forget({ ...scope, channel: 'C1' }, { dryRun: false })).toEqual({});
    expect(await retention.forget(scope, { dryRun: false })).toEqual({ ci_connections: 1 });
    expect(await connections.list('T1')).toEqual([]);
    expect(await connections.list('T2')).toHaveLength(1);
  });
}
