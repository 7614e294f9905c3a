import { alphaOf, type MaxBlocks } from '../../src/stats/plan.ts';
import type { GatedNode } from './gate-run.ts';
import { byDefault, inp, lcp, part, tickingInp } from './nodes.ts';
import { noisy, quiet, STRESS, typical } from './noise.ts';
import type { Noise } from './noise.ts';
import { certified, smallestFound, type Claim } from './reach.ts';

/** What a run of the gate is simulated on. */
export interface Scenario {
  readonly name: string;
  readonly runs: number;
  readonly maxBlocks: MaxBlocks;
  /** The nodes with a blocking budget of every route. */
  readonly routes: readonly (readonly GatedNode[])[];
  /** In how many of the runs the other tools' rules are asked, too. */
  readonly peerRuns: number;
  /** What every node becomes by what an earlier campaign of it, unchanged, claims. */
  readonly claim?: Claim;
}

const ROUTES = 10;
const METRICS = 3;
/** α of a run, and how many comparisons share it. Where only one node is looked at the others are there all the same. */
export const ALPHA = alphaOf({ kind: 'looks', maxBlocks: 15 }, null);
export const COMPARISONS = ROUTES * METRICS;

const RUNS = { mix: 20_000, stress: 4000, plan: 2000, power: 10_000, small: 4000, claim: 4000, peers: 2000 };

export const MIXES = { quiet, typical, noisy } as const satisfies Record<string, Noise>;
export type MixName = keyof typeof MIXES;
export const MIX_NAMES = ['quiet', 'typical', 'noisy'] as const satisfies readonly MixName[];
type StressName = keyof typeof STRESS;
export const STRESS_NAMES = Object.keys(STRESS) as StressName[];

/** The true increases at which the other tools' rules are asked as well. */
export const CHANGES = [0.1, 0.2] as const;
/** All that power is simulated at; the first is the tolerance. */
export const ALL_CHANGES = [0.05, 0.1, 0.15, 0.2] as const;

/** Other maxima and tolerances (in percent) than the plan of all other scenarios, 15 blocks and 5 %. */
const DEFAULT_PLAN = { maxBlocks: 15, tolerance: 5 } as const;
const OTHER_PLANS = [
  { maxBlocks: 10, tolerance: 5 },
  { maxBlocks: 20, tolerance: 5 },
  { maxBlocks: 20, tolerance: 2.5 },
] as const;
export interface PlanChoice {
  readonly maxBlocks: MaxBlocks;
  readonly tolerance: number;
}

/** The names are the keys of the results: one function makes a name wherever it is needed. */
export const names = {
  unchanged: (noise: string, plan: PlanChoice = DEFAULT_PLAN) => `unchanged · ${noise}${planName(plan)}`,
  slower: (change: number, mix: string, plan: PlanChoice = DEFAULT_PLAN) =>
    `+ ${Math.round(change * 100)} % · ${mix}${planName(plan)}`,
  byDefault: (mix: string) => `unchanged, default tolerances · ${mix}`,
  interaction: (mix: string) => `INP 48 → 88 ms · ${mix}`,
  part: (mix: string) => `part 10 → 45 ms, tolerance 40 ms · ${mix}`,
  zero: (mix: string) => `part always 0 · ${mix}`,
  smallest: (mix: string) => `slower by the smallest change found in 80 % of runs · ${mix}`,
  certified: (mix: string) => `unchanged, the smallest tolerance cleared in 80 % of runs · ${mix}`,
};

function planName({ maxBlocks, tolerance }: PlanChoice): string {
  if (maxBlocks === DEFAULT_PLAN.maxBlocks && tolerance === DEFAULT_PLAN.tolerance) return '';
  return ` · tolerance ${tolerance} %, max ${maxBlocks} blocks`;
}

/** The plans that are set side by side at typical noise. */
export const PLANS: readonly PlanChoice[] = [DEFAULT_PLAN, ...OTHER_PLANS];

/** Ten routes of the same nodes. */
function site(name: string, nodes: readonly GatedNode[], runs: number): Scenario {
  return { name, runs, maxBlocks: 15, routes: Array.from({ length: ROUTES }, () => nodes), peerRuns: 0 };
}

/** One node of those that such a site has. */
function single(name: string, node: GatedNode, runs: number): Scenario {
  return { name, runs, maxBlocks: 15, routes: [[node]], peerRuns: 0 };
}

const thrice = (node: GatedNode): GatedNode[] => Array.from({ length: METRICS }, () => node);

function ofMix(mix: MixName): Scenario[] {
  const noise = MIXES[mix];
  return [
    { ...site(names.unchanged(mix), thrice(lcp(noise, 0)), RUNS.mix), peerRuns: RUNS.peers },
    site(names.byDefault(mix), byDefault(noise), RUNS.stress),
    ...ALL_CHANGES.map((change) => ({
      ...single(names.slower(change, mix), lcp(noise, change), RUNS.power),
      peerRuns: CHANGES.some((each) => each === change) ? RUNS.power : 0,
    })),
    { ...single(names.smallest(mix), lcp(noise, 0), RUNS.claim), claim: smallestFound },
    { ...single(names.certified(mix), lcp(noise, 0), RUNS.claim), claim: certified },
    single(names.interaction(mix), inp(noise, 48, 88), RUNS.small),
    single(names.part(mix), part(noise, 10, 45), RUNS.small),
    single(names.zero(mix), part(noise, 0, 0), RUNS.small),
  ];
}

function ofStress(name: StressName): Scenario {
  const noise = STRESS[name];
  const node = name === 'rounded to 8 ms' ? tickingInp(noise) : lcp(noise, 0);
  return site(names.unchanged(name), thrice(node), RUNS.stress);
}

function ofPlan(plan: PlanChoice): Scenario[] {
  const { maxBlocks, tolerance } = plan;
  const scenarios = [
    site(names.unchanged('typical', plan), thrice(lcp(typical, 0, tolerance)), RUNS.plan),
    ...CHANGES.map((change) =>
      single(names.slower(change, 'typical', plan), lcp(typical, change, tolerance), RUNS.small),
    ),
  ];
  return scenarios.map((scenario) => ({ ...scenario, maxBlocks }));
}

export const SCENARIOS: readonly Scenario[] = [
  ...MIX_NAMES.flatMap(ofMix),
  ...STRESS_NAMES.map(ofStress),
  ...OTHER_PLANS.flatMap(ofPlan),
];
