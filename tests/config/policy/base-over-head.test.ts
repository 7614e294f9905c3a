import { describe, expect, test } from 'vitest';

import type { PolicyText } from '../../../src/config/policy/at-commit.ts';
import type { Config } from '../../../src/model/config.ts';
import { errorOf, load, NO_OVERRIDES } from '../files.ts';

const HEAD = 'deploys: { head: { url: http://head.example } }';

/** The configuration of head under the policy of base. */
function under(base: PolicyText['content'] | string, head: string, sides?: PolicyText['sides']): Promise<Config> {
  const content = typeof base === 'string' ? { text: `${HEAD}\n${base}\n` } : base;
  return load(`${HEAD}\n${head}\n`, {
    ...NO_OVERRIDES,
    policy: { ref: 'a'.repeat(40), label: 'vitals-gate.yml at aaaaaaa', content, ...(sides && { sides }) },
  });
}

/** `key: base → head (whose)`, one line per change. */
function changesOf({ policySource }: Config): string[] {
  return (policySource?.changes ?? []).map(
    ({ key, base, head, applied }) => `${key}: ${base ?? '–'} → ${head ?? '–'} (${applied})`,
  );
}

const BASE = `routes: [{ name: home, path: / }]
budgets: { lcp: { max: 2 s } }`;

const waiverFor = (reason: string): string =>
  `waivers: [{ budget: home/mobile/lcp, until: 2099-01-01, reason: ${reason} }]`;

const slowFile = (slow: string, conditions: string): string =>
  `routes: [{ name: home, path: /, conditions: ${conditions} }]\nconditions: { slow: { rtt: ${slow} }, fast: { rtt: 5 ms } }`;

const costs = (max: number, schema: string): string =>
  `graphql: { schema: ${schema}, operations: [a.graphql], budgets: [{ operation: A, type-cost: { max: ${max} } }] }`;

const file = (body: string): string => `${HEAD}\n${body}\n`;
const max = (limit: string, rest = ''): string =>
  `routes: [{ name: home, path: / }]\nbudgets: { lcp: { max: ${limit} } }\n${rest}`;

describe('what the base branch has changed since', () => {
  test('is no change of the pull request', async () => {
    const tip = `${max('1 s', waiverFor('ours'))}\nsettle: 900 ms`;
    const config = await under(tip, max('2 s'), { fork: file(max('2 s')), head: file(max('2 s')) });
    expect(config.routes[0]?.budgets[0]).toMatchObject({ max: { value: 1000 } });
    expect(config.waivers).toHaveLength(1);
    expect(changesOf(config)).toEqual([]);
  });

  test('stands beside what the pull request changes in the same place', async () => {
    const config = await under(max('1 s'), max('9 s'), { fork: file(max('2 s')), head: file(max('9 s')) });
    expect(config.policySource?.changes).toEqual([
      { key: 'budgets.lcp.max', base: '2 s', head: '9 s', now: '1 s', applied: 'base' },
    ]);
  });

  test('is no matter where the pull request says the same', async () => {
    const config = await under(max('1 s'), max('1 s'), { fork: file(max('2 s')), head: file(max('1 s')) });
    expect(changesOf(config)).toEqual([]);
  });

  test('is in the work tree where that is a merge: what head changed is seen at head', async () => {
    // The event merged a base with 3 s; by now it has 1 s.
    const config = await under(max('1 s'), max('3 s', 'max-blocks: 10'), {
      fork: file(max('2 s')),
      head: file(max('2 s', 'max-blocks: 10')),
    });
    expect(changesOf(config)).toEqual(['max-blocks: 15 → 10 (base)']);
  });

  test('is no route that head removes, and one that head removes is placed in the base’s file', async () => {
    const tip =
      'routes:\n  - { name: home, path: / }\n  - { name: cart, path: /cart }\ngraphql: { schema: a, operations: [b] }';
    const own = 'routes: [{ name: home, path: / }]';
    const removed = async (fork: string) =>
      (await under(tip, own, { fork: file(fork), head: file(own) })).policySource?.removed;
    expect(await removed(own)).toBeUndefined();
    expect(await removed(tip)).toEqual([
      { kind: 'route', name: 'cart', line: 4 },
      { kind: 'graphql', name: 'graphql', line: 5 },
    ]);
    const renamed = 'routes: [{ name: start, path: / }, { name: basket, path: /cart }]';
    expect(
      (await under(tip, `${renamed}\ngraphql: { schema: a, operations: [b] }`)).policySource?.removed,
    ).toBeUndefined();
  });

  test('is a route that head does not have yet, not one that head removes', async () => {
    const tip = 'routes: [{ name: home, path: / }, { name: cart, path: /cart }]';
    const own = 'routes: [{ name: home, path: / }]';
    expect(changesOf(await under(tip, own, { fork: file(own), head: file(own) }))).toEqual([]);
    expect(changesOf(await under(tip, own, { fork: file(tip), head: file(own) }))).toEqual([
      'routes.cart: /cart → – (head)',
    ]);
  });

  test.each([
    ['it is not known where head left base', { fork: null, head: null }],
    ['the configuration was not valid there', { fork: 'routes: 7', head: null }],
  ])('is listed, too, where %s', async (_, sides) => {
    expect(changesOf(await under(max('1 s'), max('2 s'), sides))).toEqual(['budgets.lcp.max: 1 s → 2 s (base)']);
  });
});

const worktreeFile = (worktree: string): string =>
  `deploys: { worktree: ${worktree} }\nroutes: [{ name: home, path: / }]\n`;

describe('on a pull request', () => {
  test('budgets are those of base, and what would have changed is listed', async () => {
    const config = await under(
      BASE,
      'routes: [{ name: home, path: / }]\nbudgets: { lcp: { max: 9 s, enforce: warn } }',
    );
    expect(config.routes[0]?.budgets[0]).toMatchObject({ max: { value: 2000 }, enforce: 'block' });
    expect(changesOf(config)).toEqual(['budgets.lcp.max: 2 s → 9 s (base)', 'budgets.lcp.enforce: – → warn (base)']);
  });

  test('head chooses neither the history that is believed nor what it may change', async () => {
    const [ours, theirs] = ['branch: ours', 'branch: theirs, creep: { lcp: 90 % }'].map(
      (keys) => `${BASE}\nhistory: { anchor: v1, anchor-url: https://anchor.example, ${keys} }`,
    );
    const config = await under(ours ?? '', theirs ?? '');
    expect(config.history).toMatchObject({ place: { branch: 'ours' }, creep: [] });
    expect(changesOf(config)).toEqual([
      'history.branch: ours → theirs (base)',
      'history.creep.lcp: – → 90 % (base)',
      'history.creep.enforce: – → warn (base)',
    ]);
  });

  test('a budget that head takes away from a route stays', async () => {
    const config = await under(
      BASE,
      'routes: [{ name: home, path: /, budgets: { lcp: null } }]\nbudgets: { lcp: { max: 2 s } }',
    );
    expect(config.routes[0]?.budgets).toHaveLength(1);
    expect(changesOf(config)).toEqual(['routes.home.budgets.lcp: – → null (base)']);
  });

  test('a waiver that head grants itself counts for nothing, and one of base applies', async () => {
    expect((await under(BASE, `${BASE}\n${waiverFor('mine')}`)).waivers).toEqual([]);
    const granted = await under(`${BASE}\n${waiverFor('ours')}`, BASE);
    expect(granted.waivers).toMatchObject([{ reason: 'ours' }]);
    expect(changesOf(granted)).toEqual(['waivers.home/mobile/lcp: until 2099-01-01: ours → – (base)']);
  });

  test.each([
    ['on-unmeasured: pass', ({ policy }: Config) => policy.onUnmeasured, 'block'],
    ['pre-existing: warn', ({ policy }: Config) => policy.preExisting, 'warn'],
    ['measure-identical: true', ({ policy }: Config) => policy.measureIdentical, false],
    ['false-alarms: 0.001 %', ({ deciding }: Config) => deciding.alpha, null],
    ['max-minutes: 1', ({ deciding }: Config) => deciding.maxMinutes, null],
    ['lanes: 2', ({ deciding }: Config) => deciding.lanes, 'auto'],
    ['max-blocks: 10', ({ deciding }: Config) => deciding.maxBlocks, 15],
    ['settle: 100 ms', ({ settleMs }: Config) => settleMs, null],
    ['comment: never', ({ comment }: Config) => comment, 'always'],
    ['comment-key: web', ({ commentKey }: Config) => commentKey, null],
    ['control: { path: /x }', ({ control }: Config) => control, null],
  ])('`%s` of head changes nothing', async (line, of, expected) => {
    expect(of(await under(BASE, `${BASE}\n${line}`))).toBe(expected);
  });

  test('a head that would not measure identical bytes is measured where base wants that, and the change is listed', async () => {
    const config = await under(`${BASE}\nmeasure-identical: true`, `${BASE}\nmeasure-identical: false`);
    expect(config.policy.measureIdentical).toBe(true);
    expect(changesOf(config)).toEqual(['measure-identical: true → false (base)']);
  });

  test('a device or network of base cannot be redefined, but another one added', async () => {
    const base = 'routes: [{ name: home, path: /, conditions: [slow] }]\nconditions: { slow: { rtt: 300 ms } }';
    const config = await under(base, slowFile('1 ms', '[slow, fast]'));
    expect(Object.fromEntries(config.conditions.map(({ name, rttMs }) => [name, rttMs]))).toEqual({
      fast: 5,
      slow: 300,
    });
    expect(changesOf(config)).toEqual([
      'conditions.slow.rtt: 300 ms → 1 ms (base)',
      'conditions.fast.rtt: – → 5 ms (head)',
      'routes.home.conditions: ["slow"] → ["slow","fast"] (head)',
    ]);
  });

  test('a route may be visited under more conditions, not under fewer', async () => {
    const base = 'routes: [{ name: home, path: /, conditions: [mobile, desktop] }]';
    const fewer = await under(base, 'routes: [{ name: home, path: /, conditions: [desktop] }]');
    expect(fewer.routes[0]?.conditions).toEqual(['mobile', 'desktop']);
    expect(changesOf(fewer)).toEqual(['routes.home.conditions: ["mobile","desktop"] → ["desktop"] (base)']);
  });

  test('a route is not done sooner than base says', async () => {
    const base = 'routes: [{ name: home, path: /, settle: 2 s }]';
    const sooner = await under(base, 'routes: [{ name: home, path: /, settle: 100 ms }]');
    expect(sooner.routes[0]?.settleMs).toBe(2000);
    expect(changesOf(sooner)).toEqual(['routes.home.settle: 2 s → 100 ms (base)']);
    expect((await under(base, 'routes: [{ name: home, path: / }]')).routes[0]?.settleMs).toBe(2000);
    const learnt = await under(
      'routes: [{ name: home, path: / }]',
      'routes: [{ name: home, path: /, settle: 100 ms }]',
    );
    expect(learnt.routes[0]?.settleMs).toBeUndefined();
  });

  test('paths, interactions and deploys are those of head, and said to have changed', async () => {
    const text = `deploys: { head: { url: http://other.example } }\n${BASE}\n`;
    const head =
      'routes: [{ name: home, path: /start, interactions: [{ click: "#a" }] }]\nbudgets: { lcp: { max: 2 s } }';
    const config = await under({ text }, head);
    expect(config.routes[0]).toMatchObject({ path: '/start', interactions: [{ action: 'click' }] });
    expect(config.deploys.head).toMatchObject({ url: 'http://head.example' });
    expect(changesOf(config)).toEqual([
      'routes.home.path: / → /start (head)',
      'routes.home.interactions: [] → [{"click":"#a"}] (head)',
      'deploys.head.url: http://other.example → http://head.example (head)',
    ]);
  });

  test('a renamed route keeps the budgets of its path, a new one has its own, a dropped one is listed', async () => {
    const base = `routes:
  - { name: home, path: /, budgets: { lcp: { max: 1 s } } }
  - { name: old, path: /old }
budgets: { lcp: { max: 2 s } }`;
    const head = `routes:
  - { name: start, path: /, budgets: { lcp: { max: 9 s } } }
  - { name: new, path: /new, budgets: { lcp: { max: 3 s } } }
budgets: { lcp: { max: 2 s } }`;
    const config = await under(base, head);
    expect(config.routes.map(({ name, budgets }) => [name, budgets[0]?.max?.value])).toEqual([
      ['start', 1000],
      ['new', 3000],
    ]);
    expect(changesOf(config)).toEqual([
      'routes.home.budgets.lcp.max: 1 s → 9 s (base)',
      'routes.home.name: home → start (head)',
      'routes.new.path: – → /new (head)',
      'routes.new.budgets.lcp.max: – → 3 s (head)',
      'routes.old: /old → – (head)',
    ]);
  });

  test('costs are held to the budgets of base, on the graph of head', async () => {
    const text = `${HEAD}\n${BASE}\n${costs(10, 'old.graphql')}\n`;
    const { graphql: merged } = await under({ text }, `${BASE}\n${costs(99, 'new.graphql')}`);
    expect(merged?.budgets[0]?.max?.value).toBe(10);
    expect(merged?.source).toEqual({ kind: 'schema', files: ['new.graphql'] });
  });

  test('who visits, what a new route allows and where the commit is looked for are listed', async () => {
    const head = `routes:
  - { name: home, path: /, cookies: [{ name: light, value: "1" }] }
  - { name: new, path: /new, budgets: { lcp: null } }
budgets: { lcp: { max: 2 s } }
headers: { X-Variant: light }
bisect: { max-minutes: 5 }
allow-hosts: ["localhost:4000"]
setup: [{ navigate: /log-in }]`;
    const keys = (await under(BASE, head)).policySource?.changes.map(({ key, applied }) => `${key} (${applied})`);
    expect(keys).toEqual([
      'routes.home.cookies (head)',
      'routes.new.path (head)',
      'routes.new.budgets.lcp (head)',
      'allow-hosts (head)',
      'bisect.max-minutes (head)',
      'setup (head)',
      'headers.X-Variant (head)',
    ]);
  });

  test('how the sites are built and served is head’s, and listed', async () => {
    const config = await load(worktreeFile('{ static: dist, spa: true, install: false }'), {
      ...NO_OVERRIDES,
      policy: { ref: 'a'.repeat(40), label: 'x', content: { text: worktreeFile('{ serve: npm start }') } },
    });
    expect(changesOf(config)).toEqual([
      'deploys.worktree.serve: npm start → – (head)',
      'deploys.worktree.install: – → false (head)',
      'deploys.worktree.static: – → dist (head)',
      'deploys.worktree.spa: – → true (head)',
    ]);
  });

  test('a base to compare with is not taken away', async () => {
    const text = `deploys: { base: { url: http://base.example }, head: { url: http://head.example } }\n${BASE}\n`;
    const config = await under({ text }, BASE);
    expect(config.deploys.base).toMatchObject({ url: 'http://base.example' });
    expect(changesOf(config)).toEqual(['deploys.base.url: http://base.example → – (base)']);
    const built = `deploys: { worktree: { serve: "serve {port}" } }\n${BASE}\n`;
    expect((await under({ text: built }, BASE)).deploys).toMatchObject({
      base: { kind: 'worktree' },
      head: { kind: 'worktree' },
    });
  });

  test('operations that are not to be costed any more are listed', async () => {
    const config = await under(`${BASE}\n${costs(10, 'a.graphql')}`, BASE);
    expect(config.graphql).toBeNull();
    expect(changesOf(config)).toEqual(['graphql: a section with 1 budgets → – (head)']);
  });

  test('nothing is said where nothing changed', async () => {
    const config = await under(BASE, BASE);
    expect(config.policySource).toEqual({ ref: 'a'.repeat(40), instead: null, changes: [] });
  });
});

describe('where base has no policy', () => {
  test('that of head applies, and why is said', async () => {
    const config = await under({ fallbackReason: 'there is none' }, BASE);
    expect(config.routes[0]?.budgets).toHaveLength(1);
    expect(config.policySource).toMatchObject({ instead: 'there is none', changes: [] });
  });

  test('because this version cannot read it, the pull request that repairs it is let in', async () => {
    const config = await under('routes: [{ nme: home }]', BASE);
    expect(config.policySource?.instead).toMatch(
      /^the configuration is not valid there \(vitals-gate\.yml at aaaaaaa:2:/,
    );
  });

  test('a file of head that is wrong is wrong all the same', async () => {
    expect(await errorOf('routes: [{ nme: home }]')).toContain('Unknown key "nme"');
  });
});
