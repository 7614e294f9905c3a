import { describe, expect, test } from 'vitest';

import { formatError, GateError } from '../../../src/errors.ts';
import { assertDecidable, calibrationRules, rulesOf } from '../../../src/gate/run/plan.ts';
import type { Rules } from '../../../src/judge/judge.ts';
import { budgetOf } from '../../compare/campaigns.ts';
import { configOf } from './loaded.ts';

const CONFIG = `routes: [{ name: home, path: /, conditions: [mobile] }]
budgets: { lcp: { max-increase: [5 %, 50 ms] } }
control: { path: /about, difference-in-differences: true }
false-alarms: 2 %
max-blocks: 20
waivers: [{ budget: home/mobile/lcp, until: 2099-01-31, reason: known }]
`;

describe('by what a run is judged', () => {
  test('are the planned looks of the configuration, or one look at a fixed number of blocks', async () => {
    const config = await configOf(CONFIG);
    expect(rulesOf(config, null, true)).toMatchObject({ plan: { kind: 'looks', maxBlocks: 20 }, alpha: 0.02 });
    expect(rulesOf(config, 7, true).plan).toEqual({ kind: 'fixed', blocks: 7 });
    expect(rulesOf(config, null, true)).toMatchObject({ routes: config.routes, policy: config.policy });
  });

  test('is a level of false alarms of the plan, or the one that is declared for both', async () => {
    const plain = await configOf(CONFIG.replace('false-alarms: 2 %\n', ''));
    expect([null, 7].map((blocks) => rulesOf(plain, blocks, true).alpha)).toEqual([0.1, 0.01]);
    const declared = await configOf(CONFIG);
    expect([null, 7].map((blocks) => rulesOf(declared, blocks, true).alpha)).toEqual([0.02, 0.02]);
  });

  test('is that of planned looks in a calibration, however many blocks it makes', async () => {
    const plain = await configOf(CONFIG.replace('false-alarms: 2 %\n', ''));
    expect(calibrationRules(rulesOf(plain, 15, false), plain)).toMatchObject({
      plan: { kind: 'fixed', blocks: 15 },
      alpha: 0.1,
    });
    const declared = await configOf(CONFIG);
    expect(calibrationRules(rulesOf(declared, 15, false), declared).alpha).toBe(0.02);
  });

  test('is the current version of the rule of decision', async () => {
    expect(rulesOf(await configOf(CONFIG), null, true).version).toBe(2);
  });

  test('is the control page only where it is visited and the configuration asks for it', async () => {
    const config = await configOf(CONFIG);
    expect(rulesOf(config, null, true).adjustsByControl).toBe(true);
    expect(rulesOf(config, null, false).adjustsByControl).toBe(false);
    expect(rulesOf({ ...config, control: null }, null, true).adjustsByControl).toBe(false);
  });

  test('are the waivers as of today', async () => {
    const { waivers } = rulesOf(await configOf(CONFIG), null, true);
    expect(waivers?.granted).toMatchObject([{ until: '2099-01-31' }]);
    expect(waivers?.today).toBe(new Date().toISOString().slice(0, 10));
  });
});

const fixed = (blocks: number) => ({ kind: 'fixed', blocks }) as const;

/** What the user is told. */
function refusal(rules: Rules): string {
  try {
    assertDecidable(rules, true);
  } catch (error) {
    if (error instanceof GateError) return formatError(error);
  }
  return '';
}

describe('a run that could never turn red', () => {
  const lcp = budgetOf('lcp', { maxIncrease: [{ value: 50, unit: 'ms' }] });
  const rules = (plan: Rules['plan'], alpha = 0.01, budgets = [lcp]): Rules => ({
    routes: [{ name: 'home', path: '/', conditions: ['mobile'], budgets }],
    policy: { onInconclusive: 'pass', onUnmeasured: 'block', preExisting: 'warn' },
    plan,
    alpha,
  });

  // Six ways to label a block: three blocks give 1/216 = 0.46 % at best, two 2.8 %.
  test('is refused, with the number of blocks that it takes', () => {
    expect(() => assertDecidable(rules(fixed(3)), true)).not.toThrow();
    expect(() => assertDecidable(rules(fixed(2)), true)).toThrow(
      expect.objectContaining({ code: 'too-few-blocks', exitCode: 2 }) as Error,
    );
    expect(refusal(rules(fixed(3), 0.001))).toMatch(/3 blocks cannot turn any of the 1 .* 0\.1 %[^]*\b4\b/);
    expect(() => assertDecidable(rules(fixed(4), 0.001), true)).not.toThrow();
    // However large the level: no change is estimated from fewer than three.
    expect(() => assertDecidable(rules(fixed(2), 0.5), true)).toThrow('2 blocks cannot turn any');
  });

  test('takes more blocks the more budgets share the level', () => {
    const many = Array.from({ length: 10 }, (_, index) =>
      budgetOf(`lcp.ttfb.layer-${index}`, { maxIncrease: [{ value: 1, unit: 'ms' }] }),
    );
    expect(() => assertDecidable(rules(fixed(3), 0.01, many), true)).toThrow(/10/);
  });

  test('is refused with planned looks too, where false alarms may be next to none', () => {
    expect(() => assertDecidable(rules({ kind: 'looks', maxBlocks: 10 }, 1e-9), true)).toThrow(
      expect.objectContaining({ code: 'too-few-looks' }) as Error,
    );
    expect(() => assertDecidable(rules({ kind: 'looks', maxBlocks: 10 }), true)).not.toThrow();
  });

  test('is fine as a first run, which compares nothing', () => {
    expect(() => assertDecidable(rules(fixed(1)), false)).not.toThrow();
  });
});
