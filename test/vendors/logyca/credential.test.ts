import { LogycaApi } from '../../../credentials/LogycaApi.credentials';
import { addressOf } from '../../credentials/addressOf';

describe('the address of a credential test', () => {
  it.each([
    ['https://logyca.example', 'https://logyca.example/api/messages/send'],
    ['https://logyca.example:8443/', 'https://logyca.example:8443/api/messages/send'],
    [' https://logyca.example/backend/text/ ', 'https://logyca.example/backend/text'],
  ])('of Logyca is the pasted endpoint: %s', async (textEndpoint, address) => {
    expect(await addressOf(new LogycaApi(), { textEndpoint })).toBe(address);
  });
});
