import {
  alignVisits
} from "./chunk-TGFS3GHZ.js";
import {
  MAD_TO_SIGMA,
  assertFinite,
  blockOrder,
  blockPermutationTest,
  blockResiduals,
  gridScores,
  logView,
  mapSeries,
  median,
  normalUpperQuantile,
  readingOf,
  seededRandom,
  studentQuantile,
  sum,
  toleranceScores,
  valuesOf,
  withinBlockDifferences,
  zeroScores,
  zipBlocks
} from "./chunk-NWIDPKZN.js";
import {
  assertSums,
  formatPath
} from "./chunk-OPTY3JPO.js";
import {
  CURRENT,
  MIN_BLOCKS,
  constantsOf,
  looksOf,
  looksReached,
  smallestRedBlocks
} from "./chunk-ZJKTF4S2.js";
import {
  comparedUnder,
  definitionOf,
  isExact,
  unitOf
} from "./chunk-TOJFHHPJ.js";

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
  const complete = blocks.flatMap((block) => measuredBlock(block, metric));
  if (complete.length < MIN_BLOCKS) return null;
  for (const { breakdown } of complete.flat()) assertSums(breakdown);
  return alignVisits(complete, metric);
}
function measuredBlock(block, metric) {
  const measured = block.visits.flatMap(({ side, outcome }) => {
    const reading = readingOf(outcome.readings, metric);
    return reading.status === "measured" ? [{ head: isHead(side), breakdown: reading.breakdown }] : [];
  });
  return measured.length === block.visits.length ? [measured] : [];
}
function lostOnHead({ blocks }, metric, rule) {
  const hasValues = rule.plan.kind === "looks" || blocks.filter((block) => !lacks(block, metric)).length >= MIN_BLOCKS;
  const looks = looksReached(hasValues ? rule : { ...rule, blocksBeforeLoss: Infinity }, blocks.length);
  return looks.some(
    ({ blocks: reached, thresholds }) => lossLevel(blocks.slice(0, reached), metric) <= thresholds.zero
  );
}
function blocksUntilLoss(blocks, metric) {
  const first = blocks.findIndex((block) => lacks(block, metric));
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

// src/stats/estimator.ts
var HUBER = 1.5;
var CONFIDENCE = 0.95;
var BLOCK_OF_FOUR = 1.25;
function fitEffect(total) {
  if (total.length < MIN_BLOCKS) throw new RangeError(`an effect takes ${MIN_BLOCKS} blocks, not ${total.length}`);
  const weighted = weigh(total, median(withinBlockDifferences(total)));
  const contrasts = weighted.map(contrast);
  const scale = sum(contrasts.flat().map((visit) => visit.head ? visit.coefficient : 0));
  const visits = contrasts.map((block) => block.map((visit) => ({ ...visit, coefficient: visit.coefficient / scale })));
  return { visits, ...precision(visits) };
}
function fitLevel(total) {
  const weighted = weigh(total, 0);
  const scale = sum(weighted.flat().map((visit) => visit.weight));
  const visits = weighted.map((block) => block.map((visit) => ({ ...visit, coefficient: visit.weight / scale })));
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
  const variance = sum(unexplained.map((block) => blockVariance(block)));
  const se = Math.sqrt(variance * fit.inflation);
  return { effect: change, se, low: change - fit.quantile * se, high: change + fit.quantile * se };
}
function weigh(total, shift) {
  const residuals = blockResiduals(mapSeries(total, (value, head) => value - (head ? shift : 0)));
  const scale = MAD_TO_SIGMA * BLOCK_OF_FOUR * median(valuesOf(residuals).map(Math.abs)) + 1e-9;
  return residuals.map(
    (block) => block.map(({ head, value }) => ({ head, weight: Math.min(1, HUBER * scale / Math.max(Math.abs(value), 1e-9)) }))
  );
}
function contrast(block) {
  const headShare = sum(block.map((visit) => visit.head ? visit.weight : 0)) / sum(block.map((visit) => visit.weight));
  return block.map(({ head, weight }) => ({ head, weight, coefficient: weight * ((head ? 1 : 0) - headShare) }));
}
function precision(visits) {
  const all = visits.flat();
  const degrees = all.length - visits.length - 1;
  const full = all.filter((visit) => visit.weight === 1).length / all.length;
  return { inflation: all.length / degrees / full, quantile: studentQuantile(CONFIDENCE, degrees) };
}
function blockVariance(block) {
  const weights = sum(block.map(([{ weight }]) => weight));
  const mean = sum(block.map(([{ weight }, { value }]) => weight * value)) / weights;
  return sum(block.map(([{ coefficient }, { value }]) => (coefficient * (value - mean)) ** 2));
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
  const z = proof === null ? POWER_Z : EACH_POWER_Z;
  const reach = (level, among) => (normalUpperQuantile(level) + z) * standardError(sigma, among);
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
    pTol: Math.max(...beyond.map((tails) => tails.upper)),
    // Tied: head lies exactly at the tolerance in every block (0 against 0, a constant CLS), which does not exceed it.
    pOk: Math.min(...beyond.map((tails) => tails.tied ? 0 : tails.lower)),
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
  const count = { worse: 0, same: 0, unclear: 0, confirmed: 0, blocks: 0 };
  const most = looksOf(rule).at(-1)?.blocks ?? series.length;
  for (let run = 0; run < runs; run += 1) {
    const draw = (among) => slowed(relabelled(drawn(series, among, random), random), increase);
    const { verdict, blocks } = decideByPlan(draw(most), question, rule);
    count.blocks += blocks;
    if (verdict === "worse") count.worse += 1;
    else if (verdict === "same" || verdict === "better") count.same += 1;
    else count.unclear += 1;
    if (verdict === "worse" && isConfirmed(draw, question, rule)) count.confirmed += 1;
  }
  return {
    runs,
    worse: count.worse / runs,
    same: count.same / runs,
    unclear: count.unclear / runs,
    confirmed: count.confirmed / runs,
    blocks: count.blocks / runs
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
  return series.map((block) => {
    const order = blockOrder(random);
    return block.map(({ value }, position) => ({ head: order[position] === "head", value }));
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
    const { route: name, condition } = campaign;
    const most = Math.max(...metrics.map(({ maxBlocks }) => maxBlocks), MAXIMA[0]);
    const visitMs = meanVisitMs(campaign);
    return { route: name, condition, minutes: campaignMinutes(most, visitMs), visitMs, metrics };
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
  const routeOf = new Map(routes.map((route) => [route.name, route]));
  return (campaign) => {
    const route = routeOf.get(campaign.route);
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

export {
  collect,
  collectBlocks,
  blocksUntilLoss,
  lossLevel,
  defaultTolerances,
  quantityOf,
  toleranceOf,
  rootTolerances,
  labellingBudget,
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
  toleranceFraction
};
