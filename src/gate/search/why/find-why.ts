import { existsSync } from 'node:fs';

import { findCauses, type BrokenBudget } from '../../../cause/find-causes.ts';
import { causeOf } from '../../../errors.ts';
import { typicalEvidence } from '../../../explain/evidence.ts';
import { lcpElementsDiffer } from '../../../explain/evidence-clues.ts';
import type { GraphqlCheck } from '../../../graphql/check/check.ts';
import type { Judgement } from '../../../judge/judge.ts';
import { knownSearchSchema, type KnownSearch } from '../../../model/cause.ts';
import { isOwnWord } from '../../../model/own-words.ts';
import { keyOf, type Place } from '../../../model/place.ts';
import { campaignIn } from '../../../record/campaigns.ts';
import { isLost } from '../../../record/lost.ts';
import { redactDeep } from '../../../text/redactor.ts';
import type { RunOptions } from '../../options.ts';
import type { Run } from '../../run/run.ts';
import { brokenBudgets } from './broken-budgets.ts';
import { keepDiagnosis } from './diagnostics-folder.ts';
import { diagnoseCampaign } from './diagnose-campaign.ts';
import { Locator } from './locator.ts';
import { operationsOfRoute } from './route-costs.ts';
import { limitTo } from './time-limit.ts';

/** Whether and how a reason is looked for. */
export type Explaining = Pick<RunOptions, 'explain' | 'sourceMaps'>;

/**
 * Records why each budget is broken that head broke. Diagnostic visits to both sides show it: of broken routes only, those
 * of blocking budgets first and of these the worst, while there is time. What cannot be looked into costs nothing else: it
 * is named in a notice. What made a cost grow needs no visit, and is told by the report.
 *
 * @param costs null where no operations are gated
 */
export async function findWhy(
  run: Run,
  judgement: Judgement,
  { explain = 'never', sourceMaps = null }: Explaining,
  costs: GraphqlCheck | null,
): Promise<void> {
  const { config, deploys, signal } = run;
  if (explain === 'never' || deploys.base === null) return;
  const limit = limitTo(config.explain.maxMs, signal);
  try {
    const locator = new Locator(run, sourceMaps ?? config.sourceMaps, limit.signal);
    if (
      config.sourceMaps !== null &&
      sourceMaps === null &&
      !existsSync(config.sourceMaps) &&
      brokenBudgets(judgement).length > 0
    )
      tell(run, 'The folder of `source-maps` is not there, so the maps that are deployed are all that is read.');
    await lookInto(run, judgement, { locator, limit: limit.signal, costs });
  } finally {
    limit.end();
  }
}

interface Means {
  readonly locator: Locator;
  /** Ends visits and the search for places. */
  readonly limit: AbortSignal;
  readonly costs: GraphqlCheck | null;
}

async function lookInto(run: Run, judgement: Judgement, means: Means): Promise<void> {
  const campaigns = Map.groupBy(brokenBudgets(judgement), ({ comparison }) => keyOf(comparison));
  const missed: string[] = [];
  for (const [worst, ...others] of campaigns.values()) {
    if (worst === undefined) continue;
    const place = { route: worst.comparison.route, condition: worst.comparison.condition };
    missed.push(...((await guarded(run, named(place), () => visited(run, place, [worst, ...others], means))) ?? []));
  }
  if (missed.length > 0)
    tell(run, `The time to look for causes (explain: max-minutes) ran out. Not looked into: ${listed(missed)}.`);
}

/** Records the causes of one campaign's broken budgets. Resolves to what the time was too short for. */
async function visited(
  run: Run,
  place: Place,
  budgets: readonly BrokenBudget[],
  { locator, limit, costs }: Means,
): Promise<string[]> {
  const { deploys, log } = run;
  if (limit.aborted) return [named(place)];
  const isAboutShifts = budgets.some(({ comparison }) => comparison.metric === 'cls');
  const diagnosed = await diagnoseCampaign(run, place, limit, isAboutShifts);
  if ('why' in diagnosed) {
    if (diagnosed.isLate) return [named(place)];
    tell(run, `Why ${named(place)} got worse was not looked into: ${diagnosed.why}.`);
    return [];
  }
  const diagnosis = await keepDiagnosis(run, diagnosed);
  const commits = { base: deploys.base?.sha ?? null, head: deploys.head.sha };
  const asked = operationsOfRoute(costs, run.observed ?? [], place.route);
  const about = { ...asked, lcpElementsDiffer: haveOtherLcp(run, place) };
  let isCut = false;
  for (const broken of budgets)
    await guarded(run, nameOf(broken), async () => {
      const found = findCauses({ ...broken, ...about }, diagnosis, commits);
      log.append({ type: 'causes', search: recordable(await locator.known(found, diagnosed)) });
      isCut ||= limit.aborted && found.causes.some(({ places }) => places.length > 0);
    });
  return isCut ? [`the source lines for ${named(place)}`] : [];
}

/** A search as the log writes it. Throws for one that the report could not be made from. */
function recordable(search: KnownSearch): KnownSearch {
  const { data, error } = knownSearchSchema.safeParse(redactDeep(search, isOwnWord));
  if (data !== undefined) return data;
  const [issue] = error.issues;
  throw new Error(`what was found cannot be recorded (${issue?.path.join('.')}: ${issue?.message})`);
}

/** What goes wrong with one thing that is looked into costs that one alone. Null where it went wrong. */
async function guarded<Value>(run: Run, name: string, look: () => Promise<Value>): Promise<Value | null> {
  try {
    return await look();
  } catch (error) {
    if (run.signal.aborted || isLost(error)) throw error;
    tell(run, `Why ${name} got worse was not looked into: ${causeOf(error).slice(0, 500)}.`);
    return null;
  }
}

function tell({ log, progress }: Run, text: string): void {
  log.append({ type: 'notice', text });
  progress.line(text);
}

function named({ route, condition }: Place): string {
  return `${route} · ${condition}`;
}

function nameOf({ path, comparison }: BrokenBudget): string {
  return `${named(comparison)} · ${path}`;
}

/** As many names as a reader wants. */
const MOST_NAMES = 10;

function listed(names: readonly string[]): string {
  const [shown, more] = [names.slice(0, MOST_NAMES).join(', '), names.length - MOST_NAMES];
  return more > 0 ? `${shown} and ${more} more` : shown;
}

/** Whether what is the largest on head is another element than on base. */
function haveOtherLcp({ log }: Run, place: Place): boolean {
  const campaign = campaignIn(log, place);
  if (campaign === null) return false;
  return lcpElementsDiffer({ base: typicalEvidence(campaign, 'base'), head: typicalEvidence(campaign, 'head') });
}
