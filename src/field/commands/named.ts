import { readBudgetPath } from '../../config/budgets/path.ts';
import { GateError } from '../../errors.ts';
import type { FieldRoute } from '../../model/field.ts';
import { quote, suggestion } from '../../source/diagnostic.ts';
import { isFieldPath } from '../questions/nodes.ts';

/**
 * The path of a metric or of a part of it, as --metric names it.
 *
 * @throws GateError `usage` if page views do not record it
 */
export function fieldPathOf(metric: string): string {
  const node = readBudgetPath(metric);
  if ('what' in node) throw new GateError('usage', { what: `--metric: ${node.what}`, todo: node.todo });
  if (isFieldPath(node.path)) return node.path;
  const what = `--metric is ${quote(metric)}, which page views do not record.`;
  throw new GateError('usage', { what, todo: 'Write for example --metric lcp.ttfb, --metric inp or --metric cls.' });
}

/** @throws GateError `usage` if routes are declared, and not this one */
export function assertDeclaredRoute(routes: readonly FieldRoute[], route: string): void {
  const names = routes.map(({ name }) => name);
  if (names.length === 0 || names.includes(route)) return;
  const what = `--route is ${quote(route)}, which is not declared.`;
  throw new GateError('usage', { what, todo: suggestion(route, names, 'It can be') });
}
