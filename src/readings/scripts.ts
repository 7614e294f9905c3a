import { leaf, type Breakdown } from '../model/breakdown.ts';
import type { ScriptFacts } from './facts.ts';
import { stableSource } from '../text/stable-path.ts';

/** A page may have any number of scripts; a longer list would be unreadable. */
const MAX_PARTS = 50;
const MAX_NAME = 100;
/** Minifiers give names of one or two characters, and other ones in the next build. */
const SHORTEST_NAME = 3;

/**
 * The scripts that ran inside a window of time (ms), longest first, each clipped to it. A moment that two of them claim
 * counts for the one that began first. Scripts of one identity are one part.
 */
export function scriptParts(scripts: readonly ScriptFacts[], from: number, to: number, deployUrl: string): Breakdown[] {
  const durations = new Map<string, number>();
  let covered = from;
  for (const script of scripts.toSorted((a, b) => a.startTime - b.startTime)) {
    const start = Math.max(covered, script.startTime);
    const end = Math.min(to, script.startTime + script.durationMs);
    if (end <= start) continue;
    covered = end;
    const id = scriptId(script, deployUrl);
    durations.set(id, (durations.get(id) ?? 0) + end - start);
  }
  return [...durations]
    .map(([id, duration]) => leaf(id, duration))
    .toSorted((a, b) => b.value - a.value)
    .slice(0, MAX_PARTS);
}

/**
 * What a script is in every build of the same code: how it was invoked, its function, and where it comes from, as
 * `event-listener addToCart /assets/product-*.js`. What is unknown, or only a minifier's, is left out.
 */
export function scriptId({ invokerType, functionName, sourceUrl }: ScriptFacts, deployUrl: string): string {
  const name = functionName.length < SHORTEST_NAME ? '' : functionName.slice(0, MAX_NAME);
  const type = invokerType === '' ? 'script' : invokerType.slice(0, MAX_NAME);
  return [type, name, stableSource(sourceUrl, deployUrl)].filter((part) => part !== '').join(' ');
}
