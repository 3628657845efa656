import type { Application } from 'express';
import { isObject, ownValue } from '../fields';
import type { Fields } from '../fields';
import { RECIPIENTS, isRecipient } from '../recipients';
import { TALKME } from './talkmeFixtures';
import { answering, unreadable, vendorApplication } from '../receiving';
import { Refusal } from '../recording';
import type { Answer, ArrivingRequest } from '../recording';
import { TALKME_CAMPAIGNS } from './talkmeFixtures';
import { fillIn, variablesOf } from '../templates';
import type { World } from '../world';

/** Both spellings stand in the vendor's document. */
const POST_ACTIONS = ['envio_whats_simples_v2', 'envio_simples_whats_v2'];
const POST_FIELDS = [
  'txtmsg',
  'id_wpp',
  'email_dest',
  'numero_dest',
  'id_campanha',
  'assunto',
  'info_contato',
];
const CONTACT_FIELDS = (
  'documento nome telefone1 telefone2 telefone3 email endereco endereço bairro cep cidade estado pais país ' +
  'geral1 geral2 geral3 geral4 geral5'
).split(' ');

interface Order {
  to: string;
  text: string;
  channel: string;
  campaign: string;
  contact: Record<string, string>;
}

/** Talk.me: one script for everything; refusals are HTTP 404 with a line of text. */
export function talkme(world: World): Application {
  const application = vendorApplication(world, 'talkme', '');
  application.all(
    '/dbdial_webapi.php',
    answering(world, (request) => place(world, readOrder(request))),
  );
  application.use(
    answering(world, () => ({
      status: 404,
      headers: { 'Content-Type': 'text/html; charset=iso-8859-1' },
      body: '<!DOCTYPE HTML><html><head><title>404 Not Found</title></head><body><h1>Not Found</h1></body></html>',
    })),
  );
  application.use(unreadable);
  return application;
}

function readOrder(request: ArrivingRequest): Order {
  const { id_cliente: client, token, acao: action } = request.query;
  if (client !== TALKME.clientId || token !== TALKME.token) throw refused('Token inválido');
  if (request.method === 'GET' && action === 'insere_whats_simples') return orderFromQuery(request.query);
  if (request.method === 'POST' && POST_ACTIONS.includes(action ?? '')) return orderFromBody(request);
  throw refused('Ação inválida');
}

function orderFromQuery(query: Record<string, string>): Order {
  if (!query['num_dest']) throw refused('Parâmetro inválido: num_dest');
  if (query['txtmsg'] === undefined) throw refused('Parâmetro inválido: txtmsg');
  return {
    to: query['num_dest'],
    text: query['txtmsg'],
    channel: query['id_wpp'] ?? '',
    campaign: query['id_campanha'] ?? '',
    contact: {},
  };
}

function orderFromBody(request: ArrivingRequest): Order {
  const body = parseBody(request);
  const unknown = Object.keys(body).find((name) => !POST_FIELDS.includes(name));
  if (unknown) throw refused(`Parâmetro inválido: ${unknown}`);
  for (const name of ['txtmsg', 'numero_dest', 'email_dest', 'assunto']) {
    const needed = name === 'txtmsg' || name === 'numero_dest';
    if (body[name] === undefined ? needed : typeof body[name] !== 'string') {
      throw refused(`Parâmetro inválido: ${name}`);
    }
  }
  for (const name of ['id_wpp', 'id_campanha']) {
    // The sample writes both as JSON numbers.
    if (body[name] !== undefined && !Number.isInteger(body[name]))
      throw refused(`Parâmetro inválido: ${name}`);
  }
  if (body['numero_dest'] === '') throw refused('Parâmetro inválido: numero_dest');
  return {
    to: String(body['numero_dest']),
    text: String(body['txtmsg']),
    channel: String(body['id_wpp'] ?? ''),
    campaign: String(body['id_campanha'] ?? ''),
    contact: readContact(body['info_contato']),
  };
}

function parseBody(request: ArrivingRequest): Fields {
  try {
    const body: unknown = JSON.parse(request.rawBody.toString('utf8'));
    if (isObject(body)) return body;
  } catch {
    // The script answers the same to no JSON at all and to broken JSON.
  }
  throw refused('Payload inválido');
}

function readContact(value: unknown): Record<string, string> {
  if (value === undefined) return {};
  if (!isObject(value)) throw refused('Parâmetro inválido: info_contato');
  for (const [name, field] of Object.entries(value)) {
    if (!CONTACT_FIELDS.includes(name) || typeof field !== 'string') {
      throw refused(`Parâmetro inválido: info_contato.${name}`);
    }
  }
  return value as Record<string, string>;
}

function place(world: World, order: Order): Answer {
  const { to, channel, campaign, contact } = order;
  if (!channel && !campaign) throw refused('Informe id_wpp ou id_campanha');
  if (!/^\d{8,15}$/.test(to)) throw refused('Número inválido');
  const known: readonly string[] = [TALKME.channelId, TALKME.secondChannelId, TALKME.officialChannelId];
  if (channel && !known.includes(channel)) throw refused('Canal não encontrado');
  if (isRecipient(to, RECIPIENTS.internalError)) throw new Refusal({ status: 500, body: 'Erro interno' });
  if (isRecipient(to, RECIPIENTS.unavailable))
    throw new Refusal({ status: 503, body: 'Serviço indisponível' });
  if (isRecipient(to, RECIPIENTS.okThatIsNotFound)) return { status: 200, body: '404 not found' };

  const late = isRecipient(to, RECIPIENTS.notOnWhatsApp) || isRecipient(to, RECIPIENTS.failsLater);
  const common = {
    vendor: 'talkme',
    host: '',
    messageId: null,
    to,
    status: late ? 'failed' : 'sent',
  } as const;
  if (campaign) {
    const template = ownValue(TALKME_CAMPAIGNS, campaign);
    if (!template) throw refused('Campanha não encontrada');
    const values = { ...contact, PRIMEIRO_NOME: (contact['nome'] ?? '').trim().split(/\s+/)[0] ?? '' };
    const blanks = Object.fromEntries(variablesOf(template.body).map((name) => [name, '']));
    const text = fillIn(template.body, { ...blanks, ...values });
    world.deliver({ ...common, kind: 'campaign', text, template: { name: template.name }, campaign });
  } else {
    // The official channel ignores txtmsg and sends the campaign's template: here there is none.
    if (channel === TALKME.officialChannelId) throw refused('Canal oficial exige id_campanha');
    world.deliver({ ...common, kind: 'text', text: order.text });
  }
  return isRecipient(to, RECIPIENTS.jsonReply)
    ? { status: 200, body: { success: true, mensagem: 'Contato inserido' } }
    : { status: 200, body: 'OK' };
}

function refused(text: string): Refusal {
  return new Refusal({ status: 404, body: text });
}
