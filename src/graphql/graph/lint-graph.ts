import { lintDirectives } from '../cost/lint.ts';
import type { Warning } from '../cost/problem.ts';
import type { CostSettings } from '../cost/types.ts';
import type { Graph } from './graph.ts';

/** The most problems of one kind that are listed. */
const MOST_ALIKE = 10;

/** What is wrong with the directives of a graph: of its subgraphs as their teams wrote them, where those are known. */
export function lintGraph({ subgraphs, document }: Graph, profile: CostSettings['profile']): string[] {
  const documents = subgraphs.length === 0 ? [document] : subgraphs.map((subgraph) => subgraph.document);
  return few(documents.flatMap((each) => lintDirectives(each, profile)).map(warningText));
}

export function warningText({ text, file, line }: Warning): string {
  return file === null ? text : `${file}:${line ?? 1}: ${text}`;
}

/** The first of many notes that are alike. */
export function few(notes: readonly string[]): string[] {
  if (notes.length <= MOST_ALIKE) return [...notes];
  return [...notes.slice(0, MOST_ALIKE), `… and ${notes.length - MOST_ALIKE} more such notes.`];
}
