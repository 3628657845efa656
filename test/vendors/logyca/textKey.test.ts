import { itemsOf, runNode } from '../../support/engine';
import { simulated } from '../../support/simulated';

const world = simulated();

describe('field W3: the text to Logyca', () => {
  it('goes out under both names unless the credential says otherwise', async () => {
    const { textKey: _default, ...data } = world.accounts.logyca.data;
    for (const given of [data, { ...data, textKey: '' }, { ...data, textKey: 'both' }]) {
      world.simulator.reset();
      await runNode({
        node: 'sendText',
        parameters: { vendor: 'logyca', to: '5511999999999', text: 'Oi' },
        items: itemsOf({}),
        credential: { ...world.accounts.logyca, data: given },
      });
      expect(world.simulator.requests[0]?.json).toEqual({
        number: '5511999999999',
        message: 'Oi',
        body: 'Oi',
      });
    }
  });
});
