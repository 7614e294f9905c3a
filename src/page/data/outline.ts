import type { Place } from '../../model/place.ts';
import type { Verdict } from '../../model/verdict.ts';
import { pageAnchor } from '../../report/words/page-anchor.ts';
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
  /** Whether it is broken, and none of the broken budgets blocks. */
  readonly onlyWarns: boolean;
}

export type Outline = readonly Fold[];

/** The id of a fold, and the hash of a link to it. */
export function anchorOf(section: SectionId, place: Place | null = null): string {
  return pageAnchor(section, place);
}
