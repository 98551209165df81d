/** A CI service that can send alerts. */
export type Provider =
  | 'github-actions'
  | 'gitlab'
  | 'circleci'
  | 'jenkins'
  | 'buildkite'
  | 'travis'
  | 'azure-devops'
  | 'bitbucket'
  | 'drone'
  | 'woodpecker'
  | 'teamcity'
  | 'appveyor'
  | 'semaphore'
  | 'concourse'
  | 'bitrise'
  | 'google-cloud-build'
  | 'aws-codebuild'
  | 'aws-codepipeline'
  | 'argocd'
  | 'spinnaker'
  | 'tekton'
  | 'netlify';

/** A link to a run, read into its parts. Unknown parts are null. */
export interface RunLink {
  readonly provider: Provider;
  /** Host and, where it has one, port: `github.com`, `git.example.com:8443`. */
  readonly host: string;
  readonly repo: string | null;
  /** Cleaned: no tracking query, no redirect tail. */
  readonly runUrl: string;
  readonly runId: string | null;
  readonly jobId: string | null;
  readonly attempt: number | null;
}

/** A failure that a CI service (or somebody's script) reported. Unknown parts are null. */
export interface Alert {
  readonly provider: Provider | null;
  readonly repo: string | null;
  readonly branch: string | null;
  /** As long as the message shows it. */
  readonly commit: string | null;
  readonly workflow: string | null;
  readonly job: string | null;
  readonly runUrl: string | null;
  readonly runId: string | null;
  readonly attempt: number | null;
  readonly author: string | null;
  /** The link behind `runUrl`, where it could be read. */
  readonly link: RunLink | null;
}
