import {
  environmentFor,
  isSecretName
} from "./chunk-UBUDJYS6.js";
import {
  GateError,
  causeOf
} from "./chunk-G7GO5XY6.js";

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

export {
  endWith,
  handOver
};
