/**
 * `npm run bench:collector`: how many beacons a second the collector stores on one core, beside a bare server of Node
 * that reads the body and answers 204; that its memory is flat (`-- --minutes 3`); and that a disk that is really full
 * loses nothing (as root on Linux, which can mount a small one). Exits with 1 beyond the bounds.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

import autocannon from 'autocannon';

const BOUNDS = { beaconsPerSecond: 5000, p99Ms: 20, megabytesPerMillion: 5 };
const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '3' }, seconds: { type: 'string', default: '15' } },
});
const BARE = `require('node:http').createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk)).on('end', () => response.writeHead(204).end());
}).listen(0, '127.0.0.1', function () { console.error('listening on http://127.0.0.1:' + this.address().port + '/,'); });`;
const node = (id: string, value: number, parts: unknown[] = []): unknown => ({ id, value, parts });
/** As a beacon sends it; the number makes the view its own. */
const BODY = JSON.stringify({
  v: 1,
  type: 'final',
  view: 'view-[<id>]',
  session: 'c2f1a9d0-5b7e-4f3a-9a55-0d8f6f1e2b33',
  t: '2026-11-01T10:00:00.000Z',
  sha: '46bf2d4c0ffee46bf2d4c0ffee46bf2d4c0ffee0',
  route: 'product',
  path: '/p/42',
  device: 'mobile',
  connection: '4g',
  pageType: 'product',
  variant: { hero: 'b' },
  navigation: 'navigate',
  lcp: node('lcp', 1840, [
    node('ttfb', 420, [node('connect', 150), node('request', 270, [node('db', 20), node('unreported', 250)])]),
    node('resource-load-delay', 300),
    node('resource-load-duration', 900),
    node('element-render-delay', 220),
  ]),
  inp: node('inp', 120, [node('input-delay', 10), node('processing-duration', 80), node('presentation-delay', 30)]),
  cls: node('cls', 0.02),
});
const failures: string[] = [];
const children: ChildProcess[] = [];

/** A server on the first core; the load comes from the others. */
async function serverOf(args: readonly string[]): Promise<{ readonly url: string; readonly child: ChildProcess }> {
  const child = spawn('taskset', ['-c', '0', process.execPath, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  children.push(child);
  child.stderr.setEncoding('utf8');
  for (let log = ''; ;) {
    const [text] = (await once(child.stderr, 'data')) as [string];
    log += text;
    const [, url] = /listening on (\S+),/.exec(log) ?? [];
    if (url === undefined) continue;
    child.stderr.resume();
    return { url, child };
  }
}

const collectorOn = (dir: string) =>
  serverOf(['src/cli.ts', 'field', 'collect', ...`--port 0 --dir ${dir} --origin * --rate-limit 0`.split(' ')]);

function load(url: string, seconds: number, connections = 50): Promise<autocannon.Result> {
  return autocannon({ url, method: 'POST', body: BODY, idReplacement: true, connections, duration: seconds });
}

function check(what: string, isMet: boolean): void {
  console.log(`${isMet ? 'ok  ' : 'FAIL'} ${what}`);
  if (!isMet) failures.push(what);
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

const filesIn = (dir: string): string[] =>
  readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ndjson'))
    .map((file) => path.join(dir, file));

/** Lines of all files; NaN if one of them ends with half a line. */
function linesIn(dir: string): number {
  return filesIn(dir).reduce((sum, file) => {
    const text = readFileSync(file);
    return text.length === 0 || text.at(-1) === 10 ? sum + text.reduce((n, byte) => (byte === 10 ? n + 1 : n), 0) : NaN;
  }, 0);
}

async function throughput(dir: string): Promise<void> {
  const seconds = Number(values.seconds);
  const bare = await serverOf(['-e', BARE]);
  await load(bare.url, 3);
  const floor = await load(bare.url, seconds);
  await stop(bare.child);
  const { url, child } = await collectorOn(dir);
  const warm = await load(url, 3);
  const before = processorSeconds(child.pid ?? 0);
  const loaded = await load(url, seconds);
  const spent = processorSeconds(child.pid ?? 0) - before;
  await stop(child);
  // What other processes on the machine take is not in it.
  console.log(`${Math.round(loaded['2xx'] / spent)} beacons per second of processor time`);
  const perSecond = loaded['2xx'] / loaded.duration;
  const barePerSecond = floor['2xx'] / floor.duration;
  console.log(`bare server: ${Math.round(barePerSecond)} requests/s, p99 ${floor.latency.p99} ms`);
  console.log(`ratio: ${(perSecond / barePerSecond).toFixed(2)}`);
  check(
    `${Math.round(perSecond)} beacons/s stored on one core, not fewer than ${BOUNDS.beaconsPerSecond}`,
    perSecond >= BOUNDS.beaconsPerSecond,
  );
  check(`p99 ${loaded.latency.p99} ms, below ${BOUNDS.p99Ms} ms`, loaded.latency.p99 < BOUNDS.p99Ms);
  const acknowledged = warm['2xx'] + loaded['2xx'];
  check(`${acknowledged} acknowledged, ${linesIn(dir)} in whole lines`, linesIn(dir) >= acknowledged);
}

/** User and system time of a process, in ticks of 10 ms (proc(5), fields 14 and 15). */
function processorSeconds(pid: number): number {
  const [, ...fields] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').join(' ').split(' ').slice(1);
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

function residentMb(pid: number): number {
  const [, kb = '0'] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kb) / 1024;
}

/** The slope of the least-squares line. */
function slopeOf(points: readonly { readonly x: number; readonly y: number }[]): number {
  const mean = (of: (point: { x: number; y: number }) => number): number =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [x, y] = [mean((point) => point.x), mean((point) => point.y)];
  return mean((point) => (point.x - x) * (point.y - y)) / mean((point) => (point.x - x) ** 2);
}

async function soak(dir: string): Promise<void> {
  const { url, child } = await collectorOn(dir);
  await load(url, 10);
  const points: { x: number; y: number }[] = [];
  let millions = 0;
  for (let round = 0; round < Number(values.minutes) * 6; round += 1) {
    millions += (await load(url, 10))['2xx'] / 1e6;
    points.push({ x: millions, y: residentMb(child.pid ?? 0) });
  }
  await stop(child);
  const megabytes = points.map(({ y }) => y);
  console.log(
    `soak: ${millions.toFixed(2)} million records, ${Math.round(Math.min(...megabytes))} to ${Math.round(Math.max(...megabytes))} MB`,
  );
  const slope = slopeOf(points.slice(Math.floor(points.length / 2)));
  check(
    `${slope.toFixed(1)} MB per million records in its second half, at most ${BOUNDS.megabytesPerMillion}`,
    slope <= BOUNDS.megabytesPerMillion,
  );
}

async function fullDisk(dir: string): Promise<void> {
  if (process.getuid?.() !== 0) return console.log('full disk: not tried, because mounting one needs root');
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', dir]);
  try {
    const { url, child } = await collectorOn(dir);
    const full = await load(url, 5, 10);
    check(`a disk of 2 MB: ${full['2xx']} acknowledged, ${linesIn(dir)} in whole lines`, linesIn(dir) >= full['2xx']);
    const { status } = await fetch(url, { method: 'POST', body: BODY });
    check(`then ${status} is answered, and it must be 507`, status === 507);
    execFileSync('mount', ['-o', 'remount,size=8m', dir]);
    check('with room again, 204', (await fetch(url, { method: 'POST', body: BODY })).status === 204);
    await stop(child);
    check('and no half line', !Number.isNaN(linesIn(dir)));
  } finally {
    for (const child of children) child.kill('SIGKILL');
    execFileSync('umount', ['-l', dir]);
  }
}

const folder = mkdtempSync(path.join(tmpdir(), 'vitals-gate-bench-'));
try {
  for (const part of [throughput, soak, fullDisk]) {
    const dir = mkdtempSync(path.join(folder, 'part-'));
    await part(dir);
    rmSync(dir, { recursive: true, force: true });
  }
} finally {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}
if (failures.length > 0) process.exitCode = 1;
