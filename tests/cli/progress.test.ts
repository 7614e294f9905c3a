import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';

import { terminalProgress } from '../../src/report/terminal/progress.ts';
import { Sink } from './fake-io.ts';

test('a log gets a line at each look and at the end', () => {
  const sink = new Sink();
  const progress = terminalProgress(sink, false);
  progress.line('Chrome 156');
  progress.begin('product, mobile', 12);
  for (let visit = 0; visit < 12; visit += 1) progress.advance('product, mobile');
  progress.look('product, mobile', '3 blocks; open: lcp; next look after 2 more blocks, about 20 s');
  progress.look('product, mobile', '8 visits\u001b[2J');
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
  await expect
    .poll(() => stripVTControlCharacters(sink.text))
    .toMatch(/^product, mobile {2}█{6}░{18} {2}1\/4 visits to the next look/);
  progress.line('said in between');
  progress.end('product, mobile', '1 block');
  progress.stop();
  expect(stripVTControlCharacters(sink.text)).toMatch(/said in between\n.*product, mobile: 1 block\n$/s);
  expect(sink.text.lastIndexOf('\u001b[?25h')).toBeGreaterThan(sink.text.lastIndexOf('\u001b[?25l'));
});

test('a bar begins again after each look, ends at the next one, and never goes beyond it', async () => {
  const sink = new Sink(true);
  const progress = terminalProgress(sink, true);
  const shown = (): string => stripVTControlCharacters(sink.text);
  progress.begin('a', 4);
  for (let visit = 0; visit < 6; visit += 1) progress.advance('a');
  await expect.poll(shown).toMatch(/a {2}█{24} {2}4\/4 visits to the next look/);
  progress.look('a', '1 block; open: lcp');
  progress.begin('a', 8);
  progress.advance('a');
  progress.advance('a');
  await expect.poll(shown).toMatch(/a: 1 block; open: lcp\n.*a {2}█{6}░{18} {2}2\/8 visits to the next look/s);
  progress.end('a', 'done');
  expect(shown()).not.toMatch(/[56]\/4/);
  expect(shown()).toMatch(/a: done\n$/);
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
