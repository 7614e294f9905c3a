import { setTimeout as wait } from 'node:timers/promises';

import { afterEach, expect, test } from 'vitest';

import { compareAnswers } from '../../src/identity/compare-answers.ts';
import type { Answer } from '../../src/model/answers.ts';
import type { Identity } from '../../src/model/identity.ts';
import { Replayer, type ReplayOptions } from '../../src/replay/replayer.ts';
import { answer, served } from '../identity/answers.ts';
import { serveSite, type Page, type Site } from '../support/site.ts';

type Pages = Readonly<Record<string, Page>>;

const open: Site[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((site) => site.close()));
});

async function sites(base: Pages, head: Pages = base) {
  const [onBase, onHead] = await Promise.all([serveSite(base), serveSite(head)]);
  open.push(onBase, onHead);
  return { base: onBase, head: onHead };
}

type Sites = Awaited<ReturnType<typeof sites>>;

const at = (site: Site, list: readonly Answer[]) =>
  served(...list.map((each) => ({ ...each, url: site.url + each.key, shownUrl: each.key })));

/** The same answers on both sides, as Chrome was served them. */
function visited({ base, head }: Sites, answers: readonly Answer[], onHead = answers) {
  const sides = { base: at(base, answers), head: at(head, onHead) };
  const same = compareAnswers(sides.base, sides.head);
  if (same.kind !== 'same') throw new Error(`the visits differ: ${same.what}`);
  return { ...sides, same, toleranceMs: 50 };
}

function replayer({ base, head }: Sites, rest: Partial<ReplayOptions> = {}): Replayer {
  return new Replayer({
    deploys: { base, head },
    seed: ['base', 'head'],
    signal: new AbortController().signal,
    ...rest,
  });
}

async function identity(both: Sites, answers: readonly Answer[], rest: Partial<ReplayOptions> = {}): Promise<Identity> {
  return replayer(both, rest).identityOf(visited(both, answers));
}

/** What Chrome did not keep: only the replay sees it. */
const get = (path: string, rest: Partial<Answer> = {}): Answer => answer(path, null, rest);
const page = get('/', { kind: 'document' });
const text: Page = (_, response) => void response.end('hello');
const after =
  (ms: number): Page =>
  (_, response) =>
    void wait(ms).then(() => response.end('hello'));

test('two servers that answer the same in the same time are identical', async () => {
  const both = await sites({ '/': text, '/a.js': text });
  const result = await identity(both, [page, get('/a.js')]);
  expect(result).toMatchObject({ kind: 'identical', responses: 2, replay: { toleranceMs: 50 } });
  const replay = result.kind === 'identical' ? result.replay : null;
  expect(replay?.urls).toEqual(['/', '/a.js']);
  expect(replay?.sums).toEqual([[0, 1]]);
  expect(replay?.blocks.map((block) => block.map(({ side }) => side).toSorted())).toEqual(
    Array.from({ length: 6 }, () => ['base', 'base', 'head', 'head']),
  );
});

test('a response that comes later is found, whichever it is', async () => {
  for (const path of ['/', '/a.js', '/data']) {
    const pages: Pages = { '/': text, '/a.js': text, '/data': text };
    const both = await sites(pages, { ...pages, [path]: after(60) });
    expect(await identity(both, [page, get('/a.js'), get('/data')])).toMatchObject({ because: 'slower', url: path });
  }
});
