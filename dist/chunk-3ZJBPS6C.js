import {
  linkHtml,
  phraseHtml
} from "./chunk-GJP56UBS.js";
import {
  alertPhrases,
  becausePhrase,
  causeDocLink,
  causeLine,
  commitLink,
  filmTable,
  findingsOf,
  forCampaign,
  groupRows,
  headlineOf,
  isMeasured,
  itemsAt,
  nextSteps,
  placeText,
  pricePhrase,
  reasonSentence,
  removalWords,
  reportRow,
  seenVisit,
  shownUrl,
  strongPhrase,
  undecidedPhrase,
  unknownPhrase,
  unknownText,
  unmeasuredPhrase,
  visitsOf,
  waivedPhrase,
  wherePhrase
} from "./chunk-BFLPXDWC.js";
import {
  script,
  wholePage
} from "./chunk-HFRDTINR.js";
import {
  AXIS_HEIGHT,
  axisHtml,
  chartHtml,
  fractionAt,
  html,
  inPercent,
  percentAt,
  plotHtml,
  scaleFromZero,
  tableHtml,
  visible
} from "./chunk-OE3MHZJF.js";
import {
  SIDES,
  SUM_TOLERANCE,
  campaignMinutes,
  hostOf,
  inMarkdown,
  inText,
  keyOf,
  linkTarget,
  parsePath,
  worst
} from "./chunk-S7QMQ6OB.js";
import {
  METRICS,
  isGraphMetric,
  isMetric,
  metricName,
  name,
  pageAnchor,
  partName,
  pathPhrase,
  routePhrase,
  stripQuery
} from "./chunk-H4ORIQJM.js";
import "./chunk-YOCNSY4K.js";
import {
  changeAlone,
  count,
  quantity,
  signed
} from "./chunk-TZI466ZZ.js";
import "./chunk-2ISTALDQ.js";

// src/page/document/calibration/percent.ts
function percentText(fraction) {
  return `${(100 * fraction).toFixed(1)} %`;
}

// src/page/document/calibration/power-plot.ts
var HEIGHT = 120;
var TOP = 8;
var LEVELS = [0, 0.5, 1];
function pointsOf({ unchanged, found }) {
  return [{ increase: 0, rates: unchanged }, ...found].map(({ increase, rates }) => ({
    increase,
    found: rates.confirmed,
    suspected: rates.worse,
    blocks: rates.blocks
  }));
}
function powerPlot(metric) {
  if (metric.found.length === 0) return null;
  const points = pointsOf(metric);
  const name2 = metricName(metric.metric);
  const scale = scaleFromZero(points.map(({ increase }) => increase));
  const down = (fraction) => TOP + (1 - fraction) * HEIGHT;
  const said = points.map(({ increase, found }) => `${increaseText(increase)} in ${percentText(found)}`).join(", ");
  const lines = points.slice(1).map((to, index) => {
    const from = points[index] ?? to;
    return html`<line
      class="curve"
      x1="${percentAt(from.increase, scale)}"
      x2="${percentAt(to.increase, scale)}"
      y1="${down(from.found)}"
      y2="${down(to.found)}"
    />`;
  });
  const marks = points.map(
    ({ increase, found }) => html`<circle class="point" cx="${percentAt(increase, scale)}" cy="${down(found)}" r="4"
        ><title>${increaseText(increase)}: found in ${percentText(found)}</title></circle
      >`
  );
  return chartHtml({
    caption: `${name2}: how often a change of head is found, by its size`,
    drawing: plotHtml({
      label: `${name2}, found: ${said}.`,
      height: TOP + HEIGHT + AXIS_HEIGHT,
      hasSideAxis: true,
      content: [
        LEVELS.map((level) => levelHtml(level, down(level))),
        axisHtml({ scale, top: TOP, bottom: TOP + HEIGHT, text: increaseText }),
        lines,
        marks
      ]
    }),
    numbers: {
      caption: `${name2}: changes of head`,
      columns: ["Change", "Found (confirmed)", "Suspected", "Blocks on average"],
      rows: points.map(({ increase, found, suspected, blocks }) => [
        increaseText(increase),
        percentText(found),
        percentText(suspected),
        blocks.toFixed(1)
      ])
    }
  });
}
function levelHtml(level, y) {
  return html`<line class="grid" x1="0" x2="100%" y1="${y}" y2="${y}" /><text
      class="tick"
      x="-8"
      y="${y + 4}"
      text-anchor="end"
      >${Math.round(100 * level)} %</text
    >`;
}
function increaseText(increase) {
  return increase === 0 ? "unchanged" : `+${Math.round(100 * increase)} %`;
}

// src/page/document/calibration/calibration.ts
function renderCalibrationPage(calibration) {
  const campaigns = visible(calibration);
  return wholePage({
    title: `vitals-gate: calibration of ${count(campaigns.length, "campaign")}`,
    body: html`<main>
      <h1>Calibration: this deploy compared with itself</h1>
      <p>
        What differs here is noise. <strong>Found</strong> is how often the gate would block a change of head of that
        size: the recorded blocks are drawn and relabelled at random, and one side is made slower.
      </p>
      ${campaigns.map(campaignHtml)}
    </main>`
  });
}
function campaignHtml(campaign) {
  const { metrics, visitMs } = campaign;
  const title = html`<h2>${phraseHtml(routePhrase(campaign))}</h2>`;
  if (metrics.length === 0)
    return html`${title}
      <p>Nothing was measured in three blocks or more.</p>`;
  return html`<section>
    ${title}
    <p>A visit took ${quantity(visitMs, "ms")}; a campaign takes at most ${campaign.minutes.toFixed(1)} min.</p>
    ${tableHtml({
    caption: "Noise, and what to write",
    columns: ["Metric", "Level", "Blocks", "Varies within a block", "max-increase", "max-blocks", "False alarms"],
    rows: metrics.map(noiseRow)
  })}
    ${toleranceTable(metrics, visitMs)} ${metrics.map(powerPlot)} ${lanesHtml(campaign)}
  </section> `;
}
function noiseRow({
  metric,
  unit,
  level,
  blocks,
  sigma,
  recommended,
  maxBlocks,
  unchanged
}) {
  return [
    metricName(metric),
    quantity(level, unit),
    String(blocks),
    sigma === null ? "compared exactly" : percentText(sigma),
    recommended === null ? "keep yours" : `${Math.round(100 * recommended.fraction)} %, ${recommended.amountMs} ms`,
    String(maxBlocks),
    percentText(unchanged.confirmed)
  ];
}
function toleranceTable(metrics, visitMs) {
  const noisy = metrics.filter(({ certifiable }) => certifiable.length > 0);
  const [first] = noisy;
  if (first === void 0) return null;
  return tableHtml({
    caption: "What a tolerance costs: the smallest that an unchanged page meets in four of five runs",
    columns: ["max-blocks", "At most", ...noisy.map(({ metric }) => metricName(metric))],
    rows: first.certifiable.map(({ maxBlocks }, index) => [
      String(maxBlocks),
      `${campaignMinutes(maxBlocks, visitMs).toFixed(1)} min`,
      ...noisy.map(({ certifiable }) => percentText(certifiable[index]?.fraction ?? 0))
    ])
  });
}
function lanesHtml({ lanes, twoLanes }) {
  if (twoLanes === null) return null;
  return html`${tableHtml({
    caption: "One lane and two",
    columns: ["Lanes", "Visits a minute", ...(lanes[0]?.metrics ?? []).map(({ metric }) => metricName(metric))],
    rows: lanes.map((each) => [
      String(each.lanes),
      each.visitsPerMinute.toFixed(0),
      ...each.metrics.map(
        ({ level, unit, sigma }) => quantity(level, unit) + (sigma === null ? "" : ` ± ${percentText(sigma)}`)
      )
    ])
  })}
  ${tableHtml({
    caption: "Two lanes as times of one",
    columns: ["Metric", "Level", "Varies", "Time of an answer as sure"],
    rows: twoLanes.metrics.map(({ metric, level, sigma, time }) => [
      metricName(metric),
      ...[level, sigma, time].map((ratio) => `${ratio.toFixed(2)} ×`)
    ])
  })}`;
}

// src/page/data/marks.ts
var MARKS = {
  fail: { sign: "✕", word: "broken", tone: "bad" },
  unmeasured: { sign: "–", word: "not measured", tone: "warn" },
  inconclusive: { sign: "?", word: "undecided", tone: "open" },
  waived: { sign: "~", word: "waived", tone: "plain" },
  pass: { sign: "✓", word: "met", tone: "good" }
};
var WARNING = { sign: "!", word: "broken, only warns", tone: "warn" };
var NO_BUDGET = { sign: "", word: "no budget", tone: "plain" };
function markOf(verdict, onlyWarns = false) {
  if (verdict === null) return NO_BUDGET;
  return verdict === "fail" && onlyWarns ? WARNING : MARKS[verdict];
}

// src/page/data/outline.ts
var SECTIONS = {
  route: "Routes",
  why: "Why",
  graphql: "GraphQL",
  commits: "Commits",
  samples: "Samples",
  data: "Data"
};
var SECTION_IDS = Object.keys(SECTIONS);
function anchorOf(section, place = null) {
  return pageAnchor(section, place);
}

// src/page/data/page-data.ts
var FINDING_GROUPS = ["broken", "waived", "warned", "preExisting", "inconclusive", "unmeasured"];

// src/page/document/findings.ts
function toldFindings(report) {
  const groups = groupRows(report);
  return FINDING_GROUPS.flatMap((group) => findingsOf(groups[group]).map((finding) => told(group, finding, report)));
}
function told(group, finding, report) {
  const { route, condition, path, verdict, enforce } = finding.row.budget;
  const story = STORIES[group](finding, report).filter((phrase) => phrase.length > 0);
  const line = strongPhrase(finding);
  const markdown = [`- ${inMarkdown(line)}`, ...story.map((phrase) => `  - ${inMarkdown(phrase)}`)].join("\n");
  return { route, condition, path, verdict, enforce, group, line, story, markdown };
}
var because = ({ row }, report) => {
  const [why, where] = [becausePhrase(row, report), wherePhrase(row, report)];
  return [
    isMeasured(row) ? [] : unmeasuredPhrase(row),
    why.length === 0 ? [] : ["Because: ", ...why],
    unknownPhrase(row, report),
    where.length === 0 ? [] : ["Where: ", ...where],
    pricePhrase(row, report)
  ];
};
var STORIES = {
  broken: because,
  waived: (finding, report) => [...because(finding, report), waivedPhrase(finding.row)],
  warned: because,
  preExisting: () => [],
  inconclusive: ({ row }) => [undecidedPhrase(row)],
  unmeasured: ({ row }) => [unmeasuredPhrase(row)]
};

// src/report/words/origin.ts
var PROOF_WORDS = {
  checked: (by) => ["the deploy names this commit before and after the visits (", name(by), ")"],
  built: () => ["built from this commit for the run"],
  found: () => ["GitHub lists it as a deployment of this commit"],
  labelled: () => ["labelled so; the deploy was not asked which commit it serves"]
};
function originOf({ origins, isUntrusted }, side) {
  return isUntrusted === true ? null : origins?.[side] ?? null;
}
function proofPhrase({ proof, by }) {
  return PROOF_WORDS[proof](by ?? "");
}

// src/page/document/compared.ts
function comparedHtml(report) {
  const { base } = report.result;
  const isFirst = base.url === null && base.sha === null;
  const visits = visitsOf(report.routes);
  return html`<dl class="compared">
    <div>
      <dt>Base</dt>
      <dd>${isFirst ? "none yet, so only max limits are judged" : sideHtml("base", report)}</dd>
    </div>
    <div>
      <dt>Head</dt>
      <dd>${sideHtml("head", report)}</dd>
    </div>
    ${visits === 0 ? null : html`<div>
            <dt>Measured</dt>
            <dd>${count(visits, "visit")}</dd>
          </div>`}
  </dl>`;
}
function sideHtml(side, report) {
  const { sha, url } = report.result[side];
  const origin = originOf(report, side);
  const commit = sha === null ? html`unknown commit` : phraseHtml([commitLink(sha, report)]);
  const subject = origin?.subject ?? null;
  return html`${commit}${subject === null ? null : html` ${subject}`}${url === null ? null : hostHtml(url, report)}${origin === null || sha === null ? null : html` <br /><small>${phraseHtml(proofPhrase(origin))}</small>`}`;
}
function hostHtml(url, report) {
  const target = report.isUntrusted === true ? null : linkTarget(url);
  const host = html`${hostOf(url)}`;
  return html` at ${target === null ? host : linkHtml(host, target)}`;
}

// src/page/document/matrix.ts
function matricesOf(report) {
  const { comparisons, budgets } = report.result;
  const places = [
    ...report.routes,
    ...comparisons.filter(({ metric }) => isMetric(metric)),
    ...budgets.filter(({ path }) => isMetric(parsePath(path)?.[0] ?? ""))
  ];
  const distinct = [...new Map(places.map((place) => [keyOf(place), place])).values()];
  return [...Map.groupBy(distinct, ({ condition }) => condition)].map(
    ([condition, routes]) => matrixOf(condition, routes, report)
  );
}
function matrixOf(condition, places, report) {
  const cellsOf = new Map(places.map((place) => [place, cellsAt(place, report)]));
  const metrics = METRICS.filter((metric) => [...cellsOf.values()].some((cells) => cells.has(metric)));
  const rows = places.map((place) => ({
    place: { route: place.route, condition },
    hasFold: forCampaign(report.routes, place).length > 0,
    cells: metrics.map((metric) => cellsOf.get(place)?.get(metric) ?? null)
  }));
  return { condition, metrics, rows };
}
function cellsAt(place, report) {
  const rows = forCampaign(report.result.budgets, place).map((budget) => reportRow(report, budget));
  const comparisons = forCampaign(report.result.comparisons, place);
  const metrics = [...rows.map(({ segments }) => segments[0] ?? ""), ...comparisons.map(({ metric }) => metric)];
  return new Map(
    metrics.map((metric) => {
      const [comparison = null] = itemsAt(report.result.comparisons, place, "metric", metric);
      return [metric, cellOf(metric, rows, comparison)];
    })
  );
}
function cellOf(metric, all, comparison) {
  const rows = all.filter(({ segments, budget }) => segments[0] === metric && budget.reason !== "no-base");
  const verdict = rows.length === 0 ? null : worst(rows.map(({ budget }) => budget.verdict));
  const deciding = rows.filter(({ budget }) => budget.verdict === verdict);
  return {
    metric,
    verdict,
    onlyWarns: verdict === "fail" && deciding.every(({ budget }) => budget.enforce === "warn"),
    text: valueText(comparison)
  };
}
function valueText(comparison) {
  if (comparison === null) return "";
  const { difference, head, unit } = comparison;
  if (difference === null) return quantity(head.value, unit);
  return Math.abs(difference.value) <= SUM_TOLERANCE ? "0" : changeAlone(difference, unit);
}

// src/page/document/first-screen.ts
function firstScreen({ report, findings }) {
  const { sign, word, tone } = headlineMark(report);
  return html`<header class="verdict ${tone}">
      <p class="kind">vitals-gate: <strong>${report.result.verdict}</strong><span class="vh"> (${word})</span></p>
      <h1><span aria-hidden="true">${sign}</span> ${phraseHtml(headlineOf(report).words)}</h1>
      ${comparedHtml(report)}
    </header>
    ${alertPhrases(report).map((alert) => html`<p class="alert"><strong>Note:</strong> ${phraseHtml(alert)}</p>`)}
    <section id="overview" aria-label="Overview">
      ${TITLES.map(
    ([group, title]) => findingList(
      title,
      findings.filter((finding) => finding.group === group)
    )
  )}
      ${nextList(report)} ${matricesOf(report).map(matrixHtml)}
    </section>`;
}
function headlineMark(report) {
  const { verdict } = report.result;
  return markOf(verdict === "pass" && removalWords(report) !== "" ? "unmeasured" : verdict);
}
var TITLES = [
  ["broken", "Broken budgets"],
  ["waived", "Waived"],
  ["warned", "Broken, but only warns"]
];
function findingList(title, findings) {
  if (findings.length === 0) return html``;
  return html`<h2>${title}</h2>
    <ul class="findings">
      ${findings.map(findingItem)}
    </ul> `;
}
function findingItem({ line, story }) {
  const below = story.length === 0 ? null : html`<ul>
          ${story.map((phrase) => html` <li>${phraseHtml(phrase)}</li>`)}
        </ul>`;
  return html` <li>${phraseHtml(line)}${below}</li>`;
}
function nextList(report) {
  const steps = nextSteps(report);
  if (steps.length === 0) return html``;
  return html`<h2>What to do next</h2>
    <ul>
      ${steps.map((step) => html` <li>${phraseHtml(step)}</li>`)}
    </ul>`;
}
function matrixHtml({ condition, metrics, rows }) {
  const title = `${condition}: ${count(rows.length, "route")}`;
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${title}">
    <table class="matrix">
      <caption>
        ${title}
      </caption>
      <thead>
        <tr>
          <th scope="col">Route</th>
          ${metrics.map((metric) => html` <th scope="col">${nameOf(metric)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(rowHtml)}
      </tbody>
    </table>
  </div> `;
}
function nameOf(metric) {
  const known = METRICS.find((each) => each === metric);
  return known === void 0 ? metric : metricName(known);
}
function rowHtml({ place, hasFold, cells }) {
  const name2 = hasFold ? html`<a href="#${anchorOf("route", place)}">${place.route}</a>` : place.route;
  return html` <tr>
    <th scope="row">${name2}</th>
    ${cells.map(cellHtml)}
  </tr>`;
}
function cellHtml(cell) {
  if (cell === null) return html` <td class="plain"><span class="vh">not measured</span></td>`;
  const { sign, word, tone } = markOf(cell.verdict, cell.onlyWarns);
  return html` <td class="${tone}">
    <span aria-hidden="true">${sign}</span> ${cell.text}<span class="vh"> ${word}</span>
  </td>`;
}

// src/page/document/outline.ts
var FOLDS = {
  route: (known) => known.report.routes.map((place) => foldAt("route", place, known)),
  why: (known) => diagnosed(known).map((place) => foldAt("why", place, known)),
  graphql: ({ report }) => report.result.comparisons.some(({ metric }) => isGraphMetric(metric)) ? [whole("graphql", "What the operations cost")] : [],
  commits: ({ report: { result } }) => (result.attribution ?? []).length > 0 || result.manifest != null ? [whole("commits", "What changed, and which commit did it")] : [],
  samples: (known) => known.samples.map((place) => foldAt("samples", place, known)),
  data: () => [whole("data", "How to repeat this run, and its numbers as files")]
};
function outlineOf(known) {
  return Object.values(FOLDS).flatMap((folds) => folds(known));
}
function diagnosed({ report, diagnoses }) {
  const causes = report.result.causes ?? [];
  return report.routes.filter((place) => forCampaign(causes, place).length + forCampaign(diagnoses, place).length > 0);
}
function foldAt(section, place, { report }) {
  const { route, condition } = place;
  const rows = forCampaign(report.result.budgets, place).filter(({ reason }) => reason !== "no-base");
  const verdict = rows.length === 0 ? null : worst(rows.map((row) => row.verdict));
  const broken = rows.filter((row) => row.verdict === "fail");
  const onlyWarns = broken.length > 0 && broken.every(({ enforce }) => enforce === "warn");
  return {
    section,
    anchor: anchorOf(section, place),
    title: routePhrase(place),
    place: { route, condition },
    verdict,
    onlyWarns
  };
}
function whole(section, title) {
  return { section, anchor: anchorOf(section), title: [title], place: null, verdict: null, onlyWarns: false };
}

// src/page/document/pack.ts
import { deflateRawSync } from "node:zlib";

// src/page/data/json.ts
function toJson(value) {
  return JSON.stringify(
    value,
    (_, item) => item === Infinity || item === -Infinity ? { $number: String(item) } : item
  );
}

// src/page/document/pack.ts
function packed(data) {
  return deflateRawSync(toJson(data), { level: 9 }).toString("base64");
}

// src/page/data/pictures.ts
function pictureId(name2) {
  return `picture/${name2}`;
}

// src/page/document/pictures.ts
function picturesHtml(pictures) {
  return html`${[...pictures].map(
    ([name2, bytes]) => html`<template id="${pictureId(name2)}">${Buffer.from(bytes).toString("base64")}</template>`
  )}`;
}

// src/page/document/why/alone.ts
function aloneIn(diagnosis, shas) {
  const [base, head] = SIDES.map((side) => diagnosis.visits.find((visit) => visit.side === side));
  if (base === void 0 || head === void 0) return { base: [], head: [] };
  const before = seenVisit(base, diagnosis.base ?? "", shas).requests;
  const after = seenVisit(head, diagnosis.head, shas).requests;
  return { base: missing(before, after, base.requests), head: missing(after, before, head.requests) };
}
function missing(own, other, all) {
  return [...own].flatMap(([key, request]) => other.has(key) ? [] : [all.indexOf(request)]);
}

// src/report/words/fact-words.ts
function factWords({ kind, base, head }, unit) {
  const { what, unit: own } = KINDS[kind];
  const shown = kind === "larger" && unit === "score" ? "score" : own;
  return { what, base: valueText2(base, shown), head: valueText2(head, shown) };
}
var KINDS = {
  new: { what: "is there", unit: null },
  later: { what: "begins after", unit: "ms" },
  longer: { what: "takes", unit: "ms" },
  larger: { what: "size", unit: "bytes" },
  elements: { what: "elements", unit: null },
  initiator: { what: "requested by", unit: null },
  "created-by": { what: "created by", unit: null },
  "asked-by": { what: "requested at", unit: null },
  priority: { what: "priority", unit: null },
  blocking: { what: "blocks rendering", unit: null },
  preload: { what: "is preloaded", unit: null },
  attribute: { what: "attribute", unit: null },
  "cache-header": { what: "cache header", unit: null },
  compression: { what: "compression", unit: null },
  requests: { what: "requests", unit: null },
  redirects: { what: "redirects", unit: null },
  connection: { what: "new connection", unit: "ms" },
  host: { what: "host", unit: null },
  layer: { what: "layer of the server", unit: "ms" },
  unsized: { what: "lacks width and height", unit: null },
  inserted: { what: "is inserted", unit: null },
  cost: { what: "cost", unit: "cost" }
};
function valueText2(value, unit) {
  if (value === null) return "–";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return value;
  return unit === null ? String(value) : quantity(value, unit);
}
var ROLE_WORDS = {
  component: "rendered by",
  ancestor: "inside of",
  creator: "created at",
  initiator: "requested at",
  function: "function",
  hottest: "most of its time",
  caller: "called from",
  forces: "forces layout at",
  moves: "moved at",
  operation: "operation",
  server: "server",
  source: "source of the script",
  removed: "on base"
};

// src/page/document/why/causes.ts
function causesHtml(causes, report) {
  if (causes.length === 0) return html``;
  return html`<ol class="causes">
    ${causes.map(
    (cause) => html`<li${cause.because ? null : html` class="soft"`}>
          <p>${phraseHtml(causeLine(cause, report))}</p>
          ${evidenceHtml(cause, report)}
        </li> `
  )}
  </ol> `;
}
function evidenceHtml(cause, report) {
  const { id, facts, places, unit } = cause;
  const rows = facts.map((fact) => factWords(fact, unit)).map(({ what, base, head }) => [what, base, head]);
  const columns = ["What", "Base", "Head"];
  return html`<details class="numbers">
    <summary>Evidence</summary>
    ${rows.length === 0 ? null : tableHtml({ caption: `What differs (${id})`, columns, rows })}
    <ul>
      ${places.map((place) => placeHtml(place, cause, report))}
    </ul>
    <p>How to fix it: ${phraseHtml([causeDocLink(id)])}</p>
  </details> `;
}
function placeHtml(place, cause, report) {
  return html`<li>${ROLE_WORDS[place.role]} ${phraseHtml(placeText(place, cause, report))}</li> `;
}

// src/page/document/why/film.ts
var CAPTION = "What the page showed";
function filmHtml(visits) {
  const table = filmTable(visits);
  if (table === null) return null;
  return chartHtml({
    caption: html`<strong>${CAPTION}</strong>`,
    drawing: html`${stripsHtml(table)} ${legendHtml(table)}`,
    numbers: numbersOf(visits)
  });
}
var SIDE_NAMES = { base: "Base", head: "Head" };
function stripsHtml(table) {
  const { timesMs, rows } = table;
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${CAPTION}">
    <table class="film">
      <tbody>
        ${rows.map(
    ({ side, cells }) => html`<tr>
              <th scope="row">${SIDE_NAMES[side]}</th>
              ${cells.map((cell, index) => cellHtml2(cell, { side, atMs: timesMs[index] ?? 0, table }))}
            </tr> `
  )}
      </tbody>
      <tfoot>
        <tr>
          <td></td>
          ${timesMs.map((atMs) => html`<th scope="col">${quantity(atMs, "ms")}</th>`)}
        </tr>
      </tfoot>
    </table>
  </div> `;
}
function cellHtml2(cell, { side, atMs, table: { width, height } }) {
  const box = html`<svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" aria-hidden="true"></svg>`;
  if (cell === null)
    return html`<td>
      <div class="shot">${box}</div>
      <p class="soft">nothing yet</p>
    </td>`;
  const { picture, lcp } = cell;
  return html`<td>
    <div class="shot ${lcp}-lcp">
      ${box}
      <div data-picture="${picture}" data-alt="${altOf(cell, side, atMs)}"></div>
    </div>
    ${lcp === "at" ? html`<p><strong>LCP</strong></p>` : null}
  </td>`;
}
function altOf({ sinceMs, lcp }, side, atMs) {
  const [name2, since] = [SIDE_NAMES[side], quantity(sinceMs, "ms")];
  if (lcp === "after") return `${name2}, as it was at its LCP after ${since}`;
  const shown = `${name2} after ${quantity(atMs, "ms")}`;
  if (lcp === "at") return `${shown}, with LCP`;
  return sinceMs < atMs ? `${shown}, the same since ${since}` : shown;
}
function legendHtml({ rows }) {
  const seen = new Set(rows.flatMap(({ cells }) => cells.map((cell) => cell?.lcp)));
  const told2 = [
    seen.has("at") ? "Framed: LCP is painted." : null,
    seen.has("after") ? "Faded: the film of a side ends at its LCP, and its last picture is repeated." : null
  ].filter((text) => text !== null);
  return told2.length === 0 ? null : html`<p class="legend">${told2.join(" ")}</p>`;
}
function numbersOf(visits) {
  return {
    caption: "When the page looked different in the diagnostic visits (no measurements)",
    columns: ["Picture", "Shown after", "LCP", "File"],
    rows: visits.flatMap(
      ({ side, filmstrip }) => (filmstrip?.frames ?? []).map(({ atMs, isLcp, picture }, index) => [
        `${SIDE_NAMES[side]} ${index + 1}`,
        quantity(atMs, "ms"),
        isLcp ? "yes" : "no",
        html`<code>${picture}</code>`
      ])
    )
  };
}

// src/page/document/why/main-thread.ts
function mainThreadHtml({ during, rows }) {
  const scale = scaleFromZero(rows.flatMap(({ baseMs, headMs }) => [baseMs, headMs]));
  const table = tableHtml({
    caption: `Main thread ${during}: own time of functions`,
    columns: ["Function", "Base", "Head", "Change", "Base above head", "Where"],
    rows: rows.map((row) => [
      html`<code>${row.name}</code>`,
      quantity(row.baseMs, "ms"),
      quantity(row.headMs, "ms"),
      signed(row.headMs - row.baseMs, "ms"),
      twoBars(row, scale),
      row.at === null ? null : phraseHtml(row.at)
    ])
  });
  return html`<div class="thread">${table}</div> `;
}
function twoBars({ baseMs, headMs }, scale) {
  return html`<svg class="sample" width="90" height="16" aria-hidden="true">
    <rect class="time base" y="1" width="${inPercent(fractionAt(baseMs, scale))}" height="6" />
    <rect class="time head" y="9" width="${inPercent(fractionAt(headMs, scale))}" height="6" />
  </svg>`;
}

// src/page/document/why/moves-geometry.ts
var MARGIN = 8;
function extentOf({ moved }) {
  const rects = moved.flatMap(({ before, after }) => [before, after]).filter(isVisible);
  if (rects.length === 0) return null;
  const [left, top] = [Math.min(...rects.map(({ x }) => x)), Math.min(...rects.map(({ y }) => y))];
  const right = Math.max(...rects.map(({ x, width }) => x + width));
  const bottom = Math.max(...rects.map(({ y, height }) => y + height));
  return { x: left - MARGIN, y: top - MARGIN, width: right - left + 2 * MARGIN, height: bottom - top + 2 * MARGIN };
}
function isVisible({ width, height }) {
  return width > 0 && height > 0;
}

// src/page/document/why/shifts.ts
var MOST_SHIFTS = 4;
function shiftsHtml({ side, shifts }) {
  const largest = shifts.toSorted((one, other) => other.value - one.value).slice(0, MOST_SHIFTS);
  return html`${largest.filter(isShown).map((shift) => shiftHtml(shift, side))}`;
}
function isShown({ moved, pictures }) {
  return moved.length > 0 || pictures.before !== null || pictures.after !== null;
}
function shiftHtml(shift, side) {
  const { value, atMs, moved, pictures, pictured } = shift;
  const what = moved[0]?.selector ?? "content";
  const hasPictures = pictures.before !== null || pictures.after !== null;
  return chartHtml({
    caption: html`On ${side}, after ${quantity(atMs, "ms")}: <code>${what}</code> moves, ${quantity(value, "score")}`,
    drawing: html`<div class="pair">
        ${pictured !== void 0 && hasPictures ? overlaid(shift, pictured, what) : apart(shift, what)}
      </div>
      ${extentOf(shift) === null ? null : html`<p class="legend">Dashed: before. Filled: after.</p>`}`,
    numbers: tableOf(shift)
  });
}
function apart(shift, what) {
  const extent = extentOf(shift);
  return html`${pictureHtml(shift.pictures.before, altBefore(what))}
  ${pictureHtml(shift.pictures.after, altAfter(what))}
  ${extent === null ? null : movesHtml(shift, extent, { label: `Where ${what} was and is`, hasAfter: true })}`;
}
function overlaid(shift, area, what) {
  const { pictures } = shift;
  return html`${overlayHtml(
    pictureHtml(pictures.before, altBefore(what)),
    movesHtml(shift, area, { label: `Where ${what} was`, hasAfter: false })
  )}
  ${overlayHtml(
    pictureHtml(pictures.after, altAfter(what)),
    movesHtml(shift, area, { label: `Where ${what} was and is`, hasAfter: true })
  )}`;
}
var altBefore = (what) => `The page before ${what} moves`;
var altAfter = (what) => `The page after ${what} moved`;
function overlayHtml(picture, moves) {
  return picture === null ? null : html`<div class="overlay">${picture} ${moves}</div>`;
}
function pictureHtml(name2, alt) {
  return name2 === null ? null : html`<div data-picture="${name2}" data-alt="${alt}"></div>`;
}
function movesHtml({ moved }, part, { label, hasAfter }) {
  const box = [part.x, part.y, part.width, part.height].map((each) => Number(each.toFixed(1))).join(" ");
  const now = hasAfter ? moved.filter((each) => isVisible(each.after)) : [];
  const was = moved.filter((each) => isVisible(each.before));
  return html`<svg class="moves" role="img" aria-label="${label}" viewBox="${box}" preserveAspectRatio="xMinYMin">
    ${now.map((each) => rectHtml("moved", each.after, `${each.selector}, after`))}
    ${was.map((each) => rectHtml("moved was", each.before, `${each.selector}, before`))}
  </svg>`;
}
function rectHtml(look, { x, y, width, height }, title) {
  return html`<rect class="${look}" x="${x}" y="${y}" width="${width}" height="${height}"
    ><title>${title}</title></rect
  >`;
}
function rectText({ x, y, width, height }) {
  return `${Math.round(width)} × ${Math.round(height)} at ${Math.round(x)}, ${Math.round(y)}`;
}
function tableOf({ moved, culprits }) {
  const because2 = culprits.map(({ kind, selector, url }) => `${CULPRITS[kind]} ${selector ?? url ?? ""}`.trim());
  return {
    caption: `What moved, in CSS pixels${because2.length === 0 ? "" : `; moved by ${because2.join(", ")}`}`,
    columns: ["Element", "Before", "After"],
    rows: moved.map(({ selector, before, after }) => [
      html`<code>${selector}</code>`,
      rectText(before),
      rectText(after)
    ])
  };
}
var CULPRITS = {
  "unsized-image": "an image without a size",
  inserted: "an inserted element",
  font: "a font",
  style: "a style",
  iframe: "a frame",
  animation: "an animation"
};

// src/page/document/why/told-work.ts
var MOST_ROWS = 10;
var LEAST_MS = 1;
function toldWork(worked) {
  const sides = SIDES.flatMap((side) => seenOn(side, worked));
  return WINDOWS.map(({ during, of }) => ({ during, rows: rowsOf(of, sides, worked) })).filter(
    ({ rows }) => rows.length > 0
  );
}
function seenOn(side, { diagnosis, shas }) {
  const visit = diagnosis.visits.find((each) => each.side === side);
  return visit === void 0 ? [] : [seenVisit(visit, diagnosis[side] ?? "", shas)];
}
var WINDOWS = [
  { during: "before LCP", of: ({ loading }) => loading },
  { during: "in the input delay", of: ({ interaction }) => interaction?.inputDelay.work },
  { during: "in the processing duration", of: ({ interaction }) => interaction?.processing.work },
  { during: "in the presentation delay", of: ({ interaction }) => interaction?.presentation.work }
];
function rowsOf(of, sides, worked) {
  const rows = /* @__PURE__ */ new Map();
  for (const seen of sides) addSide(seen, of(seen.visit), worked, rows);
  return [...rows.values()].filter(({ baseMs, headMs }) => Math.max(baseMs, headMs) >= LEAST_MS).toSorted((one, other) => changeOf(other) - changeOf(one)).slice(0, MOST_ROWS);
}
function changeOf({ baseMs, headMs }) {
  return headMs - baseMs;
}
function addSide({ visit: { side }, deployUrl, keyOf: keyOf2 }, work, worked, rows) {
  const add = (key, row, ms) => {
    const { baseMs = 0, headMs = 0 } = rows.get(key) ?? {};
    rows.set(key, { ...row, baseMs: baseMs + (side === "base" ? ms : 0), headMs: headMs + (side === "head" ? ms : 0) });
  };
  for (const { place, selfMs } of work?.functions ?? []) {
    const { url, line, column, functionName } = place;
    const isNamed = functionName !== "";
    const key = [keyOf2(url), isNamed ? functionName : `${line}:${column}`].join(" ");
    add(key, { name: isNamed ? functionName : "(top level)", at: sourceOf(place, deployUrl, worked) }, selfMs);
  }
  for (const { kind, ms } of work?.styles ?? [])
    add(kind, { name: kind === "style" ? "style recalculation" : "layout", at: null }, ms);
}
var IN_FUNCTION = ["function", "hottest", "forces"];
function sourceOf({ url, line, column, functionName }, deployUrl, worked) {
  for (const cause of worked.causes.filter(({ subject }) => subject.name === functionName)) {
    const known = cause.places.find((place) => IN_FUNCTION.includes(place.role) && isOf(url, place.url));
    if (known !== void 0) return placeText({ ...known, excerpt: "" }, cause, worked.report);
  }
  return [name(`${shownUrl(url, deployUrl)}:${line}:${column}`)];
}
function isOf(url, known) {
  return known !== null && stripQuery(known) === stripQuery(url);
}

// src/page/document/why/request-rows.ts
var MOST_ROWS2 = 10;
function requestRows(visit, { deployUrl, alone }) {
  const hero = heroOf(visit);
  const only = new Set(alone);
  const rows = visit.requests.map((request, index) => ({
    request,
    path: shownUrl(request.url, deployUrl).replace(/^https?:\/\//, ""),
    isHero: request === hero,
    isAlone: only.has(index)
  }));
  return rows.toSorted((one, other) => one.request.askedMs - other.request.askedMs);
}
function heroOf({ requests, lcp }) {
  const url = lcp?.url ?? null;
  if (url === null || lcp === null) return null;
  const own = requests.filter((each) => each.kind !== "document" && (each.url === url || each.redirects.includes(url)));
  return own.findLast(({ endedMs }) => endedMs !== null && endedMs <= lcp.renderedMs) ?? own[0] ?? null;
}
function rowsThatMatter(rows, lcpMs, most = MOST_ROWS2) {
  const weight = (row) => weightOf(row, lcpMs ?? Infinity);
  const kept = new Set(rows.toSorted((one, other) => weight(other) - weight(one)).slice(0, most));
  return rows.filter((row) => kept.has(row));
}
var CLASS = 1e9;
function weightOf({ request, isHero, isAlone }, lcpMs) {
  const { kind, isRenderBlocking, askedMs, endedMs } = request;
  const took = endedMs === null ? CLASS / 2 : endedMs - askedMs;
  const classes = [askedMs <= lcpMs, isAlone, isRenderBlocking, kind === "document", isHero];
  return took + CLASS * classes.reduce((sum, holds, index) => sum + (holds ? 2 ** index : 0), 0);
}
function tagsOf({ request, isHero, isAlone }) {
  return [
    ...isHero ? ["LCP image"] : [],
    ...request.isRenderBlocking ? ["blocks rendering"] : [],
    ...isAlone ? ["this side only"] : [],
    ...request.endedMs === null ? ["not complete"] : []
  ];
}

// src/page/document/why/waterfall-geometry.ts
var PHASE_NUMBER = {
  ttfb: 1,
  "resource-load-delay": 2,
  "resource-load-duration": 3,
  "element-render-delay": 4
};
function waterfallScale(rows, marks) {
  const ends = rows.map(({ request: { askedMs, answeredMs, endedMs } }) => endedMs ?? answeredMs ?? askedMs);
  return scaleFromZero([...ends, ...marks.filter((mark) => mark !== null)]);
}
function lcpPhases(visit) {
  const { lcp, requests } = visit;
  if (lcp === null) return [];
  const end = lcp.renderedMs;
  const hero = heroOf(visit);
  const ttfb = within(requests.find(({ kind }) => kind === "document")?.answeredMs ?? 0, 0, end);
  if (hero === null) return spans(["ttfb", "element-render-delay"], [0, ttfb, end]);
  const sent = within(hero.sentMs ?? hero.askedMs, ttfb, end);
  const loaded = within(lcp.loadedMs ?? hero.endedMs ?? sent, sent, end);
  return spans(
    ["ttfb", "resource-load-delay", "resource-load-duration", "element-render-delay"],
    [0, ttfb, sent, loaded, end]
  );
}
function spans(ids, edges) {
  return ids.map((id, index) => ({ id, from: edges[index] ?? 0, to: edges[index + 1] ?? 0 }));
}
function within(value, least, most) {
  return Math.min(most, Math.max(least, value));
}
var MOST_CHARACTERS = 34;
function shortPath(path, most = MOST_CHARACTERS) {
  return path.length <= most ? path : `…${path.slice(1 - most)}`;
}

// src/page/document/why/waterfall.ts
var MOMENTS = 30;
var PHASES = 16;
var TOP2 = MOMENTS + PHASES + 6;
var ROW = 32;
var ROOM_FOR_NUMBER = 0.045;
var RIGHT = 0.6;
function waterfallHtml({ visit, rows, scale }) {
  const bottom = TOP2 + rows.length * ROW;
  const { fcpMs, lcpMs } = visit.seen;
  return plotHtml({
    label: labelOf(visit, rows),
    height: bottom + AXIS_HEIGHT,
    content: [
      axisHtml({ scale, top: MOMENTS, bottom }),
      lcpPhases(visit).map((phase) => phaseHtml(phase, scale)),
      rows.map((row, index) => requestHtml(row, TOP2 + index * ROW, scale)),
      momentHtml("FCP", fcpMs, 12, { scale, bottom }),
      momentHtml("LCP", lcpMs, 26, { scale, bottom })
    ]
  });
}
function momentHtml(name2, atMs, y, { scale, bottom }) {
  if (atMs === null) return null;
  const x = percentAt(atMs, scale);
  const [dx, anchor] = fractionAt(atMs, scale) > RIGHT ? [-4, "end"] : [4, "start"];
  return html`<g class="moment ${name2.toLowerCase()}"
    ><line x1="${x}" x2="${x}" y1="${y - 8}" y2="${bottom}" /><text x="${x}" y="${y}" dx="${dx}" text-anchor="${anchor}"
      >${name2} ${quantity(atMs, "ms")}</text
    ></g
  > `;
}
function phaseHtml({ id, from, to }, scale) {
  const start = fractionAt(from, scale);
  const length = fractionAt(to, scale) - start;
  const number = PHASE_NUMBER[id];
  const text = html`<text class="in-bar" x="50%" y="12" text-anchor="middle">${number}</text>`;
  return html`<svg x="${inPercent(start)}" y="${MOMENTS}" width="${inPercent(length)}" height="${PHASES}">
    <title>${inText([partName(id, "lcp")])}: ${quantity(to - from, "ms")}</title>
    <rect class="bar phase-${number - 1}" width="100%" height="${PHASES}" />
    ${length >= ROOM_FOR_NUMBER ? text : null}
  </svg> `;
}
function requestHtml(row, y, scale) {
  const { request, path } = row;
  const { askedMs, answeredMs, endedMs, kind } = request;
  const end = endedMs ?? scale.to;
  const answered = answeredMs ?? end;
  const bar = (look, from, to) => html`<rect${look}
      x="${percentAt(from, scale)}"
      y="${y + 18}"
      width="${inPercent(fractionAt(to, scale) - fractionAt(from, scale))}"
      height="9"
    />`;
  const tags = tagsOf(row).map((tag) => ` · ${tag}`);
  return html`<g
    ><title>${path}: ${timesText(request)}</title
    ><text y="${y + 13}"
      >${kind} ${shortPath(path)}${tags.length === 0 ? null : html`<tspan class="tags">${tags}</tspan>`}</text
    ><g class="times kind-${kind}">${bar(WAITS, askedMs, answered)}${bar(null, answered, end)}</g></g
  > `;
}
var WAITS = html` class="waits"`;
function timesText({ askedMs, answeredMs, endedMs }) {
  const answered = answeredMs === null ? "not answered" : `answered at ${quantity(answeredMs, "ms")}`;
  const ended = endedMs === null ? "not complete" : `complete at ${quantity(endedMs, "ms")}`;
  return `requested at ${quantity(askedMs, "ms")}, ${answered}, ${ended}`;
}
function labelOf({ side, requests, seen }, rows) {
  const hero = rows.find(({ isHero }) => isHero);
  const image = hero === void 0 ? "" : ` The LCP image ${hero.path}: ${timesText(hero.request)}.`;
  const lcp = seen.lcpMs === null ? "" : ` LCP at ${quantity(seen.lcpMs, "ms")}.`;
  return `${rows.length} of ${requests.length} requests on ${side}.${lcp}${image}`;
}

// src/page/document/why/waterfalls.ts
function waterfallsHtml(diagnosis, alone) {
  const sides = diagnosis.visits.map((visit) => {
    const { side, seen } = visit;
    const rows = requestRows(visit, { deployUrl: diagnosis[side], alone: alone[side] });
    return { visit, all: rows.length, rows: rowsThatMatter(rows, seen.lcpMs) };
  });
  if (sides.every(({ all }) => all === 0)) return null;
  const scale = waterfallScale(
    sides.flatMap(({ rows }) => rows),
    sides.flatMap(({ visit: { seen } }) => [seen.lcpMs, seen.fcpMs])
  );
  const drawings = sides.map(
    ({ visit, all, rows }) => html`<div>
        <p class="side-title">${SIDE_NAMES2[visit.side]}: ${countText(all, rows.length)}</p>
        ${waterfallHtml({ visit, rows, scale })}
      </div> `
  );
  return chartHtml({
    caption: html`<strong>Requests</strong>`,
    drawing: html`<div class="pair">${drawings}</div>
      ${legendHtml2(sides)}`,
    numbers: tableOf2(sides)
  });
}
var SIDE_NAMES2 = { base: "Base", head: "Head" };
function countText(all, drawn) {
  return drawn < all ? `${drawn} of ${count(all, "request")}` : count(all, "request");
}
function legendHtml2(sides) {
  const phases = new Set(sides.flatMap(({ visit }) => lcpPhases(visit).map(({ id }) => id)));
  return html`<p class="legend">
    ${[...phases].map(
    (id) => html`<span class="key"
          ><svg class="sample" width="18" height="16" aria-hidden="true">
            <rect class="bar phase-${PHASE_NUMBER[id] - 1}" width="18" height="16" />
            <text class="in-bar" x="9" y="12" text-anchor="middle">${PHASE_NUMBER[id]}</text></svg
          >${phraseHtml([partName(id, "lcp")])}</span
        > `
  )}
    <span class="key"
      ><svg class="sample" width="34" height="10" aria-hidden="true">
        <g class="times">
          <rect class="waits" width="17" height="10" />
          <rect x="17" width="17" height="10" />
        </g></svg
      >before its answer begins, and while it comes in</span
    >
  </p> `;
}
var momentText = (ms) => ms === null ? "–" : quantity(ms, "ms");
function tableOf2(sides) {
  return {
    caption: "Requests of the diagnostic visits (no measurements)",
    columns: ["Request", "Side", "Type", "Requested", "Answered", "Complete", "Size", "Priority", "Notes"],
    rows: sides.flatMap(
      ({ visit: { side }, rows }) => rows.map((row) => {
        const { kind, askedMs, answeredMs, endedMs, encodedBytes, priority } = row.request;
        const times = [askedMs, answeredMs, endedMs].map(momentText);
        return [row.path, side, kind, ...times, quantity(encodedBytes, "bytes"), priority.last, tagsOf(row).join(", ")];
      })
    )
  };
}

// src/page/document/why/why.ts
function whyHtml(place, { report, diagnoses }) {
  const searches = forCampaign(report.searches ?? [], place);
  const causes = searches.flatMap((search) => search.causes);
  const unknown = searches.filter((search) => !search.causes.some(({ because: because2 }) => because2));
  const [diagnosis] = forCampaign(diagnoses, place);
  const shas = [report.result.base.sha, report.result.head.sha].filter((sha) => sha !== null);
  return html`${causesHtml(causes, report)}
  ${unknown.map(
    (search) => html`<p>${phraseHtml(pathPhrase(parsePath(search.path) ?? [search.path]))}: ${unknownText(search)}</p>`
  )}
  ${diagnosis === void 0 ? null : html`<h3>What the diagnostic visits saw</h3>
          <p class="soft">One visit of each side. They explain the change; their times are not measurements.</p>
          ${filmHtml(diagnosis.visits)} ${waterfallsHtml(diagnosis, aloneIn(diagnosis, shas))}
          ${toldWork({ diagnosis, causes, report, shas }).map(mainThreadHtml)} ${diagnosis.visits.map(shiftsHtml)}`}`;
}

// src/page/document/document.ts
function renderPage(parts) {
  const content = pageContent(parts);
  const { data } = content;
  return wholePage({
    title: `vitals-gate: ${inText(headlineOf(data.report).words)}`,
    body: html`<main>${firstScreen(data)} ${SECTION_IDS.map((id) => sectionHtml(id, content))}</main>`,
    script,
    afterBody: html`<template id="page-data">${packed(data)}</template> ${picturesHtml(parts.pictures ?? /* @__PURE__ */ new Map())}`
  });
}
function pageContent(parts) {
  const report = visible(parts.report);
  const diagnoses = visible(parts.diagnoses);
  const told2 = {
    report,
    reasons: reasonsIn(report),
    findings: toldFindings(report),
    samples: visible(parts.samples)
  };
  return { data: { ...told2, outline: outlineOf({ ...told2, diagnoses }) }, diagnoses };
}
function reasonsIn({ result }) {
  return Object.fromEntries(result.budgets.map(({ reason }) => [reason, reasonSentence(reason)]));
}
function sectionHtml(id, content) {
  const folds = content.data.outline.filter(({ section }) => section === id);
  if (folds.length === 0) return html``;
  return html`<section id="section-${id}">
    <h2>${SECTIONS[id]}</h2>
    ${folds.map((fold) => foldHtml(fold, content))}
  </section> `;
}
function foldHtml(fold, content) {
  const { anchor, title, verdict, onlyWarns } = fold;
  const { sign, word, tone } = markOf(verdict, onlyWarns);
  const mark = verdict === null ? null : html`<span class="mark ${tone}" aria-hidden="true">${sign}</span>`;
  const said = verdict === null ? null : html`<span class="vh">, ${word}</span>`;
  return html`<details id="${anchor}" class="fold">
    <summary>${mark}${phraseHtml(title)}${said}</summary>
    <div class="filled">${filledHtml(fold, content)}</div>
  </details> `;
}
function filledHtml({ section, place }, { data: { report }, diagnoses }) {
  if (section === "why" && place !== null) return whyHtml(place, { report, diagnoses });
  return html`<p class="needs-script">This part needs JavaScript, which does not run here.</p>`;
}
export {
  renderCalibrationPage,
  renderPage,
  wholePage
};
