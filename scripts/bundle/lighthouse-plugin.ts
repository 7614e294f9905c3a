import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import type { Plugin } from 'esbuild';

import { ROOT } from './paths.ts';

const require = createRequire(import.meta.url);
const LIGHTHOUSE = path.dirname(require.resolve('lighthouse/package.json'));

const relative = (folder: string, file: string): string => path.relative(folder, file).replaceAll('\\', '/');

/** Lighthouse's own list-making functions, which read its folders. */
interface Runner {
  getAuditList(): string[];
  getGathererList(): string[];
}

/** One change to one of Lighthouse's files. `from` must occur, or the build fails: Lighthouse has changed. */
interface Edit {
  readonly from: string | RegExp;
  readonly to: string;
}

/**
 * Bundles Lighthouse so that it needs no files of its own at run time. Lighthouse has a bundle build for DevTools
 * (`build/build-bundle.js` in its repository) and hooks for it in its sources; this does the same for Node.
 */
export async function lighthousePlugin(): Promise<Plugin> {
  const edits = await editsByFile();
  return {
    name: 'lighthouse',
    setup(build) {
      // Crash reports of Lighthouse's own command line; never asked for here.
      build.onResolve({ filter: /^@sentry\/node$/ }, () => ({ path: 'sentry', namespace: 'empty' }));
      build.onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: 'export default {};' }));
      // Relative paths, as these may show in the output.
      build.onResolve({ filter: /^inlined:/ }, ({ path: id, resolveDir }) => ({
        path: relative(ROOT, require.resolve(id.slice('inlined:'.length), { paths: [resolveDir] })),
        namespace: 'inlined',
      }));
      build.onLoad({ filter: /.*/, namespace: 'inlined' }, async ({ path: file }) => ({
        contents: await readFile(path.join(ROOT, file)),
        loader: 'text',
      }));
      build.onLoad({ filter: /[\\/]lighthouse[\\/](?:core|report|shared)[\\/].*\.js$/ }, async ({ path: file }) => {
        const name = relative(LIGHTHOUSE, file);
        const source = await readFile(file, 'utf8');
        return { contents: withOwnUrl(name, applyEdits(name, source, edits.get(name) ?? [])), loader: 'js' };
      });
    },
  };
}

/**
 * Lighthouse derives the ids of its messages from the path of the file they are in, relative to its root. In the
 * bundle every file keeps a path of its own, below the bundle's.
 */
function withOwnUrl(name: string, source: string): string {
  if (!/\bimport\.meta\b/.test(source)) return source;
  const meta = `({url: new URL(${JSON.stringify(`lighthouse/${name}`)}, import.meta.url).href})`;
  return source.replaceAll(/\bimport\.meta\b/g, meta);
}

function applyEdits(name: string, source: string, edits: readonly Edit[]): string {
  return edits.reduce((text, { from, to }) => {
    const edited = text.replace(from, () => to);
    if (edited === text)
      throw new Error(`lighthouse/${name} has no ${from}: adapt scripts/bundle/lighthouse-plugin.ts`);
    return edited;
  }, source);
}

/** Replaces a file read by an import of the text. */
const inlined = (from: string, file: string): readonly Edit[] => [
  { from, to: '__inlined' },
  { from: /^/, to: `import __inlined from 'inlined:${file}';\n` },
];

async function editsByFile(): Promise<ReadonlyMap<string, readonly Edit[]>> {
  const { Runner } = (await import(pathToFileURL(path.join(LIGHTHOUSE, 'core/runner.js')).href)) as { Runner: Runner };
  const audits = Runner.getAuditList();
  const gatherers = Runner.getGathererList();
  const { version } = require('lighthouse/package.json') as { version: string };
  return new Map<string, readonly Edit[]>([
    [
      'core/lib/axe.js',
      inlined("fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')", 'axe-core/axe.min.js'),
    ],
    [
      'core/gather/gatherers/stacks.js',
      inlined(
        "fs.readFileSync(\n  require.resolve('js-library-detector/library/libraries.js'), 'utf8')",
        'js-library-detector/library/libraries.js',
      ),
    ],
    [
      'report/generator/report-assets.js',
      [
        { from: "fs.readFileSync(moduleDir + '/../assets/standalone-template.html',\n    'utf8')", to: '__template' },
        { from: "fs.readFileSync(moduleDir + '/../../dist/report/standalone.js', 'utf8')", to: '__script' },
        {
          from: /^/,
          to:
            "import __template from 'inlined:../assets/standalone-template.html';\n" +
            "import __script from 'inlined:../../dist/report/standalone.js';\n",
        },
      ],
    ],
    // Reports of user flows: another 0.8 MB, which the gate never uses.
    ['report/generator/flow-report-assets.js', [{ from: /^[^]*$/, to: 'export const flowReportAssets = {};' }]],
    [
      'shared/root.js',
      [{ from: "JSON.parse(fs.readFileSync(`${LH_ROOT}/package.json`, 'utf-8'))", to: JSON.stringify({ version }) }],
    ],
    // English only; the other languages are 13 MB.
    [
      'shared/localization/locales.js',
      [
        {
          from: /^[^]*$/,
          to: "import enUS from './locales/en-US.json' with { type: 'json' };\nexport const locales = { 'en-US': enUS };",
        },
      ],
    ],
    ['shared/localization/format.js', [{ from: "fs.readdirSync(moduleDir + '/locales/')", to: '["en-US.json"]' }]],
    ['core/runner.js', [listEdit('getAuditList', audits), listEdit('getGathererList', gatherers)]],
    ['core/config/config-helpers.js', [...moduleEdits(audits, gatherers), BUNDLED]],
    ['core/lib/page-functions.js', PAGE_FUNCTIONS],
    // With `CI` set, Lighthouse assumes that it is under test, and throws where it would otherwise continue.
    ['core/lib/lh-env.js', [{ from: "!!process.env.CI || process.env.NODE_ENV === 'test'", to: 'false' }]],
  ]);
}

/**
 * Page functions refer to one another by name, and bundling may rename them; Lighthouse then adds an alias of the
 * original name, which it takes from the function's `name`. esbuild's `keepNames` would keep it, but it applies to the
 * whole build, and its `__name` helper would be missing from the code that Puppeteer sends into the page. So only these
 * functions get their names back, without a helper.
 */
const PAGE_FUNCTIONS: readonly Edit[] = [
  { from: 'if (!isBundledEnvironment())', to: 'if (true)' },
  {
    from: /$/,
    to: `
for (const [value, fn] of Object.entries(pageFunctions))
  if (typeof fn === 'function') Object.defineProperty(fn, 'name', { value });
`,
  },
];

/** Lighthouse finds out by resolving one of its dependencies, which may well lie above dist. */
const BUNDLED: Edit = {
  from: /function isBundledEnvironment\(\) \{/,
  to: 'function isBundledEnvironment() {\n  return true;',
};

const listEdit = (method: string, list: readonly string[]): Edit => ({
  from: `static ${method}() {`,
  to: `static ${method}() {\n    return ${JSON.stringify(list)};`,
});

/** Fills the map of modules that Lighthouse would otherwise import by path. Getters: these modules import one another. */
function moduleEdits(audits: readonly string[], gatherers: readonly string[]): readonly Edit[] {
  const files = [
    ...gatherers.map((file) => `../gather/gatherers/${file}`),
    ...audits.map((file) => `../audits/${file}`),
  ];
  const imports = files.map((file, index) => `import * as bundled${index} from '${file}';`);
  const entries = files.map((file, index) => `['${file.replace(/\.js$/, '')}', () => bundled${index}]`);
  return [
    { from: '/* BUILD_REPLACE_BUNDLED_MODULES */', to: `[${entries.join(',\n')}]` },
    { from: 'await bundledModules.get(requirePath)', to: 'bundledModules.get(requirePath)()' },
    { from: /^/, to: `${imports.join('\n')}\n` },
  ];
}
