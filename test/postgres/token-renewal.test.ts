import { afterAll, beforeAll } from '@jest/globals';
import { describeTokenRenewal } from '../contract/token-renewal.ts';
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts';

let server: PostgresServer;

beforeAll(async () => {
  server = await startPostgres();
});
afterAll(async () => server.stop());

describeTokenRenewal({ database: 'PostgreSQL', replicas: 2 }, async () => ({
  url: await server.createPlace(),
  remove: async () => undefined,
}));
