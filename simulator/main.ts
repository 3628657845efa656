import { startSimulator } from './simulator';
import type { SimulatorUrls } from './simulator';

const PORTS: Record<keyof SimulatorUrls, number> = {
  inbox: 5801,
  interflowV1: 5802,
  interflowCurrent: 5803,
  talkme: 5804,
  cleverchat: 5805,
  logyca: 5806,
  aideskTemplate: 5807,
  aideskDirect: 5808,
};

const LABELS: Record<keyof SimulatorUrls, string> = {
  inbox: 'Inbox (open this one)',
  interflowV1: 'Interflow v1',
  interflowCurrent: 'Interflow, current API',
  talkme: 'Talk.me',
  cleverchat: 'CleverChat',
  logyca: 'Logyca',
  aideskTemplate: 'AI Desk, templates',
  aideskDirect: 'AI Desk, direct',
};

/**
 * Runs the simulator until SIGINT or SIGTERM. A parent process that started it with an IPC channel gets
 * `{ urls }` as a message. MENSAGEIRO_WEBHOOK_URLS sets the webhook addresses from the start,
 * with spaces between them.
 */
async function main(): Promise<void> {
  const webhookUrls = (process.env['MENSAGEIRO_WEBHOOK_URLS'] ?? '').split(/\s+/).filter(Boolean);
  const simulator = await startSimulator({
    ports: PORTS,
    movePorts: true,
    webhookUrls,
    ...(process.argv.includes('--automatic') && {
      automaticStatuses: { deliveredAfter: 1_500, readAfter: 4_000 },
    }),
  });
  for (const [name, url] of Object.entries(simulator.urls)) {
    console.log(`${LABELS[name as keyof SimulatorUrls].padEnd(24)} ${url}`);
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
