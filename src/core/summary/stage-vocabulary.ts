import type { RequestStage } from '../failed-request/failed-request.ts';
import { stemOf } from './ordinary-words.ts';

/** Words that a proven stage makes true, though the log may not use them. */
const WORDS: Readonly<Record<RequestStage, string>> = {
  dns: 'dns resolve resolver resolution lookup look hostname domain unresolvable unknown exist translate',
  connect:
    'connect connection reach reachable unreachable network port listen socket contact establish tcp accept',
  tls: 'tls ssl certificate handshake trust trusted untrusted encrypt secure chain verification validate valid invalid',
  proxy: 'proxy intermediary between authenticate authentication',
  authentication:
    'authenticate authentication unauthenticated unauthorized unauthorised recognise recognize unrecognised unrecognized identify identity login credential credentials sign signed logged logging valid invalid accept accepted entrance anonymous prove establish caller password',
  authorization:
    'authorize authorise authorization authorisation permission permissions permit permitted allow allowed right rights privilege privileges forbidden forbid role scope grant granted insufficient lack entitled accept accepted recognise recognised recognize recognized known authenticate authenticated admitted unauthorized unauthorised disallowed rule access',
  'rate-limit': 'rate limit limiting limited throttle throttled many quota frequent quickly slow budget',
  'not-found': 'exist found missing absent nowhere',
  server: 'internal server-side itself unavailable remote',
};

export const STAGE_VOCABULARY: Readonly<Record<RequestStage, ReadonlySet<string>>> = {
  dns: stemsOf('dns'),
  connect: stemsOf('connect'),
  tls: stemsOf('tls'),
  proxy: stemsOf('proxy'),
  authentication: stemsOf('authentication'),
  authorization: stemsOf('authorization'),
  'rate-limit': stemsOf('rate-limit'),
  'not-found': stemsOf('not-found'),
  server: stemsOf('server'),
};

function stemsOf(stage: RequestStage): ReadonlySet<string> {
  return new Set(WORDS[stage].split(' ').map(stemOf));
}
