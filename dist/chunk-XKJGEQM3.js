import {
  calibrate
} from "./chunk-BWW6KNF5.js";
import {
  TWO_LANES,
  campaignsOf,
  readLog,
  writeWhole
} from "./chunk-EVIWKS3U.js";
import {
  PAGE,
  assertReplaceable,
  binomialCdf,
  keyOf
} from "./chunk-NWIDPKZN.js";
import {
  GateError
} from "./chunk-REZM6CI2.js";

// src/gate/verdict/calibrate.ts
import { existsSync } from "node:fs";
import path from "node:path";

// src/judge/lane-calibration.ts
function compareLanes(measured) {
  return (measured[0]?.campaigns ?? []).map((campaign) => {
    const lanes = measured.flatMap(
      ({ lanes: count, campaigns }) => campaigns.filter((each) => keyOf(each) === keyOf(campaign)).map((each) => inLanes(count, each))
    );
    const [one, two] = [1, 2].map((count) => lanes.find((each) => each.lanes === count));
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
  return existsSync(path.join(folder, TWO_LANES)) ? [first, await readLog(folder, TWO_LANES)] : [first];
}
async function calibrateLogs(logs, folder) {
  const measured = logs.map((log) => {
    const { purpose, config, alpha, lanes = 1 } = log.run;
    if (purpose !== "calibration") throw new GateError("not-a-calibration", { out: folder });
    const campaigns = calibrate(config.routes, campaignsOf(log), alpha);
    log.assertUnchanged();
    return { lanes, campaigns };
  });
  const calibration = compareLanes(measured);
  const page = path.join(folder, PAGE);
  await assertReplaceable(page);
  const { renderCalibrationPage } = await import("./chunk-YVHQWQQP.js");
  await writeWhole(
    [path.join(folder, "calibration.json"), `${JSON.stringify(calibration, null, 2)}
`],
    [page, renderCalibrationPage(calibration)]
  );
  return calibration;
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
  const bounds = rankBounds(sorted.length, percentile / 100, OVER_LEVEL, UNDER_LEVEL);
  const low = bounds.lower === null ? null : ranked(sorted, bounds.lower);
  const high = bounds.upper === null ? null : ranked(sorted, bounds.upper);
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
  readCalibration,
  calibrateLogs,
  MACHINE_SPREAD,
  judgeSlo
};
