import { createHash } from 'node:crypto';
import type {
  IBinaryData,
  IDataObject,
  INodeExecutionData,
  IWebhookFunctions,
  IWebhookResponseData,
} from 'n8n-workflow';
import type { Reported } from '../../core/contract/delivery';
import { wallClock } from '../../core/pacing/clock';
import { accept } from '../../core/webhook/accept';
import type { MessageEvent } from '../../core/webhook/event';
import type { Proof } from '../../core/webhook/proof';
import { deliveryId } from '../../core/webhook/standardWebhooks';
import { authenticate, type Shown } from './authentication';
import { answer, ignored, isGoneAlready, onAnswered, whileSenderWaits } from './answer';
import { accessTo } from './fileAccess';
import { withoutHidden } from './hidden';
import { bodyOf, readProof } from './incoming';
import { lastingOf } from './lasting';
import { fetchFiles, type Files } from './mediaFiles';
import { memoryFor } from './memories';
import { answerSetup } from './setup';
import { readSource, signsAddress, type Source } from './source';
import { readSelection } from './selection';
import { unreadableOf } from './unreadable';

/**
 * Answers one call of the trigger's address. Never throws: n8n would make a failed execution of it and log the text. Whatever is
 * not wanted or not valid is answered here and starts nothing.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
  try {
    if (context.getWebhookName() === 'setup') return await answerSetup(context);
    const source = readSource(context);
    const proof = await readProof(context, signsAddress(context, source));
    const shown = await authenticate(context, proof, source.signature);
    if (shown === null) return answer(context, 401);
    return await acceptDelivery(context, proof, source, shown);
  } catch {
    return answer(context, 500);
  }
}

async function acceptDelivery(
  context: IWebhookFunctions,
  proof: Proof,
  source: Source,
  shown: Shown,
): Promise<IWebhookResponseData> {
  const decoded = bodyOf(proof, source.encodings);
  if ('refused' in decoded) return answer(context, decoded.refused);
  const body = withoutHidden(decoded.body, source.hidden);
  const delivery = source.read(body);
  if (delivery === 'tooMany') return answer(context, 413);
  const receivedAt = new Date(wallClock()).toISOString();
  const wanted = readSelection(context, shown);
  const unreadable = wanted.showUnreadable ? unreadableOf(body, delivery, source, receivedAt) : [];
  const outputs = wanted.events;
  if (delivery === 'unreadable')
    return unreadable.length > 0 ? itemsOf(outputsOf(outputs, { unreadable })) : answer(context, 400);

  const memory = memoryFor(context);
  const lasting = lastingOf(context);
  const isStandard = context.getNodeParameter('authentication') === 'standardWebhooks';
  const reception = await accept(delivery, { vendor: source.vendor, receivedAt }, wanted, memory, {
    id: isStandard ? deliveryId(proof) : null,
    proof: shown === 'untimed' ? digestOf(proof) : null,
    marks: lasting.marks,
  });
  if ('ignored' in reception)
    return unreadable.length > 0 ? itemsOf(outputsOf(outputs, { unreadable })) : ignored(reception.ignored);
  try {
    const { files, isGone } = await filesFor(context, source, reception.events.messages);
    // Who went while the files came may never come again: it counts as told once the execution is stored.
    if (!isGone && !onAnswered(context, reception.settle)) return { noWebhookResponse: true };
    return itemsOf(
      outputsOf(outputs, { ...reception.events, unreadable }),
      () => {
        if (isGone) reception.settle(true);
        lasting.add(reception.marks, memory);
      },
      files,
    );
  } catch {
    // Nobody shall wait for what came to nothing.
    reception.settle(false);
    return answer(context, 500);
  }
}

/** The files of messages, where the user wants them; nothing is fetched for a sender that is gone already. */
async function filesFor(
  context: IWebhookFunctions,
  { vendor }: Source,
  messages: readonly MessageEvent[],
): Promise<{ files: Files; isGone: boolean }> {
  const none = { files: new Map<object, IBinaryData>(), isGone: false };
  if (messages.every(({ media }) => media === null)) return none;
  const isWanted = context.getNodeParameter('downloadMedia', false) === true;
  const access = isWanted ? accessTo(vendor) : undefined;
  if (access === undefined || isGoneAlready(context)) return none;
  const { done, isGone } = await whileSenderWaits(
    context,
    async (gone) => await fetchFiles(context, access, messages, gone),
  );
  return { files: done, isGone };
}

/** What was signed, in short: the same signature holds for nothing else. */
const digestOf = ({ body, address = '' }: Proof): string =>
  createHash('sha256')
    .update(`${address}\n`)
    .update(body ?? '')
    .digest('hex');

/** The items of each output: one for each kind of event that is wanted. What was not readable leaves by the first. */
function outputsOf(
  events: readonly Reported[],
  {
    statuses = [],
    messages = [],
    unreadable = [],
  }: Partial<Record<Reported | 'unreadable', readonly object[]>>,
): ReadonlyArray<readonly object[]> {
  const items = { statuses, messages };
  return events.map((each, place) => (place === 0 ? [...items[each], ...unreadable] : items[each]));
}

/**
 * What starts the workflow, and what its sender is told.
 *
 * @param answering called when n8n asks for the answer, right before it stores the workflow's static data. What is
 *   written there earlier it may lose: for the execution it makes another workflow over the same data, which thereby
 *   counts as unchanged.
 */
const itemsOf = (
  outputs: ReadonlyArray<readonly object[]>,
  answering: () => void = () => undefined,
  files: Files = new Map(),
): IWebhookResponseData => ({
  workflowData: outputs.map((items) => items.map((item) => asItem(item, files.get(item)))),
  get webhookResponse() {
    try {
      answering();
    } catch {
      // The execution is stored: what fails now must not make its sender come again.
    }
    return 'received';
  },
});

const asItem = (item: object, data: IBinaryData | undefined): INodeExecutionData => ({
  json: item as IDataObject,
  ...(data !== undefined && { binary: { data } }),
});
