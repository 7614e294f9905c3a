import { compareAnswers } from '../../src/identity/compare-answers.ts';
import type { Answer, AnswerSet } from '../../src/model/answers.ts';
import type { ReplayedRoute } from '../../src/replay/replayed-route.ts';
import { Replayer, type ReplayOptions } from '../../src/replay/replayer.ts';
import { answer, served } from '../identity/answers.ts';
import { serveSite, type Page, type Site } from '../support/site.ts';

type Pages = Readonly<Record<string, Page>>;

/** Base and head, served. */
export interface Sites {
  readonly base: Site;
  readonly head: Site;
}

/** Runs `body` while two servers serve these pages, head's own over those of both. */
export async function withSites<Result>(
  pages: Pages,
  onHead: Pages,
  body: (sites: Sites) => Promise<Result>,
): Promise<Result> {
  const [base, head] = await Promise.all([serveSite(pages), serveSite({ ...pages, ...onHead })]);
  try {
    return await body({ base, head });
  } finally {
    await Promise.all([base.close(), head.close()]);
  }
}

export function replayerOf({ base, head }: Sites, rest: Partial<ReplayOptions> = {}): Replayer {
  const { signal } = new AbortController();
  return new Replayer({ deploys: { base, head }, seed: ['base', 'head'], signal, ...rest });
}

/** A request whose answer Chrome did not keep, so that only the replay sees it. */
export function got(path: string, rest: Partial<Answer> = {}): Answer {
  return answer(path, null, rest);
}

/** The answers as the visits to both sides were served them. */
export function visitsTo({ base, head }: Sites, answers: readonly Answer[], onHead = answers) {
  return { base: servedBy(base, answers), head: servedBy(head, onHead) };
}

function servedBy({ url }: Site, answers: readonly Answer[]): AnswerSet {
  return served(...answers.map((each) => ({ ...each, url: `${url}${each.key}`, shownUrl: each.key })));
}

/** A route that was served the same on both sides, and whose times count for little. */
export function routeOf(sites: Sites, answers: readonly Answer[]): ReplayedRoute {
  const { base, head } = visitsTo(sites, answers);
  const same = compareAnswers(base, head);
  if (same.kind !== 'same') throw new Error(`the visits differ: ${same.what}`);
  return { base, head, same, toleranceMs: 1000, countsBytes: false };
}
