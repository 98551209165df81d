import type { Sender } from '../alert-parts.ts';

/** Jenkins' Slack plugin and the usual `slackSend` texts. The sentence names the job as Jenkins shows it. */
export const jenkinsSender: Sender = {
  name: 'jenkins',
  read({ facts, runLinks }) {
    if (runLinks[0]?.provider !== 'jenkins') return null;
    for (const { text } of facts.lines) {
      const name = nameIn(text);
      if (name) return { workflow: name, job: null };
    }
    return { job: null };
  },
};

function nameIn(text: string): string | null {
  return (
    // acme » api » main - #341 Failure after 4 min 12 sec
    /^(\S.{0,198}?) - #\d{1,9} /.exec(text)?.[1] ??
    // FAILED: Job 'payments/deploy [88]'
    /\bjob:? ['"]([^'"\n]{1,200}?)(?: \[[^\]]{1,20}\]| #\d{1,9})?['"]/i.exec(text)?.[1] ??
    // FAILURE: Job payments/deploy #88
    /\bjob:? ([\w./%-]{1,200}) #\d{1,9}/i.exec(text)?.[1] ??
    null
  );
}
