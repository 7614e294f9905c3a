import { afterEach, beforeEach, expect, test } from 'vitest';

import { remainsOf } from '../../../src/gate/verdict/broken-config.ts';
import { repository, type Repository } from '../../deploys/repository.ts';

const BROKEN = 'comment-key: theirs\nheaders: { x-login: { secret: SHOP_LOGIN } }\nroutes: [{ pth: / }]\n';

let repo: Repository;
let base: string;
beforeEach(async () => {
  repo = await repository();
  base = await repo.commit('base', { 'gate.yml': 'comment-key: ours\nroutes: []\n' });
  await repo.commit('head', { 'gate.yml': BROKEN, 'none.yml': '"\t: [', 'odd.yml': 'comment-key: "-->"' });
});
afterEach(() => repo.remove());

const reader = (over: object = {}) => ({ config: 'gate.yml', contents: null, cwd: repo.folder, ...over });

test('a broken file still says which comment is its own, and which variables are secret', async () => {
  expect(await remainsOf(null, reader())).toEqual({ commentKey: 'theirs', secretNames: ['SHOP_LOGIN'] });
});

test('which comment is a pull request’s own is for its base to say', async () => {
  expect((await remainsOf({ ref: base, isAsked: false }, reader())).commentKey).toBe('ours');
});

test('where the base cannot be read, the file says', async () => {
  expect((await remainsOf({ ref: 'f'.repeat(40), isAsked: false }, reader())).commentKey).toBe('theirs');
});

test.each(['none.yml', 'odd.yml', 'missing.yml'])('nothing is taken from %s', async (config) => {
  expect(await remainsOf(null, reader({ config }))).toEqual({ commentKey: null, secretNames: [] });
});
