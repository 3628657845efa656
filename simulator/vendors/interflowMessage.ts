import { isFilled, isObject, isWebAddress, kindOfFile, kindOfLink } from '../fields';
import type { Fields } from '../fields';
import { Refusal } from '../recording';
import type { Answer, ArrivingRequest } from '../recording';
import { newId } from '../world';
import type { World } from '../world';
import {
  deliver,
  openChat,
  readJson,
  refuseServerTrouble,
  refused,
  renderTemplate,
  undeliverable,
} from './interflowDelivery';
import type { Shown } from './interflowDelivery';

const MESSAGE_FIELDS =
  'content replyToMessageId signMessage scheduledFor attachment_ids url_attachments contacts metadata auxiliaryChannelId'.split(
    ' ',
  );
const LARGEST_FILE = 50 * 1024 * 1024;

/** A message in an open chat: 201 even where the channel cannot deliver it. */
export function sendMessage(world: World, request: ArrivingRequest): Answer {
  const chat = openChat(world, request);
  const parts = request.parts ?? [];
  const files = parts.filter((part) => part.content !== undefined && part.name === 'attachments');
  const fields: Fields = request.parts
    ? Object.fromEntries(parts.filter((part) => !part.content).map((part) => [part.name, part.value]))
    : readJson(request);
  const unknown = Object.keys(fields).find((name) => !MESSAGE_FIELDS.includes(name));
  if (unknown) throw refused(400, `Unknown field: ${unknown}`);
  if (files.some((file) => (file.content?.length ?? 0) > LARGEST_FILE)) throw refused(413, 'File too large');
  const links = readLinks(fields['url_attachments']);
  const content = fields['content'];
  if (!isFilled(content) && files.length === 0 && links.length === 0) {
    const body = { status: 400, success: false, error: 'No content or attachments provided' };
    throw new Refusal({ status: 400, body });
  }
  refuseServerTrouble(chat.to);

  // Text and every file become messages of their own, files without a caption.
  const sent: Array<Shown> = [
    ...(isFilled(content) ? [{ kind: 'text' as const, text: content }] : []),
    ...files.map(({ fileName, mimeType = '', content: bytes }) => ({
      kind: kindOfFile(mimeType),
      media: { mimeType, ...(fileName && { fileName }), ...(bytes && { content: bytes }) },
    })),
    ...links,
  ];
  const messages = sent.map((message) => {
    const id = newId.uuid();
    deliver(world, chat, id, message, undeliverable(chat) ? 'failed' : 'pending');
    return { id, content: message.text ?? null, chat_id: chat.id };
  });
  return { status: 201, body: { success: true, messages } };
}

/** An approved template in an open chat. Its errors have a field `error` only. */
export function sendTemplate(world: World, request: ArrivingRequest): Answer {
  const chat = openChat(world, request);
  const { templateId, variables, tempId, ...others } = readJson(request);
  if (!isFilled(templateId)) throw new Refusal({ status: 400, body: { error: 'templateId is required' } });
  if (Object.keys(others).length > 0 || (tempId !== undefined && typeof tempId !== 'string')) {
    throw new Refusal({ status: 400, body: { error: 'Invalid request body' } });
  }
  refuseServerTrouble(chat.to);
  const rendered = renderTemplate(chat, templateId, variables);
  if (typeof rendered === 'string') throw new Refusal({ status: 400, body: { error: rendered } });
  const messageId = newId.uuid();
  deliver(world, chat, messageId, { kind: 'template', ...rendered }, 'sent');
  return { status: 200, body: { success: true, messageId } };
}

/** Each entry is a JSON text of `url`, `type` and `name`. */
function readLinks(value: unknown): Array<Shown> {
  const entries = value === undefined ? [] : [value].flat();
  return entries.map((entry) => {
    const link = parseLink(entry);
    if (!link) throw refused(400, 'Invalid url_attachments');
    const { url, type, name } = link;
    const kind = typeof type === 'string' && type !== '' ? kindOfFile(`${type}/`) : kindOfLink(url);
    return { kind, media: { url, ...(isFilled(name) && { fileName: name }) } };
  });
}

function parseLink(entry: unknown): (Fields & { url: string }) | undefined {
  try {
    const link: unknown = JSON.parse(String(entry));
    return isObject(link) && isWebAddress(link['url']) ? { ...link, url: link['url'] } : undefined;
  } catch {
    return undefined;
  }
}
