import { describe, expect, test } from 'vitest';

import { HistoryReader } from '../../src/history/reader.ts';
import { entry, read, row, sha, textOf } from './made.ts';

const shas = (text: string): string[] => read(text).commits.map((commit) => commit.sha);

describe('a history', () => {
  test('is in the order of the commits, whatever the order of the lines', () => {
    expect(shas(textOf([entry(2), entry(0), entry(1)]))).toEqual([sha(0), sha(1), sha(2)]);
  });

  test('keeps the order of the lines for commits of one second', () => {
    const { committed } = entry(0);
    expect(shas(textOf([entry(5, { committed }), entry(3, { committed })]))).toEqual([sha(5), sha(3)]);
  });

  test('has the entry that was measured last of two about one commit and anchor', () => {
    const early = entry(1, { rows: [row({ estimate: 0.1 })] });
    const late = { ...entry(1, { rows: [row({ estimate: 0.2 })] }), measured: '2026-02-01T00:00:00+01:00' };
    for (const lines of [
      [early, late],
      [late, early],
    ]) {
      const { commits, series } = read(textOf([entry(0), ...lines]));
      expect(commits.map((commit) => commit.sha)).toEqual([sha(0), sha(1)]);
      expect(series[0]?.estimates).toEqual([0, 0.2]);
    }
    expect(read(textOf([early, { ...late, anchor: 'other' }])).commits).toHaveLength(2);
  });

  test('goes on from file to file, and names places by file and line', () => {
    const { commits } = read(textOf([entry(0)]), `\n${textOf([entry(1)])}`);
    expect(commits.map(({ where }) => where)).toEqual(['history-0.ndjson:1', 'history-1.ndjson:2']);
  });

  test('is read from pieces that cut lines and characters', () => {
    const bytes = Buffer.from(textOf([entry(0, { runner: 'Prozessor für Läufe' }), entry(1)]));
    const reader = new HistoryReader();
    const take = reader.file('h');
    for (const byte of bytes) take(Uint8Array.of(byte));
    take(null);
    expect(reader.end().commits.map(({ runner }) => runner)).toEqual(['Prozessor für Läufe', 'linux x64, 4 cores']);
  });

  test('is empty without lines', () => {
    expect(read()).toEqual({ commits: [], series: [], notices: [] });
    expect(read('\n\r\n  \n').notices).toEqual([]);
  });
});

describe('what is left out', () => {
  test('is named by file and line, and everything else is kept', () => {
    const { commits, notices } = read(`${textOf([entry(0)])}{"format":\n${textOf([entry(1)])}{}`);
    expect(commits).toHaveLength(2);
    expect(notices).toEqual([
      'A line of the history is left out: history-0.ndjson:2: it is not JSON.',
      'A line of the history is left out: history-0.ndjson:4: its format is not valid: Invalid input: expected "vitals-gate-history/1".',
    ]);
  });

  test('is counted where it is much', () => {
    expect(read('x\n'.repeat(8)).notices.at(-1)).toBe('3 more lines of the history are left out.');
  });

  test('are conflict markers, and the entries of both sides count', () => {
    const text = `${textOf([entry(0)])}<<<<<<< HEAD\n${textOf([entry(1)])}=======\n${textOf([entry(2)])}>>>>>>> theirs\n`;
    expect(read(text).commits).toHaveLength(3);
    expect(read(text).notices).toEqual([
      'history-0.ndjson:2: a merge left its conflict markers in the history. The entries of both sides count; remove the lines of the markers.',
    ]);
  });

  test('are rows of metrics that are not known', () => {
    const { series, notices } = read(textOf([entry(0, { rows: [row({ path: 'ttcp.wait' }), row()] })]));
    expect(series.map(({ path }) => path)).toEqual(['lcp']);
    expect(notices).toEqual(['1 row of the history is about a metric that this version of vitals-gate does not know.']);
  });

  test('is a second row about the same', () => {
    const { series } = read(textOf([entry(0, { rows: [row({ estimate: 1 }), row({ estimate: 2 })] })]));
    expect(series[0]?.estimates).toEqual([1]);
  });

  test('is a line that no run writes, by its length', () => {
    const reader = new HistoryReader();
    const take = reader.file('h\u001b[31m');
    for (let part = 0; part < 51; part += 1) take('x'.repeat(1_000_000));
    take(`\n${textOf([entry(0)])}`);
    take(null);
    const { commits, notices } = reader.end();
    expect(commits).toHaveLength(1);
    expect(notices).toEqual(['A line of the history is left out: h:1: it is too long.']);
  });
});

test('a newer format stops the reading at its place', () => {
  const newer = textOf([entry(1)]).replace('history/1', 'history/2');
  expect(() => read(textOf([entry(0)]) + newer)).toThrow(
    expect.objectContaining({ code: 'history-newer', where: 'history-0.ndjson:2' }),
  );
});
