import { readFileSync } from 'node:fs';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { annotate, annotationsOf } from '../../../../src/github/annotations.ts';
import { leaf, sumOf } from '../../../../src/model/breakdown.ts';
import { keepSecret } from '../../../../src/text/redactor.ts';
import { html, interaction, request, work, type VisitSpec } from '../../../cause/records.ts';
import { about, lcpOf } from '../../../compare/campaigns.ts';
import { fakeRun, type FakeResult, type FakeVisit } from '../../../support/fake-lab.ts';
import { FORMS } from '../../../support/secret-forms.ts';
import { seen, slowerHead, URLS, visitsOf } from './seen.ts';

const SECRET = 'zq9-k33p-this-unread';
const CONTROL = '\u001b[31m\u0000\u0007';
const HOSTILE = `${CONTROL}\`</details>@team [x](https://evil.example)\n::error::y\r\n##[group]z`;

const CONFIG = `routes: [{ name: home, path: /home, conditions: [desktop] }]
budgets: { lcp: { max-increase: [5 %, 50 ms] }, inp: { max-increase: [5 %, 50 ms] } }
`;

/** Slower on head in both metrics. */
function slower({ side, random }: FakeVisit) {
  const more = side === 'head' ? 300 : 0;
  const inp = sumOf('inp', [
    leaf('input-delay', 10),
    leaf('processing-duration', about(20 + more, random)),
    leaf('presentation-delay', 10),
  ]);
  return { lcp: lcpOf(random, { load: 900 + more }), inp, cls: leaf('cls', 0) };
}

/** A page in which every text that visits bring home has the words. */
function pageOf(words: string, head: boolean): VisitSpec {
  const encoded = encodeURIComponent(words).replaceAll("'", '%27');
  const stack = [{ url: `/a-${encoded}.js`, line: 1, column: 5, functionName: words }];
  const place = { url: '/handler.js', line: 1, column: 5, functionName: words };
  const handler = { place, selfMs: head ? 310 : 10, callers: stack };
  return {
    requests: [
      html({ headers: { 'server-timing': words, 'cache-control': head ? words : 'max-age=60' } }),
      request({
        url: '/hero.jpg',
        ...(head ? { askedMs: 410, initiator: 'script' as const, stack } : {}),
        headers: { 'content-encoding': words },
      }),
    ],
    lcp: { selector: words, attributes: head ? { loading: words, fetchpriority: words } : {} },
    interaction: interaction({ processing: { ms: head ? 320 : 20, work: work(handler) } }),
    layers: [{ name: words, ms: head ? 400 : 4 }],
  };
}

const removals: (() => Promise<void>)[] = [];
const printed: string[] = [];
beforeEach(() => {
  printed.length = 0;
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
});
afterEach(async () => {
  vi.restoreAllMocks();
  for (const remove of removals.splice(0)) await remove();
});

async function made(words: string): Promise<FakeResult> {
  const visits = visitsOf(pageOf(words, false), pageOf(words, true));
  const texts = { [`${URLS.head}/handler.js`]: words, [`${URLS.head}/a-${encodeURIComponent(words)}.js`]: words };
  const run = await fakeRun(
    slowerHead({ config: CONFIG, visit: slower, diagnose: ({ side }) => seen(visits[side], texts) }),
  );
  removals.push(run.remove);
  if (run.outcome === null) throw run.error;
  annotate(annotationsOf(run.outcome.report));
  return run;
}

/** All that a run leaves behind, by name. */
function outputsOf({ out, lines, comment, result }: FakeResult): Readonly<Record<string, string>> {
  const read = (name: string): string => readFileSync(path.join(out, name), 'utf8');
  return {
    'samples.ndjson': read('samples.ndjson'),
    diagnostics: read('diagnostics/home-desktop.json'),
    'result.json': result,
    'comment.md': comment,
    'junit.xml': read('junit.xml'),
    progress: lines.join('\n'),
    annotations: printed.join(''),
  };
}

describe('what visits bring home for the cause', () => {
  test('has no secret left in anything that a run writes, in any form', async () => {
    keepSecret(SECRET);
    const run = await made(SECRET);
    expect(run.result).toContain('slow-handler');
    expect(run.result).toContain('hero-discovered-late');
    const written = [...new Set(Object.values(FORMS).map((form) => form(SECRET)))];
    for (const [name, text] of Object.entries(outputsOf(run)))
      expect([name, written.filter((form) => text.includes(form))]).toEqual([name, []]);
  });

  test('is no control character, command or Markdown in what people read', async () => {
    const run = await made(HOSTILE);
    expect(run.result).toContain('slow-handler');
    const { 'comment.md': comment = '', annotations = '', progress = '', ...others } = outputsOf(run);
    const controls = /(?![\n\t])\p{Cc}/u;
    for (const [name, text] of Object.entries({ comment, progress, ...others }))
      expect([name, controls.test(text)]).toEqual([name, false]);
    expect(annotations.replaceAll('\n', '')).not.toMatch(controls);
    for (const line of annotations.split('\n').slice(0, -1))
      expect(line).toMatch(/^::(?:error|warning) title=vitals-gate/);
    expect(annotations).not.toContain('##[');
    const code = /(`+)(?!`).*?(?<!`)\1(?!`)|<code>.*?<\/code>/g;
    expect(comment.replaceAll(code, '')).not.toMatch(/@team|evil\.example|::error|##\[|<\/details>\S/);
    for (const name of ['progress', 'comment'])
      expect([name, /^(?:::|##\[)/m.test(name === 'progress' ? progress : comment)]).toEqual([name, false]);
  });
});
