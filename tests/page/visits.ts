import { scaled, type Breakdown } from '../../src/model/breakdown.ts';
import type { GateReport, RouteReport } from '../../src/model/report.ts';
import type { CampaignStage, Visit } from '../../src/model/sample.ts';
import type { Side } from '../../src/model/deploy.ts';
import { forCampaign } from '../../src/report/rows/campaign-index.ts';
import { blockOrder, seededRandom, type Random } from '../../src/stats/random.ts';
import { about, outcomeOf, type Readings } from '../compare/campaigns.ts';

/** Visits that could be behind what a report says of a route: around its numbers, warm-ups first, one failure; none where it says nothing. */
export function visitsBehind(report: GateReport, route: RouteReport): Visit[] {
  const random = seededRandom('visits', route.route, route.condition);
  const comparisons = forCampaign(report.result.comparisons, route);
  if (comparisons.length === 0) return [];
  const hasBase = comparisons.some(({ base }) => base !== null);
  const sides: readonly Side[] = hasBase ? ['base', 'head'] : ['head'];
  const readings = (side: Side, factor = 1): Readings =>
    Object.fromEntries(
      comparisons.map(({ metric, base, head }) => [
        metric,
        scattered((side === 'base' ? base : head) ?? head, { random, factor }),
      ]),
    );
  const visit = (over: Partial<Visit>, factor?: number): Visit => {
    const side = over.side ?? 'head';
    return { ...WARM_UP, ...place(route), outcome: outcomeOf(readings(side, factor)), ...over, side };
  };
  const block = (number: number, phase: CampaignStage): Visit[] =>
    blockOrder(random).map((side, position) =>
      visit({ side: hasBase ? side : 'head', phase, block: number, position }),
    );
  const failed = visit({ block: 1, outcome: { status: 'failed', code: 'timeout', reason: 'the page did not load' } });
  const measured = Array.from({ length: route.blocks }, (_, number) => block(number, 'measure'));
  const retried = measured[1];
  return [
    ...sides.map((side) => visit({ side }, 1.6)),
    ...measured.flatMap((visits) => (visits === retried ? againAfter(failed, visits) : visits)),
    ...Array.from({ length: route.freshBlocks }, (_, number) => block(number, 'confirm')).flat(),
  ];
}

const WARM_UP = { type: 'visit', phase: 'measure', page: 'route', block: -1, position: 0, attempt: 1 } as const;

function place({ route, condition }: RouteReport) {
  return { route, condition };
}

/** The visit that failed is made once more. */
function againAfter(failed: Visit, [first, ...others]: readonly Visit[]): Visit[] {
  if (first === undefined) return [];
  return [{ ...failed, side: first.side }, { ...first, attempt: 2 }, ...others];
}

function scattered(tree: Breakdown, { random, factor }: { readonly random: Random; readonly factor: number }) {
  return scaled(tree, about(factor, random));
}
