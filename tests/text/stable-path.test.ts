import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';

import { stablePath, stableSource, stableUrlPath } from '../../src/text/stable-path.ts';

it.each([
  ['webpack', '/static/js/main.3f2a9c1b7d8e0a1b2c3d.js', '/static/js/main.*.js'],
  ['webpack chunk', '/static/js/453.1a2b3c4d.chunk.js', '/static/js/453.*.chunk.js'],
  ['Vite', '/assets/product-D_x8-3Yk.js', '/assets/product-*.js'],
  ['Vite, beginning with a separator', '/assets/index--x8D3Ykq.js', '/assets/index-*.js'],
  ['Vite, letters only', '/assets/index-XVWxeliO.js', '/assets/index-*.js'],
  ['Rollup, two hashes', '/chunk-DYuqS7OD-CB5iRDQW.js', '/chunk-*-*.js'],
  ['Nuxt and SvelteKit', '/_app/immutable/nodes/0.DkT9aX2p.js', '/_app/immutable/nodes/0.*.js'],
  ['esbuild and Angular', '/chunk-KJHGFDSA.js', '/chunk-*.js'],
  ['Parcel', '/index.1a2b3c4d.js', '/index.*.js'],
  ['Next', '/_next/static/chunks/4bd1b696-182b6b13bdad92e3.js', '/_next/static/chunks/*-*.js'],
  ['Turbopack', '/node_modules_next_dist_1a2b3c4d._.js', '/node_modules_next_dist_*._.js'],
  ["Next's build id", '/_next/static/AbC123xyzQwErTy_12345/_ssgManifest.js', '/_next/static/*/_ssgManifest.js'],
  ['a UUID', '/t/1b4e28ba-2fa1-11d2-883f-0016d3cca427/app.js', '/t/*/app.js'],
])('%s: the hash is replaced', (_, path, stable) => {
  expect(stablePath(path)).toBe(stable);
});

it.each([
  '/jquery-3.7.1.min.js',
  '/v2/app.js',
  '/js/chunk-vendors.js',
  '/react-18-dom.js',
  '/en-US-main.js',
  '/app-main.js',
  '/HomePage.js',
  '/addToCart.js',
  '/ProductDetailPage.js',
  '/html2canvas.min.js',
  '/bootstrap5.js',
  '/polyfills-es2015.js',
  '/XMLHttpRequest.js',
  '/JSHandle.js',
  '/i18nextHttpBackend.js',
  '/node_modules_react-dom_index.js',
  '/fontawesome-6.5.1.all.min.js',
  '/2024-01-15.js',
  '/my_Assets/web_vitals.js',
  '/service-worker.js',
  '/p/42',
])('%s: names and versions stay', (path) => {
  expect(stablePath(path)).toBe(path);
});

const make = (bytes: number, encoding: 'base64url' | 'hex'): string[] =>
  Array.from({ length: 2000 }, () => randomBytes(bytes).toString(encoding));
const found = (hashes: readonly string[]): number =>
  hashes.filter((hash) => stablePath(`/assets/index-${hash}.js`) === '/assets/index-*.js').length;

it('finds at least 97 of 100 of the hashes that Vite makes, and every hexadecimal one', () => {
  expect(found(make(6, 'base64url'))).toBeGreaterThan(1940);
  expect(found(make(4, 'hex'))).toBe(2000);
  expect(found(make(10, 'hex'))).toBe(2000);
});

it.each([
  ['https://pr-7.example/assets/app-D_x8-3Yk.js?v=1', 'https://pr-7.example', '/assets/app-*.js'],
  ['https://host.example/pr-7/app.js', 'https://host.example/pr-7', '/app.js'],
  ['https://host.example/other/app.js', 'https://host.example/pr-7', '/other/app.js'],
  ['https://cdn.example/t-D_x8-3Yk.js', 'https://pr-7.example', 'https://cdn.example/t-*.js'],
  ['blob:https://pr-7.example/1b4e28ba-2fa1-11d2-883f-0016d3cca427', 'https://pr-7.example', 'blob:'],
  ['data:text/javascript,1', 'https://pr-7.example', 'data:'],
  ['', 'https://pr-7.example', ''],
  ['not a url', 'https://pr-7.example', ''],
])('%s of the deploy %s is %j', (url, deploy, source) => {
  expect(stableSource(url, deploy)).toBe(source);
});

it.each([
  ['https://pr-7.example/assets/app-D_x8-3Yk.js?v=1', '/assets/app-*.js'],
  ['https://user:password@cdn.example/t.js#a', '/t.js'],
  ['data:text/javascript,secret', 'data:…'],
  ['blob:https://pr-7.example/1b4e28ba-2fa1-11d2-883f-0016d3cca427', 'blob:…'],
  ['/assets/app-D_x8-3Yk.js?token=1', '/assets/app-*.js'],
])('of %s no more than the path %j is the same on two deploys, and nothing else may be shown', (url, path) => {
  expect(stableUrlPath(url)).toBe(path);
});
