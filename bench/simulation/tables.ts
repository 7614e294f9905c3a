import { percent, table, upperBound } from './markdown.ts';
import { PEERS } from './peers.ts';
import { CHANGES, MIX_NAMES, names, PLANS, STRESS_NAMES } from './scenarios.ts';
import type { MixName } from './scenarios.ts';
import type { PeerTally, Tally } from './tally.ts';

/** The tally of a scenario. */
export type Results = (name: string) => Tally;

/** All tables, as Markdown. */
export function tablesOf(results: Results): string {
  return [
    ['### Unchanged code', unchangedTable(results)],
    ['### Unchanged code under the default tolerances', defaultTable(results)],
    ['### Slower code', slowerTable(results)],
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
  'red before confirmation',
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
  const head = ['noise', 'head is slower by', 'red', 'blocked', 'inconclusive', 'cleared', 'pairs'];
  const rows = MIX_NAMES.flatMap((mix) =>
    CHANGES.map((change) => {
      const { comparisons, worse, blocked, unclear, same, pairs } = results(names.slower(change, mix));
      const shares = [worse, blocked, unclear + worse - blocked, same].map((count) => percent(count / comparisons));
      return [mix, percent(change, 0), ...shares, (pairs / comparisons).toFixed(1)];
    }),
  );
  return table(head, rows);
}

function smallTable(results: Results): string {
  const rows = [names.interaction, names.part, names.zero].flatMap((nameOf) =>
    MIX_NAMES.map((mix) => {
      const { comparisons, worse, same, pairs } = results(nameOf(mix));
      return [nameOf(mix), percent(worse / comparisons), percent(same / comparisons), (pairs / comparisons).toFixed(1)];
    }),
  );
  return table(['case', 'red', 'cleared', 'pairs'], rows);
}

function planTable(results: Results): string {
  const head = ['plan', 'unchanged runs red', 'pairs, unchanged', ...slowerHead('red')];
  const rows = PLANS.map((plan) => {
    const tallies = [names.unchanged('typical', plan), ...CHANGES.map((each) => names.slower(each, 'typical', plan))];
    const name = `tolerance ${plan.tolerance} %, at most ${plan.maxBlocks} blocks`;
    return peerRow(name, tallies.map(results).map(asPeer));
  });
  return table(head, rows);
}

function peerTable(results: Results, mix: MixName): string {
  const unchanged = results(names.unchanged(mix));
  const slower = CHANGES.map((change) => results(names.slower(change, mix)));
  const head = ['rule', 'unchanged runs red', 'pairs, unchanged', ...slowerHead('found')];
  const ours = [unchanged, ...slower];
  return table(head, [
    peerRow('**vitals-gate**, before confirmation', ours.map(asPeer)),
    peerRow(
      '**vitals-gate**, blocking',
      ours.map((tally) => ({ ...tally, redRuns: tally.blockedRuns, red: tally.blocked })),
    ),
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
