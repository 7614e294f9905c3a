import { writeFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { execa } from 'execa';
import { afterEach, beforeEach, expect, test } from 'vitest';

const MODULE = pathToFileURL(path.resolve(import.meta.dirname, '../../src/hand-over.ts')).href;
/** Prints what the program has, and what its child can read of it. */
const PROGRAM = `
import { spawnSync } from 'node:child_process';
import { handOver } from '${MODULE}';
handOver();
const read = spawnSync('sh', ['-c', 'cat /proc/$PPID/environ; cat /proc/$PPID/fd/0'], { env: { PATH: process.env.PATH } });
console.log(JSON.stringify({
  pid: process.pid, args: process.argv.slice(2), execArgv: process.execArgv,
  own: process.env['INPUT_GITHUB-TOKEN'], mark: process.env.VITALS_GATE_ENVIRONMENT ?? null,
  seen: String(read.stdout).split('\\0').filter(Boolean),
}));
process.exitCode = 3;`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vitals-gate-hand-over-'));
  writeFileSync(path.join(folder, 'program.mjs'), PROGRAM);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function run(env: Record<string, string>) {
  const child = execa(process.execPath, ['--no-deprecation', path.join(folder, 'program.mjs'), 'run', '--x=a b'], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    extendEnv: false,
    reject: false,
  });
  const { stdout, stderr, exitCode } = await child;
  return { told: JSON.parse(stdout) as Record<string, unknown>, stderr, exitCode, pid: child.pid };
}

test.runIf(process.platform === 'linux')(
  'a child cannot read the secrets of the gate from its environment, and the gate still has them',
  async () => {
    const secrets = { 'INPUT_GITHUB-TOKEN': 's3cret', ACTIONS_RUNTIME_TOKEN: 's3cret', NODE_AUTH_TOKEN: 's3cret' };
    const { told, stderr, exitCode, pid } = await run({ ...secrets, VITE_API: 'shown', TMPDIR: folder });
    expect(told).toMatchObject({ own: 's3cret', mark: null, args: ['run', '--x=a b'], execArgv: ['--no-deprecation'] });
    expect(told['seen']).toContain('VITE_API=shown');
    expect(JSON.stringify(told['seen'])).not.toContain('s3cret');
    expect({ stderr, exitCode, pid }).toEqual({ stderr: '', exitCode: 3, pid: told['pid'] });
    expect(await readdir(folder)).toEqual(['program.mjs']);
  },
);

test.runIf(process.platform === 'linux')('without a temporary folder it goes on as it is', async () => {
  const { told } = await run({ 'INPUT_GITHUB-TOKEN': 's3cret', TMPDIR: path.join(folder, 'nowhere') });
  expect(told).toMatchObject({ own: 's3cret', args: ['run', '--x=a b'] });
});
