import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';

import { afterEach, describe, expect, it } from 'vitest';

import { Reach } from '../../src/deploys/reach/reach.ts';
import { Shaper, type ShaperOptions } from '../../src/lab/shaper/shaper.ts';
import { connectThrough } from '../support/socks.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

/** The targets are on this machine. */
const reach = new Reach(['localhost']);

async function shaper(options: Omit<ShaperOptions, 'reach'>): Promise<Shaper> {
  const opened = await Shaper.open({ ...options, reach });
  closers.push(() => opened.close());
  return opened;
}

/** A TCP server that treats each connection with `handle`. */
async function target(handle: (socket: Socket) => void): Promise<{ port: number; server: Server }> {
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    handle(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  return { port: (server.address() as AddressInfo).port, server };
}

const echo = (socket: Socket): void => void socket.pipe(socket);

/** Answers the first byte with `bytes` bytes and closes. */
const serve =
  (bytes: number) =>
  (socket: Socket): void => {
    socket.once('data', () => socket.end(Buffer.alloc(bytes, 1)));
  };

async function received(socket: Socket): Promise<number> {
  let bytes = 0;
  socket.on('data', (chunk: Buffer) => (bytes += chunk.length));
  await once(socket, 'end');
  return bytes;
}

/**
 * None is too early, by more than 5 % or 3 ms, whichever is more; and that one is not too late either to which the machine
 * added least.
 */
function expectTruth(measuredMs: readonly number[], truthMs: number): void {
  const off = measuredMs.map((each) => each - truthMs);
  const within = Math.max(3, 0.05 * truthMs);
  const told = `${measuredMs.map((each) => each.toFixed(1)).join(', ')} ms for ${truthMs.toFixed(1)} ms`;
  expect(Math.min(...off), told).toBeGreaterThanOrEqual(-within);
  expect(Math.min(...off), told).toBeLessThanOrEqual(within);
}

/** Three times one after the other. */
async function thrice<T>(measure: () => Promise<T>): Promise<readonly T[]> {
  return [await measure(), await measure(), await measure()];
}

const MOBILE = { rttMs: 150, downKbps: 1638, upKbps: 675 };
const DESKTOP = { rttMs: 40, downKbps: 10_240, upKbps: 10_240 };

describe.each([
  ['mobile', MOBILE],
  ['desktop', DESKTOP],
])('the %s link is what it says', (_, link) => {
  it('a connection is accepted after one RTT', async () => {
    const proxy = await shaper(link);
    const { port } = await target(echo);
    const times: number[] = [];
    for (let i = 0; i < 5; i++) {
      const start = performance.now();
      const socket = await connectThrough(proxy.port, port);
      times.push(performance.now() - start);
      socket.destroy();
    }
    expectTruth(times, link.rttMs);
  });

  it('a byte and its answer take one RTT', async () => {
    const proxy = await shaper(link);
    const { port } = await target(echo);
    const socket = await connectThrough(proxy.port, port);
    const times: number[] = [];
    for (let i = 0; i < 7; i++) {
      const start = performance.now();
      socket.write('x');
      await once(socket, 'data');
      times.push(performance.now() - start);
    }
    socket.destroy();
    expectTruth(times, link.rttMs);
  });

  it.each([1, 16])('%i parallel downloads share the configured rate, fairly', async (connections) => {
    const proxy = await shaper(link);
    const total = Math.round(link.downKbps / 8) * 400; // 0.4 s worth of bytes
    const each = Math.floor(total / connections);
    const { port } = await target(serve(each));
    const runs = await thrice(async () => {
      const sockets = await Promise.all(Array.from({ length: connections }, () => connectThrough(proxy.port, port)));
      const start = performance.now();
      const done = sockets.map(async (socket) => {
        socket.write('x');
        expect(await received(socket)).toBe(each);
        return performance.now() - start;
      });
      const times = await Promise.all(done);
      return { first: Math.min(...times), last: Math.max(...times) };
    });
    expectTruth(
      runs.map(({ last }) => last),
      link.rttMs + 400,
    );
    expect(Math.max(...runs.map(({ first, last }) => first / last))).toBeGreaterThan(0.8);
  });

  it('an upload goes at the upload rate', async () => {
    const proxy = await shaper(link);
    const bytes = Math.round(link.upKbps / 8) * 300; // 0.3 s worth of bytes
    const { port } = await target((socket) => void received(socket).then((count) => socket.end(String(count))));
    const times = await thrice(async () => {
      const socket = await connectThrough(proxy.port, port);
      const start = performance.now();
      socket.end(Buffer.alloc(bytes));
      const [answer] = (await once(socket, 'data')) as [Buffer];
      expect(String(answer)).toBe(String(bytes));
      return performance.now() - start;
    });
    expectTruth(times, link.rttMs + 300);
  });
});

describe('what happens to a connection is passed on', () => {
  const FAST = { rttMs: 20, downKbps: Infinity, upKbps: Infinity };

  it('a refused connection is refused, after one RTT', async () => {
    const proxy = await shaper(FAST);
    const { port, server } = await target(echo);
    server.close();
    await once(server, 'close');
    await expect(connectThrough(proxy.port, port)).rejects.toThrow(/refused/i);
    closers.pop();
    expect(proxy.takeTraffic().get('127.0.0.1')?.failures).toEqual([`127.0.0.1:${port} ECONNREFUSED`]);
  });

  it('a name that does not resolve is an unreachable host', async () => {
    const proxy = await shaper(FAST);
    await expect(connectThrough(proxy.port, 80, 'no-such-host.invalid')).rejects.toThrow(/unreachable/i);
  });

  it('a half-closed connection still answers', async () => {
    const proxy = await shaper(FAST);
    const { port } = await target((socket) => void received(socket).then((count) => socket.end(`got ${count}`)));
    const socket = await connectThrough(proxy.port, port);
    socket.end('12345');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(String(answer)).toBe('got 5');
  });

  it('a reset by the server reaches the client as a reset', async () => {
    const proxy = await shaper(FAST);
    const { port } = await target((socket) => void socket.once('data', () => socket.resetAndDestroy()));
    const socket = await connectThrough(proxy.port, port);
    socket.write('x');
    const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
    expect(error.code).toBe('ECONNRESET');
  });

  it('a reset by the client reaches the server', async () => {
    const proxy = await shaper(FAST);
    const closed = Promise.withResolvers<void>();
    const { port } = await target((socket) => void socket.on('close', () => closed.resolve()));
    const socket = await connectThrough(proxy.port, port);
    socket.resetAndDestroy();
    await expect(closed.promise).resolves.toBeUndefined();
  });

  it('bytes and connections are counted per host and taken once', async () => {
    const proxy = await shaper(FAST);
    const { port } = await target(serve(1000));
    const socket = await connectThrough(proxy.port, port);
    socket.write('hello');
    await received(socket);
    expect(proxy.takeTraffic().get('127.0.0.1')).toEqual({
      connections: 1,
      bytesUp: 5,
      bytesDown: 1000,
      failures: [],
      refusals: new Map(),
    });
    expect(proxy.takeTraffic().size).toBe(0);
  });

  it('a client that speaks something else is hung up on', async () => {
    const proxy = await shaper(FAST);
    const { connect } = await import('node:net');
    const socket = connect(proxy.port, '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\n\r\n');
    socket.on('error', () => socket.destroy());
    await expect(once(socket, 'close')).resolves.toBeDefined();
  });
});

describe('back-pressure', () => {
  it('a reader that stops reading stops the server, so memory stays bounded', async () => {
    const proxy = await shaper({ rttMs: 0, downKbps: Infinity, upKbps: Infinity });
    let accepted = 0;
    const stalled = Promise.withResolvers<void>();
    const { port } = await target((socket) => {
      const chunk = Buffer.alloc(64 * 1024);
      const fill = (): void => {
        while (accepted < 256 * 1024 * 1024) {
          accepted += chunk.length;
          if (!socket.write(chunk)) break;
        }
        const seen = accepted;
        void after(300).then(() => accepted === seen && stalled.resolve());
      };
      socket.on('drain', fill);
      fill();
    });
    const socket = await connectThrough(proxy.port, port);
    await once(socket, 'data');
    socket.pause();
    await stalled.promise;
    expect(accepted).toBeLessThan(64 * 1024 * 1024);
    socket.destroy();
  });
});
