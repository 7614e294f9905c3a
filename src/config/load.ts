import { readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

import { causeOf, GateError } from '../errors.ts';
import type { Config, DeploySource } from '../model/config.ts';
import { contentFindings } from './checks.ts';
import { deployUrlComplaint } from './deploy-url.ts';
import { resolveDeciding } from './decision-schema.ts';
import { schemaFindings, type Finding } from './findings.ts';
import { graphqlFindings } from './graphql-checks.ts';
import { FILE_START, invalidConfig, placeIn, type Problem } from './problems.ts';
import { readRecordings } from './recordings.ts';
import { resolveConditions } from './resolve-conditions.ts';
import { type DeployInput } from './deploys-schema.ts';
import { resolveBisect, resolveDeploy, resolveSource, resolveVerify } from './resolve-deploys.ts';
import { resolveGraphql } from './resolve-graphql.ts';
import { conditionsOf, resolveControl, resolveRoutes } from './resolve.ts';
import { configSchema, type ConfigInput } from './schema.ts';
import { secretFindings, type Environment } from './secret-checks.ts';
import { parseSource, type Source } from './source.ts';
import { parseDurationMs } from './units.ts';
import { budgetWarnings, inputWarnings } from './warnings.ts';

/** No configuration that people write is larger. */
const MAX_BYTES = 1_000_000;

/** URLs that take the place of the configured deploys; null where not given. */
export interface Overrides {
  readonly baseUrl: string | null;
  readonly headUrl: string | null;
  /** False where no deploy will be visited: then neither a head nor the secrets of visitors are needed. */
  readonly visits?: boolean;
  /** Whether a base alone will do. */
  readonly isHeadOptional?: boolean;
}

/**
 * Reads, checks and resolves a configuration file.
 *
 * @param file path as the user gave it, relative to `cwd`; every error begins with it, as `file:line:column`
 * @param env where the secrets are that the file names
 * @throws GateError `config-unreadable`, `config-invalid` (all problems in one), `usage` (an override) or `no-head`
 */
export async function loadConfig(
  file: string,
  overrides: Overrides,
  cwd = process.cwd(),
  env: Environment = process.env,
): Promise<Config> {
  const path = resolve(cwd, file);
  const source = parseSource(await readText(file, path));
  const input = validate(file, source, env, overrides);
  const { recordings, findings } = await readRecordings(input, dirname(path));
  if (findings.length > 0) throw invalidConfig(file, placed(source, findings));
  const deploys = {
    base:
      overrideOf('base', overrides.baseUrl, input.deploys.base) ?? resolveSource(input.deploys, 'base', dirname(path)),
    head:
      overrideOf('head', overrides.headUrl, input.deploys.head) ?? resolveSource(input.deploys, 'head', dirname(path)),
  };
  const isComplete = deploys.head !== null || (overrides.isHeadOptional === true && deploys.base !== null);
  if (!isComplete && input.routes.length > 0 && overrides.visits !== false)
    throw new GateError('no-head', {}, { where: placeIn(file, FILE_START) });
  const routes = resolveRoutes(input, recordings);
  return {
    file,
    deploys,
    verify: resolveVerify(input.deploys.verify),
    bisect: resolveBisect(input.bisect),
    routes,
    conditions: conditionsOf(routes, resolveConditions(input.conditions)),
    settleMs: parseDurationMs(input.settle) ?? 0,
    policy: {
      onInconclusive: input['on-inconclusive'],
      onUnmeasured: input['on-unmeasured'],
      preExisting: input['pre-existing'],
    },
    deciding: resolveDeciding(input),
    control: resolveControl(input, recordings),
    graphql: resolveGraphql(input.graphql, { file, path, source }),
    warnings: [...budgetWarnings(file, source, input, routes), ...inputWarnings(file, source, routes)],
  };
}

/** The file's text without its BOM. Regular UTF-8 files of at most 1 MB only. */
async function readText(file: string, path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > MAX_BYTES) throw new Error(`it has ${size} bytes, more than ${MAX_BYTES}`);
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
  } catch (cause) {
    throw new GateError('config-unreadable', { cause: reasonOf(cause) }, { where: placeIn(file, FILE_START), cause });
  }
}

function reasonOf(thrown: unknown): string {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'it does not exist';
    case 'EISDIR':
      return 'it is a folder';
    case 'EACCES':
    case 'EPERM':
      return 'permission denied';
    case 'ERR_ENCODING_INVALID_ENCODED_DATA':
      return 'it is not UTF-8 text';
    default:
      return causeOf(thrown);
  }
}

/** The file's value by the schema, or every problem of the file in one error. */
function validate(file: string, source: Source, env: Environment, overrides: Overrides): ConfigInput {
  const value = withoutReplaced(source.value, overrides);
  const secrets = overrides.visits === false ? [] : secretFindings(value, env);
  const findings = value === undefined ? [] : [...shapeFindings(value), ...secrets];
  const problems = placed(source, findings);
  if (source.problems.length + problems.length > 0) throw invalidConfig(file, [...source.problems, ...problems]);
  return configSchema.parse(value);
}

/** A deploy whose URL the command line replaces may have anything as its URL, a placeholder for instance. */
function withoutReplaced(value: unknown, { baseUrl, headUrl }: Overrides): unknown {
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

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function placed(source: Source, findings: readonly Finding[]): Problem[] {
  return findings.map((finding) => ({ ...finding, position: source.position(finding.path, finding.part) }));
}

const EXAMPLE = 'Write for example: routes: [{ name: home, path: / }], and deploys and budgets (see the README).';

function shapeFindings(value: unknown): Finding[] {
  const whole = { path: [], part: 'key', todo: EXAMPLE } as const;
  if (value === null) return [{ ...whole, what: 'The file is empty.' }];
  if (typeof value !== 'object' || Array.isArray(value))
    return [{ ...whole, what: 'The file must be a map of keys and values.' }];
  if (!Object.hasOwn(value, 'routes') && !Object.hasOwn(value, 'graphql')) {
    const what = 'No routes are declared, so there is nothing to measure.';
    const others = [...schemaFindings(configSchema, value), ...contentFindings(value)];
    const todo = 'Add for example: routes: [{ name: home, path: / }].';
    return [{ ...whole, what, todo }, ...others.filter(({ path }) => path[0] !== 'routes')];
  }
  return [...schemaFindings(configSchema, value), ...contentFindings(value), ...graphqlFindings(value)];
}

function overrideOf(side: 'base' | 'head', url: string | null, input: DeployInput | undefined): DeploySource | null {
  if (url === null) return null;
  const complaint = deployUrlComplaint(url);
  if (complaint === null) return resolveDeploy({ url, hosts: input?.hosts }, '');
  throw new GateError('usage', { what: `--${side}-url: ${complaint.what}`, todo: complaint.todo });
}
