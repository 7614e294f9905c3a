import {
  GRAPH_METRICS,
  METRICS,
  definitionOf,
  isGraphMetric,
  isMetric,
  knownNodes
} from "./chunk-TOJFHHPJ.js";

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
function costSubject({ route, condition }, quote) {
  if (condition === "composition") return ["the graph"];
  if (condition === "operation" || condition === "subgraph") return [`${condition} `, quote(route)];
  return ["the operations of ", quote(route)];
}
function isOfGraph(metric) {
  return isGraphMetric(metric) || metric === "validity" || metric === "composition";
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
function constantsOf(version = CURRENT) {
  return DECISIONS[version];
}
function isDecisionVersion(version) {
  return DECISION_VERSIONS.some((known) => known === version);
}

// src/stats/plan.ts
var MIN_BLOCKS = 3;
var FIXED = { weight: 1, tolerance: 0.05, pass: 0.1 };
function alphaOf({ kind }, declared, version) {
  return declared ?? constantsOf(version).alpha[kind];
}
function looksOf({ plan, alpha, comparisons, version, blocksBeforeLoss = Infinity }) {
  const planned = plan.kind === "fixed" ? [{ ...FIXED, blocks: plan.blocks }] : constantsOf(version).looks[plan.maxBlocks];
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
