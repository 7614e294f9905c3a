import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

const SRC = path.resolve(import.meta.dirname, '../src');

/** Rooms and shelves as the page on the architecture draws them, by their path; `isPure`: it does no I/O. */
const DRAWN = drawingOf(readFileSync(path.resolve(SRC, '../docs/architecture.md'), 'utf8'));
/** The rooms along the pipeline: a file imports from its own room and from those before it. */
const PIPELINE = DRAWN.filter(({ folder }) => !folder.includes('/')).map(({ folder }) => folder);
/** Rooms of pure functions: no I/O. They import each other, and of packages the schema library alone. */
const PURE = ['model', 'stats', 'compare', 'identity', 'judge'];
const PURE_PACKAGES = ['zod'];

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

interface Drawn {
  readonly folder: string;
  readonly isPure: boolean;
}

/** The lines of the fenced block `rooms`: `name/ (pure) What it is.`, two spaces deeper for what is in it. */
function drawingOf(page: string): Drawn[] {
  const above: string[] = [];
  const [, drawing = ''] = /^```rooms\n([\s\S]*?)^```$/m.exec(page) ?? [];
  return drawing
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [, indent = '', name = '', pure] = /^((?: {2})*)([\w-]+)\/ +(\(pure\) +)?[A-Z0-9`].*\.$/.exec(line) ?? [];
      if (name === '') throw new Error(`not a room with its sentence: ${line}`);
      above.splice(indent.length / 2, Infinity, name);
      return { folder: above.join('/'), isPure: pure !== undefined };
    });
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));

function importsOf(file: string): Import[] {
  const text = readFileSync(path.join(SRC, file), 'utf8');
  const statements = text.matchAll(/^(?:import|export)\s+(type\s)?(?:[^;]*?from\s+)?'([^']+)'|import\('([^']+)'\)/gm);
  return [...statements].map(([, typeOnly, fixed, dynamic]) => ({
    from: file,
    to: fixed ?? dynamic ?? '',
    typeOnly: typeOnly !== undefined,
  }));
}

const imports = files.flatMap(importsOf);
/** `lab/probe/page` → `lab`, `lab/probe`, `lab/probe/page`. */
const foldersOf = (folder: string): string[] =>
  folder === '.' ? [] : [...foldersOf(path.posix.dirname(folder)), folder];
const roomOf = (file: string): string | null => (file.includes('/') ? (file.split('/')[0] ?? null) : null);
const target = ({ from, to }: Import): string => path.posix.normalize(path.posix.join(path.posix.dirname(from), to));

function leadsToPure(imported: Import): boolean {
  const { to } = imported;
  return to.startsWith('.') ? PURE.includes(roomOf(target(imported)) ?? '') : PURE_PACKAGES.includes(to);
}

describe('the drawing of the rooms', () => {
  it('shows every folder of the source once, and no other', () => {
    const folders = new Set(files.flatMap((file) => foldersOf(path.posix.dirname(file))));
    expect(DRAWN.map(({ folder }) => folder).toSorted()).toEqual([...folders].toSorted());
    expect(imports.length).toBeGreaterThan(200);
  });

  it('marks the rooms of pure functions', () => {
    expect(DRAWN.filter(({ isPure }) => isPure).map(({ folder }) => folder)).toEqual(PURE);
  });

  it('names a line that is not a room with its sentence', () => {
    expect(() => drawingOf('```rooms\nlab/\n```')).toThrow('not a room with its sentence: lab/');
  });
});

describe('the source', () => {
  it('lets imports run along the pipeline only', () => {
    const backwards = imports
      .filter(({ to }) => to.startsWith('.'))
      .map((each) => ({ ...each, here: roomOf(each.from), there: roomOf(target(each)) }))
      .filter(({ here, there }) => here !== null && there !== null)
      .filter(({ here, there }) => PIPELINE.indexOf(there ?? '') > PIPELINE.indexOf(here ?? ''))
      .map(({ from, to }) => `${from} imports ${to}`);
    expect(backwards).toEqual([]);
  });

  it('keeps I/O out of the rooms of pure functions', () => {
    const impure = imports
      .filter(({ from }) => PURE.includes(roomOf(from) ?? ''))
      .filter((each) => !leadsToPure(each))
      .map(({ from, to }) => `${from} imports ${to}`);
    expect(impure).toEqual([]);
  });

  it('lets causes be found from values alone', () => {
    const others = imports
      .filter(({ from }) => roomOf(from) === 'cause')
      .filter((each) => !each.to.startsWith('.') || !['cause', 'model', 'text'].includes(roomOf(target(each)) ?? ''))
      .map(({ from, to }) => `${from} imports ${to}`);
    expect(others).toEqual([]);
  });

  it('lets what runs in a visitor’s browser reach neither Node nor the schema library', () => {
    const reached = new Set(files.filter((file) => /^(?:beacon|readings)\//.test(file)));
    const values = imports.filter(({ typeOnly }) => !typeOnly);
    for (const file of reached)
      for (const each of values) if (each.from === file && each.to.startsWith('.')) reached.add(target(each));
    const packages = values.filter(({ from, to }) => reached.has(from) && !to.startsWith('.')).map(({ to }) => to);
    expect([...new Set(packages)].filter((to) => !to.startsWith('web-vitals'))).toEqual([]);
    expect([...reached]).toContain('model/breakdown.ts');
  });

  it('lets the document of the report page and what runs in it share values through their data only', () => {
    const [inDocument, inApp] = ['page/document/', 'page/app/'];
    const across = imports
      .map((each) => ({ ...each, there: target(each) }))
      .filter(
        ({ from, there }) =>
          (from.startsWith(inDocument) && there.startsWith(inApp)) ||
          (from.startsWith(inApp) && there.startsWith(inDocument)),
      )
      .map(({ from, to }) => `${from} imports ${to}`);
    expect(across).toEqual([]);
  });

  it('lets only the gate and the entry files stand above the rooms', () => {
    const upwards = imports
      .filter(({ from, to, typeOnly }) => roomOf(from) !== null && to.startsWith('.') && !typeOnly)
      .filter((each) => /^(?:gate|action|cli)\.ts$/.test(target(each)))
      .map(({ from, to }) => `${from} imports ${to}`);
    expect(upwards).toEqual(['cli/pipeline.ts imports ../gate.ts']);
  });
});
