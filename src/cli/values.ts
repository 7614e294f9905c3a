import { statSync } from 'node:fs';
import path from 'node:path';

import { quote, suggestion } from '../source/diagnostic.ts';
import { GateError } from '../errors.ts';
import { MOST_SHARDS, readShard, type Shard } from '../model/shard.ts';
import { readPageUrl } from '../report/words/page-link.ts';
import { MIN_BLOCKS } from '../stats/plan.ts';

/** A commander parser that refuses an empty text, because an unset shell variable becomes one. */
export function textOf(flag: string): (value: string) => string {
  return (value) => {
    if (value.trim() !== '') return value;
    throw new GateError('usage', {
      what: `${flag} has an empty value.`,
      todo: `Write a value after ${flag}, or leave it out.`,
    });
  };
}

/** A parser that collects every occurrence. */
export function listOf(flag: string): (value: string, previous: readonly string[] | undefined) => string[] {
  const parse = textOf(flag);
  return (value, previous) => [...(previous ?? []), parse(value)];
}

/** A label of a deploy; empty, as of an unset shell variable, where it is unknown. */
export function shaOf(flag: string): (value: string) => string {
  return (value) => {
    const sha = value.trim();
    if (/^[\x21-\x7e]{0,200}$/.test(sha)) return sha;
    const todo = 'Write a commit SHA, or any label without spaces of at most 200 characters.';
    throw new GateError('usage', { what: `${flag} is ${quote(value)}, which is not a commit.`, todo });
  };
}

/** Whether the calendar has the day that a text begins with: `2026-02-31` is none, though `Date` reads it as a day of March. */
export function isDay(text: string): boolean {
  const day = text.slice(0, 10);
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}

/** Where the report page can be opened. */
export function pageAddressOf(value: string): string {
  return readPageUrl('--report-url', value);
}

/** In how many lanes to calibrate: `1`, `2` or both. */
export function lanesOf(value: string): readonly (1 | 2)[] {
  const lanes = ([1, 2] as const).filter((count) => value.split(',').includes(String(count)));
  if (/^(?:1|2|1,2|2,1)$/.test(value)) return lanes;
  const what = `--lanes is ${quote(value)}, which is not 1, 2 or both.`;
  throw new GateError('usage', { what, todo: 'Write for example --lanes 1,2 to compare them.' });
}

/** Some two hours of visits to a single route. */
const MAX_BLOCKS = 1000;

export function blocksOf(value: string): number {
  const blocks = Number(value);
  if (/^\d{1,6}$/.test(value) && blocks >= MIN_BLOCKS && blocks <= MAX_BLOCKS) return blocks;
  const what = `--blocks is ${quote(value)}, which is not a whole number from ${MIN_BLOCKS} to ${MAX_BLOCKS}.`;
  throw new GateError('usage', {
    what,
    todo: `Write for example --blocks ${MIN_BLOCKS + 2}; fewer than ${MIN_BLOCKS} cannot decide anything.`,
  });
}

export function shardOf(value: string): Shard {
  const shard = readShard(value);
  if (shard !== null) return shard;
  const what = `--shard is ${quote(value)}, which is not a valid INDEX/TOTAL.`;
  throw new GateError('usage', { what, todo: `Write for example --shard 2/4; at most ${MOST_SHARDS} parts.` });
}

export const LIGHTHOUSE = ['on-failure', 'always', 'never'] as const;
export type LighthouseChoice = (typeof LIGHTHOUSE)[number];

export function lighthouseOf(value: string): LighthouseChoice {
  return choiceOf('--lighthouse', value, LIGHTHOUSE);
}

export const EXPLAIN = ['on-failure', 'never'] as const;
export type ExplainChoice = (typeof EXPLAIN)[number];

export function explainOf(value: string): ExplainChoice {
  return choiceOf('--explain', value, EXPLAIN);
}

/** One of the words that a flag takes. */
export function choiceOf<Choice extends string>(flag: string, value: string, choices: readonly Choice[]): Choice {
  const choice = choices.find((known) => known === value);
  if (choice !== undefined) return choice;
  throw new GateError('usage', {
    what: `${flag} cannot be ${quote(value)}.`,
    todo: suggestion(value, choices, 'It can be'),
  });
}

/** The absolute path of a folder that is there. */
export function folderOf(flag: string): (value: string) => string {
  return (value) => {
    if (value !== '' && statSync(value, { throwIfNoEntry: false })?.isDirectory() === true) return path.resolve(value);
    throw new GateError('usage', {
      what: `${flag} is ${quote(value)}, which is not a folder.`,
      todo: 'Write the path of a folder that has the .map files of the build.',
    });
  };
}
