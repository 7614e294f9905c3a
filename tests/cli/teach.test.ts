import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';

import { readCommandLine } from '../../src/cli/command-line.ts';
import { createProgram } from '../../src/cli/commands.ts';
import { LESSONS, PROGRAM, TASKS } from '../../src/cli/lessons.ts';
import { commandsBelow } from '../../src/cli/teach.ts';

const COMMANDS = commandsBelow(createProgram(() => undefined)).map(([words]) => words);
const ALL = [['', PROGRAM] as const, ...Object.entries(LESSONS)];

function helpOf(words: string): string {
  const request = readCommandLine([...words.split(' '), '--help'].filter((word) => word !== ''));
  return 'text' in request ? request.text : '';
}

test('each command has its lesson, and each lesson its command', () => {
  expect(Object.keys(LESSONS).toSorted()).toEqual(COMMANDS.toSorted());
});

test('each command of the general help has its task', () => {
  const commands = COMMANDS.filter((words) => !words.includes(' '));
  expect(Object.values(TASKS).flat().toSorted()).toEqual(commands.toSorted());
  const headings = helpOf('').match(/^[A-Z][\w ]+:$/gm);
  expect(headings).toEqual(['Options:', ...Object.keys(TASKS), 'Examples:', 'Exit codes:']);
});

test.each(ALL)('the help of "%s" ends with one to four examples and a page that is there', (words, lesson) => {
  const help = helpOf(words);
  expect(lesson.examples.length).toBeGreaterThanOrEqual(1);
  expect(lesson.examples.length).toBeLessThanOrEqual(words === '' ? 4 : 3);
  for (const [line] of lesson.examples) expect(help).toContain(`\n  $ vitals-gate ${line}\n`);
  expect(help).toMatch(/\n\nMore: https:.*\/docs\/[\w-]+\.md\n$/);
  expect(help).not.toMatch(/\n\n\n/);
  expect(existsSync(new URL(`../../docs/${lesson.page}`, import.meta.url))).toBe(true);
});

test.each(ALL.flatMap(([, { examples }]) => examples.map(([line]) => [line] as const)))(
  'the example %s is valid',
  (line) => {
    const { command } = readCommandLine(line.split(' '));
    expect(command).toMatch(line.startsWith('completion') ? /^help$/ : /^(?!help$|usage$)/);
  },
);

test.each(Object.keys(LESSONS).filter((words) => !['budgets', 'graphql', 'field', 'deploy'].includes(words)))(
  'the help of %s has its exit codes',
  (words) => {
    expect(helpOf(words)).toMatch(/\nExit codes:\n {2}0 {2}/);
  },
);
