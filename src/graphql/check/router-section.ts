import { z } from 'zod';

import { quote } from '../../source/diagnostic.ts';
import { FILE_START, placeIn } from '../../source/positions.ts';
import { parseSource } from '../../source/yaml.ts';
import { GateError } from '../../errors.ts';
import type { TextFile } from '../files/files.ts';
import { expand, type Environment } from './router-expansions.ts';

export const ROOT = 'demand_control';

const max = z.number('must be a number').nonnegative('must not be below 0');
const listSize = z.number('must be a whole number').int('must be a whole number').nonnegative('must not be below 0');
const ofSubgraph = z.object({ max: max.nullish(), list_size: listSize.nullish() }, 'must be a map').nullish();
const demandControl = z.object(
  {
    enabled: z.boolean('must be true or false').default(false),
    mode: z.enum(['measure', 'enforce'], 'must be measure or enforce').default('measure'),
    strategy: z.object(
      {
        static_estimated: z.object(
          {
            list_size: listSize.optional(),
            max: max.optional(),
            subgraph: z
              .object(
                { all: ofSubgraph, subgraphs: z.record(z.string(), ofSubgraph, 'must be a map').nullish() },
                'must be a map',
              )
              .nullish(),
          },
          'must be a map',
        ),
      },
      'must be a map with static_estimated',
    ),
  },
  'must be a map',
);
type Section = z.infer<typeof demandControl>;
export type Estimate = z.infer<typeof demandControl>['strategy']['static_estimated'];

/** The section of a configuration before and after its expansions, and where its keys stand. */
export interface ReadSection {
  readonly written: unknown;
  readonly section: Section;
  readonly place: (keys: readonly string[]) => string;
}

/** @throws GateError `graphql-input` if the section is missing or cannot be read */
export function readSection({ path, text }: TextFile, env: Environment): ReadSection {
  const source = parseSource(text);
  const [problem] = source.problems;
  if (problem !== undefined) throw invalid(placeIn(path, problem.position), problem.what);
  const written = fieldIn(source.value, ROOT);
  if (written === undefined)
    throw invalid(placeIn(path, FILE_START), 'The router’s configuration has no demand_control.');
  const place = (keys: readonly string[]): string => placeIn(path, source.position([ROOT, ...keys], 'key'));
  return { written, section: parseSection(written, env, place), place };
}

/** What an expansion gave is never repeated: it may be a secret. */
function parseSection(written: unknown, env: Environment, place: (keys: readonly string[]) => string): Section {
  const unresolved = new Map<string, string>();
  const parsed = demandControl.safeParse(expandAll(written, env, [], unresolved));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const keys = issue?.path.map(String) ?? [];
  const name = [ROOT, ...keys].join('.');
  const expansion = unresolved.get(keys.join('.'));
  if (expansion === undefined) {
    const what = `${name} cannot be read: it ${issue?.message}.`;
    throw new GateError('graphql-input', { what, todo: todoFor(written, keys) }, { where: place(keys) });
  }
  const what = `${name} is ${quote(expansion)}, which has no value here.`;
  const [, variable] = /^\$\{env\.(\w{1,100})\}$/.exec(expansion) ?? [];
  const todo =
    variable === undefined
      ? 'Only environment variables are read here, as "${env.NAME:-100}": write one, or the value.'
      : `Set ${variable} for this step too, or give it a default: "\${env.${variable}:-100}".`;
  throw new GateError('graphql-input', { what, todo }, { where: place(keys) });
}

/** What to do about an invalid value. The value of an expansion is not repeated, because it may be secret. */
function todoFor(written: unknown, keys: readonly string[]): string {
  const value = keys.reduce<unknown>((at, key) => fieldIn(at, key), written);
  return typeof value === 'string' && value.includes('$')
    ? 'Check what it expands to in this step.'
    : 'Correct it: Apollo Router does not accept it either.';
}

function fieldIn(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}

/** Stands in for what cannot be resolved, and fits nowhere. */
const UNRESOLVED = Symbol('unresolved');

function expandAll(value: unknown, env: Environment, at: readonly string[], unresolved: Map<string, string>): unknown {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, expandAll(inner, env, [...at, key], unresolved)]),
    );
  const expanded = expand(value, env);
  if ('value' in expanded) return expanded.value;
  unresolved.set(at.join('.'), expanded.unresolved);
  return UNRESOLVED;
}

function invalid(where: string, what: string): GateError {
  return new GateError(
    'graphql-input',
    { what, todo: 'Name the configuration of an Apollo Router with demand control.' },
    { where },
  );
}
