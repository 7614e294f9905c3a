import { afterEach, expect, test, vi } from 'vitest';

import type { Visit } from '../../../src/model/sample.ts';
import { recordDoubt } from '../../../src/record/consistency.ts';
import { fakeRun, steady, type FakeResult, type FakeRun, type FakeVisit } from '../../support/fake-lab.ts';

const TWO = `routes:
  - { name: home, path: /home, conditions: [desktop] }
  - { name: cart, path: /cart, conditions: [desktop] }
budgets: { lcp: { max-increase: [5 %, 50 ms] } }
`;
const LIMITED = TWO.replace('- { name: cart,', '- { budgets: { lcp: { max: 3 s } }, name: cart,');

const runs: FakeResult[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const { remove } of runs.splice(0)) await remove();
});

async function made(fake: Partial<FakeRun> = {}): Promise<FakeResult & { readonly asked: readonly FakeVisit[] }> {
  const asked: FakeVisit[] = [];
  const visit = (each: FakeVisit) => {
    asked.push(each);
    return (fake.visit ?? steady())(each);
  };
  const run = await fakeRun({ config: TWO, lanes: 2, ...fake, visit });
  runs.push(run);
  return { ...run, asked };
}

const visitsOf = ({ records }: FakeResult): Visit[] => records.filter((record) => record.type === 'visit');
const blocksOf = (run: FakeResult): Visit[] => visitsOf(run).filter(({ block }) => block >= 0);
const orderOf = (visits: readonly Visit[], route: string): string[] =>
  visits.filter((visit) => visit.route === route).map(({ side, block }) => `${block} ${side}`);
const doubtOf = ({ records: [run, ...later] }: FakeResult, lanes: 1 | 2 = 2) =>
  recordDoubt({ run: { ...run, lanes }, later });
/** How often the route changes from one visit to the next. */
const changes = (visits: readonly Pick<FakeVisit, 'route'>[]): number =>
  visits.filter(({ route }, index) => index > 0 && route !== visits[index - 1]?.route).length;

test('the visits of two campaigns take turns in the record, each in the order of its own seed, and are judged the same', async () => {
  const [two, one] = [await made(), await made({ lanes: 1 })];
  expect(changes(blocksOf(two))).toBeGreaterThan(10);
  expect(changes(blocksOf(one))).toBe(1);
  for (const route of ['home', 'cart']) expect(orderOf(blocksOf(two), route)).toEqual(orderOf(blocksOf(one), route));
  expect(doubtOf(two)).toBeNull();
  expect(two.exitCode).toBe(0);
});

test('all visits of a campaign, of base and of head, are made in one lane', async () => {
  const { asked } = await made();
  const counted = asked.slice(4);
  const lanes = Map.groupBy(counted, ({ route }) => route);
  expect([...lanes.values()].map((visits) => [...new Set(visits.map(({ lane }) => lane))])).toEqual([[0], [1]]);
});

test('a campaign with an absolute budget has no company', async () => {
  const { asked } = await made({ config: LIMITED });
  expect(changes(asked.filter(({ isControl }) => !isControl).slice(4))).toBe(1);
  expect(new Set(asked.slice(4).map(({ lane }) => lane))).toEqual(new Set([0]));
});

test('a confirmation is alone: no other campaign is visited while servers and Chrome are fresh', async () => {
  const run = await made({ visit: steady(300) });
  const fresh = run.asked.filter(({ isFresh }) => isFresh);
  expect(changes(fresh)).toBe(1);
  const proofs = run.journal.filter((line) => line === 'swap ports');
  expect(proofs).toHaveLength(4);
  expect(visitsOf(run).filter(({ phase }) => phase === 'measure')).toHaveLength(run.asked.length - fresh.length);
  expect(doubtOf(run)).toBeNull();
  expect(run.exitCode).toBe(1);
});

test('a run that is stopped stops in both lanes, and its record is one that a run makes', async () => {
  const run = await made({
    visit: (asked) => {
      if (asked.count === 15) asked.stop('SIGTERM');
      return steady()(asked);
    },
  });
  expect(run.visits).toBeLessThanOrEqual(16);
  expect(visitsOf(run).length).toBeGreaterThan(8);
  expect(run.records[0].lanes).toBe(2);
  expect(doubtOf(run)).toBeNull();
  expect(doubtOf(run, 1)?.why).toContain('lack an attempt that a run would have made');
});

test('what fails in one lane ends the run when the other one has stopped', async () => {
  const run = await made({
    visit: (asked) => (asked.count === 15 ? new Error('Chrome does not start') : steady()(asked)),
  });
  expect(run.error).toMatchObject({ message: 'Chrome does not start' });
  expect(run.records.some(({ type }) => type === 'end' || type === 'campaign')).toBe(false);
});

test('when the time is up, both campaigns end undecided', async () => {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  const visit: FakeRun['visit'] = (asked) => {
    now += 10_000;
    return steady()(asked);
  };
  const run = await made({ visit, config: `${TWO}max-minutes: 1\n` });
  expect(run.records.filter(({ type }) => type === 'campaign')).toMatchObject([
    { stopped: 'time' },
    { stopped: 'time' },
  ]);
  expect(doubtOf(run)).toBeNull();
});
