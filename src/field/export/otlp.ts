import { BEACON_METRICS } from '../../model/beacon.ts';
import { parsePath } from '../../model/breakdown.ts';
import type { EndedView } from '../questions/finals.ts';
import { version } from '../../version.ts';

type AnyValue =
  | { readonly stringValue: string }
  | { readonly doubleValue: number }
  | { readonly arrayValue: { readonly values: readonly { readonly stringValue: string }[] } };
interface KeyValue {
  readonly key: string;
  readonly value: AnyValue;
}
/** opentelemetry.proto.logs.v1.LogRecord, in the JSON encoding of OTLP. */
export interface LogRecord {
  readonly timeUnixNano: string;
  readonly observedTimeUnixNano: string;
  readonly eventName: string;
  readonly attributes: readonly KeyValue[];
}

/**
 * A page view as events, one for each metric that it has, by the semantic conventions for browser events
 * (https://opentelemetry.io/docs/specs/semconv/browser/browser-events/). What these do not name begins with `vitals_gate.`.
 */
export function eventsOf(record: EndedView): LogRecord[] {
  const common = commonAttributes(record);
  const nanos = `${Date.parse(record.t)}000000`;
  return BEACON_METRICS.flatMap((metric): LogRecord[] => {
    const value = record.nodes.get(metric);
    if (value === undefined) return [];
    const attributes = [...metricAttributes(record, metric, value), ...partsOf(record, metric), ...common];
    return [{ timeUnixNano: nanos, observedTimeUnixNano: nanos, eventName: 'browser.web_vital', attributes }];
  });
}

/** `delta` is the whole value, because a page view is exported once. */
function metricAttributes({ view, navigation }: EndedView, metric: string, value: number): KeyValue[] {
  return [
    ...text('browser.web_vital.name', metric),
    number('browser.web_vital.value', value),
    number('browser.web_vital.delta', value),
    ...text('browser.web_vital.id', `${view}-${metric}`),
    ...text('browser.web_vital.navigation_type', navigation),
  ];
}

/** `vitals_gate.lcp.ttfb`: the conventions have no name for a phase. */
function partsOf({ nodes }: EndedView, metric: string): KeyValue[] {
  return [...nodes]
    .filter(([path]) => path !== metric && parsePath(path)?.[0] === metric)
    .map(([path, value]) => number(`vitals_gate.${path}`, value));
}

function commonAttributes(record: EndedView): KeyValue[] {
  return [
    ...text('session.id', record.session),
    ...text('deployment.id', record.sha),
    ...text('vcs.ref.head.revision', record.sha),
    ...flagsOf(record.variant),
    ...text('url.path', record.path),
    ...text('geo.country.iso_code', record.country),
    ...text('vitals_gate.route', record.route),
    ...text('vitals_gate.device', record.device),
    ...text('vitals_gate.connection', record.connection),
    ...text('vitals_gate.page_type', record.pageType),
    ...text('vitals_gate.state', record.state),
  ];
}

/** Flags with their values: texts of one flag, lists in the same order of several. */
function flagsOf(variant: string | null): KeyValue[] {
  if (variant === null || variant === '') return [];
  const flags = variant.split(';').map((pair) => {
    const at = pair.indexOf('=');
    return at === -1 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
  });
  return [
    texts(
      'feature_flag.key',
      flags.map(([key = '']) => key),
    ),
    texts(
      'feature_flag.result.variant',
      flags.map(([, value = '']) => value),
    ),
  ];
}

function text(key: string, value: string | null): KeyValue[] {
  return value === null ? [] : [{ key, value: { stringValue: value } }];
}

function texts(key: string, values: readonly string[]): KeyValue {
  const [only = '', ...others] = values;
  if (others.length === 0) return { key, value: { stringValue: only } };
  return { key, value: { arrayValue: { values: values.map((stringValue) => ({ stringValue })) } } };
}

function number(key: string, value: number): KeyValue {
  return { key, value: { doubleValue: value } };
}

/** A message `LogsData`, as a line of a file of OTLP and as the body of a request to `/v1/logs`. */
export function logsLine(logRecords: readonly LogRecord[], service: string): string {
  const scope = { name: 'vitals-gate', version };
  const resource = { attributes: text('service.name', service) };
  return `${JSON.stringify({ resourceLogs: [{ resource, scopeLogs: [{ scope, logRecords }] }] })}\n`;
}
