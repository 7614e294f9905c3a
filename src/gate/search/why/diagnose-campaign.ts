import type { Diagnosed } from '../../../lab/diagnosis/diagnosing.ts';
import type { Side } from '../../../model/deploy.ts';
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
}

/**
 * Diagnostic visits to both sides of a campaign; or why there are none, as the end of a sentence.
 *
 * @param deadline on the clock of `performance.now()`: no visit begins after it
 */
export async function diagnoseCampaign(
  run: Run,
  place: Place,
  deadline: number,
): Promise<DiagnosedCampaign | { readonly why: string }> {
  const { config, deploys, lab, signal, progress } = run;
  const route = config.routes.find(({ name }) => name === place.route);
  const condition = config.conditions.find(({ name }) => name === place.condition);
  if (route === undefined || condition === undefined || deploys.base === null) return { why: 'it is not configured' };
  progress.line(`${place.route} · ${place.condition}: looking for the cause.`);
  const visits: Diagnosis['visits'] = [];
  const seen: Record<Side, Diagnosed[]> = { base: [], head: [] };
  const left = [...ORDER];
  let failures = 0;
  for (let side = left.shift(); side !== undefined; side = left.shift()) {
    if (performance.now() >= deadline) return { why: 'the time for it (explain: max-minutes) had run out' };
    const deploy = deploys[side];
    if (deploy === null) return { why: 'there is no base' };
    const diagnosed = await lab.diagnose(route, condition, deploy, side);
    signal.throwIfAborted();
    if ('status' in diagnosed) {
      failures += 1;
      if (failures > MOST_FAILURES) return { why: `diagnostic visits failed (${diagnosed.reason})` };
      left.push(side);
      continue;
    }
    visits.push(diagnosed.visit);
    seen[side].push(diagnosed);
  }
  const { base, head } = deploys;
  const diagnosis: Diagnosis = { version: 1, ...place, base: base.url, head: head.url, visits };
  return { diagnosis, base: textsOf(seen.base), head: textsOf(seen.head) };
}
