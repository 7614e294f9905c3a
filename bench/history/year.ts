import type { HistoryCommit, History, HistorySeries } from '../../src/history/history.ts';
import type { Random } from '../../src/stats/random.ts';
import { normal } from '../simulation/noise.ts';
import { SHAPES, type NullCampaign, type Shape } from './campaigns.ts';

/** Commits on main in a year. */
export const COMMITS = 300;
const ROUTES = ['home', 'product', 'search'] as const;
/** What a regression adds in a week, as a share of its metric. */
const WEEKLY = 0.005;
export const PER_COMMIT = (WEEKLY * 52) / COMMITS;
const WEEK = COMMITS / 52;

/** A regression that creeps: by a little with each commit, or by the whole of it with one commit a week. */
export interface Regression {
  readonly route: (typeof ROUTES)[number];
  /** A phase. */
  readonly path: string;
  /** The first commit that is slower, from 0. */
  readonly onset: number;
  readonly steps: 'every-commit' | 'weekly';
}

export interface Year {
  readonly pool: ReadonlyMap<Shape, readonly NullCampaign[]>;
  readonly regressions: readonly Regression[];
  /** Commits between two major versions of Chrome; Infinity: one all year. */
  readonly chromeEvery: number;
}

/** How far a new Chrome moves the ratio of two builds: no one knows in general. */
const CHROME_SHIFT = 0.01;

/** A simulated year of main, as it would be read. */
export function yearOf(random: Random, { pool, regressions, chromeEvery }: Year): History {
  const series = ROUTES.flatMap((route) =>
    SHAPES.flatMap((shape) => seriesOf(random, { route, shape, pool, regressions, chromeEvery })),
  );
  return { commits: Array.from({ length: COMMITS }, (_, at) => commit(at, chromeEvery)), series, notices: [] };
}

/** The SHA of a commit by its place. */
export const shaAt = (at: number): string => at.toString(16).padStart(40, '0');

function commit(at: number, chromeEvery: number): HistoryCommit {
  const time = new Date(Date.UTC(2026, 0, 1) + (at * 365 * 86_400_000) / COMMITS).toISOString();
  const about = { anchor: 'a'.repeat(40), runner: 'linux x64, 4 cores', version: '0.1.0', run: null };
  const chrome = `${150 + Math.floor(at / chromeEvery)}.0.0.0`;
  return { sha: shaAt(at), committed: time, measured: time, ...about, chrome, where: `history.ndjson:${at + 1}` };
}

/** By what share of its metric a regression has grown. */
function grownBy({ onset, steps }: Regression, at: number): number {
  if (at < onset) return 0;
  return steps === 'every-commit' ? (at - onset + 1) * PER_COMMIT : Math.ceil((at - onset + 1) / WEEK) * WEEKLY;
}

function seriesOf(
  random: Random,
  { route, shape, pool, regressions, chromeEvery }: Year & { readonly route: string; readonly shape: Shape },
): HistorySeries[] {
  const campaigns = pool.get(shape) ?? [];
  const shifts = new Map<number, number>();
  const drawn = Array.from({ length: COMMITS }, (_, at) => {
    const epoch = Math.floor(at / chromeEvery);
    if (!shifts.has(epoch)) shifts.set(epoch, epoch === 0 ? 0 : CHROME_SHIFT * normal(random));
    return { campaign: campaigns[Math.floor(random() * campaigns.length)], shift: shifts.get(epoch) ?? 0 };
  });
  const own = regressions.filter((each) => each.route === route && each.path.startsWith(`${shape.metric}.`));
  const growth = (at: number, path: string | null): number =>
    own.filter((each) => path === null || each.path === path).reduce((sum, each) => sum + grownBy(each, at), 0);
  const about = { route, condition: 'mobile', metric: shape.metric };
  const columns = (of: (at: number) => { readonly estimate: number; readonly error: number }, level: number) => {
    const observed = drawn.map((_, at) => of(at));
    return {
      commits: observed.map((_, at) => at),
      estimates: observed.map(({ estimate }) => estimate),
      errors: observed.map(({ error }) => error),
      pairs: observed.map(() => 16),
      anchors: observed.map(() => level),
      heads: observed.map(() => level),
    };
  };
  const scale = shape.phases.length === 0 ? 'difference' : 'log';
  const whole = columns((at) => {
    const { campaign, shift = 0 } = drawn[at] ?? {};
    const { estimate = 0, error = 1 } = campaign?.whole ?? {};
    const moved = scale === 'log' ? shift + Math.log1p(growth(at, null)) : shift * shape.level;
    return { estimate: estimate + moved, error };
  }, shape.level);
  const phases = shape.phases.map(({ path, level }, index): HistorySeries => {
    const values = columns((at) => {
      const { campaign, shift = 0 } = drawn[at] ?? {};
      const { estimate = 0, error = 1 } = campaign?.phases[index] ?? {};
      return { estimate: estimate + shift * level + growth(at, path) * shape.level, error };
    }, level);
    return { ...about, path, scale: 'difference', ...values };
  });
  return [{ ...about, path: shape.metric, scale, ...whole }, ...phases];
}

/** The year up to and with a commit. */
export function until({ commits, series }: History, last: number): History {
  const cut = (values: readonly number[]): readonly number[] => values.slice(0, last + 1);
  return {
    commits: commits.slice(0, last + 1),
    series: series.map((each) => ({
      ...each,
      commits: cut(each.commits),
      estimates: cut(each.estimates),
      errors: cut(each.errors),
      pairs: cut(each.pairs),
      anchors: cut(each.anchors),
      heads: cut(each.heads),
    })),
    notices: [],
  };
}
