import type { INodeParameters } from 'n8n-workflow';
import { recordedExchange } from '../test/support/recordedExchanges';
import { credentialAt } from '../test/support/vendorStands';
import { standThat } from './account';
import { startSimulator } from '../simulator/simulator';
import type { TestCredential } from '../test/support/accounts';
import { runNode } from '../test/support/engine';

/** The largest documented plan. */
const PER_MINUTE = 1000;
const MINUTES = 2;

/**
 * Two minutes at the pace of the largest plan, in real time: the real node in n8n's engine against the simulator
 * with its limit on. Printed by `npm run bench soak`.
 */
export async function soak(): Promise<void> {
  const stand = standThat('has a limit in the simulator', ({ provocations }) =>
    Object.values(provocations).some(({ messagesPerMinute }) => messagesPerMinute !== undefined),
  );
  const simulator = await startSimulator({ messagesPerMinute: PER_MINUTE });
  const { type, data } = credentialAt(stand, simulator.urls);
  const count = PER_MINUTE * MINUTES;
  const items = Array.from({ length: count }, (_, index) => ({
    json: { phone: `55119${80_000_000 + index}` },
  }));
  const started = performance.now();
  const ran = await runNode({
    node: 'sendText',
    parameters: {
      ...(recordedExchange(stand.vendor.id, stand.samples.sendText ?? '').exchange.input as INodeParameters),
      vendor: stand.vendor.id,
      to: '={{ $json.phone }}',
      text: 'Hi',
      options: { parallelRequests: 10 },
    },
    items,
    credential: {
      type,
      // An account of its own: what other benches have sent in the last minute is not of this one.
      id: 'soak',
      data: { ...data, messagesPerMinute: PER_MINUTE, workersSharing: 1 } as TestCredential['data'],
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
