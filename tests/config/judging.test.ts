import { expect, test } from 'vitest';

import { readInput } from '../../src/config/foreign-policy.ts';
import { termsOfBase } from '../../src/config/judging.ts';
import { parseSource } from '../../src/config/source.ts';
import { GateError } from '../../src/errors.ts';

test('a trusted job may have measured some of the conditions only, any other has to have measured all', () => {
  const base = readInput('base', parseSource('routes: [{ name: home, path: /, conditions: [mobile, desktop] }]'));
  if (base instanceof GateError) throw base;
  const measured = [{ name: 'home', path: '/', conditions: ['mobile'], budgets: [] }];
  const conditionsOf = (isTrusted: boolean) =>
    termsOfBase(base, measured, isTrusted).routes.map((route) => route.conditions);
  expect(conditionsOf(true)).toEqual([['mobile']]);
  expect(conditionsOf(false)).toEqual([['mobile', 'desktop']]);
});
