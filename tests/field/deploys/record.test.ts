import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { main } from '../../../src/cli/main.ts';
import { runDeployRecord } from '../../../src/cli/field/run-deploy-record.ts';
import { formatError, GateError } from '../../../src/errors.ts';
import type { RecordOptions } from '../../../src/field/deploys/record.ts';
import { FakeIo } from '../../cli/fake-io.ts';
import { Repository } from '../../support/repository.ts';

const AT = '2026-11-01T10:00:00.000Z';
const OUT = 'field/deploys.ndjson';
let repo: Repository;
beforeEach(() => {
  repo = new Repository();
});
afterEach(() => repo.remove());

async function record(options: Partial<RecordOptions> = {}, env: Record<string, string> = {}, cwd = repo.folder) {
  const io = new FakeIo({ env: { PATH: process.env['PATH'] ?? '', ...env } });
  const all = { sha: null, environment: 'production', previous: null, out: OUT, at: AT, ...options };
  try {
    return { exitCode: await runDeployRecord(all, io, cwd), stdout: io.stdout.text, stderr: io.stderr.text };
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    return { exitCode: error.exitCode, stdout: io.stdout.text, stderr: formatError(error) };
  }
}

async function lines(file = path.join(repo.folder, OUT)): Promise<unknown[]> {
  return (await readFile(file, 'utf8'))
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));
}

function lock(version: string): string {
  return JSON.stringify({ lockfileVersion: 3, packages: { 'node_modules/left-pad': { version } } });
}

test('a deploy is a line with what changed since the one before it in the same environment', async () => {
  repo.write('package-lock.json', lock('1.0.0'));
  repo.write('CODEOWNERS', '*.js @shop/web\n');
  const first = repo.commit('one');
  expect(await record()).toMatchObject({
    exitCode: 0,
    stdout: `${OUT}: recorded the deploy of ${first.slice(0, 7)} to production, the first one there.\n`,
  });
  repo.write('package-lock.json', lock('1.1.0'));
  repo.write('a.js', '1');
  const second = repo.commit('two');
  expect(await record({ environment: 'staging', at: '2026-11-01T11:00:00.000Z' })).toMatchObject({ exitCode: 0 });
  const { stdout } = await record({ at: '2026-11-02T10:00:00.000Z' });
  expect(stdout).toBe(
    `${OUT}: recorded the deploy of ${second.slice(0, 7)} to production: 3 files and 1 package changed since ${first.slice(0, 7)}, owned by @shop/web.\n`,
  );
  const nothing = { previous: null, files: null, packages: null, owners: null };
  expect(await lines()).toEqual([
    { sha: first, t: AT, environment: 'production', ...nothing },
    { sha: second, t: '2026-11-01T11:00:00.000Z', environment: 'staging', ...nothing },
    {
      sha: second,
      t: '2026-11-02T10:00:00.000Z',
      environment: 'production',
      previous: first,
      files: 3,
      packages: [{ name: 'left-pad', from: '1.0.0', to: '1.1.0' }],
      owners: ['@shop/web'],
    },
  ]);
});

test('the same commit twice in a row is recorded once, and said so; going back to an earlier one is a deploy', async () => {
  const one = repo.commit(seeded('1'));
  await record();
  const again = await record({ at: '2026-11-03T10:00:00.000Z' });
  expect(again).toEqual({
    exitCode: 0,
    stdout: '',
    stderr: `note: ${OUT} has ${one.slice(0, 7)} as the last deploy to production already.\n`,
  });
  expect(await lines()).toHaveLength(1);
  const two = repo.commit(seeded('2'));
  await record({ sha: two });
  await record({ sha: one });
  expect((await lines()).map((line) => (line as { sha: string }).sha)).toEqual([one, two, one]);
});

/** Makes the next commit differ, and returns its message. */
function seeded(text: string): string {
  repo.write('file', text);
  return text;
}

test('in a workflow the commit is GITHUB_SHA', async () => {
  const one = repo.commit(seeded('1'));
  repo.commit(seeded('2'));
  await record({}, { GITHUB_SHA: one });
  expect(await lines()).toMatchObject([{ sha: one }]);
});

test('what was live before can be named', async () => {
  const one = repo.commit(seeded('1'));
  repo.commit(seeded('2'));
  await record({ previous: 'HEAD^' });
  expect(await lines()).toMatchObject([{ previous: one, files: 1, packages: [], owners: [] }]);
  repo.commit(seeded('3'));
  await record({ previous: one });
  expect(await lines()).toMatchObject([{}, { previous: one }]);
});

test('a list whose last line has no end gets one, so that no two deploys share a line', async () => {
  repo.write(OUT, '{"sha":"by-hand","t":"2026-10-01T00:00:00Z","environment":"staging","note":"kept"}');
  const sha = repo.commit('one');
  await record();
  expect(await lines()).toMatchObject([{ sha: 'by-hand', note: 'kept' }, { sha }]);
});

describe('an error says what to do', () => {
  test('outside a repository', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'vitals-gate-no-repository-'));
    const { exitCode, stderr } = await record({}, {}, folder);
    await rm(folder, { recursive: true });
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(
      /^error: A deploy is recorded in the repository of its commit: not a git repository.*\n {2}→ Run inside the repository \(in a workflow: after actions\/checkout\)\.$/,
    );
  });

  test('in a shallow clone that does not have the commit before, and cannot fetch it', async () => {
    const gone = repo.commit(seeded('1'));
    repo.commit(seeded('2'));
    const clone = await mkdtemp(path.join(tmpdir(), 'vitals-gate-shallow-'));
    repo.git('clone', '--quiet', '--depth=1', `file://${repo.folder}`, clone);
    await writeFile(path.join(clone, 'deploys.ndjson'), `{"sha":"${gone}","t":"${AT}","environment":"production"}\n`);
    repo.git('remote', 'add', 'origin', 'nowhere');
    await rm(path.join(repo.folder, '.git', 'HEAD'));
    const { exitCode, stderr } = await record({ out: 'deploys.ndjson' }, {}, clone);
    await rm(clone, { recursive: true });
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`error: The previous commit ${gone} cannot be found: `);
    expect(stderr).toContain('(the clone is shallow)');
    expect(stderr).toContain('fetch-depth: 0');
  });

  test.each([
    [
      'a line that is cut off',
      '{"sha":"a","t":"2026-10-01T00:00:00Z"}\n{"sha":"b',
      /^field\/deploys\.ndjson:2:1: error: This is not a deploy: it is not JSON/,
    ],
    [
      'a line without a time',
      '\n{"sha":"a"}\n',
      /^field\/deploys\.ndjson:2:1: error: This is not a deploy: t is missing or is not text\./,
    ],
    [
      'a time that is none',
      '{"sha":"a","t":"yesterday"}',
      /^field\/deploys\.ndjson:1:1: error: .*: t is not a time such as/,
    ],
    ['a list', '[]', /^field\/deploys\.ndjson:1:1: error: .*: it is not an object\./],
  ])('about a list with %s, which stays as it is', async (_what, text, message) => {
    repo.write(OUT, text);
    repo.commit('one');
    const { exitCode, stderr } = await record();
    expect([exitCode, stderr]).toEqual([2, expect.stringMatching(message)]);
    expect(await readFile(path.join(repo.folder, OUT), 'utf8')).toBe(text);
  });

  test('about a list that cannot be written', async () => {
    repo.commit(seeded('1'));
    expect(await record({ out: 'file/deploys.ndjson' })).toMatchObject({ exitCode: 2 });
    expect((await record({ out: '/proc/deploys.ndjson' })).stderr).toContain(
      'could not be appended to /proc/deploys.ndjson',
    );
  });

  test.each(['2026-02-31T10:00:00Z', '2026-11-01T25:00:00Z'])(
    'about the time %s, which no calendar has',
    async (time) => {
      const io = new FakeIo();
      expect(await main(['deploy', 'record', '--time', time], io)).toBe(2);
      expect(io.stderr.text).toContain(`error: --time is "${time}", which is not a time with its offset.`);
    },
  );

  test('about a time without an offset', async () => {
    const io = new FakeIo();
    expect(await main(['deploy', 'record', '--time', '2026-11-01 10:00'], io)).toBe(2);
    expect(io.stderr.text).toBe(
      'error: --time is "2026-11-01 10:00", which is not a time with its offset.\n  → Write for example --time 2026-11-01T10:00:00Z.\n',
    );
  });
});
