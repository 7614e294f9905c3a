import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { execa } from 'execa';

import { resultSchema, type Result } from '../../src/model/result.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** The built command line: what a user runs. */
export const CLI = path.join(ROOT, 'dist/cli.js');

/** An empty folder that a test works in. */
export interface Workspace {
  readonly folder: string;
  readonly write: (name: string, text: string) => Promise<void>;
  readonly read: (name: string) => Promise<string>;
  /** The run's result.json, by its schema. */
  readonly result: (out?: string) => Promise<Result>;
  readonly remove: () => Promise<void>;
}

export async function workspace(): Promise<Workspace> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vitals-gate-test-'));
  const read = (name: string): Promise<string> => readFile(path.join(folder, name), 'utf8');
  return {
    folder,
    write: (name, text) => writeFile(path.join(folder, name), text),
    read,
    result: async (out = 'vitals-gate-out') => resultSchema.parse(JSON.parse(await read(`${out}/result.json`))),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

export interface ProcessResult {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `vitals-gate ARGS` as a process, in `cwd`, from `cli`. */
export async function vitalsGate(
  cwd: string,
  args: readonly string[],
  options: { cli?: string; env?: Record<string, string> } = {},
): Promise<ProcessResult> {
  const { exitCode, stdout, stderr } = await execa(process.execPath, [options.cli ?? CLI, ...args], {
    cwd,
    reject: false,
    env: { CI: 'true', ...options.env },
  });
  return { exitCode, stdout, stderr };
}
