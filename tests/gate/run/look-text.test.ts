import { expect, test } from 'vitest';

import { lookText, type LookFacts } from '../../../src/gate/run/look-text.ts';

const FACTS: LookFacts = {
  blocks: 5,
  confirmed: null,
  suspected: [],
  open: ['lcp', 'inp'],
  toNext: 3,
  blockMs: 8_300,
  run: { ms: 241_000, campaigns: 4 },
};

test.each<[string, Partial<LookFacts>, string]>([
  [
    'what is open, how long it is to the next look, and to the end of the run',
    {},
    '5 blocks; open: lcp, inp; next look after 3 more blocks, about 25 s; the run about 4 min more',
  ],
  [
    'one block in the singular',
    { toNext: 1, run: null },
    '5 blocks; open: lcp, inp; next look after 1 more block, about 8 s',
  ],
  [
    'no time of the run where it has no basis',
    { run: null, open: [], toNext: null },
    '5 blocks; no budget needs more blocks',
  ],
  [
    'that the run has no more than few campaigns to judge its time by',
    { open: [], toNext: null, run: { ms: 241_000, campaigns: 2 } },
    '5 blocks; no budget needs more blocks; the run roughly 4 min more',
  ],
  [
    'nothing of a run that is over',
    { open: [], toNext: null, run: { ms: 999, campaigns: 4 } },
    '5 blocks; no budget needs more blocks',
  ],
  [
    'no time where there is no pace yet',
    { blockMs: null, run: null },
    '5 blocks; open: lcp, inp; next look after 3 more blocks',
  ],
  [
    'what is suspected where no budget needs more blocks',
    { suspected: ['lcp', 'inp'], open: [], toNext: null, run: null },
    '5 blocks; suspected: lcp, inp',
  ],
  [
    'that no look is left',
    { toNext: null },
    '5 blocks; open: lcp, inp; that was the last look; the run about 4 min more',
  ],
  [
    'the first five of many',
    { open: ['a', 'b', 'c', 'd', 'e', 'f', 'g'], run: null },
    '5 blocks; open: a, b, c, d, e and 2 more; next look after 3 more blocks, about 25 s',
  ],
  [
    'all of five',
    { open: ['a', 'b', 'c', 'd', 'e'], run: null },
    '5 blocks; open: a, b, c, d, e; next look after 3 more blocks, about 25 s',
  ],
  [
    'which reds fresh blocks neither confirm nor refuse yet',
    { blocks: 4, confirmed: ['inp'], open: ['lcp'], toNext: 4, run: null },
    '4 fresh blocks; open: lcp; next look after 4 more fresh blocks, about 30 s',
  ],
  [
    'which ones they confirm',
    { blocks: 4, confirmed: ['lcp', 'inp'], open: [], toNext: null, run: null },
    '4 fresh blocks; confirmed: lcp, inp',
  ],
  [
    'that they confirm none',
    { blocks: 8, confirmed: [], open: [], toNext: null, run: null },
    '8 fresh blocks; nothing is confirmed',
  ],
])('a look tells %s', (_, over, text) => {
  expect(lookText({ ...FACTS, ...over })).toBe(text);
});

test.each([
  [400, '1 s'],
  [9_400, '9 s'],
  [9_600, '10 s'],
  [12_600, '15 s'],
  [29_000, '30 s'],
  [33_000, '30 s'],
  [57_000, '1 min'],
  [96_000, '1 min 40 s'],
  [157_000, '2 min 40 s'],
])('a time of %i ms to the next look is about %s', (blockMs, text) => {
  expect(lookText({ ...FACTS, toNext: 1, blockMs, run: null })).toContain(`1 more block, about ${text}`);
});

test.each([
  [1000, '1 s'],
  [96_000, '1 min 40 s'],
  [119_000, '2 min'],
  [149_000, '2 min'],
  [151_000, '3 min'],
])('%i ms of the run are about %s', (ms, text) => {
  expect(lookText({ ...FACTS, run: { ms, campaigns: 3 } })).toMatch(new RegExp(`the run about ${text} more$`));
});
