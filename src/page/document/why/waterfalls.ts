import type { Side } from '../../../model/deploy.ts';
import type { Diagnosis, DiagnosticVisit } from '../../../model/diagnosis.ts';
import { count, quantity } from '../../../report/words/format.ts';
import { partName } from '../../../report/words/names.ts';
import { html, type Html } from '../html.ts';
import { chartHtml } from '../parts/chart.ts';
import type { TableParts } from '../parts/table.ts';
import { phraseHtml } from '../phrase-html.ts';
import { requestRows, rowsThatMatter, tagsOf, type RequestRow } from './request-rows.ts';
import { lcpPhases, PHASE_NUMBER, waterfallScale } from './waterfall-geometry.ts';
import { waterfallHtml } from './waterfall.ts';

interface Shown {
  readonly visit: DiagnosticVisit;
  readonly all: number;
  readonly rows: readonly RequestRow[];
}

/**
 * What each side requested, to one scale of time: side by side, or one above the other on a phone.
 *
 * @param alone the indices of the requests that only one side makes
 */
export function waterfallsHtml(diagnosis: Diagnosis, alone: Readonly<Record<Side, readonly number[]>>): Html | null {
  const sides = diagnosis.visits.map((visit): Shown => {
    const { side, seen } = visit;
    const rows = requestRows(visit, { deployUrl: diagnosis[side], alone: alone[side] });
    return { visit, all: rows.length, rows: rowsThatMatter(rows, seen.lcpMs) };
  });
  if (sides.every(({ all }) => all === 0)) return null;
  const scale = waterfallScale(
    sides.flatMap(({ rows }) => rows),
    sides.flatMap(({ visit: { seen } }) => [seen.lcpMs, seen.fcpMs]),
  );
  const drawings = sides.map(
    ({ visit, all, rows }) =>
      html`<div>
        <p class="side-title">${SIDE_NAMES[visit.side]}: ${countText(all, rows.length)}</p>
        ${waterfallHtml({ visit, rows, scale })}
      </div> `,
  );
  return chartHtml({
    caption: html`<strong>Requests</strong>`,
    drawing: html`<div class="pair">${drawings}</div>
      ${legendHtml(sides)}`,
    numbers: tableOf(sides),
  });
}

const SIDE_NAMES: Readonly<Record<Side, string>> = { base: 'Base', head: 'Head' };

function countText(all: number, drawn: number): string {
  return drawn < all ? `${drawn} of ${count(all, 'request')}` : count(all, 'request');
}

function legendHtml(sides: readonly Shown[]): Html {
  const phases = new Set(sides.flatMap(({ visit }) => lcpPhases(visit).map(({ id }) => id)));
  return html`<p class="legend">
    ${[...phases].map(
      (id) =>
        html`<span class="key"
          ><svg class="sample" width="18" height="16" aria-hidden="true">
            <rect class="bar phase-${PHASE_NUMBER[id] - 1}" width="18" height="16" />
            <text class="in-bar" x="9" y="12" text-anchor="middle">${PHASE_NUMBER[id]}</text></svg
          >${phraseHtml([partName(id, 'lcp')])}</span
        > `,
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

const momentText = (ms: number | null): string => (ms === null ? '–' : quantity(ms, 'ms'));

function tableOf(sides: readonly Shown[]): TableParts {
  return {
    caption: 'Requests of the diagnostic visits (no measurements)',
    columns: ['Request', 'Side', 'Type', 'Requested', 'Answered', 'Complete', 'Size', 'Priority', 'Notes'],
    rows: sides.flatMap(({ visit: { side }, rows }) =>
      rows.map((row) => {
        const { kind, askedMs, answeredMs, endedMs, encodedBytes, priority } = row.request;
        const times = [askedMs, answeredMs, endedMs].map(momentText);
        return [row.path, side, kind, ...times, quantity(encodedBytes, 'bytes'), priority.last, tagsOf(row).join(', ')];
      }),
    ),
  };
}
