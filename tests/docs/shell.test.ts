import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, test } from 'vitest';
import { z } from 'zod';

import { readCommandLine } from '../../src/cli/command-line.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(read('package.json')));

/** Every block of shell commands that a reader is shown, by the file and the line that it begins at. */
function blocks(): [place: string, text: string][] {
  const pages = ['docs', 'examples'].flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
  );
  const files = ['README.md', ...pages.filter((name) => name.endsWith('.md') && !name.includes('node_modules'))];
  return files.flatMap((file) => {
    const text = read(file);
    return [...text.matchAll(/^( *)```sh\n([\s\S]*?)^\1```$/gm)].map(({ 2: block = '', index }): [string, string] => [
      `${file}:${text.slice(0, index).split('\n').length}`,
      block,
    ]);
  });
}

/** The words of each command, but for those that its output goes to; quoted ones without their quotes. */
function commandsIn(block: string): string[][] {
  return block
    .split(/\n| && /)
    .map((line) => line.replace(/(?:^|\s)#.*$| \| .*$/, '').replaceAll('$(git rev-parse HEAD)', 'a'.repeat(40)))
    .map((line) => (line.match(/"[^"]*"|'[^']*'|[^\s"']+/g) ?? []).map((word) => word.replaceAll(/^["']|["']$/g, '')))
    .filter((words) => words.length > 0);
}

/** Throws unless a command works with the program, the scripts and the files that are here, or is one of others. */
function check(words: readonly string[]): void {
  const [program = '', first = '', ...rest] = words[0] === 'npx' ? words.slice(1) : words;
  if (program === 'vitals-gate') expect(readCommandLine([first, ...rest]).command).not.toBe('usage');
  else if (program === 'node' && first.endsWith('dist/cli.js')) expect(readCommandLine(rest).command).not.toBe('usage');
  else if (program === 'npm' && first === 'run') expect(scripts).toHaveProperty([rest[0] ?? '']);
  else if (program === 'cp')
    expect(existsSync(path.join(ROOT, first.replace('node_modules/vitals-gate/', '')))).toBe(true);
  else
    expect([
      'npm ci',
      'npm test',
      'npm install',
      'git clone',
      'git fetch',
      'cd my-shop',
      '@lhci/cli collect',
    ]).toContain([program, first.split(' ')[0]].join(' '));
}

describe('what a reader is shown to type', () => {
  test.each(blocks())('%s', (_, block) => {
    execFileSync('bash', ['-n'], { input: block });
    const commands = commandsIn(block);
    expect(commands).not.toEqual([]);
    for (const words of commands) check(words);
  });

  test('is refused where a command has no such flag, and where a script is not there', () => {
    expect(() => check(['npx', 'vitals-gate', 'history', '--days', '30'])).toThrow('--days');
    expect(() => check(['npm', 'run', 'bench:nothing'])).toThrow('bench:nothing');
  });
});
