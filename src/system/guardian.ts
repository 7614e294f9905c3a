import { spawn } from 'node:child_process';
import type { Writable } from 'node:stream';

import { killMarked, RUN_MARK } from './leftovers.ts';

/**
 * Reads lines of a sign and a word. When its input closes, which it does when we end, also where we are killed and can end
 * nothing ourselves: kills the groups that are left (`+pid`, `-pid`) and everything of the run, and removes its folders
 * (`>folder`, `<folder`). In a session of its own, so that Ctrl-C is not for it.
 */
const SCRIPT = `
import * as fs from 'node:fs';
import { execFileSync } from 'node:child_process';
const __name = (each) => each;
const killMarked = ${killMarked.toString()};
const groups = new Set();
const folders = new Set();
const marks = [];
const act = {
  '+': (word) => groups.add(Number(word)), '-': (word) => groups.delete(Number(word)),
  '=': (word) => marks.push(word),
  '>': (word) => folders.add(word), '<': (word) => folders.delete(word),
};
let rest = '';
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => {});
process.stdin.setEncoding('utf8').on('data', (text) => {
  const lines = (rest + text).split('\\n');
  rest = lines.pop();
  for (const line of lines) act[line[0]](line.slice(1));
}).on('close', () => {
  for (const pid of groups) try { process.kill(-pid, 'SIGKILL'); } catch {}
  for (let round = 0; round < 50 && killMarked(fs, execFileSync, [...marks, ...folders]) > 0; round += 1) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
  for (const folder of folders) try { fs.rmSync(folder, { recursive: true, force: true, maxRetries: 3 }); } catch {}
});`;

let guardian: Writable | null = null;
/** What is left to guard. */
const watched = new Set<string>();

/** Has a process group killed when we end, in whatever way. Returns what calls that off. */
export function watch(pid: number): () => void {
  return tell('+', '-', String(pid));
}

/** The same for a folder: it is removed then, and the processes in it are killed. */
export function watchFolder(folder: string): () => void {
  return tell('>', '<', folder);
}

function tell(sign: string, revoked: string, word: string): () => void {
  guardian ??= start();
  guardian.write(`${sign}${word}\n`);
  watched.add(sign + word);
  return () => {
    watched.delete(sign + word);
    guardian?.write(`${revoked}${word}\n`);
  };
}

function start(): Writable {
  const child = spawn(process.execPath, ['--input-type=module', '-e', SCRIPT], {
    detached: true,
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { PATH: '/usr/bin:/bin' },
  });
  // Without it, groups are ended by us alone.
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  child.unref();
  // It would end by itself, but a moment after us.
  process.once('exit', () => {
    if (watched.size === 0) child.kill('SIGKILL');
  });
  // Neither the process nor its pipe keeps us from ending.
  if ('unref' in child.stdin && typeof child.stdin.unref === 'function') child.stdin.unref();
  // Not in the script: its text is the command line, and the guardian would be found by it.
  child.stdin.write(`=${RUN_MARK}\n`);
  return child.stdin;
}
