import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { loadConfig } from '../../../src/config/load.ts';
import { askDeploy, type DeployQuestion } from '../../../src/doctor/probe/deploys.ts';
import { Git } from '../../../src/git/git.ts';
import { Repository } from '../../support/repository.ts';
import { serveSite } from '../../start/server.ts';

let repository: Repository;
beforeEach(() => {
  repository = new Repository();
});
afterEach(() => repository.remove());

const environments = async () => ['Production', 'Preview – shop', 'preview'];

/** What is asked of head under these deploys. */
async function asked(deploys: string, more: Partial<DeployQuestion> = {}) {
  repository.write(
    'vitals-gate.yml',
    `deploys: ${deploys}\nroutes: [{ name: home, path: / }, { name: cart, path: /cart }]\n`,
  );
  const config = await loadConfig('vitals-gate.yml', { baseUrl: null, headUrl: null }, repository.folder, {});
  const git = await Git.open(repository.folder, process.env);
  const signal = new AbortController().signal;
  const about = { config, side: 'head', sha: null, event: null, git, env: { PATH: '/nowhere' }, signal } as const;
  return askDeploy({ ...about, environments: null, ...more });
}

describe('a deploy', () => {
  test('at a URL is asked for each route', async () => {
    await using site = await serveSite(() => ({ '/': {}, '/cart': { status: 500 } }));
    expect(await asked(`{ head: { url: '${site.origin}' } }`)).toMatchObject({
      kind: 'served',
      url: site.origin,
      answers: [
        { path: '/', status: 200, problem: null },
        { path: '/cart', status: 500, problem: null },
      ],
    });
  });

  test('in a folder has pages, or not', async () => {
    expect(await asked('{ head: { static: dist } }')).toMatchObject({ kind: 'folder', problem: 'does not exist' });
    repository.write('dist/app.js', '');
    expect(await asked('{ head: { static: dist } }')).toMatchObject({ problem: 'has no HTML page' });
    repository.write('dist/deep/index.html', '');
    expect(await asked('{ head: { static: dist } }')).toMatchObject({ problem: null });
  });

  test('that is built needs its folder in the commit, and the programs of its commands', async () => {
    const plan = '{ worktree: { build: "cd . && pnpm build", serve: "node server.js", directory: web } }';
    expect(await asked(plan)).toMatchObject({ kind: 'built', directory: 'web', exists: null, missing: ['pnpm'] });
    repository.commit('without the folder');
    expect(await asked(plan)).toMatchObject({ exists: false });
    repository.write('web/index.html', '');
    repository.commit('with the folder');
    expect(await asked(plan)).toMatchObject({ exists: true });
  });

  test('that GitHub lists is looked for by its environment', async () => {
    const search = '{ github-deployments: { environment: "Preview*" } }';
    expect(await asked(search)).toMatchObject({ kind: 'later' });
    expect(await asked(search, { environments })).toEqual({ kind: 'listed', environment: 'Preview*', found: 2 });
  });
});
