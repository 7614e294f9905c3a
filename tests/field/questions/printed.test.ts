import parser from 'node-sql-parser';
import { describe, expect, it } from 'vitest';

import { DIALECTS } from '../../../src/field/engines/dialects.ts';
import { openDuckDb } from '../../../src/field/engines/duckdb.ts';
import { PRINTED_DIALECTS, type PrintedDialect } from '../../../src/field/engines/engine.ts';
import { printedTable } from '../../../src/field/engines/printed.ts';
import { partsOfTable } from '../../../src/field/engines/table-name.ts';
import { commitsText, sessionsText, viewsText } from '../../../src/field/questions/checks.ts';
import { clustersText } from '../../../src/field/questions/clusters.ts';
import { coverageText } from '../../../src/field/questions/coverage.ts';
import { distributionsText } from '../../../src/field/questions/distributions.ts';
import { printedEvents } from '../../../src/field/engines/events.ts';
import { experimentText } from '../../../src/field/questions/experiment.ts';
import { extentText } from '../../../src/field/questions/extent.ts';
import { layersText } from '../../../src/field/questions/layers.ts';
import { cellsText, controlText, eventCountsText, worthText } from '../../../src/field/questions/price-text.ts';
import { seriesText } from '../../../src/field/questions/series.ts';
import { fillTemplate } from '../../../src/field/questions/template.ts';

/** As the parser calls those that it knows; it has none for DuckDB and ClickHouse, whose own engines read the texts. */
const PARSED: Partial<Record<PrintedDialect, string>> = {
  postgres: 'postgresql',
  bigquery: 'bigquery',
  snowflake: 'snowflake',
  trino: 'trino',
  redshift: 'redshift',
};

const HOSTILE = [
  "it's",
  '"quoted"',
  'back\\slash',
  "\\'; DROP TABLE beacons; --",
  '{beacons}',
  '$1',
  '/* */',
  '% `x`',
  'größe',
];
const SCOPE = { from: '2026-11-01T00:00:00Z', to: '2026-11-29T00:00:00Z', by: 'connection' } as const;

const EXPERIMENT = { group: 'pageType', hourly: true } as const;

/** Every question, with names that must not end a literal. */
function textsIn(dialect: PrintedDialect, name: string): string[] {
  const target = printedTable(dialect, 'beacons');
  const scope = { ...SCOPE, sha: name };
  const group = { route: name, device: name, by: null };
  const paths = ['lcp', 'cls', `lcp.ttfb.request.${JSON.stringify(`${name}.`)}`];
  const numbers = paths.map((path) => ({ ...group, path, n: 1, value: 100 }));
  const columns = { session: 'session', time: 'done_at', value: 'total', currency: null };
  const events = printedEvents(dialect, { kind: 'table', table: 'orders', ...columns, where: '' });
  const landing = { route: name, device: name, path: 'lcp', stepMs: 100 };
  return [
    cellsText(target, scope, landing, events),
    controlText(target, scope, landing, events),
    worthText(target, scope, landing, events),
    eventCountsText(target, scope, events),
    ...(['conversion', 'value'] as const).map((kind) =>
      experimentText(target, scope, { ...EXPERIMENT, route: name, device: name, outcome: { kind, events } }),
    ),
    ...paths.map((path) =>
      experimentText(target, scope, { ...EXPERIMENT, route: null, device: null, outcome: { kind: 'metric', path } }),
    ),
    distributionsText(target, scope, paths),
    clustersText(target, scope, numbers),
    seriesText(target, scope, 'hour', numbers),
    seriesText(target, scope, 'day', numbers),
    coverageText(target, scope),
    extentText(target, scope.to),
    commitsText(target, scope, { latest: scope.to, deployed: new Map([[name, scope.from]]) }),
    sessionsText(target, scope),
    viewsText(target, scope),
    ...[layersText(target, scope)].filter((text) => text !== null),
  ];
}

/** Where a backslash in a literal means something. */
const isBackslashed = (dialect: PrintedDialect): boolean =>
  DIALECTS[dialect].text('\\').length > 3 && dialect !== 'redshift';

const withoutLiterals = (text: string, dialect: PrintedDialect): string =>
  text.replaceAll(isBackslashed(dialect) ? /'(?:[^'\\]|\\.)*'/g : /'(?:[^']|'')*'/g, "''");

describe('the texts of the questions', () => {
  it.each(Object.entries(PARSED))('are SQL of %s', (dialect, database) => {
    const { Parser } = parser;
    // The parser takes a column of the name `session` for the variables of a session.
    for (const text of textsIn(dialect as PrintedDialect, 'product')) {
      const parsed = new Parser().parse(text.replaceAll(/\bsession\b/g, 'session_'), { database });
      expect(parsed.tableList.every((table) => table.startsWith('select::'))).toBe(true);
    }
  });

  it('aggregate nothing that has the name of an answer, which ClickHouse takes for the answer', () => {
    for (const text of textsIn('clickhouse', 'product')) {
      const [select = ''] = text.replaceAll(/^ *--.*$/gm, '').split('\nFROM (', 1);
      const answers = [...select.matchAll(/ AS (\w+)/g)].map(([, name = '']) => name);
      const words = new Set(select.replaceAll(/ AS \w+/g, '').match(/\w+/g));
      expect(answers.length).toBeGreaterThan(0);
      expect(answers.filter((name) => words.has(name))).toEqual([]);
    }
  });

  it('keep hostile names inside of their literals', () => {
    for (const dialect of PRINTED_DIALECTS)
      for (const name of HOSTILE)
        expect(textsIn(dialect, name).map((text) => withoutLiterals(text, dialect))).toEqual(
          textsIn(dialect, 'product').map((text) => withoutLiterals(text, dialect)),
        );
  });

  it('say in DuckDB what they were given', async () => {
    const { query, close } = await openDuckDb(import.meta.dirname);
    const { text, name, layer } = DIALECTS.duckdb;
    for (const each of HOSTILE) {
      const layers = text(JSON.stringify({ [each]: 5 }));
      const rows = await query(`SELECT ${text(each)} AS ${name(each)}, ${layer(layers, each)} AS layer`);
      expect(rows).toEqual([{ [each]: each, layer: 5 }]);
    }
    await close();
  });

  it('refuse numbers that are not integers', () => {
    const threshold = { route: 'a', device: null, by: null, path: 'lcp', n: 1, value: 1.5 };
    expect(() => clustersText(printedTable('duckdb', 'beacons'), { ...SCOPE, sha: null }, [threshold])).toThrow('1.5');
  });
});

describe('the name of a table', () => {
  it.each([
    ['beacons', ['beacons']],
    ['analytics.beacons', ['analytics', 'beacons']],
    ['"odd.schema"."a ""quoted"" table"', ['odd.schema', 'a "quoted" table']],
    ['beacons"; DROP TABLE x; --', ['beacons"; DROP TABLE x; --']],
    ['.', ['.']],
  ])('%s has its parts', (table, parts) => {
    expect(partsOfTable(table)).toEqual(parts);
  });

  it('is quoted only where it has to be', () => {
    expect(printedTable('snowflake', 'web.Beacons').table).toBe('web."Beacons"');
    expect(printedTable('bigquery', 'a`b').table).toBe('`a\\`b`');
  });
});

describe('a template', () => {
  it('repeats sections, and does not look at what it has put in', () => {
    const template = 'a {x}\n  -- each item, joined by AND\n  {i} {y}\n  -- end\n{x}';
    expect(fillTemplate(template, { x: '{y}' }, { item: [{ y: '{x}' }, { y: '2' }] })).toBe(
      'a {y}\n  0 {x}\n  AND\n  1 2\n{y}',
    );
  });

  it('must be given everything', () => {
    expect(() => fillTemplate('{missing}', {})).toThrow('missing');
  });
});
