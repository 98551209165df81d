import { cleanUrl } from '../clean-url.ts';
import type { RequestLines } from '../request-lines.ts';

/** A script's curl stands this near above its output, or the output is somebody else's. */
const reach = 25;

/** What an echoed curl command says about the request it sends. */
export interface CurlCommand {
  readonly method: string;
  readonly url: string | null;
  readonly credential: string | null;
  /** The option `-w` or `--write-out` was given, so a bare number in the output may be a status. */
  readonly writesOut: boolean;
  readonly index: number;
}

// + curl -sSf -X POST -H 'Authorization: Bearer ***' https://api.example.com/v1/jobs
const command = /(?:^|[\s;|&(`])curl(?:\.exe)? +(?=[-"'$h])/;

/** The nearest curl command above a line, joined over its continuation lines; null when there is none near. */
export function curlCommandAbove(lines: RequestLines, index: number): CurlCommand | null {
  const found = lines.before(index, command, reach);
  return found ? readCommand(joined(lines, found.index), found.index) : null;
}

function joined(lines: RequestLines, index: number): string {
  let text = lines.text(index);
  for (let next = index + 1; text.endsWith('\\') && next < index + 15; next += 1) {
    text = `${text.slice(0, -1)} ${lines.text(next).trim()}`;
  }
  return text;
}

function readCommand(whole: string, index: number): CurlCommand {
  const text = whole.slice(whole.search(command));
  // "https://api.example.com/v1/jobs"
  const url = /(?:^|[\s"'=])(?<url>(?:https?:\/\/|\*\*\*\/)[^\s"'|;\\]+)/.exec(text)?.groups?.['url'];
  return {
    method: methodOf(text),
    url: url ? cleanUrl(url) : null,
    credential: credentialOf(text),
    // -w '%{http_code}'
    writesOut: /\s(?:--write-out|-[a-zA-Z]*w)\b/.test(text),
    index,
  };
}

function methodOf(text: string): string {
  // -X POST, -XPOST, --request POST, --request=POST
  const named = /\s(?:-[a-zA-Z]{0,8}X ?|--request[ =])["']?(?<method>[A-Z]{3,7})\b/.exec(text)?.groups?.[
    'method'
  ];
  if (named) return named;
  // -T build.tgz, --upload-file build.tgz
  if (/\s(?:-T|--upload-file)\b/.test(text)) return 'PUT';
  // -d '{}', --data-binary @file, -F file=@x, --json '{}'
  if (/\s(?:-d|-F|--data(?:-[a-z]{1,10})?|--form|--json)\b/.test(text)) return 'POST';
  // -I, -sI, --head
  if (/\s(?:-[a-zA-Z]{0,8}I|--head)\b/.test(text)) return 'HEAD';
  return 'GET';
}

function credentialOf(text: string): string | null {
  // Authorization: Bearer $API_TOKEN, PRIVATE-TOKEN: ${GITLAB_TOKEN}, -u "ci:$PASSWORD"
  const variable =
    /(?:authorization|token|api-key|-u|--user)[^$\n]{0,40}\$\{?(?<name>[A-Za-z_]\w{1,60})/i.exec(text);
  if (variable?.groups?.['name']) return variable.groups['name'];
  // -u ci:***
  if (/\s(?:-u|--user)[ =]/.test(text)) return '-u';
  // -H 'PRIVATE-TOKEN: ***'
  const header = /(?:-H|--header)[ =]?["']?(?<name>authorization|private-token|job-token|x-api-key):/i.exec(
    text,
  );
  return header?.groups?.['name'] ? `${header.groups['name']} header` : null;
}
