import { type LogReading, stepAt } from '../log/log-reading.ts';
import type { RedactionFact } from '../log/redacted-log.ts';
import type { Sighting } from './client-reader.ts';
import type { RequestLines } from './request-lines.ts';

interface Surroundings {
  readonly facts: readonly RedactionFact[];
  readonly reading: LogReading;
  readonly lines: RequestLines;
}

/** Name of the credential that a request used, and whether the log shows that nothing was in it. */
export interface FoundCredential {
  readonly name: string | null;
  readonly empty: boolean;
}

/** Variables that a tool reads by itself. */
const ownVariables: Readonly<Record<string, readonly string[]>> = {
  npm: ['NODE_AUTH_TOKEN', 'NPM_TOKEN', 'NPM_AUTH_TOKEN'],
  yarn: ['NODE_AUTH_TOKEN', 'YARN_NPM_AUTH_TOKEN', 'NPM_TOKEN'],
  pnpm: ['NODE_AUTH_TOKEN', 'NPM_TOKEN'],
  git: ['GITHUB_TOKEN', 'GH_TOKEN', 'CI_JOB_TOKEN', 'GITLAB_TOKEN'],
  gh: ['GH_TOKEN', 'GITHUB_TOKEN'],
  octokit: ['GITHUB_TOKEN', 'GH_TOKEN', 'INPUT_GITHUB-TOKEN'],
  twine: ['TWINE_PASSWORD', 'TWINE_API_TOKEN', 'PYPI_API_TOKEN', 'PYPI_TOKEN'],
  uv: ['UV_PUBLISH_TOKEN', 'UV_INDEX_PASSWORD'],
  poetry: ['POETRY_PYPI_TOKEN_PYPI', 'PYPI_TOKEN'],
  cargo: ['CARGO_REGISTRY_TOKEN', 'CARGO_REGISTRIES_TOKEN'],
  firebase: ['FIREBASE_TOKEN', 'GOOGLE_APPLICATION_CREDENTIALS'],
  maven: ['MAVEN_PASSWORD', 'MAVEN_TOKEN', 'GITHUB_TOKEN'],
  gradle: ['ORG_GRADLE_PROJECT_MAVENCENTRALPASSWORD', 'GITHUB_TOKEN'],
  aws: ['AWS_ACCESS_KEY_ID', 'AWS_SESSION_TOKEN'],
};

/** How many lines of the step are looked at for its environment. */
const reach = 400;

/** The credential from the request itself, a secret hidden beside it, or the environment that its step printed. */
export function findCredential(sighting: Sighting, around: Surroundings): FoundCredential {
  const environment = environmentOf(sighting, around);
  const named = sighting.credential ?? variableBeside(sighting, around.facts);
  if (named) return { name: named, empty: environment.get(named) === '' };
  const own = ownVariables[sighting.client ?? ''] ?? [];
  for (const name of own) {
    const value = environment.get(name);
    if (value !== undefined) return { name, empty: value === '' };
  }
  return { name: null, empty: false };
}

/** A secret that redaction hid on one of the request's lines. */
function variableBeside(sighting: Sighting, facts: readonly RedactionFact[]): string | null {
  const beside = facts.filter((fact) => fact.line > sighting.from && fact.line <= sighting.to + 1);
  const named = beside.find((fact) => fact.variable !== null);
  if (named) return named.variable;
  return beside.some((fact) => fact.kind === 'authorization-header') ? 'Authorization header' : null;
}

// NODE_AUTH_TOKEN: ***
const environmentLine = /^\s{0,8}(?<name>[A-Z][A-Z0-9_-]{2,60})[:=] ?(?<value>\S{0,60})$/;

function environmentOf(sighting: Sighting, { reading, lines }: Surroundings): Map<string, string> {
  const found = new Map<string, string>();
  const step = stepAt(reading, sighting.line + 1);
  const first = Math.max(step ? step.from - 1 : 0, sighting.line - reach);
  for (let index = first; index < sighting.line; index += 1) {
    const groups = environmentLine.exec(lines.text(index))?.groups;
    const name = groups?.['name'];
    // A name without a secret's word in it says nothing about a credential.
    if (name && /TOKEN|PASSW|SECRET|KEY|CREDENTIAL|_PAT\b/.test(name)) found.set(name, groups['value'] ?? '');
  }
  return found;
}
