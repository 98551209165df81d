import type { RequestStage } from './failed-request.ts';

interface TransportWording {
  readonly stage: RequestStage;
  /** Lowercase; any of them is enough. */
  readonly words: readonly string[];
}

/** Proxy before TLS before connect: a longer road is told by the word nearest to its end. */
const wordings: readonly TransportWording[] = [
  {
    stage: 'proxy',
    words: [
      'proxy authentication required',
      'could not resolve proxy',
      'cannot connect to proxy',
      'unable to connect to proxy',
      'proxyconnect tcp',
      'tunnel connection failed',
      'connect tunnel failed',
      'unable to tunnel through proxy',
      'from proxy after connect',
      'tunneling socket could not be established',
    ],
  },
  {
    stage: 'dns',
    words: [
      'could not resolve host',
      'unable to resolve host',
      "couldn't resolve host",
      'temporary failure resolving',
      'temporary failure in name resolution',
      'name or service not known',
      'nodename nor servname provided',
      'no address associated with hostname',
      'getaddrinfo',
      'enotfound',
      'eai_again',
      'no such host',
      'unknownhostexception',
      'unknown host',
      'failed to lookup address information',
      'dns error',
      'name resolution failed',
      'the remote name could not be resolved',
    ],
  },
  {
    stage: 'tls',
    words: [
      'certificate',
      'x509:',
      'ssl_error',
      'ssl routines',
      'sslhandshakeexception',
      'pkix path building failed',
      'unable_to_verify_leaf_signature',
      'self_signed_cert',
      'depth_zero_self_signed',
      'cert_has_expired',
      'err_tls_',
      'tls handshake',
      'ssl handshake',
      'ssl connect error',
      'ssl: ',
      'wrong version number',
      'host key verification failed',
      'the ssl connection could not be established',
    ],
  },
  {
    stage: 'connect',
    words: [
      'econnrefused',
      'econnreset',
      'etimedout',
      'ehostunreach',
      'enetunreach',
      'connection refused',
      'connection reset',
      'connection timed out',
      'connect timed out',
      'connect timeout',
      'connectexception',
      'sockettimeoutexception',
      'failed to connect',
      "couldn't connect to server",
      'could not connect to',
      'no route to host',
      'network is unreachable',
      'operation timed out',
      'i/o timeout',
      'tcp connect error',
      'und_err_connect_timeout',
      'failed to establish a new connection',
      'actively refused',
    ],
  },
];

/** Where a request that got no answer at all was stopped, from the client's wording; null when the words say nothing. */
export function transportStage(text: string): RequestStage | null {
  const lower = text.toLowerCase();
  for (const wording of wordings) {
    if (wording.words.some((word) => lower.includes(word))) return wording.stage;
  }
  return null;
}
