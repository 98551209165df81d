import type { RunLink } from '../../../../core/alert/run.ts';

/**
 * The address of a build below the configured server, from its classic or its Blue Ocean page; null when the link
 * leads elsewhere. Names stay encoded as Jenkins encoded them (`feature%252Fx` is the branch `feature/x`).
 */
export function buildUrlOf(link: RunLink, server: string): string | null {
  const base = new URL(server);
  const context = segmentsOf(base.pathname);
  const path = segmentsOf(new URL(link.runUrl).pathname);
  if (!context.every((segment, at) => path[at] === segment)) return null;
  const rest = path.slice(context.length);
  const names = rest[0] === 'blue' ? blueOceanNames(rest) : classicNames(rest);
  const number = rest.at(-1);
  if (names === null || names.length === 0 || number !== link.runId) return null;
  const below = [...context, ...names.flatMap((name) => ['job', name]), number];
  return `${base.origin}/${below.join('/')}`;
}

function segmentsOf(path: string): readonly string[] {
  return path.split('/').filter((segment) => segment !== '');
}

/** job/FOLDER/job/PIPE/9; a view in front changes nothing: view/all/job/PIPE/9 */
function classicNames(rest: readonly string[]): readonly string[] | null {
  const names: string[] = [];
  for (let at = rest.indexOf('job'); at >= 0 && rest[at] === 'job'; at += 2) {
    const name = rest[at + 1];
    if (name !== undefined) names.push(name);
  }
  return names;
}

/** blue/organizations/jenkins/FOLDER%2FPIPE/detail/BRANCH/9; a pipeline without branches repeats its name. */
function blueOceanNames(rest: readonly string[]): readonly string[] | null {
  const [, , , fullName, detail, branch] = rest;
  if (fullName === undefined || detail !== 'detail' || branch === undefined) return null;
  // FOLDER%2FPIPE
  const names = fullName.split(/%2F/i);
  // feature%2Fx stands for a job whose own name is feature%2Fx
  return names.at(-1) === branch ? names : [...names, branch.replaceAll(/%2F/gi, '%252F')];
}
