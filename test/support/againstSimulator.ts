import { readAccount } from '../../core/input/account';
import { inputOf, type Exchange } from '../../recordings/exchange';
import type { MessagingError } from '../../core/contract/outcome';
import { redactor } from '../../core/outcomes/redact';
import { buildMessage } from '../../core/message/build';
import type { Delivery } from '../../core/sending/sender';
import { sendOnce } from './sending';
import type { Vendor } from '../../core/contract/vendor';
import { AIDESK } from '../../simulator/vendors/aideskFixtures';
import { CLEVERCHAT } from '../../simulator/vendors/cleverchatFixtures';
import { INTERFLOW } from '../../simulator/vendors/interflowFixtures';
import { LOGYCA } from '../../simulator/vendors/logycaFixtures';
import { TALKME } from '../../simulator/vendors/talkmeFixtures';
import type { SimulatorUrls } from '../../simulator/simulator';
import { credentialOf } from './credential';
import { httpTransport, type Signature } from './httpTransport';

type Fields = Record<string, unknown>;

/** How one vendor is reached in the simulator. */
interface Stand {
  /** The recorded configuration, turned to the simulator. */
  config(urls: SimulatorUrls, exchange: Exchange): Fields;
  /** A secret that the simulator knows. */
  secret(exchange: Exchange): string;
  sign(secret: string, exchange: Exchange): Signature;
}

const bearer = (secret: string): Signature => ({ headers: { authorization: `Bearer ${secret}` } });

const isCurrent = ({ config }: Exchange): boolean => config['apiVersion'] === 'current';

const STANDS: Readonly<Record<string, Stand>> = {
  aidesk: {
    config: (urls, { config }) => ({
      ...config,
      templateBaseUrl: urls.aideskTemplate,
      directBaseUrl: urls.aideskDirect,
    }),
    secret: () => AIDESK.apiKey,
    sign: (secret) => ({ headers: { apikey: secret } }),
  },
  cleverchat: {
    config: (urls, { config }) => ({ ...config, baseUrl: urls.cleverchat }),
    secret: () => CLEVERCHAT.token,
    sign: bearer,
  },
  interflow: {
    config: (urls, exchange) => ({
      ...exchange.config,
      baseUrl: isCurrent(exchange) ? urls.interflowCurrent : urls.interflowV1,
    }),
    secret: (exchange) => (isCurrent(exchange) ? INTERFLOW.currentKey : INTERFLOW.v1Key),
    sign: (secret, exchange) => (isCurrent(exchange) ? { headers: { 'x-api-key': secret } } : bearer(secret)),
  },
  logyca: {
    config: (urls, exchange) => {
      const { textEndpoint, mediaEndpoint, ...rest } = exchange.config;
      const moved = (endpoint: unknown): string => {
        const { pathname } = new URL(String(endpoint));
        return pathname === '/' ? urls.logyca : `${urls.logyca}/${logycaShape(exchange)}${pathname}`;
      };
      return {
        ...rest,
        textEndpoint: moved(textEndpoint),
        ...(mediaEndpoint !== undefined && { mediaEndpoint: moved(mediaEndpoint) }),
      };
    },
    secret: () => LOGYCA.token,
    sign: bearer,
  },
  talkme: {
    config: (urls, { config }) => ({ ...config, baseUrl: urls.talkme }),
    secret: () => TALKME.token,
    sign: (secret) => ({ query: { id_cliente: TALKME.clientId, token: secret } }),
  },
};

/** Which of the simulator's reply shapes the recorded answer has. */
function logycaShape({ config, response: { body } }: Exchange): string {
  const keys = Object.keys(typeof body === 'object' && body !== null ? body : {});
  if (config['textKey'] === 'body') return 'body-only';
  if (keys.includes('resp')) return 'serialized';
  if (keys.includes('whatsappId')) return 'connection';
  if (keys.includes('mensagem')) return 'none';
  return ['key', 'data', 'messages'].find((shape) => keys.includes(shape)) ?? 'id';
}

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
): Promise<Delivery | MessagingError> {
  const stand = STANDS[vendor.id];
  if (stand === undefined) throw new Error(`The simulator has no stand-in for ${vendor.name}.`);
  const { config, secrets } = readAccount(vendor, credentialOf(vendor, stand.config(urls, exchange)));
  const message = buildMessage(vendor, exchange.operation, inputOf(exchange), config);
  const signature = stand.sign(secret ?? stand.secret(exchange), exchange);
  return sendOnce(message, httpTransport(signature), redactor(secrets));
}
