import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { ServedCommit } from '../../../src/deploys/providers/provider.ts';
import { measure } from '../../../src/gate/run/measure.ts';
import { attributeBroken } from '../../../src/gate/search/attribute-broken.ts';
import { reportOf } from '../../../src/gate/verdict/judge-log.ts';
import { Git } from '../../../src/git/git.ts';
import { lcpOf } from '../../compare/campaigns.ts';
import { openFakeRun, steady, type FakeRun } from '../../support/fake-lab.ts';
import { Repository } from '../../support/repository.ts';

const ONE_ROUTE = `routes: [{ name: home, path: /home, conditions: [desktop] }]
budgets: { lcp: { max-increase: [5 %, 50 ms] } }
`;
const BISECTING = `${ONE_ROUTE}bisect: { max-minutes: 10 }\n`;
const URLS = { base: 'http://127.0.0.1:1', head: 'http://127.0.0.1:2' };

let repository: Repository;
let commits: string[];
const removals: (() => Promise<void>)[] = [];
beforeEach(() => {
  repository = new Repository();
  commits = ['base', 'one', 'two', 'head'].map((name) => {
    repository.write(`${name}.txt`, name);
    return repository.commit(`Write ${name}`);
  });
});
afterEach(async () => {
  repository.remove();
  for (const remove of removals.splice(0)) await remove();
});

const shaOf = (index: number): string => commits[index] ?? '';

const serveBetween = async (sha: string): Promise<ServedCommit> => ({
  deploy: { side: 'head', sha, url: `http://127.0.0.1/${sha}` },
  serverFailure: async () => null,
  close: async () => {},
});

interface SearchCase {
  readonly from?: number;
  readonly to?: number;
  readonly visit?: FakeRun['visit'];
  readonly config?: string;
  /** From which commit on the page is slower. */
  readonly culprit?: number;
  readonly isServed?: boolean;
}

/** What is recorded after a run from one commit to another was measured, and what is told. */
async function searched({
  from = 0,
  to = 3,
  visit,
  config = BISECTING,
  culprit = 2,
  isServed = true,
}: SearchCase = {}) {
  const git = await Git.open(repository.folder, process.env);
  const { run, seen, remove } = await openFakeRun({
    config,
    urls: URLS,
    visit: visit ?? steady(300),
    between: (url, random) => ({
      lcp: lcpOf(random, { load: commits.findIndex((sha) => url.endsWith(sha)) >= culprit ? 1200 : 900 }),
    }),
    deploys: {
      git,
      base: { side: 'base', sha: shaOf(from), url: URLS.base },
      head: { side: 'head', sha: shaOf(to), url: URLS.head },
      serveBetween: isServed ? serveBetween : null,
      pullRequestOf: async () => 17,
    },
  });
  removals.push(remove);
  await measure(run);
  const before = run.log.later.length;
  const visits = seen.visits;
  await attributeBroken(run, reportOf(run.log).judgement);
  const later = run.log.later.slice(before);
  return {
    later,
    manifest: later.findLast((record) => record.type === 'manifest')?.manifest,
    attributions: later.flatMap((record) => (record.type === 'attribution' ? [record.attribution] : [])),
    notices: later.flatMap((record) => (record.type === 'notice' ? [record.text] : [])),
    lines: seen.lines,
    visits: seen.visits - visits,
  };
}

describe('a broken budget', () => {
  test('is put down to the commit between base and head from which on it is broken', async () => {
    const { attributions, manifest, lines, visits } = await searched();
    expect(attributions).toMatchObject([{ route: 'home', condition: 'desktop', path: 'lcp', culprits: [shaOf(2)] }]);
    expect(manifest?.search).toEqual({ status: 'on', commits: 3 });
    expect(manifest?.culprits).toMatchObject([{ sha: shaOf(2), pullRequest: 17, files: ['two.txt'] }]);
    expect(lines).toContain('home · desktop · lcp: searching 3 commits for the culprit.');
    expect(lines).toContain(`home · desktop · lcp: ${shaOf(2).slice(0, 7)} after ${visits} visits.`);
  });

  test('is put down to the only commit there is without another visit', async () => {
    const { attributions, manifest, visits } = await searched({ from: 2 });
    expect(attributions).toMatchObject([{ culprits: [shaOf(3)], commits: [{ sha: shaOf(3), subject: 'Write head' }] }]);
    expect(manifest?.culprits).toMatchObject([{ sha: shaOf(3), files: ['head.txt'] }]);
    expect(visits).toBe(0);
  });

  test.each([
    ['off', { config: ONE_ROUTE }],
    ['no-deploys', { isServed: false }],
  ] as const)('is not looked for where the search is %s, and that is recorded', async (status, over) => {
    const { attributions, manifest, visits } = await searched(over);
    expect(attributions).toEqual([]);
    expect(manifest?.search).toEqual({ status, commits: 3 });
    expect(visits).toBe(0);
  });

  test('is not looked for where head does not descend from base, and that is said', async () => {
    const { attributions, notices, visits } = await searched({ from: 3, to: 0 });
    const [head, base] = [shaOf(0).slice(0, 7), shaOf(3).slice(0, 7)];
    expect(notices).toEqual([`The commit that did it is not known: ${head} does not descend from ${base}.`]);
    expect(attributions).toEqual([]);
    expect(visits).toBe(0);
  });
});

test('where nothing broke, what changed is recorded, and nobody is looked for', async () => {
  const { later, visits } = await searched({ visit: steady() });
  expect(later).toMatchObject([{ type: 'manifest', manifest: { culprits: [] } }]);
  expect(visits).toBe(0);
});

test('where base and head are one commit, nothing is recorded', async () => {
  const { later } = await searched({ from: 3, visit: steady() });
  expect(later).toEqual([]);
});
