import { describe, expect, it } from '@jest/globals';
import { readRunLink } from '../../../../src/core/alert/read-run-link.ts';
import type { Provider } from '../../../../src/core/alert/run.ts';

const uuid = '3f0f7d0e-7c1b-4b8d-9f2a-2f9d0b6a1c11';
const gh = 'https://github.com/northwind/ledger';
const hosts: ReadonlyMap<string, Provider> = new Map([
  ['drone.example.com', 'drone'],
  ['git.example.com:8443', 'gitlab'],
  ['tc.example.com', 'teamcity'],
  ['wp.example.com:8000', 'woodpecker'],
  ['travis.example.com', 'travis'],
  ['av.example.com', 'appveyor'],
  ['sem.example.com', 'semaphore'],
]);

/** Link, provider, repository, run, job, and the cleaned page (`same`: it was clean). */
const rows = `
${gh}/actions/runs/7  github-actions  northwind/ledger  7  -  same
${gh}/actions/runs/7?pr=1  github-actions  northwind/ledger  7  -  ${gh}/actions/runs/7
${gh}/actions/runs/7/job/9#step:3:12  github-actions  northwind/ledger  7  9  ${gh}/actions/runs/7
${gh}/actions/runs/7/attempts/2  github-actions  northwind/ledger  7  -  same
${gh}/runs/9  github-actions  northwind/ledger  -  9  same
${gh}/commit/abc/checks  github-actions  northwind/ledger  -  -  same
${gh}/pull/4/checks  github-actions  northwind/ledger  -  -  same
https://ghe.example.com/a/b/actions/runs/7  github-actions  a/b  7  -  same
https://gitlab.com/a/b/c/-/pipelines/5/failures  gitlab  a/b/c  5  -  https://gitlab.com/a/b/c/-/pipelines/5
https://git.example.org/a/b/-/jobs/6  gitlab  a/b  -  6  same
https://git.example.com:8443/a/b/pipelines/5  gitlab  a/b  5  -  same
https://git.example.com:8443/a/b/builds/6  gitlab  a/b  -  6  same
https://circleci.com/gh/a/b/12?utm_source=slack  circleci  a/b  12  12  https://circleci.com/gh/a/b/12
https://app.circleci.com/pipelines/github/a/b/3/workflows/${uuid}/jobs/8  circleci  a/b  ${uuid}  8  https://app.circleci.com/pipelines/github/a/b/3/workflows/${uuid}
https://app.circleci.com/pipelines/circleci/X1/Y2/3/workflows/${uuid}  circleci  -  ${uuid}  -  same
https://circleci.com/workflow-run/${uuid}  circleci  -  ${uuid}  -  same
https://buildkite.com/org/pipe/builds/4#${uuid}  buildkite  -  4  ${uuid}  https://buildkite.com/org/pipe/builds/4
https://app.travis-ci.com/github/a/b/builds/5?utm_medium=x  travis  a/b  5  -  https://app.travis-ci.com/github/a/b/builds/5
https://travis-ci.org/a/b/jobs/5  travis  a/b  -  5  same
https://ci.appveyor.com/project/a/b/builds/5/job/x1  appveyor  a/b  5  x1  https://ci.appveyor.com/project/a/b/builds/5
https://org.semaphoreci.com/workflows/${uuid}?pipeline_id=${uuid}&x=1  semaphore  -  ${uuid}  -  https://org.semaphoreci.com/workflows/${uuid}?pipeline_id=${uuid}
https://dev.azure.com/o/p/_build/results?buildId=4&view=logs&j=j1  azure-devops  -  4  j1  https://dev.azure.com/o/p/_build/results?buildId=4
https://o.visualstudio.com/DefaultCollection/p/_build/index?buildId=4  azure-devops  -  4  -  https://o.visualstudio.com/DefaultCollection/p/_build/results?buildId=4
https://dev.azure.com/o/p/_permalink/_build/index?collectionId=c&builduri=vstfs:///Build/Build/4  azure-devops  -  4  -  https://dev.azure.com/o/p/_build/results?buildId=4
https://bitbucket.org/w/r/pipelines/results/4/steps/%7Bs1%7D  bitbucket  w/r  4  {s1}  https://bitbucket.org/w/r/pipelines/results/4
https://bitbucket.org/w/r/addon/pipelines/home#!/results/4  bitbucket  w/r  4  -  same
https://app.bitrise.io/build/abc  bitrise  -  abc  -  same
https://console.cloud.google.com/cloud-build/builds;region=x/${uuid}?project=p&tab=1  google-cloud-build  -  ${uuid}  -  https://console.cloud.google.com/cloud-build/builds;region=x/${uuid}?project=p
https://eu-west-1.console.aws.amazon.com/codesuite/codebuild/1/projects/p/build/p%3A1/?region=eu-west-1  aws-codebuild  -  p:1  -  same
https://console.aws.amazon.com/codesuite/codepipeline/pipelines/p/view  aws-codepipeline  -  -  -  same
https://app.netlify.com/sites/s/deploys/64f1c2d3e4b5a60008abcdef  netlify  -  64f1c2d3e4b5a60008abcdef  -  same
https://c.example.com/teams/t/pipelines/p/jobs/j/builds/12.1?vars.x=1  concourse  -  12.1  -  same
https://w.example.com/repos/3/pipeline/8/2  woodpecker  -  8  2  https://w.example.com/repos/3/pipeline/8
https://t.example.com/ctx/buildConfiguration/A_B/77?mode=builds  teamcity  -  77  -  https://t.example.com/ctx/buildConfiguration/A_B/77
https://t.example.com/viewLog.html?buildId=77&buildTypeId=A_B&tab=log  teamcity  -  77  -  https://t.example.com/viewLog.html?buildId=77&buildTypeId=A_B
https://tc.example.com/build/77  teamcity  -  77  -  same
https://tc.example.com/ctx/build/77?x=1  teamcity  -  77  -  https://tc.example.com/ctx/build/77
https://tc.example.com/ctx/buildConfiguration/A_B/77  teamcity  -  77  -  same
http://wp.example.com:8000/ci/repos/3/pipeline/8/2  woodpecker  -  8  2  http://wp.example.com:8000/ci/repos/3/pipeline/8
http://wp.example.com:8000/repos/3/pipeline/8  woodpecker  -  8  -  same
https://travis.example.com/a/b/builds/5  travis  a/b  5  -  same
https://travis.example.com/github/a/b/jobs/6  travis  a/b  -  6  same
https://av.example.com/project/a/b/build/1.0.7  appveyor  a/b  1.0.7  -  same
https://sem.example.com/workflows/${uuid}?pipeline_id=${uuid}  semaphore  -  ${uuid}  -  same
https://sem.example.com/jobs/${uuid}  semaphore  -  -  ${uuid}  same
https://j.example.com/ctx/job/a/job/fix%252Fx/9/display/redirect?page=changes  jenkins  -  9  -  https://j.example.com/ctx/job/a/job/fix%252Fx/9/
https://j.example.com/blue/organizations/jenkins/a%2Fb/detail/main/9/pipeline  jenkins  -  9  -  https://j.example.com/blue/organizations/jenkins/a%2Fb/detail/main/9
https://argo.example.com/applications/app  argocd  -  -  -  same
https://s.example.com/#/applications/app/executions/01H  spinnaker  -  01H  -  same
https://t.example.com/#/namespaces/ci/pipelineruns/run-1  tekton  -  run-1  -  same
https://drone.example.com/a/b/12/1/2  drone  a/b  12  1/2  https://drone.example.com/a/b/12
`
  .trim()
  .split('\n')
  .map((line) => line.split('  '));

function orNull(cell: string | undefined): string | null {
  return cell === undefined || cell === '-' ? null : cell;
}

describe('readRunLink', () => {
  it.each(rows)('%s', (url = '', provider, repo, runId, jobId, page) => {
    const runUrl = page === 'same' ? url : page;
    const parts = { provider, repo: orNull(repo), runId: orNull(runId), jobId: orNull(jobId), runUrl };
    expect(readRunLink(url, hosts)).toMatchObject(parts);
  });

  it('reads the attempt', () => {
    expect(readRunLink(`${gh}/actions/runs/7/attempts/2/job/9`, hosts)).toMatchObject({
      attempt: 2,
      jobId: '9',
    });
  });

  it.each([
    gh,
    `${gh}/issues/7`,
    `${gh}/pull/7`,
    `${gh}/commit/abc`,
    `${gh}/actions`,
    `${gh}/actions/runs/latest`,
    'https://gitlab.com/a/b/-/merge_requests/5',
    'https://www.example.com/a/b/12',
    'https://buildkite.com/organizations/o/analytics/suites/s/tests/1',
    'https://t.example.com/buildConfiguration/A_B',
    'https://j.example.com/job/a/',
    'https://name:word@github.com/a/b/actions/runs/7',
    'ftp://github.com/a/b/actions/runs/7',
    'mailto:ana@example.com',
    'no link at all',
    `https://github.com/${'a'.repeat(3000)}/b/actions/runs/7`,
  ])('is null for %s', (url) => {
    expect(readRunLink(url, hosts)).toBeNull();
  });

  it('lets the settings say what a host is', () => {
    const link = 'https://ci.example.com/a/b/actions/runs/7';
    expect(readRunLink(link, new Map([['ci.example.com', 'gitlab']]))).toBeNull();
    expect(readRunLink(link, new Map([['ci.example.com', 'github-actions']]))?.runId).toBe('7');
  });
});
