import path from 'node:path';

import type { Browser } from 'puppeteer';

import { causeOf } from '../errors.ts';
import { type Deploy, type Side, SIDES } from '../model/deploy.ts';
import type { Metric } from '../model/metric.ts';
import type { Explanation } from '../model/report.ts';
import type { Condition, Route } from '../model/route.ts';
import { makeSubFolder } from '../record/sub-folder.ts';
import { writeWhole } from '../record/whole-file.ts';
import { compareInsights } from './compare-insights.ts';
import type { Lhr } from './lhr.ts';
import { runLighthouse } from './run-lighthouse.ts';
import { fileName } from '../text/file-name.ts';
import { redact } from '../text/redactor.ts';

export interface ExplainRequest {
  readonly browser: Browser;
  /** The port of the condition's traffic shaper. */
  readonly proxyPort: number;
  readonly route: Pick<Route, 'name' | 'path'>;
  readonly condition: Condition;
  /** Null on a first run: then only head is run, without a comparison. */
  readonly base: Deploy | null;
  readonly head: Deploy;
  /** The metrics whose budgets are broken: what speaks of them comes first. */
  readonly metrics: readonly Metric[];
  /** The output folder. */
  readonly out: string;
  readonly signal: AbortSignal;
}

/**
 * Runs Lighthouse once per side under the condition's shaped network, base first, writes both reports below `out` and
 * says which insights got worse. Where Lighthouse fails, `failure` says why: it explains a verdict and never makes one.
 * Rejects only where the signal aborts.
 */
export async function explain(request: ExplainRequest): Promise<Explanation> {
  const reports: Record<Side, string | null> = { base: null, head: null };
  const results: Partial<Record<Side, Lhr>> = {};
  const failures: string[] = [];
  for (const side of SIDES) {
    if (request[side] === null) continue;
    try {
      const { lhr, file } = await runSide(request, request[side], side);
      results[side] = lhr;
      reports[side] = file;
    } catch (error) {
      request.signal.throwIfAborted();
      failures.push(`Lighthouse failed on ${side}: ${causeOf(error)}.`);
    }
  }
  const { base, head } = results;
  const insights = base && head ? compareInsights(base, head, request.metrics) : [];
  return { insights, reports, failure: failures.length > 0 ? failures.join(' ') : null };
}

/** One run with its two files; `file` is the HTML report's name relative to the output folder. */
async function runSide(request: ExplainRequest, deploy: Deploy, side: Side): Promise<{ lhr: Lhr; file: string }> {
  const { browser, proxyPort, route, condition, out, signal } = request;
  const url = deploy.url + route.path;
  const { lhr, html, json } = await runLighthouse({ browser, proxyPort, condition, url, signal });
  const name = `lighthouse/${fileName(route.name)}-${fileName(condition.name)}-${side}`;
  await makeSubFolder(out, 'lighthouse');
  await writeWhole([path.join(out, `${name}.json`), redact(json)], [path.join(out, `${name}.html`), redact(html)]);
  return { lhr, file: `${name}.html` };
}
