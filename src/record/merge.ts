import { createHash } from 'node:crypto';

import { GateError } from '../errors.ts';
import type { RunRecord } from '../model/record.ts';
import type { Visit } from '../model/sample.ts';
import type { Blob } from './blob.ts';
import { keyOf } from './campaigns.ts';
import { placesOf } from './consistency.ts';
import { otherDecision } from './decision.ts';
import type { Outline } from './log.ts';
import type { OutlinedRecord } from './outline.ts';

/** The samples of several jobs as those of one run. */
export interface MergedLog {
  /** Without the record of its end where a shard is missing, which the run names: such a run blocks. */
  readonly log: Outline;
  /** The visits of the log with what they measured, in its order; read again, one at a time. */
  readonly visits: () => Generator<Visit>;
  /** What every reader must see. */
  readonly alerts: readonly string[];
}

/**
 * Puts the shards of a run together.
 *
 * @param blobs at least one
 * @throws GateError `blobs-differ` if they are not of one run, or two of them are of the same shard
 */
export function mergeBlobs(blobs: readonly Blob[]): MergedLog {
  const [first, ...others] = blobs.toSorted((one, other) => indexOf(one) - indexOf(other));
  if (first === undefined) throw new Error('there is nothing to merge');
  for (const other of others) assertSameRun(first, other);
  const all = [first, ...others];
  assertDisjoint(all);
  const missing = missingShards(all);
  const { shard: _, missingShards: __, ...run } = first.log.run;
  const later = all.flatMap(({ log }) => log.later).filter(({ type }) => type !== 'end');
  return {
    log: {
      run: {
        ...run,
        ...(missing.length === 0 ? {} : { missingShards: missing }),
        chrome: chromesOf(all),
        // Machines may differ: what a reader must know is whether any visit had company.
        ...(all.some((blob) => blob.log.run.lanes === 2) ? { lanes: 2 as const } : {}),
        notices: noticesOf(all),
      },
      later: [...withOneManifest(later), ...(missing.length === 0 ? [{ type: 'end' } as const] : [])],
    },
    visits: () => visitsOf(all),
    alerts: missing.length === 0 ? [] : [missingSentence(missing, first.log.run.shard?.of ?? 1)],
  };
}

function* visitsOf(blobs: readonly Blob[]): Generator<Visit> {
  for (const { visits } of blobs) yield* visits();
}

function indexOf({ log }: Blob): number {
  return log.run.shard?.index ?? 0;
}

/** What must be the same in every shard, by its name in the error message. */
const SAME: readonly (readonly [what: string, of: (run: RunRecord) => unknown])[] = [
  ['they are of other commits', ({ base, head, seed }) => [base?.sha, base === null, head.sha, seed]],
  ['they are of another repository', ({ repository }) => repository],
  ['the run was split into another number of shards', ({ shard }) => shard?.of],
  ['the configuration was another one', configDigest],
];

function assertSameRun(one: Blob, other: Blob): void {
  const decided = otherDecision(other.log.run, one.log.run);
  if (decided !== null) throw new GateError('blobs-differ', { path: other.file, other: one.file, what: decided });
  for (const [what, of] of SAME)
    if (JSON.stringify(of(one.log.run)) !== JSON.stringify(of(other.log.run)))
      throw new GateError('blobs-differ', { path: other.file, other: one.file, what });
}

/** Everything that was decided before the first visit and does not depend on the machine or the day. */
function configDigest({ plan, alpha, tolerances, differences, config, waivers, policySource }: RunRecord): string {
  const decided = {
    plan,
    alpha,
    tolerances,
    differences,
    config,
    granted: waivers?.granted,
    ...policyOf(policySource),
  };
  return createHash('sha256').update(canonical(decided)).digest('hex');
}

/** The base branch may get a commit while the shards start. If it changed no policy, they still belong to one run. */
function policyOf(source: RunRecord['policySource']): object {
  return source === undefined ? {} : { instead: source.instead, changes: source.changes };
}

/** JSON with sorted keys. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  const sorted = entries.toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `{${sorted.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(',')}}`;
}

function assertDisjoint(blobs: readonly Blob[]): void {
  const owner = new Map<string, Blob>();
  const shards = new Map<number, Blob>();
  for (const blob of blobs) {
    const same = shards.get(indexOf(blob));
    const index = blob.log.run.shard?.index;
    const what = index === undefined ? 'both cover the whole run' : `both are shard ${index}`;
    if (same !== undefined) throw new GateError('blobs-differ', { path: blob.file, other: same.file, what });
    shards.set(indexOf(blob), blob);
    for (const place of placesOf(blob.log.run)) {
      const other = owner.get(keyOf(place));
      if (other !== undefined)
        throw new GateError('blobs-differ', {
          path: blob.file,
          other: other.file,
          what: `both measured ${place.route} · ${place.condition}`,
        });
      owner.set(keyOf(place), blob);
    }
  }
}

function missingShards(blobs: readonly Blob[]): number[] {
  const of = blobs[0]?.log.run.shard?.of;
  if (of === undefined) return [];
  const there = new Set(blobs.map(indexOf));
  return Array.from({ length: of }, (_, index) => index + 1).filter((index) => !there.has(index));
}

function missingSentence(missing: readonly number[], of: number): string {
  if (missing.length === 1)
    return `Shard ${missing[0]} of ${of} is missing: its routes were not measured, and that blocks.`;
  return `Shards ${missing.join(', ')} of ${of} are missing: their routes were not measured, and that blocks.`;
}

function chromesOf(blobs: readonly Blob[]): string {
  return [...new Set(blobs.map(({ log }) => log.run.chrome))].join(', ').slice(0, 200);
}

function noticesOf(blobs: readonly Blob[]): string[] {
  return [...new Set(blobs.flatMap(({ log }) => log.run.notices))];
}

type ManifestRecord = Extract<OutlinedRecord, { type: 'manifest' }>;

/** Every shard says what changed; the commits that did it are each shard's own find. */
function withOneManifest(later: readonly OutlinedRecord[]): OutlinedRecord[] {
  const manifests = later.filter((record): record is ManifestRecord => record.type === 'manifest');
  const [first] = manifests;
  if (first === undefined) return [...later];
  const culprits = new Map(manifests.flatMap(({ manifest }) => manifest.culprits).map((each) => [each.sha, each]));
  const merged = { ...first, manifest: { ...first.manifest, culprits: [...culprits.values()] } };
  return [...later.filter(({ type }) => type !== 'manifest'), merged];
}
