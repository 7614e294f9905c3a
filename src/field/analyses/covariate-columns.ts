import type { Covariate } from '../../model/field.ts';
import type { Column } from '../../stats/least-squares.ts';
import type { Timeline } from './timeline.ts';

/** A covariate over the stretches of a timeline: 1 on its days. */
export interface CovariateColumn {
  readonly name: string;
  readonly column: Column;
  /** How many stretches are 1. */
  readonly stretches: number;
}

const HOUR_MS = 3_600_000;

/** Stretches never have more than one day in them. */
export function covariateColumns(covariates: readonly Covariate[], { points, width }: Timeline): CovariateColumn[] {
  const days = points.map(({ time }) => new Date(time * width * HOUR_MS).toISOString().slice(0, 10));
  return covariates.map(({ name, spans }) => {
    const column = Float64Array.from(days, (day) => (spans.some(({ from, to }) => from <= day && day <= to) ? 1 : 0));
    return { name, column, stretches: column.reduce((total, value) => total + value, 0) };
  });
}

/** One that is 0 or 1 throughout is not told from the constant. */
export const varies = ({ column, stretches }: CovariateColumn): boolean => stretches > 0 && stretches < column.length;
