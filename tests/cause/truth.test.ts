import { describe, expect, it } from 'vitest';

import type { FoundCause } from '../../src/model/cause.ts';
import { broken, diagnosis, html, request, searched, type VisitSpec } from './records.ts';

function factsOf(causes: readonly FoundCause[], id: string): FoundCause['facts'] | undefined {
  return causes.find((cause) => cause.id === id)?.facts;
}

describe('the bytes of a script of another site', () => {
  const tags = (encodedBytes: number): VisitSpec => ({
    requests: [html(), request({ url: 'https://tags.example/t.js', kind: 'script', encodedBytes })],
  });

  it('are those that the visits to each side have in the middle', () => {
    const { causes } = searched(
      broken('bytes', { script: 30_000, image: 0 }),
      diagnosis([tags(20_000), tags(20_400)], [tags(50_000), tags(51_000)]),
    );
    expect(factsOf(causes, 'third-party-script')).toEqual([{ kind: 'larger', base: 20_200, head: 50_500 }]);
  });
});
