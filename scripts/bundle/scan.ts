import { build, type Metafile } from 'esbuild';

import { esbuildPagePlugin } from '../page-plugin.ts';
import { esbuildProbePlugin } from '../probe-plugin.ts';
import { SQL_LOADER } from '../sql-plugin.ts';
import { type Entries, ROOT, TARGET } from './paths.ts';

/** What our own code takes from one package (or subpath of one). */
export interface PackageUse {
  /** The names it imports, or `all`: a dynamic or a namespace import. */
  readonly names: ReadonlySet<string> | 'all';
  /** Whether it is loaded at the start of some entry, not only when a dynamic import is reached. */
  readonly eager: boolean;
  /** The files of our own code that import it, as esbuild would split that code. */
  readonly importers: readonly string[];
}

/** Every package that our own code imports, in order of their names. */
export async function scanImports(entries: Entries): Promise<ReadonlyMap<string, PackageUse>> {
  const { outputFiles, metafile } = await build({
    entryPoints: { ...entries },
    absWorkingDir: ROOT,
    outdir: 'scan',
    bundle: true,
    splitting: true,
    write: false,
    metafile: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: TARGET,
    plugins: [esbuildPagePlugin(), esbuildProbePlugin()],
    loader: SQL_LOADER,
    logLevel: 'silent',
  });
  const eager = eagerPackages(metafile);
  const names = new Map<string, PackageUse['names']>();
  const importers = new Map<string, Set<string>>();
  for (const { text, path: file } of outputFiles)
    for (const [specifier, from] of importsOf(text)) {
      names.set(specifier, merge(names.get(specifier), from));
      importers.set(specifier, (importers.get(specifier) ?? new Set()).add(file));
    }
  const sorted = [...names].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return new Map(
    sorted.map(([specifier, all]) => [
      specifier,
      { names: all, eager: eager.has(specifier), importers: [...(importers.get(specifier) ?? [])].toSorted() },
    ]),
  );
}

/** The packages that the entries reach by static imports alone. */
function eagerPackages({ outputs }: Metafile): ReadonlySet<string> {
  const packages = new Set<string>();
  const seen = new Set<string>();
  const visit = (output: string): void => {
    if (seen.has(output)) return;
    seen.add(output);
    for (const { path, kind, external } of outputs[output]?.imports ?? []) {
      if (kind === 'dynamic-import') continue;
      if (external) packages.add(path);
      else visit(path);
    }
  };
  for (const [output, { entryPoint }] of Object.entries(outputs))
    if (entryPoint !== undefined && ENTRY_OUTPUT.test(output)) visit(output);
  return packages;
}

/** Entry points keep their names; dynamically imported modules, which are entry points too, get hashed ones. */
const ENTRY_OUTPUT = /^scan\/(?:action|cli)\.js$/;

/**
 * The package imports in esbuild's own output, whose import statements always begin a line and look alike: so these
 * expressions are enough, where they would not be for code as written.
 */
function* importsOf(code: string): Generator<[specifier: string, names: PackageUse['names']]> {
  const statement = /^(?:import|export) (?<clause>[^;"']*?)\s*from "(?<specifier>[^"]+)";$/gm;
  for (const { groups } of code.matchAll(statement)) {
    const { clause = '', specifier = '' } = groups ?? {};
    if (isPackage(specifier)) yield [specifier, namesIn(clause)];
  }
  for (const [, specifier = ''] of code.matchAll(/\bimport\("([^"]+)"\)/g))
    if (isPackage(specifier)) yield [specifier, 'all'];
}

const isPackage = (specifier: string): boolean => !/^(?:\.|\/|node:)/.test(specifier);

/** `a, { b as c }` → `default`, `b`; `* as ns` → all. */
function namesIn(clause: string): PackageUse['names'] {
  if (clause.includes('*')) return 'all';
  const [, before = '', braced = ''] = /^([^{]*)(?:\{([^}]*)\})?$/s.exec(clause) ?? [];
  const names = braced.split(',').map((item) => item.trim().split(/\s+as\s+/)[0] ?? '');
  if (before.replace(',', '').trim() !== '') names.push('default');
  return new Set(names.filter((name) => name !== ''));
}

function merge(known: PackageUse['names'] | undefined, more: PackageUse['names']): PackageUse['names'] {
  if (known === 'all' || more === 'all') return 'all';
  return new Set([...(known ?? []), ...more]);
}
