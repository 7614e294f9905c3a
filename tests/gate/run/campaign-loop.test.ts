import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import type { LaterRecord } from '../../../src/model/record.ts';
import { leaf } from '../../../src/model/breakdown.ts';
import { fakeRun, REFUSED, steady, type FakeResult, type FakeRun } from '../../support/fake-lab.ts';

const NAME = 'home · desktop';
const HOME = { route: 'home', condition: 'desktop' };
const CONTROLLED = `routes: [{ name: home, path: /home, conditions: [desktop] }]
budgets: { lcp: { max-increase: [5 %, 50 ms] } }
control: { path: /control }
`;
const TWO = `routes:
  - { name: red, path: /red, conditions: [desktop] }
  - { name: home, path: /home, conditions: [desktop] }
budgets: { lcp: { max-increase: [5 %, 50 ms] } }
`;

const THREE = `routes:
${['first', 'home', 'last'].map((name) => `  - { name: ${name}, path: /${name}, conditions: [desktop] }`).join('\n')}
budgets: { lcp: { max-increase: [5 %, 50 ms] } }
`;

const ONE = CONTROLLED.split('control')[0] ?? '';

let results: FakeResult[] = [];
beforeEach(() => {
  results = [];
});
afterEach(async () => {
  vi.restoreAllMocks();
  for (const result of results) await result.remove();
});

async function run(fake: FakeRun): Promise<FakeResult> {
  const result = await fakeRun(fake);
  results.push(result);
  return result;
}

function of<Type extends LaterRecord['type']>({ records }: FakeResult, type: Type) {
  return records.filter((record): record is Extract<LaterRecord, { type: Type }> => record.type === type);
}

/** How many visits each phase had: the two that warm it up, and those of its blocks. */
function visitsOf(result: FakeResult) {
  const visits = of(result, 'visit');
  return Object.fromEntries(
    ['measure', 'confirm'].map((phase) => {
      const made = visits.filter((visit) => visit.phase === phase);
      return [phase, [made.filter(({ block }) => block < 0).length, made.filter(({ block }) => block >= 0).length]];
    }),
  );
}

let now = 0;
/** Every visit takes so many seconds on the clock that the gate reads. */
const taking = (seconds: number, visit: FakeRun['visit']): FakeRun['visit'] => {
  now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  return (asked) => {
    now += seconds * 1000;
    return visit(asked);
  };
};

const limited = (config: string): string => `${config}max-minutes: 1\n`;

describe('an unchanged page', () => {
  test('is warmed up, looked at after three blocks, and done with', async () => {
    const result = await run({ visit: steady() });
    expect(visitsOf(result)).toEqual({ measure: [2, 12], confirm: [0, 0] });
    expect(of(result, 'look')).toEqual([{ type: 'look', ...HOME, blocks: 3, open: [] }]);
    expect(of(result, 'campaign')).toEqual([{ type: 'campaign', ...HOME, stopped: 'decided', unmeasurable: null }]);
    expect(of(result, 'confirmation')).toEqual([]);
    expect(result.exitCode).toBe(0);
  });

  test('is told of: how many visits it is to the look, each of them, the look, and how many there were', async () => {
    const result = await run({ visit: steady() });
    expect(result.told).toEqual([
      `${NAME}: 12`,
      `${NAME}: 3 blocks; no budget needs more blocks`,
      `${NAME}: 14 visits`,
    ]);
    expect(result.advances).toBe(12);
  });

  test('takes twice the visits beside a control page, which has no number of its own in what is told', async () => {
    const result = await run({ visit: steady(), config: CONTROLLED });
    expect(result.told[0]).toBe(`${NAME}: 24`);
    expect(visitsOf(result)['measure']?.[1]).toBe(24);
  });

  test('takes the same blocks on head alone in a first run', async () => {
    const config = `${CONTROLLED.split('control')[0]}`.replace('max-increase: [5 %, 50 ms]', 'max: 3 s');
    const result = await run({ visit: steady(), hasBase: false, config });
    expect(result.told[0]).toBe(`${NAME}: 12`);
    expect(of(result, 'visit').every(({ side }) => side === 'head')).toBe(true);
  });

  test('takes exactly the blocks that were asked for, and one look', async () => {
    const result = await run({ visit: steady(), blocks: 6 });
    expect(of(result, 'look').map(({ blocks }) => blocks)).toEqual([6]);
    expect(result.told[0]).toBe(`${NAME}: 24`);
  });
});

describe('a slower head', () => {
  test('is displayed with the numbers of a report that ends there', async () => {
    const { standings, result } = await run({ visit: taking(4, steady(300)), config: limited(ONE) });
    const report = JSON.parse(result) as { comparisons: { difference: { value: number } }[] };
    expect(standings).toMatchObject([{ open: ['lcp'], suspected: [], runMs: null }]);
    const [, ms] = /^lcp \+(\d+) ms \(\+\d+ %\)$/.exec(standings[0]?.estimate ?? '') ?? [];
    expect(Number(ms)).toBe(Math.round(report.comparisons[0]?.difference.value ?? 0));
  });

  test('is measured again after everything was restarted, and blocks where fresh blocks agree', async () => {
    const order: string[] = [];
    const visit: FakeRun['visit'] = (asked) => {
      order.push(asked.isFresh ? 'fresh visit' : 'visit');
      return steady(300)(asked);
    };
    const result = await run({ visit, restart: () => void order.push('restart') });
    expect(order.slice(order.indexOf('fresh visit') - 2).slice(0, 3)).toEqual(['visit', 'restart', 'fresh visit']);
    expect(visitsOf(result)['confirm']).toEqual([2, 16]);
    expect(of(result, 'confirmation')).toEqual([
      { type: 'confirmation', ...HOME, blocks: 4, unmeasurable: null, agreed: ['lcp'] },
    ]);
    expect(result.exitCode).toBe(1);
  });

  test('leaves nothing open that was prepared for a visit which does not come', async () => {
    const order: string[] = [];
    const visit: FakeRun['visit'] = (asked) => {
      order.push(asked.isFresh ? 'fresh visit' : 'visit');
      return steady(300)(asked);
    };
    await run({ visit, discard: (lane) => void order.push(`discard ${lane}`) });
    expect(order.filter((each, index) => each !== order[index - 1])).toEqual([
      'visit',
      'discard 0',
      'fresh visit',
      'discard 0',
    ]);
  });

  test('is told of as it goes: that it is suspected, that it is confirmed, and how many visits that took', async () => {
    const result = await run({ visit: steady(300) });
    const [measured, , warm] = [visitsOf(result)['measure'] ?? [], 0, visitsOf(result)['confirm'] ?? []];
    const all = [...measured, ...warm].reduce((sum, each) => sum + each, 0);
    expect(result.lines).toContain(
      `${NAME}: it is suspected to be worse; fresh blocks after a restart must confirm it.`,
    );
    expect(result.lines).toContain(`${NAME}: confirmed.`);
    expect(result.told).toContain(`${NAME}: 5 blocks; suspected: lcp`);
    expect(result.told.slice(-2)).toEqual([
      `${NAME}: 4 fresh blocks; confirmed: lcp`,
      `${NAME}: ${all} visits, 18 of them fresh ones to confirm a red`,
    ]);
    // All but those that warm up.
    expect(result.advances).toBe(all - 4);
  });

  test('passes where eight fresh blocks do not agree', async () => {
    const result = await run({ visit: (visit) => steady(visit.isFresh ? -100 : 300)(visit) });
    expect(visitsOf(result)['confirm']).toEqual([2, 32]);
    expect(of(result, 'confirmation')).toMatchObject([{ blocks: 8, agreed: [] }]);
    expect(result.lines).toContain(`${NAME}: not confirmed.`);
    expect(result.told.slice(-4, -1)).toEqual([
      expect.stringMatching(/: 4 fresh blocks; open: lcp; next look after 4 more fresh blocks, about \d+ s$/),
      `${NAME}: 16`,
      `${NAME}: 8 fresh blocks; nothing is confirmed`,
    ]);
    expect(result.exitCode).toBe(0);
  });

  test('is not confirmed where base cannot be visited any more, and that is said', async () => {
    const result = await run({ visit: (v) => (v.isFresh && v.side === 'base' ? REFUSED : steady(300)(v)) });
    expect(of(result, 'confirmation')).toMatchObject([{ blocks: 0, agreed: [], unmeasurable: { sides: ['base'] } }]);
    expect(result.lines).toContainEqual(expect.stringMatching(/^home · desktop: not confirmed \(.*refused\)\.$/));
    expect(result.told.filter((told) => told.includes('fresh block'))).toEqual([]);
    expect(result.exitCode).toBe(3);
  });

  test('needs no fresh blocks in a fixed number of them', async () => {
    const result = await run({ visit: steady(300), blocks: 6 });
    expect(visitsOf(result)['confirm']).toEqual([0, 0]);
    expect(result.exitCode).toBe(1);
  });
});

/** Noise that forbids an answer at the first looks. */
const noisy: FakeRun['visit'] = ({ random }) => ({ lcp: leaf('lcp', 1000 * (1 + 2 * random())) });

const noisyAtHome: FakeRun['visit'] = (asked) => (asked.route === 'home' ? noisy(asked) : steady()(asked));

describe('a page that is too noisy to decide on', () => {
  test('is told of with the budgets that are open, and how long it is to the next look', async () => {
    const result = await run({ visit: taking(1, noisy) });
    expect(result.told[1]).toBe(`${NAME}: 3 blocks; open: lcp; next look after 2 more blocks, about 8 s`);
    expect(result.told.at(-2)).toBe(`${NAME}: 15 blocks; no budget needs more blocks`);
  });

  test('is told of with what is left of the run, once another was measured to its end', async () => {
    const { told } = await run({ visit: taking(1, noisyAtHome), config: THREE });
    const looks = told.filter((text) => text.includes('block'));
    expect(looks.at(0)).toBe('first · desktop: 3 blocks; no budget needs more blocks');
    // 2 blocks until its next look, and a campaign like the first.
    expect(looks.at(1)).toMatch(/^home · desktop: 3 blocks; open: lcp; .*, about 8 s; the run roughly 20 s more$/);
    expect(looks.at(-1)).toBe('last · desktop: 3 blocks; no budget needs more blocks');
  });

  test('does not begin a look that would come after the end of its time', async () => {
    // Three blocks take 42 s with their warm-up; two more would end after 66 s.
    const result = await run({ visit: taking(3, noisy), config: limited(ONE) });
    expect(result.told.at(-1)).toBe(`${NAME}: 14 visits, time is up`);
  });
});

test('each route is visited under its own conditions', async () => {
  const config = `routes:
  - { name: home, path: /home, conditions: [desktop] }
  - { name: cart, path: /cart, conditions: [mobile] }
budgets: { lcp: { max-increase: [5 %, 50 ms] } }
`;
  const result = await run({ visit: steady(), config });
  expect(of(result, 'campaign').map(({ route, condition }) => [route, condition])).toEqual([
    ['home', 'desktop'],
    ['cart', 'mobile'],
  ]);
});

describe('a page that cannot be measured', () => {
  test('ends where its warm-up fails, with the reason for a reader', async () => {
    const result = await run({
      visit: ({ side, ...visit }) => (side === 'base' ? REFUSED : steady()({ side, ...visit })),
    });
    expect(of(result, 'campaign')).toMatchObject([{ stopped: 'unmeasurable', unmeasurable: { sides: ['base'] } }]);
    expect(of(result, 'look')).toEqual([]);
    expect(result.told.at(-1)).toMatch(/refused/);
  });

  test('is told of with the failures of its first attempts where they were too many to judge', async () => {
    const result = await run({
      visit: (v) => (v.count > 2 && v.side === 'head' && v.count % 2 === 0 ? REFUSED : steady()(v)),
    });
    const [campaign] = of(result, 'campaign');
    expect(campaign?.unmeasurable?.reason).toMatch(/visits to head .*failed at the first attempt.*refused/);
    expect(result.told.at(-1)).toBe(`${NAME}: ${campaign?.unmeasurable?.reason}`);
  });
});

/** Of two routes one is slower on head. */
const oneRed: FakeRun['visit'] = (v) => steady(v.route === 'red' ? 300 : 0)(v);

describe('a run that may take a minute', () => {
  test('ends a campaign that has not come to its look, and says which and why', async () => {
    const config = limited(ONE);
    const result = await run({ visit: taking(10, steady()), config });
    expect(of(result, 'campaign')).toMatchObject([{ stopped: 'time' }]);
    expect(result.told.at(-1)).toMatch(/^home · desktop: \d+ visits, time is up$/);
    const text = 'The run’s time (max-minutes: 1) ran out before 1 campaign could be decided: home · desktop.';
    expect(of(result, 'notice').map((notice) => notice.text)).toContain(text);
    expect(result.lines).toContain(text);
    expect(result.exitCode).toBe(3);
  });

  test('does not count what confirming a red takes', async () => {
    // 14 + 8 visits of a second and a half of the red campaign, 14 of the other: 54 s; 18 fresh ones come on top.
    const result = await run({ visit: taking(1.5, oneRed), config: limited(TWO) });
    expect(of(result, 'campaign').map(({ route, stopped }) => [route, stopped])).toEqual(
      expect.arrayContaining([['home', 'decided']]),
    );
    expect(now).toBeGreaterThan(60_000);
    expect(of(result, 'notice')).toEqual([]);
  });

  test('names ten of the campaigns that it could not decide, and counts the rest', async () => {
    const routes = Array.from({ length: 12 }, (_, index) => `{ name: r${index}, path: /r, conditions: [desktop] }`);
    const config = limited(`routes: [${routes.join(', ')}]\nbudgets: { lcp: { max-increase: [5 %, 50 ms] } }\n`);
    const result = await run({ visit: taking(30, steady()), config });
    expect(of(result, 'notice').at(-1)?.text).toMatch(
      /before 12 campaigns could be decided: r0 · desktop, .*r9 · desktop and 2 more\.$/,
    );
  });
});
