import { lcpElementsDiffer } from '../../explain/evidence-clues.ts';
import { definitionOf, isMetric, type Metric } from '../../model/metric.ts';
import type { PathOf, TimeMetric } from '../../model/metrics/index.ts';
import type { Evidence } from '../../model/sample.ts';
import { limit, quantity } from './format.ts';
import { isOfGraph, partName, pathPhrase } from './names.ts';
import type { Phrase } from './phrase.ts';
import { percentText, sizeText } from './row-numbers.ts';
import { isMeasured, type ReportRow } from '../rows/rows.ts';

/** `is` `94 ms slower to respond`, ` (limit 50 ms)`: the condition goes before the note. */
interface Predicate {
  readonly verb: string;
  readonly words: Phrase;
  readonly note: Phrase;
}

function said(verb: string, ...words: Phrase): Predicate {
  return { verb, words, note: [] };
}

/** What a row says of its place, after the place's name; `isWorst`: it is the worst of several conditions. */
export function predicate(row: ReportRow, isWorst: boolean): Predicate {
  const { segments, budget } = row;
  if (budget.reason === 'invalid-operation') return said('is', 'not valid against the schema of head');
  if (budget.reason === 'not-composed') return said('does', 'not compose');
  if (!isMeasured(row)) return said('could', 'not be measured on head');
  if (isOfGraph(segments[0] ?? '')) return costPredicate(row);
  return PREDICATES[metricOf(segments)](row, isWorst);
}

/** What a metric's number means to somebody who looks at the page. */
const PREDICATES: Readonly<Record<Metric, (row: ReportRow, isWorst: boolean) => Predicate>> = {
  lcp: timePredicate,
  inp: timePredicate,
  cls: jumpPredicate,
  fcp: timePredicate,
  bytes: sizePredicate,
};

function metricOf([metric = '']: readonly string[]): Metric {
  if (!isMetric(metric)) throw new Error(`${metric} is not a metric`);
  return metric;
}

function timePredicate(row: ReportRow, isWorst: boolean): Predicate {
  if (isSlower(row))
    return said(
      'is',
      `${isWorst ? 'up to ' : ''}${sizeText(row)}${bracketed(percentText(row, ''))} slower `,
      ...aim(row),
    );
  return { ...takes(row), note: [` (limit ${limitOf(row)})`] };
}

function limitOf({ budget }: ReportRow): string {
  return budget.limit.map(limit).join(' and ');
}

/** Whether head is worse than base, and by how much is known. */
function isSlower({ difference, budget: { reason } }: ReportRow): boolean {
  return difference !== null && difference.value > 0 && reason !== 'pre-existing';
}

function takes(row: ReportRow): Pick<Predicate, 'verb' | 'words'> {
  const { budget, head, comparison, base } = row;
  const limits = budget.limit.filter(({ unit }) => unit === 'ms').map(({ value }) => value);
  const value = (budget.kind === 'max' ? budget.value : null) ?? head?.value ?? 0;
  const verb = base !== null && budget.reason === 'pre-existing' ? 'still takes' : 'takes';
  return { verb, words: [`${quantity(value, comparison?.unit ?? 'ms', limits)} `, ...aim(row)] };
}

/** What takes so long: `to show its main image`, `to respond to a click`. */
function aim({ segments, route }: ReportRow): Phrase {
  const evidence = route?.evidence.head ?? null;
  const main = `main ${contentWord(evidence, route !== null && lcpElementsDiffer(route.evidence))}`;
  const input = inputWord(evidence);
  const words: Readonly<Record<PathOf<TimeMetric>, string>> = {
    lcp: `to show its ${main}`,
    'lcp.ttfb': 'to send its first byte',
    'lcp.resource-load-delay': `to start loading its ${main}`,
    'lcp.resource-load-duration': `to load its ${main}`,
    'lcp.element-render-delay': `to show its ${main} once it has loaded`,
    fcp: 'to show its first content',
    'fcp.ttfb': 'to send its first byte',
    'fcp.render-blocking': 'to load what blocks rendering',
    'fcp.render-delay': 'to show its first content once nothing blocks it',
    inp: `to respond to ${input}`,
    'inp.input-delay': `to start handling ${input}`,
    'inp.processing-duration': `to handle ${input}`,
    'inp.presentation-delay': `to show the effect of ${input}`,
  };
  const found = new Map(Object.entries(words)).get(segments.join('.'));
  return found === undefined ? ['in ', ...pathPhrase(segments)] : [found];
}

function contentWord(evidence: Evidence | null, isAnother: boolean): string {
  if (evidence?.lcpElement == null || isAnother) return 'content';
  return evidence.lcpUrl === null || evidence.lcpUrl === '' ? 'text' : 'image';
}

function inputWord(evidence: Evidence | null): string {
  if (evidence?.inpType === 'pointer') return 'a click';
  return evidence?.inpType === 'keyboard' ? 'a key press' : 'input';
}

/** Less than this on base, and nothing jumped there. */
const STILL_SCORE = 0.005;

function jumpPredicate(row: ReportRow): Predicate {
  const { segments, base, head, budget } = row;
  const limits = budget.kind === 'max' ? budget.limit.map(({ value }) => value) : [];
  const score = (value: number) => quantity(value, 'score', limits);
  const [, element] = segments;
  const { name } = definitionOf(metricOf(segments));
  const after = score(head?.value ?? 0);
  const words: Phrase = element === undefined ? [] : [partName(element)];
  const isWorse = base !== null && isSlower(row);
  const isNew = isWorse && base.value < STILL_SCORE;
  const verb =
    (element === undefined ? 'jumps' : 'moves') + (isWorse && !isNew && element === undefined ? ' more' : '');
  if (isNew) return { verb, words, note: [` (${name} ${after})`] };
  if (isWorse) return { verb, words, note: [` (${name} ${after}, ${score(base.value)} on base)`] };
  return { verb, words, note: [` (${name} ${score(budget.value ?? head?.value ?? 0)}, limit ${limitOf(row)})`] };
}

function sizePredicate(row: ReportRow, isWorst: boolean): Predicate {
  const { segments, budget, head } = row;
  const [metric, type, path] = segments;
  const of: Phrase = type === undefined ? [] : [' in ', partName(path ?? type, metric)];
  if (isSlower(row))
    return said(
      'downloads',
      `${isWorst ? 'up to ' : ''}${sizeText(row)}${bracketed(percentText(row, ''))} more`,
      ...of,
    );
  const limits = budget.kind === 'max' ? budget.limit.map(({ value }) => value) : [];
  const value = (budget.kind === 'max' ? budget.value : null) ?? head?.value ?? 0;
  return { verb: 'downloads', words: [quantity(value, 'bytes', limits), ...of], note: [` (limit ${limitOf(row)})`] };
}

function costPredicate(row: ReportRow): Predicate {
  const { segments, base, head, budget } = row;
  const what: Phrase = [' in ', ...pathPhrase(segments)];
  const after = quantity(head?.value ?? budget.value ?? 0, 'cost');
  if (base === null || !isSlower(row))
    return { verb: 'is', words: [`at ${after}`, ...what], note: [` (limit ${limitOf(row)})`] };
  const from = `from ${quantity(base.value, 'cost')} to ${after}`;
  return { verb: 'goes', words: [from, ...what], note: [bracketed(percentText(row, '+'))] };
}

function bracketed(text: string): string {
  return text === '' ? '' : ` (${text})`;
}
