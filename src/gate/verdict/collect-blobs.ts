import path from 'node:path';

import { GateError } from '../../errors.ts';
import type { LaterRecord } from '../../model/record.ts';
import type { Visit } from '../../model/sample.ts';
import { findBlobs, readBlob, type Blob } from '../../record/blob.ts';
import { LogFile, SAMPLES, type Outline, type RunLog } from '../../record/log.ts';
import { mergeBlobs } from '../../record/merge.ts';
import type { OutlinedRecord } from '../../record/outline.ts';
import { makeOutputFolder } from '../../report/files/files.ts';
import { isForeign, type ExpectedOrigin, type ReportOptions } from './report-options.ts';
import { applyTrustedPolicy } from './trusted-policy.ts';

/**
 * The samples of all jobs as those of one run, under the policy that applies, written to the output folder.
 *
 * @throws GateError `no-blobs`, `blob-refused`, `record-invalid`, `blobs-differ`, `policy-unreadable`, `out-unwritable`
 */
export async function collectBlobs(options: ReportOptions): Promise<{ readonly log: RunLog; readonly out: string }> {
  const found: Blob[] = [];
  for (const file of await findBlobs(options.blobs)) found.push(await readBlob(file));
  const blobs = withoutReport(found, options.out);
  for (const blob of blobs) if (options.expected !== null) assertExpected(blob, options.expected);
  const { log, visits, alerts } = mergeBlobs(blobs);
  const run = await applyTrustedPolicy(log.run, options);
  const told = [...alerts, ...wordsOnTrust({ run, later: log.later }, options.expected)];
  // The samples may lie in it: they stay until those of the report are all there.
  const out = await makeOutputFolder(options.out, SAMPLES);
  const { alerts: _, repositoryUrl: __, isUntrusted: ___, pageUrl: ____, ...plain } = run;
  const { repositoryUrl = null, pageUrl = null } = options;
  const judged = {
    ...plain,
    ...(told.length === 0 ? {} : { alerts: told }),
    ...(repositoryUrl === null ? {} : { repositoryUrl }),
    ...(pageUrl === null ? {} : { pageUrl }),
    ...(isForeign(options.expected) ? { isUntrusted: true as const } : {}),
  };
  const file = new LogFile(out, judged, `${SAMPLES}.${process.pid}.partial`);
  for (const record of withVisits(log.later, visits())) file.append(record);
  file.settle();
  return { log: file, out };
}

/** The records of an outline, with all that its visits measured. They come in the same order, and all are asked for. */
function* withVisits(later: readonly OutlinedRecord[], visits: Iterator<Visit>): Generator<LaterRecord> {
  for (const record of later) {
    if (record.type !== 'visit') yield record;
    else {
      const { value, done } = visits.next();
      if (done) throw new Error('the samples have fewer visits than they had');
      yield value;
    }
  }
  visits.next();
}

/** Leaves out what an earlier report wrote into the same folder. */
function withoutReport(blobs: readonly Blob[], out: string): readonly Blob[] {
  const own = path.resolve(out, SAMPLES);
  return blobs.some(isPart) ? blobs.filter((blob) => isPart(blob) || path.resolve(blob.file) !== own) : blobs;
}

function isPart({ log: { run } }: Blob): boolean {
  return run.shard !== undefined;
}

function assertExpected({ file, log: { run } }: Blob, { repository, headSha }: ExpectedOrigin): void {
  const refuse = (cause: string): never => {
    throw new GateError('blob-refused', { path: file, cause });
  };
  if (repository !== null && run.repository !== undefined && run.repository !== repository)
    refuse(`they are of the repository ${run.repository}, and this is ${repository}`);
  if (headSha !== null && run.head.sha !== headSha)
    refuse(`they are of the commit ${run.head.sha ?? '(none)'}, and this run is about ${headSha}`);
}

function wordsOnTrust({ run: { base }, later }: Outline, expected: ExpectedOrigin | null): string[] {
  if (expected === null || expected.untrustedRepository === null) return [];
  const { untrustedRepository, baseSha } = expected;
  const word = isForeign(expected)
    ? [
        `Measured by an untrusted job (of ${untrustedRepository}): its numbers cannot be verified. Budgets, waivers and verdict come from this repository.`,
      ]
    : [];
  if (later.some(({ type }) => type === 'graphql'))
    word.push('The budgets of GraphQL operations were judged by that job as well.');
  if (base === null) return [...word, 'That job measured no base: increases are not judged.'];
  if (baseSha === null || base.sha === baseSha) return word;
  return [...word, `That job says that base is ${base.sha ?? 'unknown'}; the merge base is ${baseSha}.`];
}
