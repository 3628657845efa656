import { TalkMeApi } from '../../../credentials/TalkMeApi.credentials';

describe('field U13: the credential', () => {
  test('n8n shows no success for a token that nobody can try', () => {
    const credential = new TalkMeApi();
    expect(credential.test).toBeUndefined();
    expect(credential.properties[0]?.displayName).toContain('n8n only saves this credential');
  });
});
