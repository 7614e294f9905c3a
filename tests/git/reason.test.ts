import { expect, test } from 'vitest';

import { Git, reasonOf } from '../../src/git/git.ts';

test.each([
  [
    'its only line',
    'fatal: not a git repository (or any of the parent directories): .git',
    'not a git repository (or any of the parent directories): .git',
  ],
  [
    'its first message, not the advice below it',
    "fatal: '/srv/shop' does not appear to be a git repository\nfatal: Could not read from remote repository.\n\nPlease make sure you have the correct access rights\nand the repository exists.\n",
    "'/srv/shop' does not appear to be a git repository",
  ],
  [
    'what ssh says before the connection ends',
    'git@github.com: Permission denied (publickey).\nfatal: Could not read from remote repository.\n\nPlease make sure\n',
    'git@github.com: Permission denied (publickey)',
  ],
  [
    'a lost connection of which nothing is said',
    'fatal: Could not read from remote repository.',
    'Could not read from remote repository',
  ],
  ['another program’s last line', 'one\ntwo.', 'two'],
])('of an error of git, the reason is %s', (_, stderr, reason) => {
  expect(reasonOf(Object.assign(new Error('Command failed'), { stderr }))).toBe(reason);
});

test('of an error without output, the reason is its message', () => {
  expect(reasonOf(Object.assign(new Error('it was ended'), { stderr: '' }))).toBe('it was ended');
});

test('a git that is missing is said to be missing', async () => {
  expect(await Git.open('/', { PATH: '/nowhere' })).toEqual({ cause: 'git is not installed, or not on the PATH' });
});
