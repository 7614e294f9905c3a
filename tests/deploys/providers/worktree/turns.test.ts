import { expect, test } from 'vitest';

import { Turns } from '../../../../src/deploys/providers/worktree/turns.ts';

test('work is done in the order in which it was asked for, one piece at a time, even after one that fails', async () => {
  const turns = new Turns();
  const journal: string[] = [];
  const first = Promise.withResolvers<void>();
  const work =
    (name: string, until = Promise.resolve()) =>
    async (): Promise<string> => {
      journal.push(`${name} begins`);
      await until;
      journal.push(`${name} ends`);
      return name;
    };
  const base = turns.take(work('base', first.promise));
  const broken = turns.take(() => Promise.reject(new Error('no such commit')));
  const head = turns.take(work('head'));
  first.resolve();
  expect([await base, await head]).toEqual(['base', 'head']);
  await expect(broken).rejects.toThrow('no such commit');
  expect(journal).toEqual(['base begins', 'base ends', 'head begins', 'head ends']);
});
