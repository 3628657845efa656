import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Credential, N8nApi, Workflow } from '../../host/api';
import { importCredentials, importExamples, readWorkflow } from '../../host/importing';
import type { Memory } from '../../host/memory';

/** The part of n8n that importing talks to, in memory; ids count up. */
class StandIn {
  credentials = new Map<string, Credential>();
  workflows = new Map<string, Workflow>();
  published: string[] = [];
  private next = 1;

  async importCredential(credential: Credential) {
    const id = `credential${this.next++}`;
    this.credentials.set(id, structuredClone(credential));
    return id;
  }
  async updateCredential(id: string, credential: Credential) {
    this.credentials.set(id, structuredClone(credential));
  }
  async readCredential(id: string) {
    return this.credentials.get(id) ?? null;
  }
  async idOf(kind: 'credentials' | 'workflows', name: string) {
    return [...this[kind]].find(([, each]) => each.name === name)?.[0] ?? null;
  }
  async importWorkflow(workflow: Workflow) {
    const id = `workflow${this.next++}`;
    this.workflows.set(id, workflow);
    return { ...workflow, id, versionId: '1' };
  }
  async publishWorkflow({ id }: { id: string }) {
    this.published.push(id);
  }
}

const acme = (baseUrl: string): Credential => ({
  name: 'Acme (simulator)',
  type: 'acmeApi',
  data: { apiKey: 'key', baseUrl },
});

describe('importing', () => {
  let n8n: StandIn;
  let api: N8nApi;
  let memory: Memory;
  const addresses = () => [...n8n.credentials.values()].map(({ data }) => data.baseUrl);

  beforeEach(() => {
    n8n = new StandIn();
    api = n8n as unknown as N8nApi;
    memory = { encryptionKey: '', owner: { email: '', password: '' }, credentials: {}, examples: {} };
  });

  test('a credential follows the simulator to another port', async () => {
    await importCredentials(api, [acme('http://127.0.0.1:1')], memory);
    await importCredentials(api, [acme('http://127.0.0.1:2')], memory);
    await importCredentials(api, [acme('http://127.0.0.1:3')], memory);
    expect(addresses()).toEqual(['http://127.0.0.1:3']);
  });

  test('a credential that the user pointed somewhere else stays as it is', async () => {
    await importCredentials(api, [acme('http://127.0.0.1:1')], memory);
    const id = memory.credentials['Acme (simulator)']?.id ?? '';
    n8n.credentials.set(id, acme('https://api.acme.example'));
    await importCredentials(api, [acme('http://127.0.0.1:2')], memory);
    expect(addresses()).toEqual(['https://api.acme.example']);
  });

  test('a credential that was deleted comes back, because the examples need it', async () => {
    await importCredentials(api, [acme('http://127.0.0.1:1')], memory);
    n8n.credentials.clear();
    await importCredentials(api, [acme('http://127.0.0.1:1')], memory);
    expect(addresses()).toEqual(['http://127.0.0.1:1']);
  });

  const forget = () => Object.assign(memory, { credentials: {}, examples: {} });

  test('field R17: after its memory was lost a credential is found again and follows the simulator', async () => {
    await importCredentials(api, [acme('http://127.0.0.1:1')], memory);
    const known = memory.credentials;
    forget();
    await importCredentials(api, [acme('http://127.0.0.1:1')], memory);
    expect(memory.credentials).toEqual(known);
    forget();
    await importCredentials(api, [acme('http://127.0.0.1:2')], memory);
    await importCredentials(api, [acme('http://127.0.0.1:3')], memory);
    expect(addresses()).toEqual(['http://127.0.0.1:3']);
  });

  test.each(['https://api.interflow.chat', 'http://127.0.0.1.example.com', 'http://10.0.0.1:1'])(
    'field R17: after its memory was lost a credential that leads to %s is left to the user',
    async (address) => {
      await importCredentials(api, [acme(address)], memory);
      forget();
      await importCredentials(api, [acme('http://127.0.0.1:2')], memory);
      expect(addresses()).toEqual([address, 'http://127.0.0.1:2']);
    },
  );

  describe('of examples', () => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'mensageiro-examples-'));
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    const write = (file: string, type: string) => {
      const credentials = { acmeApi: { id: null, name: 'Acme (simulator)' } };
      const nodes = [{ name: 'Node', type, parameters: {}, credentials }];
      writeFileSync(join(folder, file), JSON.stringify({ name: file, nodes, connections: {} }));
    };

    test('each one is imported once, with the ids that its credentials have in this n8n', async () => {
      write('1.json', 'n8n-nodes-mensageiro.sendText');
      await importCredentials(api, [acme('http://127.0.0.1:1')], memory);
      await importExamples(api, folder, memory);
      n8n.workflows.clear(); // as when the user deletes it
      write('2.json', 'n8n-nodes-mensageiro.sendText');
      await importExamples(api, folder, memory);
      const [second, ...others] = [...n8n.workflows.values()];
      expect(others).toEqual([]);
      expect(second).toMatchObject({
        name: '2.json',
        nodes: [{ credentials: { acmeApi: { id: 'credential1', name: 'Acme (simulator)' } } }],
      });
    });

    test.each(['', '{"name": "half', '[]', 'null', '{"name":"no nodes"}', '{"nodes":{}}'])(
      'field R17: a file that holds no workflow (%j) is named in a sentence',
      async (spoilt) => {
        const file = join(folder, '1.json');
        writeFileSync(file, spoilt);
        expect(() => readWorkflow(file)).toThrow(
          `${file} holds no workflow. Restore it (git checkout ${file})`,
        );
        await expect(importExamples(api, folder, memory)).rejects.toThrow('holds no workflow');
        expect(memory.examples).toEqual({});
      },
    );

    test('field R17: after its memory was lost an example is found again and is not there twice', async () => {
      await importCredentials(api, [acme('http://127.0.0.1:1')], memory);
      write('1.json', 'n8n-nodes-mensageiro.statusTrigger');
      await importExamples(api, folder, memory);
      const known = memory.examples;
      forget();
      await importExamples(api, folder, memory);
      expect(memory.examples).toEqual(known);
      expect(n8n.workflows.size).toBe(1);
      expect(n8n.published).toHaveLength(1);
    });

    test('only those that wait for events are published', async () => {
      await importCredentials(api, [acme('http://127.0.0.1:1')], memory);
      write('1.json', 'n8n-nodes-mensageiro.sendText');
      write('2.json', 'n8n-nodes-mensageiro.statusTrigger');
      await importExamples(api, folder, memory);
      expect(n8n.published).toEqual([memory.examples['2.json']]);
    });

    test("one that wants a credential of the user's own is there, and theirs to publish", async () => {
      const credentials = { openAiApi: { id: null, name: 'OpenAI' } };
      const nodes = [
        { type: 'n8n-nodes-mensageiro.statusTrigger' },
        { type: '@n8n/n8n-nodes-langchain.lmChatOpenAi', credentials },
      ];
      writeFileSync(join(folder, '1.json'), JSON.stringify({ name: '1', nodes }));
      await importExamples(api, folder, memory);
      expect(n8n.workflows.size).toBe(1);
      expect(n8n.published).toEqual([]);
    });
  });
});
