// disable the certificate check   ·   skip verification   ·   ignore the failing test
const WEAKEN =
  /\b(?:disable|bypass|skip|ignore|suppress|turn off|switch off|weaken|relax|remove|circumvent|allow[- ]?all|whitelist)\b|\b(?:disabling|bypassing|skipping|ignoring|removing|turning off|switching off)\b/i;
// paste the token here   ·   print the secret
const EXPOSE =
  /\b(?:share|send|paste|post|reveal|print|echo|publish|commit|e-?mail|expose|upload|tell|give|dump|display|copy)\b[^.]{0,40}\b(?:tokens?|secrets?|passwords?|keys?|credentials?|environment)\b/i;
// delete the repository   ·   make it public   ·   force-push   ·   grant admin to everyone   ·   run as root
const DESTROY =
  /\b(?:delet\w*|drop|wipe\w*|destroy\w*|eras\w*|force[- ]?(?:push\w*|merg\w*)|merge (?:it|now|anyway)|approve (?:it|the|this)|make (?:it|the \w+) public|grant (?:admin|everyone|all)|administrator|as root|sudo|chmod|rm -|eval|base64|--no-verify|--force|--insecure|unverified)\b/i;
// ignore the above   ·   as an AI   ·   system prompt
const ORDERS =
  /\b(?:instructions?|system prompt|prompt|as an ai|assistant|language model|tool call|you are now|developer mode|obey\w*|override\w*|approved|jailbreak|hereby)\b/i;

/** Whether a text advises what nobody should do on a stranger's word, or speaks to the reader as an order would. */
export function isUnsafeAdvice(text: string): boolean {
  return WEAKEN.test(text) || EXPOSE.test(text) || DESTROY.test(text) || ORDERS.test(text);
}
