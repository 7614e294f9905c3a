import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import type { Annotation, Annotations } from '../../src/github/annotation.ts';
import { annotate, annotationsOf, linesOf } from '../../src/github/annotations.ts';
import type { PlaceFinding } from '../../src/github/place-annotations.ts';
import type { GateReport } from '../../src/model/report.ts';
import type { BudgetRow } from '../../src/model/verdict.ts';
import { keepSecret } from '../../src/text/redactor.ts';
import { budgetRow, gateReport } from '../report/factories.ts';

const FILE = `routes:
  - name: home
    path: /
    budgets:
      lcp.ttfb:
        max: 1 s
        max-increase: 50 ms
      lcp: { enforce: warn }
  - { name: cart, path: /cart }
budgets:
  lcp:
    max: 2500 ms
  inp: { max: 200 ms }
graphql: { schema: a.graphql, operations: [b.graphql] }
`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vitals-gate-annotations-'));
  await mkdir(path.join(folder, 'ci'));
  await writeFile(path.join(folder, 'ci/gate.yml'), FILE);
});
afterEach(() => rm(folder, { recursive: true }));

async function errorsOf(
  row: Partial<BudgetRow>,
  over: Partial<GateReport> = {},
  config = 'ci/gate.yml',
): Promise<readonly Annotation[]> {
  const broken = {
    ...budgetRow({ route: 'home' }),
    verdict: 'fail',
    reason: 'worse',
    enforce: 'block',
    ...row,
  } as const;
  const report = gateReport({ budgets: [broken] }, over);
  return annotationsOf(report, [], await linesOf(config, folder)).errors;
}

describe('an annotation stands at', () => {
  test.each([
    ['the limit of the route’s own budget', { path: 'lcp.ttfb', kind: 'max-increase' }, 7],
    ['the other limit of it', { path: 'lcp.ttfb', kind: 'max' }, 6],
    ['the limit for all routes, where the route has none', { path: 'lcp', kind: 'max' }, 12],
    ['the limit for all routes', { route: 'cart', path: 'inp', kind: 'max' }, 13],
    ['the route, where another file has the budget', { route: 'cart', path: 'cls', kind: 'max' }, 9],
    ['the beginning, where another file has the route', { route: 'new', path: 'cls', kind: 'max' }, 1],
    [
      'the graphql section for a cost',
      { route: 'GetCart', condition: 'operation', path: 'type-cost', kind: 'max' },
      14,
    ],
  ] as const)('%s', async (_, row, line) => {
    expect((await errorsOf(row)).map(({ place }) => place)).toEqual([{ file: 'ci/gate.yml', line }]);
  });

  test('the line that an operation is wrong at, or became dearer by', async () => {
    const row = { route: 'GetCart', condition: 'operation', path: 'type-cost', kind: 'max' } as const;
    const place = { route: 'GetCart', condition: 'operation' };
    const problems = [{ ...place, message: 'no such field', where: '../src/cart.graphql:4:3' }];
    const [invalid] = await errorsOf(row, { graphql: { causes: [], problems } });
    expect(invalid?.place).toEqual({ file: 'src/cart.graphql', line: 4 });
  });

  test.each(['missing.yml', '../elsewhere.yml'])('nothing where the job has no %s', async (config) => {
    expect((await errorsOf({ path: 'lcp' }, {}, config)).map(({ place }) => place)).toEqual([null]);
  });
});

describe('what a pull request takes out of the gate', () => {
  const policySource = {
    ref: 'a'.repeat(40),
    instead: null,
    changes: [],
    removed: [
      { kind: 'route', name: 'checkout', line: 9 },
      { kind: 'route', name: '::error::x\u202e', line: 99 },
      { kind: 'graphql', name: 'graphql', line: null },
    ] as const,
  };
  const graphql = { causes: [], problems: [], removed: [{ name: 'GetCart', where: 'src/cart.graphql:3:1' }] };
  const kept = gateReport(
    { budgets: [{ ...budgetRow({ route: 'home' }), verdict: 'pass', reason: 'within-tolerance' }] },
    { policySource: { ...policySource, removed: [...policySource.removed] }, graphql },
  );

  test('is a warning each, by name, at the base’s line as far as the file has it', async () => {
    const { warnings, errors } = annotationsOf(kept, [], await linesOf('ci/gate.yml', folder));
    expect(errors).toEqual([]);
    expect(warnings).toEqual([
      { text: 'The route checkout is no longer visited.', place: { file: 'ci/gate.yml', line: 9 } },
      { text: 'The route ::error::x is no longer visited.', place: { file: 'ci/gate.yml', line: 14 } },
      {
        text: 'Without the graphql section, no operation is costed any more.',
        place: { file: 'ci/gate.yml', line: 1 },
      },
      {
        text: 'The operation GetCart (on base at src/cart.graphql:3:1) is gone.',
        place: { file: 'ci/gate.yml', line: 1 },
      },
    ]);
  });
});

function found(places: readonly PlaceFinding[], foremost: readonly string[] = []): Annotations {
  return annotationsOf(gateReport({ budgets: [] }), foremost, null, places);
}

function brokenRow(route: string): BudgetRow {
  return budgetRow({ route, verdict: 'fail', reason: 'worse', enforce: 'block' });
}

/** The workflow commands of these findings. */
function commandsOf(places: readonly PlaceFinding[]): string {
  const written: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  try {
    annotate(found(places));
  } finally {
    write.mockRestore();
  }
  return written.join('');
}

describe('a line that the pull request changed', () => {
  const FINDING = {
    file: 'src/gallery.ts',
    line: 31,
    column: 7,
    message: 'It is asked for late.',
    level: 'error',
  } as const;
  const AT = { text: FINDING.message, place: { file: 'src/gallery.ts', line: 31, column: 7 } };

  test('has an annotation there, of the level that it says', () => {
    const warning = { ...FINDING, column: null, message: 'Also.', level: 'warning' } as const;
    expect(found([FINDING, warning], ['first'])).toEqual({
      errors: [AT],
      warnings: [
        { text: 'first', place: null },
        { text: 'Also.', place: { file: 'src/gallery.ts', line: 31 } },
      ],
    });
    expect(commandsOf([FINDING])).toBe(
      '::error title=vitals-gate%3A budget broken,file=src/gallery.ts,line=31,col=7::It is asked for late.\n',
    );
  });

  test('comes before what is said at budgets, and takes the place of the same words', async () => {
    const report = gateReport({ budgets: [brokenRow('home'), brokenRow('cart')] });
    const lines = await linesOf('ci/gate.yml', folder);
    const [home, cart] = annotationsOf(report, [], lines).errors;
    if (home === undefined || cart === undefined) throw new Error('no annotations');
    const { errors } = annotationsOf(report, [], lines, [FINDING, { ...FINDING, line: 40, message: cart.text }]);
    expect(errors).toEqual([AT, { text: cart.text, place: { ...AT.place, line: 40 } }, home]);
    const milder = annotationsOf(report, [], lines, [{ ...FINDING, message: cart.text, level: 'warning' }]);
    expect(milder.errors).toEqual([home, cart]);
  });

  test('has the same text once, at the worst place', () => {
    const { errors } = found([
      FINDING,
      { ...FINDING, line: 99 },
      { ...FINDING, line: 99, message: ' It is asked  for late.\n' },
    ]);
    expect(errors).toEqual([AT]);
  });

  test('is among ten at most, of both levels together, the worst first', () => {
    const many = Array.from({ length: 30 }, (_, at) => ({
      ...FINDING,
      message: `number ${at}`,
      level: at % 3 === 0 ? ('warning' as const) : ('error' as const),
    }));
    const { errors, warnings } = found(many);
    expect(errors.map(({ text }) => text)).toEqual([1, 2, 4, 5, 7, 8].map((at) => `number ${at}`));
    expect(warnings.map(({ text }) => text)).toEqual([0, 3, 6, 9].map((at) => `number ${at}`));
  });

  test.each([
    ['a message of several lines', { message: 'a\r\n::error::b\n::set-output name=x::y' }],
    ['a message with a command', { message: '##[error]a ::add-mask::b %0A::error::c' }],
    ['a message with invisible characters', { message: 'a\u202E\u200Bb\u0007' }],
    ['a file with the marks of a command', { file: 'src/a::b,line=9%0A::error::x.ts' }],
    ['a file of a route', { file: 'app/[id]/(shop)/päge one.tsx' }],
  ] as const)('is one command and no other for %s', (_, over) => {
    const commands = commandsOf([{ ...FINDING, ...over }]);
    expect(commands).toMatch(/^::error title=[^:,]*,file=[^:,]*,line=31,col=7::[^\n\r]*\n$/u);
    expect(['##[', '\u202E', '\u200B', '\u0007'].filter((mark) => commands.includes(mark))).toEqual([]);
  });

  test.each([
    ['of a file that is not in the repository', { file: '../x.ts' }],
    ['of a file by its whole path', { file: '/etc/passwd' }],
    ['of a file by its drive', { file: 'C:/x.ts' }],
    ['of no file', { file: '' }],
    ['of a file that is written in a roundabout way', { file: 'src/./x.ts' }],
    ['of a file whose name has a line break', { file: 'a\n::error::b.ts' }],
    ['of a file whose name is a command', { file: '##[error]x.ts' }],
    ['of a file whose name has a secret', { file: 'src/s3cr3t-in-a-name.ts' }],
    ['at line 0', { line: 0 }],
    ['at no line', { line: Number.NaN }],
    ['without words', { message: ' \u200B\n' }],
  ])('is left out %s', (_, over) => {
    keepSecret('s3cr3t-in-a-name');
    expect(found([{ ...FINDING, ...over }])).toEqual({ errors: [], warnings: [] });
  });

  test('has a long message cut, and no column where there is none', () => {
    const [first] = found([{ ...FINDING, column: 0, message: 'x'.repeat(5000) }]).errors;
    expect(first?.place).toEqual({ file: 'src/gallery.ts', line: 31 });
    expect(first?.text).toHaveLength(4096);
  });
});
