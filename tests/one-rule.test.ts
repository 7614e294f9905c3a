import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

/** Something that is decided in one place, because two places would come to decide it differently. */
interface Rule {
  readonly what: string;
  /** The files that may write it out, below `src`. */
  readonly files: readonly string[];
  /** What it looks like, written out. */
  readonly byHand: RegExp;
  readonly examples: readonly string[];
}

const RULES: readonly Rule[] = [
  {
    what: 'what a URL loses before it is written anywhere',
    files: ['source-maps/source-path.ts', 'text/strip-query.ts'],
    byHand: new RegExp(
      [
        /\.split\((?:'[?#]'|\/\[?\\?[?#])/,
        /\.(?:search|match|replace(?:All)?)\(\/\\?\[?\\?[?#]/,
        /\.(?:indexOf|lastIndexOf)\('[?#]'/,
        /\.(?:hash|search|username|password)\s*=[^=]/,
        /origin\s*\+\s*[\w.]*pathname|origin\}\$\{[\w.]*pathname/,
      ]
        .map(({ source }) => source)
        .join('|'),
    ),
    examples: [
      "url.split('?')[0]",
      "url.split('#', 1)",
      'url.split(/[?#]/, 1)',
      'url.search(/[?#]/)',
      "url.replace(/\\?.*/, '')",
      "url.indexOf('?')",
      "parsed.hash = ''",
      "began.hash = asked.hash = ''",
      "parsed.username = ''",
      'parsed.origin + parsed.pathname',
      '`${origin}${pathname}`',
    ],
  },
  {
    what: 'what a content hash looks like (a page’s own copy runs in the page)',
    files: ['text/stable-path.ts', 'readings/page/generated.ts'],
    byHand: /\[(?:0-9|\\d)a-f\]\{8\}-|\[(?:0-9|\\d)a-f\]\{8,\d/,
    examples: ['/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}/', '/[\\da-f]{8}-/', '/^[0-9a-f]{8,64}$/'],
  },
  {
    what: 'where a host map sends a connection',
    files: ['model/hosts.ts'],
    byHand: /\b\w*[hH]osts(?:\?\.)?\[(?!side\])/,
    examples: ['hosts[name]', 'condition.hosts?.[`${name}:${port}`]', 'baseHosts[host]'],
  },
  {
    what: 'which host names lead to this machine',
    files: ['model/hosts.ts'],
    byHand: /'localhost' \|\||startsWith\('127\.?'\)|\/\^?127\(|endsWith\('\.localhost'\)/,
    examples: ["hostname === 'localhost' || isLocal", "hostname.startsWith('127.')", "hostname.endsWith('.localhost')"],
  },
  {
    what: 'how a commit is abbreviated',
    files: ['text/short-sha.ts'],
    byHand: /\.slice\(0, 7\)/,
    examples: ['sha.slice(0, 7)', 'head?.slice(0, 7)'],
  },
];

const SRC = path.resolve(import.meta.dirname, '../src');
const LINES = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => file.split(path.sep).join('/'))
  .flatMap((file) =>
    readFileSync(path.join(SRC, file), 'utf8')
      .split('\n')
      .map((line) => ({ file, line: line.trim() })),
  );

describe.each(RULES)('$what', ({ files, byHand, examples }) => {
  test('is written in one place', () => {
    const elsewhere = LINES.filter(({ file, line }) => !files.includes(file) && byHand.test(line));
    expect(elsewhere.map(({ file, line }) => `${file}: ${line}`)).toEqual([]);
    expect(files.filter((file) => !LINES.some((each) => each.file === file))).toEqual([]);
  });

  test.each(examples)('is seen in %j', (example) => {
    expect(example).toMatch(byHand);
  });
});
