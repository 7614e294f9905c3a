import type { CDPSession } from 'puppeteer';

import type { Condition } from '../../model/route.ts';

/** The phone that Lighthouse's mobile emulation names, so that a site serves the same variant to both. */
const PHONE = { platform: 'Linux; Android 11; moto g power (2022)', model: 'moto g power (2022)', version: '11' };

/** More than what a window has around its page: tabs, the address, a border; CSS px. */
const WINDOW_EDGE = { width: 50, height: 200 };

/**
 * Emulates the condition's device for the page, except for its processor: a slowed page keeps one of ours busy, even while
 * it does nothing. The shaper emulates the network.
 */
export async function emulate(session: CDPSession, condition: Condition, browserVersion: string): Promise<void> {
  const { width, height, deviceScaleFactor, mobile, touch } = condition.viewport;
  // Afterwards the tab would have the size of the window until its page comes, and a film could lack the first paint.
  await fitWindow(session, width, height);
  await Promise.all([
    session.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor, mobile }),
    session.send(
      'Emulation.setTouchEmulationEnabled',
      touch ? { enabled: true, maxTouchPoints: 5 } : { enabled: false },
    ),
    session.send('Emulation.setUserAgentOverride', {
      ...userAgent(browserVersion, mobile),
      ...acceptLanguage(condition.locale),
    }),
    // A user looks at the page, although Chrome gives the focus to the tab that was opened last.
    session.send('Emulation.setFocusEmulationEnabled', { enabled: true }),
    ...preferences(session, condition),
  ]);
}

/**
 * Makes the window as large as the page. What changes outside of the window is not presented by Chrome, emulated viewport or
 * not, so an interaction whose effect is there would not be reported.
 */
async function fitWindow(session: CDPSession, width: number, height: number): Promise<void> {
  const { windowId } = await session.send('Browser.getWindowForTarget');
  const bounds = { width: width + WINDOW_EDGE.width, height: height + WINDOW_EDGE.height };
  await session.send('Browser.setWindowBounds', { windowId, bounds });
}

/** How many times slower the page's processor is. */
export async function slowDown(session: CDPSession, rate: number): Promise<void> {
  await session.send('Emulation.setCPUThrottlingRate', { rate });
}

/** What a condition says about its user. Preferences that it leaves out are not sent. */
function* preferences(session: CDPSession, condition: Condition): Generator<Promise<unknown>> {
  const { locale, timezone, colorScheme, reducedMotion } = condition;
  if (locale !== undefined) yield session.send('Emulation.setLocaleOverride', { locale: locale.replaceAll('-', '_') });
  if (timezone !== undefined) yield session.send('Emulation.setTimezoneOverride', { timezoneId: timezone });
  const features: { name: string; value: string }[] = [];
  if (colorScheme !== undefined) features.push({ name: 'prefers-color-scheme', value: colorScheme });
  if (reducedMotion !== undefined)
    features.push({ name: 'prefers-reduced-motion', value: reducedMotion ? 'reduce' : 'no-preference' });
  if (features.length > 0) yield session.send('Emulation.setEmulatedMedia', { features });
}

/** `de-DE` → `de-DE,de`: Chrome adds the weights, and shows the list as `navigator.languages`. */
function acceptLanguage(locale: string | undefined): { acceptLanguage?: string } {
  if (locale === undefined) return {};
  const [language = locale] = locale.split('-');
  return { acceptLanguage: language === locale ? locale : `${locale},${language}` };
}

/** Chrome's own user agent with its reduced version, never `HeadlessChrome`: bot walls serve that another page. */
function userAgent(browserVersion: string, mobile: boolean) {
  const major = /^\D*(\d+)\./.exec(browserVersion)?.[1] ?? '0';
  const platform = mobile ? PHONE.platform : 'X11; Linux x86_64';
  return {
    userAgent: `Mozilla/5.0 (${platform}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${major}.0.0.0 ${mobile ? 'Mobile ' : ''}Safari/537.36`,
    userAgentMetadata: {
      brands: [
        { brand: 'Chromium', version: major },
        { brand: 'Google Chrome', version: major },
        { brand: 'Not)A;Brand', version: '99' },
      ],
      platform: mobile ? 'Android' : 'Linux',
      platformVersion: mobile ? PHONE.version : '',
      architecture: mobile ? '' : 'x86',
      model: mobile ? PHONE.model : '',
      mobile,
    },
  };
}
