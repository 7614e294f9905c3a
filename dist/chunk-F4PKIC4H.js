import {
  compositionText,
  judgeFolder,
  lintGraph,
  matchesName,
  parseJson,
  plannerFor,
  priceOperation,
  profileText,
  readGraph,
  readOne,
  readOperations,
  recalibrate,
  renderTerminal,
  runCalibration,
  runGate,
  runGraphqlCheck,
  runMeasure,
  runReport,
  workTree
} from "./chunk-ZH2WA3BZ.js";
import "./chunk-V34DPDS4.js";
import "./chunk-V3AYUUAW.js";
import "./chunk-U232OJIW.js";
import "./chunk-CREJ44GK.js";
import "./chunk-Y5GGRTQH.js";
import {
  isMap,
  parseSource,
  placeIn
} from "./chunk-CJHJQKCK.js";
import "./chunk-JT2ZFFTU.js";
import "./chunk-ZUEV2AZH.js";
import {
  inText
} from "./chunk-X4G5UA3Y.js";
import {
  jsonNumber
} from "./chunk-JVUV34OG.js";
import {
  metricName,
  prose,
  routePhrase
} from "./chunk-KUUU2HGZ.js";
import {
  didYouMean,
  quote
} from "./chunk-JQVLRZMY.js";
import "./chunk-3UUDSS2Z.js";
import "./chunk-UBUDJYS6.js";
import "./chunk-YOCNSY4K.js";
import {
  costText,
  count,
  quantity
} from "./chunk-POXONE6A.js";
import {
  GateError,
  redact
} from "./chunk-G7GO5XY6.js";

// src/graphql/command/price-json.ts
function operationJson({ operation, cost, planned, unplanned, breakdowns }, profile) {
  const { totals, precision, assumptions, violations } = cost;
  const total = (metric) => {
    const value = totals[metric]?.total;
    return value === void 0 ? void 0 : jsonNumber(value);
  };
  const shown = ["type-cost", "field-cost", "cost"].flatMap((metric) => {
    const breakdown = breakdowns[metric];
    return breakdown === void 0 ? [] : [[metric, jsonBreakdown(breakdown)]];
  });
  return {
    name: operation.name,
    hash: operation.hash,
    profile: profileText(profile),
    typeCost: total("type-cost"),
    fieldCost: total("field-cost"),
    cost: total("cost"),
    planned: planned === null ? void 0 : mapValues(planned.costs, jsonNumber),
    fetches: planned?.fetches,
    waves: planned?.waves,
    unplanned: unplanned ?? void 0,
    precision,
    assumptions,
    violations,
    breakdowns: Object.fromEntries(shown)
  };
}
function jsonBreakdown({ id, value, parts }) {
  return { id, value: jsonNumber(value), parts: parts.map(jsonBreakdown) };
}
function mapValues(record, map) {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}

// src/graphql/command/price-text.ts
function priceText(priced, profile) {
  const texts = priced.map((each) => each.valid ? operationText(each) : `${titleOf(each)}: invalid`);
  return [`profile: ${profileText(profile)}`, ...texts].join("\n\n") + "\n";
}
function operationText(priced) {
  const { cost, planned, unplanned, breakdowns } = priced;
  const trees = Object.values(breakdowns).flatMap((breakdown) => treeLines(breakdown, 1));
  return [
    titleOf(priced) + (cost.precision === "exact" ? "" : " (upper bound)"),
    ...trees,
    ...cost.assumptions.map(({ text }) => `  · ${text}`),
    ...cost.violations.map(({ text, file, line }) => `  ! ${text}${file === null ? "" : ` (${file}:${line ?? 1})`}`),
    ...planned === null ? [] : [`  · planned as ${planned.fetches} fetches in ${planned.waves} waves`],
    ...unplanned === null ? [] : [`  · no query plan: ${unplanned}`]
  ].join("\n");
}
function titleOf({ operation: { name, client, where } }) {
  return `${name ?? "(anonymous)"}${client === null ? "" : ` of ${client}`}  ${where}`;
}
function treeLines({ id, value, parts }, depth) {
  const indent = "  ".repeat(depth);
  return [
    `${indent}${id.padEnd(Math.max(1, 48 - indent.length))} ${costText(value)}`,
    ...parts.flatMap((part) => treeLines(part, depth + 1))
  ];
}

// src/graphql/command/run-cost.ts
async function runCost(request, folder) {
  const files = workTree(folder);
  const graph = await graphOf(request.source, files);
  const operations = await readOperations(files, { patterns: request.operations, named: "--operations", where: null });
  const given = request.variables === null ? NO_VARIABLES : await readVariables(request.variables, files);
  const settings = {
    profile: request.profile,
    listSize: request.listSize,
    unknownVariables: request.unknownVariables,
    variableDefaults: false,
    ...given
  };
  const { planner, notice } = await plannerFor(graph, folder);
  const priced = operations.map((operation) => priceOperation(operation, graph, settings, planner));
  const notes = [...graph.notes, ...notice === null ? [] : [notice], ...lintGraph(graph, request.profile)];
  const outcome = outcomeOf(priced, notes, request);
  return { ...outcome, stderr: unusedVariables(given, operations) + outcome.stderr };
}
function unusedVariables({ variables, variablesWhere, whereOfValue }, operations) {
  const names = operations.map(({ name }) => name);
  return Object.keys(variables).filter((pattern) => !names.some((name) => matchesName(pattern, name))).map((pattern) => {
    const near = didYouMean(
      pattern,
      names.filter((name) => name !== null)
    );
    const meant = near === null ? "" : ` Did you mean ${quote(near)}?`;
    return `${whereOfValue?.([pattern]) ?? variablesWhere}: warning: No operation is called ${quote(pattern)}.${meant}
`;
  }).join("");
}
function outcomeOf(priced, notes, { json, profile }) {
  const broken = priced.flatMap((each) => each.valid ? [] : each.problems);
  const errors = broken.map(({ where, message }) => `${where}: error: ${message}
`).join("");
  const told = notes.map((note) => `note: ${note}
`).join("");
  const valid = priced.flatMap((each) => each.valid ? [operationJson(each, profile)] : []);
  const stdout = json ? `${JSON.stringify(valid, null, 2)}
` : priceText(priced, profile);
  return { stdout, stderr: told + errors, exitCode: broken.length === 0 ? 0 : 1 };
}
async function graphOf(source, files) {
  const named = { schema: "--schema", supergraph: "--supergraph", rover: "--subgraphs", subgraphs: "--subgraphs" }[source.kind];
  const reading = await readGraph(source, files, { named, where: null });
  if (reading.status === "read") return reading.graph;
  if (reading.status === "absent")
    throw new GateError("graphql-input", { what: "There is no subgraph to compose.", todo: "List one." });
  const [first = "", ...others] = reading.errors.map(compositionText);
  throw new GateError("composition-failed", { first, others: others.map((each) => `
${each}`).join("") });
}
var NO_VARIABLES = { variables: {}, variablesWhere: "--variables" };
async function readVariables(path, files) {
  const file = await readOne(files, path, { named: "--variables", where: null });
  const value = parseJson(file ?? { path, text: "" }, "Correct the file.");
  const whereOfValue = (keys) => placeIn(path, parseSource(file?.text ?? "").position(keys, "key"));
  if (isMap(value) && Object.values(value).every(isMap))
    return { variables: value, variablesWhere: `${path}:1:1`, whereOfValue };
  const what = "The variables are not a map from operation names to maps of values.";
  throw new GateError(
    "graphql-input",
    { what, todo: 'Write for example { "ProductPage": { "first": 10 } }.' },
    { where: `${path}:1:1` }
  );
}

// src/report/terminal/calibration.ts
var percent = (fraction) => `${(100 * fraction).toFixed(1)} %`;
function renderCalibration(campaigns) {
  const total = campaigns.reduce((sum, { minutes }) => sum + minutes, 0);
  const lines = campaigns.flatMap((campaign) => [
    "",
    `${inText(routePhrase(campaign))}: at most ${campaign.minutes.toFixed(1)} min`,
    ...campaign.metrics.length === 0 ? ["  nothing was measured in three blocks or more"] : [],
    ...campaign.metrics.flatMap(metricLines),
    ...laneLines(campaign)
  ]);
  const most = Math.max(10, ...campaigns.flatMap(({ metrics }) => metrics.map(({ maxBlocks }) => maxBlocks)));
  return [
    "The noise on this machine, from comparing this deploy with itself.",
    ...lines,
    "",
    `Set max-blocks: ${most} and max-minutes: ${Math.max(1, Math.ceil(total))}, or less for a shorter run.`,
    ""
  ].join("\n");
}
function metricLines(metric) {
  const { unit, level, sigma, recommended, unchanged, found, maxBlocks, blocks } = metric;
  const head = `  ${metricName(metric.metric)} ${quantity(level, unit)} in ${count(blocks, "block")}`;
  const rates = `    unchanged, relabelled ${unchanged.runs} times: ${percent(unchanged.worse)} suspected and ${percent(unchanged.confirmed)} confirmed, ${percent(unchanged.same)} same, ${percent(unchanged.unclear)} unclear, after ${unchanged.blocks.toFixed(1)} blocks`;
  if (sigma === null || recommended === null) return [`${head}: compared exactly; keep your tolerance`, rates];
  const power = found.map(({ increase, rates: at }) => `+${Math.round(100 * increase)} % in ${percent(at.confirmed)}`).join(", ");
  return [
    `${head}: max-increase: [${Math.round(100 * recommended.fraction)} %, ${recommended.amountMs} ms], max-blocks: ${maxBlocks}`,
    `    because visits vary by ${percent(sigma)} within a block: 15 blocks clear an unchanged page of ${percent(metric.certifiable[1]?.fraction ?? 0)} in four of five runs`,
    rates,
    `    found: ${power}`
  ];
}
function laneLines({ lanes, twoLanes }) {
  if (twoLanes === null) return [];
  return [...lanes.map(laneLine), ...gainLines(twoLanes)];
}
function laneLine({ lanes, visitsPerMinute, metrics }) {
  const each = metrics.flatMap(
    ({ metric, unit, level, sigma, recommended }) => sigma === null || recommended === null ? [] : [
      `${metricName(metric)} ${quantity(level, unit)} ± ${percent(sigma)}, max-increase: [${Math.round(100 * recommended.fraction)} %, ${recommended.amountMs} ms]`
    ]
  );
  return `  in ${lanes === 1 ? "one lane" : "two lanes"}: ${visitsPerMinute.toFixed(0)} visits a minute; ${each.join("; ")}`;
}
function gainLines({ visits, metrics }) {
  return [
    `    two lanes make ${visits.toFixed(1)} times the visits`,
    ...metrics.map(({ metric, level, sigma, time }) => {
      const change = `${level < 1 ? "−" : "+"}${percent(Math.abs(level - 1))}`;
      return `    ${metricName(metric)}: level ${change}, varies ${sigma.toFixed(1)} times as much; an answer as sure takes ${time.toFixed(1)} times the time`;
    })
  ];
}

// src/report/terminal/progress.ts
import cliProgress from "./vendor/cli-progress-2U73I5BX.js";
function terminalProgress(stream, interactive) {
  return cleaned(interactive ? barProgress(stream) : lineProgress(stream));
}
function clean(text) {
  return inText([prose(redact(text))]);
}
function cleaned(progress) {
  return {
    stop: progress.stop,
    line: (text) => progress.line(clean(text)),
    begin: (campaign, visits) => progress.begin(clean(campaign), visits),
    advance: (campaign) => progress.advance(clean(campaign)),
    look: (campaign, text) => progress.look(clean(campaign), clean(text)),
    end: (campaign, note) => progress.end(clean(campaign), clean(note))
  };
}
var BAR_OPTIONS = {
  format: "{campaign}  {bar}  {value}/{total} visits to the next look",
  barCompleteChar: "█",
  barIncompleteChar: "░",
  barsize: 24,
  hideCursor: true,
  clearOnComplete: true
};
function barProgress(stream) {
  const bars = /* @__PURE__ */ new Map();
  let multi;
  const line = (text) => {
    if (multi === void 0) stream.write(`${text}
`);
    else multi.log(`${text}
`);
  };
  const stop = () => {
    multi?.update();
    multi?.stop();
    multi = void 0;
    bars.clear();
  };
  return {
    line,
    stop,
    begin: (campaign, visits) => {
      multi ??= new cliProgress.MultiBar({ ...BAR_OPTIONS, stream });
      const bar = bars.get(campaign) ?? multi.create(visits, 0, { campaign });
      bars.set(campaign, bar);
      bar.setTotal(visits);
      bar.update(0);
    },
    advance: (campaign) => {
      const bar = bars.get(campaign);
      if (bar !== void 0 && bar.getProgress() < 1) bar.increment();
    },
    look: (campaign, text) => line(`${campaign}: ${text}`),
    end: (campaign, note) => {
      const bar = bars.get(campaign);
      if (bar !== void 0 && bars.size > 1) multi?.remove(bar);
      else if (bar !== void 0) stop();
      bars.delete(campaign);
      line(`${campaign}: ${note}`);
    }
  };
}
function lineProgress(stream) {
  const line = (text) => void stream.write(`${text}
`);
  return {
    line,
    stop: () => {
    },
    begin: () => void 0,
    advance: () => void 0,
    look: (campaign, text) => line(`${campaign}: ${text}`),
    end: (campaign, note) => line(`${campaign}: ${note}`)
  };
}
export {
  judgeFolder,
  recalibrate,
  renderCalibration,
  renderTerminal,
  runCalibration,
  runCost,
  runGate,
  runGraphqlCheck,
  runMeasure,
  runReport,
  terminalProgress
};
