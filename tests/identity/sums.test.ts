import { expect, test } from 'vitest';

import { sumsOf } from '../../src/identity/sums.ts';
import type { Answer } from '../../src/model/answers.ts';
import { answer } from './answers.ts';

const pairsOf = (answers: readonly Answer[]) =>
  answers.flatMap(({ isSameOrigin }, at) => (isSameOrigin ? [{ base: at, head: at, isUnsettled: false }] : []));

test('a request is summed with those that led to it, and what came before LCP with each other', () => {
  const answers = [
    answer('/', 'html', { kind: 'document' }),
    answer('/app.js', 'app', { initiator: 0 }),
    answer('/data', 'data', { initiator: 1, kind: 'fetch' }),
    answer('/late.js', 'late', { initiator: 0, isBeforeLcp: false }),
  ];
  expect(sumsOf(pairsOf(answers), answers, answers)).toEqual([
    [0, 1],
    [0, 1, 2],
    [0, 3],
  ]);
});

test('what another origin answers has no time of its own, but it does not break the chain', () => {
  const answers = [
    answer('/', 'html', { kind: 'document' }),
    answer('https://cdn.example/tag.js', 'tag', { initiator: 0, isSameOrigin: false }),
    answer('/data', 'data', { initiator: 1 }),
  ];
  expect(sumsOf(pairsOf(answers), answers, answers)).toEqual([[0, 1]]);
});

test('a request whose initiator is unknown comes after the document before it', () => {
  const answers = [
    answer('/', '', { kind: 'document', status: 302 }),
    answer('/home', 'html', { kind: 'document', isBeforeLcp: false }),
    answer('/font', 'font', { kind: 'font', isBeforeLcp: false }),
  ];
  expect(sumsOf(pairsOf(answers), answers, answers)).toEqual([
    [0, 1],
    [0, 1, 2],
  ]);
});

test('each side has its chains, and initiators that go in circles end', () => {
  const base = [
    answer('/a', 'a', { initiator: 1 }),
    answer('/b', 'b', { initiator: 0 }),
    answer('/c', 'c', { initiator: 0 }),
  ];
  const head = base.map((each) => ({ ...each, initiator: 2 }));
  expect(sumsOf(pairsOf(base), base, head)).toEqual([
    [0, 1],
    [0, 1, 2],
    [0, 2],
    [1, 2],
  ]);
});

test('a page that makes a chain of thousands of requests is not summed', () => {
  const answers = Array.from({ length: 5000 }, (_, at) =>
    answer(`/${at}`, 'x', { initiator: at === 0 ? null : at - 1 }),
  );
  expect(sumsOf(pairsOf(answers), answers, answers)).toBeNull();
});
