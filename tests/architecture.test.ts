import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

const SRC = path.resolve(import.meta.dirname, '../src');

/** The rooms along the pipeline: a file imports from its own room and from those before it. */
const PIPELINE = [
  'text',
  'source',
  'model',
  'system',
  'git',
  'stats',
  'config',
  'deploys',
  'graphql',
  'lab',
  'record',
  'compare',
  'judge',
  'explain',
  'report',
  'gate',
  'github',
  'cli',
];
/** Rooms of pure functions: no I/O, so nothing of Node's and no package but the schema library. */
const PURE = ['model', 'stats', 'compare', 'judge'];
const PURE_PACKAGES = ['zod'];

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

function importsOf(file: string): Import[] {
  const text = readFileSync(path.join(SRC, file), 'utf8');
  const statements = text.matchAll(/^(?:import|export)\s+(type\s)?[^;]*?from\s+'([^']+)'|import\('([^']+)'\)/gm);
  return [...statements].map(([, typeOnly, fixed, dynamic]) => ({
    from: file,
    to: fixed ?? dynamic ?? '',
    typeOnly: typeOnly !== undefined,
  }));
}

const imports = files.flatMap(importsOf);
const roomOf = (file: string): string | null => (file.includes('/') ? (file.split('/')[0] ?? null) : null);
const target = ({ from, to }: Import): string => path.posix.normalize(path.posix.join(path.posix.dirname(from), to));

describe('the house plan', () => {
  it('is known to this test: every room has its place in the pipeline', () => {
    const rooms = new Set(files.map(roomOf).filter((room) => room !== null));
    expect([...rooms].toSorted()).toEqual(PIPELINE.toSorted());
    expect(imports.length).toBeGreaterThan(200);
  });

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
      .filter(({ to }) => !to.startsWith('.') && !PURE_PACKAGES.includes(to))
      .map(({ from, to }) => `${from} imports ${to}`);
    expect(impure).toEqual([]);
  });

  it('lets only the gate and the entry files stand above the rooms', () => {
    const upwards = imports
      .filter(({ from, to, typeOnly }) => roomOf(from) !== null && to.startsWith('.') && !typeOnly)
      .filter((each) => /^(?:gate|action|cli)\.ts$/.test(target(each)))
      .map(({ from, to }) => `${from} imports ${to}`);
    expect(upwards).toEqual(['cli/pipeline.ts imports ../gate.ts']);
  });
});
