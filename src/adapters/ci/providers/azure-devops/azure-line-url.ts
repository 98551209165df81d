import type { LineUrl } from '../../ci-provider.ts';
import { lineUrlBy } from '../../line-url-by.ts';
import { numberShownLines } from '../../number-shown-lines.ts';

/**
 * Lines on the page of a task: a line that ends a group is neither shown nor counted there, one that ends none is
 * shown empty. As the agent counts them: `PagingLogger.Write` of microsoft/azure-pipelines-agent, from its #4549.
 */
export function azureLineUrl(taskPage: string, bytes: Uint8Array): LineUrl {
  let inGroup = false;
  const numberOf = numberShownLines(bytes, (line) => {
    const words = line.toLowerCase();
    if (words.includes('##[group]')) inGroup = true;
    const endsGroup = inGroup && words.includes('##[endgroup]');
    if (endsGroup) inGroup = false;
    return !endsGroup;
  });
  return lineUrlBy(`${taskPage}&l=`, numberOf);
}
