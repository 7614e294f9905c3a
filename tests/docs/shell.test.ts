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

/** Programs of others, with what they are told to do. */
const OTHERS = ['npm ci', 'npm test', 'npm install', 'git clone', 'git fetch', 'cd my-shop', '@lhci/cli collect'];

/** Whether a command works with the program, the scripts and the files that are here, or is one of others. */
function works(words: readonly string[]): boolean {
  const [program = '', first = '', ...rest] = words[0] === 'npx' ? words.slice(1) : words;
  if (program === 'vitals-gate') return isRead([first, ...rest]);
  if (program === 'node' && first.endsWith('dist/cli.js')) return isRead(rest);
  if (program === 'npm' && first === 'run') return scripts[rest[0] ?? ''] !== undefined;
  if (program === 'cp') return existsSync(path.join(ROOT, first.replace('node_modules/vitals-gate/', '')));
  return OTHERS.includes(`${program} ${first}`);
}

function isRead(args: readonly string[]): boolean {
  try {
    return readCommandLine(args).command !== 'usage';
  } catch {
    return false;
  }
}

describe('what a reader is shown to type', () => {
  test.each(blocks())('%s', (_, block) => {
    execFileSync('bash', ['-n'], { input: block });
    const commands = commandsIn(block);
    expect(commands).not.toEqual([]);
    expect(commands.filter((words) => !works(words))).toEqual([]);
  });

  test.each(['npx vitals-gate history --days 30', 'npm run bench:nothing', 'cp dist/nothing.js public', 'rm -rf dist'])(
    'is found where it does not work: %s',
    (command) => {
      expect(commandsIn(command).map(works)).toEqual([false]);
    },
  );
});
