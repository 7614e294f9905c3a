import {
  worst
} from "./chunk-NWIDPKZN.js";
import {
  isAbout
} from "./chunk-OPTY3JPO.js";

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

export {
  outcomeOf,
  waive,
  expiredWaivers
};
