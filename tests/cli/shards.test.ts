import { describe, expect, test } from 'vitest';

import { readCommandLine } from '../../src/cli/command-line.ts';
import { runCli } from './fake-io.ts';

test('measure takes the options of run, and a shard', () => {
  const argv = 'measure --config c.yml --route a --blocks 4 --policy-ref main --shard 2/4 --out o'.split(' ');
  expect(readCommandLine(argv)).toMatchObject({
    command: 'measure',
    options: {
      config: 'c.yml',
      routes: ['a'],
      blocks: 4,
      out: 'o',
      policyAt: { ref: 'main', isAsked: true },
      shard: { index: 2, of: 4 },
    },
  });
  expect(readCommandLine(['measure'])).toMatchObject({ options: { shard: null } });
});

test('report takes any number of blobs', () => {
  expect(readCommandLine(['report', 'a.ndjson', 'b', '--out', 'o', '--policy-ref', 'main'])).toEqual({
    command: 'report',
    options: {
      blobs: ['a.ndjson', 'b'],
      out: 'o',
      config: 'vitals-gate.yml',
      policyAt: { ref: 'main', isAsked: true },
      contents: null,
      expected: null,
      pageUrl: null,
    },
  });
});

test('run applies the configuration as it is unless another policy is asked for', async () => {
  expect((await runCli(['run'])).options?.policyAt).toBeUndefined();
  expect((await runCli(['run', '--policy-ref', 'v1'])).options?.policyAt).toEqual({ ref: 'v1', isAsked: true });
});

describe('wrong use', () => {
  test.each([
    ['a shard that is none', ['measure', '--shard', '5/4'], '--shard is "5/4", which is not a valid INDEX/TOTAL.'],
    ['a shard of a run', ['run', '--shard', '1/4'], "Unknown option '--shard'"],
    ['a report of nothing', ['report'], "Missing required argument 'blob'"],
    ['an empty policy', ['run', '--policy-ref', ''], '--policy-ref has an empty value.'],
  ])('%s', async (_, argv, message) => {
    const { exitCode, stderr } = await runCli(argv);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });
});
