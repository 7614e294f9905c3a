import { describe, expect, test } from 'vitest';

import { campaignNotes, typicalEvidence } from '../../src/explain/evidence.ts';
import type { Campaign } from '../../src/model/campaign.ts';
import type { Evidence } from '../../src/model/sample.ts';
import { campaignOf } from '../compare/campaigns.ts';
import { evidence } from '../report/factories.ts';

type Script = NonNullable<Evidence['inpScript']>;

/** A campaign whose visits to head say these, four of them at least; those to base say nothing. */
function onHead(said: readonly Partial<Evidence>[]): Campaign {
  const blocks = Math.ceil(said.length / 2);
  const plain = campaignOf(() => ({}), { blocks, seed: 'evidence' });
  const left = said.map((over) => evidence(over));
  return {
    ...plain,
    blocks: plain.blocks.map(({ visits }) => ({
      visits: visits.map((visit) => {
        const told = visit.side === 'head' ? (left.shift() ?? evidence()) : evidence();
        return { ...visit, outcome: { ...visit.outcome, evidence: told } };
      }),
    })),
  };
}

const script = (over: Partial<Script> = {}): Partial<Evidence> => ({
  inpScript: {
    invoker: 'BUTTON#add.onclick',
    sourceUrl: 'https://shop.example/app.js',
    functionName: 'addToCart',
    charPosition: 10,
    durationMs: 60,
    ...over,
  },
});

const scriptOf = (said: readonly Partial<Evidence>[]): Evidence['inpScript'] =>
  typicalEvidence(onHead(said), 'head')?.inpScript ?? null;

describe('the script of a typical interaction', () => {
  test('is one that at least half of the visits name', () => {
    expect(scriptOf([script(), script(), {}, {}])).toMatchObject({ functionName: 'addToCart' });
  });

  test('is none where fewer do: the other visits had no long frame', () => {
    expect(scriptOf([script(), {}, {}, {}])).toBeNull();
    expect(scriptOf([script(), script(), {}, {}, {}, {}])).toBeNull();
  });

  test('is the one that is named most often, with the median of its own durations', () => {
    const rare = script({ functionName: 'rare', durationMs: 900 });
    const seen = [rare, script({ durationMs: 50 }), script({ durationMs: 70 }), script({ durationMs: 60 })];
    expect(scriptOf(seen)).toMatchObject({ functionName: 'addToCart', durationMs: 60 });
  });

  test('is another at another place of the same file', () => {
    const elsewhere = script({ charPosition: 99 });
    expect(scriptOf([script(), elsewhere, elsewhere, elsewhere])).toMatchObject({ charPosition: 99 });
  });
});

test('the typical LCP element, its request and what was clicked are those that most visits saw', () => {
  const hero = { lcpElement: 'img', lcpUrl: 'https://shop.example/hero.jpg', inpTarget: '#buy', inpStep: 1 };
  const typical = typicalEvidence(
    onHead([{ lcpElement: 'h1', inpTarget: '#a', inpStep: 0 }, hero, hero, hero]),
    'head',
  );
  expect(typical).toMatchObject(hero);
});

const shifts = (...elements: readonly [string, number][]): Partial<Evidence> => ({
  shiftedElements: elements.map(([selector, score]) => ({ selector, score })),
});

test('an element that shifts in fewer than half of the visits does not shift typically', () => {
  const seen = [shifts(['.ad', 0.2], ['.late', 0.3]), shifts(['.ad', 0.2]), shifts(['.ad', 0.2], ['.cart', 0.4]), {}];
  expect(typicalEvidence(onHead(seen), 'head')?.shiftedElements).toEqual([{ selector: '.ad', score: 0.2 }]);
});

test('a side without visits has no typical one', () => {
  expect(typicalEvidence({ ...onHead([]), blocks: [] }, 'head')).toBeNull();
});

const notes = (...said: readonly string[]): Partial<Evidence> => ({ notes: [...said] });

test('notes come with the number of visits that said them, most often said first, five at most', () => {
  const campaign = onHead([notes('a', 'b'), notes('b', 'c', 'd'), notes('b', 'e', 'f'), {}]);
  const told = campaignNotes(campaign).filter((note) => note.startsWith('On head: '));
  expect(told).toHaveLength(5);
  expect(told[0]).toBe('On head: b (3 of 8 visits)');
  expect(told[1]).toBe('On head: a (1 of 8 visits)');
});
