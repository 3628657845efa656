import type { IBinaryData } from 'n8n-workflow';
import { RECIPIENTS } from '../../simulator/recipients';
import { retryExecution, runNode, type Run } from '../support/engine';
import { simulated } from '../support/simulated';

const world = simulated();

/** Two files that look alike: the same name, type and size. */
const pdf = (page: string): IBinaryData => ({
  data: Buffer.from(`%PDF-1.7 ${page}`).toString('base64'),
  mimeType: 'application/pdf',
  fileName: 'boleto.pdf',
});

const files = { first: pdf('page one'), second: pdf('page two') };

/** Two customers get a file; the second one has no number, so that the execution can be retried. */
const sending = (binaryPropertyName: string): Run => ({
  node: 'sendMedia',
  parameters: {
    vendor: 'interflow',
    to: '={{ $json.phone }}',
    mediaType: 'auto',
    source: 'binary',
    binaryPropertyName,
    options: { parallelRequests: 1 },
  },
  items: [RECIPIENTS.ok, 'no number'].map((phone) => ({ json: { phone }, binary: files })),
  credential: world.accounts.interflowCurrent,
});

const arrived = (): string[] =>
  world.simulator.inbox
    .filter(({ to }) => to === RECIPIENTS.ok)
    .map(({ media }) => String(media?.content?.toString('latin1')));

test('a retry whose file was edited sends the new one, and one that was not sends nothing again', async () => {
  const failed = await runNode(sending('first'));
  expect(arrived()).toEqual(['%PDF-1.7 page one']);
  await retryExecution(failed, sending('first'));
  expect(arrived()).toEqual(['%PDF-1.7 page one']);
  await retryExecution(failed, sending('second'));
  expect(arrived()).toEqual(['%PDF-1.7 page one', '%PDF-1.7 page two']);
});
