import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoCredentials } from '../../../host/demoCredentials';
import { startN8n, type RunningN8n } from '../../../host/n8n';
import { startSimulator, type Simulator } from '../../../simulator/simulator';
import type { Credential } from '../../../host/api';

/** A real n8n with the built package, and the simulated vendors, on free ports with an empty data folder. */
export interface Running {
  n8n: RunningN8n;
  simulator: Simulator;
  /** Credentials that work with the simulator, without pacing. */
  credentials: Credential[];
  stop(): Promise<void>;
}

/** How long a start may take on a busy machine. */
export const startPatience = 300_000;

export async function startEverything(): Promise<Running> {
  const userFolder = mkdtempSync(join(tmpdir(), 'mensageiro-n8n-'));
  const simulator = await startSimulator({ messagesPerMinute: 0, webhookRetryDelays: [50, 50, 50] });
  const closeSimulator = async () => {
    await simulator.close();
    rmSync(userFolder, { recursive: true, force: true });
  };
  try {
    const n8n = await startN8n({ userFolder });
    const stop = async () => {
      await n8n.stop();
      await closeSimulator();
    };
    return { n8n, simulator, credentials: demoCredentials(simulator.urls, 0), stop };
  } catch (failure) {
    await closeSimulator();
    throw failure;
  }
}
