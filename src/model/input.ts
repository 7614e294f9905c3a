import { effectsOf, type Effect, type RecordStep } from './interaction.ts';

/** Whether a step goes to another page, alone or among what else it does. */
export function navigates(step: RecordStep): boolean {
  return effectsOf(step).some(isNavigation);
}

/** Whether all that a step does is to go to another page. */
export function isNavigationOnly(step: RecordStep): boolean {
  const [effect, ...others] = effectsOf(step);
  return effect !== undefined && isNavigation(effect) && others.length === 0;
}

/** Whether a step does to a page what it may react to: anything but to load another one, or to wait. */
export function acts(step: RecordStep): boolean {
  return effectsOf(step).some((effect) => effect !== 'navigation' && effect !== 'wait');
}

/** Whether a step waits for what the one before it has started. */
export function isWait(step: RecordStep): boolean {
  return effectsOf(step).includes('wait');
}

/** What a script does to the page that is measured: the one of its last navigation, within a recording too. */
export function effectsOnMeasuredPage(script: readonly RecordStep[]): Effect[] {
  const effects = script.flatMap(effectsOf);
  return effects.slice(effects.findLastIndex(isNavigation) + 1);
}

/** Whether a script does what ends LCP on the page that is measured: input or scrolling. */
export function endsLcp(script: readonly RecordStep[]): boolean {
  return effectsOnMeasuredPage(script).some((effect) => effect === 'input' || effect === 'scroll');
}

/** Whether a script gives INP something to measure: an input on the page that is measured. */
export function measuresInput(script: readonly RecordStep[]): boolean {
  return effectsOnMeasuredPage(script).includes('input');
}

/** Whether a script has input, which may lead to another document. */
export function mayLeave(script: readonly RecordStep[]): boolean {
  return script.flatMap(effectsOf).some((effect) => effect === 'input' || effect === 'soft-navigation');
}

function isNavigation(effect: Effect): boolean {
  return effect === 'navigation' || effect === 'soft-navigation';
}
