import { readdir, readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { causeOf, GateError } from '../../errors.ts';
import type { Files } from './files.ts';

/** No schema or manifest that people deploy is larger. */
export const MAX_FILE_BYTES = 32_000_000;
/** Folders that hold other people's files. */
const SKIPPED = new Set(['node_modules', '.git']);

/** The files of head: those of the work tree below `folder`. */
export function workTree(folder: string): Files {
  return {
    side: 'head',
    read: async (paths) =>
      new Map(await Promise.all(paths.map(async (path) => [path, await readText(folder, path)] as const))),
    list: async (folders) => {
      const listed = await Promise.all(folders.map((below) => walk(folder, below)));
      return [...new Set(listed.flat())].toSorted();
    },
  };
}

async function readText(folder: string, path: string): Promise<string | null> {
  const absolute = resolve(folder, path);
  try {
    const { size } = await stat(absolute);
    if (size > MAX_FILE_BYTES) throw tooLarge(path, size);
    return decode(path, await readFile(absolute));
  } catch (error) {
    if (error instanceof GateError) throw error;
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw unreadable(path, code === 'EISDIR' ? 'it is a folder' : causeOf(error), error);
  }
}

/** UTF-8 without its byte-order mark. */
export function decode(path: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw unreadable(path, 'it is not UTF-8 text', error);
  }
}

export function tooLarge(path: string, bytes: number): GateError {
  return unreadable(path, `it has ${bytes} bytes, more than ${MAX_FILE_BYTES}`);
}

function unreadable(path: string, problem: string, cause?: unknown): GateError {
  const detail = { what: `${path} cannot be read: ${problem}.`, todo: 'Correct the path, or the file.' };
  return new GateError('graphql-input', detail, { where: `${path}:1:1`, cause });
}

async function walk(folder: string, below: string): Promise<string[]> {
  const entries = await readdir(resolve(folder, below), { withFileTypes: true }).catch(() => []);
  const nested = entries.map(async (entry): Promise<string[]> => {
    const path = below === '' ? entry.name : join(below, entry.name).replaceAll('\\', '/');
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : walk(folder, path);
    return [path];
  });
  return (await Promise.all(nested)).flat();
}
