import type { Credential } from '../../host/api';
import { startEverything, startPatience, type Running } from './support/running';

const nodes = ['addToCampaign', 'sendMedia', 'sendTemplate', 'sendText', 'statusTrigger'];

const credentials = [
  'aiDeskApi',
  'cleverChatApi',
  'interflowApi',
  'logycaApi',
  'mensageiroWebhookApi',
  'talkMeApi',
];

/** The field of each credential that a vendor refuses when it is wrong. */
const secretField: Record<string, string> = {
  aiDeskApi: 'apiKey',
  cleverChatApi: 'token',
  interflowApi: 'apiKey',
  logycaApi: 'token',
};

/** The fields of each credential that hold an address. */
const addressFields = ['baseUrl', 'textEndpoint', 'templateBaseUrl'];

describe('the package in a real n8n', () => {
  let running: Running;
  beforeAll(async () => {
    running = await startEverything();
  }, startPatience);
  afterAll(() => running?.stop());

  test('shows the five nodes, and each action also as a tool for agents', async () => {
    const types = await running.n8n.api.nodeTypes();
    const names = types
      .map(({ name }) => String(name))
      .filter((name) => name.startsWith('n8n-nodes-mensageiro.'));
    const tools = nodes.filter((name) => name !== 'statusTrigger').map((name) => `${name}Tool`);
    const expected = [...nodes, ...tools].map((name) => `n8n-nodes-mensageiro.${name}`);
    expect([...new Set(names)].sort()).toEqual(expected.sort());
  });

  test('shows an icon for light and for dark editors on every node, and n8n serves both', async () => {
    const types = (await running.n8n.api.nodeTypes()).filter(({ name }) =>
      nodes.some((node) => name === `n8n-nodes-mensageiro.${node}`),
    );
    const icons = types.flatMap(({ iconUrl }) => Object.values(iconUrl as { light: string; dark: string }));
    expect(icons).toHaveLength(10);
    for (const icon of icons) {
      const answer = await fetch(`${running.n8n.url}/${icon}`);
      expect({ icon, status: answer.status, text: await answer.text() }).toMatchObject({
        status: 200,
        text: expect.stringContaining('<svg'),
      });
    }
  });

  test('shows the six credential types', async () => {
    const types = await running.n8n.api.credentialTypes();
    const names = types.map(({ name }) => String(name));
    expect(names).toEqual(expect.arrayContaining(credentials));
  });

  test('finds every credential of the simulator working, and sends nothing to find out', async () => {
    const results = [];
    for (const credential of running.credentials) results.push(await tried(credential));
    expect(results.filter(([, status]) => status !== 'OK')).toEqual([]);
    expect(running.simulator.inbox).toEqual([]);
  });

  test.each(Object.keys(secretField))('finds a wrong secret in %s', async (type) => {
    const field = secretField[type] ?? '';
    for (const credential of running.credentials.filter((one) => one.type === type)) {
      const wrong = { ...credential, data: { ...credential.data, [field]: 'if_live_wrong' } };
      expect(await tried(wrong)).toEqual([credential.name, 'Error', expect.stringMatching(/refused this/)]);
    }
  });

  test('finds an address where nobody listens in every credential', async () => {
    for (const credential of running.credentials) {
      const given = Object.keys(credential.data).filter((field) => addressFields.includes(field));
      const nowhere = Object.fromEntries(given.map((field) => [field, 'http://127.0.0.1:9']));
      const wrong = { ...credential, data: { ...credential.data, ...nowhere } };
      expect(await tried(wrong)).toEqual([credential.name, 'Error', expect.any(String)]);
    }
  });

  async function tried(credential: Credential) {
    const { status, message } = await running.n8n.api.testCredential(credential);
    return [credential.name, status, message];
  }
});
