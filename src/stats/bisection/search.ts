import { mostLikely, narrowest, probabilityOf } from './explanations.ts';
import { fitArms, type ArmBlock, type ArmFit, type Contrast } from './arms.ts';
import { reconcile } from './reconcile.ts';
import { holmRejected, isAbove } from './holm.ts';
import { hasArms, keyOf, scaled, shuffled, visitedBetween } from './blocks.ts';
import { explain, uncertainty, type Bracket, type Explanation } from './posterior.ts';
import type { Bisection, BisectionTask, Change } from './task.ts';

/** Up to so many commits all are visited, also where each costs a build, or where none does. */
const ALL_ARMS = { built: 3, served: 8 } as const;
/** Complete blocks for the numbers that are reported; where all are visited, more while it is unclear which did it. */
const COMPLETE_BLOCKS = { least: 8, most: 16 } as const;
/** No change is estimated from fewer. */
const LEAST_BLOCKS = 4;
/** What an explanation's probability must be for the search to stop there, and still be with the fresh blocks. */
const SURE = 0.97;
/** An arm that answers already is visited instead of a better one to be built, if it is of so much use at least. */
const USEFUL = 0.36;
/** Triples of one middle before it is given up. */
const MOST_TRIPLES = 40;
/** Searches in all: the find may be doubted, or not be the only one. */
const MOST_SEARCHES = 6;
/** The level of "this stretch of several commits, which no search could narrow down, became slower". */
const STRETCH_LEVEL = 0.025;
/** The level, shared by all segments, of "this one became slower" where no search has pointed at it. */
const SURPRISE_LEVEL = 0.005;
/** The smallest fraction of the whole change that is worth finding. */
const WORTHWHILE_SHARE = 0.15;

/**
 * Finds the commits behind a change between base and head. Few commits: all of them in randomised complete blocks. Many:
 * a probabilistic bisection (Horstein 1963) in blocks of low end, middle and high end, whose find is confirmed on fresh
 * complete blocks; then again on what remains. Who did it is decided by the visits of the search alone; the changes that
 * are reported come from its complete blocks, and are made to sum to the change that the task says is reported.
 */
export async function bisect(task: BisectionTask): Promise<Bisection> {
  const search = new Search(task);
  await search.run();
  return search.result();
}

class Search {
  readonly #task: BisectionTask;
  readonly #blocks: ArmBlock[];
  readonly #fresh: ArmBlock[] = [];
  readonly #cuts: Set<number>;
  readonly #prepared = new Map<number, boolean>();
  readonly #found: SearchResult[] = [];
  #outOfTime = false;

  constructor(task: BisectionTask) {
    this.#task = task;
    this.#blocks = [...task.prior];
    this.#cuts = new Set([0, task.commits]);
    this.#prepared.set(0, true).set(task.commits, true);
  }

  async run(): Promise<void> {
    const { commits, allServed } = this.#task;
    let ends: Bracket | null = { low: 0, high: commits };
    await this.#compareEnds(ends);
    if (this.#outOfTime) return;
    if (commits <= (allServed ? ALL_ARMS.served : ALL_ARMS.built)) return this.#visitAll(ends);
    for (let round = 1; round <= MOST_SEARCHES && ends !== null && !this.#outOfTime; round += 1) {
      const stretches = await this.#locate(ends);
      const find: SearchResult = { ends, stretches };
      this.#found.push(find);
      for (const { low, high } of stretches) this.#cuts.add(low).add(high);
      for (let block = 0; block < COMPLETE_BLOCKS.least; block += 1) await this.#confirm();
      ends = this.#isSure(find) ? this.#next() : ends;
    }
  }

  /** The ends must have been compared before anything between them can be. */
  async #compareEnds({ low, high }: Bracket): Promise<void> {
    while (this.#blocks.filter((block) => hasArms(block, [low, high])).length < LEAST_BLOCKS) {
      const block = await this.#measure([low, high]);
      if (block === null) return;
      this.#blocks.push(block);
    }
  }

  async #visitAll(ends: Bracket): Promise<void> {
    for (let arm = 1; arm < ends.high; arm += 1) if (await this.#prepare(arm)) this.#cuts.add(arm);
    for (let block = 1; block <= COMPLETE_BLOCKS.most && !this.#outOfTime; block += 1) {
      await this.#confirm();
      if (block >= COMPLETE_BLOCKS.least && (mostLikely(this.#explain(ends))?.probability ?? 0) >= SURE) break;
    }
    const { stretches = [] } = mostLikely(this.#explain(ends)) ?? {};
    this.#found.push({ ends, stretches });
  }

  /** Narrows a change down to one commit or two, or as far as it goes. */
  async #locate(ends: Bracket): Promise<readonly Bracket[]> {
    for (;;) {
      const explanations = this.#explain(ends);
      const best = mostLikely(explanations);
      if (best !== undefined && best.probability >= SURE && !(await this.#canSplit(best.stretches)))
        return best.stretches;
      const middle = await this.#middle(ends, explanations);
      if (middle === null || this.#triples(ends, middle) >= MOST_TRIPLES) return [narrowest(explanations, ends, SURE)];
      const block = await this.#measure([ends.low, middle, ends.high]);
      if (block === null) return [narrowest(explanations, ends, SURE)];
      this.#blocks.push(block);
    }
  }

  #explain(ends: Bracket): Explanation[] {
    const blocks = [...this.#blocks, ...this.#fresh];
    return explain(scaled(blocks, this.#task.relative), [ends.low, ...visitedBetween(blocks, ends), ends.high]);
  }

  /** The arm whose visits tell most: one that answers already where it is of use, else a new one. */
  async #middle({ low, high }: Bracket, explanations: readonly Explanation[]): Promise<number | null> {
    const ranked = Array.from({ length: high - low - 1 }, (_, index) => low + 1 + index)
      .map((arm) => ({ arm, use: uncertainty(explanations, arm) }))
      .toSorted((a, b) => b.use - a.use);
    const most = ranked[0]?.use ?? 0;
    const ready = ranked.find(({ arm, use }) => use >= USEFUL * most && this.#prepared.get(arm) === true);
    if (ready !== undefined) return ready.arm;
    for (const { arm } of ranked) if (await this.#prepare(arm)) return arm;
    return null;
  }

  /** Whether a commit inside the stretches might still be built. */
  async #canSplit(stretches: readonly Bracket[]): Promise<boolean> {
    for (const { low, high } of stretches)
      for (let arm = low + 1; arm < high; arm += 1) if (this.#prepared.get(arm) !== false) return true;
    return false;
  }

  #triples({ low, high }: Bracket, middle: number): number {
    return this.#blocks.filter((block) => hasArms(block, [low, middle, high])).length;
  }

  async #prepare(arm: number): Promise<boolean> {
    const known = this.#prepared.get(arm);
    if (known !== undefined || this.#outOfTime) return known ?? false;
    const prepared = await this.#task.prepare(arm);
    if (prepared === null) this.#outOfTime = true;
    else this.#prepared.set(arm, prepared);
    return prepared ?? false;
  }

  /** A fresh complete block: the numbers that are reported rest on these alone. */
  async #confirm(): Promise<void> {
    const measured = await this.#measure([...this.#cuts]);
    if (measured !== null) this.#fresh.push(measured);
  }

  async #measure(arms: readonly number[]): Promise<ArmBlock | null> {
    if (this.#outOfTime) return null;
    const block = await this.#task.measure(shuffled(arms, this.#task.random));
    if (block === null) this.#outOfTime = true;
    return block;
  }

  /** Whether all visits, the fresh ones too, still say so. */
  #isSure({ ends, stretches }: SearchResult): boolean {
    return probabilityOf(this.#explain(ends), stretches) >= SURE;
  }

  /** Where it is worth searching once more: a stretch that became slower and has not been searched to its end. */
  #next(): Bracket | null {
    const known = new Set(this.#found.flatMap(({ ends, stretches }) => [ends, ...stretches].map(keyOf)));
    const open = this.result().segments.filter(
      (segment) => segment.isCulprit && segment.high - segment.low > 1 && !known.has(keyOf(segment)),
    );
    return open.toSorted((a, b) => (b.change?.effect ?? 0) - (a.change?.effect ?? 0))[0] ?? null;
  }

  result(): Bisection {
    const { commits } = this.#task;
    const fit = this.#fit();
    const cuts = [...this.#cuts].filter((arm) => fit === null || fit.has(arm)).toSorted((a, b) => a - b);
    const brackets = cuts.slice(1).map((high, index): Bracket => ({ low: cuts[index] ?? 0, high }));
    const own = brackets.map(({ low, high }) => fit?.contrast(low, high) ?? null);
    const isWorse = this.#worse(brackets, own, fit?.contrast(0, commits).effect ?? 0);
    const changes = this.#reported(brackets, fit);
    const segments = brackets.map((bracket, index) => ({
      ...bracket,
      change: changes[index] ?? null,
      isCulprit: isWorse[index] ?? false,
    }));
    const skipped = [...this.#prepared].filter(([, can]) => !can).map(([arm]) => arm);
    return { segments, skipped: skipped.toSorted((a, b) => a - b), outOfTime: this.#outOfTime };
  }

  /** The reported change of each stretch. With too few visits, only the total over all of them is known. */
  #reported(brackets: readonly Bracket[], fit: ArmFit | null): (Change | null)[] {
    const { whole } = this.#task;
    if (fit === null) return brackets.map(() => (brackets.length === 1 ? whole : null));
    return whole === null ? brackets.map(({ low, high }) => fit.contrast(low, high)) : reconcile(brackets, fit, whole);
  }

  /** From fresh complete blocks where there are enough, else from all visits. */
  #fit(): ArmFit | null {
    const blocks = this.#fresh.length >= LEAST_BLOCKS ? this.#fresh : [...this.#blocks, ...this.#fresh];
    return blocks.length < LEAST_BLOCKS ? null : fitArms(blocks);
  }

  #worse(brackets: readonly Bracket[], changes: readonly (Contrast | null)[], whole: number): boolean[] {
    const surprises = holmRejected(changes, SURPRISE_LEVEL);
    const found = new Set(
      this.#found.filter((find) => this.#isSure(find)).flatMap(({ stretches }) => stretches.map(keyOf)),
    );
    return brackets.map((bracket, index) => {
      const change = changes[index] ?? null;
      if (change === null || change.effect <= 0 || change.effect < WORTHWHILE_SHARE * whole) return false;
      const isNarrow = bracket.high - bracket.low === 1 || isAbove(change, STRETCH_LEVEL);
      return (found.has(keyOf(bracket)) && isNarrow) || (surprises[index] ?? false);
    });
  }
}

/** What a search between two ends has ended in. */
interface SearchResult {
  readonly ends: Bracket;
  readonly stretches: readonly Bracket[];
}
