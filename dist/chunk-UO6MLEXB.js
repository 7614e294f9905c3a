// src/model/beacon.ts
import * as z from "./vendor/zod-Z7J2UVJW.js";

// src/model/beacon-limits.ts
var LONGEST_MS = 36e5;
var HIGHEST_CLS = 1e3;
var MOST_PARTS = 50;
var MOST_FLAGS = 50;

// src/model/beacon.ts
var PRINTABLE = /^[^\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\ud800-\udfff]+$/u;
var text = (most) => z.string().min(1).max(most).regex(PRINTABLE, "must contain only printable characters");
var ROUNDING = { lcp: 1, inp: 1, cls: 1e-3 };
var BEACON_METRICS = ["lcp", "inp", "cls"];
function nodeSchema(depth, most, rounding) {
  const below = depth === 0 ? z.never() : nodeSchema(depth - 1, most, rounding);
  return summed(z.strictObject({ id: text(200), value: z.number().min(0).max(most), parts: partsOf(below) }), rounding);
}
var partsOf = (part) => z.array(part).max(MOST_PARTS);
function summed(schema, rounding) {
  return schema.superRefine(({ value, parts }, context) => {
    if (parts.length === 0) return;
    const sum = parts.reduce((total, part) => total + part.value, 0);
    if (Math.abs(sum - value) > rounding / 2 * (parts.length + 1))
      context.addIssue({ code: "custom", message: `the parts sum to ${sum}, not to ${value}`, path: ["parts"] });
    if (new Set(parts.map(({ id }) => id)).size < parts.length)
      context.addIssue({ code: "custom", message: "two parts have the same id", path: ["parts"] });
  });
}
var DEPTH = 3;
function metricSchema(id, most) {
  const rounding = ROUNDING[id];
  const parts = partsOf(nodeSchema(DEPTH - 1, most, rounding));
  const root = z.strictObject({ id: z.literal(id), value: z.number().min(0).max(most), parts });
  return summed(root, rounding).nullable().optional().describe(`The breakdown of ${id.toUpperCase()}; null if the view had none.`);
}
var DATA_STATES = ["fresh", "stale", "failed"];
var NAVIGATIONS = [
  "navigate",
  "reload",
  "back-forward",
  "back-forward-cache",
  "prerender",
  "restore",
  "soft-navigation"
];
var variantSchema = z.preprocess(
  (value, context) => {
    if (typeof value === "object" && value !== null && Object.keys(value).length > MOST_FLAGS)
      context.addIssue({ code: "too_big", origin: "object", maximum: MOST_FLAGS, inclusive: true, input: value });
    return value;
  },
  z.record(text(100), text(100)).meta({ maxProperties: MOST_FLAGS })
);
var HEAD = {
  v: z.literal(1),
  view: text(100).describe("One page view: unique, not guessable, and not kept."),
  session: text(100).describe("What a visitor does in one sitting, in one tab."),
  t: z.iso.datetime({ offset: true }).describe("When the view began, by the visitor's clock."),
  sha: text(100).describe("The commit that was served."),
  route: text(100).describe("The route by its name in vitals-gate.yml."),
  path: text(2e3).optional().describe("The path of the page, without its query."),
  device: text(100).optional().describe("The condition by its name in vitals-gate.yml: mobile or desktop."),
  connection: text(20).optional().describe("The effective connection type: 4g."),
  country: z.string().regex(/^[A-Z0-9]{2}$/, "must be a code of two letters").optional().describe("A code of two letters. The collector knows it from a header of its proxy; a beacon does not send it."),
  pageType: text(100).optional(),
  variant: variantSchema.optional().describe("Feature flags and experiments by their names."),
  state: z.enum(DATA_STATES).optional().describe("Whether the page showed fresh data, stale data or an error."),
  navigation: z.enum(NAVIGATIONS).optional()
};
var startSchema = z.strictObject({ ...HEAD, type: z.literal("start") });
var finalSchema = z.strictObject({
  ...HEAD,
  type: z.literal("final"),
  lcp: metricSchema("lcp", LONGEST_MS),
  inp: metricSchema("inp", LONGEST_MS),
  cls: metricSchema("cls", HIGHEST_CLS),
  serverTiming: z.array(z.strictObject({ name: text(200), dur: z.number().min(0).max(LONGEST_MS) })).max(MOST_PARTS).optional().describe("The Server-Timing entries of the document that the site allows.")
});
var beaconSchema = z.discriminatedUnion("type", [startSchema, finalSchema]);

export {
  LONGEST_MS,
  HIGHEST_CLS,
  MOST_FLAGS,
  ROUNDING,
  BEACON_METRICS,
  DATA_STATES,
  NAVIGATIONS,
  finalSchema,
  beaconSchema
};
