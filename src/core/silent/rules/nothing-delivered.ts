import { linesMatching, type SilentRule } from '../silent-rule.ts';

const NO_ARTIFACT: readonly RegExp[] = [
  // No files were found with the provided path: dist/. No artifacts will be uploaded.   (GitHub)
  /^No files were found with the provided path\b/,
  // WARNING: dist/: no matching files. Ensure that the artifact path is relative   (GitLab)
  /^WARNING: .{1,300}: no matching files\b|^ERROR: No files to upload/,
  // No artifacts found that match the file pattern "dist/**".   (Jenkins)   ·   No artifact files found at dist   (CircleCI)
  /^No artifacts found that match the file pattern|^No artifact files found at /,
  // Directory '/x/a' is empty. Nothing will be added to build artifact   (Azure)   ·   No test report files were found
  /is empty\. Nothing will be added to (?:the )?build artifact|^No test report files were found/,
];

/** What later jobs and people wait for was never made, or lies elsewhere. */
export const ARTIFACT_MISSING: SilentRule = {
  id: 'artifact-missing',
  severity: 'medium',
  forms: NO_ARTIFACT,
  find: ({ said }) => linesMatching(said, NO_ARTIFACT),
};

const NO_CACHE: readonly RegExp[] = [
  // Failed to save: Cache service responded with 400   ·   Failed to restore: getCacheEntry failed   (GitHub)
  /^Failed to (?:save|restore): /,
  // Path Validation Error: Path(s) specified in the action for caching do(es) not exist, hence no cache is being saved.
  /^Path Validation Error: .{1,100} for caching .{1,60}no cache is being saved/,
  // Failed to extract cache   ·   Failed to create cache   (GitLab)
  /^(?:WARNING: )?Failed to (?:extract|create|upload|download) cache\b/,
  // Cache upload failed   ·   Cache service responded with 503
  /^(?:Warning: )?(?:Cache (?:upload|save|download|restore) failed|Cache service responded with [45]\d\d)/i,
];
// Failed to save: Unable to reserve cache with key x, another job may be creating this cache.     (then it exists)
const CACHE_EXISTS = /another job may be creating this cache|cache already exists/i;

/** Cache that cannot be read or written; a miss is none. */
export const CACHE_BROKEN: SilentRule = {
  id: 'cache-miss-non-fatal',
  severity: 'low',
  forms: NO_CACHE,
  find: ({ said }) => linesMatching(said, NO_CACHE, [CACHE_EXISTS]),
};

const NO_DEPLOY: readonly RegExp[] = [
  // Deployed 0 files   ·   uploaded 0 objects   ·   0 files uploaded.   ·   Found 0 files to deploy
  /^(?:successfully )?(?:deployed|synced|published|released) 0 (?:files|objects|items|artifacts|services|packages)\b/i,
  /^(?:found )?0 files (?:to (?:deploy|publish|upload)|(?:were )?(?:deployed|published))\b/i,
  // Nothing to deploy.   ·   No files to deploy   ·   hosting[site]: found 0 files in public   (Firebase)
  /^(?:error: |warning: )?(?:nothing|no files|no targets?) to deploy\b|\bfound 0 files in \S/i,
  // skipping: no hosts matched   (Ansible)   ·   error: no objects passed to apply   (kubectl)
  /^skipping: no hosts matched$|^error: no objects passed to apply/,
];

/** The deployment is green because it deployed nothing. */
export const EMPTY_DEPLOYMENT: SilentRule = {
  id: 'empty-deployment-target',
  severity: 'high',
  forms: NO_DEPLOY,
  find: ({ said }) => linesMatching(said, NO_DEPLOY),
};

const NO_BYTES: readonly RegExp[] = [
  // Uploaded bytes 0   ·   Uploaded 0 bytes   ·   0 bytes uploaded   ·   Artifact upload finished. Final size is 0 bytes
  /^(?:total )?uploaded (?:bytes:? 0|0 (?:bytes|B))(?:$|[ .,])/i,
  /^0 (?:bytes|files) (?:were )?uploaded\b|\bfinal size is 0 bytes\b/i,
];

/** A backup, report or package was sent, and it was empty. */
export const EMPTY_UPLOAD: SilentRule = {
  id: 'empty-upload',
  severity: 'medium',
  forms: NO_BYTES,
  find: ({ said }) => linesMatching(said, NO_BYTES),
};

// Skipping deploy: DEPLOY_TOKEN is not set   ·   Skipped publishing because no credentials were found
const SKIPPED =
  /^(?:warning: )?(?:skipping|skipped) (?:the )?(?:deploy|publish|release|upload|sign|notariz|migrat|scan|security|test|smoke|push|backup)\w{0,10}\b.{0,100}\b(?:not set|unset|no |missing|without|empty|undefined|not (?:found|configured|defined|available))/i;
// Skipping a deployment with the npm provider because this branch is not permitted     (a rule someone made)
const BY_RULE =
  /\b(?:branch|tag|pull request|fork|no changes?|no new|up[- ]to[- ]date|already|not permitted|dry.run)\b/i;

/** A step that matters did nothing, for want of something it needs. */
export const SKIPPED_CRITICAL_STEP: SilentRule = {
  id: 'skipped-critical-step',
  severity: 'medium',
  forms: [SKIPPED],
  find: ({ said }) => linesMatching(said, [SKIPPED], [BY_RULE]),
};
