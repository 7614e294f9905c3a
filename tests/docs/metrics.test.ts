import { readFileSync } from 'node:fs';
import path from 'node:path';

import { expect, test } from 'vitest';

import { definitionOf, METRICS, type Metric } from '../../src/model/metric.ts';
import { knownParts } from '../../src/model/metrics/index.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

/** From the heading to the next of its level. */
function section(page: string, heading: string): string {
  const [, text = ''] = page.split(`\n${heading}\n`);
  if (text === '') throw new Error(`the page does not have ${heading}`);
  return text.split(/\n##? /)[0] ?? '';
}

const BUDGETS = section(read('docs/configuration.md'), '## budgets');
const README = read('README.md');
const PHASES = section(read('docs/lab.md'), '## Where each phase begins and ends');

const isCore = (metric: Metric): boolean => definitionOf(metric).isCore;
const OPTIONAL = METRICS.filter((metric) => !isCore(metric));
const partsOf = (metric: Metric): readonly string[] => knownParts(definitionOf(metric).parts).map(({ id }) => id);
/** `| `fcp` | First Contentful Paint. Parts: … |` */
const ROWS = new Map([...BUDGETS.matchAll(/^\| `([\w-]+)` \| (.*) \|$/gm)].map(([, id = '', row = '']) => [id, row]));
/** The lines of a tree, by the metric that each belongs to. */
const TREES = new Map(
  [...README.matchAll(/^([\w-]+) ─ .*\n(?:^ +[├└] .*\n)*/gm)].map(([tree, metric = '']) => [metric, tree]),
);

/** The metrics that are named before `are compared only`. */
function comparedOnlyWhereDeclared(text: string): string[] {
  const [, sentence = ''] = /\n\n([^\n]*?) are compared only/.exec(text) ?? [];
  return [...sentence.matchAll(/`([\w-]+)`/g)].map(([, id = '']) => id);
}

test('the reference of budgets shows a budget on every metric', () => {
  const [, example = ''] = /```yaml\nbudgets:\n([\s\S]*?)```/.exec(BUDGETS) ?? [];
  const shown = [...example.matchAll(/^ {2}([\w-]+)[.:]/gm)].map(([, metric = '']) => metric);
  expect([...new Set(shown)].toSorted()).toEqual(METRICS.toSorted());
});

test('it names the metrics that are compared only where a budget on them is declared, as the README does', () => {
  expect(comparedOnlyWhereDeclared(BUDGETS).toSorted()).toEqual(OPTIONAL.toSorted());
  expect(comparedOnlyWhereDeclared(README).toSorted()).toEqual(OPTIONAL.toSorted());
});

test.each(OPTIONAL)('it has a row that names every part of %s', (metric) => {
  const row = ROWS.get(metric) ?? '';
  expect(row).toContain('Parts: ');
  expect(partsOf(metric).filter((part) => !row.includes(`\`${part}\``))).toEqual([]);
});

test.each(METRICS.filter(isCore))('it says which limit of %s warns where nobody declares one', (metric) => {
  const { name, defaults } = definitionOf(metric);
  const [, sentence = ''] =
    /\n\nWhere neither the file nor the route declares a budget,([\s\S]*?)\bwhich are/.exec(BUDGETS) ?? [];
  expect(sentence).toContain(`${name} ${defaults.max.value}`);
});

test('the README draws the tree of every metric, and no other', () => {
  expect([...TREES.keys()].toSorted()).toEqual(METRICS.toSorted());
});

test.each(METRICS)('the README draws every part of %s', (metric) => {
  const drawn = (TREES.get(metric) ?? '').split(/[^\w-]+/);
  expect(partsOf(metric).filter((part) => !drawn.includes(part))).toEqual([]);
});

/** A part as the table of phases writes it; a name in capitals stands for all of its place. */
test.each(METRICS)('docs/lab.md says where every part of %s begins and ends', (metric) => {
  const written = [...PHASES.matchAll(/^\| `([\w-]+)\.([\w-]+)/gm)].flatMap(([, of, part = '']) =>
    of === metric ? [part] : [],
  );
  const isForAll = written.some((part) => /^[A-Z]+$/.test(part));
  expect(written).not.toEqual([]);
  expect(isForAll ? [] : partsOf(metric).filter((part) => !written.includes(part))).toEqual([]);
});
