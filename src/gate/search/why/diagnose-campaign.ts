import type { Side } from '../../../model/deploy.ts';
import type { Diagnosis } from '../../../model/diagnosis.ts';
import type { Place } from '../../../model/place.ts';
import type { ServedScript } from '../../../source-maps/original-place.ts';
import type { Run } from '../../run/run.ts';
import type { ServedTexts } from './served-scripts.ts';

/** Base and head in turn, so that what gets slower meanwhile is the same for both; two visits show what is chance. */
const ORDER: readonly Side[] = ['base', 'head', 'head', 'base'];
/** Visits that fail are made again, once each side. */
const MOST_FAILURES = 2;

/** What diagnostic visits to both sides saw. */
export interface DiagnosedCampaign extends ServedTexts {
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
  const texts = new Map<string, string>();
  const sourceMaps = new Map<string, string | null>();
  const inlineScripts = new Map<string, ServedScript[]>();
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
    if (side === 'base') continue;
    for (const { url, hash, sourceMap, start } of diagnosed.visit.scripts) {
      const text = diagnosed.texts.get(hash);
      if (start !== undefined) {
        // Its URL is the document's, whose text and map are others.
        const script = { url, text: text ?? null, sourceMap, start };
        inlineScripts.set(url, [...(inlineScripts.get(url) ?? []), script]);
        continue;
      }
      sourceMaps.set(url, sourceMap);
      if (text !== undefined) texts.set(url, text);
    }
    for (const [url, text] of diagnosed.pages) texts.set(url, text);
  }
  const { base, head } = deploys;
  const diagnosis: Diagnosis = { version: 1, ...place, base: base.url, head: head.url, visits };
  return { diagnosis, texts, sourceMaps, inlineScripts };
}
