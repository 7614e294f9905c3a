import {
  jsonNumber,
  rowWaiverSchema
} from "./chunk-OPTY3JPO.js";
import {
  constantsOf
} from "./chunk-ZJKTF4S2.js";
import {
  GRAPH_METRICS,
  METRICS,
  costText,
  definitionOf,
  sanitizeLine,
  stripQuery
} from "./chunk-TOJFHHPJ.js";
import {
  GateError
} from "./chunk-REZM6CI2.js";

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

// src/report/files/page-file.ts
import { open } from "node:fs/promises";
var PAGE = "index.html";
var GENERATOR = "vitals-gate report";
var BEGINNING_BYTES = 2e3;
async function assertReplaceable(file) {
  const beginning = await beginningOf(file).catch((error) => isMissing(error) ? null : "");
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
function isMissing(error) {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

// src/model/place.ts
function keyOf({ route, condition }) {
  return JSON.stringify([route, condition]);
}

// src/model/comparison.ts
import { z as z2 } from "./vendor/zod-Z7J2UVJW.js";

// src/model/breakdown-schema.ts
import { z } from "./vendor/zod-Z7J2UVJW.js";
var unboundedNumber = z.codec(
  z.union([z.number(), z.enum(["unbounded", "-unbounded"])]),
  z.union([z.number(), z.literal([Infinity, -Infinity])]),
  {
    decode: (json) => typeof json === "number" ? json : json === "unbounded" ? Infinity : -Infinity,
    encode: jsonNumber
  }
);
var breakdownSchema = z.lazy(
  () => z.strictObject({ id: z.string().max(500), value: unboundedNumber, parts: z.array(breakdownSchema).max(1e3) })
);

// src/model/comparison.ts
var differenceSchema = z2.lazy(
  () => z2.strictObject({
    id: z2.string().max(500),
    value: unboundedNumber,
    low: unboundedNumber,
    high: unboundedNumber,
    parts: z2.array(differenceSchema).max(1e3)
  })
);
var EFFECTS = ["worse", "same", "better", "unclear"];
var comparisonSchema = z2.strictObject({
  route: z2.string().max(200),
  condition: z2.string().max(200),
  metric: z2.enum([...METRICS, ...GRAPH_METRICS]),
  unit: z2.enum(["ms", "score", "bytes", "cost"]),
  blocks: z2.number().int().nonnegative(),
  base: breakdownSchema.nullable(),
  head: breakdownSchema,
  difference: differenceSchema.nullable(),
  /** Fractions (0.1 is +10 %); null if unbounded or undefined. */
  relative: z2.strictObject({ value: z2.number().nullable(), low: z2.number().nullable(), high: z2.number().nullable() }).nullable(),
  effect: z2.enum(EFFECTS).nullable()
});

// src/model/cause.ts
import { z as z4 } from "./vendor/zod-Z7J2UVJW.js";

// src/model/diagnosis.ts
import { z as z3 } from "./vendor/zod-Z7J2UVJW.js";
var url = z3.string().max(4e3);
var ms = z3.number().nonnegative();
var count = z3.number().int().nonnegative();
var name2 = z3.string().max(500);
var pictureName = z3.string().max(200).regex(/^[\w-]+\.webp$/);
var codePlaceSchema = z3.strictObject({
  url,
  line: z3.number().int().positive(),
  column: z3.number().int().positive(),
  functionName: name2
});
var stack = z3.array(codePlaceSchema).max(100);
var requestSchema = z3.strictObject({
  /** As it was sent; secrets taken out. */
  url,
  method: z3.string().max(20),
  kind: z3.enum(["document", "style", "script", "image", "font", "fetch", "media", "other"]),
  /** Below the deploy's own origin. */
  isSameOrigin: z3.boolean(),
  initiator: z3.enum(["parser", "preload", "script", "stylesheet", "other"]),
  /** Who asked: the document, script or style sheet with line and column, if the browser says. */
  askedBy: z3.strictObject({ url, line: count.nullable(), column: count.nullable() }).nullable(),
  stack,
  /** Chrome's words: `VeryLow` … `VeryHigh`, when it was asked for and in the end. */
  priority: z3.strictObject({ first: z3.string().max(20), last: z3.string().max(20) }),
  isRenderBlocking: z3.boolean(),
  isPreloaded: z3.boolean(),
  /** URLs that redirected to it, first one first. */
  redirects: z3.array(url).max(20),
  /** Since the navigation began; `sentMs` after waiting for a connection; null where it did not come to that. */
  askedMs: ms,
  sentMs: ms.nullable(),
  answeredMs: ms.nullable(),
  endedMs: ms.nullable(),
  /** What a new connection cost; 0 on one that was there. */
  connectMs: ms,
  status: count,
  /** By allow-list, lower case: cache-control, age, content-encoding, content-type, x-cache, cf-cache-status, server-timing, link, etag (whether), timing-allow-origin. */
  headers: z3.record(z3.string().max(50), z3.string().max(500)),
  /** As sent, and decoded. */
  encodedBytes: count,
  decodedBytes: count
});
var functionTimeSchema = z3.strictObject({
  place: codePlaceSchema,
  selfMs: ms,
  totalMs: ms,
  /** Its callers up to the task, innermost first. */
  callers: stack,
  /** Where in it most of its own time went; null where the browser does not say. */
  hottest: codePlaceSchema.nullable()
});
var workSchema = z3.strictObject({
  /** Functions with the most self time in the window, at most 50. */
  functions: z3.array(functionTimeSchema).max(50),
  /** Style recalculation and layout: how long, how many elements, and who forced it if a script did. */
  styles: z3.array(z3.strictObject({ kind: z3.enum(["style", "layout"]), ms, elements: count, forcedBy: stack })).max(200)
});
var picturesSchema = z3.strictObject({ before: pictureName.nullable(), after: pictureName.nullable() });
var rect = z3.strictObject({ x: z3.number(), y: z3.number(), width: z3.number(), height: z3.number() });
var traceInsightSchema = z3.strictObject({
  id: z3.string().max(100),
  state: z3.enum(["pass", "fail", "informative"]),
  /** What Chrome estimates that a mend would save; null where it estimates nothing. */
  savedMs: z3.strictObject({ fcp: ms.nullable(), lcp: ms.nullable(), inp: ms.nullable() }),
  wastedBytes: ms.nullable()
});
var diagnosticVisitSchema = z3.strictObject({
  side: z3.enum(["base", "head"]),
  /** Of this visit, to tell whether what was measured was seen again. */
  seen: z3.strictObject({
    lcpMs: ms.nullable(),
    inpMs: ms.nullable(),
    cls: z3.number().nonnegative().nullable(),
    fcpMs: ms.nullable()
  }),
  requests: z3.array(requestSchema).max(3e3),
  lcp: z3.strictObject({
    selector: name2,
    /** Of its image; null for text. */
    url: url.nullable(),
    /** Attributes that matter: loading, fetchpriority, decoding, width, height, src kind. */
    attributes: z3.record(z3.string().max(50), z3.string().max(500)),
    /** Who created the element: empty where the parser did. */
    createdBy: stack,
    /** The components of a framework that rendered the element, innermost first: no stack has them. */
    renderedBy: stack,
    /** Since the navigation began. */
    loadedMs: ms.nullable(),
    renderedMs: ms
  }).nullable(),
  /** From the interaction's input to its next paint; null without one. */
  interaction: z3.strictObject({
    target: name2,
    inputDelay: z3.strictObject({ ms, work: workSchema }),
    processing: z3.strictObject({ ms, work: workSchema }),
    presentation: z3.strictObject({ ms, work: workSchema })
  }).nullable(),
  /** The main thread before LCP was painted, from the navigation on. */
  loading: workSchema,
  /** The same before the first paint; not there where that was not seen. */
  firstPaint: workSchema.optional(),
  /** Scripts that ran, with what a position in them needs. `text` is in a file of its own beside the record. */
  scripts: z3.array(
    z3.strictObject({
      url,
      isSameOrigin: z3.boolean(),
      /** What `//# sourceMappingURL=` or the `SourceMap` header says; null without one. */
      sourceMap: z3.string().max(4e3).nullable(),
      /** Of an inline script, whose URL is the document's: where its text begins in it, both from 1. */
      start: z3.strictObject({ line: z3.number().int().positive(), column: z3.number().int().positive() }).optional(),
      bytes: count,
      /** SHA-256 of the text, hex: the file below `scripts/`. */
      hash: z3.string().length(64),
      compileMs: ms
    })
  ).max(500),
  shifts: z3.array(
    z3.strictObject({
      value: z3.number().nonnegative(),
      atMs: ms,
      moved: z3.array(z3.strictObject({ selector: name2, before: rect, after: rect })).max(10),
      /** What Chrome or the snapshots around it say moved them. */
      culprits: z3.array(
        z3.strictObject({
          kind: z3.enum(["unsized-image", "inserted", "font", "style", "iframe", "animation"]),
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
  insights: z3.array(traceInsightSchema).max(50),
  /** Layers of the document's answer. */
  layers: z3.array(z3.strictObject({ name: z3.string().max(200), ms })).max(100)
});
var diagnosisSchema = z3.strictObject({
  version: z3.literal(1),
  route: z3.string().max(200),
  condition: z3.string().max(200),
  base: z3.string().max(2e3).nullable(),
  head: z3.string().max(2e3),
  visits: z3.array(diagnosticVisitSchema).max(6)
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
var factSchema = z4.strictObject({
  kind: z4.enum(FACT_KINDS),
  base: z4.union([z4.string().max(500), z4.number(), z4.boolean(), z4.null()]),
  head: z4.union([z4.string().max(500), z4.number(), z4.boolean(), z4.null()])
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
var url2 = z4.string().max(4e3);
var placeShape = {
  /** From the root of the repository, with `/`; null where it is not known. */
  file: z4.string().max(4e3).nullable(),
  /** In the file, or in what was served where there is no file; both from 1. */
  line: z4.number().int().positive(),
  column: z4.number().int().positive().nullable(),
  /** Of what was served, without its query; null for what is known from the repository alone. */
  url: url2.nullable(),
  /** Whether head changed that line; null where that cannot be told. */
  inChange: z4.boolean().nullable(),
  /** The commit that changed it; null where it is not known, or not changed. */
  commit: z4.string().max(200).nullable(),
  /** What the place is to the cause. */
  role: z4.enum(ROLES)
};
var knownPlaceSchema = z4.strictObject({
  ...placeShape,
  /** What was served there, on one line; empty where there is a file. */
  excerpt: z4.string().max(500)
});
var aboutShape = {
  route: z4.string().max(200),
  condition: z4.string().max(200),
  /** Of the broken budget. */
  path: z4.string().max(1e3)
};
var knownCauseSchema = z4.strictObject({
  id: z4.enum(CAUSE_IDS),
  ...aboutShape,
  metric: comparisonSchema.shape.metric,
  unit: comparisonSchema.shape.unit,
  /** The ids from the metric down to the phase that most of it lies in. */
  part: z4.array(z4.string().max(500)).min(1),
  /** By how much the budget's node and that phase got worse, as measured; null: without bound. */
  change: z4.number().nullable(),
  partChange: z4.number().nullable(),
  /** How much of it this accounts for, as far as diagnostic visits can say: no measurement. */
  amount: z4.number().nullable(),
  /** `amount` of `change`, from 0 to 1; null where the change is without bound. */
  share: z4.number().min(0).max(1).nullable(),
  /** Whether it accounts for enough of the change to be called its reason; otherwise it also changed. */
  because: z4.boolean(),
  facts: z4.array(factSchema).max(20),
  /** Where to look, the most telling first. */
  places: z4.array(knownPlaceSchema).max(20),
  /** What it is about: a path below the deploy or another URL, without its query; an element; a function, layer or field. */
  subject: z4.strictObject({
    url: z4.string().max(2e3).nullable(),
    selector: z4.string().max(500).nullable(),
    name: costText.nullable()
  }),
  /** Of the largest shift that it is about, in the folder of the diagnosis; absent where there are none. */
  pictures: picturesSchema.optional()
});
var knownSearchSchema = z4.strictObject({
  ...aboutShape,
  reproduced: z4.boolean(),
  causes: z4.array(knownCauseSchema).max(30)
});
var causeSchema = z4.strictObject({
  id: z4.enum(CAUSE_IDS),
  ...aboutShape,
  /** How much of the change of the budget's node it accounts for, from 0 to 1; null where the change is without bound. */
  share: z4.number().nullable(),
  /** Whether it accounts for enough of it to be called its reason; otherwise it also changed. */
  because: z4.boolean(),
  /** One sentence, as the comment and the terminal have it. */
  text: z4.string().max(5e3),
  facts: z4.array(factSchema).max(20),
  /** Where to look: what head changed first. */
  places: z4.array(z4.strictObject(placeShape)).max(20),
  /** What the page looked like before and after the largest shift that it is about: names in `diagnostics/`. Absent where there are none. */
  pictures: picturesSchema.optional(),
  /** The page that says how to fix it, in the repository of vitals-gate. */
  doc: z4.string().max(200)
});

// src/model/deploy.ts
var SIDES = ["base", "head"];

// src/model/sample.ts
import { z as z5 } from "./vendor/zod-Z7J2UVJW.js";
var readingSchema = z5.discriminatedUnion("status", [
  z5.strictObject({ status: z5.literal("measured"), breakdown: breakdownSchema }),
  z5.strictObject({ status: z5.literal("unmeasured"), reason: z5.string().max(500) })
]);
var readingsSchema = z5.strictObject(
  Object.fromEntries(
    METRICS.map((metric) => [metric, definitionOf(metric).isCore ? readingSchema : readingSchema.optional()])
  )
);
var NOT_RECORDED = { status: "unmeasured", reason: "not-recorded" };
function readingOf(readings, metric) {
  return readings[metric] ?? NOT_RECORDED;
}
var MOST_HOSTS = 20;
var evidenceSchema = z5.strictObject({
  lcpElement: z5.string().max(500).nullable(),
  lcpUrl: z5.string().max(2e3).nullable(),
  /** Who requested the LCP resource first; null if LCP is text or the initiator is unknown. */
  lcpRequest: z5.strictObject({
    initiator: z5.enum(["parser", "preload", "script", "stylesheet", "other"]),
    /** The document, script or style sheet that asked, without its query, and the line in it (from 1). */
    url: z5.string().max(2e3).nullable(),
    line: z5.number().int().nullable(),
    /** Chrome's words: `VeryLow` … `VeryHigh`. */
    priority: z5.string().max(20)
  }).nullable(),
  inpTarget: z5.string().max(500).nullable(),
  inpType: z5.enum(["pointer", "keyboard"]).nullable(),
  /** Index into the route's interactions of the one INP reports. */
  inpStep: z5.number().int().nullable(),
  /** The longest script inside that interaction, where one ran for 5 ms or more. */
  inpScript: z5.strictObject({
    invoker: z5.string().max(500),
    sourceUrl: z5.string().max(2e3),
    functionName: z5.string().max(500),
    charPosition: z5.number(),
    /** The same as line and column, from 1; null (or absent, in older samples) where the script's text is not known. */
    line: z5.number().int().nullable().optional(),
    column: z5.number().int().nullable().optional(),
    durationMs: z5.number()
  }).nullable(),
  shiftedElements: z5.array(z5.strictObject({ selector: z5.string().max(500), score: z5.number() })).max(100),
  serverTiming: z5.array(z5.strictObject({ name: z5.string().max(200), durationMs: z5.number() })).max(100),
  /** Of the main document: `http/1.1`, `h2`. */
  protocol: z5.string().max(50).nullable(),
  /** The main document's headers that name a cache or a region, what differs with every answer taken out. */
  headers: z5.array(z5.strictObject({ name: z5.string().max(50), value: z5.string().max(100) })).max(20),
  /** What went over the emulated network, most bytes first. */
  traffic: z5.array(
    z5.strictObject({
      host: z5.string().max(300),
      connections: z5.number().int().nonnegative(),
      bytesUp: z5.number().nonnegative(),
      bytesDown: z5.number().nonnegative()
    })
  ).max(MOST_HOSTS),
  /** Connections that were refused because they lead to this machine or its network; absent if there were none. */
  refused: z5.array(
    z5.strictObject({
      host: z5.string().max(300),
      port: z5.number().int().min(0).max(65535),
      connections: z5.number().int().positive()
    })
  ).max(20).optional(),
  notes: z5.array(z5.string().max(1e3)).max(20)
});
var timingSchema = z5.strictObject({
  wallMs: z5.number(),
  pageMs: z5.number(),
  settleMs: z5.number(),
  overheadMs: z5.number()
});
var MOST_CPU_MS = 1e10;
var noiseSchema = z5.strictObject({
  /** What the host of a virtual machine took for others, on all cores together. */
  stealMs: z5.number().min(0).max(MOST_CPU_MS),
  /** The processor time of other processes than the gate's own and those that it started. */
  othersMs: z5.number().min(0).max(MOST_CPU_MS),
  /** How often a fixed piece of work was done in 10 ms before the visit; null where that would have held up another one. */
  turns: z5.number().int().min(0).max(1e9).nullable()
});
var outcomeSchema = z5.discriminatedUnion("status", [
  z5.strictObject({
    status: z5.literal("measured"),
    readings: readingsSchema,
    evidence: evidenceSchema,
    timing: timingSchema,
    /** Null on a system that does not say; absent in older samples. */
    noise: noiseSchema.nullable().optional(),
    /** Of an unrecorded visit that watched for it: the settle window that the page asks for, ms, and what asks for more than the least. */
    learntSettle: z5.strictObject({ settleMs: z5.number().min(0).max(6e4), because: z5.string().max(5e3).nullable() }).optional()
  }),
  /** `code` is stable, `reason` is for a reader. */
  z5.strictObject({ status: z5.literal("failed"), code: z5.string().max(100), reason: z5.string().max(2e3) })
]);
var visitSchema = z5.strictObject({
  type: z5.literal("visit"),
  route: z5.string().max(200),
  condition: z5.string().max(200),
  side: z5.enum(SIDES),
  /** Whether it is one of the blocks that decide, or of the fresh ones that confirm a red. */
  phase: z5.enum(["measure", "confirm"]),
  /** The route itself, or the control page that tells whether the hosts are equally fast. */
  page: z5.enum(["route", "control"]),
  /** -1 for the unrecorded warm-up. */
  block: z5.number().int().min(-1),
  /** 0…3 inside its block. */
  position: z5.number().int().min(0).max(3),
  /** 1 for the first try, up to 3. */
  attempt: z5.number().int().min(1).max(3),
  outcome: outcomeSchema
});
function learntSettle(visits) {
  const learnt = visits.flatMap(
    ({ outcome }) => outcome.status === "measured" && outcome.learntSettle !== void 0 ? [outcome.learntSettle] : []
  );
  return learnt.toSorted((a, b) => b.settleMs - a.settleMs)[0] ?? null;
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

// src/model/verdict.ts
import { z as z6 } from "./vendor/zod-Z7J2UVJW.js";
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
var budgetRowSchema = z6.strictObject({
  route: z6.string().max(200),
  condition: z6.string().max(200),
  path: z6.string().max(1e3),
  kind: z6.enum(["max", "max-increase"]),
  limit: z6.array(z6.strictObject({ value: z6.number(), unit: z6.enum(["ms", "%", "score", "bytes", "cost"]) })).max(8),
  value: unboundedNumber.nullable(),
  low: unboundedNumber.nullable(),
  high: unboundedNumber.nullable(),
  verdict: z6.enum(VERDICTS),
  reason: z6.enum(REASONS),
  enforce: z6.enum(["block", "warn"]),
  /** Null if no look calls head worse, or a fixed number of blocks has a single one; absent for costs, which are exact. */
  evidence: z6.enum(EVIDENCE).nullable().optional(),
  /** The waiver of a broken budget, if any. */
  waiver: rowWaiverSchema.optional()
});

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
    const z7 = (low + high) / 2;
    if (normalUpperTail(z7) > p) low = z7;
    else high = z7;
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
function normalUpperTail(z7) {
  const x = z7 / Math.SQRT2;
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

// src/stats/views.ts
var SMALLEST_FLOOR = 1e-9;
function zeroScores(series, quantity, version) {
  if (isExact(quantity)) return gridScores(series, quantity.step);
  const shape = { clip: constantsOf(version).clip, redescending: true };
  return quantity.kind === "time" ? blockScores(logView(series, 0), { ...shape, floor: logFloor(series, quantity.step) }) : blockScores(series, { ...shape, floor: rawFloor(quantity) });
}
function toleranceScores(series, quantity, tolerance, version) {
  if (isExact(quantity)) return gridScores(exactView(series, quantity, tolerance), quantity.step);
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
function isExact({ kind }) {
  return kind === "score" || kind === "size";
}
function exactView(series, { kind }, tolerance) {
  if (tolerance.kind === "absolute") return rawView(series, tolerance.amount);
  if (kind === "score") throw new RangeError("a score has no relative tolerance");
  return ratioView(series, tolerance.fraction);
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
  VERDICTS,
  worst,
  budgetRowSchema,
  studentQuantile,
  normalUpperQuantile,
  binomialCdf,
  PAGE,
  GENERATOR,
  assertReplaceable
};
