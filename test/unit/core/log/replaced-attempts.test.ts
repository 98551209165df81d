import { describe, expect, it } from '@jest/globals';
import { normalizeLog } from '../../../../src/core/log/normalize-log.ts';
import { findReplacedAttempts } from '../../../../src/core/log/replaced-attempts.ts';

const replaced = (log: string) => findReplacedAttempts(normalizeLog(log).lines);

describe('findReplacedAttempts', () => {
  it.each([
    [
      'curl',
      [
        '*   Trying [::1]:8000...',
        '* connect to ::1 port 8000 failed: Connection refused',
        '*   Trying 127.0.0.1:8000...',
        '* Connected to localhost (127.0.0.1) port 8000 (#0)',
      ],
    ],
    [
      'wget',
      [
        'wget http://localhost:8000/',
        'Connecting to localhost (localhost)|::1|:8000... failed: Connection refused.',
        'Connecting to localhost (localhost)|127.0.0.1|:8000... connected.',
      ],
    ],
    [
      'ssh',
      [
        'debug1: Connecting to ci.example.com [::1] port 22.',
        'debug1: connect to address ::1 port 22: Connection refused',
        'debug1: Connecting to ci.example.com [127.0.0.1] port 22.',
        'debug1: Connection established.',
      ],
    ],
  ])('%s reached the host by another address', (_client, lines) => {
    expect(replaced(lines.join('\n'))).toEqual([1]);
  });

  it.each([
    [
      'no address answers',
      '* connect to ::1 port 80 failed: Connection refused\n* connect to 127.0.0.1 port 80 failed: Connection refused\ncurl: (7) Failed to connect',
    ],
    [
      'another client connects',
      'Connecting to a (a)|::1|:80... failed: Connection refused.\n* Connected to b (127.0.0.1) port 80 (#0)',
    ],
    [
      'it is much later',
      `* connect to ::1 port 80 failed: Connection refused\n${'x\n'.repeat(20)}* Connected to a (127.0.0.1) port 80 (#0)`,
    ],
    [
      'the connection came first',
      '* Connected to a (::1) port 80 (#0)\n* connect to ::1 port 81 failed: Connection refused',
    ],
  ])('a failure stays one when %s', (_name, log) => {
    expect(replaced(log)).toEqual([]);
  });
});
