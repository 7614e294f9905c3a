import {
  alignedLines
} from "./chunk-5ADXQQ6X.js";
import {
  outcomeOf,
  waive
} from "./chunk-5ZBUEO57.js";
import {
  campaignsOf,
  readLog
} from "./chunk-EVIWKS3U.js";
import {
  loadConfig
} from "./chunk-ANOO677E.js";
import {
  alignVisits
} from "./chunk-TGFS3GHZ.js";
import {
  code,
  headValues,
  inText,
  readingOf,
  row,
  studentQuantile
} from "./chunk-NWIDPKZN.js";
import {
  dayOf,
  formatPath,
  parsePath
} from "./chunk-OPTY3JPO.js";
import {
  pathPhrase
} from "./chunk-ZJKTF4S2.js";
import {
  isMetric,
  knownNodes,
  quote,
  sanitizeLine,
  unitOf
} from "./chunk-TOJFHHPJ.js";
import {
  BEACON_METRICS,
  DATA_STATES,
  HIGHEST_CLS,
  LONGEST_MS,
  MOST_FLAGS,
  NAVIGATIONS,
  ROUNDING
} from "./chunk-UO6MLEXB.js";
import {
  shortSha
} from "./chunk-YOCNSY4K.js";
import {
  besideRange,
  count,
  quantity,
  range
} from "./chunk-POXONE6A.js";
import {
  GateError,
  causeOf,
  keepSecret
} from "./chunk-REZM6CI2.js";

// src/field/commands/reading.ts
import { dirname, resolve as resolve2 } from "node:path";

// src/field/engines/empty.ts
var EMPTY_ENGINE = {
  dialect: "duckdb",
  table: "beacons",
  leftOut: { lines: 0, files: [], duplicates: 0 },
  shard: null,
  query: () => Promise.resolve([]),
  close: () => Promise.resolve()
};

// src/field/engines/address.ts
function addressOf(database, url) {
  keepSecret(url);
  const { protocol, host, pathname, password } = new URL(url);
  keepSecret(password, decoded(password));
  return { database, shown: `${protocol}//${host}${pathname}` };
}
function decoded(text4) {
  try {
    return decodeURIComponent(text4);
  } catch {
    return text4;
  }
}
function databaseError({ database, shown }, cause) {
  if (cause instanceof GateError) return cause;
  return new GateError("field-database", { database: `${database} at ${shown}`, cause: reasonOf(cause) }, { cause });
}
function reasonOf(cause) {
  if (cause instanceof AggregateError && cause.message === "") return reasonOf(cause.errors[0]);
  return causeOf(cause);
}

// src/field/engines/columns.ts
var TEXT_COLUMNS = [
  "type",
  "view",
  "session",
  "sha",
  "route",
  "path",
  "device",
  "connection",
  "country",
  "page_type",
  "variant",
  "state",
  "navigation"
];
var REQUIRED = ["type", "view", "session", "sha", "route", "t"];
var NODE_COLUMNS = knownNodes().filter(({ segments: [metric] }) => BEACON_METRICS.some((each) => each === metric)).map(({ segments }) => ({ segments, path: formatPath(segments), column: columnOf(segments) }));
function columnOf(segments) {
  return segments.join("_").replaceAll("-", "_");
}
var LAYERS_COLUMN = "layers";
var COLUMNS = [
  ...TEXT_COLUMNS.slice(0, 3),
  "t",
  ...TEXT_COLUMNS.slice(3),
  ...NODE_COLUMNS.map(({ column }) => column),
  LAYERS_COLUMN
];
function mostOf(metric) {
  return unitOf(metric) === "score" ? HIGHEST_CLS : LONGEST_MS;
}

// src/field/engines/ddl.ts
var standard = { nullable: (type) => type, required: (type) => `${type} NOT NULL` };
var TYPES = {
  duckdb: { text: "VARCHAR", instant: "TIMESTAMP", value: "DOUBLE", layers: "VARCHAR", ...standard, end: ")" },
  postgres: {
    text: "text",
    instant: "timestamp(3)",
    value: "double precision",
    layers: "jsonb",
    ...standard,
    end: ")"
  },
  clickhouse: {
    text: "String",
    instant: "DateTime64(3, 'UTC')",
    value: "Float64",
    layers: "String",
    nullable: (type) => `Nullable(${type})`,
    required: (type) => type,
    end: ") ENGINE = ReplacingMergeTree(version) ORDER BY (view, type)"
  }
};
var VERSION = "bitShiftLeft(toUInt64(ifNull(inp, 0)), 42) + bitShiftLeft(toUInt64(ifNull(cls, 0) * 1000), 22) + toUInt64(ifNull(lcp, 0))";
function ddlOf(dialect, table) {
  const types = TYPES[dialect];
  const column = (name4, type) => `  ${name4} ${REQUIRED.includes(name4) ? types.required(type) : types.nullable(type)}`;
  const columns = [
    ...TEXT_COLUMNS.map((name4) => column(name4, types.text)),
    column("t", types.instant),
    ...NODE_COLUMNS.map((node) => column(node.column, types.value)),
    column(LAYERS_COLUMN, types.layers),
    dialect === "clickhouse" ? `  version UInt64 MATERIALIZED ${VERSION}` : "  PRIMARY KEY (view, type)"
  ];
  return `CREATE TABLE ${table} (
${columns.join(",\n")}
${types.end};`;
}

// src/field/engines/check-columns.ts
function checkColumns(dialect, table, columns) {
  const ddl = ddlOf(dialect, table);
  if (columns.length === 0) throw new GateError("field-no-table", { table, ddl });
  const missing = COLUMNS.filter((column) => !columns.includes(column));
  if (missing.length > 0) throw new GateError("field-columns", { table, missing: missing.join(", "), ddl });
}

// src/field/engines/dialects.ts
var spaced = (iso) => new Date(iso).toISOString().replace("T", " ").replace("Z", "");
var doubled = (value) => `'${value.replaceAll("'", "''")}'`;
var backslashed = (value) => `'${value.replaceAll("\\", "\\\\").replaceAll("'", "\\'").replaceAll("\n", "\\n").replaceAll("\r", "\\r")}'`;
var quoted = (value) => `"${value.replaceAll('"', '""')}"`;
var backquoted = (value) => `\`${value.replaceAll("\\", "\\\\").replaceAll("`", "\\`")}\``;
var jsonPath = (name4) => `$."${name4.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
var truncated = (unit, column) => `DATE_TRUNC('${unit}', ${column})`;
var itself = (column) => column;
var integer = (value) => `CAST(${value} AS INTEGER)`;
var STANDARD = {
  key: itself,
  text: doubled,
  name: quoted,
  instant: (iso) => `TIMESTAMP '${spaced(iso)}'`,
  bucket: truncated,
  integer
};
var DIALECTS = {
  duckdb: {
    ...STANDARD,
    key: (column) => `hash(${column})`,
    layer: (column, name4) => `TRY_CAST(json_extract_string(${column}, ${doubled(jsonPath(name4))}) AS DOUBLE)`,
    layerNames: (column) => `unnest(json_keys(${column}))`
  },
  postgres: {
    ...STANDARD,
    // Shards are sent nothing that takes a text without a column in it, such as DATE_TRUNC or `->`: its collation is not
    // known to be theirs (postgres_fdw, "Remote Query Optimization").
    bucket: (unit, column) => `DATE_BIN(INTERVAL '1 ${unit}', ${column}, TIMESTAMP '2000-01-01')`,
    layer: (column, name4) => `CAST(${column}[${doubled(name4)}] AS DOUBLE PRECISION)`,
    layerNames: (column) => `jsonb_object_keys(${column})`
  },
  clickhouse: {
    text: backslashed,
    key: itself,
    name: backquoted,
    instant: (iso) => `toDateTime64('${spaced(iso)}', 3, 'UTC')`,
    bucket: truncated,
    integer,
    layer: (column, name4) => `JSONExtract(ifNull(${column}, ''), ${backslashed(name4)}, 'Nullable(Float64)')`,
    layerNames: (column) => `arrayJoin(JSONExtractKeys(ifNull(${column}, '')))`
  },
  bigquery: {
    text: backslashed,
    key: itself,
    name: backquoted,
    instant: (iso) => `TIMESTAMP '${spaced(iso)}+00'`,
    bucket: (unit, column) => `TIMESTAMP_TRUNC(${column}, ${unit.toUpperCase()})`,
    integer: (value) => `CAST(${value} AS INT64)`,
    layer: (column, name4) => `CAST(JSON_VALUE(${column}, ${backslashed(jsonPath(name4))}) AS FLOAT64)`,
    layerNames: null
  },
  snowflake: {
    ...STANDARD,
    text: backslashed,
    layer: (column, name4) => `CAST(GET(PARSE_JSON(${column}), ${backslashed(name4)}) AS DOUBLE)`,
    layerNames: null
  },
  trino: {
    ...STANDARD,
    layer: (column, name4) => `CAST(JSON_EXTRACT_SCALAR(${column}, ${doubled(jsonPath(name4))}) AS DOUBLE)`,
    layerNames: null
  },
  redshift: {
    ...STANDARD,
    text: (value) => doubled(value.replaceAll("\\", "\\\\")),
    layer: (column, name4) => `CAST(JSON_EXTRACT_PATH_TEXT(${column}, ${doubled(name4.replaceAll("\\", "\\\\"))}) AS DOUBLE PRECISION)`,
    layerNames: null
  }
};

// src/field/engines/load-package.ts
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
async function loadPackage(name4, folder, database, program = import.meta.url) {
  try {
    const path = resolveFrom(name4, [join(folder, "package.json"), program]);
    return await import(pathToFileURL(path).href);
  } catch (error) {
    const why = isNotThere(error) ? "is not installed" : `does not load on this machine: ${causeOf(error)}`;
    throw new GateError("field-package", { name: name4, database, why }, { cause: error });
  }
}
function resolveFrom(name4, [place = import.meta.url, ...others]) {
  try {
    return createRequire(place).resolve(name4);
  } catch (error) {
    if (others.length === 0 || !isNotThere(error)) throw error;
    return resolveFrom(name4, others);
  }
}
function isNotThere(error) {
  return error instanceof Error && "code" in error && error.code === "MODULE_NOT_FOUND";
}

// src/field/engines/table-name.ts
var PART = /^(?:"(?:[^"]|"")+"|[^."]+)$/;
function partsOfTable(table) {
  const parts = table.match(/"(?:[^"]|"")+"|[^."]+/g) ?? [];
  if (parts.join(".") !== table || !parts.every((part) => PART.test(part))) return [table];
  return parts.map((part) => part.startsWith('"') ? part.slice(1, -1).replaceAll('""', '"') : part);
}
function quotedTable(table, quote2) {
  return partsOfTable(table).map(quote2).join(".");
}

// src/field/engines/clickhouse.ts
var { name, text } = DIALECTS.clickhouse;
var REQUEST_MS = 3e5;
var CLICKHOUSE_SETTINGS = {
  output_format_json_quote_64bit_integers: 0,
  date_time_output_format: "iso",
  date_time_input_format: "best_effort"
};
async function openClickHouse(source, folder) {
  const session = await connectClickHouse(source.url, folder);
  try {
    const table = quotedTable(source.table, name);
    checkColumns("clickhouse", table, await columnsOfClickHouse(session, source.table));
    const [found] = await session.query(`SELECT engine FROM system.tables WHERE ${whereTable(source.table, "name")}`);
    return { ...session, dialect: "clickhouse", table: readable(table, found?.["engine"]), shard: null, leftOut: null };
  } catch (error) {
    await session.close();
    throw error;
  }
}
function whereTable(source, column) {
  const parts = partsOfTable(source);
  const database = parts.length > 1 ? text(parts[0] ?? "") : "currentDatabase()";
  return `database = ${database} AND ${column} = ${text(parts.at(-1) ?? "")}`;
}
async function columnsOfClickHouse({ query }, table) {
  const rows = await query(`SELECT name FROM system.columns WHERE ${whereTable(table, "table")}`);
  return rows.map((column) => column["name"]);
}
function readable(table, engine) {
  return String(engine).includes("Replacing") ? `${table} FINAL` : table;
}
async function connectClickHouse(url, folder) {
  const address = addressOf("ClickHouse", url);
  const { createClient } = await loadPackage("@clickhouse/client", folder, "ClickHouse");
  const client = createClient({
    url,
    application: "vitals-gate",
    request_timeout: REQUEST_MS,
    clickhouse_settings: CLICKHOUSE_SETTINGS,
    log: { level: 127 }
  });
  const safely = async (ask) => {
    try {
      return await ask();
    } catch (error) {
      throw databaseError(address, error);
    }
  };
  return {
    query: (sql) => safely(async () => plainRows(await (await client.query({ query: sql, format: "JSON" })).json())),
    insert: (table, rows) => safely(async () => void await client.insert({ table, values: rows, format: "JSONEachRow" })),
    close: () => client.close()
  };
}
function plainRows({ data, meta = [] }) {
  const times = meta.filter(({ type }) => /^(?:Nullable\()?Date/.test(type)).map((column) => column.name);
  if (times.length === 0) return data;
  return data.map((row2) => ({ ...row2, ...Object.fromEntries(times.map((time) => [time, instantOf(row2[time])])) }));
}
function instantOf(value) {
  return typeof value === "string" ? new Date(value).toISOString() : null;
}

// src/field/engines/duckdb.ts
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join as join2 } from "node:path";

// src/field/sql/duckdb-records.sql
var duckdb_records_default = `-- Lines of NDJSON as rows of the table: those that \`src/model/beacon.ts\` would accept. Every check is a value, so that no
-- line can stop the reading.
CREATE TEMP MACRO node_values(parts) AS list_transform(parts, lambda part: part.value);
CREATE TEMP MACRO are_parts(parts, most, slack) AS
  parts IS NULL OR len(parts) = 0 OR (
    len(parts) <= 50
    AND len(list_filter(parts, lambda part: part.id IS NULL OR part.id = '' OR length(part.id) > 200)) = 0
    AND len(list_filter(parts, lambda part: coalesce(part.value NOT BETWEEN 0 AND most, true))) = 0
    AND len(list_distinct(list_transform(parts, lambda part: part.id))) = len(parts));
CREATE TEMP MACRO are_summed(node, slack) AS
  node.parts IS NULL OR len(node.parts) = 0
  OR abs(list_sum(node_values(node.parts)) - node.value) <= slack * (len(node.parts) + 1) + 1e-9;
CREATE TEMP MACRO is_metric(node, type, own, most, slack) AS
  type IS NULL OR type = 'NULL' OR (
    type = 'OBJECT' AND node.id = own AND node.value BETWEEN 0 AND most AND node.parts IS NOT NULL
    AND are_parts(node.parts, most, slack) AND are_summed(node, slack)
    AND len(list_filter(node.parts, lambda part: NOT coalesce(are_parts(part.parts, most, slack), false))) = 0
    AND len(list_filter(node.parts, lambda part: NOT coalesce(are_summed(part, slack), false))) = 0);
CREATE TEMP MACRO part_of(node, own) AS list_filter(node.parts, lambda part: part.id = own)[1];
CREATE TEMP MACRO first_of_each(layers) AS
  list_filter(layers, lambda layer, i: list_position(list_transform(layers, lambda other: other.k), layer.k) = i);
CREATE TEMP MACRO is_text(value, most) AS
  length(value) BETWEEN 1 AND most
  AND NOT regexp_matches(value, '[\\p{Cc}\\p{Zl}\\p{Zp}\\x{202a}-\\x{202e}\\x{2066}-\\x{2069}]');

CREATE TABLE lines AS
SELECT file_index::UINTEGER AS file, line
  , CASE WHEN strlen(line) <= 65536 AND json_valid(line) AND json_type(line) = 'OBJECT' THEN line END AS json
FROM read_csv({files}, columns = {'line': 'VARCHAR'}, delim = E'\\x01\\x02\\x03\\x04', quote = '', escape = '', header = false,
  auto_detect = false, ignore_errors = true, strict_mode = false, store_rejects = true,
  max_line_size = 33554432, buffer_size = 67108864)
WHERE line IS NOT NULL;

CREATE TABLE records AS
WITH parsed AS (
  SELECT file, json, json_transform(json, '{
    "v": "DOUBLE", "type": "VARCHAR", "view": "VARCHAR", "session": "VARCHAR", "t": "VARCHAR", "sha": "VARCHAR",
    "route": "VARCHAR", "path": "VARCHAR", "device": "VARCHAR", "connection": "VARCHAR", "country": "VARCHAR",
    "pageType": "VARCHAR", "variant": "MAP(VARCHAR, VARCHAR)", "state": "VARCHAR", "navigation": "VARCHAR",
    "lcp": {node}, "inp": {node}, "cls": {node}, "serverTiming": [{"name": "VARCHAR", "dur": "DOUBLE"}]
  }') AS r
  FROM lines WHERE json IS NOT NULL
), timed AS (
  SELECT file, json, r
    , CASE WHEN regexp_full_match(r.t, '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?(Z|[+-]([01]\\d|2[0-3]):[0-5]\\d)')
        THEN TRY_CAST(r.t AS TIMESTAMPTZ) AT TIME ZONE 'UTC' END AS t
    , part_of(part_of(r.lcp, 'ttfb'), 'request') AS request
  FROM parsed
), layered AS (
  SELECT file, json, r, t, request, first_of_each(coalesce(
    CASE WHEN len(request.parts) > 0 THEN
      list_transform(list_filter(request.parts, lambda part: part.id <> 'unreported'),
        lambda part: struct_pack(k := part.id, v := part.value)) END,
    list_transform(r.serverTiming, lambda layer: struct_pack(k := layer.name, v := layer.dur))
  )) AS layers
  FROM timed
)
SELECT file, r.type AS type, r.view AS view, r.session AS session, t, r.sha AS sha, r.route AS route, r.path AS path
  , r.device AS device, r.connection AS connection, r.country AS country, r.pageType AS page_type
  , array_to_string(list_transform(list_sort(map_keys(r.variant)), lambda name: name || '=' || r.variant[name]), ';') AS variant
  , r.state AS state, r.navigation AS navigation
  -- each node
  , {expression} AS {column}
  -- end
  , CASE WHEN len(layers) > 0 THEN to_json(map_from_entries(layers))::VARCHAR END AS layers
FROM layered
WHERE coalesce(
  r.v = 1 AND r.type IN ('start', 'final') AND t IS NOT NULL
  AND list_has_all({keys}, json_keys(json))
  AND (r.type = 'final' OR NOT list_has_any(json_keys(json), ['lcp', 'inp', 'cls', 'serverTiming']))
  -- A number is not a text, and an explicit null is not an absent text.
  AND json_type(json, '$.v') IN ('UBIGINT', 'BIGINT', 'DOUBLE')
  AND json_type(json, ['$.type', '$.view', '$.session', '$.t', '$.sha', '$.route'])
    = ['VARCHAR', 'VARCHAR', 'VARCHAR', 'VARCHAR', 'VARCHAR', 'VARCHAR']
  AND len(list_filter(json_type(json, ['$.path', '$.device', '$.connection', '$.country', '$.pageType', '$.state',
    '$.navigation']), lambda type: coalesce(type, 'VARCHAR') <> 'VARCHAR')) = 0
  AND coalesce(json_type(json, '$.variant'), 'OBJECT') = 'OBJECT'
  AND coalesce(json_type(json, '$.serverTiming'), 'ARRAY') = 'ARRAY'
  AND is_text(r.view, 100) AND is_text(r.session, 100) AND is_text(r.sha, 100) AND is_text(r.route, 100)
  AND coalesce(is_text(r.path, 2000), true) AND coalesce(is_text(r.device, 100), true)
  AND coalesce(is_text(r.connection, 20), true) AND coalesce(is_text(r.pageType, 100), true)
  AND coalesce(regexp_full_match(r.country, '[A-Z0-9]{2}'), true)
  AND coalesce(r.state IN {states}, true) AND coalesce(r.navigation IN {navigations}, true)
  AND coalesce(len(json_keys(json, '$.variant')), 0) <= {flags}
  AND len(list_filter(json_type(json, '$.variant.*'), lambda type: type <> 'VARCHAR')) = 0
  AND len(list_filter(list_concat(map_keys(r.variant), map_values(r.variant)), lambda word: NOT is_text(word, 100))) = 0
  -- The layers of the server's share, which are deeper than is looked at below.
  AND CASE WHEN len(request.parts) > 0 THEN
    are_parts(request.parts, {longest}, 0) AND are_summed(request, {layers_slack}) ELSE true END
  -- each metric
  AND is_metric(r.{id}, json_type(json, '$.{id}'), '{id}', {most}, {slack})
  AND coalesce(json_type(json, '$.{id}.value'), 'DOUBLE') IN ('UBIGINT', 'BIGINT', 'DOUBLE')
  AND len(list_filter(json_type(json, '$.{id}.parts[*].value'), lambda type: type NOT IN ('UBIGINT', 'BIGINT', 'DOUBLE'))) = 0
  -- end
  AND len(json_type(json, '$.serverTiming[*].*')) = 2 * coalesce(len(r.serverTiming), 0)
  AND len(list_filter(json_type(json, '$.serverTiming[*].dur'), lambda type: type NOT IN ('UBIGINT', 'BIGINT', 'DOUBLE'))) = 0
  AND len(list_filter(coalesce(r.serverTiming, []), lambda layer: NOT coalesce(
    is_text(layer.name, 200) AND layer.dur BETWEEN 0 AND {longest}, false))) = 0
, false);
`;

// src/field/sql/duckdb-repeated.sql
var duckdb_repeated_default = "-- Views that may have several records of a type: only they are held against each other. A view has a start and a final.\nCREATE TEMP TABLE repeated AS\nSELECT hash(view) AS key\nFROM {rows}\nGROUP BY hash(view)\nHAVING COUNT(*) > 2 OR (COUNT(*) = 2 AND COUNT(CASE WHEN type = 'final' THEN 1 END) <> 1);\n\nSELECT COUNT(*) AS keys FROM repeated;\n";

// src/field/sql/duckdb-latest.sql
var duckdb_latest_default = "-- A view has at most one start and one final: of several the one with the largest values, which only grow.\nCREATE TEMP TABLE latest AS\nSELECT * FROM {rows} WHERE hash(view) IN (SELECT key FROM repeated)\nQUALIFY row_number() OVER (\n  PARTITION BY view, type\n  ORDER BY inp DESC NULLS LAST, cls DESC NULLS LAST, lcp DESC NULLS LAST, t, {columns}\n) = 1;\n\n{make} beacons AS\nSELECT {columns} FROM {rows} WHERE hash(view) NOT IN (SELECT key FROM repeated)\nUNION ALL\nSELECT {columns} FROM latest;\n";

// src/field/sql/duckdb-refused.sql
var duckdb_refused_default = "-- Lines that are not records, by the number of their file.\nSELECT file, SUM(n) AS refused\nFROM (\n  SELECT file, COUNT(*) AS n FROM lines GROUP BY file\n  UNION ALL\n  SELECT file_id AS file, COUNT(*) AS n FROM reject_errors GROUP BY file_id\n  UNION ALL\n  SELECT file, -COUNT(*) AS n FROM records GROUP BY file\n) counted\nGROUP BY file\nHAVING SUM(n) > 0\nORDER BY file;\n";

// src/field/questions/template.ts
var SECTION = /^ *-- each (\w+)(?:, joined by ([A-Z ]+))?\n([\s\S]*?)^ *-- end\n/gm;
function fillTemplate(template, values, lists = {}) {
  let filled = "";
  let done = 0;
  for (const section of template.matchAll(SECTION)) {
    const [whole, list = "", joiner, body = ""] = section;
    filled += substitute(template.slice(done, section.index), values);
    filled += (lists[list] ?? []).map((item, i) => substitute(body, { ...values, i: String(i), ...item })).join(joiner === void 0 ? "" : `  ${joiner}
`);
    done = section.index + whole.length;
  }
  return filled + substitute(template.slice(done), values);
}
function substitute(text4, values) {
  return text4.replaceAll(/\{([a-z]\w*)\}/g, (_, name4) => {
    const value = values[name4];
    if (value === void 0) throw new Error(`the template has {${name4}}, which nothing was given for`);
    return value;
  });
}

// src/field/engines/duckdb-beacons.ts
var { text: text2, name: name2 } = DIALECTS.duckdb;
var listOf = (values) => `[${values.map(text2).join(", ")}]`;
var columnsList = COLUMNS.map(name2).join(", ");
async function prepareBeacons({ query }, files) {
  const refused = files.ndjson.length === 0 ? [] : await readNdjson(query, files.ndjson);
  if (files.parquet.length > 0) await openParquet(query, files.parquet);
  const rows = relationOf(files);
  const repeated = await query(fillTemplate(duckdb_repeated_default, { rows }));
  const make = files.ndjson.length > 0 ? "CREATE TABLE" : "CREATE TEMP VIEW";
  if (countOf(repeated, "keys") === 0) await query(`${make} beacons AS SELECT ${columnsList} FROM ${rows}`);
  else await query(fillTemplate(duckdb_latest_default, { rows, columns: columnsList, make }));
  const counted = await query(
    `SELECT (SELECT COUNT(*) FROM ${rows}) AS before_them, (SELECT COUNT(*) FROM beacons) AS after_them`
  );
  if (files.ndjson.length > 0) await query("DROP TABLE records");
  return {
    lines: refused.reduce((sum, row2) => sum + Number(row2["refused"]), 0),
    files: refused.flatMap((row2) => files.ndjson[Number(row2["file"])] ?? []),
    duplicates: countOf(counted, "before_them") - countOf(counted, "after_them")
  };
}
function relationOf({ ndjson, parquet }) {
  if (parquet.length === 0) return "records";
  if (ndjson.length === 0) return "parquet_records";
  return `(SELECT ${columnsList} FROM records UNION ALL SELECT ${columnsList} FROM parquet_records)`;
}
async function readNdjson(query, files) {
  await query(recordsText(files));
  const refused = await query(duckdb_refused_default);
  await query("DROP TABLE lines");
  return refused;
}
var KEYS = "v,type,view,session,t,sha,route,path,device,connection,country,pageType,variant,state,navigation".split(
  ","
);
function recordsText(files) {
  const leaf = '"id": "VARCHAR", "value": "DOUBLE"';
  const below = [1, 2, 3].reduce((inner) => `{${leaf}, "parts": [${inner}]}`, `{${leaf}}`);
  return fillTemplate(
    duckdb_records_default,
    {
      files: listOf(files),
      keys: listOf([...KEYS, ...BEACON_METRICS, "serverTiming"]),
      states: `(${DATA_STATES.map(text2).join(", ")})`,
      navigations: `(${NAVIGATIONS.map(text2).join(", ")})`,
      longest: String(LONGEST_MS),
      layers_slack: String(ROUNDING.lcp / 2),
      flags: String(MOST_FLAGS),
      node: below
    },
    {
      node: NODE_COLUMNS.map(({ segments, column }) => ({ column, expression: nodeExpression(segments) })),
      metric: BEACON_METRICS.map((id) => ({ id, most: String(mostOf(id)), slack: String(ROUNDING[id] / 2) }))
    }
  );
}
function nodeExpression([metric, ...below]) {
  return `${below.reduce((node, id) => `part_of(${node}, ${text2(id)})`, `r.${metric}`)}.value`;
}
async function openParquet(query, files) {
  await query(`CREATE TEMP VIEW parquet_records AS SELECT * FROM read_parquet(${listOf(files)}, union_by_name = true)`);
  const described = await query("DESCRIBE parquet_records");
  checkColumns(
    "duckdb",
    "beacons",
    described.map((row2) => row2["column_name"])
  );
}
function countOf([row2], column) {
  return Number(row2?.[column] ?? 0);
}

// src/field/engines/files.ts
import { glob } from "node:fs/promises";
import { resolve } from "node:path";
async function filesOf(source, folder) {
  const found = await matchesOf(source.glob, folder);
  const except = new Set(source.except?.map((path) => resolve(folder, path)));
  if (source.exceptGlob !== void 0) for (const path of await matchesOf(source.exceptGlob, folder)) except.add(path);
  const files = found.filter((path) => !except.has(path));
  if (files.length === 0) throw new GateError("field-no-files", { glob: source.glob, folder });
  return { parquet: files.filter(isParquet), ndjson: files.filter((path) => !isParquet(path)) };
}
async function matchesOf(pattern, folder) {
  const found = [];
  for await (const entry of glob(pattern, { cwd: folder, withFileTypes: true }))
    if (!entry.isDirectory()) found.push(resolve(folder, entry.parentPath, entry.name));
  return found.toSorted();
}
function isParquet(path) {
  return path.endsWith(".parquet");
}

// src/field/engines/duckdb.ts
var MEMORY = "1200MB";
var TODO = "Check that the files can be read and that the temporary folder has room, and run again.";
async function openFiles(source, folder) {
  const files = await filesOf(source, folder);
  const session = await openDuckDb(folder);
  try {
    const leftOut = await prepareBeacons(session, files);
    return { ...session, dialect: "duckdb", table: "beacons", shard: null, leftOut };
  } catch (error) {
    await session.close();
    throw error;
  }
}
async function openDuckDb(folder) {
  const { DuckDBInstance } = await loadPackage("@duckdb/node-api", folder, "DuckDB");
  const home = await mkdtemp(join2(tmpdir(), "vitals-gate-field-"));
  const instance = await DuckDBInstance.create(join2(home, "field.duckdb"), {
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    allow_community_extensions: "false",
    memory_limit: MEMORY,
    temp_directory: join2(home, "spill"),
    preserve_insertion_order: "false"
  });
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  return {
    query: async (sql) => {
      try {
        const reader = await connection.runAndReadAll(sql);
        return reader.getRowObjectsJS().map(plainRow);
      } catch (error) {
        throw failureOf(error);
      }
    },
    close: async () => {
      connection.closeSync();
      instance.closeSync();
      await rm(home, { recursive: true, force: true });
    }
  };
}
function failureOf(error) {
  const cause = causeOf(error);
  if (cause.startsWith("Out of Memory Error")) return new GateError("field-memory", { cause }, { cause: error });
  return new GateError("field-database", { database: "DuckDB", cause, todo: TODO }, { cause: error });
}
function plainRow(row2) {
  return Object.fromEntries(Object.entries(row2).map(([name4, value]) => [name4, plain(value)]));
}
function plain(value) {
  if (typeof value === "bigint") return Number(value);
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  return null;
}

// src/field/engines/postgres.ts
var { name: name3, text: text3 } = DIALECTS.postgres;
var CONNECT_MS = 1e4;
async function openPostgres(source, folder) {
  const session = await connectPostgres(source.url, folder);
  try {
    const table = quotedTable(source.table, name3);
    checkColumns("postgres", table, await columnsOfPostgres(session, table));
    await session.query("SET default_transaction_read_only = on");
    await session.query("SET enable_partitionwise_aggregate = on");
    await session.query("SET enable_nestloop = off");
    const shard = await shardOf(session, table, COLUMNS);
    return { ...session, dialect: "postgres", table, shard, leftOut: null };
  } catch (error) {
    await session.close();
    throw error;
  }
}
async function columnsOfPostgres({ query }, table) {
  const rows = await query(
    `SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(${text3(table)}) AND attnum > 0 AND NOT attisdropped`
  );
  return rows.map(({ attname }) => attname);
}
async function shardOf({ query }, table, own) {
  const [row2] = await query(
    `SELECT attname FROM pg_partitioned_table JOIN pg_attribute ON attrelid = partrelid AND attnum = partattrs[0]
     WHERE partrelid = to_regclass(${text3(table)}) AND partnatts = 1`
  );
  const column = row2?.["attname"];
  return typeof column === "string" && !own.includes(column) ? name3(column) : null;
}
async function connectPostgres(url, folder) {
  const address = addressOf("PostgreSQL", url);
  const { default: pg } = await loadPackage("pg", folder, "PostgreSQL");
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_MS,
    application_name: "vitals-gate",
    types: { getTypeParser: (oid) => parserOf(oid) }
  });
  client.on("error", () => {
  });
  const query = async (sql, values = []) => {
    try {
      const { rows } = await client.query(sql, values.length === 0 ? void 0 : [...values]);
      return rows;
    } catch (error) {
      throw databaseError(address, error);
    }
  };
  try {
    await client.connect();
  } catch (error) {
    throw databaseError(address, error);
  }
  await query("SET TimeZone = 'UTC'");
  return { query, close: () => client.end() };
}
var BOOL = 16;
var NUMBERS = [20, 21, 23, 700, 701, 1700];
var TIMESTAMP = 1114;
var TIMESTAMPTZ = 1184;
function parserOf(oid) {
  if (NUMBERS.includes(oid)) return Number;
  if (oid === BOOL) return (value) => value === "t";
  if (oid === TIMESTAMP) return (value) => (/* @__PURE__ */ new Date(`${value.replace(" ", "T")}Z`)).toISOString();
  if (oid === TIMESTAMPTZ) return (value) => new Date(value.replace(/\+00$/, "Z").replace(" ", "T")).toISOString();
  return String;
}

// src/field/engines/open.ts
function openEngine(source, folder) {
  switch (source.kind) {
    case "files":
      return openFiles(source, folder);
    case "postgres":
      return openPostgres(source, folder);
    case "clickhouse":
      return openClickHouse(source, folder);
    default:
      return source;
  }
}

// src/field/engines/printed.ts
var PLAIN = /^[a-z_][a-z0-9_]*$/;
function printedTable(dialect, table) {
  const quote2 = (name4) => PLAIN.test(name4) ? name4 : DIALECTS[dialect].name(name4);
  return { dialect, table: quotedTable(table, quote2), shard: null };
}

// src/field/sql/extent.sql
var extent_default = "-- The time that the records span, without those from the future.\nSELECT MIN(first_t) AS first_at, MAX(last_t) AS last_at\nFROM (\n  SELECT MIN(t) AS first_t, MAX(t) AS last_t\n  FROM {beacons}\n  WHERE t <= {latest}\n  GROUP BY {shard}type\n) extents\n";

// src/field/questions/text.ts
var COLUMN_OF = {
  device: "device",
  connection: "connection",
  country: "country",
  state: "state",
  variant: "variant",
  pageType: "page_type",
  sha: "sha"
};
function tableValues({ dialect, table, shard }) {
  const { key } = DIALECTS[dialect];
  const ofShard = shard === null ? "" : `${shard}, `;
  return { beacons: table, shard: ofShard, session_key: key("session"), view_key: key("view") };
}
function scopeValues(target, { from, to, by, sha }) {
  const { instant, text: text4 } = DIALECTS[target.dialect];
  const column = sliceColumn(by);
  const ofSha = sha === null ? "" : ` AND sha = ${text4(sha)}`;
  return {
    ...tableValues(target),
    window: `t >= ${instant(from)} AND t <= ${instant(to)}${ofSha}`,
    slice: column === null ? "" : ", slice",
    slice_as: column === null ? "" : `, ${column} AS slice`,
    slice_by: column === null ? "" : `, ${column}`
  };
}
function sliceColumn(by) {
  return by === null || by === "device" ? null : COLUMN_OF[by];
}
function casesOf(dialect, by, numbers) {
  const column = sliceColumn(by);
  const levels = [
    ({ route }) => ["route", route],
    ({ device }) => ["device", device],
    ...column === null ? [] : [(group) => [column, group.by]]
  ];
  return nestedCases(dialect, levels, numbers);
}
function nestedCases(dialect, [level, ...below], numbers) {
  if (level === void 0) return numberLiteral(numbers[0]?.value);
  const branches = Map.groupBy(numbers, (each) => level(each)[1]).entries().map(([value, those]) => {
    const [column] = level(those[0] ?? NO_GROUP);
    const condition = value === null ? `${column} IS NULL` : `${column} = ${DIALECTS[dialect].text(value)}`;
    return `WHEN ${condition} THEN ${nestedCases(dialect, below, those)}`;
  });
  return `CASE ${[...branches].join(" ")} END`;
}
var NO_GROUP = { route: "", device: null, by: null };
function numberLiteral(value) {
  if (!Number.isSafeInteger(value)) throw new Error(`${value} is not an integer`);
  return String(value);
}

// src/field/questions/extent.ts
function extentText(target, latest) {
  return fillTemplate(extent_default, { ...tableValues(target), latest: DIALECTS[target.dialect].instant(latest) });
}
async function askExtent(engine, latest) {
  const [row2] = await engine.query(extentText(engine, latest));
  const { first_at: first, last_at: last } = row2 ?? {};
  return typeof first === "string" && typeof last === "string" ? { first, last } : null;
}

// src/field/commands/reading.ts
var DAY_MS = 864e5;
async function readSetup(options, { cwd, env }) {
  const overrides = { baseUrl: null, headUrl: null, visits: false, isOfField: true };
  const config = await loadConfig(options.config, overrides, cwd, env);
  if (config.field === null) throw new GateError("no-field", {}, { where: `${options.config}:1:1` });
  return { config, field: config.field };
}
async function withRecords({ config, field }, options, place, ask) {
  const folder = dirname(resolve2(place.cwd, config.file));
  return placed(field, async () => {
    const engine = await openEngine(sourceOf(field, place), folder);
    try {
      const extent = await askExtent(engine, latestOf(place.now));
      const to = options.until ?? extent?.last ?? null;
      return await ask(engine, extent === null || to === null ? null : scopeUpTo(to, field, options));
    } finally {
      await engine.close();
    }
  });
}
async function askRecords(setup, options, place, ask) {
  try {
    return { answer: await withRecords(setup, options, place, ask), noFiles: null };
  } catch (error) {
    if (!(error instanceof GateError) || error.code !== "field-no-files") throw error;
    const where = error.where === null ? "" : `${error.where}: `;
    return { answer: await ask(EMPTY_ENGINE, null), noFiles: `${where}${error.message}
  → ${error.todo}` };
  }
}
var noFilesNotices = ({ noFiles }) => noFiles === null ? [] : [noFiles];
async function placed({ beacons }, work) {
  try {
    return await work();
  } catch (error) {
    throw error instanceof GateError && error.code.startsWith("field-") ? error.at(beacons.where) : error;
  }
}
function leftOutNotices({ leftOut }) {
  const lines = leftOut?.lines ?? 0;
  if (lines === 0) return [];
  const are = lines === 1 ? "is not a record, and is" : "are not records, and are";
  return [`${count(lines, "line")} of the files ${are} left out. \`vitals-gate field check\` says why.`];
}
function latestOf(now) {
  return new Date(now.getTime() + DAY_MS).toISOString();
}
function scopeUpTo(to, { windowDays }, { by, sha }) {
  return { from: new Date(Date.parse(to) - windowDays * DAY_MS).toISOString(), to, by, sha };
}
function printedTarget({ field }, options, { now }, dialect) {
  const table = field.beacons.kind === "files" ? "beacons" : field.beacons.table;
  return { target: printedTable(dialect, table), scope: scopeUpTo(options.until ?? latestOf(now), field, options) };
}
function printedGroup({ field: { routes } }) {
  const [first] = routes;
  return { route: first?.name ?? "product", device: first?.conditions[0] ?? "mobile", by: null };
}
function sourceOf(field, { env }) {
  const { beacons } = field;
  if (beacons.kind === "files") {
    const except = field.deploys === null ? [] : [field.deploys];
    const { events } = field;
    const exceptGlob = events?.kind === "files" ? { exceptGlob: events.glob } : {};
    return { kind: "files", glob: beacons.glob, except, ...exceptGlob };
  }
  return { kind: beacons.kind, url: urlOf(beacons, env), table: beacons.table };
}
var EXAMPLE_OF = {
  postgres: "postgres://USER:PASSWORD@HOST:5432/DATABASE",
  clickhouse: "https://USER:PASSWORD@HOST:8443/DATABASE"
};
var isUrl = (text4) => /^[\w+.-]+:\//.test(text4) && URL.canParse(text4);
function urlOf({ kind, urlFrom, where }, env) {
  const url = env[urlFrom]?.trim() ?? "";
  keepSecret(url);
  if (isUrl(url)) return url;
  const what = `The environment variable ${urlFrom}, which url-from names, is not ${url === "" ? "set" : "a URL"}.`;
  const todo = `Set it to the URL of the database, for example ${EXAMPLE_OF[kind]}.`;
  throw new GateError("usage", { what, todo }, { where });
}

// src/field/questions/nodes.ts
var LAYERS_PATH = "lcp.ttfb.request";
var CLS_STEPS = 1e4;
function stepsOf(path) {
  const [metric = ""] = parsePath(path) ?? [];
  return isMetric(metric) && unitOf(metric) === "score" ? CLS_STEPS : 1;
}
function isFieldPath(path) {
  return NODE_COLUMNS.some((node) => node.path === path) || layerOf(path) !== null;
}
function layerOf(path) {
  const segments = parsePath(path) ?? [];
  const above = segments.slice(0, -1).join(".");
  return above === LAYERS_PATH ? segments.at(-1) ?? null : null;
}
function valuesOfNode(dialect, path) {
  const words = DIALECTS[dialect];
  const value = valueOf(dialect, path);
  const steps = stepsOf(path);
  const integer2 = `FLOOR(${steps === 1 ? value : `${value} * ${steps}`} + 0.5)`;
  const [metric = ""] = parsePath(path) ?? [];
  return {
    path: words.text(path),
    value,
    most: String(mostOf(isMetric(metric) ? metric : "lcp")),
    integer: integer2,
    reading: words.integer(integer2)
  };
}
function valueOf(dialect, path) {
  const known = NODE_COLUMNS.find((node) => node.path === path);
  if (known !== void 0) return known.column;
  const layer = layerOf(path);
  if (layer === null) throw new Error(`records have no ${path}`);
  return DIALECTS[dialect].layer(LAYERS_COLUMN, layer);
}

// src/field/commands/nodes.ts
function nodePaths({ routes, budgets }, found) {
  const declared = [...budgets, ...routes.flatMap((route) => route.budgets)].map(({ path }) => path).filter((path) => isFieldPath(path) && path.startsWith(`${LAYERS_PATH}.`));
  const layers = [.../* @__PURE__ */ new Set([...declared, ...found])];
  return NODE_COLUMNS.flatMap(({ path }) => path === LAYERS_PATH ? [path, ...layers] : [path]);
}
function isLookedAt({ routes }, route) {
  return routes.length === 0 || routes.some(({ name: name4 }) => name4 === route);
}

// src/stats/clustered-quantile.ts
var CENTRAL = 0.95;
var MOST_DEGREES = 2e3;
var DUST = 1e-12;
function percentileOf(ascending, percentile) {
  const total = ascending.reduce((sum, { n }) => sum + n, 0);
  return valueAtRank(ascending, Math.ceil(percentile * total / 100));
}
function clusteredPercentile(ascending, percentile, moments) {
  const value = percentileOf(ascending, percentile);
  if (value === void 0) return void 0;
  const { clusters } = moments;
  if (clusters < 2) return { value, low: null, high: null };
  const total = ascending.reduce((sum, { n }) => sum + n, 0);
  const share = percentile / 100;
  const effective = effectiveClusters(moments);
  const correction = effective / (effective - 1) / (clusters / (clusters - 1));
  const error = Math.sqrt(correction * varianceAt(share, moments));
  const degrees = Math.min(Math.floor(effective) - 1, MOST_DEGREES);
  const reach = studentQuantile(CENTRAL, degrees) * error;
  return {
    value,
    low: valueAtRank(ascending, rankOf(share - reach, total)) ?? null,
    high: valueAtRank(ascending, rankOf(share + reach, total)) ?? null
  };
}
function clusteredShareVariance({ clusters, n, below, bb, bm, mm }) {
  const share = below / n;
  const squares = Math.max(0, bb - 2 * share * bm + share * share * mm);
  return clusters / (clusters - 1) * squares / n ** 2;
}
function effectiveClusters({ n, mm }) {
  return Math.max(2, n ** 2 / mm);
}
function varianceAt(share, moments) {
  const { clusters, n, below, mm } = moments;
  const found = below / n;
  const asked = share * (1 - share);
  if (found <= 0 || found >= 1) return clusters / (clusters - 1) * asked * mm / n ** 2;
  return clusteredShareVariance(moments) * Math.max(1, asked / (found * (1 - found)));
}
var rankOf = (share, total) => Math.ceil(share * total * (1 - DUST));
function valueAtRank(ascending, rank) {
  if (rank < 1) return void 0;
  let below = 0;
  for (const { value, n } of ascending) {
    below += n;
    if (below >= rank) return value;
  }
  return void 0;
}

// src/field/analyses/slo-budgets.ts
var P75 = 75;
function unheldPaths({ routes, budgets }, isKnown) {
  const all = [...budgets, ...routes.flatMap((route) => route.budgets)];
  return [...new Set(all.filter(({ max, path }) => max !== null && !isKnown(path)).map(({ path }) => path))];
}
function routesOf(config, cells) {
  if (config.routes.length > 0) return [...config.routes];
  const names = [...new Set(cells.map(({ route }) => route))].toSorted();
  return names.map((name4) => ({ name: name4, conditions: devicesOf(name4, cells), budgets: config.budgets }));
}
function devicesOf(route, cells) {
  const devices = cells.flatMap((cell) => cell.route === route && cell.device !== null ? [cell.device] : []);
  return [...new Set(devices)].toSorted();
}
function thresholdsOf(routes, distributions) {
  const byName = new Map(routes.map((route) => [route.name, route]));
  return distributions.flatMap(({ route, device, by, path, n, values }) => {
    const declared = byName.get(route);
    if (declared === void 0) return [];
    const value = percentileOf(values, percentileFor(declared, device, path));
    return value === void 0 ? [] : [{ route, device, by, path, n, value }];
  });
}
function percentileFor(route, device, path) {
  return budgetFor(route, device, path)?.percentile ?? P75;
}
function budgetFor({ conditions, budgets }, device, path) {
  if (device === null || !conditions.includes(device)) return void 0;
  return budgets.find((budget) => budget.path === path && budget.max !== null);
}

// src/field/analyses/slo-row.ts
function verdictOf({ value, low, high }, max) {
  if (value === null || max === null) return "unmeasured";
  if (low !== null && low > max.value) return "fail";
  return high !== null && high <= max.value ? "pass" : "inconclusive";
}
function budgetRowOf(row2) {
  const { route, condition, path, value, low, high, max, verdict, enforce } = row2;
  if (max === null || verdict === null || enforce === null) return null;
  const unit = parsePath(path)?.[0] === "cls" ? "score" : "ms";
  const limit = [{ value: max, unit }];
  const reason = REASON_OF[verdict];
  return { route, condition: condition ?? "", path, kind: "max", limit, value, low, high, verdict, reason, enforce };
}
var REASON_OF = {
  fail: "over",
  pass: "under",
  inconclusive: "at-risk",
  unmeasured: "not-seen",
  waived: "over"
};

// src/field/analyses/slo.ts
function judgeSlo(routes, answers) {
  const index = indexOf(answers);
  return routes.flatMap(
    (route) => conditionsOf(route, answers.distributions).flatMap(
      (device) => slicesOf(route.name, device, answers.distributions).flatMap(
        (by) => rowsOf(route, { route: route.name, device, by }, answers, index)
      )
    )
  );
}
function conditionsOf({ name: name4, conditions }, cells) {
  const others = cells.filter(({ route, device }) => route === name4 && !conditions.includes(device ?? ""));
  const named = [...new Set(others.map(({ device }) => device))];
  const devices = named.filter((device) => device !== null).toSorted();
  return [...conditions, ...devices, ...named.includes(null) ? [null] : []];
}
function slicesOf(route, device, cells) {
  const found = new Set(cells.flatMap((cell) => cell.route === route && cell.device === device ? [cell.by] : []));
  return found.size === 0 ? [null] : [...found];
}
function indexOf({ distributions, clusters, coverage }) {
  const cells = Map.groupBy(coverage, (cell) => keyOf(cell));
  return {
    distributions: new Map(distributions.map((each) => [keyOf(each, each.path), each])),
    clusters: new Map(clusters.map((each) => [keyOf(each, each.path), each])),
    coverage: new Map([...cells].flatMap(([key, those]) => shareOf(key, those)))
  };
}
function shareOf(key, those) {
  const starts = those.reduce((sum, each) => sum + each.starts, 0);
  const ended = those.reduce((sum, each) => sum + each.ended, 0);
  return starts === 0 ? [] : [[key, ended / starts]];
}
function keyOf({ route, device, by }, path = "") {
  return JSON.stringify([route, device, by, path]);
}
function rowsOf(route, cell, { paths }, index) {
  return paths.flatMap((path) => {
    const budget = budgetFor(route, cell.device, path);
    const distribution = index.distributions.get(keyOf(cell, path));
    return distribution === void 0 && budget === void 0 ? [] : [rowOf(cell, path, budget, index)];
  });
}
function rowOf(cell, path, budget, index) {
  const distribution = index.distributions.get(keyOf(cell, path));
  const clusters = index.clusters.get(keyOf(cell, path));
  const percentile = budget?.percentile ?? P75;
  const steps = stepsOf(path);
  const { value, low, high } = scaled(estimateOf(distribution, percentile, clusters), steps);
  const p75 = distribution === void 0 ? void 0 : percentileOf(distribution.values, P75);
  return {
    route: cell.route,
    condition: cell.device,
    path,
    n: distribution?.n ?? 0,
    sessions: clusters?.sessions ?? 0,
    coverage: index.coverage.get(keyOf(cell)) ?? null,
    p75: p75 === void 0 ? null : p75 / steps,
    low,
    high,
    max: budget?.max?.value ?? null,
    verdict: budget === void 0 ? null : verdictOf({ value, low, high }, budget.max),
    by: cell.by,
    percentile,
    value,
    enforce: budget?.enforce ?? null
  };
}
function estimateOf(distribution, percentile, clusters) {
  if (distribution === void 0) return void 0;
  const { sessions = 0, n = 0, below = 0, bb = 0, bm = 0, mm = 0 } = clusters ?? {};
  return clusteredPercentile(distribution.values, percentile, { clusters: sessions, n, below, bb, bm, mm });
}
function scaled(estimate, steps) {
  const by = (number) => number === null || number === void 0 ? null : number / steps;
  return { value: by(estimate?.value), low: by(estimate?.low), high: by(estimate?.high) };
}

// src/field/sql/clusters.sql
var clusters_default = "-- Page views at or below a threshold, with sessions as clusters. Of a session, m_# counts the views that have the nodes of\n-- set #, and b_# the views whose value of node # is at or below its threshold. Thresholds go by the number of the group, g;\n-- other groups are not asked about. The nodes of a set are those that the same views have: odd counts the views that have\n-- one of them and lack another.\nSELECT route, device{slice}, SUM(o) AS odd\n  -- each set\n  , COUNT(CASE WHEN m_{i} > 0 THEN 1 END) AS sessions_{i}, SUM(m_{i}) AS n_{i}, SUM(m_{i} * m_{i}) AS mm_{i}\n  -- end\n  -- each node\n  , SUM(b_{i}) AS below_{i}, SUM(b_{i} * b_{i}) AS bb_{i}, SUM(b_{i} * m_{set}) AS bm_{i}\n  -- end\nFROM (\n  SELECT cluster_of, route, device{slice}, COUNT(CASE WHEN {odd} THEN 1 END) AS o\n    -- each set\n    , COUNT({member}) AS m_{i}\n    -- end\n    -- each node\n    , COUNT(CASE WHEN v_{i} <= {threshold} THEN 1 END) AS b_{i}\n    -- end\n  FROM (\n    SELECT {shard}{session_key} AS cluster_of, route, device{slice_as}, {group_number} AS g\n      -- each node\n      , CASE WHEN {value} BETWEEN 0 AND {most} THEN {integer} END AS v_{i}\n      -- end\n    FROM {beacons}\n    WHERE type = 'final' AND {window}\n  ) readings\n  WHERE g IS NOT NULL\n  GROUP BY {shard}cluster_of, route, device{slice}\n) clusters\nGROUP BY route, device{slice}\n";

// src/field/questions/read-rows.ts
function numberOf(row2, column) {
  const value = row2[column];
  return typeof value === "number" ? value : 0;
}
function textOf(row2, column) {
  const value = row2[column];
  return typeof value === "string" ? value : "";
}
function nullableText(row2, column) {
  const value = row2[column];
  return typeof value === "string" ? value : null;
}
function groupOf(row2, by) {
  const device = nullableText(row2, "device");
  return {
    route: textOf(row2, "route"),
    device,
    by: by === "device" ? device : by === null ? null : nullableText(row2, "slice")
  };
}
function sortedBy(items, keysOf) {
  return items.map((item) => ({ item, keys: keysOf(item) })).toSorted((one, other) => compareKeys(one.keys, other.keys)).map(({ item }) => item);
}
function compareKeys(one, other) {
  for (const [at, key] of one.entries()) {
    const against = other[at] ?? null;
    if (key === against) continue;
    if (key === null) return -1;
    return against !== null && key < against ? -1 : 1;
  }
  return 0;
}
function groupKeys({ route, device, by }) {
  return [route, device, by];
}

// src/field/questions/clusters.ts
function clustersText(target, scope, thresholds, sets = setsOf(thresholds)) {
  const groups = groupsOf(thresholds);
  const numbers = groups.flatMap(([first], value) => first === void 0 ? [] : [{ ...first, value }]);
  const paths = sets.flat();
  const variable = (path) => `v_${paths.indexOf(path)}`;
  const node = paths.map((path) => ({
    ...valuesOfNode(target.dialect, path),
    set: String(sets.findIndex((set2) => set2.includes(path))),
    threshold: numberedCases(groups.map((group) => group.find((each) => each.path === path)?.value))
  }));
  const set = sets.map(([path = ""]) => ({ member: variable(path) }));
  const group_number = casesOf(target.dialect, scope.by, numbers);
  const odd = oddOf(sets.map((each) => each.map(variable)));
  return fillTemplate(clusters_default, { ...scopeValues(target, scope), group_number, odd }, { node, set });
}
function oddOf(sets) {
  const conditions = sets.filter(({ length }) => length > 1).map((set) => `(${set.join(" + ")} IS NULL AND (${set.map((node) => `${node} IS NOT NULL`).join(" OR ")}))`);
  return conditions.length === 0 ? "1 = 0" : conditions.join(" OR ");
}
function numberedCases(values, first = 0) {
  if (values.length <= 1) return values[0] === void 0 ? "NULL" : numberLiteral(values[0]);
  const half = Math.ceil(values.length / 2);
  const [below, others] = [
    numberedCases(values.slice(0, half), first),
    numberedCases(values.slice(half), first + half)
  ];
  return below === others ? below : `CASE WHEN g < ${first + half} THEN ${below} ELSE ${others} END`;
}
async function askClusters(engine, scope, thresholds) {
  if (thresholds.length === 0) return [];
  const paths = pathsOf(thresholds);
  const asked = new Set(thresholds.map(keyOf2));
  const { rows, sets } = await rowsOf2(engine, scope, thresholds);
  const nodes = sets.flatMap((set, s) => set.map((path) => ({ path, s })));
  const sums = rows.flatMap(
    (row2) => nodes.map(({ path, s }, i) => ({
      ...groupOf(row2, scope.by),
      path,
      sessions: numberOf(row2, `sessions_${s}`),
      n: numberOf(row2, `n_${s}`),
      below: numberOf(row2, `below_${i}`),
      bb: numberOf(row2, `bb_${i}`),
      bm: numberOf(row2, `bm_${i}`),
      mm: numberOf(row2, `mm_${s}`)
    }))
  );
  const answers = sums.filter((each) => each.n > 0 && asked.has(keyOf2(each)));
  return sortedBy(answers, (each) => [...groupKeys(each), paths.indexOf(each.path)]);
}
async function rowsOf2(engine, scope, thresholds) {
  const sets = setsOf(thresholds);
  const rows = await engine.query(clustersText(engine, scope, thresholds, sets));
  if (!rows.some(isOdd)) return { rows, sets };
  const alone = pathsOf(thresholds).map((path) => [path]);
  return { rows: await engine.query(clustersText(engine, scope, thresholds, alone)), sets: alone };
}
var isOdd = (row2) => numberOf(row2, "odd") > 0;
function setsOf(thresholds) {
  const groups = groupsOf(thresholds);
  const countsOf = (path) => JSON.stringify(groups.map((group) => group.find((each) => each.path === path)?.n ?? null));
  return [...Map.groupBy(pathsOf(thresholds), countsOf).values()];
}
var groupsOf = (thresholds) => [
  ...Map.groupBy(thresholds, (each) => JSON.stringify(groupKeys(each))).values()
];
var pathsOf = (thresholds) => [...new Set(thresholds.map(({ path }) => path))];
var keyOf2 = (each) => JSON.stringify([...groupKeys(each), each.path]);

// src/field/sql/coverage.sql
var coverage_default = "-- Page views by what was recorded of them. A view has at most one start and one final, so that the views with both are the\n-- starts and the finals minus all views. What it is sliced by may change while it is open: its final says what counts.\nSELECT route, device{slice}, sha, SUM(s) AS starts, SUM(f) AS finals, COUNT(*) AS views\nFROM (\n  SELECT route, device{slice_of_view}, sha\n    , COUNT(CASE WHEN type = 'start' THEN 1 END) AS s\n    , COUNT(CASE WHEN type = 'final' THEN 1 END) AS f\n  FROM {beacons}\n  WHERE {window}\n  GROUP BY {shard}{view_key}, route, device, sha\n) views\nGROUP BY route, device{slice}, sha\n";

// src/field/questions/coverage.ts
function coverageText(target, scope) {
  const column = sliceColumn(scope.by);
  const slice_of_view = column === null ? "" : `, ${ofFinal(column)} AS slice`;
  return fillTemplate(coverage_default, { ...scopeValues(target, scope), slice_of_view });
}
function ofFinal(column) {
  const count2 = "COUNT(CASE WHEN type = 'final' THEN 1 END)";
  return `CASE WHEN ${count2} = 0 THEN MAX(${column}) ELSE MAX(CASE WHEN type = 'final' THEN ${column} END) END`;
}
async function askCoverage(engine, scope) {
  const rows = await engine.query(coverageText(engine, scope));
  const coverage = rows.map((row2) => {
    const [starts, finals, views] = [numberOf(row2, "starts"), numberOf(row2, "finals"), numberOf(row2, "views")];
    return {
      ...groupOf(row2, scope.by),
      sha: textOf(row2, "sha"),
      starts,
      ended: starts + finals - views,
      withoutStart: views - starts
    };
  });
  return sortedBy(coverage, (each) => [...groupKeys(each), each.sha]);
}

// src/field/sql/counts.sql
var counts_default = "-- How often each node had each value. Percentiles by the nearest rank are read from this.\nSELECT node, route, device{slice}, reading, SUM(views) AS n\nFROM (\n  -- each node, joined by UNION ALL\n  SELECT {path} AS node, route, device{slice_as}, {reading} AS reading, COUNT(*) AS views\n  FROM {beacons}\n  WHERE type = 'final' AND {window} AND {value} BETWEEN 0 AND {most}\n  GROUP BY {shard}route, device{slice_by}, {reading}\n  -- end\n) counted\nGROUP BY node, route, device{slice}, reading\n";

// src/field/questions/distributions.ts
function distributionsText(target, scope, paths) {
  const node = paths.map((path) => valuesOfNode(target.dialect, path));
  return fillTemplate(counts_default, scopeValues(target, scope), { node });
}
async function askDistributions(engine, scope, paths) {
  if (paths.length === 0) return [];
  const rows = await engine.query(distributionsText(engine, scope, paths));
  const readings = rows.map((row2) => ({
    ...groupOf(row2, scope.by),
    path: textOf(row2, "node"),
    value: numberOf(row2, "reading"),
    n: numberOf(row2, "n")
  }));
  const groups = Map.groupBy(readings, (each) => JSON.stringify([...groupKeys(each), each.path]));
  const distributions = [...groups.values()].map(distributionOf);
  return sortedBy(distributions, (each) => [...groupKeys(each), paths.indexOf(each.path)]);
}
function distributionOf(readings) {
  const { route = "", device = null, by = null, path = "" } = readings[0] ?? {};
  const values = readings.map(({ value, n }) => ({ value, n })).toSorted((one, other) => one.value - other.value);
  return { route, device, by, path, n: values.reduce((sum, { n }) => sum + n, 0), values };
}

// src/field/sql/layers.sql
var layers_default = "-- The server layers that page views name, and how many views name each.\nSELECT layer, COUNT(*) AS n\nFROM (\n  SELECT {layer_names} AS layer\n  FROM {beacons}\n  WHERE type = 'final' AND {window} AND layers IS NOT NULL\n) named\nGROUP BY layer\n";

// src/field/questions/layers.ts
var MOST_LAYERS = 20;
function layersText(target, scope) {
  const names = DIALECTS[target.dialect].layerNames;
  if (names === null) return null;
  return fillTemplate(layers_default, { ...scopeValues(target, scope), layer_names: names("layers") });
}
async function askLayers(engine, scope) {
  const rows = await engine.query(layersText(engine, scope) ?? "");
  const layers = rows.map((row2) => ({ name: textOf(row2, "layer"), n: numberOf(row2, "n") }));
  return sortedBy(layers, ({ name: name4, n }) => [-n, name4]).slice(0, MOST_LAYERS).map(({ name: name4 }) => formatPath([...LAYERS_PATH.split("."), name4]));
}

// src/field/report/report-page.ts
function tablePart([head = [], ...rows], caption) {
  return rows.length === 0 ? [] : [{ table: { caption, head, rows } }];
}
function intervalsPart({ rows, ...about }) {
  const shown = rows.filter(({ value, low, high }) => [value, low ?? value, high ?? value].every(Number.isFinite));
  return shown.some(({ low, high }) => low !== null || high !== null) ? [{ intervals: { ...about, rows: shown } }] : [];
}

// src/field/report/unit.ts
function unitOfPath(path) {
  const [metric = ""] = parsePath(path) ?? [];
  return isMetric(metric) ? unitOf(metric) : "ms";
}

// src/field/analyses/whole-percent.ts
var DUST2 = 1e-9;
function wholePercent(share) {
  return Math.floor(share * 100 + DUST2);
}

// src/field/report/window.ts
function windowWords({ scope, days, sha, isEmpty }) {
  if (scope === null) return "No page views are recorded.";
  const until = scope.to.slice(0, 16).replace("T", " ");
  const of = sha === null ? "" : ` that ${shortSha(sha)} served`;
  const window = `the ${days} ${days === 1 ? "day" : "days"} up to ${until} UTC`;
  return isEmpty ? `There are no page views${of} in ${window}.` : `Page views${of} of ${window}.`;
}
function sharePercent(share) {
  return share === null ? "unknown" : `${wholePercent(share)} %`;
}

// src/field/report/slo.ts
var TITLE = "Page views against the budgets";
var HEAD = ["verdict", "node", "value", "95 % interval", "max", "views", "sessions"];
var NUMBERS2 = /* @__PURE__ */ new Set([2, 4, 5, 6]);
function sloText(rows, about) {
  const tables = groupsOf2(rows).flatMap((group) => [
    "",
    titleOf(group, about),
    ...alignedLines([HEAD, ...group.map(cellsOf)], NUMBERS2)
  ]);
  return [windowWords(about), ...tables, ...summaryOf(rows), ""].join("\n");
}
function sloMarkdown(rows, about) {
  const tables = groupsOf2(rows).flatMap((group) => [
    "",
    `### ${markdownTitle(group, about)}`,
    "",
    row(HEAD),
    row(HEAD.map((_head, at) => NUMBERS2.has(at) ? "--:" : "---")),
    ...group.map((each) => row(cellsOf(each).map((cell, at) => at === 1 ? code(cell) : cell)))
  ]);
  return [`## ${TITLE}`, "", windowWords(about), ...tables, ...summaryOf(rows), ""].join("\n");
}
function sloPage(rows, about) {
  const parts = groupsOf2(rows).flatMap((group) => {
    const title = titleOf(group, about);
    return [{ title }, ...againstLimits(group), ...tablePart([HEAD, ...group.map(cellsOf)], title)];
  });
  return { title: TITLE, about: windowWords(about), parts: [...parts, { lines: summaryOf(rows) }] };
}
function againstLimits(group) {
  const rows = group.flatMap((row2) => {
    const { value, low, high, max } = row2;
    const [, node = "", text4 = ""] = cellsOf(row2);
    const shareOf2 = (bound) => bound === null || max === null ? null : bound / max;
    if (value === null || max === null || !(max > 0)) return [];
    return [{ name: node, value: value / max, low: shareOf2(low), high: shareOf2(high), text: text4 }];
  });
  const limit = { at: 1, name: "limit" };
  return intervalsPart({ caption: "In percent of the limit", unit: "fraction", isSigned: false, limit, rows });
}
function groupsOf2(rows) {
  return [...Map.groupBy(rows, ({ route, condition, by }) => JSON.stringify([route, condition, by])).values()];
}
function titleOf(group, about) {
  const [first] = group;
  if (first === void 0) return "";
  const slice = about.by === null ? "" : `, ${about.by} ${first.by ?? "unknown"}`;
  const condition = first.condition ?? "a device that is not recorded";
  return sanitizeLine(`${first.route} on ${condition}${slice}: coverage ${sharePercent(first.coverage)}`, 300);
}
function markdownTitle(group, about) {
  const [first] = group;
  const slice = about.by === null ? "" : `, ${about.by} ${code(first?.by ?? "unknown")}`;
  const condition = first?.condition ?? null;
  const device = condition === null ? "a device that is not recorded" : code(condition);
  return `${code(first?.route ?? "")} on ${device}${slice}: coverage ${sharePercent(first?.coverage ?? null)}`;
}
function cellsOf(each) {
  const { path, verdict, value, low, high, max, n, sessions, percentile } = each;
  const unit = unitOfPath(path);
  const limits = max === null ? [] : [max];
  return [
    verdict ?? "",
    inText(pathPhrase(parsePath(path) ?? [path])),
    value === null ? "none" : `p${percentile} ${besideRange({ value, low, high }, unit, limits)}`,
    value !== null && low === null && high === null ? "unknown" : range({ low, high }, unit, limits),
    max === null ? "" : quantity(max, unit),
    n.toLocaleString("en"),
    sessions.toLocaleString("en")
  ];
}
var WORDS = [
  ["fail", "broken"],
  ["unmeasured", "not measured"],
  ["inconclusive", "undecided"],
  ["waived", "waived"],
  ["pass", "met"]
];
function summaryOf(rows) {
  if (rows.length === 0) return [];
  const counts = WORDS.flatMap(([verdict, word]) => {
    const those = rows.filter((row2) => row2.verdict === verdict);
    return those.length === 0 ? [] : [`${count(those.length, "budget")} ${word}`];
  });
  return [
    "",
    counts.length === 0 ? "No absolute budget is declared on what page views have." : `${counts.join(", ")}.`
  ];
}

// src/field/commands/slo.ts
async function findSlo(setup, options, place) {
  const asked = await askRecords(setup, options, place, async (engine, scope) => ({
    ...await judgeRecords(engine, scope, setup.field),
    scope,
    leftOut: leftOutNotices(engine)
  }));
  const found = reportSlo(asked.answer, setup, options, place.now);
  return {
    ...found,
    notices: [...noFilesNotices(asked), ...asked.answer.leftOut, ...found.notices],
    // A glob that is misspelt must not pass, whatever `on-unmeasured` says.
    exitCode: asked.noFiles === null ? found.exitCode : 3
  };
}
function reportSlo({ rows: judged, undeclared, scope }, { config, field }, options, now) {
  const rows = judged.map((row2) => waived(row2, config, now));
  const budgets = rows.map(budgetRowOf).filter((row2) => row2 !== null);
  const isMeasured = rows.some(({ n }) => n > 0);
  const { exitCode } = outcomeOf(budgets, config.policy, true, isMeasured);
  const isEmpty = rows.every(({ n, coverage }) => n === 0 && coverage === null) && undeclared.length === 0;
  const about = { scope, days: field.windowDays, by: options.by, sha: options.sha, isEmpty };
  return {
    json: rows,
    text: sloText(rows, about),
    markdown: sloMarkdown(rows, about),
    page: sloPage(rows, about),
    notices: [...unheldNotices(field), ...undeclaredNotices(undeclared)],
    exitCode
  };
}
async function judgeRecords(engine, scope, field) {
  if (scope === null) {
    const none = { distributions: [], clusters: [], coverage: [], paths: nodePaths(field, []) };
    return { rows: judgeSlo(routesOf(field, []), none), undeclared: [] };
  }
  const paths = nodePaths(field, await askLayers(engine, scope));
  const distributions = await askDistributions(engine, scope, paths);
  const routes = routesOf(field, distributions);
  const clusters = await askClusters(engine, scope, thresholdsOf(routes, distributions));
  const coverage = await askCoverage(engine, scope);
  const rows = judgeSlo(routes, { distributions, clusters, coverage, paths });
  const declared = new Set(routes.map(({ name: name4 }) => name4));
  const named = field.routes.length === 0 ? [] : coverage.map(({ route }) => route);
  const others = named.filter((route) => !declared.has(route));
  return { rows, undeclared: [...new Set(others)] };
}
function waived(row2, { waivers, policy }, now) {
  const budget = budgetRowOf(row2);
  if (budget === null) return row2;
  const { verdict } = waive(budget, { today: dayOf(now), granted: [...waivers] }, policy);
  return { ...row2, verdict };
}
function unheldNotices(field) {
  const paths = unheldPaths(field, isFieldPath);
  if (paths.length === 0) return [];
  return [
    `page views do not record ${paths.join(", ")}, so only the lab checks ${paths.length === 1 ? "its budget" : "their budgets"}.`
  ];
}
var MOST_NAMES = 5;
function undeclaredNotices(routes) {
  if (routes.length === 0) return [];
  const names = routes.slice(0, MOST_NAMES).map((name4) => quote(sanitizeLine(name4, 100)));
  const others = routes.length > MOST_NAMES ? ` and ${routes.length - MOST_NAMES} more` : "";
  return [
    `page views name ${routes.length === 1 ? "a route that is" : "routes that are"} not declared, and left out: ${names.join(", ")}${others}.`
  ];
}
function printSlo(setup, options, place, dialect) {
  const { target, scope } = printedTarget(setup, options, place, dialect);
  const layers = layersText(target, scope);
  return [
    ...layers === null ? [] : [layers],
    distributionsText(target, scope, nodePaths(setup.field, [])),
    clustersText(target, scope, [{ ...printedGroup(setup), path: "lcp", n: 1, value: 2500 }]),
    coverageText(target, scope)
  ];
}

// src/field/commands/ratio.ts
import { stat } from "node:fs/promises";
import { dirname as dirname2, resolve as resolve3 } from "node:path";

// src/field/analyses/ratio.ts
function compareWithLab(field, lab) {
  const labs = new Map(lab.map((each) => [keyOf3(each.route, each.condition, each.path), each]));
  const seen = new Set(field.map(({ route, device, path }) => keyOf3(route, device, path)));
  const rows = field.map((each) => rowOf2(each, labs.get(keyOf3(each.route, each.device, each.path))));
  const unseen = lab.filter(({ route, condition, path }) => !seen.has(keyOf3(route, condition, path)));
  return [...rows, ...unseen.map(labOnly)];
}
var keyOf3 = (...parts) => JSON.stringify(parts);
var NOTHING = { field: null, lab: null, ratio: null, low: null, high: null };
function labOnly({ route, condition, path, value }) {
  return { route, condition, by: null, path, ...NOTHING, lab: value, reason: "no-field" };
}
function rowOf2(field, lab) {
  const { route, device: condition, by, path } = field;
  const of = { route, condition, by, path, ...NOTHING, field: field.value };
  if (lab === void 0) return { ...of, reason: "no-lab" };
  if (lab.value <= 0) return { ...of, lab: lab.value, reason: "lab-zero" };
  return { ...of, lab: lab.value, ...ratioOf(field, lab), reason: null };
}
function ratioOf(field, lab) {
  const ratio = field.value / lab.value;
  const low = lower(field, lab);
  const high = upper(field, lab);
  return { ratio, low: low === null ? null : ratio * low, high: high === null ? null : ratio * high };
}
function lower(field, lab) {
  if (field.low === null || lab.high === null) return null;
  if (field.low <= 0) return 0;
  return Math.exp(-Math.hypot(Math.log(field.value / field.low), Math.log(lab.high / lab.value)));
}
function upper(field, lab) {
  if (field.high === null || lab.low === null || lab.low <= 0 || field.value <= 0) return null;
  return Math.exp(Math.hypot(Math.log(field.high / field.value), Math.log(lab.value / lab.low)));
}

// src/field/report/ratio.ts
var TITLE2 = "The field against the lab";
var HEAD2 = ["route", "condition", "node", "field p75", "lab mean", "ratio (95 % interval)"];
var NUMBERS3 = /* @__PURE__ */ new Set([3, 4]);
var BECAUSE = {
  "no-lab": "none: the lab did not measure it",
  "no-field": "none: no page views have it",
  "lab-zero": "none: the lab measured 0"
};
function ratioText(rows, about) {
  const table = alignedLines([headOf(about), ...rows.map((row2) => cellsOf2(row2, about))], shifted(about));
  return [windowWords(about), ...rows.length === 0 ? [] : ["", ...table], ""].join("\n");
}
function ratioMarkdown(rows, about) {
  const head = headOf(about);
  const lines = rows.map((row2) => row(cellsOf2(row2, about).map((cell) => code(cell))));
  const table = [row(head), row(head.map(() => "---")), ...lines];
  const shown = rows.length === 0 ? [] : ["", ...table];
  return [`## ${TITLE2}`, "", windowWords(about), ...shown, ""].join("\n");
}
function ratioPage(rows, about) {
  const parts = tablePart([headOf(about), ...rows.map((row2) => cellsOf2(row2, about))], "Ratios");
  return { title: TITLE2, about: windowWords(about), parts };
}
function headOf({ by }) {
  return by === null ? HEAD2 : [by, ...HEAD2];
}
function shifted({ by }) {
  return by === null ? NUMBERS3 : new Set([...NUMBERS3].map((at) => at + 1));
}
function cellsOf2(row2, { by: dimension }) {
  const { route, condition, by, path, field, lab, ratio, low, high, reason } = row2;
  const unit = unitOfPath(path);
  const value = (number) => number === null ? "" : quantity(number, unit);
  const interval = low === null || high === null ? "" : ` (${low.toFixed(2)} to ${high.toFixed(2)})`;
  return [
    ...dimension === null ? [] : [by ?? "unknown"],
    route,
    condition ?? "not named",
    inText(pathPhrase(parsePath(path) ?? [path])),
    value(field),
    value(lab),
    ratio === null ? reason === null ? "none" : BECAUSE[reason] : `${ratio.toFixed(2)}${interval}`
  ];
}

// src/field/commands/lab-values.ts
async function readLabValues(folder) {
  return [...campaignsOf(await readLog(folder))].flatMap(valuesOf);
}
function valuesOf({ route, condition, blocks }) {
  return BEACON_METRICS.flatMap((metric) => {
    const visits = blocks.flatMap((block) => block.visits).filter(({ side }) => side === "head").flatMap(({ outcome }) => {
      const reading = readingOf(outcome.readings, metric);
      return reading.status === "measured" ? [{ head: true, breakdown: reading.breakdown }] : [];
    });
    if (visits.length === 0) return [];
    return nodesOf(alignVisits([visits], metric)).map(({ path, values }) => ({
      route,
      condition,
      path,
      ...meanOf(values)
    }));
  });
}
function nodesOf(node, above = []) {
  const segments = [...above, node.id];
  const own = { path: formatPath(segments), values: headValues(node.series) };
  return [own, ...node.parts.flatMap((part) => nodesOf(part, segments))];
}
function meanOf(values) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  if (values.length < 2) return { value: mean, low: null, high: null };
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  const reach = studentQuantile(0.95, values.length - 1) * Math.sqrt(variance / values.length);
  return { value: mean, low: mean - reach, high: mean + reach };
}

// src/field/commands/ratio.ts
var DEFAULT_LAB = "vitals-gate-out";
async function findRatios(setup, options, place) {
  const lab = await readLabValues(await labFolder(options.lab ?? DEFAULT_LAB, place.cwd));
  const asked = await askRecords(setup, options, place, async (engine, found) => ({
    scope: found,
    leftOut: leftOutNotices(engine),
    rows: (await judgeRecords(engine, found, withoutBudgets(setup.field))).rows
  }));
  const { scope, rows: judged, leftOut } = asked.answer;
  const field = judged.flatMap(
    ({ route, condition: device, by, path, value, low, high }) => value === null ? [] : [{ route, device, by, path, value, low, high }]
  );
  const known = lab.filter(({ path }) => isFieldPath(path));
  const rows = scope === null ? [] : compareWithLab(field, known);
  const about = { scope, days: setup.field.windowDays, by: options.by, sha: options.sha, isEmpty: field.length === 0 };
  return {
    json: rows,
    text: ratioText(rows, about),
    markdown: ratioMarkdown(rows, about),
    page: ratioPage(rows, about),
    notices: [...noFilesNotices(asked), ...leftOut],
    exitCode: rows.some(({ ratio }) => ratio !== null) ? 0 : 3
  };
}
function withoutBudgets({ routes, ...field }) {
  return { ...field, routes: routes.map((route) => ({ ...route, budgets: [] })), budgets: [] };
}
async function labFolder(lab, cwd) {
  const path = resolve3(cwd, lab);
  const found = await stat(path).catch(() => null);
  if (found === null) throw new GateError("no-lab", { path: lab });
  return found.isFile() ? dirname2(path) : path;
}
function printRatio(setup, options, place, dialect) {
  return printSlo(setup, options, place, dialect);
}

export {
  jsonPath,
  DIALECTS,
  NODE_COLUMNS,
  LAYERS_COLUMN,
  COLUMNS,
  LAYERS_PATH,
  stepsOf,
  isFieldPath,
  valuesOfNode,
  fillTemplate,
  tableValues,
  scopeValues,
  casesOf,
  numberLiteral,
  numberOf,
  textOf,
  nullableText,
  groupOf,
  sortedBy,
  groupKeys,
  wholePercent,
  unitOfPath,
  tablePart,
  intervalsPart,
  windowWords,
  sharePercent,
  askExtent,
  filesOf,
  matchesOf,
  isParquet,
  checkColumns,
  quotedTable,
  whereTable,
  columnsOfClickHouse,
  readable,
  connectClickHouse,
  columnsOfPostgres,
  shardOf,
  connectPostgres,
  printedTable,
  coverageText,
  askCoverage,
  compareWithLab,
  percentileOf,
  routesOf,
  thresholdsOf,
  judgeSlo,
  askClusters,
  distributionsText,
  askDistributions,
  readLabValues,
  openFiles,
  readSetup,
  withRecords,
  askRecords,
  noFilesNotices,
  placed,
  leftOutNotices,
  latestOf,
  printedTarget,
  printedGroup,
  sourceOf,
  nodePaths,
  isLookedAt,
  layersText,
  askLayers,
  findSlo,
  judgeRecords,
  printSlo,
  findRatios,
  withoutBudgets,
  labFolder,
  printRatio
};
