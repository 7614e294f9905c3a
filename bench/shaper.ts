/**
 * `npm run bench:shaper`: what the traffic shaper can carry. Server and client run in processes of their own, so that
 * the CPU time and the memory of this one are the shaper's.
 *
 * Limits: 1 GB with memory flat; 200 MB/s or more unshaped; 500 parallel connections, all served, fairly.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

import { Reach } from '../src/deploys/reach/reach.ts';
import { Shaper } from '../src/lab/shaper/shaper.ts';

const MB = 1e6;
/** A connection of the client's: how many bytes to ask for. */
type Order = {
  readonly proxyPort: number;
  readonly port: number;
  readonly connections: number;
  readonly bytes: number;
};
type Delivery = { readonly bytes: number; readonly ms: number; readonly firstMs: number; readonly failed: number };

const CHUNK = Buffer.alloc(64 * 1024, 1);

/** Sends as many bytes as the client's first eight say. */
function serve(socket: Socket): void {
  socket.on('error', () => socket.destroy());
  socket.once('data', (order: Buffer) => {
    let left = Number(order.readBigUInt64BE());
    const fill = (): void => {
      while (left > 0) {
        const chunk = left < CHUNK.length ? CHUNK.subarray(0, left) : CHUNK;
        left -= chunk.length;
        if (!socket.write(chunk)) break;
      }
      if (left === 0) socket.end();
    };
    socket.on('drain', () => left > 0 && fill());
    fill();
  });
}

/** A download through the proxy; resolves to its bytes and when it ended, or to null if it failed. */
async function download({ proxyPort, port, bytes }: Order): Promise<{ bytes: number; endedAt: number } | null> {
  const socket = connect({ port: proxyPort, host: '127.0.0.1', noDelay: true });
  try {
    await once(socket, 'connect');
    socket.write(Buffer.from([5, 1, 0]));
    await once(socket, 'data');
    socket.write(Buffer.from([5, 1, 0, 1, 127, 0, 0, 1, port >> 8, port & 255]));
    await once(socket, 'data');
    const order = Buffer.alloc(8);
    order.writeBigUInt64BE(BigInt(bytes));
    socket.write(order);
    let received = 0;
    socket.on('data', (chunk: Buffer) => (received += chunk.length));
    await once(socket, 'end');
    return received === bytes ? { bytes: received, endedAt: performance.now() } : null;
  } catch {
    return null;
  } finally {
    socket.destroy();
  }
}

async function deliver(order: Order): Promise<Delivery> {
  const beganAt = performance.now();
  const results = await Promise.all(Array.from({ length: order.connections }, () => download(order)));
  const done = results.filter((result) => result !== null);
  const ends = done.map(({ endedAt }) => endedAt - beganAt);
  const bytes = done.reduce((sum, result) => sum + result.bytes, 0);
  return { bytes, ms: Math.max(...ends), firstMs: Math.min(...ends), failed: results.length - done.length };
}

/** What the two child processes do. */
async function child(role: string): Promise<void> {
  if (role === 'server') {
    const server = createServer({ noDelay: true }, serve);
    server.listen({ port: 0, host: '127.0.0.1', backlog: 2048 });
    await once(server, 'listening');
    process.send?.((server.address() as AddressInfo).port);
  } else {
    process.on('message', (order: Order) => void deliver(order).then((delivery) => process.send?.(delivery)));
    process.send?.('ready');
  }
}

async function start(role: string): Promise<{ process: ChildProcess; first: unknown }> {
  const started = fork(process.argv[1] ?? '', [role], { execArgv: process.execArgv });
  const [first] = (await once(started, 'message')) as [unknown];
  return { process: started, first };
}

async function ask(client: ChildProcess, order: Order): Promise<Delivery> {
  client.send(order);
  const [delivery] = (await once(client, 'message')) as [Delivery];
  return delivery;
}

/** Peak of the resident memory while `work` runs, MB above where it began. */
async function growthDuring<T>(work: Promise<T>): Promise<{ value: T; growthMb: number }> {
  const before = process.memoryUsage.rss();
  let peak = before;
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20);
  const value = await work;
  clearInterval(timer);
  return { value, growthMb: (peak - before) / MB };
}

const UNSHAPED = { rttMs: 0, downKbps: Number.POSITIVE_INFINITY, upKbps: Number.POSITIVE_INFINITY };
const FAST_LINK = { rttMs: 40, downKbps: 800_000, upKbps: 100_000 };

async function bench(): Promise<void> {
  const server = await start('server');
  const client = await start('client');
  const port = Number(server.first);
  const run = async (title: string, link: typeof UNSHAPED, connections: number, bytes: number): Promise<void> => {
    const shaper = await Shaper.open({ ...link, reach: new Reach(['localhost']) });
    const order = { proxyPort: shaper.port, port, connections, bytes };
    await ask(client.process, { ...order, bytes: Math.min(bytes, 20 * MB), connections: 1 });
    const cpu = process.cpuUsage();
    const { value, growthMb } = await growthDuring(ask(client.process, order));
    const { user, system } = process.cpuUsage(cpu);
    await shaper.close();
    const rate = value.bytes / MB / (value.ms / 1000);
    const perCore = value.bytes / MB / ((user + system) / 1e6);
    console.log(
      `${title}: ${(value.bytes / MB).toFixed(0)} MB in ${(value.ms / 1000).toFixed(2)} s = ${rate.toFixed(0)} MB/s, ` +
        `${perCore.toFixed(0)} MB per CPU second of ours; memory +${growthMb.toFixed(0)} MB; failed ${value.failed}; ` +
        `first done at ${((100 * value.firstMs) / value.ms).toFixed(0)} % of the time of the last`,
    );
  };
  await run('1 GB, 1 connection, unshaped', UNSHAPED, 1, 1000 * MB);
  await run('1 GB, 8 connections, unshaped', UNSHAPED, 8, 125 * MB);
  await run('500 connections, unshaped', UNSHAPED, 500, 1 * MB);
  await run('500 connections, 800 Mbit/s, RTT 40 ms', FAST_LINK, 500, 0.5 * MB);
  server.process.kill();
  client.process.kill();
}

const [role] = process.argv.slice(2);
await (role === undefined ? bench() : child(role));
