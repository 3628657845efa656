import { writeFileSync } from 'node:fs';
import type { SimulatorUrls } from '../simulator/simulator';
import { describeFailure } from './failure';
import { sendSampleMessages } from './sampleMessages';

/**
 * Sends the sample messages in a process of its own, which lets go of n8n's engine when it is done and leaves the
 * simulator the time to answer. Takes as arguments the example, the simulator's addresses (JSON), and the file to
 * write the reason into where one was not sent; the engine writes much of its own to the terminal then.
 */
const [example = '', urls = '{}', reasonFile = ''] = process.argv.slice(2);
sendSampleMessages(example, JSON.parse(urls) as SimulatorUrls).then(
  () => process.exit(0),
  (failure: unknown) => {
    writeFileSync(reasonFile, describeFailure(failure));
    process.exit(1);
  },
);
