import {
  COLUMNS,
  DIALECTS,
  NODE_COLUMNS,
  checkColumns,
  columnsOfClickHouse,
  columnsOfPostgres,
  connectClickHouse,
  connectPostgres,
  filesOf,
  fillTemplate,
  linesOf,
  openFiles,
  placed,
  quotedTable,
  readLine,
  readSetup,
  sourceOf
} from "./chunk-R6UAYWOE.js";
import {
  nodeAt
} from "./chunk-NVMPNHDT.js";
import "./chunk-MRTXFJIA.js";
import "./chunk-Y7FKQU7E.js";
import "./chunk-ZGUDS5OB.js";
import {
  say
} from "./chunk-QUNTIYDY.js";
import {
  count
} from "./chunk-POXONE6A.js";
import {
  GateError
} from "./chunk-G7GO5XY6.js";

// src/field/commands/load.ts
import { dirname as dirname2, resolve as resolve2 } from "node:path";

// src/field/load/clickhouse-writer.ts
async function clickHouseWriter(session, table) {
  const quoted = quotedTable(table, DIALECTS.clickhouse.name);
  checkColumns("clickhouse", quoted, await columnsOfClickHouse(session, table));
  return {
    write: async (rows) => {
      await session.insert(
        quoted,
        rows.map((row) => ({ ...row, layers: row["layers"] === null ? null : JSON.stringify(row["layers"]) }))
      );
      return rows.length;
    }
  };
}

// src/field/load/writer.ts
var GROWING = ["inp", "cls", "lcp"];

// src/field/load/postgres-writer.ts
var { name } = DIALECTS.postgres;
async function postgresWriter(session, table) {
  const quoted = quotedTable(table, name);
  checkColumns("postgres", quoted, await columnsOfPostgres(session, quoted));
  const statement = insertText(quoted);
  return {
    write: async (rows) => {
      const [row] = await session.query(statement, [JSON.stringify(rows)]);
      return Number(row?.["written"] ?? 0);
    }
  };
}
function insertText(table) {
  const columns2 = COLUMNS.map(name).join(", ");
  return `WITH written AS (
INSERT INTO ${table} AS known (${columns2})
SELECT ${columns2} FROM json_populate_recordset(NULL::${table}, $1::json)
ON CONFLICT (view, type) DO UPDATE SET ${COLUMNS.map((each) => `${name(each)} = EXCLUDED.${name(each)}`).join(", ")}
WHERE (${growthOf("EXCLUDED")}) > (${growthOf("known")})
RETURNING 1)
SELECT COUNT(*) AS written FROM written`;
}
function growthOf(row) {
  return GROWING.map((column) => `COALESCE(${row}.${column}, -1)`).join(", ");
}

// src/field/load/records-in-files.ts
async function* recordsInFiles(files) {
  for (const file of files)
    for await (const line of linesOf(file)) {
      const read = readLine(line);
      if (read.kind !== "empty") yield read.kind === "record" ? read.record : null;
    }
}

// src/field/load/parquet.ts
import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { dirname, resolve } from "node:path";

// src/field/sql/duckdb-merged.sql
var duckdb_merged_default = "-- The records of files, and those of the Parquet file that they are loaded into. A view has at most one start and one final:\n-- of several the one with the largest values, which only grow.\nCREATE TEMP TABLE merged AS\nSELECT * FROM (\n  SELECT {columns}, false AS is_known FROM {rows}\n  UNION ALL\n  SELECT {columns}, true AS is_known FROM read_parquet({file})\n)\nQUALIFY row_number() OVER (\n  PARTITION BY view, type\n  ORDER BY inp DESC NULLS LAST, cls DESC NULLS LAST, lcp DESC NULLS LAST, is_known DESC\n) = 1;\n\nSELECT\n  (SELECT COUNT(*) FROM merged WHERE NOT is_known) AS loaded\n  , (SELECT COUNT(*) FROM {rows}) AS given;\n";

// src/field/load/parquet.ts
var { text, name: name2 } = DIALECTS.duckdb;
var columns = COLUMNS.map(name2).join(", ");
async function writeParquet(source, file, folder) {
  const engine = await openFiles(source, folder);
  try {
    const path = resolve(folder, file);
    await mkdir(dirname(path), { recursive: true });
    const counts = existsSync(path) ? await mergeInto(engine, path) : await copyTo(engine, path);
    return { ...counts, leftOut: engine.leftOut?.lines ?? 0 };
  } finally {
    await engine.close();
  }
}
async function copyTo(engine, path) {
  return { records: await writeWhole(engine, `SELECT * FROM ${engine.table}`, path), known: 0 };
}
async function mergeInto(engine, path) {
  const [row] = await engine.query(fillTemplate(duckdb_merged_default, { rows: engine.table, columns, file: text(path) }));
  const [loaded, given] = [Number(row?.["loaded"] ?? 0), Number(row?.["given"] ?? 0)];
  if (loaded > 0) await writeWhole(engine, `SELECT ${columns} FROM merged`, path);
  return { records: loaded, known: given - loaded };
}
async function writeWhole(engine, rows, path) {
  const partial = `${path}.partial`;
  try {
    const [row] = await engine.query(`COPY (${rows}) TO ${text(partial)} (FORMAT parquet, COMPRESSION zstd)`);
    await rename(partial, path);
    return Number(row?.["Count"] ?? 0);
  } finally {
    await rm(partial, { force: true });
  }
}

// src/field/load/table-row.ts
function rowOf(record) {
  const layers = record.type === "final" ? layersOf(record) : {};
  return {
    type: record.type,
    view: record.view,
    session: record.session,
    t: new Date(record.t).toISOString(),
    sha: record.sha,
    route: record.route,
    path: record.path ?? null,
    device: record.device ?? null,
    connection: record.connection ?? null,
    country: record.country ?? null,
    page_type: record.pageType ?? null,
    variant: record.variant === void 0 ? null : variantText(record.variant),
    state: record.state ?? null,
    navigation: record.navigation ?? null,
    ...Object.fromEntries(NODE_COLUMNS.map(({ segments, column }) => [column, valueAt(record, segments)])),
    layers: Object.keys(layers).length === 0 ? null : layers
  };
}
function variantText(variant) {
  const names = Object.keys(variant).toSorted((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
  return names.map((name3) => `${name3}=${variant[name3]}`).join(";");
}
function valueAt(record, segments) {
  const root = record.type === "final" ? rootOf(record, segments[0] ?? "") : null;
  return root === null ? null : nodeAt(root, segments)?.value ?? null;
}
function rootOf(record, metric) {
  return [record.lcp, record.inp, record.cls].find((root) => root?.id === metric) ?? null;
}
function layersOf({ lcp, serverTiming = [] }) {
  const request = lcp ? nodeAt(lcp, ["lcp", "ttfb", "request"]) : void 0;
  const parts = request?.parts.filter(({ id }) => id !== "unreported").map(({ id, value }) => [id, value]);
  const entries = parts !== void 0 && request?.parts.length !== 0 ? parts : serverTiming.map(({ name: name3, dur }) => [name3, dur]);
  return Object.fromEntries(entries.toReversed());
}

// src/field/load/load.ts
var BATCH = 2e3;
async function loadRecords(source, target, folder) {
  switch (target.kind) {
    case "parquet":
      return writeParquet(source, target.file, folder);
    case "postgres": {
      const session = await connectPostgres(target.url, folder);
      return closing(
        session,
        async () => loadInto(await ndjsonOf(source, folder), await postgresWriter(session, target.table))
      );
    }
    case "clickhouse": {
      const session = await connectClickHouse(target.url, folder);
      return closing(
        session,
        async () => loadInto(await ndjsonOf(source, folder), await clickHouseWriter(session, target.table))
      );
    }
    default:
      return target;
  }
}
async function closing({ close }, work) {
  try {
    return await work();
  } finally {
    await close();
  }
}
async function ndjsonOf(source, folder) {
  const { ndjson } = await filesOf(source, folder);
  if (ndjson.length === 0) throw new GateError("load-no-lines", { glob: source.glob });
  return ndjson;
}
async function loadInto(files, { write }) {
  let batch = [];
  const loaded = { records: 0, known: 0, leftOut: 0 };
  const flush = async () => {
    const rows = latestOf(batch);
    const written = rows.length === 0 ? 0 : await write(rows);
    loaded.records += written;
    loaded.known += rows.length - written;
    batch = [];
  };
  for await (const record of recordsInFiles(files)) {
    if (record === null) loaded.leftOut += 1;
    else batch.push(rowOf(record));
    if (batch.length >= BATCH) await flush();
  }
  await flush();
  return loaded;
}
function latestOf(rows) {
  const latest = /* @__PURE__ */ new Map();
  for (const row of rows) {
    const key = JSON.stringify([row["view"], row["type"]]);
    const known = latest.get(key);
    if (known === void 0 || isLater(row, known)) latest.set(key, row);
  }
  return [...latest.values()];
}
function isLater(row, known) {
  for (const column of GROWING) {
    const [value, against] = [Number(row[column] ?? -1), Number(known[column] ?? -1)];
    if (value !== against) return value > against;
  }
  return false;
}

// src/field/commands/load.ts
function loadFiles({ config, field }, options, place) {
  const { beacons } = field;
  const glob = options.files ?? (beacons.kind === "files" ? beacons.glob : null);
  if (glob === null)
    throw new GateError("usage", {
      what: "--files is missing, and `field.beacons` is a database.",
      todo: 'Name the files to load, for example --files "field/**/*.ndjson".'
    });
  const except = field.deploys === null ? [] : [field.deploys];
  const folder = dirname2(resolve2(place.cwd, config.file));
  return placed(field, async () => {
    const target = targetOf(field, options, place);
    return options.files === null ? loadRecords({ glob, except }, target, folder) : ofOption(() => loadRecords({ glob, except }, target, folder), { glob, folder });
  });
}
async function ofOption(load, detail) {
  try {
    return await load();
  } catch (cause) {
    if (cause instanceof GateError && cause.code === "field-no-files")
      throw new GateError("load-no-files", detail, { cause });
    throw cause;
  }
}
function targetOf(field, { parquet }, place) {
  if (parquet !== null) return { kind: "parquet", file: resolve2(place.cwd, parquet) };
  const source = sourceOf(field, place);
  if (source.kind !== "files") return source;
  throw new GateError("usage", {
    what: "There is nothing to load into, because `field.beacons` is files.",
    todo: "Name a file with --parquet, or a database in the configuration: beacons: { postgres: { url-from: PGURL } }."
  });
}

// src/cli/field/run-load.ts
async function runLoad(options, io, cwd = process.cwd(), now = /* @__PURE__ */ new Date()) {
  const place = { cwd, env: io.env, now };
  const { records, known, leftOut } = await loadFiles(await readSetup(options, place), options, place);
  const beside = known === 0 ? "" : `; ${count(known, "record")} ${known === 1 ? "was" : "were"} there already`;
  const without = leftOut === 0 ? "" : `; ${count(leftOut, "line")} left out (not a record)`;
  say(io.stderr, `${count(records, "record")} loaded${beside}${without}.
`);
  return records + known === 0 ? 3 : 0;
}
export {
  runLoad
};
