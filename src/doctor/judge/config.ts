import type { Config } from '../../model/config.ts';
import { ok, warn, type Finding } from '../check.ts';

/** A configuration that could be read. */
export function judgeConfig({ file, routes, conditions, graphql, warnings }: Config): Finding {
  const budgets = routes.flatMap((route) => route.budgets);
  const blocking = budgets.filter(({ enforce }) => enforce === 'block').length;
  const parts = [
    counted(routes.length, 'route'),
    counted(conditions.length, 'condition'),
    `${counted(budgets.length, 'budget')} (${blocking} of them ${blocking === 1 ? 'blocks' : 'block'})`,
    ...(graphql === null ? [] : ['GraphQL operations']),
  ];
  const has = `${file}: ${new Intl.ListFormat('en').format(parts)}.`;
  const [first] = warnings;
  if (first === undefined) return ok(has);
  return warn([has, ...warnings].join('\n'), 'Change the configuration as it says there, or leave it: a run works.');
}

/** Of a check that needs the configuration, where there is none. */
export function unread(): Finding {
  return warn('Not checked: the configuration cannot be read.', 'Mend the check of config first.');
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
