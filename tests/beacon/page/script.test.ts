import { afterEach, expect, it, vi } from 'vitest';

import { fakePage } from './fake-page.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const DATA = { endpoint: '/c', sha: 'abc', route: 'product' };

/** Runs the script with an element, a global, or both. */
async function runScript({ current, found, global }: Readonly<Record<string, object | null>>): Promise<string[]> {
  const page = fakePage();
  const querySelector = (selector: string): unknown => (selector === 'script[src*="beacon.iife"]' ? found : null);
  Object.assign(document, { currentScript: current ?? null, querySelector });
  vi.stubGlobal('vitalsGate', global);
  vi.resetModules();
  await import('../../../src/beacon/script.ts');
  page.beIdle();
  return page.received.map(({ route }) => route);
}

it('takes options from the attributes of its element', async () => {
  expect(await runScript({ current: { dataset: DATA } })).toEqual(['product']);
});

it('takes them from a global before the attributes', async () => {
  expect(await runScript({ current: { dataset: DATA }, global: { route: () => 'list' } })).toEqual(['list']);
});

it('finds its element by the name of the file where it runs as a module', async () => {
  expect(await runScript({ found: { dataset: DATA } })).toEqual(['product']);
});

it('leaves a function in the place of the global, for pages that call it later', async () => {
  expect(await runScript({})).toEqual([]);
  const { vitalsGate } = globalThis as unknown as { vitalsGate: (options: object) => void };
  const page = fakePage();
  vitalsGate(DATA);
  page.beIdle();
  expect(page.received.map(({ type }) => type)).toEqual(['start']);
});

it('takes options that come with the second of two elements', async () => {
  expect(await runScript({ global: () => {}, current: { dataset: DATA } })).toEqual(['product']);
});
