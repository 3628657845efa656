import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoCredentials } from '../../host/demoCredentials';
import { startSimulator } from '../../simulator/simulator';
import { checks } from './checks';
import { install, installPackage } from './installing';
import { startServer } from './server';
import type { Version } from './versions';

/** What came of every check in one n8n: the checks' names, each with what is not as it has to be. */
export interface Outcome {
  n8n: string;
  node: string;
  red: Record<string, string>;
}

/**
 * Tries the packed package in one n8n, with every check.
 *
 * @param packed the package's file
 * @param say told what is being done
 */
export async function tryIn(version: Version, packed: string, say: (what: string) => void): Promise<Outcome> {
  const { n8n, node } = version;
  const began = Date.now();
  const since = () => `${Math.round((Date.now() - began) / 1000)} s`;
  await install(version);
  say(`n8n ${n8n} is installed (${since()})`);
  const userFolder = mkdtempSync(join(tmpdir(), 'mensageiro-version-'));
  const simulator = await startSimulator({ messagesPerMinute: 0 });
  try {
    await installPackage(userFolder, packed);
    const server = await startServer(version, userFolder);
    say(`n8n ${n8n} answers (${since()})`);
    const red: Record<string, string> = {};
    try {
      const credentials = demoCredentials(simulator.urls, 0);
      for (const check of checks) {
        try {
          await check.run({ api: server.api, simulator, credentials });
        } catch (cause) {
          red[check.name] = cause instanceof Error ? cause.message : String(cause);
          say(`n8n ${n8n}, ${check.title}: ${red[check.name]}`);
        }
      }
    } finally {
      await server.stop();
    }
    say(`n8n ${n8n} is tried (${since()})`);
    return { n8n, node, red };
  } finally {
    await simulator.close();
    rmSync(userFolder, { recursive: true, force: true });
  }
}
