import type { Application } from 'express';
import { isObject } from '../fields';
import type { Fields } from '../fields';
import { RECIPIENTS, isRecipient } from '../recipients';
import { answering, vendorApplication } from '../receiving';
import { Refusal } from '../recording';
import type { Answer } from '../recording';
import { AIDESK_CAMPAIGNS, AIDESK_TEMPLATES } from './aideskFixtures';
import { fillIn, variablesOf } from '../templates';
import { newId } from '../world';
import type { World } from '../world';
import { check, closed, demand, instanceOf, readBody } from './aideskRequest';
import type { Refuse } from './aideskRequest';

const refuse: Refuse = (status, error) => new Refusal({ status, body: { success: false, error } });

/** The template host, `POST /send-message`: a template or a campaign to one number. */
export function aideskTemplate(world: World): Application {
  const application = vendorApplication(world, 'aidesk', 'template');
  application.post(
    '/send-message',
    answering(world, (request) => {
      if (instanceOf(request) === undefined) throw refuse(401, 'API key inválida');
      return sendTemplate(world, readBody(request, refuse));
    }),
  );
  closed(world, application, '/send-message', refuse);
  return application;
}

function sendTemplate(world: World, body: Fields): Answer {
  const types = {
    number: 'string',
    queue_id: 'integer',
    status_id: 'integer',
    template_id: 'integer',
    campaign_id: 'integer',
    contact_name: 'string',
    variables: 'object',
  } as const;
  demand(body, ['number', 'queue_id', 'status_id'], refuse);
  check(body, types, refuse);
  const { template_id: templateId, campaign_id: campaignId } = body;
  if ((templateId === undefined) === (campaignId === undefined)) {
    throw refuse(400, 'Informe template_id ou campaign_id, apenas um dos dois');
  }
  const number = String(body['number']);
  // The document asks for the country code; a bare Brazilian mobile or landline is the usual mistake.
  if (!/^\d{10,15}$/.test(number) || /^[1-9]{2}(?:9\d{8}|[2-5]\d{7})$/.test(number)) {
    throw refuse(400, 'Número inválido: informe código do país, DDD e número, sem símbolos');
  }
  const approved =
    templateId === undefined ? AIDESK_CAMPAIGNS[Number(campaignId)] : AIDESK_TEMPLATES[Number(templateId)];
  if (!approved)
    throw refuse(400, templateId === undefined ? 'Campanha não encontrada' : 'Template não encontrado');

  const variables = isObject(body['variables']) ? body['variables'] : {};
  const values = Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, String(value)]));
  const missing = variablesOf(approved.body).filter((name) => !values[name]);
  if (missing.length > 0) throw refuse(400, `Variáveis ausentes: ${missing.join(', ')}`);
  if (isRecipient(number, RECIPIENTS.notOnWhatsApp)) throw refuse(400, '(#131026) Message undeliverable');
  if (isRecipient(number, RECIPIENTS.internalError)) throw refuse(500, 'Erro interno do servidor');
  if (isRecipient(number, RECIPIENTS.unavailable)) throw refuse(503, 'Serviço indisponível');

  const messageId = newId.wamid(number);
  world.deliver({
    vendor: 'aidesk',
    host: 'template',
    messageId,
    to: number,
    kind: templateId === undefined ? 'campaign' : 'template',
    text: fillIn(approved.body, values),
    template: { name: approved.name, language: approved.language },
    ...(campaignId !== undefined && { campaign: String(campaignId) }),
    status: isRecipient(number, RECIPIENTS.failsLater) ? 'failed' : 'sent',
  });
  return { status: 200, body: { success: true, message_id: messageId } };
}
