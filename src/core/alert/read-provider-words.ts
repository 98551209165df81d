import type { AlertFacts } from './alert-facts.ts';
import type { Provider } from './run.ts';

/** Names that can mean nothing but the service. Bare words such as `drone` or `concourse` are not among them. */
const names: readonly (readonly [RegExp, Provider])[] = [
  // Failed GitHub Actions, New Github Action Run
  [/\bgithub[ -]actions?\b/i, 'github-actions'],
  // GitLab CI, GitLab pipeline
  [/\bgitlab(?:[ -]ci| pipeline)\b/i, 'gitlab'],
  // CircleCI job failed.
  [/\bcircle ?ci\b/i, 'circleci'],
  // Jenkins build failed
  [/\bjenkins\b/i, 'jenkins'],
  // Buildkite
  [/\bbuildkite\b/i, 'buildkite'],
  // Travis CI
  [/\btravis[ -]ci\b/i, 'travis'],
  // Azure Pipelines, Azure DevOps
  [/\bazure (?:pipelines?|devops)\b/i, 'azure-devops'],
  // Bitbucket Pipelines
  [/\bbitbucket pipelines?\b/i, 'bitbucket'],
  // Drone CI
  [/\bdrone ci\b/i, 'drone'],
  // Woodpecker CI
  [/\bwoodpecker(?:[ -]ci)?\b/i, 'woodpecker'],
  // TeamCity
  [/\bteamcity\b/i, 'teamcity'],
  // AppVeyor
  [/\bappveyor\b/i, 'appveyor'],
  // Semaphore CI
  [/\bsemaphore ?ci\b/i, 'semaphore'],
  // Bitrise
  [/\bbitrise\b/i, 'bitrise'],
  // Cloud Build
  [/\b(?:google )?cloud build\b/i, 'google-cloud-build'],
  // AWS CodeBuild
  [/\bcodebuild\b/i, 'aws-codebuild'],
  // AWS CodePipeline
  [/\bcodepipeline\b/i, 'aws-codepipeline'],
  // Argo CD
  [/\bargo ?cd\b/i, 'argocd'],
  // Netlify
  [/\bnetlify\b/i, 'netlify'],
];

/** The provider that the words of a message name, or null. Ask the links first: words are free to anybody. */
export function readProviderWords(facts: AlertFacts): Provider | null {
  for (const line of facts.lines) {
    const found = names.find(([pattern]) => pattern.test(line.text));
    if (found) return found[1];
  }
  return null;
}
