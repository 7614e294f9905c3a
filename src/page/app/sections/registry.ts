import type { ComponentType } from 'preact';

import type { Place } from '../../../model/place.ts';
import type { SectionId } from '../../data/outline.ts';
import type { PageData } from '../../data/page-data.ts';
import { CommitsSection } from './commits.tsx';
import { DataSection } from './data.tsx';
import { GraphqlSection } from './graphql.tsx';
import { RouteSection } from './route.tsx';
import { SamplesSection } from './samples.tsx';

/** What a section renders of. */
export interface SectionProps {
  readonly data: PageData;
  /** Null where the section is about the whole run. */
  readonly place: Place | null;
}

/** What fills the folds of each section that is not filled in the document. */
export const VIEWS: Readonly<Record<Exclude<SectionId, 'why'>, ComponentType<SectionProps>>> = {
  route: RouteSection,
  graphql: GraphqlSection,
  commits: CommitsSection,
  samples: SamplesSection,
  data: DataSection,
};
