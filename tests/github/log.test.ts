import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { logBlock, logProgress } from '../../src/github/log.ts';

let printed: string;
beforeEach(() => {
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    printed += String(chunk);
    return true;
  });
});
afterEach(() => vi.restoreAllMocks());

/** How many groups are open after each line; GitHub knows no groups within groups. */
function depths(): number[] {
  let open = 0;
  return printed
    .trimEnd()
    .split('\n')
    .map((line) => (open += line.startsWith('::group::') ? 1 : line === '::endgroup::' ? -1 : 0));
}

test('a campaign has a group, with a line for each look, and its result below', () => {
  const progress = logProgress();
  progress.begin('home · mobile', 12);
  progress.advance('home · mobile');
  progress.look('home · mobile', '3 blocks; open: lcp');
  progress.line('home · mobile: confirmed.');
  progress.end('home · mobile', '22 visits');
  expect(printed.trimEnd().split('\n')).toEqual([
    '::group::home · mobile',
    '3 blocks; open: lcp',
    'home · mobile: confirmed.',
    '::endgroup::',
    'measured home · mobile: 22 visits',
  ]);
});

test('a campaign that has not been looked at has no group', () => {
  const progress = logProgress();
  progress.begin('a', 12);
  progress.begin('b', 12);
  progress.look('b', 'one');
  expect(printed.trimEnd().split('\n')).toEqual(['::group::b', 'one']);
});

test('campaigns that take turns never have a group within a group', () => {
  const progress = logProgress();
  progress.begin('a', 60);
  progress.look('a', 'one');
  progress.begin('b', 60);
  progress.look('b', 'one');
  progress.look('a', 'two');
  progress.end('b', 'b is done');
  progress.end('a', 'a is done');
  expect(Math.max(...depths())).toBe(1);
  expect(Math.min(...depths())).toBe(0);
  expect(depths().at(-1)).toBe(0);
  expect(printed.match(/^::group::a$/gm)).toHaveLength(2);
});

test('a run that stops in the middle leaves no group open, and stopping again is no matter', () => {
  const progress = logProgress();
  progress.begin('a', 12);
  progress.look('a', 'one');
  progress.stop();
  progress.stop();
  expect(depths()).toEqual([1, 1, 0]);
});

test.each(['x\n::error::y', '::endgroup::', '\r::set-output name=a::b', '##[error]z', 'a%0A::error::b'])(
  'a name such as %j is no command',
  (name) => {
    const progress = logProgress();
    progress.begin(name, 4);
    progress.look(name, name);
    progress.end(name, name);
    const commands = printed
      .trimEnd()
      .split('\n')
      .filter((line) => /^\s*::/.test(line));
    expect(commands).toHaveLength(2);
    expect(commands[0]).toMatch(/^::group::/);
    expect(commands[1]).toBe('::endgroup::');
    expect(printed).not.toContain('##[');
  },
);

/** What stands between the two marks of a block. */
function blockLines(): string[] {
  const [first = '', ...lines] = printed.replace(/\n$/, '').split('\n');
  const token = /^::stop-commands::(.+)$/.exec(first)?.[1] ?? '';
  expect(lines.at(-1)).toBe(`::${token}::`);
  return lines.slice(0, -1);
}

test('a block keeps its lines and what they are indented by, and nothing after its end', () => {
  logBlock('  first\r\nsecond\rthird\n\n::error::x\n  \n');
  expect(blockLines()).toEqual(['  first', 'second', 'third', '', '│ ::error::x']);
});

test('a block of too many lines ends with how many are left out', () => {
  logBlock(Array.from({ length: 5010 }, (_, index) => `line ${index}`).join('\n'));
  const lines = blockLines();
  expect(lines).toHaveLength(5001);
  expect(lines.at(-2)).toBe('line 4999');
  expect(lines.at(-1)).toBe('… and 10 more lines, which the files in the output folder have');
});

test('a block of too many characters does as well; one of just as many as are read does not', () => {
  logBlock(Array.from({ length: 12 }, () => 'x'.repeat(99_999)).join('\n'));
  expect(blockLines().at(-1)).toBe('… and 2 more lines, which the files in the output folder have');
  printed = '';
  logBlock(Array.from({ length: 10 }, () => 'x'.repeat(99_999)).join('\n'));
  expect(blockLines()).toHaveLength(10);
});
