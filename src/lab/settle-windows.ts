import type { Condition, Route } from '../model/route.ts';
import { DEFAULT_SETTLE_MS } from './visit/limits.ts';

/** The settle windows of a run's campaigns, ms: configured, learnt or the default, the same on every deploy. */
export class SettleWindows {
  readonly #configuredMs: number | null;
  readonly #learnt = new Map<string, number>();

  /** @param configuredMs of every route without its own; null: it is learnt, route by route */
  constructor(configuredMs: number | null) {
    this.#configuredMs = configuredMs;
  }

  /** Whether it is still to be learnt: it is not configured, and no visit has learnt it yet. */
  isOpen(route: Route, condition: Condition): boolean {
    return this.#configured(route) === null && !this.#learnt.has(keyOf(route, condition));
  }

  keep(route: Route, condition: Condition, settleMs: number): void {
    this.#learnt.set(keyOf(route, condition), settleMs);
  }

  of(route: Route, condition: Condition): number {
    return this.#configured(route) ?? this.#learnt.get(keyOf(route, condition)) ?? DEFAULT_SETTLE_MS;
  }

  #configured(route: Route): number | null {
    return route.settleMs ?? this.#configuredMs;
  }
}

function keyOf(route: Route, condition: Condition): string {
  return JSON.stringify([route.name, route.path, condition.name]);
}
