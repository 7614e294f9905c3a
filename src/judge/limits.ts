import { formatPath } from '../model/breakdown.ts';
import type { Budget } from '../model/budget.ts';
import type { BudgetRow, RedEvidence } from '../model/verdict.ts';
import type { Finding } from './finding.ts';

/** One of a budget's two kinds of limit: what a row is about. */
export type DeclaredLimit =
  | { readonly budget: Budget; readonly kind: 'max'; readonly limit: readonly [NonNullable<Budget['max']>] }
  | { readonly budget: Budget; readonly kind: 'max-increase'; readonly limit: NonNullable<Budget['maxIncrease']> };

/** A limit, and what was found out about it. */
export interface JudgedLimit {
  readonly declared: DeclaredLimit;
  readonly finding: Finding;
}

/** The limits of a budget, each with a row of its own. */
export function limitsOf(budget: Budget): DeclaredLimit[] {
  const { max, maxIncrease } = budget;
  const declared: DeclaredLimit[] = [];
  if (max !== null) declared.push({ budget, kind: 'max', limit: [max] });
  if (maxIncrease !== null) declared.push({ budget, kind: 'max-increase', limit: maxIncrease });
  return declared;
}

/** The row of a limit, without its place. */
export function rowOf(
  { budget, kind, limit }: DeclaredLimit,
  finding: Finding,
  evidence: RedEvidence | null,
): Omit<BudgetRow, 'route' | 'condition'> {
  const { value, low, high, verdict, reason, enforce } = finding;
  const about = { path: formatPath(budget.segments), kind, limit: [...limit] };
  return { ...about, value, low, high, verdict, reason, enforce, evidence };
}
