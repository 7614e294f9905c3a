import path from 'node:path';

import { afterAll, expect, test } from 'vitest';

import { Git } from '../../src/git/git.ts';
import { makePipe } from '../support/pipe.ts';
import { Repository } from '../support/repository.ts';

const repository = new Repository();
afterAll(() => repository.remove());

test('a command of git ends with the signal, and none begins after it', async () => {
  const git = await Git.open(repository.folder, process.env);
  if ('cause' in git) throw new Error(git.cause);
  const pipe = path.join(repository.folder, 'pipe');
  makePipe(pipe);
  const stop = new AbortController();
  // Nobody writes into the pipe.
  const waiting = git.until(stop.signal).run('hash-object', pipe);
  stop.abort();
  await expect(waiting).rejects.toThrow(/abort|cancel/i);
  await expect(git.until(stop.signal).run('rev-parse', '--git-dir')).rejects.toThrow(/abort/i);
  expect(await git.until(stop.signal).tryRun('rev-parse', '--git-dir')).toBeNull();
  expect(await git.run('rev-parse', '--git-dir')).toBe('.git');
});

test('output that is longer than asked for is not taken', async () => {
  const git = await Git.open(repository.folder, process.env);
  if ('cause' in git) throw new Error(git.cause);
  expect(await git.tryRunUpTo(5, 'rev-parse', '--git-dir')).toBe('.git');
  expect(await git.tryRunUpTo(4, 'rev-parse', '--git-dir')).toBeNull();
});
