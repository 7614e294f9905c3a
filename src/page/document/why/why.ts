import { parsePath } from '../../../model/breakdown.ts';
import type { Place } from '../../../model/place.ts';
import { forCampaign } from '../../../report/rows/campaign-index.ts';
import { pathPhrase } from '../../../report/words/names.ts';
import { unknownText } from '../../../report/words/why.ts';
import { html, type Html } from '../html.ts';
import type { Known } from '../outline.ts';
import { phraseHtml } from '../phrase-html.ts';
import { aloneIn } from './alone.ts';
import { causesHtml } from './causes.ts';
import { filmHtml } from './film.ts';
import { mainThreadHtml } from './main-thread.ts';
import { shiftsHtml } from './shifts.ts';
import { toldWork } from './told-work.ts';
import { waterfallsHtml } from './waterfalls.ts';

/** Why a route changed: the causes with what they are known by, and what a diagnostic visit of each side saw. Needs no script. */
export function whyHtml(place: Place, { report, diagnoses }: Omit<Known, 'samples'>): Html {
  const searches = forCampaign(report.searches ?? [], place);
  const causes = searches.flatMap((search) => search.causes);
  const unknown = searches.filter((search) => !search.causes.some(({ because }) => because));
  const [diagnosis] = forCampaign(diagnoses, place);
  const shas = [report.result.base.sha, report.result.head.sha].filter((sha) => sha !== null);
  return html`${causesHtml(causes, report)}
  ${unknown.map(
    (search) => html`<p>${phraseHtml(pathPhrase(parsePath(search.path) ?? [search.path]))}: ${unknownText(search)}</p>`,
  )}
  ${
    diagnosis === undefined
      ? null
      : html`<h3>What the diagnostic visits saw</h3>
          <p class="soft">One visit of each side. They explain the change; their times are not measurements.</p>
          ${filmHtml(diagnosis.visits)} ${waterfallsHtml(diagnosis, aloneIn(diagnosis, shas))}
          ${toldWork({ diagnosis, causes, report, shas }).map(mainThreadHtml)} ${diagnosis.visits.map(shiftsHtml)}`
  }`;
}
