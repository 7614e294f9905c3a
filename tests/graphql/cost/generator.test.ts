import { array, nat, sample } from 'fast-check';
import { buildSchema, parse, validate } from 'graphql';
import { expect, test } from 'vitest';

import { randomCase } from './generator.ts';

const cases = sample(array(nat(0xffff), { minLength: 150, maxLength: 150, size: 'max' }), {
  numRuns: 300,
  seed: 7,
}).map(randomCase);
const share = (is: (each: (typeof cases)[number]) => boolean): number => cases.filter(is).length / cases.length;

test('random operations are valid on their schemas', () => {
  const errors = cases.flatMap(({ sdl, operation }) => validate(buildSchema(sdl), parse(operation)));
  expect(errors.map(String)).toEqual([]);
});

test('random cases hit everything that can go wrong', () => {
  const hits: Record<string, number> = {
    'selections on a union': share(({ operation }) => /\bany\w*(?:: any)?[^{}]*\{ \.\.\./.test(operation)),
    'type conditions': share(({ operation }) => operation.includes('... on ')),
    'named fragments': share(({ operation }) => operation.includes('fragment F')),
    'skip and include': share(({ operation }) => operation.includes('@skip') && operation.includes('@include')),
    'an unknown boolean of mixed use': share(({ operation, settings }) =>
      ['x', 'y', 'z'].some(
        (name) =>
          settings.variables[name] === undefined &&
          operation.includes(`include(if: $${name})`) &&
          operation.includes(`skip(if: $${name})`),
      ),
    ),
    'negative weights': share(({ sdl }) => sdl.includes('weight: "-')),
    'sized fields, selected': share(
      ({ sdl, operation }) => sdl.includes('sizedFields') && operation.includes('items {'),
    ),
    'two sizes of one list': share(
      ({ sdl, operation }) =>
        /page\(.*@listSize.*@listSize/.test(sdl) &&
        /page\w* \{[^}]*items/.test(operation.replaceAll(/\([^()]*\)/g, '')),
    ),
    'one item where a list is expected': share(({ operation }) => operation.includes('ids: 4')),
    'required fields': share(({ operation }) => /\b(?:ship|haul)\b/.test(operation)),
    'nested lists': share(({ operation }) => operation.includes('grid')),
    'the same key twice': share(({ operation }) => (operation.match(/ many(?: |\{)/g) ?? []).length > 1),
    'input objects': share(({ operation }) => operation.includes('(in: {')),
    'input objects in variables': share(
      ({ operation, settings }) => operation.includes('$in') && settings.variables['in'] !== undefined,
    ),
    'defaults of inputs': share(({ sdl }) => sdl.includes('= [{ a: 1, b: null }]')),
    'unknown variables': share(
      ({ operation, settings }) =>
        operation.includes('$n') && settings.unknownVariables && settings.variables['n'] === undefined,
    ),
    'given variables': share(
      ({ operation, settings }) => operation.includes('$n') && settings.variables['n'] !== undefined,
    ),
    'lists of size 0': share(({ operation }) => operation.includes('first: 0')),
    'directives with arguments that cost': share(
      ({ operation, sdl }) => operation.includes('@tax') && /@tax\(rate: Int(?: = 1)? @cost/.test(sdl),
    ),
  };
  const rare = Object.entries(hits).filter(([, part]) => part < 0.05);
  expect(rare).toEqual([]);
});
