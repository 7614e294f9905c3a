import {
  MOST_VALUE,
  askEventCounts,
  earliestOf,
  eventNotices,
  eventValues,
  eventsOf,
  printedEvents
} from "./chunk-OUHRGAKL.js";
import {
  assertDeclaredRoute
} from "./chunk-6YKWWV3M.js";
import {
  alignedLines,
  isFieldPath,
  nullableText,
  numberOf,
  runReport,
  sharePercent,
  sortedBy,
  stepsOf,
  unitOfPath,
  valuesOfNode,
  wholePercent,
  windowWords
} from "./chunk-Q774B42E.js";
import {
  code,
  inText,
  row,
  seededRandom
} from "./chunk-QM4CWFDI.js";
import {
  pathPhrase
} from "./chunk-LGQNVEBT.js";
import {
  sanitizeLine
} from "./chunk-YOG3HQKD.js";
import "./chunk-BIF3CYFW.js";
import "./chunk-YOCNSY4K.js";
import {
  DIALECTS,
  askRecords,
  fillTemplate,
  leftOutNotices,
  noFilesNotices,
  numberLiteral,
  printedTarget,
  tableValues
} from "./chunk-R6UAYWOE.js";
import {
  parsePath,
  readBudgetPath
} from "./chunk-NVMPNHDT.js";
import {
  quote,
  suggestion
} from "./chunk-MRTXFJIA.js";
import "./chunk-Y7FKQU7E.js";
import "./chunk-ZGUDS5OB.js";
import "./chunk-QUNTIYDY.js";
import {
  change,
  count,
  percentChange,
  percentRange,
  quantity
} from "./chunk-POXONE6A.js";
import {
  GateError
} from "./chunk-G7GO5XY6.js";

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
function experimentResult(found, { kind, design, outcome, route, condition, ...made }, perWeek) {
  const comparisons = found.comparisons.map(({ arm, effect, reason: reason2 }) => ({
    arm,
    established: reason2 === null,
    reason: reason2,
    effect: effectRow(effect),
    relative: effect.relative
  }));
  const [first] = found.comparisons;
  const established = found.reason === null;
  const { control, arms, sampleRatio: sampleRatio2, changed, trend, dropped, reason } = found;
  return {
    established,
    kind,
    reason,
    design,
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
    changed,
    trend,
    dropped,
    money: first === void 0 || !established || perWeek === null ? null : moneyOf(first.effect, perWeek),
    ...made
  };
}
function effectRow({ difference, se, p }) {
  return { ...difference, se, p };
}
function moneyOf({ difference: { low, high } }, { sessions, currency }) {
  if (low === null || high === null) return null;
  return { low: low * sessions, high: high * sessions, currency, per: "week" };
}

// src/field/analyses/experiment/sums.ts
function sumsOfCells(cells) {
  const sum = (column) => cells.reduce((total, cell) => total + cell[column], 0);
  return {
    landed: sum("landed"),
    starts: sum("starts"),
    ended: sum("ended"),
    n: sum("n"),
    total: sum("total"),
    squares: sum("squares")
  };
}
function armSums({ n, total, squares }, steps) {
  const y = total / steps;
  return { clusters: n, m: n, y, yy: squares / steps ** 2, ym: y, mm: n };
}
var meanOf = ({ n, total }, steps) => n === 0 ? null : total / steps / n;
var coverageOf = ({ starts, ended }) => starts === 0 ? null : ended / starts;

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

// src/field/questions/experiment.ts
var COLUMN_OF = { country: "country", connection: "connection", device: "device", pageType: "page_type" };
function experimentText(target, scope, question) {
  const { dialect } = target;
  const { group, hourly, outcome } = question;
  const values = {
    slice: group === null ? "" : ", slice",
    hour: hourly ? ", hour_of" : "",
    hour_of: hourly ? `, ${DIALECTS[dialect].bucket("hour", "landed_t")} AS hour_of` : "",
    landings: landingsText(target, scope, question),
    ...outcome.kind === "metric" ? {} : eventValues(dialect, outcome.events, scope),
    most_value: numberLiteral(MOST_VALUE)
  };
  return fillTemplate(experiment_cells_default, { ...values, outcomes: fillTemplate(OUTCOMES[outcome.kind], values).trim() });
}
var OUTCOMES = { conversion: experiment_conversions_default, value: experiment_values_default, metric: experiment_readings_default };
function landingsText(target, scope, { route, device, outcome, group }) {
  const { instant, text } = DIALECTS[target.dialect];
  const views = [
    ...route === null ? [] : [`route = ${text(route)}`],
    ...device === null ? [] : [`device = ${text(device)}`]
  ];
  return fillTemplate(experiment_landings_default, {
    ...tableValues(target),
    reading_of: outcome.kind === "metric" ? readingOf(valuesOfNode(target.dialect, outcome.path)) : "",
    slice_of: group === null ? "" : `, MIN(${COLUMN_OF[group]}) AS slice`,
    window: `t >= ${instant(earliestOf(scope))} AND t <= ${instant(scope.to)}`,
    from: instant(scope.from),
    views: views.map((view) => ` AND ${view}`).join("")
  }).trim();
}
function readingOf(node) {
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
function verdictOf({ reason, kind, design }) {
  if (reason !== null)
    return `${kind === "effect" ? "An effect" : "A difference"} is not established, because ${BECAUSE[reason]}.`;
  if (kind === "effect") return `The effect is established. It is an effect if ${ASSIGNED[design]}.`;
  return "The difference is established. It is an association, because nothing was randomised: what else changed then in the treated groups counts as the difference.";
}
function moneyOf2({ money }) {
  if (money === null) return [];
  const whole = (number) => `${number < 0 ? "−" : ""}${Math.abs(Math.round(number)).toLocaleString("en")}`;
  return [
    `With as many sessions as in the window: ${whole(money.low)} to ${whole(money.high)} ${money.currency} a week.`
  ];
}
function comparedOf({ method, clusters, assignments, comparisons, design }) {
  if (method === null) return [];
  const units = count(clusters, UNIT[design]);
  const how = assignments === null ? `Errors are clustered: ${units.replace(/^\d+/, (number) => Number(number).toLocaleString("en"))}.` : `By randomisation inference: ${units}, ${assignments.exact ? "all" : "a sample of"} ${count(assignments.count, "assignment")}.`;
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
    ({ observed, expected }) => `${observed.toLocaleString("en")} for ${Math.round(expected).toLocaleString("en")}`
  );
  return [`Sessions for those planned: ${arms.join(", ")} (p ${probability(sampleRatio2.p)}).`];
}
function changedOf({ changed }) {
  if (changed === null || changed.sessions === 0) return [];
  const of = changed.share < 0.01 ? "less than 1 %" : `${wholePercent(changed.share)} %`;
  return [`The flag changed within ${count(changed.sessions, "session")} (${of}).`];
}
function trendOf({ trend }) {
  return trend === null ? [] : [`Trends before the treatment differ with p ${probability(trend.p)}, over ${count(trend.periods, "day")}.`];
}
var probability = (p) => p < 1e-3 ? "< 0.001" : `= ${p.toFixed(3)}`;

// src/field/report/outcome.ts
var MINUS = "−";
var LEAST_DECIMALS = 2;
var MOST_DECIMALS = 6;
function meanText(mean, { outcome, currency }) {
  if (outcome === "conversion") return `${(100 * mean).toFixed(LEAST_DECIMALS)} %`;
  if (outcome === "value") return `${mean.toFixed(LEAST_DECIMALS)}${currency === null ? "" : ` ${currency}`}`;
  return quantity(mean, unitOfPath(outcome));
}
function differenceText(difference, { outcome, currency }) {
  if (outcome !== "conversion" && outcome !== "value") return change(difference, unitOfPath(outcome));
  const scale = outcome === "conversion" ? 100 : 1;
  const suffix = outcome === "conversion" ? " points" : currency === null ? "" : ` ${currency}`;
  const [value, low, high] = [difference.value, difference.low, difference.high].map(
    (number) => number === null ? null : number * scale
  );
  const decimals = decimalsOf([value, low, high].filter((number) => number !== null && number !== void 0));
  const text = (number) => (number ?? 0) < 0 ? `${MINUS}${(-(number ?? 0)).toFixed(decimals)}` : (number ?? 0).toFixed(decimals);
  const sign = (value ?? 0) > 0 ? "+" : "";
  return `${sign}${text(value)}${suffix}${boundsText(low ?? null, high ?? null, text)}`;
}
function boundsText(low, high, text) {
  if (low !== null && high !== null) return ` (${text(low)} to ${text(high)})`;
  if (low !== null) return ` (${text(low)} or more)`;
  return high === null ? "" : ` (${text(high)} or less)`;
}
function decimalsOf(numbers) {
  const least = Math.min(...numbers.map(Math.abs).filter((size) => size > 0), 1);
  return Math.min(MOST_DECIMALS, Math.max(LEAST_DECIMALS, Math.ceil(-Math.log10(least))));
}
function relativeText({ value, low, high }) {
  return `${percentChange(value)}${low === null || high === null ? "" : ` (${percentRange({ low, high })})`}`;
}

// src/field/report/experiment.ts
var ARMS_RIGHT = /* @__PURE__ */ new Set([1, 2, 3]);
var NONE = /* @__PURE__ */ new Set();
function experimentText2(result, about, currency) {
  const { arms, effects } = tablesOf(result, { outcome: result.outcome, currency });
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
function experimentMarkdown(result, about, currency) {
  const { arms, effects } = tablesOf(result, { outcome: result.outcome, currency });
  return [
    "## Experiment",
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
function markdownTable(rows, right) {
  const [head = [], ...others] = rows;
  if (others.length === 0) return [];
  const rule = head.map((_, at) => right.has(at) ? "--:" : "---");
  return [
    row(head),
    row(rule),
    ...others.map((cells) => row(cells.map((cell) => code(cell)))),
    ""
  ];
}
function titleOf({ outcome, route, condition }) {
  const where = route === null ? "on any route" : `on ${route}`;
  return `${outcomeName(outcome)} of sessions that landed ${where}${condition === null ? "" : `, ${condition}`}`;
}
function outcomeName(outcome) {
  if (outcome === "conversion") return "Conversion";
  if (outcome === "value") return "Value";
  return inText(pathPhrase(parsePath(outcome) ?? [outcome]));
}
function tablesOf(result, unit) {
  const { control, arms, comparisons } = result;
  return {
    arms: [
      ["arm", "sessions", unit.outcome === "conversion" ? "converted" : "mean", "coverage"],
      ...arms.map(({ name, sessions, mean, coverage }) => [
        name === control ? `${name} (control)` : name,
        sessions.toLocaleString("en"),
        mean === null ? "" : meanText(mean, unit),
        sharePercent(coverage)
      ])
    ],
    effects: [
      ["against control", "change (95 % interval)", "relative"],
      ...comparisons.map(({ arm, effect, relative }) => [
        arm,
        differenceText(effect, unit),
        relative === null ? "unknown" : relativeText(relative)
      ])
    ]
  };
}

// src/stats/experiments/drawable.ts
var MOST_ENUMERATED = 2e4;
var DRAWN = 9999;
var MOST_LISTED = 1e3;
function drawable(observed, random) {
  const sizes = observed.map((stratum) => ({ size: stratum.length, treated: stratum.filter(Boolean).length }));
  const count2 = sizes.reduce((product, { size, treated }) => product * choices(size, treated), 1);
  if (count2 <= MOST_ENUMERATED) return { assignments: enumerate(sizes), exact: true };
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
  const ratio = -(large - 0.5) * Math.log1p(small / large) - small * Math.log(small + large) + small;
  return logGamma(small) + ratio + remainder(large) - remainder(small + large);
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
  let total = term;
  for (let index = 1; index <= MOST_TERMS && term > total * CONVERGED; index += 1) {
    term *= x / (a + index);
    total += term;
  }
  return total;
}
function lentz(termAt) {
  let value = SMALLEST;
  let upper = SMALLEST;
  let lower = 0;
  for (let index = 1; index <= MOST_TERMS; index += 1) {
    const { numerator, denominator } = termAt(index);
    lower = 1 / awayFromZero(denominator + numerator * lower);
    upper = awayFromZero(denominator + numerator / upper);
    const factor = upper * lower;
    value *= factor;
    if (Math.abs(factor - 1) < CONVERGED * 4) break;
  }
  return value;
}
var awayFromZero = (value) => Math.abs(value) < SMALLEST ? SMALLEST : value;

// src/stats/experiments/student.ts
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
var ROUNDS = 100;
function increasingRoot(of) {
  let low = 0;
  let high = 1;
  while (of(high) < 0 && high < Number.MAX_SAFE_INTEGER) {
    low = high;
    high *= 2;
  }
  for (let round = 0; round < ROUNDS && high - low > high * Number.EPSILON; round += 1) {
    const middle = (low + high) / 2;
    if (of(middle) < 0) low = middle;
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
  const total = parts.reduce((sum, { variance }) => sum + variance, 0);
  const squares = parts.reduce((sum, { variance, effective }) => sum + variance ** 2 / (effective - 1), 0);
  return total ** 2 / squares;
}
function studentInterval(value, parts, risk = 1 - CONFIDENCE) {
  const se = Math.sqrt(parts.reduce((sum, { variance }) => sum + variance, 0));
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
var ROUNDING = 1e-9;
function randomisationInference(observed, drawn, among = 1) {
  const value = observed.difference[0] / observed.difference[1];
  const se = Math.sqrt(varianceAt(observed, value)) / observed.difference[1];
  const risk = (1 - CONFIDENCE) / among + ROUNDING;
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
  const square = differenceAt(observed, effect) ** 2 * (1 - ROUNDING);
  const variance = varianceAt(observed, effect);
  const cell = (index) => drawn[index] ?? 0;
  let asLarge = 0;
  for (let at = 0; at < drawn.length; at += WIDTH) {
    const difference = cell(at) - effect * cell(at + 1);
    const its = cell(at + 2) - effect * (2 * cell(at + 3) - effect * cell(at + 4));
    if (difference * difference * variance >= square * Math.max(0, its)) asLarge += 1;
  }
  return WIDTH * asLarge / drawn.length;
}
var differenceAt = ({ difference: [at, slope] }, effect) => at - effect * slope;
var varianceAt = ({ variance: [at, mixed, square] }, effect) => Math.max(0, at - effect * (2 * mixed - effect * square));
function edge(value, stride, isInside) {
  const at = (step2) => value + (step2 === 0 ? 0 : stride * NEAREST * GROWTH ** (step2 - 1));
  let step = SEARCHED;
  if (isInside(at(step))) return null;
  while (step > 0 && !isInside(at(step - 1))) step -= 1;
  let inside = at(step - 1);
  let outside = at(step);
  for (let round = 0; round < BISECTIONS; round += 1) {
    const middle = (inside + outside) / 2;
    if (isInside(middle)) inside = middle;
    else outside = middle;
  }
  return (inside + outside) / 2;
}

// src/stats/experiments/contrast.ts
var DUST = 1e-24;
function sidesOf(units) {
  return [sideOf(units.filter(({ treated }) => !treated)), sideOf(units.filter(({ treated }) => treated))];
}
function sideOf(units) {
  const weight = units.reduce((sum, unit) => sum + unit.weight, 0);
  const squares = units.reduce((sum, unit) => sum + unit.weight ** 2, 0);
  const mean = units.reduce((sum, unit) => sum + unit.weight * unit.value, 0) / weight;
  const scatter = units.reduce((sum, unit) => sum + (unit.weight * (unit.value - mean)) ** 2, 0) / weight ** 2;
  return {
    clusters: units.length,
    mean,
    scatter: scatter <= DUST * mean ** 2 ? 0 : scatter,
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
  const statisticOf = statisticsOf(units);
  const drawn = assignments.map(([treated = []]) => statisticOf(treated));
  const found = randomisationInference(statisticOf(observed), drawn, among);
  return { ...found, assignments: { count: assignments.length, exact } };
}
var TERMS = 8;
function statisticsOf(units) {
  const centre = sideOf(units).mean;
  const terms = Float64Array.from(
    units.flatMap(({ treated, value, weight: w }) => {
      const [v, z] = [value - centre, treated ? 1 : 0];
      return [w, w * v, w * z, w * w, w * w * v, w * w * z, (w * v) ** 2, w * w * v * z];
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
  const { interval, p, degrees } = studentInterval(sides[1].mean - sides[0].mean, parts, risk);
  return {
    refused: null,
    method: "clustered",
    difference: interval,
    relative: ratioOf2(sides, parts, risk),
    se: clusteredError(...sides),
    p: Math.min(1, among * p),
    degrees,
    assignments: null,
    clusters: control.clusters + treated.clusters
  };
}
var DUST2 = 1e-13;
function sideOfSums({ clusters, m, y, yy, ym, mm }) {
  const mean = y / m;
  const squares = Math.max(0, yy - 2 * mean * ym + mean * mean * mm);
  return { clusters, mean, scatter: squares <= DUST2 * yy ? 0 : squares / m ** 2, effective: m ** 2 / mm };
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
  const total = counts.reduce((sum, { observed }) => sum + observed, 0);
  const shares = counts.reduce((sum, { share }) => sum + share, 0);
  const arms = counts.map(({ arm, observed, share }) => ({ arm, observed, expected: total * share / shares }));
  const statistic = total === 0 ? 0 : arms.reduce((sum, { observed, expected }) => sum + (observed - expected) ** 2 / expected, 0);
  const degrees = counts.length - 1;
  const p = degrees === 0 ? 1 : upperGamma(degrees / 2, statistic / 2);
  return { statistic, degrees, p, mismatch: p < MISMATCH, arms };
}

// src/field/analyses/experiment/coverage-differs.ts
var MOST_DIFFERENCE = 0.01;
var CERTAIN = 3.29;
function coverageDiffers(...pairs) {
  if (pairs.flat().some(({ starts }) => starts === 0)) return false;
  const changes = pairs.map(([one, other]) => shareOf(one) - shareOf(other));
  const difference = changes.reduce((sum, change2, index) => sum + (index === 0 ? change2 : -change2), 0);
  const variance = pairs.reduce((sum, [one, other]) => sum + varianceOf(one, other), 0);
  return Math.abs(difference) > Math.max(MOST_DIFFERENCE, CERTAIN * Math.sqrt(variance));
}
var shareOf = ({ starts, ended }) => ended / starts;
function varianceOf(one, other) {
  const pooled = (one.ended + other.ended) / (one.starts + other.starts);
  return pooled * (1 - pooled) * (1 / one.starts + 1 / other.starts);
}

// src/field/analyses/experiment/flag-arms.ts
var MOST_CHANGED = 0.01;
function compareFlag(cells, { control, shares, steps }) {
  const names = [control, ...[...cells.arms.keys()].filter((name) => name !== control)];
  const arms = names.map((name) => ({ name, sums: sumsOfCells(cells.arms.get(name) ?? []) }));
  const all = sumsOfCells(arms.map(({ sums }) => sums));
  const changed = changedOf2(cells, all);
  const ratio = ratioOf3(arms, shares);
  const found = {
    ...NOTHING,
    control,
    arms: arms.map((arm) => armRow(arm, steps)),
    sampleRatio: ratio,
    changed,
    exposed: all.n
  };
  if (changed.share > MOST_CHANGED) return { ...found, reason: "variant-changes" };
  const [ofControl, ...others] = arms;
  if (ofControl === void 0 || others.length === 0) return { ...found, reason: "one-arm" };
  if (all.n === 0) return { ...found, reason: "no-sessions" };
  const statArms = others.map(({ name, sums }) => ({ name, sums: armSums(sums, steps) }));
  const results = compareArms({ name: control, sums: armSums(ofControl.sums, steps) }, statArms, "experiment");
  const comparisons = results.flatMap(({ arm, result }) => {
    if (result.refused !== null) return [];
    const own = others.find(({ name }) => name === arm)?.sums ?? all;
    return [{ arm, effect: result, reason: reasonOf(ratio, ofControl.sums, own, holdsZero(result)) }];
  });
  const [first] = results;
  const reason = first?.result.refused ?? comparisons[0]?.reason ?? null;
  return { ...found, comparisons: first?.result.refused === null ? comparisons : [], reason };
}
function armRow({ name, sums }, steps) {
  return { name, sessions: sums.n, mean: meanOf(sums, steps), coverage: coverageOf(sums) };
}
function changedOf2({ changed }, { landed }) {
  const sessions = sumsOfCells(changed).landed;
  return { sessions, share: sessions === 0 ? 0 : sessions / (sessions + landed) };
}
function ratioOf3(arms, shares) {
  const names = [.../* @__PURE__ */ new Set([...arms.map(({ name }) => name), ...shares?.keys() ?? []])];
  return sampleRatio(
    names.map((name) => ({
      arm: name,
      observed: arms.find((arm) => arm.name === name)?.sums.landed ?? 0,
      share: shares?.get(name) ?? 1
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
    const at = pair.indexOf("=");
    return at <= 0 ? [] : [[pair.slice(0, at), pair.slice(at + 1)]];
  });
  return new Map(pairs);
}
function cellsOfFlag(cells, flag) {
  const valued = cells.map((cell) => {
    const [lowest, highest] = [flagsIn(cell.lowest), flagsIn(cell.highest)];
    const values = [...new Set([lowest.get(flag), highest.get(flag)].filter((value) => value !== void 0))];
    return { cell, values, names: [...lowest.keys(), ...highest.keys()] };
  });
  const whole = valued.flatMap(
    ({ cell, values: [value, ...others] }) => value === void 0 || others.length > 0 ? [] : [{ cell, value }]
  );
  const arms = [...Map.groupBy(whole, ({ value }) => value)].map(
    ([value, those]) => [value, those.map(({ cell }) => cell)]
  );
  return {
    arms: new Map(arms.toSorted(([one], [other]) => one < other ? -1 : 1)),
    changed: valued.filter(({ values }) => values.length > 1).map(({ cell }) => cell),
    flags: [...new Set(valued.flatMap(({ names }) => names))].toSorted()
  };
}

// src/field/commands/experiment-request.ts
var CENTS = 100;
function outcomeSubject({ field }, { outcome, route }) {
  if (route !== null) assertDeclaredRoute(field.routes, route);
  const name = outcome ?? "conversion";
  if (name !== "conversion" && name !== "value") return metricSubject(name);
  const { events } = field;
  if (events === null) throw new GateError("no-events", {}, { where: field.beacons.where });
  if (name === "conversion") return { kind: "conversion", name, steps: 1, source: events };
  if (events.value !== null) return { kind: "value", name, steps: CENTS, source: events };
  const todo = "Add for example `value: value` to `field.events`, or write --outcome conversion.";
  throw new GateError(
    "usage",
    { what: "--outcome is value, and field.events does not name a value.", todo },
    { where: events.where }
  );
}
function metricSubject(name) {
  const node = readBudgetPath(name);
  if (!("what" in node) && isFieldPath(node.path))
    return { kind: "metric", name: node.path, steps: stepsOf(node.path), path: node.path };
  const what = `--outcome is ${quote(name)}, which sessions do not have.`;
  const todo = "Write --outcome conversion, --outcome value, or a metric or a part of one, for example --outcome lcp.ttfb.";
  throw new GateError("usage", { what, todo });
}
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
  const of = `Its values are ${values.map(quote).join(", ")}.`;
  const what = `--control is missing, and ${found.length === 0 ? "none" : "not only one"} of the values of the flag ${quote(flag)} says that it is the control.`;
  throw new GateError("usage", { what, todo: `Name the value without the treatment with --control. ${of}` });
}
function assertShares(values, { flag, shares }) {
  if (shares === null) return;
  const missing = values.filter((value) => !shares.has(value));
  if (missing.length === 0) return;
  const what = `--shares has no share of ${missing.map(quote).join(", ")}, which the flag ${quote(flag)} also is.`;
  throw new GateError("usage", { what, todo: `Give a share to each of ${values.map(quote).join(", ")}.` });
}
var named = (value) => quote(value).slice(1, -1);
function kindOf(_plan) {
  return "effect";
}

// src/field/commands/experiment-designs.ts
function findEffect(plan, cells, asked) {
  if (sumsOfCells(cells).landed === 0) return without("no-sessions");
  return flagEffect(plan, cells, asked);
}
var without = (reason, ...notices) => ({
  found: { ...NOTHING, reason },
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
var MOST_NAMED = 10;
function flagNotice(flag, flags) {
  const there = flags.slice(0, MOST_NAMED).map(quote).join(", ");
  const known = flags.length === 0 ? "The records do not name any flag." : `The records name ${there}.`;
  return `no session has the flag ${quote(flag)}. ${known}`;
}
var valueNotice = (flag, value) => `the flag ${quote(flag)} is ${quote(value)} in all sessions that have it, so there is nothing to compare them with.`;

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

// src/field/commands/experiment.ts
async function findExperiment(setup, options, place) {
  const subject = outcomeSubject(setup, options);
  const asked = await askRecords(setup, options, place, async (engine, scope2) => {
    const found = await askEffect(engine, scope2, { setup, options, subject });
    return { ...found, scope: scope2, notices: [...leftOutNotices(engine), ...found.notices] };
  });
  const { effect, sql, scope, notices, landed } = asked.answer;
  const result = resultOf(effect, { setup, options, subject, place, scope, sql });
  const currency = currencyOf(subject);
  const about = { scope, days: setup.field.windowDays, by: null, sha: null, isEmpty: landed === 0 };
  return {
    json: result,
    text: experimentText2(result, about, currency),
    markdown: experimentMarkdown(result, about, currency),
    notices: [...noFilesNotices(asked), ...notices, ...effect.notices, ...currencyNotices(subject)],
    exitCode: result.effect === null ? 3 : 0
  };
}
async function askEffect(engine, scope, { setup, options, subject }) {
  const { plan } = options;
  if (scope === null) {
    const effect = { found: { ...NOTHING, reason: "no-sessions" }, notices: [] };
    return { effect, sql: [], notices: [], landed: 0 };
  }
  const { outcome, notices } = await openOutcome(engine, scope, setup, subject);
  const question = questionOf(options, outcome);
  const cells = await askExperiment(engine, scope, question);
  return {
    effect: findEffect(plan, cells, { steps: subject.steps, scope }),
    sql: [experimentText(engine, scope, question)],
    notices,
    landed: sumsOfCells(cells).landed
  };
}
function questionOf({ route, condition }, outcome) {
  return { route, device: condition, outcome, group: null, hourly: false };
}
var DAYS_OF_WEEK = 7;
function resultOf({ found }, { setup, options, subject, place, scope, sql }) {
  const { plan, route, condition } = options;
  const currency = currencyOf(subject);
  const sessions = found.exposed / setup.field.windowDays * DAYS_OF_WEEK;
  return experimentResult(
    found,
    {
      kind: kindOf(plan),
      design: plan.design,
      outcome: subject.name,
      route,
      condition,
      window: scope === null ? null : { from: scope.from, to: scope.to },
      sql,
      writtenAt: place.now.toISOString()
    },
    currency === null ? null : { sessions, currency }
  );
}
var currencyOf = (subject) => subject.kind === "value" ? subject.source.currency : null;
function currencyNotices(subject) {
  if (subject.kind !== "value" || subject.source.currency !== null) return [];
  return ["field.events names a value and no currency, so there is no money. Add for example currency: EUR."];
}
function printExperiment(setup, options, place, dialect) {
  const { target, scope } = printedTarget(setup, options, place, dialect);
  return [experimentText(target, scope, questionOf(options, printedOutcome(dialect, outcomeSubject(setup, options))))];
}

// src/cli/field/run-experiment.ts
var runExperiment = (options, io) => runReport(options, { find: findExperiment, print: printExperiment }, io);
export {
  runExperiment
};
