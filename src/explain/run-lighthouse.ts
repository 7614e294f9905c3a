import { setTimeout as wait } from 'node:timers/promises';

import type { Flags, Result } from 'lighthouse';
import type { Browser, Page } from 'puppeteer';

import { emulate, slowDown } from '../lab/browser/emulation.ts';
import type { Condition } from '../model/route.ts';
import { scrubbed } from './scrub.ts';
import { ignoreStrayErrors } from './stray-errors.ts';

export interface LighthouseRun {
  /** The lab's browser, and the port of the condition's traffic shaper. */
  readonly browser: Browser;
  readonly proxyPort: number;
  readonly condition: Condition;
  readonly url: string;
  readonly signal: AbortSignal;
}

/** What Lighthouse found, without the secrets a page's URLs and markup may hold. */
export interface LighthouseReport {
  readonly lhr: Result;
  readonly html: string;
  readonly json: string;
}

/** How long the page may take to load, and the whole run, ms. */
const LOAD_TIMEOUT_MS = 30_000;
const RUN_TIMEOUT_MS = 90_000;

/**
 * Without simulation, Lighthouse waits for 5.25 s without network and then as long again without long tasks. It needs
 * the second wait, because TBT ends where five quiet seconds begin. For the first, the wait of its simulated mode is
 * enough, and is twice that of the lab's visits.
 */
const NETWORK_QUIET_MS = 1000;

/** Runs Lighthouse's performance audits once, in a context of its own. Rejects if Lighthouse gives no result. */
export async function runLighthouse(run: LighthouseRun): Promise<LighthouseReport> {
  ignoreStrayErrors();
  const context = await run.browser.createBrowserContext({
    proxyServer: `socks5://127.0.0.1:${run.proxyPort}`,
    proxyBypassList: ['<-loopback>'],
  });
  try {
    const page = await context.newPage();
    return await limited(audit(page, run), run.signal);
  } finally {
    await context.close().catch(() => undefined);
  }
}

/** `work`, or a rejection when its time is up or the run is stopped. After that, the outcome of `work` is ignored. */
async function limited<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  work.catch(() => undefined);
  const done = new AbortController();
  const timeUp = wait(RUN_TIMEOUT_MS, undefined, { signal: AbortSignal.any([signal, done.signal]) }).then(() => {
    throw new Error(`Lighthouse took more than ${RUN_TIMEOUT_MS / 1000} s`);
  });
  timeUp.catch(() => undefined);
  try {
    return await Promise.race([work, timeUp]);
  } finally {
    done.abort();
  }
}

async function audit(page: Page, { browser, condition, url }: LighthouseRun): Promise<LighthouseReport> {
  // Lighthouse is large, and most runs are green: it is loaded when it is needed.
  const [{ default: lighthouse, generateReport }, { nonSimulatedSettingsOverrides }] = await Promise.all([
    import('lighthouse'),
    import('lighthouse/core/config/constants.js'),
  ]);
  for (const key of NETWORK_QUIET_SETTINGS) nonSimulatedSettingsOverrides[key] = NETWORK_QUIET_MS;
  page.on('dialog', (dialog) => void dialog.dismiss().catch(() => undefined));
  const session = await page.createCDPSession();
  await emulate(session, condition, await browser.version());
  await slowDown(session, condition.cpuSlowdown);
  const result = await lighthouse(url, flagsFor(condition), undefined, page);
  if (result === undefined) throw new Error('Lighthouse gave no result');
  if (result.lhr.runtimeError) throw new Error(result.lhr.runtimeError.message);
  const lhr = scrubbed(result.lhr);
  return { lhr, html: generateReport(lhr, 'html'), json: JSON.stringify(lhr) };
}

const NETWORK_QUIET_SETTINGS = ['pauseAfterFcpMs', 'pauseAfterLoadMs', 'networkQuietThresholdMs'] as const;

/**
 * The condition is already in force: the network is the shaper's, device and CPU are the lab's emulation, under which
 * `provided` leaves them (it touches no CPU throttling, and estimates savings from the network it sees; `devtools`
 * would set both, and estimate from its own settings).
 */
function flagsFor({ viewport, rttMs, downKbps, upKbps, cpuSlowdown }: Condition): Flags {
  const { width, height, deviceScaleFactor, mobile } = viewport;
  return {
    logLevel: 'silent',
    output: 'json',
    locale: 'en-US',
    onlyCategories: ['performance'],
    formFactor: mobile ? 'mobile' : 'desktop',
    screenEmulation: { width, height, deviceScaleFactor, mobile, disabled: false },
    emulatedUserAgent: false,
    throttlingMethod: 'provided',
    throttling: {
      rttMs,
      throughputKbps: downKbps,
      requestLatencyMs: 0,
      downloadThroughputKbps: downKbps,
      uploadThroughputKbps: upKbps,
      cpuSlowdownMultiplier: cpuSlowdown,
    },
    maxWaitForFcp: LOAD_TIMEOUT_MS,
    maxWaitForLoad: LOAD_TIMEOUT_MS,
    disableFullPageScreenshot: true,
  };
}
