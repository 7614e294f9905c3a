import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { execa } from 'execa';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** One more member of a union whose members are the keys of an interface. */
export interface NewMember {
  /** The file that declares the interface, below `src`. */
  readonly file: string;
  /** What is declared beside it: `interface Kinds { readonly more: number }`. */
  readonly declaration: string;
  /** Files of `src` that are compiled, with what they import. */
  readonly files: readonly string[];
}

/** What the compiler says where a member is added without its parts: `deploys/registry.ts: TS2741: …` for each error. */
export async function compileErrors({ file, declaration, files }: NewMember): Promise<string[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'new-member-'));
  const source = (name: string): string => path.join(ROOT, 'src', name);
  const text = `import '${source(file)}';\ndeclare module '${source(file)}' {\n  ${declaration}\n}\n`;
  const config = {
    extends: path.join(ROOT, 'tsconfig.json'),
    compilerOptions: { typeRoots: [path.join(ROOT, 'node_modules/@types')] },
    include: [],
    files: ['new-member.ts', ...files.map(source)],
  };
  try {
    await writeFile(path.join(folder, 'new-member.ts'), text);
    await writeFile(path.join(folder, 'tsconfig.json'), JSON.stringify(config));
    const bin = path.join(ROOT, 'node_modules/.bin/tsc');
    const { stdout } = await execa(bin, ['-p', folder, '--pretty', 'false'], {
      cwd: path.join(ROOT, 'src'),
      reject: false,
    });
    return stdout
      .split('\n')
      .flatMap((line) => /^(\S+?)\(\d+,\d+\): error (.*)$/.exec(line)?.slice(1, 3).join(': ') ?? []);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
