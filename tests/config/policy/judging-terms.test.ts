import { describe, expect, test } from 'vitest';

import { readInput } from '../../../src/config/policy/at-commit.ts';
import { termsOfBase, termsOfBoth, type JudgedRoute } from '../../../src/config/policy/judging-terms.ts';
import { parseSource } from '../../../src/source/yaml.ts';
import { GateError } from '../../../src/errors.ts';

test('a trusted job may have measured some of the conditions only, any other has to have measured all', () => {
  const base = readInput('base', parseSource('routes: [{ name: home, path: /, conditions: [mobile, desktop] }]'));
  if (base instanceof GateError) throw base;
  const measured = [{ name: 'home', path: '/', conditions: ['mobile'], budgets: [] }];
  const conditionsOf = (isTrusted: boolean) =>
    termsOfBase(base, measured, isTrusted).routes.map((route) => route.conditions);
  expect(conditionsOf(true)).toEqual([['mobile']]);
  expect(conditionsOf(false)).toEqual([['mobile', 'desktop']]);
});

describe('a route without budgets has the rows that the run that measured it would have', () => {
  const recording = { action: 'recording', file: 'buy.json', steps: [{ type: 'click' }] };
  const scripts: Readonly<
    Record<string, readonly [written: string, measured: NonNullable<JudgedRoute['interactions']>]>
  > = {
    'with INP where something is clicked': ['{ click: "#go" }', [{ action: 'click' }]],
    'with INP where a recording has an input': ['{ recording: buy.json }', [recording]],
    'without INP where nothing but the wheel is turned': ['{ scroll: bottom }', [{ action: 'scroll' }]],
    'without INP where another page is gone to after the input': [
      '{ click: "#go" }, { navigate: /next }',
      [{ action: 'click' }, { action: 'navigate' }],
    ],
  };

  test.each(Object.entries(scripts))('%s', (name, [written, interactions]) => {
    const input = readInput(
      'base',
      parseSource(`routes: [{ name: home, path: /, conditions: [mobile], interactions: [${written}] }]`),
    );
    if (input instanceof GateError) throw input;
    const measured = [{ name: 'home', path: '/', conditions: ['mobile'], interactions, budgets: [] }];
    const terms = [
      termsOfBase(input, measured, true),
      termsOfBase(input, measured, false),
      termsOfBoth({ head: input, base: input, fork: null, measured }),
    ];
    const rows = name.startsWith('with INP') ? ['lcp', 'inp', 'cls'] : ['lcp', 'cls'];
    for (const { routes } of terms)
      expect(routes.map(({ budgets }) => budgets.map(({ path }) => path))).toEqual([rows]);
  });
});
