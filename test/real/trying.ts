import { basename } from 'node:path';
import { readAccount } from '../../core/input/account';
import { MessagingError } from '../../core/contract/outcome';
import { buildMessage } from '../../core/message/build';
import { redactor } from '../../core/outcomes/redact';
import { inputOf, type Exchange } from '../../recordings/exchange';
import { httpTransport, type Signature } from '../support/httpTransport';
import { recordedExchanges } from '../support/recordedExchanges';
import { sendOnce } from '../support/sending';
import { forEachServer, movedConfig, standOfExchange } from '../support/vendorStands';
import { prefixOf, type Given } from './given';
import { withOwnFile } from './ownFile';

/** What came of one exchange. */
export interface Tried {
  /** The exchange's file, without ending. */
  name: string;
  verdict: 'as recorded' | 'NO' | 'not tried';
  /** What came where it is not as recorded, or why it was not tried; without a secret. */
  why: string;
}

/** What the stands call a secret that opens nothing anywhere. */
const NOBODYS = /nobodys/;

const STATE = "depends on the server's state";

/**
 * Tries every recorded exchange of a server's vendor, one after the other. A success must come again; of the
 * refusals only that of a wrong key, since any other would need a server in that state or a stranger's number.
 *
 * @param only names of exchanges; all of them where none is given
 * @param pause between two requests, in milliseconds: a burst gets numbers banned
 */
export async function tryServer(given: Given, only: readonly string[], pause: number): Promise<Tried[]> {
  const own = recordedExchanges()
    .filter(
      ({ vendor, exchange }) =>
        vendor === given.stand.vendor.id && standOfExchange(given.stand.vendor, exchange) === given.stand,
    )
    .map(({ file, exchange }) => ({ name: basename(file, '.json'), exchange }))
    .filter(({ name }) => only.length === 0 || only.includes(name));
  const tried: Tried[] = [];
  for (const { name, exchange } of own) {
    const wrongKey = given.stand.provocations[name]?.secret;
    const isWrongKey = wrongKey !== undefined && NOBODYS.test(wrongKey);
    const stranger = strangerIn(given, name, exchange);
    const input = inputFor(given, name, exchange);
    if (exchange.error !== undefined && !isWrongKey) tried.push({ name, verdict: 'not tried', why: STATE });
    else if (stranger !== undefined) tried.push({ name, verdict: 'not tried', why: stranger });
    else if (input instanceof MessagingError) tried.push({ name, verdict: 'not tried', why: input.message });
    else {
      if (tried.some(({ verdict }) => verdict !== 'not tried'))
        await new Promise((on) => setTimeout(on, pause));
      tried.push({ name, ...(await tryOne(given, exchange, input, isWrongKey ? wrongKey : given.key)) });
    }
  }
  return tried;
}

const specificationOf = ({ stand }: Given, { operation }: Exchange) =>
  stand.vendor.generations[stand.generation]?.operations[operation];

/** Why nobody is written to: a recipient who is no number is only recorded, and may be anybody on that server. */
function strangerIn(server: Given, name: string, exchange: Exchange): string | undefined {
  const { stand, inputs } = server;
  const { operation } = exchange;
  const recipient = specificationOf(server, exchange)?.recipient ?? 'phone';
  const given = { ...inputs[operation], ...inputs[name] };
  if (recipient === 'phone' || recipient in given) return undefined;
  return `give "${recipient}" of ${operation} in ${prefixOf(stand)}_INPUTS`;
}

/** What is asked for; a refusal where a file was given that the exchange is not about. */
function inputFor(server: Given, name: string, exchange: Exchange): Record<string, unknown> | MessagingError {
  const { stand, to, inputs } = server;
  const recorded = { ...inputOf(exchange), ...('to' in exchange.input && { to }) };
  const given = { ...inputs[exchange.operation], ...inputs[name] };
  try {
    return withOwnFile(recorded, given, stand.label, specificationOf(server, exchange) ?? {});
  } catch (failure) {
    if (failure instanceof MessagingError) return failure;
    throw failure;
  }
}

async function tryOne(
  given: Given,
  exchange: Exchange,
  input: Readonly<Record<string, unknown>>,
  key: string,
): Promise<Omit<Tried, 'name'>> {
  const { stand, to, config } = given;
  const { vendor } = stand;
  const at = forEachServer(() => given.url + (given.pathOf?.(stand, exchange) ?? ''));
  const needed = Object.keys(vendor.credential.needed ?? {}).map((field) => [field, stand.account[field]]);
  const secrets = Object.fromEntries(vendor.credential.secrets.map((field) => [field, key]));
  const data = {
    ...Object.fromEntries(needed),
    ...movedConfig(stand, exchange.config, at),
    ...config,
    ...secrets,
  };
  try {
    const account = readAccount(vendor, data);
    const message = buildMessage(vendor, exchange.operation, input, account.config);
    const transport = httpTransport(signatureFor(given, key, data));
    return judged(
      exchange,
      await sendOnce(message, transport, redactor([...account.secrets, given.key, to])),
    );
  } catch (failure) {
    if (failure instanceof MessagingError) return { verdict: 'NO', why: failure.message };
    throw failure;
  }
}

/** The proof of who asks, with the credential's own fields in the place of the simulator's. */
function signatureFor({ stand }: Given, key: string, data: Readonly<Record<string, unknown>>): Signature {
  const { query, headers } = stand.sign(key);
  const fields = Object.keys(stand.vendor.credential.needed ?? {});
  const ownOf = (value: string): string => {
    const field = fields.find((each) => String(stand.account[each]) === value);
    return field === undefined ? value : String(data[field]);
  };
  return {
    ...(headers && { headers }),
    ...(query && {
      query: Object.fromEntries(Object.entries(query).map(([each, value]) => [each, ownOf(value)])),
    }),
  };
}

/** By law: a success must be one, with an id where one is recorded; a refusal must be the same outcome and kind. */
function judged(
  { receipt, error, response }: Exchange,
  result: Awaited<ReturnType<typeof sendOnce>>,
): Omit<Tried, 'name'> {
  if (result instanceof MessagingError) {
    if (result.outcome !== error?.outcome)
      return { verdict: 'NO', why: `${result.outcome}: ${result.message}` };
    if (kindOfStatus(result.httpStatus) === kindOfStatus(response.status))
      return { verdict: 'as recorded', why: '' };
    const came = `status ${result.httpStatus}, where ${response.status} is recorded for this refusal`;
    return { verdict: 'NO', why: `${came}: ${result.message}` };
  }
  if (receipt === undefined) return { verdict: 'NO', why: `${result.outcome}, where a refusal is recorded` };
  if (result.outcome !== receipt.outcome)
    return { verdict: 'NO', why: `${result.outcome}, where ${receipt.outcome} is recorded` };
  if (receipt.messageId !== null && (result.messageId ?? '') === '')
    return { verdict: 'NO', why: 'no message ID, where one is recorded' };
  return { verdict: 'as recorded', why: '' };
}

/** Servers say of a wrong key that it is none (401) or that it may not (403); any other status has a cause of its own. */
const kindOfStatus = (status: number | null) => (status === 401 || status === 403 ? 'key' : status);
