import {
  DEPLOY_URL_PATTERN,
  PRESETS,
  PRESET_NAMES,
  deployUrlComplaint,
  shardNumbersSchema,
  shardSchema,
  trimUrl
} from "./chunk-YZTXW3PL.js";
import {
  CAUSE_IDS,
  PAGE,
  SIDES,
  assertFinite,
  assertReplaceable,
  assertSums,
  binomialCdf,
  blockOrder,
  blockPermutationTest,
  budgetRowSchema,
  calibrate,
  comparisonSchema,
  daySchema,
  formatPath,
  gridScores,
  isAbout,
  isLoopback,
  keyOf,
  knownSearchSchema,
  learntSettle,
  mapSeries,
  median,
  nodeAt,
  parsePath,
  readingOf,
  seededRandom,
  toleranceScores,
  valuesOf,
  visitSchema,
  waiversSchema,
  worst
} from "./chunk-S7QMQ6OB.js";
import {
  DECISION_VERSIONS,
  GRAPH_METRICS,
  METRICS,
  MOST_COST_ITEMS,
  PROFILE_METRICS,
  constantsOf,
  costText,
  definitionOf,
  didYouMean,
  fromMessage,
  graphqlReportSchema,
  isDecisionVersion,
  isGraphMetric,
  isMetric,
  knownNodes,
  knownParts,
  looksOf,
  partsAt,
  quote,
  suggestion,
  toMessage,
  unitOf,
  version
} from "./chunk-H4ORIQJM.js";
import {
  yaml_LineCounter,
  yaml_isAlias,
  yaml_isCollection,
  yaml_isMap,
  yaml_isNode,
  yaml_isPair,
  yaml_isScalar,
  yaml_isSeq,
  yaml_parseDocument
} from "./chunk-YMV5G66A.js";
import {
  GateError,
  causeOf,
  redact,
  redactDeep
} from "./chunk-2ISTALDQ.js";

// src/source/positions.ts
var FILE_START = { line: 1, column: 1 };
var MAX_SHOWN = 20;
function placeIn(file, position) {
  return `${file}:${position.line}:${position.column}`;
}
function invalidConfig(file, problems) {
  const all = distinct(problems.toSorted(byPosition));
  const [first, ...others] = all.slice(0, MAX_SHOWN).map(({ what: what2, todo: todo2, position }) => ({
    where: placeIn(file, position),
    what: what2,
    todo: todo2
  }));
  if (first === void 0) throw new Error("invalidConfig without a problem");
  const { where, what, todo } = first;
  return new GateError("config-invalid", { what, todo }, { where, others: withHidden(others, all.length - MAX_SHOWN) });
}
function withHidden(shown, hidden) {
  return shown.map(
    (problem, index) => hidden > 0 && index === shown.length - 1 ? { ...problem, todo: `${problem.todo}
  … and ${hidden} more.` } : problem
  );
}
function byPosition(a, b) {
  return a.position.line - b.position.line || a.position.column - b.position.column;
}
function distinct(problems) {
  const seen = new Map(
    problems.map((problem) => [`${problem.position.line}:${problem.position.column}:${problem.what}`, problem])
  );
  return [...seen.values()];
}

// src/source/aliases.ts
var MOST_VALUES = 1e6;
var MOST_ALIASES = 1e4;
function aliasProblems(document, positionAt) {
  const reading = new Reading(positionAt);
  reading.sizeOf(document.contents);
  return reading.problems;
}
var Reading = class {
  problems = [];
  #positionAt;
  #anchors = /* @__PURE__ */ new Map();
  /** Of the nodes with anchors that are read to their end. */
  #sizes = /* @__PURE__ */ new Map();
  #aliases = 0;
  #values = 0;
  constructor(positionAt) {
    this.#positionAt = positionAt;
  }
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
  #checkMerge(key, value) {
    if (!yaml_isScalar(key) || key.source !== "<<" || key.type !== "PLAIN") return;
    const source = this.#behind(value);
    const wrong = (yaml_isSeq(source) ? source.items : [value]).find((item) => {
      const merged = this.#behind(item);
      return yaml_isNode(merged) && !yaml_isMap(merged);
    });
    if (yaml_isNode(wrong)) this.#refuse(wrong, NO_MAP);
  }
  /** Undefined behind an alias that leads nowhere. */
  #behind(node) {
    return yaml_isAlias(node) ? this.#anchors.get(node.source) : node;
  }
  #refuse(node, complaint) {
    this.problems.push({ ...complaint, position: this.#positionAt(node.range?.[0] ?? 0) });
    return 0;
  }
};
var NO_MAP = { what: "Only a map can be merged with <<.", todo: "Write the alias of a map." };
var TOO_MUCH = {
  what: `With this alias the file has more than ${MOST_ALIASES} aliases, or ${MOST_VALUES} values behind them.`,
  todo: "Use fewer aliases, and none inside values that other aliases repeat."
};
function nowhere({ source }) {
  const what = `No anchor &${source} stands before the alias *${source}.`;
  return { what, todo: "Quote it if it is a text, or define the anchor first." };
}
function circle({ source }) {
  return { what: `The alias *${source} stands in what it repeats: this is a cycle.`, todo: "Write the value out." };
}

// src/source/yaml.ts
function parseSource(text) {
  const lines = new yaml_LineCounter();
  const document = yaml_parseDocument(text, {
    lineCounter: lines,
    merge: true,
    stringKeys: true,
    prettyErrors: false,
    resolveKnownTags: false
  });
  const positionAt = (offset) => toPosition(lines, offset);
  const position = (path5, part = "value") => positionAt(locate(document, path5, part));
  const { mild, fatal } = syntaxProblems(document, positionAt);
  const refused = fatal.length > 0 ? fatal : aliasProblems(document, positionAt);
  const problems = fatal.length > 0 ? [...fatal, ...mild] : [...mild, ...refused];
  if (refused.length > 0) return { value: void 0, position, problems };
  return { value: document.toJS({ maxAliasCount: -1 }), position, problems };
}
function toPosition(lines, offset) {
  const { line, col } = lines.linePos(offset);
  return line === 0 ? FILE_START : { line, column: col };
}
function syntaxProblems(document, positionAt) {
  const all = [...document.errors, ...document.warnings];
  const place2 = (error) => ({ position: positionAt(error.pos[0]), ...sentences(error) });
  return {
    mild: all.filter(isMild).map(place2),
    fatal: all.filter((error) => !isMild(error)).slice(0, 1).map(place2)
  };
}
function isMild({ code }) {
  return code === "DUPLICATE_KEY" || code === "TAG_RESOLVE_FAILED";
}
var QUOTE = 'Quote a text that begins with #, @, %, [ or { or that holds ": ".';
var SENTENCES = {
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
  return SENTENCES[error.code] ?? { what: `This is not YAML: ${causeOf(error)}.`, todo: QUOTE };
}
function locate(document, path5, part) {
  let node = resolved(document, document.contents);
  let offset = 0;
  for (const [depth, segment] of path5.entries()) {
    const found = childOf(document, node, segment);
    if (found === void 0) return offset;
    const last = depth === path5.length - 1;
    const valueOffset = found.value?.range?.[0];
    offset = last && part === "value" ? valueOffset ?? found.offset : found.offset;
    node = resolved(document, found.value);
  }
  return offset;
}
function childOf(document, node, segment) {
  if (yaml_isSeq(node)) {
    const item = node.items[Number(segment)];
    return yaml_isNode(item) ? { offset: item.range?.[0] ?? 0, value: item } : void 0;
  }
  if (!yaml_isMap(node)) return void 0;
  const pair = node.items.findLast((entry) => yaml_isScalar(entry.key) && String(entry.key.value) === String(segment));
  return pair === void 0 ? mergedChild(document, node, segment) : toChild(pair);
}
function toChild(pair) {
  const offset = yaml_isScalar(pair.key) ? pair.key.range?.[0] ?? 0 : 0;
  return { offset, value: yaml_isNode(pair.value) && !isEmpty(pair.value) ? pair.value : void 0 };
}
function isEmpty(node) {
  return yaml_isScalar(node) && node.value === null && node.range?.[0] === node.range?.[1];
}
function mergedChild(document, map, segment) {
  for (const pair of map.items) {
    if (!yaml_isScalar(pair.key) || pair.key.source !== "<<") continue;
    const source = resolved(document, yaml_isNode(pair.value) ? pair.value : void 0);
    const maps = yaml_isSeq(source) ? source.items.filter(yaml_isNode) : [source];
    for (const merged of maps) {
      const child = childOf(document, resolved(document, merged), segment);
      if (child !== void 0) return child;
    }
  }
  return void 0;
}
var TARGETS = /* @__PURE__ */ new WeakMap();
function resolved(document, node) {
  if (!yaml_isAlias(node)) return yaml_isCollection(node) || yaml_isScalar(node) ? node : void 0;
  const target = TARGETS.get(node) ?? node.resolve(document);
  if (target !== void 0) TARGETS.set(node, target);
  return target;
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
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (!WRONG_FOLDER.has(code)) return lost(file, error);
  return new GateError("out-unwritable", { path: path.dirname(file), cause: causeOf(error) }, { cause: error });
}
function lost(file, error) {
  return new GateError("out-lost", { path: file, cause: causeOf(error) }, { cause: error });
}

// src/record/log.ts
import { createHash as createHash3 } from "node:crypto";
import { appendFileSync, renameSync, writeFileSync } from "node:fs";
import path2 from "node:path";
import { z as z10 } from "./vendor/zod-GZRORT3M.js";

// src/model/record.ts
import { z as z9 } from "./vendor/zod-GZRORT3M.js";

// src/model/attribution.ts
import { z } from "./vendor/zod-GZRORT3M.js";
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

// src/model/campaign.ts
import { z as z2 } from "./vendor/zod-GZRORT3M.js";
var DOUBTS = ["sha-mismatch", "sha-unknown", "deploy-changed", "login-wall", "server-gone"];
var unmeasurableSchema = z2.strictObject({
  /** The sides that could not be visited. */
  sides: z2.array(z2.enum(SIDES)).max(2),
  code: z2.string().max(100),
  reason: z2.string().max(5e3)
});
var STOPS = ["decided", "maximum", "time", "unmeasurable", "identical-bytes"];
function campaignOf(facts) {
  const { route, condition, hasBase: hasBase2, visits, end, freshEnd = null, identity = null } = facts;
  const confirming = freshEnd !== null || visits.some(({ phase }) => phase === "confirm");
  return {
    route,
    condition,
    hasBase: hasBase2,
    blocks: blocksOf(visits, "measure"),
    firstAttempts: firstAttemptsOf(visits, "measure"),
    warmUps: firstVisits(visits, "measure").filter(({ block }) => block < 0).map(attemptOf),
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
    ({ page, side, block, outcome }) => page === "route" && side === of && block < 0 && outcome.status === "measured" ? [outcome] : []
  );
  return outcomes.at(-1)?.readings ?? null;
}
var POSITIONS = [0, 1, 2, 3];
function blocksOf(visits, phase) {
  return [...byBlock(visits.filter((visit) => visit.phase === phase)).values()].flatMap((block) => {
    const complete = completeBlock(block);
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
  return [...byBlock(firstVisits(visits, of)).values()].filter((block) => block.length === POSITIONS.length).map((block) => block.map(attemptOf));
}
function firstVisits(visits, of) {
  return visits.filter(({ phase, page, attempt: attempt2 }) => phase === of && page === "route" && attempt2 === 1);
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

// src/model/comment-key.ts
var COMMENT_KEY = /^[A-Za-z0-9]+(?:[._/-][A-Za-z0-9]+)*$/;
var LONGEST_COMMENT_KEY = 60;
function isCommentKey(text) {
  return text.length <= LONGEST_COMMENT_KEY && COMMENT_KEY.test(text);
}

// src/model/config.ts
var COMMENT_MODES = ["always", "on-change", "on-failure", "never"];

// src/model/history.ts
import { z as z3 } from "./vendor/zod-GZRORT3M.js";
var placeSchema = z3.discriminatedUnion("kind", [
  z3.strictObject({ kind: z3.literal("branch"), branch: z3.string().max(200) }),
  /** Absolute. */
  z3.strictObject({ kind: z3.literal("folder"), folder: z3.string().max(5e3) })
]);
var creepSchema = z3.strictObject({
  metric: z3.enum(METRICS),
  limit: z3.strictObject({ value: z3.number(), unit: z3.enum(["%", "score"]) }),
  enforce: z3.enum(["block", "warn"])
});
var followedMainSchema = z3.strictObject({
  place: placeSchema,
  creep: z3.array(creepSchema).max(100),
  /** The machine that measured. */
  runner: z3.string().max(200)
});

// src/model/identity.ts
import { z as z4 } from "./vendor/zod-GZRORT3M.js";
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
var url = z4.string().max(2100);
var MOST_REQUESTS = 5e3;
var passSchema = z4.strictObject({
  side: z4.enum(SIDES),
  times: z4.array(z4.number().nonnegative()).max(MOST_REQUESTS),
  /** Of all requests that were made, up to six at a time: those that another route made before are left out. */
  wallMs: z4.number().nonnegative()
});
var replaySchema = z4.strictObject({
  /**
   * What is timed: the responses of the route that come from the deploy, without query. One that comes in pieces is listed
   * once for each piece, also for its head where that comes before them, and last for its end.
   */
  urls: z4.array(url).max(MOST_REQUESTS),
  /** Positions in `urls` whose times must be the same: each with those that had to come before it; and all before LCP. */
  sums: z4.array(z4.array(z4.number().int().nonnegative()).max(MOST_REQUESTS)).max(MOST_REQUESTS + 1),
  /** What an increase may be to be the same, ms. */
  toleranceMs: z4.number().positive(),
  /** Four passes a block, two on each side, in random order. */
  blocks: z4.array(z4.array(passSchema).length(4)).max(20)
});
var identitySchema = z4.discriminatedUnion("kind", [
  /** Nothing is measured. `replay` is null where a server of the gate's own serves both: it takes the same time for the same bytes. */
  z4.strictObject({
    kind: z4.literal("identical"),
    /** Responses that were compared, per side. */
    responses: z4.number().int().positive(),
    replay: replaySchema.nullable()
  }),
  z4.strictObject({
    kind: z4.literal("measured"),
    because: z4.enum(MEASURED_BECAUSE),
    /** The response, without its query; null where it is about no single one. */
    url: url.nullable(),
    side: z4.enum(SIDES).nullable(),
    what: z4.string().max(300).nullable()
  })
]);

// src/model/machine-spread.ts
import { z as z5 } from "./vendor/zod-GZRORT3M.js";
var MOST_SPREAD = 0.5;
var share = z5.number().nonnegative().max(MOST_SPREAD);
var machineSpreadSchema = z5.strictObject({
  /** 0.05 for 5 %; a metric that is absent has not been learnt. */
  metrics: z5.partialRecord(z5.enum(METRICS), share),
  /** Where the history is kept, for a reader. */
  place: z5.string().max(5e3),
  /** How many runs taught it. */
  runs: z5.number().int().positive()
});

// src/model/origin.ts
import { z as z6 } from "./vendor/zod-GZRORT3M.js";
var PROOFS = ["checked", "built", "found", "labelled"];
var originSchema = z6.strictObject({
  /** The first line of the commit's message; null if the repository cannot be read. */
  subject: z6.string().max(500).nullable(),
  proof: z6.enum(PROOFS),
  /** Where a deploy names its commit: `header x-sha`; null if it does not. */
  by: z6.string().max(300).nullable()
});
var originsSchema = z6.strictObject({ base: originSchema.nullable(), head: originSchema });

// src/model/policy.ts
import { z as z7 } from "./vendor/zod-GZRORT3M.js";
var policyChangeSchema = z7.strictObject({
  /** `budgets.lcp.max` */
  key: z7.string().max(500),
  /** As written, shortened; null if the side does not have it. */
  base: z7.string().max(500).nullable(),
  head: z7.string().max(500).nullable(),
  /** The value on the base branch now, if it changed since head branched off. */
  now: z7.string().max(500).nullable().optional(),
  /** Whose value the run went by. */
  applied: z7.enum(["base", "head"])
});
var MOST_CHANGES = 200;
var policyOriginSchema = z7.strictObject({
  /** Null if the policy was read by a name whose commit is unknown. */
  at: z7.string().max(64).nullable(),
  /** The branch whose tip that was; null if it was asked for by name. */
  branch: z7.string().max(200).nullable(),
  /** Why it is the tip of when the event was sent, and not the present one; null if it is. */
  stale: z7.string().max(300).nullable()
});
var removalSchema = z7.strictObject({
  kind: z7.enum(["route", "graphql"]),
  /** Of the route; of the section `graphql`. */
  name: z7.string().max(200),
  /** Of the base's file, 1-based; null if it was not read. */
  line: z7.number().int().positive().nullable()
});
var policySourceSchema = z7.strictObject({
  /** The commit, or the name, that the policy was to be read at. */
  ref: z7.string().max(200),
  /** Why the policy of the configuration file applied all the same; null if that of `ref` did. */
  instead: z7.string().max(1e3).nullable(),
  /** Absent if none was read. */
  origin: policyOriginSchema.optional(),
  /** Whether it is not known where head left base, so that what base changed since is among the changes. */
  isForkUnknown: z7.literal(true).optional(),
  removed: z7.array(removalSchema).max(MOST_CHANGES).optional(),
  changes: z7.array(policyChangeSchema).max(MOST_CHANGES)
});

// src/model/price.ts
import { z as z8 } from "./vendor/zod-GZRORT3M.js";
var KINDS = ["association", "effect"];
var name = z8.string().max(200);
var sentence = z8.string().max(2e3);
var count = z8.number().int().nonnegative();
var bounds = { low: z8.number(), high: z8.number() };
var isOrdered = ({ low, high }) => low <= high;
var UNORDERED = "low is greater than high";
var isWithin = ({ value, low, high }) => low <= value && value <= high;
var OUTSIDE = "value is not between low and high";
var interval = z8.object({ value: z8.number(), ...bounds }).refine(isWithin, OUTSIDE);
var coefficient = z8.object({ value: z8.number(), ...bounds, se: z8.number().nonnegative() }).refine(isWithin, OUTSIDE);
var curveStep = z8.object({ from: z8.number(), to: z8.number(), sessions: count, conversions: count, rate: z8.number(), ...bounds }).refine(isOrdered, UNORDERED);
var hasFigures = ({ established, per100ms, range, window }) => !established || per100ms !== null && range !== null && window !== null;
var NO_FIGURES = { path: ["established"], error: "an established price has per100ms, range and window" };
var priceShape = z8.object({
  /** Whether the figures may be quoted; if not, `reason` says why. */
  established: z8.boolean(),
  /** An effect only where visitors were assigned at random. */
  kind: z8.enum(KINDS),
  reason: sentence.nullable(),
  route: name,
  /** Null: all conditions together. */
  condition: name.nullable(),
  /** The path of a metric or of a part of it: `lcp`, `lcp.ttfb`. */
  metric: z8.string().max(1e3),
  sessions: count,
  users: count,
  /** Log-odds of a conversion per 100 ms; null if the data cannot give them. */
  coefficient: coefficient.nullable(),
  /** Relative change of conversions per 100 ms more, 95 %: −0.01 is 1 % fewer. */
  per100ms: z8.object({ low: z8.number().gt(-1), high: z8.number().gt(-1) }).refine(isOrdered, UNORDERED).nullable(),
  /** Change of revenue per 100 ms more, 95 %. */
  money: z8.object({ ...bounds, currency: z8.string().regex(/^[A-Z]{3}$/), per: z8.literal("week") }).refine(isOrdered, UNORDERED).nullable(),
  /** How long sessions waited, ms: 1st to 99th percentile. Null if there are none. */
  range: z8.object({ from: z8.number(), to: z8.number() }).refine(({ from, to }) => from <= to, "from is greater than to").nullable(),
  controls: z8.array(name).max(100),
  /** A coefficient per 100 ms that must be null; null if none could be fitted. */
  negativeControl: interval.nullable(),
  /** What the figures do not account for; one sentence each. */
  uncontrolled: z8.array(sentence).max(100),
  /** The page views that were looked at, ISO instants; null if there are none. */
  window: z8.object({ from: z8.iso.datetime(), to: z8.iso.datetime() }).nullable(),
  conversions: count,
  /** The coefficient without covariates. */
  naive: coefficient.nullable(),
  negativeControlKind: z8.enum(["before-landing", "after-conversion"]).nullable(),
  /** Sessions that landed on the route, and those of them that could be analysed. */
  coverage: z8.object({ landings: count, analysed: count }),
  /** Conversions by milliseconds waited, in groups of about equally many sessions. */
  curve: z8.array(curveStep).max(100),
  /** The coefficient without the slowest 1 % of sessions. */
  withoutSlowest: coefficient.nullable(),
  /** Field milliseconds per lab millisecond, 95 %; null if no lab was compared, or a bound is missing. */
  labToField: z8.object({ value: z8.number().positive(), low: z8.number().nonnegative(), high: z8.number() }).refine(isWithin, OUTSIDE).nullable(),
  /** Landing views by the state of their data. */
  states: z8.object({ fresh: count, stale: count, failed: count }),
  /** The queries behind the figures. */
  sql: z8.array(z8.string().max(1e5)).max(20),
  writtenAt: z8.iso.datetime()
});
var priceSchema = priceShape.refine(hasFigures, NO_FIGURES);
var usedShape = priceShape.pick({ established: true, kind: true, reason: true, route: true, condition: true, metric: true }).extend(priceShape.pick({ per100ms: true, range: true, window: true, labToField: true }).shape);
var usedPriceSchema = usedShape.refine(hasFigures, NO_FIGURES);
var pricesSchema = z8.strictObject({
  today: daySchema,
  read: z8.array(z8.strictObject({ file: z8.string().max(4e3), ...usedShape.shape }).refine(hasFigures, NO_FIGURES)).max(100)
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
var regressionPriceSchema = z8.strictObject({
  route: name,
  condition: name,
  path: z8.string().max(1e3),
  /** The price file, as the configuration names it. */
  file: z8.string().max(4e3),
  kind: z8.enum(KINDS),
  /** Relative change of conversions, 95 %: −0.006 is 0.6 % fewer. Null if it is not shown. */
  conversions: z8.strictObject(bounds).nullable(),
  /** Null if it is shown. */
  reason: z8.enum(NOT_SHOWN).nullable(),
  window: priceShape.shape.window,
  labToField: priceShape.shape.labToField
});

// src/model/record.ts
var name2 = z9.string().max(200);
var MOST_LIMIT = 1e20;
var limitSchema = z9.strictObject({ value: z9.number().nonnegative(), unit: z9.enum(["ms", "%", "score", "bytes"]) }).refine(({ value, unit }) => unit === "score" || value <= MOST_LIMIT, "no time, size or percentage is that large");
var budgetSchema = z9.strictObject({
  path: z9.string().max(1e3),
  segments: z9.array(z9.string().max(500)).min(1).max(20),
  metric: z9.enum(METRICS),
  max: limitSchema.nullable(),
  percentile: z9.number().int().min(1).max(99),
  maxIncrease: z9.array(limitSchema).min(1).max(8).nullable(),
  enforce: z9.enum(["block", "warn"]),
  isDefault: z9.literal(true).optional()
});
var stepSchema = z9.looseObject({
  action: z9.string().max(100),
  file: z9.string().max(1e3).optional(),
  steps: z9.array(z9.looseObject({ type: z9.string().max(1e3) })).max(1e5).optional()
});
var recordedConfigSchema = z9.looseObject({
  routes: z9.array(
    z9.looseObject({
      name: name2,
      path: z9.string().max(2100),
      conditions: z9.array(name2).max(100),
      interactions: z9.array(stepSchema).max(100).optional(),
      budgets: z9.array(budgetSchema).max(1e3)
    })
  ).max(1e3),
  policy: z9.strictObject({
    onInconclusive: z9.enum(["pass", "block"]),
    onUnmeasured: z9.enum(["pass", "block"]),
    preExisting: z9.enum(["warn", "block"]),
    measureIdentical: z9.boolean().optional(),
    isSinceAnchor: z9.literal(true).optional()
  }),
  comment: z9.enum(COMMENT_MODES).optional(),
  commentKey: z9.string().max(LONGEST_COMMENT_KEY).regex(COMMENT_KEY).nullable().optional()
});
var toleranceSchema = z9.discriminatedUnion("kind", [
  z9.strictObject({ kind: z9.literal("relative"), fraction: z9.number() }),
  z9.strictObject({ kind: z9.literal("absolute"), amount: z9.number() })
]);
var tolerancesSchema = z9.array(toleranceSchema).max(8);
var labelSchema = z9.strictObject({ sha: name2.nullable(), url: z9.string().max(2100) });
var runRecordSchema = z9.strictObject({
  type: z9.literal("run"),
  version: z9.literal(1),
  /** A calibration compares a deploy with itself. */
  purpose: z9.enum(["gate", "calibration"]),
  /** Of vitals-gate, and of Chrome. */
  tool: z9.string().max(100),
  chrome: z9.string().max(200),
  base: labelSchema.nullable(),
  head: labelSchema,
  /** What the order of the visits is drawn from, beside route, condition and phase. */
  seed: z9.strictObject({ base: name2, head: name2 }),
  plan: z9.discriminatedUnion("kind", [
    z9.strictObject({ kind: z9.literal("fixed"), blocks: z9.number().int().min(3).max(1e6) }),
    z9.strictObject({ kind: z9.literal("looks"), maxBlocks: z9.literal([10, 15, 20]) })
  ]),
  alpha: z9.number().positive().max(1),
  /** The version of the rule of decision that the run was planned by; absent: the first. */
  decision: z9.number().int().positive().max(1e6).optional(),
  /** The tolerances that label an effect where no budget on the whole metric declares one. */
  tolerances: z9.strictObject(
    Object.fromEntries(
      METRICS.map((metric) => [metric, definitionOf(metric).isCore ? tolerancesSchema : tolerancesSchema.optional()])
    )
  ),
  /** Whether the control page's slowness is taken out of LCP (difference in differences). */
  differences: z9.boolean(),
  config: recordedConfigSchema,
  /** Absent: none. */
  waivers: waiversSchema.optional(),
  /** What slower pages cost; absent: nothing is known. */
  prices: pricesSchema.optional(),
  /** What becomes of the numbers of a run that follows main; absent: it does not. */
  followed: followedMainSchema.optional(),
  /** What the history of main has taught of the machines; absent: nothing. */
  machineSpread: machineSpreadSchema.optional(),
  /** Where the policy is from; absent: from the configuration file on disk. */
  policySource: policySourceSchema.optional(),
  /** The commits in words, and how it is known that the deploys serve them; absent: the record is older. */
  origins: originsSchema.optional(),
  /** The part of the run that this is; absent: all of it. */
  shard: shardSchema.optional(),
  /** The shards whose samples are not there, of a run that was merged from several; absent: none. */
  missingShards: shardNumbersSchema.optional(),
  /** `owner/name` of the repository whose workflow measured; absent outside of workflows. */
  repository: z9.string().max(200).optional(),
  /** Whether the gate itself served both deploys, as folders of files; absent: no. */
  servesFolders: z9.literal(true).optional(),
  /** The page of that repository, to link commits to: what the runner of the job that judges says. */
  repositoryUrl: z9.string().max(500).optional(),
  /** Where the report page can be opened: what the workflow of the job that judges says. */
  pageUrl: z9.string().max(6e3).optional(),
  /** Whether a job measured whose word does not count; absent: no. */
  isUntrusted: z9.literal(true).optional(),
  /** What every reader must see. */
  alerts: z9.array(z9.string().max(2e3)).max(100).optional(),
  /** How many routes were visited at a time; absent: one. */
  lanes: z9.literal([1, 2]).optional(),
  notices: z9.array(z9.string().max(5e3)).max(1e3),
  reproduce: z9.string().max(2e4)
});
var place = { route: name2, condition: name2 };
var reportPath = z9.string().max(1e3).regex(/^[^/\\]+(?:\/[^/\\]+)*$/, "it is not a path inside the output folder").refine((file) => !file.split("/").includes(".."), "it leads out of the output folder");
var explanationSchema = z9.strictObject({
  insights: z9.array(
    z9.strictObject({
      id: z9.string().max(200),
      title: z9.string().max(1e3),
      base: z9.string().max(2e3).nullable(),
      head: z9.string().max(2e3).nullable(),
      savingsMs: z9.record(z9.string().max(20), z9.number()).refine((savings) => Object.keys(savings).length <= 100, "it has more than 100 metrics"),
      items: z9.array(z9.string().max(2100)).max(20)
    })
  ).max(1e3),
  reports: z9.strictObject(
    Object.fromEntries(SIDES.map((side) => [side, reportPath.nullable()]))
  ),
  failure: z9.string().max(5e3).nullable()
});
var laterRecordSchema = z9.discriminatedUnion("type", [
  visitSchema,
  /** Whether base and head serve a route the same bytes in the same time, before its first block; for a reader if not. */
  z9.strictObject({ type: z9.literal("identity"), ...place, identity: identitySchema }),
  /** A look at a campaign, and the budgets that are open after it; for a reader: judging looks again. */
  z9.strictObject({
    type: z9.literal("look"),
    ...place,
    blocks: z9.number().int().nonnegative(),
    open: z9.array(z9.string().max(1100)).max(2e3)
  }),
  /** A campaign takes no more blocks. */
  z9.strictObject({
    type: z9.literal("campaign"),
    ...place,
    stopped: z9.enum(STOPS),
    unmeasurable: unmeasurableSchema.nullable()
  }),
  /** Fresh blocks were made after a red; for a reader: judging confirms again. */
  z9.strictObject({
    type: z9.literal("confirmation"),
    ...place,
    blocks: z9.number().int().nonnegative(),
    unmeasurable: unmeasurableSchema.nullable(),
    agreed: z9.array(z9.string().max(1100)).max(2e3)
  }),
  z9.strictObject({ type: z9.literal("notice"), text: z9.string().max(5e3) }),
  z9.strictObject({ type: z9.literal("explanation"), ...place, explanation: explanationSchema }),
  /** What changed between the commits, and which of them did it. The last of each is what holds. */
  z9.strictObject({ type: z9.literal("manifest"), manifest: manifestSchema }),
  z9.strictObject({ type: z9.literal("attribution"), attribution: attributionSchema }),
  /** Why a budget is broken, as far as diagnostic visits tell. */
  z9.strictObject({ type: z9.literal("causes"), search: knownSearchSchema }),
  /** What a GraphQL operation, a subgraph or the operations of a route cost on both sides. */
  z9.strictObject({ type: z9.literal("cost"), comparison: comparisonSchema }),
  /** The costs' budgets, and what made costs change. */
  z9.strictObject({
    type: z9.literal("graphql"),
    rows: z9.array(budgetRowSchema).max(MOST_COST_ITEMS),
    notes: z9.array(costText).max(MOST_COST_ITEMS),
    report: graphqlReportSchema
  }),
  /** The run has ended; a log without this record was interrupted. */
  z9.strictObject({ type: z9.literal("end") })
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
  const hash = createHash("sha256");
  const part = Buffer.allocUnsafe(PART_BYTES);
  const handle = openSync(file, "r");
  try {
    for (let read = readSync(handle, part); read > 0; read = readSync(handle, part))
      hash.update(part.subarray(0, read));
  } finally {
    closeSync(handle);
  }
  return hash.digest("hex");
}
function lostRecords(path5, cause) {
  return new GateError("record-lost", { path: path5, what: "its records" }, cause === void 0 ? {} : { cause });
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
function lostVisits(path5, { route, condition }, cause) {
  const what = `the visits to ${route} · ${condition}`;
  return new GateError("record-lost", { path: path5, what }, cause === void 0 ? {} : { cause });
}

// src/record/log.ts
var OF_CAMPAIGN = ["visit", "identity", "campaign", "confirmation"];
function isOfCampaign(record) {
  return OF_CAMPAIGN.some((type2) => type2 === record.type);
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
  constructor(folder, run, name3 = SAMPLES) {
    const told = { notices: run.notices.map(redact), reproduce: redact(run.reproduce) };
    this.run = JSON.parse(JSON.stringify({ ...run, ...told }));
    this.#path = path2.join(folder, name3);
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
    const text = JSON.stringify(hasCosts(record) ? z10.encode(laterRecordSchema, record) : record);
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
function hasCosts({ type: type2 }) {
  return type2 === "cost" || type2 === "graphql";
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
    const amount = own.reduce((sum, draw) => sum + draw.amount, 0);
    const share2 = change > 0 ? Math.min(1, amount / change) : 0;
    if (finding.isGuess === true) {
      weighed.push({ finding, part: phases[0] ?? segments, amount, share: share2 });
      continue;
    }
    const isTaken = phases.some((phase) => draws.some((draw) => isRelated(draw.phase, phase)));
    if (share2 < LEAST_SHARE && isTaken && amount < finding.amount / 2) continue;
    const part = own.toSorted((one, other) => other.amount - one.amount)[0]?.phase ?? phases[0] ?? segments;
    weighed.push({ finding, part, amount, share: share2 });
    if (share2 < LEAST_SHARE) continue;
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
    const room = (nodeAt(whole, phase)?.value ?? 0) - taken.reduce((sum, draw) => sum + draw.amount, 0);
    const drawn = Math.max(0, Math.min(left, room));
    if (drawn > 0) own.push({ phase, amount: drawn });
    left -= drawn;
  }
  return own;
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
  return later.some(({ type: type2 }) => type2 === "end");
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

// src/identity/measured.ts
var LONGEST_URL = 2100;
var LONGEST_WHAT = 300;
function measured(because, { url: url3 = null, side = null, what = null } = {}) {
  return {
    kind: "measured",
    because,
    url: url3?.slice(0, LONGEST_URL) ?? null,
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
  return urls.length > 0 && sums.every((sum) => sum.length > 0 && sum.every((position) => position < urls.length)) && blocks.every((block) => SIDES.every((side) => block.filter((pass) => pass.side === side).length === 2)) && blocks.flat().every(({ times }) => times.length === urls.length);
}
function* timedIn(replay) {
  const { urls, sums, blocks } = replay;
  for (const [position, url3] of urls.entries())
    yield { series: seriesOf(replay, [position]), about: { url: url3, what: null } };
  for (const positions of sums) {
    const url3 = urls[positions.at(-1) ?? -1] ?? null;
    yield { series: seriesOf(replay, positions), about: { url: url3, what: positions.length > 1 ? WITH_OTHERS : null } };
  }
  const atOnce = blocks.map((block) => block.map(({ side, wallMs }) => ({ head: side === "head", value: wallMs })));
  yield { series: atOnce, about: { url: null, what: "at once" } };
}
var WITH_OTHERS = "with those before it";
function seriesOf({ blocks }, positions) {
  return blocks.map(
    (block) => block.map(({ side, times }) => ({
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
  const limit2 = median(valuesOf(series)) + toleranceMs;
  const late = mapSeries(series, (value) => value >= limit2 ? 1 : 0);
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
  if (!urls.every((url3) => origins.includes(parsed(url3)?.origin)))
    return "and repeated a request to no deploy of the run";
  const passes = blocks.flat();
  if (passes.some(({ times }) => times.every((ms) => ms === 0))) return "and its responses took no time";
  return new Set(urls).size > 1 && sums.length === 0 ? "and the times of its responses are not summed" : null;
}
function responseDoubt(responses, { urls }) {
  return new Set(urls).size > responses ? "and more requests were repeated than its visits sent" : null;
}
function parsed(url3) {
  return URL.canParse(url3) ? new URL(url3) : null;
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
  if (visits.some(({ block }) => block >= 0) || records.some(({ type: type2 }) => type2 === "confirmation"))
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
  const isOver = later.some(({ type: type2 }) => type2 === "end");
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
    const cut2 = lanes === 1 ? last : own;
    const found = gapInPhase(made, { controlled, cut: isOver ? null : cut2, givesUp });
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
function gapInPhase(visits, { controlled, cut: cut2, givesUp }) {
  const blocks = [...Map.groupBy(visits, ({ block }) => block).values()];
  const found = { complete: 0, dropped: 0, isCut: false };
  for (const [index, block] of blocks.entries()) {
    const [first] = block;
    if (first === void 0) continue;
    if (found.dropped > MOST_DROPPED) return gap(first, "have blocks after those that end a campaign");
    const isLast = index === blocks.length - 1;
    const checked2 = checkBlock(block, {
      controlled,
      isCut: block.at(-1) === cut2,
      givesUp: isLast && (givesUp || cut2 !== null)
    });
    if (typeof checked2 !== "string") return checked2;
    if (checked2 === "complete") found.complete += 1;
    else if (checked2 === "dropped") found.dropped += 1;
    else found.isCut = true;
  }
  return found;
}
function checkBlock(block, { controlled, isCut, givesUp }) {
  let allowed = MOST_ATTEMPTS;
  for (const position of POSITIONS2) {
    const pages = controlled ? ["route", "control"] : ["route"];
    for (const page of pages) {
      const made = block.filter((visit) => visit.position === position && visit.page === page);
      const outcome = attemptsOutcome(made, allowed, givesUp);
      const isAtCut = isCut && (made.length === 0 || made.at(-1) === block.at(-1));
      if (outcome === "missing") return isAtCut ? "cut" : gap(made.at(-1) ?? nearest(block, position), MISSING);
      if (outcome === "measured") continue;
      allowed = 1;
      if (block.some((visit) => visit.position === position && visit.page === "control" && page === "route"))
        return gap(nearest(block, position), "visit the control page after a visit that failed");
      break;
    }
  }
  return allowed === 1 ? "dropped" : "complete";
}
var MISSING = "lack an attempt that a run would have made";
function attemptsOutcome(made, allowed, givesUp) {
  for (const [index, { attempt: attempt2, outcome }] of made.entries()) {
    const isLast = index === made.length - 1;
    if (attempt2 !== index + 1) return "missing";
    if (outcome.status === "measured") return isLast ? "measured" : "missing";
    const most = outcome.code === "timeout" ? Math.min(allowed, MOST_ATTEMPTS_AT_A_TIMEOUT) : allowed;
    const isEnd = attempt2 >= most || givesUp && isLast;
    if (isEnd !== isLast) return "missing";
    if (isEnd) return "failed";
  }
  return "missing";
}
function nearest(block, position) {
  const visit = block.findLast((each) => each.position <= position) ?? block[0];
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
  return OF_CAMPAIGN2.some((type2) => type2 === record.type);
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
function impossibleCauses({ route, condition, path: path5, reproduced, causes }) {
  const isOf = (cause) => cause.route === route && cause.condition === condition && cause.path === path5;
  const isReason = ({ because, share: share2 }) => !because || reproduced && (share2 === null || share2 >= LEAST_SHARE);
  if (!causes.every(isOf)) return `a cause of ${path5} of ${route} · ${condition} is of another budget`;
  return causes.every(isReason) ? null : `a cause of ${path5} of ${route} · ${condition} accounts for too little`;
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
  let count2 = 1;
  for (const part of parts) {
    if (count2 > most) break;
    count2 += countUpTo(most, part);
  }
  return count2;
}
function isBelow(most, { value, parts }) {
  return Math.abs(value) <= most && parts.every((part) => isBelow(most, part));
}
var MOST_BLOCKS = 1e4;
function outOfOrder(run, visits) {
  const recorded = visits.filter(({ block }) => block >= 0);
  const phases = Map.groupBy(recorded, ({ phase, ...place2 }) => JSON.stringify([phase, keyOf(place2)]));
  for (const made of phases.values()) {
    const visit = firstUndrawn(run, made);
    if (visit === null) continue;
    const name3 = `${visit.route} · ${visit.condition}`;
    const why = visit.block < MOST_BLOCKS ? `the visits to ${name3} are not in the order that was drawn` : `${name3} has more blocks than a campaign takes`;
    return { record: visit, why };
  }
  return null;
}
function firstUndrawn(run, visits) {
  const draw = orderOf(run, visits);
  let block = -1;
  let sides = [];
  let rank = -1;
  for (const visit of visits) {
    if (visit.block === block + 1) {
      block = visit.block;
      sides = draw();
    }
    if (visit.block !== block || block >= MOST_BLOCKS) return visit;
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
function rankOf({ block, position, page, attempt: attempt2 }) {
  return ((block * 4 + position) * 2 + (page === "control" ? 1 : 0)) * 3 + attempt2 - 1;
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
async function readLog(folder, name3 = SAMPLES) {
  const file = path3.join(folder, name3);
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
  const hash = createHash4("sha256");
  let size = 0;
  const onPart = (part) => {
    hash.update(part);
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
  const content = { size, digest: hash.digest("hex") };
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
  let inText = false;
  for (let index = 0; index < line.length; index += 1) {
    const code = line.charCodeAt(index);
    if (code === 92 && inText) index += 1;
    else if (code === 34) inText = !inText;
    else if (inText) continue;
    else if (code === 91 || code === 123) depth += 1;
    else if (code === 93 || code === 125) depth -= 1;
    if (depth > MOST_NESTING) return true;
  }
  return false;
}
function recordOf(line, { file, tooDeep: tooDeep2 }, schema10, mayBeCut) {
  const { number } = line;
  if ("length" in line) throw invalid(file, number, `The line has ${line.length} characters.`);
  if (isTooDeep(line.text)) throw tooDeep2(line);
  let value;
  try {
    value = JSON.parse(line.text);
  } catch (cause) {
    if (mayBeCut) return null;
    throw invalid(file, number, `The line is not JSON: ${causeOf(cause)}.`, cause);
  }
  const parsed2 = schema10.safeParse(value);
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

// src/model/interaction.ts
var noTexts = () => [];
var always = (effect) => () => [effect];
var TRAITS = {
  click: { effects: always("input"), texts: noTexts },
  tap: { effects: always("input"), texts: noTexts },
  type: { effects: always("input"), texts: ({ text }) => [text] },
  press: { effects: always("input"), texts: noTexts },
  hover: { effects: always("none"), texts: noTexts },
  scroll: { effects: always("scroll"), texts: noTexts },
  select: { effects: always("input"), texts: noTexts },
  "wait-for": { effects: always("wait"), texts: noTexts },
  navigate: { effects: ({ kind }) => [kind === "soft" ? "soft-navigation" : "navigation"], texts: noTexts },
  recording: { effects: ({ steps = [] }) => steps.map(recordedEffect), texts: noTexts }
};
var RECORDED_EFFECTS = /* @__PURE__ */ new Map([
  ["click", "input"],
  ["doubleClick", "input"],
  ["change", "input"],
  ["keyDown", "input"],
  ["keyUp", "input"],
  ["scroll", "scroll"],
  ["navigate", "navigation"]
]);
function recordedEffect({ type: type2 }) {
  return RECORDED_EFFECTS.get(type2) ?? "none";
}
function effectsOf(step) {
  return isKind(step.action) ? TRAITS[step.action].effects(step) : [];
}
function textsOf(step) {
  return textsOfKind(step.action, step);
}
function textsOfKind(kind, step) {
  return TRAITS[kind].texts(step);
}
function isKind(action) {
  return Object.hasOwn(TRAITS, action);
}

// src/model/input.ts
function navigates(step) {
  return effectsOf(step).some(isNavigation);
}
function isNavigationOnly(step) {
  const [effect, ...others] = effectsOf(step);
  return effect !== void 0 && isNavigation(effect) && others.length === 0;
}
function acts(step) {
  return effectsOf(step).some((effect) => effect !== "navigation" && effect !== "wait");
}
function isWait(step) {
  return effectsOf(step).includes("wait");
}
function effectsOnMeasuredPage(script) {
  const effects = script.flatMap(effectsOf);
  return effects.slice(effects.findLastIndex(isNavigation) + 1);
}
function endsLcp(script) {
  return effectsOnMeasuredPage(script).some((effect) => effect === "input" || effect === "scroll");
}
function measuresInput(script) {
  return effectsOnMeasuredPage(script).includes("input");
}
function mayLeave(script) {
  return script.flatMap(effectsOf).some((effect) => effect === "input" || effect === "soft-navigation");
}
function isNavigation(effect) {
  return effect === "navigation" || effect === "soft-navigation";
}

// src/model/lanes.ts
var LANE_SETTINGS = [1, 2, "auto"];
var CORES_FOR_TWO_LANES = 4;
function laneCount(setting, cores) {
  if (setting !== "auto") return setting;
  return cores >= CORES_FOR_TWO_LANES ? 2 : 1;
}
function lanesOf(setting, campaigns, cores) {
  const sociable = campaigns.filter((route) => !needsLaneAlone(route)).length;
  return sociable < 2 ? 1 : laneCount(setting, cores);
}
function needsLaneAlone({ budgets, interactions }) {
  const hasInput = measuresInput(interactions);
  return budgets.some(({ metric, max }) => max !== null || hasInput && definitionOf(metric).needsInput);
}

// src/source/is-map.ts
function isMap(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// src/config/budgets/waiver-warnings.ts
function waiverWarnings({ file, source }, { waivers }, routes, graphql) {
  const places = routes.flatMap(
    ({ name: route, conditions, budgets }) => conditions.flatMap((condition) => budgets.map(({ path: path5 }) => ({ route, condition, path: path5 })))
  );
  return waivers.flatMap((waiver, index) => {
    if (places.some((place3) => isAbout(waiver, place3)) || graphql !== null && mayBeCost(waiver, graphql)) return [];
    const place2 = placeIn(file, source.position(["waivers", index, "budget"]));
    return `${place2}: ${aboutNothing(waiver.budget)}`;
  });
}
function mayBeCost(waiver, graphql) {
  const [, name3, kind, path5] = COST.exec(waiver.budget) ?? [];
  if (name3 === void 0 || kind === void 0 || path5 === void 0) return false;
  if (graphql.router !== null && kind !== "route") return true;
  return graphql.budgets.some(
    ({ target, metric, part }) => target.kind === kind && isNamed(target.name, name3) && isAbout(waiver, { route: name3, condition: kind, path: formatPath([metric, ...part]) })
  );
}
var COST = /^(.+)\/(operation|subgraph|route)\/([^/]+)$/s;
function isNamed(pattern, name3) {
  const [start = "", ...rest] = pattern.split("*");
  if (!name3.startsWith(start)) return false;
  return rest.length > 0 || name3 === pattern || /^ (?:of |#)/.test(name3.slice(start.length));
}
function costWaiverNotices(granted, rows, said2) {
  return granted.filter(({ budget }) => /^.+\/(?:operation|subgraph)\/[^/]+$/s.test(budget)).filter((waiver) => !rows.some((row) => isAbout(waiver, row))).map(({ budget }) => aboutNothing(budget)).filter((text) => !said2.some((notice) => notice.includes(text)));
}
function aboutNothing(budget) {
  return `the waiver of ${quote(budget)} does not match a budget; write route/condition/path, as in the report, or remove it.`;
}

// src/config/load.ts
import { availableParallelism } from "node:os";
import { dirname as dirname4, resolve as resolve7 } from "node:path";

// src/config/budgets/decision-schema.ts
import { z as z14 } from "./vendor/zod-GZRORT3M.js";

// src/config/budgets/limit-schema.ts
import { z as z11 } from "./vendor/zod-GZRORT3M.js";

// src/config/units/sizes.ts
var SIZE_UNITS = { B: 1, kB: 1e3, MB: 1e6, KiB: 1024, MiB: 1048576 };
var SIZE_PATTERNS = {
  B: "B",
  kB: "[kK]B",
  MB: "MB",
  KiB: "[kK]iB",
  MiB: "MiB"
};
var WRITTEN = /^ *(\d{1,15}(?:\.\d{1,15})?|\.\d{1,15}) *(?:B|([kK])B|(M)B|([kK]i)B|(Mi)B) *$/;
function parseBytes(text) {
  const [, digits, ...prefixes] = WRITTEN.exec(text) ?? [];
  if (digits === void 0) return void 0;
  const prefix = prefixes.find((each) => each !== void 0) ?? "";
  const unit = `${prefix === "K" ? "k" : prefix === "ki" ? "Ki" : prefix}B`;
  return Number((Number(digits) * SIZE_UNITS[unit]).toPrecision(15));
}
function formatBytes(bytes, digits) {
  if (bytes >= 1e6) return `${digits(bytes / 1e6)} MB`;
  return bytes >= 1e3 ? `${digits(bytes / 1e3)} kB` : `${digits(bytes)} B`;
}

// src/config/units/time-and-percent.ts
var TIME_UNITS = { ms: [0, 1], s: [3, 1], min: [3, 60] };
var UNIT_PATTERNS = {
  ms: "[mM][sS]",
  s: "[sS]",
  min: "[mM][iI][nN]",
  "%": "%",
  ...SIZE_PATTERNS
};
var NUMBER = "\\d{1,15}(?:\\.\\d{1,15})?|\\.\\d{1,15}";
var ANY = /^ *(\d{1,15}(?:\.\d{1,15})?|\.\d{1,15}) *(ms|s|min|%) *$/i;
function quantity(units, positive) {
  const unit = units.map((name3) => UNIT_PATTERNS[name3]).join("|");
  const more = positive ? "(?=.*[1-9])" : "";
  return { units, positive, pattern: new RegExp(`^${more} *(?:${NUMBER}) *(?:${unit}) *$`) };
}
var TIME = quantity(["ms", "s"], true);
var TOLERANCE = quantity(["ms", "s", "%"], false);
var DELAY = quantity(["ms", "s"], false);
var DURATION = quantity(["ms", "s", "min"], true);
var SIZE_UNITS2 = Object.keys(SIZE_PATTERNS);
var SIZE = quantity(SIZE_UNITS2, true);
var SIZE_TOLERANCE = quantity([...SIZE_UNITS2, "%"], false);
var PERCENTAGE = quantity(["%"], true);
function parseLimit(text) {
  const bytes = parseBytes(text);
  if (bytes !== void 0) return { value: bytes, unit: "bytes" };
  const match = ANY.exec(text);
  const digits = match?.[1];
  const unit = match?.[2]?.toLowerCase();
  if (digits === void 0 || unit === void 0) return void 0;
  if (unit === "%") return { value: Number(digits), unit: "%" };
  const [power, factor] = TIME_UNITS[unit];
  return { value: Number(`${digits}e${power}`) * factor, unit: "ms" };
}
function parseDurationMs(text) {
  const limit2 = parseLimit(text);
  return limit2?.unit === "ms" ? limit2.value : void 0;
}
function formatLimit(limit2) {
  const numbers = new Intl.NumberFormat("en-US", { useGrouping: false, maximumFractionDigits: 9 });
  const format = (value) => numbers.format(value);
  if (limit2.unit === "bytes") return formatBytes(limit2.value, format);
  return limit2.unit === "score" ? format(limit2.value) : `${format(limit2.value)} ${limit2.unit}`;
}
function quantityComplaint(kind, value) {
  const example = exampleOf(kind);
  if (value === void 0 || value === null) return { what: "A value is missing here.", todo: `Write ${example}.` };
  if (typeof value !== "number" && typeof value !== "string")
    return { what: `${quote(value)} is not ${nameOf(kind)}.`, todo: `Write ${example}.` };
  const text = String(value).trim();
  if (/^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?$/i.test(text)) return bareNumberComplaint(kind, Number(text));
  if (text.startsWith("-")) return { what: `${quote(value)} is negative.`, todo: `Write ${example}.` };
  if (/^\d+,\d+/.test(text)) {
    const pointed = text.replace(",", ".");
    return {
      what: `${quote(value)} has a decimal comma.`,
      todo: `Write ${kind.pattern.test(pointed) ? pointed : example}.`
    };
  }
  const known = parseLimit(text);
  if (known?.unit === "%" && !kind.units.includes("%"))
    return { what: `${quote(value)} is a percentage, but this limit is absolute.`, todo: `Write ${example}.` };
  if (known?.unit === "bytes" && !isOfSize(kind))
    return { what: `${quote(value)} is a size, but this limit is on a time.`, todo: `Write ${example}.` };
  if (known?.unit === "ms" && isOfSize(kind))
    return { what: `${quote(value)} is a time, but this limit is on a size.`, todo: `Write ${example}.` };
  if (known?.value === 0 && kind.positive)
    return { what: `The ${nounOf(kind)} must be greater than 0.`, todo: `Write ${example}.` };
  return {
    what: `${quote(value)} is not ${nameOf(kind)}.`,
    todo: `Write a number and one of ${unitsOf(kind)}: ${example}.`
  };
}
var LEAST_LIKELY_MS = 50;
function bareNumberComplaint(kind, value) {
  const number = formatLimit({ value: Math.abs(value), unit: "score" });
  if (value < 0) return { what: `${value} is negative.`, todo: `Write ${exampleOf(kind)}.` };
  if (value === 0 && kind.positive)
    return {
      what: `The ${nounOf(kind)} must be greater than 0.`,
      todo: `Write ${exampleOf(kind)}.`
    };
  if (isOfSize(kind))
    return { what: `${number} has no unit.`, todo: `Write ${alternatives(sizeReadings(kind, value, number))}.` };
  const likely = value < LEAST_LIKELY_MS ? "s" : "ms";
  const units = kind.units.includes("min") ? [likely] : kind.units;
  const readings = units.map((unit) => `${number} ${unit}`);
  return { what: `${number} has no unit.`, todo: `Write ${alternatives(readings)}.` };
}
function isOfSize({ units }) {
  return units.includes("B");
}
var LEAST_LIKELY_BYTES = 1e4;
function sizeReadings(kind, value, number) {
  const size = `${number} ${value < LEAST_LIKELY_BYTES ? "kB" : "B"}`;
  return kind.units.includes("%") ? [size, `${number} %`] : [size];
}
function nounOf(kind) {
  return kind === TIME || kind === SIZE ? "limit" : "value";
}
function nameOf(kind) {
  if (isOfSize(kind)) return kind.units.includes("%") ? "a size or a percentage" : "a size";
  if (kind.units.length === 1) return "a percentage";
  return kind.units.includes("%") ? "a time or a percentage" : "a time";
}
function unitsOf(kind) {
  return alternatives(kind.units);
}
function exampleOf(kind) {
  if (isOfSize(kind)) return kind.units.includes("%") ? "for example 5 kB or 2 %" : "for example 300 kB or 1.2 MB";
  if (kind.units.length === 1) return "for example 1 %";
  if (kind.units.includes("%")) return "for example 50 ms or 5 %";
  return kind.units.includes("min") ? "for example 500 ms or 2 s" : "for example 2500 ms or 2.5 s";
}
function alternatives(words) {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}

// src/config/budgets/limit-schema.ts
function quantitySchema(kind, description) {
  const error = (issue) => toMessage(quantityComplaint(kind, issue.input));
  return z11.string({ error }).regex(kind.pattern, { error }).describe(description);
}
var SCORES = METRICS.filter((metric) => unitOf(metric) === "score").map((metric) => definitionOf(metric).name);
var SCORE = SCORES.join(" or ");
function scoreSchema(description) {
  const error = scoreError;
  return z11.number({ error }).min(0, { error }).describe(description);
}
function scoreError(issue) {
  return toMessage(scoreComplaint(issue.input));
}
function scoreComplaint(value) {
  const todo = "Write a bare number, for example 0.1.";
  if (typeof value === "number") return { what: `${value} cannot be a ${SCORE} score.`, todo };
  if (typeof value !== "string") return { what: `${quote(value)} is not a ${SCORE} score.`, todo };
  const limit2 = parseLimit(value);
  if (limit2?.unit === "%")
    return { what: `${quote(value)} is a percentage, but ${SCORE} is a score without a unit.`, todo };
  if (limit2?.unit === "bytes")
    return { what: `${quote(value)} is a size, but ${SCORE} is a score without a unit.`, todo };
  if (limit2?.unit === "ms") return { what: `${quote(value)} is a time, but ${SCORE} is a score without a unit.`, todo };
  if (/^(?:\d+(?:\.\d+)?|\.\d+)$/.test(value))
    return { what: `${quote(value)} is text.`, todo: `Write ${value} without quotes.` };
  return { what: `${quote(value)} is not a ${SCORE} score.`, todo };
}
var LEAST_MS = 50;
var LEAST_BYTES = 1e4;
function timeLimits(input) {
  const bare = Number(input);
  const text = String(input).trim().replace(/^(\d+),(\d+)/, "$1.$2");
  const written = Number.isFinite(bare) ? `${bare} ${bare < LEAST_MS ? "s" : "ms"}` : text;
  if (TIME.pattern.test(written)) return `{ max: ${written} }`;
  if (TOLERANCE.pattern.test(written)) return `{ max-increase: ${written} }`;
  return "for example { max: 2500 ms }";
}
function scoreLimits(input) {
  const isScore = scoreSchema("").safeParse(Number(input)).success && String(input).trim() !== "";
  return isScore ? `{ max: ${Number(input)} }` : "for example { max: 0.1 }";
}
function sizeLimits(input) {
  const bare = Number(input);
  const text = String(input).trim();
  const written = Number.isFinite(bare) && text !== "" ? `${bare} ${bare < LEAST_BYTES ? "kB" : "B"}` : text;
  if (SIZE.pattern.test(written)) return `{ max: ${written} }`;
  if (SIZE_TOLERANCE.pattern.test(written)) return `{ max-increase: ${written} }`;
  return "for example { max: 300 kB }";
}

// src/config/routes/path-schema.ts
import { z as z13 } from "./vendor/zod-GZRORT3M.js";

// src/config/schema-parts.ts
import { z as z12 } from "./vendor/zod-GZRORT3M.js";
function checked(schema10, check) {
  return schema10.refine((text) => check(text) === null, {
    error: ({ input }) => {
      const complaint = check(String(input));
      return complaint === null ? "Invalid input" : toMessage(complaint);
    }
  });
}
function oneOf(what, several, shape, beside) {
  return exactlyOne(z12.strictObject({ ...shape, ...beside }).partial(), Object.keys(shape), what, several);
}
function exactlyOne(schema10, keys, what, several) {
  const writtenIn = (value) => keys.filter((key) => value[key] !== void 0);
  return schema10.refine((value) => writtenIn(value).length === 1, {
    error: ({ input }) => {
      const written = writtenIn(input);
      const found = written.length === 0 ? "none" : written.join(" and ");
      const todo = written.length === 0 ? "Write one of them." : several;
      return toMessage({
        what: `${what} has exactly one of the keys ${keys.join(", ")}; this one has ${found}.`,
        todo
      });
    }
  }).meta({ oneOf: keys.map((key) => ({ required: [key] })) });
}

// src/config/routes/path-schema.ts
var PATH_PATTERN = /^\/(?!\/)[^\s\\\p{Cc}]{0,1999}$/u;
var pathSchema = checked(z13.string().meta({ pattern: PATH_PATTERN.source }), pathComplaint);
function pathComplaint(path5) {
  if (PATH_PATTERN.test(path5)) return null;
  if (/^[a-z][a-z0-9+.-]*:/i.test(path5) || path5.startsWith("//"))
    return {
      what: `${quote(path5)} is a URL, not a path.`,
      todo: "Put the origin in deploys (base and head), and write only what follows it here, for example /p/42."
    };
  if (path5.length > 2e3) return { what: "The path is longer than 2000 characters.", todo: "Shorten it." };
  if (/[\s\\\p{Cc}]/u.test(path5))
    return {
      what: `${quote(path5)} holds a space, a backslash or a control character.`,
      todo: "Percent-encode it (%20)."
    };
  const todo = PATH_PATTERN.test(`/${path5}`) ? `Write /${path5}.` : "Write for example /p/42.";
  return { what: `${quote(path5)} does not begin with a slash.`, todo };
}

// src/config/budgets/decision-schema.ts
var MAX_BLOCKS = [10, 15, 20];
var MOST_MINUTES = 360;
var percentage = quantitySchema(PERCENTAGE, "");
var decisionShape = {
  "max-blocks": z14.literal(MAX_BLOCKS).default(15).describe("The most blocks of four visits per route and condition; a decided route stops earlier."),
  "max-minutes": z14.number().positive().max(MOST_MINUTES).optional().describe(
    "The time of all visits together; budgets that are undecided then are inconclusive. Confirming a red comes on top."
  ),
  lanes: z14.literal(LANE_SETTINGS).default("auto").describe(
    "How many routes are visited at a time; auto: 2 from four cores on, else 1. Routes with an absolute budget, or with one on INP, are visited alone."
  ),
  "false-alarms": percentage.refine(isChance, {
    error: toMessage({ what: "The chance of a false alarm must be between 0.0001 % and 10 %.", todo: "Write 10 %." })
  }).optional().describe(
    "The chance, at most, that the looks of a run on unchanged code suspect any blocking budget: 10 % by default where fresh blocks must confirm it, 1 % on a fixed number of blocks, where a suspicion blocks by itself."
  ),
  control: z14.strictObject({
    path: pathSchema.describe("A page that pull requests do not change, on both deploys."),
    "difference-in-differences": z14.boolean().default(false).describe("Whether LCP is compared in units of that page, instead of giving up where the hosts differ.")
  }).optional().describe(
    "Shows whether two remote hosts are equally fast: visited beside each visit when a deploy is not on loopback."
  )
};
function resolveDeciding(input) {
  return {
    maxBlocks: input["max-blocks"],
    maxMinutes: input["max-minutes"] ?? null,
    lanes: input.lanes,
    alpha: input["false-alarms"] === void 0 ? null : fraction(input["false-alarms"])
  };
}
function fraction(text) {
  return (parseLimit(text)?.value ?? 0) / 100;
}
function isChance(text) {
  const chance = fraction(text);
  return chance >= 1e-6 && chance <= 0.1;
}

// src/config/policy/changes.ts
var MOST_CHARACTERS = 200;
function changesBetween(key, base, head, applied) {
  if (isMap(base) || isMap(head)) {
    const [one, other] = [isMap(base) ? base : {}, isMap(head) ? head : {}];
    const keys = [.../* @__PURE__ */ new Set([...Object.keys(one), ...Object.keys(other)])];
    return keys.flatMap((below2) => changesBetween(`${key}.${below2}`, one[below2], other[below2], applied));
  }
  const [was, is] = [textOf(base), textOf(head)];
  if (was === is) return [];
  return [{ key: cut(key), base: was === null ? null : cut(was), head: is === null ? null : cut(is), applied }];
}
function textOf(value) {
  if (value === void 0) return null;
  return typeof value === "string" ? value : JSON.stringify(value);
}
function cut(text) {
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS - 1)}…`;
}

// src/config/deploys/schema.ts
import { z as z23 } from "./vendor/zod-GZRORT3M.js";

// src/config/conditions/schema.ts
import { z as z15 } from "./vendor/zod-GZRORT3M.js";

// src/config/units/rates.ts
var RATE_UNITS = { kbit: 1, mbit: 1e3, gbit: 1e6 };
var NUMBER2 = String.raw`(?:\d{1,9}(?:\.\d{1,9})?|\.\d{1,9})`;
var WRITTEN2 = /^ *(\d{1,9}(?:\.\d{1,9})?|\.\d{1,9}) *([kmg])(?:bit\/s|bps) *$/i;
var RATE_PATTERN = new RegExp(`^(?=.*[1-9]) *${NUMBER2} *[kKmMgG](?:[bB][iI][tT]/[sS]|[bB][pP][sS]) *$`);
function parseKbps(text) {
  const [, digits, prefix] = WRITTEN2.exec(text) ?? [];
  if (digits === void 0 || prefix === void 0) return void 0;
  const unit = `${prefix.toLowerCase()}bit`;
  return Number((Number(digits) * RATE_UNITS[unit]).toPrecision(12));
}
var EXAMPLE = "Write for example 700 kbit/s or 1.6 Mbit/s.";
function rateComplaint(value) {
  if (value === void 0 || value === null) return { what: "A value is missing here.", todo: EXAMPLE };
  if (typeof value !== "string" && typeof value !== "number")
    return { what: `${quote(value)} is not a rate.`, todo: EXAMPLE };
  const text = String(value).trim();
  if (/^\d+(?:\.\d*)?$/.test(text)) {
    if (Number(text) === 0) return { what: "The rate must be greater than 0.", todo: EXAMPLE };
    return { what: `${text} has no unit.`, todo: `Write ${Number(text)} kbit/s or ${Number(text)} Mbit/s.` };
  }
  const [, digits, prefix] = /^([\d.]+) *([KMG])i?(?:B(?:\/s|ps)|bytes?\/s)$/i.exec(text) ?? [];
  if (digits !== void 0 && prefix !== void 0 && /B|byte/.test(text) && Number(digits) > 0)
    return {
      what: `${quote(value)} is in bytes; rates are in bits.`,
      todo: `Write ${Number(digits) * 8} ${prefix.toLowerCase() === "k" ? "k" : prefix.toUpperCase()}bit/s.`
    };
  return { what: `${quote(value)} is not a rate.`, todo: EXAMPLE };
}

// src/config/conditions/schema.ts
var NAME_PATTERN = /^(?!(?:mobile|desktop)$)[a-z0-9][a-z0-9-]{0,49}$/;
var HOST_PATTERN = /^(?:[a-zA-Z0-9_](?:[a-zA-Z0-9_.-]{0,252})|\[[0-9a-fA-F:.]+\])(?::\d{1,5})?$/;
var BLOCKED_PATTERN = /^[a-zA-Z0-9_*][a-zA-Z0-9_.*-]{0,252}$/;
function rateError(issue) {
  return toMessage(rateComplaint(issue.input));
}
function rateSchema(description) {
  const error = rateError;
  return z15.string({ error }).regex(RATE_PATTERN, { error }).describe(description);
}
function hostComplaint(host) {
  if (HOST_PATTERN.test(host)) return null;
  if (/:\/\//.test(host))
    return { what: `${quote(host)} is a URL.`, todo: "Write only its host, with a port if it needs one." };
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
var hostSchema = checked(z15.string().meta({ pattern: HOST_PATTERN.source }), hostComplaint);
var hostsSchema = z15.record(z15.string(), hostSchema).superRefine((hosts, context) => {
  for (const host of Object.keys(hosts)) {
    const complaint = hostComplaint(host);
    if (complaint !== null)
      context.addIssue({ code: "custom", path: [host], message: toMessage(complaint), params: { part: "key" } });
  }
}).meta({ propertyNames: { pattern: HOST_PATTERN.source } });
var viewportSchema = z15.strictObject({
  width: z15.int().min(100).max(1e4).describe("CSS pixels."),
  height: z15.int().min(100).max(1e4).describe("CSS pixels."),
  "device-pixel-ratio": z15.number().min(0.5).max(5).describe("Device pixels per CSS pixel."),
  touch: z15.boolean().describe("Whether it has a touch screen."),
  mobile: z15.boolean().describe("Whether it is a phone: its user agent, and the page's viewport meta tag counts.")
}).partial();
var conditionSchema = z15.strictObject({
  extends: z15.string().min(1).describe(
    "The condition that gives whatever is not written here: mobile (default), desktop, or another of yours."
  ),
  rtt: quantitySchema(DELAY, "Round-trip time of the network, for example 150 ms."),
  down: rateSchema("Download rate, for example 1.6 Mbit/s."),
  up: rateSchema("Upload rate, for example 700 kbit/s."),
  cpu: z15.number().min(1).max(50).describe("How many times the main thread is slowed; 1 is not at all."),
  viewport: viewportSchema.describe("The screen."),
  locale: checked(z15.string(), localeComplaint).describe(
    "Language and region, for example de-DE; sets Accept-Language too."
  ),
  timezone: checked(z15.string(), timezoneComplaint).describe("For example Europe/Berlin."),
  "color-scheme": z15.enum(["light", "dark"]).describe("What prefers-color-scheme is."),
  "reduced-motion": z15.boolean().describe("Whether prefers-reduced-motion is reduce."),
  blocked: z15.array(checked(z15.string().meta({ pattern: BLOCKED_PATTERN.source }), blockedComplaint)).max(500).describe("Hosts that are refused at once, which costs the page no time: *.analytics.example."),
  hosts: hostsSchema.describe("Hosts that are reached elsewhere: { shop.example: 127.0.0.1:8080 }.")
}).partial();
function nameComplaint(name3) {
  if (PRESET_NAMES.includes(name3))
    return {
      what: `${quote(name3)} is a preset.`,
      todo: `Give yours another name, for example my-${name3}: { extends: ${name3} }.`
    };
  if (NAME_PATTERN.test(name3)) return null;
  const todo = "Use up to 50 lowercase letters, digits and dashes: slow-phone.";
  return { what: `${quote(name3)} cannot be the name of a condition.`, todo };
}
var conditionsSchema = z15.record(z15.string(), conditionSchema).superRefine((conditions, context) => {
  for (const name3 of Object.keys(conditions)) {
    const complaint = nameComplaint(name3);
    if (complaint !== null)
      context.addIssue({ code: "custom", path: [name3], message: toMessage(complaint), params: { part: "key" } });
  }
}).meta({ propertyNames: { pattern: NAME_PATTERN.source } }).describe("Devices and networks of your own, by name; mobile and desktop are there already.");

// src/config/deploys/providers/github-deployments.ts
import { z as z16 } from "./vendor/zod-GZRORT3M.js";
var DISCOVERY_TIMEOUT_MS = 6e5;
var schema = z16.strictObject({
  environment: z16.string().trim().min(1).max(255).optional().describe("Only deployments to this environment; * is any text. Dashes, case and spaces do not matter."),
  timeout: quantitySchema(DURATION, "How long to wait for the deployment of head; default 10 min.").optional()
}).optional().describe("Both deploys are found among the repository's GitHub deployments.");
var githubDeployments = {
  schema,
  yieldsToEvent: true,
  resolve: ({ environment, timeout }) => ({
    kind: "github-deployments",
    environment: environment ?? null,
    timeoutMs: parseDurationMs(timeout ?? "") ?? DISCOVERY_TIMEOUT_MS
  })
};

// src/config/deploys/providers/static.ts
import { resolve } from "node:path";
import { z as z17 } from "./vendor/zod-GZRORT3M.js";
var schema2 = z17.string().min(1).max(1e3).describe(
  "A folder with a built site, relative to this file; the gate serves it itself. {sha} and {short-sha} are replaced by those of the commit."
);
var staticFolder = {
  schema: schema2,
  yieldsToEvent: false,
  resolve: (written, { spa }, folder) => ({
    kind: "static",
    folder: resolve(folder, written),
    ...spa === true && { spa }
  })
};

// src/config/deploys/providers/url.ts
import { z as z18 } from "./vendor/zod-GZRORT3M.js";

// src/config/conditions/resolve.ts
var DEFAULT_PARENT = "mobile";
function resolveConditions(inputs) {
  return [...Object.values(PRESETS), ...Object.keys(inputs).map((name3) => resolveCondition(name3, inputs))];
}
function resolveCondition(name3, inputs) {
  const input = inputs[name3];
  if (input === void 0) return PRESETS[name3];
  const parent = resolveCondition(input.extends ?? DEFAULT_PARENT, inputs);
  return {
    ...parent,
    name: name3,
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
function lowerCased(hosts) {
  return Object.fromEntries(Object.entries(hosts).map(([host, address]) => [host.toLowerCase(), address]));
}

// src/config/deploys/providers/url.ts
var schema3 = checked(z18.string(), deployUrlComplaint).meta({ pattern: DEPLOY_URL_PATTERN.source }).describe(
  "Where the deploy is served: http or https, no credentials, no query; {sha}, {short-sha}, {pr} and {branch} are replaced by those of the measured commit."
);
var url2 = {
  schema: schema3,
  yieldsToEvent: false,
  resolve: (written, { hosts }) => ({
    kind: "url",
    url: trimUrl(written),
    ...hosts === void 0 ? {} : { hosts: lowerCased(hosts) }
  })
};

// src/config/deploys/providers/worktree.ts
import { isAbsolute, normalize, posix } from "node:path";
import { z as z20 } from "./vendor/zod-GZRORT3M.js";

// src/config/deploys/install-command.ts
var MANAGER = /^(?:.*\/)?(npm|pnpm|yarn|bun)(?:@[\w.^~-]+)?(?:\.cmd)?$/;
var INSTALLS = /^(?:i|in|it|ci|cit|ic|add|install(?:-test|-clean|-ci-test)?|clean-install(?:-test)?)$/;
var YARN_INSTALLS = /^(?:install|add)$/;
var RUNS = /^(?:run|run-script|exec|x|dlx)$/;
var ASKS = /^(?:-v|--version|-h|--help)$/;
var BETWEEN_COMMANDS = /&&|\|\||[;|&\n()`'"]/;
function namesInstall(line) {
  return line.replaceAll(/\\\r?\n/g, " ").split(BETWEEN_COMMANDS).some((command) => isInstall(command.split(/\s+/).filter((word) => word !== "")));
}
function isInstall(words) {
  const at = words.findIndex((word) => MANAGER.test(word));
  const manager = MANAGER.exec(words[at] ?? "")?.[1];
  if (manager === void 0) return false;
  const after = words.slice(at + 1);
  return manager === "yarn" ? isYarnInstall(after) : asksFor(INSTALLS, after);
}
function isYarnInstall(words) {
  const isBare = words.every((word, index) => word.startsWith("-") || words[index - 1] === "--cwd");
  return isBare ? !words.some((word) => ASKS.test(word)) : asksFor(YARN_INSTALLS, words);
}
function asksFor(wanted, words) {
  for (const [index, word] of words.entries()) {
    if (word.startsWith("-")) continue;
    if (wanted.test(word)) return true;
    const before = words[index - 1] ?? "";
    const mayBeValue = before.startsWith("-") && !before.includes("=");
    if (!mayBeValue || RUNS.test(word)) return false;
  }
  return false;
}

// src/config/deploys/spa-schema.ts
import { z as z19 } from "./vendor/zod-GZRORT3M.js";
var spaSchema = z19.boolean().describe(
  "Beside static: a path that is not a file answers with index.html and status 200, for a single-page application; scripts and other assets are not."
);

// src/config/deploys/providers/worktree.ts
var READY_TIMEOUT_MS = 6e4;
var commandSchema = z20.string().trim().min(1).max(5e3);
function directoryComplaint(directory) {
  const inside = normalize(directory.replaceAll("\\", "/"));
  if (directory.trim() !== "" && !isAbsolute(inside) && inside !== ".." && !inside.startsWith("../")) return null;
  const what = `${quote(directory)} is not a folder of the repository.`;
  return { what, todo: "Write it relative to the repository's root, for example apps/web." };
}
var worktreeShape = z20.strictObject({
  install: z20.union([commandSchema, z20.literal(false)]).optional().describe(
    "Installs what the build needs, for example npm ci; by default the lockfile of the commit decides. false: nothing is installed."
  ),
  build: commandSchema.optional().describe("Builds the site, for example npm run build."),
  serve: commandSchema.optional().describe(
    "Serves the site until it is stopped; {port} stands for its port, which is also in the environment as PORT."
  ),
  static: checked(z20.string().min(1).max(1e3), directoryComplaint).optional().describe("A folder that the build makes, relative to `directory`; the gate serves it itself, instead of `serve`."),
  spa: spaSchema.optional(),
  ready: pathSchema.default("/").describe("A path that answers 2xx once the server is ready."),
  "ready-timeout": quantitySchema(DURATION, "How long the server may take until it is ready; default 60 s.").optional(),
  directory: checked(z20.string().max(1e3), directoryComplaint).default(".").describe("Where the commands run, relative to the repository's root.")
});
var schema4 = worktreeShape.refine(({ serve, static: folder }) => serve === void 0 !== (folder === void 0), {
  error: ({ input }) => {
    const { serve } = input;
    return toMessage({
      what: `\`worktree\` has ${serve === void 0 ? "neither" : "both"} serve ${serve === void 0 ? "nor" : "and"} static.`,
      todo: serve === void 0 ? 'Write serve: "npm start -- --port {port}", or static: dist for a folder that the build makes.' : "Keep one: a command that serves the site, or a folder that the gate serves."
    });
  }
}).refine(({ spa, static: folder }) => spa === void 0 || folder !== void 0, {
  error: toMessage({
    what: "`spa` sets how the gate serves a folder, but this site is served by a command.",
    todo: "Remove it: the command decides."
  })
}).meta({ oneOf: [{ required: ["serve"] }, { required: ["static"] }], dependencies: { spa: ["static"] } }).optional().describe("Both commits are checked out, built and served here.");
var worktree = {
  schema: schema4,
  yieldsToEvent: false,
  resolve: (input) => ({
    kind: "worktree",
    install: input.install || null,
    ...mayInferInstall(input) && { installsByLockfile: true },
    build: input.build ?? null,
    serve: input.serve ?? null,
    ...input.static !== void 0 && { site: { folder: folderOf(input.static), spa: input.spa ?? false } },
    readyPath: input.ready,
    readyTimeoutMs: parseDurationMs(input["ready-timeout"] ?? "") ?? READY_TIMEOUT_MS,
    directory: folderOf(input.directory)
  })
};
function mayInferInstall({ install, build, serve }) {
  return install === void 0 && ![build, serve].some((command) => namesInstall(command ?? ""));
}
function folderOf(written) {
  return posix.normalize(written.trim().replaceAll("\\", "/")).replace(/\/$/, "");
}

// src/config/deploys/providers/registry.ts
var SIDE = { url: url2, static: staticFolder };
var SHARED = { worktree, "github-deployments": githubDeployments };
var SIDE_KINDS = Object.keys(SIDE);
var SHARED_KINDS = Object.keys(SHARED);
var SIDE_SCHEMAS = schemasOf(SIDE);
var SHARED_SCHEMAS = schemasOf(SHARED);
var EVERY = { ...SIDE, ...SHARED };
function yieldsToEvent({ kind }) {
  return EVERY[kind].yieldsToEvent;
}
function resolveSide(input, folder) {
  return firstOf(SIDE_KINDS, (kind) => sideOf(kind, input, folder));
}
function resolveShared(input) {
  return firstOf(SHARED_KINDS, (kind) => sharedOf(kind, input));
}
function sideOf(kind, input, folder) {
  const written = input[kind];
  const syntax = SIDE;
  return written === void 0 ? null : syntax[kind].resolve(written, input, folder);
}
function sharedOf(kind, input) {
  const written = input[kind];
  const syntax = SHARED;
  return written === void 0 ? null : syntax[kind].resolve(written);
}
function firstOf(kinds, resolve8) {
  for (const kind of kinds) {
    const source = resolve8(kind);
    if (source !== null) return source;
  }
  return null;
}
function schemasOf(providers) {
  const entries = Object.entries(providers).map(([kind, { schema: schema10 }]) => [kind, schema10]);
  return Object.fromEntries(entries);
}

// src/config/deploys/verify-schema.ts
import { z as z22 } from "./vendor/zod-GZRORT3M.js";

// src/config/routes/text-schema.ts
import { z as z21 } from "./vendor/zod-GZRORT3M.js";
var NAME_PATTERN2 = /^[A-Za-z_][A-Za-z0-9_]{0,199}$/;
function nameComplaint2(name3) {
  if (NAME_PATTERN2.test(name3)) return null;
  return {
    what: "This is not the name of an environment variable.",
    todo: "Write the name (letters, digits, _), never the secret itself."
  };
}
var secretNameSchema = checked(z21.string().meta({ pattern: NAME_PATTERN2.source }), nameComplaint2);
function textSchema(maxLength) {
  return z21.union([
    z21.string().max(maxLength),
    z21.strictObject({ secret: secretNameSchema.describe("The environment variable that holds the value.") })
  ]);
}
function textOf2(text, secret) {
  return secret === void 0 ? text ?? "" : { secret };
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
function headerNameComplaint(name3) {
  if (new RegExp(HEADER_NAME_PATTERN).test(name3)) return null;
  if (new RegExp(`^${TOKEN}$`).test(name3))
    return { what: `The header ${quote(name3)} is set by the browser.`, todo: "Declare cookies under `cookies`." };
  return { what: `${quote(name3)} is not the name of a header.`, todo: "Write for example X-Preview." };
}
var headerNameSchema = checked(z21.string().meta({ pattern: HEADER_NAME_PATTERN }), headerNameComplaint);

// src/config/deploys/verify-schema.ts
var nameSchema = z22.string().min(1).max(200).regex(/^[^\s;,="]+$/);
var verifySchema = oneOf(
  "A proof of the SHA",
  "Keep the one that the deploy really has.",
  {
    header: headerNameSchema.describe("A response header that holds the SHA."),
    "server-timing": nameSchema.describe("A Server-Timing entry whose description (desc) is the SHA."),
    meta: z22.string().min(1).max(200).describe("The name of a meta element whose content is the SHA."),
    json: z22.strictObject({
      path: pathSchema.describe("Where the JSON is, below the deploy."),
      field: z22.string().regex(/^[^.\s]+(?:\.[^.\s]+)*$/).max(200).describe("The field that holds the SHA; a.b for one inside another.")
    }).describe("A JSON document with a field that holds the SHA."),
    cookie: nameSchema.describe("A cookie that the deploy sets to the SHA.")
  },
  {}
);
function resolveVerify(input) {
  if (input === void 0) return null;
  if (input.json !== void 0) return { kind: "json", ...input.json };
  for (const kind of ["header", "server-timing", "meta", "cookie"]) {
    const name3 = input[kind];
    if (name3 !== void 0) return { kind, name: name3 };
  }
  return null;
}

// src/config/deploys/schema.ts
var deploySchema = oneOf("A deploy", "Remove one.", SIDE_SCHEMAS, {
  spa: spaSchema,
  hosts: hostsSchema.describe(
    "Where this deploy's hosts are, for two deploys under one production name; before the hosts of the condition."
  )
}).refine(({ spa, static: folder }) => spa === void 0 || folder !== void 0, {
  error: toMessage({
    what: "`spa` sets how the gate serves a folder, but this deploy is served elsewhere.",
    todo: "Remove it, or name a folder with `static`."
  })
}).meta({ dependencies: { spa: ["static"] } });
var EXCLUSIVE = SHARED_KINDS.flatMap(
  (kind, index) => [...SHARED_KINDS.slice(index + 1), "base", "head"].map((other) => [kind, other])
);
var deploysSchema = z23.strictObject({
  base: deploySchema.optional().describe("What head is compared with. Absent on a first run: then only max decides."),
  head: deploySchema.optional().describe("What is judged. May come from --head-url instead."),
  ...SHARED_SCHEMAS,
  verify: verifySchema.optional().describe("What proves which commit a deploy serves.")
}).refine((deploys) => clashOf(deploys) === void 0, {
  error: ({ input }) => {
    const [one, other] = clashOf(input) ?? [];
    return toMessage({
      what: `\`deploys\` has both ${one} and ${other}.`,
      todo: `Keep one: ${SHARED_KINDS.join(", ")}, or base and head.`
    });
  }
}).meta({ allOf: EXCLUSIVE.map((pair) => ({ not: { required: [...pair] } })) }).describe("Where the two deploys come from.");
function clashOf(deploys) {
  const has2 = (key) => deploys[key] !== void 0;
  return EXCLUSIVE.find((pair) => pair.every(has2));
}
function hasBase(deploys) {
  return deploys.base !== void 0 || SHARED_KINDS.some((kind) => deploys[kind] !== void 0);
}

// src/config/policy/base-over-head.ts
var OF_BASE = [
  "budgets",
  "waivers",
  "on-inconclusive",
  "on-unmeasured",
  "pre-existing",
  "measure-identical",
  "false-alarms",
  "max-blocks",
  "max-minutes",
  "explain",
  "price",
  "history",
  "lanes",
  "control",
  "settle",
  "comment",
  "comment-key"
];
var APART = ["deploys", "routes", "conditions", "graphql"];
var GRAPHQL_OF_BASE = ["budgets", "profile", "list-size", "variables", "variable-defaults", "router"];
function applyBasePolicy(head, base) {
  const pairs2 = pairRoutes(head.routes, base.routes);
  const input = {
    ...head,
    ...pick(base, OF_BASE),
    deploys: deploysUnder(head.deploys, base.deploys),
    conditions: conditionsUnder(head.conditions, base.conditions),
    routes: pairs2.map(([route, known]) => known === null ? route : enforced(route, known)),
    graphql: head.graphql === void 0 || base.graphql === void 0 ? head.graphql : { ...head.graphql, ...pick(base.graphql, GRAPHQL_OF_BASE) }
  };
  return { input, changes: changesOf(head, base, pairs2) };
}
function pick(from, keys) {
  return Object.fromEntries(keys.map((key) => [key, from[key]]));
}
function deploysUnder(head, base) {
  if (hasBase(head) || !hasBase(base)) return head;
  return base.base === void 0 ? base : { ...head, base: base.base };
}
function pairRoutes(head, base) {
  const names = new Set(head.map(({ name: name3 }) => name3));
  const renamed2 = base.filter(({ name: name3 }) => !names.has(name3));
  return head.map((route) => {
    const same = base.find(({ name: name3 }) => name3 === route.name) ?? renamed2.find(({ path: path5 }) => path5 === route.path);
    return [route, same ?? null];
  });
}
function enforced(route, known) {
  const { settle: _, ...own } = route;
  const settle = known.settle === void 0 ? {} : { settle: known.settle };
  return {
    ...own,
    ...settle,
    conditions: enforcedConditions(route.conditions, known.conditions),
    budgets: known.budgets
  };
}
function enforcedConditions(head, base) {
  return [...base, ...head.filter((name3) => !base.includes(name3))];
}
function conditionsUnder(head, base) {
  return { ...head, ...base };
}
function ownChanges(all, { head, fork }) {
  if (fork === null) return [...all];
  const present = new Map(all.map((change) => [change.key, change]));
  return applyBasePolicy(head, fork).changes.flatMap((change) => {
    const known = present.get(change.key);
    if (known === void 0) return [];
    return [{ ...change, applied: known.applied, ...known.base === change.base ? {} : { now: known.base } }];
  });
}
function removalsOf(base, { head, fork }) {
  const goneFrom = (from) => {
    const paired = new Set(pairRoutes(head.routes, from.routes).map(([, known]) => known));
    return from.routes.filter((route) => !paired.has(route)).map(({ name: name3 }) => name3);
  };
  const own = fork === null ? null : new Set(goneFrom(fork));
  const routes = goneFrom(base).filter((name3) => own === null || own.has(name3));
  const hadGraph = base.graphql !== void 0 && (fork === null || fork.graphql !== void 0);
  return [
    ...routes.map((name3) => ({ kind: "route", name: name3 })),
    ...hadGraph && head.graphql === void 0 ? [{ kind: "graphql", name: "graphql" }] : []
  ];
}
function changesOf(head, base, pairs2) {
  const rest = [.../* @__PURE__ */ new Set([...Object.keys(base), ...Object.keys(head)])].filter(
    (key) => !APART.includes(key) && !OF_BASE.includes(key)
  );
  return [
    ...OF_BASE.flatMap((key) => changesBetween(key, writtenOf(base, key), writtenOf(head, key), "base")),
    ...conditionChanges(head, base),
    ...routesChanges(base, pairs2),
    ...graphqlChanges(head.graphql, base.graphql),
    ...deploysChanges(head, base),
    ...rest.flatMap((key) => changesBetween(key, base[key], head[key], "head"))
  ];
}
function routesChanges(base, pairs2) {
  const paired = new Set(pairs2.map(([, known]) => known));
  const gone = base.routes.filter((route) => !paired.has(route));
  return [
    ...pairs2.flatMap(
      ([route, known]) => known === null ? changesBetween(`routes.${route.name}`, void 0, { path: route.path, budgets: route.budgets }, "head") : routeChanges(route, known)
    ),
    ...gone.flatMap(({ name: name3, path: path5 }) => changesBetween(`routes.${name3}`, path5, void 0, "head"))
  ];
}
function routeChanges(head, base) {
  const at = (key) => `routes.${base.name}.${key}`;
  const dropped = base.conditions.some((name3) => !head.conditions.includes(name3));
  const rest = [.../* @__PURE__ */ new Set([...Object.keys(base), ...Object.keys(head)])].filter(
    (key) => key !== "budgets" && key !== "conditions" && key !== "settle"
  );
  return [
    ...changesBetween(at("budgets"), base.budgets, head.budgets, "base"),
    ...changesBetween(at("conditions"), base.conditions, head.conditions, dropped ? "base" : "head"),
    ...changesBetween(at("settle"), base.settle, head.settle, "base"),
    ...rest.flatMap((key) => changesBetween(at(key), base[key], head[key], "head"))
  ];
}
function conditionChanges(head, base) {
  return [.../* @__PURE__ */ new Set([...Object.keys(base.conditions), ...Object.keys(head.conditions)])].flatMap((name3) => {
    const known = base.conditions[name3];
    return changesBetween(`conditions.${name3}`, known, head.conditions[name3], known === void 0 ? "head" : "base");
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
    (key) => changesBetween(
      `graphql.${key}`,
      base[key],
      head[key],
      ofBase.includes(key) ? "base" : "head"
    )
  );
}
function deploysChanges({ deploys: head }, { deploys: base }) {
  const applied = deploysUnder(head, base);
  const keys = [.../* @__PURE__ */ new Set([...Object.keys(base), ...Object.keys(head)])];
  return keys.flatMap(
    (key) => changesBetween(`deploys.${key}`, base[key], head[key], applied[key] === head[key] ? "head" : "base")
  );
}
function writtenOf(input, key) {
  if (key !== "waivers") return input[key];
  return Object.fromEntries(
    input.waivers.map(({ budget, until, reason, ...by }) => [
      budget,
      `until ${until}: ${reason}${by["approved-by"] === void 0 ? "" : ` (${by["approved-by"]})`}`
    ])
  );
}

// src/config/budgets/path.ts
function childrenOf(parent) {
  if (parent.length === 0) return { fixed: METRICS };
  const parts = partsAt(parent) ?? { known: [] };
  return "open" in parts ? parts : { fixed: parts.known.map(({ id }) => id) };
}
var KNOWN_PATHS = knownNodes().map(({ segments }) => segments.join("."));
var DYNAMIC_PARENTS = knownNodes().filter(({ segments }) => "open" in childrenOf(segments)).map(({ segments }) => segments.join("."));
var BUDGET_PATH_PATTERN = `^(?:${[
  ...KNOWN_PATHS.map(spellings),
  ...DYNAMIC_PARENTS.map((path5) => `${spellings(path5)}\\..+`)
].join("|")})$`;
function spellings(path5) {
  return path5.split(".").map((id) => `(?:${id}|"${id}")`).join("\\.");
}
function readBudgetPath(written) {
  const segments = parsePath(written);
  if (segments === void 0)
    return {
      what: `${quote(written)} is not a path of a metric.`,
      todo: "Write ids with dots between them, for example lcp.ttfb; quote an id that holds a dot."
    };
  const wrong = firstComplaint(written, segments);
  if (wrong !== null) return wrong;
  const metric = METRICS.find((name3) => name3 === segments[0]) ?? "lcp";
  return { path: formatPath(segments), segments, metric };
}
function firstComplaint(written, segments) {
  for (const [depth, segment] of segments.entries()) {
    const parent = segments.slice(0, depth);
    const children = childrenOf(parent);
    if ("open" in children)
      return foreignPhase(written, segments, children.open) ?? tooDeep(segments, depth, children.open);
    if (!children.fixed.includes(segment)) return unknownId(written, parent.join("."), segment, children.fixed);
  }
  return null;
}
function foreignPhase(written, [metric = "", phase = ""], open3) {
  if (partsAt([metric]) === void 0 || !("open" in (partsAt([metric]) ?? {}))) return null;
  const other = METRICS.find(
    (each) => unitOf(each) === "ms" && knownParts(partsAt([each])).some(({ id }) => id === phase)
  );
  if (other === void 0) return null;
  return {
    what: `No metric has the part ${quote(written)}.`,
    todo: `Did you mean "${other}.${phase}"? A part of ${metric} is ${open3}.`
  };
}
function tooDeep(segments, depth, parts) {
  if (depth === segments.length - 1) return null;
  const meant = formatPath([...segments.slice(0, depth), segments.slice(depth).join(".")]);
  return {
    what: `${quote(formatPath(segments))} goes deeper than ${parts}, which has no parts.`,
    todo: `Quote a name that holds a dot: '${meant}'.`
  };
}
var OTHER_WORDS = {
  script: ["js", "javascript"],
  stylesheet: ["css"],
  image: ["img"],
  fetch: ["xhr"]
};
function unknownId(written, parent, id, siblings) {
  const what = `No metric has the part ${quote(written)}.`;
  if (siblings.length === 0) return { what, todo: `${parent} has no parts: budget ${parent} itself.` };
  const near = siblings.find((sibling) => OTHER_WORDS[sibling]?.includes(id)) ?? didYouMean(id, siblings);
  const place2 = parent === "" ? "" : `${parent}.`;
  const elsewhere = KNOWN_PATHS.find((path5) => path5.endsWith(`.${id}`));
  const meant = near === null ? elsewhere : `${place2}${near}`;
  const list = `${parent === "" ? "The metrics are" : `Below ${parent} there are`}: ${siblings.join(", ")}.`;
  return { what, todo: meant === void 0 ? list : `Did you mean "${meant}"? ${list}` };
}

// src/config/messages/findings.ts
import { z as z25 } from "./vendor/zod-GZRORT3M.js";

// src/config/budgets/schema.ts
import { z as z24 } from "./vendor/zod-GZRORT3M.js";
function budgetShape(max, tolerance2) {
  return {
    max,
    "max-increase": z24.union([tolerance2, z24.array(tolerance2).min(1).max(8)]).describe(
      "How much worse head may be than base. Of several tolerances all must be exceeded to break the budget."
    ),
    enforce: z24.enum(["block", "warn"]).describe("block (default): a broken budget fails the run. warn: it is only reported."),
    percentile: z24.int().min(1).max(99).describe("The percentile of the head visits that must stay within max; default 75.")
  };
}
var SCORE_SHAPE = budgetShape(
  scoreSchema(`The highest ${SCORE} head may have, for example 0.1.`),
  scoreSchema(`A ${SCORE} score, for example 0.02.`)
);
var TIME_SHAPE = budgetShape(
  quantitySchema(TIME, "The longest time head may take, for example 2500 ms or 2.5 s."),
  quantitySchema(TOLERANCE, "A time or a percentage, for example 50 ms or 5 %.")
);
var SIZE_SHAPE = budgetShape(
  quantitySchema(SIZE, "The most that head may transfer, for example 300 kB or 1.2 MB."),
  quantitySchema(SIZE_TOLERANCE, "A size or a percentage, for example 5 kB or 2 %.")
);
function budgetError(limitsOf2) {
  return ({ code, input }) => {
    if (code !== "invalid_type" || typeof input !== "string" && typeof input !== "number") return void 0;
    return toMessage({ what: `${quote(input)} is not a map of limits.`, todo: `Write ${limitsOf2(input)}.` });
  };
}
var anyOf = [{ required: ["max"] }, { required: ["max-increase"] }];
var timeDefault = z24.strictObject(TIME_SHAPE, { error: budgetError(timeLimits) }).partial().meta({ id: "time-budget", description: "Limits in ms, s or %.", anyOf });
var scoreDefault = z24.strictObject(SCORE_SHAPE, { error: budgetError(scoreLimits) }).partial().meta({ id: "score-budget", description: "Limits as bare numbers.", anyOf });
var sizeDefault = z24.strictObject(SIZE_SHAPE, { error: budgetError(sizeLimits) }).partial().meta({ id: "size-budget", description: "Limits in B, kB, MB, KiB, MiB or %.", anyOf });
var timeOverride = nullable(TIME_SHAPE, timeLimits).nullable().meta({ id: "route-time-budget", description: "Limits in ms, s or %." });
var scoreOverride = nullable(SCORE_SHAPE, scoreLimits).nullable().meta({ id: "route-score-budget", description: "Limits as bare numbers." });
var sizeOverride = nullable(SIZE_SHAPE, sizeLimits).nullable().meta({ id: "route-size-budget", description: "Limits in B, kB, MB, KiB, MiB or %." });
function nullable(shape, limitsOf2) {
  const { max, "max-increase": increase, enforce, percentile } = shape;
  return z24.strictObject(
    {
      max: max.nullable(),
      "max-increase": increase.nullable(),
      enforce: enforce.nullable(),
      percentile: percentile.nullable()
    },
    { error: budgetError(limitsOf2) }
  ).partial();
}
var UNITS = ["ms", "score", "bytes"];
function budgetMap(schemas) {
  const schemaOf = (key) => schemas[unitOfKey(key)];
  const shape = Object.fromEntries(KNOWN_PATHS.map((path5) => [path5, schemaOf(path5).optional()]));
  return z24.object(shape).catchall(z24.union(UNITS.map((unit) => schemas[unit]))).superRefine((budgets, context) => {
    const open3 = Object.entries(budgets).filter(([name3]) => shape[name3] === void 0 && metricOf(name3) !== null);
    for (const [key, budget] of open3)
      for (const issue of schemaOf(key).safeParse(budget).error?.issues ?? [])
        context.issues.push({ ...issue, path: [key, ...issue.path], input: budget });
  }).meta({ propertyNames: { pattern: BUDGET_PATH_PATTERN } });
}
function unitOfKey(key) {
  const metric = metricOf(key);
  return metric === null ? "ms" : unitOf(metric);
}
function metricOf(key) {
  const [, metric = ""] = /^"?([\w-]+)/.exec(key) ?? [];
  return isMetric(metric) ? metric : null;
}
function alternativeFor(key, alternatives2) {
  return alternatives2 === UNITS.length ? UNITS.indexOf(unitOfKey(key)) : null;
}
var defaultBudgetsSchema = budgetMap({ ms: timeDefault, score: scoreDefault, bytes: sizeDefault }).meta({ patternProperties: patterns({ ms: "time-budget", score: "score-budget", bytes: "size-budget" }) }).describe(
  "Budgets of every route, by the part they limit: lcp, lcp.ttfb, inp.processing-duration, cls, bytes.script."
);
var routeBudgetsSchema = budgetMap({ ms: timeOverride, score: scoreOverride, bytes: sizeOverride }).meta({
  patternProperties: patterns({
    ms: "route-time-budget",
    score: "route-score-budget",
    bytes: "route-size-budget"
  })
}).describe("Merged over the default budgets key by key; null removes one.");
function patterns(names) {
  return Object.fromEntries(
    DYNAMIC_PARENTS.map((path5) => [`^${spellings(path5)}\\.`, { $ref: `#/definitions/${names[unitOfKey(path5)]}` }])
  );
}

// src/config/messages/zod-issues.ts
var NOUNS = {
  object: "a map of keys and values",
  record: "a map of keys and values",
  array: "a list",
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false"
};
function describe(issue, name3, value) {
  if (value === void 0) return missing(name3);
  if (issue.code === "invalid_type") return wrongType(name3, issue.expected, value);
  if (issue.code === "too_small") return tooSmall(name3, issue, value);
  if (issue.code === "too_big") return tooBig(name3, issue, value);
  if (issue.code === "invalid_value") return wrongWord(name3, issue.values, value);
  return { what: `${name3} is not valid: ${issue.message}.`, todo: "Compare it with the example in the README." };
}
function wrongWord(name3, known, value) {
  if (typeof value === "string" && known.some((word) => typeof word !== "string" && String(word) === value.trim()))
    return quotedComplaint(name3, value);
  const todo = suggestion(
    typeof value === "string" && !known.some(Number.isFinite) ? value : "",
    known.map(String),
    "It can be"
  );
  return { what: `${name3} cannot be ${quote(value)}.`, todo };
}
function quotedComplaint(name3, value) {
  return { what: `${name3} is the text ${quote(value)}.`, todo: `Write ${value.trim()} without quotes.` };
}
function wordComplaint({ errors }, name3, value) {
  const issues = errors.flat();
  const others = issues.flatMap((issue) => issue.code === "invalid_type" ? [issue.expected] : []);
  const words = issues.flatMap((issue) => issue.code === "invalid_value" ? issue.values.map(String) : []);
  if (typeof value !== "string" || words.length === 0 || words.length + others.length > issues.length) return null;
  if (others.some(isNumeric) && NUMBER3.test(value.trim())) return quotedComplaint(name3, value);
  const near = suggestion(value, words).replace(/Known here: .*/, "");
  const list = [...words, ...others.map((type2) => NOUNS[type2] ?? type2)].join(", or ");
  return { what: `${name3} cannot be ${quote(value)}.`, todo: `${near}It can be: ${list}.` };
}
var NUMBER3 = /^-?\d{1,15}(?:\.\d{1,15})?$/;
function isNumeric(type2) {
  return type2 === "number" || type2 === "int";
}
function tooSmall(name3, issue, value) {
  const { origin, minimum, inclusive } = issue;
  if (origin === "array") return { what: `${name3} is empty.`, todo: "Write at least one entry." };
  if (origin === "string") return { what: `${name3} is empty.`, todo: "Write a text." };
  return outOfRange(name3, inclusive === false ? `greater than ${minimum}` : `${minimum} or more`, value);
}
function tooBig(name3, issue, value) {
  const { origin, maximum, inclusive } = issue;
  if (origin === "array") return { what: `${name3} has more than ${maximum} entries.`, todo: "Remove some." };
  if (origin === "string") return { what: `${name3} has more than ${maximum} characters.`, todo: "Shorten it." };
  return outOfRange(name3, inclusive === false ? `less than ${maximum}` : `${maximum} or less`, value);
}
function outOfRange(name3, wanted, value) {
  return { what: `${name3} must be ${wanted}.`, todo: `Write a number that is ${wanted}, instead of ${quote(value)}.` };
}
function wrongType(name3, expected, value) {
  const noun = NOUNS[expected] ?? expected;
  if (value === null) {
    const quotes = expected === "string" ? " A text that begins with # needs quotes." : "";
    return { what: `${name3} is empty.`, todo: `Write ${noun}, or remove the key.${quotes}` };
  }
  if (expected === "array" && typeof value === "string")
    return { what: `${name3} must be a list.`, todo: `Write [${value.slice(0, 80)}].` };
  if (expected === "string" && (typeof value === "number" || typeof value === "boolean"))
    return { what: `${name3} must be text, not ${value}.`, todo: `Write it in quotes: "${value}".` };
  if (typeof value === "string" && isPlain(expected, value.trim())) return quotedComplaint(name3, value);
  return { what: `${name3} must be ${noun}, not ${kindOf(value)}.`, todo: `Write ${noun}.` };
}
function isPlain(expected, text) {
  return expected === "boolean" ? /^(?:true|false)$/.test(text) : isNumeric(expected) && NUMBER3.test(text);
}
function missing(name3) {
  return { what: `${name3} is missing.`, todo: "Add it." };
}
function kindOf(value) {
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "a map" : quote(value);
}

// src/config/messages/findings.ts
function schemaFindings(schema10, value) {
  const issues = schema10.safeParse(value).error?.issues ?? [];
  const misspelled = new Set(issues.filter(isUnknownKey).map(placeOf2));
  return issues.filter((issue) => issue.code !== "custom" || !misspelled.has(placeOf2(issue))).flatMap((issue) => findingsOf(schema10, value, issue));
}
function isUnknownKey(issue) {
  return issue.code === "unrecognized_keys";
}
function placeOf2(issue) {
  return JSON.stringify(issue.path);
}
function findingsOf(schema10, root, issue) {
  const { path: path5 } = issue;
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownKey(schema10, path5, key));
  if (issue.code === "invalid_union") {
    const word = wordComplaint(issue, nameOf2(path5), valueAt(root, path5));
    if (word !== null) return [{ path: path5, part: "value", ...word }];
    return branchOf(issue).flatMap((inner) => findingsOf(schema10, root, { ...inner, path: [...path5, ...inner.path] }));
  }
  const complaint = fromMessage(issue.message) ?? listComplaint(schema10, root, issue) ?? describe(issue, nameOf2(path5), valueAt(root, path5));
  const isAboutKey = issue.code === "custom" && issue.params?.["part"] === "key";
  return [{ path: path5, part: isAboutKey ? "key" : "value", ...complaint }];
}
function listComplaint(schema10, root, issue) {
  const { path: path5 } = issue;
  const value = valueAt(root, path5);
  if (issue.code !== "invalid_type" || issue.expected !== "array" || typeof value !== "string") return null;
  const entries = value.split(/[,\s]+/).filter((each) => each !== "");
  const isPlain2 = entries.every((each) => /^[A-Za-z][\w.-]*$/.test(each)) && value.length <= 80;
  const what = `${nameOf2(path5)} must be a list.`;
  const rest = schema10.safeParse(withValue(root, path5, entries)).error?.issues ?? [];
  const isTaken = !rest.some((each) => path5.every((key, index) => each.path[index] === key));
  return {
    what,
    todo: isPlain2 && isTaken ? `Write [${entries.join(", ")}].` : "Write its entries in a list, one a line, each after a dash."
  };
}
function withValue(root, path5, value) {
  const [key, ...rest] = path5;
  if (key === void 0) return value;
  if (Array.isArray(root))
    return root.map((item, index) => index === key ? withValue(item, rest, value) : item);
  const map = root ?? {};
  return { ...map, [key]: withValue(map[key], rest, value) };
}
function branchOf(issue) {
  const key = String(issue.path.at(-1));
  const meant = issue.path.at(-2) === "budgets" ? alternativeFor(key, issue.errors.length) : null;
  if (meant !== null) return issue.errors[meant] ?? [];
  const depth = (issues) => Math.max(0, ...issues.map(depthOf));
  const deepest = Math.max(0, ...issue.errors.map(depth));
  return issue.errors.find((issues) => depth(issues) === deepest) ?? [];
}
function depthOf(issue) {
  return issue.path.length + (issue.code === "invalid_type" ? 0 : 0.5);
}
function unknownKey(schema10, path5, key) {
  const parent = path5.length === 0 ? "at the top level" : `in ${nameOf2(path5)}`;
  const what = `Unknown key ${quote(key)} ${parent}.`;
  return { path: [...path5, key], part: "key", what, todo: suggestion(key, keysAt(schema10, path5)) };
}
function nameOf2(path5) {
  return path5.map((key) => typeof key === "number" ? `[${key}]` : `.${String(key)}`).join("").replace(/^\./, "");
}
function valueAt(root, path5) {
  let value = root;
  for (const key of path5) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return void 0;
    value = value[key];
  }
  return value;
}
function keysAt(schema10, path5) {
  const [key, ...rest] = path5;
  const inner = unwrap(schema10);
  if (inner instanceof z25.ZodUnion) return [...new Set(inner.options.flatMap((option) => keysAt(option, path5)))];
  if (inner instanceof z25.ZodArray) return key === void 0 ? [] : keysAt(inner.element, rest);
  if (inner instanceof z25.ZodRecord) return key === void 0 ? [] : keysAt(inner.valueType, rest);
  if (!(inner instanceof z25.ZodObject)) return [];
  if (key === void 0) return Object.keys(inner.shape);
  const child = inner.shape[String(key)] ?? inner.def.catchall;
  return child === void 0 ? [] : keysAt(child, rest);
}
function unwrap(schema10) {
  if (schema10 instanceof z25.ZodOptional || schema10 instanceof z25.ZodNullable || schema10 instanceof z25.ZodDefault)
    return unwrap(schema10.def.innerType);
  return schema10;
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
    ...routes.flatMap(([route, path5]) => {
      const own = entriesOf(valueAt(route, ["budgets"]), [...path5, "budgets"]);
      return [
        ...unknownConditions(route, path5, names),
        ...setupFindings(valueAt(route, ["setup"]), [...path5, "setup"]),
        ...repeatedConditions(route, path5),
        ...mapFindings(own),
        ...limitlessOverrides(own, defaults)
      ];
    })
  ];
}
function entriesOf(value, path5) {
  if (Array.isArray(value)) return value.map((item, index) => [item, [...path5, index]]);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).map(([key, item]) => [item, [...path5, key]]);
}
function keyOf2([, path5]) {
  return String(path5.at(-1));
}
function duplicateNames(routes) {
  return repeated(
    routes.map(([route, path5]) => [valueAt(route, ["name"]), [...path5, "name"]]),
    (name3) => ({
      what: `Two routes are called ${quote(name3)}.`,
      todo: "Rename one: reports tell routes apart by name."
    })
  );
}
function repeatedConditions(route, path5) {
  return repeated(entriesOf(valueAt(route, ["conditions"]), [...path5, "conditions"]), (name3) => ({
    what: `The condition ${quote(name3)} is listed twice.`,
    todo: "Remove one."
  }));
}
function unknownConditions(route, path5, names) {
  return entriesOf(valueAt(route, ["conditions"]), [...path5, "conditions"]).flatMap(
    ([name3, place2]) => {
      if (typeof name3 !== "string" || name3 === "" || names.includes(name3)) return [];
      const [, index, , at] = place2;
      const what = `routes[${String(index)}].conditions[${String(at)}] cannot be ${quote(name3)}.`;
      return [{ what, todo: suggestion(name3, names, "It can be"), path: place2, part: "value" }];
    }
  );
}
function extendsFindings(conditions, names) {
  const parents = new Map(conditions.map((entry) => [keyOf2(entry), valueAt(entry[0], ["extends"])]));
  return conditions.flatMap(([condition, path5]) => {
    const parent = valueAt(condition, ["extends"]);
    const place2 = { path: [...path5, "extends"], part: "value" };
    if (typeof parent !== "string" || parent === "") return [];
    if (!names.includes(parent)) {
      const todo = suggestion(parent, names, "There are");
      return [{ what: `There is no condition ${quote(parent)} to extend.`, todo, ...place2 }];
    }
    const line = [String(path5.at(-1))];
    for (let next = parent; typeof next === "string" && !line.includes(next); next = parents.get(next))
      line.push(next);
    if (parents.get(line.at(-1) ?? "") !== line[0]) return [];
    const what = `${[...line, line[0]].join(" extends ")}: this is a cycle.`;
    return [{ what, todo: "Let one of them extend mobile or desktop.", ...place2 }];
  });
}
function setupFindings(setup, path5) {
  const first = Array.isArray(setup) ? setup[0] : void 0;
  if (typeof first !== "object" || first === null) return [];
  if ("navigate" in first && typeof first.navigate !== "object") return [];
  const todo = "Begin with a path, for example { navigate: /login }.";
  return [{ what: "`setup` does not begin with a page to navigate to.", todo, path: [...path5, 0], part: "value" }];
}
function repeated(entries, complaint) {
  const seen = /* @__PURE__ */ new Set();
  return entries.flatMap(([text, path5]) => {
    if (typeof text !== "string") return [];
    if (seen.has(text)) return [{ ...complaint(text), path: path5, part: "value" }];
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
    const [budget, path5] = entry;
    if (!isLimitless(budget)) return [];
    return [{ what: `The budget ${keyOf2(entry)} ${NO_LIMIT}`, todo: ADD_LIMIT, path: path5, part: "key" }];
  });
}
function limitlessOverrides(own, defaults) {
  return own.flatMap((entry) => {
    const [budget, path5] = entry;
    const base = defaults.find((other) => canonical(keyOf2(other)) === canonical(keyOf2(entry)))?.[0];
    if (!isLimitless(budget) || isMap(base)) return [];
    return [{ what: `The budget ${keyOf2(entry)} ${NO_LIMIT}`, todo: ADD_LIMIT, path: path5, part: "key" }];
  });
}
function canonical(written) {
  const node = readBudgetPath(written);
  return "path" in node ? node.path : written;
}
function isLimitless(budget) {
  return isMap(budget) && Object.keys(budget).every((key) => key === "enforce" || key === "percentile");
}

// src/config/field/schema.ts
import { z as z31 } from "./vendor/zod-GZRORT3M.js";

// src/model/field.ts
var DATABASES = ["postgres", "clickhouse"];

// src/config/field/covariates.ts
import { z as z28 } from "./vendor/zod-GZRORT3M.js";

// src/config/day-schema.ts
import { z as z26 } from "./vendor/zod-GZRORT3M.js";
function dayComplaint(text) {
  if (daySchema.safeParse(text).success) return null;
  return { what: `${quote(text)} is not a day.`, todo: "Write year, month and day, for example 2026-12-31." };
}
function writtenDay() {
  return checked(z26.string().meta({ pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" }), dayComplaint);
}

// src/config/name-schema.ts
import { z as z27 } from "./vendor/zod-GZRORT3M.js";
var NAME_PATTERN3 = /^(?=.*\S)[^\p{Cc}\u2028-\u202e\u2066-\u2069]{1,100}$/u;
function printableName(of) {
  return checked(z27.string().meta({ minLength: 1, maxLength: 100 }), (name3) => {
    if (NAME_PATTERN3.test(name3)) return null;
    const todo = "Use 1 to 100 printable characters: the name appears in reports and file names.";
    return { what: `${quote(name3)} cannot be the name of ${of}.`, todo };
  });
}

// src/config/field/covariates.ts
var MOST_COVARIATES = 50;
var MOST_DAYS = 400;
var covariateSchema = z28.strictObject({
  name: printableName("a covariate").describe("What reports call it; unique."),
  from: writtenDay().optional().describe("Its first day (UTC)."),
  to: writtenDay().optional().describe("Its last day (UTC)."),
  days: z28.array(writtenDay()).min(1).max(MOST_DAYS).optional().describe("Its days (UTC), in place of from and to.")
}).superRefine((covariate, context) => {
  const complaint = daysComplaint(covariate);
  if (complaint !== null) context.addIssue({ code: "custom", message: toMessage(complaint), path: complaint.path });
}).meta({
  oneOf: [
    { required: ["from", "to"], properties: { days: false } },
    { required: ["days"], properties: { from: false, to: false } }
  ]
}).describe("Something beside deploys that may have moved what visitors measured.");
var covariatesSchema = z28.array(covariateSchema).max(MOST_COVARIATES).superRefine((covariates, context) => {
  const names = covariates.map(({ name: name3 }) => name3);
  for (const [index, name3] of names.entries())
    if (names.indexOf(name3) < index)
      context.addIssue({ code: "custom", message: toMessage(twice(name3)), path: [index, "name"] });
}).describe("Campaigns, holidays and changes in the team, which field its takes into its model.");
var twice = (name3) => ({
  what: `Two covariates are called ${quote(name3)}.`,
  todo: "Rename one: reports tell covariates apart by name."
});
var EXAMPLE2 = "Write for example from: 2026-11-20 and to: 2026-11-28, or days: [2026-12-25].";
function daysComplaint({ name: name3, from, to, days }) {
  if (days !== void 0 && (from !== void 0 || to !== void 0))
    return { what: `The covariate ${quote(name3)} has both days and from or to.`, todo: "Remove one.", path: ["days"] };
  if (days !== void 0) return null;
  if (from === void 0 || to === void 0) {
    const lacks = from === void 0 && to === void 0 ? "days" : from === void 0 ? "its first day" : "its last day";
    return { what: `The covariate ${quote(name3)} does not have ${lacks}.`, todo: EXAMPLE2, path: [] };
  }
  if (to >= from) return null;
  return { what: `The covariate ${quote(name3)} ends before it begins.`, todo: "Exchange from and to.", path: ["to"] };
}
function resolveCovariates(covariates) {
  return covariates.map(({ name: name3, from, to, days }) => ({
    name: name3,
    spans: days?.map((day) => ({ from: day, to: day })) ?? (from === void 0 || to === void 0 ? [] : [{ from, to }])
  }));
}

// src/config/field/events.ts
import { z as z29 } from "./vendor/zod-GZRORT3M.js";
var CURRENCY = /^[A-Z]{3}$/;
function currencyComplaint(text) {
  if (CURRENCY.test(text)) return null;
  const what = `${quote(text)} is not the code of a currency.`;
  return { what, todo: "Write its three capital letters, for example EUR." };
}
var column = (of) => z29.string().min(1).max(200).describe(of);
var eventsSchema = exactlyOne(
  z29.strictObject({
    files: z29.string().min(1).max(4e3).optional().describe("A glob of files (NDJSON, CSV or Parquet), relative to this file."),
    table: z29.string().min(1).max(200).optional().describe("The table, or schema.table, in the database of page views."),
    session: column("The column that has the session of the beacon."),
    time: column("The column that has the time of the event: ISO 8601; UTC where it has no offset."),
    value: column("The column that has what the event is worth.").optional(),
    currency: checked(z29.string().meta({ pattern: CURRENCY.source }), currencyComplaint).optional().describe("What values are in: three capital letters (ISO 4217).")
  }),
  ["files", "table"],
  "`events`",
  "Remove one."
).describe("What visitors did, such as orders: read by field price.");
function eventsFindings(file) {
  const beacons = valueAt(file, ["field", "beacons"]);
  const misplaced = [
    [
      isMap(beacons),
      "files",
      {
        what: "Page views are in a database, so events cannot be in files.",
        todo: "Load the events into a table of that database, and write table: in place of files:."
      }
    ],
    [
      typeof beacons === "string",
      "table",
      {
        what: "Page views are in files, so events cannot be in a table.",
        todo: "Write files: with a glob of NDJSON, CSV or Parquet files in place of table:."
      }
    ]
  ];
  return misplaced.flatMap(([isWrong, key, complaint]) => {
    const path5 = ["field", "events", key];
    return isWrong && valueAt(file, path5) !== void 0 ? [{ ...complaint, path: path5, part: "key" }] : [];
  });
}
function resolveEvents(events, whereOf) {
  if (events === void 0) return null;
  const { files, table, session, time, value = null, currency = null } = events;
  const columns = { session, time, value, currency };
  if (files !== void 0) return { kind: "files", glob: files, ...columns, where: whereOf("files") };
  if (table !== void 0) return { kind: "table", table, ...columns, where: whereOf("table") };
  throw new Error("unchecked events");
}

// src/config/field/window.ts
import { z as z30 } from "./vendor/zod-GZRORT3M.js";
var DEFAULT_WINDOW_DAYS = 28;
var MOST_DAYS2 = 400;
var DAYS = /^ *(\d{1,3}) *days? *$/;
var PATTERN = "^ *(?=.*[1-9])(?:[0-3]?\\d{1,2}|400) *days? *$";
var EXAMPLE3 = "for example 28 days";
var windowSchema = z30.string({ error: ({ input }) => toMessage(windowComplaint(input)) }).regex(new RegExp(PATTERN), { error: ({ input }) => toMessage(windowComplaint(input)) }).describe("How many days of page views are looked at, up to the newest one; default 28 days.");
function windowDaysOf(text) {
  return text === void 0 ? DEFAULT_WINDOW_DAYS : Number(DAYS.exec(text)?.[1]);
}
function windowComplaint(value) {
  const days = typeof value === "number" ? value : Number(DAYS.exec(String(value))?.[1] ?? Number.NaN);
  if (days === 0) return { what: "A window of 0 days has no page views.", todo: `Write ${EXAMPLE3}.` };
  if (days > MOST_DAYS2)
    return {
      what: `A window has at most ${MOST_DAYS2} days.`,
      todo: `Write ${EXAMPLE3}, because old page views are of other code.`
    };
  if (typeof value === "number" && Number.isInteger(days) && days > 0)
    return { what: `${value} has no unit.`, todo: `Write ${value} ${value === 1 ? "day" : "days"}.` };
  return { what: `${quote(value)} is not a number of days.`, todo: `Write ${EXAMPLE3}.` };
}

// src/config/field/schema.ts
var URL_START = /^\s*[a-z][a-z0-9+.-]*:\/\//i;
var URL_IN_FILE = {
  what: "A URL does not belong in this file, because it may hold a password.",
  todo: "Put it into an environment variable and name that, for example beacons: { postgres: { url-from: PGURL, table: beacons } }."
};
function globComplaint(text) {
  if (!URL_START.test(text)) return null;
  return URL_IN_FILE;
}
function urlNameComplaint(text) {
  if (secretNameSchema.safeParse(text).success) return null;
  return {
    what: "url-from is not the name of an environment variable.",
    todo: "Put the URL into an environment variable, because it may hold a password, and write the name of that: url-from: PGURL."
  };
}
function fieldFindings(file) {
  return [...urlFindings(file), ...eventsFindings(file)];
}
function urlFindings(file) {
  return DATABASES.map((kind) => ["field", "beacons", kind, "url"]).filter((path5) => valueAt(file, path5) !== void 0).map((path5) => ({ path: path5, part: "key", ...URL_IN_FILE }));
}
var databaseSchema = z31.strictObject({
  "url-from": checked(z31.string().meta({ pattern: "^[A-Za-z_][A-Za-z0-9_]{0,199}$" }), urlNameComplaint).describe(
    "The environment variable that holds the URL of the database."
  ),
  table: z31.string().min(1).max(200).default("beacons").describe("The table, or schema.table; default beacons.")
}).describe("A database that has the table of page views.");
var fieldSchema = z31.strictObject({
  beacons: z31.union([
    checked(z31.string().min(1).max(4e3).meta({ pattern: "^(?!\\s*[A-Za-z][A-Za-z0-9+.-]*://)" }), globComplaint),
    oneOf("`beacons`", "Remove one.", { postgres: databaseSchema, clickhouse: databaseSchema }, {})
  ]).describe("Where page views are recorded: a glob of files relative to this file, or a database."),
  deploys: z31.string().min(1).max(4e3).optional().describe("A file that lists deploys, one JSON object a line; relative to this file."),
  window: windowSchema.optional(),
  covariates: covariatesSchema.default([]),
  events: eventsSchema.optional()
}).describe("What visitors measured: read by the field commands.");

// src/config/graphql/checks.ts
function graphqlFindings(file) {
  const profile = valueAt(file, ["graphql", "profile"]) ?? "ibm";
  return [...budgetFindings(file, profile), ...routerFindings(file, profile)];
}
function routerFindings(file, profile) {
  if (valueAt(file, ["graphql", "router"]) === void 0 || profile === "apollo-router") return [];
  const what = `A router’s limits do not apply to the costs that the profile ${String(profile)} computes.`;
  return [{ what, todo: "Write profile: apollo-router.", path: ["graphql", "router"], part: "key" }];
}
function budgetFindings(file, profile) {
  const budgets = valueAt(file, ["graphql", "budgets"]);
  if (!Array.isArray(budgets)) return [];
  const routes = valueAt(file, ["routes"]);
  const names = Array.isArray(routes) ? routes.map((route) => valueAt(route, ["name"])) : [];
  return budgets.flatMap((budget, index) => {
    const path5 = ["graphql", "budgets", index];
    return [...foreignMetrics(budget, path5, profile), ...unknownRoute(budget, path5, names)];
  });
}
function foreignMetrics(budget, path5, profile) {
  return Object.entries(PROFILE_METRICS).flatMap(
    ([other, metrics]) => metrics.flatMap((metric) => {
      if (other === profile || valueAt(budget, [metric]) === void 0) return [];
      const own = profile === "ibm" ? PROFILE_METRICS.ibm : PROFILE_METRICS["apollo-router"];
      const what = `The profile ${String(profile)} does not compute ${metric}.`;
      return [{ what, todo: `It computes ${own.join(" and ")}.`, path: [...path5, metric], part: "key" }];
    })
  );
}
function unknownRoute(budget, path5, names) {
  const route = valueAt(budget, ["route"]);
  if (typeof route !== "string" || names.includes(route)) return [];
  const known = names.filter((name3) => typeof name3 === "string");
  const todo = suggestion(route, known, "There are") || "Declare it under routes.";
  return [{ what: `There is no route ${quote(route)}.`, todo, path: [...path5, "route"], part: "value" }];
}

// src/config/history/schema.ts
import { z as z32 } from "./vendor/zod-GZRORT3M.js";
var REVISION = /^[A-Za-z0-9_](?:[A-Za-z0-9_/@+-]|\.(?!\.|lock(?:\/|$)|$)){0,199}$/;
var REVISION_PATTERN = "^[A-Za-z0-9_][A-Za-z0-9_/@+.-]{0,199}$";
var named = (what, example) => checked(
  z32.string().meta({ pattern: REVISION_PATTERN }),
  (text) => REVISION.test(text) ? null : { what: `${quote(text)} is not the name of ${what}.`, todo: `Write for example ${example}.` }
);
var creepShape = Object.fromEntries(
  METRICS.map((metric) => {
    const limit2 = unitOf(metric) === "score" ? scoreSchema("A score, for example 0.02.") : quantitySchema(PERCENTAGE, "A percentage.");
    return [metric, limit2.optional()];
  })
);
var historySchema = z32.strictObject({
  anchor: named("a commit", "a tag or a SHA: anchor: v1.4.0").describe(
    "The commit that every push to the default branch is compared with: a tag, a SHA or a branch."
  ),
  "anchor-url": checked(z32.string(), deployUrlComplaint).meta({ pattern: DEPLOY_URL_PATTERN.source }).optional().describe(
    "Where the build of the anchor is served, where both deploys are addresses; {sha} and {short-sha} are its commit."
  ),
  branch: named("a branch", "branch: vitals-gate-history").optional().describe(
    "The branch that the workflow keeps the history on; default vitals-gate-history. It holds nothing else."
  ),
  folder: z32.string().min(1).max(4e3).optional().describe("A folder in place of the branch, relative to this file."),
  creep: z32.strictObject({
    ...creepShape,
    enforce: z32.enum(["warn", "block"]).default("warn").describe("warn (default): it is only reported. block: the run on the default branch fails.")
  }).optional().describe("How much worse than the anchor each metric may have become, in small steps together.")
}).describe("How the default branch changes over time: measured on every push, against one fixed build.");
function historyFindings(file) {
  if (!isMap(valueAt(file, ["history"]))) return [];
  return [...placeFindings(file), ...anchorFindings(file)];
}
function placeFindings(file) {
  const isBoth = ["branch", "folder"].every((key) => valueAt(file, ["history", key]) !== void 0);
  if (!isBoth) return [];
  const what = "`history` has a branch and a folder.";
  return [{ what, todo: "Remove one: entries are kept in one place.", path: ["history", "folder"], part: "key" }];
}
function anchorFindings(file) {
  const deploys = valueAt(file, ["deploys"]);
  const isServed = SHARED_KINDS.some((kind) => valueAt(deploys, [kind]) !== void 0);
  const url3 = valueAt(deploys, ["base", "url"]);
  const isOfCommit = typeof url3 === "string" && /\{(?:short-)?sha\}/.test(url3);
  const isFolder = valueAt(deploys, ["base", "static"]) !== void 0;
  if (isServed || isOfCommit || isFolder || valueAt(file, ["history", "anchor-url"]) !== void 0) return [];
  const what = "It is not said where the build of the anchor is served.";
  const todo = "Add for example anchor-url: https://anchor.example.com, or use a provider that builds or finds any commit.";
  return [{ what, todo, path: ["history"], part: "key" }];
}

// src/config/schema.ts
import { z as z49 } from "./vendor/zod-GZRORT3M.js";

// src/config/deploys/allow-hosts-schema.ts
import { isIPv6 } from "node:net";
import { z as z33 } from "./vendor/zod-GZRORT3M.js";
var ALLOWED_PATTERN = /^(?:[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,252}|\[[0-9a-fA-F:.]+\])(?::[1-9]\d{0,4})?$/;
function allowedComplaint(host) {
  const [, bracketed] = /^\[(.*?)\]/.exec(host) ?? [];
  const port = Number(/:(\d+)$/.exec(host)?.[1] ?? 1);
  if (ALLOWED_PATTERN.test(host) && port <= 65535 && (bracketed === void 0 || isIPv6(bracketed))) return null;
  const todo = "Write a host, or a host and a port: localhost:4000, api.internal, [::1]:4000.";
  if (host.includes("://") || host.includes("/")) return { what: `${quote(host)} is a URL or a network.`, todo };
  if (host.includes("*")) return { what: `${quote(host)} is a pattern, but each host must be named.`, todo };
  return { what: `${quote(host)} is not a host.`, todo };
}
var allowHostsSchema = z33.array(checked(z33.string().meta({ pattern: ALLOWED_PATTERN.source }), allowedComplaint)).max(100).describe(
  "Hosts of this machine and its network that pages may reach in addition to the deploys: localhost:4000, or api.internal at each of its ports. All others are refused."
);

// src/config/deploys/bisect-schema.ts
import { z as z34 } from "./vendor/zod-GZRORT3M.js";
var bisectSchema = z34.strictObject({
  "max-minutes": z34.number().positive().max(600).describe("The extra time that looking for the commit may take.")
}).describe("When a budget breaks, look for the commit that did it. Absent: no such search.");
function resolveBisect(input) {
  return input === void 0 ? null : { maxMs: input["max-minutes"] * 6e4 };
}

// src/config/explain-schema.ts
import { z as z35 } from "./vendor/zod-GZRORT3M.js";
var DEFAULT_MINUTES = 2;
var explainSchema = z35.strictObject({
  "max-minutes": z35.number().positive().max(60).default(DEFAULT_MINUTES).describe("The extra time that looking for causes may take.")
}).describe("When a budget breaks, a few diagnostic visits look for the cause. Their numbers do not count.");
var sourceMapsSchema = z35.string().min(1).max(4e3).describe("A folder with source maps that were built but not deployed, relative to this file.");
function resolveExplain(input) {
  return { maxMs: (input?.["max-minutes"] ?? DEFAULT_MINUTES) * 6e4 };
}

// src/config/price/schema.ts
import { dirname, resolve as resolve2 } from "node:path";
import { z as z36 } from "./vendor/zod-GZRORT3M.js";
var MOST_FILES = 100;
var fileSchema = z36.string().min(1).max(4e3);
var priceFilesSchema = z36.union([fileSchema, z36.array(fileSchema).min(1).max(MOST_FILES)]).describe(
  "A file of `vitals-gate field price --out`, or a list of them, relative to this file: what slower pages of a route cost."
);
function resolvePriceFiles(price, { file, source }, path5) {
  if (price === void 0) return [];
  const place2 = (...index) => ({ file, ...source.position(["price", ...index]) });
  const named2 = (name3, at) => ({ name: name3, path: resolve2(dirname(path5), name3), at });
  return typeof price === "string" ? [named2(price, place2())] : price.map((name3, index) => named2(name3, place2(index)));
}

// src/config/graphql/schema.ts
import { z as z38 } from "./vendor/zod-GZRORT3M.js";

// src/config/graphql/budget-schema.ts
import { z as z37 } from "./vendor/zod-GZRORT3M.js";
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
  return z37.number({ error }).min(0, { error }).describe(description);
}
var limit = costSchema(limitComplaint, "The most it may cost on head.");
var toleranceError = (issue) => toMessage(toleranceComplaint(issue.input));
var tolerance = z37.union([
  costSchema(toleranceComplaint, "A cost."),
  z37.string({ error: toleranceError }).regex(PERCENT, { error: toleranceError }).describe("A percentage.")
]);
function limitsOf(input) {
  const text = String(input).trim();
  if (PERCENT.test(text)) return `{ max-increase: ${text} }`;
  return /^\d+(?:\.\d+)?$/.test(text) ? `{ max: ${text} }` : "for example { max: 500 }";
}
var limitsSchema = z37.strictObject(
  {
    max: limit,
    "max-increase": z37.union([tolerance, z37.array(tolerance).min(1).max(8)]).describe(
      "How much more head may cost than base. Of several tolerances all must be exceeded to break the budget."
    ),
    enforce: z37.enum(["block", "warn"]).describe("block (default): a broken budget fails the run. warn: it is only reported.")
  },
  {
    error: ({ code, input }) => code === "invalid_type" && (typeof input === "number" || typeof input === "string") ? toMessage({ what: `${quote(input)} is not a map of limits.`, todo: `Write ${limitsOf(input)}.` }) : void 0
  }
).partial().refine((limits) => limits.max !== void 0 || limits["max-increase"] !== void 0, {
  error: toMessage({
    what: "This limits nothing: it has neither max nor max-increase.",
    todo: "Write for example { max: 500 } or { max-increase: 10 % }."
  })
}).meta({ anyOf: [{ required: ["max"] }, { required: ["max-increase"] }] });
var metricShape = Object.fromEntries(GRAPH_METRICS.map((metric) => [metric, limitsSchema.optional()]));
var nameSchema2 = z37.string().trim().min(1).max(200);
var graphqlBudgetSchema = z37.strictObject({
  operation: nameSchema2.describe("The operations it is about, by name; * is any text.").optional(),
  subgraph: nameSchema2.describe("A subgraph: what all operations together cost in it, each counted once.").optional(),
  route: nameSchema2.describe("A route: what the operations cost that one visit of it sends.").optional(),
  ...metricShape
}).superRefine((budget, context) => {
  const complaint = entryComplaint(budget);
  if (complaint !== null) context.addIssue({ code: "custom", message: toMessage(complaint) });
}).meta({
  allOf: [
    { oneOf: TARGETS2.map((key) => ({ required: [key] })) },
    { anyOf: GRAPH_METRICS.map((key) => ({ required: [key] })) }
  ]
});
function entryComplaint(budget) {
  const written = (keys) => keys.filter((key) => budget[key] !== void 0);
  const targets = written(TARGETS2);
  if (targets.length !== 1)
    return {
      what: `A budget is about exactly one of ${TARGETS2.join(", ")}; this one names ${targets.join(" and ") || "none"}.`,
      todo: 'Write for example { operation: "Product*", field-cost: { max: 500 } }.'
    };
  if (written(GRAPH_METRICS).length === 0)
    return {
      what: "This budget limits nothing.",
      todo: `Add one of ${GRAPH_METRICS.join(", ")}, for example field-cost: { max: 500 }.`
    };
  if (targets[0] === "subgraph" && written(["fetches", "waves"]).length > 0)
    return {
      what: "Fetches and waves belong to a whole operation, not to a subgraph.",
      todo: "Limit them in a budget of an operation or a route."
    };
  return null;
}

// src/config/graphql/schema.ts
var SOURCES = ["schema", "supergraph", "subgraphs"];
var fileSchema2 = z38.string().trim().min(1).max(1e3);
var subgraphSchema = z38.strictObject({
  schema: fileSchema2.describe("The SDL of the subgraph."),
  owner: z38.string().trim().min(1).max(200).describe("Who to ask about it, for example @org/team.").optional()
});
var subgraphNameSchema = z38.string().regex(/^[A-Za-z_][\w-]{0,199}$/, {
  error: toMessage({
    what: "This cannot be the name of a subgraph.",
    todo: "Begin with a letter, and use letters, digits, _ and -."
  })
});
var sizeSchema = z38.union([z38.int().min(0).max(1e9), z38.literal("unbounded")]);
var graphqlSchema = z38.strictObject({
  schema: z38.union([fileSchema2, z38.array(fileSchema2).min(1).max(1e4)]).describe("The graph in plain SDL: a file, or several that are read as one; globs will do.").optional(),
  supergraph: fileSchema2.describe("The SDL of a composed supergraph.").optional(),
  subgraphs: z38.union([fileSchema2, z38.record(subgraphNameSchema, subgraphSchema)]).describe(
    "The subgraphs to compose: a file as rover's supergraph.yaml, or a map from names to { schema, owner }."
  ).optional(),
  operations: z38.array(fileSchema2).min(1).max(1e4).describe(
    "The operations that the clients send: .graphql documents and persisted-operation manifests; globs are allowed."
  ),
  profile: z38.enum(Object.keys(PROFILE_METRICS)).default("ibm").describe("How costs are computed: by IBM’s draft of the cost directives, or as Apollo Router computes them."),
  "list-size": sizeSchema.default("unbounded").describe("The size of a list that neither a directive nor an argument sizes."),
  variables: z38.record(z38.string().min(1).max(200), z38.record(z38.string().regex(/^[A-Za-z_]\w{0,199}$/), z38.json())).default({}).describe("Values to take for variables, by operation; * in a name is any text."),
  "variable-defaults": z38.boolean().default(false).describe("Whether the default that an operation gives a variable counts as its value."),
  router: fileSchema2.describe("A router's configuration; the limits of its demand_control are read as budgets.").optional(),
  budgets: z38.array(graphqlBudgetSchema).max(1e4).default([]).describe("What operations may cost.")
}).refine((section) => writtenSources(section).length === 1, {
  error: ({ input }) => {
    const written = writtenSources(input);
    const todo = written.length === 0 ? "Add for example: schema: schema.graphql." : "Keep the one that the operations are sent to.";
    return toMessage({
      what: `graphql has exactly one of the keys ${SOURCES.join(", ")}; this one has ${written.join(" and ") || "none"}.`,
      todo
    });
  }
}).meta({ oneOf: SOURCES.map((key) => ({ required: [key] })) }).describe("What GraphQL operations may cost on the composed graph.");
function writtenSources(section) {
  return SOURCES.filter((key) => section[key] !== void 0);
}

// src/config/routes/interactions/syntax.ts
import { z as z39 } from "./vendor/zod-GZRORT3M.js";
function stepSyntax(schema10, resolve8) {
  return { schema: schema10, resolve: resolve8 };
}
var selectorSchema = z39.string().min(1).max(1e3);
var ONE_EACH = "Make an entry of its own for each.";

// src/config/routes/interactions/click.ts
var click = stepSyntax(
  selectorSchema.describe("Clicks the element, with real input. CSS, text/…, aria/… or pierce/…."),
  (selector) => ({ action: "click", selector })
);

// src/config/routes/interactions/hover.ts
var hover = stepSyntax(
  selectorSchema.describe("Moves the mouse over the element. Not an interaction that INP counts."),
  (selector) => ({ action: "hover", selector })
);

// src/config/routes/interactions/navigate.ts
import { z as z40 } from "./vendor/zod-GZRORT3M.js";
var schema5 = z40.union([
  pathSchema,
  z40.strictObject({ soft: selectorSchema.describe("The element to click; Chrome 151 or later is needed.") })
]);
var navigate = stepSyntax(
  schema5.describe(
    "Goes to another page, which is measured from then on: a path of the deploy is loaded in the same tab; { soft: SELECTOR } clicks what leads there without loading a document (a soft navigation, with its own LCP, INP and CLS)."
  ),
  (written) => typeof written === "string" ? { action: "navigate", kind: "hard", path: written } : { action: "navigate", kind: "soft", selector: written.soft }
);

// src/config/routes/interactions/press.ts
import { z as z41 } from "./vendor/zod-GZRORT3M.js";

// src/model/keys.ts
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
var KEY_PATTERN = new RegExp(
  `^(?:(?:${MODIFIERS.join("|")})\\+)*(?:[ -~¡-퟿豈-￯]|${KEY_NAMES.join("|")})$`
);
function isKey(chord) {
  return KEY_PATTERN.test(chord);
}

// src/config/routes/interactions/press.ts
var press = stepSyntax(
  checked(z41.string().meta({ pattern: KEY_PATTERN.source }), keyComplaint).describe(
    "Presses a key by its DOM name (Enter, ArrowDown, a), or several together (Control+a)."
  ),
  (key) => ({ action: "press", key })
);
function keyComplaint(chord) {
  if (isKey(chord)) return null;
  const keys = keysOf(chord);
  const held = keys.slice(0, -1).find((key2) => !isKey(`${key2}+a`));
  if (held !== void 0)
    return { what: `There is no modifier key ${quote(held)}.`, todo: suggestion(held, MODIFIERS, "They are") };
  const key = keys.at(-1) ?? chord;
  const list = suggestion(key, KEY_NAMES).replace(/Known here: .*/, "");
  return { what: `There is no key ${quote(key)}.`, todo: `${list}Write one character (a) or a DOM key name (Enter).` };
}

// src/config/routes/interactions/recording.ts
import { z as z42 } from "./vendor/zod-GZRORT3M.js";
var recording = stepSyntax(
  z42.string().min(1).max(1e3).describe("Plays a JSON file of the Chrome DevTools Recorder, relative to this file, after its first navigation."),
  (file, recordings) => ({ action: "recording", file, steps: recordings.get(file) ?? [] })
);

// src/config/routes/interactions/scroll.ts
import { z as z43 } from "./vendor/zod-GZRORT3M.js";
var schema6 = z43.union([
  z43.literal("bottom"),
  oneOf(
    "A scroll",
    ONE_EACH,
    {
      to: selectorSchema.describe("Until the element is in the middle of the viewport."),
      by: z43.int().min(-1e5).max(1e5).describe("Pixels; negative for up.")
    },
    {}
  )
]);
var scroll = stepSyntax(
  schema6.describe("Turns the mouse wheel: bottom, { to: SELECTOR } or { by: 600 }. Not counted by INP."),
  (written) => ({ action: "scroll", to: targetOf(written) })
);
function targetOf(written) {
  if (written === "bottom") return written;
  return written.to === void 0 ? { byPx: written.by ?? 0 } : { selector: written.to };
}

// src/config/routes/interactions/select.ts
import { z as z44 } from "./vendor/zod-GZRORT3M.js";
var schema7 = z44.strictObject({
  selector: selectorSchema.describe("The <select>."),
  value: z44.string().max(1e3).describe("The value of the option, or its label.")
});
var select = stepSyntax(schema7.describe("Chooses an option of a <select>, with the keyboard."), (written) => ({
  action: "select",
  ...written
}));

// src/config/routes/interactions/tap.ts
var tap = stepSyntax(
  selectorSchema.describe("Taps the element with a finger; a click where the condition has no touch screen."),
  (selector) => ({ action: "tap", selector })
);

// src/config/routes/interactions/type.ts
import { z as z45 } from "./vendor/zod-GZRORT3M.js";
var typedTextSchema = z45.string().max(1e4);
var schema8 = z45.union([
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
var type = stepSyntax(
  schema8.describe("Types text: into the element, or into whatever has the focus where none is named."),
  (written) => typeof written === "string" ? { action: "type", selector: null, text: written } : { action: "type", selector: written.selector ?? null, text: textOf2(written.text, written.secret) }
);

// src/config/routes/interactions/wait-for.ts
import { z as z46 } from "./vendor/zod-GZRORT3M.js";
var MAX_WAIT_MS = 3e4;
var schema9 = z46.union([
  selectorSchema,
  oneOf(
    "A wait-for",
    ONE_EACH,
    {
      selector: selectorSchema.describe("Until the element is there."),
      request: z46.string().min(1).max(2e3).describe("Until such a request is answered: a glob of its path (/api/*), or of its whole URL."),
      time: checked(quantitySchema(TIME, "A fixed time."), waitComplaint).describe("For this long, at most 30 s.")
    },
    {}
  )
]);
var waitFor = stepSyntax(schema9.describe("Waits for an element (a selector), a request, or a time."), resolve3);
function resolve3(written) {
  if (typeof written === "string") return { action: "wait-for", selector: written };
  if (written.selector !== void 0) return { action: "wait-for", selector: written.selector };
  if (written.request !== void 0) return { action: "wait-for", request: written.request };
  return { action: "wait-for", timeMs: parseDurationMs(written.time ?? "") ?? 0 };
}
function waitComplaint(text) {
  const ms = parseDurationMs(text);
  if (ms === void 0 || ms <= MAX_WAIT_MS) return null;
  return { what: `${quote(text)} is longer than 30 s.`, todo: "Wait for an element or a request instead." };
}

// src/config/routes/interactions/interactions.ts
var SYNTAX = {
  click,
  tap,
  type,
  press,
  hover,
  scroll,
  select,
  "wait-for": waitFor,
  navigate,
  recording
};
var INTERACTION_KINDS = Object.keys(SYNTAX);
var interactionSchema = oneOf(
  "An interaction",
  ONE_EACH,
  Object.fromEntries(INTERACTION_KINDS.map((key) => [key, SYNTAX[key].schema])),
  {}
);
var RESOLVERS = SYNTAX;
function resolveInteraction(input, recordings) {
  for (const key of INTERACTION_KINDS) {
    const written = input[key];
    if (written !== void 0) return resolveAs(key, written, recordings);
  }
  throw new Error("a step without a kind has passed its schema");
}
function resolveAs(key, written, recordings) {
  return RESOLVERS[key].resolve(written, recordings);
}

// src/config/routes/session-schema.ts
import { z as z47 } from "./vendor/zod-GZRORT3M.js";
var NO_CONTROL = /^[^\p{Cc}]*$/u;
var cookieSchema = oneOf(
  "A cookie",
  "Remove one.",
  {
    value: z47.string().max(4096).regex(/^[^;\p{Cc}]*$/u).describe("Its value."),
    secret: secretNameSchema.describe("The environment variable that holds its value.")
  },
  {
    name: z47.string().regex(/^[^\s=;,\p{Cc}]{1,200}$/u).describe("Its name."),
    domain: z47.string().min(1).max(253).describe("Its domain; by default the deploy's host."),
    path: z47.string().regex(/^\//).max(1e3).describe("The paths it is sent to; default /.")
  }
).refine((cookie) => cookie.name !== void 0, {
  error: () => toMessage({ what: "This cookie has no name.", todo: "Add `name`." })
}).meta({ required: ["name"] });
var headersSchema = z47.record(z47.string(), textSchema(8192)).superRefine((headers, context) => {
  for (const [name3, value] of Object.entries(headers)) {
    const complaint = headerNameComplaint(name3);
    if (complaint !== null)
      context.addIssue({ code: "custom", path: [name3], message: toMessage(complaint), params: { part: "key" } });
    if (typeof value === "string" && !NO_CONTROL.test(value)) context.addIssue({ ...CONTROL, path: [name3] });
  }
}).meta({ propertyNames: { pattern: HEADER_NAME_PATTERN } });
var CONTROL = {
  code: "custom",
  message: toMessage({ what: "This value holds a control character.", todo: "Write it on one line." })
};
var basicAuthSchema = z47.strictObject({
  username: z47.string().min(1).max(200).regex(/^[^:\p{Cc}]*$/u).describe("Without a colon."),
  "password-secret": secretNameSchema.describe("The environment variable that holds the password.")
});
var bypassSchema = z47.strictObject({
  header: headerNameSchema.describe("For example x-vercel-protection-bypass."),
  secret: secretNameSchema.describe("The environment variable that holds the header's value.")
});
function sessionShape(scope) {
  const key = (schema10, what) => schema10.nullable().optional().describe(`${what} ${scope}`);
  return {
    setup: key(
      z47.array(interactionSchema).max(100),
      "Steps before measuring (log in, accept cookies), beginning with navigate: performed once per deploy, route and condition, in a browser of their own; each visit begins with the cookies and storage they leave."
    ),
    cookies: key(z47.array(cookieSchema).max(100), "Cookies that each visit begins with."),
    headers: key(headersSchema, "Headers of requests to the deploy's own origin, never sent to another."),
    "local-storage": key(
      z47.record(z47.string().max(1e3), textSchema(1e6)),
      "Local storage of the deploy's origin that each visit begins with."
    ),
    "basic-auth": key(basicAuthSchema, "HTTP basic authentication, sent to the deploy's own origin only."),
    bypass: key(
      bypassSchema,
      "A header with a secret that lets the gate past a preview's protection, sent to the deploy's own origin only."
    )
  };
}

// src/config/budgets/waiver-schema.ts
import { z as z48 } from "./vendor/zod-GZRORT3M.js";
function placeComplaint(text) {
  if (/^.+\/.+\/.+$/s.test(text)) return null;
  const todo = "Write route/condition/path, for example product/mobile/lcp.";
  return { what: `${quote(text)} does not name a budget.`, todo };
}
function commentKeyComplaint(text) {
  if (isCommentKey(text)) return null;
  const what = `${quote(text)} cannot be a comment key.`;
  const todo = `Write at most ${LONGEST_COMMENT_KEY} letters and digits, with single dots, dashes, underscores or slashes between them, for example apps/web.`;
  return { what, todo };
}
var grantShape = {
  waivers: z48.array(
    z48.strictObject({
      budget: checked(z48.string().max(2e3).meta({ pattern: "^.+/.+/.+$" }), placeComplaint).describe(
        "Which budget may be broken: route/condition/path."
      ),
      until: writtenDay().describe("The last day on which it applies (UTC)."),
      reason: z48.string().trim().min(1).max(1e3).meta({ pattern: "\\S" }).describe("Why; stands in the comment."),
      "approved-by": z48.string().trim().min(1).max(200).meta({ pattern: "\\S" }).optional().describe("Who granted it, for example @org/team.")
    }).describe("The leave to break one budget for a time.")
  ).max(1e3).default([]).describe("Budgets that may be broken for a time. On pull requests those of the base apply."),
  comment: z48.enum(COMMENT_MODES).default("always").describe("When the report is put on the pull request; the input of the action comes first."),
  "comment-key": checked(
    z48.string().meta({ pattern: COMMENT_KEY.source, maxLength: LONGEST_COMMENT_KEY }),
    commentKeyComplaint
  ).optional().describe(
    "Tells the comment of this configuration from those of others on the same pull request; by default its path."
  )
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
function settleComplaint(text) {
  const ms = parseDurationMs(text);
  if (ms === void 0 || ms >= SETTLE_MS.min && ms <= SETTLE_MS.max) return null;
  return {
    what: `${quote(text)} is not between 100 ms and 1 min.`,
    todo: "Write for example 500 ms, or leave it out, and the gate works it out."
  };
}
var settleSchema = checked(quantitySchema(DURATION, ""), settleComplaint).describe(
  "How long a page must be quiet to be done; 100 ms or more. Not given: the unrecorded first visits learn it."
);
var routeSchema = z49.strictObject({
  name: printableName("a route").describe("What reports call the route; unique."),
  path: pathSchema.describe("Path and query below the deploy's URL, with a leading slash."),
  conditions: z49.array(z49.string().min(1).max(100)).min(1).max(20).default(["mobile"]).describe("The devices and networks it is visited under: mobile, desktop, or names of the top-level conditions."),
  interactions: z49.array(interactionSchema).max(100).default([]).describe("What is done on the page, in order; INP is the slowest of them."),
  settle: settleSchema.optional(),
  ...sessionShape("Takes the place of the file's own; null removes it."),
  budgets: routeBudgetsSchema.default({})
}).describe("A page that is benchmarked.");
var configSchema = z49.strictObject({
  deploys: deploysSchema.default({}),
  routes: z49.array(routeSchema).min(1).max(1e3).default([]).describe("The pages to gate."),
  graphql: graphqlSchema.optional(),
  field: fieldSchema.optional(),
  history: historySchema.optional(),
  budgets: defaultBudgetsSchema.default({}),
  bisect: bisectSchema.optional(),
  explain: explainSchema.optional(),
  "source-maps": sourceMapsSchema.optional(),
  price: priceFilesSchema.optional(),
  conditions: conditionsSchema.default({}),
  "allow-hosts": allowHostsSchema.default([]),
  ...sessionShape("Of every route that does not declare its own."),
  "on-inconclusive": z49.enum(["pass", "block"]).default("pass").describe("What a run does whose noise forbids an answer."),
  "on-unmeasured": z49.enum(["block", "pass"]).default("block").describe("What a run does that could not measure."),
  "pre-existing": z49.enum(["warn", "block"]).default("warn").describe("What a head does that is over max, but no worse than base."),
  "measure-identical": z49.boolean().default(false).describe("Whether a route is measured although base and head serve it identical bytes in the same time."),
  ...decisionShape,
  ...grantShape,
  settle: settleSchema.optional()
}).meta({
  title: "vitals-gate.yml",
  description: "Performance budgets that a pull request must keep.",
  anyOf: [{ required: ["routes"] }, { required: ["graphql"] }, { required: ["field"] }]
});

// src/config/routes/secret-checks.ts
var MIN_LENGTH = 4;
var SESSION_KEYS = ["setup", "cookies", "headers", "local-storage", "basic-auth", "bypass"];
var OPEN_MAPS = /* @__PURE__ */ new Set(["headers", "local-storage"]);
function secretFindings(file, env) {
  return secretPaths(file).flatMap((path5) => {
    const name3 = valueAt(file, path5);
    const complaint = typeof name3 === "string" ? complaintOf(name3, env[name3]) : null;
    return complaint === null ? [] : [{ ...complaint, path: path5, part: "value" }];
  });
}
function complaintOf(name3, value) {
  if (!/^[A-Za-z_]\w{0,199}$/.test(name3)) return null;
  if (value === void 0 || value === "") {
    const todo = `Set it, in a workflow with env: { ${name3}: \${{ secrets.${name3} }} } on the step. (Runs for forks have no secrets.)`;
    return { what: `The environment variable ${name3} is ${value === "" ? "empty" : "not set"}.`, todo };
  }
  if (value.length < MIN_LENGTH)
    return { what: `The secret ${name3} has fewer than ${MIN_LENGTH} characters.`, todo: "Use a longer one." };
  if (new RegExp("\\p{Cc}", "u").test(value))
    return {
      what: `The secret ${name3} holds a line break or another control character.`,
      todo: "Set it again without it."
    };
  return null;
}
function secretNames(file) {
  return secretPaths(file).map((path5) => valueAt(file, path5)).filter((name3) => typeof name3 === "string");
}
function secretPaths(file) {
  const routes = valueAt(file, ["routes"]);
  const routePaths = Array.isArray(routes) ? routes.flatMap((_, index) => [...SESSION_KEYS, "interactions"].map((key) => ["routes", index, key])) : [];
  return [...SESSION_KEYS.map((key) => [key]), ...routePaths].flatMap((path5) => below(valueAt(file, path5), path5));
}
function below(value, path5) {
  if (typeof value !== "object" || value === null) return [];
  const own = OPEN_MAPS.has(path5.at(-1) ?? "");
  return Object.entries(value).flatMap(([key, inner]) => {
    const place2 = [...path5, Array.isArray(value) ? Number(key) : key];
    const isName = !own && (key === "secret" || key === "password-secret") && typeof inner === "string";
    return isName ? [place2] : below(inner, place2);
  });
}

// src/config/validate.ts
function validate(file, source, env, overrides) {
  const value = withoutReplaced(source.value, overrides);
  const secrets = overrides.visits === false ? [] : secretFindings(value, env);
  const findings = value === void 0 ? [] : [...shapeFindings(value), ...secrets];
  const problems = placed(source, findings);
  if (source.problems.length + problems.length > 0) throw invalidConfig(file, [...source.problems, ...problems]);
  return configSchema.parse(value);
}
function withoutReplaced(value, { baseUrl, headUrl }) {
  if (!isMap(value) || !isMap(value["deploys"])) return value;
  const deploys = { ...value["deploys"] };
  for (const [side, override] of [
    ["base", baseUrl],
    ["head", headUrl]
  ]) {
    const deploy = deploys[side];
    if (override !== null && isMap(deploy) && typeof deploy["url"] === "string")
      deploys[side] = { ...deploy, url: "https://replaced.invalid" };
  }
  return { ...value, deploys };
}
function placed(source, findings) {
  return findings.map((finding) => ({ ...finding, position: source.position(finding.path, finding.part) }));
}
function prototypeFindings(value, path5 = []) {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const place2 = [...path5, Array.isArray(value) ? Number(key) : key];
    if (key !== "__proto__") return prototypeFindings(item, place2);
    return [
      { path: place2, part: "key", what: 'A key cannot be called "__proto__" here.', todo: "Rename it." }
    ];
  });
}
function hiddenFindings(value, others) {
  const known = new Set(others.map(({ path: path5 }) => JSON.stringify(path5)));
  return prototypeFindings(value).filter(({ path: path5 }) => !known.has(JSON.stringify(path5)));
}
var EXAMPLE4 = "Write for example: routes: [{ name: home, path: / }], and deploys and budgets (see the README).";
function shapeFindings(value) {
  const whole = { path: [], part: "key", todo: EXAMPLE4 };
  if (value === null) return [{ ...whole, what: "The file is empty." }];
  if (typeof value !== "object" || Array.isArray(value))
    return [{ ...whole, what: "The file must be a map of keys and values." }];
  if (!["routes", "graphql", "field"].some((key) => Object.hasOwn(value, key))) {
    const what = "No routes are declared, so there is nothing to measure.";
    const others = [...schemaFindings(configSchema, value), ...contentFindings(value)];
    const todo = "Add for example: routes: [{ name: home, path: / }].";
    return [{ ...whole, what, todo }, ...others.filter(({ path: path5 }) => path5[0] !== "routes")];
  }
  const found = [
    ...schemaFindings(configSchema, value),
    ...contentFindings(value),
    ...graphqlFindings(value),
    ...fieldFindings(value),
    ...historyFindings(value)
  ];
  return [...found, ...hiddenFindings(value, found)];
}

// src/config/policy/at-commit.ts
var UNVISITED = { baseUrl: null, headUrl: null, visits: false };
function withPolicy(own, file, policy) {
  if (policy === null) return { input: own, policySource: null, policy: file };
  const { ref, label, content, origin, sides } = policy;
  const known = origin === void 0 ? {} : { origin };
  const asItIs = (fallbackReason) => ({
    input: own,
    policySource: { ref, ...known, instead: fallbackReason, changes: [] },
    policy: file
  });
  if ("fallbackReason" in content) return asItIs(content.fallbackReason);
  const source = parseSource(content.text);
  const base = readInput(label, source);
  if (base instanceof GateError) return asItIs(`the configuration is not valid there (${firstLine(base)})`);
  const { input, changes } = applyBasePolicy(own, base);
  const from = { head: textOf3(sides?.head) ?? own, fork: textOf3(sides?.fork) };
  const removed = placedRemovals(base, source, from);
  return {
    input,
    policySource: {
      ref,
      ...known,
      instead: null,
      ...sides?.fork === null ? { isForkUnknown: true } : {},
      ...removed.length === 0 ? {} : { removed },
      changes: ownChanges(changes, from).slice(0, MOST_CHANGES)
    },
    policy: { file: label, source }
  };
}
function placedRemovals(base, source, from) {
  return removalsOf(base, from).slice(0, MOST_CHANGES).map((removal) => {
    const index = base.routes.findIndex(({ name: name3 }) => name3 === removal.name);
    const path5 = removal.kind === "route" ? ["routes", index] : ["graphql"];
    return { ...removal, line: source.position(path5, "key").line };
  });
}
function textOf3(text) {
  if (text == null) return null;
  const read = readInput("", parseSource(text));
  return read instanceof GateError ? null : read;
}
function readInput(label, source) {
  try {
    return validate(label, source, {}, UNVISITED);
  } catch (error) {
    if (error instanceof GateError) return error;
    throw error;
  }
}
function firstLine({ where, message }) {
  return `${where ?? ""}: ${message.split("\n")[0] ?? ""}`.slice(0, 500).replace(/\.$/, "");
}

// src/config/routes/recordings.ts
import { readFile } from "node:fs/promises";
import { resolve as resolve4 } from "node:path";
var OURS = /* @__PURE__ */ new Set(["setViewport", "emulateNetworkConditions"]);
var UNPLAYABLE = /* @__PURE__ */ new Set(["close", "customStep"]);
var MAX_BYTES2 = 1e6;
async function readRecordings(input, folder) {
  const recordings = /* @__PURE__ */ new Map();
  const findings = [];
  for (const [file, path5] of namedIn(input)) {
    const read = await readRecording(file, resolve4(folder, file));
    if ("what" in read) findings.push({ ...read, path: path5, part: "value" });
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
function* namedBy(steps, path5) {
  for (const [index, { recording: recording2 }] of (steps ?? []).entries())
    if (recording2 !== void 0) yield [recording2, [...path5, index, "recording"]];
}
async function readRecording(name3, file) {
  const todo = "Export it from the Recorder panel of Chrome DevTools as a JSON file, and name it relative to this file.";
  let text;
  try {
    text = await readFile(file, "utf8");
    if (text.length > MAX_BYTES2) throw new Error(`it has more than ${MAX_BYTES2} characters`);
  } catch (error) {
    const missing2 = error instanceof Error && "code" in error && error.code === "ENOENT";
    return {
      what: `The recording ${quote(name3)} cannot be read: ${missing2 ? "it does not exist" : causeOf(error)}.`,
      todo
    };
  }
  try {
    return await checkRecording(name3, text, JSON.parse(text));
  } catch (error) {
    const { line, column: column2 } = parseSource(text).problems[0]?.position ?? { line: 1, column: 1 };
    return { what: `${placeIn(name3, { line, column: column2 })}: this is not JSON: ${causeOf(error)}.`, todo };
  }
}
async function checkRecording(name3, text, flow) {
  const { position } = parseSource(text);
  const { parse, parseStep } = await import("./vendor/puppeteer-replay-MGZRX4BV.js");
  const steps = typeof flow === "object" && flow !== null && "steps" in flow && Array.isArray(flow.steps) ? flow.steps : [];
  const problem = (index, what, todo) => {
    const place2 = placeIn(name3, position(index < 0 ? [] : ["steps", index]));
    return { what: `${place2}: ${what}`, todo };
  };
  for (const [index, step] of steps.entries()) {
    const wrong2 = attempt(() => parseStep(step));
    if (wrong2 !== null)
      return problem(index, `this step cannot be played: ${wrong2}.`, "Record it again, or correct it.");
  }
  const wrong = attempt(() => parse(flow));
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
  const first = steps.findIndex(({ type: type2 }) => !OURS.has(type2));
  const home = urlOf(steps[first]);
  const kept = [];
  for (const [index, step] of steps.entries()) {
    if (OURS.has(step.type) || index === first && step.type === "navigate") continue;
    if (UNPLAYABLE.has(step.type))
      return problem(index, `a step of type ${step.type} has no place in a visit.`, "Remove it.");
    if ("target" in step && step.target !== "main")
      return problem(index, "this step is in another tab or frame process, which is not measured.", "Remove it.");
    if (step.type === "navigate" && urlOf(step)?.origin !== home?.origin)
      return problem(index, "this step leads to another origin, which is not the deploy.", "Remove it.");
    kept.push(step);
  }
  return kept;
}
function urlOf(step) {
  return step !== void 0 && "url" in step && typeof step.url === "string" ? URL.parse(step.url) : null;
}

// src/config/budgets/merge.ts
var DEFAULT_PERCENTILE = 75;
function mergeBudgets(defaults, own) {
  const merged = /* @__PURE__ */ new Map();
  for (const entry of entriesOf2(defaults)) merged.set(entry.node.path, entry);
  for (const { node, input } of entriesOf2(own)) {
    const inherited = merged.get(node.path)?.input;
    merged.set(node.path, { node, input: input === null ? null : { ...inherited, ...input } });
  }
  return [...merged.values()].flatMap(({ node, input }) => resolveBudget(node, input));
}
function declares(budgets, path5) {
  return writtenKey(budgets, path5) !== void 0;
}
function writtenKey(budgets, path5) {
  return Object.keys(budgets).find((key) => nodeOf(key).path === path5);
}
function entriesOf2(budgets) {
  return Object.entries(budgets).flatMap(([key, input]) => input === void 0 ? [] : [{ node: nodeOf(key), input }]);
}
function nodeOf(written) {
  const node = readBudgetPath(written);
  if ("what" in node) throw new Error(`unchecked budget path ${written}`);
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
function toLimit(metric, written) {
  if (typeof written === "number" && unitOf(metric) === "score") return { value: written, unit: "score" };
  const limit2 = typeof written === "string" ? parseLimit(written) : void 0;
  if (limit2 === void 0) throw new Error(`unchecked limit ${written}`);
  return limit2;
}

// src/config/budgets/defaults.ts
var CORE = METRICS.filter((metric) => definitionOf(metric).isCore);
function routeBudgets(ofFile, own, script) {
  if (!isUndeclared(ofFile, own)) return mergeBudgets(ofFile, own);
  const hasInput = measuresInput(script);
  return CORE.filter((metric) => hasInput || !definitionOf(metric).needsInput).map((metric) => ({
    ...definitionOf(metric).defaults,
    path: metric,
    segments: [metric],
    metric,
    percentile: 75,
    enforce: "warn",
    isDefault: true
  }));
}
function isUndeclared(ofFile, own) {
  return Object.keys(ofFile).length === 0 && Object.keys(own).length === 0;
}
function defaultBudgetWarnings(file, source, { budgets, routes }) {
  const names = routes.filter((route) => isUndeclared(budgets, route.budgets)).map(({ name: name3 }) => name3);
  if (names.length === 0) return [];
  const place2 = placeIn(file, source.position(["routes"], "key"));
  const all = names.length === routes.length ? "no route has budgets" : `no budgets are declared for ${names.join(", ")}`;
  return [
    `${place2}: ${all}, so the defaults warn (${defaultLimits()}, and whatever is slower than base) and nothing blocks; declare your own, for example budgets: { lcp: { max: 2500 ms, max-increase: [5 %, 50 ms] } }.`
  ];
}
function defaultLimits() {
  return CORE.map(definitionOf).map(({ name: name3, defaults }) => `${name3} ${formatLimit(defaults.max)}`).join(", ");
}

// src/config/field/resolve.ts
import { dirname as dirname2, resolve as resolve5 } from "node:path";
var VISITORS = [{ action: "click" }];
function resolveField(input, place2) {
  const { field } = input;
  if (field === void 0) return null;
  const folder = dirname2(place2.path);
  const whereOfEvents = (key) => placeIn(place2.file, place2.source.position(["field", "events", key]));
  return {
    beacons: resolveBeacons(field.beacons, folder, place2),
    events: resolveEvents(field.events, whereOfEvents),
    deploys: field.deploys === void 0 ? null : resolve5(folder, field.deploys),
    windowDays: windowDaysOf(field.window),
    covariates: resolveCovariates(field.covariates),
    routes: input.routes.map(({ name: name3, conditions, budgets }) => ({
      name: name3,
      conditions,
      budgets: routeBudgets(input.budgets, budgets, VISITORS)
    })),
    budgets: routeBudgets(input.budgets, {}, VISITORS)
  };
}
function resolveBeacons(beacons, folder, { file, source }) {
  const where = (...path5) => placeIn(file, source.position(["field", "beacons", ...path5]));
  if (typeof beacons === "string") return { kind: "files", glob: beacons, folder, where: where() };
  for (const kind of DATABASES) {
    const database = beacons[kind];
    if (database === void 0) continue;
    return { kind, urlFrom: database["url-from"], table: database.table, where: where(kind, "url-from") };
  }
  throw new Error("unchecked beacons");
}

// src/config/history/resolve.ts
import { resolve as resolve6 } from "node:path";
var DEFAULT_BRANCH = "vitals-gate-history";
function resolveHistory(history, folder) {
  if (history === void 0) return null;
  const { anchor, "anchor-url": url3, branch = DEFAULT_BRANCH } = history;
  return {
    anchor,
    anchorUrl: url3 === void 0 ? null : trimUrl(url3),
    place: history.folder === void 0 ? { kind: "branch", branch } : { kind: "folder", folder: resolve6(folder, history.folder) },
    creep: creepBudgets(history.creep)
  };
}
function creepBudgets(creep) {
  if (creep === void 0) return [];
  const { enforce, ...limits } = creep;
  const written = limits;
  return METRICS.flatMap((metric) => {
    const value = written[metric];
    if (value === void 0) return [];
    if (typeof value === "number") return [{ metric, limit: { value, unit: "score" }, enforce }];
    return [{ metric, limit: { value: parseLimit(value)?.value ?? 0, unit: "%" }, enforce }];
  });
}

// src/config/deploys/resolve.ts
function resolveDeploys(input, folder, overrides) {
  const head = resolveSource(input, "head", folder);
  const eventUrl = head === null || yieldsToEvent(head) ? overrides.eventUrl ?? null : null;
  return {
    base: overrideOf("--base-url", overrides.baseUrl, input.base) ?? resolveSource(input, "base", folder),
    head: overrideOf("--head-url", overrides.headUrl, input.head) ?? overrideOf("environment_url", eventUrl, input.head) ?? head
  };
}
function resolveDeploy(input, folder) {
  return input === void 0 ? null : resolveSide(input, folder);
}
function resolveSource(deploys, side, folder) {
  return resolveShared(deploys) ?? resolveDeploy(deploys[side], folder);
}
function overrideOf(from, url3, input) {
  if (url3 === null) return null;
  const complaint = deployUrlComplaint(url3);
  if (complaint === null) return resolveDeploy({ url: url3, hosts: input?.hosts }, "");
  throw new GateError("usage", { what: `${from}: ${complaint.what}`, todo: complaint.todo });
}

// src/config/read-text.ts
import { readFile as readFile2, stat as stat2 } from "node:fs/promises";
var MAX_BYTES3 = 1e6;
async function readText(file, path5) {
  try {
    const about = await stat2(path5);
    if (!about.isFile() && !about.isDirectory()) throw new Error("it is not a regular file");
    const { size } = about;
    if (size > MAX_BYTES3) throw new Error(`it has ${size} bytes, more than ${MAX_BYTES3}`);
    return new TextDecoder("utf-8", { fatal: true }).decode(await readFile2(path5));
  } catch (cause) {
    throw new GateError("config-unreadable", { cause: reasonOf(cause) }, { where: placeIn(file, FILE_START), cause });
  }
}
function reasonOf(thrown) {
  const code = thrown instanceof Error && "code" in thrown ? thrown.code : void 0;
  switch (code) {
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

// src/config/graphql/resolve.ts
import { dirname as dirname3 } from "node:path";
function resolveGraphql(input, place2) {
  if (input === void 0) return null;
  const where = (path5) => placeIn(place2.file, place2.source.position(["graphql", ...path5], path5.length === 0 ? "key" : "value"));
  return {
    file: place2.path,
    folder: dirname3(place2.path),
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
function sourceOf({ schema: schema10, supergraph, subgraphs }) {
  if (schema10 !== void 0) return { kind: "schema", files: typeof schema10 === "string" ? [schema10] : schema10 };
  if (supergraph !== void 0) return { kind: "supergraph", file: supergraph };
  if (typeof subgraphs === "string") return { kind: "rover", file: subgraphs };
  const entries = Object.entries(subgraphs ?? {});
  return {
    kind: "subgraphs",
    subgraphs: entries.map(([name3, { schema: file, owner }]) => ({ name: name3, file, owner: owner ?? null }))
  };
}
function budgetsOf(input, where) {
  const target = targetOf2(input);
  return GRAPH_METRICS.flatMap((metric) => {
    const limits = input[metric];
    if (limits === void 0) return [];
    const { max, "max-increase": increase, enforce } = limits;
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
function targetOf2({ operation, subgraph, route }) {
  if (operation !== void 0) return { kind: "operation", name: operation };
  return subgraph !== void 0 ? { kind: "subgraph", name: subgraph } : { kind: "route", name: route ?? "" };
}
function limitOf(written) {
  return typeof written === "number" ? { value: written, unit: "cost" } : { value: Number.parseFloat(written), unit: "%" };
}

// src/config/routes/resolve-session.ts
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
    KEYS.map((key) => [key, route[key] === void 0 ? file[key] : route[key]])
  );
  if (KEYS.every((key) => isNothing(chosen[key]))) return void 0;
  const basicAuth = chosen["basic-auth"];
  const headers = Object.entries(chosen.headers ?? {}).map(([name3, value]) => ({ name: name3, value }));
  const { bypass } = chosen;
  return {
    setup: (chosen.setup ?? []).map((step) => resolveInteraction(step, recordings)),
    cookies: (chosen.cookies ?? []).map(({ name: name3 = "", value, secret, domain, path: path5 }) => ({
      name: name3,
      value: textOf2(value, secret),
      domain: domain ?? null,
      path: path5 ?? "/"
    })),
    headers: bypass ? [...headers, { name: bypass.header, value: { secret: bypass.secret } }] : headers,
    localStorage: Object.entries(chosen["local-storage"] ?? {}).map(([key, value]) => ({ key, value })),
    basicAuth: basicAuth ? { username: basicAuth.username, password: { secret: basicAuth["password-secret"] } } : null
  };
}
function isNothing(value) {
  return value === void 0 || value === null || Object.keys(value).length === 0;
}

// src/config/routes/resolve-routes.ts
function resolveRoutes(input, recordings) {
  const scripts = input.routes.map((route) => route.interactions.map((step) => resolveInteraction(step, recordings)));
  return input.routes.map((route, index) => {
    const interactions = scripts[index] ?? [];
    const session = resolveSession(input, route, recordings);
    const settleMs = route.settle === void 0 ? void 0 : parseDurationMs(route.settle);
    return {
      name: route.name,
      path: route.path,
      conditions: route.conditions,
      interactions,
      ...settleMs === void 0 ? {} : { settleMs },
      ...session === void 0 ? {} : { session },
      budgets: routeBudgets(input.budgets, route.budgets, interactions)
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
    adjustsByControl: control["difference-in-differences"]
  };
}
function conditionsOf(routes, all) {
  const used = new Set(routes.flatMap((route) => route.conditions));
  return all.filter((condition) => used.has(condition.name));
}

// src/config/budgets/lane-warnings.ts
function laneWarnings({ file, source }, { lanes }, cores) {
  if (lanes !== 2 || cores >= CORES_FOR_TWO_LANES) return [];
  const machine = cores === 1 ? "one core" : `${cores} cores`;
  const measured2 = "On two cores LCP varied by 7.2 % instead of 2.8 %, and was 8 to 10 % longer.";
  const todo = "Write lanes: auto, or compare with vitals-gate calibrate --lanes 1,2.";
  return [
    `${placeIn(file, source.position(["lanes"], "key"))}: two lanes on ${machine} disturb each other. ${measured2} ${todo}`
  ];
}

// src/config/budgets/overlaps.ts
var DUST = 1e-9;
function findOverlaps(budgets) {
  const limited = budgets.filter(
    (budget) => budget.max !== null && budget.enforce === "block"
  );
  return limited.flatMap((whole) => {
    const parts = limited.filter((part) => isNearestBelow(whole, part, limited));
    const sum = parts.reduce((total, part) => total + part.max.value, 0);
    return sum > whole.max.value + DUST ? [{ whole, parts, arithmetic: spell(whole, parts, sum) }] : [];
  });
}
function isNearestBelow(whole, part, all) {
  return isBelow2(whole, part) && !all.some((between) => isBelow2(whole, between) && isBelow2(between, part));
}
function isBelow2(whole, part) {
  return part.segments.length > whole.segments.length && whole.segments.every((id, at) => part.segments[at] === id);
}
function spell(whole, parts, sum) {
  const { unit } = whole.max;
  const terms = parts.map((part) => `${part.path} ${formatLimit(part.max)}`).join(" + ");
  const total = parts.length === 1 ? "" : ` = ${formatLimit({ value: sum, unit })}`;
  const excess = formatLimit({ value: sum - whole.max.value, unit });
  return `${terms}${total} exceeds ${whole.path}'s own ${formatLimit(whole.max)} by ${excess}`;
}

// src/config/budgets/warnings.ts
function budgetWarnings(file, source, input, routes) {
  const locate2 = (path5) => source.position(path5, "key");
  const ofDefaults = findOverlaps(mergeBudgets(input.budgets, {})).map(
    (overlap) => sentence2(file, locate2, overlap, { map: input.budgets, path: ["budgets"], owner: "" })
  );
  const ofRoutes = routes.flatMap((route, index) => {
    const map = input.routes[index]?.budgets ?? {};
    const scope = { map, path: ["routes", index, "budgets"], owner: ` on the route ${route.name}` };
    return findOverlaps(route.budgets).filter(({ whole, parts }) => [whole, ...parts].some((budget) => declares(map, budget.path))).map((overlap) => sentence2(file, locate2, overlap, scope));
  });
  return [...ofDefaults, ...ofRoutes];
}
function inputWarnings(file, source, routes) {
  return routes.flatMap((route, index) => {
    if (measuresInput(route.interactions) || !route.budgets.some(({ metric }) => definitionOf(metric).needsInput))
      return [];
    const place2 = placeIn(file, source.position(["routes", index], "key"));
    return `${place2}: the route ${route.name} has a budget on inp but no interaction, so it will be unmeasured; add one, or write budgets: { inp: null } on the route.`;
  });
}
function sentence2(file, locate2, overlap, scope) {
  const keys = [overlap.whole, ...overlap.parts].map((budget) => writtenKey(scope.map, budget.path));
  const key = keys.find((written) => written !== void 0);
  const position = locate2(key === void 0 ? scope.path : [...scope.path, key]);
  return `${placeIn(file, position)}: ${overlap.arithmetic}${scope.owner}.`;
}

// src/config/load.ts
async function loadConfig(file, overrides, cwd = process.cwd(), env = process.env) {
  const path5 = resolve7(cwd, file);
  const source = parseSource(await readText(file, path5));
  const own = validate(file, source, env, overrides);
  const { input, policySource, policy } = withPolicy(own, { file, source }, overrides.policy ?? null);
  const { recordings, findings } = await readRecordings(input, dirname4(path5));
  if (findings.length > 0) throw invalidConfig(file, placed(source, findings));
  const deploys = resolveDeploys(input.deploys, dirname4(path5), overrides);
  if (overrides.isOfField !== true) assertGated(file, source, input);
  if (input.routes.length > 0) assertComplete(file, deploys, overrides);
  const routes = resolveRoutes(input, recordings);
  const graphql = resolveGraphql(input.graphql, { file, path: path5, source });
  return {
    file,
    deploys,
    verify: resolveVerify(input.deploys.verify),
    bisect: resolveBisect(input.bisect),
    explain: resolveExplain(input.explain),
    sourceMaps: input["source-maps"] === void 0 ? null : resolve7(dirname4(path5), input["source-maps"]),
    routes,
    conditions: conditionsOf(routes, resolveConditions(input.conditions)),
    allowHosts: input["allow-hosts"],
    settleMs: input.settle === void 0 ? null : parseDurationMs(input.settle) ?? null,
    policy: policyOf(input),
    waivers: resolveWaivers(input),
    comment: input.comment,
    commentKey: input["comment-key"] ?? null,
    policySource,
    deciding: resolveDeciding(input),
    control: resolveControl(input, recordings),
    graphql,
    field: resolveField(input, { file, path: path5, source }),
    history: resolveHistory(input.history, dirname4(path5)),
    followed: null,
    machineSpread: null,
    price: {
      own: resolvePriceFiles(own.price, { file, source }, path5),
      applied: resolvePriceFiles(input.price, policy, path5),
      read: []
    },
    warnings: [
      ...defaultBudgetWarnings(file, source, input),
      ...budgetWarnings(file, source, input, routes),
      ...inputWarnings(file, source, routes),
      ...waiverWarnings(policy, input, routes, graphql),
      ...overrides.visits === false ? [] : laneWarnings(policy, input, overrides.cores ?? availableParallelism())
    ]
  };
}
function assertGated(file, source, { routes, graphql }) {
  if (routes.length > 0 || graphql !== void 0) return;
  const what = "Only `field` is configured, so there is nothing to gate.";
  const todo = "Add for example: routes: [{ name: home, path: / }]; or read the field, with vitals-gate field slo.";
  throw invalidConfig(file, [{ what, todo, position: source.position(["field"], "key") }]);
}
function assertComplete(file, { base, head }, { isHeadOptional, visits }) {
  const isComplete3 = head !== null || isHeadOptional === true && base !== null;
  if (!isComplete3 && visits !== false) throw new GateError("no-head", {}, { where: placeIn(file, FILE_START) });
}
function policyOf(input) {
  return {
    onInconclusive: input["on-inconclusive"],
    onUnmeasured: input["on-unmeasured"],
    preExisting: input["pre-existing"],
    measureIdentical: input["measure-identical"]
  };
}

// src/gate/verdict/calibrate.ts
import { existsSync } from "node:fs";
import path4 from "node:path";

// src/judge/lane-calibration.ts
function compareLanes(measured2) {
  return (measured2[0]?.campaigns ?? []).map((campaign) => {
    const lanes = measured2.flatMap(
      ({ lanes: count2, campaigns }) => campaigns.filter((each) => keyOf(each) === keyOf(campaign)).map((each) => inLanes(count2, each))
    );
    const [one, two] = [1, 2].map((count2) => lanes.find((each) => each.lanes === count2));
    return { ...campaign, lanes, twoLanes: one === void 0 || two === void 0 ? null : gainOf(one, two) };
  });
}
function inLanes(lanes, { visitMs, metrics }) {
  return {
    lanes,
    visitsPerMinute: visitMs > 0 ? lanes * 6e4 / visitMs : 0,
    metrics: metrics.map(({ metric, unit, level, sigma, recommended }) => ({
      metric,
      unit,
      level,
      sigma,
      recommended
    }))
  };
}
function gainOf(one, two) {
  const visits = one.visitsPerMinute > 0 ? two.visitsPerMinute / one.visitsPerMinute : 0;
  const metrics = one.metrics.flatMap(({ metric, level, sigma }) => {
    const other = two.metrics.find((each) => each.metric === metric);
    if (other === void 0 || !(sigma !== null && sigma > 0 && level > 0) || other.sigma === null) return [];
    const ratio = other.sigma / sigma;
    return [{ metric, level: other.level / level, sigma: ratio, time: visits > 0 ? ratio ** 2 / visits : 0 }];
  });
  return { visits, metrics };
}

// src/gate/verdict/calibrate.ts
async function readCalibration(folder) {
  const first = await readLog(folder);
  return existsSync(path4.join(folder, TWO_LANES)) ? [first, await readLog(folder, TWO_LANES)] : [first];
}
async function calibrateLogs(logs, folder) {
  const measured2 = logs.map((log) => {
    const { purpose, config, alpha, lanes = 1 } = log.run;
    if (purpose !== "calibration") throw new GateError("not-a-calibration", { out: folder });
    const campaigns = calibrate(config.routes, campaignsOf(log), alpha);
    log.assertUnchanged();
    return { lanes, campaigns };
  });
  const calibration = compareLanes(measured2);
  const page = path4.join(folder, PAGE);
  await assertReplaceable(page);
  const { renderCalibrationPage } = await import("./chunk-3ZJBPS6C.js");
  await writeWhole(
    [path4.join(folder, "calibration.json"), `${JSON.stringify(calibration, null, 2)}
`],
    [page, renderCalibrationPage(calibration)]
  );
  return calibration;
}

// src/judge/outcome.ts
function outcomeOf(rows, policy, completeness, isMeasured = true) {
  const verdicts = new Set(rows.filter((row) => row.enforce === "block").map((row) => row.verdict));
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
function waive(row, { today, granted }, policy) {
  if (!isWaivable(row, policy)) return row;
  const latest = granted.filter((waiver2) => isAbout(waiver2, row)).reduce((best, each) => best === null || each.until > best.until ? each : best, null);
  if (latest === null) return row;
  const { until, reason, approvedBy } = latest;
  const waiver = { until, reason, approvedBy, expired: isExpired(latest, today) };
  return waiver.expired ? { ...row, waiver } : { ...row, verdict: "waived", waiver };
}
function isWaivable({ verdict, reason }, { onInconclusive }) {
  if (verdict === "inconclusive") return onInconclusive === "block";
  return verdict === "fail" && (reason === "worse" || reason === "over" || reason === "pre-existing");
}
function expiredWaivers({ today, granted }) {
  return granted.filter((waiver) => isExpired(waiver, today));
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
function judgeSlo(values, budget, percentile, spread = MACHINE_SPREAD) {
  const sorted = values.toSorted((a, b) => a - b);
  const bounds2 = rankBounds(sorted.length, percentile / 100, OVER_LEVEL, UNDER_LEVEL);
  const low = bounds2.lower === null ? null : ranked(sorted, bounds2.lower);
  const high = bounds2.upper === null ? null : ranked(sorted, bounds2.upper);
  return {
    standing: standing(low, high, ranked(sorted, sorted.length), budget, spread),
    value: nearestRank(sorted, percentile),
    low,
    high
  };
}
function standing(low, high, highest, budget, spread) {
  if (low !== null && low > budget * (1 + spread)) return "over";
  const under = high === null ? highest <= budget / (1 + spread) : high <= budget;
  return under ? "under" : "at-risk";
}
function ranked(sorted, rank) {
  const value = sorted[rank - 1];
  if (value === void 0) throw new RangeError(`no rank ${rank} among ${sorted.length} values`);
  return value;
}

export {
  readBudgetPath,
  formatLimit,
  schemaFindings,
  valueAt,
  FILE_START,
  placeIn,
  invalidConfig,
  parseSource,
  LONGEST_COMMENT_KEY,
  isCommentKey,
  secretNames,
  COMMENT_MODES,
  LEAST_SHARE,
  weigh,
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
  measured,
  measuredFor,
  REPLAY_LOOKS,
  compareTimes,
  isSlower,
  isClear,
  attributionSchema,
  manifestSchema,
  MEASURED_BECAUSE,
  MOST_SPREAD,
  MOST_CHANGES,
  priceSchema,
  usedPriceSchema,
  regressionPriceSchema,
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
  recordedEffect,
  textsOf,
  navigates,
  isNavigationOnly,
  acts,
  isWait,
  endsLcp,
  measuresInput,
  mayLeave,
  CORES_FOR_TWO_LANES,
  laneCount,
  lanesOf,
  needsLaneAlone,
  resolveDeciding,
  isMap,
  hasBase,
  applyBasePolicy,
  pairRoutes,
  enforcedConditions,
  ownChanges,
  removalsOf,
  resolvePriceFiles,
  graphqlSchema,
  keysOf,
  resolveInteraction,
  resolveWaivers,
  validate,
  readInput,
  mergeBudgets,
  writtenKey,
  routeBudgets,
  resolveHistory,
  readText,
  resolveGraphql,
  conditionsOf,
  costWaiverNotices,
  loadConfig,
  readCalibration,
  calibrateLogs,
  outcomeOf,
  waive,
  expiredWaivers,
  MACHINE_SPREAD,
  judgeSlo
};
