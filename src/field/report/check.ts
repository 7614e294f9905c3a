import { code, plain, row as markdownRow } from '../../report/comment/markdown.ts';
import { sanitizeLine } from '../../text/sanitize.ts';
import { shortSha } from '../../text/short-sha.ts';
import type { CheckFinding, CommitCoverage } from '../analyses/check.ts';
import { alignedLines } from './table.ts';
import { sharePercent, windowWords, type About } from './window.ts';

const HEAD = ['commit', 'began', 'ended', 'coverage'];
const NUMBERS: ReadonlySet<number> = new Set([1, 2, 3]);

/** For a terminal. */
export function checkText(
  findings: readonly CheckFinding[],
  coverage: readonly CommitCoverage[],
  about: About,
): string {
  const table = coverage.length === 0 ? [] : ['', ...alignedLines([HEAD, ...coverage.map(cellsOf)], NUMBERS)];
  const found = findings.flatMap((finding) => ['', ...linesOf(finding)]);
  return [windowWords(about), ...table, ...found, '', ...closing(findings, about)].join('\n');
}

export function checkMarkdown(
  findings: readonly CheckFinding[],
  coverage: readonly CommitCoverage[],
  about: About,
): string {
  const table = [
    markdownRow(HEAD),
    markdownRow(['---', '--:', '--:', '--:']),
    ...coverage.map((each) => markdownRow(cellsOf(each).map((cell, at) => (at === 0 ? code(cell) : cell)))),
  ];
  const list = findings.map(
    (finding) =>
      `- ${plain(
        linesOf(finding)
          .map((line) => line.trim())
          .join(' '),
      )}`,
  );
  const parts = ['## Whether page views can be compared', '', windowWords(about), '', ...table, '', ...list, ''];
  return [...parts, ...closing(findings, about)].join('\n');
}

function cellsOf({ sha, starts, ended, coverage }: CommitCoverage): string[] {
  return [shortSha(sha), starts.toLocaleString('en'), ended.toLocaleString('en'), sharePercent(coverage)];
}

function linesOf({ voids, what, count, of, example, todo }: CheckFinding): string[] {
  const such = example === null || example === '' ? '' : `, for example ${example}`;
  const head = `${voids ? 'voids comparisons' : 'note'}: ${what}: ${count.toLocaleString('en')} of ${of.toLocaleString('en')}${such}.`;
  return [sanitizeLine(head, 500), `  → ${todo}`];
}

function closing(findings: readonly CheckFinding[], { scope }: About): string[] {
  if (scope === null) return [];
  const isVoid = findings.some(({ voids }) => voids);
  return [isVoid ? 'These page views cannot be compared as they are.' : 'These page views can be compared.', ''];
}
