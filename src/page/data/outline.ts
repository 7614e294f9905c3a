import type { Place } from '../../model/place.ts';
import type { Verdict } from '../../model/verdict.ts';
import type { Phrase } from '../../report/words/pieces.ts';

/** The sections below the first screen, in the order of the page, by what the hash of a link to them begins with. */
export const SECTIONS = {
  route: 'Routes',
  why: 'Why',
  graphql: 'GraphQL',
  commits: 'Commits',
  samples: 'Samples',
  data: 'Data',
} as const;
export type SectionId = keyof typeof SECTIONS;
export const SECTION_IDS = Object.keys(SECTIONS) as SectionId[];

/** A folded part of the page: what is in it is rendered when it is opened. */
export interface Fold {
  readonly section: SectionId;
  /** The id of its element, and the hash of a link to it. */
  readonly anchor: string;
  readonly title: Phrase;
  /** Null: it is about the whole run. */
  readonly place: Place | null;
  /** The worst of its budgets; null without any. */
  readonly verdict: Verdict | null;
}

export type Outline = readonly Fold[];

/** `route/product/mobile`, `commits`: as a hash has it, so that it leads there without any script. */
export function anchorOf(section: SectionId, place: Place | null = null): string {
  return place === null ? section : [section, place.route, place.condition].map(segment).join('/');
}

/** Half a surrogate pair has no encoding. */
function segment(text: string): string {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, '\uFFFD'));
}
