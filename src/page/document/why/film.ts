import type { Side } from '../../../model/deploy.ts';
import type { DiagnosticVisit } from '../../../model/diagnosis.ts';
import { quantity } from '../../../report/words/format.ts';
import { html, type Html } from '../html.ts';
import { chartHtml } from '../parts/chart.ts';
import type { TableParts } from '../parts/table.ts';
import { filmTable, type FilmCell, type FilmTable } from './film-geometry.ts';

const CAPTION = 'What the page showed';

/** What base and head showed at the same times, one above the other; null where neither was filmed. */
export function filmHtml(visits: readonly DiagnosticVisit[]): Html | null {
  const table = filmTable(visits);
  if (table === null) return null;
  return chartHtml({
    caption: html`<strong>${CAPTION}</strong>`,
    drawing: html`${stripsHtml(table)} ${legendHtml(table)}`,
    numbers: numbersOf(visits),
  });
}

const SIDE_NAMES: Readonly<Record<Side, string>> = { base: 'Base', head: 'Head' };

function stripsHtml(table: FilmTable): Html {
  const { timesMs, rows } = table;
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${CAPTION}">
    <table class="film">
      <tbody>
        ${rows.map(
          ({ side, cells }) =>
            html`<tr>
              <th scope="row">${SIDE_NAMES[side]}</th>
              ${cells.map((cell, index) => cellHtml(cell, { side, atMs: timesMs[index] ?? 0, table }))}
            </tr> `,
        )}
      </tbody>
      <tfoot>
        <tr>
          <td></td>
          ${timesMs.map((atMs) => html`<th scope="col">${quantity(atMs, 'ms')}</th>`)}
        </tr>
      </tfoot>
    </table>
  </div> `;
}

interface CellContext {
  readonly side: Side;
  readonly atMs: number;
  readonly table: Pick<FilmTable, 'width' | 'height'>;
}

/** The box has its size before the script fills it with its picture. */
function cellHtml(cell: FilmCell | null, { side, atMs, table: { width, height } }: CellContext): Html {
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
    ${lcp === 'at' ? html`<p><strong>LCP</strong></p>` : null}
  </td>`;
}

function altOf({ sinceMs, lcp }: FilmCell, side: Side, atMs: number): string {
  const [name, since] = [SIDE_NAMES[side], quantity(sinceMs, 'ms')];
  if (lcp === 'after') return `${name}, as it was at its LCP after ${since}`;
  const shown = `${name} after ${quantity(atMs, 'ms')}`;
  if (lcp === 'at') return `${shown}, with LCP`;
  return sinceMs < atMs ? `${shown}, the same since ${since}` : shown;
}

function legendHtml({ rows }: FilmTable): Html | null {
  const seen = new Set(rows.flatMap(({ cells }) => cells.map((cell) => cell?.lcp)));
  const told = [
    seen.has('at') ? 'Framed: LCP is painted.' : null,
    seen.has('after') ? 'Faded: the film of a side ends at its LCP, and its last picture is repeated.' : null,
  ].filter((text) => text !== null);
  return told.length === 0 ? null : html`<p class="legend">${told.join(' ')}</p>`;
}

function numbersOf(visits: readonly DiagnosticVisit[]): TableParts {
  return {
    caption: 'When the page looked different in the diagnostic visits (no measurements)',
    columns: ['Picture', 'Shown after', 'LCP', 'File'],
    rows: visits.flatMap(({ side, filmstrip }) =>
      (filmstrip?.frames ?? []).map(({ atMs, isLcp, picture }, index) => [
        `${SIDE_NAMES[side]} ${index + 1}`,
        quantity(atMs, 'ms'),
        isLcp ? 'yes' : 'no',
        html`<code>${picture}</code>`,
      ]),
    ),
  };
}
