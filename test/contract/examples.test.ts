import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties } from 'n8n-workflow';
import type { Workflow, WorkflowNode } from '../../host/api';
import { examplesFolder, readWorkflow } from '../../host/importing';
import { terminalLanguage } from '../../host/languages';
import { nodeTypes } from '../support/packageTypes';

const ENGLISH = join(__dirname, '../../examples');
const PORTUGUESE = examplesFolder(ENGLISH, 'pt');
const filesIn = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.json'));
const files = filesIn(ENGLISH);
const all = [ENGLISH, PORTUGUESE].flatMap((folder) => filesIn(folder).map((file) => join(folder, file)));
const titled = all.map((path) => [path.slice(ENGLISH.length + 1), readWorkflow(path)] as const);

const OURS = 'n8n-nodes-mensageiro.';
const ours = new Map(nodeTypes().map(({ description }) => [OURS + description.name, description]));

/** n8n's own nodes as n8n 1.100.1 had them already; data tables came later, and the notes say so. */
const N8NS: Readonly<Record<string, number>> = {
  agent: 2,
  convertToFile: 1.1,
  dataTable: 1.1,
  extractFromFile: 1,
  formTrigger: 2.2,
  httpRequest: 4.2,
  if: 2.2,
  lmChatOpenAi: 1.2,
  manualTrigger: 1,
  memoryBufferWindow: 1.3,
  merge: 3.1,
  noOp: 1,
  scheduleTrigger: 1.2,
  set: 3.4,
  splitInBatches: 3,
  splitOut: 1,
  stickyNote: 1,
  switch: 3.2,
  wait: 1.1,
  webhook: 2,
};

const isNote = ({ type }: WorkflowNode) => type === 'n8n-nodes-base.stickyNote';
const isTrigger = ({ type }: WorkflowNode) => /Trigger$|\.webhook$/.test(type);
const isManual = ({ type }: WorkflowNode) => type === 'n8n-nodes-base.manualTrigger';
const isSending = ({ type }: WorkflowNode) => type.startsWith(OURS) && !type.endsWith('Trigger');
const isOn = ({ disabled }: WorkflowNode) => disabled !== true;

type Target = { node: string; type: string; index: number };
const targets = ({ connections }: Workflow, name: string): Target[][] =>
  ((connections[name] as { main?: (Target[] | null)[] } | undefined)?.main ?? []).map((each) => each ?? []);

/** Runs by itself; there is nothing to click. */
const companions = ['5b', '5c', '6b', '12b', '14b', '22'];

describe('field U2, U9: the examples', () => {
  it('are many, and the same in both languages', () => {
    expect(files.filter((file) => !companions.includes(file.split('-')[0] ?? '')).length).toBeGreaterThan(14);
    expect(filesIn(PORTUGUESE)).toEqual(files);
  });

  it('come in the language of the terminal', () => {
    const folderFor = (environment: NodeJS.ProcessEnv) =>
      examplesFolder(ENGLISH, terminalLanguage(environment));
    expect(folderFor({ LANG: 'pt_BR.UTF-8' })).toBe(join(ENGLISH, 'pt-BR'));
    expect(folderFor({ LANG: 'en_US.UTF-8', LC_ALL: 'pt_PT' })).toBe(join(ENGLISH, 'pt-BR'));
    expect(folderFor({ LANG: 'pt_BR.UTF-8', LC_ALL: 'C' })).toBe(ENGLISH);
    expect(folderFor({})).toBe(ENGLISH);
  });

  describe.each(titled)('%s', (title, workflow) => {
    const { nodes, settings } = workflow;

    it('has one trigger that is on: what the big button starts, or else what it is published for', () => {
      expect(settings).toEqual({ executionOrder: 'v1' });
      const triggers = nodes.filter(isTrigger).filter(isOn);
      expect(triggers).toHaveLength(1);
      const isCompanion = companions.includes(title.replace('pt-BR/', '').split('-')[0] ?? '');
      expect(triggers.some(isManual)).toBe(!isCompanion);
    });

    it('sends with an error output that leads somewhere', () => {
      for (const node of nodes.filter(isSending)) {
        expect([node.name, node['onError']]).toEqual([node.name, 'continueErrorOutput']);
        expect([node.name, targets(workflow, node.name)[1]?.length]).toEqual([node.name, 1]);
      }
    });

    it('has notes, and nothing that leads to no node', () => {
      expect(nodes.filter(isNote).some(({ parameters }) => String(parameters['content']).length > 100)).toBe(
        true,
      );
      const names = nodes.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      const linked = Object.keys(workflow.connections).flatMap((name) => [
        name,
        ...targets(workflow, name).flatMap((each) => each.map(({ node }) => node)),
      ]);
      expect(linked.filter((name) => !names.includes(name))).toEqual([]);
      const reached = nodes.filter((node) => !isNote(node) && !linked.includes(node.name));
      expect(reached.map(({ name }) => name)).toEqual([]);
      const named = [...JSON.stringify(nodes).matchAll(/\$\(\\"((?:[^"\\]|\\\\\\")+)\\"\)/g)];
      expect(named.map(([, name]) => name).filter((name) => !names.includes(name ?? ''))).toEqual([]);
    });

    it('uses nodes and parameters that exist, and chooses the vendor', () => {
      for (const node of nodes) {
        const description = ours.get(node.type);
        if (description === undefined) {
          expect([node.type, node['typeVersion']]).toEqual([
            node.type,
            N8NS[node.type.replace(/^(n8n-nodes-base|@n8n\/n8n-nodes-langchain)\./, '')],
          ]);
          continue;
        }
        expect([description.version].flat()).toContain(node['typeVersion']);
        const known = (properties: INodeProperties[]) => properties.map(({ name }) => name);
        const strange = Object.keys(node.parameters).filter(
          (name) => !known(description.properties).includes(name),
        );
        expect([node.name, strange]).toEqual([node.name, []]);
        const options = description.properties
          .filter(({ name }) => name === 'options')
          .flatMap((property) => known(property.options as INodeProperties[]));
        const chosen = Object.keys((node.parameters['options'] ?? {}) as object);
        expect([node.name, chosen.filter((name) => !options.includes(name))]).toEqual([node.name, []]);
        if (isSending(node)) expect(node.parameters['vendor']).toEqual(expect.stringMatching(/^[a-z]+$/));
        for (const { id, name } of Object.values(node.credentials ?? {}))
          expect([id, name]).toEqual([null, expect.stringMatching(/\(simulator\)$/)]);
      }
    });
  });

  it('fill an approved text that was pasted, twice at least from columns of the same name', () => {
    const pasted = files
      .flatMap((file) => readWorkflow(join(ENGLISH, file)).nodes)
      .filter(({ parameters }) => parameters['templateText'] !== undefined);
    const modes = pasted.map(({ parameters }) => parameters['templateVariables'] as { mappingMode: string });
    expect(
      modes.filter(({ mappingMode }) => mappingMode === 'autoMapInputData').length,
    ).toBeGreaterThanOrEqual(2);
  });
});

/** Where people's words stand; everything else is the same in both languages. */
const WORDS =
  /^(content|text|caption|fileName|outputKey|renameFallbackOutput|value|task|message|approveLabel|disapproveLabel|systemMessage)$/;

/** What an expression reads, in order. */
const sources = (text: string): string[] =>
  text.match(/\$(?:\("[^"]*"\)|\w+)(?:\??\.\w+|\["[^"]*"\])*/g) ?? [];

describe.each(files)('the Portuguese version of %s', (file) => {
  const [english, portuguese] = [readWorkflow(join(ENGLISH, file)), readWorkflow(join(PORTUGUESE, file))];
  const byId = new Map(portuguese.nodes.map((node) => [node['id'], node]));
  const pairs = english.nodes.map((node) => [node, byId.get(node['id'])] as const);
  const englishOf = new Map(pairs.map(([node, other]) => [other?.name ?? '', node.name]));
  /** Names of nodes as the English version has them. */
  const inEnglish = (text: string): string =>
    text.replace(/\$\("([^"]*)"\)/g, (_whole, name: string) => `$("${englishOf.get(name) ?? name}")`);

  function same(one: unknown, other: unknown, key = ''): void {
    if (typeof one === 'string' && typeof other === 'string') {
      const translated = inEnglish(other);
      if (!WORDS.test(key)) expect([key, translated]).toEqual([key, one]);
      else if (one.startsWith('=')) expect([key, sources(translated)]).toEqual([key, sources(one)]);
      else expect([key, translated === '']).toEqual([key, one === '']);
    } else if (typeof one === 'object' && one !== null) {
      const [left, right] = [one, other] as [Record<string, unknown>, Record<string, unknown>];
      expect([key, Object.keys(right ?? {})]).toEqual([key, Object.keys(left)]);
      for (const name of Object.keys(left)) same(left[name], right[name], name);
    } else expect([key, other]).toEqual([key, one]);
  }

  it('has the same nodes with the same parameters, apart from words', () => {
    expect(portuguese.nodes.map(({ id }) => id)).toEqual(english.nodes.map(({ id }) => id));
    for (const [node, other] of pairs) {
      const { name: _name, parameters, ...rest } = node;
      const { name: _other, parameters: theirs, ...theirRest } = other as WorkflowNode;
      expect(theirRest).toEqual(rest);
      same(parameters, theirs);
    }
  });

  it('has the same connections', () => {
    type Connections = Record<string, Record<string, Target[][]>>;
    const renamed = Object.entries(portuguese.connections as Connections).map(([name, kinds]) => [
      englishOf.get(name),
      Object.fromEntries(
        Object.entries(kinds).map(([kind, outputs]) => [
          kind,
          outputs.map((each) => each.map((to) => ({ ...to, node: englishOf.get(to.node) }))),
        ]),
      ),
    ]);
    expect(Object.fromEntries(renamed)).toEqual(english.connections);
  });

  it('speaks Portuguese: its name and every note differ', () => {
    expect(portuguese.name).not.toBe(english.name);
    expect(portuguese.name.split(' ')[0]).toBe(english.name.split(' ')[0]);
    for (const [node, other] of pairs.filter(([node]) => isNote(node)))
      expect(other?.parameters['content']).not.toBe(node.parameters['content']);
  });

  it('keeps every secret out', () => {
    for (const folder of [ENGLISH, PORTUGUESE])
      expect(readFileSync(join(folder, file), 'utf8')).not.toMatch(
        /webhookId|"(?:secret|token|password|apiKey)"/i,
      );
  });
});
