import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The files that take longest on two cores, longest first. Vitest begins with the largest files in a fresh clone, and one
 * that is short to read and long to run would be waited for alone at the end.
 */
const LONGEST = [
  'tests/e2e/decisions.test.ts',
  'tests/e2e/worktree.test.ts',
  'tests/e2e/causes.test.ts',
  'tests/text/time.test.ts',
  'tests/lab/browser/visit-end.test.ts',
  'tests/lab/browser/interactions.test.ts',
  'tests/e2e/shards.test.ts',
  'tests/e2e/unmeasured.test.ts',
  'tests/lab/browser/diagnosis.test.ts',
  'tests/explain/browser/lighthouse.test.ts',
  'tests/report/comment/markdown.property.test.ts',
  'tests/gate/failing-visits.test.ts',
];

function rank({ moduleId }: TestSpecification): number {
  const index = LONGEST.findIndex((file) => moduleId.endsWith(file));
  return index === -1 ? LONGEST.length : index;
}

/** Begins each group of tests with the files that take longest. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- the method of the class, which sorts a copy
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => (one.project.name === other.project.name ? rank(one) - rank(other) : 0));
  }
}
