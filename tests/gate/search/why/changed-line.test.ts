import { readFileSync } from 'node:fs';
import path from 'node:path';

import { afterEach, expect, test } from 'vitest';

import { judgeFolder } from '../../../../src/gate.ts';
import { Git } from '../../../../src/git/git.ts';
import { annotationsOf } from '../../../../src/github/annotations.ts';
import { resultSchema } from '../../../../src/model/result.ts';
import { fakeRun } from '../../../support/fake-lab.ts';
import { Repository } from '../../../support/repository.ts';
import { LATE, page, seen, slowerHead, URLS, visitsOf } from './seen.ts';

const removals: (() => unknown)[] = [];
afterEach(async () => {
  for (const remove of removals.splice(0).toReversed()) await remove();
});

const EAGER = 'export function show() {\n  track();\n}\n';
const SCRIPT = EAGER.replace('track();', 'load("/hero.jpg");');

/** A run of two commits in which head asks for its hero in line 2 of gallery.js. */
async function run(changed: { readonly base: string; readonly head: string }) {
  const repository = new Repository();
  removals.push(() => repository.remove());
  repository.write('gallery.js', changed.base);
  repository.write('other.js', 'let other;\n');
  const base = repository.commit('base');
  repository.write('gallery.js', changed.head);
  repository.write('other.js', 'let another;\n');
  const head = repository.commit('head');
  const git = await Git.open(repository.folder, process.env);
  const deploys = {
    git,
    base: { side: 'base', sha: base, url: URLS.base },
    head: { side: 'head', sha: head, url: URLS.head },
  } as const;
  const visits = visitsOf(page(), LATE);
  const made = await fakeRun(
    slowerHead({ deploys, diagnose: ({ side }) => seen(visits[side], { [`${URLS.head}/gallery.js`]: SCRIPT }) }),
  );
  removals.push(made.remove);
  if (made.outcome === null) throw made.error;
  const { causes = [] } = resultSchema.parse(JSON.parse(made.result));
  return { ...made, head, causes, annotations: annotationsOf(made.outcome.report) };
}

test('the line that head changed is in the result, the comment and an annotation, also when it is judged again', async () => {
  const { causes, head, comment, annotations, out, result } = await run({ base: EAGER, head: SCRIPT });
  const short = head.slice(0, 7);
  expect(causes.map(({ id, places }) => [id, places])).toEqual([
    [
      'hero-discovered-late',
      [
        {
          file: 'gallery.js',
          line: 2,
          column: 3,
          url: `${URLS.head}/gallery.js`,
          inChange: true,
          commit: head,
          role: 'initiator',
        },
      ],
    ],
  ]);
  expect(causes[0]?.text).toContain(`(gallery.js:2, changed in ${short})`);
  expect(comment).toContain(`\`gallery.js:2\`, changed in \`${short}\``);
  expect(annotations.errors[0]).toEqual({ text: causes[0]?.text, place: { file: 'gallery.js', line: 2, column: 3 } });
  await judgeFolder(out);
  expect(readFileSync(path.join(out, 'result.json'), 'utf8')).toBe(result);
});

test('a line that was there before is said not to be in this change, and is no annotation', async () => {
  const { causes, annotations } = await run({ base: SCRIPT, head: SCRIPT });
  expect(causes[0]?.places).toMatchObject([{ file: 'gallery.js', line: 2, inChange: false, commit: null }]);
  expect(causes[0]?.text).toContain('(gallery.js:2, not in this change)');
  expect(annotations.errors.map(({ place }) => place)).toEqual([null]);
});
