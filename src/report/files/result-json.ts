import { z } from 'zod';

import { assertSums } from '../../model/breakdown.ts';
import type { Comparison } from '../../model/comparison.ts';
import { resultSchema, type Result } from '../../model/result.ts';
import { isOwnWord } from '../../model/own-words.ts';
import { redactDeep } from '../../text/redactor.ts';

/**
 * The contents of result.json: validated, keys in the schema's order, no clock times, numbers in full (sums hold to
 * 1e-9). Throws if the result breaks its own schema or its parts do not add up: an implementation error.
 */
export function renderResult(result: Result): string {
  const json = z.encode(resultSchema, result);
  result.comparisons.forEach(assertComparison);
  return `${JSON.stringify(redactDeep(json, isOwnWord), null, 2)}\n`;
}

function assertComparison({ base, head, difference }: Comparison): void {
  assertSums(head);
  if (base !== null) assertSums(base);
  if (difference !== null) assertSums(difference);
}
