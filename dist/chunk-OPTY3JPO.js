// src/model/breakdown.ts
function jsonNumber(value) {
  if (Number.isFinite(value)) return value;
  return value > 0 ? "unbounded" : "-unbounded";
}
var SUM_TOLERANCE = 1e-9;
function leaf(id, value) {
  return { id, value, parts: [] };
}
function sumOf(id, parts) {
  return { id, value: parts.reduce((sum, part) => sum + part.value, 0), parts };
}
function withRemainder(id, value, parts, remainder) {
  const explained = parts.reduce((sum, part) => sum + part.value, 0);
  if (parts.length === 0 || explained > value + SUM_TOLERANCE) return leaf(id, value);
  return { id, value, parts: [...parts, leaf(remainder, value - explained)] };
}
function scaled({ id, value, parts }, factor) {
  return parts.length === 0 ? leaf(id, value * factor) : sumOf(
    id,
    parts.map((part) => scaled(part, factor))
  );
}
function capped({ id, value, parts }, most, remainder) {
  if (parts.length <= most) return { id, value, parts: parts.map((part) => capped(part, most, remainder)) };
  const bySize = parts.toSorted((one, other) => Math.abs(other.value) - Math.abs(one.value));
  const kept = new Set(bySize.filter((part) => part.id !== remainder).slice(0, most - 1));
  const rest = parts.filter((part) => !kept.has(part)).reduce((sum, part) => sum + part.value, 0);
  const shown = parts.filter((part) => kept.has(part)).map((part) => capped(part, most, remainder));
  return { id, value, parts: [...shown, leaf(remainder, rest)] };
}
function nodeAt(root, segments) {
  const [first, ...rest] = segments;
  if (first !== root.id) return void 0;
  return rest.reduce((node, segment) => node?.parts.find((part) => part.id === segment), root);
}
var DOMINANT = 0.5;
function deepestDominant(top, partsOf, changeOf) {
  const whole = changeOf(top);
  const largest = largestBy(
    partsOf(top).filter((part) => changeOf(part) * whole > 0),
    (part) => Math.abs(changeOf(part))
  );
  if (largest === null || Math.abs(changeOf(largest)) < DOMINANT * Math.abs(whole)) return top;
  return deepestDominant(largest, partsOf, changeOf);
}
function largestBy(items, sizeOf) {
  return items.reduce((best, item) => best === null || sizeOf(item) > sizeOf(best) ? item : best, null);
}
function* walk(root, prefix = []) {
  const segments = [...prefix, root.id];
  yield [segments, root];
  for (const part of root.parts) yield* walk(part, segments);
}
function assertSums(root) {
  for (const [segments, node] of walk(root)) {
    if (node.parts.length === 0) continue;
    const sum = node.parts.reduce((total, part) => total + part.value, 0);
    if (sum !== node.value && !(Math.abs(sum - node.value) <= SUM_TOLERANCE))
      throw new Error(`parts of ${formatPath(segments)} sum to ${sum}, not ${node.value}`);
  }
}
function formatPath(segments) {
  return segments.map((segment) => /[."\s]/.test(segment) ? JSON.stringify(segment) : segment).join(".");
}
function parsePath(path) {
  const segments = [];
  let rest = path;
  for (; ; ) {
    const match = /^(?:"(?:[^"\\]|\\.)*"|[^."\s][^."]*)/.exec(rest);
    if (!match) return void 0;
    const segment = unquote(match[0]);
    if (segment === void 0 || segment === "") return void 0;
    segments.push(segment);
    rest = rest.slice(match[0].length);
    if (rest === "") return segments;
    if (!rest.startsWith(".")) return void 0;
    rest = rest.slice(1);
  }
}
function unquote(segment) {
  if (!segment.startsWith('"')) return segment.trimEnd();
  try {
    return JSON.parse(segment);
  } catch {
    return void 0;
  }
}

// src/model/waiver.ts
import { z } from "./vendor/zod-Z7J2UVJW.js";
var daySchema = z.iso.date();
var waiverSchema = z.strictObject({
  /** `route/condition/path`. */
  budget: z.string().min(1).max(2e3),
  /** The last day on which it applies (UTC). */
  until: daySchema,
  reason: z.string().min(1).max(1e3),
  /** Who granted it; null if the waiver names no one. */
  approvedBy: z.string().min(1).max(200).nullable()
});
var waiversSchema = z.strictObject({ today: daySchema, granted: z.array(waiverSchema).max(1e3) });
var rowWaiverSchema = waiverSchema.omit({ budget: true }).extend({ expired: z.boolean() });
function dayOf(time) {
  return time.toISOString().slice(0, 10);
}
function isAbout({ budget }, { route, condition, path }) {
  const place = `${route}/${condition}/`;
  if (!budget.startsWith(place)) return false;
  const segments = parsePath(budget.slice(place.length));
  return segments !== void 0 && formatPath(segments) === path;
}

export {
  jsonNumber,
  SUM_TOLERANCE,
  leaf,
  sumOf,
  withRemainder,
  scaled,
  capped,
  nodeAt,
  deepestDominant,
  largestBy,
  assertSums,
  formatPath,
  parsePath,
  daySchema,
  waiversSchema,
  rowWaiverSchema,
  dayOf,
  isAbout
};
