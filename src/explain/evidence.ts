import type { Campaign } from '../model/campaign.ts';
import type { Side } from '../model/deploy.ts';
import { MOST_HOSTS, type Evidence } from '../model/sample.ts';
import { median } from '../stats/numbers.ts';
import { sideNotes } from './side-notes.ts';

/** Notes shown per route: the rest repeats itself. */
const MAX_NOTES = 5;

/** What the visits of one side said most often; null if that side was not visited. */
export function typicalEvidence(campaign: Campaign, side: Side): Evidence | null {
  const all = campaign.blocks
    .flatMap(({ visits }) => visits)
    .filter((visit) => visit.side === side)
    .map(({ outcome }) => outcome.evidence);
  const [first] = all;
  if (first === undefined) return null;
  const lcp = mostFrequent(all, ({ lcpElement, lcpUrl }) => [lcpElement, lcpUrl]) ?? first;
  const inp = mostFrequent(all, ({ inpTarget, inpStep }) => [inpTarget, inpStep]) ?? first;
  return {
    ...first,
    lcpElement: lcp.lcpElement,
    lcpUrl: lcp.lcpUrl,
    lcpRequest: typicalRequest(all, lcp),
    inpTarget: inp.inpTarget,
    inpType: inp.inpType,
    inpStep: inp.inpStep,
    inpScript: typicalScript(all),
    shiftedElements: typicalShifts(all),
    serverTiming: typicalLayers(all),
    protocol: mostFrequent(all, ({ protocol }) => protocol)?.protocol ?? null,
    headers: mostFrequent(all, ({ headers }) => headers)?.headers ?? [],
    traffic: typicalTraffic(all),
    notes: [],
  };
}

/** What must be known to read a campaign's numbers right: how the sides differ, then what visits said, most often first. */
export function campaignNotes(campaign: Campaign): string[] {
  const counts = new Map<string, number>();
  const visits = campaign.blocks.flatMap((block) => block.visits);
  for (const { side, outcome } of visits)
    for (const note of outcome.evidence.notes) {
      const key = campaign.hasBase ? `On ${side}: ${note}` : note;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  const said = [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, MAX_NOTES)
    .map(([note, count]) => `${note} (${count} of ${visits.length} visits)`);
  return [...sideNotes(campaign).slice(0, MAX_NOTES), ...said];
}

function mostFrequent(all: readonly Evidence[], keyOf: (evidence: Evidence) => unknown): Evidence | undefined {
  const counts = new Map<string, { count: number; evidence: Evidence }>();
  for (const evidence of all) {
    const key = JSON.stringify(keyOf(evidence));
    const entry = counts.get(key) ?? { count: 0, evidence };
    counts.set(key, { ...entry, count: entry.count + 1 });
  }
  return [...counts.values()].toSorted((a, b) => b.count - a.count)[0]?.evidence;
}

/** Who asked for the typical LCP resource most often. */
function typicalRequest(all: readonly Evidence[], { lcpUrl }: Evidence): Evidence['lcpRequest'] {
  const same = all.filter((evidence) => evidence.lcpUrl === lcpUrl && evidence.lcpRequest !== null);
  return mostFrequent(same, ({ lcpRequest }) => lcpRequest)?.lcpRequest ?? null;
}

/** Median connections and bytes of each host over all visits, most bytes first. */
function typicalTraffic(all: readonly Evidence[]): Evidence['traffic'] {
  const visited = Map.groupBy(
    all.flatMap(({ traffic }) => traffic),
    ({ host }) => host,
  );
  const middle = (seen: Evidence['traffic'], key: 'connections' | 'bytesUp' | 'bytesDown'): number =>
    Math.round(
      medianOf(
        seen.map((each) => each[key]),
        all.length,
      ),
    );
  return [...visited]
    .map(([host, seen]) => ({
      host,
      connections: middle(seen, 'connections'),
      bytesUp: middle(seen, 'bytesUp'),
      bytesDown: middle(seen, 'bytesDown'),
    }))
    .toSorted((a, b) => b.bytesDown - a.bytesDown)
    .slice(0, MOST_HOSTS);
}

/** The script named in most visits, with its median duration. */
function typicalScript(all: readonly Evidence[]): Evidence['inpScript'] {
  const named = all.filter(({ inpScript }) => inpScript !== null);
  const typical = mostFrequent(named, scriptKey);
  if (!typical?.inpScript || named.length * 2 < all.length) return null;
  const key = JSON.stringify(scriptKey(typical));
  const durations = named.filter((evidence) => JSON.stringify(scriptKey(evidence)) === key);
  return { ...typical.inpScript, durationMs: median(durations.map(({ inpScript }) => inpScript?.durationMs ?? 0)) };
}

function scriptKey({ inpScript }: Evidence): unknown {
  return [inpScript?.sourceUrl, inpScript?.functionName, inpScript?.charPosition];
}

/** Median score of each element over all visits (0 if it did not shift), largest first. */
function typicalShifts(all: readonly Evidence[]): Evidence['shiftedElements'] {
  return medians(all, (evidence) => evidence.shiftedElements.map(({ selector, score }) => [selector, score])).map(
    ([selector, score]) => ({ selector, score }),
  );
}

function typicalLayers(all: readonly Evidence[]): Evidence['serverTiming'] {
  return medians(all, (evidence) => evidence.serverTiming.map(({ name, durationMs }) => [name, durationMs])).map(
    ([name, durationMs]) => ({ name, durationMs }),
  );
}

function medians(
  all: readonly Evidence[],
  entriesOf: (evidence: Evidence) => [name: string, value: number][],
): [name: string, value: number][] {
  const entries = all.flatMap((evidence) => [...summed(entriesOf(evidence))]);
  return [...Map.groupBy(entries, ([name]) => name)]
    .map(([name, seen]): [string, number] => [
      name,
      medianOf(
        seen.map(([, value]) => value),
        all.length,
      ),
    ])
    .filter(([, value]) => value > 0)
    .toSorted(([, a], [, b]) => b - a);
}

/** Entries of one name in one visit are one: a layer that a header names twice. */
function summed(entries: readonly (readonly [name: string, value: number])[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [name, value] of entries) sums.set(name, (sums.get(name) ?? 0) + value);
  return sums;
}

/** The median over so many visits, 0 in those that did not see it; what most did not see is not sorted with their zeros. */
function medianOf(seen: readonly number[], visits: number): number {
  return seen.length * 2 < visits ? 0 : median([...seen, ...Array<number>(Math.max(0, visits - seen.length)).fill(0)]);
}
