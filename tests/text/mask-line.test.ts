import { expect, test } from 'vitest';

import { maskLine } from '../../src/text/mask-line.ts';

test.each([
  ['a secret in place of its name', '  value: { secret: hunter2 }', '  value: { secret: *** }'],
  ['in quotes', '  "password-secret": "my pass, word"', '  "password-secret": ***'],
  ['without its closing quote', "  secret: 'hunter", '  secret: ***'],
  ['of a header', '  headers: { Authorization: Bearer abc.def }', '  headers: { Authorization: *** }'],
  ['of a key with a dash', '  api-key: k3y', '  api-key: ***'],
  ['credentials in a URL', '  url: https://me:pw@staging.example/a', '  url: https://…@staging.example/a'],
  ['the query of a URL', '  url: https://staging.example/?sig=abc', '  url: https://staging.example/?…'],
])('%s is not shown', (_what, line, shown) => {
  expect(maskLine(line, '')).toBe(shown);
});

test.each([
  ['the name of a variable', '  value: { secret: SHOP_PASSWORD }'],
  ['a map', '  secret: { a: 1 }'],
  ['a key without a value', '  secret:'],
  ['another key', '  pth: /cart'],
])('%s is', (_what, line) => {
  expect(maskLine(line, '')).toBe(line);
});

test.each([['  secret:'], ['  - password-secret: |-'], ['  "token": >']])('a value below %j is not shown', (key) => {
  expect(maskLine('    hunter2 and more', key)).toBe('    ***');
  expect(maskLine('    SHOP_PASSWORD', key)).toBe('    SHOP_PASSWORD');
});
