import type { INodeParameters } from 'n8n-workflow';
import type { Answer } from '../../simulator/simulator';
import { itemsOf, runNode } from '../support/engine';
import { simulated } from '../support/simulated';

const world = simulated();

type Account = 'cleverchat' | 'logyca' | 'talkme' | 'aidesk' | 'interflowV1';

/** What comes out of the node for one item, after its vendor gave this answer. */
async function afterAnswer(account: Account, answer: Partial<Answer>, more: INodeParameters = {}) {
  const vendor = account === 'interflowV1' ? 'interflow' : account;
  world.simulator.answerNext(vendor, { status: 200, body: '', ...answer });
  const own: INodeParameters =
    vendor === 'talkme' ? { channelId: '123' } : vendor === 'aidesk' ? { contactId: '53' } : {};
  const ran = await runNode({
    node: 'sendText',
    parameters: { vendor, to: '5511999999999', text: 'Oi', ...own, ...more },
    items: itemsOf({}),
    credential: world.accounts[account],
    onError: 'continueRegularOutput',
  });
  const json = ran.outputs[0]?.[0]?.json ?? {};
  return { error: '', ...json, ...(json['details'] as object | undefined) } as Record<string, unknown>;
}

describe.each(['cleverchat', 'logyca', 'talkme'] as const)(
  'field A12: %s says no with status 200',
  (account) => {
    test.each<[Answer['body'], string]>([
      [{ error: true, message: 'Canal desconectado' }, 'Canal desconectado'],
      [{ status: 401, message: 'Acesso não permitido' }, 'Acesso não permitido'],
      [{ success: 'false', mensagem: 'Número inválido' }, 'Número inválido'],
      ['Falha: canal desconectado', 'Falha: canal desconectado'],
    ])('%j', async (body, words) => {
      const out = await afterAnswer(account, { body });
      expect(out).toMatchObject({ outcome: 'rejected', httpStatus: 200 });
      expect(out['error']).toContain(words);
    });

    test.each([[{ error: false, success: true }], [{ error: null }], [{ status: 'success' }], ['OK']])(
      'and not with %j',
      async (body) => {
        expect(await afterAnswer(account, { body })).toMatchObject({ outcome: 'accepted' });
      },
    );
  },
);

describe('field D9: an answer of Talk.me', () => {
  test.each<[string, Partial<Answer>]>([
    [
      'in Latin-1 that says so',
      {
        body: Buffer.from('Inválido', 'latin1'),
        headers: { 'content-type': 'text/html; charset=iso-8859-1' },
      },
    ],
    ['in Latin-1', { body: Buffer.from('Inválido', 'latin1'), headers: { 'content-type': 'text/html' } }],
    ['in entities', { body: 'Inv&aacute;lido' }],
  ])('%s is read', async (_how, answer) => {
    const out = await afterAnswer('talkme', answer);
    expect(out).toMatchObject({ outcome: 'rejected' });
    expect(out['error']).toContain('“Inválido”');
  });
});

describe('field A11: a number for an id', () => {
  test.each<[Account, string, string]>([
    ['aidesk', '{"status":"success","whatsapp_message_id":12345678901234567890}', '12345678901234567890'],
    ['interflowV1', '{"success":true,"data":{"id":77,"status":"pending"}}', '77'],
    ['logyca', '{"id":4711}', '4711'],
  ])('from %s is an id', async (account, body, messageId) => {
    const answer = { body, headers: { 'content-type': 'application/json' } };
    expect(await afterAnswer(account, answer)).toMatchObject({ outcome: 'sent', messageId });
  });
});

test('field W1: what may have gone out is unknown, with a hint about braces', async () => {
  const out = await afterAnswer(
    'cleverchat',
    { status: 400, body: { error: 'ERR_SENDING_WAPP_MSG' } },
    { text: 'Oi {{nome' },
  );
  expect(out).toMatchObject({ outcome: 'unknown', retrySafe: false, vendorCode: 'ERR_SENDING_WAPP_MSG' });
  expect(out['error']).toContain('{{');
});

describe('the vendor in the output', () => {
  const send = async (vendor: string) =>
    await runNode({
      node: 'sendText',
      parameters: { vendor, to: '={{ $json.to }}', text: 'Oi' },
      items: itemsOf({ to: '5511999999999', v: 'cleverchat' }, { to: 'nobody' }),
      credential: world.accounts.cleverchat,
      onError: 'continueRegularOutput',
    });

  const vendorsIn = (items: Array<{ json: Record<string, unknown> }> = []) =>
    items.map(({ json }) => json['vendor'] ?? (json['details'] as { vendor: unknown }).vendor);

  test('is the chosen one, sent or not', async () => {
    expect(vendorsIn((await send('cleverchat')).outputs[0])).toEqual(['cleverchat', 'cleverchat']);
  });

  test.each(['={{ "cleverchat" }}', '={{ $json.v }}', '{{ $json.v }}', 'nobody', 'constructor'])(
    'is nothing where none is chosen: %j',
    async (vendor) => {
      const items = (await send(vendor)).outputs[0];
      expect(vendorsIn(items)).toEqual([null, null]);
      for (const { json } of items ?? []) {
        expect(json['error']).toMatch(
          vendor.includes('{{') ? /^"Vendor" holds an expression/ : /^"Vendor" has no /,
        );
        expect(json['details']).toMatchObject({ outcome: 'notSent', attempts: 0 });
      }
      expect(world.simulator.requests).toEqual([]);
    },
  );

  test('field U4: has to be chosen before anything runs', async () => {
    await expect(send('')).rejects.toThrow('Parameter "Vendor" is required.');
    expect(world.simulator.requests).toEqual([]);
  });
});
