import type { VNode } from 'preact';

import { keyOf } from '../../../model/place.ts';
import type { SectionProps } from './registry.ts';
import { ChangeByCommit } from './commits/change-by-commit.tsx';
import { WhatChanged } from './commits/what-changed.tsx';

/** The change of each broken budget by commit, and what lies between base and head. */
export function CommitsSection({ data: { report } }: SectionProps): VNode {
  const { attribution = [], manifest = null } = report.result;
  return (
    <>
      {attribution.map((each) => (
        <ChangeByCommit key={`${keyOf(each)} ${each.path}`} attribution={each} report={report} />
      ))}
      {manifest !== null && <WhatChanged manifest={manifest} report={report} />}
    </>
  );
}
