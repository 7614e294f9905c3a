import type { ExperimentCell } from '../../questions/experiment.ts';

/** The sessions of a flag. */
export interface FlagCells {
  /** By the flag's value, in the order of the values. */
  readonly arms: ReadonlyMap<string, readonly ExperimentCell[]>;
  /** Sessions in which the flag had several values. */
  readonly changed: readonly ExperimentCell[];
  /** The flags that records name, in order. */
  readonly flags: readonly string[];
}

/** `a=1;b=2` by its flags. */
export function flagsIn(variant: string | null): ReadonlyMap<string, string> {
  const pairs = (variant ?? '').split(';').flatMap((pair): [string, string][] => {
    const at = pair.indexOf('=');
    return at <= 0 ? [] : [[pair.slice(0, at), pair.slice(at + 1)]];
  });
  return new Map(pairs);
}

/** Records that do not name the flag say nothing of it. */
export function cellsOfFlag(cells: readonly ExperimentCell[], flag: string): FlagCells {
  const valued = cells.map((cell) => {
    const [lowest, highest] = [flagsIn(cell.lowest), flagsIn(cell.highest)];
    const values = [...new Set([lowest.get(flag), highest.get(flag)].filter((value) => value !== undefined))];
    return { cell, values, names: [...lowest.keys(), ...highest.keys()] };
  });
  const whole = valued.flatMap(({ cell, values: [value, ...others] }) =>
    value === undefined || others.length > 0 ? [] : [{ cell, value }],
  );
  const arms = [...Map.groupBy(whole, ({ value }) => value)].map(
    ([value, those]) => [value, those.map(({ cell }) => cell)] as const,
  );
  return {
    arms: new Map(arms.toSorted(([one], [other]) => (one < other ? -1 : 1))),
    changed: valued.filter(({ values }) => values.length > 1).map(({ cell }) => cell),
    flags: [...new Set(valued.flatMap(({ names }) => names))].toSorted(),
  };
}
