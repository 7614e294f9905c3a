import {
  isLogIn
} from "./chunk-PJWWYH76.js";
import {
  CpuClock,
  Lab,
  OffLimits,
  Turns,
  UNREPEATED,
  claimedSha,
  compositionText,
  createClient,
  defaultBranch,
  describeProof,
  expandFolder,
  expandUrl,
  fetchPage,
  isLoginHost,
  isOnPath,
  isSameSha,
  judgeFolder,
  lintGraph,
  matches,
  matchesName,
  parseJson,
  plannerFor,
  preflight,
  priceOperation,
  profileText,
  readContext,
  readGraph,
  readOne,
  readOperations,
  recalibrate,
  renderTerminal,
  runCalibration,
  runGate,
  runGraphqlCheck,
  runMeasure,
  runReport,
  slugOf,
  statusOf,
  subjectOf,
  valuesFor,
  visitorOf,
  workTree
} from "./chunk-G24XNOZ2.js";
import {
  findChrome,
  launchChrome,
  openScratch,
  reasonOf as reasonOf2
} from "./chunk-U6YDBHYE.js";
import "./chunk-BQFCBVOS.js";
import "./chunk-XKJGEQM3.js";
import {
  CHECKS,
  fail,
  findingOf,
  inTime,
  ok,
  warn
} from "./chunk-URBI4V45.js";
import "./chunk-QF5KEJYG.js";
import "./chunk-HNXLDDXK.js";
import {
  familySize,
  floorOf,
  lastProofLook,
  rootTolerances,
  visitSigma
} from "./chunk-BWW6KNF5.js";
import "./chunk-Z5Z64JHF.js";
import "./chunk-5ZBUEO57.js";
import "./chunk-EVIWKS3U.js";
import {
  PRESETS,
  isMap,
  laneCount,
  loadConfig,
  parseSource,
  placeIn
} from "./chunk-ANOO677E.js";
import "./chunk-JT2ZFFTU.js";
import "./chunk-5FYPY7J5.js";
import "./chunk-TGFS3GHZ.js";
import {
  SIDES,
  inText,
  median,
  sharedHosts,
  valuesOf
} from "./chunk-NWIDPKZN.js";
import {
  jsonNumber
} from "./chunk-OPTY3JPO.js";
import "./chunk-3XJ446UJ.js";
import {
  alphaOf,
  looksOf,
  metricName,
  prose,
  routePhrase
} from "./chunk-ZJKTF4S2.js";
import {
  didYouMean,
  quote,
  sanitizeLine,
  stripQuery
} from "./chunk-TOJFHHPJ.js";
import {
  Git,
  execa_execa,
  gitEnvironment,
  reasonOf
} from "./chunk-7RKZWDHD.js";
import {
  yaml_parse
} from "./chunk-WBN44U6Z.js";
import {
  environmentFor
} from "./chunk-UBUDJYS6.js";
import {
  shortSha
} from "./chunk-YOCNSY4K.js";
import {
  costText,
  count,
  quantity
} from "./chunk-POXONE6A.js";
import {
  GateError,
  causeOf,
  redact
} from "./chunk-REZM6CI2.js";

// src/doctor/doctor.ts
import { availableParallelism as availableParallelism2 } from "node:os";

// src/doctor/judge/chrome.ts
var SOFT_NAVIGATIONS_SINCE = 151;
function judgeChrome({ path: path3, version, unsandboxed }, navigatesSoftly2) {
  const major = Number(/(\d+)\./.exec(version)?.[1] ?? 0);
  const sandbox = unsandboxed === null ? "" : `, without its sandbox (${unsandboxed})`;
  const started = `${version.replace("/", " ")} at ${path3} starts${sandbox}`;
  if (major >= SOFT_NAVIGATIONS_SINCE) return ok(`${started}.`);
  const message = `${started}, but it does not report soft navigations.`;
  const remedy = `Install Chrome ${SOFT_NAVIGATIONS_SINCE} or later, or name one with --chrome-path or CHROME_PATH.`;
  return navigatesSoftly2 ? fail(message, remedy) : warn(message, remedy);
}

// src/doctor/judge/config.ts
function judgeConfig({ file, routes, conditions, graphql, warnings }) {
  const budgets = routes.flatMap((route) => route.budgets);
  const blocking = budgets.filter(({ enforce }) => enforce === "block").length;
  const parts = [
    counted(routes.length, "route"),
    counted(conditions.length, "condition"),
    `${counted(budgets.length, "budget")} (${blocking} of them ${blocking === 1 ? "blocks" : "block"})`,
    ...graphql === null ? [] : ["GraphQL operations"]
  ];
  const has = `${file}: ${new Intl.ListFormat("en").format(parts)}.`;
  const [first] = warnings;
  if (first === void 0) return ok(has);
  return warn([has, ...warnings].join("\n"), "Change the configuration as it says there, or leave it: a run works.");
}
function unread() {
  return warn("Not checked: the configuration cannot be read.", "Mend the check of config first.");
}
function counted(number, noun) {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

// src/doctor/judge/git.ts
function judgeGit({ version, cause, isShallow: isShallow2, commits }, isNeeded) {
  const worse = isNeeded ? fail : warn;
  const without = isNeeded ? "" : " A run works, but does not know which commits it compares, or which one is to blame.";
  if (version === null) return worse(`git does not start.${without}`, "Install git, and put it on the PATH.");
  if (cause !== null)
    return worse(
      `${version}, but this folder is not in a repository that can be read: ${cause}.${without}`,
      "Run doctor inside the repository (in a workflow: after actions/checkout)."
    );
  return ok(
    `${version}; ${isShallow2 ? `a shallow clone with ${commits}` : `a repository with ${commits}`} commit${commits === 1 ? "" : "s"}.`
  );
}
var FETCH_DEPTH = "Give actions/checkout `fetch-depth: 0`; elsewhere run `git fetch --unshallow`.";
function judgeHistory({ head, base, because, isShallow: isShallow2, unfetchable }, isNeeded) {
  const worse = isNeeded ? fail : warn;
  if (head === null) return worse("The commit of head is not in this clone.", FETCH_DEPTH);
  if (base !== null) return ok(`Base is ${shortSha(base)}, ${because}; head is ${shortSha(head)}.`);
  if (!isShallow2)
    return warn(
      "The head commit has no base: it is the first of all, or shares no history with the default branch.",
      "Nothing, if this is the first commit; otherwise fetch the default branch, for example with `git fetch origin main`."
    );
  const missing = `This clone is shallow, and base's commit (${because}) is not in it`;
  if (unfetchable === null) return warn(`${missing}; each run fetches it from origin.`, FETCH_DEPTH);
  return worse(`${missing}; origin does not let it be fetched: ${unfetchable}.`, FETCH_DEPTH);
}
function withoutRepository(isNeeded) {
  const message = "Not checked: there is no repository to look for base in.";
  return (isNeeded ? fail : warn)(message, "Mend the check of git first.");
}

// src/doctor/judge/machine.ts
var GB = 1e9;
var MB = 1e6;
var LEAST_MEMORY = GB;
var LEAST_DISK = 200 * MB;
var ENOUGH_DISK = 2 * GB;
var SMALL_SHARED_MEMORY = 64 * 2 ** 20;
var MOST_OTHERS = 0.2;
var MOST_STOLEN = 0.05;
function judgeMachine({ cores, memory, freeMemory, others, stolen }) {
  const has = `${cores} ${cores === 1 ? "core" : "cores"}, ${sizeOf(freeMemory)} of ${sizeOf(memory)} memory free`;
  const problems = [
    ...cores === 1 ? [{ what: "Chrome and the gate share one core", todo: "Use a machine with two cores or more." }] : [],
    ...freeMemory < LEAST_MEMORY ? [{ what: "Chrome may be ended for lack of memory", todo: "End other programs, or use a larger runner." }] : [],
    ...others !== null && others > MOST_OTHERS ? [{ what: `other processes use ${percent(others)} of the cores`, todo: "Measure while no other job runs here." }] : [],
    ...stolen !== null && stolen > MOST_STOLEN ? [
      {
        what: `the host gives ${percent(stolen)} of the cores to others`,
        todo: "Use a runner with cores of its own."
      }
    ] : []
  ];
  if (problems.length === 0)
    return ok(`${has}${others === null ? "" : `, ${percent(others)} of the cores in use by others`}.`);
  return warn(`${has}; ${problems.map(({ what }) => what).join("; ")}.`, problems.map(({ todo }) => todo).join(" "));
}
function judgeDisk({ folder, free }) {
  const has = `${sizeOf(free)} free in ${folder}`;
  const remedy = "Remove what is not needed, or set TMPDIR (on Windows TEMP) to a folder on another disk.";
  if (free < LEAST_DISK) return fail(`${has}: Chrome needs ${sizeOf(LEAST_DISK)} for its profile.`, remedy);
  if (free < ENOUGH_DISK) return warn(`${has}: copies of sites and checkouts may need ${sizeOf(ENOUGH_DISK)}.`, remedy);
  return ok(`${has}.`);
}
function judgeSharedMemory(bytes) {
  if (bytes === void 0) return ok("Chrome does not use /dev/shm on this system.");
  const remedy = "In Docker use --shm-size=1g or --ipc=host.";
  const instead = "the gate starts Chrome so that it uses the temporary folder instead";
  if (bytes === null) return warn(`/dev/shm does not exist: ${instead}, but a build or a server may need it.`, remedy);
  const has = `/dev/shm has ${sizeOf(bytes)}`;
  if (bytes < SMALL_SHARED_MEMORY) return warn(`${has}: ${instead}, but a build or a server may need more.`, remedy);
  return ok(`${has}; ${instead}.`);
}
function sizeOf(bytes) {
  const [size, unit] = bytes >= GB ? [bytes / GB, "GB"] : [bytes / MB, "MB"];
  return `${size >= 10 || Number.isInteger(size) ? Math.round(size) : size.toFixed(1)} ${unit}`;
}
function percent(share) {
  return `${Math.round(100 * share)} %`;
}

// src/doctor/judge/node.ts
var LEAST_NODE = "22.19";
function judgeNode(version) {
  if (isAtLeast(version, LEAST_NODE)) return ok(`Node.js ${version}.`);
  return fail(
    `Node.js ${version} is too old: ${LEAST_NODE} is the least that vitals-gate runs on.`,
    "Install Node.js 24; in a workflow use actions/setup-node with `node-version: 24`."
  );
}
function isAtLeast(version, least) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [leastMajor = 0, leastMinor = 0] = least.split(".").map(Number);
  return major > leastMajor || major === leastMajor && minor >= leastMinor;
}

// src/doctor/judge/noise.ts
var LEAST_BLOCKS = 2;
var REMEDY = "Run nothing else on this machine meanwhile, or use a larger runner.";
function judgeNoise({ one, two, problem }, rule) {
  if (problem !== null)
    return fail(
      `A page on this machine could not be measured: ${problem}.`,
      "Mend the check of chrome first; otherwise see docs/lab.md."
    );
  const series = two === null ? [one] : [one, two];
  if (series.some((each) => each.length < LEAST_BLOCKS)) return tooSlow();
  const [alone, shared] = series.map((each) => levelsOf(each, rule));
  if (alone === void 0) throw new Error("one lane was measured");
  const said = [textOf(alone, "one lane"), ...shared === void 0 ? [] : [textOf(shared, "two lanes")]];
  const used = shared ?? alone;
  const sees = `a run finds an increase of ${percent2(used.smallest)} or more in four of five cases`;
  const message = `The σ of LCP is ${said.join(" and ")}; ${sees}.`;
  if (used.certifiable <= TOLERANCE) return ok(message);
  const high = `${message} That is too noisy to clear an unchanged page at ${percent2(TOLERANCE)}`;
  if (shared !== void 0 && alone.certifiable <= TOLERANCE)
    return warn(`${high} in two lanes.`, "Write `lanes: 1` in the configuration.");
  return warn(`${high}.`, REMEDY);
}
function tooSlow() {
  return warn("This machine is so slow or so busy that a page could not be visited often enough to tell.", REMEDY);
}
var TOLERANCE = Math.max(
  ...rootTolerances("lcp", []).map((limit) => limit.kind === "relative" ? limit.fraction : 0)
);
function levelsOf(series, rule) {
  const last = looksOf(rule).at(-1);
  if (last === void 0) throw new Error("a plan has looks");
  const sigma = visitSigma(series, 0);
  const scatter = { sigma, blocks: last.blocks, tolerance: Math.log1p(TOLERANCE) };
  const floor = floorOf(scatter, { thresholds: last.thresholds, proof: lastProofLook(rule) });
  const values = valuesOf(series);
  const { minimumDetectable: smallest, certifiableTolerance: certifiable } = floor;
  return { visits: values.length, levelMs: median(values), sigma, smallest, certifiable };
}
function textOf({ visits, levelMs, sigma }, lanes) {
  return `${percent2(sigma)} in ${lanes} (${visits} visits of ${Math.round(levelMs)} ms)`;
}
function percent2(fraction) {
  return `${(100 * fraction).toFixed(fraction < 0.0995 ? 1 : 0)} %`;
}

// src/doctor/known.ts
import { setTimeout as pause } from "node:timers/promises";
var READ_MS = 5e3;
var GIT_MS = 3e4;
async function readKnown({ config: file }, { cwd, env }) {
  const [read, context, git] = await Promise.all([
    readConfig(file, cwd, env),
    readContext(env),
    Git.open(cwd, env, AbortSignal.timeout(GIT_MS))
  ]);
  return { ...read, context, ...await readEvent(context), git };
}
async function readConfig(file, cwd, env) {
  const late = fail(
    `${file}:1:1: The configuration could not be read within ${READ_MS / 1e3} s.`,
    "Name a file with --config."
  );
  try {
    const reading = loadConfig(file, { baseUrl: null, headUrl: null }, cwd, env);
    const config = await Promise.race([reading, pause(READ_MS, null, { ref: false })]);
    return { config, complaint: config === null ? late : null };
  } catch (error) {
    return { config: null, complaint: findingOf(error) };
  }
}
async function readEvent(context) {
  try {
    return { event: (await subjectOf(context, null)).event, refusal: null };
  } catch (error) {
    return { event: null, refusal: findingOf(error) };
  }
}
function needsOf(config, event) {
  const { base = null, head = null } = config?.deploys ?? {};
  const looksUp = [base, head].some((source) => source?.kind === "github-deployments");
  const keepsHistory = config?.history?.place.kind === "branch" && event?.kind !== "pull-request";
  return new Map([
    ["contents", keepsHistory ? "write" : "read"],
    ...config?.comment === "never" ? [] : [["pull-requests", "write"]],
    ...looksUp ? [["deployments", "read"]] : []
  ]);
}
function needsHistory(config) {
  if (config === null) return true;
  return [config.deploys.base, config.deploys.head].some((source) => source?.kind === "worktree");
}
function navigatesSoftly(config) {
  return (config?.routes ?? []).some(
    ({ interactions }) => interactions.some((step) => step.action === "navigate" && step.kind === "soft")
  );
}
function ruleOf(config) {
  const plan = { kind: "looks", maxBlocks: config?.deciding.maxBlocks ?? 15 };
  return { plan, alpha: alphaOf(plan, config?.deciding.alpha ?? null), comparisons: familySize(config?.routes ?? []) };
}

// src/doctor/judge/deploys.ts
var JUDGES = {
  none: () => warn(
    "No base is configured, so budgets on an increase cannot be judged.",
    "Add `deploys: { base: { url: https://staging.example } }` to the configuration."
  ),
  later: ({ why }) => warn(`Not checked: ${why}`, "Run doctor in the workflow of a pull request, too."),
  served: judgeServed,
  folder: ({ folder, problem }) => problem === null ? ok(`The folder ${folder} has pages.`) : fail(
    `The folder ${folder} ${problem}.`,
    "Build the site first, or correct `static:` (it is relative to the configuration file)."
  ),
  built: judgeBuilt,
  listed: judgeListed
};
function judgeDeploy(facts) {
  return judgeKind(facts.kind, facts);
}
function judgeKind(kind, facts) {
  return JUDGES[kind](facts);
}
function judgeServed({ url, answers, logsIn }) {
  const broken = answers.map((answer) => ({ path: answer.path, finding: judgeAnswer(url, answer, logsIn) }));
  const [first, ...others] = broken.flatMap(({ path: path3, finding }) => finding === null ? [] : [{ path: path3, finding }]);
  if (first !== void 0) {
    const also = others.length === 0 ? "" : ` Not right either: ${others.map(({ path: path3 }) => path3).join(", ")}.`;
    return { ...first.finding, message: `${first.finding.message}${also}` };
  }
  const slowest = Math.round(Math.max(...answers.map(({ ms }) => ms)));
  const all = answers.length === 1 ? "its route" : `${answers.length} routes`;
  return ok(
    `${url} answers for ${all}, within ${slowest} ms${answers.some(({ logIn }) => logIn !== null) ? ", after a log-in" : ""}.`
  );
}
function judgeAnswer(url, answer, logsIn) {
  const { path: path3, problem, status, elsewhere, logIn } = answer;
  if (problem !== null) return fail(problem, "Start the server, or correct its address under `deploys:`.");
  if (logIn !== null || status === 401)
    return logsIn ? null : fail(
      `${url}${path3} ${status === 401 ? "is answered with 401" : `redirects to a log-in page, ${String(logIn)}`}.`,
      'Declare `bypass:`, `basic-auth:` or `setup:` (docs/configuration.md, "Who visits"), or measure pages that need no log-in.'
    );
  if (elsewhere !== null)
    return fail(
      `${url}${path3} redirects to ${elsewhere}, which is not this deploy.`,
      "Write the address that it redirects to under `deploys:`."
    );
  if (status >= 200 && status < 300) return null;
  return fail(`${url}${path3} is answered with ${status}.`, "Correct the path of the route, or mend the page.");
}
function judgeBuilt({ directory, exists, missing }) {
  if (exists === false)
    return fail(
      `The commit does not have the folder ${directory}.`,
      "Correct `directory:` (it is relative to the root of the repository)."
    );
  if (missing.length > 0)
    return fail(
      `It is built here, but ${missing.join(" and ")} ${missing.length === 1 ? "is" : "are"} not on the PATH.`,
      "Install it; in a workflow, in a step before the gate."
    );
  return ok("It is built and served here. Whether the build works shows in a run only.");
}
function judgeListed({ environment, found }) {
  const which = environment === null ? "" : ` whose environment matches ${environment}`;
  if (found > 0) return ok(`GitHub knows deployments${which}. Which one is the commit's shows in a run.`);
  return fail(
    `GitHub does not know a deployment${which}.`,
    "Connect the hosting service with the repository, correct `environment:`, or use another kind of deploy (docs/deploys.md)."
  );
}

// src/doctor/judge/permissions.ts
import { z } from "./vendor/zod-Z7J2UVJW.js";
var LEVELS = ["none", "read", "write"];
var permissionsSchema = z.union([z.string(), z.record(z.string(), z.string())]);
var workflowSchema = z.object({
  permissions: permissionsSchema.nullish(),
  jobs: z.record(z.string(), z.object({ permissions: permissionsSchema.nullish() }))
});
function declaredIn(workflow, job) {
  const parsed = workflowSchema.safeParse(workflow);
  if (!parsed.success) return null;
  const own = parsed.data.jobs[job];
  return own === void 0 ? null : own.permissions ?? parsed.data.permissions ?? null;
}
var TOKEN = "env: { GITHUB_TOKEN: ${{ github.token }} }";
function judgePermissions(facts) {
  const { isWorkflow, hasToken, repository, apiUrl, answers } = facts;
  if (!hasToken)
    return isWorkflow ? warn("Not checked: GITHUB_TOKEN is not set.", `Give the step \`${TOKEN}\`.`) : warn(
      "Not checked: this is not a workflow, and GITHUB_TOKEN is not set.",
      `Run doctor in the workflow too, in a step with \`${TOKEN}\`.`
    );
  if (repository === null)
    return warn("Not checked: GITHUB_REPOSITORY does not name a repository.", "Run doctor in the workflow.");
  const all = [...answers];
  const silent = all.flatMap(([, answer]) => "problem" in answer ? [answer.problem] : []);
  if (silent[0] !== void 0)
    return fail(`${apiUrl} does not answer: ${silent[0]}.`, "Check the network, HTTPS_PROXY and GITHUB_API_URL.");
  const refused = all.flatMap(
    ([name, answer]) => "problem" in answer || isAllowed(answer) ? [] : [{ name, ...answer }]
  );
  const bad = refused.find(({ status }) => status === 401);
  if (bad !== void 0)
    return fail(`GitHub refuses the token: ${bad.status} ${bad.message}.`, `Use the job's own token: \`${TOKEN}\`.`);
  const [first] = refused;
  if (first !== void 0)
    return fail(
      `The token may not read ${listOf(refused.map(({ name }) => name))} of ${repository}: ${first.status} ${first.message}.`,
      remedyFor(facts)
    );
  return judgeWriting(facts, repository);
}
function isAllowed({ status }) {
  return status < 400 || status === 409 || status === 422;
}
function judgeWriting(facts, repository) {
  const { needs, answers, declared, isFork: isFork2 } = facts;
  const written = [...needs].flatMap(([name, level]) => level === "write" ? [name] : []);
  const reads = `The token may read ${listOf([...answers.keys()])} of ${repository}`;
  if (written.length === 0) return ok(`${reads}.`);
  if (isFork2)
    return warn(
      `${reads}, but it cannot write: the pull request is from another repository.`,
      "Let a second workflow on `workflow_run` judge and comment (docs/github.md)."
    );
  if (declared === null)
    return warn(
      `${reads}. Whether it may write ${listOf(written)} is not known, because no workflow file says it.`,
      remedyFor(facts)
    );
  const missing = written.filter((name) => levelIn(declared, name) !== "write");
  if (missing.length > 0)
    return fail(`${reads}, but the workflow does not let it write ${listOf(missing)}.`, remedyFor(facts));
  return ok(`${reads}, and the workflow lets it write ${listOf(written)}.`);
}
function levelIn(declared, name) {
  const written = typeof declared === "string" ? declared.replace(/-all$/, "") : declared[name] ?? "none";
  return LEVELS.find((level) => level === written) ?? "none";
}
function remedyFor({ needs }) {
  const lines = [...needs].map(([name, level]) => `${name}: ${level}`);
  return `Give the job \`permissions: { ${lines.join(", ")} }\`.`;
}
function listOf(names) {
  return new Intl.ListFormat("en").format(names);
}

// src/doctor/judge/proof.ts
function judgeProof({ declared, isByCommit, claims }) {
  if (declared === null && isByCommit) return ok("The gate builds, serves or finds each deploy by its commit.");
  if (declared === null)
    return warn(
      "Nothing says which commit a deploy serves, so a run may compare other commits than it names.",
      "Let the site send its commit, and declare it: `deploys: { verify: { header: x-commit-sha } }` (docs/deploys.md)."
    );
  const silent = claims.find(({ problem }) => problem !== null);
  if (silent !== void 0)
    return fail(
      `The ${silent.side} deploy does not say which commit it serves: ${String(silent.problem)}.`,
      `Let the site send the ${declared}, or correct \`verify:\`.`
    );
  const wrong = claims.find(({ isWrong }) => isWrong);
  if (wrong !== void 0)
    return fail(
      `The ${wrong.side} deploy serves ${shortSha(String(wrong.sha))}, which is not the commit of this run.`,
      "Wait until the deploy is there, or correct its address under `deploys:`."
    );
  const [first] = claims;
  if (first === void 0)
    return warn(
      `Not checked: no deploy could be asked for its ${declared}.`,
      "Mend the checks of base and head first."
    );
  const said = claims.map(({ side, sha }) => `${side} serves ${shortSha(String(sha))}`);
  return ok(`By the ${declared}, ${said.join(" and ")}.`);
}

// src/doctor/stage.ts
var LIMITS = { machine: 3e3, local: 12e3, network: 12e3, proof: 1e4, noise: 2e4 };

// src/doctor/network.ts
function networkChecks(asked) {
  const { known, place, probes } = asked;
  const { config, context, event, git, refusal } = known;
  const isNeeded = needsHistory(config);
  const history = "cause" in git ? null : probes.askHistory(git, event);
  const [base, head] = SIDES.map((side) => deployCheck(side, asked, history));
  const stage = {
    history: inTime(
      LIMITS.network,
      async () => history === null ? withoutRepository(isNeeded) : judgeHistory(await history, isNeeded)
    ),
    permissions: inTime(LIMITS.network, async () => {
      const request = { context, env: place.env, needs: needsOf(config, event) };
      return refusal ?? judgePermissions(await probes.askPermissions(request));
    }),
    ...base && { base },
    ...head && { head }
  };
  return { stage, proof: () => proofCheck(asked, history, stage) };
}
function deployCheck(side, asked, history) {
  const { config } = asked.known;
  return inTime(LIMITS.network, async (signal) => {
    if (config === null) return unread();
    if (config.routes.length === 0) return ok(NOT_VISITED);
    return judgeDeploy(await asked.probes.askDeploy(await questionOf(config, side, asked, history, signal)));
  });
}
var NOT_VISITED = "The configuration has no routes, so deploys are not visited.";
async function proofCheck(asked, history, stage) {
  const { config } = asked.known;
  if (config === null) return unread();
  if (config.routes.length === 0) return ok(NOT_VISITED);
  return inTime(LIMITS.proof, async (signal) => {
    const questions = [];
    for (const side of SIDES)
      if ((await stage[side])?.status === "ok") questions.push(await questionOf(config, side, asked, history, signal));
    return judgeProof(await asked.probes.askProof(config, questions));
  });
}
async function questionOf(config, side, { known: { context, event, git }, place: { env }, probes }, history, signal) {
  const sha = event === null ? null : side === "head" ? event.headSha : (await history)?.base ?? null;
  return { config, side, sha, event, git, env, signal, environments: probes.environmentsOf(context, env) };
}

// src/doctor/probe/deploys.ts
import { readdir, stat } from "node:fs/promises";

// src/doctor/probe/answers.ts
var CONNECT_MS = 4e3;
var ANSWER_MS = 7e3;
var MOST_ROUTES = 20;
var AT_ONCE = 4;
async function askRoutes(asked) {
  const { url, config, signal } = asked;
  const routes = config.routes.slice(0, MOST_ROUTES);
  const mapped = hostsOf(asked);
  const unreachable = Object.keys(mapped).length > 0 ? null : await preflight(url, signal, CONNECT_MS);
  if (unreachable !== null) return [{ ...NOTHING, path: routes[0]?.path ?? "/", problem: unreachable }];
  const turns = new Turns(AT_ONCE);
  return Promise.all(routes.map((route) => turns.take(() => ask(asked, route, mapped))));
}
function hostsOf({ hosts, config }) {
  return { ...sharedHosts(config.conditions.map((condition) => condition.hosts)), ...hosts };
}
var NOTHING = { problem: null, status: 0, elsewhere: null, logIn: null, ms: 0 };
async function ask({ url, config, env, signal }, route, hosts) {
  const start = performance.now();
  const { headers } = visitorOf(route, url, env);
  try {
    const options = { headers, hosts, allowHosts: config.allowHosts, timeoutMs: ANSWER_MS, signal };
    const page = await fetchPage(`${url}${route.path}`, options);
    return { ...answerOf(url, route.path, page), ms: performance.now() - start };
  } catch (error) {
    if (error instanceof OffLimits) return { ...answerOf(url, route.path, { url: error.url, status: 0 }), ms: 0 };
    const shown = stripQuery(`${url}${route.path}`);
    const isLate = error instanceof Error && error.name === "TimeoutError";
    const why = isLate ? `does not answer within ${ANSWER_MS / 1e3} s` : `gives no answer: ${causeOf(error)}`;
    return { ...NOTHING, path: route.path, problem: `${shown} ${why}.` };
  }
}
function answerOf(deployUrl, path3, { url, status }) {
  const { origin, hostname } = new URL(url);
  const isElsewhere = origin !== new URL(deployUrl).origin;
  const leadsToLogIn = isLogIn(url) && !isLogIn(`${deployUrl}${path3}`) || isElsewhere && isLoginHost(hostname);
  const shown = stripQuery(url);
  return { ...NOTHING, path: path3, status, elsewhere: isElsewhere ? shown : null, logIn: leadsToLogIn ? shown : null };
}

// src/doctor/probe/deploys.ts
async function askDeploy(question) {
  const source = question.config.deploys[question.side];
  if (source === null) return { kind: "none" };
  try {
    return await askSource(source.kind, source, question);
  } catch (error) {
    if (!(error instanceof GateError) || error.code !== "placeholder" || question.event !== null) throw error;
    return { kind: "later", why: error.message };
  }
}
var ASKED = {
  url: askUrl,
  static: async ({ folder }, question) => askFolder(expandFolder(folder, valuesOf2(question))),
  worktree: askBuild,
  "github-deployments": askListed
};
function askSource(kind, source, question) {
  return ASKED[kind](source, question);
}
function urlOf({ url }, question) {
  return expandUrl(url, valuesOf2(question));
}
function valuesOf2({ side, sha, event }) {
  return valuesFor(side, sha, event);
}
async function askUrl(source, question) {
  const url = urlOf(source, question);
  const { config, env, signal } = question;
  const logsIn = config.routes.some(({ session }) => session !== void 0);
  return { kind: "served", url, logsIn, answers: await askRoutes({ url, hosts: source.hosts, config, env, signal }) };
}
async function askFolder(folder) {
  return { kind: "folder", folder, problem: await problemOf(folder) };
}
async function problemOf(folder) {
  try {
    if (!(await stat(folder)).isDirectory()) return "is a file";
    const files = await readdir(folder, { recursive: true });
    return files.some((file) => /\.html?$/i.test(file)) ? null : "has no HTML page";
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "ENOENT" ? "does not exist" : "cannot be read";
  }
}
var PROGRAMS = ["npm", "npx", "pnpm", "yarn", "bun", "bundle", "ruby", "hugo", "python3", "python", "docker", "make"];
async function askBuild(plan, { git, sha, env }) {
  const { directory, install, build, serve } = plan;
  const words = [install, build, serve].flatMap((command) => (command ?? "").split(/[\s;&|()'"]+/));
  const named = PROGRAMS.filter((program) => words.includes(program));
  const folder = "cause" in git ? "." : git.root;
  const there = await Promise.all(named.map((program) => isOnPath(program, folder, environmentFor(env))));
  const missing = named.filter((_, index) => there[index] !== true);
  return { kind: "built", directory, exists: await hasFolder(git, sha ?? "HEAD", directory), missing };
}
async function hasFolder(git, sha, directory) {
  if ("cause" in git || await git.tryRun("cat-file", "-e", sha) === null) return null;
  const type = await git.tryRun("cat-file", "-t", `${sha}:${directory === "." ? "" : `./${directory}`}`);
  return type === "tree";
}
async function askListed({ environment }, { environments }) {
  if (environments === null) {
    const why = "only a workflow whose step has GITHUB_TOKEN can look up the deployments of the repository.";
    return { kind: "later", why };
  }
  const names = await environments();
  return { kind: "listed", environment, found: names.filter((name) => matches(environment, name)).length };
}

// src/doctor/probe/machine.ts
import { mkdtemp, rm, statfs, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir, totalmem } from "node:os";
import path from "node:path";
import { setTimeout as pause2 } from "node:timers/promises";
var WATCH_MS = 1e3;
async function watchMachine() {
  const clock = new CpuClock();
  const before = clock.read();
  const start = performance.now();
  await pause2(WATCH_MS);
  const after = clock.read();
  const cores = availableParallelism();
  const all = cores * (performance.now() - start);
  const limit = process.constrainedMemory();
  const isLimited = limit > 0 && limit < totalmem();
  return {
    cores,
    memory: isLimited ? limit : totalmem(),
    freeMemory: process.availableMemory(),
    others: before === null || after === null ? null : Math.max(0, after.processMs - before.processMs - (after.ownMs - before.ownMs)) / all,
    stolen: before === null || after === null ? null : Math.max(0, after.stealMs - before.stealMs) / all
  };
}
async function askDisk(folder = tmpdir()) {
  try {
    const made = await mkdtemp(path.join(folder, "vitals-gate-doctor-"));
    try {
      await writeFile(path.join(made, "written"), "x".repeat(1e4));
    } finally {
      await rm(made, { recursive: true, force: true });
    }
    const { bavail, bsize } = await statfs(folder);
    return { folder, free: bavail * bsize };
  } catch (cause) {
    throw new GateError("temporary-folder", { folder, cause: reasonOf2(cause) }, { cause });
  }
}
async function askSharedMemory(folder = "/dev/shm", platform = process.platform) {
  if (platform !== "linux") return void 0;
  try {
    const { blocks, bsize } = await statfs(folder);
    return blocks * bsize;
  } catch {
    return null;
  }
}

// src/doctor/probe/git.ts
var GIT_MS2 = 5e3;
var ORIGIN_MS = 8e3;
async function askGit(git, env) {
  const ask4 = ["--version"];
  const options = { env: gitEnvironment(env, ask4), extendEnv: false, timeout: GIT_MS2 };
  const version = await execa_execa("git", ask4, options).catch(() => null);
  const about = { version: version === null ? null : `git ${version.stdout.replace(/^git version /, "")}` };
  if ("cause" in git) return { ...about, cause: git.cause, isShallow: false, commits: 0 };
  const commits = await git.tryRun("rev-list", "--count", "HEAD");
  return { ...about, cause: null, isShallow: await isShallow(git), commits: Number(commits ?? 0) };
}
async function askHistory(git, event) {
  const head = await commitOf(git, event?.headSha ?? "HEAD");
  const { sha, because } = await baseOf(git, event, head);
  const shallow = await isShallow(git);
  const unfetchable = head !== null && sha === null && shallow ? await whyUnfetchable(git) : null;
  return { head, base: sha, because, isShallow: shallow, unfetchable };
}
async function baseOf(git, event, head) {
  const previous = async () => ({
    sha: head === null ? null : await commitOf(git, `${head}^`),
    because: "the previous commit"
  });
  if (event?.kind === "push") {
    const before = event.before === null ? null : await commitOf(git, event.before);
    return before === null ? previous() : { sha: before, because: "what the branch was before the push" };
  }
  const target = event?.kind === "pull-request" ? event.baseSha : await defaultBranch(git);
  if (target === null || head === null) return previous();
  const because = `the merge base with ${event?.kind === "pull-request" ? shortSha(target) : target}`;
  const sha = await git.tryRun("merge-base", target, head);
  return sha === head ? previous() : { sha: sha === "" ? null : sha, because };
}
function commitOf(git, name) {
  return git.tryRun("rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`);
}
async function isShallow(git) {
  return await git.tryRun("rev-parse", "--is-shallow-repository") === "true";
}
async function whyUnfetchable(git) {
  try {
    await git.until(AbortSignal.timeout(ORIGIN_MS)).run("ls-remote", "--quiet", "origin", "HEAD");
    return null;
  } catch (error) {
    return reasonOf(error);
  }
}

// src/doctor/probe/permissions.ts
import { readFile } from "node:fs/promises";
import path2 from "node:path";
var PATIENCE = { requestMs: 8e3, totalMs: 1e4, pauseMs: 1e3, keepsDistance: false };
var LONGEST_MESSAGE = 200;
async function askPermissions({ context, env, needs }) {
  const { repository, apiUrl, pullRequest } = context;
  const token = tokenOf(env);
  const about = {
    isWorkflow: env["GITHUB_ACTIONS"] === "true",
    hasToken: token !== "",
    repository: repository === null ? null : slugOf(repository),
    apiUrl,
    needs,
    declared: await declaredBy(env),
    isFork: isFork(pullRequest?.headRepository, repository)
  };
  if (repository === null || token === "") return { ...about, answers: /* @__PURE__ */ new Map() };
  const client = createClient(token, apiUrl, PATIENCE);
  const asked = [...needs.keys()].map(async (name) => [name, await ask2(client, name, repository)]);
  return { ...about, answers: new Map(await Promise.all(asked)) };
}
function isFork(head, repository) {
  return head != null && repository !== null && head.toLowerCase() !== slugOf(repository).toLowerCase();
}
async function ask2({ octokit, retried }, name, repository) {
  const { repos, pulls } = octokit.rest;
  const one = { ...repository, per_page: 1, ...UNREPEATED };
  const questions = {
    contents: () => repos.getCommit({ ...one, ref: "HEAD" }),
    "pull-requests": () => pulls.list(one),
    deployments: () => repos.listDeployments(one)
  };
  try {
    await retried(questions[name] ?? (() => repos.get({ ...repository, ...UNREPEATED })));
    return { status: 200, message: "" };
  } catch (error) {
    const status = statusOf(error);
    const cause = sanitizeLine(causeOf(error), LONGEST_MESSAGE);
    return status === null || status >= 500 ? { problem: cause } : { status, message: cause.replace(/ - https?:\S+$/, "") };
  }
}
async function declaredBy(env) {
  const [, file] = /^[^/]+\/[^/]+\/(\.github\/workflows\/[^/@]+)@/.exec(env["GITHUB_WORKFLOW_REF"] ?? "") ?? [];
  const folder = env["GITHUB_WORKSPACE"] ?? "";
  if (file === void 0 || folder === "") return null;
  try {
    return declaredIn(yaml_parse(await readFile(path2.join(folder, file), "utf8")), env["GITHUB_JOB"] ?? "");
  } catch {
    return null;
  }
}
var NEWEST = 100;
function environmentsOf({ repository, apiUrl }, env) {
  const token = tokenOf(env);
  if (repository === null || token === "") return null;
  const { octokit, retried } = createClient(token, apiUrl, PATIENCE);
  const list = { ...repository, per_page: NEWEST, ...UNREPEATED };
  return async () => {
    const { data } = await retried(() => octokit.rest.repos.listDeployments(list));
    return data.map(({ environment }) => environment);
  };
}
function tokenOf(env) {
  return (env["GITHUB_TOKEN"] ?? "").trim();
}

// src/doctor/probe/proof.ts
var LONGEST_SHA = 60;
async function askProof(config, questions) {
  const sources = SIDES.flatMap((side) => config.deploys[side] ?? []);
  const claims = await Promise.all(questions.map(ask3));
  return {
    declared: config.verify === null ? null : describeProof(config.verify),
    isByCommit: sources.every(({ kind }) => kind !== "url"),
    claims: claims.filter((claim) => claim !== null)
  };
}
async function ask3(question) {
  const { config, side, sha, env, signal } = question;
  const source = config.deploys[side];
  const [route] = config.routes;
  if (config.verify === null || source?.kind !== "url" || route === void 0) return null;
  const url = addressOf(question);
  if (url === null) return null;
  const hosts = hostsOf({ hosts: source.hosts, config });
  const { headers } = visitorOf(route, url, env);
  const request = { proof: config.verify, path: route.path, headers, signal, allowHosts: config.allowHosts };
  const claim = await claimedSha({ url, hosts }, request);
  if ("problem" in claim) return { side, sha: null, problem: sanitizeLine(claim.problem, 300), isWrong: false };
  const isWrong = side === "head" && sha !== null && question.event !== null && !isSameSha(claim.sha, sha);
  return { side, sha: sanitizeLine(claim.sha, LONGEST_SHA), problem: null, isWrong };
}
function addressOf(question) {
  const source = question.config.deploys[question.side];
  try {
    return source?.kind === "url" ? urlOf(source, question) : null;
  } catch {
    return null;
  }
}

// src/doctor/probe/noise.ts
import { createServer } from "node:http";
import { once } from "node:events";

// src/doctor/probe/page.ts
var PARAGRAPHS = 60;
var TEXT = "This page does not change, so whatever differs between two visits comes from the machine. ".repeat(4);
var PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>vitals-gate doctor</title>
<style>body { margin: 1em; font: 20px/1.4 sans-serif }</style>
<h1>A page to measure this machine with</h1>
${Array.from({ length: PARAGRAPHS }, (_, number) => `<p>${number + 1}. ${TEXT}</p>`).join("\n")}
<ul id="list"></ul>
<script>
  const list = document.getElementById('list');
  for (let item = 0; item < 300; item += 1) list.append(Object.assign(document.createElement('li'), { textContent: 'Item ' + item }));
</script>
</html>
`;

// src/doctor/probe/noise.ts
var TIMES = { alone: 14e3, eachOfTwo: 7e3 };
var CONDITION = PRESETS.mobile;
var ROUTE = { name: "built-in page", path: "/", conditions: [CONDITION.name], interactions: [], budgets: [] };
var SETTLE_MS = 150;
var BLOCK = 4;
async function measureNoise({ chromePath, env, lanes, signal, times = TIMES }) {
  const site = await servePage();
  const hasTwo = lanes === 2;
  const about = { chromePath, env, signal, settleMs: SETTLE_MS, log: () => void 0, lanes };
  try {
    const lab = await Lab.open(about, [CONDITION]);
    try {
      const one = await visitFor(hasTwo ? times.eachOfTwo : times.alone, lab, site.url, [0]);
      const two = hasTwo && one.problem === null ? await visitFor(times.eachOfTwo, lab, site.url, [0, 1]) : null;
      return { one: one.blocks, two: two?.blocks ?? null, problem: one.problem ?? two?.problem ?? null };
    } finally {
      await lab.close();
    }
  } finally {
    await site.close();
  }
}
async function visitFor(ms, lab, url, lanes) {
  const end = performance.now() + ms;
  const visited = await Promise.all(lanes.map((lane) => visitInLane(end, lab, url, lane)));
  await Promise.all(lanes.map((lane) => lab.discardPrepared(lane)));
  return {
    blocks: visited.flatMap(({ blocks }) => blocks),
    problem: visited.find(({ problem }) => problem !== null)?.problem ?? null
  };
}
async function visitInLane(end, lab, url, lane) {
  const deploy = { url };
  const next = { route: ROUTE, deploy, isCertain: true };
  const values = [];
  let isWarm = false;
  while (performance.now() < end) {
    const outcome = await lab.visit(ROUTE, CONDITION, deploy, { lane, next });
    if (outcome.status === "failed") return { blocks: [], problem: outcome.reason };
    const { lcp } = outcome.readings;
    if (lcp.status === "unmeasured") return { blocks: [], problem: lcp.reason };
    if (isWarm) values.push(lcp.breakdown.value);
    isWarm = true;
  }
  return { blocks: blocksOf(values), problem: null };
}
function blocksOf(values) {
  return Array.from(
    { length: Math.floor(values.length / BLOCK) },
    (_, block) => values.slice(block * BLOCK, (block + 1) * BLOCK).map((value, position) => ({ head: position % 2 === 1, value }))
  );
}
async function servePage() {
  const server = createServer((request, response) => {
    if (request.url === "/") response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(PAGE);
    else response.writeHead(404).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  const close = async () => {
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    await closed;
  };
  return { url: `http://127.0.0.1:${port}`, close };
}

// src/doctor/probe/chrome.ts
async function startChrome(named, env, signal) {
  const path3 = await findChrome(named, env);
  const scratch = openScratch();
  const end = () => void scratch.sweep();
  signal.addEventListener("abort", end, { once: true });
  try {
    const said = [];
    const browser = await launchChrome({
      chromePath: path3,
      env,
      folder: scratch.folder(),
      log: (line) => said.push(line)
    });
    const version = (await browser.version()).replace(/^Headless/, "");
    await browser.close();
    const isRoot = process.getuid?.() === 0;
    return {
      path: path3,
      version,
      unsandboxed: isRoot ? "this is root" : said.length > 0 ? "it does not start with it" : null
    };
  } finally {
    signal.removeEventListener("abort", end);
    await scratch.sweep();
    scratch.close();
  }
}

// src/doctor/probes.ts
var PROBES = {
  nodeVersion: () => process.versions.node,
  watchMachine,
  startChrome,
  askGit,
  askHistory,
  askDisk: () => askDisk(),
  askSharedMemory: () => askSharedMemory(),
  askPermissions,
  environmentsOf,
  askDeploy,
  askProof,
  measureNoise
};

// src/doctor/doctor.ts
async function examine(options, place, tell, probes = PROBES) {
  const checks = [];
  const finish = async (stage) => {
    for (const check of CHECKS) {
      const finding = await stage[check];
      if (finding === void 0) continue;
      checks.push({ check, ...finding });
      tell({ check, ...finding });
    }
  };
  const machine = await inTime(LIMITS.machine, async () => judgeMachine(await probes.watchMachine()));
  const known = await readKnown(options, place);
  const visitor = chromeOf(options, place, probes);
  await finish({ ...localChecks({ known, place, probes }, visitor), machine: Promise.resolve(machine) });
  const network = networkChecks({ known, place, probes });
  await finish(network.stage);
  await finish({ proof: network.proof() });
  await finish({ noise: noiseCheck({ known, place, probes }, visitor.started()) });
  return checks;
}
function chromeOf({ chromePath }, { env }, { startChrome: startChrome2 }) {
  let seen = null;
  const start = async (signal) => seen = await startChrome2(chromePath, env, signal);
  return { start, started: () => seen };
}
var local = (look) => inTime(LIMITS.local, look);
function localChecks({ known, place, probes }, chrome) {
  const { config, complaint, git } = known;
  return {
    node: local(async () => judgeNode(probes.nodeVersion())),
    chrome: local(async (signal) => judgeChrome(await chrome.start(signal), navigatesSoftly(config))),
    disk: local(async () => judgeDisk(await probes.askDisk())),
    "shared-memory": local(async () => judgeSharedMemory(await probes.askSharedMemory())),
    config: local(async () => config === null ? complaint ?? unread() : judgeConfig(config)),
    git: local(async () => judgeGit(await probes.askGit(git, place.env), needsHistory(config)))
  };
}
function noiseCheck({ known: { config }, place: { env }, probes }, chrome) {
  const look = async (signal) => {
    if (chrome === null) return warn("Not measured: Chrome does not start.", "Mend the check of chrome first.");
    const lanes = laneCount(config?.deciding.lanes ?? "auto", availableParallelism2());
    return judgeNoise(await probes.measureNoise({ chromePath: chrome.path, env, lanes, signal }), ruleOf(config));
  };
  return inTime(LIMITS.noise, look, tooSlow());
}

// src/graphql/command/price-json.ts
function operationJson({ operation, cost, planned, unplanned, breakdowns }, profile) {
  const { totals, precision, assumptions, violations } = cost;
  const total = (metric) => {
    const value = totals[metric]?.total;
    return value === void 0 ? void 0 : jsonNumber(value);
  };
  const shown = ["type-cost", "field-cost", "cost"].flatMap((metric) => {
    const breakdown = breakdowns[metric];
    return breakdown === void 0 ? [] : [[metric, jsonBreakdown(breakdown)]];
  });
  return {
    name: operation.name,
    hash: operation.hash,
    profile: profileText(profile),
    typeCost: total("type-cost"),
    fieldCost: total("field-cost"),
    cost: total("cost"),
    planned: planned === null ? void 0 : mapValues(planned.costs, jsonNumber),
    fetches: planned?.fetches,
    waves: planned?.waves,
    unplanned: unplanned ?? void 0,
    precision,
    assumptions,
    violations,
    breakdowns: Object.fromEntries(shown)
  };
}
function jsonBreakdown({ id, value, parts }) {
  return { id, value: jsonNumber(value), parts: parts.map(jsonBreakdown) };
}
function mapValues(record, map) {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}

// src/graphql/command/price-text.ts
function priceText(priced, profile) {
  const texts = priced.map((each) => each.valid ? operationText(each) : `${titleOf(each)}: invalid`);
  return [`profile: ${profileText(profile)}`, ...texts].join("\n\n") + "\n";
}
function operationText(priced) {
  const { cost, planned, unplanned, breakdowns } = priced;
  const trees = Object.values(breakdowns).flatMap((breakdown) => treeLines(breakdown, 1));
  return [
    titleOf(priced) + (cost.precision === "exact" ? "" : " (upper bound)"),
    ...trees,
    ...cost.assumptions.map(({ text }) => `  · ${text}`),
    ...cost.violations.map(({ text, file, line }) => `  ! ${text}${file === null ? "" : ` (${file}:${line ?? 1})`}`),
    ...planned === null ? [] : [`  · planned as ${planned.fetches} fetches in ${planned.waves} waves`],
    ...unplanned === null ? [] : [`  · no query plan: ${unplanned}`]
  ].join("\n");
}
function titleOf({ operation: { name, client, where } }) {
  return `${name ?? "(anonymous)"}${client === null ? "" : ` of ${client}`}  ${where}`;
}
function treeLines({ id, value, parts }, depth) {
  const indent = "  ".repeat(depth);
  return [
    `${indent}${id.padEnd(Math.max(1, 48 - indent.length))} ${costText(value)}`,
    ...parts.flatMap((part) => treeLines(part, depth + 1))
  ];
}

// src/graphql/command/run-cost.ts
async function runCost(request, folder) {
  const files = workTree(folder);
  const graph = await graphOf(request.source, files);
  const operations = await readOperations(files, { patterns: request.operations, named: "--operations", where: null });
  const given = request.variables === null ? NO_VARIABLES : await readVariables(request.variables, files);
  const settings = {
    profile: request.profile,
    listSize: request.listSize,
    unknownVariables: request.unknownVariables,
    variableDefaults: false,
    ...given
  };
  const { planner, notice } = await plannerFor(graph, folder);
  const priced = operations.map((operation) => priceOperation(operation, graph, settings, planner));
  const notes = [...graph.notes, ...notice === null ? [] : [notice], ...lintGraph(graph, request.profile)];
  const outcome = outcomeOf(priced, notes, request);
  return { ...outcome, stderr: unusedVariables(given, operations) + outcome.stderr };
}
function unusedVariables({ variables, variablesWhere, whereOfValue }, operations) {
  const names = operations.map(({ name }) => name);
  return Object.keys(variables).filter((pattern) => !names.some((name) => matchesName(pattern, name))).map((pattern) => {
    const near = didYouMean(
      pattern,
      names.filter((name) => name !== null)
    );
    const meant = near === null ? "" : ` Did you mean ${quote(near)}?`;
    return `${whereOfValue?.([pattern]) ?? variablesWhere}: warning: No operation is called ${quote(pattern)}.${meant}
`;
  }).join("");
}
function outcomeOf(priced, notes, { json, profile }) {
  const broken = priced.flatMap((each) => each.valid ? [] : each.problems);
  const errors = broken.map(({ where, message }) => `${where}: error: ${message}
`).join("");
  const told = notes.map((note) => `note: ${note}
`).join("");
  const valid = priced.flatMap((each) => each.valid ? [operationJson(each, profile)] : []);
  const stdout = json ? `${JSON.stringify(valid, null, 2)}
` : priceText(priced, profile);
  return { stdout, stderr: told + errors, exitCode: broken.length === 0 ? 0 : 1 };
}
async function graphOf(source, files) {
  const named = { schema: "--schema", supergraph: "--supergraph", rover: "--subgraphs", subgraphs: "--subgraphs" }[source.kind];
  const reading = await readGraph(source, files, { named, where: null });
  if (reading.status === "read") return reading.graph;
  if (reading.status === "absent")
    throw new GateError("graphql-input", { what: "There is no subgraph to compose.", todo: "List one." });
  const [first = "", ...others] = reading.errors.map(compositionText);
  throw new GateError("composition-failed", { first, others: others.map((each) => `
${each}`).join("") });
}
var NO_VARIABLES = { variables: {}, variablesWhere: "--variables" };
async function readVariables(path3, files) {
  const file = await readOne(files, path3, { named: "--variables", where: null });
  const value = parseJson(file ?? { path: path3, text: "" }, "Correct the file.");
  const whereOfValue = (keys) => placeIn(path3, parseSource(file?.text ?? "").position(keys, "key"));
  if (isMap(value) && Object.values(value).every(isMap))
    return { variables: value, variablesWhere: `${path3}:1:1`, whereOfValue };
  const what = "The variables are not a map from operation names to maps of values.";
  throw new GateError(
    "graphql-input",
    { what, todo: 'Write for example { "ProductPage": { "first": 10 } }.' },
    { where: `${path3}:1:1` }
  );
}

// src/report/terminal/calibration.ts
var percent3 = (fraction) => `${(100 * fraction).toFixed(1)} %`;
function renderCalibration(campaigns) {
  const total = campaigns.reduce((sum, { minutes }) => sum + minutes, 0);
  const lines = campaigns.flatMap((campaign) => [
    "",
    `${inText(routePhrase(campaign))}: at most ${campaign.minutes.toFixed(1)} min`,
    ...campaign.metrics.length === 0 ? ["  nothing was measured in three blocks or more"] : [],
    ...campaign.metrics.flatMap(metricLines),
    ...laneLines(campaign)
  ]);
  const most = Math.max(10, ...campaigns.flatMap(({ metrics }) => metrics.map(({ maxBlocks }) => maxBlocks)));
  return [
    "The noise on this machine, from comparing this deploy with itself.",
    ...lines,
    "",
    `Set max-blocks: ${most} and max-minutes: ${Math.max(1, Math.ceil(total))}, or less for a shorter run.`,
    ""
  ].join("\n");
}
function metricLines(metric) {
  const { unit, level, sigma, recommended, unchanged, found, maxBlocks, blocks } = metric;
  const head = `  ${metricName(metric.metric)} ${quantity(level, unit)} in ${count(blocks, "block")}`;
  const rates = `    unchanged, relabelled ${unchanged.runs} times: ${percent3(unchanged.worse)} suspected and ${percent3(unchanged.confirmed)} confirmed, ${percent3(unchanged.same)} same, ${percent3(unchanged.unclear)} unclear, after ${unchanged.blocks.toFixed(1)} blocks`;
  if (sigma === null || recommended === null) return [`${head}: compared exactly; keep your tolerance`, rates];
  const power = found.map(({ increase, rates: at }) => `+${Math.round(100 * increase)} % in ${percent3(at.confirmed)}`).join(", ");
  return [
    `${head}: max-increase: [${Math.round(100 * recommended.fraction)} %, ${recommended.amountMs} ms], max-blocks: ${maxBlocks}`,
    `    because visits vary by ${percent3(sigma)} within a block: 15 blocks clear an unchanged page of ${percent3(metric.certifiable[1]?.fraction ?? 0)} in four of five runs`,
    rates,
    `    found: ${power}`
  ];
}
function laneLines({ lanes, twoLanes }) {
  if (twoLanes === null) return [];
  return [...lanes.map(laneLine), ...gainLines(twoLanes)];
}
function laneLine({ lanes, visitsPerMinute, metrics }) {
  const each = metrics.flatMap(
    ({ metric, unit, level, sigma, recommended }) => sigma === null || recommended === null ? [] : [
      `${metricName(metric)} ${quantity(level, unit)} ± ${percent3(sigma)}, max-increase: [${Math.round(100 * recommended.fraction)} %, ${recommended.amountMs} ms]`
    ]
  );
  return `  in ${lanes === 1 ? "one lane" : "two lanes"}: ${visitsPerMinute.toFixed(0)} visits a minute; ${each.join("; ")}`;
}
function gainLines({ visits, metrics }) {
  return [
    `    two lanes make ${visits.toFixed(1)} times the visits`,
    ...metrics.map(({ metric, level, sigma, time }) => {
      const change = `${level < 1 ? "−" : "+"}${percent3(Math.abs(level - 1))}`;
      return `    ${metricName(metric)}: level ${change}, varies ${sigma.toFixed(1)} times as much; an answer as sure takes ${time.toFixed(1)} times the time`;
    })
  ];
}

// src/report/terminal/progress.ts
import cliProgress from "./vendor/cli-progress-2U73I5BX.js";
function terminalProgress(stream, interactive) {
  return cleaned(interactive ? barProgress(stream) : lineProgress(stream));
}
function clean(text) {
  return inText([prose(redact(text))]);
}
function cleaned(progress) {
  return {
    stop: progress.stop,
    line: (text) => progress.line(clean(text)),
    begin: (campaign, visits) => progress.begin(clean(campaign), visits),
    advance: (campaign) => progress.advance(clean(campaign)),
    look: (campaign, text) => progress.look(clean(campaign), clean(text)),
    end: (campaign, note) => progress.end(clean(campaign), clean(note))
  };
}
var BAR_OPTIONS = {
  format: "{campaign}  {bar}  {value}/{total} visits to the next look",
  barCompleteChar: "█",
  barIncompleteChar: "░",
  barsize: 24,
  hideCursor: true,
  clearOnComplete: true
};
function barProgress(stream) {
  const bars = /* @__PURE__ */ new Map();
  let multi;
  const line = (text) => {
    if (multi === void 0) stream.write(`${text}
`);
    else multi.log(`${text}
`);
  };
  const stop = () => {
    multi?.update();
    multi?.stop();
    multi = void 0;
    bars.clear();
  };
  return {
    line,
    stop,
    begin: (campaign, visits) => {
      multi ??= new cliProgress.MultiBar({ ...BAR_OPTIONS, stream });
      const bar = bars.get(campaign) ?? multi.create(visits, 0, { campaign });
      bars.set(campaign, bar);
      bar.setTotal(visits);
      bar.update(0);
    },
    advance: (campaign) => {
      const bar = bars.get(campaign);
      if (bar !== void 0 && bar.getProgress() < 1) bar.increment();
    },
    look: (campaign, text) => line(`${campaign}: ${text}`),
    end: (campaign, note) => {
      const bar = bars.get(campaign);
      if (bar !== void 0 && bars.size > 1) multi?.remove(bar);
      else if (bar !== void 0) stop();
      bars.delete(campaign);
      line(`${campaign}: ${note}`);
    }
  };
}
function lineProgress(stream) {
  const line = (text) => void stream.write(`${text}
`);
  return {
    line,
    stop: () => {
    },
    begin: () => void 0,
    advance: () => void 0,
    look: (campaign, text) => line(`${campaign}: ${text}`),
    end: (campaign, note) => line(`${campaign}: ${note}`)
  };
}
export {
  examine,
  judgeFolder,
  recalibrate,
  renderCalibration,
  renderTerminal,
  runCalibration,
  runCost,
  runGate,
  runGraphqlCheck,
  runMeasure,
  runReport,
  terminalProgress
};
