import { PlaybookSchema } from '../../../src/core/playbook/playbook-schema.ts';

/** Prose in every form that playbooks use; not the bundled file, so that its wording may change freely. */
export const HTTP_AUTH = PlaybookSchema.parse({
  id: 'http-auth-failure',
  title: 'An HTTP request was refused with 401 or 403',
  category: 'auth',
  severity: 'high',
  match: {
    any: [
      '403 Forbidden',
      '401 Unauthorized',
      {
        expression: 'https://(?P<host>[^/ ]+)',
        literal: 'https://',
        example: '403 from https://npm.example.com/',
      },
    ],
  },
  summary: 'A service refused a request. `401` means that it does not know you, `403` that you may not.',
  diagnosis:
    'Two classes:\n\n- **401**: the credential is missing or dead\n- **403**: it is known\n  - and not allowed',
  fix: [
    '1. See who the credential belongs to:',
    '   ```sh',
    '   npm whoami --registry https://{host}/',
    '   ```',
    '2. For 401: renew the credential and store it under the name that the job reads.',
    '3. For 403: give that account the right, for example `npm access grant read-write acme:ci @acme/ui`.',
    '4. Compare the address with the one that the credential was made for.',
    '5. For OAuth tokens, ask for the scope that the action needs.',
    '6. Look at the [status page](https://status.example.com/).',
    '7. Ask the owner of the service.',
  ].join('\n'),
  validation: 'Run the step again; the request answers 2xx.',
  why_it_matters: 'Nothing is published until it is fixed.',
  prevention: '- Use short-lived tokens.\n- Write down what each secret is *for*.',
  workflow: { local_repro: ['curl -v -H "Authorization: Bearer $TOKEN" https://api.example.com/'] },
  links: ['https://docs.example.com/auth'],
});

export const DOCKER_DENIED = PlaybookSchema.parse({
  id: 'docker-push-denied',
  title: 'docker push was refused',
  category: 'container',
  severity: 'high',
  match: { any: ['denied: requested access to the resource is denied'] },
  summary: 'The registry refused the push.',
  diagnosis: 'The login or the right is missing.',
  fix: [
    'One command tells the two apart: `docker login registry.example.com` with the credential of the job.',
    '',
    '1. If it is a 401, log in before the push, in the same job.',
    '2. If it is a 403, give the account the right to push to the repository.',
    '3. Check that the name of the image begins with a namespace of yours.',
  ].join('\n'),
  validation: '- The push prints a digest.\n- `docker pull` of the tag works elsewhere.',
});

export const TYPE_ERROR = PlaybookSchema.parse({
  id: 'typescript-type-error',
  title: 'TypeScript found a type error',
  category: 'build',
  severity: 'medium',
  match: { any: ['error TS2345'] },
  summary: 'The compiler refused the program.',
  diagnosis: 'Types do not agree.',
  fix: 'Read the first error; the later ones often follow from it.\n\nRun the compiler locally:\n\n```sh\nnpx tsc --noEmit\n```',
  validation: '`npx tsc --noEmit` prints nothing.',
});
