import { isFilled, isObject, isWebAddress } from '../fields';
import type { Fields } from '../fields';
import type { ArrivingRequest } from '../recording';
import { invalid, refused } from './interflowV1Refusals';
import type { Detail } from './interflowV1Refusals';

const TYPES = ['text', 'image', 'video', 'audio', 'document', 'location', 'template'] as const;
export type Type = (typeof TYPES)[number];

/** The fields of each type's content; `!` marks the ones that must be there. */
const CONTENT: Readonly<Record<Type, readonly string[]>> = {
  text: ['text!'],
  image: ['url!', 'caption'],
  video: ['url!', 'caption'],
  audio: ['url!'],
  document: ['url!', 'filename', 'caption'],
  location: ['latitude!', 'longitude!', 'name', 'address'],
  template: ['name!', 'language!', 'components'],
};

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Reads a message to send, with its types checked.
 *
 * @throws Refusal that names every field that is missing, wrong or not documented, in the document's order
 */
export function readMessage(request: ArrivingRequest): {
  channelId: string;
  to: string;
  type: Type;
  content: Fields;
} {
  if (request.brokenBody) throw refused(400, 'VALIDATION_ERROR', 'Corpo inválido');
  const body = isObject(request.json) ? request.json : {};
  const details: Detail[] = [];
  for (const field of ['channel_id', 'to', 'type']) {
    if (body[field] === undefined || body[field] === '')
      details.push({ field, message: 'Campo obrigatório' });
    else if (typeof body[field] !== 'string') details.push({ field, message: 'Deve ser texto' });
  }
  const { channel_id: channelId, to, type, content } = body;
  if (isFilled(channelId) && !UUID.test(channelId)) {
    details.push({ field: 'channel_id', message: 'Deve ser um UUID' });
  }
  const known = TYPES.find((name) => name === type);
  if (isFilled(type) && !known) details.push({ field: 'type', message: 'Tipo inválido' });
  if (content === undefined) details.push({ field: 'content', message: 'Campo obrigatório' });
  else if (!isObject(content)) details.push({ field: 'content', message: 'Deve ser um objeto' });
  else if (known) details.push(...contentDetails(known, content));
  for (const field of Object.keys(body)) {
    if (!['channel_id', 'to', 'type', 'content'].includes(field)) {
      details.push({ field, message: 'Campo desconhecido' });
    }
  }
  if (details.length > 0 || !known || !isObject(content)) throw invalid(details);
  return { channelId: String(channelId), to: String(to), type: known, content };
}

function contentDetails(type: Type, content: Fields): Detail[] {
  const details: Detail[] = [];
  const names = CONTENT[type].map((entry) => entry.replace('!', ''));
  for (const entry of CONTENT[type]) {
    const name = entry.replace('!', '');
    const field = `content.${name}`;
    const value = content[name];
    if (value === undefined || value === '') {
      if (entry.endsWith('!')) details.push({ field, message: 'Campo obrigatório' });
    } else if (name === 'latitude' || name === 'longitude') {
      const largest = name === 'latitude' ? 90 : 180;
      if (typeof value !== 'number' || Math.abs(value) > largest) {
        details.push({ field, message: `Deve ser um número entre -${largest} e ${largest}` });
      }
    } else if (name === 'url') {
      if (!isWebAddress(value)) details.push({ field, message: 'Deve ser uma URL pública' });
    } else if (name !== 'components' && typeof value !== 'string') {
      details.push({ field, message: 'Deve ser texto' });
    }
  }
  for (const name of Object.keys(content)) {
    if (!names.includes(name)) details.push({ field: `content.${name}`, message: 'Campo desconhecido' });
  }
  return details;
}
