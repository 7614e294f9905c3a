import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

import type { HostMap } from '../../model/hosts.ts';
import { readRequest, REPLY, reply, type ReplyCode, type Target } from './handshake.ts';
import { Link, type Flow, type Sink } from './link.ts';
import { isBlocked, routeOf } from './hosts.ts';

export interface ShaperOptions {
  /** Round-trip time added to every connection, ms. */
  readonly rttMs: number;
  /** Rates, kbit/s (1 kbit = 1000 bit); Infinity leaves a direction unshaped. */
  readonly downKbps: number;
  readonly upKbps: number;
  /** Globs of host names that are refused at once. */
  readonly blocked?: readonly string[];
  /** Where connections to a host go instead. */
  readonly hosts?: HostMap;
}

/** What went to and came from one host. */
export interface HostTraffic {
  readonly connections: number;
  readonly bytesUp: number;
  readonly bytesDown: number;
  /** `host:port CODE` of connections that failed, in order. */
  readonly failures: readonly string[];
}

interface Counter {
  connections: number;
  bytesUp: number;
  bytesDown: number;
  failures: string[];
}

const REPLY_FOR: Record<string, ReplyCode> = {
  ECONNREFUSED: REPLY.refused,
  ENETUNREACH: REPLY.networkUnreachable,
  EHOSTUNREACH: REPLY.hostUnreachable,
  ENOTFOUND: REPLY.hostUnreachable,
  EAI_AGAIN: REPLY.hostUnreachable,
  ETIMEDOUT: REPLY.ttlExpired,
  BLOCKED: REPLY.notAllowed,
};

/** Failures kept per host: enough to explain, too few to fill memory. */
const MAX_FAILURES = 20;

/**
 * An emulated access network: a SOCKS5 proxy (RFC 1928, CONNECT only) on a loopback port. A connection is accepted
 * one RTT after it was asked for (the TCP handshake); each byte then takes its turn in a queue per direction that all
 * connections share, and half an RTT. TCP slow start and packet loss are not emulated, and there is no QUIC through
 * SOCKS. The design follows WebPageTest's tsproxy.
 */
export class Shaper {
  readonly #server: Server;
  readonly #rttMs: number;
  readonly #blocked: readonly string[];
  readonly #hosts: HostMap;
  readonly #up: Link;
  readonly #down: Link;
  readonly #sockets = new Set<Socket>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #traffic = new Map<string, Counter>();

  private constructor(options: ShaperOptions) {
    this.#rttMs = options.rttMs;
    this.#blocked = options.blocked ?? [];
    this.#hosts = options.hosts ?? {};
    this.#up = new Link({ bytesPerMs: options.upKbps / 8, delayMs: options.rttMs / 2 });
    this.#down = new Link({ bytesPerMs: options.downKbps / 8, delayMs: options.rttMs / 2 });
    this.#server = createServer({ allowHalfOpen: true, noDelay: true, pauseOnConnect: true }, (client) => {
      void this.#serve(client);
    });
  }

  /** Starts a proxy on a free loopback port. */
  static async open(options: ShaperOptions): Promise<Shaper> {
    const shaper = new Shaper(options);
    shaper.#server.listen(0, '127.0.0.1');
    await once(shaper.#server, 'listening');
    return shaper;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Traffic per host since the last call. */
  takeTraffic(): ReadonlyMap<string, HostTraffic> {
    const traffic = this.#traffic;
    this.#traffic = new Map();
    return traffic;
  }

  async close(): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer);
    for (const socket of this.#sockets) socket.destroy();
    this.#up.close();
    this.#down.close();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #serve(client: Socket): Promise<void> {
    this.#track(client);
    const target = await readRequest(client);
    if (target === null) {
      client.destroySoon();
      return;
    }
    const counter = this.#counter(target.host);
    if (isBlocked(this.#blocked, target.host)) {
      this.#refuse(client, target, 'BLOCKED');
      return;
    }
    counter.connections++;
    const server = connect({ ...routeOf(this.#hosts, target), allowHalfOpen: true, noDelay: true });
    server.pause();
    this.#track(server);
    const code = await connected(server);
    await this.#wait(this.#rttMs);
    if (code !== null) {
      this.#refuse(client, target, code);
      return;
    }
    if (client.destroyed) {
      server.destroy();
      return;
    }
    client.write(reply(REPLY.succeeded));
    this.#join(client, server, counter);
  }

  #refuse(client: Socket, target: Target, code: string): void {
    const { failures } = this.#counter(target.host);
    if (failures.length < MAX_FAILURES) failures.push(`${target.host}:${target.port} ${code}`);
    if (!client.destroyed) client.end(reply(REPLY_FOR[code] ?? REPLY.generalFailure));
  }

  #join(client: Socket, server: Socket, counter: Counter): void {
    const count = {
      up: (bytes: number) => void (counter.bytesUp += bytes),
      down: (bytes: number) => void (counter.bytesDown += bytes),
    };
    const up = pump(this.#up, client, server, count.up);
    const down = pump(this.#down, server, client, count.down);
    const closeBoth = () => {
      if (!client.destroyed || !server.destroyed) return;
      up.close();
      down.close();
    };
    client.once('close', closeBoth);
    server.once('close', closeBoth);
  }

  #track(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => this.#sockets.delete(socket));
  }

  #counter(host: string): Counter {
    let counter = this.#traffic.get(host);
    if (counter === undefined) {
      counter = { connections: 0, bytesUp: 0, bytesDown: 0, failures: [] };
      this.#traffic.set(host, counter);
    }
    return counter;
  }

  #wait(ms: number): Promise<void> {
    if (ms <= 0) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        resolve();
      }, ms);
      this.#timers.add(timer);
    });
  }
}

/** Null once the socket is connected, or the error code that kept it from connecting. */
function connected(socket: Socket): Promise<string | null> {
  return new Promise((resolve) => {
    const onConnect = () => {
      socket.off('error', onError);
      resolve(null);
    };
    const onError = (error: NodeJS.ErrnoException) => {
      socket.off('connect', onConnect);
      resolve(error.code ?? 'EUNKNOWN');
    };
    socket.once('connect', onConnect).once('error', onError);
  });
}

/** Sends what `from` says through the link to `to`, in order: bytes, end or reset. */
function pump(link: Link, from: Socket, to: Socket, count: (bytes: number) => void): Flow {
  const sink: Sink = {
    write: (chunk) => to.destroyed || to.writableEnded || to.write(chunk),
    end: () => {
      if (!to.destroyed) to.end();
    },
    reset: () => {
      if (!to.destroyed) to.resetAndDestroy();
    },
  };
  const flow = link.open(sink, () => from.resume());
  let ended = false;
  from.on('data', (chunk: Buffer) => {
    count(chunk.length);
    if (!flow.send(chunk)) from.pause();
  });
  from.once('end', () => {
    ended = true;
    flow.end();
  });
  from.once('close', () => {
    if (!ended) flow.reset();
  });
  to.on('drain', () => flow.resume());
  from.resume();
  return flow;
}
