import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { ROOT } from './paths.ts';

/** What TypeScript reads of the modules that users import, below `src`; package.json names them in `exports`. */
const ENTRIES = ['beacon/beacon.d.ts', 'field/collector/web.d.ts', 'field/collector/node.d.ts'];
const PROJECT = path.join(ROOT, 'scripts/bundle/tsconfig.types.json');

/** dist/types: the declarations of the entries and of what these import, by path relative to dist. */
export function declarations(): Readonly<Record<string, string>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'vitals-gate-types-'));
  try {
    emit(folder);
    const texts = new Map<string, string>();
    for (const entry of ENTRIES) collect(folder, entry, texts);
    return Object.fromEntries([...texts].map(([file, text]) => [`types/${file}`, text]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function emit(folder: string): void {
  const tsc = path.join(ROOT, 'node_modules/typescript/bin/tsc');
  try {
    execFileSync(process.execPath, [tsc, '-p', PROJECT, '--outDir', folder], { stdio: 'pipe' });
  } catch {
    // Modules that no entry's declarations import may be inexpressible. A missing file is found when it is read.
  }
}

function collect(folder: string, file: string, texts: Map<string, string>): void {
  if (texts.has(file)) return;
  const text = readFileSync(path.join(folder, file), 'utf8').replaceAll(/( from '\.[^']*)\.ts'/g, "$1.js'");
  texts.set(file, text);
  for (const [, from = ''] of text.matchAll(/ from '(\.[^']*)\.js'/g))
    collect(folder, `${path.posix.join(path.posix.dirname(file), from)}.d.ts`, texts);
}
