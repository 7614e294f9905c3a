import { readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

import { causeOf, GateError } from '../errors.ts';
import type { Config, DeploySource } from '../model/config.ts';
import { deployUrlComplaint } from './deploys/url.ts';
import { resolveDeciding } from './budgets/decision-schema.ts';
import { withPolicy, type PolicyText } from './policy/at-commit.ts';
import { FILE_START, invalidConfig, placeIn } from '../source/positions.ts';
import { readRecordings } from './routes/recordings.ts';
import { resolveConditions } from './conditions/resolve.ts';
import { defaultBudgetWarnings } from './budgets/defaults.ts';
import { resolveBisect } from './deploys/bisect-schema.ts';
import { yieldsToEvent } from './deploys/providers/registry.ts';
import { resolveDeploy, resolveSource, type DeployInput } from './deploys/schema.ts';
import { resolveVerify } from './deploys/verify-schema.ts';
import { resolveGraphql } from './graphql/resolve.ts';
import { conditionsOf, resolveControl, resolveRoutes } from './routes/resolve-routes.ts';
import type { Environment } from './routes/secret-checks.ts';
import { parseSource } from '../source/yaml.ts';
import { parseDurationMs } from './units/time-and-percent.ts';
import { placed, validate } from './validate.ts';
import { resolveWaivers } from './budgets/waiver-schema.ts';
import { waiverWarnings } from './budgets/waiver-warnings.ts';
import { budgetWarnings, inputWarnings } from './budgets/warnings.ts';

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
  /** Where the event that started the run says that head is; it counts where nobody configured a URL or folder. */
  readonly eventUrl?: string | null;
  /** The configuration whose policy applies in place of the file's own; null or absent: none. */
  readonly policy?: PolicyText | null;
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
  const configuredHead = resolveSource(input.deploys, 'head', dirname(path));
  const isOpen = configuredHead === null || yieldsToEvent(configuredHead);
  const headUrl = overrides.headUrl ?? (isOpen ? (overrides.eventUrl ?? null) : null);
  const deploys = {
    base:
      overrideOf('--base-url', overrides.baseUrl, input.deploys.base) ??
      resolveSource(input.deploys, 'base', dirname(path)),
    head:
      overrideOf(overrides.headUrl === null ? 'environment_url' : '--head-url', headUrl, input.deploys.head) ??
      configuredHead,
  };
  const isComplete = deploys.head !== null || (overrides.isHeadOptional === true && deploys.base !== null);
  if (!isComplete && input.routes.length > 0 && overrides.visits !== false)
    throw new GateError('no-head', {}, { where: placeIn(file, FILE_START) });
  const routes = resolveRoutes(input, recordings);
  const graphql = resolveGraphql(input.graphql, { file, path, source });
  return {
    file,
    deploys,
    verify: resolveVerify(input.deploys.verify),
    bisect: resolveBisect(input.bisect),
    routes,
    conditions: conditionsOf(routes, resolveConditions(input.conditions)),
    allowHosts: input['allow-hosts'],
    settleMs: input.settle === undefined ? null : (parseDurationMs(input.settle) ?? null),
    policy: {
      onInconclusive: input['on-inconclusive'],
      onUnmeasured: input['on-unmeasured'],
      preExisting: input['pre-existing'],
    },
    waivers: resolveWaivers(input),
    comment: input.comment,
    commentKey: input['comment-key'] ?? null,
    policySource,
    deciding: resolveDeciding(input),
    control: resolveControl(input, recordings),
    graphql,
    warnings: [
      ...defaultBudgetWarnings(file, source, input),
      ...budgetWarnings(file, source, input, routes),
      ...inputWarnings(file, source, routes),
      ...waiverWarnings(policy, input, routes, graphql),
    ],
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

/** @param from what gave the URL, for errors */
function overrideOf(from: string, url: string | null, input: DeployInput | undefined): DeploySource | null {
  if (url === null) return null;
  const complaint = deployUrlComplaint(url);
  if (complaint === null) return resolveDeploy({ url, hosts: input?.hosts }, '');
  throw new GateError('usage', { what: `${from}: ${complaint.what}`, todo: complaint.todo });
}
