import { expect, test } from 'vitest';

import { CampaignRunner, type CampaignRequest } from '../../src/lab/campaign.ts';
import type { VisitOptions } from '../../src/lab/lab.ts';
import type { WarmUpTerms } from '../../src/lab/warm-up.ts';
import { leaf } from '../../src/model/breakdown.ts';
import type { Condition, Route } from '../../src/model/route.ts';
import type { VisitOutcome } from '../../src/model/sample.ts';
import { outcomeOf } from '../compare/campaigns.ts';

const page = (name: string): Route => ({ name, path: `/${name}`, conditions: ['fast'], interactions: [], budgets: [] });
const FAST = { name: 'fast' } as Condition;
const MEASURED: VisitOutcome = outcomeOf({ lcp: leaf('lcp', 900) });
const FAILED: VisitOutcome = { status: 'failed', code: 'connection-failed', reason: 'refused' };

interface Asked {
  readonly what: string;
  readonly options: VisitOptions;
}

/** The visits that warm a campaign up, as the lab is asked for them. */
async function warmedUp(
  terms: WarmUpTerms,
  about: Partial<CampaignRequest> = {},
  outcome: (asked: string, count: number) => VisitOutcome = () => MEASURED,
) {
  const asked: Asked[] = [];
  const visit = async (route: Route, _: unknown, { url }: { url: string }, options: VisitOptions = {}) => {
    const what = `${route.name} on ${url}`;
    asked.push({ what, options });
    return outcome(what, asked.filter((each) => each.what === what).length);
  };
  const lab = { visit, restart: async () => {}, learnsSettle: () => false, keepSettle: () => {} };
  const sides = {
    base: { side: 'base', url: 'base', sha: null },
    head: { side: 'head', url: 'head', sha: null },
  } as const;
  const request = {
    route: page('home'),
    condition: FAST,
    ...sides,
    control: page('control'),
    phase: 'measure' as const,
  };
  const runner = new CampaignRunner(lab, { ...request, record: () => {}, ...about });
  return { isWarm: await runner.warmUp(terms), asked, runner };
}

const whatOf = (asked: readonly Asked[]): string[] => asked.map(({ what }) => what);

test('a route and its control page are visited on each side, each side in a lane of its own', async () => {
  const { asked, isWarm } = await warmedUp({ lane: 4 });
  expect(isWarm).toBe(true);
  expect(asked.map(({ what, options }) => `${what} in ${options.lane}`)).toEqual([
    'home on base in 4',
    'control on base in 4',
    'home on head in 5',
    'control on head in 5',
  ]);
});

test('the control page can be left for later, and then come alone', async () => {
  expect(whatOf((await warmedUp({ pages: ['route'] })).asked)).toEqual(['home on base', 'home on head']);
  expect(whatOf((await warmedUp({ pages: ['control'] })).asked)).toEqual(['control on base', 'control on head']);
  expect(whatOf((await warmedUp({ pages: ['control'] }, { control: null })).asked)).toEqual([]);
});

test('what the route is served is collected on both sides, and what GraphQL it sends is observed beside it', async () => {
  const observed: string[] = [];
  const collected = await warmedUp(
    {},
    {
      collect: (side) => ({ lean: side === 'base' ? 'low' : 'high', shas: [], keep: () => {} }),
      observe: (side) => void observed.push(side),
    },
  );
  for (const { options } of collected.asked) options.observe?.([]);
  expect(observed).toEqual(['base', 'head']);
  expect(collected.asked.map(({ what, options }) => `${what}: ${options.collect?.lean ?? 'nothing'}`)).toEqual([
    'home on base: low',
    'control on base: nothing',
    'home on head: high',
    'control on head: nothing',
  ]);
});

test('a head whose control page fails is doubted with base, and blamed on both where it keeps failing', async () => {
  const { asked, isWarm, runner } = await warmedUp({ pages: ['control'] }, {}, (what) =>
    what === 'control on head' ? FAILED : MEASURED,
  );
  expect(isWarm).toBe(false);
  expect(runner.unmeasurable).toMatchObject({ sides: ['base', 'head'], code: 'control-failed' });
  expect(whatOf(asked).filter((what) => what === 'control on base')).toHaveLength(3);
});

test('a visit that answers at its second attempt is collected by that one', async () => {
  const { asked, isWarm } = await warmedUp(
    { pages: ['route'] },
    { collect: () => ({ lean: 'low', shas: [], keep: () => {} }) },
    (what, count) => (what === 'home on head' && count === 1 ? FAILED : MEASURED),
  );
  expect(isWarm).toBe(true);
  expect(asked.map(({ options }) => options.collect !== undefined)).toEqual([true, true, true]);
});
