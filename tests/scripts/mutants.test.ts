import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { lineOf, readMutants, rowOf } from '../../scripts/mutants/report.ts';
import { strykerPlugins } from '../../scripts/mutants/sample.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vitals-gate-mutants-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const SOURCE = 'const a = 1;\nwhile (open.length > 0) {\n  work();\n}\n';

function reported(file: string, ...mutants: readonly (readonly [status: string, from: string, to: string])[]) {
  const at = (index: number) => {
    const before = SOURCE.slice(0, index).split('\n');
    return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
  };
  const made = mutants.map(([status, from, replacement]) => {
    const start = SOURCE.indexOf(from);
    return { status, replacement, location: { start: at(start), end: at(start + from.length) } };
  });
  const report = path.join(folder, 'mutants.json');
  writeFileSync(report, JSON.stringify({ files: { [file]: { source: SOURCE, mutants: made } } }));
  return readMutants(report);
}

describe('the report of a mutation run', () => {
  test('has each mutant with what stood there, over several lines too', () => {
    const [one, block] = reported('src/a.ts', ['Survived', '1', '2'], ['NoCoverage', '{\n  work();\n}', '{}']);
    expect(one).toEqual({ file: 'src/a.ts', line: 1, before: '1', after: '2', fate: 'survived' });
    expect(block && lineOf(block)).toBe('src/a.ts:2: { work(); } → {}');
  });

  test('counts what was killed, also by time, and leaves out what is not in the sample', () => {
    const mutants = reported(
      'src/a.ts',
      ['Killed', '1', '2'],
      ['Timeout', '>', '>='],
      ['NoCoverage', '0', '1'],
      ['CompileError', 'work', ''],
      ['Ignored', 'work', ''],
    );
    expect(rowOf('a', mutants)).toEqual({
      room: 'a',
      mutants: 3,
      killed: 1,
      timeout: 1,
      survived: 1,
      equivalent: 0,
      score: '66.7 %',
    });
  });

  test('does not count a mutant that changes nothing, in the file that it is named for', () => {
    const equal = ['Survived', 'open.length > 0', 'open.length >= 0'] as const;
    expect(reported('src/gate/run/schedule.ts', equal)[0]?.fate).toBe('equivalent');
    expect(reported('src/other.ts', equal)[0]?.fate).toBe('survived');
    expect(rowOf('a', reported('src/gate/run/schedule.ts', equal))).toMatchObject({ equivalent: 1, score: '–' });
  });
});

describe('a sample', () => {
  const mutants = Array.from({ length: 100 }, (_, index) => ({
    id: `${index}`,
    fileName: `/somewhere/src/a${index % 7}.ts`,
    replacement: 'false',
    mutatorName: 'BooleanLiteral',
    location: { start: { line: index, column: 3 } },
  }));

  async function sampled(size: number, seed: string, of = mutants): Promise<string[]> {
    vi.stubEnv('MUTANTS_SAMPLE', `${size}`);
    vi.stubEnv('MUTANTS_SEED', seed);
    const [plugin] = strykerPlugins;
    if (plugin === undefined) throw new Error('no plugin');
    const checker = new plugin.injectableClass();
    const results = await checker.check(of);
    return of.filter(({ id }) => results[id]?.status === 'passed').map(({ id }) => id);
  }

  test('is as large as was asked, the same for the same seed, and another for another', async () => {
    const one = await sampled(20, '1');
    expect(one).toHaveLength(20);
    expect(await sampled(20, '1')).toEqual(one);
    expect(await sampled(20, '2')).not.toEqual(one);
    expect(await sampled(500, '1')).toHaveLength(100);
  });

  test('goes by what mutants are, not by their numbers or where the copy lies', async () => {
    const moved = mutants.map((mutant) => ({ ...mutant, fileName: mutant.fileName.replace('somewhere', 'copy') }));
    expect(await sampled(20, '1', moved)).toEqual(await sampled(20, '1'));
  });
});
