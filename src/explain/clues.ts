import type { Attribution, CommitChange } from '../model/attribution.ts';
import { largestBy, nodeAt } from '../model/breakdown.ts';
import type { Clue } from '../model/clue.ts';
import { shareOf } from '../model/difference.ts';
import { partsAt } from '../model/metrics/index.ts';
import { isOwnId } from '../model/own-words.ts';
import { brokenNodes, type BrokenNode, type ClueSources } from './broken-node.ts';
import { culpritOf, type Culprit } from './culprit.ts';
import { evidenceClues, lcpElementsDiffer } from './evidence-clues.ts';

/** A part that makes up less of the change than this is not why it happened. */
const LEAST_SHARE = 0.2;
/** An operation whose cost has changed for more reasons needs no longer list. */
const MOST_COST_CLUES = 10;

/**
 * Why each budget that this change broke is broken, as far as measured evidence says: the deepest part that explains the
 * change, the element, request or script behind it, what made a cost change, then the commits that did it.
 */
export function cluesOf(sources: ClueSources): Clue[] {
  return brokenNodes(sources).flatMap((node) => [...whyClues(node), ...commitClues(node)]);
}

function whyClues(node: BrokenNode): Clue[] {
  const costs = costClues(node);
  if (costs.length > 0) return costs;
  const culprit = culpritOfNode(node);
  return [...partClues(node, culprit), ...evidenceClues(node, node.segments[1] ?? culprit?.segments[0] ?? null)];
}

function culpritOfNode({ segments, difference, evidence }: BrokenNode): Culprit | null {
  if (difference === null) return null;
  if (segments[0] === 'lcp' && lcpElementsDiffer(evidence)) return null;
  const culprit = culpritOf(difference);
  return culprit === null || (culprit.share !== null && culprit.share < LEAST_SHARE) ? null : culprit;
}

function partClues(node: BrokenNode, culprit: Culprit | null): Clue[] {
  const { about, segments, base, head, hasBase } = node;
  if (culprit !== null) {
    const { value, low, high } = culprit.part;
    const below = [segments.at(-1) ?? '', ...culprit.segments];
    const part = [...segments, ...culprit.segments];
    const moved = {
      ...about,
      part,
      share: culprit.share,
      before: base === null ? 0 : (nodeAt(base, below)?.value ?? 0),
      after: head === null ? 0 : (nodeAt(head, below)?.value ?? 0),
      change: { value, low, high },
    };
    return [
      {
        kind: openBelow(part).some((ids) => ids === 'shifted-elements') ? 'shifted-element' : 'part',
        ...moved,
        place: placeOf(part),
      },
    ];
  }
  const largest = hasBase ? null : largestBy(head?.parts ?? [], ({ value }) => value);
  if (largest === null) return [];
  const part = [...segments, largest.id];
  return [{ kind: 'largest-part', ...about, part, share: null, place: placeOf(part), after: largest.value }];
}

/** The first segment that is where to look: an element, a path. */
function placeOf(part: readonly string[]): string | null {
  const above = openBelow(part).findIndex((ids) => ids === 'paths' || ids === 'shifted-elements');
  const place = above === -1 ? undefined : part[above + 1];
  return place === undefined || isOwnId(place) ? null : place;
}

/** What the ids are below each node on the way to a part; null where they are known. */
function openBelow(part: readonly string[]) {
  return part.map((_, depth) => {
    const parts = partsAt(part.slice(0, depth + 1));
    return parts !== undefined && 'open' in parts ? parts.ids : null;
  });
}

function costClues({ about, cost, segments }: BrokenNode): Clue[] {
  const shares = cost?.shares ?? [];
  return shares.slice(0, MOST_COST_CLUES).map(({ fraction, path, where, commit, ...share }) => ({
    kind: 'graphql-cost',
    ...about,
    ...share,
    part: segments.slice(0, 1),
    share: fraction,
    place: where,
    responsePath: path,
    commit: commit === null ? null : { sha: commit.sha, subject: commit.summary },
    among: shares.length,
  }));
}

/** Each commit that did it; else the only stretch of several that became slower beyond its interval. */
function commitClues({ about, segments, attribution }: BrokenNode): Clue[] {
  if (attribution === null) return [];
  const { commits } = attribution;
  const whole = commits.reduce((sum, { value }) => sum + (value ?? 0), 0);
  const clueOf = ({ value }: CommitChange) => ({
    ...about,
    part: [...segments],
    share: value === null ? null : shareOf(value, whole),
    place: null,
  });
  const culprits = commits.filter((commit) => isCulprit(commit, attribution));
  if (culprits.length > 0)
    return culprits.map((commit) => ({
      kind: 'commit',
      ...clueOf(commit),
      commit: { sha: commit.sha, subject: commit.subject },
      change: changeOf(commit),
    }));
  const [only, ...others] = commits.filter(({ status, low }) => status === 'range' && low !== null && low > 0);
  const change = only === undefined || others.length > 0 ? null : changeOf(only);
  if (only === undefined || change === null) return [];
  return [{ kind: 'commit-range', ...clueOf(only), commits: only.subject, change }];
}

function isCulprit({ sha, status }: CommitChange, { culprits }: Attribution): boolean {
  return status === 'measured' && culprits.includes(sha);
}

function changeOf({ value, low, high }: CommitChange): { value: number; low: number; high: number } | null {
  return value === null || low === null || high === null ? null : { value, low, high };
}
