import {
  endWith,
  errorWithLines,
  handOver
} from "./chunk-X7LQEWND.js";
import {
  COMMENT_MARKER,
  HISTORY_FILE,
  ONCE,
  Overdue,
  PATIENCE,
  UNREPEATED,
  createClient,
  deadlineIn,
  findBlobs,
  isLimit,
  pathsTo,
  readContext,
  readPolicy,
  renderComment,
  renderTerminal,
  runGate,
  runMeasure,
  runReport,
  slugOf,
  statusOf,
  subjectOf
} from "./chunk-UTOJHQXW.js";
import "./chunk-W5D5RVHW.js";
import {
  causeSentence,
  findingPhrase,
  findingsOf,
  groupRows,
  reasonSentence,
  removalsIn,
  storyPhrase,
  undecidedPhrase,
  unmeasuredPhrase
} from "./chunk-BFLPXDWC.js";
import "./chunk-QQ5AE5KC.js";
import {
  COMMENT_MODES,
  LONGEST_COMMENT_KEY,
  isCommentKey,
  parseSource,
  readBudgetPath,
  secretNames,
  valueAt
} from "./chunk-TIITC5D2.js";
import {
  MOST_SHARDS,
  readShard
} from "./chunk-YZTXW3PL.js";
import {
  code,
  codeLines,
  inMarkdown,
  inText,
  keyOf,
  visible
} from "./chunk-S7QMQ6OB.js";
import {
  isGraphMetric,
  prose,
  readPageUrl,
  sanitizeLine,
  soundsSecret,
  tokensIn
} from "./chunk-H4ORIQJM.js";
import "./chunk-YMV5G66A.js";
import "./chunk-UBUDJYS6.js";
import {
  shortSha
} from "./chunk-YOCNSY4K.js";
import {
  count
} from "./chunk-TZI466ZZ.js";
import {
  GateError,
  Redactor,
  causeOf,
  formatError,
  keepSecret,
  redact
} from "./chunk-2ISTALDQ.js";

// vendor:@actions/core
import { actions_core_endGroup, actions_core_error, actions_core_info, actions_core_isDebug, actions_core_setOutput, actions_core_setSecret, actions_core_startGroup, actions_core_warning } from "./vendor/vendor-4RK5J3ZK.js";

// src/github/log.ts
import { randomUUID } from "node:crypto";
var LONGEST_LINE = 2e3;
function logLine(text) {
  actions_core_info(lineOf(text));
}
function lineOf(text) {
  return neutral(sanitizeLine(redact(text), LONGEST_LINE));
}
function logBlock(text) {
  const token = randomUUID();
  const lines = withinLog(
    redact(text).trimEnd().split(/\r\n|\r|\n/)
  );
  actions_core_info([`::stop-commands::${token}`, ...lines.map(neutral), `::${token}::`].join("\n"));
}
var MOST_LINES = 5e3;
var LONGEST_BLOCK = 1e6;
function withinLog(lines) {
  let length = 0;
  const end = lines.findIndex((line, index) => index >= MOST_LINES || (length += line.length + 1) > LONGEST_BLOCK);
  if (end === -1) return [...lines];
  return [...lines.slice(0, end), `… and ${lines.length - end} more lines, which the files in the output folder have`];
}
function neutral(line) {
  return line.replace(/^\s*::/, "│ ::").replaceAll("##[", "## [");
}
function logProgress() {
  let open = null;
  const stop = () => {
    if (open !== null) actions_core_endGroup();
    open = null;
  };
  const enter = (campaign) => {
    if (open === campaign) return;
    stop();
    actions_core_startGroup(lineOf(campaign));
    open = campaign;
  };
  return {
    stop,
    line: logLine,
    begin: () => void 0,
    advance: () => void 0,
    look: (campaign, text) => {
      enter(campaign);
      logLine(text);
    },
    end: (campaign, note) => {
      stop();
      logLine(`measured ${campaign}${note === "" ? "" : `: ${note}`}`);
    }
  };
}

// src/report/files/broken-budgets.ts
var LIMIT_BYTES = 1e5;
function brokenBudgets(report2, limitBytes = LIMIT_BYTES) {
  const rows = groupRows(report2).broken.map(({ budget }) => `${budget.route}/${budget.condition}/${budget.path}`);
  const names = [...new Set(rows)];
  const shown = roomFor(names, limitBytes);
  return { json: JSON.stringify(names.slice(0, shown)), shown, all: names.length };
}
function roomFor(names, limitBytes) {
  let bytes = "[]".length;
  for (const [index, name] of names.entries()) {
    bytes += Buffer.byteLength(JSON.stringify(name)) + (index === 0 ? 0 : ",".length);
    if (bytes > limitBytes) return index;
  }
  return names.length;
}

// src/report/comment/job-summary.ts
var SUMMARY_LIMIT_BYTES = 1024 * 1024;
function renderSummary(report2) {
  return renderComment(report2, { limitBytes: SUMMARY_LIMIT_BYTES }).replace(`${COMMENT_MARKER}
`, "");
}

// src/github/annotations.ts
import path from "node:path";

// src/config/messages/config-lines.ts
import { readFile } from "node:fs/promises";
async function readLines(path4) {
  const text = await readFile(path4, "utf8").catch(() => null);
  if (text === null) return null;
  const source = parseSource(text);
  return {
    ofBudget: (budget) => source.position(pathOf(source, budget), "key").line,
    ofGraphql: () => source.position(["graphql"], "key").line,
    atMost: (line) => Math.min(line ?? 1, text.trimEnd().split("\n").length)
  };
}
function pathOf(source, { route, path: path4, kind }) {
  const routes = valueAt(source.value, ["routes"]);
  const index = Array.isArray(routes) ? routes.findIndex((each) => valueAt(each, ["name"]) === route) : -1;
  const maps = index === -1 ? [["budgets"]] : [["routes", index, "budgets"], ["budgets"]];
  const declared = maps.flatMap((map) => {
    const key = keyOf2(valueAt(source.value, map), path4);
    return key === null ? [] : [[...map, key]];
  });
  const withLimit = declared.find((place) => valueAt(source.value, [...place, kind]) !== void 0);
  return withLimit === void 0 ? declared[0] ?? ["routes", index] : [...withLimit, kind];
}
function keyOf2(map, path4) {
  if (typeof map !== "object" || map === null) return null;
  const found = Object.keys(map).find((key) => {
    const node = readBudgetPath(key);
    return "path" in node && node.path === path4;
  });
  return found ?? null;
}

// src/github/annotation.ts
var MOST = 10;
var LONGEST = 4096;

// src/github/place-annotations.ts
function placeAnnotations(findings) {
  const told2 = /* @__PURE__ */ new Map();
  for (const { file, line, column, message, level } of findings) {
    const text = visible(message, LONGEST);
    if (text === "" || told2.has(text) || !isCount(line) || !isInRepository(file)) continue;
    const place = { file, line, ...isCount(column) ? { column } : {} };
    told2.set(text, { annotation: { text, place }, level });
  }
  const most = [...told2.values()].slice(0, MOST);
  const of = (level) => most.filter((each) => each.level === level).map(({ annotation }) => annotation);
  return { errors: of("error"), warnings: of("warning") };
}
function isCount(value) {
  return Number.isSafeInteger(value) && (value ?? 0) > 0;
}
function isInRepository(file) {
  const isPlain = !/[\p{Cc}\p{Cs}]/u.test(file) && !file.includes("##[") && redact(file) === file;
  return isPlain && !/^[a-z]:[/\\]/i.test(file) && file.split("/").every((name) => !["", ".", ".."].includes(name));
}

// src/github/annotations.ts
function annotationsOf(report2, foremost = [], lines = null, places = changedPlaces(report2, lines)) {
  const changed = placeAnnotations(places);
  const at = (finding, why) => ({
    text: told(finding, why),
    place: placeOf(finding.row, report2, lines)
  });
  const { broken, warned, preExisting, unmeasured, inconclusive } = groupRows(report2);
  return {
    errors: capped(
      together(
        changed.errors,
        findingsOf(broken).map((finding) => at(finding, storyPhrase(finding.row, report2)))
      )
    ),
    warnings: capped([
      ...foremost.map((text) => ({ text, place: null })),
      ...together(changed.warnings, [
        ...removalsIn(report2).map(({ phrase, line: number }) => ({
          text: sentenceOf(phrase),
          place: lines === null ? null : { file: lines.file, line: lines.atMost(number) }
        })),
        ...findingsOf(unmeasured).map((finding) => at(finding, unmeasuredPhrase(finding.row))),
        ...findingsOf(warned).map((finding) => at(finding, storyPhrase(finding.row, report2))),
        ...findingsOf(preExisting).map((finding) => at(finding, [reasonSentence(finding.row.budget.reason)])),
        ...findingsOf(inconclusive).map((finding) => at(finding, undecidedPhrase(finding.row)))
      ])
    ])
  };
}
function changedPlaces(report2, lines) {
  const { result, searches = [] } = report2;
  const blocked = new Set(result.budgets.filter(isBlocking).map((row) => nodeKey(row)));
  const found = /* @__PURE__ */ new Map();
  for (const cause of searches.flatMap(({ causes }) => causes)) {
    const place = cause.places.find(({ role, inChange }) => role !== "server" && inChange === true);
    if (!cause.because || place === void 0 || place.file === null) continue;
    const { file, line, column } = place;
    const own = lines !== null && isGraphMetric(cause.metric) ? costPlaceOf(cause, report2, lines) : null;
    if (own?.file === file && own.line === line) continue;
    const key = JSON.stringify([cause.id, file, line]);
    const level = blocked.has(nodeKey(cause)) ? "error" : "warning";
    if (!found.has(key)) found.set(key, { file, line, column, message: causeSentence(cause, report2), level });
  }
  return [...found.values()];
}
function isBlocking({ verdict, enforce }) {
  return verdict === "fail" && enforce === "block";
}
function nodeKey({ path: node, ...place }) {
  return JSON.stringify([keyOf(place), node]);
}
function together(first, others) {
  const said = new Set(first.map(({ text }) => text));
  return [...first, ...others.filter(({ text }) => !said.has(redact(text)))];
}
function told(finding, why) {
  return inText([...findingPhrase(finding), ": ", ...why]);
}
function sentenceOf(phrase) {
  const text = inText(phrase);
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}
function placeOf({ budget }, report2, lines) {
  if (lines === null) return null;
  const { file } = lines;
  return ["operation", "subgraph", "route", "composition"].includes(budget.condition) ? costPlaceOf(budget, report2, lines) : { file, line: lines.ofBudget(budget) };
}
function costPlaceOf({ route, condition, path: node }, { graphql }, { file, ofGraphql }) {
  const isOf = (each) => each.route === route && each.condition === condition;
  const cause = graphql?.causes.find((each) => isOf(each) && each.metric === node.split(".")[0]);
  const where = graphql?.problems.find(isOf)?.where ?? cause?.shares.find((share) => share.where !== null)?.where;
  const [, source, line] = /^([^:]+):(\d+)(?::\d+)?$/.exec(where ?? "") ?? [];
  if (source === void 0) return { file, line: ofGraphql() };
  return { file: path.posix.join(path.posix.dirname(file), source), line: Number(line) };
}
function capped(annotations) {
  const cut = annotations.map(({ text, place }) => ({
    text: Array.from(redact(text)).slice(0, LONGEST).join(""),
    place
  }));
  if (cut.length <= MOST) return cut;
  const rest = `and ${cut.length - MOST + 1} more: see the job summary, or result.json in the output folder`;
  return [...cut.slice(0, MOST - 1), { text: rest, place: null }];
}
function annotate({ errors, warnings }) {
  for (const { text, place } of errors) actions_core_error(text, { title: "vitals-gate: budget broken", ...propertiesOf(place) });
  for (const { text, place } of warnings) actions_core_warning(text, { title: "vitals-gate", ...propertiesOf(place) });
}
function propertiesOf(place) {
  if (place === null) return {};
  const { file, line, column } = place;
  return { file, startLine: line, ...column === void 0 ? {} : { startColumn: column } };
}
async function linesOf(config, cwd = process.cwd()) {
  const file = path.relative(cwd, path.resolve(cwd, config)).split(path.sep).join("/");
  const lines = file.startsWith("../") || path.isAbsolute(file) ? null : await readLines(path.resolve(cwd, config));
  return lines === null ? null : { ...lines, file };
}

// src/github/comment-key.ts
import { createHash } from "node:crypto";
import path2 from "node:path";
var DEFAULT_CONFIG = "vitals-gate.yml";
var LONGEST_SLUG = 40;
function keyFor(config, asked) {
  const given = asked.find((key) => key != null);
  return given == null ? { key: commentKeyOf(config), isDerived: true } : { key: given, isDerived: false };
}
function commentKeyOf(config, cwd = process.cwd()) {
  const file = path2.relative(cwd, path2.resolve(cwd, config)).split(path2.sep).join("/");
  if (file === DEFAULT_CONFIG) return null;
  const isPlain = /^[\w./-]+$/.test(file) && !file.includes("--") && file.length <= LONGEST_COMMENT_KEY;
  if (isPlain) return file;
  const slug = file.replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "");
  const digest = createHash("sha256").update(file).digest("hex").slice(0, 8);
  return `${slug.slice(0, LONGEST_SLUG)}~${digest}`;
}

// src/github/failure.ts
import { createHash as createHash3 } from "node:crypto";

// src/gate/verdict/broken-config.ts
import { readFile as readFile2 } from "node:fs/promises";
import path3 from "node:path";
async function remainsOf(policyAt, reader) {
  const own = valueOf(await readFile2(path3.resolve(reader.cwd ?? process.cwd(), reader.config), "utf8").catch(() => ""));
  const policy = policyAt === null ? own : await policyValue(policyAt, reader, own);
  const key = valueAt(policy, ["comment-key"]);
  return { commentKey: typeof key === "string" && isCommentKey(key) ? key : null, secretNames: secretNames(own) };
}
async function policyValue(policyAt, reader, own) {
  try {
    const { content } = await readPolicy(policyAt, reader);
    return "text" in content ? valueOf(content.text) : own;
  } catch {
    return own;
  }
}
function valueOf(text) {
  try {
    return parseSource(text).value;
  } catch {
    return void 0;
  }
}

// src/report/words/failure.ts
var LOG_LINE = /^\s+\| /;
function renderFailure({ text, exitCode, isInternal, headSha }) {
  const lines = text.split(/\r\n|\r|\n/);
  const told2 = lines.filter((line) => !LOG_LINE.test(line));
  const about = headSha === null ? "" : ` for ${code(shortSha(headSha))}`;
  return [
    `${COMMENT_MARKER}
### ⚠️ vitals-gate: no verdict${about}`,
    isInternal ? INTERNAL : WHY[exitCode],
    codeLines(told2),
    ...told2.length < lines.length ? ["The output is in the log of the run."] : [],
    "Nothing was judged. If a verdict stood here before, it was about an earlier run.\n"
  ].join("\n\n");
}
var WHY = {
  2: "Correct the configuration, an input or the workflow first (exit code 2).",
  3: "The pages could not be measured (exit code 3)."
};
var INTERNAL = "The gate itself failed (exit code 3). Please report it, with the log of the run.";

// src/github/inputs.ts
var COMMANDS = ["run", "measure", "report"];
function rawInput(env, name) {
  return env[`INPUT_${name.toUpperCase()}`]?.trim() || null;
}
function readInputs(env) {
  const input = (name) => rawInput(env, name);
  const command = choice("command", input("command"), COMMANDS) ?? "run";
  return {
    config: input("config"),
    command,
    baseUrl: input("base-url"),
    headUrl: input("head-url"),
    baseSha: input("base-sha"),
    headSha: input("head-sha"),
    out: input("out"),
    token: input("github-token"),
    comment: choice("comment", input("comment"), COMMENT_MODES),
    commentKey: keyOf3(input("comment-key")),
    chromePath: input("chrome-path"),
    shard: shardOf(input("shard"), command),
    policyRef: input("policy-ref"),
    reportUrl: pageUrlIn(input("report-url"))
  };
}
function choice(name, given, choices) {
  const found = choices.find((each) => each === given);
  if (given === null || found !== void 0) return found ?? null;
  throw new GateError("usage", {
    what: `The input ${name} is ${JSON.stringify(given.slice(0, 80))}.`,
    todo: `Write one of ${choices.join(", ")}.`
  });
}
function pageUrlIn(given) {
  return given === null ? null : readPageUrl("The input report-url", given);
}
function keyOf3(given) {
  if (given === null || isCommentKey(given)) return given;
  throw new GateError("usage", {
    what: `The input comment-key is ${JSON.stringify(given.slice(0, 80))}.`,
    todo: `Write at most ${LONGEST_COMMENT_KEY} letters and digits, with single dots, dashes, underscores or slashes between them, for example apps/web.`
  });
}
function shardOf(given, command) {
  if (given === null) return null;
  const shard = readShard(given);
  if (shard === null)
    throw new GateError("usage", {
      what: `The input shard is ${JSON.stringify(given.slice(0, 80))}, which is not a valid INDEX/TOTAL.`,
      todo: `Write for example 2/4; at most ${MOST_SHARDS} parts.`
    });
  if (command === "measure") return shard;
  throw new GateError("usage", {
    what: `The input shard has no effect with \`command: ${command}\`.`,
    todo: "Add `command: measure`, and judge all shards with `command: report`."
  });
}

// src/github/job-summary.ts
import { appendFile, stat } from "node:fs/promises";
async function appendSummary(summary, env) {
  const markdown = redact(summary);
  const file = env["GITHUB_STEP_SUMMARY"];
  if (file === void 0 || file === "") return false;
  try {
    const { size } = await stat(file).catch(() => ({ size: 0 }));
    if (size + Buffer.byteLength(markdown) > SUMMARY_LIMIT_BYTES) return false;
    await appendFile(file, markdown);
    return true;
  } catch {
    return false;
  }
}

// src/github/comments.ts
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "./vendor/zod-GZRORT3M.js";

// src/github/marker.ts
import { createHash as createHash2 } from "node:crypto";
var START = COMMENT_MARKER.replace(/ ?-->$/, "");
var KEY = /[\w.~/-]{1,80}/.source;
var STAMP = new RegExp(`^${START} (?:key=(${KEY}) )?run=(\\d{1,15}) attempt=(\\d{1,6}) state=([0-9a-f]{16}) -->`);
function stamped(markdown, { key, run: run2, state }) {
  const about = key === null ? START : `${START} key=${key}`;
  return redact(markdown).replace(
    COMMENT_MARKER,
    () => `${about} run=${run2.id} attempt=${run2.attempt} state=${state} -->`
  );
}
function hasMarker(body, key) {
  if (key !== null) return body.startsWith(`${START} key=${key} `);
  return body === COMMENT_MARKER || body.startsWith(`${START} `) && !body.startsWith(`${START} key=`);
}
function stampOf(body) {
  const [, key = null, id, attempt, state] = STAMP.exec(body) ?? [];
  if (id === void 0 || attempt === void 0 || state === void 0) return null;
  return { key, run: { id: Number(id), attempt: Number(attempt) }, state };
}
function isNewer(one, other) {
  return one.id > other.id || one.id === other.id && one.attempt > other.attempt;
}
function stateOf({ verdict, budgets }) {
  const rows = budgets.map((row) => [row.route, row.condition, row.path, row.kind, row.verdict, row.reason]);
  return createHash2("sha256").update(JSON.stringify([verdict, rows])).digest("hex").slice(0, 16);
}

// src/github/adoption.ts
var COMMAND = /^How to reproduce this<\/summary>\n\n(`{3,})\nvitals-gate run --config ('(?:[^'\n]|'\\'')*'|[\w@%+=:,./-]+)(?: [^\n]*)?\n\1\n/;
var FOLD = "<details><summary>";
function adoptable(own, key) {
  const [only, ...others] = own.filter(({ body }) => hasMarker(body, null));
  if (only === void 0 || others.length > 0 || stampOf(only.body) === null) return null;
  const config = configIn(only.body);
  return config !== null && commentKeyOf(config) === key ? only : null;
}
function configIn(body) {
  const found = body.split(FOLD).flatMap((fold) => COMMAND.exec(fold)?.[2] ?? []);
  const [word] = found;
  if (word === void 0 || found.length > 1) return null;
  return word.startsWith("'") ? word.slice(1, -1).replaceAll(String.raw`'\''`, "'") : word;
}

// src/github/comments.ts
var commentSchema = z.object({
  id: z.number(),
  body: z.string().nullish(),
  html_url: z.string(),
  user: z.object({ login: z.string(), type: z.string() }).nullable()
});
function commentApi(client, where, isOurs) {
  const { octokit, retried } = client;
  const { owner, repo, number: issue_number, key, isDerived } = where;
  const { issues } = octokit.rest;
  let self = null;
  const isMarked = (body) => hasMarker(body, key) || isDerived && hasMarker(body, null);
  const isOwn = async ({ body, user }) => isMarked(body ?? "") && (user !== null && user.login === self || await isOurs(user));
  return {
    own: async () => {
      const all = await retried(
        () => octokit.paginate(issues.listComments, { owner, repo, issue_number, per_page: 100 })
      );
      const listed = read(z.array(commentSchema), all);
      const own = await Promise.all(listed.map(isOwn));
      const comments = listed.filter((_, index) => own[index]).map(toComment).toSorted((one, other) => one.id - other.id);
      return ofKey(comments, where);
    },
    create: async (body) => {
      const { data } = await retried(() => issues.createComment({ owner, repo, issue_number, body, ...ONCE }));
      const created = read(commentSchema, data);
      self = created.user?.login ?? null;
      return toComment(created);
    },
    edit: async (id, body) => unlessGone(async () => {
      const { data } = await retried(() => issues.updateComment({ owner, repo, comment_id: id, body, ...ONCE }));
      return toComment(read(commentSchema, data));
    }),
    remove: async (id) => {
      await unlessGone(() => retried(() => issues.deleteComment({ owner, repo, comment_id: id })));
    },
    pause: (ms) => retried(() => sleep(ms))
  };
}
function ofKey(comments, { key, isDerived }) {
  const keyed = comments.filter(({ body }) => hasMarker(body, key));
  if (keyed.length > 0 || key === null || !isDerived) return keyed;
  const adopted = adoptable(comments, key);
  return adopted === null ? [] : [adopted];
}
function read(schema, answer) {
  const { success, data, error } = schema.safeParse(answer);
  if (success) return data;
  throw new Error("GitHub’s answer is not a list of comments", { cause: error });
}
async function unlessGone(request) {
  try {
    return await request();
  } catch (error) {
    if (statusOf(error) === 404 || statusOf(error) === 410) return null;
    throw error;
  }
}
function toComment({ id, body, html_url: url }) {
  return { id, body: body ?? "", url };
}

// src/github/identity.ts
import { z as z2 } from "./vendor/zod-GZRORT3M.js";
var WORKFLOW_BOT = "github-actions[bot]";
var PERSONAL_TOKEN = /^(?:ghp|gho|ghu|github_pat)_/;
var viewerSchema = z2.object({ viewer: z2.object({ login: z2.string() }) });
function recognise(client, token) {
  let viewer = null;
  return async (author) => {
    if (author === null) return false;
    const isBot = author.type === "Bot";
    if (isBot && author.login === WORKFLOW_BOT) return true;
    if (!isBot && !PERSONAL_TOKEN.test(token)) return false;
    viewer ??= viewerOf(client);
    return await viewer === author.login;
  };
}
async function viewerOf({ octokit, retried }) {
  try {
    return viewerSchema.parse(await retried(() => octokit.graphql("query { viewer { login } }"))).viewer.login;
  } catch {
    return null;
  }
}

// src/github/pulls-api.ts
import { z as z3 } from "./vendor/zod-GZRORT3M.js";
var sideSchema = z3.object({
  sha: z3.string(),
  ref: z3.string(),
  repo: z3.object({ full_name: z3.string() }).nullable()
});
var pullsSchema = z3.array(z3.object({ number: z3.number(), state: z3.string(), head: sideSchema, base: sideSchema }));
var nowSchema = z3.object({ state: z3.string(), head: z3.object({ sha: z3.string() }) });
function pullsApi({ octokit, retried }, repository) {
  const { rest, paginate } = octokit;
  const page = { ...repository, per_page: 100 };
  const ours = slugOf(repository).toLowerCase();
  const isOurs = ({ base }) => base.repo === null || base.repo.full_name.toLowerCase() === ours;
  return {
    ofWorkflowRun: async ({ headSha, headBranch, headRepository }) => {
      if (headBranch === null || headRepository === null) return [];
      const head = `${headRepository.split("/")[0] ?? ""}:${headBranch}`;
      const found = await retried(() => paginate(rest.pulls.list, { ...page, state: "open", head }));
      return pullsSchema.parse(found).filter((pull) => pull.state === "open" && isOurs(pull) && pull.head.sha === headSha).filter((pull) => pull.head.repo?.full_name.toLowerCase() === headRepository.toLowerCase()).map(toPullRequest);
    },
    ofCommit: async (sha) => {
      const found = await retried(
        () => paginate(rest.repos.listPullRequestsAssociatedWithCommit, { ...page, commit_sha: sha })
      );
      return pullsSchema.parse(found).filter(isOurs).map((pull) => ({ ...toPullRequest(pull), isOpen: pull.state === "open" }));
    },
    now: async (number) => {
      const { data } = await retried(() => rest.pulls.get({ ...repository, pull_number: number, ...UNREPEATED }));
      const { state, head } = nowSchema.parse(data);
      return { isOpen: state === "open", headSha: head.sha };
    }
  };
}
function toPullRequest({ number, head, base }) {
  const refs = { headRef: head.ref, baseRef: base.ref };
  return { number, ...refs, headSha: head.sha, baseSha: base.sha, headRepository: head.repo?.full_name ?? null };
}
var MOST_CHARACTERS = 1e6;
function contentsApi({ octokit, retried }, repository) {
  const refuseUnfollowed = async (file, ref) => {
    for (const folder of pathsTo(file).slice(0, -1)) {
      const type = await typeAt(folder, ref);
      if (type === null) return;
      if (type !== "dir") throw new Error(`${file} is inside ${folder}, which is a ${type}`);
    }
  };
  const typeAt = async (path4, ref) => {
    try {
      const { data } = await retried(() => octokit.rest.repos.getContent({ ...repository, path: path4, ref }));
      return Array.isArray(data) ? "dir" : typeSchema.parse(data).type;
    } catch (error) {
      if (statusOf(error) === 404) return null;
      throw error;
    }
  };
  return {
    fileAt: async (file, ref) => {
      try {
        const { data } = await retried(
          () => octokit.rest.repos.getContent({ ...repository, path: file, ref, mediaType: { format: "raw" } })
        );
        const text = textOf(file, data);
        if (text.length > MOST_CHARACTERS) throw new Error(`${file} has ${text.length} characters`);
        return text;
      } catch (error) {
        if (statusOf(error) !== 404) throw error;
        await refuseUnfollowed(file, ref);
        return null;
      }
    },
    tipOf: async (branch) => {
      const { data } = await retried(() => octokit.rest.git.getRef({ ...repository, ref: `heads/${branch}` }));
      return tipSchema.parse(data.object).sha;
    },
    mergeBase: async (one, other) => {
      const basehead = `${one}...${other}`;
      const { data } = await retried(
        () => octokit.rest.repos.compareCommitsWithBasehead({ ...repository, basehead, per_page: 1 })
      );
      return comparedSchema.parse(data).merge_base_commit.sha;
    },
    hasCommit: async (ref) => {
      try {
        await retried(() => octokit.rest.repos.getCommit({ ...repository, ref, per_page: 1 }));
        return true;
      } catch (error) {
        if ([404, 409, 422].includes(statusOf(error) ?? 0)) return false;
        throw error;
      }
    }
  };
}
var shaSchema = z3.string().regex(/^[0-9a-f]{40,64}$/i);
var tipSchema = z3.object({ sha: shaSchema });
var comparedSchema = z3.object({ merge_base_commit: tipSchema });
var encodedSchema = z3.object({ type: z3.literal("file"), encoding: z3.literal("base64"), content: z3.string() });
var typeSchema = z3.object({ type: z3.string().max(100) });
function textOf(file, data) {
  if (typeof data === "string") return data;
  const type = Array.isArray(data) ? "folder" : typeSchema.parse(data).type;
  if (type !== "file") throw new Error(`${file} is a ${type}`);
  return Buffer.from(encodedSchema.parse(data).content, "base64").toString("utf8");
}

// src/github/sticky-comment.ts
var MOST_ROUNDS = 8;
async function postComment(api, post) {
  const written = { isShared: false, last: null };
  try {
    const placed = await converge(api, post, written);
    return placed?.status === "updated" && written.isShared ? { ...placed, isShared: true } : placed;
  } catch (error) {
    return failureOf(error, written);
  }
}
function failureOf(error, { last }) {
  if (error instanceof Overdue)
    return last === null ? { status: "overdue", cause: error } : { status: "unchecked", url: last.url };
  const isRefused = (statusOf(error) === 403 || statusOf(error) === 404) && !isLimit(error);
  return isRefused ? { status: "refused" } : { status: "failed", cause: error };
}
async function converge(api, post, written) {
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const own = await api.own();
    const [oldest, ...duplicates] = own;
    if (round === 0) written.isShared = own.some(({ body: body2 }) => isOfRun(body2, post.stamp));
    if (oldest === void 0) {
      if (written.last?.status === "created") throw new Error("the comment was gone as soon as it was made");
      if (post.onlyUpdate) return null;
      written.last = { status: "created", url: (await create(api, post)).url };
      continue;
    }
    const { status, body } = wanted(own, post, written.last !== null);
    if (oldest.body !== body) {
      if (!await edit(api, oldest, body)) continue;
      if (status === "updated") written.last ??= { status, url: oldest.url };
    }
    for (const duplicate of duplicates) await api.remove(duplicate.id);
    if (oldest.body === body || status !== "updated")
      return { status: status === "updated" ? written.last?.status ?? "unchanged" : status, url: oldest.url };
    await api.pause(post.settleMs);
  }
  throw new Error("other runs kept writing the comment");
}
async function create(api, post) {
  try {
    return await api.create(stamped(post.markdown, post.stamp));
  } catch (error) {
    if ((statusOf(error) ?? 500) < 500) throw error;
    const [made] = await api.own();
    return made ?? api.create(stamped(post.markdown, post.stamp));
  }
}
async function edit(api, { id }, body) {
  try {
    return await api.edit(id, body) !== null;
  } catch (error) {
    if ((statusOf(error) ?? 500) < 500) throw error;
    return false;
  }
}
function wanted(own, { markdown, stamp, onlyOnChange }, hasWritten) {
  const newest = own.reduce((best, comment) => isLater(comment, best) ? comment : best);
  const standing = stampOf(newest.body);
  if (standing !== null && isNewer(standing.run, stamp.run)) return { status: "superseded", body: newest.body };
  const saysTheSame = standing?.state === stamp.state && standing.key === stamp.key;
  if (onlyOnChange && !hasWritten && saysTheSame) return { status: "unchanged", body: newest.body };
  return { status: "updated", body: stamped(markdown, stamp) };
}
function isOfRun(body, { run: run2 }) {
  const standing = stampOf(body);
  return standing !== null && run2.id > 0 && standing.run.id === run2.id && standing.run.attempt === run2.attempt;
}
function isLater(one, other) {
  const [run2, otherRun] = [stampOf(one.body)?.run, stampOf(other.body)?.run];
  if (run2 === void 0) return false;
  return otherRun === void 0 || isNewer(run2, otherRun);
}

// src/github/publish.ts
var LIMITS = { patience: PATIENCE, settleMs: 3e3 };
var HURRIED = {
  patience: { ...PATIENCE, requestMs: 2500, totalMs: 4e3, pauseMs: 250 },
  settleMs: 500
};
async function publish(publication, limits = LIMITS) {
  const { outcome, mode } = publication;
  if (mode === "never") return skipped("`comment` is `never`");
  const { report: report2, exitCode } = outcome;
  const message = {
    markdown: renderComment(report2, { runUrl: publication.context.runUrl }),
    state: stateOf(report2.result),
    onlyOnChange: mode === "on-change",
    onlyUpdate: mode === "on-failure" && exitCode === 0
  };
  return await put(message, publication, limits) ?? skipped("nothing is broken, as before");
}
async function put(message, { context, subject, token, key, isDerived }, { patience, settleMs } = LIMITS) {
  const { repository, apiUrl, run: run2, runUrl } = context;
  const { pullRequest } = subject;
  if ("because" in pullRequest) return skipped(pullRequest.because);
  if (repository === null) return skipped("this is not a pull request event");
  if (token === null) return skipped("there is no github-token");
  const client = createClient(token, apiUrl, patience, deadlineIn(patience.totalMs));
  const now = await pullsApi(client, repository).now(pullRequest.number).catch(() => null);
  if (now?.isOpen === false) return skipped("the pull request has been closed");
  const note = now === null || now.headSha === pullRequest.headSha ? "" : movedOn(pullRequest.headSha, now.headSha);
  const where = { ...repository, number: pullRequest.number, key, isDerived };
  const api = commentApi(client, where, recognise(client, token));
  const { markdown, state, onlyOnChange, onlyUpdate } = message;
  const isLinked = runUrl === null || markdown.includes(`(${runUrl})`);
  const footer = note + (isLinked ? "" : `
[Workflow run](${runUrl})
`);
  const stamp = { key, run: run2 ?? { id: 0, attempt: 0 }, state };
  return postComment(api, { markdown: named(markdown, key) + footer, stamp, onlyOnChange, onlyUpdate, settleMs });
}
function movedOn(measured, present) {
  return `
This report is for ${code(shortSha(measured))}; the head of the pull request is now ${code(shortSha(present))}.
`;
}
function named(markdown, key) {
  return key === null ? markdown : markdown.replace(/^#+ .*$/m, (headline) => `${headline} · ${code(key)}`);
}
function skipped(because) {
  return { status: "skipped", because };
}
var DELIVERED = {
  created: "The comment was created",
  updated: "The comment was updated",
  unchanged: "The comment is already up to date",
  superseded: "A newer run has already commented; its comment stays",
  unchecked: "The comment was written, but GitHub did not confirm in time that it is still there"
};
var SHARED = ". It replaces what another job or step of this run wrote: give each its own `comment-key`.";
function describe(published) {
  if ("url" in published) return `${DELIVERED[published.status]}: ${published.url}${published.isShared ? SHARED : ""}`;
  if (published.status === "skipped") return `No comment: ${published.because}.`;
  if (published.status === "refused")
    return "The token may not comment on this pull request: add `permissions: { pull-requests: write }` to the job, or unlock the conversation. The report is in the job summary.";
  if (published.status === "overdue")
    return `${published.cause.message}: this run’s comment was probably not posted; an existing comment may be from an earlier run. The report is in the job summary.`;
  return `The comment could not be delivered (${sanitizeLine(causeOf(published.cause), 300)}). The report is in the job summary.`;
}
function isUndelivered({ status }) {
  return status === "refused" || status === "failed" || status === "overdue";
}
function isDoubtful(published) {
  return isUndelivered(published) || published.status === "unchecked" || "url" in published && published.isShared === true;
}

// src/github/failure.ts
var NOT_OURS = ["fork-visit", "unknown-owner"];
var STOPPED = { patience: { ...LIMITS.patience, totalMs: 4e3 }, settleMs: 0 };
async function tellFailure(error, situation) {
  try {
    const { env, subject, apis } = situation;
    const config = rawInput(env, "config") ?? DEFAULT_CONFIG;
    const policyAt = situation.isStopped ? null : subject?.policyAt ?? null;
    const withoutClone = subject?.untrustedRepository != null;
    const remains = await remainsOf(policyAt, { config, contents: apis?.contents ?? null, withoutClone });
    const redactor = new Redactor(secretsOf(env, remains.secretNames));
    const failure3 = failureOf2(error, situation);
    const markdown = renderFailure({ ...failure3, text: redactor.text(failure3.text) });
    await appendSummary(markdown.replace(`${COMMENT_MARKER}
`, ""), env);
    const asked = rawInput(env, "comment-key");
    const key = keyFor(config, [asked !== null && isCommentKey(asked) ? asked : null, remains.commentKey]);
    logLine(await updateComment(markdown, key, error, situation));
  } catch (cause) {
    logLine(`GitHub could not be told that this run has no verdict: ${String(cause)}`);
  }
}
function failureOf2(error, { context, subject }) {
  const pullRequest = subject?.pullRequest ?? null;
  const headSha = pullRequest !== null && "headSha" in pullRequest ? pullRequest.headSha : subject?.event?.headSha ?? context.pullRequest?.headSha ?? null;
  if (error instanceof GateError)
    return { text: formatError(error), exitCode: error.exitCode, isInternal: false, headSha };
  return { text: String(error), exitCode: 3, isInternal: true, headSha };
}
async function updateComment(markdown, key, error, situation) {
  const because = whyNot(error, situation);
  const { env, context, subject, isStopped } = situation;
  if (because !== null || subject === null)
    return `No comment: ${because ?? "the run stopped before it knew where to comment"}.`;
  const state = createHash3("sha256").update(markdown).digest("hex").slice(0, 16);
  const limits = isStopped ? STOPPED : situation.limits;
  const message = { markdown, state, onlyOnChange: false, onlyUpdate: true };
  const placed = await put(message, { context, subject, token: rawInput(env, "github-token"), ...key }, limits);
  return placed === null ? "No comment: there is no earlier one to correct." : describe(placed);
}
function whyNot(error, { env, context, subject }) {
  if (rawInput(env, "comment") === "never") return "`comment` is `never`";
  if (rawInput(env, "command") === "measure") return "the job that judges the samples comments";
  if (subject === null) return "it is not known what this run is about";
  if (error instanceof GateError && NOT_OURS.includes(error.code)) return "the job that judges the samples comments";
  const isFork = context.eventName === "pull_request" && isForeign(subject, context);
  return isFork ? "the head is another repository’s, and this job runs its workflow" : null;
}
function isForeign({ pullRequest }, { repository }) {
  if ("because" in pullRequest) return false;
  const ours = repository === null ? null : slugOf(repository).toLowerCase();
  return pullRequest.headRepository?.toLowerCase() !== ours;
}
var SHORTEST = { named: 4, guessed: 8 };
function secretsOf(env, named2) {
  const guessed = Object.keys(env).filter(soundsSecret);
  const values = (names, shortest) => names.map((name) => env[name]?.trim() ?? "").filter((value) => value.length >= shortest);
  return [...values(named2, SHORTEST.named), ...values(guessed, SHORTEST.guessed)];
}

// src/github/history-access.ts
import { z as z5 } from "./vendor/zod-GZRORT3M.js";

// src/github/git-files.ts
import { z as z4 } from "./vendor/zod-GZRORT3M.js";
var shaSchema2 = z4.string().regex(/^[0-9a-f]{40,64}$/);
var objectSchema = z4.object({ sha: shaSchema2 });
var refSchema = z4.object({ object: objectSchema });
var commitSchema = z4.object({ tree: objectSchema });
var entrySchema = z4.object({ path: z4.string(), type: z4.string(), sha: shaSchema2, size: z4.number().optional() });
var treeSchema = z4.object({ tree: z4.array(entrySchema) });
var encodedSchema2 = z4.object({ encoding: z4.literal("base64"), content: z4.string() });
var isOpen = (status) => status === 409 || status === 422 || status >= 500;
function gitFiles({ octokit, retried }, repository, branch) {
  const { git } = octokit.rest;
  const asked = (action, request) => retried(request).catch((error) => {
    throw failure(action, branch, error);
  });
  return {
    tip: () => asked("read", async () => {
      const head = await orNull(git.getRef({ ...repository, ref: `heads/${branch}` }));
      if (head === null) return null;
      const commit = refSchema.parse(head.data).object.sha;
      const found = await git.getCommit({ ...repository, commit_sha: commit });
      const tree = commitSchema.parse(found.data).tree.sha;
      const { data } = await git.getTree({ ...repository, tree_sha: tree });
      const entries = treeSchema.parse(data).tree;
      const files = entries.filter(({ type }) => type === "blob");
      const others = entries.filter(({ type }) => type !== "blob").map(({ path: path4 }) => path4);
      return { commit, tree, files: files.map(({ path: path4, sha, size = 0 }) => ({ name: path4, sha, size })), others };
    }),
    text: (sha) => asked("read", async () => {
      const { data } = await git.getBlob({ ...repository, file_sha: sha, mediaType: { format: "raw" } });
      return textOf2(data);
    }),
    createFile: (content) => asked("write", async () => {
      const { data } = await git.createBlob({ ...repository, content, encoding: "utf-8" });
      return objectSchema.parse(data).sha;
    }),
    createCommit: (tip, files, message) => asked("write", async () => {
      const tree = files.map(({ name, sha }) => ({ path: name, sha, mode: "100644", type: "blob" }));
      const base = tip === null ? {} : { base_tree: tip.tree };
      const made = await git.createTree({ ...repository, ...base, tree });
      const about = { message, tree: objectSchema.parse(made.data).sha, parents: tip === null ? [] : [tip.commit] };
      const { data } = await git.createCommit({ ...repository, ...about });
      return objectSchema.parse(data).sha;
    }),
    advance: async (tip, sha) => {
      try {
        await retried(
          () => tip === null ? git.createRef({ ...repository, ref: `refs/heads/${branch}`, sha }) : git.updateRef({ ...repository, ref: `heads/${branch}`, sha, force: false })
        );
        return { isDone: true };
      } catch (error) {
        const status = statusOf(error) ?? 0;
        if (!isOpen(status)) throw failure("write", branch, error);
        return { isDone: false, refusal: causeOf(error), isStale: status === 422 };
      }
    }
  };
}
async function orNull(request) {
  try {
    return await request;
  } catch (error) {
    if (statusOf(error) === 404) return null;
    throw error;
  }
}
function failure(action, branch, error) {
  const status = statusOf(error);
  const isRefused = status === 401 || status === 403 || status === 404;
  const code2 = isRefused ? "history-refused" : "history-failed";
  return new GateError(code2, { action, branch, cause: causeOf(error) }, { cause: error });
}
function textOf2(data) {
  if (typeof data === "string") return data;
  if (data instanceof ArrayBuffer) return Buffer.from(data).toString("utf8");
  return Buffer.from(encodedSchema2.parse(data).content, "base64").toString("utf8");
}

// src/github/history-branch.ts
import { setTimeout as sleep2 } from "node:timers/promises";
var FULL_BYTES = 4e6;
var READ_BYTES = 32e6;
var MOST_TRIES = 6;
var PAUSE_MS = 500;
var FULL = /^history-(\d{4,})\.ndjson$/;
var BESIDE = /^(?:\.|readme(?:\.|$))/i;
function historyBranch(git, use) {
  const { branch } = use;
  return {
    place: `the branch ${branch}`,
    read: async () => {
      const tip = await git.tip();
      if (tip === null) return [];
      const read2 = filesToRead(tip).map(async ({ name, sha }) => ({ name, text: await git.text(sha) }));
      return Promise.all(read2);
    },
    append: async (line, title) => {
      let refusal = "";
      for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
        if (attempt > 0) await sleep2(pauseMs(attempt, use));
        const tip = await git.tip();
        const files = await filesWith(line, tip, git, use);
        if (files === null) return;
        const commit = await git.createCommit(tip, files, title);
        const advance = await git.advance(tip, commit);
        if (advance.isDone) return;
        ({ refusal } = advance);
        if (advance.isStale) await assertMoved(git, { tip, branch, refusal });
      }
      throw new GateError("history-busy", { branch, tries: MOST_TRIES, cause: refusal });
    }
  };
}
function pauseMs(attempt, { pauseMs: first = PAUSE_MS }) {
  return Math.random() * first * 2 ** (attempt - 1);
}
async function filesWith(line, tip, git, { branch, assertOurs }) {
  const current = tip === null ? null : currentOf(tip, branch);
  if (current === null) return [{ name: HISTORY_FILE, sha: await git.createFile(line) }];
  if (tip !== null && current.size + Buffer.byteLength(line) > FULL_BYTES) {
    const full = { name: nextFull(tip), sha: current.sha };
    return [full, { name: HISTORY_FILE, sha: await git.createFile(line) }];
  }
  const text = await git.text(current.sha);
  if (text.includes(line)) return null;
  assertOurs({ name: HISTORY_FILE, text });
  const gap = text === "" || text.endsWith("\n") ? "" : "\n";
  return [{ name: HISTORY_FILE, sha: await git.createFile(`${text}${gap}${line}`) }];
}
function currentOf({ files, others }, branch) {
  const current = files.find(({ name }) => name === HISTORY_FILE);
  if (current !== void 0) return current;
  const strange = [...files.map(({ name }) => name), ...others].filter((name) => !BESIDE.test(name));
  const isBegun = strange.some((name) => FULL.test(name));
  if (isBegun || strange.length === 0) return null;
  throw new GateError("history-foreign", { branch, names: strange.slice(0, 3).join(", ") });
}
function fullIn({ files }) {
  const numbered = files.filter(({ name }) => FULL.test(name));
  return numbered.toSorted((one, other) => numberOf(one) - numberOf(other));
}
function numberOf({ name }) {
  return Number(FULL.exec(name)?.[1]);
}
function nextFull(tip) {
  const last = fullIn(tip).at(-1);
  return `history-${String((last === void 0 ? 0 : numberOf(last)) + 1).padStart(4, "0")}.ndjson`;
}
function filesToRead(tip) {
  const newestFirst = [...tip.files.filter(({ name }) => name === HISTORY_FILE), ...fullIn(tip).toReversed()];
  let bytes = 0;
  const kept = newestFirst.filter(({ size }) => {
    bytes += size;
    return bytes <= READ_BYTES;
  });
  return kept.toReversed();
}
async function assertMoved(git, { tip, branch, refusal }) {
  const now = await git.tip();
  if (now?.commit !== tip?.commit) return;
  throw new GateError("history-protected", { branch, cause: refusal });
}

// src/github/history-access.ts
var HISTORY_MS = 12e4;
var committerSchema = z5.object({ committer: z5.object({ date: z5.iso.datetime({ offset: true }) }) });
var shaSchema3 = z5.object({ sha: z5.string().regex(/^[0-9a-f]{40,64}$/) });
function historyAccess(token, { apiUrl, runUrl }, repository, patience) {
  const client = () => createClient(token, apiUrl, patience, deadlineIn(HISTORY_MS));
  return {
    branch: (branch, assertOurs) => {
      const store = () => historyBranch(gitFiles(client(), repository, branch), { branch, assertOurs });
      return { ...store(), read: () => store().read(), append: (...entry) => store().append(...entry) };
    },
    commitNamed: async (ref) => {
      const { octokit, retried } = client();
      try {
        const { data } = await retried(() => octokit.rest.repos.getCommit({ ...repository, ref, per_page: 1 }));
        return shaSchema3.parse(data).sha;
      } catch (error) {
        if (statusOf(error) === 404 || statusOf(error) === 422) return null;
        throw error;
      }
    },
    commitTime: async (sha) => {
      const { octokit, retried } = client();
      const { data } = await retried(() => octokit.rest.git.getCommit({ ...repository, commit_sha: sha }));
      return committerSchema.parse(data).committer.date;
    },
    runUrl
  };
}

// src/github/ownership.ts
import { z as z6 } from "./vendor/zod-GZRORT3M.js";
function ownershipApi(client, repository) {
  const isOurs = (slug) => slug?.toLowerCase() === slugOf(repository).toLowerCase();
  return async ({ sha, ref, pulls, defaultBranch }) => {
    const own = pulls.filter(({ headRepository }) => isOurs(headRepository));
    if (own.some(({ headSha }) => headSha === sha)) return null;
    const asks = questions(client, repository);
    const names = /* @__PURE__ */ new Set([...own.map(({ headRef }) => headRef), branchIn(ref), defaultBranch]);
    const merged = /^(?:refs\/)?pull\/(\d+)\/merge$/.exec(ref)?.[1];
    const signs = [
      () => asks.isTip(sha),
      ...[...names].flatMap((name) => name === null || name === "" ? [] : [() => asks.isOnBranch(sha, name)]),
      () => asks.wasPushed(sha),
      ...merged === void 0 ? [] : [() => asks.isMergeOf(sha, Number(merged), isOurs)]
    ];
    const failures = /* @__PURE__ */ new Set();
    for (const sign of signs) {
      try {
        if (await sign()) return null;
      } catch (error) {
        failures.add(shapeless(error));
      }
    }
    return { because: ["no branch of this repository is known to contain it", ...failures].join("; ") };
  };
}
function branchIn(ref) {
  return ref.replace(/^refs\/heads\//, "");
}
function shapeless(error) {
  return error instanceof z6.ZodError ? "GitHub’s answer is not understood" : causeOf(error);
}
var tipsSchema = z6.array(z6.object({ name: z6.string(), commit: z6.object({ sha: z6.string() }) }));
var refSchema2 = z6.object({ ref: z6.string(), object: z6.object({ type: z6.string(), sha: z6.string() }) });
var comparedSchema2 = z6.object({
  status: z6.string().optional(),
  merge_base_commit: z6.object({ sha: z6.string() })
});
var activitiesSchema = z6.array(z6.object({ ref: z6.string(), after: z6.string() }));
var mergedSchema = z6.object({
  merge_commit_sha: z6.string().nullish(),
  head: z6.object({ repo: z6.object({ full_name: z6.string() }).nullish() })
});
async function unlessMissing(answer) {
  try {
    return await answer;
  } catch (error) {
    if (statusOf(error) === 404) return null;
    throw error;
  }
}
function questions({ octokit, retried }, repository) {
  const { rest } = octokit;
  const isTip = async (sha) => {
    const { data } = await retried(() => rest.repos.listBranchesForHeadCommit({ ...repository, commit_sha: sha }));
    return tipsSchema.parse(data).some(({ commit }) => commit.sha === sha);
  };
  const isOnBranch = async (sha, name) => {
    const ref = `heads/${name}`;
    const found = await unlessMissing(retried(() => rest.git.getRef({ ...repository, ref })));
    if (found === null) return false;
    const { ref: full, object } = refSchema2.parse(found.data);
    if (full !== `refs/${ref}` || object.type !== "commit") return false;
    return object.sha === sha || contains(object.sha, sha);
  };
  const contains = async (tip, sha) => {
    const compared = await unlessMissing(
      retried(() => rest.repos.compareCommitsWithBasehead({ ...repository, basehead: `${sha}...${tip}`, per_page: 1 }))
    );
    if (compared === null) return false;
    const { status = "ahead", merge_base_commit: mergeBase } = comparedSchema2.parse(compared.data);
    return mergeBase.sha === sha && (status === "ahead" || status === "identical");
  };
  const wasPushed = async (sha) => {
    const { data } = await retried(() => rest.repos.listActivities({ ...repository, per_page: 100 }));
    return activitiesSchema.parse(data).some(({ ref, after }) => after === sha && ref.startsWith("refs/heads/"));
  };
  const isMergeOf = async (sha, number, isOurs) => {
    const found = await unlessMissing(retried(() => rest.pulls.get({ ...repository, pull_number: number })));
    if (found === null) return false;
    const { merge_commit_sha: made, head } = mergedSchema.parse(found.data);
    return made === sha && isOurs(head.repo?.full_name);
  };
  return { isTip, isOnBranch, wasPushed, isMergeOf };
}

// src/github/repository-api.ts
var MAX_DEPLOYMENTS = 500;
var PER_PAGE = 100;
function repositoryApi({ octokit, retried }, repository) {
  const { rest, paginate } = octokit;
  const page = { ...repository, per_page: PER_PAGE };
  const asked = (action, request) => retried(request).catch((error) => {
    throw failure2(action, error);
  });
  return {
    deployments: (of) => asked("list deployments", async () => {
      let seen = 0;
      const found = await paginate(rest.repos.listDeployments, { ...page, ...of }, ({ data }, done) => {
        seen += data.length;
        if (seen >= MAX_DEPLOYMENTS) done();
        return data;
      });
      return found.map((each) => ({
        id: each.id,
        sha: each.sha,
        environment: each.environment,
        isProduction: each.production_environment ?? false,
        creator: each.creator?.login ?? "",
        createdAt: each.created_at
      }));
    }),
    statuses: (deployment) => asked("list the statuses of a deployment", async () => {
      const found = await paginate(rest.repos.listDeploymentStatuses, { ...page, deployment_id: deployment });
      return found.map(({ id, state, environment_url, created_at }) => ({
        id,
        state,
        environmentUrl: environment_url ?? "",
        createdAt: created_at
      }));
    }),
    commitStatuses: (sha) => asked("list the statuses of a commit", async () => {
      const { data } = await rest.repos.getCombinedStatusForRef({ ...page, ref: sha });
      return data.statuses.map(({ context, state, target_url }) => ({
        context,
        state,
        targetUrl: target_url ?? "",
        creator: ""
      }));
    }),
    mergeBase: (one, other) => asked("compare two commits", async () => {
      try {
        const { data } = await rest.repos.compareCommitsWithBasehead({
          ...repository,
          basehead: `${one}...${other}`,
          per_page: 1
        });
        return data.merge_base_commit.sha;
      } catch (error) {
        if (statusOf(error) === 404) return null;
        throw error;
      }
    }),
    pullRequestOf: (sha) => asked("list the pull requests of a commit", async () => {
      const { data } = await rest.repos.listPullRequestsAssociatedWithCommit({ ...repository, commit_sha: sha });
      return (data.find(({ merged_at }) => merged_at !== null) ?? data[0])?.number ?? null;
    })
  };
}
function failure2(action, error) {
  const status = statusOf(error);
  const code2 = status === 401 || status === 403 || status === 404 ? "api-refused" : "api-failed";
  return new GateError(code2, { action, cause: causeOf(error) }, { cause: error });
}

// src/github/options.ts
var DEFAULTS = { config: DEFAULT_CONFIG, out: "vitals-gate-out" };
var OWNERSHIP_MS = 6e4;
function apisOf(token, context, patience = PATIENCE) {
  const { repository, apiUrl } = context;
  if (token === null || repository === null) return null;
  const client = createClient(token, apiUrl);
  return {
    repository: repositoryApi(client, repository),
    pulls: pullsApi(client, repository),
    ownership: ownershipApi(createClient(token, apiUrl, PATIENCE, deadlineIn(OWNERSHIP_MS)), repository),
    contents: contentsApi(client, repository),
    history: historyAccess(token, context, repository, patience)
  };
}
function runOptionsOf(inputs, context, subject, apis) {
  const { repository, repositoryUrl, eventName } = context;
  const slug = repository === null ? null : slugOf(repository);
  const { untrustedRepository, unproven } = subject;
  if (unproven !== null)
    throw new GateError("unknown-owner", {
      event: eventName ?? "this event",
      sha: shortSha(subject.event?.headSha ?? ""),
      cause: unproven
    });
  if (untrustedRepository !== null && untrustedRepository.toLowerCase() !== slug?.toLowerCase())
    throw new GateError("fork-visit", { event: eventName ?? "this event", stranger: untrustedRepository });
  const options = {
    config: inputs.config ?? DEFAULTS.config,
    baseUrl: inputs.baseUrl,
    headUrl: inputs.headUrl,
    eventUrl: subject.headUrl,
    baseSha: inputs.baseSha,
    headSha: inputs.headSha,
    event: subject.event,
    api: apis?.repository ?? null,
    policyAt: policyOf(inputs, subject),
    contents: apis?.contents ?? null,
    repository: slug,
    repositoryUrl,
    pageUrl: inputs.reportUrl,
    out: inputs.out ?? DEFAULTS.out,
    blocks: null,
    ...isOfDefaultBranch(context) ? { measureIdentical: true } : {},
    isOfMain: isOfMain(context),
    history: apis?.history ?? null,
    routes: [],
    conditions: [],
    lighthouse: "on-failure",
    explain: "on-failure",
    chromePath: inputs.chromePath
  };
  return { ...options, shard: inputs.shard };
}
function isOfDefaultBranch({ eventName, push, defaultBranch }) {
  return eventName === "push" && (defaultBranch === null || push === null || push.branch === defaultBranch);
}
function isOfMain({ eventName, push, defaultBranch }) {
  return eventName === "push" && push !== null && push.branch !== null && push.branch === defaultBranch;
}
async function reportOptionsOf(inputs, context, subject, apis) {
  const out = inputs.out ?? DEFAULTS.out;
  return {
    blobs: await hasBlobs(out) ? [out] : ["."],
    out,
    config: inputs.config ?? DEFAULTS.config,
    policyAt: policyOf(inputs, subject),
    contents: apis?.contents ?? null,
    isOfMain: isOfMain(context),
    history: apis?.history ?? null,
    expected: await expectedOf(inputs, context, subject, apis),
    repositoryUrl: context.repositoryUrl,
    pageUrl: inputs.reportUrl
  };
}
async function hasBlobs(out) {
  return (await findBlobs([out]).catch(() => [])).length > 0;
}
function policyOf({ policyRef }, { policyAt }) {
  return policyRef === null ? policyAt : { ref: policyRef, isAsked: true };
}
async function expectedOf({ headSha }, { repository }, { event, untrustedRepository }, apis) {
  const isPull = event?.kind === "pull-request";
  const isAsked = untrustedRepository !== null && isPull;
  const baseSha = isAsked ? await apis?.repository.mergeBase(event.baseSha, event.headSha).catch(() => null) : null;
  return {
    repository: repository === null ? null : slugOf(repository),
    headSha: headSha ?? event?.headSha ?? null,
    baseSha: baseSha ?? null,
    untrustedRepository
  };
}

// src/github/main-story.ts
function tellMain(story) {
  if (story === void 0) return { lines: [], summary: "" };
  const { alarms, warnings, commits, breaks } = story;
  const isCalm = alarms.length === 0 && commits !== null;
  const calm = isCalm ? [[`No drift was found in ${count(commits, "measured commit")}.`]] : [];
  const blocked = breaks ? [["A creep budget that blocks is exceeded, so the job fails."]] : [];
  const phrases = [...alarms, ...blocked, ...warnings.map((each) => [prose(each)])];
  const items = [...phrases, ...calm].map((phrase) => `- ${inMarkdown(phrase)}
`);
  return { lines: phrases.map(inText), summary: `
### The default branch over time

${items.join("")}` };
}

// src/github/run-action.ts
async function runAction(env, gate, signal, limits = LIMITS) {
  maskToken(env);
  const context = await readContext(env);
  const apis = apisOf(rawInput(env, "github-token"), context, limits.patience);
  let subject = null;
  let came;
  const progress = logProgress();
  try {
    subject = await subjectOf(context, apis);
    came = await come(gate, { inputs: readInputs(env), context, subject, apis }, { progress, signal });
  } catch (error) {
    progress.stop();
    await tellFailure(error, { env, context, apis, subject, isStopped: signal.aborted, limits });
    throw error;
  }
  progress.stop();
  if (came.outcome !== null)
    return deliver(came.outcome, came.inputs, { context, subject, env, limits: signal.aborted ? HURRIED : limits });
  return 0;
}
async function come(gate, { inputs, context, subject, apis }, { progress, signal }) {
  if (inputs.command === "report")
    return { inputs, outcome: await gate.runReport(await reportOptionsOf(inputs, context, subject, apis)) };
  const options = runOptionsOf(inputs, context, subject, apis);
  if (inputs.command === "run") return { inputs, outcome: await gate.runGate(options, progress, signal) };
  const samples = await gate.runMeasure(options, progress, signal);
  progress.stop();
  logLine(`Measured, to be judged by \`command: report\`: ${samples}`);
  return { inputs, outcome: null };
}
function maskToken(env) {
  keepSecret(...tokensIn(env));
  const token = env["INPUT_GITHUB-TOKEN"]?.trim();
  if (token === void 0 || token === "") return;
  actions_core_setSecret(token);
  actions_core_setSecret(Buffer.from(token).toString("base64"));
  actions_core_setSecret(Buffer.from(`x-access-token:${token}`).toString("base64"));
}
async function deliver(outcome, { token, comment, commentKey, config }, { context, subject, env, limits }) {
  const mode = comment ?? outcome.comment ?? "always";
  const key = keyFor(config ?? DEFAULT_CONFIG, [commentKey, outcome.commentKey]);
  await report(outcome, await publish({ outcome, context, subject, token, mode, ...key }, limits), env);
  return outcome.exitCode;
}
async function report(outcome, published, env) {
  logBlock(
    renderTerminal(outcome.report, {
      color: (env["NO_COLOR"] ?? "") === "" && env["FORCE_COLOR"] !== "0",
      out: outcome.files.out
    })
  );
  const told2 = describe(published);
  const lines = await linesOf(rawInput(env, "config") ?? DEFAULT_CONFIG);
  const main = tellMain(outcome.main);
  for (const line of main.lines) logLine(line);
  annotate(annotationsOf(outcome.report, [...isDoubtful(published) ? [told2] : [], ...main.lines], lines));
  const undelivered = isUndelivered(published);
  const summary = renderSummary(outcome.report) + main.summary;
  await appendSummary(undelivered ? `${summary}
${told2}
` : summary, env);
  if (undelivered) logBlock(summary);
  else logLine(told2);
  setOutputs(outcome, published);
}
function setOutputs({ verdict, report: told2, files }, published) {
  const broken = brokenBudgets(told2);
  if (broken.shown < broken.all)
    logLine(
      `The output broken-budgets lists the first ${broken.shown} of ${broken.all}: ${files.result} has them all.`
    );
  const outputs = {
    verdict,
    "broken-budgets": broken.json,
    "report-path": files.comment,
    "report-page": files.page,
    "comment-url": "url" in published ? published.url : ""
  };
  for (const [name, value] of Object.entries(outputs)) {
    try {
      actions_core_setOutput(name, redact(value));
    } catch (error) {
      logLine(`The output ${name} could not be set: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

// src/action.ts
var INTERNAL_ERROR = 3;
function enterWorkspace() {
  const workspace = process.env["GITHUB_WORKSPACE"];
  if (workspace === void 0 || workspace === "") return;
  try {
    process.chdir(workspace);
  } catch {
  }
}
function abortOnSignals() {
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => controller.abort(signal));
  return controller.signal;
}
function fail(thrown) {
  if (thrown instanceof GateError) {
    const [error, withLines] = [formatError(thrown), errorWithLines(thrown)];
    if (withLines !== error) logBlock(withLines);
    actions_core_error(redact(error), { title: "vitals-gate", ...placeOf2(thrown) });
  } else actions_core_error(redact(`Internal error: ${String(thrown)}`), { title: "vitals-gate" });
  if (actions_core_isDebug() && thrown instanceof Error) logBlock(thrown.stack ?? "");
  return thrown instanceof GateError ? thrown.exitCode : INTERNAL_ERROR;
}
function placeOf2({ where }) {
  const [, file, line] = /^(.+):(\d+):\d+$/.exec(where ?? "") ?? [];
  return file === void 0 ? {} : { file, startLine: Number(line) };
}
async function run() {
  const notice = handOver();
  if (notice !== null) logLine(notice);
  enterWorkspace();
  return runAction(process.env, { runGate, runMeasure, runReport }, abortOnSignals());
}
await endWith(await run().catch(fail));
