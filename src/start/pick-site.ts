import path from 'node:path';

import { GateError } from '../errors.ts';
import { quote } from '../source/diagnostic.ts';
import { sitesBelow } from './detect/candidates.ts';
import type { Checkout } from './detect/checkout.ts';
import { siteIn, type Site } from './detect/detect.ts';
import { openFolder } from './detect/folder.ts';
import type { Asker } from './options.ts';

/** Candidates that an error names. */
const MOST_NAMED = 20;

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
  readonly ask: Asker | null;
}

/**
 * The site to gate: in the folder that is named, or the one where the command runs, or the only one of the repository.
 *
 * @throws GateError `init-no-folder`, `init-several-sites`
 */
export async function pickSite(request: PickRequest): Promise<PickedSite> {
  const { checkout, cwd, dir } = request;
  const directory = path.relative(checkout.root, path.resolve(cwd, dir ?? '.')).replaceAll('\\', '/') || '.';
  if (dir !== null) return { site: await namedSite(checkout, dir, directory), assumed: [] };
  const here = await openFolder(checkout, directory);
  const site = await siteIn(here, false);
  if (site !== null) return { site, assumed: [] };
  const candidates = directory === '.' ? await sitesBelow(checkout) : [];
  const isMade = candidates.some(({ framework }) => framework.isGeneric !== true);
  const generic = isMade ? null : await siteIn(here, true);
  if (generic !== null || candidates.length === 0) return { site: generic, assumed: [] };
  return onlyOf(candidates, request.ask);
}

async function namedSite(checkout: Checkout, dir: string, directory: string): Promise<Site | null> {
  const folder = await openFolder(checkout, directory);
  if (folder.files.length > 0) return siteIn(folder, true);
  const candidates = (await sitesBelow(checkout)).map((site) => site.folder.directory);
  throw new GateError('init-no-folder', {
    directory: quote(dir),
    candidates: candidates.slice(0, MOST_NAMED).join(', '),
  });
}

async function onlyOf(candidates: readonly Site[], ask: Asker | null): Promise<PickedSite> {
  const [only, ...others] = candidates;
  if (only !== undefined && others.length === 0) {
    const what = only.framework.isGeneric === true ? 'is one' : 'has a web framework';
    const assumed = [`${only.folder.directory} is the site, because no other folder ${what} (--dir).`];
    return { site: only, assumed };
  }
  const names = candidates.map(({ folder, framework }) => `${folder.directory} (${framework.name})`);
  const chosen = await ask?.choose('Which site is to be gated?', names);
  const site = candidates[names.indexOf(chosen ?? '')];
  if (site !== undefined) return { site, assumed: [] };
  throw new GateError('init-several-sites', {
    candidates: names.slice(0, MOST_NAMED).join(', '),
    example: only?.folder.directory ?? '.',
  });
}
