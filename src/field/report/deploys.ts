import { parsePath } from '../../model/breakdown.ts';
import { code, row as markdownRow } from '../../report/comment/markdown.ts';
import { change, count } from '../../report/words/format.ts';
import { pathPhrase } from '../../report/words/names.ts';
import { inText } from '../../report/words/phrase.ts';
import { shortSha } from '../../text/short-sha.ts';
import type { DeployRow, UnclearReason } from '../analyses/deploys.ts';
import { intervalsPart, tablePart, type PagePart, type ReportPage } from './report-page.ts';
import { alignedLines } from '../../report/terminal/table.ts';
import { unitOfPath } from './unit.ts';
import { windowWords, type About } from './window.ts';

const TITLE = 'What deploys moved';
const HEAD = ['route', 'condition', 'node', 'change (95 % interval)', 'placebos as large'];
const SLICED = ['slice'];

const BECAUSE: Readonly<Record<UnclearReason, string>> = {
  'no-data': 'no page view ended there',
  'no-data-before': 'no page view is older',
  'no-data-after': 'no page view is newer',
  'too-few-data': 'there are too few hours with page views',
  'near-another-deploy': 'another deploy is too near',
  'coverage-changed': 'a different share of page views ended',
  'like-placebos': 'times without a deploy have steps as large',
  'not-certain': 'among so many comparisons, chance makes steps as large',
};

/** For a terminal: the steps of each deploy, and how many nodes have none or cannot be told. */
export function deploysText(rows: readonly DeployRow[], about: About): string {
  const deploys = deploysOf(rows).flatMap((those) => {
    const steps = those.filter(({ verdict }) => verdict === 'step');
    const table =
      steps.length === 0 ? [] : alignedLines([headOf(about), ...steps.map((step) => cellsOf(step, about))], new Set());
    return ['', titleOf(those), ...table, ...restOf(those).map((line) => `  ${line}`)];
  });
  return [windowWords(about), ...deploys, ''].join('\n');
}

export function deploysMarkdown(rows: readonly DeployRow[], about: About): string {
  const deploys = deploysOf(rows).flatMap((those) => {
    const steps = those.filter(({ verdict }) => verdict === 'step');
    const [first] = those;
    const head = headOf(about);
    const table = [
      markdownRow(head),
      markdownRow(head.map(() => '---')),
      ...steps.map((step) => markdownRow(cellsOf(step, about).map((cell) => code(cell)))),
      '',
    ];
    const title = `### ${code(shortSha(first?.sha ?? ''))} at ${timeOf(first?.at ?? '')}`;
    return ['', title, '', ...(steps.length === 0 ? [] : table), ...restOf(those)];
  });
  return [`## ${TITLE}`, '', windowWords(about), ...deploys, ''].join('\n');
}

export function deploysPage(rows: readonly DeployRow[], about: About): ReportPage {
  const parts = deploysOf(rows).flatMap((those): PagePart[] => {
    const steps = those.filter(({ verdict }) => verdict === 'step');
    const title = titleOf(those);
    const table = [headOf(about), ...steps.map((step) => cellsOf(step, about))];
    return [{ title }, ...stepsDrawn(steps), ...tablePart(table, `Steps at ${title}`), { lines: restOf(those) }];
  });
  return { title: TITLE, about: windowWords(about), parts };
}

/** Those of one unit to one scale. */
function stepsDrawn(steps: readonly DeployRow[]): PagePart[] {
  const groups = Map.groupBy(steps, ({ path }) => unitOfPath(path));
  return [...groups].flatMap(([unit, those]) => {
    const rows = those.flatMap(({ route, condition, path, change: value, low, high }) => {
      const name = `${route} on ${condition ?? 'not named'}, ${inText(pathPhrase(parsePath(path) ?? [path]))}`;
      return value === null ? [] : [{ name, value, low, high, text: change({ value, low, high }, unit) }];
    });
    const caption = unit === 'score' ? 'Steps of scores' : 'Steps of times';
    return intervalsPart({ caption, unit, isSigned: true, limit: null, rows });
  });
}

/** What nobody viewed is told by `field slo`: here it would be as much again at every deploy. */
function deploysOf(rows: readonly DeployRow[]): DeployRow[][] {
  const viewed = rows.filter(({ reason }) => reason !== 'no-data');
  return [...Map.groupBy(viewed, ({ sha, at }) => JSON.stringify([at, sha])).values()];
}

function headOf({ by }: About): string[] {
  return by === null ? HEAD : [...SLICED, ...HEAD];
}

function titleOf([first]: readonly DeployRow[]): string {
  return first === undefined ? '' : `${shortSha(first.sha)} at ${timeOf(first.at)}`;
}

function timeOf(iso: string): string {
  return `${iso.slice(0, 16).replace('T', ' ')} UTC`;
}

function cellsOf(row: DeployRow, { by: dimension }: About): string[] {
  const { route, condition, path, change: value, low, high, placeboRank, placebos, by, deepest } = row;
  const unit = unitOfPath(path);
  const node = inText(pathPhrase(parsePath(path) ?? [path]));
  return [
    ...(dimension === null ? [] : [by ?? 'unknown']),
    route,
    condition ?? 'not named',
    deepest ? `${node} (most of it)` : node,
    value === null ? 'unknown' : change({ value, low, high }, unit),
    placeboRank === null ? 'unknown' : `${placeboRank - 1} of ${placebos}`,
  ];
}

/** `No step at 9 nodes.` and why the others cannot be told. */
function restOf(those: readonly DeployRow[]): string[] {
  const none = those.filter(({ verdict }) => verdict === 'none').length;
  const unclear = Map.groupBy(
    those.filter(({ verdict }) => verdict === 'unclear'),
    ({ reason }) => reason,
  );
  return [
    ...(none === 0 ? [] : [`No step at ${count(none, 'node')}.`]),
    ...[...unclear].map(([reason, rows]) => {
      const because = reason === null ? '' : `, because ${BECAUSE[reason]}`;
      return `Unclear at ${count(rows.length, 'node')}${because}.`;
    }),
  ];
}
