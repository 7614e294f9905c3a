import { isMetric, type Metric } from '../../model/metric.ts';
import { keyOf } from '../../model/place.ts';
import type { Evidence } from '../../model/sample.ts';
import { lcpElementsDiffer } from '../../explain/evidence-causes.ts';
import { count, limit, quantity } from './format.ts';
import { costSubject, isOfGraph, partName, pathPhrase } from './names.ts';
import { percentText, sizeText } from './row-numbers.ts';
import { listed, prose, type Phrase } from './phrase.ts';
import type { BudgetFinding } from '../rows/findings.ts';
import { isMeasured, type ReportRow } from '../rows/rows.ts';

/** What happened, as somebody would say it who knows the page and not the budgets. */

/** More of them nobody reads in a headline. */
const MOST_FACTS = 2;

/** `home is 152 ms (12 %) slower to its main image on mobile, and menu jumps (CLS 0.14)`; the rest as a number. */
export function factsPhrase(findings: readonly BudgetFinding[]): Phrase {
  const facts = factsOf(withoutParts(findings));
  const shown = facts.slice(0, MOST_FACTS);
  const rest = facts.length - shown.length;
  let named = '';
  const groups = Map.groupBy(shown, ({ row, conditions }) => JSON.stringify([row.budget.route, conditions]));
  const clauses = [...groups.values()].map((group): Phrase => {
    const conditions = group[0]?.conditions ?? [];
    const isRepeated = named === conditions.join('\n') || group.some(({ row }) => isOfGraph(row.segments[0] ?? ''));
    named = isRepeated ? named : conditions.join('\n');
    const rows = group.map(({ row }) => row);
    return clause(rows, isRepeated ? [] : wherePhrase(conditions), conditions.length > 1);
  });
  const more: Phrase[] = rest === 0 ? [] : [[count(rest, 'more problem')]];
  return sentence([...clauses, ...more]);
}

/** The same of one route under one condition or several: told by the worst of them. */
interface Fact {
  readonly row: ReportRow;
  readonly conditions: readonly string[];
}

function factsOf(findings: readonly BudgetFinding[]): Fact[] {
  const groups = Map.groupBy(findings, ({ row }) => factKey(row));
  return [...groups.values()].flatMap((group) => {
    const rows = group.map(({ row }) => row);
    const [row] = rows.toSorted((one, other) => (other.difference?.value ?? 0) - (one.difference?.value ?? 0));
    return row === undefined ? [] : [{ row, conditions: [...new Set(rows.map(({ budget }) => budget.condition))] }];
  });
}

/** A page that could not be measured at all is one fact, whatever its budgets. */
function factKey(row: ReportRow): string {
  const { budget, segments } = row;
  if (isOfGraph(segments[0] ?? '')) return JSON.stringify([budget.route, budget.condition, segments]);
  return JSON.stringify([budget.route, isMeasured(row) ? segments : budget.reason]);
}

function wherePhrase(conditions: readonly string[]): Phrase {
  if (conditions.length > 2) return [` on ${conditions.length} conditions`];
  return [' on ', ...listed(conditions.map((each): Phrase => [prose(each)]))];
}

/** What happened at one place: `product is 413 ms (38 %) slower to its main image and 94 ms slower to respond to a click`. */
function clause(rows: readonly ReportRow[], where: Phrase, isWorst: boolean): Phrase {
  const [first, ...others] = rows;
  if (first === undefined) return [];
  const { verb, words, note } = predicate(first, isWorst);
  const spaced: Phrase = words.length === 0 ? [] : [' ', ...words];
  if (!isMeasured(first)) return [...subject(first), ...where, ` ${verb}`, ...spaced];
  if (others.length === 0) return [...subject(first), ` ${verb}`, ...spaced, ...where, ...note];
  const rest = others.map((row): Phrase => {
    const next = predicate(row, isWorst);
    if (next.verb === verb) return [...next.words, ...next.note];
    return [next.verb, next.words.length === 0 ? '' : ' ', ...next.words, ...next.note];
  });
  return [...subject(first), ` ${verb}`, ...listed([[...spaced, ...note], ...rest]), ...where];
}

/** Clauses have an `and` of their own, so a comma stands before the last one. */
function sentence(clauses: readonly Phrase[]): Phrase {
  return clauses.flatMap((each, index) => {
    if (index === 0) return each;
    return [index === clauses.length - 1 ? ', and ' : ', ', ...each];
  });
}

/** A phase is left to the metric it is a phase of where that is told as well. */
function withoutParts(findings: readonly BudgetFinding[]): BudgetFinding[] {
  const told = new Set(findings.map(({ row }) => nodeKey(row, row.segments.length)));
  return findings.filter(({ row }) => !row.segments.some((_, depth) => depth > 0 && told.has(nodeKey(row, depth))));
}

function nodeKey({ budget, segments }: ReportRow, depth: number): string {
  return JSON.stringify([keyOf(budget), ...segments.slice(0, depth)]);
}

function subject({ budget, segments }: ReportRow): Phrase {
  return isOfGraph(segments[0] ?? '') ? costSubject(budget, prose) : [prose(budget.route)];
}

/** `is` `94 ms slower to respond`, ` (limit 50 ms)`: the condition goes before the note. */
interface Predicate {
  readonly verb: string;
  readonly words: Phrase;
  readonly note: Phrase;
}

function said(verb: string, ...words: Phrase): Predicate {
  return { verb, words, note: [] };
}

function predicate(row: ReportRow, isWorst: boolean): Predicate {
  const { segments, budget } = row;
  if (budget.reason === 'invalid-operation') return said('does', 'not fit the graph of head');
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

/** What takes so long: `to its main image`, `to respond to a click`. */
function aim({ segments, route }: ReportRow): Phrase {
  const evidence = route?.evidence.head ?? null;
  const main = `main ${contentWord(evidence, route !== null && lcpElementsDiffer(route.evidence))}`;
  const input = inputWord(evidence);
  const words: Readonly<Record<string, string>> = {
    lcp: `to its ${main}`,
    'lcp.ttfb': 'to its first byte',
    'lcp.resource-load-delay': `to start loading its ${main}`,
    'lcp.resource-load-duration': `to load its ${main}`,
    'lcp.element-render-delay': `to show its ${main} once it is there`,
    fcp: 'to its first content',
    'fcp.ttfb': 'to its first byte',
    'fcp.render-blocking': 'to load what blocks rendering',
    'fcp.render-delay': 'to show its first content once nothing blocks it',
    inp: `to respond to ${input}`,
    'inp.input-delay': `to begin with ${input}`,
    'inp.processing-duration': `to handle ${input}`,
    'inp.presentation-delay': `to show the effect of ${input}`,
  };
  const found = words[segments.join('.')];
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
  const after = score(head?.value ?? 0);
  const words: Phrase = element === undefined ? [] : [partName(element)];
  const isWorse = base !== null && isSlower(row);
  const isNew = isWorse && base.value < STILL_SCORE;
  const verb =
    (element === undefined ? 'jumps' : 'moves') + (isWorse && !isNew && element === undefined ? ' more' : '');
  if (isNew) return { verb, words, note: [` (CLS ${after})`] };
  if (isWorse) return { verb, words, note: [` (CLS ${after}, ${score(base.value)} on base)`] };
  return { verb, words, note: [` (CLS ${score(budget.value ?? head?.value ?? 0)}, limit ${limitOf(row)})`] };
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

/** What the headline calls a place: product on mobile. */
export function placeInWords(row: ReportRow): Phrase {
  const { budget, segments } = row;
  const metric = segments[0] ?? '';
  return isOfGraph(metric) ? costSubject(budget, prose) : [prose(budget.route), ' on ', prose(budget.condition)];
}
