import { describe, expect, test } from 'vitest';

import { formatError, GateError } from '../../src/errors.ts';
import { rawInput, readInputs } from '../../src/github/inputs.ts';

const NOTHING = {
  config: null,
  command: 'run',
  baseUrl: null,
  headUrl: null,
  baseSha: null,
  headSha: null,
  out: null,
  token: null,
  comment: null,
  commentKey: null,
  chromePath: null,
  shard: null,
  policyRef: null,
  reportUrl: null,
};

/** What the user is told of inputs that cannot be. */
function refusal(env: Record<string, string>): string {
  try {
    readInputs(env);
  } catch (error) {
    if (error instanceof GateError && error.exitCode === 2) return formatError(error);
  }
  return '';
}

test('an input is read under the name that the runner gives it, without blanks around it', () => {
  expect(rawInput({ 'INPUT_COMMENT-KEY': ' web\n' }, 'comment-key')).toBe('web');
  expect(rawInput({ INPUT_CONFIG: '  ' }, 'config')).toBeNull();
  expect(rawInput({}, 'config')).toBeNull();
});

test('inputs that were not given are null, and the command is to run', () => {
  expect(readInputs({})).toEqual(NOTHING);
  expect(readInputs({ INPUT_COMMAND: '', INPUT_COMMENT: ' ', INPUT_SHARD: '' })).toEqual(NOTHING);
});

test('every input has its own place', () => {
  const env = {
    INPUT_CONFIG: 'a.yml',
    INPUT_COMMAND: 'measure',
    'INPUT_BASE-URL': 'https://base',
    'INPUT_HEAD-URL': 'https://head',
    'INPUT_BASE-SHA': 'b',
    'INPUT_HEAD-SHA': 'h',
    INPUT_OUT: 'out',
    'INPUT_GITHUB-TOKEN': 't',
    INPUT_COMMENT: 'on-change',
    'INPUT_COMMENT-KEY': 'apps/web',
    'INPUT_CHROME-PATH': '/chrome',
    INPUT_SHARD: '2/4',
    'INPUT_POLICY-REF': 'main',
    'INPUT_REPORT-URL': 'https://ci.example/page',
  };
  expect(readInputs(env)).toEqual({
    config: 'a.yml',
    command: 'measure',
    baseUrl: 'https://base',
    headUrl: 'https://head',
    baseSha: 'b',
    headSha: 'h',
    out: 'out',
    token: 't',
    comment: 'on-change',
    commentKey: 'apps/web',
    chromePath: '/chrome',
    shard: { index: 2, of: 4 },
    policyRef: 'main',
    reportUrl: 'https://ci.example/page',
  });
});

describe('an input that cannot be is refused, with what can', () => {
  test.each<[Record<string, string>, string, string]>([
    [{ INPUT_COMMAND: 'gate' }, 'The input command is "gate".', 'Write one of run, measure, report.'],
    [
      { INPUT_COMMENT: 'sometimes' },
      'The input comment is "sometimes".',
      'Write one of always, on-change, on-failure, never.',
    ],
    [{ 'INPUT_COMMENT-KEY': 'a b' }, 'The input comment-key is "a b".', 'for example apps/web.'],
    [
      { INPUT_COMMAND: 'measure', INPUT_SHARD: '5/4' },
      'The input shard is "5/4", which is not a valid INDEX/TOTAL.',
      'Write for example 2/4; at most 256 parts.',
    ],
    [
      { INPUT_SHARD: '1/4' },
      'The input shard has no effect with `command: run`.',
      'Add `command: measure`, and judge all shards with `command: report`.',
    ],
    [{ INPUT_COMMAND: 'report', INPUT_SHARD: '1/4' }, 'has no effect with `command: report`', 'command: measure'],
  ])('%j', (env, what, todo) => {
    expect(refusal(env)).toContain(what);
    expect(refusal(env)).toContain(todo);
  });

  test('without repeating more of it than eighty characters', () => {
    for (const name of ['INPUT_COMMAND', 'INPUT_COMMENT', 'INPUT_COMMENT-KEY', 'INPUT_SHARD']) {
      expect(refusal({ [name]: '!'.repeat(500) })).toContain(`"${'!'.repeat(80)}"`);
      expect(refusal({ [name]: '!'.repeat(500) })).not.toContain('!'.repeat(81));
    }
  });
});
