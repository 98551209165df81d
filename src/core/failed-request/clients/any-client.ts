import type { ClientReader, RequestPattern } from '../client-reader.ts';

const plain = 'plain';

/** Wordings that belong to nobody in particular; a number counts only beside a word that makes it a status. */
const patterns: readonly RequestPattern[] = [
  // PUT https://npm.example.com/@acme%2fui 403
  // <<< [apiv2][status] GET https://api.example.com/v1/projects?pageSize=100 401
  {
    form: /\b(?<method>GET|HEAD|POST|PUT|PATCH|DELETE) (?<url>(?:https?:\/\/|\*\*\*\/)[^\s"'`]+(?=[\s"'`]))["']?(?: ?(?:-|->|=>|:|failed|returned|responded|with|status|code|HTTP\/[\d.]+|error|\(|\[)){0,6} ?(?<status>[45]\d\d)(?![\d.])/i,
    weight: plain,
  },
  // 403 Forbidden for PUT https://npm.example.com/@acme%2fui
  {
    form: /(?<![\d.])(?<status>[45]\d\d)(?![\d.]).{0,60}\b(?<method>GET|HEAD|POST|PUT|PATCH|DELETE) (?<url>(?:https?:\/\/|\*\*\*\/)[^\s"'`]+)/,
    weight: plain,
  },
  // Request to https://api.example.com/v1 failed with status code 403
  {
    form: /(?<url>https?:\/\/[^\s"'<>`]+(?=[\s"'<>`]))["'`]?.{0,60}(?:status|code|HTTP(?:\/[\d.]+)?|error|returned|responded|response|:)[ :=(]{1,3}(?<status>[45]\d\d)(?![\d.:])/i,
    weight: plain,
  },
  // status code 403 from https://api.example.com/v1
  {
    form: /(?:status|code|HTTP(?:\/[\d.]+)?|error|returned|response)[ :=(]{1,3}(?<status>[45]\d\d)(?![\d.:]).{0,80}?(?<url>https?:\/\/[^\s"'<>`]+)/i,
    weight: plain,
  },
  // 401 Unauthorized: https://api.example.com/v1
  {
    form: /(?<![\d.])(?<status>[45]\d\d) (?:Unauthorized|Forbidden|Not Found|Conflict|Too Many|Internal|Bad Gateway|Service Un).{0,60}?(?<url>https?:\/\/[^\s"'<>`]+)/i,
    weight: plain,
  },
  // HTTP 403
  // ##[error]API call failed with status 500
  {
    form: /\b(?:HTTP(?:\/[\d.]+)?|http[_ -]?(?:status|error|code)|status(?:[_ -]?code)?)["']?(?: is| was)?[ :=]{1,3}["']?(?<status>40[0-9]|409|422|429|50[0-4])(?![\d.]|\s*(?:ms|tests|files)\b)/i,
    weight: plain,
  },
  // 401 Unauthorized
  { form: /(?<![\d.])(?<status>401) Unauthorized\b/i, weight: plain },
  // 403 Forbidden
  { form: /(?<![\d.])(?<status>403) Forbidden\b/i, weight: plain },
];

/** The last reader: whatever names a method, a URL and a status on one line. */
export const anyClient: ClientReader = {
  client: null,
  byProgram: true,
  triggers: [
    'get http',
    'head http',
    'post http',
    'put http',
    'patch http',
    'delete http',
    ' ***/',
    ' 401',
    ' 403',
    '401 ',
    '403 ',
    ':401',
    ':403',
    '=401',
    '=403',
    'status',
    'http 4',
    'http 5',
    'error: 4',
    'error: 5',
  ],
  patterns,
};
