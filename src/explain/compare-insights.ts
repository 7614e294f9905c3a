import { definitionOf, type Metric } from '../model/metric.ts';
import type { Insight } from '../model/report.ts';
import { type Check, checksOf, failed, itemsOf, type Lhr, type LhrAudit, longestChainMs, shiftScore } from './lhr.ts';
import { stripQuery } from '../text/strip-query.ts';
import { stableSource } from '../text/stable-path.ts';

/**
 * An insight that already failed on base is worse if one of its numbers grew by both of these; smaller growth is one
 * run's noise.
 */
const GREW_BY_MS = 50;
const GREW_BY_SHARE = 0.25;
/** The same for layout shifts, which are scores. */
const GREW_BY_SCORE = 0.01;
/** …or where its score, from 0 to 1, fell by this much. */
const SCORE_DROP = 0.1;

const MAX_ITEMS = 5;

/**
 * Lighthouse's insights that got worse from base to head, those that matter to `metrics` first. Worse is: it fails on
 * head, and on base it did not; or a check of its list passed on base and fails on head; or its score fell by 0.1; or
 * its estimated savings of a metric, its longest chain of requests or its layout shifts grew by 50 ms (CLS: 0.01) and
 * by 25 %. Layout shifts count even where Lighthouse does not judge them because they are few.
 */
export function compareInsights(base: Lhr, head: Lhr, metrics: readonly Metric[]): Insight[] {
  const worse: { insight: Insight; audit: LhrAudit }[] = [];
  for (const audit of Object.values(head.audits)) {
    const before = base.audits[audit.id];
    if (!audit.id.endsWith('-insight') || !gotWorse(before, audit)) continue;
    worse.push({ insight: insightOf(before, audit, base, head), audit });
  }
  const acronyms = metrics.flatMap((metric) => definitionOf(metric).lighthouse ?? []);
  return worse.toSorted((a, b) => byRelevance(a.audit, b.audit, acronyms)).map(({ insight }) => insight);
}

function gotWorse(base: LhrAudit | undefined, head: LhrAudit): boolean {
  if (shiftsGrew(base, head)) return true;
  if (!failed(head)) return false;
  if (base === undefined || !failed(base)) return true;
  return (
    newlyFailing(base, head).length > 0 || scoreFell(base, head) || savingsGrew(base, head) || chainGrew(base, head)
  );
}

/** Only of scores that are graded: where savings decide, 0.5 and 0 differ by any saving at all. */
function scoreFell(base: LhrAudit, head: LhrAudit): boolean {
  if (head.scoreDisplayMode === 'metricSavings') return false;
  return (base.score ?? 0) - (head.score ?? 0) >= SCORE_DROP - Number.EPSILON;
}

function savingsGrew(base: LhrAudit, head: LhrAudit): boolean {
  return Object.entries(head.metricSavings ?? {}).some(([metric, after = 0]) =>
    grew(base.metricSavings?.[metric] ?? 0, after, metric === 'CLS' ? GREW_BY_SCORE : GREW_BY_MS),
  );
}

function chainGrew(base: LhrAudit, head: LhrAudit): boolean {
  return grew(longestChainMs(base) ?? 0, longestChainMs(head) ?? 0, GREW_BY_MS);
}

function shiftsGrew(base: LhrAudit | undefined, head: LhrAudit): boolean {
  return grew((base && shiftScore(base)) ?? 0, shiftScore(head) ?? 0, GREW_BY_SCORE);
}

const grew = (before: number, after: number, least: number): boolean =>
  after - before >= least && after - before >= GREW_BY_SHARE * before;

/** The checks that head fails and base does not, as base and head put them. */
function newlyFailing(base: LhrAudit | undefined, head: LhrAudit): readonly { before: Check | null; after: Check }[] {
  const before = new Map((base === undefined ? [] : checksOf(base)).map((check) => [check.key, check]));
  return checksOf(head)
    .filter((check) => !check.passed && before.get(check.key)?.passed !== false)
    .map((after) => ({ before: before.get(after.key) ?? null, after }));
}

function insightOf(before: LhrAudit | undefined, audit: LhrAudit, base: Lhr, head: Lhr): Insight {
  return {
    id: audit.id,
    title: audit.title,
    ...said(before, audit),
    savingsMs: savingsMs(audit),
    items: newItems(before, audit, base, head),
  };
}

/**
 * The checks that changed; otherwise the length of the chain or the size of the shifts; otherwise what Lighthouse
 * displays.
 */
function said(base: LhrAudit | undefined, head: LhrAudit): Pick<Insight, 'base' | 'head'> {
  const checks = newlyFailing(base, head);
  if (checks.length > 0)
    return {
      base: joined(checks.map(({ before }) => before && `✓ ${before.label}`)),
      head: joined(checks.map(({ after }) => `✗ ${after.label}`)),
    };
  return { base: base === undefined ? null : displayed(base), head: displayed(head) };
}

function displayed(audit: LhrAudit): string | null {
  const chainMs = longestChainMs(audit);
  if (chainMs !== null) return `longest chain ${Math.round(chainMs)} ms`;
  const shifts = shiftScore(audit);
  if (shifts !== null) return `layout shifts ${shifts.toFixed(3)}`;
  return audit.displayValue ?? null;
}

const joined = (texts: readonly (string | null)[]): string | null =>
  texts.filter((text) => text !== null).join('; ') || null;

/** The savings above nothing; CLS is a score and not among them. */
function savingsMs({ metricSavings = {} }: LhrAudit): Record<string, number> {
  const savings = Object.entries(metricSavings).filter(([metric, ms = 0]) => metric !== 'CLS' && ms > 0);
  return Object.fromEntries(savings.map(([metric, ms = 0]) => [metric, ms]));
}

/** What head lists and base does not. The same file counts as the same under another origin, query or content hash. */
function newItems(before: LhrAudit | undefined, audit: LhrAudit, base: Lhr, head: Lhr): string[] {
  const known = new Set((before === undefined ? [] : itemsOf(before)).map((item) => identity(item, base)));
  const fresh = new Map<string, string>();
  for (const item of itemsOf(audit)) {
    const id = identity(item, head);
    if (!known.has(id) && !fresh.has(id)) fresh.set(id, URL.canParse(item) ? stripQuery(item) : item);
  }
  return [...fresh.values()].slice(0, MAX_ITEMS);
}

function identity(item: string, lhr: Lhr): string {
  return URL.canParse(item) ? stableSource(item, URL.parse(lhr.mainDocumentUrl ?? '')?.origin ?? '') : item;
}

/** Most savings of the metrics in question first; then what Lighthouse files under one of them; then savings at all. */
function byRelevance(a: LhrAudit, b: LhrAudit, acronyms: readonly string[]): number {
  const keys = (audit: LhrAudit): readonly number[] => [
    Math.max(0, ...acronyms.map((acronym) => audit.metricSavings?.[acronym] ?? 0)),
    acronyms.some((acronym) => audit.metricSavings?.[acronym] !== undefined) ? 1 : 0,
    Math.max(0, ...Object.values(audit.metricSavings ?? {}).map((saving = 0) => saving)),
    audit.guidanceLevel ?? 0,
  ];
  const [keysA, keysB] = [keys(a), keys(b)];
  for (const [index, key] of keysA.entries()) {
    const order = (keysB[index] ?? 0) - key;
    if (order !== 0) return order;
  }
  return a.id < b.id ? -1 : 1;
}
