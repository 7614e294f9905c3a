import type { KnownCause, KnownPlace, KnownSearch } from '../../src/model/cause.ts';

/** A line that head changed. */
export const PLACE: KnownPlace = {
  file: 'src/gallery.ts',
  line: 31,
  column: 5,
  url: 'https://pr-42.shop.example/app.js?token=s3cret',
  inChange: true,
  commit: 'c'.repeat(40),
  role: 'initiator',
  excerpt: '',
};

/** The LCP image is asked for by a script; its change is not what was measured. */
export function cause(over: Partial<KnownCause> = {}): KnownCause {
  return {
    id: 'hero-discovered-late',
    route: 'product',
    condition: 'mobile',
    path: 'lcp',
    metric: 'lcp',
    unit: 'ms',
    part: ['lcp', 'resource-load-delay'],
    change: 9999,
    partChange: 9999,
    amount: 380,
    share: 0.95,
    because: true,
    facts: [{ kind: 'initiator', base: 'parser', head: 'script' }],
    places: [PLACE],
    subject: { url: '/hero.jpg', selector: null, name: null },
    ...over,
  };
}

/** What was found of one budget, each cause being of that budget. */
export function search(over: Partial<KnownSearch> = {}, ...causes: readonly Partial<KnownCause>[]): KnownSearch {
  const { route = 'product', condition = 'mobile', path: of = 'lcp', reproduced = true } = over;
  return {
    route,
    condition,
    path: of,
    reproduced,
    causes: causes.map((each) => cause({ route, condition, path: of, ...each })),
  };
}
