import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { recordOf } from './records.ts';

const CLI = path.resolve(import.meta.dirname, '../../../src/cli.ts');
const running: ChildProcess[] = [];
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'vitals-gate-collect-'));
});
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
  rmSync(dir, { recursive: true, force: true });
});

interface Started {
  readonly child: ChildProcess;
  readonly url: string;
  readonly ended: Promise<unknown[]>;
  readonly log: () => string;
}

async function start(...more: string[]): Promise<Started> {
  const args = ['--port', '0', '--dir', dir, '--origin', 'https://shop.example', '--rate-limit', '0', ...more];
  const child = spawn(process.execPath, [CLI, 'field', 'collect', ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  running.push(child);
  const ended = once(child, 'exit');
  let log = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      log += text;
      const [, found] = /listening on (\S+),/.exec(log) ?? [];
      if (found !== undefined) resolve(found);
    });
    void ended.then(() => reject(new Error(log)));
  });
  return { child, url, ended, log: () => log };
}

/** Sends records one after the other until the collector is gone, and keeps the views that it has acknowledged. */
async function sendTo(url: string, name: string, acknowledged: string[], onFirst: () => void): Promise<void> {
  for (let sent = 0; ; sent += 1) {
    const view = `${name}-${sent}`;
    const response = await fetch(url, { method: 'POST', body: JSON.stringify(recordOf(view)) }).catch(() => null);
    if (response?.status !== 204) return;
    acknowledged.push(view);
    if (acknowledged.length === 200) onFirst();
  }
}

/** All lines of all files; throws at half a line. */
function stored(): string[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ndjson'))
    .flatMap((file) => {
      const lines = readFileSync(path.join(dir, file), 'utf8').split('\n');
      expect(lines.pop()).toBe('');
      return lines.map((line) => (JSON.parse(line) as { view: string }).view);
    });
}

test.each(['SIGTERM', 'SIGKILL'] as const)(
  'after %s under load, every record it acknowledged is there',
  async (signal) => {
    const [one, other] = [await start(), await start()];
    const acknowledged: string[] = [];
    const kill = (): void => {
      one.child.kill(signal);
      other.child.kill(signal);
    };
    const urls = [one.url, other.url];
    await Promise.all(Array.from({ length: 16 }, (_, n) => sendTo(urls[n % 2] ?? '', `c${n}`, acknowledged, kill)));
    const codes = (await Promise.all([one.ended, other.ended])).map(([code]) => code);
    expect(codes).toEqual(signal === 'SIGTERM' ? [0, 0] : [null, null]);
    // What a killed process was writing may be there, too, and its half line is cut at the next start.
    const next = await start();
    next.child.kill('SIGTERM');
    await next.ended;
    const views = new Set(stored());
    expect(acknowledged.length).toBeGreaterThanOrEqual(200);
    expect(acknowledged.filter((view) => !views.has(view))).toEqual([]);
    expect(views.size).toBe(stored().length);
  },
);

test('a request that is open at SIGTERM is answered and stored', async () => {
  const { child, url, ended, log } = await start();
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  const body = JSON.stringify(recordOf('open'));
  socket.write(`POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${body.length}\r\nExpect: 100-continue\r\n\r\n`);
  await once(socket, 'data');
  child.kill('SIGTERM');
  await once(child.stderr ?? socket, 'data');
  socket.write(body);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  expect(String(answer)).toMatch(/^HTTP\/1\.1 204 /);
  expect(await ended).toEqual([0, null]);
  expect(log()).toMatch(/SIGTERM: stopping[^]*stopped: stored 1 record of 1 request, refused 0 requests\n$/);
  expect(stored()).toEqual(['open']);
});

test('the address of a trusted header is what is limited, and the country of another replaces the record’s', async () => {
  const { url } = await start(
    '--trust-proxy',
    'X-Forwarded-For',
    '--country-header',
    'CF-IPCountry',
    '--rate-limit',
    '1',
  );
  const send = async (address: string): Promise<number> => {
    const headers = { 'x-forwarded-for': `198.51.100.1, ${address}`, 'cf-ipcountry': 'DE' };
    return (await fetch(url, { method: 'POST', headers, body: JSON.stringify(recordOf('v')) })).status;
  };
  // Five may come at once and one more each second, so some of so many come too soon.
  const flood = await Promise.all(Array.from({ length: 60 }, () => send('203.0.113.7')));
  expect(new Set(flood)).toEqual(new Set([204, 429]));
  expect(await send('203.0.113.8')).toBe(204);
  const [file = ''] = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ndjson'),
  );
  expect(readFileSync(path.join(dir, file), 'utf8')).toContain('"country":"DE"');
});

test.each([
  [['--dir', 'd', '--origin', 'https://a.example'], '--port is missing.'],
  [['--port', '0', '--origin', 'https://a.example'], '--dir is missing.'],
  [['--port', '0', '--dir', 'd'], '--origin is missing.'],
  [['--port', '0', '--dir', 'd', '--origin', 'https://a.example/shop'], 'which is not an origin.'],
])('field collect %j says what is wrong', async (args, message) => {
  const { readCommandLine } = await import('../../../src/cli/command-line.ts');
  expect(() => readCommandLine(['field', 'collect', ...args])).toThrow(message);
});
