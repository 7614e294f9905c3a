/**
 * `npm run demo [-- --head base] [OPTIONS OF vitals-gate run]`: builds the demo shop twice, serves both builds, and lets
 * the built gate compare them in real Chrome. Head is seeded with three regressions, so it exits 1; with `--head base`
 * the base build is gated against itself, which passes, because it serves identical bytes.
 */
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { execa } from 'execa';

import { buildShop } from '../fixtures/shop/build.ts';
import { BASE_FAULTS, HEAD_FAULTS } from '../fixtures/shop/faults.ts';
import { serveShop, type ServedShop } from '../fixtures/shop/serve.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const CLI = path.join(ROOT, 'dist/cli.js');
const DEFAULT_OUT = 'vitals-gate-out';
/**
 * A single look at the seeded regressions: the fewest blocks that can turn the demo's budgets red, and no second proof. Base
 * against itself is not measured: it serves identical bytes.
 */
const SINGLE_LOOK = ['--blocks', '4'];

/** Takes `--head base|head` out of the arguments; the rest goes to the gate. */
function readArguments(args: readonly string[]): { head: string; out: string; rest: string[] } {
  const rest = [...args];
  const at = rest.indexOf('--head');
  const head = at < 0 ? 'head' : (rest.splice(at, 2)[1] ?? '');
  if (head !== 'base' && head !== 'head') throw new Error(`--head takes base or head, not ${JSON.stringify(head)}`);
  const out = rest[rest.indexOf('--out') + 1];
  return { head, out: rest.includes('--out') && out !== undefined ? out : DEFAULT_OUT, rest };
}

async function main(): Promise<number> {
  const { head, out, rest } = readArguments(process.argv.slice(2));
  if (!existsSync(CLI)) throw new Error('dist/cli.js is missing: run `npm run build` first');
  const folder = await mkdtemp(path.join(tmpdir(), 'vitals-gate-demo-'));
  const served: ServedShop[] = [];
  try {
    const serve = async (side: string, faults: readonly string[]): Promise<{ url: string; sha: string }> => {
      const sha = await buildShop({ out: path.join(folder, side), faults });
      const shop = await serveShop(path.join(folder, side), { sha });
      served.push(shop);
      process.stdout.write(`${side}: ${sha.slice(0, 7)} at ${shop.url}\n`);
      return { url: shop.url, sha };
    };
    const baseDeploy = await serve('base', BASE_FAULTS);
    const headDeploy = await serve('head', head === 'base' ? BASE_FAULTS : HEAD_FAULTS);
    const { exitCode } = await execa(
      process.execPath,
      [
        CLI,
        'run',
        '--config=fixtures/shop/vitals-gate.yml',
        '--base-url',
        baseDeploy.url,
        '--base-sha',
        baseDeploy.sha,
        '--head-url',
        headDeploy.url,
        '--head-sha',
        headDeploy.sha,
        ...(rest.includes('--out') ? [] : ['--out', out]),
        ...(head === 'base' || rest.includes('--blocks') ? [] : SINGLE_LOOK),
        ...rest,
      ],
      { cwd: ROOT, stdio: 'inherit', reject: false },
    );
    const comment = path.resolve(ROOT, out, 'comment.md');
    if (existsSync(comment))
      process.stdout.write(`\n--- ${path.relative(ROOT, comment)} ---\n\n${await readFile(comment, 'utf8')}\n`);
    return exitCode ?? 3;
  } finally {
    for (const shop of served) await shop.close();
    await rm(folder, { recursive: true, force: true });
  }
}

process.exitCode = await main();
