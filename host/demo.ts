import { join } from 'node:path';
import type { Simulator } from '../simulator/simulator';
import { demoCredentials, leadFormCredential } from './demoCredentials';
import { examplesFolder, importCredentials, importExamples } from './importing';
import { inspectorPort } from './inspector';
import { terminalLanguage } from './languages';
import { writeMemory, type Memory } from './memory';
import { startN8n, type RunningN8n } from './n8n';
import { checkout, firstExample } from './places';
import { freePort } from './ports';
import { endAllProcesses } from './processes';
import { demoPace, startDemoSimulator } from './simulator';
import { sendSamplesAlone } from './samples';
import { addressesOfSenders } from './statusAddress';
import { words } from './words';

const preferredPort = 5678;

/** n8n and the simulated vendors, started and filled together, ended together. */
export class Demo {
  n8n: RunningN8n | null = null;
  simulator: Simulator | null = null;
  /** Sentences about what is not as usual in this start. */
  readonly notes: string[] = [];

  /** `dataFolder` is where n8n keeps its data, and the memory is written. */
  constructor(
    readonly memory: Memory,
    readonly dataFolder: string,
  ) {}

  async startSimulator(): Promise<void> {
    this.simulator ??= await startDemoSimulator();
  }

  /** The first example's messages into the inbox, before there is an n8n. Without them the start goes on. */
  async sendSamples(): Promise<void> {
    if (!this.simulator) return;
    try {
      await sendSamplesAlone(firstExample, this.simulator.urls);
    } catch (failure) {
      this.notes.push(words().samplesNotSent(failure instanceof Error ? failure.message : String(failure)));
    }
  }

  async startN8n(): Promise<void> {
    const { encryptionKey, owner } = this.memory;
    const port = await freePort(preferredPort);
    const asked = inspectorPort();
    // Node.js would start without an inspector where the port is taken, and say so in the log only.
    const inspector = asked && (await freePort(asked, new Set([port])));
    this.n8n = await startN8n({
      userFolder: this.dataFolder,
      port,
      encryptionKey,
      owner,
      inspectorPort: inspector,
    });
    if (this.n8n.note) this.notes.push(this.n8n.note);
    if (inspector) this.notes.push(words().debugger(inspector));
    const given = Number(new URL(this.n8n.url).port);
    if (given !== preferredPort) {
      this.notes.push(words().portTaken(preferredPort, given));
    }
  }

  /** Credentials and examples into n8n, the examples' status addresses into the simulator. */
  async fill(): Promise<void> {
    if (!this.n8n || !this.simulator) return;
    const { api } = this.n8n;
    try {
      const credentials = [...demoCredentials(this.simulator.urls, demoPace), leadFormCredential()];
      await importCredentials(api, credentials, this.memory);
      const examples = examplesFolder(join(checkout, 'examples'), terminalLanguage());
      await importExamples(api, examples, this.memory);
    } finally {
      // Also what was imported before something went wrong must not be imported again.
      writeMemory(this.dataFolder, this.memory);
    }
    this.simulator.setWebhookUrls(await addressesOfSenders(api, Object.values(this.memory.examples)));
  }

  async stop(): Promise<void> {
    await this.n8n?.stop();
    await this.simulator?.close();
    await endAllProcesses();
  }
}
