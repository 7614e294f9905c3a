import { interruptionOf } from '../../src/field/analyses/interruption.ts';
import { coefficientOf, notEstablished } from '../../src/field/analyses/judge-interruption.ts';
import type { Bucket } from '../../src/field/questions/rows.ts';
import { normal } from '../../src/field/synthetic/levels.ts';
import { seededRandom, type Random } from '../../src/stats/random.ts';
import type { Held } from './coverage.ts';

/** What series with a deploy and a campaign that begins some hours later came to. */
export interface Interruptions {
  /** Intervals of the step. */
  readonly step: Held;
  /** Steps that were established. */
  readonly established: number;
}

const FIRST = Date.parse('2026-10-05T00:00:00Z');
const HOUR_MS = 3_600_000;
const HOURS = 6;
const STRETCHES = 112;
const PER_DAY = 24 / HOURS;
/** In the middle of the fifteenth day; the campaign begins with the next day. */
const DEPLOY = 58;
const CAMPAIGN_FROM = 60;
/** In standard deviations of the noise: what the campaign adds. */
const CAMPAIGN = 2;
const NOISE_MS = 40;
const VIEWS = 1000;

export interface Kind {
  readonly rho: number;
  /** In standard deviations of the noise. */
  readonly step: number;
  readonly campaignDays: number;
  readonly isDeclared?: boolean;
  readonly hasSlope?: boolean;
}

const timeOf = (stretch: number): string => new Date(FIRST + stretch * HOURS * HOUR_MS).toISOString();

/** Four weeks of six-hour stretches with a time of the day, a deploy and a campaign, whose errors have the correlation ρ. */
export function lookAtInterruptions(kind: Kind, runs: number): Interruptions {
  const { rho, step, campaignDays, hasSlope = false } = kind;
  const random = seededRandom('interruptions', JSON.stringify({ rho, step, campaignDays, hasSlope }));
  let [held, established] = [0, 0];
  for (let run = 0; run < runs; run += 1) {
    const found = look(seriesOf(kind, random), kind);
    held += found.holds ? 1 : 0;
    established += found.isEstablished ? 1 : 0;
  }
  return { step: { runs, held }, established };
}

function look(series: readonly Bucket[], { step, campaignDays, isDeclared = true, hasSlope = false }: Kind) {
  const deploy = { sha: 'b', at: timeOf(DEPLOY) };
  const days = { from: dayOf(CAMPAIGN_FROM), to: dayOf(CAMPAIGN_FROM + (campaignDays - 1) * PER_DAY) };
  const covariates = isDeclared ? [{ name: 'campaign', spans: [days] }] : [];
  const window = { from: timeOf(0), to: timeOf(STRETCHES) };
  const found = interruptionOf({ series, deploys: [deploy], interruption: deploy, covariates, hasSlope, ...window });
  if (!('fitted' in found.outcome)) throw new Error(found.outcome.missing);
  const { low, high } = coefficientOf(found.outcome.fitted.step, found.outcome.fitted, NOISE_MS);
  return { holds: low <= step && step <= high, isEstablished: notEstablished(found, false) === null };
}

const dayOf = (stretch: number): string => timeOf(stretch).slice(0, 10);

function seriesOf({ rho, step, campaignDays }: Kind, random: Random): Bucket[] {
  let error = normal(random);
  return Array.from({ length: STRETCHES }, (_, stretch) => {
    error = rho * error + Math.sqrt(1 - rho ** 2) * normal(random);
    const isOn = stretch >= CAMPAIGN_FROM && stretch < CAMPAIGN_FROM + campaignDays * PER_DAY;
    const moved = (stretch >= DEPLOY ? step : 0) + (isOn ? CAMPAIGN : 0) + (stretch % PER_DAY) / 2;
    const mean = 2000 + NOISE_MS * (moved + error);
    const sha = stretch >= DEPLOY ? 'b' : 'a';
    const sums = { n: VIEWS, sum: Math.round(VIEWS * mean), squares: Math.round(VIEWS * mean ** 2) };
    return { route: 'product', device: 'mobile', by: null, path: 'lcp', sha, at: timeOf(stretch), ...sums };
  });
}
