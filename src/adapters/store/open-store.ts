import type { Store } from '../../flows/ports.ts';
import { createPostgresStore } from './create-postgres-store.ts';
import { createSqliteStore } from './create-sqlite-store.ts';

/** Which database keeps the rows. */
export type StoreLocation =
  | { readonly kind: 'sqlite'; readonly path: string }
  | { readonly kind: 'postgres'; readonly url: string };

/** The store where the configuration says. Throws OutsideError when it can't be opened. */
export function openStore(location: StoreLocation, encryptionKeys: readonly Buffer[] = []): Promise<Store> {
  return location.kind === 'sqlite'
    ? createSqliteStore({ ...location, encryptionKeys })
    : createPostgresStore({ ...location, encryptionKeys });
}
