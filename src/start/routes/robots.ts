import robotsModule from 'robots-parser';

import { AGENT, type Client } from './http.ts';

/** What robots.txt says. */
export interface Robots {
  /** Addresses of sitemaps as they are written. */
  readonly sitemaps: readonly string[];
  readonly forbids: (url: string) => boolean;
}

interface Parsed {
  readonly getSitemaps: () => string[];
  readonly isDisallowed: (url: string, agent: string) => boolean | undefined;
}

/** Its types describe an ES module, but it is a CommonJS module whose only export is this function. */
const parseRobots = robotsModule as unknown as (url: string, text: string) => Parsed;

/** Reads robots.txt; without one nothing is forbidden. */
export async function readRobots(client: Client, origin: string): Promise<Robots> {
  const url = `${origin}/robots.txt`;
  const answer = await client.get(url).catch(() => null);
  const isText = answer?.status === 200 && !/html/i.test(answer.type);
  const robots = parseRobots(url, isText ? answer.text : '');
  return { sitemaps: robots.getSitemaps(), forbids: (page) => robots.isDisallowed(page, AGENT) === true };
}
