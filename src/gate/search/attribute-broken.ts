import type { MaybeGit } from '../../git/choose.ts';
import type { Git } from '../../git/git.ts';
import { chainBetween, mergedChain, type Chain } from '../../git/history/chain.ts';
import { changesBetween } from '../../git/history/manifest.ts';
import { attribute } from '../../explain/attribution/attribute.ts';
import type { Judgement } from '../../judge/judge.ts';
import type { JudgedCampaign } from '../../judge/judged.ts';
import { nodeAt, parsePath } from '../../model/breakdown.ts';
import type { Attribution, Search } from '../../model/attribution.ts';
import { isExact, isMetric } from '../../model/metric.ts';
import type { Change } from '../../stats/bisection/task.ts';
import { brokenPaths } from './broken-paths.ts';
import { CommitVisits } from './commit-visits.ts';
import type { Run } from '../run/run.ts';
import { shortSha } from '../../text/short-sha.ts';

/** Both commits of a run, in a repository that has them. */
interface CommitRange {
  readonly git: Git;
  readonly base: string;
  readonly head: string;
}

/**
 * Records what changed from base to head and, for every broken budget, which commit did it: by looking for it in the
 * commits between, where the configuration gives time for that.
 */
export async function attributeBroken(run: Run, judgement: Judgement): Promise<void> {
  const history = historyOf(run);
  if (history === null) return;
  const { git, base, head } = history;
  const manifest = await changesBetween(git, base, head, run.progress.line).catch(() => null);
  if (manifest === null) return;
  run.log.append({ type: 'manifest', manifest: { ...manifest, culprits: [] } });
  const broken = judgement.campaigns.flatMap((campaign) => brokenPaths(campaign).map((path) => ({ campaign, path })));
  if (broken.length === 0) return;
  const chain = await chainBetween(git, base, head);
  if (chain === null) {
    if (run.config.bisect !== null)
      notice(run, `The commit that did it is not known: ${shortSha(head)} does not descend from ${shortSha(base)}.`);
    return;
  }
  const search: Search = { status: searchStatus(run), commits: chain.commits.length };
  run.log.append({ type: 'manifest', manifest: { ...manifest, search, culprits: [] } });
  const found = await attributions(run, history, chain, broken);
  for (const attribution of found) run.log.append({ type: 'attribution', attribution });
  const culprits = await culpritChanges(run, history, chain, found);
  run.log.append({ type: 'manifest', manifest: { ...manifest, search, culprits } });
}

function searchStatus({ config, deploys }: Run): Search['status'] {
  if (deploys.serveBetween === null) return 'no-deploys';
  return config.bisect === null ? 'off' : 'on';
}

function historyOf({ deploys }: Run): CommitRange | null {
  const git: MaybeGit = deploys.git;
  const [base, head] = [deploys.base?.sha ?? null, deploys.head.sha];
  return 'cause' in git || base === null || head === null || base === head ? null : { git, base, head };
}

interface BrokenPath {
  readonly campaign: JudgedCampaign;
  readonly path: string;
}

async function attributions(
  run: Run,
  { git }: CommitRange,
  chain: Chain,
  broken: readonly BrokenPath[],
): Promise<Attribution[]> {
  const [only, ...others] = chain.commits;
  if (only !== undefined && others.length === 0) return broken.flatMap((each) => byOneCommit(each, only) ?? []);
  const { config, deploys, progress, signal } = run;
  if (config.bisect === null || deploys.serveBetween === null) return [];
  const deadline = performance.now() + config.bisect.maxMs;
  const found: Attribution[] = [];
  for (const { campaign, path } of broken) {
    const name = `${campaign.route} · ${campaign.condition} · ${path}`;
    if (performance.now() >= deadline) {
      notice(
        run,
        `The commit that broke ${name} was not searched for: the time for the search (bisect: max-minutes) had run out.`,
      );
      continue;
    }
    progress.line(`${name}: searching ${chain.commits.length} commits for the culprit.`);
    const visits = new CommitVisits(run, campaign, path, deadline);
    const attribution = await attribute({
      route: campaign.route,
      condition: campaign.condition,
      path,
      chain,
      whole: reportedChange(campaign, path),
      prior: visits.prior(),
      relative: isMetric(path) && !isExact(path),
      allServed: !deploys.buildsBetween,
      prepare: visits.prepare,
      measure: visits.measure,
      merged: (commit, previous) => mergedChain(git, commit, previous),
    });
    signal.throwIfAborted();
    progress.line(`${name}: ${describe(attribution)} after ${visits.made} visits.`);
    found.push(attribution);
  }
  return found;
}

function describe({ culprits }: Attribution): string {
  return culprits.length === 0 ? 'no single commit' : culprits.map(shortSha).join(', ');
}

/** Where there is one commit, it did it all: no visit more is needed to say so. */
function byOneCommit(
  { campaign, path }: BrokenPath,
  { sha, subject }: { readonly sha: string; readonly subject: string },
): Attribution | null {
  const change = reportedChange(campaign, path);
  if (change === null) return null;
  const { effect: value, low, high } = change;
  const commits: Attribution['commits'] = [
    { sha, subject: subject.slice(0, 200), value, low, high, status: 'measured' },
  ];
  return { route: campaign.route, condition: campaign.condition, path, culprits: [sha], commits };
}

/** The node's change from base to head in the report; null if it has none. */
function reportedChange({ metrics }: JudgedCampaign, path: string): Change | null {
  const segments = parsePath(path) ?? [];
  const metric = segments[0] ?? '';
  const result = isMetric(metric) ? metrics?.[metric] : undefined;
  const difference = result?.status === 'measured' ? result.comparison.difference : null;
  const node = difference === null ? undefined : nodeAt(difference, segments);
  return node === undefined ? null : { effect: node.value, low: node.low, high: node.high };
}

async function culpritChanges(run: Run, { git }: CommitRange, chain: Chain, found: readonly Attribution[]) {
  const culprits = [...new Set(found.flatMap((attribution) => attribution.culprits))];
  return Promise.all(
    culprits.map(async (sha) => {
      const at = chain.commits.findIndex((commit) => commit.sha === sha);
      const parent = at === -1 ? `${sha}^` : (chain.commits[at - 1]?.sha ?? chain.from);
      const changes = await changesBetween(git, parent, sha);
      return { sha, pullRequest: await run.deploys.pullRequestOf(sha), ...changes };
    }),
  );
}

function notice({ log, progress }: Run, text: string): void {
  log.append({ type: 'notice', text });
  progress.line(text);
}
