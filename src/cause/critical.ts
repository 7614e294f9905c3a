import type { DiagnosedRequest } from '../model/diagnosis.ts';
import type { Context, Finding } from './finding.ts';
import { heldUp } from './blocking.ts';
import { DELAY, DURATION as HERO_DURATION } from './hero.ts';
import { everyHead, type Pair } from './pairs.ts';
import { isWaitedFor } from './server.ts';

/** What a paint waits for, and what a finding about it says of phases and claims. */

const BYTES_TYPES: Readonly<Record<DiagnosedRequest['kind'], string>> = {
  document: 'document',
  style: 'stylesheet',
  script: 'script',
  image: 'image',
  font: 'font',
  fetch: 'fetch',
  media: 'media',
  other: 'other',
};

/** What a paint waits for: the document, the LCP image, what blocks, what came before what a script shows. */
export function critical(context: Context): Pair[] {
  const { document, hero, pairs } = context;
  const own = [document, hero].filter((pair) => pair !== null);
  const others = pairs.filter(
    (pair) =>
      pair.kind !== 'document' &&
      !isHero(pair, context) &&
      (everyHead(pair, ({ isRenderBlocking }) => isRenderBlocking) ||
        pair.kind === 'font' ||
        isWaitedFor(pair, context)),
  );
  return [...own, ...others];
}

export function isHero({ head }: Pair, { hero }: Context): boolean {
  return hero !== null && head[0] !== undefined && hero.head[0]?.request === head[0].request;
}

/** Where its time shows. */
export function phasesOf(pair: Pair, context: Context): Finding['phases'] {
  const { metric } = context;
  if (metric === 'bytes') return [['bytes', BYTES_TYPES[pair.kind]]];
  if (pair === context.hero && metric === 'lcp') return [HERO_DURATION, DELAY];
  return heldUp(context);
}

/** What time of it a finding explains; `part`: of the document's or the LCP image's. */
export function claimsOf(pair: Pair, context: Context, part: string): string[] {
  if (pair === context.document) return [`document:${part}`];
  return pair === context.hero ? [`hero:${part}`, `request:${pair.key}`] : [`request:${pair.key}`];
}
