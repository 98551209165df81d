import { earliestFirst } from '../../earliest-first.ts';
import type { AzureRecord } from './azure-payloads.ts';

export interface FailedAzureJob {
  readonly job: AzureRecord;
  /** The task that failed first; null when the job failed without one, such as for want of an agent. */
  readonly task: AzureRecord | null;
}

/** A task that may fail leaves its job succeeded, so only tasks of failed jobs count. */
export function failedJobsOf(records: readonly AzureRecord[]): readonly FailedAzureJob[] {
  const byId = new Map(records.map((record) => [record.id, record]));
  const tasks = new Map<string, AzureRecord[]>();
  for (const record of records) {
    if (record.type !== 'Task' || record.result !== 'failed') continue;
    const job = jobAbove(record, byId);
    if (job) tasks.set(job.id, [...(tasks.get(job.id) ?? []), record]);
  }
  return records
    .filter((record) => record.type === 'Job' && record.result === 'failed')
    .map((job) => ({
      job,
      task: earliestFirst(tasks.get(job.id) ?? [], ({ finishTime }) => finishTime)?.[0] ?? null,
    }));
}

/** A foreign answer may hold a ring; no build is this deep. */
const maxDepth = 8;

function jobAbove(record: AzureRecord, byId: ReadonlyMap<string, AzureRecord>): AzureRecord | null {
  let above: AzureRecord | undefined = record;
  for (let depth = 0; above && depth < maxDepth; depth++) {
    if (above.type === 'Job') return above;
    above = byId.get(above.parentId ?? '');
  }
  return null;
}
