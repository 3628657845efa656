import { fromComponents } from '../components';
import { isFilled, isObject, isWebAddress, type Fields, type MediaKind } from '../fields';
import { RECIPIENTS, isRecipient } from '../recipients';
import { Refusal, type Answer, type ArrivingRequest, type InboxMessage } from '../recording';
import { newId, type World } from '../world';
import { badRequest, refused, unfit } from './evolutionAnswers';
import { EVOLUTION } from './evolutionFixtures';
import { META_TEMPLATES } from './metaFixtures';

/** What stands behind an instance. */
export type Channel = 'baileys' | 'cloud';

type Shown = Pick<InboxMessage, 'kind'> & Partial<InboxMessage>;

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  txt: 'text/plain',
  jpg: 'image/jpeg',
  png: 'image/png',
  mp4: 'video/mp4',
  mp3: 'audio/mpeg',
  ogg: 'audio/ogg',
};

/** The calls that send, by the word in their path. */
export const CALLS: Readonly<Record<string, (fields: Fields, channel: Channel) => Shown>> = {
  sendText: ({ text, linkPreview }) => {
    if (typeof text !== 'string') throw unfit('text is not of a type(s) string');
    if (linkPreview !== undefined && typeof linkPreview !== 'boolean')
      throw unfit('linkPreview is not of a type(s) boolean');
    if (text.trim() === '') throw badRequest('Text is required');
    return { kind: 'text', text };
  },
  sendMedia: ({ mediatype, media, fileName, caption }) => {
    if (!isKind(mediatype))
      throw unfit('mediatype is not one of enum values: image,document,video,audio,ptv');
    if (typeof media !== 'string') throw unfit('media is not of a type(s) string');
    const isLink = isWebAddress(media) && new URL(media).hostname.includes('.');
    if (!isLink && (media === '' || !BASE64.test(media)))
      throw badRequest('Owned media must be a url or base64');
    if (!isLink && mediatype === 'document' && !isFilled(fileName))
      throw badRequest('For base64 the file name must be informed.');
    const name = isFilled(fileName) ? fileName : mediatype === 'image' ? 'image.jpg' : undefined;
    const type = TYPES[name?.split('.').at(-1)?.toLowerCase() ?? ''];
    return {
      kind: mediatype,
      ...(isFilled(caption) && { text: caption }),
      media: {
        ...(isLink ? { url: media } : { content: Buffer.from(media, 'base64') }),
        ...(name !== undefined && { fileName: name }),
        ...(type !== undefined && { mimeType: type }),
      },
    };
  },
  sendLocation: ({ latitude, longitude, name, address }) => {
    if (typeof latitude !== 'number') throw unfit('latitude is not of a type(s) number');
    if (typeof longitude !== 'number') throw unfit('longitude is not of a type(s) number');
    if (typeof name !== 'string') throw unfit('requires property "name"');
    if (typeof address !== 'string') throw unfit('requires property "address"');
    const label = { ...(name !== '' && { name }), ...(address !== '' && { address }) };
    return { kind: 'location', location: { latitude, longitude, ...label } };
  },
  sendTemplate: ({ name, language, components }, channel) => {
    if (channel === 'baileys') throw refused(500, 'Method not available in the Baileys service');
    const template = META_TEMPLATES.find((each) => each.name === name && each.language === language);
    if (template === undefined) throw byMeta(132001, 'Template name does not exist in the translation');
    const rendering = fromComponents(template, components);
    if ('wrong' in rendering) throw byMeta(132000, 'Number of parameters does not match');
    return { kind: 'template', ...rendering.message };
  },
};

const isKind = (value: unknown): value is MediaKind =>
  ['image', 'document', 'video', 'audio'].includes(String(value));

/** What Meta refuses of an official number is handed on under a status of success. */
function byMeta(code: number, title: string): Refusal {
  return new Refusal({
    status: 201,
    body: { message: `(#${code}) ${title}`, type: 'OAuthException', code, fbtrace_id: 'AbCdEfGhIjKlMnO' },
  });
}

/** Sends what a call asks for. */
export function send(world: World, channel: Channel, call: string, { json }: ArrivingRequest): Answer {
  const fields = isObject(json) ? json : {};
  const { number } = fields;
  if (typeof number !== 'string') throw unfit('Invalid format');
  const shown = (CALLS[call] as (typeof CALLS)[string])(fields, channel);
  const to = number.replace(/\D/g, '');
  if (world.strict && to !== number)
    throw badRequest(`The simulator is strict: a number that is not digits alone must never be sent`);
  refuseRecipient(channel, to);
  const id = channel === 'baileys' ? newId.baileys() : newId.wamid(to);
  const type = messageType(shown.kind);
  const at = Math.floor(world.now() / 1000);
  world.deliver({
    vendor: 'evolution',
    host: channel,
    messageId: id,
    to,
    status: isRecipient(to, RECIPIENTS.failsLater) ? 'pending' : 'sent',
    ...shown,
  });
  if (isRecipient(to, RECIPIENTS.sentButDenied))
    throw refused(400, ['Error: Invalid `this.prismaRepository.message.create()` invocation']);
  return {
    status: 201,
    body: {
      key: { remoteJid: `${to}@s.whatsapp.net`, fromMe: true, id },
      pushName: 'Você',
      status: 'PENDING',
      message: type === 'conversation' ? { conversation: shown.text ?? '' } : { [type]: {} },
      messageType: type,
      messageTimestamp: at,
      instanceId: EVOLUTION.instanceId,
    },
  };
}

const messageType = (kind: InboxMessage['kind']): string =>
  kind === 'text' || kind === 'template' ? 'conversation' : `${kind}Message`;

function refuseRecipient(channel: Channel, to: string): void {
  if (isRecipient(to, RECIPIENTS.notOnWhatsApp)) {
    if (channel === 'cloud') throw byMeta(131026, 'Message undeliverable');
    throw refused(400, [{ jid: `${to}@s.whatsapp.net`, exists: false, number: to }]);
  }
  if (isRecipient(to, RECIPIENTS.internalError)) throw refused(400, ['Error: Timed Out']);
  if (isRecipient(to, RECIPIENTS.unavailable)) throw refused(500, 'Connection Closed');
}
