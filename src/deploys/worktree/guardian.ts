import { spawn } from 'node:child_process';
import type { Writable } from 'node:stream';

/**
 * Reads `+pid` and `-pid` lines and kills the groups that are left when its input closes: which it does when we end,
 * also where we are killed and can end nothing ourselves. In a session of its own, so that Ctrl-C is not for it.
 */
const SCRIPT = `
const groups = new Set();
let rest = '';
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => {});
process.stdin.setEncoding('utf8').on('data', (text) => {
  const lines = (rest + text).split('\\n');
  rest = lines.pop();
  for (const line of lines) groups[line[0] === '+' ? 'add' : 'delete'](Number(line.slice(1)));
}).on('close', () => {
  for (const pid of groups) try { process.kill(-pid, 'SIGKILL'); } catch {}
});`;

let guardian: Writable | null = null;

/** Has a process group killed when we end, in whatever way. Returns what calls that off. */
export function watch(pid: number): () => void {
  guardian ??= start();
  guardian.write(`+${pid}\n`);
  return () => void guardian?.write(`-${pid}\n`);
}

function start(): Writable {
  const child = spawn(process.execPath, ['-e', SCRIPT], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: {},
  });
  // Without it, groups are ended by us alone.
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  child.unref();
  // Neither the process nor its pipe keeps us from ending.
  if ('unref' in child.stdin && typeof child.stdin.unref === 'function') child.stdin.unref();
  return child.stdin;
}
