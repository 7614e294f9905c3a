import { binomialCdf } from '../../src/stats/distributions.ts';

/** The highest rate at which so few of so many would still be seen in 5 % of simulations (Clopper & Pearson 1934). */
export function upperBound(count: number, of: number): number {
  let low = count / of;
  let high = 1;
  for (let round = 0; round < 40; round += 1) {
    const middle = (low + high) / 2;
    if ((binomialCdf(of, middle)[count] ?? 1) > 0.05) low = middle;
    else high = middle;
  }
  return high;
}

export function percent(share: number, digits = 1): string {
  return `${(100 * share).toFixed(digits)} %`;
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map((_, index) => (index === 0 ? '---' : '--:')), ...rows].map(line).join('\n');
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
