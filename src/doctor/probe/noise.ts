import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

import { PRESETS } from '../../config/conditions/presets.ts';
import { Lab } from '../../lab/lab.ts';
import type { Route } from '../../model/route.ts';
import type { Series } from '../../stats/series.ts';
import type { NoiseFacts } from '../judge/noise.ts';
import { PAGE } from './page.ts';

/** How long the page is visited in each number of lanes, the warm-up included, ms. */
const TIMES = { alone: 16_000, eachOfTwo: 8000 } as const;
const CONDITION = PRESETS.desktop;
const ROUTE: Route = { name: 'built-in page', path: '/', conditions: [CONDITION.name], interactions: [], budgets: [] };
/** Nothing happens late on the page. */
const SETTLE_MS = 150;
const BLOCK = 4;

interface Request {
  readonly chromePath: string;
  readonly env: NodeJS.ProcessEnv;
  /** How many routes a run visits at a time here. */
  readonly lanes: 1 | 2;
  readonly signal: AbortSignal;
  readonly times?: { readonly alone: number; readonly eachOfTwo: number };
}

/** Visits a page on this machine, as a run does, in one lane and, where a run has two, in two. */
export async function measureNoise({ chromePath, env, lanes, signal, times = TIMES }: Request): Promise<NoiseFacts> {
  const site = await servePage();
  const hasTwo = lanes === 2;
  const about = { chromePath, env, signal, settleMs: SETTLE_MS, log: () => undefined, lanes };
  try {
    const lab = await Lab.open(about, [CONDITION]);
    try {
      const one = await visitFor(hasTwo ? times.eachOfTwo : times.alone, lab, site.url, [0]);
      const two = hasTwo && one.problem === null ? await visitFor(times.eachOfTwo, lab, site.url, [0, 1]) : null;
      return { one: one.blocks, two: two?.blocks ?? null, problem: one.problem ?? two?.problem ?? null };
    } finally {
      await lab.close();
    }
  } finally {
    await site.close();
  }
}

interface Visited {
  readonly blocks: Series;
  readonly problem: string | null;
}

/** Visits the page for so long, in all these lanes at once. */
async function visitFor(ms: number, lab: Lab, url: string, lanes: readonly number[]): Promise<Visited> {
  const end = performance.now() + ms;
  const visited = await Promise.all(lanes.map((lane) => visitInLane(end, lab, url, lane)));
  await Promise.all(lanes.map((lane) => lab.discardPrepared(lane)));
  return {
    blocks: visited.flatMap(({ blocks }) => blocks),
    problem: visited.find(({ problem }) => problem !== null)?.problem ?? null,
  };
}

/** The first visit is not counted. One block at least is made. */
async function visitInLane(end: number, lab: Lab, url: string, lane: number): Promise<Visited> {
  const deploy = { url };
  const next = { route: ROUTE, deploy, isCertain: true };
  const values: number[] = [];
  let isWarm = false;
  while (performance.now() < end || values.length < BLOCK) {
    const outcome = await lab.visit(ROUTE, CONDITION, deploy, { lane, next });
    if (outcome.status === 'failed') return { blocks: [], problem: outcome.reason };
    const { lcp } = outcome.readings;
    if (lcp.status === 'unmeasured') return { blocks: [], problem: lcp.reason };
    if (isWarm) values.push(lcp.breakdown.value);
    isWarm = true;
  }
  return { blocks: blocksOf(values), problem: null };
}

/** Whole blocks, as those of a run of one deploy against itself. */
export function blocksOf(values: readonly number[]): Series {
  return Array.from({ length: Math.floor(values.length / BLOCK) }, (_, block) =>
    values.slice(block * BLOCK, (block + 1) * BLOCK).map((value, position) => ({ head: position % 2 === 1, value })),
  );
}

async function servePage(): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    if (request.url === '/') response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(PAGE);
    else response.writeHead(404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  return { url: `http://127.0.0.1:${port}`, close };
}
