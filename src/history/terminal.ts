import { alignedLines } from '../report/terminal/table.ts';
import { inText } from '../report/words/phrase.ts';
import { sanitizeLine } from '../text/sanitize.ts';
import { shortSha } from '../text/short-sha.ts';
import type { Overview, OverviewRow } from './overview.ts';
import { changeText, creepText, driftSentence, epochText, nodeText, sinceText, spanText } from './words.ts';

const HEAD = ['route', 'condition', 'metric', 'commits', 'since the anchor', 'drift', 'creep'];
const NUMBERS = new Set([3]);

/** The overview for a terminal: a table, and a sentence for each open drift. */
export function renderHistory({ history, epochs, rows, drifts }: Overview): string {
  const current = epochs.find(({ isCurrent }) => isCurrent);
  const open = rows.flatMap((row) => row.drifts);
  const past = drifts.length - open.length;
  const lines = [
    clean(`Main against the anchor ${shortSha(current?.anchor ?? '')}: ${spanText(history)}.`),
    ...(epochs.length === 1 ? [] : epochLines(epochs)),
    '',
    ...alignedLines([HEAD, ...rows.map(cells)], NUMBERS),
    '',
    ...(open.length === 0 ? ['Nothing drifts.'] : open.map((drift) => clean(`${inText(driftSentence(drift))}.`))),
    ...(past === 0 ? [] : [`Earlier changes: ${past}. See them with --json or --html.`]),
  ];
  return `${lines.join('\n')}\n`;
}

/** Names of runners and labels of commits come from files. */
const clean = (line: string): string => sanitizeLine(line, 500);

function epochLines(epochs: Overview['epochs']): string[] {
  const about = epochs.map(
    (epoch) => `${epoch.commits.length} of ${epochText(epoch)}${epoch.isCurrent ? ' (current)' : ''}`,
  );
  return ['', 'Commits are compared only within an epoch:', ...about.map((line) => `  ${clean(line)}`)];
}

function cells(row: OverviewRow): string[] {
  const { route, condition, metric, series, change, drifts, creep } = row;
  const last = drifts.at(-1);
  return [
    route,
    condition,
    nodeText(metric),
    String(series.commits.length),
    changeText(change, row),
    last === undefined ? 'none' : sinceText(last),
    creep.length === 0 ? '' : creep.map(creepText).join(', '),
  ];
}
