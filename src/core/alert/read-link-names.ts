import type { RunLink } from './run.ts';

interface LinkNames {
  readonly workflow: string | null;
  readonly job: string | null;
}

const none: LinkNames = { workflow: null, job: null };

/** The names of workflow and job where a provider writes them into the address of its run pages. */
export function readLinkNames(link: RunLink): LinkNames {
  const url = new URL(link.runUrl);
  const path = url.pathname.split('/').filter((segment) => segment !== '');
  switch (link.provider) {
    case 'buildkite':
      return { workflow: path.slice(0, 2).join('/'), job: null };
    case 'concourse':
      return { workflow: decode(path[3]), job: decode(path[5]) };
    case 'jenkins':
      return { workflow: jenkinsJob(path), job: null };
    case 'aws-codebuild':
      return { workflow: decode(path[path.indexOf('projects') + 1]), job: null };
    case 'aws-codepipeline':
      return { workflow: decode(path[path.indexOf('pipelines') + 1]), job: null };
    case 'argocd':
      return { workflow: decode(path.at(-1)), job: null };
    case 'tekton':
      return { workflow: pipelineOfRun(link.runId), job: null };
    default:
      return none;
  }
}

/** `/job/acme/job/api/7` is `acme/api`. A branch's slash is encoded twice. */
function jenkinsJob(path: readonly string[]): string | null {
  const names: string[] = [];
  for (let at = path.indexOf('job'); at >= 0 && path[at] === 'job'; at += 2)
    names.push(decode(path[at + 1]) ?? '');
  return names.join('/') || null;
}

/** Runs are named after their pipeline and a random tail: `build-api-run-x7k2p`. */
function pipelineOfRun(name: string | null): string | null {
  return name?.replace(/(?:-run)?-[a-z0-9]{5}$/, '').replace(/-run$/, '') ?? null;
}

function decode(segment: string | undefined): string | null {
  if (!segment) return null;
  try {
    return decodeURIComponent(decodeURIComponent(segment));
  } catch {
    return segment;
  }
}
