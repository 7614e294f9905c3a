import { readdirSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { noisePng } from '../../fixtures/faults/png.ts';
import { resultSchema, type Result } from '../../src/model/result.ts';
import { repository, type Repository } from '../deploys/repository.ts';
import { CLI, vitalsGate } from '../support/gate.ts';
import { html, ONCE_PAINTED, PAINTED, serveSite, type Page, type Site } from '../support/site.ts';

type Files = Readonly<Record<string, string>>;

const STYLE = '<style>body { margin: 0 } #content { height: 400px }</style>';
const page = (hero: string): string =>
  html(
    `\n<img id="hero" alt="" width="400" height="250"${hero}>\n<main id="content"><button id="go">Buy</button></main>
<script src="/banner.js"></script><script src="/cart.js"></script>`,
    `${STYLE}${ONCE_PAINTED}<script src="/gallery.js" defer></script>`,
  );
const banner = (place: string): string => `oncePainted(() => fetch('/api/banner').then(async (response) => {
  const banner = document.createElement('p');
  banner.style.height = '120px';
  banner.textContent = await response.text();
  document.querySelector('#content').${place}(banner);
}));
`;
const cart = (work: string): string => `document.querySelector('#go').addEventListener('click', function addToCart() {
  price();
});
function price() {
${work}}
`;

const BASE: Files = {
  'index.html': page(' src="/hero.png"'),
  'gallery.js': '// Nothing to show yet.\n',
  'banner.js': banner('after'),
  'cart.js': cart(''),
};
const HEAD: Files = {
  'index.html': page(''),
  'gallery.js': `const photos = ['/hero.png'];\ndocument.querySelector('#hero').src = photos[0];\n`,
  'banner.js': banner('before'),
  'cart.js': cart('  const end = performance.now() + 600;\n  while (performance.now() < end);\n'),
};

const answer =
  (afterMs: number, type: string, body: string | Buffer): Page =>
  (_, response) =>
    void setTimeout(() => response.writeHead(200, { 'content-type': type }).end(body), afterMs);
const serve = (files: Files): Promise<Site> =>
  serveSite({
    ...PAINTED,
    '/': files['index.html'] ?? '',
    '/hero.png': answer(120, 'image/png', noisePng(80, 50)),
    '/gallery.js': answer(800, 'text/javascript', files['gallery.js'] ?? ''),
    '/banner.js': answer(0, 'text/javascript', files['banner.js'] ?? ''),
    '/cart.js': answer(0, 'text/javascript', files['cart.js'] ?? ''),
    '/api/banner': answer(500, 'text/plain', 'Sale'),
  });

/** What is broken is many times what is allowed, so that three blocks show it. */
const CONFIG = `conditions: { fast: { extends: desktop, rtt: 20 ms, down: 50000 kbit/s } }
settle: 100 ms
false-alarms: 5 %
routes: [{ name: shop, path: /, conditions: [fast], interactions: [{ click: '#go' }] }]
budgets: { lcp: { max-increase: [20 %, 150 ms] }, inp: { max-increase: [20 %, 100 ms] }, cls: { max-increase: 0.02 } }
`;

/** dist alone, with no node_modules above it. */
let alone: string;
let repo: Repository;
let base: Site;
let head: Site;
let baseSha: string;
let headSha: string;
beforeAll(async () => {
  alone = await mkdtemp(path.join(tmpdir(), 'vitals-gate-dist-'));
  await cp(path.dirname(CLI), alone, { recursive: true });
  repo = await repository('a shop');
  await repo.write({ 'vitals-gate.yml': CONFIG });
  baseSha = await repo.commit('base', BASE);
  headSha = await repo.commit('a gallery, a banner and a price', HEAD);
  [base, head] = [await serve(BASE), await serve(HEAD)];
});
afterAll(async () => {
  await base.close();
  await head.close();
  await repo.remove();
  await rm(alone, { recursive: true, force: true });
});

/** The first cause of each broken budget, and where it is. */
function reasons({ causes = [] }: Result): string[] {
  const first = [...Map.groupBy(causes, (cause) => cause.path).values()].flatMap(([cause]) => cause ?? []);
  return first.map(({ path: broken, id, because, places: [place] }) => {
    const where = `${place?.file}:${place?.line}${place?.inChange === true ? '' : ', not in this change'}`;
    return `${broken}: ${because ? id : 'nothing'} at ${where}`;
  });
}

/** The part that most of a metric's change is in. */
function largestPart({ comparisons }: Result, metric: string): string | undefined {
  const parts = comparisons.find((comparison) => comparison.metric === metric)?.difference?.parts ?? [];
  return parts.toSorted((one, other) => (other.value ?? 0) - (one.value ?? 0))[0]?.id;
}

/** Lighthouse ran the audits that the package has, with no error in any: the bundle has what it sends to the page. */
async function sameAudits(file: string): Promise<void> {
  const { audits } = JSON.parse(await readFile(file, 'utf8')) as {
    audits: Readonly<Record<string, { readonly scoreDisplayMode: string }>>;
  };
  expect(Object.keys(audits).filter((id) => audits[id]?.scoreDisplayMode === 'error')).toEqual([]);
  const { defaultConfig } = await import('lighthouse');
  const expected = defaultConfig.categories?.['performance']?.auditRefs.map(({ id }) => id) ?? [];
  expect(expected.length).toBeGreaterThan(20);
  // INP has an audit for time spans only, and this is a navigation.
  expect(expected.filter((id) => !(id in audits))).toEqual(['interaction-to-next-paint']);
}

const isOfFilm = (file: string): boolean => /^shop-fast-film-(?:base|head)-\d+\.webp$/.test(file);

it('dist alone, with no node_modules above it, gates a page, names the changed line that broke each metric, and has Lighthouse explain it', async () => {
  const sides = ['--base-url', base.url, '--head-url', head.url, '--base-sha', baseSha, '--head-sha', headSha];
  const cli = path.join(alone, 'cli.js');
  const { exitCode, stdout, stderr } = await vitalsGate(repo.folder, ['run', '--blocks', '3', ...sides], { cli });
  expect(exitCode, stderr).toBe(1);
  const out = path.join(repo.folder, 'vitals-gate-out');
  const result = resultSchema.parse(JSON.parse(await readFile(path.join(out, 'result.json'), 'utf8')));
  expect(largestPart(result, 'lcp')).toBe('resource-load-delay');
  expect(largestPart(result, 'inp')).toBe('processing-duration');
  expect(reasons(result).toSorted()).toEqual([
    'cls: late-insert at banner.js:5',
    'inp: slow-handler at cart.js:5',
    'lcp: hero-discovered-late at gallery.js:2',
  ]);

  const [comment = '', junit] = ['comment.md', 'junit.xml'].map((file) => readFileSync(path.join(out, file), 'utf8'));
  for (const text of [stdout, comment, junit])
    for (const place of ['banner.js:5', 'cart.js:5', 'gallery.js:2']) expect(text).toContain(place);
  expect(comment).toContain(headSha.slice(0, 7));
  expect(comment).toMatch(/Because: \*\*resource load delay/);
  expect(comment).toMatch(/Because: \*\*processing duration/);
  expect(comment).toContain('LCP request discovery');
  const kept = readdirSync(path.join(out, 'diagnostics')).toSorted();
  expect(kept.filter((file) => !isOfFilm(file))).toEqual([
    'shop-fast-shift-1-after.webp',
    'shop-fast-shift-1-before.webp',
    'shop-fast.json',
  ]);
  // How many frames Chrome sends is its own.
  expect(kept.filter(isOfFilm)).toEqual(
    expect.arrayContaining(['shop-fast-film-base-1.webp', 'shop-fast-film-head-1.webp', 'shop-fast-film-head-2.webp']),
  );
  expect(readdirSync(path.join(out, 'lighthouse'))).toEqual([
    'shop-fast-base.html',
    'shop-fast-base.json',
    'shop-fast-head.html',
    'shop-fast-head.json',
  ]);
  await sameAudits(path.join(out, 'lighthouse/shop-fast-head.json'));
});
