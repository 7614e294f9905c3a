/**
 * `node scripts/run-ts.ts FILE [ARGS]`: runs a TypeScript file that imports `src/` (and so `virtual:probe`), for
 * benchmarks and the demo: Node strips types by itself but knows no virtual modules. The file runs in this process,
 * so exit codes and signals are its own.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { build as esbuild, type Plugin, stop } from 'esbuild';

import { esbuildPagePlugin } from './page-plugin.ts';
import { esbuildProbePlugin } from './probe-plugin.ts';
import { SQL_LOADER } from './sql-plugin.ts';

const ROOT = path.resolve(import.meta.dirname, '..');

/** Lets every bundled file keep its own `import.meta.dirname`, `filename` and `url`. */
const importMetaPlugin: Plugin = {
  name: 'import-meta',
  setup(build) {
    build.onLoad({ filter: /\.ts$/ }, ({ path: file }) => {
      const meta: Record<string, string> = {
        dirname: path.dirname(file),
        filename: file,
        url: pathToFileURL(file).href,
      };
      const contents = readFileSync(file, 'utf8').replaceAll(
        /\bimport\.meta\.(dirname|filename|url)\b/g,
        (_, key: string) => JSON.stringify(meta[key]),
      );
      return { contents, loader: 'ts' };
    });
  },
};

/** Bundles our own code into `outfile`; packages stay imports. */
async function bundle(file: string, outfile: string): Promise<void> {
  await esbuild({
    entryPoints: [file],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    packages: 'external',
    sourcemap: 'inline',
    loader: SQL_LOADER,
    plugins: [esbuildPagePlugin(), esbuildProbePlugin(), importMetaPlugin],
    logLevel: 'warning',
  });
  await stop();
}

/** A new folder inside node_modules, so that bare imports resolve from it; gone when the process ends. */
function temporaryFolder(): string {
  const cache = path.join(ROOT, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(path.join(cache, 'run-ts-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const [file, ...args] = process.argv.slice(2);
if (file === undefined) {
  console.error('usage: node scripts/run-ts.ts FILE [ARGS]');
  process.exit(2);
}
const bundled = path.join(temporaryFolder(), `${path.basename(file, '.ts')}.js`);
await bundle(file, bundled);
process.setSourceMapsEnabled(true);
process.argv = [process.argv0, path.resolve(file), ...args];
await import(pathToFileURL(bundled).href);
