import { sum } from '../numbers.ts';
import type { Bracket, Explanation } from './posterior.ts';

/** The one with the highest probability; undefined for none. */
export function mostLikely(explanations: readonly Explanation[]): Explanation | undefined {
  return explanations.reduce<Explanation | undefined>(
    (best, each) => (best === undefined || each.probability > best.probability ? each : best),
    undefined,
  );
}

/** The probability that the changes are inside these stretches, with one in each. */
export function probabilityOf(explanations: readonly Explanation[], stretches: readonly Bracket[]): number {
  const agreeing = explanations.filter((explanation) => agrees(explanation.stretches, stretches));
  return sum(agreeing.map(({ probability }) => probability));
}

function agrees(finer: readonly Bracket[], stretches: readonly Bracket[]): boolean {
  return (
    finer.every((one) => stretches.some((other) => isInside(one, other))) &&
    stretches.every((other) => finer.some((one) => isInside(one, other)))
  );
}

function isInside(one: Bracket, other: Bracket): boolean {
  return one.low >= other.low && one.high <= other.high;
}

/** The shortest bracket that holds all changes with this probability. */
export function narrowest(explanations: readonly Explanation[], ends: Bracket, probability: number): Bracket {
  const arms = [...new Set(explanations.flatMap(({ stretches }) => stretches.flatMap(({ low, high }) => [low, high])))];
  const brackets = arms.flatMap((low) => arms.filter((high) => high > low).map((high): Bracket => ({ low, high })));
  const holds = (bracket: Bracket): boolean =>
    sum(
      explanations
        .filter(({ stretches }) => stretches.every((stretch) => isInside(stretch, bracket)))
        .map((explanation) => explanation.probability),
    ) >= probability;
  return brackets.filter(holds).toSorted((a, b) => a.high - a.low - (b.high - b.low))[0] ?? ends;
}
