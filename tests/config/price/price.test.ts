import { describe, expect, test } from 'vitest';

import { priceIn, repeatedIn } from '../../../src/config/price/read.ts';
import { priceSchema } from '../../../src/model/price.ts';
import { priceFile, usedPrice } from '../../support/prices.ts';
import { errorBelow, HEAD, load, ROUTE } from '../files.ts';

const text = (value: unknown): string => JSON.stringify(value, null, 2);

describe('the key price', () => {
  test('names a file relative to the configuration, which no other command needs', async () => {
    const { price } = await load(`${HEAD}\n${ROUTE}\nprice: prices/product.json\n`);
    expect(price.own).toEqual([
      {
        name: 'prices/product.json',
        path: expect.stringMatching(/\/vitals-gate-config-\w+\/prices\/product\.json$/) as string,
        at: { file: 'vitals-gate.yml', line: 3, column: 8 },
      },
    ]);
    expect(price.applied).toEqual(price.own);
  });

  test('names several files in a list, each with its place', async () => {
    const { price } = await load(`${HEAD}\n${ROUTE}\nprice:\n  - a.json\n  - b.json\n`);
    expect(price.own.map(({ name, at: { line } }) => [name, line])).toEqual([
      ['a.json', 4],
      ['b.json', 5],
    ]);
  });

  test('may be absent', async () => {
    expect((await load(`${HEAD}\n${ROUTE}\n`)).price).toEqual({ own: [], applied: [], read: [] });
  });

  test.each([
    ['price: 3', 'vitals-gate.yml:3:8: error: price must be text, not 3.'],
    ['price: ""', 'vitals-gate.yml:3:8: error: price is empty.'],
    ['price: []', 'vitals-gate.yml:3:8: error: price is empty.'],
    ['price: [a.json, 3]', 'vitals-gate.yml:3:17: error: price[1] must be text, not 3.'],
    ['prise: a.json', 'vitals-gate.yml:3:1: error: Unknown key "prise" at the top level.'],
  ])('as %s is an error with its place', async (line, message) => {
    expect(await errorBelow(line)).toContain(message);
  });
});

describe('a price file', () => {
  test('is read as field price writes it, with keys of later versions', () => {
    expect(priceSchema.safeParse(priceFile()).success).toBe(true);
    expect(priceIn('price.json', `\ufeff${text({ ...priceFile(), later: true })}`)).toEqual(usedPrice());
  });

  test('that is not established need not have figures', () => {
    const reason = 'The interval of the coefficient reaches 0.';
    const none = { established: false, reason, per100ms: null, range: null, window: null, labToField: null };
    expect(priceIn('price.json', text(priceFile(none)))).toEqual(usedPrice(none));
  });

  test.each<[string, string, string]>([
    ['is not JSON', '{\n  "established": true\n  "kind": 1\n}', 'price.json:3:3: this is not JSON: '],
    ['has half a word', '{\n  "established": tru\n}', 'is not valid JSON.'],
    ['is cut off', '{\n  "established": true', 'price.json:2:22: this is not JSON: '],
    ['is a list', '[]', 'price.json:1:1: this is not an object.'],
    ['lacks its route', text({ ...priceFile(), route: undefined }), 'price.json:1:1: route is missing.'],
    [
      'has a bound that is not a number',
      text({ ...priceFile(), labToField: { value: 0.8, low: 0.7, high: '0.9' } }),
      'price.json:23:13: labToField.high is the text "0.9".',
    ],
    [
      'has bounds in the wrong order',
      text(priceFile({ per100ms: { low: -0.006, high: -0.018 } })),
      'price.json:8:15: per100ms is not valid: low is greater than high.',
    ],
    [
      'loses more than all conversions',
      text(priceFile({ per100ms: { low: -1, high: -0.5 } })),
      'per100ms.low must be greater than -1.',
    ],
    [
      'has a ratio outside of its interval',
      text(priceFile({ labToField: { value: 2, low: 0.7, high: 0.9 } })),
      'labToField is not valid: value is not between low and high.',
    ],
    [
      'says that it is established without a figure',
      text(priceFile({ per100ms: null })),
      'price.json:2:18: established is not valid: an established price has per100ms, range and window.',
    ],
    ['is of a kind nobody knows', text({ ...priceFile(), kind: 'guess' }), 'kind cannot be "guess".'],
    ['has a name without end', text(priceFile({ route: 'x'.repeat(201) })), 'route has more than 200 characters.'],
    ['is huge', ' '.repeat(1_000_001), 'price.json:1:1: the file has more than 1000000 characters.'],
  ])('that %s is refused with the place in it', (_, content, message) => {
    const read = priceIn('price.json', content);
    expect(read).toMatchObject([{ todo: 'Write the file with `vitals-gate field price --out`, and do not edit it.' }]);
    expect(JSON.stringify(read)).toContain(JSON.stringify(message).slice(1, -1));
  });

  test('about what another one is about is a complaint', () => {
    const prices = [usedPrice(), usedPrice({ file: 'b.json' }), usedPrice({ file: 'c.json', condition: 'mobile' })];
    expect(repeatedIn(prices)).toEqual([
      {
        price: prices[1],
        complaint: { what: '"price.json" and "b.json" both price lcp of "product".', todo: 'Keep one of them.' },
      },
    ]);
  });
});
