import { ownContributions } from '../ownership/cost-breakdown.ts';
import {
  costOn,
  interaction,
  NOWHERE,
  totalOn,
  withFiniteLists,
  type Change,
  type ExplainedSide,
  type ShareDraft,
} from './change.ts';
import { explainSchema } from './explain-schema.ts';
import { changedPath } from './response-path.ts';
import { splitChange } from './split.ts';

/** What made an operation's cost change: its own text, the configuration's assumptions, or fields of subgraphs. */
export function explainCost(change: Change): ShareDraft[] {
  const finite = withFiniteLists(change);
  const players = firstPlayers(finite);
  const split = splitChange(players, (made) => worthOf(finite, made));
  if (split === null) return [];
  const shares = [...split.shares].flatMap(([player, amount]): ShareDraft[] => {
    if (amount === 0) return [];
    if (player === 'schema') return explainSchema(finite, amount);
    return [player === 'document' ? documentShare(finite, amount) : { ...NOWHERE, by: 'settings', amount }];
  });
  const alone = shares.filter(({ by }) => by !== 'interaction');
  const together = shares.filter(({ by }) => by === 'interaction').reduce((sum, { amount }) => sum + amount, 0);
  return [...alone, ...interaction(together + split.interaction)];
}

type FirstPlayer = 'document' | 'schema' | 'settings';

function firstPlayers({ base, head, graphs }: Change): FirstPlayer[] {
  return [
    ...(base.priced.operation.hash === head.priced.operation.hash ? [] : (['document'] as const)),
    ...(graphs.changed.length === 0 ? [] : (['schema'] as const)),
    ...(assumptionsOf(base) === assumptionsOf(head) ? [] : (['settings'] as const)),
  ];
}

function assumptionsOf({ settings: { listSize, variables, variableDefaults } }: ExplainedSide): string {
  return JSON.stringify([String(listSize), variables, variableDefaults]);
}

function worthOf({ base, head, ...what }: Change, made: ReadonlySet<FirstPlayer>): number | null {
  const side = (player: FirstPlayer): ExplainedSide => (made.has(player) ? head : base);
  return costOn(side('document').priced.operation, side('schema').graph, side('settings').settings, what);
}

/** The response path that the text adds or changes, costed on head's graph where base's text is valid there. */
function documentShare({ base, head, metric }: Change, amount: number): ShareDraft {
  const [old, own] = [base.priced.operation, head.priced.operation];
  const before = totalOn(old, head.graph, head.settings, metric) ?? totalOn(old, base.graph, base.settings, metric);
  const after = totalOn(own, head.graph, head.settings, metric);
  const changed = changedPath(
    { document: old.document, contributions: before?.contributions ?? [] },
    { document: own.document, contributions: after?.contributions ?? [] },
  );
  const owned = ownContributions(after?.contributions ?? [], head.graph.ownership);
  const at = owned.find(({ path }) => JSON.stringify(path) === JSON.stringify(changed?.path ?? null));
  const subgraph = head.graph.ownership.subgraphs.find((name) => name === at?.owner) ?? null;
  return {
    by: 'document',
    amount,
    path: changed?.path.join('.') ?? null,
    coordinate: at?.coordinate ?? null,
    subgraph,
  };
}
