import {
  formatPath,
  loadConfig
} from "./chunk-NVMPNHDT.js";
import {
  knownNodes,
  unitOf
} from "./chunk-MRTXFJIA.js";
import {
  BEACON_METRICS,
  DATA_STATES,
  HIGHEST_CLS,
  LONGEST_MS,
  MOST_FLAGS,
  NAVIGATIONS,
  ROUNDING,
  beaconSchema,
  complaintOf
} from "./chunk-Y7FKQU7E.js";
import {
  count
} from "./chunk-POXONE6A.js";
import {
  GateError,
  causeOf,
  keepSecret
} from "./chunk-G7GO5XY6.js";

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
function quotedTable(table, quote) {
  return partsOfTable(table).map(quote).join(".");
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
  return data.map((row) => ({ ...row, ...Object.fromEntries(times.map((time) => [time, instantOf(row[time])])) }));
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
  const refused2 = files.ndjson.length === 0 ? [] : await readNdjson(query, files.ndjson);
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
    lines: refused2.reduce((sum, row) => sum + Number(row["refused"]), 0),
    files: refused2.flatMap((row) => files.ndjson[Number(row["file"])] ?? []),
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
  const refused2 = await query(duckdb_refused_default);
  await query("DROP TABLE lines");
  return refused2;
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
    described.map((row) => row["column_name"])
  );
}
function countOf([row], column) {
  return Number(row?.[column] ?? 0);
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
function plainRow(row) {
  return Object.fromEntries(Object.entries(row).map(([name4, value]) => [name4, plain(value)]));
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
  const [row] = await query(
    `SELECT attname FROM pg_partitioned_table JOIN pg_attribute ON attrelid = partrelid AND attnum = partattrs[0]
     WHERE partrelid = to_regclass(${text3(table)}) AND partnatts = 1`
  );
  const column = row?.["attname"];
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
  const quote = (name4) => PLAIN.test(name4) ? name4 : DIALECTS[dialect].name(name4);
  return { dialect, table: quotedTable(table, quote), shard: null };
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
  const [row] = await engine.query(extentText(engine, latest));
  const { first_at: first, last_at: last } = row ?? {};
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

// src/field/lines/lines-of.ts
import { createReadStream } from "node:fs";
var LONGEST_LINE = 65536;
var LINE_FEED = 10;
var CARRIAGE_RETURN = 13;
var BYTE_ORDER_MARK = Buffer.from("\uFEFF");
async function* linesOf(path) {
  let parts = [];
  let length = 0;
  const add = (part) => {
    length += part.length;
    if (length <= LONGEST_LINE + 1) parts.push(part);
    else parts = [];
  };
  const take = () => {
    const line = length > LONGEST_LINE + 1 ? null : withoutReturn(Buffer.concat(parts));
    [parts, length] = [[], 0];
    return line === null || line.length > LONGEST_LINE ? null : line;
  };
  let isFirst = true;
  for await (const chunk of createReadStream(path)) {
    let from = isFirst ? markLength(chunk) : 0;
    isFirst = false;
    for (let end = chunk.indexOf(LINE_FEED, from); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
      add(chunk.subarray(from, end));
      yield take();
      from = end + 1;
    }
    add(chunk.subarray(from));
  }
  if (length > 0) yield take();
}
function markLength(chunk) {
  return chunk.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
}
function withoutReturn(line) {
  return line.at(-1) === CARRIAGE_RETURN ? line.subarray(0, -1) : line;
}

// src/field/lines/read-line.ts
var UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
function readLine(line, show) {
  if (line === null) return refused(`the line has more than ${LONGEST_LINE.toLocaleString("en")} bytes`);
  if (line.length === 0) return { kind: "empty" };
  const text4 = decoded2(line);
  if (text4 === null) return refused("the line is not UTF-8");
  const value = parsed(text4);
  if (value === void 0) return refused("the record is not JSON");
  const { data, error } = beaconSchema.safeParse(value);
  return error === void 0 ? { kind: "record", record: data } : refused(complaintOf(error, show));
}
var refused = (why) => ({ kind: "refused", why });
function decoded2(line) {
  try {
    return UTF8.decode(line);
  } catch {
    return null;
  }
}
function parsed(text4) {
  try {
    return JSON.parse(text4);
  } catch {
    return void 0;
  }
}

export {
  filesOf,
  matchesOf,
  isParquet,
  NODE_COLUMNS,
  LAYERS_COLUMN,
  COLUMNS,
  mostOf,
  checkColumns,
  jsonPath,
  DIALECTS,
  quotedTable,
  whereTable,
  columnsOfClickHouse,
  readable,
  connectClickHouse,
  columnsOfPostgres,
  shardOf,
  connectPostgres,
  linesOf,
  readLine,
  fillTemplate,
  openFiles,
  printedTable,
  tableValues,
  scopeValues,
  sliceColumn,
  casesOf,
  numberLiteral,
  readSetup,
  withRecords,
  askRecords,
  noFilesNotices,
  placed,
  leftOutNotices,
  latestOf,
  printedTarget,
  printedGroup,
  sourceOf
};
