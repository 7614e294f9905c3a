import { unitOf } from '../model/metric.ts';
import { parsePath } from '../model/breakdown.ts';
import { change, changeAlone, limit, percentChange, percentRange } from '../report/words/format.ts';
import { pathPhrase, routePhrase } from '../report/words/names.ts';
import { inText, type Phrase } from '../report/words/phrase.ts';
import { shortSha } from '../text/short-sha.ts';
import type { HistoryChange } from './change.ts';
import type { CreepFinding } from './creep.ts';
import type { HistoryDrift } from './drift-of.ts';
import type { Epoch } from './epochs.ts';
import type { History } from './history.ts';
import type { OverviewRow } from './overview.ts';

type About = Pick<OverviewRow, 'metric'>;

/** `+3.1 % (2.2 to 4.0 %)`, `+0.020 (0.018 to 0.022)`. */
export function changeText({ kind, value, low, high }: HistoryChange, { metric }: About): string {
  if (kind === 'absolute') return change({ value, low, high }, unitOf(metric));
  return `${percentChange(value)} (${percentRange({ low, high })})`;
}

/** `+3.0 %` */
function sizeText({ metric, size, scale }: Pick<HistoryDrift, 'metric' | 'size' | 'scale'>): string {
  if (scale === 'log') return percentChange(size);
  return changeAlone({ value: size, low: null, high: null }, unitOf(metric));
}

/** `LCP`, `LCP › TTFB` */
export function nodeText(path: string): string {
  return inText(pathPhrase(parsePath(path) ?? [path]));
}

/** `since 1c81267 (b58db59 to 24a6775)`; the range where it is one. */
export function sinceText({ since, earliest, latest }: HistoryDrift): string {
  const [from, to] = [shortSha(earliest.sha), shortSha(latest.sha)];
  return `since ${shortSha(since.sha)}${from === to ? '' : ` (${from} to ${to})`}`;
}

/** `LCP of home on mobile has been rising since 1c81267 (b58db59 to 24a6775), by +3.0 % so far, in LCP › TTFB.` */
export function driftSentence(drift: HistoryDrift): Phrase {
  const { metric, direction, form, phase } = drift;
  const verb =
    form === 'step'
      ? direction === 'rise'
        ? 'rose'
        : 'fell'
      : direction === 'rise'
        ? 'has been rising'
        : 'has been falling';
  const by = form === 'step' ? `by ${sizeText(drift)}` : `by ${sizeText(drift)} so far`;
  const at = form === 'step' ? sinceText(drift).replace(/^since/, 'at') : sinceText(drift);
  const where = phase === null ? '' : `; the phase that shows it best is ${nodeText(phase)}`;
  return [`${nodeText(metric)} of `, ...routePhrase(drift), ` ${verb} ${at}, ${by}${where}`];
}

/** `3 %: broken` */
export function creepText({ limit: most, standing }: CreepFinding): string {
  const said = { broken: 'broken', under: 'under', open: 'not sure yet' } as const;
  return `${limit(most)}: ${said[standing]}`;
}

/** `1c81267, Chrome 156, linux x64, 4 cores` */
export function epochText({ anchor, chrome, runner }: Epoch): string {
  return `${shortSha(anchor)}, Chrome ${chrome}, ${runner}`;
}

/** `120 commits from 2026-01-01 to 2026-04-30` */
export function spanText({ commits }: History): string {
  const [first, last] = [commits[0], commits.at(-1)];
  if (first === undefined || last === undefined) return '0 commits';
  const [from, to] = [first.committed.slice(0, 10), last.committed.slice(0, 10)];
  const count = commits.length === 1 ? '1 commit' : `${commits.length} commits`;
  return from === to ? `${count} of ${from}` : `${count} from ${from} to ${to}`;
}

/** A mark of an axis, exactly: `+2 %`, `0`. */
export function tickOf(tick: number, kind: HistoryChange['kind'], metric: OverviewRow['metric']): string {
  if (tick === 0) return '0';
  if (kind === 'absolute') return changeAlone({ value: tick, low: null, high: null }, unitOf(metric), [tick]);
  return `${tick > 0 ? '+' : '−'}${Number((100 * Math.abs(tick)).toPrecision(12))} %`;
}
