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

/**
 * Chrome then compiles all functions off the main thread, while the script loads, and not one by one as they are called: it
 * takes a third of the time that the beacon takes from the page (https://v8.dev/blog/explicit-compile-hints).
 */
const COMPILE_HINT = '//# allFunctionsCalledOnLoad';
const NOTICE = '/*! vitals-gate beacon, Apache-2.0; with web-vitals, Apache-2.0, (c) Google LLC */';

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
        banner: { js: `${COMPILE_HINT}\n${NOTICE}` },
        logLevel: 'warning',
      }),
    ),
  );
  return {
    files: builds.flatMap(({ outputFiles }) => outputFiles),
    metafiles: builds.map(({ metafile }) => metafile),
  };
}
