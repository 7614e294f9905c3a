import { expect, test } from 'vitest';

import {
  expandFolder,
  expandUrl,
  namesCommit,
  placeholderValues,
} from '../../../../src/deploys/providers/url/placeholders.ts';

const SHA = '0123456789abcdef0123456789abcdef01234567';
const values = placeholderValues(SHA, 42, 'Feature/New cart_2');

test.each([
  ['https://{short-sha}.shop.example', 'https://0123456.shop.example'],
  ['https://shop.example/{sha}/', `https://shop.example/${SHA}`],
  ['https://pr-{pr}.shop.example:8443/app', 'https://pr-42.shop.example:8443/app'],
  ['https://shop-git-{branch}-acme.example', 'https://shop-git-feature-new-cart-2-acme.example'],
  ['https://shop.example/{branch}/', 'https://shop.example/Feature/New%20cart_2'],
])('%s is %s', (template, url) => {
  expect(expandUrl(template, values)).toBe(url);
});

test('a branch is one folder, and never leads out of it', () => {
  expect(expandFolder('/builds/{branch}/{short-sha}', values)).toBe('/builds/Feature-New-cart_2/0123456');
  expect(expandFolder('/builds/{branch}', placeholderValues(SHA, null, '../../etc'))).toBe('/builds/----etc');
});

test('a value that the run does not know is an error that says where it is known', () => {
  expect(() => expandUrl('https://pr-{pr}.example', placeholderValues(SHA, null, null))).toThrow(
    'https://pr-{pr}.example needs {pr}, and this run has none.',
  );
});

test('only the SHA gives each commit an address of its own', () => {
  expect([namesCommit('https://{short-sha}.example'), namesCommit('https://pr-{pr}.example')]).toEqual([true, false]);
});
