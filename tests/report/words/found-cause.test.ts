import { describe, expect, it } from 'vitest';

import { CAUSE_IDS, type FoundCause } from '../../../src/model/cause.ts';
import { foundCausePhrase, notReproducedPhrase, textOf } from '../../../src/report/words/found-cause.ts';
import { inMarkdown, inText } from '../../../src/report/words/phrase.ts';

const LATE: FoundCause = {
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
  places: [
    {
      kind: 'served',
      role: 'initiator',
      place: { url: 'https://head.example/assets/gallery.js?token=s3cret', line: 1, column: 402, functionName: 'show' },
    },
  ],
  subject: { url: '/hero.jpg', selector: '#hero', name: null },
};

const COST: Partial<FoundCause> = {
  id: 'graphql-cost-grown',
  metric: 'cost',
  unit: 'cost',
  path: 'cost',
  part: ['cost'],
  change: null,
  partChange: null,
  amount: null,
  share: null,
  facts: [{ kind: 'cost', base: 12, head: 'unbounded' }],
  places: [{ kind: 'source', role: 'operation', where: 'product.graphql:5' }],
  subject: { url: null, selector: null, name: 'product.reviews' },
};

describe('a found cause', () => {
  it.each([
    [
      LATE,
      'src/gallery.ts:31',
      'LCP +412 ms, +398 ms of it resource load delay: the LCP image /hero.jpg is now requested by a script (src/gallery.ts:31) instead of the document',
    ],
    [
      LATE,
      undefined,
      'LCP +412 ms, +398 ms of it resource load delay: the LCP image /hero.jpg is now requested by a script (/assets/gallery.js:1:402) instead of the document',
    ],
    [
      { ...LATE, facts: [{ kind: 'preload', base: true, head: false }], share: 0.4 },
      null,
      'LCP +412 ms, +398 ms of it resource load delay: the LCP image /hero.jpg is no longer preloaded; about 40 % of the change',
    ],
    [
      { ...LATE, path: 'lcp.resource-load-delay', change: 398 },
      null,
      'LCP › resource load delay +398 ms: the LCP image /hero.jpg is now requested by a script instead of the document',
    ],
    [
      { ...LATE, id: 'hero-larger', because: false, facts: [{ kind: 'larger', base: 20_000, head: 400_000 }] },
      null,
      'also changed: the LCP image /hero.jpg is larger, 20 kB on base and 400 kB on head',
    ],
    [
      { ...LATE, ...COST },
      undefined,
      'cost without bound: the GraphQL cost of product.reviews grew (product.graphql:5)',
    ],
  ] as const)('is one sentence: %#', (cause, at, sentence) => {
    expect(textOf(cause as FoundCause, at)).toBe(sentence);
  });

  it.each(CAUSE_IDS)('%s has words without times of diagnostic visits', (id) => {
    const facts = [
      { kind: 'later', base: 11.5, head: 444 },
      { kind: 'longer', base: 11.5, head: 444 },
      { kind: 'connection', base: 11.5, head: 444 },
      { kind: 'layer', base: 11.5, head: 444 },
    ] as const;
    const text = textOf({ ...LATE, id, facts: [...facts], subject: { ...LATE.subject, name: 'db' } });
    expect(text).toMatch(/^LCP \+412 ms, \+398 ms of it resource load delay: [a-z#].{15}/);
    expect(text).not.toMatch(/444|11\.5|undefined|null| {2}/);
  });

  it('keeps what comes from the page inert', () => {
    const hostile = '`</details>@team\n::error::[x](https://evil.example) ##[group]';
    const cause: FoundCause = {
      ...LATE,
      id: 'slow-handler',
      subject: { url: hostile, selector: hostile, name: hostile },
    };
    expect(inMarkdown(foundCausePhrase(cause, hostile))).not.toContain('\n');
    expect(inMarkdown(foundCausePhrase(cause, hostile))).toMatch(/``+ ?`<\/details>@team/);
    expect(textOf(cause, hostile)).not.toMatch(/\n|##\[/);
  });

  it('says where the visits do not show the change', () => {
    expect(inText(notReproducedPhrase('inp.input-delay'))).toBe(
      'why INP › input delay changed could not be reproduced: the diagnostic visits do not show it',
    );
  });
});
