import {
  environmentFor
} from "./chunk-UBUDJYS6.js";
import {
  yaml_parse
} from "./chunk-6QU23JYA.js";
import {
  causeOf
} from "./chunk-L75ABAWW.js";

// src/git/git.ts
import { randomUUID } from "node:crypto";
import path from "node:path";

// vendor:execa
import { execa_ExecaError, execa_execa } from "./vendor/vendor-IPBH7ZIW.js";

// src/git/variables.ts
var NAMES = words(`
  GIT_CONFIG_GLOBAL GIT_CONFIG_SYSTEM GIT_CONFIG_NOSYSTEM GIT_ATTR_NOSYSTEM GIT_EXEC_PATH
  GIT_CEILING_DIRECTORIES GIT_DISCOVERY_ACROSS_FILESYSTEM GIT_ALTERNATE_OBJECT_DIRECTORIES GIT_DEFAULT_HASH
  GIT_NO_LAZY_FETCH GIT_NO_REPLACE_OBJECTS GIT_LFS_SKIP_SMUDGE GIT_SSH GIT_SSH_COMMAND GIT_SSH_VARIANT
  GIT_ASKPASS GIT_TERMINAL_PROMPT GIT_PROXY_COMMAND GIT_ALLOW_PROTOCOL GIT_PROTOCOL GIT_PROTOCOL_FROM_USER
  GIT_HTTP_USER_AGENT GIT_HTTP_MAX_REQUESTS GIT_HTTP_LOW_SPEED_LIMIT GIT_HTTP_LOW_SPEED_TIME
  GIT_HTTP_PROXY_AUTHMETHOD GIT_SSL_NO_VERIFY GIT_SSL_CAINFO GIT_SSL_CAPATH GIT_SSL_CERT GIT_SSL_KEY
  GIT_SSL_CERT_TYPE GIT_SSL_KEY_TYPE GIT_SSL_CERT_PASSWORD_PROTECTED GIT_SSL_VERSION GIT_SSL_CIPHER_LIST
  GIT_PROXY_SSL_CAINFO GIT_PROXY_SSL_CERT GIT_PROXY_SSL_KEY GIT_PROXY_SSL_CERT_PASSWORD_PROTECTED
  GIT_CURL_VERBOSE GIT_TRACE GIT_TRACE_CURL GIT_TRACE_CURL_NO_DATA GIT_TRACE_FSMONITOR GIT_TRACE_PACKET
  GIT_TRACE_PACKFILE GIT_TRACE_PACK_ACCESS GIT_TRACE_PERFORMANCE GIT_TRACE_REDACT GIT_TRACE_REFS
  GIT_TRACE_SETUP GIT_TRACE_SHALLOW GIT_TRACE2 GIT_TRACE2_EVENT GIT_TRACE2_PERF SSH_AUTH_SOCK SSH_AGENT_PID
  SSH_ASKPASS SSH_ASKPASS_REQUIRE GNUPGHOME DISPLAY DBUS_SESSION_BUS_ADDRESS DBUS_SYSTEM_BUS_ADDRESS
  GCM_INTERACTIVE GCM_PROVIDER GCM_AUTHORITY GCM_CREDENTIAL_STORE GCM_CREDENTIAL_CACHE_OPTIONS
  GCM_PLAINTEXT_STORE_PATH GCM_DPAPI_STORE_PATH GCM_NAMESPACE GCM_GUI_PROMPT GCM_GITHUB_AUTHMODES`);
var TOKENS = words("GH_TOKEN GITHUB_TOKEN GH_ENTERPRISE_TOKEN GITHUB_ENTERPRISE_TOKEN");
var ASKS_A_SERVER = words("fetch ls-remote submodule");
var LOCAL_SETTING = /^(?:safe|core)\.(?!sshcommand$|askpass$|gitproxy$)/i;
function variablesOf(env, args) {
  const asks = ASKS_A_SERVER.has(commandOf(args) ?? "");
  const settings = settingsIn(env).filter(([key]) => asks || LOCAL_SETTING.test(key));
  return { ...pick(env, (name) => NAMES.has(name) || asks && TOKENS.has(name)), ...variablesFor(settings) };
}
function withoutTokens(env) {
  const settings = settingsIn(env).filter(([key]) => LOCAL_SETTING.test(key));
  const others = pick(env, (name) => !TOKENS.has(name) && !/^GIT_CONFIG_(?:COUNT$|KEY_|VALUE_)/.test(name));
  return { ...others, ...variablesFor(settings) };
}
function words(text) {
  return new Set(text.trim().split(/\s+/));
}
function pick(env, isWanted) {
  const defined = Object.entries(env).filter((entry) => entry[1] !== void 0);
  return Object.fromEntries(defined.filter(([name]) => isWanted(name)));
}
function commandOf(args) {
  let at = 0;
  while (args[at]?.startsWith("-") === true) at += args[at] === "-C" || args[at] === "-c" ? 2 : 1;
  return args[at];
}
function settingsIn(env) {
  const settings = [];
  for (let at = 0; at < Number(env["GIT_CONFIG_COUNT"] ?? 0); at++) {
    const [key, value] = [env[`GIT_CONFIG_KEY_${at}`], env[`GIT_CONFIG_VALUE_${at}`]];
    if (key === void 0 || value === void 0) break;
    settings.push([key, value]);
  }
  return settings;
}
function variablesFor(settings) {
  if (settings.length === 0) return {};
  const pairs = settings.flatMap(([key, value], at) => [
    [`GIT_CONFIG_KEY_${at}`, key],
    [`GIT_CONFIG_VALUE_${at}`, value]
  ]);
  return { GIT_CONFIG_COUNT: String(settings.length), ...Object.fromEntries(pairs) };
}

// src/git/git.ts
var TIMEOUT_MS = 12e4;
var MAX_OUTPUT = 2e8;
var SETTINGS = ["-c", "core.hooksPath=/dev/null", "-c", "core.quotePath=false", "-c", "advice.detachedHead=false"];
var Git = class _Git {
  /** Absolute path of the work tree's root. */
  root;
  #env;
  #signal;
  constructor(root, env, signal) {
    this.root = root;
    this.#env = env;
    this.#signal = signal;
  }
  /** The repository that contains a folder, or why it cannot be read. When `signal` aborts, its commands end and fail. */
  static async open(folder, env, signal) {
    try {
      const root = await call(["rev-parse", "--show-toplevel"], folder, env, { signal });
      return new _Git(root, env, signal);
    } catch (error) {
      return { cause: reasonOf(error) };
    }
  }
  /** The same repository, whose commands end and fail when `signal` aborts. */
  until(signal) {
    return new _Git(this.root, this.#env, signal);
  }
  /** From now on no command has a token: others that run on this machine can read the environment of git. */
  withholdTokens() {
    this.#env = withoutTokens(this.#env);
  }
  /** Output without the last line break. Rejects if git fails. */
  run(...args) {
    return call(args, this.root, this.#env, { signal: this.#signal });
  }
  /** The same, null if git fails: for questions whose answer is no. */
  async tryRun(...args) {
    return this.run(...args).catch(() => null);
  }
  /** The same, null also if the output is longer than `most` bytes. */
  async tryRunUpTo(most, ...args) {
    return call(args, this.root, this.#env, { signal: this.#signal, most }).catch(() => null);
  }
  /** The same with another work tree and index than the repository's own. */
  runIn(folder, index, ...args) {
    const own = { GIT_WORK_TREE: folder, GIT_INDEX_FILE: index };
    return call(args, this.root, this.#env, { own, signal: this.#signal });
  }
  /** What git answers to a line on its standard input. Rejects if it fails. */
  runWithInput(line, ...args) {
    return call(args, this.root, this.#env, { input: line, signal: this.#signal });
  }
  /**
   * Runs git as if no file had attributes, because a pull request's choose programs and hide lines. The output goes to
   * `read` as it comes; when that answers false, git is ended. Rejects if git fails or takes longer than `timeoutMs`.
   */
  async streamPlain({ read, timeoutMs }, ...args) {
    const { folder, own } = await this.#withoutAttributes();
    const options = { ...optionsOf(args, folder, this.#env, own), timeout: timeoutMs, ...endedBy(this.#signal) };
    const process = execa_execa("git", [...SETTINGS, ...args], { ...options, stdin: "ignore", buffer: { stdout: false } });
    const ended = process.then(
      () => null,
      (error2) => error2
    );
    let isWanted = true;
    try {
      for await (const piece of process.stdout) {
        isWanted = read(piece);
        if (!isWanted) break;
      }
    } finally {
      if (!isWanted) process.kill();
    }
    const error = await ended;
    if (isWanted && error !== null) throw error;
  }
  /**
   * git looks for `.gitattributes` in the work tree, the index and the folder where it runs: its own folder has none, and
   * the index is one that does not exist.
   */
  async #withoutAttributes() {
    const folder = await this.run("rev-parse", "--absolute-git-dir");
    const index = path.join(folder, `vitals-gate-no-index-${randomUUID()}`);
    return { folder, own: { GIT_DIR: folder, GIT_WORK_TREE: folder, GIT_INDEX_FILE: index } };
  }
  async lines(...args) {
    const output = await this.run(...args);
    return output === "" ? [] : output.split("\n");
  }
};
async function call(args, cwd, env, { input = "", own = {}, most = MAX_OUTPUT, signal } = {}) {
  signal?.throwIfAborted();
  const limits = { timeout: TIMEOUT_MS, maxBuffer: most, ...endedBy(signal) };
  const options = { ...optionsOf(args, cwd, env, own), input, ...limits };
  const { stdout } = await execa_execa("git", [...SETTINGS, ...args], options);
  return stdout;
}
function endedBy(signal) {
  return signal === void 0 ? {} : { cancelSignal: signal };
}
function optionsOf(args, cwd, env, own) {
  const fixed = { LC_ALL: "C", GIT_TERMINAL_PROMPT: "0", GIT_OPTIONAL_LOCKS: "0" };
  return { cwd, env: { ...gitEnvironment(env, args), ...fixed, ...own }, extendEnv: false };
}
function gitEnvironment(env, args) {
  return { ...environmentFor(env), ...variablesOf(env, args) };
}
function reasonOf(error) {
  const stderr = error?.stderr;
  const words2 = typeof stderr === "string" ? stderr.trim().split("\n").at(-1) : void 0;
  return words2 === void 0 || words2 === "" ? causeOf(error) : words2.replace(/^fatal: |\.$/g, "");
}

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
import { ignore_default } from "./vendor/vendor-IPBH7ZIW.js";

// src/git/history/codeowners.ts
var CODEOWNERS_PLACES = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"];
function readCodeowners(text) {
  const rules = text.split(/\r?\n/).flatMap((line) => ruleOf(line) ?? []);
  return (path2) => rules.findLast((rule) => matches(rule, path2))?.owners ?? [];
}
function ruleOf(line) {
  const [pattern = "", ...words2] = line.replace(/(?:^|\s)#.*$/s, "").trim().match(/(?:\\ |\S)+/g) ?? [];
  if (pattern === "" || pattern.startsWith("!") || /[[\]]/.test(pattern)) return null;
  const owners = words2.filter((word) => /^@|.@./.test(word));
  const shallow = /^\/?(.*\/)\*$/.exec(pattern)?.[1] ?? null;
  return { matcher: ignore_default().add(pattern), owners, shallow: shallow?.includes("*") === true ? null : shallow };
}
function matches({ matcher, shallow }, path2) {
  if (shallow !== null) return path2.startsWith(shallow) && !path2.slice(shallow.length).includes("/");
  return matcher.ignores(path2);
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
function isLockfile(path2) {
  return Object.hasOwn(READERS, baseName(path2)) && !path2.includes("node_modules/");
}
function readLockfile(path2, text) {
  return text === null ? /* @__PURE__ */ new Map() : READERS[baseName(path2)]?.(text) ?? /* @__PURE__ */ new Map();
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
function baseName(path2) {
  return path2.slice(path2.lastIndexOf("/") + 1);
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
  for (const [path2, entry] of packages) {
    if (!path2.includes("node_modules/")) continue;
    const alias = path2.slice(path2.lastIndexOf("node_modules/") + "node_modules/".length);
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
async function fileAt(git, commit, path2) {
  const size = Number(await git.tryRun("cat-file", "-s", `${commit}:${path2}`));
  return Number.isFinite(size) && size > 0 && size <= MAX_BYTES ? git.tryRun("cat-file", "blob", `${commit}:${path2}`) : null;
}

export {
  execa_ExecaError,
  execa_execa,
  Git,
  gitEnvironment,
  reasonOf,
  findCommit,
  mergeBase,
  parentOf,
  completeHistory,
  isYarn1,
  changesBetween
};
