import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The programs that the tests of queue mode start, as Debian and others install them. */
export interface Programs {
  redisServer: string;
  initdb: string;
  postgres: string;
}

/** Where Debian puts each version of PostgreSQL; its programs are not on the PATH. */
const DEBIAN = '/usr/lib/postgresql';

/** Servers that somebody else started, by address; nobody kills those. */
export const given = {
  redis: process.env.QUEUE_TEST_REDIS,
  postgres: process.env.QUEUE_TEST_POSTGRES,
};

/** The programs, or the one line that says what is missing. */
export function findPrograms(): Programs | string {
  const redisServer = find('redis-server');
  const initdb = find('initdb');
  const postgres = find('postgres');
  const missing = [
    ...(redisServer === undefined && given.redis === undefined ? ['redis-server'] : []),
    ...((initdb === undefined || postgres === undefined) && given.postgres === undefined
      ? ['postgresql']
      : []),
  ];
  if (missing.length > 0)
    return (
      `The tests of queue mode need ${missing.join(' and ')}: install it (apt-get install ${missing.join(' ')}), ` +
      'or name running servers in QUEUE_TEST_REDIS (host:port) and QUEUE_TEST_POSTGRES (postgres://user:password@host:port/database).'
    );
  return { redisServer: redisServer ?? '', initdb: initdb ?? '', postgres: postgres ?? '' };
}

function find(program: string): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    ...versions.map((version) => join(DEBIAN, version, 'bin')),
  ];
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path));
}

/** PostgreSQL refuses to run as root: as root it runs as one of these. */
export function userOfPostgres(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const name = ['postgres', 'nobody'].find((each) => spawnSync('id', ['-u', each]).status === 0);
  const ask = (what: string) => Number(spawnSync('id', [what, name ?? ''], { encoding: 'utf8' }).stdout);
  return { uid: ask('-u'), gid: ask('-g') };
}
