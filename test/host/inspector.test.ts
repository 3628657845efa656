import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { Demo } from '../../host/demo';
import { inspectorPort } from '../../host/inspector';
import { startN8n } from '../../host/n8n';
import { freePort } from '../../host/ports';

jest.mock('../../host/n8n', () => ({
  startN8n: jest.fn(async () => ({ url: 'http://127.0.0.1:5678', note: null, stop: async () => undefined })),
}));

describe('the port for a debugger', () => {
  test.each([
    ['9229', 9229],
    [' 1024 ', 1024],
    ['65535', 65_535],
  ])('is read from MENSAGEIRO_INSPECT: %j', (given, port) => {
    expect(inspectorPort({ MENSAGEIRO_INSPECT: given })).toBe(port);
  });

  test.each([undefined, '', '  '])('is none where MENSAGEIRO_INSPECT is %j', (given) => {
    expect(inspectorPort({ MENSAGEIRO_INSPECT: given })).toBeNull();
  });

  test.each(['yes', '1023', '65536', '0', '-9229', '9229.5', '0x240d', '1e4', '0.0.0.0:9229'])(
    'is not %j, and the sentence says what to give',
    (given) => {
      const sentence = `"MENSAGEIRO_INSPECT" is "${given}". Give a port between 1024 and 65535, such as 9229.`;
      expect(() => inspectorPort({ MENSAGEIRO_INSPECT: given })).toThrow(sentence);
    },
  );

  describe('of npm start', () => {
    const memory = {
      encryptionKey: 'key',
      owner: { email: 'demo@example.com', password: 'secret' },
      credentials: {},
      examples: {},
    };
    afterEach(() => delete process.env.MENSAGEIRO_INSPECT);

    test('reaches n8n, and the greeting says where to attach', async () => {
      const port = await freePort();
      process.env.MENSAGEIRO_INSPECT = String(port);
      const demo = new Demo(memory, 'data folder');
      await demo.startN8n();
      expect(startN8n).toHaveBeenLastCalledWith(expect.objectContaining({ inspectorPort: port }));
      expect(demo.notes).toContain(`A debugger can attach to n8n at 127.0.0.1:${port}.`);
    });

    test('is another one where the one that was asked for is taken, and the greeting says which', async () => {
      const other = createServer().listen(0, '127.0.0.1');
      await once(other, 'listening');
      const { port: taken } = other.address() as AddressInfo;
      process.env.MENSAGEIRO_INSPECT = String(taken);
      const demo = new Demo(memory, 'data folder');
      try {
        await demo.startN8n();
      } finally {
        other.close();
      }
      const { inspectorPort: given } = jest.mocked(startN8n).mock.lastCall?.[0] ?? {};
      expect(given).toEqual(expect.any(Number));
      expect(given).not.toBe(taken);
      expect(demo.notes).toContain(`A debugger can attach to n8n at 127.0.0.1:${given}.`);
    });

    test('is none by itself', async () => {
      const demo = new Demo(memory, 'data folder');
      await demo.startN8n();
      expect(startN8n).toHaveBeenLastCalledWith(expect.objectContaining({ inspectorPort: null }));
      expect(demo.notes.filter((note) => note.includes('debugger'))).toEqual([]);
    });
  });
});
