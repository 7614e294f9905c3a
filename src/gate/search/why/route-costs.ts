import { fileAt } from '../../../cause/cost-search.ts';
import type { BrokenBudget } from '../../../cause/find-causes.ts';
import type { GrownOperation } from '../../../cause/graphql.ts';
import type { GraphqlCheck } from '../../../graphql/check/check.ts';
import { labelsOf } from '../../../graphql/check/labels.ts';
import { readRequests, type SentOperation } from '../../../graphql/observed/requests.ts';
import { OperationIndex } from '../../../graphql/observed/resolve.ts';
import type { ObservedVisit } from '../../../graphql/observed/visit-costs.ts';
import type { Comparison } from '../../../model/comparison.ts';

/**
 * The GraphQL operations that a route was seen to send on head and that cost more, and where it sends them. A route that
 * sends none may be rendered with data that its server asks for: then it is those that no route sends, as a guess, because
 * nothing says which of them the server of this route sends.
 */
export function operationsOfRoute(
  check: GraphqlCheck | null,
  observed: readonly ObservedVisit[],
  route: string,
): Required<Pick<BrokenBudget, 'operations' | 'endpoints'>> {
  const onHead = observed.filter(({ side }) => side === 'head');
  const own = onHead.filter((visit) => visit.route === route);
  if (check === null || own.length === 0) return { operations: [], endpoints: [] };
  const sent = sentIn(own);
  const names = labelsOfSent(check, sent.length > 0 ? sent : sentIn(onHead));
  const isOwn = (name: string): boolean => names.has(name) === sent.length > 0;
  const grown = check.comparisons.filter((each) => each.condition === 'operation' && isOwn(each.route));
  const operations = [...Map.groupBy(grown, (each) => each.route).values()].flatMap((each) => operationOf(each, check));
  return { operations, endpoints: [...new Set(sent.map(({ url }) => url))] };
}

function sentIn(visits: readonly ObservedVisit[]): SentOperation[] {
  return visits.flatMap(({ exchanges }) => exchanges).flatMap(readRequests);
}

/** What reports call them: by their text, or by their name where a client has added to it. */
function labelsOfSent({ head }: GraphqlCheck, sent: readonly SentOperation[]): ReadonlySet<string> {
  const known = head?.priced.map(({ operation }) => operation) ?? [];
  const [index, labels] = [new OperationIndex(known), labelsOf(known)];
  const found = sent
    .flatMap((each) => index.resolve(each))
    .flatMap((each) => {
      if (each.status === 'unresolved') return [];
      const { hash, name } = each.operation;
      const same = known.filter((operation) => operation.hash === hash);
      return same.length > 0 ? same : known.filter((operation) => name !== null && operation.name === name);
    });
  return new Set(found.map((operation) => labels.get(operation) ?? ''));
}

/** An operation by the metric of its cost that grew most; nothing where none grew, or there is nothing to compare with. */
function operationOf(comparisons: readonly Comparison[], { report }: GraphqlCheck): GrownOperation[] {
  const grown = comparisons.filter(({ difference }) => difference !== null && difference.value > 0);
  const [most] = grown.toSorted(
    (one, other) => (other.relative?.value ?? Infinity) - (one.relative?.value ?? Infinity),
  );
  if (most === undefined || most.base === null) return [];
  const { route: name, metric } = most;
  const cause = report.causes.find(
    (each) => each.route === name && each.condition === 'operation' && each.metric === metric,
  );
  const lines = (cause?.shares ?? []).flatMap(({ amount, where }) => {
    const isMore = amount === null || amount > 0;
    const line = where === null || !isMore ? null : fileAt(where, report.folder);
    return line === null ? [] : [{ kind: 'source' as const, role: 'operation' as const, ...line }];
  });
  return [{ name, base: most.base.value, head: most.head.value, places: lines }];
}
