import { describe, expect, test } from 'vitest';

import { runDoctor } from '../../src/cli/doctor.ts';
import type { Check } from '../../src/doctor/check.ts';
import { FakeIo } from '../cli/fake-io.ts';

const CHECKS: readonly Check[] = [
  { check: 'node', status: 'ok', message: 'Node.js 24.1.0.', remedy: null },
  { check: 'shared-memory', status: 'warn', message: 'It is small.', remedy: 'Use more.' },
  { check: 'config', status: 'fail', message: 'a.yml:1:1: one\na.yml:2:1: two', remedy: 'Correct it.' },
];

async function print(io: FakeIo, { json = false, checks = CHECKS } = {}): Promise<number> {
  return runDoctor({ options: { config: 'a.yml', chromePath: null }, json }, io, {
    examine: async (_options, _place, tell) => {
      for (const check of checks) tell(check);
      return checks;
    },
  });
}

describe('the output of doctor', () => {
  test('is a line for each check, with its remedy below, and a total', async () => {
    const io = new FakeIo();
    expect(await print(io)).toBe(3);
    expect(io.stdout.text).toBe(
      [
        '✓ ok    node           Node.js 24.1.0.',
        '! warn  shared-memory  It is small.',
        '                       → Use more.',
        '✗ fail  config         a.yml:1:1: one',
        '                       a.yml:2:1: two',
        '                       → Correct it.',
        '',
        '3 checks: 1 ok, 1 warning, 1 failure',
        '',
      ].join('\n'),
    );
  });

  test('is coloured on a terminal, unless NO_COLOR is set', async () => {
    const [terminal, plain] = [new FakeIo({ tty: true }), new FakeIo({ tty: true, env: { NO_COLOR: '1' } })];
    await print(terminal);
    await print(plain);
    expect(terminal.stdout.text).toContain('\u001b[31m✗ fail\u001b[0m  config');
    expect(plain.stdout.text).not.toContain('\u001b');
  });

  test('is nothing but JSON with --json', async () => {
    const io = new FakeIo({ tty: true });
    expect(await print(io, { json: true })).toBe(3);
    expect(JSON.parse(io.stdout.text)).toEqual(CHECKS);
    expect(io.stderr.text).toBe('');
  });

  test('counts in the plural, and passes with warnings', async () => {
    const io = new FakeIo();
    expect(await print(io, { checks: [...CHECKS, ...CHECKS].filter(({ status }) => status !== 'fail') })).toBe(0);
    expect(io.stdout.text).toContain('\n4 checks: 2 ok, 2 warnings, 0 failures\n');
  });
});
