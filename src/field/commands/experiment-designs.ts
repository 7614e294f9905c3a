import { quote } from '../../source/diagnostic.ts';
import { compareFlag } from '../analyses/experiment/flag-arms.ts';
import { cellsOfFlag } from '../analyses/experiment/flags.ts';
import { NOTHING, type ExperimentFound, type ExperimentReason } from '../analyses/experiment/found.ts';
import { sumsOfCells } from '../analyses/experiment/sums.ts';
import type { ExperimentCell } from '../questions/experiment.ts';
import type { Scope } from '../questions/scope.ts';
import { compareGroups } from '../analyses/experiment/grouped.ts';
import { comparePeriods } from '../analyses/experiment/switched.ts';
import {
  assertShares,
  assertTreated,
  controlOf,
  type ExperimentPlan,
  type FlagPlan,
  type GroupPlan,
  type SwitchPlan,
} from './experiment-request.ts';

export interface FoundEffect {
  readonly found: ExperimentFound;
  readonly notices: readonly string[];
}

interface Asked {
  /** Integers of the cells that are one of the outcome's unit. */
  readonly steps: number;
  readonly scope: Scope;
  /** ISO: when the treatment begins, or a period of it; null: the plan does not say. */
  readonly at: string | null;
}

/**
 * The effect that a design finds in its sessions.
 *
 * @throws GateError `usage` where the plan names what sessions do not have
 */
export function findEffect(plan: ExperimentPlan, cells: readonly ExperimentCell[], asked: Asked): FoundEffect {
  if (sumsOfCells(cells).landed === 0) return without('no-sessions');
  if (plan.design === 'did') return groupEffect(plan, cells, asked);
  return plan.design === 'switchback' ? switchEffect(plan, cells, asked) : flagEffect(plan, cells, asked);
}

const without = (reason: ExperimentReason, ...notices: readonly string[]): FoundEffect => ({
  found: { ...NOTHING, reason },
  notices,
});

function flagEffect(plan: FlagPlan, cells: readonly ExperimentCell[], { steps }: Asked): FoundEffect {
  const ofFlag = cellsOfFlag(cells, plan.flag);
  const values = [...ofFlag.arms.keys()];
  if (values.length + ofFlag.changed.length === 0) return without('no-flag', flagNotice(plan.flag, ofFlag.flags));
  assertShares(values, plan);
  const [only] = values;
  if (values.length === 1 && only !== undefined)
    return { found: compareFlag(ofFlag, { ...plan, control: only, steps }), notices: [valueNotice(plan.flag, only)] };
  return { found: compareFlag(ofFlag, { ...plan, control: controlOf(values, plan), steps }), notices: [] };
}

function groupEffect(plan: GroupPlan, cells: readonly ExperimentCell[], { steps, scope, at }: Asked): FoundEffect {
  const groups = [...new Set(cells.map(({ group }) => group))].filter((group) => group !== null).toSorted();
  assertTreated(groups, plan);
  const times = { atMs: Date.parse(at ?? scope.to), fromMs: Date.parse(scope.from) };
  return { found: compareGroups(cells, { ...plan, ...times, steps }), notices: [] };
}

function switchEffect(plan: SwitchPlan, cells: readonly ExperimentCell[], { steps, at }: Asked): FoundEffect {
  const ofFlag = cellsOfFlag(cells, plan.flag);
  const values = [...ofFlag.arms.keys()];
  const [only] = values;
  if (only === undefined) return without('no-flag', flagNotice(plan.flag, ofFlag.flags));
  if (values.length === 1) return without('one-arm', valueNotice(plan.flag, only));
  const control = controlOf(values, plan);
  if (values.length > 2) return without('several-arms', severalNotice(plan.flag, values));
  const startMs = at === null ? 0 : Date.parse(at);
  return {
    found: comparePeriods(ofFlag, { ...plan, control, startMs, isGrouped: plan.group !== null, steps }),
    notices: [],
  };
}

const MOST_NAMED = 10;

function flagNotice(flag: string, flags: readonly string[]): string {
  const there = flags.slice(0, MOST_NAMED).map(quote).join(', ');
  const known = flags.length === 0 ? 'The records do not name any flag.' : `The records name ${there}.`;
  return `no session has the flag ${quote(flag)}. ${known}`;
}

const severalNotice = (flag: string, values: readonly string[]): string =>
  `the flag ${quote(flag)} has the values ${values.slice(0, MOST_NAMED).map(quote).join(', ')}.`;

const valueNotice = (flag: string, value: string): string =>
  `the flag ${quote(flag)} is ${quote(value)} in all sessions that have it, so there is nothing to compare them with.`;
