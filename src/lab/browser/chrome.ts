import path from 'node:path';

import type { Browser } from 'puppeteer';

import { causeOf, GateError } from '../../errors.ts';

/** What Chrome may see of our environment: no token, no ACTIONS_*, no INPUT_*. */
const ENVIRONMENT =
  /^(?:PATH|HOME|USER|LOGNAME|SHELL|TMPDIR|TEMP|TMP|LANG|LANGUAGE|LC_\w+|TZ|DISPLAY|WAYLAND_DISPLAY|XDG_\w+|DBUS_SESSION_BUS_ADDRESS|FONTCONFIG_\w+|LD_LIBRARY_PATH|SYSTEMROOT|WINDIR|LOCALAPPDATA|APPDATA|PROGRAMFILES(?:\(X86\))?|PROGRAMDATA|USERPROFILE|COMSPEC)$/i;

/** Beside Puppeteer's own defaults: nothing that talks to the network by itself, no QUIC (SOCKS cannot carry it). */
const FLAGS = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
  '--disable-dev-shm-usage',
  // WebRTC would send UDP past the proxy, to this machine and its network too. The switch has had both names.
  '--webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  // Chrome would ask its own server what a form's fields mean: traffic that is not the page's.
  '--disable-features=AutofillServerCommunication',
];

const LAUNCH_TIMEOUT_MS = 30_000;

/** The variables of `env` that a child process may have. */
export function allowedEnvironment(env: NodeJS.ProcessEnv): Record<string, string> {
  const allowed: Record<string, string> = {};
  for (const [name, value] of Object.entries(env))
    if (value !== undefined && ENVIRONMENT.test(name)) allowed[name] = value;
  return allowed;
}

export interface Launch {
  readonly chromePath: string;
  readonly env: NodeJS.ProcessEnv;
  /** An empty folder for the profile and whatever else Chrome leaves behind. */
  readonly folder: string;
  readonly log: (line: string) => void;
}

/**
 * Starts Chrome, with its sandbox wherever that works. Throws `chrome-unlaunchable`. The connection is a pipe: no
 * debugging port that a page could reach, and Chrome ends when we do, however we end.
 */
export async function launchChrome(request: Launch): Promise<Browser> {
  const root = process.getuid?.() === 0;
  if (!root) {
    try {
      return await launch(request, []);
    } catch (error) {
      request.log(`Chrome does not start with its sandbox (${causeOf(error)}); trying --no-sandbox.`);
    }
  }
  try {
    return await launch(request, ['--no-sandbox']);
  } catch (error) {
    throw new GateError('chrome-unlaunchable', { path: request.chromePath, cause: causeOf(error) }, { cause: error });
  }
}

async function launch({ chromePath, env, folder }: Launch, extra: readonly string[]): Promise<Browser> {
  const { default: puppeteer } = await import('puppeteer');
  return puppeteer.launch({
    executablePath: chromePath,
    headless: true,
    // Users' browsers block tabs that a page opens by itself. Here such tabs would hide the page.
    ignoreDefaultArgs: ['--disable-popup-blocking'],
    pipe: true,
    userDataDir: path.join(folder, 'profile'),
    args: [...FLAGS, ...extra],
    env: { ...allowedEnvironment(env), TMPDIR: folder },
    defaultViewport: null,
    waitForInitialPage: false,
    timeout: LAUNCH_TIMEOUT_MS,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}
