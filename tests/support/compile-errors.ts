import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { execa } from 'execa';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** A change of one file of `src`: the text, which must be there once, and what takes its place. */
export interface Patch {
  readonly file: string;
  readonly text: string;
  readonly by: string;
}

export interface CompileError {
  /** Below `src`. */
  readonly file: string;
  /** With the lines that explain it. */
  readonly message: string;
}

/** What the compiler says of all of `src`, once each file is changed so. */
export async function compileErrors(patches: readonly Patch[]): Promise<CompileError[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'compile-errors-'));
  // What runs in pages is left out there, too.
  const config = { extends: './root.json', include: ['src'] };
  try {
    await cp(path.join(ROOT, 'src'), path.join(folder, 'src'), { recursive: true });
    await cp(path.join(ROOT, 'package.json'), path.join(folder, 'package.json'));
    await cp(path.join(ROOT, 'tsconfig.json'), path.join(folder, 'root.json'));
    await symlink(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
    await writeFile(path.join(folder, 'tsconfig.json'), JSON.stringify(config));
    for (const patch of patches) await apply(path.join(folder, 'src'), patch);
    const bin = path.join(ROOT, 'node_modules/.bin/tsc');
    const { stdout } = await execa(bin, ['-p', '.', '--pretty', 'false'], { cwd: folder, reject: false });
    return [...stdout.matchAll(/^src\/(\S+?)\(\d+,\d+\): error (.*(?:\n .*)*)/gm)].map(
      ([, file = '', message = '']) => ({
        file,
        message,
      }),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function apply(src: string, { file, text, by }: Patch): Promise<void> {
  const place = path.join(src, file);
  const parts = (await readFile(place, 'utf8')).split(text);
  if (parts.length !== 2) throw new Error(`${file} has ${JSON.stringify(text)} ${parts.length - 1} times, not once`);
  await writeFile(place, parts.join(by));
}
