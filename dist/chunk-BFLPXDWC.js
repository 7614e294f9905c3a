import {
  MOST_HOSTS,
  SIDES,
  inText,
  isOuter,
  keyOf,
  nodeAt,
  parsePath
} from "./chunk-S7QMQ6OB.js";
import {
  OWN_PAGES,
  capitalised,
  costSubject,
  definitionOf,
  isGraphMetric,
  isMetric,
  isOfGraph,
  joined,
  listed,
  name,
  partName,
  pathPhrase,
  placePhrase,
  prose,
  routePhrase,
  stripFragment,
  stripQuery,
  strong,
  unitOf
} from "./chunk-H4ORIQJM.js";
import {
  shortSha
} from "./chunk-YOCNSY4K.js";
import {
  changeAlone,
  count,
  isNothing,
  limit,
  percentChange,
  percentRange,
  percentile,
  quantity,
  range,
  ratio,
  share,
  signed,
  tolerances
} from "./chunk-TZI466ZZ.js";

// src/report/rows/campaign-index.ts
var byPlace = /* @__PURE__ */ new WeakMap();
var byField = {
  metric: /* @__PURE__ */ new WeakMap(),
  path: /* @__PURE__ */ new WeakMap()
};
function forCampaign(items, place) {
  return found(byPlace, items, keyOf, keyOf(place));
}
function itemsAt(items, place, field, value) {
  return found(byField[field], items, (item) => keyWith(item, item[field]), keyWith(place, value));
}
function keyWith(place, value) {
  return JSON.stringify([keyOf(place), value]);
}
function found(indexes, items, keyOfItem, key2) {
  const index = indexes.get(items) ?? Map.groupBy(items, keyOfItem);
  indexes.set(items, index);
  return index.get(key2) ?? [];
}
function distinctCampaigns(items) {
  const places = /* @__PURE__ */ new Map();
  for (const item of items) if (!places.has(keyOf(item))) places.set(keyOf(item), item);
  return [...places.values()];
}

// src/report/rows/rows.ts
var known = /* @__PURE__ */ new WeakMap();
function groupRows(report) {
  const groups = known.get(report) ?? groupsOf(report);
  known.set(report, groups);
  return groups;
}
function groupsOf(report) {
  const rows = report.result.budgets.filter(({ reason }) => reason !== "no-base").map((row) => reportRow(report, row));
  const having = (verdict) => rows.filter(({ budget }) => budget.verdict === verdict);
  const failed = having("fail");
  const warned = failed.filter(({ budget }) => budget.enforce === "warn");
  return {
    broken: failed.filter(({ budget }) => budget.enforce === "block"),
    warned: warned.filter(({ budget }) => budget.reason !== "pre-existing"),
    preExisting: warned.filter(({ budget }) => budget.reason === "pre-existing"),
    unmeasured: having("unmeasured"),
    inconclusive: having("inconclusive"),
    waived: having("waived"),
    kept: having("pass")
  };
}
function reportRow(report, budget) {
  const segments = parsePath(budget.path) ?? [budget.path];
  const comparison = itemsAt(report.result.comparisons, budget, "metric", segments[0] ?? "")[0] ?? null;
  const route = forCampaign(report.routes, budget)[0] ?? null;
  return {
    budget,
    segments,
    comparison,
    base: comparison?.base ? nodeAt(comparison.base, segments) ?? null : null,
    head: comparison ? nodeAt(comparison.head, segments) ?? null : null,
    difference: comparison?.difference ? nodeAt(comparison.difference, segments) ?? null : null,
    declared: route?.budgets.find(({ path: path2 }) => path2 === budget.path) ?? null,
    route,
    isOfMissingShard: budget.reason === "interrupted" && report.missingShards !== void 0
  };
}
function isMeasured({ comparison, budget }) {
  return comparison !== null && budget.reason !== "not-measurable-on-head";
}

// src/report/rows/skipped.ts
function tellIdentity(identity) {
  if (identity.kind === "measured") return identity;
  const { kind, responses, replay } = identity;
  return { kind, responses, ...repeated(replay) };
}
function repeated(replay) {
  if (replay === null) return { repeatedRequests: 0, repeats: 0 };
  return { repeatedRequests: new Set(replay.urls).size, repeats: replay.blocks.flat().length };
}
function skippedOf(campaigns) {
  const routes = [];
  const measured2 = [];
  for (const { report, identity } of campaigns) {
    if (identity === null) continue;
    const { route, condition } = report;
    if (identity.kind === "identical") {
      const { kind: _, ...told } = identity;
      routes.push({ route, condition, ...told });
    } else {
      const { kind: _, ...told } = identity;
      measured2.push({ route, condition, ...told });
    }
  }
  return routes.length + measured2.length === 0 ? {} : { skipped: { routes, measured: measured2 } };
}

// src/report/words/identical.ts
function identicalText(report) {
  const summary = identicalSummary(report);
  return summary === "" ? "" : `${summary}: not measured`;
}
function identicalSummary(report) {
  const { skipped } = report.result;
  return skipped === void 0 || skipped.routes.length === 0 ? "" : identicalCount(skipped, report);
}
function identicalCount({ routes }, { routes: all }) {
  const total = Math.max(all.length, routes.length);
  const isOnce = new Set(all.map(({ route }) => route)).size === all.length;
  const noun = isOnce ? "route" : "combination";
  const of = isOnce ? "" : " of route and condition";
  if (routes.length === total && total === 1) return "the only route serves identical bytes";
  const part = routes.length === total ? `all ${total}` : `${routes.length} of ${total}`;
  return `${part} ${noun}${total === 1 ? "" : "s"}${of} serve${routes.length === 1 ? "s" : ""} identical bytes`;
}
function skippedPhrases({ skipped }) {
  return (skipped?.routes ?? []).map((route) => [...routePhrase(route), `: ${comparedText(route)}`]);
}
function comparedText({ responses, repeatedRequests, repeats }) {
  const again = `${count(repeatedRequests, "request")} made again, ${repeats / 2} times on each side, to compare their times`;
  return `${count(responses, "response")} compared${repeatedRequests === 0 ? "" : `, ${again}`}`;
}
function identicalEnd(identity) {
  const told = identity === null ? null : tellIdentity(identity);
  if (told?.kind !== "identical") return null;
  return `base and head serve identical bytes (${comparedText(told)}); not measured`;
}
function measuredPhrases({ skipped, base, head }) {
  const deploys = [base.url, head.url].filter((url) => url !== null);
  const groups = Map.groupBy(
    skipped?.measured ?? [],
    ({ because, url, side: side2, what }) => JSON.stringify([because, url === null ? null : shownUrl(url, deploys), side2, what])
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === void 0) return [];
    return [[...listed(placesOf(group)), ": ", ...measuredPhrase(first, deploys)]];
  });
}
var MOST_PLACES = 5;
function placesOf(group) {
  const shown = group.slice(0, MOST_PLACES).map(routePhrase);
  const more = group.length - shown.length;
  return more === 0 ? shown : [...shown, [`${more} more`]];
}
function measuredPhrase({ because, url, side: side2, what }, deploys) {
  const about2 = { url: url === null ? null : name(shownUrl(url, deploys)), side: side2, what };
  return SENTENCES[because](about2);
}
var SENTENCES = {
  asked: () => ["every route is to be measured"],
  "no-base": () => ["there is no base to compare with"],
  "absolute-budget": ({ what }) => what === null ? ["it has a `max` budget, which blocks even if nothing changed (`pre-existing: block`)"] : ["on base, the first visit left no room below the `max` of ", name(what)],
  "warm-up-failed": ({ side: side2, what }) => [
    `a first visit${side2 === null ? "" : ` to ${side2}`} failed`,
    ...what === null ? [] : [": ", prose(what)]
  ],
  unseen: ({ url, what }) => [OBSTACLES[what ?? ""] ?? "not all that was served could be seen", ...inBrackets(url)],
  differs: ({ url, what }) => {
    if (what === "only on base" || what === "only on head") return [...response(url), ` is requested ${what}`];
    return [...partOf(what), ...response(url), " differs"];
  },
  varies: ({ url, side: side2, what }) => [
    ...partOf(what),
    ...response(url),
    ` is not the same from request to request${side2 === null ? "" : ` on ${side2}`}`
  ],
  "not-repeatable": ({ url, what }) => [
    what === "GET" ? "after an interaction the page sends " : "before the largest paint the page sends ",
    ...what === null ? ["a request"] : ["a ", prose(what), " request"],
    what === "GET" ? " that may change something on the server" : " that cannot be made again",
    ...inBrackets(url)
  ],
  unreadable: ({ url, what }) => {
    if (what === "body") return [...partOf(what), ...response(url), " cannot be compared"];
    return [...response(url), " cannot be compared", ...what === null ? [] : [": ", prose(what)]];
  },
  slower: ({ url, what }) => {
    const waited = WARM_UPS[what ?? ""];
    if (waited !== void 0) return [`${waited} of the first visits is not clearly the same`];
    if (what === "at once") return ["the time of all responses at once is not clearly the same"];
    if (url === null) return ["the times of the responses are not clearly the same"];
    return ["the time of ", url, ...what === null ? [] : [" ", prose(what)], " is not clearly the same"];
  }
};
var WARM_UPS = {
  "warm-up lcp": "LCP",
  "warm-up fcp": "FCP",
  "warm-up lcp.ttfb": "the time to first byte"
};
var OBSTACLES = {
  "service-worker": "the page has a service worker",
  worker: "the page starts a worker",
  stream: "the page keeps a response open",
  "not-settled": "the page was still busy at the time limit of its first visit",
  "failed-request": "a request failed",
  "too-many-requests": "the page sends too many requests",
  storage: "the page does not store the same on base and head",
  "server-timing": "a budget is on a layer of `Server-Timing`, which response times do not show"
};
function response(url) {
  return url === null ? ["a response"] : [url];
}
function partOf(what) {
  return what === null ? [] : ["the ", prose(what), " of "];
}
function inBrackets(url) {
  return url === null ? [] : [" (", url, ")"];
}
function shownUrl(url, deploys) {
  const plain = stripQuery(url);
  if (!URL.canParse(plain)) return plain;
  const { origin, host, pathname } = new URL(plain);
  const isOurs = deploys.some((deploy) => URL.canParse(deploy) && new URL(deploy).origin === origin);
  return isOurs ? pathname : `${host}${pathname}`;
}

// src/report/words/row-numbers.ts
function fromTo(row) {
  const { base, head, comparison } = row;
  if (comparison === null) return "";
  const text = (value) => quantity(value, comparison.unit, limitsOnValue(row));
  if (comparison.base === null) return `${text(head?.value ?? 0)} on head`;
  return `from ${text(base?.value ?? 0)} to ${text(head?.value ?? 0)}`;
}
function changeText(row) {
  const { difference, comparison } = row;
  if (comparison === null || difference === null) return "";
  const percent = percentText(row, "+");
  return changeAlone(difference, comparison.unit, limitsOnChange(row)) + (percent === "" ? "" : ` (${percent})`);
}
function sizeText(row) {
  const { difference, comparison } = row;
  if (comparison === null || difference === null) return "";
  return changeAlone(difference, comparison.unit, limitsOnChange(row)).replace(/^[+−]/, "");
}
function percentText(row, sign) {
  const { base, head, segments, budget, comparison, difference } = row;
  if (base === null || head === null || comparison === null || difference === null || isZero(base.value, comparison.unit))
    return "";
  const fraction = head.value / base.value - 1;
  const limits = budget.limit.filter(({ unit }) => unit === "%").map(({ value }) => value / 100);
  const isTelling = segments.length > 1 || comparison.unit !== "score";
  if (!Number.isFinite(fraction) || limits.length === 0 && !isTelling || isStill(row)) return "";
  const text = percentChange(fraction, budget.kind === "max-increase" ? limits : []);
  return sign === "" ? text.replace(/^[+−]/, "") : text;
}
function isZero(value, unit) {
  return value <= 0 || isNothing({ value, low: null, high: null }, unit);
}
function isStill({ difference, comparison }) {
  return difference === null || comparison === null || isNothing(difference, comparison.unit);
}
function limitText(row) {
  const { budget } = row;
  const declared = declaredLimit(row);
  if (budget.kind === "max-increase") return declared;
  if (isGraphMetric(row.segments[0] ?? "") || budget.value === null) return declared;
  return `${declared} (${percentileText(row)} ${measured(row, budget.value)})`;
}
function declaredLimit({ budget }) {
  return budget.kind === "max-increase" ? tolerances(budget.limit) : budget.limit.map(limit).join(" and ");
}
function limitsText(rows) {
  const limits = rows.filter(({ budget }) => budget.limit.length > 0).map(limitText);
  if (limits.length === 0) return "";
  return `limit${limits.length > 1 ? "s" : ""} ${limits.join("; ")}`;
}
function intervalText(row) {
  const { budget, comparison, difference } = row;
  if (comparison === null || comparison.unit === "cost") return "";
  if (budget.kind === "max") {
    const between = range(budget, comparison.unit, inUnit(budget.limit));
    return between === "" ? "" : `the ${percentileText(row)} ${lies(between)}`;
  }
  if (difference === null) return "";
  return isStill(row) ? "nothing changed" : `the change ${lies(range(difference, comparison.unit, limitsOnChange(row)))}`;
}
function lies(between) {
  return between.startsWith("between") ? `lies ${between} (95 %)` : `is ${between}`;
}
function percentileText({ declared }) {
  return declared === null ? "value on head" : percentile(declared.percentile);
}
function measured({ budget, segments: [metric = ""] }, value) {
  return quantity(value, isMetric(metric) ? unitOf(metric) : "ms", inUnit(budget.limit));
}
function reachText({ budget, comparison, route }) {
  if (budget.kind === "max" || comparison === null) return "";
  const smallest = route?.minimumDetectable.find(({ path: path2 }) => path2 === budget.path)?.value ?? null;
  return smallest === null ? "" : `an increase of ${quantity(smallest, comparison.unit)} would have been detected`;
}
function limitsOnValue({ budget }) {
  return budget.kind === "max" ? inUnit(budget.limit) : [];
}
function limitsOnChange({ budget }) {
  return budget.kind === "max-increase" ? inUnit(budget.limit) : [];
}
function inUnit(limits) {
  return limits.filter(({ unit }) => unit !== "%").map(({ value }) => value);
}

// src/report/rows/findings.ts
var known2 = /* @__PURE__ */ new WeakMap();
function findingsOf(rows) {
  const findings = known2.get(rows) ?? grouped(rows);
  known2.set(rows, findings);
  return findings;
}
function grouped(rows) {
  const groups = Map.groupBy(rows, ({ budget }) => JSON.stringify([keyOf(budget), budget.path]));
  return [...groups.values()].flatMap((group) => {
    const row = group.find(({ budget }) => budget.kind === "max-increase") ?? group[0];
    return row === void 0 ? [] : [{ row, rows: group }];
  });
}

// src/report/words/reasons.ts
var SENTENCES2 = {
  worse: "head is worse than base by more than the limit",
  "identical-bytes": "base and head serve identical bytes in the same time",
  "within-tolerance": "head is not worse than base by more than the limit",
  unclear: "the visits vary too much to say whether the limit is exceeded",
  "not-confirmed": "it was suspected to be worse, but fresh visits after a restart of Chrome did not confirm it",
  unconfirmed: "it is suspected to be worse, but not enough fresh visits could be made to confirm it",
  "flaky-on-head": "visits to head failed more often than visits to base, but too rarely to rule out chance; so nothing is cleared",
  "hosts-unknown": "the control page was measured too few times to say whether the hosts are equally fast",
  "hosts-differ": "the control page differs between the deploys as well, so the hosts are not equally fast",
  over: "over the limit on head",
  "pre-existing": "over the limit, but not because of this change: head is not worse than base",
  under: "within the limit",
  "at-risk": "too close to the limit to say which side it is on",
  "no-base": "an increase needs a base deploy to compare with",
  "no-lcp": "the page painted nothing that counts as largest contentful paint",
  "no-fcp": "the page painted no text, image or other content",
  "no-interaction": "no interaction was recorded; INP needs one in `interactions`",
  "interaction-not-timed": "an interaction took a long time, but Chrome did not report how long, because nothing that it changed was painted",
  "no-cls": "the page reported no layout-shift score",
  "not-recorded": "the version that recorded these samples did not measure it; measure again",
  "not-settled": "the page was still busy at the visit’s time limit, so the value could still have changed",
  "not-seen": "this part was not seen on base or on head",
  "too-few-blocks": "too few visits were completed to decide",
  "out-of-time": "the run’s time (`max-minutes`) ran out before a decision could be made",
  "not-measurable-on-head": "it could be measured on base but not on head",
  "not-measurable-on-base": "the visits to base gave nothing to compare with",
  "not-measurable": "the visits gave nothing to judge",
  interrupted: "the run was stopped before it was decided",
  "invalid-operation": "the operation is not valid against the schema of head",
  "not-composed": "the subgraphs of head do not compose"
};
var SPECIFIC_REASONS = {
  /** Blocks were completed, and nothing can be said from them. */
  unreliable: "it could not be measured reliably",
  missingShard: "its shard is missing"
};
function reasonSentence(reason) {
  return SENTENCES2[reason];
}

// src/explain/broken-node.ts
function brokenNodes(sources) {
  const { result, routes, graphql } = sources;
  const known3 = {
    comparisons: firstBy(result.comparisons, (each) => key(each, each.metric)),
    routes: firstBy(routes, keyOf),
    attributions: firstBy(result.attribution ?? [], (each) => key(each, each.path)),
    costs: firstBy(graphql?.causes ?? [], (each) => key(each, each.metric))
  };
  const rows = firstBy(result.budgets.filter(isBlamed), (row) => key(row, row.path));
  return [...rows.values()].flatMap((row) => {
    const segments = parsePath(row.path) ?? [row.path];
    const comparison = known3.comparisons.get(key(row, segments[0] ?? ""));
    if (comparison === void 0) return [];
    return [
      {
        about: aboutOf(row, comparison, result.head.sha),
        segments,
        ...nodesOf(comparison, segments),
        evidence: known3.routes.get(keyOf(row))?.evidence ?? { base: null, head: null },
        deployUrls: { base: result.base.url, head: result.head.url },
        attribution: known3.attributions.get(key(row, row.path)) ?? null,
        cost: known3.costs.get(key(row, comparison.metric)) ?? null
      }
    ];
  });
}
function isBlamed({ verdict, reason }) {
  if (reason === "pre-existing" || reason === "not-measurable-on-head") return false;
  return verdict === "fail" || verdict === "waived";
}
function aboutOf({ route, condition, path: path2 }, { metric, unit }, sha) {
  return { route, condition, metric, unit, path: path2, sha };
}
function nodesOf({ base, head, difference }, segments) {
  return {
    hasBase: difference !== null,
    base: base === null ? null : nodeAt(base, segments) ?? null,
    head: nodeAt(head, segments) ?? null,
    difference: difference === null ? null : nodeAt(difference, segments) ?? null
  };
}
function key(place, what) {
  return JSON.stringify([keyOf(place), what]);
}
function firstBy(items, keyOfItem) {
  const first = /* @__PURE__ */ new Map();
  for (const item of items) if (!first.has(keyOfItem(item))) first.set(keyOfItem(item), item);
  return first;
}

// src/text/shown-url.ts
function shownUrl2(url, deployUrl = null) {
  if (!URL.canParse(url)) return stripQuery(url);
  const { href, origin, protocol } = new URL(url);
  if (protocol !== "http:" && protocol !== "https:") return `${protocol}…`;
  const shown = stripQuery(href);
  const deploy = deployUrl !== null && URL.canParse(deployUrl) ? new URL(deployUrl) : null;
  return deploy?.origin === origin ? shown.slice(origin.length) : shown;
}

// src/report/words/commit-link.ts
function commitLink(sha, { repositoryUrl }) {
  if (repositoryUrl === void 0 || !isCommit(sha)) return name(shortSha(sha));
  return { name: shortSha(sha), href: `${repositoryUrl}/commit/${sha}` };
}
function rangeLink(words, { repositoryUrl, result }) {
  const [base, head] = [result.base.sha, result.head.sha];
  if (repositoryUrl === void 0 || base === null || head === null || !isCommit(base) || !isCommit(head)) return words;
  return { words, href: `${repositoryUrl}/compare/${base}...${head}` };
}
function isCommit(sha) {
  return /^[0-9a-f]{40,64}$/i.test(sha);
}

// src/report/words/links.ts
import path from "node:path";
function fileLink(where, folder, report) {
  const { repositoryUrl, result } = report;
  const { sha } = result.head;
  const [, file, line] = /^(.+?):(\d+)(?::\d+)?$/.exec(where) ?? [];
  if (repositoryUrl === void 0 || sha === null || !isCommit(sha)) return name(where);
  if (folder === void 0 || file === void 0 || line === void 0) return name(where);
  const below = path.posix.normalize(path.posix.join(folder, file));
  if (below.startsWith("..") || path.posix.isAbsolute(below)) return name(where);
  return { name: where, href: `${repositoryUrl}/blob/${sha}/${below.split("/").map(escaped).join("/")}#L${line}` };
}
function causeDoc(id) {
  return `docs/causes/${id}.md`;
}
function causeDocLink(id) {
  return { name: causeDoc(id), href: `${OWN_PAGES}/${causeDoc(id)}` };
}
function escaped(segment) {
  const encoded = encodeURIComponent(segment.toWellFormed());
  return encoded.replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

// src/report/words/cause-place.ts
function placeOfCause(cause, report) {
  const [first, ...others] = cause.places;
  if (first === void 0) return null;
  if (isOuter(first.role)) return outerText(first, cause, report);
  const outer = others.find(({ role, inChange }) => isOuter(role) && inChange === true);
  if (first.inChange === true || outer === void 0) return placeText(first, cause, report);
  return [...placeText(first, cause, report, false), ", ", ...outerText(outer, cause, report)];
}
function outerText(place, cause, report) {
  return [place.role === "ancestor" ? "rendered by " : "called from ", ...placeText(place, cause, report)];
}
function placeText(place, cause, report, saysChange = true) {
  const { file, line, role } = place;
  if (file === null) return servedPhrase(place);
  const link = fileLink(`${file}:${line}`, "", report);
  if (role === "server") return ["this change touches the server at ", link];
  return [link, ...saysChange ? changedPhrase(place, cause, report) : []];
}
function changedPhrase({ inChange, commit: commit2 }, cause, report) {
  if (inChange === null) return [];
  if (!inChange) return cause.facts.some(isLoss) ? [] : [", not in this change"];
  return commit2 === null ? [", in this change"] : [", changed in ", commitLink(commit2, report)];
}
var POSSESSIONS = ["attribute", "preload", "cache-header", "compression"];
function isLoss({ kind, base, head }) {
  const [isThere, wasThere] = [head, base].map((value) => value !== null && value !== false && value !== "none");
  return POSSESSIONS.includes(kind) && wasThere === true && isThere !== true;
}
function servedPhrase({ url, line, column, excerpt }) {
  const shown = url === null ? "" : shownUrl2(url, URL.parse(url)?.origin ?? null);
  const at = name(`${shown}:${line}${column === null ? "" : `:${column}`}`);
  return excerpt === "" ? [at] : [at, ": ", name(excerpt)];
}

// src/report/words/cause-words.ts
function causeWords(told) {
  return WORDS[told.cause.id](told);
}
var WORDS = {
  "client-side-rendering": (told) => [
    ...elementOf(told, "the LCP element"),
    " is now made by a script",
    ...placeOf(told),
    " instead of standing in the HTML"
  ],
  "hero-discovered-late": discoveredLate,
  "hero-lazy-loaded": (told) => [
    ...image(told),
    " is now loaded lazily",
    ...placeOf(told),
    ", so it is requested later"
  ],
  "hero-low-priority": (told) => [
    ...image(told),
    " now has a lower priority",
    ...turn(told, factOf(told, "priority") === void 0 ? "attribute" : "priority"),
    ...placeOf(told)
  ],
  "hero-larger": (told) => [...image(told), " is larger", ...turn(told, "larger", "bytes"), ...placeOf(told)],
  "hero-slower-host": (told) => [
    ...image(told),
    factOf(told, "host") === void 0 ? " is answered later" : " comes from another host, which answers later",
    ...placeOf(told)
  ],
  "hero-behind-redirect": (told) => [...image(told), " is now behind a redirect", ...redirects(told), ...placeOf(told)],
  "render-blocking-style": (told) => blocking("the style sheet", told),
  "render-blocking-script": (told) => factOf(told, "longer") === void 0 ? blocking("the script", told) : working(told),
  "font-blocks-text": (told) => [
    "the text ",
    isNow(told, "blocking") || isNow(told, "new") ? "now waits" : "waits longer",
    " for the font",
    ...urlOf(told),
    ...placeOf(told)
  ],
  "server-layer-slower": (told) => ["the layer", ...nameOf(told), " of the server takes longer", ...placeOf(told)],
  "server-slower": (told) => ["the server takes longer to answer", ...urlOf(told), ...placeOf(told)],
  "redirect-added": (told) => ["the page is now behind a redirect", ...redirects(told), ...placeOf(told)],
  "connection-added": (told) => ["a new connection is needed for", ...urlOf(told), ...placeOf(told)],
  "cache-lost": (told) => ["a cache no longer has", ...urlOf(told), ...turn(told, "cache-header"), ...placeOf(told)],
  "compression-lost": (told) => [
    "the answer",
    ...urlOf(told),
    " is no longer compressed",
    ...turn(told, "larger", "bytes"),
    ...placeOf(told)
  ],
  "bundle-grown": (told) => [
    "the script",
    ...urlOf(told),
    ...isNow(told, "new") ? [" is new"] : [" is larger", ...turn(told, "larger", "bytes")],
    ...placeOf(told)
  ],
  "third-party-script": (told) => [
    "the script of another site,",
    ...urlOf(told),
    ...factOf(told, "longer") === void 0 ? [isNow(told, "new") ? ", is new" : ", is larger"] : [", takes longer"],
    ...placeOf(told)
  ],
  "long-task-before-input": (told) => [...functionOf(told), " keeps the main thread busy when the input arrives"],
  "slow-handler": (told) => [...functionOf(told), " takes longer"],
  "slow-frame-callback": (told) => [...functionOf(told), " takes longer before the next paint"],
  "large-style-recalculation": (told) => [
    "the browser takes longer for styles and layout",
    ...factOf(told, "elements") === void 0 ? [] : [", of more elements", ...turn(told, "elements", "count")],
    ...placeOf(told)
  ],
  "forced-reflow": (told) => [...functionOf(told), " forces the browser to compute layout while it runs"],
  "unsized-image": (told) => [
    "the image",
    ...urlOf(told),
    " has no width and height, and moves what is below it when it arrives",
    ...placeOf(told)
  ],
  "late-insert": (told) => [
    ...elementOf(told, "an element"),
    " is inserted late, above visible content",
    ...placeOf(told)
  ],
  "font-swap-shift": (told) => [
    "the font",
    ...urlOf(told),
    " replaces its fallback and shifts the text",
    ...placeOf(told)
  ],
  "late-style": (told) => [
    ...told.cause.subject.url === null ? ["a style", ...onElement(told)] : ["the style sheet", ...urlOf(told)],
    " is applied late",
    ...placeOf(told)
  ],
  "graphql-cost-grown": (told) => [
    "the GraphQL cost of",
    ...nameOf(told),
    " grew",
    ...costsMore(told),
    ...placeOf(told)
  ]
};
function costsMore(told) {
  const { unit, amount } = told.cause;
  if (unit === "cost") return amount === null ? [" without bound"] : [` by ${quantity(amount, "cost")}`];
  return typeof factOf(told, "cost")?.head === "number" ? turn(told, "cost", "count") : [" without bound"];
}
function redirects(told) {
  const { base, head } = factOf(told, "redirects") ?? {};
  return typeof base === "number" && typeof head === "number" ? [` (redirects: ${base} on base, ${head} on head)`] : [];
}
function discoveredLate(told) {
  const initiator = factOf(told, "initiator");
  const isAskedElsewhere = initiator?.head === "script" || initiator?.head === "stylesheet";
  if (factOf(told, "preload") !== void 0 && !isAskedElsewhere)
    return [...image(told), " is no longer preloaded", ...placeOf(told)];
  const isByScript = initiator?.head === "script" || initiator?.head === "other" && factOf(told, "created-by") !== void 0;
  if (!isByScript && initiator?.head !== "stylesheet") return [...image(told), " is requested later", ...placeOf(told)];
  const before = initiator === void 0 ? "parser" : String(initiator.base);
  const how = [` is now requested by a ${isByScript ? "script" : "style sheet"}`];
  const instead = [` instead of ${INITIATORS[before] ?? "what it was requested by"}`];
  const isGone = told.cause.places[0]?.role === "removed";
  return [...image(told), ...how, ...isGone ? [...instead, ...placeOf(told)] : [...placeOf(told), ...instead]];
}
var INITIATORS = {
  parser: "the document",
  preload: "a preload",
  script: "another script",
  stylesheet: "a style sheet"
};
function blocking(what, told) {
  const how = isNow(told, "new") ? " is new and blocks rendering" : isNow(told, "blocking") ? " now blocks rendering" : " blocks rendering for longer";
  return [what, ...urlOf(told), how, ...placeOf(told)];
}
function working(told) {
  const script = told.cause.subject.url === null ? ["an inline script"] : ["the script", ...urlOf(told)];
  const paint = told.cause.metric === "fcp" ? "the first paint" : "the largest paint";
  return [
    ...script,
    isNow(told, "new") ? " is new and works before " : " works longer before ",
    paint,
    ...placeOf(told)
  ];
}
function image(told) {
  return ["the LCP image", ...urlOf(told)];
}
function functionOf({ cause, at }) {
  const { name: called } = cause.subject;
  const where = at === null ? [] : [" (", ...at, ")"];
  return [...called === null ? ["an anonymous function"] : [name(called)], ...where];
}
function elementOf({ cause: { subject: subject2 } }, otherwise) {
  return subject2.selector === null ? [otherwise] : [`${otherwise.replace(/^an /, "the ")} `, name(subject2.selector)];
}
function onElement({ cause: { subject: subject2 } }) {
  return subject2.selector === null ? [] : [" of ", name(subject2.selector)];
}
function nameOf({ cause: { subject: subject2 } }) {
  return subject2.name === null ? [] : [" ", name(subject2.name)];
}
function urlOf(told) {
  const { url } = told.cause.subject;
  return url === null ? [] : [" ", name(url)];
}
function placeOf({ at }) {
  return at === null ? [] : [" (", ...at, ")"];
}
function turn(told, kind, unit = null) {
  const fact = factOf(told, kind);
  if (fact === void 0) return [];
  const [base, head] = [valueOf(fact.base, unit), valueOf(fact.head, unit)];
  if (head === null) return base === null ? [] : [", ", ...base, " on base"];
  return base === null ? [", ", ...head, " on head"] : [", ", ...base, " on base and ", ...head, " on head"];
}
function valueOf(value, unit) {
  if (value === null || value === "") return null;
  if (typeof value !== "number") return [name(String(value))];
  return [unit === null ? String(value) : quantity(value, unit === "count" ? "cost" : unit)];
}
function factOf({ cause }, kind) {
  return cause.facts.find((fact) => fact.kind === kind);
}
function isNow(told, kind) {
  return factOf(told, kind)?.head === true;
}

// src/report/words/cause.ts
var MOST = 0.8;
function causeSentence(cause, report) {
  return inText(causeLine(cause, report));
}
function causeLine(cause, report) {
  const words = causeWords({ cause, at: placeOfCause(cause, report) });
  const start = cause.because ? changePhrase(cause) : ["also changed ", ...onPlace(cause)];
  return capitalised([...start, ": ", ...words, ...cause.because ? sharePhrase(cause) : [], "."]);
}
function causePhrase(cause, report) {
  const words = causeWords({ cause, at: placeOfCause(cause, report) });
  return [...words, ...cause.because ? sharePhrase(cause) : [], " (see ", causeDocLink(cause.id), ")"];
}
function sharePhrase({ share: fraction }) {
  return fraction === null || fraction >= MOST ? [] : [`; about ${share(fraction)} of the change`];
}
function changePhrase(cause) {
  const { path: path2, part, change, unit } = cause;
  const segments = parsePath(path2) ?? [path2];
  if (change === null) return [...pathPhrase(segments), " ", ...onPlace(cause), " is now without bound"];
  const below = part.slice(segments.length);
  return [...pathPhrase(segments), ` ${signed(change, unit)} `, ...onPlace(cause), ...partPhrase(below, cause)];
}
function partPhrase(below, { part, change, partChange, unit }) {
  if (below.length === 0 || partChange === null || change === null) return [];
  const [phase, size] = [pathPhrase(below, part[0]), signed(partChange, unit)];
  return partChange <= change ? [`, ${size} of it `, ...phase] : [", ", ...phase, ` ${size}`];
}
function onPlace(cause) {
  const { route, condition, path: path2 } = cause;
  const metric = parsePath(path2)?.[0] ?? "";
  if (isOfGraph(metric)) return ["of ", ...placePhrase(cause, metric)];
  return ["on ", name(route), " (", prose(condition), ")"];
}

// src/report/words/cost-cause.ts
var MOST_PROBLEMS = 3;
function costCausePhrase(of, report) {
  const amount = of.amount === null ? "without bound" : signed(of.amount, "cost");
  const percent = of.among > 1 && of.share !== null ? ` (${share(of.share)} of it)` : "";
  return [...subjectPhrase(of), ` ${amount}${percent}`, ...placePhrase2(of, report), ...notePhrase(of)];
}
function subjectPhrase(of) {
  if (of.by === "settings") return ["the list sizes and variables of the configuration"];
  if (of.by === "interaction") return ["several changes together"];
  if (of.by === "document") {
    const { responsePath } = of;
    const what = responsePath === null || responsePath === "" ? ["text"] : [name(responsePath)];
    return ["the operation’s own ", ...what, ...fieldPhrase(of)];
  }
  return [of.coordinate === null ? "the schema" : name(of.coordinate), ...subgraphPhrase(of)];
}
function fieldPhrase(of) {
  if (of.coordinate === null) return [];
  return [" (", name(of.coordinate), ...subgraphPhrase(of), ")"];
}
function subgraphPhrase({ subgraph, owner }) {
  if (subgraph === null) return [];
  return [" of ", name(subgraph), ...owner === null ? [] : [", ", name(owner)]];
}
function placePhrase2({ place, commit: commit2 }, report) {
  const at = place === null ? [] : [" at ", fileLink(place, report.graphql?.folder, report)];
  return commit2 === null ? at : [...at, " in ", commitLink(commit2.sha, report), " ", prose(commit2.subject)];
}
function notePhrase({ note }) {
  return note === null ? [] : [": ", prose(note)];
}
function problemPhrase(place, report) {
  const problems = forCampaign(report.graphql?.problems ?? [], place);
  return joined(
    problems.slice(0, MOST_PROBLEMS).map((problem) => textOf(problem, report)),
    "; "
  );
}
function textOf({ message, where }, report) {
  return [
    prose(message.replace(/\.$/, "")),
    ...where === null ? [] : [" at ", fileLink(where, report.graphql?.folder, report)]
  ];
}

// src/text/stable-path.ts
var MAX_LENGTH = 200;
var UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
var HEX = /^(?:[0-9a-f]{8,64}|[0-9A-F]{8,64})$/;
var BASE32 = /^[A-Z2-7]{8}$/;
var PLAIN = /^(?:[A-Z]?[a-z]*|(?:[A-Z]?[a-z]{2,}){2,}|[A-Z]{2,3}(?:[A-Z][a-z]{4,})?|\d+|v\d+|[A-Z]?[a-z]{3,}\d{1,4})$/;
var CAMEL_CASE = /^[A-Z]{0,5}[a-z]*(?:[A-Z]{1,5}[a-z]+)*[A-Z]{0,5}$/;
var UNSPEAKABLE = /[bcdfghjklmnpqrstvwxz]{6}|[A-Z]{2}[a-z][A-Z]|[A-Z][a-z][A-Z][a-z][A-Z]/;
var ROLLUP_LENGTH = 8;
var SHORTEST_HASH = 8;
var LONGEST_HASH = 64;
function stableSource(url, deployUrl) {
  if (!URL.canParse(url)) return "";
  const { origin, protocol, pathname, href } = new URL(url);
  if (!/^https?:$/.test(protocol)) return protocol;
  const deploy = URL.canParse(deployUrl) ? new URL(deployUrl) : null;
  if (origin !== deploy?.origin) return stablePath(stripQuery(href)).slice(0, MAX_LENGTH);
  const prefix = deploy.pathname.replace(/\/$/, "");
  const below = pathname.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : pathname;
  return stablePath(below).slice(0, MAX_LENGTH);
}
function stableUrlPath(url) {
  const stripped = stripQuery(url);
  return stablePath(/^https?:/i.test(stripped) && URL.canParse(stripped) ? new URL(stripped).pathname : stripped);
}
function stablePath(path2) {
  return replaceHashes(path2, () => "*");
}
function replaceHashes(path2, replace) {
  const folders = path2.split("/");
  const file = folders.pop() ?? "";
  return [
    ...folders.map((folder) => isHash(folder) || UUID.test(folder) || isBuildId(folder) ? replace(folder) : folder),
    stableName(file, replace)
  ].join("/");
}
function stableName(file, replace) {
  const dot = file.lastIndexOf(".");
  const stem = dot > 0 ? file.slice(0, dot) : file;
  const pieces = stem.split(".").map((piece) => withoutHashes(piece, replace));
  return pieces.join(".") + file.slice(stem.length);
}
function withoutHashes(piece, replace) {
  if (UUID.test(piece)) return replace(piece);
  const at = piece.length - ROLLUP_LENGTH;
  if (at === 0 && isRollupHash(piece)) return replace(piece);
  if (at > 0 && /[-_]/.test(piece.charAt(at - 1)) && isRollupHash(piece.slice(at)))
    return `${withoutHashes(piece.slice(0, at - 1), replace)}${piece.charAt(at - 1)}${replace(piece.slice(at))}`;
  return piece.replace(/[^-_~]+/g, (token) => isHash(token) ? replace(token) : token);
}
function isRollupHash(text) {
  if (HEX.test(text) || BASE32.test(text)) return true;
  if (!/^[\w-]+$/.test(text) || !/[A-Z\d]/.test(text)) return false;
  return !text.split(/[-_]/).every((piece) => PLAIN.test(piece));
}
function isHash(token) {
  if (token.length < SHORTEST_HASH || token.length > LONGEST_HASH) return false;
  if (HEX.test(token)) return true;
  return /^[A-Za-z\d]+$/.test(token) && /[A-Z\d]/.test(token) && !isName(token);
}
function isBuildId(folder) {
  const mixed = /\d/.test(folder) && /[A-Z]/.test(folder) && /[a-z]/.test(folder);
  return mixed && /^[\w-]{16,64}$/.test(folder) && !folder.split(/[-_]/).every((piece) => isName(piece));
}
function isName(token) {
  const runs = token.match(/\d+|\D+/g) ?? [];
  const words = runs.filter((run) => /\D/.test(run));
  return runs.length - words.length <= 1 && words.every((word) => CAMEL_CASE.test(word) && !UNSPEAKABLE.test(word));
}

// src/explain/evidence-clues.ts
function lcpElementsDiffer({ base, head }) {
  const [before, after] = [base?.lcpElement ?? null, head?.lcpElement ?? null];
  return before !== null && after !== null && before !== after;
}
function lcpUrlOf({ lcpUrl }, deployUrl) {
  return lcpUrl === null || lcpUrl === "" ? null : shownUrl2(lcpUrl, deployUrl);
}
function scriptPlace(script, deployUrl) {
  const { sourceUrl, line, column } = script;
  const position = typeof line === "number" && typeof column === "number" ? `:${line}:${column}` : "";
  return sourceUrl === "" ? null : shownUrl2(sourceUrl, deployUrl) + position;
}
function evidenceClues(node, phase) {
  const [metric = ""] = node.segments;
  const { head } = node.evidence;
  return head === null || !isMetric(metric) ? [] : CLUES[metric](node, head, phase);
}
var none = () => [];
var CLUES = {
  lcp: lcpClues,
  inp: scriptClues,
  cls: none,
  fcp: none,
  bytes: none
};
function lcpClues(node, head, phase) {
  if (lcpElementsDiffer(node.evidence)) return elementChanged(node);
  if (phase === "ttfb") return [];
  const element = elementClues(node, head);
  return phase === "resource-load-delay" ? [...element, ...requestChanged(node)] : element;
}
function about({ about: all, segments }) {
  return { ...all, part: segments.slice(0, 1), share: null };
}
function elementChanged(node) {
  const [before, after] = [node.evidence.base?.lcpElement ?? "", node.evidence.head?.lcpElement ?? ""];
  return [{ kind: "lcp-element-changed", ...about(node), before, after, place: after }];
}
function elementClues(node, head) {
  const { evidence, deployUrls } = node;
  const [element, place] = [head.lcpElement, lcpUrlOf(head, deployUrls.head)];
  if (element === null && place === null) return [];
  const before = sourceOf(evidence.base?.lcpUrl ?? "", deployUrls.base);
  const after = sourceOf(head.lcpUrl ?? "", deployUrls.head);
  return [{ kind: "lcp-element", ...about(node), element, before, after, place: place ?? element }];
}
function scriptClues(node, { inpScript: script }) {
  if (script === null) return [];
  const { evidence, deployUrls } = node;
  const { invoker, functionName } = script;
  const source = sourceOf(script.sourceUrl, deployUrls.head) ?? "";
  const earlier = evidence.base?.inpScript ?? null;
  const isSame = earlier?.invoker === invoker && earlier.functionName === functionName && (sourceOf(earlier.sourceUrl, deployUrls.base) ?? "") === source;
  return [
    {
      kind: "script",
      ...about(node),
      invoker,
      functionName,
      source,
      before: isSame ? earlier.durationMs : null,
      after: script.durationMs,
      place: scriptPlace(script, deployUrls.head)
    }
  ];
}
function requestChanged(node) {
  const { evidence, deployUrls } = node;
  const [earlier, later] = [evidence.base?.lcpRequest ?? null, evidence.head?.lcpRequest ?? null];
  if (earlier === null || later === null) return [];
  const [before, after] = [requesterOf(earlier), requesterOf(later)];
  if (before.initiator === after.initiator && before.url === after.url) return [];
  return [
    {
      kind: "lcp-request-changed",
      ...about(node),
      part: ["lcp", "resource-load-delay"],
      before,
      after,
      place: requestPlace(later, after, deployUrls.head)
    }
  ];
}
function requesterOf({ initiator, url, line }) {
  return { initiator, url: url === null ? null : stableUrlPath(url), line: initiator === "script" ? line : null };
}
function requestPlace({ url }, { line }, deployUrl) {
  if (url === null) return null;
  const shown = deployUrl === null ? stableUrlPath(url) : shownUrl2(url, deployUrl);
  return shown + (line === null ? "" : `:${line}`);
}
function sourceOf(url, deployUrl) {
  return stableSource(url, deployUrl ?? "") || stripQuery(url) || null;
}

// src/report/words/evidence.ts
var MOST_ELEMENTS = 5;
function evidenceLines(route, { result }) {
  const { base, head } = route.evidence;
  if (head === null) return [];
  return [
    lcpLine(head, result.head.url),
    lcpElementsDiffer(route.evidence) && base !== null ? lcpLine(base, result.base.url, " on base") : [],
    interactionLine(head),
    scriptLine(head, result.head.url),
    shiftLine(head),
    serverLine(head)
  ].filter((line) => line.length > 0);
}
function lcpLine(evidence, deployUrl, where = "") {
  const element = elementPhrase(evidence.lcpElement, lcpUrlOf(evidence, deployUrl));
  return element.length === 0 ? [] : [`LCP element${where}: `, ...element];
}
function interactionLine({ inpTarget, inpType, inpStep }) {
  if (inpTarget === null) return [];
  const step = inpStep === null ? "" : `step ${inpStep + 1}, `;
  return ["INP interaction: ", step, inpType ?? "input", " on ", name(inpTarget)];
}
function scriptLine({ inpScript }, deployUrl) {
  if (inpScript === null) return [];
  const script = scriptPhrase(inpScript, scriptPlace(inpScript, deployUrl), inpScript.durationMs);
  const invoker = inpScript.functionName === "" ? [] : [", invoked by ", name(inpScript.invoker)];
  return ["Longest script in it: ", ...script, ...invoker];
}
function shiftLine({ shiftedElements }) {
  const shifts = shiftedElements.slice(0, MOST_ELEMENTS).map(({ selector, score }) => [name(selector), ` ${quantity(score, "score")}`]);
  return shifts.length === 0 ? [] : ["Shifted: ", ...joined(shifts, ", ")];
}
function serverLine({ serverTiming }) {
  const layers = serverTiming.slice(0, MOST_ELEMENTS).map((layer) => [name(layer.name), ` ${quantity(layer.durationMs, "ms")}`]);
  return layers.length === 0 ? [] : ["Server-Timing on head: ", ...joined(layers, ", ")];
}
function elementPhrase(element, place) {
  if (element === null) return place === null ? [] : [name(place)];
  return place === null ? [name(element)] : [name(element), " (", name(place), ")"];
}
function scriptPhrase({ functionName, invoker }, place, durationMs) {
  const at = place === null ? [] : [" at ", name(place)];
  return [name(functionName === "" ? invoker : functionName), ...at, ` (${quantity(durationMs, "ms")})`];
}

// src/report/words/clue-kinds.ts
var WORDS2 = {
  part: { answers: "why", phrase: (clue) => [strong(movedPart(clue)), ` ${amountOf(clue)}`] },
  "shifted-element": { answers: "why", phrase: (clue) => [...movedPart(clue), ` moves, ${amountOf(clue)}`] },
  "largest-part": { answers: "why", phrase: largestPart },
  "lcp-element": {
    answers: "why",
    phrase: ({ element, after, place }) => elementPhrase(element, after === null ? null : place)
  },
  "lcp-element-changed": { answers: "why", phrase: otherElement },
  "lcp-request-changed": { answers: "why", phrase: otherRequest },
  script: { answers: "why", phrase: (clue) => scriptPhrase(clue, clue.place, clue.after) },
  "graphql-cost": { answers: "why", phrase: (clue, { report }) => costCausePhrase(clue, report) },
  commit: { answers: "where", phrase: commit },
  "commit-range": { answers: "where", phrase: ({ commits }) => ["one of ", name(commits)] }
};
function answers(clue) {
  return WORDS2[clue.kind].answers;
}
function clueWords(clue, telling) {
  return WORDS2[clue.kind].phrase(clue, telling);
}
function movedPart({ part, path: path2, metric }) {
  return pathPhrase(part.slice(parsePath(path2)?.length ?? 1), metric);
}
function amountOf({ change, unit, share: fraction }) {
  return signed(change.value, unit) + (fraction === null ? "" : ` (${shareText(fraction)} of it)`);
}
function shareText(fraction) {
  return fraction >= 1 ? "all" : share(fraction);
}
function largestPart({ part, metric, after, unit }) {
  return ["mostly ", partName(part.at(-1) ?? "", metric), `, ${quantity(after, unit)}`];
}
function otherElement({ before, after }) {
  return [
    "the LCP element is now ",
    name(after),
    ", it was ",
    name(before),
    " on base",
    ", so its phases are not compared"
  ];
}
function otherRequest({ before, after, place }) {
  const earlier = before.url === null ? null : before.url + (before.line === null ? "" : `:${before.line}`);
  if (after.initiator === "other") return ["on base requested by ", ...requester(before, earlier)];
  const onBase = before.initiator === "other" ? [] : [", on base by ", ...requester(before, earlier)];
  return ["requested by ", ...requester(after, place), ...onBase];
}
function requester({ initiator }, place) {
  if (initiator === "parser") return ["the HTML"];
  if (place === null) return [`a ${initiator}`];
  return [initiator === "preload" ? "a preload in " : `the ${initiator} `, name(place)];
}
function commit(clue, { report, isOneOfSeveral }) {
  const { sha, subject: subject2 } = clue.commit;
  return [commitLink(sha, report), " ", prose(subject2), isOneOfSeveral ? partOfChange(clue) : ""];
}
function partOfChange({ share: fraction, change, unit }) {
  if (fraction !== null && fraction <= 1) return ` (${share(fraction)})`;
  return change === null ? "" : ` (${signed(change.value, unit)})`;
}

// src/report/words/pictures.ts
function picturePhrases(causes) {
  const distinct = new Map(causes.map(({ pictures }) => [JSON.stringify(pictures), pictures]));
  return [...distinct.values()].flatMap((pictures) => {
    const { before = null, after = null } = pictures ?? {};
    const files = [filePhrase("before", before), filePhrase("after", after)].filter((phrase) => phrase.length > 0);
    return files.length === 0 ? [] : [["Pictures of the shift, in the output folder: ", ...joined(files, ", ")]];
  });
}
function filePhrase(when, file) {
  return file === null ? [] : [`${when} `, name(`diagnostics/${file}`)];
}

// src/report/words/why.ts
var MOST_CLUES = 3;
function cluesOfRow({ budget }, { result }) {
  if (result.clues === void 0 || !isBlamed(budget)) return [];
  return itemsAt(result.clues, budget, "path", budget.path);
}
function becausePhrase(row, report) {
  const reasons = reasonsOf(row, report);
  const [first] = reasons;
  if (first === void 0) return [...cluesPhrase(row, report), ...costDocPhrase(row, report)];
  const part = cluesOfRow(row, report).find(({ kind }) => kind === "part");
  const isOfIt = part !== void 0 && isRelated(first.part, part.part);
  const lead = isOfIt ? [...clueWords(part, { report, isOneOfSeveral: false }), ": "] : [];
  return [
    ...lead,
    ...joined(
      reasons.map((cause) => causePhrase(cause, report)),
      "; "
    )
  ];
}
function rowPictures(row, report) {
  return picturePhrases(reasonsOf(row, report));
}
function reasonsOf(row, report) {
  if (cluesOfRow(row, report).some(({ kind }) => kind === "graphql-cost")) return [];
  const reasons = searchOf(row, report)?.causes.filter(({ because }) => because) ?? [];
  return reasons.slice(0, MOST_CLUES);
}
function costDocPhrase(row, report) {
  const cause = searchOf(row, report)?.causes.find(({ because }) => because);
  return cause === void 0 ? [] : [" (see ", causeDocLink(cause.id), ")"];
}
function isRelated(one, other) {
  return one.slice(0, other.length).every((id, depth) => id === other[depth]);
}
function unknownPhrase(row, report) {
  const search = searchOf(row, report);
  if (search === void 0 || isOfGraph(row.segments[0] ?? "") || reasonsOf(row, report).length > 0) return [];
  return [unknownText(search)];
}
function unknownText({ reproduced }) {
  return reproduced ? "The cause is not established: the diagnostic visits show no difference that accounts for the change." : "The cause is not established: the diagnostic visits did not reproduce the change.";
}
function searchOf({ budget }, { searches }) {
  if (searches === void 0 || !isBlamed(budget)) return void 0;
  return itemsAt(searches, budget, "path", budget.path)[0];
}
function cluesPhrase(row, report) {
  const clues = cluesOfRow(row, report).filter((clue) => answers(clue) === "why");
  const shown = clues.slice(0, MOST_CLUES);
  const [first] = shown;
  const rest = first?.kind === "graphql-cost" ? first.among - shown.length : 0;
  const told = shown.flatMap((clue, index) => {
    const before = shown[index - 1];
    const separator = before === void 0 ? [] : [isOfBefore(clue, before) ? ", " : "; "];
    return [...separator, ...clueWords(clue, { report, isOneOfSeveral: clues.length > 1 })];
  });
  return rest === 0 ? told : [...told, `; and ${rest} more`];
}
function isOfBefore(clue, before) {
  return clue.kind === "lcp-request-changed" && before.kind === "lcp-element";
}
function wherePhrase(row, report) {
  const clues = cluesOfRow(row, report).filter((clue) => answers(clue) === "where");
  if (clues.length === 0) return [];
  return ["in ", ...listed(clues.map((clue) => clueWords(clue, { report, isOneOfSeveral: clues.length > 1 })))];
}
function storyPhrase(row, report) {
  if (row.comparison === null || row.budget.reason === "not-measurable-on-head")
    return joined([unmeasuredPhrase(row), problemPhrase(row.budget, report)].filter(isSaid), ": ");
  const because = becausePhrase(row, report);
  const story = [because.length === 0 ? [] : ["because ", ...because], wherePhrase(row, report)].filter(isSaid);
  const told = story.length === 0 ? [reasonSentence(row.budget.reason)] : joined(story, "; ");
  return joined([told, unknownPhrase(row, report)].filter(isSaid), ". ");
}
function isSaid(phrase) {
  return phrase.length > 0;
}
var UNMEASURABLE = ["not-measurable", "not-measurable-on-head", "not-measurable-on-base"];
var OF_FRESH_BLOCKS = ["unconfirmed", "not-measurable-on-head"];
function unmeasuredPhrase(row) {
  const { route, budget, isOfMissingShard } = row;
  const story = route?.unmeasurable ?? null;
  const unconfirmable = OF_FRESH_BLOCKS.includes(budget.reason) ? route?.unconfirmable ?? null : null;
  if (isOfMissingShard) return [SPECIFIC_REASONS.missingShard];
  if (story === null && unconfirmable !== null) return [reasonSentence(budget.reason), " (", prose(unconfirmable), ")"];
  if (story === null) return [reasonSentence(budget.reason)];
  if (!UNMEASURABLE.includes(budget.reason)) return [reasonSentence(budget.reason), " (", prose(story), ")"];
  return (route?.blocks ?? 0) > 0 ? [SPECIFIC_REASONS.unreliable, " (", prose(story), ")"] : [prose(story)];
}

// src/report/words/price.ts
function pricePhrase({ budget }, { result }) {
  const [price] = itemsAt(result.prices ?? [], budget, "path", budget.path);
  if (price === void 0) return [];
  const { conversions, window, labToField, kind } = price;
  if (conversions === null || window === null || labToField === null) return [];
  const of = `${kind}; ${daysText(window)}; lab→field ${ratio(labToField)}`;
  return [`≈ ${percentRange(conversions)} conversions on `, name(price.route), ` at field traffic (${of})`];
}
function daysText({ from, to }) {
  const [first, last] = [from.slice(0, 10), to.slice(0, 10)];
  return `${first}…${first.slice(0, 4) === last.slice(0, 4) ? last.slice(5) : last}`;
}
function priceNotices(prices, read) {
  const notices = prices.flatMap((price) => {
    const source = read.find(({ file }) => file === price.file);
    if (price.reason === null || source === void 0) return [];
    const of = inText([...pathPhrase(parsePath(price.path) ?? [price.path]), " on ", price.route]);
    return [`The price of ${of} (${price.file}) is not shown, because ${BECAUSE[price.reason](price, source)}`];
  });
  return [...new Set(notices)];
}
var BECAUSE = {
  "not-established": (_, { reason }) => `it is not established${reason === null ? "" : `: ${sentence(reason)}`}`,
  stale: ({ window }) => `its page views end on ${window?.to.slice(0, 10) ?? ""}, more than 90 days before this run. Run vitals-gate field price again.`,
  "no-lab-to-field": () => "it does not say what lab milliseconds are in the field. Give vitals-gate field price the samples of a run with --lab.",
  "out-of-range": ({ condition }, { range: range2 }) => `on ${condition} its milliseconds, in those of the field, are outside of what visitors waited: ${range2?.from ?? 0} to ${range2?.to ?? 0} ms.`,
  "price-reaches-zero": () => "the interval of its coefficient reaches 0.",
  "change-reaches-zero": ({ condition }) => `the interval of the change on ${condition} reaches 0.`,
  "ratio-reaches-zero": () => "the interval of its ratio of lab to field reaches 0."
};
function sentence(text) {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

// src/report/words/row-sentence.ts
function findingPhrase({ row, rows }) {
  return [...titleOf(row), ...numbers(row, rows)];
}
function strongPhrase({ row, rows }) {
  return [strong(titleOf(row)), ...numbers(row, rows)];
}
function titleOf(row) {
  const change = changeText(row);
  const metric = row.segments[0] ?? "";
  if (metric === "composition") return [...placePhrase(row.budget, metric)];
  return [...placePhrase(row.budget, metric), ": ", ...pathPhrase(row.segments), change === "" ? "" : ` ${change}`];
}
function numbers(row, rows) {
  const said2 = [fromTo(row), limitsText(rows)].filter((text) => text !== "");
  return said2.length === 0 ? [] : [`, ${said2.join(", ")}`];
}
function warningPhrase(finding) {
  const isSuspected = finding.row.budget.evidence === "suspected";
  return [...findingPhrase(finding), isSuspected ? " (suspected: what only warns is not confirmed)" : ""];
}
function rowPhrase(row) {
  return findingPhrase({ row, rows: [row] });
}
function undecidedPhrase(row) {
  const details = [intervalText(row), reachText(row)].filter((text) => text !== "");
  return [reasonSentence(row.budget.reason), details.length === 0 ? "" : `: ${details.join("; ")}`];
}

// src/report/words/removals.ts
function removalsIn({ policySource, graphql }) {
  const declared = (policySource?.removed ?? []).map((removal) => {
    const { kind, line } = removal;
    if (kind === "route") return { kind, line, phrase: ["the route ", name(removal.name), " is no longer visited"] };
    return {
      kind: "section",
      line,
      phrase: ["without the ", name("graphql"), " section, no operation is costed any more"]
    };
  });
  const operations = (graphql?.removed ?? []).map((each) => ({
    kind: "operation",
    line: null,
    phrase: ["the operation ", name(each.name), " (on base at ", name(each.where), ") is gone"]
  }));
  return [...declared, ...operations];
}
var MOST_NAMED = 10;
function removalAlerts(report) {
  const removed = removalsIn(report);
  if (removed.length === 0) return [];
  const shown = removed.slice(0, MOST_NAMED).flatMap(({ phrase }, index) => index === 0 ? phrase : ["; ", ...phrase]);
  const rest = removed.length > MOST_NAMED ? [` and ${removed.length - MOST_NAMED} more`] : [];
  return [["This pull request removes something from the gate, so no budget can catch it: ", ...shown, ...rest, "."]];
}
function removalWords(report) {
  const removed = removalsIn(report);
  const of = (kind, word) => {
    const those = removed.filter((each) => each.kind === kind).length;
    return those === 0 ? [] : [count(those, word)];
  };
  const parts = [...of("route", "route"), ...of("operation", "operation"), ...of("section", "section")];
  if (parts.length === 0) return "";
  const list = parts.length === 1 ? parts[0] : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1) ?? ""}`;
  return `, ${list ?? ""} ${removed.length === 1 ? "is" : "are"} no longer gated`;
}

// src/report/words/policy-notes.ts
function grantPhrase({ until, approvedBy, reason }) {
  const by = approvedBy === null ? [] : [", by ", name(approvedBy)];
  return [`until ${until}`, ...by, ": ", prose(reason)];
}
function waivedPhrase({ budget: { waiver } }) {
  return waiver === void 0 || waiver.expired ? [] : ["Waived ", ...grantPhrase(waiver)];
}
function expiredPhrases({ expiredWaivers = [] }) {
  return expiredWaivers.map((waiver) => [name(waiver.budget), ", ", ...grantPhrase(waiver)]);
}
function alertPhrases(report) {
  const { alerts = [], policySource } = report;
  const own = policySource === void 0 || policySource.instead === null ? [] : [
    [
      "This pull request’s own budgets and waivers apply, not those of its base ",
      commitLink(policySource.ref, report),
      ": ",
      prose(policySource.instead),
      "."
    ]
  ];
  return [...alerts.map((alert) => [prose(alert)]), ...own, ...removalAlerts(report)];
}
function policyNotices(policySource) {
  if (policySource === null) return [];
  const { origin, instead, isForkUnknown } = policySource;
  return [
    ...origin === void 0 || instead !== null ? [] : originSentence(origin),
    ...isForkUnknown === true ? ["It is not known where head left the base branch, so what the base branch has changed since is listed too."] : []
  ];
}
function originSentence({ at, branch, stale }) {
  if (branch === null || at === null) return [];
  const terms = "Budgets, waivers and enforcement are those of";
  if (stale === null) return [`${terms} ${branch} at ${shortSha(at)}, its tip when they were read.`];
  return [
    `The current tip of ${branch} could not be read: ${stale}. ${terms} ${shortSha(at)}, its tip when the event was sent; anything merged since, such as a waiver, does not count.`
  ];
}
function changePhrases({ policySource }, applied) {
  const changes = policySource?.changes.filter((change) => change.applied === applied) ?? [];
  return changes.map(({ key: key2, base, head, now }) => [
    name(key2),
    ": ",
    ...side(base),
    " → ",
    ...side(head),
    ...now === void 0 ? [] : [...sinceThen(now)]
  ]);
}
function sinceThen(now) {
  return now === null ? [" (by now the base branch has none)"] : [" (by now the base branch has ", name(now), ")"];
}
function side(written) {
  return written === null ? ["not set"] : [name(written)];
}

// src/report/words/traffic.ts
var LEAST_BYTES = 1e4;
var LEAST_SHARE = 0.05;
function newHosts(route, { result }) {
  const { base, head } = route.evidence;
  if (base === null || head === null || base.traffic.length === 0 || base.traffic.length >= MOST_HOSTS) return [];
  const known3 = /* @__PURE__ */ new Set([...base.traffic.map(({ host }) => host), hostnameOf(result.head.url)]);
  return head.traffic.filter(({ host, bytesDown }) => bytesDown > 0 && !known3.has(host));
}
function newHostPhrase(rows, report) {
  const routes = new Set(
    rows.flatMap(({ route, difference }) => route === null || difference === null ? [] : [route])
  );
  const hosts = [...routes].flatMap((route) => newHosts(route, report));
  const [largest] = hosts.toSorted((one, other) => other.bytesDown - one.bytesDown);
  return largest === void 0 ? [] : ["; new on head: ", ...hostPhrase(largest)];
}
function trafficPhrases(route, report) {
  const hosts = newHosts(route, report).map((host) => ["new on head: ", ...hostPhrase(host)]);
  const more = morePhrase(route);
  return more === null ? hosts : [more, ...hosts];
}
function morePhrase({ downloads: { base, head } }) {
  if (base === null || head === null || base.bytes === 0) return null;
  const grown = head.bytes - base.bytes;
  const fraction = grown / base.bytes;
  if (grown < LEAST_BYTES || fraction < LEAST_SHARE) return null;
  const scope = base.isOfLargest || head.isOfLargest ? ` from the ${MOST_HOSTS} hosts that send it most` : `, ${kilobytes(head.bytes)} in all`;
  return [`the page downloads ${kilobytes(grown)} (${percentChange(fraction).replace("+", "")}) more${scope}`];
}
function hostPhrase({ host, bytesDown }) {
  return [name(host), ` (${kilobytes(bytesDown)})`];
}
function kilobytes(bytes) {
  if (bytes >= 999500) return `${(bytes / 1e6).toFixed(2)} MB`;
  return `${(bytes / 1e3).toFixed(bytes < 9950 ? 1 : 0)} kB`;
}
function hostnameOf(url) {
  return url !== null && URL.canParse(url) ? new URL(url).hostname : null;
}

// src/report/words/predicates.ts
function said(verb, ...words) {
  return { verb, words, note: [] };
}
function predicate(row, isWorst) {
  const { segments, budget } = row;
  if (budget.reason === "invalid-operation") return said("is", "not valid against the schema of head");
  if (budget.reason === "not-composed") return said("does", "not compose");
  if (!isMeasured(row)) return said("could", "not be measured on head");
  if (isOfGraph(segments[0] ?? "")) return costPredicate(row);
  return PREDICATES[metricOf(segments)](row, isWorst);
}
var PREDICATES = {
  lcp: timePredicate,
  inp: timePredicate,
  cls: jumpPredicate,
  fcp: timePredicate,
  bytes: sizePredicate
};
function metricOf([metric = ""]) {
  if (!isMetric(metric)) throw new Error(`${metric} is not a metric`);
  return metric;
}
function timePredicate(row, isWorst) {
  if (isSlower(row))
    return said(
      "is",
      `${isWorst ? "up to " : ""}${sizeText(row)}${bracketed(percentText(row, ""))} slower `,
      ...aim(row)
    );
  return { ...takes(row), note: [` (limit ${limitOf(row)})`] };
}
function limitOf({ budget }) {
  return budget.limit.map(limit).join(" and ");
}
function isSlower({ difference, budget: { reason } }) {
  return difference !== null && difference.value > 0 && reason !== "pre-existing";
}
function takes(row) {
  const { budget, head, comparison, base } = row;
  const limits = budget.limit.filter(({ unit }) => unit === "ms").map(({ value: value2 }) => value2);
  const value = (budget.kind === "max" ? budget.value : null) ?? head?.value ?? 0;
  const verb = base !== null && budget.reason === "pre-existing" ? "still takes" : "takes";
  return { verb, words: [`${quantity(value, comparison?.unit ?? "ms", limits)} `, ...aim(row)] };
}
function aim({ segments, route }) {
  const evidence = route?.evidence.head ?? null;
  const main = `main ${contentWord(evidence, route !== null && lcpElementsDiffer(route.evidence))}`;
  const input = inputWord(evidence);
  const words = {
    lcp: `to show its ${main}`,
    "lcp.ttfb": "to send its first byte",
    "lcp.resource-load-delay": `to start loading its ${main}`,
    "lcp.resource-load-duration": `to load its ${main}`,
    "lcp.element-render-delay": `to show its ${main} once it has loaded`,
    fcp: "to show its first content",
    "fcp.ttfb": "to send its first byte",
    "fcp.render-blocking": "to load what blocks rendering",
    "fcp.render-delay": "to show its first content once nothing blocks it",
    inp: `to respond to ${input}`,
    "inp.input-delay": `to start handling ${input}`,
    "inp.processing-duration": `to handle ${input}`,
    "inp.presentation-delay": `to show the effect of ${input}`
  };
  const found2 = new Map(Object.entries(words)).get(segments.join("."));
  return found2 === void 0 ? ["in ", ...pathPhrase(segments)] : [found2];
}
function contentWord(evidence, isAnother) {
  if (evidence?.lcpElement == null || isAnother) return "content";
  return evidence.lcpUrl === null || evidence.lcpUrl === "" ? "text" : "image";
}
function inputWord(evidence) {
  if (evidence?.inpType === "pointer") return "a click";
  return evidence?.inpType === "keyboard" ? "a key press" : "input";
}
var STILL_SCORE = 5e-3;
function jumpPredicate(row) {
  const { segments, base, head, budget } = row;
  const limits = budget.kind === "max" ? budget.limit.map(({ value }) => value) : [];
  const score = (value) => quantity(value, "score", limits);
  const [, element] = segments;
  const { name: name2 } = definitionOf(metricOf(segments));
  const after = score(head?.value ?? 0);
  const words = element === void 0 ? [] : [partName(element)];
  const isWorse = base !== null && isSlower(row);
  const isNew = isWorse && base.value < STILL_SCORE;
  const verb = (element === void 0 ? "jumps" : "moves") + (isWorse && !isNew && element === void 0 ? " more" : "");
  if (isNew) return { verb, words, note: [` (${name2} ${after})`] };
  if (isWorse) return { verb, words, note: [` (${name2} ${after}, ${score(base.value)} on base)`] };
  return { verb, words, note: [` (${name2} ${score(budget.value ?? head?.value ?? 0)}, limit ${limitOf(row)})`] };
}
function sizePredicate(row, isWorst) {
  const { segments, budget, head } = row;
  const [metric, type, path2] = segments;
  const of = type === void 0 ? [] : [" in ", partName(path2 ?? type, metric)];
  if (isSlower(row))
    return said(
      "downloads",
      `${isWorst ? "up to " : ""}${sizeText(row)}${bracketed(percentText(row, ""))} more`,
      ...of
    );
  const limits = budget.kind === "max" ? budget.limit.map(({ value: value2 }) => value2) : [];
  const value = (budget.kind === "max" ? budget.value : null) ?? head?.value ?? 0;
  return { verb: "downloads", words: [quantity(value, "bytes", limits), ...of], note: [` (limit ${limitOf(row)})`] };
}
function costPredicate(row) {
  const { segments, base, head, budget } = row;
  const what = [" in ", ...pathPhrase(segments)];
  const after = quantity(head?.value ?? budget.value ?? 0, "cost");
  if (base === null || !isSlower(row))
    return { verb: "is", words: [`at ${after}`, ...what], note: [` (limit ${limitOf(row)})`] };
  const from = `from ${quantity(base.value, "cost")} to ${after}`;
  return { verb: "goes", words: [from, ...what], note: [bracketed(percentText(row, "+"))] };
}
function bracketed(text) {
  return text === "" ? "" : ` (${text})`;
}

// src/report/words/facts.ts
var MOST_FACTS = 2;
function factsPhrase(findings) {
  const facts = factsOf(withoutParts(findings));
  const shown = facts.slice(0, MOST_FACTS);
  const rest = facts.length - shown.length;
  let named = "";
  const groups = Map.groupBy(shown, ({ row, conditions }) => JSON.stringify([row.budget.route, conditions]));
  const clauses = [...groups.values()].map((group) => {
    const conditions = group[0]?.conditions ?? [];
    const isRepeated = named === conditions.join("\n") || group.some(({ row }) => isOfGraph(row.segments[0] ?? ""));
    named = isRepeated ? named : conditions.join("\n");
    const rows = group.map(({ row }) => row);
    return clause(rows, isRepeated ? [] : wherePhrase2(conditions), conditions.length > 1);
  });
  const more = rest === 0 ? [] : [[count(rest, "more problem")]];
  return sentence2([...clauses, ...more]);
}
function factsOf(findings) {
  const groups = Map.groupBy(findings, ({ row }) => factKey(row));
  return [...groups.values()].flatMap((group) => {
    const rows = group.map(({ row: row2 }) => row2);
    const [row] = rows.toSorted((one, other) => (other.difference?.value ?? 0) - (one.difference?.value ?? 0));
    return row === void 0 ? [] : [{ row, conditions: [...new Set(rows.map(({ budget }) => budget.condition))] }];
  });
}
function factKey(row) {
  const { budget, segments } = row;
  if (isOfGraph(segments[0] ?? "")) return JSON.stringify([budget.route, budget.condition, segments]);
  return JSON.stringify([budget.route, isMeasured(row) ? segments : budget.reason]);
}
function wherePhrase2(conditions) {
  if (conditions.length > 2) return [` on ${conditions.length} conditions`];
  return [" on ", ...listed(conditions.map((each) => [prose(each)]))];
}
function clause(rows, where, isWorst) {
  const [first, ...others] = rows;
  if (first === void 0) return [];
  const { verb, words, note } = predicate(first, isWorst);
  const spaced = words.length === 0 ? [] : [" ", ...words];
  if (!isMeasured(first)) return [...subject(first), ...where, ` ${verb}`, ...spaced];
  if (others.length === 0) return [...subject(first), ` ${verb}`, ...spaced, ...where, ...note];
  const rest = others.map((row) => {
    const next = predicate(row, isWorst);
    if (next.verb === verb) return [...next.words, ...next.note];
    return [next.verb, next.words.length === 0 ? "" : " ", ...next.words, ...next.note];
  });
  return [...subject(first), ` ${verb}`, ...listed([[...spaced, ...note], ...rest]), ...where];
}
function sentence2(clauses) {
  return clauses.flatMap((each, index) => {
    if (index === 0) return each;
    return [index === clauses.length - 1 ? ", and " : ", ", ...each];
  });
}
function withoutParts(findings) {
  const told = new Set(findings.map(({ row }) => nodeKey(row, row.segments.length)));
  return findings.filter(({ row }) => !row.segments.some((_, depth) => depth > 0 && told.has(nodeKey(row, depth))));
}
function nodeKey({ budget, segments }, depth) {
  return JSON.stringify([keyOf(budget), ...segments.slice(0, depth)]);
}
function subject({ budget, segments }) {
  return isOfGraph(segments[0] ?? "") ? costSubject(budget, prose) : [prose(budget.route)];
}
function placeInWords(row) {
  const { budget, segments } = row;
  const metric = segments[0] ?? "";
  return isOfGraph(metric) ? costSubject(budget, prose) : [prose(budget.route), " on ", prose(budget.condition)];
}

// src/report/words/headline.ts
var SYMBOLS = {
  fail: "❌",
  unmeasured: "⚠️",
  inconclusive: "❔",
  waived: "☑️",
  pass: "✅"
};
var WORDS3 = {
  fail: ({ broken }, report) => [...factsPhrase(findingsOf(broken)), ...newHostPhrase(broken, report)],
  unmeasured: ({ unmeasured }, { policy }) => [
    ...unmeasured.length === 0 ? ["Nothing could be measured"] : [...placesPhrase(unmeasured), " could not be measured"],
    policy.onUnmeasured === "pass" ? " (does not block)" : ""
  ],
  inconclusive: ({ inconclusive }, { policy }) => [
    "No budget is broken, but ",
    ...placesPhrase(inconclusive),
    " could not be decided",
    policy.onInconclusive === "block" ? " (blocks)" : " (does not block)"
  ],
  waived: ({ waived }) => [...factsPhrase(findingsOf(waived)), " (waived", ...untilPhrase(waived), ")"],
  pass: (groups, report) => [passWords(groups), identicalWords(report)]
};
function headlineOf(report) {
  const { verdict } = report.result;
  const words = WORDS3[verdict](groupRows(report), report);
  const gone = removalWords(report);
  return {
    // What is gated no longer must not look as what was kept.
    symbol: verdict === "pass" && gone !== "" ? SYMBOLS.unmeasured : SYMBOLS[verdict],
    words: [...words.length === 0 ? [`vitals-gate: ${verdict}`] : words, gone]
  };
}
function placesPhrase(rows) {
  const blocking2 = rows.filter(({ budget }) => budget.enforce === "block");
  const shown = findingsOf(blocking2.length > 0 ? blocking2 : rows).map(({ row }) => row);
  const [first] = shown;
  if (first === void 0) return ["nothing"];
  if (shown.length === 1) return [...pathPhrase(first.segments), " of ", ...placeInWords(first)];
  const places = [...Map.groupBy(shown, ({ budget }) => JSON.stringify([budget.route, budget.condition])).values()];
  const named = places.slice(0, 2).flatMap(([row]) => row === void 0 ? [] : [row]);
  const more = places.length - named.length;
  const metrics = [...new Map(shown.map(({ segments }) => [segments.join("."), pathPhrase(segments)])).values()];
  if (places.length === 1) return [...listedBriefly(metrics), " of ", ...placeInWords(first)];
  if (named.some((row) => isOfGraph(row.segments[0] ?? "") || row.budget.condition !== first.budget.condition))
    return listedBriefly(named.map(placeInWords), more);
  const routes = named.map(({ budget }) => [prose(budget.route)]);
  return [...listedBriefly(routes, more), ...more > 0 ? [] : [" on ", prose(first.budget.condition)]];
}
function listedBriefly(phrases, more = Math.max(0, phrases.length - 3)) {
  const shown = phrases.slice(0, 3);
  if (more > 0) return [...joined(shown, ", "), ` and ${more} more`];
  return [...joined(shown.slice(0, -1), ", "), shown.length > 1 ? " and " : "", ...shown.at(-1) ?? []];
}
function untilPhrase(rows) {
  const days = rows.flatMap(({ budget }) => budget.waiver?.until ?? []).toSorted();
  return days[0] === void 0 ? [] : [` until ${days[0]}`];
}
function identicalWords(report) {
  const identical = identicalSummary(report);
  return identical === "" ? "" : `; ${identical}`;
}
function passWords({ kept, warned, preExisting }) {
  const warnings = findingsOf([...warned, ...preExisting]).length;
  const suffix = warnings === 0 ? "" : `, with ${count(warnings, "warning")}`;
  if (kept.length === 0) return `vitals-gate has no budget to judge${suffix}`;
  if (warnings > 0)
    return `vitals-gate: ${count(kept.length, "budget")} ${kept.length === 1 ? "is" : "are"} met${suffix}`;
  return `vitals-gate: ${kept.length === 1 ? "the budget is" : `all ${kept.length} budgets are`} met`;
}

// src/report/words/next-steps.ts
var MOST_COMMITS = 3;
function nextSteps(report) {
  const { broken, inconclusive } = groupRows(report);
  const worse = broken.filter(({ difference }) => difference !== null);
  return [
    ...commitSteps(worse, report),
    ...isOpen(report) && isUndecided(inconclusive) ? [["Allow more visits, so that it can be decided: set `max-blocks: 20` in the configuration."]] : []
  ];
}
function commitSteps(worse, report) {
  const found2 = culprits(worse, report);
  if (found2.length > 0) {
    const more = found2.length > MOST_COMMITS ? [`, and ${found2.length - MOST_COMMITS} more commits`] : [];
    const named = found2.slice(0, MOST_COMMITS).map((sha) => [commitLink(sha, report)]);
    return [["Look at what changed in ", ...listed(named), ...more, "."]];
  }
  const pages = worse.filter(({ comparison }) => comparison?.unit !== "cost");
  return pages.length === 0 ? [] : [searchStep(report)].filter((step) => step.length > 0);
}
function culprits(rows, report) {
  const clues = rows.flatMap((row) => cluesOfRow(row, report));
  return [...new Set(clues.flatMap((clue) => clue.kind === "commit" ? [clue.commit.sha] : []))];
}
function searchStep(report) {
  const search = report.result.manifest?.search;
  if (search === void 0) {
    const range2 = rangeLink("what changed between the two commits", report);
    return typeof range2 === "string" ? [] : ["Look at ", range2, "."];
  }
  const among = ["It came with one of ", rangeLink(count(search.commits, "commit"), report)];
  return [...among, SEARCH_WORDS[search.status]];
}
var SEARCH_WORDS = {
  off: ". To find out which, add `bisect: { max-minutes: 10 }` to the configuration.",
  "no-deploys": ". The gate cannot find out which, because these commits have no deploys to visit.",
  on: ". The search could not tell which: give `bisect` more `max-minutes`."
};
function isOpen({ result, policy }) {
  return result.verdict === "inconclusive" || policy.onInconclusive === "block";
}
function isUndecided(rows) {
  const waitedFor = rows.filter(({ declared }) => declared?.isDefault !== true);
  return waitedFor.some(({ budget: { reason } }) => reason === "unclear" || reason === "at-risk");
}

// src/report/words/visits.ts
var VISITS_PER_BLOCK = 4;
function visitsOf(routes) {
  return routes.reduce((sum, { blocks, freshBlocks }) => sum + VISITS_PER_BLOCK * (blocks + freshBlocks), 0);
}
function visitsPhrase({ blocks, freshBlocks }, hasBase) {
  if (blocks === 0) return "";
  if (!hasBase) return count(VISITS_PER_BLOCK * blocks, "visit");
  const fresh = freshBlocks === 0 ? "" : `, and ${VISITS_PER_BLOCK / 2 * freshBlocks} fresh ones per side to confirm it`;
  return `${VISITS_PER_BLOCK / 2 * blocks} visits per side${fresh}`;
}

// src/text/build-names.ts
import { createHash } from "node:crypto";

// src/text/token-boundary.ts
var SEPARATOR = /(?:-g|%(?:25)*[0-9a-f]{2}|\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|\\[nrt])$/i;
var LONGEST_SEPARATOR = 9;
var NUMBER = /^\d+(?:e\d+)?$/i;
function standsAlone(text, at, length) {
  const joins = text.slice(at, at + length).includes("_") ? /\w/ : /[A-Za-z\d]/;
  if (joins.test(text.charAt(at + length))) return false;
  return !joins.test(text.charAt(at - 1)) || SEPARATOR.test(text.slice(Math.max(0, at - LONGEST_SEPARATOR), at));
}
function readsAsNumber(token) {
  return NUMBER.test(token);
}

// src/text/token-finder.ts
var HEAD = 8;
var TokenFinder = class {
  #names;
  /** The lengths of the tokens with the same beginning, longest first: there are few, however many tokens. */
  #lengths = /* @__PURE__ */ new Map();
  /** Whether a token begins with two such characters: nearly every place of a text ends here. */
  #mayBegin = new Uint8Array(1 << 16);
  /** `names`: what each token stands for. Tokens are ASCII and at least eight characters long. */
  constructor(names) {
    this.#names = names;
    for (const token of names.keys()) {
      const head = token.slice(0, HEAD);
      const lengths = this.#lengths.get(head) ?? [];
      if (!lengths.includes(token.length)) lengths.push(token.length);
      this.#lengths.set(head, lengths);
      this.#mayBegin[pairAt(token, 0)] = 1;
    }
    for (const lengths of this.#lengths.values()) lengths.sort((one, other) => other - one);
  }
  /** From the first to the last; none overlaps another. */
  in(text) {
    const found2 = [];
    if (this.#lengths.size === 0) return found2;
    for (let at = 0; at <= text.length - HEAD; at++) {
      if (this.#mayBegin[pairAt(text, at)] === 0) continue;
      const occurrence = this.#at(text, at);
      if (occurrence === null) continue;
      found2.push(occurrence);
      at += occurrence.length - 1;
    }
    return found2;
  }
  #at(text, at) {
    for (const length of this.#lengths.get(text.slice(at, at + HEAD)) ?? []) {
      const name2 = this.#names.get(text.slice(at, at + length));
      if (name2 !== void 0 && standsAlone(text, at, length)) return { at, length, name: name2 };
    }
    return null;
  }
};
function pairAt(text, at) {
  return (text.charCodeAt(at) << 8 ^ text.charCodeAt(at + 1)) & 65535;
}
function occurrences(lists) {
  const ranked = lists.flatMap((list, rank) => list.map((each) => ({ ...each, rank })));
  ranked.sort((a, b) => a.at - b.at || a.rank - b.rank);
  const kept = [];
  for (const each of ranked) {
    const last = kept.at(-1);
    if (last === void 0 || each.at >= last.at + last.length) kept.push(each);
    else if (each.rank < last.rank) kept[kept.length - 1] = each;
  }
  return kept.map(({ at, length, name: name2 }) => ({ at, length, name: name2 }));
}

// src/text/build-names.ts
var SHA = /^[0-9a-f]{7,64}$/;
var CLEAR_SHA = 12;
var BEFORE_HOST = String.raw`(?<=^|[^\w.-]|%[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\[nrt])`;
var AFTER_HOST = String.raw`(?![\w-]|\.\w|(?::|%(?:25)?3[Aa]|\\u003[Aa])\d)`;
var COLON = String.raw`(?::|%(?:25)?3[Aa]|\\u003[Aa])`;
var BuildNames = class {
  #origin;
  #host;
  #shas;
  #names;
  constructor({ deployUrl, shas, served }) {
    const { origin, host } = new URL(deployUrl);
    this.#origin = origin;
    this.#host = hostPattern(host);
    this.#shas = shas.map((sha) => sha.toLowerCase()).filter((sha) => SHA.test(sha));
    const files = filesByHash(served, (url) => this.#path(url));
    this.#names = new TokenFinder(new Map([...files].map(([hash, { name: name2 }]) => [hash, name2])));
    const shared = sharingAName(files);
    if (shared.size > 0) this.#names = new TokenFinder(this.#toldApart(files, shared));
  }
  /**
   * A URL without what differs between builds: below the deploy's origin only the path and the query. That of another
   * origin keeps the deploy's host, if it names it.
   */
  key(url) {
    const whole = stripFragment(url);
    const path2 = this.#path(whole);
    const { search } = URL.canParse(whole) ? new URL(whole) : { search: "" };
    if (search === "") return path2;
    const text = search.slice(1);
    const hosts = this.isSameOrigin(whole) ? this.#hosts(text) : [];
    return `${path2}?${replaced(text, occurrences([hosts, this.#commits(text), this.#names.in(text)]))}`;
  }
  isSameOrigin(url) {
    return URL.canParse(url) && new URL(url).origin === this.#origin;
  }
  /** A short text, as of a header, in which `{…}` stands for each name. */
  text(text) {
    return replaced(text, this.#occurrences(text));
  }
  /** SHA-256 in hex, the same for texts that differ in names only. */
  digest(text) {
    const hash = createHash("sha256");
    let end = 0;
    const add = (part) => void hash.update(`${part.length}:`).update(part);
    for (const { at, length, name: name2 } of this.#occurrences(text)) {
      add(text.slice(end, at));
      add(name2);
      end = at + length;
    }
    add(text.slice(end));
    return hash.digest("hex");
  }
  /** Without the query. */
  #path(url) {
    const whole = stripQuery(url);
    if (!URL.canParse(whole)) return whole;
    const { origin, pathname } = new URL(whole);
    const path2 = stablePath(pathname);
    return `${origin === this.#origin ? "" : origin}${replaced(path2, this.#commits(path2))}`;
  }
  #occurrences(text) {
    return occurrences([this.#hosts(text), this.#commits(text), this.#names.in(text)]);
  }
  #hosts(text) {
    if (this.#host === null) return [];
    return [...text.matchAll(this.#host)].map(({ index, 0: { length } }) => ({ at: index, length, name: "host" }));
  }
  /** Whole SHAs and their beginnings, as git and build tools abbreviate them. */
  #commits(text) {
    if (this.#shas.length === 0) return [];
    const found2 = [];
    for (const { index: at, 0: run } of text.matchAll(/[0-9a-f]{7,}/g))
      if (looksLikeSha(run) && standsAlone(text, at, run.length) && this.#shas.some((sha) => sha.startsWith(run)))
        found2.push({ at, length: run.length, name: `sha ${run.length}` });
    return found2;
  }
  /** Names with what their files contain, apart from such names; without those that even so are not one file's alone. */
  #toldApart(files, shared) {
    const digests = /* @__PURE__ */ new Map();
    const digestOf = (text) => {
      if (text === null) return "";
      const known3 = digests.get(text) ?? this.digest(text);
      digests.set(text, known3);
      return known3;
    };
    const names = /* @__PURE__ */ new Map();
    for (const [hash, { name: name2, contents }] of files)
      names.set(hash, shared.has(name2) ? listed2([name2, ...contents.map(digestOf).toSorted()]) : name2);
    const owners = Map.groupBy(names.keys(), (hash) => names.get(hash));
    for (const [, hashes] of owners) if (hashes.length > 1) for (const hash of hashes) names.delete(hash);
    return names;
  }
};
function looksLikeSha(run) {
  return !readsAsNumber(run) && (run.length >= CLEAR_SHA || /\d/.test(run) && /[a-f]/.test(run));
}
function replaced(text, names) {
  let [whole, end] = ["", 0];
  for (const { at, length, name: name2 } of names) {
    whole += `${text.slice(end, at)}{${name2}}`;
    end = at + length;
  }
  return whole + text.slice(end);
}
function filesByHash(served, pathOf) {
  const found2 = /* @__PURE__ */ new Map();
  for (const { url, content } of served) {
    const path2 = pathOf(url);
    for (const [index, hash] of hashesOf(url).entries()) {
      const file = found2.get(hash) ?? { paths: /* @__PURE__ */ new Set(), contents: [] };
      found2.set(hash, file);
      file.paths.add(`${path2} ${index}`);
      file.contents.push(content);
    }
  }
  return new Map(
    [...found2].map(([hash, { paths, contents }]) => [hash, { name: listed2([...paths].toSorted()), contents }])
  );
}
function listed2(texts) {
  return createHash("sha256").update(JSON.stringify(texts)).digest("hex");
}
function hashesOf(url) {
  const whole = stripQuery(url);
  if (!URL.canParse(whole)) return [];
  const hashes = [];
  replaceHashes(new URL(whole).pathname, (hash) => {
    if (!readsAsNumber(hash)) hashes.push(hash);
    return "*";
  });
  return hashes;
}
function sharingAName(files) {
  const owners = Map.groupBy(files.values(), ({ name: name2 }) => name2);
  return new Set([...owners].filter(([, sharing]) => sharing.length > 1).map(([name2]) => name2));
}
function hostPattern(host) {
  if (host === "") return null;
  const escaped2 = host.replaceAll(/[.[\]]/g, String.raw`\$&`).replaceAll(":", COLON);
  return new RegExp(BEFORE_HOST + escaped2 + AFTER_HOST, "g");
}

// src/cause/seen-visit.ts
function seenVisit(visit, deployUrl, shas) {
  const keyOf2 = keysBelow(deployUrl, shas, visit);
  const document = visit.requests.filter(({ kind }) => kind === "document").toSorted(byAsked)[0] ?? null;
  return {
    visit,
    deployUrl,
    document,
    hero: heroOf(visit),
    ttfbMs: document?.answeredMs ?? 0,
    requests: keyed(visit.requests, keyOf2),
    keyOf: keyOf2,
    isThirdParty: (url) => isThirdParty(url, deployUrl)
  };
}
function byAsked(one, other) {
  return one.askedMs - other.askedMs;
}
function heroOf({ requests, lcp }) {
  const url = lcp?.url ?? null;
  if (url === null || lcp === null) return null;
  const own = requests.filter((each) => each.kind !== "document" && (each.url === url || each.redirects.includes(url)));
  const inTime = own.filter(({ endedMs }) => endedMs !== null && endedMs <= lcp.renderedMs);
  return inTime.toSorted(byAsked).at(-1) ?? own[0] ?? null;
}
function keysBelow(deployUrl, shas, { requests }) {
  const own = URL.canParse(deployUrl) ? deployUrl : "about:blank";
  const names = new BuildNames({ deployUrl: own, shas, served: requests.map(({ url }) => ({ url, content: null })) });
  const prefix = names.key(stripQuery(own)).replace(/\/$/, "");
  const known3 = /* @__PURE__ */ new Map();
  return (url) => {
    const key2 = known3.get(url) ?? names.key(url);
    known3.set(url, key2);
    return names.isSameOrigin(url) && key2.startsWith(`${prefix}/`) ? key2.slice(prefix.length) : key2;
  };
}
function keyed(requests, keyOf2) {
  const found2 = /* @__PURE__ */ new Map();
  const times = /* @__PURE__ */ new Map();
  for (const request of requests.toSorted(byAsked)) {
    const [first] = [...request.redirects, request.url];
    const key2 = JSON.stringify([request.kind, request.method, keyOf2(first ?? request.url)]);
    const time = (times.get(key2) ?? 0) + 1;
    times.set(key2, time);
    found2.set(time === 1 ? key2 : `${key2} ${time}`, request);
  }
  return found2;
}
function isThirdParty(url, deployUrl) {
  if (!URL.canParse(url) || !URL.canParse(deployUrl)) return false;
  const [own, deploy] = [new URL(url), new URL(deployUrl)];
  if (!/^https?:$/.test(own.protocol) || own.origin === deploy.origin) return false;
  const [site, ownSite] = [siteOf(deploy.hostname), siteOf(own.hostname)];
  return site === null || site !== ownSite;
}
function siteOf(hostname) {
  const labels = hostname.split(".");
  if (labels.length < 2 || /^[\d.]+$/.test(hostname) || hostname.startsWith("[")) return null;
  return /\.(?:vercel\.app|netlify\.app|pages\.dev|github\.io|web\.app|onrender\.com|co\.\w\w|com\.\w\w)$/.test(
    hostname
  ) ? labels.slice(-3).join(".") : labels.slice(-2).join(".");
}

// src/stats/spread.ts
function spread(values, most, kept) {
  const chosen = new Set(kept.filter((index) => index in values));
  const apart = values.map((value) => Math.min(...[...chosen].map((index) => Math.abs(value - (values[index] ?? 0)))));
  while (chosen.size < Math.min(most, values.length)) {
    const next = apart.reduce((best, distance, index) => {
      if (chosen.has(index)) return best;
      return best === -1 || distance > (apart[best] ?? 0) ? index : best;
    }, -1);
    chosen.add(next);
    for (const [index, value] of values.entries())
      apart[index] = Math.min(apart[index] ?? Infinity, Math.abs(value - (values[next] ?? 0)));
  }
  return [...chosen].toSorted((one, other) => one - other);
}

// src/page/document/why/film-geometry.ts
var MOST_COLUMNS = 10;
var ROOM = 1e3;
var GAP = 8;
var LEAST_WIDTH = 96;
var NEAR = 0.03;
function filmTable(visits) {
  const films = SIDES.flatMap((side2) => {
    const film = visits.find((visit) => visit.side === side2)?.filmstrip;
    return film === void 0 ? [] : [{ side: side2, film }];
  });
  const [first] = films;
  if (first === void 0) return null;
  const timesMs = columnsOf(films.map(({ film }) => film));
  const rows = films.map(({ side: side2, film }) => ({
    side: side2,
    cells: timesMs.map((atMs, index) => cellAt(film, atMs, timesMs[index - 1] ?? -1))
  }));
  const { width, height } = first.film;
  const shown = Math.min(width, Math.max(LEAST_WIDTH, Math.floor(ROOM / timesMs.length) - GAP));
  return { timesMs, rows, width: shown, height: Math.round(height * shown / width) };
}
function picturesIn({ rows }) {
  return [...new Set(rows.flatMap(({ cells }) => cells.flatMap((cell) => cell?.picture ?? [])))];
}
function columnsOf(films) {
  const last = films.map(({ frames }) => frames.at(-1)?.atMs ?? 0);
  const all = films.flatMap(({ frames }) => frames.map(({ atMs }) => atMs));
  const least = NEAR * Math.max(...all);
  const isKept = (atMs) => last.includes(atMs) && !last.some((other) => other > atMs && other - atMs < least);
  const times = [];
  for (const atMs of [...new Set(all)].toSorted((one, other) => other - one))
    if (isKept(atMs) || (times[0] ?? Infinity) - atMs >= least) times.unshift(atMs);
  const kept = [0, ...last.map((atMs) => times.indexOf(atMs))];
  return spread(times, MOST_COLUMNS, kept).flatMap((index) => times[index] ?? []);
}
function cellAt({ frames }, atMs, beforeMs) {
  const frame = frames.findLast((each) => each.atMs <= atMs);
  if (frame === void 0) return null;
  const { picture, atMs: sinceMs, isLcp } = frame;
  if (!isLcp) return { picture, sinceMs, lcp: "before" };
  return { picture, sinceMs, lcp: sinceMs > beforeMs ? "at" : "after" };
}

export {
  forCampaign,
  itemsAt,
  distinctCampaigns,
  groupRows,
  reportRow,
  isMeasured,
  tellIdentity,
  skippedOf,
  identicalText,
  skippedPhrases,
  identicalEnd,
  measuredPhrases,
  measuredPhrase,
  commitLink,
  visitsOf,
  visitsPhrase,
  shownUrl2 as shownUrl,
  stableSource,
  stableUrlPath,
  stablePath,
  lcpElementsDiffer,
  evidenceClues,
  evidenceLines,
  fromTo,
  declaredLimit,
  limitsText,
  intervalText,
  causeDoc,
  causeDocLink,
  placeText,
  causeSentence,
  causeLine,
  causePhrase,
  picturePhrases,
  findingsOf,
  brokenNodes,
  isBlamed,
  problemPhrase,
  reasonSentence,
  becausePhrase,
  rowPictures,
  unknownPhrase,
  unknownText,
  wherePhrase,
  storyPhrase,
  unmeasuredPhrase,
  pricePhrase,
  priceNotices,
  findingPhrase,
  strongPhrase,
  titleOf,
  warningPhrase,
  rowPhrase,
  undecidedPhrase,
  removalsIn,
  removalWords,
  waivedPhrase,
  expiredPhrases,
  alertPhrases,
  policyNotices,
  changePhrases,
  trafficPhrases,
  headlineOf,
  nextSteps,
  BuildNames,
  seenVisit,
  spread,
  filmTable,
  picturesIn
};
