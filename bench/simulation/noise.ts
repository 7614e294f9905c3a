import type { Random } from '../../src/stats/random.ts';

/**
 * How the true value of a visit becomes the measured one. Called once a campaign, then once a visit in measured order;
 * `visit` counts from 0.
 */
export type Noise = (random: Random) => (value: number, visit: number) => number;

/** The everyday mix: standard deviations on the log scale, and the share of visits that take 2–3 times as long. */
export interface Mix {
  readonly independent: number;
  /** An AR(1) process with ρ = .7 from visit to visit. */
  readonly drifting: number;
  readonly outliers: number;
}

const PERSISTENCE = 0.7;

/** A standard normal number (Box & Muller 1958). */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

export function mix({ independent, drifting, outliers }: Mix): Noise {
  return (random) => {
    let drift = drifting * normal(random);
    return (value) => {
      drift = PERSISTENCE * drift + Math.sqrt(1 - PERSISTENCE ** 2) * drifting * normal(random);
      const outlier = random() < outliers ? 2 + random() : 1;
      return value * Math.exp(independent * normal(random) + drift) * outlier;
    };
  };
}

/** Student's t with 3 degrees of freedom on the log scale: rare but far worse than any normal noise. */
function studentT3(scale: number): Noise {
  return (random) => (value) => {
    const squares = normal(random) ** 2 + normal(random) ** 2 + normal(random) ** 2;
    return value * Math.exp((scale * normal(random)) / Math.sqrt(squares / 3));
  };
}

/** A share of the visits takes `slower` (a fraction) longer: a cache that is warm or is not. */
function bimodal(share: number, slower: number): Noise {
  return (random) => (value) => value * (random() < share ? 1 + slower : 1);
}

/** The machine grows slower in a straight line, by `growth` (a fraction) over `visits`. */
function linearDrift(growth: number, visits: number): Noise {
  return () => (value, visit) => value * (1 + (growth * visit) / visits);
}

/** The machine is slower by `growth` (a fraction) from a visit on. */
function step(growth: number, from: number): Noise {
  return () => (value, visit) => value * (visit < from ? 1 : 1 + growth);
}

/** Every second visit is slower or, in half of the campaigns, quicker by `bias` (a fraction) than the one before it. */
export function secondVisit(bias: number): Noise {
  return (random) => {
    const sign = random() < 0.5 ? -1 : 1;
    return (value, visit) => value * (visit % 2 === 1 ? 1 + sign * bias : 1);
  };
}

/** A clock that ticks every `tick` units. */
export function rounded(tick: number): Noise {
  return () => (value) => Math.max(tick, Math.round(value / tick) * tick);
}

/** A share of the visits has `amount` more, in the value's own unit: a late banner that shifts the page. */
export function occasionally(share: number, amount: number): Noise {
  return (random) => (value) => (random() < share ? value + amount : value);
}

/** One after the other: each noise acts on what the one before it made. */
export function chain(...noises: readonly Noise[]): Noise {
  return (random) => {
    const links = noises.map((noise) => noise(random));
    return (value, visit) => links.reduce((measured, link) => link(measured, visit), value);
  };
}

export const quiet = mix({ independent: 0.03, drifting: 0.04, outliers: 0.03 });
export const typical = mix({ independent: 0.06, drifting: 0.06, outliers: 0.05 });
export const noisy = mix({ independent: 0.1, drifting: 0.08, outliers: 0.05 });

/** 15 blocks of four visits. */
const LONGEST_CAMPAIGN = 60;

/** What noise can do at its worst, each on top of the typical mix or in place of a part of it. */
export const STRESS = {
  'Student t₃, 8 %': chain(studentT3(0.08), mix({ independent: 0, drifting: 0.06, outliers: 0 })),
  '30 % of visits + 20 %': chain(typical, bimodal(0.3, 0.2)),
  'drift + 15 %': chain(typical, linearDrift(0.15, LONGEST_CAMPAIGN)),
  'step + 15 % midway': chain(typical, step(0.15, LONGEST_CAMPAIGN / 2)),
  'second visit ± 6 %': chain(typical, secondVisit(0.06)),
  'rounded to 8 ms': chain(typical, rounded(8)),
  '15 % outliers × 2–3': mix({ independent: 0.06, drifting: 0.06, outliers: 0.15 }),
} as const satisfies Record<string, Noise>;
