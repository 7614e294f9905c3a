import { afterEach, expect, test } from 'vitest';

import { actionOf, AT_TAG, ownAction } from '../../../src/start/write/own-action.ts';
import { Repository } from '../../support/repository.ts';

const repositories: Repository[] = [];

afterEach(() => {
  for (const repository of repositories.splice(0)) repository.remove();
});

function repositoryOf(): Repository {
  const repository = new Repository();
  repositories.push(repository);
  return repository;
}

test('of a clone it is at the commit that origin has', async () => {
  const origin = repositoryOf();
  origin.write('action.yml', 'name: vitals-gate');
  const commit = origin.commit('first');
  const clone = repositoryOf();
  clone.git('remote', 'add', 'origin', origin.folder);
  clone.git('pull', '--quiet', '--depth=1', 'origin', 'main');
  const { uses, version } = await actionOf(clone.folder, process.env);
  expect(uses).toBe(`vitals-gate/vitals-gate@${commit}`);
  expect(version).toMatch(/^v\d+\.\d+\.\d+$/);

  clone.write('action.yml', 'name: changed');
  clone.commit('not pushed');
  expect(await actionOf(clone.folder, process.env)).toEqual(AT_TAG);
});

test('of a copy in another repository, or in none with a commit, it is at the tag', async () => {
  const project = repositoryOf();
  expect(await actionOf(project.folder, process.env)).toEqual(AT_TAG);
  project.write('node_modules/vitals-gate/package.json', '{}');
  project.commit('first');
  expect(await actionOf(`${project.folder}/node_modules/vitals-gate`, process.env)).toEqual(AT_TAG);
  expect(await actionOf('/', process.env)).toEqual(AT_TAG);
});

test('of the gate that runs it is this repository’s', async () => {
  expect((await ownAction(process.env)).uses).toMatch(/^vitals-gate\/vitals-gate@(?:v0|[0-9a-f]{40})$/);
});
