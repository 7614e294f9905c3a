import {
  elideSecrets,
  quote,
  suggestion
} from "./chunk-H4ORIQJM.js";
import {
  trimEndOf
} from "./chunk-2ISTALDQ.js";

// src/model/shard.ts
import { z } from "./vendor/zod-GZRORT3M.js";
var MOST_SHARDS = 256;
function readShard(text) {
  const [, index, of] = /^([1-9]\d{0,2})\/([1-9]\d{0,2})$/.exec(text.trim()) ?? [];
  const shard = { index: Number(index), of: Number(of) };
  return shard.index <= shard.of && shard.of <= MOST_SHARDS ? shard : null;
}
var name = z.string().max(200);
var number = z.int().min(1).max(MOST_SHARDS);
var shardNumbersSchema = z.array(number).min(1).max(MOST_SHARDS);
var shardSchema = z.strictObject({
  index: number,
  of: number,
  campaigns: z.array(z.strictObject({ route: name, condition: name })).max(1e5)
}).refine(({ index, of }) => index <= of, "the index is larger than the number of shards");

// src/config/deploys/url.ts
var PLACEHOLDERS = ["sha", "short-sha", "pr", "branch"];
var PLACEHOLDER_PATTERN = /\{([^{}]*)\}/g;
var DEPLOY_URL_PATTERN = /^[hH][tT][tT][pP][sS]?:\/\/[^/?#@\s]+(?:\/[^?#\s]*)?$/;
function deployUrlComplaint(written) {
  const unknown = [...written.matchAll(PLACEHOLDER_PATTERN)].map(([, name2 = ""]) => name2).find(isUnknown);
  if (unknown !== void 0)
    return { what: `{${unknown}} is not a placeholder.`, todo: suggestion(unknown, PLACEHOLDERS, "There are") };
  const url = URL.parse(written.replaceAll(PLACEHOLDER_PATTERN, "x"));
  if (url === null)
    return { what: `${shown(written)} is not a URL.`, todo: "Write for example https://staging.example." };
  if (url.protocol !== "http:" && url.protocol !== "https:")
    return {
      what: `${shown(written)} is not an http or https URL.`,
      todo: "Write for example https://staging.example."
    };
  if (url.username !== "" || url.password !== "")
    return {
      what: "A deploy URL holds credentials.",
      todo: "Remove the part before the @: secrets do not belong in a configuration."
    };
  if (/[?#]/.test(written))
    return { what: `${shown(written)} has a query or a fragment.`, todo: "Write them in the routes' paths." };
  if (/\s/.test(written))
    return { what: `${shown(written)} holds a space.`, todo: "Remove it, or percent-encode it (%20)." };
  if (!DEPLOY_URL_PATTERN.test(written))
    return {
      what: `${shown(written)} is not a URL: the scheme must be followed by two slashes and a host.`,
      todo: "Write for example https://staging.example."
    };
  return null;
}
function isUnknown(name2) {
  return !PLACEHOLDERS.includes(name2);
}
function trimUrl(written) {
  if (written.search(PLACEHOLDER_PATTERN) !== -1) return trimEndOf(written, "/");
  return trimEndOf(new URL(written).href, "/");
}
function shown(written) {
  return quote(elideSecrets(written));
}

// src/config/conditions/presets.ts
var PRESETS = {
  mobile: {
    name: "mobile",
    rttMs: 150,
    downKbps: 1638,
    upKbps: 675,
    cpuSlowdown: 4,
    viewport: { width: 412, height: 823, deviceScaleFactor: 1.75, mobile: true, touch: true }
  },
  desktop: {
    name: "desktop",
    rttMs: 40,
    downKbps: 10240,
    upKbps: 10240,
    cpuSlowdown: 1,
    viewport: { width: 1350, height: 940, deviceScaleFactor: 1, mobile: false, touch: false }
  }
};
var PRESET_NAMES = Object.keys(PRESETS);

export {
  MOST_SHARDS,
  readShard,
  shardNumbersSchema,
  shardSchema,
  PRESETS,
  PRESET_NAMES,
  PLACEHOLDER_PATTERN,
  DEPLOY_URL_PATTERN,
  deployUrlComplaint,
  trimUrl
};
