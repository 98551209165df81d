import type { RunLink } from '../run.ts';
import {
  decodeSegment,
  makeRunLink,
  type RunLinkPlace,
  type RunLinkShape,
  subdomainOf,
} from './run-link-shape.ts';

/** AWS CodeBuild and CodePipeline in the console. A pipeline page names no execution. */
export const awsLinks: RunLinkShape = {
  providers: ['aws-codebuild', 'aws-codepipeline'],
  onlyConfigured: false,
  read(place) {
    const ours =
      place.host === 'console.aws.amazon.com' || subdomainOf(place.host, 'console.aws.amazon.com') !== null;
    return ours ? (readBuild(place) ?? readPipeline(place)) : null;
  },
};

function readBuild(place: RunLinkPlace): RunLink | null {
  const builds = place.path.indexOf('build', place.path.indexOf('projects'));
  const id = decodeSegment(place.path[builds + 1] ?? '');
  if (!place.path.includes('codebuild') || !place.path.includes('projects') || builds < 0 || !id) return null;
  return makeRunLink(place, { provider: 'aws-codebuild', runId: id, runUrl: withoutTracking(place) });
}

function readPipeline(place: RunLinkPlace): RunLink | null {
  const isPage = place.path.includes('codepipeline') && place.path.includes('pipelines');
  const isOldPage = place.path[0] === 'codepipeline' && place.url.hash.includes('/view/');
  if (!isPage && !isOldPage) return null;
  const executions = place.path.indexOf('executions');
  const runId = executions < 0 ? null : (place.path[executions + 1] ?? null);
  return makeRunLink(place, { provider: 'aws-codepipeline', runId, runUrl: withoutTracking(place) });
}

/** The region is the one part of the query that leads to the page. */
function withoutTracking(place: RunLinkPlace): string {
  const region = place.url.searchParams.get('region');
  const query = region ? `?region=${encodeURIComponent(region)}` : '';
  return `${place.url.origin}${place.url.pathname}${query}${place.url.hash}`;
}
