import { leaf, sumOf, type Breakdown } from '../../src/model/breakdown.ts';
import type { MeasuredOutcome } from '../../src/model/sample.ts';
import type { Random } from '../../src/stats/random.ts';
import { about, outcomeOf } from '../../tests/compare/campaigns.ts';

/** What the pages of real shops have: layers of the server, third-party scripts, hosts. */
const LAYERS = ['cdn-cache', 'edge', 'render', 'graphql', 'inventory', 'prices'];
const SCRIPTS = 24;
const HOSTS = 18;
const SHIFTS = 6;

/** A visit of the size that real ones have, about 9 kB as JSON, with numbers that vary by 2 %. */
export function heavyVisit(random: Random): MeasuredOutcome {
  const outcome = outcomeOf({ lcp: lcp(random), inp: inp(random), cls: cls(random), bytes: bytes(random) });
  return { ...outcome, evidence: { ...outcome.evidence, ...evidence(random) } };
}

function lcp(random: Random): Breakdown {
  const layers = LAYERS.map((id) => leaf(id, about(12, random)));
  const request = sumOf('request', [...layers, leaf('unreported', about(40, random))]);
  const opening = ['redirect', 'waiting', 'cache', 'dns', 'connect'].map((id) => leaf(id, about(30, random)));
  return sumOf('lcp', [
    sumOf('ttfb', [...opening, request]),
    leaf('resource-load-delay', about(300, random)),
    leaf('resource-load-duration', about(400, random)),
    leaf('element-render-delay', about(50, random)),
  ]);
}

function inp(random: Random): Breakdown {
  const scripts = Array.from({ length: SCRIPTS }, (_, index) =>
    leaf(`https://scripts-${index % HOSTS}.shop.example/assets/chunk-${index}.js`, about(4, random)),
  );
  return sumOf('inp', [
    leaf('input-delay', about(8, random)),
    sumOf('processing-duration', [...scripts, leaf('other', about(10, random))]),
    leaf('presentation-delay', about(20, random)),
  ]);
}

function cls(random: Random): Breakdown {
  return sumOf(
    'cls',
    Array.from({ length: SHIFTS }, (_, index) => leaf(selector(index), about(0.01, random))),
  );
}

function bytes(random: Random): Breakdown {
  const types = ['document', 'script', 'stylesheet', 'image', 'font', 'fetch'];
  return sumOf(
    'bytes',
    types.map((type) =>
      sumOf(
        type,
        Array.from({ length: 6 }, (_, index) =>
          leaf(`/assets/${type}/file-${index}`, Math.round(about(20_000, random))),
        ),
      ),
    ),
  );
}

const selector = (index: number): string => `body > main > section:nth-child(${index}) > div.card > img.hero`;

function evidence(random: Random): Partial<MeasuredOutcome['evidence']> {
  return {
    lcpElement: selector(0),
    lcpUrl: 'https://images.shop.example/hero/large.avif',
    inpTarget: selector(1),
    inpType: 'pointer',
    inpStep: 0,
    protocol: 'h2',
    shiftedElements: Array.from({ length: SHIFTS }, (_, index) => ({ selector: selector(index), score: 0.01 })),
    serverTiming: LAYERS.map((name) => ({ name, durationMs: about(12, random) })),
    headers: [{ name: 'x-cache', value: 'HIT' }],
    traffic: Array.from({ length: HOSTS }, (_, index) => ({
      host: `host-${index}.shop.example`,
      connections: 2,
      bytesUp: 2000,
      bytesDown: Math.round(about(40_000, random)),
    })),
  };
}
