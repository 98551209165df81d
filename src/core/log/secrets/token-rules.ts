import type { SecretRule } from './secret-rule.ts';
import { looksRandom } from './secret-value.ts';

/** Tokens that are known by their form and not only by a prefix. */
export const TOKEN_RULES: readonly SecretRule[] = [
  {
    kind: 'jwt',
    needles: ['eyj'],
    // eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl
    pattern: /(?<![\w-])(?<secret>eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*){0,3})/dg,
  },
  {
    kind: 'aws-secret-key',
    needles: ['secret'],
    // "SecretAccessKey": "(40 letters, digits, / or +)"
    pattern:
      /(?<variable>[\w.-]{0,40}?secret_?(?:access_?)?key)\\{0,3}["']?\s{0,3}(?:=>|[:=]|\s)\s{0,3}\\{0,3}["']?(?<secret>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/dgi,
  },
  {
    kind: 'encoded-json',
    needles: ['eyj'],
    // eyJhdXRocyI6... (a Docker config in base64), or a JWT that the next line continues
    pattern: /(?<![\w-])(?<secret>eyJ[\w+/-]{38,}={0,2})/dg,
  },
  {
    kind: 'private-key',
    needles: ['ls0tls1crudjt'],
    // LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0t... (base64 of a PEM block that is no certificate)
    pattern: /(?<![\w+/])(?<secret>LS0tLS1CRUdJT(?!iBDRVJU|iBQVUJM)[\w+/]{20,}={0,2})/dg,
  },
  {
    kind: 'private-key',
    needles: ['private key-----', 'private key block-----'],
    // -----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\n-----END PRIVATE KEY-----\n
    pattern:
      /-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----(?<secret>(?:[A-Za-z0-9+/=,: ]|\\[rnt]|\\\\n){12,})/dg,
  },
  {
    kind: 'putty-key',
    needles: ['private-mac'],
    // Private-MAC: 1f2e3d4c5b6a79881f2e3d4c5b6a79881f2e3d4c
    pattern: /Private-MAC: (?<secret>[0-9a-f]{40,64})/dg,
  },
  {
    kind: 'twilio-key',
    needles: [...'0123456789abcdef'].map((digit) => `sk${digit}`),
    // SK(32 hex digits)
    pattern: /(?<!\w)(?<secret>SK[0-9a-f]{32})(?!\w)/dg,
  },
  {
    kind: 'sendgrid-key',
    needles: ['sg.'],
    // SG.(22 letters).(43 letters)
    pattern: /(?<![\w.])(?<secret>SG\.[\w-]{16,32}\.[\w-]{16,64})/dg,
  },
  {
    kind: 'telegram-token',
    needles: [':aa'],
    // 123456789:AA(33 letters)
    pattern: /(?<!\d)(?<secret>\d{8,10}:AA[\w-]{32,34})(?![\w-])/dg,
  },
  {
    kind: 'discord-token',
    needles: ['discord', 'bot'],
    // MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcdE.(27 to 38 letters)
    pattern: /(?<![\w.-])(?<secret>[MNO][\w-]{23,27}\.[\w-]{6}\.[\w-]{27,40})/dg,
  },
  {
    kind: 'vault-token',
    needles: ['vault', 'token'],
    // s.(24 letters and digits)
    pattern: /(?<![\w.])(?<secret>[sb]\.[A-Za-z0-9]{24})(?![\w.])/dg,
  },
  {
    kind: 'terraform-token',
    needles: ['.atlasv1.'],
    // (14 letters).atlasv1.(60 letters)
    pattern: /(?<![\w.])(?<secret>[A-Za-z0-9]{10,20}\.atlasv1\.[\w=-]{40,})/dg,
  },
  {
    kind: 'mailchimp-key',
    needles: ['-us1', '-us2', '-us3', '-us4', '-us5', '-us6', '-us7', '-us8', '-us9'],
    // (32 hex digits)-us12
    pattern: /(?<![\w-])(?<secret>[0-9a-f]{32}-us\d{1,2})(?![\w-])/dg,
  },
  {
    kind: 'mailgun-key',
    needles: ['mailgun'],
    // (32 hex digits)-(8 hex digits)-(8 hex digits)
    pattern: /(?<![\w-])(?<secret>[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8})(?![\w-])/dg,
  },
  {
    kind: 'azure-client-secret',
    needles: ['q~'],
    // abc8Q~(31 to 34 letters)
    pattern: /(?<![\w~.-])(?<secret>[\w~.-]{3}\dQ~[\w~.-]{31,34})(?![\w~-])/dg,
  },
  {
    kind: 'azure-devops-token',
    needles: ['azdo'],
    // (76 letters)AZDO(4 letters)
    pattern: /(?<!\w)(?<secret>[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4})(?!\w)/dg,
  },
  {
    kind: 'mapbox-token',
    needles: ['sk.eyj'],
    // sk.eyJ1Ijoi(...).(22 letters)
    pattern: /(?<!\w)(?<secret>sk\.eyJ[\w-]{20,}\.[\w-]{20,})/dg,
  },
  {
    kind: 'bearer-token',
    needles: ['bearer'],
    // sent with bearer 9f8e7d6c5b4a39281706
    pattern:
      /(?<![\w-])(?<scheme>bearer)(?<separator>[ :=]{1,3}["']?)(?<secret>[\w.~+/-]{8,}={0,2})(?!["\w]?=)/dgi,
    accepts: ({ value }) => looksRandom(value, 8) && (value.length >= 20 || /\d/.test(value)),
  },
];
