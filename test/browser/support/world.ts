import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { WorkflowNode } from '../../../host/api';
import { leadFormCredential } from '../../../host/demoCredentials';
import { importCredentials, importWorkflow, readWorkflow } from '../../../host/importing';
import { nodeTypes } from '../../support/packageTypes';
import { openBrowser, openWorkflow, type OpenBrowser } from '../../e2e/support/browser';
import { startEverything, type Running } from '../../e2e/support/running';
import { byTestId, canvasNode } from './editor';

/** One n8n, one simulator and one browser for all tests here, as `npm start` leaves them. */
export interface World extends Running {
  browser: OpenBrowser;
  /** The first example, which `npm start` opens. */
  firstExample: Example;
  /** Stores the first example whose file has this in its name. */
  example(name: string): Promise<Example>;
  /** Every address outside of this computer that a page asked for; it got no answer. */
  left: Set<string>;
  /** How often a mouse button went down, on all pages. */
  clicks(): number;
  /** Stores a workflow of these nodes, each linked to the one before it if it is to be run, and opens it. */
  open(name: string, nodes: WorkflowNode[], linked?: 'linked'): Promise<Page>;
  /** The same for a node's credential. */
  credential(name: string): WorkflowNode['credentials'];
  /** Keeps what a page shows, so that a person can look at it after a failure. */
  picture(page: Page, name: string): Promise<void>;
}

/** A stored workflow of the folder examples. */
export interface Example {
  id: string;
  /** The names of its nodes that are of this package. */
  own: string[];
  /** The name of the node that the big button starts. */
  start: string;
}

const examples = join(__dirname, '..', '..', '..', 'examples');

export async function startWorld(): Promise<World> {
  const running = await startEverything();
  const { api } = running.n8n;
  const browser = await openBrowser();
  const memory = { credentials: {}, examples: {}, encryptionKey: '', owner: running.n8n.owner };
  await importCredentials(api, [...running.credentials, leadFormCredential()], memory);
  const known: Record<string, { id: string }> = memory.credentials;
  const example = async (name: string): Promise<Example> => {
    const file = readdirSync(examples)
      .sort((a, b) => a.localeCompare(b, undefined, { numeric: true }))
      .find((each) => each.endsWith('.json') && each.includes(name));
    if (file === undefined) throw new Error(`No example has "${name}" in its name.`);
    const workflow = readWorkflow(join(examples, file));
    const { id } = await importWorkflow(api, workflow, memory);
    const own = workflow.nodes.filter(({ type }) => type.startsWith('n8n-nodes-mensageiro.'));
    const begin = workflow.nodes.find(({ type }) => type === 'n8n-nodes-base.manualTrigger');
    return { id, own: own.map(({ name }) => name), start: begin?.name ?? '' };
  };

  const left = new Set<string>();
  await browser.context.route(
    ({ protocol, hostname }) => /^https?:$/.test(protocol) && hostname !== '127.0.0.1',
    async (route) => {
      left.add(route.request().url());
      await route.abort();
    },
  );
  browser.context.on('page', (page) => {
    page.setDefaultTimeout(30_000);
    page.on('websocket', (socket) => {
      if (new URL(socket.url()).hostname !== '127.0.0.1') left.add(socket.url());
    });
  });
  let clicks = 0;
  // What the mouse does, whoever tells it to: an event that a script made up is not trusted.
  await browser.context.exposeFunction('mouseWentDown', () => void (clicks += 1));
  await browser.context.addInitScript(
    `addEventListener('pointerdown', (event) => { if (event.isTrusted) window.mouseWentDown(); }, true)`,
  );

  const pictures = mkdtempSync(join(tmpdir(), 'mensageiro-screenshots-'));
  return {
    ...running,
    browser,
    firstExample: await example(''),
    example,
    left,
    clicks: () => clicks,
    open: async (name, nodes, linked) => {
      const links = nodes
        .slice(1)
        .map(({ name }, index) => [nodes[index]?.name, { main: [[{ node: name, type: 'main', index: 0 }]] }]);
      const stored = await api.importWorkflow({
        name,
        nodes,
        connections: linked ? Object.fromEntries(links) : {},
        settings: { executionOrder: 'v1' },
      });
      return openWorkflow(browser, running.n8n, stored.id);
    },
    credential: (name) => {
      const type = running.credentials.find((each) => each.name === name)?.type ?? '';
      return { [type]: { id: known[name]?.id ?? null, name } };
    },
    picture: async (page, name) => {
      await page.screenshot({ path: join(pictures, `${name}.png`) });
    },
    stop: async () => {
      await browser.close();
      await running.stop();
    },
  };
}

/** The version that a node of the package is added with. */
export const versionOf = (name: string): number =>
  [nodeTypes().find(({ description }) => description.name === name)?.description.version ?? 1].flat().pop() ??
  1;

let position = 0;

/** A node of a workflow. */
export function node(
  name: string,
  type: string,
  parameters: Record<string, unknown>,
  more: Partial<WorkflowNode> = {},
): WorkflowNode {
  position += 1;
  const place = [(position % 8) * 220, Math.floor(position / 8) * 200];
  return { id: randomUUID(), name, type, typeVersion: 1, position: place, parameters, ...more };
}

export const start = (): WorkflowNode => node('Start', 'n8n-nodes-base.manualTrigger', {});

/** A sheet as a workflow has it: one item for each row. */
export const sheet = (rows: Record<string, unknown>[]): WorkflowNode[] => [
  node(
    'Rows',
    'n8n-nodes-base.set',
    { mode: 'raw', jsonOutput: JSON.stringify({ rows }), options: {} },
    { typeVersion: 3.4 },
  ),
  node('Sheet', 'n8n-nodes-base.splitOut', { fieldToSplitOut: 'rows', options: {} }),
];

/** Waits until a node on the canvas has run. */
export const succeeded = (page: Page, name: string): Promise<unknown> =>
  page.waitForSelector(`${canvasNode(name)} ${byTestId('canvas-node-status-success')}`);
