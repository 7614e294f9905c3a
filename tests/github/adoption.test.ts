import { expect, test } from 'vitest';

import { adoptable } from '../../src/github/adoption.ts';
import { commentKeyOf } from '../../src/github/comment-key.ts';
import { stamped } from '../../src/github/marker.ts';
import { COMMENT_MARKER, renderComment } from '../../src/report/comment/comment.ts';
import { reproduceCommand } from '../../src/report/words/reproduce.ts';
import { oneRegression } from '../report/scenarios.ts';

const SHOP = 'apps/shop/vitals-gate.yml';
const STAMP = { run: { id: 1, attempt: 1 }, state: '0'.repeat(16) };

const commandFor = (config: string): string =>
  reproduceCommand({
    config,
    baseUrl: 'https://main.shop.example/?a=1&b=2',
    headUrl: null,
    baseSha: null,
    headSha: 'c'.repeat(40),
    routes: [],
    conditions: [],
    blocks: null,
  });

/** The comment of a run of that configuration, as versions without keys wrote it. */
const unkeyed = (config: string, reproduce = commandFor(config)) => ({
  body: stamped(renderComment({ ...oneRegression, reproduce }), { key: null, ...STAMP }),
});

test.each([SHOP, `./${SHOP}`, 'apps/web shop/gate.yml', "apps/o'neill/gate.yml"])(
  'a comment without a key whose command names %j is taken over by that configuration',
  (config) => {
    const comment = unkeyed(config);
    expect(adoptable([comment], commentKeyOf(config) ?? '')).toBe(comment);
  },
);

test.each(['vitals-gate.yml', './vitals-gate.yml', 'apps/admin/vitals-gate.yml', `${SHOP}.old`])(
  'the comment of %s is not taken over by another',
  (config) => {
    expect(adoptable([unkeyed(config)], SHOP)).toBeNull();
  },
);

test('none of several without a key is taken over', () => {
  expect(adoptable([unkeyed(SHOP), unkeyed('vitals-gate.yml')], SHOP)).toBeNull();
});

test('one that names no configuration, or names two, is not taken over', () => {
  const { body } = unkeyed(SHOP);
  expect(adoptable([{ body: stamped(`${COMMENT_MARKER}\n### ✅\n`, { key: null, ...STAMP }) }], SHOP)).toBeNull();
  expect(adoptable([unkeyed(SHOP, 'npx vitals-gate run')], SHOP)).toBeNull();
  expect(adoptable([{ body: `${body}\n${unkeyed('vitals-gate.yml').body}` }], SHOP)).toBeNull();
});

test('one that only quotes such a command is not taken over', () => {
  const quoted = `${COMMENT_MARKER}\n### ❌\n\n> <details><summary>How to reproduce this</summary>\n>\n> ${commandFor(SHOP)}\n`;
  expect(adoptable([{ body: stamped(quoted, { key: null, ...STAMP }) }], SHOP)).toBeNull();
});

test('one with a key is another’s', () => {
  const { body } = unkeyed(SHOP);
  expect(adoptable([{ body: body.replace('<!-- vitals-gate ', '<!-- vitals-gate key=eu ') }], SHOP)).toBeNull();
});
