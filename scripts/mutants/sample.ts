/**
 * A checker plugin of Stryker that lets only a seeded sample of the mutants through. Stryker has no sampling of its own;
 * what a checker refuses is neither run nor counted.
 */

/** The part of Stryker's `Mutant` that is read here. */
interface Mutant {
  readonly id: string;
  readonly fileName: string;
  readonly replacement: string;
  readonly mutatorName: string;
  readonly location: { readonly start: { readonly line: number; readonly column: number } };
}

type CheckResult = { readonly status: 'passed' } | { readonly status: 'compileError'; readonly reason: string };

class Sample {
  async init(): Promise<void> {}

  /** One group of all: `check` must see them together to choose. */
  async group(mutants: readonly Mutant[]): Promise<string[][]> {
    return [mutants.map(({ id }) => id)];
  }

  async check(mutants: readonly Mutant[]): Promise<Record<string, CheckResult>> {
    const size = Number(process.env['MUTANTS_SAMPLE'] ?? Infinity);
    const seed = process.env['MUTANTS_SEED'] ?? '1';
    const inOrder = mutants
      .map((mutant) => ({ id: mutant.id, rank: rankOf(mutant, seed) }))
      .toSorted((a, b) => a.rank - b.rank);
    return Object.fromEntries(
      inOrder.map(({ id }, at): [string, CheckResult] => [
        id,
        at < size ? { status: 'passed' } : { status: 'compileError', reason: 'not in the sample' },
      ]),
    );
  }
}

/** By what a mutant is, not by its number: the rest of a sample stays where one file changes. FNV-1a, mixed by MurmurHash3. */
function rankOf({ fileName, mutatorName, replacement, location }: Mutant, seed: string): number {
  const file = fileName.slice(fileName.lastIndexOf('/src/'));
  const text = JSON.stringify([seed, file, location.start, mutatorName, replacement]);
  let state = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 0;
}

/** As `declareClassPlugin` of Stryker's API makes it. */
export const strykerPlugins = [{ kind: 'Checker', name: 'sample', injectableClass: Sample }];
