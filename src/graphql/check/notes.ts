import { findOverrides, overrideText } from '../attribution/overrides.ts';
import { lintDirectives } from '../cost/lint.ts';
import type { Warning } from '../cost/problem.ts';
import type { Graph } from '../graph/graph.ts';
import type { Operation } from '../operations/operation.ts';
import { costText } from '../price/price-text.ts';
import type { AllCosts } from './costs.ts';
import type { CostedSide } from './sides.ts';

interface Notable {
  readonly base: CostedSide | null;
  readonly head: CostedSide;
  readonly costs: AllCosts;
  /** Why there is no baseline; null where there is one. */
  readonly missingBase: string | null;
}

/** More of one kind says no more. */
const MOST_ALIKE = 10;

/** What must be known to read the costs right. */
export function checkNotes({ base, head, costs, missingBase }: Notable): string[] {
  return [
    ...(missingBase === null ? [] : [`GraphQL: no baseline, so only max decides: ${missingBase}.`]),
    ...head.notes,
    ...(base === null ? [] : changedOperations(costs)),
    ...listSizeNote(base, head),
    ...assumptionNotes(costs),
    ...few(lints(head.graph).map(warningText)),
    ...few(
      findOverrides(head.graph.subgraphs).map(
        (each) => `${each.coordinate}: ${overrideText(each)} (composition keeps the largest).`,
      ),
    ),
  ];
}

function changedOperations({ operations, removed }: AllCosts): string[] {
  const added = operations.filter(({ base }) => base === null).map(({ label }) => label);
  const repaired = operations.filter(({ base, head }) => base?.valid === false && head.valid).map(({ label }) => label);
  const renamed = operations.flatMap(({ label, renamedFrom }) =>
    renamedFrom === null ? [] : `${renamedFrom} is now ${label}`,
  );
  return [
    ...sentence('New operations', added),
    ...sentence('Removed operations', removed.map(nameOf)),
    ...sentence('Renamed operations', renamed),
    ...sentence('Operations that were broken on base', repaired),
  ];
}

function nameOf({ name, hash }: Operation): string {
  return name ?? `anonymous #${hash.slice(0, 8)}`;
}

function sentence(title: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const shown = names.slice(0, MOST_ALIKE).join(', ');
  const more = names.length > MOST_ALIKE ? ` and ${names.length - MOST_ALIKE} more` : '';
  return [`${title}: ${shown}${more}.`];
}

/** Another default list size is a change of costs, though no schema and no operation changed. */
function listSizeNote(base: CostedSide | null, head: CostedSide): string[] {
  if (base === null || base.settings.listSize === head.settings.listSize) return [];
  const [before, after] = [costText(base.settings.listSize), costText(head.settings.listSize)];
  return [`The default list size changed from ${before} to ${after}.`];
}

function assumptionNotes({ operations }: AllCosts): string[] {
  const told = operations.flatMap(({ label, head }) =>
    head.valid ? head.cost.assumptions.map(({ text }) => ({ label, text })) : [],
  );
  const upper = operations
    .filter(({ head }) => head.valid && head.cost.precision === 'upper-bound')
    .map(({ label }) => label);
  const violations = operations.flatMap(({ label, head }) =>
    head.valid ? head.cost.violations.map((each) => `${label}: ${warningText(each)}`) : [],
  );
  const byText = Map.groupBy(told, ({ text }) => text);
  const assumptions = Array.from(byText, ([text, all]) => `${capital(text)}: ${named(all.map(({ label }) => label))}.`);
  return [...few(assumptions), ...sentence('Costs that are upper bounds', upper), ...few(violations)];
}

function named(labels: readonly string[]): string {
  const shown = labels.slice(0, 3).join(', ');
  return labels.length > 3 ? `${shown} and ${labels.length - 3} more` : shown;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The directives of the subgraphs as their teams wrote them, where those are known. */
function lints({ subgraphs, document }: Graph): Warning[] {
  return (subgraphs.length === 0 ? [document] : subgraphs.map((subgraph) => subgraph.document)).flatMap(lintDirectives);
}

function warningText({ text, file, line }: Warning): string {
  return file === null ? text : `${file}:${line ?? 1}: ${text}`;
}

function few(notes: readonly string[]): string[] {
  if (notes.length <= MOST_ALIKE) return [...notes];
  return [...notes.slice(0, MOST_ALIKE), `… and ${notes.length - MOST_ALIKE} more such notes.`];
}
