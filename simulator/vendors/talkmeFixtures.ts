import type { ApprovedTemplate } from '../templates';

/** What the simulated Talk.me knows. Every value is made up or copied from its public sample; none opens anything. */
export const TALKME = {
  clientId: '123',
  token: 'SIMULATORTALKMETOKEN01',
  /** Channels that are not official: the free text of `txtmsg` arrives. */
  channelId: '123',
  secondChannelId: '1234',
  /** Official channel: without a campaign there is nothing that it could send. */
  officialChannelId: '999',
} as const;

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
