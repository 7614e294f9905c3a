import { expect, test } from 'vitest';

import { eventsOf, logsLine } from '../../../src/field/export/otlp.ts';
import type { EndedView } from '../../../src/field/questions/finals.ts';

const VIEW: EndedView = {
  view: 'v1',
  session: 's1',
  t: '2026-11-01T10:00:00.123Z',
  sha: 'a1b2c3',
  route: 'product',
  path: '/p/42',
  device: 'mobile',
  connection: '4g',
  country: 'BR',
  pageType: null,
  variant: 'hero=b',
  state: 'fresh',
  navigation: 'navigate',
  nodes: new Map([
    ['lcp', 1840],
    ['lcp.ttfb', 420],
    ['lcp.ttfb.request."cdn.origin"', 20],
    ['inp', 96],
    ['cls', 0.02],
  ]),
};

function attributesOf(view: EndedView, event = 0): Record<string, unknown> {
  const { attributes = [] } = eventsOf(view)[event] ?? {};
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0] as unknown]));
}

test('a view is one event for each metric that it has', () => {
  expect(eventsOf(VIEW).map((_event, at) => attributesOf(VIEW, at)['browser.web_vital.name'])).toEqual([
    'lcp',
    'inp',
    'cls',
  ]);
  expect(attributesOf(VIEW)).toEqual({
    'browser.web_vital.name': 'lcp',
    'browser.web_vital.value': 1840,
    'browser.web_vital.delta': 1840,
    'browser.web_vital.id': 'v1-lcp',
    'browser.web_vital.navigation_type': 'navigate',
    'vitals_gate.lcp.ttfb': 420,
    'vitals_gate.lcp.ttfb.request."cdn.origin"': 20,
    'session.id': 's1',
    'deployment.id': 'a1b2c3',
    'vcs.ref.head.revision': 'a1b2c3',
    'feature_flag.key': 'hero',
    'feature_flag.result.variant': 'b',
    'url.path': '/p/42',
    'geo.country.iso_code': 'BR',
    'vitals_gate.route': 'product',
    'vitals_gate.device': 'mobile',
    'vitals_gate.connection': '4g',
    'vitals_gate.state': 'fresh',
  });
});

test('what a record does not say has no attribute, and a view without metrics no event', () => {
  const bare = { ...VIEW, navigation: null, variant: null, path: null, country: null };
  const keys = Object.keys(attributesOf(bare));
  for (const key of ['browser.web_vital.navigation_type', 'feature_flag.key', 'url.path', 'geo.country.iso_code'])
    expect(keys).not.toContain(key);
  expect(eventsOf({ ...VIEW, nodes: new Map() })).toEqual([]);
});

test('several flags are two lists in the same order', () => {
  const { 'feature_flag.key': flags, 'feature_flag.result.variant': variants } = attributesOf({
    ...VIEW,
    variant: 'a=1;hero=b',
  });
  expect([flags, variants]).toEqual([
    { values: [{ stringValue: 'a' }, { stringValue: 'hero' }] },
    { values: [{ stringValue: '1' }, { stringValue: 'b' }] },
  ]);
});

/** What the JSON encoding of OTLP asks of every message (opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding). */
function encodingProblems(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown, at) => encodingProblems(item, `${path}[${at}]`));
  if (typeof value !== 'object' || value === null) return value === null ? [`${path} is null`] : [];
  return Object.entries(value).flatMap(([key, item]: [string, unknown]) => {
    const place = `${path}.${key}`;
    const own = [
      ...(/^[a-z][a-zA-Z0-9]*$/.test(key) ? [] : [`${place} is not lowerCamelCase`]),
      ...(/UnixNano$|^intValue$/.test(key) && !/^\d+$/.test(typeof item === 'string' ? item : '')
        ? [`${place} is not a string of digits`]
        : []),
      ...(/^(?:trace|span)Id$/.test(key) && !/^(?:[0-9a-f]{16}){1,2}$/.test(String(item))
        ? [`${place} is not hex`]
        : []),
      ...(/^(?:kind|severityNumber)$/.test(key) && !Number.isInteger(item) ? [`${place} is not a number`] : []),
    ];
    return [...own, ...encodingProblems(item, place)];
  });
}

test('a line is a whole message in the JSON encoding of OTLP', () => {
  const line = logsLine(eventsOf(VIEW), 'shop');
  expect(line.endsWith('}\n')).toBe(true);
  expect(line.trimEnd()).not.toContain('\n');
  const message = JSON.parse(line) as {
    resourceLogs: [{ resource: unknown; scopeLogs: [{ logRecords: { timeUnixNano: string; eventName: string }[] }] }];
  };
  expect(encodingProblems(message)).toEqual([]);
  const [{ resource, scopeLogs }] = message.resourceLogs;
  expect(resource).toEqual({ attributes: [{ key: 'service.name', value: { stringValue: 'shop' } }] });
  // 64 bits: as a number it would have lost its last digits.
  expect(scopeLogs[0].logRecords[0]).toMatchObject({
    timeUnixNano: '1793527200123000000',
    eventName: 'browser.web_vital',
  });
});

test('the rules of the encoding find what breaks them', () => {
  expect(encodingProblems({ time_unix_nano: 1, timeUnixNano: 1, traceId: 'YWJj', a: null })).toHaveLength(4);
});
