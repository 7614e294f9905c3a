import {
  GateError,
  causeOf
} from "./chunk-REZM6CI2.js";

// vendor:picomatch
import { picomatch_default } from "./vendor/vendor-KL4UFYUE.js";

// src/lab/browser/chrome-path.ts
import { access, constants, stat } from "node:fs/promises";
var LINUX_NAMES = ["google-chrome-stable", "google-chrome", "chromium", "chromium-browser", "chrome"];
async function findChrome(named, env) {
  const explicit = named ?? env["CHROME_PATH"] ?? "";
  if (explicit !== "") {
    if (await isExecutable(explicit)) return explicit;
    throw new GateError("chrome-not-found", { looked: explicit });
  }
  const looked = [];
  for (const places of [onPath, installed, inPuppeteerCache])
    for (const candidate of await places(env)) {
      if (await isExecutable(candidate)) return candidate;
      looked.push(candidate);
    }
  const usual = "CHROME_PATH, the PATH, the usual places and Puppeteer's cache";
  throw new GateError("chrome-not-found", { looked: looked.length > 0 ? looked.join(", ") : usual });
}
async function isExecutable(path4) {
  try {
    await access(path4, constants.X_OK);
    return (await stat(path4)).isFile();
  } catch {
    return false;
  }
}
async function onPath(env) {
  if (process.platform !== "linux") return [];
  const found = [];
  for (const name of LINUX_NAMES)
    for (const folder of (env["PATH"] ?? "").split(":").filter(Boolean))
      if (await isExecutable(`${folder}/${name}`)) found.push(`${folder}/${name}`);
  return found;
}
async function installed() {
  const { Launcher } = await import("./vendor/chrome-launcher-FHNKFHL6.js");
  try {
    return Launcher.getInstallations();
  } catch {
    return [];
  }
}
async function inPuppeteerCache() {
  const { default: puppeteer } = await import("./vendor/puppeteer-Y3RV7O4J.js");
  try {
    return [await puppeteer.executablePath()];
  } catch {
    return [];
  }
}

// vendor:htmlparser2
import { htmlparser2_Tokenizer } from "./vendor/vendor-KL4UFYUE.js";

// src/text/html.ts
var ignore = () => void 0;
function readHtml(html, { startTag = ignore, endTag = ignore, text = ignore }) {
  let name = "";
  let attribute = "";
  let value = "";
  let attributes = /* @__PURE__ */ new Map();
  const end = () => startTag({ name, attributes });
  const tokenizer = new htmlparser2_Tokenizer(
    { decodeEntities: true },
    {
      onopentagname: (from, to) => {
        name = html.slice(from, to).toLowerCase();
        attributes = /* @__PURE__ */ new Map();
      },
      onattribname: (from, to) => {
        attribute = html.slice(from, to).toLowerCase();
        value = "";
      },
      onattribdata: (from, to) => {
        value += html.slice(from, to);
      },
      onattribentity: (codePoint) => {
        value += String.fromCodePoint(codePoint);
      },
      onattribend: () => {
        if (!attributes.has(attribute)) attributes.set(attribute, value);
      },
      onopentagend: end,
      onselfclosingtag: end,
      onclosetag: (from, to) => endTag(html.slice(from, to).toLowerCase()),
      ontext: (from, to) => text(html.slice(from, to)),
      ontextentity: (codePoint) => text(String.fromCodePoint(codePoint)),
      oncdata: ignore,
      oncomment: ignore,
      ondeclaration: ignore,
      onend: ignore,
      onprocessinginstruction: ignore
    }
  );
  tokenizer.write(html);
  tokenizer.end();
}
function startTags(html) {
  const tags = [];
  readHtml(html, { startTag: (tag) => tags.push(tag) });
  return tags;
}

// src/system/run-folder.ts
import { createHash } from "node:crypto";
import { lstatSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import path from "node:path";

// src/system/guardian.ts
import { spawn } from "node:child_process";

// src/system/leftovers.ts
import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import * as fs from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
var RUN_VARIABLE = "VITALS_GATE_RUN";
var RUN = randomUUID();
var started = 0;
function nextMark() {
  started += 1;
  const value = `${RUN}.${started}`;
  return { value, mark: `${RUN_VARIABLE}=${value}\0` };
}
var RUN_MARK = `${RUN_VARIABLE}=${RUN}.`;
var MOST_ROUNDS = 50;
var PAUSE_MS = 20;
async function sweep(marks) {
  for (let round = 0; round < MOST_ROUNDS && killMarked(fs, execFileSync, marks) > 0; round += 1) await wait(PAUSE_MS);
}
function killMarked({ readdirSync: readdirSync2, readFileSync: readFileSync2, readlinkSync: readlinkSync2 }, run, marks) {
  const attempt2 = (read) => {
    try {
      return read();
    } catch {
      return "";
    }
  };
  const kill = (pid) => {
    try {
      process.kill(pid, "SIGKILL");
      return 1;
    } catch {
      return 0;
    }
  };
  const others = (pid) => pid > 1 && pid !== process.pid && pid !== process.ppid;
  const isMarked = (text) => marks.some((mark) => text.includes(mark));
  if (process.platform === "win32") return 0;
  if (process.platform !== "linux") {
    const table = attempt2(() => run("ps", ["-axwwE", "-o", "pid=,command="], { encoding: "utf8", stdio: "pipe" }));
    const ps = table.split("\n").map((line) => ({ pid: Number.parseInt(line, 10), text: `${line.replaceAll(" ", "\0")}\0` }));
    return ps.filter(({ pid, text }) => others(pid) && isMarked(text)).reduce((sum, { pid }) => sum + kill(pid), 0);
  }
  let killed = 0;
  for (const name of attempt2(() => readdirSync2("/proc").join("\n")).split("\n")) {
    const pid = Number(name);
    if (!/^\d+$/.test(name) || !others(pid)) continue;
    const of = (file) => attempt2(() => readFileSync2(`/proc/${name}/${file}`, "latin1"));
    const [state, , , , terminal] = (of("stat").split(") ").at(-1) ?? "").split(" ");
    if (state === void 0 || "ZX".includes(state)) continue;
    const place = terminal === "0" ? `${of("cmdline")}\0${attempt2(() => readlinkSync2(`/proc/${name}/cwd`))}` : "";
    if (isMarked(`${of("environ")}\0${place}`)) killed += kill(pid);
  }
  return killed;
}

// src/system/guardian.ts
var SCRIPT = `
import * as fs from 'node:fs';
import { execFileSync } from 'node:child_process';
const __name = (each) => each;
const killMarked = ${killMarked.toString()};
const groups = new Set();
const folders = new Set();
const marks = [];
const act = {
  '+': (word) => groups.add(Number(word)), '-': (word) => groups.delete(Number(word)),
  '=': (word) => marks.push(word),
  '>': (word) => folders.add(word), '<': (word) => folders.delete(word),
};
let rest = '';
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => {});
process.stdin.setEncoding('utf8').on('data', (text) => {
  const lines = (rest + text).split('\\n');
  rest = lines.pop();
  for (const line of lines) act[line[0]](line.slice(1));
}).on('close', () => {
  for (const pid of groups) try { process.kill(-pid, 'SIGKILL'); } catch {}
  for (let round = 0; round < 50 && killMarked(fs, execFileSync, [...marks, ...folders]) > 0; round += 1) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
  for (const folder of folders) try { fs.rmSync(folder, { recursive: true, force: true, maxRetries: 3 }); } catch {}
});`;
var guardian = null;
var watched = /* @__PURE__ */ new Set();
function watch(pid) {
  return tell("+", "-", String(pid));
}
function watchFolder(folder) {
  return tell(">", "<", folder);
}
function tell(sign, revoked, word) {
  guardian ??= start();
  guardian.write(`${sign}${word}
`);
  watched.add(sign + word);
  return () => {
    watched.delete(sign + word);
    guardian?.write(`${revoked}${word}
`);
  };
}
function start() {
  const child = spawn(process.execPath, ["--input-type=module", "-e", SCRIPT], {
    detached: true,
    cwd: "/",
    stdio: ["pipe", "ignore", "ignore"],
    env: { PATH: "/usr/bin:/bin" }
  });
  child.on("error", () => void 0);
  child.stdin.on("error", () => void 0);
  child.unref();
  process.once("exit", () => {
    if (watched.size === 0) child.kill("SIGKILL");
  });
  if ("unref" in child.stdin && typeof child.stdin.unref === "function") child.stdin.unref();
  child.stdin.write(`=${RUN_MARK}
`);
  return child.stdin;
}

// src/system/run-folder.ts
var NAME = /^vitals-gate-([0-9a-z]+)-([0-9a-z]+)-([0-9a-f]{4})-[0-9A-Za-z]{6}$/;
var SHORT = "/tmp";
function makeRunFolder(mostBytes = Number.POSITIVE_INFINITY) {
  const folder = make(tmpdir(), mostBytes);
  const unwatch = watchFolder(folder);
  const remove = () => {
    process.off("exit", remove);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    unwatch();
  };
  process.once("exit", remove);
  return { path: folder, remove };
}
function make(root, mostBytes) {
  try {
    const real = realpathSync(root);
    sweepDead(real);
    const folder = mkdtempSync(path.join(real, `vitals-gate-${own()}-`));
    if (Buffer.byteLength(folder) <= mostBytes) return folder;
    rmSync(folder, { recursive: true });
  } catch (cause) {
    throw new GateError("temporary-folder", { folder: root, cause: reasonOf(cause) }, { cause });
  }
  if (root !== SHORT && process.platform !== "win32") return makeShort(root, mostBytes);
  throw tooLong(root);
}
var REASONS = {
  ENOENT: "it does not exist",
  ENOTDIR: "it is not a folder",
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "it is read-only",
  ENOSPC: "the disk is full"
};
function reasonOf(thrown) {
  return REASONS[thrown.code ?? ""] ?? causeOf(thrown);
}
function makeShort(root, mostBytes) {
  try {
    return make(SHORT, mostBytes);
  } catch {
    throw tooLong(root);
  }
}
function tooLong(root) {
  return new GateError("temporary-folder", { folder: root, cause: "its path is too long for the sockets of Chrome" });
}
function sweepDead(root) {
  for (const name of attempt(() => readdirSync(root).join("\n")).split("\n")) {
    const [, pid = "", start2 = "", machine] = NAME.exec(name) ?? [];
    if (machine === void 0 || machine !== machineKey() || isRunning(Number.parseInt(pid, 36), start2)) continue;
    const folder = path.join(root, name);
    try {
      const stats = lstatSync(folder);
      if (!stats.isDirectory() || process.getuid !== void 0 && stats.uid !== process.getuid()) continue;
      void sweep([folder]);
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    } catch {
    }
  }
}
function own() {
  return [process.pid.toString(36), startOf(process.pid) ?? "0", machineKey()].join("-");
}
function isRunning(pid, start2) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code === "ESRCH") return false;
  }
  return start2 === "0" || (startOf(pid) ?? start2) === start2;
}
function startOf(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "latin1").split(") ").at(-1)?.split(" ") ?? [];
    return Number(fields[19]).toString(36);
  } catch {
    return null;
  }
}
function machineKey() {
  const boot = attempt(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8"));
  const space = attempt(() => readlinkSync("/proc/self/ns/pid"));
  return createHash("sha256").update([hostname(), boot, space].join("\n")).digest("hex").slice(0, 4);
}
function attempt(read) {
  try {
    return read();
  } catch {
    return "";
  }
}

// src/lab/browser/chrome.ts
import path2 from "node:path";
var ENVIRONMENT = /^(?:PATH|HOME|USER|LOGNAME|SHELL|TMPDIR|TEMP|TMP|LANG|LANGUAGE|LC_\w+|TZ|DISPLAY|WAYLAND_DISPLAY|XDG_\w+|DBUS_SESSION_BUS_ADDRESS|FONTCONFIG_\w+|LD_LIBRARY_PATH|SYSTEMROOT|WINDIR|LOCALAPPDATA|APPDATA|PROGRAMFILES(?:\(X86\))?|PROGRAMDATA|USERPROFILE|COMSPEC)$/i;
var FLAGS = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--disable-quic",
  "--disable-dev-shm-usage",
  // WebRTC would send UDP past the proxy, to this machine and its network too. The switch has had both names.
  "--webrtc-ip-handling-policy=disable_non_proxied_udp",
  "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
  // Chrome would ask its own server what a form's fields mean: traffic that is not the page's.
  "--disable-features=AutofillServerCommunication"
];
var LAUNCH_TIMEOUT_MS = 3e4;
function allowedEnvironment(env) {
  const allowed = {};
  for (const [name, value] of Object.entries(env))
    if (value !== void 0 && ENVIRONMENT.test(name)) allowed[name] = value;
  return allowed;
}
async function launchChrome(request) {
  const root = process.getuid?.() === 0;
  if (!root) {
    try {
      return await launch(request, []);
    } catch (error) {
      request.log(`Chrome does not start with its sandbox (${causeOf(error)}); trying --no-sandbox.`);
    }
  }
  try {
    return await launch(request, ["--no-sandbox"]);
  } catch (error) {
    throw new GateError("chrome-unlaunchable", { path: request.chromePath, cause: causeOf(error) }, { cause: error });
  }
}
async function launch({ chromePath, env, folder }, extra) {
  const { default: puppeteer } = await import("./vendor/puppeteer-Y3RV7O4J.js");
  return puppeteer.launch({
    executablePath: chromePath,
    headless: true,
    // Users' browsers block tabs that a page opens by itself. Here such tabs would hide the page.
    ignoreDefaultArgs: ["--disable-popup-blocking"],
    pipe: true,
    userDataDir: path2.join(folder, "profile"),
    args: [...FLAGS, ...extra],
    env: { ...allowedEnvironment(env), TMPDIR: folder },
    defaultViewport: null,
    waitForInitialPage: false,
    timeout: LAUNCH_TIMEOUT_MS,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false
  });
}

// src/lab/browser/scratch.ts
import { mkdirSync } from "node:fs";
import path3 from "node:path";
var OF_CHROME = 46;
var MOST_BYTES = 103;
var OF_US = 5;
function openScratch() {
  const { path: root, remove } = makeRunFolder(MOST_BYTES - OF_CHROME - OF_US);
  let made = 0;
  return {
    folder: () => {
      made += 1;
      const folder = path3.join(root, String(made));
      mkdirSync(folder);
      return folder;
    },
    sweep: (folder) => sweep(folder === void 0 ? [root] : [`${folder}/`, `${folder}\0`]),
    close: remove
  };
}

export {
  picomatch_default,
  readHtml,
  startTags,
  RUN_VARIABLE,
  nextMark,
  RUN_MARK,
  sweep,
  watch,
  makeRunFolder,
  reasonOf,
  findChrome,
  launchChrome,
  openScratch
};
