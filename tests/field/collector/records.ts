/** A record that is valid, and those that tests make of it. */
export const RECORD = {
  v: 1,
  type: 'final',
  view: 'v1',
  session: 's1',
  t: '2026-11-01T10:00:00.000Z',
  sha: '0b1c2d3',
  route: 'product',
  country: 'BR',
  lcp: { id: 'lcp', value: 40, parts: [{ id: 'ttfb', value: 40, parts: [] }] },
};

export const bodyOf = (...records: object[]): string => records.map((record) => JSON.stringify(record)).join('\n');

/** A record of a view of its own. */
export const recordOf = (view: string): object => ({ ...RECORD, view });
