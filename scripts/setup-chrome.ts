/**
 * The set-up step of `npm test` and `npm run demo`: finds Chrome or else installs one, and says where from. Exits 3
 * where neither works. (The gate itself never installs anything.)
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

import { GateError } from '../src/errors.ts';
import { findChrome } from '../src/lab/browser/chrome-path.ts';

const ROOT = path.resolve(import.meta.dirname, '..');

/** Longer than any download or installation takes that is going to succeed. */
const INSTALL_TIMEOUT_MS = 5 * 60_000;
const TRY_TIMEOUT_MS = 20_000;

interface Installer {
  readonly what: string;
  readonly possible: () => boolean;
  readonly commands: readonly (readonly string[])[];
}

const isDebianRoot = (): boolean =>
  process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

const PUPPETEER_CLI = path.join(ROOT, 'node_modules/puppeteer/lib/puppeteer/node/cli.js');
const PUPPETEER = [process.execPath, PUPPETEER_CLI, 'browsers', 'install', 'chrome'];

/** In the order in which they are tried. */
const INSTALLERS: readonly Installer[] = [
  {
    what: "Chrome for Testing, into Puppeteer's cache",
    possible: () => true,
    // With the system libraries it needs, where that is allowed.
    commands: [isDebianRoot() ? [...PUPPETEER, '--install-deps'] : PUPPETEER],
  },
  {
    what: "Debian's chromium, by apt-get",
    possible: isDebianRoot,
    commands: [
      ['apt-get', 'update', '--quiet'],
      ['apt-get', 'install', '--quiet', '--yes', '--no-install-recommends', 'chromium'],
    ],
  },
];

/** The Chrome that the tests will find, or null. One that is named but missing is an error, never a reason to install. */
async function found(): Promise<string | null> {
  try {
    return await findChrome(null, process.env);
  } catch (error) {
    if (error instanceof GateError && !process.env['CHROME_PATH']) return null;
    throw error;
  }
}

/** Whether it starts at all: a downloaded one may lack system libraries. */
function starts(chrome: string): boolean {
  return spawnSync(chrome, ['--version'], { timeout: TRY_TIMEOUT_MS, stdio: 'ignore' }).status === 0;
}

/** Runs one command in silence; what it said last on failure, null on success. */
function run([command = '', ...args]: readonly string[]): Promise<string | null> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const child = spawn(command, args, {
    cwd: ROOT,
    env,
    timeout: INSTALL_TIMEOUT_MS,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (output += data.toString()));
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code) =>
      resolve(code === 0 ? null : lastLine(output) || `it ended with ${code ?? 'a signal'}`),
    );
  });
}

/** The last line that is not of a stack trace. */
function lastLine(output: string): string {
  const lines = output.split(/[\r\n]+/).map((line) => line.trim());
  return lines.findLast((line) => line !== '' && !line.startsWith('at ')) ?? '';
}

async function install({ what, commands }: Installer): Promise<string | null> {
  console.log(`No Chrome found: installing ${what} …`);
  for (const command of commands) {
    const failure = await run(command);
    if (failure !== null) return failure;
  }
  const chrome = await found();
  return chrome !== null && starts(chrome) ? null : 'it was installed, but does not start';
}

async function main(): Promise<number> {
  if ((await found()) !== null) return 0;
  const failures: string[] = [];
  for (const installer of INSTALLERS.filter(({ possible }) => possible())) {
    const failure = await install(installer);
    if (failure === null) return 0;
    console.log(`  failed: ${failure}`);
    failures.push(`  ${installer.what}: ${failure}`);
  }
  console.error('error: No Chrome was found, and none could be installed.');
  console.error(failures.join('\n'));
  console.error('  → Install Google Chrome or Chromium, or name its binary in CHROME_PATH.');
  return 3;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`error: ${error instanceof Error ? error.message : String(error)}`);
  if (error instanceof GateError) console.error(`  → ${error.todo}`);
  process.exitCode = 3;
}
