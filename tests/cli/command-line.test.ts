import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

import { runCli } from './fake-io.ts';

test('run without options uses the defaults of the contract', async () => {
  const { exitCode, options } = await runCli(['run']);
  expect(exitCode).toBe(0);
  expect(options).toEqual({
    config: 'vitals-gate.yml',
    baseUrl: null,
    headUrl: null,
    baseSha: null,
    headSha: null,
    out: 'vitals-gate-out',
    blocks: null,
    routes: [],
    conditions: [],
    lighthouse: 'on-failure',
    explain: 'on-failure',
    sourceMaps: null,
    chromePath: null,
  });
});

test('every option reaches the gate', async () => {
  const line =
    'run --config c.yml --base-url http://b --head-url http://h --base-sha b5 --head-sha h6 --out o --blocks 7 --measure-identical --route a --route=b --condition mobile --lighthouse never --explain never --source-maps src --chrome-path /c';
  expect((await runCli(line.split(' '))).options).toEqual({
    config: 'c.yml',
    baseUrl: 'http://b',
    headUrl: 'http://h',
    baseSha: 'b5',
    headSha: 'h6',
    out: 'o',
    blocks: 7,
    measureIdentical: true,
    routes: ['a', 'b'],
    conditions: ['mobile'],
    lighthouse: 'never',
    explain: 'never',
    sourceMaps: path.resolve('src'),
    chromePath: '/c',
  });
});

test('an empty SHA, as of an unset variable, is an unknown one', async () => {
  const { options } = await runCli(['run', '--base-sha', '', '--head-sha', ' ']);
  expect(options).toMatchObject({ baseSha: null, headSha: null });
});

describe('help', () => {
  test.each([['--help'], ['-h'], ['help']])(
    '%s prints the commands, an example and the exit codes, and exits with 0',
    async (flag) => {
      const { exitCode, stdout, stderr } = await runCli([flag]);
      expect(exitCode).toBe(0);
      expect(stderr).toBe('');
      expect(stdout).toContain('Usage: vitals-gate [options] [command]');
      expect(stdout).toContain('$ vitals-gate run --base-url https://staging.example --head-url https://pr-42.example');
      expect(stdout).toContain('2  invalid usage or configuration');
    },
  );

  test.each([[['run', '--help']], [['help', 'run']]])('%j names every option of the contract', async (argv) => {
    const { exitCode, stdout } = await runCli(argv);
    expect(exitCode).toBe(0);
    const options = [
      'config',
      'base-url',
      'head-url',
      'base-sha',
      'head-sha',
      'out',
      'blocks',
      'measure-identical',
      'route',
      'condition',
      'lighthouse',
      'chrome-path',
      'debug',
    ];
    for (const option of options) expect(stdout).toContain(`--${option}`);
    expect(stdout).toContain('(default: "vitals-gate.yml")');
  });

  test('no command prints the help to stderr and exits with 2', async () => {
    const { exitCode, stdout, stderr } = await runCli([]);
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('Usage: vitals-gate');
  });
});

test('calibrating again goes with --debug', async () => {
  const ran = await runCli(['calibrate', '--from', 'oc1', '--debug']);
  expect(ran).toMatchObject({ exitCode: 0, stdout: 'the calibration\n' });
});

test('--version prints the version of the package', async () => {
  const manifest = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  expect(await runCli(['--version'])).toMatchObject({ exitCode: 0, stdout: `${manifest.version}\n`, stderr: '' });
});

describe('wrong use is one error block and exit code 2', () => {
  const SEE = 'See `vitals-gate run --help`.';

  test.each([
    ['an unknown command', 'rn', "Unknown command 'rn'.\n  → Did you mean run? See `vitals-gate --help`."],
    ['help of an unknown command', 'help rn', "Unknown command 'rn'.\n  → Did you mean run? See `vitals-gate --help`."],
    [
      'help of an unknown command of another',
      'graphql help cst',
      "Unknown command 'cst'.\n  → Did you mean cost? See `vitals-gate graphql --help`.",
    ],
    ['help of no command at all', 'help zzzzzz', "Unknown command 'zzzzzz'.\n  → See `vitals-gate --help`."],
    [
      'calibrating again with what only visits use',
      'calibrate --from oc1 --route nope --blocks 7 --out elsewhere --config nofile.yml',
      '--from makes no visits and writes into its own folder, so it cannot be combined with --config, --out, --blocks, and --route.\n  → Leave one out.',
    ],
    ['an unknown option', 'run --condtion a', `Unknown option '--condtion'.\n  → Did you mean --condition? ${SEE}`],
    ['an unknown option like no other', 'run --zzzzzzzz', `Unknown option '--zzzzzzzz'.\n  → ${SEE}`],
    [
      'an unknown option elsewhere',
      'graphql cost --nope',
      "Unknown option '--nope'.\n  → See `vitals-gate graphql cost --help`.",
    ],
    ['a missing value', 'run --config', `Option '--config <file>' argument missing.\n  → ${SEE}`],
    [
      'an argument too many',
      'run now',
      `Too many arguments for 'run'. Expected 0 arguments but got 1: now.\n  → ${SEE}`,
    ],
    [
      'blocks that are no number',
      'run --blocks many',
      '--blocks is "many", which is not a whole number from 3 to 1000.\n  → Write for example --blocks 5; fewer than 3 cannot decide anything.',
    ],
    [
      'too few blocks',
      'run --blocks 2',
      '--blocks is "2", which is not a whole number from 3 to 1000.\n  → Write for example --blocks 5; fewer than 3 cannot decide anything.',
    ],
    [
      'half a block',
      'run --blocks 3.5',
      '--blocks is "3.5", which is not a whole number from 3 to 1000.\n  → Write for example --blocks 5; fewer than 3 cannot decide anything.',
    ],
    [
      'an unknown choice for Lighthouse',
      'run --lighthouse allways',
      '--lighthouse cannot be "allways".\n  → Did you mean "always"? It can be: on-failure, always, never.',
    ],
    [
      'other lanes than there are',
      'calibrate --lanes 1,3',
      '--lanes is "1,3", which is not 1, 2 or both.\n  → Write for example --lanes 1,2 to compare them.',
    ],
    ['an empty value', 'run --out=', '--out has an empty value.\n  → Write a value after --out, or leave it out.'],
    [
      'an empty URL',
      'run --head-url=',
      '--head-url has an empty value.\n  → Write a value after --head-url, or leave it out.',
    ],
  ])('%s', async (_what, line, message) => {
    const ran = await runCli(line.split(' '));
    expect(ran).toMatchObject({ exitCode: 2, stdout: '', stderr: `error: ${message}\n`, options: undefined });
  });

  test('a SHA that is no word', async () => {
    const { exitCode, stderr } = await runCli(['run', '--base-sha', 'a b']);
    expect(exitCode).toBe(2);
    expect(stderr).toBe(
      'error: --base-sha is "a b", which is not a commit.\n  → Write a commit SHA, or any label without spaces of at most 200 characters.\n',
    );
  });
});
