import {
  phraseHtml
} from "./chunk-KONVT55G.js";
import {
  HistoryReader,
  changeOf,
  folderHistory,
  fromResult,
  historyLine,
  limitOnScale,
  overviewOf,
  resultSchema,
  runnerLabel,
  sizeOf
} from "./chunk-BQFCBVOS.js";
import {
  alignedLines
} from "./chunk-5ADXQQ6X.js";
import {
  chartHtml,
  fractionAt,
  html,
  percentAt,
  plotHtml,
  scaleOver,
  tableHtml,
  ticksOf,
  visible,
  wholePage
} from "./chunk-IBWAEIER.js";
import {
  SAMPLES,
  readLog
} from "./chunk-EVIWKS3U.js";
import {
  loadConfig
} from "./chunk-ANOO677E.js";
import "./chunk-JT2ZFFTU.js";
import "./chunk-5FYPY7J5.js";
import {
  inText
} from "./chunk-NWIDPKZN.js";
import {
  parsePath
} from "./chunk-OPTY3JPO.js";
import "./chunk-3XJ446UJ.js";
import {
  pathPhrase,
  routePhrase
} from "./chunk-ZJKTF4S2.js";
import {
  sanitizeLine,
  unitOf
} from "./chunk-TOJFHHPJ.js";
import {
  Git,
  reasonOf
} from "./chunk-7RKZWDHD.js";
import "./chunk-WBN44U6Z.js";
import "./chunk-UBUDJYS6.js";
import {
  shortSha
} from "./chunk-YOCNSY4K.js";
import {
  say
} from "./chunk-JTS2K6SZ.js";
import {
  change,
  changeAlone,
  limit,
  percentChange,
  percentRange
} from "./chunk-POXONE6A.js";
import {
  GateError,
  causeOf
} from "./chunk-REZM6CI2.js";

// src/cli/history.ts
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path3 from "node:path";

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
function rowJson({ route, condition, metric, series, change: change2, creep }, epochs) {
  return {
    route,
    condition,
    metric,
    unit: unitOf(metric),
    epoch: epochs.indexOf(series.epoch),
    commits: series.commits.length,
    change: change2,
    creep: creep.map(({ limit: limit2, standing }) => ({ limit: limit2, standing }))
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

// src/history/words.ts
function changeText({ kind, value, low, high }, { metric }) {
  if (kind === "absolute") return change({ value, low, high }, unitOf(metric));
  return `${percentChange(value)} (${percentRange({ low, high })})`;
}
function sizeText({ metric, size, scale }) {
  if (scale === "log") return percentChange(size);
  return changeAlone({ value: size, low: null, high: null }, unitOf(metric));
}
function nodeText(path4) {
  return inText(pathPhrase(parsePath(path4) ?? [path4]));
}
function sinceText({ since, earliest, latest }) {
  const [from, to] = [shortSha(earliest.sha), shortSha(latest.sha)];
  return `since ${shortSha(since.sha)}${from === to ? "" : ` (${from} to ${to})`}`;
}
function driftSentence(drift) {
  const { metric, direction, form, phase } = drift;
  const verb = form === "step" ? direction === "rise" ? "rose" : "fell" : direction === "rise" ? "has been rising" : "has been falling";
  const by = form === "step" ? `by ${sizeText(drift)}` : `by ${sizeText(drift)} so far`;
  const at = form === "step" ? sinceText(drift).replace(/^since/, "at") : sinceText(drift);
  const where = phase === null ? "" : `; the phase that shows it best is ${nodeText(phase)}`;
  return [`${nodeText(metric)} of `, ...routePhrase(drift), ` ${verb} ${at}, ${by}${where}`];
}
function creepText({ limit: most, standing }) {
  const said = { broken: "broken", under: "under", open: "not sure yet" };
  return `${limit(most)}: ${said[standing]}`;
}
function epochText({ anchor, chrome, runner }) {
  return `${shortSha(anchor)}, Chrome ${chrome}, ${runner}`;
}
function spanText({ commits }) {
  const [first, last] = [commits[0], commits.at(-1)];
  if (first === void 0 || last === void 0) return "0 commits";
  const [from, to] = [first.committed.slice(0, 10), last.committed.slice(0, 10)];
  const count = commits.length === 1 ? "1 commit" : `${commits.length} commits`;
  return from === to ? `${count} of ${from}` : `${count} from ${from} to ${to}`;
}
function tickOf(tick, kind, metric) {
  if (tick === 0) return "0";
  if (kind === "absolute") return changeAlone({ value: tick, low: null, high: null }, unitOf(metric), [tick]);
  return `${tick > 0 ? "+" : "−"}${Number((100 * Math.abs(tick)).toPrecision(12))} %`;
}

// src/history/trend.ts
var HEIGHT = 160;
var TOP = 8;
var MOST_TICKS = 4;
function trendHtml(history, row) {
  const { series, metric } = row;
  const points = series.measured.map((each) => changeOf(series, each));
  const limits = row.creep.map(({ limit: limit2 }) => sizeOf(series, limitOnScale(series, limit2)));
  const values = [0, ...limits, ...points.map(({ value }) => value), row.change.low, row.change.high];
  const scale = scaleOver(values);
  const down = (value) => String(Math.round(TOP + (1 - fractionAt(value, scale)) * HEIGHT));
  const across = { from: 0, to: Math.max(1, points.length - 1) };
  const name = [`${nodeText(metric)} of `, ...routePhrase(row)];
  const bars = points.map(({ low, high }, at) => {
    const x = percentAt(at, across);
    return html`<line class="interval" x1="${x}" x2="${x}" y1="${down(high)}" y2="${down(low)}" />`;
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
function renderHistoryPage(overview) {
  const { history, epochs, rows, drifts } = overview;
  const anchor = epochs.find(({ isCurrent }) => isCurrent)?.anchor ?? "";
  const past = drifts.filter((drift) => !rows.some((row) => row.drifts.includes(drift)));
  const open = rows.flatMap((row) => row.drifts);
  return wholePage({
    title: `vitals-gate: history of ${spanText(history)}`,
    body: html`<main>
      <h1>Main over time</h1>
      <p>Main against the anchor ${visible(shortSha(anchor))}: ${spanText(history)}.</p>
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
  const { route, condition, metric, series, change: change2, drifts, creep } = row;
  const last = drifts.at(-1);
  return [
    ...visible([route, condition]),
    nodeText(metric),
    String(series.commits.length),
    changeText(change2, row),
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
import { readFile, stat } from "node:fs/promises";
import path from "node:path";
var RESULT = "result.json";
async function recordRun({ folder, dir, runner }, { cwd, env }) {
  const from = path.resolve(cwd, folder);
  const { run } = await readLog(from);
  if (run.purpose !== "gate") throw nothingCompared(folder, "it is a calibration");
  const { result, measured } = await readResult(folder, path.join(from, RESULT));
  const { sha } = result.head;
  const committed = (sha === null ? null : await commitTime(sha, cwd, env)) ?? measured;
  const about = { committed, measured, chrome: run.chrome, version: run.tool, run: null };
  const entry = fromResult(result, { ...about, runner: runner ?? runnerLabel() });
  if (entry === null) throw nothingCompared(folder, whyNone(result));
  const history = folderHistory(path.resolve(cwd, dir));
  await history.append(historyLine(entry), entry.sha);
  return { entry, place: history.place };
}
async function readResult(folder, file) {
  try {
    const text = await readFile(file, "utf8");
    return { result: resultSchema.parse(JSON.parse(text)), measured: (await stat(file)).mtime.toISOString() };
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

// src/history/source.ts
import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import path2 from "node:path";
var FILES = /^history(?:-(\d{4}))?\.ndjson$/;
var TIMEOUT_MS = 12e4;
async function readSource(source, { cwd, env }) {
  return source.kind === "folder" ? readFolder(source) : readBranch(source, cwd, env);
}
function historyFiles(names) {
  const numberOf = (name) => Number(FILES.exec(name)?.[1] ?? Infinity);
  return names.filter((name) => FILES.test(name)).toSorted((one, other) => numberOf(one) - numberOf(other));
}
async function readFolder({ folder, isAsked }) {
  const names = await readdir(folder).catch((cause) => {
    if (!isAsked && isMissing(cause)) return [];
    throw new GateError("history-missing", { place: `the folder ${folder}`, cause: causeOf(cause) }, { cause });
  });
  const files = historyFiles(names);
  if (files.length === 0) return nothing(`the folder ${folder}`, isAsked);
  const reader = new HistoryReader();
  for (const name of files) {
    const file = path2.join(folder, name);
    const take = reader.file(file);
    try {
      for await (const piece of createReadStream(file)) take(piece);
    } catch (cause) {
      if (cause instanceof GateError) throw cause;
      throw new GateError("history-unreadable", { place: file, cause: causeOf(cause) }, { cause });
    }
    take(null);
  }
  return reader.end();
}
var isMissing = (cause) => cause instanceof Error && "code" in cause && cause.code === "ENOENT";
function nothing(place, isAsked) {
  if (isAsked) throw new GateError("history-empty", { place });
  return null;
}
async function readBranch({ branch, isAsked }, cwd, env) {
  const git = await Git.open(cwd, env);
  if (!(git instanceof Git)) throw new GateError("history-no-repository", { folder: cwd, cause: git.cause });
  const remote = await commitAt(git, `refs/remotes/origin/${branch}`);
  const local = await commitAt(git, `refs/heads/${branch}`);
  const commit = remote ?? local;
  if (commit === null) {
    if (!isAsked) return null;
    throw new GateError("history-missing", { place: `the branch ${branch}`, cause: "git has no branch of that name" });
  }
  const name = remote === null ? branch : `origin/${branch}`;
  const files = historyFiles((await git.run("ls-tree", "--name-only", commit)).split("\n"));
  if (files.length === 0) throw new GateError("history-empty", { place: `the branch ${name}` });
  const reader = new HistoryReader();
  for (const file of files) await readBlob(git, reader, { name: `${name}:${file}`, blob: `${commit}:${file}` });
  const history = reader.end();
  return await isLeftBehind(git, local, remote) ? withNotice(history, branch) : history;
}
async function readBlob(git, reader, { name, blob }) {
  const take = reader.file(name);
  const read = (piece) => {
    take(piece);
    return true;
  };
  try {
    await git.streamPlain({ read, timeoutMs: TIMEOUT_MS }, "cat-file", "blob", blob);
  } catch (cause) {
    if (cause instanceof GateError) throw cause;
    throw new GateError("history-unreadable", { place: name, cause: reasonOf(cause) }, { cause });
  }
  take(null);
}
function commitAt(git, ref) {
  return git.tryRun("rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`);
}
async function isLeftBehind(git, local, remote) {
  if (local === null || remote === null || local === remote) return false;
  return await git.tryRun("merge-base", "--is-ancestor", local, remote) === null;
}
function withNotice(history, branch) {
  const notice = `The local branch ${branch} has commits that origin/${branch} lacks, for example because someone pushed by force. Only origin/${branch} was read. \`git log origin/${branch}..${branch}\` shows the others.`;
  return { ...history, notices: [notice, ...history.notices] };
}

// src/history/terminal.ts
var HEAD = ["route", "condition", "metric", "commits", "since the anchor", "drift", "creep"];
var NUMBERS = /* @__PURE__ */ new Set([3]);
function renderHistory({ history, epochs, rows, drifts }) {
  const current = epochs.find(({ isCurrent }) => isCurrent);
  const open = rows.flatMap((row) => row.drifts);
  const past = drifts.length - open.length;
  const lines = [
    clean(`Main against the anchor ${shortSha(current?.anchor ?? "")}: ${spanText(history)}.`),
    ...epochs.length === 1 ? [] : epochLines(epochs),
    "",
    ...alignedLines([HEAD, ...rows.map(cells2)], NUMBERS),
    "",
    ...open.length === 0 ? ["Nothing drifts."] : open.map((drift) => clean(`${inText(driftSentence(drift))}.`)),
    ...past === 0 ? [] : [`Earlier changes: ${past}. See them with --json or --html.`]
  ];
  return `${lines.join("\n")}
`;
}
var clean = (line) => sanitizeLine(line, 500);
function epochLines(epochs) {
  const about = epochs.map(
    (epoch) => `${epoch.commits.length} of ${epochText(epoch)}${epoch.isCurrent ? " (current)" : ""}`
  );
  return ["", "Commits are compared only within an epoch:", ...about.map((line) => `  ${clean(line)}`)];
}
function cells2(row) {
  const { route, condition, metric, series, change: change2, drifts, creep } = row;
  const last = drifts.at(-1);
  return [
    route,
    condition,
    nodeText(metric),
    String(series.commits.length),
    changeText(change2, row),
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
  const config = await configOf(request, place);
  const source = sourceOf(request, config, place.cwd);
  const read = await readSource(source, place);
  const overview = overviewOf(read ?? new HistoryReader().end(), config?.creep ?? []);
  for (const notice of overview.history.notices) say(io.stderr, `note: ${notice}
`);
  if (request.json) say(io.stdout, `${JSON.stringify(historyJson(overview), null, 2)}
`);
  else say(io.stdout, overview.history.commits.length === 0 ? notBegun(source) : renderHistory(overview));
  if (request.html !== null) await writePage(request.html, place.cwd, renderHistoryPage(overview));
  return 0;
}
async function configOf({ config: { file, isAsked } }, { cwd, env }) {
  if (!isAsked && !existsSync(path3.resolve(cwd, file))) return null;
  const { history } = await loadConfig(file, OVERRIDES, cwd, env);
  return history;
}
function sourceOf({ dir, branch }, config, cwd) {
  if (dir !== null) return { kind: "folder", folder: path3.resolve(cwd, dir), isAsked: true };
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
  const target = path3.resolve(cwd, file);
  try {
    await mkdir(path3.dirname(target), { recursive: true });
    await writeFile(target, text);
  } catch (cause) {
    const what = `${file} cannot be written: ${causeOf(cause)}.`;
    throw new GateError("usage", { what, todo: "Name another file with --html." }, { cause });
  }
}
export {
  runHistory
};
