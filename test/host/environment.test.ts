import { n8nEnvironment } from '../../host/environment';

const options = {
  userFolder: '/data',
  port: 5678,
  brokerPort: 5679,
  encryptionKey: 'key',
  email: 'demo@example.com',
  passwordHash: 'hash',
  compileCache: '/cache',
};

describe('the environment of n8n', () => {
  test("keeps out the settings of the user's own n8n and of its database", () => {
    const environment = n8nEnvironment(options, {
      N8N_ENCRYPTION_KEY: 'their key',
      N8N_USER_FOLDER: '/home/them',
      DB_TYPE: 'postgresdb',
      EXECUTIONS_MODE: 'queue',
      NODE_OPTIONS: '--inspect',
      LANG: 'pt_BR.UTF-8',
    });
    expect(environment).toMatchObject({
      N8N_ENCRYPTION_KEY: 'key',
      N8N_USER_FOLDER: '/data',
      LANG: 'pt_BR.UTF-8',
    });
    expect(Object.keys(environment)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(DB_|EXECUTIONS_|NODE_OPTIONS)/)]),
    );
  });

  test('reaches the simulator without asking a proxy', () => {
    const environment = n8nEnvironment(options, { HTTPS_PROXY: 'http://proxy:3128', NO_PROXY: 'intranet' });
    expect(environment).toMatchObject({
      HTTPS_PROXY: 'http://proxy:3128',
      NO_PROXY: 'intranet,127.0.0.1,localhost',
      no_proxy: 'intranet,127.0.0.1,localhost',
    });
  });
});
