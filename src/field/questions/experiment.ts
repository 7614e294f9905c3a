import { DIALECTS } from '../engines/dialects.ts';
import type { Engine } from '../engines/engine.ts';
import type { Events } from '../engines/events.ts';
import cellsTemplate from '../sql/experiment-cells.sql';
import conversionsTemplate from '../sql/experiment-conversions.sql';
import landingsFragment from '../sql/experiment-landings.sql';
import readingsTemplate from '../sql/experiment-readings.sql';
import valuesTemplate from '../sql/experiment-values.sql';
import type { ExperimentGroup } from './experiment-names.ts';
import { valuesOfNode } from './nodes.ts';
import { earliestOf, eventValues, MOST_VALUE } from './price-text.ts';
import { nullableText, numberOf, sortedBy } from './read-rows.ts';
import type { Scope } from './scope.ts';
import { fillTemplate, type Values } from './template.ts';
import { numberLiteral, tableValues, type Target } from './text.ts';

/** What sessions are compared by: whether they converted, what they were worth, or what their landing view has. */
export type Outcome =
  | { readonly kind: 'conversion' | 'value'; readonly events: Events }
  | { readonly kind: 'metric'; readonly path: string };

export interface ExperimentQuestion {
  /** Null: all routes. */
  readonly route: string | null;
  /** Null: all devices. */
  readonly device: string | null;
  readonly outcome: Outcome;
  /** What sessions are also counted by; null: nothing. */
  readonly group: ExperimentGroup | null;
  readonly hourly: boolean;
}

/** Sums over sessions. */
export interface SessionSums {
  /** Sessions that landed; of these, those whose landing view has a start, and those whose has a final as well. */
  readonly landed: number;
  readonly starts: number;
  readonly ended: number;
  /** Sessions that have an outcome, Σ y and Σ y². y is 0 or 1, hundredths of the currency, or in the integers of the metric. */
  readonly n: number;
  readonly total: number;
  readonly squares: number;
}

/** Sessions that have their variants in common, their group, and the hour in which they landed. */
export interface ExperimentCell extends SessionSums {
  /** `a=1;b=2`: the first and the last in the order of texts; null: no record names one. */
  readonly lowest: string | null;
  readonly highest: string | null;
  readonly group: string | null;
  /** ISO, UTC; null if hours were not asked for. */
  readonly hour: string | null;
}

const COLUMN_OF = { country: 'country', connection: 'connection', device: 'device', pageType: 'page_type' } as const;

export function experimentText(target: Target, scope: Scope, question: ExperimentQuestion): string {
  const { dialect } = target;
  const { group, hourly, outcome } = question;
  const values = {
    slice: group === null ? '' : ', slice',
    hour: hourly ? ', hour_of' : '',
    hour_of: hourly ? `, ${DIALECTS[dialect].bucket('hour', 'landed_t')} AS hour_of` : '',
    landings: landingsText(target, scope, question),
    ...(outcome.kind === 'metric' ? {} : eventValues(dialect, outcome.events, scope)),
    most_value: numberLiteral(MOST_VALUE),
  };
  return fillTemplate(cellsTemplate, { ...values, outcomes: fillTemplate(OUTCOMES[outcome.kind], values).trim() });
}

const OUTCOMES = { conversion: conversionsTemplate, value: valuesTemplate, metric: readingsTemplate } as const;

function landingsText(target: Target, scope: Scope, { route, device, outcome, group }: ExperimentQuestion): string {
  const { instant, text } = DIALECTS[target.dialect];
  const views = [
    ...(route === null ? [] : [`route = ${text(route)}`]),
    ...(device === null ? [] : [`device = ${text(device)}`]),
  ];
  return fillTemplate(landingsFragment, {
    ...tableValues(target),
    reading_of: outcome.kind === 'metric' ? readingOf(valuesOfNode(target.dialect, outcome.path)) : '',
    slice_of: group === null ? '' : `, MIN(${COLUMN_OF[group]}) AS slice`,
    window: `t >= ${instant(earliestOf(scope))} AND t <= ${instant(scope.to)}`,
    from: instant(scope.from),
    views: views.map((view) => ` AND ${view}`).join(''),
  }).trim();
}

function readingOf(node: Values): string {
  return fillTemplate(
    "\n      , MAX(CASE WHEN type = 'final' AND {value} BETWEEN 0 AND {most} THEN {integer} END) AS reading",
    node,
  );
}

export async function askExperiment(
  engine: Engine,
  scope: Scope,
  question: ExperimentQuestion,
): Promise<ExperimentCell[]> {
  const rows = await engine.query(experimentText(engine, scope, question));
  const cells = rows.map((row) => ({
    lowest: nullableText(row, 'lowest'),
    highest: nullableText(row, 'highest'),
    group: nullableText(row, 'slice'),
    hour: nullableText(row, 'hour_of'),
    landed: numberOf(row, 'landed'),
    starts: numberOf(row, 'starts'),
    ended: numberOf(row, 'ended'),
    n: numberOf(row, 'n'),
    total: numberOf(row, 'total'),
    squares: numberOf(row, 'squares'),
  }));
  return sortedBy(cells, ({ lowest, highest, group, hour }) => [lowest, highest, group, hour]);
}
