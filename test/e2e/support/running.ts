import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoCredentials } from '../../../host/demoCredentials';
import { startN8n, type RunningN8n } from '../../../host/n8n';
import { buildPackage, packageIsBuilt } from '../../../host/packageBuild';
import { prepare } from '../../../host/prepare';
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

/** How long a start may take where the pinned n8n is not prepared yet. */
export const startPatience = 600_000;

export async function startEverything(): Promise<Running> {
  await prepare();
  if (!packageIsBuilt()) await buildPackage();
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
