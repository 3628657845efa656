import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SimulatorUrls } from '../simulator/simulator';
import { runCommand } from './command';
import { withoutForeign } from './environment';
import { checkout } from './places';
import { directToLoopback } from './proxies';

const alone = join(checkout, 'host', 'sampleMessagesAlone.ts');

/**
 * Sends an example's messages in a process of its own; see sampleMessages.ts.
 *
 * @throws with what was said of a message that was not sent
 */
export async function sendSamplesAlone(example: string, urls: SimulatorUrls): Promise<void> {
  // n8n's engine writes settings of its own where it finds none: not into the user's home.
  const userFolder = mkdtempSync(join(tmpdir(), 'mensageiro-samples-'));
  const reasonFile = join(userFolder, 'reason');
  const env = {
    ...withoutForeign(process.env),
    ...directToLoopback(process.env),
    N8N_USER_FOLDER: userFolder,
    N8N_DIAGNOSTICS_ENABLED: 'false',
  };
  try {
    const parameters = ['--require', 'tsx/cjs', alone, example, JSON.stringify(urls), reasonFile];
    await runCommand(process.execPath, parameters, { cwd: checkout, env });
  } catch (failure) {
    if (!existsSync(reasonFile)) throw failure;
    throw new Error(readFileSync(reasonFile, 'utf8'), { cause: failure });
  } finally {
    rmSync(userFolder, { recursive: true, force: true });
  }
}
