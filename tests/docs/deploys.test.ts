import { readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { SHARED_KINDS, SIDE_SCHEMAS } from '../../src/config/deploys/providers/registry.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

/** What stands between two texts of a page. */
function between(page: string, from: string, to: string): string {
  const begin = page.indexOf(from);
  const end = page.indexOf(to, begin + from.length);
  if (begin === -1 || end === -1) throw new Error(`the page does not have ${from} … ${to}`);
  return page.slice(begin, end);
}

/** Code in sentences, not in blocks. */
function codesOf(text: string): string[] {
  const sentences = text.replaceAll(/```[\s\S]*?```/g, '');
  return [...sentences.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
}

const PAGE = between(read('docs/deploys.md'), '\n## Where they are served\n', '\n## ');
const REFERENCE = between(read('docs/configuration.md'), '\n## deploys\n', '\n## ');
const README = between(read('README.md'), '**`deploys`**', '\n\n');
const KEYS = [...REFERENCE.matchAll(/^\| ([^|]+) \|/gm)].map(([, cell = '']) => codesOf(cell));

describe.each(SHARED_KINDS)('the provider `%s` of both sides', (kind) => {
  test('has a chapter of its own, with an example', () => {
    const chapter = between(`${PAGE}\n### `, `\n### ${kind}: `, '\n### ');
    expect(chapter).toMatch(new RegExp(`\`\`\`yaml\\ndeploys:\\n {2}${kind}:`));
  });

  test('is in the reference and in the README', () => {
    expect(KEYS).toContainEqual([kind]);
    expect(README).toContain(`\`${kind}\``);
  });
});

describe.each(Object.keys(SIDE_SCHEMAS))('the provider `%s` of one side', (kind) => {
  test('is in the chapter on sides', () => {
    expect(codesOf(between(`${PAGE}\n### `, '\n### base and head: ', '\n### '))).toContain(kind);
  });

  test('is in the reference and in the README', () => {
    expect(KEYS).toContainEqual(['base', 'head', kind]);
    expect(README).toContain(`{ ${kind}: `);
  });
});
