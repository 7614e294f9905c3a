import { expect, it } from 'vitest';

import { leaf } from '../../../src/model/breakdown.ts';
import { VisitRedactor } from '../../../src/lab/session/secrets.ts';

it('the ids that are ours stay, also where a secret is spelled alike', () => {
  const breakdown = { id: 'lcp', value: 2, parts: [leaf('element-render-delay', 1), leaf('the-render-host', 1)] };
  const outcome = {
    status: 'measured',
    readings: {
      lcp: { status: 'measured', breakdown },
      inp: { status: 'unmeasured', reason: 'no-interaction' },
      cls: { status: 'unmeasured', reason: 'no-cls' },
    },
    evidence: { notes: ['render'] },
  } as unknown as Parameters<VisitRedactor['outcome']>[0];
  expect(new VisitRedactor(['render']).outcome(outcome)).toMatchObject({
    readings: { lcp: { breakdown: { parts: [{ id: 'element-render-delay' }, { id: 'the-***-host' }] } } },
    evidence: { notes: ['***'] },
  });
});

it('what a page says is cleaned before any of it is cut off, also where the probe has cut it', () => {
  const long = `/${'a'.repeat(190)}?token=correct%20hor`;
  const found = {
    deployUrl: 'https://correct.example',
    facts: { lcp: { url: long, element: 'correct hor' } },
    notes: [],
  };
  expect(new VisitRedactor(['correct horse']).measured(found)).toEqual({
    ...found,
    facts: { lcp: { url: long.replace('correct%20hor', '***'), element: 'correct hor' } },
  });
});

it('what is kept by host stays kept by host, and is cleaned', () => {
  const traffic = new Map([
    ['s3cret.example', { failures: ['s3cret.example:80 BLOCKED'], refusals: new Map([[80, 2]]) }],
  ]);
  const found = { deployUrl: 'https://shop.example', around: { traffic } };
  expect(new VisitRedactor(['s3cret']).measured(found).around.traffic).toEqual(
    new Map([['***.example', { failures: ['***.example:80 BLOCKED'], refusals: new Map([[80, 2]]) }]]),
  );
});
