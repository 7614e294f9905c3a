/** What one waiter waits for: the next event of something, but no longer than it wants. */
export class NextEvent {
  #onEvent: (() => void) | null = null;

  /** The event has come. */
  come(): void {
    this.#onEvent?.();
  }

  /** Resolves at the next event, or after `ms`. */
  within(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#onEvent = null;
        resolve();
      };
      const timer = setTimeout(done, Math.max(1, ms));
      this.#onEvent = done;
    });
  }
}
