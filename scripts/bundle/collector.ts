import path from 'node:path';

import { build, type Metafile, type OutputFile, type Plugin } from 'esbuild';

import { ROOT, TARGET } from './paths.ts';

export interface CollectorBundle {
  readonly files: readonly OutputFile[];
  readonly metafile: Metafile;
}

const FOLDER = path.join(ROOT, 'src/field/collector');

/** What `collector-node.js` has of the file beside it, so that the schema is there once. */
const SHARED = /^\.\/web\.ts$/;

const sharedPlugin: Plugin = {
  name: 'shared',
  setup(pluginBuild) {
    pluginBuild.onResolve({ filter: SHARED }, () => ({ path: './collector.js', external: true }));
  },
};

/**
 * dist/collector.js, which runs wherever fetch does and is one file, so that an edge function can be made of it; and
 * dist/collector-node.js, which needs the first. What imports Node does not resolve in the first, so that the build fails.
 * Minified, because an edge function is loaded at each cold start.
 */
export async function buildCollector(outdir: string): Promise<CollectorBundle> {
  const options = {
    absWorkingDir: ROOT,
    outdir,
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    target: TARGET,
    charset: 'utf8',
    minify: true,
    legalComments: 'none',
    banner: { js: '/*! vitals-gate collector, Apache-2.0; with zod, MIT, (c) Colin McDonnell */' },
    logLevel: 'warning',
  } as const;
  const [edge, node] = await Promise.all([
    build({
      ...options,
      entryPoints: [{ in: path.join(FOLDER, 'web.ts'), out: 'collector' }],
      platform: 'neutral',
      mainFields: ['module', 'main'],
    }),
    build({
      ...options,
      entryPoints: [{ in: path.join(FOLDER, 'node.ts'), out: 'collector-node' }],
      platform: 'node',
      plugins: [sharedPlugin],
    }),
  ]);
  const { inputs, outputs } = edge.metafile;
  return {
    files: [...edge.outputFiles, ...node.outputFiles],
    metafile: {
      inputs: { ...inputs, ...node.metafile.inputs },
      outputs: { ...outputs, ...node.metafile.outputs },
    },
  };
}
