import path from 'node:path';

import { build as esbuild, type Metafile, type Plugin as EsbuildPlugin } from 'esbuild';
import type { Plugin as VitePlugin } from 'vite';

/** The module with the texts of the report page's app; declared in `src/page/document/virtual.d.ts`. */
const PAGE_ID = 'virtual:page-app';
const RESOLVED_ID = `\0${PAGE_ID}`;

const ROOT = path.resolve(import.meta.dirname, '..');
const PAGE_ENTRY = path.join(ROOT, 'src/page/app/main.tsx');

export interface BundledPage {
  /** Of a script element, and of a style element: neither ends the element early. */
  readonly script: string;
  readonly style: string;
  /** Absolute paths of every file that went into them. */
  readonly files: readonly string[];
  readonly metafile: Metafile;
}

/** Bundles the app of the report page, packages included, into one script and one style sheet. Minified: every report has them. */
export async function bundlePage(entry: string = PAGE_ENTRY): Promise<BundledPage> {
  const { outputFiles, metafile } = await esbuild({
    entryPoints: [entry],
    outdir: path.join(ROOT, 'dist'),
    absWorkingDir: ROOT,
    bundle: true,
    write: false,
    metafile: true,
    format: 'iife',
    platform: 'browser',
    target: ['chrome120', 'firefox120', 'safari17'],
    jsx: 'transform',
    jsxFactory: 'h',
    jsxFragment: 'Fragment',
    inject: ['preact'],
    charset: 'utf8',
    minify: true,
    legalComments: 'none',
    logLevel: 'silent',
  });
  const textOf = (extension: string): string =>
    outputFiles.find(({ path: file }) => file.endsWith(extension))?.text.trimEnd() ?? '';
  const files = Object.keys(metafile.inputs).map((input) => path.resolve(ROOT, input));
  return { script: textOf('.js'), style: textOf('.css'), files, metafile };
}

function moduleOf({ script, style }: BundledPage): string {
  return `export const script = ${JSON.stringify(script)};\nexport const style = ${JSON.stringify(style)};\n`;
}

/** Resolves `virtual:page-app` in an esbuild build. `onBundled` sees what went into it (for the third-party notices). */
export function esbuildPagePlugin(onBundled: (page: BundledPage) => void = () => {}): EsbuildPlugin {
  return {
    name: 'page',
    setup(build) {
      build.onResolve({ filter: /^virtual:page-app$/ }, () => ({ path: PAGE_ID, namespace: 'page' }));
      build.onLoad({ filter: /.*/, namespace: 'page' }, async () => {
        const page = await bundlePage();
        onBundled(page);
        return { contents: moduleOf(page), loader: 'js', watchFiles: [...page.files] };
      });
    },
  };
}

/** Resolves `virtual:page-app` under Vite, that is in vitest. */
export function vitePagePlugin(): VitePlugin {
  return {
    name: 'page',
    resolveId: (id) => (id === PAGE_ID ? RESOLVED_ID : undefined),
    async load(id) {
      if (id !== RESOLVED_ID) return undefined;
      const page = await bundlePage();
      for (const file of page.files) this.addWatchFile(file);
      return moduleOf(page);
    },
  };
}
