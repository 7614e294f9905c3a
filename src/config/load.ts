import { availableParallelism } from 'node:os';
import { dirname, resolve } from 'node:path';

import { GateError } from '../errors.ts';
import type { Config, Policy } from '../model/config.ts';
import { resolveDeciding } from './budgets/decision-schema.ts';
import { withPolicy, type PolicyText } from './policy/at-commit.ts';
import { FILE_START, invalidConfig, placeIn } from '../source/positions.ts';
import { readRecordings } from './routes/recordings.ts';
import { resolveConditions } from './conditions/resolve.ts';
import { defaultBudgetWarnings } from './budgets/defaults.ts';
import { resolveBisect } from './deploys/bisect-schema.ts';
import { resolveField } from './field/resolve.ts';
import { resolveHistory } from './history/resolve.ts';
import { resolveExplain } from './explain-schema.ts';
import { resolveDeploys, type UrlOverrides } from './deploys/resolve.ts';
import { readText } from './read-text.ts';
import { resolveVerify } from './deploys/verify-schema.ts';
import { resolvePriceFiles } from './price/schema.ts';
import { resolveGraphql } from './graphql/resolve.ts';
import { conditionsOf, resolveControl, resolveRoutes } from './routes/resolve-routes.ts';
import type { Environment } from './routes/secret-checks.ts';
import { parseSource, type Source } from '../source/yaml.ts';
import { parseDurationMs } from './units/time-and-percent.ts';
import type { ConfigInput } from './schema.ts';
import { laneWarnings } from './budgets/lane-warnings.ts';
import { placed, validate } from './validate.ts';
import { resolveWaivers } from './budgets/waiver-schema.ts';
import { waiverWarnings } from './budgets/waiver-warnings.ts';
import { budgetWarnings, inputWarnings } from './budgets/warnings.ts';

/** What the run says beside the file. */
export interface Overrides extends UrlOverrides {
  /** False if no deploy will be visited: then neither a head nor the secrets of visitors are needed. */
  readonly visits?: boolean;
  /** Whether it is read for the field, which needs nothing to gate. */
  readonly isOfField?: boolean;
  /** Whether a base alone will do. */
  readonly isHeadOptional?: boolean;
  /** The configuration whose policy applies in place of the file's own; null or absent: none. */
  readonly policy?: PolicyText | null;
  /** The cores of the machine that visits; absent: of this one. */
  readonly cores?: number;
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
  const own = validate(file, source, env, overrides);
  const { input, policySource, policy } = withPolicy(own, { file, source }, overrides.policy ?? null);
  const { recordings, findings } = await readRecordings(input, dirname(path));
  if (findings.length > 0) throw invalidConfig(file, placed(source, findings));
  const deploys = resolveDeploys(input.deploys, dirname(path), overrides);
  if (overrides.isOfField !== true) assertGated(file, source, input);
  if (input.routes.length > 0) assertComplete(file, deploys, overrides);
  const routes = resolveRoutes(input, recordings);
  const graphql = resolveGraphql(input.graphql, { file, path, source });
  return {
    file,
    deploys,
    verify: resolveVerify(input.deploys.verify),
    bisect: resolveBisect(input.bisect),
    explain: resolveExplain(input.explain),
    sourceMaps: input['source-maps'] === undefined ? null : resolve(dirname(path), input['source-maps']),
    routes,
    conditions: conditionsOf(routes, resolveConditions(input.conditions)),
    allowHosts: input['allow-hosts'],
    settleMs: input.settle === undefined ? null : (parseDurationMs(input.settle) ?? null),
    policy: policyOf(input),
    waivers: resolveWaivers(input),
    comment: input.comment,
    commentKey: input['comment-key'] ?? null,
    policySource,
    deciding: resolveDeciding(input),
    control: resolveControl(input, recordings),
    graphql,
    field: resolveField(input, { file, path, source }),
    history: resolveHistory(input.history, dirname(path)),
    followed: null,
    machineSpread: null,
    price: {
      own: resolvePriceFiles(own.price, { file, source }, path),
      applied: resolvePriceFiles(input.price, policy, path),
      read: [],
    },
    warnings: [
      ...defaultBudgetWarnings(file, source, input),
      ...budgetWarnings(file, source, input, routes),
      ...inputWarnings(file, source, routes),
      ...waiverWarnings(policy, input, routes, graphql),
      ...(overrides.visits === false ? [] : laneWarnings(policy, input, overrides.cores ?? availableParallelism())),
    ],
  };
}

/** @throws GateError `config-invalid` if the file is of the field alone */
function assertGated(file: string, source: Source, { routes, graphql }: ConfigInput): void {
  if (routes.length > 0 || graphql !== undefined) return;
  const what = 'Only `field` is configured, so there is nothing to gate.';
  const todo = 'Add for example: routes: [{ name: home, path: / }]; or read the field, with vitals-gate field slo.';
  throw invalidConfig(file, [{ what, todo, position: source.position(['field'], 'key') }]);
}

/** @throws GateError `no-head` if no head is configured */
function assertComplete(file: string, { base, head }: Config['deploys'], { isHeadOptional, visits }: Overrides): void {
  const isComplete = head !== null || (isHeadOptional === true && base !== null);
  if (!isComplete && visits !== false) throw new GateError('no-head', {}, { where: placeIn(file, FILE_START) });
}

function policyOf(input: ConfigInput): Policy {
  return {
    onInconclusive: input['on-inconclusive'],
    onUnmeasured: input['on-unmeasured'],
    preExisting: input['pre-existing'],
    measureIdentical: input['measure-identical'],
  };
}
