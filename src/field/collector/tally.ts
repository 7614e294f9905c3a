import { count } from '../../report/words/format.ts';

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
    const sum = since.reduce((total, [, requests]) => total + requests, 0);
    this.#refused = new Map();
    this.#refusedBefore += sum;
    if (sum === 0) return null;
    return `refused ${count(sum, 'request')} (${since.map(([status, requests]) => `${status}: ${requests}`).join(', ')})`;
  }

  total(): string {
    this.takeRefusals();
    return `stored ${count(this.#records, 'record')} of ${count(this.#requests, 'request')}, refused ${count(this.#refusedBefore, 'request')}`;
  }
}
