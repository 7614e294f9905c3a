import { posix } from 'node:path';

import { isMap } from '../../source/is-map.ts';
import { fileLike, type Folder } from './folder.ts';
import type { Framework, Serving, Sign } from './framework.ts';
import { FRAMEWORKS } from './frameworks.ts';

/** Files that a sign looks into, at most. */
const MOST_READ = 5;

/** A folder with a site in it. */
export interface Site {
  readonly folder: Folder;
  readonly framework: Framework;
  readonly serving: Serving;
}

/**
 * What a folder is built with; null if nothing is recognised. Only in the folder that is asked for (`withGeneric`) generic
 * signs count, and a dependency is enough.
 */
export async function siteIn(folder: Folder, withGeneric: boolean): Promise<Site | null> {
  const made = await firstOf(MADE, folder, allSeen);
  if (made !== null || !withGeneric) return made;
  const installed = runsItsOwn(folder) ? null : await firstOf(MADE, folder, isInstalled);
  return installed ?? (await firstOf(GENERIC, folder, allSeen));
}

const GENERIC = FRAMEWORKS.filter(({ isGeneric }) => isGeneric === true);
const MADE = FRAMEWORKS.filter((framework) => !GENERIC.includes(framework));

type Test = (framework: Framework, folder: Folder) => boolean | Promise<boolean>;

async function firstOf(frameworks: readonly Framework[], folder: Folder, passes: Test): Promise<Site | null> {
  for (const framework of frameworks)
    if (await passes(framework, folder)) return { folder, framework, serving: await servingOf(framework, folder) };
  return null;
}

function isInstalled({ signs, isTool }: Framework, { manifest }: Folder): boolean {
  const packages = signs.flatMap((sign) => sign.packages ?? []);
  return isTool !== true && packages.some((name) => manifest.dependencies.has(name));
}

/** Whether the script `start` runs a server of the project's own. */
function runsItsOwn({ manifest }: Folder): boolean {
  return /\b(?:node|nodemon|tsx|ts-node|bun|deno)\b/.test(manifest.scripts.get('start') ?? '');
}

async function allSeen({ signs }: Framework, folder: Folder): Promise<boolean> {
  for (const sign of signs) if (!(await isSeen(sign, folder))) return false;
  return true;
}

async function isSeen({ packages, file, text }: Sign, folder: Folder): Promise<boolean> {
  if (packages !== undefined && !packages.some((name) => folder.manifest.dependencies.has(name))) return false;
  if (file === undefined) return true;
  if (text === undefined) return fileLike(folder, file) !== undefined;
  return (await textIn(folder, file, text)) !== null;
}

/** The first match in files of that kind. */
async function textIn(folder: Folder, file: RegExp, text: RegExp): Promise<RegExpExecArray | null> {
  for (const each of folder.files.filter((name) => file.test(name)).slice(0, MOST_READ)) {
    const found = text.exec((await folder.read(each)) ?? '');
    if (found !== null) return found;
  }
  return null;
}

async function servingOf(framework: Framework, folder: Folder): Promise<Serving> {
  if (framework.name === 'Angular') return angularServing(await folder.read('angular.json'), framework.serving);
  for (const variant of framework.variants ?? []) if (await isSeen(variant, folder)) return variant.serving;
  const { serving, outputIn } = framework;
  if (outputIn === undefined || !('output' in serving)) return serving;
  const [, output] = (await textIn(folder, outputIn.file, outputIn.text)) ?? [];
  const inside = output === undefined ? '..' : posix.normalize(output).replace(/\/$/, '');
  return /^(?:\.\.(?:\/|$)|\/)/.test(inside) ? serving : { ...serving, output: inside };
}

/** The folder that `ng build` makes, or the server beside it: https://angular.dev/tools/cli/build-system-migration */
function angularServing(text: string | null, fallback: Serving): Serving {
  const projects = mapAt(parsed(text), 'projects');
  const applications = Object.entries(projects).filter(([, each]) => mapAt(each)['projectType'] === 'application');
  const [name, project] = applications[0] ?? [];
  if (name === undefined) return fallback;
  const build = mapAt(project, 'architect', 'build');
  const options = mapAt(build, 'options');
  const { outputPath } = options;
  const base = typeof outputPath === 'string' ? outputPath : (mapAt(outputPath)['base'] ?? `dist/${name}`);
  if (typeof base !== 'string') return fallback;
  if (isMap(options['ssr']) || options['ssr'] === true) return { serve: `node ${base}/server/server.mjs` };
  const isBrowserBuilder = String(build['builder']).endsWith(':browser');
  return { output: isBrowserBuilder ? base : `${base}/browser`, spa: true };
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '') as unknown;
  } catch {
    return null;
  }
}

/** The map at a path of keys; an empty one if there is none. */
function mapAt(value: unknown, ...keys: readonly string[]): Record<string, unknown> {
  const found = keys.reduce((at, key) => (isMap(at) ? at[key] : undefined), value);
  return isMap(found) ? found : {};
}
