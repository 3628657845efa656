import { failedOutput } from '../../nodes/shared/running/errorOutput';
import { SendText } from '../../nodes/SendText/SendText.node';
import { RECIPIENTS } from '../../simulator/recipients';
import { itemsOf, runNode } from '../support/engine';
import { simulated } from '../support/simulated';

const json = { error: 'Acme refused the message.', details: { outcome: 'rejected' } };

describe('field V1: a failed item leaves by the error output in every n8n', () => {
  const routed = failedOutput({ json, pairedItem: { item: 3 } }, 'continueErrorOutput');

  test('has an error of its own, which older versions ask for', () => {
    expect(routed.error).toBeInstanceOf(Error);
    expect(routed.error?.message).toBe('Acme refused the message.');
  });

  test('does not show that error: what n8n copies, stores and gives out has none', () => {
    expect(Object.keys(routed)).toEqual(['json', 'pairedItem']);
    expect({ ...routed }).toStrictEqual({ json, pairedItem: { item: 3 } });
    expect(JSON.parse(JSON.stringify(routed))).toStrictEqual({ json, pairedItem: { item: 3 } });
  });

  test('lets older versions take the error away, as they do once they have read it', () => {
    const item = failedOutput({ json }, 'continueErrorOutput');
    item.error = undefined;
    expect(item.error).toBeUndefined();
    expect(item.json).toBe(json);
  });

  test.each(['continueRegularOutput', 'stopWorkflow', undefined] as const)(
    'has none with On Error = %s, where n8n would give out only its message',
    (onError) => {
      const item = failedOutput({ json, pairedItem: { item: 0 } }, onError);
      expect('error' in item).toBe(false);
      expect(item).toStrictEqual({ json, pairedItem: { item: 0 } });
    },
  );

  const world = simulated();

  test.each([
    ['continueErrorOutput', 1],
    ['continueRegularOutput', 0],
  ] as const)('keeps its details in the engine with On Error = %s', async (onError, output) => {
    const ran = await runNode({
      node: 'sendText',
      type: new SendText(),
      parameters: { vendor: 'interflow', to: '={{ $json.phone }}', text: 'Oi', options: {} },
      items: itemsOf({ phone: RECIPIENTS.notOnWhatsApp }, { phone: RECIPIENTS.ok }),
      credential: world.accounts.interflowV1,
      onError,
    });
    const failed = ran.outputs[output]?.find((item) => item.json['error'] !== undefined);
    expect(failed?.json).toMatchObject({ error: expect.any(String), details: { outcome: 'rejected' } });
    expect(failed?.error).toBeUndefined();
    expect(ran.outputs.flat()).toHaveLength(2);
  });
});
