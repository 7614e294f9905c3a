/** A node of a breakdown, as a beacon sends it. */
export const node = (id: string, value: unknown, ...parts: unknown[]) => ({ id, value, parts });

/** What every record has. */
export const HEAD = {
  v: 1,
  view: 'v1',
  session: 's1',
  t: '2026-11-01T10:00:00.000Z',
  sha: 'aaaa',
  route: 'product',
  device: 'mobile',
};

export const START = { ...HEAD, type: 'start' };

const REQUEST = node('request', 120, node('db', 20.5), node('render', 80), node('unreported', 19.5));

/** A final with everything in it. */
export const FINAL = {
  ...HEAD,
  type: 'final',
  path: '/p/42',
  connection: '4g',
  country: 'BR',
  pageType: 'product',
  variant: { hero: 'b', cart: '1' },
  state: 'fresh',
  navigation: 'navigate',
  lcp: node(
    'lcp',
    1840,
    node('ttfb', 420, node('connect', 300), REQUEST),
    node('resource-load-delay', 300),
    node('resource-load-duration', 900),
    node('element-render-delay', 220),
  ),
  inp: node('inp', 96, node('input-delay', 16), node('processing-duration', 40), node('presentation-delay', 40)),
  cls: node('cls', 0.02),
  serverTiming: [{ name: 'db', dur: 20.5 }],
};

export const ndjson = (records: readonly unknown[]): string =>
  records.map((record) => `${typeof record === 'string' ? record : JSON.stringify(record)}\n`).join('');
