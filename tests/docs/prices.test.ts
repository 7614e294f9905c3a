import { readFileSync } from 'node:fs';
import path from 'node:path';

import { expect, test } from 'vitest';

import { NOT_SHOWN, regressionPriceSchema } from '../../src/model/price.ts';

const PAGE = readFileSync(path.resolve(import.meta.dirname, '../../docs/report.md'), 'utf8');
const [PRICE = ''] = (PAGE.split('\n## Price\n')[1] ?? '').split('\n## ');
/** What the first cells of the section's tables name. */
const NAMES = PRICE.split('\n').flatMap((line) => {
  const [, names = ''] = /^\| (`[^|]+) \|/.exec(line) ?? [];
  return Array.from(names.matchAll(/`([\w-]+)`/g), ([, name = '']) => name);
});

test('docs/report.md says every key of a price in result.json, and every reason for which none is shown', () => {
  expect(NAMES.toSorted()).toEqual([...Object.keys(regressionPriceSchema.shape), ...NOT_SHOWN].toSorted());
});
