import { expect, test } from 'vitest';

import type { Clue } from '../../../src/model/clue.ts';
import { becausePhrase, cluesOfRow } from '../../../src/report/words/why.ts';
import { WORDS, type WordsOf } from '../../../src/report/words/clue-kinds.ts';
import { inText } from '../../../src/report/words/phrase.ts';
import { groupRows } from '../../../src/report/rows/rows.ts';
import * as scenarios from '../scenarios.ts';

test('each kind of clue answers why or where', () => {
  const ofToday: WordsOf<Clue> = WORDS;
  expect(new Set(Object.values(ofToday).map(({ answers }) => answers))).toEqual(new Set(['why', 'where']));
});

test('a kind of clue without words does not compile', () => {
  // @ts-expect-error What the compiler checks is that `long-task` is missing.
  const grown: WordsOf<Clue | { readonly kind: 'long-task' }> = WORDS;
  expect(Object.keys(grown)).not.toContain('long-task');
});

test('the words are those of the value: another value in the result is what is told', () => {
  const { result } = scenarios.oneRegression;
  const [row] = groupRows(scenarios.oneRegression).broken;
  if (row === undefined) throw new Error('the scenario has a broken budget');
  const clues = (result.clues ?? []).map((clue) =>
    clue.kind === 'part' ? { ...clue, part: ['lcp', 'ttfb'], share: 0.5, change: { value: 7, low: 6, high: 8 } } : clue,
  );
  const report = { ...scenarios.oneRegression, result: { ...result, clues } };
  expect(inText(becausePhrase(row, report))).toBe('TTFB +7.0 ms (50 % of it); main > img.hero (/img/hero.jpg)');
  expect(inText(becausePhrase(row, { ...report, result: { ...result, clues: [] } }))).toBe('');
});

test('clues of another budget of the same page are not told', () => {
  const rows = groupRows(scenarios.many).broken;
  const paths = rows.map((row) => [row.budget.path, cluesOfRow(row, scenarios.many).map(({ path }) => path)]);
  for (const [own, ofCauses] of paths) expect(new Set(ofCauses)).toEqual(new Set([own]));
  expect(paths.length).toBeGreaterThan(2);
});

test('of more clues of a cost than are told the rest is counted, also where the result lists no more', () => {
  const [clue] = scenarios.costs.result.clues ?? [];
  const [row] = groupRows(scenarios.costs).broken;
  if (clue?.kind !== 'graphql-cost' || row === undefined) throw new Error('the scenario has a cost');
  const clues = Array.from({ length: 10 }, () => ({ ...clue, share: 0.1, among: 40 }));
  const report = { ...scenarios.costs, result: { ...scenarios.costs.result, clues } };
  expect(inText(becausePhrase(row, report))).toMatch(/^(?:.*? \(10 % of it\).*?; ){3}and 37 more$/);
});
