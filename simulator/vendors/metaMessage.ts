import { fromComponents } from '../components';
import { isFilled, isObject, isWebAddress, type Fields, type MediaKind } from '../fields';
import { RECIPIENTS, isRecipient } from '../recipients';
import type { Answer, ArrivingRequest, InboxMedia, InboxMessage } from '../recording';
import { newId, type World } from '../world';
import { META_TEMPLATES, META_WORDS } from './metaFixtures';
import { invalid, refused } from './metaRefusals';

/** Files that were uploaded, by the id that their upload gave. */
const UPLOADS = Symbol('uploads of Meta');

const uploadsOf = (world: World): Map<string, InboxMedia> =>
  world.keep(UPLOADS, () => new Map<string, InboxMedia>());

/** Types of files that Meta takes of each kind, without their parameters. */
const TYPES: Readonly<Record<MediaKind, RegExp>> = {
  image: /^image\/(jpeg|png)$/,
  audio: /^audio\/(aac|amr|mpeg|mp4|ogg)$/,
  video: /^video\/(mp4|3gpp)$/,
  document: /^[\w.+-]+\/[\w.+-]+$/,
};

/** Takes a file; the message names it by its id. */
export function upload(world: World, { parts = [] }: ArrivingRequest): Answer {
  const field = (name: string) => parts.find((part) => part.name === name);
  if (field('messaging_product')?.value !== 'whatsapp') throw invalid('messaging_product must be whatsapp');
  const file = field('file');
  if (file?.content === undefined) throw invalid('file is required');
  const type = field('type')?.value;
  if (type === undefined || type.split(';')[0] !== (file.mimeType ?? '').split(';')[0])
    throw invalid('type must be the MIME type of the file');
  const id = String(1037543291543636n + BigInt(uploadsOf(world).size));
  uploadsOf(world).set(id, {
    content: file.content,
    ...(file.fileName && { fileName: file.fileName }),
    ...(file.mimeType && { mimeType: file.mimeType }),
  });
  return { status: 200, body: { id } };
}

/** Takes a message of any kind. */
export function send(world: World, { json }: ArrivingRequest): Answer {
  const message = isObject(json) ? json : {};
  if (message['messaging_product'] !== 'whatsapp') throw invalid('messaging_product must be whatsapp');
  if (message['recipient_type'] !== 'individual') throw invalid('recipient_type must be individual');
  const { to, userId } = addressee(message);
  const type = String(message['type']);
  const content = message[type];
  if (!isObject(content)) throw invalid(`Parameter ${type} is required`);
  const context = message['context'];
  if (context !== undefined && !(isObject(context) && isFilled(context['message_id'])))
    throw invalid('context.message_id is required');
  const callbackData = message['biz_opaque_callback_data'];
  if (callbackData !== undefined && !(isFilled(callbackData) && callbackData.length <= 512))
    throw invalid('biz_opaque_callback_data must be text of at most 512 characters');

  const shown = render(world, type, content);
  refuseRecipient(to);
  const id = newId.wamid(to);
  world.deliver({
    vendor: 'meta',
    host: '',
    messageId: id,
    to,
    status: isRecipient(to, RECIPIENTS.failsLater) ? 'pending' : 'sent',
    ...(isFilled(callbackData) && { callbackData }),
    ...shown,
  });
  const contact =
    userId === undefined ? { input: to, wa_id: asWhatsApp(to) } : { input: userId, user_id: userId };
  const word = shown.kind === 'template' ? (META_WORDS[shown.template?.name ?? ''] ?? 'accepted') : undefined;
  return {
    status: 200,
    body: {
      messaging_product: 'whatsapp',
      contacts: [contact],
      messages: [{ id, ...(word !== undefined && { message_status: word }) }],
    },
  };
}

function addressee({ to, recipient }: Fields): { to: string; userId?: string } {
  if (isFilled(to)) {
    if (!/^\+?\d{5,20}$/.test(to)) throw invalid('to must be a phone number');
    return { to: to.replace('+', '') };
  }
  if (!isFilled(recipient)) throw invalid('Parameter to is required');
  return { to: recipient, userId: recipient };
}

/** The form in which WhatsApp knows a Brazilian number: in many areas without the ninth digit. */
export function asWhatsApp(number: string): string {
  const [, area, rest] = /^55(\d{2})9([6-9]\d{7})$/.exec(number) ?? [];
  return area !== undefined && Number(area) >= 31 ? `55${area}${rest}` : number;
}

function refuseRecipient(to: string): void {
  if (isRecipient(to, RECIPIENTS.notOnWhatsApp))
    throw refused(400, 131026, 'Message undeliverable', 'The number is not on WhatsApp.');
  if (isRecipient(to, RECIPIENTS.internalError))
    throw refused(500, 131000, 'Something went wrong', 'Something went wrong.');
  if (isRecipient(to, RECIPIENTS.unavailable))
    throw refused(503, 131016, 'Service unavailable', 'Service is temporarily unavailable.');
}

type Shown = Pick<InboxMessage, 'kind'> & Partial<InboxMessage>;

function render(world: World, type: string, content: Fields): Shown {
  if (type === 'text') {
    const { body, preview_url: preview } = content;
    if (!isFilled(body) || body.length > 4096) throw invalid('text.body must have 1 to 4096 characters');
    if (preview !== undefined && typeof preview !== 'boolean')
      throw invalid('text.preview_url must be boolean');
    return { kind: 'text', text: body };
  }
  if (type === 'location') {
    const { latitude, longitude, name, address } = content;
    if (typeof latitude !== 'number' || typeof longitude !== 'number')
      throw invalid('location needs latitude and longitude');
    const label = { ...(isFilled(name) && { name }), ...(isFilled(address) && { address }) };
    return { kind: 'location', location: { latitude, longitude, ...label } };
  }
  if (type === 'template') return template(content);
  if (type === 'image' || type === 'video' || type === 'audio' || type === 'document')
    return media(world, type, content);
  throw invalid(`type ${type} is not known`);
}

function media(world: World, kind: MediaKind, content: Fields): Shown {
  const { link, id, caption, filename } = content;
  if ((link === undefined) === (id === undefined)) throw invalid(`${kind} needs either id or link`);
  if (caption !== undefined && (kind === 'audio' || !isFilled(caption) || caption.length > 1024))
    throw invalid(`${kind}.caption is not allowed`);
  if (filename !== undefined && (kind !== 'document' || !isFilled(filename)))
    throw invalid(`${kind}.filename is not allowed`);
  if (link !== undefined && !isWebAddress(link)) throw invalid(`${kind}.link must be an address`);
  const uploaded = id === undefined ? undefined : uploadsOf(world).get(String(id));
  if (id !== undefined && uploaded === undefined) throw invalid(`${kind}.id is not an uploaded file`);
  if (uploaded?.mimeType !== undefined && !TYPES[kind].test(uploaded.mimeType.split(';')[0] ?? ''))
    throw refused(400, 131053, 'Media upload error', `${uploaded.mimeType} is no ${kind}.`);
  return {
    kind,
    ...(isFilled(caption) && { text: caption }),
    media: {
      ...(uploaded ?? { url: String(link) }),
      ...(isFilled(filename) && { fileName: filename }),
    },
  };
}

function template({ name, language, components }: Fields): Shown {
  const code = isObject(language) ? language['code'] : undefined;
  const found = META_TEMPLATES.find((each) => each.name === name && each.language === code);
  if (found === undefined)
    throw refused(
      404,
      132001,
      'Template name does not exist in the translation',
      `template name (${String(name)}) does not exist in ${String(code)}`,
    );
  const rendering = fromComponents(found, components);
  if ('wrong' in rendering)
    throw refused(400, 132000, 'Number of parameters does not match', rendering.wrong.message);
  return { kind: 'template', ...rendering.message };
}
