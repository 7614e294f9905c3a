import { z } from 'zod';

import { GateError } from '../../errors.ts';
import { isMap } from '../../source/is-map.ts';
import { sanitizeLine } from '../../text/sanitize.ts';
import { CRUX_METRICS, type CruxMetric } from './metrics.ts';
import { contradiction, implausibility } from './plausible.ts';

/** A p75 of CrUX, in ms, of CLS in score. */
export interface CruxValue extends CruxMetric {
  readonly p75: number;
}

/** What a saved answer of `records:queryRecord` says. */
export interface CruxRecord {
  /** A page, or a whole origin. */
  readonly of: { readonly kind: 'url' | 'origin'; readonly address: URL };
  /** `PHONE`, `DESKTOP`, `TABLET`; null: of all devices together. */
  readonly formFactor: string | null;
  /** The last of the 28 days, `2026-11-25`; null if the answer does not say. */
  readonly lastDay: string | null;
  readonly values: readonly CruxValue[];
}

const dateSchema = z.object({ year: z.number(), month: z.number(), day: z.number() });
const recordSchema = z.object({
  key: z.object({ url: z.url().optional(), origin: z.url().optional(), formFactor: z.string().max(50).optional() }),
  metrics: z.record(z.string(), z.record(z.string(), z.unknown())),
  collectionPeriod: z.object({ lastDate: dateSchema.optional() }).optional(),
});

/** How the source is called in messages, and what asks CrUX again. */
export interface CruxSource {
  readonly name: string;
  readonly curl: string;
}

/**
 * Reads a saved answer of the CrUX API.
 *
 * @throws GateError `crux-refused`
 */
export function readCrux(text: string, source: CruxSource): CruxRecord {
  const answer = parsed(text, source);
  if ('error' in answer) throw apiError(answer['error'], source);
  const record = answer['record'];
  if (!isMap(record)) throw refused(source, 'it has no `record`');
  if (isHistory(record)) throw refused(source, 'it is of queryHistoryRecord, which has a series of weeks, not a p75');
  const checked = recordSchema.safeParse(record);
  if (!checked.success)
    throw refused(source, `\`record.${checked.error.issues[0]?.path.join('.') ?? ''}\` is not valid`);
  const { key, metrics, collectionPeriod } = checked.data;
  const address = key.url ?? key.origin;
  if (address === undefined) throw refused(source, '`record.key` has neither a url nor an origin');
  return {
    of: { kind: key.url === undefined ? 'origin' : 'url', address: new URL(address) },
    formFactor: key.formFactor ?? null,
    lastDay: dayOf(collectionPeriod?.lastDate),
    values: valuesOf(metrics, source),
  };
}

function parsed(text: string, source: CruxSource): Record<string, unknown> {
  if (text.trim() === '') throw refused(source, 'it is empty');
  const value = jsonOf(text.replace(/^\uFEFF/, ''), source);
  if (!isMap(value)) throw refused(source, 'it is not a JSON object');
  return value;
}

function jsonOf(text: string, source: CruxSource): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw refused(source, 'it is not JSON', cause);
  }
}

/** CrUX has the last 28 days only of pages and origins with enough visitors. */
function apiError(error: unknown, source: CruxSource): GateError {
  const { code, message } = isMap(error) ? error : {};
  const said = typeof message === 'string' ? sanitizeLine(message, 200).replace(/\.$/, '') : '';
  const quoted = `${typeof code === 'number' ? `${code}: ` : ''}${said || 'no message'}`;
  if (code !== 404) return refused(source, `the API answered with an error (${quoted})`);
  return new GateError('crux-none', { source: source.name, message: quoted });
}

function isHistory(record: Record<string, unknown>): boolean {
  const metrics = isMap(record['metrics']) ? Object.values(record['metrics']) : [];
  const hasSeries = metrics.some(
    (metric) => isMap(metric) && ('percentilesTimeseries' in metric || 'histogramTimeseries' in metric),
  );
  return hasSeries || 'collectionPeriods' in record;
}

type Metrics = z.infer<typeof recordSchema>['metrics'];

function valuesOf(metrics: Metrics, source: CruxSource): CruxValue[] {
  const known = CRUX_METRICS.filter(({ name }) => name in metrics);
  const values = known.flatMap((metric) => valueOf(metric, metrics[metric.name] ?? {}, source));
  if (values.some(({ path }) => path !== null)) return values;
  if (known.length > 0) throw refused(source, `${known[0]?.name ?? ''} has a histogram but no \`percentiles.p75\``);
  throw refused(source, 'it has none of the metrics that budgets are for');
}

/** @throws GateError `crux-refused` */
function valueOf(metric: CruxMetric, found: Metrics[string], source: CruxSource): CruxValue[] {
  const percentiles = found['percentiles'];
  const written = isMap(percentiles) ? percentiles['p75'] : undefined;
  if (written === undefined) return [];
  const p75 = numberOf(metric, written);
  if (p75 === null) throw refused(source, `the p75 of ${metric.name} is not a number`);
  const why = implausibility(metric, p75, written) ?? contradiction(metric, p75, found['histogram']);
  if (why !== null) throw refused(source, why);
  return [{ ...metric, p75 }];
}

/** The p75 of CLS is a string, because it has decimals. */
function numberOf({ unit }: CruxMetric, written: unknown): number | null {
  if (typeof written === 'number') return Number.isFinite(written) && written >= 0 ? written : null;
  if (unit === 'score' && typeof written === 'string' && /^\d{1,9}(?:\.\d{1,9})?$/.test(written))
    return Number(written);
  return null;
}

const twoDigits = (number: number): string => String(number).padStart(2, '0');

function dayOf(date: z.infer<typeof dateSchema> | undefined): string | null {
  if (date === undefined) return null;
  return `${date.year}-${twoDigits(date.month)}-${twoDigits(date.day)}`;
}

function refused({ name, curl }: CruxSource, cause: string, thrown?: unknown): GateError {
  return new GateError('crux-refused', { source: name, cause, curl }, { cause: thrown });
}
