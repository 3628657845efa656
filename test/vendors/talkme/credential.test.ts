import { TalkMeApi } from '../../../credentials/TalkMeApi.credentials';
import { addressOf } from '../../credentials/addressOf';
import { runCredentialTest, whileAnswering } from '../../credentials/runCredentialTest';

describe('the credential test of Talk.me', () => {
  const data = { clientId: '123', token: 'canary' };

  it.each(['', '/', '/dbdial_webapi.php', '/dbdial_webapi.php?acao=insere_whats_simples&token=canary'])(
    'asks only for the first page, without action, token or client: base URL ending in "%s"',
    async (ending) => {
      await whileAnswering({ status: 404, body: 'Not found' }, async (origin, arrived) => {
        expect(
          await runCredentialTest(new TalkMeApi(), { ...data, baseUrl: origin + ending }),
        ).toBeUndefined();
        expect(arrived).toHaveLength(1);
        expect(arrived[0]).toMatchObject({ method: 'GET', url: '/', body: '' });
        expect(JSON.stringify(arrived)).not.toMatch(/canary|acao|id_cliente/);
      });
    },
  );

  it('does not succeed where nobody answers', async () => {
    expect(
      await runCredentialTest(new TalkMeApi(), { ...data, baseUrl: 'http://127.0.0.1:1' }),
    ).toBeDefined();
  });

  it('comes with a notice that the token is not tried', () => {
    expect(new TalkMeApi().properties.find((property) => property.type === 'notice')?.displayName).toContain(
      'the token is not tried',
    );
  });
});

test("the credential test calls the vendor's own address where the field is empty", async () => {
  expect(await addressOf(new TalkMeApi(), { baseUrl: '' })).toBe('https://api.talk.me/');
});

describe('field U13: the credential', () => {
  test('n8n shows no success for a token that nobody can try', () => {
    const credential = new TalkMeApi();
    expect(credential.test).toBeUndefined();
    expect(credential.properties[0]?.displayName).toContain('n8n only saves this credential');
  });
});
