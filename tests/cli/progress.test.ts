import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';

import { terminalProgress } from '../../src/report/terminal/progress.ts';
import { Sink } from './fake-io.ts';

test('a log gets a line at the beginning, at each look and at the end', () => {
  const sink = new Sink();
  const progress = terminalProgress(sink, false);
  progress.line('Chrome 156');
  progress.begin('product, mobile', 62);
  for (let visit = 0; visit < 14; visit += 1) progress.advance('product, mobile');
  progress.look('product, mobile', '14 visits; still open: lcp; next look in about 20 s');
  progress.look('product, mobile', '8 visits\u001b[2J');
  progress.end('product, mobile', '30 visits, 8 of them fresh ones to confirm a red');
  progress.stop();
  expect(sink.text).toBe(
    [
      'Chrome 156',
      'product, mobile: at most 62 visits',
      'product, mobile: 14 visits; still open: lcp; next look in about 20 s',
      'product, mobile: 8 visits',
      'product, mobile: 30 visits, 8 of them fresh ones to confirm a red',
      '',
    ].join('\n'),
  );
});

test('a visit of a campaign that never began is no matter', () => {
  const sink = new Sink();
  terminalProgress(sink, false).advance('nothing');
  expect(sink.text).toBe('');
});

test('a terminal gets a bar while a campaign runs, a line after it, and its cursor back', async () => {
  const sink = new Sink(true);
  const progress = terminalProgress(sink, true);
  progress.begin('product, mobile', 4);
  progress.advance('product, mobile');
  await expect.poll(() => stripVTControlCharacters(sink.text)).toMatch(/^product, mobile {2}█{6}░{18} {2}1\/4 visits/);
  progress.line('said in between');
  progress.end('product, mobile', '1 block');
  progress.stop();
  expect(stripVTControlCharacters(sink.text)).toMatch(/said in between\n.*product, mobile: 1 block\n$/s);
  expect(sink.text.lastIndexOf('\u001b[?25h')).toBeGreaterThan(sink.text.lastIndexOf('\u001b[?25l'));
});

test('two campaigns at once have a bar each', async () => {
  const sink = new Sink(true);
  const progress = terminalProgress(sink, true);
  progress.begin('a', 4);
  progress.begin('b', 4);
  await expect.poll(() => stripVTControlCharacters(sink.text)).toMatch(/a {2}░{24} {2}0\/4.*\n?b {2}░{24} {2}0\/4/s);
  progress.end('a', 'done');
  progress.end('b', 'done');
  expect(stripVTControlCharacters(sink.text)).toMatch(/a: done\n.*b: done\n$/s);
});

test('a line without a running campaign is written at once', () => {
  const sink = new Sink(true);
  terminalProgress(sink, true).line('Chrome 156');
  expect(sink.text).toBe('Chrome 156\n');
});
