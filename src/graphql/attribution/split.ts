/** What each of several changes added, and what they only did together. The amounts sum to the whole change. */
export interface Split<Player> {
  readonly shares: ReadonlyMap<Player, number>;
  /** The amount that no single change accounts for: 0 if the split is exact. */
  readonly interaction: number;
}

/** The effect with a set of changes made and the others not; null if that cannot be computed. */
export type Worth<Player> = (made: ReadonlySet<Player>) => number | null;

/** Exact up to here: every order of the changes is tried. */
const MOST_ORDERED = 4;

/**
 * Splits a change over what was changed: exactly (Shapley: the average over every order in which the changes could have
 * been made, L. S. Shapley 1953) up to four; beyond that the average of making one alone and making all but one, with a
 * remainder. Orders that pass through something that cannot be computed are left out. Null if the ends cannot be.
 */
export function splitChange<Player>(players: readonly Player[], worth: Worth<Player>): Split<Player> | null {
  const known = memoised(players, worth);
  const none = known([]);
  const all = known(players);
  if (none === null || all === null) return null;
  const shares = players.length <= MOST_ORDERED ? byOrders(players, known) : byOneInOneOut(players, known);
  if (shares === null) return { shares: new Map(), interaction: all - none };
  const explained = [...shares.values()].reduce((sum, share) => sum + share, 0);
  const rest = all - none - explained;
  return { shares, interaction: Math.abs(rest) <= 1e-9 * Math.max(1, Math.abs(all - none)) ? 0 : rest };
}

type MemoisedWorth<Player> = (made: readonly Player[]) => number | null;

function memoised<Player>(players: readonly Player[], worth: Worth<Player>): MemoisedWorth<Player> {
  const values = new Map<string, number | null>();
  return (made) => {
    const key = players.map((player) => (made.includes(player) ? 1 : 0)).join('');
    const before = values.get(key);
    if (before !== undefined) return before;
    const value = worth(new Set(made));
    values.set(key, value);
    return value;
  };
}

function byOrders<Player>(players: readonly Player[], known: MemoisedWorth<Player>): Map<Player, number> | null {
  const steps = ordersOf(players).flatMap((order) => stepsOf(order, known) ?? []);
  if (steps.length === 0 && players.length > 0) return null;
  const sums = new Map<Player, number>(players.map((player) => [player, 0]));
  for (const [player, added] of steps) sums.set(player, (sums.get(player) ?? 0) + added);
  const orders = players.length === 0 ? 1 : steps.length / players.length;
  return new Map([...sums].map(([player, sum]) => [player, sum / orders]));
}

/** What each change adds in one order; null if a step cannot be computed. */
function stepsOf<Player>(order: readonly Player[], known: MemoisedWorth<Player>): [Player, number][] | null {
  const values = [...order.keys(), order.length].map((made) => known(order.slice(0, made)));
  const steps = order.map((player, index): [Player, number] | null => {
    const [before, after] = [values[index] ?? null, values[index + 1] ?? null];
    return before === null || after === null ? null : [player, after - before];
  });
  return steps.every((step) => step !== null) ? steps : null;
}

function ordersOf<Player>(players: readonly Player[]): Player[][] {
  if (players.length === 0) return [[]];
  return players.flatMap((first, index) => ordersOf(players.toSpliced(index, 1)).map((rest) => [first, ...rest]));
}

/** Half of what it adds alone and half of what is missing without it; what can be computed of the two. */
function byOneInOneOut<Player>(players: readonly Player[], known: MemoisedWorth<Player>): Map<Player, number> | null {
  const none = known([]);
  const all = known(players);
  if (none === null || all === null) return null;
  return new Map(
    players.map((player, index): [Player, number] => {
      const alone = known([player]);
      const without = known(players.toSpliced(index, 1));
      const sides = [alone === null ? null : alone - none, without === null ? null : all - without];
      const told = sides.filter((side) => side !== null);
      return [player, told.length === 0 ? 0 : told.reduce((sum, side) => sum + side, 0) / told.length];
    }),
  );
}
