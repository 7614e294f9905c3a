import { open } from 'node:fs/promises';

import { GateError } from '../../errors.ts';

/** The name of the report page in the output folder. */
export const PAGE = 'index.html';

/** What a report page says near its beginning of who wrote it (`<meta name="generator">`). */
export const GENERATOR = 'vitals-gate report';
const BEGINNING_BYTES = 2000;

/**
 * The output folder may be that of a site, whose index.html is nobody's to replace.
 *
 * @throws GateError `out-taken` if the file is there and is not a report page
 */
export async function assertReplaceable(file: string): Promise<void> {
  const beginning = await beginningOf(file).catch((error: unknown) => (isMissing(error) ? null : ''));
  if (beginning === null || beginning.includes(`content="${GENERATOR}"`)) return;
  throw new GateError('out-taken', { path: file });
}

async function beginningOf(file: string): Promise<string> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(BEGINNING_BYTES), 0, BEGINNING_BYTES, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
