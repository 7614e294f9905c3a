import {
  reasonOf,
  yaml_parse
} from "./chunk-YMV5G66A.js";
import {
  causeOf
} from "./chunk-2ISTALDQ.js";

// src/git/commits.ts
var FIRST_DEEPENING = 50;
var LAST_DEEPENING = 5e3;
async function findCommit(git, name) {
  const known = await commitOf(git, name);
  if (known !== null) return known;
  if (!/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/i.test(name)) return { cause: "the repository has no such commit" };
  if (await git.tryRun("remote", "get-url", "origin") === null)
    return { cause: "the repository has no such commit, and no remote called origin to fetch it from" };
  try {
    await fetchCommits(git, ["--depth=1"], [name]);
  } catch (error) {
    return { cause: `this clone does not have it, and fetching it from origin fails: ${reasonOf(error)}` };
  }
  return await commitOf(git, name) ?? { cause: "origin does not have it" };
}
function commitOf(git, name) {
  return git.tryRun("rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`);
}
async function mergeBase(git, one, other) {
  for (let depth = FIRST_DEEPENING; ; depth *= 4) {
    const found = await git.tryRun("merge-base", one, other);
    if (found !== null && found !== "") return found;
    if (!await deepen(git, depth, [one, other])) return null;
  }
}
async function parentOf(git, commit) {
  const parent = await commitOf(git, `${commit}^`);
  if (parent !== null || !await deepen(git, FIRST_DEEPENING, [commit])) return parent;
  return commitOf(git, `${commit}^`);
}
async function completeHistory(git, base, head) {
  for (let depth = FIRST_DEEPENING; ; depth *= 4) {
    if (await git.tryRun("merge-base", "--is-ancestor", base, head) !== null) return true;
    if (!await deepen(git, depth, [base, head])) return false;
  }
}
async function deepen(git, depth, commits) {
  if (await git.tryRun("rev-parse", "--is-shallow-repository") !== "true") return false;
  try {
    await fetchCommits(git, [depth > LAST_DEEPENING ? "--unshallow" : `--deepen=${depth}`], commits);
    return true;
  } catch {
    return false;
  }
}
async function fetchCommits(git, how, commits) {
  await git.run("fetch", "--quiet", "--no-tags", "--no-recurse-submodules", ...how, "origin", ...commits);
}

// vendor:ignore
import { ignore_default } from "./vendor/vendor-4RK5J3ZK.js";

// src/git/history/codeowners.ts
var CODEOWNERS_PLACES = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"];
function readCodeowners(text) {
  const rules = text.split(/\r?\n/).flatMap((line) => ruleOf(line) ?? []);
  return (path) => rules.findLast((rule) => matches(rule, path))?.owners ?? [];
}
function ruleOf(line) {
  const [pattern = "", ...words] = line.replace(/(?:^|\s)#.*$/s, "").trim().match(/(?:\\ |\S)+/g) ?? [];
  if (pattern === "" || pattern.startsWith("!") || /[[\]]/.test(pattern)) return null;
  const owners = words.filter((word) => /^@|.@./.test(word));
  const shallow = /^\/?(.*\/)\*$/.exec(pattern)?.[1] ?? null;
  return { matcher: ignore_default().add(pattern), owners, shallow: shallow?.includes("*") === true ? null : shallow };
}
function matches({ matcher, shallow }, path) {
  if (shallow !== null) return path.startsWith(shallow) && !path.slice(shallow.length).includes("/");
  return matcher.ignores(path);
}

// src/git/history/yarn-lock.ts
var YARN_1 = /^# yarn lockfile v1$/im;
var DESCRIPTOR = /\s*(?:"((?:[^"\\]|\\.)*)"|([^\s",][^",]*))(?:,|$)/y;
var VERSION = /^ {2}"?version"? "?([^"\s]+)"?$/;
function isYarn1(text) {
  return YARN_1.test(text.slice(0, 1e3));
}
function readYarn1(text) {
  const entries = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (/^\s*(?:#|$)/.test(line)) continue;
    if (!line.startsWith("  ")) entries.push({ descriptors: descriptorsOf(line, index + 1), version: "" });
    const entry = entries.at(-1);
    if (entry === void 0) throw new SyntaxError(`line ${index + 1} belongs to no package`);
    entry.version = VERSION.exec(line)?.[1] ?? entry.version;
  }
  return entries;
}
function descriptorsOf(line, number) {
  const descriptors = [];
  const key = line.endsWith(":") ? line.slice(0, -1) : "";
  const pattern = new RegExp(DESCRIPTOR);
  do {
    const [, quoted, plain = ""] = pattern.exec(key) ?? [];
    const descriptor = quoted ?? plain.trim();
    if (descriptor === "") throw new SyntaxError(`line ${number} names no package`);
    descriptors.push(descriptor);
  } while (pattern.lastIndex < key.length);
  return descriptors;
}

// src/git/history/lockfiles.ts
var READERS = {
  "package-lock.json": readNpm,
  "npm-shrinkwrap.json": readNpm,
  "pnpm-lock.yaml": readPnpm,
  "yarn.lock": readYarn
};
function isLockfile(path) {
  return Object.hasOwn(READERS, baseName(path)) && !path.includes("node_modules/");
}
function readLockfile(path, text) {
  return text === null ? /* @__PURE__ */ new Map() : READERS[baseName(path)]?.(text) ?? /* @__PURE__ */ new Map();
}
function packageChanges(before, after) {
  const names = [.../* @__PURE__ */ new Set([...before.keys(), ...after.keys()])].toSorted();
  return names.flatMap((name) => {
    const [from, to] = [versionsOf(before, name), versionsOf(after, name)];
    return from === to ? [] : [{ name, from, to }];
  });
}
function versionsOf(locked, name) {
  const versions = locked.get(name);
  return versions === void 0 ? null : [...versions].toSorted().join(", ");
}
function baseName(path) {
  return path.slice(path.lastIndexOf("/") + 1);
}
var Versions = class extends Map {
  note(name, version) {
    if (name === "" || typeof version !== "string" || version === "") return;
    const known = this.get(name);
    if (known === void 0) this.set(name, /* @__PURE__ */ new Set([version]));
    else known.add(version);
  }
};
function readNpm(text) {
  const file = JSON.parse(text);
  const versions = new Versions();
  const packages = entriesOf(file, "packages");
  for (const [path, entry] of packages) {
    if (!path.includes("node_modules/")) continue;
    const alias = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
    versions.note(stringOf(entry, "name") ?? alias, stringOf(entry, "version"));
  }
  if (packages.length === 0) readNested(file, versions);
  return versions;
}
function readNested(file, versions) {
  for (const [name, entry] of entriesOf(file, "dependencies")) {
    versions.note(name, stringOf(entry, "version"));
    readNested(entry, versions);
  }
}
function readPnpm(text) {
  const versions = new Versions();
  for (const [key] of entriesOf(yaml_parse(text, { maxAliasCount: 0 }), "packages")) {
    const plain = key.replace(/^\//, "").replace(/[(_].*$/s, "");
    const [, name = "", version = ""] = /^(@?[^@]+)[@/](\d[^/]*|[^@/]*:.*)$/s.exec(plain) ?? [];
    versions.note(name, version);
  }
  return versions;
}
function readYarn(text) {
  return isYarn1(text) ? readYarnClassic(text) : readYarnBerry(text);
}
function readYarnClassic(text) {
  const versions = new Versions();
  for (const { descriptors, version } of readYarn1(text))
    for (const descriptor of descriptors) versions.note(nameIn(descriptor), version);
  return versions;
}
function readYarnBerry(text) {
  const versions = new Versions();
  const file = yaml_parse(text, { schema: "failsafe", uniqueKeys: false, maxAliasCount: 0 }) ?? {};
  if (typeof file !== "object" || Array.isArray(file)) throw new SyntaxError("it is not a map of packages");
  for (const [key, entry] of Object.entries(file)) {
    const resolution = stringOf(entry, "resolution") ?? "";
    if (key === "__metadata" || resolution.includes("@workspace:")) continue;
    versions.note(nameIn(resolution === "" ? key : resolution), stringOf(entry, "version"));
  }
  return versions;
}
function nameIn(descriptor) {
  return /^(@?[^@]+)@/.exec(descriptor)?.[1] ?? "";
}
function entriesOf(value, key) {
  const map = fieldOf(value, key);
  return typeof map === "object" && map !== null ? Object.entries(map) : [];
}
function stringOf(value, key) {
  const field = fieldOf(value, key);
  return typeof field === "string" ? field : void 0;
}
function fieldOf(value, key) {
  return typeof value === "object" && value !== null ? value[key] : void 0;
}

// src/git/history/manifest.ts
var MAX_BYTES = 5e7;
async function changesBetween(git, from, to, log = () => {
}) {
  const names = await git.run("diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", from, to);
  const files = names.split("\0").filter((name) => name !== "");
  const ownersOf = await ownersAt(git, to);
  const packages = [];
  for (const file of files.filter(isLockfile)) packages.push(...await lockChanges(git, { file, from, to }, log));
  const owners = [...new Set(files.flatMap(ownersOf))].toSorted();
  return { files, packages, owners };
}
async function lockChanges(git, { file, from, to }, log) {
  try {
    const [before, after] = [await fileAt(git, from, file), await fileAt(git, to, file)];
    return packageChanges(readLockfile(file, before), readLockfile(file, after));
  } catch (error) {
    log(`${file} cannot be read as a lockfile: ${causeOf(error)}. Its packages are left out of the change manifest.`);
    return [];
  }
}
async function ownersAt(git, commit) {
  for (const place of CODEOWNERS_PLACES) {
    const text = await fileAt(git, commit, place);
    if (text !== null) return readCodeowners(text);
  }
  return () => [];
}
async function fileAt(git, commit, path) {
  const size = Number(await git.tryRun("cat-file", "-s", `${commit}:${path}`));
  return Number.isFinite(size) && size > 0 && size <= MAX_BYTES ? git.tryRun("cat-file", "blob", `${commit}:${path}`) : null;
}

export {
  findCommit,
  mergeBase,
  parentOf,
  completeHistory,
  isYarn1,
  changesBetween
};
