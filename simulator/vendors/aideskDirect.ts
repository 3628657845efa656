import type { Application } from 'express';
import { isFilled, isWebAddress, kindOfLink } from '../fields';
import type { Fields } from '../fields';
import { AIDESK, AIDESK_CONTACTS } from './aideskFixtures';
import { answering, vendorApplication } from '../receiving';
import { Refusal } from '../recording';
import type { Answer } from '../recording';
import { newId } from '../world';
import type { World } from '../world';
import { check, closed, demand, instanceOf, readBody } from './aideskRequest';
import type { Refuse } from './aideskRequest';

const refuse: Refuse = (status, message) => new Refusal({ status, body: { status: 'error', message } });

/** The direct host, `POST /sendmessage`: text or a link to a file, to a contact of the key's instance. */
export function aideskDirect(world: World): Application {
  const application = vendorApplication(world, 'aidesk', 'direct');
  application.post(
    '/sendmessage',
    answering(world, (request) => {
      const instance = instanceOf(request);
      if (instance === undefined) throw refuse(401, 'API key inválida');
      return sendDirect(world, instance, readBody(request, refuse));
    }),
  );
  closed(world, application, '/sendmessage', refuse);
  return application;
}

function sendDirect(world: World, instance: number, body: Fields): Answer {
  const types = {
    contact_id: 'integer',
    instance_id: 'integer',
    message_content: 'string',
    media_url: 'string',
    media_caption: 'string',
  } as const;
  demand(body, ['contact_id', 'instance_id'], refuse);
  check(body, types, refuse);
  if (body['instance_id'] !== instance) throw refuse(401, 'API key não autorizada para a instance_id');
  const contact = AIDESK_CONTACTS[Number(body['contact_id'])];
  if (!contact || contact.instanceId !== instance) {
    throw refuse(400, 'contact_id não pertence à instance_id');
  }
  const { message_content: text, media_url: url, media_caption: caption } = body;
  if (isFilled(text) === isFilled(url)) throw refuse(400, 'Informe message_content ou media_url');
  if (caption !== undefined && !isFilled(url)) throw refuse(400, 'media_caption só vale com media_url');
  if (isFilled(url) && !isWebAddress(url)) throw refuse(400, 'media_url deve ser uma URL pública');
  if (body['contact_id'] === AIDESK.coldContactId) throw refuse(400, '(#131047) Re-engagement message');

  const kind = isFilled(url) ? kindOfLink(url) : 'text';
  const messageId = newId.wamid(contact.number);
  const shown = isFilled(url) ? caption : text;
  world.deliver({
    vendor: 'aidesk',
    host: 'direct',
    messageId,
    to: contact.number,
    kind,
    ...(isFilled(shown) && { text: shown }),
    ...(isFilled(url) && { media: { url } }),
  });
  return {
    status: 200,
    body: {
      status: 'success',
      message: 'Mensagem enviada com sucesso',
      whatsapp_message_id: messageId,
      media_type: kind,
      media_file_id: '',
      source: 'api',
    },
  };
}
