import http from 'node:http';
import https from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { vendorStands } from '../../support/vendorStands';
import type { Certificate } from './certificates';

/**
 * Stands in for a vendor and keeps the truth: how often a message arrived whole, and how often it was taken.
 * A message is known by the word `lead-<case>-<item>` in it, a case by the first part of the path.
 */

/** How one request is answered. */
export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  /** A text or bytes as they are, anything else as JSON. */
  body?: unknown;
  /** Bytes in the place of an answer, whatever they are. */
  raw?: string | Buffer;
  /** What follows the raw bytes. */
  then?: 'end' | 'reset' | 'stall';
  /** Answered as soon as the headers are there. */
  early?: true;
  /** Whether the vendor took the message. */
  takes?: true;
  /** Milliseconds before the answer. */
  after?: number;
  /** What the answer waits for. */
  until?: Promise<unknown>;
}

/** What the double answers in one case, by how often the same message came before. */
export type Script = (earlier: number, lead: string) => Answer;

export interface Counted {
  /** Requests that arrived to their last byte. */
  complete: number;
  /** Of those, the ones that were answered as taken. */
  taken: number;
}

/** Milliseconds after which a connection is closed by force. */
const LONGEST_QUIET = 1_000;

const LOOKING = vendorStands.flatMap(({ looksBackAt }) => looksBackAt ?? []);

const LEAD = /lead-[a-z0-9]+-\d+/;

export class VendorDouble {
  private readonly scripts = new Map<string, Script>();
  private readonly counts = new Map<string, Counted>();
  private readonly arrivals = new Map<string, number>();
  private readonly open = new Map<number, Socket>();
  private readonly accepted = new Set<number>();
  private readonly servers: Array<http.Server | https.Server> = [];

  /** Every request as far as it was read, for the cases that look at it. */
  readonly seen: Array<{ case: string; url: string; headers: http.IncomingHttpHeaders; body: string }> = [];

  /**
   * Starts to listen.
   *
   * @param certificate for TLS; without it plain HTTP
   * @param port any free one by default
   * @returns the port
   */
  async listen(certificate?: Certificate, port = 0): Promise<number> {
    const onRequest = (request: http.IncomingMessage, response: http.ServerResponse): void =>
      void this.receive(request, response);
    const server =
      certificate === undefined ? http.createServer(onRequest) : https.createServer(certificate, onRequest);
    server.on('clientError', (_problem, socket) => {
      if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n');
      else socket.destroy();
    });
    server.on('connection', (socket: Socket) => {
      const port = socket.remotePort ?? 0;
      this.open.set(port, socket);
      this.accepted.add(port);
      socket.on('error', () => undefined);
      socket.on('close', () => this.open.delete(port));
    });
    await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
    this.servers.push(server);
    return (server.address() as AddressInfo).port;
  }

  script(name: string, script: Script): void {
    this.scripts.set(name, script);
  }

  /** What is known of a message; by a case's name, of those whose words were spoilt on the way. */
  count(lead: string): Counted {
    return this.counts.get(lead) ?? { complete: 0, taken: 0 };
  }

  /**
   * Waits until the connections from these local ports were accepted and are closed, so that nothing more can arrive.
   * On a busy machine a connection whose client is gone already may not even have been accepted.
   */
  async quiet(ports: readonly number[]): Promise<void> {
    const late = performance.now() + LONGEST_QUIET;
    const pending = (port: number): boolean => !this.accepted.has(port) || this.open.has(port);
    while (ports.some(pending) && performance.now() < late)
      await new Promise((later) => setTimeout(later, 2));
    for (const port of ports) {
      this.open.get(port)?.destroy();
      this.accepted.delete(port);
    }
  }

  async close(): Promise<void> {
    for (const socket of this.open.values()) socket.destroy();
    await Promise.all(this.servers.map((server) => new Promise((closed) => server.close(closed))));
  }

  private async receive(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const url = decodeURIComponent((request.url ?? '').replace(/\+/g, ' '));
    const name = url.split('/')[1] ?? '';
    const script = this.scripts.get(name);
    // Whoever looks for a message finds none, which proves nothing.
    if (script === undefined || LOOKING.some((path) => url.includes(path)))
      return void response.writeHead(404).end();
    request.on('error', () => undefined);
    const first = script(this.arrivals.get(name) ?? 0, '');
    if (first.early === true) {
      this.arrivals.set(name, (this.arrivals.get(name) ?? 0) + 1);
      return this.answer(first, response);
    }
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk as Buffer);
    } catch {
      return;
    }
    if (!request.complete) return;
    const body = Buffer.concat(chunks).toString('latin1');
    this.seen.push({ case: name, url, headers: request.headers, body });
    const lead = (LEAD.exec(body) ?? LEAD.exec(url))?.[0] ?? name;
    const counted = this.count(lead);
    const answer = script(counted.complete, lead);
    this.arrivals.set(name, (this.arrivals.get(name) ?? 0) + 1);
    const taken = counted.taken + (answer.takes === true ? 1 : 0);
    this.counts.set(lead, { complete: counted.complete + 1, taken });
    if (answer.after !== undefined) await new Promise((later) => setTimeout(later, answer.after));
    await answer.until;
    this.answer(answer, response);
  }

  private answer({ status = 200, headers, body, raw, then }: Answer, response: http.ServerResponse): void {
    const { socket } = response;
    if (raw === undefined) {
      const asIs = typeof body === 'string' || Buffer.isBuffer(body);
      response.writeHead(status, { ...(!asIs && { 'content-type': 'application/json' }), ...headers });
      response.end(body === undefined ? undefined : asIs ? body : JSON.stringify(body));
      return;
    }
    if (socket === null || socket.destroyed) return;
    socket.write(raw, () => {
      // A reset under TLS is the fault proxy's: Node resets no connection that TLS has taken over.
      if (then === 'reset' && socket instanceof TLSSocket) socket.destroy();
      else if (then === 'reset') socket.resetAndDestroy();
      else if (then !== 'stall') socket.end();
    });
  }
}
