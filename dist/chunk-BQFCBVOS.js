import {
  MEASURED_BECAUSE,
  attributionSchema,
  manifestSchema,
  regressionPriceSchema
} from "./chunk-EVIWKS3U.js";
import {
  MAD_TO_SIGMA,
  SIDES,
  VERDICTS,
  budgetRowSchema,
  causeSchema,
  comparisonSchema,
  median,
  studentQuantile,
  unboundedNumber
} from "./chunk-NWIDPKZN.js";
import {
  formatPath,
  parsePath
} from "./chunk-OPTY3JPO.js";
import {
  costText,
  definitionOf,
  isExact,
  isMetric,
  knownParts,
  sanitizeLine
} from "./chunk-TOJFHHPJ.js";
import {
  GateError,
  causeOf
} from "./chunk-REZM6CI2.js";

// src/history/line-splitter.ts
var LONGEST_LINE = 5e7;
var LineSplitter = class {
  #take;
  #decoder = new TextDecoder();
  #held = [];
  #length = 0;
  #number = 1;
  /** @param take is called with each line and its number, from 1; null for a line that is too long */
  constructor(take) {
    this.#take = take;
  }
  add(piece) {
    const text = typeof piece === "string" ? piece : this.#decoder.decode(piece, { stream: true });
    let from = 0;
    for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", from)) {
      this.#hold(text.slice(from, end));
      this.#tell();
      from = end + 1;
    }
    this.#hold(text.slice(from));
  }
  end() {
    this.#hold(this.#decoder.decode());
    this.#tell();
  }
  #hold(text) {
    this.#length += text.length;
    if (this.#length > LONGEST_LINE) this.#held = [];
    else if (text !== "") this.#held.push(text);
  }
  #tell() {
    const line = this.#held.join("");
    if (this.#length > LONGEST_LINE) this.#take(null, this.#number);
    else if (line.trim() !== "") this.#take(line, this.#number);
    [this.#held, this.#length] = [[], 0];
    this.#number += 1;
  }
};

// src/history/entry.ts
import { z } from "./vendor/zod-Z7J2UVJW.js";
var HISTORY_FORMAT = "vitals-gate-history/1";
var label = z.string().min(1).max(200);
var time = z.iso.datetime({ offset: true });
var rowSchema = z.object({
  route: label,
  condition: label,
  /** As in a budget: `lcp`, `lcp.ttfb`, `cls`. */
  path: z.string().min(1).max(1e3),
  /** `log`: estimate and error are of ln(main / anchor); `difference`: of main − anchor in the metric's unit. */
  scale: z.enum(["log", "difference"]),
  estimate: z.number(),
  /** The standard error of the estimate. 0 if all visits of a side measured the same. */
  error: z.number().nonnegative(),
  pairs: z.number().int().positive(),
  /** The level of each build over its visits, in the metric's unit. */
  anchor: z.number(),
  head: z.number()
});
var historyEntrySchema = z.object({
  format: z.literal(HISTORY_FORMAT),
  sha: label,
  /** When the commit was made, and when its run ended; ISO 8601 with a zone. */
  committed: time,
  measured: time,
  /** The commit of the anchor build. */
  anchor: label,
  /** The version of Chrome, e.g. `156.0.7778.2`. */
  chrome: label,
  /** What measured, e.g. `linux x64, AMD EPYC 7763, 4 cores`. */
  runner: label,
  /** The version of vitals-gate. */
  version: label,
  run: z.string().max(2e3).nullable(),
  rows: z.array(rowSchema).max(1e5)
});
function fromResult({ base, head, comparisons }, about) {
  const rows = comparisons.flatMap(rowsOf);
  if (base.sha === null || head.sha === null || rows.length === 0) return null;
  return { format: HISTORY_FORMAT, sha: head.sha, anchor: base.sha, ...about, rows };
}
function historyLine(entry) {
  const { format, sha, committed, measured, anchor, chrome, runner, version, run, rows } = entry;
  return `${JSON.stringify({ format, sha, committed, measured, anchor, chrome, runner, version, run, rows })}
`;
}
function rowsOf(comparison) {
  const { metric, difference, base } = comparison;
  if (!isMetric(metric) || difference === null || base === null) return [];
  const parts = knownParts(definitionOf(metric).parts);
  const phases = isExact(metric) ? [] : difference.parts.filter(({ id }) => parts.some((part) => part.id === id));
  const levels = (id) => ({ anchor: valueOf(base.parts, id), head: valueOf(comparison.head.parts, id) });
  const whole = wholeRow(comparison, metric, difference, { anchor: base.value, head: comparison.head.value });
  return [
    ...whole,
    ...phases.flatMap((phase) => differenceRow(comparison, [metric, phase.id], phase, levels(phase.id)))
  ];
}
var valueOf = (parts, id) => parts.find((part) => part.id === id)?.value ?? 0;
function wholeRow(comparison, metric, difference, levels) {
  const { anchor, head } = levels;
  if (isExact(metric)) return differenceRow(comparison, [metric], difference, levels);
  if (!(anchor > 0 && head > 0)) return [];
  const estimate = Math.log(head / anchor);
  const mean = Math.abs(estimate) < 1e-9 ? anchor : (head - anchor) / estimate;
  return row(comparison, [metric], {
    scale: "log",
    estimate,
    error: errorOf(difference, comparison) / mean,
    ...levels
  });
}
function differenceRow(comparison, segments, difference, levels) {
  const error = errorOf(difference, comparison);
  return row(comparison, segments, { scale: "difference", estimate: difference.value, error, ...levels });
}
function errorOf({ low, high }, { blocks }) {
  return (high - low) / 2 / studentQuantile(0.95, 3 * blocks - 1);
}
function row({ route, condition, blocks }, segments, { scale, ...numbers }) {
  const { estimate, error, anchor, head } = numbers;
  if (![estimate, error, anchor, head].every(Number.isFinite)) return [];
  return [
    {
      route,
      condition,
      path: formatPath(segments),
      scale,
      estimate: rounded(estimate),
      error: rounded(error),
      pairs: 2 * blocks,
      anchor: rounded(anchor),
      head: rounded(head)
    }
  ];
}
var rounded = (value) => Number(value.toPrecision(6));

// src/history/read-line.ts
var CONFLICT = /^(?:<{7}|\|{7}|={7}|>{7})(?: |\r?$)/;
var FORMAT = /^vitals-gate-history\/([1-9]\d{0,5})$/;
var THIS_FORMAT = Number(FORMAT.exec(HISTORY_FORMAT)?.[1]);
function readHistoryLine(line, where) {
  if (CONFLICT.test(line)) return { kind: "conflict" };
  const value = parsed(line);
  if (value === void 0) return { kind: "broken", why: "it is not JSON" };
  const format = formatOf(value);
  const number = Number(FORMAT.exec(format ?? "")?.[1] ?? 0);
  if (number > THIS_FORMAT) throw new GateError("history-newer", { format: `${number}` }, { where });
  const { data, error } = historyEntrySchema.safeParse(value);
  if (error === void 0) return { kind: "entry", entry: data };
  const [issue] = error.issues;
  const at = issue === void 0 || issue.path.length === 0 ? "it" : `its ${issue.path.join(".")}`;
  return { kind: "broken", why: sanitizeLine(`${at} is not valid: ${issue?.message ?? "unknown"}`, 200) };
}
function parsed(line) {
  try {
    return JSON.parse(line);
  } catch {
    return void 0;
  }
}
function formatOf(value) {
  if (typeof value !== "object" || value === null || !("format" in value)) return null;
  return typeof value.format === "string" ? value.format : null;
}

// src/history/reader.ts
var MOST_NAMED = 5;
var HistoryReader = class {
  #commits = [];
  #series = /* @__PURE__ */ new Map();
  #texts = /* @__PURE__ */ new Map();
  #broken = [];
  #unknownRows = 0;
  #conflict = null;
  /**
   * What takes the pieces of a file; a last piece of `null` ends it.
   *
   * @throws GateError `history-newer`
   */
  file(name) {
    const shown = sanitizeLine(name, 300);
    const lines = new LineSplitter((line, number) => this.#take(line, `${shown}:${number}`));
    return (piece) => piece === null ? lines.end() : lines.add(piece);
  }
  #take(line, where) {
    const read = line === null ? { kind: "broken", why: "it is too long" } : readHistoryLine(line, where);
    if (read.kind === "entry") this.#keep(read.entry, where);
    else if (read.kind === "conflict") this.#conflict ??= where;
    else this.#broken.push(`${where}: ${read.why}`);
  }
  #keep({ sha, committed, measured, run, rows, ...entry }, where) {
    const index = this.#commits.length;
    const anchor = this.#once(entry.anchor);
    const chrome = this.#once(entry.chrome);
    const runner = this.#once(entry.runner);
    const version = this.#once(entry.version);
    this.#commits.push({ sha, committed, measured, anchor, chrome, runner, version, run, where });
    for (const row2 of rows) {
      const [metric] = parsePath(row2.path) ?? [];
      if (metric === void 0 || !isMetric(metric)) this.#unknownRows += 1;
      else this.#keepRow(row2, metric, index);
    }
  }
  #keepRow({ route, condition, path: path2, scale, ...row2 }, metric, index) {
    const key = JSON.stringify([route, condition, path2, scale]);
    let series = this.#series.get(key);
    if (series === void 0) {
      const columns = { commits: [], estimates: [], errors: [], pairs: [], anchors: [], heads: [] };
      series = { route, condition, path: path2, scale, metric, ...columns };
      this.#series.set(key, series);
    }
    if (series.commits.at(-1) === index) return;
    series.commits.push(index);
    series.estimates.push(row2.estimate);
    series.errors.push(row2.error);
    series.pairs.push(row2.pairs);
    series.anchors.push(row2.anchor);
    series.heads.push(row2.head);
  }
  /** The same text once: thousands of entries name one anchor. */
  #once(text) {
    const known = this.#texts.get(text);
    if (known === void 0) this.#texts.set(text, text);
    return known ?? text;
  }
  /** Everything that was read. */
  end() {
    const order = orderOf(this.#commits);
    const rank = new Map(order.map((index, place2) => [index, place2]));
    return {
      commits: order.flatMap((index) => this.#commits[index] ?? []),
      series: [...this.#series.values()].map((each) => inOrder(each, rank)).filter(({ commits }) => commits.length > 0),
      notices: this.#notices()
    };
  }
  #notices() {
    const notices = [];
    if (this.#conflict !== null)
      notices.push(
        `${this.#conflict}: a merge left its conflict markers in the history. The entries of both sides count; remove the lines of the markers.`
      );
    for (const each of this.#broken.slice(0, MOST_NAMED)) notices.push(`A line of the history is left out: ${each}.`);
    const more = this.#broken.length - MOST_NAMED;
    if (more > 0)
      notices.push(
        more === 1 ? "One more line of the history is left out." : `${more} more lines of the history are left out.`
      );
    if (this.#unknownRows > 0) notices.push(unknownRows(this.#unknownRows));
    return notices;
  }
};
function unknownRows(count) {
  const what = count === 1 ? "1 row of the history is about a metric" : `${count} rows of the history are about metrics`;
  return `${what} that this version of vitals-gate does not know.`;
}
function orderOf(commits) {
  const newest = /* @__PURE__ */ new Map();
  for (const [index, { sha, anchor, measured }] of commits.entries()) {
    const key = `${sha} ${anchor}`;
    const other = commits[newest.get(key) ?? -1];
    if (other === void 0 || Date.parse(other.measured) <= Date.parse(measured)) newest.set(key, index);
  }
  const times = commits.map(({ committed }) => Date.parse(committed));
  return [...newest.values()].toSorted((one, other) => (times[one] ?? 0) - (times[other] ?? 0) || one - other);
}
function inOrder(series, rank) {
  const kept = [...series.commits.entries()].flatMap(([place2, commit]) => {
    const to = rank.get(commit);
    return to === void 0 ? [] : [{ place: place2, to }];
  });
  kept.sort((one, other) => one.to - other.to);
  const column = (values) => kept.map(({ place: place2 }) => values[place2] ?? 0);
  return {
    ...series,
    commits: kept.map(({ to }) => to),
    estimates: column(series.estimates),
    errors: column(series.errors),
    pairs: column(series.pairs),
    anchors: column(series.anchors),
    heads: column(series.heads)
  };
}

// src/stats/drift/level.ts
var FORGETTING = 0.2;
var SPIKE = 3;
var NEIGHBOURS = 2;
var LEAST_DIFFERENCES = 8;
function smoothedLevel(observations) {
  let [weights, weighted, variance] = [0, 0, 0];
  for (const { estimate, error } of observations) {
    const weight = FORGETTING * error ** -2;
    weights = (1 - FORGETTING) * weights + weight;
    weighted = (1 - FORGETTING) * weighted + weight * estimate;
    variance = (1 - FORGETTING) ** 2 * variance + (weight * error) ** 2;
  }
  return weights === 0 ? null : { estimate: weighted / weights, error: Math.sqrt(variance) / weights };
}
function prepared(observations) {
  return withoutSpikes(withScatter(observations));
}
function withoutSpikes(observations) {
  return observations.map(({ estimate, error }, at) => {
    const around = observations.slice(Math.max(0, at - NEIGHBOURS), at + NEIGHBOURS + 1);
    const middle = median(around.map((each) => each.estimate));
    const most = SPIKE * error;
    return { estimate: Math.min(middle + most, Math.max(middle - most, estimate)), error };
  });
}
function withScatter(observations) {
  const differences = observations.slice(1).map(({ estimate, error }, index) => {
    const before = observations[index] ?? { estimate, error };
    return Math.abs(estimate - before.estimate) / Math.hypot(error, before.error);
  });
  if (differences.length < LEAST_DIFFERENCES) return observations;
  const factor = MAD_TO_SIGMA * median(differences);
  return factor <= 1 ? observations : observations.map(({ estimate, error }) => ({ estimate, error: error * factor }));
}

// src/history/change.ts
var INTERVAL_Z = 1.959964;
var BOUND_Z = 1.644854;
function changeOf({ scale }, { estimate, error }) {
  const at = (z5) => onReadersScale(scale, estimate + z5 * error);
  return {
    kind: scale === "log" ? "relative" : "absolute",
    value: at(0),
    low: at(-INTERVAL_Z),
    high: at(INTERVAL_Z)
  };
}
function sizeOf({ scale }, size) {
  return onReadersScale(scale, size);
}
function onReadersScale(scale, value) {
  return scale === "log" ? Math.expm1(value) : value;
}
function limitOnScale(series, { value, unit }) {
  const anchor = median(series.anchors);
  if (series.scale === "log") return Math.log1p(unit === "%" ? value / 100 : value / anchor);
  return unit === "%" ? value / 100 * Math.abs(anchor) : value;
}

// src/history/epochs.ts
function epochsOf({ commits }) {
  const last = commits.at(-1);
  const groups = Map.groupBy(commits.keys(), (index) => keyOf(commits[index]));
  return [...groups.values()].flatMap((indices) => {
    const first = commits[indices[0] ?? -1];
    if (first === void 0 || last === void 0) return [];
    const { anchor, runner } = first;
    const chrome = majorOf(first);
    const isCurrent = anchor === last.anchor && chrome === majorOf(last);
    return [{ anchor, chrome, runner, commits: indices, isCurrent }];
  });
}
var keyOf = (commit) => commit === void 0 ? "" : JSON.stringify([commit.anchor, majorOf(commit), commit.runner]);
function majorOf({ chrome }) {
  return /\d+/.exec(chrome)?.[0] ?? chrome;
}
function inEpochs({ series }, epochs) {
  const epochOf = new Map(epochs.flatMap((epoch) => epoch.commits.map((commit) => [commit, epoch])));
  return series.flatMap((each) => {
    const places = Map.groupBy(each.commits.keys(), (place2) => epochOf.get(each.commits[place2] ?? -1));
    return [...places].flatMap(([epoch, at]) => epoch === void 0 ? [] : [cut(each, epoch, at)]);
  });
}
function cut(series, epoch, places) {
  const { route, condition, path: path2, metric, scale } = series;
  const measured = places.map((place2) => ({
    estimate: series.estimates[place2] ?? 0,
    error: Math.max(series.errors[place2] ?? 0, leastError(series, place2))
  }));
  return {
    route,
    condition,
    path: path2,
    metric,
    scale,
    epoch,
    measured,
    commits: places.map((place2) => series.commits[place2] ?? 0),
    observations: prepared(measured),
    anchors: places.map((place2) => series.anchors[place2] ?? 0)
  };
}
var FINEST = 1e-3;
function leastError(series, place2) {
  const { metric, path: path2, scale } = series;
  const { step, partStep } = definitionOf(metric);
  const anchor = Math.abs(series.anchors[place2] ?? 0);
  const rounding = (path2 === metric ? step : partStep) / Math.sqrt(12 * (series.pairs[place2] ?? 1));
  if (scale === "difference") return Math.max(rounding, FINEST * anchor);
  return Math.max(anchor > 0 ? rounding / anchor : 0, FINEST);
}

// src/history/latest.ts
function latestOf(series) {
  const current = series.filter(({ epoch }) => epoch.isCurrent);
  const groups = Map.groupBy(
    current,
    ({ route, condition, path: path2, scale }) => JSON.stringify([route, condition, path2, scale])
  );
  return [...groups.values()].map((group) => group.reduce((best, each) => isBetter(each, best) ? each : best));
}
function isBetter(one, other) {
  const more = one.commits.length - other.commits.length;
  return more > 0 || more === 0 && (one.commits.at(-1) ?? 0) > (other.commits.at(-1) ?? 0);
}

// src/history/creep.ts
var LEAST_ENTRIES = 3;
function creepOf(series, { limit, metric }) {
  const level = smoothedLevel(series.observations);
  if (level === null) return null;
  const { route, condition } = series;
  const most = limitOnScale(series, limit);
  const entries = series.observations.length;
  const isSure = entries >= LEAST_ENTRIES;
  const isAbove = isSure && level.estimate - BOUND_Z * level.error > most;
  const isBelow = isSure && level.estimate + BOUND_Z * level.error <= most;
  const standing = isAbove ? "broken" : isBelow ? "under" : "open";
  return { route, condition, metric, limit, standing, change: changeOf(series, level), entries };
}

// src/stats/drift/cusum.ts
var CUSUM = { slack: 0.5, limit: 8, clip: 3, first: 10, margin: 1 };
function cusumStep(sum, standardised, { slack, clip }) {
  return Math.max(0, sum + Math.min(clip, Math.max(-clip, standardised)) - slack);
}
function firstSignal(observations, start, rule = CUSUM) {
  const level = new Level();
  let taken = start;
  let sums = { rise: 0, fall: 0 };
  for (const [at, observation] of observations.entries()) {
    if (at < start + rule.first) continue;
    if (sums.rise === 0 && sums.fall === 0) {
      level.add(observations.slice(taken, at));
      taken = at;
    }
    const above = (observation.estimate - level.mean) / observation.error;
    const allowance = rule.margin * level.error / observation.error;
    sums = {
      rise: cusumStep(sums.rise, above - allowance, rule),
      fall: cusumStep(sums.fall, -above - allowance, rule)
    };
    if (sums.rise >= rule.limit) return { direction: "rise", at };
    if (sums.fall >= rule.limit) return { direction: "fall", at };
  }
  return null;
}
var Level = class {
  #weights = 0;
  #weighted = 0;
  add(observations) {
    for (const { estimate, error } of observations) {
      this.#weights += error ** -2;
      this.#weighted += estimate * error ** -2;
    }
  }
  get mean() {
    return this.#weighted / this.#weights;
  }
  get error() {
    return this.#weights ** -0.5;
  }
};

// src/stats/drift/onset.ts
var LIKELIHOOD = 0.9;
var FORMS = ["step", "ramp"];
function findOnset(observations, direction) {
  const sign = direction === "rise" ? 1 : -1;
  const candidates = candidatesIn(observations).filter(({ size }) => size * sign > 0);
  const [first, ...others] = candidates;
  if (first === void 0) return null;
  const best = others.reduce((one, other) => other.gain > one.gain ? other : one, first);
  return { ...best, ...rangeOf(candidates, best) };
}
function rangeOf(candidates, best) {
  const likelihood = /* @__PURE__ */ new Map();
  for (const { at, gain } of candidates)
    likelihood.set(at, (likelihood.get(at) ?? 0) + Math.exp((gain - best.gain) / 2));
  const total = [...likelihood.values()].reduce((sum, each) => sum + each, 0);
  const likeliest = [...likelihood].toSorted(([, one], [, other]) => other - one);
  let held = 0;
  const places = [best.at];
  for (const [at, each] of likeliest) {
    if (held >= LIKELIHOOD * total) break;
    held += each;
    places.push(at);
  }
  return { earliest: Math.min(...places), latest: Math.max(...places) };
}
function candidatesIn(observations) {
  const found = [];
  const all = observations.reduce((sums, observation, t) => plus(sums, observation, t), NONE);
  let after = NONE;
  for (const [t, observation] of [...observations.entries()].toReversed()) {
    after = plus(after, observation, t);
    if (t > 0) for (const form of FORMS) found.push(fitted(form, t, { after, all, last: observations.length - 1 }));
  }
  return found;
}
var NONE = { w: 0, wt: 0, wtt: 0, wy: 0, wty: 0 };
function plus({ w, wt, wtt, wy, wty }, { estimate, error }, t) {
  const weight = error ** -2;
  const weighted = weight * estimate;
  return { w: w + weight, wt: wt + weight * t, wtt: wtt + weight * t * t, wy: wy + weighted, wty: wty + weighted * t };
}
function fitted(form, at, { after, all, last }) {
  const before = at - 1;
  const [x, xx, xy] = form === "step" ? [after.w, after.w, after.wy] : [
    after.wt - before * after.w,
    after.wtt - 2 * before * after.wt + before ** 2 * after.w,
    after.wty - before * after.wy
  ];
  const spread = xx - x ** 2 / all.w;
  const covered = xy - x * all.wy / all.w;
  const slope = spread > 0 ? covered / spread : 0;
  return { form, at, size: form === "step" ? slope : slope * (last - before), gain: covered * slope };
}

// src/stats/drift/drifts.ts
var PARAMETERS = 4;
function findDrifts(observations, rule = CUSUM) {
  return joined(observations, signalsOf(observations, rule)).flatMap((change) => {
    const onset = findOnset(observations.slice(change.from, change.until), change.direction);
    return onset === null ? [] : [{ ...change, onset: shifted(onset, change.from) }];
  });
}
function signalsOf(observations, rule) {
  const noticed = [];
  let from = 0;
  for (; ; ) {
    const signal = firstSignal(observations, from, rule);
    if (signal === null) break;
    noticed.push({ direction: signal.direction, noticed: signal.at, from, until: observations.length });
    from = signal.at + 1;
  }
  return noticed.map((each, index) => ({ ...each, until: noticed[index + 1]?.from ?? observations.length }));
}
function joined(observations, changes) {
  for (const [index, before] of changes.entries()) {
    const next = changes[index + 1];
    if (next === void 0 || before.direction !== next.direction) continue;
    const one = { ...before, until: next.until };
    if (costOf(observations, one) <= costOf(observations, before) + costOf(observations, next))
      return joined(observations, changes.toSpliced(index, 2, one));
  }
  return changes;
}
function costOf(all, { direction, from, until }) {
  const observations = all.slice(from, until);
  const weights = observations.reduce((sum, { error }) => sum + error ** -2, 0);
  const mean = observations.reduce((sum, { estimate, error }) => sum + estimate * error ** -2, 0) / weights;
  const squares = observations.reduce((sum, { estimate, error }) => sum + ((estimate - mean) / error) ** 2, 0);
  const gain = findOnset(observations, direction)?.gain ?? 0;
  return squares - gain + PARAMETERS * Math.log(all.length);
}
function shifted(onset, by) {
  return { ...onset, at: onset.at + by, earliest: onset.earliest + by, latest: onset.latest + by };
}

// src/history/drift-of.ts
var PLAIN = 11.3;
function driftsOf(history, whole, phases) {
  const { route, condition, metric, epoch, scale } = whole;
  const drifts = findDrifts(whole.observations);
  return drifts.flatMap((drift, index) => {
    const { phase, onset } = clearest(whole, phases, drift);
    const isOpen = drift.direction === "rise" && !drifts.slice(index + 1).some(({ direction: direction2 }) => direction2 === "fall");
    const [since, earliest, latest] = [onset.at, onset.earliest, onset.latest].map((at2) => history.commits[at2]);
    const noticed = history.commits[whole.commits[drift.noticed] ?? -1];
    if (since === void 0 || earliest === void 0 || latest === void 0 || noticed === void 0) return [];
    const size = sizeOf(whole, drift.onset.size);
    const { direction } = drift;
    const { form } = onset;
    const at = { since, earliest, latest, noticed };
    return [{ route, condition, metric, epoch, direction, form, ...at, size, scale, phase, isOpen }];
  });
}
function clearest(whole, phases, drift) {
  const from = whole.commits[drift.from] ?? 0;
  const until = whole.commits[drift.until] ?? Infinity;
  let best = { phase: null, onset: inHistory(drift.onset, whole.commits) };
  let plainest = PLAIN;
  for (const { path: path2, commits, observations } of phases) {
    const places = [...commits.keys()].filter((place2) => within(commits[place2], from, until));
    const onset = findOnset(
      places.flatMap((place2) => observations[place2] ?? []),
      drift.direction
    );
    if (onset === null || onset.gain <= plainest) continue;
    plainest = onset.gain;
    const own = places.map((place2) => commits[place2] ?? 0);
    best = { phase: path2, onset: onset.gain > drift.onset.gain ? inHistory(onset, own) : best.onset };
  }
  return best;
}
var within = (commit, from, until) => commit !== void 0 && commit >= from && commit < until;
function inHistory(onset, commits) {
  const [at = 0, earliest = 0, latest = 0] = [onset.at, onset.earliest, onset.latest].map((place2) => commits[place2]);
  return { ...onset, at, earliest, latest };
}

// src/history/overview.ts
function overviewOf(history, limits) {
  const epochs = epochsOf(history);
  const series = inEpochs(history, epochs);
  const wholes = series.filter(({ path: path2, metric }) => path2 === metric);
  const phasesOf = Map.groupBy(
    series.filter(({ path: path2, metric }) => path2 !== metric),
    keyOf2(epochs)
  );
  const drifts = wholes.flatMap((whole) => driftsOf(history, whole, phasesOf.get(keyOf2(epochs)(whole)) ?? []));
  const rows = latestOf(wholes).flatMap((each) => {
    const { route, condition, metric } = each;
    const level = smoothedLevel(each.observations);
    if (level === null) return [];
    const open = drifts.filter((drift) => drift.isOpen && drift.epoch.isCurrent && isAbout(drift, each));
    const creep = limits.filter((limit) => limit.metric === metric).flatMap((limit) => creepOf(each, limit) ?? []);
    return [{ route, condition, metric, series: each, change: changeOf(each, level), drifts: open, creep }];
  });
  return { history, epochs, rows, drifts: inTime(drifts) };
}
var keyOf2 = (epochs) => ({ route, condition, metric, epoch }) => JSON.stringify([route, condition, metric, epochs.indexOf(epoch)]);
function isAbout(drift, { route, condition, metric }) {
  return drift.route === route && drift.condition === condition && drift.metric === metric;
}
function inTime(drifts) {
  return drifts.toSorted((one, other) => Date.parse(one.since.committed) - Date.parse(other.since.committed));
}

// src/model/result.ts
import { z as z4 } from "./vendor/zod-Z7J2UVJW.js";

// src/model/clue.ts
import { z as z2 } from "./vendor/zod-Z7J2UVJW.js";
var selector = z2.string().max(500);
var url = z2.string().max(2e3);
var ms = z2.number();
var aboutShape = {
  route: z2.string().max(200),
  condition: z2.string().max(200),
  metric: comparisonSchema.shape.metric,
  unit: comparisonSchema.shape.unit,
  /** Of the broken budget. */
  path: z2.string().max(1e3),
  /** The node that it is about: ids from the metric down. */
  part: z2.array(z2.string().max(500)).min(1),
  /**
   * The fraction of the change of the budget's node that it accounts for: above 1 if other parts went the other way.
   * Null if it is not known.
   */
  share: z2.number().nullable(),
  /** Where to look: the path of a URL with line and column as far as known, a selector, or `file:line`. */
  place: costText.nullable(),
  /** The commit of head; null if head has no SHA. */
  sha: z2.string().max(200).nullable()
};
var changeSchema = z2.strictObject({ value: unboundedNumber, low: unboundedNumber, high: unboundedNumber });
var movedShape = { ...aboutShape, before: unboundedNumber, after: unboundedNumber, change: changeSchema };
var requesterSchema = z2.strictObject({
  initiator: z2.enum(["parser", "preload", "script", "stylesheet", "other"]),
  url: url.nullable(),
  /** Of a script; from 1. */
  line: z2.number().int().nullable()
});
var clueSchema = z2.discriminatedUnion("kind", [
  /** The deepest part that holds most of the change. */
  z2.strictObject({ kind: z2.literal("part"), ...movedShape }),
  /** The element that moves most; `place` is its selector. */
  z2.strictObject({ kind: z2.literal("shifted-element"), ...movedShape }),
  /** Without a base there is no change: the largest part of what head takes. */
  z2.strictObject({ kind: z2.literal("largest-part"), ...aboutShape, after: unboundedNumber }),
  /** The LCP element, where both sides have the same; `before` and `after` are what it loads, as a requester's URL. */
  z2.strictObject({
    kind: z2.literal("lcp-element"),
    ...aboutShape,
    element: selector.nullable(),
    before: url.nullable(),
    after: url.nullable()
  }),
  /** Each side has an LCP element of its own: the phases are not compared. */
  z2.strictObject({ kind: z2.literal("lcp-element-changed"), ...aboutShape, before: selector, after: selector }),
  /** The LCP resource has another requester than on base. `place` is the requester on head. */
  z2.strictObject({
    kind: z2.literal("lcp-request-changed"),
    ...aboutShape,
    before: requesterSchema,
    after: requesterSchema
  }),
  /** The longest script in the slow interaction, ms; `before` is null if base's longest is another one. */
  z2.strictObject({
    kind: z2.literal("script"),
    ...aboutShape,
    invoker: z2.string().max(500),
    functionName: z2.string().max(500),
    /** As a requester's URL; empty if Chrome does not name it. */
    source: url,
    before: ms.nullable(),
    after: ms
  }),
  /** What made a GraphQL operation's cost change. */
  z2.strictObject({
    kind: z2.literal("graphql-cost"),
    ...aboutShape,
    by: z2.enum(["document", "schema", "settings", "interaction"]),
    /** What it adds; null if the cost is without bound. */
    amount: z2.number().nullable(),
    /** The response path that an operation's text asks for; null for other changes. */
    responsePath: costText.nullable(),
    /** `Type.field` or `Type`. */
    coordinate: costText.nullable(),
    subgraph: costText.nullable(),
    owner: costText.nullable(),
    commit: z2.strictObject({ sha: z2.string().max(200), subject: costText }).nullable(),
    note: costText.nullable(),
    /** How many such clues the change has; only the largest are listed. */
    among: z2.number().int().positive()
  }),
  /** A commit that did it. */
  z2.strictObject({
    kind: z2.literal("commit"),
    ...aboutShape,
    commit: z2.strictObject({ sha: z2.string().max(200), subject: z2.string().max(500) }),
    change: changeSchema.nullable()
  }),
  /** A range of commits that contains the cause; `commits` lists them. */
  z2.strictObject({
    kind: z2.literal("commit-range"),
    ...aboutShape,
    commits: z2.string().max(500),
    change: changeSchema
  })
]);

// src/model/skipped.ts
import { z as z3 } from "./vendor/zod-Z7J2UVJW.js";
var place = { route: z3.string().max(200), condition: z3.string().max(200) };
var skippedSchema = z3.strictObject({
  /** The routes that were not measured, because base and head serve identical bytes in the same time. */
  routes: z3.array(
    z3.strictObject({
      ...place,
      /** Responses that were compared, on each side. */
      responses: z3.number().int(),
      /** Requests that were made again, without Chrome, to compare their times; 0 where the gate itself served both sides. */
      repeatedRequests: z3.number().int(),
      /** How often each of them was, on both sides together. */
      repeats: z3.number().int()
    })
  ),
  /** The routes that were measured, each for a reason. */
  measured: z3.array(
    z3.strictObject({
      ...place,
      because: z3.enum(MEASURED_BECAUSE),
      /** The response, without its query; null if it is about no single one. */
      url: z3.string().max(2100).nullable(),
      side: z3.enum(SIDES).nullable(),
      what: z3.string().max(300).nullable()
    })
  )
});

// src/model/result.ts
var deploySchema = z4.strictObject({ sha: z4.string().max(200).nullable(), url: z4.string().max(2e3).nullable() });
var resultSchema = z4.strictObject({
  version: z4.literal(1),
  verdict: z4.enum(VERDICTS),
  base: deploySchema,
  head: deploySchema,
  comparisons: z4.array(comparisonSchema),
  budgets: z4.array(budgetRowSchema),
  /** What diagnostic visits found, the worst budget first, then the larger share; absent if nothing was looked for. */
  causes: z4.array(causeSchema).optional(),
  /** What the counted visits say of each budget that the change broke is broken, in the order of the budgets; of each budget first why, then which commits. */
  clues: z4.array(clueSchema).optional(),
  /** What the confirmed regressions of priced routes cost, in the order of the budgets; absent if the run has no prices. */
  prices: z4.array(regressionPriceSchema).optional(),
  /** The learnt settle windows, ms, each with the reason for more than the minimum. */
  settles: z4.array(
    z4.strictObject({
      route: z4.string().max(200),
      condition: z4.string().max(200),
      settleMs: z4.number(),
      because: z4.string().max(5e3).nullable()
    })
  ).optional(),
  /** What was not measured because base and head serve identical bytes; absent if that was not looked at. */
  skipped: skippedSchema.optional(),
  /** Which commits broke each budget; empty if it was not looked for. */
  attribution: z4.array(attributionSchema).optional(),
  /** What changed from base to head; null if the history is not known. */
  manifest: manifestSchema.nullable().optional()
});

// src/history/folder-history.ts
import { appendFile, mkdir, readdir, readFile } from "node:fs/promises";
import path from "node:path";

// src/model/history-store.ts
var HISTORY_FILE = "history.ndjson";

// src/history/assert-history.ts
function historyIn(files) {
  const reader = new HistoryReader();
  for (const { name, text } of files) {
    const take = reader.file(name);
    take(text);
    take(null);
  }
  return reader.end();
}
function assertHistory(file) {
  if (file.text.trim() === "" || historyIn([file]).commits.length > 0) return;
  throw new GateError("history-strange", { name: file.name });
}

// src/history/folder-history.ts
function folderHistory(folder) {
  const file = path.join(folder, HISTORY_FILE);
  const tried = async (action, body) => {
    try {
      return await body();
    } catch (error) {
      if (error instanceof GateError) throw error;
      throw new GateError("history-folder", { action, folder, cause: causeOf(error) }, { cause: error });
    }
  };
  return {
    place: `the folder ${folder}`,
    read: () => tried("read", () => filesIn(folder)),
    append: (line) => tried("write", async () => {
      const text = await textOf(file);
      if (text.includes(line)) return;
      assertHistory({ name: file, text });
      await mkdir(folder, { recursive: true });
      await appendFile(file, text === "" || text.endsWith("\n") ? line : `
${line}`);
    })
  };
}
async function filesIn(folder) {
  const names = await readdir(folder).catch(emptyIfMissing([]));
  const own = names.filter((name) => /^history(?:-\d+)?\.ndjson$/.test(name));
  return Promise.all(
    own.toSorted().map(async (name) => ({ name, text: await readFile(path.join(folder, name), "utf8") }))
  );
}
function textOf(file) {
  return readFile(file, "utf8").catch(emptyIfMissing(""));
}
var emptyIfMissing = (empty) => (error) => {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return empty;
  throw error;
};

// src/history/runner.ts
import { arch, cpus, platform } from "node:os";
function runnerLabel() {
  const processors = cpus();
  const model = sanitizeLine(processors[0]?.model ?? "", 100) || "unknown processor";
  return `${platform()} ${arch()}, ${model}, ${processors.length} ${processors.length === 1 ? "core" : "cores"}`;
}

export {
  HISTORY_FILE,
  resultSchema,
  fromResult,
  historyLine,
  HistoryReader,
  historyIn,
  assertHistory,
  changeOf,
  sizeOf,
  limitOnScale,
  majorOf,
  overviewOf,
  folderHistory,
  runnerLabel
};
