import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { buildShop } from '../fixtures/shop/build.ts';
import { serveShop } from '../fixtures/shop/serve.ts';
import { PRESETS } from '../src/config/conditions/presets.ts';
import { findChrome } from '../src/lab/browser/chrome-path.ts';
import { Lab } from '../src/lab/lab.ts';
import { nodeAt, parsePath } from '../src/model/breakdown.ts';
import type { Condition, Route } from '../src/model/route.ts';
import type { MeasuredOutcome, VisitOutcome } from '../src/model/sample.ts';

/** The product page of the demo shop, with its add-to-cart interaction. */
export const PRODUCT: Route = {
  name: 'product',
  path: '/p/42',
  conditions: ['mobile'],
  interactions: [{ action: 'click', selector: '#add' }],
  budgets: [],
};

const log = (line: string): void => console.log(line);

/** The demo shop, served, and a lab that has learnt how long its page must be quiet. */
export interface ShopLab {
  readonly lab: Lab;
  readonly condition: Condition;
  readonly shop: { readonly url: string };
}

/** Builds and serves the demo shop without faults, and visits its product page once. */
export async function inShopLab(body: (opened: ShopLab) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vitals-gate-bench-'));
  await buildShop({ out: folder });
  const shop = await serveShop(folder);
  const chromePath = await findChrome(null, process.env);

  const condition = PRESETS.mobile;
  const { signal } = new AbortController();
  const lab = await Lab.open({ chromePath, env: process.env, settleMs: null, signal, log }, [condition]);
  try {
    const learnt = measured(await lab.visit(PRODUCT, condition, shop, { learn: true })).learntSettle;
    if (learnt === undefined) throw new Error('the warm-up visit learnt nothing');
    lab.keepSettle(PRODUCT, condition, learnt.settleMs);
    log(`settle window: ${learnt.settleMs} ms${learnt.because === null ? '' : `, because of ${learnt.because}`}`);
    await body({ lab, condition, shop });
  } finally {
    await lab.close();
    await shop.close();
    await rm(folder, { recursive: true, force: true });
  }
}

export function measured(outcome: VisitOutcome): MeasuredOutcome {
  if (outcome.status === 'failed') throw new Error(outcome.reason);
  return outcome;
}

/** The value of a node, ms or score; NaN if it was not measured. */
export function valueAt({ readings }: MeasuredOutcome, node: string): number {
  const segments = parsePath(node) ?? [];
  const reading = readings[segments[0] as keyof typeof readings];
  return reading?.status === 'measured' ? (nodeAt(reading.breakdown, segments)?.value ?? Number.NaN) : Number.NaN;
}
