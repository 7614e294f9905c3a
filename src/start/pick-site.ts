import { realpath } from 'node:fs/promises';
import path from 'node:path';

import { GateError } from '../errors.ts';
import { quote } from '../source/diagnostic.ts';
import { sanitizeLine } from '../text/sanitize.ts';
import { sitesBelow } from './detect/candidates.ts';
import type { Checkout } from './detect/checkout.ts';
import { siteIn, type Site } from './detect/detect.ts';
import { openFolder } from './detect/folder.ts';
import type { Asker } from './options.ts';

/** Candidates that an error names. */
const MOST_NAMED = 20;
const MOST_CHARACTERS = 200;

/** The site, and what has been taken for granted. */
export interface PickedSite {
  readonly site: Site | null;
  readonly assumed: readonly string[];
}

/** Where the site is looked for. */
export interface PickRequest {
  readonly checkout: Checkout;
  /** Absolute. */
  readonly cwd: string;
  /** The value of --dir; null if it was not given. */
  readonly dir: string | null;
  /** Whether the site must be known if there are several. */
  readonly isNeeded: boolean;
  readonly ask: Asker | null;
}

/**
 * The site to gate: in the folder that is named, or the one where the command runs, or the only one of the repository.
 *
 * @throws GateError `init-no-folder`, `init-several-sites`
 */
export async function pickSite(request: PickRequest): Promise<PickedSite> {
  const { checkout, dir } = request;
  const directory = await directoryOf(request);
  if (dir !== null) return { site: await namedSite(request, dir, directory), assumed: [] };
  const below = directory === '.' ? null : await siteIn(await openFolder(checkout, directory), true);
  return below === null ? siteOfRepository(request) : { site: below, assumed: [] };
}

async function siteOfRepository(request: PickRequest): Promise<PickedSite> {
  const { checkout } = request;
  const root = await openFolder(checkout, '.');
  const site = await siteIn(root, false);
  if (site !== null) return { site, assumed: [] };
  const candidates = await sitesBelow(checkout);
  const isMade = candidates.some(({ framework }) => framework.isGeneric !== true);
  const generic = isMade ? null : await siteIn(root, true);
  if (generic !== null || candidates.length === 0) return { site: generic, assumed: [] };
  return onlyOf(candidates, request);
}

/** The folder where a site is looked for first, relative to the root of the repository. */
async function directoryOf({ checkout, cwd, dir }: PickRequest): Promise<string> {
  const named = path.resolve(cwd, dir ?? '.');
  // git lists nothing below a link.
  const folder = await realpath(named).catch(() => named);
  return path.relative(checkout.root, folder).replaceAll('\\', '/') || '.';
}

async function namedSite(request: PickRequest, dir: string, directory: string): Promise<Site | null> {
  const folder = await openFolder(request.checkout, directory);
  if (folder.files.length > 0) return siteIn(folder, true);
  const candidates = (await sitesBelow(request.checkout)).map((site) => valueOfDir(site, request));
  throw new GateError('init-no-folder', {
    directory: quote(dir),
    candidates: candidates.slice(0, MOST_NAMED).join(', '),
  });
}

async function onlyOf(candidates: readonly Site[], request: PickRequest): Promise<PickedSite> {
  const [only, ...others] = candidates;
  if (only !== undefined && others.length === 0) {
    const what = only.framework.isGeneric === true ? 'is one' : 'has a web framework';
    const assumed = [`${only.folder.directory} is the site, because no other folder ${what} (--dir).`];
    return { site: only, assumed };
  }
  const names = candidates.map((site) => `${valueOfDir(site, request)} (${site.framework.name})`);
  const chosen = await request.ask?.choose('Which site is to be gated?', names);
  const site = candidates[names.indexOf(chosen ?? '')];
  if (site !== undefined) return { site, assumed: [] };
  if (!request.isNeeded)
    return {
      site: null,
      assumed: ['Pages of the source are not proposed, because the repository has several sites (--dir).'],
    };
  throw new GateError('init-several-sites', {
    candidates: names.slice(0, MOST_NAMED).join(', '),
    example: only === undefined ? '.' : valueOfDir(only, request),
  });
}

/** What --dir is for a site. */
function valueOfDir({ folder }: Site, { checkout, cwd }: PickRequest): string {
  const relative = path.relative(cwd, path.join(checkout.root, folder.directory)).replaceAll('\\', '/');
  return sanitizeLine(relative, MOST_CHARACTERS) || '.';
}
