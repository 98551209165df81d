import type { ClientReader, RequestPattern } from '../client-reader.ts';

const patterns: readonly RequestPattern[] = [
  // org.springframework.web.client.HttpClientErrorException$Forbidden: 403 Forbidden on POST request for "https://api.example.com/v1": "no"
  {
    form: /Http(?:Client|Server)ErrorException\S*: (?<status>\d{3}) .{0,40}on (?<method>[A-Z]{3,7}) request for "(?<url>[^"]+)"/,
    gives: { client: 'spring' },
  },
  // org.springframework.web.client.HttpClientErrorException$Unauthorized: 401 Unauthorized: [no body]
  { form: /Http(?:Client|Server)ErrorException\S*: (?<status>\d{3})/, gives: { client: 'spring' } },
  // WebClientResponseException$Forbidden: 403 Forbidden from GET https://api.example.com/v1
  {
    form: /WebClientResponseException\S*: (?<status>\d{3}) .{0,40}from (?<method>[A-Z]{3,7}) (?<url>\S+)/,
    gives: { client: 'spring' },
  },
  // ResourceAccessException: I/O error on GET request for "https://api.example.com/v1": Connection refused
  { form: /I\/O error on (?<method>[A-Z]{3,7}) request for "(?<url>[^"]+)": / },
  // feign.FeignException$Forbidden: [403 Forbidden] during [GET] to [https://api.example.com/v1]
  {
    form: /\[(?<status>\d{3})[^\]]{0,30}\] during \[(?<method>[A-Z]{3,7})\] to \[(?<url>[^\]]+)\]/,
    gives: { client: 'feign' },
  },
  // org.apache.http.client.HttpResponseException: status code: 403, reason phrase: Forbidden
  { form: /HttpResponseException: (?:status code: )?(?<status>\d{3})/ },
  // retrofit2.HttpException: HTTP 403 Forbidden
  { form: /HttpException: HTTP (?<status>\d{3})/, gives: { client: 'retrofit' } },
  // HttpRequestException: Response status code does not indicate success: 403 (Forbidden).
  { form: /HttpRequestException: .{0,80}: (?<status>\d{3}) \(/, gives: { client: 'dotnet' } },
  // System.Net.WebException: The remote server returned an error: (403) Forbidden.
  { form: /The remote server returned an error: \((?<status>\d{3})\)/, gives: { client: 'dotnet' } },
  // rejected with HTTP 403 (GET https://api.example.com/v1) 403
  {
    form: /\((?<method>GET|PUT|POST|DELETE|PATCH|HEAD) (?<url>https?:[^\s)]+)\) (?<status>\d{3})\b/,
    gives: { client: 'java.net.http' },
  },
];

/** HTTP clients of Java and .NET. */
export const javaDotnetHttp: ClientReader = {
  client: 'java',
  byProgram: true,
  triggers: [
    'errorexception',
    'responseexception',
    'i/o error on',
    '] during [',
    'httpexception',
    'httprequestexception',
    'remote server returned an error',
    '(get http',
    '(put http',
    '(post http',
    '(delete http',
    '(patch http',
    '(head http',
  ],
  patterns,
};
