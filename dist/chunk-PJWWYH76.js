import {
  findChrome,
  launchChrome,
  openScratch,
  startTags
} from "./chunk-U6YDBHYE.js";
import {
  maskQuery,
  stripFragment,
  stripQuery,
  version
} from "./chunk-TOJFHHPJ.js";
import {
  GateError,
  causeOf
} from "./chunk-REZM6CI2.js";

// src/start/routes/found.ts
var PATH = /^\/(?!\/)[^\s\\\p{Cc}]{0,1999}$/u;
function pathBelow(origin, url) {
  const parsed = URL.parse(stripFragment(url), origin);
  if (parsed === null || parsed.origin !== origin) return null;
  const path = `${parsed.pathname}${parsed.search}`;
  return PATH.test(path) && maskQuery(path) === path ? path : null;
}

// src/start/routes/http.ts
var TIMEOUT_MS = 1e4;
var MOST_BYTES = 4e6;
var AGENT = "vitals-gate";
function openClient(signal) {
  return { get: (url) => get(url, signal) };
}
async function get(url, signal) {
  const headers = { "user-agent": `${AGENT}/${version}`, accept: "text/html,application/xml;q=0.9,*/*;q=0.8" };
  const ends = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
  const response = await fetch(url, { redirect: "manual", headers, signal: ends });
  const location = response.status >= 300 && response.status < 400 ? response.headers.get("location") : null;
  return {
    status: response.status,
    location: location === null ? null : URL.parse(location, url)?.href ?? null,
    type: response.headers.get("content-type") ?? "",
    text: new TextDecoder().decode(await bodyOf(response))
  };
}
async function bodyOf({ body }) {
  if (body === null) return new Uint8Array();
  const bytes = await firstBytes(body);
  const isZipped = bytes[0] === 31 && bytes[1] === 139;
  return isZipped ? firstBytes(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))) : bytes;
}
async function firstBytes(stream) {
  const pieces = [];
  let size = 0;
  for await (const piece of stream) {
    pieces.push(piece);
    size += piece.byteLength;
    if (size >= MOST_BYTES) break;
  }
  return new Uint8Array(Buffer.concat(pieces).subarray(0, MOST_BYTES));
}
function failureOf(thrown) {
  if (thrown instanceof Error && thrown.name === "TimeoutError") return "it does not answer in time";
  const cause = thrown instanceof Error && thrown.cause instanceof Error ? thrown.cause : thrown;
  return causeOf(cause);
}

// src/start/routes/links.ts
var MOST_LINKS = 2e3;
var LOAD_TIMEOUT_MS = 2e4;
var QUIET_TIMEOUT_MS = 5e3;
async function linksOf(url, html, { chromePath, env }) {
  try {
    return { urls: await linksInChrome(url, await findChrome(chromePath, env), env), problem: null };
  } catch (error) {
    const isMissing = error instanceof GateError && error.code === "chrome-not-found";
    return { urls: linksInHtml(url, html), problem: isMissing ? "no Chrome was found" : causeOf(error) };
  }
}
async function linksInChrome(url, chromePath, env) {
  const scratch = openScratch();
  try {
    const browser = await launchChrome({ chromePath, env, folder: scratch.folder(), log: () => void 0 });
    try {
      const page = await browser.newPage();
      await page.goto(url, { waitUntil: "load", timeout: LOAD_TIMEOUT_MS });
      await page.waitForNetworkIdle({ timeout: QUIET_TIMEOUT_MS }).catch(() => void 0);
      const found = await page.$$eval(
        "a[href]",
        (elements, most) => elements.slice(0, most).map((element) => String(element.href)),
        MOST_LINKS
      );
      return Array.isArray(found) ? found.filter((link) => typeof link === "string") : [];
    } finally {
      await browser.close();
    }
  } finally {
    await scratch.sweep();
    scratch.close();
  }
}
function linksInHtml(url, html) {
  return startTags(html).filter(({ name }) => name === "a").flatMap(({ attributes }) => URL.parse(attributes.get("href") ?? "", url)?.href ?? []).slice(0, MOST_LINKS);
}
function canonicalIn(url, html) {
  const tag = startTags(html).find(
    ({ name, attributes }) => name === "link" && /^canonical$/i.test(attributes.get("rel") ?? "")
  );
  return URL.parse(tag?.attributes.get("href") ?? "about:", url)?.href ?? null;
}

// src/start/routes/probe.ts
var MOST_ROUTES = 8;
var MOST_GROUPS = 24;
var MOST_OF_A_GROUP = 3;
var LOG_IN = /(?:^|[/._-])(?:log-?in|log-?on|sign-?in|sso|saml|oauth2?|authorize|authenticate)(?:[/._-]|$)/i;
function isLogIn(url) {
  const parsed = URL.parse(url, "http://path.invalid");
  return parsed !== null && (LOG_IN.test(parsed.pathname) || /^(?:login|auth|sso|accounts?)\./i.test(parsed.hostname));
}
async function probeGroups(groups, probing) {
  const routes = [];
  const dropped = [];
  const taken = /* @__PURE__ */ new Set();
  for (const { template, paths } of inOrder(groups).slice(0, MOST_GROUPS)) {
    if (routes.length === MOST_ROUTES) break;
    for (const named of paths.slice(0, MOST_OF_A_GROUP)) {
      const { path, reason } = await visit(named, taken, probing);
      if (reason === null) {
        taken.add(path);
        routes.push({ path, template, count: paths.length });
        break;
      }
      dropped.push({ path, reason });
    }
  }
  return { routes, dropped };
}
function inOrder(groups) {
  return groups.toSorted(
    (one, other) => Number(other.template === "/") - Number(one.template === "/") || other.paths.length - one.paths.length || depth(one) - depth(other)
  );
}
function depth({ template }) {
  return template.split("/").filter((each) => each !== "").length;
}
async function visit(path, taken, probing) {
  const { client, origin, forbids } = probing;
  if (forbids(origin + path)) return { path, reason: "is forbidden by robots.txt" };
  try {
    const answer = await client.get(origin + path);
    const to = answer.location === null ? null : pathBelow(origin, answer.location);
    if (to !== null && (to === `${path}/` || `${to}/` === path)) return await visitHere(to, taken, probing);
    return { path, reason: faultOf(path, answer, taken, origin) };
  } catch (error) {
    return { path, reason: `cannot be loaded: ${failureOf(error)}` };
  }
}
async function visitHere(path, taken, { client, origin }) {
  return { path, reason: faultOf(path, await client.get(origin + path), taken, origin) };
}
function faultOf(path, answer, taken, origin) {
  const { status, location, type, text } = answer;
  if (taken.has(path)) return "is a repeat";
  if (location !== null) {
    const shown = stripQuery(location);
    const to = pathBelow(origin, shown) ?? shown;
    return isLogIn(location) ? `redirects to a log-in page (${to})` : `redirects to ${to}`;
  }
  if (status === 401 || status === 403) return `answers with ${status}: it may need a log-in`;
  if (status < 200 || status > 299) return `answers with ${status}`;
  if (!/\b(?:html|xhtml)\b/i.test(type)) return `is not a page (${type === "" ? "no content type" : type})`;
  const canonical = canonicalIn(origin + path, text);
  const same = canonical === null ? null : pathBelow(origin, canonical);
  return same !== null && same !== path && taken.has(same) ? `repeats ${same}, which it names as canonical` : null;
}

export {
  pathBelow,
  AGENT,
  openClient,
  failureOf,
  linksOf,
  MOST_ROUTES,
  isLogIn,
  probeGroups,
  inOrder
};
