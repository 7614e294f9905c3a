/** A session window of CLS ends with the first second without a shift, or five seconds after its first one (web.dev/cls), ms. */
const MAX_GAP_MS = 1000;
const MAX_WINDOW_MS = 5000;

/** The delay between a shift and its report, ms. */
const REPORT_MS = 50;

/** Follows the session window that the latest layout shifts belong to: until it has closed, CLS can still grow. */
export class SessionWindow {
  #first: number | null = null;
  #last = 0;
  #isSteady = false;

  /** The page shifted at `at`, ms. */
  shift(at: number): void {
    if (this.#first !== null && at >= closesAt(this.#first, this.#last)) {
      // A page that keeps shifting through a whole window probably never stops, so the next window is not awaited.
      if (at - this.#last < MAX_GAP_MS) this.#isSteady = true;
      this.#first = null;
    }
    this.#first ??= at;
    this.#last = at;
  }

  /** When the open window closes if no further shift comes, ms; null if none is open at `now`. */
  openUntil(now: number): number | null {
    if (this.#first === null || this.#isSteady) return null;
    const end = closesAt(this.#first, this.#last);
    return now < end ? end : null;
  }
}

function closesAt(first: number, last: number): number {
  return Math.min(last + MAX_GAP_MS, first + MAX_WINDOW_MS) + REPORT_MS;
}
