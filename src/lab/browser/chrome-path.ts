import { access, constants, stat } from 'node:fs/promises';

import { GateError } from '../../errors.ts';

/** Names of Chrome and Chromium on the PATH of a Linux machine. */
const LINUX_NAMES = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'chrome'];

/**
 * The Chrome to measure with, in this order: the named one, CHROME_PATH, the usual places of this operating system,
 * Puppeteer's cache. Throws `chrome-not-found`. If a named Chrome does not exist it throws too, and never falls back to
 * another.
 */
export async function findChrome(named: string | null, env: NodeJS.ProcessEnv): Promise<string> {
  const explicit = named ?? env['CHROME_PATH'] ?? '';
  if (explicit !== '') {
    if (await isExecutable(explicit)) return explicit;
    throw new GateError('chrome-not-found', { looked: explicit });
  }
  const looked: string[] = [];
  for (const places of [onPath, installed, inPuppeteerCache])
    for (const candidate of await places(env)) {
      if (await isExecutable(candidate)) return candidate;
      looked.push(candidate);
    }
  const usual = "CHROME_PATH, the PATH, the usual places and Puppeteer's cache";
  throw new GateError('chrome-not-found', { looked: looked.length > 0 ? looked.join(', ') : usual });
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

async function onPath(env: NodeJS.ProcessEnv): Promise<string[]> {
  if (process.platform !== 'linux') return [];
  const found: string[] = [];
  for (const name of LINUX_NAMES)
    for (const folder of (env['PATH'] ?? '').split(':').filter(Boolean))
      if (await isExecutable(`${folder}/${name}`)) found.push(`${folder}/${name}`);
  return found;
}

async function installed(): Promise<string[]> {
  const { Launcher } = await import('chrome-launcher');
  try {
    return Launcher.getInstallations();
  } catch {
    return []; // it throws if it finds none
  }
}

async function inPuppeteerCache(): Promise<string[]> {
  const { default: puppeteer } = await import('puppeteer');
  try {
    return [await puppeteer.executablePath()];
  } catch {
    return [];
  }
}
