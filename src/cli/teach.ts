import type { Command } from 'commander';

import { OWN_PAGES } from '../version.ts';
import type { Lesson } from './lesson.ts';
import { LESSONS, PROGRAM, TASKS } from './lessons.ts';

/** Groups the commands of the general help by task, and ends each help with examples and the page to read. */
export function teach(program: Command): void {
  for (const [heading, names] of Object.entries(TASKS))
    for (const command of program.commands) if (names.includes(command.name())) command.helpGroup(heading);
  addLesson(program, PROGRAM);
  for (const [words, command] of commandsBelow(program)) addLesson(command, LESSONS[words]);
}

/** Each command with its words: `field slo`. */
export function commandsBelow(command: Command, above = ''): [words: string, Command][] {
  return command.commands.flatMap((each): [string, Command][] => {
    const words = `${above}${each.name()}`;
    return [[words, each], ...commandsBelow(each, `${words} `)];
  });
}

function addLesson(command: Command, lesson: Lesson | undefined): void {
  if (lesson === undefined) return;
  // What a command has added itself ends with a blank line.
  const gap = lesson.exitCodes === undefined ? '' : '\n';
  command.addHelpText('after', `${gap}${lessonText(lesson)}`);
}

function lessonText({ examples, exitCodes = '', page }: Lesson): string {
  const lines = examples.flatMap(([line, about]) => [`  # ${about}`, `  $ vitals-gate ${line}`]);
  const title = examples.length === 1 ? 'Example:' : 'Examples:';
  return `${[title, ...lines].join('\n')}\n${exitCodes}\nMore: ${OWN_PAGES}/docs/${page}`;
}
