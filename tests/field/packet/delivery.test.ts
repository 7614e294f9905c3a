import { expect, test } from 'vitest';

import type { DeployManifest } from '../../../src/field/deploys/manifest.ts';
import { deliveryOf, type DeliveryInput } from '../../../src/field/packet/delivery.ts';

const WINDOW = { from: '2026-11-01T00:00:00.000Z', to: '2026-11-15T00:00:00.000Z' };
const deploy = (sha: string, day: number, hour = 0, environment: string | null = null): DeployManifest => ({
  sha,
  at: new Date(Date.UTC(2026, 10, day, hour)).toISOString(),
  environment,
  previous: null,
  files: null,
  packages: null,
  owners: null,
});
const delivery = (deploys: readonly DeployManifest[], more: Partial<DeliveryInput> = {}) =>
  deliveryOf({ deploys, window: WINDOW, isMoved: null, committedAt: () => null, ...more });
const hoursBefore = (at: string, hours: number): number => Date.parse(at) / 1000 - hours * 3600;

test('a commit that was live before the live one comes back as a roll-back, and a newer one does not', () => {
  const { all, deploys } = delivery([
    deploy('a', 0),
    deploy('b', 2),
    deploy('a', 2, 5),
    deploy('b', 3),
    deploy('b', 4),
    deploy('c', 5),
    deploy('a', 5, 1),
  ]);
  expect(deploys.map(({ kind }) => kind)).toEqual(['change', 'rollback', 'again', 'again', 'change', 'rollback']);
  expect(deploys[0]?.rolledBackAt).toBe('2026-11-02T05:00:00.000Z');
  expect(all).toMatchObject({
    deploys: 6,
    perWeek: 3,
    failures: { changes: 2, failed: 2, rate: 1 },
    restore: { hours: 3 },
  });
});

test('environments are apart', () => {
  const { all } = delivery([
    deploy('a', 1, 0, 'staging'),
    deploy('b', 2, 0, 'staging'),
    deploy('a', 2, 1, 'production'),
    deploy('b', 3, 0, 'production'),
  ]);
  expect(all.failures).toEqual({ changes: 4, failed: 0, rate: 0 });
  expect(all.restore.hours).toBeNull();
});

test('lead time is the median of the commits that are known, of changes alone', () => {
  const deploys = [deploy('a', 2), deploy('b', 3), deploy('c', 4), deploy('b', 4, 1)];
  const { all, moved } = delivery(deploys, {
    isMoved: ({ sha }) => sha === 'b',
    committedAt: ({ sha, at }) =>
      sha === 'c' ? null : [1, 2, 9].map((hours) => hoursBefore(at, sha === 'a' ? hours : 3)),
  });
  expect(all.leadTime).toEqual({ hours: 3, commits: 6, known: 2 });
  expect(moved).toMatchObject({ deploys: 2, leadTime: { hours: 3, commits: 3, known: 1 } });
});

test('a window without deploys has no rates', () => {
  expect(delivery([deploy('a', 0)]).all).toEqual({
    deploys: 0,
    perWeek: 0,
    leadTime: { hours: null, commits: 0, known: 0 },
    failures: { changes: 0, failed: 0, rate: null },
    restore: { hours: null },
  });
});
