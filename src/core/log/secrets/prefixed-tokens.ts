import type { SecretRule } from './secret-rule.ts';

interface PrefixedToken {
  readonly kind: string;
  readonly prefixes: readonly string[];
  /** What follows the prefix, as the inside of a character class. */
  readonly alphabet: string;
  /** The shortest body that is a token and not a word. */
  readonly min: number;
}

const WORD = '\\w-';
const ALNUM = 'A-Za-z0-9';
const HEX = 'a-f0-9';
const BASE64 = 'A-Za-z0-9+/=_-';

/** Tokens that name their service in their first letters, as the services document them. */
const TOKENS: readonly PrefixedToken[] = [
  { kind: 'aws-access-key', prefixes: ['AKIA', 'ASIA', 'ABIA', 'ACCA'], alphabet: 'A-Z0-9', min: 16 },
  { kind: 'gcp-api-key', prefixes: ['AIza'], alphabet: WORD, min: 35 },
  { kind: 'gcp-oauth-token', prefixes: ['ya29.', 'GOCSPX-', '1//0'], alphabet: `${WORD}.`, min: 20 },
  { kind: 'github-token', prefixes: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'], alphabet: `${WORD}.`, min: 30 },
  { kind: 'github-token', prefixes: ['github_pat_'], alphabet: `${ALNUM}_`, min: 22 },
  {
    kind: 'gitlab-token',
    prefixes: [
      'glpat-',
      'gldt-',
      'glrt-',
      'glrtr-',
      'glcbt-',
      'glptt-',
      'glft-',
      'glimt-',
      'glagent-',
      'glwt-',
    ],
    alphabet: `${WORD}.`,
    min: 16,
  },
  { kind: 'gitlab-token', prefixes: ['gloas-', 'glsoat-', 'glffct-', 'GR1348941'], alphabet: WORD, min: 16 },
  { kind: 'npm-token', prefixes: ['npm_'], alphabet: ALNUM, min: 30 },
  { kind: 'pypi-token', prefixes: ['pypi-A'], alphabet: WORD, min: 30 },
  {
    kind: 'slack-token',
    prefixes: [
      'xoxb-',
      'xoxp-',
      'xoxa-',
      'xoxr-',
      'xoxs-',
      'xoxo-',
      'xoxe-',
      'xoxc-',
      'xoxd-',
      'xoxe.',
      'xapp-1-A',
    ],
    alphabet: `${WORD}.%`,
    min: 10,
  },
  {
    kind: 'stripe-key',
    prefixes: ['sk_live_', 'rk_live_', 'sk_test_', 'rk_test_'],
    alphabet: ALNUM,
    min: 10,
  },
  { kind: 'stripe-key', prefixes: ['sk_prod_', 'rk_prod_', 'whsec_'], alphabet: BASE64, min: 16 },
  { kind: 'anthropic-key', prefixes: ['sk-ant-'], alphabet: WORD, min: 20 },
  {
    kind: 'openai-key',
    prefixes: ['sk-proj-', 'sk-svcacct-', 'sk-admin-', 'sk-or-'],
    alphabet: WORD,
    min: 20,
  },
  { kind: 'openai-key', prefixes: ['sk-'], alphabet: ALNUM, min: 20 },
  { kind: 'huggingface-token', prefixes: ['hf_', 'api_org_'], alphabet: ALNUM, min: 30 },
  { kind: 'digitalocean-token', prefixes: ['dop_v1_', 'doo_v1_', 'dor_v1_'], alphabet: HEX, min: 32 },
  { kind: 'docker-token', prefixes: ['dckr_pat_', 'dckr_oat_'], alphabet: WORD, min: 20 },
  { kind: 'mailgun-key', prefixes: ['key-', 'pubkey-'], alphabet: HEX, min: 32 },
  { kind: 'vault-token', prefixes: ['hvs.', 'hvb.', 'hvr.'], alphabet: WORD, min: 20 },
  { kind: 'databricks-token', prefixes: ['dapi', 'dose', 'dkea'], alphabet: `${HEX}-`, min: 32 },
  { kind: 'linear-token', prefixes: ['lin_api_', 'lin_oauth_'], alphabet: ALNUM, min: 20 },
  { kind: 'notion-token', prefixes: ['secret_', 'ntn_'], alphabet: ALNUM, min: 40 },
  { kind: 'sentry-token', prefixes: ['sntrys_', 'sntryu_'], alphabet: BASE64, min: 30 },
  { kind: 'newrelic-key', prefixes: ['NRAK-', 'NRJS-', 'NRII-', 'NRRA-'], alphabet: WORD, min: 19 },
  { kind: 'grafana-token', prefixes: ['glc_', 'glsa_'], alphabet: `${BASE64}`, min: 30 },
  {
    kind: 'shopify-token',
    prefixes: ['shpat_', 'shpca_', 'shppa_', 'shpss_'],
    alphabet: 'a-fA-F0-9',
    min: 32,
  },
  { kind: 'square-token', prefixes: ['sq0atp-', 'sq0csp-'], alphabet: WORD, min: 20 },
  {
    kind: 'doppler-token',
    prefixes: ['dp.pt.', 'dp.st.', 'dp.ct.', 'dp.sa.'],
    alphabet: `${ALNUM}._-`,
    min: 30,
  },
  { kind: 'postman-key', prefixes: ['PMAK-'], alphabet: `${HEX}-`, min: 50 },
  { kind: 'pulumi-token', prefixes: ['pul-'], alphabet: HEX, min: 40 },
  { kind: 'rubygems-key', prefixes: ['rubygems_'], alphabet: HEX, min: 40 },
  { kind: 'clojars-token', prefixes: ['CLOJARS_'], alphabet: ALNUM, min: 40 },
  { kind: 'nuget-key', prefixes: ['oy2'], alphabet: 'a-z0-9', min: 43 },
  { kind: 'dynatrace-token', prefixes: ['dt0c01.', 'dt0s01.'], alphabet: 'A-Z0-9.', min: 40 },
  { kind: 'artifactory-token', prefixes: ['AKCp', 'cmVmdGtu'], alphabet: ALNUM, min: 50 },
  { kind: 'atlassian-token', prefixes: ['ATATT3', 'ATCTT3', 'ATBB', 'ATSTT3'], alphabet: BASE64, min: 24 },
  { kind: 'age-key', prefixes: ['AGE-SECRET-KEY-1'], alphabet: 'A-Z0-9', min: 50 },
  { kind: 'netlify-token', prefixes: ['nfp_'], alphabet: ALNUM, min: 30 },
  { kind: 'supabase-token', prefixes: ['sbp_', 'sb_secret_'], alphabet: WORD, min: 20 },
  {
    kind: 'planetscale-token',
    prefixes: ['pscale_tkn_', 'pscale_pw_', 'pscale_oauth_'],
    alphabet: `${WORD}.`,
    min: 30,
  },
  { kind: 'buildkite-token', prefixes: ['bkua_', 'bkpt_', 'bkct_'], alphabet: ALNUM, min: 30 },
  { kind: 'circleci-token', prefixes: ['CCIPAT_', 'CCIPRJ_'], alphabet: `${ALNUM}_`, min: 30 },
  { kind: 'sonar-token', prefixes: ['sqp_', 'squ_', 'sqa_'], alphabet: HEX, min: 40 },
  { kind: 'figma-token', prefixes: ['figd_'], alphabet: WORD, min: 30 },
  { kind: 'groq-key', prefixes: ['gsk_'], alphabet: ALNUM, min: 40 },
  { kind: 'perplexity-key', prefixes: ['pplx-'], alphabet: ALNUM, min: 40 },
  { kind: 'replicate-token', prefixes: ['r8_'], alphabet: ALNUM, min: 37 },
  { kind: 'xai-key', prefixes: ['xai-'], alphabet: ALNUM, min: 60 },
  { kind: 'brevo-key', prefixes: ['xkeysib-', 'xsmtpsib-'], alphabet: `${HEX}A-Za-z-`, min: 60 },
  { kind: 'heroku-key', prefixes: ['HRKU-'], alphabet: WORD, min: 30 },
  { kind: 'onepassword-token', prefixes: ['ops_eyJ'], alphabet: BASE64, min: 50 },
  { kind: 'tailscale-key', prefixes: ['tskey-'], alphabet: WORD, min: 20 },
  { kind: 'fly-token', prefixes: ['fm1r_', 'fm2_', 'fo1_'], alphabet: BASE64, min: 30 },
  { kind: 'openshift-token', prefixes: ['sha256~'], alphabet: WORD, min: 40 },
  { kind: 'alibaba-key', prefixes: ['LTAI'], alphabet: ALNUM, min: 16 },
  { kind: 'easypost-key', prefixes: ['EZAK', 'EZTK'], alphabet: ALNUM, min: 54 },
  { kind: 'readme-key', prefixes: ['rdme_'], alphabet: 'a-z0-9', min: 50 },
  { kind: 'prefect-key', prefixes: ['pnu_'], alphabet: ALNUM, min: 30 },
  { kind: 'typeform-token', prefixes: ['tfp_'], alphabet: `${WORD}.`, min: 40 },
  { kind: 'contentful-token', prefixes: ['CFPAT-'], alphabet: WORD, min: 40 },
];

/** One rule a row of the table. A prefix counts only where a word begins. */
export const PREFIXED_TOKEN_RULES: readonly SecretRule[] = TOKENS.map(prefixedTokenRule);

function prefixedTokenRule({ kind, prefixes, alphabet, min }: PrefixedToken): SecretRule {
  const starts = prefixes.map((prefix) => prefix.replaceAll('.', '\\.')).join('|');
  return {
    kind,
    needles: prefixes.map((prefix) => prefix.toLowerCase()),
    // glpat-(20 letters, digits, - or _)
    pattern: new RegExp(`(?:(?<![\\w-])|(?<=\\\\[nrt]))(?<secret>(?:${starts})[${alphabet}]{${min},})`, 'dg'),
    accepts: ({ value }) => !isOneCharacterRepeated(value.slice(-min)),
  };
}

function isOneCharacterRepeated(body: string): boolean {
  const first = body[0] ?? '';
  return body === first.repeat(body.length);
}
