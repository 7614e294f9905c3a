import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { makeRunFolder } from '../../src/system/run-folder.ts';
import { GateError } from '../../src/errors.ts';

const usual = process.env['TMPDIR'];
let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'vitals-gate-folders-'));
  process.env['TMPDIR'] = root;
});
afterEach(() => {
  if (usual === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = usual;
  rmSync(root, { recursive: true, force: true });
});

function errorOf(body: () => unknown): GateError {
  try {
    body();
  } catch (error) {
    if (error instanceof GateError) return error;
    throw error;
  }
  throw new Error('it did not throw');
}

/** As a run of this process, start and machine names its folders. */
function name(parts: readonly string[]): string {
  return ['vitals', 'gate', ...parts, 'abcdef'].join('-');
}

/** The address of a module of ours, for programs. */
function moduleAt(file: string): string {
  return pathToFileURL(path.resolve('src', file)).href;
}

function someFile(): string {
  const place = path.join(root, 'file');
  writeFileSync(place, '');
  return place;
}

/** The number of a process that has been. */
async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  return child.pid ?? 0;
}

describe('a run', () => {
  test('removes the folders of runs that are no more, and no others', async () => {
    const live = makeRunFolder();
    const [, , pid = '', start = '', machine = ''] = path.basename(live.path).split('-');
    const gone = (await deadPid()).toString(36);
    const dead = name([gone, start, machine]);
    const reused = name([pid, '1', machine]);
    const elsewhere = name([gone, start, machine === '0000' ? '1111' : '0000']);
    const foreign = 'vitals-gate-notes';
    for (const each of [dead, reused, elsewhere, foreign]) {
      mkdirSync(path.join(root, each, 'inside'), { recursive: true });
      writeFileSync(path.join(root, each, 'inside', 'file'), '');
    }
    const link = name([gone, '2', machine]);
    symlinkSync(path.join(root, foreign), path.join(root, link));
    const other = makeRunFolder();
    const kept = [live.path, other.path].map((each) => path.basename(each));
    expect(readdirSync(root).toSorted()).toEqual([...kept, elsewhere, foreign, link].toSorted());
    expect(existsSync(path.join(root, foreign, 'inside', 'file'))).toBe(true);
    live.remove();
    other.remove();
    expect(readdirSync(root)).not.toContain(kept[0]);
  });

  test.runIf(process.platform === 'linux')(
    'that is killed leaves neither its folder nor what it has started',
    async () => {
      const program = `
        import { makeRunFolder } from '${moduleAt('system/run-folder.ts')}';
        import { startGroup } from '${moduleAt('deploys/providers/worktree/process-group.ts')}';
        const { path } = makeRunFolder();
        startGroup({ command: 'setsid sleep 600 & echo $!; wait', cwd: path, env: {}, output: 1, leavesDaemons: true });
        console.log(path);
        setInterval(() => {}, 1000);`;
      const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let told = '';
      for await (const chunk of child.stdout) {
        told += String(chunk);
        if (told.trim().split('\n').length === 2) break;
      }
      const lines = told.trim().split('\n');
      const folder = lines.find((line) => line.startsWith('/')) ?? '';
      const pid = Number(lines.find((line) => !line.startsWith('/')));
      expect([existsSync(folder), isRunning(pid)]).toEqual([true, true]);
      child.kill('SIGKILL');
      while (existsSync(folder) || isRunning(pid)) await wait(20);
    },
  );
});

function isRunning(pid: number): boolean {
  return existsSync(`/proc/${pid}/environ`);
}

describe('a temporary folder', () => {
  test.each([
    ['is not there', () => path.join(root, 'nowhere'), 'it does not exist'],
    ['is a file', () => someFile(), 'it is not a folder'],
  ])('that %s is one clear error that names it and TMPDIR', (_what, place, reason) => {
    process.env['TMPDIR'] = place();
    const error = errorOf(() => makeRunFolder());
    expect(error).toMatchObject({ code: 'temporary-folder', exitCode: 3 });
    expect(error.message).toContain(`The temporary folder ${process.env['TMPDIR']} cannot be used: ${reason}.`);
    expect(error.todo).toContain('TMPDIR');
  });

  test('whose path is too long for a socket is left for a shorter one', () => {
    const long = path.join(root, 'x'.repeat(100));
    mkdirSync(long);
    process.env['TMPDIR'] = long;
    const folder = makeRunFolder(60);
    expect(folder.path).toMatch(/^\/(?:private\/)?tmp\/vitals-gate-/);
    folder.remove();
    expect(readdirSync(long)).toEqual([]);
    expect(errorOf(() => makeRunFolder(10)).message).toContain(`${long} cannot be used: its path is too long`);
  });
});
