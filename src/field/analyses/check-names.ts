import { didYouMean } from '../../source/diagnostic.ts';
import type { FieldRoute } from '../../model/field.ts';
import type { Coverage } from '../questions/rows.ts';
import { finding, type CheckFinding } from './finding.ts';

/** Routes and devices that records name and the configuration does not; without declared routes every name is known. */
export function nameFindings(routes: readonly FieldRoute[], coverage: readonly Coverage[]): CheckFinding[] {
  if (routes.length === 0) return [];
  const devices = new Set(routes.flatMap(({ conditions }) => conditions));
  return [
    ...unknownNames(
      'route',
      coverage.map((each) => ({ name: each.route, views: viewsOf(each) })),
      routes.map(({ name }) => name),
    ),
    ...unknownNames(
      'device',
      coverage.map((each) => ({ name: each.device, views: viewsOf(each) })),
      [...devices],
    ),
  ];
}

const viewsOf = ({ starts, withoutStart }: Coverage): number => starts + withoutStart;

interface NamedViews {
  readonly name: string | null;
  readonly views: number;
}

function unknownNames(
  kind: 'route' | 'device',
  cells: readonly NamedViews[],
  known: readonly string[],
): CheckFinding[] {
  const of = total(cells);
  const unknown = cells.filter(({ name }) => name === null || !known.includes(name));
  return [...Map.groupBy(unknown, ({ name }) => name)].flatMap(([name, those]) =>
    finding({
      id: `unknown-${kind}`,
      what: name === null ? `page views name no ${kind}` : `page views name a ${kind} that is not declared`,
      count: total(those),
      of,
      example: name,
      todo: todoFor(kind, name, known),
    }),
  );
}

const total = (cells: readonly NamedViews[]): number => cells.reduce((sum, { views }) => sum + views, 0);

function todoFor(kind: 'route' | 'device', name: string | null, known: readonly string[]): string {
  const near = name === null ? null : didYouMean(name, known);
  if (near !== null) return `Did you mean ${near}? Correct the name in the page.`;
  const where = kind === 'route' ? 'under `routes`' : 'as a condition of the route';
  const declare = name === null ? '' : `Declare it ${where}, or let`;
  return `${declare === '' ? 'Let' : declare} pages name ${known.length === 1 ? '' : 'one of '}${known.join(', ')}.`;
}
