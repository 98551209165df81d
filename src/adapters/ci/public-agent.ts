import type { Agent as HttpAgent } from 'node:http';
import { Agent, buildConnector } from 'undici';
import { isPrivateHost } from './is-private-address.ts';
import { lookupPublic, PrivateAddressError } from './lookup-public.ts';

/**
 * What the client libraries' own fetch connects through where only public hosts may be reached: https alone, and
 * the address that is connected to is the one that was looked at, after each redirect too.
 */
export function createPublicAgent(): Agent {
  const connect = buildConnector({ lookup: lookupPublic });
  return new Agent({
    connect(options, callback) {
      if (options.protocol !== 'https:' || isPrivateHost(options.hostname)) {
        callback(new PrivateAddressError(), null);
        return;
      }
      connect(options, callback);
    },
  });
}

let shared: Agent | undefined;

/** For fetch itself; one for the process, it keeps connections. The cast: two versions of the same types. */
export function publicDispatcher(): NonNullable<RequestInit['dispatcher']> {
  shared ??= createPublicAgent();
  return shared as unknown as NonNullable<RequestInit['dispatcher']>;
}

/** The same for a library that hands its `agent` to fetch, and declares it as node:http's. */
export function publicAgent(): HttpAgent {
  return publicDispatcher() as unknown as HttpAgent;
}
