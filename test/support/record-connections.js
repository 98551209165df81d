/** Loaded before a program (`node --import`): writes down where it connects to, one `host:port` a line. */
import { appendFileSync } from 'node:fs';
import { Socket } from 'node:net';

const connect = Socket.prototype.connect;
Socket.prototype.connect = function (...given) {
  const [first] = Array.isArray(given[0]) ? given[0] : given;
  const { host, port, path } = typeof first === 'object' ? first : { host: given[1], port: first };
  appendFileSync(process.env.CONNECTIONS_FILE, `${path ?? `${host ?? 'localhost'}:${port}`}\n`);
  return connect.apply(this, given);
};
