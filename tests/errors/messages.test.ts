import { expect, test } from 'vitest';

import { CONFIGURATION } from '../../src/errors/configuration.ts';
import { DEPLOYS } from '../../src/errors/deploys.ts';
import { GITHUB } from '../../src/errors/github.ts';
import { GRAPHQL } from '../../src/errors/graphql.ts';
import { HISTORY } from '../../src/errors/history.ts';
import { MACHINE } from '../../src/errors/machine.ts';
import { SAMPLES } from '../../src/errors/samples.ts';
import { START } from '../../src/errors/start.ts';
import { SUGGEST } from '../../src/errors/suggest.ts';
import { GateError, type ErrorCode } from '../../src/errors.ts';

const CODES = [CONFIGURATION, MACHINE, DEPLOYS, GITHUB, GRAPHQL, HISTORY, SAMPLES, START, SUGGEST].flatMap((topic) =>
  Object.keys(topic),
) as ErrorCode[];

/** Whatever a message asks for. */
const DETAIL = new Proxy<Record<string, string>>({}, { get: (_, key) => (key === 'tail' ? '' : 'Something.') });

test('each code has its message in one topic only', () => {
  expect(CODES.length).toBeGreaterThan(50);
  expect(CODES.filter((code, index) => CODES.indexOf(code) !== index)).toEqual([]);
});

test.each(CODES.map((code) => [code] as const))('%s says what happened and what to do, as sentences', (code) => {
  const error = new GateError(code, DETAIL);
  expect(error.message).toMatch(/^[A-Z0-9`“"[].*/s);
  expect(error.todo).toMatch(/^(?:[A-Z]|`).*[.;]/s);
  expect(`${error.message}${error.todo}`).not.toMatch(/undefined|\[object/);
  expect([2, 3]).toContain(error.exitCode);
});
