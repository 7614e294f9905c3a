import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { main } from '../../../src/cli/main.ts';
import { FakeIo } from '../../cli/fake-io.ts';

const MODULES = path.resolve(import.meta.dirname, '../../../node_modules');

/** A folder with a configuration and records, in which commands run as a user calls them. */
export interface Site {
  readonly folder: string;
  readonly write: (file: string, text: string) => Promise<void>;
  readonly run: (...argv: readonly string[]) => Promise<Ran>;
  readonly remove: () => Promise<void>;
}

interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * @param isInstalled whether packages of databases are found from there
 * @param env what else the environment has
 */
export async function site(
  config: string,
  isInstalled = true,
  env: Readonly<Record<string, string>> = {},
): Promise<Site> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vitals-gate-site-'));
  const write = async (file: string, text: string): Promise<void> => {
    const target = path.join(folder, file);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, text);
  };
  await write('vitals-gate.yml', config);
  if (isInstalled) await symlink(MODULES, path.join(folder, 'node_modules'));
  const run = async (...argv: readonly string[]): Promise<Ran> => {
    const io = new FakeIo({ env: { PATH: process.env['PATH'] ?? '', ...env } });
    const exitCode = await main([...argv, '--config', path.join(folder, 'vitals-gate.yml')], io);
    return { exitCode, stdout: io.stdout.text, stderr: io.stderr.text };
  };
  return { folder, write, run, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** A record of a view of `product`, as a line; what is given takes the place of its own. */
export function line(type: 'start' | 'final', view: number, more: Readonly<Record<string, unknown>> = {}): string {
  const head = {
    v: 1,
    type,
    view: `v${view}`,
    session: `s${view}`,
    t: new Date(Date.UTC(2026, 10, 1, 10) + view * 60_000).toISOString(),
    sha: 'a1b2c3d4',
    route: 'product',
    device: 'mobile',
  };
  return `${JSON.stringify({ ...head, ...more })}\n`;
}

/** The end of a view whose LCP took so long. */
export function ended(view: number, lcpMs: number, more: Readonly<Record<string, unknown>> = {}): string {
  return line('final', view, { lcp: { id: 'lcp', value: lcpMs, parts: [] }, inp: null, ...more });
}

/** So many views, each with both of its records; LCP rises by 1 ms from `firstMs` on. */
export function views(
  count: number,
  firstMs: number,
  more: Readonly<Record<string, unknown>> = {},
  firstView = 0,
): string {
  const at = (index: number): string =>
    line('start', firstView + index, more) + ended(firstView + index, firstMs + index, more);
  return Array.from({ length: count }, (_, index) => at(index)).join('');
}
