import type { KnownCause } from '../../model/cause.ts';
import type { Place } from '../../model/place.ts';
import type { GateReport } from '../../model/report.ts';
import { forCampaign } from '../../report/rows/campaign-index.ts';
import { causeLine } from '../../report/words/cause.ts';
import { placeText } from '../../report/words/cause-place.ts';
import { factWords, ROLE_WORDS } from '../../report/words/fact-words.ts';
import { causeDocLink } from '../../report/words/links.ts';
import { pathPhrase } from '../../report/words/names.ts';
import { parsePath } from '../../model/breakdown.ts';
import type { Phrase } from '../../report/words/pieces.ts';
import { unknownText } from '../../report/words/why.ts';
import type { ToldCause, ToldWhy } from '../data/why.ts';
import { aloneIn } from './alone.ts';
import { diagnosed, type Known } from './outline.ts';
import { toldWork } from './told-work.ts';

/** For each campaign that was looked into: its causes with their evidence, and what its diagnostic visits saw. */
export function toldWhys(known: Known): ToldWhy[] {
  return diagnosed(known).map((place) => toldWhy(place, known));
}

function toldWhy({ route, condition }: Place, { report, diagnoses }: Known): ToldWhy {
  const place = { route, condition };
  const searches = forCampaign(report.searches ?? [], place);
  const causes = searches.flatMap((search) => search.causes);
  const [diagnosis] = forCampaign(diagnoses, place);
  const shas = [report.result.base.sha, report.result.head.sha].filter((sha) => sha !== null);
  return {
    ...place,
    causes: causes.map((cause) => toldCause(cause, report)),
    unknown: searches
      .filter((search) => !search.causes.some(({ because }) => because))
      .map((search): Phrase => [...pathPhrase(parsePath(search.path) ?? [search.path]), ': ', unknownText(search)]),
    work: diagnosis === undefined ? [] : toldWork({ diagnosis, causes, report, shas }),
    alone: diagnosis === undefined ? { base: [], head: [] } : aloneIn(diagnosis, shas),
  };
}

function toldCause(cause: KnownCause, report: GateReport): ToldCause {
  const { id, path, because, facts, places, unit } = cause;
  return {
    id,
    path,
    because,
    line: causeLine(cause, report),
    facts: facts.map((fact) => factWords(fact, unit)),
    places: places.map((place) => ({
      role: ROLE_WORDS[place.role],
      at: placeText({ ...place, excerpt: '' }, cause, report),
      excerpt: place.file === null ? place.excerpt : '',
    })),
    doc: [causeDocLink(id)],
  };
}
