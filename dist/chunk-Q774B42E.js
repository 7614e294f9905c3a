import {
  alignVisits,
  campaignsOf,
  code,
  headValues,
  inText,
  normalUpperQuantile,
  outcomeOf,
  plain,
  readLog,
  readingOf,
  row,
  studentQuantile,
  sum,
  waive
} from "./chunk-QM4CWFDI.js";
import {
  pathPhrase
} from "./chunk-LGQNVEBT.js";
import {
  sanitizeLine,
  version
} from "./chunk-YOG3HQKD.js";
import {
  deploysTo,
  readDeploys
} from "./chunk-BIF3CYFW.js";
import {
  shortSha
} from "./chunk-YOCNSY4K.js";
import {
  COLUMNS,
  DIALECTS,
  LAYERS_COLUMN,
  NODE_COLUMNS,
  askRecords,
  casesOf,
  fillTemplate,
  latestOf,
  leftOutNotices,
  linesOf,
  mostOf,
  noFilesNotices,
  numberLiteral,
  printedGroup,
  printedTarget,
  readLine,
  readSetup,
  scopeValues,
  sliceColumn,
  withRecords
} from "./chunk-R6UAYWOE.js";
import {
  dayOf,
  deepestDominant,
  formatPath,
  parsePath
} from "./chunk-NVMPNHDT.js";
import {
  didYouMean,
  isMetric,
  quote,
  unitOf
} from "./chunk-MRTXFJIA.js";
import {
  BEACON_METRICS
} from "./chunk-Y7FKQU7E.js";
import {
  say
} from "./chunk-QUNTIYDY.js";
import {
  besideRange,
  change,
  count,
  quantity,
  range
} from "./chunk-POXONE6A.js";
import {
  GateError,
  causeOf
} from "./chunk-G7GO5XY6.js";

// src/cli/field/run-reading.ts
import { mkdir, writeFile } from "node:fs/promises";
import { dirname as dirname2, resolve as resolve3 } from "node:path";

// src/field/commands/check.ts
import { existsSync } from "node:fs";

// src/field/analyses/finding.ts
var TOLERATED = 0.01;
var isMany = (count2, of) => count2 > TOLERATED * of;
function finding(found) {
  return found.count === 0 ? [] : [{ voids: false, example: null, lines: [], ...found }];
}

// src/field/analyses/whole-percent.ts
var DUST = 1e-9;
function wholePercent(share) {
  return Math.floor(share * 100 + DUST);
}

// src/field/analyses/check-coverage.ts
var COVERAGE_DROP = 0.05;
var CHANCE = 3.29;
function coverageByCommit(coverage, commits) {
  const cells = Map.groupBy(coverage, ({ by, sha }) => keyOf(by, sha));
  const slices = [...new Set(coverage.map(({ by }) => by))].toSorted(compareNames);
  return slices.flatMap((by) => commits.flatMap(({ sha }) => sumOf(by, sha, cells.get(keyOf(by, sha)) ?? [])));
}
var keyOf = (by, sha) => JSON.stringify([by, sha]);
function compareNames(one, other) {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  return one < other ? -1 : Number(one > other);
}
function sumOf(by, sha, cells) {
  if (cells.length === 0) return [];
  const starts = cells.reduce((sum3, each) => sum3 + each.starts, 0);
  const ended = cells.reduce((sum3, each) => sum3 + each.ended, 0);
  return [{ by, sha, starts, ended, coverage: starts === 0 ? null : ended / starts }];
}
function endFindings(rows) {
  const starts = rows.reduce((sum3, each) => sum3 + each.starts, 0);
  if (rows.some(({ ended }) => ended > 0)) return [];
  return finding({
    id: "no-ends",
    voids: true,
    what: "page views began, and none of them ended",
    count: starts,
    of: starts,
    todo: "Check that pages can send a record when they are hidden, and that the collector takes it."
  });
}
function startFindings(coverage) {
  const count2 = coverage.reduce((sum3, { withoutStart }) => sum3 + withoutStart, 0);
  return finding({
    id: "final-without-start",
    what: "page views ended, and no record says that they began",
    count: count2,
    of: coverage.reduce((sum3, { starts }) => sum3 + starts, count2),
    todo: "The coverage does not count them. Check that pages can send a record once they have loaded."
  });
}
function coverageFindings(rows) {
  return [...Map.groupBy(rows, ({ by }) => by).values()].flatMap(
    (commits) => commits.flatMap((commit, index) => {
      const before = commits[index - 1];
      return before === void 0 || !differs(before, commit) ? [] : [changed(before, commit)];
    })
  );
}
function changed(before, { by, sha, starts, ended, coverage }) {
  const [was, is] = [before.coverage, coverage].map((share) => `${wholePercent(share ?? 0)} %`);
  const of = by === null ? "" : ` of ${by}`;
  return {
    id: "coverage-changed",
    voids: true,
    what: `the coverage${of} went from ${was} to ${is} with ${sha}, so the page views before and after it are not of the same visitors`,
    count: ended,
    of: starts,
    example: sha,
    todo: "Find out why the ends of page views arrive less or more often: pages send them when they are hidden.",
    lines: []
  };
}
function differs(one, other) {
  if (one.coverage === null || other.coverage === null) return false;
  const pooled = (one.ended + other.ended) / (one.starts + other.starts);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / one.starts + 1 / other.starts));
  const difference = Math.abs(one.coverage - other.coverage);
  return difference > COVERAGE_DROP && difference > CHANCE * error;
}

// src/field/analyses/check-deploys.ts
function deployFindings(commits, deploys, { from, to }) {
  if (deploys === null) return [];
  const served = new Set(commits.map(({ sha }) => sha));
  const listed = new Set(deploys.map(({ sha }) => sha));
  const unlisted = [...served].filter((sha) => !listed.has(sha));
  const isInWindow = ({ at: at2 }) => Date.parse(at2) >= Date.parse(from) && Date.parse(at2) <= Date.parse(to);
  const recent = new Set(deploys.filter(isInWindow).map(({ sha }) => sha));
  const unseen = [...recent].filter((sha) => !served.has(sha));
  return [
    ...finding({
      id: "sha-without-deploy",
      what: "commits that records name are not in the list of deploys",
      count: unlisted.length,
      of: served.size,
      example: unlisted[0] ?? null,
      todo: "Record each deploy with `vitals-gate deploy record`."
    }),
    ...finding({
      id: "deploy-without-views",
      what: "commits that went live in the window have no page views",
      count: unseen.length,
      of: recent.size,
      example: unseen[0] ?? null,
      todo: "Check that pages name the commit that the list has: the whole SHA, in the same spelling."
    })
  ];
}

// src/field/analyses/check-names.ts
function nameFindings(routes, coverage) {
  if (routes.length === 0) return [];
  const devices = new Set(routes.flatMap(({ conditions }) => conditions));
  return [
    ...unknownNames(
      "route",
      coverage.map((each) => ({ name: each.route, views: viewsOf(each) })),
      routes.map(({ name }) => name)
    ),
    ...unknownNames(
      "device",
      coverage.map((each) => ({ name: each.device, views: viewsOf(each) })),
      [...devices]
    )
  ];
}
var viewsOf = ({ starts, withoutStart }) => starts + withoutStart;
function unknownNames(kind, cells, known) {
  const of = total(cells);
  const unknown = cells.filter(({ name }) => name === null || !known.includes(name));
  return [...Map.groupBy(unknown, ({ name }) => name)].flatMap(
    ([name, those]) => finding({
      id: `unknown-${kind}`,
      what: name === null ? `page views name no ${kind}` : `page views name a ${kind} that is not declared`,
      count: total(those),
      of,
      example: name,
      todo: todoFor(kind, name, known)
    })
  );
}
var total = (cells) => cells.reduce((sum3, { views }) => sum3 + views, 0);
function todoFor(kind, name, known) {
  const near = name === null ? null : didYouMean(name, known);
  if (near !== null) return `Did you mean ${near}? Correct the name in the page.`;
  const where = kind === "route" ? "under `routes`" : "as a condition of the route";
  const declare = name === null ? "" : `Declare it ${where}, or let`;
  return `${declare === "" ? "Let" : declare} pages name ${known.length === 1 ? "" : "one of "}${known.join(", ")}.`;
}

// src/field/analyses/check-records.ts
function clockFindings(commits) {
  const of = recordsOf(commits);
  const ask = (id, what, todo) => {
    const count2 = commits.reduce((sum3, commit) => sum3 + commit[id], 0);
    const example = commits.find((commit) => commit[id] > 0)?.sha ?? null;
    return finding({ id: `clock-${id}`, voids: isMany(count2, of), what, count: count2, of, example, todo });
  };
  return [
    ...ask(
      "future",
      "records have a time in the future",
      "They are left out, because the clocks of some visitors are wrong. If they are many, check how pages take the time."
    ),
    ...ask(
      "early",
      "records are older than the deploy of their commit",
      "Correct the times in the list of deploys, or how pages learn their commit."
    )
  ];
}
var recordsOf = (commits) => commits.reduce((sum3, { records }) => sum3 + records, 0);
function sessionFindings(counts) {
  const { sessions, views, moved, movedExample, crowded, crowdedViews, crowdedExample } = counts;
  return [
    ...finding({
      id: "bots",
      voids: isMany(crowdedViews, views),
      what: "sessions have more page views than a visitor has",
      count: crowded,
      of: sessions,
      example: crowdedExample,
      todo: "They are bots, or pages that share one session. Keep them from sending records."
    }),
    ...finding({
      id: "sessions-move",
      what: "sessions saw more than one commit",
      count: moved,
      of: sessions,
      example: movedExample,
      todo: "No change is needed: visitors stay while a deploy happens, and each page view counts for its own commit."
    })
  ];
}
function viewFindings(views, { views: of }, commits, leftOut) {
  const repeated = leftOut === null ? views.repeated : 0;
  const records = recordsOf(commits);
  return [
    ...finding({
      id: "final-before-start",
      voids: isMany(views.disordered, of),
      what: "page views end before they begin",
      count: views.disordered,
      of,
      todo: "They are forged, or two page views share one id. Find out what sends them."
    }),
    ...finding({
      id: "duplicates",
      voids: isMany(repeated, records),
      what: "records are in the table more than once",
      count: repeated,
      of: records,
      todo: "Each of them counts. Remove all but one, and give the table its primary key (view, type), so that a later record takes the place of an earlier one."
    })
  ];
}
function lineFindings(leftOut, commits) {
  if (leftOut === null) return [];
  const { lines, duplicates, refused } = leftOut;
  const of = recordsOf(commits) + lines + duplicates;
  return [
    ...finding({
      id: "refused-lines",
      voids: isMany(lines, of),
      what: "lines of the files are not records",
      count: lines,
      of,
      todo: "They are left out. Find out what writes them.",
      lines: refused
    }),
    ...finding({
      id: "duplicates",
      what: "records are there more than once",
      count: duplicates,
      of,
      todo: "No change is needed: a page sends its end each time it is hidden, and of the same view only one record counts."
    })
  ];
}

// src/field/analyses/check.ts
function checkRecords({
  field,
  commits,
  sessions,
  coverage,
  views,
  leftOut,
  deploys,
  scope
}) {
  const byCommit = coverageByCommit(coverage, commits);
  const found = [
    ...endFindings(byCommit),
    ...startFindings(coverage),
    ...coverageFindings(byCommit),
    ...clockFindings(commits),
    ...sessionFindings(sessions),
    ...nameFindings(field.routes, coverage),
    ...deployFindings(commits, deploys, scope),
    ...viewFindings(views, sessions, commits, leftOut),
    ...lineFindings(leftOut, commits)
  ];
  return [...found.filter(({ voids }) => voids), ...found.filter(({ voids }) => !voids)];
}

// src/field/sql/commits.sql
var commits_default = "-- Records by commit, from the beginning of the window on: when they began, and how many have a time that cannot be.\nSELECT sha, SUM(n) AS records, MIN(first_t) AS first_at, SUM(l) AS later_than_now, SUM(e) AS before_deploy\nFROM (\n  SELECT sha, COUNT(*) AS n, MIN(t) AS first_t\n    , COUNT(CASE WHEN t > {latest} THEN 1 END) AS l\n    , COUNT(CASE WHEN t < {deployed} THEN 1 END) AS e\n  FROM {beacons}\n  WHERE t >= {from}\n  GROUP BY {shard}sha\n) commits\nGROUP BY sha\n";

// src/field/sql/sessions.sql
var sessions_default = "-- Sessions that were served several commits, and those with more views than a visitor has.\nSELECT COUNT(*) AS sessions, SUM(v) AS views\n  , COUNT(CASE WHEN shas > 1 THEN 1 END) AS moved, MIN(CASE WHEN shas > 1 THEN session END) AS moved_example\n  , COUNT(CASE WHEN v > {most_views} THEN 1 END) AS crowded\n  , SUM(CASE WHEN v > {most_views} THEN v ELSE 0 END) AS crowded_views\n  , MIN(CASE WHEN v > {most_views} THEN session END) AS crowded_example\nFROM (\n  SELECT session, COUNT(DISTINCT sha) AS shas, COUNT(DISTINCT view) AS v\n  FROM {beacons}\n  WHERE {window}\n  GROUP BY {shard}session\n) counted\n";

// src/field/sql/views.sql
var views_default = "-- Records of a view beyond its first start and its first final, and views whose final says that they began before their\n-- start does.\nSELECT SUM(CASE WHEN s > 1 THEN s - 1 ELSE 0 END) + SUM(CASE WHEN f > 1 THEN f - 1 ELSE 0 END) AS repeated\n  , COUNT(CASE WHEN final_t < start_t THEN 1 END) AS disordered\nFROM (\n  SELECT view\n    , COUNT(CASE WHEN type = 'start' THEN 1 END) AS s, MIN(CASE WHEN type = 'start' THEN t END) AS start_t\n    , COUNT(CASE WHEN type = 'final' THEN 1 END) AS f, MIN(CASE WHEN type = 'final' THEN t END) AS final_t\n  FROM {beacons}\n  WHERE {window}\n  GROUP BY {shard}view\n) views\n";

// src/field/questions/read-rows.ts
function numberOf(row2, column) {
  const value = row2[column];
  return typeof value === "number" ? value : 0;
}
function textOf(row2, column) {
  const value = row2[column];
  return typeof value === "string" ? value : "";
}
function nullableText(row2, column) {
  const value = row2[column];
  return typeof value === "string" ? value : null;
}
function groupOf(row2, by) {
  const device = nullableText(row2, "device");
  return {
    route: textOf(row2, "route"),
    device,
    by: by === "device" ? device : by === null ? null : nullableText(row2, "slice")
  };
}
function sortedBy(items, keysOf) {
  return items.map((item) => ({ item, keys: keysOf(item) })).toSorted((one, other) => compareKeys(one.keys, other.keys)).map(({ item }) => item);
}
function compareKeys(one, other) {
  for (const [at2, key] of one.entries()) {
    const against = other[at2] ?? null;
    if (key === against) continue;
    if (key === null) return -1;
    return against !== null && key < against ? -1 : 1;
  }
  return 0;
}
function groupKeys({ route, device, by }) {
  return [route, device, by];
}

// src/field/questions/checks.ts
var MOST_VIEWS = 1e3;
function commitsText(target, scope, { latest, deployed }) {
  const { instant, text: text2 } = DIALECTS[target.dialect];
  const cases = [...deployed].map(([sha, at2]) => `WHEN sha = ${text2(sha)} THEN ${instant(at2)}`);
  const from = instant(scope.from);
  return fillTemplate(commits_default, {
    ...scopeValues(target, scope),
    latest: instant(latest),
    from,
    // Without any deploy no record is from before one.
    deployed: cases.length === 0 ? from : `CASE ${cases.join(" ")} END`
  });
}
async function askCommits(engine, scope, moments) {
  const rows = await engine.query(commitsText(engine, scope, moments));
  const commits = rows.map((row2) => ({
    sha: textOf(row2, "sha"),
    records: numberOf(row2, "records"),
    firstAt: textOf(row2, "first_at"),
    future: numberOf(row2, "later_than_now"),
    early: numberOf(row2, "before_deploy")
  }));
  return sortedBy(commits, ({ firstAt, sha }) => [firstAt, sha]);
}
function sessionsText(target, scope) {
  return fillTemplate(sessions_default, { ...scopeValues(target, scope), most_views: String(MOST_VIEWS) });
}
async function askSessions(engine, scope) {
  const [row2 = {}] = await engine.query(sessionsText(engine, scope));
  return {
    sessions: numberOf(row2, "sessions"),
    views: numberOf(row2, "views"),
    moved: numberOf(row2, "moved"),
    movedExample: textOf(row2, "moved_example"),
    crowded: numberOf(row2, "crowded"),
    crowdedViews: numberOf(row2, "crowded_views"),
    crowdedExample: textOf(row2, "crowded_example")
  };
}
function viewsText(target, scope) {
  return fillTemplate(views_default, scopeValues(target, scope));
}
async function askViews(engine, scope) {
  const [row2 = {}] = await engine.query(viewsText(engine, scope));
  return { repeated: numberOf(row2, "repeated"), disordered: numberOf(row2, "disordered") };
}

// src/field/sql/coverage.sql
var coverage_default = "-- Page views by what was recorded of them. A view has at most one start and one final, so that the views with both are the\n-- starts and the finals minus all views. What it is sliced by may change while it is open: its final says what counts.\nSELECT route, device{slice}, sha, SUM(s) AS starts, SUM(f) AS finals, COUNT(*) AS views\nFROM (\n  SELECT route, device{slice_of_view}, sha\n    , COUNT(CASE WHEN type = 'start' THEN 1 END) AS s\n    , COUNT(CASE WHEN type = 'final' THEN 1 END) AS f\n  FROM {beacons}\n  WHERE {window}\n  GROUP BY {shard}{view_key}, route, device, sha\n) views\nGROUP BY route, device{slice}, sha\n";

// src/field/questions/coverage.ts
function coverageText(target, scope) {
  const column = sliceColumn(scope.by);
  const slice_of_view = column === null ? "" : `, ${ofFinal(column)} AS slice`;
  return fillTemplate(coverage_default, { ...scopeValues(target, scope), slice_of_view });
}
function ofFinal(column) {
  const count2 = "COUNT(CASE WHEN type = 'final' THEN 1 END)";
  return `CASE WHEN ${count2} = 0 THEN MAX(${column}) ELSE MAX(CASE WHEN type = 'final' THEN ${column} END) END`;
}
async function askCoverage(engine, scope) {
  const rows = await engine.query(coverageText(engine, scope));
  const coverage = rows.map((row2) => {
    const [starts, finals, views] = [numberOf(row2, "starts"), numberOf(row2, "finals"), numberOf(row2, "views")];
    return {
      ...groupOf(row2, scope.by),
      sha: textOf(row2, "sha"),
      starts,
      ended: starts + finals - views,
      withoutStart: views - starts
    };
  });
  return sortedBy(coverage, (each) => [...groupKeys(each), each.sha]);
}

// src/field/report/table.ts
var MOST_CHARACTERS = 60;
function alignedLines(rows, right, indent = "  ") {
  const clean = rows.map((row2) => row2.map((cell) => sanitizeLine(cell, MOST_CHARACTERS)));
  const widths = clean.reduce(
    (most, row2) => row2.map((cell, at2) => Math.max(most[at2] ?? 0, Array.from(cell).length)),
    []
  );
  return clean.map((row2) => {
    const cells = row2.map((cell, at2) => {
      const fill = " ".repeat(Math.max(0, (widths[at2] ?? 0) - Array.from(cell).length));
      return right.has(at2) ? fill + cell : cell + fill;
    });
    return (indent + cells.join("  ")).trimEnd();
  });
}

// src/field/report/window.ts
function windowWords({ scope, days, sha, isEmpty }) {
  if (scope === null) return "No page views are recorded.";
  const until = scope.to.slice(0, 16).replace("T", " ");
  const of = sha === null ? "" : ` that ${shortSha(sha)} served`;
  const window = `the ${days} ${days === 1 ? "day" : "days"} up to ${until} UTC`;
  return isEmpty ? `There are no page views${of} in ${window}.` : `Page views${of} of ${window}.`;
}
function sharePercent(share) {
  return share === null ? "unknown" : `${wholePercent(share)} %`;
}

// src/field/report/check.ts
var HEAD = ["commit", "began", "ended", "coverage"];
var NUMBERS = [1, 2, 3];
var MOST_CHARACTERS2 = 500;
function checkText({ findings, coverage }, about) {
  const rows = [headOf(about), ...coverage.map((each) => cellsOf(each, about))];
  const table = coverage.length === 0 ? [] : ["", ...alignedLines(rows, numbersOf(about))];
  const found = findings.flatMap((finding2) => {
    const lines = placesOf(finding2).map(({ place, words }) => `    ${place === "" ? "" : `${place}: `}${words}`);
    return ["", ...[headline(finding2), `  → ${finding2.todo}`, ...lines].map(visible)];
  });
  return [windowWords(about), ...table, ...found, "", ...closing({ findings, coverage }, about)].join("\n");
}
function checkMarkdown({ findings, coverage }, about) {
  const numbers = numbersOf(about);
  const head = headOf(about);
  const table = [
    row(head),
    row(head.map((_, at2) => numbers.has(at2) ? "--:" : "---")),
    ...coverage.map(
      (each) => row(cellsOf(each, about).map((cell, at2) => numbers.has(at2) ? cell : code(cell)))
    )
  ];
  const list = findings.flatMap((finding2) => [
    `- ${plain(`${headline(finding2)} ${finding2.todo}`)}`,
    ...placesOf(finding2).map(({ place, words }) => `  - ${place === "" ? "" : `${code(place)}: `}${plain(words)}`)
  ]);
  const parts = ["## Whether page views can be compared", "", windowWords(about)];
  const shown2 = [coverage.length === 0 ? [] : table, list].flatMap((each) => each.length === 0 ? [] : ["", ...each]);
  return [...parts, ...shown2, "", ...closing({ findings, coverage }, about)].join("\n");
}
function headOf({ by }) {
  return by === null ? HEAD : [by, ...HEAD];
}
function numbersOf({ by }) {
  return new Set(NUMBERS.map((at2) => by === null ? at2 : at2 + 1));
}
function cellsOf({ by, sha, starts, ended, coverage }, about) {
  return [
    ...about.by === null ? [] : [by ?? "unknown"],
    shortSha(sha),
    starts.toLocaleString("en"),
    ended.toLocaleString("en"),
    sharePercent(coverage)
  ];
}
function visible(line) {
  return `${/^ */.exec(line)?.[0] ?? ""}${sanitizeLine(line, MOST_CHARACTERS2)}`;
}
function headline({ voids, what, count: n, of, example }) {
  const such = example === null || example === "" ? "" : `, for example ${example}`;
  const share = `${n.toLocaleString("en")} of ${of.toLocaleString("en")}`;
  return `${voids ? "voids comparisons" : "note"}: ${what} (${share}${such}).`;
}
function placesOf({ lines, count: n }) {
  const shown2 = lines.map((line) => ({ place: placeOf(line), words: line.why }));
  const others = n - lines.length;
  return lines.length === 0 || others <= 0 ? shown2 : [...shown2, { place: "", words: `and ${count(others, "more line")}` }];
}
var placeOf = ({ file, line }) => `${file}:${line}`;
function closing({ findings, coverage }, { isEmpty }) {
  if (isEmpty) return [];
  if (findings.some(({ voids }) => voids)) return ["These page views cannot be compared as they are.", ""];
  const isKnown = coverage.some((each) => each.coverage !== null);
  return [
    isKnown ? "These page views can be compared." : "Nothing else stands against comparing these page views, but how many were lost is not known.",
    ""
  ];
}

// src/field/commands/refused-lines.ts
import { isAbsolute, relative } from "node:path";
var MOST_NAME = 60;
var shown = (name) => JSON.stringify(sanitizeLine(name, MOST_NAME));
async function findRefusedLines(files, most, cwd) {
  const found = [];
  for (const path of files) {
    let number2 = 0;
    for await (const line of linesOf(path)) {
      if (found.length >= most) return found;
      number2 += 1;
      const read = readLine(line, shown);
      if (read.kind === "refused") found.push({ file: shownPath(path, cwd), line: number2, why: read.why });
    }
  }
  return found;
}
function shownPath(path, cwd) {
  const near = relative(cwd, path);
  return near.startsWith("..") || isAbsolute(near) ? path : near;
}

// src/field/commands/check.ts
var SKEW_MS = 5 * 6e4;
var MOST_LINES = 10;
async function findProblems(setup, options, place) {
  const { field } = setup;
  const deploys = field.deploys === null ? null : await deploysIfListed(field.deploys, options.environment);
  const asked = await askRecords(setup, options, place, async (engine, found) => {
    const leftOut = await leftOutOf(engine, place.cwd);
    if (found === null) return { scope: null, checked: await checkUnread(engine, leftOut, place.now) };
    return { scope: found, checked: await check(engine, found, { field, deploys, leftOut, now: place.now }) };
  });
  const { scope, checked } = asked.answer;
  const { coverage, findings } = checked;
  const isEmpty = coverage.length === 0;
  const about = { scope, days: field.windowDays, by: options.by, sha: options.sha, isEmpty };
  const window = scope === null ? null : { from: scope.from, to: scope.to };
  return {
    json: { window, coverage, findings },
    text: checkText(checked, about),
    markdown: checkMarkdown(checked, about),
    notices: noFilesNotices(asked),
    exitCode: isEmpty ? 3 : findings.some(({ voids }) => voids) ? 1 : 0
  };
}
async function checkUnread(engine, leftOut, now) {
  const latest = latestOf(now);
  const ever = { from: (/* @__PURE__ */ new Date(0)).toISOString(), to: latest, by: null, sha: null };
  const commits = await askCommits(engine, ever, { latest, deployed: /* @__PURE__ */ new Map() });
  return { coverage: [], findings: [...clockFindings(commits), ...lineFindings(leftOut, commits)] };
}
async function check(engine, scope, { field, deploys, leftOut, now }) {
  const commits = await askCommits(engine, scope, {
    latest: latestOf(now),
    deployed: earliestTimes(deploys ?? [])
  });
  const sessions = await askSessions(engine, scope);
  const coverage = await askCoverage(engine, scope);
  const views = await askViews(engine, scope);
  const findings = checkRecords({ field, scope, commits, sessions, coverage, views, leftOut, deploys });
  return { findings, coverage: coverageByCommit(coverage, commits) };
}
async function leftOutOf({ leftOut }, cwd) {
  if (leftOut === null) return null;
  return { ...leftOut, refused: await findRefusedLines(leftOut.files, MOST_LINES, cwd) };
}
async function deploysIfListed(path, environment) {
  return existsSync(path) ? deploysTo(await readDeploys(path), environment) : [];
}
function earliestTimes(deploys) {
  const times = /* @__PURE__ */ new Map();
  for (const { sha, at: at2 } of deploys)
    if (!times.has(sha)) times.set(sha, new Date(Date.parse(at2) - SKEW_MS).toISOString());
  return times;
}
function printCheck(setup, options, place, dialect) {
  const { target, scope } = printedTarget(setup, options, place, dialect);
  return [
    commitsText(target, scope, { latest: latestOf(place.now), deployed: /* @__PURE__ */ new Map() }),
    sessionsText(target, scope),
    viewsText(target, scope),
    coverageText(target, scope)
  ];
}

// src/stats/clustered-quantile.ts
var CENTRAL = 0.95;
var MOST_DEGREES = 2e3;
var DUST2 = 1e-12;
function percentileOf(ascending, percentile) {
  const total3 = ascending.reduce((sum3, { n }) => sum3 + n, 0);
  return valueAtRank(ascending, Math.ceil(percentile * total3 / 100));
}
function clusteredPercentile(ascending, percentile, moments) {
  const value = percentileOf(ascending, percentile);
  if (value === void 0) return void 0;
  const { clusters } = moments;
  if (clusters < 2) return { value, low: null, high: null };
  const total3 = ascending.reduce((sum3, { n }) => sum3 + n, 0);
  const share = percentile / 100;
  const effective = effectiveClusters(moments);
  const correction = effective / (effective - 1) / (clusters / (clusters - 1));
  const error = Math.sqrt(correction * varianceAt(share, moments));
  const degrees = Math.min(Math.floor(effective) - 1, MOST_DEGREES);
  const reach = studentQuantile(CENTRAL, degrees) * error;
  return {
    value,
    low: valueAtRank(ascending, rankOf(share - reach, total3)) ?? null,
    high: valueAtRank(ascending, rankOf(share + reach, total3)) ?? null
  };
}
function clusteredShareVariance({ clusters, n, below, bb, bm, mm }) {
  const share = below / n;
  const squares = Math.max(0, bb - 2 * share * bm + share * share * mm);
  return clusters / (clusters - 1) * squares / n ** 2;
}
function effectiveClusters({ n, mm }) {
  return Math.max(2, n ** 2 / mm);
}
function varianceAt(share, moments) {
  const { clusters, n, below, mm } = moments;
  const found = below / n;
  const asked = share * (1 - share);
  if (found <= 0 || found >= 1) return clusters / (clusters - 1) * asked * mm / n ** 2;
  return clusteredShareVariance(moments) * Math.max(1, asked / (found * (1 - found)));
}
var rankOf = (share, total3) => Math.ceil(share * total3 * (1 - DUST2));
function valueAtRank(ascending, rank) {
  if (rank < 1) return void 0;
  let below = 0;
  for (const { value, n } of ascending) {
    below += n;
    if (below >= rank) return value;
  }
  return void 0;
}

// src/field/analyses/cap.ts
var CAPPED_FROM = 98;
function capOf({ route, device, by, path, values }) {
  const value = percentileOf(values, CAPPED_FROM);
  return value === void 0 ? [] : [{ route, device, by, path, value }];
}

// src/field/analyses/coverage.ts
var MOST_CHANGE = 0.05;
var CERTAIN = 4;
function coverageChangesOf({ series, coverage, deploys }) {
  const started = coverage.filter(({ starts }) => starts > 0);
  const groups = Map.groupBy(started, keyOf2);
  const firstSeen = firstSeenOf(series);
  const before = (cells, deploy) => shaBefore({ cells, deploys, firstSeen }, deploy);
  const all = [...groups.values()];
  const everywhere = new Set(
    deploys.filter((deploy) => differ(pairsOf(all, before(started, deploy), deploy.sha))).map(momentOf)
  );
  return (group, deploy) => {
    const cells = groups.get(keyOf2(group)) ?? [];
    return everywhere.has(momentOf(deploy)) || differ(pairsOf([cells], before(cells, deploy), deploy.sha));
  };
}
function coverageDiffers(before, after, of) {
  const pairOf = (group) => {
    const [earlier, later] = [totalOf(before, group), totalOf(after, group)];
    return earlier === null || later === null ? [] : [[earlier, later]];
  };
  const groups = [...Map.groupBy(before, keyOf2).values()].flatMap(([first]) => first ?? []);
  return differ(groups.flatMap(pairOf)) || differ(pairOf(of));
}
function totalOf(cells, group) {
  const own = cells.filter((each) => keyOf2(each) === keyOf2(group));
  const starts = own.reduce((total3, cell) => total3 + cell.starts, 0);
  return starts === 0 ? null : { starts, ended: own.reduce((total3, cell) => total3 + cell.ended, 0) };
}
var keyOf2 = ({ route, device, by }) => JSON.stringify([route, device, by]);
var momentOf = ({ sha, at: at2 }) => `${at2} ${sha}`;
function firstSeenOf(series) {
  const first = /* @__PURE__ */ new Map();
  for (const { sha, at: at2 } of series) if (at2 < (first.get(sha) ?? "￿")) first.set(sha, at2);
  return first;
}
function shaBefore({ cells, deploys, firstSeen }, { sha: own, at: at2 }) {
  const seen = new Set(cells.map(({ sha }) => sha));
  const isBefore = (time) => time !== void 0 && Date.parse(time) < Date.parse(at2);
  const listed = deploys.filter((each) => isBefore(each.at) && each.sha !== own && seen.has(each.sha)).toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at)).at(-1);
  if (listed !== void 0) return listed.sha;
  const named = new Set(deploys.map(({ sha }) => sha));
  return cells.filter(({ sha }) => !named.has(sha) && isBefore(firstSeen.get(sha))).toSorted((one, other) => other.starts - one.starts).at(0)?.sha;
}
function pairsOf(groups, before, after) {
  return groups.flatMap((cells) => {
    const earlier = cells.find(({ sha }) => sha === before);
    const later = cells.find(({ sha }) => sha === after);
    return earlier === void 0 || later === void 0 ? [] : [[earlier, later]];
  });
}
function differ(pairs) {
  let change2 = 0;
  let variance = 0;
  let weights = 0;
  for (const [one, other] of pairs) {
    const weight = 1 / (1 / one.starts + 1 / other.starts);
    const pooled = (one.ended + other.ended) / (one.starts + other.starts);
    change2 += weight * (one.ended / one.starts - other.ended / other.starts);
    variance += weight * pooled * (1 - pooled);
    weights += weight;
  }
  return Math.abs(change2) > MOST_CHANGE * weights && Math.abs(change2) > CERTAIN * Math.sqrt(Math.max(0, variance));
}

// src/field/analyses/deepest.ts
function markDeepest(rows) {
  const steps = rows.filter(({ verdict }) => verdict === "step");
  const families = Map.groupBy(
    steps,
    ({ sha, at: at2, route, condition, by }) => JSON.stringify([sha, at2, route, condition, by])
  );
  const deepest = new Set([...families.values()].flatMap(deepestOf));
  return rows.map((row2) => deepest.has(row2) ? { ...row2, deepest: true } : row2);
}
function deepestOf(family) {
  const partsOf2 = (whole) => family.filter(
    (row2) => isBelow(row2, whole) && !family.some((between) => isBelow(between, whole) && isBelow(row2, between))
  );
  const tops = family.filter((row2) => !family.some((whole) => isBelow(row2, whole)));
  return tops.map((top) => deepestDominant(top, partsOf2, ({ change: change2 }) => change2 ?? 0));
}
var isBelow = (row2, whole) => row2.path.startsWith(`${whole.path}.`);

// src/stats/placebo.ts
function placeboRank(statistic, placebos) {
  return 1 + placebos.filter((placebo) => Math.abs(placebo) >= Math.abs(statistic)).length;
}
var TRIMMED = 0.1;
function nullSpread(statistics) {
  const sizes = statistics.map(Math.abs).toSorted((one, other) => one - other);
  const kept = sizes.slice(0, sizes.length - Math.floor(TRIMMED * sizes.length));
  const share = kept.length / sizes.length;
  const meanSquare = sum(kept.map((size) => size * size)) / kept.length;
  const excess = meanSquare / truncatedVariance(share) - 1;
  return excess <= 0 ? 1 : Math.sqrt(1 + Math.max(0, excess - 4 / kept.length / excess));
}
function truncatedVariance(share) {
  if (share >= 1) return 1;
  const limit = normalUpperQuantile((1 - share) / 2);
  return 1 - 2 * limit * Math.exp(-limit * limit / 2) / Math.sqrt(2 * Math.PI) / share;
}

// src/field/analyses/placebo-times.ts
var STEADY = 0.05;
function placeboTimes({ points }, steps) {
  const isSteady = (index) => steps.every((step) => Math.abs((step[index] ?? 0) - (step[index - 1] ?? 0)) <= STEADY);
  const placebos = [];
  for (let at2 = 2; at2 < points.length - 1; at2 += 1) {
    if (!isSteady(at2)) continue;
    const after = steps.findIndex((step) => (step[at2] ?? 0) < 0.5);
    const next = after < 0 ? steps.length : after;
    placebos.push({
      column: Float64Array.from(points, (_, index) => index >= at2 ? 1 : 0),
      beside: [],
      at: at2,
      between: [next - 1, next].filter((each) => each >= 0 && each < steps.length)
    });
  }
  return placebos;
}

// src/field/analyses/season.ts
var SEASONS = ["time of day", "day of week", "week of year"];
var DAY_HOURS = 24;
var DAYS_OF_WEEK = 7;
var FEWEST_DAYS = 3;
var FEWEST_DAYS_OF_WEEKS = 14;
var FEWEST_DAYS_OF_YEARS = 366;
var YEAR_DAYS = 365.2425;
var WAVES = [1, 2];
function seasonOf({ points, width }) {
  const perDay = DAY_HOURS / width;
  const days = daysOf({ points, width });
  const indicators = (period, most) => Array.from(
    { length: most - 1 },
    (_, which) => Float64Array.from(points, ({ time }) => period(time) === which + 1 ? 1 : 0)
  ).filter((column) => column.includes(1));
  return [
    Float64Array.from(points, () => 1),
    ...days >= FEWEST_DAYS ? indicators((time) => time % perDay, perDay) : [],
    ...days >= FEWEST_DAYS_OF_WEEKS ? indicators((time) => Math.floor(time / perDay) % DAYS_OF_WEEK, DAYS_OF_WEEK) : []
  ];
}
function yearOf({ points, width }) {
  if (daysOf({ points, width }) < FEWEST_DAYS_OF_YEARS) return [];
  const week = (time) => Math.floor(time * width / DAY_HOURS / DAYS_OF_WEEK);
  const wave = (shape, each) => Float64Array.from(points, ({ time }) => shape(2 * Math.PI * each * week(time) * DAYS_OF_WEEK / YEAR_DAYS));
  return WAVES.flatMap((each) => [wave(Math.sin, each), wave(Math.cos, each)]);
}
function missingSeasons(timeline) {
  const days = daysOf(timeline);
  const fewest = {
    "time of day": timeline.width === DAY_HOURS ? 0 : FEWEST_DAYS,
    "day of week": FEWEST_DAYS_OF_WEEKS,
    "week of year": FEWEST_DAYS_OF_YEARS
  };
  return SEASONS.filter((name) => days < fewest[name]);
}
function daysOf({ points, width }) {
  return ((points.at(-1)?.time ?? 0) - (points[0]?.time ?? 0) + 1) * width / DAY_HOURS;
}

// src/stats/least-squares.ts
var DEPENDENT = 1e-7;
var TWICE = Math.SQRT1_2;
function basisOf(columns) {
  return extendBasis({ vectors: [], logDeterminant: 0 }, columns);
}
function extendBasis(basis, columns) {
  const vectors = [...basis.vectors];
  let { logDeterminant } = basis;
  for (const column of columns) {
    const rest = leftOver(column, vectors);
    const length = Math.sqrt(dot(rest, rest));
    if (length <= DEPENDENT * Math.sqrt(dot(column, column))) continue;
    logDeterminant += 2 * Math.log(length);
    vectors.push(rest.map((value) => value / length));
  }
  return { vectors, logDeterminant };
}
function leftOver(column, vectors) {
  const rest = column.slice();
  takeOff(rest, vectors);
  if (dot(rest, rest) < TWICE ** 2 * dot(column, column)) takeOff(rest, vectors);
  return rest;
}
function takeOff(rest, vectors) {
  for (const vector of vectors) {
    const share = dot(rest, vector);
    for (let index = 0; index < rest.length; index += 1) rest[index] = at(rest, index) - share * at(vector, index);
  }
}
function dot(one, other) {
  let total3 = 0;
  for (let index = 0; index < one.length; index += 1) total3 += at(one, index) * at(other, index);
  return total3;
}
function at(column, index) {
  return column[index] ?? 0;
}

// src/stats/autoregression.ts
var MOST_RHO = 0.99;
var GRID = 24;
var GOLDEN = (Math.sqrt(5) - 1) / 2;
function whiten({ times, weights, values }, columns, rho) {
  const factors = factorsOf(times, rho);
  const own = factors.map((factor, index) => factor * Math.sqrt(weights[index] ?? 0));
  const before = factors.map(
    (factor, index) => index === 0 ? 0 : factor * rho ** gapBefore(times, index) * Math.sqrt(weights[index - 1] ?? 0)
  );
  const filter = (column) => column.map((value, index) => (own[index] ?? 0) * value - (before[index] ?? 0) * (column[index - 1] ?? 0));
  return { values: filter(values), columns: columns.map(filter) };
}
function autocorrelation(series, columns, least = -MOST_RHO) {
  const loss = (rho) => restrictedLoss(series, columns, rho);
  const step = (MOST_RHO - least) / GRID;
  let best = least;
  let lowest = Infinity;
  for (let index = 0; index <= GRID; index += 1) {
    const found = loss(least + index * step);
    if (found >= lowest) continue;
    best = least + index * step;
    lowest = found;
  }
  return minimum(loss, Math.max(least, best - step), Math.min(MOST_RHO, best + step));
}
function restrictedLoss(series, columns, rho) {
  const { values, columns: white } = whiten(series, columns, rho);
  const basis = basisOf(white);
  const degrees = values.length - basis.vectors.length;
  const rest = leftOver(values, basis.vectors);
  const factors = factorsOf(series.times, rho);
  const logVariance = factors.reduce((total3, factor) => total3 - 2 * Math.log(factor), 0);
  return degrees * Math.log(Math.max(dot(rest, rest), Number.MIN_VALUE)) + logVariance + basis.logDeterminant;
}
function coefficientOf(values, column, basis, least = 0) {
  const degrees = values.length - basis.vectors.length - 1;
  const own = leftOver(column, basis.vectors);
  const length = dot(own, own);
  if (degrees < 1 || length <= 1e-12 * dot(column, column)) return null;
  const rest = leftOver(values, basis.vectors);
  const value = dot(own, rest) / length;
  const unexplained = Math.max(0, dot(rest, rest) - value * value * length);
  return { value, se: Math.sqrt(Math.max(unexplained / degrees, least) / length), degrees };
}
function growthByRho(rho, n) {
  return Math.sqrt(1 + 3 * (1 + rho) / ((1 - rho) * n));
}
function factorsOf(times, rho) {
  const own = 1 - rho * rho;
  return times.map(
    (_, index) => index === 0 ? Math.sqrt(own) : Math.sqrt(own / (1 - rho ** (2 * gapBefore(times, index))))
  );
}
function gapBefore(times, index) {
  return (times[index] ?? 0) - (times[index - 1] ?? 0);
}
function minimum(loss, from, to) {
  let [low, high] = [from, to];
  let [left, right] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
  let [lossLeft, lossRight] = [loss(left), loss(right)];
  while (high - low > 1e-8) {
    if (lossLeft <= lossRight) {
      [high, right, lossRight] = [right, left, lossLeft];
      left = high - GOLDEN * (high - low);
      lossLeft = loss(left);
    } else {
      [low, left, lossLeft] = [left, right, lossRight];
      right = low + GOLDEN * (high - low);
      lossRight = loss(right);
    }
  }
  return (low + high) / 2;
}

// src/field/analyses/step-model.ts
var FEWEST_DEGREES = 8;
function fitModel(input, selected) {
  const steps = input.moments.map(({ column }) => column);
  const rho = rhoOf(input, selected);
  const white = whiteModel(input, selected, { steps: [...steps, ...input.placebos.flatMap(columnsOf)], rho });
  const free = (indices) => indices.filter((each) => each >= 0 && each < steps.length && !selected.includes(each));
  let next = steps.length;
  return {
    estimates: steps.map((_, index) => {
      const beside = free([index - 1, index + 1]);
      const at2 = selected.indexOf(index);
      return at2 < 0 ? estimateBeside(white, index, beside) : estimateWithin(white, white.common.length + at2, beside);
    }),
    placebos: input.placebos.flatMap(({ beside, between }) => {
      const own = next;
      next += 1 + beside.length;
      const estimate = estimateBeside(white, own, [...free(between), ...beside.map((__, index) => own + 1 + index)]);
      return estimate === null ? [] : [statisticOf(estimate)];
    }),
    rho
  };
}
var columnsOf = ({ column, beside }) => [column, ...beside];
function fitCommon(input, selected, { places, rho }) {
  const steps = input.moments.map(({ column }) => column);
  const white = whiteModel(input, selected, { steps, rho });
  const last = selected.at(-1) ?? Number.NaN;
  const beside = [last - 1, last + 1].filter((each) => each in steps && !selected.includes(each));
  return places.map((place) => estimateWithin(white, place, beside));
}
var statisticOf = ({ value, se }) => value / se;
function rhoOf({ series, common, moments }, selected) {
  const last = selected.at(-1) ?? Number.NaN;
  const steps = [...selected, last - 1, last + 1].flatMap((index) => moments[index]?.column ?? []);
  return autocorrelation(series, [...common, ...steps], 0);
}
function whiteModel({ series, common, moments }, selected, { steps, rho }) {
  const kept = selected.flatMap((index) => moments[index]?.column ?? []);
  const { values, columns } = whiten(series, [...common, ...kept, ...steps], rho);
  const taken = common.length + kept.length;
  const base = basisOf(columns.slice(0, taken));
  const white = columns.slice(taken);
  return {
    values,
    common: columns.slice(0, common.length),
    kept: columns.slice(common.length, taken),
    steps: white,
    base,
    left: { values: leftOver(values, base.vectors), steps: white.map((column) => leftOver(column, base.vectors)) },
    rho,
    least: series.least * (1 - rho * rho)
  };
}
function estimateBeside(white, index, beside) {
  const { left, base } = white;
  const column = left.steps[index];
  if (column === void 0) return null;
  const local = basisOf(beside.flatMap((each) => left.steps[each] ?? []));
  const taken = base.vectors.length + local.vectors.length;
  return corrected(coefficientOf(left.values, column, local), taken, white, leftOver(column, local.vectors));
}
function estimateWithin(white, place, beside) {
  const { values, common, kept, steps } = white;
  const within = [...common, ...kept];
  const column = within[place];
  if (column === void 0) return null;
  const without = basisOf(within.filter((_, each) => each !== place));
  const local = extendBasis(
    without,
    beside.flatMap((each) => steps[each] ?? [])
  );
  const own = leftOver(column, local.vectors);
  return corrected(coefficientOf(values, column, local), local.vectors.length, white, own);
}
function corrected(estimate, taken, { values, least, rho }, own) {
  const degrees = values.length - taken - 1;
  if (estimate === null || degrees < FEWEST_DEGREES) return null;
  const se = estimate.se * Math.sqrt(estimate.degrees / degrees);
  return {
    value: estimate.value,
    se: Math.max(se, Math.sqrt(least / dot(own, own))) * growthByRho(rho, degrees),
    degrees
  };
}

// src/field/analyses/weighted-series.ts
function weightedSeries({ points, within }, season) {
  const values = Float64Array.from(points, ({ mean }) => mean);
  const times = points.map(({ time }) => time);
  const byViews = points.map(({ n }) => n / within);
  const { values: scaled2, columns } = whiten({ times, weights: byViews, values }, season, 0);
  const basis = basisOf(columns);
  const rest = leftOver(scaled2, basis.vectors);
  const degrees = values.length - basis.vectors.length;
  const excess = Math.max(0, dot(rest, rest) - degrees) / Math.max(1, sum2(byViews) - sum2(byViews.map((w) => w * w)) / sum2(byViews));
  const weights = byViews.map((weight) => 1 / (excess + 1 / weight));
  const least = Math.min(
    1,
    sum2(points.map((_, index) => (weights[index] ?? 0) / (byViews[index] ?? 1))) / points.length
  );
  return { times, weights, values, least };
}
var sum2 = (values) => values.reduce((all, value) => all + value, 0);

// src/field/analyses/fit-steps.ts
var FEWEST_FOR_SPREAD = 8;
var SELECTED_RISK = 1e-3;
var MOST_SELECTED = 8;
function fitSteps(timeline, moments) {
  const placebos = placeboTimes(
    timeline,
    moments.map(({ column }) => column)
  );
  const input = inputOf(timeline, { common: seasonOf(timeline), moments, placebos });
  if (input === null) return moments.map(() => null);
  const selection = selectSteps(input);
  const spread = spreadBeside(selection);
  return selection.model.estimates.map(
    (estimate) => estimate === null ? null : { estimate, spread, placebos: selection.model.placebos }
  );
}
function inputOf(timeline, { common, moments, placebos }) {
  if (timeline.points.length < common.length + 3 + FEWEST_DEGREES) return null;
  return { series: weightedSeries(timeline, common), common, moments, placebos };
}
function spreadBeside({ model: { estimates, placebos }, selected }) {
  const quiet = estimates.flatMap(
    (each, index) => each === null || selected.includes(index) ? [] : [statisticOf(each)]
  );
  return Math.max(1, spreadOf(quiet), spreadOf(placebos));
}
function selectSteps(input, target = null) {
  const always = target === null ? [] : [target];
  let others = [];
  let found = { model: fitModel(input, always), selected: always };
  while (others.length < MOST_SELECTED) {
    const next = largest(found);
    if (next === null) break;
    const taken = [...others, next];
    const selected = [...taken, ...always];
    const model = fitModel(input, selected);
    const step = model.estimates[next] ?? null;
    if (step === null || !isLarge(step, input.moments.length)) break;
    others = taken;
    found = { model, selected };
  }
  return found;
}
function largest({ model, selected }) {
  let best = null;
  let most = 0;
  for (const [index, estimate] of model.estimates.entries()) {
    const size = estimate === null ? 0 : Math.abs(statisticOf(estimate));
    if (selected.includes(index) || size <= most) continue;
    best = index;
    most = size;
  }
  return best;
}
function isLarge({ value, se, degrees }, among) {
  return Math.abs(value) > studentQuantile(1 - SELECTED_RISK / among, degrees) * se;
}
var spreadOf = (statistics) => statistics.length < FEWEST_FOR_SPREAD ? 1 : nullSpread(statistics);

// src/field/analyses/moments.ts
function momentsOf({ points, deploys }) {
  const moments = [];
  for (const index of deploys.keys()) {
    const column = Float64Array.from(points, ({ doses }) => doses[index] ?? 0);
    const served = total2(column);
    if (served < 1 || points.length - served < 1) continue;
    const before = moments.at(-1);
    if (before !== void 0 && total2(before.column) - served < 1) {
      before.members.push(index);
      before.column = column;
    } else moments.push({ members: [index], column });
  }
  return moments;
}
var total2 = (column) => column.reduce((sum3, value) => sum3 + value, 0);

// src/field/analyses/estimate-steps.ts
function estimateSteps(timeline) {
  const moments = momentsOf(timeline);
  const fitted = fitSteps(timeline, moments);
  return timeline.deploys.map((deploy, index) => {
    const at2 = moments.findIndex(({ members }) => members.includes(index));
    const own = fitted[at2] ?? null;
    if (own === null) return { outcome: whyNot(timeline, index), deploy };
    return { outcome: "estimated", deploy, ...own, together: (moments[at2]?.members.length ?? 1) > 1 };
  });
}
function whyNot({ points }, index) {
  const served = points.reduce((total3, { doses }) => total3 + (doses[index] ?? 0), 0);
  if (points.length - served < 1) return "no-data-before";
  return served < 1 ? "no-data-after" : "too-few-data";
}

// src/field/questions/nodes.ts
var LAYERS_PATH = "lcp.ttfb.request";
var CLS_STEPS = 1e4;
function stepsOf(path) {
  const [metric = ""] = parsePath(path) ?? [];
  return isMetric(metric) && unitOf(metric) === "score" ? CLS_STEPS : 1;
}
function isFieldPath(path) {
  return NODE_COLUMNS.some((node) => node.path === path) || layerOf(path) !== null;
}
function layerOf(path) {
  const segments = parsePath(path) ?? [];
  const above = segments.slice(0, -1).join(".");
  return above === LAYERS_PATH ? segments.at(-1) ?? null : null;
}
function valuesOfNode(dialect, path) {
  const words = DIALECTS[dialect];
  const value = valueOf(dialect, path);
  const steps = stepsOf(path);
  const integer = `FLOOR(${steps === 1 ? value : `${value} * ${steps}`} + 0.5)`;
  const [metric = ""] = parsePath(path) ?? [];
  return {
    path: words.text(path),
    value,
    most: String(mostOf(isMetric(metric) ? metric : "lcp")),
    integer,
    reading: words.integer(integer)
  };
}
function valueOf(dialect, path) {
  const known = NODE_COLUMNS.find((node) => node.path === path);
  if (known !== void 0) return known.column;
  const layer = layerOf(path);
  if (layer === null) throw new Error(`records have no ${path}`);
  return DIALECTS[dialect].layer(LAYERS_COLUMN, layer);
}

// src/field/analyses/judge-step.ts
var FAMILY_RISK = 0.01;
var CONFIDENCE = 0.95;
var REMARKABLE = 0.05;
var FEWEST_PLACEBOS = 10;
function judgeStep(given) {
  const { estimate: found, series, deploy } = given;
  const { route, device: condition, by, path } = series;
  const row2 = { sha: deploy.sha, at: new Date(deploy.at).toISOString(), route, condition, by, path, deepest: false };
  if (found.outcome !== "estimated")
    return { ...row2, ...NOTHING, verdict: "unclear", reason: found.outcome, seenBy: null };
  const { estimate, spread, placebos } = found;
  const se = estimate.se * spread;
  const error = studentQuantile(CONFIDENCE, estimate.degrees) * se;
  const statistic = estimate.value / estimate.se;
  const rank = placebos.length === 0 ? null : placeboRank(statistic, placebos);
  const unit = stepsOf(path);
  return {
    ...row2,
    change: estimate.value / unit,
    low: (estimate.value - error) / unit,
    high: (estimate.value + error) / unit,
    placeboRank: rank,
    placebos: placebos.length,
    ...verdictOf(given, {
      excludesZero: Math.abs(estimate.value) > error,
      isCertain: Math.abs(estimate.value) > studentQuantile(1 - FAMILY_RISK / given.compared, estimate.degrees) * se,
      isRemarkable: isRemarkable(rank, placebos.length),
      isTogether: found.together,
      fewPlacebos: placebos.length < FEWEST_PLACEBOS
    }),
    seenBy: found.deploy.seenBy
  };
}
var isRemarkable = (rank, placebos) => rank !== null && (rank === 1 || rank <= REMARKABLE * (placebos + 1));
var NOTHING = { change: null, low: null, high: null, placeboRank: null, placebos: 0 };
var unclear = (reason) => ({ verdict: "unclear", reason });
function verdictOf(given, signs) {
  if (given.coverageChanged) return unclear("coverage-changed");
  if (!signs.excludesZero)
    return signs.isRemarkable && !signs.fewPlacebos ? unclear("not-certain") : { verdict: "none", reason: null };
  if (signs.fewPlacebos) return unclear("too-few-data");
  if (!signs.isRemarkable) return unclear("like-placebos");
  if (!signs.isCertain) return unclear("not-certain");
  return signs.isTogether ? unclear("near-another-deploy") : { verdict: "step", reason: null };
}

// src/field/analyses/timeline.ts
var HOUR = 36e5;
var WIDTHS = [1, 2, 3, 4, 6, 8, 12, 24];
var MOST_POINTS = 120;
var FEWEST_BETWEEN = 4;
var MOST_POINTS_OF_MANY = 360;
var ROUNDING_VARIANCE = 1 / 12;
function servedIn(series, deploys, { from, to }) {
  const all = deploys.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
  const shas = new Set(series.map(({ sha }) => sha));
  const timed = all.filter(({ at: at2 }) => Date.parse(at2) >= Date.parse(from) && Date.parse(at2) <= Date.parse(to)).map(({ sha, at: at2 }) => ({ sha, at: at2, seenBy: shas.has(sha) ? "sha" : "time" }));
  const width = widthFor(series, timed);
  const liveSince = liveTimesOf(series, all);
  const stretches = Map.groupBy(series, ({ at: at2 }) => Math.floor(Date.parse(at2) / HOUR / width));
  const points = [...stretches].map(([time, cells]) => pointOf(time, cells, timed, liveSince)).toSorted((one, other) => one.time - other.time);
  return { width, points, deploys: timed, within: withinVariance(series), path: series[0]?.path ?? "" };
}
function widthFor(series, deploys) {
  const hours = series.map(({ at: at2 }) => Date.parse(at2) / HOUR);
  const span = hours.reduce((most, hour) => Math.max(most, hour), -Infinity) - hours.reduce((least, hour) => Math.min(least, hour), Infinity);
  const narrowest = WIDTHS.find((width) => span / width <= MOST_POINTS_OF_MANY) ?? 24;
  const usual = WIDTHS.find((width) => span / width <= MOST_POINTS) ?? 24;
  const between = WIDTHS.findLast((width) => width * FEWEST_BETWEEN <= hoursBetween(deploys)) ?? 1;
  return Math.max(narrowest, Math.min(usual, between));
}
function hoursBetween(deploys) {
  const gaps = deploys.slice(1).map(({ at: at2 }, index) => (Date.parse(at2) - Date.parse(deploys[index]?.at ?? at2)) / HOUR).toSorted((one, other) => one - other);
  return gaps[Math.floor(gaps.length / 2)] ?? Infinity;
}
function pointOf(time, cells, deploys, liveSince) {
  const n = cells.reduce((total3, cell) => total3 + cell.n, 0);
  const served = deploys.map(() => 0);
  for (const cell of cells) {
    const since = servedSince(cell, liveSince);
    for (const [index, deploy] of deploys.entries())
      served[index] = (served[index] ?? 0) + cell.n * doseOf(cell, since, deploy);
  }
  return {
    time,
    n,
    mean: cells.reduce((total3, cell) => total3 + cell.sum, 0) / n,
    doses: served.map((views) => views / n)
  };
}
function liveTimesOf(series, all) {
  const times = /* @__PURE__ */ new Map();
  for (const { sha, at: at2 } of all) times.set(sha, [...times.get(sha) ?? [], Date.parse(at2)]);
  const unlisted = Map.groupBy(
    series.filter(({ sha }) => !times.has(sha)),
    ({ sha }) => sha
  );
  for (const [sha, cells] of unlisted)
    times.set(sha, [cells.reduce((first, { at: at2 }) => Math.min(first, Date.parse(at2)), Infinity)]);
  return times;
}
function servedSince({ sha, at: at2 }, liveSince) {
  const own = liveSince.get(sha) ?? [];
  return own.findLast((each) => each < Date.parse(at2) + HOUR) ?? own[0] ?? Date.parse(at2);
}
function doseOf({ at: at2 }, served, deploy) {
  if (deploy.seenBy === "time") return Math.min(1, Math.max(0, (Date.parse(at2) + HOUR - Date.parse(deploy.at)) / HOUR));
  return served >= Date.parse(deploy.at) ? 1 : 0;
}
function withinVariance(series) {
  const squares = series.reduce((total3, { n, sum: sum3, squares: all }) => total3 + Math.max(0, all - sum3 * sum3 / n), 0);
  const degrees = series.reduce((total3, { n }) => total3 + n - 1, 0);
  return Math.max(ROUNDING_VARIANCE, degrees === 0 ? 0 : squares / degrees);
}

// src/field/analyses/deploys.ts
function findSteps(input) {
  const estimates = [...groupsOf(input.series).values()].flatMap((series) => stepsOf2(series, input));
  const compared = estimates.filter(({ estimate }) => estimate.outcome === "estimated").length;
  const coverageChanged = coverageChangesOf(input);
  const rows = estimates.map(
    ({ estimate, series, deploy }) => judgeStep({ estimate, series, deploy, compared, coverageChanged: coverageChanged(series, deploy) })
  );
  const sorted = rows.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
  return markDeepest(sorted);
}
function stepsOf2(series, { deploys, from, to }) {
  const [first] = series;
  if (first === void 0) return [];
  const timeline = servedIn(series, deploys, { from, to });
  return estimateSteps(timeline).map((estimate) => ({ estimate, series: first, deploy: estimate.deploy }));
}
function groupsOf(series) {
  return Map.groupBy(series, ({ route, device, by, path }) => JSON.stringify([route, device, by, path]));
}

// src/field/analyses/unviewed-deploys.ts
var NOTHING2 = { change: null, low: null, high: null, placeboRank: null, placebos: 0, deepest: false, seenBy: null };
function unviewedRows({ routes, seen, deploys, from, to }) {
  const viewed = new Set(seen.map(({ route, device }) => JSON.stringify([route, device])));
  const inWindow = deploys.filter(({ at: at2 }) => Date.parse(at2) >= Date.parse(from) && Date.parse(at2) <= Date.parse(to));
  const unviewed = routes.flatMap(
    ({ name: route, conditions }) => conditions.flatMap((condition) => viewed.has(JSON.stringify([route, condition])) ? [] : [{ route, condition }])
  );
  return inWindow.flatMap(
    ({ sha, at: at2 }) => unviewed.flatMap(
      (of) => BEACON_METRICS.map((path) => {
        const moment = new Date(at2).toISOString();
        return { sha, at: moment, ...of, by: null, path, ...NOTHING2, verdict: "unclear", reason: "no-data" };
      })
    )
  );
}

// src/field/sql/counts.sql
var counts_default = "-- How often each node had each value. Percentiles by the nearest rank are read from this.\nSELECT node, route, device{slice}, reading, SUM(views) AS n\nFROM (\n  -- each node, joined by UNION ALL\n  SELECT {path} AS node, route, device{slice_as}, {reading} AS reading, COUNT(*) AS views\n  FROM {beacons}\n  WHERE type = 'final' AND {window} AND {value} BETWEEN 0 AND {most}\n  GROUP BY {shard}route, device{slice_by}, {reading}\n  -- end\n) counted\nGROUP BY node, route, device{slice}, reading\n";

// src/field/questions/distributions.ts
function distributionsText(target, scope, paths) {
  const node = paths.map((path) => valuesOfNode(target.dialect, path));
  return fillTemplate(counts_default, scopeValues(target, scope), { node });
}
async function askDistributions(engine, scope, paths) {
  if (paths.length === 0) return [];
  const rows = await engine.query(distributionsText(engine, scope, paths));
  const readings = rows.map((row2) => ({
    ...groupOf(row2, scope.by),
    path: textOf(row2, "node"),
    value: numberOf(row2, "reading"),
    n: numberOf(row2, "n")
  }));
  const groups = Map.groupBy(readings, (each) => JSON.stringify([...groupKeys(each), each.path]));
  const distributions = [...groups.values()].map(distributionOf);
  return sortedBy(distributions, (each) => [...groupKeys(each), paths.indexOf(each.path)]);
}
function distributionOf(readings) {
  const { route = "", device = null, by = null, path = "" } = readings[0] ?? {};
  const values = readings.map(({ value, n }) => ({ value, n })).toSorted((one, other) => one.value - other.value);
  return { route, device, by, path, n: values.reduce((sum3, { n }) => sum3 + n, 0), values };
}

// src/field/sql/layers.sql
var layers_default = "-- The server layers that page views name, and how many views name each.\nSELECT layer, COUNT(*) AS n\nFROM (\n  SELECT {layer_names} AS layer\n  FROM {beacons}\n  WHERE type = 'final' AND {window} AND layers IS NOT NULL\n) named\nGROUP BY layer\n";

// src/field/questions/layers.ts
var MOST_LAYERS = 20;
function layersText(target, scope) {
  const names = DIALECTS[target.dialect].layerNames;
  if (names === null) return null;
  return fillTemplate(layers_default, { ...scopeValues(target, scope), layer_names: names("layers") });
}
async function askLayers(engine, scope) {
  const rows = await engine.query(layersText(engine, scope) ?? "");
  const layers = rows.map((row2) => ({ name: textOf(row2, "layer"), n: numberOf(row2, "n") }));
  return sortedBy(layers, ({ name, n }) => [-n, name]).slice(0, MOST_LAYERS).map(({ name }) => formatPath([...LAYERS_PATH.split("."), name]));
}

// src/field/sql/series.sql
var series_default = "-- Values of each node per time bucket and commit; a value counts at most its cap, which one visitor cannot move.\nSELECT route, device{slice}, sha, bucket\n  -- each node\n  , SUM(c_{i}) AS n_{i}, SUM(s_{i}) AS sum_{i}, SUM(q_{i}) AS squares_{i}\n  -- end\nFROM (\n  SELECT route, device{slice_as}, sha, {bucket} AS bucket\n    -- each node\n    , COUNT(CASE WHEN {value} BETWEEN 0 AND {most} AND {cap} >= 0 THEN 1 END) AS c_{i}\n    , SUM(CASE WHEN {value} BETWEEN 0 AND {most} THEN CASE WHEN {integer} < {cap} THEN {integer} ELSE {cap} END END) AS s_{i}\n    , SUM(CASE WHEN {value} BETWEEN 0 AND {most} THEN CASE WHEN {integer} < {cap} THEN {integer} * {integer} ELSE {cap} * {cap} END END) AS q_{i}\n    -- end\n  FROM {beacons}\n  WHERE type = 'final' AND {window}\n  GROUP BY {shard}route, device{slice_by}, sha, {bucket}\n) buckets\nGROUP BY route, device{slice}, sha, bucket\n";

// src/field/questions/series.ts
function seriesText(target, scope, unit, caps) {
  const node = pathsOf(caps).map((path) => ({
    ...valuesOfNode(target.dialect, path),
    cap: casesOf(
      target.dialect,
      scope.by,
      caps.filter((each) => each.path === path)
    )
  }));
  const bucket = DIALECTS[target.dialect].bucket(unit, "t");
  return fillTemplate(series_default, { ...scopeValues(target, scope), bucket }, { node });
}
async function askSeries(engine, scope, unit, caps) {
  if (caps.length === 0) return [];
  const paths = pathsOf(caps);
  const rows = await engine.query(seriesText(engine, scope, unit, caps));
  const buckets = rows.flatMap(
    (row2) => paths.map((path, i) => ({
      ...groupOf(row2, scope.by),
      path,
      sha: textOf(row2, "sha"),
      at: textOf(row2, "bucket"),
      n: numberOf(row2, `n_${i}`),
      sum: numberOf(row2, `sum_${i}`),
      squares: numberOf(row2, `squares_${i}`)
    }))
  );
  const answers = buckets.filter(({ n }) => n > 0);
  return sortedBy(answers, (each) => [...groupKeys(each), paths.indexOf(each.path), each.at, each.sha]);
}
var pathsOf = (caps) => [...new Set(caps.map(({ path }) => path))];

// src/field/report/unit.ts
function unitOfPath(path) {
  const [metric = ""] = parsePath(path) ?? [];
  return isMetric(metric) ? unitOf(metric) : "ms";
}

// src/field/report/deploys.ts
var HEAD2 = ["route", "condition", "node", "change (95 % interval)", "placebos as large"];
var SLICED = ["slice"];
var BECAUSE = {
  "no-data": "no page view ended there",
  "no-data-before": "no page view is older",
  "no-data-after": "no page view is newer",
  "too-few-data": "there are too few hours with page views",
  "near-another-deploy": "another deploy is too near",
  "coverage-changed": "a different share of page views ended",
  "like-placebos": "times without a deploy have steps as large",
  "not-certain": "among so many comparisons, chance makes steps as large"
};
function deploysText(rows, about) {
  const deploys = deploysOf(rows).flatMap((those) => {
    const steps = those.filter(({ verdict }) => verdict === "step");
    const table = steps.length === 0 ? [] : alignedLines([headOf2(about), ...steps.map((step) => cellsOf2(step, about))], /* @__PURE__ */ new Set());
    return ["", titleOf(those), ...table, ...restOf(those).map((line) => `  ${line}`)];
  });
  return [windowWords(about), ...deploys, ""].join("\n");
}
function deploysMarkdown(rows, about) {
  const deploys = deploysOf(rows).flatMap((those) => {
    const steps = those.filter(({ verdict }) => verdict === "step");
    const [first] = those;
    const head = headOf2(about);
    const table = [
      row(head),
      row(head.map(() => "---")),
      ...steps.map((step) => row(cellsOf2(step, about).map((cell) => code(cell)))),
      ""
    ];
    const title = `### ${code(shortSha(first?.sha ?? ""))} at ${timeOf(first?.at ?? "")}`;
    return ["", title, "", ...steps.length === 0 ? [] : table, ...restOf(those)];
  });
  return ["## What deploys moved", "", windowWords(about), ...deploys, ""].join("\n");
}
function deploysOf(rows) {
  const viewed = rows.filter(({ reason }) => reason !== "no-data");
  return [...Map.groupBy(viewed, ({ sha, at: at2 }) => JSON.stringify([at2, sha])).values()];
}
function headOf2({ by }) {
  return by === null ? HEAD2 : [...SLICED, ...HEAD2];
}
function titleOf([first]) {
  return first === void 0 ? "" : `${shortSha(first.sha)} at ${timeOf(first.at)}`;
}
function timeOf(iso) {
  return `${iso.slice(0, 16).replace("T", " ")} UTC`;
}
function cellsOf2(row2, { by: dimension }) {
  const { route, condition, path, change: value, low, high, placeboRank: placeboRank2, placebos, by, deepest } = row2;
  const unit = unitOfPath(path);
  const node = inText(pathPhrase(parsePath(path) ?? [path]));
  return [
    ...dimension === null ? [] : [by ?? "unknown"],
    route,
    condition ?? "not named",
    deepest ? `${node} (most of it)` : node,
    value === null ? "unknown" : change({ value, low, high }, unit),
    placeboRank2 === null ? "unknown" : `${placeboRank2 - 1} of ${placebos}`
  ];
}
function restOf(those) {
  const none = those.filter(({ verdict }) => verdict === "none").length;
  const unclear2 = Map.groupBy(
    those.filter(({ verdict }) => verdict === "unclear"),
    ({ reason }) => reason
  );
  return [
    ...none === 0 ? [] : [`No step at ${count(none, "node")}.`],
    ...[...unclear2].map(([reason, rows]) => {
      const because = reason === null ? "" : `, because ${BECAUSE[reason]}`;
      return `Unclear at ${count(rows.length, "node")}${because}.`;
    })
  ];
}

// src/field/commands/nodes.ts
function nodePaths({ routes, budgets }, found) {
  const declared = [...budgets, ...routes.flatMap((route) => route.budgets)].map(({ path }) => path).filter((path) => isFieldPath(path) && path.startsWith(`${LAYERS_PATH}.`));
  const layers = [.../* @__PURE__ */ new Set([...declared, ...found])];
  return NODE_COLUMNS.flatMap(({ path }) => path === LAYERS_PATH ? [path, ...layers] : [path]);
}
function isLookedAt({ routes }, route) {
  return routes.length === 0 || routes.some(({ name }) => name === route);
}

// src/field/commands/deploys.ts
async function findDeploySteps(setup, options, place) {
  const deploys = await listedDeploys(setup, options);
  const asked = await askRecords(setup, options, place, async (engine, found) => ({
    ...found === null ? { rows: [], isEmpty: true } : await stepsIn(engine, found, setup, deploys),
    scope: found,
    leftOut: leftOutNotices(engine)
  }));
  const { rows, isEmpty, scope, leftOut } = asked.answer;
  const about = { scope, days: setup.field.windowDays, by: options.by, sha: options.sha, isEmpty };
  return {
    json: rows,
    text: deploysText(rows, about),
    markdown: deploysMarkdown(rows, about),
    notices: [...noFilesNotices(asked), ...leftOut, ...scope === null || isEmpty ? [] : placeNotices(deploys, scope)],
    exitCode: isEmpty ? 3 : 0
  };
}
async function listedDeploys({ config, field }, { environment }) {
  if (field.deploys === null) throw new GateError("deploys-missing", {}, { where: `${config.file}:1:1` });
  const list = await readDeploys(field.deploys);
  const deploys = deploysTo(list, environment);
  if (deploys.length > 0) return deploys;
  const to = list.deploys.length === 0 || environment === null ? "" : ` to ${environment}`;
  throw new GateError("deploys-empty", { environment: to }, { where: `${list.path}:1:1` });
}
function placeNotices(deploys, { from, to }) {
  const later = deploys.filter(({ at: at2 }) => Date.parse(at2) > Date.parse(to)).length;
  const isInWindow = deploys.some(({ at: at2 }) => Date.parse(at2) >= Date.parse(from) && Date.parse(at2) <= Date.parse(to));
  return [
    ...isInWindow ? [] : ["no deploy of the list is in the window."],
    ...later === 0 ? [] : [`${count(later, "deploy")} of the list ${later === 1 ? "is" : "are"} later than the window.`]
  ];
}
async function stepsIn(engine, scope, { field }, deploys) {
  const paths = nodePaths(field, await askLayers(engine, scope));
  const distributions = await askDistributions(engine, scope, paths);
  const caps = distributions.filter(({ route }) => isLookedAt(field, route)).flatMap(capOf);
  const series = await askSeries(engine, scope, "hour", caps);
  const coverage = await askCoverage(engine, scope);
  const { from, to } = scope;
  const moved = findSteps({ series, coverage, deploys, from, to });
  const unviewed = unviewedRows({ routes: field.routes, seen: series, deploys, from, to });
  const rows = [...moved, ...unviewed].toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
  return { rows, isEmpty: series.length === 0 };
}
function printDeploys(setup, options, place, dialect) {
  const { target, scope } = printedTarget(setup, options, place, dialect);
  const layers = layersText(target, scope);
  return [
    ...layers === null ? [] : [layers],
    distributionsText(target, scope, nodePaths(setup.field, [])),
    seriesText(target, scope, "hour", [{ ...printedGroup(setup), path: "lcp", value: 1e4 }]),
    coverageText(target, scope)
  ];
}

// src/field/commands/export.ts
import { open } from "node:fs/promises";
import { resolve } from "node:path";

// src/field/export/otlp.ts
function eventsOf(record) {
  const common = commonAttributes(record);
  const nanos = `${Date.parse(record.t)}000000`;
  return BEACON_METRICS.flatMap((metric) => {
    const value = record.nodes.get(metric);
    if (value === void 0) return [];
    const attributes = [...metricAttributes(record, metric, value), ...partsOf(record, metric), ...common];
    return [{ timeUnixNano: nanos, observedTimeUnixNano: nanos, eventName: "browser.web_vital", attributes }];
  });
}
function metricAttributes({ view, navigation }, metric, value) {
  return [
    ...text("browser.web_vital.name", metric),
    number("browser.web_vital.value", value),
    number("browser.web_vital.delta", value),
    ...text("browser.web_vital.id", `${view}-${metric}`),
    ...text("browser.web_vital.navigation_type", navigation)
  ];
}
function partsOf({ nodes }, metric) {
  return [...nodes].filter(([path]) => path !== metric && parsePath(path)?.[0] === metric).map(([path, value]) => number(`vitals_gate.${path}`, value));
}
function commonAttributes(record) {
  return [
    ...text("session.id", record.session),
    ...text("deployment.id", record.sha),
    ...text("vcs.ref.head.revision", record.sha),
    ...flagsOf(record.variant),
    ...text("url.path", record.path),
    ...text("geo.country.iso_code", record.country),
    ...text("vitals_gate.route", record.route),
    ...text("vitals_gate.device", record.device),
    ...text("vitals_gate.connection", record.connection),
    ...text("vitals_gate.page_type", record.pageType),
    ...text("vitals_gate.state", record.state)
  ];
}
function flagsOf(variant) {
  if (variant === null || variant === "") return [];
  const flags = variant.split(";").map((pair) => {
    const at2 = pair.indexOf("=");
    return at2 === -1 ? [pair, ""] : [pair.slice(0, at2), pair.slice(at2 + 1)];
  });
  return [
    texts(
      "feature_flag.key",
      flags.map(([key = ""]) => key)
    ),
    texts(
      "feature_flag.result.variant",
      flags.map(([, value = ""]) => value)
    )
  ];
}
function text(key, value) {
  return value === null ? [] : [{ key, value: { stringValue: value } }];
}
function texts(key, values) {
  const [only = "", ...others] = values;
  if (others.length === 0) return { key, value: { stringValue: only } };
  return { key, value: { arrayValue: { values: values.map((stringValue) => ({ stringValue })) } } };
}
function number(key, value) {
  return { key, value: { doubleValue: value } };
}
function logsLine(logRecords, service) {
  const scope = { name: "vitals-gate", version };
  const resource = { attributes: text("service.name", service) };
  return `${JSON.stringify({ resourceLogs: [{ resource, scopeLogs: [{ scope, logRecords }] }] })}
`;
}

// src/field/sql/finals.sql
var finals_default = "-- The next page views that ended, in the order of their ids.\nSELECT {columns}\nFROM {beacons}\nWHERE type = 'final' AND {window} AND view > {after}\nORDER BY view\nLIMIT {most}\n";

// src/field/questions/finals.ts
var PAGE = 5e3;
function finalsText(target, scope, after) {
  const own = { columns: COLUMNS.join(", "), after: DIALECTS[target.dialect].text(after), most: String(PAGE) };
  return fillTemplate(finals_default, { ...scopeValues(target, scope), ...own });
}
async function* askFinals(engine, scope) {
  for (let after = ""; ; ) {
    const page = (await engine.query(finalsText(engine, scope, after))).map(viewOf);
    if (page.length > 0) yield page;
    const last = page.at(-1);
    if (page.length < PAGE || last === void 0) return;
    after = last.view;
  }
}
function viewOf(row2) {
  const optional = (column) => textOf(row2, column) || null;
  return {
    view: textOf(row2, "view"),
    session: textOf(row2, "session"),
    t: textOf(row2, "t"),
    sha: textOf(row2, "sha"),
    route: textOf(row2, "route"),
    path: optional("path"),
    device: optional("device"),
    connection: optional("connection"),
    country: optional("country"),
    pageType: optional("page_type"),
    variant: optional("variant"),
    state: optional("state"),
    navigation: optional("navigation"),
    nodes: nodesOf(row2)
  };
}
function nodesOf(row2) {
  const known = NODE_COLUMNS.flatMap(({ path, column }) => {
    const value = row2[column];
    return typeof value === "number" ? [[path, value]] : [];
  });
  return new Map([...known, ...layersOf(row2[LAYERS_COLUMN])]);
}
function layersOf(layers) {
  const parsed = typeof layers === "string" ? JSON.parse(layers) : layers;
  if (typeof parsed !== "object" || parsed === null) return [];
  const above = parsePath(LAYERS_PATH) ?? [];
  return Object.entries(parsed).flatMap(
    ([name, ms]) => typeof ms === "number" ? [[formatPath([...above, name]), ms]] : []
  );
}

// src/field/commands/export.ts
var MOST_EVENTS = 1e3;
function exportEvents(setup, options, place) {
  return withRecords(setup, options, place, async (engine, scope) => {
    const file = await writing(options.otlp, () => open(resolve(place.cwd, options.otlp), "w"));
    let exported = { views: 0, events: 0 };
    try {
      if (scope === null) return exported;
      for await (const views of askFinals(engine, scope)) {
        const events = views.flatMap(eventsOf);
        await writing(options.otlp, () => writeEvents(file, events, options.service));
        exported = { views: exported.views + views.length, events: exported.events + events.length };
      }
      return exported;
    } finally {
      await file.close();
    }
  });
}
async function writeEvents(file, events, service) {
  for (let from = 0; from < events.length; from += MOST_EVENTS)
    await file.writeFile(logsLine(events.slice(from, from + MOST_EVENTS), service));
}
async function writing(path, work) {
  try {
    return await work();
  } catch (cause) {
    throw new GateError("export-unwritable", { path, cause: causeOf(cause) }, { cause });
  }
}

// src/field/commands/ratio.ts
import { stat } from "node:fs/promises";
import { dirname, resolve as resolve2 } from "node:path";

// src/field/analyses/ratio.ts
function compareWithLab(field, lab) {
  const labs = new Map(lab.map((each) => [keyOf3(each.route, each.condition, each.path), each]));
  const seen = new Set(field.map(({ route, device, path }) => keyOf3(route, device, path)));
  const rows = field.map((each) => rowOf(each, labs.get(keyOf3(each.route, each.device, each.path))));
  const unseen = lab.filter(({ route, condition, path }) => !seen.has(keyOf3(route, condition, path)));
  return [...rows, ...unseen.map(labOnly)];
}
var keyOf3 = (...parts) => JSON.stringify(parts);
var NOTHING3 = { field: null, lab: null, ratio: null, low: null, high: null };
function labOnly({ route, condition, path, value }) {
  return { route, condition, by: null, path, ...NOTHING3, lab: value, reason: "no-field" };
}
function rowOf(field, lab) {
  const { route, device: condition, by, path } = field;
  const of = { route, condition, by, path, ...NOTHING3, field: field.value };
  if (lab === void 0) return { ...of, reason: "no-lab" };
  if (lab.value <= 0) return { ...of, lab: lab.value, reason: "lab-zero" };
  return { ...of, lab: lab.value, ...ratioOf(field, lab), reason: null };
}
function ratioOf(field, lab) {
  const ratio = field.value / lab.value;
  const low = lower(field, lab);
  const high = upper(field, lab);
  return { ratio, low: low === null ? null : ratio * low, high: high === null ? null : ratio * high };
}
function lower(field, lab) {
  if (field.low === null || lab.high === null) return null;
  if (field.low <= 0) return 0;
  return Math.exp(-Math.hypot(Math.log(field.value / field.low), Math.log(lab.high / lab.value)));
}
function upper(field, lab) {
  if (field.high === null || lab.low === null || lab.low <= 0 || field.value <= 0) return null;
  return Math.exp(Math.hypot(Math.log(field.high / field.value), Math.log(lab.value / lab.low)));
}

// src/field/report/ratio.ts
var HEAD3 = ["route", "condition", "node", "field p75", "lab mean", "ratio (95 % interval)"];
var NUMBERS2 = /* @__PURE__ */ new Set([3, 4]);
var BECAUSE2 = {
  "no-lab": "none: the lab did not measure it",
  "no-field": "none: no page views have it",
  "lab-zero": "none: the lab measured 0"
};
function ratioText(rows, about) {
  const table = alignedLines([headOf3(about), ...rows.map((row2) => cellsOf3(row2, about))], shifted(about));
  return [windowWords(about), ...rows.length === 0 ? [] : ["", ...table], ""].join("\n");
}
function ratioMarkdown(rows, about) {
  const head = headOf3(about);
  const lines = rows.map((row2) => row(cellsOf3(row2, about).map((cell) => code(cell))));
  const table = [row(head), row(head.map(() => "---")), ...lines];
  const shown2 = rows.length === 0 ? [] : ["", ...table];
  return ["## The field against the lab", "", windowWords(about), ...shown2, ""].join("\n");
}
function headOf3({ by }) {
  return by === null ? HEAD3 : [by, ...HEAD3];
}
function shifted({ by }) {
  return by === null ? NUMBERS2 : new Set([...NUMBERS2].map((at2) => at2 + 1));
}
function cellsOf3(row2, { by: dimension }) {
  const { route, condition, by, path, field, lab, ratio, low, high, reason } = row2;
  const unit = unitOfPath(path);
  const value = (number2) => number2 === null ? "" : quantity(number2, unit);
  const interval = low === null || high === null ? "" : ` (${low.toFixed(2)} to ${high.toFixed(2)})`;
  return [
    ...dimension === null ? [] : [by ?? "unknown"],
    route,
    condition ?? "not named",
    inText(pathPhrase(parsePath(path) ?? [path])),
    value(field),
    value(lab),
    ratio === null ? reason === null ? "none" : BECAUSE2[reason] : `${ratio.toFixed(2)}${interval}`
  ];
}

// src/field/commands/lab-values.ts
async function readLabValues(folder) {
  return [...campaignsOf(await readLog(folder))].flatMap(valuesOf);
}
function valuesOf({ route, condition, blocks }) {
  return BEACON_METRICS.flatMap((metric) => {
    const visits = blocks.flatMap((block) => block.visits).filter(({ side }) => side === "head").flatMap(({ outcome }) => {
      const reading = readingOf(outcome.readings, metric);
      return reading.status === "measured" ? [{ head: true, breakdown: reading.breakdown }] : [];
    });
    if (visits.length === 0) return [];
    return nodesOf2(alignVisits([visits], metric)).map(({ path, values }) => ({
      route,
      condition,
      path,
      ...meanOf(values)
    }));
  });
}
function nodesOf2(node, above = []) {
  const segments = [...above, node.id];
  const own = { path: formatPath(segments), values: headValues(node.series) };
  return [own, ...node.parts.flatMap((part) => nodesOf2(part, segments))];
}
function meanOf(values) {
  const mean = values.reduce((sum3, value) => sum3 + value, 0) / values.length;
  if (values.length < 2) return { value: mean, low: null, high: null };
  const variance = values.reduce((sum3, value) => sum3 + (value - mean) ** 2, 0) / (values.length - 1);
  const reach = studentQuantile(0.95, values.length - 1) * Math.sqrt(variance / values.length);
  return { value: mean, low: mean - reach, high: mean + reach };
}

// src/field/analyses/slo-budgets.ts
var P75 = 75;
function unheldPaths({ routes, budgets }, isKnown) {
  const all = [...budgets, ...routes.flatMap((route) => route.budgets)];
  return [...new Set(all.filter(({ max, path }) => max !== null && !isKnown(path)).map(({ path }) => path))];
}
function routesOf(config, cells) {
  if (config.routes.length > 0) return [...config.routes];
  const names = [...new Set(cells.map(({ route }) => route))].toSorted();
  return names.map((name) => ({ name, conditions: devicesOf(name, cells), budgets: config.budgets }));
}
function devicesOf(route, cells) {
  const devices = cells.flatMap((cell) => cell.route === route && cell.device !== null ? [cell.device] : []);
  return [...new Set(devices)].toSorted();
}
function thresholdsOf(routes, distributions) {
  const byName = new Map(routes.map((route) => [route.name, route]));
  return distributions.flatMap(({ route, device, by, path, n, values }) => {
    const declared = byName.get(route);
    if (declared === void 0) return [];
    const value = percentileOf(values, percentileFor(declared, device, path));
    return value === void 0 ? [] : [{ route, device, by, path, n, value }];
  });
}
function percentileFor(route, device, path) {
  return budgetFor(route, device, path)?.percentile ?? P75;
}
function budgetFor({ conditions, budgets }, device, path) {
  if (device === null || !conditions.includes(device)) return void 0;
  return budgets.find((budget) => budget.path === path && budget.max !== null);
}

// src/field/analyses/slo-row.ts
function verdictOf2({ value, low, high }, max) {
  if (value === null || max === null) return "unmeasured";
  if (low !== null && low > max.value) return "fail";
  return high !== null && high <= max.value ? "pass" : "inconclusive";
}
function budgetRowOf(row2) {
  const { route, condition, path, value, low, high, max, verdict, enforce } = row2;
  if (max === null || verdict === null || enforce === null) return null;
  const unit = parsePath(path)?.[0] === "cls" ? "score" : "ms";
  const limit = [{ value: max, unit }];
  const reason = REASON_OF[verdict];
  return { route, condition: condition ?? "", path, kind: "max", limit, value, low, high, verdict, reason, enforce };
}
var REASON_OF = {
  fail: "over",
  pass: "under",
  inconclusive: "at-risk",
  unmeasured: "not-seen",
  waived: "over"
};

// src/field/analyses/slo.ts
function judgeSlo(routes, answers) {
  const index = indexOf(answers);
  return routes.flatMap(
    (route) => conditionsOf(route, answers.distributions).flatMap(
      (device) => slicesOf(route.name, device, answers.distributions).flatMap(
        (by) => rowsOf(route, { route: route.name, device, by }, answers, index)
      )
    )
  );
}
function conditionsOf({ name, conditions }, cells) {
  const others = cells.filter(({ route, device }) => route === name && !conditions.includes(device ?? ""));
  const named = [...new Set(others.map(({ device }) => device))];
  const devices = named.filter((device) => device !== null).toSorted();
  return [...conditions, ...devices, ...named.includes(null) ? [null] : []];
}
function slicesOf(route, device, cells) {
  const found = new Set(cells.flatMap((cell) => cell.route === route && cell.device === device ? [cell.by] : []));
  return found.size === 0 ? [null] : [...found];
}
function indexOf({ distributions, clusters, coverage }) {
  const cells = Map.groupBy(coverage, (cell) => keyOf4(cell));
  return {
    distributions: new Map(distributions.map((each) => [keyOf4(each, each.path), each])),
    clusters: new Map(clusters.map((each) => [keyOf4(each, each.path), each])),
    coverage: new Map([...cells].flatMap(([key, those]) => shareOf(key, those)))
  };
}
function shareOf(key, those) {
  const starts = those.reduce((sum3, each) => sum3 + each.starts, 0);
  const ended = those.reduce((sum3, each) => sum3 + each.ended, 0);
  return starts === 0 ? [] : [[key, ended / starts]];
}
function keyOf4({ route, device, by }, path = "") {
  return JSON.stringify([route, device, by, path]);
}
function rowsOf(route, cell, { paths }, index) {
  return paths.flatMap((path) => {
    const budget = budgetFor(route, cell.device, path);
    const distribution = index.distributions.get(keyOf4(cell, path));
    return distribution === void 0 && budget === void 0 ? [] : [rowOf2(cell, path, budget, index)];
  });
}
function rowOf2(cell, path, budget, index) {
  const distribution = index.distributions.get(keyOf4(cell, path));
  const clusters = index.clusters.get(keyOf4(cell, path));
  const percentile = budget?.percentile ?? P75;
  const steps = stepsOf(path);
  const { value, low, high } = scaled(estimateOf(distribution, percentile, clusters), steps);
  const p75 = distribution === void 0 ? void 0 : percentileOf(distribution.values, P75);
  return {
    route: cell.route,
    condition: cell.device,
    path,
    n: distribution?.n ?? 0,
    sessions: clusters?.sessions ?? 0,
    coverage: index.coverage.get(keyOf4(cell)) ?? null,
    p75: p75 === void 0 ? null : p75 / steps,
    low,
    high,
    max: budget?.max?.value ?? null,
    verdict: budget === void 0 ? null : verdictOf2({ value, low, high }, budget.max),
    by: cell.by,
    percentile,
    value,
    enforce: budget?.enforce ?? null
  };
}
function estimateOf(distribution, percentile, clusters) {
  if (distribution === void 0) return void 0;
  const { sessions = 0, n = 0, below = 0, bb = 0, bm = 0, mm = 0 } = clusters ?? {};
  return clusteredPercentile(distribution.values, percentile, { clusters: sessions, n, below, bb, bm, mm });
}
function scaled(estimate, steps) {
  const by = (number2) => number2 === null || number2 === void 0 ? null : number2 / steps;
  return { value: by(estimate?.value), low: by(estimate?.low), high: by(estimate?.high) };
}

// src/field/sql/clusters.sql
var clusters_default = "-- Page views at or below a threshold, with sessions as clusters. Of a session, m_# counts the views that have the nodes of\n-- set #, and b_# the views whose value of node # is at or below its threshold. Thresholds go by the number of the group, g;\n-- other groups are not asked about. The nodes of a set are those that the same views have: odd counts the views that have\n-- one of them and lack another.\nSELECT route, device{slice}, SUM(o) AS odd\n  -- each set\n  , COUNT(CASE WHEN m_{i} > 0 THEN 1 END) AS sessions_{i}, SUM(m_{i}) AS n_{i}, SUM(m_{i} * m_{i}) AS mm_{i}\n  -- end\n  -- each node\n  , SUM(b_{i}) AS below_{i}, SUM(b_{i} * b_{i}) AS bb_{i}, SUM(b_{i} * m_{set}) AS bm_{i}\n  -- end\nFROM (\n  SELECT cluster_of, route, device{slice}, COUNT(CASE WHEN {odd} THEN 1 END) AS o\n    -- each set\n    , COUNT({member}) AS m_{i}\n    -- end\n    -- each node\n    , COUNT(CASE WHEN v_{i} <= {threshold} THEN 1 END) AS b_{i}\n    -- end\n  FROM (\n    SELECT {shard}{session_key} AS cluster_of, route, device{slice_as}, {group_number} AS g\n      -- each node\n      , CASE WHEN {value} BETWEEN 0 AND {most} THEN {integer} END AS v_{i}\n      -- end\n    FROM {beacons}\n    WHERE type = 'final' AND {window}\n  ) readings\n  WHERE g IS NOT NULL\n  GROUP BY {shard}cluster_of, route, device{slice}\n) clusters\nGROUP BY route, device{slice}\n";

// src/field/questions/clusters.ts
function clustersText(target, scope, thresholds, sets = setsOf(thresholds)) {
  const groups = groupsOf2(thresholds);
  const numbers = groups.flatMap(([first], value) => first === void 0 ? [] : [{ ...first, value }]);
  const paths = sets.flat();
  const variable = (path) => `v_${paths.indexOf(path)}`;
  const node = paths.map((path) => ({
    ...valuesOfNode(target.dialect, path),
    set: String(sets.findIndex((set2) => set2.includes(path))),
    threshold: numberedCases(groups.map((group) => group.find((each) => each.path === path)?.value))
  }));
  const set = sets.map(([path = ""]) => ({ member: variable(path) }));
  const group_number = casesOf(target.dialect, scope.by, numbers);
  const odd = oddOf(sets.map((each) => each.map(variable)));
  return fillTemplate(clusters_default, { ...scopeValues(target, scope), group_number, odd }, { node, set });
}
function oddOf(sets) {
  const conditions = sets.filter(({ length }) => length > 1).map((set) => `(${set.join(" + ")} IS NULL AND (${set.map((node) => `${node} IS NOT NULL`).join(" OR ")}))`);
  return conditions.length === 0 ? "1 = 0" : conditions.join(" OR ");
}
function numberedCases(values, first = 0) {
  if (values.length <= 1) return values[0] === void 0 ? "NULL" : numberLiteral(values[0]);
  const half = Math.ceil(values.length / 2);
  const [below, others] = [
    numberedCases(values.slice(0, half), first),
    numberedCases(values.slice(half), first + half)
  ];
  return below === others ? below : `CASE WHEN g < ${first + half} THEN ${below} ELSE ${others} END`;
}
async function askClusters(engine, scope, thresholds) {
  if (thresholds.length === 0) return [];
  const paths = pathsOf2(thresholds);
  const asked = new Set(thresholds.map(keyOf5));
  const { rows, sets } = await rowsOf2(engine, scope, thresholds);
  const nodes = sets.flatMap((set, s) => set.map((path) => ({ path, s })));
  const sums = rows.flatMap(
    (row2) => nodes.map(({ path, s }, i) => ({
      ...groupOf(row2, scope.by),
      path,
      sessions: numberOf(row2, `sessions_${s}`),
      n: numberOf(row2, `n_${s}`),
      below: numberOf(row2, `below_${i}`),
      bb: numberOf(row2, `bb_${i}`),
      bm: numberOf(row2, `bm_${i}`),
      mm: numberOf(row2, `mm_${s}`)
    }))
  );
  const answers = sums.filter((each) => each.n > 0 && asked.has(keyOf5(each)));
  return sortedBy(answers, (each) => [...groupKeys(each), paths.indexOf(each.path)]);
}
async function rowsOf2(engine, scope, thresholds) {
  const sets = setsOf(thresholds);
  const rows = await engine.query(clustersText(engine, scope, thresholds, sets));
  if (!rows.some(isOdd)) return { rows, sets };
  const alone = pathsOf2(thresholds).map((path) => [path]);
  return { rows: await engine.query(clustersText(engine, scope, thresholds, alone)), sets: alone };
}
var isOdd = (row2) => numberOf(row2, "odd") > 0;
function setsOf(thresholds) {
  const groups = groupsOf2(thresholds);
  const countsOf = (path) => JSON.stringify(groups.map((group) => group.find((each) => each.path === path)?.n ?? null));
  return [...Map.groupBy(pathsOf2(thresholds), countsOf).values()];
}
var groupsOf2 = (thresholds) => [
  ...Map.groupBy(thresholds, (each) => JSON.stringify(groupKeys(each))).values()
];
var pathsOf2 = (thresholds) => [...new Set(thresholds.map(({ path }) => path))];
var keyOf5 = (each) => JSON.stringify([...groupKeys(each), each.path]);

// src/field/report/slo.ts
var HEAD4 = ["verdict", "node", "value", "95 % interval", "max", "views", "sessions"];
var NUMBERS3 = /* @__PURE__ */ new Set([2, 4, 5, 6]);
function sloText(rows, about) {
  const tables = groupsOf3(rows).flatMap((group) => [
    "",
    titleOf2(group, about),
    ...alignedLines([HEAD4, ...group.map(cellsOf4)], NUMBERS3)
  ]);
  return [windowWords(about), ...tables, ...summaryOf(rows), ""].join("\n");
}
function sloMarkdown(rows, about) {
  const tables = groupsOf3(rows).flatMap((group) => [
    "",
    `### ${markdownTitle(group, about)}`,
    "",
    row(HEAD4),
    row(HEAD4.map((_head, at2) => NUMBERS3.has(at2) ? "--:" : "---")),
    ...group.map((each) => row(cellsOf4(each).map((cell, at2) => at2 === 1 ? code(cell) : cell)))
  ]);
  return ["## Page views against the budgets", "", windowWords(about), ...tables, ...summaryOf(rows), ""].join("\n");
}
function groupsOf3(rows) {
  return [...Map.groupBy(rows, ({ route, condition, by }) => JSON.stringify([route, condition, by])).values()];
}
function titleOf2(group, about) {
  const [first] = group;
  if (first === void 0) return "";
  const slice = about.by === null ? "" : `, ${about.by} ${first.by ?? "unknown"}`;
  const condition = first.condition ?? "a device that is not recorded";
  return sanitizeLine(`${first.route} on ${condition}${slice}: coverage ${sharePercent(first.coverage)}`, 300);
}
function markdownTitle(group, about) {
  const [first] = group;
  const slice = about.by === null ? "" : `, ${about.by} ${code(first?.by ?? "unknown")}`;
  const condition = first?.condition ?? null;
  const device = condition === null ? "a device that is not recorded" : code(condition);
  return `${code(first?.route ?? "")} on ${device}${slice}: coverage ${sharePercent(first?.coverage ?? null)}`;
}
function cellsOf4(each) {
  const { path, verdict, value, low, high, max, n, sessions, percentile } = each;
  const unit = unitOfPath(path);
  const limits = max === null ? [] : [max];
  return [
    verdict ?? "",
    inText(pathPhrase(parsePath(path) ?? [path])),
    value === null ? "none" : `p${percentile} ${besideRange({ value, low, high }, unit, limits)}`,
    value !== null && low === null && high === null ? "unknown" : range({ low, high }, unit, limits),
    max === null ? "" : quantity(max, unit),
    n.toLocaleString("en"),
    sessions.toLocaleString("en")
  ];
}
var WORDS = [
  ["fail", "broken"],
  ["unmeasured", "not measured"],
  ["inconclusive", "undecided"],
  ["waived", "waived"],
  ["pass", "met"]
];
function summaryOf(rows) {
  if (rows.length === 0) return [];
  const counts = WORDS.flatMap(([verdict, word]) => {
    const those = rows.filter((row2) => row2.verdict === verdict);
    return those.length === 0 ? [] : [`${count(those.length, "budget")} ${word}`];
  });
  return [
    "",
    counts.length === 0 ? "No absolute budget is declared on what page views have." : `${counts.join(", ")}.`
  ];
}

// src/field/commands/slo.ts
async function findSlo(setup, options, place) {
  const asked = await askRecords(setup, options, place, async (engine, scope) => ({
    ...await judgeRecords(engine, scope, setup.field),
    scope,
    leftOut: leftOutNotices(engine)
  }));
  const found = reportSlo(asked.answer, setup, options, place.now);
  return {
    ...found,
    notices: [...noFilesNotices(asked), ...asked.answer.leftOut, ...found.notices],
    // A glob that is misspelt must not pass, whatever `on-unmeasured` says.
    exitCode: asked.noFiles === null ? found.exitCode : 3
  };
}
function reportSlo({ rows: judged, undeclared, scope }, { config, field }, options, now) {
  const rows = judged.map((row2) => waived(row2, config, now));
  const budgets = rows.map(budgetRowOf).filter((row2) => row2 !== null);
  const isMeasured = rows.some(({ n }) => n > 0);
  const { exitCode } = outcomeOf(budgets, config.policy, true, isMeasured);
  const isEmpty = rows.every(({ n, coverage }) => n === 0 && coverage === null) && undeclared.length === 0;
  const about = { scope, days: field.windowDays, by: options.by, sha: options.sha, isEmpty };
  return {
    json: rows,
    text: sloText(rows, about),
    markdown: sloMarkdown(rows, about),
    notices: [...unheldNotices(field), ...undeclaredNotices(undeclared)],
    exitCode
  };
}
async function judgeRecords(engine, scope, field) {
  if (scope === null) {
    const none = { distributions: [], clusters: [], coverage: [], paths: nodePaths(field, []) };
    return { rows: judgeSlo(routesOf(field, []), none), undeclared: [] };
  }
  const paths = nodePaths(field, await askLayers(engine, scope));
  const distributions = await askDistributions(engine, scope, paths);
  const routes = routesOf(field, distributions);
  const clusters = await askClusters(engine, scope, thresholdsOf(routes, distributions));
  const coverage = await askCoverage(engine, scope);
  const rows = judgeSlo(routes, { distributions, clusters, coverage, paths });
  const declared = new Set(routes.map(({ name }) => name));
  const named = field.routes.length === 0 ? [] : coverage.map(({ route }) => route);
  const others = named.filter((route) => !declared.has(route));
  return { rows, undeclared: [...new Set(others)] };
}
function waived(row2, { waivers, policy }, now) {
  const budget = budgetRowOf(row2);
  if (budget === null) return row2;
  const { verdict } = waive(budget, { today: dayOf(now), granted: [...waivers] }, policy);
  return { ...row2, verdict };
}
function unheldNotices(field) {
  const paths = unheldPaths(field, isFieldPath);
  if (paths.length === 0) return [];
  return [
    `page views do not record ${paths.join(", ")}, so only the lab checks ${paths.length === 1 ? "its budget" : "their budgets"}.`
  ];
}
var MOST_NAMES = 5;
function undeclaredNotices(routes) {
  if (routes.length === 0) return [];
  const names = routes.slice(0, MOST_NAMES).map((name) => quote(sanitizeLine(name, 100)));
  const others = routes.length > MOST_NAMES ? ` and ${routes.length - MOST_NAMES} more` : "";
  return [
    `page views name ${routes.length === 1 ? "a route that is" : "routes that are"} not declared, and left out: ${names.join(", ")}${others}.`
  ];
}
function printSlo(setup, options, place, dialect) {
  const { target, scope } = printedTarget(setup, options, place, dialect);
  const layers = layersText(target, scope);
  return [
    ...layers === null ? [] : [layers],
    distributionsText(target, scope, nodePaths(setup.field, [])),
    clustersText(target, scope, [{ ...printedGroup(setup), path: "lcp", n: 1, value: 2500 }]),
    coverageText(target, scope)
  ];
}

// src/field/commands/ratio.ts
var DEFAULT_LAB = "vitals-gate-out";
async function findRatios(setup, options, place) {
  const lab = await readLabValues(await labFolder(options.lab ?? DEFAULT_LAB, place.cwd));
  const asked = await askRecords(setup, options, place, async (engine, found) => ({
    scope: found,
    leftOut: leftOutNotices(engine),
    rows: (await judgeRecords(engine, found, withoutBudgets(setup.field))).rows
  }));
  const { scope, rows: judged, leftOut } = asked.answer;
  const field = judged.flatMap(
    ({ route, condition: device, by, path, value, low, high }) => value === null ? [] : [{ route, device, by, path, value, low, high }]
  );
  const known = lab.filter(({ path }) => isFieldPath(path));
  const rows = scope === null ? [] : compareWithLab(field, known);
  const about = { scope, days: setup.field.windowDays, by: options.by, sha: options.sha, isEmpty: field.length === 0 };
  return {
    json: rows,
    text: ratioText(rows, about),
    markdown: ratioMarkdown(rows, about),
    notices: [...noFilesNotices(asked), ...leftOut],
    exitCode: rows.some(({ ratio }) => ratio !== null) ? 0 : 3
  };
}
function withoutBudgets({ routes, ...field }) {
  return { ...field, routes: routes.map((route) => ({ ...route, budgets: [] })), budgets: [] };
}
async function labFolder(lab, cwd) {
  const path = resolve2(cwd, lab);
  const found = await stat(path).catch(() => null);
  if (found === null) throw new GateError("no-lab", { path: lab });
  return found.isFile() ? dirname(path) : path;
}
function printRatio(setup, options, place, dialect) {
  return printSlo(setup, options, place, dialect);
}

// src/cli/field/run-reading.ts
var PRINTERS = { slo: printSlo, check: printCheck, deploys: printDeploys, ratio: printRatio };
var FINDERS = { slo: findSlo, check: findProblems, deploys: findDeploySteps, ratio: findRatios };
async function runReading({ name, options }, io) {
  return runReport(options, { find: FINDERS[name], print: PRINTERS[name] }, io);
}
async function runReport(options, { find, print }, io, cwd = process.cwd(), now = /* @__PURE__ */ new Date()) {
  const place = { cwd, env: io.env, now };
  const setup = await readSetup(options, place);
  if (options.printSql !== null) {
    const texts2 = print(setup, options, place, options.printSql);
    say(io.stdout, `${texts2.map((text2) => `${text2.trim()};`).join("\n\n")}
`);
    return 0;
  }
  const findings = await find(setup, options, place);
  for (const notice of findings.notices) say(io.stderr, `note: ${notice}
`);
  const json = `${JSON.stringify(findings.json, null, 2)}
`;
  if (options.markdown !== null) await writeReport("--markdown", options.markdown, cwd, findings.markdown);
  if (options.out !== void 0 && options.out !== null) await writeReport("--out", options.out, cwd, json);
  say(io.stdout, options.json ? json : findings.text);
  return findings.exitCode;
}
async function runExport(options, io, cwd = process.cwd(), now = /* @__PURE__ */ new Date()) {
  const place = { cwd, env: io.env, now };
  const { views, events } = await exportEvents(await readSetup(options, place), options, place);
  say(io.stderr, `${options.otlp}: ${count(events, "event")} of ${count(views, "page view")}.
`);
  return views === 0 ? 3 : 0;
}
async function writeReport(flag, file, cwd, text2) {
  const path = resolve3(cwd, file);
  try {
    await mkdir(dirname2(path), { recursive: true });
    await writeFile(path, text2);
  } catch (cause) {
    const what = `${file} cannot be written: ${causeOf(cause)}.`;
    throw new GateError("usage", { what, todo: `Name another file with ${flag}.` }, { cause });
  }
}

export {
  numberOf,
  textOf,
  nullableText,
  sortedBy,
  coverageText,
  askCoverage,
  stepsOf,
  isFieldPath,
  valuesOfNode,
  distributionsText,
  askDistributions,
  seriesText,
  askSeries,
  alignedLines,
  unitOfPath,
  wholePercent,
  windowWords,
  sharePercent,
  capOf,
  coverageDiffers,
  totalOf,
  placeboRank,
  placeboTimes,
  seasonOf,
  yearOf,
  missingSeasons,
  basisOf,
  extendBasis,
  leftOver,
  dot,
  fitCommon,
  statisticOf,
  inputOf,
  spreadBeside,
  selectSteps,
  momentsOf,
  whyNot,
  servedIn,
  FEWEST_PLACEBOS,
  isRemarkable,
  compareWithLab,
  readLabValues,
  routesOf,
  thresholdsOf,
  judgeSlo,
  askClusters,
  withoutBudgets,
  labFolder,
  runReading,
  runReport,
  runExport
};
