import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { execa } from 'execa';
import { afterEach, beforeEach, expect, test } from 'vitest';

const SRC = path.resolve(import.meta.dirname, '../../src');
const MODULE = pathToFileURL(path.join(SRC, 'hand-over.ts')).href;
/** Prints what the program has, and what its child can read of it. */
const PROGRAM = `
import { spawnSync } from 'node:child_process';
import { handOver } from '${MODULE}';
const notice = handOver();
const read = spawnSync('sh', ['-c', 'cat /proc/$PPID/environ; cat /proc/$PPID/fd/0'], { env: { PATH: process.env.PATH } });
console.log(JSON.stringify({
  pid: process.pid, args: process.argv.slice(2), execArgv: process.execArgv,
  own: process.env['INPUT_GITHUB-TOKEN'], mark: process.env.VITALS_GATE_ENVIRONMENT ?? null,
  notice, nodeToken: process.env.NODE_AUTH_TOKEN ?? null,
  seen: String(read.stdout).split('\\0').filter(Boolean),
}));
process.exitCode = 3;`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vitals-gate-hand-over-'));
  writeFileSync(path.join(folder, 'program.mjs'), PROGRAM);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

interface Start {
  readonly execArgv?: readonly string[];
  readonly stdin?: 'ignore' | 'pipe' | { readonly file: string };
}

async function run(env: Record<string, string>, { execArgv = ['--no-deprecation'], stdin = 'pipe' }: Start = {}) {
  const child = execa(process.execPath, [...execArgv, path.join(folder, 'program.mjs'), 'run', '--x=a b'], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    extendEnv: false,
    reject: false,
    stdin,
  });
  const { stdout, stderr, exitCode } = await child;
  return { told: JSON.parse(stdout) as Record<string, unknown>, stderr, exitCode, pid: child.pid };
}

/** What is built into the action only. */
const NO_PROBE = `data:text/javascript,import { registerHooks } from 'node:module';
  const probe = { url: 'data:text/javascript,export default null', shortCircuit: true };
  registerHooks({ resolve: (name, context, next) => name === 'virtual:probe' ? probe : next(name, context) });`;

/** Starts a program of ours as it restarts itself, with a text for its environment. */
function startAnew(program: string, text: string) {
  const file = path.join(folder, 'environment');
  writeFileSync(file, text);
  const script = 'exec 3<>"$1"; rm "$1"; VITALS_GATE_ENVIRONMENT=$$ exec "$2" --import "$4" "$3" run <&3';
  return execa('sh', ['-c', script, 'sh', file, process.execPath, program, NO_PROBE], { cwd: folder, reject: false });
}

const IS_LINUX = process.platform === 'linux';

test.runIf(IS_LINUX)(
  'a child cannot read the secrets of the gate from its environment, and the gate still has them',
  async () => {
    const secrets = { 'INPUT_GITHUB-TOKEN': 's3cret', ACTIONS_RUNTIME_TOKEN: 's3cret', NODE_AUTH_TOKEN: 's3cret' };
    const { told, stderr, exitCode, pid } = await run({ ...secrets, VITE_API: 'shown', TMPDIR: folder });
    expect(told).toMatchObject({ own: 's3cret', mark: null, args: ['run', '--x=a b'], execArgv: ['--no-deprecation'] });
    expect(told).toMatchObject({ notice: null, nodeToken: 's3cret' });
    expect(told['seen']).toContain('VITE_API=shown');
    expect(JSON.stringify(told['seen'])).not.toContain('s3cret');
    expect({ stderr, exitCode, pid }).toEqual({ stderr: '', exitCode: 3, pid: told['pid'] });
    expect(await readdir(folder)).toEqual(['program.mjs']);
  },
);

test.runIf(IS_LINUX)(
  'of the names that begin as those of Node and the loader do, a child sees those alone that they read',
  async () => {
    const read = { NODE_NO_WARNINGS: '1', NODE_PATH: '/lib', UV_THREADPOOL_SIZE: '3', LD_BIND_NOW: '1' };
    const names = ['UV_PUBLISH_TOKEN', 'UV_INDEX_ACME_PASSWORD', 'NODE_PRE_GYP_GITHUB_TOKEN', 'NODE_KEY', 'LD_SDK_KEY'];
    const secrets = Object.fromEntries([...names, 'DYLD_KEY'].map((name) => [name, 's3cret']));
    const { told } = await run({ ...read, ...secrets, TMPDIR: folder });
    expect(told['seen']).toEqual(expect.arrayContaining(Object.entries(read).map((entry) => entry.join('='))));
    expect(JSON.stringify(told['seen'])).not.toContain('s3cret');
  },
);

test.runIf(IS_LINUX)('without a temporary folder it goes on as it is, and says so', async () => {
  const { told } = await run({ 'INPUT_GITHUB-TOKEN': 's3cret', TMPDIR: path.join(folder, 'nowhere') });
  expect(told).toMatchObject({ own: 's3cret', args: ['run', '--x=a b'] });
  expect(told['notice']).toMatch(/can be read by the programs that the gate starts.*ENOENT/);
});

test.runIf(IS_LINUX).each(['ignore', 'pipe', 'file'] as const)(
  'where its mark was inherited, with other input (%s), it goes on as it is, says so, and leaves the input alone',
  async (kind) => {
    const file = path.join(folder, 'somebodys.json');
    writeFileSync(file, '{"PATH":"/forged"}');
    const env = { 'INPUT_GITHUB-TOKEN': 's3cret', VITALS_GATE_ENVIRONMENT: 'stdin', TMPDIR: folder };
    const { told, exitCode } = await run(env, { stdin: kind === 'file' ? { file } : kind });
    expect({ exitCode, told }).toMatchObject({ exitCode: 3, told: { own: 's3cret', mark: null } });
    expect(told['notice']).toContain('VITALS_GATE_ENVIRONMENT is set');
    expect(readFileSync(file, 'utf8')).toBe('{"PATH":"/forged"}');
  },
);

test.runIf(IS_LINUX).each(['/nowhere/node', '/etc/passwd', '/tmp'])(
  'where %s is what it would start, it goes on as it is, and says so',
  async (program) => {
    const execArgv = ['--import', `data:text/javascript,process.execPath='${program}'`];
    const { told, exitCode } = await run({ 'INPUT_GITHUB-TOKEN': 's3cret', TMPDIR: folder }, { execArgv });
    expect({ exitCode, told }).toMatchObject({ exitCode: 3, told: { own: 's3cret' } });
    expect(told['notice']).toContain(program);
  },
);

test.runIf(IS_LINUX)('a mark of the own process, with a file that has no name, is believed', async () => {
  const { stdout } = await startAnew(path.join(folder, 'program.mjs'), '{"INPUT_GITHUB-TOKEN":"s3cret"}');
  expect(JSON.parse(stdout)).toMatchObject({ own: 's3cret', mark: null, notice: null });
});

test.runIf(IS_LINUX).each(['cli', 'action'])(
  'an environment that cannot be read back is “could not measure” of the %s, and not a broken budget',
  async (entry) => {
    const { exitCode, stdout, stderr } = await startAnew(path.join(SRC, `${entry}.ts`), '{"INPUT_GITHUB-TO');
    expect(`${stdout}${stderr}`).toMatch(/error.*The gate restarted itself and cannot read its environment/);
    expect(exitCode).toBe(3);
  },
);

test.runIf(IS_LINUX)('the command line says on stderr that it goes on as it is', async () => {
  const { exitCode, stderr } = await execa(process.execPath, [path.join(SRC, 'cli.ts'), 'run', '--help'], {
    cwd: folder,
    env: { VITALS_GATE_ENVIRONMENT: 'stdin' },
    reject: false,
  });
  expect(stderr).toMatch(/^What this job has in its environment can be read .*VITALS_GATE_ENVIRONMENT/);
  expect(stderr.match(/can be read/g)).toHaveLength(1);
  expect(exitCode).toBe(0);
});
