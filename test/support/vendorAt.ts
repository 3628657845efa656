import http from 'node:http';
import https from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Certificate } from '../faults/rig/certificates';
import { listenOnFreshPort } from './freshPort';

/** A request that arrived whole, and how it can be answered, byte by byte. */
export interface Arrived {
  method: string;
  url: string;
  headers: http.IncomingHttpHeaders;
  body: Buffer;
  socket: Socket;
  request: http.IncomingMessage;
  response: http.ServerResponse;
}

/** A server on a free port of this machine that answers as a test says, and keeps what came. */
export class VendorAt {
  readonly arrived: Arrived[] = [];

  /** How each request is answered; `early` as soon as its headers are there, without reading its body. */
  answer: (arrived: Arrived) => void = ({ response }) => void response.end();
  early = false;

  private readonly open = new Set<Socket>();
  private waiting: Array<() => void> = [];

  private constructor(private readonly server: http.Server | https.Server) {}

  static async start(certificate?: Certificate): Promise<VendorAt> {
    const server = certificate === undefined ? http.createServer() : https.createServer(certificate);
    const vendor = new VendorAt(server);
    server.on('request', (request, response) => void vendor.receive(request, response));
    server.on(certificate === undefined ? 'connection' : 'secureConnection', (socket: Socket) => {
      vendor.open.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        vendor.open.delete(socket);
        vendor.wake();
      });
    });
    await listenOnFreshPort(server);
    return vendor;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Resolves when the client has closed every connection. */
  async quiet(): Promise<void> {
    while (this.open.size > 0) await new Promise<void>((wake) => this.waiting.push(wake));
  }

  async close(): Promise<void> {
    for (const socket of this.open) socket.destroy();
    await new Promise((closed) => this.server.close(closed));
  }

  private wake(): void {
    for (const each of this.waiting.splice(0)) each();
  }

  private async receive(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    request.on('error', () => undefined);
    const { method = '', url = '', headers, socket } = request;
    if (!this.early)
      try {
        for await (const chunk of request) chunks.push(chunk as Buffer);
      } catch {
        return;
      }
    const arrived = { method, url, headers, body: Buffer.concat(chunks), socket, request, response };
    this.arrived.push(arrived);
    this.answer(arrived);
  }
}
