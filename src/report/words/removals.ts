import type { GateReport } from '../../model/report.ts';
import { count } from './format.ts';
import { name, type Phrase } from './phrase.ts';

/** Something that base gates and head does not: whatever it costs now, no budget is broken by it. */
export interface RemovedItem {
  readonly kind: 'route' | 'operation' | 'section';
  readonly phrase: Phrase;
  /** A line of the base's configuration; null if it is not of it, or not known. */
  readonly line: number | null;
}

export function removalsIn({ policySource, graphql }: GateReport): RemovedItem[] {
  const declared = (policySource?.removed ?? []).map((removal): RemovedItem => {
    const { kind, line } = removal;
    if (kind === 'route') return { kind, line, phrase: ['the route ', name(removal.name), ' is no longer visited'] };
    return {
      kind: 'section',
      line,
      phrase: ['without the ', name('graphql'), ' section, no operation is costed any more'],
    };
  });
  const operations = (graphql?.removed ?? []).map((each): RemovedItem => ({
    kind: 'operation',
    line: null,
    phrase: ['the operation ', name(each.name), ' (on base at ', name(each.where), ') is gone'],
  }));
  return [...declared, ...operations];
}

const MOST_NAMED = 10;

/** What a reader must see of that, above everything else; empty if there is nothing. */
export function removalAlerts(report: GateReport): Phrase[] {
  const removed = removalsIn(report);
  if (removed.length === 0) return [];
  const shown = removed.slice(0, MOST_NAMED).flatMap(({ phrase }, index) => (index === 0 ? phrase : ['; ', ...phrase]));
  const rest = removed.length > MOST_NAMED ? [` and ${removed.length - MOST_NAMED} more`] : [];
  return [['This pull request removes something from the gate, so no budget can catch it: ', ...shown, ...rest, '.']];
}

/** `, 1 route and 2 operations are no longer gated` */
export function removalWords(report: GateReport): string {
  const removed = removalsIn(report);
  const of = (kind: RemovedItem['kind'], word: string): string[] => {
    const those = removed.filter((each) => each.kind === kind).length;
    return those === 0 ? [] : [count(those, word)];
  };
  const parts = [...of('route', 'route'), ...of('operation', 'operation'), ...of('section', 'section')];
  if (parts.length === 0) return '';
  const list = parts.length === 1 ? parts[0] : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
  return `, ${list ?? ''} ${removed.length === 1 ? 'is' : 'are'} no longer gated`;
}
