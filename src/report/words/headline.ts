import type { GateReport } from '../../model/report.ts';
import type { Verdict } from '../../model/verdict.ts';
import { factsPhrase, placeInWords } from './facts.ts';
import { count } from './format.ts';
import { identicalSummary } from './identical.ts';
import { isOfGraph, pathPhrase } from './names.ts';
import { joined, prose, type Phrase } from './phrase.ts';
import { findingsOf } from '../rows/findings.ts';
import { removalWords } from './removals.ts';
import { groupRows, type ReportRow, type RowGroups } from '../rows/rows.ts';
import { newHostPhrase } from './traffic.ts';

/** The verdict in one line: a symbol for the eye, and words that stand without it. */
export interface Headline {
  readonly symbol: string;
  readonly words: Phrase;
}

const SYMBOLS: Readonly<Record<Verdict, string>> = {
  fail: '❌',
  unmeasured: '⚠️',
  inconclusive: '❔',
  waived: '☑️',
  pass: '✅',
};

/** Facts where something got worse: a reader wants to know what happened, and not how many budgets noticed. */
const WORDS: Readonly<Record<Verdict, (groups: RowGroups, report: GateReport) => Phrase>> = {
  fail: ({ broken }, report) => [...factsPhrase(findingsOf(broken)), ...newHostPhrase(broken, report)],
  unmeasured: ({ unmeasured }, { policy }) => [
    ...(unmeasured.length === 0
      ? ['Nothing could be measured']
      : [...placesPhrase(unmeasured), ' could not be measured']),
    policy.onUnmeasured === 'pass' ? ' (does not block)' : '',
  ],
  inconclusive: ({ inconclusive }, { policy }) => [
    'No budget is broken, but ',
    ...placesPhrase(inconclusive),
    ' could not be decided',
    policy.onInconclusive === 'block' ? ' (blocks)' : ' (does not block)',
  ],
  waived: ({ waived }) => [...factsPhrase(findingsOf(waived)), ' (waived', ...untilPhrase(waived), ')'],
  pass: (groups, report) => [passWords(groups), identicalWords(report)],
};

export function headlineOf(report: GateReport): Headline {
  const { verdict } = report.result;
  const words = WORDS[verdict](groupRows(report), report);
  const gone = removalWords(report);
  return {
    // What is gated no longer must not look as what was kept.
    symbol: verdict === 'pass' && gone !== '' ? SYMBOLS.unmeasured : SYMBOLS[verdict],
    words: [...(words.length === 0 ? [`vitals-gate: ${verdict}`] : words), gone],
  };
}

/** LCP of product on mobile; the places where there are several. */
function placesPhrase(rows: readonly ReportRow[]): Phrase {
  const blocking = rows.filter(({ budget }) => budget.enforce === 'block');
  const shown = findingsOf(blocking.length > 0 ? blocking : rows).map(({ row }) => row);
  const [first] = shown;
  if (first === undefined) return ['nothing'];
  if (shown.length === 1) return [...pathPhrase(first.segments), ' of ', ...placeInWords(first)];
  const places = [...Map.groupBy(shown, ({ budget }) => JSON.stringify([budget.route, budget.condition])).values()];
  const named = places.slice(0, 2).flatMap(([row]) => (row === undefined ? [] : [row]));
  const more = places.length - named.length;
  const metrics = [...new Map(shown.map(({ segments }) => [segments.join('.'), pathPhrase(segments)])).values()];
  if (places.length === 1) return [...listedBriefly(metrics), ' of ', ...placeInWords(first)];
  if (named.some((row) => isOfGraph(row.segments[0] ?? '') || row.budget.condition !== first.budget.condition))
    return listedBriefly(named.map(placeInWords), more);
  const routes = named.map(({ budget }): Phrase => [prose(budget.route)]);
  return [...listedBriefly(routes, more), ...(more > 0 ? [] : [' on ', prose(first.budget.condition)])];
}

function listedBriefly(phrases: readonly Phrase[], more = Math.max(0, phrases.length - 3)): Phrase {
  const shown = phrases.slice(0, 3);
  if (more > 0) return [...joined(shown, ', '), ` and ${more} more`];
  return [...joined(shown.slice(0, -1), ', '), shown.length > 1 ? ' and ' : '', ...(shown.at(-1) ?? [])];
}

/** The first day on which one of the waivers no longer applies. */
function untilPhrase(rows: readonly ReportRow[]): Phrase {
  const days = rows.flatMap(({ budget }) => budget.waiver?.until ?? []).toSorted();
  return days[0] === undefined ? [] : [` until ${days[0]}`];
}

function identicalWords(report: GateReport): string {
  const identical = identicalSummary(report);
  return identical === '' ? '' : `; ${identical}`;
}

function passWords({ kept, warned, preExisting }: RowGroups): string {
  const warnings = findingsOf([...warned, ...preExisting]).length;
  const suffix = warnings === 0 ? '' : `, with ${count(warnings, 'warning')}`;
  if (kept.length === 0) return `vitals-gate has no budget to judge${suffix}`;
  if (warnings > 0)
    return `vitals-gate: ${count(kept.length, 'budget')} ${kept.length === 1 ? 'is' : 'are'} met${suffix}`;
  return `vitals-gate: ${kept.length === 1 ? 'the budget is' : `all ${kept.length} budgets are`} met`;
}
