import { existsSync } from 'node:fs';
import path from 'node:path';

import { build as esbuild, type Metafile, type Plugin as EsbuildPlugin } from 'esbuild';
import type { Plugin as VitePlugin } from 'vite';

/** The module whose default export is the probe's source text; declared in `src/lab/probe/virtual.d.ts`. */
const PROBE_ID = 'virtual:probe';
const RESOLVED_ID = `\0${PROBE_ID}`;

const ROOT = path.resolve(import.meta.dirname, '..');
const PROBE_ENTRY = path.join(ROOT, 'src/lab/probe/page/main.ts');

export interface BundledProbe {
  /** An IIFE, ready for `Page.addScriptToEvaluateOnNewDocument`. */
  readonly source: string;
  /** Absolute paths of every file that went into it. */
  readonly files: readonly string[];
  readonly metafile: Metafile;
}

/** Bundles the in-page probe, web-vitals included, into one self-contained script. */
export async function bundleProbe(entry: string = PROBE_ENTRY): Promise<BundledProbe> {
  const { outputFiles, metafile } = await esbuild({
    entryPoints: [entry],
    absWorkingDir: ROOT,
    bundle: true,
    write: false,
    metafile: true,
    format: 'iife',
    platform: 'browser',
    target: 'chrome120',
    charset: 'ascii',
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    logLevel: 'silent',
  });
  const files = Object.keys(metafile.inputs).map((input) => path.resolve(ROOT, input));
  return { source: outputFiles[0]?.text.trimEnd() ?? '', files, metafile };
}

/** Resolves `virtual:probe` in an esbuild build. `onBundled` sees what went into it (for the third-party notices). */
export function esbuildProbePlugin(onBundled: (probe: BundledProbe) => void = () => {}): EsbuildPlugin {
  return {
    name: 'probe',
    setup(build) {
      build.onResolve({ filter: /^virtual:probe$/ }, () => ({ path: PROBE_ID, namespace: 'probe' }));
      build.onLoad({ filter: /.*/, namespace: 'probe' }, async () => {
        const probe = await bundleProbe();
        onBundled(probe);
        return { contents: probe.source, loader: 'text', watchFiles: [...probe.files] };
      });
    },
  };
}

/** Resolves `virtual:probe` under Vite, that is in vitest. */
export function viteProbePlugin(): VitePlugin {
  return {
    name: 'probe',
    resolveId: (id) => (id === PROBE_ID ? RESOLVED_ID : undefined),
    async load(id) {
      if (id !== RESOLVED_ID) return undefined;
      if (!existsSync(PROBE_ENTRY)) this.error(`${PROBE_ID}: ${PROBE_ENTRY} does not exist`);
      const { source, files } = await bundleProbe();
      for (const file of files) this.addWatchFile(file);
      return `export default ${JSON.stringify(source)};`;
    },
  };
}
