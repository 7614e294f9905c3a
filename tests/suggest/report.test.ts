import { expect, it } from 'vitest';

import type { PlannedLimit } from '../../src/suggest/plan.ts';
import { suggestionText } from '../../src/suggest/report.ts';

const MAX = { value: 2500, unit: 'ms' } as const;

it('has one row for a limit that is left as it is and written out', () => {
  const limit = (path: string, action: PlannedLimit['action'], suggested: PlannedLimit['suggested']): PlannedLimit => ({
    route: 'home',
    path,
    key: 'max',
    at: ['budgets', path, 'max'],
    suggested,
    existing: action === 'added' ? null : [MAX],
    action,
  });
  const text = suggestionText({
    found: { title: 'From the calibration', budgets: [], leftOut: [], notes: [] },
    limits: [
      limit('lcp', 'same', [MAX]),
      limit('lcp.ttfb', 'added', [MAX]),
      limit('lcp', 'written-out', null),
      limit('cls', 'written-out', null),
    ],
    settings: [],
    values: [],
  });
  expect(text).toContain('lcp       max        2.5 s  2.5 s  as it is; a default, written out\n');
  expect(text.match(/^ {2}lcp /gm)).toHaveLength(1);
  expect(text).toContain('cls       max        2.5 s  2.5 s  a default, written out\n');
});
