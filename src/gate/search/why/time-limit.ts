/** A signal that aborts with another one, or when the time is up. */
export interface TimeLimit {
  readonly signal: AbortSignal;
  /** Lets go of the clock. */
  readonly end: () => void;
}

export function limitTo(ms: number, signal: AbortSignal): TimeLimit {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(new Error('the time for it is up')), ms);
  return { signal: AbortSignal.any([signal, late.signal]), end: () => clearTimeout(timer) };
}
