import type { CodePlace, FunctionTime } from '../model/diagnosis.ts';
import type { Context } from './finding.ts';
import { growthOf, sidesOf, type Growth, type Sides } from './growth.ts';
import type { SeenVisit } from './seen-visit.ts';
import { workBeforePaint, type Window } from './work-windows.ts';

/** How much longer a script works before the paint. */
export function workGrowth({ sides, metric }: Context, key: string): Growth | null {
  return growthOf(
    sidesOf(sides, (seen) => {
      const functions = workBeforePaint(seen, metric)?.functions ?? [];
      return sum(functions.filter(({ place }) => seen.keyOf(place.url) === key).map(({ selfMs }) => selfMs));
    }),
  );
}

interface Slow {
  readonly key: string;
  readonly growth: Growth;
  /** On head. */
  readonly of: FunctionTime;
  readonly isNew: boolean;
}

/** By the time of their own; where that is spread over many functions, the innermost that calls most of it. */
export function slowIn(window: Window, sides: Sides<SeenVisit>): Slow[] {
  const bySelf = growths(window, sides, ({ selfMs }) => selfMs, sum);
  if (bySelf.length > 0 || window.isByFile) return bySelf;
  const byTotal = growths(window, sides, ({ totalMs }) => totalMs, largest);
  const most = largest(byTotal.map(({ growth }) => growth.amount));
  const heavy = byTotal.filter(({ growth }) => growth.amount >= 0.8 * most);
  return heavy.toSorted((one, other) => other.of.callers.length - one.of.callers.length).slice(0, 1);
}

function growths(
  window: Window,
  sides: Sides<SeenVisit>,
  msOf: (of: FunctionTime) => number,
  together: (all: readonly number[]) => number,
): Slow[] {
  const timesOf = sidesOf(sides, (seen) => {
    const named = (window.workOf(seen)?.functions ?? []).filter(({ place }) => place.url !== '');
    return Map.groupBy(named, (of) => keyOfFunction(of, seen, window.isByFile));
  });
  const keys = new Set(timesOf.head.flatMap((times) => [...times.keys()]));
  const found = [...keys].flatMap((key): Slow[] => {
    const times = (of: Map<string, FunctionTime[]>): readonly FunctionTime[] => of.get(key) ?? [];
    const growth = growthOf(sidesOf(timesOf, (of) => together(times(of).map(msOf))));
    const of = mostGrown(sidesOf(timesOf, times), msOf);
    return growth === null || of === undefined
      ? []
      : [{ key, growth, of, isNew: timesOf.base.every((each) => times(each).length === 0) }];
  });
  return found.toSorted((one, other) => other.growth.amount - one.growth.amount);
}

/** Of functions with one key, which are those of a script or one function, the one that takes most more on head; as it was there. */
function mostGrown(
  { base, head }: Sides<readonly FunctionTime[]>,
  msOf: (of: FunctionTime) => number,
): FunctionTime | undefined {
  const before = new Map<string, number>();
  for (const of of base.flat()) before.set(nameIn(of), Math.max(before.get(nameIn(of)) ?? 0, msOf(of)));
  const more = (of: FunctionTime): number => msOf(of) - (before.get(nameIn(of)) ?? 0);
  return head.flat().toSorted((one, other) => more(other) - more(one))[0];
}

function nameIn({ place, callers }: FunctionTime): string {
  const named = [place, ...callers].find(({ functionName }) => functionName !== '');
  return `${place.functionName === '' ? 'in' : 'is'} ${named?.functionName ?? ''}`;
}

/** A function without a name is one of its caller. */
function keyOfFunction({ place, callers }: FunctionTime, seen: SeenVisit, isByFile: boolean): string {
  return isByFile ? seen.keyOf(place.url) : keyOfStack([place, ...callers], seen);
}

function keyOfStack(stack: readonly CodePlace[], { keyOf }: SeenVisit): string {
  const named = stack.find(({ functionName }) => functionName !== '');
  return JSON.stringify([
    keyOf(stack[0]?.url ?? ''),
    stack[0]?.functionName === '' ? 'in' : 'is',
    named?.functionName ?? '',
  ]);
}

interface Forced {
  readonly key: string;
  readonly growth: Growth;
  /** Who forced the longest on head. */
  readonly by: readonly CodePlace[];
}

/** By the function that forces. */
export function forcedIn(window: Window, sides: Sides<SeenVisit>): Forced[] {
  const timesOf = sidesOf(sides, (seen) => {
    const forced = (window.workOf(seen)?.styles ?? []).filter(({ forcedBy }) => forcedBy.length > 0);
    return Map.groupBy(forced, ({ forcedBy }) =>
      window.isByFile ? seen.keyOf(forcedBy[0]?.url ?? '') : keyOfStack(forcedBy, seen),
    );
  });
  const keys = new Set(timesOf.head.flatMap((times) => [...times.keys()]));
  return [...keys].flatMap((key): Forced[] => {
    const growth = growthOf(sidesOf(timesOf, (times) => sum((times.get(key) ?? []).map(({ ms }) => ms))));
    const [longest] = timesOf.head.flatMap((times) => times.get(key) ?? []).toSorted((one, other) => other.ms - one.ms);
    return growth === null ? [] : [{ key, growth, by: longest?.forcedBy ?? [] }];
  });
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function largest(values: readonly number[]): number {
  return Math.max(0, ...values);
}
