import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openDuckDb, openFiles } from '../../../src/field/engines/duckdb.ts';
import { beaconSchema } from '../../../src/model/beacon.ts';
import { FINAL, HEAD, ndjson, node, START } from '../../support/field/records.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'field-files-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function rowsOf(name: string, text: string | Buffer, columns: string) {
  await writeFile(path.join(folder, name), text);
  const engine = await openFiles({ glob: name }, folder);
  try {
    return { rows: await engine.query(`SELECT ${columns} FROM beacons ORDER BY ALL`), leftOut: engine.leftOut };
  } finally {
    await engine.close();
  }
}

/** A final with `lcp` alone. */
const withLcp = (lcp: unknown) => ({ ...HEAD, type: 'final', lcp });

/** Records that differ from good ones in one thing each; the schema says which of them are good. */
const CASES: readonly unknown[] = [
  FINAL,
  START,
  { ...HEAD, type: 'final' },
  { ...FINAL, lcp: null, inp: null, cls: null },
  ...['v', 'type', 'view', 'session', 't', 'sha', 'route', 'device', 'lcp'].map((key) => ({
    ...FINAL,
    [key]: undefined,
  })),
  ...['view', 'session', 'sha', 'route', 'path', 'device', 'connection', 'pageType', 'country', 'state'].flatMap(
    (key) =>
      [5, null, '', 'x'.repeat(2001), { a: 1 }, ['a'], 'line\nbreak', '\u202eevil', '{view}', 'O\'Hara \\ "', 'é'].map(
        (value) => ({
          ...FINAL,
          [key]: value,
        }),
      ),
  ),
  ...[2, '1', true, null].map((v) => ({ ...FINAL, v })),
  ...['pause', 5, 'start'].map((type) => ({ ...FINAL, type })),
  ...[
    '2026-11-01T12:00:00+02:00',
    '2026-11-01',
    '1e9',
    5,
    '2026-13-01T00:00:00Z',
    '2026-11-01T10:00:00',
    '2026-11-01T10:00:00.123456Z',
  ].map((t) => ({ ...FINAL, t })),
  ...[{ a: 1 }, ['a'], 'a=b', null, {}, { 'a=b': 'c;d' }].map((variant) => ({ ...FINAL, variant })),
  ...[50, 51].map((count) => ({
    ...FINAL,
    variant: Object.fromEntries(Array.from({ length: count }, (_, at) => [at, 'b'])),
  })),
  ...['fresh', 'stale', 'failed', 'old'].map((state) => ({ ...FINAL, state })),
  ...['navigate', 'soft-navigation', 'teleport'].map((navigation) => ({ ...FINAL, navigation })),
  ...[node('inp', 5), 5, 'lcp', [], { id: 'lcp', value: 5 }, node('lcp', '5'), node('lcp', null), node('lcp', -1)].map(
    withLcp,
  ),
  ...[0, 3_600_000, 3_600_000.5, 1e308].map((value) => withLcp(node('lcp', value))),
  JSON.stringify(withLcp(node('lcp', 1))).replace('"value":1', '"value":1e400'),
  withLcp(node('lcp', 5, node('ttfb', 3), node('ttfb', 2))),
  withLcp(node('lcp', 5, node('ttfb', 3))),
  withLcp(node('lcp', 5, node('ttfb', '5'))),
  withLcp(node('lcp', 5, node('ttfb', -1), node('x', 6))),
  withLcp(node('lcp', 5, node('', 5))),
  withLcp(node('lcp', 5, node('ttfb', 5, node('request', 4)))),
  withLcp(node('lcp', 5, node('ttfb', 5, node('request', 5.4)))),
  ...[
    [node('db', 5)],
    [node('db', 500)],
    [node('db', -1), node('cdn', 6)],
    [node('db', 3), node('db', 2)],
    [node('', 5)],
  ].map((layers) => withLcp(node('lcp', 5, node('ttfb', 5, node('request', 5, ...layers))))),
  ...[{ '': 'b' }, { a: '' }, { a: 'b'.repeat(101) }, { a: 'b\n' }, { 'a\u202e': 'b' }].map((variant) => ({
    ...FINAL,
    variant,
  })),
  ...['+23:59', '+24:00', '-25:00', '+10:60'].map((offset) => ({ ...FINAL, t: `2026-11-01T10:00:00${offset}` })),
  { ...FINAL, cls: node('cls', 1001) },
  { ...FINAL, serverTiming: [{ name: 'db', dur: '5' }] },
  { ...FINAL, serverTiming: [{ name: 'db', dur: 5, extra: 1 }] },
  {
    ...FINAL,
    serverTiming: [
      { name: 'db', dur: 1 },
      { name: 'db', dur: 2 },
    ],
  },
  { ...FINAL, serverTiming: { db: 5 } },
  { ...FINAL, extra: 1 },
  { ...START, lcp: null },
];

describe('NDJSON', () => {
  it('is rows exactly where the schema of records accepts the line', async () => {
    const lines = CASES.map((each, i) =>
      (typeof each === 'string' ? each : JSON.stringify(each)).replace('"view":"v1"', `"view":"v1-${i}"`),
    );
    const accepted = lines.filter((line) => beaconSchema.safeParse(JSON.parse(line)).success);
    const { rows } = await rowsOf('cases.ndjson', ndjson(lines), 'view');
    const views = accepted.map((line) => (JSON.parse(line) as { view: string }).view);
    expect(rows.map(({ view }) => String(view)).toSorted()).toEqual(views.toSorted());
    expect(accepted.length).toBeGreaterThan(40);
    expect(lines.length - accepted.length).toBeGreaterThan(80);
  });

  it('leaves out truncated, huge and unreadable lines, and counts them', async () => {
    const good = JSON.stringify({ ...FINAL, view: 'last' });
    const text = Buffer.concat([
      Buffer.from(ndjson([FINAL, JSON.stringify(FINAL).slice(0, 200), '[1]', 'null', 'not JSON', '', '\u0001{}'])),
      Buffer.from(
        ndjson([
          { ...FINAL, path: 'x'.repeat(70_000) },
          { ...FINAL, path: 'x'.repeat(34_000_000) },
        ]),
      ),
      Buffer.from('\xff\xfe{}\n', 'latin1'),
      Buffer.from(good),
    ]);
    const { rows, leftOut } = await rowsOf('broken.ndjson', text, 'view');
    expect(rows).toEqual([{ view: 'last' }, { view: 'v1' }]);
    expect(leftOut).toEqual({ lines: 8, files: [path.join(folder, 'broken.ndjson')], duplicates: 0 });
  });

  it('names the files with such lines, and no other', async () => {
    await writeFile(path.join(folder, 'named-1.txt'), ndjson([FINAL]));
    await writeFile(path.join(folder, 'named-2.txt'), ndjson([{ ...FINAL, view: 'v2' }, 'not JSON']));
    await writeFile(path.join(folder, 'named-3.txt'), Buffer.from('\xff\xfe{}\n', 'latin1'));
    const engine = await openFiles({ glob: 'named-*.txt' }, folder);
    const files = ['named-2.txt', 'named-3.txt'].map((name) => path.join(folder, name));
    expect(engine.leftOut).toEqual({ lines: 2, files, duplicates: 0 });
    await engine.close();
  });

  it('has nodes, layers and variants as columns, and times in UTC', async () => {
    const other = { ...START, t: '2026-11-01T12:00:00.5+02:00' };
    const { rows } = await rowsOf(
      'columns.ndjson',
      ndjson([FINAL, other]),
      'type, t, variant, lcp_ttfb_connect, lcp_resource_load_delay, inp_input_delay, cls, layers',
    );
    const none = { variant: null, lcp_ttfb_connect: null, lcp_resource_load_delay: null, inp_input_delay: null };
    expect(rows).toEqual([
      {
        type: 'final',
        t: '2026-11-01T10:00:00.000Z',
        variant: 'cart=1;hero=b',
        lcp_ttfb_connect: 300,
        lcp_resource_load_delay: 300,
        inp_input_delay: 16,
        cls: 0.02,
        layers: '{"db":20.5,"render":80.0}',
      },
      { type: 'start', t: '2026-11-01T10:00:00.500Z', ...none, cls: null, layers: null },
    ]);
  });

  it('takes the layers of the server from serverTiming where the breakdown has none', async () => {
    const record = {
      ...HEAD,
      type: 'final',
      lcp: null,
      serverTiming: [
        { name: 'a "b"', dur: 1 },
        { name: 'a "b"', dur: 2 },
      ],
    };
    const { rows } = await rowsOf('layers.ndjson', ndjson([record]), 'layers');
    expect(rows).toEqual([{ layers: '{"a \\"b\\"":1.0}' }]);
  });

  it('keeps of several finals of a view the one with the largest values', async () => {
    const finals = [96, 400, 200].map((inp) => ({ ...HEAD, type: 'final', inp: node('inp', inp) }));
    const alone = [80, 40].map((inp) => ({ ...HEAD, view: 'v2', type: 'final', inp: node('inp', inp) }));
    const begun = { ...START, view: 'v3' };
    const records = [START, ...finals, START, ...alone, begun, begun];
    const { rows, leftOut } = await rowsOf('repeated.ndjson', ndjson(records), 'view, type, inp');
    expect(rows).toEqual([
      { view: 'v1', type: 'final', inp: 400 },
      { view: 'v1', type: 'start', inp: null },
      { view: 'v2', type: 'final', inp: 80 },
      { view: 'v3', type: 'start', inp: null },
    ]);
    expect(leftOut).toEqual({ lines: 0, files: [], duplicates: 5 });
  });
});

describe('a memory that is too small', () => {
  it('is said to be that, with what to do', async () => {
    const { query, close } = await openDuckDb(folder);
    await query("SET memory_limit = '2MB'");
    const asked = query("SELECT string_agg(repeat('x', 1000), '') FROM range(20000)");
    await expect(asked).rejects.toMatchObject({
      code: 'field-memory',
      exitCode: 3,
      message: expect.stringMatching(/^DuckDB ran out of room for these page views: Out of Memory Error: /),
      todo: expect.stringContaining('name fewer files'),
    });
    await close();
  });
});

describe('a glob', () => {
  it('says that it matches nothing', async () => {
    await expect(openFiles({ glob: 'none/**/*.ndjson' }, folder)).rejects.toMatchObject({
      code: 'field-no-files',
      exitCode: 3,
      message: expect.stringContaining('none/**/*.ndjson'),
    });
  });

  it('leaves out the list of deploys, and takes names with quotes', async () => {
    await writeFile(path.join(folder, "it's.log"), ndjson([FINAL]));
    await writeFile(path.join(folder, 'deploys.log'), '{"sha":"a"}\n');
    const engine = await openFiles({ glob: '*.log', except: ['deploys.log'] }, folder);
    expect(await engine.query('SELECT view FROM beacons')).toEqual([{ view: 'v1' }]);
    expect(engine.leftOut).toEqual({ lines: 0, files: [], duplicates: 0 });
    await engine.close();
  });
});
