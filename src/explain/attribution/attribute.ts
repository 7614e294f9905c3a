import type { Attribution, CommitChange } from '../../model/attribution.ts';
import { bisect } from '../../stats/bisection/search.ts';
import type { Bisection, Change, Segment } from '../../stats/bisection/task.ts';
import type { ArmBlock } from '../../stats/bisection/arms.ts';
import { seededRandom } from '../../stats/random.ts';
import { shortSha } from '../../text/short-sha.ts';

/** A commit as the attribution names it. */
interface NamedCommit {
  readonly sha: string;
  readonly subject: string;
}

/** Commits in a row, the first a child of `from`. */
interface CommitChain<Commit extends NamedCommit> {
  readonly from: string;
  readonly commits: readonly Commit[];
}

/** A visit to one commit: the value of the node that is looked at. */
export interface CommitVisit {
  readonly sha: string;
  readonly value: number;
}

export interface AttributionTask<Commit extends NamedCommit> {
  readonly route: string;
  readonly condition: string;
  readonly path: string;
  readonly chain: CommitChain<Commit>;
  /** The node's reported change, which the commits' changes add up to; null if it is not reported. */
  readonly whole: Change | null;
  /** The visits already made, in blocks. */
  readonly prior: readonly (readonly CommitVisit[])[];
  /** Whether the node's noise grows with its value: a whole LCP or INP. */
  readonly relative: boolean;
  /** Whether every commit is being served anyway. */
  readonly allServed: boolean;
  /** Serves a commit. False: it cannot be built or visited. Null: time is up. */
  readonly prepare: (sha: string) => Promise<boolean | null>;
  /** One visit to each of the commits, in this order. Null: time is up. */
  readonly measure: (shas: readonly string[]) => Promise<readonly CommitVisit[] | null>;
  /**
   * The commits that a merge brought in; null for a commit that is not a merge. `previous` comes before it in the
   * chain.
   */
  readonly merged: (commit: Commit, previous: string) => Promise<CommitChain<Commit> | null>;
}

/** A merge may bring in merges. */
const MAX_DEPTH = 5;

/**
 * Finds the commits behind the change of one node, merges followed into what they brought in. Their changes sum to the
 * change that is reported of the node.
 */
export async function attribute<Commit extends NamedCommit>(task: AttributionTask<Commit>): Promise<Attribution> {
  const { route, condition, path } = task;
  const commits = await changesOf(task, { chain: task.chain, prior: task.prior, whole: task.whole, depth: 0 });
  const culprits = commits.filter(({ isCulprit }) => isCulprit).map(({ change }) => change.sha);
  return { route, condition, path, culprits, commits: commits.map(({ change }) => change) };
}

interface JudgedChange {
  readonly change: CommitChange;
  /** A single commit that did it; never a range. */
  readonly isCulprit: boolean;
}

/** A chain to search, and what is known of the change over it. */
interface Stretch<Commit extends NamedCommit> extends Pick<AttributionTask<Commit>, 'chain' | 'prior' | 'whole'> {
  /** How many merges it lies in. */
  readonly depth: number;
}

async function changesOf<Commit extends NamedCommit>(
  task: AttributionTask<Commit>,
  stretch: Stretch<Commit>,
): Promise<JudgedChange[]> {
  const { chain, depth } = stretch;
  const found = await search(task, stretch);
  const judged: JudgedChange[] = [];
  for (const segment of found.segments) {
    const commit = chain.commits[segment.high - 1];
    const isMerge = segment.high - segment.low === 1 && segment.isCulprit && !found.outOfTime && depth < MAX_DEPTH;
    const previous = chain.commits[segment.high - 2]?.sha ?? chain.from;
    const merged = commit === undefined || !isMerge ? null : await task.merged(commit, previous);
    if (commit !== undefined && merged !== null && merged.commits.length > 0)
      judged.push(...(await followed(task, { commit, segment, merged, depth })));
    else judged.push(...changesIn(segment, chain, found.skipped));
  }
  return judged;
}

function search<Commit extends NamedCommit>(
  task: AttributionTask<Commit>,
  { chain: { from, commits }, prior, whole }: Stretch<Commit>,
): Promise<Bisection> {
  const shas = [from, ...commits.map(({ sha }) => sha)];
  const shaOf = (arm: number): string => shas[arm] ?? '';
  const toBlock = (visits: readonly CommitVisit[]): ArmBlock =>
    visits.map(({ sha, value }) => ({ arm: shas.indexOf(sha), value })).filter(({ arm }) => arm >= 0);
  return bisect({
    commits: commits.length,
    prior: prior.map(toBlock).filter((block) => block.length > 1),
    whole,
    relative: task.relative,
    allServed: task.allServed,
    random: seededRandom(from, shas.at(-1) ?? '', task.route, task.condition, task.path),
    prepare: (arm) => task.prepare(shaOf(arm)),
    measure: async (arms) => {
      const visits = await task.measure(arms.map(shaOf));
      return visits === null ? null : toBlock(visits);
    },
  });
}

interface Merge<Commit> {
  readonly commit: Commit;
  readonly segment: Segment;
  readonly merged: CommitChain<NamedCommit & Commit>;
  readonly depth: number;
}

/**
 * A merge's change is that of the commits that it brought in, and the rest is its own, so these add up to the change
 * over the merge.
 */
async function followed<Commit extends NamedCommit>(
  task: AttributionTask<Commit>,
  { commit, segment, merged, depth }: Merge<Commit>,
): Promise<JudgedChange[]> {
  const ends = [merged.from, merged.commits.at(-1)?.sha ?? ''];
  for (const sha of ends) if ((await task.prepare(sha)) !== true) return [single(commit, segment, true)];
  const inside = await changesOf(task, { chain: merged, prior: [], whole: null, depth: depth + 1 });
  const explained = inside.some(({ isCulprit }) => isCulprit);
  return [...inside, single(commit, { ...segment, change: remainder(segment.change, inside) }, !explained)];
}

/** What is left of a change when parts are taken off, their errors being independent. */
function remainder(whole: Change | null, parts: readonly JudgedChange[]): Change | null {
  if (whole === null) return null;
  const values = parts.map(({ change }) => change).filter(({ value }) => value !== null);
  const effect = whole.effect - values.reduce((sum, { value }) => sum + (value ?? 0), 0);
  const square = values.reduce(
    (sum, { low, high }) => sum + (((high ?? 0) - (low ?? 0)) / 2) ** 2,
    ((whole.high - whole.low) / 2) ** 2,
  );
  const reach = Math.sqrt(square);
  return { effect, low: effect - reach, high: effect + reach };
}

function changesIn<Commit extends NamedCommit>(
  segment: Segment,
  chain: CommitChain<Commit>,
  skipped: readonly number[],
): JudgedChange[] {
  const commits = chain.commits.slice(segment.low, segment.high);
  const last = commits.at(-1);
  if (last === undefined) return [];
  if (commits.length === 1) return [single(last, segment, segment.isCulprit)];
  const left = skipped.filter((arm) => arm > segment.low && arm < segment.high);
  const passed = left.flatMap((arm) => chain.commits[arm - 1] ?? []);
  const subject = `${commits.length} commits, ${short(commits[0]?.sha)}..${short(last.sha)}`;
  const range: CommitChange = { sha: last.sha, subject, ...numbersOf(segment.change), status: 'range' };
  return [...passed.map(skip), { change: range, isCulprit: false }];
}

function skip({ sha, subject }: NamedCommit): JudgedChange {
  const change = { sha, subject: clip(subject), value: null, low: null, high: null, status: 'skipped' } as const;
  return { change, isCulprit: false };
}

function single({ sha, subject }: NamedCommit, { change }: Pick<Segment, 'change'>, isCulprit: boolean): JudgedChange {
  return { change: { sha, subject: clip(subject), ...numbersOf(change), status: 'measured' }, isCulprit };
}

function numbersOf(change: Change | null): Pick<CommitChange, 'value' | 'low' | 'high'> {
  return { value: change?.effect ?? null, low: change?.low ?? null, high: change?.high ?? null };
}

function short(sha = ''): string {
  return shortSha(sha);
}

const MAX_SUBJECT = 200;

function clip(subject: string): string {
  const characters = Array.from(subject);
  return characters.length <= MAX_SUBJECT ? subject : `${characters.slice(0, MAX_SUBJECT - 1).join('')}…`;
}
