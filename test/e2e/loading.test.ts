import type { Credential } from '../../host/api';
import { TRIGGER_CREDENTIALS } from '../support/triggerCredentials';
import { vendors } from '../../vendors';
import { forEachServer, vendorStands } from '../support/vendorStands';
import { startEverything, startPatience, type Running } from './support/running';

const nodes = ['addToCampaign', 'sendAndWait', 'sendMedia', 'sendTemplate', 'sendText', 'statusTrigger'];

const credentials = [...vendors.map(({ credential }) => credential.type), ...TRIGGER_CREDENTIALS];

describe('the package in a real n8n', () => {
  let running: Running;
  beforeAll(async () => {
    running = await startEverything();
  }, startPatience);
  afterAll(() => running?.stop());

  test('shows the six nodes, each action also as a tool for agents, and Send and Wait as a review of one by a person', async () => {
    const types = await running.n8n.api.nodeTypes();
    const names = types
      .map(({ name }) => String(name))
      .filter((name) => name.startsWith('n8n-nodes-mensageiro.'));
    const tools = nodes.filter((name) => name !== 'statusTrigger').map((name) => `${name}Tool`);
    const expected = [...nodes, ...tools, 'sendAndWaitHitlTool'].map(
      (name) => `n8n-nodes-mensageiro.${name}`,
    );
    expect([...new Set(names)].sort()).toEqual(expected.sort());
  });

  test('shows an icon for light and for dark editors on every node, and n8n serves both', async () => {
    const types = (await running.n8n.api.nodeTypes()).filter(({ name }) =>
      nodes.some((node) => name === `n8n-nodes-mensageiro.${node}`),
    );
    const icons = types.flatMap(({ iconUrl }) => Object.values(iconUrl as { light: string; dark: string }));
    expect(icons).toHaveLength(12);
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

  test('finds every credential of the simulator working that can be tried, and sends nothing to find out', async () => {
    const results = [];
    for (const credential of running.credentials) results.push(await tried(credential));
    // Where a vendor has no call for it, nothing shall look like a success.
    const untried = vendorStands.filter(({ credentialTest }) => credentialTest === undefined);
    const names = untried.map(({ demoCredential }) => demoCredential);
    for (const [name] of results.filter(([, status]) => status !== 'OK')) expect(names).toContain(name);
    expect(running.simulator.inbox).toEqual([]);
  });

  test.each(vendorStands.filter(({ credentialTest }) => credentialTest !== undefined))(
    'finds a wrong secret in $demoCredential',
    async ({ demoCredential, vendor }) => {
      const credential = running.credentials.find(({ name }) => name === demoCredential) as Credential;
      const fields = vendor.credential.secrets.map((field) => [field, 'if_live_wrong']);
      const wrong = { ...credential, data: { ...credential.data, ...Object.fromEntries(fields) } };
      expect(await tried(wrong)).toEqual([credential.name, 'Error', expect.stringMatching(/refused this/)]);
    },
  );

  const asking = vendorStands.filter(({ vendor }) => vendor.credential.check === undefined);
  test.each(asking)('finds an address where nobody listens in $demoCredential', async (stand) => {
    const credential = running.credentials.find(({ name }) => name === stand.demoCredential) as Credential;
    const nowhere = stand.addresses(forEachServer(() => 'http://127.0.0.1:9'));
    const wrong = { ...credential, data: { ...credential.data, ...nowhere } };
    expect(await tried(wrong)).toEqual([credential.name, 'Error', expect.any(String)]);
  });

  async function tried(credential: Credential) {
    const { status, message } = await running.n8n.api.testCredential(credential);
    return [credential.name, status, message];
  }
});
