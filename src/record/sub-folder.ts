import { lstat, mkdir } from 'node:fs/promises';
import path from 'node:path';

/** What diagnostic visits saw: a record for each campaign, and pictures. */
export const DIAGNOSTICS = 'diagnostics';

/**
 * Makes a folder of the output folder if it is not there. A pull request can commit a link with its name, which would
 * lead what is written to any other folder: it is not followed.
 *
 * @throws Error if something else than a folder has that name
 */
export async function makeSubFolder(out: string, name: string): Promise<string> {
  const folder = path.join(out, name);
  const found = await lstat(folder).catch(() => null);
  if (found === null) await mkdir(folder, { recursive: true });
  else if (!found.isDirectory()) throw new Error(`${name} in the output folder is a link or a file, not a folder`);
  return folder;
}
