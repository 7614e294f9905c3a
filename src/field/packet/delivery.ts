import type { PackageChange } from '../../model/attribution.ts';
import { median } from '../../stats/numbers.ts';
import type { DeployManifest } from '../deploys/manifest.ts';

/** A deploy of the window, with what it changed and what became of it. */
export interface DeliveredDeploy {
  readonly sha: string;
  /** ISO, UTC. */
  readonly at: string;
  readonly environment: string | null;
  readonly previous: string | null;
  /** How many files differ from `previous`; null if the list does not say. */
  readonly files: number | null;
  readonly packages: readonly PackageChange[] | null;
  readonly owners: readonly string[] | null;
  /** Whether it moved a metric, by deploys.json; null if that was not looked at. */
  readonly moved: boolean | null;
  readonly kind: 'change' | 'again' | 'rollback';
  /** When an older commit took its place, ISO; null if none did before another deploy. */
  readonly rolledBackAt: string | null;
}

/** The four figures of DORA for some deploys. Durations are medians in hours; null: nothing to take one of. */
export interface DoraFigures {
  readonly deploys: number;
  readonly perWeek: number;
  /** From a commit to the deploy that brought it; `known` of the deploys have commits that the repository knows. */
  readonly leadTime: { readonly hours: number | null; readonly commits: number; readonly known: number };
  /** Deploys that brought a commit for the first time, and those of them that were rolled back. */
  readonly failures: { readonly changes: number; readonly failed: number; readonly rate: number | null };
  readonly restore: { readonly hours: number | null };
}

export interface Delivery {
  readonly window: { readonly from: string; readonly to: string };
  readonly all: DoraFigures;
  /** Of the deploys that moved a metric; null if that was not looked at. */
  readonly moved: DoraFigures | null;
  readonly deploys: readonly DeliveredDeploy[];
}

export interface DeliveryInput {
  /** All of the list, in the order of time: those before the window say what was live. */
  readonly deploys: readonly DeployManifest[];
  readonly window: Delivery['window'];
  /** Whether a deploy moved a metric; null: not looked at. */
  readonly isMoved: ((deploy: DeployManifest) => boolean) | null;
  /** Seconds since 1970 of the commits that a deploy brought; null: the repository does not know them. */
  readonly committedAt: (deploy: DeployManifest) => readonly number[] | null;
}

const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;

/** What the deploys of a window were, and their four figures (https://dora.dev/guides/dora-metrics-four-keys/). */
export function deliveryOf({ deploys, window, isMoved, committedAt }: DeliveryInput): Delivery {
  const kinds = kindsOf(deploys);
  const [from, to] = [Date.parse(window.from), Date.parse(window.to)];
  const within = kinds.filter(({ deploy }) => Date.parse(deploy.at) >= from && Date.parse(deploy.at) <= to);
  const rows = within.map(({ deploy, kind, rolledBackAt }) => ({
    ...deploy,
    moved: isMoved === null ? null : isMoved(deploy),
    kind,
    rolledBackAt,
    committedAt: kind === 'change' ? committedAt(deploy) : null,
  }));
  const weeks = (to - from) / WEEK_MS;
  return {
    window,
    all: figuresOf(rows, weeks),
    moved:
      isMoved === null
        ? null
        : figuresOf(
            rows.filter(({ moved }) => moved === true),
            weeks,
          ),
    deploys: rows.map(({ committedAt: _times, ...row }) => row),
  };
}

interface Known {
  readonly deploy: DeployManifest;
  readonly kind: DeliveredDeploy['kind'];
  readonly rolledBackAt: string | null;
}

/** Environments are apart: the same commit goes to each of them. */
function kindsOf(deploys: readonly DeployManifest[]): Known[] {
  const environments = [...Map.groupBy(deploys, ({ environment }) => environment).values()];
  const known = environments.flatMap(kindsIn);
  return known.toSorted((one, other) => Date.parse(one.deploy.at) - Date.parse(other.deploy.at));
}

/**
 * A commit that was first live before the one that is live now takes its place as a rollback. A newer one that comes
 * back after a rollback does not.
 */
function kindsIn(deploys: readonly DeployManifest[]): Known[] {
  const firstAt = new Map<string, number>();
  const kinds = deploys.map(({ sha }, index): DeliveredDeploy['kind'] => {
    const own = firstAt.get(sha);
    if (own === undefined) firstAt.set(sha, index);
    const live = firstAt.get(deploys[index - 1]?.sha ?? '');
    if (own === undefined) return 'change';
    return live !== undefined && own < live ? 'rollback' : 'again';
  });
  return deploys.map((deploy, index) => ({
    deploy,
    kind: kinds[index] ?? 'change',
    rolledBackAt: kinds[index + 1] === 'rollback' ? (deploys[index + 1]?.at ?? null) : null,
  }));
}

type Row = DeliveredDeploy & { readonly committedAt: readonly number[] | null };

function figuresOf(rows: readonly Row[], weeks: number): DoraFigures {
  const changes = rows.filter(({ kind }) => kind === 'change');
  const failed = changes.flatMap(({ at, rolledBackAt }) =>
    rolledBackAt === null ? [] : hoursBetween(at, rolledBackAt),
  );
  const leads = changes.flatMap(({ at, committedAt }) =>
    (committedAt ?? []).map((seconds) => (Date.parse(at) - seconds * 1000) / HOUR_MS),
  );
  return {
    deploys: rows.length,
    perWeek: weeks === 0 ? 0 : rows.length / weeks,
    leadTime: {
      hours: medianOf(leads),
      commits: leads.length,
      known: changes.filter(({ committedAt }) => committedAt !== null).length,
    },
    failures: {
      changes: changes.length,
      failed: failed.length,
      rate: changes.length === 0 ? null : failed.length / changes.length,
    },
    restore: { hours: medianOf(failed) },
  };
}

const hoursBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / HOUR_MS;

const medianOf = (values: readonly number[]): number | null => (values.length === 0 ? null : median(values));
