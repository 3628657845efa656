import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';
import type { IBinaryData, ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';
import { makeCertificates } from '../../faults/rig/certificates';
import { BinaryStore } from '../../support/binaryStore';
import { HERE, resolving } from '../../support/resolving';
import { VendorAt, type Arrived } from '../../support/vendorAt';
import { CANARY, MODES, call, deliveryOf, type Answered, type Delivery } from './delivering';
import { listen, type Listening } from './listening';
import { parametersOf } from './parameters';

/** What the tests of Download Media share: servers that hold files, and a trigger that fetches them. */

const [secretUrl] = MODES;
if (secretUrl === undefined) throw new Error('There is no such mode');

/** The beginning of a picture, and bytes of every kind. */
export const JPEG = Buffer.from('\xFF\xD8\xFF\xE0\0\x10JFIF\0\x01 bytes of every kind \0\x80\xFE', 'latin1');

/** The server that is asked with a credential, and one with TLS that is not its own. */
export interface FileServers {
  vendor: VendorAt;
  files: VendorAt;
  /** The address of the first. */
  base(): string;
  /** An address of the other. */
  elsewhere(path?: string): string;
}

/** Starts both for the tests of a file, and lets each refuse everything before each test. */
export function withFileServers(): FileServers {
  const store = new BinaryStore();
  const servers = {
    base: () => `http://127.0.0.1:${servers.vendor.port}`,
    elsewhere: (path = '/file.jpg') => `https://other.example:${servers.files.port}${path}`,
  } as FileServers;
  let lookUpAnew: () => void;

  beforeAll(async () => {
    await store.open();
    const certificates = await makeCertificates();
    servers.vendor = await VendorAt.start();
    servers.files = await VendorAt.start(certificates.otherHost);
    lookUpAnew = resolving('other.example', () => HERE);
  });

  afterAll(async () => {
    lookUpAnew();
    await Promise.all([servers.vendor.close(), servers.files.close()]);
    store.close();
  });

  beforeEach(() => {
    for (const server of [servers.vendor, servers.files]) {
      server.arrived.length = 0;
      server.answer = ({ response }) => void response.writeHead(500).end();
    }
  });

  return servers;
}

/** How a server answers. */
export type Answer = (arrived: Arrived) => void;

export const giving =
  (content: Buffer, headers: Record<string, string | number> = {}): Answer =>
  ({ response }) =>
    void response.writeHead(200, { 'content-length': content.length, ...headers }).end(content);

export const saying =
  (status: number, body: object = {}): Answer =>
  ({ response }) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

export const leadingTo =
  (address: string, status = 302): Answer =>
  ({ response }) =>
    // A header holds bytes, whatever letters they mean.
    void response.writeHead(status, { location: Buffer.from(address).toString('latin1') }).end();

/** A sender, set up to fetch. */
export interface Sender {
  parameters: INodeParameters;
  sending?: { type: string; data: ICredentialDataDecryptedObject };
  /** What it posts: a form, or else JSON. */
  delivery: (id?: string) => unknown;
}

/** Runs the trigger while something happens; no secret of its credential may stand in any item. */
export async function whileListening(
  { parameters, sending }: Sender,
  run: (listening: Listening) => Promise<void>,
  changes: INodeParameters = {},
): Promise<void> {
  const listening = await listen({
    parameters: parametersOf({ ...parameters, events: ['messages'], downloadMedia: true, ...changes }),
    ...(sending !== undefined && { sending }),
  });
  try {
    await run(listening);
    expect(listening.thrown).toEqual([]);
    expect(JSON.stringify(listening.executions)).not.toContain(CANARY);
  } finally {
    await listening.close();
  }
}

/** A delivery as its sender would post it. */
export const posted = (delivery: unknown): Delivery =>
  delivery instanceof URLSearchParams
    ? deliveryOf(secretUrl, delivery.toString(), { type: 'application/x-www-form-urlencoded' })
    : deliveryOf(secretUrl, delivery);

/** Posts it. */
export const post = async (listening: Listening, delivery: unknown): Promise<Answered> =>
  await call(listening.url, posted(delivery));

/** The bytes of a file that n8n keeps. */
export const bytesOf = async (file: IBinaryData | undefined): Promise<Buffer | undefined> =>
  file === undefined ? undefined : await Container.get(BinaryDataService).getAsBuffer(file);

/** The one item that a delivery gives, with its file. */
export async function received(
  sender: Sender,
): Promise<{ item: object; file: IBinaryData | undefined; bytes: Buffer | undefined }> {
  let got: { item: object; file: IBinaryData | undefined; bytes: Buffer | undefined } | undefined;
  await whileListening(sender, async (listening) => {
    expect((await post(listening, sender.delivery())).text).toBe('received');
    expect(listening.executions.map((items) => items.length)).toEqual([1]);
    const [file] = listening.files;
    got = { item: listening.executions[0]?.[0] ?? {}, file, bytes: await bytesOf(file) };
  });
  if (got === undefined) throw new Error('Nothing came');
  return got;
}

/** What arrived at a server, one line a request. */
export const asked = (server: VendorAt): string[] =>
  server.arrived.map(({ method, url }) => `${method} ${url}`);
