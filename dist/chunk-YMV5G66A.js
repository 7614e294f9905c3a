import {
  environmentFor
} from "./chunk-UBUDJYS6.js";
import {
  causeOf
} from "./chunk-2ISTALDQ.js";

// src/git/git.ts
import { randomUUID } from "node:crypto";
import path from "node:path";

// vendor:execa
import { execa_ExecaError, execa_execa } from "./vendor/vendor-4RK5J3ZK.js";

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
var LOST = "fatal: Could not read from remote repository.";
function reasonOf(error) {
  const stderr = error?.stderr;
  const lines = typeof stderr === "string" ? stderr.trim().split("\n") : [];
  const first = lines.find((line) => /^(?:fatal|error): /.test(line));
  const words2 = (first === LOST ? lines[lines.indexOf(LOST) - 1] : first) ?? lines.at(-1) ?? "";
  if (words2 === "") return isMissing(error) ? "git is not installed, or not on the PATH" : causeOf(error);
  return words2.replace(/^(?:fatal|error): |\.$/g, "");
}
function isMissing(error) {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

// vendor:yaml
import { yaml_Document, yaml_LineCounter, yaml_isAlias, yaml_isCollection, yaml_isMap, yaml_isNode, yaml_isPair, yaml_isScalar, yaml_isSeq, yaml_parse, yaml_parseDocument, yaml_visit } from "./vendor/vendor-4RK5J3ZK.js";

export {
  yaml_Document,
  yaml_LineCounter,
  yaml_isAlias,
  yaml_isCollection,
  yaml_isMap,
  yaml_isNode,
  yaml_isPair,
  yaml_isScalar,
  yaml_isSeq,
  yaml_parse,
  yaml_parseDocument,
  yaml_visit,
  execa_ExecaError,
  execa_execa,
  Git,
  gitEnvironment,
  reasonOf
};
