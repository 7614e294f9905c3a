import {
  COMMENT_KEY,
  COMMENT_MODES,
  LONGEST_COMMENT_KEY,
  policySourceSchema
} from "./chunk-ANOO677E.js";
import {
  shardNumbersSchema,
  shardSchema
} from "./chunk-JT2ZFFTU.js";
import {
  CAUSE_IDS,
  SIDES,
  assertFinite,
  blockOrder,
  blockPermutationTest,
  budgetRowSchema,
  comparisonSchema,
  gridScores,
  isLoopback,
  keyOf,
  knownSearchSchema,
  learntSettle,
  mapSeries,
  median,
  readingOf,
  seededRandom,
  toleranceScores,
  valuesOf,
  visitSchema
} from "./chunk-NWIDPKZN.js";
import {
  assertSums,
  daySchema,
  nodeAt,
  waiversSchema
} from "./chunk-OPTY3JPO.js";
import {
  DECISION_VERSIONS,
  constantsOf,
  isDecisionVersion,
  looksOf
} from "./chunk-ZJKTF4S2.js";
import {
  METRICS,
  MOST_COST_ITEMS,
  costText,
  definitionOf,
  graphqlReportSchema,
  isGraphMetric,
  knownNodes,
  version
} from "./chunk-TOJFHHPJ.js";
import {
  GateError,
  causeOf,
  redact,
  redactDeep
} from "./chunk-REZM6CI2.js";

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
import { z as z9 } from "./vendor/zod-Z7J2UVJW.js";

// src/model/record.ts
import { z as z8 } from "./vendor/zod-Z7J2UVJW.js";

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

// src/model/campaign.ts
import { z as z2 } from "./vendor/zod-Z7J2UVJW.js";
var DOUBTS = ["sha-mismatch", "sha-unknown", "deploy-changed", "login-wall", "server-gone"];
var unmeasurableSchema = z2.strictObject({
  /** The sides that could not be visited. */
  sides: z2.array(z2.enum(SIDES)).max(2),
  code: z2.string().max(100),
  reason: z2.string().max(5e3)
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

// src/model/history.ts
import { z as z3 } from "./vendor/zod-Z7J2UVJW.js";
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
import { z as z4 } from "./vendor/zod-Z7J2UVJW.js";
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
import { z as z5 } from "./vendor/zod-Z7J2UVJW.js";
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
import { z as z6 } from "./vendor/zod-Z7J2UVJW.js";
var PROOFS = ["checked", "built", "found", "labelled"];
var originSchema = z6.strictObject({
  /** The first line of the commit's message; null if the repository cannot be read. */
  subject: z6.string().max(500).nullable(),
  proof: z6.enum(PROOFS),
  /** Where a deploy names its commit: `header x-sha`; null if it does not. */
  by: z6.string().max(300).nullable()
});
var originsSchema = z6.strictObject({ base: originSchema.nullable(), head: originSchema });

// src/model/price.ts
import { z as z7 } from "./vendor/zod-Z7J2UVJW.js";
var KINDS = ["association", "effect"];
var name = z7.string().max(200);
var sentence = z7.string().max(2e3);
var count = z7.number().int().nonnegative();
var bounds = { low: z7.number(), high: z7.number() };
var isOrdered = ({ low, high }) => low <= high;
var UNORDERED = "low is greater than high";
var isWithin = ({ value, low, high }) => low <= value && value <= high;
var OUTSIDE = "value is not between low and high";
var interval = z7.object({ value: z7.number(), ...bounds }).refine(isWithin, OUTSIDE);
var coefficient = z7.object({ value: z7.number(), ...bounds, se: z7.number().nonnegative() }).refine(isWithin, OUTSIDE);
var curveStep = z7.object({ from: z7.number(), to: z7.number(), sessions: count, conversions: count, rate: z7.number(), ...bounds }).refine(isOrdered, UNORDERED);
var hasFigures = ({ established, per100ms, range, window }) => !established || per100ms !== null && range !== null && window !== null;
var NO_FIGURES = { path: ["established"], error: "an established price has per100ms, range and window" };
var priceShape = z7.object({
  /** Whether the figures may be quoted; if not, `reason` says why. */
  established: z7.boolean(),
  /** An effect only where visitors were assigned at random. */
  kind: z7.enum(KINDS),
  reason: sentence.nullable(),
  route: name,
  /** Null: all conditions together. */
  condition: name.nullable(),
  /** The path of a metric or of a part of it: `lcp`, `lcp.ttfb`. */
  metric: z7.string().max(1e3),
  sessions: count,
  users: count,
  /** Log-odds of a conversion per 100 ms; null if the data cannot give them. */
  coefficient: coefficient.nullable(),
  /** Relative change of conversions per 100 ms more, 95 %: −0.01 is 1 % fewer. */
  per100ms: z7.object({ low: z7.number().gt(-1), high: z7.number().gt(-1) }).refine(isOrdered, UNORDERED).nullable(),
  /** Change of revenue per 100 ms more, 95 %. */
  money: z7.object({ ...bounds, currency: z7.string().regex(/^[A-Z]{3}$/), per: z7.literal("week") }).refine(isOrdered, UNORDERED).nullable(),
  /** How long sessions waited, ms: 1st to 99th percentile. Null if there are none. */
  range: z7.object({ from: z7.number(), to: z7.number() }).refine(({ from, to }) => from <= to, "from is greater than to").nullable(),
  controls: z7.array(name).max(100),
  /** A coefficient per 100 ms that must be null; null if none could be fitted. */
  negativeControl: interval.nullable(),
  /** What the figures do not account for; one sentence each. */
  uncontrolled: z7.array(sentence).max(100),
  /** The page views that were looked at, ISO instants; null if there are none. */
  window: z7.object({ from: z7.iso.datetime(), to: z7.iso.datetime() }).nullable(),
  conversions: count,
  /** The coefficient without covariates. */
  naive: coefficient.nullable(),
  negativeControlKind: z7.enum(["before-landing", "after-conversion"]).nullable(),
  /** Sessions that landed on the route, and those of them that could be analysed. */
  coverage: z7.object({ landings: count, analysed: count }),
  /** Conversions by milliseconds waited, in groups of about equally many sessions. */
  curve: z7.array(curveStep).max(100),
  /** The coefficient without the slowest 1 % of sessions. */
  withoutSlowest: coefficient.nullable(),
  /** Field milliseconds per lab millisecond, 95 %; null if no lab was compared, or a bound is missing. */
  labToField: z7.object({ value: z7.number().positive(), low: z7.number().nonnegative(), high: z7.number() }).refine(isWithin, OUTSIDE).nullable(),
  /** Landing views by the state of their data. */
  states: z7.object({ fresh: count, stale: count, failed: count }),
  /** The queries behind the figures. */
  sql: z7.array(z7.string().max(1e5)).max(20),
  writtenAt: z7.iso.datetime()
});
var priceSchema = priceShape.refine(hasFigures, NO_FIGURES);
var usedShape = priceShape.pick({ established: true, kind: true, reason: true, route: true, condition: true, metric: true }).extend(priceShape.pick({ per100ms: true, range: true, window: true, labToField: true }).shape);
var usedPriceSchema = usedShape.refine(hasFigures, NO_FIGURES);
var pricesSchema = z7.strictObject({
  today: daySchema,
  read: z7.array(z7.strictObject({ file: z7.string().max(4e3), ...usedShape.shape }).refine(hasFigures, NO_FIGURES)).max(100)
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
var regressionPriceSchema = z7.strictObject({
  route: name,
  condition: name,
  path: z7.string().max(1e3),
  /** The price file, as the configuration names it. */
  file: z7.string().max(4e3),
  kind: z7.enum(KINDS),
  /** Relative change of conversions, 95 %: −0.006 is 0.6 % fewer. Null if it is not shown. */
  conversions: z7.strictObject(bounds).nullable(),
  /** Null if it is shown. */
  reason: z7.enum(NOT_SHOWN).nullable(),
  window: priceShape.shape.window,
  labToField: priceShape.shape.labToField
});

// src/model/record.ts
var name2 = z8.string().max(200);
var MOST_LIMIT = 1e20;
var limitSchema = z8.strictObject({ value: z8.number().nonnegative(), unit: z8.enum(["ms", "%", "score", "bytes"]) }).refine(({ value, unit }) => unit === "score" || value <= MOST_LIMIT, "no time, size or percentage is that large");
var budgetSchema = z8.strictObject({
  path: z8.string().max(1e3),
  segments: z8.array(z8.string().max(500)).min(1).max(20),
  metric: z8.enum(METRICS),
  max: limitSchema.nullable(),
  percentile: z8.number().int().min(1).max(99),
  maxIncrease: z8.array(limitSchema).min(1).max(8).nullable(),
  enforce: z8.enum(["block", "warn"]),
  isDefault: z8.literal(true).optional()
});
var stepSchema = z8.looseObject({
  action: z8.string().max(100),
  file: z8.string().max(1e3).optional(),
  steps: z8.array(z8.looseObject({ type: z8.string().max(1e3) })).max(1e5).optional()
});
var recordedConfigSchema = z8.looseObject({
  routes: z8.array(
    z8.looseObject({
      name: name2,
      path: z8.string().max(2100),
      conditions: z8.array(name2).max(100),
      interactions: z8.array(stepSchema).max(100).optional(),
      budgets: z8.array(budgetSchema).max(1e3)
    })
  ).max(1e3),
  policy: z8.strictObject({
    onInconclusive: z8.enum(["pass", "block"]),
    onUnmeasured: z8.enum(["pass", "block"]),
    preExisting: z8.enum(["warn", "block"]),
    measureIdentical: z8.boolean().optional(),
    isSinceAnchor: z8.literal(true).optional()
  }),
  comment: z8.enum(COMMENT_MODES).optional(),
  commentKey: z8.string().max(LONGEST_COMMENT_KEY).regex(COMMENT_KEY).nullable().optional()
});
var toleranceSchema = z8.discriminatedUnion("kind", [
  z8.strictObject({ kind: z8.literal("relative"), fraction: z8.number() }),
  z8.strictObject({ kind: z8.literal("absolute"), amount: z8.number() })
]);
var tolerancesSchema = z8.array(toleranceSchema).max(8);
var labelSchema = z8.strictObject({ sha: name2.nullable(), url: z8.string().max(2100) });
var runRecordSchema = z8.strictObject({
  type: z8.literal("run"),
  version: z8.literal(1),
  /** A calibration compares a deploy with itself. */
  purpose: z8.enum(["gate", "calibration"]),
  /** Of vitals-gate, and of Chrome. */
  tool: z8.string().max(100),
  chrome: z8.string().max(200),
  base: labelSchema.nullable(),
  head: labelSchema,
  /** What the order of the visits is drawn from, beside route, condition and phase. */
  seed: z8.strictObject({ base: name2, head: name2 }),
  plan: z8.discriminatedUnion("kind", [
    z8.strictObject({ kind: z8.literal("fixed"), blocks: z8.number().int().min(3).max(1e6) }),
    z8.strictObject({ kind: z8.literal("looks"), maxBlocks: z8.literal([10, 15, 20]) })
  ]),
  alpha: z8.number().positive().max(1),
  /** The version of the rule of decision that the run was planned by; absent: the first. */
  decision: z8.number().int().positive().max(1e6).optional(),
  /** The tolerances that label an effect where no budget on the whole metric declares one. */
  tolerances: z8.strictObject(
    Object.fromEntries(
      METRICS.map((metric) => [metric, definitionOf(metric).isCore ? tolerancesSchema : tolerancesSchema.optional()])
    )
  ),
  /** Whether the control page's slowness is taken out of LCP (difference in differences). */
  differences: z8.boolean(),
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
  repository: z8.string().max(200).optional(),
  /** Whether the gate itself served both deploys, as folders of files; absent: no. */
  servesFolders: z8.literal(true).optional(),
  /** The page of that repository, to link commits to: what the runner of the job that judges says. */
  repositoryUrl: z8.string().max(500).optional(),
  /** Where the report page can be opened: what the workflow of the job that judges says. */
  pageUrl: z8.string().max(6e3).optional(),
  /** Whether a job measured whose word does not count; absent: no. */
  isUntrusted: z8.literal(true).optional(),
  /** What every reader must see. */
  alerts: z8.array(z8.string().max(2e3)).max(100).optional(),
  /** How many routes were visited at a time; absent: one. */
  lanes: z8.literal([1, 2]).optional(),
  notices: z8.array(z8.string().max(5e3)).max(1e3),
  reproduce: z8.string().max(2e4)
});
var place = { route: name2, condition: name2 };
var reportPath = z8.string().max(1e3).regex(/^[^/\\]+(?:\/[^/\\]+)*$/, "it is not a path inside the output folder").refine((file) => !file.split("/").includes(".."), "it leads out of the output folder");
var explanationSchema = z8.strictObject({
  insights: z8.array(
    z8.strictObject({
      id: z8.string().max(200),
      title: z8.string().max(1e3),
      base: z8.string().max(2e3).nullable(),
      head: z8.string().max(2e3).nullable(),
      savingsMs: z8.record(z8.string().max(20), z8.number()).refine((savings) => Object.keys(savings).length <= 100, "it has more than 100 metrics"),
      items: z8.array(z8.string().max(2100)).max(20)
    })
  ).max(1e3),
  reports: z8.strictObject(
    Object.fromEntries(SIDES.map((side) => [side, reportPath.nullable()]))
  ),
  failure: z8.string().max(5e3).nullable()
});
var laterRecordSchema = z8.discriminatedUnion("type", [
  visitSchema,
  /** Whether base and head serve a route the same bytes in the same time, before its first block; for a reader if not. */
  z8.strictObject({ type: z8.literal("identity"), ...place, identity: identitySchema }),
  /** A look at a campaign, and the budgets that are open after it; for a reader: judging looks again. */
  z8.strictObject({
    type: z8.literal("look"),
    ...place,
    blocks: z8.number().int().nonnegative(),
    open: z8.array(z8.string().max(1100)).max(2e3)
  }),
  /** A campaign takes no more blocks. */
  z8.strictObject({
    type: z8.literal("campaign"),
    ...place,
    stopped: z8.enum(STOPS),
    unmeasurable: unmeasurableSchema.nullable()
  }),
  /** Fresh blocks were made after a red; for a reader: judging confirms again. */
  z8.strictObject({
    type: z8.literal("confirmation"),
    ...place,
    blocks: z8.number().int().nonnegative(),
    unmeasurable: unmeasurableSchema.nullable(),
    agreed: z8.array(z8.string().max(1100)).max(2e3)
  }),
  z8.strictObject({ type: z8.literal("notice"), text: z8.string().max(5e3) }),
  z8.strictObject({ type: z8.literal("explanation"), ...place, explanation: explanationSchema }),
  /** What changed between the commits, and which of them did it. The last of each is what holds. */
  z8.strictObject({ type: z8.literal("manifest"), manifest: manifestSchema }),
  z8.strictObject({ type: z8.literal("attribution"), attribution: attributionSchema }),
  /** Why a budget is broken, as far as diagnostic visits tell. */
  z8.strictObject({ type: z8.literal("causes"), search: knownSearchSchema }),
  /** What a GraphQL operation, a subgraph or the operations of a route cost on both sides. */
  z8.strictObject({ type: z8.literal("cost"), comparison: comparisonSchema }),
  /** The costs' budgets, and what made costs change. */
  z8.strictObject({
    type: z8.literal("graphql"),
    rows: z8.array(budgetRowSchema).max(MOST_COST_ITEMS),
    notes: z8.array(costText).max(MOST_COST_ITEMS),
    report: graphqlReportSchema
  }),
  /** The run has ended; a log without this record was interrupted. */
  z8.strictObject({ type: z8.literal("end") })
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
    const text = JSON.stringify(hasCosts(record) ? z9.encode(laterRecordSchema, record) : record);
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

// src/identity/measured.ts
var LONGEST_URL = 2100;
var LONGEST_WHAT = 300;
function measured(because, { url: url2 = null, side = null, what = null } = {}) {
  return {
    kind: "measured",
    because,
    url: url2?.slice(0, LONGEST_URL) ?? null,
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
  for (const [position, url2] of urls.entries())
    yield { series: seriesOf(replay, [position]), about: { url: url2, what: null } };
  for (const positions of sums) {
    const url2 = urls[positions.at(-1) ?? -1] ?? null;
    yield { series: seriesOf(replay, positions), about: { url: url2, what: positions.length > 1 ? WITH_OTHERS : null } };
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
  if (!urls.every((url2) => origins.includes(parsed(url2)?.origin)))
    return "and repeated a request to no deploy of the run";
  const passes = blocks.flat();
  if (passes.some(({ times }) => times.every((ms) => ms === 0))) return "and its responses took no time";
  return new Set(urls).size > 1 && sums.length === 0 ? "and the times of its responses are not summed" : null;
}
function responseDoubt(responses, { urls }) {
  return new Set(urls).size > responses ? "and more requests were repeated than its visits sent" : null;
}
function parsed(url2) {
  return URL.canParse(url2) ? new URL(url2) : null;
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
  if (visits.some(({ block }) => block >= 0) || records.some(({ type }) => type === "confirmation"))
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
  const blocks = [...Map.groupBy(visits, ({ block }) => block).values()];
  const found = { complete: 0, dropped: 0, isCut: false };
  for (const [index, block] of blocks.entries()) {
    const [first] = block;
    if (first === void 0) continue;
    if (found.dropped > MOST_DROPPED) return gap(first, "have blocks after those that end a campaign");
    const isLast = index === blocks.length - 1;
    const checked = checkBlock(block, {
      controlled,
      isCut: block.at(-1) === cut,
      givesUp: isLast && (givesUp || cut !== null)
    });
    if (typeof checked !== "string") return checked;
    if (checked === "complete") found.complete += 1;
    else if (checked === "dropped") found.dropped += 1;
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
  const isReason = ({ because, share: share2 }) => !because || reproduced && (share2 === null || share2 >= LEAST_SHARE);
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
function rankOf({ block, position, page, attempt }) {
  return ((block * 4 + position) * 2 + (page === "control" ? 1 : 0)) * 3 + attempt - 1;
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

export {
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
  readRecords
};
