import { join } from 'node:path';
import { importCredentials, importWorkflow, readWorkflow } from '../../host/importing';
import type { Memory } from '../../host/memory';
import type { Workflow, WorkflowNode } from '../../host/api';
import { vendors } from '../../vendors';
import { linesOf, NEEDED } from '../support/forms';
import { nodeTypes } from '../support/packageTypes';
import { vendorStands, type VendorStand } from '../support/vendorStands';
import { BUTTON, ending, FOLDER, isSending, lastNodes, leadsOf, outputOf } from './support/exampleRuns';
import { startEverything, startPatience, type Running } from './support/running';

const example = readWorkflow(join(FOLDER, '1-send-text.json'));

const sendText = nodeTypes().find(({ description }) => description.name === 'sendText')?.description;
if (sendText === undefined) throw new Error('There is no node that sends texts');
const form = sendText;

/** The example's nodes by their vendor. */
const nodeOf = (vendor: string): WorkflowNode | undefined =>
  example.nodes.filter(isSending).find(({ parameters }) => parameters['vendor'] === vendor);

/** Its node that gives nothing but a number and a text. */
const plain = example.nodes
  .filter(isSending)
  .find(({ parameters }) => Object.keys(parameters).sort().join() === 'options,text,to,vendor');
if (plain === undefined) throw new Error('Every node of the example gives more than a number and a text');
const changing = plain;

/** The inputs that a vendor's form marks as needed, once a number and a text are given, by their parameters. */
function neededOf(vendor: string): string[] {
  const parameters = { vendor, to: '5511978049825', text: 'Oi' };
  const marked = linesOf(form, parameters).filter((line) => line.endsWith(NEEDED));
  const inputs = Object.entries(vendors.find(({ id }) => id === vendor)?.inputs ?? {});
  return marked.map((line) => {
    const label = line.slice(0, -NEEDED.length);
    return inputs.find(([, input]) => input.label === label)?.[0] ?? label;
  });
}

/** The example with that one node, set to a vendor and its credential, and with these inputs of the vendor's own. */
function exampleThrough(stand: VendorStand, own: Record<string, unknown>): Workflow {
  const others = example.nodes.filter((node) => isSending(node) && node !== changing).map(({ name }) => name);
  const nodes = example.nodes
    .filter(({ name }) => !others.includes(name))
    .map((node) =>
      node !== changing
        ? node
        : {
            ...node,
            parameters: { ...node.parameters, vendor: stand.vendor.id, ...own },
            credentials: { [stand.vendor.credential.type]: { id: null, name: stand.demoCredential } },
          },
    );
  const connections = Object.fromEntries(
    Object.entries(example.connections as Record<string, { main: Array<Array<{ node: string }>> }>)
      .filter(([name]) => !others.includes(name))
      .map(([name, { main }]) => [
        name,
        { main: main.map((targets) => targets.filter(({ node }) => !others.includes(node))) },
      ]),
  );
  return { ...example, nodes, connections };
}

const stands = vendorStands.map((stand): [string, VendorStand] => [stand.label, stand]);

describe('the first example through every vendor', () => {
  let running: Running;
  let memory: Memory;
  beforeAll(async () => {
    running = await startEverything();
    memory = { credentials: {}, examples: {}, encryptionKey: '', owner: running.n8n.owner };
    await importCredentials(running.n8n.api, running.credentials, memory);
  }, startPatience);
  afterAll(() => running?.stop());
  beforeEach(() => running.simulator.reset());

  const run = async (workflow: Workflow) => {
    const { id } = await importWorkflow(running.n8n.api, workflow, memory);
    const execution = await running.n8n.api.runWorkflow(id, BUTTON);
    expect([execution.error?.message, execution.status]).toEqual([undefined, 'success']);
    return execution;
  };

  test('needs nothing but another vendor and credential, except where a vendor knows no number or no default', () => {
    const exceptions = vendors.map(({ id }) => ({ id, needed: neededOf(id) }));
    expect(exceptions.filter(({ needed }) => needed.length > 0)).toEqual([
      { id: 'aidesk', needed: ['contactId'] },
      { id: 'talkme', needed: ['channelId'] },
    ]);
    const covered = vendorStands.map(({ vendor }) => vendor.id);
    expect(vendors.map(({ id }) => id).filter((id) => !covered.includes(id))).toEqual([]);
  });

  test.each(stands)('reaches everybody by %s, and says of who failed why', async (_label, stand) => {
    const needed = neededOf(stand.vendor.id);
    const own = Object.fromEntries(
      needed.map((name) => [name, nodeOf(stand.vendor.id)?.parameters[name]] as const),
    );
    const workflow = exampleThrough(stand, own);
    const execution = await run(workflow);
    const sent = outputOf(execution, changing.name);
    expect(sent).toHaveLength(2);
    for (const { vendor, outcome } of sent)
      expect([vendor, outcome]).toEqual([stand.vendor.id, expect.stringMatching(/^(sent|accepted)$/)]);

    const explained = lastNodes(workflow).flatMap((name) => outputOf(execution, name));
    expect(
      explained.filter(({ name, why }) => name === 'Paulo Prado' && String(why ?? '') !== ''),
    ).toHaveLength(1);

    const reached = leadsOf(execution, workflow).filter(({ name }) => name !== 'Paulo Prado');
    const { inbox } = running.simulator;
    expect(inbox.map(({ vendor }) => vendor)).toEqual(reached.map(() => stand.vendor.id));
    expect(inbox.map(({ to }) => ending(to)).sort()).toEqual(
      reached.map(({ phone }) => ending(phone)).sort(),
    );
    for (const { name } of reached) {
      const [first = ''] = name.split(' ');
      expect(
        inbox.filter(({ text }) => text?.includes(`Hi ${first}! Thanks for your interest`)),
      ).toHaveLength(1);
    }
  });

  test.each(stands.filter(([, { vendor }]) => neededOf(vendor.id).length > 0))(
    'sends nothing by %s without what its form marks as needed, and names it',
    async (_label, stand) => {
      const { id } = await importWorkflow(running.n8n.api, exampleThrough(stand, {}), memory);
      const execution = await running.n8n.api.runWorkflow(id, BUTTON);
      const labels = neededOf(stand.vendor.id).map((name) => stand.vendor.inputs[name]?.label ?? name);
      for (const label of labels) expect(execution.error?.message).toContain(`"${label}" is required`);
      expect(running.simulator.requests).toEqual([]);
    },
  );
});
