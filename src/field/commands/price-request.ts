import { GateError } from '../../errors.ts';
import type { EventSource } from '../../model/field.ts';
import { quote, suggestion } from '../../source/diagnostic.ts';
import type { Coverage } from '../questions/rows.ts';
import type { Landing } from '../questions/price-text.ts';
import { assertDeclaredRoute, fieldPathOf } from './named.ts';
import type { FieldSetup, ReadingOptions } from './reading.ts';

/** What `field price` is told. */
export interface PriceOptions extends ReadingOptions {
  /** A node of a breakdown in milliseconds, as it is written in budgets. */
  readonly metric: string;
  readonly route: string;
  /** Null: all of them together. */
  readonly condition: string | null;
  /** A file that the price is also written to, as JSON. */
  readonly out: string | null;
}

/** What is asked, and where events are. */
export interface PriceRequest {
  readonly landing: Landing;
  readonly source: EventSource;
}

/** Milliseconds of a bucket, by metric: interactions are shorter than loads. */
const STEPS: Readonly<Record<string, number>> = { lcp: 100, inp: 20 };

/** @throws GateError `usage` for what cannot be priced, `no-events` */
export function priceRequest({ field }: FieldSetup, { metric, route, condition }: PriceOptions): PriceRequest {
  const path = fieldPathOf(metric);
  const stepMs = STEPS[path.split('.', 1)[0] ?? ''];
  if (stepMs === undefined) {
    const what = `--metric is ${quote(metric)}, which is not a time, so that it has no price per 100 ms.`;
    throw new GateError('usage', {
      what,
      todo: 'Write --metric lcp, --metric inp, or a part of them such as lcp.ttfb.',
    });
  }
  assertDeclaredRoute(field.routes, route);
  const { events } = field;
  if (events === null) throw new GateError('no-events', {}, { where: field.beacons.where });
  return { landing: { route, device: condition, path, stepMs }, source: events };
}

/**
 * Where no session landed: whether page views know the route and the condition at all.
 *
 * @throws GateError `usage` if they do not, and the configuration does not either
 */
export function assertKnown({ field }: FieldSetup, { route, device }: Landing, seen: readonly Coverage[]): void {
  if (seen.length === 0) return;
  const declared = field.routes.find(({ name }) => name === route);
  const routes = [...new Set(seen.map((each) => each.route))].toSorted();
  if (declared === undefined && !routes.includes(route)) {
    const what = `--route is ${quote(route)}, which no page view has.`;
    throw new GateError('usage', { what, todo: suggestion(route, routes, 'It can be') });
  }
  const ofRoute = seen.filter((each) => each.route === route).flatMap((each) => each.device ?? []);
  const conditions = [...new Set([...(declared?.conditions ?? []), ...ofRoute])].toSorted();
  if (device === null || conditions.includes(device)) return;
  const what = `--condition is ${quote(device)}, which no page view of the route has.`;
  throw new GateError('usage', { what, todo: suggestion(device, conditions, 'It can be') });
}
