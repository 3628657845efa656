import type { INodeParameters } from 'n8n-workflow';
import { recordedExchange } from '../../support/recordedExchanges';
import { UNPACED, type TestCredential } from '../../support/accounts';
import { credentialAt, forEachServer, vendorStands } from '../../support/vendorStands';
import type { Answer } from './vendorDouble';

/** Each vendor as the faults meet it: its credential with canaries for secrets, one text message, its yes. */
export interface Stand {
  name: string;
  vendor: string;
  /** Every secret of the credential; each stands nowhere else. */
  canaries: readonly string[];
  /** @param base where the double answers, with the case's name as its path */
  credential(base: string): TestCredential;
  parameters: INodeParameters;
  /** The answer with which the vendor's document takes a message. */
  yes: Answer;
  /** The outcome of that answer. */
  taken: 'sent' | 'accepted';
}

/** A secret that no text holds by chance, with the characters that encodings change. */
const canary = (prefix: string, place: number): string => `${prefix}Kq7+Xw/9z=Canary~${place}mZp4Tr`;

const TEXT = '={{ $json.text }}';
const TO = '={{ $json.phone }}';

/** A stand of the list as the faults meet it. */
function metByFaults(entry: (typeof vendorStands)[number], place: number): Stand {
  const { vendor, label, samples } = entry;
  const { exchange } = recordedExchange(vendor.id, samples.sendText ?? '');
  if (exchange.receipt === undefined) throw new Error(`The sample text of ${label} is not accepted.`);
  const { status, headers, body } = exchange.response;
  const secret = canary(entry.secretPrefix, place);
  return {
    name: label,
    vendor: vendor.id,
    canaries: [secret],
    parameters: {
      vendor: vendor.id,
      ...(exchange.input as INodeParameters),
      ...('to' in exchange.input && { to: TO }),
      text: TEXT,
    },
    credential: (base) => {
      const { type, data } = credentialAt(
        entry,
        forEachServer(() => base),
        secret,
      );
      return { type, data: { ...data, ...UNPACED } as TestCredential['data'] };
    },
    yes: { status, ...(headers && { headers }), body, takes: true },
    taken: exchange.receipt.outcome,
  };
}

/** Every stand of the list that sends texts. */
export const STANDS: readonly Stand[] = vendorStands
  .filter(({ samples }) => samples.sendText !== undefined)
  .map(metByFaults);
