import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { loadConfig, type Overrides } from '../../src/config/load.ts';
import { formatError, GateError } from '../../src/errors.ts';
import type { Config } from '../../src/model/config.ts';

export const NO_OVERRIDES: Overrides = { baseUrl: null, headUrl: null };

/** A head deploy and one route: what a file needs at least. */
export const HEAD = 'deploys: { head: { url: http://head.example } }';
export const ROUTE = 'routes: [{ name: home, path: / }]';

/** Runs `body` in a folder of its own that holds `vitals-gate.yml`. */
export async function withFile<Result>(
  content: string | Uint8Array,
  body: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'vitals-gate-config-'));
  try {
    await writeFile(join(folder, 'vitals-gate.yml'), content);
    return await body(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export function load(content: string | Uint8Array, overrides: Overrides = NO_OVERRIDES): Promise<Config> {
  return withFile(content, (folder) => loadConfig('vitals-gate.yml', overrides, folder));
}

/** The error block a user reads of a bad file. */
export async function errorOf(content: string | Uint8Array, overrides: Overrides = NO_OVERRIDES): Promise<string> {
  return blockOf(() => load(content, overrides));
}

/** The error block a user reads when `body` stops with an error of exit code 2. */
export async function blockOf(body: () => Promise<unknown>): Promise<string> {
  try {
    await body();
  } catch (error) {
    if (error instanceof GateError && error.exitCode === 2) return formatError(error);
    throw error;
  }
  throw new Error('no error was thrown');
}

/** The error block of `lines` below a valid head and route, its first line being line 3. */
export async function errorBelow(...lines: string[]): Promise<string> {
  return errorOf([HEAD, ROUTE, ...lines, ''].join('\n'));
}
