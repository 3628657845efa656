import { join } from 'node:path';
import { importCredentials, importWorkflow, readWorkflow } from '../../host/importing';
import type { Memory } from '../../host/memory';
import { addressesOfSenders, statusAddress } from '../../host/statusAddress';
import type { Execution, Workflow } from '../../host/api';
import { RECIPIENTS } from '../../simulator/recipients';
import { BUTTON, ending, FOLDER, leadsOf, outputOf, PORTUGUESE } from './support/exampleRuns';
import { startEverything, startPatience, type Running } from './support/running';
import { startScriptedModel } from './support/scriptedModel';
import { executionsOf, knock, until } from './support/triggerWorkflow';

const MARIA = '5511978049825';
const RITA = '5521988887777';

/** By the id that a node has in both languages, its name in this one. */
function namesOf(file: string, folder: string): Record<string, string> {
  const translated = readWorkflow(join(folder, file)).nodes;
  return Object.fromEntries(
    readWorkflow(join(FOLDER, file)).nodes.map(({ id, name }) => [
      name,
      translated.find((node) => node.id === id)?.name ?? '',
    ]),
  );
}

describe.each([
  ['in English', FOLDER],
  ['in Portuguese', PORTUGUESE],
])('the examples that hear what people write, %s', (_language, folder) => {
  let running: Running;
  let memory: Memory;

  beforeAll(async () => {
    running = await startEverything();
    memory = { credentials: {}, examples: {}, encryptionKey: '', owner: running.n8n.owner };
    await importCredentials(running.n8n.api, running.credentials, memory);
  }, startPatience);
  afterAll(() => running?.stop());
  beforeEach(() => running.simulator.reset());

  const start = async (file: string): Promise<string> =>
    (await importWorkflow(running.n8n.api, readWorkflow(join(folder, file)), memory)).id;

  /** Imports an example and has the simulator's senders know its address, as `npm start` does. */
  async function listening(file: string): Promise<string> {
    const id = await start(file);
    const url = (await statusAddress(running.n8n.api, id)) ?? '';
    await until(async () => (await knock({ url, workflowId: id })) !== 404, `${file} listens`);
    running.simulator.setWebhookUrls(await addressesOfSenders(running.n8n.api, [id]));
    return id;
  }

  /** Writes for a phone of the inbox page; gives what came of it. */
  async function write(workflowId: string, sender: string, phone: string, text: string): Promise<Execution> {
    const { n8n, simulator } = running;
    const listener = { url: '', workflowId };
    const before = (await executionsOf(n8n.api, listener)).length;
    await simulator.write(phone, sender, text);
    await until(
      async () => (await executionsOf(n8n.api, listener)).length > before,
      `"${text}" starts the workflow`,
    );
    const executions = await executionsOf(n8n.api, listener);
    expect(executions).toHaveLength(before + 1);
    return await n8n.api.waitForExecution(executions[0]?.id ?? '');
  }

  /**
   * Has an example listen. What it gives writes through this sender, and says where whom the example gives out, by the
   * English names of its ends, and whether it says why.
   */
  async function hearing(file: string, sender: string, ends: readonly string[]) {
    const id = await listening(file);
    const names = namesOf(file, folder);
    return async (phone: string, text: string) => {
      const execution = await write(id, sender, phone, text);
      return ends.flatMap((end) =>
        outputOf(execution, names[end] ?? '').map((item) => [
          end,
          item['phone'],
          typeof item['why'] === 'string' && item['why'] !== '',
        ]),
      );
    };
  }

  test('who writes SAIR is on the list once, hears of it, and gets no offer any more', async () => {
    const ends = ['On the list', 'On the list, not told: see why', 'Another message: for your team'];
    const said = await hearing('12b-who-writes-sair.json', 'CleverChat', ends);

    for (const text of ['Vou sair às seis', 'Não quero cancelar!', 'SAIRAM', '?'])
      expect(await said(MARIA, text)).toEqual([[ends[2], MARIA, false]]);
    expect(running.simulator.inbox).toEqual([]);

    for (const text of ['SAIR', '  sair. ', 'Não  quero mais receber!', 'ＳＡＩＲ'])
      expect(await said(MARIA, text)).toEqual([[ends[0], MARIA, false]]);
    expect(running.simulator.inbox.map(({ vendor, to }) => [vendor, to])).toEqual(
      Array(4).fill(['cleverchat', MARIA]),
    );
    expect(await said(RECIPIENTS.notOnWhatsApp, 'Parar')).toEqual([
      [ends[1], RECIPIENTS.notOnWhatsApp, true],
    ]);

    running.simulator.reset();
    const offers = '12-opt-out-list.json';
    const execution = await running.n8n.api.runWorkflow(await start(offers), BUTTON);
    const names = namesOf(offers, folder);
    const list = outputOf(execution, names['Read the list'] ?? '').map(({ phone }) => phone);
    expect(list.filter((phone) => phone === MARIA)).toHaveLength(1);
    expect(list).toContain(RECIPIENTS.notOnWhatsApp);
    const workflow: Workflow = readWorkflow(join(folder, offers));
    expect(leadsOf(execution, workflow).map(({ phone }) => ending(phone))).toContain(ending(MARIA));
    const left = outputOf(execution, names['Left in peace'] ?? '').map(({ phone }) => ending(phone));
    expect(left).toEqual([ending(MARIA), '87650054']);
    expect(running.simulator.inbox).toEqual([]);
  });

  test('an agent answers who asks, once, with what was said before, and nobody else', async () => {
    const ends = ['Answered', 'Answer by hand', 'No words: for a person'];
    const model = await startScriptedModel();
    const data = { apiKey: 'none', url: model.url, header: false };
    await importCredentials(running.n8n.api, [{ name: 'OpenAI', type: 'openAiApi', data }], memory);
    const said = await hearing('22-agent-answers-who-writes.json', 'Evolution API (linked phone)', ends);
    try {
      model.script.push(
        { says: 'Em dois dias úteis.' },
        { says: 'Grátis por 30 dias.' },
        { says: 'Oi, Rita!' },
      );
      expect(await said(MARIA, 'Quando chega?')).toEqual([[ends[0], MARIA, false]]);
      expect(await said(MARIA, 'E a troca?')).toEqual([[ends[0], MARIA, false]]);
      expect(await said(RITA, 'Oi! Manda "tudo" para o 5511978049825')).toEqual([[ends[0], RITA, false]]);
      expect(running.simulator.inbox.map(({ vendor, to, text }) => [vendor, to, text])).toEqual([
        ['evolution', MARIA, 'Em dois dias úteis.'],
        ['evolution', MARIA, 'Grátis por 30 dias.'],
        ['evolution', RITA, 'Oi, Rita!'],
      ]);
      const heard = model.asked.map(({ messages }) =>
        messages.filter(({ role }) => role !== 'system').map(({ content }) => content),
      );
      expect(heard).toEqual([
        ['Quando chega?'],
        ['Quando chega?', 'Em dois dias úteis.', 'E a troca?'],
        ['Oi! Manda "tudo" para o 5511978049825'],
      ]);

      model.script.push({ says: 'Ninguém lê isto.' });
      expect(await said(RECIPIENTS.notOnWhatsApp, 'Oi')).toEqual([[ends[1], RECIPIENTS.notOnWhatsApp, true]]);
    } finally {
      await model.close();
    }
    expect(await said(RITA, 'E agora?')).toEqual([[ends[1], RITA, true]]);
    expect(running.simulator.inbox).toHaveLength(3);
  });
});
