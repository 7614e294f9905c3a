// src/text/cost.ts
function costText(value) {
  const digits2 = Number.isFinite(value) ? String(Number(value.toFixed(6))) : value > 0 ? "unbounded" : "-unbounded";
  return digits2.replace(/^-/, "−");
}

// src/report/words/rounding.ts
var EXTRA_DECIMALS = 4;
var MINUS = "−";
function distinct(values, scale) {
  const different = new Set(values).size;
  const texts = Array.from(
    { length: EXTRA_DECIMALS + 1 },
    (_, places) => values.map((value) => digits(value, scale(places), []))
  );
  return texts.find((each) => new Set(each).size === different) ?? texts.at(-1) ?? [];
}
var DUST = 1e-9;
var SCORE_DUST = 1e-6;
function isDust(value, dust) {
  return Math.abs(value) < dust;
}
function digits(value, { divisor, decimals, dust = DUST }, limits) {
  if (isDust(value, dust) && !limits.includes(0)) return "0";
  const scaled = value / divisor;
  const edges = [0, ...limits.map((edge) => edge / divisor)];
  for (let places = decimals; places <= decimals + EXTRA_DECIMALS; places += 1) {
    const rounded = Number(scaled.toFixed(places));
    if (edges.every((edge) => sameSide(rounded, scaled, edge))) return withMinus(scaled.toFixed(places));
  }
  return withMinus(awayFrom(scaled, nearest(scaled, edges), decimals + EXTRA_DECIMALS));
}
function sameSide(rounded, exact, edge) {
  const dust = 1e-9 * Math.max(1, Math.abs(edge));
  const side = (number) => Math.abs(number - edge) <= dust ? 0 : Math.sign(number - edge);
  return side(rounded) === side(exact);
}
function nearest(value, edges) {
  return edges.reduce((best, edge) => Math.abs(edge - value) < Math.abs(best - value) ? edge : best, 0);
}
function awayFrom(value, edge, places) {
  const step = 10 ** places;
  const round = value > edge ? Math.ceil : Math.floor;
  return (round(value * step) / step).toFixed(places);
}
function withMinus(digitsOf) {
  return digitsOf.replace("-", MINUS);
}

// src/report/words/format.ts
function quantity(value, unit, limits = []) {
  if (unit === "cost") return costText(value);
  const scale = scaleOf(value, unit);
  return digits(value, scale, limits) + scale.suffix;
}
function change(difference, unit, limits = []) {
  if (isNothing(difference, unit)) return "0";
  if (unit === "cost") return plus(difference.value) + costText(difference.value);
  const scale = changeScale(difference, unit);
  return plus(difference.value, scale.dust) + withInterval(difference, scale, limits);
}
function changeAlone(difference, unit, limits = []) {
  return change({ ...difference, low: null, high: null }, unit, limits);
}
function besideRange({ value, low, high }, unit, limits = []) {
  const largest = largestOf({ low, high });
  if (largest === null) return quantity(value, unit, limits);
  const scale = changeScale({ value: largest, low, high }, unit);
  return digits(value, scale, limits) + scale.suffix;
}
function range({ low, high }, unit, limits = []) {
  const largest = largestOf({ low, high });
  if (largest === null) return "";
  const scale = changeScale({ value: largest, low, high }, unit);
  const bound = (edge) => digits(edge, scale, limits);
  if (low === null) return `at most ${bound(high ?? 0)}${scale.suffix}`;
  if (high === null) return `at least ${bound(low)}${scale.suffix}`;
  if (bound(low) === bound(high)) return bound(low) + scale.suffix;
  return `between ${bound(low)} and ${bound(high)}${scale.suffix}`;
}
function largestOf({ low, high }) {
  const known = [low, high].filter((edge) => edge !== null);
  return known.length === 0 ? null : known.reduce((best, edge) => Math.abs(edge) > Math.abs(best) ? edge : best, 0);
}
function changeScale(difference, unit) {
  const scale = intervalScale(difference, unit);
  return unit === "score" ? { ...scale, decimals: 3 } : scale;
}
function isNothing({ value, low, high }, unit) {
  const dust = unit === "score" ? SCORE_DUST : DUST;
  return [value, low ?? value, high ?? value].every((number) => isDust(number, dust));
}
function signed(value, unit) {
  return plus(value, unit === "score" ? SCORE_DUST : DUST) + quantity(value, unit);
}
var MOST_PERCENT = 900;
function percentChange(fraction, limits = []) {
  if (Math.round(100 * fraction) > MOST_PERCENT) return "over 10 times";
  const scale = { divisor: 0.01, suffix: " %", decimals: Math.abs(fraction) < 0.0995 ? 1 : 0 };
  return plus(fraction) + digits(fraction, scale, limits) + scale.suffix;
}
function percentRange({ low, high }) {
  const decimals = Math.max(Math.abs(low), Math.abs(high)) < 0.0995 ? 1 : 0;
  const bounds = distinct([low, high], (places) => ({ divisor: 0.01, suffix: "", decimals: decimals + places }));
  return `${bounds.join(" to ")} %`;
}
function ratio({
  value,
  low,
  high
}) {
  const [middle, least, most] = distinct([value, low, high], (places) => ({
    divisor: 1,
    suffix: "",
    decimals: 1 + places
  }));
  return `${middle} [${least}, ${most}]`;
}
function share(fraction) {
  if (fraction < 1 && fraction > 0.995) return "over 99 %";
  if (fraction >= 1 && fraction < 1.005) return "100 %";
  return digits(fraction, { divisor: 0.01, suffix: "", decimals: 0 }, [1]) + " %";
}
function limit({ value, unit }) {
  if (unit === "%") return `${value} %`;
  if (unit === "score" || unit === "cost") return String(value);
  if (unit === "bytes") return declaredSize(value);
  return value >= 1e3 ? `${Number((value / 1e3).toFixed(6))} s` : `${value} ms`;
}
function declaredSize(bytes) {
  const { divisor, suffix } = bytes >= 1e6 ? sizeScaleOf(bytes) : sizeScaleOf(bytes >= 1e3 ? 1e3 : 0);
  return `${Number((bytes / divisor).toFixed(6))}${suffix}`;
}
function tolerances(limits) {
  return limits.map((each) => `+${limit(each)}`).join(" and ");
}
function count(number, noun) {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
function percentile(number) {
  const suffixes = { one: "st", two: "nd", few: "rd" };
  const suffix = suffixes[new Intl.PluralRules("en", { type: "ordinal" }).select(number)] ?? "th";
  return `${number}${suffix} percentile`;
}
function scaleOf(value, unit) {
  if (unit === "bytes") return sizeScaleOf(Math.abs(value));
  if (unit === "score") return { divisor: 1, suffix: "", decimals: 2, dust: SCORE_DUST };
  const size = Math.abs(value);
  if (size >= 999.5) return { divisor: 1e3, suffix: " s", decimals: 2 };
  return { divisor: 1, suffix: " ms", decimals: size < 9.95 ? 1 : 0 };
}
function sizeScaleOf(size) {
  if (size >= 999500) return { divisor: 1e6, suffix: " MB", decimals: 2 };
  if (size >= 999.5) return { divisor: 1e3, suffix: " kB", decimals: size < 9950 ? 1 : 0 };
  return { divisor: 1, suffix: " B", decimals: 0 };
}
function intervalScale({ value, low, high }, unit) {
  const scale = scaleOf(value, unit);
  const largest = Math.max(Math.abs(value), Math.abs(low ?? 0), Math.abs(high ?? 0));
  return scale.divisor === 1 && unit === "ms" ? { ...scale, decimals: largest < 9.95 ? 1 : 0 } : scale;
}
function withInterval({ value, low, high }, scale, limits) {
  return digits(value, scale, limits) + scale.suffix + interval({ low, high }, (edge) => digits(edge, scale, limits));
}
function interval({ low, high }, bound) {
  if (low === null && high === null) return "";
  if (low === null) return ` (${bound(high ?? 0)} or less)`;
  return high === null ? ` (${bound(low)} or more)` : ` (${bound(low)} to ${bound(high)})`;
}
function plus(value, dust = DUST) {
  return value > 0 && !isDust(value, dust) ? "+" : "";
}

export {
  costText,
  quantity,
  change,
  changeAlone,
  besideRange,
  range,
  isNothing,
  signed,
  percentChange,
  percentRange,
  ratio,
  share,
  limit,
  tolerances,
  count,
  percentile
};
