import type { GateReport } from '../model/report.ts';
import type { Verdict } from '../model/verdict.ts';
import { count } from './format.ts';
import { groupRows, type ReportRow, type RowGroups } from './rows.ts';

/** The verdict in one line: a symbol for the eye, and words that stand without it. */
export interface Headline {
  readonly symbol: string;
  readonly words: string;
}

const SYMBOLS: Readonly<Record<Verdict, string>> = {
  fail: '❌',
  unmeasured: '⚠️',
  inconclusive: '❔',
  waived: '☑️',
  pass: '✅',
};

const WORDS: Readonly<Record<Verdict, (groups: RowGroups, policy: GateReport['policy']) => string>> = {
  fail: ({ broken }) => `${count(broken.length, 'budget')} broken${whereBroken(broken)}`,
  unmeasured: ({ unmeasured }, { onUnmeasured }) =>
    `${count(blocking(unmeasured), 'budget')} could not be measured${onUnmeasured === 'pass' ? ' (does not block)' : ''}`,
  inconclusive: ({ inconclusive }, { onInconclusive }) =>
    `no budget broken, ${blocking(inconclusive)} inconclusive (${onInconclusive === 'block' ? 'blocks' : 'does not block'})`,
  waived: ({ waived }) => `${count(waived.length, 'broken budget')} waived`,
  pass: passWords,
};

export function headlineOf(report: GateReport): Headline {
  const { verdict } = report.result;
  return {
    symbol: SYMBOLS[verdict],
    words: `vitals-gate ${verdict}: ${WORDS[verdict](groupRows(report), report.policy)}`,
  };
}

function whereBroken(broken: readonly ReportRow[]): string {
  const routes = new Set(broken.map(({ budget }) => budget.route)).size;
  return routes > 1 ? ` on ${count(routes, 'route')}` : '';
}

function passWords({ kept, warned, preExisting }: RowGroups): string {
  const warnings = warned.length + preExisting.length;
  const suffix = warnings === 0 ? '' : `, ${count(warnings, 'warning')}`;
  if (kept.length === 0) return `no budget to judge${suffix}`;
  return `${kept.length === 1 ? 'the budget is' : `all ${kept.length} budgets are`} kept${suffix}`;
}

/** The rows that decide the run. */
function blocking(rows: readonly ReportRow[]): number {
  return rows.filter(({ budget }) => budget.enforce === 'block').length;
}
