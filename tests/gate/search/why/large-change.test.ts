import { describe, expect, test } from 'vitest';

import { serverLine } from '../../../../src/gate/search/why/server-file.ts';
import { writtenLine } from '../../../../src/gate/search/why/written-line.ts';
import type { SourceChange } from '../../../../src/git/history/place-in-change.ts';
import type { RepositoryFiles } from '../../../../src/source-maps/repository-files.ts';

const LINE = '<img src="hero.jpg" loading="lazy">';
const SERVER = `createServer();\n${LINE}\n`;

/** A change of so many files, each with two new lines; the last one is the server, and has the served line. */
function changeOf(count: number) {
  const names = Array.from({ length: count }, (_, at) => `src/part-${at}.ts`);
  const hunks = [{ oldFirst: 0, oldCount: 0, newFirst: 1, newCount: 2 }];
  const lines = {
    isKnown: true,
    from: 'a',
    to: 'b',
    because: '',
    files: new Map(names.map((name) => [name, { previous: null, hunks, unknown: null }])),
  } as const;
  const change: SourceChange = { lines, culprits: [], history: null };
  let reads = 0;
  const read = async (file: string): Promise<string> => {
    reads += 1;
    return file === names.at(-1) ? SERVER : 'let a;\nlet b;\n';
  };
  const files: RepositoryFiles = { root: '/', named: () => [], read };
  return { change, files, last: names.at(-1), reads: () => reads };
}

describe.each([
  ['a served line', 2, (of: ReturnType<typeof changeOf>) => writtenLine(of.change, of.files, LINE)],
  ['the server', 1, (of: ReturnType<typeof changeOf>) => serverLine(of.change, of.files, [])],
] as const)('for %s', (_, line, find) => {
  test('all files of a change are read', async () => {
    const change = changeOf(300);
    expect(await find(change)).toEqual({ file: change.last, line });
    expect(change.reads()).toBe(300);
  });

  test('none of them is read where there are thousands', async () => {
    const change = changeOf(3000);
    expect(await find(change)).toBeNull();
    expect(change.reads()).toBe(0);
  });
});
