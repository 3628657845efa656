import { INTERFLOW } from '../simulator/vendors/interflowFixtures';
import { startSimulator } from '../simulator/simulator';
import { runNode } from '../test/support/engine';

/** The largest documented plan. */
const PER_MINUTE = 1000;
const MINUTES = 2;

/**
 * Two minutes at the pace of the largest plan, in real time: the real node in n8n's engine against the simulator
 * with its limit on. Printed by `npm run bench soak`.
 */
export async function soak(): Promise<void> {
  const simulator = await startSimulator({ messagesPerMinute: PER_MINUTE });
  const count = PER_MINUTE * MINUTES;
  const items = Array.from({ length: count }, (_, index) => ({
    json: { phone: `55119${80_000_000 + index}` },
  }));
  const started = performance.now();
  const ran = await runNode({
    node: 'sendText',
    parameters: {
      vendor: 'interflow',
      to: '={{ $json.phone }}',
      text: 'Hi',
      options: { parallelRequests: 10 },
    },
    items,
    credential: {
      type: 'interflowApi',
      // An account of its own: what other benches have sent in the last minute is not of this one.
      id: 'soak',
      data: {
        apiVersion: 'v1',
        apiKey: INTERFLOW.v1Key,
        baseUrl: `${simulator.urls.interflowV1}/v1`,
        channelId: INTERFLOW.channelId,
        plan: 'enterprise',
        workersSharing: 1,
      },
    },
    onError: 'continueRegularOutput',
  });
  const minutes = (performance.now() - started) / 60_000;
  const refused = simulator.requests.filter(({ answered }) => answered.status === 429).length;
  const sent = ran.outputs[0]?.filter(({ json }) => json['outcome'] === 'sent').length ?? 0;
  const phones = new Set(simulator.inbox.map(({ to }) => to));
  await simulator.close();
  const use = (100 * sent) / minutes / PER_MINUTE;
  console.log(
    `${sent} of ${count} sent in ${(minutes * 60).toFixed(1)} s: ${use.toFixed(1)} % of ${PER_MINUTE} a minute, ` +
      `${refused} x 429, ${count - phones.size} lost, ${simulator.inbox.length - phones.size} sent twice`,
  );
}
