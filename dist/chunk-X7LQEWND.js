import {
  displayWidth,
  fitToWidth
} from "./chunk-W5D5RVHW.js";
import {
  elideSecrets,
  soundsSecret
} from "./chunk-H4ORIQJM.js";
import {
  environmentFor,
  isSecretName
} from "./chunk-UBUDJYS6.js";
import {
  GateError,
  causeOf,
  formatError,
  redact
} from "./chunk-2ISTALDQ.js";

// src/exit.ts
async function endWith(exitCode) {
  await Promise.all([process.stdout, process.stderr].map(flushed));
  process.exit(exitCode);
}
function flushed(stream) {
  return new Promise((resolve) => {
    if (stream.destroyed || stream.writableEnded) return resolve();
    stream.write("", () => resolve());
  });
}

// src/hand-over.ts
import { randomUUID } from "node:crypto";
import {
  accessSync,
  closeSync,
  constants,
  fstatSync,
  ftruncateSync,
  openSync,
  readSync,
  statSync,
  unlinkSync,
  writeFileSync
} from "node:fs";
import { devNull, tmpdir } from "node:os";
import path from "node:path";
var MARK = "VITALS_GATE_ENVIRONMENT";
var AT_START = new RegExp(
  `^(?:${[
    "NODE_(?:COMPILE_CACHE|COMPILE_CACHE_PORTABLE|DISABLE_COMPILE_CACHE|DEBUG|DEBUG_NATIVE|DISABLE_COLORS|ENV)",
    "NODE_(?:EXTRA_CA_CERTS|ICU_DATA|NO_WARNINGS|OPTIONS|PATH|PENDING_DEPRECATION|PENDING_PIPE_INSTANCES)",
    "NODE_(?:PRESERVE_SYMLINKS|PRESERVE_SYMLINKS_MAIN|REDIRECT_WARNINGS|SKIP_PLATFORM_CHECK|TLS_REJECT_UNAUTHORIZED)",
    "NODE_(?:USE_ENV_PROXY|USE_SYSTEM_CA|V8_COVERAGE)",
    "UV_(?:THREADPOOL_SIZE|USE_IO_URING)|OPENSSL_(?:CONF|MODULES)|GLIBC_TUNABLES",
    "LD_(?:PRELOAD|LIBRARY_PATH|AUDIT|BIND_NOW|BIND_NOT|DEBUG|DEBUG_OUTPUT|HWCAP_MASK|ORIGIN_PATH|SHOW_AUXV)",
    "DYLD_(?:INSERT_LIBRARIES|(?:FALLBACK_|VERSIONED_)?(?:LIBRARY|FRAMEWORK)_PATH)"
  ].join("|")})$`
);
function handOver() {
  const mark = process.env[MARK];
  if (mark !== void 0) {
    delete process.env[MARK];
    if (mark === String(process.pid) && isNameless(0)) return takeOver();
    return notice(`${MARK} is set, which this program sets for itself alone; unset it`);
  }
  if (process.execve === void 0 || process.platform === "win32") return null;
  const { shown, kept } = split(process.env);
  if (Object.keys(kept).length === 0) return null;
  const cause = whyNotStarted(process.execPath);
  if (cause !== null) return notice(cause);
  try {
    putAside(kept);
    const args = [process.execPath, ...process.execArgv, ...process.argv.slice(1)];
    return process.execve(process.execPath, args, { ...shown, [MARK]: String(process.pid) });
  } catch (error) {
    emptyInput();
    return notice(causeOf(error));
  }
}
function notice(cause) {
  return `What this job has in its environment can be read by the programs that the gate starts, because it could not be put aside: ${cause}.`;
}
function whyNotStarted(program) {
  try {
    accessSync(program, constants.X_OK);
    return statSync(program).isFile() ? null : `${program} is not a file`;
  } catch (error) {
    return causeOf(error);
  }
}
function split(env) {
  const shown = environmentFor(env);
  const kept = {};
  for (const [name, value] of Object.entries(env)) {
    if (value === void 0 || name in shown) continue;
    if (AT_START.test(name) && !isSecretName(name)) shown[name] = value;
    else kept[name] = value;
  }
  return { shown, kept };
}
function putAside(kept) {
  const file = path.join(tmpdir(), `vitals-gate-${randomUUID()}`);
  closeSync(0);
  const descriptor = openSync(file, "wx+", 384);
  unlinkSync(file);
  if (descriptor !== 0) {
    closeSync(descriptor);
    throw new Error("the standard input cannot be replaced");
  }
  if (!isNameless(0)) {
    closeSync(0);
    throw new Error(`${tmpdir()} keeps the names of files that are open`);
  }
  writeFileSync(descriptor, JSON.stringify(kept));
}
function takeOver() {
  try {
    const rest = JSON.parse(readInput());
    for (const [name, value] of Object.entries(rest)) process.env[name] = value;
  } catch (cause) {
    throw new GateError("environment-lost", { cause: causeOf(cause), folder: tmpdir() }, { cause });
  } finally {
    emptyInput();
  }
  return null;
}
function readInput() {
  const bytes = Buffer.alloc(fstatSync(0).size);
  for (let at = 0; at < bytes.length; ) {
    const read = readSync(0, bytes, at, bytes.length - at, at);
    if (read === 0) throw new Error(`it ends after ${at} of ${bytes.length} bytes`);
    at += read;
  }
  return bytes.toString();
}
function isNameless(descriptor) {
  try {
    const stats = fstatSync(descriptor);
    return stats.isFile() && stats.nlink === 0;
  } catch {
    return false;
  }
}
function emptyInput() {
  if (isNameless(0)) {
    attempt(() => ftruncateSync(0));
    closeSync(0);
  }
  if (!isOpen(0)) attempt(() => openSync(devNull, "r"));
}
function attempt(action) {
  try {
    action();
  } catch {
  }
}
function isOpen(descriptor) {
  try {
    fstatSync(descriptor);
    return true;
  } catch {
    return false;
  }
}

// src/source/show-error.ts
import { readFileSync, statSync as statSync2 } from "node:fs";

// src/text/mask-line.ts
var MASK = "***";
var URL_IN_LINE = /\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s"'<>]+/gi;
var PAIR = /(["']?)([\w.-]{1,200})\1(\s*:\s+)(?!["']?(?:[{[&*|>]|\s*$))("[^"]*"?|'[^']*'?|[^\s,{}[\]#"'][^,{}[\]#]*)/g;
var OPEN_KEY = /([\w.-]{1,200})["']?\s*:\s*(?:[|>][+\-\d]{0,2})?\s*$/;
var VARIABLE = /^["']?[A-Z_][A-Z0-9_]*["']?$/;
var HEADER = /^(?:proxy-)?authorization$|^cookie$/i;
function maskLine(line, before) {
  const [, key] = OPEN_KEY.exec(before) ?? [];
  if (key !== void 0 && isSecret(key) && !VARIABLE.test(line.trim())) return line.replace(/\S.*/, MASK);
  const withoutUrls = line.replace(URL_IN_LINE, (url) => elideSecrets(url));
  return withoutUrls.replace(PAIR, (pair, quote, name, colon, value) => {
    if (!isSecret(name) || VARIABLE.test(value.trim())) return pair;
    return `${quote}${name}${quote}${colon}${MASK}${value.slice(value.trimEnd().length)}`;
  });
}
function isSecret(key) {
  return soundsSecret(key.replaceAll("-", "_")) || HEADER.test(key);
}

// src/source/excerpt.ts
var MOST_UNITS = 1e3;
var TAB = "  ";
var INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu;
var STACKED_MARKS = new RegExp("(\\p{M}{3})\\p{M}+", "gu");
function excerpt(text, { line, column }, columns) {
  const written = text.split("\n");
  const redacted = redact(text).split("\n");
  const own = written[line - 1];
  if (own === void 0 || own.trim() === "" || redacted.length !== written.length) return null;
  const at = (number) => (redacted[number - 1] ?? "").replace(/\r$/, "");
  const clean = (number) => maskLine(at(number), at(number - 1));
  const gutter = String(line).length;
  const row = (label, content) => `  ${label.padStart(gutter)} │ ${content}`.trimEnd();
  const room = Math.max(20, columns - gutter - 6);
  const shown = cutAround(clean(line), written[line - 1]?.slice(0, column - 1) ?? "", room);
  const above = at(line - 1).trim() === "" || shown.isCut ? [] : [row(String(line - 1), aboveOf(clean(line - 1), room))];
  return [...above, row(String(line), shown.text), row("", `${" ".repeat(shown.caret)}^`)].join("\n");
}
function aboveOf(line, room) {
  return fitToWidth(visible(line.slice(0, MOST_UNITS)), room);
}
function cutAround(line, before, room) {
  const place = commonLength(line, redact(before));
  const head = visible(line.slice(Math.max(0, place - MOST_UNITS), place));
  const tail = visible(line.slice(place, place + MOST_UNITS));
  if (place <= MOST_UNITS && displayWidth(head) + displayWidth(tail) <= room)
    return { text: head + tail, caret: displayWidth(head), isCut: false };
  const kept = place <= MOST_UNITS && displayWidth(head) <= room / 2 ? head : `…${lastColumns(head, room / 2 - 1)}`;
  const caret = displayWidth(kept);
  return { text: kept + fitToWidth(tail, room - caret), caret, isCut: kept !== head };
}
function commonLength(one, other) {
  let length = 0;
  while (length < other.length && one.charCodeAt(length) === other.charCodeAt(length)) length += 1;
  return length;
}
function lastColumns(text, columns) {
  let kept = "";
  for (const char of Array.from(text).toReversed()) {
    if (displayWidth(char + kept) > columns) break;
    kept = char + kept;
  }
  return kept;
}
function visible(text) {
  return text.replaceAll("	", TAB).replace(INVISIBLE, (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`).replace(STACKED_MARKS, "$1");
}

// src/source/show-error.ts
var ABOUT_LINES = ["config-invalid", "graphql-input", "cost-directive", "deploys-invalid"];
var MOST_EXCERPTS = 10;
var MOST_BYTES = 1e6;
var COLUMNS = 100;
function errorWithLines(error, columns = COLUMNS) {
  if (!ABOUT_LINES.includes(error.code)) return formatError(error);
  let shown = 0;
  return formatError(error, (where) => {
    const lines = shown < MOST_EXCERPTS ? excerptAt(where, columns) : null;
    if (lines !== null) shown += 1;
    return lines;
  });
}
function excerptAt(where, columns) {
  const [, file, line, column] = /^(.+):(\d{1,7}):(\d{1,7})$/.exec(where) ?? [];
  const text = file === void 0 ? null : textOf(file);
  return text === null ? null : excerpt(text, { line: Number(line), column: Number(column) }, columns);
}
function textOf(file) {
  try {
    const stats = statSync2(file);
    return stats.isFile() && stats.size <= MOST_BYTES ? new TextDecoder().decode(readFileSync(file)) : null;
  } catch {
    return null;
  }
}

export {
  endWith,
  handOver,
  errorWithLines
};
