import {
  assertDeclaredRoute,
  fieldPathOf
} from "./chunk-6YKWWV3M.js";
import {
  FEWEST_PLACEBOS,
  alignedLines,
  askCoverage,
  askDistributions,
  askSeries,
  basisOf,
  capOf,
  coverageDiffers,
  coverageText,
  distributionsText,
  dot,
  fitCommon,
  inputOf,
  isRemarkable,
  leftOver,
  missingSeasons,
  momentsOf,
  placeboRank,
  placeboTimes,
  runReport,
  seasonOf,
  selectSteps,
  seriesText,
  servedIn,
  sharePercent,
  spreadBeside,
  statisticOf,
  stepsOf,
  totalOf,
  unitOfPath,
  whyNot,
  windowWords,
  yearOf
} from "./chunk-Q774B42E.js";
import {
  code,
  inText,
  row,
  studentQuantile
} from "./chunk-QM4CWFDI.js";
import {
  pathPhrase
} from "./chunk-LGQNVEBT.js";
import {
  sanitizeLine
} from "./chunk-YOG3HQKD.js";
import {
  deploysTo,
  readDeploys
} from "./chunk-BIF3CYFW.js";
import {
  shortSha
} from "./chunk-YOCNSY4K.js";
import {
  askRecords,
  leftOutNotices,
  noFilesNotices,
  printedGroup,
  printedTarget
} from "./chunk-R6UAYWOE.js";
import {
  parsePath
} from "./chunk-NVMPNHDT.js";
import {
  quote
} from "./chunk-MRTXFJIA.js";
import "./chunk-Y7FKQU7E.js";
import "./chunk-ZGUDS5OB.js";
import "./chunk-QUNTIYDY.js";
import {
  change,
  count
} from "./chunk-POXONE6A.js";
import {
  GateError
} from "./chunk-G7GO5XY6.js";

// src/field/report/its.ts
var HEAD = ["", "change (95 % interval)", "stretches"];
var NUMBERS = /* @__PURE__ */ new Set([2]);
var BECAUSE = {
  "no-data": "no page view ended there",
  "no-data-before": "no page view is older",
  "no-data-after": "no page view is newer",
  "too-few-data": "there are too few hours with page views",
  "near-another-deploy": "another deploy is too near",
  "coverage-changed": "a different share of page views ended before and after",
  "contains-zero": "its interval contains 0",
  "too-few-placebos": "there are too few earlier times without a deploy to compare with",
  "like-placebos": "earlier times without a deploy have steps as large",
  "like-covariate": "it cannot be told apart from"
};
function itsText(result, about) {
  const table = result.step === null ? [] : alignedLines([HEAD, ...rowsOf(result)], NUMBERS);
  const title = `${nodeOf(result)} of ${result.route} on ${result.condition ?? "not named"} at ${instantOf(result)}`;
  return [
    windowWords(about),
    "",
    sanitizeLine(title, 300),
    ...table,
    "",
    ...sentences(result, (name) => sanitizeLine(name, 100)),
    ""
  ].join("\n");
}
function itsMarkdown(result, about) {
  const table = [
    row(HEAD),
    row(HEAD.map((_, at) => NUMBERS.has(at) ? "--:" : "---")),
    ...rowsOf(result).map((cells) => row(cells.map((cell) => cell === "" ? "" : code(cell)))),
    ""
  ];
  const condition = result.condition === null ? "a device that is not recorded" : code(result.condition);
  const title = `### ${code(nodeOf(result))} of ${code(result.route)} on ${condition} at ${code(instantOf(result))}`;
  return [
    "## Interrupted time series",
    "",
    windowWords(about),
    "",
    title,
    "",
    ...result.step === null ? [] : table,
    ...sentences(result, (name) => code(name)),
    ""
  ].join("\n");
}
var nodeOf = ({ metric }) => inText(pathPhrase(parsePath(metric) ?? [metric]));
function instantOf({ sha, at }) {
  const time = `${at.slice(0, 16).replace("T", " ")} UTC`;
  return sha === null ? time : `${shortSha(sha)}, ${time}`;
}
function rowsOf({ metric, step, slope, covariates }) {
  const unit = unitOfPath(metric);
  const lines = [
    { name: "step", effect: step, stretches: "" },
    { name: "slope, per day", effect: slope, stretches: "" },
    ...covariates.map(({ name, value, low, high, stretches }) => ({
      name,
      effect: value === null ? null : { value, low, high },
      stretches: String(stretches)
    }))
  ];
  return lines.flatMap(
    ({ name, effect, stretches }) => effect === null ? [] : [[name, change(effect, unit), stretches]]
  );
}
function sentences(result, show) {
  const { rho, stretches, stretchHours, placebos, coverage, step } = result;
  const ofPlacebos = `${(placebos.rank ?? 1) - 1} of ${placebos.n} earlier times without a deploy have a step as large.`;
  const ofSeries = `${stretches} stretches of ${count(stretchHours, "hour")}; ρ is ${(rho ?? 0).toFixed(2)}.`;
  return [
    verdictOf(result, show),
    ...step === null ? [] : [ofPlacebos, ofSeries],
    ...stretches === 0 ? [] : [`Coverage: ${sharePercent(coverage.before)} before, ${sharePercent(coverage.after)} after.`],
    ...stretches === 0 ? [] : notInModelOf(result, show)
  ];
}
function notInModelOf({ notInModel, covariates }, show) {
  if (notInModel.length === 0) return [];
  const isOwn = (name) => covariates.some((covariate) => covariate.name === name);
  return [`Not in the model: ${notInModel.map((name) => isOwn(name) ? show(name) : name).join(", ")}.`];
}
function verdictOf({ reason, alike }, show) {
  if (reason === null)
    return "The step is established. It is an association, because nothing was randomised: what else changed then counts as the step.";
  const which = reason === "like-covariate" ? ` ${alike.map(show).join(" and ")}` : "";
  return `The step is not established, because ${BECAUSE[reason]}${which}.`;
}

// src/field/analyses/covariate-columns.ts
var HOUR_MS = 36e5;
function covariateColumns(covariates, { points, width }) {
  const days = points.map(({ time }) => new Date(time * width * HOUR_MS).toISOString().slice(0, 10));
  return covariates.map(({ name, spans }) => {
    const column = Float64Array.from(days, (day) => spans.some(({ from, to }) => from <= day && day <= to) ? 1 : 0);
    return { name, column, stretches: column.reduce((total, value) => total + value, 0) };
  });
}
var varies = ({ column, stretches }) => stretches > 0 && stretches < column.length;

// src/field/analyses/told-apart.ts
var FEWEST_APART = 1;
function notToldApart(step, covariates, others) {
  const apart = (beside) => {
    const rest = leftOver(step, basisOf([...others, ...beside.map(({ column }) => column)]).vectors);
    return dot(rest, rest);
  };
  if (apart(covariates) >= FEWEST_APART || apart([]) < FEWEST_APART) return [];
  const guilty = covariates.filter((one) => apart(covariates.filter((each) => each !== one)) >= FEWEST_APART);
  return guilty.length > 0 ? guilty : covariates;
}

// src/field/analyses/fit-interruption.ts
var HOURS_A_DAY = 24;
var DAY_MS = 864e5;
function fitInterruption(model) {
  const { timeline, moments, target, covariates } = model;
  const season = seasonColumns(timeline);
  const slopes = slopesOf(model);
  const common = [...season, ...covariates.map(({ column }) => column), ...slopes];
  const input = inputOf(timeline, { common, moments, placebos: earlierPlacebos(model) });
  if (input === null) return null;
  const selection = selectSteps(input, target);
  const { estimates, placebos, rho } = selection.model;
  const step = estimates[target] ?? null;
  if (step === null) return null;
  const places = [...covariates, ...slopes.slice(1)].map((_, index) => placeOf(index, season, covariates));
  const effects = fitCommon(input, selection.selected, { places, rho });
  return {
    step,
    slope: effects[covariates.length] ?? null,
    covariates: covariates.map(({ name }, index) => ({ name, effect: effects[index] ?? null })),
    rho,
    spread: spreadBeside(selection),
    placebos: placebos.length,
    rank: placebos.length === 0 ? null : placeboRank(statisticOf(step), placebos)
  };
}
var placeOf = (index, season, covariates) => season.length + (index < covariates.length ? index : index + 1);
function covariatesLikeStep(model) {
  const { timeline, moments, target, covariates } = model;
  const steps = moments.map(({ column }) => column);
  const beside = [target - 1, target + 1].flatMap((each) => steps[each] ?? []);
  const others = [...seasonColumns(timeline), ...slopesOf(model), ...beside];
  const step = steps[target];
  return step === void 0 ? [] : notToldApart(step, covariates, others).map(({ name }) => name);
}
var seasonColumns = (timeline) => [...seasonOf(timeline), ...yearOf(timeline)];
function slopesOf({ timeline: { points, width }, at, hasSlope }) {
  if (!hasSlope) return [];
  const days = Float64Array.from(points, ({ time }) => time * width / HOURS_A_DAY - Date.parse(at) / DAY_MS);
  return [days, days.map((since) => Math.max(0, since))];
}
function earlierPlacebos({ timeline, moments, target, hasSlope }) {
  const steps = moments.map(({ column }) => column);
  const { points, width } = timeline;
  const first = (at) => points[at]?.time ?? 0;
  const slopeFrom = (at) => Float64Array.from(points, ({ time }) => Math.max(0, time - first(at)) * width / HOURS_A_DAY);
  return placeboTimes(timeline, steps).filter(({ at }) => (steps[target]?.[at] ?? 0) < 0.5).map((placebo) => hasSlope ? { ...placebo, beside: [slopeFrom(placebo.at)] } : placebo);
}

// src/field/analyses/interruption.ts
function interruptionOf(input) {
  const timeline = servedIn(input.series, input.deploys, input);
  const covariates = covariateColumns(input.covariates, timeline);
  const constant = covariates.filter((each) => !varies(each)).map(({ name }) => name);
  return {
    timeline,
    covariates,
    notInModel: [...missingSeasons(timeline), ...constant],
    outcome: outcomeOf(timeline, covariates.filter(varies), input)
  };
}
var none = (missing, alike = []) => ({ missing, alike });
function outcomeOf(timeline, covariates, { interruption: { sha, at }, from, hasSlope }) {
  if (timeline.points.length === 0) return none("no-data");
  const index = timeline.deploys.findIndex((deploy) => deploy.sha === sha && deploy.at === at);
  if (index < 0) return none(Date.parse(at) < Date.parse(from) ? "no-data-before" : "no-data-after");
  const moments = momentsOf(timeline);
  const target = moments.findIndex(({ members }) => members.includes(index));
  if (target < 0) return none(whyNot(timeline, index));
  const model = { timeline, moments, target, at, covariates, hasSlope };
  const alike = covariatesLikeStep(model);
  if (alike.length > 0) return none("like-covariate", alike);
  const fitted = fitInterruption(model);
  if (fitted === null) return none("too-few-data");
  return { fitted, isTogether: (moments[target]?.members.length ?? 1) > 1 };
}

// src/field/analyses/judge-interruption.ts
var CONFIDENCE = 0.95;
function notEstablished({ outcome }, hasCoverageChanged) {
  if ("missing" in outcome) return outcome.missing;
  const { fitted, isTogether } = outcome;
  const { low, high } = coefficientOf(fitted.step, fitted, 1);
  if (hasCoverageChanged) return "coverage-changed";
  if (isTogether) return "near-another-deploy";
  if (low <= 0 && high >= 0) return "contains-zero";
  if (fitted.placebos < FEWEST_PLACEBOS) return "too-few-placebos";
  return isRemarkable(fitted.rank, fitted.placebos) ? null : "like-placebos";
}
function coefficientOf({ value, se: own, degrees }, { spread }, unit) {
  const se = own * spread;
  const error = studentQuantile(CONFIDENCE, degrees) * se;
  return { value: value / unit, low: (value - error) / unit, high: (value + error) / unit, se: se / unit };
}

// src/field/analyses/its.ts
function itsResult(found, place, hasCoverageChanged) {
  const { outcome, covariates, timeline, notInModel } = found;
  const reason = notEstablished(found, hasCoverageChanged);
  const unit = stepsOf(place.metric);
  const fitted = "fitted" in outcome ? outcome.fitted : null;
  const coefficient = (estimate) => fitted === null || estimate === null || estimate === void 0 ? null : coefficientOf(estimate, fitted, unit);
  const effects = new Map(fitted?.covariates.map(({ name, effect }) => [name, coefficient(effect)]));
  return {
    established: reason === null,
    kind: "association",
    reason,
    alike: "alike" in outcome ? outcome.alike : [],
    ...place,
    step: coefficient(fitted?.step),
    slope: coefficient(fitted?.slope),
    rho: fitted?.rho ?? null,
    covariates: covariates.map(({ name, stretches }) => {
      const { value = null, low = null, high = null } = effects.get(name) ?? {};
      return { name, value, low, high, stretches };
    }),
    notInModel,
    placebos: { n: fitted?.placebos ?? 0, rank: fitted?.rank ?? null },
    stretches: timeline.points.length,
    stretchHours: timeline.width
  };
}

// src/field/commands/its-records.ts
async function askInterruption(engine, scope, given) {
  const { options, subject } = given;
  if (scope === null) return { result: withoutRecords(given), conditions: [] };
  const distributions = await askDistributions(engine, scope, [subject.path]);
  const ofRoute = distributions.filter(({ route }) => route === options.route);
  const own = chosen(ofRoute, options.condition);
  const caps = own === void 0 ? [] : capOf(own);
  const series = await askSeries(engine, scope, "hour", caps);
  const group = { route: options.route, device: own?.device ?? options.condition, by: null };
  const sides = sidesOf(scope, subject);
  const coverage = {
    before: sides === null ? [] : await askCoverage(engine, sides.before),
    after: sides === null ? [] : await askCoverage(engine, sides.after)
  };
  const sql = [
    distributionsText(engine, scope, [subject.path]),
    ...caps.length === 0 ? [] : [seriesText(engine, scope, "hour", caps)],
    ...sides === null ? [] : [coverageText(engine, sides.before), coverageText(engine, sides.after)]
  ];
  const about = { ...placeOf2(given, group), window: { from: scope.from, to: scope.to }, sql };
  const shares = { before: shareOf(coverage.before, group), after: shareOf(coverage.after, group) };
  const found = interruptionOf({ ...modelOf(given), series, from: scope.from, to: scope.to });
  const isOther = coverageDiffers(coverage.before, coverage.after, group);
  return {
    result: itsResult(found, { ...about, coverage: shares }, isOther),
    conditions: ofRoute.map(({ device }) => device)
  };
}
function chosen(ofRoute, condition) {
  if (condition !== null) return ofRoute.find(({ device }) => device === condition);
  return ofRoute.toSorted((one, other) => other.n - one.n)[0];
}
function sidesOf(scope, { deploys, interruption }) {
  const at = new Date(interruption.at).toISOString();
  if (at <= scope.from || at >= scope.to) return null;
  const times = deploys.map((deploy) => new Date(deploy.at).toISOString()).filter((time) => time !== at);
  const inWindow = times.filter((time) => time > scope.from && time < scope.to).toSorted();
  return {
    before: { ...scope, from: inWindow.findLast((time) => time < at) ?? scope.from, to: at },
    after: { ...scope, from: at, to: inWindow.find((time) => time > at) ?? scope.to }
  };
}
function shareOf(cells, group) {
  const total = totalOf(cells, group);
  return total === null ? null : total.ended / total.starts;
}
function modelOf({ options: { slope }, subject: { deploys, interruption }, covariates }) {
  return { deploys, interruption, covariates, hasSlope: slope };
}
function placeOf2({ subject: { path, interruption } }, { route, device }) {
  const { sha } = interruption;
  const at = new Date(interruption.at).toISOString();
  return { route, condition: device, metric: path, at, sha: sha === "" ? null : sha };
}
function withoutRecords(given) {
  const { at } = given.subject.interruption;
  const found = interruptionOf({ ...modelOf(given), series: [], from: at, to: at });
  const { route, condition } = given.options;
  const place = { ...placeOf2(given, { route, device: condition, by: null }), window: null, sql: [] };
  return itsResult(found, { ...place, coverage: { before: null, after: null } }, false);
}

// src/field/commands/its-request.ts
var FEWEST_OF_SHA = 4;
var MOST_NAMED = 5;
async function itsSubject(setup, options) {
  const path = fieldPathOf(options.metric);
  assertDeclaredRoute(setup.field.routes, options.route);
  const list = await listOf(setup, options);
  const listed = list === null ? [] : deploysTo(list, options.environment);
  if (options.deploy !== null)
    return { path, deploys: listed, interruption: deployOf(listed, options.deploy, list?.path ?? "") };
  const at = options.at ?? "";
  const own = listed.find((deploy) => Date.parse(deploy.at) === Date.parse(at));
  const interruption = own ?? { sha: "", at };
  return { path, deploys: own === void 0 ? [...listed, interruption] : listed, interruption };
}
async function listOf({ config, field }, { deploy }) {
  if (field.deploys !== null) return readDeploys(field.deploys);
  if (deploy === null) return null;
  throw new GateError("deploys-missing", {}, { where: `${config.file}:1:1` });
}
function deployOf(deploys, written, list) {
  const isMeant = ({ sha }) => sha === written || written.length >= FEWEST_OF_SHA && sha.startsWith(written);
  const found = deploys.filter(isMeant);
  const shas = [...new Set(found.map(({ sha }) => sha))];
  const deploy = found.at(-1);
  if (deploy !== void 0 && shas.length === 1) return deploy;
  const what = shas.length > 1 ? `--deploy is ${quote(written)}, with which several commits of the list begin.` : `--deploy is ${quote(written)}, which is not a commit of the list of deploys.`;
  const last = [...new Set(deploys.map(({ sha }) => shortSha(sha)))].slice(-MOST_NAMED);
  const example = last.length === 0 ? "" : ` The last ones are ${last.join(", ")}.`;
  throw new GateError(
    "usage",
    { what, todo: `Name one of its commits, or a time with --at.${example}` },
    { where: `${list}:1:1` }
  );
}

// src/field/commands/its.ts
async function findInterruption(setup, options, place) {
  const subject = await itsSubject(setup, options);
  const given = { options, subject, covariates: setup.field.covariates };
  const asked = await askRecords(setup, options, place, async (engine, scope2) => ({
    ...await askInterruption(engine, scope2, given),
    scope: scope2,
    leftOut: leftOutNotices(engine)
  }));
  const { result, conditions, scope, leftOut } = asked.answer;
  const isEmpty = conditions.length === 0;
  const about = { scope, days: setup.field.windowDays, by: null, sha: null, isEmpty };
  return {
    json: result,
    text: itsText(result, about),
    markdown: itsMarkdown(result, about),
    notices: [
      ...noFilesNotices(asked),
      ...leftOut,
      ...conditionNotices(result, conditions, options),
      ...covariateNotices(result)
    ],
    exitCode: result.step === null ? 3 : 0
  };
}
function conditionNotices({ condition }, conditions, { condition: asked }) {
  const names = conditions.map((each) => each === null ? "not named" : sanitizeLine(each, 100)).join(", ");
  if (asked === null && conditions.length > 1)
    return [`--condition is not given, so the report is about the one with the most page views, of ${names}.`];
  if (asked === null || conditions.length === 0 || conditions.includes(condition)) return [];
  return [`no page view of the route has the condition ${quote(asked)}. There are ${names}.`];
}
function covariateNotices({ covariates, alike, stretches, step }) {
  if (stretches === 0) return [];
  return covariates.flatMap((covariate) => {
    const name = `the covariate ${quote(covariate.name)}`;
    if (covariate.stretches === 0)
      return [`${name} has no day with page views in the window, so it is not in the model.`];
    if (covariate.stretches === stretches) return [`${name} covers the whole window, so it is not in the model.`];
    if (alike.includes(covariate.name)) return [`${name} cannot be told apart from the step.`];
    return covariate.value === null && step !== null ? [`${name} cannot be told apart from the rest of the model.`] : [];
  });
}
function printInterruption(setup, options, place, dialect) {
  const { target, scope } = printedTarget(setup, options, place, dialect);
  const path = fieldPathOf(options.metric);
  const device = options.condition ?? printedGroup(setup).device;
  return [
    distributionsText(target, scope, [path]),
    seriesText(target, scope, "hour", [{ route: options.route, device, by: null, path, value: 1e4 }]),
    coverageText(target, scope)
  ];
}

// src/cli/field/run-its.ts
var runIts = (options, io) => runReport(options, { find: findInterruption, print: printInterruption }, io);
export {
  runIts
};
