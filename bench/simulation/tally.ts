import { CONFIRMATION_LOOKS } from '../../src/judge/confirm.ts';
import { sum } from '../../src/stats/numbers.ts';
import type { DecisionRule } from '../../src/stats/plan.ts';
import { seededRandom, type Random } from '../../src/stats/random.ts';
import { SimulatedCampaign } from './campaign.ts';
import { gateRoute } from './gate-run.ts';
import type { Finding, GatedNode } from './gate-run.ts';
import { askPeers, PEER_BLOCKS, PEERS } from './peers.ts';
import type { Claim } from './reach.ts';
import { ALPHA, COMPARISONS } from './scenarios.ts';
import type { Scenario } from './scenarios.ts';

/** What came of a number of runs. All counts, so that the tallies of two halves add to that of the whole. */
export interface Tally {
  readonly runs: number;
  /** Runs with a comparison called worse. */
  readonly redRuns: number;
  /** Runs with a suspicion that was confirmed, and so blocks. */
  readonly blockedRuns: number;
  /** Comparisons, and how many got which verdict (`better` is counted as `same`, what was not waited for as `unclear`); `blocked` ones are `worse`, too. */
  readonly comparisons: number;
  readonly worse: number;
  readonly blocked: number;
  readonly same: number;
  readonly unclear: number;
  /** Pairs of visits until each comparison was decided. */
  readonly pairs: number;
  /** Fresh blocks until each suspicion was confirmed or given up, and if none were given up for futility. */
  readonly freshBlocks: number;
  readonly freshBlocksToTheEnd: number;
  /** Suspicions that were given up for futility and that the blocks to the end would have confirmed. */
  readonly givenUpWrongly: number;
  /** The true increases of head, as fractions, and the tolerances of the first node: what a claim was. Summed over the runs. */
  readonly increases: number;
  readonly tolerances: number;
  readonly routes: number;
  /** Pairs of visits that each route made until all its comparisons were decided. */
  readonly routePairs: number;
  readonly peers: readonly PeerTally[];
}

/** What another tool's rule said of the comparisons of some of the runs. */
export interface PeerTally {
  readonly runs: number;
  readonly redRuns: number;
  readonly comparisons: number;
  readonly red: number;
  readonly pairs: number;
}

/** What one route came to. */
interface RouteRun {
  readonly nodes: readonly GatedNode[];
  readonly findings: readonly Finding[];
  readonly pairs: number;
  /** Per comparison, what every other rule said; empty if none was asked. */
  readonly peers: readonly ReturnType<typeof askPeers>[];
}

/** Simulates runs number `from` up to `to` (excluded) of a scenario. The same numbers give the same tally. */
export function simulateRuns(scenario: Scenario, from: number, to: number): Tally {
  return Array.from({ length: to - from }, (_, index) => simulateRun(scenario, from + index)).reduce(addTallies);
}

function simulateRun(scenario: Scenario, run: number): Tally {
  const routes = scenario.routes.map((nodes, route) => simulateRoute(scenario, nodes, { run, route }));
  const findings = routes.flatMap((route) => route.findings);
  const withVerdict = (...verdicts: readonly string[]): number =>
    findings.filter(({ decision }) => verdicts.includes(decision.verdict)).length;
  const worse = withVerdict('worse');
  const blocked = findings.filter((finding) => finding.blocked).length;
  const proofs = findings.flatMap(({ proof }) => proof ?? []);
  return {
    runs: 1,
    redRuns: Math.min(1, worse),
    blockedRuns: Math.min(1, blocked),
    comparisons: findings.length,
    worse,
    blocked,
    same: withVerdict('same', 'better'),
    unclear: withVerdict('unclear', 'continue'),
    pairs: 2 * sum(findings.map(({ decision }) => decision.blocks)),
    freshBlocks: sum(proofs.map(({ asked }) => asked.blocks)),
    freshBlocksToTheEnd: sum(proofs.map(({ toTheEnd }) => toTheEnd.blocks)),
    givenUpWrongly: proofs.filter(({ asked, toTheEnd }) => toTheEnd.confirmed && !asked.confirmed).length,
    ...sizesOf(routes[0]?.nodes[0]),
    routes: routes.length,
    routePairs: sum(routes.map(({ pairs }) => pairs)),
    peers: tallyPeers(routes.flatMap(({ peers }) => peers)),
  };
}

function simulateRoute(
  scenario: Scenario,
  planned: readonly GatedNode[],
  at: { run: number; route: number },
): RouteRun {
  const random = seededRandom(scenario.name, String(at.run), String(at.route));
  const { maxBlocks, claim } = scenario;
  const rule: DecisionRule = { plan: { kind: 'looks', maxBlocks }, alpha: ALPHA, comparisons: COMPARISONS };
  const nodes = claim === undefined ? planned : claimed(claim, planned, random, rule);
  const campaign = new SimulatedCampaign(random, nodes);
  const budgets = nodes.map(({ budget }) => budget);
  const findings = gateRoute(campaign, budgets, rule, () => {
    const fresh = new SimulatedCampaign(random, nodes);
    // All at once: how many of them the gate asks for leaves the random numbers of the peers' visits alone.
    fresh.upTo(CONFIRMATION_LOOKS.at(-1) ?? 0);
    return fresh;
  });
  const pairs = 2 * campaign.blocks;
  // Asked last: the visits they want beyond the gate's own leave the gate's random numbers alone.
  const peers = at.run < scenario.peerRuns ? campaign.upTo(PEER_BLOCKS).map(askPeers) : [];
  return { nodes, findings, pairs, peers };
}

/** The nodes as an earlier, unchanged campaign of them claims. */
function claimed(claim: Claim, nodes: readonly GatedNode[], random: Random, rule: DecisionRule): GatedNode[] {
  const earlier = new SimulatedCampaign(random, nodes).upTo(rule.plan.kind === 'looks' ? rule.plan.maxBlocks : 0);
  return nodes.map((node, index) => claim(node, earlier[index] ?? [], rule));
}

function sizesOf(node: GatedNode | undefined): Pick<Tally, 'increases' | 'tolerances'> {
  if (node === undefined || node.base === 0) return { increases: 0, tolerances: 0 };
  const [limit] = node.budget.maxIncrease ?? [];
  return { increases: node.head / node.base - 1, tolerances: limit?.unit === '%' ? limit.value / 100 : 0 };
}

function tallyPeers(comparisons: RouteRun['peers']): PeerTally[] {
  return PEERS.map((_, index) => {
    const findings = comparisons.flatMap((peers) => peers[index] ?? []);
    const red = findings.filter((finding) => finding.red).length;
    return {
      runs: Math.min(1, findings.length),
      redRuns: Math.min(1, red),
      comparisons: findings.length,
      red,
      pairs: sum(findings.map(({ pairs }) => pairs)),
    };
  });
}

export function addTallies({ peers: first, ...left }: Tally, { peers: second, ...right }: Tally): Tally {
  return { ...addCounts(left, right), peers: first.map((peer, index) => addCounts(peer, second[index] ?? NO_PEER)) };
}

const NO_PEER: PeerTally = { runs: 0, redRuns: 0, comparisons: 0, red: 0, pairs: 0 };

function addCounts<T extends Readonly<Record<keyof T, number>>>(left: T, right: T): Record<keyof T, number> {
  const keys = Object.keys(left) as (keyof T)[];
  return Object.fromEntries(keys.map((key) => [key, left[key] + right[key]])) as Record<keyof T, number>;
}
