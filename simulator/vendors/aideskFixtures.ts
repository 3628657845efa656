import type { ApprovedTemplate } from '../templates';

/** What the simulated AI Desk knows. Every value is made up or copied from its public sample; none opens anything. */
export const AIDESK = {
  /** Bound to `instanceId`; also good for the template host. */
  apiKey: 'simulator-aidesk-key',
  /** Bound to `foreignInstanceId`: direct sends of `instanceId` are 401. */
  foreignApiKey: 'simulator-aidesk-foreign-key',
  instanceId: 4,
  foreignInstanceId: 9,
  /** Contacts of `instanceId`. */
  contactId: 53,
  secondContactId: 54,
  /** Last wrote more than 24 hours ago: free messages are refused. */
  coldContactId: 55,
  /** Contact of `foreignInstanceId`: 400 for `instanceId`. */
  foreignContactId: 99,
  queueId: 5,
  statusId: 1,
} as const;

/** AI Desk's contacts: which instance they belong to and which phone they have. */
export const AIDESK_CONTACTS: Readonly<Record<number, { instanceId: number; number: string }>> = {
  53: { instanceId: 4, number: '5511978049825' },
  54: { instanceId: 4, number: '5521987650054' },
  55: { instanceId: 4, number: '5531987650055' },
  99: { instanceId: 9, number: '5541987650099' },
};

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
