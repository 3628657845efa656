import { createServer, type AddressInfo, type Server } from 'node:net';
import { freePort, portIsFree } from '../../host/ports';

function occupy(): Promise<{ port: number; server: Server }> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      resolve({ port: (server.address() as AddressInfo).port, server });
    });
  });
}

describe('ports', () => {
  test('the preferred port is taken when nothing listens there', async () => {
    const { port, server } = await occupy();
    await new Promise((closed) => server.close(closed));
    expect(await freePort(port)).toBe(port);
  });

  test('another port is found when the preferred one is taken', async () => {
    const { port, server } = await occupy();
    try {
      expect(await portIsFree(port)).toBe(false);
      const other = await freePort(port);
      expect(other).not.toBe(port);
      expect(await portIsFree(other)).toBe(true);
    } finally {
      server.close();
    }
  });

  test('a port promised to somebody else is not given again', async () => {
    const promised = await freePort();
    expect(await freePort(promised, new Set([promised]))).not.toBe(promised);
  });
});
