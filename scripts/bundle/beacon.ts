import path from 'node:path';

import { build, type Metafile, type OutputFile } from 'esbuild';

import { ROOT } from './paths.ts';

export interface BeaconBundle {
  readonly files: readonly OutputFile[];
  readonly metafiles: readonly Metafile[];
}

const FORMS = [
  { entry: 'src/beacon/beacon.ts', name: 'beacon.js', format: 'esm' },
  { entry: 'src/beacon/script.ts', name: 'beacon.iife.js', format: 'iife' },
] as const;

/** The browser module, web-vitals included: to import, and for a script element. Minified, because visitors load it. */
export async function buildBeacon(outdir: string): Promise<BeaconBundle> {
  const builds = await Promise.all(
    FORMS.map(({ entry, name, format }) =>
      build({
        entryPoints: [entry],
        absWorkingDir: ROOT,
        outfile: path.join(outdir, name),
        bundle: true,
        write: false,
        metafile: true,
        format,
        platform: 'browser',
        target: 'es2022',
        charset: 'ascii',
        minify: true,
        legalComments: 'none',
        banner: { js: '/*! vitals-gate beacon, Apache-2.0; with web-vitals, Apache-2.0, (c) Google LLC */' },
        logLevel: 'warning',
      }),
    ),
  );
  return {
    files: builds.flatMap(({ outputFiles }) => outputFiles),
    metafiles: builds.map(({ metafile }) => metafile),
  };
}
