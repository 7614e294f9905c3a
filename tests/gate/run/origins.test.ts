import { afterAll, beforeAll, expect, test } from 'vitest';

import { originsOf } from '../../../src/gate/run/origins.ts';
import { Git } from '../../../src/git/git.ts';
import type { Config } from '../../../src/model/config.ts';
import { Repository } from '../../support/repository.ts';
import { configOf, deploysAt } from './loaded.ts';

const repository = new Repository();
let config: Config;
let head = '';
beforeAll(async () => {
  config = await configOf('routes: [{ name: home, path: / }]\n');
  repository.write('a.txt', 'a');
  head = repository.commit('Load the hero <early>\n\nBecause it is late.');
});
afterAll(() => repository.remove());

const opened = async (sha: string | null) => {
  const deploys = deploysAt(null, 'https://pr.example', { git: await Git.open(repository.folder, process.env) });
  return { ...deploys, head: { ...deploys.head, sha } };
};

test('a commit has the first line of its message, and a label that is none has no subject', async () => {
  expect(await originsOf(config, await opened(head))).toEqual({
    base: null,
    head: { subject: 'Load the hero <early>', proof: 'labelled', by: null },
  });
  expect((await originsOf(config, await opened('--all'))).head.subject).toBeNull();
  expect((await originsOf(config, await opened(null))).head.subject).toBeNull();
});

test('without a repository there is no subject', async () => {
  expect(await originsOf(config, deploysAt('https://main.example', 'https://pr.example'))).toMatchObject({
    base: { subject: null },
    head: { subject: null },
  });
});

test('what the deploy itself says counts more than who serves it', async () => {
  const source = {
    kind: 'github-deployments',
    environment: null,
    maxWaitMs: 0,
  } as unknown as Config['deploys']['head'];
  const found = { ...config, deploys: { base: null, head: source } };
  expect((await originsOf(found, await opened(head))).head.proof).toBe('found');
  const verify = { kind: 'header', name: 'x-sha' } as const;
  expect((await originsOf({ ...found, verify }, await opened(head))).head).toMatchObject({
    proof: 'checked',
    by: 'header x-sha',
  });
  expect((await originsOf({ ...found, verify }, await opened(null))).head.proof).toBe('found');
});
