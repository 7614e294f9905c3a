import { defaultTolerances } from '../../compare/quantity.ts';
import type { OpenDeploys } from '../../deploys/deploys.ts';
import type { Rules } from '../../judge/judge.ts';
import type { Config } from '../../model/config.ts';
import type { Deploy } from '../../model/deploy.ts';
import { comparedUnder } from '../../model/metrics/index.ts';
import type { Origins } from '../../model/origin.ts';
import type { RecordedConfig, RunRecord } from '../../model/record.ts';
import type { RecordedShard } from '../../model/shard.ts';
import { dayOf } from '../../model/waiver.ts';
import { CURRENT } from '../../stats/versions.ts';
import { version } from '../../version.ts';

/** What the first record of a run takes beside its configuration. */
export interface RunFacts {
  readonly purpose: RunRecord['purpose'];
  readonly config: Config;
  readonly rules: Rules;
  readonly deploys: OpenDeploys;
  readonly chrome: string;
  readonly notices: readonly string[];
  readonly reproduce: string;
  readonly shard: RecordedShard | null;
  readonly repository: string | null;
  readonly repositoryUrl: string | null;
  /** Null: it is not known where the report page can be opened. */
  readonly pageUrl: string | null;
  readonly origins: Origins;
  /** How many routes are visited at a time; absent: one. */
  readonly lanes?: 1 | 2;
}

/** All that is decided before the first visit, as the first record of samples.ndjson. */
export function runRecord(facts: RunFacts): RunRecord {
  const {
    purpose,
    config,
    rules,
    deploys,
    chrome,
    notices,
    reproduce,
    shard,
    repository,
    repositoryUrl,
    pageUrl,
    origins,
    lanes = 1,
  } = facts;
  const { base, head, servesFolders } = deploys;
  const today = dayOf(new Date());
  const { routes, conditions, settleMs, policy, deciding, control, comment, commentKey } = config;
  const recorded: RecordedConfig = { routes, conditions, settleMs, policy, deciding, control, comment, commentKey };
  return {
    type: 'run',
    version: 1,
    purpose,
    tool: version,
    chrome,
    base: base === null ? null : labelOf(base),
    head: labelOf(head),
    seed: { base: base?.sha ?? '', head: head.sha ?? '' },
    plan: rules.plan,
    alpha: rules.alpha,
    decision: rules.version ?? CURRENT,
    tolerances: mutable(defaultTolerances(comparedUnder(routes.flatMap(({ budgets }) => budgets)))),
    differences: rules.adjustsByControl ?? false,
    config: mutable(recorded),
    waivers: { today, granted: mutable(config.waivers) },
    ...(config.price.applied.length === 0 ? {} : { prices: { today, read: mutable(config.price.read) } }),
    ...(config.followed === null ? {} : { followed: mutable(config.followed) }),
    ...(config.machineSpread === null ? {} : { machineSpread: mutable(config.machineSpread) }),
    ...(config.policySource === null ? {} : { policySource: mutable(config.policySource) }),
    origins,
    ...(shard === null ? {} : { shard }),
    ...(servesFolders ? { servesFolders } : {}),
    ...(repository === null ? {} : { repository }),
    ...(repositoryUrl === null ? {} : { repositoryUrl }),
    ...(pageUrl === null ? {} : { pageUrl }),
    lanes,
    notices: [...notices],
    reproduce,
  };
}

function labelOf({ sha, url }: Deploy): RunRecord['head'] {
  return { sha, url };
}

/** A copy of plain data that its schema's own types accept. */
function mutable<T>(value: T): Mutable<T> {
  return structuredClone(value) as Mutable<T>;
}

type Mutable<T> = T extends object ? { -readonly [Key in keyof T]: Mutable<T[Key]> } : T;
