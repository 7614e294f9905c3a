import {
  CpuClock,
  HistoryReader,
  Lab,
  OffLimits,
  Turns,
  UNREPEATED,
  changeOf,
  changeText,
  claimedSha,
  coarseText,
  compositionText,
  createClient,
  creepText,
  defaultBranch,
  describeProof,
  driftSentence,
  epochText,
  expandFolder,
  expandUrl,
  fetchPage,
  findChrome,
  folderHistory,
  fromResult,
  historyLine,
  isLoginHost,
  isOnPath,
  isSameSha,
  judgeFolder,
  launchChrome,
  limitOnScale,
  lintGraph,
  matches,
  matchesName,
  nodeText,
  openScratch,
  overviewOf,
  parseJson,
  picomatch_default,
  plannerFor,
  preflight,
  priceOperation,
  profileText,
  readContext,
  readGraph,
  readOne,
  readOperations,
  readSource,
  reasonOf as reasonOf2,
  recalibrate,
  renderTerminal,
  resultSchema,
  runCalibration,
  runGate,
  runGraphqlCheck,
  runMeasure,
  runReport,
  runnerLabel,
  sinceText,
  sizeOf,
  slugOf,
  spanText,
  spanText2,
  startTags,
  statusOf,
  subjectOf,
  tickOf,
  valuesFor,
  visitorOf,
  workTree
} from "./chunk-UTOJHQXW.js";
import {
  CHECKS,
  PROVIDERS,
  fail,
  findingOf,
  inTime,
  ok,
  warn
} from "./chunk-W2WHIDKH.js";
import {
  displayWidth,
  fitToWidth
} from "./chunk-W5D5RVHW.js";
import {
  phraseHtml
} from "./chunk-GJP56UBS.js";
import {
  stablePath
} from "./chunk-BFLPXDWC.js";
import "./chunk-QQ5AE5KC.js";
import {
  TERMINAL,
  alignedLines,
  diffOf
} from "./chunk-5R5MTVV7.js";
import {
  SAMPLES,
  isMap,
  laneCount,
  loadConfig,
  parseSource,
  placeIn,
  readLog
} from "./chunk-TIITC5D2.js";
import {
  PRESETS,
  deployUrlComplaint,
  trimUrl
} from "./chunk-YZTXW3PL.js";
import {
  chartHtml,
  fractionAt,
  html,
  percentAt,
  plotHtml,
  scaleOver,
  tableHtml,
  ticksOf,
  visible
} from "./chunk-OE3MHZJF.js";
import {
  SIDES,
  familySize,
  floorOf,
  inText,
  jsonNumber,
  lastProofLook,
  median,
  rootTolerances,
  sharedHosts,
  valuesOf,
  visitSigma
} from "./chunk-S7QMQ6OB.js";
import {
  alphaOf,
  definitionOf,
  didYouMean,
  looksOf,
  maskQuery,
  metricName,
  prose,
  quote,
  routePhrase,
  sanitizeLine,
  stripFragment,
  stripQuery,
  unitOf,
  version
} from "./chunk-H4ORIQJM.js";
import {
  Git,
  execa_execa,
  gitEnvironment,
  reasonOf,
  yaml_Document,
  yaml_isMap,
  yaml_isScalar,
  yaml_isSeq,
  yaml_parse,
  yaml_visit
} from "./chunk-YMV5G66A.js";
import {
  environmentFor
} from "./chunk-UBUDJYS6.js";
import {
  shortSha
} from "./chunk-YOCNSY4K.js";
import {
  isInteractive,
  say
} from "./chunk-Y6ZINZJ7.js";
import {
  costText,
  count,
  quantity
} from "./chunk-TZI466ZZ.js";
import {
  GateError,
  causeOf,
  redact
} from "./chunk-2ISTALDQ.js";

// src/doctor/doctor.ts
import { availableParallelism as availableParallelism2 } from "node:os";

// src/doctor/judge/chrome.ts
var SOFT_NAVIGATIONS_SINCE = 151;
function judgeChrome({ path: path10, version: version2, unsandboxed }, navigatesSoftly2) {
  const major = Number(/(\d+)\./.exec(version2)?.[1] ?? 0);
  const sandbox = unsandboxed === null ? "" : `, without its sandbox (${unsandboxed})`;
  const started = `${version2.replace("/", " ")} at ${path10} starts${sandbox}`;
  if (major >= SOFT_NAVIGATIONS_SINCE) return ok(`${started}.`);
  const message = `${started}, but it does not report soft navigations.`;
  const remedy = `Install Chrome ${SOFT_NAVIGATIONS_SINCE} or later, or name one with --chrome-path or CHROME_PATH.`;
  return navigatesSoftly2 ? fail(message, remedy) : warn(message, remedy);
}
function notStarted(ms) {
  const remedy = "Start it by hand with --headless --version to see why, or name another with --chrome-path or CHROME_PATH.";
  return fail(`Chrome does not start within ${ms / 1e3} s.`, remedy);
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
function judgeGit({ version: version2, cause, isShallow: isShallow2, commits }, isNeeded) {
  const worse = isNeeded ? fail : warn;
  const without = isNeeded ? "" : " A run works, but does not know which commits it compares, or which one is to blame.";
  if (version2 === null) return worse(`git does not start.${without}`, "Install git, and put it on the PATH.");
  if (cause !== null)
    return worse(
      `${version2}, but this folder is not in a repository that can be read: ${cause}.${without}`,
      "Run doctor inside the repository (in a workflow: after actions/checkout)."
    );
  return ok(
    `${version2}; ${isShallow2 ? `a shallow clone with ${commits}` : `a repository with ${commits}`} commit${commits === 1 ? "" : "s"}.`
  );
}
var FETCH_DEPTH = "Give actions/checkout `fetch-depth: 0`; elsewhere run `git fetch --unshallow`.";
var FIRST_COMMIT = "Make a first commit if this repository is new; otherwise run `git fetch origin`.";
function judgeHistory({ head, base, because, isShallow: isShallow2, unfetchable }, isNeeded) {
  const worse = isNeeded ? fail : warn;
  if (head === null) return worse("The commit of head is not in this clone.", isShallow2 ? FETCH_DEPTH : FIRST_COMMIT);
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
  const message = "Not checked, because this is not a git repository.";
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
  const has = `${cores} ${cores === 1 ? "core" : "cores"}, ${sizeOf2(freeMemory)} of ${sizeOf2(memory)} memory free`;
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
  const has = `${sizeOf2(free)} free in ${folder}`;
  const remedy = "Remove what is not needed, or set TMPDIR (on Windows TEMP) to a folder on another disk.";
  if (free < LEAST_DISK) return fail(`${has}: Chrome needs ${sizeOf2(LEAST_DISK)} for its profile.`, remedy);
  if (free < ENOUGH_DISK) return warn(`${has}: copies of sites and checkouts may need ${sizeOf2(ENOUGH_DISK)}.`, remedy);
  return ok(`${has}.`);
}
function judgeSharedMemory(bytes) {
  if (bytes === void 0) return ok("Chrome does not use /dev/shm on this system.");
  const remedy = "In Docker use --shm-size=1g or --ipc=host.";
  const instead = "the gate starts Chrome so that it uses the temporary folder instead";
  if (bytes === null) return warn(`/dev/shm does not exist: ${instead}, but a build or a server may need it.`, remedy);
  const has = `/dev/shm has ${sizeOf2(bytes)}`;
  if (bytes < SMALL_SHARED_MEMORY) return warn(`${has}: ${instead}, but a build or a server may need more.`, remedy);
  return ok(`${has}; ${instead}.`);
}
function sizeOf2(bytes) {
  const [size, unit] = bytes >= GB ? [bytes / GB, "GB"] : [bytes / MB, "MB"];
  return `${size >= 10 || Number.isInteger(size) ? Math.round(size) : size.toFixed(1)} ${unit}`;
}
function percent(share) {
  return `${Math.round(100 * share)} %`;
}

// src/doctor/judge/node.ts
var LEAST_NODE = "22.19";
function judgeNode(version2) {
  if (isAtLeast(version2, LEAST_NODE)) return ok(`Node.js ${version2}.`);
  return fail(
    `Node.js ${version2} is too old: ${LEAST_NODE} is the least that vitals-gate runs on.`,
    "Install Node.js 24; in a workflow use actions/setup-node with `node-version: 24`."
  );
}
function isAtLeast(version2, least) {
  const [major = 0, minor = 0] = version2.split(".").map(Number);
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
  const [first, ...others] = broken.flatMap(({ path: path10, finding }) => finding === null ? [] : [{ path: path10, finding }]);
  if (first !== void 0) {
    const also = others.length === 0 ? "" : ` Not right either: ${others.map(({ path: path10 }) => path10).join(", ")}.`;
    return { ...first.finding, message: `${first.finding.message}${also}` };
  }
  const slowest = Math.round(Math.max(...answers.map(({ ms }) => ms)));
  const all = answers.length === 1 ? "its route" : `${answers.length} routes`;
  return ok(
    `${url} answers for ${all}, within ${slowest} ms${answers.some(({ logIn }) => logIn !== null) ? ", after a log-in" : ""}.`
  );
}
function judgeAnswer(url, answer, logsIn) {
  const { path: path10, problem, status, elsewhere, logIn } = answer;
  if (problem !== null) return fail(problem, "Start the server, or correct its address under `deploys:`.");
  if (logIn !== null || status === 401)
    return logsIn ? null : fail(
      `${url}${path10} ${status === 401 ? "is answered with 401" : `redirects to a log-in page, ${String(logIn)}`}.`,
      'Declare `bypass:`, `basic-auth:` or `setup:` (docs/configuration.md, "Who visits"), or measure pages that need no log-in.'
    );
  if (elsewhere !== null)
    return fail(
      `${url}${path10} redirects to ${elsewhere}, which is not this deploy.`,
      "Write the address that it redirects to under `deploys:`."
    );
  if (status >= 200 && status < 300) return null;
  return fail(`${url}${path10} is answered with ${status}.`, "Correct the path of the route, or mend the page.");
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
import { z } from "./vendor/zod-GZRORT3M.js";
var LEVELS = ["none", "read", "write"];
var permissionsSchema = z.union([z.string(), z.record(z.string(), z.string())]);
var workflowSchema = z.object({
  permissions: permissionsSchema.nullish(),
  jobs: z.record(z.string(), z.object({ permissions: permissionsSchema.nullish() }))
});
function declaredIn(workflow, job) {
  const parsed3 = workflowSchema.safeParse(workflow);
  if (!parsed3.success) return null;
  const own = parsed3.data.jobs[job];
  return own === void 0 ? null : own.permissions ?? parsed3.data.permissions ?? null;
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
  const lines2 = [...needs].map(([name, level]) => `${name}: ${level}`);
  return `Give the job \`permissions: { ${lines2.join(", ")} }\`.`;
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

// src/start/routes/found.ts
var PATH = /^\/(?!\/)[^\s\\\p{Cc}]{0,1999}$/u;
function pathBelow(origin, url) {
  const parsed3 = URL.parse(stripFragment(url), origin);
  if (parsed3 === null || parsed3.origin !== origin) return null;
  const path10 = `${parsed3.pathname}${parsed3.search}`;
  return PATH.test(path10) && maskQuery(path10) === path10 ? path10 : null;
}

// src/start/routes/http.ts
var TIMEOUT_MS = 1e4;
var MOST_BYTES = 4e6;
var AGENT = "vitals-gate";
function openClient(signal) {
  return { get: (url) => get(url, signal) };
}
async function get(url, signal) {
  const headers = { "user-agent": `${AGENT}/${version}`, accept: "text/html,application/xml;q=0.9,*/*;q=0.8" };
  const ends = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
  const response = await fetch(url, { redirect: "manual", headers, signal: ends });
  const location = response.status >= 300 && response.status < 400 ? response.headers.get("location") : null;
  return {
    status: response.status,
    location: location === null ? null : URL.parse(location, url)?.href ?? null,
    type: response.headers.get("content-type") ?? "",
    text: new TextDecoder().decode(await bodyOf(response))
  };
}
async function bodyOf({ body }) {
  if (body === null) return new Uint8Array();
  const bytes = await firstBytes(body);
  const isZipped = bytes[0] === 31 && bytes[1] === 139;
  return isZipped ? firstBytes(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))) : bytes;
}
async function firstBytes(stream) {
  const pieces = [];
  let size = 0;
  for await (const piece of stream) {
    pieces.push(piece);
    size += piece.byteLength;
    if (size >= MOST_BYTES) break;
  }
  return new Uint8Array(Buffer.concat(pieces).subarray(0, MOST_BYTES));
}
function failureOf(thrown) {
  if (thrown instanceof Error && thrown.name === "TimeoutError") return "it does not answer in time";
  const cause = thrown instanceof Error && thrown.cause instanceof Error ? thrown.cause : thrown;
  return causeOf(cause);
}

// src/start/routes/links.ts
var MOST_LINKS = 2e3;
var LOAD_TIMEOUT_MS = 2e4;
var QUIET_TIMEOUT_MS = 5e3;
async function linksOf(url, html2, { chromePath, env }) {
  try {
    return { urls: await linksInChrome(url, await findChrome(chromePath, env), env), problem: null };
  } catch (error) {
    const isMissing = error instanceof GateError && error.code === "chrome-not-found";
    return { urls: linksInHtml(url, html2), problem: isMissing ? "no Chrome was found" : causeOf(error) };
  }
}
async function linksInChrome(url, chromePath, env) {
  const scratch = openScratch();
  try {
    const browser = await launchChrome({ chromePath, env, folder: scratch.folder(), log: () => void 0 });
    try {
      const page = await browser.newPage();
      page.on("dialog", (dialog) => void dialog.dismiss().catch(() => void 0));
      await page.goto(url, { waitUntil: "load", timeout: LOAD_TIMEOUT_MS });
      await page.waitForNetworkIdle({ timeout: QUIET_TIMEOUT_MS }).catch(() => void 0);
      const found = await page.$$eval(
        "a[href]",
        (elements, most) => elements.slice(0, most).map((element) => String(element.href)),
        MOST_LINKS
      );
      return Array.isArray(found) ? found.filter((link) => typeof link === "string") : [];
    } finally {
      await browser.close();
    }
  } finally {
    await scratch.sweep();
    scratch.close();
  }
}
function linksInHtml(url, html2) {
  return startTags(html2).filter(({ name }) => name === "a").flatMap(({ attributes }) => URL.parse(attributes.get("href") ?? "", url)?.href ?? []).slice(0, MOST_LINKS);
}
function canonicalIn(url, html2) {
  const tag = startTags(html2).find(
    ({ name, attributes }) => name === "link" && /^canonical$/i.test(attributes.get("rel") ?? "")
  );
  return URL.parse(tag?.attributes.get("href") ?? "about:", url)?.href ?? null;
}

// src/start/routes/probe.ts
var MOST_ROUTES = 8;
var MOST_GROUPS = 24;
var MOST_OF_A_GROUP = 3;
var LOG_IN = /(?:^|[/._-])(?:log-?in|log-?on|sign-?in|sso|saml|oauth2?|authorize|authenticate)(?:[/._-]|$)/i;
var LOG_OUT = /(?:^|[/._-])(?:log-?out|log-?off|sign-?out)(?:[/._-]|$)/i;
function isLogIn(url) {
  const parsed3 = URL.parse(url, "http://path.invalid");
  return parsed3 !== null && (LOG_IN.test(parsed3.pathname) || /^(?:login|auth|sso|accounts?)\./i.test(parsed3.hostname));
}
async function probeGroups(groups, probing) {
  const routes = [];
  const dropped = [];
  const taken = /* @__PURE__ */ new Set();
  for (const { template, paths } of inOrder(groups).slice(0, MOST_GROUPS)) {
    if (routes.length === MOST_ROUTES) break;
    for (const named of paths.slice(0, MOST_OF_A_GROUP)) {
      const { path: path10, reason } = await visit(named, taken, probing);
      if (reason === null) {
        taken.add(path10);
        routes.push({ path: path10, template, count: paths.length });
        break;
      }
      dropped.push({ path: path10, reason });
    }
  }
  return { routes, dropped };
}
function inOrder(groups) {
  return groups.toSorted(
    (one, other) => Number(other.template === "/") - Number(one.template === "/") || other.paths.length - one.paths.length || depth(one) - depth(other)
  );
}
function depth({ template }) {
  return template.split("/").filter((each) => each !== "").length;
}
async function visit(path10, taken, probing) {
  const { client, origin, forbids } = probing;
  if (LOG_OUT.test(stripQuery(path10))) return { path: path10, reason: "logs a visitor out" };
  if (forbids(origin + path10)) return { path: path10, reason: "is forbidden by robots.txt" };
  try {
    const answer = await client.get(origin + path10);
    const to = answer.location === null ? null : pathBelow(origin, answer.location);
    if (to !== null && (to === `${path10}/` || `${to}/` === path10)) return await visitHere(to, taken, probing);
    return { path: path10, reason: faultOf(path10, answer, taken, origin) };
  } catch (error) {
    return { path: path10, reason: `cannot be loaded: ${failureOf(error)}` };
  }
}
async function visitHere(path10, taken, { client, origin }) {
  return { path: path10, reason: faultOf(path10, await client.get(origin + path10), taken, origin) };
}
function faultOf(path10, answer, taken, origin) {
  const { status, location, type, text } = answer;
  if (taken.has(path10)) return "is a repeat";
  if (location !== null) {
    const shown = stripQuery(location);
    const to = pathBelow(origin, shown) ?? shown;
    return isLogIn(location) ? `redirects to a log-in page (${to})` : `redirects to ${to}`;
  }
  if (status === 401 || status === 403) return `answers with ${status}: it may need a log-in`;
  if (status < 200 || status > 299) return `answers with ${status}`;
  if (!/\b(?:html|xhtml)\b/i.test(type)) return `is not a page (${type === "" ? "no content type" : type})`;
  const canonical = canonicalIn(origin + path10, text);
  const same = canonical === null ? null : pathBelow(origin, canonical);
  return same !== null && same !== path10 && taken.has(same) ? `repeats ${same}, which it names as canonical` : null;
}

// src/doctor/probe/answers.ts
var CONNECT_MS = 4e3;
var ANSWER_MS = 7e3;
var MOST_ROUTES2 = 20;
var AT_ONCE = 4;
async function askRoutes(asked) {
  const { url, config, signal } = asked;
  const routes = config.routes.slice(0, MOST_ROUTES2);
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
    const isLate = error instanceof Error && /^(?:Timeout|Abort)Error$/.test(error.name);
    const why = isLate ? `does not answer within ${ANSWER_MS / 1e3} s` : `gives no answer: ${causeOf(error)}`;
    return { ...NOTHING, path: route.path, problem: `${shown} ${why}.` };
  }
}
function answerOf(deployUrl, path10, { url, status }) {
  const { origin, hostname } = new URL(url);
  const isElsewhere2 = origin !== new URL(deployUrl).origin;
  const leadsToLogIn = isLogIn(url) && !isLogIn(`${deployUrl}${path10}`) || isElsewhere2 && isLoginHost(hostname);
  const shown = stripQuery(url);
  return { ...NOTHING, path: path10, status, elsewhere: isElsewhere2 ? shown : null, logIn: leadsToLogIn ? shown : null };
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
  const version2 = await execa_execa("git", ask4, options).catch(() => null);
  const about = { version: version2 === null ? null : `git ${version2.stdout.replace(/^git version /, "")}` };
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
var TIMES = { alone: 16e3, eachOfTwo: 8e3 };
var CONDITION = PRESETS.desktop;
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
  while (performance.now() < end || values.length < BLOCK) {
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
  const path10 = await findChrome(named, env);
  const scratch = openScratch();
  const end = () => void scratch.sweep();
  signal.addEventListener("abort", end, { once: true });
  try {
    const said = [];
    const browser = await launchChrome({
      chromePath: path10,
      env,
      folder: scratch.folder(),
      log: (line) => said.push(line)
    });
    const version2 = (await browser.version()).replace(/^Headless/, "");
    await browser.close();
    const isRoot = process.getuid?.() === 0;
    return {
      path: path10,
      version: version2,
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
    chrome: inTime(
      LIMITS.local,
      async (signal) => judgeChrome(await chrome.start(signal), navigatesSoftly(config)),
      notStarted(LIMITS.local)
    ),
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
function treeLines({ id, value, parts }, depth2) {
  const indent = "  ".repeat(depth2);
  return [
    `${indent}${id.padEnd(Math.max(1, 48 - indent.length))} ${costText(value)}`,
    ...parts.flatMap((part) => treeLines(part, depth2 + 1))
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
async function readVariables(path10, files) {
  const file = await readOne(files, path10, { named: "--variables", where: null });
  const value = parseJson(file ?? { path: path10, text: "" }, "Correct the file.");
  const whereOfValue = (keys) => placeIn(path10, parseSource(file?.text ?? "").position(keys, "key"));
  if (isMap(value) && Object.values(value).every(isMap))
    return { variables: value, variablesWhere: `${path10}:1:1`, whereOfValue };
  const what = "The variables are not a map from operation names to maps of values.";
  throw new GateError(
    "graphql-input",
    { what, todo: 'Write for example { "ProductPage": { "first": 10 } }.' },
    { where: `${path10}:1:1` }
  );
}

// src/report/terminal/calibration.ts
var percent3 = (fraction) => `${(100 * fraction).toFixed(1)} %`;
function renderCalibration(campaigns) {
  const total = campaigns.reduce((sum, { minutes }) => sum + minutes, 0);
  const lines2 = campaigns.flatMap((campaign) => [
    "",
    `${inText(routePhrase(campaign))}: at most ${campaign.minutes.toFixed(1)} min`,
    ...campaign.metrics.length === 0 ? ["  nothing was measured in three blocks or more"] : [],
    ...campaign.metrics.flatMap(metricLines),
    ...laneLines(campaign)
  ]);
  const most = Math.max(10, ...campaigns.flatMap(({ metrics }) => metrics.map(({ maxBlocks }) => maxBlocks)));
  return [
    "The noise on this machine, from comparing this deploy with itself.",
    ...lines2,
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

// src/report/terminal/live-region.ts
var BETWEEN_WRITES_MS = 100;
var LiveRegion = class {
  #terminal;
  #render;
  #shown = [];
  #waiting = [];
  #timer = null;
  #wroteAt = -Infinity;
  constructor(terminal, render) {
    this.#terminal = terminal;
    this.#render = render;
  }
  /** A line that stays. */
  say(text) {
    this.#waiting.push(text);
    this.update();
  }
  /** What is rendered may have changed. */
  update() {
    if (this.#timer !== null) return;
    const waitMs = this.#wroteAt + BETWEEN_WRITES_MS - performance.now();
    if (waitMs <= 0) return this.flush();
    this.#timer = setTimeout(() => this.flush(), waitMs).unref();
  }
  /** Writes what waits. */
  flush() {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const columns = this.#terminal.columns || 80;
    const rows = this.#terminal.rows || 24;
    const room = Math.max(1, columns - 1);
    const lines2 = this.#render(room).slice(-Math.max(1, rows - 1)).map((line) => fitToWidth(line, room));
    const isSame = lines2.length === this.#shown.length && lines2.every((line, index) => line === this.#shown[index]);
    if (isSame && this.#waiting.length === 0) return;
    this.#terminal.write(this.#erased(columns) + [...this.#waiting, ...lines2].map((line) => `${line}
`).join(""));
    this.#waiting = [];
    this.#shown = lines2;
    this.#wroteAt = performance.now();
  }
  /** Back to the first line of the region; a terminal that was made narrower has wrapped its lines. */
  #erased(columns) {
    const rows = this.#shown.reduce((sum, line) => sum + Math.max(1, Math.ceil(displayWidth(line) / columns)), 0);
    return rows === 0 ? "" : `\x1B[${rows}A\x1B[J`;
  }
};

// src/report/terminal/live-progress.ts
function liveProgress(terminal) {
  const running = /* @__PURE__ */ new Map();
  const ended = /* @__PURE__ */ new Set();
  let campaigns = 0;
  let expected = null;
  const region = new LiveRegion(terminal, (columns) => {
    if (ended.size >= campaigns) return [];
    const lines2 = [...running].map(([name, each]) => runningLine(name, each, columns));
    return [...lines2, summary(ended.size, campaigns, expected)];
  });
  return {
    line: (text) => region.say(text),
    begin: (campaign, visits, blocks) => {
      if (ended.has(campaign)) ended.clear();
      campaigns = blocks.campaigns;
      const standing = running.get(campaign)?.standing ?? null;
      running.set(campaign, { blocks, visits, made: 0, standing });
      region.update();
    },
    advance: (campaign) => {
      const each = running.get(campaign);
      if (each === void 0 || each.made >= each.visits) return;
      running.set(campaign, { ...each, made: each.made + 1 });
      region.update();
    },
    look: (campaign, _text, standing) => {
      const each = running.get(campaign);
      if (each !== void 0) running.set(campaign, { ...each, standing });
      expected = expectedOf(standing, performance.now());
      region.update();
    },
    end: (campaign, note) => {
      running.delete(campaign);
      ended.add(campaign);
      region.say(`${campaign}: ${note}`);
    },
    stop: () => {
      running.clear();
      campaigns = 0;
      region.flush();
    }
  };
}
function expectedOf({ runMs, nextMs }, nowMs) {
  if (runMs !== null) return { what: "run", atMs: nowMs + runMs };
  return nextMs === null ? null : { what: "look", atMs: nowMs + nextMs };
}
var BAR = 12;
var ROOM_FOR_BAR = 90;
function runningLine(name, { blocks, visits, made, standing }, columns) {
  const done = blocks.made + (visits === 0 ? 0 : Math.floor(made * blocks.next / visits));
  const bar = columns < ROOM_FOR_BAR ? [] : [barText(blocks.most === 0 ? 0 : done / blocks.most)];
  const kind = blocks.areFresh ? "fresh blocks" : "blocks";
  return [
    fitToWidth(name, Math.floor(columns / 3)),
    ...bar,
    `${done}/${blocks.most} ${kind}`,
    ...standingTexts(standing, blocks)
  ].join("  ");
}
function barText(share) {
  const full = Math.round(Math.min(1, share) * BAR);
  return "█".repeat(full) + "░".repeat(BAR - full);
}
function standingTexts(standing, { areFresh }) {
  if (standing === null) return [];
  const { open, suspected, estimate } = standing;
  const label = areFresh ? "to confirm" : suspected.length > 0 && open.length === 0 ? "suspected" : "open";
  const paths = open.length === 0 ? suspected : open;
  const told = paths.length === 0 ? [] : [`${label}: ${paths.slice(0, 3).join(", ")}${more(paths.length - 3)}`];
  return estimate === null ? told : [...told, `provisional: ${estimate}`];
}
function more(count2) {
  return count2 > 0 ? ` and ${count2} more` : "";
}
function summary(done, campaigns, expected) {
  const leftMs = expected === null ? 0 : expected.atMs - performance.now();
  const told = `${done} of ${campaigns} done`;
  if (expected === null || leftMs < 1e3) return told;
  return expected.what === "run" ? `${told}, about ${coarseText(leftMs)} left` : `${told}, next look in about ${spanText(leftMs)}`;
}

// src/report/terminal/progress.ts
function terminalProgress(stream, interactive) {
  return cleaned(interactive ? liveProgress(stream) : lineProgress(stream));
}
function clean(text) {
  return inText([prose(redact(text))]);
}
function cleaned(progress) {
  return {
    stop: progress.stop,
    line: (text) => progress.line(clean(text)),
    begin: (campaign, visits, blocks) => progress.begin(clean(campaign), visits, blocks),
    advance: (campaign) => progress.advance(clean(campaign)),
    look: (campaign, text, standing) => progress.look(clean(campaign), clean(text), cleanStanding(standing)),
    end: (campaign, note) => progress.end(clean(campaign), clean(note))
  };
}
function cleanStanding(standing) {
  const { open, suspected, estimate } = standing;
  const paths = { open: open.map(clean), suspected: suspected.map(clean) };
  return { ...standing, ...paths, estimate: estimate === null ? null : clean(estimate) };
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

// src/cli/history.ts
import { existsSync } from "node:fs";
import { mkdir, writeFile as writeFile2 } from "node:fs/promises";
import path4 from "node:path";

// src/history/json.ts
function historyJson({ history, epochs, rows, drifts }) {
  return {
    version: 1,
    commits: history.commits.length,
    first: history.commits[0]?.sha ?? null,
    last: history.commits.at(-1)?.sha ?? null,
    epochs: epochs.map((epoch) => epochJson(epoch, history)),
    metrics: rows.map((row) => rowJson(row, epochs)),
    drifts: drifts.map((drift) => driftJson(drift, epochs)),
    notices: history.notices
  };
}
function epochJson({ anchor, chrome, runner, commits, isCurrent }, history) {
  const at = (index) => history.commits[index ?? -1]?.sha ?? null;
  return {
    anchor,
    chrome,
    runner,
    commits: commits.length,
    first: at(commits[0]),
    last: at(commits.at(-1)),
    isCurrent
  };
}
function rowJson({ route, condition, metric, series, change, creep }, epochs) {
  return {
    route,
    condition,
    metric,
    unit: unitOf(metric),
    epoch: epochs.indexOf(series.epoch),
    commits: series.commits.length,
    change,
    creep: creep.map(({ limit, standing }) => ({ limit, standing }))
  };
}
function driftJson(drift, epochs) {
  const { route, condition, metric, direction, form, size, scale, phase, isOpen } = drift;
  return {
    route,
    condition,
    metric,
    epoch: epochs.indexOf(drift.epoch),
    direction,
    form,
    since: drift.since.sha,
    earliest: drift.earliest.sha,
    latest: drift.latest.sha,
    noticed: drift.noticed.sha,
    size: { kind: scale === "log" ? "relative" : "absolute", value: size },
    phase,
    isOpen
  };
}

// src/history/trend.ts
var HEIGHT = 160;
var TOP = 8;
var MOST_TICKS = 4;
var LEAST_STEPS = 5;
var MANY = 60;
function trendHtml(history, row) {
  const { series, metric } = row;
  const points = series.measured.map((each) => changeOf(series, each));
  const limits = row.creep.map(({ limit }) => sizeOf(series, limitOnScale(series, limit)));
  const least = row.change.kind === "absolute" ? LEAST_STEPS * definitionOf(metric).step : 0;
  const values = [-least, 0, least, ...limits, ...points.map(({ value }) => value), row.change.low, row.change.high];
  const scale = scaleOver(values);
  const down = (value) => String(Math.round(TOP + (1 - fractionAt(value, scale)) * HEIGHT));
  const across = { from: 0, to: Math.max(1, points.length - 1) };
  const name = [`${nodeText(metric)} of `, ...routePhrase(row)];
  const bars = points.map(({ low, high }, at) => {
    const x = percentAt(at, across);
    return html`<line
      class="${points.length > MANY ? "grid" : "interval"}"
      x1="${x}"
      x2="${x}"
      y1="${down(high)}"
      y2="${down(low)}"
    />`;
  });
  const marks = points.map(
    ({ value }, at) => html`<circle class="point" cx="${percentAt(at, across)}" cy="${down(value)}" r="2" />`
  );
  const onsets = row.drifts.map(({ since }) => {
    const x = percentAt(placeOf(history, series, since.sha), across);
    return html`<line class="limit" x1="${x}" x2="${x}" y1="${TOP}" y2="${TOP + HEIGHT}" />`;
  });
  return chartHtml({
    caption: `${inText(name)}, main against the anchor: ${changeText(row.change, row)}`,
    drawing: plotHtml({
      label: `${inText(name)} over ${points.length} commits: now ${changeText(row.change, row)}.`,
      height: TOP + HEIGHT + TOP,
      hasSideAxis: true,
      content: [
        ticksOf(scale, MOST_TICKS).map((tick) => gridHtml(down(tick), tickOf(tick, row.change.kind, metric))),
        html`<line class="zero" x1="0" x2="100%" y1="${down(0)}" y2="${down(0)}" />`,
        limits.map((at) => html`<line class="limit" x1="0" x2="100%" y1="${down(at)}" y2="${down(at)}" />`),
        onsets,
        bars,
        marks
      ]
    }),
    numbers: {
      caption: `${inText(name)}: change against the anchor by commit`,
      columns: ["Commit", "Day", "Change"],
      rows: points.map((point, at) => {
        const commit = history.commits[series.commits[at] ?? -1];
        return [shortSha(commit?.sha ?? ""), (commit?.committed ?? "").slice(0, 10), changeText(point, row)];
      })
    }
  });
}
function placeOf(history, { commits }, sha) {
  return Math.max(
    0,
    commits.findIndex((commit) => history.commits[commit]?.sha === sha)
  );
}
function gridHtml(y, text) {
  return html`<line class="grid" x1="0" x2="100%" y1="${y}" y2="${y}" /><text
      class="tick"
      x="-8"
      y="${Number(y) + 4}"
      text-anchor="end"
      >${text}</text
    >`;
}

// src/history/page.ts
function renderHistoryPage(overview, makePage) {
  const { history, epochs, rows, drifts } = overview;
  const anchor = epochs.find(({ isCurrent }) => isCurrent)?.anchor ?? "";
  const past = drifts.filter((drift) => !rows.some((row) => row.drifts.includes(drift)));
  const open = rows.flatMap((row) => row.drifts);
  return makePage({
    title: `vitals-gate: history of ${spanText2(history)}`,
    body: html`<main>
      <h1>Main over time</h1>
      <p>Main against the anchor ${visible(shortSha(anchor))}: ${spanText2(history)}.</p>
      ${visible(history.notices).map((notice) => html`<p>${notice}</p> `)}
      ${listHtml(
      "Drifts",
      open.map((drift) => phraseHtml(driftSentence(drift)))
    )}
      ${tableHtml({
      caption: "Where main is now",
      columns: ["Route", "Condition", "Metric", "Commits", "Since the anchor", "Drift", "Creep"],
      rows: rows.map(cells)
    })}
      ${rows.map((row) => trendHtml(history, row))} ${epochsHtml(overview)}
      ${listHtml(
      "Earlier changes",
      past.map((drift) => phraseHtml(driftSentence(drift)))
    )}
    </main>`
  });
}
function listHtml(title, items) {
  if (items.length === 0) return null;
  return html`<h2>${title}</h2>
    <ul>
      ${items.map((item) => html`<li>${item}.</li> `)}
    </ul> `;
}
function cells(row) {
  const { route, condition, metric, series, change, drifts, creep } = row;
  const last = drifts.at(-1);
  return [
    ...visible([route, condition]),
    nodeText(metric),
    String(series.commits.length),
    changeText(change, row),
    visible(last === void 0 ? "none" : sinceText(last)),
    creep.map(creepText).join(", ")
  ];
}
function epochsHtml({ epochs }) {
  return tableHtml({
    caption: "Epochs: commits are compared only within one",
    columns: ["Anchor", "Chrome", "Runner", "Commits"],
    rows: epochs.map(({ anchor, chrome, runner, commits }) => [
      ...visible([shortSha(anchor), chrome, runner]),
      String(commits.length)
    ])
  });
}

// src/history/record.ts
import { readFile as readFile2, stat as stat2 } from "node:fs/promises";
import path3 from "node:path";
var RESULT = "result.json";
async function recordRun({ folder, dir, runner }, { cwd, env }) {
  const from = path3.resolve(cwd, folder);
  const { run } = await readLog(from);
  if (run.purpose !== "gate") throw nothingCompared(folder, "it is a calibration");
  const { result, measured } = await readResult(folder, path3.join(from, RESULT));
  const { sha } = result.head;
  const committed = (sha === null ? null : await commitTime(sha, cwd, env)) ?? measured;
  const about = { committed, measured, chrome: run.chrome, version: run.tool, run: null };
  const entry = fromResult(result, { ...about, runner: runner ?? runnerLabel() });
  if (entry === null) throw nothingCompared(folder, whyNone(result));
  const history = folderHistory(path3.resolve(cwd, dir));
  await history.append(historyLine(entry), entry.sha);
  return { entry, place: history.place };
}
async function readResult(folder, file) {
  try {
    const text = await readFile2(file, "utf8");
    return { result: resultSchema.parse(JSON.parse(text)), measured: (await stat2(file)).mtime.toISOString() };
  } catch (cause) {
    const why = `its ${RESULT} cannot be read: ${causeOf(cause)}`;
    throw new GateError("history-nothing-compared", { folder, cause: why }, { cause });
  }
}
var nothingCompared = (folder, cause) => new GateError("history-nothing-compared", { folder, cause });
function whyNone({ base, head }) {
  if (head.sha === null) return "the commit of head is not known";
  return base.sha === null ? "the commit of base is not known" : `${SAMPLES} has no metric that was compared`;
}
async function commitTime(sha, cwd, env) {
  const git = await Git.open(cwd, env);
  if (!(git instanceof Git)) return null;
  const time = await git.tryRun("show", "--no-patch", "--format=%cI", "--end-of-options", `${sha}^{commit}`);
  return time === null || time === "" ? null : time;
}

// src/history/terminal.ts
var HEAD = ["route", "condition", "metric", "commits", "since the anchor", "drift", "creep"];
var NUMBERS = /* @__PURE__ */ new Set([3]);
function renderHistory({ history, epochs, rows, drifts }) {
  const current = epochs.find(({ isCurrent }) => isCurrent);
  const open = rows.flatMap((row) => row.drifts);
  const past = drifts.length - open.length;
  const lines2 = [
    clean2(`Main against the anchor ${shortSha(current?.anchor ?? "")}: ${spanText2(history)}.`),
    ...epochs.length === 1 ? [] : epochLines(epochs),
    "",
    ...alignedLines([HEAD, ...rows.map(cells2)], NUMBERS),
    "",
    ...open.length === 0 ? ["Nothing drifts."] : open.map((drift) => clean2(`${inText(driftSentence(drift))}.`)),
    ...past === 0 ? [] : [`Earlier changes: ${past}. See them with --json or --html.`]
  ];
  return `${lines2.join("\n")}
`;
}
var clean2 = (line) => sanitizeLine(line, 500);
function epochLines(epochs) {
  const about = epochs.map(
    (epoch) => `${epoch.commits.length} of ${epochText(epoch)}${epoch.isCurrent ? " (current)" : ""}`
  );
  return ["", "Commits are compared only within an epoch:", ...about.map((line) => `  ${clean2(line)}`)];
}
function cells2(row) {
  const { route, condition, metric, series, change, drifts, creep } = row;
  const last = drifts.at(-1);
  return [
    route,
    condition,
    nodeText(metric),
    String(series.commits.length),
    changeText(change, row),
    last === void 0 ? "none" : sinceText(last),
    creep.length === 0 ? "" : creep.map(creepText).join(", ")
  ];
}

// src/cli/history.ts
var BRANCH = "vitals-gate-history";
var OVERRIDES = { baseUrl: null, headUrl: null, visits: false, isOfField: true, isHeadOptional: true };
async function runHistory(request, io, cwd = process.cwd()) {
  const place = { cwd, env: { ...io.env } };
  if (request.name === "show") return show(request, io, place);
  const { entry, place: where } = await recordRun(request, place);
  say(io.stdout, `${shortSha(entry.sha)} against ${shortSha(entry.anchor)}: added to ${where}
`);
  return 0;
}
async function show(request, io, place) {
  const config = await configOf(request, io, place);
  const source = sourceOf(request, config, place.cwd);
  const read = await readSource(source, place);
  const overview = overviewOf(read ?? new HistoryReader().end(), config?.creep ?? []);
  for (const notice of overview.history.notices) say(io.stderr, `note: ${notice}
`);
  if (request.json) say(io.stdout, `${JSON.stringify(historyJson(overview), null, 2)}
`);
  else say(io.stdout, overview.history.commits.length === 0 ? notBegun(source) : renderHistory(overview));
  if (request.html !== null) {
    const { wholePage } = await import("./chunk-3ZJBPS6C.js");
    await writePage(request.html, place.cwd, renderHistoryPage(overview, wholePage));
  }
  return 0;
}
async function configOf({ config: { file, isAsked }, dir, branch }, io, { cwd, env }) {
  if (!isAsked && !existsSync(path4.resolve(cwd, file))) return null;
  try {
    return (await loadConfig(file, OVERRIDES, cwd, env)).history;
  } catch (cause) {
    if (isAsked || dir === null && branch === null || !(cause instanceof GateError)) throw cause;
    const what = `${cause.where ?? file}: ${cause.message}`;
    say(io.stderr, `note: creep budgets are not shown, because the configuration cannot be used: ${what}
`);
    return null;
  }
}
function sourceOf({ dir, branch }, config, cwd) {
  if (dir !== null) return { kind: "folder", folder: path4.resolve(cwd, dir), isAsked: true };
  if (branch !== null) return { kind: "branch", branch, isAsked: true };
  return { ...config?.place ?? { kind: "branch", branch: BRANCH }, isAsked: false };
}
function notBegun(source) {
  if (source.kind === "folder") return `The history has not begun: the folder ${source.folder} has no entries.
`;
  const { branch } = source;
  return `The history has not begun, or is not here: git has no entries on the branch ${branch}.
If a workflow writes it: git fetch origin ${branch}:refs/remotes/origin/${branch}
`;
}
async function writePage(file, cwd, text) {
  const target = path4.resolve(cwd, file);
  try {
    await mkdir(path4.dirname(target), { recursive: true });
    await writeFile2(target, text);
  } catch (cause) {
    const what = `${file} cannot be written: ${causeOf(cause)}.`;
    throw new GateError("usage", { what, todo: "Name another file with --html." }, { cause });
  }
}

// src/start/init.ts
import { mkdtemp as mkdtemp2, rm as rm2, writeFile as writeFile4 } from "node:fs/promises";
import { tmpdir as tmpdir2 } from "node:os";
import path9 from "node:path";

// src/start/deploy-plan.ts
import { posix as posix3 } from "node:path";

// src/start/detect/package-manager.ts
import { posix } from "node:path";

// vendor:package-manager-detector/detect
import { package_manager_detector_detect_detect } from "./vendor/fast-xml-parser-and-others-CDW3PZ5V.js";

// src/start/detect/package-manager.ts
var COMMANDS = {
  npm: { frozen: "npm ci", install: "npm install", run: "npm run", exec: "npx" },
  pnpm: { frozen: "pnpm install --frozen-lockfile", install: "pnpm install", run: "pnpm run", exec: "pnpm exec" },
  yarn: { frozen: "yarn install --frozen-lockfile", install: "yarn install", run: "yarn run", exec: "yarn run" },
  "yarn-berry": { frozen: "yarn install --immutable", install: "yarn install", run: "yarn run", exec: "yarn run" },
  bun: { frozen: "bun install --frozen-lockfile", install: "bun install", run: "bun run", exec: "bunx" }
};
var LOCKFILES = ["package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "yarn.lock", "bun.lock", "bun.lockb"];
async function packageManagerOf(checkout2, { directory }) {
  const cwd = posix.join(checkout2.root, directory);
  const found = await package_manager_detector_detect_detect({ cwd, stopDir: checkout2.root });
  const isBerry = checkout2.files.some((file) => posix.basename(file) === ".yarnrc.yml");
  const name = nameOf(found?.agent, isBerry);
  const { frozen, install, run, exec } = COMMANDS[name];
  const locked = ancestorsOf(directory).find(
    (above) => LOCKFILES.some((lockfile) => checkout2.files.includes(posix.join(above, lockfile)))
  );
  const up = locked === void 0 ? "" : posix.relative(directory, locked);
  const command = locked === void 0 ? install : frozen;
  return { name, install: up === "" ? command : `cd ${up} && ${command}`, run, exec };
}
function nameOf(agent, isBerry) {
  if (agent === "yarn@berry" || agent === "yarn" && isBerry) return "yarn-berry";
  if (agent === "yarn" || agent === "bun") return agent;
  return agent?.startsWith("pnpm") === true ? "pnpm" : "npm";
}
function ancestorsOf(directory) {
  const segments = directory.split("/").filter((segment) => segment !== ".");
  return [...segments.map((_, index) => segments.slice(0, segments.length - index).join("/")), "."];
}

// src/start/no-site.ts
import { posix as posix2 } from "node:path";

// src/start/detect/manifest.ts
var NONE = {
  name: null,
  dependencies: /* @__PURE__ */ new Set(),
  scripts: /* @__PURE__ */ new Map(),
  workspaces: [],
  namesNode: false
};
function readManifest(text) {
  const value = parsed(text);
  if (!isMap(value)) return NONE;
  const { workspaces, engines, volta } = value;
  return {
    name: typeof value["name"] === "string" ? value["name"] : null,
    dependencies: new Set(
      [value["dependencies"], value["devDependencies"]].flatMap((each) => [...stringsOf(each).keys()])
    ),
    scripts: stringsOf(value["scripts"]),
    workspaces: textsOf(isMap(workspaces) ? workspaces["packages"] : workspaces),
    namesNode: [engines, volta].some((each) => isMap(each) && typeof each["node"] === "string")
  };
}
function isBroken(text) {
  return text !== null && !isMap(parsed(text));
}
function parsed(text) {
  try {
    return JSON.parse((text ?? "").replace(/^\uFEFF/, ""));
  } catch {
    return null;
  }
}
function stringsOf(value) {
  const entries = isMap(value) ? Object.entries(value) : [];
  return new Map(entries.filter((entry) => typeof entry[1] === "string"));
}
function textsOf(value) {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}

// src/start/no-site.ts
var MOST = 50;
async function noSite({ files, read }) {
  for (const file of files.filter((each) => posix2.basename(each) === "package.json").slice(0, MOST))
    if (isBroken(await read(file))) return new GateError("init-no-site", { broken: quote(file) });
  return new GateError("init-no-site", { broken: "" });
}

// src/start/deploy-plan.ts
function preferredProvider({ site, hosting, url }) {
  if (hosting?.hasPreviews === true) return "github-deployments";
  if (site !== null) return "worktree";
  return url === null ? null : "url";
}
async function chooseDeploys(survey, provider, { headUrl }) {
  return CHOICES[provider](survey, headUrl);
}
var CHOICES = {
  "github-deployments": previews,
  url: addresses,
  worktree,
  static: folders
};
function previews({ hosting }) {
  const name = hosting?.hasPreviews === true ? hosting.name : "A service";
  const because = hosting?.hasPreviews === true ? ` (${hosting.because})` : "";
  const assumed = [
    `${name}${because} deploys each pull request and tells GitHub where; if it does not, use --provider worktree.`
  ];
  return { plan: { kind: "github-deployments", usesStatuses: hosting?.usesStatuses ?? true }, assumed };
}
function addresses({ url }, headUrl) {
  if (url === null) {
    const what = "--provider url needs the address of the running site.";
    throw new GateError("usage", { what, todo: "Add for example --url https://staging.example." });
  }
  const guess = previewOf(new URL(url));
  const assumed = headUrl === null ? [`Pull requests are deployed at ${guess}; if not, use --head-url.`] : [];
  return { plan: { kind: "url", base: url, head: headUrl ?? guess }, assumed };
}
function previewOf({ protocol, hostname, host }) {
  const isName = /[a-z]$/i.test(hostname) && hostname.includes(".");
  return isName ? `${protocol}//pr-{pr}.${host}` : "https://pr-{pr}.example.com";
}
async function worktree(survey) {
  const { build, assumed } = await buildOf(survey);
  return { plan: { kind: "worktree", ...build }, assumed };
}
async function folders(survey) {
  const { build, assumed } = await buildOf(survey);
  if ("folder" in build.served) return { plan: { kind: "static", ...build, ...build.served }, assumed };
  const what = `--provider static needs a site that is a folder, but this one is served by \`${build.served.serve}\`.`;
  throw new GateError("usage", { what, todo: "Use --provider worktree, which runs that command." });
}
async function buildOf({ checkout: checkout2, site }) {
  if (site === null) throw await noSite(checkout2);
  const { folder, framework } = site;
  const { directory } = folder;
  const hasPackages = folder.files.includes("package.json");
  const manager = hasPackages && framework.toolchain !== "none" ? await packageManagerOf(checkout2, folder) : null;
  const build = {
    directory,
    install: joined([framework.install ?? null, manager?.install ?? null]),
    build: buildCommand(site, manager, checkout2),
    served: servedBy(site, manager),
    ready: framework.ready ?? null,
    toolchain: framework.toolchain,
    manager
  };
  const how = "folder" in build.served ? folderName(posix3.join(directory, build.served.folder)) : `\`${build.served.serve}\``;
  const place = directory === "." ? "" : ` in ${directory}`;
  const built = build.build === null ? "served" : `built by \`${build.build}\` and served`;
  const assumed = [
    `The site${place} is ${framework.name}, ${built} ${"folder" in build.served ? "from" : "by"} ${how}.`,
    ..."caveat" in framework ? [framework.caveat] : []
  ];
  return { build, assumed };
}
var folderName = (folder) => folder === "." ? "the root of the repository" : `the folder ${folder}`;
function buildCommand({ folder, framework }, manager, checkout2) {
  const { manifest, directory } = folder;
  const { build } = framework;
  if (build !== null && "command" in build) return build.command;
  if (manager === null) return null;
  if (manifest.scripts.has("build")) {
    const name = manifest.name ?? "";
    const isNested = directory !== "." && /^[@\w./-]+$/.test(name);
    if (isNested && checkout2.files.includes("turbo.json"))
      return `cd ${posix3.relative(directory, ".")} && ${manager.exec} turbo run build --filter=${name}`;
    if (isNested && manager.name === "pnpm") return `pnpm --filter ${name}... run build`;
    return `${manager.run} build`;
  }
  return build === null ? null : `${manager.exec} ${build.bin}`;
}
function servedBy({ serving }, manager) {
  if ("output" in serving) return { folder: serving.output, spa: serving.spa ?? false };
  if ("serve" in serving) return { serve: serving.serve };
  if ("script" in serving) return { serve: `${manager?.run ?? "npm run"} ${serving.script}` };
  return { serve: `${manager?.exec ?? "npx"} ${serving.bin}` };
}
function joined(commands) {
  const given = commands.filter((command) => command !== null);
  return given.length === 0 ? null : given.join(" && ");
}

// src/start/detect/checkout.ts
import { readFile as readFile3, stat as stat3 } from "node:fs/promises";
import path5 from "node:path";
var MOST_BYTES2 = 1e6;
async function openCheckout(folder, env) {
  const git = await Git.open(folder, env);
  if ("cause" in git) throw new GateError("init-no-repository", { folder, cause: git.cause });
  const { root } = git;
  const listed = await git.run("ls-files", "-z", "--cached", "--others", "--exclude-standard");
  const files = [...new Set(listed.split("\0").filter((file) => file !== ""))];
  return { root, files, read: (file) => textOf2(path5.join(root, file)) };
}
async function textOf2(file) {
  try {
    const about = await stat3(file);
    return about.isFile() && about.size <= MOST_BYTES2 ? await readFile3(file, "utf8") : null;
  } catch {
    return null;
  }
}

// src/start/detect/hosting.ts
import { posix as posix4 } from "node:path";
var PREVIEWS = [
  {
    name: "Vercel",
    file: /^(?:now|vercel)\.json$/,
    packages: ["@sveltejs/adapter-vercel", "@astrojs/vercel", "@vercel/remix", "@vercel/react-router"],
    usesStatuses: false
  },
  {
    name: "Netlify",
    file: /^netlify\.toml$/,
    packages: ["@sveltejs/adapter-netlify", "@astrojs/netlify", "@netlify/plugin-nextjs", "@netlify/vite-plugin"],
    usesStatuses: true
  },
  {
    name: "Cloudflare",
    file: /^wrangler\.(?:toml|jsonc?)$/,
    packages: ["@sveltejs/adapter-cloudflare", "@astrojs/cloudflare", "@cloudflare/next-on-pages"],
    usesStatuses: true
  }
];
var WORKFLOW = /^\.github\/workflows\/[^/]+\.ya?ml$/;
var PAGES_ACTION = /\buses:\s*['"]?(actions\/deploy-pages|peaceiris\/actions-gh-pages|JamesIves\/github-pages-deploy-action)@/;
async function hostingOf(checkout2, { directory, manifest }) {
  for (const { name, file, packages, usesStatuses } of PREVIEWS) {
    const own = checkout2.files.find(
      (each) => file.test(posix4.basename(each)) && ancestorsOf(directory).includes(posix4.dirname(each))
    );
    const because = own ?? packages.find((each) => manifest.dependencies.has(each));
    if (because !== void 0) return { name, because, hasPreviews: true, usesStatuses };
  }
  for (const workflow of checkout2.files.filter((file) => WORKFLOW.test(file))) {
    if (PAGES_ACTION.test(await checkout2.read(workflow) ?? ""))
      return { name: "GitHub Pages", because: workflow, hasPreviews: false, usesStatuses: false };
  }
  return null;
}

// src/start/detect/folder.ts
import { posix as posix5 } from "node:path";
async function openFolder({ files, read }, directory) {
  const prefix = directory === "." ? "" : `${directory}/`;
  const own = files.filter((file) => file.startsWith(prefix)).map((file) => file.slice(prefix.length));
  const readOwn = (file) => read(posix5.join(directory, file));
  return { directory, files: own, manifest: readManifest(await readOwn("package.json")), read: readOwn };
}
function fileLike({ files }, pattern) {
  return files.find((file) => pattern.test(file));
}

// src/start/pick-site.ts
import { realpath } from "node:fs/promises";
import path6 from "node:path";

// src/start/detect/candidates.ts
import { posix as posix7 } from "node:path";

// src/start/detect/detect.ts
import { posix as posix6 } from "node:path";

// src/start/detect/page-files.ts
var HTML_FILES = /\.html?$/;
function nextAppPage(file) {
  const [, folder] = /^(?:src\/)?app\/(.*?)\/?page\.(?:[jt]sx?|mdx?)$/.exec(file) ?? [];
  if (folder === void 0) return null;
  const segments = folder.split("/").filter((segment) => segment !== "" && !/^\([^.)]+\)$/.test(segment));
  const isPage = segments.every((segment) => !/^[@_]|^\(\.+\)/.test(segment));
  return isPage ? segments.map(variable).join("/") : null;
}
function pageOfPages(file) {
  const [, page] = /^(?:src\/)?pages\/(.+)\.(?:[jt]sx?|mdx?)$/.exec(file) ?? [];
  if (page === void 0 || /^(?:api\/|_|404$|500$)|\.(?:test|spec|d|module)$/.test(page)) return null;
  return segmentsOf(page.replaceAll(/\{[\w.]*?(\w+)\}/g, "[$1]"));
}
function astroPage(file) {
  const [, page] = /^src\/pages\/(.+)\.(?:astro|mdx?|html)$/.exec(file) ?? [];
  return page === void 0 || /^(?:404|500)$|(?:^|\/)_/.test(page) ? null : segmentsOf(page);
}
function nuxtPage(file) {
  const [, page] = /^(?:app\/)?pages\/(.+)\.vue$/.exec(file) ?? [];
  return page === void 0 ? null : segmentsOf(page);
}
function svelteKitPage(file) {
  const [, folder] = /^src\/routes\/(.*?)\/?\+page\.svelte$/.exec(file) ?? [];
  if (folder === void 0) return null;
  return segmentsOf(folder.replaceAll(/(?:^|\/)\([^)]+\)(?=\/|$)/g, "").replace(/^\//, ""));
}
function segmentsOf(page) {
  return page.replace(/(?:^|\/)index$/, "").split("/").map(variable).join("/");
}
function variable(segment) {
  return segment.replaceAll(/\[+(?:\.\.\.)?(\w+)(?:=\w+)?\]+/g, ":$1");
}

// src/start/detect/frameworks.ts
var VITE_CONFIG = /^vite\.config\.[cm]?[jt]s$/;
var OUT_DIR = /\boutDir\s*:\s*['"]([\w./-]+)['"]/;
var RAILS = "RAILS_ENV=production SECRET_KEY_BASE_DUMMY=1";
var FRAMEWORKS = [
  {
    name: "Rails",
    signs: [{ file: /^bin\/rails$/ }, { file: /^config\/application\.rb$/ }],
    toolchain: "ruby",
    install: "bundle install",
    build: { command: `${RAILS} bin/rails assets:precompile db:prepare` },
    serving: { serve: `${RAILS} RAILS_SERVE_STATIC_FILES=1 bin/rails server --port {port}` },
    ready: "/up",
    caveat: "Rails redirects to https in production where force_ssl is set without assume_ssl."
  },
  {
    name: "Hugo",
    signs: [{ file: /^(?:hugo\.(?:toml|ya?ml|json)|config\/_default\/hugo\.(?:toml|ya?ml|json))$/ }],
    toolchain: "hugo",
    build: { command: "hugo --minify" },
    serving: { output: "public" }
  },
  {
    name: "Jekyll",
    signs: [{ file: /^_config\.ya?ml$/ }, { file: /^Gemfile$/, text: /\b(?:jekyll|github-pages)\b/ }],
    toolchain: "ruby",
    install: "bundle install",
    build: { command: "bundle exec jekyll build" },
    serving: { output: "_site" }
  },
  {
    name: "Next.js",
    signs: [{ packages: ["next"] }, { file: /^(?:next\.config\.[cm]?[jt]s|(?:src\/)?(?:app|pages)\/.+)$/ }],
    toolchain: "node",
    build: { bin: "next build" },
    serving: { bin: "next start --port {port}" },
    variants: [
      {
        file: /^next\.config\.[cm]?[jt]s$/,
        text: /\boutput\s*:\s*['"]export['"]/,
        serving: { output: "out" }
      }
    ],
    pages: { files: /^(?:src\/)?(?:app|pages)\//, pathOf: (file) => nextAppPage(file) ?? pageOfPages(file) }
  },
  {
    name: "Nuxt",
    signs: [{ packages: ["nuxt"] }, { file: /^nuxt\.config\.[cm]?[jt]s$/ }],
    toolchain: "node",
    build: { bin: "nuxt build" },
    serving: { serve: "node .output/server/index.mjs" },
    variants: [
      { file: /^package\.json$/, text: /"build"\s*:\s*"[^"]*nux[it] generate/, serving: { output: ".output/public" } }
    ],
    pages: { files: /^(?:app\/)?pages\/.+\.vue$/, pathOf: nuxtPage }
  },
  {
    name: "SvelteKit",
    signs: [{ packages: ["@sveltejs/kit"] }, { file: /^src\/(?:routes\/|app\.html$)/ }],
    toolchain: "node",
    build: { bin: "vite build" },
    serving: { bin: "vite preview --port {port}" },
    variants: [
      { packages: ["@sveltejs/adapter-static"], serving: { output: "build" } },
      { packages: ["@sveltejs/adapter-node"], serving: { serve: "node build" } }
    ],
    pages: { files: /^src\/routes\/(?:.*\/)?\+page\.svelte$/, pathOf: svelteKitPage }
  },
  {
    name: "Astro",
    signs: [{ packages: ["astro"] }, { file: /^(?:astro\.config\.[cm]?[jt]s|src\/pages\/.+)$/ }],
    toolchain: "node",
    build: { bin: "astro build" },
    serving: { output: "dist" },
    variants: [
      { packages: ["@astrojs/node"], serving: { serve: "HOST=127.0.0.1 node dist/server/entry.mjs" } },
      {
        file: /^astro\.config\.[cm]?[jt]s$/,
        text: /\badapter\s*:/,
        serving: { bin: "astro preview --port {port}" }
      }
    ],
    outputIn: { file: /^astro\.config\.[cm]?[jt]s$/, text: OUT_DIR },
    pages: { files: /^src\/pages\/.+\.(?:astro|mdx?|html)$/, pathOf: astroPage }
  },
  {
    name: "React Router",
    signs: [{ packages: ["@react-router/dev"] }],
    toolchain: "node",
    build: { bin: "react-router build" },
    serving: { bin: "react-router-serve ./build/server/index.js" },
    variants: [
      {
        file: /^react-router\.config\.[cm]?[jt]s$/,
        text: /\bssr\s*:\s*false\b/,
        serving: { output: "build/client", spa: true }
      }
    ]
  },
  {
    name: "Remix",
    signs: [{ packages: ["@remix-run/dev"] }],
    toolchain: "node",
    build: { bin: "remix vite:build" },
    serving: { bin: "remix-serve ./build/server/index.js" }
  },
  {
    name: "Gatsby",
    signs: [{ packages: ["gatsby"] }],
    toolchain: "node",
    build: { bin: "gatsby build" },
    serving: { output: "public" },
    pages: { files: /^src\/pages\/.+\.(?:[jt]sx?|mdx?)$/, pathOf: pageOfPages }
  },
  {
    name: "Docusaurus",
    signs: [{ packages: ["@docusaurus/core"] }],
    toolchain: "node",
    build: { bin: "docusaurus build" },
    serving: { output: "build" }
  },
  {
    name: "Angular",
    signs: [{ packages: ["@angular/core"] }, { file: /^angular\.json$/ }],
    toolchain: "node",
    build: { bin: "ng build" },
    serving: { output: "dist", spa: true }
  },
  {
    name: "Vue CLI",
    signs: [{ packages: ["@vue/cli-service"] }],
    toolchain: "node",
    build: { bin: "vue-cli-service build" },
    serving: { output: "dist", spa: true },
    outputIn: { file: /^vue\.config\.[cm]?[jt]s$/, text: /\boutputDir\s*:\s*['"]([\w./-]+)['"]/ }
  },
  {
    name: "Create React App",
    signs: [{ packages: ["react-scripts"] }],
    toolchain: "node",
    build: { bin: "react-scripts build" },
    serving: { output: "build", spa: true }
  },
  {
    name: "Eleventy",
    signs: [{ packages: ["@11ty/eleventy"] }],
    toolchain: "node",
    build: { bin: "eleventy" },
    serving: { output: "_site" },
    outputIn: { file: /^(?:\.eleventy|eleventy\.config)\.[cm]?js$/, text: /\boutput\s*:\s*['"]([\w./-]+)['"]/ }
  },
  {
    name: "Vite",
    isTool: true,
    signs: [{ packages: ["vite"] }, { file: /^(?:index\.html|src\/index\.html)$/ }],
    toolchain: "node",
    build: { bin: "vite build" },
    serving: { output: "dist", spa: true },
    outputIn: { file: VITE_CONFIG, text: OUT_DIR }
  },
  {
    name: "a Node.js server",
    signs: [{ file: /^package\.json$/, text: /"start"\s*:\s*"/ }],
    isGeneric: true,
    toolchain: "node",
    build: null,
    serving: { script: "start" },
    caveat: "The server must listen on the port in the environment variable PORT."
  },
  ...[".", "public", "site", "www", "docs", "dist", "build"].map((folder) => ({
    name: "static files",
    signs: [{ file: new RegExp(folder === "." ? "^index\\.html$" : `^${folder}/index\\.html$`) }],
    isGeneric: true,
    toolchain: "none",
    build: null,
    serving: { output: folder },
    pages: { files: HTML_FILES, pathOf: htmlPathIn(folder) }
  }))
];
function htmlPathIn(folder) {
  const prefix = folder === "." ? "" : `${folder}/`;
  return (file) => {
    if (!file.startsWith(prefix) || /(?:^|\/)(?:404|50x|500|node_modules)\b/.test(file)) return null;
    return file.slice(prefix.length).replace(/(?:^|(?<=\/))index\.html?$/, "");
  };
}

// src/start/detect/detect.ts
var MOST_READ = 5;
async function siteIn(folder, withGeneric) {
  const made = await firstOf(MADE, folder, allSeen);
  if (made !== null || !withGeneric) return made;
  const installed = runsItsOwn(folder) ? null : await firstOf(MADE, folder, isInstalled);
  return installed ?? await firstOf(GENERIC, folder, allSeen);
}
var GENERIC = FRAMEWORKS.filter(({ isGeneric }) => isGeneric === true);
var MADE = FRAMEWORKS.filter((framework) => !GENERIC.includes(framework));
async function firstOf(frameworks, folder, passes) {
  for (const framework of frameworks)
    if (await passes(framework, folder)) return { folder, framework, serving: await servingOf(framework, folder) };
  return null;
}
function isInstalled({ signs, isTool }, { manifest }) {
  const packages = signs.flatMap((sign) => sign.packages ?? []);
  return isTool !== true && packages.some((name) => manifest.dependencies.has(name));
}
function runsItsOwn({ manifest }) {
  return /\b(?:node|nodemon|tsx|ts-node|bun|deno)\b/.test(manifest.scripts.get("start") ?? "");
}
async function allSeen({ signs }, folder) {
  for (const sign of signs) if (!await isSeen(sign, folder)) return false;
  return true;
}
async function isSeen({ packages, file, text }, folder) {
  if (packages !== void 0 && !packages.some((name) => folder.manifest.dependencies.has(name))) return false;
  if (file === void 0) return true;
  if (text === void 0) return fileLike(folder, file) !== void 0;
  return await textIn(folder, file, text) !== null;
}
async function textIn(folder, file, text) {
  for (const each of folder.files.filter((name) => file.test(name)).slice(0, MOST_READ)) {
    const found = text.exec(await folder.read(each) ?? "");
    if (found !== null) return found;
  }
  return null;
}
async function servingOf(framework, folder) {
  if (framework.name === "Angular") return angularServing(await folder.read("angular.json"), framework.serving);
  for (const variant of framework.variants ?? []) if (await isSeen(variant, folder)) return variant.serving;
  const { serving, outputIn } = framework;
  if (outputIn === void 0 || !("output" in serving)) return serving;
  const [, output] = await textIn(folder, outputIn.file, outputIn.text) ?? [];
  const inside = output === void 0 ? ".." : posix6.normalize(output).replace(/\/$/, "");
  return /^(?:\.\.(?:\/|$)|\/)/.test(inside) ? serving : { ...serving, output: inside };
}
function angularServing(text, fallback) {
  const projects = mapAt(parsed2(text), "projects");
  const applications = Object.entries(projects).filter(([, each]) => mapAt(each)["projectType"] === "application");
  const [name, project] = applications[0] ?? [];
  if (name === void 0) return fallback;
  const build = mapAt(project, "architect", "build");
  const options = mapAt(build, "options");
  const { outputPath } = options;
  const base = typeof outputPath === "string" ? outputPath : mapAt(outputPath)["base"] ?? `dist/${name}`;
  if (typeof base !== "string") return fallback;
  if (isMap(options["ssr"]) || options["ssr"] === true) return { serve: `node ${base}/server/server.mjs` };
  const isBrowserBuilder = String(build["builder"]).endsWith(":browser");
  return { output: isBrowserBuilder ? base : `${base}/browser`, spa: true };
}
function parsed2(text) {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return null;
  }
}
function mapAt(value, ...keys) {
  const found = keys.reduce((at, key) => isMap(at) ? at[key] : void 0, value);
  return isMap(found) ? found : {};
}

// src/start/detect/candidates.ts
var MARKERS = /^(?:package\.json|hugo\.(?:toml|ya?ml|json)|_config\.ya?ml|config\.ru)$/;
var GENERIC_MARKERS = /^(?:package\.json|index\.html)$/;
var NOT_THE_PRODUCT = /(?:^|\/)(?:node_modules|tests?|__\w+__|e2e|fixtures?|examples?|templates?|vendor)(?:\/|$)/;
var MOST_FOLDERS = 200;
async function sitesBelow(checkout2) {
  const made = await sitesOf(checkout2, false);
  return made.length > 0 ? made : outermost(await sitesOf(checkout2, true));
}
async function sitesOf(checkout2, withGeneric) {
  const { named, left } = await workspacePatterns(checkout2);
  const isWorkspace = named.length === 0 ? () => true : picomatch_default([...named], { ignore: [...left] });
  const folders2 = checkout2.files.filter((file) => (withGeneric ? GENERIC_MARKERS : MARKERS).test(posix7.basename(file))).map((file) => posix7.dirname(file)).filter((folder) => folder !== "." && !NOT_THE_PRODUCT.test(folder) && isWorkspace(folder));
  const found = [];
  for (const directory of [...new Set(folders2)].slice(0, MOST_FOLDERS)) {
    const site = await siteIn(await openFolder(checkout2, directory), withGeneric);
    if (site !== null) found.push(site);
  }
  return found;
}
function outermost(sites) {
  const folders2 = sites.map(({ folder }) => folder.directory);
  return sites.filter(({ folder }) => !folders2.some((other) => folder.directory.startsWith(`${other}/`)));
}
async function workspacePatterns({ read }) {
  const { workspaces } = readManifest(await read("package.json"));
  const declared = [...workspaces, ...packagesOf(await read("pnpm-workspace.yaml"))];
  return {
    named: declared.filter((pattern) => !pattern.startsWith("!")).map(plain),
    left: declared.filter((pattern) => pattern.startsWith("!")).map(plain)
  };
}
var plain = (pattern) => pattern.replace(/^!/, "").replace(/^\.\/|\/$/g, "");
function packagesOf(text) {
  try {
    const value = yaml_parse(text ?? "");
    return isMap(value) ? textsOf(value["packages"]) : [];
  } catch {
    return [];
  }
}

// src/start/pick-site.ts
var MOST_NAMED = 20;
var MOST_CHARACTERS = 200;
async function pickSite(request) {
  const { checkout: checkout2, dir } = request;
  const directory = await directoryOf(request);
  if (dir !== null) return { site: await namedSite(request, dir, directory), assumed: [] };
  const below = directory === "." ? null : await siteIn(await openFolder(checkout2, directory), true);
  return below === null ? siteOfRepository(request) : { site: below, assumed: [] };
}
async function siteOfRepository(request) {
  const { checkout: checkout2 } = request;
  const root = await openFolder(checkout2, ".");
  const site = await siteIn(root, false);
  if (site !== null) return { site, assumed: [] };
  const candidates = await sitesBelow(checkout2);
  const isMade = candidates.some(({ framework }) => framework.isGeneric !== true);
  const generic = isMade ? null : await siteIn(root, true);
  if (generic !== null || candidates.length === 0) return { site: generic, assumed: [] };
  return onlyOf(candidates, request);
}
async function directoryOf({ checkout: checkout2, cwd, dir }) {
  const named = path6.resolve(cwd, dir ?? ".");
  const folder = await realpath(named).catch(() => named);
  return path6.relative(checkout2.root, folder).replaceAll("\\", "/") || ".";
}
async function namedSite(request, dir, directory) {
  const folder = await openFolder(request.checkout, directory);
  if (folder.files.length > 0) return siteIn(folder, true);
  const candidates = (await sitesBelow(request.checkout)).map((site) => valueOfDir(site, request));
  throw new GateError("init-no-folder", {
    directory: quote(dir),
    candidates: candidates.slice(0, MOST_NAMED).join(", ")
  });
}
async function onlyOf(candidates, request) {
  const [only, ...others] = candidates;
  if (only !== void 0 && others.length === 0) {
    const what = only.framework.isGeneric === true ? "is one" : "has a web framework";
    const assumed = [`${only.folder.directory} is the site, because no other folder ${what} (--dir).`];
    return { site: only, assumed };
  }
  const names = candidates.map((site2) => `${valueOfDir(site2, request)} (${site2.framework.name})`);
  const chosen = await request.ask?.choose("Which site is to be gated?", names);
  const site = candidates[names.indexOf(chosen ?? "")];
  if (site !== void 0) return { site, assumed: [] };
  if (!request.isNeeded)
    return {
      site: null,
      assumed: ["Pages of the source are not proposed, because the repository has several sites (--dir)."]
    };
  throw new GateError("init-several-sites", {
    candidates: names.slice(0, MOST_NAMED).join(", "),
    example: only === void 0 ? "." : valueOfDir(only, request)
  });
}
function valueOfDir({ folder }, { checkout: checkout2, cwd }) {
  const relative = path6.relative(cwd, path6.join(checkout2.root, folder.directory)).replaceAll("\\", "/");
  return sanitizeLine(relative, MOST_CHARACTERS) || ".";
}

// src/start/routes/template.ts
var MOST_SIBLINGS = 4;
var MOST_SECTIONS = 40;
var NUMBERED = /^(?:.+[-_.]\d{3,}|\d{3,}[-_.].+)$/;
function groupByTemplate(paths) {
  const numbered = paths.map((path10) => ({ path: path10, segments: segmentsOf2(path10).map(numbersAsId) }));
  const crowded = crowdedParents(numbered.map(({ segments }) => segments));
  const groups = Map.groupBy(numbered, ({ path: path10, segments }) => templateOf(path10, segments, crowded));
  return [...groups].map(([template, members]) => ({ template, paths: members.map(({ path: path10 }) => path10) }));
}
function segmentsOf2(path10) {
  return new URL(path10, "http://path.invalid").pathname.split("/").filter((segment) => segment !== "");
}
function numbersAsId(segment) {
  const bare = segment.replace(/\.html?$/i, "");
  const isVariable = /^\d[\d._-]*$/.test(bare) || NUMBERED.test(bare) || stablePath(bare) === "*";
  return isVariable ? ":id" : segment;
}
function crowdedParents(all) {
  const names = /* @__PURE__ */ new Map();
  for (const segments of all)
    for (const [depth2, segment] of segments.entries()) {
      const parent = segments.slice(0, depth2).join("/");
      const seen = names.get(parent) ?? /* @__PURE__ */ new Set();
      names.set(parent, seen.add(segment));
    }
  const crowded = [...names].filter(([parent, { size }]) => size > (parent === "" ? MOST_SECTIONS : MOST_SIBLINGS));
  return new Set(crowded.map(([parent]) => parent));
}
function templateOf(path10, segments, crowded) {
  const written = segments.map((segment, depth2) => {
    const isLast = depth2 === segments.length - 1;
    const parent = segments.slice(0, depth2).join("/");
    return crowded.has(parent) && (isLast || depth2 > 0) ? ":slug" : segment;
  });
  const parameters = [...new URL(path10, "http://path.invalid").searchParams.keys()];
  const query = [...new Set(parameters)].map((name) => `${name}=:value`).join("&");
  return `/${written.join("/")}${query === "" ? "" : `?${query}`}`;
}

// src/start/routes/repository-routes.ts
var MOST_FILES = 5e3;
var MOST_NAMED2 = 10;
function routesOfSource(site) {
  const pages = site?.framework.pages;
  const files = pages === void 0 ? [] : (site?.folder.files ?? []).filter((file) => pages.files.test(file));
  const paths = files.slice(0, MOST_FILES).flatMap((file) => pathIn(pages?.pathOf(file) ?? null));
  const fixed = [...new Set(paths.filter((path10) => !path10.includes(":")))];
  const groups = inOrder(groupByTemplate(fixed.includes("/") ? fixed : ["/", ...fixed]));
  const variable2 = [...new Set(paths.filter((path10) => path10.includes(":")))];
  return {
    routes: groups.slice(0, MOST_ROUTES).map(({ template, paths: same }) => ({ path: same[0] ?? "/", template, count: same.length })),
    dropped: variable2.slice(0, MOST_NAMED2).map((path10) => ({
      path: path10,
      reason: "has a variable in its path: add a route with a value that exists"
    })),
    origin: fixed.length === 0 ? "the root of the site" : "the files of the repository",
    notices: []
  };
}
function pathIn(page) {
  if (page === null) return [];
  const segments = page.split("/").map((segment) => encodeURIComponent(segment).replaceAll("%3A", ":"));
  return [`/${segments.join("/")}`];
}

// vendor:robots-parser
import { robots_parser_default } from "./vendor/fast-xml-parser-and-others-CDW3PZ5V.js";

// src/start/routes/robots.ts
var parseRobots = robots_parser_default;
async function readRobots(client, origin) {
  const url = `${origin}/robots.txt`;
  const answer = await client.get(url).catch(() => null);
  const isText = answer?.status === 200 && !/html/i.test(answer.type);
  const robots = parseRobots(url, isText ? answer.text : "");
  return { sitemaps: robots.getSitemaps(), forbids: (page) => robots.isDisallowed(page, AGENT) === true };
}

// vendor:fast-xml-parser
import { fast_xml_parser_XMLParser } from "./vendor/fast-xml-parser-and-others-CDW3PZ5V.js";

// src/start/routes/sitemap.ts
var MOST_URLS = 5e3;
var MOST_FILES2 = 20;
async function readSitemaps(client, origin, declared) {
  const waiting = declared.length > 0 ? [...declared] : [`${origin}/sitemap.xml`];
  const seen = /* @__PURE__ */ new Set();
  const urls = /* @__PURE__ */ new Set();
  const notices = [];
  while (waiting.length > 0 && seen.size < MOST_FILES2 && urls.size <= MOST_URLS) {
    const url = URL.parse(waiting.shift() ?? "", origin);
    if (url === null || url.origin !== origin || seen.has(url.href)) continue;
    seen.add(url.href);
    const read = await readOne2(client, url.href);
    if ("problem" in read) {
      if (declared.length > 0 || read.isThere) notices.push(`The sitemap ${url.pathname} ${read.problem}.`);
      continue;
    }
    waiting.push(...read.sitemaps);
    for (const page of read.pages) if (urls.size <= MOST_URLS) urls.add(page);
  }
  const isCut = urls.size > MOST_URLS || waiting.length > 0;
  return { urls: [...urls].slice(0, MOST_URLS), isCut, notices };
}
async function readOne2(client, url) {
  try {
    const { status, text } = await client.get(url);
    return status === 200 ? locationsIn(text) : { problem: `answers with ${status}`, isThere: false };
  } catch (error) {
    return { problem: `cannot be read: ${failureOf(error)}`, isThere: false };
  }
}
var DECLARES = /<!(?:DOCTYPE|ENTITY)/i;
function locationsIn(text) {
  if (DECLARES.test(text)) return { problem: "is refused, because it has a DOCTYPE", isThere: /<\?xml/.test(text) };
  const parser = new fast_xml_parser_XMLParser({
    ignoreAttributes: true,
    parseTagValue: false,
    removeNSPrefix: true,
    isArray: (name) => name === "url" || name === "sitemap"
  });
  try {
    const document = parser.parse(wholeEntries(text));
    const at = (root, item) => {
      const list = isMap(document) && isMap(document[root]) ? document[root][item] : [];
      return Array.isArray(list) ? list.flatMap(locationOf) : [];
    };
    const [pages, sitemaps] = [at("urlset", "url"), at("sitemapindex", "sitemap")];
    if (pages.length + sitemaps.length > 0) return { pages, sitemaps };
    return { problem: "lists no pages", isThere: true };
  } catch {
    return { problem: "is not valid XML", isThere: true };
  }
}
function wholeEntries(text) {
  if (/<\/(?:\w+:)?(?:urlset|sitemapindex)>\s*$/.test(text.slice(-1e3))) return text;
  const end = Math.max(text.lastIndexOf("</url>"), text.lastIndexOf("</sitemap>"));
  return end === -1 ? text : text.slice(0, text.indexOf(">", end) + 1);
}
function locationOf(entry) {
  const location = isMap(entry) ? entry["loc"] : null;
  return typeof location === "string" && URL.canParse(location.trim()) ? [location.trim()] : [];
}

// src/start/routes/site-routes.ts
var SURVEY_TIMEOUT_MS = 6e4;
var MOST_REDIRECTS = 5;
async function routesOfSite(url, surveyor) {
  const client = openClient(AbortSignal.timeout(SURVEY_TIMEOUT_MS));
  const start = await openStart(client, url);
  if ("problem" in start) return { routes: [], dropped: [], origin: "", notices: [start.problem] };
  const { answer, notices } = start;
  const { origin } = new URL(start.url);
  const robots = await readRobots(client, origin);
  const sitemap = await readSitemaps(client, origin, robots.sitemaps);
  const isListed = sitemap.urls.length > 0;
  const links = isListed ? null : await linksOf(start.url, answer.text, surveyor);
  const found = links?.urls ?? sitemap.urls;
  const home = pathBelow(origin, isLogIn(start.url) ? stripQuery(start.url) : start.url) ?? "/";
  const paths = [.../* @__PURE__ */ new Set([home, ...found.flatMap((each) => pathBelow(origin, each) ?? [])])];
  const probed = await probeGroups(groupByTemplate(paths), { client, origin, forbids: robots.forbids });
  return {
    ...probed,
    origin: isListed ? `${sitemap.isCut ? "the first " : ""}${counted2(sitemap.urls.length, "URL")} of the sitemap of ${origin}` : `${counted2(paths.length, "page")} linked on ${stripQuery(start.url)}`,
    notices: [
      ...notices,
      ...sitemap.notices,
      ...chromeNotice(links?.problem ?? null),
      ...paths.every((path10) => robots.forbids(origin + path10)) ? [forbidden(origin)] : []
    ]
  };
}
function counted2(count2, what) {
  return `${count2.toLocaleString("en")} ${what}${count2 === 1 ? "" : "s"}`;
}
function chromeNotice(problem) {
  return problem === null ? [] : [`Links that scripts add could not be looked at (${problem}); those of the HTML were.`];
}
function forbidden(origin) {
  return `${origin}/robots.txt forbids all pages that were found. If the site is yours, write its routes by hand.`;
}
async function openStart(client, named) {
  let url = stripFragment(named);
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    const answer = await client.get(url).catch((error) => ({ problem: failureOf(error) }));
    if ("problem" in answer)
      return { problem: `${stripQuery(url)} could not be looked at: ${answer.problem}. No pages of it are proposed.` };
    if (answer.location === null) return { url, answer, notices: noticesOf(named, url, answer) };
    if (isElsewhere(named, answer.location) && isLogIn(answer.location))
      return { problem: toLogIn(named, stripQuery(answer.location)) };
    url = stripFragment(answer.location);
  }
  return { problem: `${stripQuery(named)} redirects more than ${MOST_REDIRECTS} times. No pages of it are proposed.` };
}
function isElsewhere(named, url) {
  return new URL(named).origin !== new URL(url).origin;
}
function toLogIn(named, at) {
  return `${stripQuery(named)} redirects to a log-in page (${at}). Pages behind it need \`setup\` steps that log in: see docs/configuration.md, "Who visits".`;
}
function noticesOf(named, url, { status }) {
  const at = stripQuery(url);
  if (status >= 400) return [`${at} answers with ${status}.`];
  if (URL.parse(named)?.href === URL.parse(url)?.href) return [];
  return [isLogIn(url) ? toLogIn(named, at) : `${stripQuery(named)} redirects to ${at}, which was looked at.`];
}

// src/start/write/config-file.ts
import { posix as posix8 } from "node:path";

// src/start/routes/names.ts
var MOST_CHARACTERS2 = 40;
function namesOf(routes) {
  const names = [];
  for (const { template } of routes) {
    const name = nameOf2(template);
    let unique = name;
    for (let number = 2; names.includes(unique); number += 1) unique = `${name}-${number}`;
    names.push(unique);
  }
  return names;
}
function nameOf2(template) {
  const words = template.split("/").flatMap((segment) => segment.replaceAll(/%[0-9a-f]{2}/gi, " ").match(/^:|[a-z0-9]+/gi) ?? []).filter((word) => !/^(?::|id|slug|value|html?)$/.test(word));
  const name = words.join("-").toLowerCase().slice(0, MOST_CHARACTERS2).replace(/-$/, "");
  return name === "" ? template === "/" ? "home" : "page" : name;
}

// src/start/write/config-file.ts
var SCHEMA = "https://raw.githubusercontent.com/vitals-gate/vitals-gate/v0/dist/config.schema.json";
var MOST_DROPPED = 20;
var MOST_CHARACTERS3 = 200;
var BUDGETS = {
  lcp: { max: "2500 ms", "max-increase": ["5 %", "50 ms"], enforce: "warn" },
  cls: { max: 0.1, "max-increase": 0.02, enforce: "warn" }
};
var ABOUT_BUDGETS = `Nothing blocks yet: remove \`enforce: warn\` to block. \`vitals-gate calibrate\` measures how
much the site varies on this machine, and recommends max-increase. A part can have a budget
too, for example lcp.ttfb. INP needs interactions on its routes:
  inp: { max: 200 ms, max-increase: [10 %, 16 ms], enforce: warn }`;
var ABOUT_INTERACTIONS = `What a visitor does on a page is measured as INP:
  interactions: [{ click: "#add-to-cart" }]
  conditions: [mobile, desktop]`;
var ABOUT_DEPLOYS = {
  url: "Where base and head are served; {pr}, {branch}, {sha} and {short-sha} stand for those of the commit.",
  "github-deployments": `Both deploys are found among the GitHub deployments of the repository. If a commit has several
previews, name one: { environment: "Preview*" }. Previews behind a log-in need \`bypass\`, for Vercel:
  bypass: { header: x-vercel-protection-bypass, secret: VERCEL_BYPASS }`,
  static: "Folders that the workflow builds before the gate starts.",
  worktree: "Base and head are checked out, built and served in the job."
};
function configText({ plan, found }) {
  const names = namesOf(found.routes);
  const routes = found.routes.map((route, index) => ({ name: names[index] ?? "", path: route.path }));
  const document = new yaml_Document({ deploys: deploysOf(plan), routes, budgets: BUDGETS });
  document.commentBefore = ` yaml-language-server: $schema=${SCHEMA}`;
  explain(document, "deploys", ABOUT_DEPLOYS[plan.kind]);
  explain(document, "routes", `From ${found.origin}.
${ABOUT_INTERACTIONS}`);
  for (const [index, route] of found.routes.entries())
    comment(document.getIn(["routes", index], true), reasonFor(route));
  const after = aboutDropped(found.dropped);
  const list = document.get("routes");
  if (after !== "" && yaml_isSeq(list)) list.comment = lines(after);
  explain(document, "budgets", ABOUT_BUDGETS);
  compact(document.get("budgets"));
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}
function deploysOf(plan) {
  if (plan.kind === "url") return { base: { url: plan.base }, head: { url: plan.head } };
  if (plan.kind === "github-deployments") return { "github-deployments": {} };
  if (plan.kind === "worktree") return { worktree: worktreeOf(plan) };
  const spa = plan.spa ? { spa: true } : {};
  const folder = posix8.join(plan.directory, plan.folder);
  return { base: { static: `./${posix8.join("base", folder)}`, ...spa }, head: { static: `./${folder}`, ...spa } };
}
function worktreeOf({ directory, install, build, served, ready }) {
  return {
    install: install ?? false,
    ...build !== null && { build },
    ..."serve" in served ? { serve: served.serve } : { static: served.folder, ...served.spa && { spa: true } },
    ...ready !== null && { ready },
    ...directory !== "." && { directory }
  };
}
function reasonFor({ template, count: count2, path: path10 }) {
  if (count2 > 1) return `1 of ${count2.toLocaleString("en")} pages like ${template}`;
  return path10 === "/" ? "the start page" : "a page of its own";
}
function aboutDropped(dropped) {
  if (dropped.length === 0) return "";
  const named = dropped.slice(0, MOST_DROPPED).map(({ path: path10, reason }) => `  ${sanitizeLine(`${path10} ${reason}`, MOST_CHARACTERS3)}`);
  const more2 = dropped.length > MOST_DROPPED ? [`  and ${dropped.length - MOST_DROPPED} more`] : [];
  return ["Left out:", ...named, ...more2].join("\n");
}
function explain(document, key, text) {
  const { contents } = document;
  if (!yaml_isMap(contents)) return;
  for (const [index, { key: name }] of contents.items.entries()) {
    if (!yaml_isScalar(name) || name.value !== key) continue;
    name.commentBefore = lines(text);
    name.spaceBefore = index > 0;
  }
}
function comment(node, text) {
  if (yaml_isMap(node)) node.commentBefore = lines(text);
}
function lines(text) {
  return text.split("\n").map((line) => `${/^ */.exec(` ${line}`)?.[0] ?? ""}${sanitizeLine(line, MOST_CHARACTERS3)}`).join("\n");
}
function compact(budgets) {
  if (yaml_isMap(budgets)) {
    for (const { value } of budgets.items) if (yaml_isMap(value)) value.flow = true;
  }
}

// src/start/write/expectations.ts
var VISITS = { few: 23, many: 47 };
var VISIT_SECONDS = { short: 2.2, long: 3.7 };
function expectations(routes, plan) {
  const minutes = (visits, seconds) => Math.max(1, Math.round(routes * visits * seconds / 60));
  const [least, most] = [minutes(VISITS.few, VISIT_SECONDS.short), minutes(VISITS.many, VISIT_SECONDS.long)];
  const builds = plan.kind === "worktree" || plan.kind === "static" ? ", after base and head are built" : "";
  return `What to expect on a pull request:
  - ${routes} ${routes === 1 ? "route" : "routes"} on one condition, mobile: a phone on a slow network.
  - About ${least} to ${most} minutes${builds}. Routes that serve identical bytes take seconds.
  - One comment, with the change of LCP and CLS on each route.
  - What blocks: nothing yet, because every budget warns. The job fails only when a page cannot be measured.

Next: commit both files and open a pull request. \`vitals-gate calibrate\` recommends tolerances; then remove
\`enforce: warn\`, and make the job a required check.
`;
}

// src/start/write/files.ts
import { lstat, mkdir as mkdir2, readFile as readFile4, realpath as realpath2, writeFile as writeFile3 } from "node:fs/promises";
import path7 from "node:path";
var MOST_BYTES3 = 1e6;
async function changesOf(root, planned) {
  const changes = await Promise.all(
    planned.map(async ({ file, text }) => ({ file, text, before: await contentsOf(root, file) }))
  );
  return changes.filter(({ before, text }) => before?.replaceAll("\r\n", "\n") !== text);
}
async function contentsOf(root, file) {
  const target = path7.join(root, file);
  await assertInside(root, file);
  const about = await lstat(target).catch((error) => absence(file, error));
  if (about === null) return null;
  if (!about.isFile()) throw new GateError("init-unwritable", { file, cause: "it exists and is not a regular file" });
  if (about.size > MOST_BYTES3) return "";
  return readFile4(target, "utf8").catch((error) => {
    throw new GateError("init-unwritable", { file, cause: causeOf(error) }, { cause: error });
  });
}
async function assertInside(root, file) {
  let folder = path7.dirname(path7.join(root, file));
  while (await lstat(folder).catch(() => null) === null) folder = path7.dirname(folder);
  const real = await realpath2(folder).catch((error) => absence(file, error));
  if (real === null || !isInside(await realpath2(root), real))
    throw new GateError("init-unwritable", {
      file,
      cause: "its folder is a link that leads nowhere, or out of the repository"
    });
}
function absence(file, error) {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
  throw new GateError("init-unwritable", { file, cause: causeOf(error) }, { cause: error });
}
async function writeChanges(root, changes) {
  for (const { file, text, before } of changes) {
    try {
      await mkdir2(path7.dirname(path7.join(root, file)), { recursive: true });
      await writeFile3(path7.join(root, file), text, { flag: before === null ? "wx" : "w" });
    } catch (error) {
      throw new GateError("init-unwritable", { file, cause: causeOf(error) }, { cause: error });
    }
  }
}
function isInside(root, folder) {
  const relative = path7.relative(root, folder);
  return relative !== ".." && !relative.startsWith(`..${path7.sep}`) && !path7.isAbsolute(relative);
}

// src/start/write/own-action.ts
import { readFile as readFile5, realpath as realpath3 } from "node:fs/promises";
import path8 from "node:path";
var ACTION = "vitals-gate/vitals-gate";
var AT_TAG = { uses: `${ACTION}@v0`, version: null };
async function ownAction(env) {
  for (let folder = import.meta.dirname; folder !== path8.dirname(folder); folder = path8.dirname(folder)) {
    const manifest = await readFile5(path8.join(folder, "package.json"), "utf8").catch(() => null);
    if (readManifest(manifest).name === "vitals-gate") return actionOf(folder, env);
  }
  return AT_TAG;
}
async function actionOf(folder, env) {
  const git = await Git.open(folder, env);
  if (!(git instanceof Git) || await realpath3(folder) !== await realpath3(git.root)) return AT_TAG;
  const commit = await git.tryRun("rev-parse", "--verify", "--quiet", "HEAD^{commit}");
  if (commit === null || !await isPublished(git)) return AT_TAG;
  return { uses: `${ACTION}@${commit}`, version: `v${version}` };
}
async function isPublished(git) {
  if (await git.tryRun("remote") === "") return true;
  return await git.tryRun("branch", "--remotes", "--contains", "HEAD") !== "";
}

// src/start/write/pins.ts
var PINS = {
  "actions/checkout": { commit: "3d3c42e5aac5ba805825da76410c181273ba90b1", version: "v7.0.1" },
  "actions/setup-node": { commit: "820762786026740c76f36085b0efc47a31fe5020", version: "v7.0.0" },
  "actions/upload-artifact": { commit: "043fb46d1a93c77aae656e7c1c64a875d1fc6a0a", version: "v7.0.1" },
  "ruby/setup-ruby": { commit: "0dafeac902942906541bc140009cdbf32665b601", version: "v1.315.0" }
};

// src/start/write/workflow-file.ts
var TIMEOUT_MINUTES = 60;
var PERMISSIONS = {
  contents: "to check out the repository, and to read the policy of the base",
  "pull-requests": "to post the comment",
  deployments: "to find the previews",
  statuses: "to find previews that are reported as commit statuses only"
};
var INPUTS = {
  "fetch-depth": "the history between base and head",
  "persist-credentials": "a build cannot read the token",
  archive: "one HTML file, which GitHub opens in the browser"
};
function workflowText({ plan, nodeVersionFile, gate }) {
  const document = new yaml_Document({
    name: "performance",
    on: "pull_request",
    permissions: {},
    concurrency: { group: "vitals-gate-${{ github.ref }}", "cancel-in-progress": true },
    jobs: {
      "vitals-gate": {
        "runs-on": "ubuntu-latest",
        "timeout-minutes": TIMEOUT_MINUTES,
        permissions: permissionsFor(plan),
        steps: [...stepsBefore(plan, nodeVersionFile), ...gateSteps(gate)]
      }
    }
  });
  for (const [name, about] of Object.entries(PERMISSIONS))
    remark(document, ["jobs", "vitals-gate", "permissions", name], about);
  remarkInputs(document);
  nameVersions(document, gate);
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}
function permissionsFor(plan) {
  const previews2 = plan.kind === "github-deployments";
  return {
    contents: "read",
    "pull-requests": "write",
    ...previews2 && { deployments: "read" },
    ...previews2 && plan.usesStatuses && { statuses: "read" }
  };
}
function stepsBefore(plan, nodeVersionFile) {
  if (plan.kind === "url") return [checkout({})];
  if (plan.kind === "github-deployments") return [checkout({ "fetch-depth": 0 })];
  if (plan.kind === "worktree") return [checkout({ "fetch-depth": 0 }), ...toolchain(plan, nodeVersionFile)];
  const head = { ref: "${{ github.event.pull_request.head.sha }}", "fetch-depth": 0 };
  return [
    checkout(head),
    { id: "base", run: 'echo "sha=$(git merge-base HEAD "origin/$GITHUB_BASE_REF")" >> "$GITHUB_OUTPUT"' },
    checkout({ ref: "${{ steps.base.outputs.sha }}", path: "base" }),
    ...toolchain(plan, nodeVersionFile),
    ...buildSteps(plan)
  ];
}
function buildSteps({ install, build, directory }) {
  const command = [install, build].filter((each) => each !== null).join(" && ");
  if (command === "") return [];
  const here = directory === "." ? {} : { "working-directory": literal(directory) };
  return [
    { ...here, run: command },
    { "working-directory": directory === "." ? "base" : `base/${literal(directory)}`, run: command }
  ];
}
function literal(name) {
  return name.replaceAll("${{", "${{ '${{' }}");
}
function checkout(inputs) {
  return { uses: pinned("actions/checkout"), with: { ...inputs, "persist-credentials": false } };
}
function toolchain({ toolchain: kind, manager, directory }, nodeVersionFile) {
  if (kind === "hugo") return [{ run: "sudo snap install hugo" }];
  const folder = directory === "." ? {} : { "working-directory": literal(directory) };
  const ruby = { uses: pinned("ruby/setup-ruby"), with: { "bundler-cache": true, ...folder } };
  const node = { uses: pinned("actions/setup-node"), with: nodeInputs(nodeVersionFile) };
  return [...kind === "ruby" ? [ruby] : [], ...manager === null ? [] : [node, ...MANAGERS[manager.name]]];
}
var MANAGERS = {
  npm: [],
  yarn: [],
  pnpm: [{ run: "npm install --global pnpm" }],
  bun: [{ run: "npm install --global bun" }],
  "yarn-berry": [{ run: "npm install --global corepack && corepack enable" }]
};
function nodeInputs(file) {
  return file === null ? { "node-version": "lts/*" } : { "node-version-file": literal(file) };
}
function gateSteps({ uses }) {
  return [
    { id: "gate", uses },
    {
      if: "always() && steps.gate.outputs.report-page != ''",
      uses: pinned("actions/upload-artifact"),
      with: { path: "${{ steps.gate.outputs.report-page }}", archive: false }
    },
    {
      if: "always() && steps.gate.outputs.verdict != ''",
      uses: pinned("actions/upload-artifact"),
      with: { name: "vitals-gate", path: "vitals-gate-out" }
    }
  ];
}
function pinned(action) {
  return `${action}@${PINS[action].commit}`;
}
function remarkInputs(document) {
  yaml_visit(document, {
    Pair: (_key, { key, value }) => {
      const about = yaml_isScalar(key) ? INPUTS[String(key.value)] : void 0;
      if (about !== void 0 && yaml_isScalar(value)) value.comment = ` ${about}`;
    }
  });
}
function nameVersions(document, gate) {
  const versions = new Map([
    ...Object.entries(PINS).map(([action, { commit, version: version2 }]) => [`${action}@${commit}`, version2]),
    [gate.uses, gate.version]
  ]);
  yaml_visit(document, {
    Scalar: (_key, scalar) => {
      const version2 = versions.get(String(scalar.value));
      if (typeof version2 === "string") scalar.comment = ` ${version2}`;
    }
  });
}
function remark(document, path10, text) {
  const node = document.getIn(path10, true);
  if (yaml_isScalar(node)) node.comment = ` ${text}`;
}

// src/start/init.ts
var CONFIG = "vitals-gate.yml";
var WORKFLOW2 = ".github/workflows/vitals-gate.yml";
var MOST_CHARACTERS4 = 1e3;
var WITHOUT_SOURCE = ["url", "github-deployments"];
async function init(options, place) {
  const { ask: ask4, env, tell } = place;
  const checkout2 = await openCheckout(place.cwd, env);
  const isNeeded = options.provider === null || !WITHOUT_SOURCE.includes(options.provider);
  const looked = { checkout: checkout2, cwd: place.cwd, dir: options.dir, isNeeded, ask: ask4 };
  const { site, assumed: assumedSite } = await pickSite(looked);
  const hosting = await hostingOf(checkout2, site?.folder ?? await openFolder(checkout2, "."));
  const url = urlOf2(options.url ?? await ask4?.text("Address of the running site, if there is one", "none") ?? "");
  const survey = { checkout: checkout2, site, hosting, url };
  const { provider, assumed: assumedProvider } = await pickProvider(survey, options.provider, ask4);
  const deploys = await chooseDeploys(survey, provider, options);
  const found = await findRoutes(survey, options, env);
  tellFindings(tell, [...assumedSite, ...assumedProvider, ...deploys.assumed], found);
  const planned = await filesFor(survey, deploys, found, env);
  const changes = await changesOf(checkout2.root, planned);
  if (changes.length === 0) return tell(`${CONFIG} and ${WORKFLOW2} are already up to date.
`);
  refuseToOverwrite(changes, options.force);
  tell(`${changes.map(({ file, before, text }) => diffOf(file, before, text)).join("\n")}
`);
  if (!await isAgreed(options, ask4)) return tell("Nothing was written.\n");
  await writeChanges(checkout2.root, changes);
  tell(`Wrote ${changes.map(({ file }) => file).join(" and ")}.

`);
  return tell(expectations(found.routes.length, deploys.plan));
}
function urlOf2(written) {
  const text = written.trim();
  if (text === "") return null;
  const complaint = deployUrlComplaint(text);
  if (complaint !== null) throw new GateError("usage", { what: `--url: ${complaint.what}`, todo: complaint.todo });
  if (text.includes("{"))
    throw new GateError("usage", {
      what: "--url has a placeholder, so it is not the address of a running site.",
      todo: "Write the address of staging or production, and use --head-url for the previews of pull requests."
    });
  return trimUrl(text);
}
async function pickProvider(survey, named, ask4) {
  if (named !== null) return { provider: named, assumed: [] };
  const preferred = preferredProvider(survey);
  if (preferred === null) throw await noSite(survey.checkout);
  if (ask4 === null) return { provider: preferred, assumed: [`Base and head come from ${preferred} (--provider).`] };
  const choices = [preferred, ...PROVIDERS.filter((each) => each !== preferred)];
  const chosen = await ask4.choose("Where do base and head come from?", choices);
  return { provider: choices.find((each) => each === chosen) ?? preferred, assumed: [] };
}
async function findRoutes({ site, url }, { chromePath }, env) {
  const running = url === null ? null : await routesOfSite(url, { chromePath, env });
  if (running !== null && running.routes.length > 0) return running;
  const source = routesOfSource(site);
  const dropped = [...running?.dropped ?? [], ...source.dropped];
  return { ...source, dropped, notices: [...running?.notices ?? [], ...source.notices] };
}
function tellFindings(tell, assumed, { notices, origin, routes }) {
  const found = `${routes.length} ${routes.length === 1 ? "route" : "routes"} from ${origin}.`;
  tell(`Assumed:
${listOf2([...assumed, found])}`);
  if (notices.length > 0) tell(`Not as expected:
${listOf2(notices)}`);
  tell("\n");
}
function listOf2(sentences) {
  return sentences.map((each) => `  - ${sanitizeLine(each, MOST_CHARACTERS4)}
`).join("");
}
async function filesFor({ checkout: checkout2, site }, { plan }, found, env) {
  const config = configText({ plan, found });
  await assertLoads(config);
  const above = ancestorsOf(site?.folder.directory ?? ".");
  const named = above.flatMap((folder) => [".nvmrc", ".node-version"].map((name) => path9.posix.join(folder, name)));
  const file = named.find((each) => checkout2.files.includes(each));
  const manifest = site?.folder.manifest.namesNode === true ? path9.posix.join(above[0] ?? ".", "package.json") : null;
  return [
    { file: CONFIG, text: config },
    { file: WORKFLOW2, text: workflowText({ plan, nodeVersionFile: file ?? manifest, gate: await ownAction(env) }) }
  ];
}
async function assertLoads(text) {
  const folder = await mkdtemp2(path9.join(tmpdir2(), "vitals-gate-init-"));
  try {
    await writeFile4(path9.join(folder, CONFIG), text);
    await loadConfig(CONFIG, { baseUrl: null, headUrl: null }, folder, {});
  } finally {
    await rm2(folder, { recursive: true, force: true });
  }
}
function refuseToOverwrite(changes, force) {
  const replaced = changes.filter(({ before }) => before !== null).map(({ file }) => file);
  if (force || replaced.length === 0) return;
  const differ = replaced.length === 1 ? "it differs" : "they differ";
  throw new GateError("init-exists", { files: replaced.join(" and "), differ });
}
async function isAgreed(options, ask4) {
  return options.isAgreed || ask4 === null || await ask4.confirm("Write this?");
}

// src/cli/init.ts
async function runInit(options, io, { cwd, stdin } = { cwd: process.cwd(), stdin: process.stdin }) {
  const mayAsk = !options.isAgreed && stdin.isTTY === true && isInteractive(io.stdout, io.env);
  const tell = (told) => say(io.stdout, told);
  await init(options, { cwd, env: { ...io.env }, ask: mayAsk ? TERMINAL : null, tell });
  return 0;
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
  runHistory,
  runInit,
  runMeasure,
  runReport,
  terminalProgress
};
