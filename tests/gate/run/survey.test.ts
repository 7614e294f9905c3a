import { setImmediate } from 'node:timers/promises';

import { expect, test } from 'vitest';

import { Survey, type Surveyed } from '../../../src/gate/run/survey.ts';

interface Named extends Surveyed {
  readonly name: string;
}

/** Those with a capital log in, and a digit says with how many at most. */
function mostOf(name: string): number {
  if (/\d/.test(name)) return Number(name);
  return name === name.toLowerCase() ? 5 : 1;
}

/** A survey of campaigns that warm up until they are let go; those with a capital log in. */
function surveyOf(names: string, slower = '') {
  const batches: string[] = [];
  const lanes: string[] = [];
  const going: string[] = [];
  const steps: string[] = [];
  const ends = new Map<string, (error?: Error) => void>();
  const campaigns = names.split('').map((name): Named => ({
    name,
    mostAtOnce: mostOf(name),
    warmUp: async (lane) => {
      lanes.push(`${name}${lane}`);
      going.push(name);
      await new Promise<void>((resolve, reject) =>
        ends.set(name, (error) => (error === undefined ? resolve() : reject(error))),
      );
      going.splice(going.indexOf(name), 1);
    },
    seemsSlower: slower.includes(name),
    revisit: async () => void steps.push(`again ${name} beside ${going.join('')}`),
    warmUpControl: async (lane) => void steps.push(`control ${name}${lane}`),
  }));
  const survey = new Survey<Named>({
    announce: (batch) => void batches.push(batch.map(({ name }) => name).join('')),
    identify: async (batch) =>
      void steps.push(`identify ${batch.map(({ name }) => name).join('')} beside ${going.join('')}`),
  });
  survey.expect(campaigns);
  const named = (name: string): Named => {
    const found = campaigns.find((each) => each.name === name);
    if (found === undefined) throw new Error(`no campaign ${name}`);
    return found;
  };
  return { reach: (name: string) => survey.reach(named(name)), batches, lanes, going, steps, ends };
}

type Opened = ReturnType<typeof surveyOf>;

/** Reaches a campaign, and ends every warm-up at once. */
async function reached({ reach, ends }: Opened, name: string): Promise<void> {
  const reaching = reach(name);
  for (const end of ends.values()) end();
  ends.clear();
  await reaching;
}

test('a campaign and the four that come next warm up at the same time, each in two lanes of its own', async () => {
  const opened = surveyOf('abcdefg');
  const reaching = opened.reach('a');
  expect(opened.going.join('')).toBe('abcde');
  expect(opened.lanes).toEqual(['a0', 'b2', 'c4', 'd6', 'e8']);
  for (const end of opened.ends.values()) end();
  await reaching;
  expect(opened.batches).toEqual(['abcde']);
});

test('what they are served is compared once no visit goes on, and the control page is visited after that', async () => {
  const opened = surveyOf('ab');
  await reached(opened, 'a');
  expect(opened.steps).toEqual(['identify ab beside ', 'control a0', 'control b2']);
});

test('one whose head took longer is visited again, alone, before what it is served is compared', async () => {
  const opened = surveyOf('abc', 'b');
  await reached(opened, 'a');
  expect(opened.steps.slice(0, 2)).toEqual(['again b beside ', 'identify abc beside ']);
});

test('two whose heads took longer are not visited again: the first visits would wake the server for the second', async () => {
  const opened = surveyOf('abc', 'bc');
  await reached(opened, 'a');
  expect(opened.steps[0]).toBe('identify abc beside ');
});

test('one that has warmed up does not again, and the next batch waits for its first campaign', async () => {
  const opened = surveyOf('abcdefg');
  for (const name of 'abcde') await reached(opened, name);
  expect(opened.batches).toEqual(['abcde']);
  for (const name of 'fg') await reached(opened, name);
  expect(opened.batches).toEqual(['abcde', 'fg']);
});

test('one that logs in warms up alone', async () => {
  const opened = surveyOf('aBcD');
  for (const name of 'aBcD') await reached(opened, name);
  expect(opened.batches).toEqual(['ac', 'B', 'D']);
});

test('a batch is as small as its most demanding campaign asks', async () => {
  const opened = surveyOf('2a3bcd');
  for (const name of '2a3bcd') await reached(opened, name);
  expect(opened.batches).toEqual(['2a', '3bc', 'd']);
});

test('one that is reached before its turn takes those with it that come next', async () => {
  const opened = surveyOf('abcdefg');
  await reached(opened, 'c');
  expect(opened.batches).toEqual(['cabde']);
});

test('a run that cannot go on waits for every visit of the batch before it says so', async () => {
  const { reach, ends, going } = surveyOf('ab');
  const reaching = reach('a');
  let isOver = false;
  const ended = reaching.catch((error: unknown) => error).finally(() => (isOver = true));
  ends.get('a')?.(new Error('no Chrome starts'));
  await setImmediate();
  expect(isOver).toBe(false);
  ends.get('b')?.();
  expect(await ended).toEqual(new Error('no Chrome starts'));
  expect(going).toEqual(['a']);
});
