import { z } from 'zod';

export const BitbucketState = z.object({
  name: z.string(),
  result: z
    .object({ name: z.string(), error: z.object({ message: z.string().nullish() }).nullish() })
    .nullish(),
});
export type BitbucketState = z.infer<typeof BitbucketState>;

export const BitbucketPipeline = z.object({
  uuid: z.string(),
  build_number: z.number(),
  created_on: z.string().nullish(),
  state: BitbucketState,
  target: z
    .object({
      ref_name: z.string().nullish(),
      source: z.string().nullish(),
      commit: z.object({ hash: z.string() }).nullish(),
      selector: z.object({ pattern: z.string().nullish() }).nullish(),
    })
    .nullish(),
  creator: z.object({ display_name: z.string().nullish() }).nullish(),
});
export type BitbucketPipeline = z.infer<typeof BitbucketPipeline>;

export const BitbucketStep = z.object({
  uuid: z.string(),
  name: z.string().nullish(),
  state: BitbucketState,
  completed_on: z.string().nullish(),
});
export type BitbucketStep = z.infer<typeof BitbucketStep>;

export const BitbucketSteps = z.object({ values: z.array(BitbucketStep) });

export const BitbucketPipelines = z.object({ values: z.array(BitbucketPipeline) });

export const BitbucketRepository = z.object({
  mainbranch: z.object({ name: z.string() }).nullish(),
});

export function isFailing({ result }: BitbucketState): boolean {
  return result?.name === 'FAILED' || result?.name === 'ERROR';
}

export function branchOf({ target }: BitbucketPipeline): string | null {
  return target?.ref_name ?? target?.source ?? null;
}
