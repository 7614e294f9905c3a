import type { GateReport, RouteReport } from '../../model/report.ts';
import type { Evidence } from '../../model/sample.ts';
import { lcpElementsDiffer, lcpUrlOf, scriptPlace } from '../../explain/evidence-clues.ts';
import { quantity } from './format.ts';
import { joined, name, type Phrase } from './phrase.ts';

const MOST_ELEMENTS = 5;

/** The evidence besides the numbers, one line each: head's, and base's if it differs. */
export function evidenceLines(route: RouteReport, { result }: GateReport): Phrase[] {
  const { base, head } = route.evidence;
  if (head === null) return [];
  return [
    lcpLine(head, result.head.url),
    lcpElementsDiffer(route.evidence) && base !== null ? lcpLine(base, result.base.url, ' on base') : [],
    interactionLine(head),
    scriptLine(head, result.head.url),
    shiftLine(head),
    serverLine(head),
  ].filter((line) => line.length > 0);
}

function lcpLine(evidence: Evidence, deployUrl: string | null, where = ''): Phrase {
  const element = elementPhrase(evidence.lcpElement, lcpUrlOf(evidence, deployUrl));
  return element.length === 0 ? [] : [`LCP element${where}: `, ...element];
}

function interactionLine({ inpTarget, inpType, inpStep }: Evidence): Phrase {
  if (inpTarget === null) return [];
  const step = inpStep === null ? '' : `step ${inpStep + 1}, `;
  return ['INP interaction: ', step, inpType ?? 'input', ' on ', name(inpTarget)];
}

function scriptLine({ inpScript }: Evidence, deployUrl: string | null): Phrase {
  if (inpScript === null) return [];
  const script = scriptPhrase(inpScript, scriptPlace(inpScript, deployUrl), inpScript.durationMs);
  const invoker: Phrase = inpScript.functionName === '' ? [] : [', invoked by ', name(inpScript.invoker)];
  return ['Longest script in it: ', ...script, ...invoker];
}

function shiftLine({ shiftedElements }: Evidence): Phrase {
  const shifts = shiftedElements
    .slice(0, MOST_ELEMENTS)
    .map(({ selector, score }): Phrase => [name(selector), ` ${quantity(score, 'score')}`]);
  return shifts.length === 0 ? [] : ['Shifted: ', ...joined(shifts, ', ')];
}

function serverLine({ serverTiming }: Evidence): Phrase {
  const layers = serverTiming
    .slice(0, MOST_ELEMENTS)
    .map((layer): Phrase => [name(layer.name), ` ${quantity(layer.durationMs, 'ms')}`]);
  return layers.length === 0 ? [] : ['Server-Timing on head: ', ...joined(layers, ', ')];
}

/** `img.hero` (`/hero.jpg`); either of them where only one is known. */
export function elementPhrase(element: string | null, place: string | null): Phrase {
  if (element === null) return place === null ? [] : [name(place)];
  return place === null ? [name(element)] : [name(element), ' (', name(place), ')'];
}

/** `onAddToCart` at `/cart.js:12:345` (92 ms) */
export function scriptPhrase(
  { functionName, invoker }: Pick<NonNullable<Evidence['inpScript']>, 'functionName' | 'invoker'>,
  place: string | null,
  durationMs: number,
): Phrase {
  const at: Phrase = place === null ? [] : [' at ', name(place)];
  return [name(functionName === '' ? invoker : functionName), ...at, ` (${quantity(durationMs, 'ms')})`];
}
