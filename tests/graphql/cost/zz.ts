import { buildSchema, parse, validate } from 'graphql';
import { sample, array, nat } from 'fast-check';
import { randomCase } from './generator.ts';
const rows = sample(array(nat(0xffff), { minLength: 150, maxLength: 150, size: 'max' }), { numRuns: 400, seed: 3 });
const errors = new Map<string, number>();
let len = 0,
  bad = 0;
for (const row of rows) {
  const c = randomCase(row);
  len += c.operation.length;
  try {
    const s = buildSchema(c.sdl);
    const e = validate(s, parse(c.operation));
    if (e.length) bad++;
    for (const x of e) errors.set(x.message, (errors.get(x.message) ?? 0) + 1);
  } catch (e) {
    errors.set(String(e), (errors.get(String(e)) ?? 0) + 1);
  }
}
console.log(bad, len / 400, [...errors].sort((a, b) => b[1] - a[1]).slice(0, 25));
console.log(randomCase(rows[5]!).sdl, randomCase(rows[5]!).operation, randomCase(rows[5]!).settings);
