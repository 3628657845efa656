import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { n8nEnvironment } from '../../host/environment';
import { directToLoopback } from '../../host/proxies';

const options = {
  userFolder: '/data',
  port: 5678,
  brokerPort: 5679,
  encryptionKey: 'key',
  email: 'demo@example.com',
  passwordHash: 'hash',
  compileCache: '/cache',
};

/** A server that notes for which host it is asked. */
async function listen(): Promise<{ server: Server; url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(new URL(request.url ?? '', `http://${request.headers.host}`).hostname);
    response.end('{}');
  });
  // Node.js's own fetch goes through a proxy by a tunnel.
  server.on('connect', (request, socket) => {
    asked.push((request.url ?? '').split(':')[0] ?? '');
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

async function run(script: string, env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(process.execPath, ['-e', script], { env, stdio: ['ignore', 'inherit', 'inherit'] });
  expect(await once(child, 'exit')).toEqual([0, null]);
}

describe('a proxy of the user', () => {
  test.each<[string, NodeJS.ProcessEnv, string]>([
    ['no list', {}, '127.0.0.1,localhost'],
    ['an upper-case list', { NO_PROXY: 'intranet' }, 'intranet,127.0.0.1,localhost'],
    ['a lower-case list', { no_proxy: 'intranet' }, 'intranet,127.0.0.1,localhost'],
    [
      'both, of which programs take the lower-case one',
      { NO_PROXY: 'upper', no_proxy: 'lower' },
      'lower,127.0.0.1,localhost',
    ],
    ['an empty lower-case list', { NO_PROXY: 'upper', no_proxy: '' }, 'upper,127.0.0.1,localhost'],
    ['spaces for commas', { no_proxy: ' a  b, c ,' }, 'a,b,c,127.0.0.1,localhost'],
    ['loopback already', { no_proxy: 'localhost,127.0.0.1' }, 'localhost,127.0.0.1'],
    ['every host', { no_proxy: '*' }, '*'],
    ['every host among others', { NO_PROXY: 'intranet,*' }, '*'],
  ])('field R17: with %s both spellings leave loopback out', (_, environment, list) => {
    expect(directToLoopback(environment)).toEqual({ NO_PROXY: list, no_proxy: list });
  });

  describe('that counts who asks it', () => {
    let proxy: Awaited<ReturnType<typeof listen>>;
    let simulator: Awaited<ReturnType<typeof listen>>;
    beforeEach(async () => {
      [proxy, simulator] = await Promise.all([listen(), listen()]);
    });
    afterEach(() => {
      for (const { server } of [proxy, simulator]) server.close().closeAllConnections();
    });

    const spellings = ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy'];
    const lists: NodeJS.ProcessEnv[] = [{}, { NO_PROXY: 'intranet' }, { no_proxy: 'intranet' }];
    const cases = spellings.flatMap((proxyName) => lists.map((list) => ({ proxyName, list })));

    test.each(cases)(
      'field R17: n8n asks the simulator without it, and others through it ($proxyName, $list)',
      async ({ proxyName, list }) => {
        const { PATH } = process.env;
        const env = n8nEnvironment(options, { PATH, [proxyName]: proxy.url, ...list });
        const axios = JSON.stringify(require.resolve('axios'));
        await run(
          `const axios = require(${axios});
           axios.get('http://elsewhere.example/').then(() => axios.get('${simulator.url}/'));`,
          { ...env, NODE_COMPILE_CACHE: undefined },
        );
        expect(proxy.asked).toEqual(['elsewhere.example']);
        expect(simulator.asked).toEqual(['127.0.0.1']);
      },
    );

    // Node.js 20 never asks a proxy by itself; `.ci/run` runs this on n8n's Node.js too.
    const asksProxies = process.allowedNodeEnvironmentFlags.has('--use-env-proxy') ? test : test.skip;
    asksProxies('field R17: npm start itself asks n8n without it where Node.js heeds proxies', async () => {
      const module = JSON.stringify(join(__dirname, '..', '..', 'host', 'proxies.ts'));
      await run(
        `require('tsx/cjs'); require(${module}).reachLoopbackDirectly();
         fetch('http://elsewhere.example/').catch(() => {}).then(() => fetch('${simulator.url}/'))
           .then(() => process.exit(0));`,
        { PATH: process.env.PATH, NODE_USE_ENV_PROXY: '1', http_proxy: proxy.url, no_proxy: 'intranet' },
      );
      expect(proxy.asked).toEqual(['elsewhere.example']);
      expect(simulator.asked).toEqual(['127.0.0.1']);
    });
  });
});
