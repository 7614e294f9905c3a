import type { Breakdown } from '../../model/breakdown.ts';
import type { CostProfile } from '../../model/graphql.ts';
import type { PricingResult, PricedOperation } from './price-operation.ts';
import { profileText } from './profile-text.ts';
import { costText } from '../../text/cost.ts';

/** What operations cost, as trees for a terminal. */
export function priceText(priced: readonly PricingResult[], profile: CostProfile): string {
  const texts = priced.map((each) => (each.valid ? operationText(each) : `${titleOf(each)}: invalid`));
  return [`profile: ${profileText(profile)}`, ...texts].join('\n\n') + '\n';
}

function operationText(priced: PricedOperation): string {
  const { cost, planned, unplanned, breakdowns } = priced;
  const trees = Object.values(breakdowns).flatMap((breakdown) => treeLines(breakdown, 1));
  return [
    titleOf(priced) + (cost.precision === 'exact' ? '' : ' (upper bound)'),
    ...trees,
    ...cost.assumptions.map(({ text }) => `  · ${text}`),
    ...cost.violations.map(({ text, file, line }) => `  ! ${text}${file === null ? '' : ` (${file}:${line ?? 1})`}`),
    ...(planned === null ? [] : [`  · planned as ${planned.fetches} fetches in ${planned.waves} waves`]),
    ...(unplanned === null ? [] : [`  · no query plan: ${unplanned}`]),
  ].join('\n');
}

function titleOf({ operation: { name, client, where } }: PricingResult): string {
  return `${name ?? '(anonymous)'}${client === null ? '' : ` of ${client}`}  ${where}`;
}

function treeLines({ id, value, parts }: Breakdown, depth: number): string[] {
  const indent = '  '.repeat(depth);
  return [
    `${indent}${id.padEnd(Math.max(1, 48 - indent.length))} ${costText(value)}`,
    ...parts.flatMap((part) => treeLines(part, depth + 1)),
  ];
}
