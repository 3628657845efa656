import { readAccount } from '../../core/input/account';
import { inputOf, type Exchange } from '../../recordings/exchange';
import type { MessagingError } from '../../core/contract/outcome';
import { redactorOf } from './redactorOf';
import { buildMessage } from '../../core/message/build';
import type { Answered } from '../../core/sending/sender';
import { sendOnce } from './sending';
import type { Vendor } from '../../core/contract/vendor';
import type { SimulatorUrls } from '../../simulator/simulator';
import { credentialOf } from './credential';
import { httpTransport } from './httpTransport';
import { forEachServer, movedConfig, standOfExchange } from './vendorStands';

/**
 * Sends an exchange's input to the simulator, signed.
 *
 * @param secret another than the good one, to provoke a refusal
 */
export async function sendToSimulator(
  vendor: Vendor,
  exchange: Exchange,
  urls: SimulatorUrls,
  secret?: string,
): Promise<Answered | MessagingError> {
  const stand = standOfExchange(vendor, exchange);
  const path = stand.answerPath?.(exchange) ?? '';
  const at = forEachServer((_server, name) => urls[name] + path);
  const { config, secrets } = readAccount(
    vendor,
    credentialOf(vendor, movedConfig(stand, exchange.config, at)),
  );
  const message = buildMessage(vendor, exchange.operation, inputOf(exchange), config);
  return sendOnce(message, httpTransport(stand.sign(secret ?? stand.secret)), redactorOf(secrets));
}
