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
import type { RunRecord } from '../../model/record.ts';
import { dayOf } from '../../model/waiver.ts';
import { decisionOf } from '../../record/decision.ts';
import { reproduceCommand } from '../../report/words/reproduce.ts';
import { alphaOf } from '../../stats/plan.ts';
import { learnSpread } from '../history/machine-spread.ts';
import { pricesAt } from './read-prices.ts';
import { configIn, readPolicy } from './read-policy.ts';
import type { ReportOptions } from './report-options.ts';

/** The record with the terms of the policy that applies in place of those it was made with, and of today. */
export async function applyTrustedPolicy(run: RunRecord, options: ReportOptions): Promise<RunRecord> {
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
