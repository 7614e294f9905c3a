import { readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { judgeDisk, judgeMachine, judgeSharedMemory, type MachineFacts } from '../../../src/doctor/judge/machine.ts';
import { judgeNode, LEAST_NODE } from '../../../src/doctor/judge/node.ts';

const MB = 1e6;
const GB = 1e9;
const IDLE: MachineFacts = { cores: 4, memory: 16 * GB, freeMemory: 12 * GB, others: 0.03, stolen: 0 };

describe('Node.js', () => {
  test('is new enough from the version on that package.json asks for', () => {
    const file = path.resolve(import.meta.dirname, '../../../package.json');
    const { engines } = JSON.parse(readFileSync(file, 'utf8')) as { engines: { node: string } };
    expect(engines.node).toBe(`>=${LEAST_NODE}`);
    expect(judgeNode(`${LEAST_NODE}.0`).status).toBe('ok');
    expect(judgeNode('24.0.0')).toEqual({ status: 'ok', message: 'Node.js 24.0.0.', remedy: null });
  });

  test.each(['22.18.9', '20.20.2', '9.99.0'])('%s is too old', (version) => {
    expect(judgeNode(version)).toMatchObject({ status: 'fail', remedy: expect.stringContaining('Node.js 24') });
  });
});

describe('the machine', () => {
  test('is fine while nothing else runs', () => {
    expect(judgeMachine(IDLE)).toEqual({
      status: 'ok',
      message: '4 cores, 12 GB of 16 GB memory free, 3 % of the cores in use by others.',
      remedy: null,
    });
  });

  test.each([
    [{ cores: 1 }, 'share one core', 'two cores or more'],
    [{ freeMemory: 900 * MB }, '900 MB of 16 GB memory free; Chrome may be ended for lack of memory', 'larger runner'],
    [{ others: 0.21 }, 'other processes use 21 % of the cores', 'no other job'],
    [{ stolen: 0.06 }, 'gives 6 % of the cores to others', 'cores of its own'],
  ])('with %o is worth a warning', (facts, message, remedy) => {
    expect(judgeMachine({ ...IDLE, ...facts })).toEqual({
      status: 'warn',
      message: expect.stringContaining(message),
      remedy: expect.stringContaining(remedy),
    });
  });

  test('has all of its problems in one line', () => {
    const { message, remedy } = judgeMachine({ ...IDLE, cores: 1, others: 0.9 });
    expect(message).toMatch(/^1 core, .*share one core; other processes use 90 % of the cores\.$/);
    expect(remedy).toMatch(/two cores or more\. .*no other job/);
  });

  test('is not accused where the system does not say what else it does', () => {
    expect(judgeMachine({ ...IDLE, others: null, stolen: null })).toMatchObject({
      status: 'ok',
      message: '4 cores, 12 GB of 16 GB memory free.',
    });
  });
});

describe('the disk of the temporary folder', () => {
  test.each([
    [5 * GB, 'ok'],
    [1.9 * GB, 'warn'],
    [199 * MB, 'fail'],
    [0, 'fail'],
  ] as const)('with %d bytes free: %s', (free, status) => {
    const finding = judgeDisk({ folder: '/tmp', free });
    expect(finding).toMatchObject({ status, message: expect.stringContaining('free in /tmp') });
    expect(finding.remedy?.includes('TMPDIR') ?? false).toBe(status !== 'ok');
  });
});

describe('/dev/shm', () => {
  test('is of no concern on systems without one', () => {
    expect(judgeSharedMemory(undefined)).toMatchObject({ status: 'ok', remedy: null });
  });

  test('may be as small as it is in Docker, because Chrome is started so that it does not use it', () => {
    expect(judgeSharedMemory(64 * 2 ** 20)).toMatchObject({
      status: 'ok',
      message: '/dev/shm has 67 MB; the gate starts Chrome so that it uses the temporary folder instead.',
    });
  });

  test.each([null, 1e6])('that has %o bytes may be missed by what else runs', (bytes) => {
    expect(judgeSharedMemory(bytes)).toMatchObject({ status: 'warn', remedy: expect.stringContaining('--shm-size') });
  });
});
