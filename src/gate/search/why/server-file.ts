import path from 'node:path';

import {
  changedFiles,
  placeOfGone,
  type ChangedRanges,
  type SourceChange,
} from '../../../git/history/place-in-change.ts';
import type { CauseId, FoundCause } from '../../../model/cause.ts';
import { LONGEST_GUESSED, type RepositoryFiles } from '../../../source-maps/repository-files.ts';
import { decoded } from '../../../source-maps/source-path.ts';
import { numbersOf, telling, type FileLine } from './code-line.ts';
import { inTurn, isOfProduct, MOST_FILES } from './product-file.ts';
import { isServerText, namedAsServer } from './server-text.ts';

/** Causes that a server makes: no line of a page shows them; with what such lines say, if there is a word for it. */
const OF_SERVERS: Partial<Record<CauseId, RegExp | null>> = {
  'cache-lost': /cache|max-?age|no-store|etag|expires/i,
  'compression-lost': /compress|gzip|brotli|deflate|zstd|encoding/i,
  'hero-behind-redirect': /redirect|rewrite|location|\b30[1278]\b/i,
  'hero-slower-host': null,
  'redirect-added': /redirect|rewrite|location|\b30[1278]\b/i,
  'server-layer-slower': null,
  'server-slower': null,
};

export function isOfServer(id: CauseId): boolean {
  return OF_SERVERS[id] !== undefined;
}

/** Where a server is looked for. */
export interface ServerSearch {
  readonly change: SourceChange;
  readonly head: RepositoryFiles;
  /** Of the commit where the change begins. */
  readonly base: RepositoryFiles;
  /** The URLs of what head serves: files of the page itself are not the server. */
  readonly served: readonly string[];
  /** Whether a source map of the page names the file. */
  readonly isOfPage: (file: string) => Promise<boolean>;
}

/**
 * The line of the one file of a server that head changed: the first changed line that speaks of the cause, otherwise the
 * first; where head only took lines away, the line after them. Null if it changed none, several, or too many to look at.
 */
export async function serverLine(
  { change, head, base, served, isOfPage }: ServerSearch,
  { id, subject }: Pick<FoundCause, 'id' | 'subject'>,
): Promise<FileLine | null> {
  const names = new Set(served.map((url) => path.posix.basename(decoded(URL.parse(url)?.pathname ?? ''))));
  const looked = [...changedFiles(change)].filter(
    ({ file }) => namedAsServer(file) !== null && isOfProduct(file) && !names.has(path.posix.basename(file)),
  );
  if (looked.length > MOST_FILES) return null;
  const found = await inTurn(looked, async (each) => {
    const isServer =
      namedAsServer(each.file) === 'named' || isServerText((await head.read(each.file, LONGEST_GUESSED)) ?? '');
    return isServer && !(await isOfPage(each.file)) ? [each] : [];
  });
  const [only, ...others] = found.flat();
  if (only === undefined || others.length > 0) return null;
  return changedLine(only, { change, head, base }, hintOf(id, subject.name));
}

/** A layer goes by its name in the header that reports it. */
function hintOf(id: CauseId, name: string | null): RegExp | null {
  const layer = id === 'server-layer-slower' ? (name ?? '').replace(/[^\w-]/g, '') : '';
  return layer.length > 1 ? new RegExp(`\\b${layer}\\b`, 'i') : (OF_SERVERS[id] ?? null);
}

async function changedLine(
  { file, previous, written, gone }: ChangedRanges,
  { change, head, base }: Pick<ServerSearch, 'change' | 'head' | 'base'>,
  hint: RegExp | null,
): Promise<FileLine | null> {
  const text = (await head.read(file)) ?? '';
  const own = telling(text, numbersOf(written), hint);
  if (own !== null && (hint === null || hint.test(text.split('\n')[own - 1] ?? ''))) return { file, line: own };
  const earlier = previous === null ? null : await base.read(previous);
  const removed = earlier === null ? null : telling(earlier, numbersOf(gone), hint);
  const isAbout = removed !== null && hint?.test(earlier?.split('\n')[removed - 1] ?? '') === true;
  if (own !== null && !isAbout) return { file, line: own };
  return removed === null || previous === null ? null : placeOfGone(change, { file: previous, line: removed });
}
