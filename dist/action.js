import {
  endWith
} from "./chunk-EYSVRUN5.js";
import {
  COMMENT_MARKER,
  COMMENT_MODES,
  causePhrase,
  clean,
  code,
  findBlobs,
  groupRows,
  inText,
  reasonSentence,
  renderComment,
  renderTerminal,
  rowPhrase,
  runGate,
  runMeasure,
  runReport,
  shortSha,
  unmeasuredPhrase
} from "./chunk-TZAOLY7K.js";
import {
  GateError,
  MOST_SHARDS,
  causeOf,
  formatError,
  readShard,
  zod_z
} from "./chunk-2UTSGSG2.js";

// vendor:@actions/core
import { actions_core_error, actions_core_info, actions_core_isDebug, actions_core_setOutput, actions_core_setSecret, actions_core_warning } from "./vendor/vendor-QV6G7CEM.js";

// src/github/log.ts
import { randomUUID } from "node:crypto";
var LONGEST_LINE = 2e3;
function logLine(text) {
  actions_core_info(neutral(clean(text, LONGEST_LINE)));
}
function logBlock(text) {
  const token = randomUUID();
  const lines = text.trimEnd().split(/\r\n|\r|\n/);
  actions_core_info([`::stop-commands::${token}`, ...lines.map(neutral), `::${token}::`].join("\n"));
}
function neutral(line2) {
  return line2.replace(/^\s*::/, "│ ::").replaceAll("##[", "## [");
}
var logProgress = {
  line: logLine,
  begin: (campaign, visits) => logLine(`measuring ${campaign}: ${visits} visits`),
  advance: () => void 0,
  end: (campaign, note) => logLine(`measured ${campaign}${note === "" ? "" : `: ${note}`}`)
};

// src/report/broken-budgets.ts
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

// src/report/summary.ts
var SUMMARY_LIMIT_BYTES = 1024 * 1024;
function renderSummary(report2) {
  return renderComment(report2, { limitBytes: SUMMARY_LIMIT_BYTES }).replace(`${COMMENT_MARKER}
`, "");
}

// src/github/annotations.ts
var MOST = 10;
var LONGEST = 4096;
function annotationsOf(report2, foremost = []) {
  const { broken, warned, preExisting, unmeasured, inconclusive } = groupRows(report2);
  return {
    errors: capped(broken.map((row) => line(row, causePhrase(row, report2)))),
    warnings: capped([
      ...foremost,
      ...unmeasured.map((row) => line(row, unmeasuredPhrase(row))),
      ...warned.map((row) => line(row, causePhrase(row, report2))),
      ...[...preExisting, ...inconclusive].map((row) => line(row, [reasonSentence(row.budget.reason)]))
    ])
  };
}
function line(row, why) {
  return inText([...rowPhrase(row), ": ", ...why]);
}
function capped(lines) {
  const texts = lines.map((each) => Array.from(each).slice(0, LONGEST).join(""));
  if (texts.length <= MOST) return texts;
  return [
    ...texts.slice(0, MOST - 1),
    `and ${texts.length - MOST + 1} more: see the job summary, or result.json in the output folder`
  ];
}
function annotate({ errors, warnings }) {
  for (const text of errors) actions_core_error(text, { title: "vitals-gate: budget broken" });
  for (const text of warnings) actions_core_warning(text, { title: "vitals-gate" });
}

// src/github/context.ts
import { readFile } from "node:fs/promises";

// src/github/events.ts
var shaSchema = zod_z.string().regex(/^[0-9a-f]{40,64}$/i);
var repositorySchema = zod_z.object({ full_name: zod_z.string().max(200) });
var sideSchema = zod_z.object({
  sha: shaSchema,
  ref: zod_z.string().optional(),
  repo: repositorySchema.nullish().catch(null)
});
var pullRequestSchema = zod_z.object({
  pull_request: zod_z.object({ number: zod_z.number().int().positive(), head: sideSchema, base: sideSchema })
});
function pullRequestOf(event) {
  const parsed = pullRequestSchema.safeParse(event);
  if (!parsed.success) return null;
  const { number, head, base } = parsed.data.pull_request;
  const refs = { headRef: head.ref ?? null, baseRef: base.ref ?? null };
  return { number, ...refs, headSha: head.sha, baseSha: base.sha, headRepository: head.repo?.full_name ?? null };
}
var pushSchema = zod_z.object({ ref: zod_z.string(), before: shaSchema, after: shaSchema });
function pushOf(event) {
  const parsed = pushSchema.safeParse(event);
  if (!parsed.success) return null;
  const { ref, before, after } = parsed.data;
  return { before: /^0+$/.test(before) ? null : before, after, branch: branchOf(ref) };
}
var mergeGroupSchema = zod_z.object({
  merge_group: zod_z.object({ head_sha: shaSchema, head_ref: zod_z.string(), base_sha: shaSchema })
});
function mergeGroupOf(event) {
  const parsed = mergeGroupSchema.safeParse(event);
  if (!parsed.success) return null;
  const { head_sha: after, head_ref, base_sha: before } = parsed.data.merge_group;
  return { before, after, branch: branchOf(head_ref) };
}
function branchOf(ref) {
  return /^refs\/heads\/(.+)$/.exec(ref)?.[1] ?? null;
}
var deploymentSchema = zod_z.object({
  deployment: zod_z.object({ sha: shaSchema, ref: zod_z.string() }),
  deployment_status: zod_z.object({ state: zod_z.string(), environment_url: zod_z.string().nullish() })
});
function deploymentOf(event) {
  const parsed = deploymentSchema.safeParse(event);
  if (!parsed.success) return null;
  const { deployment, deployment_status: status } = parsed.data;
  return { ...deployment, state: status.state, url: status.environment_url || null };
}
var workflowRunSchema = zod_z.object({
  workflow_run: zod_z.object({
    head_sha: shaSchema,
    head_branch: zod_z.string().nullish(),
    head_repository: repositorySchema.nullish(),
    event: zod_z.string().max(100)
  })
});
function workflowRunOf(event) {
  const parsed = workflowRunSchema.safeParse(event);
  if (!parsed.success) return null;
  const { head_sha: headSha, head_branch, head_repository, event: name } = parsed.data.workflow_run;
  return {
    headSha,
    headBranch: head_branch ?? null,
    headRepository: head_repository?.full_name ?? null,
    event: name
  };
}
var repositoryEventSchema = zod_z.object({ repository: zod_z.object({ default_branch: zod_z.string().min(1).max(200) }) });
function defaultBranchOf(event) {
  const parsed = repositoryEventSchema.safeParse(event);
  return parsed.success ? parsed.data.repository.default_branch : null;
}

// src/github/context.ts
async function readContext(env) {
  const run = runOf(env);
  const event = await readJson(env["GITHUB_EVENT_PATH"]);
  const repository = repositoryOf(env["GITHUB_REPOSITORY"]);
  const eventName = env["GITHUB_EVENT_NAME"] || null;
  const only = (name, read2) => eventName === name ? read2(event) : null;
  return {
    eventName,
    repository,
    pullRequest: pullRequestOf(event),
    push: only("push", pushOf),
    mergeGroup: only("merge_group", mergeGroupOf),
    deployment: only("deployment_status", deploymentOf),
    workflowRun: only("workflow_run", workflowRunOf),
    defaultBranch: defaultBranchOf(event),
    sha: /^[0-9a-f]{40,64}$/i.test(env["GITHUB_SHA"] ?? "") ? env["GITHUB_SHA"] ?? null : null,
    branch: env["GITHUB_REF_NAME"] || null,
    baseRef: env["GITHUB_BASE_REF"] || null,
    run,
    runUrl: run === null || repository === null ? null : runUrlOf(env, repository, run),
    apiUrl: env["GITHUB_API_URL"] || "https://api.github.com"
  };
}
function runOf(env) {
  const id = Number(env["GITHUB_RUN_ID"]);
  const attempt = Number(env["GITHUB_RUN_ATTEMPT"] || "1");
  return Number.isSafeInteger(id) && id > 0 && Number.isSafeInteger(attempt) ? { id, attempt } : null;
}
function repositoryOf(slug) {
  const match = /^([\w.-]+)\/([\w.-]+)$/.exec(slug ?? "");
  const [, owner, repo] = match ?? [];
  return owner === void 0 || repo === void 0 ? null : { owner, repo };
}
function slugOf({ owner, repo }) {
  return `${owner}/${repo}`;
}
function runUrlOf(env, repository, { id, attempt }) {
  const server = env["GITHUB_SERVER_URL"] || "https://github.com";
  return `${server}/${slugOf(repository)}/actions/runs/${id}/attempts/${attempt}`;
}
async function readJson(file) {
  if (file === void 0 || file === "") return null;
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch {
    return null;
  }
}

// src/github/inputs.ts
var COMMANDS = ["run", "measure", "report"];
function readInputs(env) {
  const input = (name) => env[`INPUT_${name.toUpperCase()}`]?.trim() || null;
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
    chromePath: input("chrome-path"),
    shard: shardOf(input("shard"), command),
    policyRef: input("policy-ref")
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
function shardOf(given, command) {
  if (given === null) return null;
  const shard = readShard(given);
  if (shard === null)
    throw new GateError("usage", {
      what: `The input shard is ${JSON.stringify(given.slice(0, 80))}, which is no part of a whole.`,
      todo: `Write for example 2/4; at most ${MOST_SHARDS} parts.`
    });
  if (command === "measure") return shard;
  throw new GateError("usage", {
    what: `The input shard means nothing to \`command: ${command}\`.`,
    todo: "Write `command: measure` beside it, and judge all shards with `command: report`."
  });
}

// src/github/job-summary.ts
import { appendFile, stat } from "node:fs/promises";
async function appendSummary(markdown, env) {
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

// src/github/client.ts
import { randomUUID as randomUUID2 } from "node:crypto";

// vendor:@actions/github
import { actions_github_getOctokit } from "./vendor/vendor-QV6G7CEM.js";

// vendor:@octokit/plugin-retry
import { octokit_plugin_retry_retry } from "./vendor/vendor-QV6G7CEM.js";

// vendor:@octokit/plugin-throttling
import { octokit_plugin_throttling_throttling } from "./vendor/vendor-QV6G7CEM.js";

// src/github/client.ts
var PATIENCE = { requestMs: 15e3, totalMs: 6e4, pauseMs: 1e3, keepsDistance: true };
var MOST_RETRIES = 3;
var NO_DEADLINE = { totalMs: Infinity, leftMs: () => Infinity };
function deadlineIn(totalMs) {
  const endMs = performance.now() + totalMs;
  return { totalMs, leftMs: () => Math.max(0, endMs - performance.now()) };
}
var Overdue = class extends Error {
  name = "Overdue";
  constructor({ totalMs }) {
    super(`GitHub did not answer in time (${totalMs / 1e3} s for everything that is asked of it)`);
  }
};
var ONCE = { request: { retries: 0 } };
var UNREPEATED = { request: { retries: 0, outwaitsLimits: false } };
function createClient(token, apiUrl, patience = PATIENCE, deadline = NO_DEADLINE) {
  const { pauseMs, totalMs } = patience;
  const isWorthIt = (seconds, { request }, _, retryCount) => request?.["outwaitsLimits"] !== false && retryCount < MOST_RETRIES && seconds * pauseMs <= Math.min(totalMs / 2, deadline.leftMs());
  const options = {
    baseUrl: apiUrl,
    userAgent: "vitals-gate",
    log: SILENT,
    retry: { retries: MOST_RETRIES, retryAfterBaseValue: pauseMs, doNotRetry: FINAL },
    throttle: {
      // Without a name of its own every client of the process would wait for all others.
      id: randomUUID2(),
      retryAfterBaseValue: pauseMs,
      onRateLimit: isWorthIt,
      onSecondaryRateLimit: isWorthIt,
      enabled: patience.keepsDistance
    }
  };
  const octokit = actions_github_getOctokit(token, options, attempts(patience, deadline), octokit_plugin_retry_retry, octokit_plugin_throttling_throttling);
  return { octokit, retried: (request) => within(totalMs, deadline, request) };
}
var FINAL = [400, 401, 403, 404, 410, 422, 429, 451];
var ignore = () => void 0;
var SILENT = { debug: ignore, info: ignore, warn: ignore, error: ignore };
function attempts({ requestMs }, deadline) {
  return (octokit, { request }) => {
    const fetch = withBody(request?.fetch ?? globalThis.fetch);
    octokit.hook.before("request", (options) => {
      const leftMs = deadline.leftMs();
      if (leftMs === 0) throw new Overdue(deadline);
      options.request.fetch = fetch;
      options.request.signal = AbortSignal.timeout(Math.ceil(Math.min(requestMs, leftMs)));
    });
    octokit.hook.after("request", ({ status, data }, { mediaType }) => {
      const isText = typeof data === "string" && status !== 204;
      if (isText && !mediaType?.format) throw new Error("GitHub’s answer is cut off, or is no JSON");
    });
    octokit.hook.error("request", (error) => {
      if (isTimeout(error)) error.message = `GitHub gave no whole answer within ${requestMs / 1e3} s`;
      const seconds = retryAfterSeconds(error);
      if (seconds === null || !isRefusal(error)) throw error;
      if (!SECONDARY.test(error.message)) error.message = `${error.message} (secondary rate limit)`;
      setRetryAfter(error, Math.max(1, seconds));
      throw error;
    });
  };
}
function withBody(fetch) {
  return async (...request) => {
    const response = await fetch(...request);
    await response.clone().arrayBuffer();
    return response;
  };
}
async function within(totalMs, deadline, request) {
  const { promise, reject } = Promise.withResolvers();
  const leftMs = deadline.leftMs();
  const giveUp = () => reject(
    leftMs < totalMs ? new Overdue(deadline) : new Error(`GitHub did not answer for good within ${totalMs / 1e3} s`)
  );
  const timer = setTimeout(giveUp, Math.min(totalMs, leftMs));
  try {
    return await Promise.race([request(), promise]);
  } finally {
    clearTimeout(timer);
  }
}
function statusOf(error) {
  const status = error?.status;
  return typeof status === "number" ? status : null;
}
function isLimit(error) {
  if (!isRefusal(error)) return false;
  return retryAfterSeconds(error) !== null || headersOf(error)?.["x-ratelimit-remaining"] === "0" || isSecondary(error);
}
var SECONDARY = /\bsecondary rate\b/i;
function isSecondary(error) {
  return error instanceof Error && SECONDARY.test(error.message);
}
function isRefusal(error) {
  const status = statusOf(error);
  return status === 403 || status === 429;
}
function isTimeout(error) {
  return error instanceof Error && error.cause instanceof Error && error.cause.name === "TimeoutError";
}
function retryAfterSeconds(error) {
  const value = headersOf(error)?.["retry-after"];
  const seconds = Number(value ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}
function headersOf(error) {
  return error?.response?.headers;
}
function setRetryAfter(error, seconds) {
  const headers = headersOf(error);
  if (headers !== void 0) headers["retry-after"] = String(seconds);
}

// src/github/pulls-api.ts
var sideSchema2 = zod_z.object({
  sha: zod_z.string(),
  ref: zod_z.string(),
  repo: zod_z.object({ full_name: zod_z.string() }).nullable()
});
var pullsSchema = zod_z.array(zod_z.object({ number: zod_z.number(), state: zod_z.string(), head: sideSchema2, base: sideSchema2 }));
var nowSchema = zod_z.object({ state: zod_z.string(), head: zod_z.object({ sha: zod_z.string() }) });
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
      return pullsSchema.parse(found).filter((pull) => pull.state === "open" && isOurs(pull)).map(toPullRequest);
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
  return {
    fileAt: async (file, ref) => {
      try {
        const { data } = await retried(
          () => octokit.rest.repos.getContent({ ...repository, path: file, ref, mediaType: { format: "raw" } })
        );
        const text = textOf(data);
        if (text.length > MOST_CHARACTERS) throw new Error(`${file} has ${text.length} characters`);
        return text;
      } catch (error) {
        if (statusOf(error) === 404) return null;
        throw error;
      }
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
var encodedSchema = zod_z.object({ type: zod_z.literal("file"), encoding: zod_z.literal("base64"), content: zod_z.string() });
function textOf(data) {
  if (typeof data === "string") return data;
  return Buffer.from(encodedSchema.parse(data).content, "base64").toString("utf8");
}

// src/github/repository-api.ts
var MAX_DEPLOYMENTS = 500;
var PER_PAGE = 100;
function repositoryApi({ octokit, retried }, repository) {
  const { rest, paginate } = octokit;
  const page = { ...repository, per_page: PER_PAGE };
  const asked = (action, request) => retried(request).catch((error) => {
    throw failure(action, error);
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
function failure(action, error) {
  const status = statusOf(error);
  const code2 = status === 401 || status === 403 || status === 404 ? "api-refused" : "api-failed";
  return new GateError(code2, { action, cause: causeOf(error) }, { cause: error });
}

// src/github/options.ts
var DEFAULTS = { config: "vitals-gate.yml", out: "vitals-gate-out" };
function apisOf({ token }, { repository, apiUrl }) {
  if (token === null || repository === null) return null;
  const client = createClient(token, apiUrl);
  return {
    repository: repositoryApi(client, repository),
    pulls: pullsApi(client, repository),
    contents: contentsApi(client, repository)
  };
}
function runOptionsOf(inputs, { repository, eventName }, subject, apis) {
  const slug = repository === null ? null : slugOf(repository);
  const { stranger } = subject;
  if (stranger !== null && stranger.toLowerCase() !== slug?.toLowerCase())
    throw new GateError("fork-visit", { event: eventName ?? "this event", stranger });
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
    out: inputs.out ?? DEFAULTS.out,
    blocks: null,
    routes: [],
    conditions: [],
    lighthouse: "on-failure",
    chromePath: inputs.chromePath
  };
  return { ...options, shard: inputs.shard };
}
async function reportOptionsOf(inputs, context, subject, apis) {
  const out = inputs.out ?? DEFAULTS.out;
  return {
    blobs: await hasBlobs(out) ? [out] : ["."],
    out,
    config: inputs.config ?? DEFAULTS.config,
    policyAt: policyOf(inputs, subject),
    contents: apis?.contents ?? null,
    expected: await expectedOf(inputs, context, subject, apis)
  };
}
async function hasBlobs(out) {
  return (await findBlobs([out]).catch(() => [])).length > 0;
}
function policyOf({ policyRef }, { policyAt }) {
  return policyRef === null ? policyAt : { ref: policyRef, isAsked: true };
}
async function expectedOf({ headSha }, { repository }, { event, stranger }, apis) {
  const isPull = event?.kind === "pull-request";
  const isAsked = stranger !== null && isPull;
  const baseSha = isAsked ? await apis?.repository.mergeBase(event.baseSha, event.headSha).catch(() => null) : null;
  return {
    repository: repository === null ? null : slugOf(repository),
    headSha: headSha ?? event?.headSha ?? null,
    baseSha: baseSha ?? null,
    stranger
  };
}

// src/github/comments.ts
import { setTimeout as sleep } from "node:timers/promises";

// src/github/marker.ts
import { createHash } from "node:crypto";
var START = COMMENT_MARKER.replace(/ ?-->$/, "");
var STAMP = /^<!-- vitals-gate run=(\d{1,15}) attempt=(\d{1,6}) state=([0-9a-f]{16}) -->/;
function stamped(markdown, { run, state }) {
  return markdown.replace(COMMENT_MARKER, `${START} run=${run.id} attempt=${run.attempt} state=${state} -->`);
}
function hasMarker(body) {
  return body === COMMENT_MARKER || body.startsWith(`${START} `);
}
function stampOf(body) {
  const [, id, attempt, state] = STAMP.exec(body) ?? [];
  if (id === void 0 || attempt === void 0 || state === void 0) return null;
  return { run: { id: Number(id), attempt: Number(attempt) }, state };
}
function isNewer(one, other) {
  return one.id > other.id || one.id === other.id && one.attempt > other.attempt;
}
function stateOf({ verdict, budgets }) {
  const rows = budgets.map((row) => [row.route, row.condition, row.path, row.kind, row.verdict, row.reason]);
  return createHash("sha256").update(JSON.stringify([verdict, rows])).digest("hex").slice(0, 16);
}

// src/github/comments.ts
var commentSchema = zod_z.object({
  id: zod_z.number(),
  body: zod_z.string().nullish(),
  html_url: zod_z.string(),
  user: zod_z.object({ login: zod_z.string(), type: zod_z.string() }).nullable()
});
function commentApi(client, where, isOurs) {
  const { octokit, retried } = client;
  const { owner, repo, number: issue_number } = where;
  const { issues } = octokit.rest;
  let self = null;
  const isOwn = async ({ body, user }) => hasMarker(body ?? "") && (user !== null && user.login === self || await isOurs(user));
  return {
    own: async () => {
      const all = await retried(
        () => octokit.paginate(issues.listComments, { owner, repo, issue_number, per_page: 100 })
      );
      const listed = read(zod_z.array(commentSchema), all);
      const own = await Promise.all(listed.map(isOwn));
      return listed.filter((_, index) => own[index]).map(toComment).toSorted((one, other) => one.id - other.id);
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
function read(schema, answer) {
  const { success, data, error } = schema.safeParse(answer);
  if (success) return data;
  throw new Error("GitHub’s answer is not about comments", { cause: error });
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
var WORKFLOW_BOT = "github-actions[bot]";
var PERSONAL_TOKEN = /^(?:ghp|gho|ghu|github_pat)_/;
var viewerSchema = zod_z.object({ viewer: zod_z.object({ login: zod_z.string() }) });
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

// src/github/sticky-comment.ts
var MOST_ROUNDS = 8;
async function postComment(api, post) {
  const written = { last: null };
  try {
    return await converge(api, post, written);
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
  if (standing !== null && onlyOnChange && !hasWritten && standing.state === stamp.state)
    return { status: "unchanged", body: newest.body };
  return { status: "updated", body: stamped(markdown, stamp) };
}
function isLater(one, other) {
  const [run, otherRun] = [stampOf(one.body)?.run, stampOf(other.body)?.run];
  if (run === void 0) return false;
  return otherRun === void 0 || isNewer(run, otherRun);
}

// src/github/publish.ts
var LIMITS = { patience: PATIENCE, settleMs: 3e3 };
async function publish(publication, { patience, settleMs } = LIMITS) {
  const { outcome, context, subject, token, mode } = publication;
  const { repository, apiUrl } = context;
  const { pullRequest } = subject;
  if (mode === "never") return skipped("`comment` is `never`");
  if ("because" in pullRequest) return skipped(pullRequest.because);
  if (repository === null) return skipped("this is no pull request event");
  if (token === null) return skipped("there is no github-token");
  const client = createClient(token, apiUrl, patience, deadlineIn(patience.totalMs));
  const now = await pullsApi(client, repository).now(pullRequest.number).catch(() => null);
  if (now?.isOpen === false) return skipped("the pull request has been closed");
  const note = now === null || now.headSha === pullRequest.headSha ? "" : movedOn(pullRequest.headSha, now.headSha);
  const api = commentApi(client, { ...repository, number: pullRequest.number }, recognise(client, token));
  const post = { ...postOf(outcome, context, mode, note), settleMs };
  return await postComment(api, post) ?? skipped("nothing is broken, as before");
}
function movedOn(measured, present) {
  return `
This is of ${code(shortSha(measured))}; by now the head of the pull request is ${code(shortSha(present))}.
`;
}
function postOf({ report: report2, exitCode }, { run, runUrl }, mode, note) {
  const footer = note + (runUrl === null ? "" : `
[Workflow run](${runUrl})
`);
  return {
    markdown: renderComment(report2) + footer,
    stamp: { run: run ?? { id: 0, attempt: 0 }, state: stateOf(report2.result) },
    onlyOnChange: mode === "on-change",
    onlyUpdate: mode === "on-failure" && exitCode === 0
  };
}
function skipped(because) {
  return { status: "skipped", because };
}
var DELIVERED = {
  created: "The comment was created",
  updated: "The comment was updated",
  unchanged: "The comment says the same already",
  superseded: "A newer run has commented; its comment stands",
  unchecked: "The comment was written, but GitHub did not answer in time when asked whether it still stands"
};
function describe(published) {
  if ("url" in published) return `${DELIVERED[published.status]}: ${published.url}`;
  if (published.status === "skipped") return `No comment: ${published.because}.`;
  if (published.status === "refused")
    return "The token may not comment on this pull request: add `permissions: { pull-requests: write }` to the job, or unlock the conversation. The report is in the job summary.";
  if (published.status === "overdue")
    return `${published.cause.message}: this run’s comment is unposted, as far as is known, and one that stands may be an earlier run’s. The report is in the job summary.`;
  return `The comment could not be delivered (${clean(causeOf(published.cause), 300)}). The report is in the job summary.`;
}
function isUndelivered({ status }) {
  return status === "refused" || status === "failed" || status === "overdue";
}
function isDoubtful(published) {
  return isUndelivered(published) || published.status === "unchecked";
}

// src/github/subject.ts
var GONE = "a repository that is gone";
async function subjectOf(context, pulls) {
  const { eventName, pullRequest, push, mergeGroup, deployment, workflowRun, sha, branch } = context;
  refuseTarget(eventName);
  if (workflowRun !== null) return ofWorkflowRun(workflowRun, context, pulls);
  if (deployment !== null) {
    refuseUnready(deployment.state);
    return ofDeployment(deployment, context, pulls);
  }
  refuseUnreadable(context);
  if (pullRequest !== null) return ofPullRequest(pullRequest);
  if (eventName === "pull_request") return ofUnknownPullRequest(context);
  const moved = push ?? mergeGroup;
  if (moved !== null) {
    const { before, after: headSha, branch: name } = moved;
    const event2 = { kind: "push", before, headSha, branch: name };
    const policyAt = mergeGroup === null || before === null ? null : { ref: before, isAsked: false };
    return { ...nobody("this is no pull request event"), event: event2, policyAt };
  }
  const isOfCommit = eventName === "workflow_dispatch" || eventName === "schedule";
  const event = isOfCommit && sha !== null ? { kind: "commit", headSha: sha, branch } : null;
  return { ...nobody("this is no pull request event"), event };
}
function ofPullRequest(pullRequest) {
  const { number, baseSha, headSha, headRef: branch, baseRef: baseBranch } = pullRequest;
  return {
    event: { kind: "pull-request", number, baseSha, headSha, branch, baseBranch },
    headUrl: null,
    pullRequest,
    policyAt: { ref: baseSha, isAsked: false },
    stranger: null
  };
}
function ofUnknownPullRequest({ baseRef }) {
  const policyAt = baseRef === null ? null : { ref: baseRef, isAsked: false };
  return { ...nobody("the event file does not say which pull request this is"), policyAt };
}
function nobody(because) {
  return { event: null, headUrl: null, pullRequest: { because }, policyAt: null, stranger: null };
}
async function ofDeployment({ sha, ref, url: headUrl }, { repository }, pulls) {
  const listed = await listOf(pulls, (api) => api.ofCommit(sha));
  const ours = repository === null ? null : slugOf(repository).toLowerCase();
  const foreign = ("because" in listed ? [] : listed).find((pull) => pull.headRepository?.toLowerCase() !== ours);
  const stranger = foreign === void 0 ? null : foreign.headRepository ?? GONE;
  const found = "because" in listed ? listed : onlyOne(listed.filter(({ headSha }) => headSha === sha));
  if (!("because" in found)) return { ...ofPullRequest(found), headUrl, stranger };
  const event = { kind: "commit", headSha: sha, branch: ref };
  return { ...nobody(found.because), event, headUrl, stranger };
}
async function ofWorkflowRun(run, { defaultBranch }, pulls) {
  const stranger = run.headRepository ?? GONE;
  const listed = await listOf(pulls, (api) => api.ofWorkflowRun(run));
  const found = "because" in listed ? listed : onlyOne(listed);
  if (!("because" in found)) return { ...ofPullRequest(found), stranger };
  const event = { kind: "commit", headSha: run.headSha, branch: run.headBranch };
  const policyAt = { ref: defaultBranch ?? "HEAD", isAsked: true };
  return { ...nobody(found.because), event, policyAt, stranger };
}
async function listOf(pulls, ask) {
  if (pulls === null) return { because: "there is no github-token to find the pull request with" };
  try {
    return await ask(pulls);
  } catch (error) {
    return { because: `the pull request cannot be found: ${causeOf(error)}` };
  }
}
function onlyOne([found, another]) {
  if (found === void 0) return { because: "no open pull request has this commit as its head (any more)" };
  if (another === void 0) return found;
  return { because: `several pull requests have this head: #${found.number} and #${another.number}` };
}
function refuseUnreadable({ eventName, mergeGroup }) {
  if (mergeGroup !== null || !["workflow_run", "deployment_status", "merge_group"].includes(eventName ?? "")) return;
  throw new GateError("usage", {
    what: `The event file does not say what this ${eventName ?? ""} is about.`,
    todo: "Start the action from a workflow of that event; GITHUB_EVENT_PATH names the file."
  });
}
function refuseTarget(eventName) {
  if (eventName !== "pull_request_target") return;
  throw new GateError("usage", {
    what: "This action does not run on pull_request_target: it would visit pages of a fork with this repository’s secrets at hand.",
    todo: "Use `on: pull_request` to measure, and for forks a second workflow on `workflow_run` with `command: report` (see the README)."
  });
}
function refuseUnready(state) {
  if (state === "success") return;
  throw new GateError("usage", {
    what: `This deployment is ${JSON.stringify(state.slice(0, 40))}: there is nothing to visit yet.`,
    todo: "Add `if: github.event.deployment_status.state == 'success'` to the job."
  });
}

// src/github/run-action.ts
async function runAction(env, gate, signal) {
  maskToken(env);
  const inputs = readInputs(env);
  const context = await readContext(env);
  const apis = apisOf(inputs, context);
  const subject = await subjectOf(context, apis?.pulls ?? null);
  if (inputs.command === "report") {
    const outcome = await gate.runReport(await reportOptionsOf(inputs, context, subject, apis));
    return deliver(outcome, inputs, context, subject, env);
  }
  const options = runOptionsOf(inputs, context, subject, apis);
  if (inputs.command === "measure") {
    logLine(`Measured, to be judged by \`command: report\`: ${await gate.runMeasure(options, logProgress, signal)}`);
    return 0;
  }
  return deliver(await gate.runGate(options, logProgress, signal), inputs, context, subject, env);
}
function maskToken(env) {
  const token = env["INPUT_GITHUB-TOKEN"]?.trim();
  if (token === void 0 || token === "") return;
  actions_core_setSecret(token);
  actions_core_setSecret(Buffer.from(token).toString("base64"));
  actions_core_setSecret(Buffer.from(`x-access-token:${token}`).toString("base64"));
}
async function deliver(outcome, { token, comment }, context, subject, env) {
  const mode = comment ?? outcome.comment ?? "always";
  await report(outcome, await publish({ outcome, context, subject, token, mode }), env);
  return outcome.exitCode;
}
async function report(outcome, published, env) {
  logBlock(renderTerminal(outcome.report, { color: env["NO_COLOR"] === void 0, out: outcome.files.out }));
  const told = describe(published);
  annotate(annotationsOf(outcome.report, isDoubtful(published) ? [told] : []));
  const undelivered = isUndelivered(published);
  const summary = renderSummary(outcome.report);
  await appendSummary(undelivered ? `${summary}
${told}
` : summary, env);
  if (undelivered) logBlock(summary);
  else logLine(told);
  setOutputs(outcome, published);
}
function setOutputs({ verdict, report: told, files }, published) {
  const broken = brokenBudgets(told);
  if (broken.shown < broken.all)
    logLine(`The output broken-budgets has the first ${broken.shown} of ${broken.all}: ${files.result} has all.`);
  const outputs = {
    verdict,
    "broken-budgets": broken.json,
    "report-path": files.comment,
    "comment-url": "url" in published ? published.url : ""
  };
  for (const [name, value] of Object.entries(outputs)) {
    try {
      actions_core_setOutput(name, value);
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
  if (thrown instanceof GateError) actions_core_error(formatError(thrown), { title: "vitals-gate", ...placeOf(thrown) });
  else actions_core_error(`Internal error: ${String(thrown)}`, { title: "vitals-gate" });
  if (actions_core_isDebug() && thrown instanceof Error) logBlock(thrown.stack ?? "");
  return thrown instanceof GateError ? thrown.exitCode : INTERNAL_ERROR;
}
function placeOf({ where }) {
  const [, file, line2] = /^(.+):(\d+):\d+$/.exec(where ?? "") ?? [];
  return file === void 0 ? {} : { file, startLine: Number(line2) };
}
enterWorkspace();
await endWith(await runAction(process.env, { runGate, runMeasure, runReport }, abortOnSignals()).catch(fail));
