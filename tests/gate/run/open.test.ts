import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { RunOptions } from '../../../src/gate/options.ts';
import { begin, type Stage } from '../../../src/gate/run/open.ts';
import type { Config } from '../../../src/model/config.ts';
import { runRecordSchema } from '../../../src/model/record.ts';
import { serveSite, type Site } from '../../support/site.ts';
import { configOf, deploysAt } from './loaded.ts';

const ROUTE = `routes: [{ name: home, path: /, conditions: [desktop] }]
budgets: { lcp: { max-increase: 50 ms } }
`;
const OPTIONS: RunOptions = {
  config: 'vitals-gate.yml',
  baseUrl: null,
  headUrl: null,
  baseSha: null,
  headSha: null,
  out: 'out',
  blocks: null,
  routes: [],
  conditions: [],
  lighthouse: 'never',
  chromePath: null,
};

let out: string;
let site: Site;
/** Where nothing listens any more. */
let closed: string;
beforeEach(async () => {
  out = await mkdtemp(path.join(tmpdir(), 'vitals-gate-begin-'));
  site = await serveSite({});
  const gone = await serveSite({});
  closed = gone.url;
  await gone.close();
});
afterEach(async () => {
  await site.close();
  await rm(out, { recursive: true });
});

interface BeginCase {
  readonly config?: string;
  readonly base?: string | null;
  readonly head?: string;
  readonly over?: Parameters<typeof deploysAt>[2];
  readonly options?: Partial<RunOptions>;
  readonly purpose?: 'gate' | 'calibration';
  /** What the configuration has beside what is written. */
  readonly more?: Partial<Config>;
}

async function begun({
  config = ROUTE,
  base = site.url,
  head = site.url,
  over,
  options,
  purpose = 'gate',
  more = {},
}: BeginCase) {
  const lab = { version: async () => 'Chrome/156.0.0.0' };
  const progress = { line() {}, begin() {}, advance() {}, look() {}, end() {} };
  const { signal } = new AbortController();
  const stage = {
    config: { ...(await configOf(config)), ...more },
    deploys: deploysAt(base, head, over),
    lab,
    out,
    progress,
    signal,
  };
  return begin(stage as unknown as Stage, { ...OPTIONS, ...options }, purpose);
}

describe('before the first visit', () => {
  test('all that decides is written down, with the Chrome and the command that repeats it', async () => {
    const run = await begun({ options: { blocks: 6, repository: 'acme/shop' } });
    const [line = '', ...rest] = (await readFile(path.join(out, 'samples.ndjson'), 'utf8')).split('\n');
    expect(rest).toEqual(['']);
    const record = runRecordSchema.parse(JSON.parse(line));
    expect(record).toEqual(run.log.run);
    expect(record).toMatchObject({
      purpose: 'gate',
      chrome: 'Chrome/156.0.0.0',
      plan: { kind: 'fixed', blocks: 6 },
      repository: 'acme/shop',
      reproduce: 'vitals-gate run --config vitals-gate.yml --blocks 6',
    });
    expect(run.rules.plan).toEqual(record.plan);
  });

  test('it is found out at which deploys nothing listens', async () => {
    const run = await begun({ head: closed });
    expect(run.unreachable).toEqual({ base: null, head: `${closed} refuses connections.` });
  });

  test('a deploy whose hosts are mapped is not asked: its name does not say where it is', async () => {
    const hosts = { 'shop.example': '127.0.0.1' };
    const { unreachable } = await begun({ over: { head: { side: 'head', sha: null, url: closed, hosts } } });
    expect(unreachable).toEqual({ base: null, head: null });
  });

  test('a first run has no base to ask', async () => {
    expect((await begun({ base: null, head: closed })).unreachable).toMatchObject({ base: null });
  });

  test('what the deploys have to say is noted after what the configuration has', async () => {
    const config = `${ROUTE}waivers: [{ budget: nowhere/desktop/lcp, until: 2099-01-31, reason: known }]\n`;
    const { log } = await begun({ config, over: { notices: ['The history is shallow.'] } });
    expect(log.run.notices).toHaveLength(2);
    expect(log.run.notices[0]).toContain('nowhere');
    expect(log.run.notices[1]).toBe('The history is shallow.');
  });

  test('on this machine no control page is visited, and nothing is said of hosts', async () => {
    const run = await begun({ config: `${ROUTE}control: { path: /about, difference-in-differences: true }\n` });
    expect(run.control).toBeNull();
    expect(run.rules.adjustsByControl).toBe(false);
    expect(run.log.run.notices).toEqual([]);
  });

  test('where any condition maps hosts no deploy is asked', async () => {
    const { conditions } = await configOf(`routes: [{ name: home, path: /, conditions: [desktop, mobile] }]\n`);
    const [first, ...others] = conditions;
    if (first === undefined || others.length === 0) throw new Error('two conditions are declared');
    const mapped = [...others, { ...first, hosts: { 'shop.example': '127.0.0.1' } }];
    expect((await begun({ head: closed, more: { conditions: mapped } })).unreachable.head).toBeNull();
    expect((await begun({ head: closed, more: { conditions } })).unreachable.head).not.toBeNull();
  });

  test('that two routes at a time were asked for is recorded, and said where two may keep each other company', async () => {
    const two = ROUTE.replace('conditions: [desktop]', 'conditions: [desktop, mobile]');
    const { log, lanes } = await begun({ config: `${two}lanes: 2\n` });
    expect([log.run.lanes, lanes.count]).toEqual([2, 2]);
    expect(log.run.notices.at(-1)).toContain('were visited two at a time');
    const alone = await begun({ config: `${ROUTE}lanes: 2\n` });
    expect([alone.log.run.lanes, alone.lanes.count]).toEqual([1, 1]);
    expect(alone.log.run.notices.join()).not.toContain('two at a time');
  });

  test('where operations are gated a gate keeps what pages send; a calibration does not', async () => {
    const more = { graphql: {} as NonNullable<Config['graphql']> };
    expect((await begun({ more })).observed).toEqual([]);
    expect((await begun({ more, purpose: 'calibration' })).observed).toBeNull();
  });

  test('without operations nothing is observed of what pages send', async () => {
    expect((await begun({})).observed).toBeNull();
  });
});
