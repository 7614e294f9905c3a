import {
  DECISION_VERSIONS,
  constantsOf,
  isDecisionVersion,
  looksOf,
  shardNumbersSchema,
  shardSchema
} from "./chunk-LGQNVEBT.js";
import {
  sanitizeLine,
  version
} from "./chunk-YOG3HQKD.js";
import {
  COMMENT_KEY,
  COMMENT_MODES,
  LONGEST_COMMENT_KEY,
  assertSums,
  daySchema,
  isAbout,
  jsonNumber,
  leaf,
  nodeAt,
  policySourceSchema,
  rowWaiverSchema,
  waiversSchema
} from "./chunk-NVMPNHDT.js";
import {
  GRAPH_METRICS,
  METRICS,
  MOST_COST_ITEMS,
  costText,
  definitionOf,
  graphqlReportSchema,
  isGraphMetric,
  knownNodes,
  knownParts,
  partsAt,
  stripQuery
} from "./chunk-MRTXFJIA.js";
import {
  GateError,
  causeOf,
  redact,
  redactDeep
} from "./chunk-G7GO5XY6.js";

// src/model/hosts.ts
function routeOf(hosts, { host, port }) {
  const name5 = host.toLowerCase();
  const to = hosts[`${name5}:${port}`] ?? hosts[name5];
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
function hostOf(url4) {
  return parse(url4)?.host ?? stripQuery(url4);
}
function linkTarget(url4) {
  const parsed2 = parse(url4);
  if (parsed2 === null || !/^https?:$/.test(parsed2.protocol)) return null;
  if (parsed2.username !== "" || parsed2.password !== "") return null;
  if (isLoopback(parsed2.hostname) || refersToGitHub(parsed2)) return null;
  return stripQuery(parsed2.href).replace(
    /[^\w\-.~:/%,;=+]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`
  );
}
function refersToGitHub(url4) {
  if (/github\.com/i.test(url4.href)) return true;
  return /^\/[^/]+\/[^/]+\/(?:issues|pulls?|discussions|commits?|compare)(?:\/|$)/i.test(url4.pathname);
}
function parse(url4) {
  return URL.canParse(url4) ? new URL(url4) : null;
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
function link(text, url4) {
  const target = linkTarget(url4);
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
  return wordsOf(sanitizeLine(text, PROSE_CAP) || EMPTY).map(({ open: open3, core, close, isCode }) => open3 + (isCode ? code(core, PROSE_CAP) : core) + close).join(" ");
}
var QUOTED = /(?<=^| )(["'“‘(]*)`([^`]+)`([)"'”’.,;:!?…]*)(?= |$)/gu;
function wordsOf(text) {
  const all = [];
  let from = 0;
  for (const { 0: whole, 1: open3 = "", 2: core = "", 3: close = "", index } of text.matchAll(QUOTED)) {
    all.push(...unquoted(text.slice(from, index)), { open: open3, core, close, isCode: true });
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

// src/record/log.ts
import { createHash as createHash3 } from "node:crypto";
import { appendFileSync, renameSync, writeFileSync } from "node:fs";
import path2 from "node:path";
import { z as z13 } from "./vendor/zod-Z7J2UVJW.js";

// src/model/place.ts
function keyOf({ route, condition }) {
  return JSON.stringify([route, condition]);
}

// src/model/record.ts
import { z as z12 } from "./vendor/zod-Z7J2UVJW.js";

// src/model/attribution.ts
import { z } from "./vendor/zod-Z7J2UVJW.js";
var shaSchema = z.string().max(200);
var commitChangeSchema = z.strictObject({
  /** Of a range, its last commit. */
  sha: shaSchema,
  /** Of a range, which commits it is. */
  subject: z.string().max(500),
  /** The change with its 95 % interval, in the node's unit; null for a commit that was skipped. */
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** `skipped` could not be built or visited: its change is in the range that it lies in. */
  status: z.enum(["measured", "range", "skipped"])
});
var attributionSchema = z.strictObject({
  route: z.string().max(200),
  condition: z.string().max(200),
  path: z.string().max(1e3),
  culprits: z.array(shaSchema).max(1e3),
  commits: z.array(commitChangeSchema).max(5e3)
});
var packageChangeSchema = z.strictObject({
  name: z.string().max(500),
  from: z.string().max(500).nullable(),
  to: z.string().max(500).nullable()
});
var changesShape = {
  /** Paths from the root of the repository. */
  files: z.array(z.string().max(5e3)).max(5e5),
  packages: z.array(packageChangeSchema).max(1e5),
  /** Who owns any of the files, by CODEOWNERS. */
  owners: z.array(z.string().max(500)).max(1e5)
};
var changesSchema = z.strictObject(changesShape);
var searchSchema = z.strictObject({
  /** `off`: the configuration gives no time for it. `no-deploys`: the commits between cannot be served. */
  status: z.enum(["on", "off", "no-deploys"]),
  commits: z.number().int().positive()
});
var manifestSchema = z.strictObject({
  ...changesShape,
  /** Absent if no budget broke, or the history is unknown. */
  search: searchSchema.exactOptional(),
  culprits: z.array(
    z.strictObject({
      sha: shaSchema,
      /** The pull request that the commit came with; null if none is known. */
      pullRequest: z.number().int().positive().nullable(),
      ...changesShape
    })
  ).max(5e3)
});

// src/model/cause.ts
import { z as z5 } from "./vendor/zod-Z7J2UVJW.js";

// src/model/comparison.ts
import { z as z3 } from "./vendor/zod-Z7J2UVJW.js";

// src/model/breakdown-schema.ts
import { z as z2 } from "./vendor/zod-Z7J2UVJW.js";
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

// src/model/comparison.ts
var differenceSchema = z3.lazy(
  () => z3.strictObject({
    id: z3.string().max(500),
    value: unboundedNumber,
    low: unboundedNumber,
    high: unboundedNumber,
    parts: z3.array(differenceSchema).max(1e3)
  })
);
var EFFECTS = ["worse", "same", "better", "unclear"];
var comparisonSchema = z3.strictObject({
  route: z3.string().max(200),
  condition: z3.string().max(200),
  metric: z3.enum([...METRICS, ...GRAPH_METRICS]),
  unit: z3.enum(["ms", "score", "bytes", "cost"]),
  blocks: z3.number().int().nonnegative(),
  base: breakdownSchema.nullable(),
  head: breakdownSchema,
  difference: differenceSchema.nullable(),
  /** Fractions (0.1 is +10 %); null if unbounded or undefined. */
  relative: z3.strictObject({ value: z3.number().nullable(), low: z3.number().nullable(), high: z3.number().nullable() }).nullable(),
  effect: z3.enum(EFFECTS).nullable()
});

// src/model/diagnosis.ts
import { z as z4 } from "./vendor/zod-Z7J2UVJW.js";
var url = z4.string().max(4e3);
var ms = z4.number().nonnegative();
var count = z4.number().int().nonnegative();
var name2 = z4.string().max(500);
var pictureName = z4.string().max(200).regex(/^[\w-]+\.webp$/);
var codePlaceSchema = z4.strictObject({
  url,
  line: z4.number().int().positive(),
  column: z4.number().int().positive(),
  functionName: name2
});
var stack = z4.array(codePlaceSchema).max(100);
var requestSchema = z4.strictObject({
  /** As it was sent; secrets taken out. */
  url,
  method: z4.string().max(20),
  kind: z4.enum(["document", "style", "script", "image", "font", "fetch", "media", "other"]),
  /** Below the deploy's own origin. */
  isSameOrigin: z4.boolean(),
  initiator: z4.enum(["parser", "preload", "script", "stylesheet", "other"]),
  /** Who asked: the document, script or style sheet with line and column, if the browser says. */
  askedBy: z4.strictObject({ url, line: count.nullable(), column: count.nullable() }).nullable(),
  stack,
  /** Chrome's words: `VeryLow` … `VeryHigh`, when it was asked for and in the end. */
  priority: z4.strictObject({ first: z4.string().max(20), last: z4.string().max(20) }),
  isRenderBlocking: z4.boolean(),
  isPreloaded: z4.boolean(),
  /** URLs that redirected to it, first one first. */
  redirects: z4.array(url).max(20),
  /** Since the navigation began; `sentMs` after waiting for a connection; null where it did not come to that. */
  askedMs: ms,
  sentMs: ms.nullable(),
  answeredMs: ms.nullable(),
  endedMs: ms.nullable(),
  /** What a new connection cost; 0 on one that was there. */
  connectMs: ms,
  status: count,
  /** By allow-list, lower case: cache-control, age, content-encoding, content-type, x-cache, cf-cache-status, server-timing, link, etag (whether), timing-allow-origin. */
  headers: z4.record(z4.string().max(50), z4.string().max(500)),
  /** As sent, and decoded. */
  encodedBytes: count,
  decodedBytes: count
});
var functionTimeSchema = z4.strictObject({
  place: codePlaceSchema,
  selfMs: ms,
  totalMs: ms,
  /** Its callers up to the task, innermost first. */
  callers: stack,
  /** Where in it most of its own time went; null where the browser does not say. */
  hottest: codePlaceSchema.nullable()
});
var workSchema = z4.strictObject({
  /** Functions with the most self time in the window, at most 50. */
  functions: z4.array(functionTimeSchema).max(50),
  /** Style recalculation and layout: how long, how many elements, and who forced it if a script did. */
  styles: z4.array(z4.strictObject({ kind: z4.enum(["style", "layout"]), ms, elements: count, forcedBy: stack })).max(200)
});
var picturesSchema = z4.strictObject({ before: pictureName.nullable(), after: pictureName.nullable() });
var rect = z4.strictObject({ x: z4.number(), y: z4.number(), width: z4.number(), height: z4.number() });
var traceInsightSchema = z4.strictObject({
  id: z4.string().max(100),
  state: z4.enum(["pass", "fail", "informative"]),
  /** What Chrome estimates that a mend would save; null where it estimates nothing. */
  savedMs: z4.strictObject({ fcp: ms.nullable(), lcp: ms.nullable(), inp: ms.nullable() }),
  wastedBytes: ms.nullable()
});
var diagnosticVisitSchema = z4.strictObject({
  side: z4.enum(["base", "head"]),
  /** Of this visit, to tell whether what was measured was seen again. */
  seen: z4.strictObject({
    lcpMs: ms.nullable(),
    inpMs: ms.nullable(),
    cls: z4.number().nonnegative().nullable(),
    fcpMs: ms.nullable()
  }),
  requests: z4.array(requestSchema).max(3e3),
  lcp: z4.strictObject({
    selector: name2,
    /** Of its image; null for text. */
    url: url.nullable(),
    /** Attributes that matter: loading, fetchpriority, decoding, width, height, src kind. */
    attributes: z4.record(z4.string().max(50), z4.string().max(500)),
    /** Who created the element: empty where the parser did. */
    createdBy: stack,
    /** The components of a framework that rendered the element, innermost first: no stack has them. */
    renderedBy: stack,
    /** Since the navigation began. */
    loadedMs: ms.nullable(),
    renderedMs: ms
  }).nullable(),
  /** From the interaction's input to its next paint; null without one. */
  interaction: z4.strictObject({
    target: name2,
    inputDelay: z4.strictObject({ ms, work: workSchema }),
    processing: z4.strictObject({ ms, work: workSchema }),
    presentation: z4.strictObject({ ms, work: workSchema })
  }).nullable(),
  /** The main thread before LCP was painted, from the navigation on. */
  loading: workSchema,
  /** The same before the first paint; not there where that was not seen. */
  firstPaint: workSchema.optional(),
  /** Scripts that ran, with what a position in them needs. `text` is in a file of its own beside the record. */
  scripts: z4.array(
    z4.strictObject({
      url,
      isSameOrigin: z4.boolean(),
      /** What `//# sourceMappingURL=` or the `SourceMap` header says; null without one. */
      sourceMap: z4.string().max(4e3).nullable(),
      /** Of an inline script, whose URL is the document's: where its text begins in it, both from 1. */
      start: z4.strictObject({ line: z4.number().int().positive(), column: z4.number().int().positive() }).optional(),
      bytes: count,
      /** SHA-256 of the text, hex: the file below `scripts/`. */
      hash: z4.string().length(64),
      compileMs: ms
    })
  ).max(500),
  shifts: z4.array(
    z4.strictObject({
      value: z4.number().nonnegative(),
      atMs: ms,
      moved: z4.array(z4.strictObject({ selector: name2, before: rect, after: rect })).max(10),
      /** What Chrome or the snapshots around it say moved them. */
      culprits: z4.array(
        z4.strictObject({
          kind: z4.enum(["unsized-image", "inserted", "font", "style", "iframe", "animation"]),
          selector: name2.nullable(),
          url: url.nullable(),
          /** Who inserted or changed it. */
          stack,
          /** The components of a framework that rendered it, innermost first. */
          renderedBy: stack
        })
      ).max(10),
      /** What the page looked like; only for the largest shifts of the first visit to head. */
      pictures: picturesSchema
    })
  ).max(50),
  /** None where the trace was too large. A second opinion: no cause is found by it. */
  insights: z4.array(traceInsightSchema).max(50),
  /** Layers of the document's answer. */
  layers: z4.array(z4.strictObject({ name: z4.string().max(200), ms })).max(100)
});
var diagnosisSchema = z4.strictObject({
  version: z4.literal(1),
  route: z4.string().max(200),
  condition: z4.string().max(200),
  base: z4.string().max(2e3).nullable(),
  head: z4.string().max(2e3),
  visits: z4.array(diagnosticVisitSchema).max(6)
});

// src/model/cause.ts
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
var factSchema = z5.strictObject({
  kind: z5.enum(FACT_KINDS),
  base: z5.union([z5.string().max(500), z5.number(), z5.boolean(), z5.null()]),
  head: z5.union([z5.string().max(500), z5.number(), z5.boolean(), z5.null()])
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
var url2 = z5.string().max(4e3);
var placeShape = {
  /** From the root of the repository, with `/`; null where it is not known. */
  file: z5.string().max(4e3).nullable(),
  /** In the file, or in what was served where there is no file; both from 1. */
  line: z5.number().int().positive(),
  column: z5.number().int().positive().nullable(),
  /** Of what was served, without its query; null for what is known from the repository alone. */
  url: url2.nullable(),
  /** Whether head changed that line; null where that cannot be told. */
  inChange: z5.boolean().nullable(),
  /** The commit that changed it; null where it is not known, or not changed. */
  commit: z5.string().max(200).nullable(),
  /** What the place is to the cause. */
  role: z5.enum(ROLES)
};
var knownPlaceSchema = z5.strictObject({
  ...placeShape,
  /** What was served there, on one line; empty where there is a file. */
  excerpt: z5.string().max(500)
});
var aboutShape = {
  route: z5.string().max(200),
  condition: z5.string().max(200),
  /** Of the broken budget. */
  path: z5.string().max(1e3)
};
var knownCauseSchema = z5.strictObject({
  id: z5.enum(CAUSE_IDS),
  ...aboutShape,
  metric: comparisonSchema.shape.metric,
  unit: comparisonSchema.shape.unit,
  /** The ids from the metric down to the phase that most of it lies in. */
  part: z5.array(z5.string().max(500)).min(1),
  /** By how much the budget's node and that phase got worse, as measured; null: without bound. */
  change: z5.number().nullable(),
  partChange: z5.number().nullable(),
  /** How much of it this accounts for, as far as diagnostic visits can say: no measurement. */
  amount: z5.number().nullable(),
  /** `amount` of `change`, from 0 to 1; null where the change is without bound. */
  share: z5.number().min(0).max(1).nullable(),
  /** Whether it accounts for enough of the change to be called its reason; otherwise it also changed. */
  because: z5.boolean(),
  facts: z5.array(factSchema).max(20),
  /** Where to look, the most telling first. */
  places: z5.array(knownPlaceSchema).max(20),
  /** What it is about: a path below the deploy or another URL, without its query; an element; a function, layer or field. */
  subject: z5.strictObject({
    url: z5.string().max(2e3).nullable(),
    selector: z5.string().max(500).nullable(),
    name: costText.nullable()
  }),
  /** Of the largest shift that it is about, in the folder of the diagnosis; absent where there are none. */
  pictures: picturesSchema.optional()
});
var knownSearchSchema = z5.strictObject({
  ...aboutShape,
  reproduced: z5.boolean(),
  causes: z5.array(knownCauseSchema).max(30)
});
var causeSchema = z5.strictObject({
  id: z5.enum(CAUSE_IDS),
  ...aboutShape,
  /** How much of the change of the budget's node it accounts for, from 0 to 1; null where the change is without bound. */
  share: z5.number().nullable(),
  /** Whether it accounts for enough of it to be called its reason; otherwise it also changed. */
  because: z5.boolean(),
  /** One sentence, as the comment and the terminal have it. */
  text: z5.string().max(5e3),
  facts: z5.array(factSchema).max(20),
  /** Where to look: what head changed first. */
  places: z5.array(z5.strictObject(placeShape)).max(20),
  /** What the page looked like before and after the largest shift that it is about: names in `diagnostics/`. Absent where there are none. */
  pictures: picturesSchema.optional(),
  /** The page that says how to fix it, in the repository of vitals-gate. */
  doc: z5.string().max(200)
});

// src/model/campaign.ts
import { z as z7 } from "./vendor/zod-Z7J2UVJW.js";

// src/model/deploy.ts
var SIDES = ["base", "head"];

// src/model/sample.ts
import { z as z6 } from "./vendor/zod-Z7J2UVJW.js";
var readingSchema = z6.discriminatedUnion("status", [
  z6.strictObject({ status: z6.literal("measured"), breakdown: breakdownSchema }),
  z6.strictObject({ status: z6.literal("unmeasured"), reason: z6.string().max(500) })
]);
var readingsSchema = z6.strictObject(
  Object.fromEntries(
    METRICS.map((metric) => [metric, definitionOf(metric).isCore ? readingSchema : readingSchema.optional()])
  )
);
var NOT_RECORDED = { status: "unmeasured", reason: "not-recorded" };
function readingOf(readings, metric) {
  return readings[metric] ?? NOT_RECORDED;
}
var MOST_HOSTS = 20;
var evidenceSchema = z6.strictObject({
  lcpElement: z6.string().max(500).nullable(),
  lcpUrl: z6.string().max(2e3).nullable(),
  /** Who requested the LCP resource first; null if LCP is text or the initiator is unknown. */
  lcpRequest: z6.strictObject({
    initiator: z6.enum(["parser", "preload", "script", "stylesheet", "other"]),
    /** The document, script or style sheet that asked, without its query, and the line in it (from 1). */
    url: z6.string().max(2e3).nullable(),
    line: z6.number().int().nullable(),
    /** Chrome's words: `VeryLow` … `VeryHigh`. */
    priority: z6.string().max(20)
  }).nullable(),
  inpTarget: z6.string().max(500).nullable(),
  inpType: z6.enum(["pointer", "keyboard"]).nullable(),
  /** Index into the route's interactions of the one INP reports. */
  inpStep: z6.number().int().nullable(),
  /** The longest script inside that interaction, where one ran for 5 ms or more. */
  inpScript: z6.strictObject({
    invoker: z6.string().max(500),
    sourceUrl: z6.string().max(2e3),
    functionName: z6.string().max(500),
    charPosition: z6.number(),
    /** The same as line and column, from 1; null (or absent, in older samples) where the script's text is not known. */
    line: z6.number().int().nullable().optional(),
    column: z6.number().int().nullable().optional(),
    durationMs: z6.number()
  }).nullable(),
  shiftedElements: z6.array(z6.strictObject({ selector: z6.string().max(500), score: z6.number() })).max(100),
  serverTiming: z6.array(z6.strictObject({ name: z6.string().max(200), durationMs: z6.number() })).max(100),
  /** Of the main document: `http/1.1`, `h2`. */
  protocol: z6.string().max(50).nullable(),
  /** The main document's headers that name a cache or a region, what differs with every answer taken out. */
  headers: z6.array(z6.strictObject({ name: z6.string().max(50), value: z6.string().max(100) })).max(20),
  /** What went over the emulated network, most bytes first. */
  traffic: z6.array(
    z6.strictObject({
      host: z6.string().max(300),
      connections: z6.number().int().nonnegative(),
      bytesUp: z6.number().nonnegative(),
      bytesDown: z6.number().nonnegative()
    })
  ).max(MOST_HOSTS),
  /** Connections that were refused because they lead to this machine or its network; absent if there were none. */
  refused: z6.array(
    z6.strictObject({
      host: z6.string().max(300),
      port: z6.number().int().min(0).max(65535),
      connections: z6.number().int().positive()
    })
  ).max(20).optional(),
  notes: z6.array(z6.string().max(1e3)).max(20)
});
var timingSchema = z6.strictObject({
  wallMs: z6.number(),
  pageMs: z6.number(),
  settleMs: z6.number(),
  overheadMs: z6.number()
});
var MOST_CPU_MS = 1e10;
var noiseSchema = z6.strictObject({
  /** What the host of a virtual machine took for others, on all cores together. */
  stealMs: z6.number().min(0).max(MOST_CPU_MS),
  /** The processor time of other processes than the gate's own and those that it started. */
  othersMs: z6.number().min(0).max(MOST_CPU_MS),
  /** How often a fixed piece of work was done in 10 ms before the visit; null where that would have held up another one. */
  turns: z6.number().int().min(0).max(1e9).nullable()
});
var outcomeSchema = z6.discriminatedUnion("status", [
  z6.strictObject({
    status: z6.literal("measured"),
    readings: readingsSchema,
    evidence: evidenceSchema,
    timing: timingSchema,
    /** Null on a system that does not say; absent in older samples. */
    noise: noiseSchema.nullable().optional(),
    /** Of an unrecorded visit that watched for it: the settle window that the page asks for, ms, and what asks for more than the least. */
    learntSettle: z6.strictObject({ settleMs: z6.number().min(0).max(6e4), because: z6.string().max(5e3).nullable() }).optional()
  }),
  /** `code` is stable, `reason` is for a reader. */
  z6.strictObject({ status: z6.literal("failed"), code: z6.string().max(100), reason: z6.string().max(2e3) })
]);
var visitSchema = z6.strictObject({
  type: z6.literal("visit"),
  route: z6.string().max(200),
  condition: z6.string().max(200),
  side: z6.enum(SIDES),
  /** Whether it is one of the blocks that decide, or of the fresh ones that confirm a red. */
  phase: z6.enum(["measure", "confirm"]),
  /** The route itself, or the control page that tells whether the hosts are equally fast. */
  page: z6.enum(["route", "control"]),
  /** -1 for the unrecorded warm-up. */
  block: z6.number().int().min(-1),
  /** 0…3 inside its block. */
  position: z6.number().int().min(0).max(3),
  /** 1 for the first try, up to 3. */
  attempt: z6.number().int().min(1).max(3),
  outcome: outcomeSchema
});
function learntSettle(visits) {
  const learnt = visits.flatMap(
    ({ outcome }) => outcome.status === "measured" && outcome.learntSettle !== void 0 ? [outcome.learntSettle] : []
  );
  return learnt.toSorted((a, b) => b.settleMs - a.settleMs)[0] ?? null;
}

// src/model/campaign.ts
var DOUBTS = ["sha-mismatch", "sha-unknown", "deploy-changed", "login-wall", "server-gone"];
var unmeasurableSchema = z7.strictObject({
  /** The sides that could not be visited. */
  sides: z7.array(z7.enum(SIDES)).max(2),
  code: z7.string().max(100),
  reason: z7.string().max(5e3)
});
var STOPS = ["decided", "maximum", "time", "unmeasurable", "identical-bytes"];
function campaignOf(facts) {
  const { route, condition, hasBase, visits, end, freshEnd = null, identity = null } = facts;
  const confirming = freshEnd !== null || visits.some(({ phase }) => phase === "confirm");
  return {
    route,
    condition,
    hasBase,
    blocks: blocksOf(visits, "measure"),
    firstAttempts: firstAttemptsOf(visits, "measure"),
    warmUps: firstVisits(visits, "measure").filter(({ block: block2 }) => block2 < 0).map(attemptOf),
    confirmation: confirming ? {
      blocks: blocksOf(visits, "confirm"),
      firstAttempts: firstAttemptsOf(visits, "confirm"),
      unmeasurable: freshEnd?.unmeasurable ?? null
    } : null,
    unmeasurable: end?.unmeasurable ?? null,
    settle: learntSettle(visits.filter(({ page }) => page === "route")),
    identity,
    baseWarmUp: warmUpOf("base", visits),
    headWarmUp: warmUpOf("head", visits),
    stopped: end?.stopped ?? null
  };
}
function warmUpOf(of, visits) {
  const outcomes = visits.flatMap(
    ({ page, side, block: block2, outcome }) => page === "route" && side === of && block2 < 0 && outcome.status === "measured" ? [outcome] : []
  );
  return outcomes.at(-1)?.readings ?? null;
}
var POSITIONS = [0, 1, 2, 3];
function blocksOf(visits, phase) {
  return [...byBlock(visits.filter((visit) => visit.phase === phase)).values()].flatMap((block2) => {
    const complete = completeBlock(block2);
    return complete === null ? [] : [complete];
  });
}
function byBlock(visits) {
  const blocks = /* @__PURE__ */ new Map();
  for (const visit of visits) {
    if (visit.block < 0) continue;
    const before = blocks.get(visit.block);
    if (before === void 0) blocks.set(visit.block, [visit]);
    else before.push(visit);
  }
  return blocks;
}
function completeBlock(visits) {
  const controlled = visits.some(({ page }) => page === "control");
  const complete = POSITIONS.flatMap((position) => {
    const route = lastOutcome(visits, "route", position);
    const control = lastOutcome(visits, "control", position);
    if (route === null || controlled && control === null) return [];
    return [{ side: route.side, outcome: route.outcome, control: control?.outcome ?? null }];
  });
  return complete.length === POSITIONS.length ? { visits: complete } : null;
}
function lastOutcome(visits, page, position) {
  const last = visits.findLast((visit) => visit.page === page && visit.position === position);
  if (last === void 0 || last.outcome.status === "failed") return null;
  return { side: last.side, outcome: last.outcome };
}
function firstAttemptsOf(visits, of) {
  return [...byBlock(firstVisits(visits, of)).values()].filter((block2) => block2.length === POSITIONS.length).map((block2) => block2.map(attemptOf));
}
function firstVisits(visits, of) {
  return visits.filter(({ phase, page, attempt }) => phase === of && page === "route" && attempt === 1);
}
function attemptOf({ side, outcome }) {
  return { side, failed: outcome.status === "failed" };
}
function failureSeries(attempts) {
  return attempts.map(failureValues);
}
function failureValues(attempts) {
  return attempts.map(({ side, failed }) => ({ head: side === "head", value: failed ? 1 : 0 }));
}

// src/model/identity.ts
import { z as z8 } from "./vendor/zod-Z7J2UVJW.js";
var MEASURED_BECAUSE = [
  /** The configuration, the command line or the kind of run asks for it. */
  "asked",
  /** There is no base, or the budgets look at head alone. */
  "no-base",
  "absolute-budget",
  /** A warm-up visit failed, or could not see everything: `what` says what it met. */
  "warm-up-failed",
  "unseen",
  /** Base and head were served something different: `what` is `body`, `status`, `kind`, `protocol`, `header NAME`, `header size`, `cookie NAME`, `transfer size`, `only on base` or `only on head`. */
  "differs",
  /** One side is served something different from request to request. */
  "varies",
  /** A request that cannot be repeated was sent before LCP. */
  "not-repeatable",
  /** A response cannot be compared or asked for again. */
  "unreadable",
  /** The times of the responses are not clearly the same. */
  "slower"
];
var url3 = z8.string().max(2100);
var MOST_REQUESTS = 5e3;
var passSchema = z8.strictObject({
  side: z8.enum(SIDES),
  times: z8.array(z8.number().nonnegative()).max(MOST_REQUESTS),
  /** Of all requests that were made, up to six at a time: those that another route made before are left out. */
  wallMs: z8.number().nonnegative()
});
var replaySchema = z8.strictObject({
  /**
   * What is timed: the responses of the route that come from the deploy, without query. One that comes in pieces is listed
   * once for each piece, also for its head where that comes before them, and last for its end.
   */
  urls: z8.array(url3).max(MOST_REQUESTS),
  /** Positions in `urls` whose times must be the same: each with those that had to come before it; and all before LCP. */
  sums: z8.array(z8.array(z8.number().int().nonnegative()).max(MOST_REQUESTS)).max(MOST_REQUESTS + 1),
  /** What an increase may be to be the same, ms. */
  toleranceMs: z8.number().positive(),
  /** Four passes a block, two on each side, in random order. */
  blocks: z8.array(z8.array(passSchema).length(4)).max(20)
});
var identitySchema = z8.discriminatedUnion("kind", [
  /** Nothing is measured. `replay` is null where a server of the gate's own serves both: it takes the same time for the same bytes. */
  z8.strictObject({
    kind: z8.literal("identical"),
    /** Responses that were compared, per side. */
    responses: z8.number().int().positive(),
    replay: replaySchema.nullable()
  }),
  z8.strictObject({
    kind: z8.literal("measured"),
    because: z8.enum(MEASURED_BECAUSE),
    /** The response, without its query; null where it is about no single one. */
    url: url3.nullable(),
    side: z8.enum(SIDES).nullable(),
    what: z8.string().max(300).nullable()
  })
]);

// src/model/origin.ts
import { z as z9 } from "./vendor/zod-Z7J2UVJW.js";
var PROOFS = ["checked", "built", "found", "labelled"];
var originSchema = z9.strictObject({
  /** The first line of the commit's message; null if the repository cannot be read. */
  subject: z9.string().max(500).nullable(),
  proof: z9.enum(PROOFS),
  /** Where a deploy names its commit: `header x-sha`; null if it does not. */
  by: z9.string().max(300).nullable()
});
var originsSchema = z9.strictObject({ base: originSchema.nullable(), head: originSchema });

// src/model/price.ts
import { z as z10 } from "./vendor/zod-Z7J2UVJW.js";
var KINDS = ["association", "effect"];
var name3 = z10.string().max(200);
var sentence = z10.string().max(2e3);
var count2 = z10.number().int().nonnegative();
var bounds = { low: z10.number(), high: z10.number() };
var isOrdered = ({ low, high }) => low <= high;
var UNORDERED = "low is greater than high";
var isWithin = ({ value, low, high }) => low <= value && value <= high;
var OUTSIDE = "value is not between low and high";
var interval = z10.object({ value: z10.number(), ...bounds }).refine(isWithin, OUTSIDE);
var coefficient = z10.object({ value: z10.number(), ...bounds, se: z10.number().nonnegative() }).refine(isWithin, OUTSIDE);
var curveStep = z10.object({ from: z10.number(), to: z10.number(), sessions: count2, conversions: count2, rate: z10.number(), ...bounds }).refine(isOrdered, UNORDERED);
var hasFigures = ({ established, per100ms, range, window }) => !established || per100ms !== null && range !== null && window !== null;
var NO_FIGURES = { path: ["established"], error: "an established price has per100ms, range and window" };
var priceShape = z10.object({
  /** Whether the figures may be quoted; if not, `reason` says why. */
  established: z10.boolean(),
  /** An effect only where visitors were assigned at random. */
  kind: z10.enum(KINDS),
  reason: sentence.nullable(),
  route: name3,
  /** Null: all conditions together. */
  condition: name3.nullable(),
  /** The path of a metric or of a part of it: `lcp`, `lcp.ttfb`. */
  metric: z10.string().max(1e3),
  sessions: count2,
  users: count2,
  /** Log-odds of a conversion per 100 ms; null if the data cannot give them. */
  coefficient: coefficient.nullable(),
  /** Relative change of conversions per 100 ms more, 95 %: −0.01 is 1 % fewer. */
  per100ms: z10.object({ low: z10.number().gt(-1), high: z10.number().gt(-1) }).refine(isOrdered, UNORDERED).nullable(),
  /** Change of revenue per 100 ms more, 95 %. */
  money: z10.object({ ...bounds, currency: z10.string().regex(/^[A-Z]{3}$/), per: z10.literal("week") }).refine(isOrdered, UNORDERED).nullable(),
  /** How long sessions waited, ms: 1st to 99th percentile. Null if there are none. */
  range: z10.object({ from: z10.number(), to: z10.number() }).refine(({ from, to }) => from <= to, "from is greater than to").nullable(),
  controls: z10.array(name3).max(100),
  /** A coefficient per 100 ms that must be null; null if none could be fitted. */
  negativeControl: interval.nullable(),
  /** What the figures do not account for; one sentence each. */
  uncontrolled: z10.array(sentence).max(100),
  /** The page views that were looked at, ISO instants; null if there are none. */
  window: z10.object({ from: z10.iso.datetime(), to: z10.iso.datetime() }).nullable(),
  conversions: count2,
  /** The coefficient without covariates. */
  naive: coefficient.nullable(),
  negativeControlKind: z10.enum(["before-landing", "after-conversion"]).nullable(),
  /** Sessions that landed on the route, and those of them that could be analysed. */
  coverage: z10.object({ landings: count2, analysed: count2 }),
  /** Conversions by milliseconds waited, in groups of about equally many sessions. */
  curve: z10.array(curveStep).max(100),
  /** The coefficient without the slowest 1 % of sessions. */
  withoutSlowest: coefficient.nullable(),
  /** Field milliseconds per lab millisecond, 95 %; null if no lab was compared, or a bound is missing. */
  labToField: z10.object({ value: z10.number().positive(), low: z10.number().nonnegative(), high: z10.number() }).refine(isWithin, OUTSIDE).nullable(),
  /** Landing views by the state of their data. */
  states: z10.object({ fresh: count2, stale: count2, failed: count2 }),
  /** The queries behind the figures. */
  sql: z10.array(z10.string().max(1e5)).max(20),
  writtenAt: z10.iso.datetime()
});
var priceSchema = priceShape.refine(hasFigures, NO_FIGURES);
var usedShape = priceShape.pick({ established: true, kind: true, reason: true, route: true, condition: true, metric: true }).extend(priceShape.pick({ per100ms: true, range: true, window: true, labToField: true }).shape);
var usedPriceSchema = usedShape.refine(hasFigures, NO_FIGURES);
var pricesSchema = z10.strictObject({
  today: daySchema,
  read: z10.array(z10.strictObject({ file: z10.string().max(4e3), ...usedShape.shape }).refine(hasFigures, NO_FIGURES)).max(100)
});
var NOT_SHOWN = [
  "not-established",
  // the file says why
  "stale",
  // its page views are too old
  "no-lab-to-field",
  // the lab's milliseconds cannot be told in those of visitors
  "out-of-range",
  // few visitors wait as long
  "price-reaches-zero",
  "change-reaches-zero",
  "ratio-reaches-zero"
];
var regressionPriceSchema = z10.strictObject({
  route: name3,
  condition: name3,
  path: z10.string().max(1e3),
  /** The price file, as the configuration names it. */
  file: z10.string().max(4e3),
  kind: z10.enum(KINDS),
  /** Relative change of conversions, 95 %: −0.006 is 0.6 % fewer. Null if it is not shown. */
  conversions: z10.strictObject(bounds).nullable(),
  /** Null if it is shown. */
  reason: z10.enum(NOT_SHOWN).nullable(),
  window: priceShape.shape.window,
  labToField: priceShape.shape.labToField
});

// src/model/verdict.ts
import { z as z11 } from "./vendor/zod-Z7J2UVJW.js";
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
var budgetRowSchema = z11.strictObject({
  route: z11.string().max(200),
  condition: z11.string().max(200),
  path: z11.string().max(1e3),
  kind: z11.enum(["max", "max-increase"]),
  limit: z11.array(z11.strictObject({ value: z11.number(), unit: z11.enum(["ms", "%", "score", "bytes", "cost"]) })).max(8),
  value: unboundedNumber.nullable(),
  low: unboundedNumber.nullable(),
  high: unboundedNumber.nullable(),
  verdict: z11.enum(VERDICTS),
  reason: z11.enum(REASONS),
  enforce: z11.enum(["block", "warn"]),
  /** Null if no look calls head worse, or a fixed number of blocks has a single one; absent for costs, which are exact. */
  evidence: z11.enum(EVIDENCE).nullable().optional(),
  /** The waiver of a broken budget, if any. */
  waiver: rowWaiverSchema.optional()
});

// src/model/record.ts
var name4 = z12.string().max(200);
var MOST_LIMIT = 1e20;
var limitSchema = z12.strictObject({ value: z12.number().nonnegative(), unit: z12.enum(["ms", "%", "score", "bytes"]) }).refine(({ value, unit }) => unit === "score" || value <= MOST_LIMIT, "no time, size or percentage is that large");
var budgetSchema = z12.strictObject({
  path: z12.string().max(1e3),
  segments: z12.array(z12.string().max(500)).min(1).max(20),
  metric: z12.enum(METRICS),
  max: limitSchema.nullable(),
  percentile: z12.number().int().min(1).max(99),
  maxIncrease: z12.array(limitSchema).min(1).max(8).nullable(),
  enforce: z12.enum(["block", "warn"]),
  isDefault: z12.literal(true).optional()
});
var stepSchema = z12.looseObject({
  action: z12.string().max(100),
  file: z12.string().max(1e3).optional(),
  steps: z12.array(z12.looseObject({ type: z12.string().max(1e3) })).max(1e5).optional()
});
var recordedConfigSchema = z12.looseObject({
  routes: z12.array(
    z12.looseObject({
      name: name4,
      path: z12.string().max(2100),
      conditions: z12.array(name4).max(100),
      interactions: z12.array(stepSchema).max(100).optional(),
      budgets: z12.array(budgetSchema).max(1e3)
    })
  ).max(1e3),
  policy: z12.strictObject({
    onInconclusive: z12.enum(["pass", "block"]),
    onUnmeasured: z12.enum(["pass", "block"]),
    preExisting: z12.enum(["warn", "block"]),
    measureIdentical: z12.boolean().optional()
  }),
  comment: z12.enum(COMMENT_MODES).optional(),
  commentKey: z12.string().max(LONGEST_COMMENT_KEY).regex(COMMENT_KEY).nullable().optional()
});
var toleranceSchema = z12.discriminatedUnion("kind", [
  z12.strictObject({ kind: z12.literal("relative"), fraction: z12.number() }),
  z12.strictObject({ kind: z12.literal("absolute"), amount: z12.number() })
]);
var tolerancesSchema = z12.array(toleranceSchema).max(8);
var labelSchema = z12.strictObject({ sha: name4.nullable(), url: z12.string().max(2100) });
var runRecordSchema = z12.strictObject({
  type: z12.literal("run"),
  version: z12.literal(1),
  /** A calibration compares a deploy with itself. */
  purpose: z12.enum(["gate", "calibration"]),
  /** Of vitals-gate, and of Chrome. */
  tool: z12.string().max(100),
  chrome: z12.string().max(200),
  base: labelSchema.nullable(),
  head: labelSchema,
  /** What the order of the visits is drawn from, beside route, condition and phase. */
  seed: z12.strictObject({ base: name4, head: name4 }),
  plan: z12.discriminatedUnion("kind", [
    z12.strictObject({ kind: z12.literal("fixed"), blocks: z12.number().int().min(3).max(1e6) }),
    z12.strictObject({ kind: z12.literal("looks"), maxBlocks: z12.literal([10, 15, 20]) })
  ]),
  alpha: z12.number().positive().max(1),
  /** The version of the rule of decision that the run was planned by; absent: the first. */
  decision: z12.number().int().positive().max(1e6).optional(),
  /** The tolerances that label an effect where no budget on the whole metric declares one. */
  tolerances: z12.strictObject(
    Object.fromEntries(
      METRICS.map((metric) => [metric, definitionOf(metric).isCore ? tolerancesSchema : tolerancesSchema.optional()])
    )
  ),
  /** Whether the control page's slowness is taken out of LCP (difference in differences). */
  differences: z12.boolean(),
  config: recordedConfigSchema,
  /** Absent: none. */
  waivers: waiversSchema.optional(),
  /** What slower pages cost; absent: nothing is known. */
  prices: pricesSchema.optional(),
  /** Where the policy is from; absent: from the configuration file on disk. */
  policySource: policySourceSchema.optional(),
  /** The commits in words, and how it is known that the deploys serve them; absent: the record is older. */
  origins: originsSchema.optional(),
  /** The part of the run that this is; absent: all of it. */
  shard: shardSchema.optional(),
  /** The shards whose samples are not there, of a run that was merged from several; absent: none. */
  missingShards: shardNumbersSchema.optional(),
  /** `owner/name` of the repository whose workflow measured; absent outside of workflows. */
  repository: z12.string().max(200).optional(),
  /** Whether the gate itself served both deploys, as folders of files; absent: no. */
  servesFolders: z12.literal(true).optional(),
  /** The page of that repository, to link commits to: what the runner of the job that judges says. */
  repositoryUrl: z12.string().max(500).optional(),
  /** Where the report page can be opened: what the workflow of the job that judges says. */
  pageUrl: z12.string().max(6e3).optional(),
  /** Whether a job measured whose word does not count; absent: no. */
  isUntrusted: z12.literal(true).optional(),
  /** What every reader must see. */
  alerts: z12.array(z12.string().max(2e3)).max(100).optional(),
  /** How many routes were visited at a time; absent: one. */
  lanes: z12.literal([1, 2]).optional(),
  notices: z12.array(z12.string().max(5e3)).max(1e3),
  reproduce: z12.string().max(2e4)
});
var place = { route: name4, condition: name4 };
var reportPath = z12.string().max(1e3).regex(/^[^/\\]+(?:\/[^/\\]+)*$/, "it is not a path inside the output folder").refine((file) => !file.split("/").includes(".."), "it leads out of the output folder");
var explanationSchema = z12.strictObject({
  insights: z12.array(
    z12.strictObject({
      id: z12.string().max(200),
      title: z12.string().max(1e3),
      base: z12.string().max(2e3).nullable(),
      head: z12.string().max(2e3).nullable(),
      savingsMs: z12.record(z12.string().max(20), z12.number()).refine((savings) => Object.keys(savings).length <= 100, "it has more than 100 metrics"),
      items: z12.array(z12.string().max(2100)).max(20)
    })
  ).max(1e3),
  reports: z12.strictObject(
    Object.fromEntries(SIDES.map((side) => [side, reportPath.nullable()]))
  ),
  failure: z12.string().max(5e3).nullable()
});
var laterRecordSchema = z12.discriminatedUnion("type", [
  visitSchema,
  /** Whether base and head serve a route the same bytes in the same time, before its first block; for a reader if not. */
  z12.strictObject({ type: z12.literal("identity"), ...place, identity: identitySchema }),
  /** A look at a campaign, and the budgets that are open after it; for a reader: judging looks again. */
  z12.strictObject({
    type: z12.literal("look"),
    ...place,
    blocks: z12.number().int().nonnegative(),
    open: z12.array(z12.string().max(1100)).max(2e3)
  }),
  /** A campaign takes no more blocks. */
  z12.strictObject({
    type: z12.literal("campaign"),
    ...place,
    stopped: z12.enum(STOPS),
    unmeasurable: unmeasurableSchema.nullable()
  }),
  /** Fresh blocks were made after a red; for a reader: judging confirms again. */
  z12.strictObject({
    type: z12.literal("confirmation"),
    ...place,
    blocks: z12.number().int().nonnegative(),
    unmeasurable: unmeasurableSchema.nullable(),
    agreed: z12.array(z12.string().max(1100)).max(2e3)
  }),
  z12.strictObject({ type: z12.literal("notice"), text: z12.string().max(5e3) }),
  z12.strictObject({ type: z12.literal("explanation"), ...place, explanation: explanationSchema }),
  /** What changed between the commits, and which of them did it. The last of each is what holds. */
  z12.strictObject({ type: z12.literal("manifest"), manifest: manifestSchema }),
  z12.strictObject({ type: z12.literal("attribution"), attribution: attributionSchema }),
  /** Why a budget is broken, as far as diagnostic visits tell. */
  z12.strictObject({ type: z12.literal("causes"), search: knownSearchSchema }),
  /** What a GraphQL operation, a subgraph or the operations of a route cost on both sides. */
  z12.strictObject({ type: z12.literal("cost"), comparison: comparisonSchema }),
  /** The costs' budgets, and what made costs change. */
  z12.strictObject({
    type: z12.literal("graphql"),
    rows: z12.array(budgetRowSchema).max(MOST_COST_ITEMS),
    notes: z12.array(costText).max(MOST_COST_ITEMS),
    report: graphqlReportSchema
  }),
  /** The run has ended; a log without this record was interrupted. */
  z12.strictObject({ type: z12.literal("end") })
]);

// src/model/own-words.ts
var OWN_IDS = /* @__PURE__ */ new Set([
  ...knownNodes().flatMap(({ segments }) => segments),
  "unreported",
  "other"
]);
var OWN_KEYS = new Set(
  "type status code kind role doc unit metric verdict reason side sides enforce stopped by initiator route condition path segments open agreed sha version tool".split(" ")
);
var SIDES2 = /* @__PURE__ */ new Set(["base", "head"]);
var COMMIT = /^[0-9a-f]{7,64}$/;
var CAUSES = new Set(CAUSE_IDS);
function isOwnId(id) {
  return OWN_IDS.has(id);
}
function isOwnWord(text, key) {
  if (key === "id" && CAUSES.has(text)) return true;
  if (key === "id" || key === "part") return isOwnId(text);
  if (SIDES2.has(key)) return COMMIT.test(text);
  return OWN_KEYS.has(key) && !/[\s:?&=]/.test(text);
}

// src/record/outline.ts
var MEASURED = { status: "measured", evidence: {} };
function outlined(record) {
  if (record.type !== "visit") return record;
  return { ...record, outcome: outlinedOutcome(record.outcome) };
}
function outlinedOutcome(outcome) {
  if (outcome.status === "failed") return { status: "failed", code: outcome.code };
  const { refused } = outcome.evidence;
  return refused === void 0 ? MEASURED : { status: "measured", evidence: { refused } };
}

// src/record/unchanged.ts
import { createHash } from "node:crypto";
import { closeSync, openSync, readSync, statSync } from "node:fs";
var PART_BYTES = 1 << 20;
function assertUnchanged(file, content) {
  let isSame = false;
  try {
    isSame = has(file, content);
  } catch (cause) {
    throw lostRecords(file, cause);
  }
  if (!isSame) throw lostRecords(file);
}
function has(file, { size, digest }) {
  const about = statSync(file);
  return about.isFile() && about.size === size && digestOf(file) === digest;
}
function digestOf(file) {
  const hash2 = createHash("sha256");
  const part = Buffer.allocUnsafe(PART_BYTES);
  const handle = openSync(file, "r");
  try {
    for (let read = readSync(handle, part); read > 0; read = readSync(handle, part))
      hash2.update(part.subarray(0, read));
  } finally {
    closeSync(handle);
  }
  return hash2.digest("hex");
}
function lostRecords(path4, cause) {
  return new GateError("record-lost", { path: path4, what: "its records" }, cause === void 0 ? {} : { cause });
}

// src/record/visit-index.ts
import { createHash as createHash2 } from "node:crypto";
import { closeSync as closeSync2, openSync as openSync2, readSync as readSync2 } from "node:fs";
var MOST_RECENT = 4;
var LINE_FEED = 10;
var VisitIndex = class {
  #stored = /* @__PURE__ */ new Map();
  /** The least recent first. */
  #recent = /* @__PURE__ */ new Map();
  #file;
  constructor(file) {
    this.#file = file;
  }
  /** The file has another name. */
  move(file) {
    this.#file = file;
  }
  /** @param line the visit as it is in the file, without its line feed; it begins at byte `at` */
  add(visit, line, at) {
    const { route, condition } = visit;
    const key = keyOf(visit);
    const known = this.#stored.get(key);
    const stored = known ?? { place: { route, condition }, ranges: [], digest: "" };
    if (known === void 0) {
      this.#stored.set(key, stored);
      this.#keep(key, []);
    }
    if (stored.ranges.at(-1) === at - 1) stored.ranges.pop();
    else stored.ranges.push(at);
    stored.ranges.push(at + line.length);
    stored.digest = digestAfter(stored.digest, line);
    this.#recent.get(key)?.push(visit);
  }
  /**
   * In the order they were made.
   *
   * @throws GateError `record-lost` if the file is not what was written
   */
  visitsOf(place2) {
    const key = keyOf(place2);
    const stored = this.#stored.get(key);
    if (stored === void 0) return [];
    const visits = this.#recent.get(key) ?? this.#read(stored);
    this.#keep(key, visits);
    return visits;
  }
  #keep(key, visits) {
    this.#recent.delete(key);
    this.#recent.set(key, visits);
    const [oldest] = this.#recent.keys();
    if (this.#recent.size > MOST_RECENT && oldest !== void 0) this.#recent.delete(oldest);
  }
  #read({ place: place2, ranges, digest }) {
    const lines = this.#linesIn(ranges, place2);
    if (lines.reduce(digestAfter, "") !== digest) throw lostVisits(this.#file, place2);
    return lines.map((line) => JSON.parse(line.toString("utf8")));
  }
  #linesIn(ranges, place2) {
    try {
      const handle = openSync2(this.#file, "r");
      try {
        return pairs(ranges).flatMap(([from, to]) => linesOf(bytesIn(handle, from, to)));
      } finally {
        closeSync2(handle);
      }
    } catch (cause) {
      throw lostVisits(this.#file, place2, cause);
    }
  }
};
function digestAfter(before, line) {
  return createHash2("sha256").update(before).update(line).digest("base64");
}
function pairs(ranges) {
  return ranges.flatMap((from, index) => index % 2 === 0 ? [[from, ranges[index + 1] ?? from]] : []);
}
function bytesIn(handle, from, to) {
  const bytes = Buffer.allocUnsafe(to - from);
  let filled = 0;
  while (filled < bytes.length) {
    const read = readSync2(handle, bytes, filled, bytes.length - filled, from + filled);
    if (read === 0) break;
    filled += read;
  }
  return bytes.subarray(0, filled);
}
function linesOf(bytes) {
  const lines = [];
  let from = 0;
  for (let feed = bytes.indexOf(LINE_FEED); feed !== -1; feed = bytes.indexOf(LINE_FEED, from)) {
    lines.push(bytes.subarray(from, feed));
    from = feed + 1;
  }
  lines.push(bytes.subarray(from));
  return lines;
}
function lostVisits(path4, { route, condition }, cause) {
  const what = `the visits to ${route} · ${condition}`;
  return new GateError("record-lost", { path: path4, what }, cause === void 0 ? {} : { cause });
}

// src/record/whole-file.ts
import { open, rename, rm } from "node:fs/promises";
import path from "node:path";
async function writeWhole(...contents) {
  try {
    for (const [file, content] of contents) await writePartial(file, content);
    for (const [file] of contents) await renamed(file);
  } catch (error) {
    for (const [file] of contents) await rm(partial(file), { force: true }).catch(() => {
    });
    throw error;
  }
}
function partial(file) {
  return `${file}.${process.pid}.partial`;
}
async function writePartial(file, content) {
  try {
    await rm(partial(file), { force: true });
    const handle = await open(partial(file), "wx");
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw unwritable(file, error);
  }
}
async function renamed(file) {
  try {
    await rename(partial(file), file);
  } catch (error) {
    throw unwritable(file, error);
  }
}
var WRONG_FOLDER = /* @__PURE__ */ new Set(["EACCES", "EPERM", "EROFS", "ENOTDIR", "EISDIR", "ENOENT", "ENAMETOOLONG", "ELOOP"]);
function unwritable(file, error) {
  const code2 = error instanceof Error && "code" in error ? String(error.code) : "";
  if (!WRONG_FOLDER.has(code2)) return lost(file, error);
  return new GateError("out-unwritable", { path: path.dirname(file), cause: causeOf(error) }, { cause: error });
}
function lost(file, error) {
  return new GateError("out-lost", { path: file, cause: causeOf(error) }, { cause: error });
}

// src/record/log.ts
var OF_CAMPAIGN = ["visit", "identity", "campaign", "confirmation"];
function isOfCampaign(record) {
  return OF_CAMPAIGN.some((type) => type === record.type);
}
var SAMPLES = "samples.ndjson";
var LogFile = class {
  run;
  later;
  #path;
  #records;
  /** How many bytes were written, and which. */
  #size = 0;
  #digest = createHash3("sha256");
  /** @param name of the file, where it is not to take its place yet */
  constructor(folder, run, name5 = SAMPLES) {
    const told = { notices: run.notices.map(redact), reproduce: redact(run.reproduce) };
    this.run = JSON.parse(JSON.stringify({ ...run, ...told }));
    this.#path = path2.join(folder, name5);
    this.#records = new FileRecords(this.#path);
    this.later = this.#records.later;
    const line = `${JSON.stringify(this.run)}
`;
    write(
      () => writeFileSync(this.#path, line),
      (error) => unwritable(this.#path, error)
    );
    this.#size = Buffer.byteLength(line);
    this.#digest.update(line);
  }
  /** Moves the file to its final place; nothing is appended after that. */
  settle = () => {
    const place2 = path2.join(path2.dirname(this.#path), SAMPLES);
    write(
      () => renameSync(this.#path, place2),
      (error) => lost(this.#path, error)
    );
    this.#records.move(place2);
    this.#path = place2;
  };
  append = (made) => {
    const record = made.type === "visit" || made.type === "cost" ? made : redactDeep(made, isOwnWord);
    const text = JSON.stringify(hasCosts(record) ? z13.encode(laterRecordSchema, record) : record);
    const line = Buffer.from(`${text}
`);
    write(
      () => appendFileSync(this.#path, line),
      (error) => lost(this.#path, error)
    );
    const read = hasCosts(record) ? record : JSON.parse(text);
    this.#records.add(read, line.subarray(0, -1), this.#size);
    this.#size += line.length;
    this.#digest.update(line);
  };
  recordsOf = (place2) => this.#records.recordsOf(place2);
  assertUnchanged = () => assertUnchanged(this.#path, { size: this.#size, digest: this.#digest.copy().digest("hex") });
};
var FileRecords = class {
  later = [];
  #visits;
  /** What campaigns have beside visits: a look at one must not take longer the more others there are. */
  #byCampaign = /* @__PURE__ */ new Map();
  constructor(file) {
    this.#visits = new VisitIndex(file);
  }
  /** The file has another name. */
  move(file) {
    this.#visits.move(file);
  }
  /** @param line the record as it is in the file, without its line feed; it begins at byte `at` */
  add = (record, line, at) => {
    this.later.push(outlined(record));
    if (record.type === "visit") this.#visits.add(record, line, at);
    else if (isOfCampaign(record)) this.#keep(record);
  };
  recordsOf = (place2) => [
    ...this.#visits.visitsOf(place2),
    ...this.#byCampaign.get(keyOf(place2)) ?? []
  ];
  #keep(record) {
    const before = this.#byCampaign.get(keyOf(record));
    if (before === void 0) this.#byCampaign.set(keyOf(record), [record]);
    else before.push(record);
  }
};
function write(body, failed) {
  try {
    body();
  } catch (error) {
    throw failed(error);
  }
}
function hasCosts({ type }) {
  return type === "cost" || type === "graphql";
}

// src/record/read.ts
import { createHash as createHash4 } from "node:crypto";
import { fstatSync } from "node:fs";
import { open as open2, stat } from "node:fs/promises";
import path3 from "node:path";

// src/cause/weigh.ts
var LEAST_SHARE = 0.2;
function weigh(findings, whole, segments) {
  const change = nodeAt(whole, segments)?.value ?? 0;
  const draws = [];
  const claimed = /* @__PURE__ */ new Set();
  const weighed = [];
  for (const finding of findings.toSorted(bySpecificity)) {
    const phases = finding.phases.filter((phase) => isRelated(phase, segments)).map((phase) => narrowed(phase, segments));
    if (phases.length === 0 || finding.claims.some((claim) => claimed.has(claim))) continue;
    const own = drawnFrom(phases, finding.amount, draws, whole);
    const amount = own.reduce((sum2, draw) => sum2 + draw.amount, 0);
    const share = change > 0 ? Math.min(1, amount / change) : 0;
    if (finding.isGuess === true) {
      weighed.push({ finding, part: phases[0] ?? segments, amount, share });
      continue;
    }
    const isTaken = phases.some((phase) => draws.some((draw) => isRelated(draw.phase, phase)));
    if (share < LEAST_SHARE && isTaken && amount < finding.amount / 2) continue;
    const part = own.toSorted((one, other) => other.amount - one.amount)[0]?.phase ?? phases[0] ?? segments;
    weighed.push({ finding, part, amount, share });
    if (share < LEAST_SHARE) continue;
    draws.push(...own);
    for (const claim of finding.claims) claimed.add(claim);
  }
  return weighed;
}
function bySpecificity(one, other) {
  const guesses = Number(one.isGuess === true) - Number(other.isGuess === true);
  return guesses || CAUSE_IDS.indexOf(one.id) - CAUSE_IDS.indexOf(other.id) || other.amount - one.amount;
}
function isRelated(one, other) {
  return one.slice(0, other.length).every((id, depth) => id === other[depth]);
}
function narrowed(phase, segments) {
  return segments.length > phase.length ? segments : phase;
}
function drawnFrom(phases, amount, draws, whole) {
  const own = [];
  let left = amount;
  for (const phase of phases) {
    const taken = [...draws, ...own].filter((draw) => isRelated(draw.phase, phase));
    const room = (nodeAt(whole, phase)?.value ?? 0) - taken.reduce((sum2, draw) => sum2 + draw.amount, 0);
    const drawn = Math.max(0, Math.min(left, room));
    if (drawn > 0) own.push({ phase, amount: drawn });
    left -= drawn;
  }
  return own;
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

// src/record/campaigns.ts
function* campaignsOf(log) {
  for (const { name: route, conditions } of log.run.config.routes)
    for (const condition of conditions) {
      const campaign = campaignIn(log, { route, condition });
      if (campaign !== null) yield campaign;
    }
}
function campaignIn(log, place2, unrecorded = []) {
  return campaignFrom(log.run, place2, [...log.recordsOf(place2), ...unrecorded]);
}
function campaignFrom({ base }, place2, records) {
  const { route, condition } = place2;
  const visits = records.filter((record) => record.type === "visit");
  const end = records.findLast((record) => record.type === "campaign") ?? null;
  const freshEnd = records.findLast((record) => record.type === "confirmation") ?? null;
  const identity = records.findLast((record) => record.type === "identity")?.identity ?? null;
  if (visits.length === 0 && end === null) return null;
  return campaignOf({ route, condition, hasBase: base !== null, visits, end, freshEnd, identity });
}
function isComplete({ later }) {
  return later.some(({ type }) => type === "end");
}
function noticesOf({ run, later }) {
  return [...run.notices, ...later.flatMap((record) => record.type === "notice" ? [record.text] : [])];
}
function costsOf({ later }) {
  const parts = later.filter((record) => record.type === "graphql");
  if (parts.length === 0) return null;
  const removed = parts.flatMap(({ report }) => report.removed ?? []);
  return {
    comparisons: later.flatMap((record) => record.type === "cost" ? [record.comparison] : []),
    rows: parts.flatMap(({ rows }) => rows),
    notes: parts.flatMap(({ notes }) => notes),
    report: {
      ...parts.map(({ report: { folder } }) => folder === void 0 ? {} : { folder })[0],
      causes: parts.flatMap(({ report }) => report.causes),
      problems: parts.flatMap(({ report }) => report.problems),
      ...removed.length === 0 ? {} : { removed }
    }
  };
}
function explanationsOf({ later }) {
  return new Map(
    later.flatMap((record) => record.type === "explanation" ? [[keyOf(record), record.explanation]] : [])
  );
}
function searchesOf({ later }) {
  const searches = later.flatMap((record) => record.type === "causes" ? [record.search] : []);
  return [...new Map(searches.map((search) => [JSON.stringify([keyOf(search), search.path]), search])).values()];
}
function attributionsOf({ later }) {
  return later.flatMap((record) => record.type === "attribution" ? [record.attribution] : []);
}
function manifestOf({ later }) {
  return later.findLast((record) => record.type === "manifest")?.manifest ?? null;
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
  const { length } = distribution;
  return { upper: total(observed, length), lower: total(0, observed + 1), tied: length === 1 };
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

// src/stats/views.ts
var SMALLEST_FLOOR = 1e-9;
function zeroScores(series, quantity, version2) {
  if (isExact(quantity)) return gridScores(series, quantity.step);
  const shape = { clip: constantsOf(version2).clip, redescending: true };
  return quantity.kind === "time" ? blockScores(logView(series, 0), { ...shape, floor: logFloor(series, quantity.step) }) : blockScores(series, { ...shape, floor: rawFloor(quantity) });
}
function toleranceScores(series, quantity, tolerance, version2) {
  if (isExact(quantity)) return gridScores(exactView(series, quantity, tolerance), quantity.step);
  const options = { ...shapeOf(version2), floor: rawFloor(quantity) };
  if (tolerance.kind === "absolute") return blockScores(rawView(series, tolerance.amount), options);
  return quantity.kind === "time" ? logScores(logView(series, Math.log1p(tolerance.fraction)), logFloor(series, quantity.step), version2) : blockScores(ratioView(series, tolerance.fraction), options);
}
function logScores(logs, floor, version2) {
  return blockScores(logs, { ...shapeOf(version2), floor });
}
function shapeOf(version2) {
  const { clip, ignoresOutliersOfTolerances } = constantsOf(version2);
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
function isExact({ kind }) {
  return kind === "score" || kind === "size";
}
function exactView(series, { kind }, tolerance) {
  if (tolerance.kind === "absolute") return rawView(series, tolerance.amount);
  if (kind === "score") throw new RangeError("a score has no relative tolerance");
  return ratioView(series, tolerance.fraction);
}

// src/identity/measured.ts
var LONGEST_URL = 2100;
var LONGEST_WHAT = 300;
function measured(because, { url: url4 = null, side = null, what = null } = {}) {
  return {
    kind: "measured",
    because,
    url: url4?.slice(0, LONGEST_URL) ?? null,
    side,
    what: what?.slice(0, LONGEST_WHAT) ?? null
  };
}
function measuredFor(because, { shownUrl }, about = {}) {
  return measured(because, { ...about, url: shownUrl });
}

// src/identity/times.ts
var REPLAY_LOOKS = [
  { blocks: 6, level: 1e-3, lateLevel: 0.15 },
  { blocks: 12, level: 1e-3, lateLevel: 0.05 }
];
var SLOWER_LEVEL = 0.01;
var RESPONSE_TIME = { kind: "part", step: 0.1 };
function compareTimes(replay) {
  const { toleranceMs } = replay;
  const look = REPLAY_LOOKS.find(({ blocks }) => blocks === replay.blocks.length);
  if (look === void 0 || !isComplete2(replay)) return measured("unseen", { what: "incomplete replay" });
  for (const { series, about } of timedIn(replay))
    if (!isClearSum(series, toleranceMs, look)) return measured("slower", { ...about, side: "head" });
  return null;
}
function isSlower(replay) {
  for (const { series } of timedIn(replay))
    if (beyondTolerance(series, replay.toleranceMs).upper <= SLOWER_LEVEL) return true;
  return false;
}
function isClear(replay) {
  return compareTimes(replay) === null;
}
function isComplete2({ urls, sums, blocks }) {
  return urls.length > 0 && sums.every((sum2) => sum2.length > 0 && sum2.every((position) => position < urls.length)) && blocks.every((block2) => SIDES.every((side) => block2.filter((pass) => pass.side === side).length === 2)) && blocks.flat().every(({ times }) => times.length === urls.length);
}
function* timedIn(replay) {
  const { urls, sums, blocks } = replay;
  for (const [position, url4] of urls.entries())
    yield { series: seriesOf(replay, [position]), about: { url: url4, what: null } };
  for (const positions of sums) {
    const url4 = urls[positions.at(-1) ?? -1] ?? null;
    yield { series: seriesOf(replay, positions), about: { url: url4, what: positions.length > 1 ? WITH_OTHERS : null } };
  }
  const atOnce = blocks.map((block2) => block2.map(({ side, wallMs }) => ({ head: side === "head", value: wallMs })));
  yield { series: atOnce, about: { url: null, what: "at once" } };
}
var WITH_OTHERS = "with those before it";
function seriesOf({ blocks }, positions) {
  return blocks.map(
    (block2) => block2.map(({ side, times }) => ({
      head: side === "head",
      value: positions.reduce((total, position) => total + (times[position] ?? Infinity), 0)
    }))
  );
}
function isClearSum(series, toleranceMs, { level, lateLevel }) {
  return beyondTolerance(series, toleranceMs).lower <= level && !isLateMoreOften(series, toleranceMs, lateLevel);
}
function beyondTolerance(series, toleranceMs) {
  assertFinite(series);
  return blockPermutationTest(toleranceScores(series, RESPONSE_TIME, { kind: "absolute", amount: toleranceMs }));
}
function isLateMoreOften(series, toleranceMs, level) {
  const limit = median(valuesOf(series)) + toleranceMs;
  const late = mapSeries(series, (value) => value >= limit ? 1 : 0);
  return blockPermutationTest(gridScores(late, 1)).upper <= level;
}

// src/record/replay-doubt.ts
var MOST_RESPONSES = 5e3;
function replayDoubt(run, { responses, replay }) {
  if (responses > MOST_RESPONSES) return "and no visit is served so many responses";
  return replay === null ? folderDoubt(run) : requestDoubt(run, replay) ?? responseDoubt(responses, replay);
}
function folderDoubt({ base, head, servesFolders }) {
  if (servesFolders !== true) return "and no request was repeated to servers that are not the gate’s own";
  const areOwn = [base, head].every((deploy) => deploy !== null && isLoopback(parsed(deploy.url)?.hostname ?? ""));
  return areOwn ? null : "and no request was repeated to deploys that are not folders on this machine";
}
function requestDoubt({ base, head }, { urls, sums, blocks }) {
  const origins = [base, head].map((deploy) => parsed(deploy?.url ?? "")?.origin);
  if (!urls.every((url4) => origins.includes(parsed(url4)?.origin)))
    return "and repeated a request to no deploy of the run";
  const passes = blocks.flat();
  if (passes.some(({ times }) => times.every((ms2) => ms2 === 0))) return "and its responses took no time";
  return new Set(urls).size > 1 && sums.length === 0 ? "and the times of its responses are not summed" : null;
}
function responseDoubt(responses, { urls }) {
  return new Set(urls).size > responses ? "and more requests were repeated than its visits sent" : null;
}
function parsed(url4) {
  return URL.canParse(url4) ? new URL(url4) : null;
}

// src/record/identical-bytes.ts
function contradictionIn({ run, later }) {
  const campaigns = Map.groupBy(later.filter(isOfCampaign), keyOf);
  for (const records of campaigns.values()) {
    const found = contradictionOf(run, records);
    if (found !== null) return found;
  }
  return null;
}
function contradictionOf(run, records) {
  const [record, another] = records.filter((each) => each.type === "identity");
  const end = records.find((each) => each.type === "campaign");
  const isSkipped = end?.stopped === "identical-bytes";
  if (another !== void 0) return said(another, "is said twice to serve identical bytes or not");
  if (record?.identity.kind !== "identical")
    return end !== void 0 && isSkipped ? said(end, "is not measured, and does not serve identical bytes") : null;
  if (end !== void 0 && !isSkipped && end.unmeasurable === null)
    return said(record, "serves identical bytes, and its end says something else");
  const why = whyMeasured(run, record) ?? whyUnseen(records);
  return why === null ? null : said(record, `serves identical bytes, ${why}`);
}
function whyMeasured(run, { identity }) {
  if (run.base === null) return "and there is no base to compare it with";
  if (run.plan.kind === "fixed") return "and the run is one of a fixed number of blocks";
  if (identity.kind !== "identical") return null;
  const doubt = replayDoubt(run, identity);
  if (doubt !== null) return doubt;
  const isSlow = identity.replay !== null && !isClear(identity.replay);
  return isSlow ? "and the times of its responses do not say so" : null;
}
function whyUnseen(records) {
  const visits = records.filter((each) => each.type === "visit");
  if (visits.some(({ block: block2 }) => block2 >= 0) || records.some(({ type }) => type === "confirmation"))
    return "and was measured";
  if (visits.some(({ outcome }) => outcome.status === "failed")) return "and a visit to it failed";
  return SIDES.every((side) => visits.some((visit) => visit.side === side)) ? null : "and was not visited on both sides";
}
function said(record, what) {
  return { record, why: `${record.route} · ${record.condition} ${what}` };
}

// src/record/decision.ts
var FIRST = 1;
function decisionOf({ decision = FIRST }) {
  if (!isDecisionVersion(decision)) throw new RangeError(`version ${decision} of the rule of decision is not known`);
  return decision;
}
function unknownDecision({ decision = FIRST, tool }) {
  if (isDecisionVersion(decision)) return null;
  const known = DECISION_VERSIONS.join(" and ");
  return `It was recorded by vitals-gate ${tool} for version ${decision} of the rule of decision, and this one knows versions ${known}.`;
}
function otherDecision(one, other) {
  const [own, others] = [decisionOf(one), decisionOf(other)];
  if (own === others) return null;
  return `vitals-gate ${one.tool} recorded them for version ${own} of the rule of decision, and the others are for version ${others}`;
}

// src/record/look-structure.ts
function misfitOf(run, { stopped }, looks, complete) {
  if (stopped !== "decided" && stopped !== "maximum") return null;
  const last = looks.at(-1);
  if (last?.blocks !== complete) return `are ${complete} blocks, and its end lacks a look at all of them`;
  if (looks.slice(0, -1).some(({ open: open3 }) => open3.length === 0)) return "go on after a look that decided everything";
  if (stopped === "decided" && last.open.length > 0)
    return "end as if its budgets were decided, and its last look says that they were not";
  const counts = looks.map(({ blocks }) => blocks);
  return plannedLooks(run, counts).some((planned) => isBegun(planned, counts, stopped)) ? null : "were not looked at when its plan says";
}
function isBegun(planned, counts, stopped) {
  const isWhole = stopped === "decided" || counts.length === planned.length;
  return isWhole && counts.every((blocks, index) => blocks === planned[index]);
}
var MAXIMA = [10, 15, 20];
function plannedLooks(run, counts) {
  const own = [run.plan];
  const others = [
    ...MAXIMA.map((maxBlocks) => ({ kind: "looks", maxBlocks })),
    ...counts.slice(0, 1).map((blocks) => ({ kind: "fixed", blocks }))
  ];
  const version2 = decisionOf(run);
  const plans = run.policySource === void 0 ? own : [...own, ...others];
  return plans.map((plan) => looksOf({ plan, alpha: run.alpha, comparisons: 1, version: version2 }).map(({ blocks }) => blocks));
}

// src/record/structure.ts
var MOST_ATTEMPTS = 3;
var MOST_ATTEMPTS_AT_A_TIMEOUT = 2;
var MOST_DROPPED = 3;
var POSITIONS2 = [0, 1, 2, 3];
function gapIn({ run, later }) {
  const { lanes = 1 } = run;
  const freshLooks = constantsOf(decisionOf(run)).proof.looks.map(({ blocks }) => blocks);
  const visits = later.filter((record) => record.type === "visit" && record.block >= 0);
  const isOver = later.some(({ type }) => type === "end");
  const controlled = later.some((record) => record.type === "visit" && record.page === "control");
  const last = later.findLast((record) => record.type === "visit") ?? null;
  const phases = Map.groupBy(visits, ({ phase, ...place2 }) => JSON.stringify([phase, keyOf(place2)]));
  const ends = endsIn(later);
  const complete = /* @__PURE__ */ new Map();
  let cuts = 0;
  for (const [key, made] of phases) {
    const [first] = made;
    if (first === void 0) continue;
    const end = ends.get(key);
    const givesUp = end?.some((record) => record.unmeasurable?.code === "server-gone") ?? false;
    const own = end === void 0 ? made.at(-1) ?? null : null;
    const cut = lanes === 1 ? last : own;
    const found = gapInPhase(made, { controlled, cut: isOver ? null : cut, givesUp });
    if ("why" in found) return found;
    if (found.isCut && (cuts += 1) > lanes) return gap(first, MISSING);
    complete.set(key, found.complete);
    const atEnd = isOver ? gapAtEnd(first, end, found, freshLooks) : null;
    if (atEnd !== null) return atEnd;
  }
  return gapInWords(later, visits, complete) ?? gapInLooks({ run, later }, ends, complete);
}
function endsIn(later) {
  const ends = later.filter((record) => record.type === "campaign" || record.type === "confirmation");
  return Map.groupBy(ends, (end) => phaseKey(end.type === "campaign" ? "measure" : "confirm", end));
}
function phaseKey(phase, place2) {
  return JSON.stringify([phase, keyOf(place2)]);
}
function gapInPhase(visits, { controlled, cut, givesUp }) {
  const blocks = [...Map.groupBy(visits, ({ block: block2 }) => block2).values()];
  const found = { complete: 0, dropped: 0, isCut: false };
  for (const [index, block2] of blocks.entries()) {
    const [first] = block2;
    if (first === void 0) continue;
    if (found.dropped > MOST_DROPPED) return gap(first, "have blocks after those that end a campaign");
    const isLast = index === blocks.length - 1;
    const checked = checkBlock(block2, {
      controlled,
      isCut: block2.at(-1) === cut,
      givesUp: isLast && (givesUp || cut !== null)
    });
    if (typeof checked !== "string") return checked;
    if (checked === "complete") found.complete += 1;
    else if (checked === "dropped") found.dropped += 1;
    else found.isCut = true;
  }
  return found;
}
function checkBlock(block2, { controlled, isCut, givesUp }) {
  let allowed = MOST_ATTEMPTS;
  for (const position of POSITIONS2) {
    const pages = controlled ? ["route", "control"] : ["route"];
    for (const page of pages) {
      const made = block2.filter((visit) => visit.position === position && visit.page === page);
      const outcome = attemptsOutcome(made, allowed, givesUp);
      const isAtCut = isCut && (made.length === 0 || made.at(-1) === block2.at(-1));
      if (outcome === "missing") return isAtCut ? "cut" : gap(made.at(-1) ?? nearest(block2, position), MISSING);
      if (outcome === "measured") continue;
      allowed = 1;
      if (block2.some((visit) => visit.position === position && visit.page === "control" && page === "route"))
        return gap(nearest(block2, position), "visit the control page after a visit that failed");
      break;
    }
  }
  return allowed === 1 ? "dropped" : "complete";
}
var MISSING = "lack an attempt that a run would have made";
function attemptsOutcome(made, allowed, givesUp) {
  for (const [index, { attempt, outcome }] of made.entries()) {
    const isLast = index === made.length - 1;
    if (attempt !== index + 1) return "missing";
    if (outcome.status === "measured") return isLast ? "measured" : "missing";
    const most = outcome.code === "timeout" ? Math.min(allowed, MOST_ATTEMPTS_AT_A_TIMEOUT) : allowed;
    const isEnd = attempt >= most || givesUp && isLast;
    if (isEnd !== isLast) return "missing";
    if (isEnd) return "failed";
  }
  return "missing";
}
function nearest(block2, position) {
  const visit = block2.findLast((each) => each.position <= position) ?? block2[0];
  if (visit === void 0) throw new Error("a block has visits");
  return visit;
}
function gapAtEnd(first, ends, { complete, dropped }, freshLooks) {
  const [end] = ends ?? [];
  if (end === void 0) return gap(first, "are of a campaign whose end is not recorded");
  if (dropped > MOST_DROPPED && end.unmeasurable === null) return gap(end, "are fewer than a run goes on without");
  if (end.type !== "confirmation") return null;
  if (end.blocks !== complete)
    return gap(end, `are other fresh blocks than the ${end.blocks} that it was confirmed by`);
  return end.unmeasurable === null && !freshLooks.includes(complete) ? gap(end, "end between two looks at the fresh blocks") : null;
}
function gapInWords(later, visits, complete) {
  const begun = new Set(visits.map(({ phase, ...place2 }) => phaseKey(phase, place2)));
  for (const record of later) {
    if (record.type === "look" && record.blocks > (complete.get(phaseKey("measure", record)) ?? 0))
      return gap(record, `are fewer than the ${record.blocks} blocks that were looked at`);
    if (record.type === "confirmation" && record.blocks > 0 && !begun.has(phaseKey("confirm", record)))
      return gap(record, "lack the fresh blocks that confirmed it");
  }
  return null;
}
function gapInLooks({ run, later }, ends, complete) {
  const looks = Map.groupBy(
    later.filter((record) => record.type === "look"),
    (look) => phaseKey("measure", look)
  );
  for (const [key, [end]] of ends) {
    if (end?.type !== "campaign") continue;
    const why = misfitOf(run, end, looks.get(key) ?? [], complete.get(key) ?? 0);
    if (why !== null) return gap(end, why);
  }
  return null;
}
function gap(record, what) {
  const place2 = "route" in record ? `${record.route} · ${record.condition}` : "a campaign";
  return { record, why: `the visits to ${place2} ${what}` };
}

// src/record/consistency.ts
function doubtAbout(log, found) {
  const { run, later } = log;
  if (run.purpose !== "gate") return "they are of a calibration";
  const places = placesOf(run);
  const known = new Set(places.map(keyOf));
  if (known.size < places.length) return "their configuration names a route or a condition twice";
  const stray = later.flatMap(placeOf).find((place2) => !known.has(keyOf(place2)));
  if (stray !== void 0) return `${stray.route} · ${stray.condition} is not one of their campaigns`;
  if (!isComplete(log)) return "they are cut off: the record of the end is missing";
  return (found ?? recordDoubt(log))?.why ?? null;
}
function placesOf({ config, shard }) {
  const all = config.routes.flatMap(
    ({ name: route, conditions }) => conditions.map((condition) => ({ route, condition }))
  );
  if (shard === void 0) return all;
  const own = new Set(shard.campaigns.map(keyOf));
  return all.filter((place2) => own.has(keyOf(place2)));
}
var OF_CAMPAIGN2 = ["visit", "identity", "look", "campaign", "confirmation", "explanation"];
function isOfCampaign2(record) {
  return OF_CAMPAIGN2.some((type) => type === record.type);
}
function placeOf(record) {
  if (isOfCampaign2(record)) return [record];
  if (record.type === "attribution") return [record.attribution];
  return record.type === "causes" ? [record.search] : [];
}
function recordDoubt({ run, later }) {
  const visits = later.filter((record) => record.type === "visit");
  return outOfOrder(run, visits) ?? gapIn({ run, later }) ?? contradictionIn({ run, later });
}
function impossible(record) {
  if (record.type === "visit") return impossibleVisit(record);
  if (record.type === "causes") return impossibleCauses(record.search);
  return record.type === "cost" ? impossibleCost(record.comparison) : null;
}
function impossibleCauses({ route, condition, path: path4, reproduced, causes }) {
  const isOf = (cause) => cause.route === route && cause.condition === condition && cause.path === path4;
  const isReason = ({ because, share }) => !because || reproduced && (share === null || share >= LEAST_SHARE);
  if (!causes.every(isOf)) return `a cause of ${path4} of ${route} · ${condition} is of another budget`;
  return causes.every(isReason) ? null : `a cause of ${path4} of ${route} · ${condition} accounts for too little`;
}
function impossibleCost({ route, condition, metric, unit, base, head, difference }) {
  if (unit !== "cost" || !isGraphMetric(metric)) return `${metric} of ${route} · ${condition} is not a cost`;
  return [base, head, difference].every((tree) => tree === null || addsUp(tree)) ? null : `the parts of ${metric} of ${route} · ${condition} do not add up`;
}
function impossibleVisit({ route, condition, outcome }) {
  if (outcome.status === "failed") return null;
  for (const metric of METRICS) {
    const reading = readingOf(outcome.readings, metric);
    if (reading.status === "unmeasured") continue;
    const why = impossibleReading(reading.breakdown, definitionOf(metric).range);
    if (why !== null) return `${metric} of a visit to ${route} · ${condition} ${why}`;
  }
  return null;
}
function impossibleReading(breakdown, { least, most }) {
  if (!isFiniteTree(breakdown) || !addsUp(breakdown)) return "has parts that do not add up";
  if (countUpTo(MOST_PARTS, breakdown) > MOST_PARTS) return "has more parts than a visit tells apart";
  if (breakdown.value < least || breakdown.value > most) return `is ${breakdown.value}, which no browser measures`;
  return isBelow(most, breakdown) ? null : "has parts that are larger than any visit";
}
var MOST_PARTS = 1e3;
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
function isBelow(most, { value, parts }) {
  return Math.abs(value) <= most && parts.every((part) => isBelow(most, part));
}
var MOST_BLOCKS = 1e4;
function outOfOrder(run, visits) {
  const recorded = visits.filter(({ block: block2 }) => block2 >= 0);
  const phases = Map.groupBy(recorded, ({ phase, ...place2 }) => JSON.stringify([phase, keyOf(place2)]));
  for (const made of phases.values()) {
    const visit = firstUndrawn(run, made);
    if (visit === null) continue;
    const name5 = `${visit.route} · ${visit.condition}`;
    const why = visit.block < MOST_BLOCKS ? `the visits to ${name5} are not in the order that was drawn` : `${name5} has more blocks than a campaign takes`;
    return { record: visit, why };
  }
  return null;
}
function firstUndrawn(run, visits) {
  const draw = orderOf(run, visits);
  let block2 = -1;
  let sides = [];
  let rank = -1;
  for (const visit of visits) {
    if (visit.block === block2 + 1) {
      block2 = visit.block;
      sides = draw();
    }
    if (visit.block !== block2 || block2 >= MOST_BLOCKS) return visit;
    if (visit.side !== sides[visit.position] || rankOf(visit) <= rank) return visit;
    rank = rankOf(visit);
  }
  return null;
}
function orderOf({ base, seed }, [first]) {
  if (first === void 0 || base === null) return () => ["head", "head", "head", "head"];
  const { route, condition, phase } = first;
  const random = seededRandom(seed.base, seed.head, route, condition, ...phase === "confirm" ? [phase] : []);
  return () => blockOrder(random);
}
function rankOf({ block: block2, position, page, attempt }) {
  return ((block2 * 4 + position) * 2 + (page === "control" ? 1 : 0)) * 3 + attempt - 1;
}

// src/record/lines.ts
import { readSync as readSync3 } from "node:fs";
var PART_BYTES2 = 1 << 20;
var MOST_BYTES_PER_UNIT = 3;
var LINE_FEED2 = 10;
var NOTHING = Buffer.alloc(0);
function* linesIn(handle, limits) {
  const decode = limits.decode ?? ((bytes) => bytes.toString("utf8"));
  let held = null;
  const told = (line, isLast) => {
    if ("length" in line) return line;
    const text = decode(line.bytes);
    const { length } = text;
    return length > limits.mostOfLine ? { number: line.number, length, at: line.at } : { ...line, text, isLast };
  };
  let next = 1;
  for (const line of filledLines(handle, limits)) {
    if (held !== null) yield told(held, false);
    for (let number = next; number < line.number; number += 1)
      yield told({ number, bytes: NOTHING, at: line.at - (line.number - number) }, false);
    next = line.number + 1;
    held = line;
  }
  if (held !== null) yield told(held, true);
}
function* filledLines(handle, { mostOfLine, onPart }) {
  const mostBytes = mostOfLine * MOST_BYTES_PER_UNIT;
  let number = 1;
  let at = 0;
  let begun = [];
  let begunBytes = 0;
  let endless = null;
  const grow = (part) => {
    begunBytes += part.length;
    if (endless === null && begunBytes > mostBytes) {
      endless = { decoder: new TextDecoder(), length: 0 };
      for (const each of begun) endless.length += endless.decoder.decode(each, { stream: true }).length;
      begun = [];
    }
    if (endless === null) begun.push(part);
    else endless.length += endless.decoder.decode(part, { stream: true }).length;
  };
  const end = () => {
    const [only, ...more] = begun;
    const bytes = only !== void 0 && more.length === 0 ? only : Buffer.concat(begun);
    const line = endless === null ? { number, bytes, at } : { number, length: endless.length + endless.decoder.decode().length, at };
    number += 1;
    at += begunBytes + 1;
    begun = [];
    begunBytes = 0;
    endless = null;
    return line;
  };
  for (const part of partsOf(handle)) {
    onPart?.(part);
    let from = 0;
    for (let feed = part.indexOf(LINE_FEED2); feed !== -1; feed = part.indexOf(LINE_FEED2, from)) {
      if (feed > from) grow(part.subarray(from, feed));
      if (begunBytes > 0) yield end();
      else {
        number += 1;
        at += 1;
      }
      from = feed + 1;
    }
    if (from < part.length) grow(part.subarray(from));
  }
  if (begunBytes > 0) yield end();
}
function* partsOf(handle) {
  let at = 0;
  for (; ; ) {
    const part = Buffer.allocUnsafe(PART_BYTES2);
    const read = readSync3(handle, part, 0, PART_BYTES2, at);
    if (read === 0) return;
    at += read;
    yield part.subarray(0, read);
  }
}

// src/record/read.ts
var MAX_LINE = 5e6;
var MAX_BYTES = 4e8;
var MOST_NESTING = 100;
var TWO_LANES = "samples.two-lanes.ndjson";
async function readLog(folder, name5 = SAMPLES) {
  const file = path3.join(folder, name5);
  const handle = await opened(file).catch((cause) => {
    throw unreadable(file, cause);
  });
  try {
    return logIn(handle.fd, file);
  } finally {
    await handle.close();
  }
}
async function opened(file) {
  if (!(await stat(file)).isFile()) throw new Error("it is not a file");
  return open2(file);
}
function logIn(handle, file) {
  const { later, add, recordsOf } = new FileRecords(file);
  const hash2 = createHash4("sha256");
  let size = 0;
  const onPart = (part) => {
    hash2.update(part);
    size += part.length;
  };
  const { run, doubt } = readRecords(linesOf2(handle, file, onPart), {
    file,
    isWhole: false,
    tooDeep: ({ number }) => invalid(file, number, "The line is nested deeper than anything that a run writes."),
    keep: (record, { bytes, at }) => {
      add(record, bytes, at);
      return later.at(-1);
    }
  });
  const found = doubt ?? recordDoubt({ run, later });
  if (found !== null)
    throw invalid(file, later.indexOf(found.record) + 2, `This is not what a run writes: ${found.why}.`);
  const content = { size, digest: hash2.digest("hex") };
  return { run, later, recordsOf, assertUnchanged: () => assertUnchanged(file, content) };
}
function* linesOf2(handle, file, read) {
  let bytes = 0;
  const onPart = (part) => {
    read(part);
    bytes += part.length;
    if (bytes > MAX_BYTES) throw new Error(`it has more than ${MAX_BYTES} bytes`);
  };
  try {
    const { size } = fstatSync(handle);
    if (size > MAX_BYTES) throw new Error(`it has ${size} bytes, more than ${MAX_BYTES}`);
    yield* linesIn(handle, { mostOfLine: MAX_LINE, onPart });
  } catch (cause) {
    throw unreadable(file, cause);
  }
}
function unreadable(file, cause) {
  return new GateError("record-unreadable", { path: file, cause: causeOf(cause) }, { cause });
}
function readRecords(lines, terms) {
  const { file, isWhole, keep } = terms;
  let run = null;
  let doubt = null;
  for (const line of lines) {
    if (run === null) {
      run = firstRecord(line, terms);
      continue;
    }
    const record = recordOf(line, terms, laterRecordSchema, "isLast" in line && line.isLast && !isWhole);
    if (record === null || "length" in line) continue;
    const kept = keep(record, line);
    const why = doubt === null ? impossible(record) : null;
    if (why !== null && kept !== void 0) doubt = { record: kept, why };
  }
  if (run === null) throw invalid(file, 1, "The file is empty.");
  return { run, doubt };
}
function firstRecord(line, terms) {
  const { file, isWhole } = terms;
  const run = recordOf(line, terms, runRecordSchema, "isLast" in line && line.isLast && !isWhole);
  if (run === null) throw invalid(file, 1, "The first record is cut off.");
  if (run.tool !== version)
    throw invalid(file, 1, `It was written by vitals-gate ${run.tool}, and this is ${version}.`);
  const unknown = unknownDecision(run);
  if (unknown !== null) throw invalid(file, 1, unknown);
  return run;
}
function isTooDeep(line) {
  let depth = 0;
  let inText2 = false;
  for (let index = 0; index < line.length; index += 1) {
    const code2 = line.charCodeAt(index);
    if (code2 === 92 && inText2) index += 1;
    else if (code2 === 34) inText2 = !inText2;
    else if (inText2) continue;
    else if (code2 === 91 || code2 === 123) depth += 1;
    else if (code2 === 93 || code2 === 125) depth -= 1;
    if (depth > MOST_NESTING) return true;
  }
  return false;
}
function recordOf(line, { file, tooDeep }, schema, mayBeCut) {
  const { number } = line;
  if ("length" in line) throw invalid(file, number, `The line has ${line.length} characters.`);
  if (isTooDeep(line.text)) throw tooDeep(line);
  let value;
  try {
    value = JSON.parse(line.text);
  } catch (cause) {
    if (mayBeCut) return null;
    throw invalid(file, number, `The line is not JSON: ${causeOf(cause)}.`, cause);
  }
  const parsed2 = schema.safeParse(value);
  if (parsed2.success) return parsed2.data;
  const [issue] = parsed2.error.issues;
  const at = issue === void 0 || issue.path.length === 0 ? "The record" : `Its ${issue.path.join(".")}`;
  throw invalid(file, number, `${at} is not what a run writes: ${issue?.message ?? "invalid"}.`);
}
function invalid(file, line, what, cause) {
  return new GateError(
    "record-invalid",
    { what },
    { where: `${file}:${line}`, ...cause === void 0 ? {} : { cause } }
  );
}

// src/judge/outcome.ts
function outcomeOf(rows, policy, completeness, isMeasured = true) {
  const verdicts = new Set(rows.filter((row2) => row2.enforce === "block").map((row2) => row2.verdict));
  if (!isMeasured) verdicts.add("unmeasured");
  if (completeness === true) return { verdict: worst(verdicts), exitCode: exitCodeOf(verdicts, policy) };
  const verdict = worst([...verdicts, "unmeasured"]);
  if (completeness === false) return { verdict, exitCode: verdicts.has("fail") ? 1 : 3 };
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
function alignNode(path4, id, blocks, room) {
  const partsOf2 = blocks.map((block2) => block2.map((visit) => ({ head: visit.head, parts: partsById(visit.node) })));
  const split = blocks.some((block2) => block2.some((visit) => visit.node !== void 0 && visit.node.parts.length > 0));
  const all = split ? keptIds(partsOf2) : [];
  const ids = all.length <= room.nodes ? all : [];
  room.nodes -= ids.length;
  const kept = new Set(ids);
  return {
    id,
    series: blocks.map((block2) => block2.map(({ head, node }) => ({ head, value: node?.value ?? 0 }))),
    parts: inOrder(path4, ids).map(
      (part) => alignNode(
        [...path4, part],
        part,
        partsOf2.map((block2) => block2.map(({ head, parts }) => ({ head, node: partOf(parts, part, kept) }))),
        room
      )
    )
  };
}
var MOST_PARTS2 = 200;
function keptIds(partsOf2) {
  const sizes = /* @__PURE__ */ new Map();
  for (const { parts } of partsOf2.flat())
    for (const [id, { value }] of parts) sizes.set(id, (sizes.get(id) ?? 0) + Math.abs(value));
  if (sizes.size <= MOST_PARTS2) return [...sizes.keys()];
  const largest = [...sizes].filter(([id]) => id !== REMAINDER).toSorted(([, one], [, other]) => other - one);
  return [...largest.slice(0, MOST_PARTS2 - 1).map(([id]) => id), REMAINDER];
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
function inOrder(path4, ids) {
  const canonical = knownParts(partsAt(path4)).map(({ id }) => id);
  const rank = (id) => {
    const index = canonical.indexOf(id);
    if (index >= 0) return index;
    return canonical.length + (REMAINDERS.includes(id) ? 1 : 0);
  };
  return ids.toSorted((a, b) => rank(a) - rank(b));
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
    const z14 = (low + high) / 2;
    if (normalUpperTail(z14) > p) low = z14;
    else high = z14;
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
function normalUpperTail(z14) {
  const x = z14 / Math.SQRT2;
  const t = 1 / (1 + x / 2);
  const polynomial = ERFC.reduceRight((sum2, coefficient2) => sum2 * t + coefficient2, 0);
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

export {
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
  diagnosticVisitSchema,
  diagnosisSchema,
  isOuter,
  knownSearchSchema,
  causeSchema,
  SIDES,
  readingOf,
  MOST_HOSTS,
  learntSettle,
  LEAST_SHARE,
  weigh,
  seededRandom,
  blockOrder,
  DOUBTS,
  campaignOf,
  failureSeries,
  failureValues,
  campaignsOf,
  campaignIn,
  isComplete,
  noticesOf,
  costsOf,
  explanationsOf,
  searchesOf,
  attributionsOf,
  manifestOf,
  median,
  sum,
  blockPermutationTest,
  valuesOf,
  headValues,
  mapSeries,
  withinBlockDifferences,
  zipBlocks,
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
  measured,
  measuredFor,
  REPLAY_LOOKS,
  compareTimes,
  isSlower,
  isClear,
  attributionSchema,
  manifestSchema,
  MEASURED_BECAUSE,
  usedPriceSchema,
  regressionPriceSchema,
  VERDICTS,
  worst,
  budgetRowSchema,
  isOwnId,
  isOwnWord,
  outlined,
  writeWhole,
  unwritable,
  SAMPLES,
  LogFile,
  decisionOf,
  otherDecision,
  doubtAbout,
  placesOf,
  linesIn,
  MAX_LINE,
  TWO_LANES,
  readLog,
  opened,
  readRecords,
  alignVisits,
  studentQuantile,
  normalUpperQuantile,
  binomialCdf,
  outcomeOf,
  waive,
  expiredWaivers
};
