import { preferredPorts, serverLabels, startSimulator } from './simulator';
import type { SimulatorUrls } from './simulator';

/**
 * Runs the simulator until SIGINT or SIGTERM. A parent process that started it with an IPC channel gets
 * `{ urls }` as a message. MENSAGEIRO_WEBHOOK_URLS sets the webhook addresses from the start,
 * with spaces between them.
 */
async function main(): Promise<void> {
  const webhookUrls = (process.env['MENSAGEIRO_WEBHOOK_URLS'] ?? '').split(/\s+/).filter(Boolean);
  const simulator = await startSimulator({
    ports: preferredPorts,
    movePorts: true,
    webhookUrls,
    ...(process.argv.includes('--automatic') && {
      automaticStatuses: { deliveredAfter: 1_500, readAfter: 4_000 },
    }),
  });
  for (const [name, url] of Object.entries(simulator.urls)) {
    console.log(`${serverLabels[name as keyof SimulatorUrls].padEnd(24)} ${url}`);
  }
  process.send?.({ urls: simulator.urls });

  let stopped = false;
  const stop = () => {
    if (stopped) return;
    stopped = true;
    void simulator.close().then(() => process.connected && process.disconnect());
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  // Without its parent nobody would stop it.
  process.once('disconnect', stop);
}

void main();
