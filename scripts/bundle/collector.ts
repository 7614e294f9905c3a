import path from 'node:path';

import { build, type Metafile, type OutputFile } from 'esbuild';

import { ROOT, TARGET } from './paths.ts';

export interface CollectorBundle {
  readonly files: readonly OutputFile[];
  readonly metafile: Metafile;
}

const FOLDER = path.join(ROOT, 'src/field/collector');

/**
 * dist/collector.js, which runs wherever fetch does, and dist/collector-node.js beside it. Each is one file, so that an
 * edge function can be made of it. What imports Node does not resolve in the first, so that the build fails.
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
    legalComments: 'none',
    logLevel: 'warning',
  } as const;
  const [edge, node] = await Promise.all([
    build({
      ...options,
      entryPoints: [{ in: path.join(FOLDER, 'fetch-handler.ts'), out: 'collector' }],
      platform: 'neutral',
      mainFields: ['module', 'main'],
    }),
    build({ ...options, entryPoints: [{ in: path.join(FOLDER, 'node.ts'), out: 'collector-node' }], platform: 'node' }),
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
