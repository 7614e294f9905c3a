/**
 * `npm run bench:overlap [-- BLOCKS]`: whether a visit that began while the one before it waited for quiet, and which itself
 * waits while the next one begins, measures the same as one without either. And what that saves.
 *
 * Blocks of four, two of each kind in a random order, as in a campaign. Each of the four is two visits of the demo shop's
 * product page under `mobile`, of which the second counts: it begins in the lull of the first, or after its end. Exits 1 if a level
 * differs by 1 % or more and at p ≤ .01 by the exact test, or if σ grows by more than 10 % and by more than chance explains.
 */
import { fitEffect, effect } from '../src/stats/estimator.ts';
import { median, sum } from '../src/stats/numbers.ts';
import { blockPermutationTest } from '../src/stats/permutation.ts';
import { blockOrder, seededRandom, type Random } from '../src/stats/random.ts';
import { valuesOf, type Series } from '../src/stats/series.ts';
import { zeroScores, type Quantity } from '../src/stats/views.ts';
import { inShopLab, measured, PRODUCT, valueAt, type ShopLab } from './shop-lab.ts';

const LEVEL = 0.01;
/** Of the level: a fifth of the least tolerance that is usual. */
const MOST_SHIFT = 0.01;
const MOST_GROWTH = 1.1;
const RESAMPLES = 2000;

const METRICS: Readonly<Record<string, Quantity>> = {
  lcp: { kind: 'time', step: 4 },
  'lcp.ttfb': { kind: 'part', step: 0.1 },
  inp: { kind: 'time', step: 8 },
  'inp.processing-duration': { kind: 'part', step: 0.1 },
  cls: { kind: 'score', step: 0.001 },
};

/** A visit: with overlap (`head`) or without, and what was measured. */
interface Visited {
  readonly head: boolean;
  readonly wallMs: number;
  readonly values: Readonly<Record<string, number>>;
}

const count = Number(process.argv[2] ?? 30);
const random = seededRandom('overlap', String(Date.now()));
await inShopLab(async (opened) => {
  const blocks: Visited[][] = [];
  for (let index = 0; index < count; index++) blocks.push(await visitBlock(opened));
  const problems = Object.entries(METRICS).flatMap(([node, quantity]) =>
    compare(
      node,
      quantity,
      seriesOf(blocks, ({ values }) => values[node] ?? Number.NaN),
    ),
  );
  reportWall(seriesOf(blocks, ({ wallMs }) => wallMs));
  for (const problem of problems) console.log(problem);
  process.exitCode = problems.length === 0 ? 0 : 1;
});

async function visitBlock(opened: ShopLab): Promise<Visited[]> {
  const visits: Visited[] = [];
  for (const side of blockOrder(random)) visits.push(await visitTwice(opened, side === 'head'));
  return visits;
}

async function visitTwice({ lab, condition, shop }: ShopLab, overlaps: boolean): Promise<Visited> {
  const options = overlaps ? { next: { route: PRODUCT, deploy: shop, isCertain: true } } : {};
  measured(await lab.visit(PRODUCT, condition, shop, options));
  const start = performance.now();
  const outcome = measured(await lab.visit(PRODUCT, condition, shop, options));
  const wallMs = performance.now() - start;
  await lab.discardPrepared();
  const values = Object.fromEntries(Object.keys(METRICS).map((node) => [node, valueAt(outcome, node)]));
  return { head: overlaps, wallMs, values };
}

function seriesOf(blocks: readonly (readonly Visited[])[], value: (visit: Visited) => number): Series {
  return blocks.map((block) => block.map((visit) => ({ head: visit.head, value: value(visit) })));
}

/** Prints one node, and returns what is wrong with it. */
function compare(node: string, quantity: Quantity, series: Series): string[] {
  const { upper, lower, tied } = blockPermutationTest(zeroScores(series, quantity));
  const p = tied ? 1 : Math.min(1, 2 * Math.min(upper, lower));
  const found = effect(fitEffect(series), series);
  const digits = quantity.kind === 'score' ? 4 : 1;
  const [change, low, high] = [found.effect, found.low, found.high].map((value) => value.toFixed(digits));
  const spread = spreadRatio(series);
  const sigma = spread === null ? 'σ 0 on both' : `σ × ${spread.map((value) => value.toFixed(2)).join(' … ')}`;
  const level = median(valuesOf(series)).toFixed(digits);
  console.log(`${node}: ${level}; with overlap ${change} [${low}, ${high}], p = ${p.toFixed(3)}; ${sigma}`);
  const problems: string[] = [];
  if (p <= LEVEL && Math.abs(found.effect) >= MOST_SHIFT * Math.abs(median(valuesOf(series))))
    problems.push(`${node} is not the same with overlap: p = ${p.toFixed(4)}`);
  if (spread !== null && spread[1] > MOST_GROWTH && spread[0] > 1)
    problems.push(`${node} is noisier with overlap: σ × ${spread[1].toFixed(2)}`);
  return problems;
}

function reportWall(series: Series): void {
  const saved = effect(fitEffect(series), series);
  const level = median(valuesOf(series));
  const [change, low, high] = [saved.effect, saved.low, saved.high].map((value) => value.toFixed(0));
  console.log(`wall time of a visit: ${level.toFixed(0)} ms; with overlap ${change} ms [${low}, ${high}]`);
}

/**
 * σ with overlap over σ without: the ends of its 95 % interval and, between them, itself. Null where nothing varies. σ is
 * proportional to the mean difference of the two visits of a kind in one block, which drift over the run does not touch.
 */
function spreadRatio(series: Series): readonly [low: number, ratio: number, high: number] | null {
  const pairs = series.map((block) => [gap(block, true), gap(block, false)] as const);
  const ratioOf = (sample: typeof pairs): number => sum(sample.map(([on]) => on)) / sum(sample.map(([, off]) => off));
  const ratio = ratioOf(pairs);
  if (!Number.isFinite(ratio)) return null;
  const resampled = Array.from({ length: RESAMPLES }, () => ratioOf(resample(pairs, random)));
  const sorted = resampled.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(share * (RESAMPLES - 1))] ?? Number.NaN;
  return [at(0.025), ratio, at(0.975)];
}

function gap(block: Series[number], overlaps: boolean): number {
  const [one = Number.NaN, other = Number.NaN] = block
    .filter(({ head }) => head === overlaps)
    .map(({ value }) => value);
  return Math.abs(one - other);
}

function resample<Item>(items: readonly Item[], draw: Random): Item[] {
  return items.map((item) => items[Math.floor(draw() * items.length)] ?? item);
}
