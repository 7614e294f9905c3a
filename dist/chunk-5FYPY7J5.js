import {
  elideSecrets,
  quote,
  suggestion
} from "./chunk-TOJFHHPJ.js";
import {
  trimEndOf
} from "./chunk-REZM6CI2.js";

// src/config/deploys/url.ts
var PLACEHOLDERS = ["sha", "short-sha", "pr", "branch"];
var PLACEHOLDER_PATTERN = /\{([^{}]*)\}/g;
var DEPLOY_URL_PATTERN = /^[hH][tT][tT][pP][sS]?:\/\/[^/?#@\s]+(?:\/[^?#\s]*)?$/;
function deployUrlComplaint(written) {
  const unknown = [...written.matchAll(PLACEHOLDER_PATTERN)].map(([, name = ""]) => name).find(isUnknown);
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
function isUnknown(name) {
  return !PLACEHOLDERS.includes(name);
}
function trimUrl(written) {
  if (written.search(PLACEHOLDER_PATTERN) !== -1) return trimEndOf(written, "/");
  return trimEndOf(new URL(written).href, "/");
}
function shown(written) {
  return quote(elideSecrets(written));
}

export {
  PLACEHOLDER_PATTERN,
  DEPLOY_URL_PATTERN,
  deployUrlComplaint,
  trimUrl
};
