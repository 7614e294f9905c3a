import { VisitFailure } from './visit-failure.ts';

/** How long a visit and what it waits for may take. */
export interface VisitLimits {
  /** A page that has not fired `load` by then never will, ms. */
  readonly loadMs: number;
  /** After load, a page has this long to paint something, ms. */
  readonly paintMs: number;
  /** A page that has painted has this long to become quiet; what may still change then is not measured, ms. */
  readonly unquietMs: number;
  /** How long an element may take to appear, and to be uncovered, ms. */
  readonly elementMs: number;
  /** How long a request that a step waits for may take to be made and answered, and a soft navigation to arrive, ms. */
  readonly answerMs: number;
  /** A visit that takes longer hangs somewhere, ms. */
  readonly visitMs: number;
}

export const VISIT_LIMITS: VisitLimits = {
  loadMs: 30_000,
  paintMs: 30_000,
  unquietMs: 10_000,
  elementMs: 5000,
  answerMs: 10_000,
  visitMs: 90_000,
};

/** The settle window where none is configured or learnt, ms. */
export const DEFAULT_SETTLE_MS = 500;

/** Rejects when `signal` aborts or the time is up, whichever `work` does not beat. */
export async function within<T>(ms: number, signal: AbortSignal, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new VisitFailure('timeout', `the visit took longer than ${ms / 1000} s`)), ms);
  const abort = (): void => reject(signal.reason as Error);
  signal.addEventListener('abort', abort, { once: true });
  try {
    signal.throwIfAborted();
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
    work.catch(() => undefined);
  }
}
