import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  assertSums,
  capped,
  deepestDominant,
  formatPath,
  leaf,
  nodeAt,
  parsePath,
  sumOf,
  withRemainder,
  type Breakdown,
} from '../../src/model/breakdown.ts';

const TREE = sumOf('lcp', [
  sumOf('ttfb', [leaf('connect', 150), leaf('request', 240)]),
  leaf('element-render-delay', 10),
]);

describe('a breakdown', () => {
  it('is worth the sum of its parts', () => {
    expect(TREE.value).toBe(400);
    expect(() => assertSums(TREE)).not.toThrow();
  });

  it('whose parts do not add up is an implementation error that names the node', () => {
    const broken = { ...TREE, parts: [{ ...sumOf('ttfb', [leaf('connect', 150)]), value: 151 }, leaf('rest', 249)] };
    expect(() => assertSums(broken)).toThrow('lcp.ttfb');
  });

  it('finds a node by its path, and nothing by a wrong one', () => {
    expect(nodeAt(TREE, ['lcp', 'ttfb', 'request'])?.value).toBe(240);
    expect(nodeAt(TREE, ['lcp'])).toBe(TREE);
    expect(nodeAt(TREE, ['inp'])).toBeUndefined();
    expect(nodeAt(TREE, ['lcp', 'ttfb', 'dns', 'x'])).toBeUndefined();
  });
});

const deepest = (top: Breakdown) =>
  deepestDominant(
    top,
    ({ parts }) => parts,
    ({ value }) => value,
  ).id;

describe('where a change comes from', () => {
  it('is the deepest node that holds half of the one above it', () => {
    const connect = sumOf('connect', [leaf('tls', 49), leaf('tcp', 51)]);
    expect(deepest(sumOf('ttfb', [connect, leaf('request', 100)]))).toBe('tcp');
    expect(deepest(sumOf('ttfb', [connect, leaf('request', 101), leaf('dns', 2)]))).toBe('ttfb');
  });

  it('is followed into no part that went the other way', () => {
    expect(deepest(sumOf('ttfb', [leaf('connect', -90), leaf('request', 50), leaf('dns', 50)]))).toBe('request');
    expect(deepest(sumOf('ttfb', [leaf('connect', -90), leaf('request', 50)]))).toBe('connect');
  });

  it('is followed into a part without bound', () => {
    expect(deepest(sumOf('cost', [leaf('reviews', Infinity), leaf('products', 3)]))).toBe('reviews');
  });
});

describe('a remainder', () => {
  it('names what the parts leave of the value', () => {
    expect(withRemainder('request', 240, [leaf('db', 30), leaf('cdn', 20)], 'unreported').parts).toEqual([
      leaf('db', 30),
      leaf('cdn', 20),
      leaf('unreported', 190),
    ]);
  });

  it('is not invented for parts that exceed the value: the node stays whole', () => {
    expect(withRemainder('request', 40, [leaf('db', 30), leaf('cdn', 20)], 'unreported')).toEqual(leaf('request', 40));
  });
});

describe('a path', () => {
  it('quotes a segment that holds a dot', () => {
    expect(formatPath(['lcp', 'ttfb', 'request', 'cdn.example'])).toBe('lcp.ttfb.request."cdn.example"');
    expect(parsePath('lcp.ttfb.request."cdn.example"')).toEqual(['lcp', 'ttfb', 'request', 'cdn.example']);
  });

  it.each(['', '.', 'lcp.', '.lcp', 'lcp..ttfb', 'lcp."open', 'lcp.""'])('%j is none', (path) => {
    expect(parsePath(path)).toBeUndefined();
  });

  it('survives being written and read, whatever its segments hold', () => {
    const segment = fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => text.trim() === text);
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1 }), (segments) => {
        expect(parsePath(formatPath(segments))).toEqual(segments);
      }),
    );
  });
});

it('a tree with more parts than anybody reads keeps the largest, and its sums', () => {
  const tree = sumOf(
    'cls',
    Array.from({ length: 500 }, (_, index) => leaf(`#a${index}`, index / 1000)),
  );
  const shown = capped(tree, 100, 'other');
  expect(shown.parts).toHaveLength(100);
  expect(shown.parts.at(-1)?.id).toBe('other');
  expect(shown.parts.some(({ id }) => id === '#a499')).toBe(true);
  expect(() => assertSums(shown)).not.toThrow();
  expect(capped(leaf('cls', 1), 100, 'other')).toEqual(leaf('cls', 1));
});
