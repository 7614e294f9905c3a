import { seededRandom, type Random } from '../../stats/random.ts';
import { PHASES, type Device } from './phases.ts';
import { deployAt, seasonAt, type FieldTruth } from './truth.ts';

/** A number from the standard normal distribution (Box & Muller 1958). */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** The true mean of every phase, hour by hour, of a route on a device: `levels[hour][phase]`. */
export function levelsOf(truth: FieldTruth, route: string, device: Device): number[][] {
  const random = seededRandom('levels', truth.seed, route, device.name);
  const noise = PHASES.map(() => normal(random));
  let deployNoise = PHASES.map(() => 0);
  return Array.from({ length: truth.days * 24 }, (_, hour) => {
    if (hour > 0 && deployAt(truth, hour) !== deployAt(truth, hour - 1))
      deployNoise = PHASES.map(() => truth.deployNoise * normal(random));
    return PHASES.map(({ path, mean }, index) => {
      const error = truth.rho * (noise[index] ?? 0) + Math.sqrt(1 - truth.rho ** 2) * normal(random);
      noise[index] = error;
      const share = 1 + truth.hourNoise * error + (deployNoise[index] ?? 0);
      return Math.max(0, mean * device.factor * seasonAt(hour) * share + addedBy(truth, route, path, hour));
    });
  });
}

function addedBy(truth: FieldTruth, route: string, path: string, hour: number): number {
  const { step, campaign } = truth;
  const isOf = (added: { route: string; path: string }): boolean => added.route === route && added.path === path;
  const day = Math.floor(hour / 24);
  const ofStep = step !== null && isOf(step) && deployAt(truth, hour) >= step.deploy ? step.ms : 0;
  const isOn = campaign !== null && isOf(campaign) && day >= campaign.day && day < campaign.day + campaign.days;
  return ofStep + (isOn ? campaign.ms : 0);
}
