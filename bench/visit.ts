/**
 * `npm run bench:visit [-- VISITS]`: what a visit costs in addition to the page's own time, and how much its numbers vary.
 * Visits of the demo shop's product page (base build) under `mobile`, with its add-to-cart interaction.
 *
 * Overhead = wall time − (navigation start to LCP, and each interaction to its next paint) − the settle window.
 */
import type { MeasuredOutcome } from '../src/model/sample.ts';
import { median } from '../src/stats/numbers.ts';
import { inShopLab, measured, PRODUCT, valueAt } from './shop-lab.ts';

const count = Number(process.argv[2] ?? 30);
await inShopLab(async ({ lab, condition, shop }) => {
  const outcomes: MeasuredOutcome[] = [];
  for (let index = 0; index < count; index++)
    outcomes.push(
      measured(await lab.visit(PRODUCT, condition, shop, { next: { route: PRODUCT, deploy: shop, isCertain: true } })),
    );
  report(outcomes);
});

function report(outcomes: readonly MeasuredOutcome[]): void {
  const timing = (key: keyof MeasuredOutcome['timing']): number =>
    median(outcomes.map((outcome) => outcome.timing[key]));
  console.log(`${outcomes.length} visits of ${PRODUCT.path}, mobile, medians:`);
  console.log(
    `  wall ${timing('wallMs').toFixed(0)} ms = page ${timing('pageMs').toFixed(0)} + settle ${timing('settleMs')} + overhead ${timing('overheadMs').toFixed(0)}`,
  );
  console.log(
    `  wall / page's own time: ${median(outcomes.map(({ timing: { wallMs, pageMs } }) => wallMs / pageMs)).toFixed(2)}`,
  );
  console.log(
    `  overhead / page's own time: ${median(outcomes.map(({ timing: { overheadMs, pageMs } }) => overheadMs / pageMs)).toFixed(2)}`,
  );
  for (const node of [
    'lcp',
    'lcp.ttfb',
    'lcp.resource-load-delay',
    'lcp.resource-load-duration',
    'lcp.element-render-delay',
    'inp',
    'inp.processing-duration',
  ]) {
    const values = outcomes.map((outcome) => valueAt(outcome, node));
    console.log(
      `  ${node}: median ${median(values).toFixed(1)} ms, coefficient of variation ${(100 * variation(values)).toFixed(1)} %`,
    );
  }
  console.log(`  peak memory of this process: ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);
}

/** Standard deviation over mean. */
function variation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return Math.sqrt(variance) / mean;
}
