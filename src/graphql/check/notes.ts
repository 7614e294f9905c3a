import { findOverrides, overrideText } from '../attribution/overrides.ts';
import { few, lintGraph, warningText } from '../graph/lint-graph.ts';
import type { Operation } from '../operations/operation.ts';
import { costText } from '../../text/cost.ts';
import { profileText } from '../command/profile-text.ts';
import type { AllCosts } from './costs.ts';
import type { CostedSide } from './sides.ts';

interface Notable {
  readonly base: CostedSide | null;
  readonly head: CostedSide;
  readonly costs: AllCosts;
  /** Why the baseline is missing, or null. */
  readonly missingBase: string | null;
  /** What the router's configuration says that does not count. */
  readonly router: readonly string[];
}

/** So many operations are named. */
const MOST_NAMED = 10;

/** What must be known to read the costs right. */
export function checkNotes({ base, head, costs, missingBase, router }: Notable): string[] {
  return [
    ...(missingBase === null ? [] : [`GraphQL: no baseline, so only max decides: ${missingBase}.`]),
    ...head.notes,
    ...few(router),
    ...few(refusals(costs)),
    ...(base === null ? [] : changedOperations(costs)),
    ...listSizeNote(base, head),
    ...subgraphSizeNotes(head),
    ...assumptionNotes(costs),
    ...lintGraph(head.graph, head.settings.profile),
    ...few(
      findOverrides(head.graph.subgraphs).map(
        (each) => `${each.coordinate}: ${overrideText(each)} (composition keeps the largest).`,
      ),
    ),
    `Profile: ${profileText(head.settings.profile)}.`,
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

/** What an operation of base is called. */
export function nameOf({ name, hash }: Operation): string {
  return name ?? `anonymous #${hash.slice(0, 8)}`;
}

function sentence(title: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const shown = names.slice(0, MOST_NAMED).join(', ');
  const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : '';
  return [`${title}: ${shown}${more}.`];
}

/** A budget on a planned cost is unmeasured without a plan. */
function refusals({ operations }: AllCosts): string[] {
  return operations.flatMap(({ label, head }) =>
    head.valid && head.unplanned !== null ? [`${label} has no query plan: ${head.unplanned}`] : [],
  );
}

/** Another default list size is a change of costs, though no schema and no operation changed. */
function listSizeNote(base: CostedSide | null, head: CostedSide): string[] {
  if (base === null) return [];
  const [before, after] = [base.settings, head.settings];
  const { all = null, own } = before.subgraphSizes ?? {};
  const { all: allAfter = null, own: ownAfter } = after.subgraphSizes ?? {};
  const names = new Set([...(own?.keys() ?? []), ...(ownAfter?.keys() ?? [])]);
  return [
    ...sizeChange('The default list size', before.listSize, after.listSize),
    ...sizeChange('The list size of all subgraphs', all, allAfter),
    ...[...names].flatMap((name) =>
      sizeChange(`The list size of the subgraph ${name}`, own?.get(name) ?? null, ownAfter?.get(name) ?? null),
    ),
  ];
}

/** Sizes that requests to subgraphs are planned with, where operations are planned. */
function subgraphSizeNotes({ planner, settings }: CostedSide): string[] {
  if (planner === null || settings.subgraphSizes === undefined) return [];
  const { all, own } = settings.subgraphSizes;
  return [
    ...(all === null ? [] : [noteOf(own.size === 0 ? 'subgraphs' : 'other subgraphs', all)]),
    ...Array.from(own, ([name, size]) => noteOf(`the subgraph ${name}`, size)),
  ];
}

function noteOf(whose: string, size: number): string {
  return `Requests to ${whose} are planned with lists of ${size} unless something else sizes them.`;
}

function sizeChange(what: string, before: number | null, after: number | null): string[] {
  if (before === after) return [];
  return [`${what} changed from ${sizeText(before)} to ${sizeText(after)}.`];
}

function sizeText(size: number | null): string {
  return size === null ? 'none of its own' : costText(size);
}

/** What costs of head take for granted, each with the operations that do; how exact they are, and what they violate. */
export function assumptionNotes({ operations }: AllCosts): string[] {
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
