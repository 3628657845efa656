import { MensageiroMediaApi } from '../../credentials/MensageiroMediaApi.credentials';
import { mediaSenders } from '../../credentials/shared/mediaSenders';
import { addressOf } from '../credentials/addressOf';
import { runCredentialTest, whileAnswering } from '../credentials/runCredentialTest';

describe.each(mediaSenders)('the credential test of the files of $label', ({ id, server, proof }) => {
  const type = () => new MensageiroMediaApi();
  const fields = (origin: string): Record<string, string> => ({
    sender: id,
    serverAddress: origin,
    accountSid: 'AC01',
    apiKey: 'media-canary',
  });
  const PATHS: Record<string, string> = {
    '360dialog': '/v1/configs/webhook',
    infobip: '/whatsapp/1/senders/0/media/0',
    twilio: '/2010-04-01/Accounts/AC01/Messages/MM0/Media/ME0',
    waha: '/api/files/none.jpg',
  };

  it.each([200, 400, 404])('takes %d as an answer to who knows the key', async (status) => {
    await whileAnswering({ status, body: '{"x":1}' }, async (origin, arrived) => {
      expect(
        await runCredentialTest(type(), { ...fields(origin), serverAddress: ` ${origin}/ ` }),
      ).toBeUndefined();
      expect(arrived).toHaveLength(1);
      expect(arrived[0]).toMatchObject({ method: 'GET', url: PATHS[id], body: '' });
      const [[header = '', value] = []] = Object.entries(proof(fields(origin)));
      expect(arrived[0]?.headers[header.toLowerCase()]).toBe(value);
    });
  });

  it.each([401, 403])('says that the key is refused on %d', async (status) => {
    await whileAnswering({ status, body: '{"error":"media-canary"}' }, async (origin) => {
      expect(await runCredentialTest(type(), fields(origin))).toBe(
        'The media server refused this key. Copy the key again, and see that "Sender" is the one that it belongs to.',
      );
    });
  });

  it.each([
    [302, 'no media server API at this address. Check "Sender" and "Server Address".'],
    [405, 'no media server API at this address'],
    [429, 'Media server is receiving too many requests'],
    [503, 'Media server is not available at the moment'],
  ])('says on %d: %s', async (status, sentence) => {
    await whileAnswering({ status }, async (origin) => {
      expect(await runCredentialTest(type(), fields(origin))).toContain(sentence);
    });
  });

  it('says that the address is not the right one when a web page answers', async () => {
    const page = { status: 200, body: '<!doctype html>', headers: { 'content-type': 'text/html' } };
    await whileAnswering(page, async (origin) => {
      expect(await runCredentialTest(type(), fields(origin))).toContain(
        'no media server API at this address',
      );
    });
  });

  it("asks the sender's own server where no address is given", async () => {
    for (const serverAddress of ['', ' \n'])
      expect(await addressOf(type(), { ...fields(''), serverAddress })).toBe(`${server}${PATHS[id]}`);
  });

  it('sends no key to an address that is not encrypted', async () => {
    expect(await runCredentialTest(type(), fields('http://media.invalid'))).toContain(
      'does not start with https://',
    );
  });
});
