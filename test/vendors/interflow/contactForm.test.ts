import { itemsOf, runNode } from '../../support/engine';
import { simulated } from '../../support/simulated';

const world = simulated();

const contact = { contactType: 'whatsapp', contactValue: '5511999999999' };
const customer = { customer: { whatsapp: '5511999999999' } };

describe('field W9: the current API of Interflow is told whom a message is for', () => {
  test.each<[string | undefined, object, object]>([
    [undefined, { ...contact, ...customer }, {}],
    ['', { ...contact, ...customer }, {}],
    ['both', { ...contact, ...customer }, {}],
    ['contact', contact, customer],
    ['customer', customer, contact],
  ])('with the choice %j', async (contactForm, sent, left) => {
    const { type, data } = world.accounts.interflowCurrent;
    const ran = await runNode({
      node: 'sendText',
      parameters: { vendor: 'interflow', to: '11 99999-9999', text: 'Oi' },
      items: itemsOf({}),
      credential: { type, data: { ...data, contactForm } as typeof data },
    });
    expect(ran.outputs[0]?.[0]?.json).toMatchObject({ outcome: 'accepted', to: '5511999999999' });
    const body = world.simulator.requests[0]?.json as Record<string, unknown>;
    expect(body).toMatchObject(sent);
    expect(Object.keys(body).filter((name) => Object.hasOwn(left, name))).toEqual([]);
  });
});
