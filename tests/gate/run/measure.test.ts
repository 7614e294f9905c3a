import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import type { Side } from '../../../src/model/deploy.ts';
import { BASE_SHA, HEAD_SHA } from '../../report/factories.ts';
import { fakeRun, steady, type FakeResult, type FakeRun } from '../../support/fake-lab.ts';
import { serveSite, type Site } from '../../support/site.ts';

const VERIFIED = `deploys:
  head: { url: https://head.example }
  verify: { header: x-deploy-sha }
routes:
  - { name: home, path: /, conditions: [desktop] }
  - { name: cart, path: /, conditions: [desktop] }
budgets: { lcp: { max-increase: [5 %, 50 ms] } }
`;

/** Which commit each deploy says that it serves. */
const says: Record<Side, string> = { base: '', head: '' };
const sites: Partial<Record<Side, Site>> = {};

async function siteOf(side: Side): Promise<Site> {
  return serveSite({
    '/': (_, response) =>
      void response.writeHead(200, { 'content-type': 'text/html', 'x-deploy-sha': says[side] }).end('<h1>Home</h1>'),
  });
}

beforeAll(async () => {
  sites.base = await siteOf('base');
  sites.head = await siteOf('head');
});
afterAll(async () => {
  await sites.base?.close();
  await sites.head?.close();
});
beforeEach(() => {
  Object.assign(says, { base: BASE_SHA, head: HEAD_SHA });
});
const runs: FakeResult[] = [];
afterEach(async () => {
  for (const { remove } of runs.splice(0)) await remove();
});

async function measured(visit: FakeRun['visit']): Promise<FakeResult> {
  const urls = { base: sites.base?.url ?? '', head: sites.head?.url ?? '' };
  const deploys = {
    base: { side: 'base', sha: BASE_SHA, url: urls.base },
    head: { side: 'head', sha: HEAD_SHA, url: urls.head },
  } as const;
  const run = await fakeRun({ visit, config: VERIFIED, urls, deploys });
  runs.push(run);
  return run;
}

/** The records after the first, but for visits. */
const outline = ({ records }: FakeResult): unknown[] =>
  records.flatMap((record) => {
    if (record.type === 'visit' || record.type === 'run') return [];
    return [
      record.type === 'campaign' ? `${record.route}: ${record.unmeasurable?.code ?? record.stopped}` : record.type,
    ];
  });

describe('deploys that say which commit they serve', () => {
  test('are measured where it is the right one, route after route, and the end is recorded last', async () => {
    const run = await measured(steady());
    expect(outline(run)).toEqual(['look', 'home: decided', 'look', 'cart: decided', 'end']);
    expect(run.exitCode).toBe(0);
  });

  test.each(['base', 'head'] as const)('are not visited at all where %s serves another', async (side) => {
    says[side] = 'f'.repeat(40);
    const run = await measured(steady());
    expect(run.visits).toBe(0);
    expect(outline(run)).toEqual(['home: sha-mismatch', 'cart: sha-mismatch', 'end']);
    expect(run.exitCode).toBe(3);
  });

  test('are unmeasured where one was deployed anew while it was measured, though all was decided by then', async () => {
    const run = await measured((asked) => {
      if (asked.count === 20) says.head = 'f'.repeat(40);
      return steady(300)(asked);
    });
    const decided = ['look', 'look', 'home: decided', 'confirmation', 'look', 'look', 'cart: decided', 'confirmation'];
    expect(outline(run)).toEqual([...decided, 'home: sha-mismatch', 'cart: sha-mismatch', 'end']);
    expect(run.exitCode).toBe(3);
  });
});

test('a run that is stopped while it measures has no record of an end', async () => {
  const run = await measured((asked) => {
    if (asked.count === 20) asked.stop('SIGTERM');
    return steady()(asked);
  });
  expect(outline(run)).toEqual(['look', 'home: decided', 'notice']);
});
