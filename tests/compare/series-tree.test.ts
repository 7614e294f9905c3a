import { expect, test } from 'vitest';

import { alignVisits } from '../../src/compare/series-tree.ts';
import type { SeriesNode } from '../../src/compare/series-tree.ts';
import { leaf, nodeAt, sumOf } from '../../src/model/breakdown.ts';
import type { Breakdown } from '../../src/model/breakdown.ts';
import { valuesOf } from '../../src/stats/series.ts';

const align = (metric: string, ...visits: readonly Breakdown[]): SeriesNode =>
  alignVisits([visits.map((breakdown, index) => ({ head: index % 2 === 1, breakdown }))], metric);
const idsOf = (node: SeriesNode | undefined) => node?.parts.map((part) => part.id);
const at = (root: SeriesNode, ...path: readonly string[]) => {
  const node = nodeAt(root, path);
  return node && valuesOf(node.series);
};

/** An LCP of nothing but layers of the request, 1 ms each. */
const layers = (...ids: string[]) =>
  sumOf('lcp', [
    sumOf('ttfb', [
      sumOf(
        'request',
        ids.map((id) => leaf(id, 1)),
      ),
    ]),
  ]);

test('a part that a visit does not have counts 0 there', () => {
  const root = align('cls', sumOf('cls', [leaf('#ad', 0.1)]), sumOf('cls', [leaf('#hero', 0.2), leaf('#ad', 0.05)]));
  expect(idsOf(root)).toEqual(['#ad', '#hero']);
  expect(at(root, 'cls', '#ad')).toEqual([0.1, 0.05]);
  expect(at(root, 'cls', '#hero')).toEqual([0, 0.2]);
});

test('a visit that does not split what others do has it all in `other`', () => {
  const split = sumOf('processing-duration', [leaf('onclick', 40), leaf('other', 5)]);
  const root = align('inp', sumOf('inp', [split]), sumOf('inp', [leaf('processing-duration', 30)]));
  const path = ['inp', 'processing-duration'];
  expect(idsOf(nodeAt(root, path))).toEqual(['onclick', 'other']);
  expect(at(root, ...path)).toEqual([45, 30]);
  expect(at(root, ...path, 'onclick')).toEqual([40, 0]);
  expect(at(root, ...path, 'other')).toEqual([5, 30]);
});

test('a leaf of 0 needs no remainder', () => {
  const root = align('cls', leaf('cls', 0), sumOf('cls', [leaf('#ad', 0.1)]));
  expect(idsOf(root)).toEqual(['#ad']);
});

test('a node that no visit splits stays a leaf', () => {
  expect(idsOf(align('cls', leaf('cls', 0.3), leaf('cls', 0.1)))).toEqual([]);
});

test('two parts of one name are one', () => {
  const root = align('cls', sumOf('cls', [leaf('#ad', 0.1), leaf('#ad', 0.2)]), leaf('cls', 0));
  expect(idsOf(root)).toEqual(['#ad']);
  expect(at(root, 'cls', '#ad')).toEqual([expect.closeTo(0.3, 12), 0]);
});

test('phases keep their canonical order, other parts that of their first appearance, remainders stand last', () => {
  const late = sumOf('ttfb', [leaf('request', 1), leaf('dns', 1)]);
  const root = align(
    'lcp',
    sumOf('lcp', [leaf('element-render-delay', 1), late]),
    sumOf('lcp', [leaf('resource-load-delay', 1), leaf('ttfb', 2)]),
  );
  expect(idsOf(root)).toEqual(['ttfb', 'resource-load-delay', 'element-render-delay']);
  expect(idsOf(nodeAt(root, ['lcp', 'ttfb']))).toEqual(['dns', 'request', 'other']);

  const request = nodeAt(align('lcp', layers('cdn', 'unreported'), layers('origin', 'cdn', 'unreported')), [
    'lcp',
    'ttfb',
    'request',
  ]);
  expect(idsOf(request)).toEqual(['cdn', 'origin', 'unreported']);
});

test('a path that names nothing finds nothing', () => {
  const root = align('cls', leaf('cls', 0), leaf('cls', 0));
  expect(nodeAt(root, ['lcp'])).toBeUndefined();
  expect(nodeAt(root, ['cls', '#ad', 'img'])).toBeUndefined();
});

test('visits that have no part in common are told apart up to a couple of thousand nodes, and their sums stay exact', () => {
  const visits = ten((visit) =>
    sumOf(
      'inp',
      ten((script) =>
        sumOf(
          `script-${script}-${visit}`,
          ten((handler) =>
            sumOf(
              `handler-${handler}`,
              ten((line) => leaf(`line-${line}`, 1)),
            ),
          ),
        ),
      ),
    ),
  );
  const root = align('inp', ...visits);
  expect(at(root, 'inp')).toEqual(visits.map(() => 1000));
  expect(nodesIn(root)).toBeGreaterThan(1000);
  expect(nodesIn(root)).toBeLessThanOrEqual(2001);
});

function ten(partOf: (index: number) => Breakdown): Breakdown[] {
  return Array.from({ length: 10 }, (_, index) => partOf(index));
}

function nodesIn({ parts }: SeriesNode): number {
  return parts.reduce((count, part) => count + nodesIn(part), 1);
}
