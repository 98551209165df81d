import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** `down`: hangs up and takes nobody. `silent`: takes everybody and passes nothing on. `nonsense`: speaks HTTP. */
export type SocketMood = 'well' | 'down' | 'silent' | 'nonsense';

/** Stands between us and a server of any protocol. */
export interface MoodySocket {
  readonly port: number;
  become(mood: SocketMood): void;
  stop(): Promise<void>;
}

export async function startMoodySocket(target: number): Promise<MoodySocket> {
  let mood: SocketMood = 'well';
  const pairs = new Set<readonly [Socket, Socket]>();
  const server: Server = createServer((near) => {
    const far = connect(target, '127.0.0.1');
    const pair = [near, far] as const;
    pairs.add(pair);
    for (const socket of pair) {
      socket.on('error', () => undefined);
      socket.on('close', () => {
        pairs.delete(pair);
        for (const each of pair) each.destroy();
      });
    }
    if (mood === 'down') near.destroy();
    near.on('data', (data) => {
      if (mood === 'nonsense') near.write('HTTP/1.1 400 Bad Request\r\n\r\n');
      else if (mood === 'well') far.write(data);
    });
    far.on('data', (data) => {
      if (mood === 'well') near.write(data);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const hangUp = () => {
    for (const [near, far] of pairs) {
      near.destroy();
      far.destroy();
    }
  };
  return {
    port: (server.address() as AddressInfo).port,
    become(next) {
      // What was swallowed is lost: such a connection never gets well.
      if (next === 'down' || mood !== 'well') hangUp();
      mood = next;
    },
    async stop() {
      hangUp();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
