import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { findBlobs, readBlob } from '../../src/record/blob.ts';
import { version } from '../../src/version.ts';
import { makePipe } from '../support/pipe.ts';
import { recordsOf, writeRecords } from '../support/recorded.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vitals-gate-blob-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function samplesIn(...names: readonly string[]): string {
  const below = path.join(folder, ...names);
  mkdirSync(below, { recursive: true });
  const file = path.join(below, 'samples.ndjson');
  writeFileSync(file, '');
  return file;
}

describe('the samples that paths name', () => {
  test('are those anywhere below a folder, in the order of their names, each once', async () => {
    const files = [samplesIn('b'), samplesIn('a', 'deep', 'down'), samplesIn()];
    writeFileSync(path.join(folder, 'b', 'other.ndjson'), '');
    expect(await findBlobs([folder, path.join(folder, 'b')])).toEqual([files[1], files[0], files[2]]);
  });

  test('are a file that is named itself, whatever it is called', async () => {
    const file = path.join(folder, 'shard-1.txt');
    writeFileSync(file, '');
    expect(await findBlobs([file])).toEqual([file]);
  });

  test('lie at most four folders deep, and not where no artifacts are', async () => {
    samplesIn('1', '2', '3', '4', '5');
    samplesIn('.git');
    samplesIn('node_modules');
    await expect(findBlobs([folder])).rejects.toMatchObject({ code: 'no-blobs', exitCode: 2 });
    const found = samplesIn('1', '2', '3', '4');
    const named = samplesIn('my.git');
    expect(await findBlobs([folder])).toEqual([found, named]);
  });

  test('are not looked for behind links, nor taken for a folder of their name', async () => {
    const file = samplesIn('real');
    symlinkSync(path.join(folder, 'real'), path.join(folder, 'link'));
    symlinkSync(file, path.join(folder, 'samples.ndjson'));
    mkdirSync(path.join(folder, 'other', 'samples.ndjson'), { recursive: true });
    expect(await findBlobs([folder])).toEqual([file]);
  });

  test('must be somewhere: the error names the path and its cause', async () => {
    const nowhere = path.join(folder, 'nowhere');
    const failure = findBlobs([nowhere]);
    await expect(failure).rejects.toMatchObject({ code: 'blob-refused', exitCode: 2 });
    await expect(failure).rejects.toThrow(/nowhere.*they cannot be read: .*ENOENT/s);
    await expect(findBlobs([folder])).rejects.toThrow(folder);
  });
});

describe('samples from elsewhere', () => {
  const records = recordsOf({ routes: [{ name: 'home' }], blocks: 3 });
  const [first, ...later] = records;

  test('are read as they were written', async () => {
    const file = writeRecords(folder, records);
    const blob = await readBlob(file);
    expect(blob.file).toBe(file);
    const written = JSON.parse(JSON.stringify(records)) as typeof records;
    expect([blob.log.run, ...blob.log.later.filter(({ type }) => type !== 'visit')]).toEqual(
      written.filter(({ type }) => type !== 'visit'),
    );
    expect([...blob.visits()]).toEqual(written.filter(({ type }) => type === 'visit'));
  });

  test('of another version are refused before anything else is looked at, with what to do', async () => {
    const tool = `9.0.0-${'x'.repeat(90)}`;
    const said = `they were written by vitals-gate ${tool.slice(0, 40)}, and this is ${version}`;
    for (const changed of [{ tool }, { tool, version: 2, more: {} }]) {
      const reading = readBlob(writeRecords(folder, [{ ...first, ...changed }, { type: 'new' }]));
      await expect(reading).rejects.toMatchObject({ code: 'blob-refused', exitCode: 2 });
      await expect(reading).rejects.toThrow(said);
      await expect(reading).rejects.not.toThrow(tool);
    }
    await expect(readBlob(writeRecords(folder, [{ ...first, version: 2 }]))).rejects.toMatchObject({
      code: 'blob-refused',
    });
  });

  test('are judged by the current rule alone: another one may be weaker, and their job could have chosen it', async () => {
    for (const [decision, named] of [
      [undefined, 1],
      [1, 1],
      [3, 3],
    ]) {
      const reading = readBlob(writeRecords(folder, [{ ...first, decision }, ...later]));
      await expect(reading).rejects.toMatchObject({ code: 'blob-refused', exitCode: 2 });
      await expect(reading).rejects.toThrow(
        `they were planned by version ${named} of the rule of decision, and this is version 2`,
      );
    }
  });

  test.each<[string, object]>([
    ['is of another type', { ...first, type: 'visit' }],
    ['says nothing of its version', { type: 'run', tool: version }],
    ['names a tool without end', { ...first, tool: 'x'.repeat(101) }],
  ])('are refused where the first line %s', async (_, line) => {
    await expect(readBlob(writeRecords(folder, [line]))).rejects.toThrow(
      'the first line is not the first record of a run',
    );
  });

  test('are not taken where the file is another one when their visits are read', async () => {
    const file = writeRecords(folder, records);
    const blob = await readBlob(file);
    writeRecords(folder, [...records, { type: 'notice', text: 'later' }]);
    expect(() => [...blob.visits()]).toThrow(
      expect.objectContaining({
        code: 'record-lost',
        message: `${file} was changed or cut off while it was in use: its visits cannot be read back.`,
      }) as Error,
    );
    writeFileSync(file, '{');
    expect(() => [...blob.visits()]).toThrow(expect.objectContaining({ code: 'record-lost' }) as Error);
    rmSync(file);
    expect(() => [...blob.visits()]).toThrow(expect.objectContaining({ code: 'record-lost' }) as Error);
  });

  test.skipIf(process.platform === 'win32')(
    'are refused where they are not a file, without waiting for anything',
    async () => {
      const pipe = path.join(folder, 'pipe');
      makePipe(pipe);
      await expect(readBlob(pipe)).rejects.toMatchObject({ code: 'blob-refused', exitCode: 2 });
      await expect(readBlob(pipe)).rejects.toThrow('it is not a file');
    },
  );

  test('may not end in the middle of a line', async () => {
    const file = writeRecords(folder, records);
    truncateSync(file, JSON.stringify(first).length + 20);
    await expect(readBlob(file)).rejects.toMatchObject({ code: 'record-invalid', where: `${file}:2` });
  });

  test('must be a file that can be read', async () => {
    await expect(readBlob(folder)).rejects.toThrow('it is not a file');
    await expect(readBlob(path.join(folder, 'nowhere'))).rejects.toThrow(/they cannot be read: .*ENOENT/);
  });

  test('are refused where they speak of a campaign that they do not have', async () => {
    const stray = later.map((record) => (record.type === 'visit' ? { ...record, route: 'x' } : record));
    await expect(readBlob(writeRecords(folder, [first, ...stray]))).rejects.toThrow(
      'x · mobile is not one of their campaigns',
    );
  });
});
