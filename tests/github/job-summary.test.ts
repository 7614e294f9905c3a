import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { appendSummary } from '../../src/github/job-summary.ts';
import { SUMMARY_LIMIT_BYTES } from '../../src/report/comment/job-summary.ts';
import { keepSecret } from '../../src/text/redactor.ts';

let folder: string;
let env: { GITHUB_STEP_SUMMARY: string };
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vitals-gate-summary-'));
  env = { GITHUB_STEP_SUMMARY: path.join(folder, 'summary.md') };
});
afterEach(() => rm(folder, { recursive: true }));

const written = () => readFile(env.GITHUB_STEP_SUMMARY, 'utf8');

test('a summary is added to what other steps have written, without secrets', async () => {
  keepSecret('hunter2-of-the-summary');
  await writeFile(env.GITHUB_STEP_SUMMARY, 'before\n');
  expect(await appendSummary('ours: hunter2-of-the-summary\n', env)).toBe(true);
  expect(await written()).toBe('before\nours: ***\n');
});

test('where there is no summary, or it cannot be written, nothing is', async () => {
  expect(await appendSummary('x', {})).toBe(false);
  expect(await appendSummary('x', { GITHUB_STEP_SUMMARY: '' })).toBe(false);
  expect(await appendSummary('x', { GITHUB_STEP_SUMMARY: path.join(folder, 'nowhere', 'summary.md') })).toBe(false);
});

test('nothing is added beyond the bytes above which GitHub drops all of it', async () => {
  const before = 'ü'.repeat((SUMMARY_LIMIT_BYTES - 10) / 2);
  await writeFile(env.GITHUB_STEP_SUMMARY, before);
  expect(await appendSummary('é'.repeat(6), env)).toBe(false);
  expect(await written()).toBe(before);
  expect(await appendSummary('é'.repeat(5), env)).toBe(true);
});
