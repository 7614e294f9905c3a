import { GateError } from '../../errors.ts';
import { quote } from '../../source/diagnostic.ts';
import { askCoverage } from '../questions/coverage.ts';
import type { PriceOptions } from './price-request.ts';
import { askRecords, type FieldSetup, type Place, type ReadingOptions } from './reading.ts';

/** What `field packet` is told; null where it is not. */
export interface PacketOptions {
  readonly config: string;
  /** The folder that is written. */
  readonly out: string;
  readonly route: string | null;
  readonly metric: string | null;
  readonly condition: string | null;
  readonly lab: string | null;
  /** Files of `field experiment`, `field power` and `field its`. */
  readonly with: readonly string[];
  readonly until: string | null;
  readonly environment: string | null;
}

/** @throws GateError `usage` where the folder has a price and an option wants another one */
export function assertAsItIs({ out, ...options }: PacketOptions): void {
  const [other] = (['metric', 'condition', 'lab', 'until'] as const).filter((key) => options[key] !== null);
  if (other === undefined) return;
  const what = `${quote(out)} has a price.json already, which --${other} does not change.`;
  throw new GateError('usage', {
    what,
    todo: 'Name the route with --route to find the price again, or leave the option out.',
  });
}

export function readingOf({ config, until, environment, lab }: PacketOptions): ReadingOptions {
  return {
    config,
    json: true,
    by: null,
    sha: null,
    until,
    environment,
    lab,
    markdown: null,
    html: null,
    printSql: null,
  };
}

/** What `field price` is asked. */
export function pricedAs(options: PacketOptions, route: string): PriceOptions {
  return { ...readingOf(options), metric: options.metric ?? 'lcp', route, condition: options.condition, out: null };
}

/**
 * The route that is meant where none is named: the only one that is declared, or the only one with page views.
 *
 * @throws GateError `usage` if there are several, or none
 */
export async function onlyRoute(setup: FieldSetup, options: PacketOptions, place: Place): Promise<string> {
  const declared = setup.field.routes.map(({ name }) => name);
  const [only] = declared;
  if (only !== undefined && declared.length === 1) return only;
  const seen = await askRecords(setup, readingOf(options), place, async (engine, scope) =>
    scope === null ? [] : askCoverage(engine, scope),
  );
  const viewed = [...new Set(seen.answer.map(({ route }) => route))].toSorted();
  const meant = declared.length === 0 ? viewed : declared.filter((name) => viewed.includes(name));
  const [first] = meant;
  if (first !== undefined && meant.length === 1) return first;
  const among = meant.length === 0 ? declared : meant;
  const what = `--route is missing, and ${among.length === 0 ? 'no route is known' : 'there are several routes'}.`;
  const names = among.map((name) => quote(name)).join(', ');
  const todo = among.length === 0 ? 'Name a route, for example --route product.' : `Name one of ${names}.`;
  throw new GateError('usage', { what, todo });
}
