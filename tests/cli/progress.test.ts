import { stripVTControlCharacters } from 'node:util';
import { beforeEach, describe, expect, test, vi } from 'vitest';

import type { BlocksAhead, LookStanding } from '../../src/model/progress.ts';
import { terminalProgress } from '../../src/report/terminal/progress.ts';
import { Sink } from './fake-io.ts';

const AHEAD: BlocksAhead = { made: 0, next: 3, most: 15, areFresh: false, campaigns: 2 };
const STANDING: LookStanding = { open: ['lcp'], suspected: [], estimate: null, nextMs: null, runMs: null };

/** A terminal as its reader sees it: what is written, with the lines that are overwritten gone. */
function screenOf(text: string): string[] {
  const lines: string[] = [];
  for (const piece of text.split('\u001b[J')) {
    const [, rest = '', up = '0'] = /^(.*?)(?:.\[(\d+)A)?$/s.exec(piece) ?? [];
    lines.push(...rest.split('\n').slice(0, -1));
    lines.splice(lines.length - Number(up), Infinity);
  }
  return lines;
}

describe('a log', () => {
  test('gets a line at each look and at the end', () => {
    const sink = new Sink();
    const progress = terminalProgress(sink, false);
    progress.line('Chrome 156');
    progress.begin('product, mobile', 12, AHEAD);
    for (let visit = 0; visit < 12; visit += 1) progress.advance('product, mobile');
    progress.look('product, mobile', '3 blocks; open: lcp; next look after 2 more blocks, about 20 s', STANDING);
    progress.look('product, mobile', '8 visits\u001b[2J', STANDING);
    progress.end('product, mobile', '30 visits, 8 of them fresh ones to confirm a red');
    progress.stop();
    expect(sink.text).toBe(
      [
        'Chrome 156',
        'product, mobile: 3 blocks; open: lcp; next look after 2 more blocks, about 20 s',
        'product, mobile: 8 visits',
        'product, mobile: 30 visits, 8 of them fresh ones to confirm a red',
        '',
      ].join('\n'),
    );
  });

  test('is not told of a visit of a campaign that never began', () => {
    const sink = new Sink();
    terminalProgress(sink, false).advance('nothing');
    expect(sink.text).toBe('');
  });
});

describe('a terminal', () => {
  let sink = new Sink(true);
  let progress = terminalProgress(sink, true);
  const shown = (): string[] => {
    vi.advanceTimersByTime(1000);
    return screenOf(sink.text);
  };

  beforeEach(() => {
    vi.useFakeTimers();
    sink = new Sink(true);
    progress = terminalProgress(sink, true);
    return () => void vi.useRealTimers();
  });

  test('has a line for the running campaign and one for the run', () => {
    progress.begin('product · mobile', 12, AHEAD);
    for (let visit = 0; visit < 6; visit += 1) progress.advance('product · mobile');
    expect(shown()).toEqual(['product · mobile  █░░░░░░░░░░░  1/15 blocks', '0 of 2 done']);
  });

  test('shows what is open, an estimate that is called provisional, and the time left', () => {
    progress.begin('a', 12, AHEAD);
    for (let visit = 0; visit < 12; visit += 1) progress.advance('a');
    const estimate = 'inp +12 ms (+4 %)';
    progress.look('a', 'not shown', { ...STANDING, open: ['inp', 'lcp', 'cls', 'fcp'], estimate, nextMs: 25_000 });
    expect(shown()).toEqual([
      'a  ██░░░░░░░░░░  3/15 blocks  open: inp, lcp, cls and 1 more  provisional: inp +12 ms (+4 %)',
      '0 of 2 done, next look in about 25 s',
    ]);
    progress.look('a', 'not shown', { ...STANDING, runMs: 241_000 });
    expect(shown()).toEqual(['a  ██░░░░░░░░░░  3/15 blocks  open: lcp', '0 of 2 done, about 4 min left']);
  });

  test('counts the time left down as visits are made', () => {
    progress.begin('a', 12, AHEAD);
    progress.look('a', '', { ...STANDING, runMs: 50_000 });
    vi.advanceTimersByTime(20_000);
    progress.advance('a');
    expect(shown()[1]).toBe('0 of 2 done, about 30 s left');
  });

  test('shows the fresh blocks that confirm a red', () => {
    progress.begin('a', 12, AHEAD);
    progress.look('a', '', { ...STANDING, open: [], suspected: ['lcp'], estimate: 'lcp +80 ms' });
    expect(shown()[0]).toBe('a  ░░░░░░░░░░░░  0/15 blocks  suspected: lcp  provisional: lcp +80 ms');
    progress.begin('a', 16, { ...AHEAD, next: 4, most: 8, areFresh: true });
    for (let visit = 0; visit < 9; visit += 1) progress.advance('a');
    expect(shown()[0]).toMatch(/^a {2}███░+ {2}2\/8 fresh blocks {2}to confirm: lcp/);
  });

  test('keeps lines above, one for each campaign that ended, and nothing else at the end', () => {
    progress.begin('a', 12, AHEAD);
    progress.line('said in between');
    progress.end('a', '12 visits');
    progress.begin('b', 12, AHEAD);
    expect(shown()).toEqual(['said in between', 'a: 12 visits', 'b  ░░░░░░░░░░░░  0/15 blocks', '1 of 2 done']);
    progress.end('b', '8 visits');
    expect(shown()).toEqual(['said in between', 'a: 12 visits', 'b: 8 visits']);
    progress.line('afterwards');
    expect(shown().at(-1)).toBe('afterwards');
  });

  test('is left without a line of a run that stops, and with all that was said', () => {
    progress.begin('a', 12, AHEAD);
    progress.line('SIGINT: stopping');
    progress.stop();
    expect(screenOf(sink.text)).toEqual(['SIGINT: stopping']);
    progress.stop();
    progress.advance('a');
    expect(shown()).toEqual(['SIGINT: stopping']);
  });

  test('shows two campaigns at a time', () => {
    progress.begin('a', 12, AHEAD);
    progress.begin('b', 12, AHEAD);
    expect(shown().map((line) => line.slice(0, 6))).toEqual(['a  ░░░', 'b  ░░░', '0 of 2']);
  });

  test('never goes beyond the next look, whatever is repeated', () => {
    progress.begin('a', 12, AHEAD);
    for (let visit = 0; visit < 30; visit += 1) progress.advance('a');
    expect(shown()[0]).toContain('3/15 blocks');
  });

  test('begins again where the campaigns are measured once more', () => {
    for (const name of ['a', 'b']) {
      progress.begin(name, 12, AHEAD);
      progress.end(name, 'done');
    }
    progress.begin('a', 12, AHEAD);
    expect(shown().at(-1)).toBe('0 of 2 done');
  });

  test.each([20, 40, 60])('has no line wider than %i columns', (columns) => {
    sink = Object.assign(new Sink(true), { columns });
    progress = terminalProgress(sink, true);
    progress.begin('首页 · мобильный 🚀🚀🚀 and a long name', 12, AHEAD);
    progress.look('首页 · мобильный 🚀🚀🚀 and a long name', '', { ...STANDING, estimate: 'lcp +12 ms (+4 %)' });
    const lines = shown();
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(stripVTControlCharacters(line).length).toBeLessThan(columns);
  });

  test('is written to at most ten times a second, and not at all where nothing changes', () => {
    const write = vi.spyOn(sink, 'write');
    progress.begin('a', 4000, { ...AHEAD, next: 1000, most: 1000 });
    for (let visit = 0; visit < 4000; visit += 1) {
      progress.advance('a');
      vi.advanceTimersByTime(1);
    }
    expect(write.mock.calls.length).toBeGreaterThan(30);
    expect(write.mock.calls.length).toBeLessThanOrEqual(41);
    progress.begin('b', 12, AHEAD);
    shown();
    write.mockClear();
    progress.advance('b');
    vi.advanceTimersByTime(1000);
    expect(write).not.toHaveBeenCalled();
  });

  test('is not steered by names or texts', () => {
    progress.begin('a\u001b[2J\nb', 12, AHEAD);
    progress.look('a\u001b[2J\nb', '', { ...STANDING, open: ['inp.\u001b[1A'], estimate: 'inp.\u001b[1A +1 ms' });
    progress.line('said\u001b[9A');
    vi.advanceTimersByTime(1000);
    expect(sink.text.replaceAll('\u001b[2A\u001b[J', '')).not.toContain('\u001b');
  });

  test('that does not say how wide it is is taken for one of 80 columns', () => {
    sink = Object.assign(new Sink(true), { columns: 0 });
    progress = terminalProgress(sink, true);
    progress.begin('a', 12, AHEAD);
    progress.advance('a');
    expect(shown()).toEqual(['a  0/15 blocks', '0 of 2 done']);
  });

  test('gets a line without a running campaign at once', () => {
    progress.line('Chrome 156');
    expect(sink.text).toBe('Chrome 156\n');
  });
});
