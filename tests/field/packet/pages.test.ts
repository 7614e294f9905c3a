import { describe, expect, test } from 'vitest';

import type { PacketContent } from '../../../src/field/packet/content.ts';
import { itsSchema, powerSchema } from '../../../src/field/packet/files.ts';
import { packetHtml } from '../../../src/field/packet/html.ts';
import { packetMarkdown } from '../../../src/field/packet/markdown.ts';
import { packetOf } from '../../../src/field/packet/packet.ts';
import { sourceOf } from '../../../src/field/packet/source.ts';
import { priceSchema } from '../../../src/model/price.ts';
import { placesIn } from './places.ts';

const HOSTILE = '<img src=x onerror=alert(1)>"\u202E[a](https://evil.example) @team ##[error]';
const PRICE = {
  established: false,
  kind: 'association',
  reason: `the route ${HOSTILE} has no sessions`,
  route: HOSTILE,
  condition: HOSTILE,
  metric: 'lcp',
  sessions: 0,
  users: 0,
  coefficient: null,
  per100ms: null,
  money: null,
  range: null,
  controls: ['device'],
  negativeControl: null,
  uncontrolled: [HOSTILE],
  window: null,
  conversions: 0,
  naive: null,
  negativeControlKind: null,
  coverage: { landings: 0, analysed: 0 },
  curve: [],
  withoutSlowest: null,
  labToField: null,
  states: { fresh: 0, stale: 0, failed: 0 },
  sql: [`SELECT '${HOSTILE}'\n  FROM beacons`],
  writtenAt: '2026-11-01T00:00:00.000Z',
};
const POWER = {
  reason: null,
  design: 'holdback',
  outcome: 'value',
  route: HOSTILE,
  power: 0.8,
  risk: 0.05,
  baseline: { mean: 5, sessionsPerDay: 1000 },
  detectable: [{ days: 14, effect: 0.25, relative: 0.05 }],
  daysNeeded: 88,
  effect: { value: 0.1, relative: 0.02 },
  holdbackCost: { sessionsPerWeek: 700, lostPerWeek: 70.4, currency: 'EUR' },
  sql: [],
};
const ITS = {
  established: false,
  reason: 'like-covariate',
  alike: [HOSTILE],
  route: HOSTILE,
  condition: null,
  metric: 'cls',
  at: '2026-11-01T10:00:00.000Z',
  sha: null,
  step: { value: 0.01, low: -0.02, high: 0.04 },
  placebos: { n: 12, rank: 3 },
  stretches: 100,
  sql: [],
};
const CONTENT: PacketContent = {
  price: sourceOf('price.json', PRICE, priceSchema.parse(PRICE)),
  experiments: [],
  deploys: null,
  delivery: null,
  sensitivity: null,
  powers: [sourceOf('power.json', POWER, powerSchema.parse(POWER))],
  interruptions: [sourceOf('its.json', ITS, itsSchema.parse(ITS))],
};

describe('a packet of hostile names', () => {
  const packet = packetOf(CONTENT);
  const page = packetHtml(packet);

  test('has none of them as markup, and nothing that runs', () => {
    expect(page).not.toMatch(/<img|<script|\u202E|onerror=alert\(1\)>/);
    expect(page).toContain('&#60;img src=x');
    expect(page).toMatch(/<pre tabindex="0">SELECT &#39;&#60;img.*\n {2}FROM beacons<\/pre>/);
    const markdown = packetMarkdown(packet);
    expect(markdown).not.toMatch(/\u202E/);
    const outside = markdown.replaceAll(/```[\s\S]*?```|(`+)[\s\S]*?\1/g, '');
    expect(outside).not.toMatch(/<img|\]\(|@team/);
  });

  test('says on page one why nothing is established, and what the holdback costs', () => {
    expect(page).toContain('<p class="label">Not established</p>');
    expect(page).toContain('<p class="figure">No price</p>');
    const first = page.slice(0, page.indexOf('class="appendix"'));
    expect(first).toContain('<dt>Cost of a holdback</dt>');
    expect(first).toContain('<data value="70.4">70 EUR</data> <span class="source">power.json:');
    expect(page).toContain('not established, because it cannot be told apart from &#60;img');
  });

  test('has each figure on the line beside it', () => {
    const texts = new Map(
      [CONTENT.price, ...CONTENT.powers, ...CONTENT.interruptions].map(({ file, json }) => [file, json.text]),
    );
    const places = placesIn(page);
    expect(places.length).toBeGreaterThan(15);
    for (const { values, file, from, to } of places) {
      const lines = (texts.get(file) ?? '')
        .split('\n')
        .slice(from - 1, to)
        .join('\n');
      for (const value of values) expect(lines).toMatch(new RegExp(`(?<![\\d.])${value}(?![\\d.])`));
    }
  });
});
