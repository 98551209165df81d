import type { RequestStage } from '../failed-request/failed-request.ts';
import { stemOf } from './ordinary-words.ts';

const CREDENTIAL =
  '(?:tokens?|credentials?|passwords?|keys?|secrets?|certificates?|login|session|sign-in|account|identity|user|caller|sender|client)';
const BAD =
  '(?:expired|invalid|wrong|missing|absent|revoked|bad|incorrect|stale|unknown|unset|empty|blank|outdated|old|lapsed|unrecogni[sz]ed|malformed|broken|rejected|disabled|rotated)';

const PERSON = '(?:caller|user|client|sender|account|identity|who|whoever|person|owner|bot)';
// did not   ·   doesn't   ·   could not
const NOT = "(?:not|n['’]t|never|no longer)";

/** How English speaks of each stage. A sentence that speaks of another stage than the proven one contradicts it. */
const STAGE_WORDS: Readonly<Record<RequestStage, RegExp>> = {
  // could not resolve host   ·   npm.example.com did not resolve
  dns: /\bdns\b|\b(?:host(?:name)?|name|domain|[\w-]+\.[a-z][\w.-]*)\b[^.;,]{0,30}\b(?:un)?resol(?:v|ution)|\bresol\w* (?:the |of )?(?:host|name|domain|[\w-]+\.)|unknown host|\bname (?:or service|lookup|resolution)|\blookup\b|could not find (?:the )?host/i,
  // connection refused
  connect:
    /connection (?:to \S{1,80} )?(?:was |is |attempt )?(?:refused|reset|timed out|closed|dropped)|unreachable|(?:could|did|can|unable)(?: not|n't|not| to) (?:be )?(?:connect|reach)|connect timeout|refused (?:the|\w+['’]s|to) connect|nothing (?:was |is )?listen|never reached|\btimed out\b|firewall/i,
  // certificate has expired
  tls: /\b(?:tls|ssl)\b|certificate|handshake|self-signed|untrusted/i,
  // the proxy refused
  proxy: /\bproxy\b/i,
  // the token is expired
  authentication: new RegExp(
    `\\b${BAD}(?: [\\w-]+){0,3} ${CREDENTIAL}\\b` +
      `|\\b${CREDENTIAL}(?: [\\w-]+){0,5} ${BAD}\\b` +
      `|\\b${CREDENTIAL}(?: [\\w-]+){0,4} (?:not|no longer|never)(?: [\\w-]+){0,2} (?:valid|good|correct|current|usable|right|working|enough)\\b` +
      `|\\bno (?:\\w+ )?(?:token|credentials?|password|authorization header|login|identity)\\b|without (?:a |an |any )?(?:\\w+ )?(?:token|credentials?|login|password|signing|logging)` +
      `|not (?:logged|signed) in|unauthenticated|not (?:been )?authenticated|authenticat(?:e|ion) (?:failed|failure|is required)|(?:fail\\w*|could not|did not|unable) (?:to )?authenticat` +
      `|${NOT} (?:been )?(?:know|recogni[sz]ed?|identify|trust)(?:n)? (?:by|the |this |its )?\\s?${PERSON}|${NOT} (?:been )?recogni[sz]ed\\b|${NOT} accept (?:the |its |this )?(?:[\\w-]+(?:['’]s)? )?${CREDENTIAL}` +
      `|(?:refused|rejected) (?:the |its |this )?(?:[\\w'’-]+ )?(?:token|credentials?|password|key|login)\\b|stopped at the entrance|who (?:was|is) (?:calling|asking)|prove who|anonymously|as anonymous|\\bexpir|\\brevok|\\brotat|renew|lapsed|log(?:ging)? in again|re-?authenticat`,
    'i',
  ),
  // not allowed to publish
  authorization: new RegExp(
    `${NOT} (?:been |be )?(?:allowed|permitted|entitled|authori[sz]ed)|permission|lacks? (?:the )?(?:right|access|privilege|scope|role)|insufficient|(?:missing|needs?|another|wider|no|without) (?:the )?scopes?\\b|\\brights\\b|\\bprivileges?\\b|\\broles?\\b|known,? but|no (?:write |push |publish |read )?(?:access|right)` +
      `|(?<!${NOT} )(?<!un)(?:accept|recogni[sz])(?:ed|es|s)? (?:the |its |this )?(?:[\\w-]+ )?(?:token|credential|login|account|user|identity|caller)|(?<!${NOT} )knows? (?:the |who)|(?<!${NOT} )authenticated (?:but|and|fine|correctly)|signed in but|disallowed`,
    'i',
  ),
  // rate limit
  'rate-limit':
    /rate.?limit|too many (?:requests|calls)|throttl|\bquota\b|\btoo (?:often|fast|quickly|frequently)\b|limit was hit/i,
  // does not exist
  'not-found':
    /(?:not|n't|never) (?:be )?(?:found|exist\w*)|(?:does|did)(?: not|n't) exist|no such|nonexistent|non-existent|(?:package|repository|page|image|path|file|version|resource) is missing|missing (?:package|repository|page|image|path|file|version)\b|\bdeleted\b|no longer (?:there|exist)/i,
  // internal server error
  server:
    /internal (?:server )?error|bad gateway|unavailable|gateway time-?out|crash(?:ed|es)?\b|outage|overload|(?:server|service|registry|host) (?:was |is |itself )?(?:down|failed|broke)|went down|server-side|maintenance/i,
};

// 403 Forbidden
const STATUS_NAME =
  /\b([45]\d\d)[ (:"'“]{1,3}(?:unauthori[sz]ed|forbidden|not found|too many requests|internal server error|bad gateway|service unavailable|gateway time-?out|proxy authentication required)/gi;
/** Whether a text tells another stage than the proven one. A null stage is proven by nobody: nothing contradicts it. */
export function contradictsStage(text: string, stage: RequestStage | null): boolean {
  if (stage === null) return false;
  // The name of a status is no claim about the stage.
  const named = text.replace(STATUS_NAME, '$1');
  const early = BEFORE_AN_ANSWER.includes(stage);
  if (!early && NEVER_SENT.test(named)) return true;
  const claims = (early ? named.replace(UNREACHED, '') : named).replace(
    stage === 'proxy' ? PROXY_REFUSED : /^$/,
    '',
  );
  const spoken = (Object.keys(STAGE_WORDS) as RequestStage[]).filter((other) =>
    STAGE_WORDS[other].test(claims),
  );
  return spoken.some((other) => other !== stage && !isSaidOf(stage, other));
}

/** Words that two stages share: a certificate may be a credential; a proxy refuses with any of the others. */
function isSaidOf(stage: RequestStage, other: RequestStage): boolean {
  if (stage === 'proxy') return other === 'authentication' || other === 'authorization';
  return stage === 'tls' && other === 'authentication';
}

// could not reach the host   (true of every stage before an answer)
const UNREACHED = /unreachable|(?:could|did|can|unable)(?: not|n't|not| to) (?:be )?reach|never reached/gi;
// was never sent   (of a request that was answered)
const NEVER_SENT =
  /never (?:sent|left|reached|made|arrived|got)|no request (?:was |ever )?(?:sent|made|left)/i;
// the proxy refused the connection
const PROXY_REFUSED = /proxy (?:has |had )?(?:refused|rejected|denied|blocked) the connection/gi;
const BEFORE_AN_ANSWER: readonly RequestStage[] = ['dns', 'connect', 'tls', 'proxy'];

// nothing failed   ·   the problem fixed itself   ·   a false alarm
const ALL_WELL =
  /\b(?:harmless|resolved itself|fixed itself|no (?:problem|failure|error)|nothing (?:failed|was refused|is wrong|went wrong)|false alarm|is (?:fine|healthy|green|ok)|are (?:fine|healthy|green)|all (?:good|green))\b/i;
// succeeded   ·   went through   (but: did not go through)
const SUCCESS =
  /(?<!n't )(?<!not )(?<!unable to )(?<!never )\b(?:succeed(?:s|ed)?|success(?:ful|fully)?|worked|went through|got through|completed|passed)\b/i;
const NOT_REFUSED =
  /\b(?:was|were|is|are|did|has|have|been)(?:n['’]t| not| never)(?: been)? (?:refus|reject|den(?:y|ied)|fail|block|stop|forbid)|\b(?:no|neither) (?:request|step|call|job|upload|publish|push)\w* (?:has |was |were |had )?(?:fail|refus|reject|den|block)/i;
const ALLOWED =
  /(?<!not )(?<!n['’]t )\b(?:is|was|are|were|has been) (?:allowed|permitted|granted|authori[sz]ed|accepted)\b|(?<!not )(?<!n['’]t )\b(?:has|have|had|holds?) (?:the |every |all |full |enough |sufficient )?(?:right|rights|permission|permissions|access|privileges)\b/i;

/** Whether a text tells a failure as a success. */
export function contradictsFailure(text: string): boolean {
  if (NOT_REFUSED.test(text)) return true;
  if (ALLOWED.test(text)) return true;
  return ALL_WELL.test(text) || SUCCESS.test(text);
}

const NOT_RIGHT = 'correct incorrect wrong invalid bad mismatch';
/** Faults of a credential that no status proves, and the words of a log that do. */
const FAULTS: readonly (readonly [RegExp, string])[] = [
  [
    new RegExp(
      `\\b(?:wrong|incorrect|bad|invalid)(?: [\\w'’-]+){0,2} ${CREDENTIAL}|${CREDENTIAL}(?: [\\w-]+){0,4} (?:wrong|incorrect|bad|invalid)\\b`,
      'i',
    ),
    NOT_RIGHT,
  ],
  [
    new RegExp(
      `\\b(?:missing|absent|no)(?: [\\w'’-]+){0,2} ${CREDENTIAL}|${CREDENTIAL}(?: [\\w-]+){0,4} (?:missing|absent)\\b|without (?:a |an |any )?(?:\\w+ )?${CREDENTIAL}`,
      'i',
    ),
    'missing absent without none need eneedauth required anonymous provide',
  ],
];

/** A fault of a credential that the log does not name: a refusal says who was refused, not what was wrong with it. */
export function inventsFault(text: string, stems: ReadonlySet<string>): boolean {
  return FAULTS.some(
    ([said, words]) => said.test(text) && !words.split(' ').some((word) => stems.has(stemOf(word))),
  );
}
