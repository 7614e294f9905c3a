import path from 'node:path';

import { build, type Metafile, type OutputFile, type Plugin } from 'esbuild';

import { esbuildPagePlugin } from '../page-plugin.ts';
import { esbuildProbePlugin } from '../probe-plugin.ts';
import { SQL_LOADER } from '../sql-plugin.ts';
import { type Entries, ROOT, TARGET } from './paths.ts';
import type { Vendor } from './vendor.ts';

export interface OwnBundle {
  readonly files: readonly OutputFile[];
  /** Of what our code holds as texts for browsers: the in-page probe and the app of the report page. */
  readonly texts: readonly Metafile[];
}

/** Bundles our own code; packages become imports of the vendor files. All files lie in dist itself, unminified. */
export async function buildOwn(entries: Entries, vendor: Vendor, outdir: string): Promise<OwnBundle> {
  const texts: Metafile[] = [];
  const keep = ({ metafile }: { readonly metafile: Metafile }): void => void texts.push(metafile);
  const { outputFiles } = await build({
    entryPoints: [
      { in: entries.action, out: 'action' },
      { in: entries.cli, out: 'main' },
    ],
    absWorkingDir: ROOT,
    outdir,
    chunkNames: 'chunk-[hash]',
    bundle: true,
    splitting: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: TARGET,
    charset: 'utf8',
    loader: SQL_LOADER,
    plugins: [esbuildPagePlugin(keep), esbuildProbePlugin(keep), vendorPlugin(vendor)],
    logLevel: 'warning',
  });
  return { files: [...outputFiles, cliFile(outdir)], texts };
}

/** Puts in place of every package what the vendor build made of it. */
function vendorPlugin({ standIns }: Vendor): Plugin {
  return {
    name: 'vendor',
    setup(pluginBuild) {
      pluginBuild.onResolve({ filter: /^[^./]/ }, ({ path: specifier, kind }) => {
        const standIn = kind === 'entry-point' ? undefined : standIns.get(specifier);
        if (standIn === undefined) return undefined;
        // A path as written: all our files lie in dist itself.
        if ('file' in standIn) return { path: standIn.file, external: true };
        return { path: specifier, namespace: 'vendor', pluginData: standIn.source };
      });
      pluginBuild.onLoad({ filter: /.*/, namespace: 'vendor' }, ({ pluginData }) => ({
        contents: String(pluginData),
      }));
      pluginBuild.onResolve({ filter: /^\.\/vendor\// }, ({ path: file }) => ({ path: file, external: true }));
    },
  };
}

/**
 * dist/cli.js: looks at Node's version before anything that an old one could not parse is loaded. Written in the syntax
 * of Node 14, the first with top-level await.
 */
const CLI_SOURCE = `#!/usr/bin/env node
if (Number(process.versions.node.split('.')[0]) < 22) {
  console.error('error: vitals-gate needs Node.js 22 or newer; this is ' + process.version + '.');
  console.error('  → Install a newer Node.js, for example with "npx --yes --package=node@24 node dist/cli.js".');
  process.exit(2);
}
await import('./main.js');
`;

function cliFile(outdir: string): OutputFile {
  const contents = new TextEncoder().encode(CLI_SOURCE);
  return { path: path.join(path.resolve(ROOT, outdir), 'cli.js'), contents, text: CLI_SOURCE, hash: '' };
}
