import { blockPermutationTest } from './permutation.ts';
import { gridScores } from './scores.ts';
import type { Series } from './series.ts';

/** Head fails more often than base where the test rejects at this level. STATS.md, "Design of a campaign". */
const LEVEL = 0.01;
/** Where both sides fail more often than this, nothing is measured honestly. */
const MOST_FAILURES = 0.25;

/** What first attempts that failed (1, else 0) say of the two sides. */
export type FailureStanding = 'fewer-than-matter' | 'worse-on-head' | 'too-many-on-both';

/** Holds the failed first attempts of both sides against each other, by the decision's own exact test. */
export function failureStanding(failures: Series): FailureStanding {
  if (failures.length === 0) return 'fewer-than-matter';
  if (blockPermutationTest(gridScores(failures, 1)).upper <= LEVEL) return 'worse-on-head';
  return Math.min(rate(failures, false), rate(failures, true)) > MOST_FAILURES
    ? 'too-many-on-both'
    : 'fewer-than-matter';
}

function rate(failures: Series, head: boolean): number {
  const visits = failures.flat().filter((visit) => visit.head === head);
  return visits.reduce((sum, { value }) => sum + value, 0) / visits.length;
}
