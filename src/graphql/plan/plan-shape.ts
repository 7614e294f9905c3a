/** A query plan as `@graphql-hive/router-query-planner` prints it, as far as it is read here. */
export type PlanNode =
  | ({ readonly kind: 'Fetch' } & Request)
  | ({ readonly kind: 'BatchFetch' } & Request)
  | { readonly kind: 'Sequence'; readonly nodes: readonly PlanNode[] }
  | { readonly kind: 'Parallel'; readonly nodes: readonly PlanNode[] }
  | { readonly kind: 'Flatten'; readonly node: PlanNode }
  | { readonly kind: 'Condition'; readonly ifClause?: PlanNode; readonly elseClause?: PlanNode }
  | { readonly kind: 'Subscription'; readonly primary: PlanNode }
  | {
      readonly kind: 'Defer';
      readonly primary: { readonly node?: PlanNode };
      readonly deferred: readonly { readonly node?: PlanNode }[];
    };

interface Request {
  readonly serviceName: string;
  readonly operation: string;
}

export interface QueryPlan {
  readonly node?: PlanNode;
}

/** How many requests a plan makes, and how many times it waits for an answer before it can go on. */
export interface PlanSize {
  readonly fetches: number;
  readonly waves: number;
}

const NOTHING: PlanSize = { fetches: 0, waves: 0 };

/** Of the alternatives of a condition the larger counts. */
export function sizeOf(node: PlanNode | undefined): PlanSize {
  if (node === undefined) return NOTHING;
  if (node.kind === 'Fetch' || node.kind === 'BatchFetch') return { fetches: 1, waves: 1 };
  if (node.kind === 'Sequence') return after(node.nodes.map(sizeOf));
  if (node.kind === 'Parallel') return beside(node.nodes.map(sizeOf));
  if (node.kind === 'Flatten') return sizeOf(node.node);
  if (node.kind === 'Subscription') return sizeOf(node.primary);
  if (node.kind === 'Defer')
    return after([sizeOf(node.primary.node), beside(node.deferred.map((part) => sizeOf(part.node)))]);
  const [one, other] = [sizeOf(node.ifClause), sizeOf(node.elseClause)];
  return { fetches: Math.max(one.fetches, other.fetches), waves: Math.max(one.waves, other.waves) };
}

function after(sizes: readonly PlanSize[]): PlanSize {
  return sizes.reduce((sum, size) => ({ fetches: sum.fetches + size.fetches, waves: sum.waves + size.waves }), NOTHING);
}

function beside(sizes: readonly PlanSize[]): PlanSize {
  return sizes.reduce(
    (sum, size) => ({ fetches: sum.fetches + size.fetches, waves: Math.max(sum.waves, size.waves) }),
    NOTHING,
  );
}

/** One request of a plan. */
export interface Fetch {
  readonly subgraph: string;
  readonly operation: string;
}

/** A plan's requests; of a condition those of the alternative that `costOf` finds dearer. */
export function fetchesOf(node: PlanNode | undefined, costOf: (fetches: readonly Fetch[]) => number): Fetch[] {
  const below = (each: PlanNode | undefined): Fetch[] => fetchesOf(each, costOf);
  if (node === undefined) return [];
  if (node.kind === 'Fetch' || node.kind === 'BatchFetch')
    return [{ subgraph: node.serviceName, operation: node.operation }];
  if (node.kind === 'Sequence' || node.kind === 'Parallel') return node.nodes.flatMap(below);
  if (node.kind === 'Flatten') return below(node.node);
  if (node.kind === 'Subscription') return below(node.primary);
  if (node.kind === 'Defer') return [node.primary.node, ...node.deferred.map((part) => part.node)].flatMap(below);
  const [one, other] = [below(node.ifClause), below(node.elseClause)];
  return costOf(one) >= costOf(other) ? one : other;
}
