import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ddlOf } from '../../../src/field/engines/ddl.ts';
import { openFiles } from '../../../src/field/engines/duckdb.ts';
import type { Engine } from '../../../src/field/engines/engine.ts';
import { NODE_COLUMNS } from '../../../src/field/engines/columns.ts';
import { connectPostgres, openPostgres } from '../../../src/field/engines/postgres.ts';
import { loadRecords } from '../../../src/field/load/load.ts';
import { askCommits, askSessions, askViews } from '../../../src/field/questions/checks.ts';
import { askClusters, clustersText } from '../../../src/field/questions/clusters.ts';
import { askCoverage, coverageText } from '../../../src/field/questions/coverage.ts';
import { askDistributions, distributionsText } from '../../../src/field/questions/distributions.ts';
import { askExtent } from '../../../src/field/questions/extent.ts';
import { askLayers } from '../../../src/field/questions/layers.ts';
import { DIMENSIONS, type Dimension, type Scope } from '../../../src/field/questions/scope.ts';
import { askSeries, seriesText } from '../../../src/field/questions/series.ts';
import { redact } from '../../../src/text/redactor.ts';
import { joinShards } from '../../support/field/join-shards.ts';
import { manyRecords } from '../../support/field/many-records.ts';
import { startClusters, type Cluster } from '../../support/field/postgres-clusters.ts';
import { HEAD, ndjson, node } from '../../support/field/records.ts';
import { site, type Site } from '../commands/site.ts';

const TABLE = 'odd "schema"."a ""quoted"" table"'.replace('odd "schema"', '"odd ""schema"""');
const SHARDS = 3;
const scope = (by: Dimension | null, sha: string | null = null): Scope => ({
  from: '2026-11-01T02:00:00.000Z',
  to: '2026-11-02T20:00:00.000Z',
  by,
  sha,
});

let folder = '';
let clusters: Cluster[] = [];
let stop = async (): Promise<void> => {};
const engines: Engine[] = [];
let [duckdb, single, sharded] = engines;

/** One table with everything on the first cluster, and one of parts, each of which lies on its own cluster. */
async function setUp(): Promise<void> {
  folder = await mkdtemp(path.join(tmpdir(), 'field-engines-'));
  const records = manyRecords(400) as { session: string }[];
  await writeFile(path.join(folder, 'all.ndjson'), ndjson([...records, ...records.slice(0, 50), '{"v":']));
  for (let shard = 0; shard < SHARDS; shard += 1) {
    const own = records.filter(({ session }) => Number(session.slice(1)) % SHARDS === shard);
    await writeFile(path.join(folder, `shard-${shard}.ndjson`), ndjson(own));
  }
  ({ clusters, stop } = await startClusters(SHARDS));
  const [first] = clusters;
  const url = first?.url ?? '';
  const session = await connectPostgres(url, folder);
  await session.query('CREATE SCHEMA "odd ""schema"""');
  await session.query(ddlOf('postgres', TABLE));
  await session.query(ddlOf('postgres', 'single_view'));
  await session.query('CREATE TABLE narrow (type text, view text)');
  await Promise.all(clusters.map(makeShard));
  await joinShards(session, clusters);
  await session.close();
  await loadRecords({ glob: 'all.ndjson' }, { kind: 'postgres', url, table: TABLE }, folder);
  duckdb = await openFiles({ glob: 'all.ndjson' }, folder);
  single = await openPostgres({ url, table: TABLE }, folder);
  sharded = await openPostgres({ url, table: 'beacons' }, folder);
  engines.push(duckdb, single, sharded);
}

async function makeShard({ url }: Cluster, shard: number): Promise<void> {
  const session = await connectPostgres(url, folder);
  await session.query(ddlOf('postgres', 'part'));
  await session.query(`ALTER TABLE part ADD shard smallint NOT NULL DEFAULT ${shard}`);
  await session.close();
  await loadRecords({ glob: `shard-${shard}.ndjson` }, { kind: 'postgres', url, table: 'part' }, folder);
}

beforeAll(setUp);
afterAll(async () => {
  await Promise.all(engines.map((engine) => engine.close()));
  await stop();
  await rm(folder, { recursive: true, force: true });
});

/** What each engine answers, which is the same. */
async function expectSame<Answer>(ask: (engine: Engine) => Promise<Answer>): Promise<Answer> {
  const [expected, ...others] = await Promise.all(engines.map(ask));
  for (const other of others) expect(other).toEqual(expected);
  expect(expected).toBeDefined();
  return expected as Answer;
}

const PATHS = NODE_COLUMNS.map(({ path: each }) => each);

describe('DuckDB, PostgreSQL and sharded PostgreSQL', () => {
  it.each([null, ...DIMENSIONS])('count the same values by %s', async (by) => {
    const layers = await expectSame((engine) => askLayers(engine, scope(by)));
    const answer = await expectSame((engine) => askDistributions(engine, scope(by), [...PATHS, ...layers]));
    expect(layers).toEqual(['lcp.ttfb.request."db \\"main\\"\'s.1"', 'lcp.ttfb.request.edge']);
    expect(new Set(answer.map(({ route }) => route)).size).toBe(3);
    expect(new Set(answer.map(({ path: each }) => each)).size).toBeGreaterThan(6);
  });

  it.each([null, 'device', 'variant'] as const)('have the same clusters and series by %s', async (by) => {
    const counted = await expectSame((engine) =>
      askDistributions(engine, scope(by, "c'c"), ['lcp', 'cls', 'lcp.ttfb.request.edge']),
    );
    const thresholds = counted.map(({ values, ...group }) => ({
      ...group,
      value: values[Math.floor(values.length / 2)]?.value ?? 0,
    }));
    const sums = await expectSame((engine) => askClusters(engine, scope(by, "c'c"), thresholds));
    expect(sums.map(({ n }) => n)).toEqual(counted.map(({ n }) => n));
    expect(sums.every(({ below, n, sessions, mm }) => below <= n && sessions <= n && mm >= n)).toBe(true);
    const days = await expectSame((engine) => askSeries(engine, scope(by, "c'c"), 'day', thresholds));
    const hours = await expectSame((engine) => askSeries(engine, scope(by, "c'c"), 'hour', thresholds));
    expect(hours.reduce((sum, { n }) => sum + n, 0)).toBe(days.reduce((sum, { n }) => sum + n, 0));
    expect(new Set(days.map(({ at }) => at))).toEqual(
      new Set(['2026-11-01T00:00:00.000Z', '2026-11-02T00:00:00.000Z']),
    );
  });

  it('have the same coverage, extent and checks', async () => {
    const coverage = await expectSame((engine) => askCoverage(engine, scope('state')));
    expect(coverage.some(({ starts, ended }) => ended < starts)).toBe(true);
    expect(coverage.some(({ withoutStart }) => withoutStart > 0)).toBe(true);
    await expectSame((engine) => askExtent(engine, '2026-11-02T12:00:00.000Z'));
    const deployed = new Map([["c'c", '2026-11-01T12:00:00.000Z']]);
    const commits = await expectSame((engine) =>
      askCommits(engine, scope(null), { latest: '2026-11-02T00:00:00.000Z', deployed }),
    );
    expect(commits.some(({ early, future }) => early > 0 && future > 0)).toBe(true);
    const sessions = await expectSame((engine) => askSessions(engine, scope(null)));
    expect(sessions.moved).toBeGreaterThan(0);
    expect(sessions.crowded).toBe(0);
    expect(await expectSame((engine) => askViews(engine, scope(null)))).toEqual({ repeated: 0, disordered: 0 });
  });
});

describe('sharded PostgreSQL', () => {
  it('groups on each shard, so that only sums leave it', async () => {
    const engine = sharded as Engine;
    const paths = ['lcp', 'cls', 'lcp.ttfb.request.db'];
    const values = paths.map((each) => ({
      route: 'product',
      device: 'mobile',
      by: '4g',
      path: each,
      n: 1,
      value: 100,
    }));
    const texts = [
      distributionsText(engine, scope('connection'), paths),
      clustersText(engine, scope('connection'), values),
      coverageText(engine, scope('connection', "c'c")),
      seriesText(engine, scope('connection'), 'hour', values),
    ];
    for (const text of texts) {
      const plan = (await engine.query(`EXPLAIN VERBOSE ${text}`)).map((row) => String(row['QUERY PLAN'])).join('\n');
      const remote = plan.match(/Remote SQL: .*/g) ?? [];
      expect(remote.length).toBeGreaterThanOrEqual(SHARDS);
      for (const sql of remote) expect(sql).toContain('GROUP BY');
      expect(plan).toContain('Async Foreign Scan');
    }
  });
});

const first = (): string => clusters[0]?.url ?? '';

describe('a table of PostgreSQL', () => {
  it('is loaded again without a change, and takes later values of a view', async () => {
    const before = await single?.query(`SELECT COUNT(*) AS n, SUM(inp) AS inp FROM ${single.table}`);
    const loaded = await loadRecords({ glob: 'all.ndjson' }, { kind: 'postgres', url: first(), table: TABLE }, folder);
    expect(await single?.query(`SELECT COUNT(*) AS n, SUM(inp) AS inp FROM ${single.table}`)).toEqual(before);
    expect(loaded).toMatchObject({ records: 0, leftOut: 1 });
    expect(loaded.known).toBeGreaterThanOrEqual(Number(before?.[0]?.['n']));
    const counts: unknown[] = [];
    const later = [100, 300, 200].map((inp) => ({ ...HEAD, type: 'final', inp: node('inp', inp) }));
    for (const [i, record] of later.entries()) {
      await writeFile(path.join(folder, `later-${i}.log`), ndjson([record]));
      const target = { kind: 'postgres', url: first(), table: 'single_view' } as const;
      const { records, known } = await loadRecords({ glob: `later-${i}.log` }, target, folder);
      counts.push([records, known]);
    }
    expect(counts).toEqual([
      [1, 0],
      [1, 0],
      [0, 1],
    ]);
    const engine = await openPostgres({ url: first(), table: 'single_view' }, folder);
    expect(await engine.query('SELECT view, inp FROM single_view')).toEqual([{ view: 'v1', inp: 300 }]);
    await engine.close();
  });

  it('is only read by questions', async () => {
    await expect(single?.query(`DELETE FROM ${single.table}`)).rejects.toMatchObject({
      code: 'field-database',
      message: expect.stringContaining('read-only'),
    });
  });

  it('without the columns is refused with their names and the statement that makes it', async () => {
    await expect(openPostgres({ url: first(), table: 'narrow' }, folder)).rejects.toMatchObject({
      code: 'field-columns',
      exitCode: 2,
      message: expect.stringMatching(/"narrow" lacks columns .*: session, t, .*lcp_ttfb/),
      todo: expect.stringContaining('CREATE TABLE "narrow"'),
    });
    await expect(openPostgres({ url: first(), table: "no'such" }, folder)).rejects.toMatchObject({
      code: 'field-no-table',
    });
  });
});

describe('a configuration that names PostgreSQL', () => {
  const sites: Site[] = [];
  afterAll(() => Promise.all(sites.map(({ remove }) => remove())));

  const DEPLOYS = [
    { sha: 'aaaa', t: '2026-11-01T08:00:00Z' },
    { sha: 'bbbb', t: '2026-11-01T18:00:00Z' },
  ];

  async function siteOf(beacons: string, env: Readonly<Record<string, string>> = {}): Promise<Site> {
    const made = await site(`field:\n  beacons: ${beacons}\n  deploys: deploys.ndjson\n`, true, env);
    await made.write('deploys.ndjson', ndjson(DEPLOYS));
    sites.push(made);
    return made;
  }

  const siteOfTable = (table: string, change: (url: URL) => void = () => {}): Promise<Site> => {
    const url = new URL(first());
    change(url);
    return siteOf(`{ postgres: { url-from: PGURL, table: ${JSON.stringify(table)} } }`, { PGURL: url.href });
  };

  it.each(['slo', 'check', 'deploys'])('is told by field %s what its records in files are', async (command) => {
    const files = await siteOf(JSON.stringify(path.join(folder, 'all.ndjson')));
    const table = await siteOfTable(TABLE);
    const [expected, answer] = await Promise.all(
      [files, table].map(async ({ run }) => {
        const { stdout, stderr, exitCode } = await run('field', command, '--json');
        // Only files have lines that are not records.
        const notes = stderr.replace(/^note: 1 line of the files .*\n/, '');
        return { exitCode, notes, json: withoutRefused(JSON.parse(stdout)) };
      }),
    );
    expect(answer).toEqual(expected);
    expect(JSON.stringify(answer?.json).length).toBeGreaterThan(500);
  });

  it('loads files by the name of its table', async () => {
    const { run } = await siteOfTable(TABLE);
    const { exitCode, stderr } = await run('field', 'load', '--files', path.join(folder, 'shard-0.ndjson'));
    expect([exitCode, stderr]).toEqual([
      0,
      expect.stringMatching(/^0 records loaded; \d+ records were there already\.\n$/),
    ]);
  });

  it.each([
    [
      'a server that is down',
      'beacons',
      (url: URL) => (url.port = '1'),
      3,
      /PostgreSQL at postgres:\/\/127\.0\.0\.1:1\/postgres did not answer: .*ECONNREFUSED/,
    ],
    [
      'a wrong password',
      'beacons',
      (url: URL) => (url.password = 'wrong-password'),
      3,
      /password authentication failed for user "gate"/,
    ],
    [
      'an unknown database',
      'beacons',
      (url: URL) => (url.pathname = '/elsewhere'),
      3,
      /database "elsewhere" does not exist/,
    ],
    [
      'a table without the columns',
      'public.narrow',
      () => {},
      2,
      /The table "public"\."narrow" lacks columns .*: session, t, [^]*CREATE TABLE "public"\."narrow" \(/,
    ],
    [
      'a name that is SQL',
      'part"; DROP TABLE part; --',
      () => {},
      2,
      /There is no table "part""; DROP TABLE part; --" in the database\.[^]*CREATE TABLE/,
    ],
  ])('ends in one error at its line, without the password, for %s', async (_, table, change, exitCode, message) => {
    const { run } = await siteOfTable(table, change);
    const commands = ['slo', 'check', 'deploys', `load --files ${path.join(folder, 'shard-0.ndjson')}`].map((each) =>
      each.split(' '),
    );
    for (const command of commands) {
      const ran = await run('field', ...command);
      expect([ran.exitCode, ran.stdout]).toEqual([exitCode, '']);
      expect(ran.stderr).toMatch(message);
      expect(ran.stderr).toMatch(/^[^\n]*vitals-gate\.yml:2:36: error: /);
      expect(ran.stderr.match(/error: /g)).toHaveLength(1);
      expect(ran.stderr).not.toMatch(/pass'?word.42|pass%27|wrong-password/);
    }
    expect(redact(`said elsewhere: ${first()}`)).not.toContain(new URL(first()).password);
    expect(await single?.query('SELECT COUNT(*) > 0 AS kept FROM part')).toEqual([{ kept: true }]);
  });
});

/** What a table refuses is not in it, so only files have a finding of it. */
function withoutRefused(json: unknown): unknown {
  if (Array.isArray(json)) return json;
  const { findings, ...others } = json as { findings: { id: string }[] };
  return { ...others, findings: findings.filter(({ id }) => !['duplicates', 'refused-lines'].includes(id)) };
}
