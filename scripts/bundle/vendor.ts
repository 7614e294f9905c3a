import path from 'node:path';

import { build, type Metafile, type OutputFile, type Plugin } from 'esbuild';

import { lighthousePlugin } from './lighthouse-plugin.ts';
import { ROOT, TARGET, VENDOR_FOLDER } from './paths.ts';
import type { PackageUse } from './scan.ts';

export interface Vendor {
  readonly files: readonly OutputFile[];
  readonly metafile: Metafile;
  /** Copyright comments found in the code, one text per file. */
  readonly legalComments: readonly string[];
  /** What our code imports in place of each package. */
  readonly standIns: ReadonlyMap<string, StandIn>;
}

/** A vendor file with the package's own names, or the source of a module that gives the common file's names back. */
type StandIn = { readonly file: string } | { readonly source: string };

type Imports = ReadonlyMap<string, PackageUse>;

/** The file of all packages that are loaded at the start. */
const EAGER = 'vendor';

/** CommonJS packages call `require` for Node's own modules, which an ES module has to make for itself. */
const REQUIRE_BANNER =
  "import { createRequire as __vendorRequire } from 'node:module'; const require = __vendorRequire(import.meta.url);";

/**
 * Bundles the packages that our code imports, without our code, so that these files change only when a package does.
 */
export async function buildVendor(imports: Imports, outdir: string): Promise<Vendor> {
  const sources = entrySources(imports);
  const { outputFiles, metafile } = await build({
    entryPoints: Object.fromEntries([...sources.keys()].map((name) => [name, `vendor-entry:${name}`])),
    absWorkingDir: ROOT,
    outdir: path.join(outdir, VENDOR_FOLDER),
    entryNames: '[name]-[hash]',
    chunkNames: 'shared-[hash]',
    bundle: true,
    splitting: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
    target: TARGET,
    // Names stay as they are: Lighthouse and Puppeteer send functions into the page as text.
    minifyWhitespace: true,
    charset: 'utf8',
    // Collected in files of their own, which go into the notices.
    legalComments: 'external',
    banner: { js: REQUIRE_BANNER },
    plugins: [entryPlugin(sources), await lighthousePlugin()],
    logLevel: 'warning',
    logOverride: { 'import-is-undefined': 'silent' },
  });
  return {
    files: outputFiles.filter((file) => !isLegal(file)),
    legalComments: outputFiles.filter(isLegal).map(({ text }) => text),
    metafile,
    standIns: standIns(imports, metafile),
  };
}

const isLegal = ({ path: file }: OutputFile): boolean => file.endsWith('.LEGAL.txt');

/**
 * The file that each package shares with others; a package that is not in the map has a file of its own. Those that are
 * taken by name share one if they are always loaded together: at the start, or by the same files of ours.
 */
function commonFiles(imports: Imports): ReadonlyMap<string, string> {
  const named = [...imports].filter(([, { names }]) => names !== 'all');
  const together = Map.groupBy(named, ([, { eager, importers }]) => (eager ? EAGER : importers.join('\n')));
  const files = new Map<string, string>();
  for (const [key, members] of together) {
    const [first = ''] = members.map(([specifier]) => entryName(specifier));
    if (key === EAGER || members.length > 1)
      for (const [specifier] of members) files.set(specifier, key === EAGER ? EAGER : `${first}-and-others`);
  }
  return files;
}

/** `@actions/core` → `actions-core`. */
const entryName = (specifier: string): string => specifier.replace(/^@|\.js$/g, '').replaceAll('/', '-');

/** A name of a package's in the common file: `zod`, `z` → `zod_z`. */
const commonName = (specifier: string, name: string): string =>
  `${entryName(specifier).replaceAll(/\W/g, '_')}_${name}`;

/** The modules that are bundled, by their name: they re-export what our code takes. */
function entrySources(imports: Imports): ReadonlyMap<string, string> {
  const sources = new Map<string, string>();
  const shared = commonFiles(imports);
  for (const [specifier, taken] of imports) {
    const from = JSON.stringify(specifier);
    const file = shared.get(specifier);
    if (file !== undefined) {
      const line = `export { ${renamed(specifier, taken, (own, common) => `${own} as ${common}`)} } from ${from};\n`;
      sources.set(file, (sources.get(file) ?? '') + line);
    } else {
      const source = `export * from ${from}; import * as all from ${from}; export default all.default;`;
      sources.set(entryName(specifier), source);
    }
  }
  return sources;
}

function renamed(specifier: string, { names }: PackageUse, clause: (own: string, common: string) => string): string {
  const own = names === 'all' ? [] : [...names].toSorted();
  return own.map((name) => clause(name, commonName(specifier, name))).join(', ');
}

function entryPlugin(sources: ReadonlyMap<string, string>): Plugin {
  return {
    name: 'vendor-entry',
    setup(pluginBuild) {
      pluginBuild.onResolve({ filter: /^vendor-entry:/ }, ({ path: id }) => ({
        path: id.slice('vendor-entry:'.length),
        namespace: 'vendor-entry',
      }));
      pluginBuild.onLoad({ filter: /.*/, namespace: 'vendor-entry' }, ({ path: name }) => ({
        contents: sources.get(name) ?? '',
        resolveDir: ROOT,
      }));
    },
  };
}

function standIns(imports: Imports, { outputs }: Metafile): ReadonlyMap<string, StandIn> {
  const files = new Map<string, string>();
  for (const [output, { entryPoint = '' }] of Object.entries(outputs))
    files.set(entryPoint.replace('vendor-entry:', ''), `./${VENDOR_FOLDER}/${path.basename(output)}`);
  const fileOf = (name: string): string => files.get(name) ?? '';
  const shared = commonFiles(imports);
  const standIn = (specifier: string, taken: PackageUse): StandIn => {
    const file = shared.get(specifier);
    if (file === undefined) return { file: fileOf(entryName(specifier)) };
    const clause = renamed(specifier, taken, (own, common) => `${common} as ${own}`);
    return { source: `export { ${clause} } from ${JSON.stringify(fileOf(file))};` };
  };
  return new Map([...imports].map(([specifier, taken]) => [specifier, standIn(specifier, taken)]));
}
