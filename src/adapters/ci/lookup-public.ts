import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isPrivateAddress } from './is-private-address.ts';

export class PrivateAddressError extends Error {
  /** As an error of the network names itself; a card shows it. */
  readonly code = 'a private address';
  constructor() {
    super('the host has a private address');
  }
}

/** Resolves a name and refuses it when any of its addresses is private: the check and the connection use one answer. */
export const lookupPublic: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const first = addresses?.[0];
    if (error || !first) return callback(error ?? new Error('no address'), '', 4);
    if (addresses.some(({ address }) => isPrivateAddress(address)))
      return callback(new PrivateAddressError(), '', 4);
    if (options.all) return callback(null, addresses);
    return callback(null, first.address, first.family);
  });
};
