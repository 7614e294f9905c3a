import type { Diagnosed } from '../../../lab/diagnosis/diagnosing.ts';
import type { CodePlace } from '../../../model/diagnosis.ts';
import type { ServedScript } from '../../../source-maps/original-place.ts';
import { withinText } from '../../../source-maps/served-text.ts';

/** What a side served that places are in. */
export interface ServedTexts {
  /** Of scripts, style sheets and documents, by their URL as it was sent. */
  readonly texts: ReadonlyMap<string, string>;
  /** What names the source maps of scripts, by URL. */
  readonly sourceMaps: ReadonlyMap<string, string | null>;
  /** The inline scripts of documents, by the document's URL: a document may be known by them alone. */
  readonly inlineScripts: ReadonlyMap<string, readonly ServedScript[]>;
}

/** What the visits to a side were served. */
export function textsOf(visits: readonly Diagnosed[]): ServedTexts {
  const texts = new Map<string, string>();
  const sourceMaps = new Map<string, string | null>();
  const inlineScripts = new Map<string, ServedScript[]>();
  for (const { visit, texts: scripts, pages } of visits) {
    for (const { url, hash, sourceMap, start } of visit.scripts) {
      const text = scripts.get(hash);
      if (start !== undefined) {
        // Its URL is the document's, whose text and map are others.
        const script = { url, text: text ?? null, sourceMap, start };
        inlineScripts.set(url, [...(inlineScripts.get(url) ?? []), script]);
        continue;
      }
      sourceMaps.set(url, sourceMap);
      if (text !== undefined) texts.set(url, text);
    }
    for (const [url, text] of pages) texts.set(url, text);
  }
  return { texts, sourceMaps, inlineScripts };
}

/** What a URL serves as a whole. */
export function scriptOf({ texts, sourceMaps }: ServedTexts, url: string): ServedScript {
  return { url, text: texts.get(url) ?? null, sourceMap: sourceMaps.get(url) ?? null };
}

/** What served a place: all that its URL serves, then the inline scripts that it is in. */
export function scriptsAt(served: ServedTexts, place: CodePlace): ServedScript[] {
  const { url } = place;
  const around = (served.inlineScripts.get(url) ?? []).filter((script) => lineIn(script, place) !== undefined);
  return [scriptOf(served, url), ...around];
}

/** The line of a place in a document or a style sheet, with the text that it is in; null where it is not known, or a script. */
export function lineOfPage(
  served: ServedTexts,
  place: CodePlace,
): { readonly line: string; readonly page: string } | null {
  if (served.sourceMaps.has(place.url)) return null;
  for (const script of scriptsAt(served, place)) {
    const line = lineIn(script, place);
    if (line !== undefined) return { line, page: script.text ?? '' };
  }
  return null;
}

function lineIn(script: ServedScript, place: CodePlace): string | undefined {
  const within = withinText(script, place);
  return within === null ? undefined : script.text?.split('\n', within.line)[within.line - 1];
}
