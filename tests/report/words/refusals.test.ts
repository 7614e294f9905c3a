import { expect, test } from 'vitest';

import { reportOf } from '../../../src/gate/verdict/judge-log.ts';
import type { LaterRecord } from '../../../src/model/record.ts';
import type { Evidence } from '../../../src/model/sample.ts';
import { renderComment } from '../../../src/report/comment/comment.ts';
import { renderTerminal } from '../../../src/report/terminal/report.ts';
import { memoryLog, recordsOf } from '../../support/recorded.ts';

const [RUN, ...LATER] = recordsOf({ routes: [{ name: 'home' }] });
const VISITS_PER_SIDE = LATER.filter((record) => record.type === 'visit' && record.side === 'head').length;

type RefusedHosts = NonNullable<Evidence['refused']>;

/** The report of a run whose visits were refused this. */
function reportWith(refusedOn: (side: 'base' | 'head') => RefusedHosts, records: readonly LaterRecord[] = LATER) {
  const later = records.map((record): LaterRecord => {
    if (record.type !== 'visit' || record.outcome.status === 'failed') return record;
    const refused = refusedOn(record.side);
    const evidence = { ...record.outcome.evidence, ...(refused.length === 0 ? {} : { refused }) };
    return { ...record, outcome: { ...record.outcome, evidence } };
  });
  return reportOf(memoryLog(RUN, later)).report;
}

test('what both sides were refused stands above everything else, with how often and what to write', () => {
  const report = reportWith(() => [{ host: 'localhost', port: 4000, connections: 2 }]);
  expect(report.notices).toEqual([]);
  expect(report.alerts).toEqual([
    `Pages were not allowed to reach this machine or its network: localhost:4000 (${4 * VISITS_PER_SIDE} connections). They were measured without it. If they need it, write \`allow-hosts: ["localhost:4000"]\` in the configuration.`,
  ]);
  expect(report.result.verdict).toBe('pass');
  const unfolded = renderComment(report).split('<details>')[0];
  expect(unfolded).toContain('⚠️ Pages were not allowed');
  expect(unfolded).toContain('allow-hosts');
  expect(renderTerminal(report, { color: false })).toMatch(
    /^! Pages were not allowed .* write `allow-hosts: \["localhost:4000"\]` in the configuration\.$/m,
  );
});

test('a first run without a base is told as well', () => {
  const later = LATER.filter((record) => record.type !== 'visit' || record.side === 'head');
  const { alerts = [] } = reportWith(() => [{ host: 'localhost', port: 4000, connections: 1 }], later);
  expect(alerts.join()).toContain('allow-hosts: ["localhost:4000"]');
});

test('the line to write is never cut, however long the names are: fewer are named', () => {
  const hosts = ['a', 'b', 'c'].map((letter) => `${letter.repeat(40)}.internal.example`);
  const report = reportWith(() => hosts.map((host) => ({ host, port: 8080, connections: 1 })));
  expect(report.alerts?.join()).toContain('and 2 more');
  for (const text of [renderComment(report), renderTerminal(report, { color: false })])
    expect(text).toMatch(/⚠️ .* in the configuration\.|^! .* in the configuration\.$/m);
});

test('what one side alone was refused stands above everything else: its numbers may be of another page', () => {
  const { alerts = [], notices } = reportWith((side) =>
    side === 'head' ? [{ host: '::1', port: 4000, connections: 1 }] : [],
  );
  expect(notices).toEqual([]);
  expect(alerts.join()).toContain(`[::1]:4000 (${VISITS_PER_SIDE} connections, on head)`);
  expect(alerts.join()).toContain('allow-hosts: ["[::1]:4000"]');
});

test('the cloud’s metadata is not offered to be allowed, and of many hosts three are named', () => {
  const one = reportWith(() => [{ host: '169.254.169.254', port: 80, connections: 1 }]);
  expect(one.notices.join()).toContain('169.254.169.254:80');
  expect(one.notices.join()).not.toContain('allow-hosts');
  expect(one.alerts).toBe(undefined);
  const many = reportWith(() => [1, 2, 3, 4, 5].map((port) => ({ host: '127.0.0.1', port, connections: 9 - port })));
  expect(many.alerts?.join()).toMatch(
    /127\.0\.0\.1:1 .*127\.0\.0\.1:2 .*127\.0\.0\.1:3 \(\d+ connections\) and 2 more\./,
  );
});

test.each(['169.254.170.2', 'fe80::1', 'febf::1', 'fd00:ec2::254', '::ffff:a9fe:a9fe'])(
  'what only machines ask is a notice on both sides: %s',
  (host) => {
    const { alerts, notices } = reportWith(() => [{ host, port: 80, connections: 1 }]);
    expect(alerts).toBe(undefined);
    expect(notices.join()).not.toContain('allow-hosts');
  },
);

test('what is offered to be allowed is told apart from what only machines ask', () => {
  const { alerts = [], notices } = reportWith(() => [
    { host: '169.254.169.254', port: 80, connections: 9 },
    { host: 'localhost', port: 4000, connections: 1 },
  ]);
  expect(alerts.join()).not.toContain('169.254');
  expect(alerts.join()).toContain('localhost:4000');
  expect(notices.join()).toContain('169.254.169.254:80');
});

test('nothing is said where nothing was refused', () => {
  const { alerts, notices } = reportWith(() => []);
  expect({ alerts, notices }).toEqual({ alerts: undefined, notices: [] });
});
