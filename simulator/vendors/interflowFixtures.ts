import type { ApprovedTemplate } from '../templates';

/** What the simulated Interflow knows. Every value is made up or copied from its public sample; none opens anything. */
export const INTERFLOW = {
  /** v1 key that may send messages and read customers. */
  v1Key: 'if_test_simulator_key',
  /** A second v1 account, with a rate limit of its own. */
  v1SecondKey: 'if_live_simulator_key',
  /** v1 key without `messages:write`: every send is 403 FORBIDDEN. */
  v1ReadOnlyKey: 'if_test_simulator_read_only',
  /** v1 key without `customers:read`: it may send, but the credential probe is 403. */
  v1SendOnlyKey: 'if_test_simulator_send_only',
  /** Key of the current generation, taken as `x-api-key` or as bearer token. */
  currentKey: 'ak_simulator_key',
  currentSecondKey: 'ak_simulator_second_key',
  organizationId: '7d9f2c1e-4b3a-4f6d-9a2b-1c5e8f7a6b01',
  /** Exists, but belongs to neither key: 403 ORGANIZATION_MISMATCH. */
  foreignOrganizationId: '0b8e6d5c-2f1a-4c3b-8d7e-6f5a4b3c2d02',
  /** Connected official WhatsApp channel: takes every type, templates included. */
  channelId: '550e8400-e29b-41d4-a716-446655440000',
  /** Connected, but not official: templates are refused. */
  unofficialChannelId: '550e8400-e29b-41d4-a716-446655440001',
  /** v1: 422 CHANNEL_DISCONNECTED. Current: 200 with `initialMessageError` or `templateError`. */
  disconnectedChannelId: '550e8400-e29b-41d4-a716-446655440002',
  /** No such channel: 404 in both generations. */
  unknownChannelId: '550e8400-e29b-41d4-a716-4466554400ff',
  /** A chat that is open from the start (current generation), with its recipient. */
  chatId: '3f2b1a90-5c4d-4e6f-8a7b-9c0d1e2f3a03',
  chatRecipient: '5511988880000',
} as const;

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
