// \d   ·   [^']   ·   a.b   ·   x+   ·   ^error   ·   x{2,5}   ·   (?P<name>
const MORE_THAN_TEXTS = /(?<!\\)[.*+^$[{]|\\[a-zA-Z]|\(\?P?</;

/**
 * Whether an expression only lists texts: then it stands on these very texts, and they alone say the same.
 * `(?:No|Multiple) artifacts named` does; `artifacts? named "[^"]+"` does not.
 */
export function listsTexts(expression) {
  return !MORE_THAN_TEXTS.test(expression);
}
