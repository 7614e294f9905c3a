import { readFileSync } from 'node:fs';
import path from 'node:path';

import { expect, test } from 'vitest';

import { GRAPH_METRICS, METRICS } from '../../src/model/metric.ts';
import { knownNodes } from '../../src/model/metrics/index.ts';
import { budgetRowSchema, VERDICTS } from '../../src/model/verdict.ts';
import { metricName } from '../../src/report/words/names.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

const [terms = '', reasons = ''] = read('docs/glossary.md').split('\n## Reasons\n');
const defined = [...terms.matchAll(/^- \*\*`?([^*`]+)`?\*\*(?: \(.\))?: .+\.$/gm)].map(([, term = '']) => term);

test.each(VERDICTS)('the glossary explains the verdict `%s`', (verdict) => {
  expect(defined).toContain(verdict);
});

test.each([...METRICS, ...GRAPH_METRICS].map((metric) => metricName(metric)))('it explains the metric `%s`', (name) => {
  expect(defined).toContain(name);
});

test.each([
  ...new Set([
    ...knownNodes().flatMap(({ segments, name }) => (segments.length === 1 ? [] : [name])),
    'other',
    'unreported',
    'shared',
    'floor',
  ]),
])('it explains the part `%s`', (name) => {
  expect(defined).toContain(name);
});

test('it explains every reason, and no other', () => {
  const explained = [...reasons.matchAll(/^\| `([\w-]+)` \|/gm)].map(([, reason = '']) => reason);
  expect(explained.toSorted()).toEqual(budgetRowSchema.shape.reason.options.toSorted());
});

test('its terms are in alphabetical order, and each line defines one', () => {
  expect(defined).toEqual(defined.toSorted(new Intl.Collator('en', { ignorePunctuation: true }).compare));
  expect(terms.match(/^- /gm)).toHaveLength(defined.length);
});

test.each(['README.md', 'docs/report.md', 'docs/configuration.md'])('%s leads to it', (file) => {
  expect(read(file)).toMatch(/\]\((?:docs\/)?glossary\.md\)/);
});
