import { html, type Html } from '../../page/document/html.ts';
import { intervalsHtml } from '../../page/document/parts/intervals.ts';
import { tableHtml } from '../../page/document/parts/table.ts';
import { visible } from '../../page/document/visible.ts';
import { wholePage } from '../../page/document/whole-page.ts';
import type { PagePart, ReportPage } from './report-page.ts';

/** A report as one HTML file, which loads nothing and needs no script. */
export function reportPageHtml(page: ReportPage): string {
  const { title, about, parts } = visible(page);
  return wholePage({
    title: `vitals-gate: ${title}`,
    body: html`<main>
      <h1>${title}</h1>
      <p>${about}</p>
      ${parts.map(partHtml)}
    </main>`,
  });
}

function partHtml({ title, table, intervals, lines = [], list = [] }: PagePart): Html {
  return html`${title === undefined ? null : html`<h2>${title}</h2> `}
  ${intervals === undefined ? null : intervalsHtml(intervals)}
  ${table === undefined ? null : tableHtml({ ...table, columns: table.head })}
  ${lines.map((line) => html`<p>${line}</p> `)}
  ${
    list.length === 0
      ? null
      : html`<ul>
          ${list.map((item) => html`<li>${item}</li> `)}
        </ul> `
  }`;
}
