import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

import { loadConfig } from '../../src/config/load.ts';
import { recordsOf, writeRecords } from '../support/recorded.ts';
import { CONFIG, FIXTURES, placeWith, refusal } from './place.ts';

const PHONE = path.join(FIXTURES, 'page-phone.json');
const CALIBRATION = recordsOf({ routes: [{ name: 'home', budgets: [] }], blocks: 5, run: { purpose: 'calibration' } });

/** A place with a calibration where `calibrate` leaves it. */
function calibrated(config: string = CONFIG) {
  const place = placeWith(config);
  writeRecords(path.join(place.folder, 'vitals-gate-out'), CALIBRATION);
  return place;
}

const load = (folder: string) =>
  loadConfig('vitals-gate.yml', { baseUrl: null, headUrl: null, visits: false }, folder, {});

describe('a calibration', () => {
  test('is the source without an option, and nothing is written without --write', async () => {
    using place = calibrated();
    const told = await place.suggest({});
    expect(told).toContain('From the calibration in vitals-gate-out');
    expect(told).toMatch(
      /home lcp max 1\.45 s: the p75 of 20 visits on mobile was 1\.31 s .*and the noise 0\.\d %, so 1\.45 s leaves 11 %; Google's "good" limit is 2\.5 s\./,
    );
    expect(told).toMatch(/^\+ {7}lcp\.ttfb: \{ max: \d+ ms, enforce: warn \}$/m);
    expect(told).toContain('cart was not calibrated.');
    expect(told).toContain('Nothing was written. Add --write to apply this.');
    expect(place.read()).toBe(CONFIG);
  });

  test('adds budgets that warn, tightens those that warn, keeps comments, and loads again', async () => {
    using place = calibrated();
    expect(await place.suggest({ from: 'vitals-gate-out', write: true })).toContain('Wrote vitals-gate.yml.');
    for (const comment of ['# The shop.', '# the start page', '# agreed in spring'])
      expect(place.read()).toContain(comment);
    const { routes, deciding } = await load(place.folder);
    const [home, cart] = routes;
    expect(home?.budgets.find((each) => each.path === 'lcp')).toMatchObject({
      max: { value: 1450, unit: 'ms' },
      maxIncrease: [
        { value: 2, unit: '%' },
        { value: 30, unit: 'ms' },
      ],
      enforce: 'warn',
    });
    expect(home?.budgets.map(({ path: node }) => node)).toEqual(expect.arrayContaining(['lcp', 'inp', 'lcp.ttfb']));
    expect(home?.budgets.filter(({ enforce }) => enforce === 'block')).toEqual([]);
    expect(cart?.budgets).toMatchObject([{ path: 'lcp', max: { value: 2500 } }]);
    expect(deciding).toMatchObject({ maxBlocks: 10, maxMinutes: 1 });
  });

  test('changes nothing the second time', async () => {
    using place = calibrated();
    await place.suggest({ write: true });
    const once = place.read();
    const told = await place.suggest({ write: true });
    expect(told).toContain('Nothing in vitals-gate.yml has to change.');
    expect(place.read()).toBe(once);
  });

  test('that is not there leads to the three sources', async () => {
    using place = placeWith();
    const { block, exitCode } = await refusal(place.suggest({}));
    expect(exitCode).toBe(2);
    for (const words of [
      '--from DIR',
      'vitals-gate calibrate',
      '--field',
      '--crux FILE',
      'https://chromeuxreport.googleapis.com/v1/records:queryRecord',
    ])
      expect(block).toContain(words);
  });

  test('is not a run of two deploys', async () => {
    using place = placeWith();
    writeRecords(path.join(place.folder, 'run'), recordsOf({ routes: [{ name: 'home' }] }));
    expect(await refusal(place.suggest({ from: 'run' }))).toMatchObject({
      exitCode: 2,
      block: expect.stringContaining('compare two different deploys'),
    });
    expect(await refusal(place.suggest({ from: 'none' }))).toMatchObject({ exitCode: 2 });
  });

  test('of other routes measured nothing of this file', async () => {
    using place = calibrated(CONFIG.replace('name: home', 'name: start'));
    expect(await refusal(place.suggest({}))).toMatchObject({
      exitCode: 3,
      block: expect.stringContaining('measured no route of the configuration'),
    });
  });
});

describe('CrUX with a calibration', () => {
  test('translates the limit for visitors into what the lab reads', async () => {
    using place = calibrated();
    const told = await place.suggest({ from: 'vitals-gate-out', crux: PHONE });
    // 1.31 s of the lab are 0.62 times the 2.108 s of visitors, and so are 1.55 s of 2.5 s.
    expect(told).toContain(
      `Google's "good" limit for visitors, 2.5 s, is about 1.55 s here, because the lab has 0.62 times their p75`,
    );
    expect(told).toContain('Visitors have a round-trip time of 168 ms at p75; mobile emulates 150 ms.');
    expect(told).not.toContain('add --from DIR');
  });
});

describe('a file', () => {
  test('that is missing is what init writes', async () => {
    using place = placeWith(null);
    expect(await refusal(place.suggest({ crux: PHONE, write: true }))).toEqual({
      exitCode: 2,
      block:
        'error: There is no vitals-gate.yml to suggest budgets for.\n  → Run `vitals-gate init`, which writes it, or name another file with --config.',
    });
  });

  test('is not written without consent on a terminal', async () => {
    using place = placeWith();
    const told = await place.suggest({ crux: PHONE, write: true }, { ask: { confirm: async () => false } });
    expect(told).toMatch(/Nothing was written\.\n$/);
    expect(place.read()).toBe(CONFIG);
    await place.suggest({ crux: PHONE, write: true }, { ask: { confirm: async () => true } });
    expect(place.read()).not.toBe(CONFIG);
  });

  test('that changes while the question stands is not overwritten', async () => {
    using place = placeWith();
    const confirm = async (): Promise<boolean> => {
      place.write(`${CONFIG}# of another editor\n`);
      return true;
    };
    const run = place.suggest({ crux: PHONE, write: true }, { ask: { confirm } });
    expect(await refusal(run)).toMatchObject({
      exitCode: 2,
      block: expect.stringContaining('it has changed since it was read. Nothing was changed.'),
    });
    expect(place.read()).toBe(`${CONFIG}# of another editor\n`);
  });

  test('that cannot be written says so', async () => {
    using place = placeWith();
    const confirm = async (): Promise<boolean> => {
      rmSync(path.join(place.folder, 'vitals-gate.yml'));
      mkdirSync(path.join(place.folder, 'vitals-gate.yml'));
      return true;
    };
    const run = place.suggest({ crux: PHONE, write: true }, { ask: { confirm } });
    expect(await refusal(run)).toMatchObject({
      exitCode: 2,
      block: expect.stringContaining('vitals-gate.yml cannot be written'),
    });
  });

  test('keeps its byte order mark and its line breaks', async () => {
    using place = placeWith(`\uFEFF${CONFIG.replaceAll('\n', '\r\n')}`);
    await place.suggest({ crux: PHONE, write: true });
    expect(place.read()).toMatch(/^\uFEFF# The shop\.\r\n/);
    expect(place.read().replaceAll('\r\n', '')).not.toContain('\n');
  });
});

describe('standard input', () => {
  test('is read for - only', async () => {
    using place = placeWith();
    const answer =
      '{ "record": { "key": { "url": "https://shop.example/cart" }, "metrics": { "interaction_to_next_paint": { "percentiles": { "p75": 120 } } } } }';
    const told = await place.suggest({ crux: '-' }, { readInput: async () => answer });
    expect(told).toMatch(/cart inp max 140 ms: the p75 of page views of the page on all devices was 120 ms/);
    expect(told).toContain('The data are of all devices together');
  });

  test('is not waited for where the file is missing', async () => {
    using place = placeWith();
    const { block, exitCode } = await refusal(place.suggest({ crux: '' }));
    expect(exitCode).toBe(2);
    expect(block).toContain(`-d '{"url":"https://www.example.com/","formFactor":"PHONE"}' -o crux.json`);
  });
});
