import type { Provider, RunLink } from './run.ts';
import { appveyorLinks } from './run-links/appveyor.ts';
import { awsLinks } from './run-links/aws.ts';
import { azureDevopsLinks } from './run-links/azure-devops.ts';
import { bitbucketLinks } from './run-links/bitbucket.ts';
import { bitriseLinks } from './run-links/bitrise.ts';
import { buildkiteLinks } from './run-links/buildkite.ts';
import { circleciLinks } from './run-links/circleci.ts';
import { concourseLinks } from './run-links/concourse.ts';
import { deployerLinks } from './run-links/deployers.ts';
import { droneLinks } from './run-links/drone.ts';
import { githubActionsLinks } from './run-links/github-actions.ts';
import { gitlabLinks } from './run-links/gitlab.ts';
import { googleCloudBuildLinks } from './run-links/google-cloud-build.ts';
import { jenkinsLinks } from './run-links/jenkins.ts';
import { netlifyLinks } from './run-links/netlify.ts';
import type { RunLinkShape } from './run-links/run-link-shape.ts';
import { semaphoreLinks } from './run-links/semaphore.ts';
import { teamcityLinks } from './run-links/teamcity.ts';
import { travisLinks } from './run-links/travis.ts';
import { woodpeckerLinks } from './run-links/woodpecker.ts';

/** Order is meaning: fixed hosts first, then shapes with a word of their own, the loosest last. */
export const runLinkShapes: readonly RunLinkShape[] = [
  circleciLinks,
  buildkiteLinks,
  travisLinks,
  appveyorLinks,
  semaphoreLinks,
  azureDevopsLinks,
  bitbucketLinks,
  bitriseLinks,
  googleCloudBuildLinks,
  awsLinks,
  netlifyLinks,
  githubActionsLinks,
  gitlabLinks,
  concourseLinks,
  woodpeckerLinks,
  teamcityLinks,
  jenkinsLinks,
  deployerLinks,
  droneLinks,
];

const maxLength = 2048;

/**
 * The run, job or checks page that a link leads to, or null for any other link.
 *
 * `hosts` names self-hosted servers (`git.example.com:8443`) and settles what they are; on other hosts the
 * first shape that fits wins. Nothing is fetched. Never throws: a text that is no link gives null.
 */
export function readRunLink(url: string, hosts: ReadonlyMap<string, Provider>): RunLink | null {
  if (url.length > maxLength || !URL.canParse(url)) return null;
  const parsed = new URL(url);
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') return null;
  // Names and passwords in a link are a trick or a leak; neither may travel on.
  if (parsed.username !== '' || parsed.password !== '') return null;
  const configured = hosts.get(parsed.host) ?? null;
  const path = parsed.pathname.split('/').filter((segment) => segment !== '');
  for (const shape of runLinkShapes) {
    if (configured ? !shape.providers.includes(configured) : shape.onlyConfigured) continue;
    const link = shape.read({ url: parsed, host: parsed.host, path, configured });
    if (link) return link;
  }
  return null;
}
