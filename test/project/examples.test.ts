import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { N8nApi, Workflow } from '../../host/api';
import { leadFormCredential } from '../../host/demoCredentials';
import { importWorkflow, readWorkflow } from '../../host/importing';
import { normalizeRecipient } from '../../core/recipients/phone';

const folder = join(__dirname, '../../examples');
const examples = readdirSync(folder).filter((name) => name.endsWith('.json'));

/** Types of nodes that somebody outside can call. */
const CALLED = /webhook$|Trigger$|\.wait$/i;
const callable = ({ nodes }: Workflow) =>
  nodes.filter(({ type }) => CALLED.test(type) && type !== 'n8n-nodes-base.manualTrigger');

/** What n8n is asked to store. */
async function imported(file: string): Promise<Workflow> {
  let stored: Workflow | undefined;
  const api = {
    importWorkflow: async (workflow: Workflow) => (
      (stored = workflow),
      { ...workflow, id: '1', versionId: '1' }
    ),
    publishWorkflow: async () => undefined,
  } as unknown as N8nApi;
  await importWorkflow(api, readWorkflow(join(folder, file)), { credentials: {} });
  return stored as Workflow;
}

const addressesOf = (workflow: Workflow) =>
  callable(workflow).flatMap(({ webhookId, parameters }) => [webhookId, parameters['path']].filter(Boolean));

describe('field X1: an example', () => {
  it('is among those that are looked at', () => {
    expect(examples.length).toBeGreaterThanOrEqual(14);
    const types = examples
      .flatMap((file) => callable(readWorkflow(join(folder, file))))
      .map(({ type }) => type);
    expect(types.sort()).toEqual([
      ...['n8n-nodes-base.formTrigger', ...Array<string>(2).fill('n8n-nodes-base.scheduleTrigger')],
      ...Array<string>(3).fill('n8n-nodes-base.wait'),
      'n8n-nodes-base.webhook',
      ...Array<string>(5).fill('n8n-nodes-mensageiro.statusTrigger'),
    ]);
  });

  it.each(examples)('%s holds no address and no secret of its own', (file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    const { nodes } = readWorkflow(join(folder, file));
    expect(text).not.toMatch(/webhookId|"(?:secret|token|password|apiKey)"/i);
    for (const { parameters, credentials = {} } of nodes) {
      expect(parameters['path'] ?? '').toBe('');
      for (const { id } of Object.values(credentials)) expect(id).toBeNull();
    }
  });

  it.each(examples)('%s asks who calls it, or has an address that nobody can guess', async (file) => {
    for (const node of callable(readWorkflow(join(folder, file)))) {
      if (node.type === 'n8n-nodes-base.webhook') {
        expect(node.parameters['authentication']).toBe('headerAuth');
        expect(node.credentials).toHaveProperty('httpHeaderAuth.name', leadFormCredential().name);
      }
    }
    for (const address of addressesOf(await imported(file)))
      expect(address).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it.each(examples)('%s gets other addresses each time that it is imported', async (file) => {
    const [one, other] = [addressesOf(await imported(file)), addressesOf(await imported(file))];
    expect(one).toHaveLength(other.length);
    expect(other.filter((address) => one.includes(address))).toEqual([]);
  });

  it('of the demo has a lead webhook whose secret is drawn afresh, 192 bits long', () => {
    const [one, other] = [leadFormCredential(), leadFormCredential()];
    expect(one.data['value']).not.toBe(other.data['value']);
    expect(String(one.data['value'])).toMatch(/^[\w-]{32}$/);
  });

  it.each(examples)('%s writes to numbers that can be read, but for the one that is too short', (file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    const phones = [...text.matchAll(/\\"phone\\": \\"([^"\\]+)\\"/g)].map(([, phone]) => phone);
    for (const phone of phones.filter((each) => each !== '11 9000-123'))
      expect(() =>
        normalizeRecipient(phone, { form: 'international', defaultCountryCode: '55', ninthDigit: 'keep' }),
      ).not.toThrow();
  });
});
