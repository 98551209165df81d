import { renderTestCases } from '../core/playbook/render-test-cases.ts';
import type { ChatFlowsContext } from './chat-flows-context.ts';

/** Sends the workspace's test cases to an admin, as a file of ready examples; else says why not. */
export async function sendCases(
  { store, chat, people }: ChatFlowsContext,
  { workspace, user }: { workspace: string; user: string },
): Promise<string | null> {
  if (!(await people.isAdmin(workspace, user))) return 'Only admins may download the test cases.';
  const cases = await store.listCases(workspace);
  if (cases.length === 0) return 'Nobody has called a card wrong yet.';
  await chat.sendFile(
    { workspace, user },
    {
      name: 'faultline-examples.yaml',
      title: 'Test cases from feedback',
      text: renderTestCases(cases),
      comment: 'Each entry goes below `examples` of the playbook that it names.',
    },
  );
  return null;
}
