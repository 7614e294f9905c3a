import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { leaf } from '../../src/model/breakdown.ts';
import { Redactor } from '../../src/lab/session/secrets.ts';

const SECRET = 'pä$$ "w/rd & more';

describe('a secret is found', () => {
  const clean = new Redactor([SECRET]).text;

  it.each([
    ['as it is', SECRET],
    ['URL-encoded', encodeURIComponent(SECRET)],
    ['URL-encoded in small letters', encodeURIComponent(SECRET).toLowerCase()],
    ['as a form field', new URLSearchParams({ a: SECRET }).toString().slice(2).replaceAll('%24', '%24')],
    ['in JSON', JSON.stringify({ a: SECRET })],
    ['in base64', Buffer.from(SECRET).toString('base64')],
  ])('%s', (_what, text) => {
    expect(clean(`before ${text} after`)).toContain('***');
    expect(clean(`before ${text} after`)).not.toContain('rd');
  });

  it('in base64 whatever stands around it', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 8 }), fc.string(), (before, secret, after) => {
        const text = Buffer.from(before + secret + after).toString('base64');
        expect(new Redactor([secret]).text(text)).toContain('***');
      }),
    );
  });
});

it('without secrets nothing changes', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(new Redactor([]).text(text)).toBe(text);
    }),
  );
});

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
  } as unknown as Parameters<Redactor['outcome']>[0];
  expect(new Redactor(['render']).outcome(outcome)).toMatchObject({
    readings: { lcp: { breakdown: { parts: [{ id: 'element-render-delay' }, { id: 'the-***-host' }] } } },
    evidence: { notes: ['***'] },
  });
});
