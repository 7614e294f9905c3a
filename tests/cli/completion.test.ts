import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

import { readCommandLine } from '../../src/cli/command-line.ts';
import { createProgram } from '../../src/cli/commands.ts';
import { CHOICES, completedOf } from '../../src/cli/completion.ts';
import { commandsBelow } from '../../src/cli/teach.ts';

function scriptFor(shell: string): string {
  const request = readCommandLine(['completion', shell]);
  return 'text' in request ? request.text : '';
}

/** What bash offers for each line, whose last word is being written. */
function offeredBy(lines: readonly string[]): string[][] {
  const asked = lines.map((line) => {
    const words = ['vitals-gate', ...line.split(' ')];
    const quoted = words.map((word) => `'${word}'`).join(' ');
    return `COMP_WORDS=(${quoted}); COMP_CWORD=${words.length - 1}; _vitals_gate; echo "\${COMPREPLY[*]}"`;
  });
  const script = [scriptFor('bash'), ...asked].join('\n');
  const printed = execFileSync('bash', ['--norc', '-c', script], { encoding: 'utf8' });
  return printed.split('\n').map((line) => line.split(' ').filter((word) => word !== ''));
}

test('bash completes commands, options and the words that they take', () => {
  const lines = [
    'ca',
    'graphql ',
    'field sl',
    'run --rou',
    'run --lighthouse ',
    'init --provider = wo',
    'run --config ',
    'judge ',
  ];
  expect(offeredBy(lines).slice(0, lines.length)).toEqual([
    ['calibrate'],
    ['cost', 'check'],
    ['slo'],
    ['--route'],
    ['on-failure', 'always', 'never'],
    ['worktree'],
    [],
    [],
  ]);
});

test('an option of a command is offered after it, wherever the value of another one stands', () => {
  const [afterValue, ofOther] = offeredBy(['run --out field --head-', 'judge --head-']);
  expect(afterValue).toEqual(['--head-url', '--head-sha']);
  expect(ofOther).toEqual([]);
});

test.each(['bash', 'zsh', 'fish'])('the script for %s has every command and every option', (shell) => {
  const script = scriptFor(shell);
  for (const { words, options } of completedOf(createProgram(() => undefined))) {
    expect(script).toContain(shell === 'fish' ? `'${words}'` : `"${words}"`);
    for (const flag of options.flatMap(({ flags }) => flags))
      expect(script).toContain(
        shell === 'fish' ? ` -${flag.startsWith('--') ? 'l' : 's'} ${flag.replace(/^-+/, '')}` : flag,
      );
  }
});

test('each list of words belongs to an option', () => {
  const program = createProgram(() => undefined);
  const flags = commandsBelow(program).flatMap(([, { options }]) => options.map(({ long }) => long));
  expect(flags).toEqual(expect.arrayContaining(Object.keys(CHOICES)));
});
