import { GateError } from '../../errors.ts';
import type { EventSource } from '../../model/field.ts';
import type { Price } from '../../model/price.ts';
import { controlAfter, controlBefore, type NegativeControl } from '../analyses/price/control.ts';
import {
  fitPrice,
  priceOf,
  type PriceAnswers,
  type PriceFindings,
  type PriceSubject,
} from '../analyses/price/price.ts';
import type { Engine, PrintedDialect } from '../engines/engine.ts';
import { eventsOfFiles, openEvents, printedEvents, type Events } from '../engines/events.ts';
import { askCoverage } from '../questions/coverage.ts';
import { askCells, askControl, askEventCounts, askWorth } from '../questions/price.ts';
import { cellsText, controlText, eventCountsText, worthText, type Landing } from '../questions/price-text.ts';
import type { Scope } from '../questions/scope.ts';
import type { Target } from '../questions/text.ts';
import { priceMarkdown, pricePage, priceText } from '../report/price.ts';
import { coveredOf, daysOf, type Covered } from './covered.ts';
import { askLabToField } from './price-lab.ts';
import { eventNotices, labNotices, priceNotices, shortNotices } from './price-notices.ts';
import { assertKnown, priceRequest, type PriceOptions, type PriceRequest } from './price-request.ts';
import {
  askRecords,
  leftOutNotices,
  noFilesNotices,
  printedTarget,
  type FieldSetup,
  type Findings,
  type Place,
} from './reading.ts';

/** A price as it is printed, with the code of the reason. */
export type FoundPrice = Price & Pick<PriceFindings, 'reasonCode'>;

/** `field price`: what slower pages of a route cost. */
export async function findPrice(setup: FieldSetup, options: PriceOptions, place: Place): Promise<Findings> {
  const request = priceRequest(setup, options);
  const asked = await askRecords(setup, options, place, async (engine, scope) => {
    const found = await askPrice(engine, scope, { setup, options, request, place });
    return { ...found, scope, notices: [...leftOutNotices(engine), ...found.notices] };
  });
  const { price, scope, notices } = asked.answer;
  const about = { scope, days: setup.field.windowDays, by: null, sha: null, isEmpty: price.coverage.landings === 0 };
  return {
    json: price,
    text: priceText(price, about),
    markdown: priceMarkdown(price, about),
    page: pricePage(price, about),
    notices: [...noFilesNotices(asked), ...notices],
    exitCode: price.coefficient === null ? 3 : 0,
  };
}

interface Given {
  readonly setup: FieldSetup;
  readonly options: PriceOptions;
  readonly request: PriceRequest;
  readonly place: Place;
}

const NOBODY: PriceAnswers = {
  landed: { cells: [], starts: 0, analysed: 0, states: { fresh: 0, stale: 0, failed: 0 } },
  events: { events: 0, refunds: 0 },
  worth: null,
};

async function askPrice(engine: Engine, scope: Scope | null, given: Given) {
  const { landing, source } = given.request;
  const covered = scope === null ? null : await coveredOf(engine, scope);
  const subject = subjectOf(given, covered);
  const made = { writtenAt: given.place.now.toISOString() };
  if (scope === null) {
    const none = priceOf(subject, NOBODY, fitPrice(subject, NOBODY), null);
    return { price: inOrder({ ...none, window: null, labToField: null, sql: [], ...made }), notices: [] };
  }
  const { events, notice } = await eventsOf(engine, source, given);
  const asked = { scope, landing, events };
  const answers: PriceAnswers = {
    events: await askEventCounts(engine, scope, events),
    landed: await askCells(engine, scope, landing, events),
    worth: source.value === null ? null : await askWorth(engine, scope, landing, events),
  };
  if (answers.landed.starts + answers.landed.analysed === 0)
    assertKnown(given.setup, landing, await askCoverage(engine, scope));
  const fitted = fitPrice(subject, answers);
  const control = fitted.regression?.kind === 'fitted' ? await controlOf(engine, asked, answers) : null;
  const { lab } = given.options;
  const ratio =
    lab === null ? null : await askLabToField(engine, scope, given.setup, landing, { lab, cwd: given.place.cwd });
  const price = inOrder({
    ...priceOf(subject, answers, fitted, control),
    window: covered,
    labToField: ratio?.ratio ?? null,
    sql: textsOf(engine, asked, source),
    ...made,
  });
  const notices = [
    ...(notice === null ? [] : [notice]),
    ...eventNotices(events, answers),
    ...priceNotices(price, answers, source),
    ...shortNotices(price, subject.days),
    ...labNotices(ratio),
  ];
  return { price, notices };
}

function subjectOf({ setup, request: { landing, source } }: Given, covered: Covered | null): PriceSubject {
  const { route, device: condition, path: metric, stepMs } = landing;
  const days = covered === null ? setup.field.windowDays : daysOf(covered);
  return { route, condition, metric, stepMs, days, currency: source.currency };
}

/** Without files of events there are none, and a notice says where they were looked for. */
export async function eventsOf(
  engine: Engine,
  source: EventSource,
  { setup }: Pick<Given, 'setup'>,
): Promise<{ events: Events; notice: string | null }> {
  const { beacons } = setup.field;
  try {
    return { events: await openEvents(engine, source, beacons.kind === 'files' ? beacons.folder : ''), notice: null };
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    if (error.code !== 'events-no-files') throw error.at(source.where);
    const notice = `${source.where}: ${error.message}\n  → ${error.todo}`;
    return { events: await eventsOfFiles(engine, [], source), notice };
  }
}

interface AskedPrice {
  readonly scope: Scope;
  readonly landing: Landing;
  readonly events: Events;
}

/** The control by events before the landing where there are enough, or else the one by what is seen after an event. */
async function controlOf(
  engine: Engine,
  { scope, landing, events }: AskedPrice,
  { landed }: PriceAnswers,
): Promise<NegativeControl | null> {
  const before = controlBefore(landed.cells, landing.path);
  return before ?? controlAfter(await askControl(engine, scope, landing, events), landing.path);
}

function textsOf(target: Target, { scope, landing, events }: AskedPrice, { value }: EventSource): string[] {
  return [
    eventCountsText(target, scope, events),
    cellsText(target, scope, landing, events),
    ...(value === null ? [] : [worthText(target, scope, landing, events)]),
    controlText(target, scope, landing, events),
  ];
}

/** The queries of `field price`. */
export function printPrice(setup: FieldSetup, options: PriceOptions, place: Place, dialect: PrintedDialect): string[] {
  const { landing, source } = priceRequest(setup, options);
  const { target, scope } = printedTarget(setup, options, place, dialect);
  return textsOf(target, { scope, landing, events: printedEvents(dialect, source) }, source);
}

/** The fields that everybody reads first. */
function inOrder(price: FoundPrice): FoundPrice {
  const { established, kind, reason, route, condition, metric, sessions, users, coefficient, per100ms, money } = price;
  const { range, controls, negativeControl, uncontrolled, ...others } = price;
  const head = { established, kind, reason, route, condition, metric, sessions, users, coefficient, per100ms, money };
  return { ...head, range, controls, negativeControl, uncontrolled, ...others };
}
