import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startSimulator } from '../../simulator/simulator';
import type { Simulator } from '../../simulator/simulator';
import { vendorStands, type ServerName } from '../support/vendorStands';
import { aideskKey, cleverchatAuthorization, post, postForm, sendV1, talkmeUrl, v1Message } from './calling';

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());
beforeEach(() => simulator.reset());

test('records a request as it came, with its answer', async () => {
  const answer = await sendV1(simulator, v1Message());
  expect(simulator.requests).toHaveLength(1);
  expect(simulator.requests[0]).toMatchObject({
    vendor: 'interflow',
    host: 'v1',
    method: 'POST',
    path: '/v1/messages/send',
    query: {},
    json: v1Message(),
    answered: { status: 201, body: answer.json },
  });
  expect(simulator.requests[0]?.headers['content-type']).toBe('application/json');
  expect(simulator.requests[0]?.rawBody.toString()).toBe(JSON.stringify(v1Message()));
});

test('records requests that were refused, whatever path they took', async () => {
  await post(`${simulator.urls.aideskDirect}/nowhere?a=1`, { b: 2 }, aideskKey);
  expect(simulator.requests).toMatchObject([
    { vendor: 'aidesk', host: 'direct', path: '/nowhere', query: { a: '1' }, json: { b: 2 } },
  ]);
  expect(simulator.requests[0]?.answered.status).toBe(404);
});

test('keeps the parts of a multipart body and its raw bytes', async () => {
  const file = { field: 'medias', name: 'ação.txt', type: 'text/plain', content: 'conteúdo' };
  const url = `${simulator.urls.cleverchat}/api/messages/send`;
  await postForm(url, { number: '5511999999999', body: 'çã' }, [file], cleverchatAuthorization);
  const [request] = simulator.requests;
  expect(request?.parts).toEqual([
    { name: 'number', value: '5511999999999' },
    { name: 'body', value: 'çã' },
    { name: 'medias', fileName: 'ação.txt', mimeType: 'text/plain', content: Buffer.from('conteúdo') },
  ]);
  expect(request?.rawBody.includes('Content-Disposition: form-data; name="medias"')).toBe(true);
});

describe('a scripted answer', () => {
  test('is given once, whatever is asked, and only by its vendor', async () => {
    simulator.answerNext('interflow', { status: 502, headers: { 'Retry-After': '7' }, body: '<html>' });
    const url = `${simulator.urls.aideskDirect}/sendmessage`;
    expect((await post(url, {}, aideskKey)).status).toBe(400);
    const scripted = await sendV1(simulator, {}, 'no key at all');
    expect([scripted.status, scripted.text, scripted.headers.get('retry-after')]).toEqual([
      502,
      '<html>',
      '7',
    ]);
    expect((await sendV1(simulator, v1Message())).status).toBe(201);
    expect(simulator.requests[1]?.answered).toEqual({ status: 502, body: '<html>' });
    expect(simulator.inbox).toHaveLength(1);
  });

  test('waits behind those scripted before it', async () => {
    for (const status of [500, 503]) simulator.answerNext('talkme', { status, body: { status } });
    const statuses = [];
    for (let index = 0; index < 3; index++) {
      statuses.push((await fetch(talkmeUrl(simulator, { acao: 'x' }))).status);
    }
    expect(statuses).toEqual([500, 503, 404]);
  });

  test.each(vendorStands)('is forgotten by reset for $label', async ({ vendor, servers }) => {
    const [server] = Object.keys(servers) as ServerName[];
    simulator.answerNext(vendor.id, { status: 299, body: {} });
    simulator.reset();
    expect((await post(simulator.urls[server as ServerName], {})).status).not.toBe(299);
  });

  test('is refused for a vendor that the simulator does not have', () => {
    expect(() => simulator.answerNext('acme', { status: 200, body: {} })).toThrow('"acme"');
  });
});

test('keeps its arrays over a reset', async () => {
  const { requests, inbox } = simulator;
  await sendV1(simulator, v1Message());
  simulator.reset();
  expect([requests, inbox]).toEqual([[], []]);
  await sendV1(simulator, v1Message());
  expect([requests.length, inbox.length]).toEqual([1, 1]);
});

describe('the ports', () => {
  test('are all different and on loopback', () => {
    const urls = Object.values(simulator.urls);
    expect(new Set(urls).size).toBe(urls.length);
    for (const url of urls) expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  test('move to free ones only when that was asked for', async () => {
    const occupant = createServer();
    await new Promise<void>((resolve) => occupant.listen(0, '127.0.0.1', resolve));
    const { port } = occupant.address() as AddressInfo;
    try {
      await expect(startSimulator({ ports: { logyca: port } })).rejects.toThrow(/EADDRINUSE/);
      const moved = await startSimulator({ ports: { logyca: port }, movePorts: true });
      expect(moved.urls.logyca).not.toContain(`:${port}`);
      await moved.close();
    } finally {
      await new Promise((resolve) => occupant.close(resolve));
    }
  });
});
