import { COVARIATES, type LandedSessions, type SessionCell } from '../../questions/price.ts';
import { wholePercent } from '../whole-percent.ts';

type Covariate = (typeof COVARIATES)[number];

const NAMES: Readonly<Record<Covariate, string>> = {
  device: 'device',
  connection: 'connection type',
  country: 'country',
  pageType: 'page type',
};

const ALWAYS = [
  'What visitors came for, the prices, the campaigns and the time of the day are not in the model.',
  'Page views have nothing that identifies a visitor across sessions, so each session counts as one user.',
];
/** From here on, what is not known may matter. */
const MUCH = 0.05;

/** What a price does not account for, one sentence each. */
export function uncontrolledOf({ cells, starts, analysed }: LandedSessions): string[] {
  const lost = starts > 0 ? 1 - analysed / Math.max(starts, analysed) : 0;
  const unknown = COVARIATES.map((covariate) => ({ covariate, share: unknownShare(cells, covariate) }));
  const missing = unknown.filter(({ share }) => share >= MUCH);
  return [
    ...missing.map(({ covariate, share }) =>
      share === 1
        ? `The ${NAMES[covariate]} of sessions is not recorded.`
        : `The ${NAMES[covariate]} of ${wholePercent(share)} % of the sessions is not recorded.`,
    ),
    ...(lost >= MUCH
      ? [`${wholePercent(lost)} % of the landings have no reading: visitors who leave early may be among them.`]
      : []),
    ...ALWAYS,
  ];
}

function unknownShare(cells: readonly SessionCell[], covariate: Covariate): number {
  const all = cells.reduce((sum, { n }) => sum + n, 0);
  const unknown = cells.reduce((sum, cell) => (cell[covariate] === null ? sum + cell.n : sum), 0);
  return all === 0 ? 0 : unknown / all;
}
