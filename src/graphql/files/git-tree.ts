import { realpath } from 'node:fs/promises';
import { posix, relative, resolve } from 'node:path';

import { execa } from 'execa';

import { gitEnvironment, type Git } from '../../git/git.ts';
import type { Files } from './files.ts';
import { decode, MAX_FILE_BYTES, tooLarge } from './work-tree.ts';

/** A folder as a path from the root of its repository; empty for the root. */
export async function prefixOf({ root }: Git, folder: string): Promise<string> {
  return relative(root, await realpath(folder)).replaceAll('\\', '/');
}

/** The files of base: those that a commit has below `folder`, a folder of the repository. */
export async function gitTree(git: Git, sha: string, folder: string): Promise<Files> {
  const prefix = await prefixOf(git, folder);
  const inRepository = (path: string): string =>
    posix.normalize(posix.join(prefix, relative(folder, resolve(folder, path)).replaceAll('\\', '/')));
  return {
    side: 'base',
    read: async (paths) => {
      const own = paths.filter((path) => !isOutside(inRepository(path)));
      const bytes = await catFiles(git, sha, own.map(inRepository));
      const texts = new Map(own.map((path, index) => [path, toText(path, bytes[index] ?? null)]));
      return new Map(paths.map((path) => [path, texts.get(path) ?? null]));
    },
    list: async (folders) => {
      const below = folders.map((each) => (each === '' ? posix.join(prefix, '.') : inRepository(each)));
      const own = below.filter((each) => !isOutside(each));
      const listed = own.length === 0 ? [] : await git.lines('ls-tree', '-r', '--name-only', sha, '--', ...own);
      return listed.map((path) => posix.relative(prefix, path)).toSorted();
    },
  };
}

/** No commit has it, and git refuses to look. */
function isOutside(path: string): boolean {
  return path === '..' || path.startsWith('../');
}

function toText(path: string, bytes: Uint8Array | null): string | null {
  if (bytes === null) return null;
  if (bytes.byteLength > MAX_FILE_BYTES) throw tooLarge(path, bytes.byteLength);
  return decode(path, bytes);
}

/** `git cat-file --batch`: one process for any number of files. Null for what the commit does not have. */
async function catFiles(git: Git, sha: string, paths: readonly string[]): Promise<(Uint8Array | null)[]> {
  if (paths.length === 0) return [];
  const { stdout } = await execa('git', ['cat-file', '--batch'], {
    cwd: git.root,
    input: paths.map((path) => `${sha}:${path}\n`).join(''),
    encoding: 'buffer',
    stripFinalNewline: false,
    maxBuffer: 1_000_000_000,
    env: { ...gitEnvironment(process.env, []), LC_ALL: 'C' },
    extendEnv: false,
  });
  return readBatch(stdout);
}

/** Per file: `<id> blob <size>`, its bytes and a line break; or a line that ends with `missing`. */
function readBatch(output: Uint8Array): (Uint8Array | null)[] {
  const files: (Uint8Array | null)[] = [];
  for (let at = 0; at < output.byteLength;) {
    const end = output.indexOf(10, at);
    const header = new TextDecoder().decode(output.subarray(at, end));
    at = end + 1;
    const [, type, size] = /^\S+ (\w+) (\d+)$/.exec(header) ?? [];
    const bytes = Number(size ?? -1);
    files.push(type === 'blob' ? output.subarray(at, at + bytes) : null);
    if (bytes >= 0) at += bytes + 1;
  }
  return files;
}
