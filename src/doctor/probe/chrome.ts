import { launchChrome } from '../../lab/browser/chrome.ts';
import { findChrome } from '../../lab/browser/chrome-path.ts';
import { openScratch } from '../../lab/browser/scratch.ts';
import type { StartedChrome } from '../judge/chrome.ts';

/**
 * Starts Chrome with the flags of the lab, and ends it. If the signal aborts, so does what was started.
 *
 * @throws GateError `chrome-not-found`, `chrome-unlaunchable`, `temporary-folder`
 */
export async function startChrome(
  named: string | null,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<StartedChrome> {
  const path = await findChrome(named, env);
  const scratch = openScratch();
  const end = (): void => void scratch.sweep();
  signal.addEventListener('abort', end, { once: true });
  try {
    const said: string[] = [];
    const browser = await launchChrome({
      chromePath: path,
      env,
      folder: scratch.folder(),
      log: (line) => said.push(line),
    });
    const version = (await browser.version()).replace(/^Headless/, '');
    await browser.close();
    const isRoot = process.getuid?.() === 0;
    return {
      path,
      version,
      unsandboxed: isRoot ? 'this is root' : said.length > 0 ? 'it does not start with it' : null,
    };
  } finally {
    signal.removeEventListener('abort', end);
    await scratch.sweep();
    scratch.close();
  }
}
