import type { LearntSettle } from '../../model/sample.ts';

/**
 * `the page is done once it has been quiet for 1450 ms: a layout shift may come late.` Without a reason the page may be
 * busy all the time (it polls, it animates), or change soon after it has loaded: nothing of that is seen too late.
 */
export function settleText({ settleMs, because }: LearntSettle): string {
  const why = because === null ? 'nothing was seen to change late' : `${because} may come late`;
  return `the page is done once it has been quiet for ${settleMs} ms: ${why}.`;
}
