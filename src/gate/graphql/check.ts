import path from 'node:path';

import { loadConfig } from '../../config/load.ts';
import { costWaiverNotices } from '../../config/budgets/waiver-warnings.ts';
import { GateError } from '../../errors.ts';
import type { GateOutcome } from '../verdict/publish.ts';
import { checkGraphql, type GraphqlCheck } from '../../graphql/check/check.ts';
import { outcomeOf } from '../../judge/outcome.ts';
import { expiredWaivers, waive } from '../../judge/waive.ts';
import type { Config } from '../../model/config.ts';
import { dayOf, type Waivers } from '../../model/waiver.ts';
import { makeOutputFolder, writeReport } from '../../report/files/files.ts';
import { assembleReport } from '../../report/rows/assemble.ts';
import { policyNotices } from '../../report/words/policy-notes.ts';
import { shortSha } from '../../text/short-sha.ts';

/** The options of `graphql check`. */
export interface GraphqlCheckOptions {
  /** Path of the configuration file, as given. */
  readonly config: string;
  /** Names base; null: the merge base with the default branch. */
  readonly baseRef: string | null;
  /** Whether that may be a label, which no repository need know. */
  readonly isLabel?: boolean;
  /** What the run is about, where the work tree is another commit, as that which would be merged; null: the work tree's. */
  readonly headSha?: string | null;
  /** The repository's page, in a workflow. */
  readonly repositoryUrl?: string | null;
  /** Where the report page can be opened; null or absent: that is not known. */
  readonly pageUrl?: string | null;
  /** The output folder, as given. */
  readonly out: string;
}

/**
 * The gate's GraphQL half alone: no deploy is visited, no Chrome started.
 *
 * @throws GateError for what must stop
 */
export async function runGraphqlCheck(options: GraphqlCheckOptions): Promise<GateOutcome> {
  return checkGraphqlOf(await loadConfig(options.config, { baseUrl: null, headUrl: null, visits: false }), options);
}

/** The same with a configuration that was read already. */
export async function checkGraphqlOf(config: Config, options: GraphqlCheckOptions): Promise<GateOutcome> {
  if (config.graphql === null)
    throw new GateError('usage', {
      what: `${options.config} has no graphql section.`,
      todo: 'Add graphql: { schema: schema.graphql, operations: ["src/**/*.graphql"] } (see docs/graphql.md).',
    });
  const check = await checkGraphql(config.graphql, { ...options, policy: config.policy });
  const out = await makeOutputFolder(options.out);
  const waivers: Waivers = { today: dayOf(new Date()), granted: [...config.waivers] };
  const rows = check.rows.map((row) => waive(row, waivers, config.policy));
  const outcome = outcomeOf(rows, config.policy, true);
  const { shas, notes } = labelled(check, options);
  const { policySource } = config;
  const report = assembleReport({
    judgement: { verdict: outcome.verdict, rows, comparisons: check.comparisons },
    base: { sha: shas.base, url: null },
    head: { sha: shas.head, url: null },
    policy: config.policy,
    campaigns: [],
    graphql: check.report,
    terms: {
      expiredWaivers: expiredWaivers(waivers),
      today: waivers.today,
      ...(options.repositoryUrl == null ? {} : { repositoryUrl: options.repositoryUrl }),
      ...(options.pageUrl == null ? {} : { pageUrl: options.pageUrl }),
      ...(policySource === null ? {} : { policySource }),
    },
    notices: [
      ...policyNotices(policySource),
      ...config.warnings,
      ...notes,
      ...skippedNotices(config),
      ...costWaiverNotices(config.waivers, check.rows, config.warnings),
    ],
    chrome: '',
    reproduce: reproduce(options),
  });
  const { renderPage } = await import('../../page/document/pages.ts');
  return {
    ...outcome,
    report,
    files: await writeReport(report, renderPage({ report, samples: [], diagnoses: [] }), path.resolve(out)),
  };
}

/** The check under the commit that the run is about: its files are the work tree's all the same. */
function labelled(
  { shas, notes }: GraphqlCheck,
  { headSha = null }: GraphqlCheckOptions,
): Pick<GraphqlCheck, 'shas' | 'notes'> {
  if (headSha === null || shas.head === headSha) return { shas, notes };
  const tree = shas.head === null ? '' : `, commit ${shortSha(shas.head)}`;
  const note = `The operations were costed in the work tree${tree}: on a pull request that is what would be merged.`;
  return { shas: { ...shas, head: headSha }, notes: [...notes, note] };
}

function skippedNotices({ graphql }: Config): string[] {
  const isOnRoute = graphql?.budgets.some(({ target }) => target.kind === 'route') ?? false;
  return isOnRoute ? ['Budgets of routes are not judged: they need visits, which `vitals-gate run` makes.'] : [];
}

function reproduce({ config, baseRef }: GraphqlCheckOptions): string {
  return `vitals-gate graphql check --config ${config}${baseRef === null ? '' : ` --base-ref ${baseRef}`}`;
}
