import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { buildShop } from '../../../fixtures/react-shop/build.ts';
import { originOf, sourcesOf } from '../../../fixtures/react-shop/serve.ts';
import { serveOrigin, type ServedFault } from '../../../fixtures/faults/serve.ts';
import { REACT_VARIANTS, type ReactVariant } from '../../../fixtures/react-shop/variants.ts';
import type { Diagnosed } from '../../../src/lab/diagnosis/diagnosing.ts';
import type { Lab } from '../../../src/lab/lab.ts';
import type { CodePlace } from '../../../src/model/diagnosis.ts';
import { mapFetcher } from '../../../src/source-maps/fetch-map.ts';
import type { OriginalPlace } from '../../../src/source-maps/original-place.ts';
import { openSourceMaps } from '../../../src/source-maps/source-maps.ts';
import { FAST, openLab, route } from '../../support/lab.ts';
import { Repository } from '../../support/repository.ts';

const NAMES = ['lazy-hero', 'heavy-handler', 'late-banner'] as const;
const repository = new Repository();
let lab: Lab;
let site: ServedFault;
let diagnosed: Diagnosed;

function variant(name: (typeof NAMES)[number]): ReactVariant {
  const found = REACT_VARIANTS.find((each) => each.name === name);
  if (found === undefined) throw new Error(`there is no variant ${name}`);
  return found;
}

/** Its banner comes long after the first paint, on a busy machine too: otherwise it would move nothing. */
const LATE: ReactVariant = {
  ...variant('late-banner'),
  answers: {
    ...variant('late-banner').answers,
    '/api/offer.json': { json: { text: 'Ten percent off' }, afterMs: 1500 },
  },
};

beforeAll(async () => {
  const sources = await Promise.all(NAMES.map(async (name) => sourcesOf(variant(name), 'head')));
  const base = await sourcesOf(variant('lazy-hero'), 'base');
  const changed = sources.flatMap((files) => [...files].filter(([file, text]) => base.get(file) !== text));
  const head = new Map([...base, ...changed]);
  for (const [file, text] of head) repository.write(file, text);
  repository.commit('head');
  site = await serveOrigin(originOf(await buildShop(head), LATE));
  lab = await openLab();
  const visited = await lab.diagnose(
    route('/', [{ action: 'click', selector: '#add' }]),
    FAST,
    { url: site.url },
    { side: 'head' },
  );
  if ('status' in visited) throw new Error(`${visited.code}: ${visited.reason}`);
  diagnosed = visited;
});

afterAll(async () => {
  await lab?.close();
  await site?.close();
  repository.remove();
});

/** Where a place is in the sources. */
async function originalOf(place: CodePlace | undefined): Promise<Pick<OriginalPlace, 'file' | 'line'> | null> {
  const script = diagnosed.visit.scripts.find(({ url }) => url === place?.url);
  if (place === undefined || script === undefined) return null;
  const deployUrls = [site.url];
  const maps = openSourceMaps({
    repository: repository.folder,
    directory: null,
    deployUrls,
    fetchMap: mapFetcher({ deployUrls }),
    env: process.env,
  });
  const text = diagnosed.texts.get(script.hash) ?? null;
  const { file, line } = await maps.originalOf({ url: script.url, sourceMap: script.sourceMap, text }, place);
  return { file, line };
}

describe('a React page that is bundled and minified', () => {
  test('has the slow function of the click handler in its source, not in react-dom', async () => {
    const [slowest] = diagnosed.visit.interaction?.processing.work.functions ?? [];
    expect(slowest?.selfMs).toBeGreaterThan(50);
    expect(await originalOf(slowest?.place)).toEqual({ file: 'src/pricing.ts', line: 10 });
    const callers = await Promise.all((slowest?.callers ?? []).map(originalOf));
    expect(callers.map((caller) => caller?.file ?? null)).toContain('src/App.jsx');
  });

  test('has the component of its largest image, and of what is inserted late', async () => {
    const { lcp, shifts } = diagnosed.visit;
    expect(lcp?.attributes['loading']).toBe('lazy');
    const components = await Promise.all((lcp?.renderedBy ?? []).map(originalOf));
    expect(components).toEqual([
      { file: 'src/Hero.jsx', line: 3 },
      { file: 'src/App.jsx', line: 11 },
    ]);
    const [banner] = shifts.flatMap(({ culprits }) => culprits).filter(({ selector }) => selector?.includes('banner'));
    expect(banner?.kind).toBe('inserted');
    expect(await originalOf(banner?.renderedBy[0])).toEqual({ file: 'src/Banner.jsx', line: 3 });
  });
});
