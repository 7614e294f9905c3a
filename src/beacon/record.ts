import { HIGHEST_CLS, LONGEST_MS, MOST_PARTS, printable } from '../model/beacon-limits.ts';
import type { FinalBeacon } from '../model/beacon.ts';
import { capped, leaf, sumOf, type Breakdown } from '../model/breakdown.ts';
import type { ReadingOf } from '../model/sample.ts';
import type { NavigationFacts } from '../readings/facts.ts';

type ServerTimings = NonNullable<FinalBeacon['serverTiming']>;

/** What is left over of a node with more parts than a record may have. */
const REST = 'other';
const LONGEST_ID = 200;

/** The steps of a value that a record tells apart: 0.1 ms, and 0.0001 of CLS. */
const MS_STEPS = 10;
const CLS_STEPS = 10_000;

/** A text as a record may hold it: without control characters, at most `most` long; undefined if nothing is left. */
export function cleanText(value: unknown, most: number): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.slice(0, most);
  return (isPlain(text) ? text : printable(text)) || undefined;
}

/** Whether a text is printable ASCII, as most are. The first use of a regular expression takes the browser more time. */
function isPlain(text: string): boolean {
  for (const character of text) if (character < ' ' || character > '~') return false;
  return true;
}

/**
 * A value as JSON. What is undefined is left out. It asks no object for `toJSON`: a page that gives arrays or objects one, as
 * Prototype.js does, would make records that no collector takes.
 */
export function jsonOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(jsonOf).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${jsonOf(member)}`).join()}}`;
}

/** A reading as a record has it: null if it was not measured, or cannot be true. `most`: parts at every node. */
export function recordedTree(reading: ReadingOf<'lcp' | 'inp' | 'cls'>, most: number = MOST_PARTS): Breakdown | null {
  if (reading.status === 'unmeasured') return null;
  const { breakdown } = reading;
  const [steps, limit] = breakdown.id === 'cls' ? [CLS_STEPS, HIGHEST_CLS] : [MS_STEPS, LONGEST_MS];
  if (!(breakdown.value >= 0 && breakdown.value <= limit)) return null;
  return inSteps(capped(tidy(breakdown), most, REST), 0, steps);
}

/** The tree with ids that a record may hold. Parts whose ids become the same are one. */
function tidy({ id, value, parts }: Breakdown): Breakdown {
  const byId = new Map<string, Breakdown>();
  for (const part of parts.map(tidy)) {
    const same = byId.get(part.id);
    byId.set(part.id, same === undefined ? part : leaf(part.id, same.value + part.value));
  }
  return { id: cleanText(id, LONGEST_ID) ?? REST, value, parts: [...byId.values()] };
}

/**
 * The tree rounded to steps, so that its parts sum; `steps` is how many make one unit. Nodes are laid end to end on a line,
 * from `start` on, and each point between two of them is rounded once. So a node is at most a step off, however many parts
 * its whole has.
 */
function inSteps({ id, value, parts }: Breakdown, start: number, steps: number): Breakdown {
  const round = (unrounded: number): number => Math.round(unrounded * steps);
  if (parts.length === 0) return leaf(id, Math.max(0, round(start + value) - round(start)) / steps);
  let at = start;
  const rounded = parts.map((part) => {
    const own = inSteps(part, at, steps);
    at += part.value;
    return own;
  });
  // Whole steps again: sums of decimals leave dust.
  return { id, value: round(sumOf(id, rounded).value) / steps, parts: rounded };
}

/** The Server-Timing entries that a record can hold. */
export function recordedTimings({ serverTiming }: NavigationFacts, most: number = MOST_PARTS): ServerTimings {
  return serverTiming
    .flatMap(({ name, durationMs }) => {
      const clean = cleanText(name, LONGEST_ID);
      const dur = Math.round(durationMs * MS_STEPS) / MS_STEPS;
      return clean !== undefined && dur >= 0 && dur <= LONGEST_MS ? [{ name: clean, dur }] : [];
    })
    .slice(0, most);
}
