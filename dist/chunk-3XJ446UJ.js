import {
  isOfGraph
} from "./chunk-ZJKTF4S2.js";
import {
  elideSecrets,
  quote,
  sanitizeLine,
  stripFragment,
  stripQueries
} from "./chunk-TOJFHHPJ.js";
import {
  GateError
} from "./chunk-REZM6CI2.js";

// src/report/words/page-anchor.ts
function pageAnchor(section, place = null) {
  return place === null ? section : [section, place.route, place.condition].map(segment).join("/");
}
function segment(text) {
  const encoded = encodeURIComponent(text.replace(new RegExp("\\p{Cs}", "gu"), "�"));
  return encoded.replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

// src/report/words/page-link.ts
var MOST_CHARACTERS = 2e3;
function pageUrlOf(given) {
  const url = given.length > MOST_CHARACTERS ? null : URL.parse(given);
  if (url === null || url.protocol !== "https:" || url.username !== "" || url.password !== "") return null;
  return stripFragment(url.href).replace(/[^\w\-.~:/?&%,;=+@]/g, percentEncoded);
}
function percentEncoded(character) {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
}
function readPageUrl(option, given) {
  const url = pageUrlOf(given);
  if (url !== null) return url;
  throw new GateError("usage", {
    what: `${option} is ${quote(elideSecrets(given))}, which is not an https address without a password.`,
    todo: "Write the address of the page itself, for example the artifact-url of the step that uploaded it."
  });
}
function numbersPhrase(place, metric, { pageUrl }) {
  if (pageUrl === void 0) return [];
  const [route, condition] = [visibleText(place.route), visibleText(place.condition)];
  const anchor = isOfGraph(metric) ? pageAnchor("graphql") : pageAnchor("route", { route, condition });
  const words = isOfGraph(metric) ? "every cost in the report" : "every phase and every visit in the report";
  return [{ words, href: `${pageUrl}#${anchor}` }];
}
var MOST_SHOWN = 4e3;
function visibleText(text) {
  return stripQueries(sanitizeLine(text, MOST_SHOWN));
}

export {
  pageAnchor,
  readPageUrl,
  numbersPhrase,
  visibleText
};
