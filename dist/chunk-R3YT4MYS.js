import {
  beaconSchema,
  complaintOf
} from "./chunk-MDIDRKTJ.js";
import {
  STOP_SIGNALS,
  say
} from "./chunk-Y6ZINZJ7.js";
import {
  count
} from "./chunk-TZI466ZZ.js";
import {
  GateError,
  causeOf
} from "./chunk-2ISTALDQ.js";

// src/field/collector/collect.ts
import { once as once2 } from "node:events";

// src/field/collector/half-lines.ts
import { open as open2, readdir } from "node:fs/promises";
import path2 from "node:path";

// src/field/collector/data-file.ts
import { randomBytes } from "node:crypto";
import { mkdir, open, unlink } from "node:fs/promises";
import { hostname } from "node:os";
import path from "node:path";
var DeletedFile = class extends Error {
};
var DataFile = class _DataFile {
  day;
  #file;
  #handle;
  #bytes = 0;
  #isSound = true;
  constructor(day, file, handle) {
    this.day = day;
    this.#file = file;
    this.#handle = handle;
  }
  /** A new file in the folder of its day, with a name that no other process takes. */
  static async create(dir, now, openFile) {
    const [day = "", time = ""] = now.toISOString().split(/[T.]/);
    const folder = path.join(dir, `date=${day}`);
    const file = path.join(folder, nameOf(time.replaceAll(":", "")));
    await mkdir(folder, { recursive: true });
    const handle = await openFile(file);
    await syncFolder(folder);
    return new _DataFile(day, file, handle);
  }
  get bytes() {
    return this.#bytes;
  }
  /** False after a failure that may have left half a line: nothing is appended to it any more. */
  get isSound() {
    return this.#isSound;
  }
  /**
   * Appends whole lines. When it resolves, they are on the disk; when it rejects, none of them is in the file.
   *
   * @throws what the file system says
   */
  async append(lines) {
    try {
      await this.#writeAll(lines);
      await this.#handle.datasync();
      if ((await this.#handle.stat()).nlink === 0) throw new DeletedFile();
      this.#bytes += lines.byteLength;
    } catch (error) {
      await this.#takeBack();
      throw error;
    }
  }
  async #writeAll(lines) {
    for (let at = 0; at < lines.byteLength; )
      at += (await this.#handle.write(lines, at, lines.byteLength - at)).bytesWritten;
  }
  async #takeBack() {
    try {
      await this.#handle.truncate(this.#bytes);
      this.#isSound = (await this.#handle.stat()).nlink > 0;
    } catch {
      this.#isSound = false;
    }
  }
  /** A file that is empty is removed. */
  async close() {
    await this.#handle.close();
    if (this.#bytes === 0 && this.#isSound) await unlink(this.#file).catch(() => void 0);
  }
};
var openNew = (file) => open(file, "ax", 416);
var HOST = hostname().replaceAll(/[^\w.]/g, "_").slice(0, 40) || "host";
var nameOf = (time) => `${time}-${HOST}-${process.pid}-${randomBytes(4).toString("hex")}.ndjson`;
function writerOf(name) {
  const [, host, pid] = /^\d{6}-([\w.]+)-(\d+)-[0-9a-f]{8}\.ndjson$/.exec(name) ?? [];
  return pid === void 0 ? null : { isHere: host === HOST, pid: Number(pid) };
}
async function syncFolder(folder) {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

// src/field/collector/half-lines.ts
var IDLE_MS = 6e4;
var LINE_FEED = 10;
var STEP = 65536;
var ClosedFile = class extends Error {
  file;
  constructor(file, cause) {
    super(causeOf(cause), { cause });
    this.file = file;
  }
};
async function cutHalfLines(dir) {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  let cut = 0;
  for (const entry of entries) {
    if (!entry.isFile() || !/^date=\d{4}-\d\d-\d\d$/.test(path2.basename(entry.parentPath))) continue;
    const file = path2.join(entry.parentPath, entry.name);
    try {
      if (await isCut(file, entry.name)) cut += 1;
    } catch (cause) {
      throw new ClosedFile(file, cause);
    }
  }
  return cut;
}
async function isCut(file, name) {
  const writer = writerOf(name);
  if (writer === null) return false;
  const handle = await open2(file, "r+");
  try {
    const { size, mtimeMs } = await handle.stat();
    const whole = await wholeLines(handle, size);
    const isLeft = writer.isHere && !isAlive(writer.pid) || Date.now() - mtimeMs > IDLE_MS;
    if (whole === size || !isLeft) return false;
    await handle.truncate(whole);
    await handle.sync();
    return true;
  } finally {
    await handle.close();
  }
}
async function wholeLines(handle, size) {
  const buffer = Buffer.alloc(STEP);
  for (let end = size, from = size - 1; end > 0; end = from, from -= STEP) {
    from = Math.max(0, from);
    const { bytesRead } = await handle.read(buffer, 0, end - from, from);
    const at = buffer.subarray(0, bytesRead).lastIndexOf(LINE_FEED);
    if (at !== -1) return from + at + 1;
  }
  return 0;
}
function isAlive(pid) {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

// src/field/collector/folder.ts
import { mkdir as mkdir2, mkdtemp, rmdir } from "node:fs/promises";
import path3 from "node:path";
var OUT_OF_ROOM = /* @__PURE__ */ new Set(["ENOSPC", "EDQUOT", "EFBIG"]);
var isOutOfRoom = (error) => OUT_OF_ROOM.has(codeOf(error));
async function makeWritableFolder(dir) {
  try {
    await makeFolder(path3.resolve(dir));
    await rmdir(await mkdtemp(path3.join(dir, ".writable-")));
  } catch (error) {
    if (!isOutOfRoom(error)) throw error;
  }
}
async function makeFolder(dir) {
  try {
    await mkdir2(dir);
  } catch (error) {
    if (codeOf(error) === "EEXIST") return;
    if (codeOf(error) !== "ENOENT" || path3.dirname(dir) === dir) throw error;
    await makeFolder(path3.dirname(dir));
    await mkdir2(dir);
  }
}
var codeOf = (error) => error.code ?? "";

// src/field/collector/ndjson-store.ts
var FILE_BYTES = 128 * 1024 * 1024;
var MOST_WAITING = 32 * 1024 * 1024;
var BATCH_LENGTH = 1024 * 1024;
var NdjsonStore = class _NdjsonStore {
  #options;
  #waiting = [];
  #waitingLength = 0;
  #writing = null;
  #file = null;
  #trouble = "stored";
  #isClosed = false;
  constructor(options) {
    this.#options = options;
  }
  /**
   * Makes the folder if it is not there, and cuts half lines that killed processes left in it.
   *
   * @throws what the file system says
   */
  static async open(options) {
    await makeWritableFolder(options.dir);
    const cut = await cutHalfLines(options.dir);
    const files = cut === 1 ? "a file" : `${cut} files`;
    if (cut > 0) options.onNotice?.(`cut a half line from the end of ${files}: the process that wrote was killed`);
    return new _NdjsonStore(options);
  }
  append = (lines) => {
    const text = `${lines.join("\n")}
`;
    if (this.#isClosed || this.#waitingLength + text.length > MOST_WAITING) return Promise.resolve("busy");
    const { promise, resolve } = Promise.withResolvers();
    this.#waiting.push({ text, resolve });
    this.#waitingLength += text.length;
    this.#writing ??= this.#writeWaiting();
    return promise;
  };
  /** Stores what waits, and closes the file. What comes later is refused. */
  async close() {
    this.#isClosed = true;
    await this.#writing;
    await this.#file?.close();
    this.#file = null;
  }
  async #writeWaiting() {
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const batch = this.#nextBatch();
      const outcome = await this.#write(Buffer.from(batch.map(({ text }) => text).join("")));
      for (const { resolve } of batch) resolve(outcome);
    }
    this.#writing = null;
  }
  #nextBatch() {
    let length = 0;
    const past = this.#waiting.findIndex(({ text }, index) => (length += text.length) > BATCH_LENGTH && index > 0);
    const batch = this.#waiting.splice(0, past === -1 ? Infinity : past);
    this.#waitingLength -= batch.reduce((sum, { text }) => sum + text.length, 0);
    return batch;
  }
  async #write(lines) {
    try {
      await this.#appendToFile(lines);
      return this.#tell("stored", "records are stored again");
    } catch (error) {
      const cause = causeOf(error);
      if (isOutOfRoom(error))
        return this.#tell("full", `the disk is full; records are answered with 507 until it has room: ${cause}`);
      return this.#tell("failed", `records cannot be stored, and are answered with 500: ${cause}`);
    }
  }
  async #appendToFile(lines) {
    const file = await this.#fileFor(lines.byteLength);
    try {
      await file.append(lines);
    } catch (error) {
      if (!(error instanceof DeletedFile)) throw error;
      this.#options.onNotice?.("a file was deleted while records were written to it; they go on in another one");
      await (await this.#fileFor(lines.byteLength)).append(lines);
    }
  }
  /** Says when storing begins to fail and when it works again, not for each batch. */
  #tell(outcome, line) {
    if (outcome !== this.#trouble) this.#options.onNotice?.(line);
    this.#trouble = outcome;
    return outcome;
  }
  async #fileFor(bytes) {
    const { dir, fileBytes = FILE_BYTES, openFile = openNew, now = () => /* @__PURE__ */ new Date() } = this.#options;
    const at = now();
    const file = this.#file;
    const isOver = file !== null && file.bytes > 0 && file.bytes + bytes > fileBytes;
    if (file !== null && file.isSound && !isOver && file.day === at.toISOString().slice(0, 10)) return file;
    this.#file = null;
    await file?.close().catch(() => void 0);
    this.#file = await DataFile.create(dir, at, openFile);
    return this.#file;
  }
};

// src/field/collector/node-listener.ts
import { isIP } from "node:net";
var Aborted = class extends Error {
};
function createNodeListener(receive2, options = {}) {
  const { addressHeader = null, onError } = options;
  return (request, response) => {
    receive2({
      method: request.method ?? "",
      header: (name) => headerOf(request, name),
      address: addressOf(request, addressHeader),
      readBody: (mostBytes) => readBody(request, response, mostBytes)
    }).then(
      (answer) => send(response, answer),
      (error) => {
        if (error instanceof Aborted) return;
        onError?.(error);
        send(response, { status: 500, headers: {}, body: null });
      }
    );
  };
}
function headerOf(request, name) {
  const value = request.headers[name];
  return Array.isArray(value) ? value.at(-1) ?? null : value ?? null;
}
function addressOf(request, header) {
  const list = header === null ? null : headerOf(request, header);
  const last = (list ?? "").slice((list ?? "").lastIndexOf(",") + 1).trim();
  const address = last.replace(/^\[(.*)\](?::\d+)?$/, "$1").replace(/^([\d.]+):\d+$/, "$1");
  return isIP(address) === 0 ? request.socket.remoteAddress ?? "" : address;
}
function send(response, { status, headers, body }) {
  if (response.headersSent || response.destroyed) return;
  if (body === null) response.writeHead(status, status === 204 ? headers : { ...headers, "content-length": 0 }).end();
  else response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) }).end(body);
}
function readBody(request, response, mostBytes) {
  if (request.headers.expect !== void 0) response.writeContinue();
  return new Promise((resolve, reject) => {
    const chunks = [];
    let length = 0;
    const take = (chunk) => {
      length += chunk.byteLength;
      if (length <= mostBytes) return void chunks.push(chunk);
      request.off("data", take).resume();
      resolve(null);
    };
    request.on("data", take).once("end", () => resolve(Buffer.concat(chunks, Math.min(length, mostBytes)))).once("error", () => reject(new Aborted())).once("close", () => reject(new Aborted()));
  });
}

// src/field/collector/limits.ts
var DEFAULT_LIMITS = { bodyBytes: 65536, requestsPerSecond: 50 };

// src/field/collector/records.ts
var UTF8 = new TextDecoder("utf-8", { fatal: true });
function readRecords(body) {
  const text = decoded(body);
  if (text === null) return refused("the body is not UTF-8");
  const records = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const record = readLine(line);
    if (typeof record === "string") return refused(`line ${index + 1}: ${record}`);
    records.push(record);
  }
  return records.length === 0 ? refused("the body has no record") : { kind: "records", records };
}
var refused = (error) => ({ kind: "refused", error });
function decoded(body) {
  try {
    return UTF8.decode(body);
  } catch {
    return null;
  }
}
function readLine(line) {
  if (/^\s*\[/.test(line)) return "the record must be an object, not a list: send one record a line";
  const value = parsed(line);
  if (value === void 0) return "the record is not JSON";
  const { success, data, error } = beaconSchema.safeParse(value);
  return success ? data : complaintOf(error);
}
function parsed(line) {
  try {
    return JSON.parse(line);
  } catch {
    return void 0;
  }
}

// src/field/collector/token-buckets.ts
var BURST_SECONDS = 5;
var MOST_ADDRESSES = 1e5;
var TokenBuckets = class {
  #perSecond;
  #nowMs;
  #most;
  #buckets = /* @__PURE__ */ new Map();
  /** With `perSecond` 0 there is no limit. */
  constructor(perSecond, nowMs = () => performance.now(), most = MOST_ADDRESSES) {
    this.#perSecond = perSecond;
    this.#nowMs = nowMs;
    this.#most = most;
  }
  get size() {
    return this.#buckets.size;
  }
  /** 0 if a request of this address may pass, else the whole seconds after which one will. */
  take(address) {
    if (this.#perSecond === 0) return 0;
    const key = networkOf(address);
    const tokens = this.#refilled(key);
    const isFree = tokens >= 1;
    this.#buckets.delete(key);
    this.#buckets.set(key, { tokens: isFree ? tokens - 1 : tokens, atMs: this.#nowMs() });
    this.#forget();
    return isFree ? 0 : Math.ceil((1 - tokens) / this.#perSecond);
  }
  #refilled(key) {
    const most = this.#perSecond * BURST_SECONDS;
    const { tokens, atMs } = this.#buckets.get(key) ?? { tokens: most, atMs: 0 };
    return Math.min(most, tokens + (this.#nowMs() - atMs) / 1e3 * this.#perSecond);
  }
  #forget() {
    if (this.#buckets.size <= this.#most) return;
    const [oldest] = this.#buckets.keys();
    if (oldest !== void 0) this.#buckets.delete(oldest);
  }
};
function networkOf(address) {
  const [, v4] = /^(?:::ffff:)?(\d{1,3}(?:\.\d{1,3}){3})$/i.exec(address) ?? [];
  if (v4 !== void 0) return v4;
  const [head = "", tail] = address.slice(0, 64).split("::", 2);
  const groups = head.split(":");
  const missing = tail === void 0 ? 0 : 8 - groups.length - tail.split(":").length;
  const all = [...groups, ...Array.from({ length: Math.max(0, missing) }, () => "0"), ...(tail ?? "").split(":")];
  return all.slice(0, 4).map((group) => group.replace(/^0+(?=.)/, "").toLowerCase()).join(":");
}

// src/field/collector/receiver.ts
var retryAfter = (seconds) => ({ "retry-after": String(seconds) });
var NOT_STORED = {
  full: { status: 507, error: "there is no room for more records", headers: retryAfter(30) },
  busy: { status: 503, error: "too many records are waiting to be stored", headers: retryAfter(1) },
  failed: { status: 500, error: "the records could not be stored" }
};
var PREFLIGHT = {
  "access-control-allow-methods": "POST",
  "access-control-allow-headers": "content-type",
  "access-control-max-age": "86400"
};
function createReceiver(options) {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const buckets = new TokenBuckets(limits.requestsPerSecond);
  return async (incoming) => {
    const origin = incoming.header("origin");
    const decision = await decide(incoming, origin, { ...options, limits, buckets });
    options.onAnswer?.(decision.status, decision.records ?? 0);
    return answerOf(decision, corsOf(origin, options.origins));
  };
}
async function decide(incoming, origin, context) {
  if (!isAllowed(origin, context.origins)) return { status: 403, error: "pages of this origin may not send records" };
  const waitSeconds = context.buckets.take(incoming.address);
  if (waitSeconds > 0) return { status: 429, error: tooMany(context.limits), headers: retryAfter(waitSeconds) };
  if (incoming.method === "OPTIONS") return { status: 204, headers: PREFLIGHT };
  if (incoming.method !== "POST") return { status: 405, error: "send a POST", headers: { allow: "POST, OPTIONS" } };
  if (!/^(?:identity)?$/i.test(incoming.header("content-encoding") ?? ""))
    return { status: 415, error: "the body must not be compressed" };
  return receive(incoming, context);
}
function tooMany({ requestsPerSecond }) {
  return `too many requests from this address: the limit is ${requestsPerSecond} per second on average; change it with --rate-limit, or with limits.requestsPerSecond where the collector is mounted`;
}
function isAllowed(origin, origins) {
  return origin === null || origins.includes("*") || origins.includes(origin);
}
async function receive(incoming, { limits, store, countryHeader = null }) {
  const isLong = Number(incoming.header("content-length") ?? 0) > limits.bodyBytes;
  const body = isLong ? null : await incoming.readBody(limits.bodyBytes);
  if (body === null) return { status: 413, error: `the body is longer than ${limits.bodyBytes} bytes` };
  const read = readRecords(body);
  if (read.kind === "refused") return { status: 400, error: read.error };
  const country = countryHeader === null ? void 0 : countryOf(incoming.header(countryHeader));
  const lines = read.records.map((record) => lineOf(record, country));
  const outcome = await store.append(lines);
  return outcome === "stored" ? { status: 204, records: lines.length } : NOT_STORED[outcome];
}
function countryOf(header) {
  const code = (header ?? "").trim().toUpperCase();
  return /^[A-Z0-9]{2}$/.test(code) ? code : null;
}
function lineOf(record, country) {
  if (country === void 0) return JSON.stringify(record);
  const { country: _, ...rest } = record;
  return JSON.stringify(country === null ? rest : { ...rest, country });
}
function corsOf(origin, origins) {
  const listed = origins.find((allowed) => allowed === origin);
  if (listed !== void 0)
    return { "access-control-allow-origin": listed, "access-control-allow-credentials": "true", vary: "origin" };
  return origins.includes("*") ? { "access-control-allow-origin": "*" } : { vary: "origin" };
}
function answerOf({ status, error, headers }, cors) {
  if (error === void 0) return { status, headers: { ...cors, ...headers }, body: null };
  const told = { "content-type": "application/json", "x-content-type-options": "nosniff" };
  return { status, headers: { ...cors, ...told, ...headers }, body: `${JSON.stringify({ error })}
` };
}

// src/field/collector/server.ts
import { once } from "node:events";
import { createServer } from "node:http";
var TIMES = { requestMs: 15e3, drainMs: 1e4 };
var KEEP_ALIVE_MS = 65e3;
var MOST_CONNECTIONS = 1e4;
async function serveCollector(listener, { port, host }, times = {}) {
  const { requestMs, drainMs } = { ...TIMES, ...times };
  let isDraining = false;
  const open3 = /* @__PURE__ */ new Set();
  const serve = (request, response) => {
    open3.add(response);
    response.once("close", () => open3.delete(response));
    route(request, response, isDraining, listener);
  };
  const server = createServer(
    {
      requestTimeout: requestMs,
      headersTimeout: Math.min(requestMs, 1e4),
      connectionsCheckingInterval: Math.min(1e3, requestMs),
      keepAliveTimeout: KEEP_ALIVE_MS
    },
    (request, response) => serve(request, response)
  );
  server.on("checkContinue", serve);
  const connections = /* @__PURE__ */ new Set();
  server.on("connection", (socket) => {
    connections.add(socket);
    socket.once("close", () => connections.delete(socket));
  });
  server.maxConnections = MOST_CONNECTIONS;
  server.listen(port, host);
  await once(server, "listening");
  return {
    url: urlOf(server.address()),
    drain: () => {
      isDraining = true;
      endConnections(connections, open3);
      return closed(server, drainMs);
    }
  };
}
function route(request, response, isDraining, listener) {
  const path4 = URL.parse(request.url ?? "", "http://collector")?.pathname;
  if (isDraining) return send(response, refusal(503, "the collector is stopping", STOPPING));
  if (path4 === "/healthz") return send(response, { status: 200, headers: {}, body: '{"status":"ok"}\n' });
  if (path4 !== "/") return send(response, refusal(404, "records are received at /"));
  listener(request, response);
}
var STOPPING = { "retry-after": "1", connection: "close" };
function refusal(status, error, headers = {}) {
  return {
    status,
    headers: { ...headers, "content-type": "application/json" },
    body: `${JSON.stringify({ error })}
`
  };
}
function urlOf({ address, family, port }) {
  return `http://${family === "IPv6" ? `[${address}]` : address}:${port}/`;
}
function endConnections(connections, open3) {
  const busy = new Set([...open3].map(({ socket }) => socket));
  for (const socket of connections) if (!busy.has(socket)) socket.destroy();
  for (const response of open3) response.shouldKeepAlive = false;
}
async function closed(server, drainMs) {
  const end = once(server, "close");
  server.close();
  const limit = setTimeout(() => server.closeAllConnections(), drainMs);
  await end;
  clearTimeout(limit);
}

// src/field/collector/tally.ts
var Tally = class {
  #requests = 0;
  #records = 0;
  #refused = /* @__PURE__ */ new Map();
  #refusedBefore = 0;
  add = (status, records) => {
    if (status < 300) {
      this.#requests += records > 0 ? 1 : 0;
      this.#records += records;
    } else this.#refused.set(status, (this.#refused.get(status) ?? 0) + 1);
  };
  /** The refusals since the last call, by status; null if there are none. */
  takeRefusals() {
    const since = [...this.#refused].toSorted(([a], [b]) => a - b);
    const sum = since.reduce((total, [, requests]) => total + requests, 0);
    this.#refused = /* @__PURE__ */ new Map();
    this.#refusedBefore += sum;
    if (sum === 0) return null;
    return `refused ${count(sum, "request")} (${since.map(([status, requests]) => `${status}: ${requests}`).join(", ")})`;
  }
  total() {
    this.takeRefusals();
    return `stored ${count(this.#records, "record")} of ${count(this.#requests, "request")}, refused ${count(this.#refusedBefore, "request")}`;
  }
};

// src/field/collector/collect.ts
var SUMMARY_MS = 6e4;
async function collectRecords(options, log, signal) {
  const { dir, origins, countryHeader, trustProxy: addressHeader, requestsPerSecond } = options;
  const store = await openStore(dir, log);
  const tally = new Tally();
  const receive2 = createReceiver({ origins, store, countryHeader, limits: { requestsPerSecond }, onAnswer: tally.add });
  const onError = (error) => log(`a request could not be answered: ${causeOf(error)}`);
  const server = await listen(createNodeListener(receive2, { addressHeader, onError }), options);
  log(`listening on ${server.url}, writing to ${dir}, for pages of ${origins.join(", ")}`);
  const summary = setInterval(() => tell(tally.takeRefusals(), log), SUMMARY_MS);
  if (!signal.aborted) await once2(signal, "abort");
  clearInterval(summary);
  log(`${String(signal.reason)}: stopping; open requests are still answered`);
  await server.drain();
  await store.close();
  tell(tally.takeRefusals(), log);
  log(`stopped: ${tally.total()}`);
}
function tell(line, log) {
  if (line !== null) log(line);
}
async function openStore(dir, onNotice) {
  try {
    return await NdjsonStore.open({ dir, onNotice });
  } catch (cause) {
    if (cause instanceof ClosedFile)
      throw new GateError("collector-file", { path: cause.file, cause: cause.message }, { cause });
    throw new GateError("collector-folder", { path: dir, cause: causeOf(cause) }, { cause });
  }
}
async function listen(listener, { port, host }) {
  try {
    return await serveCollector(listener, { port, host });
  } catch (cause) {
    throw new GateError("collector-address", { address: `${host}:${port}`, cause: causeOf(cause) }, { cause });
  }
}

// src/cli/field/run-collect.ts
var CUT_SHORT = 3;
async function collect(options, io) {
  const controller = new AbortController();
  const stop = (name) => {
    if (controller.signal.aborted) io.exit(CUT_SHORT);
    else controller.abort(name);
  };
  const listeners = STOP_SIGNALS.map((name) => [name, () => stop(name)]);
  for (const [name, listener] of listeners) io.on(name, listener);
  try {
    const log = (line) => say(io.stderr, `${(/* @__PURE__ */ new Date()).toISOString()} ${line}
`);
    await collectRecords(options, log, controller.signal);
    return 0;
  } finally {
    for (const [name, listener] of listeners) io.off(name, listener);
  }
}
export {
  collect
};
