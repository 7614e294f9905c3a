import { nodeAt } from '../model/breakdown.ts';
import type { Fact } from '../model/cause.ts';
import { askedAtOnHead, fact, grown, headUrl, subject, subjectOf, type Context, type Finding } from './finding.ts';
import { growthOf, sidesOf } from './growth.ts';
import { heldUp, paintedMs } from './blocking.ts';
import { DELAY } from './hero.ts';
import { growthIn, turnedIn, waitMs, type Pair } from './pairs.ts';

/** What the server of the page, or of the data that its largest element waits for, does differently. */

export function ttfbPhase({ metric }: Context, ...parts: readonly string[]): string[] {
  return [metric, 'ttfb', ...parts];
}

/** A redirect more stands before the document. */
export function redirectAdded(context: Context): Finding[] {
  const { document } = context;
  const hops = document === null ? null : turnedIn(document, ({ redirects }) => redirects.length);
  const later = growthOf(sidesOf(context.sides, ({ ttfbMs }) => ttfbMs));
  if (document === null || hops === null || hops.head <= hops.base || later === null) return [];
  const hop = document.head[0]?.request.redirects.at(-1) ?? null;
  return [
    {
      id: 'redirect-added',
      amount: later.amount,
      phases: ['redirect', 'waiting', 'connect'].map((part) => ttfbPhase(context, part)),
      claims: ['document:redirect'],
      facts: [fact('redirects', hops.base, hops.head), grown('later', later)],
      places: [],
      subject: subject({ url: hop }, headUrl(context)),
    },
  ];
}

/** A layer that the server reports takes longer, and so does its answer. */
export function serverLayerSlower(context: Context): Finding[] {
  const wait = context.document === null ? null : growthIn(context.document, waitMs);
  if (wait === null) return [];
  const names = new Set(context.sides.head.flatMap(({ visit }) => visit.layers.map(({ name }) => name)));
  return [...names].flatMap((name): Finding[] => {
    const layer = growthOf(sidesOf(context.sides, ({ visit }) => layerMs(visit.layers, name)));
    if (layer === null) return [];
    const phase = ttfbPhase(context, 'request', name);
    const isPart = nodeAt(context.difference, phase) !== undefined;
    return [
      {
        id: 'server-layer-slower',
        amount: Math.min(layer.amount, wait.amount),
        phases: [isPart ? phase : ttfbPhase(context, 'request')],
        claims: [`layer:${name}`],
        facts: [grown('layer', layer)],
        places: [],
        subject: subject({ name }),
      },
    ];
  });
}

function layerMs(layers: readonly { readonly name: string; readonly ms: number }[], name: string): number {
  return layers.filter((layer) => layer.name === name).reduce((sum, { ms }) => sum + ms, 0);
}

/** The document, or data that the largest element waits for, is answered later after it was sent, whatever a layer says. */
export function serverSlower(context: Context): Finding[] {
  const { document } = context;
  const layers = serverLayerSlower(context).reduce((sum, { amount }) => sum + amount, 0);
  const wait = document === null ? null : growthIn(document, waitMs);
  const isUnexplained = wait !== null && wait.amount - layers > Math.max(10, 0.1 * wait.amount);
  return [
    ...(document === null || wait === null || !isUnexplained
      ? []
      : [slower(document, wait.amount - layers, [grown('longer', wait)], [ttfbPhase(context, 'request')])]),
    ...context.pairs
      .filter((pair) => isWaitedFor(pair, context))
      .flatMap((pair): Finding[] => {
        const longer = growthIn(pair, waitMs);
        if (longer === null) return [];
        const phases = context.metric === 'lcp' ? [DELAY, ...heldUp(context)] : heldUp(context);
        return [slower(pair, longer.amount, [grown('longer', longer)], phases)];
      }),
  ];
}

function slower(pair: Pair, amount: number, facts: Fact[], phases: Finding['phases']): Finding {
  const claims = pair.kind === 'document' ? ['document:wait'] : [`request:${pair.key}`];
  return { id: 'server-slower', amount, phases, claims, facts, places: askedAtOnHead(pair), subject: subjectOf(pair) };
}

/** Data, and a script that does not block, that came before what a script makes of it: the LCP element, or its image. */
export function isWaitedFor(pair: Pair, { hero, metric }: Context): boolean {
  if (!pair.isMatched || (pair.kind !== 'fetch' && pair.kind !== 'script')) return false;
  return pair.head.every(({ request: { isRenderBlocking, endedMs }, seen }) => {
    if (isRenderBlocking || endedMs === null) return false;
    const isHeroByParser = seen.hero !== null && seen.hero.initiator !== 'script' && seen.hero.initiator !== 'other';
    const made = (seen.visit.lcp?.createdBy.length ?? 0) > 0 || (seen.hero !== null && !isHeroByParser);
    if (metric === 'lcp' && !made) return false;
    const isForImage = metric === 'lcp' && hero !== null;
    const until = isForImage ? (seen.hero?.askedMs ?? 0) : (paintedMs(seen, metric) ?? 0) + seen.ttfbMs;
    return endedMs <= until;
  });
}
