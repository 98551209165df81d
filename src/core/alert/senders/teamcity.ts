import type { Sender } from '../alert-parts.ts';

/** TeamCity's notifier: `EMOJI Project / Type #N verdict`, all names in one line. */
export const teamcitySender: Sender = {
  name: 'teamcity',
  read({ facts, runLinks }) {
    if (runLinks[0]?.provider !== 'teamcity') return null;
    for (const { text } of facts.lines) {
      // :x: Acme / Api / Build #341 failed
      const name =
        /^(?::[a-z_]{1,40}:|\p{Extended_Pictographic}\uFE0F?)? ?(\S.{0,198}?) #[\w.-]{1,40}(?: |$)/u.exec(
          text,
        )?.[1];
      if (name) return { workflow: name };
    }
    return {};
  },
};
