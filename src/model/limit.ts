/** One limit, as a user writes it: `50 ms`, `5 %`, `300 kB`, or a bare CLS score. */
export interface Limit {
  readonly value: number;
  readonly unit: 'ms' | '%' | 'score' | 'bytes';
}
