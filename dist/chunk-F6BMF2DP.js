import {
  DESIGNS
} from "./chunk-KLSPNXDY.js";
import {
  contentPolicy,
  wholePage
} from "./chunk-HFRDTINR.js";
import {
  TERMINAL,
  alignedLines,
  diffOf
} from "./chunk-5R5MTVV7.js";
import {
  MACHINE_SPREAD,
  campaignsOf,
  formatLimit,
  isMap,
  judgeSlo,
  loadConfig,
  measuresInput,
  mergeBudgets,
  outcomeOf,
  parseSource,
  priceSchema,
  readBudgetPath,
  readCalibration,
  readLog,
  readText,
  routeBudgets,
  validate,
  waive,
  writeWhole,
  writtenKey
} from "./chunk-TIITC5D2.js";
import "./chunk-YZTXW3PL.js";
import {
  AXIS_HEIGHT,
  axisHtml,
  escaped,
  html,
  markupOf,
  percentAt,
  plotHtml,
  scaleOver,
  tableHtml,
  visible
} from "./chunk-OE3MHZJF.js";
import {
  GENERATOR,
  alignVisits,
  block,
  calibrateNoise,
  campaignMinutes,
  code,
  dayOf,
  deepestDominant,
  formatPath,
  headValues,
  inText,
  median,
  nodeAt,
  normalUpperQuantile,
  parsePath,
  plain,
  readingOf,
  rootTolerances,
  row,
  seededRandom,
  studentQuantile,
  sum,
  toleranceFraction,
  toleranceOf,
  valuesOf
} from "./chunk-S7QMQ6OB.js";
import {
  definitionOf,
  didYouMean,
  isMetric,
  knownNodes,
  knownParts,
  partsAt,
  pathPhrase,
  quote,
  sanitizeLine,
  suggestion,
  unitOf,
  version
} from "./chunk-H4ORIQJM.js";
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
} from "./chunk-MDIDRKTJ.js";
import {
  deploysTo,
  inOrder,
  readDeployLines,
  readDeploys
} from "./chunk-Q4PVZ5UN.js";
import {
  Git,
  yaml_Document,
  yaml_isAlias,
  yaml_isMap,
  yaml_isNode,
  yaml_isPair,
  yaml_isScalar,
  yaml_isSeq,
  yaml_parseDocument,
  yaml_visit
} from "./chunk-YMV5G66A.js";
import "./chunk-UBUDJYS6.js";
import {
  shortSha
} from "./chunk-YOCNSY4K.js";
import {
  isInteractive,
  say
} from "./chunk-Y6ZINZJ7.js";
import {
  besideRange,
  change,
  changeAlone,
  count,
  limit,
  percentChange,
  percentRange,
  quantity,
  range,
  ratio,
  tolerances
} from "./chunk-TZI466ZZ.js";
import {
  GateError,
  causeOf,
  keepSecret
} from "./chunk-2ISTALDQ.js";

// src/field/analyses/experiment/found.ts
var NOTHING = {
  control: null,
  arms: [],
  comparisons: [],
  sampleRatio: null,
  changed: null,
  trend: null,
  dropped: null,
  exposed: 0
};
function holdsZero({ difference: { low, high } }) {
  return low === null || high === null || low <= 0 && high >= 0;
}

// src/field/analyses/experiment/result.ts
function experimentResult(found, { kind, design: design3, outcome, route, condition, ...made }, perWeek) {
  const comparisons = found.comparisons.map(({ arm, effect, reason: reason3 }) => ({
    arm,
    established: reason3 === null,
    reason: reason3,
    effect: effectRow(effect),
    relative: effect.relative
  }));
  const [first] = found.comparisons;
  const established = found.reason === null;
  const { control, arms, sampleRatio: sampleRatio2, changed: changed2, trend, dropped, reason: reason2 } = found;
  return {
    established,
    kind,
    reason: reason2,
    design: design3,
    outcome,
    route,
    condition,
    control,
    arms,
    effect: comparisons[0]?.effect ?? null,
    relative: comparisons[0]?.relative ?? null,
    method: first?.effect.method ?? null,
    assignments: first?.effect.assignments ?? null,
    clusters: first?.effect.clusters ?? 0,
    comparisons,
    sampleRatio: sampleRatio2,
    changed: changed2,
    trend,
    dropped,
    money: first === void 0 || !established || perWeek === null ? null : moneyOf(first.effect, perWeek),
    ...made
  };
}
function effectRow({ difference, se, p }) {
  return { ...difference, se, p };
}
function moneyOf({ difference: { low, high } }, { sessions, currency: currency2 }) {
  if (low === null || high === null) return null;
  return { low: low * sessions, high: high * sessions, currency: currency2, per: "week" };
}

// src/field/analyses/experiment/sums.ts
function sumsOfCells(cells) {
  const sum4 = (column) => cells.reduce((total3, cell) => total3 + cell[column], 0);
  return {
    landed: sum4("landed"),
    starts: sum4("starts"),
    ended: sum4("ended"),
    n: sum4("n"),
    total: sum4("total"),
    squares: sum4("squares")
  };
}
function armSums({ n, total: total3, squares }, steps) {
  const y = total3 / steps;
  return { clusters: n, m: n, y, yy: squares / steps ** 2, ym: y, mm: n };
}
var meanOf = ({ n, total: total3 }, steps) => n === 0 ? null : total3 / steps / n;
var coverageOf = ({ starts, ended }) => starts === 0 ? null : ended / starts;

// src/field/engines/dialects.ts
var spaced = (iso) => new Date(iso).toISOString().replace("T", " ").replace("Z", "");
var doubled = (value) => `'${value.replaceAll("'", "''")}'`;
var backslashed = (value) => `'${value.replaceAll("\\", "\\\\").replaceAll("'", "\\'").replaceAll("\n", "\\n").replaceAll("\r", "\\r")}'`;
var quoted = (value) => `"${value.replaceAll('"', '""')}"`;
var backquoted = (value) => `\`${value.replaceAll("\\", "\\\\").replaceAll("`", "\\`")}\``;
var jsonPath = (name7) => `$."${name7.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
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
    layer: (column, name7) => `TRY_CAST(json_extract_string(${column}, ${doubled(jsonPath(name7))}) AS DOUBLE)`,
    layerNames: (column) => `unnest(json_keys(${column}))`
  },
  postgres: {
    ...STANDARD,
    // Shards are sent nothing that takes a text without a column in it, such as DATE_TRUNC or `->`: its collation is not
    // known to be theirs (postgres_fdw, "Remote Query Optimization").
    bucket: (unit, column) => `DATE_BIN(INTERVAL '1 ${unit}', ${column}, TIMESTAMP '2000-01-01')`,
    layer: (column, name7) => `CAST(${column}[${doubled(name7)}] AS DOUBLE PRECISION)`,
    layerNames: (column) => `jsonb_object_keys(${column})`
  },
  clickhouse: {
    text: backslashed,
    key: itself,
    name: backquoted,
    instant: (iso) => `toDateTime64('${spaced(iso)}', 3, 'UTC')`,
    bucket: truncated,
    integer,
    layer: (column, name7) => `JSONExtract(ifNull(${column}, ''), ${backslashed(name7)}, 'Nullable(Float64)')`,
    layerNames: (column) => `arrayJoin(JSONExtractKeys(ifNull(${column}, '')))`
  },
  bigquery: {
    text: backslashed,
    key: itself,
    name: backquoted,
    instant: (iso) => `TIMESTAMP '${spaced(iso)}+00'`,
    bucket: (unit, column) => `TIMESTAMP_TRUNC(${column}, ${unit.toUpperCase()})`,
    integer: (value) => `CAST(${value} AS INT64)`,
    layer: (column, name7) => `CAST(JSON_VALUE(${column}, ${backslashed(jsonPath(name7))}) AS FLOAT64)`,
    layerNames: null
  },
  snowflake: {
    ...STANDARD,
    text: backslashed,
    layer: (column, name7) => `CAST(GET(PARSE_JSON(${column}), ${backslashed(name7)}) AS DOUBLE)`,
    layerNames: null
  },
  trino: {
    ...STANDARD,
    layer: (column, name7) => `CAST(JSON_EXTRACT_SCALAR(${column}, ${doubled(jsonPath(name7))}) AS DOUBLE)`,
    layerNames: null
  },
  redshift: {
    ...STANDARD,
    text: (value) => doubled(value.replaceAll("\\", "\\\\")),
    layer: (column, name7) => `CAST(JSON_EXTRACT_PATH_TEXT(${column}, ${doubled(name7.replaceAll("\\", "\\\\"))}) AS DOUBLE PRECISION)`,
    layerNames: null
  }
};

// src/field/sql/experiment-cells.sql
var experiment_cells_default = "-- Sessions that landed, by the first and the last of the variants that their records name, in the order of texts: where these\n-- differ in a flag, it changed within the session. What was heard of their landing views, and sums of their outcomes (y).\nSELECT lowest, highest{slice}{hour}, COUNT(*) AS landed, SUM(o) AS starts, SUM(e) AS ended\n  , COUNT(y) AS n, SUM(y) AS total, SUM(y * y) AS squares\nFROM (\n{outcomes}\n) sessions\nGROUP BY lowest, highest{slice}{hour}\n";

// src/field/sql/experiment-conversions.sql
var experiment_conversions_default = "  SELECT lowest, highest{slice}{hour_of}, has_start AS o, has_start * has_final AS e\n    , CASE WHEN events_of > 0 AND last_t >= landed_t THEN 1 ELSE 0 END AS y\n  FROM (\n  {landings}\n  ) landings\n  LEFT JOIN (\n  {session_events}\n  ) done ON event_of = session_of\n";

// src/field/sql/experiment-landings.sql
var experiment_landings_default = "  SELECT session_of, landed_t, lowest, highest{slice_of}{reading_of}\n      , MAX(CASE WHEN type = 'start' THEN 1 ELSE 0 END) AS has_start\n      , MAX(CASE WHEN type = 'final' THEN 1 ELSE 0 END) AS has_final\n    FROM {beacons}\n    JOIN (\n      SELECT {session_key} AS session_of, MIN(t) AS landed_t, MIN(variant) AS lowest, MAX(variant) AS highest\n      FROM {beacons}\n      WHERE {window}\n      GROUP BY {shard}{session_key}\n      HAVING MIN(t) >= {from}\n    ) firsts ON {session_key} = session_of AND t = landed_t\n    WHERE t >= {from}{views}\n    GROUP BY session_of, landed_t, lowest, highest\n";

// src/field/sql/experiment-readings.sql
var experiment_readings_default = "  SELECT lowest, highest{slice}{hour_of}, has_start AS o, has_start * has_final AS e, reading AS y\n  FROM (\n  {landings}\n  ) landings\n";

// src/field/sql/experiment-values.sql
var experiment_values_default = "  SELECT lowest, highest{slice}{hour_of}, has_start AS o, has_start * has_final AS e\n    , SUM(CASE WHEN event_t >= landed_t AND value_of BETWEEN 0 AND {most_value} THEN FLOOR(value_of * 100 + 0.5) ELSE 0 END) AS y\n  FROM (\n  {landings}\n  ) landings\n  LEFT JOIN (\n    SELECT {event_key} AS event_of, {event_t} AS event_t, {event_value} AS value_of\n    FROM {events}\n    WHERE {event_window}\n    GROUP BY {event_shard}{event_key}, {event_t}, {event_value}\n  ) done ON event_of = session_of\n  GROUP BY session_of, landed_t, lowest, highest{slice}, has_start, has_final\n";

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
  const words2 = DIALECTS[dialect];
  const value = valueOf(dialect, path);
  const steps = stepsOf(path);
  const integer2 = `FLOOR(${steps === 1 ? value : `${value} * ${steps}`} + 0.5)`;
  const [metric = ""] = parsePath(path) ?? [];
  return {
    path: words2.text(path),
    value,
    most: String(mostOf(isMetric(metric) ? metric : "lcp")),
    integer: integer2,
    reading: words2.integer(integer2)
  };
}
function valueOf(dialect, path) {
  const known2 = NODE_COLUMNS.find((node) => node.path === path);
  if (known2 !== void 0) return known2.column;
  const layer = layerOf(path);
  if (layer === null) throw new Error(`records have no ${path}`);
  return DIALECTS[dialect].layer(LAYERS_COLUMN, layer);
}

// src/field/sql/price-cells.sql
var price_cells_default = "-- Sessions that landed on the route, by what they have in common: how long they waited (total is the sum of milliseconds), and\n-- whether an event followed (y) or came before (b). Starts count landings whose end was never heard of, too.\nSELECT device, connection, country, page_type, bucket\n  , SUM(o) AS starts, SUM(k) AS n, SUM(reading) AS total, SUM(c) AS y, SUM(e) AS b\n  , SUM(fresh) AS fresh_n, SUM(stale) AS stale_n, SUM(failed) AS failed_n\nFROM (\n  SELECT device, connection, country, page_type, reading, {bucket} AS bucket\n    , CASE WHEN type = 'start' THEN 1 ELSE 0 END AS o\n    , CASE WHEN reading IS NOT NULL THEN 1 ELSE 0 END AS k\n    , CASE WHEN reading IS NOT NULL AND events_of > 0 AND last_t >= edge_t THEN 1 ELSE 0 END AS c\n    , CASE WHEN reading IS NOT NULL AND events_of > 0 AND first_t < edge_t THEN 1 ELSE 0 END AS e\n    , CASE WHEN reading IS NOT NULL AND state = 'fresh' THEN 1 ELSE 0 END AS fresh\n    , CASE WHEN reading IS NOT NULL AND state = 'stale' THEN 1 ELSE 0 END AS stale\n    , CASE WHEN reading IS NOT NULL AND state = 'failed' THEN 1 ELSE 0 END AS failed\n  FROM (\n  {landings}\n  ) landings\n  LEFT JOIN (\n  {session_events}\n  ) done ON event_of = session_of\n) sessions\nGROUP BY device, connection, country, page_type, bucket\n";

// src/field/sql/price-control.sql
var price_control_default = "-- Sessions of several views: how long the last one took (total), how long the landing view did (landed), and whether an event\n-- came between the two (y). What is seen after an event cannot have caused it.\nSELECT device, connection, country, page_type, last_route, bucket, landing_bucket\n  , COUNT(*) AS n, SUM(reading) AS total, SUM(waited) AS landed, SUM(c) AS y\nFROM (\n  SELECT device, connection, country, page_type, last_route, reading, waited\n    , {bucket} AS bucket, {landing_bucket} AS landing_bucket\n    , CASE WHEN events_of > 0 AND first_t >= landed_t AND first_t < edge_t THEN 1 ELSE 0 END AS c\n  FROM (\n    SELECT session_of AS landed_by, edge_t AS landed_t, device, connection, country, page_type, reading AS waited\n    FROM (\n  {landings}\n    ) landings\n    WHERE reading IS NOT NULL\n  ) landed\n  JOIN (\n    SELECT session_of, edge_t, route AS last_route, reading\n    FROM (\n  {last_views}\n    ) last_views\n    WHERE reading IS NOT NULL\n  ) ended ON session_of = landed_by AND edge_t > landed_t\n  LEFT JOIN (\n  {session_events}\n  ) done ON event_of = session_of\n) sessions\nGROUP BY device, connection, country, page_type, last_route, bucket, landing_bucket\n";

// src/field/sql/price-events.sql
var price_events_default = "-- Events that may be of sessions of the window, and those of them that take money back.\nSELECT COUNT(*) AS n, COUNT(CASE WHEN {event_value} < 0 THEN 1 END) AS refunds\nFROM {events}\nWHERE {event_t} >= {earliest}\n";

// src/field/sql/price-worth.sql
var price_worth_default = "-- What converted sessions are worth, in hundredths of the currency. Events that are equal in everything are one.\nSELECT COUNT(*) AS buyers, SUM(worth) AS cents, SUM(worth * worth) AS squares, SUM(priced) AS priced_n\n  , SUM(orders) AS orders_n, SUM(copies) AS copies_n\nFROM (\n  SELECT session_of, COUNT(*) AS orders, SUM(copy) AS copies\n    , SUM(CASE WHEN value_of BETWEEN 0 AND {most_value} THEN FLOOR(value_of * 100 + 0.5) ELSE 0 END) AS worth\n    , COUNT(CASE WHEN value_of BETWEEN 0 AND {most_value} THEN 1 END) AS priced\n  FROM (\n  {landings}\n  ) landings\n  JOIN (\n    SELECT {event_key} AS event_of, {event_t} AS event_t, {event_value} AS value_of, COUNT(*) - 1 AS copy\n    FROM {events}\n    WHERE {event_window}\n    GROUP BY {event_shard}{event_key}, {event_t}, {event_value}\n  ) done ON event_of = session_of AND event_t >= edge_t\n  WHERE reading IS NOT NULL\n  GROUP BY session_of\n) sessions\n";

// src/field/sql/session-events.sql
var session_events_default = "  -- When events of sessions came.\n  SELECT {event_key} AS event_of, COUNT(*) AS events_of, MIN({event_t}) AS first_t, MAX({event_t}) AS last_t\n    FROM {events}\n    WHERE {event_window}\n    GROUP BY {event_shard}{event_key}\n";

// src/field/sql/session-views.sql
var session_views_default = "  -- The views that sessions began with (MIN), or ended with (MAX).\n  SELECT session_of, edge_t, type, route, device, connection, country, page_type, state\n      , CASE WHEN type = 'final' AND {value} BETWEEN 0 AND {most} THEN {integer} END AS reading\n    FROM {beacons}\n    JOIN (\n      SELECT {session_key} AS session_of, {edge}(t) AS edge_t\n      FROM {beacons}\n      WHERE {edge_records}\n      GROUP BY {shard}{session_key}\n    ) {edge}_times ON {session_key} = session_of AND t = edge_t\n    WHERE t >= {from} AND {views}\n";

// src/field/questions/template.ts
var SECTION = /^ *-- each (\w+)(?:, joined by ([A-Z ]+))?\n([\s\S]*?)^ *-- end\n/gm;
function fillTemplate(template, values, lists = {}) {
  let filled = "";
  let done = 0;
  for (const section2 of template.matchAll(SECTION)) {
    const [whole4, list = "", joiner, body = ""] = section2;
    filled += substitute(template.slice(done, section2.index), values);
    filled += (lists[list] ?? []).map((item, i) => substitute(body, { ...values, i: String(i), ...item })).join(joiner === void 0 ? "" : `  ${joiner}
`);
    done = section2.index + whole4.length;
  }
  return filled + substitute(template.slice(done), values);
}
function substitute(text10, values) {
  return text10.replaceAll(/\{([a-z]\w*)\}/g, (_, name7) => {
    const value = values[name7];
    if (value === void 0) throw new Error(`the template has {${name7}}, which nothing was given for`);
    return value;
  });
}

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
  const { instant: instant2, text: text10 } = DIALECTS[target.dialect];
  const column = sliceColumn(by);
  const ofSha = sha === null ? "" : ` AND sha = ${text10(sha)}`;
  return {
    ...tableValues(target),
    window: `t >= ${instant2(from)} AND t <= ${instant2(to)}${ofSha}`,
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

// src/field/questions/price-text.ts
var DAY_MS = 864e5;
var MOST_VALUE = 1e9;
var COARSE = 2;
var COARSER = 5;
function cellsText(target, scope, landing, events) {
  return fillTemplate(price_cells_default, {
    ...eventValues(target.dialect, events, scope),
    landings: landingsText(target, scope, landing, "all"),
    bucket: bucketOf(target.dialect, "reading", landing.stepMs)
  });
}
function controlText(target, scope, landing, events) {
  const { dialect } = target;
  return fillTemplate(price_control_default, {
    ...eventValues(dialect, events, scope),
    landings: landingsText(target, scope, landing, "final"),
    last_views: sessionViews(target, scope, landing, {
      edge: "MAX",
      records: "type = 'final'",
      views: "type = 'final'"
    }),
    bucket: bucketOf(dialect, "reading", COARSE * landing.stepMs),
    landing_bucket: bucketOf(dialect, "waited", COARSER * landing.stepMs)
  });
}
function worthText(target, scope, landing, events) {
  return fillTemplate(price_worth_default, {
    ...eventValues(target.dialect, events, scope),
    landings: landingsText(target, scope, landing, "final"),
    most_value: numberLiteral(MOST_VALUE)
  });
}
function eventCountsText(target, scope, events) {
  return fillTemplate(price_events_default, eventValues(target.dialect, events, scope));
}
var earliestOf = ({ from }) => new Date(Date.parse(from) - DAY_MS).toISOString();
function landingsText(target, scope, landing, which) {
  const { text: text10 } = DIALECTS[target.dialect];
  const { route, device } = landing;
  const views2 = [
    `route = ${text10(route)}`,
    ...device === null ? [] : [`device = ${text10(device)}`],
    ...which === "final" ? ["type = 'final'"] : []
  ];
  return sessionViews(target, scope, landing, { edge: "MIN", records: null, views: views2.join(" AND ") });
}
function sessionViews(target, scope, { path }, { edge: edge2, records, views: views2 }) {
  const { instant: instant2 } = DIALECTS[target.dialect];
  const window = `t >= ${instant2(earliestOf(scope))} AND t <= ${instant2(scope.to)}`;
  return fillTemplate(session_views_default, {
    ...tableValues(target),
    ...valuesOfNode(target.dialect, path),
    edge: edge2,
    edge_records: records === null ? window : `${window} AND ${records}`,
    views: views2,
    from: instant2(scope.from)
  }).trim();
}
function eventValues(dialect, events, scope) {
  const { key } = DIALECTS[dialect];
  const earliest = events.instant(earliestOf(scope));
  const ofTime = `${events.time} >= ${earliest}`;
  const event_window = events.value === "NULL" ? ofTime : `${ofTime} AND CASE WHEN ${events.value} < 0 THEN 0 ELSE 1 END = 1`;
  const values = {
    events: events.table,
    event_key: key(events.session),
    event_t: events.time,
    event_value: events.value,
    event_shard: events.shard === null ? "" : `${events.shard}, `,
    event_window,
    earliest
  };
  return { ...values, session_events: fillTemplate(session_events_default, values).trim() };
}
function bucketOf(dialect, column, stepMs) {
  return DIALECTS[dialect].integer(`FLOOR(${column} / ${numberLiteral(stepMs)})`);
}

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
  for (const [at3, key] of one.entries()) {
    const against = other[at3] ?? null;
    if (key === against) continue;
    if (key === null) return -1;
    return against !== null && key < against ? -1 : 1;
  }
  return 0;
}
function groupKeys({ route, device, by }) {
  return [route, device, by];
}

// src/field/questions/experiment.ts
var COLUMN_OF2 = { country: "country", connection: "connection", device: "device", pageType: "page_type" };
function experimentText(target, scope, question) {
  const { dialect } = target;
  const { group, hourly, outcome } = question;
  const values = {
    slice: group === null ? "" : ", slice",
    hour: hourly ? ", hour_of" : "",
    hour_of: hourly ? `, ${DIALECTS[dialect].bucket("hour", "landed_t")} AS hour_of` : "",
    landings: landingsText2(target, scope, question),
    ...outcome.kind === "metric" ? {} : eventValues(dialect, outcome.events, scope),
    most_value: numberLiteral(MOST_VALUE)
  };
  return fillTemplate(experiment_cells_default, { ...values, outcomes: fillTemplate(OUTCOMES[outcome.kind], values).trim() });
}
var OUTCOMES = { conversion: experiment_conversions_default, value: experiment_values_default, metric: experiment_readings_default };
function landingsText2(target, scope, { route, device, outcome, group }) {
  const { instant: instant2, text: text10 } = DIALECTS[target.dialect];
  const views2 = [
    ...route === null ? [] : [`route = ${text10(route)}`],
    ...device === null ? [] : [`device = ${text10(device)}`]
  ];
  return fillTemplate(experiment_landings_default, {
    ...tableValues(target),
    reading_of: outcome.kind === "metric" ? readingOf2(valuesOfNode(target.dialect, outcome.path)) : "",
    slice_of: group === null ? "" : `, MIN(${COLUMN_OF2[group]}) AS slice`,
    window: `t >= ${instant2(earliestOf(scope))} AND t <= ${instant2(scope.to)}`,
    from: instant2(scope.from),
    views: views2.map((view) => ` AND ${view}`).join("")
  }).trim();
}
function readingOf2(node) {
  return fillTemplate(
    "\n      , MAX(CASE WHEN type = 'final' AND {value} BETWEEN 0 AND {most} THEN {integer} END) AS reading",
    node
  );
}
async function askExperiment(engine, scope, question) {
  const rows = await engine.query(experimentText(engine, scope, question));
  const cells = rows.map((row2) => ({
    lowest: nullableText(row2, "lowest"),
    highest: nullableText(row2, "highest"),
    group: nullableText(row2, "slice"),
    hour: nullableText(row2, "hour_of"),
    landed: numberOf(row2, "landed"),
    starts: numberOf(row2, "starts"),
    ended: numberOf(row2, "ended"),
    n: numberOf(row2, "n"),
    total: numberOf(row2, "total"),
    squares: numberOf(row2, "squares")
  }));
  return sortedBy(cells, ({ lowest, highest, group, hour }) => [lowest, highest, group, hour]);
}

// src/field/analyses/whole-percent.ts
var DUST = 1e-9;
function wholePercent(share) {
  return Math.floor(share * 100 + DUST);
}

// src/field/report/experiment-words.ts
var BECAUSE = {
  "no-sessions": "no session landed there",
  "no-flag": "no session has the flag",
  "one-arm": "the flag has one value only",
  "several-arms": "the flag has more than two values, and a switchback compares two",
  "variant-changes": "the flag changed within more than 1 % of the sessions",
  "sample-ratio-mismatch": "the numbers of sessions differ from the planned shares by more than chance, so other visitors are compared",
  "coverage-differs": "the shares of landing views that ended differ by more than chance, so other sessions are heard of",
  "no-sessions-before": "no session landed before the treatment",
  "no-sessions-after": "no session landed after the beginning of the treatment",
  "control-treated": "more than 1 % of the sessions of the control group were treated, too",
  "treated-before": "more than 1 % of the sessions of the treated group were treated before it began",
  "trends-unknown": "fewer than two whole days lie before the treatment, so the trends cannot be compared",
  "trends-differ": "the two groups had different trends before the treatment",
  "mixed-periods": "the flag has several values within a period of a region",
  "too-few-clusters": "there are fewer than four groups, or none on one side",
  "too-few-switches": "the flag switched fewer than four times, or within one block only",
  "no-variation": "all sessions of an arm have the same outcome, so an error cannot be given",
  "not-certain": "its interval contains 0"
};
var ASSIGNED = {
  ab: "the flag was drawn at random for each session",
  holdback: "the flag was drawn at random for each session",
  did: "the treated groups were drawn at random",
  switchback: "the flag of each period was drawn at random"
};
function experimentSentences(result) {
  return [
    verdictOf(result),
    ...moneyOf2(result),
    ...comparedOf(result),
    ...ratioOf(result),
    ...changedOf(result),
    ...trendOf(result)
  ];
}
function verdictOf({ reason: reason2, kind, design: design3 }) {
  if (reason2 !== null)
    return `${kind === "effect" ? "An effect" : "A difference"} is not established, because ${BECAUSE[reason2]}.`;
  if (kind === "effect") return `The effect is established. It is an effect if ${ASSIGNED[design3]}.`;
  return "The difference is established. It is an association, because nothing was randomised: what else changed then in the treated groups counts as the difference.";
}
function moneyOf2({ money: money2 }) {
  if (money2 === null) return [];
  return [
    `With as many sessions as in the window: ${whole(money2.low)} to ${whole(money2.high)} ${money2.currency} a week.`
  ];
}
var whole = (number2) => `${number2 < 0 ? "−" : ""}${Math.abs(Math.round(number2)).toLocaleString("en")}`;
function comparedOf({ method, clusters, assignments, comparisons, design: design3 }) {
  if (method === null) return [];
  const units = `${clusters.toLocaleString("en")} ${UNIT[design3]}${clusters === 1 ? "" : "s"}`;
  const how = assignments === null ? `Errors are those of ${units}.` : `Randomisation inference: ${units}, ${assignments.exact ? "all" : "a sample of"} ${count(assignments.count, "assignment")}.`;
  const among = comparisons.length;
  return [how, ...among > 1 ? [`The intervals allow for ${among} comparisons (Bonferroni).`] : []];
}
var UNIT = {
  ab: "session",
  holdback: "session",
  did: "group",
  switchback: "block"
};
function ratioOf({ sampleRatio: sampleRatio2 }) {
  if (sampleRatio2 === null) return [];
  const arms = sampleRatio2.arms.map(
    ({ observed, expected }) => `${observed.toLocaleString("en")} of ${Math.round(expected).toLocaleString("en")}`
  );
  return [`Sessions of those planned: ${arms.join(", ")} (p ${probability(sampleRatio2.p)}).`];
}
function changedOf({ changed: changed2 }) {
  if (changed2 === null || changed2.sessions === 0) return [];
  const of2 = changed2.share < 0.01 ? "less than 1 %" : `${wholePercent(changed2.share)} %`;
  return [`The flag changed within ${count(changed2.sessions, "session")} (${of2}).`];
}
function trendOf({ trend }) {
  return trend === null ? [] : [`Trends before the treatment differ with p ${probability(trend.p)}, over ${count(trend.periods, "day")}.`];
}
var probability = (p) => p < 1e-3 ? "< 0.001" : `= ${p.toFixed(3)}`;

// src/field/report/unit.ts
function unitOfPath(path) {
  const [metric = ""] = parsePath(path) ?? [];
  return isMetric(metric) ? unitOf(metric) : "ms";
}

// src/field/report/outcome.ts
var MINUS = "−";
var LEAST_DECIMALS = 2;
var MOST_DECIMALS = 6;
function meanText(mean, { outcome, currency: currency2 }) {
  if (outcome === "conversion") return `${(100 * mean).toFixed(LEAST_DECIMALS)} %`;
  if (outcome === "value") return `${mean.toFixed(LEAST_DECIMALS)}${currency2 === null ? "" : ` ${currency2}`}`;
  return quantity(mean, unitOfPath(outcome));
}
function differenceText(difference, { outcome, currency: currency2 }) {
  if (outcome !== "conversion" && outcome !== "value") return change(difference, unitOfPath(outcome));
  const scale = outcome === "conversion" ? 100 : 1;
  const suffix = outcome === "conversion" ? " points" : currency2 === null ? "" : ` ${currency2}`;
  const [value, low, high] = [difference.value, difference.low, difference.high].map(
    (number2) => number2 === null ? null : number2 * scale
  );
  const decimals = decimalsOf([value, low, high].filter((number2) => number2 !== null && number2 !== void 0));
  const text10 = (number2) => (number2 ?? 0) < 0 ? `${MINUS}${(-(number2 ?? 0)).toFixed(decimals)}` : (number2 ?? 0).toFixed(decimals);
  const sign = (value ?? 0) > 0 ? "+" : "";
  return `${sign}${text10(value)}${suffix}${boundsText(low ?? null, high ?? null, text10)}`;
}
function boundsText(low, high, text10) {
  if (low !== null && high !== null) return ` (${text10(low)} to ${text10(high)})`;
  if (low !== null) return ` (${text10(low)} or more)`;
  return high === null ? "" : ` (${text10(high)} or less)`;
}
function decimalsOf(numbers) {
  const least = Math.min(...numbers.map(Math.abs).filter((size) => size > 0), 1);
  return Math.min(MOST_DECIMALS, Math.max(LEAST_DECIMALS, Math.ceil(-Math.log10(least))));
}
function relativeText({ value, low, high }) {
  return `${percentChange(value)}${low === null || high === null ? "" : ` (${percentRange({ low, high })})`}`;
}

// src/field/report/report-page.ts
function tablePart([head = [], ...rows], caption) {
  return rows.length === 0 ? [] : [{ table: { caption, head, rows } }];
}
function intervalsPart({ rows, ...about }) {
  const shown3 = rows.filter(({ value, low, high }) => [value, low ?? value, high ?? value].every(Number.isFinite));
  return shown3.some(({ low, high }) => low !== null || high !== null) ? [{ intervals: { ...about, rows: shown3 } }] : [];
}

// src/field/report/window.ts
function windowWords({ scope, days, sha, isEmpty }) {
  if (scope === null) return "No page views are recorded.";
  const until = scope.to.slice(0, 16).replace("T", " ");
  const of2 = sha === null ? "" : ` that ${shortSha(sha)} served`;
  const window = `the ${days} ${days === 1 ? "day" : "days"} up to ${until} UTC`;
  return isEmpty ? `There are no page views${of2} in ${window}.` : `Page views${of2} of ${window}.`;
}
function sharePercent(share) {
  return share === null ? "unknown" : `${wholePercent(share)} %`;
}

// src/field/report/experiment.ts
var TITLE = "Experiment";
var ARMS_RIGHT = /* @__PURE__ */ new Set([1, 2, 3]);
var NONE = /* @__PURE__ */ new Set();
function experimentText2(result, about, currency2) {
  const { arms, effects } = tablesOf(result, { outcome: result.outcome, currency: currency2 });
  return [
    windowWords(about),
    "",
    sanitizeLine(titleOf(result), 300),
    ...arms.length === 1 ? [] : alignedLines(arms, ARMS_RIGHT),
    ...effects.length === 1 ? [] : ["", ...alignedLines(effects, NONE)],
    "",
    ...experimentSentences(result),
    ""
  ].join("\n");
}
function experimentMarkdown(result, about, currency2) {
  const { arms, effects } = tablesOf(result, { outcome: result.outcome, currency: currency2 });
  return [
    `## ${TITLE}`,
    "",
    windowWords(about),
    "",
    `### ${code(titleOf(result))}`,
    "",
    ...markdownTable(arms, ARMS_RIGHT),
    ...markdownTable(effects, NONE),
    ...experimentSentences(result).flatMap((sentence) => [sentence, ""])
  ].join("\n");
}
function experimentPage(result, about, currency2) {
  const { arms, effects } = tablesOf(result, { outcome: result.outcome, currency: currency2 });
  const tables = [...tablePart(arms, "Arms"), ...tablePart(effects, "Effects")];
  const parts = [{ title: titleOf(result) }, ...tables, { lines: experimentSentences(result) }];
  return { title: TITLE, about: windowWords(about), parts };
}
function markdownTable(rows, right) {
  const [head = [], ...others] = rows;
  if (others.length === 0) return [];
  const rule = head.map((_, at3) => right.has(at3) ? "--:" : "---");
  return [
    row(head),
    row(rule),
    ...others.map((cells) => row(cells.map((cell) => code(cell)))),
    ""
  ];
}
function titleOf({ outcome, route, condition }) {
  const where = route === null ? "on any route" : `on ${route}`;
  const name7 = outcomeName(outcome);
  return `${name7.charAt(0).toUpperCase()}${name7.slice(1)} of sessions that landed ${where}${condition === null ? "" : `, ${condition}`}`;
}
function outcomeName(outcome) {
  if (outcome === "conversion") return "conversion";
  if (outcome === "value") return "value";
  return inText(pathPhrase(parsePath(outcome) ?? [outcome]));
}
function tablesOf(result, unit) {
  const { control, arms, comparisons } = result;
  return {
    arms: [
      ["arm", "sessions", unit.outcome === "conversion" ? "converted" : "mean", "coverage"],
      ...arms.map(({ name: name7, sessions, mean, coverage: coverage2 }) => [
        name7 === control && name7 !== "control" ? `${name7} (control)` : name7,
        sessions.toLocaleString("en"),
        mean === null ? "" : meanText(mean, unit),
        sharePercent(coverage2)
      ])
    ],
    effects: [
      ["against control", "change (95 % interval)", "relative"],
      ...comparisons.map(({ arm, effect, relative: relative2 }) => [
        arm,
        differenceText(effect, unit),
        relative2 === null ? "unknown" : relativeText(relative2)
      ])
    ]
  };
}

// src/field/sql/extent.sql
var extent_default = "-- The time that the records span, without those from the future.\nSELECT MIN(first_t) AS first_at, MAX(last_t) AS last_at\nFROM (\n  SELECT MIN(t) AS first_t, MAX(t) AS last_t\n  FROM {beacons}\n  WHERE t <= {latest}\n  GROUP BY {shard}type\n) extents\n";

// src/field/questions/extent.ts
function extentText(target, latest) {
  return fillTemplate(extent_default, { ...tableValues(target), latest: DIALECTS[target.dialect].instant(latest) });
}
async function askExtent(engine, latest) {
  const [row2] = await engine.query(extentText(engine, latest));
  const { first_at: first, last_at: last } = row2 ?? {};
  return typeof first === "string" && typeof last === "string" ? { first, last } : null;
}

// src/field/commands/covered.ts
var DAY_MS2 = 864e5;
async function coveredOf(engine, { from, to }) {
  const extent = await askExtent(engine, to);
  return { from: extent !== null && extent.first > from ? extent.first : from, to };
}
var daysOf = ({ from, to }) => Math.max(1, (Date.parse(to) - Date.parse(from)) / DAY_MS2);

// src/stats/experiments/drawable.ts
var MOST_ENUMERATED = 2e4;
var DRAWN = 9999;
var MOST_LISTED = 1e3;
function drawable(observed, random) {
  const sizes = observed.map((stratum) => ({ size: stratum.length, treated: stratum.filter(Boolean).length }));
  const count3 = sizes.reduce((product, { size, treated }) => product * choices(size, treated), 1);
  if (count3 <= MOST_ENUMERATED) return { assignments: enumerate(sizes), exact: true };
  const draws = observed.map((stratum, index) => drawOf(stratum, sizes[index], random));
  const drawn = Array.from({ length: DRAWN }, () => draws.map((draw) => draw()));
  return { assignments: [observed, ...drawn], exact: false };
}
function drawOf(stratum, size, random) {
  if (size === void 0 || choices(size.size, size.treated) > MOST_LISTED) return () => shuffled(stratum, random);
  const list = subsets(size);
  return () => list[Math.floor(random() * list.length)] ?? stratum;
}
function choices(n, k) {
  let product = 1;
  for (let index = 1; index <= Math.min(k, n - k); index += 1) product = product * (n - index + 1) / index;
  return Math.round(product);
}
function enumerate(sizes) {
  return sizes.reduce(
    (found, each) => {
      const next = subsets(each);
      return found.flatMap((assignment) => next.map((stratum) => [...assignment, stratum]));
    },
    [[]]
  );
}
function subsets({ size, treated }) {
  if (treated > size || treated < 0) return [];
  if (size === 0) return [[]];
  return [true, false].flatMap(
    (first) => subsets({ size: size - 1, treated: treated - (first ? 1 : 0) }).map((rest) => [first, ...rest])
  );
}
function shuffled(stratum, random) {
  const order = [...stratum];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other] === true, order[last] === true];
  }
  return order;
}

// src/stats/special.ts
var ASYMPTOTIC = 16;
var SMALLEST = 1e-300;
var CONVERGED = 1e-16;
var MOST_TERMS = 1e5;
function logGamma(x) {
  let argument = x;
  let product = 1;
  while (argument < ASYMPTOTIC) {
    product *= argument;
    argument += 1;
  }
  return (argument - 0.5) * Math.log(argument) - argument + Math.log(2 * Math.PI) / 2 + remainder(argument) - Math.log(product);
}
function remainder(x) {
  const square = 1 / (x * x);
  return (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square / 1188)))) / x;
}
function logBeta(a, b) {
  const [small, large] = a < b ? [a, b] : [b, a];
  if (large < ASYMPTOTIC) return logGamma(small) + logGamma(large) - logGamma(small + large);
  const ratio2 = -(large - 0.5) * Math.log1p(small / large) - small * Math.log(small + large) + small;
  return logGamma(small) + ratio2 + remainder(large) - remainder(small + large);
}
function regularisedBeta(x, a, b) {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b));
  return x < (a + 1) / (a + b + 2) ? front * betaFraction(x, a, b) / a : 1 - front * betaFraction(1 - x, b, a) / b;
}
function betaFraction(x, a, b) {
  return lentz((term) => {
    if (term === 1) return { numerator: 1, denominator: 1 };
    const m = Math.floor((term - 1) / 2);
    const numerator = term % 2 === 1 ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)) : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    return { numerator, denominator: 1 };
  });
}
function upperGamma(a, x) {
  if (x <= 0) return 1;
  const front = Math.exp(a * Math.log(x) - x - logGamma(a));
  if (x < a + 1) return 1 - front * gammaSeries(a, x);
  return front * lentz((term) => gammaTerm(term, a, x));
}
function gammaTerm(term, a, x) {
  const m = term - 1;
  return { numerator: m === 0 ? 1 : m * (a - m), denominator: x + 2 * m + 1 - a };
}
function gammaSeries(a, x) {
  let term = 1 / a;
  let total3 = term;
  for (let index = 1; index <= MOST_TERMS && term > total3 * CONVERGED; index += 1) {
    term *= x / (a + index);
    total3 += term;
  }
  return total3;
}
function lentz(termAt) {
  let value = SMALLEST;
  let upper2 = SMALLEST;
  let lower3 = 0;
  for (let index = 1; index <= MOST_TERMS; index += 1) {
    const { numerator, denominator } = termAt(index);
    lower3 = 1 / awayFromZero(denominator + numerator * lower3);
    upper2 = awayFromZero(denominator + numerator / upper2);
    const factor = upper2 * lower3;
    value *= factor;
    if (Math.abs(factor - 1) < CONVERGED * 4) break;
  }
  return value;
}
var awayFromZero = (value) => Math.abs(value) < SMALLEST ? SMALLEST : value;

// src/stats/experiments/student.ts
function normalUpper(z4) {
  const half = upperGamma(0.5, z4 * z4 / 2) / 2;
  return z4 >= 0 ? half : 1 - half;
}
function studentUpper(t, degrees) {
  const half = regularisedBeta(degrees / (degrees + t * t), degrees / 2, 0.5) / 2;
  return t >= 0 ? half : 1 - half;
}
function studentTwoSided(t, degrees) {
  return 2 * studentUpper(Math.abs(t), degrees);
}
function studentUpperQuantile(p, degrees) {
  return increasingRoot((t) => p - studentUpper(t, degrees));
}
var CERTAIN = 40;
function noncentralStudentUpper(t, degrees, noncentrality) {
  if (noncentrality === 0) return studentUpper(t, degrees);
  if (noncentrality > CERTAIN * (1 + t)) return 1;
  const x = t * t / (t * t + degrees);
  const mean = noncentrality ** 2 / 2;
  const reach = 12 * Math.sqrt(mean) + 40;
  let below = 0;
  for (let j = Math.max(0, Math.floor(mean - reach)); j <= mean + reach; j += 1) {
    const even = Math.exp(j * Math.log(mean) - mean - logGamma(j + 1));
    const odd = noncentrality / Math.SQRT2 * Math.exp(j * Math.log(mean) - mean - logGamma(j + 1.5));
    below += even * regularisedBeta(x, j + 0.5, degrees / 2) + odd * regularisedBeta(x, j + 1, degrees / 2);
  }
  return Math.max(0, 1 - normalUpper(noncentrality) - below / 2);
}
var ROUNDS = 100;
function increasingRoot(of2) {
  let low = 0;
  let high = 1;
  while (of2(high) < 0 && high < Number.MAX_SAFE_INTEGER) {
    low = high;
    high *= 2;
  }
  for (let round = 0; round < ROUNDS && high - low > high * Number.EPSILON; round += 1) {
    const middle = (low + high) / 2;
    if (of2(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

// src/stats/experiments/effect.ts
var FEWEST_FOR_ERRORS = 10;
var FEWEST_OF_AN_ARM = 5;
var FEWEST = 4;
var CONFIDENCE = 0.95;
function welchDegrees(parts) {
  const total3 = parts.reduce((sum4, { variance }) => sum4 + variance, 0);
  const squares = parts.reduce((sum4, { variance, effective }) => sum4 + variance ** 2 / (effective - 1), 0);
  return total3 ** 2 / squares;
}
function studentInterval(value, parts, risk = 1 - CONFIDENCE) {
  const se = Math.sqrt(parts.reduce((sum4, { variance }) => sum4 + variance, 0));
  const degrees = welchDegrees(parts);
  const reach = studentUpperQuantile(risk / 2, degrees) * se;
  return {
    interval: { value, low: value - reach, high: value + reach },
    p: studentTwoSided(value / se, degrees),
    degrees
  };
}
function asFraction({ value, low, high }) {
  return {
    value: Math.expm1(value),
    low: low === null ? null : Math.expm1(low),
    high: high === null ? null : Math.expm1(high)
  };
}
function relativeTo(treated, { value, low, high }) {
  const fraction = (difference) => difference === null || treated - difference <= 0 ? null : difference / (treated - difference);
  const found = fraction(value);
  return found === null ? null : { value: found, low: fraction(low), high: fraction(high) };
}

// src/stats/experiments/randomisation.ts
var NEAREST = 0.05;
var GROWTH = 1.1;
var SEARCHED = 104;
var BISECTIONS = 36;
var ROUNDING2 = 1e-9;
function randomisationInference(observed, drawn, among = 1) {
  const value = observed.difference[0] / observed.difference[1];
  const se = Math.sqrt(varianceAt(observed, value)) / observed.difference[1];
  const risk = (1 - CONFIDENCE) / among + ROUNDING2;
  const cells = packed(drawn);
  const isInside = (effect) => pValue(observed, cells, effect) > risk;
  return {
    difference: { value, low: edge(value, -se, isInside), high: edge(value, se, isInside) },
    se,
    p: Math.min(1, among * pValue(observed, cells, 0))
  };
}
var WIDTH = 5;
function packed(statistics) {
  const cells = new Float64Array(WIDTH * statistics.length);
  for (const [index, { difference, variance }] of statistics.entries())
    cells.set([...difference, ...variance], WIDTH * index);
  return cells;
}
function pValue(observed, drawn, effect) {
  const square = differenceAt(observed, effect) ** 2 * (1 - ROUNDING2);
  const variance = varianceAt(observed, effect);
  const cell = (index) => drawn[index] ?? 0;
  let asLarge = 0;
  for (let at3 = 0; at3 < drawn.length; at3 += WIDTH) {
    const difference = cell(at3) - effect * cell(at3 + 1);
    const its = cell(at3 + 2) - effect * (2 * cell(at3 + 3) - effect * cell(at3 + 4));
    if (difference * difference * variance >= square * Math.max(0, its)) asLarge += 1;
  }
  return WIDTH * asLarge / drawn.length;
}
var differenceAt = ({ difference: [at3, slope] }, effect) => at3 - effect * slope;
var varianceAt = ({ variance: [at3, mixed, square] }, effect) => Math.max(0, at3 - effect * (2 * mixed - effect * square));
function edge(value, stride, isInside) {
  const at3 = (step2) => value + (step2 === 0 ? 0 : stride * NEAREST * GROWTH ** (step2 - 1));
  let step = SEARCHED;
  if (isInside(at3(step))) return null;
  while (step > 0 && !isInside(at3(step - 1))) step -= 1;
  let inside = at3(step - 1);
  let outside = at3(step);
  for (let round = 0; round < BISECTIONS; round += 1) {
    const middle = (inside + outside) / 2;
    if (isInside(middle)) inside = middle;
    else outside = middle;
  }
  return (inside + outside) / 2;
}

// src/stats/experiments/contrast.ts
var DUST2 = 1e-24;
function sidesOf(units) {
  return [sideOf(units.filter(({ treated }) => !treated)), sideOf(units.filter(({ treated }) => treated))];
}
function sideOf(units) {
  const weight = units.reduce((sum4, unit) => sum4 + unit.weight, 0);
  const squares = units.reduce((sum4, unit) => sum4 + unit.weight ** 2, 0);
  const mean = units.reduce((sum4, unit) => sum4 + unit.weight * unit.value, 0) / weight;
  const scatter = units.reduce((sum4, unit) => sum4 + (unit.weight * (unit.value - mean)) ** 2, 0) / weight ** 2;
  return {
    clusters: units.length,
    mean,
    scatter: scatter <= DUST2 * mean ** 2 ? 0 : scatter,
    effective: weight ** 2 / squares
  };
}
function methodFor(control, treated, effective = Math.min(control, treated)) {
  if (control + treated < FEWEST || Math.min(control, treated) < 1) return "none";
  const isFew = control + treated < FEWEST_FOR_ERRORS || effective < FEWEST_OF_AN_ARM;
  return isFew ? "randomisation" : "clustered";
}
function clusteredError(control, treated) {
  const clusters = control.clusters + treated.clusters;
  return Math.sqrt(clusters / (clusters - 1) * (control.scatter + treated.scatter));
}
function partsOf({ scatter, effective }) {
  const clusters = Math.max(2, effective);
  return { variance: clusters / (clusters - 1) * scatter, effective: clusters };
}
function randomisedDifference(units, random, among = 1) {
  if (sidesOf(units).every(({ scatter }) => scatter === 0)) return { refused: "no-variation" };
  const observed = units.map(({ treated }) => treated);
  const { assignments, exact } = drawable([observed], random);
  const statisticOf2 = statisticsOf(units);
  const drawn = assignments.map(([treated = []]) => statisticOf2(treated));
  const found = randomisationInference(statisticOf2(observed), drawn, among);
  return { ...found, assignments: { count: assignments.length, exact } };
}
var TERMS = 8;
function statisticsOf(units) {
  const centre = sideOf(units).mean;
  const terms = Float64Array.from(
    units.flatMap(({ treated, value, weight: w }) => {
      const [v, z4] = [value - centre, treated ? 1 : 0];
      return [w, w * v, w * z4, w * w, w * w * v, w * w * z4, (w * v) ** 2, w * w * v * z4];
    })
  );
  const growth = units.length / (units.length - 1);
  return (treated) => {
    const one = momentsOf(sumWhere(terms, treated, true));
    const other = momentsOf(sumWhere(terms, treated, false));
    return {
      difference: [one.value - other.value, one.effect - other.effect],
      variance: [growth * (one.vv + other.vv), growth * (one.ve + other.ve), growth * (one.ee + other.ee)]
    };
  };
}
function sumWhere(terms, treated, which) {
  const sums = new Float64Array(TERMS);
  for (let unit = 0; unit < treated.length; unit += 1) {
    if (treated[unit] !== which) continue;
    for (let term = 0; term < TERMS; term += 1) sums[term] = (sums[term] ?? 0) + (terms[TERMS * unit + term] ?? 0);
  }
  return sums;
}
function momentsOf([w = 0, wv = 0, wz = 0, ww = 0, wwv = 0, wwz = 0, wwvv = 0, wwvz = 0]) {
  const [value, effect] = [wv / w, wz / w];
  return {
    value,
    effect,
    vv: Math.max(0, wwvv - 2 * value * wwv + value * value * ww) / w ** 2,
    ve: (wwvz - value * wwz - effect * wwv + value * effect * ww) / w ** 2,
    ee: Math.max(0, wwz - 2 * effect * wwz + effect * effect * ww) / w ** 2
  };
}

// src/stats/experiments/arms.ts
function sumsOf(clusters) {
  const sum4 = (of2) => clusters.reduce((total3, each) => total3 + of2(each), 0);
  return {
    clusters: clusters.length,
    m: sum4(({ m }) => m),
    y: sum4(({ y }) => y),
    yy: sum4(({ y }) => y * y),
    ym: sum4(({ y, m }) => y * m),
    mm: sum4(({ m }) => m * m)
  };
}
function compareArms(control, others, seed) {
  return others.map((arm) => ({ arm: arm.name, result: compare(control, arm, { among: others.length, seed }) }));
}
function compare(control, arm, { among, seed }) {
  const method = methodFor(control.sums.clusters, arm.sums.clusters);
  if (method === "clustered") return compareSums(control.sums, arm.sums, among);
  if (method === "none" || control.clusters === void 0 || arm.clusters === void 0)
    return { refused: "too-few-clusters" };
  const units = [control.clusters, arm.clusters].flatMap(
    (clusters, side) => clusters.map(({ m, y }) => ({ treated: side === 1, value: y / m, weight: m }))
  );
  const found = randomisedDifference(units, seededRandom("arms", seed, arm.name), among);
  if ("refused" in found) return found;
  return {
    refused: null,
    method,
    ...found,
    relative: relativeTo(arm.sums.y / arm.sums.m, found.difference),
    degrees: null,
    clusters: units.length
  };
}
function compareSums(control, treated, among) {
  const sides = [sideOfSums(control), sideOfSums(treated)];
  const parts = sides.map(partsOf);
  if (parts.some(({ variance }) => variance === 0)) return { refused: "no-variation" };
  const risk = (1 - CONFIDENCE) / among;
  const { interval: interval2, p, degrees } = studentInterval(sides[1].mean - sides[0].mean, parts, risk);
  return {
    refused: null,
    method: "clustered",
    difference: interval2,
    relative: ratioOf2(sides, parts, risk),
    se: clusteredError(...sides),
    p: Math.min(1, among * p),
    degrees,
    assignments: null,
    clusters: control.clusters + treated.clusters
  };
}
var DUST3 = 1e-13;
function sideOfSums({ clusters, m, y, yy, ym, mm }) {
  const mean = y / m;
  const squares = Math.max(0, yy - 2 * mean * ym + mean * mean * mm);
  return { clusters, mean, scatter: squares <= DUST3 * yy ? 0 : squares / m ** 2, effective: m ** 2 / mm };
}
function ratioOf2([control, treated], parts, risk) {
  if (control.mean <= 0) return null;
  if (treated.mean <= 0) return { value: treated.mean / control.mean - 1, low: null, high: null };
  const logParts = parts.map(({ variance, effective }, side) => ({
    variance: variance / (side === 0 ? control : treated).mean ** 2,
    effective
  }));
  return asFraction(studentInterval(Math.log(treated.mean / control.mean), logParts, risk).interval);
}

// src/stats/experiments/sample-ratio.ts
var MISMATCH = 1e-3;
function sampleRatio(counts) {
  const total3 = counts.reduce((sum4, { observed }) => sum4 + observed, 0);
  const shares = counts.reduce((sum4, { share }) => sum4 + share, 0);
  const arms = counts.map(({ arm, observed, share }) => ({ arm, observed, expected: total3 * share / shares }));
  const statistic = total3 === 0 ? 0 : arms.reduce((sum4, { observed, expected }) => sum4 + (observed - expected) ** 2 / expected, 0);
  const degrees = counts.length - 1;
  const p = degrees === 0 ? 1 : upperGamma(degrees / 2, statistic / 2);
  return { statistic, degrees, p, mismatch: p < MISMATCH, arms };
}

// src/field/analyses/experiment/coverage-differs.ts
var MOST_DIFFERENCE = 0.01;
var CERTAIN2 = 3.29;
function coverageDiffers(...pairs) {
  if (pairs.flat().some(({ starts }) => starts === 0)) return false;
  const changes = pairs.map(([one, other]) => shareOf(one) - shareOf(other));
  const difference = changes.reduce((sum4, change2, index) => sum4 + (index === 0 ? change2 : -change2), 0);
  const variance = pairs.reduce((sum4, [one, other]) => sum4 + varianceOf(one, other), 0);
  return Math.abs(difference) > Math.max(MOST_DIFFERENCE, CERTAIN2 * Math.sqrt(variance));
}
var shareOf = ({ starts, ended }) => ended / starts;
function varianceOf(one, other) {
  const pooled = (one.ended + other.ended) / (one.starts + other.starts);
  return pooled * (1 - pooled) * (1 / one.starts + 1 / other.starts);
}

// src/field/analyses/experiment/flag-arms.ts
var MOST_CHANGED = 0.01;
function compareFlag(cells, { control, shares, steps }) {
  const names = [control, ...[...cells.arms.keys()].filter((name7) => name7 !== control)];
  const arms = names.map((name7) => ({ name: name7, sums: sumsOfCells(cells.arms.get(name7) ?? []) }));
  const all = sumsOfCells(arms.map(({ sums }) => sums));
  const changed2 = changedOf2(cells, all);
  const ratio2 = ratioOf3(arms, shares);
  const found = {
    ...NOTHING,
    control,
    arms: arms.map((arm) => armRow(arm, steps)),
    sampleRatio: ratio2,
    changed: changed2,
    exposed: all.n
  };
  if (changed2.share > MOST_CHANGED) return { ...found, reason: "variant-changes" };
  const [ofControl, ...others] = arms;
  if (ofControl === void 0 || others.length === 0) return { ...found, reason: "one-arm" };
  if (all.n === 0) return { ...found, reason: "no-sessions" };
  const statArms = others.map(({ name: name7, sums }) => ({ name: name7, sums: armSums(sums, steps) }));
  const results = compareArms({ name: control, sums: armSums(ofControl.sums, steps) }, statArms, "experiment");
  const comparisons = results.flatMap(({ arm, result }) => {
    if (result.refused !== null) return [];
    const own = others.find(({ name: name7 }) => name7 === arm)?.sums ?? all;
    return [{ arm, effect: result, reason: reasonOf(ratio2, ofControl.sums, own, holdsZero(result)) }];
  });
  const [first] = results;
  const reason2 = first?.result.refused ?? comparisons[0]?.reason ?? null;
  return { ...found, comparisons: first?.result.refused === null ? comparisons : [], reason: reason2 };
}
function armRow({ name: name7, sums }, steps) {
  return { name: name7, sessions: sums.n, mean: meanOf(sums, steps), coverage: coverageOf(sums) };
}
function changedOf2({ changed: changed2 }, { landed }) {
  const sessions = sumsOfCells(changed2).landed;
  return { sessions, share: sessions === 0 ? 0 : sessions / (sessions + landed) };
}
function ratioOf3(arms, shares) {
  const names = [.../* @__PURE__ */ new Set([...arms.map(({ name: name7 }) => name7), ...shares?.keys() ?? []])];
  return sampleRatio(
    names.map((name7) => ({
      arm: name7,
      observed: arms.find((arm) => arm.name === name7)?.sums.landed ?? 0,
      share: shares?.get(name7) ?? 1
    }))
  );
}
function reasonOf({ mismatch }, control, arm, isUncertain) {
  if (mismatch) return "sample-ratio-mismatch";
  if (coverageDiffers([arm, control])) return "coverage-differs";
  return isUncertain ? "not-certain" : null;
}

// src/field/analyses/experiment/flags.ts
function flagsIn(variant) {
  const pairs = (variant ?? "").split(";").flatMap((pair) => {
    const at3 = pair.indexOf("=");
    return at3 <= 0 ? [] : [[pair.slice(0, at3), pair.slice(at3 + 1)]];
  });
  return new Map(pairs);
}
function cellsOfFlag(cells, flag) {
  const valued = cells.map((cell) => {
    const [lowest, highest] = [flagsIn(cell.lowest), flagsIn(cell.highest)];
    const values = [...new Set([lowest.get(flag), highest.get(flag)].filter((value) => value !== void 0))];
    return { cell, values, names: [...lowest.keys(), ...highest.keys()] };
  });
  const whole4 = valued.flatMap(
    ({ cell, values: [value, ...others] }) => value === void 0 || others.length > 0 ? [] : [{ cell, value }]
  );
  const arms = [...Map.groupBy(whole4, ({ value }) => value)].map(
    ([value, those]) => [value, those.map(({ cell }) => cell)]
  );
  return {
    arms: new Map(arms.toSorted(([one], [other]) => one < other ? -1 : 1)),
    changed: valued.filter(({ values }) => values.length > 1).map(({ cell }) => cell),
    flags: [...new Set(valued.flatMap(({ names }) => names))].toSorted()
  };
}

// src/stats/experiments/trend.ts
function slopeOf(periods) {
  const seen2 = periods.map((period, time) => ({ ...period, time })).filter(({ m }) => m > 0);
  const views2 = seen2.reduce((sum4, { m }) => sum4 + m, 0);
  const centre = seen2.reduce((sum4, { m, time }) => sum4 + m * time, 0) / views2;
  const weight = seen2.reduce((sum4, { m, time }) => sum4 + m * (time - centre) ** 2, 0);
  if (seen2.length < 2) return null;
  return { value: seen2.reduce((sum4, { y, time }) => sum4 + y * (time - centre), 0) / weight, weight };
}

// src/stats/experiments/difference-in-differences.ts
function differenceInDifferences(clusters, seed) {
  const changes = clusters.flatMap(changeOf);
  return { effect: effectOf(changes, seed), trend: trendOf2(clusters, seed), dropped: clusters.length - changes.length };
}
function changeOf({ treated, before, after }) {
  const { m, y } = sumsOf(before);
  const slope = slopeOf([{ m, y }, after]);
  return slope === null ? [] : [{ treated, ...slope, after: after.y / after.m }];
}
function effectOf(changes, seed) {
  const found = compareUnits(changes, seededRandom("did", seed));
  if (found === null) return { refused: "too-few-clusters" };
  if ("refused" in found) return found;
  const relative2 = found.method === "clustered" ? logRatio(changes) : relativeTo(afterOfTreated(changes), found.difference);
  return { refused: null, ...found, relative: relative2, clusters: changes.length };
}
function trendOf2(clusters, seed) {
  const periods = Math.max(0, ...clusters.map(({ before }) => before.length));
  const slopes = clusters.flatMap(({ treated, before }) => {
    const slope = slopeOf(before);
    return slope === null ? [] : [{ treated, ...slope }];
  });
  const found = compareUnits(slopes, seededRandom("trend", seed));
  if (found === null || "refused" in found) return null;
  return { ...found.difference, se: found.se, p: found.p, method: found.method, periods };
}
function compareUnits(units, random) {
  const sides = sidesOf(units);
  const [control, treated] = sides;
  const effective = Math.min(control.effective, treated.effective);
  const method = methodFor(control.clusters, treated.clusters, effective);
  if (method === "none") return null;
  if (method === "randomisation") {
    const found = randomisedDifference(units, random);
    return "refused" in found ? found : { method, ...found, degrees: null };
  }
  const parts = sides.map(partsOf);
  if (parts.every(({ variance }) => variance === 0)) return { refused: "no-variation" };
  const { interval: interval2, ...test } = studentInterval(treated.mean - control.mean, parts);
  return { method, difference: interval2, se: clusteredError(...sides), ...test, assignments: null };
}
function afterOfTreated(changes) {
  const [, { mean }] = sidesOf(changes.map((change2) => ({ ...change2, value: change2.after })));
  return mean;
}
function logRatio(changes) {
  const [control, treated] = sidesOf(changes);
  const after = afterOfTreated(changes);
  const without2 = after - (treated.mean - control.mean);
  if (after <= 0 || without2 <= 0) return null;
  const linear = changes.map((change2) => ({
    ...change2,
    value: change2.treated ? change2.after / after - (change2.after - change2.value) / without2 : change2.value / without2
  }));
  return asFraction(studentInterval(Math.log(after / without2), sidesOf(linear).map(partsOf)).interval);
}

// src/field/analyses/experiment/group-parts.ts
var HOUR_MS = 36e5;
var DAY_MS3 = 24 * HOUR_MS;
function placeCells(cells, { treated, atMs, fromMs }) {
  const days = Math.max(0, Math.floor((atMs - fromMs) / DAY_MS3));
  const firstMs = days === 0 ? fromMs - HOUR_MS : atMs - days * DAY_MS3;
  const placed2 = cells.flatMap((cell) => {
    const hourMs = Date.parse(cell.hour ?? "");
    const isSplit = hourMs < atMs && hourMs + HOUR_MS > atMs;
    if (cell.group === null || hourMs < firstMs || isSplit) return [];
    const day = days === 0 ? 0 : Math.floor((hourMs - firstMs) / DAY_MS3);
    return [{ cell, group: cell.group, isTreated: treated.includes(cell.group), day: hourMs >= atMs ? null : day }];
  });
  return { cells: placed2, days };
}
function cellsOf({ cells }, isTreated, when) {
  return cells.filter((each) => each.isTreated === isTreated && each.day === null === (when === "after")).map(({ cell }) => cell);
}
function clustersOf({ cells, days }, steps) {
  return [...Map.groupBy(cells, ({ group }) => group).values()].map((those) => {
    const ofDay = Map.groupBy(those, ({ day }) => day);
    const totals = (day) => {
      const { n, total: total3 } = sumsOfCells((ofDay.get(day) ?? []).map(({ cell }) => cell));
      return { m: n, y: total3 / steps };
    };
    return {
      treated: those[0]?.isTreated === true,
      before: Array.from({ length: Math.max(1, days) }, (_, day) => totals(day)),
      after: totals(null)
    };
  });
}

// src/field/analyses/experiment/grouped.ts
var MOST_MIXED = 0.01;
var TREND_RISK = 0.05;
function compareGroups(cells, treatment) {
  const placed2 = placeCells(cells, treatment);
  const sums = sumsOfParts(placed2);
  const { steps } = treatment;
  const found = {
    ...NOTHING,
    control: "control",
    arms: PARTS.map((name7) => armRow({ name: name7, sums: sums[name7] }, steps)),
    exposed: sums["treated, after"].n
  };
  const refused3 = refusalOf(placed2, treatment);
  if (refused3 !== null) return { ...found, reason: refused3 };
  const { effect, trend, dropped } = differenceInDifferences(clustersOf(placed2, steps), "experiment");
  const leftOut = sumsOfCells(cells).landed - sumsOfCells(placed2.cells.map(({ cell }) => cell)).landed;
  const measured = { ...found, trend, dropped: { groups: dropped, sessions: leftOut } };
  if (effect.refused !== null) return { ...measured, reason: effect.refused };
  const reason2 = reasonOf2(effect, trend, sums);
  return { ...measured, comparisons: [{ arm: "treated", effect, reason: reason2 }], reason: reason2 };
}
var PARTS = ["control, before", "control, after", "treated, before", "treated, after"];
function sumsOfParts(placed2) {
  return {
    "control, before": sumsOfCells(cellsOf(placed2, false, "before")),
    "control, after": sumsOfCells(cellsOf(placed2, false, "after")),
    "treated, before": sumsOfCells(cellsOf(placed2, true, "before")),
    "treated, after": sumsOfCells(cellsOf(placed2, true, "after"))
  };
}
function refusalOf(placed2, { flag }) {
  const parts = ["before", "after"].map(
    (when) => [false, true].map((isTreated) => cellsOf(placed2, isTreated, when))
  );
  const [before = [], after = []] = parts;
  if (before.flat().length === 0) return "no-sessions-before";
  if (after.flat().length === 0) return "no-sessions-after";
  if (shareOfFlag(after[0] ?? [], flag) > MOST_MIXED) return "control-treated";
  return shareOfFlag(before[1] ?? [], flag) > MOST_MIXED ? "treated-before" : null;
}
function shareOfFlag(cells, flag) {
  if (flag === null) return 0;
  const has = (variant) => flagsIn(variant).get(flag.name) === flag.value;
  const those = cells.filter(({ lowest, highest }) => has(lowest) || has(highest));
  return sumsOfCells(those).landed / Math.max(1, sumsOfCells(cells).landed);
}
function reasonOf2(effect, trend, sums) {
  const treated = [sums["treated, after"], sums["treated, before"]];
  if (coverageDiffers(treated, [sums["control, after"], sums["control, before"]])) return "coverage-differs";
  if (trend === null) return "trends-unknown";
  if (trend.p < TREND_RISK) return "trends-differ";
  return holdsZero(effect) ? "not-certain" : null;
}

// src/stats/experiments/within-block.ts
function withinBlocks(blocks, observed) {
  const known2 = blocks.map(() => /* @__PURE__ */ new Map());
  return (assignment) => combined(
    blocks.map((block2, index) => {
      const arms = assignment[index] ?? [];
      const sums = known2[index]?.get(arms) ?? sumsOf2(block2, arms, observed[index] ?? []);
      known2[index]?.set(arms, sums);
      return sums;
    })
  );
}
function combined(blocks) {
  const total3 = { h: 0, value: 0, effect: 0, treated: 0 };
  for (const block2 of blocks) {
    total3.h += block2.h;
    total3.value += block2.value;
    total3.effect += block2.effect;
    total3.treated += block2.treated;
  }
  const value = total3.value / total3.h;
  const effect = total3.effect / total3.h;
  const scatter = { vv: 0, ve: 0, ee: 0 };
  for (const block2 of blocks) {
    const v = (block2.value - value * block2.h) / total3.h;
    const e = (block2.effect - effect * block2.h) / total3.h;
    scatter.vv += v * v;
    scatter.ve += v * e;
    scatter.ee += e * e;
  }
  const growth = blocks.length / (blocks.length - 1);
  return {
    difference: [value, effect],
    variance: [growth * scatter.vv, growth * scatter.ve, growth * scatter.ee],
    treated: total3.treated / total3.h
  };
}
function sumsOf2(block2, arms, observed) {
  const sums = { h: 0, value: 0, effect: 0, treated: 0 };
  for (const region of block2) {
    const [one, other] = [armOf(region, arms, observed, true), armOf(region, arms, observed, false)];
    if (one.m === 0 || other.m === 0) continue;
    const h = one.m * other.m / (one.m + other.m);
    sums.h += h;
    sums.value += h * (one.y / one.m - other.y / other.m);
    sums.effect += h * (one.effect / one.m - other.effect / other.m);
    sums.treated += h * one.y / one.m;
  }
  return sums;
}
function armOf(region, arms, observed, treated) {
  const sums = { m: 0, y: 0, effect: 0 };
  for (const [period, { m, y }] of region.entries()) {
    if (arms[period] !== treated) continue;
    sums.m += m;
    sums.y += y;
    sums.effect += observed[period] === true ? m : 0;
  }
  return sums;
}

// src/stats/experiments/switchback.ts
function switchback(cells, design3) {
  const kept = cells.filter(({ m, minutesIntoPeriod }) => m > 0 && minutesIntoPeriod >= design3.burnInMinutes);
  const drawUnits = [
    ...Map.groupBy(kept, ({ region, block: block2 }) => design3.together ? block2 : `${block2}\0${region}`).values()
  ].map((those) => unitOf2(those));
  const used = drawUnits.filter(({ arms }) => arms.includes(true) && arms.includes(false));
  const switches = switchesOf(cells, design3.together);
  return {
    effect: effectOf2(used, switches, design3.seed),
    switches,
    dropped: {
      burnIn: views(cells) - views(kept),
      oneArm: views(kept) - views(used.flatMap(({ regions }) => regions.flat()))
    }
  };
}
function unitOf2(cells) {
  const periods = [...new Set(cells.map(({ period }) => period))].toSorted((one, other) => one - other);
  const arms = periods.map((period) => armOf2(cells.filter((cell) => cell.period === period)));
  const regions = [...Map.groupBy(cells, ({ region }) => region).values()].map(
    (those) => periods.map((period) => totalsOf(those.filter((cell) => cell.period === period)))
  );
  return { arms, regions };
}
function armOf2(cells) {
  const arms = new Set(cells.map(({ treated }) => treated));
  if (arms.size > 1) throw new RangeError(`period ${cells[0]?.period} of block ${cells[0]?.block} has both arms`);
  return arms.has(true);
}
function totalsOf(cells) {
  return { m: views(cells), y: cells.reduce((sum4, { y }) => sum4 + y, 0) };
}
var views = (cells) => cells.reduce((sum4, { m }) => sum4 + m, 0);
function switchesOf(cells, together) {
  let switches = 0;
  for (const those of Map.groupBy(cells, ({ region }) => together ? "" : region).values()) {
    const arms = [...Map.groupBy(those, ({ period }) => period)].toSorted(([one], [other]) => one - other);
    const inOrder4 = arms.map(([, ofPeriod]) => ofPeriod[0]?.treated);
    switches += inOrder4.filter((arm, index) => index > 0 && arm !== inOrder4[index - 1]).length;
  }
  return switches;
}
var DUST4 = 1e-24;
function effectOf2(units, switches, seed) {
  if (switches < FEWEST || units.length < 2) return { refused: "too-few-switches" };
  const observed = units.map(({ arms }) => arms);
  const blocks = units.map(({ regions }) => regions);
  const { assignments, exact } = drawable(observed, seededRandom("switchback", seed));
  const statisticOf2 = withinBlocks(blocks, observed);
  const { treated, ...statistic } = statisticOf2(observed);
  if (statistic.variance[0] <= DUST4 * treated ** 2) return { refused: "no-variation" };
  const found = randomisationInference(statistic, assignments.map(statisticOf2));
  return {
    refused: null,
    method: "randomisation",
    ...found,
    relative: relativeTo(treated, found.difference),
    degrees: null,
    assignments: { count: assignments.length, exact },
    clusters: units.length
  };
}

// src/field/analyses/experiment/periods.ts
var MOST_OTHERS = 0.02;
var HOUR_MS2 = 36e5;
function periodsOf(cells, plan) {
  const valued = [
    ...[...cells.arms].flatMap(([value, those]) => those.map((cell) => ({ cell, value }))),
    ...cells.changed.map((cell) => ({ cell, value: null }))
  ];
  const placed2 = valued.flatMap(({ cell, value }) => placedIn(cell, value, plan));
  const periods = [...Map.groupBy(placed2, ({ region, period }) => JSON.stringify([region, period])).values()].flatMap(
    (those) => periodOf(those, plan)
  );
  return {
    periods,
    mixed: periods.filter(({ isMixed }) => isMixed).length,
    ungrouped: landedOf(valued) - landedOf(placed2)
  };
}
function placedIn(cell, value, { periodHours, startMs, isGrouped }) {
  const region = isGrouped ? cell.group : "";
  const period = Math.floor((Date.parse(cell.hour ?? "") - startMs) / (periodHours * HOUR_MS2));
  return region === null ? [] : [{ cell, value, region, period }];
}
function periodOf(those, { control, periodHours, startMs }) {
  const [first] = those;
  const others = landedOf(those.filter(({ value }) => value === control));
  const treated = landedOf(those.filter(({ value }) => value !== null && value !== control));
  if (first === void 0 || others + treated === 0) return [];
  const fewer = Math.min(others, treated);
  const { region, period } = first;
  return [
    {
      region,
      period,
      startMs: startMs + period * periodHours * HOUR_MS2,
      treated: treated > others,
      cells: those.map(({ cell }) => cell),
      isMixed: fewer > 1 && fewer > MOST_OTHERS * (others + treated)
    }
  ];
}
var landedOf = (those) => sumsOfCells(those.map(({ cell }) => cell)).landed;

// src/field/analyses/experiment/switched.ts
var MINUTES = 60;
function comparePeriods(cells, treatment) {
  const { control, steps, burnInHours, together } = treatment;
  const { periods, mixed, ungrouped } = periodsOf(cells, treatment);
  const armSums2 = (isTreated) => sumsOfCells(periods.filter((each) => each.treated === isTreated).flatMap((each) => each.cells));
  const [ofControl, ofTreated] = [armSums2(false), armSums2(true)];
  const treatedName = [...cells.arms.keys()].find((name7) => name7 !== control) ?? "treated";
  const found = {
    ...NOTHING,
    control,
    arms: [armRow({ name: control, sums: ofControl }, steps), armRow({ name: treatedName, sums: ofTreated }, steps)],
    changed: changedOf2(cells, sumsOfCells([...cells.arms.values()].flat())),
    exposed: ofControl.n + ofTreated.n
  };
  if (mixed > 0 || together && regionsDiffer(periods)) return { ...found, reason: "mixed-periods" };
  const { effect, dropped } = switchback(
    periods.flatMap((period) => statCells(period, steps)),
    { burnInMinutes: burnInHours * MINUTES, together, seed: "experiment" }
  );
  const measured = { ...found, dropped: { ...dropped, ungrouped } };
  if (effect.refused !== null) return { ...measured, reason: effect.refused };
  const isOther = coverageDiffers([ofTreated, ofControl]);
  const reason2 = isOther ? "coverage-differs" : holdsZero(effect) ? "not-certain" : null;
  return { ...measured, comparisons: [{ arm: treatedName, effect, reason: reason2 }], reason: reason2 };
}
function regionsDiffer(periods) {
  return [...Map.groupBy(periods, ({ period }) => period).values()].some(
    (those) => new Set(those.map(({ treated }) => treated)).size > 1
  );
}
function statCells({ region, period, treated, startMs, cells }, steps) {
  const block2 = String(Math.floor(period / 2));
  return cells.map(({ hour, n, total: total3 }) => ({
    region,
    block: block2,
    period,
    treated,
    m: n,
    y: total3 / steps,
    minutesIntoPeriod: (Date.parse(hour ?? "") - startMs) / 6e4
  }));
}

// src/field/commands/named.ts
function fieldPathOf(metric) {
  const node = readBudgetPath(metric);
  if ("what" in node) throw new GateError("usage", { what: `--metric: ${node.what}`, todo: node.todo });
  if (isFieldPath(node.path)) return node.path;
  const what = `--metric is ${quote(metric)}, which page views do not record.`;
  throw new GateError("usage", { what, todo: "Write for example --metric lcp.ttfb, --metric inp or --metric cls." });
}
function assertDeclaredRoute(routes, route) {
  const names = routes.map(({ name: name7 }) => name7);
  if (names.length === 0 || names.includes(route)) return;
  const what = `--route is ${quote(route)}, which is not declared.`;
  throw new GateError("usage", { what, todo: suggestion(route, names, "It can be") });
}

// src/field/commands/experiment-request.ts
var CENTS = 100;
function outcomeSubject({ field }, { outcome, route }) {
  if (route !== null) assertDeclaredRoute(field.routes, route);
  const name7 = outcome ?? "conversion";
  if (name7 !== "conversion" && name7 !== "value") return metricSubject(name7);
  const { events } = field;
  if (events === null) throw new GateError("no-events", {}, { where: field.beacons.where });
  if (name7 === "conversion") return { kind: "conversion", name: name7, steps: 1, source: events };
  if (events.value !== null) return { kind: "value", name: name7, steps: CENTS, source: events };
  const todo = "Add for example `value: value` to `field.events`, or write --outcome conversion.";
  throw new GateError(
    "usage",
    { what: "--outcome is value, and field.events does not name a value.", todo },
    { where: events.where }
  );
}
function metricSubject(name7) {
  const node = readBudgetPath(name7);
  if (!("what" in node) && isFieldPath(node.path))
    return { kind: "metric", name: node.path, steps: stepsOf(node.path), path: node.path };
  const what = `--outcome is ${quote(name7)}, which sessions do not have.`;
  const todo = "Write --outcome conversion, --outcome value, or a metric or a part of one, for example --outcome lcp.ttfb.";
  throw new GateError("usage", { what, todo });
}
var currencyOf = (subject) => subject.kind === "value" ? subject.source.currency : null;
var CONTROLS = ["control", "off", "holdback", "false", "0"];
function controlOf(values, { flag, control }) {
  if (control !== null) {
    if (values.includes(control)) return control;
    const what2 = `--control is ${quote(control)}, which the flag ${quote(flag)} never is.`;
    throw new GateError("usage", { what: what2, todo: suggestion(control, values.map(named), "It is") });
  }
  const found = values.filter((value) => CONTROLS.includes(value.toLowerCase()));
  const [only] = found;
  if (only !== void 0 && found.length === 1) return only;
  const of2 = `Its values are ${values.map(quote).join(", ")}.`;
  const what = `--control is missing, and ${found.length === 0 ? "none" : "not only one"} of the values of the flag ${quote(flag)} says that it is the control.`;
  throw new GateError("usage", { what, todo: `Name the value without the treatment with --control. ${of2}` });
}
function assertShares(values, { flag, shares }) {
  if (shares === null) return;
  const missing = values.filter((value) => !shares.has(value));
  if (missing.length === 0) return;
  const what = `--shares has no share of ${missing.map(quote).join(", ")}, which the flag ${quote(flag)} also is.`;
  throw new GateError("usage", { what, todo: `Give a share to each of ${values.map(quote).join(", ")}.` });
}
function assertTreated(groups, { group, treated }) {
  for (const each of treated) {
    if (groups.includes(each)) continue;
    const what = `--treated has ${quote(each)}, which is not a ${GROUP_WORDS[group]} of any session.`;
    throw new GateError("usage", { what, todo: suggestion(each, groups.map(named), "There are") });
  }
}
var GROUP_WORDS = {
  country: "country",
  connection: "connection",
  device: "device",
  pageType: "page type"
};
var named = (value) => quote(value).slice(1, -1);
function kindOf(plan) {
  return plan.design === "did" && !plan.randomised ? "association" : "effect";
}

// src/field/commands/experiment-designs.ts
function findEffect(plan, cells, asked) {
  if (sumsOfCells(cells).landed === 0) return without("no-sessions");
  if (plan.design === "did") return groupEffect(plan, cells, asked);
  return plan.design === "switchback" ? switchEffect(plan, cells, asked) : flagEffect(plan, cells, asked);
}
var without = (reason2, ...notices) => ({
  found: { ...NOTHING, reason: reason2 },
  notices
});
function flagEffect(plan, cells, { steps }) {
  const ofFlag = cellsOfFlag(cells, plan.flag);
  const values = [...ofFlag.arms.keys()];
  if (values.length + ofFlag.changed.length === 0) return without("no-flag", flagNotice(plan.flag, ofFlag.flags));
  assertShares(values, plan);
  const [only] = values;
  if (values.length === 1 && only !== void 0)
    return { found: compareFlag(ofFlag, { ...plan, control: only, steps }), notices: [valueNotice(plan.flag, only)] };
  return { found: compareFlag(ofFlag, { ...plan, control: controlOf(values, plan), steps }), notices: [] };
}
function groupEffect(plan, cells, { steps, scope, at: at3 }) {
  const groups = [...new Set(cells.map(({ group }) => group))].filter((group) => group !== null).toSorted();
  assertTreated(groups, plan);
  const times = { atMs: Date.parse(at3 ?? scope.to), fromMs: Date.parse(scope.from) };
  return { found: compareGroups(cells, { ...plan, ...times, steps }), notices: [] };
}
function switchEffect(plan, cells, { steps, at: at3 }) {
  const ofFlag = cellsOfFlag(cells, plan.flag);
  const values = [...ofFlag.arms.keys()];
  const [only] = values;
  if (only === void 0) return without("no-flag", flagNotice(plan.flag, ofFlag.flags));
  if (values.length === 1) return without("one-arm", valueNotice(plan.flag, only));
  const control = controlOf(values, plan);
  if (values.length > 2) return without("several-arms", severalNotice(plan.flag, values));
  const startMs = at3 === null ? 0 : Date.parse(at3);
  return {
    found: comparePeriods(ofFlag, { ...plan, control, startMs, isGrouped: plan.group !== null, steps }),
    notices: []
  };
}
var MOST_NAMED = 10;
function flagNotice(flag, flags) {
  const there = flags.slice(0, MOST_NAMED).map(quote).join(", ");
  const known2 = flags.length === 0 ? "The records do not name any flag." : `The records name ${there}.`;
  return `no session has the flag ${quote(flag)}. ${known2}`;
}
var severalNotice = (flag, values) => `the flag ${quote(flag)} has the values ${values.slice(0, MOST_NAMED).map(quote).join(", ")}.`;
var valueNotice = (flag, value) => `the flag ${quote(flag)} is ${quote(value)} in all sessions that have it, so there is nothing to compare them with.`;

// src/field/sql/duckdb-event-lines.sql
var duckdb_event_lines_default = "INSERT INTO event_lines\nSELECT NULLIF(session, '') AS session, instant_of(time_of) AS t, number_of(value) AS value\n  , instant_of(time_of) IS NOT NULL AND has_no_offset(time_of) AS no_offset\n  , NULLIF(value, '') IS NOT NULL AND number_of(value) IS NULL AS no_number\nFROM (\n  SELECT {session} AS session, {time} AS time_of, {value} AS value\n  FROM {source}\n) texts;\n";

// src/field/sql/duckdb-events.sql
var duckdb_events_default = "-- What files say of events. Every check is a value, so that no line can stop the reading. A time without an offset is UTC.\nCREATE TEMP MACRO instant_of(word) AS\n  CASE WHEN regexp_full_match(word, '\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?(Z|[+-]\\d\\d(:?\\d\\d)?)?')\n    THEN TRY_CAST(word AS TIMESTAMPTZ) AT TIME ZONE 'UTC' END;\nCREATE TEMP MACRO has_no_offset(word) AS NOT regexp_matches(word, '(Z|:\\d\\d(\\.\\d+)?[+-]\\d\\d(:?\\d\\d)?)$');\nCREATE TEMP MACRO number_of(word) AS CASE WHEN isfinite(TRY_CAST(word AS DOUBLE)) THEN TRY_CAST(word AS DOUBLE) END;\n\nCREATE TABLE event_lines (session VARCHAR, t TIMESTAMP, value DOUBLE, no_offset BOOLEAN, no_number BOOLEAN);\nCREATE VIEW events AS\nSELECT session, t, value FROM event_lines WHERE session IS NOT NULL AND t IS NOT NULL;\n";

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

// src/field/engines/duckdb-events.ts
var { text, name } = DIALECTS.duckdb;
var isCsv = (path) => /\.[ct]sv(?:\.gz)?$/i.test(path);
async function prepareEvents(query, files, columns2) {
  await query(duckdb_events_default);
  let refused3 = 0;
  for (const file of files) {
    if (isParquet(file)) await readParquet(query, file, columns2);
    else if (isCsv(file)) refused3 += await readCsv(query, file, columns2);
    else await readNdjson(query, file, columns2);
  }
  const [row2 = {}] = await query(
    `SELECT COUNT(*) AS lines, COUNT(*) FILTER (session IS NULL) AS no_session
      , COUNT(*) FILTER (session IS NOT NULL AND t IS NULL) AS no_time
      , COUNT(*) FILTER (session IS NOT NULL AND no_offset) AS no_offset
      , COUNT(*) FILTER (session IS NOT NULL AND t IS NOT NULL AND no_number) AS no_number FROM event_lines`
  );
  const number2 = (column) => Number(row2[column] ?? 0);
  return {
    lines: number2("lines") + refused3,
    withoutSession: number2("no_session") + refused3,
    withoutTime: number2("no_time"),
    withoutOffset: number2("no_offset"),
    withoutNumber: number2("no_number")
  };
}
async function readNdjson(query, file, { session, time, value }) {
  const valueOf3 = (key) => `json_extract_string(json, ${text(jsonPath(key))})`;
  await insert(query, {
    session: valueOf3(session),
    time: valueOf3(time),
    value: value === null ? "NULL" : valueOf3(value),
    source: `read_ndjson_objects([${text(file)}], format = 'newline_delimited', ignore_errors = true)`
  });
}
async function readCsv(query, file, columns2) {
  const options = `all_varchar = true, header = true, quote = '"', escape = '"', ignore_errors = true`;
  const rejects = "store_rejects = true, rejects_table = 'event_errors', rejects_scan = 'event_scans'";
  await insertColumns(query, file, columns2, `read_csv([${text(file)}], ${options}, ${rejects})`);
  const [row2] = await query("SELECT COUNT(DISTINCT line) AS lines FROM event_errors");
  await query("DROP TABLE event_errors; DROP TABLE event_scans");
  return Number(row2?.["lines"] ?? 0);
}
async function readParquet(query, file, columns2) {
  await insertColumns(query, file, columns2, `read_parquet([${text(file)}])`);
}
async function insertColumns(query, file, columns2, source) {
  const { session, time, value } = columns2;
  const asked = [session, time, ...value === null ? [] : [value]];
  const described = await query(`DESCRIBE SELECT * FROM ${source}`);
  const known2 = described.map((row2) => String(row2["column_name"]));
  const missing = asked.filter((column) => !known2.includes(column));
  if (missing.length > 0)
    throw new GateError("events-columns", {
      of: `The file ${file}`,
      missing: missing.join(", "),
      known: known2.join(", ")
    });
  await insert(query, {
    session: textOf2(session),
    time: textOf2(time),
    value: value === null ? "NULL" : textOf2(value),
    source
  });
}
var textOf2 = (column) => `CAST(${name(column)} AS VARCHAR)`;
async function insert(query, values) {
  await query(fillTemplate(duckdb_event_lines_default, values));
}

// src/field/engines/address.ts
function addressOf(database, url) {
  keepSecret(url);
  const { protocol, host, pathname, password } = new URL(url);
  keepSecret(password, decoded(password));
  return { database, shown: `${protocol}//${host}${pathname}` };
}
function decoded(text10) {
  try {
    return decodeURIComponent(text10);
  } catch {
    return text10;
  }
}
function databaseError({ database, shown: shown3 }, cause) {
  if (cause instanceof GateError) return cause;
  return new GateError("field-database", { database: `${database} at ${shown3}`, cause: reasonOf3(cause) }, { cause });
}
function reasonOf3(cause) {
  if (cause instanceof AggregateError && cause.message === "") return reasonOf3(cause.errors[0]);
  return causeOf(cause);
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
  const column = (name7, type) => `  ${name7} ${REQUIRED.includes(name7) ? types.required(type) : types.nullable(type)}`;
  const columns2 = [
    ...TEXT_COLUMNS.map((name7) => column(name7, types.text)),
    column("t", types.instant),
    ...NODE_COLUMNS.map((node) => column(node.column, types.value)),
    column(LAYERS_COLUMN, types.layers),
    dialect === "clickhouse" ? `  version UInt64 MATERIALIZED ${VERSION}` : "  PRIMARY KEY (view, type)"
  ];
  return `CREATE TABLE ${table} (
${columns2.join(",\n")}
${types.end};`;
}

// src/field/engines/check-columns.ts
function checkColumns(dialect, table, columns2) {
  const ddl = ddlOf(dialect, table);
  if (columns2.length === 0) throw new GateError("field-no-table", { table, ddl });
  const missing = COLUMNS.filter((column) => !columns2.includes(column));
  if (missing.length > 0) throw new GateError("field-columns", { table, missing: missing.join(", "), ddl });
}

// src/field/engines/load-package.ts
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
async function loadPackage(name7, folder, database, program = import.meta.url) {
  try {
    const path = resolveFrom(name7, [join(folder, "package.json"), program]);
    return await import(pathToFileURL(path).href);
  } catch (error) {
    const why = isNotThere(error) ? "is not installed" : `does not load on this machine: ${causeOf(error)}`;
    throw new GateError("field-package", { name: name7, database, why }, { cause: error });
  }
}
function resolveFrom(name7, [place = import.meta.url, ...others]) {
  try {
    return createRequire(place).resolve(name7);
  } catch (error) {
    if (others.length === 0 || !isNotThere(error)) throw error;
    return resolveFrom(name7, others);
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
var { name: name2, text: text2 } = DIALECTS.clickhouse;
var REQUEST_MS = 3e5;
var CLICKHOUSE_SETTINGS = {
  output_format_json_quote_64bit_integers: 0,
  date_time_output_format: "iso",
  date_time_input_format: "best_effort"
};
async function openClickHouse(source, folder) {
  const session = await connectClickHouse(source.url, folder);
  try {
    const table = quotedTable(source.table, name2);
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
  const database = parts.length > 1 ? text2(parts[0] ?? "") : "currentDatabase()";
  return `database = ${database} AND ${column} = ${text2(parts.at(-1) ?? "")}`;
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
    query: (sql3) => safely(async () => plainRows(await (await client.query({ query: sql3, format: "JSON" })).json())),
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
  const query = async (sql3, values = []) => {
    try {
      const { rows } = await client.query(sql3, values.length === 0 ? void 0 : [...values]);
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

// src/field/engines/event-tables.ts
var ZONED = "timestamp with time zone";
var zonedInstant = (iso) => `TIMESTAMPTZ '${new Date(iso).toISOString()}'`;
async function eventsOfPostgres(engine, table, columns2) {
  const { name: name7, text: text10, instant: instant2 } = DIALECTS.postgres;
  const quoted2 = quotedTable(table, name7);
  const rows = await engine.query(
    `SELECT attname AS name, format_type(atttypid, NULL) AS type FROM pg_attribute
     WHERE attrelid = to_regclass(${text10(quoted2)}) AND attnum > 0 AND NOT attisdropped`
  );
  const types = new Map(rows.map((row2) => [String(row2["name"]), String(row2["type"])]));
  checkTypes(quoted2, types, columns2, {
    time: /^timestamp/,
    value: /^(?:smallint|integer|bigint|numeric|real|double precision)$/
  });
  const isText = /^(?:text|character varying)$/.test(types.get(columns2.session) ?? "");
  const session = name7(columns2.session);
  return {
    table: quoted2,
    session: isText ? session : `CAST(${session} AS text)`,
    time: name7(columns2.time),
    value: columns2.value === null ? "NULL" : `CAST(${name7(columns2.value)} AS double precision)`,
    instant: types.get(columns2.time) === ZONED ? zonedInstant : instant2,
    shard: await shardOf(engine, quoted2, [columns2.session, columns2.time, columns2.value]),
    leftOut: null
  };
}
async function eventsOfClickHouse(engine, table, columns2) {
  const { name: name7, instant: instant2 } = DIALECTS.clickhouse;
  const quoted2 = quotedTable(table, name7);
  const rows = await engine.query(`SELECT name, type FROM system.columns WHERE ${whereTable(table, "table")}`);
  const types = new Map(rows.map((row2) => [String(row2["name"]), String(row2["type"])]));
  checkTypes(quoted2, types, columns2, {
    time: /^(?:Nullable\()?DateTime/,
    value: /^(?:Nullable\()?(?:U?Int|Float|Decimal)/
  });
  const [found] = await engine.query(`SELECT engine FROM system.tables WHERE ${whereTable(table, "name")}`);
  return {
    table: readable(quoted2, found?.["engine"]),
    session: `toString(${name7(columns2.session)})`,
    time: name7(columns2.time),
    value: columns2.value === null ? "NULL" : `toFloat64(${name7(columns2.value)})`,
    instant: instant2,
    shard: null,
    leftOut: null
  };
}
function checkTypes(table, types, { session, time, value }, fit) {
  if (types.size === 0) throw new GateError("events-no-table", { table });
  const asked = [session, time, ...value === null ? [] : [value]];
  const missing = asked.filter((column) => !types.has(column));
  if (missing.length > 0)
    throw new GateError("events-columns", {
      of: `The table ${table}`,
      missing: missing.join(", "),
      known: [...types.keys()].join(", ")
    });
  requireType({ table, column: time, type: types.get(time), fits: fit.time, needs: "a timestamp" });
  if (value !== null) requireType({ table, column: value, type: types.get(value), fits: fit.value, needs: "a number" });
}
function requireType({ table, column, type = "", fits, needs }) {
  if (!fits.test(type)) throw new GateError("events-type", { table, column, type, needs });
}

// src/field/engines/printed.ts
var PLAIN = /^[a-z_][a-z0-9_]*$/;
function printedTable(dialect, table) {
  const quote2 = (name7) => PLAIN.test(name7) ? name7 : DIALECTS[dialect].name(name7);
  return { dialect, table: quotedTable(table, quote2), shard: null };
}

// src/field/engines/events.ts
var FILE_EVENTS = {
  table: "events",
  session: "session",
  time: "t",
  value: "value",
  shard: null,
  instant: DIALECTS.duckdb.instant
};
async function openEvents(engine, source, folder) {
  if (source.kind === "files") {
    const files = await matchesOf(source.glob, folder);
    if (files.length === 0) throw new GateError("events-no-files", { glob: source.glob, folder });
    return eventsOfFiles(engine, files, source);
  }
  if (engine.dialect === "clickhouse") return eventsOfClickHouse(engine, source.table, source);
  if (engine.dialect === "postgres") return eventsOfPostgres(engine, source.table, source);
  throw new Error("a table of events beside files of page views");
}
async function eventsOfFiles({ query }, files, columns2) {
  return { ...FILE_EVENTS, leftOut: await prepareEvents(query, files, columns2) };
}
function printedEvents(dialect, source) {
  const { instant: instant2 } = DIALECTS[dialect];
  if (source.kind === "files") return { ...FILE_EVENTS, instant: instant2, leftOut: null };
  return { ...printedTable(dialect, source.table), ...quotedColumns(dialect, source), instant: instant2, leftOut: null };
}
function quotedColumns(dialect, { session, time, value }) {
  const { name: name7 } = DIALECTS[dialect];
  return { session: name7(session), time: name7(time), value: value === null ? "NULL" : name7(value) };
}

// src/field/questions/price.ts
var COVARIATES = ["device", "connection", "country", "pageType"];
async function askCells(engine, scope, landing, events) {
  const rows = await engine.query(cellsText(engine, scope, landing, events));
  const sum4 = (column) => rows.reduce((total3, row2) => total3 + numberOf(row2, column), 0);
  const cells = rows.filter((row2) => numberOf(row2, "n") > 0);
  return {
    cells: inOrder2(cells, (row2) => ({
      ...covariatesOf(row2),
      n: numberOf(row2, "n"),
      totalMs: numberOf(row2, "total"),
      converted: numberOf(row2, "y"),
      earlier: numberOf(row2, "b")
    })),
    starts: sum4("starts"),
    analysed: sum4("n"),
    states: { fresh: sum4("fresh_n"), stale: sum4("stale_n"), failed: sum4("failed_n") }
  };
}
async function askControl(engine, scope, landing, events) {
  const rows = await engine.query(controlText(engine, scope, landing, events));
  return inOrder2(rows, (row2) => ({
    ...covariatesOf(row2),
    lastRoute: textOf(row2, "last_route"),
    n: numberOf(row2, "n"),
    totalMs: numberOf(row2, "total"),
    landedMs: numberOf(row2, "landed"),
    converted: numberOf(row2, "y")
  }));
}
async function askWorth(engine, scope, landing, events) {
  const [row2 = {}] = await engine.query(worthText(engine, scope, landing, events));
  return {
    sessions: numberOf(row2, "buyers"),
    cents: numberOf(row2, "cents"),
    squares: numberOf(row2, "squares"),
    events: numberOf(row2, "orders_n"),
    priced: numberOf(row2, "priced_n"),
    copies: numberOf(row2, "copies_n")
  };
}
async function askEventCounts(engine, scope, events) {
  const [row2 = {}] = await engine.query(eventCountsText(engine, scope, events));
  return { events: numberOf(row2, "n"), refunds: numberOf(row2, "refunds") };
}
function covariatesOf(row2) {
  return {
    device: nullableText(row2, "device"),
    connection: nullableText(row2, "connection"),
    country: nullableText(row2, "country"),
    pageType: nullableText(row2, "page_type")
  };
}
function inOrder2(rows, itemOf) {
  const keys = ["device", "connection", "country", "page_type", "last_route"];
  const sorted = sortedBy(rows, (row2) => [
    ...keys.map((key) => nullableText(row2, key)),
    numberOf(row2, "bucket"),
    numberOf(row2, "landing_bucket")
  ]);
  return sorted.map(itemOf);
}

// src/field/commands/price-notices.ts
var of = (number2, one, several) => number2 === 0 ? [] : [`${count(number2, "event")} ${number2 === 1 ? one : several}.`];
function eventNotices({ leftOut }, { events, worth }) {
  return [
    ...of(leftOut?.withoutSession ?? 0, "has no session, and is left out", "have no session, and are left out"),
    ...of(
      leftOut?.withoutTime ?? 0,
      "has a time that cannot be read, and is left out",
      "have a time that cannot be read, and are left out"
    ),
    ...of(
      leftOut?.withoutOffset ?? 0,
      "has a time without an offset, which is taken as UTC",
      "have times without an offset, which are taken as UTC"
    ),
    ...of(
      leftOut?.withoutNumber ?? 0,
      "has a value that is not a number: it counts as a conversion, and not as money",
      "have values that are not numbers: they count as conversions, and not as money"
    ),
    ...of(events.refunds, "has a negative value, and is left out", "have negative values, and are left out"),
    ...of(worth?.copies ?? 0, "is there more than once, and counts once", "are there more than once, and count once")
  ];
}
function priceNotices({ sessions, established, money: money2 }, { landed, worth }, { value, currency: currency2 }) {
  const earlier = landed.cells.reduce((sum4, cell) => sum4 + cell.earlier, 0);
  return [
    ...earlier === 0 ? [] : [
      `${count(earlier, "session")} of ${sessions.toLocaleString("en")} (${percent(earlier / sessions)}) ${earlier === 1 ? "has" : "have"} an event before the landing, which is not a conversion.`
    ],
    ...value !== null && currency2 === null ? ["field.events names a value and no currency, so there is no money. Add for example currency: EUR."] : [],
    ...established && currency2 !== null && value !== null && money2 === null && worth?.priced === 0 ? ["no event of a converted session has a value, so there is no money."] : []
  ];
}
var percent = (share) => share < 0.01 ? "less than 1 %" : `${wholePercent(share)} %`;
function shortNotices({ money: money2 }, days) {
  if (money2 === null || days >= 7) return [];
  const seen2 = count(Math.round(days), "day");
  return [`page views cover ${seen2}, so the money of a week assumes that other days are like them.`];
}
function labNotices(found) {
  if (found === null || found.why === null) return [];
  return [`the ratio of the lab to the field is not known, because ${found.why}.`];
}

// src/field/analyses/price/sessions.ts
var UNKNOWN = "unknown";
var OTHER = "other";
var FEWEST_SESSIONS = 100;
var FEWEST_EXPECTED = 10;
var MOST_LEVELS = 50;
var sessionsIn = (groups) => groups.reduce((sum4, { n }) => sum4 + n, 0);
var outcomesIn = (groups) => groups.reduce((sum4, { y }) => sum4 + y, 0);
function withCommonLevels(groups, covariate) {
  const counts = countsOf(groups, covariate);
  const rate = outcomesIn(groups) / sessionsIn(groups);
  const isCommon = (n) => n >= FEWEST_SESSIONS && n * Math.min(rate, 1 - rate) >= FEWEST_EXPECTED;
  const byFrequency = [...counts].toSorted(([one, n], [other, m]) => m - n || (one < other ? -1 : 1));
  const common = new Set(
    byFrequency.filter(([, n]) => isCommon(n)).slice(0, MOST_LEVELS).map(([level]) => level)
  );
  const rare = byFrequency.reduce((sum4, [level, n]) => common.has(level) ? sum4 : sum4 + n, 0);
  const rest = isCommon(rare) || common.size === 0 ? OTHER : byFrequency[0]?.[0] ?? OTHER;
  return groups.map((group) => {
    const level = group.levels[covariate] ?? UNKNOWN;
    return { ...group, levels: { ...group.levels, [covariate]: common.has(level) ? level : rest } };
  });
}
function withVariedLevels(groups, covariates) {
  const kept = covariates.reduce((left, covariate) => {
    const those = Map.groupBy(left, ({ levels }) => levels[covariate] ?? UNKNOWN);
    return [...those.values()].filter(isVaried).flat();
  }, groups);
  return kept.length === groups.length ? [...kept] : withVariedLevels(kept, covariates);
}
function isVaried(groups) {
  const outcomes = outcomesIn(groups);
  return outcomes > 0 && outcomes < sessionsIn(groups);
}
function levelsOf(groups, covariate) {
  return [...countsOf(groups, covariate)].toSorted(([one, n], [other, m]) => m - n || (one < other ? -1 : 1)).map(([level]) => level);
}
function countsOf(groups, covariate) {
  const counts = /* @__PURE__ */ new Map();
  for (const { levels, n } of groups) {
    const level = levels[covariate] ?? UNKNOWN;
    counts.set(level, (counts.get(level) ?? 0) + n);
  }
  return counts;
}

// src/field/analyses/price/cells.ts
function covariateLevels(of2) {
  return Object.fromEntries(COVARIATES.map((covariate) => [covariate, of2[covariate] ?? UNKNOWN]));
}
function convertedGroups(cells) {
  return cells.map((cell) => ({
    n: cell.n,
    y: cell.converted,
    ms: cell.totalMs / cell.n,
    levels: covariateLevels(cell),
    otherMs: null
  }));
}

// src/stats/least-squares.ts
var DEPENDENT = 1e-7;
var TWICE = Math.SQRT1_2;
function basisOf(columns2) {
  return extendBasis({ vectors: [], logDeterminant: 0 }, columns2);
}
function extendBasis(basis, columns2) {
  const vectors = [...basis.vectors];
  let { logDeterminant } = basis;
  for (const column of columns2) {
    const rest = leftOver(column, vectors);
    const length = Math.sqrt(dot(rest, rest));
    if (length <= DEPENDENT * Math.sqrt(dot(column, column))) continue;
    logDeterminant += 2 * Math.log(length);
    vectors.push(rest.map((value) => value / length));
  }
  return { vectors, logDeterminant };
}
function leftOver(column, vectors) {
  const rest = column.slice();
  takeOff(rest, vectors);
  if (dot(rest, rest) < TWICE ** 2 * dot(column, column)) takeOff(rest, vectors);
  return rest;
}
function takeOff(rest, vectors) {
  for (const vector of vectors) {
    const share = dot(rest, vector);
    for (let index = 0; index < rest.length; index += 1) rest[index] = at(rest, index) - share * at(vector, index);
  }
}
function dot(one, other) {
  let total3 = 0;
  for (let index = 0; index < one.length; index += 1) total3 += at(one, index) * at(other, index);
  return total3;
}
function at(column, index) {
  return column[index] ?? 0;
}

// src/stats/separation.ts
var UNMOVED = 1e-8;
var TAKES_PART = 1e-3;
function isEndless(cells, moves) {
  const tolerance = UNMOVED * Math.min(1, largest(moves));
  return cells.every(({ n, y }, index) => {
    const move = moves[index] ?? 0;
    return (y === 0 || move >= -tolerance) && (y === n || move <= tolerance);
  });
}
function columnsOf(cells, { direction, moves }) {
  const least = TAKES_PART * largest(moves);
  return Array.from(direction.keys()).filter((column) => {
    const [low, high] = rangeOf(cells, column);
    return low < high && Math.abs(direction[column] ?? 0) * Math.max(high, -low) > least;
  });
}
function rangeOf(cells, column) {
  let [low, high] = [Infinity, -Infinity];
  for (const { x } of cells) {
    low = Math.min(low, x[column] ?? 0);
    high = Math.max(high, x[column] ?? 0);
  }
  return [low, high];
}
function largest(values) {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

// src/stats/symmetric.ts
var zeros = (size) => Array.from({ length: size }, () => new Float64Array(size));
var SINGULAR = 1e-14;
function addOuter(lower3, x, weight) {
  for (let row2 = 0; row2 < x.length; row2 += 1) {
    const scaled2 = weight * (x[row2] ?? 0);
    const into = lower3[row2];
    if (scaled2 === 0 || into === void 0) continue;
    for (let column = 0; column <= row2; column += 1) into[column] = (into[column] ?? 0) + scaled2 * (x[column] ?? 0);
  }
}
function mirrored(lower3) {
  return lower3.map((own, row2) => own.map((value, column) => column <= row2 ? value : at2(lower3, column, row2)));
}
function inverseOf(lower3) {
  const factor = choleskyOf(lower3);
  if (factor === null) return null;
  const inverse = zeros(lower3.length);
  for (let column = 0; column < lower3.length; column += 1) {
    const solution = solved(factor, column);
    for (let row2 = 0; row2 < lower3.length; row2 += 1) put(inverse, row2, column, solution[row2] ?? 0);
  }
  return inverse;
}
function choleskyOf(lower3) {
  const factor = zeros(lower3.length);
  for (let row2 = 0; row2 < lower3.length; row2 += 1)
    for (let column = 0; column <= row2; column += 1) {
      let rest = at2(lower3, row2, column);
      for (let before = 0; before < column; before += 1) rest -= at2(factor, row2, before) * at2(factor, column, before);
      if (row2 === column && !(rest > SINGULAR * at2(lower3, row2, row2))) return null;
      put(factor, row2, column, row2 === column ? Math.sqrt(rest) : rest / at2(factor, column, column));
    }
  return factor;
}
function solved(factor, unit) {
  const size = factor.length;
  const z4 = new Float64Array(size);
  for (let row2 = 0; row2 < size; row2 += 1) {
    let rest = row2 === unit ? 1 : 0;
    for (let before = 0; before < row2; before += 1) rest -= at2(factor, row2, before) * (z4[before] ?? 0);
    z4[row2] = rest / at2(factor, row2, row2);
  }
  for (let row2 = size - 1; row2 >= 0; row2 -= 1) {
    let rest = z4[row2] ?? 0;
    for (let after = row2 + 1; after < size; after += 1) rest -= at2(factor, after, row2) * (z4[after] ?? 0);
    z4[row2] = rest / at2(factor, row2, row2);
  }
  return z4;
}
function timesVector(matrix, vector) {
  return Float64Array.from(matrix, (row2) => inner(row2, vector));
}
function timesSymmetric(matrix, symmetric) {
  return matrix.map((row2) => timesVector(symmetric, row2));
}
function quadraticForm(matrix, vector) {
  return inner(timesVector(matrix, vector), vector);
}
function inner(one, other) {
  let total3 = 0;
  for (let index = 0; index < one.length; index += 1) total3 += (one[index] ?? 0) * (other[index] ?? 0);
  return total3;
}
function at2(matrix, row2, column) {
  return matrix[row2]?.[column] ?? 0;
}
function put(matrix, row2, column, value) {
  const own = matrix[row2];
  if (own !== void 0) own[column] = value;
}

// src/stats/logistic.ts
var CONVERGED2 = 1e-8;
var MOST_ITERATIONS = 100;
var MOST_HALVINGS = 30;
var ROUNDING3 = 1e-12;
function fitLogistic(cells) {
  const filled = cells.filter(({ n }) => n > 0);
  const columns2 = filled[0]?.x.length ?? 0;
  const sessions = filled.reduce((total3, { n }) => total3 + n, 0);
  const converted = filled.reduce((total3, { y }) => total3 + y, 0);
  if (sessions <= columns2) return { kind: "too-few", sessions, columns: columns2 };
  if (converted === 0 || converted === sessions) return { kind: "constant-outcome", rate: converted === 0 ? 0 : 1 };
  const dependent = dependentColumns(filled, columns2);
  if (dependent.length > 0) return { kind: "collinear", columns: dependent };
  return climb(filled, columns2, { sessions, converted });
}
function climb(cells, columns2, counts) {
  let beta = new Float64Array(columns2);
  let step = newtonStep(cells, beta);
  for (let iterations = 1; iterations <= MOST_ITERATIONS && step !== null; iterations += 1) {
    if (largest(step.moves) <= CONVERGED2) {
      beta = moved(beta, step.direction, 1);
      const bread = inverseOf(informationAt(cells, beta));
      if (bread === null) break;
      return { kind: "fitted", fit: { beta, bread, logLikelihood: likelihoodAt(cells, beta), iterations, ...counts } };
    }
    if (isEndless(cells, step.moves)) return { kind: "separated", columns: columnsOf(cells, step) };
    const higher = uphill(cells, beta, step.direction);
    if (higher === null) break;
    ({ beta, step } = higher);
  }
  return { kind: "not-converged" };
}
function newtonStep(cells, beta) {
  const inverse = inverseOf(informationAt(cells, beta));
  if (inverse === null) return null;
  const direction = timesVector(inverse, scoreAt(cells, beta));
  return { direction, moves: movesOf(cells, direction) };
}
function uphill(cells, beta, direction) {
  const now = likelihoodAt(cells, beta);
  const least = now - ROUNDING3 * Math.abs(now);
  for (let halvings = 0; halvings < MOST_HALVINGS; halvings += 1) {
    const next = moved(beta, direction, 2 ** -halvings);
    const step = likelihoodAt(cells, next) >= least ? newtonStep(cells, next) : null;
    if (step !== null) return { beta: next, step };
  }
  return null;
}
function informationAt(cells, beta) {
  const lower3 = zeros(beta.length);
  for (const { x, n } of cells) addOuter(lower3, x, n * varianceAt2(inner(x, beta)));
  return mirrored(lower3);
}
function scoreAt(cells, beta) {
  const score = new Float64Array(beta.length);
  for (const { x, n, y } of cells) {
    const rest = y - n * probabilityAt(inner(x, beta));
    for (let column = 0; column < x.length; column += 1) score[column] = (score[column] ?? 0) + rest * (x[column] ?? 0);
  }
  return score;
}
function likelihoodAt(cells, beta) {
  let total3 = 0;
  for (const { x, n, y } of cells) {
    const predictor = inner(x, beta);
    if (y > 0) total3 += y * logProbability(predictor);
    if (y < n) total3 += (n - y) * logProbability(-predictor);
  }
  return total3;
}
function probabilityAt(predictor) {
  const odds = Math.exp(-Math.abs(predictor));
  return (predictor < 0 ? odds : 1) / (1 + odds);
}
function varianceAt2(predictor) {
  const odds = Math.exp(-Math.abs(predictor));
  return odds / (1 + odds) ** 2;
}
var logProbability = (predictor) => Math.min(predictor, 0) - Math.log1p(Math.exp(-Math.abs(predictor)));
function dependentColumns(cells, columns2) {
  let basis = { vectors: [], logDeterminant: 0 };
  return Array.from({ length: columns2 }, (_, column) => column).filter((column) => {
    const before = basis.vectors.length;
    basis = extendBasis(basis, [Float64Array.from(cells, ({ x }) => x[column] ?? 0)]);
    return basis.vectors.length === before;
  });
}
var movesOf = (cells, direction) => Float64Array.from(cells, ({ x }) => inner(x, direction));
var moved = (beta, direction, share) => Float64Array.from(beta, (value, column) => value + share * (direction[column] ?? 0));

// src/stats/clustered-covariance.ts
var CENTRAL = 0.95;
var MOST_DEGREES = 2e3;
function sessionMeat({ beta, sessions }, cells) {
  const lower3 = zeros(beta.length);
  for (const { x, n, y } of cells) {
    const p = probabilityAt(inner(x, beta));
    const other = probabilityAt(-inner(x, beta));
    addOuter(lower3, x, y * other ** 2 + (n - y) * p ** 2);
  }
  return { sums: mirrored(lower3), clusters: sessions };
}
function robust({ beta, bread }, { sums, clusters }) {
  if (clusters < 2) throw new RangeError("the variance between clusters needs two of them");
  const half = timesSymmetric(bread, sums);
  const correction = clusters / (clusters - 1);
  const covariance = timesSymmetric(half, bread).map((row2) => row2.map((value) => correction * value));
  return { beta, covariance, clusters };
}
function coefficientAt({ beta, covariance, clusters }, column) {
  return intervalOf(beta[column] ?? Number.NaN, Math.sqrt(at2(covariance, column, column)), clusters);
}
function intervalOf(value, se, clusters) {
  const reach = studentQuantile(CENTRAL, Math.min(clusters - 1, MOST_DEGREES)) * se;
  return { value, se, low: value - reach, high: value + reach };
}

// src/field/analyses/price/regression.ts
var PER_MS = 100;
var EXPOSURE = 1;
function regress(groups, covariates, exposure) {
  const common = covariates.reduce((left, covariate) => withCommonLevels(left, covariate), [...groups]);
  const levels = covariates.map((covariate) => ({ covariate, names: levelsOf(common, covariate) }));
  const several = levels.filter(({ names: names2 }) => names2.length > 1);
  const dummies = several.flatMap(({ covariate, names: names2 }) => names2.slice(1).map((level) => ({ covariate, level })));
  const hasOther = common.some(({ otherMs }) => otherMs !== null);
  const cells = mergedCells(common, dummies, hasOther);
  const result = fitLogistic(cells);
  const controls = several.map(({ covariate }) => covariate);
  if (result.kind === "fitted") {
    const fit = robust(result.fit, sessionMeat(result.fit, cells));
    return { kind: "fitted", estimate: coefficientAt(fit, EXPOSURE), fit, cells, controls };
  }
  const names = [
    "constant",
    exposure,
    ...dummies.map(({ covariate, level }) => `${covariate} = ${level}`),
    ...hasOther ? ["landing"] : []
  ];
  const columns2 = "columns" in result && typeof result.columns !== "number" ? result.columns : [];
  return { kind: result.kind, columns: columns2.map((column) => names[column] ?? "") };
}
function mergedCells(groups, dummies, hasOther) {
  const merged2 = /* @__PURE__ */ new Map();
  for (const { n, y, ms, levels, otherMs } of groups) {
    const of2 = dummies.map(({ covariate, level }) => levels[covariate] === level ? 1 : 0);
    const others = hasOther ? [(otherMs ?? 0) / PER_MS] : [];
    const x = [1, ms / PER_MS, ...of2, ...others];
    const key = x.join(" ");
    const known2 = merged2.get(key);
    if (known2 === void 0) merged2.set(key, { x, n, y });
    else {
      known2.n += n;
      known2.y += y;
    }
  }
  return [...merged2.values()].map(({ x, n, y }) => ({ x: Float64Array.from(x), n, y }));
}

// src/field/analyses/price/control.ts
var FEWEST2 = 20;
var isEnough = (groups) => outcomesIn(groups) >= FEWEST2 && sessionsIn(groups) - outcomesIn(groups) >= FEWEST2;
function controlBefore(cells, exposure) {
  const groups = cells.map((cell) => ({
    n: cell.n,
    y: cell.earlier,
    ms: cell.totalMs / cell.n,
    levels: covariateLevels(cell),
    otherMs: null
  }));
  return controlOf2("before-landing", groups, COVARIATES, exposure);
}
function controlAfter(cells, exposure) {
  const groups = cells.map((cell) => ({
    n: cell.n,
    y: cell.converted,
    ms: cell.totalMs / cell.n,
    levels: { ...covariateLevels(cell), route: cell.lastRoute },
    otherMs: cell.landedMs / cell.n
  }));
  return controlOf2("after-conversion", groups, [...COVARIATES, "route"], exposure);
}
function controlOf2(kind, groups, covariates, exposure) {
  const varied = withVariedLevels(groups, covariates);
  if (!isEnough(varied)) return null;
  const found = regress(varied, covariates, exposure);
  return found.kind === "fitted" ? { kind, estimate: found.estimate } : null;
}

// src/stats/marginal.ts
function averageMarginal(fit, cells, column, shift) {
  return effectOf3(fit, cells, totalAt(fit, cells, column, 0), column, shift);
}
function effectOf3(fit, cells, observed, column, shift) {
  const shifted2 = totalAt(fit, cells, column, shift);
  const sessions = cells.reduce((total3, { n }) => total3 + n, 0);
  const difference = (shifted2.value - observed.value) / sessions;
  const slope = shifted2.gradient.map((value, index) => (value - (observed.gradient[index] ?? 0)) / sessions);
  const logSlope = shifted2.gradient.map(
    (value, index) => value / shifted2.value - (observed.gradient[index] ?? 0) / observed.value
  );
  const logRatio2 = intervalOf(Math.log(shifted2.value / observed.value), errorOf(fit, logSlope), fit.clusters);
  return {
    shift,
    difference: intervalOf(difference, errorOf(fit, slope), fit.clusters),
    relative: {
      value: Math.expm1(logRatio2.value),
      se: logRatio2.se,
      low: Math.expm1(logRatio2.low),
      high: Math.expm1(logRatio2.high)
    }
  };
}
var errorOf = ({ covariance }, gradient) => Math.sqrt(quadraticForm(covariance, gradient));
function totalAt({ beta }, cells, column, shift) {
  const gradient = new Float64Array(beta.length);
  const ahead = shift * (beta[column] ?? 0);
  let value = 0;
  let slopes = 0;
  for (const { x, n } of cells) {
    const predictor = inner(x, beta) + ahead;
    const slope = n * varianceAt2(predictor);
    value += n * probabilityAt(predictor);
    slopes += slope;
    for (let index = 0; index < x.length; index += 1)
      gradient[index] = (gradient[index] ?? 0) + slope * (x[index] ?? 0);
  }
  gradient[column] = (gradient[column] ?? 0) + slopes * shift;
  return { value, gradient };
}

// src/field/analyses/price/money.ts
var CENTS2 = 100;
var WEEK_DAYS = 7;
var Z = 1.959963984540054;
function moneyPerWeek(change2, worth, sessions, days) {
  const { sessions: buyers, cents, squares } = worth;
  if (buyers < 2 || worth.priced === 0) return null;
  const mean = cents / CENTS2 / buyers;
  const variance = Math.max(0, squares / CENTS2 ** 2 / buyers - mean ** 2) / (buyers - 1);
  const weekly = sessions / days * WEEK_DAYS;
  const value = change2.value * mean * weekly;
  const reach = Z * weekly * Math.hypot(mean * change2.se, change2.value * Math.sqrt(variance));
  return { low: value - reach, high: value + reach };
}

// src/field/analyses/price/uncontrolled.ts
var NAMES = {
  device: "device",
  connection: "connection type",
  country: "country",
  pageType: "page type"
};
var ALWAYS = [
  "What visitors came for, the prices, the campaigns and the time of the day are not in the model.",
  "Page views have nothing that identifies a visitor across sessions, so each session counts as one user."
];
var MUCH = 0.05;
function uncontrolledOf({ cells, starts, analysed }) {
  const lost = starts > 0 ? 1 - analysed / Math.max(starts, analysed) : 0;
  const unknown2 = COVARIATES.map((covariate) => ({ covariate, share: unknownShare(cells, covariate) }));
  const missing = unknown2.filter(({ share }) => share >= MUCH);
  return [
    ...missing.map(
      ({ covariate, share }) => share === 1 ? `The ${NAMES[covariate]} of sessions is not recorded.` : `The ${NAMES[covariate]} of ${wholePercent(share)} % of the sessions is not recorded.`
    ),
    ...lost >= MUCH ? [`${wholePercent(lost)} % of the landings have no reading: visitors who leave early may be among them.`] : [],
    ...ALWAYS
  ];
}
function unknownShare(cells, covariate) {
  const all = cells.reduce((sum4, { n }) => sum4 + n, 0);
  const unknown2 = cells.reduce((sum4, cell) => cell[covariate] === null ? sum4 + cell.n : sum4, 0);
  return all === 0 ? 0 : unknown2 / all;
}

// src/field/analyses/price/verdict.ts
var FEWEST_OUTCOMES = 50;
var FEWEST_SESSIONS2 = 10;
function refusalOf2({ landings, sessions, conversions, events, earlier }) {
  if (sessions === 0 && landings > 0)
    return reason("no-sessions", `none of the ${count(landings, "session")} that landed on it has the metric`);
  if (sessions === 0) return reason("no-sessions", "no session of the window landed on it");
  if (events === 0) return reason("no-events", "the window does not have any events");
  if (conversions === 0 && earlier === 0)
    return reason(
      "no-matching-events",
      `of ${count(events, "event")} of the window, none is of a session that landed on it`
    );
  if (conversions === 0) return reason("constant-outcome", "no session converted");
  if (conversions === sessions) return reason("constant-outcome", "every session converted");
  const others = sessions - conversions;
  if (sessions < FEWEST_SESSIONS2 || Math.min(conversions, others) < FEWEST_OUTCOMES)
    return reason(
      "too-few",
      `${conversions.toLocaleString("en")} of ${count(sessions, "session")} converted, and it takes ${FEWEST_OUTCOMES} that did and ${FEWEST_OUTCOMES} that did not`
    );
  return null;
}
function failureOf({ kind, columns: columns2 }) {
  const names = columns2.join(", ");
  const plural = columns2.length > 1;
  switch (kind) {
    case "separated":
      return reason(kind, `${names} ${plural ? "tell" : "tells"} without error whether some sessions converted`);
    case "collinear":
      return reason(kind, `${names} cannot be told apart from the other covariates`);
    case "constant-outcome":
      return reason(kind, "every session has the same outcome");
    case "too-few":
      return reason(kind, "there are not more sessions than covariates");
    case "not-converged":
      return reason(kind, "the covariates almost tell each other, or almost tell who converted");
    default:
      return kind;
  }
}
var MOST_REACH = 2;
function doubtOf({ estimate, withoutSlowest: withoutSlowest2, control }) {
  const { value, low, high } = estimate;
  if (low > 0)
    return reason(
      "slower-converts-more",
      "slower sessions convert more often, which is a sign of something that is not controlled"
    );
  if (high >= 0) return reason("not-certain", "the interval of the coefficient contains 0");
  if (withoutSlowest2 !== null && !isWithin(withoutSlowest2.value, estimate))
    return reason(
      "driven-by-the-slowest",
      "without the slowest 1 % of sessions the coefficient is outside of its interval"
    );
  if (control === null)
    return reason(
      "no-negative-control",
      "there is no negative control: too few sessions have an event before their landing, or a view after one"
    );
  if (!isWithin(0, control.estimate))
    return reason("negative-control", `${CONTROLS2[control.kind]}, which waiting cannot have caused`);
  const reach = (control.estimate.high - control.estimate.low) / 2;
  if (reach > MOST_REACH * Math.abs(value))
    return reason("control-too-wide", "the interval of the negative control is too wide to tell whether it is 0");
  return null;
}
var CONTROLS2 = {
  "before-landing": "sessions that had an event before they landed waited differently",
  "after-conversion": "sessions that had an event before their last view waited differently for that"
};
var isWithin = (value, { low, high }) => low <= value && value <= high;
var reason = (code2, words2) => ({ code: code2, words: words2 });

// src/stats/wilson.ts
var Z2 = 1.959963984540054;
function wilson(y, n) {
  const rate = y / n;
  const weight = 1 + Z2 ** 2 / n;
  const middle = (rate + Z2 ** 2 / (2 * n)) / weight;
  const reach = Z2 / weight * Math.sqrt(rate * (1 - rate) / n + Z2 ** 2 / (4 * n ** 2));
  return { low: Math.max(0, middle - reach), high: Math.min(1, middle + reach) };
}

// src/field/analyses/price/waits.ts
var STEPS = 10;
var SLOWEST = 0.01;
var MOST_LEFT_OUT = 0.05;
function bucketsOf(groups, stepMs) {
  return [...Map.groupBy(groups, ({ ms }) => Math.floor(ms / stepMs))].map(([at3, those]) => {
    const n = sessionsIn(those);
    return { at: at3, n, y: outcomesIn(those), ms: those.reduce((sum4, each) => sum4 + each.ms * each.n, 0) / n };
  }).toSorted((one, other) => one.at - other.at);
}
function rangeOf2(groups, stepMs) {
  const buckets = bucketsOf(groups, stepMs);
  const total3 = sessionsIn(groups);
  const at3 = (share) => {
    let before = 0;
    return buckets.find(({ n }) => (before += n) >= share * total3)?.ms;
  };
  const [from, to] = [at3(SLOWEST), at3(1 - SLOWEST)];
  return from === void 0 || to === void 0 ? null : { from: Math.round(from), to: Math.round(to) };
}
function curveOf(groups, stepMs) {
  const total3 = sessionsIn(groups);
  let before = 0;
  const numbered = bucketsOf(groups, stepMs).map((bucket) => {
    const step = Math.min(STEPS - 1, Math.floor((before + bucket.n / 2) / total3 * STEPS));
    before += bucket.n;
    return { ...bucket, step };
  });
  return [...Map.groupBy(numbered, ({ step }) => step).values()].map((those) => {
    const sessions = those.reduce((sum4, { n }) => sum4 + n, 0);
    const conversions = those.reduce((sum4, { y }) => sum4 + y, 0);
    const [first, last] = [those.at(0)?.at ?? 0, those.at(-1)?.at ?? 0];
    const rate = { rate: conversions / sessions, ...wilson(conversions, sessions) };
    return { from: first * stepMs, to: (last + 1) * stepMs, sessions, conversions, ...rate };
  });
}
function withoutSlowest(groups, stepMs) {
  const total3 = sessionsIn(groups);
  let left = 0;
  const last = bucketsOf(groups, stepMs).findLast(({ n }) => (left += n) >= SLOWEST * total3);
  if (last === void 0 || left > MOST_LEFT_OUT * total3) return null;
  return groups.filter(({ ms }) => Math.floor(ms / stepMs) < last.at);
}

// src/field/analyses/price/price.ts
var SHIFT = 1;
function fitPrice({ metric }, { landed, events }) {
  const groups = convertedGroups(landed.cells);
  const { analysed: sessions } = landed;
  const [conversions, earlier] = [sum2(landed.cells, "converted"), sum2(landed.cells, "earlier")];
  const sample = { landings: landingsOf(landed), sessions, conversions, events: events.events, earlier };
  const refusal = refusalOf2(sample);
  return { groups, refusal, regression: refusal === null ? regress(groups, COVARIATES, metric) : null };
}
var sum2 = (cells, key) => cells.reduce((total3, cell) => total3 + cell[key], 0);
var landingsOf = ({ starts, analysed }) => Math.max(starts, analysed);
function priceOf(subject, answers, { groups, refusal, regression }, control) {
  const { landed, worth } = answers;
  const fitted = regression?.kind === "fitted" ? regression : null;
  const slowest = fitted === null ? null : estimateOf(withoutSlowest(groups, subject.stepMs), subject.metric);
  const reason2 = refusal ?? (regression !== null && regression.kind !== "fitted" ? failureOf(regression) : null) ?? (fitted === null ? null : doubtOf({ estimate: fitted.estimate, withoutSlowest: slowest, control }));
  const effect = fitted === null ? null : averageMarginal(fitted.fit, fitted.cells, EXPOSURE, SHIFT);
  const { currency: currency2, days } = subject;
  const money2 = reason2 !== null || effect === null || worth === null || currency2 === null ? null : moneyPerWeek(effect.difference, worth, landed.analysed, days);
  return {
    established: reason2 === null,
    kind: "association",
    reason: reason2?.words ?? null,
    route: subject.route,
    condition: subject.condition,
    metric: subject.metric,
    sessions: landed.analysed,
    users: landed.analysed,
    coefficient: fitted === null ? null : coefficient(fitted.estimate),
    per100ms: effect === null ? null : { low: effect.relative.low, high: effect.relative.high },
    money: money2 === null || currency2 === null ? null : { ...money2, currency: currency2, per: "week" },
    range: rangeOf2(groups, subject.stepMs),
    controls: COVARIATES.filter((covariate) => isKnown(landed.cells, covariate)),
    negativeControl: control === null ? null : intervalOnly(control.estimate),
    uncontrolled: uncontrolledOf(landed),
    conversions: sum2(landed.cells, "converted"),
    naive: fitted === null ? null : naiveOf(groups, subject.metric),
    negativeControlKind: control?.kind ?? null,
    coverage: { landings: landingsOf(landed), analysed: landed.analysed },
    curve: curveOf(groups, subject.stepMs),
    withoutSlowest: slowest === null ? null : coefficient(slowest),
    states: landed.states,
    reasonCode: reason2?.code ?? null
  };
}
var isKnown = (cells, covariate) => cells.some((cell) => cell[covariate] !== null);
function naiveOf(groups, metric) {
  const naive = regress(groups, [], metric);
  return naive.kind === "fitted" ? coefficient(naive.estimate) : null;
}
function estimateOf(groups, metric) {
  const found = groups === null ? null : regress(groups, COVARIATES, metric);
  return found?.kind === "fitted" ? found.estimate : null;
}
var intervalOnly = ({ value, low, high }) => ({ value, low, high });
var coefficient = ({ value, low, high, se }) => ({ value, low, high, se });

// src/field/sql/coverage.sql
var coverage_default = "-- Page views by what was recorded of them. A view has at most one start and one final, so that the views with both are the\n-- starts and the finals minus all views. What it is sliced by may change while it is open: its final says what counts.\nSELECT route, device{slice}, sha, SUM(s) AS starts, SUM(f) AS finals, COUNT(*) AS views\nFROM (\n  SELECT route, device{slice_of_view}, sha\n    , COUNT(CASE WHEN type = 'start' THEN 1 END) AS s\n    , COUNT(CASE WHEN type = 'final' THEN 1 END) AS f\n  FROM {beacons}\n  WHERE {window}\n  GROUP BY {shard}{view_key}, route, device, sha\n) views\nGROUP BY route, device{slice}, sha\n";

// src/field/questions/coverage.ts
function coverageText(target, scope) {
  const column = sliceColumn(scope.by);
  const slice_of_view = column === null ? "" : `, ${ofFinal(column)} AS slice`;
  return fillTemplate(coverage_default, { ...scopeValues(target, scope), slice_of_view });
}
function ofFinal(column) {
  const count3 = "COUNT(CASE WHEN type = 'final' THEN 1 END)";
  return `CASE WHEN ${count3} = 0 THEN MAX(${column}) ELSE MAX(CASE WHEN type = 'final' THEN ${column} END) END`;
}
async function askCoverage(engine, scope) {
  const rows = await engine.query(coverageText(engine, scope));
  const coverage2 = rows.map((row2) => {
    const [starts, finals, views2] = [numberOf(row2, "starts"), numberOf(row2, "finals"), numberOf(row2, "views")];
    return {
      ...groupOf(row2, scope.by),
      sha: textOf(row2, "sha"),
      starts,
      ended: starts + finals - views2,
      withoutStart: views2 - starts
    };
  });
  return sortedBy(coverage2, (each) => [...groupKeys(each), each.sha]);
}

// src/field/report/price.ts
var TITLE2 = "What slower pages cost";
var FIGURES = ["100 ms more", "estimate", "95 % interval"];
var CURVE = ["waited", "sessions", "converted", "95 % interval"];
var RIGHT = /* @__PURE__ */ new Set([1, 2]);
var visible2 = (text10) => sanitizeLine(text10, 300);
function priceText(price, about) {
  return [
    windowWords(about),
    "",
    visible2(titleOf2(price)),
    ...price.coefficient === null ? [] : alignedLines([FIGURES, ...figuresOf(price)], /* @__PURE__ */ new Set([1])),
    "",
    visible2(verdictOf2(price)),
    ...price.curve.length === 0 ? [] : ["", ...alignedLines([CURVE, ...curveRows(price)], RIGHT)],
    "",
    ...factsOf(price).map(visible2),
    "Not controlled:",
    ...price.uncontrolled.map((sentence) => `  - ${visible2(sentence)}`),
    ""
  ].join("\n");
}
function priceMarkdown(price, about) {
  return [
    `## ${TITLE2}`,
    "",
    windowWords(about),
    "",
    `### ${code(titleOf2(price))}`,
    "",
    ...price.coefficient === null ? [] : tableOf([FIGURES, ...figuresOf(price)], /* @__PURE__ */ new Set([1])),
    plain(verdictOf2(price)),
    "",
    ...price.curve.length === 0 ? [] : tableOf([CURVE, ...curveRows(price)], RIGHT),
    ...factsOf(price).map((fact) => plain(fact)),
    "",
    "Not controlled:",
    "",
    ...price.uncontrolled.map((sentence) => `- ${plain(sentence)}`),
    ""
  ].join("\n");
}
function pricePage(price, about) {
  const parts = [
    { title: titleOf2(price) },
    ...price.coefficient === null ? [] : tablePart([FIGURES, ...figuresOf(price)], "100 ms more"),
    { lines: [verdictOf2(price)] },
    ...curveDrawn(price),
    ...tablePart([CURVE, ...curveRows(price)], "Conversions by what sessions waited"),
    { lines: factsOf(price) },
    { title: "Not controlled", list: price.uncontrolled }
  ];
  return { title: TITLE2, about: windowWords(about), parts };
}
function curveDrawn({ curve: curve2 }) {
  const rows = curve2.map(({ from, to, rate, low, high }) => ({
    name: `${quantity(from, "ms")} to ${quantity(to, "ms")}`,
    value: rate,
    low,
    high,
    text: shareText(rate)
  }));
  return intervalsPart({ caption: "Sessions that converted", unit: "fraction", isSigned: false, limit: null, rows });
}
function tableOf(rows, right) {
  const [head = [], ...others] = rows;
  const rule = head.map((_, at3) => right.has(at3) ? "--:" : "---");
  return [
    row(head),
    row(rule),
    ...others.map((cells) => row(cells.map((cell) => code(cell)))),
    ""
  ];
}
function titleOf2({ metric, route, condition, sessions, conversions }) {
  const of2 = `${inText(pathPhrase(parsePath(metric) ?? [metric]))} of ${route}`;
  const counts = `${conversions.toLocaleString("en")} of ${sessions.toLocaleString("en")} sessions converted`;
  return `${of2} ${condition === null ? "on all devices" : `on ${condition}`}: ${counts}`;
}
var log = (name7, of2) => of2 === null ? [] : [[name7, digits(of2.value), `${digits(of2.low)} to ${digits(of2.high)}`]];
function figuresOf({
  coefficient: coefficient2,
  per100ms,
  money: money2,
  naive,
  withoutSlowest: withoutSlowest2,
  negativeControl,
  negativeControlKind
}) {
  return [
    ...per100ms === null ? [] : [["conversions", "", percentRange(per100ms)]],
    ...money2 === null ? [] : [[`${money2.currency} a week`, "", moneyRange(money2)]],
    ...log("log odds of a conversion", coefficient2),
    ...log("the same without the slowest 1 %", withoutSlowest2),
    ...log("the same without covariates", naive),
    ...log(CONTROLS3[negativeControlKind ?? "before-landing"], negativeControl)
  ];
}
var CONTROLS3 = {
  "before-landing": "negative control: events before the landing",
  "after-conversion": "negative control: a view after the event"
};
var MINUS2 = "−";
var digits = (value) => value.toFixed(4).replace("-", MINUS2);
var whole2 = (value) => Math.round(value).toLocaleString("en").replace("-", MINUS2);
function moneyRange({ low, high }) {
  return `${whole2(low)} to ${whole2(high)}`;
}
function verdictOf2({ established, reason: reason2, controls }) {
  if (!established) return `Not established, because ${reason2 ?? "nothing was found"}.`;
  const names = controls.map((each) => each === "pageType" ? "page type" : each);
  const equal = names.length === 0 ? "" : `, ${listOf(names)} being equal`;
  return `Established as an association: slower sessions convert less often${equal}.`;
}
var listOf = (names) => names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
function curveRows({ curve: curve2 }) {
  return curve2.map(({ from, to, sessions, rate, low, high }) => [
    `${quantity(from, "ms")} to ${quantity(to, "ms")}`,
    sessions.toLocaleString("en"),
    shareText(rate),
    `${shareText(low)} to ${shareText(high)}`
  ]);
}
var shareText = (share) => `${(share * 100).toFixed(2)} %`;
function factsOf({ range: range2, coverage: { landings, analysed }, labToField }) {
  const coverage2 = landings === 0 ? null : analysed / landings;
  return [
    ...range2 === null ? [] : [
      `98 of 100 sessions waited ${quantity(range2.from, "ms")} to ${quantity(range2.to, "ms")}; nothing is said beyond.`
    ],
    `Landings with a reading: ${sharePercent(coverage2)}.`,
    ...labToField === null ? [] : [`A millisecond of the lab is ${ratio(labToField)} of the field.`]
  ];
}

// src/field/analyses/ratio.ts
function compareWithLab(field, lab) {
  const labs = new Map(lab.map((each) => [keyOf(each.route, each.condition, each.path), each]));
  const seen2 = new Set(field.map(({ route, device, path }) => keyOf(route, device, path)));
  const rows = field.map((each) => rowOf(each, labs.get(keyOf(each.route, each.device, each.path))));
  const unseen = lab.filter(({ route, condition, path }) => !seen2.has(keyOf(route, condition, path)));
  return [...rows, ...unseen.map(labOnly)];
}
var keyOf = (...parts) => JSON.stringify(parts);
var NOTHING2 = { field: null, lab: null, ratio: null, low: null, high: null };
function labOnly({ route, condition, path, value }) {
  return { route, condition, by: null, path, ...NOTHING2, lab: value, reason: "no-field" };
}
function rowOf(field, lab) {
  const { route, device: condition, by, path } = field;
  const of2 = { route, condition, by, path, ...NOTHING2, field: field.value };
  if (lab === void 0) return { ...of2, reason: "no-lab" };
  if (lab.value <= 0) return { ...of2, lab: lab.value, reason: "lab-zero" };
  return { ...of2, lab: lab.value, ...ratioOf4(field, lab), reason: null };
}
function ratioOf4(field, lab) {
  const ratio2 = field.value / lab.value;
  const low = lower(field, lab);
  const high = upper(field, lab);
  return { ratio: ratio2, low: low === null ? null : ratio2 * low, high: high === null ? null : ratio2 * high };
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

// src/stats/clustered-quantile.ts
var CENTRAL2 = 0.95;
var MOST_DEGREES2 = 2e3;
var DUST5 = 1e-12;
function percentileOf(ascending, percentile) {
  const total3 = ascending.reduce((sum4, { n }) => sum4 + n, 0);
  return valueAtRank(ascending, Math.ceil(percentile * total3 / 100));
}
function clusteredPercentile(ascending, percentile, moments) {
  const value = percentileOf(ascending, percentile);
  if (value === void 0) return void 0;
  const { clusters } = moments;
  if (clusters < 2) return { value, low: null, high: null };
  const total3 = ascending.reduce((sum4, { n }) => sum4 + n, 0);
  const share = percentile / 100;
  const effective = effectiveClusters(moments);
  const correction = effective / (effective - 1) / (clusters / (clusters - 1));
  const error = Math.sqrt(correction * varianceAt3(share, moments));
  const degrees = Math.min(Math.floor(effective) - 1, MOST_DEGREES2);
  const reach = studentQuantile(CENTRAL2, degrees) * error;
  return {
    value,
    low: valueAtRank(ascending, rankOf(share - reach, total3)) ?? null,
    high: valueAtRank(ascending, rankOf(share + reach, total3)) ?? null
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
function varianceAt3(share, moments) {
  const { clusters, n, below, mm } = moments;
  const found = below / n;
  const asked = share * (1 - share);
  if (found <= 0 || found >= 1) return clusters / (clusters - 1) * asked * mm / n ** 2;
  return clusteredShareVariance(moments) * Math.max(1, asked / (found * (1 - found)));
}
var rankOf = (share, total3) => Math.ceil(share * total3 * (1 - DUST5));
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
function unheldPaths({ routes, budgets }, isKnown2) {
  const all = [...budgets, ...routes.flatMap((route) => route.budgets)];
  return [...new Set(all.filter(({ max, path }) => max !== null && !isKnown2(path)).map(({ path }) => path))];
}
function routesOf(config, cells) {
  if (config.routes.length > 0) return [...config.routes];
  const names = [...new Set(cells.map(({ route }) => route))].toSorted();
  return names.map((name7) => ({ name: name7, conditions: devicesOf(name7, cells), budgets: config.budgets }));
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
function verdictOf3({ value, low, high }, max) {
  if (value === null || max === null) return "unmeasured";
  if (low !== null && low > max.value) return "fail";
  return high !== null && high <= max.value ? "pass" : "inconclusive";
}
function budgetRowOf(row2) {
  const { route, condition, path, value, low, high, max, verdict, enforce } = row2;
  if (max === null || verdict === null || enforce === null) return null;
  const unit = parsePath(path)?.[0] === "cls" ? "score" : "ms";
  const limit2 = [{ value: max, unit }];
  const reason2 = REASON_OF[verdict];
  return { route, condition: condition ?? "", path, kind: "max", limit: limit2, value, low, high, verdict, reason: reason2, enforce };
}
var REASON_OF = {
  fail: "over",
  pass: "under",
  inconclusive: "at-risk",
  unmeasured: "not-seen",
  waived: "over"
};

// src/field/analyses/slo.ts
function judgeSlo2(routes, answers) {
  const index = indexOf(answers);
  return routes.flatMap(
    (route) => conditionsOf(route, answers.distributions).flatMap(
      (device) => slicesOf(route.name, device, answers.distributions).flatMap(
        (by) => rowsOf(route, { route: route.name, device, by }, answers, index)
      )
    )
  );
}
function conditionsOf({ name: name7, conditions }, cells) {
  const others = cells.filter(({ route, device }) => route === name7 && !conditions.includes(device ?? ""));
  const named2 = [...new Set(others.map(({ device }) => device))];
  const devices = named2.filter((device) => device !== null).toSorted();
  return [...conditions, ...devices, ...named2.includes(null) ? [null] : []];
}
function slicesOf(route, device, cells) {
  const found = new Set(cells.flatMap((cell) => cell.route === route && cell.device === device ? [cell.by] : []));
  return found.size === 0 ? [null] : [...found];
}
function indexOf({ distributions, clusters, coverage: coverage2 }) {
  const cells = Map.groupBy(coverage2, (cell) => keyOf2(cell));
  return {
    distributions: new Map(distributions.map((each) => [keyOf2(each, each.path), each])),
    clusters: new Map(clusters.map((each) => [keyOf2(each, each.path), each])),
    coverage: new Map([...cells].flatMap(([key, those]) => shareOf2(key, those)))
  };
}
function shareOf2(key, those) {
  const starts = those.reduce((sum4, each) => sum4 + each.starts, 0);
  const ended = those.reduce((sum4, each) => sum4 + each.ended, 0);
  return starts === 0 ? [] : [[key, ended / starts]];
}
function keyOf2({ route, device, by }, path = "") {
  return JSON.stringify([route, device, by, path]);
}
function rowsOf(route, cell, { paths }, index) {
  return paths.flatMap((path) => {
    const budget = budgetFor(route, cell.device, path);
    const distribution = index.distributions.get(keyOf2(cell, path));
    return distribution === void 0 && budget === void 0 ? [] : [rowOf2(cell, path, budget, index)];
  });
}
function rowOf2(cell, path, budget, index) {
  const distribution = index.distributions.get(keyOf2(cell, path));
  const clusters = index.clusters.get(keyOf2(cell, path));
  const percentile = budget?.percentile ?? P75;
  const steps = stepsOf(path);
  const { value, low, high } = scaled(estimateOf2(distribution, percentile, clusters), steps);
  const p75 = distribution === void 0 ? void 0 : percentileOf(distribution.values, P75);
  return {
    route: cell.route,
    condition: cell.device,
    path,
    n: distribution?.n ?? 0,
    sessions: clusters?.sessions ?? 0,
    coverage: index.coverage.get(keyOf2(cell)) ?? null,
    p75: p75 === void 0 ? null : p75 / steps,
    low,
    high,
    max: budget?.max?.value ?? null,
    verdict: budget === void 0 ? null : verdictOf3({ value, low, high }, budget.max),
    by: cell.by,
    percentile,
    value,
    enforce: budget?.enforce ?? null
  };
}
function estimateOf2(distribution, percentile, clusters) {
  if (distribution === void 0) return void 0;
  const { sessions = 0, n = 0, below = 0, bb = 0, bm = 0, mm = 0 } = clusters ?? {};
  return clusteredPercentile(distribution.values, percentile, { clusters: sessions, n, below, bb, bm, mm });
}
function scaled(estimate, steps) {
  const by = (number2) => number2 === null || number2 === void 0 ? null : number2 / steps;
  return { value: by(estimate?.value), low: by(estimate?.low), high: by(estimate?.high) };
}

// src/field/sql/clusters.sql
var clusters_default = "-- Page views at or below a threshold, with sessions as clusters. Of a session, m_# counts the views that have the nodes of\n-- set #, and b_# the views whose value of node # is at or below its threshold. Thresholds go by the number of the group, g;\n-- other groups are not asked about. The nodes of a set are those that the same views have: odd counts the views that have\n-- one of them and lack another.\nSELECT route, device{slice}, SUM(o) AS odd\n  -- each set\n  , COUNT(CASE WHEN m_{i} > 0 THEN 1 END) AS sessions_{i}, SUM(m_{i}) AS n_{i}, SUM(m_{i} * m_{i}) AS mm_{i}\n  -- end\n  -- each node\n  , SUM(b_{i}) AS below_{i}, SUM(b_{i} * b_{i}) AS bb_{i}, SUM(b_{i} * m_{set}) AS bm_{i}\n  -- end\nFROM (\n  SELECT cluster_of, route, device{slice}, COUNT(CASE WHEN {odd} THEN 1 END) AS o\n    -- each set\n    , COUNT({member}) AS m_{i}\n    -- end\n    -- each node\n    , COUNT(CASE WHEN v_{i} <= {threshold} THEN 1 END) AS b_{i}\n    -- end\n  FROM (\n    SELECT {shard}{session_key} AS cluster_of, route, device{slice_as}, {group_number} AS g\n      -- each node\n      , CASE WHEN {value} BETWEEN 0 AND {most} THEN {integer} END AS v_{i}\n      -- end\n    FROM {beacons}\n    WHERE type = 'final' AND {window}\n  ) readings\n  WHERE g IS NOT NULL\n  GROUP BY {shard}cluster_of, route, device{slice}\n) clusters\nGROUP BY route, device{slice}\n";

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
  const asked = new Set(thresholds.map(keyOf3));
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
  const answers = sums.filter((each) => each.n > 0 && asked.has(keyOf3(each)));
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
  const countsOf2 = (path) => JSON.stringify(groups.map((group) => group.find((each) => each.path === path)?.n ?? null));
  return [...Map.groupBy(pathsOf(thresholds), countsOf2).values()];
}
var groupsOf = (thresholds) => [
  ...Map.groupBy(thresholds, (each) => JSON.stringify(groupKeys(each))).values()
];
var pathsOf = (thresholds) => [...new Set(thresholds.map(({ path }) => path))];
var keyOf3 = (each) => JSON.stringify([...groupKeys(each), each.path]);

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
  return { route, device, by, path, n: values.reduce((sum4, { n }) => sum4 + n, 0), values };
}

// src/field/commands/lab-values.ts
async function readLabValues(folder) {
  return [...campaignsOf(await readLog(folder))].flatMap(valuesOf2);
}
function valuesOf2({ route, condition, blocks }) {
  return BEACON_METRICS.flatMap((metric) => {
    const visits = blocks.flatMap((block2) => block2.visits).filter(({ side }) => side === "head").flatMap(({ outcome }) => {
      const reading = readingOf(outcome.readings, metric);
      return reading.status === "measured" ? [{ head: true, breakdown: reading.breakdown }] : [];
    });
    if (visits.length === 0) return [];
    return nodesOf(alignVisits([visits], metric)).map(({ path, values }) => ({
      route,
      condition,
      path,
      ...meanOf2(values)
    }));
  });
}
function nodesOf(node, above = []) {
  const segments = [...above, node.id];
  const own = { path: formatPath(segments), values: headValues(node.series) };
  return [own, ...node.parts.flatMap((part) => nodesOf(part, segments))];
}
function meanOf2(values) {
  const mean = values.reduce((sum4, value) => sum4 + value, 0) / values.length;
  if (values.length < 2) return { value: mean, low: null, high: null };
  const variance = values.reduce((sum4, value) => sum4 + (value - mean) ** 2, 0) / (values.length - 1);
  const reach = studentQuantile(0.95, values.length - 1) * Math.sqrt(variance / values.length);
  return { value: mean, low: mean - reach, high: mean + reach };
}

// src/field/commands/ratio.ts
import { stat } from "node:fs/promises";
import { dirname as dirname2, resolve as resolve3 } from "node:path";

// src/field/report/ratio.ts
var TITLE3 = "The field against the lab";
var HEAD = ["route", "condition", "node", "field p75", "lab mean", "ratio (95 % interval)"];
var NUMBERS2 = /* @__PURE__ */ new Set([3, 4]);
var BECAUSE2 = {
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
  const shown3 = rows.length === 0 ? [] : ["", ...table];
  return [`## ${TITLE3}`, "", windowWords(about), ...shown3, ""].join("\n");
}
function ratioPage(rows, about) {
  const parts = tablePart([headOf(about), ...rows.map((row2) => cellsOf2(row2, about))], "Ratios");
  return { title: TITLE3, about: windowWords(about), parts };
}
function headOf({ by }) {
  return by === null ? HEAD : [by, ...HEAD];
}
function shifted({ by }) {
  return by === null ? NUMBERS2 : new Set([...NUMBERS2].map((at3) => at3 + 1));
}
function cellsOf2(row2, { by: dimension }) {
  const { route, condition, by, path, field, lab, ratio: ratio2, low, high, reason: reason2 } = row2;
  const unit = unitOfPath(path);
  const value = (number2) => number2 === null ? "" : quantity(number2, unit);
  const interval2 = low === null || high === null ? "" : ` (${low.toFixed(2)} to ${high.toFixed(2)})`;
  return [
    ...dimension === null ? [] : [by ?? "unknown"],
    route,
    condition ?? "not named",
    inText(pathPhrase(parsePath(path) ?? [path])),
    value(field),
    value(lab),
    ratio2 === null ? reason2 === null ? "none" : BECAUSE2[reason2] : `${ratio2.toFixed(2)}${interval2}`
  ];
}

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

// src/field/engines/duckdb-beacons.ts
var { text: text4, name: name4 } = DIALECTS.duckdb;
var listOf2 = (values) => `[${values.map(text4).join(", ")}]`;
var columnsList = COLUMNS.map(name4).join(", ");
async function prepareBeacons({ query }, files) {
  const refused3 = files.ndjson.length === 0 ? [] : await readNdjson2(query, files.ndjson);
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
    lines: refused3.reduce((sum4, row2) => sum4 + Number(row2["refused"]), 0),
    files: refused3.flatMap((row2) => files.ndjson[Number(row2["file"])] ?? []),
    duplicates: countOf(counted, "before_them") - countOf(counted, "after_them")
  };
}
function relationOf({ ndjson, parquet }) {
  if (parquet.length === 0) return "records";
  if (ndjson.length === 0) return "parquet_records";
  return `(SELECT ${columnsList} FROM records UNION ALL SELECT ${columnsList} FROM parquet_records)`;
}
async function readNdjson2(query, files) {
  await query(recordsText(files));
  const refused3 = await query(duckdb_refused_default);
  await query("DROP TABLE lines");
  return refused3;
}
var KEYS = "v,type,view,session,t,sha,route,path,device,connection,country,pageType,variant,state,navigation".split(
  ","
);
function recordsText(files) {
  const leaf = '"id": "VARCHAR", "value": "DOUBLE"';
  const below = [1, 2, 3].reduce((inner2) => `{${leaf}, "parts": [${inner2}]}`, `{${leaf}}`);
  return fillTemplate(
    duckdb_records_default,
    {
      files: listOf2(files),
      keys: listOf2([...KEYS, ...BEACON_METRICS, "serverTiming"]),
      states: `(${DATA_STATES.map(text4).join(", ")})`,
      navigations: `(${NAVIGATIONS.map(text4).join(", ")})`,
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
  return `${below.reduce((node, id) => `part_of(${node}, ${text4(id)})`, `r.${metric}`)}.value`;
}
async function openParquet(query, files) {
  await query(`CREATE TEMP VIEW parquet_records AS SELECT * FROM read_parquet(${listOf2(files)}, union_by_name = true)`);
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
    query: async (sql3) => {
      try {
        const reader = await connection.runAndReadAll(sql3);
        return reader.getRowObjectsJS().map(plainRow);
      } catch (error) {
        throw failureOf2(error);
      }
    },
    close: async () => {
      connection.closeSync();
      instance.closeSync();
      await rm(home, { recursive: true, force: true });
    }
  };
}
function failureOf2(error) {
  const cause = causeOf(error);
  if (cause.startsWith("Out of Memory Error")) return new GateError("field-memory", { cause }, { cause: error });
  return new GateError("field-database", { database: "DuckDB", cause, todo: TODO }, { cause: error });
}
function plainRow(row2) {
  return Object.fromEntries(Object.entries(row2).map(([name7, value]) => [name7, plain2(value)]));
}
function plain2(value) {
  if (typeof value === "bigint") return Number(value);
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  return null;
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

// src/field/commands/reading.ts
var DAY_MS4 = 864e5;
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
  return new Date(now.getTime() + DAY_MS4).toISOString();
}
function scopeUpTo(to, { windowDays }, { by, sha }) {
  return { from: new Date(Date.parse(to) - windowDays * DAY_MS4).toISOString(), to, by, sha };
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
var isUrl = (text10) => /^[\w+.-]+:\//.test(text10) && URL.canParse(text10);
function urlOf({ kind, urlFrom, where }, env) {
  const url = env[urlFrom]?.trim() ?? "";
  keepSecret(url);
  if (isUrl(url)) return url;
  const what = `The environment variable ${urlFrom}, which url-from names, is not ${url === "" ? "set" : "a URL"}.`;
  const todo = `Set it to the URL of the database, for example ${EXAMPLE_OF[kind]}.`;
  throw new GateError("usage", { what, todo }, { where });
}

// src/field/commands/nodes.ts
function nodePaths({ routes, budgets }, found) {
  const declared = [...budgets, ...routes.flatMap((route) => route.budgets)].map(({ path }) => path).filter((path) => isFieldPath(path) && path.startsWith(`${LAYERS_PATH}.`));
  const layers = [.../* @__PURE__ */ new Set([...declared, ...found])];
  return NODE_COLUMNS.flatMap(({ path }) => path === LAYERS_PATH ? [path, ...layers] : [path]);
}
function isLookedAt({ routes }, route) {
  return routes.length === 0 || routes.some(({ name: name7 }) => name7 === route);
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
  return sortedBy(layers, ({ name: name7, n }) => [-n, name7]).slice(0, MOST_LAYERS).map(({ name: name7 }) => formatPath([...LAYERS_PATH.split("."), name7]));
}

// src/field/report/slo.ts
var TITLE4 = "Page views against the budgets";
var HEAD2 = ["verdict", "node", "value", "95 % interval", "max", "views", "sessions"];
var NUMBERS3 = /* @__PURE__ */ new Set([2, 4, 5, 6]);
function sloText(rows, about) {
  const tables = groupsOf2(rows).flatMap((group) => [
    "",
    titleOf3(group, about),
    ...alignedLines([HEAD2, ...group.map(cellsOf3)], NUMBERS3)
  ]);
  return [windowWords(about), ...tables, ...summaryOf(rows), ""].join("\n");
}
function sloMarkdown(rows, about) {
  const tables = groupsOf2(rows).flatMap((group) => [
    "",
    `### ${markdownTitle(group, about)}`,
    "",
    row(HEAD2),
    row(HEAD2.map((_head, at3) => NUMBERS3.has(at3) ? "--:" : "---")),
    ...group.map((each) => row(cellsOf3(each).map((cell, at3) => at3 === 1 ? code(cell) : cell)))
  ]);
  return [`## ${TITLE4}`, "", windowWords(about), ...tables, ...summaryOf(rows), ""].join("\n");
}
function sloPage(rows, about) {
  const parts = groupsOf2(rows).flatMap((group) => {
    const title = titleOf3(group, about);
    return [{ title }, ...againstLimits(group), ...tablePart([HEAD2, ...group.map(cellsOf3)], title)];
  });
  return { title: TITLE4, about: windowWords(about), parts: [...parts, { lines: summaryOf(rows) }] };
}
function againstLimits(group) {
  const rows = group.flatMap((row2) => {
    const { value, low, high, max } = row2;
    const [, node = "", text10 = ""] = cellsOf3(row2);
    const shareOf4 = (bound2) => bound2 === null || max === null ? null : bound2 / max;
    if (value === null || max === null || !(max > 0)) return [];
    return [{ name: node, value: value / max, low: shareOf4(low), high: shareOf4(high), text: text10 }];
  });
  const limit2 = { at: 1, name: "limit" };
  return intervalsPart({ caption: "In percent of the limit", unit: "fraction", isSigned: false, limit: limit2, rows });
}
function groupsOf2(rows) {
  return [...Map.groupBy(rows, ({ route, condition, by }) => JSON.stringify([route, condition, by])).values()];
}
function titleOf3(group, about) {
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
function cellsOf3(each) {
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
  const isEmpty = rows.every(({ n, coverage: coverage2 }) => n === 0 && coverage2 === null) && undeclared.length === 0;
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
    const none2 = { distributions: [], clusters: [], coverage: [], paths: nodePaths(field, []) };
    return { rows: judgeSlo2(routesOf(field, []), none2), undeclared: [] };
  }
  const paths = nodePaths(field, await askLayers(engine, scope));
  const distributions = await askDistributions(engine, scope, paths);
  const routes = routesOf(field, distributions);
  const clusters = await askClusters(engine, scope, thresholdsOf(routes, distributions));
  const coverage2 = await askCoverage(engine, scope);
  const rows = judgeSlo2(routes, { distributions, clusters, coverage: coverage2, paths });
  const declared = new Set(routes.map(({ name: name7 }) => name7));
  const named2 = field.routes.length === 0 ? [] : coverage2.map(({ route }) => route);
  const others = named2.filter((route) => !declared.has(route));
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
  const names = routes.slice(0, MOST_NAMES).map((name7) => quote(sanitizeLine(name7, 100)));
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
  const known2 = lab.filter(({ path }) => isFieldPath(path));
  const rows = scope === null ? [] : compareWithLab(field, known2);
  const about = { scope, days: setup.field.windowDays, by: options.by, sha: options.sha, isEmpty: field.length === 0 };
  return {
    json: rows,
    text: ratioText(rows, about),
    markdown: ratioMarkdown(rows, about),
    page: ratioPage(rows, about),
    notices: [...noFilesNotices(asked), ...leftOut],
    exitCode: rows.some(({ ratio: ratio2 }) => ratio2 !== null) ? 0 : 3
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

// src/field/commands/price-lab.ts
async function askLabToField(engine, scope, { field }, { route, device, path }, { lab, cwd }) {
  const values = (await readLabValues(await labFolder(lab, cwd))).filter(
    (each) => each.route === route && each.path === path
  );
  const [first, ...others] = values.filter(({ condition }) => device === null || condition === device);
  if (first === void 0) return unknown("the lab did not measure it");
  if (others.length > 0) return unknown("the lab measured several conditions. Name one with --condition");
  const distributions = (await askDistributions(engine, scope, [path])).filter(
    (each) => each.route === route && each.device === first.condition
  );
  const routes = routesOf(withoutBudgets(field), distributions);
  const clusters = await askClusters(engine, scope, thresholdsOf(routes, distributions));
  const judged = judgeSlo2(routes, { distributions, clusters, coverage: [], paths: [path] });
  const visitors = judged.flatMap(
    ({ condition, value, low: low2, high: high2, by }) => value === null ? [] : [{ route, device: condition, by, path, value, low: low2, high: high2 }]
  );
  const found = compareWithLab(visitors, [first]).find(({ condition }) => condition === first.condition);
  const { ratio: ratio2 = null, low = null, high = null } = found ?? {};
  if (ratio2 === null) return unknown("no page view of that condition has it");
  if (low === null || high === null) return unknown("its interval lacks a bound");
  return { ratio: { value: ratio2, low, high }, why: null };
}
var unknown = (why) => ({ ratio: null, why });

// src/field/commands/price-request.ts
var STEPS2 = { lcp: 100, inp: 20 };
function priceRequest({ field }, { metric, route, condition }) {
  const path = fieldPathOf(metric);
  const stepMs = STEPS2[path.split(".", 1)[0] ?? ""];
  if (stepMs === void 0) {
    const what = `--metric is ${quote(metric)}, which is not a time, so that it has no price per 100 ms.`;
    throw new GateError("usage", {
      what,
      todo: "Write --metric lcp, --metric inp, or a part of them such as lcp.ttfb."
    });
  }
  assertDeclaredRoute(field.routes, route);
  const { events } = field;
  if (events === null) throw new GateError("no-events", {}, { where: field.beacons.where });
  return { landing: { route, device: condition, path, stepMs }, source: events };
}
function assertKnown({ field }, { route, device }, seen2) {
  if (seen2.length === 0) return;
  const declared = field.routes.find(({ name: name7 }) => name7 === route);
  const routes = [...new Set(seen2.map((each) => each.route))].toSorted();
  if (declared === void 0 && !routes.includes(route)) {
    const what2 = `--route is ${quote(route)}, which no page view has.`;
    throw new GateError("usage", { what: what2, todo: suggestion(route, routes, "It can be") });
  }
  const ofRoute = seen2.filter((each) => each.route === route).flatMap((each) => each.device ?? []);
  const conditions = [.../* @__PURE__ */ new Set([...declared?.conditions ?? [], ...ofRoute])].toSorted();
  if (device === null || conditions.includes(device)) return;
  const what = `--condition is ${quote(device)}, which no page view of the route has.`;
  throw new GateError("usage", { what, todo: suggestion(device, conditions, "It can be") });
}

// src/field/commands/price.ts
async function findPrice(setup, options, place) {
  const request = priceRequest(setup, options);
  const asked = await askRecords(setup, options, place, async (engine, scope2) => {
    const found = await askPrice(engine, scope2, { setup, options, request, place });
    return { ...found, scope: scope2, notices: [...leftOutNotices(engine), ...found.notices] };
  });
  const { price, scope, notices } = asked.answer;
  const about = { scope, days: setup.field.windowDays, by: null, sha: null, isEmpty: price.coverage.landings === 0 };
  return {
    json: price,
    text: priceText(price, about),
    markdown: priceMarkdown(price, about),
    page: pricePage(price, about),
    notices: [...noFilesNotices(asked), ...notices],
    exitCode: price.coefficient === null ? 3 : 0
  };
}
var NOBODY = {
  landed: { cells: [], starts: 0, analysed: 0, states: { fresh: 0, stale: 0, failed: 0 } },
  events: { events: 0, refunds: 0 },
  worth: null
};
async function askPrice(engine, scope, given) {
  const { landing, source } = given.request;
  const covered = scope === null ? null : await coveredOf(engine, scope);
  const subject = subjectOf(given, covered);
  const made = { writtenAt: given.place.now.toISOString() };
  if (scope === null) {
    const none2 = priceOf(subject, NOBODY, fitPrice(subject, NOBODY), null);
    return { price: inOrder3({ ...none2, window: null, labToField: null, sql: [], ...made }), notices: [] };
  }
  const { events, notice } = await eventsOf(engine, source, given);
  const asked = { scope, landing, events };
  const answers = {
    events: await askEventCounts(engine, scope, events),
    landed: await askCells(engine, scope, landing, events),
    worth: source.value === null ? null : await askWorth(engine, scope, landing, events)
  };
  if (answers.landed.starts + answers.landed.analysed === 0)
    assertKnown(given.setup, landing, await askCoverage(engine, scope));
  const fitted = fitPrice(subject, answers);
  const control = fitted.regression?.kind === "fitted" ? await controlOf3(engine, asked, answers) : null;
  const { lab } = given.options;
  const ratio2 = lab === null ? null : await askLabToField(engine, scope, given.setup, landing, { lab, cwd: given.place.cwd });
  const price = inOrder3({
    ...priceOf(subject, answers, fitted, control),
    window: covered,
    labToField: ratio2?.ratio ?? null,
    sql: textsOf(engine, asked, source),
    ...made
  });
  const notices = [
    ...notice === null ? [] : [notice],
    ...eventNotices(events, answers),
    ...priceNotices(price, answers, source),
    ...shortNotices(price, subject.days),
    ...labNotices(ratio2)
  ];
  return { price, notices };
}
function subjectOf({ setup, request: { landing, source } }, covered) {
  const { route, device: condition, path: metric, stepMs } = landing;
  const days = covered === null ? setup.field.windowDays : daysOf(covered);
  return { route, condition, metric, stepMs, days, currency: source.currency };
}
async function eventsOf(engine, source, { setup }) {
  const { beacons } = setup.field;
  try {
    return { events: await openEvents(engine, source, beacons.kind === "files" ? beacons.folder : ""), notice: null };
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    if (error.code !== "events-no-files") throw error.at(source.where);
    const notice = `${source.where}: ${error.message}
  → ${error.todo}`;
    return { events: await eventsOfFiles(engine, [], source), notice };
  }
}
async function controlOf3(engine, { scope, landing, events }, { landed }) {
  const before = controlBefore(landed.cells, landing.path);
  return before ?? controlAfter(await askControl(engine, scope, landing, events), landing.path);
}
function textsOf(target, { scope, landing, events }, { value }) {
  return [
    eventCountsText(target, scope, events),
    cellsText(target, scope, landing, events),
    ...value === null ? [] : [worthText(target, scope, landing, events)],
    controlText(target, scope, landing, events)
  ];
}
function printPrice(setup, options, place, dialect) {
  const { landing, source } = priceRequest(setup, options);
  const { target, scope } = printedTarget(setup, options, place, dialect);
  return textsOf(target, { scope, landing, events: printedEvents(dialect, source) }, source);
}
function inOrder3(price) {
  const { established, kind, reason: reason2, route, condition, metric, sessions, users, coefficient: coefficient2, per100ms, money: money2 } = price;
  const { range: range2, controls, negativeControl, uncontrolled, ...others } = price;
  const head = { established, kind, reason: reason2, route, condition, metric, sessions, users, coefficient: coefficient2, per100ms, money: money2 };
  return { ...head, range: range2, controls, negativeControl, uncontrolled, ...others };
}

// src/field/commands/experiment-outcome.ts
async function openOutcome(engine, scope, setup, subject) {
  if (subject.kind === "metric") return { outcome: subject, notices: [] };
  const { events, notice } = await eventsOf(engine, subject.source, { setup });
  const counts = await askEventCounts(engine, scope, events);
  return {
    outcome: { kind: subject.kind, events },
    notices: [...notice === null ? [] : [notice], ...eventNotices(events, { events: counts, worth: null })]
  };
}
function printedOutcome(dialect, subject) {
  if (subject.kind === "metric") return subject;
  return { kind: subject.kind, events: printedEvents(dialect, subject.source) };
}

// src/field/commands/its-request.ts
var FEWEST_OF_SHA = 4;
var MOST_NAMED2 = 5;
async function itsSubject(setup, options) {
  const path = fieldPathOf(options.metric);
  assertDeclaredRoute(setup.field.routes, options.route);
  const list = await listOf3(setup, options);
  const listed2 = list === null ? [] : deploysTo(list, options.environment);
  if (options.deploy !== null)
    return { path, deploys: listed2, interruption: deployOf(listed2, options.deploy, list?.path ?? "") };
  const at3 = options.at ?? "";
  const own = listed2.find((deploy) => Date.parse(deploy.at) === Date.parse(at3));
  const interruption = own ?? { sha: "", at: at3 };
  return { path, deploys: own === void 0 ? [...listed2, interruption] : listed2, interruption };
}
async function deployTime(setup, { deploy, environment }) {
  const list = await listOf3(setup, { deploy });
  const listed2 = list === null ? [] : deploysTo(list, environment);
  return deployOf(listed2, deploy, list?.path ?? "").at;
}
async function listOf3({ config, field }, { deploy }) {
  if (field.deploys !== null) return readDeploys(field.deploys);
  if (deploy === null) return null;
  throw new GateError("deploys-missing", {}, { where: `${config.file}:1:1` });
}
function deployOf(deploys2, written2, list) {
  const isMeant = ({ sha }) => sha === written2 || written2.length >= FEWEST_OF_SHA && sha.startsWith(written2);
  const found = deploys2.filter(isMeant);
  const shas = [...new Set(found.map(({ sha }) => sha))];
  const deploy = found.at(-1);
  if (deploy !== void 0 && shas.length === 1) return deploy;
  const what = shas.length > 1 ? `--deploy is ${quote(written2)}, with which several commits of the list begin.` : `--deploy is ${quote(written2)}, which is not a commit of the list of deploys.`;
  const last = [...new Set(deploys2.map(({ sha }) => shortSha(sha)))].slice(-MOST_NAMED2);
  const example = last.length === 0 ? "" : ` The last ones are ${last.join(", ")}.`;
  throw new GateError(
    "usage",
    { what, todo: `Name one of its commits, or a time with --at.${example}` },
    { where: `${list}:1:1` }
  );
}

// src/field/commands/experiment.ts
async function findExperiment(setup, options, place) {
  const subject = outcomeSubject(setup, options);
  const at3 = await beginOf(setup, options);
  const asked = await askRecords(setup, options, place, async (engine, scope2) => {
    const found = await askEffect(engine, scope2, { setup, options, subject, at: at3 });
    const covered2 = scope2 === null ? null : await coveredOf(engine, scope2);
    return { ...found, scope: scope2, covered: covered2, notices: [...leftOutNotices(engine), ...found.notices] };
  });
  const { effect, sql: sql3, scope, covered, notices, landed } = asked.answer;
  const result = resultOf(effect, { setup, options, subject, place, covered, sql: sql3 });
  const currency2 = currencyOf(subject);
  const about = { scope, days: setup.field.windowDays, by: null, sha: null, isEmpty: landed === 0 };
  return {
    json: result,
    text: experimentText2(result, about, currency2),
    markdown: experimentMarkdown(result, about, currency2),
    page: experimentPage(result, about, currency2),
    notices: [...noFilesNotices(asked), ...notices, ...effect.notices, ...currencyNotices(subject)],
    exitCode: result.effect === null ? 3 : 0
  };
}
async function beginOf(setup, { plan, environment }) {
  if (plan.design !== "did") return plan.design === "switchback" ? plan.at : null;
  return plan.deploy === null ? plan.at : deployTime(setup, { deploy: plan.deploy, environment });
}
async function askEffect(engine, scope, { setup, options, subject, at: at3 }) {
  const { plan } = options;
  if (scope === null) {
    const effect = { found: { ...NOTHING, reason: "no-sessions" }, notices: [] };
    return { effect, sql: [], notices: [], landed: 0 };
  }
  const { outcome, notices } = await openOutcome(engine, scope, setup, subject);
  const question = questionOf(options, outcome);
  const cells = await askExperiment(engine, scope, question);
  return {
    effect: findEffect(plan, cells, { steps: subject.steps, scope, at: at3 }),
    sql: [experimentText(engine, scope, question)],
    notices,
    landed: sumsOfCells(cells).landed
  };
}
function questionOf({ route, condition, plan }, outcome) {
  const group = "group" in plan ? plan.group : null;
  return { route, device: condition, outcome, group, hourly: "group" in plan };
}
var DAYS_OF_WEEK = 7;
function resultOf({ found }, { setup, options, subject, place, covered, sql: sql3 }) {
  const { plan, route, condition } = options;
  const currency2 = currencyOf(subject);
  const sessions = found.exposed / (covered === null ? setup.field.windowDays : daysOf(covered)) * DAYS_OF_WEEK;
  return experimentResult(
    found,
    {
      kind: kindOf(plan),
      design: plan.design,
      outcome: subject.name,
      route,
      condition,
      window: covered,
      sql: sql3,
      writtenAt: place.now.toISOString()
    },
    currency2 === null ? null : { sessions, currency: currency2 }
  );
}
function currencyNotices(subject) {
  if (subject.kind !== "value" || subject.source.currency !== null) return [];
  return ["field.events names a value and no currency, so there is no money. Add for example currency: EUR."];
}
function printExperiment(setup, options, place, dialect) {
  const { target, scope } = printedTarget(setup, options, place, dialect);
  return [experimentText(target, scope, questionOf(options, printedOutcome(dialect, outcomeSubject(setup, options))))];
}

// src/cli/field/run-reading.ts
import { mkdir, writeFile } from "node:fs/promises";
import { dirname as dirname3, resolve as resolve5 } from "node:path";

// src/field/commands/check.ts
import { existsSync } from "node:fs";

// src/field/analyses/finding.ts
var TOLERATED = 0.01;
var isMany = (count3, of2) => count3 > TOLERATED * of2;
function finding(found) {
  return found.count === 0 ? [] : [{ voids: false, example: null, lines: [], ...found }];
}

// src/field/analyses/check-coverage.ts
var COVERAGE_DROP = 0.05;
var CHANCE = 3.29;
function coverageByCommit(coverage2, commits) {
  const cells = Map.groupBy(coverage2, ({ by, sha }) => keyOf4(by, sha));
  const slices = [...new Set(coverage2.map(({ by }) => by))].toSorted(compareNames);
  return slices.flatMap((by) => commits.flatMap(({ sha }) => sumOf(by, sha, cells.get(keyOf4(by, sha)) ?? [])));
}
var keyOf4 = (by, sha) => JSON.stringify([by, sha]);
function compareNames(one, other) {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  return one < other ? -1 : Number(one > other);
}
function sumOf(by, sha, cells) {
  if (cells.length === 0) return [];
  const starts = cells.reduce((sum4, each) => sum4 + each.starts, 0);
  const ended = cells.reduce((sum4, each) => sum4 + each.ended, 0);
  return [{ by, sha, starts, ended, coverage: starts === 0 ? null : ended / starts }];
}
function endFindings(rows) {
  const starts = rows.reduce((sum4, each) => sum4 + each.starts, 0);
  if (rows.some(({ ended }) => ended > 0)) return [];
  return finding({
    id: "no-ends",
    voids: true,
    what: "page views began, and none of them ended",
    count: starts,
    of: starts,
    todo: "Check that pages can send a record when they are hidden, and that the collector takes it."
  });
}
function startFindings(coverage2) {
  const count3 = coverage2.reduce((sum4, { withoutStart }) => sum4 + withoutStart, 0);
  return finding({
    id: "final-without-start",
    what: "page views ended, and no record says that they began",
    count: count3,
    of: coverage2.reduce((sum4, { starts }) => sum4 + starts, count3),
    todo: "The coverage does not count them. Check that pages can send a record once they have loaded."
  });
}
function coverageFindings(rows) {
  return [...Map.groupBy(rows, ({ by }) => by).values()].flatMap(
    (commits) => commits.flatMap((commit, index) => {
      const before = commits[index - 1];
      return before === void 0 || !differs(before, commit) ? [] : [changed(before, commit)];
    })
  );
}
function changed(before, { by, sha, starts, ended, coverage: coverage2 }) {
  const [was, is] = [before.coverage, coverage2].map((share) => `${wholePercent(share ?? 0)} %`);
  const of2 = by === null ? "" : ` of ${by}`;
  return {
    id: "coverage-changed",
    voids: true,
    what: `the coverage${of2} went from ${was} to ${is} with ${sha}, so the page views before and after it are not of the same visitors`,
    count: ended,
    of: starts,
    example: sha,
    todo: "Find out why the ends of page views arrive less or more often: pages send them when they are hidden.",
    lines: []
  };
}
function differs(one, other) {
  if (one.coverage === null || other.coverage === null) return false;
  const pooled = (one.ended + other.ended) / (one.starts + other.starts);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / one.starts + 1 / other.starts));
  const difference = Math.abs(one.coverage - other.coverage);
  return difference > COVERAGE_DROP && difference > CHANCE * error;
}

// src/field/analyses/check-deploys.ts
function deployFindings(commits, deploys2, { from, to }) {
  if (deploys2 === null) return [];
  const served = new Set(commits.map(({ sha }) => sha));
  const listed2 = new Set(deploys2.map(({ sha }) => sha));
  const unlisted = [...served].filter((sha) => !listed2.has(sha));
  const isInWindow = ({ at: at3 }) => Date.parse(at3) >= Date.parse(from) && Date.parse(at3) <= Date.parse(to);
  const recent = new Set(deploys2.filter(isInWindow).map(({ sha }) => sha));
  const unseen = [...recent].filter((sha) => !served.has(sha));
  return [
    ...finding({
      id: "sha-without-deploy",
      what: "commits that records name are not in the list of deploys",
      count: unlisted.length,
      of: served.size,
      example: unlisted[0] ?? null,
      todo: "Record each deploy with `vitals-gate deploy record`."
    }),
    ...finding({
      id: "deploy-without-views",
      what: "commits that went live in the window have no page views",
      count: unseen.length,
      of: recent.size,
      example: unseen[0] ?? null,
      todo: "Check that pages name the commit that the list has: the whole SHA, in the same spelling."
    })
  ];
}

// src/field/analyses/check-names.ts
function nameFindings(routes, coverage2) {
  if (routes.length === 0) return [];
  const devices = new Set(routes.flatMap(({ conditions }) => conditions));
  return [
    ...unknownNames(
      "route",
      coverage2.map((each) => ({ name: each.route, views: viewsOf(each) })),
      routes.map(({ name: name7 }) => name7)
    ),
    ...unknownNames(
      "device",
      coverage2.map((each) => ({ name: each.device, views: viewsOf(each) })),
      [...devices]
    )
  ];
}
var viewsOf = ({ starts, withoutStart }) => starts + withoutStart;
function unknownNames(kind, cells, known2) {
  const of2 = total(cells);
  const unknown2 = cells.filter(({ name: name7 }) => name7 === null || !known2.includes(name7));
  return [...Map.groupBy(unknown2, ({ name: name7 }) => name7)].flatMap(
    ([name7, those]) => finding({
      id: `unknown-${kind}`,
      what: name7 === null ? `page views name no ${kind}` : `page views name a ${kind} that is not declared`,
      count: total(those),
      of: of2,
      example: name7,
      todo: todoFor(kind, name7, known2)
    })
  );
}
var total = (cells) => cells.reduce((sum4, { views: views2 }) => sum4 + views2, 0);
function todoFor(kind, name7, known2) {
  const near = name7 === null ? null : didYouMean(name7, known2);
  if (near !== null) return `Did you mean ${near}? Correct the name in the page.`;
  const where = kind === "route" ? "under `routes`" : "as a condition of the route";
  const declare = name7 === null ? "" : `Declare it ${where}, or let`;
  return `${declare === "" ? "Let" : declare} pages name ${known2.length === 1 ? "" : "one of "}${known2.join(", ")}.`;
}

// src/field/analyses/check-records.ts
function clockFindings(commits) {
  const of2 = recordsOf(commits);
  const ask = (id, what, todo) => {
    const count3 = commits.reduce((sum4, commit) => sum4 + commit[id], 0);
    const example = commits.find((commit) => commit[id] > 0)?.sha ?? null;
    return finding({ id: `clock-${id}`, voids: isMany(count3, of2), what, count: count3, of: of2, example, todo });
  };
  return [
    ...ask(
      "future",
      "records have a time in the future",
      "They are left out, because the clocks of some visitors are wrong. If they are many, check how pages take the time."
    ),
    ...ask(
      "early",
      "records are older than the deploy of their commit",
      "Correct the times in the list of deploys, or how pages learn their commit."
    )
  ];
}
var recordsOf = (commits) => commits.reduce((sum4, { records }) => sum4 + records, 0);
function sessionFindings(counts) {
  const { sessions, views: views2, moved: moved2, movedExample, crowded, crowdedViews, crowdedExample } = counts;
  return [
    ...finding({
      id: "bots",
      voids: isMany(crowdedViews, views2),
      what: "sessions have more page views than a visitor has",
      count: crowded,
      of: sessions,
      example: crowdedExample,
      todo: "They are bots, or pages that share one session. Keep them from sending records."
    }),
    ...finding({
      id: "sessions-move",
      what: "sessions saw more than one commit",
      count: moved2,
      of: sessions,
      example: movedExample,
      todo: "No change is needed: visitors stay while a deploy happens, and each page view counts for its own commit."
    })
  ];
}
function viewFindings(views2, { views: of2 }, commits, leftOut) {
  const repeated = leftOut === null ? views2.repeated : 0;
  const records = recordsOf(commits);
  return [
    ...finding({
      id: "final-before-start",
      voids: isMany(views2.disordered, of2),
      what: "page views end before they begin",
      count: views2.disordered,
      of: of2,
      todo: "They are forged, or two page views share one id. Find out what sends them."
    }),
    ...finding({
      id: "duplicates",
      voids: isMany(repeated, records),
      what: "records are in the table more than once",
      count: repeated,
      of: records,
      todo: "Each of them counts. Remove all but one, and give the table its primary key (view, type), so that a later record takes the place of an earlier one."
    })
  ];
}
function lineFindings(leftOut, commits) {
  if (leftOut === null) return [];
  const { lines, duplicates, refused: refused3 } = leftOut;
  const of2 = recordsOf(commits) + lines + duplicates;
  return [
    ...finding({
      id: "refused-lines",
      voids: isMany(lines, of2),
      what: "lines of the files are not records",
      count: lines,
      of: of2,
      todo: "They are left out. Find out what writes them.",
      lines: refused3
    }),
    ...finding({
      id: "duplicates",
      what: "records are there more than once",
      count: duplicates,
      of: of2,
      todo: "No change is needed: a page sends its end each time it is hidden, and of the same view only one record counts."
    })
  ];
}

// src/field/analyses/check.ts
function checkRecords({
  field,
  commits,
  sessions,
  coverage: coverage2,
  views: views2,
  leftOut,
  deploys: deploys2,
  scope
}) {
  const byCommit = coverageByCommit(coverage2, commits);
  const found = [
    ...endFindings(byCommit),
    ...startFindings(coverage2),
    ...coverageFindings(byCommit),
    ...clockFindings(commits),
    ...sessionFindings(sessions),
    ...nameFindings(field.routes, coverage2),
    ...deployFindings(commits, deploys2, scope),
    ...viewFindings(views2, sessions, commits, leftOut),
    ...lineFindings(leftOut, commits)
  ];
  return [...found.filter(({ voids }) => voids), ...found.filter(({ voids }) => !voids)];
}

// src/field/sql/commits.sql
var commits_default = "-- Records by commit, from the beginning of the window on: when they began, and how many have a time that cannot be.\nSELECT sha, SUM(n) AS records, MIN(first_t) AS first_at, SUM(l) AS later_than_now, SUM(e) AS before_deploy\nFROM (\n  SELECT sha, COUNT(*) AS n, MIN(t) AS first_t\n    , COUNT(CASE WHEN t > {latest} THEN 1 END) AS l\n    , COUNT(CASE WHEN t < {deployed} THEN 1 END) AS e\n  FROM {beacons}\n  WHERE t >= {from}\n  GROUP BY {shard}sha\n) commits\nGROUP BY sha\n";

// src/field/sql/sessions.sql
var sessions_default = "-- Sessions that were served several commits, and those with more views than a visitor has.\nSELECT COUNT(*) AS sessions, SUM(v) AS views\n  , COUNT(CASE WHEN shas > 1 THEN 1 END) AS moved, MIN(CASE WHEN shas > 1 THEN session END) AS moved_example\n  , COUNT(CASE WHEN v > {most_views} THEN 1 END) AS crowded\n  , SUM(CASE WHEN v > {most_views} THEN v ELSE 0 END) AS crowded_views\n  , MIN(CASE WHEN v > {most_views} THEN session END) AS crowded_example\nFROM (\n  SELECT session, COUNT(DISTINCT sha) AS shas, COUNT(DISTINCT view) AS v\n  FROM {beacons}\n  WHERE {window}\n  GROUP BY {shard}session\n) counted\n";

// src/field/sql/views.sql
var views_default = "-- Records of a view beyond its first start and its first final, and views whose final says that they began before their\n-- start does.\nSELECT SUM(CASE WHEN s > 1 THEN s - 1 ELSE 0 END) + SUM(CASE WHEN f > 1 THEN f - 1 ELSE 0 END) AS repeated\n  , COUNT(CASE WHEN final_t < start_t THEN 1 END) AS disordered\nFROM (\n  SELECT view\n    , COUNT(CASE WHEN type = 'start' THEN 1 END) AS s, MIN(CASE WHEN type = 'start' THEN t END) AS start_t\n    , COUNT(CASE WHEN type = 'final' THEN 1 END) AS f, MIN(CASE WHEN type = 'final' THEN t END) AS final_t\n  FROM {beacons}\n  WHERE {window}\n  GROUP BY {shard}view\n) views\n";

// src/field/questions/checks.ts
var MOST_VIEWS = 1e3;
function commitsText(target, scope, { latest, deployed }) {
  const { instant: instant2, text: text10 } = DIALECTS[target.dialect];
  const cases = [...deployed].map(([sha, at3]) => `WHEN sha = ${text10(sha)} THEN ${instant2(at3)}`);
  const from = instant2(scope.from);
  return fillTemplate(commits_default, {
    ...scopeValues(target, scope),
    latest: instant2(latest),
    from,
    // Without any deploy no record is from before one.
    deployed: cases.length === 0 ? from : `CASE ${cases.join(" ")} END`
  });
}
async function askCommits(engine, scope, moments) {
  const rows = await engine.query(commitsText(engine, scope, moments));
  const commits = rows.map((row2) => ({
    sha: textOf(row2, "sha"),
    records: numberOf(row2, "records"),
    firstAt: textOf(row2, "first_at"),
    future: numberOf(row2, "later_than_now"),
    early: numberOf(row2, "before_deploy")
  }));
  return sortedBy(commits, ({ firstAt, sha }) => [firstAt, sha]);
}
function sessionsText(target, scope) {
  return fillTemplate(sessions_default, { ...scopeValues(target, scope), most_views: String(MOST_VIEWS) });
}
async function askSessions(engine, scope) {
  const [row2 = {}] = await engine.query(sessionsText(engine, scope));
  return {
    sessions: numberOf(row2, "sessions"),
    views: numberOf(row2, "views"),
    moved: numberOf(row2, "moved"),
    movedExample: textOf(row2, "moved_example"),
    crowded: numberOf(row2, "crowded"),
    crowdedViews: numberOf(row2, "crowded_views"),
    crowdedExample: textOf(row2, "crowded_example")
  };
}
function viewsText(target, scope) {
  return fillTemplate(views_default, scopeValues(target, scope));
}
async function askViews(engine, scope) {
  const [row2 = {}] = await engine.query(viewsText(engine, scope));
  return { repeated: numberOf(row2, "repeated"), disordered: numberOf(row2, "disordered") };
}

// src/field/report/check.ts
var TITLE5 = "Whether page views can be compared";
var HEAD3 = ["commit", "began", "ended", "coverage"];
var NUMBERS4 = [1, 2, 3];
var MOST_CHARACTERS = 500;
function checkText({ findings, coverage: coverage2 }, about) {
  const rows = [headOf2(about), ...coverage2.map((each) => cellsOf4(each, about))];
  const table = coverage2.length === 0 ? [] : ["", ...alignedLines(rows, numbersOf(about))];
  const found = findings.flatMap((finding2) => {
    const lines = placesOf(finding2).map(({ place, words: words2 }) => `    ${place === "" ? "" : `${place}: `}${words2}`);
    return ["", ...[headline(finding2), `  → ${finding2.todo}`, ...lines].map(visible3)];
  });
  return [windowWords(about), ...table, ...found, "", ...closing({ findings, coverage: coverage2 }, about)].join("\n");
}
function checkMarkdown({ findings, coverage: coverage2 }, about) {
  const numbers = numbersOf(about);
  const head = headOf2(about);
  const table = [
    row(head),
    row(head.map((_, at3) => numbers.has(at3) ? "--:" : "---")),
    ...coverage2.map(
      (each) => row(cellsOf4(each, about).map((cell, at3) => numbers.has(at3) ? cell : code(cell)))
    )
  ];
  const list = findings.flatMap((finding2) => [
    `- ${plain(`${headline(finding2)} ${finding2.todo}`)}`,
    ...placesOf(finding2).map(({ place, words: words2 }) => `  - ${place === "" ? "" : `${code(place)}: `}${plain(words2)}`)
  ]);
  const parts = [`## ${TITLE5}`, "", windowWords(about)];
  const shown3 = [coverage2.length === 0 ? [] : table, list].flatMap((each) => each.length === 0 ? [] : ["", ...each]);
  return [...parts, ...shown3, "", ...closing({ findings, coverage: coverage2 }, about)].join("\n");
}
function checkPage({ findings, coverage: coverage2 }, about) {
  const parts = [
    ...tablePart([headOf2(about), ...coverage2.map((each) => cellsOf4(each, about))], "Coverage"),
    ...findings.map((finding2) => ({
      lines: [`${headline(finding2)} ${finding2.todo}`],
      list: placesOf(finding2).map(({ place, words: words2 }) => place === "" ? words2 : `${place}: ${words2}`)
    })),
    { lines: closing({ findings, coverage: coverage2 }, about).filter((line2) => line2 !== "") }
  ];
  return { title: TITLE5, about: windowWords(about), parts };
}
function headOf2({ by }) {
  return by === null ? HEAD3 : [by, ...HEAD3];
}
function numbersOf({ by }) {
  return new Set(NUMBERS4.map((at3) => by === null ? at3 : at3 + 1));
}
function cellsOf4({ by, sha, starts, ended, coverage: coverage2 }, about) {
  return [
    ...about.by === null ? [] : [by ?? "unknown"],
    shortSha(sha),
    starts.toLocaleString("en"),
    ended.toLocaleString("en"),
    sharePercent(coverage2)
  ];
}
function visible3(line2) {
  return `${/^ */.exec(line2)?.[0] ?? ""}${sanitizeLine(line2, MOST_CHARACTERS)}`;
}
function headline({ voids, what, count: n, of: of2, example }) {
  const such = example === null || example === "" ? "" : `, for example ${example}`;
  const share = `${n.toLocaleString("en")} of ${of2.toLocaleString("en")}`;
  return `${voids ? "voids comparisons" : "note"}: ${what} (${share}${such}).`;
}
function placesOf({ lines, count: n }) {
  const shown3 = lines.map((line2) => ({ place: placeOf(line2), words: line2.why }));
  const others = n - lines.length;
  return lines.length === 0 || others <= 0 ? shown3 : [...shown3, { place: "", words: `and ${count(others, "more line")}` }];
}
var placeOf = ({ file, line: line2 }) => `${file}:${line2}`;
function closing({ findings, coverage: coverage2 }, { isEmpty }) {
  if (isEmpty) return [];
  if (findings.some(({ voids }) => voids)) return ["These page views cannot be compared as they are.", ""];
  const isKnown2 = coverage2.some((each) => each.coverage !== null);
  return [
    isKnown2 ? "These page views can be compared." : "Nothing else stands against comparing these page views, but how many were lost is not known.",
    ""
  ];
}

// src/field/commands/refused-lines.ts
import { isAbsolute, relative } from "node:path";

// src/field/lines/lines-of.ts
import { createReadStream } from "node:fs";
var LONGEST_LINE = 65536;
var LINE_FEED = 10;
var CARRIAGE_RETURN = 13;
var BYTE_ORDER_MARK = Buffer.from("\uFEFF");
async function* linesOf(path) {
  let parts = [];
  let length = 0;
  const add2 = (part) => {
    length += part.length;
    if (length <= LONGEST_LINE + 1) parts.push(part);
    else parts = [];
  };
  const take = () => {
    const line2 = length > LONGEST_LINE + 1 ? null : withoutReturn(Buffer.concat(parts));
    [parts, length] = [[], 0];
    return line2 === null || line2.length > LONGEST_LINE ? null : line2;
  };
  let isFirst = true;
  for await (const chunk of createReadStream(path)) {
    let from = isFirst ? markLength(chunk) : 0;
    isFirst = false;
    for (let end = chunk.indexOf(LINE_FEED, from); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
      add2(chunk.subarray(from, end));
      yield take();
      from = end + 1;
    }
    add2(chunk.subarray(from));
  }
  if (length > 0) yield take();
}
function markLength(chunk) {
  return chunk.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
}
function withoutReturn(line2) {
  return line2.at(-1) === CARRIAGE_RETURN ? line2.subarray(0, -1) : line2;
}

// src/field/lines/read-line.ts
var UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
function readLine(line2, show) {
  if (line2 === null) return refused(`the line has more than ${LONGEST_LINE.toLocaleString("en")} bytes`);
  if (line2.length === 0) return { kind: "empty" };
  const text10 = decoded2(line2);
  if (text10 === null) return refused("the line is not UTF-8");
  const value = parsed(text10);
  if (value === void 0) return refused("the record is not JSON");
  const { data, error } = beaconSchema.safeParse(value);
  return error === void 0 ? { kind: "record", record: data } : refused(complaintOf(error, show));
}
var refused = (why) => ({ kind: "refused", why });
function decoded2(line2) {
  try {
    return UTF8.decode(line2);
  } catch {
    return null;
  }
}
function parsed(text10) {
  try {
    return JSON.parse(text10);
  } catch {
    return void 0;
  }
}

// src/field/commands/refused-lines.ts
var MOST_NAME = 60;
var shown = (name7) => JSON.stringify(sanitizeLine(name7, MOST_NAME));
async function findRefusedLines(files, most, cwd) {
  const found = [];
  for (const path of files) {
    let number2 = 0;
    for await (const line2 of linesOf(path)) {
      if (found.length >= most) return found;
      number2 += 1;
      const read = readLine(line2, shown);
      if (read.kind === "refused") found.push({ file: shownPath(path, cwd), line: number2, why: read.why });
    }
  }
  return found;
}
function shownPath(path, cwd) {
  const near = relative(cwd, path);
  return near.startsWith("..") || isAbsolute(near) ? path : near;
}

// src/field/commands/check.ts
var SKEW_MS = 5 * 6e4;
var MOST_LINES = 10;
async function findProblems(setup, options, place) {
  const { field } = setup;
  const deploys2 = field.deploys === null ? null : await deploysIfListed(field.deploys, options.environment);
  const asked = await askRecords(setup, options, place, async (engine, found) => {
    const leftOut = await leftOutOf(engine, place.cwd);
    if (found === null) return { scope: null, checked: await checkUnread(engine, leftOut, place.now) };
    return { scope: found, checked: await check(engine, found, { field, deploys: deploys2, leftOut, now: place.now }) };
  });
  const { scope, checked: checked2 } = asked.answer;
  const { coverage: coverage2, findings } = checked2;
  const isEmpty = coverage2.length === 0;
  const about = { scope, days: field.windowDays, by: options.by, sha: options.sha, isEmpty };
  const window = scope === null ? null : { from: scope.from, to: scope.to };
  return {
    json: { window, coverage: coverage2, findings },
    text: checkText(checked2, about),
    markdown: checkMarkdown(checked2, about),
    page: checkPage(checked2, about),
    notices: noFilesNotices(asked),
    exitCode: isEmpty ? 3 : findings.some(({ voids }) => voids) ? 1 : 0
  };
}
async function checkUnread(engine, leftOut, now) {
  const latest = latestOf(now);
  const ever = { from: (/* @__PURE__ */ new Date(0)).toISOString(), to: latest, by: null, sha: null };
  const commits = await askCommits(engine, ever, { latest, deployed: /* @__PURE__ */ new Map() });
  return { coverage: [], findings: [...clockFindings(commits), ...lineFindings(leftOut, commits)] };
}
async function check(engine, scope, { field, deploys: deploys2, leftOut, now }) {
  const commits = await askCommits(engine, scope, {
    latest: latestOf(now),
    deployed: earliestTimes(deploys2 ?? [])
  });
  const sessions = await askSessions(engine, scope);
  const coverage2 = await askCoverage(engine, scope);
  const views2 = await askViews(engine, scope);
  const findings = checkRecords({ field, scope, commits, sessions, coverage: coverage2, views: views2, leftOut, deploys: deploys2 });
  return { findings, coverage: coverageByCommit(coverage2, commits) };
}
async function leftOutOf({ leftOut }, cwd) {
  if (leftOut === null) return null;
  return { ...leftOut, refused: await findRefusedLines(leftOut.files, MOST_LINES, cwd) };
}
async function deploysIfListed(path, environment) {
  return existsSync(path) ? deploysTo(await readDeploys(path), environment) : [];
}
function earliestTimes(deploys2) {
  const times = /* @__PURE__ */ new Map();
  for (const { sha, at: at3 } of deploys2)
    if (!times.has(sha)) times.set(sha, new Date(Date.parse(at3) - SKEW_MS).toISOString());
  return times;
}
function printCheck(setup, options, place, dialect) {
  const { target, scope } = printedTarget(setup, options, place, dialect);
  return [
    commitsText(target, scope, { latest: latestOf(place.now), deployed: /* @__PURE__ */ new Map() }),
    sessionsText(target, scope),
    viewsText(target, scope),
    coverageText(target, scope)
  ];
}

// src/field/analyses/cap.ts
var CAPPED_FROM = 98;
function capOf({ route, device, by, path, values }) {
  const value = percentileOf(values, CAPPED_FROM);
  return value === void 0 ? [] : [{ route, device, by, path, value }];
}

// src/field/analyses/coverage.ts
var MOST_CHANGE = 0.05;
var CERTAIN3 = 4;
function coverageChangesOf({ series, coverage: coverage2, deploys: deploys2 }) {
  const started = coverage2.filter(({ starts }) => starts > 0);
  const groups = Map.groupBy(started, keyOf5);
  const firstSeen = firstSeenOf(series);
  const before = (cells, deploy) => shaBefore({ cells, deploys: deploys2, firstSeen }, deploy);
  const all = [...groups.values()];
  const everywhere = new Set(
    deploys2.filter((deploy) => differ(pairsOf(all, before(started, deploy), deploy.sha))).map(momentOf)
  );
  return (group, deploy) => {
    const cells = groups.get(keyOf5(group)) ?? [];
    return everywhere.has(momentOf(deploy)) || differ(pairsOf([cells], before(cells, deploy), deploy.sha));
  };
}
function coverageDiffers2(before, after, of2) {
  const pairOf = (group) => {
    const [earlier, later] = [totalOf(before, group), totalOf(after, group)];
    return earlier === null || later === null ? [] : [[earlier, later]];
  };
  const groups = [...Map.groupBy(before, keyOf5).values()].flatMap(([first]) => first ?? []);
  return differ(groups.flatMap(pairOf)) || differ(pairOf(of2));
}
function totalOf(cells, group) {
  const own = cells.filter((each) => keyOf5(each) === keyOf5(group));
  const starts = own.reduce((total3, cell) => total3 + cell.starts, 0);
  return starts === 0 ? null : { starts, ended: own.reduce((total3, cell) => total3 + cell.ended, 0) };
}
var keyOf5 = ({ route, device, by }) => JSON.stringify([route, device, by]);
var momentOf = ({ sha, at: at3 }) => `${at3} ${sha}`;
function firstSeenOf(series) {
  const first = /* @__PURE__ */ new Map();
  for (const { sha, at: at3 } of series) if (at3 < (first.get(sha) ?? "￿")) first.set(sha, at3);
  return first;
}
function shaBefore({ cells, deploys: deploys2, firstSeen }, { sha: own, at: at3 }) {
  const seen2 = new Set(cells.map(({ sha }) => sha));
  const isBefore = (time) => time !== void 0 && Date.parse(time) < Date.parse(at3);
  const listed2 = deploys2.filter((each) => isBefore(each.at) && each.sha !== own && seen2.has(each.sha)).toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at)).at(-1);
  if (listed2 !== void 0) return listed2.sha;
  const named2 = new Set(deploys2.map(({ sha }) => sha));
  return cells.filter(({ sha }) => !named2.has(sha) && isBefore(firstSeen.get(sha))).toSorted((one, other) => other.starts - one.starts).at(0)?.sha;
}
function pairsOf(groups, before, after) {
  return groups.flatMap((cells) => {
    const earlier = cells.find(({ sha }) => sha === before);
    const later = cells.find(({ sha }) => sha === after);
    return earlier === void 0 || later === void 0 ? [] : [[earlier, later]];
  });
}
function differ(pairs) {
  let change2 = 0;
  let variance = 0;
  let weights = 0;
  for (const [one, other] of pairs) {
    const weight = 1 / (1 / one.starts + 1 / other.starts);
    const pooled = (one.ended + other.ended) / (one.starts + other.starts);
    change2 += weight * (one.ended / one.starts - other.ended / other.starts);
    variance += weight * pooled * (1 - pooled);
    weights += weight;
  }
  return Math.abs(change2) > MOST_CHANGE * weights && Math.abs(change2) > CERTAIN3 * Math.sqrt(Math.max(0, variance));
}

// src/field/analyses/deepest.ts
function markDeepest(rows) {
  const steps = rows.filter(({ verdict }) => verdict === "step");
  const families = Map.groupBy(
    steps,
    ({ sha, at: at3, route, condition, by }) => JSON.stringify([sha, at3, route, condition, by])
  );
  const deepest = new Set([...families.values()].flatMap(deepestOf));
  return rows.map((row2) => deepest.has(row2) ? { ...row2, deepest: true } : row2);
}
function deepestOf(family) {
  const partsOf3 = (whole4) => family.filter(
    (row2) => isBelow(row2, whole4) && !family.some((between2) => isBelow(between2, whole4) && isBelow(row2, between2))
  );
  const tops = family.filter((row2) => !family.some((whole4) => isBelow(row2, whole4)));
  return tops.map((top) => deepestDominant(top, partsOf3, ({ change: change2 }) => change2 ?? 0));
}
var isBelow = (row2, whole4) => row2.path.startsWith(`${whole4.path}.`);

// src/stats/placebo.ts
function placeboRank(statistic, placebos) {
  return 1 + placebos.filter((placebo) => Math.abs(placebo) >= Math.abs(statistic)).length;
}
var TRIMMED = 0.1;
function nullSpread(statistics) {
  const sizes = statistics.map(Math.abs).toSorted((one, other) => one - other);
  const kept = sizes.slice(0, sizes.length - Math.floor(TRIMMED * sizes.length));
  const share = kept.length / sizes.length;
  const meanSquare = sum(kept.map((size) => size * size)) / kept.length;
  const excess = meanSquare / truncatedVariance(share) - 1;
  return excess <= 0 ? 1 : Math.sqrt(1 + Math.max(0, excess - 4 / kept.length / excess));
}
function truncatedVariance(share) {
  if (share >= 1) return 1;
  const limit2 = normalUpperQuantile((1 - share) / 2);
  return 1 - 2 * limit2 * Math.exp(-limit2 * limit2 / 2) / Math.sqrt(2 * Math.PI) / share;
}

// src/field/analyses/placebo-times.ts
var STEADY = 0.05;
function placeboTimes({ points }, steps) {
  const isSteady = (index) => steps.every((step) => Math.abs((step[index] ?? 0) - (step[index - 1] ?? 0)) <= STEADY);
  const placebos = [];
  for (let at3 = 2; at3 < points.length - 1; at3 += 1) {
    if (!isSteady(at3)) continue;
    const after = steps.findIndex((step) => (step[at3] ?? 0) < 0.5);
    const next = after < 0 ? steps.length : after;
    placebos.push({
      column: Float64Array.from(points, (_, index) => index >= at3 ? 1 : 0),
      beside: [],
      at: at3,
      between: [next - 1, next].filter((each) => each >= 0 && each < steps.length)
    });
  }
  return placebos;
}

// src/field/analyses/season.ts
var SEASONS = ["time of day", "day of week", "week of year"];
var DAY_HOURS = 24;
var DAYS_OF_WEEK2 = 7;
var FEWEST_DAYS = 3;
var FEWEST_DAYS_OF_WEEKS = 14;
var FEWEST_DAYS_OF_YEARS = 366;
var YEAR_DAYS = 365.2425;
var WAVES = [1, 2];
function seasonOf({ points, width }) {
  const perDay = DAY_HOURS / width;
  const days = daysOf2({ points, width });
  const indicators = (period, most) => Array.from(
    { length: most - 1 },
    (_, which) => Float64Array.from(points, ({ time }) => period(time) === which + 1 ? 1 : 0)
  ).filter((column) => column.includes(1));
  return [
    Float64Array.from(points, () => 1),
    ...days >= FEWEST_DAYS ? indicators((time) => time % perDay, perDay) : [],
    ...days >= FEWEST_DAYS_OF_WEEKS ? indicators((time) => Math.floor(time / perDay) % DAYS_OF_WEEK2, DAYS_OF_WEEK2) : []
  ];
}
function yearOf({ points, width }) {
  if (daysOf2({ points, width }) < FEWEST_DAYS_OF_YEARS) return [];
  const week = (time) => Math.floor(time * width / DAY_HOURS / DAYS_OF_WEEK2);
  const wave = (shape, each) => Float64Array.from(points, ({ time }) => shape(2 * Math.PI * each * week(time) * DAYS_OF_WEEK2 / YEAR_DAYS));
  return WAVES.flatMap((each) => [wave(Math.sin, each), wave(Math.cos, each)]);
}
function missingSeasons(timeline) {
  const days = daysOf2(timeline);
  const fewest = {
    "time of day": timeline.width === DAY_HOURS ? 0 : FEWEST_DAYS,
    "day of week": FEWEST_DAYS_OF_WEEKS,
    "week of year": FEWEST_DAYS_OF_YEARS
  };
  return SEASONS.filter((name7) => days < fewest[name7]);
}
function daysOf2({ points, width }) {
  return ((points.at(-1)?.time ?? 0) - (points[0]?.time ?? 0) + 1) * width / DAY_HOURS;
}

// src/stats/autoregression.ts
var MOST_RHO = 0.99;
var GRID = 24;
var GOLDEN = (Math.sqrt(5) - 1) / 2;
function whiten({ times, weights, values }, columns2, rho) {
  const factors = factorsOf(times, rho);
  const own = factors.map((factor, index) => factor * Math.sqrt(weights[index] ?? 0));
  const before = factors.map(
    (factor, index) => index === 0 ? 0 : factor * rho ** gapBefore(times, index) * Math.sqrt(weights[index - 1] ?? 0)
  );
  const filter = (column) => column.map((value, index) => (own[index] ?? 0) * value - (before[index] ?? 0) * (column[index - 1] ?? 0));
  return { values: filter(values), columns: columns2.map(filter) };
}
function autocorrelation(series, columns2, least = -MOST_RHO) {
  const loss = (rho) => restrictedLoss(series, columns2, rho);
  const step = (MOST_RHO - least) / GRID;
  let best = least;
  let lowest = Infinity;
  for (let index = 0; index <= GRID; index += 1) {
    const found = loss(least + index * step);
    if (found >= lowest) continue;
    best = least + index * step;
    lowest = found;
  }
  return minimum(loss, Math.max(least, best - step), Math.min(MOST_RHO, best + step));
}
function restrictedLoss(series, columns2, rho) {
  const { values, columns: white } = whiten(series, columns2, rho);
  const basis = basisOf(white);
  const degrees = values.length - basis.vectors.length;
  const rest = leftOver(values, basis.vectors);
  const factors = factorsOf(series.times, rho);
  const logVariance = factors.reduce((total3, factor) => total3 - 2 * Math.log(factor), 0);
  return degrees * Math.log(Math.max(dot(rest, rest), Number.MIN_VALUE)) + logVariance + basis.logDeterminant;
}
function coefficientOf(values, column, basis, least = 0) {
  const degrees = values.length - basis.vectors.length - 1;
  const own = leftOver(column, basis.vectors);
  const length = dot(own, own);
  if (degrees < 1 || length <= 1e-12 * dot(column, column)) return null;
  const rest = leftOver(values, basis.vectors);
  const value = dot(own, rest) / length;
  const unexplained = Math.max(0, dot(rest, rest) - value * value * length);
  return { value, se: Math.sqrt(Math.max(unexplained / degrees, least) / length), degrees };
}
function growthByRho(rho, n) {
  return Math.sqrt(1 + 3 * (1 + rho) / ((1 - rho) * n));
}
function factorsOf(times, rho) {
  const own = 1 - rho * rho;
  return times.map(
    (_, index) => index === 0 ? Math.sqrt(own) : Math.sqrt(own / (1 - rho ** (2 * gapBefore(times, index))))
  );
}
function gapBefore(times, index) {
  return (times[index] ?? 0) - (times[index - 1] ?? 0);
}
function minimum(loss, from, to) {
  let [low, high] = [from, to];
  let [left, right] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
  let [lossLeft, lossRight] = [loss(left), loss(right)];
  while (high - low > 1e-8) {
    if (lossLeft <= lossRight) {
      [high, right, lossRight] = [right, left, lossLeft];
      left = high - GOLDEN * (high - low);
      lossLeft = loss(left);
    } else {
      [low, left, lossLeft] = [left, right, lossRight];
      right = low + GOLDEN * (high - low);
      lossRight = loss(right);
    }
  }
  return (low + high) / 2;
}

// src/field/analyses/step-model.ts
var FEWEST_DEGREES = 8;
function fitModel(input, selected) {
  const steps = input.moments.map(({ column }) => column);
  const rho = rhoOf(input, selected);
  const white = whiteModel(input, selected, { steps: [...steps, ...input.placebos.flatMap(columnsOf2)], rho });
  const free = (indices) => indices.filter((each) => each >= 0 && each < steps.length && !selected.includes(each));
  let next = steps.length;
  return {
    estimates: steps.map((_, index) => {
      const beside = free([index - 1, index + 1]);
      const at3 = selected.indexOf(index);
      return at3 < 0 ? estimateBeside(white, index, beside) : estimateWithin(white, white.common.length + at3, beside);
    }),
    placebos: input.placebos.flatMap(({ beside, between: between2 }) => {
      const own = next;
      next += 1 + beside.length;
      const estimate = estimateBeside(white, own, [...free(between2), ...beside.map((__, index) => own + 1 + index)]);
      return estimate === null ? [] : [statisticOf(estimate)];
    }),
    rho
  };
}
var columnsOf2 = ({ column, beside }) => [column, ...beside];
function fitCommon(input, selected, { places, rho }) {
  const steps = input.moments.map(({ column }) => column);
  const white = whiteModel(input, selected, { steps, rho });
  const last = selected.at(-1) ?? Number.NaN;
  const beside = [last - 1, last + 1].filter((each) => each in steps && !selected.includes(each));
  return places.map((place) => estimateWithin(white, place, beside));
}
var statisticOf = ({ value, se }) => value / se;
function rhoOf({ series, common, moments }, selected) {
  const last = selected.at(-1) ?? Number.NaN;
  const steps = [...selected, last - 1, last + 1].flatMap((index) => moments[index]?.column ?? []);
  return autocorrelation(series, [...common, ...steps], 0);
}
function whiteModel({ series, common, moments }, selected, { steps, rho }) {
  const kept = selected.flatMap((index) => moments[index]?.column ?? []);
  const { values, columns: columns2 } = whiten(series, [...common, ...kept, ...steps], rho);
  const taken = common.length + kept.length;
  const base = basisOf(columns2.slice(0, taken));
  const white = columns2.slice(taken);
  return {
    values,
    common: columns2.slice(0, common.length),
    kept: columns2.slice(common.length, taken),
    steps: white,
    base,
    left: { values: leftOver(values, base.vectors), steps: white.map((column) => leftOver(column, base.vectors)) },
    rho,
    least: series.least * (1 - rho * rho)
  };
}
function estimateBeside(white, index, beside) {
  const { left, base } = white;
  const column = left.steps[index];
  if (column === void 0) return null;
  const local = basisOf(beside.flatMap((each) => left.steps[each] ?? []));
  const taken = base.vectors.length + local.vectors.length;
  return corrected(coefficientOf(left.values, column, local), taken, white, leftOver(column, local.vectors));
}
function estimateWithin(white, place, beside) {
  const { values, common, kept, steps } = white;
  const within = [...common, ...kept];
  const column = within[place];
  if (column === void 0) return null;
  const without2 = basisOf(within.filter((_, each) => each !== place));
  const local = extendBasis(
    without2,
    beside.flatMap((each) => steps[each] ?? [])
  );
  const own = leftOver(column, local.vectors);
  return corrected(coefficientOf(values, column, local), local.vectors.length, white, own);
}
function corrected(estimate, taken, { values, least, rho }, own) {
  const degrees = values.length - taken - 1;
  if (estimate === null || degrees < FEWEST_DEGREES) return null;
  const se = estimate.se * Math.sqrt(estimate.degrees / degrees);
  return {
    value: estimate.value,
    se: Math.max(se, Math.sqrt(least / dot(own, own))) * growthByRho(rho, degrees),
    degrees
  };
}

// src/field/analyses/weighted-series.ts
function weightedSeries({ points, within }, season) {
  const values = Float64Array.from(points, ({ mean }) => mean);
  const times = points.map(({ time }) => time);
  const byViews = points.map(({ n }) => n / within);
  const { values: scaled2, columns: columns2 } = whiten({ times, weights: byViews, values }, season, 0);
  const basis = basisOf(columns2);
  const rest = leftOver(scaled2, basis.vectors);
  const degrees = values.length - basis.vectors.length;
  const excess = Math.max(0, dot(rest, rest) - degrees) / Math.max(1, sum3(byViews) - sum3(byViews.map((w) => w * w)) / sum3(byViews));
  const weights = byViews.map((weight) => 1 / (excess + 1 / weight));
  const least = Math.min(
    1,
    sum3(points.map((_, index) => (weights[index] ?? 0) / (byViews[index] ?? 1))) / points.length
  );
  return { times, weights, values, least };
}
var sum3 = (values) => values.reduce((all, value) => all + value, 0);

// src/field/analyses/fit-steps.ts
var FEWEST_FOR_SPREAD = 8;
var SELECTED_RISK = 1e-3;
var MOST_SELECTED = 8;
function fitSteps(timeline, moments) {
  const placebos = placeboTimes(
    timeline,
    moments.map(({ column }) => column)
  );
  const input = inputOf(timeline, { common: seasonOf(timeline), moments, placebos });
  if (input === null) return moments.map(() => null);
  const selection = selectSteps(input);
  const spread = spreadBeside(selection);
  return selection.model.estimates.map(
    (estimate) => estimate === null ? null : { estimate, spread, placebos: selection.model.placebos }
  );
}
function inputOf(timeline, { common, moments, placebos }) {
  if (timeline.points.length < common.length + 3 + FEWEST_DEGREES) return null;
  return { series: weightedSeries(timeline, common), common, moments, placebos };
}
function spreadBeside({ model: { estimates, placebos }, selected }) {
  const quiet = estimates.flatMap(
    (each, index) => each === null || selected.includes(index) ? [] : [statisticOf(each)]
  );
  return Math.max(1, spreadOf(quiet), spreadOf(placebos));
}
function selectSteps(input, target = null) {
  const always = target === null ? [] : [target];
  let others = [];
  let found = { model: fitModel(input, always), selected: always };
  while (others.length < MOST_SELECTED) {
    const next = largest2(found);
    if (next === null) break;
    const taken = [...others, next];
    const selected = [...taken, ...always];
    const model = fitModel(input, selected);
    const step = model.estimates[next] ?? null;
    if (step === null || !isLarge(step, input.moments.length)) break;
    others = taken;
    found = { model, selected };
  }
  return found;
}
function largest2({ model, selected }) {
  let best = null;
  let most = 0;
  for (const [index, estimate] of model.estimates.entries()) {
    const size = estimate === null ? 0 : Math.abs(statisticOf(estimate));
    if (selected.includes(index) || size <= most) continue;
    best = index;
    most = size;
  }
  return best;
}
function isLarge({ value, se, degrees }, among) {
  return Math.abs(value) > studentQuantile(1 - SELECTED_RISK / among, degrees) * se;
}
var spreadOf = (statistics) => statistics.length < FEWEST_FOR_SPREAD ? 1 : nullSpread(statistics);

// src/field/analyses/moments.ts
function momentsOf2({ points, deploys: deploys2 }) {
  const moments = [];
  for (const index of deploys2.keys()) {
    const column = Float64Array.from(points, ({ doses }) => doses[index] ?? 0);
    const served = total2(column);
    if (served < 1 || points.length - served < 1) continue;
    const before = moments.at(-1);
    if (before !== void 0 && total2(before.column) - served < 1) {
      before.members.push(index);
      before.column = column;
    } else moments.push({ members: [index], column });
  }
  return moments;
}
var total2 = (column) => column.reduce((sum4, value) => sum4 + value, 0);

// src/field/analyses/estimate-steps.ts
function estimateSteps(timeline) {
  const moments = momentsOf2(timeline);
  const fitted = fitSteps(timeline, moments);
  return timeline.deploys.map((deploy, index) => {
    const at3 = moments.findIndex(({ members }) => members.includes(index));
    const own = fitted[at3] ?? null;
    if (own === null) return { outcome: whyNot(timeline, index), deploy };
    return { outcome: "estimated", deploy, ...own, together: (moments[at3]?.members.length ?? 1) > 1 };
  });
}
function whyNot({ points }, index) {
  const served = points.reduce((total3, { doses }) => total3 + (doses[index] ?? 0), 0);
  if (points.length - served < 1) return "no-data-before";
  return served < 1 ? "no-data-after" : "too-few-data";
}

// src/field/analyses/judge-step.ts
var FAMILY_RISK = 0.01;
var CONFIDENCE2 = 0.95;
var REMARKABLE = 0.05;
var FEWEST_PLACEBOS = 10;
function judgeStep(given) {
  const { estimate: found, series, deploy } = given;
  const { route, device: condition, by, path } = series;
  const row2 = { sha: deploy.sha, at: new Date(deploy.at).toISOString(), route, condition, by, path, deepest: false };
  if (found.outcome !== "estimated")
    return { ...row2, ...NOTHING3, verdict: "unclear", reason: found.outcome, seenBy: null };
  const { estimate, spread, placebos } = found;
  const se = estimate.se * spread;
  const error = studentQuantile(CONFIDENCE2, estimate.degrees) * se;
  const statistic = estimate.value / estimate.se;
  const rank = placebos.length === 0 ? null : placeboRank(statistic, placebos);
  const unit = stepsOf(path);
  return {
    ...row2,
    change: estimate.value / unit,
    low: (estimate.value - error) / unit,
    high: (estimate.value + error) / unit,
    placeboRank: rank,
    placebos: placebos.length,
    ...verdictOf4(given, {
      excludesZero: Math.abs(estimate.value) > error,
      isCertain: Math.abs(estimate.value) > studentQuantile(1 - FAMILY_RISK / given.compared, estimate.degrees) * se,
      isRemarkable: isRemarkable(rank, placebos.length),
      isTogether: found.together,
      fewPlacebos: placebos.length < FEWEST_PLACEBOS
    }),
    seenBy: found.deploy.seenBy
  };
}
var isRemarkable = (rank, placebos) => rank !== null && (rank === 1 || rank <= REMARKABLE * (placebos + 1));
var NOTHING3 = { change: null, low: null, high: null, placeboRank: null, placebos: 0 };
var unclear = (reason2) => ({ verdict: "unclear", reason: reason2 });
function verdictOf4(given, signs) {
  if (given.coverageChanged) return unclear("coverage-changed");
  if (!signs.excludesZero)
    return signs.isRemarkable && !signs.fewPlacebos ? unclear("not-certain") : { verdict: "none", reason: null };
  if (signs.fewPlacebos) return unclear("too-few-data");
  if (!signs.isRemarkable) return unclear("like-placebos");
  if (!signs.isCertain) return unclear("not-certain");
  return signs.isTogether ? unclear("near-another-deploy") : { verdict: "step", reason: null };
}

// src/field/analyses/timeline.ts
var HOUR = 36e5;
var WIDTHS = [1, 2, 3, 4, 6, 8, 12, 24];
var MOST_POINTS = 120;
var FEWEST_BETWEEN = 4;
var MOST_POINTS_OF_MANY = 360;
var ROUNDING_VARIANCE = 1 / 12;
function servedIn(series, deploys2, { from, to }) {
  const all = deploys2.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
  const shas = new Set(series.map(({ sha }) => sha));
  const timed = all.filter(({ at: at3 }) => Date.parse(at3) >= Date.parse(from) && Date.parse(at3) <= Date.parse(to)).map(({ sha, at: at3 }) => ({ sha, at: at3, seenBy: shas.has(sha) ? "sha" : "time" }));
  const width = widthFor(series, timed);
  const liveSince = liveTimesOf(series, all);
  const stretches = Map.groupBy(series, ({ at: at3 }) => Math.floor(Date.parse(at3) / HOUR / width));
  const points = [...stretches].map(([time, cells]) => pointOf(time, cells, timed, liveSince)).toSorted((one, other) => one.time - other.time);
  return { width, points, deploys: timed, within: withinVariance(series), path: series[0]?.path ?? "" };
}
function widthFor(series, deploys2) {
  const hours = series.map(({ at: at3 }) => Date.parse(at3) / HOUR);
  const span = hours.reduce((most, hour) => Math.max(most, hour), -Infinity) - hours.reduce((least, hour) => Math.min(least, hour), Infinity);
  const narrowest = WIDTHS.find((width) => span / width <= MOST_POINTS_OF_MANY) ?? 24;
  const usual = WIDTHS.find((width) => span / width <= MOST_POINTS) ?? 24;
  const between2 = WIDTHS.findLast((width) => width * FEWEST_BETWEEN <= hoursBetween(deploys2)) ?? 1;
  return Math.max(narrowest, Math.min(usual, between2));
}
function hoursBetween(deploys2) {
  const gaps = deploys2.slice(1).map(({ at: at3 }, index) => (Date.parse(at3) - Date.parse(deploys2[index]?.at ?? at3)) / HOUR).toSorted((one, other) => one - other);
  return gaps[Math.floor(gaps.length / 2)] ?? Infinity;
}
function pointOf(time, cells, deploys2, liveSince) {
  const n = cells.reduce((total3, cell) => total3 + cell.n, 0);
  const served = deploys2.map(() => 0);
  for (const cell of cells) {
    const since = servedSince(cell, liveSince);
    for (const [index, deploy] of deploys2.entries())
      served[index] = (served[index] ?? 0) + cell.n * doseOf(cell, since, deploy);
  }
  return {
    time,
    n,
    mean: cells.reduce((total3, cell) => total3 + cell.sum, 0) / n,
    doses: served.map((views2) => views2 / n)
  };
}
function liveTimesOf(series, all) {
  const times = /* @__PURE__ */ new Map();
  for (const { sha, at: at3 } of all) times.set(sha, [...times.get(sha) ?? [], Date.parse(at3)]);
  const unlisted = Map.groupBy(
    series.filter(({ sha }) => !times.has(sha)),
    ({ sha }) => sha
  );
  for (const [sha, cells] of unlisted)
    times.set(sha, [cells.reduce((first, { at: at3 }) => Math.min(first, Date.parse(at3)), Infinity)]);
  return times;
}
function servedSince({ sha, at: at3 }, liveSince) {
  const own = liveSince.get(sha) ?? [];
  return own.findLast((each) => each < Date.parse(at3) + HOUR) ?? own[0] ?? Date.parse(at3);
}
function doseOf({ at: at3 }, served, deploy) {
  if (deploy.seenBy === "time") return Math.min(1, Math.max(0, (Date.parse(at3) + HOUR - Date.parse(deploy.at)) / HOUR));
  return served >= Date.parse(deploy.at) ? 1 : 0;
}
function withinVariance(series) {
  const squares = series.reduce((total3, { n, sum: sum4, squares: all }) => total3 + Math.max(0, all - sum4 * sum4 / n), 0);
  const degrees = series.reduce((total3, { n }) => total3 + n - 1, 0);
  return Math.max(ROUNDING_VARIANCE, degrees === 0 ? 0 : squares / degrees);
}

// src/field/analyses/deploys.ts
function findSteps(input) {
  const estimates = [...groupsOf3(input.series).values()].flatMap((series) => stepsOf2(series, input));
  const compared = estimates.filter(({ estimate }) => estimate.outcome === "estimated").length;
  const coverageChanged = coverageChangesOf(input);
  const rows = estimates.map(
    ({ estimate, series, deploy }) => judgeStep({ estimate, series, deploy, compared, coverageChanged: coverageChanged(series, deploy) })
  );
  const sorted = rows.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
  return markDeepest(sorted);
}
function stepsOf2(series, { deploys: deploys2, from, to }) {
  const [first] = series;
  if (first === void 0) return [];
  const timeline = servedIn(series, deploys2, { from, to });
  return estimateSteps(timeline).map((estimate) => ({ estimate, series: first, deploy: estimate.deploy }));
}
function groupsOf3(series) {
  return Map.groupBy(series, ({ route, device, by, path }) => JSON.stringify([route, device, by, path]));
}

// src/field/analyses/unviewed-deploys.ts
var NOTHING4 = { change: null, low: null, high: null, placeboRank: null, placebos: 0, deepest: false, seenBy: null };
function unviewedRows({ routes, seen: seen2, deploys: deploys2, from, to }) {
  const viewed = new Set(seen2.map(({ route, device }) => JSON.stringify([route, device])));
  const inWindow = deploys2.filter(({ at: at3 }) => Date.parse(at3) >= Date.parse(from) && Date.parse(at3) <= Date.parse(to));
  const unviewed = routes.flatMap(
    ({ name: route, conditions }) => conditions.flatMap((condition) => viewed.has(JSON.stringify([route, condition])) ? [] : [{ route, condition }])
  );
  return inWindow.flatMap(
    ({ sha, at: at3 }) => unviewed.flatMap(
      (of2) => BEACON_METRICS.map((path) => {
        const moment = new Date(at3).toISOString();
        return { sha, at: moment, ...of2, by: null, path, ...NOTHING4, verdict: "unclear", reason: "no-data" };
      })
    )
  );
}

// src/field/sql/series.sql
var series_default = "-- Values of each node per time bucket and commit; a value counts at most its cap, which one visitor cannot move.\nSELECT route, device{slice}, sha, bucket\n  -- each node\n  , SUM(c_{i}) AS n_{i}, SUM(s_{i}) AS sum_{i}, SUM(q_{i}) AS squares_{i}\n  -- end\nFROM (\n  SELECT route, device{slice_as}, sha, {bucket} AS bucket\n    -- each node\n    , COUNT(CASE WHEN {value} BETWEEN 0 AND {most} AND {cap} >= 0 THEN 1 END) AS c_{i}\n    , SUM(CASE WHEN {value} BETWEEN 0 AND {most} THEN CASE WHEN {integer} < {cap} THEN {integer} ELSE {cap} END END) AS s_{i}\n    , SUM(CASE WHEN {value} BETWEEN 0 AND {most} THEN CASE WHEN {integer} < {cap} THEN {integer} * {integer} ELSE {cap} * {cap} END END) AS q_{i}\n    -- end\n  FROM {beacons}\n  WHERE type = 'final' AND {window}\n  GROUP BY {shard}route, device{slice_by}, sha, {bucket}\n) buckets\nGROUP BY route, device{slice}, sha, bucket\n";

// src/field/questions/series.ts
function seriesText(target, scope, unit, caps) {
  const node = pathsOf2(caps).map((path) => ({
    ...valuesOfNode(target.dialect, path),
    cap: casesOf(
      target.dialect,
      scope.by,
      caps.filter((each) => each.path === path)
    )
  }));
  const bucket = DIALECTS[target.dialect].bucket(unit, "t");
  return fillTemplate(series_default, { ...scopeValues(target, scope), bucket }, { node });
}
async function askSeries(engine, scope, unit, caps) {
  if (caps.length === 0) return [];
  const paths = pathsOf2(caps);
  const rows = await engine.query(seriesText(engine, scope, unit, caps));
  const buckets = rows.flatMap(
    (row2) => paths.map((path, i) => ({
      ...groupOf(row2, scope.by),
      path,
      sha: textOf(row2, "sha"),
      at: textOf(row2, "bucket"),
      n: numberOf(row2, `n_${i}`),
      sum: numberOf(row2, `sum_${i}`),
      squares: numberOf(row2, `squares_${i}`)
    }))
  );
  const answers = buckets.filter(({ n }) => n > 0);
  return sortedBy(answers, (each) => [...groupKeys(each), paths.indexOf(each.path), each.at, each.sha]);
}
var pathsOf2 = (caps) => [...new Set(caps.map(({ path }) => path))];

// src/field/report/deploys.ts
var TITLE6 = "What deploys moved";
var HEAD4 = ["route", "condition", "node", "change (95 % interval)", "placebos as large"];
var SLICED = ["slice"];
var BECAUSE3 = {
  "no-data": "no page view ended there",
  "no-data-before": "no page view is older",
  "no-data-after": "no page view is newer",
  "too-few-data": "there are too few hours with page views",
  "near-another-deploy": "another deploy is too near",
  "coverage-changed": "a different share of page views ended",
  "like-placebos": "times without a deploy have steps as large",
  "not-certain": "among so many comparisons, chance makes steps as large"
};
function deploysText(rows, about) {
  const deploys2 = deploysOf(rows).flatMap((those) => {
    const steps = those.filter(({ verdict }) => verdict === "step");
    const table = steps.length === 0 ? [] : alignedLines([headOf3(about), ...steps.map((step) => cellsOf5(step, about))], /* @__PURE__ */ new Set());
    return ["", titleOf4(those), ...table, ...restOf(those).map((line2) => `  ${line2}`)];
  });
  return [windowWords(about), ...deploys2, ""].join("\n");
}
function deploysMarkdown(rows, about) {
  const deploys2 = deploysOf(rows).flatMap((those) => {
    const steps = those.filter(({ verdict }) => verdict === "step");
    const [first] = those;
    const head = headOf3(about);
    const table = [
      row(head),
      row(head.map(() => "---")),
      ...steps.map((step) => row(cellsOf5(step, about).map((cell) => code(cell)))),
      ""
    ];
    const title = `### ${code(shortSha(first?.sha ?? ""))} at ${timeOf(first?.at ?? "")}`;
    return ["", title, "", ...steps.length === 0 ? [] : table, ...restOf(those)];
  });
  return [`## ${TITLE6}`, "", windowWords(about), ...deploys2, ""].join("\n");
}
function deploysPage(rows, about) {
  const parts = deploysOf(rows).flatMap((those) => {
    const steps = those.filter(({ verdict }) => verdict === "step");
    const title = titleOf4(those);
    const table = [headOf3(about), ...steps.map((step) => cellsOf5(step, about))];
    return [{ title }, ...stepsDrawn(steps), ...tablePart(table, `Steps at ${title}`), { lines: restOf(those) }];
  });
  return { title: TITLE6, about: windowWords(about), parts };
}
function stepsDrawn(steps) {
  const groups = Map.groupBy(steps, ({ path }) => unitOfPath(path));
  return [...groups].flatMap(([unit, those]) => {
    const rows = those.flatMap(({ route, condition, path, change: value, low, high }) => {
      const name7 = `${route} on ${condition ?? "not named"}, ${inText(pathPhrase(parsePath(path) ?? [path]))}`;
      return value === null ? [] : [{ name: name7, value, low, high, text: change({ value, low, high }, unit) }];
    });
    const caption = unit === "score" ? "Steps of scores" : "Steps of times";
    return intervalsPart({ caption, unit, isSigned: true, limit: null, rows });
  });
}
function deploysOf(rows) {
  const viewed = rows.filter(({ reason: reason2 }) => reason2 !== "no-data");
  return [...Map.groupBy(viewed, ({ sha, at: at3 }) => JSON.stringify([at3, sha])).values()];
}
function headOf3({ by }) {
  return by === null ? HEAD4 : [...SLICED, ...HEAD4];
}
function titleOf4([first]) {
  return first === void 0 ? "" : `${shortSha(first.sha)} at ${timeOf(first.at)}`;
}
function timeOf(iso) {
  return `${iso.slice(0, 16).replace("T", " ")} UTC`;
}
function cellsOf5(row2, { by: dimension }) {
  const { route, condition, path, change: value, low, high, placeboRank: placeboRank2, placebos, by, deepest } = row2;
  const unit = unitOfPath(path);
  const node = inText(pathPhrase(parsePath(path) ?? [path]));
  return [
    ...dimension === null ? [] : [by ?? "unknown"],
    route,
    condition ?? "not named",
    deepest ? `${node} (most of it)` : node,
    value === null ? "unknown" : change({ value, low, high }, unit),
    placeboRank2 === null ? "unknown" : `${placeboRank2 - 1} of ${placebos}`
  ];
}
function restOf(those) {
  const none2 = those.filter(({ verdict }) => verdict === "none").length;
  const unclear2 = Map.groupBy(
    those.filter(({ verdict }) => verdict === "unclear"),
    ({ reason: reason2 }) => reason2
  );
  return [
    ...none2 === 0 ? [] : [`No step at ${count(none2, "node")}.`],
    ...[...unclear2].map(([reason2, rows]) => {
      const because = reason2 === null ? "" : `, because ${BECAUSE3[reason2]}`;
      return `Unclear at ${count(rows.length, "node")}${because}.`;
    })
  ];
}

// src/field/commands/deploys.ts
async function findDeploySteps(setup, options, place) {
  const deploys2 = await listedDeploys(setup, options);
  const asked = await askRecords(setup, options, place, async (engine, found) => ({
    ...found === null ? { rows: [], isEmpty: true } : await stepsIn(engine, found, setup, deploys2),
    scope: found,
    leftOut: leftOutNotices(engine)
  }));
  const { rows, isEmpty, scope, leftOut } = asked.answer;
  const about = { scope, days: setup.field.windowDays, by: options.by, sha: options.sha, isEmpty };
  return {
    json: rows,
    text: deploysText(rows, about),
    markdown: deploysMarkdown(rows, about),
    page: deploysPage(rows, about),
    notices: [...noFilesNotices(asked), ...leftOut, ...scope === null || isEmpty ? [] : placeNotices(deploys2, scope)],
    exitCode: isEmpty ? 3 : 0
  };
}
async function listedDeploys({ config, field }, { environment }) {
  if (field.deploys === null) throw new GateError("deploys-missing", {}, { where: `${config.file}:1:1` });
  const list = await readDeploys(field.deploys);
  const deploys2 = deploysTo(list, environment);
  if (deploys2.length > 0) return deploys2;
  const to = list.deploys.length === 0 || environment === null ? "" : ` to ${environment}`;
  throw new GateError("deploys-empty", { environment: to }, { where: `${list.path}:1:1` });
}
function placeNotices(deploys2, { from, to }) {
  const later = deploys2.filter(({ at: at3 }) => Date.parse(at3) > Date.parse(to)).length;
  const isInWindow = deploys2.some(({ at: at3 }) => Date.parse(at3) >= Date.parse(from) && Date.parse(at3) <= Date.parse(to));
  return [
    ...isInWindow ? [] : ["no deploy of the list is in the window."],
    ...later === 0 ? [] : [`${count(later, "deploy")} of the list ${later === 1 ? "is" : "are"} later than the window.`]
  ];
}
async function stepsIn(engine, scope, { field }, deploys2) {
  const paths = nodePaths(field, await askLayers(engine, scope));
  const distributions = await askDistributions(engine, scope, paths);
  const caps = distributions.filter(({ route }) => isLookedAt(field, route)).flatMap(capOf);
  const series = await askSeries(engine, scope, "hour", caps);
  const coverage2 = await askCoverage(engine, scope);
  const { from, to } = scope;
  const moved2 = findSteps({ series, coverage: coverage2, deploys: deploys2, from, to });
  const unviewed = unviewedRows({ routes: field.routes, seen: series, deploys: deploys2, from, to });
  const rows = [...moved2, ...unviewed].toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
  return { rows, isEmpty: series.length === 0 };
}
function printDeploys(setup, options, place, dialect) {
  const { target, scope } = printedTarget(setup, options, place, dialect);
  const layers = layersText(target, scope);
  return [
    ...layers === null ? [] : [layers],
    distributionsText(target, scope, nodePaths(setup.field, [])),
    seriesText(target, scope, "hour", [{ ...printedGroup(setup), path: "lcp", value: 1e4 }]),
    coverageText(target, scope)
  ];
}

// src/field/commands/export.ts
import { open } from "node:fs/promises";
import { resolve as resolve4 } from "node:path";

// src/field/export/otlp.ts
function eventsOf2(record) {
  const common = commonAttributes(record);
  const nanos = `${Date.parse(record.t)}000000`;
  return BEACON_METRICS.flatMap((metric) => {
    const value = record.nodes.get(metric);
    if (value === void 0) return [];
    const attributes = [...metricAttributes(record, metric, value), ...partsOf2(record, metric), ...common];
    return [{ timeUnixNano: nanos, observedTimeUnixNano: nanos, eventName: "browser.web_vital", attributes }];
  });
}
function metricAttributes({ view, navigation }, metric, value) {
  return [
    ...text5("browser.web_vital.name", metric),
    number("browser.web_vital.value", value),
    number("browser.web_vital.delta", value),
    ...text5("browser.web_vital.id", `${view}-${metric}`),
    ...text5("browser.web_vital.navigation_type", navigation)
  ];
}
function partsOf2({ nodes }, metric) {
  return [...nodes].filter(([path]) => path !== metric && parsePath(path)?.[0] === metric).map(([path, value]) => number(`vitals_gate.${path}`, value));
}
function commonAttributes(record) {
  return [
    ...text5("session.id", record.session),
    ...text5("deployment.id", record.sha),
    ...text5("vcs.ref.head.revision", record.sha),
    ...flagsOf(record.variant),
    ...text5("url.path", record.path),
    ...text5("geo.country.iso_code", record.country),
    ...text5("vitals_gate.route", record.route),
    ...text5("vitals_gate.device", record.device),
    ...text5("vitals_gate.connection", record.connection),
    ...text5("vitals_gate.page_type", record.pageType),
    ...text5("vitals_gate.state", record.state)
  ];
}
function flagsOf(variant) {
  if (variant === null || variant === "") return [];
  const flags = variant.split(";").map((pair) => {
    const at3 = pair.indexOf("=");
    return at3 === -1 ? [pair, ""] : [pair.slice(0, at3), pair.slice(at3 + 1)];
  });
  return [
    texts(
      "feature_flag.key",
      flags.map(([key = ""]) => key)
    ),
    texts(
      "feature_flag.result.variant",
      flags.map(([, value = ""]) => value)
    )
  ];
}
function text5(key, value) {
  return value === null ? [] : [{ key, value: { stringValue: value } }];
}
function texts(key, values) {
  const [only = "", ...others] = values;
  if (others.length === 0) return { key, value: { stringValue: only } };
  return { key, value: { arrayValue: { values: values.map((stringValue) => ({ stringValue })) } } };
}
function number(key, value) {
  return { key, value: { doubleValue: value } };
}
function logsLine(logRecords, service) {
  const scope = { name: "vitals-gate", version };
  const resource = { attributes: text5("service.name", service) };
  return `${JSON.stringify({ resourceLogs: [{ resource, scopeLogs: [{ scope, logRecords }] }] })}
`;
}

// src/field/sql/finals.sql
var finals_default = "-- The next page views that ended, in the order of their ids.\nSELECT {columns}\nFROM {beacons}\nWHERE type = 'final' AND {window} AND view > {after}\nORDER BY view\nLIMIT {most}\n";

// src/field/questions/finals.ts
var PAGE = 5e3;
function finalsText(target, scope, after) {
  const own = { columns: COLUMNS.join(", "), after: DIALECTS[target.dialect].text(after), most: String(PAGE) };
  return fillTemplate(finals_default, { ...scopeValues(target, scope), ...own });
}
async function* askFinals(engine, scope) {
  for (let after = ""; ; ) {
    const page = (await engine.query(finalsText(engine, scope, after))).map(viewOf);
    if (page.length > 0) yield page;
    const last = page.at(-1);
    if (page.length < PAGE || last === void 0) return;
    after = last.view;
  }
}
function viewOf(row2) {
  const optional = (column) => textOf(row2, column) || null;
  return {
    view: textOf(row2, "view"),
    session: textOf(row2, "session"),
    t: textOf(row2, "t"),
    sha: textOf(row2, "sha"),
    route: textOf(row2, "route"),
    path: optional("path"),
    device: optional("device"),
    connection: optional("connection"),
    country: optional("country"),
    pageType: optional("page_type"),
    variant: optional("variant"),
    state: optional("state"),
    navigation: optional("navigation"),
    nodes: nodesOf2(row2)
  };
}
function nodesOf2(row2) {
  const known2 = NODE_COLUMNS.flatMap(({ path, column }) => {
    const value = row2[column];
    return typeof value === "number" ? [[path, value]] : [];
  });
  return new Map([...known2, ...layersOf(row2[LAYERS_COLUMN])]);
}
function layersOf(layers) {
  const parsed3 = typeof layers === "string" ? JSON.parse(layers) : layers;
  if (typeof parsed3 !== "object" || parsed3 === null) return [];
  const above = parsePath(LAYERS_PATH) ?? [];
  return Object.entries(parsed3).flatMap(
    ([name7, ms]) => typeof ms === "number" ? [[formatPath([...above, name7]), ms]] : []
  );
}

// src/field/commands/export.ts
var MOST_EVENTS = 1e3;
function exportEvents(setup, options, place) {
  return withRecords(setup, options, place, async (engine, scope) => {
    const file = await writing(options.otlp, () => open(resolve4(place.cwd, options.otlp), "w"));
    let exported = { views: 0, events: 0 };
    try {
      if (scope === null) return exported;
      for await (const views2 of askFinals(engine, scope)) {
        const events = views2.flatMap(eventsOf2);
        await writing(options.otlp, () => writeEvents(file, events, options.service));
        exported = { views: exported.views + views2.length, events: exported.events + events.length };
      }
      return exported;
    } finally {
      await file.close();
    }
  });
}
async function writeEvents(file, events, service) {
  for (let from = 0; from < events.length; from += MOST_EVENTS)
    await file.writeFile(logsLine(events.slice(from, from + MOST_EVENTS), service));
}
async function writing(path, work) {
  try {
    return await work();
  } catch (cause) {
    throw new GateError("export-unwritable", { path, cause: causeOf(cause) }, { cause });
  }
}

// src/page/document/parts/intervals.ts
var TOP = 16;
var ROW = 36;
var MIDDLE = 24;
function intervalsHtml({ caption, unit, isSigned, limit: limit2, rows }) {
  const scale = scaleOver([
    0,
    ...rows.flatMap(({ value, low, high }) => [value, low ?? value, high ?? value]),
    limit2?.at ?? 0
  ]);
  const bottom = TOP + rows.length * ROW;
  const drawn = rows.map(({ name: name7, value, low, high, text: text10 }, index) => {
    const y = TOP + index * ROW + MIDDLE;
    const [from, to] = [percentAt(low ?? scale.from, scale), percentAt(high ?? scale.to, scale)];
    const edges = [low, high].filter((edge2) => edge2 !== null).map((edge2) => percentAt(edge2, scale));
    return html`<g
      ><text y="${y - 8}">${name7} ${text10}</text
      ><line class="interval" x1="${from}" x2="${to}" y1="${y}" y2="${y}" />${edges.map(
      (x) => html`<line class="interval" x1="${x}" x2="${x}" y1="${y - 4}" y2="${y + 4}" />`
    )}<circle class="point" cx="${percentAt(value, scale)}" cy="${y}" r="4"
    /></g> `;
  });
  const [zero, at3] = [percentAt(0, scale), limit2 === null ? null : percentAt(limit2.at, scale)];
  return html`<figure class="chart">
    <figcaption>${caption}</figcaption>
    ${plotHtml({
    label: `${caption}: ${rows.map(({ name: name7, text: text10 }) => `${name7} ${text10}`).join("; ")}.`,
    height: bottom + AXIS_HEIGHT,
    content: [
      axisHtml({ scale, top: TOP, bottom, text: (value) => tickText(value, unit, isSigned) }),
      html`<line class="zero" x1="${zero}" x2="${zero}" y1="${TOP}" y2="${bottom}" />`,
      limit2 === null || at3 === null ? null : html`<line class="limit" x1="${at3}" x2="${at3}" y1="${TOP}" y2="${bottom}" /><text
                x="${at3}"
                y="12"
                text-anchor="end"
                >${limit2.name}</text
              >`,
      drawn
    ]
  })}
  </figure> `;
}
function tickText(value, unit, isSigned) {
  if (unit === "fraction") return `${Number((100 * value).toPrecision(12))} %`.replace("-", "−");
  return isSigned ? changeAlone({ value, low: null, high: null }, unit, [value]) : quantity(value, unit, [value]);
}

// src/field/report/page-html.ts
function reportPageHtml(page) {
  const { title, about, parts } = visible(page);
  return wholePage({
    title: `vitals-gate: ${title}`,
    body: html`<main>
      <h1>${title}</h1>
      <p>${about}</p>
      ${parts.map(partHtml)}
    </main>`
  });
}
function partHtml({ title, table, intervals, lines = [], list = [] }) {
  return html`${title === void 0 ? null : html`<h2>${title}</h2> `}
  ${intervals === void 0 ? null : intervalsHtml(intervals)}
  ${table === void 0 ? null : tableHtml({ ...table, columns: table.head })}
  ${lines.map((line2) => html`<p>${line2}</p> `)}
  ${list.length === 0 ? null : html`<ul>
          ${list.map((item) => html`<li>${item}</li> `)}
        </ul> `}`;
}

// src/cli/field/run-reading.ts
var PRINTERS = { slo: printSlo, check: printCheck, deploys: printDeploys, ratio: printRatio };
var FINDERS = { slo: findSlo, check: findProblems, deploys: findDeploySteps, ratio: findRatios };
async function runReading({ name: name7, options }, io) {
  return runReport(options, { find: FINDERS[name7], print: PRINTERS[name7] }, io);
}
async function runReport(options, { find, print }, io, cwd = process.cwd(), now = /* @__PURE__ */ new Date()) {
  const place = { cwd, env: io.env, now };
  const setup = await readSetup(options, place);
  if (options.printSql !== null) {
    const texts2 = print(setup, options, place, options.printSql);
    say(io.stdout, `${texts2.map((text10) => `${text10.trim()};`).join("\n\n")}
`);
    return 0;
  }
  const findings = await find(setup, options, place);
  for (const notice of findings.notices) say(io.stderr, `note: ${notice}
`);
  const json = `${JSON.stringify(findings.json, null, 2)}
`;
  if (options.markdown !== null) await writeReport("--markdown", options.markdown, cwd, findings.markdown);
  if (options.html !== null) await writeReport("--html", options.html, cwd, reportPageHtml(findings.page));
  if (options.out !== void 0 && options.out !== null) await writeReport("--out", options.out, cwd, json);
  say(io.stdout, options.json ? json : findings.text);
  return findings.exitCode;
}
async function runExport(options, io, cwd = process.cwd(), now = /* @__PURE__ */ new Date()) {
  const place = { cwd, env: io.env, now };
  const { views: views2, events } = await exportEvents(await readSetup(options, place), options, place);
  say(io.stderr, `${options.otlp}: ${count(events, "event")} of ${count(views2, "page view")}.
`);
  return views2 === 0 ? 3 : 0;
}
async function writeReport(flag, file, cwd, text10) {
  const path = resolve5(cwd, file);
  try {
    await mkdir(dirname3(path), { recursive: true });
    await writeFile(path, text10);
  } catch (cause) {
    const what = `${file} cannot be written: ${causeOf(cause)}.`;
    throw new GateError("usage", { what, todo: `Name another file with ${flag}.` }, { cause });
  }
}

// src/cli/field/run-experiment.ts
var runExperiment = (options, io) => runReport(options, { find: findExperiment, print: printExperiment }, io);

// src/field/report/its.ts
var TITLE7 = "Interrupted time series";
var HEAD5 = ["", "change (95 % interval)", "stretches"];
var NUMBERS5 = /* @__PURE__ */ new Set([2]);
var BECAUSE4 = {
  "no-data": "no page view ended there",
  "no-data-before": "no page view is older",
  "no-data-after": "no page view is newer",
  "too-few-data": "there are too few hours with page views",
  "near-another-deploy": "another deploy is too near",
  "coverage-changed": "a different share of page views ended before and after",
  "contains-zero": "its interval contains 0",
  "too-few-placebos": "there are too few earlier times without a deploy to compare with",
  "like-placebos": "earlier times without a deploy have steps as large",
  "like-covariate": "it cannot be told apart from"
};
function itsText(result, about) {
  const table = result.step === null ? [] : alignedLines([HEAD5, ...rowsOf3(result)], NUMBERS5);
  return [
    windowWords(about),
    "",
    sanitizeLine(titleOf5(result), 300),
    ...table,
    "",
    ...sentences(result, (name7) => sanitizeLine(name7, 100)),
    ""
  ].join("\n");
}
function itsMarkdown(result, about) {
  const table = [
    row(HEAD5),
    row(HEAD5.map((_, at3) => NUMBERS5.has(at3) ? "--:" : "---")),
    ...rowsOf3(result).map((cells) => row(cells.map((cell) => cell === "" ? "" : code(cell)))),
    ""
  ];
  const condition = result.condition === null ? "a device that is not recorded" : code(result.condition);
  const title = `### ${code(nodeOf(result))} of ${code(result.route)} on ${condition} at ${code(instantOf2(result))}`;
  return [
    `## ${TITLE7}`,
    "",
    windowWords(about),
    "",
    title,
    "",
    ...result.step === null ? [] : table,
    ...sentences(result, (name7) => code(name7)),
    ""
  ].join("\n");
}
function itsPage(result, about) {
  const table = result.step === null ? [] : tablePart([HEAD5, ...rowsOf3(result)], "Changes");
  const parts = [{ title: titleOf5(result) }, ...table, { lines: sentences(result, (name7) => name7) }];
  return { title: TITLE7, about: windowWords(about), parts };
}
function titleOf5(result) {
  return `${nodeOf(result)} of ${result.route} on ${result.condition ?? "not named"} at ${instantOf2(result)}`;
}
var nodeOf = ({ metric }) => inText(pathPhrase(parsePath(metric) ?? [metric]));
function instantOf2({ sha, at: at3 }) {
  const time = `${at3.slice(0, 16).replace("T", " ")} UTC`;
  return sha === null ? time : `${shortSha(sha)}, ${time}`;
}
function rowsOf3({ metric, step, slope, covariates }) {
  const unit = unitOfPath(metric);
  const lines = [
    { name: "step", effect: step, stretches: "" },
    { name: "slope, per day", effect: slope, stretches: "" },
    ...covariates.map(({ name: name7, value, low, high, stretches }) => ({
      name: name7,
      effect: value === null ? null : { value, low, high },
      stretches: String(stretches)
    }))
  ];
  return lines.flatMap(
    ({ name: name7, effect, stretches }) => effect === null ? [] : [[name7, change(effect, unit), stretches]]
  );
}
function sentences(result, show) {
  const { rho, stretches, stretchHours, placebos, coverage: coverage2, step } = result;
  const ofPlacebos = `${(placebos.rank ?? 1) - 1} of ${placebos.n} earlier times without a deploy have a step as large.`;
  const ofSeries = `${stretches} stretches of ${count(stretchHours, "hour")}; ρ is ${(rho ?? 0).toFixed(2)}.`;
  return [
    verdictOf5(result, show),
    ...step === null ? [] : [ofPlacebos, ofSeries],
    ...stretches === 0 ? [] : [`Coverage: ${sharePercent(coverage2.before)} before, ${sharePercent(coverage2.after)} after.`],
    ...stretches === 0 ? [] : notInModelOf(result, show)
  ];
}
function notInModelOf({ notInModel, covariates }, show) {
  if (notInModel.length === 0) return [];
  const isOwn = (name7) => covariates.some((covariate) => covariate.name === name7);
  return [`Not in the model: ${notInModel.map((name7) => isOwn(name7) ? show(name7) : name7).join(", ")}.`];
}
function verdictOf5({ reason: reason2, alike }, show) {
  if (reason2 === null)
    return "The step is established. It is an association, because nothing was randomised: what else changed then counts as the step.";
  const which = reason2 === "like-covariate" ? ` ${alike.map(show).join(" and ")}` : "";
  return `The step is not established, because ${BECAUSE4[reason2]}${which}.`;
}

// src/field/analyses/covariate-columns.ts
var HOUR_MS3 = 36e5;
function covariateColumns(covariates, { points, width }) {
  const days = points.map(({ time }) => new Date(time * width * HOUR_MS3).toISOString().slice(0, 10));
  return covariates.map(({ name: name7, spans }) => {
    const column = Float64Array.from(days, (day) => spans.some(({ from, to }) => from <= day && day <= to) ? 1 : 0);
    return { name: name7, column, stretches: column.reduce((total3, value) => total3 + value, 0) };
  });
}
var varies = ({ column, stretches }) => stretches > 0 && stretches < column.length;

// src/field/analyses/told-apart.ts
var FEWEST_APART = 1;
function notToldApart(step, covariates, others) {
  const apart = (beside) => {
    const rest = leftOver(step, basisOf([...others, ...beside.map(({ column }) => column)]).vectors);
    return dot(rest, rest);
  };
  if (apart(covariates) >= FEWEST_APART || apart([]) < FEWEST_APART) return [];
  const guilty = covariates.filter((one) => apart(covariates.filter((each) => each !== one)) >= FEWEST_APART);
  return guilty.length > 0 ? guilty : covariates;
}

// src/field/analyses/fit-interruption.ts
var HOURS_A_DAY = 24;
var DAY_MS5 = 864e5;
function fitInterruption(model) {
  const { timeline, moments, target, covariates } = model;
  const season = seasonColumns(timeline);
  const slopes = slopesOf(model);
  const common = [...season, ...covariates.map(({ column }) => column), ...slopes];
  const input = inputOf(timeline, { common, moments, placebos: earlierPlacebos(model) });
  if (input === null) return null;
  const selection = selectSteps(input, target);
  const { estimates, placebos, rho } = selection.model;
  const step = estimates[target] ?? null;
  if (step === null) return null;
  const places = [...covariates, ...slopes.slice(1)].map((_, index) => placeOf2(index, season, covariates));
  const effects = fitCommon(input, selection.selected, { places, rho });
  return {
    step,
    slope: effects[covariates.length] ?? null,
    covariates: covariates.map(({ name: name7 }, index) => ({ name: name7, effect: effects[index] ?? null })),
    rho,
    spread: spreadBeside(selection),
    placebos: placebos.length,
    rank: placebos.length === 0 ? null : placeboRank(statisticOf(step), placebos)
  };
}
var placeOf2 = (index, season, covariates) => season.length + (index < covariates.length ? index : index + 1);
function covariatesLikeStep(model) {
  const { timeline, moments, target, covariates } = model;
  const steps = moments.map(({ column }) => column);
  const beside = [target - 1, target + 1].flatMap((each) => steps[each] ?? []);
  const others = [...seasonColumns(timeline), ...slopesOf(model), ...beside];
  const step = steps[target];
  return step === void 0 ? [] : notToldApart(step, covariates, others).map(({ name: name7 }) => name7);
}
var seasonColumns = (timeline) => [...seasonOf(timeline), ...yearOf(timeline)];
function slopesOf({ timeline: { points, width }, at: at3, hasSlope }) {
  if (!hasSlope) return [];
  const days = Float64Array.from(points, ({ time }) => time * width / HOURS_A_DAY - Date.parse(at3) / DAY_MS5);
  return [days, days.map((since) => Math.max(0, since))];
}
function earlierPlacebos({ timeline, moments, target, hasSlope }) {
  const steps = moments.map(({ column }) => column);
  const { points, width } = timeline;
  const first = (at3) => points[at3]?.time ?? 0;
  const slopeFrom = (at3) => Float64Array.from(points, ({ time }) => Math.max(0, time - first(at3)) * width / HOURS_A_DAY);
  return placeboTimes(timeline, steps).filter(({ at: at3 }) => (steps[target]?.[at3] ?? 0) < 0.5).map((placebo) => hasSlope ? { ...placebo, beside: [slopeFrom(placebo.at)] } : placebo);
}

// src/field/analyses/interruption.ts
function interruptionOf(input) {
  const timeline = servedIn(input.series, input.deploys, input);
  const covariates = covariateColumns(input.covariates, timeline);
  const constant = covariates.filter((each) => !varies(each)).map(({ name: name7 }) => name7);
  return {
    timeline,
    covariates,
    notInModel: [...missingSeasons(timeline), ...constant],
    outcome: outcomeOf2(timeline, covariates.filter(varies), input)
  };
}
var none = (missing, alike = []) => ({ missing, alike });
function outcomeOf2(timeline, covariates, { interruption: { sha, at: at3 }, from, hasSlope }) {
  if (timeline.points.length === 0) return none("no-data");
  const index = timeline.deploys.findIndex((deploy) => deploy.sha === sha && deploy.at === at3);
  if (index < 0) return none(Date.parse(at3) < Date.parse(from) ? "no-data-before" : "no-data-after");
  const moments = momentsOf2(timeline);
  const target = moments.findIndex(({ members }) => members.includes(index));
  if (target < 0) return none(whyNot(timeline, index));
  const model = { timeline, moments, target, at: at3, covariates, hasSlope };
  const alike = covariatesLikeStep(model);
  if (alike.length > 0) return none("like-covariate", alike);
  const fitted = fitInterruption(model);
  if (fitted === null) return none("too-few-data");
  return { fitted, isTogether: (moments[target]?.members.length ?? 1) > 1 };
}

// src/field/analyses/judge-interruption.ts
var CONFIDENCE3 = 0.95;
function notEstablished({ outcome }, hasCoverageChanged) {
  if ("missing" in outcome) return outcome.missing;
  const { fitted, isTogether } = outcome;
  const { low, high } = coefficientOf2(fitted.step, fitted, 1);
  if (hasCoverageChanged) return "coverage-changed";
  if (isTogether) return "near-another-deploy";
  if (low <= 0 && high >= 0) return "contains-zero";
  if (fitted.placebos < FEWEST_PLACEBOS) return "too-few-placebos";
  return isRemarkable(fitted.rank, fitted.placebos) ? null : "like-placebos";
}
function coefficientOf2({ value, se: own, degrees }, { spread }, unit) {
  const se = own * spread;
  const error = studentQuantile(CONFIDENCE3, degrees) * se;
  return { value: value / unit, low: (value - error) / unit, high: (value + error) / unit, se: se / unit };
}

// src/field/analyses/its.ts
function itsResult(found, place, hasCoverageChanged) {
  const { outcome, covariates, timeline, notInModel } = found;
  const reason2 = notEstablished(found, hasCoverageChanged);
  const unit = stepsOf(place.metric);
  const fitted = "fitted" in outcome ? outcome.fitted : null;
  const coefficient2 = (estimate) => fitted === null || estimate === null || estimate === void 0 ? null : coefficientOf2(estimate, fitted, unit);
  const effects = new Map(fitted?.covariates.map(({ name: name7, effect }) => [name7, coefficient2(effect)]));
  return {
    established: reason2 === null,
    kind: "association",
    reason: reason2,
    alike: "alike" in outcome ? outcome.alike : [],
    ...place,
    step: coefficient2(fitted?.step),
    slope: coefficient2(fitted?.slope),
    rho: fitted?.rho ?? null,
    covariates: covariates.map(({ name: name7, stretches }) => {
      const { value = null, low = null, high = null } = effects.get(name7) ?? {};
      return { name: name7, value, low, high, stretches };
    }),
    notInModel,
    placebos: { n: fitted?.placebos ?? 0, rank: fitted?.rank ?? null },
    stretches: timeline.points.length,
    stretchHours: timeline.width
  };
}

// src/field/commands/its-records.ts
async function askInterruption(engine, scope, given) {
  const { options, subject } = given;
  if (scope === null) return { result: withoutRecords(given), conditions: [] };
  const distributions = await askDistributions(engine, scope, [subject.path]);
  const ofRoute = distributions.filter(({ route }) => route === options.route);
  const own = chosen(ofRoute, options.condition);
  const caps = own === void 0 ? [] : capOf(own);
  const series = await askSeries(engine, scope, "hour", caps);
  const group = { route: options.route, device: own?.device ?? options.condition, by: null };
  const sides = sidesOf2(scope, subject);
  const coverage2 = {
    before: sides === null ? [] : await askCoverage(engine, sides.before),
    after: sides === null ? [] : await askCoverage(engine, sides.after)
  };
  const sql3 = [
    distributionsText(engine, scope, [subject.path]),
    ...caps.length === 0 ? [] : [seriesText(engine, scope, "hour", caps)],
    ...sides === null ? [] : [coverageText(engine, sides.before), coverageText(engine, sides.after)]
  ];
  const about = { ...placeOf3(given, group), window: { from: scope.from, to: scope.to }, sql: sql3 };
  const shares = { before: shareOf3(coverage2.before, group), after: shareOf3(coverage2.after, group) };
  const found = interruptionOf({ ...modelOf(given), series, from: scope.from, to: scope.to });
  const isOther = coverageDiffers2(coverage2.before, coverage2.after, group);
  return {
    result: itsResult(found, { ...about, coverage: shares }, isOther),
    conditions: ofRoute.map(({ device }) => device)
  };
}
function chosen(ofRoute, condition) {
  if (condition !== null) return ofRoute.find(({ device }) => device === condition);
  return ofRoute.toSorted((one, other) => other.n - one.n)[0];
}
function sidesOf2(scope, { deploys: deploys2, interruption }) {
  const at3 = new Date(interruption.at).toISOString();
  if (at3 <= scope.from || at3 >= scope.to) return null;
  const times = deploys2.map((deploy) => new Date(deploy.at).toISOString()).filter((time) => time !== at3);
  const inWindow = times.filter((time) => time > scope.from && time < scope.to).toSorted();
  return {
    before: { ...scope, from: inWindow.findLast((time) => time < at3) ?? scope.from, to: at3 },
    after: { ...scope, from: at3, to: inWindow.find((time) => time > at3) ?? scope.to }
  };
}
function shareOf3(cells, group) {
  const total3 = totalOf(cells, group);
  return total3 === null ? null : total3.ended / total3.starts;
}
function modelOf({ options: { slope }, subject: { deploys: deploys2, interruption }, covariates }) {
  return { deploys: deploys2, interruption, covariates, hasSlope: slope };
}
function placeOf3({ subject: { path, interruption } }, { route, device }) {
  const { sha } = interruption;
  const at3 = new Date(interruption.at).toISOString();
  return { route, condition: device, metric: path, at: at3, sha: sha === "" ? null : sha };
}
function withoutRecords(given) {
  const { at: at3 } = given.subject.interruption;
  const found = interruptionOf({ ...modelOf(given), series: [], from: at3, to: at3 });
  const { route, condition } = given.options;
  const place = { ...placeOf3(given, { route, device: condition, by: null }), window: null, sql: [] };
  return itsResult(found, { ...place, coverage: { before: null, after: null } }, false);
}

// src/field/commands/its.ts
async function findInterruption(setup, options, place) {
  const subject = await itsSubject(setup, options);
  const given = { options, subject, covariates: setup.field.covariates };
  const asked = await askRecords(setup, options, place, async (engine, scope2) => ({
    ...await askInterruption(engine, scope2, given),
    scope: scope2,
    leftOut: leftOutNotices(engine)
  }));
  const { result, conditions, scope, leftOut } = asked.answer;
  const isEmpty = conditions.length === 0;
  const about = { scope, days: setup.field.windowDays, by: null, sha: null, isEmpty };
  return {
    json: result,
    text: itsText(result, about),
    markdown: itsMarkdown(result, about),
    page: itsPage(result, about),
    notices: [
      ...noFilesNotices(asked),
      ...leftOut,
      ...conditionNotices(result, conditions, options),
      ...covariateNotices(result)
    ],
    exitCode: result.step === null ? 3 : 0
  };
}
function conditionNotices({ condition }, conditions, { condition: asked }) {
  const names = conditions.map((each) => each === null ? "not named" : sanitizeLine(each, 100)).join(", ");
  if (asked === null && conditions.length > 1)
    return [`--condition is not given, so the report is about the one with the most page views, of ${names}.`];
  if (asked === null || conditions.length === 0 || conditions.includes(condition)) return [];
  return [`no page view of the route has the condition ${quote(asked)}. There are ${names}.`];
}
function covariateNotices({ covariates, alike, stretches, step }) {
  if (stretches === 0) return [];
  return covariates.flatMap((covariate) => {
    const name7 = `the covariate ${quote(covariate.name)}`;
    if (covariate.stretches === 0)
      return [`${name7} has no day with page views in the window, so it is not in the model.`];
    if (covariate.stretches === stretches) return [`${name7} covers the whole window, so it is not in the model.`];
    if (alike.includes(covariate.name)) return [`${name7} cannot be told apart from the step.`];
    return covariate.value === null && step !== null ? [`${name7} cannot be told apart from the rest of the model.`] : [];
  });
}
function printInterruption(setup, options, place, dialect) {
  const { target, scope } = printedTarget(setup, options, place, dialect);
  const path = fieldPathOf(options.metric);
  const device = options.condition ?? printedGroup(setup).device;
  return [
    distributionsText(target, scope, [path]),
    seriesText(target, scope, "hour", [{ route: options.route, device, by: null, path, value: 1e4 }]),
    coverageText(target, scope)
  ];
}

// src/cli/field/run-its.ts
var runIts = (options, io) => runReport(options, { find: findInterruption, print: printInterruption }, io);

// src/field/commands/load.ts
import { dirname as dirname5, resolve as resolve7 } from "node:path";

// src/field/load/clickhouse-writer.ts
async function clickHouseWriter(session, table) {
  const quoted2 = quotedTable(table, DIALECTS.clickhouse.name);
  checkColumns("clickhouse", quoted2, await columnsOfClickHouse(session, table));
  return {
    write: async (rows) => {
      await session.insert(
        quoted2,
        rows.map((row2) => ({ ...row2, layers: row2["layers"] === null ? null : JSON.stringify(row2["layers"]) }))
      );
      return rows.length;
    }
  };
}

// src/field/load/writer.ts
var GROWING = ["inp", "cls", "lcp"];

// src/field/load/postgres-writer.ts
var { name: name5 } = DIALECTS.postgres;
async function postgresWriter(session, table) {
  const quoted2 = quotedTable(table, name5);
  checkColumns("postgres", quoted2, await columnsOfPostgres(session, quoted2));
  const statement = insertText(quoted2);
  return {
    write: async (rows) => {
      const [row2] = await session.query(statement, [JSON.stringify(rows)]);
      return Number(row2?.["written"] ?? 0);
    }
  };
}
function insertText(table) {
  const columns2 = COLUMNS.map(name5).join(", ");
  return `WITH written AS (
INSERT INTO ${table} AS known (${columns2})
SELECT ${columns2} FROM json_populate_recordset(NULL::${table}, $1::json)
ON CONFLICT (view, type) DO UPDATE SET ${COLUMNS.map((each) => `${name5(each)} = EXCLUDED.${name5(each)}`).join(", ")}
WHERE (${growthOf("EXCLUDED")}) > (${growthOf("known")})
RETURNING 1)
SELECT COUNT(*) AS written FROM written`;
}
function growthOf(row2) {
  return GROWING.map((column) => `COALESCE(${row2}.${column}, -1)`).join(", ");
}

// src/field/load/records-in-files.ts
async function* recordsInFiles(files) {
  for (const file of files)
    for await (const line2 of linesOf(file)) {
      const read = readLine(line2);
      if (read.kind !== "empty") yield read.kind === "record" ? read.record : null;
    }
}

// src/field/load/parquet.ts
import { existsSync as existsSync2 } from "node:fs";
import { mkdir as mkdir2, rename, rm as rm2 } from "node:fs/promises";
import { dirname as dirname4, resolve as resolve6 } from "node:path";

// src/field/sql/duckdb-merged.sql
var duckdb_merged_default = "-- The records of files, and those of the Parquet file that they are loaded into. A view has at most one start and one final:\n-- of several the one with the largest values, which only grow.\nCREATE TEMP TABLE merged AS\nSELECT * FROM (\n  SELECT {columns}, false AS is_known FROM {rows}\n  UNION ALL\n  SELECT {columns}, true AS is_known FROM read_parquet({file})\n)\nQUALIFY row_number() OVER (\n  PARTITION BY view, type\n  ORDER BY inp DESC NULLS LAST, cls DESC NULLS LAST, lcp DESC NULLS LAST, is_known DESC\n) = 1;\n\nSELECT\n  (SELECT COUNT(*) FROM merged WHERE NOT is_known) AS loaded\n  , (SELECT COUNT(*) FROM {rows}) AS given;\n";

// src/field/load/parquet.ts
var { text: text6, name: name6 } = DIALECTS.duckdb;
var columns = COLUMNS.map(name6).join(", ");
async function writeParquet(source, file, folder) {
  const engine = await openFiles(source, folder);
  try {
    const path = resolve6(folder, file);
    await mkdir2(dirname4(path), { recursive: true });
    const counts = existsSync2(path) ? await mergeInto(engine, path) : await copyTo(engine, path);
    return { ...counts, leftOut: engine.leftOut?.lines ?? 0 };
  } finally {
    await engine.close();
  }
}
async function copyTo(engine, path) {
  return { records: await writeWhole2(engine, `SELECT * FROM ${engine.table}`, path), known: 0 };
}
async function mergeInto(engine, path) {
  const [row2] = await engine.query(fillTemplate(duckdb_merged_default, { rows: engine.table, columns, file: text6(path) }));
  const [loaded, given] = [Number(row2?.["loaded"] ?? 0), Number(row2?.["given"] ?? 0)];
  if (loaded > 0) await writeWhole2(engine, `SELECT ${columns} FROM merged`, path);
  return { records: loaded, known: given - loaded };
}
async function writeWhole2(engine, rows, path) {
  const partial = `${path}.partial`;
  try {
    const [row2] = await engine.query(`COPY (${rows}) TO ${text6(partial)} (FORMAT parquet, COMPRESSION zstd)`);
    await rename(partial, path);
    return Number(row2?.["Count"] ?? 0);
  } finally {
    await rm2(partial, { force: true });
  }
}

// src/field/load/table-row.ts
function rowOf3(record) {
  const layers = record.type === "final" ? layersOf2(record) : {};
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
  return names.map((name7) => `${name7}=${variant[name7]}`).join(";");
}
function valueAt(record, segments) {
  const root = record.type === "final" ? rootOf(record, segments[0] ?? "") : null;
  return root === null ? null : nodeAt(root, segments)?.value ?? null;
}
function rootOf(record, metric) {
  return [record.lcp, record.inp, record.cls].find((root) => root?.id === metric) ?? null;
}
function layersOf2({ lcp, serverTiming = [] }) {
  const request = lcp ? nodeAt(lcp, ["lcp", "ttfb", "request"]) : void 0;
  const parts = request?.parts.filter(({ id }) => id !== "unreported").map(({ id, value }) => [id, value]);
  const entries = parts !== void 0 && request?.parts.length !== 0 ? parts : serverTiming.map(({ name: name7, dur }) => [name7, dur]);
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
      return closing2(
        session,
        async () => loadInto(await ndjsonOf(source, folder), await postgresWriter(session, target.table))
      );
    }
    case "clickhouse": {
      const session = await connectClickHouse(target.url, folder);
      return closing2(
        session,
        async () => loadInto(await ndjsonOf(source, folder), await clickHouseWriter(session, target.table))
      );
    }
    default:
      return target;
  }
}
async function closing2({ close }, work) {
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
async function loadInto(files, { write: write2 }) {
  let batch = [];
  const loaded = { records: 0, known: 0, leftOut: 0 };
  const flush = async () => {
    const rows = latestOf2(batch);
    const written2 = rows.length === 0 ? 0 : await write2(rows);
    loaded.records += written2;
    loaded.known += rows.length - written2;
    batch = [];
  };
  for await (const record of recordsInFiles(files)) {
    if (record === null) loaded.leftOut += 1;
    else batch.push(rowOf3(record));
    if (batch.length >= BATCH) await flush();
  }
  await flush();
  return loaded;
}
function latestOf2(rows) {
  const latest = /* @__PURE__ */ new Map();
  for (const row2 of rows) {
    const key = JSON.stringify([row2["view"], row2["type"]]);
    const known2 = latest.get(key);
    if (known2 === void 0 || isLater(row2, known2)) latest.set(key, row2);
  }
  return [...latest.values()];
}
function isLater(row2, known2) {
  for (const column of GROWING) {
    const [value, against] = [Number(row2[column] ?? -1), Number(known2[column] ?? -1)];
    if (value !== against) return value > against;
  }
  return false;
}

// src/field/commands/load.ts
function loadFiles({ config, field }, options, place) {
  const { beacons } = field;
  const glob2 = options.files ?? (beacons.kind === "files" ? beacons.glob : null);
  if (glob2 === null)
    throw new GateError("usage", {
      what: "--files is missing, and `field.beacons` is a database.",
      todo: 'Name the files to load, for example --files "field/**/*.ndjson".'
    });
  const except = field.deploys === null ? [] : [field.deploys];
  const folder = dirname5(resolve7(place.cwd, config.file));
  return placed(field, async () => {
    const target = targetOf(field, options, place);
    return options.files === null ? loadRecords({ glob: glob2, except }, target, folder) : ofOption(() => loadRecords({ glob: glob2, except }, target, folder), { glob: glob2, folder });
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
  if (parquet !== null) return { kind: "parquet", file: resolve7(place.cwd, parquet) };
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
  const { records, known: known2, leftOut } = await loadFiles(await readSetup(options, place), options, place);
  const beside = known2 === 0 ? "" : `; ${count(known2, "record")} ${known2 === 1 ? "was" : "were"} there already`;
  const without2 = leftOut === 0 ? "" : `; ${count(leftOut, "line")} left out (not a record)`;
  say(io.stderr, `${count(records, "record")} loaded${beside}${without2}.
`);
  return records + known2 === 0 ? 3 : 0;
}

// src/cli/field/run-packet.ts
import { mkdir as mkdir3 } from "node:fs/promises";
import { join as join4, resolve as resolve10 } from "node:path";

// src/field/commands/packet.ts
import { dirname as dirname6, resolve as resolve9 } from "node:path";

// src/field/deploys/commit-times.ts
var SHA = /^[0-9a-f]{4,64}$/i;
var MOST_COMMITS = 1e4;
async function commitTimes(deploys2, folder, env) {
  const git = await Git.open(folder, env);
  const times = [];
  for (const deploy of deploys2) times.push("cause" in git ? null : await timesOf(git, deploy));
  return times;
}
async function timesOf(git, { sha, previous }) {
  if (!SHA.test(sha)) return null;
  const since = previous !== null && SHA.test(previous) ? await logOf(git, `${previous}..${sha}`) : null;
  return since ?? logOf(git, "--max-count=1", sha);
}
async function logOf(git, ...which) {
  const log2 = await git.tryRun("log", "--format=%ct", `--max-count=${MOST_COMMITS}`, ...which, "--");
  return log2 === null ? null : log2.split("\n").filter(Boolean).map(Number);
}

// src/field/deploys/manifest.ts
import { z } from "./vendor/zod-GZRORT3M.js";
var text7 = z.string().max(500);
var packageSchema = z.object({ name: text7, from: text7.nullable(), to: text7.nullable() });
var manifestSchema = z.object({
  previous: text7.nullable().catch(null),
  files: z.number().int().nonnegative().nullable().catch(null),
  packages: z.array(packageSchema).nullable().catch(null),
  owners: z.array(text7).nullable().catch(null)
});
async function readManifests(path, environment) {
  const lines = await readDeployLines(path);
  const deploys2 = lines.map(({ deploy, line: line2 }) => ({ ...deploy, ...manifestSchema.parse(line2) }));
  return deploysTo({ deploys: inOrder(deploys2) }, environment);
}

// src/field/packet/delivery.ts
var HOUR_MS4 = 36e5;
var WEEK_MS = 7 * 24 * HOUR_MS4;
function deliveryOf({ deploys: deploys2, window, isMoved, committedAt }) {
  const kinds = kindsOf(deploys2);
  const [from, to] = [Date.parse(window.from), Date.parse(window.to)];
  const within = kinds.filter(({ deploy }) => Date.parse(deploy.at) >= from && Date.parse(deploy.at) <= to);
  const rows = within.map(({ deploy, kind, rolledBackAt }) => ({
    ...deploy,
    moved: isMoved === null ? null : isMoved(deploy),
    kind,
    rolledBackAt,
    committedAt: kind === "change" ? committedAt(deploy) : null
  }));
  const weeks = (to - from) / WEEK_MS;
  return {
    window,
    all: figuresOf2(rows, weeks),
    moved: isMoved === null ? null : figuresOf2(
      rows.filter(({ moved: moved2 }) => moved2 === true),
      weeks
    ),
    deploys: rows.map(({ committedAt: _times, ...row2 }) => row2)
  };
}
function kindsOf(deploys2) {
  const environments = [...Map.groupBy(deploys2, ({ environment }) => environment).values()];
  const known2 = environments.flatMap(kindsIn);
  return known2.toSorted((one, other) => Date.parse(one.deploy.at) - Date.parse(other.deploy.at));
}
function kindsIn(deploys2) {
  const firstAt = /* @__PURE__ */ new Map();
  const kinds = deploys2.map(({ sha }, index) => {
    const own = firstAt.get(sha);
    if (own === void 0) firstAt.set(sha, index);
    const live = firstAt.get(deploys2[index - 1]?.sha ?? "");
    if (own === void 0) return "change";
    return live !== void 0 && own < live ? "rollback" : "again";
  });
  return deploys2.map((deploy, index) => ({
    deploy,
    kind: kinds[index] ?? "change",
    rolledBackAt: kinds[index + 1] === "rollback" ? deploys2[index + 1]?.at ?? null : null
  }));
}
function figuresOf2(rows, weeks) {
  const changes = rows.filter(({ kind }) => kind === "change");
  const failed = changes.flatMap(
    ({ at: at3, rolledBackAt }) => rolledBackAt === null ? [] : hoursBetween2(at3, rolledBackAt)
  );
  const leads = changes.flatMap(
    ({ at: at3, committedAt }) => (committedAt ?? []).map((seconds) => (Date.parse(at3) - seconds * 1e3) / HOUR_MS4)
  );
  return {
    deploys: rows.length,
    perWeek: weeks === 0 ? 0 : rows.length / weeks,
    leadTime: {
      hours: medianOf(leads),
      commits: leads.length,
      known: changes.filter(({ committedAt }) => committedAt !== null).length
    },
    failures: {
      changes: changes.length,
      failed: failed.length,
      rate: changes.length === 0 ? null : failed.length / changes.length
    },
    restore: { hours: medianOf(failed) }
  };
}
var hoursBetween2 = (from, to) => (Date.parse(to) - Date.parse(from)) / HOUR_MS4;
var medianOf = (values) => values.length === 0 ? null : median(values);

// src/field/packet/e-value.ts
function eValues({ low, high }) {
  const [one, other] = [eValue(1 + low), eValue(1 + high)];
  if (low <= 0 && high >= 0) return { nearer: 1, farther: Math.max(one, other) };
  return { nearer: Math.min(one, other), farther: Math.max(one, other) };
}
function eValue(riskRatio) {
  const ratio2 = riskRatio < 1 ? 1 / riskRatio : riskRatio;
  return ratio2 + Math.sqrt(ratio2 * (ratio2 - 1));
}

// src/field/packet/files.ts
import { z as z2 } from "./vendor/zod-GZRORT3M.js";
var text8 = z2.string().max(2e3);
var count2 = z2.number().int().nonnegative();
var bound = z2.number().nullable();
var windowSchema = z2.object({ from: z2.iso.datetime(), to: z2.iso.datetime() }).nullable();
var currency = z2.string().regex(/^[A-Z]{3}$/);
var money = z2.object({ low: z2.number(), high: z2.number(), currency });
var design = z2.enum(DESIGNS);
var sql = z2.array(z2.string().max(1e5)).max(20);
var interval = z2.object({ value: z2.number(), low: bound, high: bound });
var experimentSchema = z2.object({
  established: z2.boolean(),
  kind: z2.enum(["effect", "association"]),
  reason: text8.nullable(),
  design,
  outcome: text8,
  route: text8.nullable(),
  condition: text8.nullable(),
  control: text8.nullable(),
  arms: z2.array(z2.object({ name: text8, sessions: count2, mean: bound, coverage: bound })).max(100),
  effect: interval.extend({ se: bound, p: bound }).nullable(),
  relative: interval.nullable(),
  method: z2.enum(["clustered", "randomisation"]).nullable(),
  assignments: z2.object({ count: count2, exact: z2.boolean() }).nullable(),
  clusters: count2,
  sampleRatio: z2.object({ p: z2.number(), mismatch: z2.boolean() }).nullable(),
  changed: z2.object({ sessions: count2, share: z2.number() }).nullable(),
  trend: z2.object({ p: z2.number(), periods: count2 }).nullable(),
  money: money.nullable(),
  window: windowSchema,
  sql
});
var powerSchema = z2.object({
  reason: text8.nullable(),
  design,
  outcome: text8,
  route: text8.nullable(),
  baseline: z2.object({ mean: z2.number(), sessionsPerDay: z2.number() }).nullable(),
  power: z2.number(),
  risk: z2.number(),
  detectable: z2.array(z2.object({ days: z2.number(), effect: bound, relative: bound })).max(100),
  daysNeeded: bound,
  effect: z2.object({ value: z2.number(), relative: z2.number() }).nullable(),
  holdbackCost: z2.object({ sessionsPerWeek: z2.number(), lostPerWeek: z2.number(), currency: currency.nullable() }).nullable(),
  sql
});
var itsSchema = z2.object({
  established: z2.boolean(),
  reason: text8.nullable(),
  alike: z2.array(text8).max(100),
  route: text8,
  condition: text8.nullable(),
  metric: text8,
  at: z2.iso.datetime(),
  sha: text8.nullable(),
  step: z2.object({ value: z2.number(), low: z2.number(), high: z2.number() }).nullable(),
  placebos: z2.object({ n: count2, rank: z2.number().nullable() }),
  stretches: count2,
  sql
});
var deploysSchema = z2.array(
  z2.object({
    sha: text8,
    at: z2.iso.datetime(),
    route: text8,
    condition: text8.nullable(),
    by: text8.nullable(),
    path: text8,
    change: bound,
    low: bound,
    high: bound,
    verdict: z2.enum(["step", "none", "unclear"]),
    deepest: z2.boolean()
  })
).max(1e6);
var WITH_KEYS = {
  experiment: ["design", "arms", "effect"],
  power: ["design", "detectable", "daysNeeded"],
  its: ["step", "placebos", "stretches"]
};
var WITH_KINDS = ["experiment", "power", "its"];
function kindOf2(value) {
  if (typeof value !== "object" || value === null) return null;
  return WITH_KINDS.find((kind) => WITH_KEYS[kind].every((key) => Object.hasOwn(value, key))) ?? null;
}

// src/field/report/power.ts
var TITLE8 = "Power of an experiment";
var HEAD6 = ["days", "smallest effect", "relative"];
var RIGHT2 = /* @__PURE__ */ new Set([0]);
var CANNOT = {
  "no-sessions": "no session landed there",
  "no-variation": "all sessions have the same outcome",
  "too-few-groups": "there are fewer than four groups, or none on one side",
  "too-short": "the sessions span too few days"
};
var PLANNED = {
  ab: "A/B test",
  holdback: "Holdback",
  did: "Difference in differences",
  switchback: "Switchback"
};
var ASSUMES = {
  ab: "It assumes that sessions stay as many, and differ as much, as in the window.",
  holdback: "It assumes that sessions stay as many, and differ as much, as in the window.",
  did: "It assumes as many days before the treatment as after it, and that groups change as they did in the window from day to day and from week to week.",
  switchback: "It assumes that periods differ as they did in the window, and that one of each two is treated, drawn at random."
};
function powerText(result, about, unit) {
  return [
    windowWords(about),
    "",
    sanitizeLine(titleOf6(result), 300),
    ...result.detectable.length === 0 ? [] : alignedLines([HEAD6, ...rowsOf4(result, unit)], RIGHT2),
    "",
    ...sentences2(result, unit),
    ""
  ].join("\n");
}
function powerMarkdown(result, about, unit) {
  const rows = rowsOf4(result, unit).map((cells) => row(cells.map((cell) => code(cell))));
  const table = [row(HEAD6), row(HEAD6.map((_, at3) => RIGHT2.has(at3) ? "--:" : "---")), ...rows, ""];
  return [
    `## ${TITLE8}`,
    "",
    windowWords(about),
    "",
    `### ${code(titleOf6(result))}`,
    "",
    ...rows.length === 0 ? [] : table,
    ...sentences2(result, unit).flatMap((sentence) => [sentence, ""])
  ].join("\n");
}
function powerPage(result, about, unit) {
  const table = tablePart([HEAD6, ...rowsOf4(result, unit)], "What is found by how many days");
  const parts = [{ title: titleOf6(result) }, ...table, { lines: sentences2(result, unit) }];
  return { title: TITLE8, about: windowWords(about), parts };
}
function titleOf6({ design: design3, outcome, route, condition }) {
  const where = route === null ? "on any route" : `on ${route}`;
  return `${PLANNED[design3]}: ${outcomeName(outcome)} of sessions that land ${where}${condition === null ? "" : `, ${condition}`}`;
}
function rowsOf4({ detectable }, unit) {
  return detectable.map(({ days, effect, relative: relative2 }) => [
    String(days),
    effect === null ? "none: too few days" : differenceText({ value: effect, low: null, high: null }, unit).slice(1),
    relative2 === null ? "" : percentChange(relative2).slice(1)
  ]);
}
function sentences2(result, unit) {
  const { reason: reason2, baseline, power: power2, risk, design: design3 } = result;
  return [
    ...reason2 === null ? [] : [`The sessions cannot say, because ${CANNOT[reason2]}.`],
    ...baseline === null ? [] : [baselineOf(baseline, unit)],
    ...reason2 === null ? [
      `An effect of this size is found with a probability of ${percent2(power2)}, and one that is not there with ${percent2(risk)}.`
    ] : [],
    ...neededOf(result),
    ...costOf(result, unit),
    ...reason2 === null ? [ASSUMES[design3]] : []
  ];
}
var percent2 = (share) => `${Number((100 * share).toFixed(1))} %`;
function baselineOf({ mean, sessionsPerDay }, unit) {
  const sessions = Math.round(sessionsPerDay).toLocaleString("en");
  return `Now: ${meanText(mean, unit)}, of ${sessions} sessions a day.`;
}
function neededOf({ effect, daysNeeded: daysNeeded2 }) {
  if (effect === null) return [];
  const size = percentChange(effect.relative).slice(1);
  return [
    daysNeeded2 === null ? `An effect of ${size} is not found in ten years.` : `An effect of ${size} is found after ${count(daysNeeded2, "day")}.`
  ];
}
function costOf({ holdbackCost: holdbackCost2, effect }, { outcome }) {
  if (holdbackCost2 === null || effect === null) return [];
  const { sessionsPerWeek, lostPerWeek, currency: currency2 } = holdbackCost2;
  const whole4 = Math.round(lostPerWeek).toLocaleString("en");
  const lost = outcome === "conversion" ? `${whole4} conversions` : `${whole4}${currency2 === null ? "" : ` ${currency2}`}`;
  const sessions = Math.round(sessionsPerWeek).toLocaleString("en");
  return [
    `While it runs, it withholds the treatment from ${sessions} sessions a week: ${lost} a week if the effect is as large.`
  ];
}

// src/field/packet/words.ts
var MINUS3 = "−";
var MOST_OF_LINE = 2e3;
var seen = (text10) => sanitizeLine(text10, 300);
var metricName = (path) => seen(inText(pathPhrase(parsePath(path) ?? [path])));
var whole3 = (value) => Math.round(value).toLocaleString("en").replace("-", MINUS3);
var decimal = (value, places = 4) => value.toFixed(places).replace("-", MINUS3);
var percent3 = (share) => `${decimal(share * 100, 2)} %`;
var shortPercent = (share) => `${String(Number((share * 100).toFixed(2))).replace("-", MINUS3)} %`;
var probability2 = (p) => p < 1e-3 ? "p < 0.001" : `p = ${p.toFixed(3)}`;
var instant = (iso) => `${iso.slice(0, 16).replace("T", " ")} UTC`;
function duration(hours) {
  if (hours < 2) return `${whole3(hours * 60)} minutes`;
  return hours < 48 ? `${hours.toFixed(1)} hours` : `${(hours / 24).toFixed(1)} days`;
}
var listed = (names) => names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
var known = (...values) => values.filter((value) => value !== null);
var COVARIATE_NAMES = { pageType: "page type" };
var covariateName = (key) => COVARIATE_NAMES[key] ?? seen(key);
var meaning = (words2) => (reason2) => Object.hasOwn(words2, reason2) ? words2[reason2] ?? "" : seen(reason2);
var experimentReason = meaning(BECAUSE);
var powerReason = meaning(CANNOT);
var itsReason = meaning(BECAUSE4);
function moneyBetween({ low, high }, currency2) {
  if (high <= 0) return `between ${whole3(-high)} and ${whole3(-low)} ${currency2} lost a week`;
  return low >= 0 ? `between ${whole3(low)} and ${whole3(high)} ${currency2} gained a week` : `between ${whole3(-low)} ${currency2} lost and ${whole3(high)} ${currency2} gained a week`;
}
function shareBetween({ low, high }, noun, [fewer, more]) {
  const places = Math.max(Math.abs(low), Math.abs(high)) < 0.0995 ? 1 : 0;
  const text10 = (share) => sharePlaces(Math.abs(share), places);
  if (high <= 0) return `between ${text10(high)} and ${text10(low)} % ${fewer} ${noun}`;
  return low >= 0 ? `between ${text10(low)} and ${text10(high)} % ${more} ${noun}` : `between ${text10(low)} % ${fewer} and ${text10(high)} % ${more} ${noun}`;
}
function sharePlaces(share, places) {
  const most = 4;
  const texts2 = Array.from({ length: most - places + 1 }, (_, more) => (share * 100).toFixed(places + more));
  return (share === 0 ? texts2[0] : texts2.find((each) => Number(each) !== 0)) ?? texts2.at(-1) ?? "";
}
var placeOf4 = ({ file, from, to }) => `${file}:${from === to ? from : `${from}–${to}`}`;
function seenLines(text10) {
  const lines = text10.trim().split("\n");
  return lines.map((line2) => (/^ */.exec(line2)?.[0] ?? "") + sanitizeLine(line2, MOST_OF_LINE));
}

// src/field/packet/appendix/graph.ts
var COVARIATES2 = ["device", "connection", "country", "pageType"];
var WIDTH2 = 360;
var BOX = { width: 112, height: 34 };
var ROW2 = 52;
var MARGIN = 4;
var GAP = 2;
var BASELINE = 22;
function graphOf(wait, controls, hasFlag) {
  const left = (words2, row2, isDashed) => ({
    words: words2,
    x: MARGIN,
    y: MARGIN + row2 * ROW2,
    isDashed
  });
  const right = (words2, row2) => ({ ...left(words2, row2, false), x: WIDTH2 - BOX.width - MARGIN });
  const causes = [
    ...COVARIATES2.map((each, row2) => left(covariateName(each), row2, !controls.includes(each))),
    left("not observed", COVARIATES2.length, true)
  ];
  const flag = hasFlag ? [right("flag (drawn)", 0)] : [];
  const waited = right(wait, hasFlag ? 1 : 0);
  const outcome = right("conversion", COVARIATES2.length);
  return {
    width: WIDTH2,
    height: 2 * MARGIN + COVARIATES2.length * ROW2 + BOX.height,
    shapes: [
      ...causes.flatMap((cause) => [across(cause, waited), across(cause, outcome)]),
      ...flag.map((drawn) => down(drawn, waited)),
      down(waited, outcome),
      ...[...causes, ...flag, waited, outcome].flatMap(boxOf)
    ]
  };
}
var across = (from, to) => ({
  kind: "line",
  x1: from.x + BOX.width,
  y1: from.y + BOX.height / 2,
  x2: to.x - GAP,
  y2: to.y + BOX.height / 2,
  isDashed: from.isDashed,
  hasHead: true
});
var down = (from, to) => ({
  kind: "line",
  x1: from.x + BOX.width / 2,
  y1: from.y + BOX.height,
  x2: to.x + BOX.width / 2,
  y2: to.y - GAP,
  isDashed: false,
  hasHead: true
});
var boxOf = ({ words: words2, x, y, isDashed }) => [
  { kind: "box", x, y, ...BOX, isDashed },
  { kind: "words", x: x + BOX.width / 2, y: y + BASELINE, anchor: "middle", text: words2 }
];

// src/field/packet/appendix/assumptions.ts
function assumptions({ price, experiments }) {
  const { metric, controls } = price.content;
  const hasFlag = experiments.some(({ content: { kind } }) => kind === "effect");
  const wait = metricName(metric);
  const items = [
    `${wait} is taken to change whether a visitor converts. This arrow is what is estimated.`,
    ...controlledWords(controls.map(covariateName)),
    ...missingWords(COVARIATES2.filter((each) => !controls.includes(each)).map(covariateName)),
    "What is not observed can change both (dashed): what visitors came for, prices, campaigns, the time of the day.",
    ...hasFlag ? [
      `The flag of the experiment changes ${wait}. No arrow leads into the flag where it was drawn at random. Its effect includes all other ways in which it changes the page.`
    ] : []
  ];
  return {
    title: "Assumptions",
    blocks: [
      { kind: "picture", label: `Graph of assumptions. ${items.join(" ")}`, picture: graphOf(wait, controls, hasFlag) },
      { kind: "list", items: items.map((item) => [item]) }
    ]
  };
}
function controlledWords(names) {
  if (names.length === 0) return [];
  const [change2, are] = names.length === 1 ? ["changes", "is"] : ["change", "are"];
  return [`${capital(listed(names))} ${change2} both, and ${are} controlled.`];
}
function missingWords(names) {
  if (names.length === 0) return [];
  return [
    `${capital(listed(names))} can change both, and page views do not record ${names.length === 1 ? "it" : "them"} (dashed).`
  ];
}
var capital = (text10) => text10.charAt(0).toUpperCase() + text10.slice(1);

// src/field/packet/numbered-json.ts
function numberedJson(value) {
  const parsed3 = JSON.parse(JSON.stringify(value));
  const lines = /* @__PURE__ */ new Map();
  note(parsed3, { path: [], from: 1 }, lines);
  return { text: `${JSON.stringify(parsed3, null, 2)}
`, lines };
}
function note(value, { path, from }, lines) {
  const children = childrenOf(value);
  let to = from;
  for (const [key, child] of children) to = note(child, { path: [...path, key], from: to + 1 }, lines);
  if (children.length > 0) to += 1;
  lines.set(JSON.stringify(path), { from, to });
  return to;
}
function childrenOf(value) {
  if (Array.isArray(value)) return value.map((child, index) => [index, child]);
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}

// src/field/packet/source.ts
function sourceOf2(file, written2, content) {
  return { file, content, json: numberedJson(written2) };
}
function cite(source, path, text10, values = []) {
  const lines = source.json.lines.get(JSON.stringify(path));
  if (lines === void 0) throw new Error(`${source.file} has no ${path.join(".")}`);
  return { text: text10, values, file: source.file, ...lines };
}

// src/field/packet/appendix/curve.ts
var SIZE = { width: 360, height: 200 };
var PLOT = { left: 58, right: 350, top: 10, bottom: 170 };
function curve({ price }) {
  const { curve: steps, metric } = price.content;
  if (steps.length === 0) return null;
  const rows = steps.map(({ from, to, sessions, conversions, rate, low, high }, at3) => [
    cite(price, ["curve", at3], `${quantity(from, "ms")} to ${quantity(to, "ms")}`, [
      from,
      to,
      sessions,
      conversions,
      rate,
      low,
      high
    ]),
    whole3(sessions),
    whole3(conversions),
    `${percent3(low)} to ${percent3(high)}`,
    percent3(rate)
  ]);
  const label = `Share of sessions that converted by ${metricName(metric)}, with intervals. The table below has its numbers.`;
  return {
    title: "Conversions by waiting time",
    blocks: [
      { kind: "text", words: ["Observed shares with their 95 % intervals. Nothing is controlled here."] },
      { kind: "picture", label, picture: plotOf(steps) },
      { kind: "table", head: ["waited", "sessions", "converted", "95 % interval", "share"], rows }
    ]
  };
}
function plotOf(steps) {
  const from = steps[0]?.from ?? 0;
  const to = steps.at(-1)?.to ?? from;
  const most = Math.max(...steps.map(({ high }) => high));
  const scale = from > 0 ? Math.log : (ms) => ms;
  const span = scale(to) - scale(from);
  const x = (ms) => along(PLOT.left, PLOT.right, span === 0 ? 0.5 : (scale(ms) - scale(from)) / span);
  const y = (share) => along(PLOT.bottom, PLOT.top, most === 0 ? 0 : share / most);
  return {
    ...SIZE,
    shapes: [
      line([PLOT.left, PLOT.top], [PLOT.left, PLOT.bottom]),
      line([PLOT.left, PLOT.bottom], [PLOT.right, PLOT.bottom]),
      words(PLOT.left - 6, PLOT.top + 8, "end", percent3(most)),
      words(PLOT.left - 6, PLOT.bottom, "end", "0 %"),
      words(PLOT.left, PLOT.bottom + 20, "start", quantity(from, "ms")),
      words((PLOT.left + PLOT.right) / 2, PLOT.bottom + 20, "middle", from > 0 ? "waited (log scale)" : "waited"),
      words(PLOT.right, PLOT.bottom + 20, "end", quantity(to, "ms")),
      ...steps.flatMap((step) => {
        const middle = (x(step.from) + x(step.to)) / 2;
        return [line([middle, y(step.low)], [middle, y(step.high)]), { kind: "dot", x: middle, y: y(step.rate) }];
      })
    ]
  };
}
var line = ([x1, y1], [x2, y2]) => ({
  kind: "line",
  x1,
  y1,
  x2,
  y2,
  isDashed: false,
  hasHead: false
});
var words = (x, y, anchor, text10) => ({
  kind: "words",
  x,
  y,
  anchor,
  text: text10
});
var along = (from, to, share) => Math.round((from + (to - from) * share) * 10) / 10;

// src/field/packet/appendix/deploys.ts
var MOST_NAMES2 = 8;
var MOST_ROWS = 200;
function deploys({ delivery, deploys: steps }) {
  if (delivery === null) return null;
  return {
    title: "Deploys of the window",
    blocks: [...manifestOf(delivery), ...steps === null ? [] : stepsOf3(steps)]
  };
}
function manifestOf(source) {
  const { deploys: all } = source.content;
  if (all.length === 0) return [said("No deploy of the list is in the window.")];
  const head = ["deploy", "went live", "changes", "owners", "moved a metric"];
  const rows = all.slice(0, MOST_ROWS).map((row2, at3) => manifestRow(source, row2, at3));
  return [{ kind: "table", head, rows }, ...restOf2(all.length, source.file)];
}
var said = (words2) => ({ kind: "text", words: [words2] });
var restOf2 = (count3, file) => count3 > MOST_ROWS ? [said(`Further rows are in ${file}.`)] : [];
var KINDS = { change: "", again: ", live before", rollback: ", a roll-back" };
function manifestRow(source, row2, at3) {
  const { sha, owners, kind, rolledBackAt, environment, moved: moved2, files } = row2;
  const fate = rolledBackAt === null ? "" : `, rolled back ${instant(rolledBackAt)}`;
  return [
    cite(source, ["deploys", at3], `${shortSha(seen(sha))}${KINDS[kind]}${fate}`, known(files)),
    `${instant(row2.at)}${environment === null ? "" : `, ${seen(environment)}`}`,
    changesOf(row2),
    owners === null ? "not known" : fewOf(owners.map(seen)),
    moved2 === null ? "not looked at" : moved2 ? "yes" : "no"
  ];
}
function changesOf({ files, previous, packages }) {
  if (files === null) return "not known";
  const since = previous === null ? "" : ` since ${shortSha(seen(previous))}`;
  const names = (packages ?? []).map(
    ({ name: name7, from, to }) => `${seen(name7)} ${seen(from ?? "none")} → ${seen(to ?? "none")}`
  );
  return [
    `${whole3(files)} ${files === 1 ? "file" : "files"}${since}`,
    ...names.length === 0 ? [] : [fewOf(names)]
  ].join("; ");
}
function fewOf(names) {
  const rest = names.length - MOST_NAMES2;
  if (names.length === 0) return "nobody";
  return rest > 0 ? `${names.slice(0, MOST_NAMES2).join(", ")} and ${rest} more` : listed(names);
}
function stepsOf3(source) {
  const moved2 = source.content.flatMap((row2, at3) => row2.verdict === "step" ? [{ row: row2, at: at3 }] : []);
  if (moved2.length === 0) return [said("No deploy of the window is known to have moved a metric.")];
  const rows = moved2.slice(0, MOST_ROWS).map(({ row: row2, at: at3 }) => {
    const { sha, route, condition, path, change: value, low, high } = row2;
    const text10 = value === null ? "unknown" : change({ value, low, high }, unitOfPath(path));
    return [
      shortSha(seen(sha)),
      `${seen(route)}${condition === null ? "" : `, ${seen(condition)}`}`,
      metricName(path),
      cite(source, [at3], text10, known(value, low, high))
    ];
  });
  const head = ["deploy", "route", "metric", "step (95 % interval)"];
  return [{ kind: "table", head, rows }, ...restOf2(moved2.length, source.file)];
}

// src/field/packet/appendix/diagnostics.ts
var CONTROL_NAMES = {
  "before-landing": "events before the landing",
  "after-conversion": "a view after the event"
};
function diagnostics({ price }) {
  const { coefficient: coefficient2, naive, withoutSlowest: withoutSlowest2, negativeControl, negativeControlKind } = price.content;
  const row2 = (key, name7, of2) => of2 === null ? [] : [
    [
      name7,
      cite(price, [key], `${decimal(of2.low)} to ${decimal(of2.high)}`, [of2.low, of2.high, of2.value]),
      decimal(of2.value)
    ]
  ];
  const kind = negativeControlKind === null ? "" : ` (${CONTROL_NAMES[negativeControlKind]})`;
  const rows = [
    ...row2("coefficient", "controlled", coefficient2),
    ...row2("withoutSlowest", "controlled, without the slowest 1 % of sessions", withoutSlowest2),
    ...row2("naive", "naive: nothing controlled", naive),
    ...row2("negativeControl", `negative control, whose interval must contain 0${kind}`, negativeControl)
  ];
  const table = { kind: "table", head: ["log odds per 100 ms", "95 % interval", "estimate"], rows };
  return {
    title: "Diagnostics and sensitivity of the price",
    blocks: [{ kind: "text", words: verdictOf6(price) }, ...rows.length === 0 ? [] : [table]]
  };
}
function verdictOf6(price) {
  const { established, reason: reason2 } = price.content;
  if (!established)
    return ["Not established", cite(price, ["reason"], reason2 === null ? "" : `, because ${seen(reason2)}`), "."];
  const words2 = "Established: the interval of the coefficient is below 0, the slowest 1 % of sessions do not decide it, and the interval of the negative control contains 0.";
  return [cite(price, ["established"], words2)];
}
function sensitivity({ sensitivity: source }) {
  if (source === null) return null;
  const { nearer, farther } = source.content.eValues;
  const evalue = (key, value) => cite(source, ["eValues", key], decimal(value, 2), [value]);
  const formula = "E = RR + √(RR (RR − 1)), where RR is 1 + the relative change of conversions for 100 ms, or its inverse if it is below 1. Source: VanderWeele & Ding 2017, Annals of Internal Medicine 167.";
  const words2 = nearer === 1 ? [
    "The interval contains no change, so an unobserved cause has nothing to explain: ",
    evalue("nearer", nearer),
    "."
  ] : [
    "An unobserved cause explains the interval of 100 ms away only if its risk ratio with waiting and its risk ratio with conversion, beside the covariates, are both at least ",
    evalue("nearer", nearer),
    " (for the bound that is nearer to no change; ",
    evalue("farther", farther),
    " for the other one)."
  ];
  return {
    title: "E-value",
    blocks: [
      { kind: "text", words: words2 },
      { kind: "text", words: [formula] }
    ]
  };
}
function coverage({ price }) {
  const { coverage: of2, states } = price.content;
  const row2 = (key) => [
    key,
    cite(price, ["states", key], whole3(states[key]), [states[key]])
  ];
  return {
    title: "Coverage and state of the data",
    blocks: [
      {
        kind: "text",
        words: [
          "Sessions with a reading, of those that landed on the route: ",
          cite(price, ["coverage", "analysed"], whole3(of2.analysed), [of2.analysed]),
          " of ",
          cite(price, ["coverage", "landings"], whole3(of2.landings), [of2.landings]),
          "."
        ]
      },
      { kind: "table", head: ["data of the landing view", "views"], rows: [row2("fresh"), row2("stale"), row2("failed")] }
    ]
  };
}

// src/field/packet/appendix/dora.ts
var DEFINITIONS = [
  "Deployment frequency: deploys of the list that are in the window, a week.",
  "Lead time for changes: from a commit to the deploy that brought it; the median of the commits that the repository knows.",
  "Change failure rate: of the deploys that brought a commit for the first time, the share that was rolled back. A roll-back deploys a commit that was first live before the commit that it replaces.",
  "Time to restore: from such a deploy to its roll-back; the median."
];
function dora({ delivery: source }) {
  if (source === null) return null;
  const { all, moved: moved2 } = source.content;
  const columns2 = [
    ["all", all],
    ...moved2 === null ? [] : [["moved", moved2]]
  ];
  const row2 = (name7, key, of2) => [
    name7,
    ...columns2.map(([column, figures]) => {
      const { text: text10, values } = of2(figures);
      return cite(source, [column, key], text10, values);
    })
  ];
  return {
    title: "The four DORA figures",
    blocks: [
      {
        kind: "table",
        head: ["figure", "all deploys of the window", ...moved2 === null ? [] : ["those that moved a metric"]],
        rows: [
          row2("Deployment frequency", "perWeek", ({ perWeek }) => told(`${decimal(perWeek, 1)} a week`, perWeek)),
          row2("Lead time for changes", "leadTime", leadTime),
          row2("Change failure rate", "failures", failureRate),
          row2("Time to restore", "restore", restore)
        ]
      },
      { kind: "list", items: DEFINITIONS.map((definition) => [definition]) }
    ]
  };
}
var told = (text10, ...values) => ({ text: text10, values: known(...values) });
function leadTime({ leadTime: { hours, commits } }) {
  return hours === null ? told("not known") : told(`${duration(hours)} (commits: ${whole3(commits)})`, hours, commits);
}
function failureRate({ failures: { rate, failed, changes } }) {
  const of2 = `${whole3(failed)} of ${whole3(changes)}`;
  return rate === null ? told("no changes") : told(`${percent3(rate)} (${of2})`, rate, failed, changes);
}
function restore({ restore: { hours } }) {
  return hours === null ? told("no roll-back") : told(duration(hours), hours);
}

// src/field/packet/appendix/experiments.ts
function design2({ price, experiments }) {
  const { controls } = price.content;
  const items = [
    [
      "One session is one row. It belongs to the route that it landed on. Later pages do not count as exposure, because visitors who convert see more of them."
    ],
    ["A session converted if it has an event at or after its landing."],
    ["Logistic regression of conversion on what the landing waited, with sandwich errors (HC0) by session."],
    [
      "Controlled: ",
      cite(price, ["controls"], controls.length === 0 ? "nothing" : listed(controls.map(covariateName))),
      "."
    ],
    ["Conversions and money: the average change if each session waited 100 ms more (g-computation)."]
  ];
  return [{ title: "Design of the price", blocks: [{ kind: "list", items }] }, ...experiments.map(designOf)];
}
function designOf(source) {
  const { outcome, reason: reason2, established, design: kind } = source.content;
  const verdict = established ? "Established." : `Not established, because ${experimentReason(reason2 ?? "not-certain")}.`;
  return {
    title: `${PLANNED[kind]}: ${seen(outcomeName(outcome))}`,
    blocks: [
      { kind: "text", words: [cite(source, ["established"], verdict)] },
      ...armsOf(source),
      { kind: "list", items: [...changeOf2(source), ...checksOf(source)] }
    ]
  };
}
function armsOf(source) {
  const { arms, control, outcome, money: money2 } = source.content;
  const unit = { outcome, currency: money2?.currency ?? null };
  const rows = arms.map(({ name: name7, sessions, mean, coverage: coverage2 }, at3) => [
    cite(
      source,
      ["arms", at3],
      `${seen(name7)}${name7 === control && name7 !== "control" ? " (control)" : ""}`,
      known(sessions, mean, coverage2)
    ),
    whole3(sessions),
    mean === null ? "unknown" : meanText(mean, unit),
    coverage2 === null ? "unknown" : percent3(coverage2)
  ]);
  return rows.length === 0 ? [] : [{ kind: "table", head: ["arm", "sessions", "mean", "coverage"], rows }];
}
function changeOf2(source) {
  const { effect, relative: relative2, outcome, money: money2 } = source.content;
  if (effect === null) return [];
  const unit = { outcome, currency: money2?.currency ?? null };
  const bounds = known(effect.value, effect.low, effect.high);
  return [
    ["Change: ", cite(source, ["effect"], differenceText(effect, unit), bounds), "."],
    ...relative2 === null ? [] : [
      [
        "Relative to control: ",
        cite(source, ["relative"], relativeText(relative2), known(relative2.value, relative2.low, relative2.high)),
        "."
      ]
    ]
  ];
}
function checksOf(source) {
  const { method, assignments, clusters, sampleRatio: sampleRatio2, changed: changed2, trend } = source.content;
  const how = assignments === null ? [cite(source, ["method"], "clustered errors")] : [
    `randomisation inference over ${assignments.exact ? "all" : "a sample of"} `,
    cite(source, ["assignments"], whole3(assignments.count), [assignments.count]),
    " assignments"
  ];
  return [
    ...method === null ? [] : [["Method: ", ...how, ". Units: ", cite(source, ["clusters"], whole3(clusters), [clusters]), "."]],
    ...sampleRatio2 === null ? [] : [
      [
        "Sample ratio: ",
        cite(source, ["sampleRatio", "p"], probability2(sampleRatio2.p), [sampleRatio2.p]),
        sampleRatio2.mismatch ? ", a mismatch: other visitors are compared." : ", as planned."
      ]
    ],
    ...changed2 === null ? [] : [
      [
        "Sessions in which the flag changed, and which are left out: ",
        cite(source, ["changed", "sessions"], whole3(changed2.sessions), [changed2.sessions]),
        "."
      ]
    ],
    ...trend === null ? [] : [
      [
        "Trends before the treatment are alike: ",
        cite(source, ["trend", "p"], probability2(trend.p), [trend.p]),
        "."
      ]
    ]
  ];
}

// src/field/packet/appendix/memos.ts
function power({ powers }) {
  return powers.map((source) => {
    const { design: design3, outcome, route } = source.content;
    const where = route === null ? "on any route" : `on ${seen(route)}`;
    return {
      title: `Power: ${PLANNED[design3]}, ${seen(outcomeName(outcome))} of sessions that land ${where}`,
      blocks: [
        ...detectableOf(source),
        { kind: "list", items: [...assumedOf(source), ...neededOf2(source), ...costOf2(source)] }
      ]
    };
  });
}
function detectableOf(source) {
  const { detectable, outcome, holdbackCost: holdbackCost2 } = source.content;
  const unit = { outcome, currency: holdbackCost2?.currency ?? null };
  const rows = detectable.map(({ days, effect, relative: relative2 }, at3) => [
    cite(source, ["detectable", at3], whole3(days), known(days, effect, relative2)),
    effect === null ? "none: too few days" : differenceText({ value: effect, low: null, high: null }, unit).slice(1),
    relative2 === null ? "unknown" : percent3(relative2)
  ]);
  return rows.length === 0 ? [] : [{ kind: "table", head: ["days", "smallest effect", "relative"], rows }];
}
function assumedOf(source) {
  const { reason: reason2, baseline, power: chance, risk } = source.content;
  return [
    ...reason2 === null ? [] : [["The sessions cannot say", cite(source, ["reason"], `, because ${powerReason(reason2)}`), "."]],
    [
      "Chance that an effect is found: ",
      cite(source, ["power"], shortPercent(chance), [chance]),
      ". Risk that one is found that is not there: ",
      cite(source, ["risk"], shortPercent(risk), [risk]),
      "."
    ],
    ...baseline === null ? [] : [
      [
        "Sessions a day: ",
        cite(source, ["baseline", "sessionsPerDay"], whole3(baseline.sessionsPerDay), [baseline.sessionsPerDay]),
        "."
      ]
    ]
  ];
}
function neededOf2(source) {
  const { effect, daysNeeded: daysNeeded2 } = source.content;
  if (effect === null) return [];
  const days = daysNeeded2 === null ? "more than ten years" : `${whole3(daysNeeded2)} days`;
  return [
    [
      "An effect of ",
      cite(source, ["effect"], shortPercent(effect.relative), [effect.relative]),
      " takes ",
      cite(source, ["daysNeeded"], days, known(daysNeeded2)),
      "."
    ]
  ];
}
function costOf2(source) {
  const { holdbackCost: cost, effect, outcome } = source.content;
  if (cost === null || effect === null) return [];
  const { lostPerWeek, sessionsPerWeek, currency: currency2 } = cost;
  const unit = outcome === "conversion" ? "conversions" : currency2 ?? "of the value";
  return [
    [
      "While the holdback runs, it withholds the treatment from ",
      cite(source, ["holdbackCost", "sessionsPerWeek"], whole3(sessionsPerWeek), [sessionsPerWeek]),
      " sessions a week. That costs ",
      cite(source, ["holdbackCost", "lostPerWeek"], `${whole3(lostPerWeek)} ${unit}`, [lostPerWeek]),
      " a week if the effect is ",
      cite(source, ["effect", "relative"], shortPercent(effect.relative), [effect.relative]),
      ": these sessions × the mean of the outcome × the effect."
    ]
  ];
}
function interruptions({ interruptions: sources }) {
  return sources.map((source) => {
    const { metric, route, condition } = source.content;
    const on = condition === null ? "" : ` on ${seen(condition)}`;
    return {
      title: `Interrupted time series: ${metricName(metric)} of ${seen(route)}${on}`,
      blocks: [{ kind: "list", items: interruptionOf2(source) }]
    };
  });
}
function interruptionOf2(source) {
  const { metric, at: at3, step, established, reason: reason2, alike, placebos } = source.content;
  const because = reason2 === null ? "" : `, because ${[itsReason(reason2), listed(alike.map(seen))].join(" ").trim()}`;
  return [
    [
      "The step at ",
      cite(source, ["at"], instant(at3)),
      established ? " is established as an association." : ` is not established${because}.`
    ],
    ...step === null ? [] : [
      [
        "Step with its 95 % interval: ",
        cite(source, ["step"], change(step, unitOfPath(metric)), [step.value, step.low, step.high]),
        "."
      ]
    ],
    [
      "Earlier times without a deploy that it was compared with: ",
      cite(source, ["placebos", "n"], whole3(placebos.n), [placebos.n]),
      "."
    ]
  ];
}

// src/field/packet/appendix/sql.ts
function sql2({ price, experiments, powers, interruptions: interruptions2 }) {
  return [price, ...experiments, ...powers, ...interruptions2].flatMap(
    ({ file, content }) => content.sql.length === 0 ? [] : [{ title: `Queries of ${file}`, blocks: content.sql.map((text10) => ({ kind: "code", text: text10 })) }]
  );
}

// src/field/packet/facts.ts
function priceFacts({ price }) {
  const { route, condition, metric, sessions, conversions, coverage: coverage2, window, range: range2 } = price.content;
  return [
    ["Route", [cite(price, ["route"], seen(route))]],
    ["Devices", [cite(price, ["condition"], condition === null ? "all" : seen(condition))]],
    ["Metric", [cite(price, ["metric"], metricName(metric))]],
    ["Window", [cite(price, ["window"], between(window))]],
    ["Sessions", [cite(price, ["sessions"], whole3(sessions), [sessions])]],
    ["Conversions", [cite(price, ["conversions"], whole3(conversions), [conversions])]],
    [
      "Landings with a reading",
      [
        cite(price, ["coverage"], `${whole3(coverage2.analysed)} of ${whole3(coverage2.landings)}`, [
          coverage2.analysed,
          coverage2.landings
        ])
      ]
    ],
    ...range2 === null ? [] : [
      [
        "Holds for waits of",
        [
          cite(price, ["range"], `${quantity(range2.from, "ms")} to ${quantity(range2.to, "ms")}`, [
            range2.from,
            range2.to
          ])
        ]
      ]
    ]
  ];
}
function experimentFacts(source) {
  const { design: design3, arms, window } = source.content;
  const sessions = arms.flatMap(({ name: name7, sessions: number2 }, at3) => [
    at3 === 0 ? "" : ", ",
    cite(source, ["arms", at3], `${seen(name7)}: ${whole3(number2)} sessions`, [number2])
  ]);
  return [
    [PLANNED[design3], sessions.length === 0 ? ["no sessions"] : sessions],
    [`${PLANNED[design3]}: window`, [cite(source, ["window"], between(window))]]
  ];
}
function costFacts(source) {
  const { holdbackCost: cost, effect, outcome } = source.content;
  if (cost === null || effect === null) return [];
  const unit = outcome === "conversion" ? "conversions" : cost.currency ?? "of the value";
  return [
    [
      "Cost of a holdback",
      [
        cite(source, ["holdbackCost", "lostPerWeek"], `${whole3(cost.lostPerWeek)} ${unit}`, [cost.lostPerWeek]),
        " a week while it runs, if the effect is ",
        cite(source, ["effect", "relative"], shortPercent(effect.relative), [effect.relative])
      ]
    ]
  ];
}
var between = (window) => window === null ? "no page views" : `${instant(window.from).replace(" UTC", "")} to ${instant(window.to)}`;

// src/field/packet/headlines.ts
function headlinesOf(content, experiments) {
  const found = experiments.map(effectHeadline);
  const effects = found.filter(({ label }) => label === "Effect");
  return [...effects, priceHeadline(content), ...found.filter((each) => !effects.includes(each))];
}
function priceHeadline({ price }) {
  const { established, kind, reason: reason2, per100ms, money: money2, controls, metric } = price.content;
  if (!established || per100ms === null) {
    const because = reason2 === null ? "" : `, because ${seen(reason2)}`;
    return {
      label: "Not established",
      figure: ["No price"],
      words: [
        "What 100 ms more of ",
        metricName(metric),
        " cost is not established",
        cite(price, ["reason"], because),
        "."
      ]
    };
  }
  const share = cite(price, ["per100ms"], shareBetween(per100ms, "conversions", ["fewer", "more"]), [
    per100ms.low,
    per100ms.high
  ]);
  const equal = controls.length === 0 ? "" : `, ${listed(controls.map(covariateName))} being equal`;
  const what = kind === "effect" ? "Slower sessions converted less often because they were slower" : `Slower sessions convert less often${equal}. Nothing was randomised`;
  return {
    label: kind === "effect" ? "Effect" : "Association",
    figure: money2 === null ? [share, " per 100 ms"] : [cite(price, ["money"], moneyBetween(money2, money2.currency), [money2.low, money2.high]), " per 100 ms"],
    words: [...money2 === null ? [] : ["That is ", share, ". "], `${what}. 95 % interval.`]
  };
}
function effectHeadline(source) {
  const { established, kind, reason: reason2, effect, relative: relative2, money: money2, outcome } = source.content;
  const name7 = outcomeName(outcome);
  if (!established || effect === null)
    return {
      label: "Not established",
      figure: ["No effect shown"],
      words: [
        `${PLANNED[source.content.design]} does not establish a difference in ${lower2(name7)}`,
        cite(source, ["reason"], reason2 === null ? "" : `, because ${experimentReason(reason2)}`),
        "."
      ]
    };
  const unit = { outcome, currency: money2?.currency ?? null };
  const bounds = known(effect.value, effect.low, effect.high);
  const change2 = cite(source, ["effect"], differenceText(effect, unit), bounds);
  const share = relative2 === null || relative2.low === null || relative2.high === null ? null : cite(source, ["relative"], shareBetween({ low: relative2.low, high: relative2.high }, ...nounOf(outcome)), [
    relative2.low,
    relative2.high
  ]);
  const weekly = money2 === null ? null : cite(source, ["money"], moneyBetween(money2, money2.currency), [money2.low, money2.high]);
  const figure = weekly ?? share ?? change2;
  return {
    label: kind === "effect" ? "Effect" : "Association",
    figure: [figure],
    words: [
      `${PLANNED[source.content.design]}: ${armsOf2(source)}. Change in ${lower2(name7)}: `,
      change2,
      ...share === null || share === figure ? [] : [", ", share],
      `. ${kind === "effect" ? "It is an effect if the treatment was drawn at random, as the design says" : "Nothing was randomised"}. 95 % interval.`
    ]
  };
}
function nounOf(outcome) {
  if (outcome === "conversion") return ["conversions", ["fewer", "more"]];
  if (outcome === "value") return ["value", ["less", "more"]];
  return [seen(outcomeName(outcome)), unitOfPath(outcome) === "ms" ? ["shorter", "longer"] : ["lower", "higher"]];
}
var lower2 = (name7) => /^[A-Z]{2}/.test(name7) ? name7 : name7.charAt(0).toLowerCase() + name7.slice(1);
function armsOf2({ content: { arms, control } }) {
  const others = arms.filter(({ name: name7 }) => name7 !== control).map(({ name: name7 }) => seen(name7));
  return control === null ? listed(others) : `${listed(others)} against ${seen(control)}`;
}

// src/field/packet/first-page.ts
var MOST_EXPERIMENTS = 2;
var MOST_SENTENCES = 3;
function firstPage(content) {
  const { price, experiments, powers } = content;
  const { metric, route, condition } = price.content;
  const on = condition === null ? "" : ` on ${seen(condition)}`;
  const shown3 = experiments.toSorted((one, other) => Number(other.content.established) - Number(one.content.established)).slice(0, MOST_EXPERIMENTS);
  const costs = powers.flatMap(costFacts).slice(0, 1);
  return {
    title: `What a slower ${metricName(metric)} of ${seen(route)}${on} costs`,
    headlines: headlinesOf(content, shown3),
    facts: [...priceFacts(content), ...shown3.flatMap(experimentFacts), ...costs],
    uncontrolled: uncontrolledLine(content),
    signatories: ["Finance", "Engineering"]
  };
}
function uncontrolledLine({ price }) {
  const sentences3 = price.content.uncontrolled.map((each) => seen(each).replace(/\.$/, ""));
  const rest = sentences3.length - MOST_SENTENCES;
  const more = rest > 0 ? ` And ${rest} more in ${price.file}.` : "";
  const shown3 = sentences3.slice(0, MOST_SENTENCES).join(". ");
  return [cite(price, ["uncontrolled"], shown3 === "" ? "Nothing is listed." : `${shown3}.${more}`)];
}

// src/field/packet/packet.ts
function packetOf(content) {
  const sections = [
    assumptions(content),
    ...design2(content),
    ...power(content),
    diagnostics(content),
    sensitivity(content),
    curve(content),
    coverage(content),
    ...interruptions(content),
    deploys(content),
    dora(content),
    ...sql2(content)
  ];
  return { ...firstPage(content), files: filesOf2(content), appendix: sections.filter((section2) => section2 !== null) };
}
function filesOf2({
  price,
  experiments,
  powers,
  interruptions: its,
  deploys: steps,
  delivery,
  sensitivity: e
}) {
  const sources = [price, ...experiments, ...powers, ...its, steps, delivery, e];
  return sources.flatMap((source) => source === null ? [] : [source.file]);
}

// src/field/commands/packet-files.ts
import { readdir, readFile } from "node:fs/promises";
import { join as join3, resolve as resolve8 } from "node:path";
var MOST_CHARACTERS2 = 2e7;
async function writtenPrice(folder, shown3) {
  return written(folder, shown3, { file: "price.json", schema: priceSchema, command: "field price" });
}
async function writtenDeploys(folder, shown3) {
  return written(folder, shown3, { file: "deploys.json", schema: deploysSchema, command: "field deploys" });
}
async function written(folder, shown3, { file, schema, command }) {
  const name7 = join3(shown3, file);
  const value = await valueIn(join3(folder, file), name7);
  if (value === void 0) return null;
  return sourceOf2(file, value, checked(name7, value, schema, command));
}
async function readWithFiles(files, cwd) {
  const found = { experiments: [], powers: [], interruptions: [] };
  const texts2 = /* @__PURE__ */ new Set();
  for (const file of files) {
    const value = await valueIn(resolve8(cwd, file), file);
    if (value === void 0) throw usage(`${quote(file)} does not exist.`);
    const text10 = JSON.stringify(value);
    if (!texts2.has(text10)) add(found, file, value);
    texts2.add(text10);
  }
  return found;
}
async function writtenWithFiles(folder, shown3) {
  const names = await readdir(folder);
  return names.filter((name7) => /^(?:experiment|power|its)(?:-\d+)?\.json$/.test(name7)).toSorted((one, other) => one.localeCompare(other, "en", { numeric: true })).map((name7) => join3(shown3, name7));
}
function add({ experiments, powers, interruptions: interruptions2 }, file, value) {
  const kind = kindOf2(value);
  switch (kind) {
    case "experiment":
      experiments.push(
        sourceOf2(nameOf(kind, experiments), value, checked(file, value, experimentSchema, "field experiment"))
      );
      break;
    case "power":
      powers.push(sourceOf2(nameOf(kind, powers), value, checked(file, value, powerSchema, "field power")));
      break;
    case "its":
      interruptions2.push(sourceOf2(nameOf(kind, interruptions2), value, checked(file, value, itsSchema, "field its")));
      break;
    case null:
      throw usage(`${quote(file)} is not a file of field experiment, field power or field its.`);
  }
}
var nameOf = (kind, before) => before.length === 0 ? `${kind}.json` : `${kind}-${before.length + 1}.json`;
var TODO2 = "Write it again with --json, and do not edit it.";
var usage = (what, todo = TODO2) => new GateError("usage", { what, todo });
function checked(file, value, schema, command) {
  const { data, error } = schema.safeParse(value);
  if (error === void 0) return data;
  const [issue] = error.issues;
  const at3 = issue === void 0 || issue.path.length === 0 ? "" : ` at ${quote(issue.path.join("."))}`;
  throw usage(`${quote(file)} is not what ${command} writes${at3}: ${issue?.message ?? "it is not valid"}.`);
}
async function valueIn(path, shown3) {
  const text10 = await readFile(path, "utf8").catch((cause) => {
    if (cause instanceof Error && "code" in cause && ["ENOENT", "ENOTDIR"].includes(String(cause.code))) return null;
    throw usage(`${quote(shown3)} cannot be read: ${causeOf(cause)}.`, "Name a file.");
  });
  if (text10 === null) return void 0;
  if (text10.length > MOST_CHARACTERS2) throw usage(`${quote(shown3)} has more than ${MOST_CHARACTERS2} characters.`);
  try {
    return JSON.parse(text10.replace(/^\ufeff/, ""));
  } catch (cause) {
    throw usage(`${quote(shown3)} is not JSON: ${causeOf(cause)}.`);
  }
}

// src/field/commands/packet-request.ts
function assertAsItIs({ out, ...options }) {
  const [other] = ["metric", "condition", "lab", "until"].filter((key) => options[key] !== null);
  if (other === void 0) return;
  const what = `${quote(out)} has a price.json already, which --${other} does not change.`;
  throw new GateError("usage", {
    what,
    todo: "Name the route with --route to find the price again, or leave the option out."
  });
}
function readingOf3({ config, until, environment, lab }) {
  return {
    config,
    json: true,
    by: null,
    sha: null,
    until,
    environment,
    lab,
    markdown: null,
    html: null,
    printSql: null
  };
}
function pricedAs(options, route) {
  return { ...readingOf3(options), metric: options.metric ?? "lcp", route, condition: options.condition, out: null };
}
async function onlyRoute(setup, options, place) {
  const declared = setup.field.routes.map(({ name: name7 }) => name7);
  const [only] = declared;
  if (only !== void 0 && declared.length === 1) return only;
  const seen2 = await askRecords(
    setup,
    readingOf3(options),
    place,
    async (engine, scope) => scope === null ? [] : askCoverage(engine, scope)
  );
  const viewed = [...new Set(seen2.answer.map(({ route }) => route))].toSorted();
  const meant = declared.length === 0 ? viewed : declared.filter((name7) => viewed.includes(name7));
  const [first] = meant;
  if (first !== void 0 && meant.length === 1) return first;
  const among = meant.length === 0 ? declared : meant;
  const what = `--route is missing, and ${among.length === 0 ? "no route is known" : "there are several routes"}.`;
  const names = among.map((name7) => quote(name7)).join(", ");
  const todo = among.length === 0 ? "Name a route, for example --route product." : `Name one of ${names}.`;
  throw new GateError("usage", { what, todo });
}

// src/field/commands/packet.ts
async function findPacket(setup, options, place) {
  const old = options.route === null ? await writtenPrice(resolve9(place.cwd, options.out), options.out) : null;
  if (old !== null) assertAsItIs(options);
  const withFiles = await readWithFiles(await withNames(options, place, old), place.cwd);
  const priced = old === null ? await priceFor(setup, options, place) : { price: old, isOld: true, notices: [] };
  const { price } = priced;
  const moved2 = await deploysFor(setup, options, place, priced);
  const content = {
    price,
    ...withFiles,
    deploys: moved2.deploys,
    delivery: await deliveryFor(setup, options, place, { price: price.content, deploys: moved2.deploys }),
    sensitivity: sensitivityOf(price.content)
  };
  const isAnswered = price.content.coefficient !== null || content.experiments.some(({ content: { effect } }) => effect !== null);
  return {
    packet: packetOf(content),
    files: sourcesOf(content).map(({ file, json }) => ({ file, text: json.text })),
    notices: [...priced.notices, ...moved2.notices],
    exitCode: isAnswered ? 0 : 3
  };
}
async function withNames({ out, with: named2 }, { cwd }, old) {
  return old === null || named2.length > 0 ? named2 : writtenWithFiles(resolve9(cwd, out), out);
}
async function priceFor(setup, options, place) {
  const route = options.route ?? await onlyRoute(setup, options, place);
  const { json, notices } = await findPrice(setup, pricedAs(options, route), place);
  return { price: sourceOf2("price.json", json, priceSchema.parse(json)), isOld: false, notices };
}
async function deploysFor(setup, options, place, { price, isOld }) {
  const old = isOld ? await writtenDeploys(resolve9(place.cwd, options.out), options.out) : null;
  if (old !== null || setup.field.deploys === null) return { deploys: old, notices: [] };
  const until = price.content.window?.to ?? options.until;
  try {
    const { json, notices } = await findDeploySteps(setup, { ...readingOf3(options), until }, place);
    return { deploys: sourceOf2("deploys.json", json, deploysSchema.parse(json)), notices };
  } catch (error) {
    if (!(error instanceof GateError) || error.code !== "deploys-empty") throw error;
    return { deploys: null, notices: [error.message] };
  }
}
async function deliveryFor({ config, field }, { environment }, place, { price: { window }, deploys: steps }) {
  if (field.deploys === null || window === null) return null;
  const deploys2 = await readManifests(field.deploys, environment);
  const [from, to] = [Date.parse(window.from), Date.parse(window.to)];
  const within = deploys2.filter(({ at: at3 }) => Date.parse(at3) >= from && Date.parse(at3) <= to);
  const times = await commitTimes(within, dirname6(resolve9(place.cwd, config.file)), place.env);
  const known2 = new Map(within.map((deploy, index) => [deploy, times[index] ?? null]));
  const moved2 = steps === null ? null : movedBy(steps.content);
  const delivery = deliveryOf({
    deploys: deploys2,
    window,
    isMoved: moved2 === null ? null : (deploy) => moved2.has(keyOf6(deploy)),
    committedAt: (deploy) => known2.get(deploy) ?? null
  });
  return sourceOf2("delivery.json", delivery, delivery);
}
var keyOf6 = ({ sha, at: at3 }) => JSON.stringify([sha, at3]);
var movedBy = (rows) => new Set(rows.filter(({ verdict }) => verdict === "step").map(keyOf6));
function sensitivityOf({ per100ms }) {
  if (per100ms === null) return null;
  const found = { eValues: eValues(per100ms) };
  return sourceOf2("sensitivity.json", found, found);
}
function sourcesOf({ price, deploys: deploys2, delivery, sensitivity: sensitivity2, experiments, powers, interruptions: interruptions2 }) {
  const all = [price, deploys2, delivery, sensitivity2, ...experiments, ...powers, ...interruptions2];
  return all.filter((source) => source !== null);
}

// src/field/packet/picture.ts
var HEAD7 = { length: 9, half: 4 };
function pictureHtml({ width, height, shapes }, label) {
  return html`<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">${shapes.map(shapeHtml)}</svg>`;
}
function shapeHtml(shape) {
  if (shape.kind === "line") return lineHtml(shape);
  if (shape.kind === "dot") return html`<circle cx="${shape.x}" cy="${shape.y}" r="3.5" />`;
  if (shape.kind === "words")
    return html`<text x="${shape.x}" y="${shape.y}" text-anchor="${shape.anchor}">${shape.text}</text>`;
  const { x, y, width, height, isDashed } = shape;
  return html`<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="4" class="${classOf(isDashed)}" />`;
}
var classOf = (isDashed) => isDashed ? "dashed" : "plain";
function lineHtml(line2) {
  const { x1, y1, x2, y2, isDashed, hasHead } = line2;
  const head = hasHead ? html`<polygon points="${headOf4(line2)}" />` : null;
  return html`<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" class="${classOf(isDashed)}" />${head}`;
}
function headOf4({ x1, y1, x2, y2 }) {
  const size = Math.hypot(x2 - x1, y2 - y1) || 1;
  const [along2, across2] = [(x2 - x1) / size, (y2 - y1) / size];
  const [x, y] = [x2 - along2 * HEAD7.length, y2 - across2 * HEAD7.length];
  const corners = [
    [x2, y2],
    [x - across2 * HEAD7.half, y + along2 * HEAD7.half],
    [x + across2 * HEAD7.half, y - along2 * HEAD7.half]
  ];
  return corners.map((corner) => corner.map((number2) => number2.toFixed(1)).join(",")).join(" ");
}

// src/field/packet/style.ts
var STYLE = `
:root {
  color-scheme: light dark;
  --ground: #fff; --text: #1f2328; --soft: #57606a; --line: #d0d7de; --panel: #f6f8fa;
  --effect: #116329; --association: #0550ae; --open: #7d4e00;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0d1117; --text: #e6edf3; --soft: #9da7b3; --line: #30363d; --panel: #161b22;
    --effect: #7ee787; --association: #79c0ff; --open: #f2cc60;
  }
}
*, *::before, *::after { box-sizing: border-box; }
body {
  margin: 0; background: var(--ground); color: var(--text); font: 16px/1.5 system-ui, sans-serif;
  overflow-wrap: anywhere; hyphens: manual;
}
main { max-width: 50rem; margin: 0 auto; padding: 1.25rem 1rem 3rem; }
h1 { font-size: 1.35rem; line-height: 1.25; margin: 0 0 1rem; }
h2 { font-size: 1.1rem; line-height: 1.3; margin: 0 0 .5rem; }
.appendix > h2 { font-size: 1.35rem; border-top: 2px solid var(--line); padding-top: 1.5rem; margin-top: 2rem; }
h3 { font-size: 1.05rem; line-height: 1.3; margin: 2rem 0 .5rem; }
p { margin: 0 0 .5rem; }
.first > h2 { margin-top: 1.25rem; }
ul { margin: 0 0 .5rem; padding-left: 1.25rem; }
li { margin-bottom: .25rem; }
.headline { border-left: 4px solid var(--line); padding: .1rem 0 .1rem .9rem; margin: 0 0 1.1rem; }
.headline.effect { border-color: var(--effect); }
.headline.association { border-color: var(--association); }
.headline.open { border-color: var(--open); }
.label { font-weight: 600; font-size: .875rem; margin: 0; }
.effect > .label { color: var(--effect); }
.association > .label { color: var(--association); }
.open > .label { color: var(--open); }
.figure { font-size: 1.2rem; font-weight: 600; line-height: 1.3; margin: 0 0 .25rem; }
.headline:first-of-type > .figure { font-size: 1.75rem; line-height: 1.2; }
.source { color: var(--soft); font: .75rem/1 ui-monospace, monospace; font-weight: 400; white-space: nowrap; }
.facts { margin: 0 0 1.25rem; }
.facts > div { display: grid; grid-template-columns: 11rem 1fr; gap: 1rem; margin-bottom: .3rem; }
.facts dt { color: var(--soft); }
.facts dd { margin: 0; }
.signatures { display: grid; gap: 1.25rem; margin-top: .75rem; }
.signature { display: grid; grid-template-columns: 7rem 2fr 2fr 1fr 2fr; gap: .75rem; align-items: end; }
.signature > b { font-weight: 600; }
.signature > span { border-top: 1px solid var(--text); color: var(--soft); font-size: .8rem; margin-top: 1.75rem; }
.scroll { overflow-x: auto; margin: 0 0 .75rem; }
table { border-collapse: collapse; font-size: .9rem; overflow-wrap: normal; }
th, td { text-align: left; vertical-align: top; padding: .3rem .9rem .3rem 0; border-bottom: 1px solid var(--line); }
td { max-width: 22rem; }
th { color: var(--soft); font-weight: 600; }
td, .figure, .facts dd { font-variant-numeric: tabular-nums; }
pre {
  background: var(--panel); border: 1px solid var(--line); font: .78rem/1.45 ui-monospace, monospace;
  overflow-x: auto; padding: .75rem; margin: 0 0 .75rem; white-space: pre; overflow-wrap: normal;
}
svg { display: block; width: 100%; max-width: 26rem; height: auto; margin: .25rem 0 .75rem; }
svg line { stroke: var(--soft); stroke-width: 1.2; }
svg .dashed { stroke-dasharray: 4 3; }
svg rect { fill: var(--panel); stroke: var(--soft); }
svg polygon { fill: var(--soft); }
svg circle { fill: var(--association); }
svg text { fill: var(--text); font-size: 13px; }
.files { color: var(--soft); font-size: .85rem; }
:focus-visible { outline: 2px solid var(--association); outline-offset: 2px; }
@media screen and (max-width: 40rem) {
  .facts > div { grid-template-columns: 1fr; gap: 0; margin-bottom: .5rem; }
  .signature { grid-template-columns: 1fr 1fr; }
  .signature > b { grid-column: 1 / -1; }
  .headline:first-of-type > .figure { font-size: 1.45rem; }
}
@page { size: A4; margin: 16mm; }
@media print {
  :root {
    color-scheme: light;
    --ground: #fff; --text: #000; --soft: #444; --line: #bbb; --panel: #fff;
    --effect: #116329; --association: #0550ae; --open: #7d4e00;
  }
  body { font-size: 10.5pt; }
  main { max-width: none; padding: 0; }
  .first { font-size: 9.5pt; line-height: 1.35; }
  .first > h2 { font-size: 11pt; margin-top: .75rem; }
  .headline { margin-bottom: .6rem; }
  .signatures { gap: .5rem; margin-top: 0; }
  .headline:first-of-type > .figure { font-size: 16pt; }
  .figure { font-size: 12pt; }
  .facts { columns: 2; column-gap: 1.5rem; }
  .facts > div { grid-template-columns: 6.5rem 1fr; gap: .5rem; break-inside: avoid; }
  .appendix { break-before: page; }
  .appendix > h2 { border: 0; padding: 0; margin-top: 0; }
  h3, .headline, tr, svg, .signature { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  h3 { margin-top: 1.25rem; }
  .scroll { overflow: visible; }
  table { font-size: 9pt; }
  pre { font-size: 7.5pt; white-space: pre-wrap; overflow-wrap: anywhere; overflow: visible; }
}
`;

// src/field/packet/html.ts
function packetHtml(packet) {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy(null, STYLE)}">
<meta name="generator" content="${GENERATOR}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${escaped(packet.title)}</title>
<style>${STYLE}</style>
</head>
<body>
${markupOf(html`<main>${firstHtml(packet)}${appendixHtml(packet)}</main>`)}
</body>
</html>
`;
}
function firstHtml({ title, headlines, facts, uncontrolled, signatories }) {
  return html`<section class="first">
    <h1>${title}</h1>
    ${headlines.map(headlineHtml)}
    <h2>What was compared</h2>
    <dl class="facts">
      ${facts.map(
    ([name7, value]) => html`<div>
            <dt>${name7}</dt>
            <dd>${wordsHtml(value)}</dd>
          </div> `
  )}
    </dl>
    <h2>What is not controlled</h2>
    <p>${wordsHtml(uncontrolled)}</p>
    <h2>Signed by</h2>
    <div class="signatures">${signatories.map(signatureHtml)}</div>
  </section> `;
}
var CLASSES = {
  Effect: "effect",
  Association: "association",
  "Not established": "open"
};
function headlineHtml({ label, figure, words: words2 }) {
  return html`<div class="headline ${CLASSES[label]}">
    <p class="label">${label}</p>
    <p class="figure">${wordsHtml(figure)}</p>
    <p>${wordsHtml(words2)}</p>
  </div> `;
}
function signatureHtml(who) {
  const fields = ["name", "role", "date", "signature"];
  return html`<div class="signature"><b>${who}</b>${fields.map((field) => html`<span>${field}</span>`)}</div> `;
}
function appendixHtml({ appendix, files }) {
  return html`<section class="appendix">
    <h2>Appendix</h2>
    <p class="files">A place such as ${files[0] ?? ""}:12 is a line of a file beside this one: ${files.join(", ")}.</p>
    ${appendix.map(sectionHtml)}
  </section>`;
}
function sectionHtml({ title, blocks }) {
  return html`<h3>${title}</h3>
    ${blocks.map((block2) => blockHtml(block2, title))}`;
}
function blockHtml(block2, title) {
  if (block2.kind === "text") return html`<p>${wordsHtml(block2.words)}</p> `;
  if (block2.kind === "list")
    return html`<ul>
      ${block2.items.map((item) => html`<li>${wordsHtml(item)}</li> `)}
    </ul> `;
  if (block2.kind === "table") return tableHtml2(block2, title);
  if (block2.kind === "picture") return pictureHtml(block2.picture, block2.label);
  return html`<pre tabindex="0">${seenLines(block2.text).join("\n")}</pre> `;
}
function tableHtml2({ head, rows }, title) {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${title}">
    <table>
      <thead>
        <tr>
          ${head.map((name7) => html`<th scope="col">${name7}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
    (row2) => html`<tr>
              ${row2.map((cell) => html`<td>${wordsHtml([cell])}</td>`)}
            </tr> `
  )}
      </tbody>
    </table>
  </div> `;
}
function wordsHtml(words2) {
  return html`${words2.map((each) => typeof each === "string" ? each : citedHtml(each))}`;
}
function citedHtml(cited2) {
  const { text: text10, values } = cited2;
  const told2 = values.length === 0 ? text10 : html`<data value="${values.join(" ")}">${text10}</data>`;
  return html`${told2} <span class="source">${placeOf4(cited2)}</span>`;
}

// src/field/packet/markdown.ts
function packetMarkdown({
  title,
  headlines,
  facts,
  uncontrolled,
  signatories,
  files,
  appendix
}) {
  return [
    `# ${escape(title)}`,
    "",
    ...headlines.flatMap(({ label, figure, words: words2 }) => [`**${label}:** ${inline(figure)}`, "", inline(words2), ""]),
    "## What was compared",
    "",
    ...tableOf2(
      ["", ""],
      facts.map(([name7, value]) => [escape(name7), inline(value)])
    ),
    "## What is not controlled",
    "",
    inline(uncontrolled),
    "",
    "## Signed by",
    "",
    ...tableOf2(
      ["", "name", "role", "date", "signature"],
      signatories.map((who) => [who, "", "", "", ""])
    ),
    "## Appendix",
    "",
    `Places are lines of the files beside this one: ${files.map((file) => code(file)).join(", ")}.`,
    "",
    ...appendix.flatMap(sectionLines)
  ].join("\n");
}
function sectionLines({ title, blocks }) {
  return [`### ${escape(title)}`, "", ...blocks.flatMap(blockLines)];
}
function blockLines(part) {
  if (part.kind === "picture") return [];
  if (part.kind === "text") return [inline(part.words), ""];
  if (part.kind === "list") return [...part.items.map((item) => `- ${inline(item)}`), ""];
  if (part.kind === "code") return [block(part.text.trim().split("\n"), "sql"), ""];
  return tableOf2(
    part.head,
    part.rows.map((cells) => cells.map((cell) => inline([cell])))
  );
}
function tableOf2(head, rows) {
  return [row(head), row(head.map(() => "---")), ...rows.map(row), ""];
}
var inline = (words2) => words2.map((each) => typeof each === "string" ? escape(each) : cited(each)).join("");
var cited = (of2) => `${escape(of2.text)} (${code(placeOf4(of2))})`;
function escape(text10) {
  const [, start = "", core = "", end = ""] = /^([\s.,:;]*)([\s\S]*?)(\s*)$/.exec(text10) ?? [];
  return start + (core === "" ? "" : plain(core)) + end;
}

// src/cli/field/run-packet.ts
async function runPacket(options, io, cwd = process.cwd(), now = /* @__PURE__ */ new Date()) {
  const place = { cwd, env: io.env, now };
  const { packet, files, notices, exitCode } = await findPacket(await readSetup(options, place), options, place);
  for (const notice of notices) say(io.stderr, `note: ${notice}
`);
  const pages = [
    { file: "packet.html", text: packetHtml(packet) },
    { file: "packet.md", text: packetMarkdown(packet) }
  ];
  await write([...pages, ...files], options.out, cwd);
  const names = [...pages, ...files].map(({ file }) => file).join(", ");
  say(io.stdout, `${verdictOf7(packet)}
Written to ${options.out}: ${names}.
`);
  return exitCode;
}
function verdictOf7({ title, headlines: [headline2] }) {
  if (headline2 === void 0) return title;
  const { label, figure, words: words2 } = headline2;
  const told2 = label === "Not established" ? words2 : figure;
  return `${title}
${label}: ${wordsOf(told2)}`.trimEnd();
}
var wordsOf = (words2) => words2.map((each) => typeof each === "string" ? each : each.text).join("");
async function write(files, out, cwd) {
  const folder = resolve10(cwd, out);
  try {
    await mkdir3(folder, { recursive: true });
  } catch (cause) {
    const what = `${out} cannot be written: ${causeOf(cause)}.`;
    throw new GateError("usage", { what, todo: "Name another folder with --out." }, { cause });
  }
  await writeWhole(...files.map(({ file, text: text10 }) => [join4(folder, file), text10]));
}

// src/stats/experiments/power.ts
var POWER = 0.8;
var MOST_DAYS = 3650;
function linearisedVariance({ clusters, m, y, yy, ym, mm }) {
  const mean = y / m;
  const squares = Math.max(0, yy - 2 * mean * ym + mean * mean * mm);
  return (clusters / m) ** 2 * squares / (clusters - 1);
}
function daysVariance(short, long, days) {
  const perDay = Math.min(short, Math.max(0, (short - long) / (1 - 1 / days)));
  return { fixed: Math.max(0, short - perDay), perDay };
}
function minimumDetectable(design3, days, terms = {}) {
  const { power: power2 = POWER, risk = 1 - CONFIDENCE } = terms;
  const error = errorOf2(design3, days, risk);
  if (error === null) return null;
  const limit2 = studentUpperQuantile(risk / 2, error.degrees);
  const noncentrality = increasingRoot((at3) => noncentralStudentUpper(limit2, error.degrees, at3) - power2);
  return { effect: noncentrality * error.se, ...error };
}
function powerOf(design3, days, effect, { risk = 1 - CONFIDENCE } = {}) {
  const error = errorOf2(design3, days, risk);
  if (error === null) return null;
  if (error.se === 0) return effect === 0 ? risk / 2 : 1;
  return noncentralStudentUpper(
    studentUpperQuantile(risk / 2, error.degrees),
    error.degrees,
    Math.abs(effect) / error.se
  );
}
function daysNeeded(design3, effect, terms = {}) {
  const isEnough2 = (days) => (powerOf(design3, days, effect, terms) ?? 0) >= (terms.power ?? POWER);
  if (!isEnough2(MOST_DAYS)) return null;
  let low = 0;
  let high = MOST_DAYS;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isEnough2(middle)) high = middle;
    else low = middle;
  }
  return high;
}
function errorOf2(design3, days, risk) {
  if (design3.kind === "did")
    return twoMeans(design3.control, design3.treated, design3.variance.fixed + design3.variance.perDay / days, risk);
  if (design3.kind === "arms") {
    const clusters = design3.clustersPerDay * days;
    return twoMeans(design3.controlShare * clusters, (1 - design3.controlShare) * clusters, design3.variance, risk);
  }
  const blocks = Math.floor(design3.blocksPerDay * days);
  if (blocks < FEWEST || 2 / 2 ** blocks > risk) return null;
  return { se: Math.sqrt(design3.variance / blocks), degrees: blocks - 1 };
}
function twoMeans(control, treated, variance, risk) {
  const [few, all] = [Math.floor(Math.min(control, treated)), control + treated];
  if (few < 1 || all < FEWEST) return null;
  const isRandomised = all < FEWEST_FOR_ERRORS || few < FEWEST_OF_AN_ARM;
  const least = (control === treated ? 2 : 1) / choices(Math.floor(all), few);
  if (isRandomised && least > risk) return null;
  return { se: Math.sqrt(variance * (1 / control + 1 / treated)), degrees: all - 2 };
}

// src/field/analyses/experiment/field-variance.ts
var HOUR_MS5 = 36e5;
var DAY_MS6 = 24 * HOUR_MS5;
var LONG_DAYS = 7;
function stretchesOf(cells, { firstMs, untilMs, lengthMs, isGrouped }) {
  const count3 = Math.max(0, Math.floor((untilMs - firstMs) / lengthMs));
  const groups = Map.groupBy(
    cells.filter(({ group }) => !isGrouped || group !== null),
    ({ group }) => isGrouped ? group ?? "" : ""
  );
  return new Map(
    [...groups].map(([name7, those]) => {
      const totals = Array.from({ length: count3 }, () => ({ m: 0, y: 0 }));
      for (const { hour, n, total: total3 } of those) {
        const at3 = totals[Math.floor((Date.parse(hour ?? "") - firstMs) / lengthMs)];
        if (at3 === void 0) continue;
        at3.m += n;
        at3.y += total3;
      }
      return [name7, totals];
    })
  );
}
function changeVariance(cells, { fromMs, untilMs }) {
  const days = Math.floor((untilMs - fromMs) / DAY_MS6);
  const long = Math.min(LONG_DAYS, Math.floor(days / 2));
  if (long < 2) return null;
  const ofDays = stretchesOf(cells, { firstMs: untilMs - days * DAY_MS6, untilMs, lengthMs: DAY_MS6, isGrouped: true });
  const variances = [1, long].map((length) => {
    const found = Array.from({ length: days - 2 * length + 1 }, (_, first) => changeSpread(ofDays, first, length));
    const known2 = found.filter((each) => each !== null);
    return known2.length === 0 ? null : known2.reduce((sum4, each) => sum4 + each, 0) / known2.length;
  });
  const [ofDay = null, ofLong = null] = variances;
  return ofDay === null || ofLong === null ? null : daysVariance(ofDay, ofLong, long);
}
function changeSpread(ofDays, first, length) {
  const units = [...ofDays.values()].flatMap((days) => {
    const [before, after] = [days.slice(first, first + length), days.slice(first + length, first + 2 * length)];
    const slope = slopeOf([sumOf2(before), sumOf2(after)]);
    return slope === null ? [] : [{ treated: false, ...slope }];
  });
  if (units.length < 2) return null;
  const [{ scatter }] = sidesOf(units);
  return units.length ** 2 / (units.length - 1) * scatter;
}
var sumOf2 = (totals) => totals.reduce((sum4, { m, y }) => ({ m: sum4.m + m, y: sum4.y + y }), { m: 0, y: 0 });
function blockVariance(cells, { fromMs, untilMs }, { periodHours, isGrouped, isTogether }) {
  const lengthMs = periodHours * HOUR_MS5;
  const firstMs = Math.ceil(fromMs / (2 * lengthMs)) * 2 * lengthMs;
  const stretches = [...stretchesOf(cells, { firstMs, untilMs, lengthMs, isGrouped })];
  const differences = stretches.flatMap(
    ([region, periods]) => Array.from({ length: Math.floor(periods.length / 2) }, (_, block2) => {
      const slope = slopeOf(periods.slice(2 * block2, 2 * block2 + 2));
      return { draw: isTogether ? String(block2) : `${block2} ${region}`, slope };
    })
  );
  const draws = [...Map.groupBy(differences, ({ draw }) => draw).values()].map((those) => those.flatMap(({ slope }) => slope ?? [])).filter((slopes) => slopes.length > 0);
  const sums = draws.map((slopes) => slopes.reduce((sum4, { value, weight }) => sum4 + value * weight, 0));
  const weights = draws.flat().reduce((sum4, { weight }) => sum4 + weight, 0);
  return weights === 0 ? null : draws.length * sums.reduce((sum4, each) => sum4 + each ** 2, 0) / weights ** 2;
}
var groupsOf4 = (cells) => [...new Set(cells.flatMap(({ group, n }) => group === null || n === 0 ? [] : [group]))].toSorted();

// src/field/analyses/experiment/power.ts
var HOUR_MS6 = 36e5;
var DAY_MS7 = 24 * HOUR_MS6;
var RISK = 0.05;
function powerFound(cells, window, plan, { days, effect, power: power2, steps }) {
  const sums = sumsOfCells(cells);
  if (sums.n < 2) return cannot("no-sessions", null);
  const span = spanOf(cells, window);
  const ofArm = armSums(sums, steps);
  const baseline = {
    mean: ofArm.y / ofArm.m,
    variance: linearisedVariance(ofArm),
    sessionsPerDay: sums.n / Math.max(1, (span.untilMs - span.fromMs) / DAY_MS7)
  };
  if (baseline.variance === 0) return cannot("no-variation", baseline);
  const design3 = designOf2(cells, span, plan, { ...baseline, steps });
  if (typeof design3 === "string") return cannot(design3, baseline);
  const found = days.map((each) => ({
    days: each,
    effect: minimumDetectable(design3, each, { power: power2 })?.effect ?? null
  }));
  const asked = effect === null ? null : { value: effect * baseline.mean, relative: effect };
  return {
    reason: null,
    baseline,
    detectable: found.map((each) => ({
      ...each,
      relative: each.effect === null || baseline.mean <= 0 ? null : each.effect / baseline.mean
    })),
    daysNeeded: asked === null ? null : daysNeeded(design3, asked.value, { power: power2 }),
    effect: asked
  };
}
var cannot = (reason2, baseline) => ({
  reason: reason2,
  baseline,
  detectable: [],
  daysNeeded: null,
  effect: null
});
function spanOf(cells, { fromMs, untilMs }) {
  const first = cells.reduce((least, { hour }) => Math.min(least, Date.parse(hour ?? "")), Infinity);
  return { fromMs: Math.max(fromMs, first), untilMs };
}
var FEWEST_GROUPS = 4;
function designOf2(cells, span, plan, { variance, sessionsPerDay, steps }) {
  if (plan.design === "did") {
    const groups = groupsOf4(cells);
    const treated = groups.filter((group) => plan.treated.includes(group)).length;
    const control = groups.length - treated;
    if (groups.length < FEWEST_GROUPS || treated === 0 || control === 0) return "too-few-groups";
    const ofChange = changeVariance(cells, span);
    if (ofChange === null) return "too-short";
    const { fixed, perDay } = ofChange;
    return { kind: "did", treated, control, variance: { fixed: fixed / steps ** 2, perDay: perDay / steps ** 2 } };
  }
  if (plan.design === "switchback") {
    const { periodHours, isGrouped, together: isTogether } = plan;
    const ofBlock = blockVariance(cells, span, { periodHours, isGrouped, isTogether });
    if (ofBlock === null) return "too-short";
    const regions = isGrouped && !isTogether ? groupsOf4(cells).length : 1;
    return { kind: "switchback", blocksPerDay: 12 / periodHours * regions, variance: ofBlock / steps ** 2 };
  }
  return { kind: "arms", clustersPerDay: sessionsPerDay, controlShare: plan.controlShare, variance };
}
var DAYS_OF_WEEK3 = 7;
function holdbackCost({ baseline, effect }, plan, { outcome, currency: currency2 }) {
  const isCounted = outcome === "conversion" || outcome === "value";
  if (plan.design !== "holdback" || baseline === null || effect === null || !isCounted) return null;
  const sessionsPerWeek = plan.controlShare * baseline.sessionsPerDay * DAYS_OF_WEEK3;
  return { sessionsPerWeek, lostPerWeek: sessionsPerWeek * effect.value, currency: currency2 };
}

// src/field/commands/power.ts
async function findPower(setup, options, place) {
  const subject = outcomeSubject(setup, options);
  const asked = await askRecords(setup, options, place, async (engine, scope2) => {
    if (scope2 === null) return { cells: [], scope: scope2, sql: [], notices: leftOutNotices(engine) };
    const { outcome, notices: notices2 } = await openOutcome(engine, scope2, setup, subject);
    const question = questionOf2(options, outcome);
    return {
      cells: await askExperiment(engine, scope2, question),
      scope: scope2,
      sql: [experimentText(engine, scope2, question)],
      notices: [...leftOutNotices(engine), ...notices2]
    };
  });
  const { cells, scope, sql: sql3, notices } = asked.answer;
  const { plan, group, route, condition, days, effect, power: power2 } = options;
  if (plan.design === "did" && group !== null && cells.length > 0)
    assertTreated(groupsOf4(cells), { group, treated: plan.treated });
  const window = scope === null ? null : { from: scope.from, to: scope.to };
  const span = { fromMs: Date.parse(window?.from ?? ""), untilMs: Date.parse(window?.to ?? "") };
  const found = powerFound(cells, span, plan, { days, effect, power: power2, steps: subject.steps });
  const unit = { outcome: subject.name, currency: currencyOf(subject) };
  const result = {
    design: plan.design,
    outcome: subject.name,
    route,
    condition,
    ...found,
    power: power2,
    risk: RISK,
    holdbackCost: holdbackCost(found, plan, unit),
    window,
    sql: sql3,
    writtenAt: place.now.toISOString()
  };
  const isEmpty = sumsOfCells(cells).landed === 0;
  const about = { scope, days: setup.field.windowDays, by: null, sha: null, isEmpty };
  return {
    json: result,
    text: powerText(result, about, unit),
    markdown: powerMarkdown(result, about, unit),
    page: powerPage(result, about, unit),
    notices: [...noFilesNotices(asked), ...notices],
    exitCode: result.detectable.some((each) => each.effect !== null) ? 0 : 3
  };
}
function questionOf2({ route, condition, group }, outcome) {
  return { route, device: condition, outcome, group, hourly: true };
}
function printPower(setup, options, place, dialect) {
  const { target, scope } = printedTarget(setup, options, place, dialect);
  const outcome = printedOutcome(dialect, outcomeSubject(setup, options));
  return [experimentText(target, scope, questionOf2(options, outcome))];
}

// src/cli/field/run-power.ts
var runPower = (options, io) => runReport(options, { find: findPower, print: printPower }, io);

// src/cli/field/run-price.ts
var runPrice = (options, io) => runReport(options, { find: findPrice, print: printPrice }, io);

// src/cli/budgets.ts
import { text as text9 } from "node:stream/consumers";

// src/source/value-text.ts
function linesOf2(value) {
  return yamlOf(value, false);
}
function oneLineOf(value, file) {
  return isJson(file) ? JSON.stringify(value, null, 1).replaceAll(/\n */g, " ") : yamlOf(value, true);
}
function isJson(file) {
  try {
    JSON.parse(file);
    return true;
  } catch {
    return false;
  }
}
function yamlOf(value, isFlow) {
  const document = new yaml_Document(value);
  yaml_visit(document, {
    Collection: (_key, node) => {
      const isOuter = node === document.contents || node.items.some((item) => yaml_isPair(item) && yaml_isMap(item.value));
      node.flow = isFlow || !isOuter;
    }
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: true }).trimEnd();
}

// src/source/edit.ts
function editYaml(text10, edits) {
  const eol = text10.includes("\r\n") ? "\r\n" : "\n";
  const whole4 = text10 === "" || text10.endsWith("\n") ? text10 : text10 + eol;
  const { contents } = yaml_parseDocument(whole4, { merge: true, stringKeys: true });
  const found = edits.map((edit) => ({ edit, place: placeOf5(contents, edit) }));
  const refused3 = found.filter(({ place }) => place === null).map(({ edit }) => edit);
  const splices = splicesOf(
    whole4,
    found.map(({ place }) => place).filter((place) => place !== null)
  );
  if (splices.length === 0) return { text: text10, refused: refused3 };
  const edited = splices.toSorted((one, other) => other.from - one.from || one.depth - other.depth).reduce(
    (all, { from, to, text: piece }) => all.slice(0, from) + piece.replaceAll("\n", eol) + all.slice(to),
    whole4
  );
  assertWritten(
    edited,
    edits.filter((edit) => !refused3.includes(edit))
  );
  return { text: edited, refused: refused3 };
}
function placeOf5(root, { path, value }) {
  let node = root;
  let key = null;
  for (const [depth, segment] of path.entries()) {
    if (isShared(node)) return null;
    if (yaml_isSeq(node)) {
      node = node.items[Number(segment)];
      continue;
    }
    if (!yaml_isMap(node)) return null;
    const pair = pairAt(node, segment);
    if (pair === void 0)
      return { kind: "insert", map: node, key: String(segment), value: nested(path.slice(depth + 1), value), depth };
    key = pair.key;
    node = pair.value;
  }
  if (!yaml_isNode(node) || yaml_isAlias(node) || isShared(node)) return null;
  return { kind: "replace", node, key, value, depth: path.length };
}
function isShared(node) {
  return (yaml_isScalar(node) || yaml_isMap(node) || yaml_isSeq(node)) && node.anchor !== void 0;
}
function pairAt(map, segment) {
  return map.items.find(({ key }) => yaml_isScalar(key) && String(key.value) === String(segment));
}
function nested(path, value) {
  return path.reduceRight((inner2, key) => ({ [key]: inner2 }), value);
}
function splicesOf(text10, places) {
  const inserts = places.filter((place) => place.kind === "insert");
  const byMap = Map.groupBy(inserts, ({ map }) => map);
  return [
    ...places.filter((place) => place.kind === "replace").map((place) => replacement(text10, place)),
    ...[...byMap].map(([map, those]) => insertion(text10, map, those))
  ];
}
function replacement(text10, { node, key, value, depth }) {
  const from = node.range?.[0] ?? 0;
  const isBlock = (yaml_isMap(node) || yaml_isSeq(node)) && node.flow !== true;
  const missing = isBlock && yaml_isNode(key) ? columnOf2(text10, key) + 2 - columnOf2(text10, node) : 0;
  return { from, to: endOf(node), depth, text: " ".repeat(Math.max(0, missing)) + oneLineOf(value, text10) };
}
function insertion(text10, map, places) {
  const depth = places[0]?.depth ?? 0;
  const value = places.reduce((all, { key, value: added }) => merged(all, { [key]: added }), {});
  const last = map.items.at(-1);
  if (map.flow === true) {
    const inner2 = oneLineOf(value, text10).replace(/^\{ | \}$/g, "");
    if (last === void 0) return { from: map.range?.[0] ?? 0, to: map.range?.[1] ?? 0, depth, text: `{ ${inner2} }` };
    const at4 = endOfPair(last);
    return { from: at4, to: at4, depth, text: `,${spaceBefore(text10, map, last)}${inner2}` };
  }
  const indent = " ".repeat(yaml_isNode(last?.key) ? columnOf2(text10, last.key) : 0);
  const lines = linesOf2(value).trimEnd().replaceAll(/^(?=.)/gm, indent);
  const at3 = last === void 0 ? map.range?.[0] ?? 0 : nextLine(text10, endOfPair(last));
  return { from: at3, to: at3, depth, text: `${lines}
` };
}
function spaceBefore(text10, map, last) {
  if (!yaml_isNode(last.key) || !isJson(text10)) return " ";
  const [from, to] = [map.range?.[0] ?? 0, last.key.range?.[0] ?? 0];
  return text10.slice(from, to).includes("\n") ? `
${" ".repeat(columnOf2(text10, last.key))}` : " ";
}
function merged(all, added) {
  const result = { ...all };
  for (const [key, value] of Object.entries(added)) {
    const before = result[key];
    result[key] = isObject(before) && isObject(value) ? merged(before, value) : value;
  }
  return result;
}
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function columnOf2(text10, { range: range2 }) {
  const offset = range2?.[0] ?? 0;
  return offset - (text10.lastIndexOf("\n", offset - 1) + 1);
}
function endOf(node) {
  const end = node.range?.[1] ?? 0;
  if (yaml_isMap(node) && node.flow !== true) return endOfPair(node.items.at(-1)) || end;
  if (yaml_isSeq(node) && node.flow !== true) return endOfItem(node) || end;
  return end;
}
function endOfPair(pair) {
  if (yaml_isNode(pair?.value)) return endOf(pair.value);
  return yaml_isNode(pair?.key) ? endOf(pair.key) : 0;
}
function endOfItem({ items }) {
  const last = items.at(-1);
  if (yaml_isPair(last)) return endOfPair(last);
  return yaml_isNode(last) ? endOf(last) : 0;
}
function nextLine(text10, offset) {
  if (text10[offset - 1] === "\n") return offset;
  const end = text10.indexOf("\n", offset);
  return end === -1 ? text10.length : end + 1;
}
function assertWritten(text10, edits) {
  const { value, problems } = parseSource(text10);
  const wrong = edits.find((edit) => JSON.stringify(valueAt2(value, edit.path)) !== JSON.stringify(edit.value));
  if (problems.length > 0 || wrong !== void 0)
    throw new Error(`the file was not edited as intended${wrong === void 0 ? "" : ` at ${wrong.path.join(".")}`}`);
}
function valueAt2(value, path) {
  return path.reduce(
    (inner2, key) => typeof inner2 === "object" && inner2 !== null ? Object.entries(inner2).find(([name7]) => name7 === String(key))?.[1] : void 0,
    value
  );
}

// src/suggest/config-file.ts
import { readFile as readFile2, writeFile as writeFile2 } from "node:fs/promises";
import { resolve as resolve11 } from "node:path";
var NO_VISITS = { baseUrl: null, headUrl: null, visits: false, isOfField: true };
async function readConfigFile(file, cwd, env) {
  const path = resolve11(cwd, file);
  const config = await loadConfig(file, NO_VISITS, cwd, env).catch((error) => {
    throw isMissing(error) ? new GateError("suggest-no-config", { file }, { cause: error }) : error;
  });
  const text10 = await readText(file, path);
  const { value } = parseSource(text10);
  const isWritten = (key) => isMap(value) && Object.hasOwn(value, key);
  return { file, path, isThere: true, text: text10, input: inputOf2(file, text10, env), config, isWritten };
}
function isMissing(error) {
  if (!(error instanceof GateError) || error.code !== "config-unreadable") return false;
  return error.cause instanceof Error && "code" in error.cause && error.cause.code === "ENOENT";
}
function inputOf2(file, text10, env) {
  return validate(file, parseSource(text10), env, NO_VISITS);
}
async function writeConfigFile({ file, path, text: text10 }, edited) {
  try {
    const now = await readFile2(path, "utf8");
    const mark = now.startsWith("\uFEFF") ? "\uFEFF" : "";
    if (now !== mark + text10) throw new Error("it has changed since it was read");
    await writeFile2(path, mark + edited);
  } catch (error) {
    throw new GateError("suggest-unwritable", { file, cause: causeOf(error) }, { cause: error });
  }
}

// src/suggest/plan.ts
function planChanges(suggestions, input, routes) {
  const groups = Map.groupBy(suggestions, ({ route }) => route);
  const plans = [...groups].map(([route, those]) => planScope(scopeOf(route, input, routes), those));
  return { limits: plans.flatMap(({ limits }) => limits), edits: plans.flatMap(({ edits }) => edits) };
}
var NO_SCRIPT = [];
function scopeOf(route, input, routes) {
  const index = input.routes.findIndex(({ name: name7 }) => name7 === route);
  const own = input.routes[index]?.budgets;
  if (own === void 0)
    return {
      route: null,
      at: ["budgets"],
      own: input.budgets,
      inherited: {},
      effective: routeBudgets(input.budgets, {}, NO_SCRIPT)
    };
  return {
    route,
    at: ["routes", index, "budgets"],
    own,
    inherited: input.budgets,
    effective: routes[index]?.budgets ?? mergeBudgets(input.budgets, own)
  };
}
function planScope(scope, suggestions) {
  const plans = suggestions.map((suggestion2) => planBudget(scope, suggestion2));
  const edited = suggestions.filter((_, at3) => (plans[at3]?.edits.length ?? 0) > 0).map(({ path }) => path);
  const rest = edited.length === 0 ? NO_PLAN : writtenOut(scope, edited);
  return {
    limits: [...plans.flatMap(({ limits }) => limits), ...rest.limits],
    edits: [...plans.flatMap(({ edits }) => edits), ...rest.edits]
  };
}
var NO_PLAN = { limits: [], edits: [] };
function writtenOut({ route, at: at3, effective }, edited) {
  const rest = effective.filter(({ isDefault, path }) => isDefault === true && !edited.includes(path));
  return {
    limits: rest.map(({ path, max }) => ({
      route,
      path,
      key: "max",
      at: [...at3, path, "max"],
      suggested: null,
      existing: max === null ? null : [max],
      action: "written-out"
    })),
    edits: rest.map(({ path, max, maxIncrease }) => ({ path: [...at3, path], value: entryOf(max, maxIncrease) }))
  };
}
function planBudget(scope, suggestion2) {
  const { route, at: at3, own, inherited, effective } = scope;
  const { path } = suggestion2;
  const key = writtenKey(own, path);
  const written2 = key === void 0 ? void 0 : own[key];
  const now = effective.find((budget) => budget.path === path);
  const state = {
    now,
    level: suggestion2.max?.value ?? 1,
    isRemoved: (name7) => written2 === null || written2?.[name7] === null,
    blocks: enforcementOf(now, written2, inherited[writtenKey(inherited, path) ?? path]) === "block"
  };
  const limits = limitsOf(suggestion2).map((each) => {
    const existing = existingOf(now, each.key);
    return {
      route,
      path,
      ...each,
      at: [...at3, key ?? path, each.key],
      existing,
      action: actionFor(each, existing, state)
    };
  });
  const changed2 = limits.filter(({ action }) => action === "added" || action === "tightened");
  if (changed2.length === 0) return { limits, edits: [] };
  if (now === void 0 || now.isDefault === true) {
    const max = changed2.find(({ key: name7 }) => name7 === "max")?.suggested?.[0] ?? now?.max ?? null;
    const increase = changed2.find(({ key: name7 }) => name7 === "max-increase")?.suggested ?? now?.maxIncrease ?? null;
    return { limits, edits: [{ path: [...at3, key ?? path], value: entryOf(max, increase) }] };
  }
  const edits = changed2.map(({ key: name7, suggested }) => ({
    path: [...at3, key ?? path, name7],
    value: name7 === "max" ? textOf3(suggested?.[0]) : increaseText(suggested ?? [])
  }));
  return { limits, edits };
}
function enforcementOf(now, written2, inherited) {
  return now?.enforce ?? written2?.enforce ?? inherited?.enforce ?? "warn";
}
function limitsOf({ max, maxIncrease }) {
  return [
    ...max === null ? [] : [{ key: "max", suggested: [max] }],
    ...maxIncrease === null ? [] : [{ key: "max-increase", suggested: maxIncrease }]
  ];
}
function existingOf(now, key) {
  if (now === void 0) return null;
  return key === "max" ? now.max === null ? null : [now.max] : now.maxIncrease;
}
var P752 = 75;
function actionFor({ key, suggested }, existing, { now, level, isRemoved, blocks }) {
  if (isRemoved(key)) return "removed";
  const order = existing === null ? -1 : sizeOf(key, suggested, level) - sizeOf(key, existing, level);
  if (order === 0) return "same";
  if (order > 0) return "looser";
  if (blocks) return "blocks";
  if (existing === null) return "added";
  return key === "max" && now?.percentile !== P752 ? "percentile" : "tightened";
}
function sizeOf(key, limits, level) {
  if (key === "max") return limits[0]?.value ?? Infinity;
  return Number(toleranceFraction(limits.map(toleranceOf), level).toFixed(9));
}
function entryOf(max, maxIncrease) {
  return {
    ...max === null ? {} : { max: textOf3(max) },
    ...maxIncrease === null ? {} : { "max-increase": increaseText(maxIncrease) },
    enforce: "warn"
  };
}
function textOf3(limit2) {
  if (limit2 === void 0) throw new Error("a limit is missing");
  return limit2.unit === "score" ? limit2.value : formatLimit(limit2);
}
function increaseText(limits) {
  return limits.length === 1 ? textOf3(limits[0]) : limits.map(textOf3);
}

// src/suggest/report.ts
var MOST_CHARACTERS3 = 1e3;
var HEAD8 = ["budget", "limit", "suggested", "now", ""];
var ACTIONS = {
  added: "added, warns",
  tightened: "tightened",
  same: "as it is",
  "written-out": "a default, written out",
  blocks: "not changed: it blocks",
  looser: "not changed: it is stricter",
  removed: "not changed: the route removed it",
  percentile: "not changed: not about the p75",
  shared: "not changed: it has an anchor or an alias, so other values may share it"
};
var RULES = {
  "written-out": "The defaults apply only while a route has no budgets, so those without a suggestion are written out.",
  blocks: "A budget that blocks is never changed, because one enforce holds for both of its limits: write the limit by hand once the page keeps it.",
  looser: "A budget is never loosened: if its limit is too strict for what was measured, change it by hand."
};
function suggestionText({ found, limits, settings, values }) {
  const groups = Map.groupBy(limits, ({ route }) => route);
  const lines = [
    found.title,
    ...values.length === 0 ? [] : ["", ...alignedLines(values, /* @__PURE__ */ new Set([1]))],
    ...[...groups].flatMap(([route, those]) => [
      "",
      nameOf2(route),
      ...alignedLines([HEAD8, ...rowsOf5(those)], /* @__PURE__ */ new Set([2, 3]))
    ]),
    ...section("Why", whyLines(found)),
    ...section("For the whole file", settings.map(settingLine)),
    ...section("Left out", found.leftOut),
    ...section("Note", [...rulesOf(limits), ...found.notes])
  ];
  return `${lines.map((line2) => line2.startsWith("  ") ? line2 : sanitizeLine(line2, MOST_CHARACTERS3)).join("\n")}
`;
}
var nameOf2 = (route) => route ?? "every route";
function rowsOf5(limits) {
  const groups = Map.groupBy(limits, ({ path, key }) => JSON.stringify([path, key]));
  return [...groups.values()].flatMap((same) => {
    const [first] = same;
    return first === void 0 ? [] : [cellsOf6(first, same)];
  });
}
function cellsOf6({ path, key, suggested, existing }, same) {
  const actions = same.map(({ action }) => ACTIONS[action]).join("; ");
  return [path, key, textOf4(key, suggested ?? existing), textOf4(key, existing), actions];
}
function textOf4(key, limits) {
  if (limits === null) return "";
  return key === "max" ? limits.map(limit).join() : tolerances(limits);
}
function whyLines({ budgets }) {
  return budgets.flatMap(({ route, path, why }) => why.map((sentence) => `${nameOf2(route)} ${path} ${sentence}`));
}
function settingLine({ key, value, existing, action, why }) {
  const now = { added: "", same: " (as it is)", kept: ` (not changed: the file has ${existing})` }[action];
  return `${key}: ${value}${now}: ${why}`;
}
function rulesOf(limits) {
  const actions = new Set(limits.map(({ action }) => action));
  return [...actions].flatMap((action) => RULES[action] ?? []);
}
function section(title, lines) {
  if (lines.length === 0) return [];
  return ["", `${title}:`, ...lines.map((line2) => `  - ${sanitizeLine(line2, MOST_CHARACTERS3)}`)];
}

// src/suggest/limits.ts
var ROOM = 0.1;
var STEP = 0.04;
var GOOD_TTFB_MS = 800;
var LEAST_SCORE = 0.05;
function metricAt(path) {
  const [metric = ""] = parsePath(path) ?? [];
  if (!isMetric(metric)) throw new Error(`no metric at ${path}`);
  return metric;
}
function isWhole(path) {
  return path === metricAt(path);
}
function googlesLimit(path) {
  const value = goodValue(path);
  return value === null ? null : { value, text: `Google's "good" limit is ${shown2(value, path)}` };
}
function goodValue(path) {
  if (isWhole(path)) return definitionOf(metricAt(path)).defaults.max.value;
  return path.endsWith(".ttfb") ? GOOD_TTFB_MS : null;
}
function shown2(value, path) {
  return limit(limitOf(value, path));
}
function limitOf(value, path) {
  return { value, unit: unitOf(metricAt(path)) };
}
function noticeable(path) {
  const { maxIncrease } = definitionOf(metricAt(path)).defaults;
  return maxIncrease.find(({ unit }) => unit !== "%")?.value ?? 0;
}
function isNegligible({ path, p75 }) {
  return !isWhole(path) && p75 < noticeable(path);
}
function suggestMax(reading, good, spread) {
  const { p75, high, path } = reading;
  const surely = high ?? p75;
  const least = Math.max(p75 * (1 + ROOM), p75 + noticeable(path), surely * (1 + spread));
  const round = unitOf(metricAt(path)) === "score" ? roundScore(least) : roundUp(least);
  return good !== null && round > good.value && surely <= good.value ? good.value : round;
}
function roundScore(least) {
  return Math.max(LEAST_SCORE, Math.ceil(Number((least * 100).toFixed(6))) / 100);
}
function roundUp(ms) {
  const most = ms * STEP;
  const power2 = 10 ** Math.floor(Math.log10(most));
  const step = Math.max(1, [5, 2, 1].map((each) => each * power2).find((each) => each <= most) ?? 1);
  return Math.ceil(Number((ms / step).toFixed(6))) * step;
}
function maxOf(readings, goodOf, spread) {
  const all = readings.map((reading) => {
    const good = goodOf(reading);
    return { reading, good, max: suggestMax(reading, good, spread) };
  });
  return all.toSorted((one, other) => other.max - one.max)[0] ?? null;
}
function maxSuggestion(readings, goodOf, spread) {
  const most = maxOf(readings, goodOf, spread);
  if (most === null) return null;
  const { reading, good, max } = most;
  const { route, path } = reading;
  return { route, path, max: limitOf(max, path), maxIncrease: null, why: [reasonOf4(reading, max, good)] };
}
function reasonOf4({ path, p75, high, noise, of: of2 }, max, good) {
  const unit = unitOf(metricAt(path));
  const value = quantity(p75, unit, [max]);
  const varies2 = noise === null ? "" : ` and the noise ${percent4(noise)}`;
  const atMost = high === null || high <= p75 ? "" : ` (at most ${quantity(high, unit, [max])})`;
  const left = unit === "score" ? quantity(max - p75, unit) : percent4(max / p75 - 1);
  const begin = `max ${shown2(max, path)}: the p75 of ${of2} was ${value}${atMost}${varies2}`;
  return `${begin}, so ${shown2(max, path)} leaves ${left}${goodClause(p75, max, good)}.`;
}
function goodClause(p75, max, good) {
  if (good === null) return "";
  const advice = p75 > good.value ? ", which is exceeded: lower the budget as the page gets faster" : "";
  return `; ${good.text}${max === good.value ? ", and a page that is good is not given more" : advice}`;
}
function percent4(fraction) {
  const number2 = 100 * fraction;
  return `${number2 < 1 ? number2.toFixed(1) : Math.round(number2)} %`;
}

// src/suggest/settings.ts
var MOST_BLOCKS = 20;
var SLOWER = 1.25;
var MOST_MINUTES = 360;
function suggestSettings(campaigns, budgets) {
  const known2 = campaigns.filter(({ route, metrics }) => budgets.has(route) && metrics.length > 0);
  const needs = known2.flatMap((campaign) => needsOf(campaign, budgets.get(campaign.route) ?? []));
  const most = needs.toSorted((one, other) => other.blocks - one.blocks)[0];
  if (most === void 0) return [];
  const minutes = known2.reduce((sum4, { visitMs }) => sum4 + campaignMinutes(most.blocks, visitMs), 0);
  return [
    { key: "max-blocks", value: most.blocks, why: reasonOf5(most) },
    {
      key: "max-minutes",
      value: Math.min(MOST_MINUTES, Math.max(1, Math.ceil(minutes * SLOWER))),
      why: `${count(known2.length, "campaign")} of ${most.blocks} blocks take ${minutes.toFixed(1)} min on this machine, and a slower one gets a quarter more; a decided route stops earlier.`
    }
  ];
}
function needsOf({ route, condition, metrics }, budgets) {
  return metrics.flatMap(({ noise: { metric, level, certifiable } }) => {
    if (certifiable.length === 0 || !(level > 0)) return [];
    const tolerance = toleranceFraction(rootTolerances(metric, budgets), level);
    const enough = certifiable.find(({ fraction }) => fraction <= tolerance);
    const name7 = `${metric} of ${route} on ${condition}`;
    return [{ blocks: enough?.maxBlocks ?? MOST_BLOCKS, isEnough: enough !== void 0, name: name7, tolerance }];
  });
}
function reasonOf5({ blocks, isEnough: isEnough2, name: name7, tolerance }) {
  return isEnough2 ? `${blocks} blocks clear an unchanged page of the tolerance of ${name7} (${percent4(tolerance)}), which needs most.` : `the noise of ${name7} is too large for its tolerance (${percent4(tolerance)}) even in ${blocks} blocks, so it will often be inconclusive.`;
}

// src/suggest/settings-plan.ts
function planSettings(suggested, input, isWritten) {
  const settings = suggested.map((setting) => {
    const now = input[setting.key] ?? null;
    const existing = isWritten(setting.key) ? now : null;
    if (now === setting.value) return { ...setting, existing, action: "same" };
    return { ...setting, existing, action: existing === null ? "added" : "kept" };
  });
  const edits = settings.filter(({ action }) => action === "added").map(({ key, value }) => ({ path: [key], value }));
  return { settings, edits };
}

// src/suggest/sources.ts
import { readFile as readFile3, stat as stat2 } from "node:fs/promises";
import { resolve as resolve12 } from "node:path";

// src/suggest/crux/metrics.ts
var MINUTE_MS = 6e4;
var IMAGE = "largest_contentful_paint_image_";
var CRUX_METRICS = [
  { name: "largest_contentful_paint", path: "lcp", unit: "ms", least: 50, most: MINUTE_MS },
  { name: "experimental_time_to_first_byte", path: "lcp.ttfb", unit: "ms", least: 1, most: MINUTE_MS },
  { name: `${IMAGE}time_to_first_byte`, path: "lcp.ttfb", unit: "ms", least: 1, most: MINUTE_MS },
  { name: `${IMAGE}resource_load_delay`, path: "lcp.resource-load-delay", unit: "ms", least: 0, most: MINUTE_MS },
  { name: `${IMAGE}resource_load_duration`, path: "lcp.resource-load-duration", unit: "ms", least: 0, most: MINUTE_MS },
  { name: `${IMAGE}element_render_delay`, path: "lcp.element-render-delay", unit: "ms", least: 0, most: MINUTE_MS },
  { name: "interaction_to_next_paint", path: "inp", unit: "ms", least: 1, most: 1e4 },
  { name: "cumulative_layout_shift", path: "cls", unit: "score", least: 0, most: 2 },
  { name: "round_trip_time", path: null, unit: "ms", least: 1, most: 1e4 }
];
var ROUND_TRIP = "round_trip_time";
function isOfImages(name7) {
  return name7.startsWith(IMAGE);
}

// src/suggest/crux/readings.ts
function isPhone({ viewport }) {
  return viewport.mobile;
}
var DEVICES = { PHONE: "phones", DESKTOP: "desktops", TABLET: "tablets" };
function devicesOf2({ formFactor }) {
  return formFactor === null ? "all devices" : DEVICES[formFactor] ?? formFactor.toLowerCase();
}
function conditionsFor({ formFactor }, conditions) {
  if (formFactor === null) return conditions;
  if (formFactor === "PHONE") return conditions.filter(isPhone);
  return formFactor === "DESKTOP" ? conditions.filter((condition) => !isPhone(condition)) : [];
}
function cruxReadings(record, routes, conditions) {
  const about = record.of.kind === "url" ? routesAt(record, routes) : routes;
  const names = conditionsFor(record, conditions).map(({ name: name7 }) => name7);
  const visited = about.filter((route) => route.conditions.some((name7) => names.includes(name7)));
  const unvisited = about.filter((route) => !visited.includes(route));
  const isWhole2 = record.of.kind === "origin" && unvisited.length === 0;
  const values = bestOf(record.values).filter(({ path }) => path !== null);
  const readings = values.flatMap((value) => {
    const needsInput = value.path === "inp";
    const able = needsInput ? visited.filter(({ interactions }) => measuresInput(interactions)) : visited;
    const owners = isWhole2 && able.length === about.length ? [null] : able.map(({ name: name7 }) => name7);
    return owners.map((route) => readingOf4(route, value, record));
  });
  const hasInp = values.some(({ path }) => path === "inp");
  const still = hasInp ? visited.filter(({ interactions }) => !measuresInput(interactions)) : [];
  return {
    readings,
    leftOut: [
      ...unvisited.map(
        ({ name: name7 }) => `${name7}: the data are of ${devicesOf2(record)}, which no condition of it emulates.`
      ),
      ...still.map(
        ({ name: name7 }) => `${name7}: INP, because the route has no interactions, so the lab would not measure it.`
      )
    ]
  };
}
function bestOf(values) {
  return values.filter(({ path }, at3) => path === null || values.findIndex((each) => each.path === path) === at3);
}
function readingOf4(route, { name: name7, path, p75 }, record) {
  const place = record.of.kind === "origin" ? "the origin" : "the page";
  const which = isOfImages(name7) ? " with an image as largest paint" : "";
  const of2 = `page views of ${place} on ${devicesOf2(record)}${which}`;
  return { route, condition: null, path: path ?? "", p75, high: null, noise: null, of: of2 };
}
function routesAt({ of: { address } }, routes) {
  const exact = routes.filter(({ path }) => pathOf(path) === address.pathname);
  if (exact.length > 0) return exact;
  const near = routes.filter(({ path }) => withoutSlash(pathOf(path)) === withoutSlash(address.pathname));
  if (near.length > 0) return near;
  const known2 = routes.map(({ name: name7, path }) => `${name7} (${path})`).join(", ");
  throw new GateError("crux-no-route", { path: quote(address.pathname), known: known2 || "none" });
}
var withoutSlash = (path) => path.replace(/\/$/, "");
function pathOf(path) {
  return new URL(path, "https://shop.invalid").pathname;
}

// src/suggest/crux/curl.ts
var API = "https://chromeuxreport.googleapis.com/v1/records:queryRecord";
var EXAMPLE = "https://www.example.com";
function curlLine({ deploys: deploys2, routes, conditions }) {
  const [route] = routes;
  const condition = conditions.find(({ name: name7 }) => name7 === route?.conditions[0]);
  const url = new URL(route?.path ?? "/", siteOf(deploys2.base)).href.replaceAll("'", "%27");
  const formFactor = condition === void 0 || isPhone(condition) ? "PHONE" : "DESKTOP";
  const body = JSON.stringify({ url, formFactor });
  return `curl -sS "${API}?key=$CRUX_API_KEY" -H 'Content-Type: application/json' -d '${body}' -o crux.json`;
}
function siteOf(base) {
  if (base?.kind !== "url" || !URL.canParse(base.url)) return EXAMPLE;
  const { protocol, hostname, origin } = new URL(base.url);
  const isPublic = protocol === "https:" && hostname.includes(".") && !/^[\d.]+$|^\[|[{}]/.test(hostname);
  return isPublic ? origin : EXAMPLE;
}

// src/suggest/crux/response.ts
import { z as z3 } from "./vendor/zod-GZRORT3M.js";

// src/suggest/crux/plausible.ts
var SLACK = 5e-3;
var P753 = 0.75;
function implausibility({ name: name7, unit, least, most }, p75, written2) {
  const value = `${name7} has a p75 of ${String(written2)}`;
  if (unit === "score") {
    const isWhole2 = !String(written2).includes(".") && p75 >= 1;
    return p75 < least || p75 > most || isWhole2 ? `${value}, which looks like CLS times 100, not a score` : null;
  }
  if (p75 > most) return `${value}, which looks like microseconds, not ms`;
  if (p75 < least || !Number.isInteger(p75)) return `${value}, which looks like seconds, not ms`;
  return null;
}
function contradiction({ name: name7 }, p75, histogram) {
  if (!Array.isArray(histogram)) return null;
  const bins = histogram.map(binOf);
  let below = 0;
  const possible = bins.filter(({ share }) => {
    const from = below;
    below += share;
    return from - SLACK <= P753 && below + SLACK >= P753;
  });
  if (possible.length === 0 || possible.some(({ start, end }) => start <= p75 && p75 <= end)) return null;
  return `the p75 of ${name7}, ${p75}, is not where its histogram has the 75th percentile`;
}
function binOf(bin) {
  const { start, end, density } = isMap(bin) ? bin : {};
  return { start: Number(start ?? 0), end: end === void 0 ? Infinity : Number(end), share: Number(density ?? 0) };
}

// src/suggest/crux/response.ts
var dateSchema = z3.object({ year: z3.number(), month: z3.number(), day: z3.number() });
var recordSchema = z3.object({
  key: z3.object({ url: z3.url().optional(), origin: z3.url().optional(), formFactor: z3.string().max(50).optional() }),
  metrics: z3.record(z3.string(), z3.record(z3.string(), z3.unknown())),
  collectionPeriod: z3.object({ lastDate: dateSchema.optional() }).optional()
});
function readCrux(text10, source) {
  const answer = parsed2(text10, source);
  if ("error" in answer) throw apiError(answer["error"], source);
  const record = answer["record"];
  if (!isMap(record)) throw refused2(source, "it has no `record`");
  if (isHistory(record)) throw refused2(source, "it is of queryHistoryRecord, which has a series of weeks, not a p75");
  const checked2 = recordSchema.safeParse(record);
  if (!checked2.success)
    throw refused2(source, `\`record.${checked2.error.issues[0]?.path.join(".") ?? ""}\` is not valid`);
  const { key, metrics, collectionPeriod } = checked2.data;
  const address = key.url ?? key.origin;
  if (address === void 0) throw refused2(source, "`record.key` has neither a url nor an origin");
  return {
    of: { kind: key.url === void 0 ? "origin" : "url", address: new URL(address) },
    formFactor: key.formFactor ?? null,
    lastDay: dayOf2(collectionPeriod?.lastDate),
    values: valuesOf3(metrics, source)
  };
}
function parsed2(text10, source) {
  if (text10.trim() === "") throw refused2(source, "it is empty");
  const value = jsonOf(text10.replace(/^\uFEFF/, ""), source);
  if (!isMap(value)) throw refused2(source, "it is not a JSON object");
  return value;
}
function jsonOf(text10, source) {
  try {
    return JSON.parse(text10);
  } catch (cause) {
    throw refused2(source, "it is not JSON", cause);
  }
}
function apiError(error, source) {
  const { code: code2, message } = isMap(error) ? error : {};
  const said2 = typeof message === "string" ? sanitizeLine(message, 200).replace(/\.$/, "") : "";
  const quoted2 = `${typeof code2 === "number" ? `${code2}: ` : ""}${said2 || "no message"}`;
  if (code2 !== 404) return refused2(source, `the API answered with an error (${quoted2})`);
  return new GateError("crux-none", { source: source.name, message: quoted2 });
}
function isHistory(record) {
  const metrics = isMap(record["metrics"]) ? Object.values(record["metrics"]) : [];
  const hasSeries = metrics.some(
    (metric) => isMap(metric) && ("percentilesTimeseries" in metric || "histogramTimeseries" in metric)
  );
  return hasSeries || "collectionPeriods" in record;
}
function valuesOf3(metrics, source) {
  const known2 = CRUX_METRICS.filter(({ name: name7 }) => name7 in metrics);
  const values = known2.flatMap((metric) => valueOf2(metric, metrics[metric.name] ?? {}, source));
  if (values.some(({ path }) => path !== null)) return values;
  if (known2.length > 0) throw refused2(source, `${known2[0]?.name ?? ""} has a histogram but no \`percentiles.p75\``);
  throw refused2(source, "it has none of the metrics that budgets are for");
}
function valueOf2(metric, found, source) {
  const percentiles = found["percentiles"];
  const written2 = isMap(percentiles) ? percentiles["p75"] : void 0;
  if (written2 === void 0) return [];
  const p75 = numberOf2(metric, written2);
  if (p75 === null) throw refused2(source, `the p75 of ${metric.name} is not a number`);
  const why = implausibility(metric, p75, written2) ?? contradiction(metric, p75, found["histogram"]);
  if (why !== null) throw refused2(source, why);
  return [{ ...metric, p75 }];
}
function numberOf2({ unit }, written2) {
  if (typeof written2 === "number") return Number.isFinite(written2) && written2 >= 0 ? written2 : null;
  if (unit === "score" && typeof written2 === "string" && /^\d{1,9}(?:\.\d{1,9})?$/.test(written2))
    return Number(written2);
  return null;
}
var twoDigits = (number2) => String(number2).padStart(2, "0");
function dayOf2(date) {
  if (date === void 0) return null;
  return `${date.year}-${twoDigits(date.month)}-${twoDigits(date.day)}`;
}
function refused2({ name: name7, curl }, cause, thrown) {
  return new GateError("crux-refused", { source: name7, cause, curl }, { cause: thrown });
}

// src/suggest/from-calibration.ts
var P754 = 75;
function suggestFromCalibration(campaigns, { folder, routes, goodOf = ({ path }) => googlesLimit(path) }) {
  const known2 = campaigns.filter(({ route }) => routes.includes(route));
  const readings = known2.flatMap(readingsOf);
  const suggested = readings.filter((reading) => !isNegligible(reading));
  const groups = Map.groupBy(suggested, ({ route, path }) => JSON.stringify([route, path]));
  const budgets = [...groups.values()].flatMap((group) => {
    const max = maxSuggestion(group, goodOf, MACHINE_SPREAD);
    return max === null ? [] : [withTolerance(max, known2)];
  });
  return {
    title: `From the calibration in ${folder}`,
    budgets,
    leftOut: [...unknownRoutes(campaigns, routes), ...negligible(readings)],
    notes: [
      "A lab value is what an emulated device measures, not what visitors have. `vitals-gate field ratio` compares them.",
      "Routes with a `max` are visited one at a time, so on four cores or more a run with two lanes takes longer."
    ]
  };
}
function readingsOf({ route, condition, metrics }) {
  return metrics.filter(({ noise }) => noise.unit !== "bytes").flatMap(
    ({ noise, root }) => [{ path: noise.metric, node: root }, ...phasesOf({ noise, root })].map(({ path, node }) => {
      const values = valuesOf(node.series);
      const { value, high } = judgeSlo(values, Infinity, P754);
      const of2 = `${values.length} visits on ${condition}`;
      const scatter = path === noise.metric ? noise.sigma : null;
      return { route, condition, path, p75: value, high: high ?? Math.max(...values), noise: scatter, of: of2 };
    })
  );
}
function phasesOf({ noise: { metric }, root }) {
  const phases = knownParts(partsAt([metric])).map(({ id }) => id);
  return root.parts.filter(({ id }) => phases.includes(id)).map((node) => ({ path: formatPath([metric, node.id]), node }));
}
function withTolerance(suggestion2, campaigns) {
  const noises = campaigns.filter(({ route }) => route === suggestion2.route).flatMap(({ metrics }) => metrics.map(({ noise }) => noise)).filter(({ metric }) => metric === suggestion2.path);
  const [first] = noises;
  if (first === void 0) return suggestion2;
  const recommended = noises.flatMap((noise) => noise.recommended === null ? [] : [noise.recommended]);
  if (recommended.length === 0) return exactTolerance(suggestion2, definitionOf(first.metric).defaults.maxIncrease);
  const fraction = Math.max(...recommended.map((each) => each.fraction));
  const amountMs = Math.max(...recommended.map((each) => each.amountMs));
  const maxIncrease = [
    { value: Math.round(100 * fraction), unit: "%" },
    { value: amountMs, unit: "ms" }
  ];
  const sigma = Math.max(...noises.map((noise) => noise.sigma ?? 0));
  const text10 = `max-increase ${tolerances(maxIncrease)}: visits vary by ${percent4(sigma)} within a block, so 15 blocks clear an unchanged page of this increase in four of five runs.`;
  return { ...suggestion2, maxIncrease, why: [...suggestion2.why, text10] };
}
function exactTolerance(suggestion2, maxIncrease) {
  const [first] = maxIncrease;
  if (first === void 0) return suggestion2;
  const text10 = `max-increase +${limit(first)}: scores are compared exactly, so this is the smallest increase that matters, not noise.`;
  return { ...suggestion2, maxIncrease, why: [...suggestion2.why, text10] };
}
function unknownRoutes(campaigns, routes) {
  const measured = new Set(campaigns.map(({ route }) => route));
  const unknown2 = [...measured].filter((route) => !routes.includes(route));
  const without2 = routes.filter((route) => !measured.has(route));
  const short = campaigns.filter(({ route, metrics }) => routes.includes(route) && metrics.length === 0);
  return [
    ...unknown2.map((route) => `${route} was calibrated, but the file does not have this route.`),
    ...without2.map((route) => `${route} was not calibrated.`),
    ...short.map(({ route, condition }) => `${route} on ${condition} was measured in fewer than three blocks.`)
  ];
}
function negligible(readings) {
  const short = readings.filter(isNegligible);
  const groups = Map.groupBy(short, ({ route }) => route);
  return [...groups].map(([route, those]) => {
    const paths = [...new Set(those.map(({ path }) => path))];
    const most = Math.max(...those.map(({ p75 }) => p75));
    const of2 = paths.length === 1 ? "its p75" : "the p75 of each";
    return `${route}: ${paths.join(", ")}, because ${of2} is ${shown2(Math.ceil(most), paths[0] ?? "lcp")} or less.`;
  });
}

// src/suggest/suggestion.ts
var ABOUT_VISITORS = "These are limits for visitors, and `vitals-gate field slo` holds page views against them. The lab holds its visits against the same `max`, but an emulated device is not what visitors have: add --from DIR with a calibration to get limits for the lab.";

// src/suggest/from-crux.ts
function suggestFromCrux(record, { routes, conditions }) {
  const { readings, leftOut } = cruxReadings(record, routes, conditions);
  const budgets = readings.filter((reading) => !isNegligible(reading)).map((reading) => maxSuggestion([reading], ({ path }) => googlesLimit(path), 0)).filter((suggestion2) => suggestion2 !== null);
  const short = [...new Set(readings.filter(isNegligible).map(({ path }) => path))];
  const negligible2 = short.length === 0 ? [] : [`${short.join(", ")}, because the p75 is too short for a limit.`];
  return {
    title: titleOf7(record),
    budgets,
    leftOut: [...leftOut, ...negligible2],
    notes: [...aboutValues(record), ...aboutScope(record), ...aboutRoundTrip(record, conditions)]
  };
}
function titleOf7({ of: of2, lastDay, ...record }) {
  const days = lastDay === null ? "" : `, 28 days up to ${lastDay}`;
  return `From CrUX: p75 of ${of2.address.href} on ${devicesOf2({ of: of2, lastDay, ...record })}${days}`;
}
function valueLines({ values }) {
  return values.map(({ name: name7, path, p75 }) => [
    name7,
    path === null ? limit({ value: p75, unit: "ms" }) : shown2(p75, path)
  ]);
}
function aboutValues({ values }) {
  const hasPhases = values.some(({ name: name7 }) => isOfImages(name7));
  return [
    ...hasPhases ? [
      "Each number is a p75 of its own. The phases are of page views whose largest paint is an image; they do not add up to LCP."
    ] : [],
    ABOUT_VISITORS
  ];
}
function aboutScope(record) {
  return [
    ...record.of.kind === "origin" ? [
      "The data are of the whole origin, not of a route, so the same limits are for every route. Pages with enough visitors have data of their own."
    ] : [],
    ...record.formFactor === null ? [
      "The data are of all devices together, because the request named no formFactor: PHONE stands for conditions like mobile, DESKTOP for those like desktop."
    ] : []
  ];
}
function aboutRoundTrip(record, conditions) {
  const value = record.values.find(({ name: name7 }) => name7 === ROUND_TRIP);
  if (value === void 0) return [];
  const emulated = conditionsFor(record, conditions).map(({ name: name7, rttMs }) => `${name7} emulates ${rttMs} ms`);
  return [
    `Visitors have a round-trip time of ${value.p75} ms at p75; ${emulated.join(", ") || "no condition emulates these devices"}.`
  ];
}

// src/suggest/from-field.ts
var LEAST_SESSIONS = 100;
var DEEPEST = 2;
function suggestFromField(judged, routes) {
  const { readings, few } = fieldReadings(judged, routes);
  if (readings.length === 0)
    throw new GateError("suggest-few-sessions", {
      most: Math.max(0, ...few.map(({ sessions }) => sessions)),
      least: LEAST_SESSIONS
    });
  const groups = Map.groupBy(
    readings.filter((reading) => !isNegligible(reading)),
    ({ route, path }) => JSON.stringify([route, path])
  );
  const budgets = [...groups.values()].map((group) => maxSuggestion(group, ({ path }) => googlesLimit(path), 0)).filter((suggestion2) => suggestion2 !== null);
  return {
    title: "From the page views of visitors (p75 with its 95 % interval)",
    budgets,
    leftOut: [
      ...few.map(({ name: name7, sessions }) => `${name7}: ${count(sessions, "session")}, and ${LEAST_SESSIONS} are needed.`),
      ...withoutInput(readings, judged, routes),
      ...judged.undeclared.map((route) => `${route}: the file does not have this route.`)
    ],
    notes: [ABOUT_VISITORS]
  };
}
function fieldReadings({ rows }, routes) {
  const wanted = rows.filter(
    ({ condition, path, value }) => value !== null && condition !== null && (parsePath(path)?.length ?? 0) <= DEEPEST
  );
  const declared = wanted.filter(({ route, condition, path }) => {
    const of2 = routes.find(({ name: name7 }) => name7 === route);
    if (routes.length === 0) return true;
    return of2 !== void 0 && of2.conditions.includes(condition ?? "") && (!isInp(path) || measuresInput(of2.interactions));
  });
  const enough = declared.filter(({ sessions }) => sessions >= LEAST_SESSIONS);
  const cells = Map.groupBy(declared, ({ route, condition }) => `${route} on ${condition}`);
  const few = [...cells].map(([name7, those]) => ({
    name: name7,
    sessions: Math.max(...those.map(({ sessions }) => sessions))
  }));
  return {
    readings: enough.map(({ route, condition, path, value, high, n, sessions }) => ({
      route: routes.length === 0 ? null : route,
      condition,
      path,
      p75: value ?? 0,
      high,
      noise: null,
      of: `${n.toLocaleString("en")} page views in ${sessions.toLocaleString("en")} sessions of ${route} on ${condition}`
    })),
    few: few.filter(({ sessions }) => sessions < LEAST_SESSIONS)
  };
}
var isInp = (path) => path === "inp" || path.startsWith("inp.");
function withoutInput(readings, { rows }, routes) {
  const read = new Set(readings.filter(({ path }) => isInp(path)).map(({ route }) => route));
  return routes.filter(
    ({ name: name7 }) => !read.has(name7) && rows.some(({ route, path, value }) => route === name7 && path === "inp" && value !== null)
  ).filter(({ interactions }) => !measuresInput(interactions)).map(({ name: name7 }) => `${name7}: INP, because the route has no interactions, so the lab would not measure it.`);
}

// src/suggest/limit-in-lab.ts
var MOST_RATIO = 10;
function limitInLab(field, conditions) {
  return (lab) => {
    const good = googlesLimit(lab.path);
    const visitors = field.find((each) => isSame(each, lab) && each.p75 > 0 && isOf(each, lab, conditions));
    if (good === null || visitors === void 0 || unitOf(metricAt(lab.path)) === "score") return good;
    const ratio2 = lab.p75 / visitors.p75;
    if (!(ratio2 < MOST_RATIO && ratio2 > 1 / MOST_RATIO)) return good;
    const value = roundDown(good.value * ratio2);
    const name7 = isWhole(lab.path) ? "" : " of TTFB";
    const text10 = `Google's "good" limit${name7} for visitors, ${shown2(good.value, lab.path)}, is about ${shown2(value, lab.path)} here, because the lab has ${ratio2.toFixed(2)} times their p75`;
    return { value, text: text10 };
  };
}
function isSame(field, lab) {
  return (field.route === null || field.route === lab.route) && field.path === lab.path;
}
function isOf(field, lab, conditions) {
  return conditions === null ? field.condition === lab.condition : conditions.includes(lab.condition ?? "");
}
function roundDown(ms) {
  return Math.max(1, ms < 100 ? Math.floor(ms) : Math.floor(ms / 10) * 10);
}

// src/suggest/sources.ts
var DEFAULT_FOLDER = "vitals-gate-out";
async function readSource(options, file, place) {
  const visitors = await readVisitors(options, file, place);
  if (options.from === null && visitors !== null) return { ...visitors, campaigns: [] };
  const folder = options.from ?? DEFAULT_FOLDER;
  const log2 = await (options.from === null ? newestCalibration(file, place) : readCalibrationIn(folder, place));
  const campaigns = calibrateNoise(log2.run.config.routes, campaignsOf(log2), log2.run.alpha);
  log2.assertUnchanged();
  const routes = file.config.routes.map(({ name: name7 }) => name7);
  const goodOf = visitors === null ? {} : { goodOf: visitors.goodOf };
  const found = suggestFromCalibration(campaigns, { folder, routes, ...goodOf });
  if (found.budgets.length === 0) throw new GateError("suggest-no-blocks", { folder });
  if (visitors === null) return { found, campaigns, values: [] };
  const notes = visitors.found.notes.filter((note2) => note2 !== ABOUT_VISITORS);
  return { found: { ...found, notes: [...found.notes, ...notes] }, campaigns, values: visitors.values };
}
async function readVisitors({ crux, field, config }, file, place) {
  if (crux !== null) return readCruxVisitors(crux, file, place);
  return field ? readField(config, file, place) : null;
}
async function newestCalibration({ file, config }, place) {
  const isThere = await stat2(resolve12(place.cwd, DEFAULT_FOLDER, "samples.ndjson")).catch(() => null);
  const log2 = isThere === null ? null : await logIn(DEFAULT_FOLDER, place);
  if (log2?.run.purpose === "calibration") return log2;
  const calibrate = file === "vitals-gate.yml" ? "vitals-gate calibrate" : `vitals-gate calibrate --config ${file}`;
  throw new GateError("suggest-no-source", { folder: DEFAULT_FOLDER, calibrate, curl: curlLine(config) });
}
async function readCalibrationIn(folder, place) {
  const log2 = await logIn(folder, place);
  if (log2.run.purpose !== "calibration") throw new GateError("not-a-calibration", { out: folder });
  return log2;
}
async function logIn(folder, { cwd }) {
  const [first] = await readCalibration(resolve12(cwd, folder));
  if (first === void 0) throw new Error("a calibration has a record");
  return first;
}
async function readCruxVisitors(crux, { config }, place) {
  const record = await readCruxFile(crux, config, place);
  const { readings } = cruxReadings(record, config.routes, config.conditions);
  const conditions = conditionsFor(record, config.conditions).map(({ name: name7 }) => name7);
  const goodOf = limitInLab(readings, conditions);
  return { found: suggestFromCrux(record, config), values: valueLines(record), goodOf };
}
async function readCruxFile(crux, config, place) {
  const curl = curlLine(config ?? { deploys: { base: null }, routes: [], conditions: [] });
  const source = { name: crux === "-" ? "on standard input" : crux, curl };
  if (crux === "")
    throw new GateError("usage", {
      what: "--crux needs a saved response of the CrUX API, or - for standard input.",
      todo: `Save one with:
    ${source.curl}`
    });
  return readCrux(await textOf5(crux, source, place), source);
}
var MOST_BYTES = 1e6;
async function textOf5(crux, source, { cwd, readInput }) {
  try {
    if (crux === "-") return await readInput();
    const about = await stat2(resolve12(cwd, crux));
    if (!about.isFile()) throw new Error("it is not a file");
    if (about.size > MOST_BYTES) throw new Error(`it has ${about.size} bytes, and an answer of CrUX has 10,000`);
    return await readFile3(resolve12(cwd, crux), "utf8");
  } catch (error) {
    throw new GateError(
      "crux-unreadable",
      { source: source.name, cause: causeOf(error), curl: source.curl },
      { cause: error }
    );
  }
}
async function readField(config, file, { cwd, env, now }) {
  const place = { cwd, env, now };
  const options = {
    config,
    json: false,
    by: null,
    sha: null,
    until: null,
    environment: null,
    lab: null,
    markdown: null,
    html: null,
    printSql: null
  };
  const setup = await readSetup(options, place);
  const judged = await withRecords(
    setup,
    options,
    place,
    (engine, scope) => judgeRecords(engine, scope, withoutBudgets(setup.field))
  );
  const { routes } = file.config;
  const { readings } = fieldReadings(judged, routes);
  return { found: suggestFromField(judged, routes), values: [], goodOf: limitInLab(readings, null) };
}

// src/suggest/stand-in.ts
import { mkdtemp as mkdtemp2, rm as rm3, writeFile as writeFile3 } from "node:fs/promises";
import { tmpdir as tmpdir2 } from "node:os";
import { join as join5 } from "node:path";
var PAGE2 = "page";
async function configFor(options, place) {
  const { config, from, crux, write: write2 } = options;
  try {
    return await readConfigFile(config, place.cwd, place.env);
  } catch (error) {
    const isMissing2 = error instanceof GateError && error.code === "suggest-no-config";
    if (!isMissing2 || crux === null || from !== null || write2) throw error;
    return standIn(config, await readCruxFile(crux, null, place));
  }
}
async function standIn(file, record) {
  const folder = await mkdtemp2(join5(tmpdir2(), "vitals-gate-suggest-"));
  try {
    await writeFile3(join5(folder, "vitals-gate.yml"), JSON.stringify(inputOfRecord(record)));
    return { ...await readConfigFile("vitals-gate.yml", folder, {}), file, isThere: false };
  } finally {
    await rm3(folder, { recursive: true, force: true });
  }
}
function inputOfRecord({ of: of2, formFactor }) {
  const path = of2.kind === "url" ? of2.address.pathname + of2.address.search : "/";
  const conditions = formFactor === "DESKTOP" ? ["desktop"] : ["mobile"];
  return { routes: [{ name: PAGE2, path, conditions }] };
}

// src/suggest/suggest.ts
async function suggestBudgets(options, given) {
  const place = { ...given, readInput: once(given.readInput) };
  const { tell, ask, env } = place;
  const file = await configFor(options, place);
  const { found, campaigns, values } = await readSource(options, file, place);
  const plan = planChanges(found.budgets, file.input, file.config.routes);
  const { text: text10, refused: refused3, settings } = apply(file, plan, campaigns, env);
  const limits = plan.limits.map(
    (each) => isRefused(each, refused3) ? { ...each, action: "shared" } : each
  );
  tell(suggestionText({ found, limits, settings, values }));
  if (!file.isThere)
    return tell(
      `
${file.file} does not exist, so the page stands for a route. Run \`vitals-gate init\`, and then this again.
`
    );
  if (text10 === file.text) return tell(`
Nothing in ${file.file} has to change.
`);
  tell(`
${diffOf(file.file, file.text, text10)}`);
  if (!options.write) return tell("\nNothing was written. Add --write to apply this.\n");
  if (ask !== null && !await ask.confirm("Write this?")) return tell("\nNothing was written.\n");
  await writeConfigFile(file, text10);
  return tell(`
Wrote ${file.file}. New budgets warn: docs/budgets.md says when to let them block.
`);
}
function once(read) {
  let value = null;
  return () => value ??= read();
}
function apply({ file, text: text10, input, isWritten }, { edits }, campaigns, env) {
  const withBudgets = editYaml(text10, edits);
  const edited = inputOf2(file, withBudgets.text, env);
  const budgets = new Map(edited.routes.map((route) => [route.name, mergeBudgets(edited.budgets, route.budgets)]));
  const planned = planSettings(suggestSettings(campaigns, budgets), input, isWritten);
  const whole4 = editYaml(withBudgets.text, planned.edits);
  inputOf2(file, whole4.text, env);
  return { text: whole4.text, refused: withBudgets.refused, settings: planned.settings };
}
function isRefused({ at: at3, action }, refused3) {
  if (action !== "added" && action !== "tightened" && action !== "written-out") return false;
  return refused3.some(({ path }) => path.every((key, index) => at3[index] === key));
}

// src/cli/budgets.ts
async function runBudgets(options, io, { cwd, stdin, now } = { cwd: process.cwd(), stdin: process.stdin, now: /* @__PURE__ */ new Date() }) {
  const mayAsk = options.crux !== "-" && stdin.isTTY === true && isInteractive(io.stdout, io.env);
  const tell = (told2) => say(io.stdout, told2);
  const ask = mayAsk ? TERMINAL : null;
  await suggestBudgets(options, { cwd, env: io.env, now, ask, readInput: () => text9(stdin), tell });
  return 0;
}
export {
  runBudgets,
  runExperiment,
  runExport,
  runIts,
  runLoad,
  runPacket,
  runPower,
  runPrice,
  runReading
};
