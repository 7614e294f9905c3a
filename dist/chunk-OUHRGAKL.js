import {
  assertDeclaredRoute,
  fieldPathOf
} from "./chunk-6YKWWV3M.js";
import {
  alignedLines,
  askClusters,
  askCoverage,
  askDistributions,
  compareWithLab,
  extendBasis,
  judgeSlo,
  labFolder,
  nullableText,
  numberOf,
  readLabValues,
  routesOf,
  sharePercent,
  sortedBy,
  textOf,
  thresholdsOf,
  valuesOfNode,
  wholePercent,
  windowWords,
  withoutBudgets
} from "./chunk-Q774B42E.js";
import {
  code,
  inText,
  plain,
  row,
  studentQuantile
} from "./chunk-QM4CWFDI.js";
import {
  pathPhrase
} from "./chunk-LGQNVEBT.js";
import {
  sanitizeLine
} from "./chunk-YOG3HQKD.js";
import {
  DIALECTS,
  askRecords,
  fillTemplate,
  isParquet,
  jsonPath,
  leftOutNotices,
  matchesOf,
  noFilesNotices,
  numberLiteral,
  printedTable,
  printedTarget,
  quotedTable,
  readable,
  shardOf,
  tableValues,
  whereTable
} from "./chunk-R6UAYWOE.js";
import {
  parsePath
} from "./chunk-NVMPNHDT.js";
import {
  quote,
  suggestion
} from "./chunk-MRTXFJIA.js";
import {
  count,
  percentRange,
  quantity,
  ratio
} from "./chunk-POXONE6A.js";
import {
  GateError
} from "./chunk-G7GO5XY6.js";

// src/field/sql/price-cells.sql
var price_cells_default = "-- Sessions that landed on the route, by what they have in common: how long they waited (total is the sum of milliseconds), and\n-- whether an event followed (y) or came before (b). Starts count landings whose end was never heard of, too.\nSELECT device, connection, country, page_type, bucket\n  , SUM(o) AS starts, SUM(k) AS n, SUM(reading) AS total, SUM(c) AS y, SUM(e) AS b\n  , SUM(fresh) AS fresh_n, SUM(stale) AS stale_n, SUM(failed) AS failed_n\nFROM (\n  SELECT device, connection, country, page_type, reading, {bucket} AS bucket\n    , CASE WHEN type = 'start' THEN 1 ELSE 0 END AS o\n    , CASE WHEN reading IS NOT NULL THEN 1 ELSE 0 END AS k\n    , CASE WHEN reading IS NOT NULL AND events_of > 0 AND last_t >= edge_t THEN 1 ELSE 0 END AS c\n    , CASE WHEN reading IS NOT NULL AND events_of > 0 AND first_t < edge_t THEN 1 ELSE 0 END AS e\n    , CASE WHEN reading IS NOT NULL AND state = 'fresh' THEN 1 ELSE 0 END AS fresh\n    , CASE WHEN reading IS NOT NULL AND state = 'stale' THEN 1 ELSE 0 END AS stale\n    , CASE WHEN reading IS NOT NULL AND state = 'failed' THEN 1 ELSE 0 END AS failed\n  FROM (\n  {landings}\n  ) landings\n  LEFT JOIN (\n  {session_events}\n  ) done ON event_of = session_of\n) sessions\nGROUP BY device, connection, country, page_type, bucket\n";

// src/field/sql/price-control.sql
var price_control_default = "-- Sessions of several views: how long the last one took (total), how long the landing view did (landed), and whether an event\n-- came between the two (y). What is seen after an event cannot have caused it.\nSELECT device, connection, country, page_type, last_route, bucket, landing_bucket\n  , COUNT(*) AS n, SUM(reading) AS total, SUM(waited) AS landed, SUM(c) AS y\nFROM (\n  SELECT device, connection, country, page_type, last_route, reading, waited\n    , {bucket} AS bucket, {landing_bucket} AS landing_bucket\n    , CASE WHEN events_of > 0 AND first_t >= landed_t AND first_t < edge_t THEN 1 ELSE 0 END AS c\n  FROM (\n    SELECT session_of AS landed_by, edge_t AS landed_t, device, connection, country, page_type, reading AS waited\n    FROM (\n  {landings}\n    ) landings\n    WHERE reading IS NOT NULL\n  ) landed\n  JOIN (\n    SELECT session_of, edge_t, route AS last_route, reading\n    FROM (\n  {last_views}\n    ) last_views\n    WHERE reading IS NOT NULL\n  ) ended ON session_of = landed_by AND edge_t > landed_t\n  LEFT JOIN (\n  {session_events}\n  ) done ON event_of = session_of\n) sessions\nGROUP BY device, connection, country, page_type, last_route, bucket, landing_bucket\n";

// src/field/sql/price-events.sql
var price_events_default = "-- Events that may be of sessions of the window, and those of them that take money back.\nSELECT COUNT(*) AS n, COUNT(CASE WHEN {event_value} < 0 THEN 1 END) AS refunds\nFROM {events}\nWHERE {event_t} >= {earliest}\n";

// src/field/sql/price-worth.sql
var price_worth_default = "-- What converted sessions are worth, in hundredths of the currency. Events that are equal in everything are one.\nSELECT COUNT(*) AS buyers, SUM(worth) AS cents, SUM(worth * worth) AS squares, SUM(priced) AS priced_n\n  , SUM(orders) AS orders_n, SUM(copies) AS copies_n\nFROM (\n  SELECT session_of, COUNT(*) AS orders, SUM(copy) AS copies\n    , SUM(CASE WHEN value_of BETWEEN 0 AND {most_value} THEN FLOOR(value_of * 100 + 0.5) ELSE 0 END) AS worth\n    , COUNT(CASE WHEN value_of BETWEEN 0 AND {most_value} THEN 1 END) AS priced\n  FROM (\n  {landings}\n  ) landings\n  JOIN (\n    SELECT {event_key} AS event_of, {event_t} AS event_t, {event_value} AS value_of, COUNT(*) - 1 AS copy\n    FROM {events}\n    WHERE {event_window}\n    GROUP BY {event_shard}{event_key}, {event_t}, {event_value}\n  ) done ON event_of = session_of AND event_t >= edge_t\n  WHERE reading IS NOT NULL\n  GROUP BY session_of\n) sessions\n";

// src/field/sql/session-events.sql
var session_events_default = "  SELECT {event_key} AS event_of, COUNT(*) AS events_of, MIN({event_t}) AS first_t, MAX({event_t}) AS last_t\n    FROM {events}\n    WHERE {event_window}\n    GROUP BY {event_shard}{event_key}\n";

// src/field/sql/session-views.sql
var session_views_default = "  SELECT session_of, edge_t, type, route, device, connection, country, page_type, state\n      , CASE WHEN type = 'final' AND {value} BETWEEN 0 AND {most} THEN {integer} END AS reading\n    FROM {beacons}\n    JOIN (\n      SELECT {session_key} AS session_of, {edge}(t) AS edge_t\n      FROM {beacons}\n      WHERE {edge_records}\n      GROUP BY {shard}{session_key}\n      HAVING {edge}(t) >= {from}\n    ) {edge}_times ON {session_key} = session_of AND t = edge_t\n    WHERE t >= {from} AND {views}\n";

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
  const { text: text2 } = DIALECTS[target.dialect];
  const { route, device } = landing;
  const views = [
    `route = ${text2(route)}`,
    ...device === null ? [] : [`device = ${text2(device)}`],
    ...which === "final" ? ["type = 'final'"] : []
  ];
  return sessionViews(target, scope, landing, { edge: "MIN", records: null, views: views.join(" AND ") });
}
function sessionViews(target, scope, { path }, { edge, records, views }) {
  const { instant } = DIALECTS[target.dialect];
  const window = `t >= ${instant(earliestOf(scope))} AND t <= ${instant(scope.to)}`;
  return fillTemplate(session_views_default, {
    ...tableValues(target),
    ...valuesOfNode(target.dialect, path),
    edge,
    edge_records: records === null ? window : `${window} AND ${records}`,
    views,
    from: instant(scope.from)
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

// src/field/questions/price.ts
var COVARIATES = ["device", "connection", "country", "pageType"];
async function askCells(engine, scope, landing, events) {
  const rows = await engine.query(cellsText(engine, scope, landing, events));
  const sum2 = (column) => rows.reduce((total, row2) => total + numberOf(row2, column), 0);
  const cells = rows.filter((row2) => numberOf(row2, "n") > 0);
  return {
    cells: inOrder(cells, (row2) => ({
      ...covariatesOf(row2),
      n: numberOf(row2, "n"),
      totalMs: numberOf(row2, "total"),
      converted: numberOf(row2, "y"),
      earlier: numberOf(row2, "b")
    })),
    starts: sum2("starts"),
    analysed: sum2("n"),
    states: { fresh: sum2("fresh_n"), stale: sum2("stale_n"), failed: sum2("failed_n") }
  };
}
async function askControl(engine, scope, landing, events) {
  const rows = await engine.query(controlText(engine, scope, landing, events));
  return inOrder(rows, (row2) => ({
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
function inOrder(rows, itemOf) {
  const keys = ["device", "connection", "country", "page_type", "last_route"];
  const sorted = sortedBy(rows, (row2) => [
    ...keys.map((key) => nullableText(row2, key)),
    numberOf(row2, "bucket"),
    numberOf(row2, "landing_bucket")
  ]);
  return sorted.map(itemOf);
}

// src/field/analyses/price/sessions.ts
var UNKNOWN = "unknown";
var OTHER = "other";
var FEWEST_SESSIONS = 100;
var FEWEST_EXPECTED = 10;
var MOST_LEVELS = 50;
var sessionsIn = (groups) => groups.reduce((sum2, { n }) => sum2 + n, 0);
var outcomesIn = (groups) => groups.reduce((sum2, { y }) => sum2 + y, 0);
function withCommonLevels(groups, covariate) {
  const counts = countsOf(groups, covariate);
  const rate = outcomesIn(groups) / sessionsIn(groups);
  const isCommon = (n) => n >= FEWEST_SESSIONS && n * Math.min(rate, 1 - rate) >= FEWEST_EXPECTED;
  const byFrequency = [...counts].toSorted(([one, n], [other, m]) => m - n || (one < other ? -1 : 1));
  const common = new Set(
    byFrequency.filter(([, n]) => isCommon(n)).slice(0, MOST_LEVELS).map(([level]) => level)
  );
  const rare = byFrequency.reduce((sum2, [level, n]) => common.has(level) ? sum2 : sum2 + n, 0);
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
function covariateLevels(of) {
  return Object.fromEntries(COVARIATES.map((covariate) => [covariate, of[covariate] ?? UNKNOWN]));
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
function addOuter(lower, x, weight) {
  for (let row2 = 0; row2 < x.length; row2 += 1) {
    const scaled = weight * (x[row2] ?? 0);
    const into = lower[row2];
    if (scaled === 0 || into === void 0) continue;
    for (let column = 0; column <= row2; column += 1) into[column] = (into[column] ?? 0) + scaled * (x[column] ?? 0);
  }
}
function mirrored(lower) {
  return lower.map((own, row2) => own.map((value, column) => column <= row2 ? value : at(lower, column, row2)));
}
function inverseOf(lower) {
  const factor = choleskyOf(lower);
  if (factor === null) return null;
  const inverse = zeros(lower.length);
  for (let column = 0; column < lower.length; column += 1) {
    const solution = solved(factor, column);
    for (let row2 = 0; row2 < lower.length; row2 += 1) put(inverse, row2, column, solution[row2] ?? 0);
  }
  return inverse;
}
function choleskyOf(lower) {
  const factor = zeros(lower.length);
  for (let row2 = 0; row2 < lower.length; row2 += 1)
    for (let column = 0; column <= row2; column += 1) {
      let rest = at(lower, row2, column);
      for (let before = 0; before < column; before += 1) rest -= at(factor, row2, before) * at(factor, column, before);
      if (row2 === column && !(rest > SINGULAR * at(lower, row2, row2))) return null;
      put(factor, row2, column, row2 === column ? Math.sqrt(rest) : rest / at(factor, column, column));
    }
  return factor;
}
function solved(factor, unit) {
  const size = factor.length;
  const z = new Float64Array(size);
  for (let row2 = 0; row2 < size; row2 += 1) {
    let rest = row2 === unit ? 1 : 0;
    for (let before = 0; before < row2; before += 1) rest -= at(factor, row2, before) * (z[before] ?? 0);
    z[row2] = rest / at(factor, row2, row2);
  }
  for (let row2 = size - 1; row2 >= 0; row2 -= 1) {
    let rest = z[row2] ?? 0;
    for (let after = row2 + 1; after < size; after += 1) rest -= at(factor, after, row2) * (z[after] ?? 0);
    z[row2] = rest / at(factor, row2, row2);
  }
  return z;
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
  let total = 0;
  for (let index = 0; index < one.length; index += 1) total += (one[index] ?? 0) * (other[index] ?? 0);
  return total;
}
function at(matrix, row2, column) {
  return matrix[row2]?.[column] ?? 0;
}
function put(matrix, row2, column, value) {
  const own = matrix[row2];
  if (own !== void 0) own[column] = value;
}

// src/stats/logistic.ts
var CONVERGED = 1e-8;
var MOST_ITERATIONS = 100;
var MOST_HALVINGS = 30;
var ROUNDING = 1e-12;
function fitLogistic(cells) {
  const filled = cells.filter(({ n }) => n > 0);
  const columns = filled[0]?.x.length ?? 0;
  const sessions = filled.reduce((total, { n }) => total + n, 0);
  const converted = filled.reduce((total, { y }) => total + y, 0);
  if (sessions <= columns) return { kind: "too-few", sessions, columns };
  if (converted === 0 || converted === sessions) return { kind: "constant-outcome", rate: converted === 0 ? 0 : 1 };
  const dependent = dependentColumns(filled, columns);
  if (dependent.length > 0) return { kind: "collinear", columns: dependent };
  return climb(filled, columns, { sessions, converted });
}
function climb(cells, columns, counts) {
  let beta = new Float64Array(columns);
  let step = newtonStep(cells, beta);
  for (let iterations = 1; iterations <= MOST_ITERATIONS && step !== null; iterations += 1) {
    if (largest(step.moves) <= CONVERGED) {
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
  const least = now - ROUNDING * Math.abs(now);
  for (let halvings = 0; halvings < MOST_HALVINGS; halvings += 1) {
    const next = moved(beta, direction, 2 ** -halvings);
    const step = likelihoodAt(cells, next) >= least ? newtonStep(cells, next) : null;
    if (step !== null) return { beta: next, step };
  }
  return null;
}
function informationAt(cells, beta) {
  const lower = zeros(beta.length);
  for (const { x, n } of cells) addOuter(lower, x, n * varianceAt(inner(x, beta)));
  return mirrored(lower);
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
  let total = 0;
  for (const { x, n, y } of cells) {
    const predictor = inner(x, beta);
    if (y > 0) total += y * logProbability(predictor);
    if (y < n) total += (n - y) * logProbability(-predictor);
  }
  return total;
}
function probabilityAt(predictor) {
  const odds = Math.exp(-Math.abs(predictor));
  return (predictor < 0 ? odds : 1) / (1 + odds);
}
function varianceAt(predictor) {
  const odds = Math.exp(-Math.abs(predictor));
  return odds / (1 + odds) ** 2;
}
var logProbability = (predictor) => Math.min(predictor, 0) - Math.log1p(Math.exp(-Math.abs(predictor)));
function dependentColumns(cells, columns) {
  let basis = { vectors: [], logDeterminant: 0 };
  return Array.from({ length: columns }, (_, column) => column).filter((column) => {
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
  const lower = zeros(beta.length);
  for (const { x, n, y } of cells) {
    const p = probabilityAt(inner(x, beta));
    const other = probabilityAt(-inner(x, beta));
    addOuter(lower, x, y * other ** 2 + (n - y) * p ** 2);
  }
  return { sums: mirrored(lower), clusters: sessions };
}
function robust({ beta, bread }, { sums, clusters }) {
  if (clusters < 2) throw new RangeError("the variance between clusters needs two of them");
  const half = timesSymmetric(bread, sums);
  const correction = clusters / (clusters - 1);
  const covariance = timesSymmetric(half, bread).map((row2) => row2.map((value) => correction * value));
  return { beta, covariance, clusters };
}
function coefficientAt({ beta, covariance, clusters }, column) {
  return intervalOf(beta[column] ?? Number.NaN, Math.sqrt(at(covariance, column, column)), clusters);
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
  const columns = "columns" in result && typeof result.columns !== "number" ? result.columns : [];
  return { kind: result.kind, columns: columns.map((column) => names[column] ?? "") };
}
function mergedCells(groups, dummies, hasOther) {
  const merged = /* @__PURE__ */ new Map();
  for (const { n, y, ms, levels, otherMs } of groups) {
    const of = dummies.map(({ covariate, level }) => levels[covariate] === level ? 1 : 0);
    const others = hasOther ? [(otherMs ?? 0) / PER_MS] : [];
    const x = [1, ms / PER_MS, ...of, ...others];
    const key = x.join(" ");
    const known = merged.get(key);
    if (known === void 0) merged.set(key, { x, n, y });
    else {
      known.n += n;
      known.y += y;
    }
  }
  return [...merged.values()].map(({ x, n, y }) => ({ x: Float64Array.from(x), n, y }));
}

// src/field/analyses/price/control.ts
var FEWEST = 20;
var isEnough = (groups) => outcomesIn(groups) >= FEWEST && sessionsIn(groups) - outcomesIn(groups) >= FEWEST;
function controlBefore(cells, exposure) {
  const groups = cells.map((cell) => ({
    n: cell.n,
    y: cell.earlier,
    ms: cell.totalMs / cell.n,
    levels: covariateLevels(cell),
    otherMs: null
  }));
  return controlOf("before-landing", groups, COVARIATES, exposure);
}
function controlAfter(cells, exposure) {
  const groups = cells.map((cell) => ({
    n: cell.n,
    y: cell.converted,
    ms: cell.totalMs / cell.n,
    levels: { ...covariateLevels(cell), route: cell.lastRoute },
    otherMs: cell.landedMs / cell.n
  }));
  return controlOf("after-conversion", groups, [...COVARIATES, "route"], exposure);
}
function controlOf(kind, groups, covariates, exposure) {
  const varied = withVariedLevels(groups, covariates);
  if (!isEnough(varied)) return null;
  const found = regress(varied, covariates, exposure);
  return found.kind === "fitted" ? { kind, estimate: found.estimate } : null;
}

// src/stats/marginal.ts
function averageMarginal(fit, cells, column, shift) {
  return effectOf(fit, cells, totalAt(fit, cells, column, 0), column, shift);
}
function effectOf(fit, cells, observed, column, shift) {
  const shifted = totalAt(fit, cells, column, shift);
  const sessions = cells.reduce((total, { n }) => total + n, 0);
  const difference = (shifted.value - observed.value) / sessions;
  const slope = shifted.gradient.map((value, index) => (value - (observed.gradient[index] ?? 0)) / sessions);
  const logSlope = shifted.gradient.map(
    (value, index) => value / shifted.value - (observed.gradient[index] ?? 0) / observed.value
  );
  const logRatio = intervalOf(Math.log(shifted.value / observed.value), errorOf(fit, logSlope), fit.clusters);
  return {
    shift,
    difference: intervalOf(difference, errorOf(fit, slope), fit.clusters),
    relative: {
      value: Math.expm1(logRatio.value),
      se: logRatio.se,
      low: Math.expm1(logRatio.low),
      high: Math.expm1(logRatio.high)
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
    const slope = n * varianceAt(predictor);
    value += n * probabilityAt(predictor);
    slopes += slope;
    for (let index = 0; index < x.length; index += 1)
      gradient[index] = (gradient[index] ?? 0) + slope * (x[index] ?? 0);
  }
  gradient[column] = (gradient[column] ?? 0) + slopes * shift;
  return { value, gradient };
}

// src/field/analyses/price/money.ts
var CENTS = 100;
var WEEK_DAYS = 7;
var Z = 1.959963984540054;
function moneyPerWeek(change, worth, sessions, days) {
  const { sessions: buyers, cents, squares } = worth;
  if (buyers < 2 || worth.priced === 0) return null;
  const mean = cents / CENTS / buyers;
  const variance = Math.max(0, squares / CENTS ** 2 / buyers - mean ** 2) / (buyers - 1);
  const weekly = sessions / days * WEEK_DAYS;
  const value = change.value * mean * weekly;
  const reach = Z * weekly * Math.hypot(mean * change.se, change.value * Math.sqrt(variance));
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
  const unknown = COVARIATES.map((covariate) => ({ covariate, share: unknownShare(cells, covariate) }));
  const missing = unknown.filter(({ share }) => share >= MUCH);
  return [
    ...missing.map(
      ({ covariate, share }) => share === 1 ? `The ${NAMES[covariate]} of sessions is not recorded.` : `The ${NAMES[covariate]} of ${wholePercent(share)} % of the sessions is not recorded.`
    ),
    ...lost >= MUCH ? [`${wholePercent(lost)} % of the landings have no reading: visitors who leave early may be among them.`] : [],
    ...ALWAYS
  ];
}
function unknownShare(cells, covariate) {
  const all = cells.reduce((sum2, { n }) => sum2 + n, 0);
  const unknown = cells.reduce((sum2, cell) => cell[covariate] === null ? sum2 + cell.n : sum2, 0);
  return all === 0 ? 0 : unknown / all;
}

// src/field/analyses/price/verdict.ts
var FEWEST_OUTCOMES = 50;
var FEWEST_SESSIONS2 = 10;
function refusalOf({ landings, sessions, conversions, events, earlier }) {
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
function failureOf({ kind, columns }) {
  const names = columns.join(", ");
  const plural = columns.length > 1;
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
    return reason("negative-control", `${CONTROLS[control.kind]}, which waiting cannot have caused`);
  const reach = (control.estimate.high - control.estimate.low) / 2;
  if (reach > MOST_REACH * Math.abs(value))
    return reason("control-too-wide", "the interval of the negative control is too wide to tell whether it is 0");
  return null;
}
var CONTROLS = {
  "before-landing": "sessions that had an event before they landed waited differently",
  "after-conversion": "sessions that had an event before their last view waited differently for that"
};
var isWithin = (value, { low, high }) => low <= value && value <= high;
var reason = (code2, words) => ({ code: code2, words });

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
  return [...Map.groupBy(groups, ({ ms }) => Math.floor(ms / stepMs))].map(([at2, those]) => {
    const n = sessionsIn(those);
    return { at: at2, n, y: outcomesIn(those), ms: those.reduce((sum2, each) => sum2 + each.ms * each.n, 0) / n };
  }).toSorted((one, other) => one.at - other.at);
}
function rangeOf2(groups, stepMs) {
  const buckets = bucketsOf(groups, stepMs);
  const total = sessionsIn(groups);
  const at2 = (share) => {
    let before = 0;
    return buckets.find(({ n }) => (before += n) >= share * total)?.ms;
  };
  const [from, to] = [at2(SLOWEST), at2(1 - SLOWEST)];
  return from === void 0 || to === void 0 ? null : { from: Math.round(from), to: Math.round(to) };
}
function curveOf(groups, stepMs) {
  const total = sessionsIn(groups);
  let before = 0;
  const numbered = bucketsOf(groups, stepMs).map((bucket) => {
    const step = Math.min(STEPS - 1, Math.floor((before + bucket.n / 2) / total * STEPS));
    before += bucket.n;
    return { ...bucket, step };
  });
  return [...Map.groupBy(numbered, ({ step }) => step).values()].map((those) => {
    const sessions = those.reduce((sum2, { n }) => sum2 + n, 0);
    const conversions = those.reduce((sum2, { y }) => sum2 + y, 0);
    const [first, last] = [those.at(0)?.at ?? 0, those.at(-1)?.at ?? 0];
    const rate = { rate: conversions / sessions, ...wilson(conversions, sessions) };
    return { from: first * stepMs, to: (last + 1) * stepMs, sessions, conversions, ...rate };
  });
}
function withoutSlowest(groups, stepMs) {
  const total = sessionsIn(groups);
  let left = 0;
  const last = bucketsOf(groups, stepMs).findLast(({ n }) => (left += n) >= SLOWEST * total);
  if (last === void 0 || left > MOST_LEFT_OUT * total) return null;
  return groups.filter(({ ms }) => Math.floor(ms / stepMs) < last.at);
}

// src/field/analyses/price/price.ts
var SHIFT = 1;
function fitPrice({ metric }, { landed, events }) {
  const groups = convertedGroups(landed.cells);
  const { analysed: sessions } = landed;
  const [conversions, earlier] = [sum(landed.cells, "converted"), sum(landed.cells, "earlier")];
  const sample = { landings: landingsOf(landed), sessions, conversions, events: events.events, earlier };
  const refusal = refusalOf(sample);
  return { groups, refusal, regression: refusal === null ? regress(groups, COVARIATES, metric) : null };
}
var sum = (cells, key) => cells.reduce((total, cell) => total + cell[key], 0);
var landingsOf = ({ starts, analysed }) => Math.max(starts, analysed);
function priceOf(subject, answers, { groups, refusal, regression }, control) {
  const { landed, worth } = answers;
  const fitted = regression?.kind === "fitted" ? regression : null;
  const slowest = fitted === null ? null : estimateOf(withoutSlowest(groups, subject.stepMs), subject.metric);
  const reason2 = refusal ?? (regression !== null && regression.kind !== "fitted" ? failureOf(regression) : null) ?? (fitted === null ? null : doubtOf({ estimate: fitted.estimate, withoutSlowest: slowest, control }));
  const effect = fitted === null ? null : averageMarginal(fitted.fit, fitted.cells, EXPOSURE, SHIFT);
  const { currency, days } = subject;
  const money = reason2 !== null || effect === null || worth === null || currency === null ? null : moneyPerWeek(effect.difference, worth, landed.analysed, days);
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
    money: money === null || currency === null ? null : { ...money, currency, per: "week" },
    range: rangeOf2(groups, subject.stepMs),
    controls: COVARIATES.filter((covariate) => isKnown(landed.cells, covariate)),
    negativeControl: control === null ? null : intervalOnly(control.estimate),
    uncontrolled: uncontrolledOf(landed),
    conversions: sum(landed.cells, "converted"),
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

// src/field/sql/duckdb-event-lines.sql
var duckdb_event_lines_default = "INSERT INTO event_lines\nSELECT NULLIF(session, '') AS session, instant_of(time_of) AS t, number_of(value) AS value\n  , instant_of(time_of) IS NOT NULL AND has_no_offset(time_of) AS no_offset\n  , NULLIF(value, '') IS NOT NULL AND number_of(value) IS NULL AS no_number\nFROM (\n  SELECT {session} AS session, {time} AS time_of, {value} AS value\n  FROM {source}\n) texts;\n";

// src/field/sql/duckdb-events.sql
var duckdb_events_default = "-- What files say of events. Every check is a value, so that no line can stop the reading. A time without an offset is UTC.\nCREATE TEMP MACRO instant_of(word) AS\n  CASE WHEN regexp_full_match(word, '\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?(Z|[+-]\\d\\d(:?\\d\\d)?)?')\n    THEN TRY_CAST(word AS TIMESTAMPTZ) AT TIME ZONE 'UTC' END;\nCREATE TEMP MACRO has_no_offset(word) AS NOT regexp_matches(word, '(Z|:\\d\\d(\\.\\d+)?[+-]\\d\\d(:?\\d\\d)?)$');\nCREATE TEMP MACRO number_of(word) AS CASE WHEN isfinite(TRY_CAST(word AS DOUBLE)) THEN TRY_CAST(word AS DOUBLE) END;\n\nCREATE TABLE event_lines (session VARCHAR, t TIMESTAMP, value DOUBLE, no_offset BOOLEAN, no_number BOOLEAN);\nCREATE VIEW events AS\nSELECT session, t, value FROM event_lines WHERE session IS NOT NULL AND t IS NOT NULL;\n";

// src/field/engines/duckdb-events.ts
var { text, name } = DIALECTS.duckdb;
var isCsv = (path) => /\.[ct]sv(?:\.gz)?$/i.test(path);
async function prepareEvents(query, files, columns) {
  await query(duckdb_events_default);
  let refused = 0;
  for (const file of files) {
    if (isParquet(file)) await readParquet(query, file, columns);
    else if (isCsv(file)) refused += await readCsv(query, file, columns);
    else await readNdjson(query, file, columns);
  }
  const [row2 = {}] = await query(
    `SELECT COUNT(*) AS lines, COUNT(*) FILTER (session IS NULL) AS no_session
      , COUNT(*) FILTER (session IS NOT NULL AND t IS NULL) AS no_time
      , COUNT(*) FILTER (session IS NOT NULL AND no_offset) AS no_offset
      , COUNT(*) FILTER (session IS NOT NULL AND t IS NOT NULL AND no_number) AS no_number FROM event_lines`
  );
  const number = (column) => Number(row2[column] ?? 0);
  return {
    lines: number("lines") + refused,
    withoutSession: number("no_session") + refused,
    withoutTime: number("no_time"),
    withoutOffset: number("no_offset"),
    withoutNumber: number("no_number")
  };
}
async function readNdjson(query, file, { session, time, value }) {
  const valueOf = (key) => `json_extract_string(json, ${text(jsonPath(key))})`;
  await insert(query, {
    session: valueOf(session),
    time: valueOf(time),
    value: value === null ? "NULL" : valueOf(value),
    source: `read_ndjson_objects([${text(file)}], format = 'newline_delimited', ignore_errors = true)`
  });
}
async function readCsv(query, file, columns) {
  const options = `all_varchar = true, header = true, quote = '"', escape = '"', ignore_errors = true`;
  const rejects = "store_rejects = true, rejects_table = 'event_errors', rejects_scan = 'event_scans'";
  await insertColumns(query, file, columns, `read_csv([${text(file)}], ${options}, ${rejects})`);
  const [row2] = await query("SELECT COUNT(DISTINCT line) AS lines FROM event_errors");
  await query("DROP TABLE event_errors; DROP TABLE event_scans");
  return Number(row2?.["lines"] ?? 0);
}
async function readParquet(query, file, columns) {
  await insertColumns(query, file, columns, `read_parquet([${text(file)}])`);
}
async function insertColumns(query, file, columns, source) {
  const { session, time, value } = columns;
  const asked = [session, time, ...value === null ? [] : [value]];
  const described = await query(`DESCRIBE SELECT * FROM ${source}`);
  const known = described.map((row2) => String(row2["column_name"]));
  const missing = asked.filter((column) => !known.includes(column));
  if (missing.length > 0)
    throw new GateError("events-columns", {
      of: `The file ${file}`,
      missing: missing.join(", "),
      known: known.join(", ")
    });
  const textOf2 = (column) => `CAST(${name(column)} AS VARCHAR)`;
  await insert(query, {
    session: textOf2(session),
    time: textOf2(time),
    value: value === null ? "NULL" : textOf2(value),
    source
  });
}
async function insert(query, values) {
  await query(fillTemplate(duckdb_event_lines_default, values));
}

// src/field/engines/event-tables.ts
var ZONED = "timestamp with time zone";
var zonedInstant = (iso) => `TIMESTAMPTZ '${new Date(iso).toISOString()}'`;
async function eventsOfPostgres(engine, table, columns) {
  const { name: name2, text: text2, instant } = DIALECTS.postgres;
  const quoted = quotedTable(table, name2);
  const rows = await engine.query(
    `SELECT attname AS name, format_type(atttypid, NULL) AS type FROM pg_attribute
     WHERE attrelid = to_regclass(${text2(quoted)}) AND attnum > 0 AND NOT attisdropped`
  );
  const types = new Map(rows.map((row2) => [String(row2["name"]), String(row2["type"])]));
  checkTypes(quoted, types, columns, {
    time: /^timestamp/,
    value: /^(?:smallint|integer|bigint|numeric|real|double precision)$/
  });
  const isText = /^(?:text|character varying)$/.test(types.get(columns.session) ?? "");
  const session = name2(columns.session);
  return {
    table: quoted,
    session: isText ? session : `CAST(${session} AS text)`,
    time: name2(columns.time),
    value: columns.value === null ? "NULL" : `CAST(${name2(columns.value)} AS double precision)`,
    instant: types.get(columns.time) === ZONED ? zonedInstant : instant,
    shard: await shardOf(engine, quoted, [columns.session, columns.time, columns.value]),
    leftOut: null
  };
}
async function eventsOfClickHouse(engine, table, columns) {
  const { name: name2, instant } = DIALECTS.clickhouse;
  const quoted = quotedTable(table, name2);
  const rows = await engine.query(`SELECT name, type FROM system.columns WHERE ${whereTable(table, "table")}`);
  const types = new Map(rows.map((row2) => [String(row2["name"]), String(row2["type"])]));
  checkTypes(quoted, types, columns, {
    time: /^(?:Nullable\()?DateTime/,
    value: /^(?:Nullable\()?(?:U?Int|Float|Decimal)/
  });
  const [found] = await engine.query(`SELECT engine FROM system.tables WHERE ${whereTable(table, "name")}`);
  return {
    table: readable(quoted, found?.["engine"]),
    session: `toString(${name2(columns.session)})`,
    time: name2(columns.time),
    value: columns.value === null ? "NULL" : `toFloat64(${name2(columns.value)})`,
    instant,
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

// src/field/engines/events.ts
var FILE_EVENTS = {
  ...{ table: "events", session: "session", time: "t", value: "value", shard: null },
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
async function eventsOfFiles({ query }, files, columns) {
  return { ...FILE_EVENTS, leftOut: await prepareEvents(query, files, columns) };
}
function printedEvents(dialect, source) {
  const { instant } = DIALECTS[dialect];
  if (source.kind === "files") return { ...FILE_EVENTS, instant, leftOut: null };
  return { ...printedTable(dialect, source.table), ...quotedColumns(dialect, source), instant, leftOut: null };
}
function quotedColumns(dialect, { session, time, value }) {
  const { name: name2 } = DIALECTS[dialect];
  return { session: name2(session), time: name2(time), value: value === null ? "NULL" : name2(value) };
}

// src/field/report/price.ts
var FIGURES = ["100 ms more", "estimate", "95 % interval"];
var CURVE = ["waited", "sessions", "converted", "95 % interval"];
var RIGHT = /* @__PURE__ */ new Set([1, 2]);
function priceText(price, about) {
  const visible = (text2) => sanitizeLine(text2, 300);
  return [
    windowWords(about),
    "",
    visible(titleOf(price)),
    ...price.coefficient === null ? [] : alignedLines([FIGURES, ...figuresOf(price)], /* @__PURE__ */ new Set([1])),
    "",
    visible(verdictOf(price)),
    ...price.curve.length === 0 ? [] : ["", ...alignedLines([CURVE, ...curveRows(price)], RIGHT)],
    "",
    ...factsOf(price).map(visible),
    "Not controlled:",
    ...price.uncontrolled.map((sentence) => `  - ${visible(sentence)}`),
    ""
  ].join("\n");
}
function priceMarkdown(price, about) {
  const table = (rows, right) => {
    const [head = [], ...others] = rows;
    const rule = head.map((_, at2) => right.has(at2) ? "--:" : "---");
    return [
      row(head),
      row(rule),
      ...others.map((cells) => row(cells.map((cell) => code(cell)))),
      ""
    ];
  };
  return [
    "## What slower pages cost",
    "",
    windowWords(about),
    "",
    `### ${code(titleOf(price))}`,
    "",
    ...price.coefficient === null ? [] : table([FIGURES, ...figuresOf(price)], /* @__PURE__ */ new Set([1])),
    plain(verdictOf(price)),
    "",
    ...price.curve.length === 0 ? [] : table([CURVE, ...curveRows(price)], RIGHT),
    ...factsOf(price).map((fact) => plain(fact)),
    "",
    "Not controlled:",
    "",
    ...price.uncontrolled.map((sentence) => `- ${plain(sentence)}`),
    ""
  ].join("\n");
}
function titleOf({ metric, route, condition, sessions, conversions }) {
  const of = `${inText(pathPhrase(parsePath(metric) ?? [metric]))} of ${route}`;
  const counts = `${conversions.toLocaleString("en")} of ${sessions.toLocaleString("en")} sessions converted`;
  return `${of} ${condition === null ? "on all devices" : `on ${condition}`}: ${counts}`;
}
function figuresOf({
  coefficient: coefficient2,
  per100ms,
  money,
  naive,
  withoutSlowest: withoutSlowest2,
  negativeControl,
  negativeControlKind
}) {
  const log = (name2, of) => of === null ? [] : [[name2, digits(of.value), `${digits(of.low)} to ${digits(of.high)}`]];
  return [
    ...per100ms === null ? [] : [["conversions", "", percentRange(per100ms)]],
    ...money === null ? [] : [[`${money.currency} a week`, "", moneyRange(money)]],
    ...log("log odds of a conversion", coefficient2),
    ...log("the same without the slowest 1 %", withoutSlowest2),
    ...log("the same without covariates", naive),
    ...log(CONTROLS2[negativeControlKind ?? "before-landing"], negativeControl)
  ];
}
var CONTROLS2 = {
  "before-landing": "negative control: events before the landing",
  "after-conversion": "negative control: a view after the event"
};
var MINUS = "−";
var digits = (value) => value.toFixed(4).replace("-", MINUS);
function moneyRange({ low, high }) {
  const whole = (value) => Math.round(value).toLocaleString("en").replace("-", MINUS);
  return `${whole(low)} to ${whole(high)}`;
}
function verdictOf({ established, reason: reason2, controls }) {
  if (!established) return `Not established, because ${reason2 ?? "nothing was found"}.`;
  const names = controls.map((each) => each === "pageType" ? "page type" : each);
  const equal = names.length === 0 ? "" : `, ${listOf(names)} being equal`;
  return `Established as an association: slower sessions convert less often${equal}.`;
}
var listOf = (names) => names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
function curveRows({ curve }) {
  return curve.map(({ from, to, sessions, rate, low, high }) => [
    `${quantity(from, "ms")} to ${quantity(to, "ms")}`,
    sessions.toLocaleString("en"),
    shareText(rate),
    `${shareText(low)} to ${shareText(high)}`
  ]);
}
var shareText = (share) => `${(share * 100).toFixed(2)} %`;
function factsOf({ range, coverage: { landings, analysed }, labToField }) {
  const coverage = landings === 0 ? null : analysed / landings;
  return [
    ...range === null ? [] : [
      `98 of 100 sessions waited ${quantity(range.from, "ms")} to ${quantity(range.to, "ms")}; nothing is said beyond.`
    ],
    `Landings with a reading: ${sharePercent(coverage)}.`,
    ...labToField === null ? [] : [`A millisecond of the lab is ${ratio(labToField)} of the field.`]
  ];
}

// src/field/commands/price-lab.ts
async function askLabToField(engine, scope, { field }, { route, device, path }, { lab, cwd }) {
  const values = (await readLabValues(await labFolder(lab, cwd))).filter(
    (each) => each.route === route && each.path === path
  );
  const [first, ...others] = values.filter(({ condition }) => device === null || condition === device);
  const unknown = (why) => ({ ratio: null, why });
  if (first === void 0) return unknown("the lab did not measure it");
  if (others.length > 0) return unknown("the lab measured several conditions. Name one with --condition");
  const distributions = (await askDistributions(engine, scope, [path])).filter(
    (each) => each.route === route && each.device === first.condition
  );
  const routes = routesOf(withoutBudgets(field), distributions);
  const clusters = await askClusters(engine, scope, thresholdsOf(routes, distributions));
  const judged = judgeSlo(routes, { distributions, clusters, coverage: [], paths: [path] });
  const visitors = judged.flatMap(
    ({ condition, value, low: low2, high: high2, by }) => value === null ? [] : [{ route, device: condition, by, path, value, low: low2, high: high2 }]
  );
  const found = compareWithLab(visitors, [first]).find(({ condition }) => condition === first.condition);
  const { ratio: ratio2 = null, low = null, high = null } = found ?? {};
  if (ratio2 === null) return unknown("no page view of that condition has it");
  if (low === null || high === null) return unknown("its interval lacks a bound");
  return { ratio: { value: ratio2, low, high }, why: null };
}

// src/field/commands/price-notices.ts
function eventNotices({ leftOut }, { events, worth }) {
  const of = (number, one, several) => number === 0 ? [] : [`${count(number, "event")} ${number === 1 ? one : several}.`];
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
function priceNotices({ sessions, established, money }, { landed, worth }, { value, currency }) {
  const earlier = landed.cells.reduce((sum2, cell) => sum2 + cell.earlier, 0);
  return [
    ...earlier === 0 ? [] : [
      `${count(earlier, "session")} of ${sessions.toLocaleString("en")} (${percent(earlier / sessions)}) ${earlier === 1 ? "has" : "have"} an event before the landing, which is not a conversion.`
    ],
    ...value !== null && currency === null ? ["field.events names a value and no currency, so there is no money. Add for example currency: EUR."] : [],
    ...established && currency !== null && value !== null && money === null && worth?.priced === 0 ? ["no event of a converted session has a value, so there is no money."] : []
  ];
}
var percent = (share) => share < 0.01 ? "less than 1 %" : `${wholePercent(share)} %`;
function labNotices(found) {
  if (found === null || found.why === null) return [];
  return [`the ratio of the lab to the field is not known, because ${found.why}.`];
}

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
function assertKnown({ field }, { route, device }, seen) {
  if (seen.length === 0) return;
  const declared = field.routes.find(({ name: name2 }) => name2 === route);
  const routes = [...new Set(seen.map((each) => each.route))].toSorted();
  if (declared === void 0 && !routes.includes(route)) {
    const what2 = `--route is ${quote(route)}, which no page view has.`;
    throw new GateError("usage", { what: what2, todo: suggestion(route, routes, "It can be") });
  }
  const ofRoute = seen.filter((each) => each.route === route).flatMap((each) => each.device ?? []);
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
  const subject = subjectOf(given);
  const made = { writtenAt: given.place.now.toISOString() };
  if (scope === null) {
    const none = priceOf(subject, NOBODY, fitPrice(subject, NOBODY), null);
    return { price: inOrder2({ ...none, window: null, labToField: null, sql: [], ...made }), notices: [] };
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
  const control = fitted.regression?.kind === "fitted" ? await controlOf2(engine, asked, answers) : null;
  const { lab } = given.options;
  const ratio2 = lab === null ? null : await askLabToField(engine, scope, given.setup, landing, { lab, cwd: given.place.cwd });
  const price = inOrder2({
    ...priceOf(subject, answers, fitted, control),
    window: { from: scope.from, to: scope.to },
    labToField: ratio2?.ratio ?? null,
    sql: textsOf(engine, asked, source),
    ...made
  });
  const notices = [
    ...notice === null ? [] : [notice],
    ...eventNotices(events, answers),
    ...priceNotices(price, answers, source),
    ...labNotices(ratio2)
  ];
  return { price, notices };
}
function subjectOf({ setup, request: { landing, source } }) {
  const { route, device: condition, path: metric, stepMs } = landing;
  return { route, condition, metric, stepMs, days: setup.field.windowDays, currency: source.currency };
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
async function controlOf2(engine, { scope, landing, events }, { landed }) {
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
function inOrder2(price) {
  const { established, kind, reason: reason2, route, condition, metric, sessions, users, coefficient: coefficient2, per100ms, money } = price;
  const { range, controls, negativeControl, uncontrolled, ...others } = price;
  const head = { established, kind, reason: reason2, route, condition, metric, sessions, users, coefficient: coefficient2, per100ms, money };
  return { ...head, range, controls, negativeControl, uncontrolled, ...others };
}

export {
  MOST_VALUE,
  earliestOf,
  eventValues,
  askEventCounts,
  printedEvents,
  eventNotices,
  findPrice,
  eventsOf,
  printPrice
};
