import type { LineUrl } from '../../ci-provider.ts';
import { lineUrlBy } from '../../line-url-by.ts';
import { numberShownLines } from '../../number-shown-lines.ts';

/** The page shows so many lines (`Log.LIMIT` of travis-ci/travis-web). */
const SHOWN_LINES = 10_000;

// travis_fold:start:install
const FOLD = /fold:(?:start|end):[\w.-]/;

/**
 * Lines on the page of a job. A fold's mark is none of them; what follows it behind a carriage return is one. As
 * travis-ci/travis-web cuts them (app/utils/log.js) and numbers them (app/utils/lines-selector.js).
 */
export function travisLineUrl(jobPage: string, bytes: Uint8Array): LineUrl {
  const numberOf = numberShownLines(bytes, (line) => !FOLD.test(lastState(line)));
  return lineUrlBy(`${jobPage}#L`, (line) => {
    const number = numberOf(line);
    return number === null || number > SHOWN_LINES ? null : number;
  });
}

/** What follows the last carriage return, those at the end left out. */
function lastState(line: string): string {
  let end = line.length;
  while (line[end - 1] === '\r') end--;
  return line.slice(line.lastIndexOf('\r', end - 1) + 1, end);
}
