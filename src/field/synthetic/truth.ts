import type { DeployedSha } from '../analyses/rows.ts';
import { seededRandom } from '../../stats/random.ts';

/** What is true of a field that was made up. */
export interface FieldTruth {
  readonly seed: string;
  /** The first hour, an ISO instant at midnight UTC. */
  readonly from: string;
  readonly days: number;
  readonly routes: readonly string[];
  /** The hours from a deploy to the next. The first is at ten in the morning. */
  readonly deployEveryHours: number;
  /** Sessions in an average hour, over all routes. */
  readonly sessionsPerHour: number;
  /** The correlation of the level of an hour with that of the hour before. */
  readonly rho: number;
  /** The standard deviation of the level of an hour, as a share of the level. */
  readonly hourNoise: number;
  /** The same of what begins at each deploy and lasts until the next, without being a step that a deploy made. */
  readonly deployNoise: number;
  readonly step: TrueStep | null;
  readonly campaign: TrueCampaign | null;
  /** From this deploy on, this share of the finals is lost beside those that always are. */
  readonly dropOut: { readonly deploy: number; readonly share: number } | null;
}

/** From a deploy on, one phase of one route takes longer. */
interface TrueStep {
  /** Its place in the list of deploys. */
  readonly deploy: number;
  readonly route: string;
  readonly path: string;
  /** On a mobile device; a desktop has the same. */
  readonly ms: number;
}

/** For some days, one phase of one route takes longer, whatever is served. */
interface TrueCampaign {
  /** Days since the first, from 0. */
  readonly day: number;
  readonly days: number;
  readonly route: string;
  readonly path: string;
  /** On either device. */
  readonly ms: number;
}

export const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;
const FIRST_DEPLOY_HOUR = 10;

export const MONTH: FieldTruth = {
  seed: '1',
  from: '2026-10-05T00:00:00.000Z',
  days: 28,
  routes: ['home', 'list', 'product'],
  deployEveryHours: DAY_HOURS,
  sessionsPerHour: 120,
  rho: 0.6,
  hourNoise: 0.03,
  deployNoise: 0,
  step: null,
  campaign: null,
  dropOut: null,
};

/** A month with a step of the resource load delay of `product`, half-way. */
export function monthWithStep(seed: string, ms: number): FieldTruth {
  const step = { deploy: 14, route: 'product', path: 'lcp.resource-load-delay', ms };
  return { ...MONTH, seed, step: ms === 0 ? null : step };
}

/** In the order of time. */
export function deploysOf({ seed, from, days, deployEveryHours }: FieldTruth): DeployedSha[] {
  const count = Math.ceil((days * DAY_HOURS - FIRST_DEPLOY_HOUR) / deployEveryHours);
  return Array.from({ length: count }, (_, index) => ({
    sha: shaOf(seed, index),
    at: new Date(Date.parse(from) + (index * deployEveryHours + FIRST_DEPLOY_HOUR) * HOUR_MS).toISOString(),
  }));
}

/** Which deploy an hour is served by; -1 before the first. */
export const deployAt = ({ deployEveryHours }: FieldTruth, hour: number): number =>
  Math.max(-1, Math.floor((hour - FIRST_DEPLOY_HOUR) / deployEveryHours));

/** The commit that an hour is served by. */
export const shaAt = (truth: FieldTruth, hour: number): string => shaOf(truth.seed, deployAt(truth, hour));

function shaOf(seed: string, deploy: number): string {
  const random = seededRandom('sha', seed, String(deploy));
  return Array.from({ length: 40 }, () => Math.floor(random() * 16).toString(16)).join('');
}

/** How much of the average traffic an hour has: most in the evening, less at weekends. */
export function trafficAt(hour: number): number {
  const ofDay = 1 + 0.6 * Math.sin(((hour % DAY_HOURS) - 13) * ((2 * Math.PI) / DAY_HOURS));
  return isWeekend(hour) ? 0.8 * ofDay : ofDay;
}

/** How much slower than on average pages are: by 8 % when networks are busy, by 4 % at weekends. */
export function seasonAt(hour: number): number {
  const ofDay = 1 + 0.08 * Math.sin(((hour % DAY_HOURS) - 14) * ((2 * Math.PI) / DAY_HOURS));
  return isWeekend(hour) ? 1.04 * ofDay : ofDay;
}

const isWeekend = (hour: number): boolean => Math.floor(hour / DAY_HOURS) % 7 > 4;
