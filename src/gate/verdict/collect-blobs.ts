import path from 'node:path';

import { readInput, type PolicyText } from '../../config/policy/at-commit.ts';
import { resolveHistory } from '../../config/history/resolve.ts';
import { resolvePriceFiles } from '../../config/price/schema.ts';
import { hasBase } from '../../config/deploys/schema.ts';
import type { ConfigInput } from '../../config/schema.ts';
import { termsOfBase, termsOfBoth, type JudgingTerms } from '../../config/policy/judging-terms.ts';
import { parseSource } from '../../source/yaml.ts';
import { GateError } from '../../errors.ts';
import { MOST_CHANGES, type PolicySource } from '../../model/policy.ts';
import type { LaterRecord, RunRecord } from '../../model/record.ts';
import type { Visit } from '../../model/sample.ts';
import { dayOf } from '../../model/waiver.ts';
import { decisionOf } from '../../record/decision.ts';
import { findBlobs, readBlob, type Blob } from '../../record/blob.ts';
import { LogFile, SAMPLES, type Outline, type RunLog } from '../../record/log.ts';
import { mergeBlobs } from '../../record/merge.ts';
import type { OutlinedRecord } from '../../record/outline.ts';
import { makeOutputFolder } from '../../report/files/files.ts';
import { reproduceCommand } from '../../report/words/reproduce.ts';
import { alphaOf } from '../../stats/plan.ts';
import type { HistoryAccess } from '../history/access.ts';
import { learnSpread } from '../history/machine-spread.ts';
import { pricesAt } from './read-prices.ts';
import { configIn, readPolicy, type ContentsApi, type PolicyRequest } from './read-policy.ts';

/** What is known of the samples from elsewhere than themselves. */
export interface ExpectedOrigin {
  readonly repository: string | null;
  readonly headSha: string | null;
  /** The merge base; null if it is not known. */
  readonly baseSha: string | null;
  /** The repository of an untrusted measuring job: facts that can be read elsewhere are not taken from its samples. */
  readonly untrustedRepository: string | null;
}

/** The options of judging other jobs' samples. */
export interface ReportOptions {
  /** Files, or folders with a samples.ndjson anywhere below. */
  readonly blobs: readonly string[];
  /** The output folder, as given. */
  readonly out: string;
  /** Path of the configuration, for the policy. */
  readonly config: string;
  /** Null: the policy by which the samples were measured. */
  readonly policyAt: PolicyRequest | null;
  readonly contents: ContentsApi | null;
  readonly expected: ExpectedOrigin | null;
  /** The repository's page, in a workflow: samples do not say where links lead. */
  readonly repositoryUrl?: string | null;
  /** Where the report page can be opened; null or absent: that is not known. */
  readonly pageUrl?: string | null;
  /** As of a run. */
  readonly isOfMain?: boolean;
  readonly history?: HistoryAccess | null;
}

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

/** Whether the measuring job has no write access to the repository. */
function isForeign(expected: ExpectedOrigin | null): boolean {
  if (expected === null || expected.untrustedRepository === null) return false;
  return expected.untrustedRepository.toLowerCase() !== expected.repository?.toLowerCase();
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

/** The record with the terms of the policy that applies in place of those it was made with, and of today. */
async function applyTrustedPolicy(run: RunRecord, options: ReportOptions): Promise<RunRecord> {
  const today = dayOf(new Date());
  const { policyAt, contents, config, expected } = options;
  const isTrusted = expected?.untrustedRepository == null;
  const told = isTrusted ? run : withoutOwnWord(run);
  if (policyAt === null) return { ...told, waivers: { today, granted: run.waivers?.granted ?? [] } };
  const policy = await readPolicy({ ...policyAt, headSha: null }, { config, contents, withoutClone: !isTrusted });
  const own = isTrusted ? run : { ...told, reproduce: reproduceOf(run, config) };
  const { terms, fallbackReason } = isTrusted
    ? termsOfTrusted(run, policy)
    : await termsOfUntrusted(run, policy, options);
  const changes = [...(terms?.changes ?? []), ...(isTrusted ? (run.policySource?.changes ?? []) : [])];
  const { ref, origin } = policy;
  const removed = [...(terms?.removed ?? []), ...(isTrusted ? (run.policySource?.removed ?? []) : [])];
  const policySource: PolicySource = {
    ref,
    ...(origin && { origin }),
    ...(removed.length > 0 && { removed: removed.slice(0, MOST_CHANGES) }),
    instead: fallbackReason,
    changes: changes.slice(0, MOST_CHANGES),
  };
  if (terms === null) return { ...own, policySource, waivers: { today, granted: run.waivers?.granted ?? [] } };
  const judged = {
    ...applyTerms(own, terms, isTrusted),
    policySource,
    waivers: { today, granted: [...terms.waivers] },
  };
  if (isTrusted) return judged;
  return withTrustedPrices(await withTrustedSpread(judged, terms.history, options), terms.price, policy, options);
}

/** What an untrusted job says of things that are read elsewhere does not count. */
function withoutOwnWord(run: RunRecord): RunRecord {
  const { prices: _, machineSpread: __, followed: ___, ...rest } = run;
  return rest;
}

/** What the history of this repository teaches of the machines, as its own configuration names it. */
async function withTrustedSpread(
  run: RunRecord,
  history: JudgingTerms['history'],
  { config, history: access = null }: ReportOptions,
): Promise<RunRecord> {
  const followed = resolveHistory(history, path.dirname(path.resolve(config)));
  if (followed === null) return run;
  const { spread, warnings } = await learnSpread(followed, access);
  const notices = [...run.notices, ...warnings];
  return spread === null ? { ...run, notices } : { ...run, notices, machineSpread: structuredClone(spread) };
}

/** The prices of an untrusted job do not count: they are read from the repository, at the commit of the policy. */
async function withTrustedPrices(
  run: RunRecord,
  price: JudgingTerms['price'],
  { label, content, origin, ref }: PolicyText,
  { config, contents, expected }: ReportOptions,
): Promise<RunRecord> {
  if (price === undefined) return run;
  const isOfHead = run.policySource?.instead != null;
  const text = isOfHead || !('text' in content) ? '' : content.text;
  const place = { file: isOfHead ? config : label, source: parseSource(text) };
  const at = isOfHead ? (expected?.headSha ?? ref) : (origin?.at ?? ref);
  const files = resolvePriceFiles(price, place, path.resolve(config));
  const { read, warnings } = await pricesAt(at, files, { contents, withoutClone: true });
  return { ...run, prices: { today: dayOf(new Date()), read: [...read] }, notices: [...run.notices, ...warnings] };
}

/** A command that readers are asked to run must not come from an untrusted job. */
function reproduceOf({ base, head }: RunRecord, config: string): string {
  const nothing = { baseUrl: null, headUrl: null, routes: [], conditions: [], blocks: null };
  return reproduceCommand({ ...nothing, config, baseSha: base?.sha ?? null, headSha: head.sha });
}

/** The configuration at a commit, read from the repository and not from the samples; null if it cannot be read. */
async function configAt(sha: string | null, { config, contents }: ReportOptions): Promise<ConfigInput | null> {
  if (contents === null || sha === null) return null;
  const file = await configIn({ config, contents, withoutClone: true });
  const text = file === null ? null : await contents.fileAt(file, sha).catch(() => null);
  const read = text === null ? null : readInput(config, parseSource(text));
  return read instanceof GateError ? null : read;
}

interface Terms {
  /** Null: those of the samples. */
  readonly terms: JudgingTerms | null;
  /** Why the policy of head applies; null if that of base does. */
  readonly fallbackReason: string | null;
}

/** The configuration in a policy's text, or why it cannot be used. */
function inputOf({ label, content }: PolicyText): ConfigInput | { readonly fallbackReason: string } {
  if ('fallbackReason' in content) return content;
  const read = readInput(label, parseSource(content.text));
  return read instanceof GateError ? { fallbackReason: 'the configuration is not valid there' } : read;
}

function termsOfTrusted(run: RunRecord, policy: PolicyText): Terms {
  const base = inputOf(policy);
  if ('fallbackReason' in base) return { terms: null, fallbackReason: base.fallbackReason };
  return { terms: termsOfBase(base, run.config.routes, true), fallbackReason: null };
}

/** Without a policy of base, head's applies: the one at its commit, never the one in the samples. */
async function termsOfUntrusted(run: RunRecord, policy: PolicyText, options: ReportOptions): Promise<Terms> {
  const { headSha = null, baseSha = null } = options.expected ?? {};
  const base = inputOf(policy);
  const head = await configAt(headSha, options);
  const measured = run.config.routes;
  if ('fallbackReason' in base) {
    const cause = `${base.fallbackReason}, and the configuration of head cannot be read either`;
    if (head === null) throw new GateError('policy-unreadable', { ref: policy.label, cause });
    return { terms: termsOfBoth({ head, base: head, fork: null, measured }), fallbackReason: base.fallbackReason };
  }
  if (run.base === null && hasBase(base.deploys))
    throw new GateError('blob-refused', {
      path: options.blobs.join(', '),
      cause: `base was not measured, but the configuration at ${policy.label} compares with it`,
    });
  if (head === null) return { terms: termsOfBase(base, run.config.routes, false), fallbackReason: null };
  const fork = policy.ref === baseSha ? null : await configAt(baseSha, options);
  return { terms: termsOfBoth({ head, base, fork, measured }), fallbackReason: null };
}

function applyTerms(run: RunRecord, terms: JudgingTerms, isTrusted: boolean): RunRecord {
  const { routes, policy, maxBlocks, comment, commentKey, adjustsByControl: differences } = terms;
  const plan = isTrusted && run.plan.kind === 'fixed' ? run.plan : ({ kind: 'looks', maxBlocks } as const);
  const alpha = alphaOf(plan, terms.alpha, decisionOf(run));
  const { isSinceAnchor } = isTrusted ? run.config.policy : {};
  const applied = isSinceAnchor === undefined ? policy : { ...policy, isSinceAnchor };
  const config = { ...run.config, routes, policy: applied, comment, commentKey };
  // Plain data throughout; only the readonly of the types differs.
  return { ...run, plan, alpha, differences: run.differences && differences, config } as RunRecord;
}
