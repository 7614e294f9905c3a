import { expect, test } from 'vitest';

import { reportOf } from '../../../src/gate/verdict/judge-log.ts';
import type { Side } from '../../../src/model/deploy.ts';
import type { LaterRecord } from '../../../src/model/record.ts';
import { renderComment } from '../../../src/report/comment/comment.ts';
import { renderTerminal } from '../../../src/report/terminal/report.ts';
import { memoryLog, recordsOf } from '../../support/recorded.ts';

const [RUN, ...LATER] = recordsOf({ routes: [{ name: 'home', slowerMs: 400 }] });

/** Bytes by host that a visit downloads: the `turn`th of its side. */
type Loads = (side: Side, turn: number) => Readonly<Record<string, number>>;

/** What the comment and the terminal say of a slower page whose visits downloaded this; null where nothing. */
function saidOf(loads: Loads): string | null {
  const turns = { base: 0, head: 0 };
  const later = LATER.map((record): LaterRecord => {
    if (record.type !== 'visit' || record.outcome.status === 'failed') return record;
    const traffic = Object.entries(loads(record.side, turns[record.side]++)).map(([host, bytesDown]) => {
      return { host, connections: 1, bytesUp: 100, bytesDown };
    });
    return { ...record, outcome: { ...record.outcome, evidence: { ...record.outcome.evidence, traffic } } };
  });
  const { report } = reportOf(memoryLog(RUN, later));
  expect(report.result.verdict).toBe('fail');
  const [comment, terminal] = [renderComment(report), renderTerminal(report, { color: false })].map(
    (text) => /the page downloads [^;\n]*/.exec(text)?.[0] ?? null,
  );
  expect(terminal).toBe(comment);
  return comment ?? null;
}

function hostsOf(hosts: number, bytes: number): Record<string, number> {
  return Object.fromEntries(Array.from({ length: hosts }, (_, index) => [`h${index}.example`, bytes]));
}

test('what a page downloads more is the difference between whole visits', () => {
  expect(saidOf((side) => ({ 'a.example': 100_000, 'b.example': side === 'head' ? 80_000 : 50_000 }))).toBe(
    'the page downloads 30 kB (20 %) more, 180 kB in all',
  );
});

test('hosts that take turns are no growth where every visit downloads the same', () => {
  const said = saidOf((side, turn) => ({
    'a.example': 100_000,
    [side === 'base' ? `cdn${turn % 3}.example` : 'cdn0.example']: 200_000,
  }));
  expect(said).toBeNull();
});

test('hosts that take turns hide no growth of every visit', () => {
  const said = saidOf((side, turn) => ({
    'a.example': 100_000,
    [`cdn${turn % 3}.example`]: side === 'head' ? 400_000 : 200_000,
  }));
  expect(said).toBe('the page downloads 200 kB (67 %) more, 500 kB in all');
});

test('growth beyond ten times has no percentage', () => {
  expect(saidOf((side) => ({ 'a.example': side === 'head' ? 1_165_920 : 1_000 }))).toBe(
    'the page downloads 1.16 MB (over 10 times) more, 1.17 MB in all',
  );
});

test.each(['base', 'head', 'both'])(
  'is not given as all there is where visits list as many hosts as they can: %s',
  (full) => {
    const said = saidOf((side) =>
      hostsOf(full === side || full === 'both' ? 20 : 19, side === 'head' ? 40_000 : 10_000),
    );
    expect(said).toMatch(/^the page downloads \d+ kB \(\d+ %\) more from the 20 hosts that send it most$/);
  },
);
