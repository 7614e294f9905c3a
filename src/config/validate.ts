import { contentFindings } from './checks.ts';
import { schemaFindings, type PathDiagnostic } from './messages/findings.ts';
import { fieldFindings } from './field/schema.ts';
import { graphqlFindings } from './graphql/checks.ts';
import { historyFindings } from './history/schema.ts';
import { invalidConfig, type PlacedDiagnostic } from '../source/positions.ts';
import { configSchema, type ConfigInput } from './schema.ts';
import { secretFindings, type Environment } from './routes/secret-checks.ts';
import type { KeyPath, Source } from '../source/yaml.ts';
import { isMap } from '../source/is-map.ts';

/** The values of a file that the command line replaces, so that the file's own are not checked. */
export interface CommandLineOverrides {
  readonly baseUrl: string | null;
  readonly headUrl: string | null;
  /** False if no deploy will be visited: then the secrets of visitors are not needed. */
  readonly visits?: boolean;
}

/** The file's value by the schema, or every problem of the file in one error. */
export function validate(file: string, source: Source, env: Environment, overrides: CommandLineOverrides): ConfigInput {
  const value = withoutReplaced(source.value, overrides);
  const secrets = overrides.visits === false ? [] : secretFindings(value, env);
  const findings = value === undefined ? [] : [...shapeFindings(value), ...secrets];
  const problems = placed(source, findings);
  if (source.problems.length + problems.length > 0) throw invalidConfig(file, [...source.problems, ...problems]);
  return configSchema.parse(value);
}

/** A deploy whose URL the command line replaces may have anything as its URL, a placeholder for instance. */
function withoutReplaced(value: unknown, { baseUrl, headUrl }: CommandLineOverrides): unknown {
  if (!isMap(value) || !isMap(value['deploys'])) return value;
  const deploys = { ...value['deploys'] };
  for (const [side, override] of [
    ['base', baseUrl],
    ['head', headUrl],
  ] as const) {
    const deploy = deploys[side];
    if (override !== null && isMap(deploy) && typeof deploy['url'] === 'string')
      deploys[side] = { ...deploy, url: 'https://replaced.invalid' };
  }
  return { ...value, deploys };
}

/** The findings with their positions in the file. */
export function placed(source: Source, findings: readonly PathDiagnostic[]): PlacedDiagnostic[] {
  return findings.map((finding) => ({ ...finding, position: source.position(finding.path, finding.part) }));
}

/** No schema sees this key: zod drops it from maps of the user's own names. */
function prototypeFindings(value: unknown, path: KeyPath = []): PathDiagnostic[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const place = [...path, Array.isArray(value) ? Number(key) : key];
    if (key !== '__proto__') return prototypeFindings(item, place);
    return [
      { path: place, part: 'key', what: 'A key cannot be called "__proto__" here.', todo: 'Rename it.' } as const,
    ];
  });
}

/** Those that the schema has not called unknown already. */
function hiddenFindings(value: unknown, others: readonly PathDiagnostic[]): PathDiagnostic[] {
  const known = new Set(others.map(({ path }) => JSON.stringify(path)));
  return prototypeFindings(value).filter(({ path }) => !known.has(JSON.stringify(path)));
}

const EXAMPLE = 'Write for example: routes: [{ name: home, path: / }], and deploys and budgets (see the README).';

function shapeFindings(value: unknown): PathDiagnostic[] {
  const whole = { path: [], part: 'key', todo: EXAMPLE } as const;
  if (value === null) return [{ ...whole, what: 'The file is empty.' }];
  if (typeof value !== 'object' || Array.isArray(value))
    return [{ ...whole, what: 'The file must be a map of keys and values.' }];
  if (!['routes', 'graphql', 'field'].some((key) => Object.hasOwn(value, key))) {
    const what = 'No routes are declared, so there is nothing to measure.';
    const others = [...schemaFindings(configSchema, value), ...contentFindings(value)];
    const todo = 'Add for example: routes: [{ name: home, path: / }].';
    return [{ ...whole, what, todo }, ...others.filter(({ path }) => path[0] !== 'routes')];
  }
  const found = [
    ...schemaFindings(configSchema, value),
    ...contentFindings(value),
    ...graphqlFindings(value),
    ...fieldFindings(value),
    ...historyFindings(value),
  ];
  return [...found, ...hiddenFindings(value, found)];
}
