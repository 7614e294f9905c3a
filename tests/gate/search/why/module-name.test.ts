import { expect, test } from 'vitest';

import { isImportOf, moduleOf } from '../../../../src/gate/search/why/module-name.ts';

test.each([
  ['src/cart.ts', 'src/cart.ts'],
  ['node_modules/moment/locale/de.js', 'moment'],
  ['../node_modules/.pnpm/a@1.0.0/node_modules/@scope/a/dist/index.js', '@scope/a'],
])('the module of %s is %s', (source, module) => {
  expect(moduleOf(source)).toBe(module);
});

test.each([
  ["import { currencies } from './currencies.js';", 'src/currencies.js'],
  ["import '../data';", 'src/data/index.ts'],
  ["const { rates } = await import('@/cart.service');", 'src/cart.service.ts'],
  ["import { rates } from '#cart/rates';", 'src/cart/rates.js'],
  ["import icon from './icon.js?raw';", 'src/icon.js'],
  ['const moment = require("moment/min/locales");', 'moment'],
  ["export * from '@scope/a'", '@scope/a'],
])('%s imports %s', (line, module) => {
  expect(isImportOf(line, module)).toBe(true);
});

test.each([
  ["import { other } from './other.js';", 'src/currencies.js'],
  ["import { add } from 'moment-timezone';", 'moment'],
  ["import { currencies } from 'currencies';", 'src/currencies.js'],
  ["const from = 'currencies';", 'src/currencies.js'],
])('%s does not import %s', (line, module) => {
  expect(isImportOf(line, module)).toBe(false);
});
