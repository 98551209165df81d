import type { ClientReader, RequestPattern } from '../client-reader.ts';

const weight = 'server-log';

/** A server's own notes: they prove an answer, but not that anyone minded. */
const patterns: readonly RequestPattern[] = [
  // INFO:     127.0.0.1:51234 - "GET /me HTTP/1.1" 403 Forbidden
  // 192.0.2.7 - - [01/Mar/2026:10:00:00 +0000] "GET /me HTTP/1.1" 403 153 "-" "curl/8.5.0"
  {
    form: /"(?<method>GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) (?<path>\S+) HTTP\/[\d.]+" (?<status>\d{3})\b/,
    weight,
  },
  // GET /me 401 1.234 ms - 24
  {
    form: /(?:^|\s)(?<method>GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) (?<path>\/\S*) (?<status>[1-5]\d\d) (?:in )?[\d.]{1,10} ?m?s\b/,
    weight,
  },
  // [GIN] 2026/03/01 - 10:00:00 | 403 |     1.2ms |       127.0.0.1 | GET      "/me"
  { form: /\| (?<status>[1-5]\d\d) \|.{1,80}\| (?<method>[A-Z]{3,7}) +"(?<path>[^"]+)"/, weight },
  // Completed 401 Unauthorized in 5ms (ActiveRecord: 0.3ms)
  { form: /^(?:.{0,80}\] )?.{0,60}Completed (?<status>[1-5]\d\d) .{0,40}in \d/, weight },
];

// Started POST "/api/v1/jobs" for 127.0.0.1 at 2026-03-01 10:00:00 +0000
const railsStart = /Started (?<method>[A-Z]{3,7}) "(?<path>[^"]+)"/;

/** nginx, Apache, uvicorn, gunicorn, Express, Gin and Rails. */
export const accessLog: ClientReader = {
  client: null,
  byProgram: true,
  triggers: ['http/1', 'http/2', 'http/3', ' ms', 'ms)', '| ', 'completed '],
  patterns,
  complete: (lines, sighting) => {
    if (sighting.url) return sighting;
    const start = lines.before(sighting.line, railsStart, 40);
    if (!start) return null;
    return {
      ...sighting,
      method: start.groups['method'] ?? null,
      url: start.groups['path'] ?? null,
      from: start.index,
    };
  },
};
