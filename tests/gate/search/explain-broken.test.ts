import { afterEach, expect, test } from 'vitest';

import type { RunOptions } from '../../../src/gate/options.ts';
import { measure } from '../../../src/gate/run/measure.ts';
import { explainBroken } from '../../../src/gate/search/explain-broken.ts';
import { reportOf } from '../../../src/gate/verdict/judge-log.ts';
import { openFakeRun, steady, type FakeRun } from '../../support/fake-lab.ts';

const TWO_ROUTES = `routes:
  - { name: home, path: /home, conditions: [desktop] }
  - { name: broken, path: /broken, conditions: [desktop] }
budgets: { lcp: { max-increase: [5 %, 50 ms] } }
`;

const removals: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const remove of removals.splice(0)) await remove();
});

const oneBroken: FakeRun['visit'] = (asked) => steady(asked.route === 'broken' ? 300 : 0)(asked);

/** What is told until Lighthouse asks for a Chrome, which the fake lab does not have; and whether it asked. */
async function explained(when: RunOptions['lighthouse'], fake: Partial<FakeRun> = {}) {
  const { run, seen, remove } = await openFakeRun({ config: TWO_ROUTES, visit: oneBroken, ...fake });
  removals.push(remove);
  await measure(run);
  const before = seen.lines.length;
  const { judgement } = reportOf(run.log);
  const asked = await explainBroken(run, judgement, when).then(
    () => false,
    () => true,
  );
  return { lines: seen.lines.slice(before), asked };
}

test('Lighthouse looks at the campaign whose budget broke', async () => {
  expect(await explained('on-failure')).toEqual({
    lines: ['Lighthouse visits broken · desktop on each side.'],
    asked: true,
  });
});

test('it looks at every campaign where that is asked for, in the order of the configuration', async () => {
  expect(await explained('always')).toEqual({
    lines: ['Lighthouse visits home · desktop on each side.'],
    asked: true,
  });
});

test('it looks at none where nothing broke, or where it is not wanted', async () => {
  expect(await explained('on-failure', { visit: steady() })).toEqual({ lines: [], asked: false });
  expect(await explained('never')).toEqual({ lines: [], asked: false });
});

test('it leaves out a route that is visited with a session, and says so', async () => {
  const config = `${TWO_ROUTES}cookies: [{ name: consent, value: yes }]\n`;
  expect(await explained('on-failure', { config })).toEqual({
    lines: ['Lighthouse would visit broken without its session, so it is left out.'],
    asked: false,
  });
});
