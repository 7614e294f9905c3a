import type { GateReport } from '../../model/report.ts';
import { count } from '../../report/words/format.ts';
import { headlineOf } from '../../report/words/headline.ts';
import { metricName } from '../../report/words/names.ts';
import { nextSteps } from '../../report/words/next-steps.ts';
import { alertPhrases } from '../../report/words/policy-notes.ts';
import { removalWords } from '../../report/words/removals.ts';
import { METRICS } from '../../model/metric.ts';
import { markOf, type Mark } from '../data/marks.ts';
import { anchorOf } from '../data/outline.ts';
import type { PageData, ToldFinding } from '../data/page-data.ts';
import { comparedHtml } from './compared.ts';
import { html, type Html } from './html.ts';
import { matricesOf, type Cell, type Matrix, type MatrixRow } from './matrix.ts';
import { phraseHtml } from './phrase-html.ts';

/** What a reader sees first, and all that one without scripts sees: the verdict, what was compared, what broke, the matrix. */
export function firstScreen({ report, findings }: Pick<PageData, 'report' | 'findings'>): Html {
  const { sign, word, tone } = headlineMark(report);
  return html`<header class="verdict ${tone}">
      <p class="kind">vitals-gate: <strong>${report.result.verdict}</strong><span class="vh"> (${word})</span></p>
      <h1><span aria-hidden="true">${sign}</span> ${phraseHtml(headlineOf(report).words)}</h1>
      ${comparedHtml(report)}
    </header>
    ${alertPhrases(report).map((alert) => html`<p class="alert"><strong>Note:</strong> ${phraseHtml(alert)}</p>`)}
    <section id="overview" aria-label="Overview">
      ${TITLES.map(([group, title]) =>
        findingList(
          title,
          findings.filter((finding) => finding.group === group),
        ),
      )}
      ${nextList(report)} ${matricesOf(report).map(matrixHtml)}
    </section>`;
}

/** What is gated no longer must not look as what was kept. */
function headlineMark(report: GateReport): Mark {
  const { verdict } = report.result;
  return markOf(verdict === 'pass' && removalWords(report) !== '' ? 'unmeasured' : verdict);
}

const TITLES = [
  ['broken', 'Broken budgets'],
  ['waived', 'Waived'],
  ['warned', 'Broken, but only warns'],
] as const;

function findingList(title: string, findings: readonly ToldFinding[]): Html {
  if (findings.length === 0) return html``;
  return html`<h2>${title}</h2>
    <ul class="findings">
      ${findings.map(findingItem)}
    </ul> `;
}

function findingItem({ line, story }: ToldFinding): Html {
  const below =
    story.length === 0
      ? null
      : html`<ul>
          ${story.map((phrase) => html` <li>${phraseHtml(phrase)}</li>`)}
        </ul>`;
  return html` <li>${phraseHtml(line)}${below}</li>`;
}

function nextList(report: GateReport): Html {
  const steps = nextSteps(report);
  if (steps.length === 0) return html``;
  return html`<h2>What to do next</h2>
    <ul>
      ${steps.map((step) => html` <li>${phraseHtml(step)}</li>`)}
    </ul>`;
}

/** Wider than a phone: it scrolls by itself, by keyboard too. */
function matrixHtml({ condition, metrics, rows }: Matrix): Html {
  const title = `${condition}: ${count(rows.length, 'route')}`;
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

function nameOf(metric: string): string {
  const known = METRICS.find((each) => each === metric);
  return known === undefined ? metric : metricName(known);
}

function rowHtml({ place, hasFold, cells }: MatrixRow): Html {
  const name = hasFold ? html`<a href="#${anchorOf('route', place)}">${place.route}</a>` : place.route;
  return html` <tr>
    <th scope="row">${name}</th>
    ${cells.map(cellHtml)}
  </tr>`;
}

function cellHtml(cell: Cell | null): Html {
  if (cell === null) return html` <td class="plain"><span class="vh">not measured</span></td>`;
  const { sign, word, tone } = markOf(cell.verdict, cell.onlyWarns);
  return html` <td class="${tone}">
    <span aria-hidden="true">${sign}</span> ${cell.text}<span class="vh"> ${word}</span>
  </td>`;
}
