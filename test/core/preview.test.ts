import { buildMessage } from '../../core/message/build';
import { previewOf } from '../../core/message/preview';
import { vendors } from '../../vendors';

const interflow = vendors.find(({ id }) => id === 'interflow')!;
const ID = '550e8400-e29b-41d4-a716-446655440000';
const config = interflow.config.parse({ apiVersion: 'v1', channelId: ID, organizationId: ID });

const message = (text: string) =>
  buildMessage(interflow, 'sendText', { to: '5511987654321', text, channelId: ID }, config);

describe('the sentence of a dry run', () => {
  test('shows the words of a template where they are known, and its name behind them', () => {
    const template = buildMessage(
      interflow,
      'sendTemplate',
      {
        to: '5511987654321',
        channelId: ID,
        template: 'pedido',
        language: 'pt_BR',
        variables: [{ name: '1', value: 'Maria' }],
        headerType: 'image',
        headerValue: 'https://example.com/a.jpg',
      },
      config,
    );
    expect(previewOf(template, true, 'Oi Maria, seu pedido chegou')).toBe(
      'Would send to +55 11 98765-4321: Oi Maria, seu pedido chegou (template pedido), header: image https://example.com/a.jpg',
    );
  });

  test('cuts between what people see as characters', () => {
    const family = '👨‍👩‍👧‍👦';
    const seen = previewOf(message(family.repeat(300)), true);
    expect(seen).toBe(`Would send to +55 11 98765-4321: ${family.repeat(199)}…`);
    expect(previewOf(message('x'.repeat(200)), true)).toMatch(/x{200}$/);
    expect(previewOf(message('x'.repeat(201)), true)).toMatch(/: x{199}…$/);
  });
});
