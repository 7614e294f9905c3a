import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { keepDiagnosis } from '../../../../src/gate/search/why/diagnostics-folder.ts';
import type { Filmstrip, ShiftPictures } from '../../../../src/lab/diagnosis/diagnosing.ts';
import { diagnosisSchema, type Diagnosis } from '../../../../src/model/diagnosis.ts';
import type { Side } from '../../../../src/model/deploy.ts';
import { isOwnWord } from '../../../../src/model/own-words.ts';
import { keepSecret, redactDeep } from '../../../../src/text/redactor.ts';
import { diagnosis, request } from '../../../cause/records.ts';
import { page } from './seen.ts';

type Pictures = ReadonlyMap<number, ShiftPictures>;

const unheard = (): void => {};
const UNHEARD = { line: unheard, begin: unheard, advance: unheard, look: unheard, end: unheard };

let out: string;
beforeEach(() => {
  out = mkdtempSync(path.join(tmpdir(), 'vitals-gate-diagnostics-'));
});
afterEach(() => rmSync(out, { recursive: true }));

/** What is said, once what visits saw is written. */
async function kept(found: Diagnosis, pictures: Pictures = new Map()): Promise<string[]> {
  return (await keptWith(found, pictures)).lines;
}

async function keptWith(
  found: Diagnosis,
  pictures: Pictures,
  films: Partial<Record<Side, Filmstrip>> = {},
): Promise<{ lines: string[]; named: Diagnosis }> {
  const lines: string[] = [];
  const named = await keepDiagnosis(
    { out, progress: { ...UNHEARD, line: (text) => void lines.push(text) } },
    { diagnosis: found, pictures, filmstrips: { base: null, head: null, ...films } },
  );
  return { lines, named };
}

const files = (): string[] => readdirSync(path.join(out, 'diagnostics'));
const read = (name: string): Diagnosis =>
  diagnosisSchema.parse(JSON.parse(readFileSync(path.join(out, 'diagnostics', name), 'utf8')));

/** Visits of so many megabytes each, in the order in which they are made. */
function ofSize(megabytes: number): Diagnosis {
  const url = `/${'x'.repeat(3000)}`;
  const requests = Array.from({ length: Math.round(megabytes * 280) }, () => request({ url, redirects: [] }));
  const { visits, ...about } = diagnosis({ requests }, { requests });
  const [first, second, third, fourth] = visits;
  if (first === undefined || second === undefined || third === undefined || fourth === undefined)
    throw new Error('there are four visits');
  return { ...about, visits: [first, third, fourth, second] };
}

test('what visits saw is written as it is, below the names of the route and the condition', async () => {
  const found = diagnosis(page(), page({ askedMs: 410 }));
  expect(await kept(found)).toEqual([]);
  expect(files()).toEqual(['product-mobile.json']);
  expect(read('product-mobile.json')).toEqual(found);
});

test.each([
  ['../../etc/passwd', 'mobile'],
  ['a/b\\c:d*?"<>|', '..'],
  ['\u0000\u001b[31m\u202e', 'a\nb'],
  ['.', 'CON'],
  ['x'.repeat(200), 'y'.repeat(200)],
])('the route %j is a file in that folder', async (route, condition) => {
  const found = { ...diagnosis(page(), page()), route, condition };
  expect(await kept(found)).toEqual([]);
  const [name = '', ...others] = files();
  expect(others).toEqual([]);
  expect(name).toMatch(/^[\w-]{1,140}\.json$/);
  expect(readdirSync(out)).toEqual(['diagnostics']);
  expect(read(name)).toEqual(found);
});

test('two routes whose names are alike have a file each', async () => {
  for (const route of ['a b', 'a/b', 'a-b']) await kept({ ...diagnosis(page(), page()), route });
  const split = [
    ['x', 'y-z'],
    ['x-y', 'z'],
  ] as const;
  for (const [route, condition] of split) await kept({ ...diagnosis(page(), page()), route, condition });
  expect(files()).toHaveLength(5);
});

test('secrets are taken out of all of it', async () => {
  keepSecret('kept "from" readers');
  const secret = 'kept "from" readers';
  const headers = { 'cache-control': secret };
  const stack = [{ url: `/${encodeURIComponent(secret)}`, line: 1, column: 1, functionName: secret }];
  await kept(diagnosis(page(), page({ headers, stack })));
  const text = readFileSync(path.join(out, 'diagnostics/product-mobile.json'), 'utf8');
  expect(text).not.toMatch(/from|readers/);
  expect(text.match(/\*\*\*/g)).toHaveLength(6);
});

test('a record above 20 MB loses visits from its end', async () => {
  const found = ofSize(6);
  expect(await kept(found)).toEqual([]);
  expect(statSync(path.join(out, 'diagnostics/product-mobile.json')).size).toBeLessThanOrEqual(20_000_000);
  expect(read('product-mobile.json').visits.map(({ side }) => side)).toEqual(['base', 'head', 'head']);
});

test('it is left out, and that is said, where not even two visits fit', async () => {
  expect(await kept(ofSize(10.5))).toEqual([
    'diagnostics/product-mobile.json is left out: it would be larger than 20 MB.',
  ]);
  expect(existsSync(path.join(out, 'diagnostics'))).toBe(false);
});

test('a folder that cannot be made costs this file alone', async () => {
  writeFileSync(path.join(out, 'diagnostics'), 'a file of the user');
  const [line, ...others] = await kept(diagnosis(page(), page()));
  expect(others).toEqual([]);
  expect(line).toMatch(/^diagnostics\/product-mobile\.json is left out: /);
});

test('a link in place of the folder is not followed', async () => {
  mkdirSync(path.join(out, 'elsewhere'));
  symlinkSync(path.join(out, 'elsewhere'), path.join(out, 'diagnostics'));
  expect(await kept(diagnosis(page(), page()))).toEqual([
    'diagnostics/product-mobile.json is left out: diagnostics in the output folder is a link or a file, not a folder.',
  ]);
  expect(readdirSync(path.join(out, 'elsewhere'))).toEqual([]);
});

/** Two visits to head, with so many shifts each. */
function shifting(count: number): Diagnosis {
  const shift = { value: 0.1, atMs: 300, moved: [], culprits: [], pictures: { before: null, after: null } };
  return diagnosis(page(), { ...page(), shifts: Array.from({ length: count }, () => shift) });
}

const picture = (text: string): Uint8Array => Buffer.from(text);
const namesIn = ({ visits }: Diagnosis) =>
  visits.map(({ side, shifts }) => [side, ...shifts.map(({ pictures }) => pictures)]);
const NO_PICTURES = { before: null, after: null };
const AREA = { x: 0, y: 80, width: 360, height: 420 };

test('pictures of shifts have files beside the record, which names them at the first visit to head', async () => {
  const pictures = new Map([
    [2, { before: picture('before the largest'), after: picture('after the largest'), area: AREA }],
    [0, { before: null, after: picture('after the next'), area: null }],
  ]);
  const { lines, named } = await keptWith(shifting(3), pictures);
  expect(lines).toEqual([]);
  expect(files().toSorted()).toEqual([
    'product-mobile-shift-1-after.webp',
    'product-mobile-shift-1-before.webp',
    'product-mobile-shift-2-after.webp',
    'product-mobile.json',
  ]);
  const bytes = readFileSync(path.join(out, 'diagnostics/product-mobile-shift-1-before.webp'), 'utf8');
  expect(bytes).toBe('before the largest');
  const first = [
    { before: null, after: 'product-mobile-shift-2-after.webp' },
    NO_PICTURES,
    { before: 'product-mobile-shift-1-before.webp', after: 'product-mobile-shift-1-after.webp' },
  ];
  const [, , head, other] = namesIn(named);
  expect(head).toEqual(['head', ...first]);
  expect(other).toEqual(['head', NO_PICTURES, NO_PICTURES, NO_PICTURES]);
  expect(named.visits[2]?.shifts.map(({ pictured }) => pictured)).toEqual([undefined, undefined, AREA]);
  expect(read('product-mobile.json')).toEqual(named);
});

test('a picture that cannot be written is not named', async () => {
  mkdirSync(path.join(out, 'diagnostics/product-mobile-shift-1-before.webp'), { recursive: true });
  const pictures = new Map([[0, { before: picture('before'), after: picture('after'), area: AREA }]]);
  const { lines, named } = await keptWith(shifting(1), pictures);
  expect(lines).toEqual([
    expect.stringMatching(/^diagnostics\/product-mobile-shift-1-before\.webp is left out: /) as string,
  ]);
  expect(namesIn(named)[2]).toEqual(['head', { before: null, after: 'product-mobile-shift-1-after.webp' }]);
});

/** A frame of a filmstrip, and what the record has of it. */
const shownAt = (atMs: number, isLcp = false) => ({ atMs, isLcp, picture: picture(`at ${atMs}`) });
const namedAt = (atMs: number, name: string, isLcp = false) => ({
  atMs,
  isLcp,
  picture: `product-mobile-film-${name}.webp`,
});

test('frames of a filmstrip have files too, and the first visit to their side names those that were written', async () => {
  mkdirSync(path.join(out, 'diagnostics/product-mobile-film-head-2.webp'), { recursive: true });
  const size = { width: 160, height: 285 };
  const films = {
    base: { ...size, frames: [shownAt(300, true)] },
    head: { ...size, frames: [shownAt(310), shownAt(500), shownAt(900, true)] },
  };
  const { lines, named } = await keptWith(shifting(1), new Map(), films);
  expect(lines).toEqual([
    expect.stringMatching(/^diagnostics\/product-mobile-film-head-2\.webp is left out: /) as string,
  ]);
  expect(named.visits.map(({ filmstrip }) => filmstrip)).toEqual([
    { ...size, frames: [namedAt(300, 'base-1', true)] },
    undefined,
    { ...size, frames: [namedAt(310, 'head-1'), namedAt(900, 'head-3', true)] },
    undefined,
  ]);
  expect(readFileSync(path.join(out, 'diagnostics/product-mobile-film-head-3.webp'), 'utf8')).toBe('at 900');
  expect(read('product-mobile.json')).toEqual(named);
});

test.each([
  ['of the route', 'kept-route', { route: 'kept-route', condition: 'mobile' }],
  ['of both', 'kept-home-kept_phone', { route: 'kept-home', condition: 'kept_phone' }],
  ['of the condition', 'kept_desk', { route: 'home', condition: 'kept_desk' }],
])(
  'a name that is the secret %s is not in the names of files, which lead to the pictures',
  async (_, secret, about) => {
    keepSecret(secret);
    const pictures = new Map([[0, { before: picture('before'), after: picture('after'), area: AREA }]]);
    const { lines, named } = await keptWith({ ...shifting(1), ...about }, pictures);
    expect(lines).toEqual([]);
    const names = namesIn(named)[2]?.[1];
    expect(redactDeep(names, isOwnWord)).toEqual(names);
    expect(files()).toEqual(expect.arrayContaining(Object.values(names ?? {})));
    expect(files().join(' ')).not.toContain(secret);
  },
);

test('a picture that no name can be told of is left out', async () => {
  keepSecret('-shift-7-before');
  const pictures = new Map(
    Array.from({ length: 7 }, (__, index) => [index, { before: picture('before'), after: null, area: AREA }] as const),
  );
  const { lines, named } = await keptWith(shifting(7), pictures);
  expect(lines).toEqual([expect.stringContaining('is left out: its name has the letters of a secret.') as string]);
  expect(namesIn(named)[2]?.at(-1)).toEqual(NO_PICTURES);
  expect(files()).toHaveLength(7);
});
