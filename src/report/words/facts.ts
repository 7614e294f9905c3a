import { keyOf } from '../../model/place.ts';
import { count } from './format.ts';
import { costSubject, isOfGraph } from './names.ts';
import { listed, prose, type Phrase } from './phrase.ts';
import { predicate } from './predicates.ts';
import type { BudgetFinding } from '../rows/findings.ts';
import { isMeasured, type ReportRow } from '../rows/rows.ts';

/** What happened, in words for a reader who knows the page but not the budgets. */

/** A headline with more facts would be unreadable. */
const MOST_FACTS = 2;

/** `home is 152 ms (12 %) slower to show its main image on mobile, and menu jumps (CLS 0.14)`; the rest as a number. */
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

/** What happened at one place: `product is 413 ms (38 %) slower to show its main image and 94 ms slower to respond to a click`. */
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

/** Leaves out a phase if its metric is reported too. */
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

/** What the headline calls a place: product on mobile. */
export function placeInWords(row: ReportRow): Phrase {
  const { budget, segments } = row;
  const metric = segments[0] ?? '';
  return isOfGraph(metric) ? costSubject(budget, prose) : [prose(budget.route), ' on ', prose(budget.condition)];
}
