import { expect, it } from 'vitest';

import type { GrownOperation } from '../../src/cause/graphql.ts';
import { broken, diagnosis, HEAD, html, request, searched, type RequestSpec, type VisitSpec } from './records.ts';

const ENDPOINT = `${HEAD}/graphql`;
const DELAY = { 'resource-load-delay': 300, ttfb: 0 };

function operation(base: number, head: number, name = 'ProductPage'): GrownOperation {
  return { name, base, head, places: [{ kind: 'source', role: 'operation', file: `${name}.graphql`, line: 5 }] };
}

/** A script asks for data, and then for the hero. */
function page(answeredMs: number, askedMs: number, over: Partial<RequestSpec> = {}): VisitSpec {
  const data = {
    url: '/graphql',
    kind: 'fetch',
    method: 'POST',
    askedMs: 20,
    answeredMs,
    endedMs: answeredMs,
  } as const;
  return {
    requests: [html(), request({ ...data, ...over }), request({ url: '/hero.jpg', initiator: 'script', askedMs })],
  };
}

function idsOf(
  operations: readonly GrownOperation[],
  { endpoints = [ENDPOINT], data = {} }: { endpoints?: readonly string[]; data?: Partial<RequestSpec> } = {},
): string[] {
  const found = diagnosis(page(60, 110, data), page(360, 410, data));
  const { causes } = searched({ ...broken('lcp', DELAY), operations, endpoints }, found);
  return causes.filter(({ because }) => because).map(({ id }) => id);
}

it.each([
  [20, 120, 'graphql-cost-grown'],
  [100, 120, 'graphql-cost-grown'],
  [100, 119, 'server-slower'],
  [100, 90, 'server-slower'],
  [0, 1, 'graphql-cost-grown'],
  [100, Infinity, 'graphql-cost-grown'],
  [Infinity, Infinity, 'server-slower'],
])('an operation that cost %s and costs %s makes a later answer %s', (base, head, id) => {
  expect(idsOf([operation(base, head)])).toEqual([id]);
});

it('no operation is the reason for a request that is not sent to where the page sends operations', () => {
  expect(idsOf([operation(20, 120)], { data: { url: '/stock' } })).toEqual(['server-slower']);
});

it('no operation is the reason for what the LCP element does not wait for', () => {
  const data = { askedMs: 500, endedMs: 900 };
  const found = diagnosis(page(560, 110, data), page(860, 410, data));
  const asked = { operations: [operation(20, 120)], endpoints: [ENDPOINT] };
  const { causes } = searched({ ...broken('lcp', DELAY), ...asked }, found);
  expect(causes.map(({ id }) => id)).not.toContain('graphql-cost-grown');
});

it('the operation that grew most gives the name, the others their costs and lines, without what hardly grew', () => {
  const operations = [operation(100, 150, 'Menu'), operation(20, 120), operation(100, 101, 'Footer')];
  const found = diagnosis(page(60, 110), page(360, 410));
  const [cause] = searched({ ...broken('lcp', DELAY), operations, endpoints: [ENDPOINT] }, found).causes;
  expect(cause?.subject.name).toBe('ProductPage');
  expect(cause?.facts.filter(({ kind }) => kind === 'cost')).toEqual([
    { kind: 'cost', base: 20, head: 120 },
    { kind: 'cost', base: 100, head: 150 },
  ]);
  expect(cause?.places).toMatchObject([{ file: 'ProductPage.graphql' }, { file: 'Menu.graphql' }]);
});

it.each([
  ['is only told where the page sends none', [], [], ['graphql-cost-grown']],
  ['is not told where the page sends others', [ENDPOINT], [], []],
  [
    'is not told where what the page sends is not known',
    [],
    [request({ url: '/graphql', kind: 'fetch', method: 'POST' })],
    [],
  ],
] as const)('an operation that no page sends is never the reason, and %s', (_, endpoints, sent, told) => {
  const rendered = (answeredMs: number): VisitSpec => ({
    requests: [
      html({ answeredMs, endedMs: answeredMs + 10 }),
      ...sent,
      request({ url: '/hero.jpg', askedMs: answeredMs + 10 }),
    ],
  });
  const budget = broken('lcp', { ttfb: { request: 300 } });
  const asked = { operations: [operation(20, 120)], endpoints };
  const { causes } = searched({ ...budget, ...asked }, diagnosis(rendered(100), rendered(400)));
  expect(causes.filter(({ because }) => because)).toMatchObject([{ id: 'server-slower', share: 1 }]);
  expect(causes.filter(({ because }) => !because).map(({ id }) => id)).toEqual(told);
});
