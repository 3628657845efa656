import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** No engine for containers is needed: the file is read as Docker Compose reads it. */

const root = join(__dirname, '..', '..');

interface Service {
  image: string;
  command?: string | string[];
  environment?: Record<string, string>;
  depends_on?: Record<string, { condition: string }>;
  volumes?: string[];
}

interface Compose {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
}

const yaml = createRequire(__filename)('js-yaml') as { load(text: string): unknown };

const text = readFileSync(join(root, 'docker-compose.yml'), 'utf8');

/** `<<` is merged by whoever reads it. */
const compose = yaml.load(text) as Compose;

const read = (file: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(root, file), 'utf8')) as Record<string, unknown>;

const ofN8n = ['main', 'webhook', 'worker-1', 'worker-2'];

describe('docker-compose.yml', () => {
  test('starts n8n as main, webhook processor and two workers, with Redis and PostgreSQL', () => {
    expect(Object.keys(compose.services).sort()).toEqual([...ofN8n, 'package', 'postgres', 'redis'].sort());
    const commands = ofN8n.map((name) => String(compose.services[name]?.command).split(' ')[0]);
    expect(commands).toEqual(['start', 'webhook', 'worker', 'worker']);
  });

  test('pins every image, n8n to the version that the tests run with', () => {
    const { n8n } = read('host/package.json')['dependencies'] as { n8n: string };
    for (const [name, { image }] of Object.entries(compose.services)) {
      expect(image).toMatch(/:\d+\.\d+(\.\d+)?(-alpine)?$/);
      if (ofN8n.includes(name) || name === 'package') expect(image.split(':')[1]).toBe(n8n);
    }
  });

  test('installs this version of the package', () => {
    const { name, version } = read('package.json');
    expect(String(compose.services['package']?.command)).toContain(`${String(name)}@${String(version)}`);
  });

  test('gives all processes the same database, queue and key', () => {
    const [first, ...others] = ofN8n.map((name) => {
      const { N8N_DISABLE_PRODUCTION_MAIN_PROCESS: _only, ...shared } =
        compose.services[name]?.environment ?? {};
      return shared;
    });
    expect(first).toMatchObject({ EXECUTIONS_MODE: 'queue', DB_TYPE: 'postgresdb' });
    for (const other of others) expect(other).toEqual(first);
    const hosts = [first?.['QUEUE_BULL_REDIS_HOST'], first?.['DB_POSTGRESDB_HOST']];
    for (const host of hosts) expect(compose.services).toHaveProperty(String(host));
  });

  test('holds no secret, only the names of the variables in which they are given', () => {
    for (const { environment = {} } of Object.values(compose.services))
      for (const [name, value] of Object.entries(environment))
        if (/PASSWORD|KEY/.test(name)) expect(value).toMatch(new RegExp(`^\\$\\{[A-Z0-9_]+:\\?`));
  });

  test('names only volumes and services that it has, and has no tab', () => {
    for (const { volumes = [], depends_on: needed = {} } of Object.values(compose.services)) {
      for (const volume of volumes) expect(compose.volumes).toHaveProperty(String(volume.split(':')[0]));
      for (const name of Object.keys(needed)) expect(compose.services).toHaveProperty(name);
    }
    expect(text).not.toContain('\t');
  });
});
