import { expect, test } from 'vitest';

import { rulesOf } from '../../../src/gate/run/plan.ts';
import { runRecord, type RunFacts } from '../../../src/gate/run/run-record.ts';
import { runRecordSchema } from '../../../src/model/record.ts';
import { version } from '../../../src/version.ts';
import { usedPrice } from '../../support/prices.ts';
import { configOf, deploysAt } from './loaded.ts';

const CONFIG = `routes: [{ name: home, path: /, conditions: [mobile] }]
control: { path: /about, difference-in-differences: true }
settle: 500 ms
false-alarms: 2 %
max-blocks: 20
comment: on-change
comment-key: web
waivers: [{ budget: home/mobile/lcp, until: 2099-01-31, reason: known }]
`;

async function recorded(over: Partial<RunFacts> = {}) {
  const config = over.config ?? (await configOf(CONFIG));
  return runRecord({
    purpose: 'gate',
    config,
    rules: rulesOf(config, null, true),
    deploys: deploysAt('https://main.shop.example', 'https://pr.shop.example'),
    chrome: 'Chrome/156',
    notices: ['one'],
    reproduce: 'vitals-gate run',
    shard: null,
    repository: null,
    repositoryUrl: null,
    pageUrl: null,
    origins: { base: null, head: { subject: 'Move the hero', proof: 'labelled', by: null } },
    ...over,
  });
}

test('the record has the commits, and from them the seed that the order of the visits is drawn from', async () => {
  const record = await recorded();
  expect(record.base).toEqual({ sha: 'b'.repeat(40), url: 'https://main.shop.example' });
  expect(record.head).toEqual({ sha: 'a'.repeat(40), url: 'https://pr.shop.example' });
  expect(record.seed).toEqual({ base: 'b'.repeat(40), head: 'a'.repeat(40) });
});

test('without a base, and of a head whose commit is not known, there is a seed all the same', async () => {
  const deploys = { ...deploysAt(null, 'https://pr.shop.example') };
  const unlabelled = { ...deploys, head: { ...deploys.head, sha: null } };
  expect(await recorded({ deploys: unlabelled })).toMatchObject({ base: null, seed: { base: '', head: '' } });
});

test('the record has by what the run is judged, and is read back as it is', async () => {
  const record = await recorded();
  expect(record).toMatchObject({
    type: 'run',
    version: 1,
    purpose: 'gate',
    tool: version,
    chrome: 'Chrome/156',
    plan: { kind: 'looks', maxBlocks: 20 },
    alpha: 0.02,
    decision: 2,
    differences: true,
    config: { settleMs: 500, comment: 'on-change', commentKey: 'web' },
    notices: ['one'],
    reproduce: 'vitals-gate run',
  });
  expect(record.waivers?.granted).toEqual([expect.objectContaining({ until: '2099-01-31', reason: 'known' })]);
  expect(record.waivers?.today).toMatch(/^\d{4}-\d\d-\d\d$/);
  expect(record.config.routes.map(({ name }) => name)).toEqual(['home']);
  expect(runRecordSchema.parse(JSON.parse(JSON.stringify(record)))).toEqual(record);
});

test('only what there is has a field: a shard, a repository, a policy from elsewhere', async () => {
  const optional = ['shard', 'repository', 'repositoryUrl', 'pageUrl', 'policySource'];
  expect(Object.keys(await recorded()).filter((key) => optional.includes(key))).toEqual([]);
  const policySource = { ref: 'main', instead: null, changes: [] };
  const shard = { index: 1, of: 2, campaigns: [{ route: 'home', condition: 'mobile' }] };
  const config = { ...(await configOf(CONFIG)), policySource };
  const all = {
    shard,
    repository: 'acme/shop',
    repositoryUrl: 'https://github.com/acme/shop',
    pageUrl: 'https://ci.example/p',
  };
  expect(await recorded({ ...all, config })).toMatchObject({ ...all, policySource });
});

test('the record has what the history has taught of the machines, where it has taught anything', async () => {
  const machineSpread = { metrics: { lcp: 0.05 }, place: 'the branch vitals-gate-history', runs: 40 };
  const record = await recorded({ config: { ...(await configOf(CONFIG)), machineSpread } });
  expect(runRecordSchema.parse(record).machineSpread).toEqual(machineSpread);
  expect('machineSpread' in (await recorded())).toBe(false);
});

test('the record has the prices and the day by which their age is told, where any are configured', async () => {
  const config = await configOf(CONFIG);
  const [file] = (await configOf(`${CONFIG}price: price.json\n`)).price.applied;
  if (file === undefined) throw new Error('no file');
  const price = { own: [file], applied: [file], read: [usedPrice()] };
  const record = await recorded({ config: { ...config, price } });
  expect(record.prices).toEqual({ today: record.waivers?.today, read: [usedPrice()] });
  expect(runRecordSchema.parse(record).prices).toEqual(record.prices);
  expect('prices' in (await recorded())).toBe(false);
});
