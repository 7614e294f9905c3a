import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { expect, it } from 'vitest';

import { formatError, type GateError } from '../../../src/errors.ts';
import { loadPackage } from '../../../src/field/engines/load-package.ts';

const NOWHERE = path.join(tmpdir(), 'a-folder-without-packages');
const BESIDE = pathToFileURL(path.join(NOWHERE, 'program.js')).href;

it.each([
  ['@duckdb/node-api', 'DuckDB'],
  ['pg', 'PostgreSQL'],
  ['@clickhouse/client', 'ClickHouse'],
])('says how %s is installed where it is not', async (name, database) => {
  const error = await loadPackage(name, NOWHERE, database, BESIDE).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'field-package', exitCode: 2 });
  expect(formatError(error as GateError)).toBe(
    `error: Page views are read by ${database}, whose package ${name} is not installed.\n` +
      `  → Install it beside the configuration: npm install --save-dev ${name}.`,
  );
});

it('finds what is beside the program', async () => {
  expect(await loadPackage('pg', NOWHERE, 'PostgreSQL')).toHaveProperty('default.Client');
});
