import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { defaultTolerances } from '../../src/compare/quantity.ts';
import { leaf } from '../../src/model/breakdown.ts';
import type { Budget } from '../../src/model/budget.ts';
import { comparedUnder } from '../../src/model/metrics/index.ts';
import type { LaterRecord, RunRecord } from '../../src/model/record.ts';
import { keyOf } from '../../src/model/place.ts';
import type { RecordedShard } from '../../src/model/shard.ts';
import type { CampaignRecord, RunLog } from '../../src/record/log.ts';
import { looksOf, type Plan } from '../../src/stats/plan.ts';
import { CURRENT } from '../../src/stats/versions.ts';
import { seededRandom } from '../../src/stats/random.ts';
import { version } from '../../src/version.ts';
import { about, budgetOf, campaignOf, lcpOf } from '../compare/campaigns.ts';
import { BASE_SHA, HEAD_SHA } from '../report/factories.ts';

/** A route of a recorded run, and how much later its largest paint is on head, ms. */
export interface RecordedRoute {
  readonly name: string;
  readonly conditions?: readonly string[];
  readonly slowerMs?: number;
  readonly budgets?: readonly Budget[];
}

export interface Recording {
  readonly routes: readonly RecordedRoute[];
  readonly blocks?: number;
  /** Which part of the run this is; all of it where absent. */
  readonly shard?: RecordedShard;
  readonly run?: Partial<RunRecord>;
  /** What the order of the visits is drawn from. */
  readonly commits?: { readonly base: string; readonly head: string };
}

/** May be 5 % and 50 ms later than base. */
export const LCP_BUDGET = budgetOf('lcp', {
  maxIncrease: [
    { value: 5, unit: '%' },
    { value: 50, unit: 'ms' },
  ],
});

const COMMITS = { base: BASE_SHA, head: HEAD_SHA };

/** What a run of these routes writes, seeded: a list of records, the first and the end included. */
export function recordsOf(recording: Recording): [RunRecord, ...LaterRecord[]] {
  const { routes, blocks = 5, shard, run = {}, commits = COMMITS } = recording;
  const first = runRecordOf(routes, {
    plan: { kind: 'fixed', blocks },
    seed: { ...commits },
    ...(shard === undefined ? {} : { shard }),
    ...run,
  });
  const places = routes.flatMap((route) => (route.conditions ?? ['mobile']).map((condition) => ({ route, condition })));
  const own = places.filter(
    ({ route, condition }) =>
      shard === undefined || shard.campaigns.some((each) => each.route === route.name && each.condition === condition),
  );
  return [first, ...own.flatMap((place) => campaignRecords(place, blocks, commits, first.plan)), { type: 'end' }];
}

function runRecordOf(routes: readonly RecordedRoute[], over: Partial<RunRecord>): RunRecord {
  return {
    type: 'run',
    version: 1,
    purpose: 'gate',
    tool: version,
    chrome: 'Chrome/156',
    base: { sha: BASE_SHA, url: 'https://main.shop.example' },
    head: { sha: HEAD_SHA, url: 'https://pr-42.shop.example' },
    seed: COMMITS,
    plan: { kind: 'fixed', blocks: 5 },
    alpha: 0.01,
    decision: CURRENT,
    tolerances: defaultTolerances(comparedUnder([])) as RunRecord['tolerances'],
    differences: false,
    config: {
      routes: routes.map(({ name, conditions = ['mobile'], budgets = [LCP_BUDGET] }) => ({
        name,
        path: `/${name}`,
        conditions: [...conditions],
        budgets: structuredClone(budgets) as RunRecord['config']['routes'][number]['budgets'],
        interactions: [],
      })),
      policy: { onInconclusive: 'pass', onUnmeasured: 'block', preExisting: 'warn' },
    },
    waivers: { today: '2026-11-01', granted: [] },
    notices: [],
    reproduce: 'vitals-gate run',
    ...over,
  };
}

interface Place {
  readonly route: RecordedRoute;
  readonly condition: string;
}

function campaignRecords(
  { route, condition }: Place,
  blocks: number,
  { base, head }: NonNullable<Recording['commits']>,
  plan: Plan,
): LaterRecord[] {
  const place = { route: route.name, condition };
  const values = seededRandom('values', route.name, condition);
  const { slowerMs = 0 } = route;
  // The order of the sides is drawn from the generator of the campaign alone, as a run draws it.
  const campaign = campaignOf(
    ({ side }) => ({
      lcp: lcpOf(values, { load: 900 + (side === 'head' ? slowerMs : 0) }),
      inp: leaf('inp', about(40, values)),
    }),
    { blocks, seed: [base, head, route.name, condition].join('\0') },
  );
  const visits = campaign.blocks.flatMap(({ visits: ofBlock }, block) =>
    ofBlock.map(({ side, outcome }, position): LaterRecord => ({
      type: 'visit',
      ...place,
      side,
      phase: 'measure',
      page: 'route',
      block,
      position,
      attempt: 1,
      outcome,
    })),
  );
  const looks = looksOf({ plan, alpha: 0.01, comparisons: 1 }).filter((look) => look.blocks <= blocks);
  const isWhole = looks.at(-1)?.last ?? false;
  const looked = looks.map((look, index): LaterRecord => {
    const isDecided = !isWhole && index === looks.length - 1;
    return { type: 'look', ...place, blocks: look.blocks, open: isDecided ? [] : ['lcp'] };
  });
  return [
    ...visits,
    ...looked,
    { type: 'campaign', ...place, stopped: isWhole ? 'maximum' : 'decided', unmeasurable: null },
  ];
}

/** A log whose records are all in memory. */
export function memoryLog(run: RunRecord, later: readonly LaterRecord[]): RunLog {
  const ofCampaigns = later.filter((record): record is CampaignRecord => 'route' in record);
  const byPlace = Map.groupBy(ofCampaigns, keyOf);
  return { run, later, recordsOf: (place) => byPlace.get(keyOf(place)) ?? [], assertUnchanged: () => {} };
}

/** Writes records as samples.ndjson into a folder, and returns the file's path. */
export function writeRecords(folder: string, records: readonly object[]): string {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'samples.ndjson');
  writeFileSync(file, `${records.map((record) => JSON.stringify(record)).join('\n')}\n`);
  return file;
}
