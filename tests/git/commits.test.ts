import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { chooseCommits, chooseLabels, dirtiness, labelDoubt, type RunEvent } from '../../src/git/choose.ts';
import { Git } from '../../src/git/git.ts';
import { openDeploys } from '../../src/deploys/deploys.ts';
import { openGit, repository, shallowClone, type Repository } from '../deploys/repository.ts';
import { withFolder } from '../deploys/site.ts';

let repo: Repository;
beforeEach(async () => {
  repo = await repository();
});
afterEach(() => repo.remove());

const gitOf = (of: Repository = repo): Promise<Git> => openGit(of);

/** main with two commits, and a branch off the first with two of its own. */
async function branched(): Promise<{ fork: string; main: string; first: string; head: string }> {
  const fork = await repo.commit('fork');
  await repo.git('checkout', '--quiet', '-b', 'feature');
  const first = await repo.commit('first');
  const head = await repo.commit('head');
  await repo.git('checkout', '--quiet', 'main');
  const main = await repo.commit('main went on');
  await repo.git('checkout', '--quiet', 'feature');
  return { fork, main, first, head };
}

const NONE = { baseSha: null, headSha: null, event: null };
const pullRequest = (baseSha: string, headSha: string): RunEvent => ({
  kind: 'pull-request',
  number: 1,
  baseSha,
  headSha,
  branch: 'feature',
  baseBranch: 'main',
});

const commit = (headSha: string): RunEvent => ({ kind: 'commit', headSha, branch: 'feature' });

describe('of a commit as such, as of a schedule or a deployment', () => {
  test('base is where it left the default branch; on that branch the commit before', async () => {
    const { fork, main, head } = await branched();
    expect(await chooseCommits({ ...NONE, event: commit(head) }, await gitOf(), 'worktree')).toMatchObject({
      base: fork,
      head,
    });
    expect(await chooseCommits({ ...NONE, event: commit(main) }, await gitOf(), 'worktree')).toMatchObject({
      base: fork,
      head: main,
      because: 'the previous commit',
    });
  });

  test('base is unknown where there is no repository to ask', async () => {
    const { head } = await branched();
    expect(await chooseLabels({ ...NONE, event: commit(head) }, { cause: 'no repository' }, null)).toMatchObject({
      base: null,
      head,
    });
  });
});

describe('of a pull request', () => {
  test('base is the merge base, not the tip of its target', async () => {
    const { fork, main, head } = await branched();
    const chosen = await chooseCommits({ ...NONE, event: pullRequest(main, head) }, await gitOf(), 'worktree');
    expect(chosen).toMatchObject({ base: fork, head, because: `the merge base with ${main.slice(0, 7)}` });
  });

  test('a shallow clone of its merge commit is deepened as far as it takes', async () => {
    const { fork, main, head } = await branched();
    await repo.git('checkout', '--quiet', '--detach', 'main');
    await repo.git('merge', '--quiet', '--no-ff', '-m', 'what GitHub makes', 'feature');
    await repo.git('branch', 'merged');
    const clone = await shallowClone(repo, 'merged');
    const chosen = await chooseCommits({ ...NONE, event: pullRequest(main, head) }, await gitOf(clone), 'worktree');
    await clone.remove();
    expect(chosen).toMatchObject({ base: fork, head });
  });

  test('a head that was rewritten away by a force-push is an error that says what to do', async () => {
    const { main } = await branched();
    const clone = await shallowClone(repo, 'main');
    const gone = 'd'.repeat(40);
    const choosing = chooseCommits({ ...NONE, event: pullRequest(main, gone) }, await gitOf(clone), 'worktree');
    await expect(choosing).rejects.toMatchObject({
      code: 'unknown-commit',
      exitCode: 2,
      message: expect.stringMatching(
        /^The head commit d{40} cannot be found: this clone does not have it, and fetching/,
      ) as string,
    });
    await clone.remove();
  });
});

const push = (before: string | null, headSha: string): RunEvent => ({
  kind: 'push',
  before,
  headSha,
  branch: 'main',
});

describe('of a push', () => {
  test('base is what the branch was before', async () => {
    const [before, , head] = [await repo.commit('a'), await repo.commit('b'), await repo.commit('c')];
    const chosen = await chooseCommits({ ...NONE, event: push(before, head) }, await gitOf(), 'worktree');
    expect(chosen).toMatchObject({ base: before, head });
  });

  test('base is the parent where history was rewritten, or the branch is new', async () => {
    const [parent, head] = [await repo.commit('a'), await repo.commit('b')];
    await repo.git('checkout', '--quiet', '--orphan', 'old');
    const before = await repo.commit('rewritten away');
    for (const event of [push(before, head), push(null, head)])
      expect(await chooseCommits({ ...NONE, event }, await gitOf(), 'worktree')).toMatchObject({ base: parent, head });
  });
});

describe('outside of workflows', () => {
  test('head is HEAD, base the merge base with the default branch', async () => {
    const { fork, head } = await branched();
    const chosen = await chooseCommits(NONE, await gitOf(), 'worktree');
    expect(chosen).toMatchObject({ base: fork, head, because: 'the merge base with main' });
  });

  test('on the default branch base is the previous commit', async () => {
    const [base, head] = [await repo.commit('a'), await repo.commit('b')];
    expect(await chooseCommits(NONE, await gitOf(), 'worktree')).toMatchObject({ base, head });
  });

  test('the first commit of all is a first run', async () => {
    const head = await repo.commit('a');
    const chosen = await chooseCommits(NONE, await gitOf(), 'worktree');
    expect(chosen).toMatchObject({ base: null, head, notices: [expect.stringContaining('first run')] });
  });

  test('commits may be named in short, by branch or by tag', async () => {
    const { first, head, main } = await branched();
    const named = { baseSha: first.slice(0, 8), headSha: 'feature', event: null };
    expect(await chooseCommits(named, await gitOf(), 'worktree')).toMatchObject({ base: first, head });
    expect(await chooseCommits({ ...named, baseSha: 'main' }, await gitOf(), 'worktree')).toMatchObject({ base: main });
  });

  test('an unknown commit is an error', async () => {
    await repo.commit('a');
    const choosing = chooseCommits({ ...NONE, headSha: 'abcdef1' }, await gitOf(), 'worktree');
    await expect(choosing).rejects.toMatchObject({
      code: 'unknown-commit',
      message: 'The head commit abcdef1 cannot be found: the repository has no such commit.',
    });
  });

  test('no repository is an error', async () => {
    await withFolder({}, async (folder) => {
      const choosing = chooseCommits(
        NONE,
        await Git.open(folder, { ...process.env, GIT_CEILING_DIRECTORIES: '/' }),
        'worktree',
      );
      await expect(choosing).rejects.toMatchObject({
        code: 'no-repository',
        exitCode: 2,
        message: expect.stringContaining('worktree deploys need a git repository: not a git repository') as string,
      });
    });
  });
});

describe('of deploys that are only visited', () => {
  test('the labels need not exist', async () => {
    await repo.commit('a');
    const labels = await chooseLabels({ ...NONE, baseSha: 'v1', headSha: 'v2' }, await gitOf(), null);
    expect(labels).toMatchObject({ base: 'v1', head: 'v2' });
  });

  test('the merge base is asked of the API where there is no repository', async () => {
    const event = pullRequest('b'.repeat(40), 'a'.repeat(40));
    const labels = await chooseLabels({ ...NONE, event }, { cause: 'not a git repository' }, async () =>
      'c'.repeat(40),
    );
    expect(labels).toMatchObject({ base: 'c'.repeat(40), head: 'a'.repeat(40), because: 'the merge base' });
  });

  test('the tip of the target branch must do where nobody knows it, and one line says so', async () => {
    const event = pullRequest('b'.repeat(40), 'a'.repeat(40));
    const labels = await chooseLabels({ ...NONE, event }, { cause: 'not a git repository' }, null);
    expect(labels).toMatchObject({ base: 'b'.repeat(40) });
    expect(labels.notices).toEqual([expect.stringContaining('The merge base cannot be found (not a git repository)')]);
  });

  test('one line says what is left out where the repository does not know them', async () => {
    await repo.commit('a');
    const url = { kind: 'url', url: 'http://127.0.0.1:1' } as const;
    const lines: string[] = [];
    const labels = { baseSha: 'v1', headSha: 'v2', cwd: repo.folder };
    await openDeploys({ deploys: { base: url, head: url } }, labels, (line) => lines.push(line));
    expect(lines).toEqual([
      `base v1 (as named), head v2`,
      'The change manifest and the search for the commit are left out: the repository has no commit v1.',
    ]);
  });
});

test('a work tree that differs from the commit is said to, what the run itself writes left out', async () => {
  const head = await repo.commit('a', { 'a.txt': '1', 'vitals-gate.yml': '' });
  const git = await gitOf();
  expect(await dirtiness(git, head, [])).toBeNull();
  await repo.write({ 'vitals-gate.yml': 'changed', 'out/comment.md': 'x' });
  expect(await dirtiness(git, head, ['vitals-gate.yml', 'out'])).toBeNull();
  await repo.write({ 'a.txt': '2', 'b.txt': '' });
  expect(await dirtiness(git, head, ['vitals-gate.yml', 'out'])).toBe(
    `2 files differ from the commit ${head.slice(0, 7)} (a.txt): the commit is measured, without these changes.`,
  );
  const older = await repo.commit('b');
  expect(await dirtiness(git, older === head ? '' : head, [])).toBeNull();
});

describe('a folder of the checkout that is labelled with head', () => {
  test('is what it says where that is checked out', async () => {
    const { head } = await branched();
    expect(await labelDoubt(await gitOf(), 'dist', head)).toBeNull();
  });

  test.each([false, true])(
    'is what the merge would be on a merge commit, in a shallow clone: %s',
    async (isShallow) => {
      const { head, main } = await branched();
      await repo.git('checkout', '--quiet', 'main');
      await repo.git('merge', '--quiet', '--no-edit', '--no-ff', 'feature');
      const clone = isShallow ? await shallowClone(repo, 'main') : null;
      const doubt = await labelDoubt(await gitOf(clone ?? repo), 'dist', head);
      expect(doubt).toContain(`The folder dist is labelled with the head ${head.slice(0, 7)}, but the checkout is `);
      expect(doubt).toContain(
        `merges that into ${main.slice(0, 7)}: a site that was built from it is what the merge would be`,
      );
      await clone?.remove();
    },
  );

  test('is another commit’s elsewhere', async () => {
    const { first } = await branched();
    expect(await labelDoubt(await gitOf(), 'dist', first)).toContain('is neither that commit nor a merge of it');
  });

  test('is told of when the deploys open, where the folder is in the checkout and nothing else', async () => {
    const { first } = await branched();
    await repo.write({ 'dist/index.html': 'x' });
    const notices = async (folder: string): Promise<string> => {
      const deploys = { base: null, head: { kind: 'static', folder } } as const;
      const opened = await openDeploys(
        { deploys, verify: null },
        {
          baseSha: null,
          headSha: first,
          cwd: repo.folder,
        },
      );
      await opened.close();
      return opened.notices.join();
    };
    expect(await notices(`${repo.folder}/dist`)).toContain('The folder dist is labelled');
    await withFolder({ 'index.html': 'x' }, async (elsewhere) => {
      expect(await notices(elsewhere)).not.toContain('labelled');
    });
  });
});
