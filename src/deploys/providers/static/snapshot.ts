import { constants, type Stats } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, realpath, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants as zlib, gzip } from 'node:zlib';

import { makeRunFolder } from '../../../system/run-folder.ts';

/** A copy of a built site at one moment, with compressed variants beside its files. */
export interface Snapshot {
  /** Absolute path of the copy. */
  readonly folder: string;
  /** Files of the site. */
  readonly files: number;
  readonly remove: () => void;
}

/** Why a folder cannot be served as a site; a predicate of a sentence about it. */
export class UnservableFolder extends Error {
  override readonly name = 'UnservableFolder';
}

/** No built site is larger; a folder with node_modules is. */
const MAX_FILES = 50_000;
const MAX_BYTES = 2_000_000_000;

/** Types that gain from compression (the textual ones of mime-db, and fonts without a compression of their own). */
const COMPRESSIBLE =
  /\.(?:html?|css|[cm]?js|json|map|svg|xml|txt|md|csv|wasm|webmanifest|ico|ttf|otf|eot|rss|atom|vtt|graphql)$/i;
/** Smaller responses fit in one packet either way (the threshold of expressjs/compression). */
const COMPRESS_FROM_BYTES = 1024;
/** What CDNs and expressjs/compression use for responses; higher ones are for builds. */
const BROTLI_QUALITY = 4;

/**
 * Copies a site into a temporary folder and compresses it there, once. Compressing per response would take CPU from the
 * page under measurement on the same machine; and a build that starts during the run cannot change what is measured.
 * Hidden files stay behind (but `.well-known`), and so does what a symbolic link finds outside of the folder.
 *
 * @throws UnservableFolder
 */
export async function takeSnapshot(site: string): Promise<Snapshot> {
  const root = await folderOf(site);
  const { path: folder, remove } = makeRunFolder();
  try {
    return { folder, files: await copySite(root, folder), remove };
  } catch (error) {
    remove();
    throw error;
  }
}

/** The folder behind all links. */
async function folderOf(site: string): Promise<string> {
  const stats = await stat(site).catch((error: unknown) => {
    throw new UnservableFolder(isMissing(error) ? 'does not exist' : 'cannot be read', { cause: error });
  });
  if (!stats.isDirectory()) throw new UnservableFolder('is a file, not a folder');
  return realpath(site);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

async function copySite(root: string, folder: string): Promise<number> {
  const totals = { files: 0, bytes: 0, pages: 0 };
  for await (const file of filesBelow(root, root, new Set([root]))) {
    totals.files += 1;
    totals.bytes += file.stats.size;
    if (/\.html?$/i.test(file.name)) totals.pages += 1;
    if (totals.files > MAX_FILES) throw new UnservableFolder(`holds more than ${MAX_FILES} files: hardly a built site`);
    if (totals.bytes > MAX_BYTES) throw new UnservableFolder('holds more than 2 GB: hardly a built site');
    await copyCompressed(file, join(folder, file.name));
  }
  if (totals.files === 0) throw new UnservableFolder('is empty');
  if (totals.pages === 0) throw new UnservableFolder('holds no HTML page, not even an index.html');
  return totals.files;
}

interface SiteFile {
  /** Relative to the site's root. */
  readonly name: string;
  /** Absolute, no links. */
  readonly path: string;
  readonly stats: Stats;
}

/** Every file of a site; `ancestors` are the real paths of the folders it is in, so that a link to one of them ends. */
async function* filesBelow(
  root: string,
  folder: string,
  ancestors: ReadonlySet<string>,
  name = '',
): AsyncGenerator<SiteFile> {
  for (const entry of (await readEntries(folder)).toSorted()) {
    if (entry.startsWith('.') && entry !== '.well-known') continue;
    const path = await realpath(join(folder, entry)).catch(() => undefined);
    if (path === undefined || !isInside(root, path)) continue;
    const stats = await stat(path);
    const childName = join(name, entry);
    if (stats.isFile()) yield { name: childName, path, stats };
    if (stats.isDirectory() && !ancestors.has(path))
      yield* filesBelow(root, path, new Set([...ancestors, path]), childName);
  }
}

async function readEntries(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (cause) {
    throw new UnservableFolder('cannot be read', { cause });
  }
}

function isInside(root: string, path: string): boolean {
  const away = relative(root, path);
  return away === '' || (away !== '..' && !away.startsWith(`..${sep}`) && !/^[a-z]:/i.test(away));
}

/** Copies a file with its date, and writes `.br` and `.gz` next to it if they are smaller. */
async function copyCompressed({ name, path, stats }: SiteFile, target: string): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  await copyFile(path, target, constants.COPYFILE_FICLONE);
  await utimes(target, stats.atime, stats.mtime);
  if (!COMPRESSIBLE.test(name) || stats.size < COMPRESS_FROM_BYTES) return;
  const content = await readFile(path);
  const brotli = { params: { [zlib.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY, [zlib.BROTLI_PARAM_SIZE_HINT]: stats.size } };
  await writeSmaller(`${target}.br`, await promisify(brotliCompress)(content, brotli), stats);
  await writeSmaller(`${target}.gz`, await promisify(gzip)(content), stats);
}

/** A site's own `app.js.br` comes later in the order of names and replaces ours. */
async function writeSmaller(target: string, compressed: Buffer, stats: Stats): Promise<void> {
  if (compressed.length >= stats.size) return;
  await writeFile(target, compressed);
  await utimes(target, stats.atime, stats.mtime);
}
