import { efficiency } from './reach.ts';
import { percent, table, upperBound } from './markdown.ts';
import { PEERS } from './peers.ts';
import { ALL_CHANGES, CHANGES, MIX_NAMES, MIXES, names, PLANS, STRESS_NAMES } from './scenarios.ts';
import type { MixName } from './scenarios.ts';
import type { PeerTally, Tally } from './tally.ts';

/** The tally of a scenario. */
export type Results = (name: string) => Tally;

/** All tables, as Markdown. */
export function tablesOf(results: Results, efficiencies: readonly Efficiency[]): string {
  return [
    ['### Unchanged code', unchangedTable(results)],
    ['### Unchanged code under the default tolerances', defaultTable(results)],
    ['### Slower code', slowerTable(results)],
    ['### Giving up a proof', futilityTable(results)],
    ['### What a run says it can see', claimTable(results)],
    ['### Efficiency of the scores', efficiencyTable(efficiencies)],
    ['### Small values', smallTable(results)],
    ['### Other plans, typical noise', planTable(results)],
    ...MIX_NAMES.map((mix) => [`### Beside other rules: ${mix}`, peerTable(results, mix)] as const),
  ]
    .flat()
    .join('\n\n');
}

function unchangedTable(results: Results): string {
  const rows = [...MIX_NAMES, ...STRESS_NAMES].map((noise) => unchangedRow(noise, results(names.unchanged(noise))));
  return table(UNCHANGED_HEAD, rows);
}

function defaultTable(results: Results): string {
  return table(
    UNCHANGED_HEAD,
    MIX_NAMES.map((mix) => unchangedRow(mix, results(names.byDefault(mix)))),
  );
}

const UNCHANGED_HEAD = [
  'noise',
  'runs',
  'runs blocked',
  '95 % sure: below',
  'runs suspected',
  'comparisons cleared',
  'inconclusive',
  'pairs per comparison',
  'visits per route',
];

function unchangedRow(noise: string, tally: Tally): string[] {
  const { runs, blockedRuns, redRuns, comparisons, same, unclear, pairs, routes, routePairs } = tally;
  return [
    noise,
    runs.toLocaleString('en'),
    percent(blockedRuns / runs, 2),
    percent(upperBound(blockedRuns, runs), 2),
    percent(redRuns / runs, 2),
    percent(same / comparisons),
    percent(unclear / comparisons),
    (pairs / comparisons).toFixed(1),
    ((2 * routePairs) / routes).toFixed(0),
  ];
}

function slowerTable(results: Results): string {
  const head = ['noise', 'head is slower by', 'suspected', 'confirmed', 'inconclusive', 'cleared', 'pairs'];
  const rows = MIX_NAMES.flatMap((mix) =>
    ALL_CHANGES.map((change) => {
      const { comparisons, worse, blocked, unclear, same, pairs } = results(names.slower(change, mix));
      const shares = [worse, blocked, unclear + worse - blocked, same].map((count) => percent(count / comparisons));
      return [mix, percent(change, 0), ...shares, (pairs / comparisons).toFixed(1)];
    }),
  );
  return table(head, rows);
}

/** Suspicions by chance and true ones: what it saves to give up the first, and what it costs the second. */
function futilityTable(results: Results): string {
  const head = ['head', 'suspicions', 'fresh blocks each', 'if none were given up', 'given up, and would be confirmed'];
  const cases = MIX_NAMES.flatMap((mix) => [
    names.unchanged(mix),
    ...CHANGES.map((change) => names.slower(change, mix)),
  ]);
  const rows = cases.map((name) => {
    const { worse, freshBlocks, freshBlocksToTheEnd, givenUpWrongly } = results(name);
    const each = (blocks: number): string => (worse === 0 ? '–' : (blocks / worse).toFixed(1));
    return [name, worse.toLocaleString('en'), each(freshBlocks), each(freshBlocksToTheEnd), String(givenUpWrongly)];
  });
  return table(head, rows);
}

function claimTable(results: Results): string {
  const head = ['noise', 'smallest increase', 'suspected', 'confirmed', 'smallest tolerance', 'cleared'];
  const rows = MIX_NAMES.map((mix) => {
    const [slower, unchanged] = [results(names.smallest(mix)), results(names.certified(mix))];
    return [
      mix,
      percent(slower.increases / slower.runs),
      percent(slower.worse / slower.comparisons),
      percent(slower.blocked / slower.comparisons),
      percent(unchanged.tolerances / unchanged.runs),
      percent(unchanged.same / unchanged.comparisons),
    ];
  });
  return table(head, rows);
}

/** The efficiencies of one noise after 15 blocks, by the level of the test. */
export interface Efficiency {
  readonly mix: MixName;
  readonly byLevel: readonly number[];
}

const LEVELS = [0.1, 0.01, 0.001] as const;

/** Takes a quarter of a minute for 1000 campaigns. */
export function efficienciesOf(campaigns: number): Efficiency[] {
  return MIX_NAMES.map((mix) => ({
    mix,
    byLevel: LEVELS.map((level) => efficiency(MIXES[mix], { blocks: 15, level, campaigns })),
  }));
}

function efficiencyTable(efficiencies: readonly Efficiency[]): string {
  const head = ['noise', ...LEVELS.map((level) => `at ${percent(level)}`)];
  return table(
    head,
    efficiencies.map(({ mix, byLevel }) => [mix, ...byLevel.map((each) => each.toFixed(2))]),
  );
}

function smallTable(results: Results): string {
  const rows = [names.interaction, names.part, names.zero].flatMap((nameOf) =>
    MIX_NAMES.map((mix) => {
      const { comparisons, worse, same, pairs } = results(nameOf(mix));
      return [nameOf(mix), percent(worse / comparisons), percent(same / comparisons), (pairs / comparisons).toFixed(1)];
    }),
  );
  return table(['case', 'suspected', 'cleared', 'pairs'], rows);
}

function planTable(results: Results): string {
  const head = ['plan', 'unchanged runs blocked', 'pairs, unchanged', ...slowerHead('confirmed')];
  const rows = PLANS.map((plan) => {
    const tallies = [names.unchanged('typical', plan), ...CHANGES.map((each) => names.slower(each, 'typical', plan))];
    const name = `tolerance ${plan.tolerance} %, at most ${plan.maxBlocks} blocks`;
    return peerRow(name, tallies.map(results).map(asBlocking));
  });
  return table(head, rows);
}

function peerTable(results: Results, mix: MixName): string {
  const unchanged = results(names.unchanged(mix));
  const slower = CHANGES.map((change) => results(names.slower(change, mix)));
  const head = ['rule', 'unchanged runs red', 'pairs, unchanged', ...slowerHead('found')];
  const ours = [unchanged, ...slower];
  return table(head, [
    peerRow('**vitals-gate**, suspected', ours.map(asPeer)),
    peerRow('**vitals-gate**, confirmed: it blocks', ours.map(asBlocking)),
    ...PEERS.map(({ name }, index) =>
      peerRow(
        name,
        [unchanged, ...slower].flatMap(({ peers }) => peers[index] ?? []),
      ),
    ),
  ]);
}

function slowerHead(found: string): string[] {
  return CHANGES.flatMap((change) => [`+ ${change * 100} % ${found}`, `pairs at + ${change * 100} %`]);
}

/** The gate's rule, counted like the other tools' rules: red is what the looks call worse. */
function asPeer(tally: Tally): PeerTally {
  return { ...tally, red: tally.worse };
}

/** The same, red being what blocks. */
function asBlocking(tally: Tally): PeerTally {
  return { ...tally, redRuns: tally.blockedRuns, red: tally.blocked };
}

function peerRow(name: string, [unchanged, ...slower]: readonly PeerTally[]): string[] {
  const cells = slower.flatMap(({ red, comparisons, pairs }) => [
    percent(red / comparisons),
    (pairs / comparisons).toFixed(1),
  ]);
  return [name, ...(unchanged === undefined ? [] : unchangedCells(unchanged)), ...cells];
}

function unchangedCells({ runs, redRuns, comparisons, pairs }: PeerTally): string[] {
  return [percent(redRuns / runs, 2), (pairs / comparisons).toFixed(1)];
}
