/** The message templates and campaigns that the simulated vendors have approved. */
export interface ApprovedTemplate {
  name: string;
  language: string;
  /** Text with `{{1}}` or `{{name}}` where a variable goes. */
  body: string;
  header?: { type: 'text' | 'image' | 'video' | 'document'; text?: string };
  footer?: string;
  buttons?: Array<{ type: 'quick_reply' | 'url'; text: string; url?: string }>;
}

/** Interflow v1 names its templates as Meta does; the current generation names the same ones by id. */
export const INTERFLOW_TEMPLATES: Readonly<Record<string, ApprovedTemplate>> = {
  'a1b2c3d4-0000-4000-8000-000000000001': {
    name: 'order_confirmation',
    language: 'pt_BR',
    body: 'Olá, {{1}}! Seu pedido {{2}} foi confirmado e já está sendo separado.',
  },
  'a1b2c3d4-0000-4000-8000-000000000002': {
    name: 'hello_world',
    language: 'en_US',
    body: 'Welcome and congratulations! This message demonstrates your ability to send a template.',
  },
  'a1b2c3d4-0000-4000-8000-000000000003': {
    name: 'lead_follow_up',
    language: 'pt_BR',
    body: 'Oi, {{nome}}! Vi que você se interessou por {{produto}}. Posso ajudar?',
    footer: 'Responda SAIR para não receber mais mensagens',
  },
  'a1b2c3d4-0000-4000-8000-000000000004': {
    name: 'new_collection',
    language: 'pt_BR',
    header: { type: 'image' },
    body: 'A nova coleção chegou, {{1}}. Garanta a sua até {{2}}.',
    footer: 'Loja Central',
    buttons: [
      { type: 'url', text: 'Ver coleção', url: 'https://example.com/colecao/{{1}}' },
      { type: 'quick_reply', text: 'Agora não' },
    ],
  },
};

/** Exists, but was never approved: refused in both generations. */
export const INTERFLOW_REJECTED_TEMPLATE = {
  id: 'a1b2c3d4-0000-4000-8000-0000000000ff',
  name: 'rejected_promotion',
} as const;

export const AIDESK_TEMPLATES: Readonly<Record<number, ApprovedTemplate>> = {
  15: { name: 'Confirmação', language: 'pt_BR', body: 'Olá, {{nome}}! Seu código é {{codigo}}.' },
  16: { name: 'Boas-vindas', language: 'pt_BR', body: 'Bem-vindo! Em que podemos ajudar?' },
};

export const AIDESK_CAMPAIGNS: Readonly<Record<number, ApprovedTemplate>> = {
  3: {
    name: 'Campanha de retorno',
    language: 'pt_BR',
    body: 'Olá, {{nomeCliente}}! Use o código {{codigo}} e ganhe 10% na próxima compra.',
  },
};

/** Talk.me's campaigns: each owns a template whose variables come from the contact's fields. */
export const TALKME_CAMPAIGNS: Readonly<Record<string, ApprovedTemplate>> = {
  '12345': {
    name: 'Aviso simples',
    language: 'pt_BR',
    body: 'Seu atendimento foi registrado. Em breve falamos com você.',
  },
  '123456': {
    name: 'Alerta com variáveis',
    language: 'pt_BR',
    body: 'Olá, {{PRIMEIRO_NOME}}! {{geral1}} Qualquer dúvida, estamos em {{cidade}}.',
  },
};

const PLACEHOLDER = /\{\{\s*([^{}]+?)\s*\}\}/g;

/** The variable names of a text, in order of first appearance. */
export function variablesOf(text: string): string[] {
  return [...new Set([...text.matchAll(PLACEHOLDER)].map((match) => match[1] ?? ''))];
}

/**
 * Puts values in the place of `{{...}}`. What has no value stays visible as it is, so that a missing
 * variable is seen in the inbox.
 */
export function fillIn(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(PLACEHOLDER, (whole, name: string) =>
    Object.prototype.hasOwnProperty.call(values, name) ? (values[name] ?? '') : whole,
  );
}
