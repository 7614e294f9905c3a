import { join } from 'node:path';
import { expect, test } from 'vitest';

import { loadConfig } from '../../src/config/load.ts';
import { errorOf, HEAD, load, NO_OVERRIDES, ROUTE, withFile } from './files.ts';

test('the smallest file gets every default', async () => {
  const config = await load(`${HEAD}\n${ROUTE}\n`);
  expect(config).toMatchObject({
    file: 'vitals-gate.yml',
    deploys: { base: null, head: { kind: 'url', url: 'http://head.example' } },
    routes: [{ name: 'home', path: '/', conditions: ['mobile'], interactions: [] }],
    settleMs: null,
    policy: { onInconclusive: 'pass', onUnmeasured: 'block', preExisting: 'warn', measureIdentical: false },
  });
});

test('the policy keys and the settle window are read', async () => {
  const lines = ['on-inconclusive: block', 'on-unmeasured: pass', 'pre-existing: block', 'measure-identical: true'];
  const config = await load([HEAD, ROUTE, ...lines, 'settle: 1 s'].join('\n'));
  const enforced = { onInconclusive: 'block', onUnmeasured: 'pass', preExisting: 'block' } as const;
  expect(config.policy).toEqual({ ...enforced, measureIdentical: true });
  expect(config.settleMs).toBe(1000);
});

test('a static folder is relative to the configuration file, not to the working directory', async () => {
  const content = `deploys: { base: { static: ./old }, head: { static: build } }\n${ROUTE}\n`;
  await withFile(content, async (folder) => {
    const { deploys } = await loadConfig(join(folder, 'vitals-gate.yml'), NO_OVERRIDES, '/');
    expect(deploys.base).toEqual({ kind: 'static', folder: join(folder, 'old') });
    expect(deploys.head).toEqual({ kind: 'static', folder: join(folder, 'build') });
  });
});

test('a deploy URL loses its trailing slash and keeps its path', async () => {
  const { deploys } = await load(`deploys: { head: { url: "https://Head.example/shop/" } }\n${ROUTE}\n`);
  expect(deploys.head).toEqual({ kind: 'url', url: 'https://head.example/shop' });
});

test('URLs from the command line take the place of the configured deploys', async () => {
  const content = `deploys: { base: { static: build } }\n${ROUTE}\n`;
  const { deploys } = await load(content, { baseUrl: 'http://b.example/', headUrl: 'http://h.example' });
  expect(deploys.base).toEqual({ kind: 'url', url: 'http://b.example' });
  expect(deploys.head).toEqual({ kind: 'url', url: 'http://h.example' });
});

test('every interaction is read', async () => {
  const interactions =
    '[{ click: "#add" }, { type: { selector: "#q", text: hat } }, { type: hat }, { press: Enter }, { press: a }, { wait-for: .done }]';
  const { routes } = await load(`${HEAD}\nroutes: [{ name: a, path: /, interactions: ${interactions} }]\n`);
  expect(routes[0]?.interactions).toEqual([
    { action: 'click', selector: '#add' },
    { action: 'type', selector: '#q', text: 'hat' },
    { action: 'type', selector: null, text: 'hat' },
    { action: 'press', key: 'Enter' },
    { action: 'press', key: 'a' },
    { action: 'wait-for', selector: '.done' },
  ]);
});

test('only the conditions that routes refer to are listed, with their numbers', async () => {
  const { conditions } = await load(`${HEAD}\nroutes: [{ name: a, path: /, conditions: [desktop] }]\n`);
  expect(conditions).toEqual([
    {
      name: 'desktop',
      rttMs: 40,
      downKbps: 10_240,
      upKbps: 10_240,
      cpuSlowdown: 1,
      viewport: { width: 1350, height: 940, deviceScaleFactor: 1, mobile: false, touch: false },
    },
  ]);
});

test('a byte order mark and Windows line ends are fine', async () => {
  const config = await load(`\uFEFF${HEAD}\r\n${ROUTE}\r\nbudgets:\r\n  lcp: { max: 2.5 s }\r\n`);
  expect(config.routes[0]?.budgets[0]?.max).toEqual({ value: 2500, unit: 'ms' });
});

test('anchors and merge keys are followed', async () => {
  const content = [
    HEAD,
    'routes:',
    '  - { name: a, path: /a, budgets: { lcp: &lcp { max: 2 s, enforce: warn } } }',
    '  - { name: b, path: /b, budgets: { lcp: { <<: *lcp, max: 3 s } } }',
  ].join('\n');
  const { routes } = await load(content);
  expect(routes[1]?.budgets[0]).toMatchObject({ max: { value: 3000, unit: 'ms' }, enforce: 'warn' });
});

test.each(['*b', '{ <<: *b }'])('an anchor may be used on each of the most routes: %s', async (budgets) => {
  const routes = Array.from({ length: 999 }, (_, index) => `  - { name: r${index}, path: /, budgets: ${budgets} }`);
  const first = '  - { name: first, path: /, budgets: &b { lcp: { max: 3 s } } }';
  const config = await load([HEAD, 'routes:', first, ...routes].join('\n'));
  expect(config.routes.at(-1)?.budgets[0]?.max).toEqual({ value: 3000, unit: 'ms' });
});

test('a path and a name may hold any printable character', async () => {
  const { routes } = await load(`${HEAD}\nroutes: [{ name: "Größe / 尺寸 👩‍💻", path: "/ü?q=%20&x=[1]#top" }]\n`);
  expect(routes[0]).toMatchObject({ name: 'Größe / 尺寸 👩‍💻', path: '/ü?q=%20&x=[1]#top' });
});

test('a configured URL that the command line replaces may be a placeholder', async () => {
  const content = `deploys: { base: { url: https://… }, head: { static: ./build } }\n${ROUTE}\n`;
  const { deploys } = await load(content, { baseUrl: 'http://127.0.0.1:1', headUrl: null });
  expect(deploys.base).toEqual({ kind: 'url', url: 'http://127.0.0.1:1' });
  expect(await errorOf(content)).toContain('"https://…" is not a URL');
});
