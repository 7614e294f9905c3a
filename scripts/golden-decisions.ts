/**
 * `npm run golden:decisions`: writes tests/stats/golden/decisions.json, what the reference implementation
 * (tests/stats/reference.ts) says of visits that this script makes up. Nothing of src is imported: the file is what src is held
 * against. Run it if the rule in docs/statistics.md changes, after the reference, and read the difference.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { looks, proof, type Shared } from '../tests/stats/reference-plan.ts';
import type { Asked, Visits } from '../tests/stats/reference.ts';

const FILE = path.resolve(import.meta.dirname, '../tests/stats/golden/decisions.json');
const ORDERS = ['BBHH', 'BHBH', 'BHHB', 'HBBH', 'HBHB', 'HHBB'];

/** A multiplicative congruential generator (Park & Miller 1988), so that the visits owe nothing to the gate's own. */
function uniform(seed: number): () => number {
  let state = seed;
  return () => {
    state = (48_271 * state) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

interface Drawn {
  readonly seed: number;
  readonly blocks: number;
  readonly base: number;
  /** Head's true value. */
  readonly head: number;
  /** Standard deviation of a visit's logarithm. */
  readonly sigma: number;
  /** The share of visits that take two to three times as long. */
  readonly outliers: number;
  /** The clock's tick, in the quantity's unit. */
  readonly tick: number;
}

function draw({ seed, blocks, base, head, sigma, outliers, tick }: Drawn): Visits {
  const random = uniform(seed);
  const orders = Array.from({ length: blocks }, () => ORDERS[Math.floor(6 * random())] ?? 'BBHH');
  const visit = (side: string): number => {
    const bell = Array.from({ length: 12 }, random).reduce((sum, each) => sum + each, -6);
    const outlier = random() < outliers ? 2 + random() : 1;
    const value = (side === 'H' ? head : base) * Math.exp(sigma * bell) * outlier;
    return Number((tick * Math.round(value / tick)).toFixed(3));
  };
  return { orders, values: orders.map((order) => Array.from(order, visit)) };
}

interface Case extends Drawn {
  readonly name: string;
  readonly asked: Asked;
  readonly shared: Shared;
}

const LCP: Asked = { kind: 'time', step: 1, relative: 0.05, absolute: 50 };
const INP: Asked = { kind: 'time', step: 8, relative: 0.1, absolute: 16 };
const PART: Asked = { kind: 'part', step: 0.1, relative: 0.1, absolute: 40 };
const CLS: Asked = { kind: 'score', step: 0.001, absolute: 0.02 };
const BYTES: Asked = { kind: 'size', step: 1, relative: 0.02, absolute: 5000 };
const run = (maxBlocks: Shared['maxBlocks'], comparisons = 30): Shared => ({ maxBlocks, alpha: 0.1, comparisons });
const lcp = { base: 2000, sigma: 0.06, tick: 0.1, outliers: 0.06, asked: LCP };

const CASES: readonly Case[] = [
  { ...lcp, name: 'an unchanged LCP', seed: 11, blocks: 15, head: 2000, shared: run(15) },
  { ...lcp, name: 'an LCP 10 % later', seed: 12, blocks: 15, head: 2200, shared: run(15) },
  { ...lcp, name: 'an LCP 20 % later', seed: 13, blocks: 10, head: 2400, shared: run(10) },
  { ...lcp, name: 'an LCP at the tolerance', seed: 14, blocks: 20, head: 2100, shared: run(20) },
  { ...lcp, name: 'an LCP 10 % earlier', seed: 15, blocks: 15, head: 1800, shared: run(15, 300) },
  { ...lcp, name: 'a noisy LCP', seed: 16, blocks: 15, head: 2000, sigma: 0.25, shared: run(15) },
  {
    name: 'an INP in ticks',
    seed: 17,
    blocks: 15,
    base: 120,
    head: 120,
    sigma: 0.1,
    tick: 8,
    outliers: 0.06,
    asked: INP,
    shared: run(15),
  },
  {
    name: 'an INP 40 ms later',
    seed: 18,
    blocks: 15,
    base: 48,
    head: 88,
    sigma: 0.1,
    tick: 8,
    outliers: 0.06,
    asked: INP,
    shared: run(15),
  },
  {
    name: 'a part 80 ms later',
    seed: 19,
    blocks: 10,
    base: 100,
    head: 180,
    sigma: 0.2,
    tick: 0.1,
    outliers: 0.06,
    asked: PART,
    shared: run(10, 6),
  },
  {
    name: 'a part that is always 0',
    seed: 20,
    blocks: 5,
    base: 0,
    head: 0,
    sigma: 0.2,
    tick: 0.1,
    outliers: 0.06,
    asked: PART,
    shared: run(10, 6),
  },
  {
    name: 'a layout shift',
    seed: 21,
    blocks: 10,
    base: 0.05,
    head: 0.12,
    sigma: 0.5,
    tick: 0.001,
    outliers: 0.06,
    asked: CLS,
    shared: run(10),
  },
  {
    name: 'a transfer size',
    seed: 22,
    blocks: 10,
    base: 300_000,
    head: 301_000,
    sigma: 0.001,
    tick: 1,
    outliers: 0,
    asked: BYTES,
    shared: run(10),
  },
];

const PROOFS: readonly (Drawn & { readonly name: string; readonly asked: Asked })[] = [
  { ...lcp, name: 'fresh blocks 20 % later', seed: 31, blocks: 16, head: 2400 },
  { ...lcp, name: 'fresh blocks 8 % later', seed: 32, blocks: 16, head: 2160 },
  { ...lcp, name: 'fresh blocks 4 % later', seed: 33, blocks: 16, head: 2080 },
  { ...lcp, name: 'fresh blocks that are the same', seed: 34, blocks: 16, head: 2000 },
  { ...lcp, name: 'fresh blocks 5 % earlier', seed: 35, blocks: 16, head: 1900 },
  {
    name: 'fresh INP 40 ms later',
    seed: 36,
    blocks: 16,
    base: 48,
    head: 88,
    sigma: 0.1,
    tick: 8,
    outliers: 0.06,
    asked: INP,
  },
];

const golden = {
  campaigns: CASES.map(({ name, asked, shared, ...drawn }) => {
    const visits = draw(drawn);
    return { name, asked, shared, ...visits, looks: looks(visits, asked, shared) };
  }),
  proofs: PROOFS.map(({ name, asked, ...drawn }) => {
    const visits = draw(drawn);
    return { name, asked, ...visits, ...proof(visits, asked) };
  }),
};

/** A list of numbers or orders stands on one line. */
const text = JSON.stringify(golden, null, 2).replaceAll(/\[[^[\]{}]*\]/g, (list) => list.replaceAll(/\s+/g, ' '));
writeFileSync(FILE, `${text}\n`);
