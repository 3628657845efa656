import type { Application } from 'express';
import { bearerToken, isFilled, isObject, isWebAddress, ownValue, type Fields } from '../fields';
import { answering, unreadable, vendorApplication } from '../receiving';
import {
  Refusal,
  type Answer,
  type ArrivingRequest,
  type InboxMessage,
  type MessageKind,
} from '../recording';
import { isRecipient, RECIPIENTS } from '../recipients';
import { fillIn, type ApprovedTemplate } from '../templates';
import { newId, type World } from '../world';
import { OTHER } from './otherFixtures';

/** A small vendor that no definition knows: its four calls are reached by the cURL examples of a credential. */
export function other(world: World): Application {
  const application = vendorApplication(world, 'other', '');
  const route = (path: string, take: (request: ArrivingRequest, fields: Fields) => Delivery) =>
    application.post(
      path,
      answering(world, (request) => {
        if (bearerToken(request.headers) !== OTHER.token) return failed(401, 'Invalid token');
        const fields = fieldsOf(request);
        const to = recipientOf(fields);
        const id = newId.uuid();
        const early = isRecipient(to, RECIPIENTS.failsLater) ? { status: 'failed' } : {};
        world.deliver({ vendor: 'other', host: '', messageId: id, to, ...early, ...take(request, fields) });
        return { status: 200, body: { status: 'queued', message: { id } } };
      }),
    );
  route('/v1/texts', (_request, { text }) => ({ kind: 'text', text: filled('text', text) }));
  route('/v1/links', (_request, fields) => linkOf(fields));
  route('/v1/files', (request, fields) => fileOf(request, fields));
  route('/v1/templates', (_request, fields) => templateOf(fields));
  application.use(answering(world, () => failed(404, 'No such route')));
  application.use(unreadable);
  return application;
}

type Delivery = Pick<InboxMessage, 'kind'> & Partial<Pick<InboxMessage, 'text' | 'media' | 'template'>>;

const failed = (status: number, message: string): Answer => ({ status, body: { error: { message } } });

const refuse = (message: string): never => {
  throw new Refusal(failed(400, message));
};

function fieldsOf({ json, parts, brokenBody }: ArrivingRequest): Fields {
  if (brokenBody) return refuse('The body cannot be read');
  if (parts !== undefined)
    return Object.fromEntries(
      parts.filter(({ content }) => content === undefined).map(({ name, value }) => [name, value]),
    );
  return isObject(json) ? json : refuse('The body is no JSON object');
}

function recipientOf({ to }: Fields): string {
  if (typeof to !== 'string' || !/^\d{10,15}$/.test(to)) return refuse('to has to be a number of digits');
  if (isRecipient(to, RECIPIENTS.notOnWhatsApp)) return refuse('The number is not on WhatsApp');
  if (isRecipient(to, RECIPIENTS.internalError)) throw new Refusal(failed(500, 'Internal trouble'));
  if (isRecipient(to, RECIPIENTS.unavailable)) throw new Refusal(failed(503, 'The connection is down'));
  return to;
}

const filled = (name: string, value: unknown): string =>
  isFilled(value) ? value : refuse(`${name} is missing`);

const KINDS: readonly MessageKind[] = ['image', 'video', 'audio', 'document'];

const kindOf = ({ type }: Fields): MessageKind =>
  KINDS.find((kind) => kind === type) ?? refuse('type is unknown');

function linkOf(fields: Fields): Delivery {
  const { link, caption, filename } = fields;
  if (!isWebAddress(link)) return refuse('link is no address');
  return {
    kind: kindOf(fields),
    media: { url: link as string, ...(isFilled(filename) && { fileName: filename }) },
    ...(isFilled(caption) && { text: caption }),
  };
}

function fileOf({ parts = [] }: ArrivingRequest, fields: Fields): Delivery {
  const file = parts.find(({ name, content }) => name === 'file' && content !== undefined);
  const { fileName, mimeType, content } = file ?? refuse('file is missing');
  return {
    kind: kindOf(fields),
    media: {
      ...(fileName !== undefined && { fileName }),
      ...(mimeType !== undefined && { mimeType }),
      ...(content !== undefined && { content }),
    },
    ...(isFilled(fields['caption']) && { text: fields['caption'] }),
  };
}

function templateOf({ template, language, params }: Fields): Delivery {
  const name = filled('template', template);
  const known: ApprovedTemplate = ownValue(OTHER.templates, name) ?? refuse('The template does not exist');
  if (language !== known.language) return refuse('The template has no such language');
  const values = Array.isArray(params) ? params.map(String) : refuse('params has to be a list');
  const named = Object.fromEntries(values.map((value, index) => [String(index + 1), value]));
  return { kind: 'template', text: fillIn(known.body, named) };
}
