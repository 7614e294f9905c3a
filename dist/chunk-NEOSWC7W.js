import {
  TERMINAL,
  diffOf
} from "./chunk-BVDK4CD2.js";
import {
  MACHINE_SPREAD,
  judgeSlo,
  readCalibration
} from "./chunk-XKJGEQM3.js";
import {
  calibrateNoise,
  campaignMinutes,
  rootTolerances,
  toleranceFraction,
  toleranceOf
} from "./chunk-BWW6KNF5.js";
import {
  judgeRecords,
  readSetup,
  withRecords,
  withoutBudgets
} from "./chunk-TRLLKVDJ.js";
import {
  alignedLines
} from "./chunk-5ADXQQ6X.js";
import "./chunk-5ZBUEO57.js";
import {
  campaignsOf
} from "./chunk-EVIWKS3U.js";
import {
  formatLimit,
  isMap,
  loadConfig,
  measuresInput,
  mergeBudgets,
  parseSource,
  readText,
  routeBudgets,
  validate,
  writtenKey
} from "./chunk-ANOO677E.js";
import "./chunk-JT2ZFFTU.js";
import "./chunk-5FYPY7J5.js";
import "./chunk-TGFS3GHZ.js";
import {
  valuesOf
} from "./chunk-NWIDPKZN.js";
import {
  formatPath,
  parsePath
} from "./chunk-OPTY3JPO.js";
import "./chunk-ZJKTF4S2.js";
import {
  definitionOf,
  isMetric,
  knownParts,
  partsAt,
  quote,
  sanitizeLine,
  unitOf
} from "./chunk-TOJFHHPJ.js";
import "./chunk-UO6MLEXB.js";
import {
  yaml_Document,
  yaml_isAlias,
  yaml_isMap,
  yaml_isNode,
  yaml_isPair,
  yaml_isScalar,
  yaml_isSeq,
  yaml_parseDocument,
  yaml_visit
} from "./chunk-WBN44U6Z.js";
import "./chunk-YOCNSY4K.js";
import {
  isInteractive,
  say
} from "./chunk-JTS2K6SZ.js";
import {
  count,
  limit,
  quantity,
  tolerances
} from "./chunk-POXONE6A.js";
import {
  GateError,
  causeOf
} from "./chunk-REZM6CI2.js";

// src/cli/budgets.ts
import { text } from "node:stream/consumers";

// src/source/edit.ts
function editYaml(text2, edits) {
  const eol = text2.includes("\r\n") ? "\r\n" : "\n";
  const whole = text2 === "" || text2.endsWith("\n") ? text2 : text2 + eol;
  const { contents } = yaml_parseDocument(whole, { merge: true, stringKeys: true });
  const found = edits.map((edit) => ({ edit, place: placeOf(contents, edit) }));
  const refused2 = found.filter(({ place }) => place === null).map(({ edit }) => edit);
  const splices = splicesOf(
    whole,
    found.map(({ place }) => place).filter((place) => place !== null)
  );
  if (splices.length === 0) return { text: text2, refused: refused2 };
  const edited = splices.toSorted((one, other) => other.from - one.from || one.depth - other.depth).reduce(
    (all, { from, to, text: piece }) => all.slice(0, from) + piece.replaceAll("\n", eol) + all.slice(to),
    whole
  );
  assertWritten(
    edited,
    edits.filter((edit) => !refused2.includes(edit))
  );
  return { text: edited, refused: refused2 };
}
function placeOf(root, { path, value }) {
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
  return path.reduceRight((inner, key) => ({ [key]: inner }), value);
}
function splicesOf(text2, places) {
  const inserts = places.filter((place) => place.kind === "insert");
  const byMap = Map.groupBy(inserts, ({ map }) => map);
  return [
    ...places.filter((place) => place.kind === "replace").map((place) => replacement(text2, place)),
    ...[...byMap].map(([map, those]) => insertion(text2, map, those))
  ];
}
function replacement(text2, { node, key, value, depth }) {
  const from = node.range?.[0] ?? 0;
  const isBlock = (yaml_isMap(node) || yaml_isSeq(node)) && node.flow !== true;
  const missing = isBlock && yaml_isNode(key) ? columnOf(text2, key) + 2 - columnOf(text2, node) : 0;
  return { from, to: endOf(node), depth, text: " ".repeat(Math.max(0, missing)) + yamlOf(value, true) };
}
function insertion(text2, map, places) {
  const depth = places[0]?.depth ?? 0;
  const value = places.reduce((all, { key, value: added }) => merged(all, { [key]: added }), {});
  const last = map.items.at(-1);
  if (map.flow === true) {
    const inner = yamlOf(value, true).replace(/^\{ | \}$/g, "");
    if (last === void 0) return { from: map.range?.[0] ?? 0, to: map.range?.[1] ?? 0, depth, text: `{ ${inner} }` };
    const at3 = endOfPair(last);
    return { from: at3, to: at3, depth, text: `, ${inner}` };
  }
  const indent = " ".repeat(yaml_isNode(last?.key) ? columnOf(text2, last.key) : 0);
  const lines = yamlOf(value, false).trimEnd().replaceAll(/^(?=.)/gm, indent);
  const at2 = last === void 0 ? map.range?.[0] ?? 0 : nextLine(text2, endOfPair(last));
  return { from: at2, to: at2, depth, text: `${lines}
` };
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
function columnOf(text2, { range }) {
  const offset = range?.[0] ?? 0;
  return offset - (text2.lastIndexOf("\n", offset - 1) + 1);
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
function nextLine(text2, offset) {
  if (text2[offset - 1] === "\n") return offset;
  const end = text2.indexOf("\n", offset);
  return end === -1 ? text2.length : end + 1;
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
function assertWritten(text2, edits) {
  const { value, problems } = parseSource(text2);
  const wrong = edits.find((edit) => JSON.stringify(at(value, edit.path)) !== JSON.stringify(edit.value));
  if (problems.length > 0 || wrong !== void 0)
    throw new Error(`the file was not edited as intended${wrong === void 0 ? "" : ` at ${wrong.path.join(".")}`}`);
}
function at(value, path) {
  return path.reduce(
    (inner, key) => typeof inner === "object" && inner !== null ? Object.entries(inner).find(([name]) => name === String(key))?.[1] : void 0,
    value
  );
}

// src/suggest/config-file.ts
import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
var NO_VISITS = { baseUrl: null, headUrl: null, visits: false, isOfField: true };
async function readConfigFile(file, cwd, env) {
  const path = resolve(cwd, file);
  const config = await loadConfig(file, NO_VISITS, cwd, env).catch((error) => {
    throw isMissing(error) ? new GateError("suggest-no-config", { file }, { cause: error }) : error;
  });
  const text2 = await readText(file, path);
  const { value } = parseSource(text2);
  const isWritten = (key) => isMap(value) && Object.hasOwn(value, key);
  return { file, path, text: text2, input: inputOf(file, text2, env), config, isWritten };
}
function isMissing(error) {
  if (!(error instanceof GateError) || error.code !== "config-unreadable") return false;
  return error.cause instanceof Error && "code" in error.cause && error.cause.code === "ENOENT";
}
function inputOf(file, text2, env) {
  return validate(file, parseSource(text2), env, NO_VISITS);
}
async function writeConfigFile({ file, path, text: text2 }, edited) {
  try {
    const now = await readFile(path, "utf8");
    const mark = now.startsWith("\uFEFF") ? "\uFEFF" : "";
    if (now !== mark + text2) throw new Error("it has changed since it was read");
    await writeFile(path, mark + edited);
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
  const index = input.routes.findIndex(({ name }) => name === route);
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
  const plans = suggestions.map((suggestion) => planBudget(scope, suggestion));
  const edited = suggestions.filter((_, at2) => (plans[at2]?.edits.length ?? 0) > 0).map(({ path }) => path);
  const rest = edited.length === 0 ? NO_PLAN : writtenOut(scope, edited);
  return {
    limits: [...plans.flatMap(({ limits }) => limits), ...rest.limits],
    edits: [...plans.flatMap(({ edits }) => edits), ...rest.edits]
  };
}
var NO_PLAN = { limits: [], edits: [] };
function writtenOut({ route, at: at2, effective }, edited) {
  const rest = effective.filter(({ isDefault, path }) => isDefault === true && !edited.includes(path));
  return {
    limits: rest.map(({ path, max }) => ({
      route,
      path,
      key: "max",
      at: [...at2, path, "max"],
      suggested: null,
      existing: max === null ? null : [max],
      action: "written-out"
    })),
    edits: rest.map(({ path, max, maxIncrease }) => ({ path: [...at2, path], value: entryOf(max, maxIncrease) }))
  };
}
function planBudget(scope, suggestion) {
  const { route, at: at2, own, inherited, effective } = scope;
  const { path } = suggestion;
  const key = writtenKey(own, path);
  const written = key === void 0 ? void 0 : own[key];
  const now = effective.find((budget) => budget.path === path);
  const state = {
    now,
    level: suggestion.max?.value ?? 1,
    isRemoved: (name) => written === null || written?.[name] === null,
    blocks: enforcementOf(now, written, inherited[writtenKey(inherited, path) ?? path]) === "block"
  };
  const limits = limitsOf(suggestion).map((each) => {
    const existing = existingOf(now, each.key);
    return {
      route,
      path,
      ...each,
      at: [...at2, key ?? path, each.key],
      existing,
      action: actionFor(each, existing, state)
    };
  });
  const changed = limits.filter(({ action }) => action === "added" || action === "tightened");
  if (changed.length === 0) return { limits, edits: [] };
  if (now === void 0 || now.isDefault === true) {
    const max = changed.find(({ key: name }) => name === "max")?.suggested?.[0] ?? now?.max ?? null;
    const increase = changed.find(({ key: name }) => name === "max-increase")?.suggested ?? now?.maxIncrease ?? null;
    return { limits, edits: [{ path: [...at2, key ?? path], value: entryOf(max, increase) }] };
  }
  const edits = changed.map(({ key: name, suggested }) => ({
    path: [...at2, key ?? path, name],
    value: name === "max" ? textOf(suggested?.[0]) : increaseText(suggested ?? [])
  }));
  return { limits, edits };
}
function enforcementOf(now, written, inherited) {
  return now?.enforce ?? written?.enforce ?? inherited?.enforce ?? "warn";
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
var P75 = 75;
function actionFor({ key, suggested }, existing, { now, level, isRemoved, blocks }) {
  if (isRemoved(key)) return "removed";
  const order = existing === null ? -1 : sizeOf(key, suggested, level) - sizeOf(key, existing, level);
  if (order === 0) return "same";
  if (order > 0) return "looser";
  if (blocks) return "blocks";
  if (existing === null) return "added";
  return key === "max" && now?.percentile !== P75 ? "percentile" : "tightened";
}
function sizeOf(key, limits, level) {
  if (key === "max") return limits[0]?.value ?? Infinity;
  return Number(toleranceFraction(limits.map(toleranceOf), level).toFixed(9));
}
function entryOf(max, maxIncrease) {
  return {
    ...max === null ? {} : { max: textOf(max) },
    ...maxIncrease === null ? {} : { "max-increase": increaseText(maxIncrease) },
    enforce: "warn"
  };
}
function textOf(limit2) {
  if (limit2 === void 0) throw new Error("a limit is missing");
  return limit2.unit === "score" ? limit2.value : formatLimit(limit2);
}
function increaseText(limits) {
  return limits.length === 1 ? textOf(limits[0]) : limits.map(textOf);
}

// src/suggest/report.ts
var MOST_CHARACTERS = 1e3;
var HEAD = ["budget", "limit", "suggested", "now", ""];
var ACTIONS = {
  added: "added, warns",
  tightened: "tightened",
  same: "as it is",
  "written-out": "a default, written out",
  blocks: "not changed: it blocks",
  looser: "not changed: it is stricter",
  removed: "not changed: the route removed it",
  percentile: "not changed: not about the p75",
  shared: "not changed: an alias shares it"
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
      nameOf(route),
      ...alignedLines([HEAD, ...those.map(cellsOf)], /* @__PURE__ */ new Set([2, 3]))
    ]),
    ...section("Why", whyLines(found)),
    ...section("For the whole file", settings.map(settingLine)),
    ...section("Left out", found.leftOut),
    ...section("Note", [...rulesOf(limits), ...found.notes])
  ];
  return `${lines.map((line) => line.startsWith("  ") ? line : sanitizeLine(line, MOST_CHARACTERS)).join("\n")}
`;
}
var nameOf = (route) => route ?? "every route";
function cellsOf({ path, key, suggested, existing, action }) {
  return [path, key, textOf2(key, suggested ?? existing), textOf2(key, existing), ACTIONS[action]];
}
function textOf2(key, limits) {
  if (limits === null) return "";
  return key === "max" ? limits.map(limit).join() : tolerances(limits);
}
function whyLines({ budgets }) {
  return budgets.flatMap(({ route, path, why }) => why.map((sentence) => `${nameOf(route)} ${path} ${sentence}`));
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
  return ["", `${title}:`, ...lines.map((line) => `  - ${sanitizeLine(line, MOST_CHARACTERS)}`)];
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
  return value === null ? null : { value, text: `Google's "good" limit is ${shown(value, path)}` };
}
function goodValue(path) {
  if (isWhole(path)) return definitionOf(metricAt(path)).defaults.max.value;
  return path.endsWith(".ttfb") ? GOOD_TTFB_MS : null;
}
function shown(value, path) {
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
  const power = 10 ** Math.floor(Math.log10(most));
  const step = Math.max(1, [5, 2, 1].map((each) => each * power).find((each) => each <= most) ?? 1);
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
  return { route, path, max: limitOf(max, path), maxIncrease: null, why: [reasonOf(reading, max, good)] };
}
function reasonOf({ path, p75, high, noise, of }, max, good) {
  const unit = unitOf(metricAt(path));
  const value = quantity(p75, unit, [max]);
  const varies = noise === null ? "" : ` and the noise ${percent(noise)}`;
  const atMost = high === null || high <= p75 ? "" : ` (at most ${quantity(high, unit, [max])})`;
  const left = unit === "score" ? quantity(max - p75, unit) : percent(max / p75 - 1);
  const begin = `max ${shown(max, path)}: the p75 of ${of} was ${value}${atMost}${varies}`;
  return `${begin}, so ${shown(max, path)} leaves ${left}${goodClause(p75, max, good)}.`;
}
function goodClause(p75, max, good) {
  if (good === null) return "";
  const advice = p75 > good.value ? ", which is exceeded: lower the budget as the page gets faster" : "";
  return `; ${good.text}${max === good.value ? ", and a page that is good is not given more" : advice}`;
}
function percent(fraction) {
  const number = 100 * fraction;
  return `${number < 1 ? number.toFixed(1) : Math.round(number)} %`;
}

// src/suggest/settings.ts
var MOST_BLOCKS = 20;
var SLOWER = 1.25;
var MOST_MINUTES = 360;
function suggestSettings(campaigns, budgets) {
  const known = campaigns.filter(({ route, metrics }) => budgets.has(route) && metrics.length > 0);
  const needs = known.flatMap((campaign) => needsOf(campaign, budgets.get(campaign.route) ?? []));
  const most = needs.toSorted((one, other) => other.blocks - one.blocks)[0];
  if (most === void 0) return [];
  const minutes = known.reduce((sum, { visitMs }) => sum + campaignMinutes(most.blocks, visitMs), 0);
  return [
    { key: "max-blocks", value: most.blocks, why: reasonOf2(most) },
    {
      key: "max-minutes",
      value: Math.min(MOST_MINUTES, Math.max(1, Math.ceil(minutes * SLOWER))),
      why: `${count(known.length, "campaign")} of ${most.blocks} blocks take ${minutes.toFixed(1)} min on this machine, and a slower one gets a quarter more; a decided route stops earlier.`
    }
  ];
}
function needsOf({ route, condition, metrics }, budgets) {
  return metrics.flatMap(({ noise: { metric, level, certifiable } }) => {
    if (certifiable.length === 0 || !(level > 0)) return [];
    const tolerance = toleranceFraction(rootTolerances(metric, budgets), level);
    const enough = certifiable.find(({ fraction }) => fraction <= tolerance);
    const name = `${metric} of ${route} on ${condition}`;
    return [{ blocks: enough?.maxBlocks ?? MOST_BLOCKS, isEnough: enough !== void 0, name, tolerance }];
  });
}
function reasonOf2({ blocks, isEnough, name, tolerance }) {
  return isEnough ? `${blocks} blocks clear an unchanged page of the tolerance of ${name} (${percent(tolerance)}), which needs most.` : `the noise of ${name} is too large for its tolerance (${percent(tolerance)}) even in ${blocks} blocks, so it will often be inconclusive.`;
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
import { readFile as readFile2, stat } from "node:fs/promises";
import { resolve as resolve2 } from "node:path";

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
function isOfImages(name) {
  return name.startsWith(IMAGE);
}

// src/suggest/crux/readings.ts
function isPhone({ viewport }) {
  return viewport.mobile;
}
var DEVICES = { PHONE: "phones", DESKTOP: "desktops", TABLET: "tablets" };
function devicesOf({ formFactor }) {
  return formFactor === null ? "all devices" : DEVICES[formFactor] ?? formFactor.toLowerCase();
}
function conditionsFor({ formFactor }, conditions) {
  if (formFactor === null) return conditions;
  if (formFactor === "PHONE") return conditions.filter(isPhone);
  return formFactor === "DESKTOP" ? conditions.filter((condition) => !isPhone(condition)) : [];
}
function cruxReadings(record, routes, conditions) {
  const about = record.of.kind === "url" ? routesAt(record, routes) : routes;
  const names = conditionsFor(record, conditions).map(({ name }) => name);
  const visited = about.filter((route) => route.conditions.some((name) => names.includes(name)));
  const unvisited = about.filter((route) => !visited.includes(route));
  const isWhole2 = record.of.kind === "origin" && unvisited.length === 0;
  const values = bestOf(record.values).filter(({ path }) => path !== null);
  const readings = values.flatMap((value) => {
    const needsInput = value.path === "inp";
    const able = needsInput ? visited.filter(({ interactions }) => measuresInput(interactions)) : visited;
    const owners = isWhole2 && able.length === about.length ? [null] : able.map(({ name }) => name);
    return owners.map((route) => readingOf(route, value, record));
  });
  const hasInp = values.some(({ path }) => path === "inp");
  const still = hasInp ? visited.filter(({ interactions }) => !measuresInput(interactions)) : [];
  return {
    readings,
    leftOut: [
      ...unvisited.map(
        ({ name }) => `${name}: the data are of ${devicesOf(record)}, which no condition of it emulates.`
      ),
      ...still.map(
        ({ name }) => `${name}: INP, because the route has no interactions, so the lab would not measure it.`
      )
    ]
  };
}
function bestOf(values) {
  return values.filter(({ path }, at2) => path === null || values.findIndex((each) => each.path === path) === at2);
}
function readingOf(route, { name, path, p75 }, record) {
  const place = record.of.kind === "origin" ? "the origin" : "the page";
  const which = isOfImages(name) ? " with an image as largest paint" : "";
  const of = `page views of ${place} on ${devicesOf(record)}${which}`;
  return { route, condition: null, path: path ?? "", p75, high: null, noise: null, of };
}
function routesAt({ of: { address } }, routes) {
  const exact = routes.filter(({ path }) => pathOf(path) === address.pathname);
  if (exact.length > 0) return exact;
  const trim = (path) => path.replace(/\/$/, "");
  const near = routes.filter(({ path }) => trim(pathOf(path)) === trim(address.pathname));
  if (near.length > 0) return near;
  const known = routes.map(({ name, path }) => `${name} (${path})`).join(", ");
  throw new GateError("crux-no-route", { path: quote(address.pathname), known: known || "none" });
}
function pathOf(path) {
  return new URL(path, "https://shop.invalid").pathname;
}

// src/suggest/crux/curl.ts
var API = "https://chromeuxreport.googleapis.com/v1/records:queryRecord";
var EXAMPLE = "https://www.example.com";
function curlLine({ deploys, routes, conditions }) {
  const [route] = routes;
  const condition = conditions.find(({ name }) => name === route?.conditions[0]);
  const url = new URL(route?.path ?? "/", siteOf(deploys.base)).href.replaceAll("'", "%27");
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
import { z } from "./vendor/zod-Z7J2UVJW.js";

// src/suggest/crux/plausible.ts
var SLACK = 5e-3;
var P752 = 0.75;
function implausibility({ name, unit, least, most }, p75, written) {
  const value = `${name} has a p75 of ${String(written)}`;
  if (unit === "score") {
    const isWhole2 = !String(written).includes(".") && p75 >= 1;
    return p75 < least || p75 > most || isWhole2 ? `${value}, which looks like CLS times 100, not a score` : null;
  }
  if (p75 > most) return `${value}, which looks like microseconds, not ms`;
  if (p75 < least || !Number.isInteger(p75)) return `${value}, which looks like seconds, not ms`;
  return null;
}
function contradiction({ name }, p75, histogram) {
  if (!Array.isArray(histogram)) return null;
  const bins = histogram.map(binOf);
  let below = 0;
  const possible = bins.filter(({ share }) => {
    const from = below;
    below += share;
    return from - SLACK <= P752 && below + SLACK >= P752;
  });
  if (possible.length === 0 || possible.some(({ start, end }) => start <= p75 && p75 <= end)) return null;
  return `the p75 of ${name}, ${p75}, is not where its histogram has the 75th percentile`;
}
function binOf(bin) {
  const { start, end, density } = isMap(bin) ? bin : {};
  return { start: Number(start ?? 0), end: end === void 0 ? Infinity : Number(end), share: Number(density ?? 0) };
}

// src/suggest/crux/response.ts
var dateSchema = z.object({ year: z.number(), month: z.number(), day: z.number() });
var recordSchema = z.object({
  key: z.object({ url: z.url().optional(), origin: z.url().optional(), formFactor: z.string().max(50).optional() }),
  metrics: z.record(z.string(), z.record(z.string(), z.unknown())),
  collectionPeriod: z.object({ lastDate: dateSchema.optional() }).optional()
});
function readCrux(text2, source) {
  const answer = parsed(text2, source);
  if ("error" in answer) throw apiError(answer["error"], source);
  const record = answer["record"];
  if (!isMap(record)) throw refused(source, "it has no `record`");
  if (isHistory(record)) throw refused(source, "it is of queryHistoryRecord, which has a series of weeks, not a p75");
  const checked = recordSchema.safeParse(record);
  if (!checked.success)
    throw refused(source, `\`record.${checked.error.issues[0]?.path.join(".") ?? ""}\` is not valid`);
  const { key, metrics, collectionPeriod } = checked.data;
  const address = key.url ?? key.origin;
  if (address === void 0) throw refused(source, "`record.key` has neither a url nor an origin");
  return {
    of: { kind: key.url === void 0 ? "origin" : "url", address: new URL(address) },
    formFactor: key.formFactor ?? null,
    lastDay: dayOf(collectionPeriod?.lastDate),
    values: valuesOf2(metrics, source)
  };
}
function parsed(text2, source) {
  if (text2.trim() === "") throw refused(source, "it is empty");
  const value = jsonOf(text2.replace(/^\uFEFF/, ""), source);
  if (!isMap(value)) throw refused(source, "it is not a JSON object");
  return value;
}
function jsonOf(text2, source) {
  try {
    return JSON.parse(text2);
  } catch (cause) {
    throw refused(source, "it is not JSON", cause);
  }
}
function apiError(error, source) {
  const { code, message } = isMap(error) ? error : {};
  const said = sanitizeLine(String(message ?? ""), 200).replace(/\.$/, "");
  const quoted = `${code === void 0 ? "" : `${String(code)}: `}${said || "no message"}`;
  if (code !== 404) return refused(source, `the API answered with an error (${quoted})`);
  return new GateError("crux-none", { source: source.name, message: quoted });
}
function isHistory(record) {
  const metrics = isMap(record["metrics"]) ? Object.values(record["metrics"]) : [];
  const hasSeries = metrics.some(
    (metric) => isMap(metric) && ("percentilesTimeseries" in metric || "histogramTimeseries" in metric)
  );
  return hasSeries || "collectionPeriods" in record;
}
function valuesOf2(metrics, source) {
  const known = CRUX_METRICS.filter(({ name }) => name in metrics);
  const values = known.flatMap((metric) => valueOf(metric, metrics[metric.name] ?? {}, source));
  if (values.some(({ path }) => path !== null)) return values;
  if (known.length > 0) throw refused(source, `${known[0]?.name ?? ""} has a histogram but no \`percentiles.p75\``);
  throw refused(source, "it has none of the metrics that budgets are for");
}
function valueOf(metric, found, source) {
  const percentiles = found["percentiles"];
  const written = isMap(percentiles) ? percentiles["p75"] : void 0;
  if (written === void 0) return [];
  const p75 = numberOf(metric, written);
  if (p75 === null) throw refused(source, `the p75 of ${metric.name} is not a number`);
  const why = implausibility(metric, p75, written) ?? contradiction(metric, p75, found["histogram"]);
  if (why !== null) throw refused(source, why);
  return [{ ...metric, p75 }];
}
function numberOf({ unit }, written) {
  if (typeof written === "number") return Number.isFinite(written) && written >= 0 ? written : null;
  if (unit === "score" && typeof written === "string" && /^\d{1,9}(?:\.\d{1,9})?$/.test(written))
    return Number(written);
  return null;
}
function dayOf(date) {
  if (date === void 0) return null;
  const two = (number) => String(number).padStart(2, "0");
  return `${date.year}-${two(date.month)}-${two(date.day)}`;
}
function refused({ name, curl }, cause, thrown) {
  return new GateError("crux-refused", { source: name, cause, curl }, { cause: thrown });
}

// src/suggest/from-calibration.ts
var P753 = 75;
function suggestFromCalibration(campaigns, { folder, routes, goodOf = ({ path }) => googlesLimit(path) }) {
  const known = campaigns.filter(({ route }) => routes.includes(route));
  const readings = known.flatMap(readingsOf);
  const suggested = readings.filter((reading) => !isNegligible(reading));
  const groups = Map.groupBy(suggested, ({ route, path }) => JSON.stringify([route, path]));
  const budgets = [...groups.values()].flatMap((group) => {
    const max = maxSuggestion(group, goodOf, MACHINE_SPREAD);
    return max === null ? [] : [withTolerance(max, known)];
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
      const { value, high } = judgeSlo(values, Infinity, P753);
      const of = `${values.length} visits on ${condition}`;
      const scatter = path === noise.metric ? noise.sigma : null;
      return { route, condition, path, p75: value, high: high ?? Math.max(...values), noise: scatter, of };
    })
  );
}
function phasesOf({ noise: { metric }, root }) {
  const phases = knownParts(partsAt([metric])).map(({ id }) => id);
  return root.parts.filter(({ id }) => phases.includes(id)).map((node) => ({ path: formatPath([metric, node.id]), node }));
}
function withTolerance(suggestion, campaigns) {
  const noises = campaigns.filter(({ route }) => route === suggestion.route).flatMap(({ metrics }) => metrics.map(({ noise }) => noise)).filter(({ metric }) => metric === suggestion.path);
  const [first] = noises;
  if (first === void 0) return suggestion;
  const recommended = noises.flatMap((noise) => noise.recommended === null ? [] : [noise.recommended]);
  if (recommended.length === 0) return exactTolerance(suggestion, definitionOf(first.metric).defaults.maxIncrease);
  const fraction = Math.max(...recommended.map((each) => each.fraction));
  const amountMs = Math.max(...recommended.map((each) => each.amountMs));
  const maxIncrease = [
    { value: Math.round(100 * fraction), unit: "%" },
    { value: amountMs, unit: "ms" }
  ];
  const sigma = Math.max(...noises.map((noise) => noise.sigma ?? 0));
  const text2 = `max-increase ${tolerances(maxIncrease)}: visits vary by ${percent(sigma)} within a block, so 15 blocks clear an unchanged page of this increase in four of five runs.`;
  return { ...suggestion, maxIncrease, why: [...suggestion.why, text2] };
}
function exactTolerance(suggestion, maxIncrease) {
  const [first] = maxIncrease;
  if (first === void 0) return suggestion;
  const text2 = `max-increase +${limit(first)}: scores are compared exactly, so this is the smallest increase that matters, not noise.`;
  return { ...suggestion, maxIncrease, why: [...suggestion.why, text2] };
}
function unknownRoutes(campaigns, routes) {
  const measured = new Set(campaigns.map(({ route }) => route));
  const unknown = [...measured].filter((route) => !routes.includes(route));
  const without = routes.filter((route) => !measured.has(route));
  const short = campaigns.filter(({ route, metrics }) => routes.includes(route) && metrics.length === 0);
  return [
    ...unknown.map((route) => `${route} was calibrated, but the file does not have this route.`),
    ...without.map((route) => `${route} was not calibrated.`),
    ...short.map(({ route, condition }) => `${route} on ${condition} was measured in fewer than three blocks.`)
  ];
}
function negligible(readings) {
  const short = readings.filter(isNegligible);
  const groups = Map.groupBy(short, ({ route }) => route);
  return [...groups].map(([route, those]) => {
    const paths = [...new Set(those.map(({ path }) => path))];
    const most = Math.max(...those.map(({ p75 }) => p75));
    const of = paths.length === 1 ? "its p75" : "the p75 of each";
    return `${route}: ${paths.join(", ")}, because ${of} is ${shown(Math.ceil(most), paths[0] ?? "lcp")} or less.`;
  });
}

// src/suggest/suggestion.ts
var ABOUT_VISITORS = "These are limits for visitors, and `vitals-gate field slo` holds page views against them. The lab holds its visits against the same `max`, but an emulated device is not what visitors have: add --from DIR with a calibration to get limits for the lab.";

// src/suggest/from-crux.ts
function suggestFromCrux(record, { routes, conditions }) {
  const { readings, leftOut } = cruxReadings(record, routes, conditions);
  const budgets = readings.filter((reading) => !isNegligible(reading)).map((reading) => maxSuggestion([reading], ({ path }) => googlesLimit(path), 0)).filter((suggestion) => suggestion !== null);
  const short = [...new Set(readings.filter(isNegligible).map(({ path }) => path))];
  const negligible2 = short.length === 0 ? [] : [`${short.join(", ")}, because the p75 is too short for a limit.`];
  return {
    title: titleOf(record),
    budgets,
    leftOut: [...leftOut, ...negligible2],
    notes: [...aboutValues(record), ...aboutScope(record), ...aboutRoundTrip(record, conditions)]
  };
}
function titleOf({ of, lastDay, ...record }) {
  const days = lastDay === null ? "" : `, 28 days up to ${lastDay}`;
  return `From CrUX: p75 of ${of.address.href} on ${devicesOf({ of, lastDay, ...record })}${days}`;
}
function valueLines({ values }) {
  return values.map(({ name, path, p75 }) => [
    name,
    path === null ? limit({ value: p75, unit: "ms" }) : shown(p75, path)
  ]);
}
function aboutValues({ values }) {
  const hasPhases = values.some(({ name }) => isOfImages(name));
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
  const value = record.values.find(({ name }) => name === ROUND_TRIP);
  if (value === void 0) return [];
  const emulated = conditionsFor(record, conditions).map(({ name, rttMs }) => `${name} emulates ${rttMs} ms`);
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
  const budgets = [...groups.values()].map((group) => maxSuggestion(group, ({ path }) => googlesLimit(path), 0)).filter((suggestion) => suggestion !== null);
  return {
    title: "From the page views of visitors (p75 with its 95 % interval)",
    budgets,
    leftOut: [
      ...few.map(({ name, sessions }) => `${name}: ${count(sessions, "session")}, and ${LEAST_SESSIONS} are needed.`),
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
    const of = routes.find(({ name }) => name === route);
    if (routes.length === 0) return true;
    return of !== void 0 && of.conditions.includes(condition ?? "") && (!isInp(path) || measuresInput(of.interactions));
  });
  const enough = declared.filter(({ sessions }) => sessions >= LEAST_SESSIONS);
  const cells = Map.groupBy(declared, ({ route, condition }) => `${route} on ${condition}`);
  const few = [...cells].map(([name, those]) => ({
    name,
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
    ({ name }) => !read.has(name) && rows.some(({ route, path, value }) => route === name && path === "inp" && value !== null)
  ).filter(({ interactions }) => !measuresInput(interactions)).map(({ name }) => `${name}: INP, because the route has no interactions, so the lab would not measure it.`);
}

// src/suggest/limit-in-lab.ts
var MOST_RATIO = 10;
function limitInLab(field, conditions) {
  return (lab) => {
    const good = googlesLimit(lab.path);
    const visitors = field.find((each) => isSame(each, lab) && each.p75 > 0 && isOf(each, lab, conditions));
    if (good === null || visitors === void 0 || unitOf(metricAt(lab.path)) === "score") return good;
    const ratio = lab.p75 / visitors.p75;
    if (!(ratio < MOST_RATIO && ratio > 1 / MOST_RATIO)) return good;
    const value = roundDown(good.value * ratio);
    const name = isWhole(lab.path) ? "" : " of TTFB";
    const text2 = `Google's "good" limit${name} for visitors, ${shown(good.value, lab.path)}, is about ${shown(value, lab.path)} here, because the lab has ${ratio.toFixed(2)} times their p75`;
    return { value, text: text2 };
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
  const log = await (options.from === null ? newestCalibration(file, place) : readCalibrationIn(folder, place));
  const campaigns = calibrateNoise(log.run.config.routes, campaignsOf(log), log.run.alpha);
  log.assertUnchanged();
  const routes = file.config.routes.map(({ name }) => name);
  const goodOf = visitors === null ? {} : { goodOf: visitors.goodOf };
  const found = suggestFromCalibration(campaigns, { folder, routes, ...goodOf });
  if (found.budgets.length === 0) throw new GateError("suggest-no-blocks", { folder });
  if (visitors === null) return { found, campaigns, values: [] };
  const notes = visitors.found.notes.filter((note) => note !== ABOUT_VISITORS);
  return { found: { ...found, notes: [...found.notes, ...notes] }, campaigns, values: visitors.values };
}
async function readVisitors({ crux, field, config }, file, place) {
  if (crux !== null) return readCruxFile(crux, file, place);
  return field ? readField(config, file, place) : null;
}
async function newestCalibration({ file, config }, place) {
  const isThere = await stat(resolve2(place.cwd, DEFAULT_FOLDER, "samples.ndjson")).catch(() => null);
  const log = isThere === null ? null : await logIn(DEFAULT_FOLDER, place);
  if (log?.run.purpose === "calibration") return log;
  const calibrate = file === "vitals-gate.yml" ? "vitals-gate calibrate" : `vitals-gate calibrate --config ${file}`;
  throw new GateError("suggest-no-source", { folder: DEFAULT_FOLDER, calibrate, curl: curlLine(config) });
}
async function readCalibrationIn(folder, place) {
  const log = await logIn(folder, place);
  if (log.run.purpose !== "calibration") throw new GateError("not-a-calibration", { out: folder });
  return log;
}
async function logIn(folder, { cwd }) {
  const [first] = await readCalibration(resolve2(cwd, folder));
  if (first === void 0) throw new Error("a calibration has a record");
  return first;
}
async function readCruxFile(crux, { config }, place) {
  const source = { name: crux === "-" ? "on standard input" : crux, curl: curlLine(config) };
  if (crux === "")
    throw new GateError("usage", {
      what: "--crux needs a saved response of the CrUX API, or - for standard input.",
      todo: `Save one with:
    ${source.curl}`
    });
  const record = readCrux(await textOf3(crux, source, place), source);
  const { readings } = cruxReadings(record, config.routes, config.conditions);
  const conditions = conditionsFor(record, config.conditions).map(({ name }) => name);
  const goodOf = limitInLab(readings, conditions);
  return { found: suggestFromCrux(record, config), values: valueLines(record), goodOf };
}
var MOST_BYTES = 1e6;
async function textOf3(crux, source, { cwd, readInput }) {
  try {
    if (crux === "-") return await readInput();
    const about = await stat(resolve2(cwd, crux));
    if (!about.isFile()) throw new Error("it is not a file");
    if (about.size > MOST_BYTES) throw new Error(`it has ${about.size} bytes, and an answer of CrUX has 10,000`);
    return await readFile2(resolve2(cwd, crux), "utf8");
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

// src/suggest/suggest.ts
async function suggestBudgets(options, place) {
  const { tell, ask, env, cwd } = place;
  const file = await readConfigFile(options.config, cwd, env);
  const { found, campaigns, values } = await readSource(options, file, place);
  const plan = planChanges(found.budgets, file.input, file.config.routes);
  const { text: text2, refused: refused2, settings } = apply(file, plan, campaigns, env);
  const limits = plan.limits.map(
    (each) => isRefused(each, refused2) ? { ...each, action: "shared" } : each
  );
  tell(suggestionText({ found, limits, settings, values }));
  if (text2 === file.text) return tell(`
Nothing in ${file.file} has to change.
`);
  tell(`
${diffOf(file.file, file.text, text2)}`);
  if (!options.write) return tell("\nNothing was written. Add --write to apply this.\n");
  if (ask !== null && !await ask.confirm("Write this?")) return tell("\nNothing was written.\n");
  await writeConfigFile(file, text2);
  return tell(`
Wrote ${file.file}. New budgets warn: docs/budgets.md says when to let them block.
`);
}
function apply({ file, text: text2, input, isWritten }, { edits }, campaigns, env) {
  const withBudgets = editYaml(text2, edits);
  const edited = inputOf(file, withBudgets.text, env);
  const budgets = new Map(edited.routes.map((route) => [route.name, mergeBudgets(edited.budgets, route.budgets)]));
  const planned = planSettings(suggestSettings(campaigns, budgets), input, isWritten);
  const whole = editYaml(withBudgets.text, planned.edits);
  inputOf(file, whole.text, env);
  return { text: whole.text, refused: withBudgets.refused, settings: planned.settings };
}
function isRefused({ at: at2, action }, refused2) {
  if (action !== "added" && action !== "tightened" && action !== "written-out") return false;
  return refused2.some(({ path }) => path.every((key, index) => at2[index] === key));
}

// src/cli/budgets.ts
async function runBudgets(options, io, { cwd, stdin, now } = { cwd: process.cwd(), stdin: process.stdin, now: /* @__PURE__ */ new Date() }) {
  const mayAsk = options.crux !== "-" && stdin.isTTY === true && isInteractive(io.stdout, io.env);
  const tell = (told) => say(io.stdout, told);
  const ask = mayAsk ? TERMINAL : null;
  await suggestBudgets(options, { cwd, env: io.env, now, ask, readInput: () => text(stdin), tell });
  return 0;
}
export {
  runBudgets
};
