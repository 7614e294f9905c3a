import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

import { COMMENT_MARKER, renderComment } from '../../../src/report/comment/comment.ts';
import { budget, budgetRow, gateReport, routeReport } from '../factories.ts';
import * as scenarios from '../scenarios.ts';

/** The contents of tests/report/comment/golden/NAME.md; `UPDATE_GOLDEN=1` writes it first. */
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
    ['identical', scenarios.identical],
    ['partly-identical', scenarios.partlyIdentical],
    ['one-regression', scenarios.oneRegression],
    ['priced', scenarios.priced],
    ['many', scenarios.many],
    ['attributed', scenarios.attributed],
    ['explained', scenarios.explained],
    ['search-off', scenarios.searchOff],
    ['thirty', scenarios.thirty],
    ['costs', scenarios.costs],
    ['missing-shard', scenarios.missingShard],
    ['refused', scenarios.refused],
    ['flaky-head', scenarios.flakyHead],
    ['first-run', scenarios.firstRun],
    ['inconclusive', scenarios.inconclusive],
    ['unmeasured', scenarios.unmeasured],
    ['head-only', scenarios.headOnly],
    ['other-element', scenarios.otherElement],
    ['waived', scenarios.waived],
    ['policy-changed', scenarios.policyChanged],
    ['first-adoption', scenarios.firstAdoption],
    ['fork', scenarios.fork],
    ['hostile', scenarios.hostile],
  ])('reads as in golden/%s.md', async (name, report) => {
    const text = renderComment(report);
    expect(text).toBe(await golden(name, text));
  });

  test('does not advise more visits for a default, which no visit is made for', () => {
    const row = budgetRow({ enforce: 'warn', verdict: 'inconclusive', reason: 'unclear' });
    const commentOn = (isDefault?: true): string => {
      const routes = [routeReport({ budgets: [{ ...budget('lcp'), isDefault }] })];
      const policy = { onInconclusive: 'block', onUnmeasured: 'block' } as const;
      return renderComment(
        gateReport({ comparisons: scenarios.pass.result.comparisons, budgets: [row], routes }, { policy }),
      );
    };
    expect(commentOn()).toContain('Allow more visits');
    expect(commentOn(true)).not.toContain('Allow more visits');
  });

  test.each([
    ['head alone', scenarios.flakyHead, 'It could not be measured reliably (6 of 6 visits to head'],
    ['both sides', scenarios.flakyBoth, 'it could not be measured reliably (6 of 6 visits to head'],
  ])('says why where first attempts fail too often on %s', (_, report, words) => {
    expect(renderComment(report)).toContain(words);
    expect(renderComment(report)).toContain('answered 503');
  });

  test('sheds detail in steps, each as in golden/too-long-N.md', async () => {
    let text = renderComment(scenarios.many);
    const steps: string[] = [];
    for (;;) {
      const shorter = renderComment(scenarios.many, { limitBytes: Buffer.byteLength(text) - 1 });
      if (shorter === text) break;
      text = shorter;
      steps.push(text);
      expect(text).toBe(await golden(`too-long-${steps.length}`, text));
    }
    expect(steps.map((step) => /too long: (.*)\.$/m.exec(step)?.[1])).toEqual([
      'what does not block',
      'what does not block, and Lighthouse',
      'all details',
      'every row',
    ]);
  });

  test('begins with the marker by which it is found again', () => {
    expect(renderComment(scenarios.pass).split('\n')[0]).toBe(COMMENT_MARKER);
  });
});

test.each(['README.md', 'docs/report.md'])('%s shows a comment as it is written, without its links', async (file) => {
  const [shown = ''] = renderComment(scenarios.explained, { runUrl: 'https://github.com/acme/shop/actions/runs/1' })
    .replace(`${COMMENT_MARKER}\n`, '')
    .replaceAll(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .split('\n\n<details>');
  expect(await readFile(fileURLToPath(new URL(`../../../${file}`, import.meta.url)), 'utf8')).toContain(
    `\`\`\`markdown\n${shown}\n\`\`\`\n`,
  );
});
