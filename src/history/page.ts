import { html, type Html } from '../page/document/html.ts';
import { tableHtml } from '../page/document/parts/table.ts';
import { phraseHtml } from '../page/document/phrase-html.ts';
import { visible } from '../page/document/visible.ts';
import type { wholePage } from '../page/document/whole-page.ts';
import { shortSha } from '../text/short-sha.ts';
import type { Overview, OverviewRow } from './overview.ts';
import { trendHtml } from './trend.ts';
import { changeText, creepText, driftSentence, nodeText, sinceText, spanText } from './words.ts';

/** What a page is made with; it is loaded only where one is written. */
type MakePage = typeof wholePage;

/** The overview as a page: the table, the drifts, and a chart of each metric. It needs no script. */
export function renderHistoryPage(overview: Overview, makePage: MakePage): string {
  const { history, epochs, rows, drifts } = overview;
  const anchor = epochs.find(({ isCurrent }) => isCurrent)?.anchor ?? '';
  const past = drifts.filter((drift) => !rows.some((row) => row.drifts.includes(drift)));
  const open = rows.flatMap((row) => row.drifts);
  return makePage({
    title: `vitals-gate: history of ${spanText(history)}`,
    body: html`<main>
      <h1>Main over time</h1>
      <p>Main against the anchor ${visible(shortSha(anchor))}: ${spanText(history)}.</p>
      ${visible(history.notices).map((notice) => html`<p>${notice}</p> `)}
      ${listHtml(
        'Drifts',
        open.map((drift) => phraseHtml(driftSentence(drift))),
      )}
      ${tableHtml({
        caption: 'Where main is now',
        columns: ['Route', 'Condition', 'Metric', 'Commits', 'Since the anchor', 'Drift', 'Creep'],
        rows: rows.map(cells),
      })}
      ${rows.map((row) => trendHtml(history, row))} ${epochsHtml(overview)}
      ${listHtml(
        'Earlier changes',
        past.map((drift) => phraseHtml(driftSentence(drift))),
      )}
    </main>`,
  });
}

function listHtml(title: string, items: readonly Html[]): Html | null {
  if (items.length === 0) return null;
  return html`<h2>${title}</h2>
    <ul>
      ${items.map((item) => html`<li>${item}.</li> `)}
    </ul> `;
}

function cells(row: OverviewRow): string[] {
  const { route, condition, metric, series, change, drifts, creep } = row;
  const last = drifts.at(-1);
  return [
    ...visible([route, condition]),
    nodeText(metric),
    String(series.commits.length),
    changeText(change, row),
    visible(last === undefined ? 'none' : sinceText(last)),
    creep.map(creepText).join(', '),
  ];
}

function epochsHtml({ epochs }: Overview): Html {
  return tableHtml({
    caption: 'Epochs: commits are compared only within one',
    columns: ['Anchor', 'Chrome', 'Runner', 'Commits'],
    rows: epochs.map(({ anchor, chrome, runner, commits }) => [
      ...visible([shortSha(anchor), chrome, runner]),
      String(commits.length),
    ]),
  });
}
