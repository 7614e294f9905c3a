/**
 * `npm run bench:history [-- --part year|bound|rows] [--years 200] [--rows 1000000]`: simulated years of 300 commits on main, three
 * routes with LCP, INP, CLS and their phases, and on each route a regression that creeps in by 0.5 % of its metric a week, from a
 * random commit among the 30th to the 200th on. Seeded. Then how exactly the onset can be known at all, and how long a large
 * history takes to read.
 *
 * Exit code 1 if a year has more than one false alarm on average, or a regression is not found in more than 5 %.
 */
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';

import { HISTORY_FORMAT, historyLine } from '../src/history/entry.ts';
import { overviewOf } from '../src/history/overview.ts';
import { HistoryReader } from '../src/history/reader.ts';
import { seededRandom, type Random } from '../src/stats/random.ts';
import { nullPool, SHAPES } from './history/campaigns.ts';
import { onsetBound, withinBound } from './history/limit.ts';
import { scoreYear, type Found, type YearScore } from './history/score.ts';
import { shaAt, type Regression } from './history/year.ts';
import { percent, table } from './simulation/markdown.ts';

const { values } = parseArgs({
  options: {
    part: { type: 'string' },
    years: { type: 'string', default: '200' },
    rows: { type: 'string', default: '1000000' },
  },
});
const years = Number(values.years);
const isAsked = (part: string): boolean => values.part === undefined || values.part === part;
/** Commits that an onset may be off. */
const NEAR = 3;
const POOL = 3000;

const share = (of: readonly Found[], is: (found: Found) => boolean): string =>
  percent(of.filter(is).length / of.length, 0);
const quantile = (of: readonly number[], q: number): string =>
  String(of.toSorted((one, other) => one - other)[Math.floor(q * of.length)] ?? '');
const isNear = (error: number | null): boolean => error !== null && Math.abs(error) <= NEAR;

function regressionsOf(random: Random, steps: Regression['steps']): Regression[] {
  const onset = (): number => 30 + Math.floor(170 * random());
  return [
    { route: 'home', path: 'lcp.ttfb', onset: onset(), steps },
    { route: 'product', path: 'lcp.element-render-delay', onset: onset(), steps },
    { route: 'search', path: 'inp.processing-duration', onset: onset(), steps },
  ];
}

function rowOf(name: string, scores: readonly YearScore[]): string[] {
  const all = scores.flatMap(({ found }) => found);
  const found = all.filter(({ noticedAfter }) => noticedAfter !== null);
  const errors = found.flatMap(({ error }) => (error === null ? [] : [Math.abs(error)]));
  const falseAlarms = scores.reduce((sum, each) => sum + each.falseAlarms, 0) / scores.length;
  return [
    name,
    percent(found.length / all.length, 0),
    quantile(
      found.map(({ noticedAfter }) => noticedAfter ?? 0),
      0.5,
    ),
    share(found, ({ error }) => isNear(error)),
    share(found, ({ errorAtAlarm }) => isNear(errorAtAlarm)),
    `${quantile(errors, 0.5)} / ${quantile(errors, 0.9)}`,
    share(found, ({ isInRange }) => isInRange),
    quantile(
      found.map(({ rangeLength }) => rangeLength),
      0.5,
    ),
    share(found, ({ isPhaseRight }) => isPhaseRight),
    falseAlarms.toFixed(2),
    share(all, ({ isCreepBroken }) => isCreepBroken),
    String(scores.reduce((sum, each) => sum + each.falseCreep, 0)),
  ];
}

if (isAsked('year')) {
  const rows: string[][] = [];
  for (const blocks of [8, 15]) {
    const pool = nullPool(seededRandom('pool', String(blocks)), blocks, POOL);
    const simulate = (steps: Regression['steps'], chromeEvery: number): YearScore[] => {
      const random = seededRandom('years', String(blocks), steps, String(chromeEvery));
      return Array.from({ length: years }, () =>
        scoreYear(random, { pool, chromeEvery, regressions: regressionsOf(random, steps) }),
      );
    };
    const continuous = simulate('every-commit', Infinity);
    const all = continuous.flatMap(({ found }) => found);
    const isMissed = all.filter(({ noticedAfter }) => noticedAfter === null).length > 0.05 * all.length;
    const falseAlarms = continuous.reduce((sum, each) => sum + each.falseAlarms, 0);
    if (isMissed || falseAlarms > continuous.length) process.exitCode = 1;
    rows.push(
      rowOf(`${blocks} blocks, a little with each commit`, continuous),
      rowOf(`${blocks} blocks, one commit a week`, simulate('weekly', Infinity)),
      rowOf(`${blocks} blocks, a little with each commit, a new Chrome each 24 commits`, simulate('every-commit', 24)),
    );
  }
  console.log(
    table(
      [
        `${years} years each`,
        'found',
        'commits until the alarm',
        `SHA within ±${NEAR}`,
        'the same at the alarm',
        'error: median / 90 %',
        'range holds it',
        'range, commits',
        'phase right',
        'false alarms a year',
        'creep broken',
        'for nothing',
      ],
      rows,
    ),
  );
}

interface Bound {
  readonly path: string;
  readonly blocks: number;
  /** Of an entry, as a share of the metric. */
  readonly error: number;
  readonly onsets: readonly number[];
}

function boundRow(random: Random, { path, blocks, error, onsets }: Bound): string[] {
  return [
    `${blocks} blocks, ${path}`,
    percent(error),
    onsetBound(115, error).toFixed(1),
    percent(withinBound(random, onsets, error, NEAR), 0),
  ];
}

const rootMeanSquare = (of: readonly number[]): number =>
  Math.sqrt(of.reduce((sum, each) => sum + each ** 2, 0) / of.length);

if (isAsked('bound')) {
  const random = seededRandom('bound');
  const onsets = Array.from({ length: 50 }, () => 30 + Math.floor(170 * random()));
  const rows = [8, 15].flatMap((blocks) => {
    const pool = nullPool(seededRandom('pool', String(blocks)), blocks, POOL);
    return SHAPES.filter(({ phases }) => phases.length > 0).flatMap((shape) => {
      const campaigns = pool.get(shape) ?? [];
      const whole = rootMeanSquare(campaigns.map((each) => each.whole.estimate));
      const errors = shape.phases.map(({ path }, at) => ({
        path,
        error: rootMeanSquare(campaigns.map((each) => each.phases[at]?.estimate ?? 0)) / shape.level,
      }));
      return [{ path: shape.metric, error: whole }, ...errors].map((each) =>
        boundRow(random, { ...each, blocks, onsets }),
      );
    });
  });
  console.log(
    table(
      ['path', 'error of an entry, of the metric', 'least SD of the onset, commits', `within ±${NEAR} at best`],
      rows,
    ),
  );
}

/** One of the rows of an entry. */
const row = (at: number, estimate: number) =>
  ({
    route: `route ${at >> 1}`,
    condition: at % 2 === 0 ? 'mobile' : 'desktop',
    path: 'lcp',
    scale: 'log',
    estimate,
    error: 0.02,
    pairs: 16,
    anchor: 1500,
    head: 1510,
  }) as const;

if (isAsked('rows')) {
  const perEntry = 200;
  const entries = Math.ceil(Number(values.rows) / perEntry);
  const random = seededRandom('rows');
  const reader = new HistoryReader();
  const take = reader.file('history.ndjson');
  let bytes = 0;
  let spent = 0;
  for (let at = 0; at < entries; at += 1) {
    const time = new Date(Date.UTC(2026, 0, 1) + at * 3_600_000).toISOString();
    const rows = Array.from({ length: perEntry }, (_, place) => row(place, 0.05 * random()));
    const about = { anchor: 'a'.repeat(40), chrome: '156.0.0.0', runner: 'r', version: '0.1.0', run: null };
    const line = historyLine({
      format: HISTORY_FORMAT,
      sha: shaAt(at),
      committed: time,
      measured: time,
      ...about,
      rows,
    });
    bytes += line.length;
    const began = performance.now();
    take(line);
    spent += performance.now() - began;
  }
  take(null);
  const history = reader.end();
  const began = performance.now();
  const { drifts } = overviewOf(history, []);
  const looked = performance.now() - began;
  console.log(
    `${entries * perEntry} rows, ${(bytes / 1e6).toFixed(0)} MB: read in ${(spent / 1000).toFixed(1)} s, looked at in ${(looked / 1000).toFixed(1)} s (${drifts.length} drifts), at most ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB of memory`,
  );
}
