import type { DiagnosticVisit } from '../../../model/diagnosis.ts';
import { scaleFromZero, type Scale } from '../../data/scale.ts';
import { heroOf, type RequestRow } from './request-rows.ts';

/** As in the bars of a route's LCP. */
export const PHASE_NUMBER = {
  ttfb: 1,
  'resource-load-delay': 2,
  'resource-load-duration': 3,
  'element-render-delay': 4,
} as const;

/** A phase of LCP as a length on the axis of a waterfall, ms since the navigation began. */
export interface PhaseSpan {
  readonly id: keyof typeof PHASE_NUMBER;
  readonly from: number;
  readonly to: number;
}

/** From 0 to the last of what is shown, the same for both sides, so that their lengths can be compared. */
export function waterfallScale(rows: readonly RequestRow[], marks: readonly (number | null)[]): Scale {
  const ends = rows.map(({ request: { askedMs, answeredMs, endedMs } }) => endedMs ?? answeredMs ?? askedMs);
  return scaleFromZero([...ends, ...marks.filter((mark) => mark !== null)]);
}

/** The phases of LCP in this visit, in their order; those of text lack the two of a resource. None without LCP. */
export function lcpPhases(visit: DiagnosticVisit): PhaseSpan[] {
  const { lcp, requests } = visit;
  if (lcp === null) return [];
  const end = lcp.renderedMs;
  const hero = heroOf(visit);
  const ttfb = within(requests.find(({ kind }) => kind === 'document')?.answeredMs ?? 0, 0, end);
  if (hero === null) return spans(['ttfb', 'element-render-delay'], [0, ttfb, end]);
  const sent = within(hero.sentMs ?? hero.askedMs, ttfb, end);
  const loaded = within(lcp.loadedMs ?? hero.endedMs ?? sent, sent, end);
  return spans(
    ['ttfb', 'resource-load-delay', 'resource-load-duration', 'element-render-delay'],
    [0, ttfb, sent, loaded, end],
  );
}

function spans(ids: readonly PhaseSpan['id'][], edges: readonly number[]): PhaseSpan[] {
  return ids.map((id, index) => ({ id, from: edges[index] ?? 0, to: edges[index + 1] ?? 0 }));
}

function within(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

/** What fits beside a bar on a phone. */
const MOST_CHARACTERS = 34;

/** The end of a long path says most. */
export function shortPath(path: string, most = MOST_CHARACTERS): string {
  return path.length <= most ? path : `…${path.slice(1 - most)}`;
}
