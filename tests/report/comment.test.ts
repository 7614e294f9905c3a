import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

import { COMMENT_MARKER, renderComment } from '../../src/report/comment.ts';
import * as scenarios from './scenarios.ts';

/** The contents of tests/report/golden/NAME.md; `UPDATE_GOLDEN=1` writes it first. */
async function golden(name: string, text: string): Promise<string> {
  const file = fileURLToPath(new URL(`golden/${name}.md`, import.meta.url));
  if (process.env['UPDATE_GOLDEN'] === '1') {
    await mkdir(new URL('golden/', import.meta.url), { recursive: true });
    await writeFile(file, text);
  }
  return readFile(file, 'utf8');
}

describe('the comment', () => {
  test.each([
    ['pass', scenarios.pass],
    ['one-regression', scenarios.oneRegression],
    ['many', scenarios.many],
    ['first-run', scenarios.firstRun],
    ['inconclusive', scenarios.inconclusive],
    ['unmeasured', scenarios.unmeasured],
    ['head-only', scenarios.headOnly],
    ['other-element', scenarios.otherElement],
    ['hostile', scenarios.hostile],
  ])('reads as in golden/%s.md', async (name, report) => {
    const text = renderComment(report);
    expect(text).toBe(await golden(name, text));
  });

  test('begins with the marker by which it is found again', () => {
    expect(renderComment(scenarios.pass).split('\n')[0]).toBe(COMMENT_MARKER);
  });
});
