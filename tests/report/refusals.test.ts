import { expect, test } from 'vitest';

import { reportOf } from '../../src/gate/report.ts';
import type { LaterRecord } from '../../src/model/record.ts';
import type { Evidence } from '../../src/model/sample.ts';
import { recordsOf } from '../support/recorded.ts';

const [RUN, ...LATER] = recordsOf({ routes: [{ name: 'home' }] });
const VISITS_PER_SIDE = LATER.filter((record) => record.type === 'visit' && record.side === 'head').length;

type Refused = NonNullable<Evidence['refused']>;

/** The report of a run whose visits were refused this. */
function reportWith(refusedOn: (side: 'base' | 'head') => Refused) {
  const later = LATER.map((record): LaterRecord => {
    if (record.type !== 'visit' || record.outcome.status === 'failed') return record;
    const refused = refusedOn(record.side);
    const evidence = { ...record.outcome.evidence, ...(refused.length === 0 ? {} : { refused }) };
    return { ...record, outcome: { ...record.outcome, evidence } };
  });
  return reportOf({ run: RUN, later }).report;
}

test('what both sides were refused is a notice, with how often and what to write', () => {
  const { alerts = [], notices } = reportWith(() => [{ host: 'localhost', port: 4000, connections: 2 }]);
  expect(alerts).toEqual([]);
  expect(notices).toEqual([
    `Pages were refused what is on this machine or in its network: localhost:4000 (${4 * VISITS_PER_SIDE} connections). They were measured without it. If they need it, write \`allow-hosts: ["localhost:4000"]\` in the configuration.`,
  ]);
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
  const many = reportWith(() => [1, 2, 3, 4, 5].map((port) => ({ host: '127.0.0.1', port, connections: 9 - port })));
  expect(many.notices.join()).toMatch(
    /127\.0\.0\.1:1 .*127\.0\.0\.1:2 .*127\.0\.0\.1:3 \(\d+ connections\) and 2 more\./,
  );
});

test('nothing is said where nothing was refused', () => {
  const { alerts, notices } = reportWith(() => []);
  expect({ alerts, notices }).toEqual({ alerts: undefined, notices: [] });
});
