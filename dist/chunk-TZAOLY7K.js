import {
  GRAPH_METRICS,
  GateError,
  METRICS,
  METRIC_STEP,
  MIN_BLOCKS,
  MOST_COST_ITEMS,
  PART_STEP_MS,
  PHASES,
  PROFILE_METRICS,
  TTFB_PARTS,
  causeOf,
  costText,
  didYouMean,
  formatError,
  fromMessage,
  graphqlReportSchema,
  isGraphMetric,
  isMetric,
  looksOf,
  looksReached,
  quote,
  shardSchema,
  smallestRedBlocks,
  suggestion,
  toMessage,
  unitOf,
  version,
  zod_z
} from "./chunk-2UTSGSG2.js";

// vendor:picocolors
import { picocolors_createColors } from "./vendor/vendor-QV6G7CEM.js";

// src/report/format.ts
var EXTRA_DECIMALS = 4;
var MINUS = "−";
function quantity(value, unit, limits2 = []) {
  if (unit === "cost") return costDigits(value);
  const scale = scaleOf(value, unit);
  return digits(value, scale, limits2) + scale.suffix;
}
function estimate(of2, unit, limits2 = []) {
  if (unit === "cost") return costDigits(of2.value);
  return withInterval(of2, intervalScale(of2, unit), limits2);
}
function change(difference, unit, limits2 = []) {
  if (isNothing(difference, unit)) return "0";
  if (unit === "cost") return plus(difference.value) + costDigits(difference.value);
  const scale = intervalScale(difference, unit);
  const finer = unit === "score" ? { ...scale, decimals: 3 } : scale;
  return plus(difference.value, finer.dust) + withInterval(difference, finer, limits2);
}
function isNothing({ value, low, high }, unit) {
  const dust = unit === "score" ? SCORE_DUST : DUST;
  return [value, low, high].every((number) => number !== null && isDust(number, dust));
}
function signed(value, unit) {
  return plus(value, unit === "score" ? SCORE_DUST : DUST) + quantity(value, unit);
}
function percentChange(fraction3, limits2 = []) {
  const scale = { divisor: 0.01, suffix: " %", decimals: Math.abs(fraction3) < 0.0995 ? 1 : 0 };
  return plus(fraction3) + digits(fraction3, scale, limits2) + scale.suffix;
}
function share(fraction3) {
  if (fraction3 < 1 && fraction3 > 0.995) return "over 99 %";
  if (fraction3 >= 1 && fraction3 < 1.005) return "100 %";
  return digits(fraction3, { divisor: 0.01, suffix: "", decimals: 0 }, [1]) + " %";
}
function limit({ value, unit }) {
  if (unit === "%") return `${value} %`;
  if (unit === "score" || unit === "cost") return String(value);
  return value >= 1e3 ? `${Number((value / 1e3).toFixed(6))} s` : `${value} ms`;
}
function tolerances(limits2) {
  return limits2.map((each) => `+${limit(each)}`).join(" and ");
}
function shortSha(sha) {
  return /^[0-9a-f]{8,}$/i.test(sha) ? sha.slice(0, 7) : sha;
}
function count(number, noun) {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
function costDigits(value) {
  if (!Number.isFinite(value)) return withMinus(value > 0 ? "unbounded" : "-unbounded");
  return withMinus(String(Number(value.toFixed(6))));
}
function scaleOf(value, unit) {
  if (unit === "score") return { divisor: 1, suffix: "", decimals: 2, dust: SCORE_DUST };
  const size = Math.abs(value);
  if (size >= 999.5) return { divisor: 1e3, suffix: " s", decimals: 2 };
  return { divisor: 1, suffix: " ms", decimals: size < 9.95 ? 1 : 0 };
}
function intervalScale({ value, low, high }, unit) {
  const scale = scaleOf(value, unit);
  const largest4 = Math.max(Math.abs(value), Math.abs(low ?? 0), Math.abs(high ?? 0));
  return scale.divisor === 1 && unit === "ms" ? { ...scale, decimals: largest4 < 9.95 ? 1 : 0 } : scale;
}
function withInterval({ value, low, high }, scale, limits2) {
  const bound = (edge2) => edge2 === null ? "–" : digits(edge2, scale, limits2);
  const interval = low === null && high === null ? "" : ` [${bound(low)}, ${bound(high)}]`;
  return digits(value, scale, limits2) + scale.suffix + interval;
}
function plus(value, dust = DUST) {
  return value > 0 && !isDust(value, dust) ? "+" : "";
}
var DUST = 1e-9;
var SCORE_DUST = 1e-6;
function isDust(value, dust) {
  return Math.abs(value) < dust;
}
function digits(value, { divisor, decimals, dust = DUST }, limits2) {
  if (isDust(value, dust) && !limits2.includes(0)) return "0";
  const scaled3 = value / divisor;
  const edges = [0, ...limits2.map((edge2) => edge2 / divisor)];
  for (let places = decimals; places <= decimals + EXTRA_DECIMALS; places += 1) {
    const rounded = Number(scaled3.toFixed(places));
    if (edges.every((edge2) => sameSide(rounded, scaled3, edge2))) return withMinus(scaled3.toFixed(places));
  }
  return withMinus(awayFrom(scaled3, nearest(scaled3, edges), decimals + EXTRA_DECIMALS));
}
function sameSide(rounded, exact2, edge2) {
  const dust = 1e-9 * Math.max(1, Math.abs(edge2));
  const side3 = (number) => Math.abs(number - edge2) <= dust ? 0 : Math.sign(number - edge2);
  return side3(rounded) === side3(exact2);
}
function nearest(value, edges) {
  return edges.reduce((best, edge2) => Math.abs(edge2 - value) < Math.abs(best - value) ? edge2 : best, 0);
}
function awayFrom(value, edge2, places) {
  const step2 = 10 ** places;
  const round = value > edge2 ? Math.ceil : Math.floor;
  return (round(value * step2) / step2).toFixed(places);
}
function withMinus(digitsOf) {
  return digitsOf.replace("-", MINUS);
}

// src/report/foreign.ts
import { stripVTControlCharacters } from "node:util";
var MAX_UNITS = 2e4;
var LINE_BREAKS_AND_SPACES = /[\t\n\v\f\r\u0085\p{Z}]/gu;
var INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu;
var STACKED_MARKS = new RegExp("(\\p{M}{3})\\p{M}+", "gu");
function clean(text, maxCodePoints) {
  const visible3 = stripVTControlCharacters(text.slice(0, MAX_UNITS)).replace(LINE_BREAKS_AND_SPACES, " ").replace(INVISIBLE, "").replace(STACKED_MARKS, "$1").replace(/ {2,}/g, " ").trim();
  const points = Array.from(visible3);
  return points.length <= maxCodePoints ? visible3 : `${points.slice(0, maxCodePoints - 1).join("")}…`;
}

// src/report/url.ts
function shownUrl(url2, deployUrl = null) {
  const parsed4 = parse(url2);
  if (parsed4 === null) return withoutQuery(url2);
  if (parsed4.protocol !== "http:" && parsed4.protocol !== "https:") return `${parsed4.protocol}…`;
  const deploy2 = deployUrl === null ? null : parse(deployUrl);
  return deploy2?.origin === parsed4.origin ? parsed4.pathname : parsed4.origin + parsed4.pathname;
}
function hostOf(url2) {
  return parse(url2)?.host ?? withoutQuery(url2);
}
function linkTarget(url2) {
  const parsed4 = parse(url2);
  if (parsed4 === null || !/^https?:$/.test(parsed4.protocol)) return null;
  if (parsed4.username !== "" || parsed4.password !== "") return null;
  if (isLoopback(parsed4.hostname) || refersToGitHub(parsed4)) return null;
  return (parsed4.origin + parsed4.pathname).replace(
    /[^\w\-.~:/%,;=+]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`
  );
}
function refersToGitHub(url2) {
  if (/github\.com/i.test(url2.href)) return true;
  return /^\/[^/]+\/[^/]+\/(?:issues|pulls?|discussions|commits?|compare)(?:\/|$)/i.test(url2.pathname);
}
function isLoopback(hostname) {
  return hostname === "localhost" || hostname.startsWith("127.") || hostname === "[::1]";
}
function parse(url2) {
  return URL.canParse(url2) ? new URL(url2) : null;
}
function withoutQuery(url2) {
  return url2.replace(/[?#].*$/s, "");
}

// src/report/markdown.ts
var NAME_CAP = 120;
var PROSE_CAP = 400;
var COMMAND_CAP = 2e3;
var EMPTY = "(empty)";
var LONG_BACKTICK_RUN = /`{9,}/g;
function code(text, cap = NAME_CAP) {
  const content = clean(text, cap).replace(LONG_BACKTICK_RUN, "`".repeat(8));
  if (content === "") return EMPTY;
  const fence = "`".repeat(longestRun(content) + 1);
  const pad = content.startsWith("`") || content.endsWith("`") ? " " : "";
  return fence + pad + content + pad + fence;
}
function block(text) {
  const content = clean(text, COMMAND_CAP);
  const fence = "`".repeat(Math.max(3, longestRun(content) + 1));
  return `${fence}
${content}
${fence}`;
}
function cell(markdown) {
  return markdown.replace(/[\r\n]+/g, " ").replace(/\\\|/g, "\\¦").replace(/\|/g, "\\|");
}
function row(cells2) {
  return `| ${cells2.map(cell).join(" | ")} |`;
}
function link(text, url2) {
  const target = linkTarget(url2);
  return target === null ? code(text) : `[${code(text)}](${target})`;
}
function htmlCode(text) {
  const escaped = clean(text, NAME_CAP).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
  return `<code>${escaped === "" ? EMPTY : escaped}</code>`;
}
function plain(text) {
  const words = (clean(text, PROSE_CAP) || EMPTY).split(" ");
  const runs = [];
  for (const word of words) {
    const harmless = isHarmless(word);
    const last = runs.at(-1);
    if (last?.harmless === harmless) last.words.push(word);
    else runs.push({ harmless, words: [word] });
  }
  return runs.map((run, index) => run.harmless ? run.words.join(" ") : codeWords(run.words, runs[index + 1] === void 0)).join(" ");
}
function codeWords(words, isLast) {
  const text = words.join(" ");
  const end = isLast ? FULL_STOP.exec(text)?.[0] ?? "" : "";
  const quoted2 = text.slice(0, text.length - end.length);
  return code(quoted2.replace(/^`([^`]+)`$/, "$1"), PROSE_CAP) + end;
}
var WORD = /^["'“‘(]*[+−-]?[\p{L}\p{N}][\p{L}\p{N}'’%,.−-]*[)"'”’.,;:!?%…]*$/u;
var FULL_STOP = /(?<=[\p{L}\p{N}`/)])\.$/u;
var LONE_SIGN = /^[—–→·…×≥≤=]$/u;
var SUSPECT = [/[0-9a-f]{7,}/i, new RegExp("\\p{L}-\\d", "u"), /^\d+[.)]/u, new RegExp("[^\\d]\\.[^.\\s]|\\d\\.\\p{L}", "u"), /^www\b/i];
var DECIMAL = /^["'“‘(]*[+−-]?\d+\.\d+(?:%|ms|s)?[)"'”’.,;:!?%…]*$/u;
function isHarmless(word) {
  if (word === "" || LONE_SIGN.test(word) || DECIMAL.test(word)) return !/[0-9a-f]{7,}/i.test(word);
  return WORD.test(word) && !SUSPECT.some((pattern) => pattern.test(word));
}
function longestRun(text) {
  return Math.max(0, ...Array.from(text.matchAll(/`+/g), (run) => run[0].length));
}

// src/report/phrase.ts
function name(text) {
  return { name: text };
}
function prose(text) {
  return { prose: text };
}
function inMarkdown(phrase) {
  return phrase.map((piece) => {
    if (typeof piece === "string") return piece;
    return "name" in piece ? code(piece.name) : plain(piece.prose);
  }).join("");
}
function inText(phrase) {
  return phrase.map((piece) => {
    if (typeof piece === "string") return piece;
    return "name" in piece ? visible(piece.name, 200) : visible(piece.prose, 500);
  }).join("");
}
function joined(phrases, separator) {
  return phrases.flatMap((phrase, index) => index === 0 ? phrase : [separator, ...phrase]);
}
function visible(foreign, cap) {
  return clean(foreign, cap).replaceAll("##[", "## [");
}

// src/model/place.ts
function keyOf({ route, condition }) {
  return JSON.stringify([route, condition]);
}

// src/report/places.ts
var byPlace = /* @__PURE__ */ new WeakMap();
var byField = {
  metric: /* @__PURE__ */ new WeakMap(),
  path: /* @__PURE__ */ new WeakMap()
};
function itemsAt(items, place2) {
  return found(byPlace, items, keyOf, keyOf(place2));
}
function itemAt(items, place2, field, value) {
  const [first2] = found(byField[field], items, (item) => keyWith(item, item[field]), keyWith(place2, value));
  return first2 ?? null;
}
function keyWith(place2, value) {
  return JSON.stringify([keyOf(place2), value]);
}
function found(indexes, items, keyOfItem, key2) {
  const index = indexes.get(items) ?? Map.groupBy(items, keyOfItem);
  indexes.set(items, index);
  return index.get(key2) ?? [];
}
function isOf(one, other) {
  return one.route === other.route && one.condition === other.condition;
}
function placesOf(items) {
  const places = /* @__PURE__ */ new Map();
  for (const item of items) if (!places.has(keyOf(item))) places.set(keyOf(item), item);
  return [...places.values()];
}

// src/report/cost-cause.ts
var MOST_SHARES = 3;
function costCausePhrase({ budget, segments }, report) {
  const cause = itemAt(report.graphql?.causes ?? [], budget, "metric", segments[0] ?? "");
  return cause === null ? [] : sharesPhrase(cause);
}
function sharesPhrase({ shares: shares2 }) {
  const shown5 = shares2.slice(0, MOST_SHARES).map((each) => sharePhrase(each, shares2.length > 1));
  const rest = shares2.length - shown5.length;
  return joined(rest === 0 ? shown5 : [...shown5, [`and ${rest} more`]], "; ");
}
function sharePhrase(of2, isOneOfSeveral) {
  const amount = of2.amount === null ? "without bound" : signed(of2.amount, "cost");
  const percent = isOneOfSeveral ? ` (${share(of2.fraction)} of it)` : "";
  return [...subjectPhrase(of2), ` ${amount}${percent}`, ...placePhrase(of2), ...notePhrase(of2)];
}
function subjectPhrase(of2) {
  if (of2.by === "settings") return ["the list sizes and variables of the configuration"];
  if (of2.by === "interaction") return ["several changes together"];
  if (of2.by === "document") {
    const what = of2.path === null || of2.path === "" ? ["text"] : [name(of2.path)];
    return ["the operation’s own ", ...what, ...fieldPhrase(of2)];
  }
  return [of2.coordinate === null ? "the schema" : name(of2.coordinate), ...subgraphPhrase(of2)];
}
function fieldPhrase(of2) {
  if (of2.coordinate === null) return [];
  return [" (", name(of2.coordinate), ...subgraphPhrase(of2), ")"];
}
function subgraphPhrase({ subgraph, owner }) {
  if (subgraph === null) return [];
  return [" of ", name(subgraph), ...owner === null ? [] : [", ", name(owner)]];
}
function placePhrase({ where, commit }) {
  const at3 = where === null ? [] : [" at ", name(where)];
  return commit === null ? at3 : [...at3, " in ", name(shortSha(commit.sha)), " ", prose(commit.summary)];
}
function notePhrase({ note: note2 }) {
  return note2 === null ? [] : [": ", prose(note2)];
}
function problemPhrase(place2, { graphql }) {
  const problems2 = itemsAt(graphql?.problems ?? [], place2);
  return joined(problems2.slice(0, MOST_SHARES).map(textOf), "; ");
}
function textOf({ message, where }) {
  return [prose(message), ...where === null ? [] : [" at ", name(where)]];
}

// src/report/insights.ts
var TELLING = /* @__PURE__ */ new Map([
  ["lcp", ["lcp-discovery-insight", "render-blocking-insight", "document-latency-insight", "image-delivery-insight"]],
  ["ttfb", ["document-latency-insight"]],
  ["resource-load-delay", ["lcp-discovery-insight", "network-dependency-tree-insight", "render-blocking-insight"]],
  ["resource-load-duration", ["image-delivery-insight", "cache-insight", "modern-http-insight"]],
  [
    "element-render-delay",
    ["render-blocking-insight", "font-display-insight", "forced-reflow-insight", "dom-size-insight"]
  ],
  ["inp", ["inp-breakdown-insight", "forced-reflow-insight", "dom-size-insight", "third-parties-insight"]],
  ["cls", ["cls-culprits-insight", "font-display-insight"]]
]);
function topInsight(id, insights) {
  for (const audit2 of TELLING.get(id) ?? []) {
    const found2 = insights.find((insight) => insight.id === audit2);
    if (found2 !== void 0) return found2;
  }
  return null;
}
function insightPhrase(insight, deployUrl) {
  const sides = joined([...side("base", insight.base), ...side("head", insight.head)], ", ");
  const items = insight.items.map((item) => [name(shownItem(item, deployUrl))]);
  return [
    prose(insight.title),
    ...sides.length === 0 ? [] : [" (", ...sides, ")"],
    ...savings(insight),
    ...items.length === 0 ? [] : [": ", ...joined(items, ", ")]
  ];
}
function side(label2, said3) {
  return said3 === null ? [] : [[`${label2}: `, prose(said3)]];
}
function savings({ savingsMs: savingsMs2 }) {
  const each = Object.entries(savingsMs2).filter(([, ms]) => ms > 0).map(([acronym, ms]) => [prose(acronym), ` ${signed(-ms, "ms")}`]);
  return each.length === 0 ? [] : [", estimated savings ", ...joined(each, ", ")];
}
function shownItem(item, deployUrl) {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(item) ? shownUrl(item, deployUrl) : item;
}

// src/report/names.ts
var OWN_IDS = /* @__PURE__ */ new Set([
  ...Object.keys(PHASES),
  ...Object.values(PHASES).flat(),
  ...TTFB_PARTS,
  ...GRAPH_METRICS,
  "unreported",
  "other",
  "shared",
  "floor",
  "validity",
  "composition"
]);
var ACRONYMS = /* @__PURE__ */ new Set(["lcp", "inp", "cls", "ttfb", "dns"]);
function metricName(metric) {
  return ACRONYMS.has(metric) ? metric.toUpperCase() : metric.replaceAll("-", " ");
}
function partName(id) {
  if (!OWN_IDS.has(id)) return name(id);
  return ACRONYMS.has(id) ? id.toUpperCase() : id.replaceAll("-", " ");
}
function pathPhrase(segments) {
  return segments.flatMap((id, index) => index === 0 ? [partName(id)] : [" › ", partName(id)]);
}
function routePhrase({ route, condition }) {
  return [name(route), " · ", prose(condition)];
}

// src/report/commits.ts
function commitPhrase({ budget }, { result }) {
  const attribution = itemAt(result.attribution ?? [], budget, "path", budget.path);
  if (attribution === null) return [];
  const culprits = attribution.commits.filter(
    ({ sha, status }) => status === "measured" && attribution.culprits.includes(sha)
  );
  if (culprits.length === 0) return rangePhrase(attribution);
  const [only, ...others] = culprits;
  if (only !== void 0 && others.length === 0) return ["by ", ...named(only)];
  const whole2 = attribution.commits.reduce((sum2, { value }) => sum2 + (value ?? 0), 0);
  const parts = culprits.map((commit) => [...named(commit), ` (${share((commit.value ?? 0) / whole2)})`]);
  return ["by ", ...joined(parts, " and ")];
}
function named({ sha, subject }) {
  return [name(shortSha(sha)), " ", prose(subject)];
}
function rangePhrase({ commits }) {
  const [only, ...others] = commits.filter(({ status, low }) => status === "range" && low !== null && low > 0);
  return only === void 0 || others.length > 0 ? [] : ["in one of ", name(only.subject)];
}

// src/report/phase.ts
var DOMINANT = 0.5;
function isResolved({ low, high }) {
  return low > 0 || high < 0;
}
function culpritOf(whole2) {
  if (!isResolved(whole2)) return null;
  let part = largestResolved(whole2);
  if (part === null) return null;
  const segments = [part.id];
  for (; ; ) {
    const deeper = largestResolved(part);
    if (deeper === null || Math.abs(deeper.value) < DOMINANT * Math.abs(part.value)) break;
    part = deeper;
    segments.push(part.id);
  }
  return { segments, part, share: Number.isFinite(part.value) ? part.value / whole2.value : null };
}
function largestResolved(whole2) {
  const sameWay = whole2.parts.filter((part) => isResolved(part) && part.value * whole2.value > 0);
  return sameWay.reduce(
    (best, part) => best === null || Math.abs(part.value) > Math.abs(best.value) ? part : best,
    null
  );
}
function partAt(root, segments) {
  const [first2, ...rest] = segments;
  if (first2 !== root.id) return null;
  let node = root;
  for (const segment of rest) node = node?.parts.find((part) => part.id === segment);
  return node ?? null;
}

// src/report/reasons.ts
var SENTENCES = {
  worse: "head is worse than base, beyond every tolerance",
  "within-tolerance": "shown to stay within the tolerance",
  unclear: "neither an increase beyond the tolerance nor its absence could be shown",
  "not-confirmed": "it looked worse at first, and fresh blocks after a restart did not point the same way",
  unconfirmed: "it looked worse, but no fresh blocks could be made to confirm it",
  "hosts-unknown": "the control page was measured too seldom to say whether the hosts are equally fast",
  "hosts-differ": "the control page differs between the deploys as well, so the hosts are not equally fast",
  over: "over the limit on head",
  "pre-existing": "over the limit, but not caused by this change: head is no worse than base",
  under: "within the limit",
  "at-risk": "too close to the limit to say on which side of it",
  "no-base": "an increase needs a base deploy to compare with",
  "no-lcp": "the page painted nothing that counts as largest contentful paint",
  "no-interaction": "no interaction was recorded; INP needs one in `interactions`",
  "no-cls": "the page reported no layout-shift score",
  "not-seen": "this part was seen neither on base nor on head",
  "too-few-blocks": "fewer complete blocks were measured than a decision takes",
  "out-of-time": "the time of the run (`max-minutes`) was up before a decision could be made",
  "not-measurable-on-head": "it could not be measured on head as it could on base",
  "not-measurable-on-base": "it could not be measured on base",
  "not-measurable": "it could not be measured",
  interrupted: "the run was stopped before it was measured",
  "invalid-operation": "the graph of head does not answer this operation",
  "not-composed": "the subgraphs of head do not compose"
};
var CLOSER = {
  /** Blocks were completed, and nothing can be said from them. */
  unreliable: "it could not be measured reliably",
  missingShard: "its shard is missing"
};
function reasonSentence(reason) {
  return SENTENCES[reason];
}

// src/report/cause.ts
function whatPhrase(row2) {
  const path13 = pathPhrase(row2.segments);
  const phase = culpritOfRow(row2)?.segments[0];
  return phase === void 0 || row2.segments[0] === "cls" ? path13 : [...path13, ", by ", partName(phase)];
}
function causePhrase(row2, report) {
  if (row2.comparison === null)
    return joined([unmeasuredPhrase(row2), problemPhrase(row2.budget, report)].filter(isSaid), ": ");
  if (!isBlamed(row2)) return [reasonSentence(row2.budget.reason)];
  const cost = costCausePhrase(row2, report);
  if (cost.length > 0) return cost;
  const url2 = report.result.head.url;
  const parts = [partPhrase(row2), commitPhrase(row2, report), evidencePhrase(row2, url2), insightTitle(row2)].filter(
    isSaid
  );
  return parts.length === 0 ? [reasonSentence(row2.budget.reason)] : joined(parts, "; ");
}
function isSaid(phrase) {
  return phrase.length > 0;
}
function unmeasuredPhrase(row2) {
  const { route } = row2;
  const story = route?.unmeasurable ? [" (", prose(route.unmeasurable), ")"] : [];
  return [unmeasuredSentence(row2), ...story];
}
function unmeasuredSentence({ budget: { reason }, route, isOfMissingShard }) {
  if (isOfMissingShard) return CLOSER.missingShard;
  return reason === "not-measurable" && (route?.blocks ?? 0) > 0 ? CLOSER.unreliable : reasonSentence(reason);
}
function lcpElementsDiffer(route) {
  const base = route?.evidence.base?.lcpElement ?? null;
  const head = route?.evidence.head?.lcpElement ?? null;
  return base !== null && head !== null && base !== head;
}
function isBlamed({ budget: { verdict, reason } }) {
  return (verdict === "fail" || verdict === "waived") && reason !== "pre-existing";
}
function culpritOfRow(row2) {
  if (row2.difference === null || !isBlamed(row2)) return null;
  if (row2.segments[0] === "lcp" && lcpElementsDiffer(row2.route)) return null;
  return culpritOf(row2.difference);
}
function partPhrase(row2) {
  const { comparison, head } = row2;
  if (comparison === null) return [];
  const culprit = culpritOfRow(row2);
  if (culprit !== null) {
    const shift = comparison.metric === "cls" ? ["shift of "] : [];
    const amount = signed(culprit.part.value, comparison.unit);
    const ofIt = culprit.share === null ? "" : ` (${share(culprit.share)} of it)`;
    return [...shift, ...pathPhrase(culprit.segments), ` ${amount}${ofIt}`];
  }
  const largest4 = comparison.difference === null ? largestPart(head?.parts ?? []) : null;
  return largest4 === null ? [] : ["mostly ", partName(largest4.id), ` ${quantity(largest4.value, comparison.unit)}`];
}
function largestPart(parts) {
  return parts.reduce((best, part) => best === null || part.value > best.value ? part : best, null);
}
function evidencePhrase(row2, deployUrl) {
  const head = row2.route?.evidence.head ?? null;
  if (head === null) return [];
  if (row2.segments[0] === "inp") return inpScriptPhrase(head, deployUrl);
  if (row2.segments[0] !== "lcp") return [];
  if (lcpElementsDiffer(row2.route)) return otherElement(row2.route);
  return blamedPhase(row2) === "ttfb" ? [] : lcpElementPhrase(head, deployUrl);
}
function blamedPhase(row2) {
  return row2.segments[1] ?? culpritOfRow(row2)?.segments[0];
}
function otherElement(route) {
  const { base, head } = route?.evidence ?? { base: null, head: null };
  const elements = [name(head?.lcpElement ?? ""), ", it was ", name(base?.lcpElement ?? ""), " on base"];
  return ["the LCP element is now ", ...elements, ", so its phases are not compared"];
}
function lcpElementPhrase({ lcpElement, lcpUrl }, deployUrl) {
  const url2 = lcpUrl === null || lcpUrl === "" ? [] : [name(shownUrl(lcpUrl, deployUrl))];
  if (lcpElement === null) return url2;
  return url2.length === 0 ? [name(lcpElement)] : [name(lcpElement), " (", ...url2, ")"];
}
function inpScriptPhrase({ inpScript }, deployUrl) {
  if (inpScript === null) return [];
  const { functionName, invoker, sourceUrl, charPosition, durationMs } = inpScript;
  const position = charPosition < 0 ? "" : `:${charPosition}`;
  const place2 = sourceUrl === "" ? [] : [" at ", name(shownUrl(sourceUrl, deployUrl) + position)];
  return [name(functionName === "" ? invoker : functionName), ...place2, ` (${quantity(durationMs, "ms")})`];
}
function insightTitle(row2) {
  const [metric] = row2.segments;
  const about = metric === "lcp" ? blamedPhase(row2) ?? metric : metric;
  const top2 = topInsight(about ?? "", row2.route?.explanation?.insights ?? []);
  return top2 === null ? [] : ["Lighthouse: ", prose(top2.title)];
}

// src/model/breakdown.ts
var unboundedNumber = zod_z.codec(
  zod_z.union([zod_z.number(), zod_z.enum(["unbounded", "-unbounded"])]),
  zod_z.union([zod_z.number(), zod_z.literal([Infinity, -Infinity])]),
  {
    decode: (json) => typeof json === "number" ? json : json === "unbounded" ? Infinity : -Infinity,
    encode: (value) => Number.isFinite(value) ? value : value > 0 ? "unbounded" : "-unbounded"
  }
);
var breakdownSchema = zod_z.lazy(
  () => zod_z.strictObject({ id: zod_z.string().max(500), value: unboundedNumber, parts: zod_z.array(breakdownSchema).max(1e3) })
);
var SUM_TOLERANCE = 1e-9;
function leaf(id, value) {
  return { id, value, parts: [] };
}
function sumOf(id, parts) {
  return { id, value: parts.reduce((sum2, part) => sum2 + part.value, 0), parts };
}
function withRemainder(id, value, parts, remainder2) {
  const explained2 = parts.reduce((sum2, part) => sum2 + part.value, 0);
  if (parts.length === 0 || explained2 > value + SUM_TOLERANCE) return leaf(id, value);
  return { id, value, parts: [...parts, leaf(remainder2, value - explained2)] };
}
function scaled({ id, value, parts }, factor) {
  return parts.length === 0 ? leaf(id, value * factor) : sumOf(
    id,
    parts.map((part) => scaled(part, factor))
  );
}
function capped({ id, value, parts }, most, remainder2) {
  if (parts.length <= most) return { id, value, parts: parts.map((part) => capped(part, most, remainder2)) };
  const bySize2 = parts.toSorted((one, other) => Math.abs(other.value) - Math.abs(one.value));
  const kept = new Set(bySize2.filter((part) => part.id !== remainder2).slice(0, most - 1));
  const rest = parts.filter((part) => !kept.has(part)).reduce((sum2, part) => sum2 + part.value, 0);
  const shown5 = parts.filter((part) => kept.has(part)).map((part) => capped(part, most, remainder2));
  return { id, value, parts: [...shown5, leaf(remainder2, rest)] };
}
function nodeAt(root, segments) {
  const [first2, ...rest] = segments;
  if (first2 !== root.id) return void 0;
  let node = root;
  for (const segment of rest) node = node?.parts.find((part) => part.id === segment);
  return node;
}
function* walk(root, prefix = []) {
  const segments = [...prefix, root.id];
  yield [segments, root];
  for (const part of root.parts) yield* walk(part, segments);
}
function assertSums(root) {
  for (const [segments, node] of walk(root)) {
    if (node.parts.length === 0) continue;
    const sum2 = node.parts.reduce((total, part) => total + part.value, 0);
    if (sum2 !== node.value && !(Math.abs(sum2 - node.value) <= SUM_TOLERANCE))
      throw new Error(`parts of ${formatPath(segments)} sum to ${sum2}, not ${node.value}`);
  }
}
function formatPath(segments) {
  return segments.map((segment) => /[."\s]/.test(segment) ? JSON.stringify(segment) : segment).join(".");
}
function parsePath(path13) {
  const segments = [];
  let rest = path13;
  for (; ; ) {
    const match = /^(?:"(?:[^"\\]|\\.)*"|[^."\s][^."]*)/.exec(rest);
    if (!match) return void 0;
    const segment = unquote(match[0]);
    if (segment === void 0 || segment === "") return void 0;
    segments.push(segment);
    rest = rest.slice(match[0].length);
    if (rest === "") return segments;
    if (!rest.startsWith(".")) return void 0;
    rest = rest.slice(1);
  }
}
function unquote(segment) {
  if (!segment.startsWith('"')) return segment.trimEnd();
  try {
    return JSON.parse(segment);
  } catch {
    return void 0;
  }
}

// src/report/shards.ts
var MISSING = /^Shards? \d+(?:, \d+)* of \d+ (?:is|are) missing:/;
function saysShardIsMissing(alert) {
  return MISSING.test(alert);
}

// src/report/rows.ts
var known = /* @__PURE__ */ new WeakMap();
function groupRows(report) {
  const groups = known.get(report) ?? groupsOf(report);
  known.set(report, groups);
  return groups;
}
function groupsOf(report) {
  const rows = report.result.budgets.filter(({ reason }) => reason !== "no-base").map((row2) => reportRow(report, row2));
  const having = (verdict) => rows.filter(({ budget }) => budget.verdict === verdict);
  const failed2 = having("fail");
  const warned = failed2.filter(({ budget }) => budget.enforce === "warn");
  return {
    broken: failed2.filter(({ budget }) => budget.enforce === "block"),
    warned: warned.filter(({ budget }) => budget.reason !== "pre-existing"),
    preExisting: warned.filter(({ budget }) => budget.reason === "pre-existing"),
    unmeasured: having("unmeasured"),
    inconclusive: having("inconclusive"),
    waived: having("waived"),
    kept: having("pass")
  };
}
function reportRow(report, budget) {
  const segments = parsePath(budget.path) ?? [budget.path];
  const comparison = itemAt(report.result.comparisons, budget, "metric", segments[0] ?? "");
  const route = itemsAt(report.routes, budget)[0] ?? null;
  return {
    budget,
    segments,
    comparison,
    base: comparison?.base ? partAt(comparison.base, segments) : null,
    head: comparison ? partAt(comparison.head, segments) : null,
    difference: comparison?.difference ? partAt(comparison.difference, segments) : null,
    declared: route?.budgets.find(({ path: path13 }) => path13 === budget.path) ?? null,
    route,
    isOfMissingShard: budget.reason === "interrupted" && (report.alerts ?? []).some(saysShardIsMissing)
  };
}

// src/report/headline.ts
var SYMBOLS = {
  fail: "❌",
  unmeasured: "⚠️",
  inconclusive: "❔",
  waived: "☑️",
  pass: "✅"
};
var WORDS = {
  fail: ({ broken }) => `${count(broken.length, "budget")} broken${whereBroken(broken)}`,
  unmeasured: ({ unmeasured: unmeasured2 }, { onUnmeasured }) => `${count(blocking(unmeasured2), "budget")} could not be measured${onUnmeasured === "pass" ? " (does not block)" : ""}`,
  inconclusive: ({ inconclusive: inconclusive2 }, { onInconclusive }) => `no budget broken, ${blocking(inconclusive2)} inconclusive (${onInconclusive === "block" ? "blocks" : "does not block"})`,
  waived: ({ waived }) => `${count(waived.length, "broken budget")} waived`,
  pass: passWords
};
function headlineOf(report) {
  const { verdict } = report.result;
  return {
    symbol: SYMBOLS[verdict],
    words: `vitals-gate ${verdict}: ${WORDS[verdict](groupRows(report), report.policy)}`
  };
}
function whereBroken(broken) {
  const routes = new Set(broken.map(({ budget }) => budget.route)).size;
  return routes > 1 ? ` on ${count(routes, "route")}` : "";
}
function passWords({ kept, warned, preExisting }) {
  const warnings = warned.length + preExisting.length;
  const suffix = warnings === 0 ? "" : `, ${count(warnings, "warning")}`;
  if (kept.length === 0) return `no budget to judge${suffix}`;
  return `${kept.length === 1 ? "the budget is" : `all ${kept.length} budgets are`} kept${suffix}`;
}
function blocking(rows) {
  return rows.filter(({ budget }) => budget.enforce === "block").length;
}

// src/report/numbers.ts
function baseToHead({ base, head, comparison, budget }) {
  if (comparison === null) return "–";
  const limits2 = budget.kind === "max" ? inUnit(budget.limit) : [];
  const headText = quantity(head?.value ?? 0, comparison.unit, limits2);
  if (comparison.base === null) return `head ${headText}`;
  return `${quantity(base?.value ?? 0, comparison.unit, limits2)} → ${headText}`;
}
function changeText({ difference, comparison, segments, budget, route }) {
  if (comparison === null || difference === null) return "–";
  const limits2 = budget.kind === "max-increase" ? budget.limit : [];
  const absolute = change(difference, comparison.unit, inUnit(limits2));
  const isPercentless = route?.percentless.some((metric) => metric === comparison.metric) ?? false;
  const relative6 = segments.length === 1 && !isPercentless ? comparison.relative?.value : null;
  if (relative6 === null || relative6 === void 0) return absolute;
  const fractions = limits2.filter(({ unit }) => unit === "%").map(({ value }) => value / 100);
  return `${absolute} (${percentChange(relative6, fractions)})`;
}
function budgetText(row2) {
  const { budget } = row2;
  if (budget.limit.length === 0) return "none broken";
  if (budget.kind === "max-increase") return tolerances(budget.limit);
  const declared = `at most ${budget.limit.map(limit).join(" and ")}`;
  if (isGraphMetric(row2.segments[0] ?? "")) return declared;
  return budget.value === null ? declared : `${declared}, ${percentileText(row2)} is ${measured(row2, budget.value)}`;
}
function percentileText({ declared }) {
  return declared === null ? "head" : `p${declared.percentile}`;
}
function measured({ budget, segments }, value) {
  const unit = segments[0] === "cls" ? "score" : "ms";
  return estimate({ value, low: budget.low, high: budget.high }, unit, inUnit(budget.limit));
}
function reachText({ budget, comparison, route }) {
  if (budget.kind === "max" || comparison === null) return "";
  const smallest = route?.smallest.find(({ path: path13 }) => path13 === budget.path)?.value ?? null;
  return smallest === null ? "" : `would have seen ≥ ${quantity(smallest, comparison.unit)}`;
}
function inUnit(limits2) {
  return limits2.filter(({ unit }) => unit !== "%").map(({ value }) => value);
}

// src/report/overview.ts
var EFFECT_WORDS = {
  worse: "worse",
  same: "within tolerance",
  better: "better",
  unclear: "unclear"
};
function overviewTable(report) {
  const header = [
    "| Route | Metric | Base → head | Change [95 % interval] | Effect | Would have seen |",
    "| :-- | :-- | --: | --: | :-- | --: |"
  ];
  return [
    ...header,
    ...report.result.comparisons.filter(isWorthShowing).map((comparison) => overviewRow(comparison, report))
  ].join("\n");
}
function isWorthShowing({ unit, difference }) {
  return unit !== "cost" || difference === null || difference.value !== 0;
}
function overviewRow(comparison, report) {
  const { base, head, unit, metric, effect: effect2 } = comparison;
  const before = base === null ? "head" : `${quantity(base.value, unit)} →`;
  const values = `${before} ${quantity(head.value, unit)}`;
  const route = inMarkdown(routePhrase(comparison));
  const word = effect2 === null ? "–" : EFFECT_WORDS[effect2];
  return row([route, metricName(metric), values, movedBy(comparison, report), word, reach(comparison, report)]);
}
function reach(comparison, { routes }) {
  const [route] = itemsAt(routes, comparison);
  const smallest = route?.smallest.find(({ path: path13 }) => path13 === comparison.metric);
  return smallest === void 0 ? "–" : `≥ ${quantity(smallest.value, comparison.unit)}`;
}
function comparisonPhrase(comparison, report) {
  return [...routePhrase(comparison), ` ${metricName(comparison.metric)} ${movedBy(comparison, report)}`];
}
function movedBy(comparison, { routes }) {
  const { difference, relative: relative6, unit, metric } = comparison;
  if (difference === null) return "–";
  const isPercentless = itemsAt(routes, comparison).some(
    ({ percentless }) => percentless.some((each) => each === metric)
  );
  const fraction3 = isPercentless ? null : relative6?.value ?? null;
  return change(difference, unit) + (fraction3 === null || Math.abs(difference.value) <= SUM_TOLERANCE ? "" : ` (${percentChange(fraction3)})`);
}
function improved({ result }) {
  return result.comparisons.filter(({ effect: effect2 }) => effect2 === "better");
}
function largestChanges({ result }, most) {
  return result.comparisons.filter(({ difference }) => difference !== null && Math.abs(difference.value) > SUM_TOLERANCE).toSorted((one, other) => rank(other) - rank(one)).slice(0, most);
}
function rank({ difference, relative: relative6 }) {
  const size = Math.min(Math.abs(relative6?.value ?? 0), 1e6);
  return size + (difference !== null && isResolved(difference) ? 1e9 : 0);
}

// src/report/sentence.ts
function rowPhrase(row2) {
  return [...routePhrase(row2.budget), ": ", ...whatPhrase(row2), ...numbers(row2)];
}
function numbers(row2) {
  if (row2.comparison === null) return [`, budget ${budgetText(row2)}`];
  const moved = row2.difference === null ? "" : `, ${changeText(row2)}`;
  return [` ${baseToHead(row2)}${moved}, budget ${budgetText(row2)}`];
}
function inconclusivePhrase(row2) {
  const reach2 = reachText(row2);
  return [...rowPhrase(row2), `: ${reasonSentence(row2.budget.reason)}`, ...reach2 === "" ? [] : [`; ${reach2}`]];
}

// src/report/terms.ts
function grantPhrase({ until, approvedBy, reason }) {
  const by = approvedBy === null ? [] : [", by ", name(approvedBy)];
  return [`until ${until}`, ...by, ": ", prose(reason)];
}
function waivedPhrase({ budget: { waiver } }) {
  return waiver === void 0 || waiver.expired ? [] : ["; waived ", ...grantPhrase(waiver)];
}
function expiredPhrases({ expiredWaivers: expiredWaivers2 = [] }) {
  return expiredWaivers2.map((waiver) => [name(waiver.budget), ", ", ...grantPhrase(waiver)]);
}
function alertPhrases({ alerts = [], policySource }) {
  const own = policySource === void 0 || policySource.instead === null ? [] : [
    [
      "The budgets, waivers and enforcement are those of this pull request itself, not those of ",
      name(refOf(policySource.ref)),
      ": ",
      prose(policySource.instead),
      "."
    ]
  ];
  return [...alerts.map((alert) => [prose(alert)]), ...own];
}
function changePhrases({ policySource }, applied) {
  const changes2 = policySource?.changes.filter((change2) => change2.applied === applied) ?? [];
  return changes2.map(({ key: key2, base, head }) => [name(key2), ": ", ...side2(base), " → ", ...side2(head)]);
}
function side2(written2) {
  return written2 === null ? ["not there"] : [name(written2)];
}
function refOf(ref) {
  return /^[0-9a-f]{40,64}$/i.test(ref) ? ref.slice(0, 7) : ref;
}

// src/report/terminal.ts
function renderTerminal(report, options) {
  const colors = picocolors_createColors(options.color);
  const groups = groupRows(report);
  const lines = [
    headline(report, colors),
    deploys(report, colors),
    ...alertPhrases(report).map((alert) => line(colors.yellow("!"), alert)),
    ...report.routes.flatMap((route) => failureBlock(route, colors)),
    ...groups.broken.filter(hasNumbers).flatMap((row2) => brokenLines(row2, report, colors)),
    ...remarks(report, groups, colors),
    ...report.notices.map((notice2) => colors.dim(`note: ${inText([prose(notice2)])}`)),
    ...options.out === void 0 ? [] : [`report: ${inText([name(options.out)])}`]
  ];
  return `${lines.join("\n")}
`;
}
function headline(report, colors) {
  const { symbol, words } = headlineOf(report);
  return `${symbol} ${colors.bold(colorOf(report.result.verdict, colors)(words))}`;
}
function colorOf(verdict, colors) {
  if (verdict === "fail") return colors.red;
  return verdict === "pass" ? colors.green : colors.yellow;
}
function deploys({ result, chrome }, colors) {
  const { base, head } = result;
  const hasBase2 = base.url !== null || base.sha !== null;
  const sides = !hasBase2 ? deploy("head", head) : [...deploy("base", base), " → ", ...deploy("head", head)];
  const first2 = hasBase2 ? "" : ", first run without a base";
  const browser = chrome === "" ? [] : [", ", prose(chrome)];
  return colors.dim(inText(["comparing ", ...sides, first2, ...browser]));
}
function deploy(label2, { sha, url: url2 }) {
  return [
    label2,
    ...sha === null ? [] : [" ", name(shortSha(sha))],
    ...url2 === null ? [] : [" ", name(url2.replace(/[?#].*$/s, ""))]
  ];
}
function failureBlock(failed2, colors) {
  const { unmeasurable, remedy, budgets } = failed2;
  if (unmeasurable === null) return [];
  const paths = budgets.map((budget) => [name(budget.path)]);
  return [
    "",
    `${colors.red("✗")} ${colors.bold(inText(routePhrase(failed2)))} could not be measured${failed2.blocks > 0 ? " reliably" : ""}`,
    `  │ ${inText([prose(unmeasurable)])}`,
    ...remedy === null ? [] : [`  → ${remedy}`],
    ...paths.length === 0 ? [] : [`  │ budgets: ${inText(joined(paths, ", "))}`]
  ];
}
function hasNumbers({ route }) {
  return route === null || route.unmeasurable === null;
}
function brokenLines(row2, report, colors) {
  const moved = row2.difference === null ? "" : ` ${colors.bold(changeText(row2))},`;
  return [
    "",
    `${colors.red("✗")} ${colors.bold(inText(routePhrase(row2.budget)))}: ${inText(whatPhrase(row2))}`,
    `  │ ${baseToHead(row2)},${moved} budget ${budgetText(row2)}`,
    `  │ ${inText(causePhrase(row2, report))}`
  ];
}
function remarks(report, groups, colors) {
  const warn = colors.yellow("!");
  const lines = [
    ...groups.warned.map((row2) => line(warn, [...rowPhrase(row2), " (warning): ", ...causePhrase(row2, report)])),
    ...groups.preExisting.map((row2) => line(warn, [...rowPhrase(row2), " (not caused by this change)"])),
    ...groups.unmeasured.filter(hasNumbers).map((row2) => line(warn, [...rowPhrase(row2), ", unmeasured: ", ...unmeasuredPhrase(row2)])),
    ...groups.inconclusive.map((row2) => line(warn, ["inconclusive: ", ...inconclusivePhrase(row2)])),
    ...groups.waived.map((row2) => line(warn, [...rowPhrase(row2), ...waivedPhrase(row2)])),
    ...expiredPhrases(report).map((phrase) => line(warn, ["expired waiver: ", ...phrase])),
    ...changePhrases(report, "base").map((phrase) => line(warn, ["policy changed, base applied: ", ...phrase])),
    ...improved(report).map(
      (comparison) => line(colors.green("↓"), ["improved: ", ...comparisonPhrase(comparison, report)])
    ),
    ...quietChanges(report, groups, colors)
  ];
  return lines.length === 0 ? [] : ["", ...lines];
}
function quietChanges(report, { broken }, colors) {
  if (broken.length > 0) return [];
  return largestChanges(report, 3).map((comparison) => colors.dim(line("·", comparisonPhrase(comparison, report))));
}
function line(symbol, phrase) {
  return `${symbol} ${inText(phrase)}`;
}

// src/gate/check-graphql.ts
import path2 from "node:path";

// src/config/load.ts
import { readFile as readFile2, stat } from "node:fs/promises";
import { dirname as dirname2, resolve as resolve3 } from "node:path";

// src/config/deploy-url.ts
var PLACEHOLDERS = ["sha", "short-sha", "pr", "branch"];
var PLACEHOLDER_PATTERN = /\{([^{}]*)\}/g;
var DEPLOY_URL_PATTERN = /^[hH][tT][tT][pP][sS]?:\/\/[^/?#@\s]+(?:\/[^?#\s]*)?$/;
function deployUrlComplaint(written2) {
  const unknown = [...written2.matchAll(PLACEHOLDER_PATTERN)].map(([, name4 = ""]) => name4).find(isUnknown);
  if (unknown !== void 0)
    return { what: `{${unknown}} is no placeholder.`, todo: suggestion(unknown, PLACEHOLDERS, "There are") };
  const url2 = URL.parse(written2.replaceAll(PLACEHOLDER_PATTERN, "x"));
  if (url2 === null)
    return { what: `${shown(written2)} is not a URL.`, todo: "Write for example https://staging.example." };
  if (url2.protocol !== "http:" && url2.protocol !== "https:")
    return {
      what: `${shown(written2)} is not an http or https URL.`,
      todo: "Write for example https://staging.example."
    };
  if (url2.username !== "" || url2.password !== "")
    return {
      what: "A deploy URL holds credentials.",
      todo: "Remove what stands before the @: secrets never belong in a configuration."
    };
  if (/[?#]/.test(written2))
    return { what: `${shown(written2)} has a query or a fragment.`, todo: "Write them in the routes' paths." };
  if (/\s/.test(written2))
    return { what: `${shown(written2)} holds a space.`, todo: "Remove it, or percent-encode it (%20)." };
  if (!DEPLOY_URL_PATTERN.test(written2))
    return {
      what: `${shown(written2)} is not a URL: two slashes and a host stand after the scheme.`,
      todo: "Write for example https://staging.example."
    };
  return null;
}
function isUnknown(name4) {
  return !PLACEHOLDERS.includes(name4);
}
function trimUrl(written2) {
  if (written2.search(PLACEHOLDER_PATTERN) !== -1) return written2.replace(/\/+$/, "");
  return new URL(written2).href.replace(/\/+$/, "");
}
function shown(written2) {
  return quote(written2.replace(/[^/\s]*@/g, "…@").replace(/[?#].+/s, (rest) => `${rest.charAt(0)}…`));
}

// src/config/budget-path.ts
var DYNAMIC = {
  "lcp.ttfb.request": "a Server-Timing layer",
  "inp.processing-duration": "a script",
  cls: "a shifted element"
};
var FIXED = {
  "": METRICS,
  lcp: PHASES.lcp,
  "lcp.ttfb": TTFB_PARTS,
  inp: PHASES.inp
};
function childrenOf(parent) {
  const parts = DYNAMIC[parent];
  return parts === void 0 ? { fixed: FIXED[parent] ?? [] } : { parts };
}
var KNOWN_PATHS = METRICS.flatMap((metric) => [metric, ...below(metric)]);
function below(parent) {
  return (FIXED[parent] ?? []).flatMap((id) => [`${parent}.${id}`, ...below(`${parent}.${id}`)]);
}
var DYNAMIC_PARENTS = Object.keys(DYNAMIC);
var BUDGET_PATH_PATTERN = `^(?:${[
  ...KNOWN_PATHS.map(spellings),
  ...DYNAMIC_PARENTS.map((path13) => `${spellings(path13)}\\..+`)
].join("|")})$`;
function spellings(path13) {
  return path13.split(".").map((id) => `(?:${id}|"${id}")`).join("\\.");
}
function readBudgetPath(written2) {
  const segments = parsePath(written2);
  if (segments === void 0)
    return {
      what: `${quote(written2)} is not a path of a metric.`,
      todo: "Write ids with dots between them, as lcp.ttfb; quote an id that holds a dot."
    };
  const wrong = firstComplaint(written2, segments);
  if (wrong !== null) return wrong;
  const metric = METRICS.find((name4) => name4 === segments[0]) ?? "lcp";
  return { path: formatPath(segments), segments, metric };
}
function firstComplaint(written2, segments) {
  for (const [depth, segment] of segments.entries()) {
    const parent = segments.slice(0, depth).join(".");
    const children = childrenOf(parent);
    if ("parts" in children) return tooDeep(segments, depth, children.parts);
    if (!children.fixed.includes(segment)) return unknownId(written2, parent, segment, children.fixed);
  }
  return null;
}
function tooDeep(segments, depth, parts) {
  if (depth === segments.length - 1) return null;
  const meant = formatPath([...segments.slice(0, depth), segments.slice(depth).join(".")]);
  return {
    what: `${quote(formatPath(segments))} goes deeper than ${parts}, which has no parts.`,
    todo: `Quote a name that holds a dot: '${meant}'.`
  };
}
function unknownId(written2, parent, id, siblings) {
  const what = `No metric has the part ${quote(written2)}.`;
  if (siblings.length === 0) return { what, todo: `Nothing is below ${parent}: budget ${parent} itself.` };
  const near = didYouMean(id, siblings);
  const place2 = parent === "" ? "" : `${parent}.`;
  const elsewhere = KNOWN_PATHS.find((path13) => path13.endsWith(`.${id}`));
  const meant = near === null ? elsewhere : `${place2}${near}`;
  const list3 = `${parent === "" ? "The metrics are" : `Below ${parent} there are`}: ${siblings.join(", ")}.`;
  return { what, todo: meant === void 0 ? list3 : `Did you mean "${meant}"? ${list3}` };
}

// src/config/units.ts
var TIME_UNITS = { ms: [0, 1], s: [3, 1], min: [3, 60] };
var UNIT_PATTERNS = { ms: "[mM][sS]", s: "[sS]", min: "[mM][iI][nN]", "%": "%" };
var NUMBER = "\\d{1,15}(?:\\.\\d{1,15})?|\\.\\d{1,15}";
var ANY = /^ *(\d{1,15}(?:\.\d{1,15})?|\.\d{1,15}) *(ms|s|min|%) *$/i;
function quantity2(units, positive) {
  const unit = units.map((name4) => UNIT_PATTERNS[name4]).join("|");
  const more = positive ? "(?=.*[1-9])" : "";
  return { units, positive, pattern: new RegExp(`^${more} *(?:${NUMBER}) *(?:${unit}) *$`) };
}
var TIME = quantity2(["ms", "s"], true);
var TOLERANCE = quantity2(["ms", "s", "%"], false);
var DELAY = quantity2(["ms", "s"], false);
var DURATION = quantity2(["ms", "s", "min"], true);
var PERCENTAGE = quantity2(["%"], true);
function parseLimit(text) {
  const match = ANY.exec(text);
  const digits2 = match?.[1];
  const unit = match?.[2]?.toLowerCase();
  if (digits2 === void 0 || unit === void 0) return void 0;
  if (unit === "%") return { value: Number(digits2), unit: "%" };
  const [power, factor] = TIME_UNITS[unit];
  return { value: Number(`${digits2}e${power}`) * factor, unit: "ms" };
}
function parseDurationMs(text) {
  const limit3 = parseLimit(text);
  return limit3?.unit === "ms" ? limit3.value : void 0;
}
function formatLimit(limit3) {
  const digits2 = new Intl.NumberFormat("en-US", { useGrouping: false, maximumFractionDigits: 9 }).format(limit3.value);
  return limit3.unit === "score" ? digits2 : `${digits2} ${limit3.unit}`;
}
function quantityComplaint(kind, value) {
  const example = exampleOf(kind);
  if (value === void 0 || value === null) return { what: "A value is missing here.", todo: `Write ${example}.` };
  if (typeof value !== "number" && typeof value !== "string")
    return { what: `${quote(value)} is not ${nameOf(kind)}.`, todo: `Write ${example}.` };
  const text = String(value).trim();
  if (/^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(text)) return bareNumberComplaint(kind, Number(text));
  if (text.startsWith("-")) return { what: `${quote(value)} is negative.`, todo: `Write ${example}.` };
  if (/^\d+,\d+/.test(text))
    return { what: `${quote(value)} has a decimal comma.`, todo: `Write ${text.replace(",", ".")}.` };
  const known4 = parseLimit(text);
  if (known4?.unit === "%" && !kind.units.includes("%"))
    return { what: `${quote(value)} is a percentage, but this limit is absolute.`, todo: `Write ${example}.` };
  if (known4?.value === 0 && kind.positive)
    return { what: `${quote(value)} must be more than 0.`, todo: `Write ${example}.` };
  return {
    what: `${quote(value)} is not ${nameOf(kind)}.`,
    todo: `Write a number and one of ${unitsOf(kind)}: ${example}.`
  };
}
function bareNumberComplaint(kind, value) {
  const number = formatLimit({ value: Math.abs(value), unit: "score" });
  if (value < 0) return { what: `${value} is negative.`, todo: `Write ${exampleOf(kind)}.` };
  if (value === 0 && kind.positive) return { what: "0 must be more than 0.", todo: `Write ${exampleOf(kind)}.` };
  const readings = kind.units.map((unit) => `${number} ${unit}`);
  return { what: `${number} has no unit.`, todo: `Write ${alternatives(readings)}.` };
}
function nameOf(kind) {
  if (kind.units.length === 1) return "a percentage";
  return kind.units.includes("%") ? "a time or a percentage" : "a time";
}
function unitsOf(kind) {
  return alternatives(kind.units);
}
function exampleOf(kind) {
  if (kind.units.length === 1) return "for example 1 %";
  if (kind.units.includes("%")) return "for example 50 ms or 5 %";
  return kind.units.includes("min") ? "for example 500 ms or 2 s" : "for example 2500 ms or 2.5 s";
}
function alternatives(words) {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}

// src/config/budget-schema.ts
function quantitySchema(kind, description) {
  const error = (issue) => toMessage(quantityComplaint(kind, issue.input));
  return zod_z.string({ error }).regex(kind.pattern, { error }).describe(description);
}
function scoreSchema(description) {
  const error = scoreError;
  return zod_z.number({ error }).min(0, { error }).describe(description);
}
function scoreError(issue) {
  return toMessage(scoreComplaint(issue.input));
}
function scoreComplaint(value) {
  const todo = "Write a bare number, for example 0.1.";
  if (typeof value === "number") return { what: `${value} cannot be a CLS score.`, todo };
  if (typeof value !== "string") return { what: `${quote(value)} is not a CLS score.`, todo };
  const limit3 = parseLimit(value);
  if (limit3?.unit === "%") return { what: `${quote(value)} is a percentage, but CLS is a score without a unit.`, todo };
  if (limit3?.unit === "ms") return { what: `${quote(value)} is a time, but CLS is a score without a unit.`, todo };
  if (/^\d*\.?\d+$/.test(value)) return { what: `${quote(value)} is text.`, todo: `Write ${value} without quotes.` };
  return { what: `${quote(value)} is not a CLS score.`, todo };
}
function budgetShape(max, tolerance2) {
  return {
    max,
    "max-increase": zod_z.union([tolerance2, zod_z.array(tolerance2).min(1).max(8)]).describe(
      "How much worse head may be than base. Of several tolerances all must be exceeded to break the budget."
    ),
    enforce: zod_z.enum(["block", "warn"]).describe("block (default): a broken budget fails the run. warn: it is only reported."),
    percentile: zod_z.int().min(1).max(99).describe("The percentile of the head visits that must stay within max; default 75.")
  };
}
var SCORE_SHAPE = budgetShape(
  scoreSchema("The highest CLS head may have, for example 0.1."),
  scoreSchema("A CLS score, for example 0.02.")
);
var TIME_SHAPE = budgetShape(
  quantitySchema(TIME, "The longest time head may take, for example 2500 ms or 2.5 s."),
  quantitySchema(TOLERANCE, "A time or a percentage, for example 50 ms or 5 %.")
);
function budgetError(issue) {
  const { input } = issue;
  if (issue.code !== "invalid_type" || typeof input !== "string" && typeof input !== "number") return void 0;
  return toMessage({ what: `${quote(input)} is not a map of limits.`, todo: `Write { max: ${input} }.` });
}
var anyOf = [{ required: ["max"] }, { required: ["max-increase"] }];
var timeDefault = zod_z.strictObject(TIME_SHAPE, { error: budgetError }).partial().meta({ id: "time-budget", description: "Limits in ms, s or %.", anyOf });
var scoreDefault = zod_z.strictObject(SCORE_SHAPE, { error: budgetError }).partial().meta({ id: "score-budget", description: "Limits as bare numbers.", anyOf });
var timeOverride = nullable(TIME_SHAPE).nullable().meta({ id: "route-time-budget", description: "Limits in ms, s or %." });
var scoreOverride = nullable(SCORE_SHAPE).nullable().meta({ id: "route-score-budget", description: "Limits as bare numbers." });
function nullable(shape) {
  const { max, "max-increase": increase, enforce, percentile } = shape;
  return zod_z.strictObject(
    {
      max: max.nullable(),
      "max-increase": increase.nullable(),
      enforce: enforce.nullable(),
      percentile: percentile.nullable()
    },
    { error: budgetError }
  ).partial();
}
function budgetMap(time2, score) {
  const shape = Object.fromEntries(
    KNOWN_PATHS.map((path13) => [
      path13,
      path13 === "cls" ? score.optional() : time2.optional()
    ])
  );
  return zod_z.object(shape).catchall(zod_z.union([time2, score])).superRefine((budgets, context) => {
    for (const [key2, budget] of Object.entries(budgets).filter(([name4]) => shape[name4] === void 0))
      for (const issue of (isScorePath(key2) ? score : time2).safeParse(budget).error?.issues ?? [])
        context.issues.push({ ...issue, path: [key2, ...issue.path], input: budget });
  }).meta({ propertyNames: { pattern: BUDGET_PATH_PATTERN } });
}
function isScorePath(key2) {
  return /^"?cls\b/.test(key2);
}
var defaultBudgetsSchema = budgetMap(timeDefault, scoreDefault).meta({ patternProperties: patterns("time-budget", "score-budget") }).describe("Budgets of every route, by the part they limit: lcp, lcp.ttfb, inp.processing-duration, cls.");
var routeBudgetsSchema = budgetMap(timeOverride, scoreOverride).meta({ patternProperties: patterns("route-time-budget", "route-score-budget") }).describe("Merged over the default budgets key by key; null removes one.");
function patterns(time2, score) {
  const ofTime = { $ref: `#/definitions/${time2}` };
  const ofScore = { $ref: `#/definitions/${score}` };
  return Object.fromEntries(
    DYNAMIC_PARENTS.map((path13) => [`^${spellings(path13)}\\.`, path13 === "cls" ? ofScore : ofTime])
  );
}

// src/config/schema-parts.ts
function checked(schema, check) {
  return schema.refine((text) => check(text) === null, {
    error: ({ input }) => {
      const complaint = check(String(input));
      return complaint === null ? "Invalid input" : toMessage(complaint);
    }
  });
}
function oneOf(what, several, shape, beside2) {
  const keys = Object.keys(shape);
  const writtenIn = (value) => keys.filter((key2) => value[key2] !== void 0);
  return zod_z.strictObject({ ...shape, ...beside2 }).partial().refine((value) => writtenIn(value).length === 1, {
    error: ({ input }) => {
      const written2 = writtenIn(input);
      const found2 = written2.length === 0 ? "none" : written2.join(" and ");
      const todo = written2.length === 0 ? "Write one of them." : several;
      return toMessage({
        what: `${what} has exactly one of the keys ${keys.join(", ")}; this one has ${found2}.`,
        todo
      });
    }
  }).meta({ oneOf: keys.map((key2) => ({ required: [key2] })) });
}

// src/config/path-schema.ts
var PATH_PATTERN = /^\/(?!\/)[^\s\\\p{Cc}]{0,1999}$/u;
var pathSchema = checked(zod_z.string().meta({ pattern: PATH_PATTERN.source }), pathComplaint);
function pathComplaint(path13) {
  if (PATH_PATTERN.test(path13)) return null;
  if (/^[a-z][a-z0-9+.-]*:/i.test(path13) || path13.startsWith("//"))
    return {
      what: `${quote(path13)} is a URL, not a path.`,
      todo: "Put the origin in deploys (base and head), and write only what follows it here, as /p/42."
    };
  if (path13.length > 2e3) return { what: "The path is longer than 2000 characters.", todo: "Shorten it." };
  if (/[\s\\\p{Cc}]/u.test(path13))
    return {
      what: `${quote(path13)} holds a space, a backslash or a control character.`,
      todo: "Percent-encode it (%20)."
    };
  return { what: `${quote(path13)} does not begin with a slash.`, todo: `Write /${path13}.` };
}

// src/config/decision-schema.ts
var MAX_BLOCKS = [10, 15, 20];
var MOST_MINUTES = 360;
var percentage = quantitySchema(PERCENTAGE, "");
var decisionShape = {
  "max-blocks": zod_z.literal(MAX_BLOCKS).default(15).describe("The most blocks of four visits per route and condition; a decided route stops earlier."),
  "max-minutes": zod_z.number().positive().max(MOST_MINUTES).optional().describe(
    "The time of all visits together; what is undecided then is inconclusive. Confirming a red comes on top."
  ),
  "false-alarms": percentage.refine(isChance, {
    error: toMessage({ what: "The chance of a false alarm lies between 0.0001 % and 10 %.", todo: "Write 1 %." })
  }).default("1 %").describe("The chance that a run on unchanged code turns any blocking budget red, at most."),
  control: zod_z.strictObject({
    path: pathSchema.describe("A page that pull requests do not change, on both deploys."),
    "difference-in-differences": zod_z.boolean().default(false).describe("Whether LCP is compared in units of that page, instead of giving up where the hosts differ.")
  }).optional().describe(
    "Tells whether two remote hosts are equally fast: visited beside each visit, where a deploy is not on loopback."
  )
};
function resolveDeciding(input) {
  return {
    maxBlocks: input["max-blocks"],
    maxMinutes: input["max-minutes"] ?? null,
    alpha: fraction(input["false-alarms"])
  };
}
function fraction(text) {
  return (parseLimit(text)?.value ?? 0) / 100;
}
function isChance(text) {
  const chance = fraction(text);
  return chance >= 1e-6 && chance <= 0.1;
}

// src/model/policy.ts
var policyChangeSchema = zod_z.strictObject({
  /** `budgets.lcp.max` */
  key: zod_z.string().max(500),
  /** As written, shortened; null where the side does not have it. */
  base: zod_z.string().max(500).nullable(),
  head: zod_z.string().max(500).nullable(),
  /** Whose value the run went by. */
  applied: zod_z.enum(["base", "head"])
});
var MOST_CHANGES = 200;
var policySourceSchema = zod_z.strictObject({
  /** The commit, or the name, that the policy was to be read at. */
  ref: zod_z.string().max(200),
  /** Why the policy of the configuration file applied all the same; null where that of `ref` did. */
  instead: zod_z.string().max(1e3).nullable(),
  changes: zod_z.array(policyChangeSchema).max(MOST_CHANGES)
});

// src/config/policy-changes.ts
var MOST_CHARACTERS = 200;
function changesBetween(key2, base, head, applied) {
  if (isMap(base) || isMap(head)) {
    const [one, other] = [isMap(base) ? base : {}, isMap(head) ? head : {}];
    const keys = [.../* @__PURE__ */ new Set([...Object.keys(one), ...Object.keys(other)])];
    return keys.flatMap((below3) => changesBetween(`${key2}.${below3}`, one[below3], other[below3], applied));
  }
  const [was, is] = [textOf2(base), textOf2(head)];
  if (was === is) return [];
  return [{ key: cut(key2), base: was === null ? null : cut(was), head: is === null ? null : cut(is), applied }];
}
function isMap(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function textOf2(value) {
  if (value === void 0) return null;
  return typeof value === "string" ? value : JSON.stringify(value);
}
function cut(text) {
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS - 1)}…`;
}

// src/config/policy.ts
var OF_BASE = [
  "budgets",
  "waivers",
  "on-inconclusive",
  "on-unmeasured",
  "pre-existing",
  "false-alarms",
  "max-blocks",
  "max-minutes",
  "control",
  "settle",
  "comment"
];
var APART = ["deploys", "routes", "conditions", "graphql"];
var GRAPHQL_OF_BASE = ["budgets", "profile", "list-size", "variables", "variable-defaults", "router"];
function underPolicy(head, base) {
  const pairs2 = pairRoutes(head.routes, base.routes);
  const input = {
    ...head,
    ...pick(base, OF_BASE),
    deploys: deploysUnder(head.deploys, base.deploys),
    conditions: conditionsUnder(head.conditions, base.conditions),
    routes: pairs2.map(([route, known4]) => known4 === null ? route : enforced(route, known4)),
    graphql: head.graphql === void 0 || base.graphql === void 0 ? head.graphql : { ...head.graphql, ...pick(base.graphql, GRAPHQL_OF_BASE) }
  };
  return { input, changes: changesOf(head, base, pairs2) };
}
function pick(from, keys) {
  return Object.fromEntries(keys.map((key2) => [key2, from[key2]]));
}
function deploysUnder(head, base) {
  if (hasBase({ deploys: head }) || !hasBase({ deploys: base })) return head;
  return base.base === void 0 ? base : { ...head, base: base.base };
}
function hasBase({ deploys: deploys2 }) {
  return deploys2.base !== void 0 || deploys2.worktree !== void 0 || deploys2["github-deployments"] !== void 0;
}
function pairRoutes(head, base) {
  const names = new Set(head.map(({ name: name4 }) => name4));
  const renamed = base.filter(({ name: name4 }) => !names.has(name4));
  return head.map((route) => {
    const same = base.find(({ name: name4 }) => name4 === route.name) ?? renamed.find(({ path: path13 }) => path13 === route.path);
    return [route, same ?? null];
  });
}
function enforced(route, known4) {
  return { ...route, conditions: enforcedConditions(route.conditions, known4.conditions), budgets: known4.budgets };
}
function enforcedConditions(head, base) {
  return [...base, ...head.filter((name4) => !base.includes(name4))];
}
function conditionsUnder(head, base) {
  return { ...head, ...base };
}
function changesOf(head, base, pairs2) {
  const rest = [.../* @__PURE__ */ new Set([...Object.keys(base), ...Object.keys(head)])].filter(
    (key2) => !APART.includes(key2) && !OF_BASE.includes(key2)
  );
  return [
    ...OF_BASE.flatMap((key2) => changesBetween(key2, writtenOf(base, key2), writtenOf(head, key2), "base")),
    ...conditionChanges(head, base),
    ...routesChanges(base, pairs2),
    ...graphqlChanges(head.graphql, base.graphql),
    ...deploysChanges(head, base),
    ...rest.flatMap((key2) => changesBetween(key2, base[key2], head[key2], "head"))
  ];
}
function routesChanges(base, pairs2) {
  const paired = new Set(pairs2.map(([, known4]) => known4));
  const gone2 = base.routes.filter((route) => !paired.has(route));
  return [
    ...pairs2.flatMap(
      ([route, known4]) => known4 === null ? changesBetween(`routes.${route.name}`, void 0, { path: route.path, budgets: route.budgets }, "head") : routeChanges(route, known4)
    ),
    ...gone2.flatMap(({ name: name4, path: path13 }) => changesBetween(`routes.${name4}`, path13, void 0, "head"))
  ];
}
function routeChanges(head, base) {
  const at3 = (key2) => `routes.${base.name}.${key2}`;
  const dropped = base.conditions.some((name4) => !head.conditions.includes(name4));
  const rest = [.../* @__PURE__ */ new Set([...Object.keys(base), ...Object.keys(head)])].filter(
    (key2) => key2 !== "budgets" && key2 !== "conditions"
  );
  return [
    ...changesBetween(at3("budgets"), base.budgets, head.budgets, "base"),
    ...changesBetween(at3("conditions"), base.conditions, head.conditions, dropped ? "base" : "head"),
    ...rest.flatMap((key2) => changesBetween(at3(key2), base[key2], head[key2], "head"))
  ];
}
function conditionChanges(head, base) {
  return [.../* @__PURE__ */ new Set([...Object.keys(base.conditions), ...Object.keys(head.conditions)])].flatMap((name4) => {
    const known4 = base.conditions[name4];
    return changesBetween(`conditions.${name4}`, known4, head.conditions[name4], known4 === void 0 ? "head" : "base");
  });
}
function sectionOf(graphql) {
  return graphql === void 0 ? void 0 : `a section with ${graphql.budgets.length} budgets`;
}
function graphqlChanges(head, base) {
  if (head === void 0 || base === void 0)
    return changesBetween("graphql", sectionOf(base), sectionOf(head), "head");
  const ofBase = GRAPHQL_OF_BASE;
  const keys = [.../* @__PURE__ */ new Set([...Object.keys(base), ...Object.keys(head)])];
  return keys.flatMap(
    (key2) => changesBetween(
      `graphql.${key2}`,
      base[key2],
      head[key2],
      ofBase.includes(key2) ? "base" : "head"
    )
  );
}
function deploysChanges({ deploys: head }, { deploys: base }) {
  const applied = deploysUnder(head, base);
  const keys = [.../* @__PURE__ */ new Set([...Object.keys(base), ...Object.keys(head)])];
  return keys.flatMap(
    (key2) => changesBetween(`deploys.${key2}`, base[key2], head[key2], applied[key2] === head[key2] ? "head" : "base")
  );
}
function writtenOf(input, key2) {
  if (key2 !== "waivers") return input[key2];
  return Object.fromEntries(
    input.waivers.map(({ budget, until, reason, ...by }) => [
      budget,
      `until ${until}: ${reason}${by["approved-by"] === void 0 ? "" : ` (${by["approved-by"]})`}`
    ])
  );
}

// vendor:yaml
import { yaml_LineCounter, yaml_isAlias, yaml_isCollection, yaml_isMap, yaml_isNode, yaml_isPair, yaml_isScalar, yaml_isSeq, yaml_parse, yaml_parseDocument } from "./vendor/vendor-QV6G7CEM.js";

// src/config/aliases.ts
var MOST_VALUES = 1e6;
var MOST_ALIASES = 1e4;
function aliasProblems(document2) {
  const reading = new Reading();
  reading.sizeOf(document2.contents);
  return reading.problems;
}
var Reading = class {
  problems = [];
  #anchors = /* @__PURE__ */ new Map();
  /** Of the nodes with anchors that are read to their end. */
  #sizes = /* @__PURE__ */ new Map();
  #aliases = 0;
  #values = 0;
  /** How many values there are in a node with its aliases written out. */
  sizeOf(node) {
    if (yaml_isPair(node)) {
      this.#checkMerge(node.key, node.value);
      return this.sizeOf(node.key) + this.sizeOf(node.value);
    }
    if (!yaml_isNode(node)) return 0;
    if (yaml_isAlias(node)) return this.#follow(node);
    if (node.anchor !== void 0) this.#anchors.set(node.anchor, node);
    let size = 1;
    if (yaml_isCollection(node)) for (const item of node.items) size += this.sizeOf(item);
    if (node.anchor !== void 0) this.#sizes.set(node, size);
    return size;
  }
  #follow(alias) {
    const target = this.#anchors.get(alias.source);
    if (target === void 0) return this.#refuse(alias, nowhere(alias));
    const size = this.#sizes.get(target);
    if (size === void 0) return this.#refuse(alias, circle(alias));
    const wasTooMuch = this.#isTooMuch();
    this.#aliases++;
    this.#values += size;
    if (this.#isTooMuch()) return wasTooMuch ? 0 : this.#refuse(alias, TOO_MUCH);
    return size;
  }
  #isTooMuch() {
    return this.#aliases > MOST_ALIASES || this.#values > MOST_VALUES;
  }
  #checkMerge(key2, value) {
    if (!yaml_isScalar(key2) || key2.source !== "<<" || key2.type !== "PLAIN") return;
    const source = this.#behind(value);
    const wrong = (yaml_isSeq(source) ? source.items : [value]).find((item) => {
      const merged2 = this.#behind(item);
      return yaml_isNode(merged2) && !yaml_isMap(merged2);
    });
    if (yaml_isNode(wrong)) this.#refuse(wrong, NO_MAP);
  }
  /** Undefined behind an alias that leads nowhere. */
  #behind(node) {
    return yaml_isAlias(node) ? this.#anchors.get(node.source) : node;
  }
  #refuse(node, complaint) {
    this.problems.push({ ...complaint, offset: node.range?.[0] ?? 0 });
    return 0;
  }
};
var NO_MAP = { what: "Only a map can be merged with <<.", todo: "Write the alias of a map." };
var TOO_MUCH = {
  what: `With this alias the file has more than ${MOST_ALIASES} aliases, or ${MOST_VALUES} values behind them.`,
  todo: "Use fewer aliases, and none in what others repeat."
};
function nowhere({ source }) {
  const what = `No anchor &${source} stands before the alias *${source}.`;
  return { what, todo: "Quote it if it is a text, or define the anchor first." };
}
function circle({ source }) {
  return { what: `The alias *${source} stands in what it repeats: this never ends.`, todo: "Write the value out." };
}

// src/config/problems.ts
var FILE_START = { line: 1, column: 1 };
var MAX_SHOWN = 20;
function placeIn(file, position) {
  return `${file}:${position.line}:${position.column}`;
}
function invalidConfig(file, problems2) {
  const all = distinct(problems2.toSorted(byPosition));
  const [first2, ...others] = all.slice(0, MAX_SHOWN);
  if (first2 === void 0) throw new Error("invalidConfig without a problem");
  let what = first2.what;
  let todo = first2.todo;
  for (const problem of others) {
    what += `
  → ${todo}
${placeIn(file, problem.position)}: error: ${problem.what}`;
    todo = problem.todo;
  }
  const hidden = all.length - MAX_SHOWN;
  if (hidden > 0) todo += `
  … and ${hidden} more.`;
  return new GateError("config-invalid", { what, todo }, { where: placeIn(file, first2.position) });
}
function byPosition(a, b) {
  return a.position.line - b.position.line || a.position.column - b.position.column;
}
function distinct(problems2) {
  const seen = new Map(
    problems2.map((problem) => [`${problem.position.line}:${problem.position.column}:${problem.what}`, problem])
  );
  return [...seen.values()];
}

// src/config/source.ts
function parseSource(text) {
  const lines = new yaml_LineCounter();
  const document2 = yaml_parseDocument(text, {
    lineCounter: lines,
    merge: true,
    stringKeys: true,
    prettyErrors: false,
    resolveKnownTags: false
  });
  const positionAt = (offset) => toPosition(lines, offset);
  const position = (path13, part = "value") => positionAt(locate(document2, path13, part));
  const syntax = syntaxProblems(document2, positionAt);
  const isBroken = syntax.some(({ fatal }) => fatal);
  const problems2 = isBroken ? syntax : [...syntax, ...refusedAliases(document2, positionAt)];
  if (problems2.some((problem) => problem.fatal)) return { value: void 0, position, problems: problems2 };
  return { value: document2.toJS({ maxAliasCount: -1 }), position, problems: problems2 };
}
function toPosition(lines, offset) {
  const { line: line2, col } = lines.linePos(offset);
  return line2 === 0 ? FILE_START : { line: line2, column: col };
}
function syntaxProblems(document2, positionAt) {
  const all = [...document2.errors, ...document2.warnings];
  const mild = all.filter((error) => error.code === "DUPLICATE_KEY" || error.code === "TAG_RESOLVE_FAILED");
  const severe = all.filter((error) => !mild.includes(error)).slice(0, 1);
  return [...severe, ...mild].map((error) => ({
    position: positionAt(error.pos[0]),
    ...sentences(error),
    fatal: severe.includes(error)
  }));
}
var QUOTE = 'Quote a text that begins with #, @, %, [ or { or that holds ": ".';
var SENTENCES2 = {
  DUPLICATE_KEY: { what: "This key is written twice.", todo: "Keep one of the two." },
  TAG_RESOLVE_FAILED: {
    what: "YAML tags (!…) have no meaning here.",
    todo: "Remove the tag; quote a text that begins with !."
  },
  MULTIPLE_DOCS: { what: "The file holds more than one YAML document.", todo: "Keep one, and remove the line ---." },
  TAB_AS_INDENT: { what: "YAML does not allow tabs as indentation.", todo: "Indent with spaces." },
  NON_STRING_KEY: { what: "A key must be plain text.", todo: QUOTE },
  RESOURCE_EXHAUSTION: {
    what: "The file is nested too deeply.",
    todo: "Compare it with the example in the README."
  }
};
function sentences(error) {
  return SENTENCES2[error.code] ?? { what: `This is not YAML: ${causeOf(error)}.`, todo: QUOTE };
}
function refusedAliases(document2, positionAt) {
  return aliasProblems(document2).map(({ offset, ...complaint }) => ({
    ...complaint,
    position: positionAt(offset),
    fatal: true
  }));
}
function locate(document2, path13, part) {
  let node = resolved(document2, document2.contents);
  let offset = 0;
  for (const [depth, segment] of path13.entries()) {
    const found2 = childOf(document2, node, segment);
    if (found2 === void 0) return offset;
    const last = depth === path13.length - 1;
    const valueOffset = found2.value?.range?.[0];
    offset = last && part === "value" ? valueOffset ?? found2.offset : found2.offset;
    node = resolved(document2, found2.value);
  }
  return offset;
}
function childOf(document2, node, segment) {
  if (yaml_isSeq(node)) {
    const item = node.items[Number(segment)];
    return yaml_isNode(item) ? { offset: item.range?.[0] ?? 0, value: item } : void 0;
  }
  if (!yaml_isMap(node)) return void 0;
  const pair = node.items.findLast((entry) => yaml_isScalar(entry.key) && String(entry.key.value) === String(segment));
  return pair === void 0 ? mergedChild(document2, node, segment) : toChild(pair);
}
function toChild(pair) {
  const offset = yaml_isScalar(pair.key) ? pair.key.range?.[0] ?? 0 : 0;
  return { offset, value: yaml_isNode(pair.value) && !isEmpty(pair.value) ? pair.value : void 0 };
}
function isEmpty(node) {
  return yaml_isScalar(node) && node.value === null && node.range?.[0] === node.range?.[1];
}
function mergedChild(document2, map, segment) {
  for (const pair of map.items) {
    if (!yaml_isScalar(pair.key) || pair.key.source !== "<<") continue;
    const source = resolved(document2, yaml_isNode(pair.value) ? pair.value : void 0);
    const maps = yaml_isSeq(source) ? source.items.filter(yaml_isNode) : [source];
    for (const merged2 of maps) {
      const child = childOf(document2, resolved(document2, merged2), segment);
      if (child !== void 0) return child;
    }
  }
  return void 0;
}
var TARGETS = /* @__PURE__ */ new WeakMap();
function resolved(document2, node) {
  if (!yaml_isAlias(node)) return yaml_isCollection(node) || yaml_isScalar(node) ? node : void 0;
  const target = TARGETS.get(node) ?? node.resolve(document2);
  if (target !== void 0) TARGETS.set(node, target);
  return target;
}

// src/config/conditions.ts
var PRESETS = {
  mobile: {
    name: "mobile",
    rttMs: 150,
    downKbps: 1638,
    upKbps: 675,
    cpuSlowdown: 4,
    viewport: { width: 412, height: 823, deviceScaleFactor: 1.75, mobile: true, touch: true }
  },
  desktop: {
    name: "desktop",
    rttMs: 40,
    downKbps: 10240,
    upKbps: 10240,
    cpuSlowdown: 1,
    viewport: { width: 1350, height: 940, deviceScaleFactor: 1, mobile: false, touch: false }
  }
};
var PRESET_NAMES = Object.keys(PRESETS);

// src/config/issue-words.ts
var NOUNS = {
  object: "a map of keys and values",
  record: "a map of keys and values",
  array: "a list",
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false"
};
function describe(issue, name4, value) {
  if (value === void 0) return missing(name4);
  if (issue.code === "invalid_type") return wrongType(name4, issue.expected, value);
  if (issue.code === "too_small") return tooSmall(name4, issue, value);
  if (issue.code === "too_big") return tooBig(name4, issue, value);
  if (issue.code === "invalid_value") return wrongWord(name4, issue.values, value);
  return { what: `${name4} is not valid: ${issue.message}.`, todo: "Compare it with the example in the README." };
}
function wrongWord(name4, known4, value) {
  if (typeof value === "string" && known4.some((word) => typeof word !== "string" && String(word) === value.trim()))
    return quotedComplaint(name4, value);
  const todo = suggestion(
    typeof value === "string" && !known4.some(Number.isFinite) ? value : "",
    known4.map(String),
    "It can be"
  );
  return { what: `${name4} cannot be ${quote(value)}.`, todo };
}
function quotedComplaint(name4, value) {
  return { what: `${name4} is the text ${quote(value)}.`, todo: `Write ${value.trim()} without quotes.` };
}
function wordComplaint({ errors }, name4, value) {
  const issues = errors.flat();
  const others = issues.flatMap((issue) => issue.code === "invalid_type" ? [issue.expected] : []);
  const words = issues.flatMap((issue) => issue.code === "invalid_value" ? issue.values.map(String) : []);
  if (typeof value !== "string" || words.length === 0 || words.length + others.length > issues.length) return null;
  if (others.some(isNumeric) && NUMBER2.test(value.trim())) return quotedComplaint(name4, value);
  const near = suggestion(value, words).replace(/Known here: .*/, "");
  const list3 = [...words, ...others.map((type2) => NOUNS[type2] ?? type2)].join(", or ");
  return { what: `${name4} cannot be ${quote(value)}.`, todo: `${near}It can be: ${list3}.` };
}
var NUMBER2 = /^-?\d{1,15}(?:\.\d{1,15})?$/;
function isNumeric(type2) {
  return type2 === "number" || type2 === "int";
}
function tooSmall(name4, issue, value) {
  const { origin, minimum, inclusive } = issue;
  if (origin === "array") return { what: `${name4} is empty.`, todo: "Write at least one entry." };
  if (origin === "string") return { what: `${name4} is empty.`, todo: "Write a text." };
  if (inclusive === false)
    return { what: `${name4} is ${quote(value)}, not more than ${minimum}.`, todo: `Write more than ${minimum}.` };
  return { what: `${name4} is ${quote(value)}, less than ${minimum}.`, todo: `Write ${minimum} or more.` };
}
function tooBig(name4, { origin, maximum }, value) {
  if (origin === "array") return { what: `${name4} has more than ${maximum} entries.`, todo: "Remove some." };
  if (origin === "string") return { what: `${name4} has more than ${maximum} characters.`, todo: "Shorten it." };
  return { what: `${name4} is ${quote(value)}, more than ${maximum}.`, todo: `Write ${maximum} or less.` };
}
function wrongType(name4, expected, value) {
  const noun = NOUNS[expected] ?? expected;
  if (value === null) {
    const quotes = expected === "string" ? " A text that begins with # needs quotes." : "";
    return { what: `${name4} is empty.`, todo: `Write ${noun}, or remove the key.${quotes}` };
  }
  if (expected === "array" && typeof value === "string")
    return { what: `${name4} must be a list.`, todo: `Write [${value.slice(0, 80)}].` };
  if (expected === "string" && (typeof value === "number" || typeof value === "boolean"))
    return { what: `${name4} must be text, not ${value}.`, todo: `Write it in quotes: "${value}".` };
  if (typeof value === "string" && isPlain(expected, value.trim())) return quotedComplaint(name4, value);
  return { what: `${name4} must be ${noun}, not ${kindOf(value)}.`, todo: `Write ${noun}.` };
}
function isPlain(expected, text) {
  return expected === "boolean" ? /^(?:true|false)$/.test(text) : isNumeric(expected) && NUMBER2.test(text);
}
function missing(name4) {
  return { what: `${name4} is missing.`, todo: "Add it." };
}
function kindOf(value) {
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "a map" : quote(value);
}

// src/config/findings.ts
function schemaFindings(schema, value) {
  const issues = schema.safeParse(value).error?.issues ?? [];
  const misspelled = new Set(issues.filter(isUnknownKey).map(placeOf));
  return issues.filter((issue) => issue.code !== "custom" || !misspelled.has(placeOf(issue))).flatMap((issue) => findingsOf(schema, value, issue));
}
function isUnknownKey(issue) {
  return issue.code === "unrecognized_keys";
}
function placeOf(issue) {
  return JSON.stringify(issue.path);
}
function findingsOf(schema, root, issue) {
  const { path: path13 } = issue;
  if (issue.code === "unrecognized_keys") return issue.keys.map((key2) => unknownKey(schema, path13, key2));
  if (issue.code === "invalid_union") {
    const word = wordComplaint(issue, nameOf2(path13), valueAt(root, path13));
    if (word !== null) return [{ path: path13, part: "value", ...word }];
    return branchOf(issue).flatMap((inner) => findingsOf(schema, root, { ...inner, path: [...path13, ...inner.path] }));
  }
  const complaint = fromMessage(issue.message) ?? describe(issue, nameOf2(path13), valueAt(root, path13));
  const isAboutKey = issue.code === "custom" && issue.params?.["part"] === "key";
  return [{ path: path13, part: isAboutKey ? "key" : "value", ...complaint }];
}
function branchOf(issue) {
  const key2 = String(issue.path.at(-1));
  if (issue.path.at(-2) === "budgets" && issue.errors.length === 2) return issue.errors[isScorePath(key2) ? 1 : 0] ?? [];
  const depth = (issues) => Math.max(0, ...issues.map(depthOf));
  const deepest2 = Math.max(0, ...issue.errors.map(depth));
  return issue.errors.find((issues) => depth(issues) === deepest2) ?? [];
}
function depthOf(issue) {
  return issue.path.length + (issue.code === "invalid_type" ? 0 : 0.5);
}
function unknownKey(schema, path13, key2) {
  const parent = path13.length === 0 ? "at the top level" : `in ${nameOf2(path13)}`;
  const what = `Unknown key ${quote(key2)} ${parent}.`;
  return { path: [...path13, key2], part: "key", what, todo: suggestion(key2, keysAt(schema, path13)) };
}
function nameOf2(path13) {
  return path13.map((key2) => typeof key2 === "number" ? `[${key2}]` : `.${String(key2)}`).join("").replace(/^\./, "");
}
function valueAt(root, path13) {
  let value = root;
  for (const key2 of path13) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key2)) return void 0;
    value = value[key2];
  }
  return value;
}
function keysAt(schema, path13) {
  const [key2, ...rest] = path13;
  const inner = unwrap(schema);
  if (inner instanceof zod_z.ZodUnion) return [...new Set(inner.options.flatMap((option2) => keysAt(option2, path13)))];
  if (inner instanceof zod_z.ZodArray) return key2 === void 0 ? [] : keysAt(inner.element, rest);
  if (inner instanceof zod_z.ZodRecord) return key2 === void 0 ? [] : keysAt(inner.valueType, rest);
  if (!(inner instanceof zod_z.ZodObject)) return [];
  if (key2 === void 0) return Object.keys(inner.shape);
  const child = inner.shape[String(key2)] ?? inner.def.catchall;
  return child === void 0 ? [] : keysAt(child, rest);
}
function unwrap(schema) {
  if (schema instanceof zod_z.ZodOptional || schema instanceof zod_z.ZodNullable || schema instanceof zod_z.ZodDefault)
    return unwrap(schema.def.innerType);
  return schema;
}

// src/config/checks.ts
function contentFindings(file) {
  const routes = entriesOf(valueAt(file, ["routes"]), ["routes"]);
  const defaults = entriesOf(valueAt(file, ["budgets"]), ["budgets"]);
  const conditions = entriesOf(valueAt(file, ["conditions"]), ["conditions"]);
  const names = [...PRESET_NAMES, ...conditions.map(keyOf2)];
  return [
    ...extendsFindings(conditions, names),
    ...setupFindings(valueAt(file, ["setup"]), ["setup"]),
    ...duplicateNames(routes),
    ...mapFindings(defaults),
    ...limitlessDefaults(defaults),
    ...routes.flatMap(([route, path13]) => {
      const own = entriesOf(valueAt(route, ["budgets"]), [...path13, "budgets"]);
      return [
        ...unknownConditions(route, path13, names),
        ...setupFindings(valueAt(route, ["setup"]), [...path13, "setup"]),
        ...repeatedConditions(route, path13),
        ...mapFindings(own),
        ...limitlessOverrides(own, defaults)
      ];
    })
  ];
}
function entriesOf(value, path13) {
  if (Array.isArray(value)) return value.map((item, index) => [item, [...path13, index]]);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).map(([key2, item]) => [item, [...path13, key2]]);
}
function keyOf2([, path13]) {
  return String(path13.at(-1));
}
function duplicateNames(routes) {
  return repeated(
    routes.map(([route, path13]) => [valueAt(route, ["name"]), [...path13, "name"]]),
    (name4) => ({
      what: `Two routes are called ${quote(name4)}.`,
      todo: "Rename one: reports tell routes apart by name."
    })
  );
}
function repeatedConditions(route, path13) {
  return repeated(entriesOf(valueAt(route, ["conditions"]), [...path13, "conditions"]), (name4) => ({
    what: `The condition ${quote(name4)} is listed twice.`,
    todo: "Remove one."
  }));
}
function unknownConditions(route, path13, names) {
  return entriesOf(valueAt(route, ["conditions"]), [...path13, "conditions"]).flatMap(([name4, place2]) => {
    if (typeof name4 !== "string" || name4 === "" || names.includes(name4)) return [];
    const [, index, , at3] = place2;
    const what = `routes[${String(index)}].conditions[${String(at3)}] cannot be ${quote(name4)}.`;
    return [{ what, todo: suggestion(name4, names, "It can be"), path: place2, part: "value" }];
  });
}
function extendsFindings(conditions, names) {
  const parents = new Map(conditions.map((entry) => [keyOf2(entry), valueAt(entry[0], ["extends"])]));
  return conditions.flatMap(([condition, path13]) => {
    const parent = valueAt(condition, ["extends"]);
    const place2 = { path: [...path13, "extends"], part: "value" };
    if (typeof parent !== "string" || parent === "") return [];
    if (!names.includes(parent)) {
      const todo = suggestion(parent, names, "There are");
      return [{ what: `There is no condition ${quote(parent)} to extend.`, todo, ...place2 }];
    }
    const line2 = [String(path13.at(-1))];
    for (let next = parent; typeof next === "string" && !line2.includes(next); next = parents.get(next))
      line2.push(next);
    if (parents.get(line2.at(-1) ?? "") !== line2[0]) return [];
    const what = `${[...line2, line2[0]].join(" extends ")}: this never ends.`;
    return [{ what, todo: "Let one of them extend mobile or desktop.", ...place2 }];
  });
}
function setupFindings(setup, path13) {
  const first2 = Array.isArray(setup) ? setup[0] : void 0;
  if (typeof first2 !== "object" || first2 === null) return [];
  if ("navigate" in first2 && typeof first2.navigate !== "object") return [];
  const todo = "Begin with a path, for example { navigate: /login }.";
  return [{ what: "Set-up does not begin with a page to navigate to.", todo, path: [...path13, 0], part: "value" }];
}
function repeated(entries, complaint) {
  const seen = /* @__PURE__ */ new Set();
  return entries.flatMap(([text, path13]) => {
    if (typeof text !== "string") return [];
    if (seen.has(text)) return [{ ...complaint(text), path: path13, part: "value" }];
    seen.add(text);
    return [];
  });
}
function mapFindings(budgets) {
  const seen = /* @__PURE__ */ new Set();
  return budgets.flatMap((entry) => {
    const place2 = { path: entry[1], part: "key" };
    const node = readBudgetPath(keyOf2(entry));
    if ("what" in node) return [{ ...node, ...place2 }];
    if (seen.has(node.path)) return [{ what: `${node.path} has two budgets.`, todo: "Merge them into one.", ...place2 }];
    seen.add(node.path);
    return [];
  });
}
var NO_LIMIT = "limits nothing: it has neither max nor max-increase.";
var ADD_LIMIT = "Write for example { max: 2500 ms } or { max-increase: [5 %, 50 ms] } (CLS: { max: 0.1 }).";
function limitlessDefaults(defaults) {
  return defaults.flatMap((entry) => {
    const [budget, path13] = entry;
    if (!isLimitless(budget)) return [];
    return [{ what: `The budget ${keyOf2(entry)} ${NO_LIMIT}`, todo: ADD_LIMIT, path: path13, part: "key" }];
  });
}
function limitlessOverrides(own, defaults) {
  return own.flatMap((entry) => {
    const [budget, path13] = entry;
    const base = defaults.find((other) => canonical(keyOf2(other)) === canonical(keyOf2(entry)))?.[0];
    if (!isLimitless(budget) || isMap2(base)) return [];
    return [{ what: `The budget ${keyOf2(entry)} ${NO_LIMIT}`, todo: ADD_LIMIT, path: path13, part: "key" }];
  });
}
function canonical(written2) {
  const node = readBudgetPath(written2);
  return "path" in node ? node.path : written2;
}
function isMap2(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function isLimitless(budget) {
  return isMap2(budget) && Object.keys(budget).every((key2) => key2 === "enforce" || key2 === "percentile");
}

// src/config/graphql-checks.ts
function graphqlFindings(file) {
  const profile = valueAt(file, ["graphql", "profile"]) ?? "ibm";
  return [...budgetFindings(file, profile), ...routerFindings(file, profile)];
}
function routerFindings(file, profile) {
  if (valueAt(file, ["graphql", "router"]) === void 0 || profile === "apollo-router") return [];
  const what = `The limits of a router are not of the costs that the profile ${String(profile)} computes.`;
  return [{ what, todo: "Write profile: apollo-router.", path: ["graphql", "router"], part: "key" }];
}
function budgetFindings(file, profile) {
  const budgets = valueAt(file, ["graphql", "budgets"]);
  if (!Array.isArray(budgets)) return [];
  const routes = valueAt(file, ["routes"]);
  const names = Array.isArray(routes) ? routes.map((route) => valueAt(route, ["name"])) : [];
  return budgets.flatMap((budget, index) => {
    const path13 = ["graphql", "budgets", index];
    return [...foreignMetrics(budget, path13, profile), ...unknownRoute(budget, path13, names)];
  });
}
function foreignMetrics(budget, path13, profile) {
  return Object.entries(PROFILE_METRICS).flatMap(
    ([other, metrics]) => metrics.flatMap((metric) => {
      if (other === profile || valueAt(budget, [metric]) === void 0) return [];
      const own = profile === "ibm" ? PROFILE_METRICS.ibm : PROFILE_METRICS["apollo-router"];
      const what = `The profile ${String(profile)} does not compute ${metric}.`;
      return [{ what, todo: `It computes ${own.join(" and ")}.`, path: [...path13, metric], part: "key" }];
    })
  );
}
function unknownRoute(budget, path13, names) {
  const route = valueAt(budget, ["route"]);
  if (typeof route !== "string" || names.includes(route)) return [];
  const known4 = names.filter((name4) => typeof name4 === "string");
  const todo = suggestion(route, known4, "There are") || "Declare it under routes.";
  return [{ what: `There is no route ${quote(route)}.`, todo, path: [...path13, "route"], part: "value" }];
}

// src/config/rates.ts
var RATE_UNITS = { kbit: 1, mbit: 1e3, gbit: 1e6 };
var NUMBER3 = String.raw`(?:\d{1,9}(?:\.\d{1,9})?|\.\d{1,9})`;
var WRITTEN = /^ *(\d{1,9}(?:\.\d{1,9})?|\.\d{1,9}) *([kmg])(?:bit\/s|bps) *$/i;
var RATE_PATTERN = new RegExp(`^(?=.*[1-9]) *${NUMBER3} *[kKmMgG](?:[bB][iI][tT]/[sS]|[bB][pP][sS]) *$`);
function parseKbps(text) {
  const [, digits2, prefix] = WRITTEN.exec(text) ?? [];
  if (digits2 === void 0 || prefix === void 0) return void 0;
  const unit = `${prefix.toLowerCase()}bit`;
  return Number((Number(digits2) * RATE_UNITS[unit]).toPrecision(12));
}
var EXAMPLE = "Write for example 700 kbit/s or 1.6 Mbit/s.";
function rateComplaint(value) {
  if (value === void 0 || value === null) return { what: "A value is missing here.", todo: EXAMPLE };
  if (typeof value !== "string" && typeof value !== "number")
    return { what: `${quote(value)} is not a rate.`, todo: EXAMPLE };
  const text = String(value).trim();
  if (/^\d+\.?\d*$/.test(text)) {
    if (Number(text) === 0) return { what: "A rate must be more than 0.", todo: EXAMPLE };
    return { what: `${text} has no unit.`, todo: `Write ${text} kbit/s or ${text} Mbit/s.` };
  }
  const [, digits2, prefix] = /^([\d.]+) *([KMG])i?(?:B(?:\/s|ps)|bytes?\/s)$/i.exec(text) ?? [];
  if (digits2 !== void 0 && prefix !== void 0 && /B|byte/.test(text))
    return {
      what: `${quote(value)} is in bytes; rates are in bits.`,
      todo: `Write ${Number(digits2) * 8} ${prefix.toLowerCase() === "k" ? "k" : prefix.toUpperCase()}bit/s.`
    };
  return { what: `${quote(value)} is not a rate.`, todo: EXAMPLE };
}

// src/config/condition-schema.ts
var NAME_PATTERN = /^(?!(?:mobile|desktop)$)[a-z0-9][a-z0-9-]{0,49}$/;
var HOST_PATTERN = /^(?:[a-zA-Z0-9_](?:[a-zA-Z0-9_.-]{0,252})|\[[0-9a-fA-F:.]+\])(?::\d{1,5})?$/;
var BLOCKED_PATTERN = /^[a-zA-Z0-9_*][a-zA-Z0-9_.*-]{0,252}$/;
function rateError(issue) {
  return toMessage(rateComplaint(issue.input));
}
function rateSchema(description) {
  const error = rateError;
  return zod_z.string({ error }).regex(RATE_PATTERN, { error }).describe(description);
}
function hostComplaint(host) {
  if (HOST_PATTERN.test(host)) return null;
  if (/:\/\//.test(host))
    return { what: `${quote(host)} is a URL.`, todo: "Write only its host, with a port if need be." };
  return { what: `${quote(host)} is not a host.`, todo: "Write for example shop.example or 127.0.0.1:8080." };
}
function blockedComplaint(glob) {
  if (BLOCKED_PATTERN.test(glob)) return null;
  const what = `${quote(glob)} is not a pattern of host names.`;
  return { what, todo: "Write for example *.analytics.example, without scheme, port or path." };
}
function localeComplaint(locale) {
  try {
    if (/^[a-zA-Z0-9-]{2,35}$/.test(locale) && Intl.DateTimeFormat.supportedLocalesOf(locale).length > 0) return null;
  } catch {
  }
  return { what: `${quote(locale)} is not a locale.`, todo: "Write for example de-DE." };
}
function timezoneComplaint(zone) {
  try {
    if (Intl.DateTimeFormat("en", { timeZone: zone }).format(0) !== "") return null;
  } catch {
  }
  const todo = suggestion(zone, Intl.supportedValuesOf("timeZone")).replace(/Known here: .*/, "");
  return { what: `${quote(zone)} is not a time zone.`, todo: `${todo}Write for example Europe/Berlin.` };
}
var hostSchema = checked(zod_z.string().meta({ pattern: HOST_PATTERN.source }), hostComplaint);
var hostsSchema = zod_z.record(zod_z.string(), hostSchema).superRefine((hosts2, context) => {
  for (const host of Object.keys(hosts2)) {
    const complaint = hostComplaint(host);
    if (complaint !== null)
      context.addIssue({ code: "custom", path: [host], message: toMessage(complaint), params: { part: "key" } });
  }
}).meta({ propertyNames: { pattern: HOST_PATTERN.source } });
var viewportSchema = zod_z.strictObject({
  width: zod_z.int().min(100).max(1e4).describe("CSS pixels."),
  height: zod_z.int().min(100).max(1e4).describe("CSS pixels."),
  "device-pixel-ratio": zod_z.number().min(0.5).max(5).describe("Device pixels per CSS pixel."),
  touch: zod_z.boolean().describe("Whether it has a touch screen."),
  mobile: zod_z.boolean().describe("Whether it is a phone: its user agent, and the page's viewport meta tag counts.")
}).partial();
var conditionSchema = zod_z.strictObject({
  extends: zod_z.string().min(1).describe(
    "The condition that gives whatever is not written here: mobile (also where not given), desktop, or another of yours."
  ),
  rtt: quantitySchema(DELAY, "Round-trip time of the network, for example 150 ms."),
  down: rateSchema("Download rate, for example 1.6 Mbit/s."),
  up: rateSchema("Upload rate, for example 700 kbit/s."),
  cpu: zod_z.number().min(1).max(50).describe("How many times the main thread is slowed; 1 is not at all."),
  viewport: viewportSchema.describe("The screen."),
  locale: checked(zod_z.string(), localeComplaint).describe(
    "Language and region, for example de-DE; sets Accept-Language too."
  ),
  timezone: checked(zod_z.string(), timezoneComplaint).describe("For example Europe/Berlin."),
  "color-scheme": zod_z.enum(["light", "dark"]).describe("What prefers-color-scheme is."),
  "reduced-motion": zod_z.boolean().describe("Whether prefers-reduced-motion is reduce."),
  blocked: zod_z.array(checked(zod_z.string().meta({ pattern: BLOCKED_PATTERN.source }), blockedComplaint)).max(500).describe("Hosts that are refused at once, which costs the page nothing: *.analytics.example."),
  hosts: hostsSchema.describe("Hosts that are reached elsewhere: { shop.example: 127.0.0.1:8080 }.")
}).partial();
function nameComplaint(name4) {
  if (PRESET_NAMES.includes(name4))
    return { what: `${quote(name4)} is a preset.`, todo: `Give yours another name, with { extends: ${name4}, … }.` };
  if (NAME_PATTERN.test(name4)) return null;
  const todo = "Use up to 50 small letters, digits and dashes: slow-phone.";
  return { what: `${quote(name4)} cannot be the name of a condition.`, todo };
}
var conditionsSchema = zod_z.record(zod_z.string(), conditionSchema).superRefine((conditions, context) => {
  for (const name4 of Object.keys(conditions)) {
    const complaint = nameComplaint(name4);
    if (complaint !== null)
      context.addIssue({ code: "custom", path: [name4], message: toMessage(complaint), params: { part: "key" } });
  }
}).meta({ propertyNames: { pattern: NAME_PATTERN.source } }).describe("Devices and networks of your own, by name; mobile and desktop are there already.");

// src/config/deploys-schema.ts
import { isAbsolute, normalize } from "node:path";

// src/config/text-schema.ts
var NAME_PATTERN2 = /^[A-Za-z_][A-Za-z0-9_]{0,199}$/;
function nameComplaint2(name4) {
  if (NAME_PATTERN2.test(name4)) return null;
  return {
    what: "This is not the name of an environment variable.",
    todo: "Write the name (letters, digits, _), never the secret itself."
  };
}
var secretNameSchema = checked(zod_z.string().meta({ pattern: NAME_PATTERN2.source }), nameComplaint2);
function textSchema(maxLength) {
  return zod_z.union([
    zod_z.string().max(maxLength),
    zod_z.strictObject({ secret: secretNameSchema.describe("The environment variable that holds the value.") })
  ]);
}
var FORBIDDEN = [
  "host",
  "connection",
  "content-length",
  "transfer-encoding",
  "upgrade",
  "te",
  "trailer",
  "keep-alive",
  "cookie",
  "cookie2",
  "expect"
];
var TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}";
var HEADER_NAME_PATTERN = `^(?!(?:${FORBIDDEN.map(inAnyCase).join("|")})$)${TOKEN}$`;
function inAnyCase(word) {
  return word.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
}
function headerNameComplaint(name4) {
  if (new RegExp(HEADER_NAME_PATTERN).test(name4)) return null;
  if (new RegExp(`^${TOKEN}$`).test(name4))
    return { what: `The header ${quote(name4)} is the browser's own.`, todo: "Declare cookies under `cookies`." };
  return { what: `${quote(name4)} is not the name of a header.`, todo: "Write for example X-Preview." };
}
var headerNameSchema = checked(zod_z.string().meta({ pattern: HEADER_NAME_PATTERN }), headerNameComplaint);

// src/config/deploys-schema.ts
var sourceShape = {
  url: checked(zod_z.string(), deployUrlComplaint).meta({ pattern: DEPLOY_URL_PATTERN.source }).describe(
    "Where the deploy is served: http or https, no credentials, no query; {sha}, {short-sha}, {pr} and {branch} stand for the commit that is measured."
  ),
  static: zod_z.string().min(1).max(1e3).describe(
    "A folder with a built site, relative to this file; the gate serves it itself. {sha} and {short-sha} stand for the commit."
  )
};
var deploySchema = oneOf("A deploy", "Remove one.", sourceShape, {
  hosts: hostsSchema.describe(
    "Where this deploy's hosts are, for two deploys under one production name; before the hosts of the condition."
  )
});
var commandSchema = zod_z.string().trim().min(1).max(5e3);
function directoryComplaint(directory) {
  const inside = normalize(directory.replaceAll("\\", "/"));
  if (directory.trim() !== "" && !isAbsolute(inside) && inside !== ".." && !inside.startsWith("../")) return null;
  const what = `${quote(directory)} is not a folder of the repository.`;
  return { what, todo: "Write it relative to the repository's root, for example apps/web." };
}
var worktreeSchema = zod_z.strictObject({
  install: commandSchema.optional().describe("Installs what the build needs, for example npm ci."),
  build: commandSchema.optional().describe("Builds the site, for example npm run build."),
  serve: commandSchema.describe(
    "Serves the site until it is ended; {port} stands for its port, which is in the environment as PORT too."
  ),
  ready: pathSchema.default("/").describe("A path that answers 2xx once the server is ready."),
  "ready-timeout": quantitySchema(
    DURATION,
    "How long the server may take until it is ready; 60 s where not given."
  ).optional(),
  directory: checked(zod_z.string().max(1e3), directoryComplaint).default(".").describe("Where the commands run, relative to the repository's root.")
});
var githubDeploymentsSchema = zod_z.strictObject({
  environment: zod_z.string().trim().min(1).max(255).optional().describe("Only deployments to this environment; * is any text. Dashes, case and spaces do not matter."),
  timeout: quantitySchema(DURATION, "How long to wait for the deployment of head; 10 min where not given.").optional()
});
var nameSchema = zod_z.string().min(1).max(200).regex(/^[^\s;,="]+$/);
var verifySchema = oneOf(
  "A proof of the SHA",
  "Keep the one that the deploy really has.",
  {
    header: headerNameSchema.describe("A response header that holds the SHA."),
    "server-timing": nameSchema.describe("A Server-Timing entry whose description (desc) is the SHA."),
    meta: zod_z.string().min(1).max(200).describe("The name of a meta element whose content is the SHA."),
    json: zod_z.strictObject({
      path: pathSchema.describe("Where the JSON is, below the deploy."),
      field: zod_z.string().regex(/^[^.\s]+(?:\.[^.\s]+)*$/).max(200).describe("The field that holds the SHA; a.b for one inside another.")
    }).describe("A JSON document with a field that holds the SHA."),
    cookie: nameSchema.describe("A cookie that the deploy sets to the SHA.")
  },
  {}
);
var EXCLUSIVE = [
  ["worktree", "github-deployments"],
  ["worktree", "base"],
  ["worktree", "head"],
  ["github-deployments", "base"],
  ["github-deployments", "head"]
];
var deploysSchema = zod_z.strictObject({
  base: deploySchema.optional().describe("What head is compared with. Absent on a first run: then only max decides."),
  head: deploySchema.optional().describe("What is judged. May come from --head-url instead."),
  worktree: worktreeSchema.optional().describe("Both commits are checked out, built and served here."),
  "github-deployments": githubDeploymentsSchema.optional().describe("Both deploys are found among the repository's GitHub deployments."),
  verify: verifySchema.optional().describe("What proves which commit a deploy serves.")
}).refine((deploys2) => clashOf(deploys2) === void 0, {
  error: ({ input }) => {
    const [one, other] = clashOf(input) ?? [];
    return toMessage({
      what: `\`deploys\` has both ${one} and ${other}.`,
      todo: "Keep one: worktree, github-deployments, or base and head."
    });
  }
}).meta({ allOf: EXCLUSIVE.map((pair) => ({ not: { required: [...pair] } })) }).describe("Where the two deploys come from.");
function clashOf(deploys2) {
  const has = (key2) => deploys2[key2] !== void 0;
  return EXCLUSIVE.find((pair) => pair.every(has));
}
var bisectSchema = zod_z.strictObject({
  "max-minutes": zod_z.number().positive().max(600).describe("The extra time that looking for the commit may take.")
}).describe("When a budget breaks, look for the commit that did it. Absent: no such search.");

// src/config/graphql-budget-schema.ts
var PERCENT = /^ *\d{1,15}(?:\.\d{1,15})? *% *$/;
var TARGETS2 = ["operation", "subgraph", "route"];
function limitComplaint(value) {
  const todo = "Write a bare number, for example 500.";
  if (typeof value === "number") return { what: `${value} cannot be the limit of a cost.`, todo };
  if (typeof value === "string" && /^\d+(?:\.\d+)?$/.test(value.trim()))
    return { what: `${quote(value)} is text.`, todo: `Write ${value.trim()} without quotes.` };
  if (typeof value === "string" && PERCENT.test(value))
    return { what: `${quote(value)} is a percentage, but this limit is absolute.`, todo };
  return { what: `${quote(value)} is not a cost: costs have no unit.`, todo };
}
function toleranceComplaint(value) {
  const todo = "Write for example 10 % or 50.";
  if (typeof value === "number") return { what: `${value} cannot be an increase.`, todo };
  return { what: `${quote(value)} is neither a percentage nor a bare number.`, todo };
}
function costSchema(complaint, description) {
  const error = (issue) => toMessage(complaint(issue.input));
  return zod_z.number({ error }).min(0, { error }).describe(description);
}
var limit2 = costSchema(limitComplaint, "The most it may cost on head.");
var toleranceError = (issue) => toMessage(toleranceComplaint(issue.input));
var tolerance = zod_z.union([
  costSchema(toleranceComplaint, "A cost."),
  zod_z.string({ error: toleranceError }).regex(PERCENT, { error: toleranceError }).describe("A percentage.")
]);
var limitsSchema = zod_z.strictObject(
  {
    max: limit2,
    "max-increase": zod_z.union([tolerance, zod_z.array(tolerance).min(1).max(8)]).describe(
      "How much more head may cost than base. Of several tolerances all must be exceeded to break the budget."
    ),
    enforce: zod_z.enum(["block", "warn"]).describe("block (default): a broken budget fails the run. warn: it is only reported.")
  },
  {
    error: ({ code: code2, input }) => code2 === "invalid_type" && (typeof input === "number" || typeof input === "string") ? toMessage({ what: `${quote(input)} is not a map of limits.`, todo: `Write { max: ${input} }.` }) : void 0
  }
).partial().refine((limits2) => limits2.max !== void 0 || limits2["max-increase"] !== void 0, {
  error: toMessage({
    what: "This limits nothing: it has neither max nor max-increase.",
    todo: "Write for example { max: 500 } or { max-increase: 10 % }."
  })
}).meta({ anyOf: [{ required: ["max"] }, { required: ["max-increase"] }] });
var metricShape = Object.fromEntries(GRAPH_METRICS.map((metric) => [metric, limitsSchema.optional()]));
var nameSchema2 = zod_z.string().trim().min(1).max(200);
var graphqlBudgetSchema = zod_z.strictObject({
  operation: nameSchema2.describe("The operations it is about, by name; * is any text.").optional(),
  subgraph: nameSchema2.describe("A subgraph: what all operations together cost in it, each counted once.").optional(),
  route: nameSchema2.describe("A route: what the operations cost that one visit of it sends.").optional(),
  ...metricShape
}).superRefine((budget, context) => {
  const complaint = entryComplaint(budget);
  if (complaint !== null) context.addIssue({ code: "custom", message: toMessage(complaint) });
}).meta({
  allOf: [
    { oneOf: TARGETS2.map((key2) => ({ required: [key2] })) },
    { anyOf: GRAPH_METRICS.map((key2) => ({ required: [key2] })) }
  ]
});
function entryComplaint(budget) {
  const written2 = (keys) => keys.filter((key2) => budget[key2] !== void 0);
  const targets = written2(TARGETS2);
  if (targets.length !== 1)
    return {
      what: `A budget is about exactly one of ${TARGETS2.join(", ")}; this one names ${targets.join(" and ") || "none"}.`,
      todo: 'Write for example { operation: "Product*", field-cost: { max: 500 } }.'
    };
  if (written2(GRAPH_METRICS).length === 0)
    return {
      what: "This budget limits nothing.",
      todo: `Add one of ${GRAPH_METRICS.join(", ")}, for example field-cost: { max: 500 }.`
    };
  if (targets[0] === "subgraph" && written2(["fetches", "waves"]).length > 0)
    return {
      what: "Fetches and waves are of a whole operation, not of a subgraph.",
      todo: "Limit them in a budget of an operation or a route."
    };
  return null;
}

// src/config/graphql-schema.ts
var SOURCES = ["schema", "supergraph", "subgraphs"];
var fileSchema = zod_z.string().trim().min(1).max(1e3);
var subgraphSchema = zod_z.strictObject({
  schema: fileSchema.describe("The SDL of the subgraph."),
  owner: zod_z.string().trim().min(1).max(200).describe("Who to ask about it, for example @org/team.").optional()
});
var subgraphNameSchema = zod_z.string().regex(/^[A-Za-z_][\w-]{0,199}$/, {
  error: toMessage({
    what: "This cannot be the name of a subgraph.",
    todo: "Begin with a letter, and use letters, digits, _ and -."
  })
});
var sizeSchema = zod_z.union([zod_z.int().min(0).max(1e9), zod_z.literal("unbounded")]);
var graphqlSchema = zod_z.strictObject({
  schema: zod_z.union([fileSchema, zod_z.array(fileSchema).min(1).max(1e4)]).describe("The graph in plain SDL: a file, or several that are read as one; globs will do.").optional(),
  supergraph: fileSchema.describe("The SDL of a composed supergraph.").optional(),
  subgraphs: zod_z.union([fileSchema, zod_z.record(subgraphNameSchema, subgraphSchema)]).describe(
    "The subgraphs to compose: a file as rover's supergraph.yaml, or a map from names to { schema, owner }."
  ).optional(),
  operations: zod_z.array(fileSchema).min(1).max(1e4).describe(
    "The operations that the clients send: .graphql documents and persisted-operation manifests; globs will do."
  ),
  profile: zod_z.enum(Object.keys(PROFILE_METRICS)).default("ibm").describe("How costs are computed: by IBM’s draft of the cost directives, or as Apollo Router enforces them."),
  "list-size": sizeSchema.default("unbounded").describe("The size of a list that neither a directive nor an argument sizes."),
  variables: zod_z.record(zod_z.string().min(1).max(200), zod_z.record(zod_z.string().regex(/^[A-Za-z_]\w{0,199}$/), zod_z.json())).default({}).describe("Values to take for variables, by operation; * in a name is any text."),
  "variable-defaults": zod_z.boolean().default(false).describe("Whether the default that an operation gives a variable counts as its value."),
  router: fileSchema.describe("A router's configuration; the limits of its demand_control are read as budgets.").optional(),
  budgets: zod_z.array(graphqlBudgetSchema).max(1e4).default([]).describe("What operations may cost.")
}).refine((section2) => writtenSources(section2).length === 1, {
  error: ({ input }) => {
    const written2 = writtenSources(input);
    const todo = written2.length === 0 ? "Add for example: schema: schema.graphql." : "Keep the one that the operations are sent to.";
    return toMessage({
      what: `graphql has exactly one of the keys ${SOURCES.join(", ")}; this one has ${written2.join(" and ") || "none"}.`,
      todo
    });
  }
}).meta({ oneOf: SOURCES.map((key2) => ({ required: [key2] })) }).describe("What GraphQL operations may cost on the composed graph.");
function writtenSources(section2) {
  return SOURCES.filter((key2) => section2[key2] !== void 0);
}

// src/config/keys.ts
var KEY_NAMES = [
  "Abort",
  "Accept",
  "Alt",
  "AltGraph",
  "AltLeft",
  "AltRight",
  "ArrowDown",
  "ArrowLeft",
  "ArrowRight",
  "ArrowUp",
  "AudioVolumeDown",
  "AudioVolumeMute",
  "AudioVolumeUp",
  "Backquote",
  "Backslash",
  "Backspace",
  "BracketLeft",
  "BracketRight",
  "Cancel",
  "CapsLock",
  "Clear",
  "Comma",
  "ContextMenu",
  "Control",
  "ControlLeft",
  "ControlRight",
  "Convert",
  "Delete",
  "Digit0",
  "Digit1",
  "Digit2",
  "Digit3",
  "Digit4",
  "Digit5",
  "Digit6",
  "Digit7",
  "Digit8",
  "Digit9",
  "Eject",
  "End",
  "Enter",
  "Equal",
  "Escape",
  "Execute",
  "F1",
  "F10",
  "F11",
  "F12",
  "F13",
  "F14",
  "F15",
  "F16",
  "F17",
  "F18",
  "F19",
  "F2",
  "F20",
  "F21",
  "F22",
  "F23",
  "F24",
  "F3",
  "F4",
  "F5",
  "F6",
  "F7",
  "F8",
  "F9",
  "Help",
  "Home",
  "Insert",
  "KeyA",
  "KeyB",
  "KeyC",
  "KeyD",
  "KeyE",
  "KeyF",
  "KeyG",
  "KeyH",
  "KeyI",
  "KeyJ",
  "KeyK",
  "KeyL",
  "KeyM",
  "KeyN",
  "KeyO",
  "KeyP",
  "KeyQ",
  "KeyR",
  "KeyS",
  "KeyT",
  "KeyU",
  "KeyV",
  "KeyW",
  "KeyX",
  "KeyY",
  "KeyZ",
  "MediaPlayPause",
  "MediaStop",
  "MediaTrackNext",
  "MediaTrackPrevious",
  "Meta",
  "MetaLeft",
  "MetaRight",
  "Minus",
  "ModeChange",
  "NonConvert",
  "NumLock",
  "Numpad0",
  "Numpad1",
  "Numpad2",
  "Numpad3",
  "Numpad4",
  "Numpad5",
  "Numpad6",
  "Numpad7",
  "Numpad8",
  "Numpad9",
  "NumpadAdd",
  "NumpadDecimal",
  "NumpadDivide",
  "NumpadEnter",
  "NumpadEqual",
  "NumpadMultiply",
  "NumpadSubtract",
  "Open",
  "PageDown",
  "PageUp",
  "Pause",
  "Period",
  "Power",
  "Print",
  "PrintScreen",
  "Props",
  "Quote",
  "ScrollLock",
  "Select",
  "Semicolon",
  "Shift",
  "ShiftLeft",
  "ShiftRight",
  "Slash",
  "Space",
  "Tab"
];
var MODIFIERS = ["Control", "Shift", "Alt", "Meta"];
function keysOf(chord) {
  return chord.split(/(?<=.)\+(?=.)/);
}
var KEY_PATTERN = new RegExp(`^(?:(?:${MODIFIERS.join("|")})\\+)*(?:[ -~]|${KEY_NAMES.join("|")})$`);
function isKey(chord) {
  return KEY_PATTERN.test(chord);
}

// src/config/interaction-schema.ts
var MAX_WAIT_MS = 3e4;
var selectorSchema = zod_z.string().min(1).max(1e3);
var typedTextSchema = zod_z.string().max(1e4);
function keyComplaint(chord) {
  if (isKey(chord)) return null;
  const keys = keysOf(chord);
  const held = keys.slice(0, -1).find((key3) => !isKey(`${key3}+a`));
  if (held !== void 0)
    return { what: `No key to hold is called ${quote(held)}.`, todo: suggestion(held, MODIFIERS, "They are") };
  const key2 = keys.at(-1) ?? chord;
  const list3 = suggestion(key2, KEY_NAMES).replace(/Known here: .*/, "");
  return { what: `No key is called ${quote(key2)}.`, todo: `${list3}Write one character (a) or a DOM key name (Enter).` };
}
function waitComplaint(text) {
  const ms = parseDurationMs(text);
  if (ms === void 0 || ms <= MAX_WAIT_MS) return null;
  return { what: `${quote(text)} is longer than 30 s.`, todo: "Wait for an element or a request instead." };
}
var scrollSchema = zod_z.union([
  zod_z.literal("bottom"),
  oneOf(
    "A scroll",
    "Make an entry of its own for each.",
    {
      to: selectorSchema.describe("Until the element is in the middle of the viewport."),
      by: zod_z.int().min(-1e5).max(1e5).describe("Pixels; negative for up.")
    },
    {}
  )
]);
var waitSchema = zod_z.union([
  selectorSchema,
  oneOf(
    "A wait-for",
    "Make an entry of its own for each.",
    {
      selector: selectorSchema.describe("Until the element is there."),
      request: zod_z.string().min(1).max(2e3).describe("Until such a request is answered: a glob of its path (/api/*), or of its whole URL."),
      time: checked(quantitySchema(TIME, "A fixed time."), waitComplaint).describe("For this long, at most 30 s.")
    },
    {}
  )
]);
var typeSchema = zod_z.union([
  typedTextSchema,
  oneOf(
    "A text to type",
    "Remove one.",
    {
      text: typedTextSchema.describe("What is typed."),
      secret: secretNameSchema.describe("The environment variable that holds what is typed.")
    },
    { selector: selectorSchema.describe("The element that has the focus first; where it has already, leave it out.") }
  )
]);
var selectSchema = zod_z.strictObject({
  selector: selectorSchema.describe("The <select>."),
  value: zod_z.string().max(1e3).describe("The value of the option, or its label.")
});
var navigateSchema = zod_z.union([
  pathSchema,
  zod_z.strictObject({ soft: selectorSchema.describe("The element to click; Chrome 151 or later is needed.") })
]);
var interactionSchema = oneOf(
  "An interaction",
  "Make an entry of its own for each.",
  {
    click: selectorSchema.describe("Clicks the element, with real input. CSS, text/…, aria/… or pierce/…."),
    tap: selectorSchema.describe("Taps the element with a finger; a click where the condition has no touch screen."),
    type: typeSchema.describe("Types text: into the element, or into whatever has the focus where none is named."),
    press: checked(zod_z.string().meta({ pattern: KEY_PATTERN.source }), keyComplaint).describe(
      "Presses a key by its DOM name (Enter, ArrowDown, a), or several together (Control+a)."
    ),
    hover: selectorSchema.describe("Moves the mouse over the element. Not an interaction that INP counts."),
    scroll: scrollSchema.describe(
      "Turns the mouse wheel: bottom, { to: SELECTOR } or { by: 600 }. Not counted by INP."
    ),
    select: selectSchema.describe("Chooses an option of a <select>, with the keyboard."),
    "wait-for": waitSchema.describe("Waits for an element (a selector), a request, or a time."),
    navigate: navigateSchema.describe(
      "Goes to another page, which is what is measured from then on: a path of the deploy is loaded in the same tab; { soft: SELECTOR } clicks what leads there without loading a document (a soft navigation, with LCP, INP and CLS of its own)."
    ),
    recording: zod_z.string().min(1).max(1e3).describe(
      "Plays a JSON file of the Chrome DevTools Recorder, relative to this file, after its first navigation."
    )
  },
  {}
);

// src/config/session-schema.ts
var NO_CONTROL = /^[^\p{Cc}]*$/u;
var cookieSchema = oneOf(
  "A cookie",
  "Remove one.",
  {
    value: zod_z.string().max(4096).regex(/^[^;\p{Cc}]*$/u).describe("Its value."),
    secret: secretNameSchema.describe("The environment variable that holds its value.")
  },
  {
    name: zod_z.string().regex(/^[^\s=;,\p{Cc}]{1,200}$/u).describe("Its name."),
    domain: zod_z.string().min(1).max(253).describe("Its domain; the deploy's host where not given."),
    path: zod_z.string().regex(/^\//).max(1e3).describe("The paths it is sent to; / where not given.")
  }
).refine((cookie) => cookie.name !== void 0, {
  error: () => toMessage({ what: "This cookie has no name.", todo: "Add `name`." })
}).meta({ required: ["name"] });
var headersSchema = zod_z.record(zod_z.string(), textSchema(8192)).superRefine((headers, context) => {
  for (const [name4, value] of Object.entries(headers)) {
    const complaint = headerNameComplaint(name4);
    if (complaint !== null)
      context.addIssue({ code: "custom", path: [name4], message: toMessage(complaint), params: { part: "key" } });
    if (typeof value === "string" && !NO_CONTROL.test(value)) context.addIssue({ ...CONTROL, path: [name4] });
  }
}).meta({ propertyNames: { pattern: HEADER_NAME_PATTERN } });
var CONTROL = {
  code: "custom",
  message: toMessage({ what: "This value holds a control character.", todo: "Write it on one line." })
};
var basicAuthSchema = zod_z.strictObject({
  username: zod_z.string().min(1).max(200).regex(/^[^:\p{Cc}]*$/u).describe("Without a colon."),
  "password-secret": secretNameSchema.describe("The environment variable that holds the password.")
});
var bypassSchema = zod_z.strictObject({
  header: headerNameSchema.describe("For example x-vercel-protection-bypass."),
  secret: secretNameSchema.describe("The environment variable that holds the header's value.")
});
function sessionShape(scope) {
  const key2 = (schema, what) => schema.nullable().optional().describe(`${what} ${scope}`);
  return {
    setup: key2(
      zod_z.array(interactionSchema).max(100),
      "Steps before measuring (log in, accept cookies), beginning with navigate: performed once per deploy, route and condition, in a browser of their own; each visit begins with the cookies and storage they leave."
    ),
    cookies: key2(zod_z.array(cookieSchema).max(100), "Cookies that each visit begins with."),
    headers: key2(headersSchema, "Headers of requests to the deploy's own origin, never sent to another."),
    "local-storage": key2(
      zod_z.record(zod_z.string().max(1e3), textSchema(1e6)),
      "Local storage of the deploy's origin that each visit begins with."
    ),
    "basic-auth": key2(basicAuthSchema, "HTTP basic authentication, sent to the deploy's own origin only."),
    bypass: key2(
      bypassSchema,
      "A header with a secret that lets the gate past a preview's protection, sent to the deploy's own origin only."
    )
  };
}

// src/model/config.ts
var COMMENT_MODES = ["always", "on-change", "on-failure", "never"];

// src/model/waiver.ts
var daySchema = zod_z.iso.date();
var waiverSchema = zod_z.strictObject({
  /** `route/condition/path`. */
  budget: zod_z.string().min(1).max(2e3),
  /** The last day on which it applies (UTC). */
  until: daySchema,
  reason: zod_z.string().min(1).max(1e3),
  /** Who granted it; null where nobody is named. */
  approvedBy: zod_z.string().min(1).max(200).nullable()
});
var waiversSchema = zod_z.strictObject({ today: daySchema, granted: zod_z.array(waiverSchema).max(1e3) });
var rowWaiverSchema = waiverSchema.omit({ budget: true }).extend({ expired: zod_z.boolean() });
function dayOf(time2) {
  return time2.toISOString().slice(0, 10);
}
function isAbout({ budget }, { route, condition, path: path13 }) {
  const place2 = `${route}/${condition}/`;
  if (!budget.startsWith(place2)) return false;
  const segments = parsePath(budget.slice(place2.length));
  return segments !== void 0 && formatPath(segments) === path13;
}

// src/config/waiver-schema.ts
function dayComplaint(text) {
  if (daySchema.safeParse(text).success) return null;
  return { what: `${quote(text)} is not a day.`, todo: "Write year, month and day, for example 2026-12-31." };
}
function placeComplaint(text) {
  if (/^.+\/.+\/.+$/s.test(text)) return null;
  const todo = "Write route/condition/path, for example product/mobile/lcp.";
  return { what: `${quote(text)} does not name a budget.`, todo };
}
var grantShape = {
  waivers: zod_z.array(
    zod_z.strictObject({
      budget: checked(zod_z.string().max(2e3).meta({ pattern: "^.+/.+/.+$" }), placeComplaint).describe(
        "Which budget may be broken: route/condition/path."
      ),
      until: checked(zod_z.string().meta({ pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" }), dayComplaint).describe(
        "The last day on which it applies (UTC)."
      ),
      reason: zod_z.string().trim().min(1).max(1e3).meta({ pattern: "\\S" }).describe("Why; stands in the comment."),
      "approved-by": zod_z.string().trim().min(1).max(200).meta({ pattern: "\\S" }).optional().describe("Who granted it, for example @org/team.")
    }).describe("The leave to break one budget for a time.")
  ).max(1e3).default([]).describe("Budgets that may be broken for a time. On pull requests those of the base apply."),
  comment: zod_z.enum(COMMENT_MODES).default("always").describe("When the report is put on the pull request; the input of the action comes first.")
};
function resolveWaivers({ waivers }) {
  return waivers.map(({ budget, until, reason, "approved-by": approvedBy }) => ({
    budget,
    until,
    reason,
    approvedBy: approvedBy ?? null
  }));
}

// src/config/schema.ts
var SETTLE_MS = { min: 100, max: 6e4 };
var NAME_PATTERN3 = /^(?=.*\S)[^\p{Cc}\u2028-\u202e\u2066-\u2069]{1,100}$/u;
function nameComplaint3(name4) {
  if (NAME_PATTERN3.test(name4)) return null;
  const todo = "Use 1 to 100 printable characters: the name stands in reports and file names.";
  return { what: `${quote(name4)} cannot be the name of a route.`, todo };
}
var routeSchema = zod_z.strictObject({
  name: checked(zod_z.string().meta({ minLength: 1, maxLength: 100 }), nameComplaint3).describe(
    "What reports call the route; unique."
  ),
  path: pathSchema.describe("Path and query below the deploy's URL, with a leading slash."),
  conditions: zod_z.array(zod_z.string().min(1).max(100)).min(1).max(20).default(["mobile"]).describe("The devices and networks it is visited under: mobile, desktop, or names of the top-level conditions."),
  interactions: zod_z.array(interactionSchema).max(100).default([]).describe("What is done on the page, in order; INP is the slowest of them."),
  ...sessionShape("Takes the place of the file's own; null removes it."),
  budgets: routeBudgetsSchema.default({})
}).describe("A page that is benchmarked.");
function settleComplaint(text) {
  const ms = parseDurationMs(text);
  if (ms === void 0 || ms >= SETTLE_MS.min && ms <= SETTLE_MS.max) return null;
  return { what: `${quote(text)} is not between 100 ms and 1 min.`, todo: "Write for example 500 ms, the default." };
}
var configSchema = zod_z.strictObject({
  deploys: deploysSchema.default({}),
  routes: zod_z.array(routeSchema).min(1).max(1e3).default([]).describe("The pages to gate."),
  graphql: graphqlSchema.optional(),
  budgets: defaultBudgetsSchema.default({}),
  bisect: bisectSchema.optional(),
  conditions: conditionsSchema.default({}),
  ...sessionShape("Of every route that does not declare its own."),
  "on-inconclusive": zod_z.enum(["pass", "block"]).default("pass").describe("What a run does whose noise forbids an answer."),
  "on-unmeasured": zod_z.enum(["block", "pass"]).default("block").describe("What a run does that could not measure."),
  "pre-existing": zod_z.enum(["warn", "block"]).default("warn").describe("What a head does that is over max, but no worse than base."),
  ...decisionShape,
  ...grantShape,
  settle: checked(quantitySchema(DURATION, ""), settleComplaint).default("500 ms").describe("How long a page must be quiet to count as settled; 100 ms or more.")
}).meta({
  title: "vitals-gate.yml",
  description: "Performance budgets that a pull request must keep.",
  anyOf: [{ required: ["routes"] }, { required: ["graphql"] }]
});

// src/config/secret-checks.ts
var MIN_LENGTH = 4;
var SESSION_KEYS = ["setup", "cookies", "headers", "local-storage", "basic-auth", "bypass"];
var OPEN_MAPS = /* @__PURE__ */ new Set(["headers", "local-storage"]);
function secretFindings(file, env) {
  return secretPaths(file).flatMap((path13) => {
    const name4 = valueAt(file, path13);
    const complaint = typeof name4 === "string" ? complaintOf(name4, env[name4]) : null;
    return complaint === null ? [] : [{ ...complaint, path: path13, part: "value" }];
  });
}
function complaintOf(name4, value) {
  if (!/^[A-Za-z_]\w{0,199}$/.test(name4)) return null;
  if (value === void 0 || value === "") {
    const todo = `Set it, in a workflow with env: { ${name4}: \${{ secrets.${name4} }} } on the step. (Runs for forks have no secrets.)`;
    return { what: `The environment variable ${name4} is ${value === "" ? "empty" : "not set"}.`, todo };
  }
  if (value.length < MIN_LENGTH)
    return { what: `The secret ${name4} has fewer than ${MIN_LENGTH} characters.`, todo: "Use a longer one." };
  if (new RegExp("\\p{Cc}", "u").test(value))
    return {
      what: `The secret ${name4} holds a line break or another control character.`,
      todo: "Set it again without."
    };
  return null;
}
function secretPaths(file) {
  const routes = valueAt(file, ["routes"]);
  const routePaths = Array.isArray(routes) ? routes.flatMap((_, index) => [...SESSION_KEYS, "interactions"].map((key2) => ["routes", index, key2])) : [];
  return [...SESSION_KEYS.map((key2) => [key2]), ...routePaths].flatMap((path13) => below2(valueAt(file, path13), path13));
}
function below2(value, path13) {
  if (typeof value !== "object" || value === null) return [];
  const own = OPEN_MAPS.has(path13.at(-1) ?? "");
  return Object.entries(value).flatMap(([key2, inner]) => {
    const place2 = [...path13, Array.isArray(value) ? Number(key2) : key2];
    const isName2 = !own && (key2 === "secret" || key2 === "password-secret") && typeof inner === "string";
    return isName2 ? [place2] : below2(inner, place2);
  });
}

// src/config/validate.ts
function validate(file, source, env, overrides) {
  const value = withoutReplaced(source.value, overrides);
  const secrets = overrides.visits === false ? [] : secretFindings(value, env);
  const findings = value === void 0 ? [] : [...shapeFindings(value), ...secrets];
  const problems2 = placed(source, findings);
  if (source.problems.length + problems2.length > 0) throw invalidConfig(file, [...source.problems, ...problems2]);
  return configSchema.parse(value);
}
function withoutReplaced(value, { baseUrl, headUrl }) {
  if (!isMap3(value) || !isMap3(value["deploys"])) return value;
  const deploys2 = { ...value["deploys"] };
  for (const [side3, override] of [
    ["base", baseUrl],
    ["head", headUrl]
  ]) {
    const deploy2 = deploys2[side3];
    if (override !== null && isMap3(deploy2) && typeof deploy2["url"] === "string")
      deploys2[side3] = { ...deploy2, url: "https://replaced.invalid" };
  }
  return { ...value, deploys: deploys2 };
}
function isMap3(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function placed(source, findings) {
  return findings.map((finding) => ({ ...finding, position: source.position(finding.path, finding.part) }));
}
function prototypeFindings(value, path13 = []) {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key2, item]) => {
    const place2 = [...path13, Array.isArray(value) ? Number(key2) : key2];
    if (key2 !== "__proto__") return prototypeFindings(item, place2);
    return [{ path: place2, part: "key", what: 'No key can be called "__proto__" here.', todo: "Rename it." }];
  });
}
function hiddenFindings(value, others) {
  const known4 = new Set(others.map(({ path: path13 }) => JSON.stringify(path13)));
  return prototypeFindings(value).filter(({ path: path13 }) => !known4.has(JSON.stringify(path13)));
}
var EXAMPLE2 = "Write for example: routes: [{ name: home, path: / }], and deploys and budgets (see the README).";
function shapeFindings(value) {
  const whole2 = { path: [], part: "key", todo: EXAMPLE2 };
  if (value === null) return [{ ...whole2, what: "The file is empty." }];
  if (typeof value !== "object" || Array.isArray(value))
    return [{ ...whole2, what: "The file must be a map of keys and values." }];
  if (!Object.hasOwn(value, "routes") && !Object.hasOwn(value, "graphql")) {
    const what = "No routes are declared, so there is nothing to measure.";
    const others = [...schemaFindings(configSchema, value), ...contentFindings(value)];
    const todo = "Add for example: routes: [{ name: home, path: / }].";
    return [{ ...whole2, what, todo }, ...others.filter(({ path: path13 }) => path13[0] !== "routes")];
  }
  const found2 = [...schemaFindings(configSchema, value), ...contentFindings(value), ...graphqlFindings(value)];
  return [...found2, ...hiddenFindings(value, found2)];
}

// src/config/foreign-policy.ts
var UNVISITED = { baseUrl: null, headUrl: null, visits: false };
function withPolicy(own, file, policy) {
  if (policy === null) return { input: own, policySource: null, policy: file };
  const { ref, label: label2, content } = policy;
  const asItIs = (instead) => ({
    input: own,
    policySource: { ref, instead, changes: [] },
    policy: file
  });
  if ("instead" in content) return asItIs(content.instead);
  const source = parseSource(content.text);
  const base = readInput(label2, source);
  if (base instanceof GateError) return asItIs(`the configuration is not valid there (${firstLine(base)})`);
  const { input, changes: changes2 } = underPolicy(own, base);
  return {
    input,
    policySource: { ref, instead: null, changes: changes2.slice(0, MOST_CHANGES) },
    policy: { file: label2, source }
  };
}
function readInput(label2, source) {
  try {
    return validate(label2, source, {}, UNVISITED);
  } catch (error) {
    if (error instanceof GateError) return error;
    throw error;
  }
}
function firstLine({ where, message }) {
  return `${where ?? ""}: ${message.split("\n")[0] ?? ""}`.slice(0, 500).replace(/\.$/, "");
}

// src/config/recordings.ts
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
var OURS = /* @__PURE__ */ new Set(["setViewport", "emulateNetworkConditions"]);
var UNPLAYABLE = /* @__PURE__ */ new Set(["close", "customStep"]);
var MAX_BYTES = 1e6;
async function readRecordings(input, folder) {
  const recordings = /* @__PURE__ */ new Map();
  const findings = [];
  for (const [file, path13] of namedIn(input)) {
    const read = await readRecording(file, resolve(folder, file));
    if ("what" in read) findings.push({ ...read, path: path13, part: "value" });
    else recordings.set(file, read);
  }
  return { recordings, findings };
}
function* namedIn(input) {
  yield* namedBy(input.setup, ["setup"]);
  for (const [index, route] of input.routes.entries()) {
    yield* namedBy(route.setup, ["routes", index, "setup"]);
    yield* namedBy(route.interactions, ["routes", index, "interactions"]);
  }
}
function* namedBy(steps, path13) {
  for (const [index, { recording }] of (steps ?? []).entries())
    if (recording !== void 0) yield [recording, [...path13, index, "recording"]];
}
async function readRecording(name4, file) {
  const todo = "Export it from the Recorder panel of Chrome DevTools as a JSON file, and name it relative to this file.";
  let text;
  try {
    text = await readFile(file, "utf8");
    if (text.length > MAX_BYTES) throw new Error(`it has more than ${MAX_BYTES} characters`);
  } catch (error) {
    const missing5 = error instanceof Error && "code" in error && error.code === "ENOENT";
    return {
      what: `The recording ${quote(name4)} cannot be read: ${missing5 ? "it does not exist" : causeOf(error)}.`,
      todo
    };
  }
  try {
    return await checkRecording(name4, text, JSON.parse(text));
  } catch (error) {
    const { line: line2, column } = parseSource(text).problems[0]?.position ?? { line: 1, column: 1 };
    return { what: `${placeIn(name4, { line: line2, column })}: this is not JSON: ${causeOf(error)}.`, todo };
  }
}
async function checkRecording(name4, text, flow) {
  const { position } = parseSource(text);
  const { parse: parse2, parseStep } = await import("./vendor/puppeteer-replay-GT27CQWQ.js");
  const steps = typeof flow === "object" && flow !== null && "steps" in flow && Array.isArray(flow.steps) ? flow.steps : [];
  const problem = (index, what, todo) => {
    const place2 = placeIn(name4, position(index < 0 ? [] : ["steps", index]));
    return { what: `${place2}: ${what}`, todo };
  };
  for (const [index, step2] of steps.entries()) {
    const wrong2 = attempt(() => parseStep(step2));
    if (wrong2 !== null)
      return problem(index, `this step cannot be played: ${wrong2}.`, "Record it again, or correct it.");
  }
  const wrong = attempt(() => parse2(flow));
  if (wrong !== null) return problem(-1, `this is not a recording: ${wrong}.`, "Export it as a JSON file.");
  return playable(steps, problem);
}
function attempt(work) {
  try {
    work();
    return null;
  } catch (error) {
    return causeOf(error);
  }
}
function playable(steps, problem) {
  const first2 = steps.findIndex(({ type: type2 }) => !OURS.has(type2));
  const home = urlOf(steps[first2]);
  const kept = [];
  for (const [index, step2] of steps.entries()) {
    if (OURS.has(step2.type) || index === first2 && step2.type === "navigate") continue;
    if (UNPLAYABLE.has(step2.type))
      return problem(index, `a step of type ${step2.type} has no place in a visit.`, "Remove it.");
    if ("target" in step2 && step2.target !== "main")
      return problem(index, "this step is in another tab or frame process, which is not measured.", "Remove it.");
    if (step2.type === "navigate" && urlOf(step2)?.origin !== home?.origin)
      return problem(index, "this step leads to another origin, which is not the deploy.", "Remove it.");
    kept.push(step2);
  }
  return kept;
}
function urlOf(step2) {
  return step2 !== void 0 && "url" in step2 && typeof step2.url === "string" ? URL.parse(step2.url) : null;
}

// src/config/resolve-conditions.ts
var DEFAULT_PARENT = "mobile";
function resolveConditions(inputs) {
  return [...Object.values(PRESETS), ...Object.keys(inputs).map((name4) => resolveCondition(name4, inputs))];
}
function resolveCondition(name4, inputs) {
  const input = inputs[name4];
  if (input === void 0) return PRESETS[name4];
  const parent = resolveCondition(input.extends ?? DEFAULT_PARENT, inputs);
  return {
    ...parent,
    name: name4,
    rttMs: input.rtt === void 0 ? parent.rttMs : parseDurationMs(input.rtt) ?? 0,
    downKbps: input.down === void 0 ? parent.downKbps : parseKbps(input.down) ?? parent.downKbps,
    upKbps: input.up === void 0 ? parent.upKbps : parseKbps(input.up) ?? parent.upKbps,
    cpuSlowdown: input.cpu ?? parent.cpuSlowdown,
    viewport: resolveViewport(input.viewport, parent.viewport),
    ...userOf(input),
    ...input.blocked === void 0 ? {} : { blocked: input.blocked },
    ...input.hosts === void 0 ? {} : { hosts: lowerCased(input.hosts) }
  };
}
function resolveViewport(input, parent) {
  return {
    width: input?.width ?? parent.width,
    height: input?.height ?? parent.height,
    deviceScaleFactor: input?.["device-pixel-ratio"] ?? parent.deviceScaleFactor,
    mobile: input?.mobile ?? parent.mobile,
    touch: input?.touch ?? parent.touch
  };
}
function userOf(input) {
  const { locale, timezone, "color-scheme": colorScheme, "reduced-motion": reducedMotion } = input;
  return {
    ...locale === void 0 ? {} : { locale },
    ...timezone === void 0 ? {} : { timezone },
    ...colorScheme === void 0 ? {} : { colorScheme },
    ...reducedMotion === void 0 ? {} : { reducedMotion }
  };
}
function lowerCased(hosts2) {
  return Object.fromEntries(Object.entries(hosts2).map(([host, address]) => [host.toLowerCase(), address]));
}

// src/config/resolve-deploys.ts
import { posix, resolve as resolve2 } from "node:path";
var READY_TIMEOUT_MS = 6e4;
var DISCOVERY_TIMEOUT_MS = 6e5;
function resolveSource(deploys2, side3, folder) {
  if (deploys2.worktree !== void 0) return resolveWorktree(deploys2.worktree);
  const search2 = deploys2["github-deployments"];
  if (search2 === void 0) return resolveDeploy(deploys2[side3], folder);
  const timeoutMs = parseDurationMs(search2.timeout ?? "") ?? DISCOVERY_TIMEOUT_MS;
  return { kind: "github-deployments", environment: search2.environment ?? null, timeoutMs };
}
function resolveWorktree(input) {
  return {
    kind: "worktree",
    install: input.install ?? null,
    build: input.build ?? null,
    serve: input.serve,
    readyPath: input.ready,
    readyTimeoutMs: parseDurationMs(input["ready-timeout"] ?? "") ?? READY_TIMEOUT_MS,
    directory: posix.normalize(input.directory.trim().replaceAll("\\", "/")).replace(/\/$/, "")
  };
}
function resolveDeploy(input, folder) {
  if (input?.static !== void 0) return { kind: "static", folder: resolve2(folder, input.static) };
  if (input?.url === void 0) return null;
  const hosts2 = input.hosts === void 0 ? {} : { hosts: lowerCased(input.hosts) };
  return { kind: "url", url: trimUrl(input.url), ...hosts2 };
}
function resolveVerify(input) {
  if (input === void 0) return null;
  if (input.json !== void 0) return { kind: "json", ...input.json };
  for (const kind of ["header", "server-timing", "meta", "cookie"]) {
    const name4 = input[kind];
    if (name4 !== void 0) return { kind, name: name4 };
  }
  return null;
}
function resolveBisect(input) {
  return input === void 0 ? null : { maxMs: input["max-minutes"] * 6e4 };
}

// src/config/resolve-graphql.ts
import { dirname } from "node:path";
function resolveGraphql(input, place2) {
  if (input === void 0) return null;
  const where = (path13) => placeIn(place2.file, place2.source.position(["graphql", ...path13], path13.length === 0 ? "key" : "value"));
  return {
    file: place2.path,
    folder: dirname(place2.path),
    source: sourceOf(input),
    operations: input.operations,
    profile: input.profile,
    listSize: input["list-size"] === "unbounded" ? Infinity : input["list-size"],
    variables: input.variables,
    variableDefaults: input["variable-defaults"],
    router: input.router ?? null,
    budgets: input.budgets.flatMap((budget, index) => budgetsOf(budget, where(["budgets", index]))),
    where: where([])
  };
}
function sourceOf({ schema, supergraph, subgraphs }) {
  if (schema !== void 0) return { kind: "schema", files: typeof schema === "string" ? [schema] : schema };
  if (supergraph !== void 0) return { kind: "supergraph", file: supergraph };
  if (typeof subgraphs === "string") return { kind: "rover", file: subgraphs };
  const entries = Object.entries(subgraphs ?? {});
  return {
    kind: "subgraphs",
    subgraphs: entries.map(([name4, { schema: file, owner }]) => ({ name: name4, file, owner: owner ?? null }))
  };
}
function budgetsOf(input, where) {
  const target = targetOf(input);
  return GRAPH_METRICS.flatMap((metric) => {
    const limits2 = input[metric];
    if (limits2 === void 0) return [];
    const { max, "max-increase": increase, enforce } = limits2;
    return [
      {
        target,
        metric,
        part: [],
        max: max === void 0 ? null : { value: max, unit: "cost" },
        maxIncrease: increase === void 0 ? null : [increase].flat().map(limitOf),
        enforce: enforce ?? "block",
        where
      }
    ];
  });
}
function targetOf({ operation, subgraph, route }) {
  if (operation !== void 0) return { kind: "operation", name: operation };
  return subgraph !== void 0 ? { kind: "subgraph", name: subgraph } : { kind: "route", name: route ?? "" };
}
function limitOf(written2) {
  return typeof written2 === "number" ? { value: written2, unit: "cost" } : { value: Number.parseFloat(written2), unit: "%" };
}

// src/config/budgets.ts
var DEFAULT_PERCENTILE = 75;
function mergeBudgets(defaults, own) {
  const merged2 = /* @__PURE__ */ new Map();
  for (const entry of entriesOf2(defaults)) merged2.set(entry.node.path, entry);
  for (const { node, input } of entriesOf2(own)) {
    const inherited = merged2.get(node.path)?.input;
    merged2.set(node.path, { node, input: input === null ? null : { ...inherited, ...input } });
  }
  return [...merged2.values()].flatMap(({ node, input }) => resolveBudget(node, input));
}
function declares(budgets, path13) {
  return writtenKey(budgets, path13) !== void 0;
}
function writtenKey(budgets, path13) {
  return Object.keys(budgets).find((key2) => nodeOf(key2).path === path13);
}
function entriesOf2(budgets) {
  return Object.entries(budgets).flatMap(([key2, input]) => input === void 0 ? [] : [{ node: nodeOf(key2), input }]);
}
function nodeOf(written2) {
  const node = readBudgetPath(written2);
  if ("what" in node) throw new Error(`unchecked budget path ${written2}`);
  return node;
}
function resolveBudget(node, input) {
  const max = input?.max ?? null;
  const increase = input?.["max-increase"] ?? null;
  if (input === null || max === null && increase === null) return [];
  const increases = Array.isArray(increase) ? increase : increase === null ? [] : [increase];
  return [
    {
      ...node,
      max: max === null ? null : toLimit(node.metric, max),
      percentile: input.percentile ?? DEFAULT_PERCENTILE,
      maxIncrease: increase === null ? null : increases.map((value) => toLimit(node.metric, value)),
      enforce: input.enforce ?? "block"
    }
  ];
}
function toLimit(metric, written2) {
  if (typeof written2 === "number" && metric === "cls") return { value: written2, unit: "score" };
  const limit3 = typeof written2 === "string" ? parseLimit(written2) : void 0;
  if (limit3 === void 0) throw new Error(`unchecked limit ${written2}`);
  return limit3;
}

// src/config/resolve-session.ts
var KEYS = [
  "setup",
  "cookies",
  "headers",
  "local-storage",
  "basic-auth",
  "bypass"
];
function resolveSession(file, route, recordings) {
  const chosen = Object.fromEntries(
    KEYS.map((key2) => [key2, route[key2] === void 0 ? file[key2] : route[key2]])
  );
  if (KEYS.every((key2) => isNothing2(chosen[key2]))) return void 0;
  const basicAuth = chosen["basic-auth"];
  const headers = Object.entries(chosen.headers ?? {}).map(([name4, value]) => ({ name: name4, value }));
  const { bypass } = chosen;
  return {
    setup: (chosen.setup ?? []).map((step2) => resolveInteraction(step2, recordings)),
    cookies: (chosen.cookies ?? []).map(({ name: name4 = "", value, secret, domain, path: path13 }) => ({
      name: name4,
      value: textOf3(value, secret),
      domain: domain ?? null,
      path: path13 ?? "/"
    })),
    headers: bypass ? [...headers, { name: bypass.header, value: { secret: bypass.secret } }] : headers,
    localStorage: Object.entries(chosen["local-storage"] ?? {}).map(([key2, value]) => ({ key: key2, value })),
    basicAuth: basicAuth ? { username: basicAuth.username, password: { secret: basicAuth["password-secret"] } } : null
  };
}
function isNothing2(value) {
  return value === void 0 || value === null || Object.keys(value).length === 0;
}
function textOf3(text, secret) {
  return secret === void 0 ? text ?? "" : { secret };
}
function resolveInteraction(input, recordings) {
  if (input.click !== void 0) return { action: "click", selector: input.click };
  if (input.tap !== void 0) return { action: "tap", selector: input.tap };
  if (input.type !== void 0) return resolveType(input.type);
  if (input.press !== void 0) return { action: "press", key: input.press };
  if (input.hover !== void 0) return { action: "hover", selector: input.hover };
  if (input.scroll !== void 0) return { action: "scroll", to: scrollTarget(input.scroll) };
  if (input.select !== void 0) return { action: "select", ...input.select };
  if (input["wait-for"] !== void 0) return resolveWait(input["wait-for"]);
  if (input.navigate !== void 0) return resolveNavigation(input.navigate);
  const file = input.recording ?? "";
  return { action: "recording", file, steps: recordings.get(file) ?? [] };
}
function resolveNavigation(input) {
  if (typeof input === "string") return { action: "navigate", kind: "hard", path: input };
  return { action: "navigate", kind: "soft", selector: input.soft };
}
function resolveType(input) {
  if (typeof input === "string") return { action: "type", selector: null, text: input };
  return { action: "type", selector: input.selector ?? null, text: textOf3(input.text, input.secret) };
}
function scrollTarget(input) {
  if (input === "bottom") return input;
  return input.to === void 0 ? { byPx: input.by ?? 0 } : { selector: input.to };
}
function resolveWait(input) {
  if (typeof input === "string") return { action: "wait-for", selector: input };
  if (input.selector !== void 0) return { action: "wait-for", selector: input.selector };
  if (input.request !== void 0) return { action: "wait-for", request: input.request };
  return { action: "wait-for", timeMs: parseDurationMs(input.time ?? "") ?? 0 };
}

// src/config/resolve.ts
function resolveRoutes(input, recordings) {
  const scripts = input.routes.map((route) => route.interactions.map((step2) => resolveInteraction(step2, recordings)));
  return input.routes.map((route, index) => {
    const interactions = scripts[index] ?? [];
    const session = resolveSession(input, route, recordings);
    return {
      name: route.name,
      path: route.path,
      conditions: route.conditions,
      interactions,
      ...session === void 0 ? {} : { session },
      budgets: mergeBudgets(input.budgets, route.budgets)
    };
  });
}
function resolveControl(input, recordings) {
  const { control } = input;
  if (control === void 0) return null;
  const session = resolveSession(input, {}, recordings);
  const page = { name: "control", path: control.path, conditions: [], interactions: [], budgets: [] };
  return {
    route: { ...page, ...session === void 0 ? {} : { session } },
    differences: control["difference-in-differences"]
  };
}
function conditionsOf(routes, all) {
  const used = new Set(routes.flatMap((route) => route.conditions));
  return all.filter((condition) => used.has(condition.name));
}

// src/config/waiver-warnings.ts
function waiverWarnings({ file, source }, { waivers, graphql }, routes) {
  const places = routes.flatMap(
    ({ name: route, conditions, budgets }) => conditions.flatMap((condition) => budgets.map(({ path: path13 }) => ({ route, condition, path: path13 })))
  );
  return waivers.flatMap((waiver, index) => {
    if (places.some((place3) => isAbout(waiver, place3)) || graphql !== void 0 && mayBeCost(waiver.budget))
      return [];
    const place2 = placeIn(file, source.position(["waivers", index, "budget"]));
    return `${place2}: the waiver of ${quote(waiver.budget)} is about no budget; write route/condition/path, as in the report, or remove it.`;
  });
}
function mayBeCost(budget) {
  return /\/(?:operation|subgraph|route)\/[^/]+$/.test(budget);
}

// src/model/input.ts
var RECORDED_INPUT = /* @__PURE__ */ new Set(["click", "doubleClick", "change", "keyDown", "keyUp"]);
function isRecordedInput({ type: type2 }) {
  return RECORDED_INPUT.has(type2);
}
var INPUT = /* @__PURE__ */ new Set([
  "click",
  "tap",
  "type",
  "press",
  "select"
]);
function isInput(step2) {
  return step2.action === "recording" ? step2.steps.some(isRecordedInput) : INPUT.has(step2.action);
}
function measuresInput(script) {
  return script.slice(script.findLastIndex(({ action }) => action === "navigate") + 1).some(isInput);
}

// src/config/arithmetic.ts
var DUST2 = 1e-9;
function findOverlaps(budgets) {
  const limited2 = budgets.filter((budget) => budget.max !== null);
  return limited2.flatMap((whole2) => {
    const parts = limited2.filter((part) => isNearestBelow(whole2, part, limited2));
    const sum2 = parts.reduce((total, part) => total + part.max.value, 0);
    return sum2 > whole2.max.value + DUST2 ? [{ whole: whole2, parts, arithmetic: spell(whole2, parts, sum2) }] : [];
  });
}
function isNearestBelow(whole2, part, all) {
  return isBelow(whole2, part) && !all.some((between2) => isBelow(whole2, between2) && isBelow(between2, part));
}
function isBelow(whole2, part) {
  return part.segments.length > whole2.segments.length && whole2.segments.every((id, at3) => part.segments[at3] === id);
}
function spell(whole2, parts, sum2) {
  const { unit } = whole2.max;
  const terms = parts.map((part) => `${part.path} ${formatLimit(part.max)}`).join(" + ");
  const total = parts.length === 1 ? "" : ` = ${formatLimit({ value: sum2, unit })}`;
  const excess = formatLimit({ value: sum2 - whole2.max.value, unit });
  return `${terms}${total} exceeds ${whole2.path}'s own ${formatLimit(whole2.max)} by ${excess}`;
}

// src/config/warnings.ts
function budgetWarnings(file, source, input, routes) {
  const locate2 = (path13) => source.position(path13, "key");
  const ofDefaults = findOverlaps(mergeBudgets(input.budgets, {})).map(
    (overlap) => sentence(file, locate2, overlap, { map: input.budgets, path: ["budgets"], owner: "" })
  );
  const ofRoutes = routes.flatMap((route, index) => {
    const map = input.routes[index]?.budgets ?? {};
    const scope = { map, path: ["routes", index, "budgets"], owner: ` on the route ${route.name}` };
    return findOverlaps(route.budgets).filter(({ whole: whole2, parts }) => [whole2, ...parts].some((budget) => declares(map, budget.path))).map((overlap) => sentence(file, locate2, overlap, scope));
  });
  return [...ofDefaults, ...ofRoutes];
}
function inputWarnings(file, source, routes) {
  return routes.flatMap((route, index) => {
    if (measuresInput(route.interactions) || !route.budgets.some(({ metric }) => metric === "inp")) return [];
    const place2 = placeIn(file, source.position(["routes", index], "key"));
    return `${place2}: the route ${route.name} has a budget on inp but no interaction, so it will be unmeasured; add one, or write budgets: { inp: null } on the route.`;
  });
}
function sentence(file, locate2, overlap, scope) {
  const keys = [overlap.whole, ...overlap.parts].map((budget) => writtenKey(scope.map, budget.path));
  const key2 = keys.find((written2) => written2 !== void 0);
  const position = locate2(key2 === void 0 ? scope.path : [...scope.path, key2]);
  return `${placeIn(file, position)}: ${overlap.arithmetic}${scope.owner}.`;
}

// src/config/load.ts
var MAX_BYTES2 = 1e6;
async function loadConfig(file, overrides, cwd = process.cwd(), env = process.env) {
  const path13 = resolve3(cwd, file);
  const source = parseSource(await readText(file, path13));
  const own = validate(file, source, env, overrides);
  const { input, policySource, policy } = withPolicy(own, { file, source }, overrides.policy ?? null);
  const { recordings, findings } = await readRecordings(input, dirname2(path13));
  if (findings.length > 0) throw invalidConfig(file, placed(source, findings));
  const configuredHead = resolveSource(input.deploys, "head", dirname2(path13));
  const isOpen = configuredHead === null || configuredHead.kind === "github-deployments";
  const headUrl = overrides.headUrl ?? (isOpen ? overrides.eventUrl ?? null : null);
  const deploys2 = {
    base: overrideOf("--base-url", overrides.baseUrl, input.deploys.base) ?? resolveSource(input.deploys, "base", dirname2(path13)),
    head: overrideOf(overrides.headUrl === null ? "environment_url" : "--head-url", headUrl, input.deploys.head) ?? configuredHead
  };
  const isComplete2 = deploys2.head !== null || overrides.isHeadOptional === true && deploys2.base !== null;
  if (!isComplete2 && input.routes.length > 0 && overrides.visits !== false)
    throw new GateError("no-head", {}, { where: placeIn(file, FILE_START) });
  const routes = resolveRoutes(input, recordings);
  return {
    file,
    deploys: deploys2,
    verify: resolveVerify(input.deploys.verify),
    bisect: resolveBisect(input.bisect),
    routes,
    conditions: conditionsOf(routes, resolveConditions(input.conditions)),
    settleMs: parseDurationMs(input.settle) ?? 0,
    policy: {
      onInconclusive: input["on-inconclusive"],
      onUnmeasured: input["on-unmeasured"],
      preExisting: input["pre-existing"]
    },
    waivers: resolveWaivers(input),
    comment: input.comment,
    policySource,
    deciding: resolveDeciding(input),
    control: resolveControl(input, recordings),
    graphql: resolveGraphql(input.graphql, { file, path: path13, source }),
    warnings: [
      ...budgetWarnings(file, source, input, routes),
      ...inputWarnings(file, source, routes),
      ...waiverWarnings(policy, input, routes)
    ]
  };
}
async function readText(file, path13) {
  try {
    const { size } = await stat(path13);
    if (size > MAX_BYTES2) throw new Error(`it has ${size} bytes, more than ${MAX_BYTES2}`);
    return new TextDecoder("utf-8", { fatal: true }).decode(await readFile2(path13));
  } catch (cause) {
    throw new GateError("config-unreadable", { cause: reasonOf(cause) }, { where: placeIn(file, FILE_START), cause });
  }
}
function reasonOf(thrown) {
  const code2 = thrown instanceof Error && "code" in thrown ? thrown.code : void 0;
  switch (code2) {
    case "ENOENT":
    case "ENOTDIR":
      return "it does not exist";
    case "EISDIR":
      return "it is a folder";
    case "EACCES":
    case "EPERM":
      return "permission denied";
    case "ERR_ENCODING_INVALID_ENCODED_DATA":
      return "it is not UTF-8 text";
    default:
      return causeOf(thrown);
  }
}
function overrideOf(from, url2, input) {
  if (url2 === null) return null;
  const complaint = deployUrlComplaint(url2);
  if (complaint === null) return resolveDeploy({ url: url2, hosts: input?.hosts }, "");
  throw new GateError("usage", { what: `${from}: ${complaint.what}`, todo: complaint.todo });
}

// src/graphql/cost/types.ts
var COST_METRICS = ["type-cost", "field-cost", "cost"];

// src/graphql/attribution/blame.ts
import { relative, resolve as resolve4 } from "node:path";
async function blameLines(lines, history) {
  const unknown = { where: `${lines.file}:${lines.first}`, commit: null };
  if (history === null) return unknown;
  const { git, base, folder } = history;
  const path13 = relative(git.root, resolve4(folder, lines.file)).replaceAll("\\", "/");
  const range = `${lines.first},${lines.last}`;
  const output = await git.ask("blame", "--porcelain", "-L", range, `^${base}`, "--", path13);
  const own = readPorcelain(output ?? "").find(({ isNew }) => isNew);
  if (own === void 0) return unknown;
  return { where: `${lines.file}:${own.line}`, commit: own.commit };
}
var NOT_COMMITTED = /^0{40,}$/;
function readPorcelain(output) {
  const details = /* @__PURE__ */ new Map();
  const lines = [];
  let sha = "";
  for (const text of output.split("\n")) {
    const header = /^([0-9a-f]{40,64}) \d+ (\d+)/.exec(text);
    if (header !== null) {
      sha = header[1] ?? "";
      if (!details.has(sha)) details.set(sha, { summary: "", boundary: false });
      lines.push({ line: Number(header[2]), isNew: false, commit: null });
    }
    const about = details.get(sha);
    if (about !== void 0 && text.startsWith("summary ")) about.summary = text.slice("summary ".length);
    if (about !== void 0 && text === "boundary") about.boundary = true;
    const last = lines.at(-1);
    if (about !== void 0 && last !== void 0 && text.startsWith("	"))
      lines[lines.length - 1] = { line: last.line, ...blamed(sha, about) };
  }
  return lines;
}
function blamed(sha, { summary, boundary }) {
  if (NOT_COMMITTED.test(sha)) return { isNew: true, commit: null };
  return { isNew: !boundary, commit: boundary ? null : { sha, summary } };
}

// src/graphql/ownership/cost-breakdown.ts
var SHARED = "shared";
var FLOOR = "floor";
var REST = "other";
var MOST_PARTS = 500;
function costBreakdown(metric, { contributions }, ownership) {
  const owned = ownContributions(contributions, ownership);
  if (ownership.subgraphs.length === 0) return sumOf(metric, byPath(owned));
  const groups = Map.groupBy(owned, ({ owner }) => owner);
  const parts = Array.from(groups, ([owner, paths]) => sumOf(owner, byPath(paths)));
  return parts.length === 0 ? leaf(metric, 0) : sumOf(metric, parts);
}
function ownContributions(contributions, { ownersOf: ownersOf2 }) {
  const byParent = /* @__PURE__ */ new Map();
  return contributions.map((contribution) => {
    const { path: path13, coordinate } = contribution;
    if (coordinate === null) return { ...contribution, owner: FLOOR };
    const owners = ownersOf2(coordinate);
    const parent = parentOwner(path13, byParent);
    const owner = (parent !== null && owners.includes(parent) ? parent : soleOwner(owners)) ?? SHARED;
    byParent.set(JSON.stringify(path13), owner);
    return { ...contribution, owner };
  });
}
function soleOwner(owners) {
  return owners.length === 1 ? owners[0] ?? null : null;
}
function parentOwner(path13, owners) {
  for (let length = path13.length - 1; length >= 0; length -= 1) {
    const owner = owners.get(JSON.stringify(path13.slice(0, length)));
    if (owner !== void 0) return owner;
  }
  return null;
}
function pathId({ path: path13, coordinate }) {
  return path13.length === 0 ? coordinate ?? FLOOR : path13.join(".");
}
function byPath(contributions) {
  const sums = /* @__PURE__ */ new Map();
  for (const contribution of contributions) {
    const id = shortened(pathId(contribution));
    sums.set(id, (sums.get(id) ?? 0) + contribution.cost);
  }
  const parts = Array.from(sums, ([id, cost]) => leaf(id, cost));
  if (parts.length <= MOST_PARTS) return parts;
  const bySize2 = new Set(parts.toSorted((one, other) => other.value - one.value).slice(0, MOST_PARTS - 1));
  const rest = parts.filter((part) => !bySize2.has(part));
  return [
    ...parts.filter((part) => bySize2.has(part)),
    leaf(
      REST,
      rest.reduce((sum2, { value }) => sum2 + value, 0)
    )
  ];
}
function shortened(id) {
  return id.length <= 400 ? id : `…${id.slice(-399)}`;
}

// src/graphql/cost/payment.ts
function times(size, cost) {
  if (size === 0 || cost === 0 || size === Infinity && cost < 0) return 0;
  return atLeast(size * cost);
}
function plus2(one, other) {
  return atLeast(atLeast(one) + atLeast(other));
}
function sumOfParts(parts) {
  return parts.reduce((sum2, { payment: payment2, count: count3 }) => plus2(sum2, count3 * payment2.total), 0);
}
function atLeast(cost) {
  return Math.max(-Number.MAX_VALUE, cost);
}
function isNothing3({ own, perItem, parts }) {
  return own === 0 && perItem === 0 && parts.length === 0;
}

// src/graphql/cost/contributions.ts
var MAX_CONTRIBUTIONS = 2e3;
function contributionsOf(payment2, coordinate) {
  const root = newNode("", coordinate);
  const queue = [{ payment: payment2, node: root, times: 1 }];
  let count3 = 1;
  for (const open3 of queue) {
    const below3 = pay(open3);
    for (const part of open3.payment.parts) {
      if (!isListed(part, below3)) continue;
      const id = `${part.key} ${part.coordinate}`;
      let node = open3.node.parts?.get(id);
      if (node === void 0 && count3 < MAX_CONTRIBUTIONS) {
        node = newNode(part.key, part.coordinate);
        open3.node.parts = (open3.node.parts ?? /* @__PURE__ */ new Map()).set(id, node);
        count3 += 1;
      }
      if (node === void 0) open3.node.cost = plus2(open3.node.cost, times(below3 * part.count, part.payment.total));
      else enqueue(part.payment, node, below3 * part.count, queue);
    }
  }
  const contributions = [];
  list(root, [], contributions);
  return { total: contributions.reduce((sum2, { cost }) => plus2(sum2, cost), 0), contributions };
}
function isListed({ payment: payment2 }, below3) {
  return below3 !== 0 && !isNothing3(payment2) && (below3 < Infinity || payment2.total > 0);
}
function enqueue(payment2, node, made, queue) {
  const waiting = node.open?.get(payment2);
  if (waiting !== void 0) {
    waiting.times += made;
    return;
  }
  const open3 = { payment: payment2, node, times: made };
  node.open = (node.open ?? /* @__PURE__ */ new Map()).set(payment2, open3);
  queue.push(open3);
}
function pay({ payment: payment2, node, times: made }) {
  const { own, perItem, size, floor, parts } = payment2;
  const item = plus2(perItem, sumOfParts(parts));
  node.cost = plus2(node.cost, times(made, own));
  if (made < Infinity) node.floor += times(made, floor);
  if (size === Infinity && item <= 0) return 0;
  const below3 = times(made, size);
  node.cost = plus2(node.cost, times(below3, perItem));
  return below3;
}
function newNode(key2, coordinate) {
  return { key: key2, coordinate, parts: null, open: null, cost: 0, floor: 0 };
}
function list(node, path13, contributions) {
  if (node.cost !== 0) contributions.push({ path: path13, coordinate: node.coordinate, cost: node.cost });
  if (node.floor !== 0) contributions.push({ path: [...path13, "floor"], coordinate: null, cost: node.floor });
  for (const part of node.parts?.values() ?? []) list(part, [...path13, part.key], contributions);
}

// src/graphql/cost/definitions.ts
function typeNamed(graph, name4) {
  const type2 = graph.types.get(name4);
  if (type2 === void 0) throw new RangeError(`no type ${name4} in the graph`);
  return type2;
}
function defaultWeight({ kind }) {
  return kind === "leaf" ? 0 : 1;
}

// vendor:graphql
import { graphql_GraphQLError, graphql_Kind, graphql_KnownTypeNamesRule, graphql_LoneSchemaDefinitionRule, graphql_OverlappingFieldsCanBeMergedRule, graphql_PossibleTypeExtensionsRule, graphql_Source, graphql_TypeInfo, graphql_UniqueArgumentDefinitionNamesRule, graphql_UniqueDirectiveNamesRule, graphql_UniqueEnumValueNamesRule, graphql_UniqueFieldDefinitionNamesRule, graphql_UniqueInputFieldNamesRule, graphql_UniqueOperationTypesRule, graphql_UniqueTypeNamesRule, graphql_buildASTSchema, graphql_concatAST, graphql_getNamedType, graphql_getNullableType, graphql_getVariableValues, graphql_isAbstractType, graphql_isCompositeType, graphql_isInputObjectType, graphql_isInputType, graphql_isListType, graphql_isObjectType, graphql_parse, graphql_print, graphql_printSchema, graphql_specifiedDirectives, graphql_specifiedRules, graphql_typeFromAST, graphql_validate, graphql_validateSchema, graphql_valueFromAST, graphql_visit, graphql_visitWithTypeInfo } from "./vendor/vendor-QV6G7CEM.js";

// src/graphql/cost/problem.ts
var UNNAMED = "GraphQL request";
function placeOf2({ loc }) {
  if (loc === void 0) return { file: null, line: null, column: null };
  const { line: line2, column } = loc.startToken;
  const { name: name4, locationOffset: from } = loc.source;
  const place2 = { line: from.line + line2 - 1, column: line2 === 1 ? from.column + column - 1 : column };
  return { file: name4 === UNNAMED ? null : name4, ...place2 };
}
function whereIs(node) {
  const { file, line: line2, column } = placeOf2(node);
  return file === null || line2 === null ? null : `${file}:${line2}:${column}`;
}

// src/graphql/cost/selection-reader.ts
var MAX_DEPTH = 1500;
var UNCONDITIONAL = [];
var SelectionReader = class {
  #definitions;
  #sets = /* @__PURE__ */ new Map();
  #fields = /* @__PURE__ */ new Map();
  #spreads = /* @__PURE__ */ new Map();
  #open = /* @__PURE__ */ new Set();
  #ids = 0;
  #nesting = 0;
  constructor(fragments) {
    this.#definitions = new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
  }
  /** Throws a RangeError where a fragment is missing or contains itself, a GateError where it is too deep. */
  read(node) {
    this.#nesting += 1;
    if (this.#nesting > MAX_DEPTH) throw tooDeep2(node);
    const items = [];
    let hash2 = 0;
    let below3 = 0;
    for (const selection of node.selections) {
      const item = this.#item(selection);
      items.push(item);
      hash2 = Math.imul(hash2, 31) + item.id | 0;
      below3 = Math.max(below3, item.selections?.depth ?? 0);
    }
    if (below3 >= MAX_DEPTH) throw tooDeep2(node);
    this.#nesting -= 1;
    return this.#set(hash2, items, below3 + 1);
  }
  #set(hash2, items, depth) {
    const alike = bucket(this.#sets, hash2);
    const known4 = alike.find((set2) => isEqual(set2.items, items));
    if (known4 !== void 0) return known4;
    const set = { id: this.#ids++, items, depth };
    alike.push(set);
    return set;
  }
  #item(node) {
    if (node.kind === graphql_Kind.FIELD) return this.#field(node);
    return node.kind === graphql_Kind.FRAGMENT_SPREAD ? this.#spread(node) : this.#inline(node);
  }
  #field(node) {
    const name4 = node.name.value;
    const key2 = node.alias?.value ?? name4;
    const selections = node.selectionSet === void 0 ? null : this.read(node.selectionSet);
    const isBare = isEmpty2(node.arguments) && isEmpty2(node.directives);
    const alike = isBare ? bucket(this.#fields, key2) : [];
    const known4 = alike.find((field2) => field2.name === name4 && field2.selections === selections);
    if (known4 !== void 0) return known4;
    const conditions = conditionsOf2(node.directives);
    const field = { kind: "field", id: this.#ids++, node, key: key2, name: name4, conditions, selections, isBare };
    alike.push(field);
    return field;
  }
  #spread({ name: { value: name4 }, directives }) {
    let plain2 = this.#spreads.get(name4);
    if (plain2 === void 0) {
      plain2 = this.#fragment(name4);
      this.#spreads.set(name4, plain2);
    }
    return isEmpty2(directives) ? plain2 : { ...plain2, id: this.#ids++, conditions: conditionsOf2(directives) };
  }
  #fragment(name4) {
    const definition = this.#definitions.get(name4);
    if (definition === void 0) throw new RangeError(`no fragment ${name4} in the document`);
    if (this.#open.has(name4)) throw new RangeError(`fragment cycle: ${[...this.#open, name4].join(" → ")}`);
    this.#open.add(name4);
    const selections = this.read(definition.selectionSet);
    this.#open.delete(name4);
    const onType = definition.typeCondition.name.value;
    return { kind: "fragment", id: this.#ids++, onType, conditions: UNCONDITIONAL, selections };
  }
  #inline({ typeCondition, directives, selectionSet }) {
    const onType = typeCondition?.name.value ?? null;
    const selections = this.read(selectionSet);
    return { kind: "fragment", id: this.#ids++, onType, conditions: conditionsOf2(directives), selections };
  }
};
function conditionsOf2(directives) {
  if (directives === void 0 || directives.length === 0) return UNCONDITIONAL;
  return directives.flatMap((directive) => {
    const name4 = directive.name.value;
    const value = directive.arguments?.find((argument) => argument.name.value === "if")?.value;
    if (name4 !== "include" && name4 !== "skip" || value === void 0) return [];
    const include = name4 === "include";
    if (value.kind === graphql_Kind.VARIABLE) return [{ include, variable: value.name.value }];
    return value.kind === graphql_Kind.BOOLEAN ? [{ include, literal: value.value }] : [];
  });
}
function bucket(buckets, key2) {
  let values = buckets.get(key2);
  if (values === void 0) buckets.set(key2, values = []);
  return values;
}
function isEqual(a, b) {
  return a.length === b.length && a.every((item, at3) => item === b[at3]);
}
function tooDeep2(node) {
  const where = whereIs(node);
  return new GateError("operation-too-deep", { depth: MAX_DEPTH }, where === null ? {} : { where });
}
function isEmpty2(nodes) {
  return nodes === void 0 || nodes.length === 0;
}

// src/graphql/cost/document.ts
var known2 = /* @__PURE__ */ new WeakMap();
function readOperation(document2, name4) {
  const operations = known2.get(document2) ?? readOperations(document2);
  known2.set(document2, operations);
  const found2 = operations.filter(({ node }) => name4 === null || node.name?.value === name4);
  const [operation] = found2;
  if (operation === void 0 || found2.length > 1) throw new RangeError(`${found2.length} operations named ${name4}`);
  return operation;
}
function readFieldSet(fieldSet) {
  return readOperation(graphql_parse(`{ ${fieldSet} }`), null).selections;
}
function readOperations({ definitions }) {
  const reader = new SelectionReader(definitions.filter((node) => node.kind === graphql_Kind.FRAGMENT_DEFINITION));
  return definitions.filter((node) => node.kind === graphql_Kind.OPERATION_DEFINITION).map((node) => ({ node, selections: reader.read(node.selectionSet) }));
}

// src/graphql/cost/values.ts
var UnknownValue = class {
  variable;
  constructor(variable) {
    this.variable = variable;
  }
};
var NO_VARIABLES = /* @__PURE__ */ new Map();
function variableValues(operation, given, missing5) {
  return new Map(
    (operation.variableDefinitions ?? []).map(({ variable, defaultValue }) => {
      const name4 = variable.name.value;
      if (Object.hasOwn(given, name4) && given[name4] !== void 0) return [name4, fromJson(given[name4])];
      if (missing5 === "unknown") return [name4, new UnknownValue(name4)];
      return [name4, missing5 === "default" && defaultValue !== void 0 ? valueOf(defaultValue) : void 0];
    })
  );
}
function valueOf(node, variables = NO_VARIABLES) {
  switch (node.kind) {
    case graphql_Kind.VARIABLE:
      return variables.get(node.name.value);
    case graphql_Kind.NULL:
      return null;
    case graphql_Kind.LIST:
      return node.values.map((value) => valueOf(value, variables) ?? null);
    case graphql_Kind.OBJECT:
      return new Map(node.fields.map((field) => [field.name.value, valueOf(field.value, variables)]));
    case graphql_Kind.INT:
    case graphql_Kind.FLOAT:
      return Number(node.value);
    case graphql_Kind.STRING:
    case graphql_Kind.BOOLEAN:
    case graphql_Kind.ENUM:
    default:
      return node.value;
  }
}
function fromJson(value) {
  if (value === void 0 || typeof value === "boolean" || typeof value === "number" || typeof value === "string")
    return value;
  if (Array.isArray(value)) return value.map((item) => fromJson(item) ?? null);
  if (typeof value === "object" && value !== null)
    return new Map(Object.entries(value).map(([name4, field]) => [name4, fromJson(field)]));
  return null;
}
function asList(value) {
  return value === void 0 || value === null || value instanceof UnknownValue || isList(value) ? value : [value];
}
function isList(value) {
  return Array.isArray(value);
}
function isObject(value) {
  return value instanceof Map;
}

// src/graphql/cost/router-inputs.ts
function routerInputCost(field, node, context) {
  return (node.arguments ?? []).reduce((sum2, { name: name4, value }) => {
    const definition = field.args.find((argument) => argument.name === name4.value);
    return sum2 + (definition === void 0 ? 0 : costOf(definition, valueOf(value, context.variables), context));
  }, 0);
}
function costOf(definition, value, context) {
  const type2 = typeNamed(context.graph, definition.type);
  const weight = definition.weight ?? type2.weight;
  if (value instanceof UnknownValue && type2.kind === "input") context.ledger.assumeInput(value.variable);
  if (value === void 0 || value === null || value instanceof UnknownValue) return 0;
  if (isList(value)) return value.reduce((sum2, item) => sum2 + costOf(definition, item, context), weight ?? 0);
  if (!isObject(value) || type2.kind !== "input") return weight ?? 0;
  return [...value].reduce((sum2, [name4, field]) => {
    const input = type2.inputs.get(name4);
    return sum2 + (input === void 0 ? 0 : costOf(input, field, context));
  }, weight ?? 1);
}

// src/graphql/cost/router-list-size.ts
function routerItems(field, expected, inherited, sizing) {
  if (!field.isList) return 1;
  const [fromParent] = inherited.filter(({ path: path13 }) => path13.join(".") === field.name);
  if (fromParent !== void 0) return fromParent.size;
  if (expected !== null) return expected;
  sizing.ledger.assumeListSize(field, sizing.listSize);
  return sizing.listSize;
}
function routerHandDown({ listSizes }, expected) {
  const sized = listSizes[0]?.sizedFields ?? [];
  return expected === null ? [] : sized.map((path13) => ({ path: path13, size: expected }));
}
function routerExpectedSize(field, node, sizing) {
  const [listSize] = field.listSizes;
  if (listSize === void 0) return null;
  const sizes = listSize.slicingArguments.map((path13) => sliceOf(path13.join("."), field, node, listSize, sizing)).filter((size) => size !== null);
  if (listSize.requireOneSlicingArgument && listSize.slicingArguments.length > 0 && sizes.length !== 1)
    sizing.ledger.violate(
      node,
      `${field.coordinate} takes exactly one of its slicing arguments (${listSize.slicingArguments.map((path13) => path13.join(".")).join(", ")}; defaults count), not ${sizes.length}`
    );
  return sizes.length === 0 ? listSize.assumedSize : Math.max(...sizes);
}
function sliceOf(name4, field, node, listSize, { variables, isDeclared, listSize: configured, ledger }) {
  const supplied = node.arguments?.find((argument) => argument.name.value === name4)?.value;
  const value = supplied && valueOf(supplied, variables);
  if (value instanceof UnknownValue) {
    const source = listSize.assumedSize === null ? "the configured list size" : `assumedSize of ${field.coordinate}`;
    const bound = listSize.assumedSize ?? configured;
    ledger.assumeVariable([value.variable], bound, field, source);
    return bound;
  }
  if (typeof value === "number") {
    const size = Math.max(0, value);
    if (isDeclared && supplied?.kind === "Variable")
      ledger.assumeVariable([supplied.name.value], size, field, "as configured");
    return size;
  }
  const byDefault = field.args.find((argument) => argument.name === name4)?.byDefault;
  return typeof byDefault === "number" ? Math.max(0, byDefault) : null;
}

// src/graphql/cost/router-requests.ts
var MAX_STACKED = 200;
function deepestFirst(root, sizing) {
  if (root.selections.depth <= MAX_STACKED) return [];
  const found2 = /* @__PURE__ */ new Map();
  const queue = [root];
  for (const request of queue)
    for (const below3 of requestsBelow(request, sizing)) {
      const key2 = `${below3.selections.id} ${contextOf(below3)}`;
      if (found2.has(key2)) continue;
      found2.set(key2, below3);
      queue.push(below3);
    }
  return [...found2.values()].toSorted((one, other) => one.selections.depth - other.selections.depth);
}
function requestsBelow({ type: type2, selections, inherited }, sizing) {
  return selections.items.flatMap((item) => {
    if (item.kind === "fragment") {
      const onType = item.onType === null ? type2 : typeNamed(sizing.graph, item.onType);
      return [{ type: onType, selections: item.selections, inherited }];
    }
    const field = type2.fields.get(item.name);
    if (field === void 0 || item.selections === null || !isCounted(item)) return [];
    const handed = routerHandDown(field, routerExpectedSize(field, item.node, sizing));
    return [{ type: typeNamed(sizing.graph, field.type), selections: item.selections, inherited: handed }];
  });
}
function isCounted({ name: name4, conditions }) {
  return !name4.startsWith("__") && conditions.every((each) => !("literal" in each) || each.literal === each.include);
}
function contextOf({ type: type2, inherited }) {
  return `${type2.name} ${inherited.map(({ path: path13, size }) => `${path13.join(".")}=${size}`).join()}`;
}

// src/graphql/cost/router.ts
var MUTATION_COST = 10;
function routerCost({ node, selections }, rootName, sizing) {
  const parts = new RouterScopes(sizing).cost({ type: typeNamed(sizing.graph, rootName), selections, inherited: [] });
  const own = node.operation === "mutation" ? MUTATION_COST : 0;
  return contributionsOf(payment(own, 0, 1, parts), rootName);
}
var Memo = class {
  #found = /* @__PURE__ */ new Map();
  get(selected, context) {
    return this.#found.get(selected)?.get(context);
  }
  set(selected, context, found2) {
    const known4 = this.#found.get(selected) ?? /* @__PURE__ */ new Map();
    this.#found.set(selected, known4.set(context, found2));
  }
};
var RouterScopes = class {
  #sizing;
  #parts = new Memo();
  #payments = new Memo();
  #fieldSets = /* @__PURE__ */ new Map();
  /** The fields whose requirements are being costed. */
  #required = /* @__PURE__ */ new Set();
  /** How often a requirement was left out because it is being costed. */
  #cuts = 0;
  constructor(sizing) {
    this.#sizing = sizing;
  }
  /** What the operation's selections cost. */
  cost(operation) {
    for (const request of deepestFirst(operation, this.#sizing)) this.#find(request);
    return this.#find(operation);
  }
  /** What a selection set costs; a selection made several times is one part with a count. */
  #find({ type: type2, selections, inherited }) {
    const context = contextOf({ type: type2, inherited });
    const known4 = this.#parts.get(selections, context);
    if (known4 !== void 0) return known4;
    const cuts = this.#cuts;
    const parts = /* @__PURE__ */ new Map();
    const add = (part) => {
      const before = parts.get(part.payment);
      parts.set(part.payment, before === void 0 ? part : { ...part, count: before.count + part.count });
    };
    for (const item of selections.items)
      if (item.kind === "fragment") {
        const onType = item.onType === null ? type2 : typeNamed(this.#sizing.graph, item.onType);
        this.#find({ type: onType, selections: item.selections, inherited }).forEach(add);
      } else if (isCounted(item)) add(this.#part(type2, item, inherited));
    const found2 = [...parts.values()];
    if (this.#isWhole(cuts)) this.#parts.set(selections, context, found2);
    return found2;
  }
  #part(type2, selected, inherited) {
    const field = type2.fields.get(selected.name);
    if (field === void 0) throw new RangeError(`no field ${selected.name} in ${type2.name}`);
    const context = contextOf({ type: type2, inherited });
    const cuts = this.#cuts;
    const paid = this.#payments.get(selected, context) ?? this.#payment(type2, field, selected, inherited);
    if (this.#isWhole(cuts)) this.#payments.set(selected, context, paid);
    return { key: selected.key, coordinate: field.coordinate, payment: paid, count: 1 };
  }
  /** items × (weight + selections) + arguments + what `@requires` fetches. */
  #payment(type2, field, { node, selections }, inherited) {
    const expected = routerExpectedSize(field, node, this.#sizing);
    const handed = routerHandDown(field, expected);
    const returned = typeNamed(this.#sizing.graph, field.type);
    return payment(
      plus2(routerInputCost(field, node, this.#sizing), this.#requiredCost(type2, field, handed)),
      field.weight ?? returned.weight ?? defaultWeight(returned),
      routerItems(field, expected, inherited, this.#sizing),
      selections === null ? [] : this.#find({ type: returned, selections, inherited: handed })
    );
  }
  /** A field that requires itself by way of others counts once. */
  #requiredCost(type2, field, handed) {
    if (field.requires.length === 0) return 0;
    if (this.#required.has(field)) {
      this.#cuts += 1;
      return 0;
    }
    this.#required.add(field);
    const costs = field.requires.map(
      (fieldSet) => sumOfParts(this.#find({ type: type2, selections: this.#fieldSet(fieldSet), inherited: handed }))
    );
    this.#required.delete(field);
    return costs.reduce(plus2, 0);
  }
  /** Whether what was found since that count lacks no requirement, and so holds wherever it is selected. */
  #isWhole(cuts) {
    return this.#cuts === cuts || this.#required.size === 0;
  }
  #fieldSet(fieldSet) {
    const known4 = this.#fieldSets.get(fieldSet) ?? readFieldSet(fieldSet);
    this.#fieldSets.set(fieldSet, known4);
    return known4;
  }
};
function payment(own, perItem, size, parts) {
  return { own, perItem, size, parts, floor: 0, total: plus2(own, times(size, plus2(perItem, sumOfParts(parts)))) };
}

// src/graphql/cost/conditions.ts
var MAX_MIXED = 10;
function booleanCases(selections, variables) {
  const uses = usesOf(selections);
  const fixed = /* @__PURE__ */ new Map();
  const open3 = [];
  for (const [variable, use] of uses) {
    const value = variables.get(variable);
    if (typeof value === "boolean") fixed.set(variable, value);
    else if (use === "both") open3.push(variable);
    else fixed.set(variable, use === "include");
  }
  for (const variable of open3.slice(MAX_MIXED)) fixed.set(variable, null);
  const mixed2 = open3.slice(0, MAX_MIXED);
  const combinations = Array.from(
    { length: 2 ** mixed2.length },
    (_, bits) => mixed2.map((variable, at3) => [variable, (bits >> at3 & 1) === 1])
  );
  const cases = combinations.map((values) => new Map([...fixed, ...values]));
  const either = new Map([...fixed, ...mixed2.map((variable) => [variable, null])]);
  return { cases, mixed: mixed2, areAll: open3.length <= MAX_MIXED, either };
}
function isActive(conditions, booleans) {
  if (conditions.length === 0) return true;
  return conditions.every((condition) => {
    if ("literal" in condition) return condition.literal === condition.include;
    return (booleans.get(condition.variable) ?? condition.include) === condition.include;
  });
}
function dependencies(mixed2) {
  const bits = new Map(mixed2.map((variable, at3) => [variable, 1 << at3]));
  const masks = /* @__PURE__ */ new Map();
  const maskOf = (selections) => {
    const known4 = masks.get(selections);
    if (known4 !== void 0) return known4;
    let mask = 0;
    for (const { conditions, selections: below3 } of selections.items) {
      for (const each of conditions) if ("variable" in each) mask |= bits.get(each.variable) ?? 0;
      if (below3 !== null) mask |= maskOf(below3);
    }
    masks.set(selections, mask);
    return mask;
  };
  return mixed2.length === 0 ? () => 0 : maskOf;
}
function bitsOf(booleans, mixed2) {
  return mixed2.reduce((bits, variable, at3) => bits | (booleans.get(variable) === true ? 1 << at3 : 0), 0);
}
function usesOf(selections) {
  const uses = /* @__PURE__ */ new Map();
  const seen = /* @__PURE__ */ new Set();
  const walk4 = (here) => {
    if (seen.has(here)) return;
    seen.add(here);
    for (const { conditions, selections: below3 } of here.items) {
      for (const each of conditions) {
        if (!("variable" in each)) continue;
        const use = each.include ? "include" : "skip";
        const known4 = uses.get(each.variable) ?? use;
        uses.set(each.variable, known4 === use ? use : "both");
      }
      if (below3 !== null) walk4(below3);
    }
  };
  walk4(selections);
  return uses;
}

// src/graphql/cost/inputs.ts
function inputCost(field, node, context) {
  const directives = (node.directives ?? []).map(
    (directive) => argumentsCost(context.graph.directives.get(directive.name.value) ?? [], directive.arguments ?? [], context)
  );
  return directives.reduce((sum2, cost) => sum2 + cost, argumentsCost(field.args, node.arguments ?? [], context));
}
function argumentsCost(definitions, supplied, context) {
  return sumOf2(definitions, (definition) => {
    const node = supplied.find(({ name: name4 }) => name4.value === definition.name)?.value;
    return costOf2(definition, node && valueOf(node, context.variables), context, []);
  });
}
function costOf2(definition, given, context, open3) {
  const isDefault = given === void 0;
  const value = isDefault ? definition.byDefault : given;
  if (value === void 0) return 0;
  if (isDefault && open3.includes(definition)) return Infinity;
  const weight = definition.weight ?? defaultWeight(typeNamed(context.graph, definition.type));
  return weight + contentCost(definition, value, context, isDefault ? [...open3, definition] : open3);
}
function contentCost(definition, value, context, open3) {
  if (isList(value)) return sumOf2(value, (item) => contentCost(definition, item, context, open3));
  const type2 = typeNamed(context.graph, definition.type);
  if (type2.kind !== "input") return 0;
  if (value instanceof UnknownValue) context.ledger.assumeInput(value.variable);
  if (!isObject(value)) return 0;
  return sumOf2([...type2.inputs.values()], (field) => costOf2(field, value.get(field.name), context, open3));
}
function sumOf2(items, cost) {
  return items.reduce((sum2, item) => sum2 + cost(item), 0);
}

// src/graphql/cost/list-size.ts
function itemsOf(field, node, inherited, sizing) {
  if (!field.isList) return 1;
  const [fromParent] = inherited.filter(({ path: path13 }) => path13.length === 1 && path13[0] === field.name);
  if (fromParent !== void 0) return fromParent.size;
  const own = field.listSizes.filter(({ sizedFields }) => sizedFields.length === 0);
  const sizes = own.map((listSize) => expectedSize(field, node, listSize, sizing)).filter((size) => size !== null);
  if (sizes.length > 0) return Math.max(...sizes);
  sizing.ledger.assumeListSize(field, sizing.listSize);
  return sizing.listSize;
}
function handDown(field, node, inherited, sizing) {
  if (field.listSizes.length === 0 && inherited.length === 0) return inherited;
  const deeper = inherited.filter(({ path: path13 }) => path13.length > 1 && path13[0] === field.name).map(({ path: path13, size }) => ({ path: path13.slice(1), size }));
  const own = field.listSizes.flatMap((listSize) => {
    const size = listSize.sizedFields.length === 0 ? null : expectedSize(field, node, listSize, sizing);
    return size === null ? [] : listSize.sizedFields.map((path13) => ({ path: path13, size }));
  });
  return [...deeper, ...largestByPath(own)];
}
function largestByPath(sized) {
  const byPath2 = Map.groupBy(sized, ({ path: path13 }) => path13.join("."));
  return Array.from(byPath2.values(), (same) => same.reduce((most, each) => each.size > most.size ? each : most));
}
function expectedSize(field, node, listSize, sizing) {
  const slices = listSize.slicingArguments.map((path13) => sliceOf2(field, node, path13, sizing));
  checkSlices(node, field, listSize, slices, sizing.ledger);
  const sizes = slices.map((slice) => sizeOf(slice, field, listSize, sizing)).filter((size) => size !== null);
  return sizes.length === 0 ? listSize.assumedSize : Math.max(...sizes);
}
function sizeOf({ value, variable }, field, listSize, sizing) {
  if (value instanceof UnknownValue) {
    const bound = listSize.assumedSize ?? sizing.listSize;
    const source = listSize.assumedSize === null ? "the configured list size" : `assumedSize of ${field.coordinate}`;
    sizing.ledger.assumeVariable(variable ?? [value.variable], bound, field, source);
    return bound;
  }
  const number = isList(value) ? value.length : value;
  if (typeof number !== "number" || Number.isNaN(number)) return null;
  const size = Math.max(0, number);
  if (variable !== null && sizing.isDeclared) sizing.ledger.assumeVariable(variable, size, field, "as configured");
  return size;
}
function checkSlices(node, { coordinate }, { requireOneSlicingArgument, slicingArguments }, slices, ledger) {
  if (!requireOneSlicingArgument || slicingArguments.length === 0) return;
  const given = slices.filter(({ value }) => value !== void 0 && value !== null);
  const supplied = given.filter(({ isSupplied }) => isSupplied);
  const count3 = supplied.length === 0 ? Math.min(1, given.length) : supplied.length;
  if (count3 === 1) return;
  const names = slicingArguments.map((path13) => path13.join(".")).join(", ");
  ledger.violate(node, `${coordinate} takes exactly one of its slicing arguments (${names}), not ${count3}`);
}
function sliceOf2(field, node, path13, sizing) {
  const [name4, ...rest] = path13;
  const supplied = node.arguments?.find((argument) => argument.name.value === name4)?.value;
  const given = supplied && valueOf(supplied, sizing.variables);
  const isSupplied = walk2(given, rest) !== void 0;
  const input = field.args.find((argument) => argument.name === name4);
  return {
    value: valueAt2(input, given, rest, sizing.graph),
    variable: isSupplied ? variableAt(supplied, rest) : null,
    isSupplied
  };
}
function valueAt2(input, given, path13, graph) {
  const known4 = given === void 0 ? input?.byDefault : given;
  const value = input?.isList === true ? asList(known4) : known4;
  const [segment, ...rest] = path13;
  if (segment === void 0 || value instanceof UnknownValue) return value;
  if (!isObject(value) || input === void 0) return void 0;
  return valueAt2(graph.types.get(input.type)?.inputs.get(segment), value.get(segment), rest, graph);
}
function walk2(value, path13) {
  return path13.reduce(
    (at3, segment) => at3 instanceof UnknownValue ? at3 : isObject(at3) ? at3.get(segment) : void 0,
    value
  );
}
function variableAt(node, path13) {
  if (node?.kind === graphql_Kind.VARIABLE) return [node.name.value, ...path13];
  const [segment, ...rest] = path13;
  if (node?.kind !== graphql_Kind.OBJECT || segment === void 0) return null;
  return variableAt(node.fields.find((field) => field.name.value === segment)?.value, rest);
}

// src/graphql/cost/ibm-group.ts
var NOTHING = { type: [], field: [] };
function groupCost(definition, fields, context) {
  const { sizing, inherited, isMerging } = context;
  const returned = typeNamed(sizing.graph, definition.type);
  const sets = selectionsOf(fields);
  const item = costOfItem(returned, isMerging);
  const costs = withoutTwins(fields).map(({ node }) => {
    const size = itemsOf(definition, node, inherited, sizing);
    const below3 = sets.length === 0 ? NOTHING : context.scope(returned, sets, handDown(definition, node, inherited, sizing));
    const own = (definition.weight ?? defaultWeight(returned)) + inputCost(definition, node, sizing);
    return { type: typePayment(size, item, below3.type), field: fieldPayment(own, size, below3.field) };
  });
  return costs.reduce((most, cost) => ({
    type: cost.type.total > most.type.total ? cost.type : most.type,
    field: cost.field.total > most.field.total ? cost.field : most.field
  }));
}
function isSized({ isList: isList4, listSizes }) {
  return isList4 || listSizes.length > 0;
}
function tellSizes(definition, fields, { sizing, inherited }) {
  const [first2] = fields;
  if (first2 === void 0 || !isSized(definition)) return;
  itemsOf(definition, first2.node, inherited, sizing);
  if (first2.selections !== null) handDown(definition, first2.node, inherited, sizing);
}
function costOfItem({ typeWeight }, isMerging) {
  return isMerging ? typeWeight : Math.max(0, typeWeight);
}
function typePayment(size, perItem, parts) {
  const cost = times(size, perItem + sumOfParts(parts));
  return { own: 0, perItem, size, parts, floor: Math.max(0, -cost), total: Math.max(0, cost) };
}
function fieldPayment(own, size, parts) {
  const total = Math.max(0, own) + times(size, sumOfParts(parts));
  return { own, perItem: 0, size, parts, floor: Math.max(0, -own), total };
}
function selectionsOf(fields) {
  const [first2] = fields;
  if (fields.length === 1) return first2?.selections == null ? [] : [first2.selections];
  return [...new Set(fields.flatMap(({ selections }) => selections ?? []))];
}
function withoutTwins(fields) {
  if (fields.length === 1) return fields;
  const bare = fields.find(({ isBare }) => isBare);
  return fields.filter((field) => !field.isBare || field === bare);
}

// src/graphql/cost/flatten.ts
function flatten(possible, sets, booleans, isMerging) {
  const { byKey, count: count3 } = collect(possible, sets, booleans, isMerging);
  const entries = [...byKey.values()];
  const keys = entries.flatMap(({ fields, isCommon }, order) => isCommon ? keyed(fields, order) : []);
  const regions = regionsOf(entries);
  const answers = new Map([...new Set(regions.values())].map((region) => [region, answersOf(region)]));
  const special = (type2) => {
    const region = regions.get(type2);
    return (region && answers.get(region)) ?? null;
  };
  return { common: { keys }, special, count: count3 };
}
function keyed(fields, order) {
  const [first2] = fields;
  return first2 === void 0 ? [] : [{ key: first2.key, name: first2.name, order, fields }];
}
var MAX_IDS = 2 ** 28;
function collect(possible, sets, booleans, isMerging) {
  const byKey = /* @__PURE__ */ new Map();
  const expanded = /* @__PURE__ */ new Set();
  let count3 = 0;
  const isNew = (selections, types) => {
    const before = expanded.size;
    return expanded.add(types.id * MAX_IDS + selections.id).size > before;
  };
  const walk4 = (selections, types) => {
    for (const item of selections.items) {
      count3 += 1;
      if (!isActive(item.conditions, booleans)) continue;
      if (item.kind === "fragment") {
        const narrowed = item.onType === null ? types : types.narrow(item.onType);
        if (narrowed.members.length > 0 && isNew(item.selections, narrowed)) walk4(item.selections, narrowed);
      } else if (!item.name.startsWith("__")) {
        const key2 = isMerging ? item.key : `${item.key} ${count3}`;
        const entries = byKey.get(key2) ?? { fields: [], types: [], isCommon: true };
        entries.fields.push(item);
        entries.types.push(types);
        entries.isCommon &&= types === possible;
        byKey.set(key2, entries);
      }
    }
  };
  for (const selections of sets) walk4(selections, possible);
  return { byKey, count: count3 };
}
function regionsOf(entries) {
  const whole2 = { before: null, field: null, order: 0, next: null };
  const regions = /* @__PURE__ */ new Map();
  for (const [order, { fields, types, isCommon }] of entries.entries()) {
    if (isCommon) continue;
    for (const [at3, field] of fields.entries())
      for (const type2 of types[at3]?.members ?? []) {
        const before = regions.get(type2) ?? whole2;
        before.next ??= /* @__PURE__ */ new Map();
        const region = before.next.get(field) ?? { before, field, order, next: null };
        before.next.set(field, region);
        regions.set(type2, region);
      }
  }
  return regions;
}
function answersOf(region) {
  const byOrder = /* @__PURE__ */ new Map();
  for (let at3 = region; at3 !== null; at3 = at3.before)
    if (at3.field !== null) byOrder.set(at3.order, [at3.field, ...byOrder.get(at3.order) ?? []]);
  return { keys: [...byOrder].toReversed().flatMap(([order, fields]) => keyed(fields, order)) };
}

// src/graphql/cost/ibm-candidates.ts
var Candidates = class {
  #flat;
  #context;
  #groups = /* @__PURE__ */ new Map();
  #priced = /* @__PURE__ */ new Map();
  constructor(flat2, context) {
    this.#flat = flat2;
    this.#context = context;
  }
  /** The type that makes each quantity largest, the first one of equals. */
  dearest([first2, ...others]) {
    if (first2 === void 0) return NOTHING;
    if (others.length === 0) return { type: this.#parts(first2, "type"), field: this.#parts(first2, "field") };
    const totals = this.#totals(first2);
    const most = { type: { type: first2, total: totals.type }, field: { type: first2, total: totals.field } };
    for (const type2 of others) {
      const total = this.#totals(type2);
      if (total.type > most.type.total) most.type = { type: type2, total: total.type };
      if (total.field > most.field.total) most.field = { type: type2, total: total.field };
    }
    return { type: this.#parts(most.type.type, "type"), field: this.#parts(most.field.type, "field") };
  }
  #totals(type2) {
    const common = this.#price(type2, this.#flat.common);
    const special = this.#flat.special(type2);
    if (special === null) return common;
    const more = this.#price(type2, special);
    return { type: common.type + more.type, field: common.field + more.field };
  }
  /** One sum serves every type that answers the same and defines those fields alike. */
  #price(type2, answers) {
    let priced = this.#priced.get(answers);
    if (priced === void 0) {
      const names = [...new Set(answers.keys.map(({ name: name4 }) => name4))];
      priced = { names, byShape: /* @__PURE__ */ new Map(), byClasses: /* @__PURE__ */ new Map() };
      this.#priced.set(answers, priced);
    }
    const shaped = priced.byShape.get(type2.shape) ?? this.#shape(type2, answers, priced);
    for (const { name: name4, fields } of shaped.sized) tellSizes(definitionOf(type2, name4), fields, this.#context);
    return shaped.totals;
  }
  #shape(type2, { keys }, { names, byShape, byClasses }) {
    const classes = names.map((name4) => definitionOf(type2, name4).costClass).join();
    const totals = byClasses.get(classes) ?? this.#sum(type2, keys);
    const shaped = { totals, sized: keys.filter(({ name: name4 }) => isSized(definitionOf(type2, name4))) };
    byClasses.set(classes, totals);
    byShape.set(type2.shape, shaped);
    return shaped;
  }
  #sum(type2, keys) {
    let typeTotal = 0;
    let fieldTotal = 0;
    for (const keyed2 of keys) {
      const cost = this.#group(type2, keyed2);
      typeTotal += cost.type.total;
      fieldTotal += cost.field.total;
    }
    return { type: typeTotal, field: fieldTotal };
  }
  #group(type2, { name: name4, fields }) {
    const definition = definitionOf(type2, name4);
    const content = contentOf(fields);
    let byClass = this.#groups.get(content);
    if (byClass === void 0) this.#groups.set(content, byClass = /* @__PURE__ */ new Map());
    let cost = byClass.get(definition.costClass);
    if (cost === void 0) byClass.set(definition.costClass, cost = groupCost(definition, fields, this.#context));
    else tellSizes(definition, fields, this.#context);
    return cost;
  }
  #parts(type2, quantity3) {
    return this.#keys(type2).map((keyed2) => ({
      key: keyed2.key,
      coordinate: definitionOf(type2, keyed2.name).coordinate,
      payment: this.#group(type2, keyed2)[quantity3],
      count: 1
    }));
  }
  /** In the order of the document. */
  #keys(type2) {
    const { keys } = this.#flat.common;
    const special = this.#flat.special(type2);
    return special === null ? keys : [...keys, ...special.keys].toSorted((a, b) => a.order - b.order);
  }
};
function contentOf(fields) {
  const [first2] = fields;
  return fields.length === 1 && first2?.isBare === true ? first2.selections ?? "leaf" : fields;
}
function definitionOf(type2, name4) {
  const definition = type2.fields.get(name4);
  if (definition === void 0) throw new RangeError(`no field ${name4} in ${type2.name}`);
  return definition;
}

// src/graphql/cost/ibm-scope.ts
var MAX_SELECTIONS = 2e6;
var MAX_STACKED2 = 200;
var Scopes = class _Scopes {
  #sizing;
  #isMerging;
  #mixed;
  #dependencies;
  #known = /* @__PURE__ */ new Map();
  /** What was found in this round without all that lies below. */
  #tentative = /* @__PURE__ */ new Map();
  /** What was put off in this round. */
  #putOff = /* @__PURE__ */ new Map();
  #gaps = 0;
  #stacked = 0;
  #left = MAX_SELECTIONS;
  constructor(sizing, isMerging, mixed2) {
    this.#sizing = sizing;
    this.#isMerging = isMerging;
    this.#mixed = mixed2;
    this.#dependencies = dependencies(mixed2);
  }
  /** Exact: selections of one response key are merged, as a response does. */
  static merging(sizing, mixed2) {
    return new _Scopes(sizing, true, mixed2);
  }
  /** An upper bound, in time proportional to the document: selections of one response key are added up. */
  static adding(sizing) {
    return new _Scopes(sizing, false, []);
  }
  /** Whether it gave up: then its costs mean nothing. */
  get isExhausted() {
    return this.#isMerging && this.#left < 0;
  }
  /**
   * The cost of what the selections select of a value of the type. Scopes may lie deeper in each other than the stack is:
   * what is too deep is put off until the stack is clear, and found before what waits for it is found again.
   */
  cost(type2, selections, booleans) {
    const waiting = [{ type: type2, sets: [selections], inherited: [], booleans }];
    let cost = NOTHING;
    for (let last = waiting.at(-1); last !== void 0; last = waiting.at(-1)) {
      this.#tentative.clear();
      this.#putOff.clear();
      cost = this.#cost(last);
      if (this.#putOff.size === 0) waiting.pop();
      else waiting.push(...this.#putOff.values());
    }
    return cost;
  }
  #cost(request) {
    if (this.isExhausted) return NOTHING;
    const key2 = this.#keyOf(request);
    const known4 = this.#known.get(key2);
    if (known4 !== void 0) return known4;
    const tentative = this.#tentative.get(key2);
    if (tentative !== void 0 || this.#stacked >= MAX_STACKED2) {
      this.#gaps += 1;
      if (tentative === void 0) this.#putOff.set(key2, request);
      return tentative ?? NOTHING;
    }
    const before = this.#gaps;
    this.#stacked += 1;
    const cost = this.#find(request);
    this.#stacked -= 1;
    (this.#gaps === before ? this.#known : this.#tentative).set(key2, cost);
    return cost;
  }
  #keyOf({ type: type2, sets, inherited, booleans }) {
    const ids = sets.length === 1 ? sets[0]?.id : sets.map(({ id }) => id).toSorted((a, b) => a - b);
    const sizes = inherited.map(({ path: path13, size }) => `${path13.join(".")}=${size}`).join();
    const mask = sets.reduce((bits, selections) => bits | this.#dependencies(selections), 0);
    return `${type2.name} ${String(ids)} ${sizes} ${mask === 0 ? 0 : bitsOf(booleans, this.#mixed) & mask}`;
  }
  #find({ type: type2, sets, inherited, booleans }) {
    const flat2 = flatten(type2.possible, sets, booleans, this.#isMerging);
    this.#left -= flat2.count;
    const candidates = new Candidates(flat2, {
      sizing: this.#sizing,
      inherited,
      isMerging: this.#isMerging,
      scope: (below3, merged2, sizes) => this.#cost({ type: below3, sets: merged2, inherited: sizes, booleans })
    });
    return candidates.dearest(type2.possible.members);
  }
};

// src/graphql/cost/ibm.ts
function ibmCost(operation, rootName, sizing) {
  const root = typeNamed(sizing.graph, rootName);
  const { selections } = operation;
  const { cases, mixed: mixed2, areAll, either } = booleanCases(selections, sizing.variables);
  const scopes = Scopes.merging(sizing, mixed2);
  let found2 = cases.map((booleans) => scopes.cost(root, selections, booleans));
  if (scopes.isExhausted) {
    sizing.ledger.assumeUnmerged();
    found2 = [Scopes.adding(sizing).cost(root, selections, either)];
  }
  const weight = costOfItem(root, !scopes.isExhausted);
  return {
    typeCost: contributionsOf(largest(found2.map(({ type: type2 }) => typePayment(1, weight, type2))), rootName),
    fieldCost: contributionsOf(largest(found2.map(({ field }) => fieldPayment(0, 1, field))), rootName),
    isExact: areAll && !scopes.isExhausted
  };
}
function largest(payments) {
  return payments.reduce((most, payment2) => payment2.total > most.total ? payment2 : most);
}

// src/graphql/cost/ledger.ts
var Ledger = class {
  #assumptions = /* @__PURE__ */ new Map();
  #violations = /* @__PURE__ */ new Map();
  get assumptions() {
    return [...this.#assumptions.values()];
  }
  get violations() {
    return [...this.#violations.values()];
  }
  /** A slicing variable that can have any value, or one whose declared value stands in for any (`path` below it, for an input object). */
  assumeVariable(path13, size, { coordinate }, source) {
    const subject = `$${path13.join(".")}`;
    const text = size === Infinity ? `nothing bounds ${subject}, which sizes ${coordinate}` : `assumes ${subject} ≤ ${size} (${source})`;
    this.#assume({ subject, text });
  }
  /** A list that neither the document nor the schema sizes. */
  assumeListSize({ coordinate }, size) {
    const text = size === Infinity ? `nothing bounds the list ${coordinate}` : `assumes ${coordinate} ≤ ${size} (the configured list size)`;
    this.#assume({ subject: coordinate, text });
  }
  /** An input object of which nothing is known costs its own weight. */
  assumeInput(variable) {
    this.#assume({ subject: `$${variable}`, text: `assumes $${variable} adds no input fields that cost` });
  }
  assumeUnmerged() {
    this.#assume({
      subject: "selections",
      text: "adds up selections of the same field that a response merges: there are too many ways to merge them"
    });
  }
  violate(node, text) {
    if (!this.#violations.has(node)) this.#violations.set(node, { text, ...placeOf2(node) });
  }
  #assume(assumption) {
    if (!this.#assumptions.has(assumption.text)) this.#assumptions.set(assumption.text, assumption);
  }
};

// src/graphql/cost/operation.ts
function costOperation(graph, document2, operationName, settings) {
  const operation = readOperation(document2, operationName);
  const root = graph.roots[operation.node.operation];
  if (root === null) throw new RangeError(`the schema has no ${operation.node.operation}`);
  const ledger = new Ledger();
  const sizing = {
    graph,
    variables: variableValues(operation.node, settings.variables, missing2(settings)),
    isDeclared: settings.unknownVariables,
    listSize: settings.listSize,
    ledger
  };
  if (settings.profile === "apollo-router") {
    const cost = routerCost(operation, root, sizing);
    return { totals: { cost }, precision: "exact", assumptions: ledger.assumptions, violations: ledger.violations };
  }
  const { typeCost, fieldCost, isExact } = ibmCost(operation, root, sizing);
  return {
    totals: { "type-cost": typeCost, "field-cost": fieldCost },
    precision: isExact ? "exact" : "upper-bound",
    assumptions: ledger.assumptions,
    violations: ledger.violations
  };
}
function missing2({ profile, unknownVariables }) {
  if (unknownVariables) return "unknown";
  return profile === "apollo-router" ? "absent" : "default";
}

// src/graphql/files/scan.ts
var MOST_LEVELS = { selections: 1500, values: 300 };
function rejectDeep(found2, path13, start2 = FILE_START) {
  if (found2 === null) return;
  const what = `This is nested more than ${found2.most} levels deep.`;
  const detail = { what, todo: "Split it: nothing that people send is nested like that." };
  throw new GateError("graphql-input", detail, { where: placeIn(path13, within(start2, found2.at)) });
}
function within(start2, { line: line2, column }) {
  return { line: line2 + start2.line - 1, column: line2 === 1 ? column + start2.column - 1 : column };
}
function deepGraphql(text) {
  return deepest(
    text,
    (char, { values }) => values === 0 && (char === "{" || char === "}") ? "selections" : "values"
  );
}
function deepJson(text) {
  return deepest(text, () => "values");
}
function deepest(text, kindOf2) {
  const open3 = { selections: 0, values: 0 };
  for (let at3 = 0; at3 < text.length; at3 += 1) {
    const char = text.charAt(at3);
    if (char === '"') at3 = endOfString(text, at3);
    else if (char === "#") at3 = endOfLine(text, at3);
    const step2 = STEPS[char];
    if (step2 === void 0) continue;
    const kind = kindOf2(char, open3);
    open3[kind] += step2;
    if (open3[kind] > MOST_LEVELS[kind]) return { at: positionIn(text, at3), most: MOST_LEVELS[kind] };
  }
  return null;
}
var STEPS = { "{": 1, "[": 1, "(": 1, "}": -1, "]": -1, ")": -1 };
function stringPlaces(text) {
  const places = /* @__PURE__ */ new Map();
  let line2 = 1;
  for (let at3 = 0; at3 < text.length; at3 += 1) {
    const char = text.charAt(at3);
    if (char === "\n") line2 += 1;
    if (char !== '"') continue;
    const end = endOfString(text, at3);
    const written2 = text.slice(at3, end + 1);
    if (!places.has(written2)) places.set(written2, { offset: at3, line: line2 });
    at3 = end;
  }
  return places;
}
function endOfString(text, start2) {
  const isBlock = text.startsWith('"""', start2);
  const quotes = isBlock ? '"""' : '"';
  let at3 = text.indexOf(quotes, start2 + quotes.length);
  while (at3 !== -1 && isEscaped(text, at3, isBlock)) at3 = text.indexOf(quotes, at3 + 1);
  return at3 === -1 ? text.length : at3 + quotes.length - 1;
}
function isEscaped(text, at3, isBlock) {
  let start2 = at3;
  while (text.charAt(start2 - 1) === "\\") start2 -= 1;
  return isBlock ? start2 < at3 : (at3 - start2) % 2 === 1;
}
function endOfLine(text, start2) {
  const end = text.slice(start2).search(/[\r\n]/);
  return end === -1 ? text.length : start2 + end;
}
function positionIn(text, offset) {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

// src/graphql/graph/parse.ts
function parseSdl({ path: path13, text, start: start2 = FILE_START }) {
  if (text.trim() === "") {
    const detail = { what: "The schema is empty.", todo: "Write its SDL." };
    throw new GateError("graphql-input", detail, { where: placeIn(path13, start2) });
  }
  rejectDeep(deepGraphql(text), path13, start2);
  try {
    return graphql_parse(new graphql_Source(text, path13, start2));
  } catch (error) {
    throw syntaxError(error, path13);
  }
}
function syntaxError(error, path13) {
  if (!(error instanceof graphql_GraphQLError)) return error;
  const detail = { what: `This is not GraphQL: ${error.message.replace(/^Syntax Error: /, "")}`, todo: "Correct it." };
  return new GateError("graphql-input", detail, { where: placeOfError(error) ?? `${path13}:1:1`, cause: error });
}
function placeOfError(error) {
  const [location2] = error.locations ?? [];
  const { source } = error;
  if (location2 === void 0 || source === void 0) return null;
  return placeIn(source.name, within(source.locationOffset, location2));
}

// src/graphql/operations/fragments.ts
function isFragment(definition) {
  return definition.kind === graphql_Kind.FRAGMENT_DEFINITION;
}
function isOperation(definition) {
  return definition.kind === graphql_Kind.OPERATION_DEFINITION;
}
function fragmentsByName(definitions) {
  return Map.groupBy(definitions.filter(isFragment), ({ name: name4 }) => name4.value);
}
function reachableFragments(operation, fragments) {
  const reached = /* @__PURE__ */ new Map();
  const queue = [operation];
  for (const definition of queue)
    graphql_visit(definition, {
      FragmentSpread: ({ name: name4 }) => {
        const [fragment] = fragments.get(name4.value) ?? [];
        if (fragment === void 0 || reached.has(name4.value)) return;
        reached.set(name4.value, fragment);
        queue.push(fragment);
      }
    });
  return [...reached.values()];
}

// src/graphql/operations/client-directives.ts
var APOLLO = "client connection export nonreactive unmask rest type live catch nonnull optional import typePolicy fieldPolicy targetName semanticNonNull apollo_client_ios_localCacheMutation";
var RELAY = "arguments argumentDefinitions uncheckedArguments_DEPRECATED relay refetchable required inline match module no_inline raw_response_type stream_connection updatable assignable alias appendNode prependNode appendEdge prependEdge deleteRecord deleteEdge preloadable waterfall throwOnFieldError dangerously_unaliased_fixme static exec_time_resolvers live_query persist";
var URQL = "populate _optional _required _relayPagination _simplePagination mask";
var CLIENT_DIRECTIVES = new Set([APOLLO, RELAY, URQL].flatMap((names) => names.split(" ")));
function withoutClientDirectives(document2, schema) {
  if (!hasClientDirective(document2, schema)) return document2;
  const isForeign = (directive) => isClientOnly(directive.name.value, schema);
  const isLocal = (directives) => directives?.some((directive) => directive.name.value === "client" && isForeign(directive)) ?? false;
  const selections = (set) => ({
    ...set,
    selections: set.selections.filter(({ directives }) => !isLocal(directives))
  });
  const stripped = graphql_visit(document2, {
    SelectionSet: (set) => selections(set),
    Directive: (directive) => isForeign(directive) ? null : void 0
  });
  return withoutUnusedVariables(withoutUnusedFragments(stripped));
}
function hasClientDirective(document2, schema) {
  let found2 = false;
  graphql_visit(document2, {
    Directive: ({ name: name4 }) => {
      if (isClientOnly(name4.value, schema)) found2 = true;
    }
  });
  return found2;
}
function isClientOnly(name4, schema) {
  return CLIENT_DIRECTIVES.has(name4) && !schema.getDirective(name4);
}
function withoutUnusedFragments(document2) {
  const fragments = fragmentsByName(document2.definitions);
  const used = new Set(
    document2.definitions.filter(isOperation).flatMap((operation) => reachableFragments(operation, fragments))
  );
  return { ...document2, definitions: document2.definitions.filter((each) => !isFragment(each) || used.has(each)) };
}
function withoutUnusedVariables(document2) {
  const used = /* @__PURE__ */ new Set();
  graphql_visit(document2, {
    VariableDefinition: () => false,
    Variable: ({ name: name4 }) => void used.add(name4.value)
  });
  return {
    ...document2,
    definitions: document2.definitions.map(
      (definition) => definition.kind === graphql_Kind.OPERATION_DEFINITION && definition.variableDefinitions !== void 0 ? {
        ...definition,
        variableDefinitions: definition.variableDefinitions.filter(({ variable }) => used.has(variable.name.value))
      } : definition
    )
  };
}

// src/graphql/operations/check-operation.ts
var OTHER_RULES = graphql_specifiedRules.filter((rule) => rule !== graphql_OverlappingFieldsCanBeMergedRule);
var known3 = /* @__PURE__ */ new WeakMap();
function checkOperation(operation, graph) {
  const results = known3.get(operation) ?? /* @__PURE__ */ new Map();
  known3.set(operation, results);
  const checked2 = results.get(graph.visible) ?? validated(operation, graph);
  results.set(graph.visible, checked2);
  return checked2;
}
function validated(operation, { schema }) {
  if (operation.problems.length > 0) return { valid: false, operation, problems: operation.problems };
  const document2 = withoutClientDirectives(operation.document, schema);
  const stripped = { ...operation, document: document2 };
  const errors = errorsOf(document2, schema, operation);
  if (errors.length === 0) return { valid: true, operation: stripped };
  return { valid: false, operation: stripped, problems: errors.map((error) => problemOf(error, operation)) };
}
function errorsOf(document2, schema, { where }) {
  try {
    return [...graphql_validate(schema, document2, OTHER_RULES), ...mergeConflicts(schema, document2)];
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new GateError("operation-too-deep", { depth: MOST_LEVELS.selections }, { where, cause: error });
  }
}
function mergeConflicts(schema, document2) {
  const errors = graphql_validate(schema, document2, [graphql_OverlappingFieldsCanBeMergedRule]);
  return errors.filter(({ nodes }) => nodes !== void 0);
}
function problemOf(error, { where, located }) {
  return { message: error.message, where: (located ? placeOfError(error) : null) ?? where, error };
}

// vendor:picomatch
import { picomatch_default } from "./vendor/vendor-QV6G7CEM.js";

// src/graphql/operations/variables.ts
function valuesFor(name4, byOperation) {
  return Object.assign({}, ...patternsFor(name4, byOperation).map((pattern) => byOperation[pattern]));
}
function patternOf(variable, name4, byOperation) {
  const patterns2 = patternsFor(name4, byOperation);
  return patterns2.findLast((pattern) => Object.hasOwn(byOperation[pattern] ?? {}, variable)) ?? null;
}
function patternsFor(name4, byOperation) {
  const matching = Object.keys(byOperation).filter((pattern) => matchesName(pattern, name4));
  return matching.toSorted((one, other) => rank2(one) - rank2(other));
}
function matchesName(pattern, name4) {
  return pattern === name4 || picomatch_default.isMatch(name4 ?? "(anonymous)", pattern, { dot: true, nobrace: true, noext: true });
}
function rank2(pattern) {
  return pattern.includes("*") ? pattern.length : Number.MAX_SAFE_INTEGER;
}
function bindVariables(operation, values, schema, defaults) {
  const definitions = variablesOf(operation);
  const given = definitions.filter(({ variable }) => Object.hasOwn(values, variable.name.value));
  const problem = typeProblem(given, values, schema);
  if (problem !== null) return { ok: false, ...problem };
  const bound = given.map(({ variable }) => [variable.name.value, values[variable.name.value]]);
  const own = defaults ? definitions.filter((definition) => !given.includes(definition)).flatMap(ownDefault(schema)) : [];
  return { ok: true, variables: Object.fromEntries([...own, ...bound]) };
}
function typeProblem(given, values, schema) {
  for (const definition of given) {
    const { errors } = graphql_getVariableValues(schema, [definition], values, { hideSuggestions: true, maxErrors: 1 });
    const [error] = errors ?? [];
    if (error !== void 0) return { message: error.message, variable: definition.variable.name.value };
  }
  return null;
}
function ownDefault(schema) {
  return ({ variable, type: type2, defaultValue }) => {
    const inputType = graphql_typeFromAST(schema, type2);
    if (defaultValue === void 0 || !graphql_isInputType(inputType)) return [];
    return [[variable.name.value, graphql_valueFromAST(defaultValue, inputType)]];
  };
}
function variablesOf({ document: document2 }) {
  const [definition] = document2.definitions;
  return definition?.kind === graphql_Kind.OPERATION_DEFINITION ? definition.variableDefinitions ?? [] : [];
}

// src/graphql/price/price-operation.ts
function priceOperation(operation, graph, settings, planner) {
  const checked2 = checkOperation(operation, graph);
  if (!checked2.valid) return checked2;
  const costSettings = costSettingsOf(checked2.operation, graph, settings);
  const cost = costOperation(graph.costs, checked2.operation.document, operation.name, costSettings);
  const planned = planner?.plan(checked2.operation, costSettings) ?? null;
  return { ...checked2, cost, planned, breakdowns: breakdownsOf(cost, planned, graph) };
}
function costSettingsOf(operation, { schema }, settings) {
  const { profile, listSize, unknownVariables } = settings;
  const values = valuesFor(operation.name, settings.variables);
  const bound = bindVariables(operation, values, schema, settings.variableDefaults);
  if (bound.ok) return { profile, listSize, unknownVariables, variables: bound.variables };
  const what = `The values for ${operation.name ?? "an anonymous operation"} do not fit it: ${bound.message}`;
  const todo = "Write values of the types that the operation declares.";
  const pattern = patternOf(bound.variable, operation.name, settings.variables) ?? "";
  const where = settings.whereOfValue?.([pattern, bound.variable]) ?? settings.variablesWhere;
  throw new GateError("graphql-input", { what, todo }, { where });
}
function breakdownsOf(cost, planned, { ownership }) {
  const computed = COST_METRICS.flatMap((metric) => {
    const total = cost.totals[metric];
    return total === void 0 ? [] : [[metric, costBreakdown(metric, total, ownership)]];
  });
  return { ...Object.fromEntries(computed), ...planned === null ? {} : plannedBreakdowns(planned) };
}
function plannedBreakdowns({ costs, fetches, waves }) {
  return {
    "planned-cost": sumOf(
      "planned-cost",
      Object.entries(costs).map(([subgraph, cost]) => leaf(subgraph, cost))
    ),
    fetches: leaf("fetches", fetches),
    waves: leaf("waves", waves)
  };
}

// src/graphql/attribution/change.ts
var NOWHERE = { path: null, coordinate: null, subgraph: null };
function interaction(amount) {
  return Math.abs(amount) <= 1e-9 ? [] : [{ ...NOWHERE, by: "interaction", amount }];
}
var FINITE_LIST_SIZE = 1e6;
function withFiniteLists(change2) {
  return { ...change2, base: withFiniteList(change2.base), head: withFiniteList(change2.head) };
}
function withFiniteList(side3) {
  const { settings } = side3;
  return { ...side3, settings: { ...settings, listSize: Math.min(settings.listSize, FINITE_LIST_SIZE) } };
}
function costOn(operation, graph, settings, { metric, subgraph }) {
  const total = totalOn(operation, graph, settings, metric);
  if (total === null || subgraph === null) return total?.total ?? null;
  const owned = ownContributions(total.contributions, graph.ownership);
  return owned.reduce((sum2, { owner, cost }) => owner === subgraph ? sum2 + cost : sum2, 0);
}
function totalOn(operation, graph, settings, metric) {
  if (!checkOperation(operation, graph).valid) return null;
  try {
    const own = costSettingsOf(operation, graph, settings);
    return costOperation(graph.costs, operation.document, operation.name, own).totals[metric] ?? null;
  } catch (error) {
    if (error instanceof GateError) return null;
    throw error;
  }
}

// src/graphql/attribution/split.ts
var MOST_ORDERED = 4;
function splitChange(players, worth) {
  const known4 = memoised(players, worth);
  const none = known4([]);
  const all = known4(players);
  if (none === null || all === null) return null;
  const shares2 = players.length <= MOST_ORDERED ? byOrders(players, known4) : byOneInOneOut(players, known4);
  if (shares2 === null) return { shares: /* @__PURE__ */ new Map(), interaction: all - none };
  const explained2 = [...shares2.values()].reduce((sum2, share2) => sum2 + share2, 0);
  const rest = all - none - explained2;
  return { shares: shares2, interaction: Math.abs(rest) <= 1e-9 * Math.max(1, Math.abs(all - none)) ? 0 : rest };
}
function memoised(players, worth) {
  const values = /* @__PURE__ */ new Map();
  return (made) => {
    const key2 = players.map((player) => made.includes(player) ? 1 : 0).join("");
    const before = values.get(key2);
    if (before !== void 0) return before;
    const value = worth(new Set(made));
    values.set(key2, value);
    return value;
  };
}
function byOrders(players, known4) {
  const steps = ordersOf(players).flatMap((order) => stepsOf(order, known4) ?? []);
  if (steps.length === 0 && players.length > 0) return null;
  const sums = new Map(players.map((player) => [player, 0]));
  for (const [player, added] of steps) sums.set(player, (sums.get(player) ?? 0) + added);
  const orders = players.length === 0 ? 1 : steps.length / players.length;
  return new Map([...sums].map(([player, sum2]) => [player, sum2 / orders]));
}
function stepsOf(order, known4) {
  const values = [...order.keys(), order.length].map((made) => known4(order.slice(0, made)));
  const steps = order.map((player, index) => {
    const [before, after2] = [values[index] ?? null, values[index + 1] ?? null];
    return before === null || after2 === null ? null : [player, after2 - before];
  });
  return steps.every((step2) => step2 !== null) ? steps : null;
}
function ordersOf(players) {
  if (players.length === 0) return [[]];
  return players.flatMap((first2, index) => ordersOf(players.toSpliced(index, 1)).map((rest) => [first2, ...rest]));
}
function byOneInOneOut(players, known4) {
  const none = known4([]);
  const all = known4(players);
  if (none === null || all === null) return null;
  return new Map(
    players.map((player, index) => {
      const alone = known4([player]);
      const without = known4(players.toSpliced(index, 1));
      const sides = [alone === null ? null : alone - none, without === null ? null : all - without];
      const told = sides.filter((side3) => side3 !== null);
      return [player, told.length === 0 ? 0 : told.reduce((sum2, side3) => sum2 + side3, 0) / told.length];
    })
  );
}

// src/graphql/attribution/touched.ts
function touchedCoordinates(document2, schema) {
  const touched = /* @__PURE__ */ new Set();
  const info = new graphql_TypeInfo(schema);
  graphql_visit(
    document2,
    graphql_visitWithTypeInfo(info, {
      SelectionSet: () => {
        const type2 = info.getParentType();
        if (type2) touched.add(type2.name);
      },
      Field: ({ name: name4 }) => {
        const parent = info.getParentType();
        const field = info.getFieldDef();
        if (!parent || !field) return;
        const owners = graphql_isAbstractType(parent) ? [parent, ...schema.getPossibleTypes(parent)] : [parent];
        for (const owner of owners) touched.add(`${owner.name}.${name4.value}`);
        const type2 = graphql_getNamedType(field.type);
        touched.add(type2.name);
        if (graphql_isAbstractType(type2)) for (const possible of schema.getPossibleTypes(type2)) touched.add(possible.name);
        for (const argument of field.args) addInput(argument.type, touched);
      }
    })
  );
  return touched;
}
function addInput(input, touched) {
  const type2 = graphql_getNamedType(input);
  if (touched.has(type2.name)) return;
  touched.add(type2.name);
  if (graphql_isObjectType(type2) || !graphql_isInputObjectType(type2)) return;
  for (const field of Object.values(type2.getFields())) {
    touched.add(`${type2.name}.${field.name}`);
    addInput(field.type, touched);
  }
}

// src/graphql/attribution/explain-schema.ts
var MOST_COORDINATES = 12;
function explainSchema(change2, amount) {
  const { changed: changed2 } = change2.graphs;
  const split = splitChange(changed2, (made) => meanCost(change2, new Map([...made].map((each) => [each, "all"]))));
  if (split === null) return [{ ...NOWHERE, by: "schema", amount }];
  const shares2 = [...split.shares].flatMap(
    ([subgraph, share2]) => share2 === 0 ? [] : explainSubgraph(change2, subgraph, share2)
  );
  const rest = amount - [...split.shares.values()].reduce((sum2, share2) => sum2 + share2, 0);
  return [...shares2, ...interaction(rest)];
}
function explainSubgraph(change2, subgraph, amount) {
  const share2 = { by: "schema", path: null, subgraph: subgraph.name };
  const touched = touchedByEither(change2);
  const coordinates = subgraph.coordinates.filter((each) => touched.has(each));
  const [only] = coordinates;
  if (only === void 0 || coordinates.length > MOST_COORDINATES) return [{ ...share2, amount, coordinate: null }];
  if (coordinates.length === 1) return [{ ...share2, amount, coordinate: only }];
  const others = change2.graphs.changed.filter((each) => each !== subgraph).map((each) => [each, "all"]);
  const untouched = subgraph.coordinates.filter((each) => !touched.has(each));
  const splitBeside = (rest2) => splitChange(
    coordinates,
    (made) => meanCost(
      change2,
      new Map([...others, [subgraph, /* @__PURE__ */ new Set([...made, ...rest2])]])
    )
  );
  const split = splitBeside(untouched) ?? splitBeside([]);
  if (split === null) return [{ ...share2, amount, coordinate: null }];
  const shares2 = [...split.shares].flatMap(
    ([coordinate, part]) => part === 0 ? [] : [{ ...share2, amount: part, coordinate }]
  );
  const rest = amount - shares2.reduce((sum2, each) => sum2 + each.amount, 0);
  return [...shares2, ...interaction(rest)];
}
function meanCost({ base, head, graphs, ...what }, made) {
  const graph = graphs.with(made);
  if (graph === null) return null;
  const texts = [base.priced.operation, head.priced.operation].filter(
    (operation) => [base.graph, head.graph].every((each) => checkOperation(operation, each).valid)
  );
  const costs = texts.map((operation) => costOn(operation, graph, head.settings, what));
  const known4 = costs.filter((cost) => cost !== null);
  return known4.length === 0 || known4.length < costs.length ? null : known4.reduce((sum2, cost) => sum2 + cost, 0) / known4.length;
}
function touchedByEither({ base, head }) {
  return /* @__PURE__ */ new Set([
    ...touchedCoordinates(base.priced.operation.document, base.graph.schema),
    ...touchedCoordinates(head.priced.operation.document, head.graph.schema)
  ]);
}

// src/graphql/attribution/response-path.ts
var DOMINANT2 = 0.5;
function changedPath(base, head) {
  const sums = subtreeSums(base.contributions, head.contributions);
  let path13 = [];
  let amount = sums.get(key(path13)) ?? 0;
  if (amount === 0) return null;
  for (; ; ) {
    if (path13.length > 0 && isEdited(path13, base.document, head.document)) break;
    const deeper = largestBelow(path13, sums, amount);
    if (deeper === null) break;
    ({ path: path13, amount } = deeper);
  }
  return { path: path13, amount };
}
function subtreeSums(base, head) {
  const sums = /* @__PURE__ */ new Map();
  const add = ({ path: path13, cost }, sign) => {
    for (let length = 0; length <= path13.length; length += 1) {
      const at3 = key(path13.slice(0, length));
      sums.set(at3, (sums.get(at3) ?? 0) + sign * cost);
    }
  };
  for (const contribution of base) add(contribution, -1);
  for (const contribution of head) add(contribution, 1);
  return sums;
}
function largestBelow(parent, sums, whole2) {
  let best = null;
  for (const [id, amount] of sums) {
    const path13 = JSON.parse(id);
    const isChild = path13.length === parent.length + 1 && parent.every((each, index) => path13[index] === each);
    if (isChild && amount / whole2 >= DOMINANT2 && Math.abs(amount) > Math.abs(best?.amount ?? 0))
      best = { path: path13, amount };
  }
  return best;
}
function key(path13) {
  return JSON.stringify(path13);
}
function isEdited(path13, base, head) {
  const text = (document2) => fieldsAt(document2, path13).map(withoutSelections).toSorted().join("\n");
  return text(base) !== text(head);
}
function withoutSelections(field) {
  return graphql_print({ ...field, selectionSet: void 0 });
}
function fieldsAt(document2, path13) {
  const [operation] = document2.definitions;
  if (operation?.kind !== graphql_Kind.OPERATION_DEFINITION) return [];
  let sets = [operation.selectionSet];
  let fields = [];
  for (const responseKey of path13) {
    fields = sets.flatMap((set) => flattened(set, document2, /* @__PURE__ */ new Set())).filter(({ alias, name: name4 }) => (alias ?? name4).value === responseKey);
    sets = fields.flatMap(({ selectionSet }) => selectionSet ?? []);
  }
  return fields;
}
function flattened(set, document2, spread) {
  return set.selections.flatMap((selection) => {
    if (selection.kind === graphql_Kind.FIELD) return [selection];
    if (selection.kind === graphql_Kind.INLINE_FRAGMENT) return flattened(selection.selectionSet, document2, spread);
    const name4 = selection.name.value;
    if (spread.has(name4)) return [];
    spread.add(name4);
    const fragment = document2.definitions.find(
      (definition) => definition.kind === graphql_Kind.FRAGMENT_DEFINITION && definition.name.value === name4
    );
    return fragment?.kind === graphql_Kind.FRAGMENT_DEFINITION ? flattened(fragment.selectionSet, document2, spread) : [];
  });
}

// src/graphql/attribution/explain-cost.ts
function explainCost(change2) {
  const finite = withFiniteLists(change2);
  const players = firstPlayers(finite);
  const split = splitChange(players, (made) => worthOf(finite, made));
  if (split === null) return [];
  const shares2 = [...split.shares].flatMap(([player, amount]) => {
    if (amount === 0) return [];
    if (player === "schema") return explainSchema(finite, amount);
    return [player === "document" ? documentShare(finite, amount) : { ...NOWHERE, by: "settings", amount }];
  });
  const alone = shares2.filter(({ by }) => by !== "interaction");
  const together2 = shares2.filter(({ by }) => by === "interaction").reduce((sum2, { amount }) => sum2 + amount, 0);
  return [...alone, ...interaction(together2 + split.interaction)];
}
function firstPlayers({ base, head, graphs }) {
  return [
    ...base.priced.operation.hash === head.priced.operation.hash ? [] : ["document"],
    ...graphs.changed.length === 0 ? [] : ["schema"],
    ...assumptionsOf(base) === assumptionsOf(head) ? [] : ["settings"]
  ];
}
function assumptionsOf({ settings: { listSize, variables, variableDefaults } }) {
  return JSON.stringify([String(listSize), variables, variableDefaults]);
}
function worthOf({ base, head, ...what }, made) {
  const side3 = (player) => made.has(player) ? head : base;
  return costOn(side3("document").priced.operation, side3("schema").graph, side3("settings").settings, what);
}
function documentShare({ base, head, metric }, amount) {
  const [old, own] = [base.priced.operation, head.priced.operation];
  const before = totalOn(old, head.graph, head.settings, metric) ?? totalOn(old, base.graph, base.settings, metric);
  const after2 = totalOn(own, head.graph, head.settings, metric);
  const changed2 = changedPath(
    { document: old.document, contributions: before?.contributions ?? [] },
    { document: own.document, contributions: after2?.contributions ?? [] }
  );
  const owned = ownContributions(after2?.contributions ?? [], head.graph.ownership);
  const at3 = owned.find(({ path: path13 }) => JSON.stringify(path13) === JSON.stringify(changed2?.path ?? null));
  const subgraph = head.graph.ownership.subgraphs.find((name4) => name4 === at3?.owner) ?? null;
  return {
    by: "document",
    amount,
    path: changed2?.path.join(".") ?? null,
    coordinate: at3?.coordinate ?? null,
    subgraph
  };
}

// src/graphql/cost/cost-classes.ts
function costClasses() {
  const classes = numbering();
  const shapes = numbering();
  return {
    classOf: ({ name: name4, type: type2, isList: isList4, weight, args, listSizes }) => {
      const key2 = `${name4} ${type2} ${isList4} ${weight}`;
      return classes(args.length + listSizes.length === 0 ? key2 : `${key2} ${keyOf3(args)} ${JSON.stringify(listSizes)}`);
    },
    shapeOf: (fields) => shapes(fields.map(({ costClass }) => costClass).join())
  };
}
function numbering() {
  const numbers2 = /* @__PURE__ */ new Map();
  return (key2) => {
    const number = numbers2.get(key2) ?? numbers2.size;
    numbers2.set(key2, number);
    return number;
  };
}
function keyOf3(args) {
  return JSON.stringify(args, (_, value) => value instanceof Map ? [...value] : value);
}

// src/graphql/cost/links.ts
var SOURCES2 = {
  cost: ["cost", "federation"],
  listSize: ["cost", "federation"],
  inaccessible: ["inaccessible", "federation"]
};
function directiveNames(document2) {
  const links = schemaDirectives(document2).flatMap((directive) => linkOf(directive) ?? []);
  const namesOf = (directive) => {
    const sources = SOURCES2[directive];
    const relevant = links.filter(({ spec }) => sources.includes(spec));
    const linked = relevant.map(
      ({ imports, prefix, spec }) => imports.get(directive) ?? (spec === directive ? prefix : `${prefix}__${directive}`)
    );
    const isImported = relevant.some(({ imports }) => imports.has(directive));
    return new Set(isImported ? linked : [directive, ...linked]);
  };
  return { cost: namesOf("cost"), listSize: namesOf("listSize"), inaccessible: namesOf("inaccessible") };
}
function schemaDirectives({ definitions }) {
  return definitions.flatMap(
    (definition) => definition.kind === graphql_Kind.SCHEMA_DEFINITION || definition.kind === graphql_Kind.SCHEMA_EXTENSION ? [...definition.directives ?? []] : []
  );
}
function linkOf(directive) {
  const url2 = stringOf(argumentOf(directive, "url")) ?? stringOf(argumentOf(directive, "feature"));
  if (url2 === null) return null;
  const segments = url2.split(/[?#]/, 1).join("").split("/").filter(Boolean);
  const last = segments.at(-1) ?? "";
  const spec = (/^v\d/.test(last) ? segments.at(-2) : last) ?? "";
  const imports = argumentOf(directive, "import");
  const entries = imports?.kind === graphql_Kind.LIST ? imports.values.map(importOf) : [];
  return {
    spec,
    prefix: stringOf(argumentOf(directive, "as")) ?? spec,
    imports: new Map(entries.filter((entry) => entry !== null))
  };
}
function importOf(value) {
  if (value.kind !== graphql_Kind.OBJECT) {
    const name4 = directiveOf(value);
    return name4 === null ? null : [name4, name4];
  }
  const field = (name4) => directiveOf(value.fields.find((each) => each.name.value === name4)?.value);
  const there = field("name");
  return there === null ? null : [there, field("as") ?? there];
}
function directiveOf(value) {
  return stringOf(value)?.replace(/^@/, "") ?? null;
}
function argumentOf(directive, name4) {
  return directive.arguments?.find((argument) => argument.name.value === name4)?.value;
}
function stringOf(value) {
  return value?.kind === graphql_Kind.STRING ? value.value : null;
}

// src/graphql/cost/directives.ts
var NUMBER4 = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i;
function applicationsOf({ directives = [] }, names) {
  return directives.filter((directive) => names.has(directive.name.value));
}
function readWeight(nodes, names) {
  const [directive] = nodes.flatMap((node) => applicationsOf(node, names));
  if (directive === void 0) return null;
  const value = argumentOf(directive, "weight");
  const weight = numberOf(value);
  if (weight !== null) return weight;
  throw invalid(value ?? directive, `${graphql_print(directive)} gives no finite number as its weight`);
}
function readListSizes(field, names) {
  return applicationsOf(field, names).map((directive) => ({
    assumedSize: readSize(directive),
    slicingArguments: readPaths(directive, "slicingArguments"),
    sizedFields: readPaths(directive, "sizedFields"),
    requireOneSlicingArgument: readFlag(directive, "requireOneSlicingArgument")
  }));
}
function numberOf(value) {
  const text = value?.kind === graphql_Kind.INT || value?.kind === graphql_Kind.FLOAT || value?.kind === graphql_Kind.STRING ? value.value : "";
  const number = NUMBER4.test(text) ? Number(text) : NaN;
  return Number.isFinite(number) ? number : null;
}
function readSize(directive) {
  const value = argumentOf(directive, "assumedSize");
  if (value === void 0 || value.kind === graphql_Kind.NULL) return null;
  if (value.kind === graphql_Kind.INT) return Math.max(0, Number(value.value));
  throw invalid(value, `assumedSize: ${graphql_print(value)} is no whole number`);
}
function readPaths(directive, name4) {
  const value = argumentOf(directive, name4);
  if (value === void 0 || value.kind === graphql_Kind.NULL) return [];
  return (value.kind === graphql_Kind.LIST ? value.values : [value]).map((item) => {
    if (item.kind === graphql_Kind.STRING) return item.value.split(".");
    throw invalid(item, `${name4}: ${graphql_print(value)} is no list of strings`);
  });
}
function readFlag(directive, name4) {
  const value = argumentOf(directive, name4);
  if (value === void 0 || value.kind === graphql_Kind.NULL) return true;
  if (value.kind === graphql_Kind.BOOLEAN) return value.value;
  throw invalid(value, `${name4}: ${graphql_print(value)} is neither true nor false`);
}
function invalid(node, what) {
  const where = whereIs(node);
  return new GateError("cost-directive", { what }, where === null ? {} : { where });
}

// src/graphql/cost/sdl.ts
var SCALARS = ["Int", "Float", "String", "Boolean", "ID"];
var SPECIFIED = new Set(graphql_specifiedDirectives.map(({ name: name4 }) => name4));
var ON_FIELD = "FIELD";
var KINDS = {
  [graphql_Kind.OBJECT_TYPE_DEFINITION]: "object",
  [graphql_Kind.OBJECT_TYPE_EXTENSION]: "object",
  [graphql_Kind.INTERFACE_TYPE_DEFINITION]: "interface",
  [graphql_Kind.INTERFACE_TYPE_EXTENSION]: "interface",
  [graphql_Kind.UNION_TYPE_DEFINITION]: "union",
  [graphql_Kind.UNION_TYPE_EXTENSION]: "union",
  [graphql_Kind.INPUT_OBJECT_TYPE_DEFINITION]: "input",
  [graphql_Kind.INPUT_OBJECT_TYPE_EXTENSION]: "input",
  [graphql_Kind.SCALAR_TYPE_DEFINITION]: "leaf",
  [graphql_Kind.SCALAR_TYPE_EXTENSION]: "leaf",
  [graphql_Kind.ENUM_TYPE_DEFINITION]: "leaf",
  [graphql_Kind.ENUM_TYPE_EXTENSION]: "leaf"
};
function collectTypes({ definitions }) {
  const types = /* @__PURE__ */ new Map();
  const partsOf = (name4, kind) => {
    const parts = types.get(name4) ?? {
      name: name4,
      kind,
      nodes: [],
      fields: [],
      inputs: [],
      values: [],
      interfaces: [],
      members: []
    };
    types.set(name4, parts);
    return parts;
  };
  for (const name4 of SCALARS) partsOf(name4, "leaf");
  for (const node of definitions) {
    if (!isTypeNode(node)) continue;
    const parts = partsOf(node.name.value, KINDS[node.kind]);
    parts.nodes.push(node);
    if (isInputNode(node)) parts.inputs.push(...node.fields ?? []);
    else if ("fields" in node) parts.fields.push(...node.fields ?? []);
    if ("values" in node) parts.values.push(...node.values ?? []);
    if ("interfaces" in node) parts.interfaces.push(...(node.interfaces ?? []).map(({ name: name4 }) => name4.value));
    if ("types" in node) parts.members.push(...(node.types ?? []).map(({ name: name4 }) => name4.value));
  }
  return types;
}
function isTypeNode(node) {
  return /Type(?:Definition|Extension)$/.test(node.kind);
}
function isInputNode(node) {
  return node.kind === graphql_Kind.INPUT_OBJECT_TYPE_DEFINITION || node.kind === graphql_Kind.INPUT_OBJECT_TYPE_EXTENSION;
}
function rootTypes({ definitions }, types) {
  const usual = (name4) => types.get(name4)?.kind === "object" ? name4 : null;
  const isDefined = definitions.some(({ kind }) => kind === graphql_Kind.SCHEMA_DEFINITION);
  const roots = isDefined ? { query: null, mutation: null, subscription: null } : { query: usual("Query"), mutation: usual("Mutation"), subscription: usual("Subscription") };
  for (const node of definitions)
    if (node.kind === graphql_Kind.SCHEMA_DEFINITION || node.kind === graphql_Kind.SCHEMA_EXTENSION)
      for (const { operation, type: type2 } of node.operationTypes ?? []) roots[operation] = type2.name.value;
  return roots;
}
function executableDirectives({ definitions }) {
  return definitions.filter(
    (node) => node.kind === graphql_Kind.DIRECTIVE_DEFINITION && node.locations.some(({ value }) => value === ON_FIELD) && !SPECIFIED.has(node.name.value)
  );
}

// src/graphql/cost/type-sets.ts
function typeSets(possibleOf) {
  const byKey = /* @__PURE__ */ new Map();
  const ids = /* @__PURE__ */ new Map();
  const idOf = (type2) => {
    const id = ids.get(type2) ?? ids.size;
    ids.set(type2, id);
    return id;
  };
  const of2 = (members) => {
    const key2 = members.map(idOf).toSorted((a, b) => a - b).join();
    const set = byKey.get(key2) ?? typeSet(byKey.size, members, possibleOf, of2);
    byKey.set(key2, set);
    return set;
  };
  return { of: of2 };
}
function typeSet(id, members, possibleOf, of2) {
  const narrowed = /* @__PURE__ */ new Map();
  let lookup = null;
  const set = {
    id,
    members,
    has: (member) => (lookup ??= new Set(members)).has(member),
    narrow: (typeName) => {
      const known4 = narrowed.get(typeName) ?? intersect(set, possibleOf(typeName), of2);
      narrowed.set(typeName, known4);
      return known4;
    }
  };
  return set;
}
function intersect(set, possible, of2) {
  if (set === possible) return set;
  const [small, large] = set.members.length <= possible.members.length ? [set, possible] : [possible, set];
  const common = small.members.filter((member) => large.has(member));
  return common.length === small.members.length ? small : of2(common);
}

// src/graphql/cost/graph.ts
function readCostGraph(document2) {
  const parts = collectTypes(document2);
  const names = directiveNames(document2);
  const types = /* @__PURE__ */ new Map();
  const none = { id: -1, members: [], has: () => false, narrow: () => none };
  const sets = typeSets((name4) => types.get(name4)?.possible ?? none);
  const reader = { names, sets, classes: costClasses() };
  for (const part of parts.values())
    if (part.kind !== "interface" && part.kind !== "union") types.set(part.name, readType(part, [], reader));
  const possible = possibleTypes(parts, types, names);
  for (const part of parts.values())
    if (part.kind === "interface" || part.kind === "union")
      types.set(part.name, readType(part, possible.get(part.name) ?? [], reader));
  const directives = executableDirectives(document2).map(
    (each) => [each.name.value, (each.arguments ?? []).map((input) => readInput2(input, names))]
  );
  return { types, roots: rootTypes(document2, types), directives: new Map(directives) };
}
function readType(part, possible, reader) {
  const { name: name4, kind } = part;
  const weight = readWeight(part.nodes, reader.names.cost);
  const heaviest = possible.reduce((most, member) => Math.max(most, member.typeWeight), -Infinity);
  const fields = part.fields.map((field) => readField(name4, field, reader));
  const type2 = {
    name: name4,
    kind,
    weight,
    typeWeight: possible.length > 0 ? heaviest : weight ?? defaultWeight(part),
    fields: new Map(fields.map((field) => [field.name, field])),
    shape: reader.classes.shapeOf(fields),
    inputs: new Map(part.inputs.map((input) => [input.name.value, readInput2(input, reader.names)]))
  };
  if (kind !== "object") return { ...type2, possible: reader.sets.of(possible) };
  const object = {
    ...type2,
    possible: reader.sets.of([])
  };
  object.possible = reader.sets.of([object]);
  return object;
}
function possibleTypes(parts, types, names) {
  const possible = /* @__PURE__ */ new Map();
  const add = (abstract, member) => {
    const type2 = member && types.get(member.name);
    if (member === void 0 || type2 === void 0 || isInaccessible(member, names)) return;
    possible.set(abstract, (possible.get(abstract) ?? /* @__PURE__ */ new Set()).add(type2));
  };
  for (const part of parts.values()) {
    if (part.kind === "object") for (const parent of part.interfaces) add(parent, part);
    for (const member of part.members) add(part.name, parts.get(member));
  }
  return new Map([...possible].map(([name4, members]) => [name4, [...members]]));
}
function isInaccessible({ nodes }, names) {
  return nodes.some((node) => applicationsOf(node, names.inaccessible).length > 0);
}
function readField(parent, node, { names, classes }) {
  const field = {
    name: node.name.value,
    ...readTypeReference(node.type),
    weight: readWeight([node], names.cost),
    args: (node.arguments ?? []).map((input) => readInput2(input, names)),
    listSizes: readListSizes(node, names.listSize),
    requires: requiresOf(node)
  };
  return { ...field, coordinate: `${parent}.${field.name}`, costClass: classes.classOf(field) };
}
function readInput2(node, names) {
  return {
    name: node.name.value,
    ...readTypeReference(node.type),
    weight: readWeight([node], names.cost),
    byDefault: node.defaultValue === void 0 ? void 0 : valueOf(node.defaultValue)
  };
}
function readTypeReference(node) {
  if (node.kind === graphql_Kind.NAMED_TYPE) return { type: node.name.value, isList: false };
  const inner = readTypeReference(node.type);
  return { type: inner.type, isList: inner.isList || node.kind === graphql_Kind.LIST_TYPE };
}
function requiresOf({ directives = [] }) {
  return directives.filter((directive) => directive.name.value === "join__field").map((directive) => argumentOf(directive, "requires")).flatMap((value) => value?.kind === graphql_Kind.STRING ? [value.value] : []);
}

// src/graphql/graph/supergraph.ts
var GRAPHS = "join__Graph";
function isSupergraph(document2) {
  return document2.definitions.some(
    (definition) => definition.kind === graphql_Kind.ENUM_TYPE_DEFINITION && definition.name.value === GRAPHS
  );
}
function graphNames(document2) {
  const names = document2.definitions.flatMap(
    (definition) => definition.kind === graphql_Kind.ENUM_TYPE_DEFINITION && definition.name.value === GRAPHS ? definition.values ?? [] : []
  );
  return new Map(
    names.map(({ name: name4, directives }) => {
      const graph = directives?.find((directive) => directive.name.value === "join__graph");
      const value = graph?.arguments?.find((argument) => argument.name.value === "name")?.value;
      return [name4.value, value?.kind === graphql_Kind.STRING ? value.value : name4.value];
    })
  );
}

// src/graphql/ownership/ownership.ts
function readOwnership(document2) {
  const names = graphNames(document2);
  const types = new Map(document2.definitions.filter(isComposite).map((type2) => [type2.name.value, type2]));
  const owners = /* @__PURE__ */ new Map();
  if (names.size > 0)
    for (const type2 of types.values()) {
      owners.set(type2.name.value, graphsOf(joinsOf(type2, "join__type"), names));
      for (const field of type2.fields ?? [])
        owners.set(`${type2.name.value}.${field.name.value}`, fieldOwners(type2, field, { names, types }));
    }
  return { subgraphs: [...names.values()], ownersOf: (coordinate) => owners.get(coordinate) ?? [] };
}
function isComposite(definition) {
  return definition.kind === graphql_Kind.OBJECT_TYPE_DEFINITION || definition.kind === graphql_Kind.INTERFACE_TYPE_DEFINITION;
}
function fieldOwners(type2, field, { names, types }) {
  const joins = joinsOf(field, "join__field");
  if (joins.length === 0) return graphsOf(joinsOf(type2, "join__type"), names);
  const own = joins.filter((join7) => !isTrue(join7, "external") && !isTrue(join7, "usedOverridden"));
  const overridden = own.filter((join7) => argumentOf(join7, "overrideLabel") === void 0).map(overriddenBy);
  const graphs = graphsOf(own, names).filter((name4) => !overridden.includes(name4));
  if (graphs.length > 0) return graphs;
  const through = (type2.interfaces ?? []).flatMap(({ name: name4 }) => {
    const inherited = types.get(name4.value)?.fields?.find((each) => each.name.value === field.name.value);
    return inherited === void 0 ? [] : graphsOf(joinsOf(inherited, "join__field"), names);
  });
  return through.length > 0 ? [...new Set(through)] : graphsOf(joinsOf(type2, "join__type"), names);
}
function joinsOf({ directives }, name4) {
  return (directives ?? []).filter((directive) => directive.name.value === name4);
}
function graphsOf(joins, names) {
  const ids = joins.flatMap((join7) => {
    const graph = argumentOf(join7, "graph");
    return graph?.kind === graphql_Kind.ENUM ? [graph.value] : [];
  });
  return [...new Set(ids.map((id) => names.get(id) ?? id))];
}
function isTrue(join7, argument) {
  const value = argumentOf(join7, argument);
  return value?.kind === graphql_Kind.BOOLEAN && value.value;
}
function overriddenBy(join7) {
  const value = argumentOf(join7, "override");
  return value?.kind === graphql_Kind.STRING ? value.value : null;
}

// vendor:@theguild/federation-composition
import { theguild_federation_composition_composeServices, theguild_federation_composition_transformSupergraphToPublicSchema } from "./vendor/vendor-QV6G7CEM.js";

// vendor:graphql/validation/validate.js
import { graphql_validation_validate_validateSDL } from "./vendor/vendor-QV6G7CEM.js";

// src/graphql/graph/operation-schema.ts
var SDL_RULES = [
  graphql_LoneSchemaDefinitionRule,
  graphql_UniqueOperationTypesRule,
  graphql_UniqueTypeNamesRule,
  graphql_UniqueEnumValueNamesRule,
  graphql_UniqueFieldDefinitionNamesRule,
  graphql_UniqueArgumentDefinitionNamesRule,
  graphql_UniqueDirectiveNamesRule,
  graphql_KnownTypeNamesRule,
  graphql_PossibleTypeExtensionsRule,
  graphql_UniqueInputFieldNamesRule
];
var INCREMENTAL = {
  defer: "directive @defer(if: Boolean! = true, label: String) on FRAGMENT_SPREAD | INLINE_FRAGMENT",
  stream: "directive @stream(if: Boolean! = true, label: String, initialCount: Int = 0) on FIELD"
};
function operationSchema(document2) {
  const visible3 = isSupergraph(document2) ? theguild_federation_composition_transformSupergraphToPublicSchema(document2) : document2;
  reject(graphql_validation_validate_validateSDL(visible3, void 0, SDL_RULES), document2);
  const schema = graphql_buildASTSchema(withIncremental(visible3), { assumeValidSDL: true });
  reject(graphql_validateSchema(schema), document2);
  return schema;
}
function withIncremental(document2) {
  const missing5 = Object.entries(INCREMENTAL).filter(
    ([name4]) => !document2.definitions.some(
      (definition) => definition.kind === graphql_Kind.DIRECTIVE_DEFINITION && definition.name.value === name4
    )
  );
  return missing5.length === 0 ? document2 : graphql_concatAST([document2, graphql_parse(missing5.map(([, sdl]) => sdl).join("\n"))]);
}
function reject(errors, document2) {
  const [first2] = errors;
  if (first2 === void 0) return;
  const more = errors.length === 1 ? "" : ` (and ${errors.length - 1} more)`;
  const where = placeOfError(first2) ?? fileOf(document2);
  throw new GateError(
    "graphql-input",
    { what: `This is no valid schema: ${first2.message}${more}`, todo: "Correct the schema." },
    { ...where === null ? {} : { where }, cause: first2 }
  );
}
function fileOf({ definitions }) {
  const file = definitions.map((definition) => placeOf2(definition).file).find((each) => each !== null);
  return file === void 0 ? null : placeIn(file, FILE_START);
}

// src/graphql/graph/graph.ts
function makeGraph(read) {
  const schema = operationSchema(read.document);
  return {
    ...read,
    schema,
    visible: graphql_printSchema(schema),
    costs: readCostGraph(read.document),
    ownership: readOwnership(read.document)
  };
}

// src/graphql/files/select-files.ts
import { posix as posix2 } from "node:path";
async function readSelected(files, selection) {
  const paths = await expand(files, selection);
  const texts = await files.read(paths);
  return paths.flatMap((path13) => {
    const text = texts.get(path13) ?? null;
    if (text !== null) return [{ path: path13, text }];
    if (files.side === "base") return [];
    throw missing3(path13, selection, "does not exist");
  });
}
async function readOne(files, path13, about) {
  const [file] = await readSelected(files, { ...about, patterns: [path13] });
  return file ?? null;
}
async function expand(files, selection) {
  const patterns2 = selection.patterns.map(normalised);
  const globs = patterns2.filter(isGlob);
  const listed = globs.length === 0 ? [] : await files.list([...new Set(globs.map(folderOf))]);
  const found2 = patterns2.flatMap((pattern) => {
    if (!isGlob(pattern)) return [pattern];
    const matches3 = picomatch_default(pattern, { dot: false, ignore: "**/node_modules/**" });
    const matched = listed.filter((path13) => matches3(path13));
    if (matched.length === 0 && files.side === "head") throw missing3(pattern, selection, "matches no file");
    return matched;
  });
  return [...new Set(found2)];
}
function normalised(pattern) {
  if (!isGlob(pattern)) return posix2.normalize(pattern);
  const { base, glob, negated } = picomatch_default.scan(pattern);
  if (negated || posix2.isAbsolute(pattern)) return pattern;
  const folder = posix2.normalize(base);
  return folder === "." ? glob : `${folder}/${glob}`;
}
function isGlob(pattern) {
  return picomatch_default.scan(pattern).isGlob;
}
function folderOf(glob) {
  return picomatch_default.scan(glob).base;
}
function missing3(path13, { named: named4, where }, problem) {
  const detail = {
    what: `${named4}: ${path13} ${problem}.`,
    todo: "Correct the path; it is relative to the configuration."
  };
  const onCommandLine = { ...detail, todo: "Correct the path." };
  return where === null ? new GateError("graphql-input", onCommandLine, { where: `${path13}:1:1` }) : new GateError("graphql-input", detail, { where });
}

// src/graphql/graph/federation-version.ts
var KNOWN = { major: 2, minor: 9 };
var KNOWN_NAMES = new Set(
  "@key @requires @provides @external @shareable @extends @override @inaccessible @tag @composeDirective @interfaceObject @authenticated @requiresScopes @policy @context @fromContext @cost @listSize FieldSet Scope Policy ContextFieldValue".split(
    " "
  )
);
var FEDERATION = /^(https:\/\/specs\.apollo\.dev\/federation\/)v(\d+)\.(\d+)$/;
function composableVersion(document2) {
  const asked = linksOf(document2).map(newerVersion).find((version2) => version2 !== null) ?? null;
  if (asked === null) return { document: document2, asked };
  const lower = (link2) => {
    const version2 = newerVersion(link2);
    if (version2 === null) return link2;
    rejectUnknown(link2, version2);
    return withUrl(link2);
  };
  const definitions = document2.definitions.map(
    (definition) => isSchema(definition) ? { ...definition, directives: definition.directives?.map(lower) ?? [] } : definition
  );
  return { document: { ...document2, definitions }, asked };
}
function isSchema(definition) {
  return definition.kind === graphql_Kind.SCHEMA_DEFINITION || definition.kind === graphql_Kind.SCHEMA_EXTENSION;
}
function linksOf({ definitions }) {
  return definitions.filter(isSchema).flatMap(({ directives }) => directives ?? []);
}
function newerVersion(directive) {
  const url2 = directive.name.value === "link" ? argumentOf(directive, "url") : void 0;
  const [, , major, minor] = (url2?.kind === graphql_Kind.STRING ? FEDERATION.exec(url2.value) : null) ?? [];
  const [one, two] = [Number(major), Number(minor)];
  return one > KNOWN.major || one === KNOWN.major && two > KNOWN.minor ? `v${one}.${two}` : null;
}
function rejectUnknown(directive, version2) {
  const imports = argumentOf(directive, "import");
  const names = imports?.kind === graphql_Kind.LIST ? imports.values.map(importedName) : [];
  const unknown = names.find((name4) => name4 !== null && !KNOWN_NAMES.has(name4));
  const isMajor = !version2.startsWith(`v${KNOWN.major}.`);
  if (unknown === void 0 && !isMajor) return;
  const newest2 = `v${KNOWN.major}.${KNOWN.minor}`;
  const why = unknown === void 0 ? "" : `, of which it imports ${unknown}`;
  const detail = {
    what: `The subgraph links federation ${version2}${why}; it can be composed here up to ${newest2}.`,
    todo: "Compose it with your own composer, and name the result: supergraph: supergraph.graphql (--supergraph)."
  };
  const where = whereIs(directive);
  throw new GateError("graphql-input", detail, where === null ? {} : { where });
}
function importedName(value) {
  if (value.kind === graphql_Kind.STRING) return value.value;
  if (value.kind !== graphql_Kind.OBJECT) return null;
  const name4 = value.fields.find((field) => field.name.value === "name")?.value;
  return name4?.kind === graphql_Kind.STRING ? name4.value : null;
}
function withUrl(directive) {
  const replaced = directive.arguments?.map(
    (argument) => argument.name.value === "url" && argument.value.kind === graphql_Kind.STRING ? {
      ...argument,
      value: {
        ...argument.value,
        value: argument.value.value.replace(FEDERATION, `$1v${KNOWN.major}.${KNOWN.minor}`)
      }
    } : argument
  );
  return { ...directive, arguments: replaced ?? [] };
}

// src/graphql/graph/weight-ranks.ts
function rankWeights(documents) {
  const weights = documents.flatMap((document2) => weightsOf(document2));
  const ordered = [...new Set(weights.map(weightIn))].toSorted((one, other) => one - other);
  if (weights.every(({ kind }) => kind === graphql_Kind.INT)) return { documents, restore: (supergraph) => supergraph };
  const rankOf2 = new Map(ordered.map((weight, rank3) => [weight, rank3]));
  const ranked2 = (value) => ({
    kind: graphql_Kind.INT,
    value: String(rankOf2.get(weightIn(value)) ?? 0)
  });
  const original = (value) => ({
    kind: graphql_Kind.STRING,
    value: String(ordered[weightIn(value)] ?? 0)
  });
  return {
    documents: documents.map((document2) => mapWeights(document2, ranked2)),
    restore: (supergraph) => mapWeights(supergraph, original)
  };
}
function weightsOf(document2) {
  const weights = [];
  mapWeights(document2, (value) => {
    weights.push(value);
    return value;
  });
  return weights;
}
function mapWeights(document2, change2) {
  const { cost } = directiveNames(document2);
  return graphql_visit(document2, {
    Directive: (directive) => {
      if (!cost.has(directive.name.value)) return void 0;
      const weighed = directive.arguments?.map(
        (argument) => argument.name.value === "weight" ? { ...argument, value: change2(argument.value) } : argument
      );
      return { ...directive, arguments: weighed ?? [] };
    }
  });
}
function weightIn(value) {
  const weight = numberOf(value);
  if (weight !== null) return weight;
  const detail = { what: "The weight of @cost is no finite number.", todo: 'Write for example weight: 5, or "2.5".' };
  const where = whereIs(value);
  throw new GateError("graphql-input", detail, where === null ? {} : { where });
}

// src/graphql/graph/compose.ts
function compose(subgraphs) {
  const versions = subgraphs.map(({ document: document2 }) => composableVersion(document2));
  const ranked2 = rankWeights(versions.map(({ document: document2 }) => document2));
  const services = subgraphs.map(({ name: name4 }, index) => ({
    name: name4,
    url: `http://${encodeURIComponent(name4)}.invalid`,
    typeDefs: ranked2.documents[index] ?? versions[index]?.document
  }));
  const notes2 = subgraphs.flatMap(({ name: name4 }, index) => {
    const asked = versions[index]?.asked ?? null;
    return asked === null ? [] : [`The subgraph ${name4} links federation ${asked}; it is composed at v2.9.`];
  });
  return attempt2(services, ranked2.restore, notes2);
}
function attempt2(services, restore, notes2) {
  const complete = services.flatMap(
    ({ typeDefs, ...service }) => typeDefs === void 0 ? [] : { ...service, typeDefs }
  );
  try {
    const result = theguild_federation_composition_composeServices(complete);
    if (result.errors !== void 0) return { ok: false, errors: result.errors.map(compositionError) };
    return { ok: true, document: restore(result.supergraphDocumentNode), sdl: result.supergraphSdl, notes: notes2 };
  } catch (error) {
    const message = causeOf(error);
    const subgraph = complete.find((service) => thrownBy(service) === message)?.name ?? null;
    return { ok: false, errors: [{ subgraph, rule: "INVALID_GRAPHQL", message }] };
  }
}
function thrownBy(service) {
  try {
    theguild_federation_composition_composeServices([service]);
    return null;
  } catch (error) {
    return causeOf(error);
  }
}
function compositionError({ message, extensions }) {
  const { subgraphName, code: code2 } = extensions;
  const subgraph = typeof subgraphName === "string" ? subgraphName : null;
  const own = subgraph !== null && message.startsWith(`[${subgraph}] `) ? message.slice(subgraph.length + 3) : message;
  return { subgraph, rule: typeof code2 === "string" ? code2 : "UNKNOWN", message: own.replaceAll(/\s+/g, " ").trim() };
}

// src/graphql/graph/rover.ts
import { posix as posix3 } from "node:path";
var roverSchema = zod_z.object({
  subgraphs: zod_z.record(
    zod_z.string(),
    zod_z.object({
      schema: zod_z.object({
        file: zod_z.string().optional(),
        sdl: zod_z.string().optional(),
        subgraph_url: zod_z.unknown().optional(),
        graphref: zod_z.unknown().optional()
      })
    })
  )
});
async function readRover({ path: path13, text }, files) {
  const source = parseSource(text);
  if (source.problems.length === 0) rejectEmpty(source, path13);
  const findings = schemaFindings(roverSchema, source.value).map((finding) => ({
    ...finding,
    position: source.position(finding.path, finding.part)
  }));
  const [problem] = [...source.problems, ...findings];
  if (problem !== void 0)
    throw new GateError(
      "graphql-input",
      { what: problem.what, todo: problem.todo },
      { where: placeIn(path13, problem.position) }
    );
  const { subgraphs } = roverSchema.parse(source.value);
  const read = Object.entries(subgraphs).map(async ([name4, { schema }]) => {
    const place2 = source.position(["subgraphs", name4, "schema"], "key");
    const where = placeIn(path13, place2);
    if (schema.sdl !== void 0) {
      const start2 = textStart(text, source.position(["subgraphs", name4, "schema", "sdl"]));
      return [{ name: name4, owner: null, document: parseSdl({ path: path13, text: schema.sdl, start: start2 }) }];
    }
    if (schema.file === void 0) throw remote(name4, where);
    const file = posix3.join(posix3.dirname(path13), schema.file);
    const found2 = await readOne(files, posix3.isAbsolute(schema.file) ? schema.file : file, {
      named: `The subgraph ${name4}`,
      where
    });
    return found2 === null ? [] : [{ name: name4, owner: null, document: parseSdl(found2) }];
  });
  return (await Promise.all(read)).flat();
}
function rejectEmpty({ value, position }, path13) {
  const subgraphs = valueAt(value, ["subgraphs"]);
  const isEmpty3 = isMap4(subgraphs) && Object.keys(subgraphs).length === 0;
  if (isMap4(value) && !isEmpty3) return;
  const what = isEmpty3 ? "There is no subgraph to compose." : "This is no map with the subgraphs to compose.";
  const todo = "Write for example subgraphs: { products: { schema: { file: products.graphql } } }.";
  throw new GateError("graphql-input", { what, todo }, { where: placeIn(path13, position(["subgraphs"], "key")) });
}
function isMap4(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function textStart(yaml, { line: line2, column }) {
  const first2 = yaml.split("\n")[line2 - 1]?.charAt(column - 1) ?? "";
  if (first2 === "|" || first2 === ">") return { line: line2 + 1, column: 1 };
  return { line: line2, column: first2 === '"' || first2 === "'" ? column + 1 : column };
}
function remote(name4, where) {
  const what = `The schema of the subgraph ${name4} is not in a file.`;
  const todo = "Write schema: { file: … } or { sdl: … }: nothing is fetched over a network.";
  return new GateError("graphql-input", { what, todo }, { where });
}

// src/graphql/graph/read-graph.ts
async function readGraph(source, files, by) {
  if (source.kind === "subgraphs") return composed(await readSubgraphs(source.subgraphs, files, by));
  if (source.kind !== "rover") return wholeGraph(await readSelected(files, { ...by, patterns: filesOf(source) }));
  const file = await readOne(files, source.file, by);
  return file === null ? { status: "absent" } : composed(await readRover(file, files));
}
function filesOf(source) {
  return source.kind === "schema" ? source.files : [source.file];
}
function wholeGraph(texts) {
  if (texts.length === 0) return { status: "absent" };
  const document2 = graphql_concatAST(texts.map(parseSdl));
  const supergraphSdl = isSupergraph(document2) ? texts.map(({ text }) => text).join("\n") : null;
  return { status: "read", graph: makeGraph({ document: document2, supergraphSdl, subgraphs: [], notes: [] }) };
}
async function readSubgraphs(entries, files, by) {
  const read = entries.map(async ({ name: name4, file, owner }) => {
    const text = await readOne(files, file, by);
    return text === null ? [] : [{ name: name4, owner, document: parseSdl(text) }];
  });
  return (await Promise.all(read)).flat();
}
function composed(subgraphs) {
  if (subgraphs.length === 0) return { status: "absent" };
  const composition = compose(subgraphs);
  if (!composition.ok) return { status: "not-composed", errors: composition.errors };
  const { document: document2, sdl, notes: notes2 } = composition;
  return { status: "read", graph: makeGraph({ document: document2, supergraphSdl: sdl, subgraphs, notes: notes2 }) };
}
async function graphNamesOf(source, files, by) {
  if (source.kind === "subgraphs") return source.subgraphs.map(({ name: name4 }) => name4);
  if (source.kind !== "rover") {
    const texts = await readSelected(files, { ...by, patterns: filesOf(source) });
    return [...graphNames(graphql_concatAST(texts.map(parseSdl))).values()];
  }
  const file = await readOne(files, source.file, by);
  return file === null ? [] : (await readRover(file, files)).map(({ name: name4 }) => name4);
}

// src/graphql/attribution/definitions.ts
function schemaParts(document2) {
  const parts = /* @__PURE__ */ new Map();
  const add = (coordinate, part) => {
    parts.set(coordinate, [...parts.get(coordinate) ?? [], part]);
  };
  for (const definition of document2.definitions) {
    const name4 = nameOf3(definition);
    if (name4 === null) continue;
    add(name4, definition);
    if (hasFields(definition)) for (const field of definition.fields ?? []) add(`${name4}.${field.name.value}`, field);
  }
  return parts;
}
function changedCoordinates(base, head) {
  const [before, after2] = [schemaParts(base), schemaParts(head)];
  const isOfBoth = (coordinate) => {
    const [type2 = ""] = coordinate.split(".");
    return type2 === coordinate || before.has(type2) && after2.has(type2);
  };
  return [.../* @__PURE__ */ new Set([...after2.keys(), ...before.keys()])].filter(
    (coordinate) => isOfBoth(coordinate) && textOf4(before, coordinate) !== textOf4(after2, coordinate)
  );
}
function textOf4(parts, coordinate) {
  return (parts.get(coordinate) ?? []).map(printed).join("\n");
}
function withCoordinates(base, head, coordinates) {
  const [before, after2] = [schemaParts(base), schemaParts(head)];
  const imports = head.definitions.filter(isSchema2);
  const kept = base.definitions.filter((definition) => !isSchema2(definition)).flatMap((definition) => mixed(definition, { before, after: after2, coordinates }));
  const added = head.definitions.filter((definition) => {
    const name4 = nameOf3(definition);
    return name4 !== null && !before.has(name4) && coordinates.has(name4);
  });
  return { ...base, definitions: [...imports, ...kept, ...added] };
}
function isSchema2({ kind }) {
  return kind === graphql_Kind.SCHEMA_DEFINITION || kind === graphql_Kind.SCHEMA_EXTENSION;
}
function mixed(definition, mix) {
  const name4 = nameOf3(definition);
  if (name4 === null) return [definition];
  const { before, after: after2, coordinates } = mix;
  const heads = (after2.get(name4) ?? []).filter((part) => part.kind === definition.kind);
  const replacement = heads[(before.get(name4) ?? []).indexOf(definition)] ?? heads[0];
  const head = coordinates.has(name4) ? replacement : definition;
  if (head === void 0) return [];
  if (!hasFields(definition) || !hasFields(head)) return [head];
  const own = (definition.fields ?? []).flatMap((field) => {
    const coordinate = `${name4}.${field.name.value}`;
    return coordinates.has(coordinate) ? (after2.get(coordinate) ?? []).filter(isMember).slice(0, 1) : [field];
  });
  const isFirst = before.get(name4)?.[0] === definition;
  const added = !isFirst ? [] : [...coordinates].flatMap(
    (each) => each.startsWith(`${name4}.`) && !before.has(each) ? (after2.get(each) ?? []).filter(isMember) : []
  );
  return [{ ...head, fields: [...own, ...added] }];
}
function isMember(part) {
  return part.kind === graphql_Kind.FIELD_DEFINITION || part.kind === graphql_Kind.INPUT_VALUE_DEFINITION;
}
var FIELDED = /* @__PURE__ */ new Set([
  graphql_Kind.OBJECT_TYPE_DEFINITION,
  graphql_Kind.OBJECT_TYPE_EXTENSION,
  graphql_Kind.INTERFACE_TYPE_DEFINITION,
  graphql_Kind.INTERFACE_TYPE_EXTENSION,
  graphql_Kind.INPUT_OBJECT_TYPE_DEFINITION,
  graphql_Kind.INPUT_OBJECT_TYPE_EXTENSION
]);
function hasFields(definition) {
  return FIELDED.has(definition.kind);
}
function nameOf3(definition) {
  if (definition.kind === graphql_Kind.DIRECTIVE_DEFINITION || definition.kind === graphql_Kind.DIRECTIVE_EXTENSION) return null;
  return "name" in definition && definition.name !== void 0 ? definition.name.value : null;
}
function printed(part) {
  const silent = { ...part, description: void 0 };
  return graphql_print(isMember(silent) || !hasFields(silent) ? silent : { ...silent, fields: [] });
}

// src/graphql/attribution/mixed-graphs.ts
var MOST_GRAPHS = 60;
var MixedGraphs = class {
  changed;
  #base;
  #head;
  #graphs = /* @__PURE__ */ new Map();
  constructor(base, head) {
    this.#base = base;
    this.#head = head;
    this.changed = changedSubgraphs(base, head);
  }
  /** Null where the mixture does not compose. */
  with(made) {
    const key2 = JSON.stringify(this.changed.map((each) => keyOf4(made.get(each))));
    const before = this.#graphs.get(key2);
    if (before !== void 0) return before;
    const graph = this.#graphs.size >= MOST_GRAPHS ? null : this.#mix(made);
    this.#graphs.set(key2, graph);
    return graph;
  }
  #mix(made) {
    if (this.changed.every((each) => made.get(each) === "all")) return this.#head;
    if (this.changed.every((each) => !made.has(each))) return this.#base;
    try {
      const [whole2] = this.changed;
      if (whole2?.name === null) return wholeMix(whole2, this.#base, made.get(whole2));
      const changed2 = this.changed.flatMap((each) => mixSubgraph(each, made.get(each)) ?? []);
      const names = new Set(this.changed.map(({ name: name4 }) => name4));
      const reading = composed([...this.#head.subgraphs.filter(({ name: name4 }) => !names.has(name4)), ...changed2]);
      return reading.status === "read" ? reading.graph : null;
    } catch (error) {
      if (error instanceof GateError) return null;
      throw error;
    }
  }
};
function keyOf4(made) {
  if (made === void 0) return "";
  return made === "all" ? "all" : [...made].toSorted();
}
function mixSubgraph({ base, head, coordinates }, made) {
  if (made === void 0) return base;
  if (made === "all" || base === null || head === null) return head;
  if (coordinates.every((each) => made.has(each))) return head;
  return { ...head, document: withCoordinates(base.document, head.document, made) };
}
function wholeMix(whole2, base, made) {
  const mixed2 = mixSubgraph(whole2, made);
  return mixed2 === null ? null : makeGraph({ ...base, document: mixed2.document });
}
function changedSubgraphs(base, head) {
  if (base.subgraphs.length === 0 || head.subgraphs.length === 0)
    return changes(null, asSubgraph(base), asSubgraph(head));
  const names = new Set([...head.subgraphs, ...base.subgraphs].map(({ name: name4 }) => name4));
  return [...names].flatMap((name4) => changes(name4, subgraphOf(base, name4), subgraphOf(head, name4)));
}
function asSubgraph({ document: document2 }) {
  return { name: "graph", owner: null, document: document2 };
}
function subgraphOf({ subgraphs }, name4) {
  return subgraphs.find((each) => each.name === name4) ?? null;
}
function changes(name4, base, head) {
  const coordinates = base === null || head === null ? [] : changedCoordinates(base.document, head.document);
  const isSame = base !== null && head !== null && coordinates.length === 0;
  return isSame ? [] : [{ name: name4, base, head, coordinates }];
}

// src/graphql/attribution/overrides.ts
function findOverrides(subgraphs) {
  const weights = subgraphs.flatMap(({ name: name4, document: document2 }) => {
    const { cost } = directiveNames(document2);
    return [...schemaParts(document2)].flatMap(([coordinate, parts]) => {
      const weight = parts.flatMap((part) => part.directives ?? []).map((each) => weightOf(each, cost));
      const told = weight.find((each) => each !== null) ?? null;
      return told === null ? [] : [{ coordinate, subgraph: name4, weight: told }];
    });
  });
  return Array.from(
    Map.groupBy(weights, ({ coordinate }) => coordinate),
    ([coordinate, all]) => ({
      coordinate,
      weights: all.toSorted((one, other) => other.weight - one.weight).map(({ subgraph, weight }) => ({ subgraph, weight }))
    })
  ).filter((each) => new Set(each.weights.map(({ weight }) => weight)).size > 1);
}
function overrideText({ weights }) {
  const [winner, ...hidden] = weights;
  const losers = hidden.filter(({ weight }) => weight !== winner?.weight);
  const others = losers.map(({ subgraph, weight }) => `${weight} of ${subgraph}`).join(", ");
  return `the weight ${winner?.weight} of ${winner?.subgraph} hides ${others}`;
}
function weightOf(directive, names) {
  if (!names.has(directive.name.value)) return null;
  const value = argumentOf(directive, "weight");
  const isNumber = value?.kind === graphql_Kind.INT || value?.kind === graphql_Kind.FLOAT || value?.kind === graphql_Kind.STRING;
  return isNumber && Number.isFinite(Number(value.value)) ? Number(value.value) : null;
}

// src/graphql/attribution/places.ts
function linesOfCoordinate(document2, coordinate) {
  const [part] = schemaParts(document2).get(coordinate) ?? [];
  if (part?.loc === void 0) return null;
  return between(part.loc, firstLine2(part), lastLine(part));
}
function linesOfField({ loc, selectionSet }) {
  if (loc === void 0) return null;
  return between(loc, loc.startToken.line, selectionSet?.loc?.startToken.line ?? loc.endToken.line);
}
function between({ source }, first2, last) {
  const offset = source.locationOffset.line - 1;
  return { file: source.name, first: first2 + offset, last: Math.max(first2, last) + offset };
}
function firstLine2(part) {
  const name4 = "name" in part ? part.name?.loc : void 0;
  return name4?.startToken.line ?? part.loc?.startToken.line ?? 1;
}
function lastLine(part) {
  const end = part.loc?.endToken.line ?? 1;
  const fields = "fields" in part ? part.fields : void 0;
  const first2 = fields?.[0]?.loc?.startToken.line;
  return first2 === void 0 ? end : Math.max(firstLine2(part), first2 - 1);
}

// src/graphql/attribution/weighed-shares.ts
function together(shares2, whole2) {
  const groups = Map.groupBy(shares2, ({ share: { by, coordinate, where } }) => JSON.stringify([by, coordinate, where]));
  const sums = Array.from(groups.values(), sumOfShares).flat();
  const size = Number.isFinite(whole2) ? Math.abs(whole2) : sums.reduce((sum2, { weight }) => sum2 + Math.abs(weight), 0);
  return largestFirst(
    sums.map(({ share: share2, weight }) => ({
      weight,
      share: { ...share2, fraction: size === 0 ? 0 : Math.abs(weight) / size }
    }))
  );
}
function sumOfShares(group) {
  const [first2] = group;
  if (first2 === void 0) return [];
  const weight = group.reduce((sum2, each) => sum2 + each.weight, 0);
  const isFinite = group.every(({ share: share2 }) => share2.amount !== null);
  return [{ weight, share: { ...first2.share, amount: isFinite ? weight : null } }];
}
function largestFirst(shares2) {
  return shares2.map(({ share: share2 }) => share2).toSorted((one, other) => other.fraction - one.fraction);
}

// src/graphql/attribution/attribute.ts
var MOST_EXPLAINED = 20;
var MOST_PER_SUBGRAPH = 5;
async function attributeCosts(all, subgraphs, { base, head, history }) {
  const graphs = new MixedGraphs(base.graph, head.graph);
  const context = { head, blame: rememberedBlame(history), overrides: findOverrides(head.graph.subgraphs) };
  const explain3 = ({ metric, ...changed3 }, subgraph) => explainCost({
    metric,
    subgraph,
    graphs,
    base: { ...base, priced: changed3.base },
    head: { ...head, priced: changed3.head }
  });
  const changed2 = all.operations.flatMap(changesOf2).toSorted(bySize(({ difference }) => difference.value));
  const causes = [];
  for (const each of changed2.slice(0, MOST_EXPLAINED)) {
    const shares2 = await placed2(explain3(each, null), each, context);
    causes.push({ route: each.label, condition: "operation", metric: each.metric, shares: largestFirst(shares2) });
  }
  for (const { route, condition, metric, difference } of subgraphs) {
    if (!isCostMetric(metric) || difference === null || difference.value === 0) continue;
    const partOf2 = (each) => each.difference.parts.find(({ id }) => id === route)?.value ?? 0;
    const most = changed2.filter((each) => each.metric === metric && partOf2(each) !== 0).toSorted(bySize(partOf2));
    const shares2 = [];
    for (const each of most.slice(0, MOST_PER_SUBGRAPH))
      shares2.push(...await placed2(explain3(each, route), each, context));
    causes.push({ route, condition, metric, shares: together(shares2, difference.value) });
  }
  return causes;
}
function bySize(sizeOf3) {
  return (one, other) => Math.abs(sizeOf3(other)) - Math.abs(sizeOf3(one));
}
function isCostMetric(metric) {
  return COST_METRICS.includes(metric);
}
function changesOf2({ label: label2, base, head, comparisons }) {
  if (base?.valid !== true || !head.valid) return [];
  return COST_METRICS.flatMap((metric) => {
    const difference = comparisons.find((each) => each.metric === metric)?.difference ?? null;
    if (difference === null || difference.value === 0) return [];
    return [{ label: label2, metric, base, head, difference }];
  });
}
function rememberedBlame(history) {
  const known4 = /* @__PURE__ */ new Map();
  return (lines) => {
    const key2 = JSON.stringify(lines);
    const blame = known4.get(key2) ?? blameLines(lines, history);
    known4.set(key2, blame);
    return blame;
  };
}
async function placed2(drafts, changed2, context) {
  const whole2 = drafts.reduce((sum2, { amount }) => sum2 + Math.abs(amount), 0);
  const isFinite = Number.isFinite(changed2.difference.value);
  const shares2 = drafts.map(async (draft) => {
    const { where, commit } = await placeOf3(draft, changed2.head.operation, context);
    const owner = context.head.graph.subgraphs.find(({ name: name4 }) => name4 === draft.subgraph)?.owner ?? null;
    const fraction3 = whole2 === 0 ? 0 : Math.abs(draft.amount) / whole2;
    const override = context.overrides.find(({ coordinate }) => coordinate === draft.coordinate);
    const note2 = draft.by === "schema" && override !== void 0 ? overrideText(override) : null;
    const amount = isFinite ? draft.amount : null;
    return { weight: draft.amount, share: { ...draft, amount, fraction: fraction3, owner, where, commit, note: note2 } };
  });
  return Promise.all(shares2);
}
async function placeOf3(draft, operation, context) {
  if (draft.by === "settings") return { where: context.head.settings.variablesWhere, commit: null };
  if (draft.by === "interaction") return { where: null, commit: null };
  const lines = draft.by === "document" ? linesInOperation(draft, operation) : linesInSchema(draft, context);
  if (lines !== null) return context.blame(lines);
  return { where: draft.by === "document" ? operation.where.replace(/:\d+$/, "") : null, commit: null };
}
function linesInOperation({ path: path13 }, { document: document2, located, where }) {
  if (!located) return lineAt(where);
  if (path13 === null || path13 === "") return null;
  const [field] = fieldsAt(document2, path13.split("."));
  return field === void 0 ? null : linesOfField(field);
}
function lineAt(where) {
  const [, file, line2] = /^(.*):(\d+):\d+$/.exec(where) ?? [];
  return file === void 0 ? null : { file, first: Number(line2), last: Number(line2) };
}
function linesInSchema({ subgraph, coordinate }, { head: { graph } }) {
  if (coordinate === null) return null;
  const document2 = graph.subgraphs.find(({ name: name4 }) => name4 === subgraph)?.document ?? graph.document;
  return linesOfCoordinate(document2, coordinate);
}

// src/graphql/files/work-tree.ts
import { readdir, readFile as readFile3, stat as stat2 } from "node:fs/promises";
import { join, resolve as resolve5 } from "node:path";
var MAX_FILE_BYTES = 32e6;
var SKIPPED = /* @__PURE__ */ new Set(["node_modules", ".git"]);
function workTree(folder) {
  return {
    side: "head",
    read: async (paths) => new Map(await Promise.all(paths.map(async (path13) => [path13, await readText2(folder, path13)]))),
    list: async (folders) => {
      const listed = await Promise.all(folders.map((below3) => walk3(folder, below3)));
      return [...new Set(listed.flat())].toSorted();
    }
  };
}
async function readText2(folder, path13) {
  const absolute = resolve5(folder, path13);
  try {
    const { size } = await stat2(absolute);
    if (size > MAX_FILE_BYTES) throw tooLarge(path13, size);
    return decode(path13, await readFile3(absolute));
  } catch (error) {
    if (error instanceof GateError) throw error;
    const code2 = error instanceof Error && "code" in error ? error.code : "";
    if (code2 === "ENOENT" || code2 === "ENOTDIR") return null;
    throw unreadable(path13, code2 === "EISDIR" ? "it is a folder" : causeOf(error), error);
  }
}
function decode(path13, bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw unreadable(path13, "it is not UTF-8 text", error);
  }
}
function tooLarge(path13, bytes) {
  return unreadable(path13, `it has ${bytes} bytes, more than ${MAX_FILE_BYTES}`);
}
function unreadable(path13, problem, cause) {
  const detail = { what: `${path13} cannot be read: ${problem}.`, todo: "Correct the path, or the file." };
  return new GateError("graphql-input", detail, { where: `${path13}:1:1`, cause });
}
async function walk3(folder, below3) {
  const entries = await readdir(resolve5(folder, below3), { withFileTypes: true }).catch(() => []);
  const nested = entries.map(async (entry) => {
    const path13 = below3 === "" ? entry.name : join(below3, entry.name).replaceAll("\\", "/");
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : walk3(folder, path13);
    return [path13];
  });
  return (await Promise.all(nested)).flat();
}

// src/graphql/operations/documents.ts
import { createHash } from "node:crypto";
var DocumentReader = class {
  #parsed = /* @__PURE__ */ new Map();
  #operations = /* @__PURE__ */ new Map();
  /**
   * The operations of `.graphql` documents, in order. A fragment may be in any of the files.
   *
   * @throws GateError `graphql-input` at the place of a syntax error
   */
  read(files) {
    const parsed4 = files.map(({ path: path13, text }) => ({ path: path13, text, definitions: this.#definitions(path13, text) }));
    const fragments = fragmentsByName(parsed4.flatMap(({ definitions }) => definitions));
    return parsed4.flatMap(
      ({ path: path13, text, definitions }) => definitions.filter(isOperation).map((definition) => {
        const ids = definitions.length === 1 ? [sha256(text), sha256(text.trim())] : [];
        const about = { where: whereIs(definition) ?? `${path13}:1:1`, located: true, client: null, ids };
        return this.#known(definition, () => makeOperation(definition, fragments, about), fragments);
      })
    );
  }
  #definitions(path13, text) {
    const key2 = `${path13}
${text}`;
    const definitions = this.#parsed.get(key2) ?? definitionsOf(path13, text);
    this.#parsed.set(key2, definitions);
    return definitions;
  }
  /** An operation that was read before, as long as its fragments are the same too. */
  #known(definition, make, fragments) {
    const before = this.#operations.get(definition);
    const isSame = before?.document.definitions.every(
      (each) => !isFragment(each) || sameFragment(fragments.get(each.name.value), each)
    );
    if (before !== void 0 && isSame === true && before.problems.length === 0) return before;
    const operation = make();
    this.#operations.set(definition, operation);
    return operation;
  }
};
function sameFragment(found2, fragment) {
  return found2?.length === 1 && found2[0] === fragment;
}
function definitionsOf(path13, text) {
  if (/^(?:[\s,\ufeff]|#[^\n]*)*$/.test(text)) return [];
  rejectDeep(deepGraphql(text), path13);
  try {
    return graphql_parse(new graphql_Source(text, path13)).definitions;
  } catch (error) {
    throw syntaxError(error, path13);
  }
}
function makeOperation(definition, fragments, about) {
  const reached = reachableFragments(definition, fragments);
  const document2 = { kind: graphql_Kind.DOCUMENT, definitions: [definition, ...reached] };
  return {
    ...about,
    name: definition.name?.value ?? null,
    hash: sha256(graphql_print({ ...document2, definitions: [{ ...definition, name: void 0 }, ...reached] })),
    document: document2,
    problems: reached.flatMap(({ name: name4 }) => ambiguity(fragments.get(name4.value) ?? [], about.where))
  };
}
function ambiguity(fragments, where) {
  const [first2, second] = fragments;
  if (first2 === void 0 || second === void 0) return [];
  const places = fragments.map((fragment) => whereIs(fragment) ?? where);
  const message = `There are ${fragments.length} fragments named ${first2.name.value}: ${places.join(", ")}.`;
  return [{ message, where: whereIs(second) ?? where }];
}
function sha256(text) {
  return createHash("sha256").update(text).digest("hex");
}

// vendor:execa
import { execa_execa } from "./vendor/vendor-QV6G7CEM.js";

// src/deploys/git/git.ts
var TIMEOUT_MS = 12e4;
var MAX_OUTPUT = 2e8;
var SETTINGS = ["-c", "core.hooksPath=/dev/null", "-c", "core.quotePath=false", "-c", "advice.detachedHead=false"];
var MISLEADING = /^GIT_(?:DIR|WORK_TREE|INDEX_FILE|COMMON_DIR|OBJECT_DIRECTORY|NAMESPACE|PREFIX)$/;
var Git = class _Git {
  /** Absolute path of the work tree's root. */
  root;
  #env;
  constructor(root, env) {
    this.root = root;
    this.#env = env;
  }
  /** The repository that a folder is in; or why there is none. */
  static async open(folder, env) {
    try {
      const root = await call(["rev-parse", "--show-toplevel"], folder, env);
      return new _Git(root, env);
    } catch (error) {
      return { cause: reasonOf2(error) };
    }
  }
  /** Output without the last line break. Rejects where git fails. */
  run(...args) {
    return call(args, this.root, this.#env);
  }
  /** The same, null where git fails: for questions whose answer is no. */
  async ask(...args) {
    return this.run(...args).catch(() => null);
  }
  /** What git answers to a line on its standard input. Rejects where it fails. */
  answer(line2, ...args) {
    return call(args, this.root, this.#env, line2);
  }
  async lines(...args) {
    const output = await this.run(...args);
    return output === "" ? [] : output.split("\n");
  }
};
async function call(args, cwd, env, input = "") {
  const clean2 = Object.fromEntries(Object.entries(env).filter(([name4]) => !MISLEADING.test(name4)));
  const { stdout } = await execa_execa("git", [...SETTINGS, ...args], {
    cwd,
    env: { ...clean2, LC_ALL: "C", GIT_TERMINAL_PROMPT: "0", GIT_OPTIONAL_LOCKS: "0" },
    extendEnv: false,
    input,
    timeout: TIMEOUT_MS,
    maxBuffer: MAX_OUTPUT
  });
  return stdout;
}
function reasonOf2(error) {
  const stderr = error?.stderr;
  const words = typeof stderr === "string" ? stderr.trim().split("\n").at(-1) : void 0;
  return words === void 0 || words === "" ? causeOf(error) : words.replace(/^fatal: |\.$/g, "");
}

// src/deploys/git/commits.ts
var FIRST_DEEPENING = 50;
var LAST_DEEPENING = 5e3;
async function findCommit(git, name4) {
  const known4 = await commitOf(git, name4);
  if (known4 !== null) return known4;
  if (!/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/i.test(name4)) return { cause: "the repository has no such commit" };
  if (await git.ask("remote", "get-url", "origin") === null)
    return { cause: "the repository has no such commit, and no remote called origin to fetch it from" };
  try {
    await fetchCommits(git, ["--depth=1"], [name4]);
  } catch (error) {
    return { cause: `this clone does not have it, and fetching it from origin fails: ${reasonOf2(error)}` };
  }
  return await commitOf(git, name4) ?? { cause: "origin does not have it" };
}
function commitOf(git, name4) {
  return git.ask("rev-parse", "--verify", "--quiet", "--end-of-options", `${name4}^{commit}`);
}
async function mergeBase(git, one, other) {
  for (let depth = FIRST_DEEPENING; ; depth *= 4) {
    const found2 = await git.ask("merge-base", one, other);
    if (found2 !== null && found2 !== "") return found2;
    if (!await deepen(git, depth, [one, other])) return null;
  }
}
async function parentOf(git, commit) {
  const parent = await commitOf(git, `${commit}^`);
  if (parent !== null || !await deepen(git, FIRST_DEEPENING, [commit])) return parent;
  return commitOf(git, `${commit}^`);
}
async function completeHistory(git, base, head) {
  for (let depth = FIRST_DEEPENING; ; depth *= 4) {
    if (await git.ask("merge-base", "--is-ancestor", base, head) !== null) return true;
    if (!await deepen(git, depth, [base, head])) return false;
  }
}
async function deepen(git, depth, commits) {
  if (await git.ask("rev-parse", "--is-shallow-repository") !== "true") return false;
  try {
    await fetchCommits(git, [depth > LAST_DEEPENING ? "--unshallow" : `--deepen=${depth}`], commits);
    return true;
  } catch {
    return false;
  }
}
async function fetchCommits(git, how, commits) {
  await git.run("fetch", "--quiet", "--no-tags", "--no-recurse-submodules", ...how, "origin", ...commits);
}

// src/deploys/git/choose.ts
var DEFAULT_BRANCHES = ["origin/HEAD", "origin/main", "origin/master", "main", "master"];
async function chooseCommits(request, git, provider) {
  if ("cause" in git) throw new GateError("no-repository", { provider, cause: git.cause });
  const head = await existing(git, "head", request.headSha ?? request.event?.headSha ?? "HEAD");
  if (request.baseSha !== null) {
    const base = await existing(git, "base", request.baseSha);
    return { base, head, because: "as named", notices: [] };
  }
  const found2 = await findBase(git, head, request.event);
  const notices = found2.base === null ? ["The head commit has no parent: this is a first run, without a base."] : [];
  return { ...found2, head, notices };
}
async function chooseLabels(request, git, api) {
  const { event } = request;
  const head = request.headSha ?? event?.headSha ?? null;
  if (request.baseSha !== null) return { base: request.baseSha, head, because: "as named", notices: [] };
  if (event === null || head === null) return { base: null, head, because: "", notices: [] };
  const found2 = "cause" in git ? null : await findBase(git, head, event).catch(() => null);
  if (found2 !== null && found2.base !== null) return { ...found2, head, notices: [] };
  if (event.kind === "push") return { base: event.before, head, because: "the previous commit", notices: [] };
  if (event.kind === "commit") return { base: null, head, because: "", notices: [] };
  const told = await api?.(event.baseSha, head).catch(() => null) ?? null;
  if (told !== null) return { base: told, head, because: "the merge base", notices: [] };
  const notice2 = `The merge base cannot be found (${"cause" in git ? git.cause : "the clone lacks the history"}): base is the tip of the target branch.`;
  return { base: event.baseSha, head, because: "the tip of the target branch", notices: [notice2] };
}
async function existing(git, side3, name4) {
  const found2 = await findCommit(git, name4);
  if (typeof found2 === "string") return found2;
  throw new GateError("unknown-commit", { side: side3, sha: name4, cause: found2.cause });
}
async function findBase(git, head, event) {
  if (event?.kind === "push") return findPrevious(git, head, event.before);
  const named4 = event?.kind === "pull-request" ? event.baseSha : null;
  const target = named4 ?? await defaultBranch(git);
  if (target === null) return findPrevious(git, head, null);
  const tip = await existing(git, "base", target);
  const base = await mergeBase(git, tip, head);
  if (base === null) throw new GateError("no-merge-base", { base: tip, head });
  if (base === head) return findPrevious(git, head, null);
  return { base, because: `the merge base with ${named4 === null ? target : tip.slice(0, 7)}` };
}
async function findPrevious(git, head, before) {
  const known4 = before === null || /^0+$/.test(before) ? null : await findCommit(git, before);
  if (typeof known4 === "string" && await mergeBase(git, known4, head) === known4 && known4 !== head)
    return { base: known4, because: "what the branch was before the push" };
  return { base: await parentOf(git, head), because: "the previous commit" };
}
async function defaultBranch(git) {
  for (const name4 of DEFAULT_BRANCHES)
    if (await git.ask("rev-parse", "--verify", "--quiet", `${name4}^{commit}`) !== null) return name4;
  return null;
}
async function dirtiness(git, head, besides) {
  if (await git.ask("rev-parse", "HEAD") !== head) return null;
  const excluded = besides.filter((path13) => path13 !== "" && !path13.startsWith("..")).map((path13) => `:(exclude)${path13}`);
  const changed2 = await git.lines("status", "--porcelain", "--untracked-files=normal", "--", ".", ...excluded);
  const [first2] = changed2;
  if (first2 === void 0) return null;
  const what = changed2.length === 1 ? "One file differs" : `${changed2.length} files differ`;
  return `${what} from the commit ${head.slice(0, 7)} (${first2.slice(3)}): what is measured is the commit, without these changes.`;
}

// src/graphql/files/git-tree.ts
import { realpath } from "node:fs/promises";
import { posix as posix4, relative as relative2, resolve as resolve6 } from "node:path";
async function gitTree(git, sha, folder) {
  const prefix = relative2(git.root, await realpath(folder)).replaceAll("\\", "/");
  const inRepository2 = (path13) => posix4.normalize(posix4.join(prefix, relative2(folder, resolve6(folder, path13)).replaceAll("\\", "/")));
  return {
    side: "base",
    read: async (paths) => {
      const own = paths.filter((path13) => !isOutside(inRepository2(path13)));
      const bytes = await catFiles(git, sha, own.map(inRepository2));
      const texts = new Map(own.map((path13, index) => [path13, toText(path13, bytes[index] ?? null)]));
      return new Map(paths.map((path13) => [path13, texts.get(path13) ?? null]));
    },
    list: async (folders) => {
      const below3 = folders.map((each) => each === "" ? posix4.join(prefix, ".") : inRepository2(each));
      const own = below3.filter((each) => !isOutside(each));
      const listed = own.length === 0 ? [] : await git.lines("ls-tree", "-r", "--name-only", sha, "--", ...own);
      return listed.map((path13) => posix4.relative(prefix, path13)).toSorted();
    }
  };
}
function isOutside(path13) {
  return path13 === ".." || path13.startsWith("../");
}
function toText(path13, bytes) {
  if (bytes === null) return null;
  if (bytes.byteLength > MAX_FILE_BYTES) throw tooLarge(path13, bytes.byteLength);
  return decode(path13, bytes);
}
async function catFiles(git, sha, paths) {
  if (paths.length === 0) return [];
  const { stdout } = await execa_execa("git", ["cat-file", "--batch"], {
    cwd: git.root,
    input: paths.map((path13) => `${sha}:${path13}
`).join(""),
    encoding: "buffer",
    stripFinalNewline: false,
    maxBuffer: 1e9,
    env: { LC_ALL: "C", GIT_DIR: void 0, GIT_WORK_TREE: void 0, GIT_INDEX_FILE: void 0 }
  });
  return readBatch(stdout);
}
function readBatch(output) {
  const files = [];
  for (let at3 = 0; at3 < output.byteLength; ) {
    const end = output.indexOf(10, at3);
    const header = new TextDecoder().decode(output.subarray(at3, end));
    at3 = end + 1;
    const [, type2, size] = /^\S+ (\w+) (\d+)$/.exec(header) ?? [];
    const bytes = Number(size ?? -1);
    files.push(type2 === "blob" ? output.subarray(at3, at3 + bytes) : null);
    if (bytes >= 0) at3 += bytes + 1;
  }
  return files;
}

// src/graphql/check/baseline.ts
async function findBaseline(folder, ref, isLabel) {
  const git = await Git.open(folder, process.env);
  if ("cause" in git) return noRepository(git.cause, isLabel ? null : ref);
  if (ref !== null && isLabel && typeof await findCommit(git, ref) !== "string")
    return { status: "none", why: `the repository has no commit ${ref}` };
  const sha = ref === null ? await defaultBase(git) : await namedBase(git, ref);
  if (typeof sha !== "string") return { status: "none", why: sha.why };
  const [files, head] = await Promise.all([gitTree(git, sha, folder), git.ask("rev-parse", "HEAD")]);
  return { status: "found", sha, head, files, history: { git, base: sha, folder } };
}
function noRepository(cause, ref) {
  if (ref === null) return { status: "none", why: `this is no git repository (${cause})` };
  throw new GateError("usage", {
    what: `--base-ref ${ref} needs a git repository: ${cause}.`,
    todo: "Run inside of one."
  });
}
async function namedBase(git, ref) {
  const commit = await findCommit(git, ref);
  if (typeof commit === "string") return await mergeBase(git, commit, "HEAD") ?? commit;
  const todo = "Name a commit, a branch or a tag of this repository.";
  throw new GateError("usage", { what: `--base-ref ${JSON.stringify(ref)}: ${commit.cause}.`, todo });
}
async function defaultBase(git) {
  try {
    const { base } = await chooseCommits({ baseSha: null, headSha: null, event: null }, git, "graphql");
    return base ?? { why: "the head commit has no parent" };
  } catch (error) {
    if (error instanceof GateError) return { why: formatError(error).split("\n")[0] ?? "" };
    throw error;
  }
}

// src/graphql/operations/match-operations.ts
function matchOperations(base, head) {
  const left = new Set(base);
  const found2 = /* @__PURE__ */ new Map();
  for (const keyOf6 of [identity, namesake, body]) {
    const candidates = Map.groupBy(left, keyOf6);
    for (const operation of head) {
      if (found2.has(operation)) continue;
      const match = candidates.get(keyOf6(operation))?.shift();
      if (match === void 0) continue;
      left.delete(match);
      found2.set(operation, match);
    }
  }
  const pairs2 = head.map((operation) => {
    const match = found2.get(operation) ?? null;
    return { head: operation, base: match, renamedFrom: match?.name === operation.name ? null : match?.name ?? null };
  });
  return { pairs: pairs2, removed: [...left] };
}
function identity({ client, name: name4, hash: hash2 }) {
  return JSON.stringify([client, name4, hash2]);
}
function namesake({ client, name: name4 }) {
  return JSON.stringify([client, name4]);
}
function body({ client, hash: hash2 }) {
  return JSON.stringify([client, hash2]);
}

// src/graphql/check/compare-costs.ts
var DUST3 = 1e-9;
function compareCosts(about, base, head) {
  const shared = { ...about, unit: "cost", blocks: 0, base, head };
  if (base === null) return { ...shared, difference: null, relative: null, effect: null };
  const difference = differenceOf(base, head);
  const relative6 = fraction2(difference.value, base.value);
  return {
    ...shared,
    difference,
    relative: { value: relative6, low: relative6, high: relative6 },
    effect: effectOf(difference.value)
  };
}
function isUnchanged({ difference }) {
  const isStill2 = (node) => node.value === 0 && node.parts.every(isStill2);
  return difference !== null && isStill2(difference);
}
function pruned(breakdown, depth) {
  const { id, value, parts } = breakdown;
  return depth === 0 ? leaf(id, value) : { id, value, parts: parts.map((part) => pruned(part, depth - 1)) };
}
function differenceOf(base, head) {
  const value = minus(head.value, base.value);
  const parts = alignedParts(base, head).map(([one, other]) => differenceOf(one, other));
  const explained2 = parts.reduce((sum2, part) => sum2 + part.value, 0);
  return { id: head.id, value, low: value, high: value, parts: sameSum(explained2, value) ? parts : [] };
}
function alignedParts(base, head) {
  const before = new Map(base.parts.map((part) => [part.id, part]));
  const after2 = new Map(head.parts.map((part) => [part.id, part]));
  const ids = /* @__PURE__ */ new Set([...after2.keys(), ...before.keys()]);
  return Array.from(ids, (id) => [
    before.get(id) ?? emptied(after2.get(id), id),
    after2.get(id) ?? emptied(before.get(id), id)
  ]);
}
function emptied(other, id) {
  return sumOf(id, other?.parts.map((part) => emptied(part, part.id)) ?? []);
}
function minus(head, base) {
  return head === base ? 0 : head - base;
}
function sameSum(sum2, value) {
  return sum2 === value || Math.abs(sum2 - value) <= DUST3;
}
function fraction2(change2, base) {
  const relative6 = change2 / base;
  return Number.isFinite(relative6) ? relative6 : null;
}
function effectOf(change2) {
  if (Math.abs(change2) <= DUST3) return "same";
  return change2 > 0 ? "worse" : "better";
}

// src/graphql/check/labels.ts
function labelsOf(operations) {
  const byName = Map.groupBy(operations, ({ name: name4 }) => name4);
  return new Map(operations.map((operation) => [operation, labelOf(operation, byName.get(operation.name) ?? [])]));
}
function labelOf(operation, namesakes) {
  const { name: name4, client, hash: hash2 } = operation;
  const plain2 = (name4 ?? "anonymous").slice(0, 100);
  if (name4 !== null && namesakes.length === 1) return plain2;
  const ofClient = client === null ? plain2 : `${plain2} of ${client.slice(0, 60)}`;
  const isUnique = namesakes.filter((each) => each.client === client).length === 1;
  return isUnique && client !== null ? ofClient : `${ofClient} #${hash2.slice(0, 8)}`;
}

// src/graphql/check/costs.ts
var SHALLOW = 1;
function compareOperations(base, head) {
  const onHead = head.priced.map(({ operation }) => operation);
  const onBase = base?.priced.map(({ operation }) => operation) ?? [];
  const { pairs: pairs2, removed } = matchOperations(onBase, onHead);
  const labels = labelsOf(onHead);
  const headOf = new Map(head.priced.map((each) => [each.operation, each]));
  const baseOf = new Map(base?.priced.map((each) => [each.operation, each]));
  const operations = pairs2.flatMap((pair) => {
    const own = headOf.get(pair.head);
    if (own === void 0) return [];
    const before = pair.base === null ? null : baseOf.get(pair.base) ?? null;
    const label2 = labels.get(pair.head) ?? "";
    const comparisons = own.valid ? comparisonsOf(label2, before, own) : [];
    return [{ label: label2, head: own, base: before, renamedFrom: pair.renamedFrom, comparisons }];
  });
  return { operations, removed };
}
function comparisonsOf(label2, base, head) {
  return GRAPH_METRICS.flatMap((metric) => {
    const after2 = head.breakdowns[metric];
    if (after2 === void 0) return [];
    const before = base?.valid === true ? base.breakdowns[metric] ?? null : null;
    const comparison = compareCosts({ route: label2, condition: "operation", metric }, before, after2);
    return [isUnchanged(comparison) ? shallow(comparison) : comparison];
  });
}
function shallow({ base, head, ...rest }) {
  const about = { route: rest.route, condition: rest.condition, metric: rest.metric };
  return compareCosts(about, base === null ? null : pruned(base, SHALLOW), pruned(head, SHALLOW));
}
function subgraphComparison(subgraph, metric, costs, hasBase2) {
  const about = { route: subgraph, condition: "subgraph", metric };
  const head = subgraphTotal(costs, ({ label: label2, head: priced }) => shareOf(label2, priced, metric, subgraph), metric);
  const base = subgraphTotal(costs, ({ label: label2, base: priced }) => shareOf(label2, priced, metric, subgraph), metric);
  return compareCosts(about, hasBase2 ? base : null, head);
}
var MOST_OPERATIONS = 500;
function subgraphTotal({ operations }, share2, metric) {
  const parts = operations.map(share2).filter(({ value }) => value !== 0);
  const shown5 = parts.slice(0, MOST_OPERATIONS);
  const rest = parts.slice(MOST_OPERATIONS).reduce((sum2, { value }) => sum2 + value, 0);
  return sumOf(metric, parts.length > MOST_OPERATIONS ? [...shown5, leaf("other", rest)] : shown5);
}
function shareOf(label2, priced, metric, subgraph) {
  const breakdown = priced?.valid === true ? priced.breakdowns[metric] : void 0;
  return leaf(label2, breakdown?.parts.find(({ id }) => id === subgraph)?.value ?? 0);
}

// src/graphql/check/judge-cost.ts
var DUST4 = 1e-9;
function judgeCost(budget, held, policy) {
  const { max, maxIncrease } = budget;
  return [
    ...max === null ? [] : [judgeMax(budget, max, held, policy)],
    ...maxIncrease === null ? [] : [judgeIncrease(budget, maxIncrease, held)]
  ];
}
function judgeMax(budget, max, held, { preExisting }) {
  const row2 = { ...rowOf(budget, held), kind: "max", limit: [max] };
  const values = valuesOf(budget, held);
  if (values === null) return { ...row2, ...unmeasured() };
  const { base, head } = values;
  const value = { value: head, low: head, high: head };
  if (!exceeds(head, max.value)) return { ...row2, ...value, verdict: "pass", reason: "under" };
  if (base === null || exceeds(minus(head, base), 0)) return { ...row2, ...value, verdict: "fail", reason: "over" };
  const enforce = preExisting === "block" ? budget.enforce : "warn";
  return { ...row2, ...value, verdict: "fail", reason: "pre-existing", enforce };
}
function judgeIncrease(budget, tolerances2, held) {
  const row2 = { ...rowOf(budget, held), kind: "max-increase", limit: [...tolerances2] };
  const values = valuesOf(budget, held);
  if (values === null) return { ...row2, ...unmeasured() };
  const { base, head } = values;
  if (base === null)
    return { ...row2, value: null, low: null, high: null, verdict: "unmeasured", reason: "no-base", enforce: "warn" };
  const change2 = minus(head, base);
  const value = { value: change2, low: change2, high: change2 };
  const isWorse = tolerances2.every(
    ({ value: limit3, unit }) => exceeds(change2, unit === "%" ? base * limit3 / 100 : limit3)
  );
  return isWorse ? { ...row2, ...value, verdict: "fail", reason: "worse" } : { ...row2, ...value, verdict: "pass", reason: "within-tolerance" };
}
function unmeasured() {
  return { value: null, low: null, high: null, verdict: "unmeasured", reason: "not-measurable" };
}
function rowOf({ metric, part, enforce }, { route, condition }) {
  return { route, condition, path: formatPath([metric, ...part]), enforce };
}
function valuesOf({ metric, part }, { comparison }) {
  if (comparison === null) return null;
  const { base, head } = comparison;
  const at3 = (tree) => nodeAt(tree, [metric, ...part])?.value ?? 0;
  return { base: base === null ? null : at3(base), head: at3(head) };
}
function exceeds(value, limit3) {
  return value > limit3 + DUST4 * Math.max(1, Math.abs(limit3 === Infinity ? 0 : limit3));
}

// src/graphql/cost/lint-list-size.ts
var ARGUMENTS = ["assumedSize", "slicingArguments", "sizedFields", "requireOneSlicingArgument"];
function lintListSize(directive, place2, tell) {
  const { node, coordinate } = place2;
  const name4 = `@${directive.name.value}`;
  for (const argument of directive.arguments ?? [])
    if (!ARGUMENTS.includes(argument.name.value))
      tell(argument, `${name4} on ${coordinate} knows no argument ${argument.name.value}`);
  const slicing = pathsOf(directive, "slicingArguments");
  const sized = pathsOf(directive, "sizedFields");
  if (sized.length === 0 && !isList2(node.type))
    tell(directive, `${name4} on ${coordinate} does nothing: the field is no list and no sizedFields are named`);
  for (const path13 of sized) lintSizedField(path13, place2, (text) => tell(directive, text));
  for (const path13 of slicing) lintSlicingArgument(path13, place2, (text) => tell(directive, text));
  lintAssumedSize(directive, slicing, place2, (text) => tell(directive, text));
  if (slicing.length === 0 && argumentOf(directive, "assumedSize") === void 0)
    tell(directive, `${name4} on ${coordinate} gives neither assumedSize nor slicingArguments, so no size`);
  if (slicing.length === 0 && isTrue2(directive, "requireOneSlicingArgument"))
    tell(directive, `${coordinate} requires one slicing argument and names none`);
}
function lintAssumedSize(directive, slicing, { node, coordinate }, tell) {
  const value = argumentOf(directive, "assumedSize");
  if (value === void 0) return;
  const size = value.kind === graphql_Kind.INT ? Number(value.value) : NaN;
  if (Number.isNaN(size)) tell(`assumedSize on ${coordinate} is no whole number`);
  if (size < 0) tell(`assumedSize on ${coordinate} is below 0, and counts as 0`);
  if (slicing.length > 0 && !isFalse(directive, "requireOneSlicingArgument"))
    tell(
      `assumedSize on ${coordinate} is for requests without a slicing argument, and exactly one is required: add requireOneSlicingArgument: false, or drop one of the two`
    );
  for (const [name4] of slicing) {
    const byDefault = node.arguments?.find((argument) => argument.name.value === name4)?.defaultValue;
    const usual = numberOf(byDefault);
    if (usual !== null) tell(`assumedSize on ${coordinate} is never used: ${name4} is ${usual} where it is not given`);
  }
}
function lintSlicingArgument(path13, { node, coordinate, types }, tell) {
  let inputs = node.arguments ?? [];
  let found2;
  for (const segment of path13) {
    found2 = inputs.find((input) => input.name.value === segment);
    if (found2 === void 0) return tell(`slicing argument ${path13.join(".")} of ${coordinate} does not exist`);
    inputs = types.get(namedType(found2.type))?.inputs ?? [];
  }
  if (found2 !== void 0 && !isList2(found2.type) && namedType(found2.type) !== "Int")
    tell(`slicing argument ${path13.join(".")} of ${coordinate} is neither an Int nor a list`);
}
function lintSizedField(path13, { node, coordinate, types }, tell) {
  let owners = ownersOf(namedType(node.type), types);
  let found2;
  for (const segment of path13) {
    found2 = owners.flatMap(({ fields }) => fields).find((field) => field.name.value === segment);
    if (found2 === void 0) return tell(`sized field ${path13.join(".")} of ${coordinate} does not exist`);
    owners = ownersOf(namedType(found2.type), types);
  }
  if (found2 !== void 0 && !isList2(found2.type)) tell(`sized field ${path13.join(".")} of ${coordinate} is no list`);
}
function ownersOf(name4, types) {
  const type2 = types.get(name4);
  if (type2 === void 0) return [];
  const possible = [...types.values()].filter(
    (each) => each.interfaces.includes(name4) || type2.members.includes(each.name)
  );
  return type2.kind === "object" ? [type2] : [type2, ...possible];
}
function pathsOf(directive, name4) {
  const value = argumentOf(directive, name4);
  const items = value?.kind === graphql_Kind.LIST ? value.values : value === void 0 ? [] : [value];
  return items.flatMap((item) => item.kind === graphql_Kind.STRING ? [item.value.split(".")] : []);
}
function isTrue2(directive, name4) {
  const value = argumentOf(directive, name4);
  return value?.kind === graphql_Kind.BOOLEAN && value.value;
}
function isFalse(directive, name4) {
  const value = argumentOf(directive, name4);
  return value?.kind === graphql_Kind.BOOLEAN && !value.value;
}
function namedType(type2) {
  return type2.kind === graphql_Kind.NAMED_TYPE ? type2.name.value : namedType(type2.type);
}
function isList2(type2) {
  if (type2.kind === graphql_Kind.NAMED_TYPE) return false;
  return type2.kind === graphql_Kind.LIST_TYPE || isList2(type2.type);
}

// src/graphql/cost/lint.ts
var NO_TYPE_COST = {
  object: null,
  leaf: null,
  interface: "an interface costs what its heaviest object type does",
  union: "a union costs what its heaviest object type does",
  input: "an input object costs what its fields do"
};
var OF_INTERFACE = "the fields of the object types that implement the interface count, not its own";
function lintDirectives(document2) {
  const names = directiveNames(document2);
  const types = collectTypes(document2);
  const warnings = [];
  const tell = (node, text) => warnings.push({ text, ...placeOf2(node) });
  for (const place2 of [...types.values()].flatMap((type2) => placesOf2(type2, types))) {
    lintCost(place2, names, tell);
    for (const directive of applicationsOf(place2.node, names.listSize))
      if (place2.field === null)
        tell(directive, `${nameOf4(directive)} on ${place2.coordinate} does nothing: it belongs on a field`);
      else lintListSize(directive, place2.field, tell);
  }
  for (const { node, text } of missingListSizes(types, names)) tell(node, text);
  return warnings;
}
function placesOf2(type2, types) {
  const noCost = type2.kind === "interface" ? OF_INTERFACE : null;
  const own = type2.nodes.map((node) => placeOn(node, type2.name, NO_TYPE_COST[type2.kind]));
  const fields = type2.fields.flatMap((node) => {
    const coordinate = `${type2.name}.${node.name.value}`;
    const args = (node.arguments ?? []).map(
      (argument) => placeOn(argument, `${coordinate}(${argument.name.value}:)`, noCost)
    );
    return [{ node, coordinate, noCost, field: { node, coordinate, types } }, ...args];
  });
  const inputs = type2.inputs.map((node) => placeOn(node, `${type2.name}.${node.name.value}`, null));
  const values = type2.values.map(
    (node) => placeOn(node, `${type2.name}.${node.name.value}`, "an enum costs as a whole")
  );
  return [...own, ...fields, ...inputs, ...values];
}
function placeOn(node, coordinate, noCost) {
  return { node, coordinate, noCost, field: null };
}
function lintCost({ node, coordinate, noCost }, names, tell) {
  const [directive, second] = applicationsOf(node, names.cost);
  if (directive === void 0) return;
  const name4 = nameOf4(directive);
  if (noCost !== null) tell(directive, `${name4} on ${coordinate} does nothing in the ibm profile: ${noCost}`);
  if (numberOf(argumentOf(directive, "weight")) === null)
    tell(directive, `${name4} on ${coordinate} gives no finite number as its weight`);
  if (second !== void 0) tell(second, `${name4} stands twice on ${coordinate}: the first counts`);
}
function missingListSizes(types, names) {
  return [...types.values()].filter(({ kind }) => kind === "object").flatMap(
    (type2) => type2.fields.flatMap((field) => {
      const name4 = field.name.value;
      if (applicationsOf(field, names.listSize).length > 0) return [];
      const sizing = type2.interfaces.find(
        (parent) => types.get(parent)?.fields.some((each) => each.name.value === name4 && applicationsOf(each, names.listSize).length > 0)
      );
      const text = `${sizing}.${name4} has a list size that ${type2.name}.${name4} does not repeat: in the ibm profile the object type's counts`;
      return sizing === void 0 ? [] : [{ node: field, text }];
    })
  );
}
function nameOf4({ name: name4 }) {
  return `@${name4.value}`;
}

// src/graphql/price/price-text.ts
function costText2(value) {
  if (Math.abs(value) === Infinity) return value > 0 ? "unbounded" : "−unbounded";
  return String(Number(value.toFixed(6))).replace(/^-/, "−");
}
function priceText(priced) {
  return priced.map((each) => each.valid ? operationText(each) : `${titleOf(each)}: invalid`).join("\n\n") + "\n";
}
function operationText(priced) {
  const { cost, planned, breakdowns } = priced;
  const trees = Object.values(breakdowns).flatMap((breakdown) => treeLines(breakdown, 1));
  return [
    titleOf(priced) + (cost.precision === "exact" ? "" : " (upper bound)"),
    ...trees,
    ...cost.assumptions.map(({ text }) => `  · ${text}`),
    ...cost.violations.map(({ text, file, line: line2 }) => `  ! ${text}${file === null ? "" : ` (${file}:${line2 ?? 1})`}`),
    ...planned === null ? [] : [`  · planned as ${planned.fetches} fetches in ${planned.waves} waves`]
  ].join("\n");
}
function titleOf({ operation: { name: name4, client, where } }) {
  return `${name4 ?? "(anonymous)"}${client === null ? "" : ` of ${client}`}  ${where}`;
}
function treeLines({ id, value, parts }, depth) {
  const indent = "  ".repeat(depth);
  return [
    `${indent}${id.padEnd(Math.max(1, 48 - indent.length))} ${costText2(value)}`,
    ...parts.flatMap((part) => treeLines(part, depth + 1))
  ];
}

// src/graphql/check/notes.ts
var MOST_ALIKE = 10;
function checkNotes({ base, head, costs, missingBase }) {
  return [
    ...missingBase === null ? [] : [`GraphQL: no baseline, so only max decides: ${missingBase}.`],
    ...head.notes,
    ...base === null ? [] : changedOperations(costs),
    ...listSizeNote(base, head),
    ...assumptionNotes(costs),
    ...few(lints(head.graph).map(warningText)),
    ...few(
      findOverrides(head.graph.subgraphs).map(
        (each) => `${each.coordinate}: ${overrideText(each)} (composition keeps the largest).`
      )
    )
  ];
}
function changedOperations({ operations, removed }) {
  const added = operations.filter(({ base }) => base === null).map(({ label: label2 }) => label2);
  const repaired = operations.filter(({ base, head }) => base?.valid === false && head.valid).map(({ label: label2 }) => label2);
  const renamed = operations.flatMap(
    ({ label: label2, renamedFrom }) => renamedFrom === null ? [] : `${renamedFrom} is now ${label2}`
  );
  return [
    ...sentence2("New operations", added),
    ...sentence2("Removed operations", removed.map(nameOf5)),
    ...sentence2("Renamed operations", renamed),
    ...sentence2("Operations that were broken on base", repaired)
  ];
}
function nameOf5({ name: name4, hash: hash2 }) {
  return name4 ?? `anonymous #${hash2.slice(0, 8)}`;
}
function sentence2(title, names) {
  if (names.length === 0) return [];
  const shown5 = names.slice(0, MOST_ALIKE).join(", ");
  const more = names.length > MOST_ALIKE ? ` and ${names.length - MOST_ALIKE} more` : "";
  return [`${title}: ${shown5}${more}.`];
}
function listSizeNote(base, head) {
  if (base === null || base.settings.listSize === head.settings.listSize) return [];
  const [before, after2] = [costText2(base.settings.listSize), costText2(head.settings.listSize)];
  return [`The default list size changed from ${before} to ${after2}.`];
}
function assumptionNotes({ operations }) {
  const told = operations.flatMap(
    ({ label: label2, head }) => head.valid ? head.cost.assumptions.map(({ text }) => ({ label: label2, text })) : []
  );
  const upper = operations.filter(({ head }) => head.valid && head.cost.precision === "upper-bound").map(({ label: label2 }) => label2);
  const violations = operations.flatMap(
    ({ label: label2, head }) => head.valid ? head.cost.violations.map((each) => `${label2}: ${warningText(each)}`) : []
  );
  const byText = Map.groupBy(told, ({ text }) => text);
  const assumptions = Array.from(byText, ([text, all]) => `${capital(text)}: ${named2(all.map(({ label: label2 }) => label2))}.`);
  return [...few(assumptions), ...sentence2("Costs that are upper bounds", upper), ...few(violations)];
}
function named2(labels) {
  const shown5 = labels.slice(0, 3).join(", ");
  return labels.length > 3 ? `${shown5} and ${labels.length - 3} more` : shown5;
}
function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
function lints({ subgraphs, document: document2 }) {
  return (subgraphs.length === 0 ? [document2] : subgraphs.map((subgraph) => subgraph.document)).flatMap(lintDirectives);
}
function warningText({ text, file, line: line2 }) {
  return file === null ? text : `${file}:${line2 ?? 1}: ${text}`;
}
function few(notes2) {
  if (notes2.length <= MOST_ALIKE) return [...notes2];
  return [...notes2.slice(0, MOST_ALIKE), `… and ${notes2.length - MOST_ALIKE} more such notes.`];
}

// src/graphql/check/router-limits.ts
var limits = zod_z.object({ max: zod_z.number().nonnegative().optional() });
var demandControl = zod_z.object({
  enabled: zod_z.boolean().default(false),
  mode: zod_z.string().default("measure"),
  strategy: zod_z.object({
    static_estimated: zod_z.object({
      list_size: zod_z.number().int().nonnegative().optional(),
      max: zod_z.number().nonnegative().optional(),
      subgraph: zod_z.object({ all: limits.optional(), subgraphs: zod_z.record(zod_z.string(), limits).optional() }).optional()
    })
  })
});
function readRouterLimits({ path: path13, text }, subgraphs) {
  const source = parseSource(text);
  const [problem] = source.problems;
  if (problem !== void 0) throw invalid2(placeIn(path13, problem.position), problem.what);
  const root = zod_z.object({ demand_control: zod_z.unknown() }).safeParse(source.value);
  if (!root.success || root.data.demand_control === void 0)
    throw invalid2(placeIn(path13, FILE_START), "The router’s configuration has no demand_control.");
  const parsed4 = demandControl.safeParse(root.data.demand_control);
  const place2 = (keys) => placeIn(path13, source.position(["demand_control", ...keys], "key"));
  if (!parsed4.success) {
    const keys = parsed4.error.issues[0]?.path.map(String) ?? [];
    throw invalid2(place2(keys), `demand_control.${keys.join(".")} cannot be read: ${parsed4.error.issues[0]?.message}.`);
  }
  const { enabled, mode, strategy } = parsed4.data;
  const { list_size: listSize, max, subgraph } = strategy.static_estimated;
  const enforce = enabled && mode === "enforce" ? "block" : "warn";
  const limitOf2 = (cost, metric, part, keys) => ({
    target: { kind: "operation", name: "*" },
    metric,
    part,
    max: { value: cost, unit: "cost" },
    maxIncrease: null,
    enforce,
    where: place2(["strategy", "static_estimated", ...keys])
  });
  const planned = subgraphs.flatMap((name4) => {
    const own = subgraph?.subgraphs?.[name4]?.max;
    const cost = own ?? subgraph?.all?.max;
    const keys = own === void 0 ? ["subgraph", "all", "max"] : ["subgraph", "subgraphs", name4, "max"];
    return cost === void 0 ? [] : [limitOf2(cost, "planned-cost", [name4], keys)];
  });
  const whole2 = max === void 0 ? [] : [limitOf2(max, "cost", [], ["max"])];
  return { budgets: [...whole2, ...planned], listSize: listSize ?? null };
}
function invalid2(where, what) {
  return new GateError(
    "graphql-input",
    { what, todo: "Name the configuration of an Apollo Router with demand control." },
    { where }
  );
}

// src/graphql/check/settings.ts
import { relative as relative3 } from "node:path";
function headSettings(config, routerListSize) {
  const { profile, variables, variableDefaults, where } = config;
  const listSize = config.listSize === Infinity ? routerListSize ?? Infinity : config.listSize;
  return { profile, listSize, variables, variableDefaults, unknownVariables: true, variablesWhere: where };
}
async function baseTerms(config, head, base) {
  const own = await configOfBase(config, base);
  if (own === null) return { config, settings: head };
  if (own.profile !== config.profile) return { config: own, settings: head };
  const { variables, variableDefaults, listSize } = own;
  const settings = { ...head, variables, variableDefaults };
  if (listSize !== Infinity) return { config: own, settings: { ...settings, listSize } };
  return { config: own, settings: { ...settings, listSize: await sizeOfRouter(own, config, head, base) } };
}
async function configOfBase({ file, folder, where }, base) {
  const path13 = relative3(folder, file).replaceAll("\\", "/");
  const text = (await base.read([path13])).get(path13) ?? null;
  if (text === null) return null;
  const source = parseSource(text);
  const section2 = graphqlSchema.safeParse(valueAt(source.value, ["graphql"]));
  if (!section2.success) return null;
  const own = resolveGraphql(section2.data, { file: path13, path: file, source });
  return own === null ? null : { ...own, where };
}
async function sizeOfRouter(own, config, head, base) {
  const ofHead = config.router !== null && config.listSize === Infinity ? head.listSize : Infinity;
  if (own.router === null) return ofHead;
  try {
    const file = await readOne(base, own.router, { named: "graphql.router", where: own.where });
    return file === null ? ofHead : readRouterLimits(file, []).listSize ?? Infinity;
  } catch (error) {
    if (error instanceof GateError) return ofHead;
    throw error;
  }
}

// src/graphql/files/json.ts
function parseJson({ path: path13, text }, todo) {
  rejectDeep(deepJson(text), path13);
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    const what = `This is not JSON: ${causeOf(error)}.`;
    throw new GateError("graphql-input", { what, todo }, { where: `${path13}:${brokenLine(text)}:1`, cause: error });
  }
}
function brokenLine(text) {
  const lines = text.split("\n");
  let [fine, broken] = [0, lines.length];
  while (broken - fine > 1) {
    const middle = Math.floor((fine + broken) / 2);
    if (isBeginning(lines.slice(0, middle).join("\n"))) fine = middle;
    else broken = middle;
  }
  return broken;
}
function isBeginning(text) {
  const trimmed = text.trimEnd();
  try {
    JSON.parse(trimmed);
    return true;
  } catch (error) {
    const message = causeOf(error);
    const position = /at position (\d+)/.exec(message)?.[1];
    return /end of JSON input/i.test(message) || position !== void 0 && Number(position) >= trimmed.length;
  }
}

// src/graphql/operations/manifest.ts
var apolloSchema = zod_z.object({
  format: zod_z.literal("apollo-persisted-query-manifest"),
  operations: zod_z.array(zod_z.object({ id: zod_z.string(), body: zod_z.string().optional(), clientName: zod_z.string().nullish() }))
});
var mapSchema = zod_z.record(zod_z.string(), zod_z.unknown());
var pairsSchema = zod_z.array(zod_z.tuple([zod_z.string(), zod_z.unknown()]));
var FORMATS = "an Apollo persisted-query manifest, a map from ids to texts (Relay, GraphQL Codegen), or a list of pairs [id, text]";
function readManifest(file) {
  const value = parseJson(file, "Generate the manifest again.");
  const manifest = { path: file.path, value, places: stringPlaces(file.text) };
  const entries = entriesOf3(manifest);
  if (entries.length === 0) throw invalid3(file, 1, "The manifest holds no operation.", "Generate it again.");
  return entries.flatMap((entry) => operationsOf(manifest, entry));
}
function entriesOf3(manifest) {
  const { value } = manifest;
  const apollo = apolloSchema.safeParse(value);
  if (apollo.success)
    return apollo.data.operations.map(({ id, body: body2, clientName }) => withBody(manifest, id, body2, clientName ?? null));
  if (typeof value === "object" && value !== null && "format" in value) throw unknownFormat(manifest);
  const pairs2 = pairsSchema.safeParse(value);
  if (pairs2.success) return pairs2.data.map(([id, body2]) => withBody(manifest, id, body2, null));
  const map = mapSchema.safeParse(value);
  if (!map.success) throw unknownFormat(manifest);
  return inOrder(Object.entries(map.data), manifest).map(([id, body2]) => withBody(manifest, id, body2, null));
}
function inOrder(entries, { places }) {
  const offset = (id) => places.get(JSON.stringify(id))?.offset ?? Number.MAX_SAFE_INTEGER;
  return entries.toSorted(([one], [other]) => offset(one) - offset(other));
}
function unknownFormat(manifest) {
  return invalid3(manifest, 1, "This is no manifest of operations.", `It can be ${FORMATS}.`);
}
function withBody(manifest, id, body2, client) {
  if (typeof body2 === "string" && body2.trim() !== "") return { id, body: body2, client };
  const what = `The manifest has the id ${JSON.stringify(id)} without the text of its operation.`;
  throw invalid3(manifest, lineOf(manifest, id), what, "Generate it again, with the texts.");
}
function operationsOf(manifest, { id, body: body2, client }) {
  const line2 = lineOf(manifest, id);
  const { definitions } = parseBody(manifest, line2, id, body2);
  const operations = definitions.filter(isOperation);
  if (operations.length === 0)
    throw invalid3(manifest, line2, `The text of the id ${JSON.stringify(id)} holds no operation.`, "Generate it again.");
  const about = { client, ids: [id, sha256(body2)], where: `${manifest.path}:${line2}:1`, located: false };
  return operations.map((definition) => makeOperation(definition, fragmentsByName(definitions), about));
}
function parseBody(manifest, line2, id, body2) {
  if (deepGraphql(body2) !== null)
    throw invalid3(manifest, line2, `The operation ${JSON.stringify(id)} is nested too deeply.`, "Split it.");
  try {
    return graphql_parse(body2);
  } catch (error) {
    const what = `The operation ${JSON.stringify(id)} is not GraphQL: ${causeOf(error)}.`;
    throw invalid3(manifest, line2, what, "Correct it.");
  }
}
function lineOf({ places }, id) {
  return places.get(JSON.stringify(id))?.line ?? 1;
}
function invalid3({ path: path13 }, line2, what, todo) {
  return new GateError("graphql-input", { what, todo }, { where: `${path13}:${line2}:1` });
}

// src/graphql/operations/read-operations.ts
async function readOperations2(files, selection, reader = new DocumentReader()) {
  const texts = await readSelected(files, selection);
  const documents = texts.filter((file) => !isManifest(file));
  const ofDocuments = Map.groupBy(reader.read(documents), ({ where }) => fileOf2(where));
  const operations = texts.flatMap(
    (file) => isManifest(file) ? readManifest(file) : ofDocuments.get(file.path) ?? []
  );
  if (operations.length > 0 || files.side === "base") return unique(operations);
  const what = `${selection.named}: ${texts.map(({ path: path13 }) => path13).join(", ")} has no operation.`;
  const [first2] = texts;
  throw new GateError(
    "graphql-input",
    { what, todo: "Name files that hold operations." },
    { where: selection.where ?? `${first2?.path ?? ""}:1:1` }
  );
}
function isManifest({ path: path13, text }) {
  return /\.json$/i.test(path13) || /^\ufeff?\s*(?:\[|\{\s*(?:"|\}))/.test(text);
}
function fileOf2(where) {
  return where.replace(/:\d+:\d+$/, "");
}
function unique(operations) {
  const found2 = /* @__PURE__ */ new Map();
  for (const operation of operations) {
    const key2 = JSON.stringify([operation.client, operation.name, operation.hash]);
    const before = found2.get(key2);
    if (before === void 0) found2.set(key2, operation);
    else found2.set(key2, { ...before, ids: [.../* @__PURE__ */ new Set([...before.ids, ...operation.ids])] });
  }
  return [...found2.values()];
}

// src/graphql/plan/load-planner.ts
import { createRequire } from "node:module";
import { join as join2 } from "node:path";
import { pathToFileURL } from "node:url";
var PACKAGE = "@graphql-hive/router-query-planner";
async function loadPlanner(folder) {
  try {
    const path13 = createRequire(join2(folder, "package.json")).resolve(PACKAGE);
    const { QueryPlanner } = await import(pathToFileURL(path13).href);
    return { open: (supergraphSdl) => new QueryPlanner(supergraphSdl) };
  } catch (error) {
    const isThere = !(error instanceof Error && "code" in error && error.code === "MODULE_NOT_FOUND");
    const why = isThere ? `${PACKAGE} does not load on this machine` : `${PACKAGE} is not installed`;
    return { notice: `Planned costs, fetches and waves are left out: ${why} (npm install --save-dev ${PACKAGE}).` };
  }
}

// src/graphql/plan/plan-shape.ts
var NOTHING2 = { fetches: 0, waves: 0 };
function sizeOf2(node) {
  if (node === void 0) return NOTHING2;
  if (node.kind === "Fetch" || node.kind === "BatchFetch") return { fetches: 1, waves: 1 };
  if (node.kind === "Sequence") return after(node.nodes.map(sizeOf2));
  if (node.kind === "Parallel") return beside(node.nodes.map(sizeOf2));
  if (node.kind === "Flatten") return sizeOf2(node.node);
  if (node.kind === "Subscription") return sizeOf2(node.primary);
  if (node.kind === "Defer")
    return after([sizeOf2(node.primary.node), beside(node.deferred.map((part) => sizeOf2(part.node)))]);
  const [one, other] = [sizeOf2(node.ifClause), sizeOf2(node.elseClause)];
  return { fetches: Math.max(one.fetches, other.fetches), waves: Math.max(one.waves, other.waves) };
}
function after(sizes) {
  return sizes.reduce((sum2, size) => ({ fetches: sum2.fetches + size.fetches, waves: sum2.waves + size.waves }), NOTHING2);
}
function beside(sizes) {
  return sizes.reduce(
    (sum2, size) => ({ fetches: sum2.fetches + size.fetches, waves: Math.max(sum2.waves, size.waves) }),
    NOTHING2
  );
}
function fetchesOf(node, costOf3) {
  const below3 = (each) => fetchesOf(each, costOf3);
  if (node === void 0) return [];
  if (node.kind === "Fetch" || node.kind === "BatchFetch")
    return [{ subgraph: node.serviceName, operation: node.operation }];
  if (node.kind === "Sequence" || node.kind === "Parallel") return node.nodes.flatMap(below3);
  if (node.kind === "Flatten") return below3(node.node);
  if (node.kind === "Subscription") return below3(node.primary);
  if (node.kind === "Defer") return [node.primary.node, ...node.deferred.map((part) => part.node)].flatMap(below3);
  const [one, other] = [below3(node.ifClause), below3(node.elseClause)];
  return costOf3(one) >= costOf3(other) ? one : other;
}

// src/graphql/plan/plan-operation.ts
function makePlanner(native, supergraph) {
  const graph = subgraphView(supergraph);
  return {
    plan: (operation, settings) => {
      const costOf3 = (fetch) => fetchCost(graph, fetch, settings);
      const node = planNode(native, operation);
      if (node === null) return null;
      const fetches = fetchesOf(node, (each) => each.reduce((sum2, fetch) => sum2 + costOf3(fetch), 0));
      const bySubgraph = Map.groupBy(fetches, ({ subgraph }) => subgraph);
      const costs = Array.from(bySubgraph, ([subgraph, own]) => [
        subgraph,
        own.reduce((sum2, fetch) => sum2 + costOf3(fetch), 0)
      ]);
      return { ...sizeOf2(node), costs: Object.fromEntries(costs) };
    }
  };
}
function planNode(native, { document: document2, name: name4 }) {
  try {
    return native.plan(graphql_print(document2), name4, /* @__PURE__ */ new Set(), 0).node ?? null;
  } catch {
    return null;
  }
}
function fetchCost(graph, { operation }, settings) {
  const routed = { ...settings, profile: "apollo-router" };
  return costOperation(graph, graphql_parse(operation), null, routed).totals.cost?.total ?? 0;
}
var ENTITIES = graphql_parse(`
  scalar _Any
  type Query { _entities(representations: [_Any!]!): [_Entity]! }
`);
function subgraphView(supergraph) {
  const entities = supergraph.definitions.flatMap(
    (definition) => definition.kind === graphql_Kind.OBJECT_TYPE_DEFINITION && definition.directives?.some((directive) => directive.name.value === "join__type" && hasKey(directive)) ? [definition.name.value] : []
  );
  if (entities.length === 0) return readCostGraph(withoutRequires(supergraph));
  const union = graphql_parse(`union _Entity = ${entities.join(" | ")}`);
  const [entitiesField] = ENTITIES.definitions.flatMap(
    (each) => each.kind === graphql_Kind.OBJECT_TYPE_DEFINITION ? each.fields ?? [] : []
  );
  const scalars = ENTITIES.definitions.filter(({ kind }) => kind === graphql_Kind.SCALAR_TYPE_DEFINITION);
  const definitions = withoutRequires(supergraph).definitions.map(
    (definition) => definition.kind === graphql_Kind.OBJECT_TYPE_DEFINITION && definition.name.value === "Query" && entitiesField !== void 0 ? { ...definition, fields: [...definition.fields ?? [], entitiesField] } : definition
  );
  return readCostGraph({ kind: graphql_Kind.DOCUMENT, definitions: [...definitions, ...scalars, ...union.definitions] });
}
function hasKey(directive) {
  return directive.arguments?.some((argument) => argument.name.value === "key") ?? false;
}
function withoutRequires(document2) {
  return graphql_visit(document2, {
    Directive: ({ name: name4 }) => name4.value === "join__field" ? null : false
  });
}

// src/graphql/plan/planner-for.ts
async function plannerFor({ supergraphSdl, document: document2 }, folder) {
  if (supergraphSdl === null) return { planner: null, notice: null };
  const loaded = await loadPlanner(folder);
  if ("notice" in loaded) return { planner: null, notice: loaded.notice };
  try {
    return { planner: makePlanner(loaded.open(supergraphSdl), document2), notice: null };
  } catch (error) {
    const notice2 = `Planned costs, fetches and waves are left out: the planner refuses the supergraph (${causeOf(error)}).`;
    return { planner: null, notice: notice2 };
  }
}

// src/graphql/check/sides.ts
var NO_PLANNER = { planner: null, notice: null };
async function readSide(terms, files, means) {
  try {
    return await costSide(terms, files, means);
  } catch (error) {
    if (files.side === "head" || !(error instanceof GateError)) throw error;
    return { status: "none", why: formatError(error).split("\n")[0] ?? "" };
  }
}
async function costSide({ config, settings }, files, { reader, plans }) {
  const by = { named: "graphql", where: config.where };
  const reading = await readGraph(config.source, files, by);
  if (reading.status === "not-composed") return reading;
  if (reading.status === "absent") return { status: "none", why: "the commit has none of the schema files" };
  const { graph } = reading;
  const selection = { ...by, named: "graphql.operations", patterns: config.operations };
  const operations = await readOperations2(files, selection, reader);
  const { planner, notice: notice2 } = plans ? await plannerFor(graph, config.folder) : NO_PLANNER;
  const priced = operations.map((operation) => price(operation, graph, settings, planner, files.side));
  const notes2 = [...graph.notes, ...notice2 === null ? [] : [notice2]];
  return { status: "costed", side: { side: files.side, graph, settings, planner, priced, notes: notes2 } };
}
function price(operation, graph, settings, planner, side3) {
  try {
    return priceOperation(operation, graph, settings, planner);
  } catch (error) {
    if (side3 === "head" || !(error instanceof GateError)) throw error;
    return priceOperation(operation, graph, { ...settings, variables: {} }, planner);
  }
}

// src/graphql/check/targets.ts
function claimsOf(budgets, compared) {
  return budgets.flatMap((budget) => {
    if (budget.target.kind === "route") return [];
    const held = budget.target.kind === "operation" ? operationsHeld(budget, compared) : [subgraphHeld(budget, compared)];
    return [{ budget, held }];
  });
}
function operationsHeld({ target, metric, where }, { costs }) {
  const matching = costs.operations.filter(({ head }) => matchesName(target.name, head.operation.name));
  const wasThere = costs.removed.some(({ name: name4 }) => matchesName(target.name, name4));
  if (matching.length === 0 && !wasThere) {
    const names = [...new Set(costs.operations.flatMap(({ head }) => head.operation.name ?? []))];
    throw notFound("operation", target.name, names, where);
  }
  return matching.filter(({ head }) => head.valid).map(({ label: label2, comparisons }) => ({
    route: label2,
    condition: "operation",
    comparison: comparisons.find((each) => each.metric === metric) ?? null
  }));
}
function subgraphHeld({ target, metric, where }, { base, head, costs }) {
  const names = head.graph.ownership.subgraphs;
  const known4 = [...names, ...base?.graph.ownership.subgraphs ?? []];
  if (!known4.includes(target.name)) throw notFound("subgraph", target.name, names, where);
  const isComputed = costs.operations.some(({ comparisons }) => comparisons.some((each) => each.metric === metric));
  const comparison = isComputed ? subgraphComparison(target.name, metric, costs, base !== null) : null;
  return { route: target.name, condition: "subgraph", comparison };
}
function notFound(kind, name4, known4, where) {
  const todo = suggestion(name4, known4.slice(0, 50), "There are") || "Correct the name, or remove the budget.";
  return new GateError("operation-not-found", { kind, name: JSON.stringify(name4), todo }, { where });
}
function subgraphComparisons(claims2) {
  const found2 = /* @__PURE__ */ new Map();
  for (const { held } of claims2)
    for (const { condition, comparison } of held)
      if (condition === "subgraph" && comparison !== null)
        found2.set(JSON.stringify([comparison.route, comparison.metric]), comparison);
  return [...found2.values()];
}

// src/graphql/check/check.ts
var PLANNED = /* @__PURE__ */ new Set(["planned-cost", "fetches", "waves"]);
async function checkGraphql(config, { baseRef, policy, isLabel }) {
  const files = workTree(config.folder);
  const router = await routerLimits(config);
  const settings = headSettings(config, router.listSize);
  const baseline = await findBaseline(config.folder, baseRef, isLabel ?? false);
  const budgets = [...config.budgets, ...router.budgets];
  const means = { reader: new DocumentReader(), plans: budgets.some(({ metric }) => PLANNED.has(metric)) };
  const headReading = await readSide({ config, settings }, files, means);
  const baseReading = baseline.status === "none" ? baseline : await readSide(await baseTerms(config, settings, baseline.files), baseline.files, means);
  if (headReading.status !== "costed") return notComposed(headReading, baseline);
  const head = headReading.side;
  const base = baseReading.status === "costed" ? baseReading.side : null;
  const costs = compareOperations(base, head);
  const claims2 = claimsOf(budgets, { base, head, costs });
  const history = baseline.status === "found" ? baseline.history : null;
  const ofSubgraphs = subgraphComparisons(claims2);
  const causes = base === null ? [] : await attributeCosts(costs, ofSubgraphs, { base, head, history });
  const rows = claims2.flatMap(({ budget, held }) => held.flatMap((each) => judgeCost(budget, each, policy)));
  const problems2 = invalidOperations(costs);
  return {
    comparisons: [...costs.operations.flatMap(({ comparisons }) => comparisons), ...ofSubgraphs],
    rows: [...problems2.map(brokenRow), ...rows],
    notes: checkNotes({ base, head, costs, missingBase: whyNot(baseReading) }),
    report: { causes, problems: problems2 },
    head,
    base,
    shas: shasOf(baseline)
  };
}
async function routerLimits({ router, source, where, folder }) {
  if (router === null) return { budgets: [], listSize: null };
  const files = workTree(folder);
  const by = { named: "graphql", where };
  const file = await readOne(files, router, by);
  if (file === null) return { budgets: [], listSize: null };
  return readRouterLimits(file, await graphNamesOf(source, files, by));
}
function shasOf(baseline) {
  return baseline.status === "found" ? { base: baseline.sha, head: baseline.head } : { base: null, head: null };
}
function whyNot(reading) {
  if (reading.status === "costed") return null;
  if (reading.status === "none") return reading.why;
  return `the subgraphs of base do not compose: ${reading.errors.map(compositionText).slice(0, 3).join("; ")}`;
}
function invalidOperations({ operations }) {
  return operations.flatMap(({ label: label2, head, base }) => {
    if (head.valid) return [];
    const [first2] = head.problems;
    const more = head.problems.length > 1 ? ` (and ${head.problems.length - 1} more)` : "";
    const wasBroken = base?.valid === false ? " It was broken on base already." : "";
    const message = `${first2?.message ?? "It is invalid."}${more}${wasBroken}`;
    return [{ route: label2, condition: "operation", message, where: first2?.where ?? head.operation.where }];
  });
}
function brokenRow({ route, condition }) {
  const nothing = { value: null, low: null, high: null, limit: [], kind: "max" };
  const isOperation2 = condition === "operation";
  const path13 = isOperation2 ? "validity" : "composition";
  const reason = isOperation2 ? "invalid-operation" : "not-composed";
  return { route, condition, path: path13, ...nothing, limit: [], verdict: "fail", reason, enforce: "block" };
}
function notComposed(reading, baseline) {
  const errors = reading.status === "not-composed" ? reading.errors.map(compositionText) : [reading.why];
  const problems2 = errors.map((message) => ({ route: "graph", condition: "composition", message, where: null }));
  return {
    comparisons: [],
    rows: problems2.slice(0, 1).map(brokenRow),
    notes: [],
    report: { causes: [], problems: problems2 },
    head: null,
    base: null,
    shas: shasOf(baseline)
  };
}
function compositionText({ subgraph, rule, message }) {
  return `${subgraph === null ? "" : `[${subgraph}] `}${rule}: ${message}`;
}

// src/model/verdict.ts
var VERDICTS = ["fail", "unmeasured", "inconclusive", "waived", "pass"];
function worst(verdicts) {
  let rank3 = VERDICTS.length - 1;
  for (const verdict of verdicts) rank3 = Math.min(rank3, VERDICTS.indexOf(verdict));
  return VERDICTS[rank3] ?? "pass";
}
var REASONS = [
  "worse",
  // head is slower, beyond every tolerance
  "within-tolerance",
  // shown to be below at least one tolerance
  "unclear",
  // neither could be shown
  "not-confirmed",
  // it looked worse, and the fresh blocks did not
  "unconfirmed",
  // it looked worse, and no fresh blocks could be made
  "hosts-unknown",
  // the control page could not be compared
  "hosts-differ",
  // the control page, which the change does not touch, differs too
  "over",
  // over the SLO, and head is worse than base (or there is no base)
  "pre-existing",
  // over the SLO, but not worse than base
  "under",
  // within the SLO
  "at-risk",
  // too close to the SLO to say
  "no-base",
  // an increase needs a base
  "no-lcp",
  // the page painted no LCP candidate
  "no-interaction",
  // no interaction was recorded
  "no-cls",
  // the page reported no layout-shift score
  "not-seen",
  // the node was seen on neither side
  "too-few-blocks",
  // fewer complete blocks than a decision takes
  "out-of-time",
  // the run's time was up before so many were made
  "not-measurable-on-head",
  "not-measurable-on-base",
  "not-measurable",
  "interrupted",
  "invalid-operation",
  // the graph of head does not answer it
  "not-composed"
  // the subgraphs of head do not compose
];
var budgetRowSchema = zod_z.strictObject({
  route: zod_z.string().max(200),
  condition: zod_z.string().max(200),
  path: zod_z.string().max(1e3),
  kind: zod_z.enum(["max", "max-increase"]),
  limit: zod_z.array(zod_z.strictObject({ value: zod_z.number(), unit: zod_z.enum(["ms", "%", "score", "cost"]) })).max(8),
  value: unboundedNumber.nullable(),
  low: unboundedNumber.nullable(),
  high: unboundedNumber.nullable(),
  verdict: zod_z.enum(VERDICTS),
  reason: zod_z.enum(REASONS),
  enforce: zod_z.enum(["block", "warn"]),
  /** The waiver of a budget that is not kept; absent where there is none. */
  waiver: rowWaiverSchema.optional()
});

// src/judge/outcome.ts
function outcomeOf(rows, policy, completeness) {
  const verdicts = new Set(rows.filter((row2) => row2.enforce === "block").map((row2) => row2.verdict));
  if (completeness === true) return { verdict: worst(verdicts), exitCode: exitCodeOf(verdicts, policy) };
  const verdict = worst([...verdicts, "unmeasured"]);
  if (completeness === false) return { verdict, exitCode: 3 };
  return { verdict, exitCode: exitCodeOf(verdicts, policy) || 3 };
}
function exitCodeOf(verdicts, policy) {
  if (verdicts.has("fail")) return 1;
  if (verdicts.has("inconclusive") && policy.onInconclusive === "block") return 1;
  return verdicts.has("unmeasured") && policy.onUnmeasured === "block" ? 3 : 0;
}

// src/judge/waive.ts
function isExpired({ until }, today) {
  return until < today;
}
function waive(row2, { today, granted }, policy) {
  if (!isWaivable(row2, policy)) return row2;
  const latest = granted.filter((waiver2) => isAbout(waiver2, row2)).reduce((best, each) => best === null || each.until > best.until ? each : best, null);
  if (latest === null) return row2;
  const { until, reason, approvedBy } = latest;
  const waiver = { until, reason, approvedBy, expired: isExpired(latest, today) };
  return waiver.expired ? { ...row2, waiver } : { ...row2, verdict: "waived", waiver };
}
function isWaivable({ verdict, reason }, { onInconclusive }) {
  if (verdict === "inconclusive") return onInconclusive === "block";
  return verdict === "fail" && (reason === "worse" || reason === "over" || reason === "pre-existing");
}
function expiredWaivers({ today, granted }) {
  return granted.filter((waiver) => isExpired(waiver, today));
}

// src/report/files.ts
import { mkdir, readdir as readdir2, rm, stat as stat3, writeFile } from "node:fs/promises";
import path from "node:path";

// src/report/evidence.ts
var MOST_ELEMENTS = 5;
function evidenceLines(route, { result }) {
  const { base, head } = route.evidence;
  if (head === null) return [];
  return [
    lcpLine(head, result.head.url),
    lcpElementsDiffer(route) && base !== null ? lcpLine(base, result.base.url, " on base") : [],
    interactionLine(head),
    scriptLine(head, result.head.url),
    shiftLine(head),
    serverLine(head)
  ].filter((line2) => line2.length > 0);
}
function lcpLine(evidence, deployUrl, where = "") {
  const element = lcpElementPhrase(evidence, deployUrl);
  return element.length === 0 ? [] : [`LCP element${where}: `, ...element];
}
function interactionLine({ inpTarget, inpType, inpStep }) {
  if (inpTarget === null) return [];
  const step2 = inpStep === null ? "" : `step ${inpStep + 1}, `;
  return ["INP interaction: ", step2, inpType ?? "input", " on ", name(inpTarget)];
}
function scriptLine(evidence, deployUrl) {
  const { inpScript } = evidence;
  if (inpScript === null) return [];
  const invoker = inpScript.functionName === "" ? [] : [", invoked by ", name(inpScript.invoker)];
  return ["Longest script in it: ", ...inpScriptPhrase(evidence, deployUrl), ...invoker];
}
function shiftLine({ shiftedElements: shiftedElements2 }) {
  const shifts = shiftedElements2.slice(0, MOST_ELEMENTS).map(({ selector, score }) => [name(selector), ` ${quantity(score, "score")}`]);
  return shifts.length === 0 ? [] : ["Shifted: ", ...joined(shifts, ", ")];
}
function serverLine({ serverTiming }) {
  const layers2 = serverTiming.slice(0, MOST_ELEMENTS).map((layer) => [name(layer.name), ` ${quantity(layer.durationMs, "ms")}`]);
  return layers2.length === 0 ? [] : ["Server-Timing on head: ", ...joined(layers2, ", ")];
}

// src/report/tree.ts
var MOST_PARTS2 = 8;
function treeTable(comparisons, route) {
  const hasBase2 = comparisons.some(({ base }) => base !== null);
  const header = hasBase2 ? ["| Part | Base | Head | Change [95 % interval] |", "| :-- | --: | --: | --: |"] : ["| Part | Head |", "| :-- | --: |"];
  return [...header, ...comparisons.flatMap((comparison) => treeRows(comparison, route, hasBase2))].join("\n");
}
function treeRows(comparison, route, hasBase2) {
  const comparable = comparison.metric !== "lcp" || !lcpElementsDiffer(route);
  const paths = nodesToShow(comparison.difference ?? comparison.head, []);
  return paths.map((segments) => row(cells(comparison, segments, comparable, hasBase2)));
}
function cells(comparison, segments, comparable, hasBase2) {
  const value = (tree) => tree === null ? 0 : partAt(tree, segments)?.value ?? 0;
  const whole2 = segments.length === 1;
  const bold = (text) => whole2 ? `**${text}**` : text;
  const head = bold(quantity(value(comparison.head), comparison.unit));
  if (!hasBase2) return [label(segments), head];
  const difference = comparison.difference === null ? null : partAt(comparison.difference, segments);
  const moved = whole2 || comparable ? changeCell(difference, comparison) : "not comparable: another element";
  return [label(segments), bold(quantity(value(comparison.base), comparison.unit)), head, bold(moved)];
}
function changeCell(difference, { unit }) {
  if (difference === null) return "–";
  const resolved2 = isResolved(difference) || isNothing(difference, unit);
  return change(difference, unit) + (resolved2 ? "" : " (not resolved)");
}
function label(segments) {
  const [metric, phase, ...below3] = segments;
  const path13 = pathPhrase(below3.length > 0 ? below3 : [phase ?? metric ?? ""]);
  const text = inMarkdown(path13);
  if (segments.length === 1) return `**${text}**`;
  return below3.length > 0 ? `↳ ${text}` : text;
}
function nodesToShow(node, above) {
  const segments = [...above, node.id];
  const parts = largest2(above.length === 0 ? node.parts : node.parts.filter((part) => !isStill(part)));
  const worthIt = above.length === 0 || parts.some(hasChanged);
  return [segments, ...worthIt ? parts.flatMap((part) => nodesToShow(part, segments)) : []];
}
function hasChanged({ low, high }) {
  return low !== void 0 && high !== void 0 && isResolved({ low, high });
}
function isStill({ value, low, high }) {
  return value === 0 && low === 0 && high === 0;
}
function largest2(parts) {
  if (parts.length <= MOST_PARTS2) return parts;
  const bySize2 = parts.toSorted((one, other) => Math.abs(other.value) - Math.abs(one.value));
  const kept = new Set(bySize2.slice(0, MOST_PARTS2));
  return parts.filter((part) => kept.has(part));
}

// src/report/details.ts
function fold(summary, blocks2) {
  return [`<details><summary>${summary}</summary>`, ...blocks2, "</details>"].join("\n\n");
}
function bullets(lines) {
  return lines.map((line2) => `- ${inMarkdown(line2)}`).join("\n");
}
function routeFold(route, report, withInsights) {
  const comparisons = itemsAt(report.result.comparisons, route);
  const blocks2 = [
    comparisons.length === 0 ? "" : treeTable(comparisons, route),
    section("Evidence", evidenceLines(route, report)),
    withInsights ? lighthouse(route, report.result.head.url) : "",
    section("Notes", notes(route))
  ].filter((block2) => block2 !== "");
  if (blocks2.length === 0) return "";
  const fresh = route.freshBlocks === 0 ? "" : ` and ${route.freshBlocks} fresh ones`;
  const of2 = route.blocks === 0 ? "" : `, ${count(route.blocks, "block")} of four visits${fresh}`;
  return fold(`${htmlCode(route.route)} · ${htmlCode(route.condition)}: phases and evidence${of2}`, blocks2);
}
function lighthouse({ explanation: explanation2 }, deployUrl) {
  if (explanation2 === null) return "";
  if (explanation2.failure !== null)
    return section("Lighthouse", [["could not explain this: ", prose(explanation2.failure)]]);
  const lines = explanation2.insights.map((insight) => insightPhrase(insight, deployUrl));
  const title = "Lighthouse, worse on head than on base (its own run per side)";
  return lines.length === 0 ? "" : section(title, lines);
}
function notes(route) {
  const seen = [...route.evidence.head?.notes ?? [], ...route.evidence.base?.notes ?? []];
  return [.../* @__PURE__ */ new Set([...route.notes, ...seen])].map((note2) => [prose(note2)]);
}
function section(title, lines) {
  return lines.length === 0 ? "" : `**${title}**

${bullets(lines)}`;
}

// src/report/cost-fold.ts
function costFold(place2, report) {
  const comparisons = itemsAt(report.result.comparisons, place2).filter(({ unit }) => unit === "cost");
  if (comparisons.length === 0) return "";
  const whole2 = comparisons.map(({ metric, head }) => `${metric.replaceAll("-", " ")} ${quantity(head.value, "cost")}`);
  const title = `${htmlCode(place2.route)} · ${htmlCode(place2.condition)}: ${whole2.join(", ")}`;
  return fold(title, [treeTable(comparisons, null)]);
}

// src/report/shedding.ts
var COMMENT_LIMIT_BYTES = 6e4;
var NOTHING_FOLDED = { routes: false, insights: false, overview: false };
var STEPS2 = [
  { rows: 500, routes: true, insights: true, overview: true, missing: "" },
  { rows: 500, routes: true, insights: true, overview: false, missing: "the routes that passed" },
  { rows: 500, routes: true, insights: false, overview: false, missing: "the routes that passed and the insights" },
  { rows: 500, ...NOTHING_FOLDED, missing: "all details" },
  { rows: 100, ...NOTHING_FOLDED, missing: "all details, and all but the first 100 rows" },
  { rows: 20, ...NOTHING_FOLDED, missing: "all details, and all but the first 20 rows" },
  { rows: 3, ...NOTHING_FOLDED, missing: "all details, and all but the first 3 rows" },
  { rows: 0, ...NOTHING_FOLDED, missing: "every row" }
];
function fitting(limitBytes, compose3) {
  let text = "";
  for (const detail of STEPS2) {
    text = compose3(detail);
    if (Buffer.byteLength(text) <= limitBytes) break;
  }
  return text;
}

// src/report/comment.ts
var COMMENT_MARKER = "<!-- vitals-gate -->";
function renderComment(report, options = {}) {
  return fitting(options.limitBytes ?? COMMENT_LIMIT_BYTES, (detail) => compose2(report, detail));
}
function compose2(report, detail) {
  const { symbol, words } = headlineOf(report);
  const blocks2 = [
    `${COMMENT_MARKER}
### ${symbol} ${words}`,
    deploysLine(report),
    ...alertPhrases(report).map((alert) => `⚠️ ${inMarkdown(alert)}`),
    ...problems(report, detail),
    ...remarks2(report, detail),
    ...folds(report, detail),
    detail.missing === "" ? "" : `Left out because the comment would be too long: ${detail.missing}.`
  ];
  return `${blocks2.filter((each) => each !== "").join("\n\n")}
`;
}
function deploysLine({ result, routes }) {
  const head = deployText("Head", result.head);
  if (result.base.url === null && result.base.sha === null)
    return `${head}. First run: there is no base deploy, so only \`max\` budgets are judged.`;
  return `${deployText("Base", result.base)} → ${deployText("head", result.head)}${campaignText(routes)}.`;
}
function deployText(label2, { sha, url: url2 }) {
  const at3 = url2 === null ? "" : ` at ${link(hostOf(url2), url2)}`;
  return label2 + (sha === null ? "" : ` ${code(shortSha(sha))}`) + at3;
}
function campaignText(routes) {
  const visits = routes.reduce((sum2, { blocks: blocks2, freshBlocks }) => sum2 + 4 * (blocks2 + freshBlocks), 0);
  if (visits === 0) return "";
  return `, compared in ${count(visits, "visit")} to ${count(new Set(routes.map(({ route }) => route)).size, "route")}`;
}
function problems(report, detail) {
  const { broken } = groupRows(report);
  if (broken.length === 0) return [];
  return [brokenTable(broken.slice(0, detail.rows), report), ...routeFolds(broken, report, detail)];
}
function brokenTable(broken, report) {
  if (broken.length === 0) return "";
  const header = [
    "| Route | What got worse | Base → head | Change [95 % interval] | Budget | Deploy | Cause |",
    "| :-- | :-- | :-- | :-- | :-- | :-- | :-- |"
  ];
  const rows = broken.map((each, index) => {
    const cause = isSameNode(each, broken[index - 1]) ? "as above" : inMarkdown(causePhrase(each, report));
    return brokenRow2(each, report.result.head.sha, cause);
  });
  return [...header, ...rows].join("\n");
}
function isSameNode({ budget }, other) {
  return other !== void 0 && isOf(budget, other.budget) && budget.path === other.budget.path;
}
function brokenRow2(each, sha, cause) {
  return row([
    inMarkdown(routePhrase(each.budget)),
    `**${inMarkdown(whatPhrase(each))}**`,
    baseToHead(each),
    each.difference === null ? "–" : `**${changeText(each)}**`,
    budgetText(each),
    sha === null ? "head" : code(shortSha(sha)),
    cause
  ]);
}
function routeFolds(rows, report, detail) {
  if (!detail.routes) return [];
  const budgets = rows.map(({ budget }) => budget);
  const places = placesOf(budgets);
  const routes = report.routes.filter((route) => itemsAt(budgets, route).length > 0);
  const costs = places.map((place2) => costFold(place2, report)).filter((each) => each !== "");
  return [...routes.map((route) => routeFold(route, report, detail.insights)), ...costs];
}
function remarks2(report, detail) {
  const { warned, preExisting, inconclusive: inconclusive2, unmeasured: unmeasured2, waived } = groupRows(report);
  const cause = (each) => [...rowPhrase(each), ": ", ...causePhrase(each, report)];
  return [
    list2("Warnings, which do not block", warned.map(cause), detail),
    list2("Over budget, but not caused by this change", preExisting.map(rowPhrase), detail),
    list2("Could not be measured", unmeasuredLines(unmeasured2), detail),
    list2("Inconclusive", inconclusive2.map(inconclusivePhrase), detail),
    list2(
      "Waived",
      waived.map((each) => [...cause(each), ...waivedPhrase(each)]),
      detail
    ),
    list2("Expired waivers, which do not apply", expiredPhrases(report), detail),
    list2(
      "Policy that this pull request changes; the values of the base were applied",
      changePhrases(report, "base"),
      detail
    ),
    list2("What is visited changes too; the values of the head were applied", changePhrases(report, "head"), detail),
    list2(
      "Improved",
      improved(report).map((each) => comparisonPhrase(each, report)),
      detail
    ),
    largest3(report)
  ];
}
function list2(title, lines, detail) {
  const shown5 = lines.slice(0, detail.rows);
  if (shown5.length === 0) return "";
  const rest = shown5.length === lines.length ? [] : [[`and ${lines.length - shown5.length} more`]];
  return `**${title}**

${bullets([...shown5, ...rest])}`;
}
function unmeasuredLines(rows) {
  const groups = Map.groupBy(rows, ({ budget }) => JSON.stringify([budget.route, budget.condition, budget.reason]));
  return Array.from(groups.values(), (group) => {
    const [first2] = group;
    if (first2 === void 0) return [];
    const paths = [...new Map(group.map(({ budget, segments }) => [budget.path, pathPhrase(segments)])).values()];
    return [...routePhrase(first2.budget), ", ", ...joined(paths, ", "), ": ", ...unmeasuredPhrase(first2)];
  });
}
function largest3(report) {
  if (groupRows(report).broken.length > 0) return "";
  const changes2 = largestChanges(report, 3);
  if (changes2.length === 0) return "";
  const resolved2 = changes2.some(({ difference }) => difference !== null && isResolved(difference));
  const opening = resolved2 ? "Largest changes" : "No change could be told from noise; the largest";
  return `${opening}: ${inMarkdown(
    joined(
      changes2.map((each) => comparisonPhrase(each, report)),
      "; "
    )
  )}.`;
}
function folds(report, detail) {
  const { broken, warned, inconclusive: inconclusive2, preExisting } = groupRows(report);
  const folded2 = broken.map(({ budget }) => budget);
  const noticed = [...warned, ...inconclusive2, ...preExisting].filter(
    ({ budget }) => itemsAt(folded2, budget).length === 0
  );
  return [
    ...routeFolds(noticed, report, detail),
    detail.overview ? overview(report) : "",
    report.notices.length === 0 || !detail.overview ? "" : fold(count(report.notices.length, "notice"), [bullets(report.notices.map((notice2) => [prose(notice2)]))]),
    detail.rows === 0 ? "" : reproduce(report)
  ];
}
function overview(report) {
  const { comparisons } = report.result;
  if (comparisons.length === 0) return "";
  return fold(`Everything that was measured (${count(comparisons.length, "metric")})`, [overviewTable(report)]);
}
function reproduce({ reproduce: command, chrome }) {
  const measured2 = chrome === "" ? [] : [`Measured in ${code(chrome)}.`];
  return fold("How to reproduce this", [block(command), ...measured2]);
}

// vendor:junit-report-builder
import { junit_report_builder_default } from "./vendor/vendor-QV6G7CEM.js";

// src/report/junit.ts
var reportBuilder = junit_report_builder_default;
function renderJunit(report) {
  const builder = reportBuilder.newBuilder().name("vitals-gate");
  for (const place2 of placesOf(report.result.budgets)) {
    const suite = builder.testSuite().name(inText(routePhrase(place2)));
    for (const budget of itemsAt(report.result.budgets, place2)) addCase(suite, budget, report);
  }
  return `${builder.build()}
`;
}
function addCase(suite, budget, report) {
  const row2 = reportRow(report, budget);
  const testCase = suite.testCase().className(`${clean(budget.route, 200)}.${clean(budget.condition, 200)}`).name(`${clean(budget.path, 500)} ${budget.kind}`);
  write(testCase, row2, report);
}
function write(testCase, row2, report) {
  const { verdict, reason } = row2.budget;
  const story = inText(joined([rowPhrase(row2), explanation(row2, report)], ": "));
  if (verdict === "pass") return;
  if (!blocks(row2.budget, report)) testCase.skipped().standardOutput(inCdata(`${verdict}: ${story}`));
  else if (verdict === "unmeasured") testCase.error(story, reason);
  else testCase.failure(story, reason);
}
function inCdata(text) {
  return text.replaceAll("]]>", "]] >");
}
function explanation(row2, report) {
  if (row2.budget.verdict === "fail") return causePhrase(row2, report);
  return row2.comparison === null ? unmeasuredPhrase(row2) : [reasonSentence(row2.budget.reason)];
}
function blocks({ verdict, enforce, reason }, { policy }) {
  if (enforce === "warn" || reason === "no-base") return false;
  if (verdict === "fail") return true;
  if (verdict === "unmeasured") return policy.onUnmeasured === "block";
  return verdict === "inconclusive" && policy.onInconclusive === "block";
}

// src/model/attribution.ts
var shaSchema = zod_z.string().max(200);
var commitChangeSchema = zod_z.strictObject({
  /** Of a range, its last commit. */
  sha: shaSchema,
  /** Of a range, which commits it is. */
  subject: zod_z.string().max(500),
  /** The change with its 95 % interval, in the node's unit; null for a commit that was skipped. */
  value: zod_z.number().nullable(),
  low: zod_z.number().nullable(),
  high: zod_z.number().nullable(),
  /** `skipped` could not be built or visited: its change is in the range that it lies in. */
  status: zod_z.enum(["measured", "range", "skipped"])
});
var attributionSchema = zod_z.strictObject({
  route: zod_z.string().max(200),
  condition: zod_z.string().max(200),
  path: zod_z.string().max(1e3),
  culprits: zod_z.array(shaSchema).max(1e3),
  commits: zod_z.array(commitChangeSchema).max(5e3)
});
var packageChangeSchema = zod_z.strictObject({
  name: zod_z.string().max(500),
  from: zod_z.string().max(500).nullable(),
  to: zod_z.string().max(500).nullable()
});
var changesShape = {
  /** Paths from the root of the repository. */
  files: zod_z.array(zod_z.string().max(5e3)).max(5e5),
  packages: zod_z.array(packageChangeSchema).max(1e5),
  /** Who owns any of the files, by CODEOWNERS. */
  owners: zod_z.array(zod_z.string().max(500)).max(1e5)
};
var changesSchema = zod_z.strictObject(changesShape);
var manifestSchema = zod_z.strictObject({
  ...changesShape,
  culprits: zod_z.array(
    zod_z.strictObject({
      sha: shaSchema,
      /** The pull request that the commit came with; null where none is known. */
      pullRequest: zod_z.number().int().positive().nullable(),
      ...changesShape
    })
  ).max(5e3)
});

// src/model/comparison.ts
var differenceSchema = zod_z.lazy(
  () => zod_z.strictObject({
    id: zod_z.string().max(500),
    value: unboundedNumber,
    low: unboundedNumber,
    high: unboundedNumber,
    parts: zod_z.array(differenceSchema).max(1e3)
  })
);
var EFFECTS = ["worse", "same", "better", "unclear"];
var comparisonSchema = zod_z.strictObject({
  route: zod_z.string().max(200),
  condition: zod_z.string().max(200),
  metric: zod_z.enum([...METRICS, ...GRAPH_METRICS]),
  unit: zod_z.enum(["ms", "score", "cost"]),
  blocks: zod_z.number().int().nonnegative(),
  base: breakdownSchema.nullable(),
  head: breakdownSchema,
  difference: differenceSchema.nullable(),
  /** Fractions (0.1 is +10 %); null where unbounded or undefined. */
  relative: zod_z.strictObject({ value: zod_z.number().nullable(), low: zod_z.number().nullable(), high: zod_z.number().nullable() }).nullable(),
  effect: zod_z.enum(EFFECTS).nullable()
});

// src/model/result.ts
var deploySchema2 = zod_z.strictObject({ sha: zod_z.string().max(200).nullable(), url: zod_z.string().max(2e3).nullable() });
var resultSchema = zod_z.strictObject({
  version: zod_z.literal(1),
  verdict: zod_z.enum(VERDICTS),
  base: deploySchema2,
  head: deploySchema2,
  comparisons: zod_z.array(comparisonSchema),
  budgets: zod_z.array(budgetRowSchema),
  /** Which commits broke each budget; empty where it was not looked for. */
  attribution: zod_z.array(attributionSchema).optional(),
  /** What changed from base to head; null where the history is not known. */
  manifest: manifestSchema.nullable().optional()
});

// src/report/result-json.ts
function renderResult(result) {
  const json = zod_z.encode(resultSchema, result);
  result.comparisons.forEach(assertComparison);
  return `${JSON.stringify(json, null, 2)}
`;
}
function assertComparison({ base, head, difference }) {
  assertSums(head);
  if (base !== null) assertSums(base);
  if (difference !== null) assertSums(difference);
}

// src/report/files.ts
var WRITTEN2 = /^(?:result\.json|comment\.md|junit\.xml|samples\.ndjson|calibration\.json|lighthouse[\\/][^\\/]+-(?:base|head)\.(?:html|json))$/;
async function makeOutputFolder(out) {
  const folder = path.resolve(out);
  try {
    await makeFolder(folder);
    for (const name4 of await written(folder)) await rm(path.join(folder, name4));
  } catch (error) {
    throw new GateError("out-unwritable", { path: out, cause: causeOf(error) }, { cause: error });
  }
  return folder;
}
async function makeFolder(folder) {
  try {
    await mkdir(folder);
  } catch (error) {
    const code2 = error instanceof Error && "code" in error ? error.code : "";
    if (code2 === "EEXIST" && (await stat3(folder)).isDirectory()) return;
    if (code2 !== "ENOENT" || path.dirname(folder) === folder) throw error;
    await makeFolder(path.dirname(folder));
    await mkdir(folder);
  }
}
async function written(folder) {
  const own = await readdir2(folder);
  const reports = own.includes("lighthouse") ? await readdir2(path.join(folder, "lighthouse")).catch(() => []) : [];
  return [...own, ...reports.map((name4) => path.join("lighthouse", name4))].filter((name4) => WRITTEN2.test(name4));
}
async function writeReport(report, out) {
  const files = {
    out,
    comment: path.join(out, "comment.md"),
    result: path.join(out, "result.json"),
    junit: path.join(out, "junit.xml")
  };
  try {
    await writeFile(files.result, renderResult(report.result));
    await writeFile(files.comment, renderComment(report));
    await writeFile(files.junit, renderJunit(report));
  } catch (error) {
    throw new GateError("out-unwritable", { path: out, cause: causeOf(error) }, { cause: error });
  }
  return files;
}

// src/gate/check-graphql.ts
async function runGraphqlCheck(options) {
  return checkGraphqlOf(await loadConfig(options.config, { baseUrl: null, headUrl: null, visits: false }), options);
}
async function checkGraphqlOf(config, options) {
  if (config.graphql === null)
    throw new GateError("usage", {
      what: `${options.config} has no graphql section.`,
      todo: 'Add graphql: { schema: schema.graphql, operations: ["src/**/*.graphql"] } (see docs/graphql.md).'
    });
  const check = await checkGraphql(config.graphql, { ...options, policy: config.policy });
  const out = await makeOutputFolder(options.out);
  const waivers = { today: dayOf(/* @__PURE__ */ new Date()), granted: [...config.waivers] };
  const rows = check.rows.map((row2) => waive(row2, waivers, config.policy));
  const outcome2 = outcomeOf(rows, config.policy, true);
  const told = graphqlReport({ ...check, ...labelled(check, options), rows }, config, {
    ...outcome2,
    reproduce: reproduce2(options)
  });
  const { policySource } = config;
  const report = {
    ...told,
    expiredWaivers: expiredWaivers(waivers),
    ...policySource === null ? {} : { policySource }
  };
  return { ...outcome2, report, files: await writeReport(report, path2.resolve(out)) };
}
function labelled({ shas, notes: notes2 }, { headSha = null }) {
  if (headSha === null || shas.head === headSha) return { shas, notes: notes2 };
  const tree = shas.head === null ? "" : `, commit ${shas.head.slice(0, 7)}`;
  const note2 = `The operations were costed as the work tree has them${tree}: on a pull request that is what would be merged.`;
  return { shas: { ...shas, head: headSha }, notes: [...notes2, note2] };
}
function graphqlReport(check, { policy, warnings, graphql }, { verdict, reproduce: command }) {
  const onRoutes = graphql?.budgets.filter(({ target }) => target.kind === "route") ?? [];
  const skipped = onRoutes.length === 0 ? [] : ["Budgets of routes are not judged: they need visits, which `vitals-gate run` makes."];
  return {
    result: {
      version: 1,
      verdict,
      base: { sha: check.shas.base, url: null },
      head: { sha: check.shas.head, url: null },
      comparisons: [...check.comparisons],
      budgets: [...check.rows]
    },
    policy,
    routes: [],
    graphql: check.report,
    notices: [...warnings, ...check.notes, ...skipped],
    chrome: "",
    reproduce: command
  };
}
function reproduce2({ config, baseRef }) {
  return `vitals-gate graphql check --config ${config}${baseRef === null ? "" : ` --base-ref ${baseRef}`}`;
}

// src/gate.ts
import path12 from "node:path";

// src/config/select.ts
function selectRoutes(config, selection) {
  if (config.routes.length === 0 && selection.routes.length + selection.conditions.length === 0) return config;
  const names = config.routes.map((route) => route.name);
  for (const name4 of selection.routes) checkName("route", name4, names);
  const conditionNames = config.conditions.map((condition) => condition.name);
  for (const name4 of selection.conditions) checkName("condition", name4, conditionNames);
  const routes = config.routes.filter((route) => isSelected(route.name, selection.routes)).map((route) => ({
    ...route,
    conditions: route.conditions.filter((condition) => isSelected(condition, selection.conditions))
  })).filter((route) => route.conditions.length > 0);
  if (routes.length === 0)
    throw new GateError("usage", {
      what: `None of the routes ${selection.routes.join(", ")} is visited under ${selection.conditions.join(", ")}.`,
      todo: "Change --route or --condition, or the conditions of the route."
    });
  return { ...config, routes, conditions: conditionsOf(routes, config.conditions) };
}
function isSelected(name4, selected) {
  return selected.length === 0 || selected.includes(name4);
}
function checkName(kind, name4, known4) {
  if (known4.includes(name4)) return;
  const what = `--${kind}: the configuration has no ${kind} ${quote(name4)}.`;
  throw new GateError("usage", { what, todo: suggestion(name4, known4, `Its ${kind}s are`) });
}

// src/deploys/history/chain.ts
var MAX_COMMITS = 2e3;
async function chainBetween(git, base, head) {
  if (base === head || !await completeHistory(git, base, head)) return null;
  const between2 = new Map((await commitsBetween(git, base, head)).map((commit) => [commit.sha, commit]));
  const commits = [];
  for (let sha = head; sha !== base; ) {
    const commit = between2.get(sha);
    const parent = commit?.parents.find((each) => each === base || between2.has(each));
    if (commit === void 0 || parent === void 0) return null;
    commits.unshift(commit);
    sha = parent;
  }
  return { from: base, commits };
}
async function commitsBetween(git, base, head) {
  const lines = await git.lines(
    "log",
    "-z",
    `--max-count=${MAX_COMMITS}`,
    "--ancestry-path",
    "--format=%H%x1f%P%x1f%s",
    `${base}..${head}`
  );
  return lines.join("\n").split("\0").filter((record) => record !== "").map((record) => {
    const [sha = "", parents = "", subject = ""] = record.split("");
    return { sha, subject, parents: parents.split(" ").filter((parent) => parent !== "") };
  });
}
async function mergedChain(git, { parents }, previous) {
  const [merged2, ...others] = parents.filter((parent) => parent !== previous);
  if (merged2 === void 0 || others.length > 0) return null;
  const from = await mergeBase(git, previous, merged2);
  return from === null ? null : chainBetween(git, from, merged2);
}

// vendor:ignore
import { ignore_default } from "./vendor/vendor-QV6G7CEM.js";

// src/deploys/history/codeowners.ts
var CODEOWNERS_PLACES = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"];
function readCodeowners(text) {
  const rules = text.split(/\r?\n/).flatMap((line2) => ruleOf(line2) ?? []);
  return (path13) => rules.findLast((rule) => matches(rule, path13))?.owners ?? [];
}
function ruleOf(line2) {
  const [pattern = "", ...words] = line2.replace(/(?:^|\s)#.*$/, "").trim().match(/(?:\\ |\S)+/g) ?? [];
  if (pattern === "" || pattern.startsWith("!") || /[[\]]/.test(pattern)) return null;
  const owners = words.filter((word) => /^@|.@./.test(word));
  const shallow2 = /^\/?(.*\/)\*$/.exec(pattern)?.[1] ?? null;
  return { matcher: ignore_default().add(pattern), owners, shallow: shallow2?.includes("*") === true ? null : shallow2 };
}
function matches({ matcher, shallow: shallow2 }, path13) {
  if (shallow2 !== null) return path13.startsWith(shallow2) && !path13.slice(shallow2.length).includes("/");
  return matcher.ignores(path13);
}

// vendor:@yarnpkg/parsers
import { yarnpkg_parsers_parseSyml } from "./vendor/vendor-QV6G7CEM.js";

// src/deploys/history/lockfiles.ts
var READERS = {
  "package-lock.json": readNpm,
  "npm-shrinkwrap.json": readNpm,
  "pnpm-lock.yaml": readPnpm,
  "yarn.lock": readYarn
};
function isLockfile(path13) {
  return Object.hasOwn(READERS, baseName(path13)) && !path13.includes("node_modules/");
}
function readLockfile(path13, text) {
  return text === null ? /* @__PURE__ */ new Map() : READERS[baseName(path13)]?.(text) ?? /* @__PURE__ */ new Map();
}
function packageChanges(before, after2) {
  const names = [.../* @__PURE__ */ new Set([...before.keys(), ...after2.keys()])].toSorted();
  return names.flatMap((name4) => {
    const [from, to] = [versionsOf(before, name4), versionsOf(after2, name4)];
    return from === to ? [] : [{ name: name4, from, to }];
  });
}
function versionsOf(locked, name4) {
  const versions = locked.get(name4);
  return versions === void 0 ? null : [...versions].toSorted().join(", ");
}
function baseName(path13) {
  return path13.slice(path13.lastIndexOf("/") + 1);
}
var Versions = class extends Map {
  note(name4, version2) {
    if (name4 === "" || typeof version2 !== "string" || version2 === "") return;
    const known4 = this.get(name4);
    if (known4 === void 0) this.set(name4, /* @__PURE__ */ new Set([version2]));
    else known4.add(version2);
  }
};
function readNpm(text) {
  const file = JSON.parse(text);
  const versions = new Versions();
  const packages = entriesOf4(file, "packages");
  for (const [path13, entry] of packages) {
    if (!path13.includes("node_modules/")) continue;
    const alias = path13.slice(path13.lastIndexOf("node_modules/") + "node_modules/".length);
    versions.note(stringOf2(entry, "name") ?? alias, stringOf2(entry, "version"));
  }
  if (packages.length === 0) readNested(file, versions);
  return versions;
}
function readNested(file, versions) {
  for (const [name4, entry] of entriesOf4(file, "dependencies")) {
    versions.note(name4, stringOf2(entry, "version"));
    readNested(entry, versions);
  }
}
function readPnpm(text) {
  const versions = new Versions();
  for (const [key2] of entriesOf4(yaml_parse(text, { maxAliasCount: 0 }), "packages")) {
    const plain2 = key2.replace(/^\//, "").replace(/[(_].*$/s, "");
    const [, name4 = "", version2 = ""] = /^(@?[^@]+)[@/](\d[^/]*|[^@/]*:.*)$/s.exec(plain2) ?? [];
    versions.note(name4, version2);
  }
  return versions;
}
function readYarn(text) {
  const versions = new Versions();
  for (const [key2, entry] of Object.entries(yarnpkg_parsers_parseSyml(text))) {
    const resolution = stringOf2(entry, "resolution") ?? "";
    if (key2 === "__metadata" || resolution.includes("@workspace:")) continue;
    const [, name4 = ""] = /^(@?[^@]+)@/.exec(resolution === "" ? key2 : resolution) ?? [];
    versions.note(name4, stringOf2(entry, "version"));
  }
  return versions;
}
function entriesOf4(value, key2) {
  const map = fieldOf(value, key2);
  return typeof map === "object" && map !== null ? Object.entries(map) : [];
}
function stringOf2(value, key2) {
  const field = fieldOf(value, key2);
  return typeof field === "string" ? field : void 0;
}
function fieldOf(value, key2) {
  return typeof value === "object" && value !== null ? value[key2] : void 0;
}

// src/deploys/history/manifest.ts
var MAX_BYTES3 = 5e7;
async function changesBetween2(git, from, to, log = () => {
}) {
  const names = await git.run("diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", from, to);
  const files = names.split("\0").filter((name4) => name4 !== "");
  const ownersOf2 = await ownersAt(git, to);
  const packages = [];
  for (const file of files.filter(isLockfile)) packages.push(...await lockChanges(git, { file, from, to }, log));
  const owners = [...new Set(files.flatMap(ownersOf2))].toSorted();
  return { files, packages, owners };
}
async function lockChanges(git, { file, from, to }, log) {
  try {
    const [before, after2] = [await fileAt(git, from, file), await fileAt(git, to, file)];
    return packageChanges(readLockfile(file, before), readLockfile(file, after2));
  } catch (error) {
    log(`${file} cannot be read as a lockfile: ${causeOf(error)}. Its packages are left out of the change manifest.`);
    return [];
  }
}
async function ownersAt(git, commit) {
  for (const place2 of CODEOWNERS_PLACES) {
    const text = await fileAt(git, commit, place2);
    if (text !== null) return readCodeowners(text);
  }
  return () => [];
}
async function fileAt(git, commit, path13) {
  const size = Number(await git.ask("cat-file", "-s", `${commit}:${path13}`));
  return Number.isFinite(size) && size > 0 && size <= MAX_BYTES3 ? git.ask("cat-file", "blob", `${commit}:${path13}`) : null;
}

// src/stats/numbers.ts
function median(values) {
  const sorted = Float64Array.from(values).toSorted();
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  const upper = sorted[Math.floor(sorted.length / 2)];
  if (lower === void 0 || upper === void 0) throw new RangeError("the median of nothing");
  return lower === upper ? lower : (lower + upper) / 2;
}
function roundHalfEven(value) {
  const floor = Math.floor(value);
  const excess = value - floor;
  if (excess !== 0.5) return excess < 0.5 ? floor : floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}
function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}

// src/stats/bisection/explanations.ts
function mostLikely(explanations) {
  return explanations.reduce(
    (best, each) => best === void 0 || each.probability > best.probability ? each : best,
    void 0
  );
}
function probabilityOf(explanations, stretches) {
  const agreeing = explanations.filter((explanation2) => agrees(explanation2.stretches, stretches));
  return sum(agreeing.map(({ probability }) => probability));
}
function agrees(finer, stretches) {
  return finer.every((one) => stretches.some((other) => isInside(one, other))) && stretches.every((other) => finer.some((one) => isInside(one, other)));
}
function isInside(one, other) {
  return one.low >= other.low && one.high <= other.high;
}
function narrowest(explanations, ends, probability) {
  const arms = [...new Set(explanations.flatMap(({ stretches }) => stretches.flatMap(({ low, high }) => [low, high])))];
  const brackets = arms.flatMap((low) => arms.filter((high) => high > low).map((high) => ({ low, high })));
  const holds = (bracket) => sum(
    explanations.filter(({ stretches }) => stretches.every((stretch) => isInside(stretch, bracket))).map((explanation2) => explanation2.probability)
  ) >= probability;
  return brackets.filter(holds).toSorted((a, b) => a.high - a.low - (b.high - b.low))[0] ?? ends;
}

// src/stats/distributions.ts
function studentQuantile(central, degrees) {
  let low = 0;
  let high = Math.PI / 2;
  for (let round = 0; round < 60; round += 1) {
    const theta = (low + high) / 2;
    if (studentCentral(theta, degrees) < central) low = theta;
    else high = theta;
  }
  return Math.sqrt(degrees) * Math.tan((low + high) / 2);
}
function studentCentral(theta, degrees) {
  const odd = degrees % 2 === 1;
  const cosine = Math.cos(theta);
  let term = odd ? cosine : 1;
  let series = degrees === 1 ? 0 : term;
  for (let power = odd ? 3 : 2; power <= degrees - 2; power += 2) {
    term *= (power - 1) / power * cosine * cosine;
    series += term;
  }
  return odd ? 2 / Math.PI * (theta + Math.sin(theta) * series) : Math.sin(theta) * series;
}
function normalUpperQuantile(p) {
  let low = 0;
  let high = 8;
  for (let round = 0; round < 60; round += 1) {
    const z = (low + high) / 2;
    if (normalUpperTail(z) > p) low = z;
    else high = z;
  }
  return (low + high) / 2;
}
var ERFC = [
  -1.26551223,
  1.00002368,
  0.37409196,
  0.09678418,
  -0.18628806,
  0.27886807,
  -1.13520398,
  1.48851587,
  -0.82215223,
  0.17087277
];
function normalUpperTail(z) {
  const x = z / Math.SQRT2;
  const t = 1 / (1 + x / 2);
  const polynomial = ERFC.reduceRight((sum2, coefficient) => sum2 * t + coefficient, 0);
  return 0.5 * t * Math.exp(-x * x + polynomial);
}
function binomialCdf(n, probability) {
  const odds = Math.log(probability / (1 - probability));
  let logMass = n * Math.log1p(-probability);
  let cumulated2 = Math.exp(logMass);
  const cdf = [cumulated2];
  for (let k = 1; k <= n; k += 1) {
    logMass += Math.log((n - k + 1) / k) + odds;
    cumulated2 += Math.exp(logMass);
    cdf.push(cumulated2);
  }
  return cdf;
}

// src/stats/series.ts
function valuesOf2(series) {
  return series.flatMap((block2) => block2.map((visit2) => visit2.value));
}
function headValues(series) {
  return series.flatMap((block2) => block2.filter((visit2) => visit2.head).map((visit2) => visit2.value));
}
function mapSeries(series, transform) {
  return series.map((block2) => block2.map(({ head, value }) => ({ head, value: transform(value, head) })));
}
function withinBlockDifferences(series) {
  return series.flatMap((block2) => {
    const base = block2.filter((visit2) => !visit2.head);
    return block2.filter((visit2) => visit2.head).flatMap((head) => base.map((other) => head.value - other.value));
  });
}
function zipBlocks(left, right) {
  if (left.length !== right.length) throw new RangeError(`${left.length} blocks cannot be paired with ${right.length}`);
  return left.map((block2, index) => zip(block2, right[index] ?? []));
}
function zip(left, right) {
  if (left.length !== right.length) throw new RangeError(`${left.length} visits cannot be paired with ${right.length}`);
  return left.flatMap((value, index) => {
    const other = right[index];
    return other === void 0 ? [] : [[value, other]];
  });
}
function assertFinite(series) {
  const odd = valuesOf2(series).find((value) => !Number.isFinite(value));
  if (odd !== void 0) throw new RangeError(`${odd} is a failed visit, not a sample`);
}

// src/stats/scores.ts
var CLIP = 1.5;
var STEPS_PER_SCALE = 6;
var OUTLIER = 4;
var MAD_TO_SIGMA = 1.4826;
function blockScores(series, { floor, redescending }) {
  const residuals = blockResiduals(series);
  const scale = Math.max(MAD_TO_SIGMA * median(valuesOf2(residuals).map(Math.abs)), floor);
  return mapSeries(residuals, (residual) => huberScore(residual / scale, redescending));
}
function blockResiduals(series) {
  return series.map((block2) => {
    const centre = median(block2.map((visit2) => visit2.value));
    return block2.map(({ head, value }) => ({ head, value: value - centre }));
  });
}
function huberScore(standardised, redescending) {
  const ignored = redescending && Math.abs(standardised) > OUTLIER;
  const clipped = ignored ? 0 : Math.max(-CLIP, Math.min(CLIP, standardised));
  return roundHalfEven(clipped * STEPS_PER_SCALE) + CLIP * STEPS_PER_SCALE;
}
var MOST_STEPS = 1e4;
function gridScores(series, step2) {
  const values = valuesOf2(series);
  const lowest = values.reduce((low, value) => Math.min(low, value), Infinity);
  const highest = values.reduce((high, value) => Math.max(high, value), -Infinity);
  const width = Math.max(step2, (highest - lowest) / MOST_STEPS);
  return mapSeries(series, (value) => roundHalfEven((value - lowest) / width));
}

// src/stats/estimator.ts
var HUBER = 1.5;
var CONFIDENCE = 0.95;
var BLOCK_OF_FOUR = 1.25;
function fitEffect(total) {
  if (total.length < MIN_BLOCKS) throw new RangeError(`an effect takes ${MIN_BLOCKS} blocks, not ${total.length}`);
  const weighted = weigh(total, median(withinBlockDifferences(total)));
  const contrasts = weighted.map(contrast);
  const scale = sum(contrasts.flat().map((visit2) => visit2.head ? visit2.coefficient : 0));
  const visits = contrasts.map((block2) => block2.map((visit2) => ({ ...visit2, coefficient: visit2.coefficient / scale })));
  return { visits, ...precision(visits) };
}
function fitLevel(total) {
  const weighted = weigh(total, 0);
  const scale = sum(weighted.flat().map((visit2) => visit2.weight));
  const visits = weighted.map((block2) => block2.map((visit2) => ({ ...visit2, coefficient: visit2.weight / scale })));
  return { visits, ...precision(visits) };
}
function levels(fit, part) {
  let base = 0;
  let head = 0;
  for (const [{ coefficient }, visit2] of zipBlocks(fit.visits, part).flat())
    if (visit2.head) head += coefficient * visit2.value;
    else base -= coefficient * visit2.value;
  return { base, head };
}
function effect(fit, part) {
  const { base, head } = levels(fit, part);
  const change2 = head - base;
  const unexplained = zipBlocks(
    fit.visits,
    mapSeries(part, (value, onHead) => value - (onHead ? change2 : 0))
  );
  const variance = sum(unexplained.map((block2) => blockVariance(block2)));
  const se = Math.sqrt(variance * fit.inflation);
  return { effect: change2, se, low: change2 - fit.quantile * se, high: change2 + fit.quantile * se };
}
function weigh(total, shift) {
  const residuals = blockResiduals(mapSeries(total, (value, head) => value - (head ? shift : 0)));
  const scale = MAD_TO_SIGMA * BLOCK_OF_FOUR * median(valuesOf2(residuals).map(Math.abs)) + 1e-9;
  return residuals.map(
    (block2) => block2.map(({ head, value }) => ({ head, weight: Math.min(1, HUBER * scale / Math.max(Math.abs(value), 1e-9)) }))
  );
}
function contrast(block2) {
  const headShare = sum(block2.map((visit2) => visit2.head ? visit2.weight : 0)) / sum(block2.map((visit2) => visit2.weight));
  return block2.map(({ head, weight }) => ({ head, weight, coefficient: weight * ((head ? 1 : 0) - headShare) }));
}
function precision(visits) {
  const all = visits.flat();
  const degrees = all.length - visits.length - 1;
  const full = all.filter((visit2) => visit2.weight === 1).length / all.length;
  return { inflation: all.length / degrees / full, quantile: studentQuantile(CONFIDENCE, degrees) };
}
function blockVariance(block2) {
  const weights = sum(block2.map(([{ weight }]) => weight));
  const mean2 = sum(block2.map(([{ weight }, { value }]) => weight * value)) / weights;
  return sum(block2.map(([{ coefficient }, { value }]) => (coefficient * (value - mean2)) ** 2));
}

// src/stats/bisection/linear.ts
function solve(matrix, right) {
  const rows = matrix.map((row2, index) => [...row2, right[index] ?? 0]);
  for (let column = 0; column < rows.length; column += 1) {
    const pivot = pivotRow(rows, column);
    for (const [index, row2] of rows.entries()) if (index !== column) eliminate(row2, pivot, column);
  }
  return rows.map((row2, index) => (row2.at(-1) ?? 0) / (row2[index] ?? 1));
}
function pivotRow(rows, column) {
  const size = (index) => Math.abs(rows[index]?.[column] ?? 0);
  let best = column;
  for (let index = column + 1; index < rows.length; index += 1) if (size(index) > size(best)) best = index;
  const pivot = rows[best];
  const here = rows[column];
  if (pivot === void 0 || here === void 0 || size(best) < 1e-9)
    throw new RangeError("arms that no block connects");
  rows[best] = here;
  rows[column] = pivot;
  return pivot;
}
function eliminate(row2, pivot, column) {
  const factor = (row2[column] ?? 0) / (pivot[column] ?? 1);
  for (const [index, value] of pivot.entries()) row2[index] = (row2[index] ?? 0) - factor * value;
}

// src/stats/bisection/arms.ts
var HUBER2 = 1.5;
var CONFIDENCE2 = 0.95;
var SWEEPS = 6;
function polish(blocks2) {
  const visits = blocks2.map((block2) => block2.map((visit2) => ({ ...visit2, residual: visit2.value })));
  const arms = Map.groupBy(visits.flat(), ({ arm }) => arm);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    for (const block2 of visits) takeMedian(block2);
    for (const group of arms.values()) takeMedian(group);
  }
  return visits;
}
function takeMedian(group) {
  const centre = median(group.map(({ residual }) => residual));
  for (const visit2 of group) visit2.residual -= centre;
}
function scaleOf2(residuals) {
  return MAD_TO_SIGMA * BLOCK_OF_FOUR * median(residuals.flat().map(({ residual }) => Math.abs(residual))) + 1e-9;
}
function fitArms(blocks2) {
  const residuals = polish(blocks2);
  const scale = scaleOf2(residuals);
  const arms = [...new Set(blocks2.flat().map(({ arm }) => arm))].toSorted((a, b) => a - b);
  const place2 = new Map(arms.slice(1).map((arm, index) => [arm, index]));
  const visits = residuals.map(
    (block2) => block2.map(({ arm, value, residual }) => ({
      column: place2.get(arm) ?? -1,
      value,
      weight: Math.min(1, HUBER2 * scale / Math.max(Math.abs(residual), 1e-9))
    }))
  );
  const size = arms.length - 1;
  const designs = visits.map((block2) => centred(block2, size));
  const matrix = normalMatrix(designs, size);
  const all = visits.flat();
  const degrees = all.length - blocks2.length - size;
  const inflation = all.length / degrees / (all.filter(({ weight }) => weight === 1).length / all.length);
  const combination = (shares2) => {
    const wanted = Array.from(
      { length: size },
      (_, column) => sum(shares2.map(({ arm, share: share2 }) => place2.get(arm) === column ? share2 : 0))
    );
    return contrastOf(designs, solve(matrix, wanted), { degrees, inflation, fitted: effectsOf(designs, matrix, size) });
  };
  return { has: (arm) => arms.includes(arm), combination, contrast: (from, to) => combination(step(from, to)) };
}
function step(from, to) {
  return [
    { arm: to, share: 1 },
    { arm: from, share: -1 }
  ];
}
function centred(block2, size) {
  const weights = sum(block2.map(({ weight }) => weight));
  const mean2 = sum(block2.map(({ weight, value }) => weight * value)) / weights;
  const shares2 = Array.from(
    { length: size },
    (_, column) => sum(block2.map((visit2) => visit2.column === column ? visit2.weight : 0)) / weights
  );
  return block2.map(({ column, value, weight }) => ({
    weight,
    value: value - mean2,
    row: shares2.map((share2, index) => (index === column ? 1 : 0) - share2)
  }));
}
function normalMatrix(designs, size) {
  const rows = designs.flat();
  return Array.from(
    { length: size },
    (_, i) => Array.from({ length: size }, (__, j) => sum(rows.map(({ weight, row: row2 }) => weight * (row2[i] ?? 0) * (row2[j] ?? 0))))
  );
}
function effectsOf(designs, matrix, size) {
  const rows = designs.flat();
  const right = Array.from(
    { length: size },
    (_, i) => sum(rows.map(({ weight, value, row: row2 }) => weight * value * (row2[i] ?? 0)))
  );
  return solve(matrix, right);
}
function contrastOf(designs, direction, { degrees, inflation, fitted }) {
  const rows = designs.flat().map(({ weight, value, row: row2 }) => ({
    coefficient: weight * dot(row2, direction),
    value,
    unexplained: value - dot(row2, fitted)
  }));
  const effect2 = sum(rows.map(({ coefficient, value }) => coefficient * value));
  const variance = sum(rows.map(({ coefficient, unexplained }) => (coefficient * unexplained) ** 2));
  const se = Math.sqrt(variance * inflation) + 1e-9;
  const reach2 = studentQuantile(CONFIDENCE2, degrees) * se;
  return { effect: effect2, se, low: effect2 - reach2, high: effect2 + reach2, t: effect2 / se, degrees };
}
function dot(left, right) {
  return sum(left.map((value, index) => value * (right[index] ?? 0)));
}

// src/stats/bisection/reconcile.ts
function reconcile(stretches, fit, whole2) {
  const own = stretches.map(({ low, high }) => fit.contrast(low, high));
  const variances = sum(own.map(({ se }) => se ** 2));
  const all = stretches.flatMap(({ low, high }) => step(low, high));
  return stretches.map(({ low, high }, index) => {
    const weight = (own[index]?.se ?? 0) ** 2 / variances;
    const kept = fit.combination([...step(low, high), ...times2(-weight, all)]);
    return plus3(kept, weight, whole2);
  });
}
function times2(factor, shares2) {
  return shares2.map(({ arm, share: share2 }) => ({ arm, share: factor * share2 }));
}
function plus3(kept, weight, whole2) {
  const effect2 = kept.effect + weight * whole2.effect;
  const reach2 = Math.hypot(kept.high - kept.low, weight * (whole2.high - whole2.low)) / 2;
  return { effect: effect2, low: effect2 - reach2, high: effect2 + reach2 };
}

// src/stats/bisection/holm.ts
function isAbove({ t, degrees }, level) {
  return t > studentQuantile(1 - 2 * level, degrees);
}
function holmRejected(changes2, level) {
  const known4 = changes2.flatMap((change2, index) => change2 === null ? [] : [{ change: change2, index }]);
  const rejected = changes2.map(() => false);
  for (const [rank3, { change: change2, index }] of known4.toSorted((a, b) => b.change.t - a.change.t).entries()) {
    if (!isAbove(change2, level / (known4.length - rank3))) break;
    rejected[index] = true;
  }
  return rejected;
}

// src/stats/bisection/blocks.ts
function hasArms(block2, arms) {
  return arms.every((arm) => block2.some((visit2) => visit2.arm === arm));
}
function keyOf5({ low, high }) {
  return `${low}-${high}`;
}
function shuffled(arms, random) {
  return arms.map((arm) => ({ arm, key: random() })).toSorted((a, b) => a.key - b.key).map(({ arm }) => arm);
}
function scaled2(blocks2, relative6) {
  if (!relative6) return blocks2;
  return blocks2.map((block2) => block2.map(({ arm, value }) => ({ arm, value: Math.log(value) })));
}
function visitedBetween(blocks2, { low, high }) {
  const useful = blocks2.filter((block2) => hasArms(block2, [low, high]));
  const arms = new Set(useful.flatMap((block2) => block2.map(({ arm }) => arm)));
  return [...arms].filter((arm) => arm > low && arm < high).toSorted((a, b) => a - b);
}

// src/stats/bisection/posterior.ts
var TAIL = 3;
var TWO = 0.01;
function explain(blocks2, arms) {
  const inner = levelLikelihoods(blocks2, arms);
  const stretches = arms.slice(1).map((high, index) => ({ low: arms[index] ?? 0, high }));
  const all = (arms.at(-1) ?? 0) - (arms[0] ?? 0);
  const share2 = ({ low, high }) => (high - low) / all;
  const before = cumulated(inner.map(({ low }) => low));
  const between2 = cumulated(inner.map(({ half }) => half));
  const behind = cumulated(inner.map(({ high }) => high));
  const end = inner.length;
  const weighed = stretches.flatMap((one, i) => {
    const single3 = {
      stretches: [one],
      log: at(before, i) + at(behind, end) - at(behind, i) + Math.log((1 - TWO) * share2(one))
    };
    const pairs2 = stretches.slice(i + 1).map((other, step2) => {
      const j = i + 1 + step2;
      const log = at(before, i) + at(between2, j) - at(between2, i) + at(behind, end) - at(behind, j);
      return { stretches: [one, other], log: log + Math.log(TWO * 2 * share2(one) * share2(other)) };
    });
    return [single3, ...pairs2];
  });
  const largest4 = weighed.reduce((most, { log }) => Math.max(most, log), -Infinity);
  const total = sum(weighed.map(({ log }) => Math.exp(log - largest4)));
  return weighed.map(({ stretches: of2, log }) => ({ stretches: of2, probability: Math.exp(log - largest4) / total }));
}
function uncertainty(explanations, arm) {
  let mean2 = 0;
  let square = 0;
  for (const { stretches, probability } of explanations) {
    const shares2 = stretches.map(({ low, high }) => Math.min(1, Math.max(0, (arm - low) / (high - low))));
    const size = 1 / shares2.length;
    const expected = sum(shares2) * size;
    mean2 += probability * expected;
    square += probability * (expected ** 2 + sum(shares2.map((below3) => below3 * (1 - below3))) * size ** 2);
  }
  return square - mean2 ** 2;
}
function cumulated(values) {
  let total = 0;
  return [0, ...values.map((value) => total += value)];
}
function at(values, index) {
  return values[index] ?? 0;
}
function levelLikelihoods(blocks2, arms) {
  const ends = { low: arms[0] ?? 0, high: arms.at(-1) ?? 0 };
  const change2 = median(blocks2.flatMap((block2) => differences(block2, ends)));
  const scale = scaleOf2(polish(blocks2)) * Math.sqrt(1.5);
  return arms.slice(1, -1).map((arm) => {
    const offsets = blocks2.flatMap((block2) => offsetsOf(block2, ends, arm));
    const likelihood = (centre) => sum(offsets.map((offset) => logDensity((offset - centre) / scale)));
    return { low: likelihood(-change2 / 2), half: likelihood(0), high: likelihood(change2 / 2) };
  });
}
function offsetsOf(block2, { low, high }, arm) {
  const [own] = valuesOn(block2, arm);
  const [fast] = valuesOn(block2, low);
  const [slow] = valuesOn(block2, high);
  return own === void 0 || fast === void 0 || slow === void 0 ? [] : [own - (fast + slow) / 2];
}
function differences(block2, { low, high }) {
  const fast = valuesOn(block2, low);
  return valuesOn(block2, high).flatMap((slow) => fast.map((quick) => slow - quick));
}
function valuesOn(block2, arm) {
  return block2.filter((visit2) => visit2.arm === arm).map(({ value }) => value);
}
function logDensity(standardised) {
  return -(TAIL + 1) / 2 * Math.log(1 + standardised ** 2 / TAIL);
}

// src/stats/bisection/search.ts
var ALL_ARMS = { built: 3, served: 8 };
var COMPLETE_BLOCKS = { least: 8, most: 16 };
var LEAST_BLOCKS = 4;
var SURE = 0.97;
var USEFUL = 0.36;
var MOST_TRIPLES = 40;
var MOST_SEARCHES = 6;
var STRETCH_LEVEL = 0.025;
var SURPRISE_LEVEL = 5e-3;
var WORTHWHILE_SHARE = 0.15;
async function bisect(task) {
  const search2 = new Search(task);
  await search2.run();
  return search2.result();
}
var Search = class {
  #task;
  #blocks;
  #fresh = [];
  #cuts;
  #prepared = /* @__PURE__ */ new Map();
  #found = [];
  #outOfTime = false;
  constructor(task) {
    this.#task = task;
    this.#blocks = [...task.prior];
    this.#cuts = /* @__PURE__ */ new Set([0, task.commits]);
    this.#prepared.set(0, true).set(task.commits, true);
  }
  async run() {
    const { commits, allServed } = this.#task;
    let ends = { low: 0, high: commits };
    await this.#compareEnds(ends);
    if (this.#outOfTime) return;
    if (commits <= (allServed ? ALL_ARMS.served : ALL_ARMS.built)) return this.#visitAll(ends);
    for (let round = 1; round <= MOST_SEARCHES && ends !== null && !this.#outOfTime; round += 1) {
      const stretches = await this.#locate(ends);
      const find2 = { ends, stretches };
      this.#found.push(find2);
      for (const { low, high } of stretches) this.#cuts.add(low).add(high);
      for (let block2 = 0; block2 < COMPLETE_BLOCKS.least; block2 += 1) await this.#confirm();
      ends = this.#isSure(find2) ? this.#next() : ends;
    }
  }
  /** The ends must have been compared before anything between them can be. */
  async #compareEnds({ low, high }) {
    while (this.#blocks.filter((block2) => hasArms(block2, [low, high])).length < LEAST_BLOCKS) {
      const block2 = await this.#measure([low, high]);
      if (block2 === null) return;
      this.#blocks.push(block2);
    }
  }
  async #visitAll(ends) {
    for (let arm = 1; arm < ends.high; arm += 1) if (await this.#prepare(arm)) this.#cuts.add(arm);
    for (let block2 = 1; block2 <= COMPLETE_BLOCKS.most && !this.#outOfTime; block2 += 1) {
      await this.#confirm();
      if (block2 >= COMPLETE_BLOCKS.least && (mostLikely(this.#explain(ends))?.probability ?? 0) >= SURE) break;
    }
    const { stretches = [] } = mostLikely(this.#explain(ends)) ?? {};
    this.#found.push({ ends, stretches });
  }
  /** Narrows a change down to one commit or two, or as far as it goes. */
  async #locate(ends) {
    for (; ; ) {
      const explanations = this.#explain(ends);
      const best = mostLikely(explanations);
      if (best !== void 0 && best.probability >= SURE && !await this.#canSplit(best.stretches))
        return best.stretches;
      const middle = await this.#middle(ends, explanations);
      if (middle === null || this.#triples(ends, middle) >= MOST_TRIPLES) return [narrowest(explanations, ends, SURE)];
      const block2 = await this.#measure([ends.low, middle, ends.high]);
      if (block2 === null) return [narrowest(explanations, ends, SURE)];
      this.#blocks.push(block2);
    }
  }
  #explain(ends) {
    const blocks2 = [...this.#blocks, ...this.#fresh];
    return explain(scaled2(blocks2, this.#task.relative), [ends.low, ...visitedBetween(blocks2, ends), ends.high]);
  }
  /** The arm whose visits tell most: one that answers already where it is of use, else a new one. */
  async #middle({ low, high }, explanations) {
    const ranked2 = Array.from({ length: high - low - 1 }, (_, index) => low + 1 + index).map((arm) => ({ arm, use: uncertainty(explanations, arm) })).toSorted((a, b) => b.use - a.use);
    const most = ranked2[0]?.use ?? 0;
    const ready = ranked2.find(({ arm, use }) => use >= USEFUL * most && this.#prepared.get(arm) === true);
    if (ready !== void 0) return ready.arm;
    for (const { arm } of ranked2) if (await this.#prepare(arm)) return arm;
    return null;
  }
  /** Whether a commit inside the stretches might still be built. */
  async #canSplit(stretches) {
    for (const { low, high } of stretches)
      for (let arm = low + 1; arm < high; arm += 1) if (this.#prepared.get(arm) !== false) return true;
    return false;
  }
  #triples({ low, high }, middle) {
    return this.#blocks.filter((block2) => hasArms(block2, [low, middle, high])).length;
  }
  async #prepare(arm) {
    const known4 = this.#prepared.get(arm);
    if (known4 !== void 0 || this.#outOfTime) return known4 ?? false;
    const prepared = await this.#task.prepare(arm);
    if (prepared === null) this.#outOfTime = true;
    else this.#prepared.set(arm, prepared);
    return prepared ?? false;
  }
  /** A fresh complete block: the numbers that are reported rest on these alone. */
  async #confirm() {
    const measured2 = await this.#measure([...this.#cuts]);
    if (measured2 !== null) this.#fresh.push(measured2);
  }
  async #measure(arms) {
    if (this.#outOfTime) return null;
    const block2 = await this.#task.measure(shuffled(arms, this.#task.random));
    if (block2 === null) this.#outOfTime = true;
    return block2;
  }
  /** Whether all visits, the fresh ones too, still say so. */
  #isSure({ ends, stretches }) {
    return probabilityOf(this.#explain(ends), stretches) >= SURE;
  }
  /** Where it is worth searching once more: a stretch that became slower and has not been searched to its end. */
  #next() {
    const known4 = new Set(this.#found.flatMap(({ ends, stretches }) => [ends, ...stretches].map(keyOf5)));
    const open3 = this.result().segments.filter(
      (segment) => segment.isCulprit && segment.high - segment.low > 1 && !known4.has(keyOf5(segment))
    );
    return open3.toSorted((a, b) => (b.change?.effect ?? 0) - (a.change?.effect ?? 0))[0] ?? null;
  }
  result() {
    const { commits } = this.#task;
    const fit = this.#fit();
    const cuts = [...this.#cuts].filter((arm) => fit === null || fit.has(arm)).toSorted((a, b) => a - b);
    const brackets = cuts.slice(1).map((high, index) => ({ low: cuts[index] ?? 0, high }));
    const own = brackets.map(({ low, high }) => fit?.contrast(low, high) ?? null);
    const isWorse = this.#worse(brackets, own, fit?.contrast(0, commits).effect ?? 0);
    const changes2 = this.#reported(brackets, fit);
    const segments = brackets.map((bracket, index) => ({
      ...bracket,
      change: changes2[index] ?? null,
      isCulprit: isWorse[index] ?? false
    }));
    const skipped = [...this.#prepared].filter(([, can]) => !can).map(([arm]) => arm);
    return { segments, skipped: skipped.toSorted((a, b) => a - b), outOfTime: this.#outOfTime };
  }
  /** What is said of each stretch; too few visits can say nothing but that all of them together made the whole. */
  #reported(brackets, fit) {
    const { whole: whole2 } = this.#task;
    if (fit === null) return brackets.map(() => brackets.length === 1 ? whole2 : null);
    return whole2 === null ? brackets.map(({ low, high }) => fit.contrast(low, high)) : reconcile(brackets, fit, whole2);
  }
  /** From fresh complete blocks where there are enough, else from all visits. */
  #fit() {
    const blocks2 = this.#fresh.length >= LEAST_BLOCKS ? this.#fresh : [...this.#blocks, ...this.#fresh];
    return blocks2.length < LEAST_BLOCKS ? null : fitArms(blocks2);
  }
  #worse(brackets, changes2, whole2) {
    const surprises = holmRejected(changes2, SURPRISE_LEVEL);
    const found2 = new Set(
      this.#found.filter((find2) => this.#isSure(find2)).flatMap(({ stretches }) => stretches.map(keyOf5))
    );
    return brackets.map((bracket, index) => {
      const change2 = changes2[index] ?? null;
      if (change2 === null || change2.effect <= 0 || change2.effect < WORTHWHILE_SHARE * whole2) return false;
      const isNarrow = bracket.high - bracket.low === 1 || isAbove(change2, STRETCH_LEVEL);
      return found2.has(keyOf5(bracket)) && isNarrow || (surprises[index] ?? false);
    });
  }
};

// src/stats/random.ts
var ARRANGEMENTS = [
  ["head", "head", "base", "base"],
  ["head", "base", "head", "base"],
  ["head", "base", "base", "head"],
  ["base", "head", "head", "base"],
  ["base", "head", "base", "head"],
  ["base", "base", "head", "head"]
];
function seededRandom(...seedParts) {
  let state = hash(seedParts.join("\0"));
  return () => {
    state = state + 1831565813 | 0;
    let mixed2 = Math.imul(state ^ state >>> 15, 1 | state);
    mixed2 = mixed2 + Math.imul(mixed2 ^ mixed2 >>> 7, 61 | mixed2) ^ mixed2;
    return ((mixed2 ^ mixed2 >>> 14) >>> 0) / 2 ** 32;
  };
}
function blockOrder(random) {
  return ARRANGEMENTS[Math.floor(random() * ARRANGEMENTS.length)] ?? ARRANGEMENTS[0];
}
function hash(text) {
  let state = 2166136261;
  for (let index = 0; index < text.length; index += 1) state = Math.imul(state ^ text.charCodeAt(index), 16777619);
  state = Math.imul(state ^ state >>> 16, 2246822507);
  state = Math.imul(state ^ state >>> 13, 3266489909);
  return (state ^ state >>> 16) >>> 0;
}

// src/explain/attribution/attribute.ts
var MAX_DEPTH2 = 5;
async function attribute(task) {
  const { route, condition, path: path13 } = task;
  const commits = await changesOf3(task, { chain: task.chain, prior: task.prior, whole: task.whole, depth: 0 });
  const culprits = commits.filter(({ isCulprit }) => isCulprit).map(({ change: change2 }) => change2.sha);
  return { route, condition, path: path13, culprits, commits: commits.map(({ change: change2 }) => change2) };
}
async function changesOf3(task, stretch) {
  const { chain, depth } = stretch;
  const found2 = await search(task, stretch);
  const judged = [];
  for (const segment of found2.segments) {
    const commit = chain.commits[segment.high - 1];
    const isMerge = segment.high - segment.low === 1 && segment.isCulprit && !found2.outOfTime && depth < MAX_DEPTH2;
    const previous = chain.commits[segment.high - 2]?.sha ?? chain.from;
    const merged2 = commit === void 0 || !isMerge ? null : await task.merged(commit, previous);
    if (commit !== void 0 && merged2 !== null && merged2.commits.length > 0)
      judged.push(...await followed(task, { commit, segment, merged: merged2, depth }));
    else judged.push(...changesIn(segment, chain, found2.skipped));
  }
  return judged;
}
function search(task, { chain: { from, commits }, prior, whole: whole2 }) {
  const shas = [from, ...commits.map(({ sha }) => sha)];
  const shaOf = (arm) => shas[arm] ?? "";
  const toBlock = (visits) => visits.map(({ sha, value }) => ({ arm: shas.indexOf(sha), value })).filter(({ arm }) => arm >= 0);
  return bisect({
    commits: commits.length,
    prior: prior.map(toBlock).filter((block2) => block2.length > 1),
    whole: whole2,
    relative: task.relative,
    allServed: task.allServed,
    random: seededRandom(from, shas.at(-1) ?? "", task.route, task.condition, task.path),
    prepare: (arm) => task.prepare(shaOf(arm)),
    measure: async (arms) => {
      const visits = await task.measure(arms.map(shaOf));
      return visits === null ? null : toBlock(visits);
    }
  });
}
async function followed(task, { commit, segment, merged: merged2, depth }) {
  const ends = [merged2.from, merged2.commits.at(-1)?.sha ?? ""];
  for (const sha of ends) if (await task.prepare(sha) !== true) return [single(commit, segment, true)];
  const inside = await changesOf3(task, { chain: merged2, prior: [], whole: null, depth: depth + 1 });
  const explained2 = inside.some(({ isCulprit }) => isCulprit);
  return [...inside, single(commit, { ...segment, change: remainder(segment.change, inside) }, !explained2)];
}
function remainder(whole2, parts) {
  if (whole2 === null) return null;
  const values = parts.map(({ change: change2 }) => change2).filter(({ value }) => value !== null);
  const effect2 = whole2.effect - values.reduce((sum2, { value }) => sum2 + (value ?? 0), 0);
  const square = values.reduce(
    (sum2, { low, high }) => sum2 + (((high ?? 0) - (low ?? 0)) / 2) ** 2,
    ((whole2.high - whole2.low) / 2) ** 2
  );
  const reach2 = Math.sqrt(square);
  return { effect: effect2, low: effect2 - reach2, high: effect2 + reach2 };
}
function changesIn(segment, chain, skipped) {
  const commits = chain.commits.slice(segment.low, segment.high);
  const last = commits.at(-1);
  if (last === void 0) return [];
  if (commits.length === 1) return [single(last, segment, segment.isCulprit)];
  const left = skipped.filter((arm) => arm > segment.low && arm < segment.high);
  const passed = left.flatMap((arm) => chain.commits[arm - 1] ?? []);
  const subject = `${commits.length} commits, ${short(commits[0]?.sha)}..${short(last.sha)}`;
  const range = { sha: last.sha, subject, ...numbersOf(segment.change), status: "range" };
  return [...passed.map(skip), { change: range, isCulprit: false }];
}
function skip({ sha, subject }) {
  const change2 = { sha, subject: clip(subject), value: null, low: null, high: null, status: "skipped" };
  return { change: change2, isCulprit: false };
}
function single({ sha, subject }, { change: change2 }, isCulprit) {
  return { change: { sha, subject: clip(subject), ...numbersOf(change2), status: "measured" }, isCulprit };
}
function numbersOf(change2) {
  return { value: change2?.effect ?? null, low: change2?.low ?? null, high: change2?.high ?? null };
}
function short(sha = "") {
  return sha.slice(0, 7);
}
var MAX_SUBJECT = 200;
function clip(subject) {
  const characters = Array.from(subject);
  return characters.length <= MAX_SUBJECT ? subject : `${characters.slice(0, MAX_SUBJECT - 1).join("")}…`;
}

// src/compare/series-tree.ts
var REMAINDER = "other";
var REMAINDERS = [REMAINDER, "unreported"];
function alignVisits(blocks2, metric) {
  const visits = blocks2.map((block2) => block2.map(({ head, breakdown }) => ({ head, node: breakdown })));
  const room = { nodes: Math.min(MOST_NODES, Math.floor(MOST_VALUES2 / visits.flat().length)) };
  return alignNode([metric], metric, visits, room);
}
var MOST_NODES = 2e3;
var MOST_VALUES2 = 1e7;
function nodeOf2(root, segments) {
  const [first2, ...rest] = segments;
  if (first2 !== root.id) return void 0;
  return rest.reduce((node, segment) => node?.parts.find((part) => part.id === segment), root);
}
function alignNode(path13, id, blocks2, room) {
  const partsOf = blocks2.map((block2) => block2.map((visit2) => ({ head: visit2.head, parts: partsById(visit2.node) })));
  const split = blocks2.some((block2) => block2.some((visit2) => visit2.node !== void 0 && visit2.node.parts.length > 0));
  const all = split ? keptIds(partsOf) : [];
  const ids = all.length <= room.nodes ? all : [];
  room.nodes -= ids.length;
  const kept = new Set(ids);
  return {
    id,
    series: blocks2.map((block2) => block2.map(({ head, node }) => ({ head, value: node?.value ?? 0 }))),
    parts: inOrder2(path13, ids).map(
      (part) => alignNode(
        [...path13, part],
        part,
        partsOf.map((block2) => block2.map(({ head, parts }) => ({ head, node: partOf(parts, part, kept) }))),
        room
      )
    )
  };
}
var MOST_PARTS3 = 200;
function keptIds(partsOf) {
  const sizes = /* @__PURE__ */ new Map();
  for (const { parts } of partsOf.flat())
    for (const [id, { value }] of parts) sizes.set(id, (sizes.get(id) ?? 0) + Math.abs(value));
  if (sizes.size <= MOST_PARTS3) return [...sizes.keys()];
  const largest4 = [...sizes].filter(([id]) => id !== REMAINDER).toSorted(([, one], [, other]) => other - one);
  return [...largest4.slice(0, MOST_PARTS3 - 1).map(([id]) => id), REMAINDER];
}
function partOf(parts, id, kept) {
  const own = parts.get(id);
  if (id !== REMAINDER) return own;
  const rest = [...parts.values()].filter((part) => !kept.has(part.id));
  if (rest.length === 0) return own;
  return leaf(
    REMAINDER,
    rest.reduce((sum2, part) => sum2 + part.value, own?.value ?? 0)
  );
}
function partsById(node) {
  const parts = /* @__PURE__ */ new Map();
  if (node === void 0) return parts;
  if (node.parts.length === 0 && node.value !== 0) parts.set(REMAINDER, leaf(REMAINDER, node.value));
  for (const part of node.parts) {
    const before = parts.get(part.id);
    parts.set(part.id, before === void 0 ? part : merged(before, part));
  }
  return parts;
}
function merged(first2, second) {
  const split = first2.parts.length > 0 || second.parts.length > 0;
  const parts = split ? [first2, second].flatMap((part) => part.parts.length > 0 ? part.parts : [leaf(REMAINDER, part.value)]) : [];
  return { id: first2.id, value: first2.value + second.value, parts };
}
function inOrder2(path13, ids) {
  const canonical3 = canonicalParts(path13);
  const rank3 = (id) => {
    const index = canonical3.indexOf(id);
    if (index >= 0) return index;
    return canonical3.length + (REMAINDERS.includes(id) ? 1 : 0);
  };
  return ids.toSorted((a, b) => rank3(a) - rank3(b));
}
function canonicalParts(path13) {
  if (path13.length === 1) return Object.entries(PHASES).find(([metric]) => metric === path13[0])?.[1] ?? [];
  return path13.join(".") === "lcp.ttfb" ? TTFB_PARTS : [];
}

// src/deploys/fetch-page.ts
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";
var TIMEOUT_MS2 = 2e4;
var MAX_REDIRECTS = 5;
var MAX_BYTES4 = 2e7;
async function fetchPage(url2, options = {}) {
  let target = new URL(url2);
  const { origin } = target;
  for (let left = options.redirects ?? MAX_REDIRECTS; ; left -= 1) {
    const own = target.origin === origin ? options.headers : {};
    const response = await open(target, { ...options, headers: own ?? {} });
    const { location: location2 } = response.headers;
    const status = response.statusCode ?? 0;
    if (left > 0 && status >= 300 && status < 400 && location2 !== void 0) {
      response.destroy();
      target = new URL(location2, target);
      continue;
    }
    return { url: target.href, status, headers: response.headers, body: await bodyOf(response) };
  }
}
function open(url2, { signal, timeoutMs = TIMEOUT_MS2, headers = {}, hosts: hosts2 }) {
  const { promise, resolve: resolve8, reject: reject2 } = Promise.withResolvers();
  const secure = url2.protocol === "https:";
  const timeout = AbortSignal.timeout(timeoutMs);
  const name4 = url2.hostname.replace(/^\[(.*)\]$/, "$1");
  const options = {
    ...mapped(name4, url2.port, hosts2),
    path: `${url2.pathname}${url2.search}`,
    headers: { "accept-encoding": "gzip, br", accept: "*/*", "user-agent": "vitals-gate", ...headers, host: url2.host },
    signal: signal === void 0 ? timeout : AbortSignal.any([signal, timeout]),
    agent: false,
    ...secure && !/^[\d.]+$|:/.test(name4) ? { servername: name4 } : {}
  };
  const request = secure ? httpsRequest(options, resolve8) : httpRequest(options, resolve8);
  request.on("error", reject2).end();
  return promise;
}
function mapped(host, port, hosts2) {
  const to = hosts2?.[`${host}:${port}`] ?? hosts2?.[host] ?? "";
  const own = port === "" ? {} : { port: Number(port) };
  const [, bracketed, plain2, newPort] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/.exec(to) ?? [];
  if (to === "") return { host, ...own };
  return { host: bracketed ?? plain2 ?? to, ...newPort === void 0 ? own : { port: Number(newPort) } };
}
async function bodyOf(response) {
  const chunks = [];
  let bytes = 0;
  for await (const chunk of response) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES4) throw new Error(`the answer is larger than ${MAX_BYTES4 / 1e6} MB`);
    chunks.push(chunk);
  }
  return decoded(Buffer.concat(chunks), response.headers["content-encoding"]);
}
function decoded(body2, encoding) {
  const limit3 = { maxOutputLength: MAX_BYTES4 };
  if (body2.length === 0) return body2;
  if (encoding === "gzip") return gunzipSync(body2, limit3);
  if (encoding === "br") return brotliDecompressSync(body2, limit3);
  return encoding === "deflate" ? inflateSync(body2, limit3) : body2;
}

// src/deploys/proof/tags.ts
var COMMENTS = /<!--[\s\S]*?-->/g;
var ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g;
var START_TAG = /<([a-z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/gi;
function tagsOf(html, kind) {
  return startTags(html).flatMap(({ name: name4, attributes }) => name4 === kind ? [attributesOf(attributes)] : []);
}
function startTags(html) {
  const tags = html.replaceAll(COMMENTS, "").matchAll(START_TAG);
  return [...tags].map(([, name4 = "", attributes = ""]) => ({ name: name4.toLowerCase(), attributes }));
}
function attributesOf(text) {
  return Object.fromEntries(
    [...text.matchAll(ATTRIBUTE)].map(([, name4 = "", double, single3, bare]) => [
      name4.toLowerCase(),
      unescaped(double ?? single3 ?? bare ?? "")
    ])
  );
}
var ENTITIES2 = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };
function unescaped(text) {
  return text.replaceAll(/&(amp|lt|gt|quot|#39);/g, (whole2, name4) => ENTITIES2[name4] ?? whole2);
}

// src/deploys/proof/sha.ts
async function claimedSha(deploy2, request) {
  const { proof, path: path13, headers = {}, signal } = request;
  const where = `${deploy2.url}${proof.kind === "json" ? proof.path : path13}`;
  try {
    const page = await fetchPage(where, { headers, hosts: deploy2.hosts, ...signal === void 0 ? {} : { signal } });
    if (page.status >= 400) return { problem: `${where} was answered with ${page.status}` };
    const sha = readProof(proof, page)?.trim() ?? "";
    return sha === "" ? { problem: `${where} has no ${describeProof(proof)}` } : { sha };
  } catch (error) {
    signal?.throwIfAborted();
    return { problem: `${where} cannot be read: ${causeOf(error)}` };
  }
}
function readProof(proof, { headers, body: body2 }) {
  switch (proof.kind) {
    case "header":
      return textOf5(headers[proof.name.toLowerCase()]);
    case "server-timing":
      return descriptionOf(textOf5(headers["server-timing"]) ?? "", proof.name);
    case "meta":
      return tagsOf(body2.toString(), "meta").find(({ name: name4 }) => name4?.toLowerCase() === proof.name.toLowerCase())?.["content"];
    case "cookie":
      return cookieOf(headers["set-cookie"] ?? [], proof.name);
    case "json":
      return fieldOf2(body2.toString(), proof.field);
    default:
      return void 0;
  }
}
function describeProof(proof) {
  if (proof.kind === "json") return `JSON field ${proof.field}`;
  const nouns = { header: "header", "server-timing": "Server-Timing entry", meta: "meta element", cookie: "cookie" };
  return `${nouns[proof.kind]} ${proof.name}`;
}
function isSameSha(one, other) {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  if (a === b) return true;
  const short2 = a.length < b.length ? a : b;
  return /^[0-9a-f]{7,}$/.test(short2) && (a.startsWith(b) || b.startsWith(a));
}
function textOf5(value) {
  return Array.isArray(value) ? value.join(", ") : value;
}
function descriptionOf(header, name4) {
  const entries = header.match(/(?:[^,"]|"(?:[^"\\]|\\.)*")+/g) ?? [];
  for (const entry of entries) {
    const [own = "", ...parameters] = (entry.match(/(?:[^;"]|"(?:[^"\\]|\\.)*")+/g) ?? []).map((part) => part.trim());
    if (own !== name4) continue;
    const description = parameters.find((parameter) => /^desc\s*=/i.test(parameter));
    return description?.replace(/^desc\s*=\s*/i, "").replace(/^"(.*)"$/, "$1").replaceAll(/\\(.)/g, "$1");
  }
  return void 0;
}
function cookieOf(cookies, name4) {
  const own = cookies.map((cookie) => cookie.split(";")[0] ?? "").find((pair) => pair.split("=")[0]?.trim() === name4);
  const value = own?.slice(own.indexOf("=") + 1).trim().replace(/^"(.*)"$/, "$1");
  try {
    return value === void 0 ? void 0 : decodeURIComponent(value);
  } catch {
    return value;
  }
}
function fieldOf2(text, field) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    return void 0;
  }
  for (const key2 of field.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key2)) return void 0;
    value = value[key2];
  }
  return typeof value === "string" || typeof value === "number" ? String(value) : void 0;
}

// src/lab/session/secrets.ts
function valueOf2(text, env) {
  return typeof text === "string" ? text : env[text.secret] ?? "";
}
function basicAuthorization({ username, password }, env) {
  return `Basic ${Buffer.from(`${username}:${valueOf2(password, env)}`).toString("base64")}`;
}
function secretsOf(session, interactions, env) {
  const { setup = [], cookies = [], headers = [], localStorage: localStorage2 = [], basicAuth = null } = session ?? {};
  const typed = [...setup, ...interactions].flatMap((step2) => step2.action === "type" ? [step2.text] : []);
  const texts = [...typed, ...[...cookies, ...headers, ...localStorage2].map(({ value }) => value)];
  const values = texts.filter((text) => typeof text !== "string").map((text) => valueOf2(text, env));
  if (basicAuth !== null) values.push(valueOf2(basicAuth.password, env), basicAuthorization(basicAuth, env).slice(6));
  return values.filter((value) => value !== "");
}
function formsOf(secret) {
  const encoded = encodeURIComponent(secret);
  const lower = encoded.replaceAll(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase());
  const html = secret.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
  const plain2 = [secret, encoded, lower, encoded.replaceAll("%20", "+"), JSON.stringify(secret).slice(1, -1), html];
  return [.../* @__PURE__ */ new Set([...plain2, ...base64Forms(secret)])];
}
function base64Forms(secret) {
  const bytes = Buffer.from(secret);
  return [0, 1, 2].flatMap((offset) => {
    const padded = Buffer.concat([Buffer.alloc(offset), bytes]);
    const digits2 = padded.toString("base64").replaceAll("=", "");
    const own = digits2.slice(Math.ceil(offset * 8 / 6), Math.floor(padded.length * 8 / 6));
    return own.length < 6 ? [] : [own, own.replaceAll("+", "-").replaceAll("/", "_")];
  });
}
var REDACTED = "***";
var OWN_IDS2 = /* @__PURE__ */ new Set([
  ...METRICS,
  ...Object.values(PHASES).flat(),
  ...TTFB_PARTS,
  "ttfb",
  "unreported",
  "other"
]);
var Redactor = class {
  #forms;
  constructor(secrets) {
    this.#forms = [...new Set(secrets.flatMap(formsOf))].toSorted((a, b) => b.length - a.length);
  }
  text = (text) => {
    let clean2 = text;
    for (const form of this.#forms) clean2 = clean2.replaceAll(form, REDACTED);
    return clean2;
  };
  /** An outcome with every text that a page had a part in cleaned. */
  outcome(outcome2) {
    if (this.#forms.length === 0) return outcome2;
    if (outcome2.status === "failed") return { ...outcome2, reason: this.text(outcome2.reason) };
    const { lcp, inp, cls } = outcome2.readings;
    const readings = { lcp: this.#reading(lcp), inp: this.#reading(inp), cls: this.#reading(cls) };
    return { ...outcome2, readings, evidence: this.#deep(outcome2.evidence) };
  }
  #reading(reading) {
    return reading.status === "unmeasured" ? reading : { ...reading, breakdown: this.#breakdown(reading.breakdown) };
  }
  #breakdown(node) {
    const id = OWN_IDS2.has(node.id) ? node.id : this.text(node.id);
    return { ...node, id, parts: node.parts.map((part) => this.#breakdown(part)) };
  }
  #deep(value) {
    if (typeof value === "string") return this.text(value);
    if (Array.isArray(value)) return value.map((item) => this.#deep(item));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key2, item]) => [key2, this.#deep(item)]));
  }
};

// src/lab/session/state.ts
var NOTHING3 = { cookies: [], localStorage: [], sessionStorage: [] };
function declaredState(session, deployUrl, env) {
  const { hostname } = new URL(deployUrl);
  const cookies = session.cookies.map(({ name: name4, value, domain, path: path13 }) => ({
    name: name4,
    value: valueOf2(value, env),
    domain: domain ?? hostname,
    path: path13
  }));
  const stored = session.localStorage.map(({ key: key2, value }) => [key2, valueOf2(value, env)]);
  return { cookies, localStorage: stored, sessionStorage: [] };
}
async function captureState(context, page) {
  const [cookies, storage] = await Promise.all([
    context.cookies(),
    page.evaluate(() => ({ local: Object.entries(localStorage), session: Object.entries(sessionStorage) }))
  ]);
  return { cookies, localStorage: storage.local, sessionStorage: storage.session };
}
async function restoreState(context, session, origin, state) {
  if (state.cookies.length > 0) await context.setCookie(...state.cookies);
  if (state.localStorage.length + state.sessionStorage.length === 0) return async () => {
  };
  const source = `(${fillStorage.toString()})(${JSON.stringify([origin, state.localStorage, state.sessionStorage])})`;
  await session.send("Page.enable");
  const { identifier } = await session.send("Page.addScriptToEvaluateOnNewDocument", {
    source,
    worldName: "vitals-gate-state"
  });
  return () => session.send("Page.removeScriptToEvaluateOnNewDocument", { identifier });
}
function fillStorage([origin, local, session]) {
  if (location.origin !== origin || window !== top) return;
  for (const [key2, value] of local) localStorage.setItem(key2, value);
  for (const [key2, value] of session) sessionStorage.setItem(key2, value);
}

// src/lab/session/visitor.ts
function visitorOf({ session, interactions }, deployUrl, env) {
  const lookUp = (text) => valueOf2(text, env);
  const redactor = new Redactor(secretsOf(session, interactions, env));
  if (session === void 0) return { headers: {}, state: NOTHING3, valueOf: lookUp, redactor };
  const headers = Object.fromEntries(session.headers.map(({ name: name4, value }) => [name4, lookUp(value)]));
  const authorization = session.basicAuth && { authorization: basicAuthorization(session.basicAuth, env) };
  const state = declaredState(session, deployUrl, env);
  return { headers: { ...headers, ...authorization }, state, valueOf: lookUp, redactor };
}

// src/model/deploy.ts
var SIDES = ["base", "head"];

// src/model/campaign.ts
var DOUBTS = ["sha-mismatch", "sha-unknown", "deploy-changed", "login-wall", "server-gone"];
var unmeasurableSchema = zod_z.strictObject({
  /** The sides that could not be visited. */
  sides: zod_z.array(zod_z.enum(SIDES)).max(2),
  code: zod_z.string().max(100),
  reason: zod_z.string().max(5e3)
});
var STOPS = ["decided", "maximum", "time", "unmeasurable"];
function campaignOf({ route, condition, hasBase: hasBase2, visits, end }) {
  const confirming = visits.some(({ phase }) => phase === "confirm");
  return {
    route,
    condition,
    hasBase: hasBase2,
    blocks: blocksOf(visits, "measure"),
    firstAttempts: firstAttemptsOf(visits, "measure"),
    confirmation: confirming ? { blocks: blocksOf(visits, "confirm"), firstAttempts: firstAttemptsOf(visits, "confirm") } : null,
    unmeasurable: end?.unmeasurable ?? null,
    stopped: end?.stopped ?? null
  };
}
var POSITIONS = [0, 1, 2, 3];
function blocksOf(visits, phase) {
  return [...byBlock(visits.filter((visit2) => visit2.phase === phase)).values()].flatMap((block2) => {
    const complete = completeBlock(block2);
    return complete === null ? [] : [complete];
  });
}
function byBlock(visits) {
  const blocks2 = /* @__PURE__ */ new Map();
  for (const visit2 of visits) {
    if (visit2.block < 0) continue;
    const before = blocks2.get(visit2.block);
    if (before === void 0) blocks2.set(visit2.block, [visit2]);
    else before.push(visit2);
  }
  return blocks2;
}
function completeBlock(visits) {
  const controlled2 = visits.some(({ page }) => page === "control");
  const complete = POSITIONS.flatMap((position) => {
    const route = lastOutcome(visits, "route", position);
    const control = lastOutcome(visits, "control", position);
    if (route === null || controlled2 && control === null) return [];
    return [{ side: route.side, outcome: route.outcome, control: control?.outcome ?? null }];
  });
  return complete.length === POSITIONS.length ? { visits: complete } : null;
}
function lastOutcome(visits, page, position) {
  const last = visits.findLast((visit2) => visit2.page === page && visit2.position === position);
  if (last === void 0 || last.outcome.status === "failed") return null;
  return { side: last.side, outcome: last.outcome };
}
function firstAttemptsOf(visits, of2) {
  const first2 = visits.filter(({ phase, page, attempt: attempt3 }) => phase === of2 && page === "route" && attempt3 === 1);
  return [...byBlock(first2).values()].filter((block2) => block2.length === POSITIONS.length).map((block2) => block2.map(({ side: side3, outcome: outcome2 }) => ({ side: side3, failed: outcome2.status === "failed" })));
}
function failureSeries(attempts) {
  return attempts.map((block2) => block2.map(({ side: side3, failed: failed2 }) => ({ head: side3 === "head", value: failed2 ? 1 : 0 })));
}

// src/record/campaigns.ts
function campaignsOf({ run, later }) {
  const visits = Map.groupBy(later.filter(isVisit), keyOf);
  const ends = new Map(later.filter(isEnd).map((end) => [keyOf(end), end]));
  return run.config.routes.flatMap(
    ({ name: route, conditions }) => conditions.flatMap((condition) => {
      const key2 = keyOf({ route, condition });
      const made = visits.get(key2) ?? [];
      const end = ends.get(key2) ?? null;
      if (made.length === 0 && end === null) return [];
      return [campaignOf({ route, condition, hasBase: run.base !== null, visits: made, end })];
    })
  );
}
function isComplete({ later }) {
  return later.some(({ type: type2 }) => type2 === "end");
}
function noticesOf({ run, later }) {
  return [...run.notices, ...later.flatMap((record) => record.type === "notice" ? [record.text] : [])];
}
function costsOf({ later }) {
  const parts = later.filter((record) => record.type === "graphql");
  if (parts.length === 0) return null;
  return {
    comparisons: later.flatMap((record) => record.type === "cost" ? [record.comparison] : []),
    rows: parts.flatMap(({ rows }) => rows),
    notes: parts.flatMap(({ notes: notes2 }) => notes2),
    report: {
      causes: parts.flatMap(({ report }) => report.causes),
      problems: parts.flatMap(({ report }) => report.problems)
    }
  };
}
function explanationsOf({ later }) {
  return new Map(
    later.flatMap((record) => record.type === "explanation" ? [[keyOf(record), record.explanation]] : [])
  );
}
function attributionsOf({ later }) {
  return later.flatMap((record) => record.type === "attribution" ? [record.attribution] : []);
}
function manifestOf({ later }) {
  return later.findLast((record) => record.type === "manifest")?.manifest ?? null;
}
function isVisit(record) {
  return record.type === "visit";
}
function isEnd(record) {
  return record.type === "campaign";
}

// src/gate/commit-visits.ts
var MAX_ATTEMPTS = 3;
var MAX_DROPPED_BLOCKS = 3;
var BLOCKS_PER_BROWSER = 4;
var CommitVisits = class {
  #run;
  #route;
  #condition;
  #segments;
  #deadline;
  #served = /* @__PURE__ */ new Map();
  #blocks = 0;
  #blockMs = 0;
  #made = 0;
  /** @param deadline on the clock of `performance.now()`: no block begins that would not end before it */
  constructor(run, { route, condition }, path13, deadline) {
    const known4 = run.config.routes.find((each) => each.name === route);
    const under = run.config.conditions.find((each) => each.name === condition);
    if (known4 === void 0 || under === void 0) throw new Error(`${route} · ${condition} is not configured`);
    this.#run = run;
    this.#route = known4;
    this.#condition = under;
    this.#segments = parsePath(path13) ?? [];
    this.#deadline = deadline;
    for (const deploy2 of [run.deploys.base, run.deploys.head])
      if (deploy2 !== null && deploy2.sha !== null) this.#served.set(deploy2.sha, deploy2);
  }
  /** Visits made so far, failed ones too. */
  get made() {
    return this.#made;
  }
  /** What the campaign has measured before. */
  prior() {
    const { log, deploys: deploys2 } = this.#run;
    const place2 = { route: this.#route.name, condition: this.#condition.name };
    const campaign = campaignsOf(log).find((each) => keyOf(each) === keyOf(place2));
    const blocks2 = [...campaign?.blocks ?? [], ...campaign?.confirmation?.blocks ?? []];
    return blocks2.flatMap((block2) => {
      const visits = block2.visits.flatMap(({ side: side3, outcome: outcome2 }) => {
        const [sha, value] = [deploys2[side3]?.sha, this.#valueOf(outcome2)];
        return sha === void 0 || sha === null || value === null ? [] : [{ sha, value }];
      });
      return visits.length === block2.visits.length ? [visits] : [];
    });
  }
  /** Serves a commit and visits it once, unrecorded, so that it is warm. False where that fails. */
  prepare = async (sha) => {
    if (this.#served.has(sha)) return true;
    if (performance.now() >= this.#deadline) return null;
    const problem = await this.#serve(sha);
    if (problem === null) return true;
    this.#run.progress.line(`${sha.slice(0, 7)} is skipped: ${problem}.`);
    return false;
  };
  /** One visit to each, in this order; null where there is no time for it, or it fails again and again. */
  measure = async (shas) => {
    for (let dropped = 0; dropped < MAX_DROPPED_BLOCKS; dropped += 1) {
      const began = performance.now();
      if (began + (this.#blocks === 0 ? 0 : this.#blockMs / this.#blocks) * 1.1 > this.#deadline) return null;
      if (this.#blocks > 0 && this.#blocks % BLOCKS_PER_BROWSER === 0) await this.#run.lab.restart();
      const visits = await this.#block(shas);
      this.#blocks += 1;
      this.#blockMs += performance.now() - began;
      if (visits !== null) return visits;
    }
    return null;
  };
  /** Null where it answers, else why it does not. */
  async #serve(sha) {
    const { deploys: deploys2 } = this.#run;
    let served;
    try {
      served = await deploys2.serveBetween?.(sha);
    } catch (error) {
      if (!(error instanceof GateError)) throw error;
      return causeOf(error);
    }
    if (served === void 0) return "it has no deploy";
    const problem = await this.#wrongCommit(served.deploy, sha) ?? await this.#warmUp(served.deploy);
    if (problem === null) this.#served.set(sha, served.deploy);
    else await served.close();
    return problem;
  }
  async #wrongCommit(deploy2, sha) {
    const { config, signal } = this.#run;
    if (config.verify === null) return null;
    const { headers } = visitorOf(this.#route, deploy2.url, process.env);
    const claim = await claimedSha(deploy2, { proof: config.verify, path: this.#route.path, headers, signal });
    if ("problem" in claim) return claim.problem;
    return isSameSha(claim.sha, sha) ? null : `its deploy says that it is ${claim.sha}`;
  }
  async #warmUp(deploy2) {
    const outcome2 = await this.#visit(deploy2);
    return outcome2.status === "failed" ? outcome2.reason.replace(/\.$/, "") : null;
  }
  async #block(shas) {
    const visits = [];
    for (const sha of shas) {
      const deploy2 = this.#served.get(sha);
      const value = deploy2 === void 0 ? null : await this.#attempts(deploy2);
      if (value === null) return null;
      visits.push({ sha, value });
    }
    return visits;
  }
  async #attempts(deploy2) {
    for (let attempt3 = 1; attempt3 <= MAX_ATTEMPTS; attempt3 += 1) {
      const outcome2 = await this.#visit(deploy2);
      if (outcome2.status === "measured") return this.#valueOf(outcome2);
    }
    return null;
  }
  #visit({ url: url2, hosts: hosts2 }) {
    this.#made += 1;
    return this.#run.lab.visit(this.#route, this.#condition, url2, hosts2);
  }
  /** A part that a visit does not have is 0 there; a metric that it could not measure is no value. */
  #valueOf({ readings }) {
    const [metric = ""] = this.#segments;
    const reading = isMetric(metric) ? readings[metric] : void 0;
    if (reading?.status !== "measured") return null;
    return nodeAt(reading.breakdown, this.#segments)?.value ?? 0;
  }
};

// src/gate/attribute-broken.ts
async function attributeBroken(run, judgement) {
  const history = historyOf(run);
  if (history === null) return;
  const { git, base, head } = history;
  const manifest = await changesBetween2(git, base, head, run.progress.line).catch(() => null);
  if (manifest === null) return;
  run.log.append({ type: "manifest", manifest: { ...manifest, culprits: [] } });
  const broken = judgement.campaigns.flatMap((campaign) => brokenPaths(campaign).map((path13) => ({ campaign, path: path13 })));
  if (broken.length === 0) return;
  const chain = await chainBetween(git, base, head);
  if (chain === null) {
    if (run.config.bisect !== null)
      notice(run, `Which commit did it is not known: ${head.slice(0, 7)} does not descend from ${base.slice(0, 7)}.`);
    return;
  }
  const found2 = await attributions(run, history, chain, broken);
  for (const attribution of found2) run.log.append({ type: "attribution", attribution });
  const culprits = await culpritChanges(run, history, chain, found2);
  run.log.append({ type: "manifest", manifest: { ...manifest, culprits } });
}
function historyOf({ deploys: deploys2 }) {
  const git = deploys2.git;
  const [base, head] = [deploys2.base?.sha ?? null, deploys2.head.sha];
  return "cause" in git || base === null || head === null || base === head ? null : { git, base, head };
}
function brokenPaths({ findings }) {
  const rows = findings.map(({ row: row2 }) => row2).filter(({ verdict, reason }) => verdict === "fail" && (reason === "worse" || reason === "over"));
  return [...new Set(rows.map(({ path: path13 }) => path13))].toSorted((a, b) => a.length - b.length);
}
async function attributions(run, { git }, chain, broken) {
  const [only, ...others] = chain.commits;
  if (only !== void 0 && others.length === 0) return broken.flatMap((each) => byOneCommit(each, only) ?? []);
  const { config, deploys: deploys2, progress, signal } = run;
  if (config.bisect === null || deploys2.serveBetween === null) return [];
  const deadline = performance.now() + config.bisect.maxMs;
  const found2 = [];
  for (const { campaign, path: path13 } of broken) {
    const name4 = `${campaign.route} · ${campaign.condition} · ${path13}`;
    if (performance.now() >= deadline) {
      notice(run, `Which commit broke ${name4} was not looked for: the time for it (bisect: max-minutes) was up.`);
      continue;
    }
    progress.line(`${name4}: looking for the commit among ${chain.commits.length}.`);
    const visits = new CommitVisits(run, campaign, path13, deadline);
    const attribution = await attribute({
      route: campaign.route,
      condition: campaign.condition,
      path: path13,
      chain,
      whole: reportedChange(campaign, path13),
      prior: visits.prior(),
      relative: path13 === "lcp" || path13 === "inp",
      allServed: !deploys2.buildsBetween,
      prepare: visits.prepare,
      measure: visits.measure,
      merged: (commit, previous) => mergedChain(git, commit, previous)
    });
    signal.throwIfAborted();
    progress.line(`${name4}: ${describe2(attribution)} after ${visits.made} visits.`);
    found2.push(attribution);
  }
  return found2;
}
function describe2({ culprits }) {
  return culprits.length === 0 ? "no single commit" : culprits.map((sha) => sha.slice(0, 7)).join(", ");
}
function byOneCommit({ campaign, path: path13 }, { sha, subject }) {
  const change2 = reportedChange(campaign, path13);
  if (change2 === null) return null;
  const { effect: value, low, high } = change2;
  const commits = [
    { sha, subject: subject.slice(0, 200), value, low, high, status: "measured" }
  ];
  return { route: campaign.route, condition: campaign.condition, path: path13, culprits: [sha], commits };
}
function reportedChange({ metrics }, path13) {
  const segments = parsePath(path13) ?? [];
  const metric = segments[0] ?? "";
  const result = isMetric(metric) ? metrics?.[metric] : void 0;
  const difference = result?.status === "measured" ? result.comparison.difference : null;
  const node = difference === null ? void 0 : nodeOf2(difference, segments);
  return node === void 0 ? null : { effect: node.value, low: node.low, high: node.high };
}
async function culpritChanges(run, { git }, chain, found2) {
  const culprits = [...new Set(found2.flatMap((attribution) => attribution.culprits))];
  return Promise.all(
    culprits.map(async (sha) => {
      const at3 = chain.commits.findIndex((commit) => commit.sha === sha);
      const parent = at3 === -1 ? `${sha}^` : chain.commits[at3 - 1]?.sha ?? chain.from;
      const changes2 = await changesBetween2(git, parent, sha);
      return { sha, pullRequest: await run.deploys.pullRequestOf(sha), ...changes2 };
    })
  );
}
function notice({ log, progress }, text) {
  log.append({ type: "notice", text });
  progress.line(text);
}

// src/gate/calibrate.ts
import { writeFile as writeFile2 } from "node:fs/promises";
import path3 from "node:path";

// src/stats/permutation.ts
function blockPermutationTest(scores) {
  let observed = 0;
  const blocks2 = scores.map((block2) => {
    const aligned = aboveLowest(block2);
    observed += headSum(aligned);
    return pairSums(aligned);
  });
  return tails(distributionOf(blocks2), observed);
}
function aboveLowest(block2) {
  const lowest = block2.reduce((low, visit2) => Math.min(low, visit2.value), Infinity);
  return block2.map(({ head, value }) => ({ head, value: value - lowest }));
}
function headSum(block2) {
  return block2.reduce((total, visit2) => total + (visit2.head ? visit2.value : 0), 0);
}
function pairSums(block2) {
  const [a, b, c, d, ...more] = block2;
  const heads = block2.filter((visit2) => visit2.head).length;
  if (a === void 0 || b === void 0 || c === void 0 || d === void 0 || more.length > 0 || heads !== 2)
    throw new RangeError(`a block of ${heads} head visits in ${block2.length}`);
  return [
    a.value + b.value,
    a.value + c.value,
    a.value + d.value,
    b.value + c.value,
    b.value + d.value,
    c.value + d.value
  ];
}
function distributionOf(blocks2) {
  const largest4 = blocks2.map((sums) => Math.max(...sums));
  const below3 = largest4.reduce((most, sum2) => Math.max(most, sum2), 0);
  const cells2 = new Float64Array(below3 + largest4.reduce((total, sum2) => total + sum2, 0) + 1);
  cells2[below3] = 1;
  let end = below3 + 1;
  for (const [index, sums] of blocks2.entries()) {
    const next = end + (largest4[index] ?? 0);
    convolve(cells2, { from: below3, end, next }, sums);
    end = next;
  }
  return cells2.subarray(below3);
}
function convolve(cells2, { from, end, next }, [a, b, c, d, e, f]) {
  const share2 = (cell2) => cells2[cell2] ?? 0;
  for (let cell2 = from; cell2 < end; cell2 += 1) cells2[cell2] = share2(cell2) / 6;
  for (let cell2 = next - 1; cell2 >= from; cell2 -= 1)
    cells2[cell2] = share2(cell2 - a) + share2(cell2 - b) + share2(cell2 - c) + share2(cell2 - d) + share2(cell2 - e) + share2(cell2 - f);
}
function tails(distribution, observed) {
  const total = (from, to) => {
    let sum2 = 0;
    for (let cell2 = from; cell2 < to; cell2 += 1) sum2 += distribution[cell2] ?? 0;
    return Math.min(1, sum2);
  };
  const { length } = distribution;
  return { upper: total(observed, length), lower: total(0, observed + 1), tied: length === 1 };
}

// src/compare/collect.ts
function collect2(campaign, metric, rule) {
  if (campaign.blocks.length < MIN_BLOCKS) return { status: "too-few-blocks" };
  if (campaign.hasBase && lostOnHead(campaign, metric, rule))
    return { status: "missing", onHead: true, seen: isSeen(campaign, metric) };
  const root = collectBlocks(campaign.blocks, metric);
  return root === null ? { status: "missing", onHead: false, seen: isSeen(campaign, metric) } : { status: "measured", root, blocks: root.series.length };
}
function isSeen({ blocks: blocks2, hasBase: hasBase2 }, metric) {
  const having = blocks2.flatMap(({ visits }) => visits.filter(({ outcome: outcome2 }) => !isMissing(outcome2.readings[metric])));
  return having.some(({ side: side3 }) => side3 === (hasBase2 ? "base" : "head"));
}
function collectBlocks(blocks2, metric) {
  const complete = blocks2.flatMap((block2) => measuredBlock(block2, metric));
  if (complete.length < MIN_BLOCKS) return null;
  for (const { breakdown } of complete.flat()) assertSums(breakdown);
  return alignVisits(complete, metric);
}
function measuredBlock(block2, metric) {
  const measured2 = block2.visits.flatMap(({ side: side3, outcome: outcome2 }) => {
    const reading = outcome2.readings[metric];
    return reading.status === "measured" ? [{ head: isHead(side3), breakdown: reading.breakdown }] : [];
  });
  return measured2.length === block2.visits.length ? [measured2] : [];
}
function lostOnHead({ blocks: blocks2 }, metric, rule) {
  return looksReached(rule, blocks2.length).some(
    ({ blocks: reached, thresholds }) => lossLevel(blocks2.slice(0, reached), metric) <= thresholds.zero
  );
}
function lossLevel(blocks2, metric) {
  const missing5 = blocks2.map(
    ({ visits }) => visits.map(({ side: side3, outcome: outcome2 }) => ({ head: isHead(side3), value: isMissing(outcome2.readings[metric]) ? 1 : 0 }))
  );
  return blockPermutationTest(gridScores(missing5, 1)).upper;
}
var isHead = (side3) => side3 === "head";
var isMissing = (reading) => reading.status === "unmeasured";

// src/compare/quantity.ts
var DEFAULT_TOLERANCES = {
  lcp: [
    { kind: "relative", fraction: 0.05 },
    { kind: "absolute", amount: 50 }
  ],
  inp: [
    { kind: "relative", fraction: 0.1 },
    { kind: "absolute", amount: 16 }
  ],
  cls: [{ kind: "absolute", amount: 0.02 }]
};
function quantityOf(metric, segments) {
  if (metric === "cls") return { kind: "score", step: METRIC_STEP.cls };
  return segments.length === 1 ? { kind: "time", step: METRIC_STEP[metric] } : { kind: "part", step: PART_STEP_MS };
}
function toleranceOf({ value, unit }) {
  return unit === "%" ? { kind: "relative", fraction: value / 100 } : { kind: "absolute", amount: value };
}
function rootTolerances(metric, budgets) {
  const budget = budgets.find((candidate) => candidate.metric === metric && candidate.segments.length === 1);
  const declared = budget?.maxIncrease?.map(toleranceOf) ?? [];
  return declared.length > 0 ? declared : DEFAULT_TOLERANCES[metric];
}

// src/stats/views.ts
var SMALLEST_FLOOR = 1e-9;
function zeroScores(series, quantity3) {
  if (quantity3.kind === "score") return gridScores(series, quantity3.step);
  return quantity3.kind === "time" ? blockScores(logView(series, 0), { floor: logFloor(series, quantity3.step), redescending: true }) : blockScores(series, { floor: rawFloor(quantity3), redescending: true });
}
function toleranceScores(series, quantity3, tolerance2) {
  if (quantity3.kind === "score") return gridScores(scoreView(series, tolerance2), quantity3.step);
  if (tolerance2.kind === "absolute")
    return blockScores(rawView(series, tolerance2.amount), { floor: rawFloor(quantity3), redescending: false });
  return quantity3.kind === "time" ? logScores(series, Math.log1p(tolerance2.fraction), quantity3.step) : blockScores(ratioView(series, tolerance2.fraction), { floor: rawFloor(quantity3), redescending: false });
}
function logScores(series, shift, step2) {
  return blockScores(logView(series, shift), { floor: logFloor(series, step2), redescending: false });
}
function logFloor(series, step2) {
  return Math.max(0.5 * step2 / median(valuesOf2(series)), SMALLEST_FLOOR);
}
function rawFloor({ step: step2 }) {
  return 0.5 * step2;
}
function logView(series, shift) {
  return mapSeries(series, (value, head) => {
    if (!(value > 0)) throw new RangeError(`a whole metric of ${value} ms`);
    return Math.log(value) - (head ? shift : 0);
  });
}
function ratioView(series, fraction3) {
  return mapSeries(series, (value, head) => head ? value / (1 + fraction3) : value);
}
function rawView(series, amount) {
  return mapSeries(series, (value, head) => head ? value - amount : value);
}
function scoreView(series, tolerance2) {
  if (tolerance2.kind === "relative") throw new RangeError("a score has no relative tolerance");
  return rawView(series, tolerance2.amount);
}

// src/stats/noise-floor.ts
var POWER_Z = 0.8416;
var EFFICIENCY = 0.65;
function noiseFloor(series, {
  change: change2,
  base,
  tolerances: tolerances2,
  thresholds
}) {
  const sigma = visitSigma(series, change2);
  const q = sigma * Math.sqrt(2 / (EFFICIENCY * pairs(series)));
  const reach2 = (level) => (normalUpperQuantile(level) + POWER_Z) * q;
  const tolerance2 = Math.max(...tolerances2.map((limit3) => fractionOf(limit3, base)));
  const smallest = Math.max(reach2(thresholds.zero), Math.log1p(tolerance2) + reach2(thresholds.tolerance));
  return { sigma, smallestIncrease: Math.expm1(smallest), certifiableTolerance: Math.expm1(reach2(thresholds.pass)) };
}
function visitSigma(series, change2) {
  const residuals = blockResiduals(logView(series, Math.log1p(change2)));
  return MAD_TO_SIGMA * BLOCK_OF_FOUR * median(valuesOf2(residuals).map(Math.abs));
}
function pairs(series) {
  return 2 * series.length;
}
function fractionOf(tolerance2, base) {
  return tolerance2.kind === "relative" ? tolerance2.fraction : tolerance2.amount / base;
}

// src/stats/decide.ts
var BETTER_LEVEL = 0.01;
function decideByPlan(series, question, rule) {
  let decision;
  for (const look of looksReached(rule, series.length)) {
    const evidence = test(series.slice(0, look.blocks), question);
    decision = { ...evidence, verdict: verdictAt(evidence, look), thresholds: look.thresholds, blocks: look.blocks };
    if (decision.verdict !== "continue") break;
  }
  if (decision === void 0) throw new RangeError(`no look at ${series.length} blocks`);
  return decision;
}
function isSlower(series, quantity3, rule) {
  assertFinite(series);
  return looksReached(rule, series.length).some(({ blocks: blocks2, thresholds }) => {
    const scores = zeroScores(series.slice(0, blocks2), quantity3);
    return blockPermutationTest(scores).upper <= thresholds.zero;
  });
}
function test(series, { quantity: quantity3, tolerances: tolerances2 }) {
  assertFinite(series);
  if (tolerances2.length === 0) throw new RangeError("a decision takes at least one tolerance");
  const zero = blockPermutationTest(zeroScores(series, quantity3));
  const beyond = tolerances2.map((tolerance2) => blockPermutationTest(toleranceScores(series, quantity3, tolerance2)));
  return {
    pZero: zero.upper,
    pTol: Math.max(...beyond.map((tails2) => tails2.upper)),
    // Tied: head lies exactly at the tolerance in every block (0 against 0, a constant CLS), which does not exceed it.
    pOk: Math.min(...beyond.map((tails2) => tails2.tied ? 0 : tails2.lower)),
    pFaster: zero.lower
  };
}
function verdictAt({ pZero, pTol, pOk, pFaster }, { thresholds, last }) {
  if (thresholds.zero > 0 && pZero <= thresholds.zero && pTol <= thresholds.tolerance) return "worse";
  if (pOk <= thresholds.pass) return pFaster <= BETTER_LEVEL ? "better" : "same";
  return last ? "unclear" : "continue";
}

// src/stats/relabel.ts
function relabelledRates(series, question, rule, { runs, increase, random }) {
  const count3 = { worse: 0, same: 0, unclear: 0, blocks: 0 };
  const most = looksOf(rule).at(-1)?.blocks ?? series.length;
  for (let run = 0; run < runs; run += 1) {
    const labelled2 = slowed(relabelled(drawn(series, most, random), random), increase);
    const { verdict, blocks: blocks2 } = decideByPlan(labelled2, question, rule);
    count3.blocks += blocks2;
    if (verdict === "worse") count3.worse += 1;
    else if (verdict === "same" || verdict === "better") count3.same += 1;
    else count3.unclear += 1;
  }
  return {
    runs,
    worse: count3.worse / runs,
    same: count3.same / runs,
    unclear: count3.unclear / runs,
    blocks: count3.blocks / runs
  };
}
function relabelled(series, random) {
  return series.map((block2) => {
    const order = blockOrder(random);
    return block2.map(({ value }, position) => ({ head: order[position] === "head", value }));
  });
}
function slowed(series, increase) {
  return mapSeries(series, (value, head) => head ? value * (1 + increase) : value);
}
function drawn(series, blocks2, random) {
  return Array.from({ length: blocks2 }, () => series[Math.floor(random() * series.length)] ?? []);
}

// src/judge/family.ts
function blockingNodes(routes) {
  return routes.flatMap((route) => {
    const paths = [...new Set(route.budgets.filter(isBlocking).map((budget) => formatPath(budget.segments)))];
    return route.conditions.flatMap((condition) => paths.map((path13) => ({ route: route.name, condition, path: path13 })));
  });
}
function familySize(routes) {
  return Math.max(1, blockingNodes(routes).length);
}
function neededBlocks(routes, alpha) {
  return smallestRedBlocks(alpha, familySize(routes));
}
function isBlocking(budget) {
  return budget.enforce === "block" && (budget.max !== null || budget.maxIncrease !== null);
}

// src/judge/calibration.ts
var MAXIMA = [10, 15, 20];
var INCREASES = [0.05, 0.1, 0.2];
var RUNS = 500;
function calibrate(routes, campaigns, alpha) {
  const comparisons = familySize(routes);
  const routeOf2 = new Map(routes.map((route) => [route.name, route]));
  return campaigns.map((campaign) => {
    const route = routeOf2.get(campaign.route);
    const metrics = METRICS.flatMap((metric) => {
      const root = collectBlocks(campaign.blocks, metric);
      if (root === null || route === void 0) return [];
      const tolerances2 = rootTolerances(metric, route.budgets);
      return [calibrateMetric(campaign, metric, root.series, { tolerances: tolerances2, alpha, comparisons })];
    });
    const { route: name4, condition } = campaign;
    const most = Math.max(...metrics.map(({ maxBlocks }) => maxBlocks), MAXIMA[0]);
    return { route: name4, condition, minutes: most * blockMs(campaign) / 6e4, metrics };
  });
}
function calibrateMetric({ route, condition }, metric, series, { tolerances: tolerances2, alpha, comparisons }) {
  const level = median(valuesOf2(series));
  const ruleAt = (maxBlocks2) => ({ plan: { kind: "looks", maxBlocks: maxBlocks2 }, alpha, comparisons });
  const isTime = metric !== "cls";
  const at3 = MAXIMA.map((maxBlocks2) => ({ maxBlocks: maxBlocks2, ...reachAt(series, level, tolerances2, ruleAt(maxBlocks2)) }));
  const declared = toleranceFraction(tolerances2, level);
  const enough = at3.find(({ certifiableTolerance }) => certifiableTolerance <= declared);
  const maxBlocks = isTime ? enough?.maxBlocks ?? 20 : MAXIMA[0];
  const random = seededRandom("calibrate", route, condition, metric);
  const question = { quantity: quantityOf(metric, [metric]), tolerances: tolerances2 };
  const rates = (increase) => relabelledRates(series, question, ruleAt(maxBlocks), { runs: RUNS, increase, random });
  const certifiable = isTime ? at3.map((each) => ({ maxBlocks: each.maxBlocks, fraction: each.certifiableTolerance })) : [];
  return {
    route,
    condition,
    metric,
    unit: unitOf(metric),
    blocks: series.length,
    level,
    sigma: isTime ? at3[0]?.sigma ?? null : null,
    certifiable,
    recommended: isTime ? recommendation(certifiable[1]?.fraction ?? 0, level) : null,
    maxBlocks,
    unchanged: rates(0),
    found: isTime ? INCREASES.map((increase) => ({ increase, rates: rates(increase) })) : []
  };
}
function reachAt(series, level, tolerances2, rule) {
  const last = looksOf(rule).at(-1);
  if (last === void 0) throw new Error("a plan has looks");
  if (!(level > 0)) return { sigma: 0, certifiableTolerance: 0 };
  const { sigma, certifiableTolerance } = noiseFloor(series, {
    change: 0,
    base: level,
    tolerances: tolerances2,
    thresholds: last.thresholds
  });
  const scale = Math.sqrt(series.length / last.blocks);
  return { sigma, certifiableTolerance: Math.expm1(Math.log1p(certifiableTolerance) * scale) };
}
function toleranceFraction(tolerances2, level) {
  return Math.max(...tolerances2.map((each) => each.kind === "relative" ? each.fraction : each.amount / level));
}
function recommendation(fraction3, level) {
  const percent = Math.max(2, Math.ceil(100 * fraction3));
  return { fraction: percent / 100, amountMs: Math.ceil(percent * level / 1e3) * 10 };
}
function blockMs({ blocks: blocks2 }) {
  const walls = blocks2.flatMap(({ visits }) => visits.map(({ outcome: outcome2 }) => outcome2.timing.wallMs));
  return walls.length === 0 ? 0 : 4 * walls.reduce((sum2, wall) => sum2 + wall, 0) / walls.length;
}

// src/gate/calibrate.ts
async function calibrateLog(log, folder) {
  const { purpose, config, alpha } = log.run;
  if (purpose !== "calibration") throw new GateError("not-a-calibration", { out: folder });
  const calibration = calibrate(config.routes, campaignsOf(log), alpha);
  try {
    await writeFile2(path3.join(folder, "calibration.json"), `${JSON.stringify(calibration, null, 2)}
`);
  } catch (cause) {
    throw new GateError("out-unwritable", { path: folder, cause: causeOf(cause) }, { cause });
  }
  return calibration;
}

// src/explain/lighthouse.ts
import { createHash as createHash2 } from "node:crypto";
import { mkdir as mkdir2, writeFile as writeFile3 } from "node:fs/promises";
import path4 from "node:path";

// src/explain/lhr.ts
var PASS_THRESHOLD = 0.9;
function failed({ score, scoreDisplayMode }) {
  return scoreDisplayMode !== "informative" && score !== null && score < PASS_THRESHOLD;
}
var isObject2 = (value) => typeof value === "object" && value !== null;
function* objectsIn(value) {
  if (!isObject2(value)) return;
  if (!Array.isArray(value)) yield value;
  for (const child of Object.values(value)) yield* objectsIn(child);
}
function checksOf(audit2) {
  const checks = [];
  for (const { type: type2, items } of objectsIn(audit2.details)) {
    if (type2 !== "checklist" || !isObject2(items)) continue;
    for (const [key2, item] of Object.entries(items))
      if (isObject2(item)) checks.push({ key: key2, label: String(item["label"]), passed: item["value"] === true });
  }
  return checks;
}
function longestChainMs(audit2) {
  for (const { longestChain } of objectsIn(audit2.details))
    if (isObject2(longestChain) && typeof longestChain["duration"] === "number") return longestChain["duration"];
  return null;
}
function shiftScore(audit2) {
  if (audit2.id !== "cls-culprits-insight") return null;
  const scores = [...objectsIn(audit2.details)].map(({ score }) => typeof score === "number" ? score : 0);
  return Math.max(0, ...scores) || null;
}
function itemsOf2(audit2) {
  const items = /* @__PURE__ */ new Set();
  for (const { url: url2, type: type2, selector } of objectsIn(audit2.details)) {
    if (typeof url2 === "string" && /^https?:/.test(url2)) items.add(url2);
    if (type2 === "node" && typeof selector === "string" && selector !== "") items.add(selector);
  }
  return [...items];
}

// src/explain/compare-insights.ts
var GREW_BY_MS = 50;
var GREW_BY_SHARE = 0.25;
var GREW_BY_SCORE = 0.01;
var SCORE_DROP = 0.1;
var MAX_ITEMS = 5;
function compareInsights(base, head, metrics) {
  const worse = [];
  for (const audit2 of Object.values(head.audits)) {
    const before = base.audits[audit2.id];
    if (!audit2.id.endsWith("-insight") || !gotWorse(before, audit2)) continue;
    worse.push({ insight: insightOf(before, audit2, base, head), audit: audit2 });
  }
  const acronyms = metrics.map((metric) => metric.toUpperCase());
  return worse.toSorted((a, b) => byRelevance(a.audit, b.audit, acronyms)).map(({ insight }) => insight);
}
function gotWorse(base, head) {
  if (shiftsGrew(base, head)) return true;
  if (!failed(head)) return false;
  if (base === void 0 || !failed(base)) return true;
  return newlyFailing(base, head).length > 0 || scoreFell(base, head) || savingsGrew(base, head) || chainGrew(base, head);
}
function scoreFell(base, head) {
  if (head.scoreDisplayMode === "metricSavings") return false;
  return (base.score ?? 0) - (head.score ?? 0) >= SCORE_DROP - Number.EPSILON;
}
function savingsGrew(base, head) {
  return Object.entries(head.metricSavings ?? {}).some(
    ([metric, after2 = 0]) => grew(base.metricSavings?.[metric] ?? 0, after2, metric === "CLS" ? GREW_BY_SCORE : GREW_BY_MS)
  );
}
function chainGrew(base, head) {
  return grew(longestChainMs(base) ?? 0, longestChainMs(head) ?? 0, GREW_BY_MS);
}
function shiftsGrew(base, head) {
  return grew((base && shiftScore(base)) ?? 0, shiftScore(head) ?? 0, GREW_BY_SCORE);
}
var grew = (before, after2, least) => after2 - before >= least && after2 - before >= GREW_BY_SHARE * before;
function newlyFailing(base, head) {
  const before = new Map((base === void 0 ? [] : checksOf(base)).map((check) => [check.key, check]));
  return checksOf(head).filter((check) => !check.passed && before.get(check.key)?.passed !== false).map((after2) => ({ before: before.get(after2.key) ?? null, after: after2 }));
}
function insightOf(before, audit2, base, head) {
  return {
    id: audit2.id,
    title: audit2.title,
    ...said(before, audit2),
    savingsMs: savingsMs(audit2),
    items: newItems(before, audit2, base, head)
  };
}
function said(base, head) {
  const checks = newlyFailing(base, head);
  if (checks.length > 0)
    return {
      base: joined2(checks.map(({ before }) => before && `✓ ${before.label}`)),
      head: joined2(checks.map(({ after: after2 }) => `✗ ${after2.label}`))
    };
  return { base: base === void 0 ? null : displayed(base), head: displayed(head) };
}
function displayed(audit2) {
  const chainMs = longestChainMs(audit2);
  if (chainMs !== null) return `longest chain ${Math.round(chainMs)} ms`;
  const shifts = shiftScore(audit2);
  if (shifts !== null) return `layout shifts ${shifts.toFixed(3)}`;
  return audit2.displayValue ?? null;
}
var joined2 = (texts) => texts.filter((text) => text !== null).join("; ") || null;
function savingsMs({ metricSavings = {} }) {
  const savings2 = Object.entries(metricSavings).filter(([metric, ms = 0]) => metric !== "CLS" && ms > 0);
  return Object.fromEntries(savings2.map(([metric, ms = 0]) => [metric, ms]));
}
function newItems(before, audit2, base, head) {
  const known4 = new Set((before === void 0 ? [] : itemsOf2(before)).map((item) => identity2(item, base)));
  const fresh = /* @__PURE__ */ new Map();
  for (const item of itemsOf2(audit2)) {
    const id = identity2(item, head);
    if (!known4.has(id) && !fresh.has(id)) fresh.set(id, withoutQuery2(item));
  }
  return [...fresh.values()].slice(0, MAX_ITEMS);
}
function identity2(item, lhr) {
  if (!URL.canParse(item)) return item;
  const { origin, pathname } = new URL(item);
  const own = URL.canParse(lhr.mainDocumentUrl ?? "") && new URL(lhr.mainDocumentUrl ?? "").origin === origin;
  return (own ? "" : origin) + withoutHash(pathname);
}
var withoutHash = (pathname) => pathname.replace(/[-._](?=[\w-]*\d)[\w-]{6,}(?=\.\w+$)/, "");
function withoutQuery2(item) {
  if (!URL.canParse(item)) return item;
  const { origin, pathname } = new URL(item);
  return origin + pathname;
}
function byRelevance(a, b, acronyms) {
  const keys = (audit2) => [
    Math.max(0, ...acronyms.map((acronym) => audit2.metricSavings?.[acronym] ?? 0)),
    acronyms.some((acronym) => audit2.metricSavings?.[acronym] !== void 0) ? 1 : 0,
    Math.max(0, ...Object.values(audit2.metricSavings ?? {}).map((saving = 0) => saving)),
    audit2.guidanceLevel ?? 0
  ];
  const [keysA, keysB] = [keys(a), keys(b)];
  for (const [index, key2] of keysA.entries()) {
    const order = (keysB[index] ?? 0) - key2;
    if (order !== 0) return order;
  }
  return a.id < b.id ? -1 : 1;
}

// src/explain/run-lighthouse.ts
import { setTimeout as wait } from "node:timers/promises";

// src/lab/emulation.ts
var PHONE = { platform: "Linux; Android 11; moto g power (2022)", model: "moto g power (2022)", version: "11" };
async function emulate(session, condition, browserVersion) {
  const { width, height, deviceScaleFactor, mobile, touch } = condition.viewport;
  await Promise.all([
    session.send("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor, mobile }),
    session.send(
      "Emulation.setTouchEmulationEnabled",
      touch ? { enabled: true, maxTouchPoints: 5 } : { enabled: false }
    ),
    session.send("Emulation.setUserAgentOverride", {
      ...userAgent(browserVersion, mobile),
      ...acceptLanguage(condition.locale)
    }),
    session.send("Emulation.setCPUThrottlingRate", { rate: condition.cpuSlowdown }),
    ...preferences(session, condition)
  ]);
}
function* preferences(session, condition) {
  const { locale, timezone, colorScheme, reducedMotion } = condition;
  if (locale !== void 0) yield session.send("Emulation.setLocaleOverride", { locale: locale.replaceAll("-", "_") });
  if (timezone !== void 0) yield session.send("Emulation.setTimezoneOverride", { timezoneId: timezone });
  const features = [];
  if (colorScheme !== void 0) features.push({ name: "prefers-color-scheme", value: colorScheme });
  if (reducedMotion !== void 0)
    features.push({ name: "prefers-reduced-motion", value: reducedMotion ? "reduce" : "no-preference" });
  if (features.length > 0) yield session.send("Emulation.setEmulatedMedia", { features });
}
function acceptLanguage(locale) {
  if (locale === void 0) return {};
  const [language = locale] = locale.split("-");
  return { acceptLanguage: language === locale ? locale : `${locale},${language}` };
}
function userAgent(browserVersion, mobile) {
  const major = /(\d+)\./.exec(browserVersion)?.[1] ?? "0";
  const platform = mobile ? PHONE.platform : "X11; Linux x86_64";
  return {
    userAgent: `Mozilla/5.0 (${platform}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${major}.0.0.0 ${mobile ? "Mobile " : ""}Safari/537.36`,
    userAgentMetadata: {
      brands: [
        { brand: "Chromium", version: major },
        { brand: "Google Chrome", version: major },
        { brand: "Not)A;Brand", version: "99" }
      ],
      platform: mobile ? "Android" : "Linux",
      platformVersion: mobile ? PHONE.version : "",
      architecture: mobile ? "" : "x86",
      model: mobile ? PHONE.model : "",
      mobile
    }
  };
}

// src/explain/scrub.ts
var PROSE_KEYS = /* @__PURE__ */ new Set(["description", "manualDescription", "rendererFormattedStrings"]);
function scrubbed(lhr) {
  return scrub(lhr, "");
}
function scrub(value, key2) {
  if (key2 === "extraHeaders" || key2 === "requestHeaders" || key2 === "responseHeaders") return null;
  if (PROSE_KEYS.has(key2)) return value;
  if (typeof value === "string") return key2 === "snippet" ? scrubMarkup(value) : scrubUrls(value);
  if (Array.isArray(value)) return value.map((item) => scrub(item, ""));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name4, child]) => [scrubUrls(name4), scrub(child, name4)]));
}
function scrubUrls(text) {
  return text.replaceAll(/\b((?:https?|wss?):\/\/)([^\s"'<>]+)/g, (_, scheme, rest) => {
    const [beforeQuery = ""] = rest.split(/[?#]/, 1);
    const [host = ""] = beforeQuery.split("/", 1);
    return scheme + host.slice(host.lastIndexOf("@") + 1) + beforeQuery.slice(host.length);
  });
}
var SECRET_ATTRIBUTE = /\b([\w-]*(?:value|nonce|token|csrf|secret|auth|session|key)[\w-]*)="[^"]*"?/gi;
function scrubMarkup(markup) {
  return scrubUrls(markup).replaceAll(/([\w./-])\?[^\s"'>,)]*/g, "$1").replaceAll(SECRET_ATTRIBUTE, '$1="…"');
}

// src/explain/stray-errors.ts
var STRAY = /LighthouseError|TargetCloseError|ProtocolError|Session closed|Target closed|detached|Connection closed/;
function ignoreStrayErrors() {
  if (process.listeners("unhandledRejection").includes(onStray)) return;
  process.on("unhandledRejection", onStray);
  process.on("uncaughtException", onStray);
}
function onStray(thrown) {
  const text = thrown instanceof Error ? `${thrown.name} ${thrown.message} ${causeOf(thrown.cause ?? "")}` : String(thrown);
  if (STRAY.test(text)) return;
  process.stderr.write(`internal error: ${thrown instanceof Error ? thrown.message : String(thrown)}
`);
  process.exit(3);
}

// src/explain/run-lighthouse.ts
var LOAD_TIMEOUT_MS = 3e4;
var RUN_TIMEOUT_MS = 9e4;
var NETWORK_QUIET_MS = 1e3;
async function runLighthouse(run) {
  ignoreStrayErrors();
  const context = await run.browser.createBrowserContext({
    proxyServer: `socks5://127.0.0.1:${run.proxyPort}`,
    proxyBypassList: ["<-loopback>"]
  });
  try {
    const page = await context.newPage();
    return await limited(audit(page, run), run.signal);
  } finally {
    await context.close().catch(() => void 0);
  }
}
async function limited(work, signal) {
  work.catch(() => void 0);
  const done = new AbortController();
  const timeUp = wait(RUN_TIMEOUT_MS, void 0, { signal: AbortSignal.any([signal, done.signal]) }).then(() => {
    throw new Error(`Lighthouse took more than ${RUN_TIMEOUT_MS / 1e3} s`);
  });
  timeUp.catch(() => void 0);
  try {
    return await Promise.race([work, timeUp]);
  } finally {
    done.abort();
  }
}
async function audit(page, { browser, condition, url: url2 }) {
  const [{ default: lighthouse2, generateReport }, { nonSimulatedSettingsOverrides }] = await Promise.all([
    import("./vendor/lighthouse-GNAVDLEZ.js"),
    import("./vendor/lighthouse-core-config-constants-DS2372KC.js")
  ]);
  for (const key2 of NETWORK_QUIET_SETTINGS) nonSimulatedSettingsOverrides[key2] = NETWORK_QUIET_MS;
  page.on("dialog", (dialog) => void dialog.dismiss().catch(() => void 0));
  await emulate(await page.createCDPSession(), condition, await browser.version());
  const result = await lighthouse2(url2, flagsFor(condition), void 0, page);
  if (result === void 0) throw new Error("Lighthouse gave no result");
  if (result.lhr.runtimeError) throw new Error(result.lhr.runtimeError.message);
  const lhr = scrubbed(result.lhr);
  return { lhr, html: generateReport(lhr, "html"), json: JSON.stringify(lhr) };
}
var NETWORK_QUIET_SETTINGS = ["pauseAfterFcpMs", "pauseAfterLoadMs", "networkQuietThresholdMs"];
function flagsFor({ viewport, rttMs, downKbps, upKbps, cpuSlowdown }) {
  const { width, height, deviceScaleFactor, mobile } = viewport;
  return {
    logLevel: "silent",
    output: "json",
    locale: "en-US",
    onlyCategories: ["performance"],
    formFactor: mobile ? "mobile" : "desktop",
    screenEmulation: { width, height, deviceScaleFactor, mobile, disabled: false },
    emulatedUserAgent: false,
    throttlingMethod: "provided",
    throttling: {
      rttMs,
      throughputKbps: downKbps,
      requestLatencyMs: 0,
      downloadThroughputKbps: downKbps,
      uploadThroughputKbps: upKbps,
      cpuSlowdownMultiplier: cpuSlowdown
    },
    maxWaitForFcp: LOAD_TIMEOUT_MS,
    maxWaitForLoad: LOAD_TIMEOUT_MS,
    disableFullPageScreenshot: true
  };
}

// src/explain/lighthouse.ts
async function explain2(request) {
  const reports = { base: null, head: null };
  const results = {};
  const failures = [];
  for (const side3 of SIDES) {
    if (request[side3] === null) continue;
    try {
      const { lhr, file } = await runSide(request, request[side3], side3);
      results[side3] = lhr;
      reports[side3] = file;
    } catch (error) {
      request.signal.throwIfAborted();
      failures.push(`Lighthouse failed on ${side3}: ${causeOf(error)}.`);
    }
  }
  const { base, head } = results;
  const insights = base && head ? compareInsights(base, head, request.metrics) : [];
  return { insights, reports, failure: failures.length > 0 ? failures.join(" ") : null };
}
async function runSide(request, deploy2, side3) {
  const { browser, proxyPort, route, condition, out, signal } = request;
  const url2 = deploy2.url + route.path;
  const { lhr, html, json } = await runLighthouse({ browser, proxyPort, condition, url: url2, signal });
  const name4 = `lighthouse/${fileName(route.name)}-${fileName(condition.name)}-${side3}`;
  await mkdir2(path4.join(out, "lighthouse"), { recursive: true });
  await writeFile3(path4.join(out, `${name4}.json`), json);
  await writeFile3(path4.join(out, `${name4}.html`), html);
  return { lhr, file: `${name4}.html` };
}
function fileName(name4) {
  const safe = name4.replaceAll(/[^\w-]+/g, "-").slice(0, 60);
  if (safe === name4) return safe;
  return `${safe}-${createHash2("sha256").update(name4).digest("hex").slice(0, 6)}`;
}

// src/gate/explain-broken.ts
async function explainBroken(run, judgement, when) {
  const { lab, config, deploys: deploys2, out, progress, signal, log } = run;
  if (when === "never") return;
  for (const { route: name4, condition: conditionName, metrics, findings } of judgement.campaigns) {
    const broken = findings.filter(({ row: row2 }) => row2.verdict === "fail").map(({ row: row2 }) => row2.path.split(".")[0] ?? "");
    if (metrics === null || broken.length === 0 && when === "on-failure") continue;
    const route = config.routes.find((each) => each.name === name4);
    const condition = config.conditions.find((each) => each.name === conditionName);
    if (route === void 0 || condition === void 0) continue;
    if (!isForStrangers(route, deploys2)) {
      progress.line(`Lighthouse would see ${name4} as a stranger does, without its session: it is left out.`);
      continue;
    }
    progress.line(`Lighthouse looks at ${name4} · ${conditionName} on each side.`);
    const browser = await lab.connectedBrowser();
    const about = { browser, proxyPort: lab.proxyPort(condition), route, condition, out, signal };
    const broke = broken.filter(isMetric);
    const explanation2 = await explain2({ ...about, base: deploys2.base, head: deploys2.head, metrics: broke });
    log.append({ type: "explanation", route: name4, condition: conditionName, explanation: explanation2 });
  }
}
function isForStrangers({ session }, { base, head }) {
  return session === void 0 && base?.hosts === void 0 && head.hosts === void 0;
}

// src/graphql/observed/route-notes.ts
function routeNotes(route, { operations }) {
  if (operations.length === 0) return [];
  const byLabel = Map.groupBy(operations, ({ label: label2 }) => label2);
  const names = Array.from(byLabel, ([label2, sent]) => sent.length === 1 ? label2 : `${label2} (${sent.length} times)`);
  const ratios = new Map(
    operations.flatMap(({ actual }) => actual?.lists ?? []).map((list3) => [list3.coordinate, list3])
  );
  return [
    `A visit of ${route} sends ${names.join(", ")}.${actualText(operations)}`,
    ...[...ratios.values()].flatMap(({ coordinate, estimated, actual, longest, suggested }) => {
      if (!(estimated >= 2 * actual || estimated < longest)) return [];
      const came = `${coordinate} is estimated at ${costText2(estimated)} items and came with ${costText2(actual)} on ${route}`;
      return [suggested === null ? `${came}.` : `${came}: assumedSize: ${suggested} would have been enough.`];
    })
  ];
}
function actualText(operations) {
  const metrics = ["type-cost", "field-cost", "cost"];
  const texts = metrics.flatMap((metric) => {
    if (!operations.every(({ costs, actual: actual2 }) => costs[metric] !== void 0 && actual2 !== null)) return [];
    const estimated = operations.reduce((sum2, { costs }) => sum2 + (costs[metric] ?? 0), 0);
    const actual = operations.reduce((sum2, each) => sum2 + (each.actual?.totals[metric] ?? 0), 0);
    return [`${metric.replaceAll("-", " ")} ${costText2(estimated)}, by the answers ${costText2(actual)}`];
  });
  return texts.length === 0 ? "" : ` Estimated ${texts.join("; ")}.`;
}

// src/graphql/observed/lists.ts
function mean(lengths) {
  return lengths.length === 0 ? 0 : lengths.reduce((sum2, length) => sum2 + length, 0) / lengths.length;
}
function observedLists(document2, schema, data) {
  const lists = /* @__PURE__ */ new Map();
  const [operation] = document2.definitions;
  if (operation?.kind !== graphql_Kind.OPERATION_DEFINITION) return lists;
  const root = schema.getRootType(operation.operation);
  if (root) walkObject(operation.selectionSet, root, data, { document: document2, schema, lists });
  return lists;
}
function walkObject(set, type2, value, walk4) {
  if (typeof value !== "object" || value === null) return;
  const name4 = value["__typename"];
  const own = typeof name4 === "string" ? walk4.schema.getType(name4) : void 0;
  const parent = graphql_isCompositeType(own) ? own : type2;
  for (const selection of set.selections) {
    if (selection.kind === graphql_Kind.FIELD) walkField(selection, parent, value, walk4);
    else if (selection.kind === graphql_Kind.INLINE_FRAGMENT)
      walkFragment(selection.selectionSet, selection.typeCondition?.name.value, parent, value, walk4);
    else {
      const fragment = walk4.document.definitions.find(
        (each) => each.kind === graphql_Kind.FRAGMENT_DEFINITION && each.name.value === selection.name.value
      );
      if (fragment?.kind === graphql_Kind.FRAGMENT_DEFINITION)
        walkFragment(fragment.selectionSet, fragment.typeCondition.name.value, parent, value, walk4);
    }
  }
}
function walkFragment(set, condition, parent, value, walk4) {
  const type2 = condition === void 0 ? parent : walk4.schema.getType(condition);
  if (!graphql_isCompositeType(type2)) return;
  const isKnown = !graphql_isAbstractType(parent);
  const applies = !isKnown || type2 === parent || graphql_isAbstractType(type2) && walk4.schema.isSubType(type2, parent);
  if (applies) walkObject(set, isKnown ? parent : type2, value, walk4);
}
function walkField(field, parent, value, walk4) {
  const key2 = (field.alias ?? field.name).value;
  const definition = walk4.schema.getField(parent, field.name.value);
  if (!definition || !Object.hasOwn(value, key2)) return;
  const answer = value[key2];
  const type2 = graphql_getNullableType(definition.type);
  if (graphql_isListType(type2) && Array.isArray(answer)) note(field.name.value, parent, answer.length, walk4);
  for (const item of flat(answer)) {
    const below3 = named3(type2);
    if (field.selectionSet !== void 0 && graphql_isCompositeType(below3)) walkObject(field.selectionSet, below3, item, walk4);
  }
}
function note(field, parent, length, { schema, lists }) {
  const coordinate = `${parent.name}.${field}`;
  const possible = graphql_isAbstractType(parent) ? schema.getPossibleTypes(parent) : [];
  const before = lists.get(coordinate)?.lengths ?? [];
  const coordinates = [coordinate, ...possible.map(({ name: name4 }) => `${name4}.${field}`)];
  lists.set(coordinate, { coordinates, lengths: [...before, length] });
}
function flat(value) {
  return Array.isArray(value) ? value.flat(8) : [value];
}
function named3(type2) {
  let inner = type2;
  while (typeof inner === "object" && inner !== null && "ofType" in inner) inner = inner.ofType;
  return inner;
}

// src/graphql/observed/list-ratios.ts
function listRatios({ document: document2 }, { costs }, settings, lists) {
  const [definition] = document2.definitions;
  if (definition?.kind !== graphql_Kind.OPERATION_DEFINITION) return [];
  const variables = variableValues(definition, settings.variables, "default");
  const sizing = { graph: costs, variables, isDeclared: false, listSize: settings.listSize, ledger: new Ledger() };
  const estimates = /* @__PURE__ */ new Map();
  const root = costs.roots[definition.operation];
  if (root !== null) estimate2(definition.selectionSet, root, [], { document: document2, sizing, estimates, spread: /* @__PURE__ */ new Set() });
  return [...lists].flatMap(([coordinate, { lengths }]) => {
    const found2 = estimates.get(coordinate);
    if (found2 === void 0) return [];
    const longest = Math.max(...lengths);
    const suggested = found2.isSliced || found2.size === longest ? null : longest;
    return [{ coordinate, estimated: found2.size, actual: mean(lengths), longest, suggested }];
  });
}
function estimate2(set, type2, inherited, into) {
  for (const selection of set.selections) {
    if (selection.kind === graphql_Kind.FIELD) estimateField(selection, type2, inherited, into);
    else {
      const fragment = selection.kind === graphql_Kind.INLINE_FRAGMENT ? selection : fragmentNamed(selection.name.value, into);
      const key2 = `${type2} ${selection.kind === graphql_Kind.FRAGMENT_SPREAD ? selection.name.value : ""}`;
      if (fragment === void 0 || selection.kind === graphql_Kind.FRAGMENT_SPREAD && into.spread.has(key2)) continue;
      into.spread.add(key2);
      estimate2(fragment.selectionSet, fragment.typeCondition?.name.value ?? type2, inherited, into);
    }
  }
}
function fragmentNamed(name4, { document: document2 }) {
  const found2 = document2.definitions.find((each) => each.kind === graphql_Kind.FRAGMENT_DEFINITION && each.name.value === name4);
  return found2?.kind === graphql_Kind.FRAGMENT_DEFINITION ? found2 : void 0;
}
function estimateField(node, type2, inherited, into) {
  const field = into.sizing.graph.types.get(type2)?.fields.get(node.name.value);
  if (field === void 0) return;
  const coordinate = `${type2}.${field.name}`;
  const size = Math.max(itemsOf(field, node, inherited, into.sizing), into.estimates.get(coordinate)?.size ?? 0);
  const isSliced = inherited.some(({ path: path13 }) => path13.length === 1 && path13[0] === field.name) || field.listSizes.some(({ slicingArguments }) => slicingArguments.length > 0);
  if (field.isList) into.estimates.set(coordinate, { size, isSliced });
  if (node.selectionSet !== void 0)
    estimate2(node.selectionSet, field.type, handDown(field, node, inherited, into.sizing), into);
}

// src/graphql/observed/actual-cost.ts
function actualCost(operation, graph, settings, data) {
  const lists = observedLists(operation.document, graph.schema, data);
  const sized = readCostGraph(withSizes(graph.document, lists));
  const { totals } = costOperation(sized, operation.document, operation.name, { ...settings, listSize: 0 });
  return {
    totals: Object.fromEntries(Object.entries(totals).map(([metric, { total }]) => [metric, total])),
    lists: listRatios(operation, graph, settings, lists)
  };
}
function withSizes(document2, lists) {
  const { listSize: names } = directiveNames(document2);
  const [name4 = "listSize"] = names;
  const sizes = new Map(
    [...lists.values()].flatMap(({ coordinates, lengths }) => coordinates.map((each) => [each, mean(lengths)]))
  );
  const definitions = document2.definitions.map((definition) => {
    if (!("fields" in definition) || !("name" in definition) || definition.name === void 0) return definition;
    const type2 = definition.name.value;
    const fields = (definition.fields ?? []).map((field) => {
      if (field.kind !== graphql_Kind.FIELD_DEFINITION) return field;
      const others = field.directives?.filter((directive) => !names.has(directive.name.value)) ?? [];
      const size = sizes.get(`${type2}.${field.name.value}`) ?? 0;
      return isList3(field) ? { ...field, directives: [...others, sizeDirective(name4, size)] } : { ...field, directives: others };
    });
    return { ...definition, fields };
  });
  return { ...document2, definitions };
}
function sizeDirective(name4, size) {
  const value = { kind: graphql_Kind.INT, value: String(size) };
  const argument = { kind: graphql_Kind.ARGUMENT, name: { kind: graphql_Kind.NAME, value: "assumedSize" }, value };
  return { kind: graphql_Kind.DIRECTIVE, name: { kind: graphql_Kind.NAME, value: name4 }, arguments: [argument] };
}
function isList3({ type: type2 }) {
  return type2.kind === graphql_Kind.LIST_TYPE || type2.kind === graphql_Kind.NON_NULL_TYPE && type2.type.kind === graphql_Kind.LIST_TYPE;
}

// src/graphql/observed/requests.ts
var ID_FIELDS = ["documentId", "doc_id", "docId", "queryId", "id"];
var ID_IN_PATH = /\/(?:graphql|gql)\/([\w.:~-]{3,200})\/?$/i;
function mayBeGraphql(request) {
  return readRequests({ ...request, responseBody: null }).length > 0;
}
function readRequests(exchange) {
  const answers = answersOf2(exchange.responseBody);
  const bodies = bodiesOf(exchange);
  return bodies.flatMap((body2, index) => sentOperation(body2, exchange.url, answers[index] ?? null));
}
function bodiesOf({ url: url2, method, headers, postData }) {
  const parameters = fieldsOfQuery(url2);
  if (method === "GET") return [parameters];
  if (method !== "POST" || postData === null) return [];
  const type2 = headers["content-type"] ?? "";
  if (type2.startsWith("application/graphql") && !type2.includes("json")) return [{ ...parameters, query: postData }];
  const json = parsed(multipartOperations(postData) ?? postData);
  if (Array.isArray(json)) return json.filter(isFields);
  if (isFields(json)) return [{ ...parameters, ...json }];
  return /^[\w.%+-]+=/.test(postData) ? [{ ...parameters, ...Object.fromEntries(new URLSearchParams(postData)) }] : [];
}
function multipartOperations(postData) {
  return /name="operations"[^\n]*\n(?:[^\n]+\n)*\r?\n(.*?)\r?\n--/s.exec(postData)?.[1] ?? null;
}
function fieldsOfQuery(url2) {
  const search2 = URL.canParse(url2) ? new URL(url2).searchParams : new URLSearchParams();
  return Object.fromEntries(search2);
}
function sentOperation(body2, url2, answer) {
  const variables = objectIn(body2["variables"]);
  const operationName = textIn(body2["operationName"]);
  const about = { operationName, variables, data: dataOf(answer), url: url2.split(/[?#]/, 1).join("") };
  const query = textIn(body2["query"]);
  if (query !== null && looksLikeGraphql(query)) return [{ ...about, query, id: null }];
  const id = idIn(body2, about.url);
  return id === null ? [] : [{ ...about, query: null, id: id.replace(/^sha256:/, "") }];
}
function looksLikeGraphql(text) {
  return /^(?:[\s,\ufeff]|#[^\n]*)*(?:query|mutation|subscription|fragment|\{)/.test(text) && text.includes("{");
}
function idIn(body2, url2) {
  const persisted = objectIn(objectIn(body2["extensions"])["persistedQuery"]);
  const hash2 = textIn(persisted["sha256Hash"]);
  if (hash2 !== null) return hash2;
  const isGraphqlPath = /graphql|gql/i.test(url2);
  const field = ID_FIELDS.find((name4) => textIn(body2[name4]) !== null && (name4 !== "id" || isGraphqlPath));
  return (field === void 0 ? null : textIn(body2[field])) ?? ID_IN_PATH.exec(url2)?.[1] ?? null;
}
function answersOf2(responseBody) {
  const json = responseBody === null ? null : parsed(responseBody);
  return Array.isArray(json) ? json : [json];
}
function dataOf(answer) {
  return isFields(answer) ? answer["data"] ?? null : null;
}
function textIn(value) {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : null;
}
function objectIn(value) {
  const object = typeof value === "string" ? parsed(value) : value;
  return isFields(object) ? object : {};
}
function isFields(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

// src/graphql/observed/resolve.ts
import { createHash as createHash3 } from "node:crypto";
var OperationIndex = class {
  #byId = /* @__PURE__ */ new Map();
  constructor(known4) {
    for (const operation of known4) for (const id of idsOf(operation)) this.#byId.set(id, operation);
  }
  resolve(sent) {
    if (sent.query !== null) return fromText(sent, sent.query);
    const id = sent.id ?? "";
    const operation = this.#byId.get(id.toLowerCase()) ?? this.#byId.get(id);
    return [operation === void 0 ? { status: "unresolved", id, sent } : { status: "resolved", operation, sent }];
  }
};
function idsOf({ ids, document: document2 }) {
  const printed2 = graphql_print(document2);
  const hashes = ["sha256", "md5"].map((algorithm) => createHash3(algorithm).update(printed2).digest("hex"));
  return [...ids, ...hashes];
}
function fromText(sent, text) {
  const document2 = parsed2(text);
  const operations = document2?.definitions.filter(isOperation) ?? [];
  const definition = sent.operationName === null ? operations[0] : operations.find(({ name: name4 }) => name4?.value === sent.operationName);
  if (document2 === null || definition === void 0) return [];
  const fragments = Map.groupBy(document2.definitions.filter(isFragment), ({ name: name4 }) => name4.value);
  const about = { client: null, ids: [], where: sent.url, located: false };
  return [{ status: "resolved", operation: makeOperation(definition, fragments, about), sent }];
}
function parsed2(text) {
  try {
    return graphql_parse(text);
  } catch (error) {
    if (error instanceof graphql_GraphQLError) return null;
    throw error;
  }
}

// src/graphql/observed/visit-costs.ts
function typicalVisit(visits, route, side3, costed) {
  const index = new OperationIndex(costed.priced.map(({ operation }) => operation));
  const own = visits.filter((visit2) => visit2.route === route && visit2.side === side3);
  const costs = own.map(({ exchanges }) => costVisit(exchanges, index, costed));
  const ordered = costs.toSorted((one, other) => totalOf(one) - totalOf(other));
  return ordered[Math.floor(ordered.length / 2)] ?? null;
}
function totalOf({ operations }) {
  return operations.reduce((sum2, { costs }) => sum2 + Object.values(costs).reduce((total, cost) => total + cost, 0), 0);
}
function costVisit(exchanges, index, costed) {
  const resolved2 = exchanges.flatMap(readRequests).flatMap((sent) => index.resolve(sent));
  const results = resolved2.map((each) => costSent(each, costed));
  return {
    operations: results.flatMap((result) => "label" in result ? [result] : []),
    problems: results.flatMap((result) => "problem" in result ? [result.problem] : [])
  };
}
function costSent(resolved2, { graph, settings, planner }) {
  const { sent } = resolved2;
  const named4 = sent.operationName ?? "an operation";
  if (resolved2.status === "unresolved")
    return { problem: `The page sends ${named4} by the id ${resolved2.id}, which none of the manifests has.` };
  const { operation } = resolved2;
  const real = { ...settings, unknownVariables: false, variables: { "*": sent.variables } };
  const label2 = operation.name ?? "anonymous";
  const priced = priceSent(operation, graph, real, planner);
  if (priced === null) return { problem: `The page sends ${label2} with variables of other types than it declares.` };
  if (!priced.valid)
    return { problem: `The page sends ${label2}, which is invalid: ${priced.problems[0]?.message ?? ""}` };
  const costs = Object.entries(priced.breakdowns).map(([metric, { value }]) => [metric, value]);
  const costSettings = costSettingsOf(priced.operation, graph, real);
  const actual = sent.data === null ? null : actualCost(priced.operation, graph, costSettings, sent.data);
  return { label: label2, costs: Object.fromEntries(costs), actual };
}
function priceSent(...request) {
  try {
    return priceOperation(...request);
  } catch (error) {
    if (error instanceof GateError) return null;
    throw error;
  }
}

// src/graphql/observed/route-costs.ts
function costRoutes(visits, costed, budgets, policy) {
  const routes = /* @__PURE__ */ new Set([...visits.map(({ route }) => route), ...routesIn(budgets)]);
  const costs = Array.from(routes, (route) => costRoute(route, visits, costed, budgets, policy));
  return {
    comparisons: costs.flatMap(({ comparisons }) => comparisons),
    rows: costs.flatMap(({ rows }) => rows),
    notes: costs.flatMap(({ notes: notes2 }) => notes2),
    problems: costs.flatMap(({ problems: problems2 }) => problems2)
  };
}
function routesIn(budgets) {
  return budgets.flatMap(({ target }) => target.kind === "route" ? [target.name] : []);
}
function costRoute(route, visits, { base, head }, budgets, policy) {
  const about = { route, condition: "route" };
  const onHead = typicalVisit(visits, route, "head", head);
  const onBase = base === null ? null : typicalVisit(visits, route, "base", base);
  const own = budgets.filter(({ target }) => target.kind === "route" && target.name === route);
  const isWhole = onHead !== null && onHead.problems.length === 0 && onHead.operations.length > 0;
  const comparisons = isWhole ? comparisonsOf2(about, onBase, onHead) : [];
  const rows = own.flatMap((budget) => {
    const comparison = comparisons.find(({ metric }) => metric === budget.metric) ?? null;
    const judged = judgeCost(budget, { ...about, comparison }, policy);
    const isSilent = onHead !== null && onHead.operations.length === 0 && onHead.problems.length === 0;
    return isSilent ? judged.map((row2) => ({ ...row2, reason: "not-seen" })) : judged;
  });
  const problems2 = (onHead?.problems ?? []).map((message) => ({ ...about, message, where: null }));
  return { comparisons, rows, problems: problems2, notes: onHead === null ? [] : routeNotes(route, onHead) };
}
function comparisonsOf2(about, base, head) {
  return GRAPH_METRICS.flatMap((metric) => {
    const after2 = breakdownOf(head, metric);
    if (after2 === null) return [];
    const isKnown = base !== null && base.problems.length === 0;
    return [compareCosts({ ...about, metric }, isKnown ? breakdownOf(base, metric) : null, after2)];
  });
}
function breakdownOf({ operations }, metric) {
  if (operations.some(({ costs }) => costs[metric] === void 0)) return null;
  const byLabel = Map.groupBy(operations, ({ label: label2 }) => label2);
  const parts = Array.from(
    byLabel,
    ([label2, sent]) => leaf(
      label2,
      sent.reduce((sum2, { costs }) => sum2 + (costs[metric] ?? 0), 0)
    )
  );
  return parts.length === 0 ? leaf(metric, 0) : sumOf(metric, parts);
}

// src/gate/shards.ts
var PAGE_KBIT = 2e3;
var OVERHEAD_MS = 1e3;
var ROUND_TRIPS = 6;
var SCRIPT_MS = 150;
var STEP_MS = 700;
function expectedVisitMs({ interactions, session }, condition) {
  const network = ROUND_TRIPS * condition.rttMs + 1e3 * PAGE_KBIT / condition.downKbps;
  const steps = interactions.length + (session?.setup.length ?? 0) / 4;
  return Math.round(OVERHEAD_MS + network + condition.cpuSlowdown * SCRIPT_MS + steps * STEP_MS);
}
function campaignsOf2({ routes, conditions }) {
  return routes.flatMap(
    (route) => conditions.filter(({ name: name4 }) => route.conditions.includes(name4)).map((condition) => ({
      route: route.name,
      condition: condition.name,
      costMs: expectedVisitMs(route, condition)
    }))
  );
}
function shardOf(config, { index, of: of2 }) {
  const loads = Array.from({ length: of2 }, () => 0);
  const own = /* @__PURE__ */ new Set();
  const campaigns = campaignsOf2(config);
  for (const campaign of campaigns.toSorted((one, other) => other.costMs - one.costMs)) {
    const least = loads.indexOf(Math.min(...loads));
    loads[least] = (loads[least] ?? 0) + campaign.costMs;
    if (least === index - 1) own.add(campaign);
  }
  const places = campaigns.filter((campaign) => own.has(campaign));
  return { index, of: of2, campaigns: places.map(({ route, condition }) => ({ route, condition })) };
}
function isOwn(shard, place2) {
  return shard === null || shard.campaigns.some(({ route, condition }) => route === place2.route && condition === place2.condition);
}
function describeShard({ index, of: of2, campaigns }) {
  const names = campaigns.map(({ route, condition }) => `${route} · ${condition}`);
  return `Shard ${index} of ${of2}: ${names.length === 0 ? "nothing is left for it" : names.join(", ")}.`;
}

// src/gate/cost-operations.ts
async function costOperations({ config, deploys: deploys2, log, observed, progress }) {
  if (config.graphql === null || observed === null) return null;
  const baseRef = deploys2.base?.sha ?? null;
  const check = await checkGraphql(config.graphql, { baseRef, policy: config.policy, isLabel: true });
  progress.line(`GraphQL: ${check.comparisons.length} costs computed.`);
  const { comparisons, rows, notes: notes2, report } = check;
  if ((log.run.shard?.index ?? 1) === 1)
    append(log, comparisons, { type: "graphql", rows: [...rows], notes: [...notes2], report });
  return check;
}
function costObserved({ config, log, observed }, check) {
  if (config.graphql === null || observed === null || check === null || check.head === null) return;
  const { base, head } = check;
  const own = config.routes.filter(({ name: name4, conditions }) => isOwn(log.run.shard ?? null, { route: name4, condition: conditions[0] ?? "" })).map(({ name: name4 }) => name4);
  const budgets = config.graphql.budgets.filter(({ target }) => target.kind === "route" && own.includes(target.name));
  const visits = observed.filter(({ route }) => own.includes(route));
  const { comparisons, rows, notes: notes2, problems: problems2 } = costRoutes(visits, { base, head }, budgets, config.policy);
  append(log, comparisons, { type: "graphql", rows: [...rows], notes: [...notes2], report: { causes: [], problems: problems2 } });
}
function append(log, comparisons, rest) {
  for (const comparison of comparisons) log.append({ type: "cost", comparison });
  log.append(rest);
}

// src/judge/confirm.ts
var LOOKS = [
  { blocks: 4, level: 0.075 },
  { blocks: 8, level: 0.05 }
];
var CONFIRMATION_LOOKS = LOOKS.map(({ blocks: blocks2 }) => blocks2);
function needsConfirmation({ verdict, reason, enforce }, plan, { hasBase: hasBase2, firstAttempts }) {
  if (verdict !== "fail" || enforce !== "block" || !hasBase2 || plan.kind !== "looks") return false;
  return reason === "worse" || reason === "over" || reason === "not-measurable-on-head" && firstAttempts.length > 0;
}
function isLossConfirmed({ blocks: blocks2, firstAttempts }, metric) {
  const failures = failureSeries(firstAttempts);
  return isAgreed(blocks2.length, (count3) => lossLevel(blocks2.slice(0, count3), metric)) || isAgreed(failures.length, (count3) => blockPermutationTest(gridScores(failures.slice(0, count3), 1)).upper);
}
function isConfirmed(fresh, budget) {
  const node = nodeOf2(fresh, budget.segments);
  if (node === void 0) return false;
  const quantity3 = quantityOf(budget.metric, budget.segments);
  return isAgreed(
    node.series.length,
    (count3) => blockPermutationTest(zeroScores(node.series.slice(0, count3), quantity3)).upper
  );
}
function isAgreed(blocks2, levelAfter) {
  return LOOKS.some((look) => look.blocks <= blocks2 && levelAfter(look.blocks) <= look.level);
}

// src/stats/failures.ts
var LEVEL = 0.01;
var MOST_FAILURES = 0.25;
function failureStanding(failures) {
  if (failures.length === 0) return "fewer-than-matter";
  if (blockPermutationTest(gridScores(failures, 1)).upper <= LEVEL) return "worse-on-head";
  return Math.min(rate(failures, false), rate(failures, true)) > MOST_FAILURES ? "too-many-on-both" : "fewer-than-matter";
}
function rate(failures, head) {
  const visits = failures.flat().filter((visit2) => visit2.head === head);
  return visits.reduce((sum2, { value }) => sum2 + value, 0) / visits.length;
}

// src/judge/flaky.ts
function flakiness({
  firstAttempts,
  hasBase: hasBase2,
  stopped
}) {
  if (!hasBase2) return null;
  const standing3 = failureStanding(failureSeries(firstAttempts));
  if (standing3 === "too-many-on-both" && stopped === null) return null;
  return standing3 === "fewer-than-matter" ? null : standing3;
}
function flakyStory(campaign, failures) {
  const standing3 = flakiness(campaign);
  if (standing3 === null) return null;
  const sides = standing3 === "worse-on-head" ? ["head"] : [...SIDES];
  const usual = mostFrequent(failures.filter(({ side: side3 }) => sides.includes(side3)));
  if (usual === null) return null;
  const attempts = campaign.firstAttempts.flat();
  const counts = sides.length === 1 ? [of(attempts, "head"), of(attempts, "base")] : SIDES.map((side3) => of(attempts, side3));
  const reason = `${counts.join(" and ")} failed at the first attempt, most often: ${usual.reason}`;
  return { sides, code: usual.code, reason };
}
function of(attempts, side3) {
  const made = attempts.filter((attempt3) => attempt3.side === side3);
  return `${made.filter(({ failed: failed2 }) => failed2).length} of ${made.length} visits to ${side3}`;
}
function mostFrequent(failures) {
  const groups = [...Map.groupBy(failures, ({ code: code2, reason }) => JSON.stringify([code2, reason])).values()];
  return groups.toSorted((one, other) => other.length - one.length)[0]?.[0] ?? null;
}

// src/stats/interval.ts
var SCAN_STEP = 0.25;
var SCAN_STEPS = 60;
var BISECTIONS = 25;
var SMALLEST_SCATTER = 1e-6;
function relativeChange(series, step2, thresholds) {
  const ratios = withinBlockDifferences(logView(series, 0));
  const centre = median(ratios);
  const mad = median(ratios.map((ratio) => Math.abs(ratio - centre)));
  const stride = SCAN_STEP * Math.max(MAD_TO_SIGMA * mad, logFloor(series, step2), SMALLEST_SCATTER);
  const tailsAt = (shift) => blockPermutationTest(logScores(series, shift, step2));
  const low = edge(centre, -stride, (shift) => tailsAt(shift).upper > thresholds.tolerance);
  const high = edge(centre, stride, (shift) => tailsAt(shift).lower > thresholds.pass);
  return {
    value: Math.expm1(centre),
    low: low === null ? null : Math.expm1(low),
    high: high === null ? null : Math.expm1(high)
  };
}
function edge(centre, stride, inside) {
  let steps = 1;
  while (steps <= SCAN_STEPS && inside(centre + steps * stride)) steps += 1;
  if (steps > SCAN_STEPS) return null;
  let near = centre + (steps - 1) * stride;
  let far = centre + steps * stride;
  for (let round = 0; round < BISECTIONS; round += 1) {
    const middle = (near + far) / 2;
    if (inside(middle)) near = middle;
    else far = middle;
  }
  return far;
}

// src/stats/tail.ts
var EXCEEDANCE = 1.25;
var LEVEL2 = 0.01;
function isUnstableOnHead(series) {
  const limit3 = EXCEEDANCE * median(valuesOf2(series));
  const exceeds2 = mapSeries(series, (value) => value > limit3 ? 1 : 0);
  return blockPermutationTest(gridScores(exceeds2, 1)).upper <= LEVEL2;
}

// src/compare/control.ts
var LEVEL3 = 0.01;
function compareHosts(blocks2, hasBase2) {
  if (!hasBase2 || !blocks2.some(({ visits }) => visits.some(({ control }) => control !== null))) return "not-compared";
  const series = controlled(blocks2).map(
    ({ visits }) => visits.map((visit2) => ({ head: visit2.side === "head", value: controlLcp(visit2) ?? 0 }))
  );
  if (series.length < MIN_BLOCKS) return "unknown";
  const { upper, lower } = blockPermutationTest(zeroScores(series, { kind: "time", step: METRIC_STEP.lcp }));
  return Math.min(upper, lower) <= LEVEL3 ? "differ" : "alike";
}
function inUnitsOfControl(blocks2, metric) {
  const usable = controlled(blocks2);
  const middle = median(usable.flatMap(({ visits }) => visits.map((visit2) => controlLcp(visit2) ?? 0)));
  return usable.map(({ visits }) => ({ visits: visits.map((visit2) => adjusted(visit2, metric, middle)) }));
}
function adjusted(visit2, metric, middle) {
  const reading = visit2.outcome.readings[metric];
  const control = controlLcp(visit2);
  if (reading.status === "unmeasured" || control === null) return visit2;
  const breakdown = scaled(reading.breakdown, middle / control);
  const readings = { ...visit2.outcome.readings, [metric]: { ...reading, breakdown } };
  return { ...visit2, outcome: { ...visit2.outcome, readings } };
}
function controlled(blocks2) {
  return blocks2.filter(({ visits }) => visits.every((visit2) => controlLcp(visit2) !== null));
}
function controlLcp({ control }) {
  const reading = control?.readings.lcp;
  return reading?.status === "measured" && reading.breakdown.value > 0 ? reading.breakdown.value : null;
}

// src/compare/estimate-tree.ts
function estimateTrees(root) {
  return estimateNode(fitEffect(root.series), root);
}
function estimateHead(root) {
  return headNode(fitLevel(root.series), root);
}
function estimateNode(fit, node) {
  const parts = node.parts.map((part) => estimateNode(fit, part));
  const own = levels(fit, node.series);
  const base = withParts(
    node.id,
    own.base,
    parts.map((part) => part.base)
  );
  const head = withParts(
    node.id,
    own.head,
    parts.map((part) => part.head)
  );
  const differences3 = parts.map((part) => part.difference);
  const value = parts.length === 0 ? head.value - base.value : sum(differences3.map((part) => part.value));
  const { low, high } = effect(fit, node.series);
  return { base, head, difference: { id: node.id, value, low, high, parts: differences3 } };
}
function headNode(fit, node) {
  const parts = node.parts.map((part) => headNode(fit, part));
  return withParts(node.id, levels(fit, node.series).head, parts);
}
function withParts(id, value, parts) {
  return parts.length === 0 ? leaf(id, value) : sumOf(id, parts);
}

// src/compare/compare.ts
function compareCampaign(campaign, budgets, rule) {
  const results = METRICS.map((metric) => [metric, compareMetric(campaign, metric, budgets, rule)]);
  return Object.fromEntries(results);
}
function compareMetric(campaign, metric, budgets, rule) {
  const collected = collect2({ ...campaign, blocks: comparedBlocks(campaign.blocks, metric, rule) }, metric, rule);
  if (collected.status !== "measured") return collected;
  const { root, blocks: blocks2 } = collected;
  const raw = isAdjusted(metric, rule) ? collectBlocks(campaign.blocks, metric) ?? root : root;
  const { route, condition } = campaign;
  const about = { route, condition, metric, unit: unitOf(metric), blocks: blocks2 };
  if (!campaign.hasBase) return { ...first(root), comparison: { ...about, ...withoutBase(root) }, decided: blocks2 };
  const question = { quantity: quantityOf(metric, [metric]), tolerances: rootTolerances(metric, budgets) };
  const decision = decideByPlan(root.series, question, rule);
  const trees = estimateTrees(root);
  const relative6 = relativeOf(root, metric, decision);
  const effect2 = decision.verdict === "continue" ? "unclear" : decision.verdict;
  const noise = noiseOf(
    root,
    { change: relative6.value, base: trees.base.value, tolerances: question.tolerances },
    rule
  );
  const unstable = metric !== "cls" && effect2 !== "worse" && isUnstableOnHead(root.series);
  const comparison = { ...about, ...trees, relative: relative6, effect: effect2 };
  return { status: "measured", comparison, root, raw, noise, unstable, decided: decision.blocks };
}
function first(root) {
  return { status: "measured", root, raw: root, noise: null, unstable: false };
}
function comparedBlocks(blocks2, metric, rule) {
  return isAdjusted(metric, rule) ? inUnitsOfControl(blocks2, metric) : blocks2;
}
function isAdjusted(metric, { differences: differences3 }) {
  return differences3 === true && metric === "lcp";
}
function noiseOf(root, { change: change2, ...about }, rule) {
  const thresholds = looksOf(rule).at(-1)?.thresholds;
  if (change2 === null || thresholds === void 0) return null;
  return noiseFloor(root.series, { ...about, change: change2, thresholds });
}
function withoutBase(root) {
  return { base: null, head: estimateHead(root), difference: null, relative: null, effect: null };
}
function relativeOf(root, metric, { blocks: blocks2, thresholds }) {
  if (metric === "cls") return { value: null, low: null, high: null };
  return relativeChange(root.series.slice(0, blocks2), METRIC_STEP[metric], thresholds);
}

// src/stats/slo.ts
var OVER_LEVEL = 0.05;
var UNDER_LEVEL = 0.1;
var MACHINE_SPREAD = 0.08;
function rankBounds(n, q, overLevel, underLevel) {
  const ranks = binomialCdf(n, q).slice(0, n);
  const lower = ranks.findLastIndex((cdf) => cdf <= overLevel);
  const upper = ranks.findIndex((cdf) => 1 - cdf <= underLevel);
  return { lower: lower < 0 ? null : lower + 1, upper: upper < 0 ? null : upper + 1 };
}
function nearestRank(values, percentile) {
  return ranked(
    values.toSorted((a, b) => a - b),
    Math.ceil(percentile * values.length / 100)
  );
}
function judgeSlo(values, budget, percentile) {
  const sorted = values.toSorted((a, b) => a - b);
  const bounds = rankBounds(sorted.length, percentile / 100, OVER_LEVEL, UNDER_LEVEL);
  const low = bounds.lower === null ? null : ranked(sorted, bounds.lower);
  const high = bounds.upper === null ? null : ranked(sorted, bounds.upper);
  return {
    standing: standing(low, high, ranked(sorted, sorted.length), budget),
    value: nearestRank(sorted, percentile),
    low,
    high
  };
}
function standing(low, high, highest, budget) {
  if (low !== null && low > budget * (1 + MACHINE_SPREAD)) return "over";
  const under = high === null ? highest <= budget / (1 + MACHINE_SPREAD) : high <= budget;
  return under ? "under" : "at-risk";
}
function ranked(sorted, rank3) {
  const value = sorted[rank3 - 1];
  if (value === void 0) throw new RangeError(`no rank ${rank3} among ${sorted.length} values`);
  return value;
}

// src/judge/finding.ts
function withoutNumbers(budget, reason, verdict = "unmeasured") {
  const nothing = { value: null, low: null, high: null, decision: null, slo: null, open: false };
  const silent = { confirmation: "none", smallest: null };
  return { ...nothing, ...silent, verdict, reason, enforce: budget.enforce };
}
function withoutBase2(budget) {
  return { ...withoutNumbers(budget, "no-base"), enforce: "warn" };
}
function inconclusive(finding, reason, confirmation = finding.confirmation) {
  return { ...finding, verdict: "inconclusive", reason, confirmation };
}

// src/judge/absolute.ts
var UNCONFIRMED = { confirmation: "none", smallest: null };
function judgeAbsolute(budget, limit3, root, rule) {
  const node = nodeOf2(root, budget.segments);
  if (node === void 0) return withoutNumbers(budget, "not-seen");
  const { slo, last } = rule.hasBase ? { slo: standing2(node.series, budget, limit3), last: mayReject(rule, node.series.length) } : firstStanding(node.series, budget, limit3, rule);
  const { value, low, high } = slo;
  const found2 = outcome(slo, budget, node.series, rule);
  const open3 = !last && (rule.hasBase ? found2.reason === "pre-existing" : slo.standing === "at-risk");
  return { value, low, high, ...found2, decision: null, slo, open: open3, ...UNCONFIRMED };
}
function outcome(slo, budget, series, rule) {
  const { enforce } = budget;
  if (slo.standing === "under") return { verdict: "pass", reason: "under", enforce };
  if (slo.standing === "at-risk") return { verdict: "inconclusive", reason: "at-risk", enforce };
  if (!rule.hasBase || isSlower(series, quantityOf(budget.metric, budget.segments), rule))
    return { verdict: "fail", reason: "over", enforce };
  return { verdict: "fail", reason: "pre-existing", enforce: rule.preExisting === "block" ? enforce : "warn" };
}
function mayReject(rule, blocks2) {
  return looksReached(rule, blocks2).some(({ thresholds, last }) => thresholds.zero > 0 || last);
}
function standing2(series, budget, limit3) {
  return judgeSlo(headValues(series), limit3.value, budget.percentile);
}
function firstStanding(series, budget, limit3, rule) {
  for (const look of looksReached(rule, series.length)) {
    const slo = standing2(series.slice(0, look.blocks), budget, limit3);
    if (slo.standing !== "at-risk") return { slo, last: look.last };
  }
  const last = looksReached(rule, series.length).at(-1)?.last ?? false;
  return { slo: standing2(series, budget, limit3), last };
}

// src/stats/smallest-change.ts
function smallestChangeMs(series, about) {
  const { change: change2, base, step: step2, tolerances: tolerances2, thresholds } = about;
  const residuals = blockResiduals(mapSeries(series, (value, head) => value - (head ? change2 : 0)));
  const sigma = Math.max(MAD_TO_SIGMA * BLOCK_OF_FOUR * median(valuesOf2(residuals).map(Math.abs)), step2 / 2);
  const q = sigma * Math.sqrt(2 / (EFFICIENCY * 2 * series.length));
  const reach2 = (level) => (normalUpperQuantile(level) + POWER_Z) * q;
  const amounts = tolerances2.map((limit3) => limit3.kind === "absolute" ? limit3.amount : limit3.fraction * base);
  return Math.max(reach2(thresholds.zero), Math.max(...amounts) + reach2(thresholds.tolerance));
}

// src/judge/increase.ts
var VERDICTS2 = {
  worse: { verdict: "fail", reason: "worse" },
  same: { verdict: "pass", reason: "within-tolerance" },
  better: { verdict: "pass", reason: "within-tolerance" },
  unclear: { verdict: "inconclusive", reason: "unclear" },
  continue: { verdict: "inconclusive", reason: "unclear" }
};
function judgeIncrease2(budget, limits2, measured2, rule) {
  const { difference } = measured2.comparison;
  if (difference === null) return withoutBase2(budget);
  const node = nodeOf2(measured2.root, budget.segments);
  const change2 = nodeOf2(difference, budget.segments);
  if (node === void 0 || change2 === void 0) return withoutNumbers(budget, "not-seen");
  const question = { quantity: quantityOf(budget.metric, budget.segments), tolerances: limits2.map(toleranceOf) };
  const decision = decideByPlan(node.series, question, rule);
  const { value, low, high } = change2;
  const open3 = decision.verdict === "continue";
  const smallest = smallestOf(measured2, node, budget, question.tolerances, rule);
  const found2 = { value, low, high, ...VERDICTS2[decision.verdict], enforce: budget.enforce };
  return { ...found2, decision, slo: null, open: open3, confirmation: "none", smallest };
}
function smallestOf({ comparison, root, noise }, node, budget, tolerances2, rule) {
  const thresholds = looksOf(rule).at(-1)?.thresholds;
  if (budget.metric === "cls" || thresholds === void 0 || comparison.base === null) return null;
  const base = nodeOf2(comparison.base, budget.segments)?.value ?? 0;
  if (node === root) return noise === null ? null : noise.smallestIncrease * base;
  const change2 = comparison.difference === null ? 0 : nodeOf2(comparison.difference, budget.segments)?.value ?? 0;
  return smallestChangeMs(node.series, { change: change2, base, step: PART_STEP_MS, tolerances: tolerances2, thresholds });
}

// src/judge/unmeasured.ts
var MISSING2 = { lcp: "no-lcp", inp: "no-interaction", cls: "no-cls" };
function campaignFailure(campaign) {
  if (campaign === void 0) return (budget) => withoutNumbers(budget, "interrupted");
  const { unmeasurable, hasBase: hasBase2, blocks: blocks2, firstAttempts, stopped } = campaign;
  if (DOUBTS.some((code2) => code2 === unmeasurable?.code)) return (budget) => withoutNumbers(budget, "not-measurable");
  const failed2 = failedAttempts(campaign);
  if (failed2 !== null) return failed2;
  if (unmeasurable === null) return blocks2.length < MIN_BLOCKS ? tooShort(stopped) : null;
  if (firstAttempts.length > 0) {
    const onBase = hasBase2 && !unmeasurable.sides.includes("head");
    return (budget) => withoutNumbers(budget, onBase ? "not-measurable-on-base" : "not-measurable");
  }
  const base = unmeasurable.sides.includes("base");
  const head = unmeasurable.sides.includes("head");
  if (head && !base && hasBase2) return (budget) => withoutNumbers(budget, "not-measurable-on-head", "fail");
  if (head) return (budget) => withoutNumbers(budget, "not-measurable");
  return (budget) => withoutNumbers(budget, "not-measurable-on-base");
}
var TOO_MANY_FAILURES = {
  "worse-on-head": { reason: "not-measurable-on-head", verdict: "fail" },
  "too-many-on-both": { reason: "not-measurable", verdict: "unmeasured" }
};
function failedAttempts(campaign) {
  const standing3 = flakiness(campaign);
  if (standing3 === null) return null;
  const { reason, verdict } = TOO_MANY_FAILURES[standing3];
  return (budget) => withoutNumbers(budget, reason, verdict);
}
function tooShort(stopped) {
  if (stopped === null) return (budget) => withoutNumbers(budget, "interrupted");
  return (budget) => withoutNumbers(budget, stopped === "time" ? "out-of-time" : "too-few-blocks");
}
function metricFailure(budget, result) {
  if (result.status === "too-few-blocks") return withoutNumbers(budget, "too-few-blocks");
  return result.onHead ? withoutNumbers(budget, "not-measurable-on-head", "fail") : { ...withoutNumbers(budget, MISSING2[budget.metric]), open: result.seen };
}

// src/judge/campaign.ts
function judgeCampaign(route, condition, campaign, rule, policy) {
  const about = { route: route.name, condition };
  const failure = campaignFailure(campaign);
  const decided = campaign === void 0 || failure ? null : compareCampaign(campaign, route.budgets, rule);
  const hosts2 = campaign === void 0 ? "not-compared" : compareHosts(campaign.blocks, campaign.hasBase);
  const first2 = route.budgets.flatMap(limitsOf).map((declared) => {
    const finding = findingOf(declared, { campaign, metrics: decided, failure, rule, policy });
    return { declared, finding: guarded(finding, declared, hosts2, rule) };
  });
  const fresh = campaign === void 0 ? null : freshRoots(campaign, rule);
  const judged = first2.map((each) => confirm(each, { fresh, rule, campaign }));
  const confirmed = METRICS.filter((metric) => judged.some((each) => isAgreed2(each, metric)));
  const metrics = decided === null ? null : withFresh(decided, judged, confirmed, { fresh, hosts: hosts2, rule });
  return {
    ...about,
    metrics,
    findings: judged.map(({ declared, finding }) => ({
      row: { ...about, ...rowOf2(declared, valued(declared, finding, metrics, confirmed)) },
      finding
    })),
    needsConfirmation: fresh === null && judged.some(({ finding }) => finding.confirmation === "pending"),
    confirmed,
    hosts: hosts2
  };
}
function limitsOf(budget) {
  const { max, maxIncrease } = budget;
  const declared = [];
  if (max !== null) declared.push({ budget, kind: "max", limit: [max] });
  if (maxIncrease !== null) declared.push({ budget, kind: "max-increase", limit: maxIncrease });
  return declared;
}
function findingOf(declared, { campaign, metrics, failure, rule, policy }) {
  const { budget, kind, limit: limit3 } = declared;
  const hasBase2 = campaign?.hasBase ?? true;
  if (kind === "max-increase" && !hasBase2) return withoutBase2(budget);
  if (failure) return failure(budget);
  const result = metrics?.[budget.metric];
  if (result === void 0) throw new Error(`nothing compared for ${budget.path}`);
  if (result.status !== "measured") return metricFailure(budget, result);
  if (kind === "max-increase") return judgeIncrease2(budget, limit3, result, rule);
  return judgeAbsolute(budget, limit3[0], result.raw, { ...rule, hasBase: hasBase2, preExisting: policy.preExisting });
}
function guarded(finding, { budget, kind }, hosts2, rule) {
  if (hosts2 !== "differ" && hosts2 !== "unknown") return finding;
  if (kind === "max-increase" && isAdjusted(budget.metric, rule)) return finding;
  const compared = kind === "max-increase" ? finding.decision !== null : finding.slo?.standing === "over";
  return compared ? inconclusive(finding, hosts2 === "differ" ? "hosts-differ" : "hosts-unknown") : finding;
}
function freshRoots({ confirmation }, rule) {
  if (confirmation === null) return null;
  const roots = METRICS.map((metric) => {
    const root = collectBlocks(comparedBlocks(confirmation.blocks, metric, rule), metric);
    const raw = collectBlocks(confirmation.blocks, metric);
    return [metric, root === null || raw === null ? null : { root, raw }];
  });
  return Object.fromEntries(roots);
}
function confirm(judged, { fresh, rule, campaign }) {
  const { declared, finding } = judged;
  if (campaign === void 0 || !needsConfirmation(finding, rule.plan, campaign)) return judged;
  const { confirmation } = campaign;
  if (confirmation === null || fresh === null)
    return { declared, finding: inconclusive(finding, "unconfirmed", "pending") };
  const { budget } = declared;
  if (finding.reason === "not-measurable-on-head")
    return isLossConfirmed(confirmation, budget.metric) ? { declared, finding: { ...finding, confirmation: "agreed" } } : { declared, finding: inconclusive(finding, "not-confirmed", "refused") };
  const roots = fresh[budget.metric];
  if (roots === null) return { declared, finding: inconclusive(finding, "unconfirmed", "refused") };
  const values = declared.kind === "max" ? confirmedSlo(declared, roots.raw) : {};
  return values !== null && isConfirmed(declared.kind === "max" ? roots.raw : roots.root, budget) ? { declared, finding: { ...finding, ...values, confirmation: "agreed" } } : { declared, finding: inconclusive(finding, "not-confirmed", "refused") };
}
function confirmedSlo({ budget, limit: limit3 }, raw) {
  const node = nodeOf2(raw, budget.segments);
  if (node === void 0) return null;
  const slo = standing2(node.series, budget, limit3[0]);
  return slo.standing === "under" ? null : { value: slo.value, low: slo.low, high: slo.high, slo };
}
function isAgreed2({ declared, finding }, metric) {
  return finding.confirmation === "agreed" && declared.budget.metric === metric && finding.reason !== "not-measurable-on-head";
}
function withFresh(decided, judged, confirmed, { fresh, hosts: hosts2, rule }) {
  const results = METRICS.map((metric) => {
    const result = decided[metric];
    const root = fresh?.[metric]?.root ?? null;
    if (result.status !== "measured") return [metric, result];
    if (confirmed.includes(metric) && root !== null)
      return [metric, { ...result, comparison: { ...result.comparison, ...estimateTrees(root) } }];
    const doubted = judged.some(
      ({ declared: { budget }, finding }) => budget.metric === metric && finding.confirmation !== "none"
    );
    const blurred = (hosts2 === "differ" || hosts2 === "unknown") && !isAdjusted(metric, rule);
    const { effect: effect2 } = result.comparison;
    if (effect2 === null || !(blurred || doubted && effect2 === "worse")) return [metric, result];
    return [metric, { ...result, comparison: { ...result.comparison, effect: "unclear" } }];
  });
  return Object.fromEntries(results);
}
function valued({ budget, kind }, finding, metrics, confirmed) {
  if (kind === "max" || finding.decision === null || !confirmed.includes(budget.metric)) return finding;
  const result = metrics?.[budget.metric];
  if (result?.status !== "measured" || result.comparison.difference === null) return finding;
  const { value, low, high } = nodeOf2(result.comparison.difference, budget.segments) ?? { value: 0, low: 0, high: 0 };
  return { ...finding, value, low, high };
}
function rowOf2({ budget, kind, limit: limit3 }, finding) {
  const { value, low, high, verdict, reason, enforce } = finding;
  return { path: formatPath(budget.segments), kind, limit: [...limit3], value, low, high, verdict, reason, enforce };
}

// src/judge/judge.ts
function judge(rules, campaigns, completeness = true) {
  const rule = ruleOf2(rules);
  const made = new Map(campaigns.map((campaign) => [keyOf(campaign), campaign]));
  const judged = rules.routes.flatMap(
    (route) => route.conditions.map((condition) => {
      const campaign = made.get(keyOf({ route: route.name, condition }));
      return underWaivers(rules, judgeCampaign(route, condition, campaign, rule, rules.policy));
    })
  );
  const rows = judged.flatMap(({ findings }) => findings.map(({ row: row2 }) => row2));
  return {
    ...outcomeOf(rows, rules.policy, completeness),
    rows,
    comparisons: judged.flatMap(comparisonsOf3),
    campaigns: judged
  };
}
function underWaivers({ waivers, policy }, judged) {
  if (waivers === void 0) return judged;
  const findings = judged.findings.map(({ row: row2, finding }) => ({ row: waive(row2, waivers, policy), finding }));
  return { ...judged, findings };
}
function judgeOne(rules, route, campaign) {
  return judgeCampaign(route, campaign.condition, campaign, ruleOf2(rules), rules.policy);
}
function ruleOf2({ plan, alpha, routes, differences: differences3 }) {
  return { plan, alpha, comparisons: familySize(routes), differences: differences3 ?? false };
}
function adjustedMetrics(rules) {
  return METRICS.filter((metric) => isAdjusted(metric, ruleOf2(rules)));
}
function comparisonsOf3({ metrics }) {
  if (metrics === null) return [];
  return METRICS.flatMap((metric) => {
    const result = metrics[metric];
    return result.status === "measured" ? [result.comparison] : [];
  });
}

// src/lab/campaign.ts
var MAX_ATTEMPTS2 = 3;
var MAX_ATTEMPTS_AT_A_TIMEOUT = 2;
var MAX_DROPPED_BLOCKS2 = 3;
var BLOCKS_PER_BROWSER2 = 3;
var BLAMES_BOTH = /* @__PURE__ */ new Set(["chrome-died", "control-failed"]);
var CampaignRunner = class {
  #lab;
  #request;
  #random;
  #visits = [];
  #failures = [];
  #drawn = 0;
  #complete = 0;
  #dropped = 0;
  #unmeasurable = null;
  constructor(lab, request) {
    this.#lab = lab;
    this.#request = request;
    const { base, head, route, condition, phase } = request;
    const attempt3 = phase === "confirm" ? [phase] : [];
    this.#random = seededRandom(base?.sha ?? "", head.sha ?? "", route.name, condition.name, ...attempt3);
  }
  /** What has been measured so far, as it would be had it `stopped` now; null: it goes on. */
  campaign(stopped) {
    const { route, condition, base } = this.#request;
    const about = { route: route.name, condition: condition.name, hasBase: base !== null };
    const end = stopped === null ? null : { stopped, unmeasurable: this.#unmeasurable };
    return campaignOf({ ...about, visits: this.#visits, end });
  }
  /** Complete blocks. */
  get blocks() {
    return this.#complete;
  }
  get unmeasurable() {
    return this.#unmeasurable;
  }
  /** One discarded visit per side: caches of servers and of the browser's process warm up. False: it cannot be measured. */
  async warmUp() {
    const failures = [];
    for (const side3 of SIDES) {
      const failure = this.#deploy(side3) === null ? null : await this.#warmUpSide(side3);
      if (failure !== null) failures.push({ side: side3, ...failure });
    }
    const [first2] = failures;
    if (first2 === void 0) return true;
    const reason = failures.map((failure) => `${failure.side}: ${failure.reason}`).join("; ");
    this.#unmeasurable = { sides: this.#blamed(failures), code: first2.code, reason };
    return false;
  }
  async #warmUpSide(side3) {
    const absent = this.#request.absent?.[side3] ?? null;
    if (absent !== null) return { code: "connection-failed", reason: absent };
    const outcome2 = await this.#attempts({ side: side3, block: -1, position: 0 });
    return outcome2.status === "failed" ? { code: outcome2.code, reason: outcome2.reason } : null;
  }
  /** A browser that dies, or a control page that fails, says nothing about the deploy that was being visited. */
  #blamed(failures) {
    if (failures.some(({ code: code2 }) => BLAMES_BOTH.has(code2))) return [...SIDES];
    return SIDES.filter((side3) => failures.some((failure) => failure.side === side3));
  }
  /** Makes one complete block, replacing incomplete ones. False: too many were incomplete. */
  async block() {
    while (this.#unmeasurable === null) {
      if (this.#drawn > 0 && this.#drawn % BLOCKS_PER_BROWSER2 === 0) await this.#lab.restart();
      if (await this.#draw(this.#drawn++)) {
        this.#complete += 1;
        return true;
      }
    }
    return false;
  }
  /**
   * The four visits of a block. Where one fails for good, the rest of the block is still tried once: how often first
   * attempts fail is counted for both sides alike.
   */
  async #draw(block2) {
    let failure = null;
    for (const [position, side3] of this.#order().entries()) {
      const attempts = failure === null ? MAX_ATTEMPTS2 : 1;
      const outcome2 = await this.#attempts({ side: side3, block: block2, position }, attempts);
      if (outcome2.status === "failed") failure ??= { side: side3, code: outcome2.code, reason: outcome2.reason };
    }
    if (failure !== null) this.#drop(failure);
    return failure === null;
  }
  #order() {
    return this.#request.base === null ? ["head", "head", "head", "head"] : blockOrder(this.#random);
  }
  #drop({ side: side3, code: code2, reason }) {
    if (this.#unmeasurable !== null) return;
    this.#failures.push({ side: side3, code: code2 });
    if (++this.#dropped <= MAX_DROPPED_BLOCKS2) return;
    const story = `${this.#dropped} blocks were incomplete; the last because of ${side3}: ${reason}`;
    this.#unmeasurable = { sides: this.#blamed(this.#failures), code: code2, reason: story };
  }
  /** The visit of a position and, where there is a control page, the visit of that. */
  async #attempts(place2, attempts = MAX_ATTEMPTS2) {
    const { route, control } = this.#request;
    const outcome2 = await this.#attemptsAt("route", route, place2, attempts);
    if (outcome2.status === "failed" || control === null) return outcome2;
    const compared = await this.#attemptsAt("control", control, place2, attempts);
    if (compared.status === "measured") return outcome2;
    return { ...compared, code: "control-failed", reason: `the control page ${control.path}: ${compared.reason}` };
  }
  async #attemptsAt(page, route, place2, attempts) {
    const { condition, record, phase } = this.#request;
    const deploy2 = this.#deploy(place2.side);
    if (deploy2 === null) throw new Error(`there is no ${place2.side} deploy to visit`);
    const about = { route: this.#request.route.name, condition: condition.name, phase, page };
    for (let attempt3 = 1; ; attempt3++) {
      const observe = page === "route" && place2.block === -1 ? this.#observer(place2.side) : void 0;
      const outcome2 = await this.#lab.visit(route, condition, deploy2.url, deploy2.hosts, observe);
      const visit2 = { type: "visit", ...about, ...place2, attempt: attempt3, outcome: outcome2 };
      this.#visits.push(visit2);
      record(visit2);
      if (outcome2.status === "measured") return outcome2;
      const gone2 = await this.#request.attend?.(place2.side) ?? null;
      if (gone2 !== null) return this.#giveUp(gone2);
      const most = outcome2.code === "timeout" ? Math.min(attempts, MAX_ATTEMPTS_AT_A_TIMEOUT) : attempts;
      if (attempt3 >= most) return outcome2;
    }
  }
  #observer(side3) {
    const { observe } = this.#request;
    return observe === void 0 ? void 0 : (exchanges) => observe(side3, exchanges);
  }
  /** A server of the gate's own that does not stay up says nothing of either side. */
  #giveUp(gone2) {
    const reason = `${gone2.charAt(0).toUpperCase()}${gone2.slice(1)}.`;
    this.#unmeasurable = { sides: [...SIDES], code: "server-gone", reason };
    return { status: "failed", code: "server-gone", reason };
  }
  #deploy(side3) {
    return this.#request[side3];
  }
};

// src/gate/plan.ts
function rulesOf(config, blocks2, compared) {
  const { routes, policy, deciding, control } = config;
  const { alpha, maxBlocks } = deciding;
  const plan = blocks2 === null ? { kind: "looks", maxBlocks } : { kind: "fixed", blocks: blocks2 };
  return { routes, policy, plan, alpha, differences: compared && (control?.differences ?? false) };
}
function assertDecidable({ routes, plan, alpha }, hasBase2) {
  const blocks2 = plan.kind === "fixed" ? plan.blocks : plan.maxBlocks;
  const budgets = familySize(routes);
  const last = looksOf({ plan, alpha, comparisons: budgets }).at(-1)?.thresholds.zero ?? 0;
  if (!hasBase2 || blocks2 >= MIN_BLOCKS && 6 ** -blocks2 <= last) return;
  const about = { blocks: blocks2, budgets, alpha: `${Number((alpha * 100).toPrecision(6))} %` };
  if (plan.kind === "looks") throw new GateError("too-few-looks", about);
  throw new GateError("too-few-blocks", { ...about, needed: neededBlocks(routes, alpha) });
}
function lookBlocks({ plan, alpha, routes }) {
  return looksOf({ plan, alpha, comparisons: familySize(routes) }).map(({ blocks: blocks2 }) => blocks2);
}

// src/gate/pursuit.ts
var Pursuit = class {
  name;
  #run;
  #route;
  #condition;
  #runner;
  #looks;
  /** First attempts that failed, in the blocks that decide. */
  #failures = [];
  #isWarm = false;
  #measuringMs = 0;
  #confirmingMs = 0;
  constructor(run, route, condition) {
    this.name = `${route.name} · ${condition.name}`;
    this.#run = run;
    this.#route = route;
    this.#condition = condition;
    this.#runner = this.#newRunner("measure");
    this.#looks = lookBlocks(run.rules);
  }
  /** What a block has taken so far on average, ms; null before the first. */
  get blockMs() {
    return this.#runner.blocks === 0 ? null : this.#measuringMs / this.#runner.blocks;
  }
  /** What confirming a red took, ms: it comes on top of the run's time. */
  get confirmingMs() {
    return this.#confirmingMs;
  }
  /** Blocks until the next look. */
  get blocksToLook() {
    return (this.#nextLook() ?? this.#runner.blocks) - this.#runner.blocks;
  }
  /** Goes on to the next look; `expired` where the time is up before it. */
  async advance(isTimeUp) {
    const look = this.#nextLook();
    if (!this.#isWarm && !await this.#warmUp()) return this.#end("unmeasurable");
    if (look === null) return this.#end("maximum");
    while (this.#runner.blocks < look) {
      if (isTimeUp()) return this.#end("time");
      const began = performance.now();
      if (!await this.#runner.block()) return this.#end("unmeasurable");
      this.#measuringMs += performance.now() - began;
    }
    const open3 = this.#look();
    if (open3.length === 0) return this.#end("decided");
    return this.#nextLook() === null ? this.#end("maximum") : "open";
  }
  /** The time of the run is up: what is open stays so. */
  async expire() {
    await this.#end("time");
  }
  #nextLook() {
    return this.#looks.find((blocks2) => blocks2 > this.#runner.blocks) ?? null;
  }
  async #warmUp() {
    this.#isWarm = true;
    this.#run.lab.forgetSessions();
    const sides = this.#run.deploys.base === null ? 1 : 2;
    this.#run.progress.begin(this.name, this.#visitsOf(this.#looks.at(-1) ?? 0) + sides);
    return this.#runner.warmUp();
  }
  #visitsOf(blocks2) {
    return 4 * blocks2 * (this.#run.control === null ? 1 : 2);
  }
  /** The paths of the budgets that later looks could decide. */
  #look() {
    const judged = judgeOne(this.#run.rules, this.#route, this.#runner.campaign(null));
    const open3 = judged.findings.filter(({ finding }) => finding.open).map(({ row: row2 }) => row2.path);
    const { route, condition } = judged;
    this.#run.log.append({ type: "look", route, condition, blocks: this.#runner.blocks, open: open3 });
    return open3;
  }
  async #end(stopped) {
    const { log, progress, rules } = this.#run;
    const { blocks: blocks2 } = this.#runner;
    const campaign = this.#runner.campaign(stopped);
    const unmeasurable = this.#runner.unmeasurable ?? flakyStory(campaign, this.#failures);
    log.append({ type: "campaign", ...this.#place(), stopped, unmeasurable });
    const judged = judgeOne(rules, this.#route, campaign);
    if (judged.needsConfirmation) await this.#confirm();
    progress.end(this.name, unmeasurable?.reason ?? `${blocks2} blocks${stopped === "time" ? ", time is up" : ""}`);
    return stopped === "time" ? "expired" : "ended";
  }
  /** Fresh blocks, after everything that the gate can restart was: a red that an unlucky process made will not repeat. */
  async #confirm() {
    const { lab, log, progress } = this.#run;
    progress.line(`${this.name}: it looks worse; fresh blocks after a restart must agree.`);
    const began = performance.now();
    await this.#restart();
    const runner = this.#newRunner("confirm");
    try {
      await lab.restart();
      if (await runner.warmUp()) await this.#freshBlocks(runner);
    } finally {
      await this.#restart();
    }
    this.#confirmingMs = performance.now() - began;
    const agreed = this.#judgeRecorded().findings.filter(({ finding }) => finding.confirmation === "agreed").map(({ row: row2 }) => row2.path);
    const { blocks: blocks2, unmeasurable } = runner;
    log.append({ type: "confirmation", ...this.#place(), blocks: blocks2, unmeasurable, agreed });
    progress.line(`${this.name}: ${agreed.length > 0 ? "confirmed" : "not confirmed"}.`);
  }
  /** Four fresh blocks, and four more where they do not agree to every red. */
  async #freshBlocks(runner) {
    for (const look of CONFIRMATION_LOOKS) {
      while (runner.blocks < look) if (!await runner.block()) return;
      if (this.#judgeRecorded().findings.every(({ finding }) => finding.confirmation !== "refused")) return;
    }
  }
  /** Starts the servers of the gate anew, ports swapped; sessions of the old ones are void. */
  async #restart() {
    const { deploys: deploys2, lab } = this.#run;
    await deploys2.swapPorts();
    lab.forgetSessions();
  }
  #judgeRecorded() {
    const { log, rules } = this.#run;
    const recorded = campaignsOf(log).find((campaign) => keyOf(campaign) === keyOf(this.#place()));
    if (recorded === void 0) throw new Error(`${this.name} was not recorded`);
    return judgeOne(rules, this.#route, recorded);
  }
  #newRunner(phase) {
    const { deploys: deploys2, lab, absent, control, log, progress } = this.#run;
    const record = (visit2) => {
      log.append(visit2);
      if (visit2.phase !== "measure") return;
      progress.advance(this.name);
      this.#failures.push(...failedFirst(visit2));
    };
    const { attend } = deploys2;
    const observed = phase === "measure" ? this.#run.observed : null;
    const route = this.#route.name;
    const observe = observed === null ? {} : { observe: (side3, exchanges) => void observed.push({ route, side: side3, exchanges }) };
    const about = { route: this.#route, condition: this.#condition, control, phase, attend, ...observe };
    return new CampaignRunner(lab, { ...about, base: deploys2.base, head: deploys2.head, record, absent });
  }
  #place() {
    return { route: this.#route.name, condition: this.#condition.name };
  }
};
function failedFirst({ side: side3, page, block: block2, attempt: attempt3, outcome: outcome2 }) {
  if (outcome2.status !== "failed" || page !== "route" || block2 < 0 || attempt3 !== 1) return [];
  return [{ side: side3, code: outcome2.code, reason: outcome2.reason }];
}

// src/gate/schedule.ts
async function runTasks(tasks, limitMs, now = () => performance.now()) {
  if (limitMs === null) {
    for (const task of tasks) while (await task.advance(() => false) === "open") ;
    return [];
  }
  const began = now();
  const deadline = () => began + limitMs + tasks.reduce((sum2, { confirmingMs }) => sum2 + confirmingMs, 0);
  const isTimeUp = () => now() >= deadline();
  const expired = [];
  let open3 = [...tasks];
  while (open3.length > 0) {
    const fitting2 = open3.filter((task) => now() + lookMs(task) <= deadline());
    if (fitting2.length === 0) break;
    const finished = /* @__PURE__ */ new Set();
    for (const task of fitting2) {
      if (now() + lookMs(task) > deadline()) continue;
      const progressed = await task.advance(isTimeUp);
      if (progressed !== "open") finished.add(task);
      if (progressed === "expired") expired.push(task.name);
    }
    open3 = open3.filter((task) => !finished.has(task));
  }
  for (const task of open3) await task.expire();
  return [...expired, ...open3.map(({ name: name4 }) => name4)];
}
function lookMs({ blockMs: blockMs2, blocksToLook }) {
  return (blockMs2 ?? 0) * blocksToLook;
}

// src/deploys/proof/fingerprint.ts
import { createHash as createHash4 } from "node:crypto";
var MAX_SCRIPTS = 100;
async function takeFingerprint(deploy2, request) {
  const [first2, second] = [await readOnce(deploy2, request), await readOnce(deploy2, request)];
  return new Map([...first2].filter(([address, hash2]) => second.get(address) === hash2));
}
function differences2(before, after2) {
  return [...before].flatMap(([address, hash2]) => {
    const now = after2.get(address);
    return now === void 0 || now === hash2 ? [] : [address];
  });
}
async function readOnce(deploy2, { paths, headers = {}, signal }) {
  const found2 = /* @__PURE__ */ new Map();
  const read = async (address) => {
    const page = await fetchPage(new URL(address, `${deploy2.url}/`).href, {
      headers,
      hosts: deploy2.hosts,
      ...signal === void 0 ? {} : { signal }
    }).catch(() => null);
    signal?.throwIfAborted();
    return page === null || page.status >= 400 ? null : page.body.toString();
  };
  for (const path13 of new Set(paths)) {
    const html = await read(`${deploy2.url}${path13}`);
    if (html === null) continue;
    found2.set(path13, hashOf(shapeOf(html)));
    const scripts = scriptsOf(html, `${deploy2.url}${path13}`);
    found2.set(`the scripts of ${path13}`, hashOf(scripts.join("\n")));
    for (const script of scripts.slice(0, MAX_SCRIPTS))
      if (!found2.has(script)) found2.set(script, hashOf(await read(script) ?? ""));
  }
  return found2;
}
function shapeOf(html) {
  return startTags(html).map(({ name: name4, attributes }) => {
    const { class: classes = "", id = "", src = "", href = "", rel = "" } = attributesOf(attributes);
    return [name4, id, classes, rel, name4 === "a" ? "" : href, src].join(" ");
  }).join("\n");
}
function scriptsOf(html, base) {
  const scripts = tagsOf(html, "script").map(({ src }) => src);
  const links = tagsOf(html, "link").filter(({ rel }) => /^(?:modulepreload|stylesheet)$/i.test(rel ?? ""));
  const addresses = [...scripts, ...links.map(({ href }) => href)].flatMap((address) => {
    const url2 = address === void 0 || address === "" ? null : URL.parse(address, base);
    return url2 === null || url2.origin !== new URL(base).origin ? [] : [url2.href];
  });
  return [...new Set(addresses)];
}
function hashOf(text) {
  return createHash4("sha256").update(text).digest("hex");
}

// src/deploys/proof/prove.ts
async function prove(request) {
  const wall = await loginWall(request);
  if (wall !== null) return { doubt: wall, again: async () => wall };
  const { proof } = request;
  if (proof === null) {
    const before = await fingerprints(request);
    return { doubt: null, again: async () => changed(request, before, await fingerprints(request)) };
  }
  const first2 = await claims(request, proof);
  const doubt = mismatch(proof, first2, "before");
  return { doubt, again: async () => mismatch(proof, await claims(request, proof), "after") };
}
function deploysOf({ base, head }) {
  return SIDES.flatMap((side3) => (side3 === "base" ? base : head) ?? []);
}
function asking({ headersFor, signal }, deploy2) {
  return { headers: headersFor?.(deploy2) ?? {}, ...signal === void 0 ? {} : { signal } };
}
async function claims(request, proof) {
  const [path13 = "/"] = request.paths;
  return Promise.all(
    deploysOf(request).map(async (deploy2) => ({
      deploy: deploy2,
      claim: await claimedSha(deploy2, { ...asking(request, deploy2), proof, path: path13 })
    }))
  );
}
function mismatch(proof, found2, when) {
  const moment = when === "before" ? "before the first visit" : "after the last visit";
  for (const { deploy: deploy2, claim } of found2) {
    if ("problem" in claim)
      return {
        code: "sha-unknown",
        reason: `The ${deploy2.side} deploy does not say which commit it serves: ${claim.problem}.`
      };
    if (deploy2.sha !== null && !isSameSha(claim.sha, deploy2.sha))
      return {
        code: "sha-mismatch",
        reason: `The ${deploy2.side} deploy ${deploy2.url} should serve ${deploy2.sha}, but ${moment} its ${describeProof(proof)} says ${claim.sha}.`
      };
  }
  return null;
}
async function fingerprints(request) {
  const taken = deploysOf(request).map(
    async (deploy2) => [deploy2.side, await takeFingerprint(deploy2, { ...asking(request, deploy2), paths: request.paths })]
  );
  return new Map(await Promise.all(taken));
}
function changed(request, before, after2) {
  for (const { side: side3, url: url2 } of deploysOf(request)) {
    const [first2, ...others] = differences2(before.get(side3) ?? /* @__PURE__ */ new Map(), after2.get(side3) ?? /* @__PURE__ */ new Map());
    if (first2 === void 0) continue;
    const more = others.length === 0 ? "" : ` and ${others.length} more`;
    return {
      code: "deploy-changed",
      reason: `The ${side3} deploy ${url2} changed while it was measured: ${first2}${more}.`
    };
  }
  return null;
}
async function loginWall(request) {
  if (request.hasLogin === true) return null;
  const [path13 = "/"] = request.paths;
  for (const deploy2 of deploysOf(request)) {
    const found2 = await wallOf(deploy2, path13, request);
    if (found2 !== null)
      return {
        code: "login-wall",
        reason: `The ${deploy2.side} deploy asks who visits in place of the page: ${found2}. Declare \`bypass:\`, \`basic-auth:\` or \`setup:\`.`
      };
  }
  return null;
}
var LOGIN_HOSTS = /(?:^|\.)(?:vercel\.com|netlify\.com|cloudflareaccess\.com|auth0\.com|okta\.com|login\.microsoftonline\.com|accounts\.google\.com|github\.com)$/i;
var LOGIN_PATH = /\/(?:log-?in|sign-?in|sso|oauth2?|saml|auth)\b/i;
async function wallOf(deploy2, path13, request) {
  const { signal } = request;
  const page = await fetchPage(`${deploy2.url}${path13}`, { ...asking(request, deploy2), hosts: deploy2.hosts }).catch(
    () => null
  );
  signal?.throwIfAborted();
  if (page === null) return null;
  if (page.status === 401) return `${path13} is answered with 401`;
  const { origin, hostname, pathname } = new URL(page.url);
  if (origin === new URL(deploy2.url).origin) return null;
  return LOGIN_HOSTS.test(hostname) || LOGIN_PATH.test(pathname) ? `it redirects to ${origin}` : null;
}

// src/gate/trust.ts
function proofOf(config, { base, head }, signal) {
  const [route] = config.routes;
  const session = route?.session;
  return prove({
    base,
    head,
    proof: config.verify,
    paths: config.routes.map(({ path: path13 }) => path13),
    headersFor: ({ url: url2 }) => route === void 0 ? {} : visitorOf(route, url2, process.env).headers,
    hasLogin: session !== void 0 && (session.setup.length > 0 || session.cookies.length > 0),
    signal
  });
}
async function gone({ attend }) {
  for (const side3 of SIDES) {
    const reason = await attend(side3);
    if (reason !== null) return { code: "server-gone", reason: `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.` };
  }
  return null;
}
function distrust({ config, log, progress }, { code: code2, reason }) {
  progress.line(reason);
  const unmeasurable = { sides: [...SIDES], code: code2, reason };
  for (const { name: route, conditions } of config.routes)
    for (const condition of conditions.filter((each) => isOwn(log.run.shard ?? null, { route, condition: each })))
      log.append({ type: "campaign", route, condition, stopped: "unmeasurable", unmeasurable });
}

// src/deploys/warmth.ts
var MAX_VISITS = 5;
var AGREEMENT = 0.1;
async function warmUp(visitMs) {
  const visitsMs = [];
  while (visitsMs.length < MAX_VISITS) {
    visitsMs.push(await visitMs());
    const [before, last] = [visitsMs.at(-2) ?? null, visitsMs.at(-1) ?? null];
    if (before !== null && last !== null && Math.abs(before - last) <= AGREEMENT * Math.max(before, last))
      return { visitsMs, isWarm: true };
  }
  return { visitsMs, isWarm: false };
}
function describeWarmth(side3, { visitsMs, isWarm }) {
  const measured2 = visitsMs.filter((ms) => ms !== null);
  const [cold, warm] = [measured2[0], measured2.at(-1)];
  if (cold === void 0 || warm === void 0) return null;
  if (!isWarm)
    return `The ${side3} deploy was not steady after ${visitsMs.length} unrecorded visits (${listOf(measured2)}): its numbers scatter.`;
  if (cold <= warm * (1 + AGREEMENT)) return null;
  return `The ${side3} deploy was cold: its first visit took ${Math.round(cold - warm)} ms longer (${listOf(measured2)}). That is in no number of this report.`;
}
function listOf(visitsMs) {
  return `LCP ${visitsMs.map((ms) => Math.round(ms)).join(", ")} ms`;
}

// src/gate/hosts.ts
function controlPage(control, { base, head }) {
  if (control === null || base === null) return null;
  return isRemote(base.url) || isRemote(head.url) ? control.route : null;
}
function hostNotices(control, { base, head }) {
  if (base === null || control !== null || !(isRemote(base.url) || isRemote(head.url))) return [];
  return [
    "Hosts not compared: base and head may be served by machines of different speed. Declare `control: { path: … }`, a page that pull requests do not change, and it is visited beside each visit."
  ];
}
function isRemote(url2) {
  const { hostname } = new URL(url2);
  return !(hostname === "localhost" || hostname.endsWith(".localhost") || hostname === "[::1]" || /^127(?:\.\d+){3}$/.test(hostname));
}

// src/gate/warm.ts
async function warmDeploys(run) {
  const { absent, deploys: deploys2, log, progress } = run;
  for (const deploy2 of [deploys2.base, deploys2.head]) {
    if (deploy2 === null || !isRemote(deploy2.url) || absent[deploy2.side] !== null) continue;
    progress.line(`${deploy2.side}: waking ${deploy2.url}.`);
    const text = describeWarmth(deploy2.side, await warmUp(() => lcpOf(run, deploy2)));
    if (text === null) continue;
    log.append({ type: "notice", text });
    progress.line(text);
  }
}
async function lcpOf({ config, lab }, { url: url2, hosts: hosts2 }) {
  const [route] = config.routes;
  const condition = config.conditions.find(({ name: name4 }) => name4 === route?.conditions[0]);
  if (route === void 0 || condition === void 0) return null;
  const outcome2 = await lab.visit(route, condition, url2, hosts2);
  if (outcome2.status === "failed") return null;
  const { lcp } = outcome2.readings;
  return lcp.status === "measured" ? lcp.breakdown.value : null;
}

// src/gate/measure.ts
async function measureProven(run) {
  const { config, deploys: deploys2, log, signal } = run;
  const costs = await costOperations(run);
  const proof = await proofOf(config, deploys2, signal);
  if (proof.doubt !== null) {
    distrust(run, proof.doubt);
    costObserved(run, costs);
    log.append({ type: "end" });
    return;
  }
  await warmDeploys(run);
  await measure(run);
  costObserved(run, costs);
  const doubt = await gone(deploys2) ?? await proof.again();
  if (doubt !== null) distrust(run, doubt);
}
async function measure(run) {
  const { config, log, progress } = run;
  const { maxMinutes } = config.deciding;
  const tasks = config.routes.flatMap(
    (route) => config.conditions.filter(({ name: condition }) => route.conditions.includes(condition)).filter(({ name: condition }) => isOwn(log.run.shard ?? null, { route: route.name, condition })).map((condition) => new Pursuit(run, route, condition))
  );
  const expired = await runTasks(tasks, maxMinutes === null ? null : maxMinutes * 6e4);
  if (expired.length > 0) {
    const text = `The time of the run (max-minutes: ${maxMinutes}) was up before ${count(expired.length, "campaign")} could be decided: ${shortList(expired)}.`;
    log.append({ type: "notice", text });
    progress.line(text);
  }
  log.append({ type: "end" });
}
var MOST_NAMES = 10;
function shortList(names) {
  const rest = names.length - MOST_NAMES;
  return names.slice(0, MOST_NAMES).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}

// src/lab/breakdowns/stable-path.ts
var MAX_LENGTH = 200;
var UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
var HEX = /^(?:[0-9a-f]{8,64}|[0-9A-F]{8,64})$/;
var BASE32 = /^[A-Z2-7]{8}$/;
var PLAIN = /^(?:[A-Z]?[a-z]*|(?:[A-Z]?[a-z]{2,}){2,}|[A-Z]{2,3}(?:[A-Z][a-z]{4,})?|\d+|v\d+|[A-Z]?[a-z]{3,}\d{1,4})$/;
var CAMEL_CASE = /^[A-Z]{0,5}[a-z]*(?:[A-Z]{1,5}[a-z]+)*[A-Z]{0,5}$/;
var UNSPEAKABLE = /[bcdfghjklmnpqrstvwxz]{6}|[A-Z]{2}[a-z][A-Z]|[A-Z][a-z][A-Z][a-z][A-Z]/;
var ROLLUP_LENGTH = 8;
var SHORTEST_HASH = 8;
var LONGEST_HASH = 64;
function stableSource(url2, deployUrl) {
  if (!URL.canParse(url2)) return "";
  const { origin, protocol, pathname } = new URL(url2);
  if (!/^https?:$/.test(protocol)) return protocol;
  const deploy2 = URL.canParse(deployUrl) ? new URL(deployUrl) : null;
  if (origin !== deploy2?.origin) return stablePath(origin + pathname).slice(0, MAX_LENGTH);
  const prefix = deploy2.pathname.replace(/\/$/, "");
  const below3 = pathname.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : pathname;
  return stablePath(below3).slice(0, MAX_LENGTH);
}
function stablePath(path13) {
  const folders = path13.split("/");
  const file = folders.pop() ?? "";
  return [
    ...folders.map((folder) => isHash(folder) || UUID.test(folder) || isBuildId(folder) ? "*" : folder),
    stableName(file)
  ].join("/");
}
function stableName(file) {
  const dot2 = file.lastIndexOf(".");
  const stem = dot2 > 0 ? file.slice(0, dot2) : file;
  return stem.split(".").map(withoutHashes).join(".") + file.slice(stem.length);
}
function withoutHashes(piece) {
  if (UUID.test(piece)) return "*";
  const at3 = piece.length - ROLLUP_LENGTH;
  if (at3 === 0 && isRollupHash(piece)) return "*";
  if (at3 > 0 && /[-_]/.test(piece.charAt(at3 - 1)) && isRollupHash(piece.slice(at3)))
    return `${withoutHashes(piece.slice(0, at3 - 1))}${piece.charAt(at3 - 1)}*`;
  return piece.replace(/[^-_~]+/g, (token) => isHash(token) ? "*" : token);
}
function isRollupHash(text) {
  if (HEX.test(text) || BASE32.test(text)) return true;
  if (!/^[\w-]+$/.test(text) || !/[A-Z\d]/.test(text)) return false;
  return !text.split(/[-_]/).every((piece) => PLAIN.test(piece));
}
function isHash(token) {
  if (token.length < SHORTEST_HASH || token.length > LONGEST_HASH) return false;
  if (HEX.test(token)) return true;
  return /^[A-Za-z\d]+$/.test(token) && /[A-Z\d]/.test(token) && !isName(token);
}
function isBuildId(folder) {
  const mixed2 = /\d/.test(folder) && /[A-Z]/.test(folder) && /[a-z]/.test(folder);
  return mixed2 && /^[\w-]{16,64}$/.test(folder) && !folder.split(/[-_]/).every((piece) => isName(piece));
}
function isName(token) {
  const runs = token.match(/\d+|\D+/g) ?? [];
  const words = runs.filter((run) => /\D/.test(run));
  return runs.length - words.length <= 1 && words.every((word) => CAMEL_CASE.test(word) && !UNSPEAKABLE.test(word));
}

// src/explain/side-notes.ts
var MAX_TEXT = 200;
function sideNotes(campaign) {
  if (!campaign.hasBase) return [];
  const base = evidenceOf(campaign, "base");
  const head = evidenceOf(campaign, "head");
  const differing = (read) => {
    const pair = [typical(base, read), typical(head, read)];
    return pair[0] === pair[1] ? null : pair;
  };
  const names = /* @__PURE__ */ new Set([...commonHeaders(base), ...commonHeaders(head)]);
  return [...lcpNotes(differing), ...splitNotes(campaign), ...serverNotes(names, differing)];
}
function splitNotes(campaign) {
  const [base, head] = [isSplit(campaign, "base"), isSplit(campaign, "head")];
  if (base === null || head === null || base === head) return [];
  const side3 = base ? "head" : "base";
  return [
    `The frames of the interaction took less than 50 ms on ${side3}, which Chrome does not split into scripts: there each script counts as 0 ms, and what it took stands under other.`
  ];
}
function isSplit({ blocks: blocks2 }, wanted) {
  const processed = blocks2.flatMap(({ visits }) => visits.filter(({ side: side3 }) => side3 === wanted)).flatMap(({ outcome: { readings } }) => readings.inp.status === "measured" ? [readings.inp.breakdown] : []).map((inp) => nodeAt(inp, ["inp", "processing-duration"])).filter((node) => node !== void 0 && node.value > 0);
  const named4 = processed.filter((node) => node !== void 0 && node.parts.length > 0);
  return processed.length === 0 ? null : named4.length * 2 > processed.length;
}
function lcpNotes(differing) {
  const element = differing(({ lcpElement }) => lcpElement);
  if (element !== null && element[0] !== null && element[1] !== null)
    return [`The LCP element differs: ${both(element)}; its phases are not those of one thing.`];
  const notes2 = [];
  const url2 = differing(({ lcpUrl }) => lcpUrl === null ? null : stableUrl(lcpUrl));
  if (url2 !== null) notes2.push(`The LCP element has another image: ${both(url2)}.`);
  const initiator = differing(({ lcpRequest: lcpRequest2 }) => lcpRequest2?.initiator ?? null);
  if (initiator !== null && initiator[0] !== null && initiator[1] !== null) {
    const asked = differing(({ lcpRequest: lcpRequest2 }) => lcpRequest2 === null ? null : requester(lcpRequest2));
    notes2.push(`The LCP image is requested by ${both(asked ?? initiator)}.`);
  }
  return notes2;
}
function serverNotes(names, differing) {
  const notes2 = [];
  const protocol = differing((evidence) => evidence.protocol);
  if (protocol !== null) notes2.push(`The page comes by another protocol: ${both(protocol)}.`);
  for (const name4 of names) {
    const values = differing(({ headers }) => headers.find((header) => header.name === name4)?.value ?? null);
    if (values !== null)
      notes2.push(`The page comes from another cache or region: its header ${name4} is ${both(values)}.`);
  }
  return notes2;
}
function commonHeaders(all) {
  const counts = /* @__PURE__ */ new Map();
  for (const { headers } of all)
    for (const name4 of new Set(headers.map((header) => header.name))) counts.set(name4, (counts.get(name4) ?? 0) + 1);
  return [...counts].flatMap(([name4, count3]) => count3 * 2 > all.length ? [name4] : []);
}
function evidenceOf({ blocks: blocks2 }, wanted) {
  return blocks2.flatMap(
    ({ visits }) => visits.filter(({ side: side3 }) => side3 === wanted).map(({ outcome: outcome2 }) => outcome2.evidence)
  );
}
function typical(all, read) {
  const counts = /* @__PURE__ */ new Map();
  for (const evidence of all) {
    const value = read(evidence);
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const [most] = [...counts].toSorted(([, a], [, b]) => b - a);
  return most !== void 0 && most[1] * 2 > all.length ? most[0] : null;
}
function requester({ initiator, url: url2, line: line2 }) {
  if (initiator === "parser") return "the HTML";
  const place2 = url2 === null ? "" : ` ${stableUrl(url2)}${line2 === null || initiator !== "script" ? "" : `:${line2}`}`;
  return initiator + place2;
}
function stableUrl(url2) {
  return stablePath(URL.canParse(url2) ? new URL(url2).pathname : url2);
}
function both([base, head]) {
  return `${said2(base)} on base, ${said2(head)} on head`;
}
function said2(value) {
  return value === null ? "none" : value.slice(0, MAX_TEXT);
}

// src/explain/evidence.ts
var MAX_NOTES = 5;
var MAX_HOSTS = 20;
function typicalEvidence(campaign, side3) {
  const all = campaign.blocks.flatMap(({ visits }) => visits).filter((visit2) => visit2.side === side3).map(({ outcome: outcome2 }) => outcome2.evidence);
  const [first2] = all;
  if (first2 === void 0) return null;
  const lcp = mostFrequent2(all, ({ lcpElement, lcpUrl }) => [lcpElement, lcpUrl]) ?? first2;
  const inp = mostFrequent2(all, ({ inpTarget, inpStep }) => [inpTarget, inpStep]) ?? first2;
  return {
    ...first2,
    lcpElement: lcp.lcpElement,
    lcpUrl: lcp.lcpUrl,
    lcpRequest: typicalRequest(all, lcp),
    inpTarget: inp.inpTarget,
    inpType: inp.inpType,
    inpStep: inp.inpStep,
    inpScript: typicalScript(all),
    shiftedElements: typicalShifts(all),
    serverTiming: typicalLayers(all),
    protocol: mostFrequent2(all, ({ protocol }) => protocol)?.protocol ?? null,
    headers: mostFrequent2(all, ({ headers }) => headers)?.headers ?? [],
    traffic: typicalTraffic(all),
    notes: []
  };
}
function campaignNotes(campaign) {
  const counts = /* @__PURE__ */ new Map();
  const visits = campaign.blocks.flatMap((block2) => block2.visits);
  for (const { side: side3, outcome: outcome2 } of visits)
    for (const note2 of outcome2.evidence.notes) {
      const key2 = campaign.hasBase ? `On ${side3}: ${note2}` : note2;
      counts.set(key2, (counts.get(key2) ?? 0) + 1);
    }
  const said3 = [...counts].toSorted(([, a], [, b]) => b - a).slice(0, MAX_NOTES).map(([note2, count3]) => `${note2} (${count3} of ${visits.length} visits)`);
  return [...sideNotes(campaign).slice(0, MAX_NOTES), ...said3];
}
function mostFrequent2(all, keyOf6) {
  const counts = /* @__PURE__ */ new Map();
  for (const evidence of all) {
    const key2 = JSON.stringify(keyOf6(evidence));
    const entry = counts.get(key2) ?? { count: 0, evidence };
    counts.set(key2, { ...entry, count: entry.count + 1 });
  }
  return [...counts.values()].toSorted((a, b) => b.count - a.count)[0]?.evidence;
}
function typicalRequest(all, { lcpUrl }) {
  const same = all.filter((evidence) => evidence.lcpUrl === lcpUrl && evidence.lcpRequest !== null);
  return mostFrequent2(same, ({ lcpRequest: lcpRequest2 }) => lcpRequest2)?.lcpRequest ?? null;
}
function typicalTraffic(all) {
  const visited2 = Map.groupBy(
    all.flatMap(({ traffic }) => traffic),
    ({ host }) => host
  );
  const middle = (seen, key2) => Math.round(
    medianOf(
      seen.map((each) => each[key2]),
      all.length
    )
  );
  return [...visited2].map(([host, seen]) => ({
    host,
    connections: middle(seen, "connections"),
    bytesUp: middle(seen, "bytesUp"),
    bytesDown: middle(seen, "bytesDown")
  })).toSorted((a, b) => b.bytesDown - a.bytesDown).slice(0, MAX_HOSTS);
}
function typicalScript(all) {
  const named4 = all.filter(({ inpScript }) => inpScript !== null);
  const typical2 = mostFrequent2(named4, scriptKey);
  if (!typical2?.inpScript || named4.length * 2 < all.length) return null;
  const key2 = JSON.stringify(scriptKey(typical2));
  const durations = named4.filter((evidence) => JSON.stringify(scriptKey(evidence)) === key2);
  return { ...typical2.inpScript, durationMs: median(durations.map(({ inpScript }) => inpScript?.durationMs ?? 0)) };
}
function scriptKey({ inpScript }) {
  return [inpScript?.sourceUrl, inpScript?.functionName, inpScript?.charPosition];
}
function typicalShifts(all) {
  return medians(all, (evidence) => evidence.shiftedElements.map(({ selector, score }) => [selector, score])).map(
    ([selector, score]) => ({ selector, score })
  );
}
function typicalLayers(all) {
  return medians(all, (evidence) => evidence.serverTiming.map(({ name: name4, durationMs }) => [name4, durationMs])).map(
    ([name4, durationMs]) => ({ name: name4, durationMs })
  );
}
function medians(all, entriesOf5) {
  const entries = all.flatMap((evidence) => [...summed(entriesOf5(evidence))]);
  return [...Map.groupBy(entries, ([name4]) => name4)].map(([name4, seen]) => [
    name4,
    medianOf(
      seen.map(([, value]) => value),
      all.length
    )
  ]).filter(([, value]) => value > 0).toSorted(([, a], [, b]) => b - a);
}
function summed(entries) {
  const sums = /* @__PURE__ */ new Map();
  for (const [name4, value] of entries) sums.set(name4, (sums.get(name4) ?? 0) + value);
  return sums;
}
function medianOf(seen, visits) {
  return seen.length * 2 < visits ? 0 : median([...seen, ...Array(Math.max(0, visits - seen.length)).fill(0)]);
}

// src/report/remedies.ts
var REMEDIES = {
  "connection-failed": "Check that the deploy is up and can be reached from this machine.",
  "bad-certificate": "Give the deploy a certificate that Chrome trusts, or serve it over http on loopback.",
  timeout: "Open the page by hand and look for what keeps it loading or blocks its main thread.",
  "http-status": "Check the route’s path, and that the deploy serves it without a login.",
  "wrong-origin": "Point the deploy at the origin the page ends on, or let the visit in without the redirect (a login wall?).",
  "not-a-page": "Point the route at an HTML page.",
  "selector-not-found": "Correct the selector in the route’s interactions, or wait for the element with `wait-for` first.",
  "selector-ambiguous": "Make the selector name exactly one element.",
  "interaction-failed": "Try the step by hand on this deploy, and correct the route’s interactions.",
  "left-the-page": "Where the page goes on by itself (a script, a meta element, a Refresh header), make the address it leads to the route’s path; where an interaction leads away, leave that out.",
  "element-covered": "Close what covers the element first (a cookie banner: in `setup`), or interact with that.",
  "request-not-seen": "Check the pattern of `wait-for: { request }` against what the page really asks for.",
  "hard-navigation": "Leave out `navigate: { soft }` and measure the page it leads to as a route of its own.",
  "no-soft-navigation": "Check that the click changes the URL and paints; Chrome counts nothing else as a soft navigation.",
  "soft-navigation-unsupported": "Use Chrome 151 or newer for this route.",
  "set-up-failed": "Perform the steps of `setup` by hand on this deploy, and correct them.",
  "page-crashed": "Open the page in Chrome on this machine; look at its memory.",
  "sha-mismatch": "Wait until the deploy serves the commit, or correct its URL; a cache in front of it may be older.",
  "sha-unknown": "Correct `verify:`, or let the deploy say which commit it serves.",
  "deploy-changed": "Run again, and keep deploys still meanwhile: a deploy per commit does not change.",
  "login-wall": "Let the visits in, with `bypass:`, `basic-auth:` or `setup:`.",
  "server-gone": "Look into its log for what ended it.",
  "chrome-died": "Look for what ends Chrome on this machine (memory, a watchdog), and run again."
};
var OTHERWISE = "Open the page in Chrome on this machine to see what it does.";
function remedyFor(code2) {
  return REMEDIES[code2] ?? OTHERWISE;
}

// src/report/story.ts
function storyNotes(campaign, judged, adjusted2) {
  return [
    ...confirmationNotes(campaign, judged),
    ...hostNotes(judged, adjusted2),
    ...METRICS.flatMap((metric) => metricNotes(metric, campaign, judged)),
    ...failureNotes(campaign)
  ];
}
function confirmationNotes({ confirmation }, { confirmed, findings, metrics }) {
  if (confirmation === null) return [];
  const fresh = count(confirmation.blocks.length, "fresh block");
  const refused2 = findings.some(({ finding }) => finding.confirmation === "refused");
  const decidedAt = (metric) => {
    const result = metrics?.[metric];
    return result?.status === "measured" ? ` (after ${count(result.decided, "block")})` : "";
  };
  return [
    ...confirmed.length === 0 ? [] : [
      `${confirmed.map((metric) => metricName(metric) + decidedAt(metric)).join(" and ")}: found worse, and confirmed by ${fresh} after a restart; base, head and change are those of the fresh blocks alone.`
    ],
    ...refused2 ? [`Something was found worse that ${fresh} after a restart did not confirm.`] : []
  ];
}
var HOST_WORDS = {
  alike: "No difference between the hosts was found: the control page is about as fast on both deploys.",
  differ: "The hosts differ: the control page is not equally fast on both deploys.",
  unknown: "The hosts could not be compared: the control page was measured in fewer than three blocks."
};
function hostNotes({ hosts: hosts2 }, adjusted2) {
  if (hosts2 === "not-compared") return [];
  if (adjusted2.length === 0) return [HOST_WORDS[hosts2]];
  const names = adjusted2.map(metricName).join(", ");
  return [
    `${HOST_WORDS[hosts2]} ${names} is compared in units of it: base, head and change are divided by how slow it was at each visit; \`max\` holds what was measured.`
  ];
}
function metricNotes(metric, { blocks: blocks2 }, { metrics }) {
  const result = metrics?.[metric];
  if (result?.status !== "measured") return [];
  const missing5 = blocks2.length - result.root.series.length;
  return [
    ...missing5 > 0 ? [`${metricName(metric)} is missing in ${missing5} of ${count(blocks2.length, "block")}; the others decide.`] : [],
    ...result.unstable ? [
      `${metricName(metric)} is unstable on head: visits more than 25 % above the median are more frequent than on base.`
    ] : []
  ];
}
function failureNotes({ firstAttempts }) {
  const failed2 = firstAttempts.flat().filter((attempt3) => attempt3.failed);
  if (failed2.length === 0) return [];
  const on = (side3) => failed2.filter((attempt3) => attempt3.side === side3).length;
  return [
    `${count(failed2.length, "visit")} failed at the first attempt: ${on("base")} on base, ${on("head")} on head.`
  ];
}

// src/report/assemble.ts
function assembleReport(parts) {
  const { base, head, judgement } = parts;
  return {
    result: {
      version: 1,
      verdict: judgement.verdict,
      base: { sha: base?.sha ?? null, url: base?.url ?? null },
      head: { sha: head.sha, url: head.url },
      comparisons: [...judgement.comparisons],
      budgets: [...judgement.rows],
      attribution: [...parts.attribution ?? []],
      manifest: parts.manifest ?? null
    },
    policy: parts.policy,
    routes: routeReports(parts),
    notices: parts.notices,
    chrome: parts.chrome,
    reproduce: parts.reproduce
  };
}
function routeReports(parts) {
  const routes = new Map(parts.routes.map((route) => [route.name, route]));
  const judged = new Map(parts.judgement.campaigns.map((each) => [keyOf(each), each]));
  return parts.campaigns.map(
    (campaign) => routeReport(campaign, parts, { route: routes.get(campaign.route), judged: judged.get(keyOf(campaign)) })
  );
}
function routeReport(campaign, { explanationOf, adjusted: adjusted2 }, { route, judged }) {
  const story = judged === void 0 ? [] : storyNotes(campaign, judged, adjusted2);
  return {
    route: campaign.route,
    condition: campaign.condition,
    path: route?.path ?? "",
    budgets: route?.budgets ?? [],
    blocks: campaign.blocks.length,
    freshBlocks: campaign.confirmation?.blocks.length ?? 0,
    percentless: judged === void 0 ? [] : percentlessOf(judged),
    smallest: judged === void 0 ? [] : smallestOf2(judged),
    evidence: { base: typicalEvidence(campaign, "base"), head: typicalEvidence(campaign, "head") },
    notes: [...story, ...campaignNotes(campaign)],
    unmeasurable: campaign.unmeasurable?.reason ?? null,
    remedy: campaign.unmeasurable === null ? null : remedyFor(campaign.unmeasurable.code),
    explanation: explanationOf(campaign)
  };
}
function percentlessOf({ confirmed, metrics }) {
  return METRICS.filter((metric) => {
    const result = metrics?.[metric];
    return confirmed.includes(metric) || result?.status === "measured" && result.decided < result.comparison.blocks;
  });
}
function smallestOf2({ findings, metrics }) {
  const ofBudgets = findings.flatMap(
    ({ row: row2, finding }) => finding.smallest === null ? [] : [{ path: row2.path, value: finding.smallest }]
  );
  const ofMetrics = METRICS.flatMap((metric) => {
    const result = metrics?.[metric];
    if (result?.status !== "measured" || result.noise === null || result.comparison.base === null) return [];
    return [{ path: metric, value: result.noise.smallestIncrease * result.comparison.base.value }];
  });
  return [...ofBudgets, ...ofMetrics.filter(({ path: path13 }) => !ofBudgets.some((each) => each.path === path13))];
}

// src/gate/report.ts
function reportOf(log) {
  const { run } = log;
  const rules = rulesIn(log);
  const campaigns = campaignsOf(log);
  const costs = costsOf(log);
  const completeness = completenessOf(log);
  const judgement = withCosts(judge(rules, campaigns, completeness), costs, rules, completeness);
  const explanations = explanationsOf(log);
  const report = assembleReport({
    judgement,
    campaigns,
    base: run.base,
    head: run.head,
    policy: run.config.policy,
    routes: run.config.routes,
    adjusted: adjustedMetrics(rules),
    explanationOf: (place2) => explanations.get(keyOf(place2)) ?? null,
    attribution: attributionsOf(log),
    manifest: manifestOf(log),
    notices: [...noticesOf(log), ...costs?.notes ?? []],
    chrome: run.chrome,
    reproduce: run.reproduce
  });
  const told = { ...report, ...termsOf(run) };
  return { judgement, report: costs === null ? told : { ...told, graphql: costs.report } };
}
function completenessOf(log) {
  if (isComplete(log)) return true;
  return (log.run.alerts ?? []).some(saysShardIsMissing) ? "shards-missing" : false;
}
function termsOf({ waivers, policySource, alerts }) {
  return {
    ...waivers === void 0 ? {} : { expiredWaivers: expiredWaivers(waivers) },
    ...policySource === void 0 ? {} : { policySource },
    ...alerts === void 0 ? {} : { alerts }
  };
}
function withCosts(judgement, costs, rules, complete) {
  if (costs === null) return judgement;
  const { policy, waivers } = rules;
  const rows = [
    ...judgement.rows,
    ...costs.rows.map((row2) => waivers === void 0 ? row2 : waive(row2, waivers, policy))
  ];
  const comparisons = [...judgement.comparisons, ...costs.comparisons];
  return { ...judgement, ...outcomeOf(rows, policy, complete), rows, comparisons };
}
function rulesIn({ run }) {
  const { config, plan, alpha, differences: differences3 } = run;
  const waivers = run.waivers === void 0 ? {} : { waivers: run.waivers };
  return { routes: config.routes, policy: config.policy, plan, alpha, differences: differences3, ...waivers };
}

// src/gate/outcome.ts
async function publish({ log, out }) {
  const { judgement, report } = reportOf(log);
  const { verdict, exitCode } = judgement;
  return { verdict, exitCode, judgement, report, files: await writeReport(report, out) };
}

// src/gate/policy.ts
import { realpath as realpath2 } from "node:fs/promises";
import path5 from "node:path";
var REF = /^[A-Za-z0-9_][\w./@^~{}#+=,%&!-]{0,199}$/;
async function readPolicy({ ref, isAsked }, reader) {
  if (!REF.test(ref))
    throw new GateError("usage", {
      what: `The policy cannot be read at ${JSON.stringify(ref.slice(0, 80))}.`,
      todo: "Name a commit, a branch or a tag."
    });
  const { config, contents, withoutClone = false, cwd = process.cwd(), env = process.env } = reader;
  const git = withoutClone ? { cause: "the clone is not asked" } : await Git.open(cwd, env);
  const file = await inRepository("cause" in git ? cwd : git.root, path5.resolve(cwd, config));
  const label2 = `${config} at ${shortRef(ref)}`;
  const without = (instead) => ({ ref, label: label2, content: { instead } });
  if (file === null) return without("the configuration lies outside of the repository");
  const found2 = "cause" in git ? git : await commitNamed(git, ref);
  if (!("cause" in git) && "sha" in found2) return at2(await fileAt2(git, found2.sha, file), file, ref, label2);
  const because = "cause" in found2 ? found2.cause : "";
  if (contents !== null) return at2(await fromApi(contents, file, { ref, isAsked }, because), file, ref, label2);
  if ("cause" in git && !isAsked) return without(`there is neither a repository nor a token to read it with`);
  throw new GateError("policy-unreadable", { ref: shortRef(ref), cause: because });
}
function configIn({ config, cwd = process.cwd() }) {
  return inRepository(cwd, path5.resolve(cwd, config));
}
function at2(text, file, ref, label2) {
  const instead = `there is no ${file} at ${shortRef(ref)}: this is its first adoption`;
  return { ref, label: label2, content: text === null ? { instead } : { text } };
}
async function fileAt2(git, sha, file) {
  const told = await git.answer(`${sha}:${file}
`, "cat-file", "--batch-check", "--follow-symlinks");
  if (told.endsWith(" missing")) return null;
  const [, blob] = /^([0-9a-f]+) blob \d+$/.exec(told) ?? [];
  if (blob !== void 0) return git.run("cat-file", "blob", blob);
  throw new GateError("policy-unreadable", { ref: shortRef(sha), cause: `${file} is no file of the repository there` });
}
async function fromApi(contents, file, { ref, isAsked }, because) {
  try {
    const text = await contents.fileAt(file, ref);
    if (text === null && isAsked && !await contents.hasCommit(ref)) throw new Error("GitHub knows no such commit");
    return text;
  } catch (cause) {
    throw new GateError("policy-unreadable", { ref: shortRef(ref), cause: `${because}; ${causeOf(cause)}` }, { cause });
  }
}
async function inRepository(root, file) {
  const real = await realpath2(root);
  const folder = await realpath2(path5.dirname(file)).catch(() => path5.dirname(file));
  const names = [
    path5.relative(root, file),
    path5.relative(real, file),
    path5.relative(real, path5.join(folder, path5.basename(file)))
  ];
  const inside = names.find((name4) => !name4.startsWith("..") && !path5.isAbsolute(name4));
  return inside === void 0 ? null : inside.split(path5.sep).join("/");
}
async function commitNamed(git, ref) {
  for (const name4 of [ref, `origin/${ref}`]) {
    const known4 = await git.ask("rev-parse", "--verify", "--quiet", "--end-of-options", `${name4}^{commit}`);
    if (known4 !== null) return { sha: known4 };
  }
  const fetched = await findCommit(git, ref);
  if (typeof fetched === "string") return { sha: fetched };
  if (await git.ask("fetch", "--quiet", "--no-tags", "--depth=1", "origin", ref) === null) return fetched;
  const tip = await git.ask("rev-parse", "--verify", "--quiet", "FETCH_HEAD^{commit}");
  return tip === null ? fetched : { sha: tip };
}
function shortRef(ref) {
  return /^[0-9a-f]{40,64}$/i.test(ref) ? ref.slice(0, 7) : ref;
}

// src/gate/report-blobs.ts
import path9 from "node:path";

// src/config/judging.ts
function termsOfBoth({ head, base, fork, measured: measured2 }) {
  const { input, changes: changes2 } = underPolicy(head, base);
  const names = new Set(input.routes.map(({ name: name4 }) => name4));
  const later = base.routes.filter(({ name: name4 }) => !names.has(name4) && measured2.has(name4));
  const routes = [...input.routes, ...later].map((route) => judgedRoute(route, input.budgets));
  const own = fork === null ? null : new Set(underPolicy(head, fork).changes.map(({ key: key2 }) => key2));
  return { ...settingsOf(input), routes, changes: changes2.filter(({ key: key2 }) => own === null || own.has(key2)) };
}
function judgedRoute({ name: name4, path: path13, conditions, budgets }, ofFile) {
  return { name: name4, path: path13, conditions, budgets: mergeBudgets(ofFile, budgets) };
}
function termsOfBase(base, measured2, isTrusted) {
  const pairs2 = pairRoutes(measured2, base.routes);
  const routes = pairs2.map(([route, known4]) => {
    const { name: name4, path: path13 } = route;
    if (known4 === null)
      return isTrusted ? route : { name: name4, path: path13, conditions: route.conditions, budgets: mergeBudgets(base.budgets, {}) };
    const conditions = isTrusted ? route.conditions : enforcedConditions(route.conditions, known4.conditions);
    return { name: name4, path: path13, conditions, budgets: mergeBudgets(base.budgets, known4.budgets) };
  });
  const paired = new Set(pairs2.map(([, known4]) => known4));
  const unseen = isTrusted ? [] : base.routes.filter((route) => !paired.has(route));
  const added = unseen.map((route) => judgedRoute(route, base.budgets));
  return { ...settingsOf(base), routes: [...routes, ...added], changes: [] };
}
function settingsOf(input) {
  const { alpha, maxBlocks } = resolveDeciding(input);
  return {
    policy: {
      onInconclusive: input["on-inconclusive"],
      onUnmeasured: input["on-unmeasured"],
      preExisting: input["pre-existing"]
    },
    alpha,
    maxBlocks,
    waivers: resolveWaivers(input),
    comment: input.comment,
    differences: input.control?.["difference-in-differences"] ?? false
  };
}

// src/record/blob.ts
import { open as open2, readdir as readdir3, stat as stat5 } from "node:fs/promises";
import path8 from "node:path";

// src/record/doubt.ts
function doubtAbout(log) {
  const { run, later } = log;
  if (run.purpose !== "gate") return "they are of a calibration";
  const places = placesOf3(run);
  const known4 = new Set(places.map(keyOf));
  if (known4.size < places.length) return "their configuration names a route or a condition twice";
  const stray = later.flatMap(placeOf4).find((place2) => !known4.has(keyOf(place2)));
  if (stray !== void 0) return `${stray.route} · ${stray.condition} is no campaign of theirs`;
  if (!isComplete(log)) return "they are cut off: the record of the end is missing";
  return recordDoubt(log)?.why ?? null;
}
function placesOf3({ config, shard }) {
  const all = config.routes.flatMap(
    ({ name: route, conditions }) => conditions.map((condition) => ({ route, condition }))
  );
  if (shard === void 0) return all;
  const own = new Set(shard.campaigns.map(keyOf));
  return all.filter((place2) => own.has(keyOf(place2)));
}
var OF_CAMPAIGN = ["visit", "look", "campaign", "confirmation", "explanation"];
function isOfCampaign(record) {
  return OF_CAMPAIGN.some((type2) => type2 === record.type);
}
function placeOf4(record) {
  if (isOfCampaign(record)) return [record];
  return record.type === "attribution" ? [record.attribution] : [];
}
function recordDoubt({ run, later }) {
  for (const record of later) {
    const why = impossible(record);
    if (why !== null) return { record, why };
  }
  return outOfOrder(
    run,
    later.filter((record) => record.type === "visit")
  );
}
function impossible(record) {
  if (record.type === "visit") return impossibleVisit(record);
  return record.type === "cost" ? impossibleCost(record.comparison) : null;
}
function impossibleCost({ route, condition, metric, unit, base, head, difference }) {
  if (unit !== "cost" || !isGraphMetric(metric)) return `${metric} of ${route} · ${condition} is no cost`;
  return [base, head, difference].every((tree) => tree === null || addsUp(tree)) ? null : `the parts of ${metric} of ${route} · ${condition} do not add up`;
}
function impossibleVisit({ route, condition, outcome: outcome2 }) {
  if (outcome2.status === "failed") return null;
  for (const metric of METRICS) {
    const reading = outcome2.readings[metric];
    if (reading.status === "unmeasured") continue;
    const why = impossibleReading(reading.breakdown, RANGES[metric]);
    if (why !== null) return `${metric} of a visit to ${route} · ${condition} ${why}`;
  }
  return null;
}
function impossibleReading(breakdown, { least, most }) {
  if (!isFiniteTree(breakdown) || !addsUp(breakdown)) return "has parts that do not add up";
  if (countUpTo(MOST_PARTS4, breakdown) > MOST_PARTS4) return "has more parts than a visit tells apart";
  if (breakdown.value < least || breakdown.value > most) return `is ${breakdown.value}, which no browser measures`;
  return isBelow2(most, breakdown) ? null : "has parts that are larger than any visit";
}
var MOST_PARTS4 = 1e3;
var TIMES = { least: 1e-3, most: 864e5 };
var SCORES = { least: -1e-9, most: 1e3 };
var RANGES = { lcp: TIMES, inp: TIMES, cls: SCORES };
function addsUp(breakdown) {
  try {
    assertSums(breakdown);
    return true;
  } catch {
    return false;
  }
}
function isFiniteTree({ value, parts }) {
  return Number.isFinite(value) && parts.every(isFiniteTree);
}
function countUpTo(most, { parts }) {
  let count3 = 1;
  for (const part of parts) {
    if (count3 > most) break;
    count3 += countUpTo(most, part);
  }
  return count3;
}
function isBelow2(most, { value, parts }) {
  return Math.abs(value) <= most && parts.every((part) => isBelow2(most, part));
}
var MOST_BLOCKS = 1e4;
function outOfOrder(run, visits) {
  const recorded = visits.filter(({ block: block2 }) => block2 >= 0);
  const phases3 = Map.groupBy(recorded, ({ phase, ...place2 }) => JSON.stringify([phase, keyOf(place2)]));
  for (const made of phases3.values()) {
    const visit2 = firstUndrawn(run, made);
    if (visit2 === null) continue;
    const name4 = `${visit2.route} · ${visit2.condition}`;
    const why = visit2.block < MOST_BLOCKS ? `the visits to ${name4} are not in the order that was drawn` : `${name4} has more blocks than a campaign takes`;
    return { record: visit2, why };
  }
  return null;
}
function firstUndrawn(run, visits) {
  const draw = orderOf(run, visits);
  let block2 = -1;
  let sides = [];
  let rank3 = -1;
  for (const visit2 of visits) {
    if (visit2.block === block2 + 1) {
      block2 = visit2.block;
      sides = draw();
    }
    if (visit2.block !== block2 || block2 >= MOST_BLOCKS) return visit2;
    if (visit2.side !== sides[visit2.position] || rankOf(visit2) <= rank3) return visit2;
    rank3 = rankOf(visit2);
  }
  return null;
}
function orderOf({ base, seed }, [first2]) {
  if (first2 === void 0 || base === null) return () => ["head", "head", "head", "head"];
  const { route, condition, phase } = first2;
  const random = seededRandom(seed.base, seed.head, route, condition, ...phase === "confirm" ? [phase] : []);
  return () => blockOrder(random);
}
function rankOf({ block: block2, position, page, attempt: attempt3 }) {
  return ((block2 * 4 + position) * 2 + (page === "control" ? 1 : 0)) * 3 + attempt3 - 1;
}

// src/record/log.ts
import { appendFileSync, writeFileSync } from "node:fs";
import path6 from "node:path";

// src/model/sample.ts
var readingSchema = zod_z.discriminatedUnion("status", [
  zod_z.strictObject({ status: zod_z.literal("measured"), breakdown: breakdownSchema }),
  zod_z.strictObject({ status: zod_z.literal("unmeasured"), reason: zod_z.string().max(500) })
]);
var evidenceSchema = zod_z.strictObject({
  lcpElement: zod_z.string().max(500).nullable(),
  lcpUrl: zod_z.string().max(2e3).nullable(),
  /** Who asked for the LCP resource first; null where LCP is text or nothing is known. */
  lcpRequest: zod_z.strictObject({
    initiator: zod_z.enum(["parser", "preload", "script", "stylesheet", "other"]),
    /** The document, script or style sheet that asked, without its query, and the line in it (from 1). */
    url: zod_z.string().max(2e3).nullable(),
    line: zod_z.number().int().nullable(),
    /** Chrome's words: `VeryLow` … `VeryHigh`. */
    priority: zod_z.string().max(20)
  }).nullable(),
  inpTarget: zod_z.string().max(500).nullable(),
  inpType: zod_z.enum(["pointer", "keyboard"]).nullable(),
  /** Index into the route's interactions of the one INP reports. */
  inpStep: zod_z.number().int().nullable(),
  /** The longest script inside that interaction, where one ran for 5 ms or more. */
  inpScript: zod_z.strictObject({
    invoker: zod_z.string().max(500),
    sourceUrl: zod_z.string().max(2e3),
    functionName: zod_z.string().max(500),
    charPosition: zod_z.number(),
    durationMs: zod_z.number()
  }).nullable(),
  shiftedElements: zod_z.array(zod_z.strictObject({ selector: zod_z.string().max(500), score: zod_z.number() })).max(100),
  serverTiming: zod_z.array(zod_z.strictObject({ name: zod_z.string().max(200), durationMs: zod_z.number() })).max(100),
  /** Of the main document: `http/1.1`, `h2`. */
  protocol: zod_z.string().max(50).nullable(),
  /** The main document's headers that name a cache or a region, what differs with every answer taken out. */
  headers: zod_z.array(zod_z.strictObject({ name: zod_z.string().max(50), value: zod_z.string().max(100) })).max(20),
  /** What went over the emulated network, most bytes first. */
  traffic: zod_z.array(
    zod_z.strictObject({
      host: zod_z.string().max(300),
      connections: zod_z.number().int().nonnegative(),
      bytesUp: zod_z.number().nonnegative(),
      bytesDown: zod_z.number().nonnegative()
    })
  ).max(20),
  notes: zod_z.array(zod_z.string().max(1e3)).max(20)
});
var timingSchema = zod_z.strictObject({
  wallMs: zod_z.number(),
  pageMs: zod_z.number(),
  settleMs: zod_z.number(),
  overheadMs: zod_z.number()
});
var outcomeSchema = zod_z.discriminatedUnion("status", [
  zod_z.strictObject({
    status: zod_z.literal("measured"),
    readings: zod_z.strictObject(
      Object.fromEntries(METRICS.map((metric) => [metric, readingSchema]))
    ),
    evidence: evidenceSchema,
    timing: timingSchema
  }),
  /** `code` is stable, `reason` is for a reader. */
  zod_z.strictObject({ status: zod_z.literal("failed"), code: zod_z.string().max(100), reason: zod_z.string().max(2e3) })
]);
var visitSchema = zod_z.strictObject({
  type: zod_z.literal("visit"),
  route: zod_z.string().max(200),
  condition: zod_z.string().max(200),
  side: zod_z.enum(SIDES),
  /** Whether it is one of the blocks that decide, or of the fresh ones that confirm a red. */
  phase: zod_z.enum(["measure", "confirm"]),
  /** The route itself, or the control page that tells whether the hosts are equally fast. */
  page: zod_z.enum(["route", "control"]),
  /** -1 for the unrecorded warm-up. */
  block: zod_z.number().int().min(-1),
  /** 0…3 inside its block. */
  position: zod_z.number().int().min(0).max(3),
  /** 1 for the first try, up to 3. */
  attempt: zod_z.number().int().min(1).max(3),
  outcome: outcomeSchema
});

// src/model/record.ts
var name2 = zod_z.string().max(200);
var MOST_LIMIT = 1e20;
var limitSchema = zod_z.strictObject({ value: zod_z.number().nonnegative(), unit: zod_z.enum(["ms", "%", "score"]) }).refine(({ value, unit }) => unit === "score" || value <= MOST_LIMIT, "no time and no percentage is so large");
var budgetSchema = zod_z.strictObject({
  path: zod_z.string().max(1e3),
  segments: zod_z.array(zod_z.string().max(500)).min(1).max(20),
  metric: zod_z.enum(METRICS),
  max: limitSchema.nullable(),
  percentile: zod_z.number().int().min(1).max(99),
  maxIncrease: zod_z.array(limitSchema).min(1).max(8).nullable(),
  enforce: zod_z.enum(["block", "warn"])
});
var recordedConfigSchema = zod_z.looseObject({
  routes: zod_z.array(
    zod_z.looseObject({
      name: name2,
      path: zod_z.string().max(2100),
      conditions: zod_z.array(name2).max(100),
      budgets: zod_z.array(budgetSchema).max(1e3)
    })
  ).max(1e3),
  policy: zod_z.strictObject({
    onInconclusive: zod_z.enum(["pass", "block"]),
    onUnmeasured: zod_z.enum(["pass", "block"]),
    preExisting: zod_z.enum(["warn", "block"])
  }),
  comment: zod_z.enum(COMMENT_MODES).optional()
});
var toleranceSchema = zod_z.discriminatedUnion("kind", [
  zod_z.strictObject({ kind: zod_z.literal("relative"), fraction: zod_z.number() }),
  zod_z.strictObject({ kind: zod_z.literal("absolute"), amount: zod_z.number() })
]);
var labelSchema = zod_z.strictObject({ sha: name2.nullable(), url: zod_z.string().max(2100) });
var runRecordSchema = zod_z.strictObject({
  type: zod_z.literal("run"),
  version: zod_z.literal(1),
  /** A calibration compares a deploy with itself. */
  purpose: zod_z.enum(["gate", "calibration"]),
  /** Of vitals-gate, and of Chrome. */
  tool: zod_z.string().max(100),
  chrome: zod_z.string().max(200),
  base: labelSchema.nullable(),
  head: labelSchema,
  /** What the order of the visits is drawn from, beside route, condition and phase. */
  seed: zod_z.strictObject({ base: name2, head: name2 }),
  plan: zod_z.discriminatedUnion("kind", [
    zod_z.strictObject({ kind: zod_z.literal("fixed"), blocks: zod_z.number().int().min(3).max(1e6) }),
    zod_z.strictObject({ kind: zod_z.literal("looks"), maxBlocks: zod_z.literal([10, 15, 20]) })
  ]),
  alpha: zod_z.number().positive().max(1),
  /** The tolerances that label an effect where no budget on the whole metric declares one. */
  tolerances: zod_z.strictObject(
    Object.fromEntries(METRICS.map((metric) => [metric, zod_z.array(toleranceSchema).max(8)]))
  ),
  /** Whether the control page's slowness is taken out of LCP (difference in differences). */
  differences: zod_z.boolean(),
  config: recordedConfigSchema,
  /** Absent: none. */
  waivers: waiversSchema.optional(),
  /** Where the policy is from; absent: from the configuration file as it is. */
  policySource: policySourceSchema.optional(),
  /** The part of the run that this is; absent: all of it. */
  shard: shardSchema.optional(),
  /** `owner/name` of the repository whose workflow measured; absent outside of workflows. */
  repository: zod_z.string().max(200).optional(),
  /** What every reader must see. */
  alerts: zod_z.array(zod_z.string().max(2e3)).max(100).optional(),
  notices: zod_z.array(zod_z.string().max(5e3)).max(1e3),
  reproduce: zod_z.string().max(2e4)
});
var place = { route: name2, condition: name2 };
var reportPath = zod_z.string().max(1e3).regex(/^[^/\\]+(?:\/[^/\\]+)*$/, "it is no path inside of the output folder").refine((file) => !file.split("/").includes(".."), "it leads out of the output folder");
var explanationSchema = zod_z.strictObject({
  insights: zod_z.array(
    zod_z.strictObject({
      id: zod_z.string().max(200),
      title: zod_z.string().max(1e3),
      base: zod_z.string().max(2e3).nullable(),
      head: zod_z.string().max(2e3).nullable(),
      savingsMs: zod_z.record(zod_z.string().max(20), zod_z.number()).refine((savings2) => Object.keys(savings2).length <= 100, "it has more than 100 metrics"),
      items: zod_z.array(zod_z.string().max(2100)).max(20)
    })
  ).max(1e3),
  reports: zod_z.strictObject(
    Object.fromEntries(SIDES.map((side3) => [side3, reportPath.nullable()]))
  ),
  failure: zod_z.string().max(5e3).nullable()
});
var laterRecordSchema = zod_z.discriminatedUnion("type", [
  visitSchema,
  /** A look at a campaign, and the budgets that are open after it; for a reader: judging looks again. */
  zod_z.strictObject({
    type: zod_z.literal("look"),
    ...place,
    blocks: zod_z.number().int().nonnegative(),
    open: zod_z.array(zod_z.string().max(1100)).max(2e3)
  }),
  /** A campaign takes no more blocks. */
  zod_z.strictObject({
    type: zod_z.literal("campaign"),
    ...place,
    stopped: zod_z.enum(STOPS),
    unmeasurable: unmeasurableSchema.nullable()
  }),
  /** Fresh blocks were made after a red; for a reader: judging confirms again. */
  zod_z.strictObject({
    type: zod_z.literal("confirmation"),
    ...place,
    blocks: zod_z.number().int().nonnegative(),
    unmeasurable: unmeasurableSchema.nullable(),
    agreed: zod_z.array(zod_z.string().max(1100)).max(2e3)
  }),
  zod_z.strictObject({ type: zod_z.literal("notice"), text: zod_z.string().max(5e3) }),
  zod_z.strictObject({ type: zod_z.literal("explanation"), ...place, explanation: explanationSchema }),
  /** What changed between the commits, and which of them did it. The last of each is what holds. */
  zod_z.strictObject({ type: zod_z.literal("manifest"), manifest: manifestSchema }),
  zod_z.strictObject({ type: zod_z.literal("attribution"), attribution: attributionSchema }),
  /** What a GraphQL operation, a subgraph or the operations of a route cost on both sides. */
  zod_z.strictObject({ type: zod_z.literal("cost"), comparison: comparisonSchema }),
  /** The costs' budgets, and what made costs change. */
  zod_z.strictObject({
    type: zod_z.literal("graphql"),
    rows: zod_z.array(budgetRowSchema).max(MOST_COST_ITEMS),
    notes: zod_z.array(costText).max(MOST_COST_ITEMS),
    report: graphqlReportSchema
  }),
  /** The run came to its end; without it, it was interrupted. */
  zod_z.strictObject({ type: zod_z.literal("end") })
]);

// src/record/log.ts
var SAMPLES = "samples.ndjson";
var LogFile = class {
  run;
  later = [];
  #path;
  constructor(folder, run) {
    this.run = JSON.parse(JSON.stringify(run));
    this.#path = path6.join(folder, SAMPLES);
    this.#write(() => writeFileSync(this.#path, `${JSON.stringify(run)}
`));
  }
  append = (record) => {
    const line2 = JSON.stringify(hasCosts(record) ? zod_z.encode(laterRecordSchema, record) : record);
    this.#write(() => appendFileSync(this.#path, `${line2}
`));
    this.later.push(hasCosts(record) ? record : JSON.parse(line2));
  };
  #write(write2) {
    try {
      write2();
    } catch (error) {
      const detail = { path: path6.dirname(this.#path), cause: causeOf(error) };
      throw new GateError("out-unwritable", detail, { cause: error });
    }
  }
};
function hasCosts({ type: type2 }) {
  return type2 === "cost" || type2 === "graphql";
}

// src/record/read.ts
import { readFile as readFile4, stat as stat4 } from "node:fs/promises";
import path7 from "node:path";
var MAX_LINE = 5e6;
var MAX_BYTES5 = 4e8;
var MOST_NESTING = 100;
async function readLog(folder) {
  const file = path7.join(folder, SAMPLES);
  const lines = await linesOf(file);
  const deep = lines.findIndex(isTooDeep);
  if (deep !== -1) throw invalid4(file, deep + 1, "The line is nested deeper than anything that a run writes.");
  const log = logOf(lines, file);
  const doubt = recordDoubt(log);
  if (doubt !== null)
    throw invalid4(file, log.later.indexOf(doubt.record) + 2, `This is not what a run writes: ${doubt.why}.`);
  return log;
}
function logOf(lines, file, isWhole = false) {
  const [first2, ...rest] = lines;
  if (first2 === void 0) throw invalid4(file, 1, "The file is empty.");
  const run = recordOf(first2, 1, file, runRecordSchema, lines.length === 1 && !isWhole);
  if (run === null) throw invalid4(file, 1, "The first record is cut off.");
  if (run.tool !== version)
    throw invalid4(file, 1, `It was written by vitals-gate ${run.tool}, and this is ${version}.`);
  const later = rest.flatMap((line2, index) => {
    const record = recordOf(line2, index + 2, file, laterRecordSchema, index === rest.length - 1 && !isWhole);
    return record === null ? [] : [record];
  });
  return { run, later };
}
function splitLines(text) {
  const lines = text.split("\n");
  while (lines.at(-1) === "") lines.pop();
  return lines;
}
function isTooDeep(line2) {
  let depth = 0;
  let inText2 = false;
  for (let index = 0; index < line2.length; index += 1) {
    const code2 = line2.charCodeAt(index);
    if (code2 === 92 && inText2) index += 1;
    else if (code2 === 34) inText2 = !inText2;
    else if (inText2) continue;
    else if (code2 === 91 || code2 === 123) depth += 1;
    else if (code2 === 93 || code2 === 125) depth -= 1;
    if (depth > MOST_NESTING) return true;
  }
  return false;
}
async function linesOf(file) {
  try {
    const { size } = await stat4(file);
    if (size > MAX_BYTES5) throw new Error(`it has ${size} bytes, more than ${MAX_BYTES5}`);
    return splitLines(await readFile4(file, "utf8"));
  } catch (cause) {
    throw new GateError("record-unreadable", { path: file, cause: causeOf(cause) }, { cause });
  }
}
function recordOf(line2, number, file, schema, last) {
  if (line2.length > MAX_LINE) throw invalid4(file, number, `The line has ${line2.length} characters.`);
  let value;
  try {
    value = JSON.parse(line2);
  } catch (cause) {
    if (last) return null;
    throw invalid4(file, number, `The line is not JSON: ${causeOf(cause)}.`, cause);
  }
  const parsed4 = schema.safeParse(value);
  if (parsed4.success) return parsed4.data;
  const [issue] = parsed4.error.issues;
  const at3 = issue === void 0 || issue.path.length === 0 ? "The record" : `Its ${issue.path.join(".")}`;
  throw invalid4(file, number, `${at3} is not what a run writes: ${issue?.message ?? "invalid"}.`);
}
function invalid4(file, line2, what, cause) {
  return new GateError(
    "record-invalid",
    { what },
    { where: `${file}:${line2}`, ...cause === void 0 ? {} : { cause } }
  );
}

// src/record/blob.ts
var MOST_BYTES = 1e8;
var MOST_DEPTH = 4;
var MOST_ENTRIES = 2e4;
var ARCHIVES = [Buffer.from([80, 75, 3, 4]), Buffer.from([31, 139])];
async function findBlobs(paths) {
  const found2 = await Promise.all(paths.map(blobsAt));
  return [...new Set(found2.flat())];
}
async function blobsAt(given) {
  const about = await stat5(given).catch((cause) => {
    throw refused(given, `they cannot be read: ${causeOf(cause)}`, cause);
  });
  if (!about.isDirectory()) return [given];
  const budget = { entries: MOST_ENTRIES };
  const below3 = await samplesBelow(given, MOST_DEPTH, budget);
  if (below3.length === 0) throw new GateError("no-blobs", { path: given });
  return below3;
}
async function samplesBelow(folder, depth, budget) {
  const entries = await readdir3(folder, { withFileTypes: true });
  const found2 = [];
  for (const entry of entries.toSorted((one, other) => one.name < other.name ? -1 : 1)) {
    if ((budget.entries -= 1) < 0) break;
    const file = path8.join(folder, entry.name);
    if (entry.isFile() && entry.name === SAMPLES) found2.push(file);
    if (entry.isDirectory() && depth > 0 && !/^(?:\.git|node_modules)$/.test(entry.name))
      found2.push(...await samplesBelow(file, depth - 1, budget));
  }
  return found2;
}
async function readBlob(file) {
  const lines = splitLines(await textOf6(file));
  assertReadable(file, lines[0] ?? "");
  if (lines.some(isTooDeep)) throw refused(file, "they are nested deeper than anything that a run writes");
  const log = logOf(lines, file, true);
  const doubt = doubtAbout(log);
  if (doubt !== null) throw refused(file, doubt);
  return { file, log };
}
async function textOf6(file) {
  const handle = await open2(file).catch((cause) => {
    throw refused(file, `they cannot be read: ${causeOf(cause)}`, cause);
  });
  try {
    const about = await handle.stat();
    if (!about.isFile()) throw refused(file, "this is no file");
    if (about.size > MOST_BYTES)
      throw refused(
        file,
        `they have ${about.size} bytes, more than ${MOST_BYTES}`,
        void 0,
        "Measure in more shards."
      );
    const bytes = await handle.readFile();
    if (ARCHIVES.some((magic) => bytes.subarray(0, magic.length).equals(magic)))
      throw refused(file, "this is an archive", void 0, "Unpack it: actions/download-artifact does.");
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    if (cause instanceof GateError) throw cause;
    throw refused(file, causeOf(cause), cause);
  } finally {
    await handle.close();
  }
}
var originSchema = zod_z.looseObject({ type: zod_z.literal("run"), version: zod_z.number(), tool: zod_z.string().max(100) });
function assertReadable(file, first2) {
  const origin = originSchema.safeParse(parsed3(first2));
  if (!origin.success) throw refused(file, "the first line is not the first record of a run");
  const { tool } = origin.data;
  if (origin.data.version === 1 && tool === version) return;
  const todo = "Use one version of vitals-gate for `measure` and `report`.";
  throw refused(file, `they were written by vitals-gate ${tool.slice(0, 40)}, and this is ${version}`, void 0, todo);
}
function parsed3(line2) {
  try {
    return JSON.parse(line2);
  } catch {
    return null;
  }
}
function refused(file, cause, thrown, todo = "") {
  return new GateError("blob-refused", { path: file, cause, todo }, thrown === void 0 ? {} : { cause: thrown });
}

// src/record/merge.ts
import { createHash as createHash5 } from "node:crypto";
function mergeBlobs(blobs) {
  const [first2, ...others] = blobs.toSorted((one, other) => indexOf(one) - indexOf(other));
  if (first2 === void 0) throw new Error("there is nothing to merge");
  for (const other of others) assertSameRun(first2, other);
  const all = [first2, ...others];
  assertDisjoint(all);
  const missing5 = missingShards(all);
  const { shard: _, ...run } = first2.log.run;
  const later = all.flatMap(({ log }) => log.later).filter(({ type: type2 }) => type2 !== "end");
  return {
    log: {
      run: { ...run, chrome: chromesOf(all), notices: noticesOf2(all) },
      later: [...withOneManifest(later), ...missing5.length === 0 ? [{ type: "end" }] : []]
    },
    alerts: missing5.length === 0 ? [] : [missingSentence(missing5, first2.log.run.shard?.of ?? 1)]
  };
}
function indexOf({ log }) {
  return log.run.shard?.index ?? 0;
}
var SAME = [
  ["they are of other commits", ({ base, head, seed }) => [base?.sha, base === null, head.sha, seed]],
  ["they are of another repository", ({ repository }) => repository],
  ["the run was split into another number of shards", ({ shard }) => shard?.of],
  ["the configuration was another one", configDigest]
];
function assertSameRun(one, other) {
  for (const [what, of2] of SAME)
    if (JSON.stringify(of2(one.log.run)) !== JSON.stringify(of2(other.log.run)))
      throw new GateError("blobs-differ", { path: other.file, other: one.file, what });
}
function configDigest({ plan, alpha, tolerances: tolerances2, differences: differences3, config, waivers, policySource }) {
  const decided = { plan, alpha, tolerances: tolerances2, differences: differences3, config, granted: waivers?.granted, policySource };
  return createHash5("sha256").update(canonical2(decided)).digest("hex");
}
function canonical2(value) {
  if (Array.isArray(value)) return `[${value.map(canonical2).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const entries = Object.entries(value).filter(([, each]) => each !== void 0);
  const sorted = entries.toSorted(([one], [other]) => one < other ? -1 : 1);
  return `{${sorted.map(([key2, each]) => `${JSON.stringify(key2)}:${canonical2(each)}`).join(",")}}`;
}
function assertDisjoint(blobs) {
  const owner = /* @__PURE__ */ new Map();
  const shards = /* @__PURE__ */ new Map();
  for (const blob of blobs) {
    const same = shards.get(indexOf(blob));
    const index = blob.log.run.shard?.index;
    const what = index === void 0 ? "both are of the whole run" : `both are shard ${index}`;
    if (same !== void 0) throw new GateError("blobs-differ", { path: blob.file, other: same.file, what });
    shards.set(indexOf(blob), blob);
    for (const place2 of placesOf3(blob.log.run)) {
      const other = owner.get(keyOf(place2));
      if (other !== void 0)
        throw new GateError("blobs-differ", {
          path: blob.file,
          other: other.file,
          what: `both measured ${place2.route} · ${place2.condition}`
        });
      owner.set(keyOf(place2), blob);
    }
  }
}
function missingShards(blobs) {
  const of2 = blobs[0]?.log.run.shard?.of;
  if (of2 === void 0) return [];
  const there = new Set(blobs.map(indexOf));
  return Array.from({ length: of2 }, (_, index) => index + 1).filter((index) => !there.has(index));
}
function missingSentence(missing5, of2) {
  if (missing5.length === 1)
    return `Shard ${missing5[0]} of ${of2} is missing: its routes are not measured, and that blocks.`;
  return `Shards ${missing5.join(", ")} of ${of2} are missing: their routes are not measured, and that blocks.`;
}
function chromesOf(blobs) {
  return [...new Set(blobs.map(({ log }) => log.run.chrome))].join(", ").slice(0, 200);
}
function noticesOf2(blobs) {
  return [...new Set(blobs.flatMap(({ log }) => log.run.notices))];
}
function withOneManifest(later) {
  const manifests = later.filter((record) => record.type === "manifest");
  const [first2] = manifests;
  if (first2 === void 0) return [...later];
  const culprits = new Map(manifests.flatMap(({ manifest }) => manifest.culprits).map((each) => [each.sha, each]));
  const merged2 = { ...first2, manifest: { ...first2.manifest, culprits: [...culprits.values()] } };
  return [...later.filter(({ type: type2 }) => type2 !== "manifest"), merged2];
}

// src/report/reproduce.ts
function reproduceCommand(asked) {
  const words = [
    "vitals-gate",
    "run",
    "--config",
    asked.config,
    ...option("--base-url", asked.baseUrl),
    ...option("--head-url", asked.headUrl),
    ...option("--base-sha", asked.baseSha),
    ...option("--head-sha", asked.headSha),
    ...asked.routes.flatMap((route) => ["--route", route]),
    ...asked.conditions.flatMap((condition) => ["--condition", condition]),
    ...option("--blocks", asked.blocks === null ? null : String(asked.blocks))
  ];
  return words.map(quoted).join(" ");
}
function option(name4, value) {
  return value === null ? [] : [name4, value];
}
function quoted(word) {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

// src/gate/report-blobs.ts
async function collectBlobs(options) {
  const found2 = [];
  for (const file2 of await findBlobs(options.blobs)) found2.push(await readBlob(file2));
  const blobs = withoutReport(found2, options.out);
  for (const blob of blobs) if (options.expected !== null) assertExpected(blob, options.expected);
  const { log, alerts } = mergeBlobs(blobs);
  const run = await underTrustedPolicy(log.run, options);
  const told = [...alerts, ...wordsOnTrust({ run, later: log.later }, options.expected)];
  const out = await makeOutputFolder(options.out);
  const { alerts: _, ...plain2 } = run;
  const file = new LogFile(out, { ...plain2, ...told.length === 0 ? {} : { alerts: told } });
  for (const record of log.later) file.append(record);
  return { log: file, out };
}
function withoutReport(blobs, out) {
  const own = path9.resolve(out, SAMPLES);
  return blobs.some(isPart) ? blobs.filter((blob) => isPart(blob) || path9.resolve(blob.file) !== own) : blobs;
}
function isPart({ log: { run } }) {
  return run.shard !== void 0;
}
function assertExpected({ file, log: { run } }, { repository, headSha }) {
  const refuse2 = (cause) => {
    throw new GateError("blob-refused", { path: file, cause });
  };
  if (repository !== null && run.repository !== void 0 && run.repository !== repository)
    refuse2(`they are of the repository ${run.repository}, and this is ${repository}`);
  if (headSha !== null && run.head.sha !== headSha)
    refuse2(`they are of the commit ${run.head.sha ?? "(none)"}, and this run is about ${headSha}`);
}
function wordsOnTrust({ run: { base }, later }, expected) {
  if (expected === null || expected.stranger === null) return [];
  const { stranger, baseSha, repository } = expected;
  const isFork = stranger.toLowerCase() !== repository?.toLowerCase();
  const word = isFork ? [
    `Measured by a job that is not trusted (of ${stranger}): the numbers are its own word. Budgets, waivers and verdict are of this repository.`
  ] : [];
  if (later.some(({ type: type2 }) => type2 === "graphql"))
    word.push("The budgets of GraphQL operations were judged by that job as well.");
  if (base === null) return [...word, "That job measured no base: increases are not judged."];
  if (baseSha === null || base.sha === baseSha) return word;
  return [...word, `That job says that base is ${base.sha ?? "unknown"}; the merge base is ${baseSha}.`];
}
async function underTrustedPolicy(run, options) {
  const today = dayOf(/* @__PURE__ */ new Date());
  const { policyAt, contents, config, expected } = options;
  if (policyAt === null) return { ...run, waivers: { today, granted: run.waivers?.granted ?? [] } };
  const isTrusted = expected?.stranger == null;
  const policy = await readPolicy(policyAt, { config, contents, withoutClone: !isTrusted });
  const own = isTrusted ? run : { ...run, reproduce: reproduceOf(run, config) };
  const { terms, instead } = isTrusted ? termsOfTrusted(run, policy) : await termsOfStranger(run, policy, options);
  const changes2 = [...terms?.changes ?? [], ...isTrusted ? run.policySource?.changes ?? [] : []];
  const policySource = { ref: policy.ref, instead, changes: changes2.slice(0, MOST_CHANGES) };
  if (terms === null) return { ...own, policySource, waivers: { today, granted: run.waivers?.granted ?? [] } };
  return { ...underTerms(own, terms, isTrusted), policySource, waivers: { today, granted: [...terms.waivers] } };
}
function reproduceOf({ base, head }, config) {
  const nothing = { baseUrl: null, headUrl: null, routes: [], conditions: [], blocks: null };
  return reproduceCommand({ ...nothing, config, baseSha: base?.sha ?? null, headSha: head.sha });
}
async function configAt(sha, { config, contents }) {
  if (contents === null || sha === null) return null;
  const file = await configIn({ config, contents, withoutClone: true });
  const text = file === null ? null : await contents.fileAt(file, sha).catch(() => null);
  const read = text === null ? null : readInput(config, parseSource(text));
  return read instanceof GateError ? null : read;
}
function inputOf({ label: label2, content }) {
  if ("instead" in content) return content;
  const read = readInput(label2, parseSource(content.text));
  return read instanceof GateError ? { instead: "the configuration is not valid there" } : read;
}
function termsOfTrusted(run, policy) {
  const base = inputOf(policy);
  if ("instead" in base) return { terms: null, instead: base.instead };
  return { terms: termsOfBase(base, run.config.routes, true), instead: null };
}
async function termsOfStranger(run, policy, options) {
  const { headSha = null, baseSha = null } = options.expected ?? {};
  const base = inputOf(policy);
  const head = await configAt(headSha, options);
  const measured2 = new Set(run.config.routes.map(({ name: name4 }) => name4));
  if ("instead" in base) {
    const cause = `${base.instead}, and the configuration of head cannot be read either`;
    if (head === null) throw new GateError("policy-unreadable", { ref: policy.label, cause });
    return { terms: termsOfBoth({ head, base: head, fork: null, measured: measured2 }), instead: base.instead };
  }
  if (run.base === null && hasBase(base))
    throw new GateError("blob-refused", {
      path: options.blobs.join(", "),
      cause: `nothing of base was measured, and the configuration at ${policy.label} compares with it`
    });
  if (head === null) return { terms: termsOfBase(base, run.config.routes, false), instead: null };
  const fork = policy.ref === baseSha ? null : await configAt(baseSha, options);
  return { terms: termsOfBoth({ head, base, fork, measured: measured2 }), instead: null };
}
function underTerms(run, terms, isTrusted) {
  const { routes, policy, alpha, maxBlocks, comment, differences: differences3 } = terms;
  const plan = isTrusted && run.plan.kind === "fixed" ? run.plan : { kind: "looks", maxBlocks };
  const config = { ...run.config, routes, policy, comment };
  return { ...run, plan, alpha, differences: run.differences && differences3, config };
}

// src/deploys/deploys.ts
import { relative as relative5, resolve as resolve7 } from "node:path";

// src/deploys/placeholders.ts
var TODO = {
  sha: "Name the commits with --base-sha and --head-sha.",
  "short-sha": "Name the commits with --base-sha and --head-sha.",
  pr: "Use {pr} in workflows on pull_request only.",
  branch: "Use {branch} in workflows on pull_request and push only."
};
var SHORT_SHA = 7;
var MAX_LABEL = 63;
function placeholderValues(sha, pr, branch) {
  return { sha, "short-sha": sha?.slice(0, SHORT_SHA) ?? null, pr: pr?.toString() ?? null, branch };
}
function namesCommit(template) {
  return /\{(?:short-)?sha\}/.test(template);
}
function expandUrl(template, values) {
  const [, scheme = "", host = "", path13 = ""] = /^([^/]*\/\/)([^/]*)(.*)$/.exec(template) ?? [];
  const inHost = expand2(host, template, values, hostLabel);
  const inPath = expand2(path13, template, values, (value) => value.split("/").map(encodeURIComponent).join("/"));
  return new URL(`${scheme}${inHost}${inPath}`).href.replace(/\/+$/, "");
}
function expandFolder(template, values) {
  return expand2(template, template, values, (value) => value.replaceAll(/[^\w.-]/g, "-").replaceAll("..", "-"));
}
function expand2(text, template, values, encode) {
  return text.replaceAll(PLACEHOLDER_PATTERN, (_, name4) => {
    const value = values[name4];
    if (value === null) throw new GateError("placeholder", { template, name: name4, todo: TODO[name4] });
    return encode(value);
  });
}
function hostLabel(value) {
  const label2 = value.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
  return label2.slice(0, MAX_LABEL).replaceAll(/^-|-$/g, "");
}

// src/deploys/relabel.ts
async function relabelBase(deploy2, { config, isNamed, signal }) {
  const { deploys: deploys2, verify, routes = [] } = config;
  const same = { deploy: deploy2, notice: null };
  if (verify == null || isNamed || deploys2.base?.kind !== "url" || namesCommit(deploys2.base.url)) return same;
  const path13 = routes[0]?.path ?? "/";
  const claim = await claimedSha(deploy2, { proof: verify, path: path13, ...signal === void 0 ? {} : { signal } });
  if ("problem" in claim || deploy2.sha !== null && isSameSha(claim.sha, deploy2.sha)) return same;
  const relabelled2 = { ...deploy2, sha: claim.sha.slice(0, 200) };
  if (deploy2.sha === null) return { deploy: relabelled2, notice: null };
  const notice2 = `Base is what ${deploy2.url} serves, ${claim.sha}, not the merge base ${deploy2.sha}: the commits between them count too.`;
  return { deploy: relabelled2, notice: notice2 };
}

// src/deploys/providers.ts
import { join as join6 } from "node:path";

// src/deploys/github/candidates.ts
var PENDING = /* @__PURE__ */ new Set(["pending", "queued", "in_progress", "waiting", "requested"]);
function candidateOf(deployment, statuses) {
  const { environment, creator, sha, isProduction } = deployment;
  const latest = newest(statuses);
  const about = { environment, creator, sha, isProduction, reported: latest?.state ?? "no status yet" };
  if (latest === void 0 || PENDING.has(latest.state)) return { ...about, state: "pending", url: "" };
  if (latest.state === "inactive") return { ...about, state: "gone", url: "" };
  if (latest.state !== "success") return { ...about, state: "failed", url: "" };
  const url2 = newest(statuses.filter(({ environmentUrl }) => isSite(environmentUrl)))?.environmentUrl ?? "";
  return {
    ...about,
    state: url2 === "" ? "failed" : "ready",
    reported: url2 === "" ? "success, without a URL" : "success",
    url: url2
  };
}
function newest(statuses) {
  return statuses.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt) || b.id - a.id)[0];
}
function isSite(url2) {
  const parsed4 = URL.parse(url2);
  return parsed4?.protocol === "https:" || parsed4?.protocol === "http:";
}
function latestOf(deployments) {
  const byName = Map.groupBy(deployments, ({ environment }) => folded(environment));
  return [...byName.values()].flatMap(
    (same) => same.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt) || b.id - a.id).slice(0, 1)
  );
}
function folded(name4) {
  return name4.normalize("NFKC").toLowerCase().replaceAll(new RegExp("\\p{Pd}", "gu"), "-").replaceAll(/\s+/g, "");
}
function matches2(pattern, name4) {
  if (pattern === null) return true;
  const parts = folded(pattern).split("*").map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join(".*")}$`, "su").test(folded(name4));
}
function projectOf(environment) {
  return /-(.*)$/s.exec(folded(environment))?.[1] ?? "";
}
var DASHBOARDS = /(?:^|\.)(?:github\.com|app\.netlify\.com|vercel\.com|dash\.cloudflare\.com|dashboard\.render\.com|circleci\.com|travis-ci\.com|gitlab\.com|dashboard\.heroku\.com|codecov\.io)$/i;
function candidateOfStatus(sha, status, pattern) {
  const { context, creator, targetUrl } = status;
  const isDeploy = pattern === null ? /deploy|preview/i.test(context) : matches2(pattern, context);
  if (!isDeploy || !isSite(targetUrl) || DASHBOARDS.test(new URL(targetUrl).hostname)) return null;
  const about = { environment: context, creator, sha, isProduction: false, reported: status.state };
  if (status.state === "success") return { ...about, state: "ready", url: targetUrl };
  return { ...about, state: status.state === "pending" ? "pending" : "failed", url: "" };
}
function describeCandidate({ environment, creator, sha, reported, url: url2 }) {
  return `${environment} by ${creator || "unknown"}, ${reported}, ${url2 === "" ? "no URL" : url2} (${sha.slice(0, 7)})`;
}

// src/deploys/github/discover.ts
var PAUSES = { first: 3e3, longest: 3e4 };
var DeploymentFinder = class {
  #discovery;
  #giveUpAt;
  #project = null;
  constructor(discovery) {
    this.#discovery = discovery;
    this.#giveUpAt = performance.now() + discovery.search.timeoutMs;
  }
  /**
   * The deployment of a commit, once it is ready.
   *
   * @throws GateError `deployment-none`, `deployment-several`, `deployment-failed`
   */
  async find(sha, side3) {
    const { search: search2, log } = this.#discovery;
    let isTold = false;
    for (let attempt3 = 0; ; attempt3 += 1) {
      const seen = await this.#seenFor(sha);
      const matching = this.#preferred(seen.filter(({ environment }) => matches2(search2.environment, environment)));
      const alive = matching.filter(({ state }) => state === "ready" || state === "pending");
      const [only, ...others] = alive;
      if (others.length > 0) throw this.#several(sha, side3, alive);
      if (only?.state === "ready") {
        if (side3 === "head") this.#project = projectOf(only.environment);
        return only;
      }
      const isHopeless = only === void 0 && matching.some(({ state }) => state === "failed");
      if (isHopeless) throw this.#failed(sha, side3, matching);
      const mayCome = only !== void 0 || side3 === "head";
      if (!mayCome || !await this.#pause(attempt3)) throw this.#none(sha, side3, seen);
      if (!isTold) log(`${side3}: waiting for the deployment of ${sha.slice(0, 7)}.`);
      isTold = true;
    }
  }
  /**
   * The base: the deployment of the commit where there is one, else what production serves.
   *
   * @throws GateError `deployment-none`, `deployment-several`, `deployment-failed`
   */
  async findBase(sha) {
    const { api } = this.#discovery;
    try {
      return await this.find(sha, "base");
    } catch (error) {
      if (!(error instanceof GateError) || error.code === "deployment-several") throw error;
      const all = await api.deployments({});
      const production = latestOf(
        all.filter(({ isProduction, environment }) => isProduction || isNamedProduction(environment))
      );
      const candidates = await Promise.all(
        production.map(async (each) => candidateOf(each, await api.statuses(each.id)))
      );
      const ready = candidates.filter(({ state }) => state === "ready");
      const own = ready.filter(({ environment }) => projectOf(environment) === this.#project);
      const [only, ...others] = own.length > 0 ? own : ready;
      if (only === void 0) throw error;
      if (others.length > 0) throw this.#several(sha, "base", [only, ...others]);
      return only;
    }
  }
  /** By SHA, then by branch, then by commit status: the first that has any. */
  async #seenFor(sha) {
    const { api, branch, search: search2 } = this.#discovery;
    const bySha = await api.deployments({ sha });
    const deployments = bySha.length > 0 || branch === null ? bySha : await api.deployments({ ref: branch });
    const own = latestOf(deployments.filter((deployment) => deployment.sha === sha));
    if (own.length > 0) return Promise.all(own.map(async (each) => candidateOf(each, await api.statuses(each.id))));
    const statuses = await api.commitStatuses(sha);
    return statuses.flatMap((status) => candidateOfStatus(sha, status, search2.environment) ?? []);
  }
  /** Where nothing is asked for, previews go before production; on other commits, the project that head is of. */
  #preferred(candidates) {
    const { environment } = this.#discovery.search;
    const own = this.#project === null ? [] : candidates.filter((each) => projectOf(each.environment) === this.#project);
    const among = own.length > 0 ? own : candidates;
    if (environment !== null) return among;
    const previews = among.filter(({ isProduction }) => !isProduction);
    return previews.length > 0 ? previews : among;
  }
  /** False where the time is up. */
  async #pause(attempt3) {
    const { signal, pauses = PAUSES } = this.#discovery;
    const pauseMs = Math.min(pauses.longest, pauses.first * 1.5 ** attempt3) * (1 + Math.random() / 4);
    const leftMs = this.#giveUpAt - performance.now();
    if (leftMs <= 0) return false;
    await pause(Math.min(pauseMs, leftMs), signal);
    return true;
  }
  #several(sha, side3, candidates) {
    return new GateError("deployment-several", { side: side3, sha, list: listOf2(candidates) });
  }
  #failed(sha, side3, candidates) {
    return new GateError("deployment-failed", { side: side3, sha, list: listOf2(candidates) });
  }
  #none(sha, side3, seen) {
    const { environment, timeoutMs } = this.#discovery.search;
    const pattern = environment === null ? "" : ` to ${environment}`;
    return new GateError("deployment-none", { side: side3, sha, pattern, seconds: timeoutMs / 1e3, list: listOf2(seen) });
  }
};
function isNamedProduction(environment) {
  return /^production\b/i.test(environment.trim());
}
function listOf2(candidates) {
  return candidates.map((candidate) => `
  - ${describeCandidate(candidate)}`).join("");
}
function pause(ms, signal) {
  signal.throwIfAborted();
  const { promise, resolve: resolve8, reject: reject2 } = Promise.withResolvers();
  const stop2 = () => {
    clearTimeout(timer);
    reject2(signal.reason);
  };
  const timer = setTimeout(() => {
    signal.removeEventListener("abort", stop2);
    resolve8();
  }, ms);
  signal.addEventListener("abort", stop2, { once: true });
  return promise;
}

// src/deploys/static-server.ts
import { once } from "node:events";
import { createServer } from "node:http";

// vendor:sirv
import { sirv_default } from "./vendor/vendor-QV6G7CEM.js";

// src/deploys/snapshot.ts
import { constants } from "node:fs";
import { copyFile, mkdir as mkdir3, mkdtemp, readdir as readdir4, readFile as readFile5, realpath as realpath3, rm as rm2, stat as stat6, utimes, writeFile as writeFile4 } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname as dirname3, join as join3, relative as relative4, sep } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants as zlib, gzip } from "node:zlib";
var UnservableFolder = class extends Error {
  name = "UnservableFolder";
};
var MAX_FILES = 5e4;
var MAX_BYTES6 = 2e9;
var COMPRESSIBLE = /\.(?:html?|css|[cm]?js|json|map|svg|xml|txt|md|csv|wasm|webmanifest|ico|ttf|otf|eot|rss|atom|vtt|graphql)$/i;
var COMPRESS_FROM_BYTES = 1024;
var BROTLI_QUALITY = 4;
async function takeSnapshot(site) {
  const root = await folderOf2(site);
  const folder = await mkdtemp(join3(tmpdir(), "vitals-gate-site-"));
  const remove = () => rm2(folder, { recursive: true, force: true, maxRetries: 3 });
  try {
    return { folder, files: await copySite(root, folder), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
async function folderOf2(site) {
  const stats = await stat6(site).catch((error) => {
    throw new UnservableFolder(isMissing2(error) ? "does not exist" : "cannot be read", { cause: error });
  });
  if (!stats.isDirectory()) throw new UnservableFolder("is a file, not a folder");
  return realpath3(site);
}
function isMissing2(error) {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}
async function copySite(root, folder) {
  const totals = { files: 0, bytes: 0, pages: 0 };
  for await (const file of filesBelow(root, root, /* @__PURE__ */ new Set([root]))) {
    totals.files += 1;
    totals.bytes += file.stats.size;
    if (/\.html?$/i.test(file.name)) totals.pages += 1;
    if (totals.files > MAX_FILES) throw new UnservableFolder(`holds more than ${MAX_FILES} files: hardly a built site`);
    if (totals.bytes > MAX_BYTES6) throw new UnservableFolder("holds more than 2 GB: hardly a built site");
    await copyCompressed(file, join3(folder, file.name));
  }
  if (totals.files === 0) throw new UnservableFolder("is empty");
  if (totals.pages === 0) throw new UnservableFolder("holds no HTML page, not even an index.html");
  return totals.files;
}
async function* filesBelow(root, folder, ancestors, name4 = "") {
  for (const entry of (await readEntries(folder)).toSorted()) {
    if (entry.startsWith(".") && entry !== ".well-known") continue;
    const path13 = await realpath3(join3(folder, entry)).catch(() => void 0);
    if (path13 === void 0 || !isInside2(root, path13)) continue;
    const stats = await stat6(path13);
    const childName = join3(name4, entry);
    if (stats.isFile()) yield { name: childName, path: path13, stats };
    if (stats.isDirectory() && !ancestors.has(path13))
      yield* filesBelow(root, path13, /* @__PURE__ */ new Set([...ancestors, path13]), childName);
  }
}
async function readEntries(folder) {
  try {
    return await readdir4(folder);
  } catch (cause) {
    throw new UnservableFolder("cannot be read", { cause });
  }
}
function isInside2(root, path13) {
  const away = relative4(root, path13);
  return away === "" || away !== ".." && !away.startsWith(`..${sep}`) && !/^[a-z]:/i.test(away);
}
async function copyCompressed({ name: name4, path: path13, stats }, target) {
  await mkdir3(dirname3(target), { recursive: true });
  await copyFile(path13, target, constants.COPYFILE_FICLONE);
  await utimes(target, stats.atime, stats.mtime);
  if (!COMPRESSIBLE.test(name4) || stats.size < COMPRESS_FROM_BYTES) return;
  const content = await readFile5(path13);
  const brotli = { params: { [zlib.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY, [zlib.BROTLI_PARAM_SIZE_HINT]: stats.size } };
  await writeSmaller(`${target}.br`, await promisify(brotliCompress)(content, brotli), stats);
  await writeSmaller(`${target}.gz`, await promisify(gzip)(content), stats);
}
async function writeSmaller(target, compressed, stats) {
  if (compressed.length >= stats.size) return;
  await writeFile4(target, compressed);
  await utimes(target, stats.atime, stats.mtime);
}

// src/deploys/static-server.ts
var KEEP_ALIVE_MS = 12e4;
async function serveFolder(side3, folder) {
  const snapshot = await snapshotOf(side3, folder);
  let server = createSiteServer(snapshot.folder);
  let port = 0;
  const close = async () => {
    await stop(server);
    await snapshot.remove();
  };
  const listen = async (wanted) => {
    server = createSiteServer(snapshot.folder);
    try {
      server.listen(wanted, "127.0.0.1");
      await once(server, "listening");
    } catch (cause) {
      await close();
      throw new GateError("static-server", { path: folder, cause: causeOf(cause) }, { cause });
    }
    ({ port } = server.address());
  };
  await listen(0);
  return {
    get url() {
      return `http://127.0.0.1:${port}`;
    },
    get port() {
      return port;
    },
    files: snapshot.files,
    pause: () => stop(server),
    moveTo: listen,
    close
  };
}
async function snapshotOf(side3, folder) {
  try {
    return await takeSnapshot(folder);
  } catch (cause) {
    if (cause instanceof UnservableFolder)
      throw new GateError("static-folder", { side: side3, path: folder, problem: cause.message }, { cause });
    throw new GateError("static-server", { path: folder, cause: causeOf(cause) }, { cause });
  }
}
function createSiteServer(folder) {
  const site = sirv_default(folder, { etag: true, brotli: true, gzip: true, dotfiles: false });
  return createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    if (request.method === "GET" || request.method === "HEAD") site(request, response);
    else response.writeHead(405, { allow: "GET, HEAD" }).end();
  });
}
async function stop(server) {
  if (!server.listening) return;
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections();
  await closed;
}

// src/deploys/worktree/worktree.ts
import { join as join5 } from "node:path";

// src/deploys/worktree/process-group.ts
import { spawn as spawn2 } from "node:child_process";
import { once as once2 } from "node:events";

// src/deploys/worktree/guardian.ts
import { spawn } from "node:child_process";
var SCRIPT = `
const groups = new Set();
let rest = '';
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => {});
process.stdin.setEncoding('utf8').on('data', (text) => {
  const lines = (rest + text).split('\\n');
  rest = lines.pop();
  for (const line of lines) groups[line[0] === '+' ? 'add' : 'delete'](Number(line.slice(1)));
}).on('close', () => {
  for (const pid of groups) try { process.kill(-pid, 'SIGKILL'); } catch {}
});`;
var guardian = null;
function watch(pid) {
  guardian ??= start();
  guardian.write(`+${pid}
`);
  return () => void guardian?.write(`-${pid}
`);
}
function start() {
  const child = spawn(process.execPath, ["-e", SCRIPT], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
    env: {}
  });
  child.on("error", () => void 0);
  child.stdin.on("error", () => void 0);
  child.unref();
  if ("unref" in child.stdin && typeof child.stdin.unref === "function") child.stdin.unref();
  return child.stdin;
}

// src/deploys/worktree/process-group.ts
var GRACE_MS = 300;
var POLL_MS = 20;
function startGroup({ command, cwd, env, output }) {
  const child = spawn2(command, { cwd, env, shell: true, detached: true, stdio: ["ignore", output, output] });
  const exited = exitOf(child);
  const { pid } = child;
  if (pid === void 0) return { exited, end: async () => {
  } };
  const release = watch(pid);
  const end = async () => {
    await endGroup(pid, exited);
    release();
  };
  return { exited, end };
}
function exitOf(child) {
  const { promise, resolve: resolve8 } = Promise.withResolvers();
  child.once("exit", (code2, signal) => resolve8({ code: code2, signal }));
  child.once("error", () => resolve8({ code: 127, signal: null }));
  return promise;
}
async function endGroup(pid, exited) {
  if (process.platform === "win32") {
    const killer = spawn2("taskkill", ["/pid", String(pid), "/t", "/f"], { stdio: "ignore" });
    await once2(killer, "exit").catch(() => void 0);
    await exited;
    return;
  }
  signalGroup(pid, "SIGTERM");
  const giveUpAt = performance.now() + GRACE_MS;
  while (groupExists(pid) && performance.now() < giveUpAt) await pause2(POLL_MS);
  signalGroup(pid, "SIGKILL");
  await exited;
}
function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch {
  }
}
function groupExists(pid) {
  try {
    process.kill(-pid, 0);
    return true;
  } catch {
    return false;
  }
}
function pause2(ms) {
  return new Promise((resolve8) => setTimeout(resolve8, ms));
}

// src/deploys/worktree/build.ts
var LIMIT_MS = 30 * 6e4;
async function runStep({ command, subject, cwd, env, log, signal }) {
  signal.throwIfAborted();
  log.begin(command);
  const group = startGroup({ command, cwd, env, output: log.descriptor });
  const limit3 = AbortSignal.timeout(LIMIT_MS);
  const exit = await Promise.race([group.exited, abortOf(AbortSignal.any([signal, limit3]))]);
  await group.end();
  signal.throwIfAborted();
  if (exit !== null && exit.code === 0) return;
  const problem = exit === null ? `took longer than ${LIMIT_MS / 6e4} min` : `ended with ${describeExit(exit)}`;
  throw new GateError("build-failed", { command, problem, ...subject, tail: log.tail(), log: log.path });
}
function abortOf(signal) {
  const { promise, resolve: resolve8 } = Promise.withResolvers();
  if (signal.aborted) resolve8(null);
  else signal.addEventListener("abort", () => resolve8(null), { once: true });
  return promise;
}
function describeExit({ code: code2, signal }) {
  return signal === null ? `exit code ${code2 ?? 0}` : `the signal ${signal}`;
}

// src/deploys/worktree/checkout.ts
import { existsSync } from "node:fs";
import { mkdir as mkdir4, mkdtemp as mkdtemp2, realpath as realpath4, rm as rm3, stat as stat7 } from "node:fs/promises";
import { tmpdir as tmpdir2 } from "node:os";
import { join as join4 } from "node:path";
var Checkouts = class _Checkouts {
  #git;
  #folder;
  #made = [];
  constructor(git, folder) {
    this.#git = git;
    this.#folder = folder;
  }
  static async open(git) {
    await git.ask("worktree", "prune");
    return new _Checkouts(git, await realpath4(await mkdtemp2(join4(tmpdir2(), "vitals-gate-worktrees-"))));
  }
  /**
   * Checks a commit out and returns the folder that its commands run in.
   *
   * @throws GateError `worktree-failed`, `worktree-directory`
   */
  async add({ side: side3, sha }, directory) {
    const folder = join4(this.#folder, sha.slice(0, 12));
    await mkdir4(this.#folder, { recursive: true });
    this.#made.push(folder);
    try {
      await this.#git.run("worktree", "add", "--detach", "--force", folder, sha);
      if (existsSync(join4(folder, ".gitmodules")))
        await this.#git.run("-C", folder, "submodule", "update", "--init", "--recursive");
    } catch (cause) {
      throw new GateError("worktree-failed", { side: side3, sha, cause: reasonOf2(cause) }, { cause });
    }
    const inside = join4(folder, directory);
    const isFolder = await stat7(inside).then(
      (stats) => stats.isDirectory(),
      () => false
    );
    if (!isFolder) throw new GateError("worktree-directory", { sha, directory });
    return inside;
  }
  async remove() {
    for (const folder of this.#made) await this.#git.ask("worktree", "remove", "--force", "--force", folder);
    await rm3(this.#folder, { recursive: true, force: true, maxRetries: 3 });
    await this.#git.ask("worktree", "prune");
  }
};

// src/deploys/worktree/environment.ts
var MACHINE = /^(?:PATH|PATHEXT|HOME|USER|LOGNAME|SHELL|TMPDIR|TEMP|TMP|LANG|LANGUAGE|LC_\w+|TZ|XDG_\w+|LD_LIBRARY_PATH|SYSTEMROOT|SYSTEMDRIVE|WINDIR|LOCALAPPDATA|APPDATA|PROGRAMFILES(?:\(X86\))?|PROGRAMDATA|USERPROFILE|COMSPEC|CI)$/i;
var BUILD = /^(?:NODE_ENV|NODE_OPTIONS|NODE_EXTRA_CA_CERTS|SSL_CERT_\w+|HTTPS?_PROXY|NO_PROXY|ALL_PROXY|COREPACK_\w+|PNPM_HOME|YARN_(?:CACHE_FOLDER|GLOBAL_FOLDER|VERSION)|NVM_\w+|VOLTA_\w+|JAVA_HOME|NPM_CONFIG_[A-Z_]+|(?:NEXT_PUBLIC|NUXT_PUBLIC|VITE|REACT_APP|GATSBY|PUBLIC|STORYBOOK)_\w+)$/i;
var SECRET = /token|secret|password|passwd|_auth|credential|private|apikey|api_key/i;
function environmentFor(env, added = {}) {
  const allowed = {};
  for (const [name4, value] of Object.entries(env))
    if (value !== void 0 && (MACHINE.test(name4) || BUILD.test(name4) && !SECRET.test(name4))) allowed[name4] = value;
  return { ...allowed, ...added };
}

// src/deploys/worktree/log-file.ts
import { closeSync, fstatSync, mkdirSync, openSync, readSync, writeFileSync as writeFileSync2, writeSync } from "node:fs";
import { dirname as dirname4 } from "node:path";
import { stripVTControlCharacters as stripVTControlCharacters2 } from "node:util";
var TAIL_LINES = 40;
var TAIL_BYTES = 64e3;
var LogFile2 = class {
  path;
  descriptor;
  #sectionStart = 0;
  #open = true;
  constructor(path13) {
    this.path = path13;
    mkdirSync(dirname4(path13), { recursive: true });
    writeFileSync2(path13, "");
    this.descriptor = openSync(path13, "a+");
  }
  /** Begins the section of a command. */
  begin(command) {
    writeSync(this.descriptor, `
$ ${command}
`);
    this.#sectionStart = fstatSync(this.descriptor).size;
  }
  /** The last 40 lines of the present section. */
  tail() {
    const { size } = fstatSync(this.descriptor);
    const from = Math.max(this.#sectionStart, size - TAIL_BYTES);
    const buffer = Buffer.alloc(size - from);
    const length = readSync(this.descriptor, buffer, 0, buffer.length, from);
    const text = readable(buffer.toString("utf8", 0, length));
    return text.split("\n").slice(-TAIL_LINES).join("\n");
  }
  close() {
    if (this.#open) closeSync(this.descriptor);
    this.#open = false;
  }
};
function readable(text) {
  return stripVTControlCharacters2(text).replaceAll("\r\n", "\n").replaceAll(/[^\n]*\r/g, "").replaceAll(/[^\P{Cc}\n\t]/gu, "").trimEnd();
}

// src/deploys/worktree/ready.ts
import { once as once3 } from "node:events";
import { createServer as createServer2 } from "node:net";
var LOOPBACK = ["127.0.0.1", "[::1]"];
var POLL_MS2 = 50;
var REQUEST_MS = 3e4;
async function freePort(taken) {
  for (; ; ) {
    const server = createServer2().listen(0, "127.0.0.1");
    await once3(server, "listening");
    const { port } = server.address();
    server.close();
    await once3(server, "close");
    if (!taken.has(port)) return port;
  }
}
var RELEASE_MS = 2e3;
async function untilFree(port, signal) {
  const giveUpAt = performance.now() + RELEASE_MS;
  while (performance.now() < giveUpAt && !signal.aborted && !await isFree(port)) await pause3();
}
async function isFree(port) {
  const server = createServer2().listen(port, "127.0.0.1");
  try {
    await once3(server, "listening");
  } catch {
    return false;
  }
  server.close();
  await once3(server, "close");
  return true;
}
function pause3() {
  return new Promise((resolve8) => setTimeout(resolve8, POLL_MS2));
}
async function untilReady(port, path13, signal) {
  let problem = `nothing listens on port ${port}`;
  while (!signal.aborted) {
    for (const host of LOOPBACK) {
      const answer = await ask(`http://${host}:${port}`, path13, signal);
      if ("url" in answer) return answer;
      if (answer.problem !== null) ({ problem } = answer);
    }
    await pause3();
  }
  return { problem };
}
async function ask(url2, path13, signal) {
  try {
    const { status } = await fetchPage(`${url2}${path13}`, { signal, timeoutMs: REQUEST_MS, redirects: 0 });
    return status >= 200 && status < 400 ? { url: url2 } : { problem: `${path13} was answered with ${status}` };
  } catch (error) {
    const refused2 = error instanceof Error && "code" in error && error.code === "ECONNREFUSED";
    if (refused2 || signal.aborted) return { problem: null };
    return { problem: `${path13} was not answered: ${causeOf(error)}` };
  }
}

// src/deploys/worktree/server.ts
var PORT_ATTEMPTS = 3;
var PORT_TAKEN = /EADDRINUSE|address already in use|port \d+ is (?:already )?(?:in use|used|taken)/i;
var BuildServer = class _BuildServer {
  #request;
  #port = 0;
  #url = "";
  #group = null;
  #restarts = 0;
  #restarting = null;
  #gone = null;
  #closed = false;
  constructor(request) {
    this.#request = request;
  }
  /**
   * Starts the server on a port of its own and waits until it is ready.
   *
   * @throws GateError `server-ended`, `server-not-ready`, `port-taken`
   */
  static async start(request) {
    const server = new _BuildServer(request);
    for (let attempt3 = 1; ; attempt3 += 1) {
      try {
        await server.#listen(await freePort(request.ports));
        return server;
      } catch (error) {
        await server.#end();
        const taken = error instanceof GateError && PORT_TAKEN.test(request.log.tail());
        if (!taken) throw error;
        if (attempt3 === PORT_ATTEMPTS)
          throw new GateError("port-taken", { ...request.subject, tail: request.log.tail() }, { cause: error });
      }
    }
  }
  get url() {
    return this.#url;
  }
  get port() {
    return this.#port;
  }
  /** Waits for a restart that is under way. Null where the server answers, else why it is gone for good. */
  async attend() {
    await this.#restarting;
    return this.#gone;
  }
  /** The same build on another port, which must be free. */
  async moveTo(port) {
    await this.#end();
    if (this.#gone !== null) return;
    await untilFree(port, this.#request.signal);
    await this.#listen(port);
  }
  /** Frees the port, so that another server can move to it. */
  async pause() {
    await this.#end();
  }
  async close() {
    this.#closed = true;
    await this.#restarting;
    await this.#end();
  }
  async #end() {
    const group = this.#group;
    this.#group = null;
    await group?.end();
    this.#request.ports.delete(this.#port);
  }
  async #listen(port) {
    const { plan, subject, cwd, env, log, signal, ports } = this.#request;
    const command = plan.serve.replaceAll("{port}", String(port));
    this.#port = port;
    ports.add(port);
    log.begin(command);
    const group = startGroup({ command, cwd, env: { ...env, PORT: String(port) }, output: log.descriptor });
    this.#group = group;
    const settled = new AbortController();
    const deadline = AbortSignal.timeout(plan.readyTimeoutMs);
    const ready = untilReady(port, plan.readyPath, AbortSignal.any([signal, deadline, settled.signal]));
    const first2 = await Promise.race([ready, group.exited, abortOf(signal)]);
    settled.abort();
    signal.throwIfAborted();
    const detail = { ...subject, command, tail: log.tail(), log: log.path };
    if (first2 === null || "code" in first2)
      throw new GateError("server-ended", {
        ...detail,
        problem: `ended with ${first2 === null ? "us" : describeExit(first2)}`
      });
    if ("problem" in first2) {
      const seconds = plan.readyTimeoutMs / 1e3;
      throw new GateError("server-not-ready", { ...detail, seconds, problem: first2.problem });
    }
    this.#url = first2.url;
    void group.exited.then((exit) => this.#onExit(group, exit));
  }
  #onExit(group, exit) {
    if (this.#group !== group || this.#closed) return;
    const story = `the server of the ${this.#request.subject.side} commit ended by itself, with ${describeExit(exit)}`;
    if (this.#restarts > 0) {
      this.#gone = `${story}, for the second time; its log is ${this.#request.log.path}`;
      return;
    }
    this.#restarts += 1;
    this.#restarting = this.#restart(story);
  }
  async #restart(story) {
    const port = this.#port;
    try {
      await this.#end();
      await untilFree(port, this.#request.signal);
      await this.#listen(port);
    } catch (error) {
      await this.#end();
      this.#gone = `${story}, and could not be restarted: ${error instanceof Error ? error.message : String(error)}`;
    }
  }
};

// src/deploys/worktree/worktree.ts
var WorktreeProvider = class _WorktreeProvider {
  #request;
  #checkouts;
  #builds = /* @__PURE__ */ new Map();
  #servers = /* @__PURE__ */ new Set();
  #ports = /* @__PURE__ */ new Set();
  constructor(request, checkouts) {
    this.#request = request;
    this.#checkouts = checkouts;
  }
  static async open(request) {
    return new _WorktreeProvider(request, await Checkouts.open(request.git));
  }
  /** @throws GateError `worktree-failed`, `worktree-directory`, `build-failed`, `server-ended`, `server-not-ready`, `port-taken` */
  async resolve(sha, side3) {
    const { plan, env, signal, log } = this.#request;
    const subject = { side: side3, sha };
    const build = await this.#build(subject);
    const ports = this.#ports;
    const environment = environmentFor(env);
    const request = { plan, subject, cwd: build.folder, env: environment, log: build.log, signal, ports };
    const server = await BuildServer.start(request);
    this.#servers.add(server);
    log(`${side3}: ${sha.slice(0, 7)} served at ${server.url}`);
    return {
      get deploy() {
        return { side: side3 === "base" ? "base" : "head", sha, url: server.url };
      },
      attend: () => server.attend(),
      close: async () => {
        this.#servers.delete(server);
        await server.close();
      },
      server
    };
  }
  async dispose() {
    await Promise.all([...this.#servers].map((server) => server.close()));
    this.#servers.clear();
    for (const build of this.#builds.values()) (await build.catch(() => null))?.log.close();
    this.#builds.clear();
    await this.#checkouts.remove();
  }
  #build(subject) {
    const known4 = this.#builds.get(subject.sha);
    if (known4 !== void 0) return known4;
    const build = this.#make(subject);
    build.catch(() => void 0);
    this.#builds.set(subject.sha, build);
    return build;
  }
  async #make(subject) {
    const { plan, env, logs, signal, log: say } = this.#request;
    const start2 = performance.now();
    say(`${subject.side}: building ${subject.sha.slice(0, 7)}`);
    const log = new LogFile2(join5(logs, `${subject.sha.slice(0, 12)}.log`));
    try {
      const folder = await this.#checkouts.add(subject, plan.directory);
      for (const command of [plan.install, plan.build])
        if (command !== null) await runStep({ command, subject, cwd: folder, env: environmentFor(env), log, signal });
      say(`${subject.side}: built ${subject.sha.slice(0, 7)} in ${((performance.now() - start2) / 1e3).toFixed(1)} s`);
      return { folder, log };
    } catch (error) {
      log.close();
      throw error;
    }
  }
};

// src/deploys/providers.ts
async function providerOf(deploys2, request) {
  const providers = new Providers(request);
  const source = (side3) => {
    const found2 = deploys2[side3];
    if (found2 === null) throw new Error(`there is no ${side3} deploy`);
    return found2;
  };
  const between2 = deploys2.head !== null && canServeAnyCommit(deploys2.head) ? deploys2.head : null;
  return {
    serve: (side3, sha) => providers.serve(source(side3), side3, sha),
    serveBetween: between2 === null ? null : (sha) => providers.serve(between2, "intermediate", sha),
    notices: () => providers.notices,
    dispose: () => providers.dispose()
  };
}
function canServeAnyCommit(source) {
  if (source.kind === "url") return namesCommit(source.url);
  return source.kind !== "static" || namesCommit(source.folder);
}
var Providers = class {
  notices = [];
  #request;
  #served = /* @__PURE__ */ new Set();
  #worktree = null;
  #finder = null;
  constructor(request) {
    this.#request = request;
  }
  async serve(source, side3, sha) {
    const served = await this.#open(source, side3, sha);
    this.#served.add(served);
    return served;
  }
  async dispose() {
    await Promise.all([...this.#served].map((served) => served.close()));
    await this.#worktree?.dispose();
  }
  async #open(source, side3, sha) {
    if (source.kind === "url") return this.#openUrl(source, labelOf2(side3), sha);
    if (source.kind === "static") return this.#openFolder(source, labelOf2(side3), sha);
    if (sha === null) throw new GateError("unknown-commit", { side: side3, sha: "(none)", cause: "nothing names it" });
    if (source.kind === "worktree") return (await this.#worktreeOf(source)).resolve(sha, side3);
    return this.#openDeployment(source, side3, sha);
  }
  #openUrl({ url: url2, hosts: hosts2 }, side3, sha) {
    const expanded = expandUrl(url2, this.#values(side3, sha));
    return visited({ side: side3, sha, url: expanded, ...hosts2 === void 0 ? {} : { hosts: hosts2 } });
  }
  async #openFolder({ folder: template }, side3, sha) {
    const folder = expandFolder(template, this.#values(side3, sha));
    const server = await serveFolder(side3, folder);
    this.#request.log(
      `${side3}: ${server.files} ${server.files === 1 ? "file" : "files"} of ${folder} at ${server.url}`
    );
    return {
      ...visited({ side: side3, sha, url: server.url }),
      // Its URL is another one after its server has moved.
      get deploy() {
        return { side: side3, sha, url: server.url };
      },
      close: server.close,
      server
    };
  }
  async #openDeployment(source, side3, sha) {
    const { log, event } = this.#request;
    const finder = this.#finderOf(source, event?.branch ?? null);
    const found2 = side3 === "base" ? await finder.findBase(sha) : await finder.find(sha, side3);
    const url2 = found2.url.replace(/\/+$/, "");
    log(`${side3}: ${found2.sha.slice(0, 7)} at ${url2} (${found2.environment}, by ${found2.creator})`);
    if (found2.sha !== sha) this.notices.push(await this.#productionNotice(found2.sha, sha));
    return visited({ side: labelOf2(side3), sha: found2.sha, url: url2 });
  }
  #values(side3, sha) {
    const { event } = this.#request;
    const pr = event?.kind === "pull-request" ? event.number : null;
    const baseBranch = event?.kind === "pull-request" ? event.baseBranch : event?.branch ?? null;
    return placeholderValues(sha, pr, side3 === "base" ? baseBranch : event?.branch ?? null);
  }
  async #worktreeOf(plan) {
    const { git, env = process.env, out = ".", log, signal = new AbortController().signal } = this.#request;
    if ("cause" in git) throw new GateError("no-repository", { provider: "worktree", cause: git.cause });
    this.#worktree ??= await WorktreeProvider.open({ plan, git, env, logs: join6(out, "logs"), log, signal });
    return this.#worktree;
  }
  #finderOf(search2, branch) {
    const { api, log, signal = new AbortController().signal } = this.#request;
    if (api == null) throw new GateError("no-repository-api");
    this.#finder ??= new DeploymentFinder({ api, search: search2, branch, signal, log });
    return this.#finder;
  }
  /** Production serves another commit than the one that head began at. */
  async #productionNotice(served, wanted) {
    const { git } = this.#request;
    const range = "cause" in git ? null : await git.ask("rev-list", "--count", "--left-right", `${served}...${wanted}`);
    const [ahead = "", behind = ""] = range?.split("	") ?? [];
    const between2 = range === null ? "" : ` (production has ${ahead} commits that the merge base lacks, and lacks ${behind} that it has)`;
    return `Base is what production serves, ${served.slice(0, 7)}: the merge base ${wanted.slice(0, 7)} has no deployment${between2}.`;
  }
};
function labelOf2(side3) {
  return side3 === "base" ? "base" : "head";
}
function visited(deploy2) {
  return { deploy: deploy2, attend: async () => null, close: async () => {
  } };
}

// src/deploys/provider.ts
async function swapPorts(one, other) {
  const [first2, second] = [one.port, other.port];
  await Promise.all([one.pause(), other.pause()]);
  await Promise.all([one.moveTo(second), other.moveTo(first2)]);
}

// src/deploys/deploys.ts
async function openDeploys(config, request, log = () => {
}) {
  const { cwd = process.cwd(), env = process.env } = request;
  const { deploys: deploys2 } = config;
  if (deploys2.head === null) throw new Error("loadConfig admits no configuration without a head");
  const git = await Git.open(cwd, env);
  const commits = await commitsOf(deploys2, request, git);
  const notices = [...commits.notices, ...await historyNotices(deploys2, commits, git)];
  if (needsGit(deploys2) && !("cause" in git) && commits.head !== null) {
    const besides = [config.file ?? "", request.out ?? ""].map((path13) => relative5(git.root, resolve7(cwd, path13)));
    const dirty = await dirtiness(git, commits.head, besides);
    if (dirty !== null) notices.push(dirty);
  }
  for (const line2 of [describeCommits(commits), ...notices]) if (line2 !== "") log(line2);
  const pullRequestOf = async (sha) => await request.api?.pullRequestOf(sha).catch(() => null) ?? null;
  const provided = await providerOf(deploys2, { ...request, git, commits, log });
  try {
    return await serveBoth(deploys2, commits, provided, {
      git,
      notices,
      pullRequestOf,
      labelling: {
        config,
        isNamed: request.baseSha !== null,
        ...request.signal === void 0 ? {} : { signal: request.signal }
      }
    });
  } catch (error) {
    await provided.dispose();
    throw error;
  }
}
async function serveBoth(deploys2, commits, provided, rest) {
  const hasBase2 = deploys2.base !== null && !isFirstRun(deploys2.base, commits);
  const serve = async (side3) => provided.serve(side3, commits[side3]);
  const early = deploys2.head?.kind === "github-deployments" ? await serve("head") : null;
  const base = hasBase2 ? await serve("base") : null;
  const head = early ?? await serve("head");
  const known4 = base === null ? null : await relabelBase(base.deploy, rest.labelling);
  return {
    get base() {
      return base === null ? null : { ...base.deploy, sha: known4?.deploy.sha ?? base.deploy.sha };
    },
    get head() {
      return head.deploy;
    },
    git: rest.git,
    pullRequestOf: rest.pullRequestOf,
    buildsBetween: deploys2.head?.kind === "worktree",
    notices: [...rest.notices, ...provided.notices(), ...known4?.notice == null ? [] : [known4.notice]],
    attend: async (side3) => await (side3 === "base" ? base : head)?.attend() ?? null,
    swapPorts: async () => {
      if (base?.server !== void 0 && head.server !== void 0) await swapPorts(base.server, head.server);
    },
    serveBetween: provided.serveBetween,
    close: () => provided.dispose()
  };
}
function isFirstRun(source, { base }) {
  return base === null && (source.kind === "worktree" || source.kind === "github-deployments");
}
function needsGit({ base, head }) {
  return [base, head].some((source) => source?.kind === "worktree");
}
async function commitsOf(deploys2, request, git) {
  const about = { baseSha: request.baseSha, headSha: request.headSha, event: request.event ?? null };
  const kinds = [deploys2.base, deploys2.head].map((source) => source?.kind);
  if (kinds.includes("worktree")) return chooseCommits(about, git, "worktree");
  if (kinds.includes("github-deployments") && request.api == null)
    return chooseCommits(about, git, "github-deployments");
  if (kinds.includes("github-deployments") && !("cause" in git))
    return chooseCommits(about, git, "github-deployments").catch(
      () => chooseLabels(about, git, request.api?.mergeBase ?? null)
    );
  return chooseLabels(about, git, request.api?.mergeBase ?? null);
}
async function historyNotices(deploys2, { base, head }, git) {
  if (needsGit(deploys2) || base === null || head === null) return [];
  const without = "The change manifest and the search for the commit are left out";
  if ("cause" in git) return [`${without}: ${git.cause}.`];
  for (const sha of [base, head])
    if (sha !== null && await git.ask("rev-parse", "--verify", "--quiet", "--end-of-options", `${sha}^{commit}`) === null)
      return [`${without}: the repository has no commit ${sha}.`];
  return [];
}
function describeCommits({ base, head, because }) {
  return because === "" ? "" : `base ${base ?? "none"} (${because}), head ${head ?? "unknown"}`;
}

// src/deploys/preflight.ts
import { connect } from "node:net";
var TIMEOUT_MS3 = 2e4;
async function preflight(url2, signal, timeoutMs = TIMEOUT_MS3) {
  const { hostname, port, protocol, origin } = new URL(url2);
  const host = hostname.replace(/^\[(.*)\]$/, "$1");
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    await opened(host, Number(port || (protocol === "https:" ? 443 : 80)), AbortSignal.any([signal, timeout]));
    return null;
  } catch (error) {
    signal.throwIfAborted();
    if (timeout.aborted) return `${origin} accepts no connection within ${timeoutMs / 1e3} s.`;
    return describe3(origin, error);
  }
}
function opened(host, port, signal) {
  const { promise, resolve: resolve8, reject: reject2 } = Promise.withResolvers();
  const socket = connect({ host, port, signal });
  socket.once("connect", () => {
    socket.destroy();
    resolve8();
  });
  socket.once("error", reject2);
  return promise;
}
function describe3(origin, thrown) {
  const error = innermost(thrown);
  const code2 = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code2 === "ECONNREFUSED") return `${origin} refuses connections.`;
  if (code2 === "ENOTFOUND" || code2 === "EAI_AGAIN") return `The host of ${origin} cannot be found.`;
  return `${origin} cannot be reached: ${causeOf(error)}.`;
}
function innermost(error) {
  return error instanceof AggregateError ? innermost(error.errors[0]) : error;
}

// src/lab/chrome-path.ts
import { access, constants as constants2, stat as stat8 } from "node:fs/promises";
var LINUX_NAMES = ["google-chrome-stable", "google-chrome", "chromium", "chromium-browser", "chrome"];
async function findChrome(named4, env) {
  const explicit = named4 ?? env["CHROME_PATH"] ?? "";
  if (explicit !== "") {
    if (await isExecutable(explicit)) return explicit;
    throw new GateError("chrome-not-found", { looked: explicit });
  }
  const looked = [];
  for (const places of [onPath, installed, inPuppeteerCache])
    for (const candidate of await places(env)) {
      if (await isExecutable(candidate)) return candidate;
      looked.push(candidate);
    }
  const usual = "CHROME_PATH, the PATH, the usual places and Puppeteer's cache";
  throw new GateError("chrome-not-found", { looked: looked.length > 0 ? looked.join(", ") : usual });
}
async function isExecutable(path13) {
  try {
    await access(path13, constants2.X_OK);
    return (await stat8(path13)).isFile();
  } catch {
    return false;
  }
}
async function onPath(env) {
  if (process.platform !== "linux") return [];
  const found2 = [];
  for (const name4 of LINUX_NAMES)
    for (const folder of (env["PATH"] ?? "").split(":").filter(Boolean))
      if (await isExecutable(`${folder}/${name4}`)) found2.push(`${folder}/${name4}`);
  return found2;
}
async function installed() {
  const { Launcher } = await import("./vendor/chrome-launcher-XHSY7523.js");
  try {
    return Launcher.getInstallations();
  } catch {
    return [];
  }
}
async function inPuppeteerCache() {
  const { default: puppeteer } = await import("./vendor/puppeteer-CXWXANEO.js");
  try {
    return [await puppeteer.executablePath()];
  } catch {
    return [];
  }
}

// src/lab/chrome.ts
import path10 from "node:path";
var ENVIRONMENT = /^(?:PATH|HOME|USER|LOGNAME|SHELL|TMPDIR|TEMP|TMP|LANG|LANGUAGE|LC_\w+|TZ|DISPLAY|WAYLAND_DISPLAY|XDG_\w+|DBUS_SESSION_BUS_ADDRESS|FONTCONFIG_\w+|LD_LIBRARY_PATH|SYSTEMROOT|WINDIR|LOCALAPPDATA|APPDATA|PROGRAMFILES(?:\(X86\))?|PROGRAMDATA|USERPROFILE|COMSPEC)$/i;
var FLAGS = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--disable-quic",
  "--disable-dev-shm-usage",
  // Chrome would ask its own server what a form's fields mean: traffic that is not the page's.
  "--disable-features=AutofillServerCommunication"
];
var LAUNCH_TIMEOUT_MS = 3e4;
function allowedEnvironment(env) {
  const allowed = {};
  for (const [name4, value] of Object.entries(env))
    if (value !== void 0 && ENVIRONMENT.test(name4)) allowed[name4] = value;
  return allowed;
}
async function launchChrome(request) {
  const root = process.getuid?.() === 0;
  if (!root) {
    try {
      return await launch(request, []);
    } catch (error) {
      request.log(`Chrome does not start with its sandbox (${causeOf(error)}); trying --no-sandbox.`);
    }
  }
  try {
    return await launch(request, ["--no-sandbox"]);
  } catch (error) {
    throw new GateError("chrome-unlaunchable", { path: request.chromePath, cause: causeOf(error) }, { cause: error });
  }
}
async function launch({ chromePath, env, folder }, extra) {
  const { default: puppeteer } = await import("./vendor/puppeteer-CXWXANEO.js");
  return puppeteer.launch({
    executablePath: chromePath,
    headless: true,
    // A page that opens tabs by itself opens none for its visitors either, and would be hidden by them.
    ignoreDefaultArgs: ["--disable-popup-blocking"],
    pipe: true,
    userDataDir: path10.join(folder, "profile"),
    args: [...FLAGS, ...extra],
    env: { ...allowedEnvironment(env), TMPDIR: folder },
    defaultViewport: null,
    waitForInitialPage: false,
    timeout: LAUNCH_TIMEOUT_MS,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false
  });
}

// src/lab/visit-failure.ts
var VisitFailure = class extends Error {
  name = "VisitFailure";
  code;
  constructor(code2, reason, options) {
    super(reason, options);
    this.code = code2;
  }
};

// src/lab/limits.ts
var VISIT_LIMITS = {
  loadMs: 3e4,
  unquietMs: 1e4,
  elementMs: 5e3,
  answerMs: 1e4,
  visitMs: 9e4
};
async function within2(ms, signal, work) {
  const { promise, reject: reject2 } = Promise.withResolvers();
  const timer = setTimeout(() => reject2(new VisitFailure("timeout", `the visit hung for ${ms / 1e3} s`)), ms);
  const abort = () => reject2(signal.reason);
  signal.addEventListener("abort", abort, { once: true });
  try {
    signal.throwIfAborted();
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", abort);
    work.catch(() => void 0);
  }
}

// src/lab/scratch.ts
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir as tmpdir3 } from "node:os";
import path11 from "node:path";
function openScratch() {
  const root = mkdtempSync(path11.join(tmpdir3(), "vitals-gate-"));
  const remove = () => rmSync(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  process.once("exit", remove);
  return {
    folder: () => mkdtempSync(path11.join(root, "chrome-")),
    close: () => {
      process.off("exit", remove);
      remove();
    }
  };
}

// src/lab/shown.ts
function withoutQueries(text) {
  return text.replaceAll(/(\bhttps?:\/\/[^\s?#"'<>()]+)[?#][^\s"'<>()]*/g, "$1");
}

// src/lab/load.ts
async function load({ page, quiet }, { deployUrl, limits: limits2 }, path13) {
  const url2 = deployUrl + path13;
  let asked = url2;
  const follow = (request) => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) asked = request.url();
  };
  page.on("request", follow);
  let response;
  try {
    response = await page.goto(url2, { waitUntil: "load", timeout: limits2.loadMs });
  } catch (error) {
    if (new URL(asked).origin !== new URL(deployUrl).origin) throw wrongOrigin(url2, asked);
    if (!(error instanceof Error) || error.name !== "TimeoutError") throw error;
    const what = `${url2} did not finish loading within ${limits2.loadMs / 1e3} s${waitingFor(quiet.pending())}`;
    throw new VisitFailure("timeout", what, { cause: error });
  } finally {
    page.off("request", follow);
  }
  const landed = page.url().startsWith("chrome-error:") ? asked : page.url();
  if (new URL(landed).origin !== new URL(deployUrl).origin) throw wrongOrigin(url2, landed);
  const status = response?.status() ?? 0;
  if (status < 200 || status > 299) throw new VisitFailure("http-status", `${url2} answered ${status}`);
  if (forbidsScripts(response?.headers()["content-security-policy"] ?? ""))
    throw new VisitFailure(
      "not-a-page",
      `${url2} forbids every script (Content-Security-Policy: sandbox), the probe’s too`
    );
}
function forbidsScripts(policies) {
  const directives = policies.split(/[;,\n]/).map((each) => each.trim().toLowerCase().split(/\s+/));
  return directives.some(([name4, ...allowed]) => name4 === "sandbox" && !allowed.includes("allow-scripts"));
}
function wrongOrigin(url2, landed) {
  const { origin, pathname } = new URL(landed);
  return new VisitFailure("wrong-origin", `${url2} led to ${origin}${pathname}, which is not the deploy`);
}
function waitingFor([first2, ...more]) {
  if (first2 === void 0) return "";
  return more.length === 0 ? ` (waiting for ${first2})` : ` (waiting for ${first2} and ${more.length} more)`;
}
function asFailure(error, { browser, shaper, deployUrl, route }) {
  if (error instanceof VisitFailure) return error;
  const options = { cause: error };
  if (!browser.connected) return new VisitFailure("chrome-died", "Chrome died during the visit", options);
  const cause = causeOf(error);
  const network = /net::(ERR_[A-Z_]+)/.exec(cause)?.[1];
  if (network === void 0) return new VisitFailure("navigation-failed", cause, options);
  const url2 = `${deployUrl}${route.path}`;
  if (network === "ERR_INVALID_AUTH_CREDENTIALS")
    return new VisitFailure("http-status", `${url2} answered 401`, options);
  if (network === "ERR_ABORTED")
    return new VisitFailure("not-a-page", `${url2} is a download or an empty answer, not a page`, options);
  if (network.startsWith("ERR_CERT_") || network.startsWith("ERR_SSL_"))
    return new VisitFailure("bad-certificate", `${url2} has no certificate that Chrome trusts (${network})`, options);
  const { failures = [] } = shaper.takeTraffic().get(new URL(deployUrl).hostname.replace(/^\[|\]$/g, "")) ?? {};
  return new VisitFailure("connection-failed", `${url2} could not be reached (${failures[0] ?? network})`, options);
}

// src/lab/interactions/perform.ts
import { setTimeout as wait3 } from "node:timers/promises";

// src/lab/interactions/elements.ts
var LISTED = 8;
async function single2(page, selector) {
  const element = await find(page, selector);
  const matches3 = await page.$$(selector);
  if (matches3.length <= 1) return element;
  throw new VisitFailure(
    "selector-ambiguous",
    `${JSON.stringify(selector)} matches ${matches3.length} elements; make it name one`
  );
}
async function find(page, selector) {
  await refuseInvalid(page, selector);
  try {
    const element = await page.waitForSelector(selector, { visible: true });
    if (element !== null) return element;
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "TimeoutError") throw error;
  }
  const shown5 = await elementsOf(page);
  throw new VisitFailure(
    "selector-not-found",
    `nothing visible matches ${JSON.stringify(selector)} after ${page.getDefaultTimeout() / 1e3} s; the page has ${shown5}`
  );
}
async function refuseInvalid(page, selector) {
  try {
    const element = await page.$(selector);
    await element?.dispose();
  } catch (error) {
    if (!/is not a valid selector/.test(causeOf(error))) return;
    throw new VisitFailure("selector-not-found", `${JSON.stringify(selector)} is not a selector`, { cause: error });
  }
}
async function elementsOf(page) {
  const title = await page.title();
  const elements = await page.$eval(
    ":root",
    (root, count3) => Array.from(root.querySelectorAll("button, a[href], input, select, textarea, [role=button], [id]")).slice(0, count3).map(
      (node) => node.id === "" ? `${node.localName} "${(node.textContent ?? "").trim().slice(0, 30)}"` : `${node.localName}#${node.id}`
    ),
    LISTED
  );
  return `the title ${JSON.stringify(title)} and ${elements.length === 0 ? "no interactive element" : elements.join(", ")}`;
}

// src/lab/interactions/keyboard.ts
async function press(keyboard, chord) {
  const keys = keysOf(chord);
  const held = keys.slice(0, -1);
  const [key2] = keys.slice(-1);
  try {
    for (const modifier of held) await keyboard.down(modifier);
    if (key2 !== void 0) await keyboard.press(key2);
    for (const modifier of held.toReversed()) await keyboard.up(modifier);
  } catch (error) {
    const what = `the key ${JSON.stringify(chord)} cannot be pressed: ${causeOf(error)}`;
    throw new VisitFailure("interaction-failed", what, { cause: error });
  }
}

// src/lab/interactions/pointer.ts
import { setTimeout as wait2 } from "node:timers/promises";
var LOOK_AGAIN_MS = 50;
async function pointAt(element, selector) {
  const deadline = performance.now() + element.frame.page().getDefaultTimeout();
  await element.scrollIntoView();
  for (; ; ) {
    const cover = await element.evaluate(coverOf);
    if (cover === null) return element.clickablePoint();
    if (performance.now() > deadline)
      throw new VisitFailure("element-covered", `${JSON.stringify(selector)} is covered by ${cover}`);
    await wait2(LOOK_AGAIN_MS);
  }
}
function coverOf(element) {
  const { clientWidth, clientHeight } = element.ownerDocument.documentElement;
  for (const rect of element.getClientRects()) {
    const left = Math.max(rect.left, 0);
    const top2 = Math.max(rect.top, 0);
    const width = Math.min(rect.right, clientWidth) - left;
    const height = Math.min(rect.bottom, clientHeight) - top2;
    if (width < 1 || height < 1) continue;
    let hit = element.ownerDocument.elementFromPoint(left + width / 2, top2 + height / 2);
    for (let root = hit?.shadowRoot; root; root = hit?.shadowRoot) {
      const inner = root.elementFromPoint(left + width / 2, top2 + height / 2);
      if (inner === null || inner === hit) break;
      hit = inner;
    }
    if (hit === null) return null;
    const targets = [element, ...element.labels ?? []];
    for (let node = hit; node !== null; ) {
      if (targets.includes(node)) return null;
      node = node.assignedSlot ?? node.parentNode ?? node.host ?? null;
    }
    if (getComputedStyle(element).pointerEvents === "none" && hit.contains(element)) return null;
    return hit.id === "" ? [hit.localName, ...hit.classList].join(".").slice(0, 100) : `${hit.localName}#${hit.id}`;
  }
  return null;
}

// src/lab/interactions/recording.ts
async function replay(stage, { file, steps }) {
  const { createRunner, PuppeteerRunnerExtension } = await import("./vendor/puppeteer-replay-GT27CQWQ.js");
  const { page } = stage;
  const player = new PuppeteerRunnerExtension(page.browser(), page, { timeout: page.getDefaultTimeout() });
  const runner = await createRunner(player);
  for (const [index, step2] of steps.entries()) {
    const play = async () => step2.type === "navigate" ? stage.navigate(pathOf(step2)) : runner.runStep(step2);
    try {
      await (isRecordedInput(step2) ? stage.input(play) : play());
    } catch (error) {
      if (error instanceof VisitFailure) throw error;
      const what = `step ${index + 1} (${step2.type}) of what ${file} plays: ${causeOf(error)}`;
      throw new VisitFailure("interaction-failed", what, { cause: error });
    }
  }
}
function pathOf(step2) {
  const url2 = "url" in step2 && typeof step2.url === "string" ? URL.parse(step2.url) : null;
  return url2 === null ? "/" : url2.pathname + url2.search;
}

// src/lab/interactions/scroll.ts
var MAX_ROUNDS = 25;
var SCROLL_TIMEOUT_MS = 5e3;
var CLOSE_PX = 2;
async function scroll(page, to) {
  const [width, height] = await page.evaluate(() => [innerWidth, innerHeight]);
  await page.mouse.move(width / 2, height / 2);
  if (to !== "bottom" && "byPx" in to) return void await wheel(page, to.byPx);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const distance = await (to === "bottom" ? distanceToBottom(page) : distanceTo(page, to.selector));
    if (Math.abs(distance) < CLOSE_PX || !await wheel(page, distance)) return;
  }
}
function distanceToBottom(page) {
  return page.evaluate(() => {
    const { scrollHeight, clientHeight, scrollTop } = document.scrollingElement ?? document.documentElement;
    return scrollHeight - clientHeight - scrollTop;
  });
}
async function distanceTo(page, selector) {
  const element = await find(page, selector);
  return element.evaluate((node) => {
    const { scrollHeight, clientHeight, scrollTop } = document.scrollingElement ?? document.documentElement;
    const { top: top2, bottom } = node.getBoundingClientRect();
    const wanted = (top2 + bottom) / 2 - innerHeight / 2;
    return Math.max(-scrollTop, Math.min(scrollHeight - clientHeight - scrollTop, wanted));
  });
}
async function wheel(page, px) {
  const watch2 = await page.evaluateHandle((timeoutMs) => {
    const ended = Promise.withResolvers();
    let moved = false;
    addEventListener("scroll", () => void (moved = true), { capture: true, once: true });
    addEventListener("scrollend", () => ended.resolve(true), { capture: true, once: true });
    setTimeout(() => ended.resolve(moved), timeoutMs);
    return {
      /** A wheel that moves anything has done so three frames later. */
      ended: async () => {
        for (let frame = 0; frame < 3; frame++) await new Promise((resolve8) => requestAnimationFrame(resolve8));
        return moved && ended.promise;
      }
    };
  }, SCROLL_TIMEOUT_MS);
  await page.mouse.wheel({ deltaY: px });
  return watch2.evaluate((state) => state.ended());
}

// src/lab/interactions/select.ts
async function choose({ page, input }, element, { selector, value }) {
  const key2 = await element.evaluate(prepare, value);
  if (key2 === "not-a-select" || key2 === "no-option") {
    const what = key2 === "no-option" ? `has no enabled option ${JSON.stringify(value)}` : "is not a <select>";
    throw new VisitFailure("interaction-failed", `${JSON.stringify(selector)} ${what}`);
  }
  await element.focus();
  await input(() => page.keyboard.press(key2));
  const chosen = await element.evaluate(
    (node, wanted) => [...node.selectedOptions].some((option2) => option2.value === wanted || option2.label === wanted),
    value
  );
  if (!chosen) throw new VisitFailure("interaction-failed", `the keyboard did not choose ${JSON.stringify(value)}`);
}
function prepare(node, value) {
  if (node.localName !== "select") return "not-a-select";
  const enabled = [...node.options].filter(
    (option2) => !option2.disabled && !option2.hidden && !(option2.parentElement?.disabled ?? false)
  );
  const byValue = enabled.findIndex((option2) => option2.value === value);
  const at3 = byValue === -1 ? enabled.findIndex((option2) => option2.label === value) : byValue;
  if (at3 === -1) return "no-option";
  const beside2 = enabled[at3 - 1] ?? enabled[at3 + 1];
  node.selectedIndex = beside2?.index ?? -1;
  return at3 === 0 && beside2 !== void 0 ? "ArrowUp" : "ArrowDown";
}

// src/lab/interactions/perform.ts
async function perform(stage, step2) {
  const { page } = stage;
  if (step2.action !== "wait-for") stage.requests.beginStep();
  switch (step2.action) {
    case "click":
      return click(stage, step2.selector);
    case "tap":
      return stage.touch ? tap(stage, step2.selector) : click(stage, step2.selector);
    case "type":
      return type(stage, step2.selector, stage.valueOf(step2.text));
    case "press":
      return stage.input(() => press(page.keyboard, step2.key));
    case "hover": {
      const { x, y } = await pointAt(await single2(page, step2.selector), step2.selector);
      return page.mouse.move(x, y);
    }
    case "scroll":
      return scroll(page, step2.to);
    case "select":
      return choose(stage, await single2(page, step2.selector), step2);
    case "wait-for":
      return waitFor(stage, step2);
    case "navigate":
      return step2.kind === "hard" ? stage.navigate(step2.path) : navigateSoftly(stage, step2.selector);
    case "recording":
      return replay(stage, step2);
  }
}
async function click(stage, selector) {
  const { x, y } = await pointAt(await single2(stage.page, selector), selector);
  await stage.input(() => clickAt(stage, x, y));
}
async function clickAt({ page, painted }, x, y) {
  await page.mouse.move(x, y);
  await page.mouse.down();
  await painted();
  await page.mouse.up();
}
async function navigateSoftly(stage, selector) {
  const { x, y } = await pointAt(await single2(stage.page, selector), selector);
  await stage.navigateSoftly(() => clickAt(stage, x, y));
}
async function tap(stage, selector) {
  const { x, y } = await pointAt(await single2(stage.page, selector), selector);
  await stage.input(async () => {
    const touch = await stage.page.touchscreen.touchStart(x, y);
    await stage.painted();
    await touch.end();
  });
}
async function type(stage, selector, text) {
  if (selector !== null) await (await single2(stage.page, selector)).focus();
  await stage.input(() => stage.page.keyboard.type(text));
}
async function waitFor({ page, requests }, step2) {
  if ("selector" in step2) return void await find(page, step2.selector);
  if ("request" in step2) return requests.answered(step2.request);
  await wait3(step2.timeMs);
}

// src/lab/url-pattern.ts
function matchesUrl(pattern, url2, origin) {
  const whole2 = url2.split("#")[0] ?? "";
  if (!pattern.startsWith("/")) return globPattern(pattern).test(whole2);
  if (!whole2.startsWith(`${origin}/`)) return false;
  const path13 = whole2.slice(origin.length);
  const glob = globPattern(pattern);
  return glob.test(path13) || glob.test(path13.split("?")[0] ?? "");
}
function globPattern(glob) {
  const literal = glob.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${literal.replaceAll(/\*+/g, ".*")}$`, "is");
}

// src/lab/interactions/request-log.ts
var LISTED2 = 5;
var RequestLog = class {
  #origin;
  #timeoutMs;
  #answered = [];
  #onAnswer = null;
  constructor(page, origin, timeoutMs) {
    this.#origin = origin;
    this.#timeoutMs = timeoutMs;
    const onEnd = (request) => {
      if (request.response() === null) return;
      this.#answered.push(request.url());
      this.#onAnswer?.();
    };
    page.on("requestfinished", onEnd);
    page.on("requestfailed", onEnd);
  }
  /** Answers from now on count for the next wait. */
  beginStep() {
    this.#answered = [];
  }
  /** Resolves once a request of this pattern, made since the last step that was no wait, is answered. Throws VisitFailure. */
  async answered(pattern) {
    const deadline = performance.now() + this.#timeoutMs;
    while (!this.#answered.some((url2) => matchesUrl(pattern, url2, this.#origin))) {
      const left = deadline - performance.now();
      if (left <= 0) throw this.#missing(pattern);
      await this.#next(left);
    }
  }
  #next(ms) {
    return new Promise((resolve8) => {
      const done = () => {
        clearTimeout(timer);
        this.#onAnswer = null;
        resolve8();
      };
      const timer = setTimeout(done, ms);
      this.#onAnswer = done;
    });
  }
  #missing(pattern) {
    const seen = [...new Set(this.#answered.map((url2) => url2.split(/[?#]/)[0] ?? ""))];
    const list3 = seen.length === 0 ? "none was" : `answered were ${seen.slice(-LISTED2).join(", ")}`;
    const what = `no request of ${JSON.stringify(pattern)} was answered within ${this.#timeoutMs / 1e3} s; ${list3}`;
    return new VisitFailure("request-not-seen", what);
  }
};

// src/lab/session/bystanders.ts
var NAMED = 3;
var Bystanders = class {
  #dialogs = 0;
  #tabs = 0;
  #failed = /* @__PURE__ */ new Map();
  /** Dismisses dialogs, closes tabs that the page opens, notes requests that are answered with an error. */
  constructor(context, page, session) {
    page.on("dialog", (dialog) => {
      this.#dialogs++;
      dialog.dismiss().catch(() => void 0);
    });
    page.on("response", (response) => this.#onResponse(response));
    this.#closeTabs(context, page, session);
  }
  /**
   * Puppeteer tells of a tab once it shows a document; by then it has taken bandwidth from the page. But a tab starts
   * halted, until its debugger lets it run: closed before that, it would halt for ever the process that it shares with
   * the page that opened it.
   */
  #closeTabs(context, page, session) {
    const connection = session.connection();
    const onTarget = ({ sessionId, targetInfo }) => {
      const { type: type2, subtype, browserContextId, targetId } = targetInfo;
      if (type2 !== "page" || subtype !== void 0 || browserContextId !== context.id) return;
      this.#tabs++;
      const running = connection?.session(sessionId)?.send("Runtime.runIfWaitingForDebugger");
      running?.then(() => connection?.send("Target.closeTarget", { targetId })).catch(() => void 0);
    };
    const onSession = (opened2) => void opened2.on("Target.attachedToTarget", onTarget);
    connection?.on("sessionattached", onSession);
    page.once("close", () => connection?.off("sessionattached", onSession));
  }
  /** One sentence for each kind of thing that happened. */
  notes() {
    const notes2 = [];
    if (this.#failed.size > 0) notes2.push(this.#failures());
    if (this.#dialogs > 0) notes2.push(`The page opened ${count2(this.#dialogs, "dialog")}, dismissed at once.`);
    if (this.#tabs > 0) notes2.push(`The page opened ${count2(this.#tabs, "other tab")}, closed and not measured.`);
    return notes2;
  }
  #onResponse(response) {
    const status = response.status();
    const isFavicon = response.request().resourceType() === "other";
    if (status < 400 || isFavicon || this.#failed.size >= 100) return;
    this.#failed.set(withoutQuery3(response.url()), status);
  }
  #failures() {
    const named4 = [...this.#failed].slice(0, NAMED).map(([url2, status]) => `${status} ${url2.slice(0, 200)}`);
    const more = this.#failed.size > NAMED ? ` and ${this.#failed.size - NAMED} more` : "";
    return `Requests were answered with an error: ${named4.join(", ")}${more}.`;
  }
};
function count2(number, noun) {
  return number === 1 ? `a ${noun}`.replace("a other", "another") : `${number} ${noun}s`;
}
function withoutQuery3(url2) {
  return url2.split(/[?#]/)[0] ?? "";
}

// src/lab/session/request-gate.ts
var RequestGate = class _RequestGate {
  #session;
  #origin;
  #headers;
  #mainFrame = "";
  #holding = false;
  #held = null;
  constructor(session, origin, headers) {
    this.#session = session;
    this.#origin = origin;
    this.#headers = Object.entries(headers).map(([name4, value]) => ({ name: name4, value }));
    session.on("Fetch.requestPaused", (event) => this.#onPaused(event));
  }
  /** Costs nothing until there is something to hold. */
  static async open(session, origin, headers) {
    const gate = new _RequestGate(session, origin, headers);
    if (gate.#headers.length > 0) await gate.#enable();
    return gate;
  }
  /** From now on no other document is loaded into the page. */
  async holdDocuments() {
    this.#holding = true;
    const [{ frameTree }] = await Promise.all([this.#session.send("Page.getFrameTree"), this.#enable()]);
    this.#mainFrame = frameTree.frame.id;
  }
  /** Lets documents pass while `navigate` is under way. */
  async pass(navigate) {
    const wasHolding = this.#holding;
    this.#holding = false;
    await navigate();
    this.#holding = wasHolding;
  }
  /** The URL of the document that was asked for but not loaded; null where there was none. */
  get held() {
    return this.#held;
  }
  async #enable() {
    const own = this.#headers.length > 0 ? [{ urlPattern: `${this.#origin}/*` }] : [];
    const documents = this.#holding ? [{ urlPattern: "*", resourceType: "Document" }] : [];
    await this.#session.send("Fetch.enable", { patterns: [...own, ...documents] });
  }
  #onPaused(event) {
    const { requestId, request, resourceType, frameId } = event;
    if (this.#holding && resourceType === "Document" && frameId === this.#mainFrame) {
      this.#held ??= request.url;
      this.#fail(requestId, "Aborted");
      return;
    }
    const change2 = this.#isOwn(request.url) && this.#headers.length > 0 ? { headers: this.#withHeaders(event) } : {};
    this.#session.send("Fetch.continueRequest", { requestId, ...change2 }).catch(() => this.#fail(requestId, "Failed"));
  }
  /** A request whose page is gone needs no answer. */
  #fail(requestId, errorReason) {
    this.#session.send("Fetch.failRequest", { requestId, errorReason }).catch(() => void 0);
  }
  #isOwn(url2) {
    return url2.startsWith(`${this.#origin}/`);
  }
  /** What the page itself says wins: its own Authorization is not ours to replace. */
  #withHeaders({ request }) {
    const own = Object.entries(request.headers).map(([name4, value]) => ({ name: name4, value }));
    const said3 = new Set(own.map(({ name: name4 }) => name4.toLowerCase()));
    return [...own, ...this.#headers.filter(({ name: name4 }) => !said3.has(name4.toLowerCase()))];
  }
};

// src/lab/settle.ts
var NOT_AWAITED = /* @__PURE__ */ new Set(["websocket", "eventsource", "ping", "media", "other"]);
var LONG_TASK_MS = 50;
var QuietWatch = class {
  #page;
  #unquietMs;
  #open = /* @__PURE__ */ new Set();
  #lastActivity = performance.now();
  #lastWhat = "navigation";
  #onChange = null;
  #settledMs = 0;
  /** `unquietMs`: how long it waits for the quiet before it takes the page as it is. */
  constructor(page, unquietMs) {
    this.#page = page;
    this.#unquietMs = unquietMs;
    page.on("request", (request) => {
      if (!isAwaited(request)) return;
      this.#open.add(request);
      this.active(`request of ${shown2(request)}`);
    });
    const finished = (request) => {
      if (this.#open.delete(request)) this.active(`response of ${shown2(request)}`);
    };
    page.on("requestfinished", finished);
    page.on("requestfailed", finished);
  }
  /** Something happened: the quiet time starts again. */
  active(what) {
    this.#lastActivity = performance.now();
    this.#lastWhat = what;
    this.#onChange?.();
  }
  /**
   * Resolves to null once nothing has happened for `settleMs` from now, no request is in flight and the main thread
   * answers, or to what kept the page busy where that takes too long.
   */
  async settled(settleMs) {
    this.#settledMs += settleMs;
    const from = performance.now();
    const deadline = from + this.#unquietMs;
    for (; ; ) {
      const now = performance.now();
      const quietAt = this.#open.size > 0 ? Number.POSITIVE_INFINITY : Math.max(from, this.#lastActivity) + settleMs;
      if (now >= quietAt && await this.#answers()) return null;
      if (now >= deadline) return this.#busy();
      if (now >= quietAt) continue;
      await this.#change(Math.min(quietAt, deadline) - now);
    }
  }
  /** The quiet that was asked for so far, ms. */
  get settledMs() {
    return this.#settledMs;
  }
  /** The requests still in flight, for a reader. */
  pending() {
    return [...this.#open].map(shown2);
  }
  /**
   * Whether the main thread answers at once. While it is in a task nothing can be seen of it: neither the task, nor what
   * it is about to paint. The quiet begins when it ends.
   */
  async #answers() {
    const asked = performance.now();
    await this.#page.evaluate("0").catch(() => void 0);
    if (performance.now() - asked >= LONG_TASK_MS) this.active("long task");
    return this.#lastActivity <= asked;
  }
  #busy() {
    const [first2, ...more] = this.pending();
    if (first2 === void 0) return this.#lastWhat;
    return more.length === 0 ? `request of ${first2}` : `request of ${first2} and ${more.length} more`;
  }
  /** Resolves at the next activity, or after `ms`. */
  #change(ms) {
    return new Promise((resolve8) => {
      const done = () => {
        clearTimeout(timer);
        this.#onChange = null;
        resolve8();
      };
      const timer = setTimeout(done, Math.max(1, ms));
      this.#onChange = done;
    });
  }
};
function isAwaited(request) {
  return /^https?:/.test(request.url()) && !NOT_AWAITED.has(request.resourceType());
}
function shown2(request) {
  return request.url().split(/[?#]/)[0] ?? "";
}

// src/lab/tab.ts
function openContext({ browser, shaper }) {
  return browser.createBrowserContext({
    proxyServer: `socks5://127.0.0.1:${shaper.port}`,
    proxyBypassList: ["<-loopback>"],
    downloadBehavior: { policy: "deny" }
  });
}
async function openTab(context, page, { browser, condition, deployUrl, visitor, limits: limits2 }, equip) {
  const { origin } = new URL(deployUrl);
  page.setDefaultTimeout(limits2.elementMs);
  const quiet = new QuietWatch(page, limits2.unquietMs);
  const requests = new RequestLog(page, origin, limits2.answerMs);
  const session = await page.createCDPSession();
  const bystanders = new Bystanders(context, page, session);
  const [gate, endRestore, equipment] = await Promise.all([
    RequestGate.open(session, origin, visitor.headers),
    restoreState(context, session, origin, visitor.state),
    equip(session, quiet),
    browser.version().then((version2) => emulate(session, condition, version2))
  ]);
  return { page, session, quiet, gate, requests, bystanders, endRestore, equipment };
}
async function closeContext(context) {
  try {
    await context.close();
  } catch {
  }
}

// src/lab/session/set-up.ts
var STEP_QUIET_MS = 100;
async function setUp(request, signal) {
  let context = null;
  try {
    context = await openContext(request);
    const page = await context.newPage();
    const crashed = new Promise((_, reject2) => {
      page.once("error", () => reject2(new VisitFailure("page-crashed", "the page crashed during set-up")));
    });
    const work = Promise.race([performAll(context, page, request), crashed]);
    return await within2(request.limits.visitMs, signal, work);
  } catch (error) {
    signal.throwIfAborted();
    throw asFailure(error, request);
  } finally {
    if (context !== null) await closeContext(context);
  }
}
async function performAll(context, page, request) {
  const tab = await openTab(context, page, request, async () => void 0);
  const stage = stageOf(tab, request);
  for (const [index, step2] of (request.route.session?.setup ?? []).entries()) {
    try {
      await perform(stage, step2);
      await tab.quiet.settled(STEP_QUIET_MS);
    } catch (error) {
      throw failedAt(index, step2, error, request);
    }
  }
  await tab.quiet.settled(request.settleMs);
  checkPlace(page, request);
  return captureState(context, page);
}
function stageOf(tab, request) {
  return {
    page: tab.page,
    touch: request.condition.viewport.touch,
    requests: tab.requests,
    valueOf: request.visitor.valueOf,
    input: (act) => act(),
    painted: () => Promise.resolve(),
    navigateSoftly: (act) => act(),
    navigate: async (path13) => {
      await load(tab, request, path13);
      await tab.endRestore();
    }
  };
}
function failedAt(index, { action }, error, request) {
  const cause = /net::/.test(causeOf(error)) ? asFailure(error, request).message : causeOf(error);
  const code2 = error instanceof VisitFailure ? error.code : "set-up-failed";
  const what = `set-up step ${index + 1} (${action}) of route ${request.route.name}: ${cause}`;
  return new VisitFailure(code2, what, { cause: error });
}
function checkPlace(page, { deployUrl, route }) {
  const { origin, pathname } = new URL(page.url());
  if (origin === new URL(deployUrl).origin) return;
  const what = `the set-up of route ${route.name} ended at ${origin}${pathname}, which is not the deploy`;
  throw new VisitFailure("set-up-failed", what);
}

// src/lab/session/state-store.ts
var StateStore = class {
  #states = /* @__PURE__ */ new Map();
  /** From now on every set-up is performed anew. */
  forget() {
    this.#states.clear();
  }
  /** The state of a deploy, performing the set-up where there is none yet. A failed set-up is a failed visit. */
  async of(request, hosts2, signal) {
    const { route, condition, deployUrl } = request;
    const key2 = JSON.stringify([route.name, route.session?.setup, condition.name, deployUrl, hosts2]);
    const known4 = this.#states.get(key2);
    if (known4 !== void 0) return known4;
    try {
      const state = await setUp(request, signal);
      this.#states.set(key2, state);
      return state;
    } catch (error) {
      signal.throwIfAborted();
      const { code: code2, message } = asFailure(error, request);
      return { status: "failed", code: code2, reason: withoutQueries(request.visitor.redactor.text(message)).slice(0, 2e3) };
    }
  }
};

// src/lab/shaper/shaper.ts
import { once as once4 } from "node:events";
import { connect as connect2, createServer as createServer3 } from "node:net";

// src/lab/shaper/handshake.ts
var REPLY = {
  succeeded: 0,
  generalFailure: 1,
  notAllowed: 2,
  networkUnreachable: 3,
  hostUnreachable: 4,
  refused: 5,
  ttlExpired: 6,
  commandNotSupported: 7,
  addressNotSupported: 8
};
var VERSION = 5;
var NO_AUTHENTICATION = 0;
var NO_ACCEPTABLE_METHOD = 255;
var CONNECT = 1;
var IPV4 = 1;
var DOMAIN = 3;
var IPV6 = 4;
var MAX_REQUEST_BYTES = 262;
function reply(code2) {
  return Buffer.from([VERSION, code2, 0, IPV4, 0, 0, 0, 0, 0, 0]);
}
async function readRequest(socket) {
  const reader = new Reader(socket);
  try {
    const [version2, methods] = await reader.take(2);
    if (version2 !== VERSION || methods === void 0) return null;
    const offered = await reader.take(methods);
    if (!offered.includes(NO_AUTHENTICATION)) {
      socket.end(Buffer.from([VERSION, NO_ACCEPTABLE_METHOD]));
      return null;
    }
    socket.write(Buffer.from([VERSION, NO_AUTHENTICATION]));
    const [, command, , kind] = await reader.take(4);
    const host = await readHost(reader, kind);
    if (host === null) return refuse(socket, REPLY.addressNotSupported);
    const port = (await reader.take(2)).readUInt16BE();
    return command === CONNECT ? { host, port } : refuse(socket, REPLY.commandNotSupported);
  } catch {
    return null;
  } finally {
    reader.release();
  }
}
function refuse(socket, code2) {
  socket.end(reply(code2));
  return null;
}
async function readHost(reader, kind) {
  if (kind === IPV4) return (await reader.take(4)).join(".");
  if (kind === IPV6) {
    const bytes = await reader.take(16);
    return Array.from({ length: 8 }, (_, i) => bytes.readUInt16BE(2 * i).toString(16)).join(":");
  }
  if (kind !== DOMAIN) return null;
  const length = (await reader.take(1)).readUInt8();
  return (await reader.take(length)).toString("latin1");
}
var Reader = class {
  #socket;
  #taken = 0;
  constructor(socket) {
    this.#socket = socket;
  }
  async take(count3) {
    this.#taken += count3;
    if (this.#taken > MAX_REQUEST_BYTES + 257) throw new Error("SOCKS request too long");
    if (count3 === 0) return Buffer.alloc(0);
    for (; ; ) {
      const bytes = this.#socket.read(count3);
      if (bytes !== null) {
        if (bytes.length < count3) throw new Error("SOCKS client went away");
        return bytes;
      }
      await this.#readable();
    }
  }
  release() {
    this.#socket.removeAllListeners("readable");
  }
  #readable() {
    return new Promise((resolve8, reject2) => {
      const settle = (action) => () => {
        this.#socket.off("readable", onReadable).off("end", onGone).off("close", onGone).off("error", onGone);
        action();
      };
      const onReadable = settle(resolve8);
      const onGone = settle(() => reject2(new Error("SOCKS client went away")));
      this.#socket.once("readable", onReadable).once("end", onGone).once("close", onGone).once("error", onGone);
    });
  }
};

// src/lab/shaper/link.ts
var SEGMENT_BYTES = 1460;
var TURN_MS = 2;
var MAX_TURN_BYTES = 64 * 1024;
var QUEUE_BYTES = 256 * 1024;
var MIN_WINDOW_BYTES = 4 * 1024 * 1024;
var TIMER_SLACK_MS = 0.5;
var Link = class {
  #options;
  #turnBytes;
  #windowBytes;
  /** Flows with something to send, in the order of their turns. */
  #turns = [];
  #transit = [];
  #freeAt = 0;
  #timer = null;
  #timerAt = Number.POSITIVE_INFINITY;
  #running = false;
  constructor(options) {
    this.#options = options;
    this.#turnBytes = Math.min(MAX_TURN_BYTES, Math.max(SEGMENT_BYTES, Math.floor(options.bytesPerMs * TURN_MS)));
    const bandwidthDelay = Number.isFinite(options.bytesPerMs) ? options.bytesPerMs * options.delayMs : 0;
    this.#windowBytes = Math.max(MIN_WINDOW_BYTES, 2 * bandwidthDelay);
  }
  /** Adds one direction of a connection. `onRoom` is called when a paused source may go on. */
  open(sink, onRoom) {
    const flow = {
      sink,
      onRoom,
      queue: [],
      queuedBytes: 0,
      transitBytes: 0,
      signal: null,
      scheduled: false,
      sinkFull: false,
      sourcePaused: false,
      closed: false
    };
    return {
      send: (chunk) => this.#send(flow, chunk),
      end: () => this.#signal(flow, "end"),
      reset: () => this.#signal(flow, "reset"),
      resume: () => {
        flow.sinkFull = false;
        this.#schedule(flow);
        this.#run();
      },
      close: () => {
        flow.closed = true;
        flow.queue.length = 0;
        flow.queuedBytes = 0;
      }
    };
  }
  /** Stops the timer; bytes still on the link are lost. */
  close() {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#transit = [];
    this.#turns.length = 0;
  }
  #send(flow, chunk) {
    if (flow.closed || chunk.length === 0) return true;
    flow.queue.push({ bytes: chunk, queuedAt: performance.now() });
    flow.queuedBytes += chunk.length;
    this.#schedule(flow);
    this.#run();
    flow.sourcePaused = flow.queuedBytes > QUEUE_BYTES;
    return !flow.sourcePaused;
  }
  #signal(flow, signal) {
    if (flow.closed || flow.signal === "reset") return;
    flow.signal = signal;
    this.#schedule(flow);
    this.#run();
  }
  #schedule(flow) {
    if (flow.scheduled || flow.closed || !this.#maySend(flow)) return;
    flow.scheduled = true;
    this.#turns.push(flow);
  }
  #maySend(flow) {
    if (flow.queue.length === 0) return flow.signal !== null;
    return !flow.sinkFull && flow.transitBytes < this.#windowBytes;
  }
  /** Puts on the link what has its turn by now, hands over what has arrived, and sleeps until the next of either. */
  #run() {
    if (this.#running) return;
    this.#running = true;
    try {
      let progress = true;
      while (progress) {
        const now = performance.now() + TIMER_SLACK_MS;
        progress = this.#transmit(now);
        progress = this.#deliver(now) || progress;
      }
    } finally {
      this.#running = false;
    }
    this.#sleep();
  }
  #transmit(now) {
    let progress = false;
    while (this.#freeAt <= now) {
      const flow = this.#turns.shift();
      if (flow === void 0) break;
      flow.scheduled = false;
      if (flow.closed) continue;
      this.#takeTurn(flow);
      this.#schedule(flow);
      progress = true;
    }
    return progress;
  }
  #takeTurn(flow) {
    const first2 = flow.queue[0];
    if (first2 === void 0) {
      if (flow.signal === null) return;
      const arrivesAt = Math.max(this.#freeAt, performance.now()) + this.#options.delayMs;
      this.#transit.push({ arrivesAt, flow, payload: flow.signal });
      flow.signal = null;
      return;
    }
    const bytes = first2.bytes.subarray(0, this.#turnBytes);
    if (bytes.length === first2.bytes.length) flow.queue.shift();
    else first2.bytes = first2.bytes.subarray(bytes.length);
    flow.queuedBytes -= bytes.length;
    flow.transitBytes += bytes.length;
    this.#freeAt = Math.max(this.#freeAt, first2.queuedAt) + bytes.length / this.#options.bytesPerMs;
    this.#transit.push({ arrivesAt: this.#freeAt + this.#options.delayMs, flow, payload: bytes });
    this.#wakeSource(flow);
  }
  #wakeSource(flow) {
    if (!flow.sourcePaused || flow.queuedBytes > QUEUE_BYTES / 2) return;
    flow.sourcePaused = false;
    flow.onRoom();
  }
  #deliver(now) {
    let arrived = 0;
    for (const { arrivesAt, flow, payload } of this.#transit) {
      if (arrivesAt > now) break;
      arrived++;
      if (typeof payload === "string") {
        if (!flow.closed) flow.sink[payload]();
        continue;
      }
      flow.transitBytes -= payload.length;
      if (!flow.closed && !flow.sink.write(payload)) flow.sinkFull = true;
      this.#schedule(flow);
    }
    if (arrived > 0) this.#transit.splice(0, arrived);
    return arrived > 0;
  }
  #sleep() {
    const arrival = this.#transit[0]?.arrivesAt ?? Number.POSITIVE_INFINITY;
    const turn = this.#turns.length > 0 ? this.#freeAt : Number.POSITIVE_INFINITY;
    const wakeAt = Math.min(arrival, turn);
    if (wakeAt === this.#timerAt && this.#timer !== null) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#timerAt = wakeAt;
    if (wakeAt === Number.POSITIVE_INFINITY) return;
    const wait4 = Math.max(0, Math.round(wakeAt - performance.now()));
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#run();
    }, wait4);
  }
};

// src/lab/shaper/hosts.ts
function isBlocked(globs, host) {
  return globs.some((glob) => globPattern(glob).test(host));
}
function routeOf(hosts2, { host, port }) {
  const name4 = host.toLowerCase();
  const to = hosts2[`${name4}:${port}`] ?? hosts2[name4];
  if (to === void 0) return { host, port };
  const [, bracketed, plain2, newPort] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/.exec(to) ?? [];
  return { host: bracketed ?? plain2 ?? to, port: newPort === void 0 ? port : Number(newPort) };
}

// src/lab/shaper/shaper.ts
var REPLY_FOR = {
  ECONNREFUSED: REPLY.refused,
  ENETUNREACH: REPLY.networkUnreachable,
  EHOSTUNREACH: REPLY.hostUnreachable,
  ENOTFOUND: REPLY.hostUnreachable,
  EAI_AGAIN: REPLY.hostUnreachable,
  ETIMEDOUT: REPLY.ttlExpired,
  BLOCKED: REPLY.notAllowed
};
var MAX_FAILURES = 20;
var Shaper = class _Shaper {
  #server;
  #rttMs;
  #blocked;
  #hosts;
  #up;
  #down;
  #sockets = /* @__PURE__ */ new Set();
  #timers = /* @__PURE__ */ new Set();
  #traffic = /* @__PURE__ */ new Map();
  constructor(options) {
    this.#rttMs = options.rttMs;
    this.#blocked = options.blocked ?? [];
    this.#hosts = options.hosts ?? {};
    this.#up = new Link({ bytesPerMs: options.upKbps / 8, delayMs: options.rttMs / 2 });
    this.#down = new Link({ bytesPerMs: options.downKbps / 8, delayMs: options.rttMs / 2 });
    this.#server = createServer3({ allowHalfOpen: true, noDelay: true, pauseOnConnect: true }, (client) => {
      void this.#serve(client);
    });
  }
  /** Starts a proxy on a free loopback port. */
  static async open(options) {
    const shaper = new _Shaper(options);
    shaper.#server.listen(0, "127.0.0.1");
    await once4(shaper.#server, "listening");
    return shaper;
  }
  get port() {
    return this.#server.address().port;
  }
  /** Traffic per host since the last call. */
  takeTraffic() {
    const traffic = this.#traffic;
    this.#traffic = /* @__PURE__ */ new Map();
    return traffic;
  }
  async close() {
    for (const timer of this.#timers) clearTimeout(timer);
    for (const socket of this.#sockets) socket.destroy();
    this.#up.close();
    this.#down.close();
    this.#server.close();
    await once4(this.#server, "close");
  }
  async #serve(client) {
    this.#track(client);
    const target = await readRequest(client);
    if (target === null) {
      client.destroySoon();
      return;
    }
    const counter = this.#counter(target.host);
    if (isBlocked(this.#blocked, target.host)) {
      this.#refuse(client, target, "BLOCKED");
      return;
    }
    counter.connections++;
    const server = connect2({ ...routeOf(this.#hosts, target), allowHalfOpen: true, noDelay: true });
    server.pause();
    this.#track(server);
    const code2 = await connected(server);
    await this.#wait(this.#rttMs);
    if (code2 !== null) {
      this.#refuse(client, target, code2);
      return;
    }
    if (client.destroyed) {
      server.destroy();
      return;
    }
    client.write(reply(REPLY.succeeded));
    this.#join(client, server, counter);
  }
  #refuse(client, target, code2) {
    const { failures } = this.#counter(target.host);
    if (failures.length < MAX_FAILURES) failures.push(`${target.host}:${target.port} ${code2}`);
    if (!client.destroyed) client.end(reply(REPLY_FOR[code2] ?? REPLY.generalFailure));
  }
  #join(client, server, counter) {
    const count3 = {
      up: (bytes) => void (counter.bytesUp += bytes),
      down: (bytes) => void (counter.bytesDown += bytes)
    };
    const up = pump(this.#up, client, server, count3.up);
    const down = pump(this.#down, server, client, count3.down);
    const closeBoth = () => {
      if (!client.destroyed || !server.destroyed) return;
      up.close();
      down.close();
    };
    client.once("close", closeBoth);
    server.once("close", closeBoth);
  }
  #track(socket) {
    this.#sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.once("close", () => this.#sockets.delete(socket));
  }
  #counter(host) {
    let counter = this.#traffic.get(host);
    if (counter === void 0) {
      counter = { connections: 0, bytesUp: 0, bytesDown: 0, failures: [] };
      this.#traffic.set(host, counter);
    }
    return counter;
  }
  #wait(ms) {
    if (ms <= 0) return Promise.resolve();
    return new Promise((resolve8) => {
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        resolve8();
      }, ms);
      this.#timers.add(timer);
    });
  }
};
function connected(socket) {
  return new Promise((resolve8) => {
    const onConnect = () => {
      socket.off("error", onError);
      resolve8(null);
    };
    const onError = (error) => {
      socket.off("connect", onConnect);
      resolve8(error.code ?? "EUNKNOWN");
    };
    socket.once("connect", onConnect).once("error", onError);
  });
}
function pump(link2, from, to, count3) {
  const sink = {
    write: (chunk) => to.destroyed || to.writableEnded || to.write(chunk),
    end: () => {
      if (!to.destroyed) to.end();
    },
    reset: () => {
      if (!to.destroyed) to.resetAndDestroy();
    }
  };
  const flow = link2.open(sink, () => from.resume());
  let ended = false;
  from.on("data", (chunk) => {
    count3(chunk.length);
    if (!flow.send(chunk)) from.pause();
  });
  from.once("end", () => {
    ended = true;
    flow.end();
  });
  from.once("close", () => {
    if (!ended) flow.reset();
  });
  to.on("drain", () => flow.resume());
  from.resume();
  return flow;
}

// src/lab/shaper/shapers.ts
var Shapers = class _Shapers {
  #shapers = /* @__PURE__ */ new Map();
  constructor() {
  }
  /** Opens those of the conditions; the others when they are first needed. */
  static async open(conditions) {
    const shapers = new _Shapers();
    for (const condition of conditions) await shapers.of(condition);
    return shapers;
  }
  async of(condition, hosts2 = {}) {
    const key2 = JSON.stringify([condition.name, hosts2]);
    const known4 = this.#shapers.get(key2);
    if (known4 !== void 0) return known4;
    const shaper = await Shaper.open({ ...condition, hosts: { ...condition.hosts, ...hosts2 } });
    this.#shapers.set(key2, shaper);
    return shaper;
  }
  /** Of a condition that was opened. */
  portOf(condition) {
    const shaper = this.#shapers.get(JSON.stringify([condition.name, {}]));
    if (shaper === void 0) throw new Error(`the lab was not opened for the condition ${condition.name}`);
    return shaper.port;
  }
  async close() {
    for (const shaper of this.#shapers.values()) await shaper.close();
  }
};

// src/lab/document-watch.ts
var DocumentWatch = class {
  #expected = 0;
  #seen = 0;
  #first = "";
  /** Page events of the session must be enabled (the probe does). */
  constructor(session) {
    session.on("Page.frameNavigated", ({ frame }) => {
      if (frame.parentId !== void 0) return;
      this.#seen++;
      if (this.#seen === this.#expected) this.#first = frame.url;
    });
  }
  /** One more is about to be loaded. */
  expect() {
    this.#expected = this.#seen + 1;
  }
  /** Throws VisitFailure where there was a document that nobody asked for. */
  check(url2) {
    if (this.#seen <= this.#expected) return;
    const from = this.#first.split(/[?#]/)[0];
    const to = url2.split(/[?#]/)[0];
    const what = from === to ? `${from} reloads itself` : `${from} goes on to ${to} by itself`;
    throw new VisitFailure("left-the-page", `${what}; make what it leads to the route's path`);
  }
};

// src/lab/graphql-capture.ts
var MOST_REQUESTS = 200;
var MOST_BODY = 5e6;
var GraphqlCapture = class {
  #session;
  #sent = /* @__PURE__ */ new Map();
  constructor(session) {
    this.#session = session;
    session.on("Network.requestWillBeSent", (event) => void this.#onRequest(event));
  }
  /** What was sent so far, in the order it was sent. */
  async exchanges() {
    return Promise.all(
      [...this.#sent].map(async ([requestId, sent]) => ({ ...sent, responseBody: await this.#bodyOf(requestId) }))
    );
  }
  async #onRequest({ requestId, request }) {
    if (this.#sent.size >= MOST_REQUESTS || !/^https?:/.test(request.url)) return;
    const headers = Object.entries(request.headers).map(([name4, value]) => [name4.toLowerCase(), value]);
    const about = { url: request.url, method: request.method, headers: Object.fromEntries(headers) };
    const sent = { ...about, postData: request.postData ?? null };
    if (mayBeGraphql(sent)) this.#sent.set(requestId, sent);
    else if (request.hasPostData === true && sent.postData === null) await this.#fetchPostData(requestId, about);
  }
  /** Long bodies are not in the event. */
  async #fetchPostData(requestId, about) {
    try {
      const { postData } = await this.#session.send("Network.getRequestPostData", { requestId });
      if (mayBeGraphql({ ...about, postData })) this.#sent.set(requestId, { ...about, postData });
    } catch {
    }
  }
  async #bodyOf(requestId) {
    try {
      const { body: body2, base64Encoded } = await this.#session.send("Network.getResponseBody", { requestId });
      const text = base64Encoded ? Buffer.from(body2, "base64").toString("utf8") : body2;
      return text.length > MOST_BODY ? null : text;
    } catch {
      return null;
    }
  }
};

// src/lab/markup.ts
var HIDDEN = /<(\/?)(script|noscript|template)\b/gi;
function namesFile(html, url2) {
  const file = URL.canParse(url2) ? new URL(url2).pathname.split("/").at(-1) ?? "" : "";
  if (file === "") return true;
  const markup = visible2(html);
  return markup.includes(file) || markup.includes(decoded2(file));
}
function visible2(html) {
  let kept = "";
  let at3 = 0;
  let inside = null;
  for (const { 1: slash, 2: tag = "", index } of html.matchAll(HIDDEN)) {
    const name4 = tag.toLowerCase();
    if (inside === null && slash === "") {
      kept += html.slice(at3, index);
      inside = name4;
    } else if (inside === name4 && slash === "/") {
      inside = null;
      at3 = index;
    }
  }
  return inside === null ? kept + html.slice(at3) : kept;
}
function decoded2(file) {
  try {
    return decodeURIComponent(file);
  } catch {
    return file;
  }
}

// src/lab/network-log.ts
var MAX_DOCUMENT = 5e6;
var MAX_REQUESTS = 5e3;
var MAX_URL = 4e3;
var NetworkLog = class _NetworkLog {
  #session;
  #origins = /* @__PURE__ */ new Map();
  #ids = /* @__PURE__ */ new Map();
  #mainFrame = "";
  #document = { id: "", url: "", firstMs: 0, lastMs: 0, headers: {} };
  constructor(session) {
    this.#session = session;
    session.on("Network.requestWillBeSent", (event) => this.#onRequest(event));
    session.on("Network.resourceChangedPriority", ({ requestId, newPriority }) => {
      const origin = this.#ids.get(requestId);
      if (origin !== void 0 && origin.priority !== newPriority) origin.priority = newPriority;
    });
    session.on("Network.responseReceived", ({ requestId, response }) => {
      if (requestId !== this.#document.id) return;
      const headers = Object.entries(response.headers).map(([name4, value]) => [name4.toLowerCase(), value]);
      this.#document.headers = Object.fromEntries(headers);
    });
  }
  /** Watches the requests of the session's page. */
  static async attach(session) {
    const log = new _NetworkLog(session);
    const [{ frameTree }] = await Promise.all([
      session.send("Page.getFrameTree"),
      session.send("Network.enable", { maxTotalBufferSize: 2 * MAX_DOCUMENT, maxResourceBufferSize: MAX_DOCUMENT })
    ]);
    log.#mainFrame = frameTree.frame.id;
    return log;
  }
  /**
   * Who asked for a URL first; null where nothing is known of it. For images that scripts ask for, the browser names the
   * parser while there is one and nobody afterwards: but what does not stand in the HTML, the parser did not ask for.
   */
  async originOf(url2) {
    const origin = this.#origins.get(withoutFragment(url2)) ?? null;
    if (origin?.initiator !== "parser" && origin?.initiator !== "other") return origin;
    const html = await this.#html();
    if (html === null || namesFile(html, url2)) return origin;
    return { ...origin, initiator: "script", url: null, line: null };
  }
  get document() {
    const { firstMs, lastMs, headers } = this.#document;
    return { redirectMs: lastMs - firstMs, headers };
  }
  /** The main document as it was served; null where the browser has not kept it. */
  async #html() {
    try {
      const { body: body2 } = await this.#session.send("Network.getResponseBody", { requestId: this.#document.id });
      return body2;
    } catch {
      return null;
    }
  }
  #onRequest(event) {
    const { requestId, loaderId, frameId, type: type2, request, timestamp } = event;
    const at3 = timestamp * 1e3;
    if (type2 === "Document" && frameId === this.#mainFrame && requestId === loaderId) {
      const isRedirect = this.#document.id === requestId;
      const firstMs = isRedirect ? this.#document.firstMs : at3;
      this.#document = { id: requestId, url: request.url, firstMs, lastMs: at3, headers: {} };
      return;
    }
    const url2 = withoutFragment(request.url);
    if (this.#origins.size >= MAX_REQUESTS || this.#origins.has(url2) || !/^https?:/.test(url2)) return;
    const origin = originOf(event, this.#document.url);
    this.#origins.set(url2, origin);
    this.#ids.set(requestId, origin);
  }
};
function originOf({ request, initiator }, documentUrl) {
  const priority = request.initialPriority;
  const frame = topFrame(initiator.stack);
  if (request.isLinkPreload === true && frame === null)
    return { initiator: "preload", url: shown3(initiator.url), line: lineOf2(initiator.lineNumber), priority };
  if (initiator.type === "script" || frame !== null)
    return { initiator: "script", url: shown3(frame?.url ?? initiator.url), line: lineOf2(frame?.lineNumber), priority };
  if (initiator.type !== "parser") return { initiator: "other", url: null, line: null, priority };
  const isDocument = withoutFragment(initiator.url ?? "") === withoutFragment(documentUrl);
  const kind = isDocument || initiator.url === void 0 ? "parser" : "stylesheet";
  return { initiator: kind, url: shown3(initiator.url), line: lineOf2(initiator.lineNumber), priority };
}
function topFrame(stack) {
  for (let part = stack, depth = 0; part !== void 0 && depth < 10; part = part.parent, depth++) {
    const frame = part.callFrames.find(({ url: url2 }) => url2 !== "");
    if (frame !== void 0) return frame;
  }
  return null;
}
function lineOf2(line2) {
  return line2 === void 0 ? null : line2 + 1;
}
function shown3(url2) {
  const path13 = url2?.split(/[?#]/)[0] ?? "";
  return path13 === "" ? null : path13.slice(0, MAX_URL);
}
function withoutFragment(url2) {
  return url2.split("#")[0] ?? "";
}

// src/lab/breakdowns/cls.ts
var UNNAMED2 = "other";
function clsReading(cls) {
  if (cls === null) return { status: "unmeasured", reason: "no-cls" };
  const byElement = /* @__PURE__ */ new Map();
  for (const { value, sources } of cls.shifts)
    for (const [selector, share2] of shares(sources))
      byElement.set(selector, (byElement.get(selector) ?? 0) + value * share2);
  const parts = [...byElement].filter(([, score]) => score > 0).map(([selector, score]) => leaf(selector, score));
  return { status: "measured", breakdown: parts.length === 0 ? leaf("cls", cls.value) : exact(parts, cls.value) };
}
function shares(sources) {
  const area = sources.reduce((sum2, source) => sum2 + source.area, 0);
  if (area === 0) return [[UNNAMED2, 1]];
  return sources.map((source) => [source.selector ?? UNNAMED2, source.area / area]);
}
function exact(parts, value) {
  const missing5 = value - parts.reduce((sum2, part) => sum2 + part.value, 0);
  if (Math.abs(missing5) < 1e-9) return sumOf("cls", parts);
  const named4 = parts.filter((part) => part.id !== UNNAMED2);
  const unnamed = parts.find((part) => part.id === UNNAMED2)?.value ?? 0;
  return sumOf("cls", [...named4, leaf(UNNAMED2, unnamed + missing5)]);
}

// src/lab/breakdowns/server-headers.ts
var MAX_LENGTH2 = 100;
var HEADERS = {
  // How long a shared cache has had the answer changes with every visit; that it had it does not.
  age: (value) => Number(value) > 0 ? "above 0" : "0",
  "cf-cache-status": whole,
  "x-vercel-cache": whole,
  "x-cache": whole,
  // CloudFront and others name a host that is a hash.
  via: (value) => value.split(",").map(withoutHashes2).join(", "),
  // `fra1::iad1::k9x2-1700000000-3f2a`: edge, region of the function, id of the request.
  "x-vercel-id": (value) => value.split("::").slice(0, -1).join(" to ") || null,
  // `8f2a3c1b7d8e0a1b-FRA`.
  "cf-ray": (value) => /-([A-Z]{3})$/.exec(value.trim())?.[1] ?? null,
  // `FRA56-P5`: the edge location, its cluster and part.
  "x-amz-cf-pop": (value) => /^[A-Z]{3}/.exec(value.trim())?.[0] ?? null,
  "fly-region": whole,
  // `cache-fra-eddf8230123-FRA, cache-iad-kiad7000045-IAD`: Fastly's servers.
  "x-served-by": (value) => [...value.matchAll(/-([A-Z]{3})(?=,|\s|$)/g)].map(([, place2]) => place2).join(", ") || null
};
function placeHeaders(headers) {
  return Object.entries(HEADERS).flatMap(([name4, read]) => {
    const value = headers[name4] === void 0 ? null : read(headers[name4]);
    return value === null ? [] : [{ name: name4, value: value.slice(0, MAX_LENGTH2) }];
  });
}
function whole(value) {
  return value.trim() === "" ? null : value.trim();
}
function withoutHashes2(hop) {
  return hop.trim().replaceAll(/[\w-]{8,}(?=\.)/g, (label2) => stablePath(label2));
}

// src/lab/breakdowns/evidence.ts
var MIN_SCRIPT_MS = 5;
var MAX_HOSTS2 = 20;
function evidenceOf2(facts, around, notes2) {
  const { lcp, inp, cls, navigation } = facts;
  return {
    lcpElement: lcp?.target ?? null,
    lcpUrl: lcp?.url ? withoutQuery4(lcp.url) : null,
    lcpRequest: lcpRequest(around.lcpOrigin),
    inpTarget: inp?.target ?? null,
    inpType: inp?.type ?? null,
    inpStep: inp?.step ?? null,
    inpScript: inp ? longestScript(inp) : null,
    shiftedElements: shiftedElements(cls),
    serverTiming: (navigation?.serverTiming ?? []).slice(0, 100).map(({ name: name4, durationMs }) => ({ name: name4.slice(0, 200), durationMs })),
    protocol: navigation?.protocol ? navigation.protocol.slice(0, 50) : null,
    headers: placeHeaders(around.document.headers),
    traffic: hosts(around.traffic),
    notes: notes2.slice(0, 20).map((note2) => note2.slice(0, 1e3))
  };
}
function lcpRequest(origin) {
  if (origin === null) return null;
  const { initiator, url: url2, line: line2, priority } = origin;
  return { initiator, url: url2?.slice(0, 2e3) ?? null, line: line2, priority: priority.slice(0, 20) };
}
function hosts(traffic) {
  return [...traffic].map(([host, { connections, bytesUp, bytesDown }]) => ({
    host: host.slice(0, 300),
    connections,
    bytesUp,
    bytesDown
  })).toSorted((a, b) => b.bytesDown - a.bytesDown).slice(0, MAX_HOSTS2);
}
function longestScript({ scripts, processingStart, processingEnd }) {
  let longest = null;
  for (const script of scripts) {
    const end = Math.min(processingEnd, script.startTime + script.durationMs);
    const durationMs = end - Math.max(processingStart, script.startTime);
    if (durationMs < Math.max(MIN_SCRIPT_MS, longest?.durationMs ?? 0)) continue;
    longest = {
      invoker: script.invoker.slice(0, 500),
      sourceUrl: withoutQuery4(script.sourceUrl),
      functionName: script.functionName,
      charPosition: script.charPosition,
      durationMs
    };
  }
  return longest;
}
function shiftedElements(cls) {
  const scores = /* @__PURE__ */ new Map();
  for (const { value, sources } of cls?.shifts ?? []) {
    const area = sources.reduce((sum2, source) => sum2 + source.area, 0);
    for (const source of sources)
      if (source.selector !== null && area > 0)
        scores.set(source.selector, (scores.get(source.selector) ?? 0) + value * source.area / area);
  }
  return [...scores].map(([selector, score]) => ({ selector, score })).toSorted((a, b) => b.score - a.score).slice(0, 100);
}
function withoutQuery4(url2) {
  return (url2.split(/[?#]/)[0] ?? "").slice(0, 2e3);
}

// src/lab/breakdowns/scripts.ts
var MAX_PARTS = 50;
var MAX_NAME = 100;
var SHORTEST_NAME = 3;
function scriptParts(scripts, from, to, deployUrl) {
  const durations = /* @__PURE__ */ new Map();
  let covered = from;
  for (const script of scripts.toSorted((a, b) => a.startTime - b.startTime)) {
    const start2 = Math.max(covered, script.startTime);
    const end = Math.min(to, script.startTime + script.durationMs);
    if (end <= start2) continue;
    covered = end;
    const id = scriptId(script, deployUrl);
    durations.set(id, (durations.get(id) ?? 0) + end - start2);
  }
  return [...durations].map(([id, duration]) => leaf(id, duration)).toSorted((a, b) => b.value - a.value).slice(0, MAX_PARTS);
}
function scriptId({ invokerType, functionName, sourceUrl }, deployUrl) {
  const name4 = functionName.length < SHORTEST_NAME ? "" : functionName.slice(0, MAX_NAME);
  const type2 = invokerType === "" ? "script" : invokerType.slice(0, MAX_NAME);
  return [type2, name4, stableSource(sourceUrl, deployUrl)].filter((part) => part !== "").join(" ");
}

// src/lab/breakdowns/inp.ts
var MIN_REPORTABLE_MS = 16;
var CENSORED_MS = 8;
var REST2 = "other";
function inpReading(inp, interactionsSeen, deployUrl) {
  if (interactionsSeen === 0 && inp === null) return { status: "unmeasured", reason: "no-interaction" };
  if (inp === null || inp.value < MIN_REPORTABLE_MS) return phases(0, leaf("processing-duration", 0), CENSORED_MS);
  const delay = Math.min(inp.value, Math.max(0, inp.processingStart - inp.startTime));
  const duration = Math.min(inp.value - delay, Math.max(0, inp.processingEnd - inp.processingStart));
  const scripts = scriptParts(inp.scripts, inp.processingStart, inp.processingStart + duration, deployUrl);
  const processing = withRemainder("processing-duration", duration, scripts, REST2);
  return phases(delay, processing, inp.value - delay - duration);
}
function phases(delay, processing, presentation) {
  const breakdown = sumOf("inp", [leaf("input-delay", delay), processing, leaf("presentation-delay", presentation)]);
  return { status: "measured", breakdown };
}

// src/lab/breakdowns/ttfb.ts
function clamp(value, low, high) {
  return Math.min(high, Math.max(low, value));
}
function ttfbBreakdown(navigation, ttfb, redirectMs) {
  const waitEnd = clamp(navigation.workerStart || navigation.fetchStart, 0, ttfb);
  const told = navigation.redirectEnd > 0;
  const redirect = clamp(told ? navigation.redirectEnd - navigation.redirectStart : redirectMs, 0, waitEnd);
  const dnsStart = clamp(navigation.domainLookupStart, waitEnd, ttfb);
  const connectStart = clamp(navigation.connectStart, dnsStart, ttfb);
  const connectEnd = clamp(navigation.connectEnd, connectStart, ttfb);
  return sumOf("ttfb", [
    leaf("redirect", redirect),
    leaf("waiting", waitEnd - redirect),
    leaf("cache", dnsStart - waitEnd),
    leaf("dns", connectStart - dnsStart),
    leaf("connect", connectEnd - connectStart),
    withRemainder("request", ttfb - connectEnd, layers(navigation), "unreported")
  ]);
}
function layers({ serverTiming }) {
  const byName = /* @__PURE__ */ new Map();
  for (const { name: name4, durationMs } of serverTiming)
    if (durationMs > 0) byName.set(name4, (byName.get(name4) ?? 0) + durationMs);
  return [...byName].map(([name4, durationMs]) => leaf(name4, durationMs));
}
function layersOverlap(request, navigation) {
  return request.parts.length === 0 && layers(navigation).length > 0;
}

// src/lab/breakdowns/lcp.ts
function clamp2(value, low, high) {
  return Math.min(high, Math.max(low, value));
}
var LEAST_MS = 5e-3;
function lcpReading({ lcp, navigation, softStart }, redirectMs) {
  if (lcp === null || !(lcp.value >= LEAST_MS)) return { status: "unmeasured", reason: "no-lcp" };
  if (softStart !== null) return phases2(lcp, noTtfb(), softStart);
  if (navigation === null || !(navigation.responseStart > 0)) return { status: "unmeasured", reason: "no-lcp" };
  const ttfb = clamp2(navigation.responseStart, 0, lcp.value);
  return phases2(lcp, ttfbBreakdown(navigation, ttfb, redirectMs), 0);
}
function phases2({ value: paint, resource }, ttfb, start2) {
  const requestedAt = resource === null ? 0 : (resource.requestStart || resource.startTime) - start2;
  const requestStart = clamp2(requestedAt, ttfb.value, paint);
  const responseEnd = clamp2(resource === null ? 0 : resource.responseEnd - start2, requestStart, paint);
  const breakdown = sumOf("lcp", [
    ttfb,
    leaf("resource-load-delay", requestStart - ttfb.value),
    leaf("resource-load-duration", responseEnd - requestStart),
    leaf("element-render-delay", paint - responseEnd)
  ]);
  return { status: "measured", breakdown };
}
function noTtfb() {
  return sumOf(
    "ttfb",
    TTFB_PARTS.map((part) => leaf(part, 0))
  );
}

// src/lab/breakdowns/notes.ts
var OVERLAP = "The Server-Timing layers add up to more than the request took: they overlap, so they are not parts of it.";
function lcpNotes2(facts, reading, deployUrl) {
  const notes2 = [];
  const request = reading.status === "measured" ? nodeAt(reading.breakdown, ["lcp", "ttfb", "request"]) : void 0;
  if (request && facts.softStart === null && facts.navigation !== null && layersOverlap(request, facts.navigation))
    notes2.push(OVERLAP);
  const host = untimedHost(facts, deployUrl);
  if (host !== null)
    notes2.push(
      `The LCP image comes from ${host}, which sends no Timing-Allow-Origin header: what it took to connect to it counts as resource-load-duration instead of resource-load-delay.`
    );
  return notes2;
}
function untimedHost({ lcp }, deployUrl) {
  if (lcp?.resource?.requestStart !== 0 || lcp.url === null || !URL.canParse(lcp.url)) return null;
  const { origin, host } = new URL(lcp.url);
  return origin === new URL(deployUrl).origin ? null : host.slice(0, 300);
}

// src/lab/outcome.ts
function outcomeOf2({ facts, around, notes: notes2, deployUrl, settleMs }, wallMs) {
  const lcp = lcpReading(facts, around.document.redirectMs);
  const inp = inpReading(facts.inp, facts.interactionsSeen, deployUrl);
  const softMs = facts.softStart === null ? 0 : facts.lcp?.value ?? 0;
  const pageMs = facts.loadMs + softMs + facts.interactionMs;
  return {
    status: "measured",
    readings: { lcp: bounded(lcp), inp: bounded(inp), cls: bounded(clsReading(facts.cls)) },
    evidence: evidenceOf2(facts, around, [...notes2, ...lcpNotes2(facts, lcp, deployUrl)]),
    timing: { wallMs, pageMs, settleMs, overheadMs: Math.max(0, wallMs - pageMs - settleMs) }
  };
}
var MOST_PARTS5 = 100;
function bounded(reading) {
  if (reading.status === "unmeasured") return reading;
  return { ...reading, breakdown: capped(reading.breakdown, MOST_PARTS5, "other") };
}

// probe:virtual:probe
var virtual_probe_default = '"use strict";(()=>{var restored=!1;addEventListener("pageshow",event=>{event.isTrusted?event.persisted&&(restored=!0):event.stopImmediatePropagation()},!0);var wasRestored=()=>restored,inputsFrom=Number.POSITIVE_INFINITY;function expectInputs(){inputsFrom=Math.min(inputsFrom,performance.now())}var flag=Object.getOwnPropertyDescriptor(LayoutShift.prototype,"hadRecentInput");Object.defineProperty(LayoutShift.prototype,"hadRecentInput",{get(){return flag?.get?.call(this)===!0&&this.lastInputTime>=inputsFrom}});globalThis.requestIdleCallback=callback=>setTimeout(()=>callback({didTimeout:!1,timeRemaining:()=>0}),0);globalThis.cancelIdleCallback=handle=>clearTimeout(handle);async function caughtUp(){for(let round=0;round<2;round++)await new Promise(resolve=>{requestIdleCallback(()=>resolve())})}var HOVERING=/^(?:pointer|mouse)(?:over|enter|out|leave|move|rawupdate)$/;function watchEvents(){let events=[];return new PerformanceObserver(list=>{events.push(...list.getEntries().filter(({name})=>!HOVERING.test(name))),events.length>5e3&&events.splice(0,events.length-5e3)}).observe({type:"event",durationThreshold:16,buffered:!0}),(startTime,duration)=>{let paintedAt=startTime+duration,same=events.filter(event=>event.startTime>=startTime&&Math.abs(event.startTime+event.duration-paintedAt)<=8);return same.length===0?null:[Math.min(...same.map(({processingStart})=>processingStart)),Math.max(...same.map(({processingEnd})=>processingEnd))]}}var FRAMES_TO_REPORT=3,REPORT_WAIT_MS=100,TAP_WAIT_MS=400,LONG_FRAME_MS=50,SAME_TIME_MS=1,BEGINNING=new Set(["pointerdown","keydown"]),INPUT_EVENTS=["pointerdown","pointerup","pointercancel","click","keydown","keyup"],TOUCH_EVENTS=["touchstart","touchend"];function trackInteractions(longFrames){let steps=[],began=[],onReport=null,onClick=null,onInput=event=>{if(!event.isTrusted)return;BEGINNING.has(event.type)&&began.push(event.timeStamp);let step=steps.at(-1);step&&(step.inputAt=Math.max(step.inputAt,event.timeStamp),event.pointerType==="touch"&&(event.type==="pointerup"&&(step.tap="awaited"),event.type==="pointercancel"&&(step.tap="none"),event.type==="click"&&(step.tap="clicked"),event.type==="click"&&onClick?.()))},onTouch=event=>{event.isTrusted&&steps.at(-1)?.touches.push(event)},clicked=async step=>{step.tap==="awaited"&&!step.touches.some(({defaultPrevented})=>defaultPrevented)&&await new Promise(resolve=>{onClick=resolve,frames(0,performance.now()+TAP_WAIT_MS).then(resolve)}),onClick=null},listen=()=>{for(let type of INPUT_EVENTS)addEventListener(type,onInput,{capture:!0,passive:!0});for(let type of TOUCH_EVENTS)addEventListener(type,onTouch,{capture:!0,passive:!0})};return listen(),new PerformanceObserver(list=>{let step=steps.at(-1);for(let entry of list.getEntries())!step||!entry.interactionId||entry.startTime<step.from||(entry.duration>step.paintedMs&&(step.paintedMs=entry.duration,step.processed=[entry.processingStart,entry.processingEnd]),step.reportedAt=Math.max(step.reportedAt,entry.startTime),entry.name==="click"&&step.tap==="clicked"&&(step.tap="reported"),isReported(step)&&onReport?.())}).observe({type:"event",durationThreshold:16,buffered:!0}),{beginStep(index){expectInputs(),listen();let nothing={inputAt:0,reportedAt:0,paintedMs:0,processed:[0,0],tap:"none"};steps.push({...nothing,touches:[],index,from:performance.now()})},async afterPaint(){let step=steps.at(-1);!step||step.inputAt===0||(await clicked(step),isReported(step)||await new Promise(resolve=>{onReport=resolve,frames(FRAMES_TO_REPORT,performance.now()+REPORT_WAIT_MS).then(resolve)}),onReport=null,step.paintedMs>=LONG_FRAME_MS&&await longFrames.reported(...step.processed),await caughtUp())},stepAt:time=>steps.findLast(({from})=>from<=time)?.index??null,seenSince:time=>began.filter(at=>at>=time).length,totalMs:()=>steps.reduce((sum,{index,paintedMs})=>index<0?sum:sum+paintedMs,0)}}function isReported({inputAt,reportedAt,tap}){return tap!=="clicked"&&reportedAt>0&&reportedAt>=inputAt-SAME_TIME_MS}async function frames(count,until=0){for(let frame=0;frame<count||performance.now()<until;frame++)await new Promise(resolve=>{requestAnimationFrame(()=>setTimeout(resolve,0))})}function watchLongFrames(){let frames2=[],onFrame=null;return new PerformanceObserver(list=>{frames2.push(...list.getEntries()),frames2.length>1e3&&frames2.splice(0,frames2.length-1e3),onFrame?.()}).observe({type:"long-animation-frame",buffered:!0}),{scriptsBetween:(from,to)=>frames2.flatMap(({scripts})=>scripts.filter(script=>overlaps(script,from,to))),async reported(from,to){await new Promise(resolve=>{onFrame=()=>{frames2.some(frame=>overlaps(frame,from,to))&&resolve()},onFrame(),setTimeout(resolve,60)}),onFrame=null}}}function overlaps({startTime,duration},from,to){return startTime<to&&startTime+duration>from}var text=(value,max)=>(value??"").slice(0,max),orNull=(value,max)=>value==null||value===""?null:value.slice(0,max);function serverTimingFacts(entries){return entries.slice(0,200).map(({name,duration})=>({name:text(name,500),durationMs:duration}))}function navigationFacts(){let entry=performance.getEntriesByType("navigation")[0];if(entry===void 0)return null;let{redirectStart,redirectEnd,workerStart,fetchStart,domainLookupStart}=entry,{connectStart,connectEnd,requestStart}=entry,{finalResponseHeadersStart=0}=entry,responseStart=Math.max(entry.responseStart,finalResponseHeadersStart);return{redirectStart,redirectEnd,workerStart,fetchStart,domainLookupStart,connectStart,connectEnd,requestStart,responseStart,protocol:text(entry.nextHopProtocol,500),serverTiming:serverTimingFacts(entry.serverTiming)}}function lcpFacts({value,attribution}){let resource=attribution.lcpResourceEntry;return{value,target:orNull(attribution.target,500),url:orNull(attribution.url,4e3),resource:resource?{startTime:resource.startTime,requestStart:resource.requestStart,responseEnd:resource.responseEnd,initiator:text(resource.initiatorType,500),serverTiming:serverTimingFacts(resource.serverTiming)}:null}}function inpFacts({attribution,value},{processedBetween,scriptsBetween,stepAt}){let startTime=attribution.interactionTime;if(startTime===void 0)return null;let reported=startTime+attribution.inputDelay,[processingStart,processingEnd]=processedBetween(startTime,value)??[reported,reported+attribution.processingDuration];return{value,target:orNull(attribution.interactionTarget,500),type:attribution.interactionType==="keyboard"?"keyboard":"pointer",step:stepAt(startTime),startTime,processingStart,processingEnd,scripts:scriptsBetween(processingStart,processingEnd).map(scriptFacts).slice(0,200)}}function scriptFacts(script){return{invoker:text(script.invoker,4e3),invokerType:text(script.invokerType,500),sourceUrl:text(script.sourceURL,4e3),functionName:text(script.sourceFunctionName,500),charPosition:script.sourceCharPosition,startTime:script.startTime,durationMs:script.duration}}var COUNTING=/^(?:aria|cdk|chakra|downshift|ember|ext-gen|headlessui|mat|mui|radix|rc|react-aria|react-select|swal2|tippy|yui)(?=[-_:\\d]).*\\d/i,USE_ID=/[:«»]|^_[rR]_\\w+_$/,UUID=/[\\da-f]{8}-(?:[\\da-f]{4}-){3}[\\da-f]{12}/i,LONG_NUMBER=/\\d{7,}/,MARKED=/^(?:css|svelte|jsx|emotion)-(?:[a-z\\d]{5,10}|\\d+)(?:-|$)/,COUNTED=/^(?:jss\\d+|makeStyles-.*\\d|ng-tns-.*\\d)/,STYLED_COMPONENT=/^sc-(?=\\w*[A-Z\\d])\\w{5,}$/,MODULE=/^(.+?)(?:__?|--)([\\w+-]{5,8})$/,VITE_MODULE=/^_(.+)_[a-z\\d]{5}_\\d+$/,NAME=/^[A-Z]?[a-z]+(?:[A-Z][a-z]{2,})*(?:\\d{1,4}(?:[A-Z][a-z]{2,})*)?$/;function isHash(text2){return text2.length<5||!/[A-Za-z]/.test(text2)||/^(?:[a-z]+|[A-Z]+)$/.test(text2)?!1:!NAME.test(text2)}function isGenerated(id){return[COUNTING,USE_ID,UUID,LONG_NUMBER].some(pattern=>pattern.test(id))?!0:id.split(/[-_.]/).some(piece=>piece.length>=6&&isHash(piece))}function stableClass(name){if(/[:[\\]/().%!]/.test(name))return name;let vite=VITE_MODULE.exec(name)?.[1];if(vite!==void 0)return vite;let[,named,hash]=MODULE.exec(name)??[];if(named!==void 0&&hash!==void 0&&isHash(hash))return named;if([MARKED,COUNTED,STYLED_COMPONENT,UUID].some(pattern=>pattern.test(name)))return null;let last=name.split(/[-_]/).at(-1)??"";return isHash(last)&&(last.length>=6||last===name)?null:name}var MAX_LENGTH=200,MAX_DEPTH=6,MAX_CLASSES=4,MAX_NAME=60;function describe(element){let{id}=element;if(typeof id=="string"&&id!==""&&id.length<=MAX_NAME&&!/\\s/.test(id)&&!isGenerated(id))return`#${id}`;let classes=new Set;for(let name of element.classList){let stable=name.length<=MAX_NAME?stableClass(name):null;stable!==null&&classes.add(stable)}return[element.localName.slice(0,MAX_NAME),...[...classes].toSorted().slice(0,MAX_CLASSES)].join(".")}function selectorOf(node){let element=node instanceof Element?node:node?.parentElement??null;if(element===null)return null;let selector="";for(let depth=0;element!==null&&depth<MAX_DEPTH;depth++){let part=describe(element);if(selector!==""&&part.length+selector.length+1>MAX_LENGTH||(selector=selector===""?part:`${part}>${selector}`,part.startsWith("#")||element.localName==="body"))break;element=element.parentElement}return selector.slice(0,MAX_LENGTH)}var MAX_SHIFTS=500,MAX_SOURCES=10,selectors=new WeakMap;function rememberSources({entries}){for(let{sources}of entries)for(let source of sources)selectors.has(source)||selectors.set(source,selectorOf(source.node))}function clsFacts({value,entries}){return{value,shifts:entries.slice(0,MAX_SHIFTS).map(entry=>({value:entry.value,startTime:entry.startTime,sources:entry.sources.slice(0,MAX_SOURCES).map(source=>({selector:selectors.get(source)??null,area:unionArea(source.previousRect,source.currentRect)}))}))}}function unionArea(a2,b2){let width=Math.max(0,Math.min(a2.right,b2.right)-Math.max(a2.left,b2.left)),height=Math.max(0,Math.min(a2.bottom,b2.bottom)-Math.max(a2.top,b2.top));return a2.width*a2.height+b2.width*b2.height-width*height}var t=class{t;o=0;i=[];l(t2){if(t2.hadRecentInput)return;let n2=this.i[0],e2=this.i.at(-1);this.o&&n2&&e2&&t2.startTime-e2.startTime<1e3&&t2.startTime-n2.startTime<5e3?(this.o+=t2.value,this.i.push(t2)):(this.o=t2.value,this.i=[t2]),this.t?.(t2)}},n=()=>{let t2=performance.getEntriesByType("navigation")[0];if(t2&&t2.responseStart>0&&t2.responseStart<performance.now())return t2},e=t2=>{if(document.readyState==="loading")return"loading";let e2=n();if(e2){if(t2<e2.domInteractive)return"loading";if(e2.domContentLoadedEventStart===0||t2<e2.domContentLoadedEventStart)return"dom-interactive";if(e2.domComplete===0||t2<e2.domComplete)return"dom-content-loaded"}return"complete"},o=t2=>{let n2=t2.nodeName;return t2.nodeType===1?n2.toLowerCase():n2.toUpperCase().replace(/^#/,"")},i=t2=>{let n2="";try{for(;t2?.nodeType!==9;){let e2=t2,i2=e2.id?"#"+e2.id:[o(e2),...Array.from(e2.classList??[]).sort()].join(".");if(n2.length+i2.length>99)return n2||i2;if(n2=n2?i2+">"+n2:i2,e2.id)break;t2=e2.parentNode}}catch{}return n2},a=new WeakMap;function r(t2,n2){let e2=a.get(n2);return e2||(e2=new WeakMap,a.set(n2,e2)),e2.get(t2)||e2.set(t2,new n2),e2.get(t2)}var s=-1,c=()=>s,f=t2=>{addEventListener("pageshow",n2=>{n2.persisted&&(s=n2.timeStamp,t2(n2))},!0)},l=(t2,n2,e2,o2)=>{let i2,a2;return r2=>{n2.value>=0&&(r2||o2)&&(a2=n2.value-(i2??0),(a2||i2===void 0)&&(i2=n2.value,n2.delta=a2,n2.rating=((t3,n3)=>t3>n3[1]?"poor":t3>n3[0]?"needs-improvement":"good")(n2.value,e2),t2(n2)))}},u=t2=>{requestAnimationFrame(()=>requestAnimationFrame(()=>t2()))},d=()=>n()?.activationStart??0,h=-1,g=new Set,v=()=>document.visibilityState!=="hidden"||document.prerendering?1/0:0,p=t2=>{if(document.visibilityState==="hidden"){if(t2.type==="visibilitychange")for(let t3 of g)t3();isFinite(h)||(h=t2.type==="visibilitychange"?t2.timeStamp:0,removeEventListener("prerenderingchange",p,!0))}},m=(t2=!1)=>{if(t2&&(h=1/0),h<0){let t3=d();h=(document.prerendering?void 0:globalThis.performance.getEntriesByType("visibility-state").find(n3=>n3.name==="hidden"&&n3.startTime>=t3)?.startTime)??v(),addEventListener("visibilitychange",p,!0),addEventListener("prerenderingchange",p,!0),f(()=>{setTimeout(()=>{h=v()})})}return{get firstHiddenTime(){return h},onHidden(t3){g.add(t3)}}},y=(t2,e2=-1,o2,i2=0,a2,r2,s2)=>{let f2=n(),l2=f2?.navigationId||0,u2="navigate";return o2?u2=o2:c()>=0?u2="back-forward-cache":f2&&(document.prerendering||d()>0?u2="prerender":document.wasDiscarded?u2="restore":f2.type&&(u2=f2.type.replace(/_/g,"-"))),{name:t2,value:e2,rating:"good",delta:0,entries:[],id:`v6-${Date.now()}-${Math.floor(8999999999999*Math.random())+1e12}`,navigationType:u2,navigationId:i2||l2,navigationInteractionId:a2,navigationURL:r2||f2?.name,navigationStartTime:s2||0}},b=(t2,n2,e2={})=>{try{let o2=t2.filter(t3=>PerformanceObserver.supportedEntryTypes.includes(t3));if(o2.length>0){let t3=new PerformanceObserver(t4=>{queueMicrotask(()=>{let e3=t4.getEntries();o2.length>1&&e3.sort((t5,n3)=>t5.startTime+t5.duration-(n3.startTime+n3.duration)),n2(e3)})});for(let n3 of o2)t3.observe({type:n3,buffered:!0,...e2});return t3}}catch{}},M=t2=>globalThis.PerformanceObserver?.supportedEntryTypes?.includes("soft-navigation")&&typeof globalThis.PerformanceSoftNavigation?.prototype?.getLargestInteractionContentfulPaint=="function"&&t2&&t2.reportSoftNavs,T=(t2,n2)=>{if(t2.set(n2.navigationId,n2),t2.size>2){let n3=t2.keys().next().value;n3!==void 0&&t2.delete(n3)}},E=t2=>{let n2=!1;return()=>{n2||(t2(),n2=!0)}},D=class{u},w=t2=>{document.prerendering?addEventListener("prerenderingchange",t2,!0):t2()},S=[1800,3e3],k=(t2,n2={})=>{let e2=M(n2);w(()=>{let o2=r(n2,D),i2=m(),a2,s2=y("FCP"),h2=b(["paint"],t3=>{for(let n3 of t3)n3.name==="first-contentful-paint"&&(h2.disconnect(),n3.startTime<i2.firstHiddenTime&&(s2.value=Math.max(n3.startTime-d(),0),s2.entries.push(n3),s2.navigationId=n3.navigationId||s2.navigationId,a2(!0)))});h2&&(a2=l(t2,s2,S,n2.reportAllChanges),f(e3=>{s2=y("FCP",-1,"back-forward-cache",s2.navigationId,s2.navigationInteractionId,s2.navigationURL,c()),a2=l(t2,s2,S,n2.reportAllChanges),u(()=>{s2.value=performance.now()-e3.timeStamp,a2(!0)})})),e2&&b(["soft-navigation"],e3=>{e3.forEach(e4=>{o2.u&&e4.navigationId&&T(o2.u,e4);let i3=Math.max((e4.presentationTime||e4.paintTime||0)-e4.startTime,0);s2=y("FCP",i3,"soft-navigation",e4.navigationId,e4.interactionId,e4.name,e4.startTime),a2=l(t2,s2,S,n2.reportAllChanges),a2(!0)})},n2)})},L=[.1,.25],P=t2=>t2.find(t3=>t3.node?.nodeType===1)||t2[0],F=(n2,o2={})=>{let a2=r(o2=Object.assign({},o2),t),s2=new WeakMap;a2.t=t2=>{if(t2?.sources?.length){let n3=P(t2.sources),e2=n3?.node;if(e2){let t3=o2.generateTarget?.(e2)??i(e2);s2.set(n3,t3)}}},((n3,e2={})=>{let o3=m();k(E(()=>{let i2,a3=y("CLS",0),s3=r(e2,t),d2=(t2,o4,r2,c2,f2)=>{a3=y("CLS",0,t2,o4,r2,c2,f2),s3.o=0,i2=l(n3,a3,L,e2.reportAllChanges)},h2=(t2=!1)=>{s3.o>a3.value&&(a3.value=s3.o,a3.entries=s3.i),i2(t2)},g2=t2=>{h2(!0),d2("soft-navigation",t2.navigationId,t2.interactionId,t2.name,t2.startTime)},v2=t2=>{for(let n4 of t2)n4.entryType!=="soft-navigation"?s3.l(n4):g2(n4);h2()},p2=["layout-shift"];M(e2)&&p2.push("soft-navigation");let m2=b(p2,v2);m2&&(i2=l(n3,a3,L,e2.reportAllChanges),o3.onHidden(()=>{v2(m2.takeRecords()),i2(!0)}),f(()=>{d2("back-forward-cache",a3.navigationId,a3.navigationInteractionId,a3.navigationURL,c()),u(i2)}),setTimeout(i2))}))})(t2=>{n2((t3=>{let n3={};if(t3.entries.length){let o3=t3.entries.reduce((t4,n4)=>t4.value>n4.value?t4:n4);if(o3?.sources?.length){let t4=P(o3.sources);t4&&(n3={largestShiftTarget:s2.get(t4),largestShiftTime:o3.startTime,largestShiftValue:o3.value,largestShiftSource:t4,largestShiftEntry:o3,loadState:e(o3.startTime)})}}return Object.assign(t3,{attribution:n3})})(t2))},o2)};var C=0,I=1/0,B=0,O=t2=>{for(let n2 of t2)n2.interactionId&&(I=Math.min(I,n2.interactionId),B=Math.max(B,n2.interactionId),C=B?(B-I)/7+1:0)},j,A=()=>j?C:performance.interactionCount??0,N=()=>{"interactionCount"in performance||j||(j=b(["event"],O,{durationThreshold:0}))},q=class{h=0;v=[];p=new Map;m;M;T(){return A()-this.h}D(){this.h=A(),this.v.length=0,this.p.clear()}S(t2){let n2=this.T(),e2=Math.min(this.v.length-1,Math.floor(n2/50));return!n2||e2!==-1||t2!=="soft-navigation"&&t2!=="back-forward-cache"?this.v[e2]:{k:8,id:-1,entries:[]}}l(t2){if(this.m?.(t2),!t2.interactionId)return;let n2=this.v.at(-1),e2=this.p.get(t2.interactionId);if(e2||this.v.length<10||t2.duration>n2.k){if(e2?t2.duration>e2.k?(e2.entries=[t2],e2.k=t2.duration):t2.duration===e2.k&&t2.startTime===e2.entries[0].startTime&&e2.entries.push(t2):(e2={id:t2.interactionId,entries:[t2],k:t2.duration},this.p.set(e2.id,e2),this.v.push(e2)),this.v.sort((t3,n3)=>n3.k-t3.k),this.v.length>10){let t3=this.v.splice(10);for(let n3 of t3)this.p.delete(n3.id)}this.M?.(e2)}}},W=t2=>{let n2="requestIdleCallback"in globalThis?1e3:0,e2=globalThis.requestIdleCallback||setTimeout,o2=globalThis.cancelIdleCallback||clearTimeout;if(document.visibilityState==="hidden")t2();else{let i2=E(t2),a2=-1,r2=()=>{o2(a2),i2()};addEventListener("visibilitychange",r2,{once:!0,capture:!0}),a2=e2(()=>{removeEventListener("visibilitychange",r2,{capture:!0}),i2()},{timeout:n2})}},x=[200,500],R=(t2,n2={})=>{let o2=r(n2=Object.assign({},n2),q),a2=[],s2=[],u2=0,d2=new WeakMap,h2=new WeakMap,g2=!1,v2=()=>{g2||(g2=!0,W(p2))},p2=()=>{let t3=new Set(o2.v.map(t4=>d2.get(t4.entries[0]))),n3=s2.length-10;s2=s2.filter((e3,o3)=>o3>=n3||t3.has(e3));let e2=new Set;for(let t4 of s2){let n4=T2(t4.startTime,t4.processingEnd);for(let t5 of n4)e2.add(t5)}let i2=a2.length-10;a2=a2.filter((t4,n4)=>e2.has(t4)||n4>=i2&&t4.startTime>u2),g2=!1};o2.m=t3=>{let e2=t3.startTime+t3.duration,o3;u2=Math.max(u2,t3.processingEnd);for(let i2=s2.length-1;i2>=0;i2--){let a3=s2[i2];if(Math.abs(e2-a3.renderTime)<=8){o3=a3,o3.startTime=Math.min(t3.startTime,o3.startTime),o3.processingStart=Math.min(t3.processingStart,o3.processingStart),o3.processingEnd=Math.max(t3.processingEnd,o3.processingEnd),n2.includeProcessedEventEntries&&o3.entries.push(t3);break}}o3||(o3={startTime:t3.startTime,processingStart:t3.processingStart,processingEnd:t3.processingEnd,renderTime:e2,entries:n2.includeProcessedEventEntries?[t3]:[]},s2.push(o3)),t3.interactionId&&d2.set(t3,o3),v2()},o2.M=t3=>{if(!h2.get(t3)){let e2=t3.entries.find(t4=>t4.target)?.target;if(e2){let o3=n2.generateTarget?.(e2)??i(e2);h2.set(t3,o3)}else{let n3=t3.entries.find(t4=>t4.targetSelector)?.targetSelector;n3&&h2.set(t3,n3)}}};let T2=(t3,n3)=>{let e2=[];for(let o3 of a2)if(!(o3.startTime+o3.duration<t3)){if(o3.startTime>n3)break;e2.push(o3)}return e2},E2=t3=>{if(t3.entries.length===0){let n4=t3.navigationStartTime||0,o3={processedEventEntries:[],longAnimationFrameEntries:[],inputDelay:0,processingDuration:0,presentationDelay:t3.value,loadState:e(n4)};return Object.assign(t3,{attribution:o3})}let n3=t3.entries[0],i2=d2.get(n3),a3=Math.max(i2.processingStart,n3.startTime),r2=Math.max(n3.startTime+n3.duration,a3),s3=Math.min(i2.processingEnd,r2),c2=i2.entries.sort((t4,n4)=>t4.processingStart-n4.processingStart),f2=T2(n3.startTime,s3),l2=o2.p.get(n3.interactionId),u3={interactionTarget:h2.get(l2),interactionType:n3.name.startsWith("key")?"keyboard":"pointer",interactionTime:n3.startTime,nextPaintTime:r2,processedEventEntries:c2,longAnimationFrameEntries:f2,inputDelay:a3-n3.startTime,processingDuration:s3-a3,presentationDelay:r2-s3,loadState:e(n3.startTime),longestScript:void 0,totalScriptDuration:void 0,totalStyleAndLayoutDuration:void 0,totalPaintDuration:void 0,totalUnattributedDuration:void 0};return(t4=>{let n4=t4.interactionTime,e2=t4.nextPaintTime;if(!t4.longAnimationFrameEntries?.length||!n4||!e2)return;let o3=t4.inputDelay,i3=t4.processingDuration,a4,r3,s4=0,c3=0,f3=0,l3=0;for(let e3 of t4.longAnimationFrameEntries){c3=c3+e3.startTime+e3.duration-e3.styleAndLayoutStart;for(let t5 of e3.scripts){let e4=t5.startTime+t5.duration;if(e4<n4)continue;let f4=e4-Math.max(n4,t5.startTime),u5=t5.duration?f4/t5.duration*t5.forcedStyleAndLayoutDuration:0;s4+=f4-u5,c3+=u5,f4>l3&&(r3=t5.startTime<n4+o3?"input-delay":t5.startTime>=n4+o3+i3?"presentation-delay":"processing-duration",a4=t5,l3=f4)}}let u4=t4.longAnimationFrameEntries.at(-1),d3=u4?u4.startTime+u4.duration:0;d3>=n4+o3+i3&&(f3=e2-d3),a4&&r3&&(t4.longestScript={entry:a4,subpart:r3,intersectingDuration:l3}),t4.totalScriptDuration=s4,t4.totalStyleAndLayoutDuration=c3,t4.totalPaintDuration=f3,t4.totalUnattributedDuration=e2-n4-s4-c3-f3})(u3),Object.assign(t3,{attribution:u3})};b(["long-animation-frame"],t3=>{a2=a2.concat(t3),v2()},n2),((t3,n3={})=>{if(!globalThis.PerformanceEventTiming||!("interactionId"in PerformanceEventTiming.prototype))return;let e2=m();w(()=>{N();let o3,i2=y("INP"),a3=r(n3,q),s3=(e3,r2,s4,c2,f2)=>{a3.D(),i2=y("INP",-1,e3,r2,s4,c2,f2),o3=l(t3,i2,x,n3.reportAllChanges)},u3=()=>{let t4=a3.S(i2.navigationType);t4&&t4.k!==i2.value&&(i2.value=t4.k,i2.entries=t4.entries,o3())},d3=t4=>{u3(),o3(!0),s3("soft-navigation",t4.navigationId,t4.interactionId,t4.name,t4.startTime)},h3=(t4,n4=!1)=>{W(()=>{for(let n5 of t4)n5.entryType!=="soft-navigation"?a3.l(n5):d3(n5);u3(),n4&&o3(!0)})},g3=["event","first-input"];M(n3)&&g3.push("soft-navigation");let v3=b(g3,h3,{...n3,durationThreshold:n3.durationThreshold??40});o3=l(t3,i2,x,n3.reportAllChanges),v3&&(e2.onHidden(()=>{h3(v3.takeRecords(),!0)}),f(()=>{s3("back-forward-cache",i2.navigationId,i2.navigationInteractionId,i2.navigationURL,c())}))})})(n3=>{t2(E2(n3))},n2)},U=class{m;u;l(t2){this.m?.(t2)}},$=[2500,4e3],H=50,V=[];b(["resource"],t2=>{for(let n2 of t2)V.push(n2),V.length>H&&V.shift()});var z=(t2,e2={})=>{(e2=Object.assign({},e2)).resourceBufferSize!=null&&(H=e2.resourceBufferSize);let o2=r(e2,U),a2=new WeakMap;M(e2)&&(o2.u=new Map),o2.m=t3=>{let n2=t3.element;if(n2){let o3=e2.generateTarget?.(n2)??i(n2);a2.set(t3,o3)}else t3.id&&a2.set(t3,`#${t3.id}`)},((t3,n2={})=>{let e3=!1,o3=M(n2);w(()=>{let i2,a3=m(),s2=y("LCP"),h2=r(n2,U),g2=(o4,r2,c2,f2,u2)=>{s2=y("LCP",-1,o4,r2,c2,f2,u2),i2=l(t3,s2,$,n2.reportAllChanges),e3=!1,o4==="soft-navigation"&&(a3=m(!0))},v2=t4=>{h2.u&&t4.navigationId&&T(h2.u,t4),e3||i2(!0),g2("soft-navigation",t4.navigationId,t4.interactionId,t4.name,t4.startTime);let n3=t4.getLargestInteractionContentfulPaint?.();n3&&p2([n3])},p2=t4=>{n2.reportAllChanges||o3||(t4=t4.slice(-1));for(let n3 of t4){if(!n3)continue;if(n3.entryType==="soft-navigation"){v2(n3);continue}let t5=0,e4=[],o4=n3.startTime;if(n3.entryType==="largest-contentful-paint")t5=Math.max(n3.startTime-d(),0),h2.l(n3),e4=[n3];else if(n3.entryType==="interaction-contentful-paint"){let i3=n3;if(!s2.navigationId||"interactionId"in i3&&i3.interactionId!=s2.navigationInteractionId)continue;o4=i3.largestContentfulPaint?.renderTime||0,t5=Math.max(o4-n3.startTime,0),i3.largestContentfulPaint&&(h2.l(i3.largestContentfulPaint),e4=[i3.largestContentfulPaint])}o4<a3.firstHiddenTime&&(s2.value=t5,s2.entries=e4,i2())}},M2=["largest-contentful-paint"];o3&&M2.push("interaction-contentful-paint","soft-navigation");let E2=b(M2,p2);if(E2){i2=l(t3,s2,$,n2.reportAllChanges);let a4=["keydown","click","visibilitychange"],r2=t4=>{if(t4.isTrusted&&!e3){let t5=s2.id;W(()=>{if(!e3){if(!o3){E2.disconnect();for(let t6 of a4)removeEventListener(t6,r2,{capture:!0})}t5===s2.id&&(e3=!0,i2(!0))}})}};for(let t4 of a4)addEventListener(t4,r2,{capture:!0});f(o4=>{g2("back-forward-cache",s2.navigationId,s2.navigationInteractionId,s2.navigationURL,c()),i2=l(t3,s2,$,n2.reportAllChanges),u(()=>{s2.value=performance.now()-o4.timeStamp,e3=!0,i2(!0)})})}})})(e3=>{t2((t3=>{let e4={timeToFirstByte:0,resourceLoadDelay:0,resourceLoadDuration:0,elementRenderDelay:t3.value};if(t3.entries.length){let i2=t3.entries.at(-1),r2=t4=>t4.name===i2.url&&(t4.requestStart||t4.startTime)<=i2.startTime,s2=i2.url&&(V.findLast(r2)||performance.getEntriesByType("resource").findLast(r2)),c2;e4.target=a2.get(i2),e4.lcpEntry=i2,i2.url&&(e4.url=i2.url),s2&&(e4.lcpResourceEntry=s2);let f2=0,l2=0;if(t3.navigationType!=="soft-navigation"?(c2=n(),f2=c2?.activationStart??0,l2=c2?.responseStart??0):(f2=t3.navigationStartTime||0,c2=o2.u?.get(t3.navigationId)),c2){let n2=Math.max(0,l2-f2),o3=Math.max(n2,s2?(s2.requestStart||s2.startTime)-f2:0),i3=Math.min(t3.value,Math.max(o3,s2?s2.responseEnd-f2:0));e4={...e4,timeToFirstByte:n2,resourceLoadDelay:o3-n2,resourceLoadDuration:i3-o3,elementRenderDelay:t3.value-i3,navigationEntry:c2}}}return Object.assign(t3,{attribution:e4})})(e3))},e2)};var RESOURCE_BUFFER=5e3,MIN_EVENT_MS=16,generateTarget=node=>selectorOf(node)??void 0;function watchLoad(onCandidate2){let vitals={lcp:null,inp:null,cls:null};return watchPaints(vitals,!1,onCandidate2),watchInput(vitals),vitals}function watchSoftNavigation(onCandidate2){let vitals={lcp:null,inp:null,cls:null};return watchPaints(vitals,!0,onCandidate2),vitals}function watchPaints(vitals,reportSoftNavs,onCandidate2){let isOurs=metric=>metric.navigationType==="soft-navigation"===reportSoftNavs;z(metric=>{isOurs(metric)&&(vitals.lcp=metric,onCandidate2())},{reportAllChanges:!0,reportSoftNavs,resourceBufferSize:RESOURCE_BUFFER,generateTarget}),F(metric=>{isOurs(metric)&&(rememberSources(metric),vitals.cls=metric)},{reportAllChanges:!0,reportSoftNavs})}function watchInput(vitals){R(metric=>{vitals.inp=metric},{reportAllChanges:!0,durationThreshold:MIN_EVENT_MS,generateTarget})}function watchInputSince(from,vitals){let Native=globalThis.PerformanceObserver;globalThis.PerformanceObserver=class extends Native{constructor(callback){super((list,observer)=>{callback({getEntries:()=>list.getEntries().filter(({startTime})=>startTime>=from)},observer)})}};try{watchInput(vitals)}finally{globalThis.PerformanceObserver=Native}}function watchSoftNavigations(onCandidate2){let current=null,onArrival=null;return{supported:()=>PerformanceObserver.supportedEntryTypes.includes("soft-navigation")&&typeof globalThis.PerformanceSoftNavigation?.prototype.getLargestInteractionContentfulPaint=="function",begin(){let from=performance.now(),navigation={vitals:watchSoftNavigation(onCandidate2),startTime:null,settledAt:null};current=navigation,new PerformanceObserver(list=>{let entry=list.getEntries().find(({startTime})=>startTime>=from);entry===void 0||navigation.startTime!==null||(navigation.startTime=entry.startTime,onArrival?.())}).observe({type:"soft-navigation",buffered:!0})},async arrived(waitMs){return current===null||current.startTime!==null?current!==null:(await new Promise(resolve=>{onArrival=resolve,setTimeout(resolve,waitMs)}),onArrival=null,current.startTime!==null)},settle(){current!==null&&(current.settledAt=performance.now(),watchInputSince(current.settledAt,current.vitals))},current:()=>current}}function active(what){typeof vitalsGateActivity=="function"&&vitalsGateActivity(what)}var onCandidate=()=>active("lcp"),NAVIGATION_STEP=-1;function start(){performance.setResourceTimingBufferSize(RESOURCE_BUFFER);let longFrames=watchLongFrames(),interactions=trackInteractions(longFrames),context={processedBetween:watchEvents(),scriptsBetween:longFrames.scriptsBetween,stepAt:interactions.stepAt},load=watchLoad(onCandidate),soft=watchSoftNavigations(onCandidate);new PerformanceObserver(()=>active("shift")).observe({type:"layout-shift",buffered:!0}),new PerformanceObserver(()=>active("long task")).observe({type:"longtask",buffered:!0});let collect=()=>{let navigation=soft.current(),{lcp,inp,cls}=navigation?.vitals??load;return{navigation:navigationFacts(),softStart:navigation?.startTime??null,restored:wasRestored(),lcp:lcp&&lcpFacts(lcp),inp:inp&&inpFacts(inp,context),cls:cls&&clsFacts(cls),interactionsSeen:interactions.seenSince(navigation?.settledAt??0),interactionMs:interactions.totalMs(),loadMs:load.lcp?.value??0}};Object.assign(globalThis,{vitalsGate:{async collect(){return await caughtUp(),collect()},beginStep:interactions.beginStep,afterPaint:interactions.afterPaint,painted:()=>frames(1),softSupported:soft.supported,beginSoft(){interactions.beginStep(NAVIGATION_STEP),soft.begin()},softArrived:soft.arrived,settleSoft:soft.settle}})}globalThis.top===globalThis.self&&start();})();';

// src/lab/probe/facts.ts
var time = zod_z.number();
var name3 = zod_z.string().max(500);
var url = zod_z.string().max(4e3);
var serverTimingSchema = zod_z.strictObject({ name: name3, durationMs: time });
var navigationSchema = zod_z.strictObject({
  redirectStart: time,
  redirectEnd: time,
  workerStart: time,
  fetchStart: time,
  domainLookupStart: time,
  connectStart: time,
  connectEnd: time,
  requestStart: time,
  responseStart: time,
  protocol: name3,
  serverTiming: zod_z.array(serverTimingSchema).max(200)
});
var lcpSchema = zod_z.strictObject({
  value: time,
  target: name3.nullable(),
  url: url.nullable(),
  resource: zod_z.strictObject({
    startTime: time,
    /** 0 where the response lacks Timing-Allow-Origin. */
    requestStart: time,
    responseEnd: time,
    initiator: name3,
    serverTiming: zod_z.array(serverTimingSchema).max(200)
  }).nullable()
});
var scriptSchema = zod_z.strictObject({
  invoker: url,
  invokerType: name3,
  sourceUrl: url,
  functionName: name3,
  charPosition: zod_z.number(),
  startTime: time,
  durationMs: time
});
var inpSchema = zod_z.strictObject({
  /** The longest event duration of the interaction, rounded by the browser to 8 ms. */
  value: time,
  target: name3.nullable(),
  type: zod_z.enum(["pointer", "keyboard"]),
  /** Index of the interaction step that was under way. */
  step: zod_z.number().int().nullable(),
  startTime: time,
  processingStart: time,
  processingEnd: time,
  scripts: zod_z.array(scriptSchema).max(200)
});
var clsSchema = zod_z.strictObject({
  value: zod_z.number().nonnegative(),
  shifts: zod_z.array(
    zod_z.strictObject({
      value: zod_z.number().nonnegative(),
      startTime: time,
      /** Shifted elements with the area they moved through, px². */
      sources: zod_z.array(zod_z.strictObject({ selector: name3.nullable(), area: zod_z.number().nonnegative() })).max(10)
    })
  ).max(500)
});
var factsSchema = zod_z.strictObject({
  navigation: navigationSchema.nullable(),
  /** When the soft navigation that is measured began; null where the page's load is. LCP's value counts from there. */
  softStart: time.nullable(),
  /** Whether the page came back from the back/forward cache. */
  restored: zod_z.boolean(),
  lcp: lcpSchema.nullable(),
  inp: inpSchema.nullable(),
  cls: clsSchema.nullable(),
  /** Trusted pointer and key events the probe saw, whether or not the browser timed them. */
  interactionsSeen: zod_z.number().int().nonnegative(),
  /** From each interaction's input to its next paint, summed, ms. */
  interactionMs: time,
  /** The LCP of the load, whatever is measured; 0 without one, ms. */
  loadMs: time
});

// src/lab/probe/probe.ts
var WORLD = "vitals-gate";
var BINDING = "vitalsGateActivity";
var Probe = class _Probe {
  #session;
  #contextId = null;
  constructor(session) {
    this.#session = session;
  }
  /**
   * Installs the probe so that it runs before any script of any page the session will show. `onActivity` is called
   * whenever the page paints a new LCP candidate, shifts, or has had a long task.
   */
  static async attach(session, onActivity) {
    const probe = new _Probe(session);
    const { frameTree } = await session.send("Page.getFrameTree");
    const mainFrameId = frameTree.frame.id;
    session.on("Runtime.executionContextCreated", ({ context }) => {
      const data = context.auxData;
      if (context.name === WORLD && data?.frameId === mainFrameId) probe.#contextId = context.uniqueId;
    });
    session.on("Runtime.bindingCalled", ({ name: name4, payload }) => {
      if (name4 === BINDING) onActivity(payload);
    });
    await Promise.all([
      session.send("Runtime.enable"),
      session.send("Runtime.addBinding", { name: BINDING, executionContextName: WORLD }),
      session.send("Page.enable"),
      session.send("Page.addScriptToEvaluateOnNewDocument", { source: virtual_probe_default, worldName: WORLD })
    ]);
    return probe;
  }
  /** Says that step `index` of the route's script begins. */
  async beginStep(index) {
    await this.#call(`beginStep(${index})`);
  }
  /** Resolves when the step's input has been painted and the browser has reported it. */
  async afterPaint() {
    await this.#call("afterPaint()");
  }
  /** Resolves when the page has painted the frame under way. */
  async painted() {
    await this.#call("painted()");
  }
  /** Says that the next input begins a soft navigation. Throws VisitFailure where this Chrome does not report any. */
  async beginSoftNavigation() {
    if (await this.#call("softSupported()") !== true)
      throw new VisitFailure(
        "soft-navigation-unsupported",
        "this Chrome does not report soft navigations; Chrome 151 and later do"
      );
    await this.#call("beginSoft()");
  }
  /** Whether the soft navigation has come, after at most `waitMs`. */
  async softNavigationArrived(waitMs) {
    return await this.#call(`softArrived(${waitMs})`) === true;
  }
  /** Says that the page it led to has settled: interactions from now on are that page's. */
  async settleSoftNavigation() {
    await this.#call("settleSoft()");
  }
  /** Everything measured so far. Throws VisitFailure where the page gave something that is not a measurement. */
  async collect() {
    const parsed4 = factsSchema.safeParse(await this.#call("collect()"));
    if (parsed4.success && parsed4.data.restored)
      throw new VisitFailure("left-the-page", "the page was left and came back from the back/forward cache");
    if (parsed4.success) return parsed4.data;
    const issue = parsed4.error.issues[0];
    throw new VisitFailure(
      "bad-facts",
      `the page reported no usable measurement (${issue?.path.join(".")}: ${issue?.message})`
    );
  }
  async #call(expression) {
    if (this.#contextId === null)
      throw new VisitFailure("probe-missing", "the page never ran a document the probe could watch");
    const { result, exceptionDetails } = await this.#session.send("Runtime.evaluate", {
      expression: `vitalsGate.${expression}`,
      uniqueContextId: this.#contextId,
      awaitPromise: true,
      returnByValue: true
    });
    if (exceptionDetails) throw new VisitFailure("probe-failed", `the probe failed: ${exceptionDetails.text}`);
    return result.value;
  }
};

// src/lab/soft-navigation.ts
var LOOK_MS = 200;
async function navigateSoftly2({ probe, gate, quiet }, { settleMs, limits: limits2 }, act) {
  await probe.beginSoftNavigation();
  await act();
  const deadline = performance.now() + limits2.answerMs;
  while (!await probe.softNavigationArrived(LOOK_MS)) {
    if (gate.held !== null) throw hard(gate.held);
    if (performance.now() >= deadline) throw missing4(limits2.answerMs);
  }
  await quiet.settled(settleMs);
  if (gate.held !== null) throw hard(gate.held);
  await probe.settleSoftNavigation();
}
function hard(url2) {
  const to = url2.split(/[?#]/)[0];
  return new VisitFailure("hard-navigation", `it loads a new document, ${to}, instead of navigating softly`);
}
function missing4(timeoutMs) {
  const what = `no soft navigation within ${timeoutMs / 1e3} s: Chrome sees one where an interaction changes the URL and then paints something new`;
  return new VisitFailure("no-soft-navigation", what);
}

// src/lab/visit.ts
async function visit(request, signal) {
  const start2 = performance.now();
  let context = null;
  try {
    request.shaper.takeTraffic();
    context = await openContext(request);
    const measured2 = await within2(request.limits.visitMs, signal, measure2(context, request));
    await closeContext(context);
    const { redactor } = request.visitor;
    return redactor.outcome(outcomeOf2(measured2, performance.now() - start2));
  } catch (error) {
    signal.throwIfAborted();
    const failure = asFailure(error, request);
    if (context !== null) await closeContext(context);
    return {
      status: "failed",
      code: failure.code,
      reason: withoutQueries(request.visitor.redactor.text(failure.message)).slice(0, 2e3)
    };
  }
}
async function measure2(context, request) {
  const page = await context.newPage();
  const crashed = new Promise((_, reject2) => {
    page.once("error", () => reject2(new VisitFailure("page-crashed", "the page crashed")));
  });
  const work = async () => {
    const { equipment, ...tab } = await openTab(context, page, request, async (session, quiet2) => {
      const documents = new DocumentWatch(session);
      const capture = request.observe === void 0 ? null : new GraphqlCapture(session);
      const network2 = await NetworkLog.attach(session);
      return { documents, network: network2, capture, probe: await Probe.attach(session, (what) => quiet2.active(what)) };
    });
    const watched = { ...tab, ...equipment };
    const busy = await arrive(watched, request, request.route.path);
    await tab.endRestore();
    const left = await interact(watched, request);
    watched.documents.check(page.url());
    const facts = await watched.probe.collect();
    if (equipment.capture !== null) request.observe?.(await equipment.capture.exchanges());
    const notes2 = [busy === null ? [] : [`The page never became quiet: ${busy}.`], left, tab.bystanders.notes()];
    const { network, quiet } = watched;
    const lcpOrigin = facts.lcp?.url ? await network.originOf(facts.lcp.url) : null;
    const around = { document: network.document, lcpOrigin, traffic: request.shaper.takeTraffic() };
    return { facts, around, notes: notes2.flat(), deployUrl: request.deployUrl, settleMs: quiet.settledMs };
  };
  return Promise.race([work(), crashed]);
}
async function arrive(tab, request, path13) {
  tab.documents.expect();
  await load(tab, request, path13);
  const busy = await tab.quiet.settled(request.settleMs);
  tab.documents.check(tab.page.url());
  return busy;
}
async function interact(tab, request) {
  const { interactions } = request.route;
  const { page, gate } = tab;
  if (interactions.some((step2) => isInput(step2) || isSoftNavigation(step2))) await gate.holdDocuments();
  let leaving = -1;
  for (const [index, step2] of interactions.entries()) {
    const document2 = page.url();
    try {
      await perform(stageOf2(tab, request, index), step2);
      tab.documents.check(page.url());
      if (gate.held !== null && leaving === -1) leaving = index;
      if (leaving !== -1 && leaving < interactions.length - 1) throw leftThePage(gate.held ?? "");
    } catch (error) {
      throw failedAt2(index, request, error, page.isClosed() || page.url() === document2 ? "" : page.url());
    }
  }
  if (leaving === -1) return [];
  return [`Step ${leaving + 1} leads to ${shown4(gate.held ?? "")}, another document, which was not loaded.`];
}
function stageOf2(tab, request, index) {
  const { page, probe, gate, requests } = tab;
  return {
    page,
    touch: request.condition.viewport.touch,
    requests,
    valueOf: request.visitor.valueOf,
    input: async (act) => {
      await probe.beginStep(index);
      await act();
      await probe.afterPaint();
    },
    navigate: (path13) => gate.pass(async () => void await arrive(tab, request, path13)),
    painted: () => probe.painted(),
    navigateSoftly: (act) => navigateSoftly2(tab, request, act)
  };
}
function isSoftNavigation(step2) {
  return step2.action === "navigate" && step2.kind === "soft";
}
function leftThePage(url2) {
  const what = `it leads to another document, ${shown4(url2)}; make that a route of its own, or go there in \`setup\``;
  return new VisitFailure("left-the-page", what);
}
function failedAt2(index, { route, browser }, error, left) {
  if (!browser.connected || /Target closed|Session closed/.test(causeOf(error))) return error;
  const known4 = error instanceof VisitFailure ? error.code : null;
  const code2 = known4 ?? (left === "" ? "interaction-failed" : "left-the-page");
  const now = left === "" || known4 === "left-the-page" ? "" : ` and the page is now ${new URL(left).pathname}`;
  const { action } = route.interactions[index] ?? { action: "unknown" };
  const what = `step ${index + 1} (${action}) of route ${route.name}: ${causeOf(error)}${now}`;
  return new VisitFailure(code2, what, { cause: error });
}
function shown4(url2) {
  return url2.split(/[?#]/)[0] ?? "";
}

// src/lab/lab.ts
var Lab = class _Lab {
  #options;
  #shapers;
  #scratch;
  #states = new StateStore();
  #browser;
  constructor(options, browser, shapers, scratch) {
    this.#options = options;
    this.#scratch = scratch;
    this.#browser = browser;
    this.#shapers = shapers;
  }
  /** Starts Chrome and the shapers. Throws `chrome-unlaunchable`. */
  static async open(options, conditions) {
    const scratch = openScratch();
    const browser = await launchChrome({ ...options, folder: scratch.folder() });
    return new _Lab(options, browser, await Shapers.open(conditions), scratch);
  }
  /** Chrome's name and version, e.g. `Chrome/156.0.0.0`. */
  version() {
    return this.#browser.version();
  }
  /** The browser of the present generation, for Lighthouse. */
  get browser() {
    return this.#browser;
  }
  /** The same, replaced where it has died. */
  async connectedBrowser() {
    if (!this.#browser.connected) await this.restart();
    return this.#browser;
  }
  /** The port of the condition's shaping SOCKS5 proxy. */
  proxyPort(condition) {
    return this.#shapers.portOf(condition);
  }
  /**
   * One visit, after the route's set-up steps where this campaign has not performed them on the deploy yet; a Chrome
   * that died before it is replaced. Rejects only where the signal aborts or no Chrome starts.
   */
  async visit(route, condition, deployUrl, hosts2, observe) {
    this.#options.signal.throwIfAborted();
    const browser = await this.connectedBrowser();
    const { settleMs, signal, limits: limits2 = VISIT_LIMITS, env } = this.#options;
    const shaper = await this.#shapers.of(condition, hosts2);
    const visitor = visitorOf(route, deployUrl, env);
    const about = { browser, shaper, route, condition, deployUrl, visitor, settleMs, limits: limits2 };
    const request = observe === void 0 ? about : { ...about, observe };
    const outcome2 = await this.#visit(request, hosts2);
    signal.throwIfAborted();
    if (outcome2.status === "failed" && outcome2.code === "timeout") await this.restart();
    return outcome2;
  }
  async #visit(request, hosts2) {
    const { signal } = this.#options;
    if ((request.route.session?.setup.length ?? 0) === 0) return visit(request, signal);
    const set = await this.#states.of(request, hosts2, signal);
    return "status" in set ? set : visit({ ...request, visitor: { ...request.visitor, state: set } }, signal);
  }
  /** Set-up steps are performed anew from now on: a campaign begins, or servers were started anew. */
  forgetSessions() {
    this.#states.forget();
  }
  /**
   * A new browser process. Called between blocks only: an effect fixed within one process survives interleaving, so a
   * campaign must see several.
   */
  async restart() {
    await closeBrowser(this.#browser);
    this.#options.signal.throwIfAborted();
    this.#browser = await launchChrome({ ...this.#options, folder: this.#scratch.folder() });
  }
  async close() {
    await closeBrowser(this.#browser);
    this.#scratch.close();
    await this.#shapers.close();
  }
};
var CLOSE_TIMEOUT_MS = 5e3;
async function closeBrowser(browser) {
  const child = browser.process();
  const kill = setTimeout(() => child?.kill("SIGKILL"), CLOSE_TIMEOUT_MS);
  try {
    await browser.close();
  } catch {
    child?.kill("SIGKILL");
  } finally {
    clearTimeout(kill);
  }
}

// src/gate/record.ts
function runRecord(facts) {
  const { purpose, config, rules, deploys: deploys2, chrome, notices, reproduce: reproduce3, shard, repository } = facts;
  const { base, head } = deploys2;
  const { routes, conditions, settleMs, policy, deciding, control, comment } = config;
  const recorded = { routes, conditions, settleMs, policy, deciding, control, comment };
  return {
    type: "run",
    version: 1,
    purpose,
    tool: version,
    chrome,
    base: base === null ? null : labelOf3(base),
    head: labelOf3(head),
    seed: { base: base?.sha ?? "", head: head.sha ?? "" },
    plan: rules.plan,
    alpha: rules.alpha,
    tolerances: mutable(DEFAULT_TOLERANCES),
    differences: rules.differences ?? false,
    config: mutable(recorded),
    waivers: { today: dayOf(/* @__PURE__ */ new Date()), granted: mutable(config.waivers) },
    ...config.policySource === null ? {} : { policySource: mutable(config.policySource) },
    ...shard === null ? {} : { shard },
    ...repository === null ? {} : { repository },
    notices: [...notices],
    reproduce: reproduce3
  };
}
function labelOf3({ sha, url: url2 }) {
  return { sha, url: url2 };
}
function mutable(value) {
  return structuredClone(value);
}

// src/gate/stage.ts
async function inLab(config, options, progress, signal, body2) {
  const out = await makeOutputFolder(options.out);
  const chromePath = await findChrome(options.chromePath, process.env);
  for (const warning of config.warnings) progress.line(warning);
  const deploys2 = await openDeploys(config, { ...options, out, signal }, progress.line);
  try {
    const { settleMs, conditions } = config;
    const lab = await Lab.open({ chromePath, env: process.env, settleMs, signal, log: progress.line }, conditions);
    try {
      return await body2({ config, deploys: deploys2, lab, out, progress, signal });
    } finally {
      await lab.close();
    }
  } finally {
    await deploys2.close();
  }
}
async function begin(stage, options, purpose, shard = null) {
  const { config, deploys: deploys2, lab, out, progress, signal } = stage;
  const absent = await whoIsAbsent(config, deploys2, signal);
  const control = controlPage(config.control, deploys2);
  const rules = rulesOf(config, options.blocks, control !== null);
  const notices = [...config.warnings, ...deploys2.notices, ...hostNotices(control, deploys2)];
  const chrome = await lab.version();
  const reproduce3 = reproduceCommand(options);
  const { repository = null } = options;
  const log = new LogFile(
    out,
    runRecord({ purpose, config, rules, deploys: deploys2, chrome, notices, reproduce: reproduce3, shard, repository })
  );
  const observed = config.graphql === null || purpose !== "gate" ? null : [];
  return { config, rules, deploys: deploys2, absent, control, lab, log, observed, out, progress, signal };
}
async function whoIsAbsent(config, deploys2, signal) {
  const ask2 = async (side3) => {
    const deploy2 = deploys2[side3];
    if (deploy2 === null || deploy2.hosts !== void 0 || config.conditions.some(({ hosts: hosts2 }) => hosts2 !== void 0))
      return null;
    return preflight(deploy2.url, signal);
  };
  const [base, head] = await Promise.all([ask2("base"), ask2("head")]);
  return { base, head };
}

// src/gate.ts
async function runGate(options, progress, signal) {
  const config = await configOf(options);
  if (config.routes.length === 0) return checkOperations(config, options);
  let run;
  try {
    return await inLab(config, options, progress, signal, async (stage) => {
      run = await begin(stage, options, "gate");
      await measureProven(run);
      const { judgement } = await publish(run);
      await explained(run, judgement, options.lighthouse);
      return { ...await publish(run), comment: config.comment };
    });
  } catch (error) {
    if (!signal.aborted) throw error;
    throw await interrupted(causeOf(signal.reason), options, run, error);
  }
}
async function runMeasure(options, progress, signal) {
  const config = await configOf(options);
  if (config.routes.length === 0) throw new GateError("usage", NOTHING_TO_VISIT);
  const shard = options.shard === null ? null : shardOf(config, options.shard);
  if (shard !== null) progress.line(describeShard(shard));
  let run;
  try {
    return await inLab(config, options, progress, signal, async (stage) => {
      run = await begin(stage, options, "gate", shard);
      await measureProven(run);
      await explained(run, reportOf(run.log).judgement, options.lighthouse);
      return path12.join(run.out, SAMPLES);
    });
  } catch (cause) {
    if (!signal.aborted) throw cause;
    const by = causeOf(signal.reason);
    run?.log.append({ type: "notice", text: `Stopped by ${by}: this is what was measured until then.` });
    throw new GateError("measure-interrupted", { signal: by, out: options.out }, { cause });
  }
}
var NOTHING_TO_VISIT = {
  what: "The configuration declares no routes, so there is nothing to measure.",
  todo: "Run `vitals-gate run` or `vitals-gate graphql check`: neither makes visits for GraphQL operations."
};
async function checkOperations(config, { baseSha, event = null, out, ...options }) {
  const baseRef = baseSha ?? baseOfEvent(event);
  const headSha = options.headSha ?? event?.headSha ?? null;
  const outcome2 = await checkGraphqlOf(config, { config: options.config, baseRef, headSha, isLabel: true, out });
  return { ...outcome2, comment: config.comment };
}
function baseOfEvent(event) {
  if (event?.kind === "pull-request") return event.baseSha;
  return event?.kind === "push" ? event.before : null;
}
async function configOf(options) {
  const { policyAt: asked = null, contents = null } = options;
  const policy = asked === null ? null : await readPolicy(asked, { config: options.config, contents });
  const config = selectRoutes(await loadConfig(options.config, { ...options, policy }), options);
  assertDecidable(rulesOf(config, options.blocks, false), config.deploys.base !== null);
  return config;
}
async function explained(run, judgement, lighthouse2) {
  try {
    await attributeBroken(run, judgement);
    await explainBroken(run, judgement, lighthouse2);
  } catch (error) {
    if (!run.signal.aborted) throw error;
    const text = `Stopped by ${causeOf(run.signal.reason)} while the verdict was being explained: everything was measured.`;
    run.log.append({ type: "notice", text });
    run.progress.line(text);
  }
}
var CALIBRATION_BLOCKS = 15;
async function runCalibration(asked, progress, signal) {
  const same = { headUrl: asked.baseUrl, headSha: asked.baseSha, lighthouse: "never" };
  const options = { ...asked, ...same, blocks: asked.blocks ?? CALIBRATION_BLOCKS };
  const loaded = selectRoutes(await loadConfig(options.config, { ...options, isHeadOptional: true }), options);
  const source = loaded.deploys.base ?? loaded.deploys.head;
  const config = { ...loaded, deploys: { base: source, head: source } };
  try {
    return await inLab(config, options, progress, signal, async (stage) => {
      const run = await begin(stage, options, "calibration");
      await measure(run);
      return calibrateLog(run.log, run.out);
    });
  } catch (cause) {
    if (!signal.aborted) throw cause;
    throw new GateError("calibration-interrupted", { signal: causeOf(signal.reason), out: asked.out }, { cause });
  }
}
async function recalibrate(folder) {
  return calibrateLog(await readLog(folder), path12.resolve(folder));
}
async function judgeFolder(folder) {
  const log = await readLog(folder);
  const { purpose, shard } = log.run;
  if (purpose !== "gate") throw new GateError("only-a-calibration", { out: folder });
  if (shard !== void 0 && shard.of > 1)
    throw new GateError("only-a-shard", { out: folder, index: shard.index, of: shard.of });
  return publish({ log, out: path12.resolve(folder) });
}
async function runReport(options) {
  const { log, out } = await collectBlobs(options);
  const outcome2 = await publish({ log, out });
  const { comment } = log.run.config;
  return comment === void 0 ? outcome2 : { ...outcome2, comment };
}
async function interrupted(by, options, run, cause) {
  const detail = { signal: by, out: options.out };
  if (run === void 0 || !run.log.later.some(({ type: type2 }) => type2 === "visit"))
    return new GateError("interrupted-early", detail, { cause });
  run.log.append({ type: "notice", text: `Stopped by ${by}: this is what was measured until then.` });
  await publish(run);
  return new GateError("interrupted", detail, { cause });
}

export {
  clean,
  groupRows,
  quantity,
  shortSha,
  count,
  code,
  prose,
  inText,
  metricName,
  routePhrase,
  reasonSentence,
  causePhrase,
  unmeasuredPhrase,
  rowPhrase,
  COMMENT_MARKER,
  renderComment,
  renderTerminal,
  COMMENT_MODES,
  findBlobs,
  placeIn,
  parseSource,
  matchesName,
  priceOperation,
  readOne,
  readGraph,
  workTree,
  priceText,
  parseJson,
  readOperations2 as readOperations,
  plannerFor,
  runGraphqlCheck,
  runGate,
  runMeasure,
  runCalibration,
  recalibrate,
  judgeFolder,
  runReport
};
