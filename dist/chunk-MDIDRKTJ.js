// src/model/beacon.ts
import * as z from "./vendor/zod-GZRORT3M.js";

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

// src/field/lines/complaint.ts
var OWN_NAMES = /* @__PURE__ */ new Set([
  ...Object.keys(finalSchema.shape),
  "id",
  "value",
  "parts",
  "name",
  "dur"
]);
var hidden = () => "…";
function complaintOf({ issues: [first] }, show = hidden) {
  if (first === void 0) return "the record is not valid";
  return `${placeOf(first.path, show)} ${wordsOf(first, show)}`;
}
function placeOf(path, show) {
  const [first, ...rest] = path.map((segment) => {
    if (typeof segment === "number") return `[${segment}]`;
    return OWN_NAMES.has(segment) ? String(segment) : show(String(segment));
  });
  if (first === void 0) return "the record";
  return rest.reduce((place, segment) => place + (segment.startsWith("[") ? segment : `.${segment}`), first);
}
function wordsOf(issue, show) {
  switch (issue.code) {
    case "unrecognized_keys": {
      const [name = ""] = issue.keys;
      return `has a field that is not known${show === hidden ? "" : `: ${show(name)}`}`;
    }
    case "invalid_type":
      return issue.expected === "never" ? "is deeper than any metric" : `must be ${typeName(issue.expected)}`;
    case "too_small":
      return `must ${limitOf("at least", issue.minimum, issue.origin)}`;
    case "too_big":
      return `must ${limitOf("at most", issue.maximum, issue.origin)}`;
    case "invalid_value":
      return `must be ${issue.values.map((value) => JSON.stringify(value)).join(" or ")}`;
    case "invalid_union":
      return 'must be "start" or "final"';
    case "invalid_key":
      return "has a name that is not allowed: 1 to 100 printable characters";
    case "invalid_format":
      return issue.format === "regex" ? issue.message : "must be a date and a time with its zone";
    case "custom":
      return `is wrong: ${issue.message}`;
    case "not_multiple_of":
    case "invalid_element":
    default:
      return "is not valid";
  }
}
var typeName = (expected) => /^[aeiou]/.test(expected) ? `an ${expected}` : `a ${expected}`;
function limitOf(bound, limit, origin) {
  if (origin === "string") return `have ${bound} ${limit} ${limit === 1 ? "character" : "characters"}`;
  return origin === "array" || origin === "object" ? `have ${bound} ${limit} entries` : `be ${bound} ${limit}`;
}

export {
  LONGEST_MS,
  HIGHEST_CLS,
  MOST_FLAGS,
  ROUNDING,
  BEACON_METRICS,
  DATA_STATES,
  NAVIGATIONS,
  beaconSchema,
  complaintOf
};
