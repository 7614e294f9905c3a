import { describe, expect, test } from 'vitest';

import { costOf, ibm } from './cost-of.ts';

const fields = Array.from({ length: 14 }, (_, at) => `f${at}: Int @cost(weight: "${2 ** at}")`);
const sdl = `type Query { ${fields.join(' ')} self: Query }`;
const declared = (count: number): string => Array.from({ length: count }, (_, at) => `$v${at}: Boolean!`).join(' ');

describe('unknown booleans', () => {
  test('of one use are taken at their worst', () => {
    const cost = costOf(sdl, 'query($v0: Boolean!, $v1: Boolean!) { f1 @include(if: $v0) f2 @skip(if: $v1) f0 }');
    expect(cost.totals['field-cost']?.total).toBe(7);
    expect(cost.precision).toBe('exact');
  });

  test('of mixed use are the same everywhere in the operation', () => {
    const operation = `query($v0: Boolean!) { f3 @include(if: $v0) self @cost { ...F @skip(if: $v0) f1 @include(if: $v0) } }
      fragment F on Query { f2 f0 }`;
    expect(ibm(sdl, operation)[1]).toBe(Math.max(8 + 1 + 2, 1 + 4 + 1));
  });

  test('that are given are as given, whatever they would cost otherwise', () => {
    const operation = 'query($v0: Boolean! = false) { f3 @include(if: $v0) f1 @skip(if: $v0) }';
    expect(ibm(sdl, operation, { variables: { v0: true } })[1]).toBe(8);
    expect(ibm(sdl, operation, { variables: { v0: false } })[1]).toBe(2);
  });

  test('literals hold in fields and fragments', () => {
    expect(ibm(sdl, '{ f0 @skip(if: true) f1 @include(if: true) ... @include(if: false) { f2 } }')[1]).toBe(2);
  });

  test('of mixed use are tried in every combination up to ten, exactly', () => {
    const operation = `query(${declared(10)}) { ${Array.from({ length: 10 }, (_, at) => `f${at} @include(if: $v${at}) self @skip(if: $v${at}) { f${at} }`).join(' ')} }`;
    const cost = costOf(sdl, operation);
    // Skipping costs the field below and one `self`, which is paid once however often it is merged.
    expect(cost.totals['field-cost']?.total).toBe(2 ** 10 - 1 + 1);
    expect(cost.precision).toBe('exact');
  });

  test('of mixed use beyond ten give an upper bound, labelled so', () => {
    const operation = `query(${declared(12)}) { ${Array.from({ length: 12 }, (_, at) => `a${at}: f${at} @include(if: $v${at}) b${at}: f${at} @skip(if: $v${at})`).join(' ')} }`;
    const cost = costOf(sdl, operation);
    expect(cost.totals['field-cost']?.total).toBe(2 ** 10 - 1 + 2 * (2 ** 10 + 2 ** 11));
    expect(cost.precision).toBe('upper-bound');
  });
});
