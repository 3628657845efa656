import type { SimulatorUrls } from '../simulator/simulator';
import { describeFailure } from './failure';
import { sendSampleMessages } from './sampleMessages';

/**
 * Sends the sample messages in a process of its own, which lets go of n8n's engine when it is done and leaves the
 * simulator the time to answer. Takes the example and the simulator's addresses (JSON) as arguments.
 */
const [file = '', urls = '{}'] = process.argv.slice(2);
sendSampleMessages(file, JSON.parse(urls) as SimulatorUrls).then(
  () => process.exit(0),
  (failure: unknown) => {
    console.error(describeFailure(failure));
    process.exit(1);
  },
);
