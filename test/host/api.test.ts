import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { N8nApi } from '../../host/api';

const owner = { email: 'demo@example.com', password: 'secret' };

describe("n8n's interface", () => {
  let server: Server;
  let url: string;
  let answer: (response: ServerResponse, path: string) => void;
  beforeEach(async () => {
    server = createServer((request, response) => answer(response, request.url ?? ''));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => {
    server.close().closeAllConnections();
  });

  /** Logs in, then gets this for every further request. */
  async function loggedIn(later: (response: ServerResponse) => void): Promise<N8nApi> {
    answer = (response, path) => (path === '/rest/login' ? response.end('{}') : later(response));
    return N8nApi.logIn(url, owner);
  }

  test('gives the data of an answer, and nothing for an empty one', async () => {
    const api = await loggedIn((response) => response.end('{"data":[1]}'));
    expect(await api.request('GET', '/rest/workflows')).toEqual([1]);
    const silent = await loggedIn((response) => response.end());
    expect(await silent.request('DELETE', '/rest/workflows/1')).toEqual({});
  });

  test('finds by the whole name, and not in the archive', async () => {
    const api = await loggedIn((response) =>
      response.end(
        JSON.stringify({
          data: [
            { id: '1', name: 'Logyca (simulator) of mine' },
            { id: '2', name: 'Logyca (simulator)', isArchived: true },
            { id: '3', name: 'Logyca (simulator)' },
          ],
        }),
      ),
    );
    expect(await api.idOf('workflows', 'Logyca (simulator)')).toBe('3');
    expect(await api.idOf('credentials', 'Logyca')).toBeNull();
  });

  test('says with which status n8n refused what', async () => {
    const api = await loggedIn((response) => response.writeHead(400).end('{"message":"no"}'));
    await expect(api.request('POST', '/rest/workflows', {})).rejects.toThrow(
      'n8n answered 400 to POST /rest/workflows: {"message":"no"}',
    );
  });

  test('field R17: the page of a proxy is told for what it is', async () => {
    const api = await loggedIn((response) => response.end('<html>Log in to the network</html>'));
    await expect(api.request('GET', '/rest/workflows')).rejects.toThrow(
      /^What answered GET \/rest\/workflows is not n8n, or a proxy stands in between: <html>Log in/,
    );
  });

  test('field R17: an answer that does not come says which it was', async () => {
    const api = await loggedIn((response) => response.destroy());
    await expect(api.request('GET', '/rest/workflows')).rejects.toThrow(
      `n8n at ${url} gave no answer to GET /rest/workflows (`,
    );
    answer = (response) => response.destroy();
    await expect(N8nApi.logIn(url, owner)).rejects.toThrow(
      `n8n at ${url} gave no answer to POST /rest/login (`,
    );
  });
});
