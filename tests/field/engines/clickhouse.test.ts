import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';

import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';

import { openClickHouse } from '../../../src/field/engines/clickhouse.ts';
import { COLUMNS } from '../../../src/field/engines/columns.ts';
import { loadRecords } from '../../../src/field/load/load.ts';
import { FINAL, ndjson, node, START } from '../../support/field/records.ts';

/**
 * What of ClickHouse's HTTP interface the client is answered with: that its texts are understood is shown by
 * `npm run bench:clickhouse`.
 */
interface Asked {
  readonly sql: string;
  readonly body: string;
  readonly settings: URLSearchParams;
  readonly user: string | undefined;
}

type Column = readonly [name: string, type: string];
const answer = (columns: readonly Column[], data: readonly object[]): string =>
  JSON.stringify({ meta: columns.map(([name, type]) => ({ name, type })), data, rows: data.length });

let folder = '';
let server: Server;
let asked: Asked[] = [];
let columns: readonly string[] = COLUMNS;
let tableEngine = 'ReplacingMergeTree';
let refusal: string | null = null;

async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const settings = new URL(request.url ?? '/', 'http://localhost').searchParams;
  const body = await text(request);
  const sql = settings.get('query') ?? body;
  const login = request.headers.authorization?.replace('Basic ', '') ?? '';
  asked.push({ sql, body, settings, user: Buffer.from(login, 'base64').toString() });
  if (refusal !== null) return void response.writeHead(500, { 'x-clickhouse-exception-code': '60' }).end(refusal);
  response.writeHead(200, { 'content-type': 'application/json' });
  if (sql.includes('system.columns'))
    response.end(
      answer(
        [['name', 'String']],
        columns.map((name) => ({ name })),
      ),
    );
  else if (sql.includes('system.tables')) response.end(answer([['engine', 'String']], [{ engine: tableEngine }]));
  else if (sql.startsWith('INSERT')) response.end();
  else
    response.end(
      answer(
        [
          ['n', 'UInt64'],
          ['at', "Nullable(DateTime64(3, 'UTC'))"],
          ['never', "Nullable(DateTime64(3, 'UTC'))"],
        ],
        [{ n: 5, at: '2026-11-01T10:00:00.000Z', never: null }],
      ),
    );
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'field-clickhouse-'));
  server = createServer((request, response) => void respond(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
beforeEach(() => {
  asked = [];
  columns = COLUMNS;
  tableEngine = 'ReplacingMergeTree';
  refusal = null;
});
afterAll(async () => {
  server.closeAllConnections();
  await once(server.close(), 'close');
  await rm(folder, { recursive: true, force: true });
});

const source = (table: string, password = 'pass word'): { url: string; table: string } => ({
  url: `http://gate:${encodeURIComponent(password)}@127.0.0.1:${(server.address() as AddressInfo).port}/web`,
  table,
});

it('reads a table that replaces rows with FINAL, and times as ISO', async () => {
  const engine = await openClickHouse(source('analytics.o`ne'), folder);
  expect(engine.table).toBe('`analytics`.`o\\`ne` FINAL');
  expect(await engine.query('SELECT 1')).toEqual([{ n: 5, at: '2026-11-01T10:00:00.000Z', never: null }]);
  await engine.close();
  expect(asked[0]?.sql).toContain("database = 'analytics' AND table = 'o`ne'");
  expect(asked.map(({ user }) => user)).toEqual(Array(3).fill('gate:pass word'));
  expect(asked.at(-1)?.settings.get('database')).toBe('web');
  expect(asked.at(-1)?.settings.get('output_format_json_quote_64bit_integers')).toBe('0');
});

it('reads another table as it is', async () => {
  tableEngine = 'MergeTree';
  const engine = await openClickHouse(source('beacons'), folder);
  expect(engine.table).toBe('`beacons`');
  await engine.close();
});

it('inserts records as lines of JSON, with the layers as one text', async () => {
  await writeFile(
    path.join(folder, 'all.ndjson'),
    ndjson([START, ...[200, 400, 300].map((ms) => ({ ...FINAL, inp: node('inp', ms) })), '{"v":']),
  );
  const loaded = await loadRecords({ glob: 'all.ndjson' }, { kind: 'clickhouse', ...source('beacons') }, folder);
  expect(loaded).toEqual({ records: 2, known: 0, leftOut: 1 });
  const inserts = asked.filter(({ sql }) => sql.startsWith('INSERT'));
  expect(inserts.map(({ sql }) => sql.trim())).toEqual(['INSERT INTO `beacons` FORMAT JSONEachRow']);
  const rows = inserts[0]?.body
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(rows).toMatchObject([
    { type: 'start', lcp: null, layers: null },
    {
      type: 'final',
      lcp: 1840,
      inp: 400,
      variant: 'cart=1;hero=b',
      t: '2026-11-01T10:00:00.000Z',
      layers: '{"render":80,"db":20.5}',
    },
  ]);
  expect(Object.keys(rows?.[0] ?? {}).toSorted()).toEqual(COLUMNS.toSorted());
  expect(inserts[0]?.settings.get('date_time_input_format')).toBe('best_effort');
});

it('inserts 2,000 records at a time', async () => {
  const starts = Array.from({ length: 2001 }, (_, at) => ({ ...START, view: `v${at}` }));
  await writeFile(path.join(folder, 'many.ndjson'), ndjson(starts));
  const loaded = await loadRecords({ glob: 'many.ndjson' }, { kind: 'clickhouse', ...source('beacons') }, folder);
  expect(loaded).toEqual({ records: 2001, known: 0, leftOut: 0 });
  const inserts = asked.filter(({ sql }) => sql.startsWith('INSERT'));
  expect(inserts.map(({ body }) => body.trimEnd().split('\n').length)).toEqual([2000, 1]);
});

it.each([
  ['without columns', () => void (columns = []), { code: 'field-no-table', exitCode: 2 }],
  [
    'without some columns',
    () => void (columns = COLUMNS.slice(2)),
    {
      code: 'field-columns',
      message: expect.stringContaining(': type, view.'),
      todo: expect.stringContaining('ENGINE'),
    },
  ],
  [
    'that the server refuses',
    () => void (refusal = "Code: 60. DB::Exception: Table web.beacons doesn't exist. (UNKNOWN_TABLE)"),
    { code: 'field-database', exitCode: 3, message: expect.stringContaining("Table web.beacons doesn't exist") },
  ],
])('says what is wrong with a table %s, without the password', async (_, spoil, expected) => {
  spoil();
  const error: unknown = await openClickHouse(source('beacons', 's3cret'), folder).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject(expected);
  expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain('s3cret');
});

it('says where a server is that is down', async () => {
  const down = { url: 'http://gate:s3cret@127.0.0.1:1/web', table: 'beacons' };
  await expect(openClickHouse(down, folder)).rejects.toMatchObject({
    code: 'field-database',
    exitCode: 3,
    message: expect.stringMatching(/^ClickHouse at http:\/\/127\.0\.0\.1:1\/web did not answer: .*ECONNREFUSED/),
  });
});
