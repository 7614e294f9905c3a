import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import type { FoundPrice } from '../../../src/field/commands/price.ts';
import { shopRecords } from '../../../src/field/synthetic/shop-records.ts';
import { priceSchema } from '../../../src/model/price.ts';
import { lackingIn } from '../../support/field/page.ts';
import { ndjson, node } from '../../support/field/records.ts';
import { recordsOf, writeRecords } from '../../support/recorded.ts';
import { site, type Site } from './site.ts';

const EVENTS = 'files: orders.ndjson, session: session, time: t, value: value';
const configOf = (events: string, beacons = 'beacons.ndjson'): string =>
  `routes: [{ name: product, path: /p }]\nfield:\n  beacons: ${beacons}\n  events: { ${events} }\n`;

/** What a session of a small shop is; without an order it does not convert. */
interface Visit {
  readonly lcpMs?: number | null;
  readonly device?: string;
  readonly country?: string;
  /** What its order has beside the session, and a time five minutes after the landing. */
  readonly order?: object;
  readonly more?: object;
}

const NOON_MS = Date.parse('2026-11-10T12:00:00Z');

function smallShop(visits: readonly Visit[]): { records: object[]; orders: object[] } {
  const orders: object[] = [];
  const records = visits.flatMap(({ lcpMs = 1000, device = 'mobile', country = 'DE', order, more }, i) => {
    const session = `s${i}`;
    const at = (minutes: number): string => new Date(NOON_MS + (i + minutes) * 60_000).toISOString();
    const head = { v: 1, view: `v${i}`, session, t: at(0), sha: 'aaaa', route: 'product', device, country, ...more };
    if (order !== undefined) orders.push({ session, t: at(5), value: 10, ...order });
    return [
      { ...head, type: 'start' },
      { ...head, type: 'final', lcp: lcpMs === null ? null : node('lcp', lcpMs), inp: null, cls: null },
    ];
  });
  return { records, orders };
}

const at = (i: number, minutes: number): string => new Date(NOON_MS + (i + minutes) * 60_000).toISOString();

/** So many visits, the waits of which go up and down. */
const many = (count: number, of: (index: number) => Visit): Visit[] =>
  Array.from({ length: count }, (_, i) => ({ lcpMs: 500 + 137 * (i % 23), ...of(i) }));

let here: Site;
async function price(
  of: { records: object[]; orders: object[] | string },
  events = EVENTS,
  ...argv: readonly string[]
) {
  here = await site(configOf(events));
  await here.write('beacons.ndjson', ndjson(of.records));
  await here.write('orders.ndjson', typeof of.orders === 'string' ? of.orders : ndjson(of.orders));
  const ran = await here.run('field', 'price', '--route', 'product', '--json', ...argv);
  const found = ran.stdout === '' ? null : (JSON.parse(ran.stdout) as FoundPrice);
  return { ...ran, price: found };
}

describe('a shop in which 100 ms cost 1 % of the orders, and slow devices and countries order less', () => {
  const EUR = `${EVENTS}, currency: EUR`;
  let shop: Site;
  beforeAll(async () => {
    shop = await site(configOf(EUR));
    const { records, orders } = shopRecords({ seed: '9', sessions: 10_000, per100ms: -0.01, hidden: 0 });
    await shop.write('beacons.ndjson', ndjson(records));
    await shop.write('orders.ndjson', ndjson(orders));
    await shop.run('field', 'load', '--parquet', path.join(shop.folder, 'all.parquet'));
    await shop.write('vitals-gate.yml', configOf(EUR, 'all.parquet'));
  }, 60_000);
  afterAll(() => shop.remove());
  const run = (...argv: readonly string[]) => shop.run('field', 'price', '--route', 'product', ...argv);

  test('has its price, in conversions and in money, and it is written as the gate reads it', async () => {
    const out = path.join(shop.folder, 'deep/price.json');
    const { exitCode, stdout, stderr } = await run('--json', '--out', out);
    const found = JSON.parse(stdout) as FoundPrice;
    expect([exitCode, stderr]).toEqual([
      0,
      'note: 259 sessions of 10,000 (2 %) have an event before the landing, which is not a conversion.\n',
    ]);
    expect(await readFile(out, 'utf8')).toBe(stdout);
    expect(priceSchema.safeParse(found).error).toBeUndefined();
    expect(found).toMatchObject({
      established: true,
      kind: 'association',
      reason: null,
      condition: null,
      metric: 'lcp',
    });
    expect(found).toMatchObject({
      sessions: 10_000,
      users: 10_000,
      conversions: 777,
      negativeControlKind: 'before-landing',
    });
    expect(found.controls).toEqual(['device', 'connection', 'country', 'pageType']);
    expect(found.per100ms?.low).toBeLessThan(-0.01);
    expect(found.per100ms?.high).toBeGreaterThan(-0.01);
    expect(found.naive?.high).toBeLessThan(-0.02);
    expect(found.money).toMatchObject({ currency: 'EUR', per: 'week' });
    // Orders are worth 58.1 on average: 1 % of those of a week.
    const weekly = (-0.01 * 777 * 58.1) / 4;
    expect(found.money?.low).toBeLessThan(weekly);
    expect(found.money?.high).toBeGreaterThan(weekly);
    expect(found.curve.reduce((sum, { sessions }) => sum + sessions, 0)).toBe(10_000);
    expect(found.curve).toHaveLength(10);
    expect(found.range?.from).toBeLessThan(500);
  });

  test('has the same money a week when the window begins before the first page view', async () => {
    const whole = (await run('--json')).stdout;
    await shop.write('long.yml', configOf(EUR, 'all.parquet').replace('field:', 'field:\n  window: 90 days'));
    const { stdout } = await run('--json', '--config', path.join(shop.folder, 'long.yml'));
    const [one, other] = [JSON.parse(whole) as FoundPrice, JSON.parse(stdout) as FoundPrice];
    expect(other.sessions).toBe(one.sessions);
    expect(other.money?.low).toBeCloseTo(one.money?.low ?? Number.NaN, 6);
    expect(other.window).toEqual(one.window);
  });

  test('is told in a table, also as Markdown', async () => {
    const file = path.join(shop.folder, 'price.md');
    const html = path.join(shop.folder, 'price.html');
    const { stdout } = await run('--markdown', file, '--html', html);
    expect(lackingIn(await readFile(html, 'utf8'), stdout)).toEqual([]);
    expect(stdout).toMatch(/^LCP of product on all devices: \d+ of 10,000 sessions converted$/m);
    expect(stdout).toMatch(/^ {2}conversions +−1\.9 to −0\.3 %$/m);
    expect(stdout).toContain(
      'Established as an association: slower sessions convert less often, device, connection, country and page type being equal.',
    );
    expect(stdout).toMatch(/^98 of 100 sessions waited \d+ ms to 7\.\d\d s; nothing is said beyond\.$/m);
    const markdown = await readFile(file, 'utf8');
    expect(markdown).toContain('| `EUR a week` |');
    expect(markdown).toContain('- What visitors came for, the prices, the campaigns');
  });

  test('is not established where its interval contains 0, and has no money then', async () => {
    const { stdout, exitCode } = await run('--condition', 'mobile');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('LCP of product on mobile: 280 of 5,921 sessions converted\n');
    expect(stdout).toContain('\nNot established, because the interval of the coefficient contains 0.\n');
    expect(stdout).toMatch(/^ {2}conversions +−1\.9 to 0\.1 %$/m);
    expect(stdout).not.toContain('EUR');
    expect(stdout).toMatch(/^ {2}200 ms to 1\.30 s +580 +8\.28 % {2}6\.30 % to 10\.80 %$/m);
  });

  test('has the ratio of the lab to the field with --lab, or a note that says why not', async () => {
    writeRecords(path.join(shop.folder, 'lab'), recordsOf({ routes: [{ name: 'product' }] }));
    const lab = path.join(shop.folder, 'lab');
    const found = JSON.parse((await run('--json', '--lab', lab, '--condition', 'mobile')).stdout) as FoundPrice;
    expect(found.labToField?.low).toBeGreaterThan(0);
    expect(found.labToField?.high).toBeGreaterThan(found.labToField?.value ?? Infinity);
    const other = await run('--json', '--lab', lab, '--condition', 'desktop');
    expect((JSON.parse(other.stdout) as FoundPrice).labToField).toBeNull();
    expect(other.stderr).toContain(
      'note: the ratio of the lab to the field is not known, because the lab did not measure it.\n',
    );
  });

  test('prints its queries, and asks nothing', async () => {
    const { stdout, exitCode } = await run('--print-sql', 'postgres');
    expect(exitCode).toBe(0);
    expect(stdout.match(/;\n/g)).toHaveLength(4);
    expect(stdout).toContain("route = 'product'");
  });

  test.each([
    [
      '--metric',
      'cls',
      '--metric is "cls", which is not a time, so that it has no price per 100 ms.\n  → Write --metric lcp, --metric inp',
    ],
    ['--metric', 'bytes', '--metric is "bytes", which page views do not record.'],
    [
      '--condition',
      'mobil',
      '--condition is "mobil", which no page view of the route has.\n  → Did you mean "mobile"? It can be: desktop, mobile.',
    ],
    [
      '--route',
      'prodct',
      '--route is "prodct", which is not declared.\n  → Did you mean "product"? It can be: product.',
    ],
    ['--lab', '/nowhere', 'There is no run of the lab in /nowhere'],
    ['--out', '/dev/null/price.json', '/dev/null/price.json cannot be written: '],
  ])('is not priced with %s %s', async (flag, value, message) => {
    const { exitCode, stderr } = await run(flag, value);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`error: ${message}`);
  });
});

describe('sessions that cannot say what waiting costs', () => {
  afterEach(() => here.remove());
  const order = {};
  const third = (i: number): Visit => (i % 3 === 0 ? { order } : {});
  test.each([
    [
      'three of them',
      many(3, third),
      'too-few',
      '1 of 3 sessions converted, and it takes 50 that did and 50 that did not',
    ],
    [
      'no conversion',
      many(300, (i) => (i === 0 ? { order: { t: '2026-11-10T11:59:59Z' } } : {})),
      'constant-outcome',
      'no session converted',
    ],
    ['nothing but conversions', many(300, () => ({ order })), 'constant-outcome', 'every session converted'],
    [
      'a covariate that tells who converts',
      many(400, (i) => (i % 2 === 0 ? { device: 'tablet' } : third(i))),
      'separated',
      'device = tablet tells without error whether some sessions converted',
    ],
    [
      'a country that always comes with a device',
      many(600, (i) => (i % 5 < 2 ? { ...third(i), device: 'desktop', country: 'BR' } : third(i))),
      'collinear',
      'country = BR cannot be told apart from the other covariates',
    ],
    [
      'one wait for all',
      many(400, (i) => ({ ...third(i), lcpMs: 1000 })),
      'collinear',
      'lcp cannot be told apart from the other covariates',
    ],
    [
      'no reading',
      many(300, (i) => ({ ...third(i), lcpMs: null })),
      'no-sessions',
      'none of the 300 sessions that landed on it has the metric',
    ],
  ] as const)('%s: exit code 3, and the reason', async (_what, visits, code, reason) => {
    const { exitCode, price: found } = await price(smallShop(visits));
    expect(found).toMatchObject({
      established: false,
      coefficient: null,
      per100ms: null,
      money: null,
      reasonCode: code,
      reason,
    });
    expect(exitCode).toBe(3);
    expect(priceSchema.safeParse(found).error).toBeUndefined();
  });

  test('no event at all, or none of the sessions', async () => {
    const { records } = smallShop(many(300, third));
    const none = await price({ records, orders: [] });
    expect([none.exitCode, none.price?.reason]).toEqual([3, 'the window does not have any events']);
    await here.remove();
    const others = await price({ records, orders: [{ session: 'x', t: '2026-11-10T13:00:00Z' }] });
    expect([others.exitCode, others.price?.reason]).toEqual([
      3,
      'of 1 event of the window, none is of a session that landed on it',
    ]);
  });

  test('no file of events: a note says where they were looked for', async () => {
    const {
      exitCode,
      stderr,
      price: found,
    } = await price(smallShop(many(60, third)), EVENTS.replace('orders', 'order'));
    expect([exitCode, found?.reasonCode]).toEqual([3, 'no-events']);
    expect(stderr).toMatch(
      /^note: .*vitals-gate\.yml:4:20: No file in .* matches order\.ndjson, so there are no events\.\n {2}→ Correct/,
    );
  });

  test('no file of page views', async () => {
    here = await site(configOf(EVENTS));
    const { exitCode, stdout, stderr } = await here.run('field', 'price', '--route', 'product');
    expect([exitCode, stdout]).toEqual([3, expect.stringContaining('No page views are recorded.\n')]);
    expect(stderr).toContain('matches beacons.ndjson, so there are no page views.');
  });

  test('no events in the configuration', async () => {
    here = await site('field: { beacons: a.ndjson }\n');
    const { exitCode, stderr } = await here.run('field', 'price', '--route', 'product');
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(
      /vitals-gate\.yml:1:19: error: The configuration does not say where events of visitors are, such as orders\.\n {2}→ Add for example `events: /,
    );
  });

  test('no route', async () => {
    here = await site(configOf(EVENTS));
    const { exitCode, stderr } = await here.run('field', 'price');
    expect([exitCode, stderr]).toEqual([
      2,
      'error: --route is missing.\n  → Name a route, for example --route product.\n',
    ]);
  });
});

describe('events that are not as they should be', () => {
  afterEach(() => here.remove());

  test('are counted in notes, and none of them is a conversion that it is not', async () => {
    const visits = many(400, (i) => (i % 4 === 0 ? { order: {} } : {}));
    const { records, orders } = smallShop(visits);
    const odd = [
      { session: 's1', t: at(1, 5), value: -10 },
      { session: 's2', t: at(2, -5), value: 10 },
      { session: 's3', t: at(3, 5).replace('Z', ''), value: 'gift' },
      // The same instant as written in Berlin.
      { session: 's5', t: at(5, 65).replace('Z', '+01:00'), value: 10 },
      // In Berlin this is an hour before the landing.
      { session: 's6', t: at(6, 5).replace('Z', '+01:00'), value: 10 },
      { session: 's7', t: 'tomorrow', value: 10 },
      { t: at(9, 5), value: 10 },
      orders[0] ?? {},
      "{'session':",
    ];
    const { price: found, stderr } = await price({ records, orders: ndjson([...orders, ...odd]) });
    expect(found).toMatchObject({ sessions: 400, conversions: 102, money: null });
    expect(stderr.split('\n')).toEqual([
      'note: 2 events have no session, and are left out.',
      'note: 1 event has a time that cannot be read, and is left out.',
      'note: 1 event has a time without an offset, which is taken as UTC.',
      'note: 1 event has a value that is not a number: it counts as a conversion, and not as money.',
      'note: 1 event has a negative value, and is left out.',
      'note: 1 event is there more than once, and counts once.',
      'note: 2 sessions of 400 (less than 1 %) have an event before the landing, which is not a conversion.',
      'note: field.events names a value and no currency, so there is no money. Add for example currency: EUR.',
      '',
    ]);
  });

  test('belong to sessions by the exact id, whatever characters it has', async () => {
    const visits = many(240, (i) => ({
      more: { session: `it's "${i}"; --` },
      ...(i % 3 === 0 ? { order: { session: `it's "${i}"; --` } } : {}),
    }));
    const { price: found } = await price(smallShop(visits));
    expect(found).toMatchObject({ sessions: 240, conversions: 80 });
  });
});
