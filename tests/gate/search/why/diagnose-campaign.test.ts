import { afterEach, expect, test } from 'vitest';

import { diagnoseCampaign } from '../../../../src/gate/search/why/diagnose-campaign.ts';
import { diagnosisSchema, type DiagnosticVisit } from '../../../../src/model/diagnosis.ts';
import { openFakeRun } from '../../../support/fake-lab.ts';
import { page, seen, slowerHead, URLS, visitsOf } from './seen.ts';

const removals: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const remove of removals.splice(0)) await remove();
});

const HASH = { app: 'a'.repeat(64), inline: 'b'.repeat(64), other: 'c'.repeat(64) };

function script(url: string, hash: string, over: Partial<DiagnosticVisit['scripts'][number]> = {}) {
  return { url, isSameOrigin: true, sourceMap: null, bytes: 1, hash, compileMs: 0, ...over };
}

test('what head served is kept by URL, and inline scripts apart from their document', async () => {
  const document = `${URLS.head}/`;
  const scripts = [
    script(`${URLS.head}/app.js`, HASH.app, { sourceMap: 'app.js.map' }),
    script(document, HASH.inline, { sourceMap: 'data:', start: { line: 2, column: 9 } }),
    script(document, HASH.other, { start: { line: 5, column: 9 } }),
  ];
  const texts = { [HASH.app]: 'app', [HASH.inline]: 'inline', [HASH.other]: 'other' };
  const visits = visitsOf(page(), { ...page(), scripts });
  const { run, remove } = await openFakeRun(
    slowerHead({
      diagnose: ({ side }) => ({
        ...seen(visits[side], { [`${URLS.head}/main.css`]: side }),
        texts: new Map(Object.entries(texts)),
      }),
    }),
  );
  removals.push(remove);
  const place = { route: 'home', condition: 'desktop' };
  const diagnosed = await diagnoseCampaign(run, place, run.signal);
  if ('why' in diagnosed) throw new Error(diagnosed.why);
  expect(Object.fromEntries(diagnosed.head.texts)).toEqual({
    [`${URLS.head}/app.js`]: 'app',
    [`${URLS.head}/main.css`]: 'head',
  });
  expect(diagnosed.base.texts.get(`${URLS.head}/main.css`)).toBe('base');
  expect(Object.fromEntries(diagnosed.head.sourceMaps)).toEqual({ [`${URLS.head}/app.js`]: 'app.js.map' });
  // Both visits to head have them.
  const inline = [
    { url: document, text: 'inline', sourceMap: 'data:', start: { line: 2, column: 9 } },
    { url: document, text: 'other', sourceMap: null, start: { line: 5, column: 9 } },
  ];
  expect(Object.fromEntries(diagnosed.head.inlineScripts)).toEqual({ [document]: [...inline, ...inline] });
  expect(diagnosisSchema.parse(diagnosed.diagnosis)).toMatchObject({ ...place, base: URLS.base, head: URLS.head });
  expect(diagnosed.diagnosis.visits.map(({ side }) => side)).toEqual(['base', 'head', 'head', 'base']);
});
