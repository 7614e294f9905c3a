import { readFile, stat } from 'node:fs/promises';

import { causeOf, GateError } from '../errors.ts';
import { FILE_START, placeIn } from '../source/positions.ts';

/** No configuration that people write is larger. */
const MAX_BYTES = 1_000_000;

/**
 * The text of a configuration file without its BOM. Regular UTF-8 files of at most 1 MB only.
 *
 * @param file path as the user gave it, for errors
 * @throws GateError `config-unreadable`
 */
export async function readText(file: string, path: string): Promise<string> {
  try {
    const about = await stat(path);
    // A pipe without a writer would block, and a device would not end.
    if (!about.isFile() && !about.isDirectory()) throw new Error('it is not a regular file');
    const { size } = about;
    if (size > MAX_BYTES) throw new Error(`it has ${size} bytes, more than ${MAX_BYTES}`);
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
  } catch (cause) {
    throw new GateError('config-unreadable', { cause: reasonOf(cause) }, { where: placeIn(file, FILE_START), cause });
  }
}

function reasonOf(thrown: unknown): string {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'it does not exist';
    case 'EISDIR':
      return 'it is a folder';
    case 'EACCES':
    case 'EPERM':
      return 'permission denied';
    case 'ERR_ENCODING_INVALID_ENCODED_DATA':
      return 'it is not UTF-8 text';
    default:
      return causeOf(thrown);
  }
}
