import { posix } from 'node:path';

import { candidatesOf, commonNames, pick, plainText, sameText, type Candidate } from './candidates.ts';
import type { Position, ServedScript } from './original-place.ts';
import type { RepositoryFiles } from './repository-files.ts';
import { decoded } from './source-path.ts';

/** A file that is served as it is in the repository, or a document that has an inline script. */
export interface ServedFile {
  readonly file: string;
  /** Where the script's text begins in it. */
  readonly start: Position;
}

/** The file with the name and the text of a script, or with the name of the document and the script in it once. */
export async function findServed(
  files: RepositoryFiles,
  { url, text, start }: ServedScript,
): Promise<ServedFile | null> {
  if (text === null || text.trim() === '' || !/^https?:/i.test(url) || !URL.canParse(url)) return null;
  const script = plainText(text);
  const isIt =
    start === undefined
      ? (found: Candidate): boolean => sameText(script, found.text)
      : (found: Candidate): boolean => hasOnce(plainText(found.text), script);
  const found = await findPage(files, decoded(new URL(url).pathname), isIt);
  if (found === null) return null;
  return { file: found.file, start: start === undefined ? { line: 1, column: 1 } : startIn(found.text, script) };
}

/** The best of the files below the path of a URL: for `/shop` also `shop.html` and `shop/index.html`. */
async function findPage(
  files: RepositoryFiles,
  pathname: string,
  isIt: (candidate: Candidate) => boolean,
): Promise<Candidate | null> {
  const path = pathname.replace(/^\/+|\/+$/g, '');
  for (const page of [path, `${path}.html`, posix.join(path, 'index.html')]) {
    // An index is that of its folder; any other name says enough where the text is the same.
    const least = page.endsWith('/index.html') ? 2 : 1;
    const named = await candidatesOf(files, page, (file) => commonNames(file, page) >= least);
    const fitting = named.filter(isIt);
    const best = Math.max(0, ...fitting.map(({ file }) => commonNames(file, page)));
    const found = pick(
      fitting.filter(({ file }) => commonNames(file, page) === best),
      page,
    );
    if (found !== null && found !== 'ambiguous') return found;
  }
  return null;
}

function hasOnce(text: string, part: string): boolean {
  const at = text.indexOf(part);
  return at !== -1 && !text.includes(part, at + 1);
}

function startIn(text: string, part: string): Position {
  const before = plainText(text).split(part, 1)[0] ?? '';
  return { line: before.split('\n').length, column: before.length - before.lastIndexOf('\n') };
}
