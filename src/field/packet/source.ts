import { numberedJson, type NumberedJson, type Path } from './numbered-json.ts';
import type { Cited } from './sheet.ts';

/** A file of the packet: what it says, and where. */
export interface Source<Content> {
  readonly file: string;
  readonly content: Content;
  readonly json: NumberedJson;
}

/** @param written what the file holds; `content` is what is read from it */
export function sourceOf<Content>(file: string, written: unknown, content: Content): Source<Content> {
  return { file, content, json: numberedJson(written) };
}

/**
 * A text with the place of what it tells.
 *
 * @param values the numbers that the text shows, rounded or in another unit
 */
export function cite(source: Source<unknown>, path: Path, text: string, values: readonly number[] = []): Cited {
  const lines = source.json.lines.get(JSON.stringify(path));
  if (lines === undefined) throw new Error(`${source.file} has no ${path.join('.')}`);
  return { text, values, file: source.file, ...lines };
}
