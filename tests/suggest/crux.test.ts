import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

import { loadConfig } from '../../src/config/load.ts';
import { readCrux } from '../../src/suggest/crux/response.ts';
import { suggestFromCrux } from '../../src/suggest/from-crux.ts';
import { CONFIG, FIXTURES, placeWith, refusal } from './place.ts';

const fixture = (name: string): string => readFileSync(path.join(FIXTURES, `${name}.json`), 'utf8');
const read = (text: string) => readCrux(text, { name: 'crux.json', curl: 'curl …' });
const refused = (text: string) => refusal(Promise.resolve(text).then(read));

async function suggested(text: string, config: string = CONFIG) {
  using place = placeWith(config);
  const loaded = await loadConfig('vitals-gate.yml', { baseUrl: null, headUrl: null, visits: false }, place.folder, {});
  const { budgets, leftOut, notes } = suggestFromCrux(read(text), loaded);
  const limits = budgets.map(({ route, path: node, max }) => [route, node, max?.value]);
  return {
    limits,
    leftOut: leftOut.join('\n'),
    notes: notes.join('\n'),
    why: budgets.flatMap(({ why }) => why).join('\n'),
  };
}

/** The fixture of a page with other metrics. */
function record(metrics: object, key: object = { url: 'https://shop.example/' }): string {
  return JSON.stringify({ record: { key, metrics } });
}
const p75 = (value: unknown, histogram?: object[]) => ({
  percentiles: { p75: value },
  ...(histogram && { histogram }),
});

describe('a page', () => {
  test('gives its route limits on metrics and phases', async () => {
    const { limits, leftOut } = await suggested(fixture('page-phone'));
    expect(limits).toEqual([
      ['home', 'lcp', 2350],
      ['home', 'lcp.ttfb', 740],
      ['home', 'lcp.resource-load-delay', 660],
      ['home', 'lcp.resource-load-duration', 680],
      ['home', 'cls', 0.05],
    ]);
    expect(leftOut).toContain('home: INP, because the route has no interactions');
    expect(leftOut).toContain('lcp.element-render-delay, because the p75 is too short');
  });

  test('says that p75s of phases do not add up, and what visitors’ limits are in the lab', async () => {
    const { notes, why } = await suggested(fixture('page-phone'));
    expect(notes).toContain('they do not add up to LCP');
    expect(notes).toContain('an emulated device is not what visitors have');
    expect(why).toContain('on phones with an image as largest paint was 588 ms');
  });

  test('is of the routes with its path, with or without the last slash', async () => {
    const { limits } = await suggested(
      record({ largest_contentful_paint: p75(2108) }, { url: 'https://shop.example/cart/' }),
    );
    expect(limits).toEqual([['cart', 'lcp', 2350]]);
  });

  test('that is not a route is refused with the routes that there are', async () => {
    const run = suggested(record({ largest_contentful_paint: p75(2108) }, { url: 'https://shop.example/about' }));
    expect(await refusal(run)).toMatchObject({
      exitCode: 2,
      block: expect.stringContaining('The routes are: home (/), cart (/cart).'),
    });
  });

  test('of desktops is not of routes that are visited as a phone', async () => {
    const desktop = fixture('page-phone').replace('PHONE', 'DESKTOP');
    const { limits, leftOut } = await suggested(desktop);
    expect(limits).toEqual([]);
    expect(leftOut).toContain('home: the data are of desktops, which no condition of it emulates.');
    const both = CONFIG.replace('path: / ', 'conditions: [mobile, desktop]\n    path: / ');
    expect((await suggested(desktop, both)).limits).toHaveLength(5);
  });

  test('that is slow is given what it keeps, and is told so', async () => {
    const { limits, why } = await suggested(record({ largest_contentful_paint: p75(3100) }));
    expect(limits).toEqual([['home', 'lcp', 3500]]);
    expect(why).toContain(
      `Google's "good" limit is 2.5 s, which is exceeded: lower the budget as the page gets faster.`,
    );
  });

  test('that is good is given no more than that', async () => {
    const { limits, why } = await suggested(record({ largest_contentful_paint: p75(2400) }));
    expect(limits).toEqual([['home', 'lcp', 2500]]);
    expect(why).toContain('leaves 4 %; Google\'s "good" limit is 2.5 s, and a page that is good is not given more.');
  });
});

test('an origin is of every route, which is said; INP only of those with interactions', async () => {
  const { limits, notes } = await suggested(fixture('origin'));
  expect(limits).toEqual([
    [null, 'lcp', 3200],
    ['cart', 'inp', 112],
    [null, 'cls', 0.05],
  ]);
  expect(notes).toContain('The data are of the whole origin, not of a route');
  expect(notes).toContain('all devices together');
});

describe('what is not an answer with a p75 is refused', () => {
  test.each([
    ['', 'it is empty'],
    ['<!doctype html>', 'it is not JSON'],
    ['[]', 'it is not a JSON object'],
    ['{}', 'it has no `record`'],
    [fixture('history'), 'it is of queryHistoryRecord'],
    [record({ largest_contentful_paint: p75(2108) }, {}), 'neither a url nor an origin'],
    [record({ largest_contentful_paint: { histogram: [] } }), 'a histogram but no `percentiles.p75`'],
    [record({}), 'none of the metrics'],
    [record({ first_input_delay: p75(10) }), 'none of the metrics'],
    [record({ largest_contentful_paint: p75(null) }), 'is not a number'],
    [
      '{"error":{"code":400,"message":"API key not valid.","status":"INVALID_ARGUMENT"}}',
      'with an error (400: API key not valid)',
    ],
  ])('%s', async (text, words) => {
    const { block, exitCode } = await refused(text);
    expect(exitCode).toBe(3);
    expect(block).toContain(words);
    expect(block).toContain('curl …');
  });

  test('404 is explained', async () => {
    const { block, exitCode } = await refused(fixture('not-found'));
    expect(exitCode).toBe(3);
    expect(block).toContain('CrUX has no data for this page or origin (404: chrome ux report data not found)');
    expect(block).toContain('Ask for the origin');
  });
});

const GOOD_CLS = [
  { start: '0.00', end: '0.10', density: 0.92 },
  { start: '0.10', end: '0.25', density: 0.05 },
  { start: '0.25', density: 0.03 },
];

describe('values in other units are refused', () => {
  test.each([
    [{ largest_contentful_paint: p75(2.108) }, 'looks like seconds, not ms'],
    [{ largest_contentful_paint: p75(2) }, 'looks like seconds, not ms'],
    [{ largest_contentful_paint: p75(2_108_000) }, 'looks like microseconds, not ms'],
    [{ interaction_to_next_paint: p75(0.231) }, 'looks like seconds, not ms'],
    [{ interaction_to_next_paint: p75(231_000) }, 'looks like microseconds, not ms'],
    [{ cumulative_layout_shift: p75('3') }, 'looks like CLS times 100'],
    [{ cumulative_layout_shift: p75(12.5) }, 'looks like CLS times 100'],
    [{ cumulative_layout_shift: p75('1.50', GOOD_CLS) }, 'is not where its histogram has the 75th percentile'],
  ])('%j', async (metrics, words) => {
    expect(await refused(record(metrics))).toMatchObject({ exitCode: 3, block: expect.stringContaining(words) });
  });

  test('a CLS of 0, as text or as a number, is in order', () => {
    for (const cls of ['0.00', '0', 0, '0.1', 0.03])
      expect(read(record({ cumulative_layout_shift: p75(cls, GOOD_CLS) })).values[0]?.p75).toBe(Number(cls));
  });
});

describe('without a configuration', () => {
  test('a page stands for a route, and standard input is read once', async () => {
    using place = placeWith(null);
    let reads = 0;
    const readInput = () => {
      reads += 1;
      return Promise.resolve(fixture('page-phone'));
    };
    const told = await place.suggest({ crux: '-' }, { readInput });
    expect(told).toContain('page lcp max 2.35 s');
    expect(told).toContain('vitals-gate.yml does not exist, so the page stands for a route.');
    expect(reads).toBe(1);
    await expect(place.suggest({ crux: '-', write: true }, { readInput })).rejects.toMatchObject({
      code: 'suggest-no-config',
    });
  });

  test('the command that asks CrUX is told', async () => {
    using place = placeWith(null);
    expect((await refusal(place.suggest({ crux: '' }))).block).toContain('chromeuxreport.googleapis.com');
  });
});
