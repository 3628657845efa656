import { buildMessage } from '../../../core/message/build';
import { vendors } from '../../../vendors';
import { accountOf } from '../../support/credential';

const interflow = vendors.find(({ id }) => id === 'interflow');
if (interflow === undefined) throw new Error('Interflow is gone.');

const { config } = accountOf(interflow, {
  apiVersion: 'v1',
  channelId: '550e8400-e29b-41d4-a716-446655440000',
});

const componentsOf = (input: Record<string, unknown>): unknown => {
  const message = buildMessage(
    interflow,
    'sendTemplate',
    { to: '5511999999999', template: 'offer', language: 'pt_BR', ...input },
    config,
  );
  const { body } = message.request({});
  return body?.kind === 'json' && (body.json['content'] as Record<string, unknown>)['components'];
};

// The reference names Meta's components and shows only the body; the other parts follow Meta's reference.
describe('a template of Interflow v1', () => {
  it.each([
    ['text', 'Promoção', { type: 'text', text: 'Promoção' }],
    ['image', 'https://x.example/a.jpg', { type: 'image', image: { link: 'https://x.example/a.jpg' } }],
    ['video', 'https://x.example/a.mp4', { type: 'video', video: { link: 'https://x.example/a.mp4' } }],
    [
      'document',
      'https://x.example/a.pdf',
      { type: 'document', document: { link: 'https://x.example/a.pdf' } },
    ],
  ])('has a header of kind %s', (headerType, headerValue, parameter) => {
    expect(componentsOf({ headerType, headerValue })).toEqual([{ type: 'header', parameters: [parameter] }]);
  });

  it('has buttons by their place, each with the parameter of its kind', () => {
    const values = [
      { index: 0, kind: 'url', value: 'verao' },
      { index: 1, kind: 'quick_reply', value: 'nao' },
      { index: 2, kind: 'copy_code', value: 'VERAO10' },
    ];
    const button = (index: number, kind: string, parameter: unknown) => ({
      type: 'button',
      sub_type: kind,
      index: String(index),
      parameters: [parameter],
    });
    expect(componentsOf({ buttons: values })).toEqual([
      button(0, 'url', { type: 'text', text: 'verao' }),
      button(1, 'quick_reply', { type: 'payload', payload: 'nao' }),
      button(2, 'copy_code', { type: 'coupon_code', coupon_code: 'VERAO10' }),
    ]);
  });

  it('has neither where none is given', () => {
    expect(componentsOf({ headerType: '', headerValue: '', buttons: [] })).toBeUndefined();
    expect(componentsOf({})).toBeUndefined();
  });
});
