import type { CheckName, Finding } from './check.ts';
import type { DoctorPlace, Known } from './known.ts';
import type { Probes } from './probes.ts';

/** How long the checks of each stage may take, ms: 57 s in all, because a stage waits for the one before it. */
export const LIMITS = { machine: 3000, local: 12_000, network: 12_000, proof: 10_000, noise: 20_000 } as const;

/** Checks that are made at the same time. */
export type Stage = Partial<Record<CheckName, Promise<Finding>>>;

/** What all checks need. */
export interface Asked {
  readonly known: Known;
  readonly place: DoctorPlace;
  readonly probes: Probes;
}
