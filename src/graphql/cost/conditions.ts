import type { Condition, Selections } from './selections.ts';
import type { VariableValues } from './values.ts';

/** How many booleans of mixed use are tried in every combination: 2¹⁰ = 1024. */
const MAX_MIXED = 10;

/** The booleans of one evaluation: true, false, or null if both are taken to hold. */
export type Booleans = ReadonlyMap<string, boolean | null>;

export interface BooleanCases {
  /** Every combination that can make the maximum. */
  readonly cases: readonly Booleans[];
  /** The variables that differ between the cases. */
  readonly mixed: readonly string[];
  /** False if there were too many. Then some are taken as both true and false, which no real request does. */
  readonly areAll: boolean;
  /** The one case that covers all: every mixed variable is true and false at once. */
  readonly either: Booleans;
}

/**
 * The combinations of unknown booleans to try. Selecting more never costs less (every floor is monotone), so a variable
 * used only to include is worst when true, one used only to skip when false; only those used both ways need trying.
 */
export function booleanCases(selections: Selections, variables: VariableValues): BooleanCases {
  const uses = usesOf(selections);
  const fixed = new Map<string, boolean | null>();
  const open: string[] = [];
  for (const [variable, use] of uses) {
    const value = variables.get(variable);
    if (typeof value === 'boolean') fixed.set(variable, value);
    else if (use === 'both') open.push(variable);
    else fixed.set(variable, use === 'include');
  }
  for (const variable of open.slice(MAX_MIXED)) fixed.set(variable, null);
  const mixed = open.slice(0, MAX_MIXED);
  const combinations = Array.from({ length: 2 ** mixed.length }, (_, bits) =>
    mixed.map((variable, at) => [variable, ((bits >> at) & 1) === 1] as const),
  );
  const cases = combinations.map((values) => new Map([...fixed, ...values]));
  const either = new Map([...fixed, ...mixed.map((variable) => [variable, null] as const)]);
  return { cases, mixed, areAll: open.length <= MAX_MIXED, either };
}

/** Whether a selection is made. */
export function isActive(conditions: readonly Condition[], booleans: Booleans): boolean {
  if (conditions.length === 0) return true;
  return conditions.every((condition) => {
    if ('literal' in condition) return condition.literal === condition.include;
    return (booleans.get(condition.variable) ?? condition.include) === condition.include;
  });
}

/** The mixed variables below a selection set, as bits in the order of `mixed`. */
export function dependencies(mixed: readonly string[]): (selections: Selections) => number {
  const bits = new Map(mixed.map((variable, at) => [variable, 1 << at]));
  const masks = new Map<Selections, number>();
  const maskOf = (selections: Selections): number => {
    const known = masks.get(selections);
    if (known !== undefined) return known;
    let mask = 0;
    for (const { conditions, selections: below } of selections.items) {
      for (const each of conditions) if ('variable' in each) mask |= bits.get(each.variable) ?? 0;
      if (below !== null) mask |= maskOf(below);
    }
    masks.set(selections, mask);
    return mask;
  };
  return mixed.length === 0 ? () => 0 : maskOf;
}

/** The values of the mixed variables in one case, as bits. */
export function bitsOf(booleans: Booleans, mixed: readonly string[]): number {
  return mixed.reduce((bits, variable, at) => bits | (booleans.get(variable) === true ? 1 << at : 0), 0);
}

/** How each variable is used in conditions, in the order of the document. */
function usesOf(selections: Selections): ReadonlyMap<string, 'include' | 'skip' | 'both'> {
  const uses = new Map<string, 'include' | 'skip' | 'both'>();
  const seen = new Set<Selections>();
  const walk = (here: Selections): void => {
    if (seen.has(here)) return;
    seen.add(here);
    for (const { conditions, selections: below } of here.items) {
      for (const each of conditions) {
        if (!('variable' in each)) continue;
        const use = each.include ? 'include' : 'skip';
        const known = uses.get(each.variable) ?? use;
        uses.set(each.variable, known === use ? use : 'both');
      }
      if (below !== null) walk(below);
    }
  };
  walk(selections);
  return uses;
}
