import { posix } from 'node:path';

import picomatch from 'picomatch';
import { parse } from 'yaml';

import { isMap } from '../../source/is-map.ts';
import type { Checkout } from './checkout.ts';
import { siteIn, type Site } from './detect.ts';
import { openFolder } from './folder.ts';
import { readManifest, textsOf } from './manifest.ts';

/** Files whose folder may be a site, and those of one without a framework. */
const MARKERS = /^(?:package\.json|hugo\.(?:toml|ya?ml|json)|_config\.ya?ml|config\.ru)$/;
const GENERIC_MARKERS = /^(?:package\.json|index\.html)$/;
/** Folders whose sites belong to tests and examples. */
const NOT_THE_PRODUCT = /(?:^|\/)(?:node_modules|tests?|__\w+__|e2e|fixtures?|examples?|templates?|vendor)(?:\/|$)/;
/** Folders that are looked into, at most. */
const MOST_FOLDERS = 200;

/**
 * Every site below the root that a framework made: of the workspaces where there are any, else of all folders. Unless there
 * is one, the outermost folders that have a server or an `index.html`.
 */
export async function sitesBelow(checkout: Checkout): Promise<Site[]> {
  const made = await sitesOf(checkout, false);
  return made.length > 0 ? made : outermost(await sitesOf(checkout, true));
}

async function sitesOf(checkout: Checkout, withGeneric: boolean): Promise<Site[]> {
  const { named, left } = await workspacePatterns(checkout);
  const isWorkspace = named.length === 0 ? () => true : picomatch([...named], { ignore: [...left] });
  const folders = checkout.files
    .filter((file) => (withGeneric ? GENERIC_MARKERS : MARKERS).test(posix.basename(file)))
    .map((file) => posix.dirname(file))
    .filter((folder) => folder !== '.' && !NOT_THE_PRODUCT.test(folder) && isWorkspace(folder));
  const found: Site[] = [];
  for (const directory of [...new Set(folders)].slice(0, MOST_FOLDERS)) {
    const site = await siteIn(await openFolder(checkout, directory), withGeneric);
    if (site !== null) found.push(site);
  }
  return found;
}

/** The sites that are not in the folder of another one. */
function outermost(sites: readonly Site[]): Site[] {
  const folders = sites.map(({ folder }) => folder.directory);
  return sites.filter(({ folder }) => !folders.some((other) => folder.directory.startsWith(`${other}/`)));
}

/** Patterns of the folders that are packages of a workspace, and of those left out: of npm, Yarn and Bun, or of pnpm. */
async function workspacePatterns({ read }: Checkout) {
  const { workspaces } = readManifest(await read('package.json'));
  const declared = [...workspaces, ...packagesOf(await read('pnpm-workspace.yaml'))];
  return {
    named: declared.filter((pattern) => !pattern.startsWith('!')).map(plain),
    left: declared.filter((pattern) => pattern.startsWith('!')).map(plain),
  };
}

const plain = (pattern: string): string => pattern.replace(/^!/, '').replace(/^\.\/|\/$/g, '');

function packagesOf(text: string | null): string[] {
  try {
    const value = parse(text ?? '') as unknown;
    return isMap(value) ? textsOf(value['packages']) : [];
  } catch {
    return [];
  }
}
