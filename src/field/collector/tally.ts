/** What a collector has answered. */
export class Tally {
  #requests = 0;
  #records = 0;
  #refused = new Map<number, number>();
  #refusedBefore = 0;

  readonly add = (status: number, records: number): void => {
    if (status < 300) {
      this.#requests += records > 0 ? 1 : 0;
      this.#records += records;
    } else this.#refused.set(status, (this.#refused.get(status) ?? 0) + 1);
  };

  /** The refusals since the last call, by status; null if there are none. */
  takeRefusals(): string | null {
    const since = [...this.#refused].toSorted(([a], [b]) => a - b);
    const count = since.reduce((sum, [, requests]) => sum + requests, 0);
    this.#refused = new Map();
    this.#refusedBefore += count;
    if (count === 0) return null;
    return `refused ${count} requests (${since.map(([status, requests]) => `${status}: ${requests}`).join(', ')})`;
  }

  total(): string {
    this.takeRefusals();
    return `stored ${this.#records} records of ${this.#requests} requests, refused ${this.#refusedBefore} requests`;
  }
}
