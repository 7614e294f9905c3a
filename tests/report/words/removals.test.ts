import { expect, test } from 'vitest';

import { renderComment } from '../../../src/report/comment/comment.ts';
import { renderTerminal } from '../../../src/report/terminal/report.ts';
import { budgetRow, gateReport } from '../factories.ts';

const SOURCE = { ref: 'a'.repeat(40), instead: null, changes: [] };

function reportWithout(routes: readonly string[], operations: readonly string[], verdict: 'pass' | 'fail' = 'pass') {
  const removed = routes.map((name) => ({ kind: 'route' as const, name, line: 3 }));
  return gateReport(
    {
      budgets: [
        { ...budgetRow({ route: 'home' }), verdict, reason: verdict === 'pass' ? 'within-tolerance' : 'worse' },
      ],
    },
    {
      policySource: { ...SOURCE, removed },
      graphql: { causes: [], problems: [], removed: operations.map((name) => ({ name, where: 'a.graphql:1:1' })) },
    },
  );
}

const headline = (text: string): string => /^(?:### )?(\S+ .*)$/m.exec(text.replace(/^<!--.*\n/, ''))?.[1] ?? '';

test('a removed route is no ✅, and is named', () => {
  const comment = renderComment(reportWithout(['checkout'], []));
  expect(headline(comment)).toMatch(/^⚠️ .*, 1 route is no longer gated$/);
  expect(comment).toContain('the route `checkout` is no longer visited');
});

test('a removed operation is no ✅, and is named', () => {
  const comment = renderComment(reportWithout([], ['GetCart', 'GetUser']));
  expect(headline(comment)).toMatch(/^⚠️ .*, 2 operations are no longer gated$/);
  expect(comment).toContain('the operation `GetCart` (on base at `a.graphql:1:1`) is gone');
});

test('a terminal says so, too', () => {
  const text = renderTerminal(reportWithout(['checkout'], ['GetCart']), { color: false });
  expect(headline(text)).toMatch(/^⚠️ .*, 1 route and 1 operation are no longer gated$/);
});

test('what is broken stays ❌', () => {
  expect(headline(renderComment(reportWithout(['checkout'], [], 'fail')))).toMatch(
    /^❌ .*, 1 route is no longer gated$/,
  );
});

test('nothing removed is nothing said', () => {
  expect(renderComment(reportWithout([], []))).not.toContain('no longer gated');
});
