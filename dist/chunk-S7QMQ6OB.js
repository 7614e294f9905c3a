import {
  CURRENT,
  GRAPH_METRICS,
  METRICS,
  MIN_BLOCKS,
  comparedUnder,
  constantsOf,
  costText,
  definitionOf,
  isExact,
  knownParts,
  looksOf,
  looksReached,
  partsAt,
  sanitizeLine,
  smallestRedBlocks,
  stripQuery,
  unitOf
} from "./chunk-H4ORIQJM.js";
import {
  GateError
} from "./chunk-2ISTALDQ.js";

// src/model/hosts.ts
function routeOf(hosts, { host, port }) {
  const name3 = host.toLowerCase();
  const to = hosts[`${name3}:${port}`] ?? hosts[name3];
  if (to === void 0) return null;
  const [, bracketed, plain2, newPort] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/.exec(to) ?? [];
  return { host: bracketed ?? plain2 ?? to, port: newPort === void 0 ? port : Number(newPort) };
}
function sharedHosts([first, ...others]) {
  const entries = Object.entries(first ?? {});
  return Object.fromEntries(entries.filter(([host, to]) => others.every((other) => other?.[host] === to)));
}
function isLoopback(hostname) {
  return /^(?:(?:.+\.)?localhost|\[::1\]|127(?:\.\d+){3})$/.test(hostname);
}

// src/report/words/report-url.ts
function hostOf(url3) {
  return parse(url3)?.host ?? stripQuery(url3);
}
function linkTarget(url3) {
  const parsed = parse(url3);
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) return null;
  if (parsed.username !== "" || parsed.password !== "") return null;
  if (isLoopback(parsed.hostname) || refersToGitHub(parsed)) return null;
  return stripQuery(parsed.href).replace(
    /[^\w\-.~:/%,;=+]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`
  );
}
function refersToGitHub(url3) {
  if (/github\.com/i.test(url3.href)) return true;
  return /^\/[^/]+\/[^/]+\/(?:issues|pulls?|discussions|commits?|compare)(?:\/|$)/i.test(url3.pathname);
}
function parse(url3) {
  return URL.canParse(url3) ? new URL(url3) : null;
}

// src/report/comment/markdown.ts
var NAME_CAP = 120;
var PROSE_CAP = 400;
var COMMAND_CAP = 2e3;
var EMPTY = "(empty)";
var LONG_BACKTICK_RUN = /`{9,}/g;
function code(text, cap = NAME_CAP) {
  const content = sanitizeLine(text, cap).replace(LONG_BACKTICK_RUN, "`".repeat(8));
  if (content === "") return EMPTY;
  const fence = "`".repeat(longestRun(content) + 1);
  const pad = content.startsWith("`") || content.endsWith("`") ? " " : "";
  return fence + pad + content + pad + fence;
}
function block(lines, language = "") {
  const content = lines.map((line) => `${/^ */.exec(line)?.[0] ?? ""}${sanitizeLine(line, COMMAND_CAP)}`).join("\n");
  const fence = "`".repeat(Math.max(3, longestRun(content) + 1));
  return `${fence}${language}
${content}
${fence}`;
}
var MOST_LINES = 60;
function codeLines(lines) {
  const shown = lines.slice(0, MOST_LINES).map((line) => indentOf(line) + sanitizeLine(line, PROSE_CAP));
  const rest = lines.length - shown.length;
  const content = [...shown, ...rest > 0 ? [`… and ${rest} more lines`] : []].join("\n");
  const fence = "`".repeat(Math.max(3, longestRun(content) + 1));
  return `${fence}text
${content}
${fence}`;
}
function indentOf(line) {
  return /^ {0,8}/.exec(line)?.[0] ?? "";
}
function cell(markdown) {
  return markdown.replace(/[\r\n]+/g, " ").replace(/\\\|/g, "\\¦").replace(/\|/g, "\\|");
}
function row(cells) {
  return `| ${cells.map(cell).join(" | ")} |`;
}
function link(text, url3) {
  const target = linkTarget(url3);
  return target === null ? code(text) : `[${code(text)}](${target})`;
}
function ownLink(words, href) {
  return `[${words}](${href})`;
}
function htmlCode(text) {
  const escaped = sanitizeLine(text, NAME_CAP).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
  return `<code>${escaped === "" ? EMPTY : escaped}</code>`;
}
function plain(text) {
  return wordsOf(sanitizeLine(text, PROSE_CAP) || EMPTY).map(({ open: open2, core, close, isCode }) => open2 + (isCode ? code(core, PROSE_CAP) : core) + close).join(" ");
}
var QUOTED = /(?<=^| )(["'“‘(]*)`([^`]+)`([)"'”’.,;:!?…]*)(?= |$)/gu;
function wordsOf(text) {
  const all = [];
  let from = 0;
  for (const { 0: whole, 1: open2 = "", 2: core = "", 3: close = "", index } of text.matchAll(QUOTED)) {
    all.push(...unquoted(text.slice(from, index)), { open: open2, core, close, isCode: true });
    from = index + whole.length;
  }
  return [...all, ...unquoted(text.slice(from))];
}
function unquoted(text) {
  const all = [];
  for (const word of text.split(" ").filter((each) => each !== "")) {
    const next = isHarmless(word) ? { open: "", core: word, close: "", isCode: false } : punctuated(word);
    const last = all.at(-1);
    if (last?.isCode === true && next.isCode && last.close === "" && next.open === "")
      all.splice(-1, 1, { ...next, open: last.open, core: `${last.core} ${next.core}` });
    else all.push(next);
  }
  return all;
}
function punctuated(word) {
  let [start, end] = [0, word.length];
  for (let isDone = false; !isDone && start < end; ) {
    const core = word.slice(start, end);
    const surplus = depthOf(core);
    if (/[.,;:!?"'”’]$/u.test(core) || core.endsWith(")") && surplus < 0) end -= 1;
    else if (/^["'“‘]/u.test(core) || core.startsWith("(") && surplus > 0) start += 1;
    else if (core.startsWith("(") && core.endsWith(")") && depthOf(core.slice(1, -1)) === 0)
      [start, end] = [start + 1, end - 1];
    else isDone = true;
  }
  if (start >= end) return { open: "", core: word, close: "", isCode: true };
  return { open: word.slice(0, start), core: word.slice(start, end), close: word.slice(end), isCode: true };
}
function depthOf(text) {
  return text.split("(").length - text.split(")").length;
}
var WORD = /^["'“‘(]*[+−-]?[\p{L}\p{N}][\p{L}\p{N}'’%,.−-]*[)"'”’.,;:!?%…]*$/u;
var LONE_SIGN = /^[—–→·…×≥≤=%]$/u;
var SUSPECT = [/[0-9a-f]{7,}/i, new RegExp("\\p{L}-\\d", "u"), /^\d+[.)]/u, new RegExp("[^\\d]\\.[^.\\s]|\\d\\.\\p{L}", "u"), /^www\b/i];
var DECIMAL = /^["'“‘(]*[+−-]?\d+\.\d+(?:%|ms|s)?[)"'”’.,;:!?%…]*$/u;
function isHarmless(word) {
  if (word === "" || LONE_SIGN.test(word) || DECIMAL.test(word)) return !/[0-9a-f]{7,}/i.test(word);
  return WORD.test(word) && !SUSPECT.some((pattern) => pattern.test(word));
}
function longestRun(text) {
  return Math.max(0, ...Array.from(text.matchAll(/`+/g), (run) => run[0].length));
}

// src/report/words/phrase.ts
function inMarkdown(phrase) {
  return phrase.map(pieceInMarkdown).join("");
}
function pieceInMarkdown(piece) {
  if (typeof piece === "string") return piece;
  if ("prose" in piece) return plain(piece.prose);
  if ("strong" in piece) return `**${inMarkdown(piece.strong)}**`;
  if ("words" in piece) return ownLink(piece.words, piece.href);
  return piece.href === void 0 ? code(piece.name) : ownLink(code(piece.name), piece.href);
}
function inText(phrase) {
  return phrase.map(pieceInText).join("");
}
function pieceInText(piece) {
  if (typeof piece === "string") return piece;
  if ("prose" in piece) return visible(piece.prose, 500);
  if ("strong" in piece) return inText(piece.strong);
  return "words" in piece ? `${piece.words} (${piece.href})` : visible(piece.name, 200);
}
function visible(foreign, cap) {
  return sanitizeLine(foreign, cap).replaceAll("##[", "## [");
}

// src/model/waiver.ts
import { z } from "./vendor/zod-GZRORT3M.js";

// src/model/breakdown.ts
function jsonNumber(value) {
  if (Number.isFinite(value)) return value;
  return value > 0 ? "unbounded" : "-unbounded";
}
var SUM_TOLERANCE = 1e-9;
function leaf(id, value) {
  return { id, value, parts: [] };
}
function sumOf(id, parts) {
  return { id, value: parts.reduce((sum2, part) => sum2 + part.value, 0), parts };
}
function withRemainder(id, value, parts, remainder) {
  const explained = parts.reduce((sum2, part) => sum2 + part.value, 0);
  if (parts.length === 0 || explained > value + SUM_TOLERANCE) return leaf(id, value);
  return { id, value, parts: [...parts, leaf(remainder, value - explained)] };
}
function scaled({ id, value, parts }, factor) {
  return parts.length === 0 ? leaf(id, value * factor) : sumOf(
    id,
    parts.map((part) => scaled(part, factor))
  );
}
function capped({ id, value, parts }, most, remainder) {
  if (parts.length <= most) return { id, value, parts: parts.map((part) => capped(part, most, remainder)) };
  const bySize = parts.toSorted((one, other) => Math.abs(other.value) - Math.abs(one.value));
  const kept = new Set(bySize.filter((part) => part.id !== remainder).slice(0, most - 1));
  const rest = parts.filter((part) => !kept.has(part)).reduce((sum2, part) => sum2 + part.value, 0);
  const shown = parts.filter((part) => kept.has(part)).map((part) => capped(part, most, remainder));
  return { id, value, parts: [...shown, leaf(remainder, rest)] };
}
function nodeAt(root, segments) {
  const [first, ...rest] = segments;
  if (first !== root.id) return void 0;
  return rest.reduce((node, segment) => node?.parts.find((part) => part.id === segment), root);
}
var DOMINANT = 0.5;
function deepestDominant(top, partsOf, changeOf) {
  const whole = changeOf(top);
  const largest = largestBy(
    partsOf(top).filter((part) => changeOf(part) * whole > 0),
    (part) => Math.abs(changeOf(part))
  );
  if (largest === null || Math.abs(changeOf(largest)) < DOMINANT * Math.abs(whole)) return top;
  return deepestDominant(largest, partsOf, changeOf);
}
function largestBy(items, sizeOf) {
  return items.reduce((best, item) => best === null || sizeOf(item) > sizeOf(best) ? item : best, null);
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
function parsePath(path) {
  const segments = [];
  let rest = path;
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

// src/model/waiver.ts
var daySchema = z.iso.date();
var waiverSchema = z.strictObject({
  /** `route/condition/path`. */
  budget: z.string().min(1).max(2e3),
  /** The last day on which it applies (UTC). */
  until: daySchema,
  reason: z.string().min(1).max(1e3),
  /** Who granted it; null if the waiver names no one. */
  approvedBy: z.string().min(1).max(200).nullable()
});
var waiversSchema = z.strictObject({ today: daySchema, granted: z.array(waiverSchema).max(1e3) });
var rowWaiverSchema = waiverSchema.omit({ budget: true }).extend({ expired: z.boolean() });
function dayOf(time) {
  return time.toISOString().slice(0, 10);
}
function isAbout({ budget }, { route, condition, path }) {
  const place = `${route}/${condition}/`;
  if (!budget.startsWith(place)) return false;
  const segments = parsePath(budget.slice(place.length));
  return segments !== void 0 && formatPath(segments) === path;
}

// src/model/sample.ts
import { z as z3 } from "./vendor/zod-GZRORT3M.js";

// src/model/breakdown-schema.ts
import { z as z2 } from "./vendor/zod-GZRORT3M.js";
var unboundedNumber = z2.codec(
  z2.union([z2.number(), z2.enum(["unbounded", "-unbounded"])]),
  z2.union([z2.number(), z2.literal([Infinity, -Infinity])]),
  {
    decode: (json) => typeof json === "number" ? json : json === "unbounded" ? Infinity : -Infinity,
    encode: jsonNumber
  }
);
var breakdownSchema = z2.lazy(
  () => z2.strictObject({ id: z2.string().max(500), value: unboundedNumber, parts: z2.array(breakdownSchema).max(1e3) })
);

// src/model/deploy.ts
var SIDES = ["base", "head"];

// src/model/sample.ts
var readingSchema = z3.discriminatedUnion("status", [
  z3.strictObject({ status: z3.literal("measured"), breakdown: breakdownSchema }),
  z3.strictObject({ status: z3.literal("unmeasured"), reason: z3.string().max(500) })
]);
var readingsSchema = z3.strictObject(
  Object.fromEntries(
    METRICS.map((metric) => [metric, definitionOf(metric).isCore ? readingSchema : readingSchema.optional()])
  )
);
var NOT_RECORDED = { status: "unmeasured", reason: "not-recorded" };
function readingOf(readings, metric) {
  return readings[metric] ?? NOT_RECORDED;
}
var MOST_HOSTS = 20;
var evidenceSchema = z3.strictObject({
  lcpElement: z3.string().max(500).nullable(),
  lcpUrl: z3.string().max(2e3).nullable(),
  /** Who requested the LCP resource first; null if LCP is text or the initiator is unknown. */
  lcpRequest: z3.strictObject({
    initiator: z3.enum(["parser", "preload", "script", "stylesheet", "other"]),
    /** The document, script or style sheet that asked, without its query, and the line in it (from 1). */
    url: z3.string().max(2e3).nullable(),
    line: z3.number().int().nullable(),
    /** Chrome's words: `VeryLow` … `VeryHigh`. */
    priority: z3.string().max(20)
  }).nullable(),
  inpTarget: z3.string().max(500).nullable(),
  inpType: z3.enum(["pointer", "keyboard"]).nullable(),
  /** Index into the route's interactions of the one INP reports. */
  inpStep: z3.number().int().nullable(),
  /** The longest script inside that interaction, where one ran for 5 ms or more. */
  inpScript: z3.strictObject({
    invoker: z3.string().max(500),
    sourceUrl: z3.string().max(2e3),
    functionName: z3.string().max(500),
    charPosition: z3.number(),
    /** The same as line and column, from 1; null (or absent, in older samples) where the script's text is not known. */
    line: z3.number().int().nullable().optional(),
    column: z3.number().int().nullable().optional(),
    durationMs: z3.number()
  }).nullable(),
  shiftedElements: z3.array(z3.strictObject({ selector: z3.string().max(500), score: z3.number() })).max(100),
  serverTiming: z3.array(z3.strictObject({ name: z3.string().max(200), durationMs: z3.number() })).max(100),
  /** Of the main document: `http/1.1`, `h2`. */
  protocol: z3.string().max(50).nullable(),
  /** The main document's headers that name a cache or a region, what differs with every answer taken out. */
  headers: z3.array(z3.strictObject({ name: z3.string().max(50), value: z3.string().max(100) })).max(20),
  /** What went over the emulated network, most bytes first. */
  traffic: z3.array(
    z3.strictObject({
      host: z3.string().max(300),
      connections: z3.number().int().nonnegative(),
      bytesUp: z3.number().nonnegative(),
      bytesDown: z3.number().nonnegative()
    })
  ).max(MOST_HOSTS),
  /** Connections that were refused because they lead to this machine or its network; absent if there were none. */
  refused: z3.array(
    z3.strictObject({
      host: z3.string().max(300),
      port: z3.number().int().min(0).max(65535),
      connections: z3.number().int().positive()
    })
  ).max(20).optional(),
  notes: z3.array(z3.string().max(1e3)).max(20)
});
var timingSchema = z3.strictObject({
  wallMs: z3.number(),
  pageMs: z3.number(),
  settleMs: z3.number(),
  overheadMs: z3.number()
});
var MOST_CPU_MS = 1e10;
var noiseSchema = z3.strictObject({
  /** What the host of a virtual machine took for others, on all cores together. */
  stealMs: z3.number().min(0).max(MOST_CPU_MS),
  /** The processor time of other processes than the gate's own and those that it started. */
  othersMs: z3.number().min(0).max(MOST_CPU_MS),
  /** How often a fixed piece of work was done in 10 ms before the visit; null where that would have held up another one. */
  turns: z3.number().int().min(0).max(1e9).nullable()
});
var outcomeSchema = z3.discriminatedUnion("status", [
  z3.strictObject({
    status: z3.literal("measured"),
    readings: readingsSchema,
    evidence: evidenceSchema,
    timing: timingSchema,
    /** Null on a system that does not say; absent in older samples. */
    noise: noiseSchema.nullable().optional(),
    /** Of an unrecorded visit that watched for it: the settle window that the page asks for, ms, and what asks for more than the least. */
    learntSettle: z3.strictObject({ settleMs: z3.number().min(0).max(6e4), because: z3.string().max(5e3).nullable() }).optional()
  }),
  /** `code` is stable, `reason` is for a reader. */
  z3.strictObject({ status: z3.literal("failed"), code: z3.string().max(100), reason: z3.string().max(2e3) })
]);
var visitSchema = z3.strictObject({
  type: z3.literal("visit"),
  route: z3.string().max(200),
  condition: z3.string().max(200),
  side: z3.enum(SIDES),
  /** Whether it is one of the blocks that decide, or of the fresh ones that confirm a red. */
  phase: z3.enum(["measure", "confirm"]),
  /** The route itself, or the control page that tells whether the hosts are equally fast. */
  page: z3.enum(["route", "control"]),
  /** -1 for the unrecorded warm-up. */
  block: z3.number().int().min(-1),
  /** 0…3 inside its block. */
  position: z3.number().int().min(0).max(3),
  /** 1 for the first try, up to 3. */
  attempt: z3.number().int().min(1).max(3),
  outcome: outcomeSchema
});
function learntSettle(visits) {
  const learnt = visits.flatMap(
    ({ outcome }) => outcome.status === "measured" && outcome.learntSettle !== void 0 ? [outcome.learntSettle] : []
  );
  return learnt.toSorted((a, b) => b.settleMs - a.settleMs)[0] ?? null;
}

// src/stats/permutation.ts
function blockPermutationTest(scores) {
  let observed = 0;
  const blocks = scores.map((block2) => {
    const aligned = aboveLowest(block2);
    observed += headSum(aligned);
    return pairSums(aligned);
  });
  return tails(distributionOf(blocks), observed);
}
function aboveLowest(block2) {
  const lowest = block2.reduce((low, visit) => Math.min(low, visit.value), Infinity);
  return block2.map(({ head, value }) => ({ head, value: value - lowest }));
}
function headSum(block2) {
  return block2.reduce((total, visit) => total + (visit.head ? visit.value : 0), 0);
}
function pairSums(block2) {
  const [a, b, c, d, ...more] = block2;
  const heads = block2.filter((visit) => visit.head).length;
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
function distributionOf(blocks) {
  const largest = blocks.map((sums) => Math.max(...sums));
  const below = largest.reduce((most, sum2) => Math.max(most, sum2), 0);
  const cells = new Float64Array(below + largest.reduce((total, sum2) => total + sum2, 0) + 1);
  cells[below] = 1;
  let end = below + 1;
  for (const [index, sums] of blocks.entries()) {
    const next = end + (largest[index] ?? 0);
    convolve(cells, { from: below, end, next }, sums);
    end = next;
  }
  return cells.subarray(below);
}
function convolve(cells, { from, end, next }, [a, b, c, d, e, f]) {
  const share = (cell2) => cells[cell2] ?? 0;
  for (let cell2 = from; cell2 < end; cell2 += 1) cells[cell2] = share(cell2) / 6;
  for (let cell2 = next - 1; cell2 >= from; cell2 -= 1)
    cells[cell2] = share(cell2 - a) + share(cell2 - b) + share(cell2 - c) + share(cell2 - d) + share(cell2 - e) + share(cell2 - f);
}
function tails(distribution, observed) {
  const total = (from, to) => {
    let sum2 = 0;
    for (let cell2 = from; cell2 < to; cell2 += 1) sum2 += distribution[cell2] ?? 0;
    return Math.min(1, sum2);
  };
  const { length: length2 } = distribution;
  return { upper: total(observed, length2), lower: total(0, observed + 1), tied: length2 === 1 };
}

// src/stats/numbers.ts
function median(values) {
  const sorted = new Float64Array(values).toSorted();
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

// src/stats/series.ts
function valuesOf(series) {
  return series.flatMap((block2) => block2.map((visit) => visit.value));
}
function headValues(series) {
  return series.flatMap((block2) => block2.filter((visit) => visit.head).map((visit) => visit.value));
}
function mapSeries(series, transform) {
  return series.map((block2) => block2.map(({ head, value }) => ({ head, value: transform(value, head) })));
}
function withinBlockDifferences(series) {
  return series.flatMap((block2) => {
    const base = block2.filter((visit) => !visit.head);
    return block2.filter((visit) => visit.head).flatMap((head) => base.map((other) => head.value - other.value));
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
  const odd = valuesOf(series).find((value) => !Number.isFinite(value));
  if (odd !== void 0) throw new RangeError(`${odd} is a failed visit, not a sample`);
}

// src/stats/scores.ts
var STEPS_PER_SCALE = 6;
var OUTLIER = 4;
var MAD_TO_SIGMA = 1.4826;
function blockScores(series, { floor, ...shape }) {
  const residuals = blockResiduals(series);
  const scale = Math.max(MAD_TO_SIGMA * median(valuesOf(residuals).map(Math.abs)), floor);
  return mapSeries(residuals, (residual) => huberScore(residual / scale, shape));
}
function blockResiduals(series) {
  return series.map((block2) => {
    const centre = median(block2.map((visit) => visit.value));
    return block2.map(({ head, value }) => ({ head, value: value - centre }));
  });
}
function huberScore(standardised, { clip, redescending }) {
  const ignored = redescending && Math.abs(standardised) > OUTLIER;
  const clipped = ignored ? 0 : Math.max(-clip, Math.min(clip, standardised));
  return roundHalfEven(clipped * STEPS_PER_SCALE) + clip * STEPS_PER_SCALE;
}
var MOST_STEPS = 1e4;
function gridScores(series, step) {
  const values = valuesOf(series);
  const lowest = values.reduce((low, value) => Math.min(low, value), Infinity);
  const highest = values.reduce((high, value) => Math.max(high, value), -Infinity);
  const width = Math.max(step, (highest - lowest) / MOST_STEPS);
  return mapSeries(series, (value) => roundHalfEven((value - lowest) / width));
}

// src/compare/series-tree.ts
var REMAINDER = "other";
var REMAINDERS = [REMAINDER, "unreported"];
function alignVisits(blocks, metric) {
  const visits = blocks.map((block2) => block2.map(({ head, breakdown }) => ({ head, node: breakdown })));
  const room = { nodes: Math.min(MOST_NODES, Math.floor(MOST_VALUES / visits.flat().length)) };
  return alignNode([metric], metric, visits, room);
}
var MOST_NODES = 2e3;
var MOST_VALUES = 1e7;
function alignNode(path, id, blocks, room) {
  const partsOf = blocks.map((block2) => block2.map((visit) => ({ head: visit.head, parts: partsById(visit.node) })));
  const split = blocks.some((block2) => block2.some((visit) => visit.node !== void 0 && visit.node.parts.length > 0));
  const all = split ? keptIds(partsOf) : [];
  const ids = all.length <= room.nodes ? all : [];
  room.nodes -= ids.length;
  const kept = new Set(ids);
  return {
    id,
    series: blocks.map((block2) => block2.map(({ head, node }) => ({ head, value: node?.value ?? 0 }))),
    parts: inOrder(path, ids).map(
      (part) => alignNode(
        [...path, part],
        part,
        partsOf.map((block2) => block2.map(({ head, parts }) => ({ head, node: partOf(parts, part, kept) }))),
        room
      )
    )
  };
}
var MOST_PARTS = 200;
function keptIds(partsOf) {
  const sizes = /* @__PURE__ */ new Map();
  for (const { parts } of partsOf.flat())
    for (const [id, { value }] of parts) sizes.set(id, (sizes.get(id) ?? 0) + Math.abs(value));
  if (sizes.size <= MOST_PARTS) return [...sizes.keys()];
  const largest = [...sizes].filter(([id]) => id !== REMAINDER).toSorted(([, one], [, other]) => other - one);
  return [...largest.slice(0, MOST_PARTS - 1).map(([id]) => id), REMAINDER];
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
function merged(first, second) {
  const split = first.parts.length > 0 || second.parts.length > 0;
  const parts = split ? [first, second].flatMap((part) => part.parts.length > 0 ? part.parts : [leaf(REMAINDER, part.value)]) : [];
  return { id: first.id, value: first.value + second.value, parts };
}
function inOrder(path, ids) {
  const canonical = knownParts(partsAt(path)).map(({ id }) => id);
  const rank = (id) => {
    const index = canonical.indexOf(id);
    if (index >= 0) return index;
    return canonical.length + (REMAINDERS.includes(id) ? 1 : 0);
  };
  return ids.toSorted((a, b) => rank(a) - rank(b));
}

// src/compare/collect.ts
function collect(campaign, { blocks, metric, rule }) {
  if (blocks.length < MIN_BLOCKS) return { status: "too-few-blocks" };
  const missing = (onHead) => ({
    status: "missing",
    onHead,
    seen: isSeen(campaign, metric),
    why: whyMissing(campaign, metric)
  });
  if (campaign.hasBase && lostOnHead(campaign, metric, rule)) return missing(true);
  const root = collectBlocks(blocks, metric);
  return root === null ? missing(false) : { status: "measured", root, blocks: root.series.length };
}
function isSeen({ blocks, hasBase }, metric) {
  const having = blocks.flatMap(
    ({ visits }) => visits.filter(({ outcome }) => !isMissing(readingOf(outcome.readings, metric)))
  );
  return having.some(({ side }) => side === (hasBase ? "base" : "head"));
}
function whyMissing({ blocks }, metric) {
  const reasons = blocks.flatMap(
    ({ visits }) => visits.flatMap(({ outcome }) => {
      const reading = readingOf(outcome.readings, metric);
      return reading.status === "unmeasured" ? [reading.reason] : [];
    })
  );
  const counted = [...Map.groupBy(reasons, (reason) => reason)].toSorted(([, a], [, b]) => b.length - a.length);
  return counted[0]?.[0] ?? null;
}
function collectBlocks(blocks, metric) {
  const complete = blocks.flatMap((block2) => measuredBlock(block2, metric));
  if (complete.length < MIN_BLOCKS) return null;
  for (const { breakdown } of complete.flat()) assertSums(breakdown);
  return alignVisits(complete, metric);
}
function measuredBlock(block2, metric) {
  const measured = block2.visits.flatMap(({ side, outcome }) => {
    const reading = readingOf(outcome.readings, metric);
    return reading.status === "measured" ? [{ head: isHead(side), breakdown: reading.breakdown }] : [];
  });
  return measured.length === block2.visits.length ? [measured] : [];
}
function lostOnHead({ blocks }, metric, rule) {
  const hasValues = rule.plan.kind === "looks" || blocks.filter((block2) => !lacks(block2, metric)).length >= MIN_BLOCKS;
  const looks = looksReached(hasValues ? rule : { ...rule, blocksBeforeLoss: Infinity }, blocks.length);
  return looks.some(
    ({ blocks: reached, thresholds }) => lossLevel(blocks.slice(0, reached), metric) <= thresholds.zero
  );
}
function blocksUntilLoss(blocks, metric) {
  const first = blocks.findIndex((block2) => lacks(block2, metric));
  return first === -1 ? blocks : blocks.slice(0, first);
}
function lacks({ visits }, metric) {
  return visits.some(({ outcome }) => isMissing(readingOf(outcome.readings, metric)));
}
function lossLevel(blocks, metric) {
  const missing = blocks.map(
    ({ visits }) => visits.map(({ side, outcome }) => ({
      head: isHead(side),
      value: isMissing(readingOf(outcome.readings, metric)) ? 1 : 0
    }))
  );
  return blockPermutationTest(gridScores(missing, 1)).upper;
}
var isHead = (side) => side === "head";
var isMissing = (reading) => reading.status === "unmeasured";

// src/compare/quantity.ts
function defaultTolerances(metrics) {
  const tolerances = metrics.map((metric) => [metric, defaultsOf(metric)]);
  return Object.fromEntries(tolerances);
}
function defaultsOf(metric) {
  return definitionOf(metric).defaults.maxIncrease.map(toleranceOf);
}
function quantityOf(metric, segments) {
  const { compared, unit, step, partStep } = definitionOf(metric);
  const isWhole = segments.length === 1;
  if (compared === "exact") return { kind: unit === "score" ? "score" : "size", step: isWhole ? step : partStep };
  return isWhole ? { kind: "time", step } : { kind: "part", step: partStep };
}
function toleranceOf({ value, unit }) {
  return unit === "%" ? { kind: "relative", fraction: value / 100 } : { kind: "absolute", amount: value };
}
function rootTolerances(metric, budgets) {
  return labellingBudget(metric, budgets)?.maxIncrease?.map(toleranceOf) ?? defaultsOf(metric);
}
function labellingBudget(metric, budgets) {
  const budget = budgets.find((candidate) => candidate.metric === metric && candidate.segments.length === 1);
  return (budget?.maxIncrease?.length ?? 0) > 0 ? budget ?? null : null;
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
    const z8 = (low + high) / 2;
    if (normalUpperTail(z8) > p) low = z8;
    else high = z8;
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
function normalUpperTail(z8) {
  const x = z8 / Math.SQRT2;
  const t = 1 / (1 + x / 2);
  const polynomial = ERFC.reduceRight((sum2, coefficient) => sum2 * t + coefficient, 0);
  return 0.5 * t * Math.exp(-x * x + polynomial);
}
function binomialCdf(n, probability) {
  const odds = Math.log(probability / (1 - probability));
  let logMass = n * Math.log1p(-probability);
  let cumulated = Math.exp(logMass);
  const cdf = [cumulated];
  for (let k = 1; k <= n; k += 1) {
    logMass += Math.log((n - k + 1) / k) + odds;
    cumulated += Math.exp(logMass);
    cdf.push(cumulated);
  }
  return cdf;
}

// src/stats/estimator.ts
var HUBER = 1.5;
var CONFIDENCE = 0.95;
var BLOCK_OF_FOUR = 1.25;
function fitEffect(total) {
  if (total.length < MIN_BLOCKS) throw new RangeError(`an effect takes ${MIN_BLOCKS} blocks, not ${total.length}`);
  const weighted = weigh(total, median(withinBlockDifferences(total)));
  const contrasts = weighted.map(contrast);
  const scale = sum(contrasts.flat().map((visit) => visit.head ? visit.coefficient : 0));
  const visits = contrasts.map((block2) => block2.map((visit) => ({ ...visit, coefficient: visit.coefficient / scale })));
  return { visits, ...precision(visits) };
}
function fitLevel(total) {
  const weighted = weigh(total, 0);
  const scale = sum(weighted.flat().map((visit) => visit.weight));
  const visits = weighted.map((block2) => block2.map((visit) => ({ ...visit, coefficient: visit.weight / scale })));
  return { visits, ...precision(visits) };
}
function levels(fit, part) {
  let base = 0;
  let head = 0;
  for (const [{ coefficient }, visit] of zipBlocks(fit.visits, part).flat())
    if (visit.head) head += coefficient * visit.value;
    else base -= coefficient * visit.value;
  return { base, head };
}
function effect(fit, part) {
  const { base, head } = levels(fit, part);
  const change = head - base;
  const unexplained = zipBlocks(
    fit.visits,
    mapSeries(part, (value, onHead) => value - (onHead ? change : 0))
  );
  const variance = sum(unexplained.map((block2) => blockVariance(block2)));
  const se = Math.sqrt(variance * fit.inflation);
  return { effect: change, se, low: change - fit.quantile * se, high: change + fit.quantile * se };
}
function weigh(total, shift) {
  const residuals = blockResiduals(mapSeries(total, (value, head) => value - (head ? shift : 0)));
  const scale = MAD_TO_SIGMA * BLOCK_OF_FOUR * median(valuesOf(residuals).map(Math.abs)) + 1e-9;
  return residuals.map(
    (block2) => block2.map(({ head, value }) => ({ head, weight: Math.min(1, HUBER * scale / Math.max(Math.abs(value), 1e-9)) }))
  );
}
function contrast(block2) {
  const headShare = sum(block2.map((visit) => visit.head ? visit.weight : 0)) / sum(block2.map((visit) => visit.weight));
  return block2.map(({ head, weight }) => ({ head, weight, coefficient: weight * ((head ? 1 : 0) - headShare) }));
}
function precision(visits) {
  const all = visits.flat();
  const degrees = all.length - visits.length - 1;
  const full = all.filter((visit) => visit.weight === 1).length / all.length;
  return { inflation: all.length / degrees / full, quantile: studentQuantile(CONFIDENCE, degrees) };
}
function blockVariance(block2) {
  const weights = sum(block2.map(([{ weight }]) => weight));
  const mean = sum(block2.map(([{ weight }, { value }]) => weight * value)) / weights;
  return sum(block2.map(([{ coefficient }, { value }]) => (coefficient * (value - mean)) ** 2));
}

// src/stats/views.ts
var SMALLEST_FLOOR = 1e-9;
function zeroScores(series, quantity, version) {
  if (isExact2(quantity)) return gridScores(series, quantity.step);
  const shape = { clip: constantsOf(version).clip, redescending: true };
  return quantity.kind === "time" ? blockScores(logView(series, 0), { ...shape, floor: logFloor(series, quantity.step) }) : blockScores(series, { ...shape, floor: rawFloor(quantity) });
}
function toleranceScores(series, quantity, tolerance, version) {
  if (isExact2(quantity)) return gridScores(exactView(series, quantity, tolerance), quantity.step);
  const options = { ...shapeOf(version), floor: rawFloor(quantity) };
  if (tolerance.kind === "absolute") return blockScores(rawView(series, tolerance.amount), options);
  return quantity.kind === "time" ? logScores(logView(series, Math.log1p(tolerance.fraction)), logFloor(series, quantity.step), version) : blockScores(ratioView(series, tolerance.fraction), options);
}
function logScores(logs, floor, version) {
  return blockScores(logs, { ...shapeOf(version), floor });
}
function shapeOf(version) {
  const { clip, ignoresOutliersOfTolerances } = constantsOf(version);
  return { clip, redescending: ignoresOutliersOfTolerances };
}
function logFloor(series, step) {
  return Math.max(0.5 * step / median(valuesOf(series)), SMALLEST_FLOOR);
}
function rawFloor({ step }) {
  return 0.5 * step;
}
function logView(series, shift) {
  const logs = mapSeries(series, (value) => {
    if (!(value > 0)) throw new RangeError(`a whole metric of ${value} ms`);
    return Math.log(value);
  });
  return shiftHead(logs, shift);
}
function shiftHead(series, shift) {
  return mapSeries(series, (value, head) => value - (head ? shift : 0));
}
function ratioView(series, fraction) {
  return mapSeries(series, (value, head) => head ? value / (1 + fraction) : value);
}
function rawView(series, amount) {
  return mapSeries(series, (value, head) => head ? value - amount : value);
}
function isExact2({ kind }) {
  return kind === "score" || kind === "size";
}
function exactView(series, { kind }, tolerance) {
  if (tolerance.kind === "absolute") return rawView(series, tolerance.amount);
  if (kind === "score") throw new RangeError("a score has no relative tolerance");
  return ratioView(series, tolerance.fraction);
}

// src/stats/noise-floor.ts
var POWER_Z = 0.8416;
var EACH_POWER_Z = 1.2816;
var EFFICIENCY = 0.6;
function noiseFloor(series, {
  change,
  base,
  tolerances,
  ...hurdles
}) {
  const tolerance = Math.log1p(Math.max(...tolerances.map((limit) => fractionOf(limit, base))));
  return floorOf({ sigma: visitSigma(series, change), blocks: series.length, tolerance }, hurdles);
}
function floorOf({ sigma, blocks, tolerance }, hurdles) {
  const certifiable = (normalUpperQuantile(hurdles.thresholds.pass) + POWER_Z) * standardError(sigma, blocks);
  return {
    sigma,
    minimumDetectable: Math.expm1(smallestFound({ sigma, blocks, tolerance }, hurdles)),
    certifiableTolerance: Math.expm1(certifiable)
  };
}
function smallestFound({ sigma, blocks, tolerance }, { thresholds, proof }) {
  const z8 = proof === null ? POWER_Z : EACH_POWER_Z;
  const reach = (level, among) => (normalUpperQuantile(level) + z8) * standardError(sigma, among);
  return Math.max(
    reach(thresholds.zero, blocks),
    tolerance + reach(thresholds.tolerance, blocks),
    proof === null ? 0 : reach(proof.level, proof.blocks)
  );
}
function standardError(sigma, blocks) {
  return sigma * Math.sqrt(2 / (EFFICIENCY * 2 * blocks));
}
function visitSigma(series, change) {
  const residuals = blockResiduals(logView(series, Math.log1p(change)));
  return MAD_TO_SIGMA * BLOCK_OF_FOUR * median(valuesOf(residuals).map(Math.abs));
}
function fractionOf(tolerance, base) {
  return tolerance.kind === "relative" ? tolerance.fraction : tolerance.amount / base;
}

// src/stats/proof.ts
function proofStanding({ looks, futility }, blocks) {
  const { made, endsEarly, pAfter } = blocks;
  const last = lastLookOf({ looks });
  const isGivenUp = futility !== null && made >= futility.blocks && pAfter(futility.blocks) > futility.p;
  const taken = looks.filter((look) => look.blocks <= (isGivenUp ? futility.blocks : made));
  if (endsEarly && !isGivenUp) taken.push({ ...last, blocks: made });
  if (taken.some((look) => pAfter(look.blocks) <= look.level)) return "confirmed";
  return isGivenUp || endsEarly || made >= last.blocks ? "refused" : "open";
}
function proofEnd(proof, pAfter) {
  const standings = proof.looks.map(({ blocks: blocks2 }) => ({
    blocks: blocks2,
    standing: proofStanding(proof, { made: blocks2, endsEarly: false, pAfter })
  }));
  const { standing, blocks } = standings.find((look) => look.standing !== "open") ?? { standing: "refused", blocks: 0 };
  return { confirmed: standing === "confirmed", blocks };
}
function lastLookOf({ looks }) {
  const last = looks.at(-1);
  if (last === void 0) throw new RangeError("a proof has at least one look");
  return last;
}
function lastProofLook({ plan, version }) {
  return plan.kind === "looks" ? lastLookOf(constantsOf(version).proof) : null;
}

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
    let mixed = Math.imul(state ^ state >>> 15, 1 | state);
    mixed = mixed + Math.imul(mixed ^ mixed >>> 7, 61 | mixed) ^ mixed;
    return ((mixed ^ mixed >>> 14) >>> 0) / 2 ** 32;
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

// src/stats/decide.ts
var BETTER_LEVEL = 0.01;
function decideByPlan(series, question, rule) {
  let decision;
  for (const look of looksReached(rule, series.length)) {
    const evidence = test(series.slice(0, look.blocks), question, rule);
    decision = { ...evidence, verdict: verdictAt(evidence, look), thresholds: look.thresholds, blocks: look.blocks };
    if (decision.verdict !== "continue") break;
  }
  if (decision === void 0) throw new RangeError(`no look at ${series.length} blocks`);
  return decision;
}
function isSlower(series, quantity, rule) {
  assertFinite(series);
  return looksReached(rule, series.length).some(({ blocks, thresholds }) => {
    const scores = zeroScores(series.slice(0, blocks), quantity, rule.version);
    return blockPermutationTest(scores).upper <= thresholds.zero;
  });
}
function test(series, { quantity, tolerances }, { version }) {
  assertFinite(series);
  if (tolerances.length === 0) throw new RangeError("a decision takes at least one tolerance");
  const zero = blockPermutationTest(zeroScores(series, quantity, version));
  const beyond = tolerances.map(
    (tolerance) => blockPermutationTest(toleranceScores(series, quantity, tolerance, version))
  );
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
  const count2 = { worse: 0, same: 0, unclear: 0, confirmed: 0, blocks: 0 };
  const most = looksOf(rule).at(-1)?.blocks ?? series.length;
  for (let run = 0; run < runs; run += 1) {
    const draw = (among) => slowed(relabelled(drawn(series, among, random), random), increase);
    const { verdict, blocks } = decideByPlan(draw(most), question, rule);
    count2.blocks += blocks;
    if (verdict === "worse") count2.worse += 1;
    else if (verdict === "same" || verdict === "better") count2.same += 1;
    else count2.unclear += 1;
    if (verdict === "worse" && isConfirmed(draw, question, rule)) count2.confirmed += 1;
  }
  return {
    runs,
    worse: count2.worse / runs,
    same: count2.same / runs,
    unclear: count2.unclear / runs,
    confirmed: count2.confirmed / runs,
    blocks: count2.blocks / runs
  };
}
function isConfirmed(draw, { quantity }, rule) {
  const last = lastProofLook(rule);
  if (last === null) return true;
  const fresh = draw(last.blocks);
  const pAfter = (blocks) => blockPermutationTest(zeroScores(fresh.slice(0, blocks), quantity, rule.version)).upper;
  return proofEnd(constantsOf(rule.version).proof, pAfter).confirmed;
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
function drawn(series, blocks, random) {
  return Array.from({ length: blocks }, () => series[Math.floor(random() * series.length)] ?? []);
}

// src/judge/family.ts
function blockingNodes(routes) {
  return routes.flatMap((route) => {
    const paths = [...new Set(route.budgets.filter(isBlocking).map((budget) => formatPath(budget.segments)))];
    return route.conditions.flatMap((condition) => paths.map((path) => ({ route: route.name, condition, path })));
  });
}
function familySize(routes, adjustsByControl = false) {
  const twice = adjustsByControl ? routes.flatMap(({ conditions, budgets }) => conditions.flatMap(() => budgets)) : [];
  return Math.max(1, blockingNodes(routes).length + twice.filter(isComparedTwice).length);
}
function isComparedTwice(budget) {
  const { isAdjustedByControl } = definitionOf(budget.metric);
  return isAdjustedByControl && isBlocking(budget) && budget.max !== null && budget.maxIncrease !== null;
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
function calibrate(routes, campaigns, alpha, version = CURRENT) {
  const measured = measuredBy(routes, alpha, version);
  return Array.from(campaigns, (campaign) => {
    const metrics = measured(campaign).map(({ metric, root, terms }) => {
      const noise = noiseOf(campaign, metric, root.series, terms);
      return { ...noise, ...ratesOf(campaign, noise, root.series, terms) };
    });
    const { route: name3, condition } = campaign;
    const most = Math.max(...metrics.map(({ maxBlocks }) => maxBlocks), MAXIMA[0]);
    const visitMs = meanVisitMs(campaign);
    return { route: name3, condition, minutes: campaignMinutes(most, visitMs), visitMs, metrics };
  });
}
function calibrateNoise(routes, campaigns, alpha, version = CURRENT) {
  const measured = measuredBy(routes, alpha, version);
  return Array.from(campaigns, (campaign) => ({
    route: campaign.route,
    condition: campaign.condition,
    visitMs: meanVisitMs(campaign),
    metrics: measured(campaign).map(({ metric, root, terms }) => ({
      root,
      noise: noiseOf(campaign, metric, root.series, terms)
    }))
  }));
}
function measuredBy(routes, alpha, version) {
  const comparisons = familySize(routes);
  const routeOf2 = new Map(routes.map((route) => [route.name, route]));
  return (campaign) => {
    const route = routeOf2.get(campaign.route);
    return comparedUnder(route?.budgets ?? []).flatMap((metric) => {
      const root = collectBlocks(campaign.blocks, metric);
      if (root === null || route === void 0) return [];
      const tolerances = rootTolerances(metric, route.budgets);
      return [{ metric, root, terms: { tolerances, alpha, comparisons, version } }];
    });
  };
}
var VISITS = 4;
function campaignMinutes(blocks, visitMs) {
  return VISITS * blocks * visitMs / 6e4;
}
function noiseOf({ route, condition }, metric, series, terms) {
  const { tolerances } = terms;
  const level = median(valuesOf(series));
  const isTime = !isExact(metric);
  const at = MAXIMA.map((maxBlocks) => ({
    maxBlocks,
    ...reachAt(series, level, tolerances, ruleAt(terms, maxBlocks))
  }));
  const declared = toleranceFraction(tolerances, level);
  const enough = at.find(({ certifiableTolerance }) => certifiableTolerance <= declared);
  const certifiable = isTime ? at.map((each) => ({ maxBlocks: each.maxBlocks, fraction: each.certifiableTolerance })) : [];
  return {
    route,
    condition,
    metric,
    unit: unitOf(metric),
    blocks: series.length,
    level,
    sigma: isTime ? at[0]?.sigma ?? null : null,
    certifiable,
    recommended: isTime ? recommendation(certifiable[1]?.fraction ?? 0, level) : null,
    maxBlocks: isTime ? enough?.maxBlocks ?? 20 : MAXIMA[0]
  };
}
function ratesOf({ route, condition }, { metric, maxBlocks }, series, terms) {
  const random = seededRandom("calibrate", route, condition, metric);
  const question = { quantity: quantityOf(metric, [metric]), tolerances: terms.tolerances };
  const rates = (increase) => relabelledRates(series, question, ruleAt(terms, maxBlocks), { runs: RUNS, increase, random });
  const unchanged = rates(0);
  const found = isExact(metric) ? [] : INCREASES.map((increase) => ({ increase, rates: rates(increase) }));
  return { unchanged, found };
}
function ruleAt({ alpha, comparisons, version }, maxBlocks) {
  return { alpha, comparisons, version, plan: { kind: "looks", maxBlocks } };
}
function reachAt(series, level, tolerances, rule) {
  const last = looksOf(rule).at(-1);
  if (last === void 0) throw new Error("a plan has looks");
  if (!(level > 0)) return { sigma: 0, certifiableTolerance: 0 };
  const { sigma, certifiableTolerance } = noiseFloor(series, {
    change: 0,
    base: level,
    tolerances,
    thresholds: last.thresholds,
    proof: lastProofLook(rule)
  });
  const scale = Math.sqrt(series.length / last.blocks);
  return { sigma, certifiableTolerance: Math.expm1(Math.log1p(certifiableTolerance) * scale) };
}
function toleranceFraction(tolerances, level) {
  return Math.max(...tolerances.map((each) => each.kind === "relative" ? each.fraction : each.amount / level));
}
function recommendation(fraction, level) {
  const percent = Math.max(2, Math.ceil(100 * fraction));
  return { fraction: percent / 100, amountMs: Math.ceil(percent * level / 1e3) * 10 };
}
function meanVisitMs({ blocks }) {
  const walls = blocks.flatMap(({ visits }) => visits.map(({ outcome }) => outcome.timing.wallMs));
  return walls.length === 0 ? 0 : walls.reduce((sum2, wall) => sum2 + wall, 0) / walls.length;
}

// src/report/files/page-file.ts
import { open } from "node:fs/promises";
var PAGE = "index.html";
var GENERATOR = "vitals-gate report";
var BEGINNING_BYTES = 2e3;
async function assertReplaceable(file) {
  const beginning = await beginningOf(file).catch((error) => isMissing2(error) ? null : "");
  if (beginning === null || beginning.includes(`content="${GENERATOR}"`)) return;
  throw new GateError("out-taken", { path: file });
}
async function beginningOf(file) {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(BEGINNING_BYTES), 0, BEGINNING_BYTES, 0);
    return buffer.toString("utf8", 0, bytesRead);
  } finally {
    await handle.close();
  }
}
function isMissing2(error) {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

// src/model/place.ts
function keyOf({ route, condition }) {
  return JSON.stringify([route, condition]);
}

// src/model/verdict.ts
import { z as z4 } from "./vendor/zod-GZRORT3M.js";
var VERDICTS = ["fail", "unmeasured", "inconclusive", "waived", "pass"];
function worst(verdicts) {
  let rank = VERDICTS.length - 1;
  for (const verdict of verdicts) rank = Math.min(rank, VERDICTS.indexOf(verdict));
  return VERDICTS[rank] ?? "pass";
}
var REASONS = [
  "worse",
  // head is slower, beyond every tolerance
  "identical-bytes",
  // base and head serve the same bytes in the same time: not measured
  "within-tolerance",
  // shown to be below at least one tolerance
  "unclear",
  // neither could be shown
  "not-confirmed",
  // it was suspected to be worse, and fresh blocks did not confirm it
  "unconfirmed",
  // it is suspected to be worse, and too few fresh blocks could be made to confirm it
  "flaky-on-head",
  // visits to head failed more often than those to base, perhaps by chance
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
  "no-fcp",
  // the page painted no text, image or other content
  "no-interaction",
  // no interaction was recorded
  "interaction-not-timed",
  // an interaction was slow, and the browser did not say how slow
  "no-cls",
  // the page reported no layout-shift score
  "not-recorded",
  // the samples were made before the metric was there
  "not-settled",
  // the visit's limit came while something could still change the metric
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
var EVIDENCE = ["suspected", "confirmed"];
var budgetRowSchema = z4.strictObject({
  route: z4.string().max(200),
  condition: z4.string().max(200),
  path: z4.string().max(1e3),
  kind: z4.enum(["max", "max-increase"]),
  limit: z4.array(z4.strictObject({ value: z4.number(), unit: z4.enum(["ms", "%", "score", "bytes", "cost"]) })).max(8),
  value: unboundedNumber.nullable(),
  low: unboundedNumber.nullable(),
  high: unboundedNumber.nullable(),
  verdict: z4.enum(VERDICTS),
  reason: z4.enum(REASONS),
  enforce: z4.enum(["block", "warn"]),
  /** Null if no look calls head worse, or a fixed number of blocks has a single one; absent for costs, which are exact. */
  evidence: z4.enum(EVIDENCE).nullable().optional(),
  /** The waiver of a broken budget, if any. */
  waiver: rowWaiverSchema.optional()
});

// src/model/comparison.ts
import { z as z5 } from "./vendor/zod-GZRORT3M.js";
var differenceSchema = z5.lazy(
  () => z5.strictObject({
    id: z5.string().max(500),
    value: unboundedNumber,
    low: unboundedNumber,
    high: unboundedNumber,
    parts: z5.array(differenceSchema).max(1e3)
  })
);
var EFFECTS = ["worse", "same", "better", "unclear"];
var comparisonSchema = z5.strictObject({
  route: z5.string().max(200),
  condition: z5.string().max(200),
  metric: z5.enum([...METRICS, ...GRAPH_METRICS]),
  unit: z5.enum(["ms", "score", "bytes", "cost"]),
  blocks: z5.number().int().nonnegative(),
  base: breakdownSchema.nullable(),
  head: breakdownSchema,
  difference: differenceSchema.nullable(),
  /** Fractions (0.1 is +10 %); null if unbounded or undefined. */
  relative: z5.strictObject({ value: z5.number().nullable(), low: z5.number().nullable(), high: z5.number().nullable() }).nullable(),
  effect: z5.enum(EFFECTS).nullable()
});

// src/model/diagnosis.ts
import { z as z6 } from "./vendor/zod-GZRORT3M.js";
var url = z6.string().max(4e3);
var ms = z6.number().nonnegative();
var count = z6.number().int().nonnegative();
var name2 = z6.string().max(500);
var pictureName = z6.string().max(200).regex(/^[\w-]+\.webp$/);
var codePlaceSchema = z6.strictObject({
  url,
  line: z6.number().int().positive(),
  column: z6.number().int().positive(),
  functionName: name2
});
var stack = z6.array(codePlaceSchema).max(100);
var requestSchema = z6.strictObject({
  /** As it was sent; secrets taken out. */
  url,
  method: z6.string().max(20),
  kind: z6.enum(["document", "style", "script", "image", "font", "fetch", "media", "other"]),
  /** Below the deploy's own origin. */
  isSameOrigin: z6.boolean(),
  initiator: z6.enum(["parser", "preload", "script", "stylesheet", "other"]),
  /** Who asked: the document, script or style sheet with line and column, if the browser says. */
  askedBy: z6.strictObject({ url, line: count.nullable(), column: count.nullable() }).nullable(),
  stack,
  /** Chrome's words: `VeryLow` … `VeryHigh`, when it was asked for and in the end. */
  priority: z6.strictObject({ first: z6.string().max(20), last: z6.string().max(20) }),
  isRenderBlocking: z6.boolean(),
  isPreloaded: z6.boolean(),
  /** URLs that redirected to it, first one first. */
  redirects: z6.array(url).max(20),
  /** Since the navigation began; `sentMs` after waiting for a connection; null where it did not come to that. */
  askedMs: ms,
  sentMs: ms.nullable(),
  answeredMs: ms.nullable(),
  endedMs: ms.nullable(),
  /** What a new connection cost; 0 on one that was there. */
  connectMs: ms,
  status: count,
  /** By allow-list, lower case: cache-control, age, content-encoding, content-type, x-cache, cf-cache-status, server-timing, link, etag (whether), timing-allow-origin. */
  headers: z6.record(z6.string().max(50), z6.string().max(500)),
  /** As sent, and decoded. */
  encodedBytes: count,
  decodedBytes: count
});
var functionTimeSchema = z6.strictObject({
  place: codePlaceSchema,
  selfMs: ms,
  totalMs: ms,
  /** Its callers up to the task, innermost first. */
  callers: stack,
  /** Where in it most of its own time went; null where the browser does not say. */
  hottest: codePlaceSchema.nullable()
});
var workSchema = z6.strictObject({
  /** Functions with the most self time in the window, at most 50. */
  functions: z6.array(functionTimeSchema).max(50),
  /** Style recalculation and layout: how long, how many elements, and who forced it if a script did. */
  styles: z6.array(z6.strictObject({ kind: z6.enum(["style", "layout"]), ms, elements: count, forcedBy: stack })).max(200)
});
var picturesSchema = z6.strictObject({ before: pictureName.nullable(), after: pictureName.nullable() });
var MOST_FILMSTRIP_FRAMES = 10;
var filmstripSchema = z6.strictObject({
  /** Of its pictures, px. */
  width: count.positive(),
  height: count.positive(),
  frames: z6.array(
    z6.strictObject({
      /** When it was shown, since the navigation began. */
      atMs: ms,
      /** Whether it shows the LCP element for the first time. */
      isLcp: z6.boolean(),
      /** The name of a file beside the record. */
      picture: pictureName
    })
  ).min(1).max(MOST_FILMSTRIP_FRAMES)
});
var length = z6.number().nonnegative();
var rect = z6.strictObject({ x: z6.number(), y: z6.number(), width: length, height: length });
var traceInsightSchema = z6.strictObject({
  id: z6.string().max(100),
  state: z6.enum(["pass", "fail", "informative"]),
  /** What Chrome estimates that a mend would save; null where it estimates nothing. */
  savedMs: z6.strictObject({ fcp: ms.nullable(), lcp: ms.nullable(), inp: ms.nullable() }),
  wastedBytes: ms.nullable()
});
var diagnosticVisitSchema = z6.strictObject({
  side: z6.enum(["base", "head"]),
  /** Of this visit, to tell whether what was measured was seen again. */
  seen: z6.strictObject({
    lcpMs: ms.nullable(),
    inpMs: ms.nullable(),
    cls: z6.number().nonnegative().nullable(),
    fcpMs: ms.nullable()
  }),
  requests: z6.array(requestSchema).max(3e3),
  lcp: z6.strictObject({
    selector: name2,
    /** Of its image; null for text. */
    url: url.nullable(),
    /** Attributes that matter: loading, fetchpriority, decoding, width, height, src kind. */
    attributes: z6.record(z6.string().max(50), z6.string().max(500)),
    /** Who created the element: empty where the parser did. */
    createdBy: stack,
    /** The components of a framework that rendered the element, innermost first: no stack has them. */
    renderedBy: stack,
    /** Since the navigation began. */
    loadedMs: ms.nullable(),
    renderedMs: ms
  }).nullable(),
  /** From the interaction's input to its next paint; null without one. */
  interaction: z6.strictObject({
    target: name2,
    inputDelay: z6.strictObject({ ms, work: workSchema }),
    processing: z6.strictObject({ ms, work: workSchema }),
    presentation: z6.strictObject({ ms, work: workSchema })
  }).nullable(),
  /** The main thread before LCP was painted, from the navigation on. */
  loading: workSchema,
  /** The same before the first paint; not there where that was not seen. */
  firstPaint: workSchema.optional(),
  /** Scripts that ran, with what a position in them needs. `text` is in a file of its own beside the record. */
  scripts: z6.array(
    z6.strictObject({
      url,
      isSameOrigin: z6.boolean(),
      /** What `//# sourceMappingURL=` or the `SourceMap` header says; null without one. */
      sourceMap: z6.string().max(4e3).nullable(),
      /** Of an inline script, whose URL is the document's: where its text begins in it, both from 1. */
      start: z6.strictObject({ line: z6.number().int().positive(), column: z6.number().int().positive() }).optional(),
      bytes: count,
      /** SHA-256 of the text, hex: the file below `scripts/`. */
      hash: z6.string().length(64),
      compileMs: ms
    })
  ).max(500),
  shifts: z6.array(
    z6.strictObject({
      value: z6.number().nonnegative(),
      atMs: ms,
      moved: z6.array(z6.strictObject({ selector: name2, before: rect, after: rect })).max(10),
      /** What Chrome or the snapshots around it say moved them. */
      culprits: z6.array(
        z6.strictObject({
          kind: z6.enum(["unsized-image", "inserted", "font", "style", "iframe", "animation"]),
          selector: name2.nullable(),
          url: url.nullable(),
          /** Who inserted or changed it. */
          stack,
          /** The components of a framework that rendered it, innermost first. */
          renderedBy: stack
        })
      ).max(10),
      /** What the page looked like; only for the largest shifts of the first visit to head. */
      pictures: picturesSchema,
      /** The part of what the browser shows that its pictures are cut out of, CSS px; absent where there are none. */
      pictured: rect.optional()
    })
  ).max(50),
  /** Only of the first visit to each side; not there where it is not filmed. */
  filmstrip: filmstripSchema.optional(),
  /** None where the trace was too large. A second opinion: no cause is found by it. */
  insights: z6.array(traceInsightSchema).max(50),
  /** Layers of the document's answer. */
  layers: z6.array(z6.strictObject({ name: z6.string().max(200), ms })).max(100)
});
var diagnosisSchema = z6.strictObject({
  version: z6.literal(1),
  route: z6.string().max(200),
  condition: z6.string().max(200),
  base: z6.string().max(2e3).nullable(),
  head: z6.string().max(2e3),
  visits: z6.array(diagnosticVisitSchema).max(6)
});

// src/model/cause.ts
import { z as z7 } from "./vendor/zod-GZRORT3M.js";
var CAUSE_IDS = [
  "graphql-cost-grown",
  "client-side-rendering",
  "hero-lazy-loaded",
  "hero-low-priority",
  "hero-behind-redirect",
  "redirect-added",
  "connection-added",
  "cache-lost",
  "compression-lost",
  "bundle-grown",
  "hero-larger",
  "hero-slower-host",
  "font-blocks-text",
  "render-blocking-style",
  "render-blocking-script",
  "server-layer-slower",
  "server-slower",
  "forced-reflow",
  "large-style-recalculation",
  "third-party-script",
  "long-task-before-input",
  "slow-handler",
  "slow-frame-callback",
  "unsized-image",
  "font-swap-shift",
  "late-style",
  "late-insert",
  "hero-discovered-late"
];
var FACT_KINDS = [
  "new",
  // whether it is there
  "later",
  // when it was there, ms
  "longer",
  // how long it took, ms
  "larger",
  // bytes, elements, or the score of a shift
  "elements",
  // how many elements it was about
  "initiator",
  // what made the browser ask
  "created-by",
  // who made the element: the parser or a script
  "asked-by",
  // where it was asked for
  "priority",
  // Chrome's word
  "blocking",
  // whether a paint waits for it
  "preload",
  // whether it is preloaded
  "attribute",
  // `name=value`
  "cache-header",
  // `name: value`
  "compression",
  // the content encoding
  "requests",
  // how often it was sent
  "redirects",
  // how many
  "connection",
  // what a new connection cost, ms
  "host",
  // who answers
  "layer",
  // a layer of the server, ms
  "unsized",
  // whether the image has no size before it is loaded
  "inserted",
  // whether it comes in above what is shown
  "cost"
  // of GraphQL
];
var factSchema = z7.strictObject({
  kind: z7.enum(FACT_KINDS),
  base: z7.union([z7.string().max(500), z7.number(), z7.boolean(), z7.null()]),
  head: z7.union([z7.string().max(500), z7.number(), z7.boolean(), z7.null()])
});
var ROLES = [
  "component",
  // the innermost that is in the repository
  "ancestor",
  // a component around that one
  "creator",
  "initiator",
  "function",
  "hottest",
  // where in a function the time went
  "caller",
  "forces",
  "moves",
  "operation",
  "server",
  "source",
  // of a script, of which it has more
  "removed"
  // what base had there
];
function isOuter(role) {
  return role === "caller" || role === "ancestor";
}
var url2 = z7.string().max(4e3);
var placeShape = {
  /** From the root of the repository, with `/`; null where it is not known. */
  file: z7.string().max(4e3).nullable(),
  /** In the file, or in what was served where there is no file; both from 1. */
  line: z7.number().int().positive(),
  column: z7.number().int().positive().nullable(),
  /** Of what was served, without its query; null for what is known from the repository alone. */
  url: url2.nullable(),
  /** Whether head changed that line; null where that cannot be told. */
  inChange: z7.boolean().nullable(),
  /** The commit that changed it; null where it is not known, or not changed. */
  commit: z7.string().max(200).nullable(),
  /** What the place is to the cause. */
  role: z7.enum(ROLES)
};
var knownPlaceSchema = z7.strictObject({
  ...placeShape,
  /** What was served there, on one line; empty where there is a file. */
  excerpt: z7.string().max(500)
});
var aboutShape = {
  route: z7.string().max(200),
  condition: z7.string().max(200),
  /** Of the broken budget. */
  path: z7.string().max(1e3)
};
var knownCauseSchema = z7.strictObject({
  id: z7.enum(CAUSE_IDS),
  ...aboutShape,
  metric: comparisonSchema.shape.metric,
  unit: comparisonSchema.shape.unit,
  /** The ids from the metric down to the phase that most of it lies in. */
  part: z7.array(z7.string().max(500)).min(1),
  /** By how much the budget's node and that phase got worse, as measured; null: without bound. */
  change: z7.number().nullable(),
  partChange: z7.number().nullable(),
  /** How much of it this accounts for, as far as diagnostic visits can say: no measurement. */
  amount: z7.number().nullable(),
  /** `amount` of `change`, from 0 to 1; null where the change is without bound. */
  share: z7.number().min(0).max(1).nullable(),
  /** Whether it accounts for enough of the change to be called its reason; otherwise it also changed. */
  because: z7.boolean(),
  facts: z7.array(factSchema).max(20),
  /** Where to look, the most telling first. */
  places: z7.array(knownPlaceSchema).max(20),
  /** What it is about: a path below the deploy or another URL, without its query; an element; a function, layer or field. */
  subject: z7.strictObject({
    url: z7.string().max(2e3).nullable(),
    selector: z7.string().max(500).nullable(),
    name: costText.nullable()
  }),
  /** Of the largest shift that it is about, in the folder of the diagnosis; absent where there are none. */
  pictures: picturesSchema.optional()
});
var knownSearchSchema = z7.strictObject({
  ...aboutShape,
  reproduced: z7.boolean(),
  causes: z7.array(knownCauseSchema).max(30)
});
var causeSchema = z7.strictObject({
  id: z7.enum(CAUSE_IDS),
  ...aboutShape,
  /** How much of the change of the budget's node it accounts for, from 0 to 1; null where the change is without bound. */
  share: z7.number().nullable(),
  /** Whether it accounts for enough of it to be called its reason; otherwise it also changed. */
  because: z7.boolean(),
  /** One sentence, as the comment and the terminal have it. */
  text: z7.string().max(5e3),
  facts: z7.array(factSchema).max(20),
  /** Where to look: what head changed first. */
  places: z7.array(z7.strictObject(placeShape)).max(20),
  /** What the page looked like before and after the largest shift that it is about: names in `diagnostics/`. Absent where there are none. */
  pictures: picturesSchema.optional(),
  /** The page that says how to fix it, in the repository of vitals-gate. */
  doc: z7.string().max(200)
});

export {
  jsonNumber,
  SUM_TOLERANCE,
  leaf,
  sumOf,
  withRemainder,
  scaled,
  capped,
  nodeAt,
  deepestDominant,
  largestBy,
  assertSums,
  formatPath,
  parsePath,
  keyOf,
  routeOf,
  sharedHosts,
  isLoopback,
  hostOf,
  linkTarget,
  code,
  block,
  codeLines,
  row,
  link,
  ownLink,
  htmlCode,
  plain,
  inMarkdown,
  inText,
  visible,
  unboundedNumber,
  comparisonSchema,
  MOST_FILMSTRIP_FRAMES,
  diagnosticVisitSchema,
  diagnosisSchema,
  CAUSE_IDS,
  isOuter,
  knownSearchSchema,
  causeSchema,
  SIDES,
  readingOf,
  MOST_HOSTS,
  visitSchema,
  learntSettle,
  seededRandom,
  blockOrder,
  median,
  sum,
  blockPermutationTest,
  valuesOf,
  headValues,
  mapSeries,
  withinBlockDifferences,
  assertFinite,
  MAD_TO_SIGMA,
  blockResiduals,
  gridScores,
  zeroScores,
  toleranceScores,
  logScores,
  logFloor,
  logView,
  shiftHead,
  daySchema,
  waiversSchema,
  dayOf,
  isAbout,
  VERDICTS,
  worst,
  budgetRowSchema,
  alignVisits,
  collect,
  collectBlocks,
  blocksUntilLoss,
  lossLevel,
  defaultTolerances,
  quantityOf,
  toleranceOf,
  rootTolerances,
  labellingBudget,
  studentQuantile,
  normalUpperQuantile,
  binomialCdf,
  BLOCK_OF_FOUR,
  fitEffect,
  fitLevel,
  levels,
  effect,
  noiseFloor,
  floorOf,
  smallestFound,
  visitSigma,
  proofStanding,
  lastLookOf,
  lastProofLook,
  decideByPlan,
  isSlower,
  familySize,
  neededBlocks,
  calibrate,
  calibrateNoise,
  campaignMinutes,
  toleranceFraction,
  PAGE,
  GENERATOR,
  assertReplaceable
};
