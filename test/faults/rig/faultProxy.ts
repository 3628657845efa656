import net, { type AddressInfo, type Socket } from 'node:net';
import type { Random } from './random';

/** Stands between the client and the double and spoils connections, byte-exact. TLS passes through as bytes. */

/** What happens at a byte. `Client` and `Vendor` name the side that is hit; without it both are. */
export type Spoil =
  | 'reset'
  | 'resetClient'
  | 'resetVendor'
  | 'end'
  | 'endClient'
  | 'endVendor'
  | 'stall'
  | 'garbage'
  | 'answer';

/** What happens to the bytes of one direction. */
export interface Lane {
  /** Milliseconds before each piece, and how much more at random. */
  delay?: number;
  jitter?: number;
  /** Bytes per piece. */
  slice?: number;
  bytesPerSecond?: number;
  /** After how many bytes it is spoilt. */
  at?: number;
  spoil?: Spoil;
  /** Whether the rest of the bytes at hand still goes through before it is spoilt; never for `answer`. */
  letThrough?: boolean;
}

export interface Fault {
  /** Before a single byte: the connection is made, and then. */
  onConnect?: 'reset' | 'end' | 'stall' | 'garbage';
  up?: Lane;
  down?: Lane;
}

/** What the proxy itself answers for `answer`. */
const EARLY = 'HTTP/1.1 413 Payload Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n';

/** Milliseconds that what is still on its way may take after the client has gone. */
const LONGEST_REST = 3_000;

export class FaultProxy {
  private readonly server = net.createServer({ allowHalfOpen: true }, (client) => this.connect(client));
  private readonly sockets = new Set<Socket>();
  private readonly working = new Set<Promise<void>>();

  /** The ports from which the double was called. */
  readonly vendorPorts: number[] = [];

  /**
   * @param port of the double
   * @param faultOf what the n-th connection meets, from 0
   */
  constructor(
    private readonly port: number,
    private readonly faultOf: (connection: number) => Fault,
    private readonly random: Random,
  ) {}

  connections = 0;

  async listen(): Promise<number> {
    await new Promise<void>((listening) => this.server.listen(0, '127.0.0.1', listening));
    return (this.server.address() as AddressInfo).port;
  }

  /** Lets everything that was on its way arrive, then closes. */
  async close(): Promise<void> {
    await Promise.race([
      Promise.all(this.working),
      new Promise((late) => setTimeout(late, LONGEST_REST).unref()),
    ]);
    for (const socket of this.sockets) socket.destroy();
    await new Promise((closed) => this.server.close(closed));
  }

  private connect(client: Socket): void {
    const fault = this.faultOf(this.connections++);
    this.keep(client);
    if (fault.onConnect !== undefined) return this.spoilAtOnce(client, fault.onConnect);
    const vendor = net.connect({ port: this.port, host: '127.0.0.1', allowHalfOpen: true });
    this.keep(vendor);
    vendor.on('connect', () => this.vendorPorts.push(vendor.localPort ?? 0));
    vendor.on('close', () => client.end());
    const both = { client, vendor };
    this.work(this.pump(client, vendor, fault.up ?? {}, both).finally(() => vendor.end()));
    this.work(this.pump(vendor, client, fault.down ?? {}, both).finally(() => client.end()));
  }

  private keep(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => this.sockets.delete(socket));
  }

  private work(task: Promise<void>): void {
    const done = task.catch(() => undefined).then(() => void this.working.delete(done));
    this.working.add(done);
  }

  private spoilAtOnce(client: Socket, how: NonNullable<Fault['onConnect']>): void {
    client.on('data', () => undefined);
    if (how === 'reset') void reset(client);
    else if (how === 'end') client.end();
    else if (how === 'garbage') client.end(this.random.bytes(64));
  }

  private async pump(from: Socket, to: Socket, lane: Lane, both: Ends): Promise<void> {
    const at = lane.spoil === undefined ? Infinity : (lane.at ?? 0);
    if (at === 0 && lane.letThrough !== true && (await this.spoil(lane.spoil, both)))
      return await drained(from);
    let passed = 0;
    let garbling = at === 0 && lane.spoil === 'garbage';
    for await (const chunk of from as AsyncIterable<Buffer>) {
      for (const piece of pieces(chunk, lane.slice ?? Infinity)) {
        await this.wait(lane, piece.length);
        const left = Math.max(0, at - passed);
        passed += piece.length;
        // Who answers by himself has not passed on the last byte.
        const goesOn = lane.spoil === 'answer' ? piece.length <= left : piece.length < left;
        if (garbling || goesOn) {
          to.write(garbling ? this.random.bytes(piece.length) : piece);
          continue;
        }
        const rest = piece.subarray(left);
        to.write(piece.subarray(0, left));
        if (lane.letThrough === true && lane.spoil !== 'answer') to.write(rest);
        if (await this.spoil(lane.spoil, both)) return await drained(from);
        garbling = true;
        if (lane.letThrough !== true) to.write(this.random.bytes(rest.length));
      }
    }
  }

  private async wait({ delay = 0, jitter = 0, bytesPerSecond }: Lane, bytes: number): Promise<void> {
    const pace = bytesPerSecond === undefined ? 0 : (bytes / bytesPerSecond) * 1000;
    const total = delay + jitter * this.random.next() + pace;
    if (total > 0) await new Promise((later) => setTimeout(later, total));
  }

  /** @returns whether nothing of this direction goes on */
  private async spoil(how: Spoil | undefined, { client, vendor }: Ends): Promise<boolean> {
    if (how === 'garbage' || how === undefined) return false;
    if (how === 'answer') client.end(EARLY);
    if (how === 'reset' || how === 'resetClient') await reset(client);
    if (how === 'reset' || how === 'resetVendor') await reset(vendor);
    if (how === 'end' || how === 'endClient') client.end();
    if (how === 'end' || how === 'endVendor') vendor.end();
    return true;
  }
}

type Ends = Record<'client' | 'vendor', Socket>;

/** A reset (RST) after what was written before it has left; Node forgets a connection that is reset earlier. */
async function reset(socket: Socket): Promise<void> {
  if (socket.writable) await new Promise<void>((left) => socket.write('', () => left()));
  if (socket.destroyed) return;
  if (socket.writable) socket.resetAndDestroy();
  else socket.destroy();
}

function* pieces(chunk: Buffer, size: number): Generator<Buffer> {
  for (let start = 0; start < chunk.length; start += size) yield chunk.subarray(start, start + size);
}

/** Nothing more is passed on, but the other side's end is still noticed. */
async function drained(socket: Socket): Promise<void> {
  socket.resume();
  if (socket.destroyed || socket.readableEnded) return;
  await new Promise<void>((ended) => socket.once('close', ended).once('end', ended));
}
