import { standServers, vendorStands } from '../../test/support/vendorStands';
import type { MessageKind } from '../recording';

/** The languages that the inbox page and the terminal speak. */
export type Language = 'en' | 'pt';

/** What the page calls statuses; another one is shown in the vendor's word. */
type Statuses = Readonly<Record<string, string>>;

const inEnglish = new Intl.ListFormat('en', { type: 'disjunction' });
const inPortuguese = new Intl.ListFormat('pt-BR', { type: 'disjunction' });

const english = {
  /** As browsers and screen readers call the language. */
  code: 'en',
  title: 'Mensageiro inbox',
  claim: 'What the simulated vendors delivered. Nothing here leaves this computer.',
  webhooks: 'Webhooks',
  onePerLine: 'one address per line',
  save: 'Save',
  clear: 'Clear',
  addresses: 'Addresses for the credentials',
  emptyTitle: 'No message yet',
  emptyText:
    'Run a workflow whose credential points at one of the addresses below. Its messages appear here at once.',
  away: 'The simulator does not answer. Start it again and this page goes on.',

  phones: 'Phones',
  phone: (number: string) => `Phone ${number}`,
  messages: (count: number) => `${count} message${count === 1 ? '' : 's'}`,
  earlier: (count: number) => `${count} earlier messages`,
  morePhones: (count: number) => `and ${count} more phones; /messages.json has them all`,

  kinds: {
    text: 'text',
    image: 'image',
    video: 'video',
    audio: 'audio',
    document: 'document',
    location: 'location',
    template: 'template',
    campaign: 'campaign',
  } satisfies Record<MessageKind, string> as Readonly<Record<MessageKind, string>>,
  statuses: {
    pending: 'pending',
    sent: 'sent',
    delivered: 'delivered',
    read: 'read',
    failed: 'failed',
    message: 'message',
  } as Statuses,
  /** What the buttons say. */
  buttons: { delivered: 'Delivered', read: 'Read', failed: 'Failed' },
  /** A vendor's name, or the name of one of its hosts. */
  label: (label: string) => label,
  by: (kind: string, sender: string) => `${kind} by ${sender}`,
  campaign: (id: string, template: string) => `campaign ${id}${template && ` · ${template}`}`,
  template: (name: string) => `template · ${name}`,
  noQueue: 'ticket in no queue',
  queue: (id: string) => `ticket in queue ${id}`,
  picture: 'Uploaded image',
  file: 'file',
  byLink: (kind: string) => `${kind} by link`,
  bytes: (count: number) => `${count} bytes`,
  kilobytes: (count: number) => `${count.toFixed(1)} KB`,
  megabytes: (count: number) => `${count.toFixed(1)} MB`,
  place: 'Location',
  noWebhooks: (sender: string) => `${sender} documents no status webhooks`,
  writeBack: 'Write back…',
  write: 'Send',
  through: 'Through whom it is passed on',
  writtenThrough: (sender: string) => `written, passed on by ${sender}`,

  either: (names: readonly string[]) => inEnglish.format(names),
  noAddress: 'No webhook address is set.',
  noAddressText:
    'The buttons change the ticks on the phone only. Open the Status Trigger node in n8n, copy its webhook URL and paste it above. With the name of a sender before it, only theirs goes there.',
  ready: 'Ready.',
  readyText: (reporting: string) =>
    `Press Delivered, Read or Failed under a message of ${reporting} to send its status to n8n.`,
  sending: (status: string) => `Sending “${status}” to n8n…`,
  took: (status: string) => `n8n took “${status}”.`,
  answered: (addresses: number, httpStatus: number | null, message: string) =>
    `${addresses > 1 ? `${addresses} addresses` : 'It'} answered ${httpStatus} for ${message}.`,
  attempt: (attempt: number, url: string) => `Attempt ${attempt}, ${url}`,
  noAnswer: (status: string) => `“${status}” got no answer.`,
  refused: (httpStatus: number, status: string) => `n8n answered ${httpStatus} to “${status}”.`,
  adviceNoAnswer: 'Start n8n, or check the address; the attempt is repeated three times.',
  adviceUnknown:
    'Publish (activate) the workflow and use its production URL. The test URL takes one event after “Listen for test event”.',
  adviceSecret: (reporting: string) =>
    `The trigger asks for a secret and ${reporting} documents none: set its Authentication to Secret URL.`,
  adviceBroken: 'Look at the execution in n8n; the attempt is repeated three times.',
  adviceOther: (reporting: string) =>
    `Check that the URL belongs to a Status Trigger whose source is ${reporting}.`,

  noFile: 'No such file',
  noMessage: 'No such message, or no status given',
  badAddress: (address: string) =>
    `“${address}” is no address: each line must begin with http:// or https://`,
};

/** Every word of the page, in one language. What vendors, senders and n8n say stays as it came. */
export type InboxWords = typeof english;

/** What a stand, or one of its hosts, is called in Portuguese. */
function portugueseLabel(label: string): string {
  const labelled = [...vendorStands, ...Object.values(standServers)];
  return labelled.find((one) => one.label === label)?.portuguese ?? label;
}

const oneDecimal = (count: number) => count.toFixed(1).replace('.', ',');

const portuguese: InboxWords = {
  code: 'pt-BR',
  title: 'Caixa de entrada do Mensageiro',
  claim: 'O que os fornecedores simulados entregaram. Nada sai deste computador.',
  webhooks: 'Webhooks',
  onePerLine: 'um endereço por linha',
  save: 'Salvar',
  clear: 'Limpar',
  addresses: 'Endereços para as credenciais',
  emptyTitle: 'Nenhuma mensagem ainda',
  emptyText:
    'Execute um workflow cuja credencial aponte para um dos endereços abaixo. As mensagens aparecem aqui na hora.',
  away: 'O simulador não responde. Inicie-o de novo e esta página continua.',

  phones: 'Celulares',
  phone: (number) => `Celular ${number}`,
  messages: (count) => `${count} ${count === 1 ? 'mensagem' : 'mensagens'}`,
  earlier: (count) => (count === 1 ? '1 mensagem anterior' : `${count} mensagens anteriores`),
  morePhones: (count) => `e mais ${count} celulares; em /messages.json estão todos`,

  kinds: {
    text: 'texto',
    image: 'imagem',
    video: 'vídeo',
    audio: 'áudio',
    document: 'documento',
    location: 'localização',
    template: 'modelo',
    campaign: 'campanha',
  },
  statuses: {
    pending: 'pendente',
    sent: 'enviada',
    delivered: 'entregue',
    read: 'lida',
    failed: 'falhou',
    message: 'mensagem',
  },
  buttons: { delivered: 'Entregue', read: 'Lida', failed: 'Falhou' },
  label: portugueseLabel,
  by: (kind, sender) => `${kind} por ${sender}`,
  campaign: (id, template) => `campanha ${id}${template && ` · ${template}`}`,
  template: (name) => `modelo · ${name}`,
  noQueue: 'ticket sem fila',
  queue: (id) => `ticket na fila ${id}`,
  picture: 'Imagem enviada',
  file: 'arquivo',
  byLink: (kind) => `${kind} por link`,
  bytes: (count) => `${count} bytes`,
  kilobytes: (count) => `${oneDecimal(count)} KB`,
  megabytes: (count) => `${oneDecimal(count)} MB`,
  place: 'Localização',
  noWebhooks: (sender) => `${sender} não documenta webhooks de status`,
  writeBack: 'Responder…',
  write: 'Enviar',
  through: 'Por quem é repassada',
  writtenThrough: (sender) => `escrita, repassada por ${sender}`,

  either: (names) => inPortuguese.format(names),
  noAddress: 'Nenhum endereço de webhook foi definido.',
  noAddressText:
    'Os botões só mudam os tiques no celular. Abra o node Status Trigger no n8n, copie a URL de webhook dele e cole acima. Com o nome de um remetente antes dela, só o que vem dele vai para lá.',
  ready: 'Tudo pronto.',
  readyText: (reporting) =>
    `Clique em Entregue, Lida ou Falhou embaixo de uma mensagem de ${reporting} para enviar o status dela ao n8n.`,
  sending: (status) => `Enviando “${status}” ao n8n…`,
  took: (status) => `O n8n recebeu “${status}”.`,
  answered: (addresses, httpStatus, message) =>
    addresses > 1
      ? `${addresses} endereços responderam ${httpStatus} para ${message}.`
      : `Ele respondeu ${httpStatus} para ${message}.`,
  attempt: (attempt, url) => `Tentativa ${attempt}, ${url}`,
  noAnswer: (status) => `“${status}” ficou sem resposta.`,
  refused: (httpStatus, status) => `O n8n respondeu ${httpStatus} a “${status}”.`,
  adviceNoAnswer: 'Inicie o n8n, ou confira o endereço; a tentativa é repetida três vezes.',
  adviceUnknown:
    'Publique (ative) o workflow e use a URL de produção dele. A URL de teste aceita um evento depois de “Listen for test event”.',
  adviceSecret: (reporting) =>
    `O gatilho pede um segredo e ${reporting} não documenta nenhum: escolha Secret URL em Authentication.`,
  adviceBroken: 'Olhe a execução no n8n; a tentativa é repetida três vezes.',
  adviceOther: (reporting) => `Confira se a URL é de um Status Trigger cuja origem (Source) é ${reporting}.`,

  noFile: 'Esse arquivo não existe',
  noMessage: 'Essa mensagem não existe, ou faltou o status',
  badAddress: (address) => `“${address}” não é um endereço: cada linha deve começar com http:// ou https://`,
};

/** The same words in every language. */
export const INBOX_WORDS: Readonly<Record<Language, InboxWords>> = { en: english, pt: portuguese };
