import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { sinceAnchor } from '../../../src/gate/history/since-anchor.ts';
import type { RunOptions } from '../../../src/gate/options.ts';
import { repository, type Repository } from '../../deploys/repository.ts';
import { configOf } from '../run/loaded.ts';
import { accessTo } from './access.ts';

const CONFIG = `routes: [{ name: home, path: / }]
bisect: { max-minutes: 5 }
history: { anchor: v1, anchor-url: "https://{short-sha}.example", creep: { lcp: 3 % } }
`;
const OF_API = 'c'.repeat(40);

let repo: Repository;
let tagged: string;
beforeEach(async () => {
  repo = await repository();
  tagged = await repo.commit('Release');
  await repo.git('tag', 'v1');
  await repo.commit('Next');
  vi.spyOn(process, 'cwd').mockReturnValue(repo.folder);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await repo.remove();
});

async function asked(over: Partial<RunOptions> = {}, text = CONFIG) {
  const options: RunOptions = {
    config: 'vitals-gate.yml',
    baseUrl: null,
    headUrl: null,
    baseSha: null,
    headSha: null,
    out: 'out',
    blocks: null,
    routes: [],
    conditions: [],
    lighthouse: 'never',
    chromePath: null,
    isOfMain: true,
    ...over,
  };
  return { config: await configOf(text), options };
}

test('on a push to the default branch base is the anchor, and increases do not block', async () => {
  const { config, options } = await sinceAnchor(await asked());
  expect(options.baseSha).toBe(tagged);
  expect(config).toMatchObject({
    deploys: { base: { kind: 'url', url: 'https://{short-sha}.example' } },
    policy: { isSinceAnchor: true },
    bisect: null,
    followed: {
      place: { kind: 'branch', branch: 'vitals-gate-history' },
      creep: [{ metric: 'lcp', limit: { value: 3, unit: '%' }, enforce: 'warn' }],
    },
  });
  expect(config.warnings.at(-1)).toBe('Base is the anchor of the history, v1: increases since then only warn.');
  expect(config.followed?.runner).toContain(process.platform);
});

test.each<[string, Partial<RunOptions>, string]>([
  ['of a pull request', { isOfMain: false }, CONFIG],
  ['that names its base', { baseSha: 'HEAD' }, CONFIG],
  ['without a history', {}, 'routes: [{ name: home, path: / }]\n'],
])('a run %s stays as it is', async (_, over, text) => {
  const given = await asked(over, text);
  expect(await sinceAnchor(given)).toBe(given);
});

test('a base that is given by its address is where the anchor is served', async () => {
  const given = await asked({ baseUrl: 'https://elsewhere.example' });
  expect((await sinceAnchor(given)).config.deploys.base).toEqual(given.config.deploys.base);
});

test('a name that a shallow clone does not have is asked of the API', async () => {
  await repo.git('tag', '--delete', 'v1');
  const { access } = accessTo('', { commitNamed: async (name) => (name === 'v1' ? OF_API : null) });
  expect((await sinceAnchor(await asked({ history: access }))).options.baseSha).toBe(OF_API);
});

test('an anchor that nobody knows is an error that says what to do', async () => {
  await repo.git('tag', '--delete', 'v1');
  await expect(sinceAnchor(await asked({ history: accessTo('').access }))).rejects.toMatchObject({
    code: 'unknown-anchor',
    message: 'The commit v1, which `history.anchor` names, cannot be found: the repository has no such commit.',
    exitCode: 2,
  });
});
