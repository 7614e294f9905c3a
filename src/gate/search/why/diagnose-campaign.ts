import { LEAST_VISITS } from '../../../cause/growth.ts';
import type { Diagnosed } from '../../../lab/diagnosis/diagnosing.ts';
import { SIDES, type Side } from '../../../model/deploy.ts';
import type { Diagnosis } from '../../../model/diagnosis.ts';
import type { Place } from '../../../model/place.ts';
import type { Run } from '../../run/run.ts';
import { textsOf, type ServedTexts } from './served-scripts.ts';

/** Base and head in turn, so that what gets slower meanwhile is the same for both; two visits show what is chance. */
const ORDER: readonly Side[] = ['base', 'head', 'head', 'base'];
/** Visits that fail are made again, once each side. */
const MOST_FAILURES = 2;

/** What diagnostic visits to both sides saw, and what each side served. */
export interface DiagnosedCampaign extends Readonly<Record<Side, ServedTexts>> {
  readonly diagnosis: Diagnosis;
  /** Of the shifts of the first visit to head. */
  readonly pictures: Diagnosed['pictures'];
  /** Of the first visit to each side. */
  readonly filmstrips: Readonly<Record<Side, Diagnosed['filmstrip']>>;
}

interface NotDiagnosed {
  /** Why there are not enough visits, as the end of a sentence. */
  readonly why: string;
  /** Whether the time was up. */
  readonly isLate: boolean;
}

/**
 * Diagnostic visits to both sides of a campaign, the first one to each side with a filmstrip. When they end early, those
 * that were made are enough where the causes can be told from them.
 *
 * @param limit ends the visit that is being made, and all that would follow
 * @param hasShiftPictures whether the first visit to head has pictures of its shifts
 */
export async function diagnoseCampaign(
  run: Run,
  place: Place,
  limit: AbortSignal,
  hasShiftPictures = false,
): Promise<DiagnosedCampaign | NotDiagnosed> {
  const { config, deploys, lab, signal, progress } = run;
  const route = config.routes.find(({ name }) => name === place.route);
  const condition = config.conditions.find(({ name }) => name === place.condition);
  const { base, head } = deploys;
  if (route === undefined || condition === undefined) return { why: 'it is not configured', isLate: false };
  if (base === null) return { why: 'there is no base', isLate: false };
  progress.line(`${place.route} · ${place.condition}: looking for the cause.`);
  const seen: (Diagnosed & { readonly side: Side })[] = [];
  const failures: string[] = [];
  const left = [...ORDER];
  for (let side = left.shift(); side !== undefined; side = left.shift()) {
    if (limit.aborted || failures.length > MOST_FAILURES) break;
    const isFilmed = !seen.some((each) => each.side === side);
    const how = { side, signal: limit, isFilmed, hasShiftPictures: hasShiftPictures && isFilmed && side === 'head' };
    const diagnosed = await lab.diagnose(route, condition, side === 'base' ? base : head, how);
    signal.throwIfAborted();
    if (!('status' in diagnosed)) seen.push({ ...diagnosed, side });
    else if (!limit.aborted) {
      failures.push(diagnosed.reason);
      left.push(side);
    }
  }
  const of = (side: Side): Diagnosed[] => seen.filter((each) => each.side === side);
  if (SIDES.some((side) => of(side).length < LEAST_VISITS))
    return limit.aborted
      ? { why: 'the time for it was up', isLate: true }
      : { why: `diagnostic visits failed (${failures.at(-1) ?? ''})`, isLate: false };
  const visits = seen.map(({ visit }) => visit);
  const diagnosis: Diagnosis = { version: 1, ...place, base: base.url, head: head.url, visits };
  const pictures = of('head')[0]?.pictures ?? new Map();
  const [ofBase = null, ofHead = null] = SIDES.map((side) => of(side)[0]?.filmstrip);
  const filmstrips = { base: ofBase, head: ofHead };
  return { diagnosis, pictures, filmstrips, base: textsOf(of('base')), head: textsOf(of('head')) };
}
