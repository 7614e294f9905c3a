import { describe, expect, it } from 'vitest';

import { CAUSE_IDS, type KnownCause, type KnownPlace } from '../../../src/model/cause.ts';
import { causePhrase, causeSentence } from '../../../src/report/words/cause.ts';
import { inMarkdown, inText } from '../../../src/report/words/phrase.ts';
import * as scenarios from '../scenarios.ts';

const COMMIT = 'a1b2c3d4e5f60718293a4b5c6d7e8f9001122334';

const IN_FILE: KnownPlace = {
  role: 'initiator',
  file: 'src/gallery.ts',
  line: 31,
  column: 5,
  url: 'https://head.example/assets/gallery.js?token=s3cret',
  inChange: true,
  commit: COMMIT,
  excerpt: '',
};
const SERVED: KnownPlace = { ...IN_FILE, file: null, line: 1, column: 402, inChange: null, commit: null };

const LATE: KnownCause = {
  id: 'hero-discovered-late',
  route: 'product',
  condition: 'mobile',
  metric: 'lcp',
  unit: 'ms',
  path: 'lcp',
  part: ['lcp', 'resource-load-delay'],
  change: 412,
  partChange: 398,
  amount: 390,
  share: 0.947,
  because: true,
  facts: [
    { kind: 'initiator', base: 'parser', head: 'script' },
    { kind: 'later', base: 10, head: 400 },
  ],
  places: [IN_FILE],
  subject: { url: '/hero.jpg', selector: '#hero', name: null },
};

const LONGER: KnownCause['facts'][number] = { kind: 'longer', base: 10, head: 310 };
const WORK: Partial<KnownCause> = {
  id: 'render-blocking-script',
  facts: [LONGER],
  places: [],
  subject: { url: '/app.js', selector: null, name: 'start' },
};

const COST: Partial<KnownCause> = {
  id: 'graphql-cost-grown',
  metric: 'cost',
  unit: 'cost',
  route: 'ProductPage',
  condition: 'operation',
  path: 'cost',
  part: ['cost'],
  change: null,
  partChange: null,
  amount: null,
  share: null,
  facts: [{ kind: 'cost', base: 12, head: 'unbounded' }],
  places: [
    { ...IN_FILE, role: 'operation', file: 'product.graphql', line: 5, url: null, inChange: null, commit: null },
  ],
  subject: { url: null, selector: null, name: 'product.reviews' },
};

const REPORT = { ...scenarios.oneRegression, repositoryUrl: 'https://git.example/acme/shop' };

describe('the sentence of a cause', () => {
  it.each([
    [
      LATE,
      'LCP +412 ms on product (mobile), +398 ms of it resource load delay: the LCP image /hero.jpg is now requested by a script (src/gallery.ts:31, changed in a1b2c3d) instead of the document.',
    ],
    [
      { ...LATE, places: [{ ...IN_FILE, commit: null }] },
      'LCP +412 ms on product (mobile), +398 ms of it resource load delay: the LCP image /hero.jpg is now requested by a script (src/gallery.ts:31, in this change) instead of the document.',
    ],
    [
      { ...LATE, places: [{ ...IN_FILE, role: 'caller' }] },
      'LCP +412 ms on product (mobile), +398 ms of it resource load delay: the LCP image /hero.jpg is now requested by a script (called from src/gallery.ts:31, changed in a1b2c3d) instead of the document.',
    ],
    [
      { ...LATE, places: [{ ...IN_FILE, role: 'removed', file: 'index.html', line: 9, url: null }] },
      'LCP +412 ms on product (mobile), +398 ms of it resource load delay: the LCP image /hero.jpg is now requested by a script instead of the document (index.html:9, changed in a1b2c3d).',
    ],
    [
      { ...LATE, places: [{ ...IN_FILE, inChange: false, commit: null }] },
      'LCP +412 ms on product (mobile), +398 ms of it resource load delay: the LCP image /hero.jpg is now requested by a script (src/gallery.ts:31, not in this change) instead of the document.',
    ],
    [
      { ...LATE, places: [{ ...SERVED, excerpt: 'new Image().src="/hero.jpg"' }] },
      'LCP +412 ms on product (mobile), +398 ms of it resource load delay: the LCP image /hero.jpg is now requested by a script (/assets/gallery.js:1:402: new Image().src="/hero.jpg") instead of the document.',
    ],
    [
      { ...LATE, facts: [{ kind: 'preload', base: true, head: false }], share: 0.4, places: [] },
      'LCP +412 ms on product (mobile), +398 ms of it resource load delay: the LCP image /hero.jpg is no longer preloaded; about 40 % of the change.',
    ],
    [
      { ...LATE, path: 'lcp.resource-load-delay', change: 398, places: [] },
      'LCP › resource load delay +398 ms on product (mobile): the LCP image /hero.jpg is now requested by a script instead of the document.',
    ],
    [
      {
        ...LATE,
        id: 'hero-larger',
        because: false,
        facts: [{ kind: 'larger', base: 20_000, head: 400_000 }],
        places: [],
      },
      'Also changed on product (mobile): the LCP image /hero.jpg is larger, 20 kB on base and 400 kB on head.',
    ],
    [
      { ...LATE, ...WORK },
      'LCP +412 ms on product (mobile), +398 ms of it resource load delay: the script /app.js works longer before the largest paint.',
    ],
    [
      { ...LATE, ...WORK, path: 'fcp', metric: 'fcp', part: ['fcp', 'render-delay'] },
      'FCP +412 ms on product (mobile), +398 ms of it render delay: the script /app.js works longer before the first paint.',
    ],
    [
      { ...LATE, ...WORK, facts: [{ kind: 'new', base: false, head: true }, LONGER] },
      'LCP +412 ms on product (mobile), +398 ms of it resource load delay: the script /app.js is new and works before the largest paint.',
    ],
    [
      { ...LATE, ...WORK, subject: { url: null, selector: null, name: 'start' } },
      'LCP +412 ms on product (mobile), +398 ms of it resource load delay: an inline script works longer before the largest paint.',
    ],
    [
      {
        ...LATE,
        ...WORK,
        facts: [
          { kind: 'new', base: false, head: true },
          { ...LONGER, kind: 'later' },
        ],
      },
      'LCP +412 ms on product (mobile), +398 ms of it resource load delay: the script /app.js is new and blocks rendering.',
    ],
    [
      { ...LATE, ...COST },
      'Cost of operation ProductPage is now without bound: the GraphQL cost of product.reviews grew without bound (product.graphql:5).',
    ],
  ] as const)('says what, how much and where: %#', (cause, sentence) => {
    expect(causeSentence(cause as KnownCause, REPORT)).toBe(sentence);
  });

  const UNCHANGED: KnownPlace = { ...IN_FILE, inChange: false, commit: null };

  it.each<[KnownCause['id'], KnownCause['facts'][number]]>([
    ['bundle-grown', { kind: 'new', base: false, head: true }],
    ['render-blocking-script', { kind: 'blocking', base: false, head: true }],
    ['late-insert', { kind: 'inserted', base: false, head: true }],
    ['unsized-image', { kind: 'unsized', base: false, head: true }],
    ['hero-discovered-late', { kind: 'asked-by', base: '/a.js:3', head: null }],
    ['cache-lost', { kind: 'cache-header', base: 'cache-control: max-age=60', head: 'cache-control: no-store' }],
  ])('of %s says that its line is not in this change where nothing is gone', (id, fact) => {
    const text = causeSentence({ ...LATE, id, facts: [fact], places: [UNCHANGED] }, REPORT);
    expect(text).toContain('src/gallery.ts:31, not in this change');
  });

  it.each<[KnownCause['id'], KnownCause['facts'][number]]>([
    ['hero-discovered-late', { kind: 'preload', base: true, head: false }],
    ['hero-low-priority', { kind: 'attribute', base: 'fetchpriority=high', head: null }],
    ['cache-lost', { kind: 'cache-header', base: 'cache-control: max-age=60', head: null }],
    ['compression-lost', { kind: 'compression', base: 'gzip', head: 'none' }],
  ])('of %s does not say so where head lacks what base had, which has no line', (id, fact) => {
    const text = causeSentence({ ...LATE, id, facts: [fact], places: [UNCHANGED] }, REPORT);
    expect(text).toContain('src/gallery.ts:31');
    expect(text).not.toContain('in this change');
  });

  it('names the component before one around it that head changed', () => {
    const outer: KnownPlace = { ...IN_FILE, role: 'ancestor', file: 'src/App.tsx', line: 9 };
    const places: KnownPlace[] = [{ ...UNCHANGED, role: 'component', file: 'src/Hero.tsx', line: 3 }, outer];
    expect(causeSentence({ ...LATE, id: 'hero-lazy-loaded', places }, REPORT)).toContain(
      '(src/Hero.tsx:3, rendered by src/App.tsx:9, changed in a1b2c3d)',
    );
  });

  it.each(CAUSE_IDS)('of %s has no times of diagnostic visits', (id) => {
    const facts = [
      { kind: 'later', base: 11.5, head: 444 },
      { kind: 'longer', base: 11.5, head: 444 },
      { kind: 'connection', base: 11.5, head: 444 },
      { kind: 'layer', base: 11.5, head: 444 },
    ] as const;
    const text = causeSentence({ ...LATE, id, facts: [...facts], subject: { ...LATE.subject, name: 'db' } }, REPORT);
    expect(text).toMatch(/^LCP \+412 ms on product \(mobile\), \+398 ms of it resource load delay: [a-z#].{15}/);
    expect(text).not.toMatch(/444|11\.5|undefined|null| {2}/);
  });

  it('keeps what comes from the page inert', () => {
    const hostile = '`</details>@team\n::error::[x](https://evil.example) ##[group]';
    const cause: KnownCause = {
      ...LATE,
      id: 'slow-handler',
      places: [{ ...SERVED, url: `https://head.example/${hostile}`, excerpt: hostile }],
      subject: { url: hostile, selector: hostile, name: hostile },
    };
    expect(inMarkdown(causePhrase(cause, REPORT))).not.toContain('\n');
    expect(inMarkdown(causePhrase(cause, REPORT))).toMatch(/``+ ?`<\/details>@team/);
    expect(causeSentence(cause, REPORT)).not.toMatch(/\n|##\[/);
  });
});

describe('the phrase below a row', () => {
  it('leads to the line, to the commit and to the page that says how to fix it', () => {
    const { sha } = REPORT.result.head;
    expect(inMarkdown(causePhrase(LATE, REPORT))).toBe(
      'the LCP image `/hero.jpg` is now requested by a script (' +
        `[\`src/gallery.ts:31\`](https://git.example/acme/shop/blob/${sha}/src/gallery.ts#L31), changed in ` +
        `[\`a1b2c3d\`](https://git.example/acme/shop/commit/${COMMIT})) instead of the document (see ` +
        '[`docs/causes/hero-discovered-late.md`](https://github.com/vitals-gate/vitals-gate/blob/v0/docs/causes/hero-discovered-late.md))',
    );
    expect(inText(causePhrase(LATE, REPORT))).toContain('(see docs/causes/hero-discovered-late.md)');
  });
});
