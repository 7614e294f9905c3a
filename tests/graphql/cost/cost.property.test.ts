import { array, assert as assertProperty, nat, property } from 'fast-check';
import { buildASTSchema, parse } from 'graphql';
import { describe, expect, test } from 'vitest';

import { readCostGraph } from '../../../src/graphql/cost/graph.ts';
import { costOperation } from '../../../src/graphql/cost/operation.ts';
import type { CostTotal } from '../../../src/graphql/cost/types.ts';
import { randomCase } from './generator.ts';
import { oracleCost } from './oracle.ts';
import { routerOracleCost } from './router-oracle.ts';

const RUNS = 1_000;
const SEED = 20261121;
const numbers = array(nat(0xffff), { minLength: 150, maxLength: 150, size: 'max' });

function sums(total: CostTotal | undefined): boolean {
  return total !== undefined && total.contributions.reduce((sum, { cost }) => sum + cost, 0) === total.total;
}

describe('the ibm profile on random schemas and operations', () => {
  test('costs what every type assignment and every boolean, tried one by one, cost at most', () => {
    assertProperty(
      property(numbers, (row) => {
        const { sdl, operation, settings } = randomCase(row);
        const definitions = parse(sdl);
        const schema = buildASTSchema(definitions, { assumeValid: true });
        const document = parse(operation);
        const { totals, precision, assumptions } = costOperation(readCostGraph(definitions), document, null, {
          profile: 'ibm',
          ...settings,
        });
        const lists = assumptions.map(({ subject }) => subject).filter((subject) => !subject.startsWith('$'));
        const cost = {
          type: totals['type-cost']?.total,
          field: totals['field-cost']?.total,
          lists: lists.toSorted(),
        };
        expect({ cost, precision }).toEqual({ cost: oracleCost(schema, document, settings), precision: 'exact' });
        expect(sums(totals['type-cost']) && sums(totals['field-cost'])).toBe(true);
      }),
      { numRuns: RUNS, seed: SEED },
    );
    expect.hasAssertions();
  }, 120_000);
});

describe('the apollo-router profile on random schemas and operations', () => {
  test('costs what every selection, costed anew each time, adds up to', () => {
    assertProperty(
      property(numbers, (row) => {
        const { sdl, operation, settings } = randomCase(row);
        const definitions = parse(sdl);
        const schema = buildASTSchema(definitions, { assumeValid: true });
        const document = parse(operation);
        const { cost } = costOperation(readCostGraph(definitions), document, null, {
          profile: 'apollo-router',
          ...settings,
        }).totals;
        expect(cost?.total).toBe(routerOracleCost(schema, document, settings));
        expect(sums(cost)).toBe(true);
      }),
      { numRuns: RUNS, seed: SEED },
    );
    expect.hasAssertions();
  }, 120_000);
});
