import { posix } from 'node:path';

import type { Checkout } from './checkout.ts';
import { readManifest, type Manifest } from './manifest.ts';

/** A folder of the repository that may be a site. */
export interface Folder {
  /** Relative to the repository's root; `.` is the root. */
  readonly directory: string;
  /** The files below it, relative to it. */
  readonly files: readonly string[];
  readonly manifest: Manifest;
  /** The text of one of its files, or null. */
  readonly read: (file: string) => Promise<string | null>;
}

export async function openFolder({ files, read }: Checkout, directory: string): Promise<Folder> {
  const prefix = directory === '.' ? '' : `${directory}/`;
  const own = files.filter((file) => file.startsWith(prefix)).map((file) => file.slice(prefix.length));
  const readOwn = (file: string): Promise<string | null> => read(posix.join(directory, file));
  return { directory, files: own, manifest: readManifest(await readOwn('package.json')), read: readOwn };
}

/** The first of its files that matches, in the order in which git lists them. */
export function fileLike({ files }: Folder, pattern: RegExp): string | undefined {
  return files.find((file) => pattern.test(file));
}
