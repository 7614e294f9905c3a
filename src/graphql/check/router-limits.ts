import { z } from 'zod';

import { placeIn, FILE_START } from '../../config/problems.ts';
import { parseSource } from '../../config/source.ts';
import { GateError } from '../../errors.ts';
import type { CostBudget } from '../../model/graphql.ts';
import type { TextFile } from '../files/files.ts';

/** What a router's configuration says of costs. */
export interface RouterLimits {
  readonly budgets: readonly CostBudget[];
  /** Its own size of lists that nothing else sizes; null where it has none. */
  readonly listSize: number | null;
}

const limits = z.object({ max: z.number().nonnegative().optional() });
const demandControl = z.object({
  enabled: z.boolean().default(false),
  mode: z.string().default('measure'),
  strategy: z.object({
    static_estimated: z.object({
      list_size: z.number().int().nonnegative().optional(),
      max: z.number().nonnegative().optional(),
      subgraph: z.object({ all: limits.optional(), subgraphs: z.record(z.string(), limits).optional() }).optional(),
    }),
  }),
});

/**
 * Reads the `demand_control` of an Apollo Router configuration as budgets of every operation: `max` of its cost, and the
 * limits of subgraphs of what is planned there. What the router only measures only warns.
 *
 * @throws GateError `graphql-input` where there is none, or it cannot be read
 */
export function readRouterLimits({ path, text }: TextFile, subgraphs: readonly string[]): RouterLimits {
  const source = parseSource(text);
  const [problem] = source.problems;
  if (problem !== undefined) throw invalid(placeIn(path, problem.position), problem.what);
  const root = z.object({ demand_control: z.unknown() }).safeParse(source.value);
  if (!root.success || root.data.demand_control === undefined)
    throw invalid(placeIn(path, FILE_START), 'The router’s configuration has no demand_control.');
  const parsed = demandControl.safeParse(root.data.demand_control);
  const place = (keys: readonly string[]): string => placeIn(path, source.position(['demand_control', ...keys], 'key'));
  if (!parsed.success) {
    const keys = parsed.error.issues[0]?.path.map(String) ?? [];
    throw invalid(place(keys), `demand_control.${keys.join('.')} cannot be read: ${parsed.error.issues[0]?.message}.`);
  }
  const { enabled, mode, strategy } = parsed.data;
  const { list_size: listSize, max, subgraph } = strategy.static_estimated;
  const enforce = enabled && mode === 'enforce' ? 'block' : 'warn';
  const limitOf = (
    cost: number,
    metric: 'cost' | 'planned-cost',
    part: readonly string[],
    keys: readonly string[],
  ): CostBudget => ({
    target: { kind: 'operation', name: '*' },
    metric,
    part,
    max: { value: cost, unit: 'cost' },
    maxIncrease: null,
    enforce,
    where: place(['strategy', 'static_estimated', ...keys]),
  });
  const planned = subgraphs.flatMap((name) => {
    const own = subgraph?.subgraphs?.[name]?.max;
    const cost = own ?? subgraph?.all?.max;
    const keys = own === undefined ? ['subgraph', 'all', 'max'] : ['subgraph', 'subgraphs', name, 'max'];
    return cost === undefined ? [] : [limitOf(cost, 'planned-cost', [name], keys)];
  });
  const whole = max === undefined ? [] : [limitOf(max, 'cost', [], ['max'])];
  return { budgets: [...whole, ...planned], listSize: listSize ?? null };
}

function invalid(where: string, what: string): GateError {
  return new GateError(
    'graphql-input',
    { what, todo: 'Name the configuration of an Apollo Router with demand control.' },
    { where },
  );
}
