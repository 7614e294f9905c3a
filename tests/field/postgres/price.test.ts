import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { controlAfter } from '../../../src/field/analyses/price/control.ts';
import { ddlOf } from '../../../src/field/engines/ddl.ts';
import { openFiles } from '../../../src/field/engines/duckdb.ts';
import type { Engine } from '../../../src/field/engines/engine.ts';
import { openEvents, type Events } from '../../../src/field/engines/events.ts';
import { connectPostgres, openPostgres, type PostgresSession } from '../../../src/field/engines/postgres.ts';
import { loadRecords } from '../../../src/field/load/load.ts';
import { askExperiment } from '../../../src/field/questions/experiment.ts';
import { askCells, askControl, askEventCounts, askWorth } from '../../../src/field/questions/price.ts';
import { cellsText, worthText, type Landing } from '../../../src/field/questions/price-text.ts';
import { shopRecords, type ShopOrder } from '../../../src/field/synthetic/shop-records.ts';
import { joinShards } from '../../support/field/join-shards.ts';
import { startClusters, type Cluster } from '../../support/field/postgres-clusters.ts';
import { ndjson } from '../../support/field/records.ts';
import type { FoundPrice } from '../../../src/field/commands/price.ts';
import { site, type Site } from '../commands/site.ts';

const SHARDS = 3;
const SCOPE = { from: '2026-10-05T00:00:00.000Z', to: '2026-11-02T00:00:00.000Z', by: null, sha: null };
const LANDING: Landing = { route: 'product', device: null, path: 'lcp', stepMs: 100 };
const COLUMNS = { session: 'visit', time: 'done at', value: 'total', currency: 'EUR', where: 'vitals-gate.yml:1:1' };
/** Fields as a shop may have them: a type of its own, a time with its zone, and exact numbers. */
const ORDERS = '(visit varchar(80), "done at" timestamptz, total numeric(12, 2))';

const { records: views, orders } = shopRecords({ seed: '1', sessions: 2000, per100ms: -0.02, hidden: 0 });
/** Sessions have a flag of one value or of another. */
const records = views.map((record) => ({
  ...record,
  variant: { hero: record.session.endsWith('1') ? 'a' : 'b', cart: '1' },
}));
const hostile = orders.map((order, i) => (i % 50 === 7 ? { ...order, value: -order.value } : order));
const all = [...hostile, ...hostile.slice(0, 5)];
const shardOf = (session: string): number => Number(session.split('-')[1]) % SHARDS;

let folder = '';
let clusters: Cluster[] = [];
let stop = async (): Promise<void> => {};
const open: { engine: Engine; events: Events }[] = [];

async function insert({ query }: PostgresSession, table: string, rows: readonly ShopOrder[]): Promise<void> {
  const values = rows.map(({ session, t, value }) => `('${session}', '${t}', ${value})`);
  await query(`INSERT INTO ${table} (visit, "done at", total) VALUES ${values.join(', ')}`);
}

async function makeShard({ url }: Cluster, shard: number): Promise<void> {
  const session = await connectPostgres(url, folder);
  await session.query(ddlOf('postgres', 'part'));
  await session.query(`ALTER TABLE part ADD shard smallint NOT NULL DEFAULT ${shard}`);
  await session.query(`CREATE TABLE orders_part ${ORDERS}`);
  await session.query(`ALTER TABLE orders_part ADD shard smallint NOT NULL DEFAULT ${shard}`);
  await insert(
    session,
    'orders_part',
    all.filter((order) => shardOf(order.session) === shard),
  );
  await session.close();
  const glob = `shard-${shard}.ndjson`;
  await writeFile(path.join(folder, glob), ndjson(records.filter((record) => shardOf(record.session) === shard)));
  await loadRecords({ glob }, { kind: 'postgres', url, table: 'part' }, folder);
}

/** Orders of all shards as one table, as page views are. */
async function joinOrders({ query }: PostgresSession): Promise<void> {
  await query(`CREATE TABLE orders ${ORDERS.replace(/\)$/, ', shard smallint NOT NULL)')} PARTITION BY LIST (shard)`);
  for (let shard = 0; shard < SHARDS; shard += 1)
    await query(
      `CREATE FOREIGN TABLE orders_${shard} PARTITION OF orders FOR VALUES IN (${shard})
       SERVER shard_${shard} OPTIONS (table_name 'orders_part')`,
    );
}

async function setUp(): Promise<void> {
  folder = await mkdtemp(path.join(tmpdir(), 'field-price-'));
  await writeFile(path.join(folder, 'all.ndjson'), ndjson(records));
  await writeFile(
    path.join(folder, 'orders.ndjson'),
    ndjson(all.map(({ session, t, value }) => ({ visit: session, 'done at': t, total: value }))),
  );
  ({ clusters, stop } = await startClusters(SHARDS));
  const url = first();
  await Promise.all(clusters.map(makeShard));
  const session = await connectPostgres(url, folder);
  await joinShards(session, clusters);
  await joinOrders(session);
  await session.query(ddlOf('postgres', 'single'));
  await session.query(`CREATE TABLE single_orders ${ORDERS}`);
  await session.query('CREATE TABLE texts (visit text, "done at" text, total text)');
  await insert(session, 'single_orders', all);
  await session.close();
  await loadRecords({ glob: 'all.ndjson' }, { kind: 'postgres', url, table: 'single' }, folder);
  const files = await openFiles({ glob: 'all.ndjson' }, folder);
  const single = await openPostgres({ url, table: 'single' }, folder);
  const sharded = await openPostgres({ url, table: 'beacons' }, folder);
  const table = (name: string) => ({ kind: 'table', table: name, ...COLUMNS }) as const;
  open.push(
    { engine: files, events: await openEvents(files, { kind: 'files', glob: 'orders.ndjson', ...COLUMNS }, folder) },
    { engine: single, events: await openEvents(single, table('single_orders'), folder) },
    { engine: sharded, events: await openEvents(sharded, table('orders'), folder) },
  );
}

beforeAll(setUp);
afterAll(async () => {
  await Promise.all(open.map(({ engine }) => engine.close()));
  await stop();
  await rm(folder, { recursive: true, force: true });
});

const database = (table: string): string => `{ postgres: { url-from: PGURL, table: ${table} } }`;
const first = (): string => clusters[0]?.url ?? '';

type Ask<Answer> = (engine: Engine, scope: typeof SCOPE, landing: Landing, events: Events) => Promise<Answer>;

/** What each engine answers, which is the same. */
async function expectSame<Answer>(ask: Ask<Answer>, landing = LANDING): Promise<Answer> {
  const answers = await Promise.all(open.map(({ engine, events }) => ask(engine, SCOPE, landing, events)));
  const [expected, ...others] = answers;
  for (const other of others) expect(other).toEqual(expected);
  expect(expected).toBeDefined();
  return expected as Answer;
}

describe('DuckDB, PostgreSQL and sharded PostgreSQL', () => {
  it('count the same sessions, conversions and milliseconds', async () => {
    const { cells, analysed } = await expectSame(askCells);
    expect([analysed, cells.length > 100]).toEqual([2000, true]);
    expect(cells.reduce((sum, { converted }) => sum + converted, 0)).toBeGreaterThan(100);
    expect(cells.some(({ earlier }) => earlier > 0)).toBe(true);
    const mobile = await expectSame(askCells, { ...LANDING, device: 'mobile' });
    expect(mobile.analysed).toBeLessThan(analysed);
  });

  it('have the same control, worth and events', async () => {
    const control = await expectSame(askControl);
    expect(controlAfter(control, 'lcp')?.kind).toBe('after-conversion');
    const worth = await expectSame(askWorth);
    expect(worth.copies).toBeGreaterThan(0);
    const counts = await expectSame((engine, scope, _landing, events) => askEventCounts(engine, scope, events));
    expect(counts).toEqual({ events: all.length, refunds: all.filter(({ value }) => value < 0).length });
  });
});

describe('the cells of experiments', () => {
  const QUESTION = { route: 'product', device: null, group: 'country', hourly: true } as const;

  it.each(['conversion', 'value'] as const)('are the same where the outcome is %s', async (kind) => {
    const cells = await expectSame((engine, scope, _landing, events) =>
      askExperiment(engine, scope, { ...QUESTION, outcome: { kind, events } }),
    );
    expect(cells.reduce((sum, { landed }) => sum + landed, 0)).toBeGreaterThanOrEqual(2000);
    expect(cells.reduce((sum, { total }) => sum + total, 0)).toBeGreaterThan(100);
    expect(new Set(cells.map(({ hour }) => hour)).size).toBeGreaterThan(100);
    expect(new Set(cells.map(({ lowest }) => lowest))).toEqual(new Set(['cart=1;hero=a', 'cart=1;hero=b']));
  });

  it('are the same where it is a metric', async () => {
    const cells = await expectSame((engine, scope) =>
      askExperiment(engine, scope, {
        ...QUESTION,
        group: null,
        hourly: false,
        outcome: { kind: 'metric', path: 'lcp' },
      }),
    );
    expect(cells.every(({ n, total, squares }) => n > 0 && squares * n >= total ** 2)).toBe(true);
  });
});

describe('sharded PostgreSQL', () => {
  it('groups sessions and events on each shard', async () => {
    const { engine, events } = open[2] ?? open[0] ?? never();
    for (const text of [cellsText(engine, SCOPE, LANDING, events), worthText(engine, SCOPE, LANDING, events)]) {
      const plan = (await engine.query(`EXPLAIN VERBOSE ${text}`)).map((row) => String(row['QUERY PLAN'])).join('\n');
      const remote = plan.match(/Remote SQL: .*/g) ?? [];
      expect(remote.filter((sql) => sql.includes('GROUP BY'))).toHaveLength(2 * SHARDS);
    }
  });
});

function never(): never {
  throw new Error('no engine');
}

describe('a configuration that names a table of PostgreSQL', () => {
  const sites: Site[] = [];
  afterAll(() => Promise.all(sites.map(({ remove }) => remove())));

  async function priceOf(beacons: string, events: string) {
    const names = 'session: visit, time: done at, value: total, currency: EUR';
    const made = await site(`field:\n  beacons: ${beacons}\n  events: { ${events}, ${names} }\n`, true, {
      PGURL: first(),
    });
    sites.push(made);
    return made.run('field', 'price', '--route', 'product', '--json');
  }

  it('has the price of its files, to 9 digits', async () => {
    const [expected, ...others] = await Promise.all([
      priceOf(
        JSON.stringify(path.join(folder, 'all.ndjson')),
        `files: ${JSON.stringify(path.join(folder, 'orders.ndjson'))}`,
      ),
      priceOf(database('single'), 'table: single_orders'),
      priceOf(database('beacons'), 'table: public.orders'),
    ]);
    const { sql, writtenAt, ...figures } = JSON.parse(expected?.stdout ?? '') as FoundPrice;
    expect([sql.length, writtenAt.length]).toEqual([4, 24]);
    expect(figures.coefficient?.value).toBeLessThan(0);
    for (const { stdout, exitCode, stderr } of others) {
      const { sql: _, writtenAt: __, coefficient, ...found } = JSON.parse(stdout) as FoundPrice;
      expect(Math.abs((coefficient?.value ?? 0) - (figures.coefficient?.value ?? 1))).toBeLessThan(1e-9);
      expect({ ...found, coefficient }).toEqual(figures);
      expect([exitCode, stderr]).toEqual([expected?.exitCode, expected?.stderr]);
    }
  });

  it.each([
    ['table: nothing', 'There is no table "nothing" in the database.\n  → Correct `field.events.table`'],
    [
      'table: part',
      'The table "part" lacks columns that events are read from: visit, done at, total.\n  → Correct the names in `field.events`. Its columns: type, view, session',
    ],
    [
      'table: texts',
      'The column done at of the table "texts" is text, and must be a timestamp.\n  → Name another column',
    ],
  ])('is told at its line what is wrong with %s', async (events, message) => {
    const { exitCode, stderr } = await priceOf(database('single'), events);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(message)]);
    expect(stderr).toMatch(/vitals-gate\.yml:3:20: error: /);
  });
});
