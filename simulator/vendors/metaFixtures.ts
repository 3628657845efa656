import type { ApprovedTemplate } from '../templates';

/** What the simulated account at Meta holds; every value is made up. */
export const META = {
  token: 'EAASimulator0000000000000000',
  appSecret: 'meta-app-secret-of-the-simulator',
  businessAccountId: '102290129340398',
  /** Its numbers, by their id. */
  numbers: {
    '106540352242922': { shown: '+55 11 4000-0001', name: 'Loja Exemplo' },
    '106540352242923': { shown: '+55 11 4000-0002', name: 'Loja Exemplo Filial' },
    '106540352242924': { shown: '+55 21 4000-0003', name: 'Loja Exemplo Rio' },
  } as Readonly<Record<string, { shown: string; name: string }>>,
} as const;

/** Templates that Meta holds for a number; the last two are answered with its words for held and paused ones. */
export const META_TEMPLATES: readonly ApprovedTemplate[] = [
  {
    name: 'lembrete_consulta',
    language: 'pt_BR',
    body: 'Olá {{1}}, sua consulta é às {{2}}.',
    footer: 'Responda SAIR para não receber mais.',
  },
  { name: 'lembrete_consulta', language: 'en_US', body: 'Hello {{1}}, your appointment is at {{2}}.' },
  { name: 'lembrete_nomeado', language: 'en_US', body: 'Hello {{nome}}, see you at {{hora}}.' },
  { name: 'lembrete_nomeado', language: 'pt_BR', body: 'Olá {{nome}}, até já.' },
  {
    name: 'retorno',
    language: 'pt_BR',
    header: { type: 'text', text: 'Aqui é {{atendente}}' },
    body: 'Olá {{nome}}, como foi a sua consulta?',
  },
  { name: 'aviso_geral', language: 'pt_BR', body: 'Estamos de casa nova. Venha conhecer!' },
  { name: 'boas_vindas', language: 'es_AR', body: '¡Hola! Gracias por escribirnos.' },
  {
    name: 'pedido_pronto',
    language: 'pt_BR',
    header: { type: 'image' },
    body: 'Oi {{1}}, seu pedido está pronto.',
    buttons: [
      { type: 'url', text: 'Ver pedido', url: 'https://loja.exemplo.com.br/{{1}}' },
      { type: 'quick_reply', text: 'Confirmar' },
    ],
  },
  {
    name: 'cupom',
    language: 'pt_BR',
    header: { type: 'text', text: '{{1}}' },
    body: 'Seu cupom está aqui.',
    buttons: [{ type: 'copy_code', text: 'Copiar código' }],
  },
  { name: 'promocao', language: 'pt_BR', body: 'Promoção da semana.' },
  { name: 'promocao_antiga', language: 'pt_BR', body: 'Promoção de antes.' },
];

/** What Meta says of a template message beside its id. */
export const META_WORDS: Readonly<Record<string, string>> = {
  promocao: 'held_for_quality_assessment',
  promocao_antiga: 'paused',
};
