import { expect, test } from 'vitest';

import { Turns, type Turn } from '../../src/system/turns.ts';

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Works that end when they are told, and what happened. */
function worksIn(turns: Turns) {
  const told: string[] = [];
  const ends = new Map<string, () => void>();
  const ended = async (name: string): Promise<void> => new Promise((resolve) => ends.set(name, resolve));
  const work =
    (name: string) =>
    async (turn: Turn): Promise<void> => {
      told.push(`${name} works`);
      await ended(name);
      await turn.beside(async () => {
        told.push(`${name} waits`);
        await ended(`${name} watch`);
      });
      told.push(`${name} goes on`);
      await ended(`${name} rest`);
      told.push(`${name} ends`);
    };
  return {
    told,
    start: (name: string) => turns.take(work(name)),
    end: async (name: string) => {
      await tick();
      ends.get(name)?.();
      await tick();
    },
  };
}

test('so many work at once as there are turns, and who only waits lets another work', async () => {
  const { told, start, end } = worksIn(new Turns(1));
  const works = [start('a'), start('b')];
  await end('a');
  expect(told).toEqual(['a works', 'a waits', 'b works']);
  await end('a watch');
  expect(told).toHaveLength(3);
  await end('b');
  expect(told.slice(3)).toEqual(['b waits', 'a goes on']);
  await end('b watch');
  await end('a rest');
  expect(told.slice(5)).toEqual(['a ends', 'b goes on']);
  await end('b rest');
  await Promise.all(works);
});

test('a work that fails gives its turn back, also when it fails while it waits', async () => {
  const turns = new Turns(1);
  const fails = turns.take(async () => Promise.reject(new Error('lost')));
  await expect(fails).rejects.toThrow('lost');
  const { promise: watched, resolve: stopWatching } = Promise.withResolvers<void>();
  const givenUp = turns.take(async ({ beside }) => {
    void beside(() => watched);
    return Promise.reject(new Error('given up'));
  });
  await expect(givenUp).rejects.toThrow('given up');
  const { promise: working, resolve: stopWorking } = Promise.withResolvers<void>();
  const next = turns.take(() => working);
  stopWatching();
  await tick();
  let isLastWorking = false;
  const last = turns.take(async () => void (isLastWorking = true));
  await new Promise((resolve) => setImmediate(resolve));
  expect(isLastWorking).toBe(false);
  stopWorking();
  await Promise.all([next, last]);
  expect(isLastWorking).toBe(true);
});

test('a turn that was left goes to the next, once', async () => {
  const turns = new Turns(1);
  const { promise: open, resolve: end } = Promise.withResolvers<void>();
  const told: string[] = [];
  const work =
    (name: string) =>
    async (turn: Turn): Promise<void> => {
      told.push(name);
      if (name === 'a') turn.leave();
      await open;
    };
  const works = ['a', 'b', 'c'].map((name) => turns.take(work(name)));
  await tick();
  expect(told).toEqual(['a', 'b']);
  end();
  await Promise.all(works);
  expect(told).toEqual(['a', 'b', 'c']);
});
