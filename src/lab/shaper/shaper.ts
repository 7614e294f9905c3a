import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

import { addressesOf, lookupOf, type Reach } from '../../deploys/reach/reach.ts';
import { routeOf, type HostMap, type Target } from '../../model/hosts.ts';
import { readRequest, REPLY, reply, type ReplyCode } from './handshake.ts';
import { Link } from './link.ts';
import { isBlocked } from './hosts.ts';
import { pump } from './pump.ts';

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
  /** What may be connected to of everything else. */
  readonly reach: Reach;
}

/** What went to and came from one host. */
export interface HostTraffic {
  readonly connections: number;
  readonly bytesUp: number;
  readonly bytesDown: number;
  /** `host:port CODE` of connections that failed, in order. */
  readonly failures: readonly string[];
  /** Connections that were refused because they lead to this machine or its network, by port. */
  readonly refusals: ReadonlyMap<number, number>;
}

interface Counter {
  connections: number;
  bytesUp: number;
  bytesDown: number;
  failures: string[];
  refusals: Map<number, number>;
}

const REPLY_FOR: Record<string, ReplyCode> = {
  ECONNREFUSED: REPLY.refused,
  ENETUNREACH: REPLY.networkUnreachable,
  EHOSTUNREACH: REPLY.hostUnreachable,
  ENOTFOUND: REPLY.hostUnreachable,
  EAI_AGAIN: REPLY.hostUnreachable,
  ETIMEDOUT: REPLY.ttlExpired,
  BLOCKED: REPLY.notAllowed,
  INTERNAL: REPLY.notAllowed,
};

/** Failures kept per host: enough to explain, too few to fill memory. */
const MAX_FAILURES = 20;

/** The same of ports that were refused: a page may try them all. */
const MAX_PORTS = 20;

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
  readonly #reach: Reach;
  readonly #up: Link;
  readonly #down: Link;
  readonly #sockets = new Set<Socket>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #traffic = new Map<string, Counter>();

  private constructor(options: ShaperOptions) {
    this.#rttMs = options.rttMs;
    this.#blocked = options.blocked ?? [];
    this.#hosts = options.hosts ?? {};
    this.#reach = options.reach;
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
    const server = await this.#connect(target, client);
    if (server === 'INTERNAL') {
      const times = counter.refusals.get(target.port) ?? 0;
      if (times > 0 || counter.refusals.size < MAX_PORTS) counter.refusals.set(target.port, times + 1);
      this.#refuse(client, target, server);
      return;
    }
    counter.connections++;
    const code = typeof server === 'string' ? server : await connected(server);
    await this.#wait(this.#rttMs);
    if (typeof server === 'string' || code !== null) {
      this.#refuse(client, target, code ?? 'EUNKNOWN');
      return;
    }
    if (client.destroyed) {
      server.destroy();
      return;
    }
    client.write(reply(REPLY.succeeded));
    this.#join(client, server, counter);
  }

  /**
   * A socket that is being connected, or the code of what forbids it. A name is resolved once: what is connected to are
   * the addresses that were judged.
   */
  async #connect(target: Target, client: Socket): Promise<Socket | string> {
    const mapped = routeOf(this.#hosts, target);
    const to = mapped ?? target;
    try {
      const addresses = await addressesOf(to.host);
      const allowed = mapped === null ? this.#reach.allowed(target, addresses) : addresses;
      if (allowed.length === 0) return 'INTERNAL';
      if (client.destroyed) return 'ECONNABORTED';
      const server = connect({ ...to, lookup: lookupOf(allowed), allowHalfOpen: true, noDelay: true });
      server.pause();
      this.#track(server);
      return server;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code ?? 'EUNKNOWN';
    }
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
      counter = { connections: 0, bytesUp: 0, bytesDown: 0, failures: [], refusals: new Map() };
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
