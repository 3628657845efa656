import { delimiter, dirname } from 'node:path';
import { hostNode } from './places';
import { directToLoopback } from './proxies';

/** What n8n is told through its environment. */
export interface EnvironmentOptions {
  userFolder: string;
  port: number;
  brokerPort: number;
  encryptionKey: string;
  /** The owner's address, and the hash of the password: n8n is not told the password itself. */
  email: string;
  passwordHash: string;
  /** Compiled code is kept here between starts. */
  compileCache: string;
}

/** Settings of somebody's own n8n, of its database and of the run that started us stay outside. */
const foreign =
  /^(N8N_|DB_|EXECUTIONS_|QUEUE_|CREDENTIALS_|WEBHOOK_URL|NODES_|npm_|NODE_OPTIONS$|NODE_ENV$|NODE_PATH$|JEST_)/i;

/** The environment without what belongs to other n8ns and to the run that started us. */
export function withoutForeign(base: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(base).filter(([name]) => !foreign.test(name)));
}

/** n8n asks nothing of the internet and reports nothing to it. */
const offline = {
  N8N_DIAGNOSTICS_ENABLED: 'false',
  N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
  N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
  N8N_DYNAMIC_BANNERS_ENABLED: 'false',
  N8N_TEMPLATES_ENABLED: 'false',
  N8N_PERSONALIZATION_ENABLED: 'false',
  N8N_HIRING_BANNER_ENABLED: 'false',
  N8N_AI_ENABLED: 'false',
  N8N_VERIFIED_PACKAGES_ENABLED: 'false',
  N8N_DISABLED_MODULES: 'mcp-registry,instance-ai,chat-hub',
};

/** The whole environment of an n8n on loopback, made from `base` without what belongs to other n8ns. */
export function n8nEnvironment(
  options: EnvironmentOptions,
  base: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  const address = `http://127.0.0.1:${options.port}/`;
  return {
    ...withoutForeign(base),
    ...offline,
    // n8n starts its task runner with the first `node` on PATH: it must be the one n8n itself runs with.
    PATH: [dirname(hostNode), base.PATH].join(delimiter),
    // The simulator is on loopback.
    ...directToLoopback(base),
    NODE_COMPILE_CACHE: options.compileCache,
    GENERIC_TIMEZONE: Intl.DateTimeFormat().resolvedOptions().timeZone,
    N8N_LISTEN_ADDRESS: '127.0.0.1',
    N8N_HOST: '127.0.0.1',
    N8N_PORT: String(options.port),
    N8N_EDITOR_BASE_URL: address,
    N8N_WEBHOOK_URL: address,
    N8N_RUNNERS_BROKER_PORT: String(options.brokerPort),
    N8N_SECURE_COOKIE: 'false',
    N8N_USER_FOLDER: options.userFolder,
    N8N_ENCRYPTION_KEY: options.encryptionKey,
    N8N_LOG_LEVEL: 'warn',
    N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
    // Without it every webhook costs three isolates: 13 status events a second instead of a hundred.
    N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
    N8N_INSTANCE_OWNER_MANAGED_BY_ENV: 'true',
    N8N_INSTANCE_OWNER_EMAIL: options.email,
    N8N_INSTANCE_OWNER_FIRST_NAME: 'Mensageiro',
    N8N_INSTANCE_OWNER_LAST_NAME: 'Demo',
    N8N_INSTANCE_OWNER_PASSWORD_HASH: options.passwordHash,
  };
}
