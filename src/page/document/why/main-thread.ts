import { quantity, signed } from '../../../report/words/format.ts';
import { fractionAt, inPercent, scaleFromZero, type Scale } from '../../data/scale.ts';
import { html, type Html } from '../html.ts';
import { tableHtml } from '../parts/table.ts';
import { phraseHtml } from '../phrase-html.ts';
import type { ToldWork, WorkRow } from './told-work.ts';

/** The functions that the main thread was in, by their own time on each side. */
export function mainThreadHtml({ during, rows }: ToldWork): Html {
  const scale = scaleFromZero(rows.flatMap(({ baseMs, headMs }) => [baseMs, headMs]));
  const table = tableHtml({
    caption: `Main thread ${during}: own time of functions`,
    columns: ['Function', 'Base', 'Head', 'Change', 'Base above head', 'Where'],
    rows: rows.map((row) => [
      html`<code>${row.name}</code>`,
      quantity(row.baseMs, 'ms'),
      quantity(row.headMs, 'ms'),
      signed(row.headMs - row.baseMs, 'ms'),
      twoBars(row, scale),
      row.at === null ? null : phraseHtml(row.at),
    ]),
  });
  return html`<div class="thread">${table}</div> `;
}

/** The numbers beside it as lengths. */
function twoBars({ baseMs, headMs }: WorkRow, scale: Scale): Html {
  return html`<svg class="sample" width="90" height="16" aria-hidden="true">
    <rect class="time base" y="1" width="${inPercent(fractionAt(baseMs, scale))}" height="6" />
    <rect class="time head" y="9" width="${inPercent(fractionAt(headMs, scale))}" height="6" />
  </svg>`;
}
