import { expect, test } from 'vitest';

import { Lanes } from '../../../src/gate/run/lanes.ts';

/** Work that lasts until it is let go, and the names of what is at work. */
function workshop() {
  const atWork = new Set<string>();
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    begun,
    atWork: () => [...atWork],
    work: (name: string) => async () => {
      begun.push(name);
      atWork.add(name);
      await new Promise<void>((end) => ends.set(name, end));
      atWork.delete(name);
      return name;
    },
    end: async (name: string) => {
      ends.get(name)?.();
      await new Promise(setImmediate);
    },
  };
}

test('blocks share the machine', async () => {
  const { work, atWork, end } = workshop();
  const lanes = new Lanes(2);
  const [one, other] = [lanes.share(work('one')), lanes.share(work('other'))];
  await new Promise(setImmediate);
  expect(atWork()).toEqual(['one', 'other']);
  await end('one');
  await end('other');
  expect([await one, await other]).toEqual(['one', 'other']);
});

test('what is alone waits for the blocks that are under way, and the next blocks wait for it', async () => {
  const { work, atWork, begun, end } = workshop();
  const lanes = new Lanes(2);
  const turns = [lanes.share(work('block')), lanes.alone(work('proof')), lanes.share(work('next'))];
  await new Promise(setImmediate);
  expect(atWork()).toEqual(['block']);
  await end('block');
  expect(atWork()).toEqual(['proof']);
  await end('proof');
  expect(atWork()).toEqual(['next']);
  await end('next');
  await Promise.all(turns);
  expect(begun).toEqual(['block', 'proof', 'next']);
});

test('two that are alone follow one another', async () => {
  const { work, atWork, end } = workshop();
  const lanes = new Lanes(2);
  const turns = [lanes.alone(work('one')), lanes.alone(work('other'))];
  await new Promise(setImmediate);
  expect(atWork()).toEqual(['one']);
  await end('one');
  expect(atWork()).toEqual(['other']);
  await end('other');
  await Promise.all(turns);
});

test('after a failure there are no more turns: they fail with the same error', async () => {
  const lanes = new Lanes(2);
  const { work, begun } = workshop();
  const failing = lanes.share(() => Promise.reject(new Error('the disk is full')));
  await expect(failing).rejects.toThrow('the disk is full');
  await expect(lanes.share(work('late'))).rejects.toThrow('the disk is full');
  await expect(lanes.alone(work('later'))).rejects.toThrow('the disk is full');
  expect(begun).toEqual([]);
});
