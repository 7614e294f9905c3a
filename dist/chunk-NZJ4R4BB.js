import {
  finalSchema
} from "./chunk-UO6MLEXB.js";

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
  complaintOf
};
