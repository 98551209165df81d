import type { SecretRule } from './secret-rule.ts';
import { isReference } from './secret-value.ts';

/** Credentials in the short flags of tools, whose meaning depends on the tool. */
export const COMMAND_RULES: readonly SecretRule[] = [
  {
    kind: 'env-secret',
    needles: ['config set', 'configure set', 'secret set', 'variable set'],
    // npm config set //npm.example.com/:_authToken 9f8e7d6c5b4a
    pattern:
      /\b(?:config|configure|secret|variable)\s{1,3}set\s{1,3}(?<variable>[^\s=]{0,200}?(?:auth|token|password|passwd|secret|key))[\s=]{1,3}["']?(?<secret>[^\s"']{6,2000})/dgi,
    accepts: ({ value }) => !isReference(value) && !value.startsWith('-'),
  },
  {
    kind: 'basic-auth',
    needles: ['-u ', '-u"', "-u'", '-u=', 'curl', '--user', '-user', '-creds'],
    // curl -u deploy:hunter2 https://npm.example.com/
    pattern:
      /(?<=\s|^|=)(?<variable>-u|-U|--user|--proxy-user|--creds|--src-creds|--dest-creds)(?:\s{0,3}|=)["']?[^\s:"'=]{1,100}:(?<secret>[^\s"']{1,400})/dg,
    accepts: ({ value }) =>
      !/^\d{1,5}$/.test(value) &&
      !/^(?:root|staff|node|users?|nobody|docker)$/.test(value) &&
      !value.startsWith('//'),
  },
  {
    kind: 'flag-secret',
    needles: ['login', 'sshpass', 'twine', '-creds'],
    // docker login -u ci -p hunter2 registry.example.com
    pattern:
      /(?:\b(?:docker|podman|buildah|skopeo|helm|oras|crane|nerdctl|cf|oc|az|registry|doctl)\b[^\n]{0,60}\blogin|\bsshpass|\btwine)\b[^\n]{0,300}?\s(?<variable>-p)[ =]?["']?(?<secret>[^\s"']{1,400})/dg,
    accepts: ({ value }) => !isReference(value),
  },
  {
    kind: 'flag-secret',
    needles: ['mysql', 'mariadb'],
    // mysqldump -uroot -phunter2 app
    pattern:
      /\b(?:mysql|mysqldump|mysqladmin|mariadb)\b[^\n]{0,200}?\s(?<variable>-p)["']?(?<secret>[^\s"']{1,200})/dg,
  },
  {
    kind: 'flag-secret',
    needles: ['redis-cli'],
    // redis-cli -h cache.example.com -a hunter2 ping
    pattern: /\bredis-cli\b[^\n]{0,200}?\s(?<variable>-a)\s{1,3}["']?(?<secret>[^\s"']{1,200})/dg,
  },
];
